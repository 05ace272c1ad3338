(** forall x in [-1, 1]: f(x) <= 1/2 or f(x) >= 1/2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (Or (LessEqual (Kappa1 (Var 0)) (Rat 1 2)) (GreaterEqual
  (Kappa1 (Var 0)) (Rat 1 2))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> ((kappa1 x) <= (1 / 2)) \/ ((kappa1 x) >=
  (1 / 2)).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
