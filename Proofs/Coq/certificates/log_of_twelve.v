(** log(12) = 2*log(2) + log(3)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [].
Definition statement : formula := (Equal (Log (Rat 12 1)) (Add (Mul (Rat 2 1) (Log (Rat 2 1)))
  (Log (Rat 3 1)))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (ln 12) = ((2 * (ln 2)) + (ln 3)).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
