(** forall dag in complete(3) where connected, rho in [-1,1): lambda2(dag, rho, variance-only) <= eq12(dag, rho)

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition net_1 : network := [[Skip]; [Skip; Param]; [Zero; Zero; Param]].
Definition statement : formula := (LessEqual (Lambda2 VarianceOnly net_1 (Var 0)) (Eq12 net_1
  (Var 0))).

Lemma accepted :
Std.check_point (StdFloat.PtoP 60) false statement (Closed (-1) 1) (Open 1 1) 0 1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Lemma instance : ~ (forall x : R, (-1) <= x < 1 -> (lambda2 (variance_pair net_1 x)) <= (eq12
  net_1 x)).
Proof. exact (Std.counterexample (StdFloat.PtoP 60) statement (Closed (-1) 1) (Open 1 1) 0 1
  accepted). Qed.
Theorem certified : ~ forall dag : network, well_formed dag -> length dag = 3%nat -> connected
  dag -> (forall x : R, (-1) <= x < 1 -> (lambda2 (variance_pair dag x)) <= (eq12 dag x)).
Proof. intros H. exact (instance (H net_1 ltac:(split; [discriminate|repeat split])
  ltac:(reflexivity) ltac:(vm_compute; repeat constructor))). Qed.
