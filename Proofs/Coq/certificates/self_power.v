(** forall x in (0,1]: x^x <= 1

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Open 0 1), (Closed 1 1))].
Definition statement : formula := (LessEqual (Exp (Mul (Var 0) (Log (Var 0)))) (Rat 1 1)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Fine 3; Natural; Means]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 < x <= 1 -> (exp (x * (ln x))) <= 1.
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
