(** forall k >= 1, rho in [-1,1]: NTKij(chain(k), rho, exact) > 0

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction Chains.
Import ListNotations.

Module case_1.
Definition net_1 : network := [[Param]].
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (Greater (Tangent OffDiagonal ExactRule net_1 (Var 0)) (Rat 0
  1)).
Definition hints : list expr := [].
Definition evidence : list Q := [(-1) # 1]%Q.

Lemma accepted :
Boxes.Std.check_point (StdFloat.PtoP 70) false statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ (forall x : R, (-1) <= x <= 1 -> (exact_tangent_pair net_1 x 0%nat 1%nat)
  > 0).
Proof. exact (Boxes.Std.counterexample (StdFloat.PtoP 70) statement ranges hints evidence
  accepted). Qed.
End case_1.

Local Open Scope R_scope.
Theorem certified : ~ (forall k : nat, (1 <= k)%nat -> forall x : R, (-1) <= x <= 1 ->
  (exact_tangent_pair (chain k) x 0%nat 1%nat) > 0).
Proof. intros H. apply case_1.certified. intros x Dx. specialize (H 1%nat ltac:(repeat
  constructor) x Dx). rewrite ?pow_1, ?pow_O in H. exact H. Qed.
