(** forall dag in complete(2) where connected and paths >= 2: exists rho in [-1,1): lambda2(dag, rho, exact) != 2*Kij(dag, rho, exact)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces Boxes.
Import ListNotations.

Definition statement (dag : network) : formula := (Implies (GreaterEqual (Paths dag) (Rat 2 1))
  (NotEqual (Lambda2 ExactRule dag (Var 0)) (Mul (Rat 2 1) (Kij ExactRule dag (Var 0))))).
Definition networks : list network := space 2 [is_connected].
Definition ranges : domain := [((Closed (-1) 1), (Open 1 1))].
Definition evidence : list (list expr * list Q) := [([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 #
  1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q);
  ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0
  # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q);
  ([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [0 # 1]%Q)].

Lemma accepted :
Boxes.Fast.check_points (StdFloat.PtoP 70) true statement ranges networks evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall dag : network, well_formed dag -> length dag = 2%nat -> connected
  dag -> (exists x : R, (-1) <= x < 1 /\ (((INR (path_count dag)) >= 2) -> ((lambda2
  (exact_pair dag x)) <> (2 * (exact_pair dag x 0%nat 1%nat))))).
Proof. intros dag C0 C1 C2. refine (Boxes.Fast.witness_for_every (StdFloat.PtoP 70) statement
  ranges networks evidence accepted dag _). apply in_space; try assumption. repeat apply
  Forall_cons; try apply Forall_nil; first [assumption|now apply connected_is]. Qed.
