(** * kappa1 and kappa0 on the whole line.

    As functions of Coq's library they have values beyond [-1, 1] too: kappa1 is 0 below and the
    identity above, kappa0 is 0 and 1.  So kappa1 is differentiable everywhere, with derivative
    kappa0, and both increase. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine EndpointExpansion.
Local Open Scope R_scope.

Lemma kappa1_opposite t : kappa1 t = kappa1 (- t) + t.
Proof.
  unfold kappa1. rewrite asin_opp. replace ((- t)^2) with (t^2) by ring. field. pose proof PIpos; lra.
Qed.
Lemma kappa0_opposite t : kappa0 t = 1 - kappa0 (- t).
Proof. unfold kappa0. rewrite asin_opp. field. pose proof PIpos; lra. Qed.

Lemma kappa1_beyond r : 1 <= r -> kappa1 r = r.
Proof.
  intros H. unfold kappa1. rewrite sqrt_neg_0 by nra.
  replace (asin r) with (PI/2); [field; pose proof PIpos; lra|].
  unfold asin. destruct (Rle_dec r (-1)); [lra|]. now destruct (Rle_dec 1 r).
Qed.
Lemma kappa0_beyond r : 1 <= r -> kappa0 r = 1.
Proof.
  intros H. unfold kappa0. replace (asin r) with (PI/2); [field; pose proof PIpos; lra|].
  unfold asin. destruct (Rle_dec r (-1)); [lra|]. now destruct (Rle_dec 1 r).
Qed.

Lemma kappa1_derivative_at_one : is_derive kappa1 1 1.
Proof.
  apply is_derive_Reals. intros eps He. pose proof alpha_pos as A.
  set (w := eps / (4 * alpha)). assert (W : 0 < w) by (apply Rdiv_lt_0_compat; lra).
  assert (M : 0 < Rmin 1 (w * w)) by (apply Rmin_glb_lt; nra).
  exists (mkposreal _ M). intros h N B. cbn [pos] in B. rewrite kappa1_1.
  destruct (Rle_or_lt 0 h) as [P|P].
  { rewrite kappa1_beyond by lra. replace ((1 + h - 1) / h - 1) with 0 by (field; exact N).
    rewrite Rabs_R0. exact He. }
  rewrite Rabs_left in B by exact P. assert (Eh : exists e, e = - h) by (now exists (- h)). destruct Eh as [e Eh].
  rewrite <- Eh in B. pose proof (Rmin_l 1 (w * w)). pose proof (Rmin_r 1 (w * w)).
  assert (Small : 0 < e < 1) by (split; lra). assert (Small2 : e < w * w) by lra.
  pose proof (expansion_lower e ltac:(lra)) as L. pose proof (expansion_upper e ltac:(lra)) as U.
  replace (1 + h) with (1 - e) by lra.
  set (g := kappa1 (1 - e) - (1 - e)) in *.
  replace ((kappa1 (1 - e) - 1) / h - 1) with (- (g / e)).
  2:{ replace h with (- e) by lra. unfold g. field. lra. }
  assert (S : sqrt e < w).
  { rewrite <- (sqrt_square w) by lra. apply sqrt_lt_1; nra. }
  pose proof (sqrt_lt_R0 e ltac:(lra)) as S0.
  assert (G0 : 0 <= g).
  { apply Rle_trans with (2 := L). apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; lra. }
  rewrite Rabs_Ropp, Rabs_right.
  2:{ apply Rle_ge, Rmult_le_pos; [exact G0|]. left. apply Rinv_0_lt_compat. lra. }
  apply Rmult_lt_reg_r with e; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rle_lt_trans with (1 := U).
  apply Rle_lt_trans with (alpha * (e * sqrt e) * 2).
  { apply Rmult_le_compat_l; [|lra]. apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; lra. }
  replace (alpha * (e * sqrt e) * 2) with (2 * alpha * sqrt e * e) by ring.
  apply Rmult_lt_compat_r; [lra|].
  apply Rlt_le_trans with (2 * alpha * w).
  { apply Rmult_lt_compat_l; lra. }
  unfold w. replace (2 * alpha * (eps / (4 * alpha))) with (eps / 2) by (field; lra). lra.
Qed.
Lemma kappa1_derivative_above r : 1 <= r -> is_derive kappa1 r 1.
Proof.
  intros [H|<-]; [|exact kappa1_derivative_at_one].
  apply is_derive_ext_loc with (fun t => t); [|apply @is_derive_id].
  assert (P : 0 < r - 1) by lra. exists (mkposreal _ P). intros y B. symmetry.
  apply kappa1_beyond. change (Rabs (y - r) < r - 1) in B. apply Rabs_lt_between in B. lra.
Qed.
Theorem kappa1_derivative r : is_derive kappa1 r (kappa0 r).
Proof.
  destruct (Rle_or_lt 1 r) as [A|A].
  { rewrite kappa0_beyond by exact A. now apply kappa1_derivative_above. }
  destruct (Rle_or_lt r (-1)) as [B|B].
  - rewrite kappa0_opposite, kappa0_beyond by lra.
    apply is_derive_ext with (fun t => kappa1 (- t) + t); [intros t; symmetry; apply kappa1_opposite|].
    pose proof (kappa1_derivative_above (- r) ltac:(lra)) as D.
    assert (O : is_derive (fun t : R => - t) r (-1)) by (auto_derive; [exact I|ring]).
    assert (U : is_derive (fun t : R => t) r 1) by (auto_derive; [exact I|ring]).
    pose proof (is_derive_plus _ _ _ _ _ (is_derive_comp kappa1 (fun t => - t) r 1 (-1) D O) U) as S.
    replace (1 - 1) with (Hierarchy.plus (scal (-1) 1) 1); [exact S|].
    unfold Hierarchy.plus, scal; simpl. unfold mult; simpl. ring.
  - apply is_derive_kappa1. lra.
Qed.
Lemma kappa1_continuous r : continuous kappa1 r.
Proof. apply @ex_derive_continuous. eexists. apply kappa1_derivative. Qed.

Lemma kappa0_continuous_at_one : continuous kappa0 1.
Proof.
  apply continuity_pt_filterlim. intros eps He. pose proof PIpos as P.
  set (t := Rmin (PI / 2) (eps * PI / 2)).
  pose proof (Rmin_l (PI/2) (eps * PI / 2)). pose proof (Rmin_r (PI/2) (eps * PI / 2)).
  assert (T : 0 < t <= PI / 2) by (split; [apply Rmin_glb_lt; nra|exact H]).
  assert (C : cos t < 1) by (rewrite <- cos_0; apply cos_decreasing_1; lra).
  assert (C0 : 0 <= cos t) by (apply cos_ge_0; lra).
  exists (1 - cos t). split; [lra|]. intros y [_ B]. unfold dist in *; simpl in *. unfold R_dist in *.
  rewrite kappa0_1. destruct (Rle_or_lt 1 y) as [Y|Y].
  { rewrite kappa0_beyond by exact Y. rewrite Rminus_eq_0, Rabs_R0. exact He. }
  apply Rabs_lt_between in B.
  pose proof (kappa0_cos t ltac:(lra)) as K.
  assert (cos t < y) by lra.
  pose proof (kappa0_strict_incr (cos t) y ltac:(unfold corr; lra) ltac:(unfold corr; lra) H1) as I.
  pose proof (kappa0_range y ltac:(unfold corr; lra)) as R. rewrite K in I.
  rewrite Rabs_left1 by lra.
  assert ((PI - t) / PI = 1 - t / PI) by (field; lra).
  assert (t / PI <= eps / 2).
  { apply Rmult_le_reg_r with PI; [exact P|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    replace (eps / 2 * PI) with (eps * PI / 2) by field. assumption. }
  lra.
Qed.
Lemma kappa0_continuous r : continuous kappa0 r.
Proof.
  assert (A : forall r, -1 < r -> continuous kappa0 r).
  { intros s Hs. destruct (Rtotal_order s 1) as [L|[->|G]].
    - apply @ex_derive_continuous. eexists. apply is_derive_kappa0. lra.
    - exact kappa0_continuous_at_one.
    - apply continuous_ext_loc with (fun _ => 1); [|apply continuous_const].
      assert (P : 0 < s - 1) by lra. exists (mkposreal _ P). intros y B. symmetry.
      apply kappa0_beyond. change (Rabs (y - s) < s - 1) in B. apply Rabs_lt_between in B. lra. }
  destruct (Rlt_or_le (-1) r) as [L|L]; [now apply A|].
  apply continuous_ext with (fun t => 1 - kappa0 (- t)); [intros t; symmetry; apply kappa0_opposite|].
  apply (continuous_minus (fun _ => 1) (fun t => kappa0 (- t))); [apply continuous_const|].
  apply (continuous_comp (fun t => - t) kappa0); [|apply A; lra].
  apply @ex_derive_continuous. auto_derive. exact I.
Qed.

(** ** Monotone, and not negative *)
Lemma kappa1_below r : r <= -1 -> kappa1 r = 0.
Proof. intros H. rewrite kappa1_opposite, kappa1_beyond by lra. ring. Qed.
Lemma kappa0_below r : r <= -1 -> kappa0 r = 0.
Proof. intros H. rewrite kappa0_opposite, kappa0_beyond by lra. ring. Qed.
Lemma nearest r : exists y, corr y /\ kappa0 r = kappa0 y /\ y = Rmax (-1) (Rmin 1 r).
Proof.
  exists (Rmax (-1) (Rmin 1 r)). unfold corr, Rmax, Rmin.
  destruct (Rle_dec 1 r), (Rle_dec (-1) _); split; try split; try lra.
  - rewrite kappa0_beyond by lra. symmetry. apply kappa0_1.
  - rewrite kappa0_below by lra. symmetry. apply kappa0_m1.
Qed.
Theorem kappa0_increases a b : a <= b -> kappa0 a <= kappa0 b.
Proof.
  intros H. destruct (nearest a) as (y & Y & -> & E), (nearest b) as (z & Z & -> & G).
  apply kappa0_incr; auto. rewrite E, G. unfold Rmax, Rmin. repeat destruct Rle_dec; lra.
Qed.
Theorem kappa0_not_negative r : 0 <= kappa0 r.
Proof. destruct (nearest r) as (y & Y & -> & _). exact (proj1 (kappa0_range y Y)). Qed.
Theorem kappa1_increases a b : a <= b -> kappa1 a <= kappa1 b.
Proof.
  intros [H|<-]; [|lra].
  destruct (MVT_gen kappa1 a b kappa0) as (c & _ & E).
  - intros x _. apply kappa1_derivative.
  - intros x _. apply continuity_pt_filterlim. apply kappa1_continuous.
  - pose proof (kappa0_not_negative c). assert (0 <= kappa0 c * (b - a)) by (apply Rmult_le_pos; lra). lra.
Qed.
Theorem kappa1_not_negative r : 0 <= kappa1 r.
Proof.
  destruct (Rle_or_lt r (-1)) as [L|L]; [rewrite kappa1_below by exact L; lra|].
  rewrite <- kappa1_m1. apply kappa1_increases. lra.
Qed.
