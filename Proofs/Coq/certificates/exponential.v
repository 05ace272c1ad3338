(** forall x in [-1,1]: exp(x) >= 1 + x

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (GreaterEqual (Exp (Var 0)) (Add (Rat 1 1) (Var 0))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 0 1
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (exp x) >= (1 + x).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
