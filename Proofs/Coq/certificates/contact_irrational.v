(** forall x in [-1,1]: f(x) >= f(sqrt(2)/3) + kappa(0,sqrt(2)/3)*(x-sqrt(2)/3)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Div (Sqrt (Rat 2
  1)) (Rat 3 1))) (Mul (Kappa0 (Div (Sqrt (Rat 2 1)) (Rat 3 1))) (Sub (Var 0) (Div (Sqrt (Rat 2
  1)) (Rat 3 1)))))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Along {| order := 2; center := [(Div (Sqrt
  (Rat 2 1)) (Rat 3 1))]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Div (Sqrt (Rat 2
  1)) (Rat 3 1))) |}; Along {| order := 1; center := [(Div (Sqrt (Rat 2 1)) (Rat 3 1))];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Div (Sqrt (Rat 2 1)) (Rat 3 1))) |}]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 ((sqrt 2) / 3)) +
  ((kappa0 ((sqrt 2) / 3)) * (x - ((sqrt 2) / 3)))).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
