(** forall x in [-1,1], y in [-1,1]: x < y implies kappa(0,x)*(y-x) < f(y)-f(x) and f(y)-f(x) < kappa(0,y)*(y-x)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1)); ((Closed (-1) 1), (Closed 1
  1))].
Definition statement : formula := (Implies (Less (Var 0) (Var 1)) (And (Less (Mul (Kappa0 (Var
  0)) (Sub (Var 1) (Var 0))) (Sub (Kappa1 (Var 1)) (Kappa1 (Var 0)))) (Less (Sub (Kappa1 (Var
  1)) (Kappa1 (Var 0))) (Mul (Kappa0 (Var 1)) (Sub (Var 1) (Var 0)))))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Along_any Plain [{| order := 2; center :=
  [(Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1))); (Add (Mul (Rat 1 1) (Var 0)) (Mul
  (Rat 0 1) (Var 1)))]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Var 0))
  |}; {| order := 2; center := [(Add (Mul (Rat 0 1) (Var 0)) (Mul (Rat 1 1) (Var 1))); (Add
  (Mul (Rat 0 1) (Var 0)) (Mul (Rat 1 1) (Var 1)))]; direction := [(Rat (-1) 1); (Rat 0 1)];
  parameter := (Sub (Var 1) (Var 0)) |}; {| order := 2; center := [(Add (Mul (Rat 1 2) (Var 0))
  (Mul (Rat 1 2) (Var 1))); (Add (Mul (Rat 1 2) (Var 0)) (Mul (Rat 1 2) (Var 1)))]; direction
  := [(Rat (-1) 2); (Rat 1 2)]; parameter := (Sub (Var 1) (Var 0)) |}]; Along_any By_factors
  [{| order := 2; center := [(Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1))); (Add (Mul
  (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1)))]; direction := [(Rat 0 1); (Rat 1 1)]; parameter
  := (Sub (Var 1) (Var 0)) |}; {| order := 2; center := [(Add (Mul (Rat 0 1) (Var 0)) (Mul (Rat
  1 1) (Var 1))); (Add (Mul (Rat 0 1) (Var 0)) (Mul (Rat 1 1) (Var 1)))]; direction := [(Rat
  (-1) 1); (Rat 0 1)]; parameter := (Sub (Var 1) (Var 0)) |}; {| order := 2; center := [(Add
  (Mul (Rat 1 2) (Var 0)) (Mul (Rat 1 2) (Var 1))); (Add (Mul (Rat 1 2) (Var 0)) (Mul (Rat 1 2)
  (Var 1)))]; direction := [(Rat (-1) 2); (Rat 1 2)]; parameter := (Sub (Var 1) (Var 0)) |}];
  Along_any Plain [{| order := 1; center := [(Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var
  1))); (Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1)))]; direction := [(Rat 0 1); (Rat 1
  1)]; parameter := (Sub (Var 1) (Var 0)) |}; {| order := 1; center := [(Add (Mul (Rat 0 1)
  (Var 0)) (Mul (Rat 1 1) (Var 1))); (Add (Mul (Rat 0 1) (Var 0)) (Mul (Rat 1 1) (Var 1)))];
  direction := [(Rat (-1) 1); (Rat 0 1)]; parameter := (Sub (Var 1) (Var 0)) |}; {| order := 1;
  center := [(Add (Mul (Rat 1 2) (Var 0)) (Mul (Rat 1 2) (Var 1))); (Add (Mul (Rat 1 2) (Var
  0)) (Mul (Rat 1 2) (Var 1)))]; direction := [(Rat (-1) 2); (Rat 1 2)]; parameter := (Sub (Var
  1) (Var 0)) |}]; Along_any By_factors [{| order := 1; center := [(Add (Mul (Rat 1 1) (Var 0))
  (Mul (Rat 0 1) (Var 1))); (Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1)))]; direction
  := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Var 0)) |}; {| order := 1; center :=
  [(Add (Mul (Rat 0 1) (Var 0)) (Mul (Rat 1 1) (Var 1))); (Add (Mul (Rat 0 1) (Var 0)) (Mul
  (Rat 1 1) (Var 1)))]; direction := [(Rat (-1) 1); (Rat 0 1)]; parameter := (Sub (Var 1) (Var
  0)) |}; {| order := 1; center := [(Add (Mul (Rat 1 2) (Var 0)) (Mul (Rat 1 2) (Var 1))); (Add
  (Mul (Rat 1 2) (Var 0)) (Mul (Rat 1 2) (Var 1)))]; direction := [(Rat (-1) 2); (Rat 1 2)];
  parameter := (Sub (Var 1) (Var 0)) |}]]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> forall y : R, (-1) <= y <= 1 -> (x < y) ->
  ((((kappa0 x) * (y - x)) < ((kappa1 y) - (kappa1 x))) /\ (((kappa1 y) - (kappa1 x)) <
  ((kappa0 y) * (y - x)))).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
