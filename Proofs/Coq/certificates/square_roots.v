(** forall k in 1..2, a in [1,2]: iterate((t + a/t)/2, t: 2, k) >= sqrt(a)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Module case_1.
Definition ranges : domain := [((Closed 1 1), (Closed 2 1))].
Definition statement : formula := (GreaterEqual (Div (Add (Rat 2 1) (Div (Var 0) (Rat 2 1)))
  (Rat 2 1)) (Sqrt (Var 0))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Fine 3; Natural; Means]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 1 <= x <= 2 -> ((2 + (x / 2)) / 2) >= (sqrt x).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
End case_1.

Module case_2.
Definition ranges : domain := [((Closed 1 1), (Closed 2 1))].
Definition statement : formula := (GreaterEqual (Div (Add (Div (Add (Rat 2 1) (Div (Var 0) (Rat
  2 1))) (Rat 2 1)) (Div (Var 0) (Div (Add (Rat 2 1) (Div (Var 0) (Rat 2 1))) (Rat 2 1)))) (Rat
  2 1)) (Sqrt (Var 0))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 3 2
(Split 0 5 4
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 7 4
(Split 0 13 8
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 15 8
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 1 <= x <= 2 -> ((((2 + (x / 2)) / 2) + (x / ((2 + (x / 2)) /
  2))) / 2) >= (sqrt x).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
End case_2.

Local Open Scope R_scope.
Theorem certified : (forall x : R, 1 <= x <= 2 -> ((2 + (x / 2)) / 2) >= (sqrt x)) /\ (forall x
  : R, 1 <= x <= 2 -> ((((2 + (x / 2)) / 2) + (x / ((2 + (x / 2)) / 2))) / 2) >= (sqrt x)).
Proof. split; [exact case_1.certified|]. exact case_2.certified. Qed.
