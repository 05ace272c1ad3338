(** * The Gaussian identity of Lemma 3.2, in polar coordinates.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Lemma 3.2.

    Proved: for every angle [t] in [0, PI], the integral of relu(u) relu(v) against the plane
    Gaussian law written in polar coordinates (u = r cos p, v = r cos (p - t), density
    r exp(-r^2/2) / (2 PI)) equals [kappa1 (cos t) / 2], end-points included.  The change of
    variables from Cartesian coordinates is not used or needed: GaussianIntegral.v proves
    the Cartesian form directly (for correlations in the open interval). *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine.
Local Open Scope R_scope.

Definition relu (x : R) : R := Rmax 0 x.
Lemma relu_neg x : x <= 0 -> relu x = 0.
Proof. intros. unfold relu. now apply Rmax_left. Qed.
Lemma relu_pos x : 0 <= x -> relu x = x.
Proof. intros. unfold relu. now apply Rmax_right. Qed.
Lemma relu_hom c x : 0 <= c -> relu (c * x) = c * relu x.
Proof.
  intros Hc. destruct (Rle_or_lt 0 x).
  - rewrite 2!relu_pos; [reflexivity|assumption|now apply Rmult_le_pos].
  - rewrite 2!relu_neg; [ring|lra|]. rewrite <- (Rmult_0_r c). apply Rmult_le_compat_l; lra.
Qed.

Lemma is_RInt_zero (f : R -> R) a b : a <= b -> (forall x, a < x < b -> f x = 0) -> is_RInt f a b 0.
Proof.
  intros Hab E. apply (is_RInt_ext (fun _ => 0)).
  - intros x. rewrite Rmin_left, Rmax_right by assumption. intros Hx. symmetry. now apply E.
  - evar_last. apply (is_RInt_const a b 0). unfold scal; simpl; unfold mult; simpl. ring.
Qed.

Lemma ang_smooth t a b : is_RInt (fun p => cos p * cos (p - t)) a b
  ((b * cos t / 2 + sin (2*b - t) / 4) - (a * cos t / 2 + sin (2*a - t) / 4)).
Proof.
  apply (is_RInt_derive (fun p => p * cos t / 2 + sin (2*p - t) / 4)).
  - intros p _. auto_derive; [exact I|].
    replace (2 * p + - t) with (p + (p - t)) by ring.
    replace (cos t) with (cos (p - (p - t))) by (f_equal; ring).
    rewrite cos_plus, cos_minus. field.
  - intros p _. apply (ex_derive_continuous (fun p => cos p * cos (p - t))). auto_derive. exact I.
Qed.

Theorem angular t : 0 <= t <= PI ->
  is_RInt (fun p => relu (cos p) * relu (cos (p - t))) (-PI) PI ((sin t + (PI - t) * cos t) / 2).
Proof.
  intros Ht. pose proof PIpos.
  assert (A : is_RInt (fun p => relu (cos p) * relu (cos (p - t))) (-PI) (-(PI/2)) 0).
  { apply is_RInt_zero; [lra|]. intros p Hp. rewrite relu_neg; [ring|].
    rewrite <- cos_neg. apply cos_le_0; lra. }
  assert (B : is_RInt (fun p => relu (cos p) * relu (cos (p - t))) (-(PI/2)) (t - PI/2) 0).
  { apply is_RInt_zero; [lra|]. intros p Hp. rewrite (relu_neg (cos (p - t))); [ring|].
    rewrite <- cos_neg. apply cos_le_0; lra. }
  assert (C : is_RInt (fun p => relu (cos p) * relu (cos (p - t))) (t - PI/2) (PI/2)
               ((sin t + (PI - t) * cos t) / 2)).
  { apply (is_RInt_ext (fun p => cos p * cos (p - t))).
    - intros p. rewrite Rmin_left, Rmax_right by lra. intros Hp.
      rewrite 2!relu_pos; [reflexivity| |]; apply cos_ge_0; lra.
    - evar_last. apply ang_smooth.
      replace (2 * (PI/2) - t) with (PI - t) by field.
      replace (2 * (t - PI/2) - t) with (-(PI - t)) by field.
      rewrite sin_neg, sin_PI_x. field. }
  assert (D : is_RInt (fun p => relu (cos p) * relu (cos (p - t))) (PI/2) PI 0).
  { apply is_RInt_zero; [lra|]. intros p Hp. rewrite relu_neg; [ring|]. apply cos_le_0; lra. }
  pose proof (is_RInt_Chasles _ _ _ _ _ _ (is_RInt_Chasles _ _ _ _ _ _ (is_RInt_Chasles _ _ _ _ _ _ A B) C) D) as E.
  unfold plus in E; simpl in E. replace (0 + 0 + _ + 0) with ((sin t + (PI - t) * cos t) / 2) in E by ring.
  exact E.
Qed.

Definition rad r := r * exp (- (r * r) / 2) * (r * r).
Definition radP r := - (r * r + 2) * exp (- (r * r) / 2).
Lemma radP_deriv r : is_derive radP r (rad r).
Proof. unfold radP, rad. auto_derive; [exact I|]. simpl. unfold Rdiv. field. Qed.

Lemma radP_lim : filterlim radP (Rbar_locally p_infty) (locally 0).
Proof.
  apply (filterlim_le_le (fun r => - (8 / r)) radP (fun _ => 0) 0).
  - exists 2. intros r Hr. unfold radP.
    assert (E : 0 < exp (- (r*r)/2)) by apply exp_pos. split; [|nra].
    (* exp(u) >= 1 + u + ... : use exp(u) = exp(u/2)^2 >= (1+u/2)^2 *)
    set (u := r * r / 2). assert (X : 1 + u/2 <= exp (u/2)).
    { destruct (Req_dec (u/2) 0) as [->|N]. rewrite exp_0; lra. left; now apply exp_ineq1. }
    assert (U : 2 < u) by (unfold u; nra).
    assert (Y : exp (- (r*r)/2) = / (exp (u/2) * exp (u/2))).
    { rewrite <- exp_plus, <- exp_Ropp. f_equal. unfold u; field. }
    assert (Z : (1 + u/2) * (1 + u/2) <= exp (u/2) * exp (u/2)) by (apply Rmult_le_compat; lra).
    rewrite Y. set (w := exp (u/2) * exp (u/2)) in *. assert (W : 0 < w) by nra.
    replace (- (r*r + 2) * / w) with (- ((r*r+2) / w)) by (field; lra).
    apply Ropp_le_contravar. apply Rmult_le_reg_r with (w * r); [nra|].
    replace ((r*r+2)/w * (w * r)) with ((r*r+2)*r) by (field; lra).
    replace (8 / r * (w * r)) with (8 * w) by (field; lra).
    assert (r * r = 2 * u) by (unfold u; field). 
    assert (2 * u + 2 <= 4 * (1 + u/2)) by lra.
    assert (r <= 1 + u/2) by (unfold u; nra).
    apply Rle_trans with (4 * ((1+u/2)*(1+u/2))); [|lra]. rewrite H. nra.
  - replace 0 with (- (8 * 0)) by ring. 
    apply (is_lim_opp (fun r => 8 / r) p_infty (8*0)).
    apply (is_lim_scal_l (fun r => / r) 8 p_infty 0). apply (is_lim_inv (fun r => r) p_infty p_infty).
    apply is_lim_id. discriminate.
  - apply filterlim_const.
Qed.

Theorem radial : is_RInt_gen rad (at_point 0) (Rbar_locally p_infty) 2.
Proof.
  apply (is_RInt_gen_ext (Derive radP)).
  { apply filter_forall. intros. apply is_derive_unique, radP_deriv. }
  evar_last.
  - apply (is_RInt_gen_Derive radP (radP 0) 0).
    + apply filter_forall. intros. eexists. apply radP_deriv.
    + apply filter_forall. intros ab x _. apply (continuous_ext rad).
      intros y. symmetry. apply is_derive_unique, radP_deriv.
      apply (ex_derive_continuous rad). unfold rad. auto_derive. exact I.
    + intros P HP. unfold filtermap, at_point. now apply locally_singleton.
    + exact radP_lim.
  - unfold radP, minus, plus, opp; simpl. replace (- (0*0) / 2) with 0 by field. rewrite exp_0. ring.
Qed.

(** E[relu(u) relu(v)], u = R cos p, v = R cos (p - t), cos t = correlation. *)
Theorem gauss_polar t : 0 <= t <= PI ->
  is_RInt_gen (fun r => / (2*PI) * (r * exp (- (r*r)/2) *
      RInt (fun p => relu (r * cos p) * relu (r * cos (p - t))) (-PI) PI))
    (at_point 0) (Rbar_locally p_infty) (kappa1 (cos t) / 2).
Proof.
  intros Ht. pose proof PIpos. set (A := (sin t + (PI - t) * cos t) / 2).
  apply (is_RInt_gen_ext (fun r => scal (/ (2*PI) * A) (rad r))).
  - exists (fun x => x = 0) (fun y => 0 < y). reflexivity. exists 0. tauto.
    intros x y -> Hy r [Hr _]. simpl in Hr. rewrite Rmin_left in Hr by lra.
    assert (E : RInt (fun p => relu (r * cos p) * relu (r * cos (p - t))) (-PI) PI = r * r * A).
    { apply is_RInt_unique. apply (is_RInt_ext (fun p => scal (r*r) (relu (cos p) * relu (cos (p - t))))).
      - intros p _. rewrite 2!relu_hom by lra. unfold scal; simpl; unfold mult; simpl. ring.
      - apply (is_RInt_scal (V := R_NormedModule)). now apply angular. }
    rewrite E. unfold scal, rad; simpl; unfold mult; simpl. ring.
  - evar_last. apply (is_RInt_gen_scal (V := R_NormedModule)). exact radial.
    rewrite kappa1_cos by assumption. unfold kappa1_angle, A, scal; simpl; unfold mult; simpl. field. lra.
Qed.
