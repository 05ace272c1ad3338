(** forall x in [-1,1], y in [-1,1]: (f(x)-x)*(f(y)-y) >= 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1)); ((Closed (-1) 1), (Closed 1
  1))].
Definition statement : formula := (GreaterEqual (Mul (Sub (Kappa1 (Var 0)) (Var 0)) (Sub
  (Kappa1 (Var 1)) (Var 1))) (Rat 0 1)).
Definition hints : list expr := [(Mul (Sub (Var 1) (Kappa1 (Var 1))) (Sub (Var 0) (Kappa1 (Var
  0))))].
Definition evidence : cover := (Leaf 3 [Fine 3; Natural; Means]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> forall y : R, (-1) <= y <= 1 -> (((kappa1
  x) - x) * ((kappa1 y) - y)) >= 0.
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
