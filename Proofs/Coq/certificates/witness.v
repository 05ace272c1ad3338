(** exists dag in {"2_02_002", "1_01_222"}, rho in [-1,1]: lambda2(dag, rho, exact) > 2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition net_1 : network := [[Skip]; [Zero; Skip]; [Param; Param; Param]].
Definition member_1 : network := [[Param]; [Zero; Param]; [Zero; Zero; Param]].
Definition member_2 : network := [[Skip]; [Zero; Skip]; [Param; Param; Param]].
Definition statement : formula := (Greater (Lambda2 ExactRule net_1 (Var 0)) (Rat 2 1)).

Lemma accepted :
Std.check_point (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Closed 1 1) 0 1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Lemma instance : exists x : R, (-1) <= x <= 1 /\ ((lambda2 (exact_pair net_1 x)) > 2).
Proof. exact (Std.witness (StdFloat.PtoP 60) statement (Closed (-1) 1) (Closed 1 1) 0 1
  accepted). Qed.
Theorem certified : exists dag : network, In dag [member_1; member_2] /\ (exists x : R, (-1) <=
  x <= 1 /\ ((lambda2 (exact_pair dag x)) > 2)).
Proof. exists net_1. split; [repeat (first [left; reflexivity|right])|]. exact instance. Qed.
