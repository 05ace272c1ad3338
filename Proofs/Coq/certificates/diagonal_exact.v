(** forall dag in complete(3) where connected, rho in [-1,1): Kii(dag, rho, exact) = paths(dag)

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition net_1 : network := [[Zero]; [Skip; Zero]; [Skip; Zero; Skip]].
Definition statement : formula := (Equal (Kii ExactRule net_1 (Var 0)) (Paths net_1)).

Lemma accepted :
Std.check_point (StdFloat.PtoP 60) false statement (Closed (-1) 1) (Open 1 1) 0 1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Lemma instance : ~ (forall x : R, (-1) <= x < 1 -> (exact_pair net_1 x 0%nat 0%nat) = (INR
  (path_count net_1))).
Proof. exact (Std.counterexample (StdFloat.PtoP 60) statement (Closed (-1) 1) (Open 1 1) 0 1
  accepted). Qed.
Theorem certified : ~ forall dag : network, well_formed dag -> length dag = 3%nat -> connected
  dag -> (forall x : R, (-1) <= x < 1 -> (exact_pair dag x 0%nat 0%nat) = (INR (path_count
  dag))).
Proof. intros H. exact (instance (H net_1 ltac:(split; [discriminate|repeat split])
  ltac:(reflexivity) ltac:(vm_compute; repeat constructor))). Qed.
