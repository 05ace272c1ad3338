(** * Correlations through depth: 1 - h^k(rho) is 9 PI^2 / (2 k^2), with explicit bounds.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, whose reference on signal propagation
    states 1 - h^k(rho) ~ 9 PI^2 / (2 k^2).

    Let e_k = 1 - h^k(rho), rho in [-1, 1), and u = sqrt 2 / (3 PI), so that
    1/u^2 = 9 PI^2/2.  From EndpointExpansion.v, 1/sqrt(e_(k+1)) - 1/sqrt(e_k) lies between u
    and u + sqrt(e_k)/4 ([inverse_sqrt_step]).  Hence, for every k:
    - [defect_upper]: e_k <= 1 / (1/sqrt e_0 + k u)^2, so e_k < 9 PI^2/(2 k^2) for k >= 1
      ([defect_upper_simple]), with the sharp constant;
    - [defect_lower]: e_k >= 1 / (1/sqrt e_0 + k u + (sqrt e_0 + ln(1 + k u sqrt e_0)/u)/4)^2,
      sharp to the first order too; [defect_lower_simple]: e_k >= c/k^2 with an explicit c;
    - [asymptotic_depth]: e_k 2 k^2/(9 PI^2) tends to 1; [iter_limit]: h^k(rho) tends to 1. *)
From Coq Require Import Reals Lra Psatz Lia.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine EndpointExpansion.
Local Open Scope R_scope.

Definition u := sqrt 2 / (3 * PI).
Lemma alpha_u : alpha = 2 * u.
Proof. unfold alpha, u. field. pose proof PIpos; lra. Qed.
Lemma sqrt2_bounds : 1.4142 <= sqrt 2 <= 1.41422.
Proof.
  split.
  - rewrite <- (sqrt_square 1.4142) by lra. apply sqrt_le_1_alt. lra.
  - rewrite <- (sqrt_square 1.41422) by lra. apply sqrt_le_1_alt. lra.
Qed.
Lemma u_bounds : 0.14 <= u <= 0.1502.
Proof.
  pose proof sqrt2_bounds. pose proof PI_bounds. unfold u.
  split; apply Rmult_le_reg_r with (3 * PI); try lra;
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.
Lemma u_sq : 1 / (u * u) = 9 * PI^2 / 2.
Proof.
  pose proof PIpos. pose proof (sqrt_sqrt 2 ltac:(lra)) as S. pose proof (sqrt_lt_R0 2 ltac:(lra)).
  unfold u. replace (sqrt 2 / (3*PI) * (sqrt 2 / (3*PI))) with (sqrt 2 * sqrt 2 / (9 * PI^2)) by (field; lra).
  rewrite S. field. lra.
Qed.

(** The two polynomial inequalities behind the step. *)
Lemma step_poly_upper z : 0 <= z <= 1 -> (1 - 2 * z) * ((1 + z) * (1 + z)) <= 1.
Proof. intros. nra. Qed.
Lemma step_poly_lower w s : 0 <= w <= 0.1502 -> 0 <= s <= 1.41422 ->
  1 <= (1 - 2*w*s*(1 + s^2/4)) * ((1 + w*s + s^2/4) * (1 + w*s + s^2/4)).
Proof.
  intros Hw Hs.
  replace ((1 - 2*w*s*(1 + s^2/4)) * ((1 + w*s + s^2/4) * (1 + w*s + s^2/4)))
    with (1 + s^2 * ((1/2 - 3*w^2) - (w + 2*w^3)*s + (1/16 - 2*w^2)*s^2
       - (3*w/8 + w^3/2)*s^3 - (w^2/4)*s^4 - (w/32)*s^5)) by field.
  assert (W2 : 0 <= w^2 <= 0.02257) by (split; nra).
  assert (W3 : 0 <= w^3 <= 0.0034) by (split; [apply pow_le; lra|]; replace (w^3) with (w^2*w) by ring; nra).
  assert (S2 : 0 <= s^2 <= 2.00002) by (split; nra).
  assert (S3 : s^3 <= 2.00002*s) by (replace (s^3) with (s^2*s) by ring; nra).
  assert (S4 : s^4 <= 2.00002*s^2) by (replace (s^4) with (s^2*s^2) by ring; nra).
  assert (S5 : s^5 <= 4.0001*s) by (replace (s^5) with (s^2*(s^2*s)) by ring; nra).
  assert (P3 : 0 <= s^3) by (apply pow_le; lra). assert (P4 : 0 <= s^4) by (apply pow_le; lra).
  assert (P5 : 0 <= s^5) by (apply pow_le; lra).
  assert (A1 : (w + 2*w^3)*s <= 0.1571*s) by (apply Rmult_le_compat_r; lra).
  assert (A2 : 0.0173*s^2 <= (1/16 - 2*w^2)*s^2) by (apply Rmult_le_compat_r; lra).
  assert (A3 : (3*w/8 + w^3/2)*s^3 <= 0.0581*(2.00002*s)) by (apply Rmult_le_compat; lra).
  assert (A4 : (w^2/4)*s^4 <= 0.00565*(2.00002*s^2)) by (apply Rmult_le_compat; lra).
  assert (A5 : (w/32)*s^5 <= 0.0047*(4.0001*s)) by (apply Rmult_le_compat; lra).
  assert (Q : 0 <= (1/2 - 3*w^2) - (w + 2*w^3)*s + (1/16 - 2*w^2)*s^2
       - (3*w/8 + w^3/2)*s^3 - (w^2/4)*s^4 - (w/32)*s^5) by lra.
  pose proof (Rmult_le_pos _ _ (proj1 S2) Q). lra.
Qed.

(** ** One step *)
Lemma inverse_sqrt_step e : 0 < e <= 2 -> let e' := 1 - kappa1 (1 - e) in
  0 < e' <= e /\ / sqrt e + u <= / sqrt e' <= / sqrt e + u + sqrt e / 4.
Proof.
  intros He e'. assert (C : corr (1 - e)) by (unfold corr; lra).
  assert (P : 0 < e') by (unfold e'; pose proof (kappa1_lt_1 _ C ltac:(lra)); lra).
  assert (Le : e' <= e) by (unfold e'; pose proof (kappa1_ge _ C); lra).
  split; [lra|].
  pose proof (expansion_lower e ltac:(lra)) as L. pose proof (expansion_upper e ltac:(lra)) as U.
  rewrite alpha_u in L, U. pose proof u_bounds as B. pose proof sqrt2_bounds as B2.
  set (s := sqrt e) in *. set (s' := sqrt e').
  assert (S : s * s = e) by (apply sqrt_sqrt; lra). assert (S' : s' * s' = e') by (apply sqrt_sqrt; lra).
  assert (Ps : 0 < s) by (apply sqrt_lt_R0; lra). assert (Ps' : 0 < s') by (apply sqrt_lt_R0; lra).
  assert (s <= sqrt 2) by (apply sqrt_le_1_alt; lra).
  assert (X1 : e' <= s*s*(1 - 2*(u*s))) by (unfold e'; rewrite <- S in *; lra).
  assert (X2 : s*s*(1 - 2*u*s*(1+s^2/4)) <= e') by (unfold e'; rewrite <- S in *; lra).
  split.
  - (* s' (1/s + u) <= 1 *)
    apply Rmult_le_reg_r with s'; [exact Ps'|]. rewrite Rinv_l by lra.
    assert (Z : s' * (1 + u*s) <= s).
    { apply Rsqr_incr_0; unfold Rsqr; try lra; [|apply Rmult_le_pos; nra].
      replace (s' * (1 + u*s) * (s' * (1 + u*s))) with (s'*s' * ((1+u*s)*(1+u*s))) by ring.
      rewrite S'. apply Rle_trans with (s*s*(1 - 2*(u*s)) * ((1+u*s)*(1+u*s))).
      - apply Rmult_le_compat_r; [nra|exact X1].
      - pose proof (step_poly_upper (u*s) ltac:(nra)) as Q.
        replace (s*s*(1 - 2*(u*s)) * ((1+u*s)*(1+u*s))) with (s*s*((1 - 2*(u*s)) * ((1+u*s)*(1+u*s)))) by ring.
        rewrite <- (Rmult_1_r (s*s)) at 2. apply Rmult_le_compat_l; nra. }
    replace ((/ s + u) * s') with (s' * (1 + u*s) * / s) by (field; lra).
    apply Rmult_le_reg_r with s; [exact Ps|]. rewrite Rmult_assoc, Rinv_l; lra.
  - apply Rmult_le_reg_r with s'; [exact Ps'|]. rewrite Rinv_l by lra.
    assert (Z : s <= s' * (1 + u*s + s^2/4)).
    { apply Rsqr_incr_0; unfold Rsqr; try lra; [|apply Rmult_le_pos; nra].
      replace (s' * (1 + u*s + s^2/4) * (s' * (1 + u*s + s^2/4))) with (s'*s' * ((1 + u*s + s^2/4)*(1 + u*s + s^2/4))) by ring.
      rewrite S'. apply Rle_trans with (s*s*(1 - 2*u*s*(1+s^2/4)) * ((1 + u*s + s^2/4)*(1 + u*s + s^2/4))).
      - pose proof (step_poly_lower u s ltac:(lra) ltac:(lra)) as Q.
        replace (s*s*(1 - 2*u*s*(1+s^2/4)) * ((1 + u*s + s^2/4)*(1 + u*s + s^2/4)))
          with (s*s*((1 - 2*u*s*(1+s^2/4)) * ((1 + u*s + s^2/4)*(1 + u*s + s^2/4)))) by ring.
        rewrite <- (Rmult_1_r (s*s)) at 1. apply Rmult_le_compat_l; nra.
      - apply Rmult_le_compat_r; [nra|exact X2]. }
    replace ((/ s + u + s/4) * s') with (s' * (1 + u*s + s^2/4) * / s) by (field; lra).
    apply Rmult_le_reg_r with s; [exact Ps|]. rewrite Rmult_assoc, Rinv_l; lra.
Qed.

(** ** Every depth *)
Section Depth.
Variable rho : R.
Hypothesis Hr : -1 <= rho < 1.
Let C : corr rho. Proof. unfold corr; lra. Qed.
Definition defect k := 1 - iter k rho.
Let y k := / sqrt (defect k).

Lemma defect_range k : 0 < defect k <= 2.
Proof.
  unfold defect. pose proof (iter_corr k rho C) as B. pose proof (iter_lt_1 k rho C (proj2 Hr)).
  unfold corr in B. lra.
Qed.
Lemma defect_S k : defect (S k) = 1 - kappa1 (1 - defect k).
Proof. unfold defect. simpl. do 2 f_equal. ring. Qed.
Lemma y_pos k : 0 < y k.
Proof. apply Rinv_0_lt_compat, sqrt_lt_R0, defect_range. Qed.
Lemma defect_y k : defect k = 1 / (y k * y k).
Proof.
  unfold y. pose proof (defect_range k) as D. pose proof (sqrt_lt_R0 _ (proj1 D)).
  rewrite <- (sqrt_sqrt (defect k)) at 1 by lra. field. lra.
Qed.
Lemma y_step k : y k + u <= y (S k) <= y k + u + / (4 * y k).
Proof.
  destruct (inverse_sqrt_step (defect k) (defect_range k)) as [_ [A B]].
  rewrite <- defect_S in A, B. unfold y.
  replace (/ (4 * / sqrt (defect k))) with (sqrt (defect k) / 4); [lra|].
  pose proof (sqrt_lt_R0 _ (proj1 (defect_range k))). field. lra.
Qed.
Lemma y_lower k : y 0 + INR k * u <= y k.
Proof. induction k; [simpl; lra|]. rewrite S_INR. pose proof (y_step k). lra. Qed.

Lemma ln_le z : 0 < z -> ln z <= z - 1.
Proof.
  intros Hz. destruct (Req_dec z 1) as [->|N]; [rewrite ln_1; lra|].
  assert (Hn : ln z <> 0) by (intros E; apply N; rewrite <- (exp_ln z Hz), E; apply exp_0).
  pose proof (exp_ineq1 _ Hn) as X. rewrite exp_ln in X by assumption. lra.
Qed.
Lemma ln_step a b : 0 < a -> 0 < b -> b / (a + b) <= ln (a + b) - ln a.
Proof.
  intros Ha Hb. pose proof (ln_le (a / (a + b)) ltac:(apply Rdiv_lt_0_compat; lra)) as L.
  unfold Rdiv in L at 1. rewrite ln_mult, ln_Rinv in L by (try apply Rinv_0_lt_compat; lra).
  replace (b / (a + b)) with (1 - a / (a + b)) by (field; lra). lra.
Qed.

(** By summing 1/(y_0 + j u), j <= k. *)
Lemma y_upper_S k : y (S k) <= y 0 + INR (S k) * u + (/ y 0 + (ln (y 0 + INR k * u) - ln (y 0)) / u) / 4.
Proof.
  pose proof u_bounds as B. pose proof (y_pos 0) as P0.
  induction k.
  - pose proof (y_step 0) as [_ St]. simpl INR. replace (y 0 + 0 * u) with (y 0) by ring.
    replace (/ (4 * y 0)) with (/ y 0 / 4) in St by (field; lra). unfold Rdiv at 2.
    rewrite Rminus_eq_0. lra.
  - pose proof (y_step (S k)) as [_ St]. pose proof (y_lower (S k)) as L.
    assert (Pk : 0 <= INR k) by apply pos_INR.
    assert (Pb : 0 < y 0 + INR k * u) by nra.
    pose proof (ln_step (y 0 + INR k * u) u Pb ltac:(lra)) as LS.
    replace (y 0 + INR k * u + u) with (y 0 + INR (S k) * u) in LS by (rewrite S_INR; ring).
    assert (Pa : 0 < y 0 + INR (S k) * u) by (rewrite S_INR; nra).
    assert (I4 : / (4 * y (S k)) <= / (4 * (y 0 + INR (S k) * u))) by (apply Rinv_le_contravar; lra).
    assert (LS' : / (4 * (y 0 + INR (S k) * u)) <= (ln (y 0 + INR (S k) * u) - ln (y 0 + INR k * u)) / u / 4).
    { replace (/ (4 * (y 0 + INR (S k) * u))) with (u / (y 0 + INR (S k) * u) / u / 4) by (field; lra).
      apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|exact LS]. }
    rewrite (S_INR (S k)).
    replace ((ln (y 0 + INR (S k) * u) - ln (y 0)) / u)
      with ((ln (y 0 + INR k * u) - ln (y 0)) / u + (ln (y 0 + INR (S k) * u) - ln (y 0 + INR k * u)) / u) by (field; lra).
    lra.
Qed.

Let e0 := defect 0.
Lemma inv_y0 : / y 0 = sqrt e0.
Proof. unfold y, e0. apply Rinv_inv. Qed.

Lemma y_upper k : y k <= y 0 + INR k * u + (sqrt e0 + ln (1 + INR k * u * sqrt e0) / u) / 4.
Proof.
  pose proof u_bounds as B. pose proof (y_pos 0) as P0. rewrite <- inv_y0.
  pose proof (Rinv_0_lt_compat _ P0) as I0.
  assert (Hu : 0 < / u) by (apply Rinv_0_lt_compat; lra).
  destruct k as [|k].
  - replace (1 + INR 0 * u * / y 0) with 1 by (simpl; ring). rewrite ln_1. simpl INR.
    unfold Rdiv at 2. lra.
  - pose proof (y_upper_S k) as St. assert (Pk : 0 <= INR k) by apply pos_INR.
    assert (P1 : 0 < 1 + INR k * u * / y 0).
    { assert (0 <= INR k * u * / y 0) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]). lra. }
    assert (E : ln (y 0 + INR k * u) - ln (y 0) = ln (1 + INR k * u * / y 0)).
    { unfold Rminus. rewrite <- ln_Rinv by exact P0.
      rewrite <- ln_mult by nra. f_equal. field. lra. }
    assert (M : ln (1 + INR k * u * / y 0) <= ln (1 + INR (S k) * u * / y 0)).
    { left. apply ln_increasing; [exact P1|]. rewrite S_INR.
      assert (0 < u * / y 0) by (apply Rmult_lt_0_compat; lra). lra. }
    rewrite E in St. apply Rmult_le_compat_r with (r := / u) in M; [|lra].
    unfold Rdiv in *. lra.
Qed.

(** ** Explicit bounds for 1 - h^k(rho) *)
Lemma below_inverse_square a b : 0 < a -> a <= b -> 1 / (b * b) <= 1 / (a * a).
Proof.
  intros Ha L. unfold Rdiv. rewrite !Rmult_1_l. apply Rinv_le_contravar; nra.
Qed.

Theorem defect_upper k : defect k <= 1 / (1 / sqrt e0 + INR k * u)^2.
Proof.
  rewrite defect_y. replace (1 / sqrt e0) with (y 0) by (unfold y, e0; now rewrite <- Rmult_1_l at 1).
  pose proof (y_pos 0). pose proof (pos_INR k). pose proof u_bounds.
  replace ((y 0 + INR k * u)^2) with ((y 0 + INR k * u) * (y 0 + INR k * u)) by ring.
  apply below_inverse_square; [nra|apply y_lower].
Qed.
Theorem defect_upper_simple k : (1 <= k)%nat -> defect k < 9 * PI^2 / (2 * INR k^2).
Proof.
  intros Hk. assert (K : 0 < INR k) by (apply lt_0_INR; lia). pose proof u_bounds as B.
  rewrite defect_y. pose proof (y_lower k) as L. pose proof (y_pos 0).
  replace (9 * PI^2 / (2 * INR k^2)) with (9 * PI^2 / 2 * / (INR k * INR k)) by (field; lra).
  rewrite <- u_sq. unfold Rdiv. rewrite !Rmult_1_l, <- Rinv_mult.
  assert (P : 0 < INR k * u) by nra. apply Rinv_lt_contravar; [|nra].
  apply Rmult_lt_0_compat; [nra|]. pose proof (y_pos k). nra.
Qed.
Theorem defect_lower k :
  1 / (1 / sqrt e0 + INR k * u + (sqrt e0 + ln (1 + INR k * u * sqrt e0) / u) / 4)^2 <= defect k.
Proof.
  rewrite defect_y. replace (1 / sqrt e0) with (y 0) by (unfold y, e0; now rewrite <- Rmult_1_l at 1).
  match goal with |- 1 / ?a^2 <= _ => replace (a^2) with (a * a) by ring end.
  apply below_inverse_square; [apply y_pos|apply y_upper].
Qed.

Lemma sqrt_e0_bound : sqrt e0 <= 1.41422.
Proof.
  pose proof sqrt2_bounds. apply Rle_trans with (sqrt 2); [|lra]. apply sqrt_le_1_alt. apply defect_range.
Qed.
(** A step adds at most 0.504 to 1/sqrt(e). *)
Lemma y_upper_simple k : y k <= y 0 + INR k * 0.504.
Proof.
  induction k; [simpl; lra|]. rewrite S_INR. pose proof (y_step k) as [_ St]. pose proof u_bounds.
  assert (/ (4 * y k) <= 0.3536); [|lra].
  pose proof (y_pos k). apply Rle_trans with (/ y k / 4); [right; field; lra|].
  unfold y. pose proof (defect_range k) as D. pose proof (sqrt_lt_R0 _ (proj1 D)).
  replace (/ / sqrt (defect k)) with (sqrt (defect k)) by (field; lra).
  assert (sqrt (defect k) <= sqrt 2) by (apply sqrt_le_1_alt; lra). pose proof sqrt2_bounds. lra.
Qed.
Theorem defect_lower_simple k : (1 <= k)%nat -> 1 / (1 / sqrt e0 + 0.504)^2 / INR k^2 <= defect k.
Proof.
  intros Hk. assert (K : 1 <= INR k) by (apply (le_INR 1 k); exact Hk).
  rewrite defect_y. replace (1 / sqrt e0) with (y 0) by (unfold y, e0; now rewrite <- Rmult_1_l at 1).
  pose proof (y_pos 0) as P. pose proof (y_upper_simple k).
  replace (1 / (y 0 + 0.504)^2 / INR k^2) with (1 / ((y 0 + 0.504) * INR k * ((y 0 + 0.504) * INR k))) by (field; lra).
  apply below_inverse_square; [apply y_pos|nra].
Qed.

(** ** The limit *)
Lemma ln_1p_sqrt z : 0 <= z -> ln (1 + z) <= 2 * sqrt z.
Proof.
  intros Hz. assert (S : 0 < sqrt (1 + z)) by (apply sqrt_lt_R0; lra).
  replace (1 + z) with (sqrt (1+z) * sqrt (1+z)) at 1 by (apply sqrt_sqrt; lra).
  rewrite ln_mult by assumption. pose proof (ln_le _ S).
  assert (sqrt (1 + z) <= 1 + sqrt z); [|lra].
  pose proof (sqrt_pos z). pose proof (sqrt_sqrt z Hz).
  rewrite <- (sqrt_square (1 + sqrt z)) by lra. apply sqrt_le_1_alt. nra.
Qed.

(** 1/(k sqrt e_k) is u up to O(1/sqrt k). *)
Definition slack := y 0 + (sqrt e0 + 2 * sqrt (u * sqrt e0) / u) / 4.
Lemma y_over_k k : (1 <= k)%nat -> u <= y k / INR k <= u + slack / sqrt (INR k).
Proof.
  intros Hk. assert (K : 1 <= INR k) by (apply (le_INR 1 k); exact Hk).
  pose proof u_bounds as B. pose proof (y_pos 0) as P0. pose proof (y_lower k) as L. pose proof (y_upper k) as U.
  assert (Q : 1 <= sqrt (INR k)) by (rewrite <- sqrt_1; apply sqrt_le_1_alt; lra).
  assert (QQ : sqrt (INR k) * sqrt (INR k) = INR k) by (apply sqrt_sqrt; lra).
  pose proof (sqrt_pos e0) as Pe.
  split; apply Rmult_le_reg_r with (INR k); try lra.
  - replace (y k / INR k * INR k) with (y k) by (field; lra). lra.
  - replace (y k / INR k * INR k) with (y k) by (field; lra).
    replace ((u + slack / sqrt (INR k)) * INR k) with (INR k * u + slack * sqrt (INR k)).
    2:{ set (q := sqrt (INR k)) in *. rewrite <- QQ. field. lra. }
    assert (LN : ln (1 + INR k * u * sqrt e0) <= 2 * (sqrt (INR k) * sqrt (u * sqrt e0))).
    { eapply Rle_trans; [apply ln_1p_sqrt; apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]|].
      rewrite <- sqrt_mult by (try apply Rmult_le_pos; lra). rewrite Rmult_assoc. lra. }
    assert (Iu : 0 < / u) by (apply Rinv_0_lt_compat; lra).
    apply Rmult_le_compat_r with (r := / u) in LN; [|lra].
    pose proof (sqrt_pos (u * sqrt e0)).
    assert (A1 : y 0 <= y 0 * sqrt (INR k)) by nra.
    assert (A2 : sqrt e0 <= sqrt e0 * sqrt (INR k)) by nra.
    unfold slack, Rdiv in *. nra.
Qed.

Theorem asymptotic_depth_bounds k : (1 <= k)%nat ->
  (u / (u + slack / sqrt (INR k)))^2 <= defect k * (2 * INR k^2) / (9 * PI^2) <= 1.
Proof.
  intros Hk. assert (K : 1 <= INR k) by (apply (le_INR 1 k); exact Hk).
  destruct (y_over_k k Hk) as [A B]. pose proof u_bounds as Bu. pose proof (y_pos k) as Py.
  set (z := y k / INR k) in *. pose proof PIpos as P.
  assert (E : defect k * (2 * INR k^2) / (9 * PI^2) = (u / z)^2).
  { rewrite defect_y. replace (9 * PI^2) with (2 * (9 * PI^2 / 2)) by field. rewrite <- u_sq. unfold z. field.
    repeat split; lra. }
  rewrite E. assert (Pz : 0 < z) by lra. split.
  - apply pow_incr. split; [apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|].
    apply Rmult_le_compat_l; [lra|]. apply Rinv_le_contravar; lra.
  - replace 1 with (1^2) by ring. apply pow_incr. split; [apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|].
    apply Rmult_le_reg_r with z; [exact Pz|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.
End Depth.

(** [asymptotic-depth]: (1 - h^k(rho)) 2 k^2/(9 PI^2) tends to 1. *)
Theorem asymptotic_depth rho : -1 <= rho < 1 ->
  is_lim_seq (fun k => (1 - iter k rho) * (2 * INR k^2) / (9 * PI^2)) 1.
Proof.
  intros Hr. pose proof u_bounds as Bu.
  apply (is_lim_seq_le_le_loc (fun k => (u / (u + slack rho / sqrt (INR k)))^2) _ (fun _ => 1)).
  - exists 1%nat. intros k Hk. exact (asymptotic_depth_bounds rho Hr k Hk).
  - assert (S : is_lim_seq (fun k => slack rho / sqrt (INR k)) 0).
    { replace (Finite 0) with (Rbar_mult (slack rho) 0) by (simpl; f_equal; ring).
      apply (is_lim_seq_scal_l (fun k => / sqrt (INR k)) (slack rho) 0).
      replace (Finite 0) with (Rbar_inv p_infty) by reflexivity.
      apply is_lim_seq_inv; [|discriminate].
      apply (filterlim_comp _ _ _ INR sqrt _ (Rbar_locally p_infty)); [apply is_lim_seq_INR|].
      apply filterlim_sqrt_p. }
    assert (T : is_lim_seq (fun k => u / (u + slack rho / sqrt (INR k))) 1).
    { replace (Finite 1) with (Finite (u / (u + 0))) by (f_equal; field; lra).
      apply is_lim_seq_div'; [apply is_lim_seq_const| |lra].
      apply is_lim_seq_plus'; [apply is_lim_seq_const|exact S]. }
    replace (Finite 1) with (Finite (1 * 1)) by (f_equal; ring).
    apply (is_lim_seq_ext (fun k => u / (u + slack rho / sqrt (INR k)) * (u / (u + slack rho / sqrt (INR k)))));
      [intros; ring|]. now apply is_lim_seq_mult'.
  - apply is_lim_seq_const.
Qed.

(** The iterates tend to 1 (and increase to it, [iter_strict_incr]). *)
Theorem iter_limit rho : corr rho -> is_lim_seq (fun k => iter k rho) 1.
Proof.
  intros C. destruct (Req_dec rho 1) as [->|N].
  { apply (is_lim_seq_ext (fun _ => 1)); [intros k; symmetry; apply iter_1|apply is_lim_seq_const]. }
  assert (Hr : -1 <= rho < 1) by (unfold corr in C; lra).
  set (c := 9 * PI^2 / 2).
  apply (is_lim_seq_le_le_loc (fun k => 1 - c * / INR k) _ (fun _ => 1)).
  - exists 1%nat. intros k Hk. assert (K : 1 <= INR k) by (apply (le_INR 1 k); exact Hk).
    pose proof (defect_upper_simple rho Hr k Hk) as D. unfold defect in D.
    pose proof (iter_corr k rho C) as B. unfold corr in B. split; [|lra].
    assert (P : 0 < c) by (unfold c; pose proof PIpos; nra).
    assert (I : / (INR k * INR k) <= / INR k) by (apply Rinv_le_contravar; nra).
    replace (9 * PI^2 / (2 * INR k^2)) with (c * / (INR k * INR k)) in D by (unfold c; field; lra).
    apply Rmult_le_compat_l with (r := c) in I; lra.
  - replace (Finite 1) with (Finite (1 - c * 0)) by (f_equal; ring).
    apply is_lim_seq_minus'; [apply is_lim_seq_const|].
    apply (is_lim_seq_scal_l (fun k => / INR k) c 0).
    replace (Finite 0) with (Rbar_inv p_infty) by reflexivity.
    apply is_lim_seq_inv; [apply is_lim_seq_INR|discriminate].
  - apply is_lim_seq_const.
Qed.

(** ** The bounds in one line *)
(** [corrected-asymptotic-depth]: both bounds, in s = sqrt(1 - rho) and u = sqrt 2 / (3 PI). *)
Theorem depth_bounds rho k : -1 <= rho < 1 ->
  let s := sqrt (1 - rho) in let u := sqrt 2 / (3 * PI) in
  s^2 / (1 + INR k * u * s + s * (s + ln (1 + INR k * u * s) / u) / 4)^2 <= 1 - iter k rho <=
  s^2 / (1 + INR k * u * s)^2.
Proof.
  intros Hr. pose proof (defect_lower rho Hr k) as L. pose proof (defect_upper rho Hr k) as U.
  unfold defect in L, U. change (iter 0 rho) with rho in L, U. cbv zeta. fold u. pose proof u_bounds as B. pose proof (pos_INR k) as P.
  assert (S : 0 < sqrt (1 - rho)) by (apply sqrt_lt_R0; lra). set (s := sqrt (1 - rho)) in *.
  assert (A : 0 <= INR k * u * s) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]).
  assert (N : 0 <= ln (1 + INR k * u * s)).
  { destruct A as [A|<-]; [|rewrite Rplus_0_r, ln_1; lra]. rewrite <- ln_1. left.
    apply ln_increasing; lra. }
  assert (Q : 0 <= ln (1 + INR k * u * s) / u) by (apply Rmult_le_pos; [exact N|left; apply Rinv_0_lt_compat; lra]).
  split.
  - eapply Rle_trans; [|exact L]. right. set (q := ln (1 + INR k * u * s) / u) in *.
    assert (0 < 1 / s + INR k * u + (s + q) / 4).
    { assert (0 < 1 / s) by (apply Rdiv_lt_0_compat; lra). assert (0 <= INR k * u) by (apply Rmult_le_pos; lra). lra. }
    replace (1 / s + INR k * u + (s + q) / 4) with ((1 + INR k * u * s + s * (s + q) / 4) / s) in *
      by (field; lra).
    assert (0 < 1 + INR k * u * s + s * (s + q) / 4).
    { apply Rmult_lt_reg_r with (/ s); [now apply Rinv_0_lt_compat|]. rewrite Rmult_0_l. exact H. }
    field. split; lra.
  - apply Rle_trans with (1 := U). right.
    replace (1 / s + INR k * u) with ((1 + INR k * u * s) / s) by (field; lra). field. split; lra.
Qed.
(** ... and the simpler, weaker ones. *)
Theorem depth_bounds_simple rho k : -1 <= rho < 1 -> (1 <= k)%nat ->
  1 / ((1 / sqrt (1 - rho) + 63 / 125)^2 * INR k^2) <= 1 - iter k rho < 9 * PI^2 / (2 * INR k^2).
Proof.
  intros Hr Hk. pose proof (defect_lower_simple rho Hr k Hk) as L.
  pose proof (defect_upper_simple rho Hr k Hk) as U. unfold defect in L, U. change (iter 0 rho) with rho in L, U.
  assert (S : 0 < sqrt (1 - rho)) by (apply sqrt_lt_R0; lra).
  assert (K : 0 < INR k) by (apply lt_0_INR; lia).
  assert (0 < 1 / sqrt (1 - rho)) by (apply Rdiv_lt_0_compat; lra). split; [|exact U].
  eapply Rle_trans; [|exact L]. right. replace (63 / 125) with 0.504 by lra. field. lra.
Qed.
