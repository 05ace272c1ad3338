(** * Residual networks whose skips have a scale.

    A skip of scale a multiplies features by a, and so second moments by a^2.  Under the
    variance-only rule the kernels of [residual b k] with such skips are known for every k: K_ii
    grows by 1 + a^2 with each block, and the correlation is an iterate of [scaled_map]. *)
From Coq Require Import ZArith Reals Lra Psatz List Arith Lia FunctionalExtensionality.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network PathBound ClosedForms
  Induction Chains Residual.
Import ListNotations.
Local Open Scope R_scope.

(** ** Kernels of networks all of whose skips have the scale a *)
Definition scaled_edge (a : R) (s t : nat) (o : op) (K : mat) : mat :=
  match o with Skip => fun i j => a * a * K i j | _ => variance_edge s t o K end.
Definition scaled_variance_kernel (a : R) (net : network) (K0 : mat) : mat :=
  propagate zero_mat add_mat (scaled_edge a) net K0.
Definition scaled_variance_pair (a : R) (net : network) (rho : R) : mat :=
  scaled_variance_kernel a net (pair_input rho).
(** Skips of scale 1 are plain. *)
Theorem scale_one net K0 : scaled_variance_kernel 1 net K0 = variance_kernel net K0.
Proof.
  unfold scaled_variance_kernel, variance_kernel.
  apply (propagate_rel _ _ zero_mat add_mat (scaled_edge 1) zero_mat add_mat variance_edge eq);
    try reflexivity.
  - intros a b c d -> ->. reflexivity.
  - intros s t o K L ->. destruct o; try reflexivity. cbn.
    apply functional_extensionality. intros i. apply functional_extensionality. intros j. ring.
Qed.

(** ** Residual networks *)
Definition scaled_map (a : R) (b : nat) (t : R) : R :=
  (a * a * t + Nat.iter b kappa1 t) / (a * a + 1).
Lemma scaled_run a n s K : run (scaled_edge a) n s K = Nat.iter n param_kernel K.
Proof. induction n as [|n IH]; [reflexivity|]. cbn [run]. rewrite IH. reflexivity. Qed.
(** With q = 1/(1 + a^2), as certificates have it. *)
Theorem scaled_residual a q b k rho : (2 <= b)%nat -> q * (a * a + 1) = 1 ->
  scaled_variance_pair a (residual b k) rho =
    M2 (1 / q ^ k) (Nat.iter k (scaled_map a b) rho / q ^ k).
Proof.
  intros B Q. assert (P : 0 < q) by nra.
  unfold scaled_variance_pair, scaled_variance_kernel. induction k as [|k IH].
  - unfold propagate, node_values. cbn. unfold pair_input. f_equal; field.
  - rewrite propagate_block by (intros; auto using add_zero_left, add_zero_right). rewrite IH.
    cbn [scaled_edge]. rewrite scaled_run.
    assert (R : 0 < q ^ k) by (apply pow_lt; exact P).
    set (p := q ^ k) in *. set (c := Nat.iter k (scaled_map a b) rho).
    replace (c / p) with (1 / p * c) by (field; lra).
    rewrite param_run by (apply Rdiv_lt_0_compat; lra). rewrite iterate_step.
    fold c. cbn [pow]. fold p. unfold scaled_map.
    assert (A : a * a + 1 = 1 / q) by (field_simplify_eq; lra). rewrite A.
    assert (S : a * a = 1 / q - 1) by lra. rewrite S.
    apply functional_extensionality. intros i. apply functional_extensionality. intros j.
    unfold add_mat, M2. destruct (Nat.eq_dec i j); field; lra.
Qed.
(** The correlation grows, and stays below 1 where it begins there. *)
Lemma scaled_map_grows low a b : (1 <= b)%nat -> low * (a * a + 1) = - (a * a) ->
  grows low (scaled_map a b).
Proof.
  intros B Low t T. assert (F : grows 0 (Nat.iter b kappa1))
    by (destruct b; [lia|]; exact (iterate_grows 0 kappa1 (S b) kappa1_grows)).
  destruct (F t T) as (G & L & H). unfold scaled_map. set (f := Nat.iter b kappa1 t) in *.
  assert (P : 0 <= a * a) by nra. set (s := a * a) in *.
  assert (E : forall u v, u * (s + 1) <= v -> u <= v / (s + 1)).
  { intros u v W. apply Rmult_le_reg_r with (s + 1); [lra|]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (D : forall u v, v <= u * (s + 1) -> v / (s + 1) <= u).
  { intros u v W. apply Rmult_le_reg_r with (s + 1); [lra|]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. lra. }
  split; [split; [apply E|apply D]; nra|]. split.
  - apply E. nra.
  - intros L1. specialize (H L1). apply Rmult_lt_reg_r with (s + 1); [lra|]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. nra.
Qed.

(** ** The entries, as they stand in statements *)
Ltac scaled_values a q :=
  rewrite ?(scaled_residual a q), ?lambda2_quotient, ?first_entry, ?mixed_entry,
    ?ratio_of_quotients by first [lia|lra|apply pow_lt; lra].
Ltac scaled_values_in a q S :=
  rewrite ?(scaled_residual a q), ?lambda2_quotient, ?first_entry, ?mixed_entry,
    ?ratio_of_quotients in S by first [lia|lra|apply pow_lt; lra].
