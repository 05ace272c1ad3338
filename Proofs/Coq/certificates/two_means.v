(** forall x in [0, 1], y in [0, 1]: sqrt(x*y) <= (x + y)/2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1)); ((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (LessEqual (Sqrt (Mul (Var 0) (Var 1))) (Div (Add (Var 0)
  (Var 1)) (Rat 2 1))).
Definition hints : list expr := [(Mul (Rat 1 2) (Square (Sub (Sqrt (Var 0)) (Sqrt (Var 1)))))].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> forall y : R, 0 <= y <= 1 -> (sqrt (x * y)) <=
  ((x + y) / 2).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
