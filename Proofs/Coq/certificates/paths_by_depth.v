(** forall dag in complete(3): sum(d = 0..3, paths(dag, d)) = paths(dag)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces Boxes.
Import ListNotations.

Definition statement (dag : network) : formula := (Equal (Add (Add (Add (Tally (PathsOfDepth 0)
  dag) (Tally (PathsOfDepth 1) dag)) (Tally (PathsOfDepth 2) dag)) (Tally (PathsOfDepth 3)
  dag)) (Paths dag)).
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
Theorem certified : forall dag : network, well_formed dag -> length dag = 3%nat -> (((((INR
  (paths_of_depth dag 0)) + (INR (paths_of_depth dag 1))) + (INR (paths_of_depth dag 2))) +
  (INR (paths_of_depth dag 3))) = (INR (path_count dag))).
Proof. intros dag C0 C1. refine (Boxes.Fast.for_every (StdFloat.PtoP 70) statement ranges
  networks evidence accepted dag _). apply in_space; try assumption. repeat apply Forall_cons;
  try apply Forall_nil; first [assumption|now apply connected_is]. Qed.
