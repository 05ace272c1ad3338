(** * Two-sided expansion of [kappa1] at the end-point 1.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Lemma 3.2 (the map h); the expansion
    itself is not in the paper.

    Proved, for every e in [0, 2], with alpha = 2 sqrt 2 / (3 PI):
      alpha e^(3/2)  <=  kappa1(1 - e) - (1 - e)  <=  alpha e^(3/2) (1 + e/4)
    ([expansion_lower], [expansion_upper]).  The function is not analytic at 1, so this is what
    replaces a Taylor expansion there; DepthAsymptotics.v and Certificate.v rest on it.
    The proof works in the angle t = acos(1 - e) and s = sin(t/2), where it reads
      (8/3) s^3 <= sin t - t cos t <= (8/3) s^3 + (4/3) s^5. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine.
Local Open Scope R_scope.

Lemma nonneg_from_derivative (G G' : R -> R) t : 0 <= t -> G 0 = 0 ->
  (forall c, is_derive G c (G' c)) -> (forall c, 0 < c < t -> 0 <= G' c) -> 0 <= G t.
Proof.
  intros [Ht|<-] G0 D P; [|lra].
  destruct (MVT_cor2 G G' 0 t Ht) as (c & E & Hc).
  - intros c _. apply is_derive_Reals, D.
  - pose proof (P c Hc). assert (0 <= G' c * (t - 0)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma sin_le_id w : 0 <= w -> sin w <= w.
Proof.
  intros Hw. assert (0 <= w - sin w); [|lra].
  apply (nonneg_from_derivative (fun w => w - sin w) (fun w => 1 - cos w)); auto.
  - rewrite sin_0. ring.
  - intros c. auto_derive; [exact I|]. ring.
  - intros c _. pose proof (COS_bound c). lra.
Qed.

(** w <= sin w + (5/6) sin^3 w on [0, PI/2]. *)
Lemma id_le_sin w : 0 <= w <= PI/2 -> w <= sin w + 5/6 * sin w ^ 3.
Proof.
  intros Hw. pose proof PI_bounds.
  destruct (sin_bound w 0 ltac:(lra) ltac:(lra)) as [L _].
  unfold sin_approx, sum_f_R0, sin_term in L. simpl in L.
  assert (L' : w - w^3/6 <= sin w) by lra. clear L.
  assert (W : w^2 <= 2.48) by nra.
  assert (A : 0 <= w * (1 - w^2/6)) by (apply Rmult_le_pos; lra).
  assert (B : (w * (1 - w^2/6))^3 <= sin w ^3) by (apply pow_incr; lra).
  assert (C : w^3/6 <= 5/6 * (w * (1 - w^2/6))^3); [|lra].
  replace (5/6 * (w * (1 - w^2/6))^3) with (w^3 * (5/6 * (1 - w^2/6)^3)) by ring.
  assert (D : 1/6 <= 5/6 * (1 - w^2/6)^3).
  { assert (0.5866^3 <= (1 - w^2/6)^3) by (apply pow_incr; lra). lra. }
  assert (0 <= w^3) by (apply pow_le; lra). nra.
Qed.

Lemma angle_lower t : 0 <= t <= PI -> 8/3 * sin (t/2) ^ 3 <= sin t - t * cos t.
Proof.
  intros Ht. assert (0 <= sin t - t * cos t - 8/3 * sin (t/2) ^ 3); [|lra].
  apply (nonneg_from_derivative (fun t => sin t - t * cos t - 8/3 * sin (t/2)^3)
    (fun t => t * sin t - 4 * sin (t/2)^2 * cos (t/2))); [lra| | |].
  - replace (0/2) with 0 by field. rewrite sin_0. ring.
  - intros c. auto_derive; [exact I|]. simpl; unfold Rdiv; field.
  - intros c Hc. replace (sin c) with (2 * sin (c/2) * cos (c/2)) by (rewrite <- sin_2a; f_equal; field).
    assert (0 <= sin (c/2)) by (apply sin_ge_0; lra). assert (0 <= cos (c/2)) by (apply cos_ge_0; lra).
    pose proof (sin_le_id (c/2) ltac:(lra)).
    replace (c * (2 * sin (c/2) * cos (c/2)) - 4 * sin (c/2)^2 * cos (c/2))
      with (4 * (sin (c/2) * cos (c/2)) * (c/2 - sin (c/2))) by field.
    apply Rmult_le_pos; [|lra]. assert (0 <= sin (c/2) * cos (c/2)) by now apply Rmult_le_pos. lra.
Qed.

Lemma angle_upper t : 0 <= t <= PI -> sin t - t * cos t <= 8/3 * sin (t/2) ^ 3 + 4/3 * sin (t/2) ^ 5.
Proof.
  intros Ht. assert (0 <= 8/3 * sin (t/2) ^ 3 + 4/3 * sin (t/2) ^ 5 - (sin t - t * cos t)); [|lra].
  apply (nonneg_from_derivative (fun t => 8/3 * sin (t/2)^3 + 4/3 * sin (t/2)^5 - (sin t - t * cos t))
    (fun t => 4 * sin (t/2)^2 * cos (t/2) + 10/3 * sin (t/2)^4 * cos (t/2) - t * sin t)); [lra| | |].
  - replace (0/2) with 0 by field. rewrite sin_0. ring.
  - intros c. auto_derive; [exact I|]. simpl; unfold Rdiv; field.
  - intros c Hc. replace (sin c) with (2 * sin (c/2) * cos (c/2)) by (rewrite <- sin_2a; f_equal; field).
    assert (0 <= sin (c/2)) by (apply sin_ge_0; lra). assert (0 <= cos (c/2)) by (apply cos_ge_0; lra).
    pose proof (id_le_sin (c/2) ltac:(lra)).
    replace (4 * sin (c/2)^2 * cos (c/2) + 10/3 * sin (c/2)^4 * cos (c/2) - c * (2 * sin (c/2) * cos (c/2)))
      with (4 * (sin (c/2) * cos (c/2)) * (sin (c/2) + 5/6 * sin (c/2)^3 - c/2)) by field.
    apply Rmult_le_pos; [|lra]. assert (0 <= sin (c/2) * cos (c/2)) by now apply Rmult_le_pos. lra.
Qed.

(** The leading coefficient. *)
Definition alpha := 2 * sqrt 2 / (3 * PI).
Lemma alpha_pos : 0 < alpha.
Proof. unfold alpha. pose proof PIpos. pose proof (sqrt_lt_R0 2 ltac:(lra)). apply Rdiv_lt_0_compat; lra. Qed.

Lemma half_angle e : 0 <= e <= 2 -> exists t, 0 <= t <= PI /\ e = 2 * sin (t/2)^2 /\
  sqrt e = sqrt 2 * sin (t/2) /\ kappa1 (1 - e) - (1 - e) = (sin t - t * cos t) / PI.
Proof.
  intros He. destruct (angle (1 - e) ltac:(unfold corr; lra)) as (t & Ht & E). exists t.
  assert (S : 0 <= sin (t/2)) by (apply sin_ge_0; lra).
  assert (E2 : e = 2 * sin (t/2)^2).
  { replace (cos t) with (1 - 2 * sin (t/2) * sin (t/2)) in E
      by (rewrite <- cos_2a_sin; f_equal; field). simpl. lra. }
  repeat split; try tauto.
  - rewrite E2, sqrt_mult by (try apply pow2_ge_0; lra). now rewrite sqrt_pow2.
  - rewrite <- E, kappa1_cos by assumption. unfold kappa1_angle. field. pose proof PIpos; lra.
Qed.

Theorem expansion_lower e : 0 <= e <= 2 -> alpha * (e * sqrt e) <= kappa1 (1 - e) - (1 - e).
Proof.
  intros He. destruct (half_angle e He) as (t & Ht & E & Q & K). rewrite K, Q, E.
  pose proof (angle_lower t Ht) as L. pose proof PIpos as P. pose proof (sqrt_sqrt 2 ltac:(lra)) as S.
  apply Rmult_le_reg_r with PI; auto. 
  replace ((sin t - t * cos t) / PI * PI) with (sin t - t * cos t) by (field; lra).
  replace (alpha * (2 * sin (t/2)^2 * (sqrt 2 * sin (t/2))) * PI)
    with (4/3 * (sqrt 2 * sqrt 2) * sin (t/2)^3) by (unfold alpha; field; lra).
  rewrite S. lra.
Qed.

Theorem expansion_upper e : 0 <= e <= 2 -> kappa1 (1 - e) - (1 - e) <= alpha * (e * sqrt e) * (1 + e/4).
Proof.
  intros He. destruct (half_angle e He) as (t & Ht & E & Q & K). rewrite K, Q, E.
  pose proof (angle_upper t Ht) as L. pose proof PIpos as P. pose proof (sqrt_sqrt 2 ltac:(lra)) as S.
  apply Rmult_le_reg_r with PI; auto. 
  replace ((sin t - t * cos t) / PI * PI) with (sin t - t * cos t) by (field; lra).
  replace (alpha * (2 * sin (t/2)^2 * (sqrt 2 * sin (t/2))) * (1 + 2 * sin (t/2)^2 / 4) * PI)
    with ((sqrt 2 * sqrt 2) * (4/3 * sin (t/2)^3 + 2/3 * sin (t/2)^5)) by (unfold alpha; field; lra).
  rewrite S. lra.
Qed.
