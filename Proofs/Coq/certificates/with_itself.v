(** forall x in [-1/2,1], y in [-1/2,1]: f(y*y) > 0.31829988618379

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 2), (Closed 1 1)); ((Closed (-1) 2), (Closed 1
  1))].
Definition statement : formula := (Greater (Kappa1 (Square (Var 1))) (Rat 31829988618379
  100000000000000)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, ((-1) / 2) <= x <= 1 -> forall y : R, ((-1) / 2) <= y <= 1 ->
  (kappa1 (y * y)) > (31829988618379 / 100000000000000).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
