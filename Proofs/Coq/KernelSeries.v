(** * The power series of the kernel of a ReLU edge.

    PI kappa1(x) is the sum of a_k x^k for -1 < x < 1, with a_0 = 1, a_1 = PI/2 and
    a_{k+2} = a_k (k-1)^2 / ((k+1)(k+2)) ([kappa1_series]): no coefficient is negative, those
    of even index are positive ([coefficient_even_pos]).  The second derivative's series B obeys
    (1 - x^2) B' = x B, so that it is 1/sqrt(1 - x^2), which is integrated twice.

    Consequence ([kappa1_dominates]): for a positive semi-definite matrix C with entries in
    [-1, 1] the form of PI kappa1(C) is at least that of a_0 + a_k C^k, entrywise powers; the
    closed interval is reached by continuity, without convergence at the end-points. *)
From Coq Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue GradientDescent PositiveDefinite.
Local Open Scope R_scope.

(** The coefficients of PI kappa1. *)
Fixpoint coefficient (k : nat) : R :=
  match k with
  | O => 1
  | S O => PI / 2
  | S (S j) => coefficient j * (INR j - 1) ^ 2 / ((INR j + 1) * (INR j + 2))
  end.

Lemma coefficient_step k :
  coefficient (S (S k)) = coefficient k * (INR k - 1) ^ 2 / ((INR k + 1) * (INR k + 2)).
Proof. reflexivity. Qed.

Lemma coefficient_bounds k : 0 <= coefficient k <= 2.
Proof.
  cut (0 <= coefficient k <= 2 /\ 0 <= coefficient (S k) <= 2); [tauto|]. induction k.
  - simpl. pose proof PI_bounds. lra.
  - split; [tauto|]. rewrite coefficient_step. destruct IHk as [[A B] _].
    pose proof (pos_INR k) as P.
    assert (Q : 0 <= (INR k - 1) ^ 2 / ((INR k + 1) * (INR k + 2)) <= 1).
    { split.
      - apply Rmult_le_pos; [apply pow2_ge_0|]. left. apply Rinv_0_lt_compat. nra.
      - apply Rmult_le_reg_r with ((INR k + 1) * (INR k + 2)); [nra|].
        unfold Rdiv. rewrite Rmult_assoc, Rinv_l by nra. nra. }
    unfold Rdiv in *. rewrite Rmult_assoc. nra.
Qed.
(** Coefficients of even index are positive. *)
Lemma coefficient_even_pos m : 0 < coefficient (2 * m).
Proof.
  induction m; [simpl; lra|]. replace (2 * S m)%nat with (S (S (2 * m))) by lia.
  rewrite coefficient_step, mult_INR. pose proof (pos_INR m) as P. simpl INR in *.
  apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [exact IHm|]|apply Rinv_0_lt_compat; nra].
  destruct m; [simpl; lra|]. pose proof (pos_INR m). rewrite S_INR in *.
  apply pow_lt. lra.
Qed.

Lemma radius_ge_1 : Rbar_le 1 (CV_radius coefficient).
Proof.
  destruct (CV_radius_bounded coefficient) as [U _]. apply U. exists 2. intros n.
  rewrite pow1, Rmult_1_r, Rabs_right; pose proof (coefficient_bounds n); lra.
Qed.
Lemma inside x : -1 < x < 1 -> Rbar_lt (Rabs x) (CV_radius coefficient).
Proof.
  intros H. apply Rbar_lt_le_trans with 1; [|apply radius_ge_1]. simpl. apply Rabs_def1; lra.
Qed.

(** The series of the first and of the second derivative. *)
Definition series_first := PS_derive coefficient.
Definition series_second := PS_derive series_first.
Lemma inside_first x : -1 < x < 1 -> Rbar_lt (Rabs x) (CV_radius series_first).
Proof. intros H. unfold series_first. rewrite CV_radius_derive. now apply inside. Qed.
Lemma inside_second x : -1 < x < 1 -> Rbar_lt (Rabs x) (CV_radius series_second).
Proof. intros H. unfold series_second. rewrite CV_radius_derive. now apply inside_first. Qed.
Lemma inside_third x : -1 < x < 1 -> Rbar_lt (Rabs x) (CV_radius (PS_derive series_second)).
Proof. intros H. rewrite CV_radius_derive. now apply inside_second. Qed.

(** (1 - x^2) B' = x B for the series B of the second derivative. *)
Lemma second_equation x : -1 < x < 1 ->
  (1 - x ^ 2) * PSeries (PS_derive series_second) x = x * PSeries series_second x.
Proof.
  intros H.
  assert (E3 : ex_pseries (PS_derive series_second) x) by now apply CV_radius_inside, inside_third.
  assert (E2 : ex_pseries series_second x) by now apply CV_radius_inside, inside_second.
  assert (I2 : ex_pseries (PS_incr_1 series_second) x) by now apply ex_pseries_incr_1.
  assert (I3 : ex_pseries (PS_incr_n (PS_derive series_second) 2) x) by now apply ex_pseries_incr_n.
  assert (Z : PSeries (PS_derive series_second) x =
    PSeries (PS_plus (PS_incr_n (PS_derive series_second) 2) (PS_incr_1 series_second)) x).
  { apply PSeries_ext. intros [|[|n]].
    - unfold PS_plus, PS_incr_n, PS_incr_1, series_second, series_first, PS_derive, plus, zero; simpl.
      pose proof PIpos. field.
    - unfold PS_plus, PS_incr_n, PS_incr_1, series_second, series_first, PS_derive, plus, zero; simpl. field.
    - unfold PS_plus, plus; simpl PS_incr_n. simpl AbelianGroup.plus.
      unfold PS_incr_1, series_second, series_first, PS_derive.
      rewrite (coefficient_step (S (S (S n)))), (coefficient_step (S n)).
      pose proof (pos_INR n). rewrite !S_INR. field. lra. }
  rewrite PSeries_plus in Z by assumption. rewrite PSeries_incr_n, PSeries_incr_1 in Z. lra.
Qed.

(** A function without slope on (-1, 1) is constant. *)
Lemma constant_inside (f : R -> R) : (forall x, -1 < x < 1 -> is_derive f x 0) ->
  forall x, -1 < x < 1 -> f x = f 0.
Proof.
  intros D x Hx. destruct (MVT_gen f 0 x (fun _ => 0)) as (c & _ & E).
  - intros y Hy. apply D. revert Hy. unfold Rmin, Rmax. destruct Rle_dec; lra.
  - intros y Hy. apply derivable_continuous_pt. exists 0. apply is_derive_Reals, D.
    revert Hy. unfold Rmin, Rmax. destruct Rle_dec; lra.
  - lra.
Qed.
Lemma same_inside (f g d : R -> R) : (forall x, -1 < x < 1 -> is_derive f x (d x)) ->
  (forall x, -1 < x < 1 -> is_derive g x (d x)) -> f 0 = g 0 ->
  forall x, -1 < x < 1 -> f x = g x.
Proof.
  intros Df Dg E x Hx.
  assert (C : f x - g x = f 0 - g 0); [|lra].
  apply (constant_inside (fun x => f x - g x)); [|exact Hx]. intros y Hy.
  evar_last; [apply (is_derive_minus f g); [now apply Df|now apply Dg]|].
  unfold minus, plus, opp; simpl. ring.
Qed.

Lemma root_pos x : -1 < x < 1 -> 0 < sqrt (1 - x ^ 2).
Proof. intros H. apply sqrt_lt_R0. nra. Qed.

Lemma second_value x : -1 < x < 1 -> PSeries series_second x = 1 / sqrt (1 - x ^ 2).
Proof.
  intros Hx.
  assert (E : PSeries series_second x * sqrt (1 - x ^ 2) = PSeries series_second 0 * sqrt (1 - 0 ^ 2)).
  { apply (constant_inside (fun x => PSeries series_second x * sqrt (1 - x ^ 2))); [|exact Hx].
    clear x Hx. intros x Hx. pose proof (root_pos x Hx) as P.
    evar_last.
    - apply (is_derive_mult (PSeries series_second) (fun x => sqrt (1 - x ^ 2)));
        [apply is_derive_PSeries, inside_second, Hx| |intros; apply Rmult_comm].
      apply (is_derive_comp sqrt (fun x => 1 - x ^ 2));
        [apply is_derive_Reals, derivable_pt_lim_sqrt; nra|].
      instantiate (1 := - (2 * x)). auto_derive; [exact I|]. ring.
    - pose proof (second_equation x Hx) as Q.
      assert (S : sqrt (1 - x ^ 2) * sqrt (1 - x ^ 2) = 1 - x ^ 2) by (apply sqrt_sqrt; nra).
      unfold plus, mult, scal; simpl. unfold mult; simpl.
      change (x * (x * 1)) with (x ^ 2). set (r := sqrt (1 - x ^ 2)) in *.
      apply Rmult_eq_reg_r with r; [|lra]. rewrite Rmult_0_l.
      replace ((PSeries (PS_derive series_second) x * r + PSeries series_second x * (- (2 * x) * / (2 * r))) * r)
        with (r * r * PSeries (PS_derive series_second) x - x * PSeries series_second x) by (field; lra).
      rewrite S. lra. }
  assert (B : PSeries series_second 0 = 1).
  { rewrite PSeries_0. unfold series_second, series_first, PS_derive. simpl. field. }
  replace (1 - 0 ^ 2) with 1 in E by ring. rewrite sqrt_1, B in E.
  pose proof (root_pos x Hx). apply Rmult_eq_reg_r with (sqrt (1 - x ^ 2)); [|lra].
  rewrite E. field. lra.
Qed.

Lemma first_value x : -1 < x < 1 -> PSeries series_first x = PI * kappa0 x.
Proof.
  apply (same_inside (PSeries series_first) (fun x => PI * kappa0 x) (fun x => 1 / sqrt (1 - x ^ 2))).
  - intros y Hy. rewrite <- second_value by assumption. apply is_derive_PSeries.
    now apply inside_first.
  - intros y Hy. pose proof PIpos. evar_last.
    + apply (is_derive_scal kappa0 y PI). apply is_derive_kappa0. exact Hy.
    + simpl. pose proof (root_pos y Hy) as P. simpl in P. field. split; lra.
  - rewrite PSeries_0. unfold series_first, PS_derive, kappa0. simpl. rewrite asin_0. pose proof PIpos. field. lra.
Qed.

Lemma series_value x : -1 < x < 1 -> PSeries coefficient x = PI * kappa1 x.
Proof.
  apply (same_inside (PSeries coefficient) (fun x => PI * kappa1 x) (fun x => PI * kappa0 x)).
  - intros y Hy. rewrite <- first_value by assumption. apply is_derive_PSeries. now apply inside.
  - intros y Hy. apply (is_derive_scal kappa1 y PI). now apply is_derive_kappa1.
  - rewrite PSeries_0, kappa1_0. simpl. pose proof PIpos. field. lra.
Qed.

(** Partial sums of the series. *)
Definition partial m (x : R) : R := sum_n (fun k => coefficient k * x ^ k) m.
(** The series of PI kappa1 on (-1, 1). *)
Theorem kappa1_series x : -1 < x < 1 -> is_lim_seq (fun m => partial m x) (PI * kappa1 x).
Proof.
  intros Hx. rewrite <- series_value by assumption.
  assert (E : ex_pseries coefficient x) by now apply CV_radius_inside, inside.
  exact (proj1 (is_pseries_R coefficient x _) (PSeries_correct coefficient x E)).
Qed.

(** ** Forms of entrywise functions *)
Lemma rsum_limit n (f : nat -> vec) (l : vec) :
  (forall i, (i < n)%nat -> is_lim_seq (fun m => f m i) (l i)) ->
  is_lim_seq (fun m => rsum n (f m)) (rsum n l).
Proof.
  induction n; intros H; simpl; [apply is_lim_seq_const|].
  apply is_lim_seq_plus'; [apply IHn; auto|apply H; lia].
Qed.
Lemma quad_limit n (F : nat -> mat) (L : mat) x :
  (forall i j, (i < n)%nat -> (j < n)%nat -> is_lim_seq (fun m => F m i j) (L i j)) ->
  is_lim_seq (fun m => quad n (F m) x) (quad n L x).
Proof.
  intros H. apply (is_lim_seq_ext (fun m => rsum n (fun i => rsum n (fun j => F m i j * x i * x j)))).
  { intros m. now rewrite quad_sum. }
  rewrite quad_sum. apply (rsum_limit n (fun m i => rsum n (fun j => F m i j * x i * x j))).
  intros i Hi. apply (rsum_limit n (fun m j => F m i j * x i * x j)). intros j Hj.
  apply is_lim_seq_mult'; [apply is_lim_seq_mult'; [auto|]|]; apply is_lim_seq_const.
Qed.

(** The form of a partial sum, by the forms of the entrywise powers. *)
Lemma quad_partial n m t C x : quad n (fun i j => partial m (t * C i j)) x =
  sum_n (fun k => coefficient k * t ^ k * quad n (power k C) x) m.
Proof.
  unfold partial. induction m.
  - rewrite sum_O. rewrite <- quad_scal. apply quad_ext. intros. rewrite sum_O. unfold power. simpl. ring.
  - rewrite sum_Sn, <- IHm, <- quad_scal. unfold plus; simpl. rewrite <- quad_plus.
    apply quad_ext. intros. rewrite sum_Sn.
    change (partial m (t * C i j) + coefficient (S m) * (t * C i j) ^ S m =
      partial m (t * C i j) + coefficient (S m) * t ^ S m * C i j ^ S m).
    rewrite Rpow_mult_distr. ring.
Qed.

Lemma sum_two_terms (f : nat -> R) k m : (forall i, 0 <= f i) -> (0 < k <= m)%nat ->
  f 0%nat + f k <= sum_n f m.
Proof.
  intros P [K M]. revert M. induction m as [|m IH]; intros M; [lia|].
  rewrite sum_Sn. unfold plus; simpl. pose proof (P (S m)).
  destruct (Nat.eq_dec k (S m)) as [->|N]; [|specialize (IH ltac:(lia)); lra].
  assert (Z : f 0%nat <= sum_n f m); [|lra]. clear - P. induction m.
  - rewrite sum_O. lra.
  - rewrite sum_Sn. unfold plus; simpl. pose proof (P (S m)). lra.
Qed.

Lemma scaled_inside t c : 0 <= t < 1 -> -1 <= c <= 1 -> -1 < t * c < 1.
Proof. intros. split; nra. Qed.

(** Strictly inside, where the series converges. *)
Lemma kappa1_dominates_inside n C x t k : psd n C -> 0 <= t < 1 -> (0 < k)%nat ->
  (forall i j, (i < n)%nat -> (j < n)%nat -> -1 <= C i j <= 1) ->
  rsum n x * rsum n x + coefficient k * t ^ k * quad n (power k C) x <=
  PI * quad n (fun i j => kappa1 (t * C i j)) x.
Proof.
  intros P Ht Hk B.
  assert (L : is_lim_seq (fun m => quad n (fun i j => partial m (t * C i j)) x)
    (PI * quad n (fun i j => kappa1 (t * C i j)) x)).
  { rewrite <- quad_scal. apply (quad_limit n (fun m i j => partial m (t * C i j))).
    intros i j Hi Hj. apply kappa1_series, scaled_inside; auto. }
  assert (T : forall m, (k <= m)%nat ->
    rsum n x * rsum n x + coefficient k * t ^ k * quad n (power k C) x <=
    quad n (fun i j => partial m (t * C i j)) x).
  { intros m Hm. rewrite quad_partial.
    replace (rsum n x * rsum n x) with (coefficient 0 * t ^ 0 * quad n (power 0 C) x).
    - apply (sum_two_terms (fun k => coefficient k * t ^ k * quad n (power k C) x)); [|lia].
      intros i. pose proof (coefficient_bounds i). pose proof (pow_le t i (proj1 Ht)).
      pose proof (proj2 (psd_power n i C P) x).
      apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra].
    - simpl. rewrite !Rmult_1_l. rewrite (quad_ext n _ (fun i j => 1 * 1)) by (intros; unfold power; simpl; ring).
      rewrite (quad_square n (fun _ => 1)). rewrite (rsum_ext n (fun i => 1 * x i) x); [reflexivity|].
      intros; ring. }
  assert (H := is_lim_seq_le_loc (fun _ => rsum n x * rsum n x + coefficient k * t ^ k * quad n (power k C) x)
    (fun m => quad n (fun i j => partial m (t * C i j)) x) _ _
    (ex_intro _ k T) (is_lim_seq_const _) L).
  exact H.
Qed.

(** On the closed interval, by continuity. *)
Theorem kappa1_dominates n C x k : psd n C -> (0 < k)%nat ->
  (forall i j, (i < n)%nat -> (j < n)%nat -> -1 <= C i j <= 1) ->
  rsum n x * rsum n x + coefficient k * quad n (power k C) x <=
  PI * quad n (fun i j => kappa1 (C i j)) x.
Proof.
  intros P Hk B. set (t := fun m => 1 - / (INR m + 1)).
  assert (Ht : forall m, 0 <= t m < 1).
  { intros m. unfold t. pose proof (pos_INR m).
    assert (0 < / (INR m + 1)) by (apply Rinv_0_lt_compat; lra).
    assert (/ (INR m + 1) <= 1) by (rewrite <- Rinv_1 at 2; apply Rinv_le_contravar; lra). lra. }
  assert (Z : is_lim_seq (fun m => / (INR m + 1)) 0).
  { apply (is_lim_seq_ext (fun m => / INR (S m))); [intros m; now rewrite S_INR|].
    replace (Finite 0) with (Rbar_inv p_infty) by reflexivity.
    apply is_lim_seq_inv; [|discriminate]. apply (is_lim_seq_incr_1 INR), is_lim_seq_INR. }
  assert (Lt : is_lim_seq t 1).
  { unfold t. replace (Finite 1) with (Finite (1 - 0)) by (f_equal; ring). apply is_lim_seq_minus'; [apply is_lim_seq_const|exact Z]. }
  assert (Lk : is_lim_seq (fun m => t m ^ k) 1).
  { clear - Lt. induction k; simpl; [apply is_lim_seq_const|].
    replace (Finite 1) with (Finite (1 * 1)) by (f_equal; ring). now apply is_lim_seq_mult'. }
  refine (is_lim_seq_le (fun m => rsum n x * rsum n x + coefficient k * t m ^ k * quad n (power k C) x)
    (fun m => PI * quad n (fun i j => kappa1 (t m * C i j)) x) (Finite _) (Finite _) _ _ _).
  - intros m. now apply kappa1_dominates_inside.
  - apply is_lim_seq_plus'; [apply is_lim_seq_const|].
    apply is_lim_seq_mult'; [|apply is_lim_seq_const].
    replace (Finite (coefficient k)) with (Finite (coefficient k * 1)) by (f_equal; ring).
    apply is_lim_seq_mult'; [apply is_lim_seq_const|exact Lk].
  - apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply (quad_limit n (fun m i j => kappa1 (t m * C i j))). intros i j Hi Hj.
    specialize (B i j Hi Hj).
    apply (is_lim_seq_le_le (fun m => kappa1 (C i j) - / (INR m + 1)) _
      (fun m => kappa1 (C i j) + / (INR m + 1))).
    + intros m. pose proof (Ht m). pose proof (scaled_inside (t m) (C i j) H B) as Hc.
      pose proof (kappa1_1_Lipschitz (C i j) (t m * C i j) B ltac:(unfold corr; lra)) as Lip.
      assert (D : Rabs (t m * C i j - C i j) <= / (INR m + 1)).
      { replace (t m * C i j - C i j) with (- (/ (INR m + 1) * C i j)) by (unfold t; ring).
        rewrite Rabs_Ropp, Rabs_mult. unfold t in H.
        rewrite (Rabs_right (/ (INR m + 1))) by lra.
        assert (Rabs (C i j) <= 1) by (apply Rabs_le; lra). pose proof (Rabs_pos (C i j)). nra. }
      apply Rabs_le_between in D. assert (Q := Rle_trans _ _ _ Lip (Rabs_le _ _ D)).
      apply Rabs_le_between in Q. lra.
    + replace (Finite (kappa1 (C i j))) with (Finite (kappa1 (C i j) - 0)) by (f_equal; ring).
      apply is_lim_seq_minus'; [apply is_lim_seq_const|exact Z].
    + replace (Finite (kappa1 (C i j))) with (Finite (kappa1 (C i j) + 0)) by (f_equal; ring).
      apply is_lim_seq_plus'; [apply is_lim_seq_const|exact Z].
Qed.

(** A correlation matrix without parallel rows: PI kappa1(C) exceeds the constant term, the
    matrix of ones, by a positive definite matrix. *)
Theorem kappa1_positive_definite n C : psd n C -> (forall i, (i < n)%nat -> C i i = 1) ->
  (forall i j, (i < n)%nat -> (j < n)%nat -> i <> j -> Rabs (C i j) < 1) ->
  exists c, 0 < c /\ forall x, c * dot n x x + rsum n x * rsum n x <=
    PI * quad n (fun i j => kappa1 (C i j)) x.
Proof.
  intros P D O. destruct (power_dominant n C D O) as (k & c & Hk & Hc & R).
  pose proof (coefficient_even_pos k) as A. exists (coefficient (2 * k) * c).
  split; [now apply Rmult_lt_0_compat|]. intros x.
  assert (B : forall i j, (i < n)%nat -> (j < n)%nat -> -1 <= C i j <= 1).
  { intros i j Hi Hj. destruct (Nat.eq_dec i j) as [->|N]; [rewrite D by assumption; lra|].
    specialize (O i j Hi Hj N). apply Rabs_lt_between in O. lra. }
  pose proof (kappa1_dominates n C x (2 * k) P ltac:(lia) B) as K. pose proof (R x) as X.
  apply Rmult_le_compat_l with (r := coefficient (2 * k)) in X; lra.
Qed.
