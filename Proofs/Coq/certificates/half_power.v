(** forall x in [2,3]: (x-1)^(3/2) >= 1

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed 2 1), (Closed 3 1))].
Definition statement : formula := (GreaterEqual (Pow (Sqrt (Sub (Var 0) (Rat 1 1))) 3) (Rat 1
  1)).
Definition hints : list expr := [(Add (Add (Mul (Sub (Var 0) (Rat 2 1)) (Sub (Sqrt (Sub (Var 0)
  (Rat 1 1))) (Rat 1 1))) (Mul (Rat 13985 9889) (Sub (Var 0) (Rat 2 1)))) (Mul (Mul (Rat 4096
  9889) (Sub (Sqrt (Sub (Var 0) (Rat 1 1))) (Rat 1 1))) (Sub (Rat 5793 4096) (Sqrt (Sub (Var 0)
  (Rat 1 1))))))].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 2 <= x <= 3 -> ((sqrt (x - 1)) ^ 3) >= 1.
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
