(** forall dag in complete(3) where edge_count <= 4: paths(dag) <= 2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces Boxes.
Import ListNotations.

Definition statement (dag : network) : formula := (Implies (LessEqual (Tally Edges dag) (Rat 4
  1)) (LessEqual (Paths dag) (Rat 2 1))).
Definition networks : list network := space 3 [].
Definition ranges : domain := [].
Definition shown_1 : list expr * cover := ([], (Leaf 0 [Natural])).
Definition evidence : list (list expr * cover) := [shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1].

Lemma accepted :
Boxes.Fast.check_each (StdFloat.PtoP 70) true statement ranges networks evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall dag : network, well_formed dag -> length dag = 3%nat -> (((INR
  (edge_count dag)) <= 4) -> ((INR (path_count dag)) <= 2)).
Proof. intros dag C0 C1. refine (Boxes.Fast.for_every (StdFloat.PtoP 70) statement ranges
  networks evidence accepted dag _). apply in_space; try assumption. repeat apply Forall_cons;
  try apply Forall_nil; first [assumption|now apply connected_is]. Qed.
