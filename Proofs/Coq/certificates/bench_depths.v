(** forall cell in nasbench201 where depth > 2: depth(cell) <= 3

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces Boxes.
Import ListNotations.

Definition statement (dag : network) : formula := (Implies (Greater (Depth dag) (Rat 2 1))
  (LessEqual (Depth dag) (Rat 3 1))).
Definition networks : list network := space 3 [is_connected].
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
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1].

Lemma accepted :
Boxes.Fast.check_each (StdFloat.PtoP 70) true statement ranges networks evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall dag : network, In dag nb201 -> connected dag -> (((Q2R
  (effective_depth dag)) > 2) -> ((Q2R (effective_depth dag)) <= 3)).
Proof. intros dag C0 C1. refine (Boxes.Fast.for_every (StdFloat.PtoP 70) statement ranges
  networks evidence accepted dag _). apply in_nb201_space; try assumption. repeat apply
  Forall_cons; try apply Forall_nil; first [assumption|now apply connected_is]. Qed.
