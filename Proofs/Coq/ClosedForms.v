(** * The three closed forms of Section 3.3.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Eq. 7, 9, 11 for the cells
      DAG#1 `2_02_002` (sequential), DAG#2 `1_01_222` (parallel), DAG#3 `2_21_112` (mixed):
      1 - h^3(rho),   3 (1 - h(rho)),   4 - rho - h(rho) - 2 h(h(rho)).
    (The paper prints f(2 f(rho)) in the last one; f is the kernel map, f(2K) = 2 f(K).)

    For two centred unit inputs, with gap = K_ii - K_ij and lambda2 = K_ii - |K_ij|:
    - DAG#1, DAG#2: the printed form is both gap and lambda2 under both rules, for all rho in
      [-1, 1] ([eq7_dag1_variance], ..., [eq9_dag2_exact]);
    - DAG#3, variance-only rule: the printed form is the gap ([eq11_dag3_variance_gap]); it is
      lambda2 exactly when rho + h(rho) + 2 h(h(rho)) >= 0
      ([eq11_dag3_variance_lambda2_iff]), which fails at rho = -1
      ([eq11_dag3_variance_refuted]);
    - DAG#3, exact rule: lambda2 = gap, and both are strictly above the printed form at every
      rho in [-1, 1) ([dag3_exact_above_printed], [eq11_dag3_exact_refuted]).

    Also: [rem3_3_refuted], Remark 3.3 (the mean does not affect the analysis): switching the
    means off in the exact rule changes lambda2 of DAG#3 for every rho in [0, 1). *)
From Coq Require Import Reals Lra Psatz List Arith Lia FunctionalExtensionality.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network PathBound.
Import ListNotations.
Local Open Scope R_scope.

Definition dag1 : network := [[Param]; [Zero; Param]; [Zero; Zero; Param]].
Definition dag2 : network := [[Skip]; [Zero; Skip]; [Param; Param; Param]].
Definition dag3 : network := [[Param]; [Param; Skip]; [Skip; Skip; Param]].

Definition printed1 r := 1 - kappa1 (kappa1 (kappa1 r)).
Definition printed2 r := 3 * (1 - kappa1 r).
Definition printed3 r := 4 - r - kappa1 r - 2 * kappa1 (kappa1 r).

(** ** 2x2 calculus *)
Lemma mat_ext (K L : mat) : (forall i j, K i j = L i j) -> K = L.
Proof. intros E. apply functional_extensionality. intros i. apply functional_extensionality, E. Qed.
Lemma M2_diag a b i : M2 a b i i = a.
Proof. unfold M2. destruct Nat.eq_dec; congruence. Qed.
Lemma zero_M2 : zero_mat = M2 0 0.
Proof. apply mat_ext. intros. unfold zero_mat, M2. now destruct Nat.eq_dec. Qed.
Lemma add_M2 a b c d : add_mat (M2 a b) (M2 c d) = M2 (a + c) (b + d).
Proof. apply mat_ext. intros. unfold add_mat, M2. now destruct Nat.eq_dec. Qed.
Lemma param_M2 a b : 0 < a -> param_kernel (M2 a b) = M2 a (a * kappa1 (b / a)).
Proof.
  intros Ha. apply mat_ext. intros i j. rewrite (param_kernel_equal _ i j a) by (auto using M2_diag).
  unfold M2. destruct Nat.eq_dec; [|reflexivity].
  replace (a / a) with 1 by (field; lra). rewrite kappa1_1. ring.
Qed.
Lemma param_M2_unit b : param_kernel (M2 1 b) = M2 1 (kappa1 b).
Proof. rewrite param_M2 by lra. f_equal. replace (b / 1) with b by field. ring. Qed.
Lemma gap_M2 a b : gap (M2 a b) = a - b.
Proof. unfold gap, M2; simpl. reflexivity. Qed.
Lemma lambda2_M2 a b : lambda2 (M2 a b) = a - Rabs b.
Proof. reflexivity. Qed.
Lemma lambda2_M2_nonneg a b : 0 <= b -> lambda2 (M2 a b) = a - b.
Proof. intros. rewrite lambda2_M2, Rabs_right; lra. Qed.

(** ** Kernels under the variance-only rule *)
Ltac variance_pass := unfold variance_pair, variance_kernel, propagate, node_values, pair_input; simpl;
  repeat (rewrite zero_M2 || rewrite param_M2_unit || rewrite add_M2 || rewrite Rplus_0_r || rewrite Rplus_0_l).

Lemma dag1_variance r : variance_pair dag1 r = M2 1 (iter 3 r).
Proof. variance_pass. reflexivity. Qed.
Lemma dag2_variance r : variance_pair dag2 r = M2 3 (3 * kappa1 r).
Proof. variance_pass. f_equal; ring. Qed.
Lemma dag3_variance r : variance_pair dag3 r = M2 4 (r + kappa1 r + 2 * kappa1 (kappa1 r)).
Proof.
  variance_pass. rewrite param_M2 by lra. rewrite !add_M2. f_equal; [ring|].
  replace ((kappa1 r + kappa1 r) / (1 + 1)) with (kappa1 r) by field. ring.
Qed.

(** ** Kernels under the exact rule *)
Lemma single_atom a : sum_kernel [a] = second a.
Proof. apply mat_ext. intros. apply single_atom_kernel. Qed.
Lemma three_atom_kernel a b c i j :
  same_atom a b = false -> same_atom b a = false -> same_atom a c = false -> same_atom c a = false ->
  same_atom b c = false -> same_atom c b = false ->
  sum_kernel [a; b; c] i j = second a i j + second b i j + second c i j +
    (mean a i * mean b j + mean b i * mean a j) + (mean a i * mean c j + mean c i * mean a j) +
    (mean b i * mean c j + mean c i * mean b j).
Proof.
  intros N1 N2 N3 N4 N5 N6. unfold sum_kernel, inner_product; simpl. rewrite N1, N2, N3, N4, N5, N6.
  unfold same_atom. rewrite !Nat.eqb_refl. simpl. ring.
Qed.

Lemma sqrt_inv_PI_sq : sqrt (1 / PI) * sqrt (1 / PI) = 1 / PI.
Proof. apply sqrt_sqrt. left. apply Rdiv_lt_0_compat; [lra|apply PIpos]. Qed.

Lemma dag1_exact r : exact_pair dag1 r = M2 1 (iter 3 r).
Proof.
  unfold exact_pair, exact_kernel, exact_kernel_mu, exact_sum, propagate, node_values; simpl.
  unfold edge_atom. rewrite !single_atom. simpl. unfold pair_input. now rewrite !param_M2_unit.
Qed.
Lemma dag2_exact r : exact_pair dag2 r = M2 (3 + 6 / PI) (3 * kappa1 r + 6 / PI).
Proof.
  unfold exact_pair, exact_kernel, exact_kernel_mu, exact_sum, propagate, node_values; simpl.
  unfold edge_atom. rewrite !single_atom. simpl. unfold pair_input. rewrite !param_M2_unit.
  apply mat_ext. intros i j. rewrite three_atom_kernel by reflexivity. simpl. rewrite !M2_diag, !Rmult_1_l.
  rewrite sqrt_inv_PI_sq. pose proof PIpos.
  unfold M2. destruct Nat.eq_dec; field; lra.
Qed.

(** Node 2 of DAG#3 has second moment [amp] and correlation [mixed]. *)
Definition amp mu := 2 + 2 * mu^2 / PI.
Definition mixed mu r := (2 * kappa1 r + 2 * mu^2 / PI) / amp mu.
Definition cross3 mu := 2 * (mu * sqrt (1 / PI)) * (mu * sqrt (amp mu / PI)).

Lemma amp_ge_2 mu : 2 <= amp mu.
Proof.
  unfold amp. pose proof (pow2_ge_0 mu). pose proof PIpos as P. apply Rinv_0_lt_compat in P.
  unfold Rdiv. nra.
Qed.

Lemma dag3_exact_mu mu r : exact_kernel_mu mu dag3 (pair_input r) centred =
  M2 (2 + amp mu + cross3 mu) (r + kappa1 r + amp mu * kappa1 (mixed mu r) + cross3 mu).
Proof.
  pose proof (amp_ge_2 mu) as A. pose proof PIpos as P.
  unfold exact_kernel_mu, exact_sum, propagate, node_values; simpl.
  unfold edge_atom. rewrite !single_atom. simpl. unfold pair_input. rewrite ?param_M2_unit.
  assert (K2 : forall e f, second e = M2 1 (kappa1 r) -> second f = M2 1 (kappa1 r) ->
    (forall i, mean e i = mu * sqrt (1 / PI)) -> (forall i, mean f i = mu * sqrt (1 / PI)) ->
    same_atom e f = false -> same_atom f e = false ->
    sum_kernel [e; f] = M2 (amp mu) (2 * kappa1 r + 2 * mu^2 / PI)).
  { intros e f Se Sf Me Mf N N'. apply mat_ext. intros i j. rewrite two_atom_kernel by assumption.
    rewrite Se, Sf, !Me, !Mf.
    replace (mu * sqrt (1/PI) * (mu * sqrt (1/PI))) with (mu^2 * (sqrt (1/PI) * sqrt (1/PI))) by ring.
    rewrite sqrt_inv_PI_sq. unfold M2, amp. destruct Nat.eq_dec; field; lra. }
  rewrite K2; try reflexivity; try (intros; simpl; rewrite ?M2_diag; reflexivity).
  rewrite param_M2 by lra.
  apply mat_ext. intros i j. rewrite three_atom_kernel by reflexivity. simpl. rewrite !M2_diag.
  unfold centred, cross3, mixed. unfold M2. destruct Nat.eq_dec. all: change (mu * (mu * 1)) with (mu^2); ring.
Qed.
Lemma dag3_exact r : exact_pair dag3 r =
  M2 (2 + amp 1 + cross3 1) (r + kappa1 r + amp 1 * kappa1 (mixed 1 r) + cross3 1).
Proof. apply dag3_exact_mu. Qed.

(** ** Eq. 7 and Eq. 9: true under both rules *)
Lemma iter_nonneg k r : corr r -> 0 <= iter (S k) r.
Proof. intros Hr. simpl. apply kappa1_nonneg. now apply iter_corr. Qed.

Theorem eq7_dag1_variance r : corr r ->
  lambda2 (variance_pair dag1 r) = printed1 r /\ gap (variance_pair dag1 r) = printed1 r.
Proof.
  intros Hr. rewrite dag1_variance, gap_M2, lambda2_M2_nonneg by now apply iter_nonneg. now split.
Qed.
Theorem eq7_dag1_exact r : corr r ->
  lambda2 (exact_pair dag1 r) = printed1 r /\ gap (exact_pair dag1 r) = printed1 r.
Proof.
  intros Hr. rewrite dag1_exact, gap_M2, lambda2_M2_nonneg by now apply iter_nonneg. now split.
Qed.
Theorem eq9_dag2_variance r : corr r ->
  lambda2 (variance_pair dag2 r) = printed2 r /\ gap (variance_pair dag2 r) = printed2 r.
Proof.
  intros Hr. pose proof (kappa1_nonneg r Hr).
  rewrite dag2_variance, gap_M2, lambda2_M2_nonneg by lra. unfold printed2. lra.
Qed.
Theorem eq9_dag2_exact r : corr r ->
  lambda2 (exact_pair dag2 r) = printed2 r /\ gap (exact_pair dag2 r) = printed2 r.
Proof.
  intros Hr. pose proof (kappa1_nonneg r Hr).
  assert (0 < 6 / PI) by (apply Rdiv_lt_0_compat; [lra|apply PIpos]).
  rewrite dag2_exact, gap_M2, lambda2_M2_nonneg by lra. unfold printed2. lra.
Qed.

(** ** Eq. 11 under the variance-only rule *)
Theorem eq11_dag3_variance_gap r : gap (variance_pair dag3 r) = printed3 r.
Proof. rewrite dag3_variance, gap_M2. unfold printed3. ring. Qed.
Theorem eq11_dag3_variance_lambda2_iff r :
  lambda2 (variance_pair dag3 r) = printed3 r <-> 0 <= r + kappa1 r + 2 * kappa1 (kappa1 r).
Proof.
  rewrite dag3_variance, lambda2_M2. unfold printed3. split.
  - intros E. pose proof (Rabs_pos (r + kappa1 r + 2 * kappa1 (kappa1 r))). lra.
  - intros E. rewrite Rabs_right by lra. ring.
Qed.
Corollary eq11_dag3_variance_nonneg r : 0 <= r <= 1 -> lambda2 (variance_pair dag3 r) = printed3 r.
Proof.
  intros Hr. apply eq11_dag3_variance_lambda2_iff. assert (C : corr r) by (unfold corr; lra).
  pose proof (kappa1_nonneg r C). pose proof (kappa1_nonneg _ (kappa1_corr r C)). lra.
Qed.
Theorem eq11_dag3_variance_refuted :
  lambda2 (variance_pair dag3 (-1)) = 3 + 2 / PI /\ printed3 (-1) = 5 - 2 / PI /\
  lambda2 (variance_pair dag3 (-1)) < printed3 (-1).
Proof.
  pose proof PI_gt_2 as H2. pose proof PIpos as P.
  assert (2 / PI < 1) by (apply Rmult_lt_reg_r with PI; auto; unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra).
  assert (E : lambda2 (variance_pair dag3 (-1)) = 3 + 2 / PI).
  { rewrite dag3_variance, lambda2_M2, kappa1_m1, kappa1_0.
    replace (-1 + 0 + 2 * / PI) with (2 / PI - 1) by (unfold Rdiv; ring). rewrite Rabs_left by lra. ring. }
  assert (Q : printed3 (-1) = 5 - 2 / PI).
  { unfold printed3. rewrite kappa1_m1, kappa1_0. unfold Rdiv. ring. }
  rewrite E, Q. lra.
Qed.

(** ** Eq. 11 under the exact rule *)
Lemma kappa1_chord_to_1_strict s w : corr s -> s < 1 -> 0 < w < 1 ->
  kappa1 ((1 - w) * s + w) < (1 - w) * kappa1 s + w.
Proof.
  intros Hs Ls Hw. set (m := (1 - w) * s + w).
  assert (Hm : corr m) by (unfold corr, m in *; nra).
  assert (C1 : corr 1) by (unfold corr; lra).
  assert (s <> m) by (unfold m; nra). assert (1 <> m) by (unfold m; nra).
  pose proof (kappa1_tangent_strict m s Hm Hs H) as A.
  pose proof (kappa1_tangent_strict m 1 Hm C1 H0) as B. rewrite kappa1_1 in B.
  assert (E : (1-w)*(kappa1 m + kappa0 m*(s-m)) + w*(kappa1 m + kappa0 m*(1-m)) = kappa1 m) by (unfold m; ring).
  rewrite <- E. apply Rmult_lt_compat_l with (r := 1 - w) in A; [|lra].
  apply Rmult_lt_compat_l with (r := w) in B; [|lra]. lra.
Qed.

(** The weight of the constant part in node 2. *)
Definition weight := (2 / PI) / (2 + 2 / PI).
Lemma weight_range : 0 < weight < 1.
Proof.
  pose proof PIpos as P. assert (0 < 2 / PI) by (apply Rdiv_lt_0_compat; lra).
  unfold weight. split; [apply Rdiv_lt_0_compat; lra|].
  apply Rmult_lt_reg_r with (2 + 2/PI); [lra|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l; lra.
Qed.
Lemma amp_1 : amp 1 = 2 + 2 / PI.
Proof. unfold amp. field. pose proof PIpos; lra. Qed.
Lemma mixed_1 r : mixed 1 r = (1 - weight) * kappa1 r + weight.
Proof.
  pose proof PIpos as P. pose proof (amp_ge_2 1) as A. rewrite amp_1 in A.
  unfold mixed, weight. rewrite amp_1. replace (2 * 1^2 / PI) with (2 / PI) by (field; lra).
  field. split; [|lra]. assert (0 < (2 + 2/PI) * PI) by (apply Rmult_lt_0_compat; lra).
  replace ((2 + 2/PI) * PI) with (2 * PI + 2) in H by (field; lra). lra.
Qed.
Lemma amp_weight : amp 1 * (1 - weight) = 2 /\ amp 1 * weight = 2 / PI.
Proof.
  pose proof (amp_ge_2 1) as A. rewrite amp_1 in *. unfold weight. split; field;
  pose proof PIpos as P; (split; [|lra]);
  assert (H : 0 < (2 + 2/PI) * PI) by (apply Rmult_lt_0_compat; lra);
  replace ((2 + 2/PI) * PI) with (2 * PI + 2) in H by (field; lra); lra.
Qed.
Lemma mixed_corr r : corr r -> corr (mixed 1 r).
Proof.
  intros Hr. rewrite mixed_1. pose proof weight_range. pose proof (kappa1_range r Hr). unfold corr. nra.
Qed.

Lemma dag3_exact_gap r : gap (exact_pair dag3 r) =
  (1 - r) + (1 - kappa1 r) + amp 1 * (1 - kappa1 (mixed 1 r)).
Proof. rewrite dag3_exact, gap_M2. ring. Qed.

Lemma cross3_ge_1 : 1 <= cross3 1.
Proof.
  pose proof PIpos as P. pose proof (amp_ge_2 1) as A. pose proof PI_4 as P4.
  unfold cross3.
  replace (2 * (1 * sqrt (1/PI)) * (1 * sqrt (amp 1 / PI))) with (2 * (sqrt (1/PI) * sqrt (amp 1 / PI))) by ring.
  assert (0 < / PI) by now apply Rinv_0_lt_compat.
  rewrite <- sqrt_mult by (unfold Rdiv; nra).
  replace (1 / PI * (amp 1 / PI)) with (amp 1 / (PI * PI)) by (field; lra).
  assert (X : 1/2 <= sqrt (amp 1 / (PI * PI))); [|lra].
  replace (1/2) with (sqrt (1/2 * (1/2))) by (apply sqrt_square; lra).
  apply sqrt_le_1_alt. rewrite amp_1. 
  apply Rmult_le_reg_r with (PI * PI); [nra|].
  replace ((2 + 2/PI) / (PI*PI) * (PI*PI)) with (2 + 2/PI) by (field; lra).
  (* PI^2/4 <= 2 + 2/PI *)
  assert (B : PI <= 3.143) by apply PI_bounds.
  assert (B' : 0.63 <= 2 / PI).
  { apply Rmult_le_reg_r with PI; auto. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  nra.
Qed.

(** lambda2 = K_ii - K_ij: the off-diagonal entry is positive for every rho. *)
Theorem dag3_exact_lambda2_gap r : corr r -> lambda2 (exact_pair dag3 r) = gap (exact_pair dag3 r).
Proof.
  intros Hr. rewrite dag3_exact, gap_M2. apply lambda2_M2_nonneg.
  pose proof cross3_ge_1. pose proof (kappa1_nonneg r Hr).
  pose proof (kappa1_nonneg _ (mixed_corr r Hr)). pose proof (amp_ge_2 1).
  pose proof (Rmult_le_pos (amp 1) (kappa1 (mixed 1 r)) ltac:(lra) H1). unfold corr in Hr. lra.
Qed.

Theorem dag3_exact_above_printed r : -1 <= r < 1 -> printed3 r < gap (exact_pair dag3 r).
Proof.
  intros Hr. assert (C : corr r) by (unfold corr; lra).
  rewrite dag3_exact_gap, mixed_1. unfold printed3.
  pose proof (kappa1_chord_to_1_strict (kappa1 r) weight (kappa1_corr r C) (kappa1_lt_1 r C (proj2 Hr)) weight_range) as S.
  destruct amp_weight as [A1 A2]. pose proof (amp_ge_2 1) as A.
  apply Rmult_lt_compat_l with (r := amp 1) in S; [|lra].
  replace (amp 1 * ((1 - weight) * kappa1 (kappa1 r) + weight))
    with (amp 1 * (1 - weight) * kappa1 (kappa1 r) + amp 1 * weight) in S by ring.
  rewrite A1, A2 in S. replace (amp 1 * (1 - kappa1 ((1 - weight) * kappa1 r + weight)))
    with (amp 1 - amp 1 * kappa1 ((1 - weight) * kappa1 r + weight)) by ring.
  pose proof amp_1. lra.
Qed.

Theorem eq11_dag3_exact_refuted r : -1 <= r < 1 ->
  printed3 r < lambda2 (exact_pair dag3 r) /\ lambda2 (exact_pair dag3 r) = gap (exact_pair dag3 r).
Proof.
  intros Hr. rewrite dag3_exact_lambda2_gap by (unfold corr; lra).
  split; [now apply dag3_exact_above_printed|reflexivity].
Qed.

(** ** Remark 3.3: the mean is not irrelevant *)

Lemma dag3_mean_free r : 0 <= r <= 1 -> lambda2 (mean_free_pair dag3 r) = printed3 r.
Proof.
  intros Hr. assert (C : corr r) by (unfold corr; lra). unfold mean_free_pair. rewrite dag3_exact_mu.
  assert (A : amp 0 = 2) by (unfold amp; field; pose proof PIpos; lra).
  assert (X : cross3 0 = 0) by (unfold cross3; ring).
  assert (M : mixed 0 r = kappa1 r) by (unfold mixed; rewrite A; field; pose proof PIpos; lra).
  rewrite A, X, M. pose proof (kappa1_nonneg r C). pose proof (kappa1_nonneg _ (kappa1_corr r C)).
  rewrite lambda2_M2_nonneg by lra. unfold printed3. ring.
Qed.

(** [rem3.3-mean-irrelevant] is false: DAG#3, every rho in [0, 1). *)
Theorem rem3_3_refuted r : 0 <= r < 1 ->
  lambda2 (mean_free_pair dag3 r) < lambda2 (exact_pair dag3 r).
Proof.
  intros Hr. rewrite dag3_mean_free by lra. apply eq11_dag3_exact_refuted. lra.
Qed.
