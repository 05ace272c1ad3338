(** forall k >= 1: Kii(resnet(2*k, skip: 2, scale: 1/2), 0, variance-only) <= (6/5)^k

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction Chains Residual Scaled.
Import ListNotations.

Module case_1.
Definition statement : formula := (LessEqual (Div (Rat 1 1) (Pow (Rat 4 5) 1)) (Pow (Rat 6 5)
  1)).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) false statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ ((1 / ((4 / 5) ^ 1)) <= ((6 / 5) ^ 1)).
Proof. exact (Certificate.Std.fails_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_1.

Local Open Scope R_scope.
Theorem certified : ~ (forall k : nat, (1 <= k)%nat -> (scaled_variance_pair (1 / 2) (residual
  2 k) 0 0%nat 0%nat) <= ((6 / 5) ^ k)).
Proof. intros H. apply case_1.certified. specialize (H 1%nat ltac:(repeat constructor) ).
  scaled_values_in (1 / 2) (4 / 5) H. exact H. Qed.
