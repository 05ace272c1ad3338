(** forall k >= 0: iterate(t + 2, t: 0, k) <= 10

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction.
Import ListNotations.

Module case_1.
Definition statement : formula := (LessEqual (Add (Add (Add (Add (Add (Add (Rat 0 1) (Rat 2 1))
  (Rat 2 1)) (Rat 2 1)) (Rat 2 1)) (Rat 2 1)) (Rat 2 1)) (Rat 10 1)).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) false statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ (((((((0 + 2) + 2) + 2) + 2) + 2) + 2) <= 10).
Proof. exact (Certificate.Std.fails_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_1.

Local Open Scope R_scope.
Theorem certified : ~ (forall k : nat, (0 <= k)%nat -> (Nat.iter k (fun t_0 : R => (t_0 + 2))
  0) <= 10).
Proof. intros H. apply case_1.certified. specialize (H 6%nat ltac:(repeat constructor) ).
  rewrite ?pow_1, ?pow_O in H. exact H. Qed.
