(** forall dag in complete(2), rho in [-1,1]: Kii(dag.1, rho, exact) <= 1

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces Boxes.
Import ListNotations.

Definition statement (dag : network) : formula := (LessEqual (Kii ExactRule (firstn 1 dag) (Var
  0)) (Rat 1 1)).
Definition networks : list network := space 2 [].
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition shown_1 : list expr * cover := ([], (Leaf 3 [Natural])).
Definition evidence : list (list expr * cover) := [shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1].

Lemma accepted :
Boxes.Fast.check_each (StdFloat.PtoP 70) true statement ranges networks evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall dag : network, well_formed dag -> length dag = 2%nat -> (forall x :
  R, (-1) <= x <= 1 -> (exact_pair (firstn 1 dag) x 0%nat 0%nat) <= 1).
Proof. intros dag C0 C1. refine (Boxes.Fast.for_every (StdFloat.PtoP 70) statement ranges
  networks evidence accepted dag _). apply in_space; try assumption. repeat apply Forall_cons;
  try apply Forall_nil; first [assumption|now apply connected_is]. Qed.
