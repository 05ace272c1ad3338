(** forall x in (0,1], y in (0,1]: log(x*y) <= 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Open 0 1), (Closed 1 1)); ((Open 0 1), (Closed 1 1))].
Definition statement : formula := (LessEqual (Log (Mul (Var 0) (Var 1))) (Rat 0 1)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Fine 3; Natural; Means]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 < x <= 1 -> forall y : R, 0 < y <= 1 -> (ln (x * y)) <= 0.
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
