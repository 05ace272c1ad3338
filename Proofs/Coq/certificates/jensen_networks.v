(** forall dag in complete(2) where connected, rho in [-1,1]: Kii(dag,rho,variance-only) - Kij(dag,rho,variance-only) >= eq12(dag,rho)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces Boxes.
Import ListNotations.

Definition statement (dag : network) : formula := (GreaterEqual (Sub (Kii VarianceOnly dag (Var
  0)) (Kij VarianceOnly dag (Var 0))) (Eq12 dag (Var 0))).
Definition networks : list network := space 2 [is_connected].
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition shown_1 : list expr * cover := ([], (Leaf 3 [Natural])).
Definition evidence : list (list expr * cover) := [shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1;
  shown_1; shown_1; shown_1; shown_1; shown_1; shown_1; shown_1].

Lemma accepted :
Boxes.Fast.check_each (StdFloat.PtoP 70) true statement ranges networks evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall dag : network, well_formed dag -> length dag = 2%nat -> connected
  dag -> (forall x : R, (-1) <= x <= 1 -> ((variance_pair dag x 0%nat 0%nat) - (variance_pair
  dag x 0%nat 1%nat)) >= (eq12 dag x)).
Proof. intros dag C0 C1 C2. refine (Boxes.Fast.for_every (StdFloat.PtoP 70) statement ranges
  networks evidence accepted dag _). apply in_space; try assumption. repeat apply Forall_cons;
  try apply Forall_nil; first [assumption|now apply connected_is]. Qed.
