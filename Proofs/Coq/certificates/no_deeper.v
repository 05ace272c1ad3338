(** exists dag in complete(2) where connected: depth(dag) > 2

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces Boxes.
Import ListNotations.

Definition statement (dag : network) : formula := (Greater (Depth dag) (Rat 2 1)).
Definition networks : list network := space 2 [is_connected].
Definition ranges : domain := [].
Definition shown_1 : list expr * cover := ([], (Leaf 0 [Natural])).
Definition evidence : list (list expr * cover) := [shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1].

Lemma accepted :
Boxes.Fast.check_each (StdFloat.PtoP 70) false statement ranges networks evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ exists dag : network, well_formed dag /\ length dag = 2%nat /\ connected
  dag /\ ((Q2R (effective_depth dag)) > 2).
Proof. intros (dag & C0 & C1 & C2 & H). refine (Boxes.Fast.for_no (StdFloat.PtoP 70) statement
  ranges networks evidence accepted dag _ H). apply in_space; try assumption. repeat apply
  Forall_cons; try apply Forall_nil; first [assumption|now apply connected_is]. Qed.
