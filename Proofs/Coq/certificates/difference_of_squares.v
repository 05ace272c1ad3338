(** forall x in [-1,1], y in [-1,1]: (f(x)-f(y))^2 <= (x-y)^2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1)); ((Closed (-1) 1), (Closed 1
  1))].
Definition statement : formula := (LessEqual (Pow (Sub (Kappa1 (Var 0)) (Kappa1 (Var 1))) 2)
  (Pow (Sub (Var 0) (Var 1)) 2)).
Definition hints : list expr := [(Mul (Sub (Sub (Kappa1 (Var 0)) (Kappa1 (Var 1))) (Sub (Var 0)
  (Var 1))) (Add (Sub (Kappa1 (Var 0)) (Kappa1 (Var 1))) (Sub (Var 0) (Var 1)))); (Mul (Sub
  (Sub (Var 0) (Var 1)) (Sub (Kappa1 (Var 0)) (Kappa1 (Var 1)))) (Add (Sub (Var 0) (Var 1))
  (Sub (Kappa1 (Var 0)) (Kappa1 (Var 1)))))].
Definition evidence : cover := (Leaf 3 [Natural; Along {| order := 2; center := [(Add (Mul (Rat
  1 1) (Var 0)) (Mul (Rat 0 1) (Var 1))); (Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var
  1)))]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Var 0)) |}; Factored
  {| order := 2; center := [(Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1))); (Add (Mul
  (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1)))]; direction := [(Rat 0 1); (Rat 1 1)]; parameter
  := (Sub (Var 1) (Var 0)) |}; Along {| order := 1; center := [(Add (Mul (Rat 1 1) (Var 0))
  (Mul (Rat 0 1) (Var 1))); (Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1)))]; direction
  := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Var 0)) |}; Factored {| order := 1;
  center := [(Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1))); (Add (Mul (Rat 1 1) (Var
  0)) (Mul (Rat 0 1) (Var 1)))]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1)
  (Var 0)) |}]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> forall y : R, (-1) <= y <= 1 -> (((kappa1
  x) - (kappa1 y)) ^ 2) <= ((x - y) ^ 2).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
