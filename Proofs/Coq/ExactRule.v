(** * The exact rule: where its terms come from, and positivity for two inputs.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Section 3.1 (Lemma 3.2 and Lemma 3.1);
    the exact rule adds what the variance-only rule leaves out, see Network.v.

    Proved: for an edge that leaves a node with kernel K,
    - its atom's second moments are the Gaussian expectations of Lemma 3.2
      ([edge_second_is_gaussian] off the diagonal for |C_ij| < 1, [edge_diagonal_is_gaussian]);
    - its atom's mean is the Gaussian mean ([edge_mean_is_gaussian]);
    - the inner product of the atoms of two different edges is the iterated integral of the
      product of two independent Gaussian features ([cross_term_is_gaussian]); for centred
      inputs the input atom has no cross term with any edge ([input_cross_term_centred]).

    How the exact rule follows from them, and what is assumed of the infinite width for it, is
    WideLimit.v.

    Also: [lem3_1_two_inputs_exact], Lemma 3.1 for ReLU and two inputs under the exact rule:
    every connected cell has lambda2 > 0 when -1 < rho < 1. *)
From Coq Require Import Reals Lra Psatz Arith Lia Bool.
From Coquelicot Require Import Coquelicot.
From Coq Require Import List.
From KernelCalculator Require Import ArcCosine GaussianPolar GaussianIntegral SmallestEigenvalue
  Network PathBound.
Import ListNotations.
Local Open Scope R_scope.

(** Lemma 3.2 for a kernel: f(K)_ij is the mean product of the outputs, for every correlation. *)
Theorem edge_pair_mean (K : mat) i j : 0 <= K i i -> 0 <= K j j -> corr (K i j / sqrt (K i i * K j j)) ->
  normal_pair_mean (sqrt (K i i)) (sqrt (K j j)) (K i j / sqrt (K i i * K j j))
    (edge_activation 2) (edge_activation 2)
    (sqrt (K i i * K j j) * kappa1 (K i j / sqrt (K i i * K j j))).
Proof.
  intros Hi Hj C. rewrite (sqrt_mult (K i i) (K j j)) at 2 by assumption.
  apply (lemma_3_2_closed _ _ _ C); apply sqrt_pos.
Qed.

Theorem edge_second_is_gaussian s t K i j : 0 <= K i i -> 0 <= K j j ->
  -1 < K i j / sqrt (K i i * K j j) < 1 ->
  let rho := K i j / sqrt (K i i * K j j) in
  is_RInt_gen (fun x => / (2*PI) * (e x * (sqrt 2 * relu (sqrt (K i i) * x)) *
      RInt_gen (fun z => sqrt 2 * relu (sqrt (K j j) * (rho * x + sqrt (1 - rho^2) * z)) * e z)
        (Rbar_locally m_infty) (Rbar_locally p_infty)))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (second (edge_atom 1 s t K) i j).
Proof.
  intros Hi Hj Hr rho. simpl. unfold param_kernel. rewrite sqrt_mult_alt at 1 by assumption.
  apply (lemma_3_2_offdiagonal rho Hr); apply sqrt_pos.
Qed.

Theorem edge_diagonal_is_gaussian s t K i : 0 <= K i i ->
  is_RInt_gen (fun x => / sqrt (2*PI) * (e x * ((sqrt 2 * relu (sqrt (K i i) * x)) * (sqrt 2 * relu (sqrt (K i i) * x)))))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (second (edge_atom 1 s t K) i i).
Proof. intros H. simpl. rewrite param_kernel_diag by assumption. now apply edge_second_moment. Qed.

Theorem edge_mean_is_gaussian s t K i : 0 <= K i i ->
  is_RInt_gen (fun x => / sqrt (2*PI) * (e x * (sqrt 2 * relu (sqrt (K i i) * x))))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (mean (edge_atom 1 s t K) i).
Proof. intros H. simpl. rewrite Rmult_1_l. now apply edge_mean. Qed.

Theorem cross_term_is_gaussian s t K s' t' K' i j : (s, t) <> (s', t') -> 0 <= K i i -> 0 <= K' j j ->
  is_RInt_gen (fun x => / sqrt (2*PI) * (e x * (sqrt 2 * relu (sqrt (K i i) * x)) *
      RInt_gen (fun z => / sqrt (2*PI) * (e z * (sqrt 2 * relu (sqrt (K' j j) * z))))
        (Rbar_locally m_infty) (Rbar_locally p_infty)))
    (Rbar_locally m_infty) (Rbar_locally p_infty)
    (inner_product (edge_atom 1 s t K) (edge_atom 1 s' t' K') i j).
Proof.
  intros N Hi Hj. unfold inner_product.
  replace (same_atom (edge_atom 1 s t K) (edge_atom 1 s' t' K')) with false.
  - simpl. rewrite !Rmult_1_l. now apply cross_term_independent.
  - symmetry. unfold same_atom; simpl. apply andb_false_iff.
    destruct (Nat.eqb_spec s s') as [->|]; [|now left]. destruct (Nat.eqb_spec t t') as [->|]; [|now right].
    congruence.
Qed.

Lemma input_cross_term_centred K0 mu s t K i j : (s < t)%nat ->
  inner_product (input_atom K0 centred) (edge_atom mu s t K) i j = 0.
Proof.
  intros L. unfold inner_product, same_atom; simpl. destruct t; [lia|]. simpl.
  rewrite andb_false_r. unfold centred. ring.
Qed.

(** ** Two inputs that are not parallel stay apart *)
Definition apart (K : mat) : Prop := exchangeable K /\ Rabs (K 0%nat 1%nat) < K 0%nat 0%nat.
Definition atom_apart (a : atom) : Prop :=
  apart (second a) /\ mean a 0%nat = mean a 1%nat /\ 0 <= mean a 0%nat.

Lemma param_apart K : apart K -> apart (param_kernel K).
Proof.
  intros [E L]. split; [now apply param_exchangeable|]. destruct E as [D S].
  set (a := K 0%nat 0%nat) in *.
  assert (P : 0 < a) by (pose proof (Rabs_pos (K 0%nat 1%nat)); lra).
  rewrite param_kernel_diag by (fold a; lra). fold a. rewrite (param_kernel_equal K 0 1 a) by auto.
  pose proof (Rle_abs (K 0%nat 1%nat)). pose proof (Rle_abs (- K 0%nat 1%nat)) as X. rewrite Rabs_Ropp in X.
  assert (B : -1 < K 0%nat 1%nat / a < 1).
  { split; apply Rmult_lt_reg_r with a; auto; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra. }
  assert (C : corr (K 0%nat 1%nat / a)) by (unfold corr; lra).
  pose proof (kappa1_lt_1 _ C (proj2 B)). pose proof (kappa1_nonneg _ C).
  rewrite Rabs_right by (apply Rle_ge, Rmult_le_pos; lra).
  apply Rlt_le_trans with (a * 1); [apply Rmult_lt_compat_l; lra|lra].
Qed.

Lemma double_sum_pos (l : list atom) (g : atom -> atom -> R) : l <> [] ->
  (forall a b, In a l -> In b l -> 0 <= g a b) -> (forall a, In a l -> 0 < g a a) ->
  0 < sum_over l (fun a => sum_over l (fun b => g a b)).
Proof.
  intros N G D. destruct l as [|a l'] eqn:E; [congruence|]. rewrite <- E in *.
  assert (Ia : In a l) by (rewrite E; now left).
  assert (Z : forall X (k : list X), sum_over k (fun _ => 0) = 0) by (intros; rewrite sum_const; ring).
  rewrite <- (Z _ l). apply sum_lt with a; auto.
  - intros x Ix. rewrite <- (Z _ l). apply sum_le. auto.
  - rewrite <- (Z _ l). apply sum_lt with a; auto.
Qed.

Lemma sum_kernel_apart l : Forall atom_apart l -> l <> [] -> apart (sum_kernel l).
Proof.
  intros F N.
  assert (E : exchangeable (sum_kernel l)).
  { apply sum_kernel_exchangeable. apply Forall_impl with (2 := F). intros a [[H _] [M _]]. now split. }
  split; [exact E|]. rewrite Forall_forall in F.
  assert (M : 0 < sum_kernel l 0%nat 0%nat + (-1) * sum_kernel l 0%nat 1%nat).
  { unfold sum_kernel. rewrite <- sum_scal, <- sum_plus.
    rewrite (sum_ext l _ (fun a => sum_over l (fun b => inner_product a b 0%nat 0%nat + (-1) * inner_product a b 0%nat 1%nat)))
      by (intros; rewrite sum_plus, sum_scal; reflexivity).
    apply double_sum_pos; [exact N| |].
    - intros a b Ia Ib. destruct (F a Ia) as [[_ A] _], (F b Ib) as [_ [Mb _]]. pose proof (Rle_abs (second a 0%nat 1%nat)).
      unfold inner_product. destruct same_atom; [lra|rewrite Mb; lra].
    - intros a Ia. destruct (F a Ia) as [[_ A] _]. pose proof (Rle_abs (second a 0%nat 1%nat)).
      unfold inner_product, same_atom. rewrite !Nat.eqb_refl. simpl. lra. }
  assert (P : 0 < sum_kernel l 0%nat 0%nat + sum_kernel l 0%nat 1%nat).
  { unfold sum_kernel. rewrite <- sum_plus.
    rewrite (sum_ext l _ (fun a => sum_over l (fun b => inner_product a b 0%nat 0%nat + inner_product a b 0%nat 1%nat)))
      by (intros; now rewrite sum_plus).
    apply double_sum_pos; [exact N| |].
    - intros a b Ia Ib. destruct (F a Ia) as [[_ A] [Ma Pa]], (F b Ib) as [_ [Mb Pb]].
      pose proof (Rle_abs (- second a 0%nat 1%nat)) as X. rewrite Rabs_Ropp in X.
      unfold inner_product. destruct same_atom; [lra|]. rewrite <- Mb.
      pose proof (Rmult_le_pos _ _ Pa Pb). lra.
    - intros a Ia. destruct (F a Ia) as [[_ A] _].
      pose proof (Rle_abs (- second a 0%nat 1%nat)) as X. rewrite Rabs_Ropp in X.
      unfold inner_product, same_atom. rewrite !Nat.eqb_refl. simpl. lra. }
  apply Rabs_def1; lra.
Qed.

Lemma exact_atoms_apart net r : -1 < r < 1 ->
  Forall atom_apart (exact_sum 1 net (pair_input r) centred).
Proof.
  intros Hr. unfold exact_sum. apply propagate_inv.
  - constructor.
  - intros a b. rewrite Forall_app. tauto.
  - intros s t o l F. destruct o; [constructor|exact F|]. destruct l as [|a l]; [constructor|].
    constructor; [|constructor].
    pose proof (sum_kernel_apart (a :: l) F ltac:(discriminate)) as E.
    split; [now apply param_apart|]. simpl. rewrite (proj1 (proj1 E)). split; [reflexivity|].
    rewrite Rmult_1_l. apply sqrt_pos.
  - constructor; [|constructor]. repeat split; simpl; try reflexivity; [|unfold centred; lra].
    apply Rabs_def1; unfold pair_input, M2; simpl; lra.
Qed.

Lemma exact_sum_nonempty mu net K0 M0 : connected net -> exact_sum mu net K0 M0 <> [].
Proof.
  intros C E. assert (H : exact_sum mu net K0 M0 = [] <-> depths net = []).
  { rewrite depths_propagate. unfold exact_sum.
    apply (propagate_rel _ _ [] (@app atom) (exact_edge mu) [] (@app nat) depth_step (fun l ds => l = [] <-> ds = [])).
    - tauto.
    - intros a a' b b' [A A'] [B B']. split; intros H; apply app_eq_nil in H; destruct H as [H H'].
      + now rewrite A, B. + now rewrite A', B'.
    - intros s t o l ds [A A']. destruct o; simpl; [tauto|tauto|]. split.
      + destruct l; [|discriminate]. intros _. now rewrite A.
      + destruct ds; [|discriminate]. intros _. now rewrite A'.
    - split; discriminate. }
  unfold connected, path_count in C. rewrite (proj1 H E) in C. simpl in C. lia.
Qed.

Theorem lem3_1_two_inputs_exact net r : connected net -> -1 < r < 1 -> 0 < lambda2 (exact_pair net r).
Proof.
  intros C Hr. destruct (sum_kernel_apart _ (exact_atoms_apart net r Hr) (exact_sum_nonempty 1 net _ _ C)) as [_ A].
  unfold lambda2, exact_pair, exact_kernel, exact_kernel_mu. lra.
Qed.
