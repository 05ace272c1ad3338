(** * The degree-1 and degree-0 arc-cosine kernels as real functions.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662 ("the paper"), Lemma 3.2.
    The off-diagonal map of one parameterised edge (ReLU, c = 2) acts on correlations by
      h(r) = (2 r arcsin r + 2 sqrt(1 - r^2) + PI r) / (2 PI),
    which is the normalised arc-cosine kernel of order 1 (Cho and Saul, 2009); it is called
    [kappa1] here, and its derivative, the kernel of order 0, [kappa0].

    Proved: the closed forms in arcsin, arccos and in the angle; values at -1, 0, 1; strict
    monotonicity, the strict 1-Lipschitz bound, the range, [r < kappa1 r] for [r < 1], the
    (strict) tangent inequality, Jensen's inequality for two points, a chord; the first two
    derivatives; the iterates stay in [-1,1], strictly increase and tend to 1.

    Everything up to the end-points is obtained in the angle [t = acos r], where the functions
    are smooth, through one lemma ([gap_mvt]).  That this function *is* the Gaussian
    expectation of the paper is proved in GaussianIntegral.v. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Local Open Scope R_scope.

Definition kappa1 (r : R) : R := (sqrt (1 - r^2) + r * (PI/2 + asin r)) / PI.
(** The same function in the angle [t = acos r]: smooth on all of R, so no
    end-point trouble at r = 1 and r = -1. *)
Definition kappa1_angle (t : R) : R := (sin t + (PI - t) * cos t) / PI.
Definition kappa0 (r : R) : R := 1/2 + asin r / PI.      (* the derivative, see [is_derive_kappa1] *)
(** A correlation. *)
Definition corr (r : R) : Prop := -1 <= r <= 1.

Lemma PIpos : 0 < PI. Proof. exact PI_RGT_0. Qed.
Lemma PI_gt_2 : 2 < PI.
Proof. pose proof PI2_1; lra. Qed.
Lemma PI_bounds : 3.14 <= PI <= 3.143.
Proof.
  pose proof (PI_2_3_7_ineq 1) as X.
  unfold sum_f_R0, tg_alt, PI_2_3_7_tg, Ratan_seq in X. simpl in X. lra.
Qed.
Global Hint Resolve PIpos : core.

Lemma kappa1_cos t : 0 <= t <= PI -> kappa1 (cos t) = kappa1_angle t.
Proof.
  intros Ht. unfold kappa1, kappa1_angle.
  rewrite asin_acos by apply COS_bound. rewrite acos_cos by assumption.
  replace (1 - cos t ^ 2) with (Rsqr (sin t)) by (rewrite sin2; unfold Rsqr; ring).
  rewrite sqrt_Rsqr by (apply sin_ge_0; lra). f_equal. field.
Qed.

Lemma kappa0_cos t : 0 <= t <= PI -> kappa0 (cos t) = (PI - t) / PI.
Proof.
  intros Ht. unfold kappa0. rewrite asin_acos by apply COS_bound.
  rewrite acos_cos by assumption. field. pose proof PIpos; lra.
Qed.

Lemma angle r : corr r -> exists t, 0 <= t <= PI /\ cos t = r.
Proof. intros Hr. exists (acos r). split. apply acos_bound. now apply cos_acos. Qed.

Lemma kappa1_acos_form r : corr r -> kappa1 r = (sqrt (1 - r^2) + r * (PI - acos r)) / PI.
Proof. intros Hr. unfold kappa1. rewrite asin_acos by exact Hr. f_equal. field. Qed.

(** Derivative in the angle. *)
Lemma kappa1_angle_deriv t : derivable_pt_lim kappa1_angle t (- ((PI - t) * sin t) / PI).
Proof.
  unfold kappa1_angle.
  assert (D : derivable_pt_lim (fun t => sin t + (PI - t) * cos t) t
                (cos t + ((0 - 1) * cos t + (PI - t) * - sin t))).
  { apply derivable_pt_lim_plus. apply derivable_pt_lim_sin.
    apply derivable_pt_lim_mult. 
    apply derivable_pt_lim_minus. apply derivable_pt_lim_const. apply derivable_pt_lim_id.
    apply derivable_pt_lim_cos. }
  apply (derivable_pt_lim_scal _ (/PI)) in D.
  replace (- ((PI - t) * sin t) / PI)
     with (/ PI * (cos t + ((0 - 1) * cos t + (PI - t) * - sin t)))
     by (field; pose proof PIpos; lra).
  intros e He. destruct (D e He) as [d Hd]. exists d. intros k K1 K2.
  specialize (Hd k K1 K2). unfold mult_real_fct in Hd.
  unfold Rdiv in *. rewrite 2!(Rmult_comm (_ + _) (/PI)). exact Hd.
Qed.

(** [Gap a t] = kappa1_angle(t) - kappa1_angle(a) - slope*(cos t - cos a) with a fixed slope. *)
Lemma gap_deriv s t :
  derivable_pt_lim (fun t => kappa1_angle t - s * cos t) t (sin t * (s - (PI - t)/PI)).
Proof.
  replace (sin t * (s - (PI - t)/PI))
    with (- ((PI - t) * sin t) / PI - s * (- sin t)) by (field; pose proof PIpos; lra).
  apply derivable_pt_lim_minus. apply kappa1_angle_deriv.
  apply (derivable_pt_lim_scal cos s t (- sin t)). apply derivable_pt_lim_cos.
Qed.

(** Mean value form used everywhere below. *)
Lemma gap_mvt s a b : a < b ->
  exists c, a < c < b /\
   (kappa1_angle b - s * cos b) - (kappa1_angle a - s * cos a) = sin c * (s - (PI - c)/PI) * (b - a).
Proof.
  intros Hab.
  destruct (MVT_cor2 (fun t => kappa1_angle t - s * cos t)
     (fun t => sin t * (s - (PI - t)/PI)) a b Hab) as (c & E & Hc).
  intros; apply gap_deriv. exists c. split; [exact Hc|exact E].
Qed.

Lemma sin_pos_in c : 0 < c < PI -> 0 < sin c.
Proof. intros [? ?]. now apply sin_gt_0. Qed.

Lemma quot_lt c x : c < x -> (PI - x)/PI < (PI - c)/PI.
Proof. intros. apply Rmult_lt_compat_r. apply Rinv_0_lt_compat, PIpos. lra. Qed.

Lemma pos3 a b c : 0 < a -> 0 < b -> 0 < c -> 0 < a * b * c.
Proof. intros. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; assumption. Qed.

(** Angles decrease in the cosine. *)
Lemma cos_lt_inv a b : 0 <= a <= PI -> 0 <= b <= PI -> cos a < cos b -> b < a.
Proof. intros. apply cos_decreasing_0; lra. Qed.

(** ** Values *)
Lemma kappa1_1 : kappa1 1 = 1.
Proof. rewrite <- cos_0, kappa1_cos by (pose proof PIpos; lra). unfold kappa1_angle.
  rewrite sin_0, cos_0. field. pose proof PIpos; lra. Qed.
Lemma kappa1_m1 : kappa1 (-1) = 0.
Proof. rewrite <- cos_PI, kappa1_cos by (pose proof PIpos; lra). unfold kappa1_angle.
  rewrite sin_PI, cos_PI. field. pose proof PIpos; lra. Qed.
Lemma kappa1_0 : kappa1 0 = / PI.
Proof. unfold kappa1. replace (1 - 0^2) with 1 by ring. rewrite sqrt_1. field.
  pose proof PIpos; lra. Qed.

(** ** Strict monotonicity and the Lipschitz constant, on the closed interval *)
Theorem kappa1_strict_incr a b : corr a -> corr b -> a < b -> kappa1 a < kappa1 b.
Proof.
  intros Ha Hb Hab.
  destruct (angle a Ha) as (ta & Hta & <-), (angle b Hb) as (tb & Htb & <-).
  apply (cos_lt_inv ta tb Hta Htb) in Hab. rewrite 2!kappa1_cos by assumption.
  destruct (gap_mvt 0 tb ta Hab) as (c & Hc & E).
  assert (0 < sin c) by (apply sin_pos_in; lra).
  assert (0 < (PI - c)/PI) by (apply Rdiv_lt_0_compat; lra).
  assert (0 < sin c * ((PI - c)/PI) * (ta - tb)).
  { apply pos3; lra. }
  lra.
Qed.

Theorem kappa1_lip_strict a b : corr a -> corr b -> a < b -> kappa1 b - kappa1 a < b - a.
Proof.
  intros Ha Hb Hab.
  destruct (angle a Ha) as (ta & Hta & <-), (angle b Hb) as (tb & Htb & <-).
  apply (cos_lt_inv ta tb Hta Htb) in Hab. rewrite 2!kappa1_cos by assumption.
  destruct (gap_mvt 1 tb ta Hab) as (c & Hc & E).
  assert (0 < sin c) by (apply sin_pos_in; lra).
  assert (X : (PI - c)/PI < 1). { apply Rmult_lt_reg_r with PI; auto. field_simplify; lra. }
  assert (0 < sin c * (1 - (PI - c)/PI) * (ta - tb)).
  { apply pos3; lra. }
  lra.
Qed.

Theorem kappa1_incr a b : corr a -> corr b -> a <= b -> kappa1 a <= kappa1 b.
Proof. intros Ha Hb [?| ->]. left; now apply kappa1_strict_incr. lra. Qed.

Theorem kappa1_1_Lipschitz a b : corr a -> corr b -> Rabs (kappa1 b - kappa1 a) <= Rabs (b - a).
Proof.
  intros Ha Hb. destruct (Rtotal_order a b) as [L|[->|L]].
  - pose proof (kappa1_strict_incr a b Ha Hb L). pose proof (kappa1_lip_strict a b Ha Hb L).
    rewrite 2!Rabs_right; lra.
  - rewrite 2!Rminus_diag_eq; auto; lra.
  - pose proof (kappa1_strict_incr b a Hb Ha L). pose proof (kappa1_lip_strict b a Hb Ha L).
    rewrite 2!Rabs_left; lra.
Qed.

Theorem kappa1_range r : corr r -> 0 <= kappa1 r <= 1.
Proof.
  intros Hr. assert (corr 1 /\ corr (-1)) as [P M] by (unfold corr; lra).
  destruct Hr as [Hl Hu].
  pose proof (kappa1_incr _ _ M (conj Hl Hu) Hl) as A. pose proof (kappa1_incr _ _ (conj Hl Hu) P Hu) as B.
  rewrite kappa1_m1 in A. rewrite kappa1_1 in B. lra.
Qed.
Corollary kappa1_corr r : corr r -> corr (kappa1 r).
Proof. intros Hr. pose proof (kappa1_range r Hr). unfold corr; lra. Qed.
Lemma kappa1_lt_1 r : corr r -> r < 1 -> kappa1 r < 1.
Proof. intros Hr L. rewrite <- kappa1_1. apply kappa1_strict_incr; unfold corr in *; lra. Qed.
Lemma kappa1_gt_0 r : corr r -> -1 < r -> 0 < kappa1 r.
Proof. intros Hr L. rewrite <- kappa1_m1. apply kappa1_strict_incr; unfold corr in *; lra. Qed.

(** ** [kappa1] lies above the diagonal *)
Theorem kappa1_gt r : corr r -> r < 1 -> r < kappa1 r.
Proof.
  intros Hr L. assert (C1 : corr 1) by (unfold corr; lra).
  pose proof (kappa1_lip_strict r 1 Hr C1 L) as X. rewrite kappa1_1 in X. lra.
Qed.
Theorem kappa1_ge r : corr r -> r <= kappa1 r.
Proof.
  intros Hr. destruct (Rlt_le_dec r 1). left; now apply kappa1_gt.
  replace r with 1 by (unfold corr in Hr; lra). rewrite kappa1_1; lra.
Qed.

(** ** Convexity, as the tangent inequality on the closed interval (strict) *)
Theorem kappa1_tangent_strict a x : corr a -> corr x -> x <> a ->
  kappa1 a + kappa0 a * (x - a) < kappa1 x.
Proof.
  intros Ha Hx Hne.
  destruct (angle a Ha) as (ta & Hta & <-), (angle x Hx) as (tx & Htx & <-).
  rewrite 2!kappa1_cos, kappa0_cos by assumption. set (s := (PI - ta)/PI).
  assert (tx <> ta) by congruence.
  destruct (Rtotal_order tx ta) as [L|[E|L]]; [|contradiction|].
  - destruct (gap_mvt s tx ta L) as (c & Hc & E).
    assert (0 < sin c) by (apply sin_pos_in; lra).
    assert (s < (PI - c)/PI) by (apply quot_lt; lra).
    assert (0 < sin c * ((PI - c)/PI - s) * (ta - tx)) by (apply pos3; lra).
    lra.
  - destruct (gap_mvt s ta tx L) as (c & Hc & E).
    assert (0 < sin c) by (apply sin_pos_in; lra).
    assert ((PI - c)/PI < s) by (apply quot_lt; lra).
    assert (0 < sin c * (s - (PI - c)/PI) * (tx - ta)) by (apply pos3; lra).
    lra.
Qed.
Theorem kappa1_tangent a x : corr a -> corr x -> kappa1 a + kappa0 a * (x - a) <= kappa1 x.
Proof.
  intros Ha Hx. destruct (Req_dec x a) as [->|N]. lra.
  left; now apply kappa1_tangent_strict.
Qed.

Theorem kappa1_convex a b t : corr a -> corr b -> 0 <= t <= 1 ->
  kappa1 ((1-t)*a + t*b) <= (1-t) * kappa1 a + t * kappa1 b.
Proof.
  intros Ha Hb Ht. set (m := (1-t)*a + t*b).
  assert (Hm : corr m) by (unfold corr, m in *; nra).
  pose proof (kappa1_tangent m a Hm Ha). pose proof (kappa1_tangent m b Hm Hb).
  assert (E : (1-t)*(kappa1 m + kappa0 m*(a-m)) + t*(kappa1 m + kappa0 m*(b-m)) = kappa1 m) by (unfold m; ring).
  rewrite <- E. apply Rplus_le_compat; apply Rmult_le_compat_l; lra.
Qed.

(** Midpoint convexity. *)
Theorem kappa1_midpoint a b : corr a -> corr b -> 2 * kappa1 ((a+b)/2) <= kappa1 a + kappa1 b.
Proof.
  intros Ha Hb. assert (Hm : corr ((a+b)/2)) by (unfold corr in *; lra).
  pose proof (kappa1_tangent _ a Hm Ha). pose proof (kappa1_tangent _ b Hm Hb). lra.
Qed.
Theorem kappa1_midpoint_strict a b : corr a -> corr b -> a <> b -> 2 * kappa1 ((a+b)/2) < kappa1 a + kappa1 b.
Proof.
  intros Ha Hb N. assert (Hm : corr ((a+b)/2)) by (unfold corr in *; lra).
  pose proof (kappa1_tangent_strict _ a Hm Ha ltac:(lra)).
  pose proof (kappa1_tangent_strict _ b Hm Hb ltac:(lra)). lra.
Qed.

(** Range of the derivative. *)
Lemma kappa0_range r : corr r -> 0 <= kappa0 r <= 1.
Proof.
  intros Hr. destruct (angle r Hr) as (t & Ht & <-). rewrite kappa0_cos by assumption.
  pose proof PIpos. split.
  - apply Rmult_le_pos. lra. left; now apply Rinv_0_lt_compat.
  - apply Rmult_le_reg_r with PI; auto. field_simplify; lra.
Qed.

(** Chord from (0,1/PI) to (1,1). *)
Lemma kappa1_chord s : 0 <= s <= 1 -> kappa1 s <= s + (1 - s) / PI.
Proof.
  intros Hs. pose proof (kappa1_convex 0 1 s ltac:(unfold corr; lra) ltac:(unfold corr; lra) Hs) as C.
  replace ((1-s)*0 + s*1) with s in C by ring. rewrite kappa1_0, kappa1_1 in C. unfold Rdiv. lra.
Qed.

(** ** Derivatives in the open interval *)
Lemma is_derive_asin r : -1 < r < 1 -> is_derive asin r (1 / sqrt (1 - r^2)).
Proof.
  intros Hr. apply is_derive_Reals.
  replace (1 - r^2) with (1 - Rsqr r) by (unfold Rsqr; ring).
  rewrite <- (derive_pt_asin r Hr). apply derive_pt_eq_1 with (derivable_pt_asin r Hr). reflexivity.
Qed.

(** Teach [auto_derive] the arc sine. *)
Global Instance UnaryDiff'_asin : AutoDerive.UnaryDiff' asin.
Proof.
  exists (fun x => 1 / sqrt (1 - x^2)) (fun x => -1 < x < 1).
  exact is_derive_asin.
Defined.

Lemma one_minus_sq_pos r : -1 < r < 1 -> 0 < 1 - r^2.
Proof. intros. nra. Qed.

Theorem is_derive_kappa1 r : -1 < r < 1 -> is_derive kappa1 r (kappa0 r).
Proof.
  intros Hr. pose proof PIpos as HP. pose proof (one_minus_sq_pos r Hr) as Hs.
  pose proof (sqrt_lt_R0 _ Hs) as Hq.
  unfold kappa1, kappa0. auto_derive.
  - repeat split; lra.
  - simpl in *. replace (1 + - (r * (r * 1))) with (1 - r * (r * 1)) by ring.
    field. repeat split; lra.
Qed.

Corollary Derive_kappa1 r : -1 < r < 1 -> Derive kappa1 r = kappa0 r.
Proof. intros. now apply is_derive_unique, is_derive_kappa1. Qed.

Theorem is_derive_kappa0 r : -1 < r < 1 -> is_derive kappa0 r (1 / (PI * sqrt (1 - r^2))).
Proof.
  intros Hr. pose proof PIpos as HP. pose proof (one_minus_sq_pos r Hr) as Hs.
  pose proof (sqrt_lt_R0 _ Hs) as Hq. unfold kappa0. auto_derive.
  - repeat split; lra.
  - simpl in *. field. repeat split; lra.
Qed.

Theorem kappa1''_pos r : -1 < r < 1 -> 0 < 1 / (PI * sqrt (1 - r^2)).
Proof.
  intros Hr. apply Rdiv_lt_0_compat. lra. apply Rmult_lt_0_compat. apply PIpos.
  apply sqrt_lt_R0, one_minus_sq_pos, Hr.
Qed.

Theorem Derive_2_kappa1 r : -1 < r < 1 -> Derive_n kappa1 2 r = 1 / (PI * sqrt (1 - r^2)).
Proof.
  intros Hr. simpl. rewrite (Derive_ext_loc _ kappa0).
  - now apply is_derive_unique, is_derive_kappa0.
  - apply (locally_interval _ r (-1) 1); simpl; try lra. intros y A B. apply Derive_kappa1; lra.
Qed.

(** ** The other closed forms *)

(** The paper's own formula (Lemma 3.2). *)
Theorem kappa1_paper_form r : corr r ->
  kappa1 r = (2 * r * asin r + 2 * sqrt (1 - r^2) + PI * r) / (2 * PI).
Proof. intros _. unfold kappa1. pose proof PIpos. field. lra. Qed.

Theorem kappa0_acos_form r : corr r -> kappa0 r = (PI - acos r) / PI.
Proof. intros Hr. unfold kappa0. rewrite asin_acos by exact Hr. field. pose proof PIpos; lra. Qed.

Lemma kappa0_1 : kappa0 1 = 1.
Proof. unfold kappa0. rewrite asin_1. field. pose proof PIpos; lra. Qed.
Lemma kappa0_m1 : kappa0 (-1) = 0.
Proof.
  unfold kappa0. replace (-1) with (Ropp 1) by ring. rewrite asin_opp, asin_1.
  field. pose proof PIpos; lra.
Qed.
Lemma kappa0_0 : kappa0 0 = 1/2.
Proof. unfold kappa0. rewrite asin_0. field. pose proof PIpos; lra. Qed.

Theorem kappa0_strict_incr a b : corr a -> corr b -> a < b -> kappa0 a < kappa0 b.
Proof.
  intros Ha Hb L.
  destruct (angle a Ha) as (ta & Hta & <-), (angle b Hb) as (tb & Htb & <-).
  apply (cos_lt_inv ta tb Hta Htb) in L. rewrite 2!kappa0_cos by assumption. now apply quot_lt.
Qed.
Theorem kappa0_incr a b : corr a -> corr b -> a <= b -> kappa0 a <= kappa0 b.
Proof. intros Ha Hb [?| ->]. left; now apply kappa0_strict_incr. lra. Qed.

Lemma kappa1_nonneg r : corr r -> 0 <= kappa1 r.
Proof. apply kappa1_range. Qed.

(** ** Iterates *)
Fixpoint iter (k : nat) (r : R) : R := match k with O => r | S k => kappa1 (iter k r) end.

Lemma iter_corr k r : corr r -> corr (iter k r).
Proof. intros Hr. induction k; simpl; [exact Hr | now apply kappa1_corr]. Qed.
Lemma iter_S k r : iter (S k) r = iter k (kappa1 r).
Proof. induction k; simpl; [reflexivity|]. simpl in IHk. now rewrite IHk. Qed.
Lemma iter_1 k : iter k 1 = 1.
Proof. induction k; simpl; [reflexivity|]. now rewrite IHk, kappa1_1. Qed.
Theorem iter_incr k r : corr r -> iter k r <= iter (S k) r.
Proof. intros Hr. simpl. apply kappa1_ge. now apply iter_corr. Qed.
Theorem iter_lt_1 k r : corr r -> r < 1 -> iter k r < 1.
Proof. intros Hr L. induction k; simpl; [exact L|]. apply kappa1_lt_1; [now apply iter_corr|exact IHk]. Qed.
Theorem iter_strict_incr k r : corr r -> r < 1 -> iter k r < iter (S k) r.
Proof. intros Hr L. simpl. apply kappa1_gt; [now apply iter_corr|now apply iter_lt_1]. Qed.
Lemma iter_le_mono j k r : corr r -> (j <= k)%nat -> iter j r <= iter k r.
Proof. intros Hr L. induction L; [lra|]. pose proof (iter_incr m r Hr). lra. Qed.
Lemma iter_lt_mono j k r : corr r -> r < 1 -> (j < k)%nat -> iter j r < iter k r.
Proof.
  intros Hr L1 L. pose proof (iter_strict_incr j r Hr L1).
  pose proof (iter_le_mono (S j) k r Hr L). lra.
Qed.
Theorem iter_mono_arg k a b : corr a -> corr b -> a <= b -> iter k a <= iter k b.
Proof.
  intros Ha Hb L. induction k; simpl; [exact L|].
  apply kappa1_incr; [now apply iter_corr|now apply iter_corr|exact IHk].
Qed.
