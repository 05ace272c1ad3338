(** forall dag in {"2_02_002", "1_01_222"}, rho in [-1,1]: Kii(dag, rho, exact) - Kij(dag,rho,exact) >= eq12(dag, rho)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces Boxes.
Import ListNotations.

Definition member_1 : network := [[Param]; [Zero; Param]; [Zero; Zero; Param]].
Definition member_2 : network := [[Skip]; [Zero; Skip]; [Param; Param; Param]].
Definition statement (dag : network) : formula := (GreaterEqual (Sub (Kii ExactRule dag (Var
  0)) (Kij ExactRule dag (Var 0))) (Eq12 dag (Var 0))).
Definition networks : list network := among [member_1; member_2] [].
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition shown_1 : list expr * cover := ([], (Leaf 3 [Natural])).
Definition evidence : list (list expr * cover) := [shown_1; shown_1].

Lemma accepted :
Boxes.Fast.check_each (StdFloat.PtoP 70) true statement ranges networks evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall dag : network, In dag [member_1; member_2] -> (forall x : R, (-1) <=
  x <= 1 -> ((exact_pair dag x 0%nat 0%nat) - (exact_pair dag x 0%nat 1%nat)) >= (eq12 dag x)).
Proof. intros dag C0. refine (Boxes.Fast.for_every (StdFloat.PtoP 70) statement ranges networks
  evidence accepted dag _). apply in_among; try assumption. repeat apply Forall_cons; try apply
  Forall_nil; first [assumption|now apply connected_is]. Qed.
