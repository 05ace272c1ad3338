(** exists dag in complete(2) where connected: forall rho in [0,1]: Kij(dag, rho, exact) < 1

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces Boxes.
Import ListNotations.

Definition statement (dag : network) : formula := (Less (Kij ExactRule dag (Var 0)) (Rat 1 1)).
Definition networks : list network := space 2 [is_connected].
Definition ranges : domain := [((Closed 0 1), (Closed 1 1))].
Definition evidence : list (list expr * list Q) := [([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [1 #
  1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q);
  ([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [0
  # 1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q); ([], [1 # 1]%Q);
  ([], [1 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q)].

Lemma accepted :
Boxes.Fast.check_points (StdFloat.PtoP 70) false statement ranges networks evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ exists dag : network, well_formed dag /\ length dag = 2%nat /\ connected
  dag /\ (forall x : R, 0 <= x <= 1 -> (exact_pair dag x 0%nat 1%nat) < 1).
Proof. intros (dag & C0 & C1 & C2 & H). refine (Boxes.Fast.counterexample_for_every
  (StdFloat.PtoP 70) statement ranges networks evidence accepted dag _ H). apply in_space; try
  assumption. repeat apply Forall_cons; try apply Forall_nil; first [assumption|now apply
  connected_is]. Qed.
