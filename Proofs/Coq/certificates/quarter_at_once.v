(** forall d in 1..12: abs(NTKij(chain(d), 3/10, exact)/(d + 1) - 1/4) <= 1/(5*(d + 1))

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Module case_2.
Definition net_1 : network := [[Param]; [Zero; Param]].
Definition ranges : domain := [].
Definition statement : formula := (LessEqual (Abs (Sub (Div (Tangent OffDiagonal ExactRule
  net_1 (Rat 3 10)) (Add (Rat 2 1) (Rat 1 1))) (Rat 1 4))) (Div (Rat 1 1) (Mul (Rat 5 1) (Add
  (Rat 2 1) (Rat 1 1))))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 0 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) false statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ ((Rabs (((exact_tangent_pair net_1 (3 / 10) 0%nat 1%nat) / (2 + 1)) - (1
  / 4))) <= (1 / (5 * (2 + 1)))).
Proof. exact (Boxes.Fast.for_none (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
End case_2.

Local Open Scope R_scope.
Theorem certified : ~ (((Rabs (((exact_tangent_pair [[Param]] (3 / 10) 0%nat 1%nat) / (1 + 1))
  - (1 / 4))) <= (1 / (5 * (1 + 1)))) /\ ((Rabs (((exact_tangent_pair [[Param]; [Zero; Param]]
  (3 / 10) 0%nat 1%nat) / (2 + 1)) - (1 / 4))) <= (1 / (5 * (2 + 1)))) /\ ((Rabs
  (((exact_tangent_pair [[Param]; [Zero; Param]; [Zero; Zero; Param]] (3 / 10) 0%nat 1%nat) /
  (3 + 1)) - (1 / 4))) <= (1 / (5 * (3 + 1)))) /\ ((Rabs (((exact_tangent_pair [[Param]; [Zero;
  Param]; [Zero; Zero; Param]; [Zero; Zero; Zero; Param]] (3 / 10) 0%nat 1%nat) / (4 + 1)) - (1
  / 4))) <= (1 / (5 * (4 + 1)))) /\ ((Rabs (((exact_tangent_pair [[Param]; [Zero; Param];
  [Zero; Zero; Param]; [Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Param]] (3 / 10)
  0%nat 1%nat) / (5 + 1)) - (1 / 4))) <= (1 / (5 * (5 + 1)))) /\ ((Rabs (((exact_tangent_pair
  [[Param]; [Zero; Param]; [Zero; Zero; Param]; [Zero; Zero; Zero; Param]; [Zero; Zero; Zero;
  Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Param]] (3 / 10) 0%nat 1%nat) / (6 + 1)) - (1 /
  4))) <= (1 / (5 * (6 + 1)))) /\ ((Rabs (((exact_tangent_pair [[Param]; [Zero; Param]; [Zero;
  Zero; Param]; [Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero;
  Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Param]] (3 / 10) 0%nat 1%nat) / (7 +
  1)) - (1 / 4))) <= (1 / (5 * (7 + 1)))) /\ ((Rabs (((exact_tangent_pair [[Param]; [Zero;
  Param]; [Zero; Zero; Param]; [Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Param];
  [Zero; Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Param]; [Zero;
  Zero; Zero; Zero; Zero; Zero; Zero; Param]] (3 / 10) 0%nat 1%nat) / (8 + 1)) - (1 / 4))) <=
  (1 / (5 * (8 + 1)))) /\ ((Rabs (((exact_tangent_pair [[Param]; [Zero; Param]; [Zero; Zero;
  Param]; [Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero;
  Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero;
  Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Param]] (3 / 10) 0%nat
  1%nat) / (9 + 1)) - (1 / 4))) <= (1 / (5 * (9 + 1)))) /\ ((Rabs (((exact_tangent_pair
  [[Param]; [Zero; Param]; [Zero; Zero; Param]; [Zero; Zero; Zero; Param]; [Zero; Zero; Zero;
  Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero;
  Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero;
  Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Param]] (3 /
  10) 0%nat 1%nat) / (10 + 1)) - (1 / 4))) <= (1 / (5 * (10 + 1)))) /\ ((Rabs
  (((exact_tangent_pair [[Param]; [Zero; Param]; [Zero; Zero; Param]; [Zero; Zero; Zero;
  Param]; [Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Param]; [Zero; Zero;
  Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Zero; Param]; [Zero;
  Zero; Zero; Zero; Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Zero;
  Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Param]] (3 /
  10) 0%nat 1%nat) / (11 + 1)) - (1 / 4))) <= (1 / (5 * (11 + 1)))) /\ ((Rabs
  (((exact_tangent_pair [[Param]; [Zero; Param]; [Zero; Zero; Param]; [Zero; Zero; Zero;
  Param]; [Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Param]; [Zero; Zero;
  Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Zero; Param]; [Zero;
  Zero; Zero; Zero; Zero; Zero; Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Zero;
  Zero; Zero; Param]; [Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Param];
  [Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Zero; Param]] (3 / 10) 0%nat
  1%nat) / (12 + 1)) - (1 / 4))) <= (1 / (5 * (12 + 1))))).
Proof. intros H. destruct H as (H1 & H2 & H3 & H4 & H5 & H6 & H7 & H8 & H9 & H10 & H11 & H12).
  exact (case_2.certified H2). Qed.
