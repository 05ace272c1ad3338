(** * The Gaussian integrals of Lemma 3.2, as iterated improper Riemann integrals.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Lemma 3.2 (and Eq. 2).

    Proved, with (u, v) = (x, rho x + sqrt(1 - rho^2) z) for independent standard normal x, z,
    -1 < rho < 1, and expectations written as iterated integrals over R x R:
    - [gauss_half]: the normalisation of the density;
    - [gauss_cartesian]: E[relu(u) relu(v)] = kappa1(rho)/2, and [lemma_3_2_offdiagonal], the
      same for general second moments with the factor c = 2;
    - [gauss_step]: E[step(u) step(v)] = kappa0(rho)/2;
    - [edge_second_moment]: the second moment is kept when c = 2;
    - [edge_mean]: the mean of an edge's output is sqrt(K/PI), so the printed sqrt(c)/2 is
      refuted ([printed_mean_refuted], [printed_mean_not_the_integral]);
    - [cross_term_independent]: for independent edges the product has expectation the product
      of the means.
    (For rho = 1 the first statement is [edge_second_moment]; the polar form in
    GaussianPolar.v covers rho = -1 and 1.)

    [e] is exp(-x^2/2), [G0] its integral from 0, [GG] = sqrt(PI/2) the limit of [G0].  The
    inner integral is elementary up to [G0]; the outer one is reduced to
    [J k] = int_0^T e(x) G0(k x) dx, which is differentiated in the parameter [k] and
    compared with [atan]. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine GaussianPolar.
Local Open Scope R_scope.

(** The step function, the arc-cosine activation of order 0 (its value at 0 is irrelevant). *)
Definition step (x : R) : R := if Rlt_dec 0 x then 1 else 0.
Lemma step_neg x : x <= 0 -> step x = 0.
Proof. intros. unfold step. destruct Rlt_dec; lra. Qed.
Lemma step_pos x : 0 < x -> step x = 1.
Proof. intros. unfold step. destruct Rlt_dec; lra. Qed.

Definition e x := exp (- (x * x) / 2).
Lemma e_pos x : 0 < e x. Proof. apply exp_pos. Qed.
Lemma is_derive_e x : is_derive e x (- x * e x).
Proof. unfold e. auto_derive; [exact I|]. simpl. unfold Rdiv; field. Qed.
Lemma e_ex x : ex_derive e x. Proof. eexists; apply is_derive_e. Qed.
Lemma e_cont x : continuous e x.
Proof. apply (ex_derive_continuous e), e_ex. Qed.
Global Instance UnaryDiff_e : AutoDerive.UnaryDiff e.
Proof. exists (fun x => - x * e x). exact is_derive_e. Defined.

Definition G0 y := RInt e 0 y.
Lemma e_RInt a b : ex_RInt e a b.
Proof. apply (ex_RInt_continuous (V:=R_CompleteNormedModule)). intros; apply e_cont. Qed.
Lemma is_derive_G0 y : is_derive G0 y (e y).
Proof.
  apply (is_derive_RInt e G0 0 y).
  - apply filter_forall. intros b. apply (RInt_correct (V:=R_CompleteNormedModule)), e_RInt.
  - apply e_cont.
Qed.
Global Instance UnaryDiff_G0 : AutoDerive.UnaryDiff G0.
Proof. exists e. exact is_derive_G0. Defined.
Lemma G0_0 : G0 0 = 0.
Proof. unfold G0. now rewrite RInt_point. Qed.

Definition J k T := RInt (fun x => e x * G0 (k * x)) 0 T.
Lemma J_int_cont k x : continuous (fun x => e x * G0 (k * x)) x.
Proof. apply (ex_derive_continuous (fun x => e x * G0 (k * x))). auto_derive. exact I. Qed.
Lemma J_ex k a b : ex_RInt (fun x => e x * G0 (k * x)) a b.
Proof. apply (ex_RInt_continuous (V:=R_CompleteNormedModule)). intros; apply J_int_cont. Qed.
Lemma is_derive_J_T k T : is_derive (J k) T (e T * G0 (k * T)).
Proof.
  apply (is_derive_RInt (fun x => e x * G0 (k * x)) (J k) 0 T).
  - apply filter_forall. intros b. apply (RInt_correct (V:=R_CompleteNormedModule)), J_ex.
  - apply J_int_cont.
Qed.

(** Q k T = int_0^T x e(x) e(k x) dx in closed form. *)
Definition Q k T := (1 - e T * e (k * T)) / (1 + k * k).
Lemma den k : 0 < 1 + k * k. Proof. nra. Qed.
Lemma is_derive_Q k T : is_derive (Q k) T (T * e T * e (k * T)).
Proof. unfold Q. pose proof (den k). auto_derive; [exact I|]. simpl. field. lra. Qed.
Lemma Q_int k T : is_RInt (fun x => x * e x * e (k * x)) 0 T (Q k T).
Proof.
  evar_last. apply (is_RInt_derive (Q k)).
  - intros x _. apply is_derive_Q.
  - intros x _. apply (ex_derive_continuous (fun x => x * e x * e (k * x))). auto_derive. repeat split; exact I.
  - unfold Q, minus, plus, opp; simpl. pose proof (den k).
    replace (e (k * 0)) with 1 by (unfold e; rewrite Rmult_0_r; replace (-(0*0)/2) with 0 by field; now rewrite exp_0).
    replace (e 0) with 1 by (unfold e; replace (-(0*0)/2) with 0 by field; now rewrite exp_0).
    field. lra.
Qed.

Lemma is_derive_J_k k T : is_derive (fun k => J k T) k (Q k T).
Proof.
  assert (DD : forall u v, Derive (fun z => e v * G0 (z * v)) u = v * e v * e (u * v)).
  { intros u v. apply is_derive_unique. auto_derive; [exact I|]. simpl. ring. }
  evar_last.
  - apply (is_derive_RInt_param (fun k x => e x * G0 (k * x)) 0 T k).
    + apply filter_forall. intros y t _. auto_derive. exact I.
    + intros t _. apply (continuity_2d_pt_ext (fun u v => (v * e v) * e (u * v))).
      { intros u v. symmetry. apply DD. }
      apply continuity_2d_pt_mult.
      * apply (continuity_1d_2d_pt_comp (fun v => v * e v) (fun _ v => v)).
        apply continuity_pt_filterlim, (ex_derive_continuous (fun v => v * e v)). auto_derive. exact I.
        apply continuity_2d_pt_id2.
      * apply (continuity_1d_2d_pt_comp e (fun u v => u * v)).
        apply continuity_pt_filterlim, e_cont.
        apply continuity_2d_pt_mult. apply continuity_2d_pt_id1. apply continuity_2d_pt_id2.
    + apply filter_forall. intros y. apply J_ex.
  - rewrite (RInt_ext _ (fun x => x * e x * e (k * x))).
    + apply is_RInt_unique, Q_int.
    + intros x _. apply DD.
Qed.

Lemma J_0 T : J 0 T = 0.
Proof.
  unfold J. apply is_RInt_unique. apply (is_RInt_ext (fun _ => 0)).
  - intros x _. rewrite Rmult_0_l, G0_0. symmetry. apply Rmult_0_r.
  - evar_last. apply (is_RInt_const 0 T 0). unfold scal; simpl; unfold mult; simpl. ring.
Qed.

Lemma J_atan k T : Rabs (J k T - atan k) <= Rabs k * e T.
Proof.
  destruct (MVT_gen (fun k => J k T - atan k) 0 k (fun k => - (e T * e (k * T)) / (1 + k * k)))
    as (c & Hc & E).
  - intros x _. evar_last.
    + apply (is_derive_minus (fun k => J k T) atan). apply is_derive_J_k.
      apply is_derive_Reals. apply derivable_pt_lim_atan.
    + unfold minus, plus, opp, Q; simpl. pose proof (den x). unfold Rsqr. field. lra.
  - intros x _. apply derivable_continuous_pt. 
    exists (Q x T - / (1 + x * x)). apply derivable_pt_lim_minus.
    apply is_derive_Reals, is_derive_J_k.
    replace (x*x) with (x^2) by ring. apply derivable_pt_lim_atan.
  - rewrite J_0, atan_0, !Rminus_0_r in E. rewrite E, Rabs_mult, Rmult_comm.
    apply Rmult_le_compat_l; [apply Rabs_pos|].
    pose proof (e_pos T). pose proof (e_pos (c * T)). pose proof (den c).
    assert (e (c * T) <= 1).
    { unfold e. rewrite <- exp_0. destruct (Req_dec (c*T) 0) as [->|N]. 
      replace (-(0*0)/2) with 0 by field. lra. left. apply exp_increasing. nra. }
    unfold Rdiv. rewrite Rabs_mult, Rabs_Ropp, (Rabs_right (e T * e (c*T))) by nra.
    rewrite Rabs_right by (left; now apply Rinv_0_lt_compat).
    assert (/ (1 + c*c) <= 1). { rewrite <- Rinv_1. apply Rinv_le_contravar; nra. }
    assert (0 < / (1 + c*c)) by now apply Rinv_0_lt_compat.
    apply Rle_trans with (e T * e (c*T) * 1); [|nra].
    apply Rmult_le_compat_l; nra.
Qed.

Lemma J_1 T : J 1 T = G0 T * G0 T / 2.
Proof.
  unfold J. apply is_RInt_unique. evar_last.
  - apply (is_RInt_derive (fun x => G0 x * G0 x / 2)).
    + intros x _. auto_derive. repeat split; exact I. simpl. rewrite (Rmult_1_l x). reflexivity || (unfold Rdiv; field).
    + intros x _. apply (J_int_cont 1).
  - unfold minus, plus, opp; simpl. rewrite G0_0. field.
Qed.

(** ** Limits at infinity, all through one explicit C/T bound. *)
Lemma lim_bound (f : R -> R) l C : (forall T, 1 <= T -> Rabs (f T - l) <= C / T) ->
  filterlim f (Rbar_locally p_infty) (locally l).
Proof.
  intros B P [eps HP]. exists (Rmax 1 (C / eps)). intros T HT. apply HP.
  change (Rabs (f T - l) < eps).
  assert (T1 : 1 < T) by (eapply Rle_lt_trans; [apply Rmax_l|exact HT]).
  assert (T2 : C / eps < T) by (eapply Rle_lt_trans; [apply Rmax_r|exact HT]).
  apply Rle_lt_trans with (C / T). apply B; lra.
  pose proof (cond_pos eps) as He.
  apply Rmult_lt_reg_r with T; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rmult_lt_compat_r with (r := eps) in T2; [|assumption].
  unfold Rdiv in T2. rewrite Rmult_assoc, Rinv_l, Rmult_1_r in T2 by lra. lra.
Qed.

Lemma e_sq T : 0 <= T -> e T * (T * T) <= 1.
Proof.
  intros HT. unfold e. set (u := T * T / 4).
  assert (X : 1 + u <= exp u).
  { destruct (Req_dec u 0) as [->|N]. rewrite exp_0; lra. left; now apply exp_ineq1. }
  assert (Y : exp (- (T*T)/2) * (exp u * exp u) = 1).
  { rewrite <- 2!exp_plus. rewrite <- exp_0. f_equal. unfold u; field. }
  assert (Z : T <= 1 + u). { unfold u. pose proof (Rle_0_sqr (T/2 - 1)). unfold Rsqr in *. lra. }
  assert (T * T <= exp u * exp u) by (apply Rmult_le_compat; lra).
  rewrite <- Y. apply Rmult_le_compat_l; [left; apply exp_pos|assumption].
Qed.
Lemma Te_bound T : 1 <= T -> T * e T <= / T.
Proof.
  intros HT. apply Rmult_le_reg_r with T; [lra|]. rewrite Rinv_l by lra.
  pose proof (e_sq T). lra.
Qed.
Lemma e_bound T : 1 <= T -> e T <= / T.
Proof. intros HT. pose proof (Te_bound T HT). pose proof (e_pos T). nra. Qed.
Lemma e_le_1 x : e x <= 1.
Proof.
  unfold e. rewrite <- exp_0. destruct (Req_dec x 0) as [->|N].
  replace (-(0*0)/2) with 0 by field. lra. left. apply exp_increasing. nra.
Qed.

Definition GG := sqrt (PI/2).
Lemma GG_sq : GG * GG = PI/2.
Proof. apply sqrt_sqrt. pose proof PIpos; lra. Qed.
Lemma GG_ge_1 : 1 <= GG.
Proof. unfold GG. rewrite <- sqrt_1. apply sqrt_le_1_alt. pose proof PI2_1; lra. Qed.
Lemma G0_sq T : Rabs (G0 T * G0 T - PI/2) <= 2 * e T.
Proof.
  pose proof (J_atan 1 T) as B. rewrite J_1, atan_1, Rabs_R1 in B.
  replace (G0 T * G0 T - PI/2) with (2 * (G0 T * G0 T / 2 - PI/4)) by field.
  rewrite Rabs_mult, (Rabs_right 2) by lra. lra.
Qed.
Lemma G0_bounded T : Rabs (G0 T) <= 3.
Proof.
  pose proof (G0_sq T) as B. pose proof (e_le_1 T). pose proof PI_4.
  apply Rabs_le_between in B. apply Rabs_le. nra.
Qed.
Lemma G0_nonneg T : 0 <= T -> 0 <= G0 T.
Proof. intros HT. apply RInt_ge_0; [assumption|apply e_RInt|]. intros; left; apply e_pos. Qed.
Lemma e_even y : e (- y) = e y.
Proof. unfold e. now rewrite Rmult_opp_opp. Qed.
Lemma G0_odd y : G0 (- y) = - G0 y.
Proof.
  assert (X : is_RInt (fun y => e y) 0 y (- G0 (- y))).
  { evar_last. apply (is_RInt_derive (fun y => - G0 (- y))).
    - intros x _. auto_derive. exact I. rewrite e_even. ring.
    - intros; apply e_cont.
    - unfold minus, plus, opp; simpl. rewrite Ropp_0, G0_0. ring. }
  pose proof (is_RInt_unique (V:=R_CompleteNormedModule) _ _ _ _ X) as Y.
  change (G0 y = - G0 (- y)) in Y. lra.
Qed.
Lemma G0_lim T : 1 <= T -> Rabs (G0 T - GG) <= 2 / T.
Proof.
  intros HT. pose proof (G0_sq T) as B. pose proof (e_bound T HT) as E. pose proof GG_ge_1.
  pose proof (G0_nonneg T ltac:(lra)). rewrite <- GG_sq in B.
  replace (G0 T * G0 T - GG * GG) with ((G0 T - GG) * (G0 T + GG)) in B by ring.
  rewrite Rabs_mult, (Rabs_right (G0 T + GG)) in B by lra.
  pose proof (Rabs_pos (G0 T - GG)). unfold Rdiv.
  apply Rle_trans with (Rabs (G0 T - GG) * (G0 T + GG)); [|lra].
  rewrite <- (Rmult_1_r (Rabs _)) at 1. apply Rmult_le_compat_l; lra.
Qed.

(** ** Improper integrals from antiderivatives. *)
Lemma gen_right (P f : R -> R) a l : (forall x, is_derive P x (f x)) -> (forall x, continuous f x) ->
  filterlim P (Rbar_locally p_infty) (locally l) ->
  is_RInt_gen f (at_point a) (Rbar_locally p_infty) (l - P a).
Proof.
  intros D C L. apply (is_RInt_gen_ext (Derive P)).
  { apply filter_forall. intros. apply is_derive_unique, D. }
  apply (is_RInt_gen_Derive P (P a) l).
  - apply filter_forall. intros. eexists. apply D.
  - apply filter_forall. intros ab x _. apply (continuous_ext f).
    intros y. symmetry. apply is_derive_unique, D. apply C.
  - intros S HS. unfold filtermap, at_point. now apply locally_singleton.
  - exact L.
Qed.
Lemma gen_left_zero (f : R -> R) a : (forall x, x < a -> f x = 0) ->
  is_RInt_gen f (Rbar_locally m_infty) (at_point a) 0.
Proof.
  intros Z. apply (is_RInt_gen_ext (Derive (fun _ => 0))).
  - exists (fun x => x < a) (fun y => y = a). exists a; tauto. reflexivity.
    intros x y Hx -> z. simpl. rewrite Rmin_left, Rmax_right by lra. intros Hz.
    rewrite Derive_const. symmetry. apply Z. lra.
  - evar_last. apply (is_RInt_gen_Derive (fun _ => 0) 0 0).
    + apply filter_forall. intros. apply ex_derive_const.
    + apply filter_forall. intros. apply (continuous_ext (fun _ => 0)).
      intros. now rewrite Derive_const. apply continuous_const.
    + apply filterlim_const.
    + apply filterlim_const.
    + ring.
Qed.

(** Normalisation: e / sqrt(2 PI) really is the N(0,1) density. *)
Theorem gauss_half : is_RInt_gen e (at_point 0) (Rbar_locally p_infty) (sqrt (PI/2)).
Proof.
  evar_last. apply (gen_right G0 e 0 GG is_derive_G0 e_cont).
  apply (lim_bound _ _ 2 G0_lim). rewrite G0_0. unfold GG. ring.
Qed.

Section Corr.
Variable rho : R.
Hypothesis Hrho : -1 < rho < 1.
Let s := sqrt (1 - rho^2).
Let k := rho / s.
Lemma s_pos : 0 < s. Proof. apply sqrt_lt_R0. nra. Qed.
Lemma s_sq : s * s = 1 - rho^2. Proof. apply sqrt_sqrt. nra. Qed.
Lemma k_sq : / (1 + k * k) = s * s.
Proof. pose proof s_pos. pose proof s_sq. unfold k. 
  replace (1 + rho/s * (rho/s)) with ((s*s + rho^2) / (s*s)) by (field; lra).
  rewrite H0. replace (1 - rho^2 + rho^2) with 1 by ring. field. nra. Qed.

Lemma inner x : is_RInt_gen (fun z => relu (rho * x + s * z) * e z)
   (Rbar_locally m_infty) (Rbar_locally p_infty) (rho * x * (GG + G0 (k * x)) + s * e (k * x)).
Proof.
  pose proof s_pos as Hs. set (a := - (k * x)).
  assert (Ea : rho * x + s * a = 0) by (unfold a, k; field; lra).
  assert (A : is_RInt_gen (fun z => relu (rho * x + s * z) * e z) (Rbar_locally m_infty) (at_point a) 0).
  { apply gen_left_zero. intros z Hz. rewrite relu_neg. ring.
    pose proof (Rmult_lt_compat_l s z a Hs Hz). lra. }
  assert (B : is_RInt_gen (fun z => relu (rho * x + s * z) * e z) (at_point a) (Rbar_locally p_infty)
     (rho * x * GG - (rho * x * G0 a - s * e a))).
  { apply (is_RInt_gen_ext (fun z => (rho * x + s * z) * e z)).
    - exists (fun y => y = a) (fun y => a < y). reflexivity. exists a; tauto.
      intros y y' -> Hy z. simpl. rewrite Rmin_left, Rmax_right by lra. intros Hz.
      rewrite relu_pos. reflexivity. pose proof (Rmult_lt_compat_l s a z Hs (proj1 Hz)). lra.
    - apply (gen_right (fun z => rho * x * G0 z - s * e z)).
      + intros z. auto_derive. repeat split; exact I. simpl. ring.
      + intros z. apply (ex_derive_continuous (fun z => (rho * x + s * z) * e z)). auto_derive. exact I.
      + apply (lim_bound _ _ (Rabs (rho * x) * 2 + s)). intros T HT.
        pose proof (G0_lim T HT) as L. pose proof (e_bound T HT). pose proof (e_pos T).
        replace (rho * x * G0 T - s * e T - rho * x * GG) with (rho * x * (G0 T - GG) + - (s * e T)) by ring.
        eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp, (Rabs_mult (rho * x)), (Rabs_mult s).
        rewrite (Rabs_right s), (Rabs_right (e T)) by lra.
        replace ((Rabs (rho * x) * 2 + s) / T) with (Rabs (rho * x) * (2 / T) + s * / T) by (field; lra).
        apply Rplus_le_compat; apply Rmult_le_compat_l; try assumption; try lra; apply Rabs_pos. }
  pose proof (is_RInt_gen_Chasles _ _ _ _ A B) as C.
  replace (rho * x * (GG + G0 (k * x)) + s * e (k * x)) with (plus 0 (rho * x * GG - (rho * x * G0 a - s * e a))).
  exact C. unfold plus; simpl. unfold a. rewrite G0_odd.
  replace (e (- (k * x))) with (e (k * x)) by (unfold e; now rewrite Rmult_opp_opp). ring.
Qed.

Definition W T := rho * (- T * e T * (GG + G0 (k * T)) + GG * G0 T + J k T + k * Q k T) + s * Q k T.
Definition w x := x * e x * (rho * x * (GG + G0 (k * x)) + s * e (k * x)).
Definition Winf := rho * (GG * GG + atan k + k * (s*s)) + s * (s*s).

(** [auto_derive] with J and Q as opaque function variables: it leaves [ex_derive j T] and
    [Derive j T].  (Declaring UnaryDiff instances for (J c), (Q c) makes it loop.) *)
Lemma is_derive_W_gen (j q : R -> R) T :
  is_derive j T (e T * G0 (k * T)) -> is_derive q T (T * e T * e (k * T)) ->
  is_derive (fun T => rho * (- T * e T * (GG + G0 (k * T)) + GG * G0 T + j T + k * q T) + s * q T) T (w T).
Proof.
  intros Hj Hq. generalize (is_derive_unique _ _ _ Hj), (is_derive_unique _ _ _ Hq). intros Ej Eq.
  unfold w. generalize s k GG Ej Eq Hj Hq. clear. intros s k GG Ej Eq Hj Hq.
  auto_derive.
  - repeat split; eexists; eassumption.
  - change (Derive (fun x : R => j x) T) with (Derive j T).
    change (Derive (fun x : R => q x) T) with (Derive q T).
    rewrite Ej, Eq. simpl. ring.
Qed.
Lemma is_derive_W T : is_derive W T (w T).
Proof. exact (is_derive_W_gen (J k) (Q k) T (is_derive_J_T k T) (is_derive_Q k T)). Qed.
Lemma w_cont T : continuous w T.
Proof. apply (ex_derive_continuous w). unfold w. auto_derive. repeat split; exact I. Qed.

Lemma Q_lim T : 1 <= T -> Rabs (Q k T - s * s) <= / T.
Proof.
  intros HT. pose proof (den k) as D. pose proof k_sq as K.
  pose proof (e_bound T HT). pose proof (e_pos T). pose proof (e_le_1 (k*T)). pose proof (e_pos (k*T)).
  rewrite <- K. replace (Q k T - / (1 + k*k)) with (- (e T * e (k*T) * / (1 + k*k))) by (unfold Q; field; lra).
  rewrite Rabs_Ropp. 
  assert (0 < / (1 + k*k)) by now apply Rinv_0_lt_compat.
  assert (/ (1 + k*k) <= 1). { rewrite <- Rinv_1. apply Rinv_le_contravar; nra. }
  assert (0 < e T * e (k*T)) by now apply Rmult_lt_0_compat.
  rewrite Rabs_right by nra. apply Rle_trans with (e T * 1 * 1); [|lra].
  apply Rmult_le_compat; nra.
Qed.

Lemma W_lim : filterlim W (Rbar_locally p_infty) (locally Winf).
Proof.
  pose proof s_pos as Hs. pose proof GG_ge_1 as HG.
  apply (lim_bound _ _ (Rabs rho * ((GG + 3) + GG * 2 + Rabs k + Rabs k) + s)). intros T HT.
  pose proof (G0_lim T HT) as L1. pose proof (Q_lim T HT) as L2. pose proof (J_atan k T) as L3.
  pose proof (Te_bound T HT) as L4. pose proof (e_bound T HT) as L5. pose proof (e_pos T) as L6.
  pose proof (G0_bounded (k * T)) as L7.
  assert (iT : 0 < / T) by (apply Rinv_0_lt_compat; lra).
  set (A1 := - T * e T * (GG + G0 (k * T))).
  assert (B1 : Rabs A1 <= (GG + 3) * / T).
  { unfold A1. rewrite Rabs_mult. rewrite (Rmult_comm (GG + 3)). apply Rmult_le_compat; try apply Rabs_pos.
    - replace (- T * e T) with (- (T * e T)) by ring. rewrite Rabs_Ropp, Rabs_right by nra. exact L4.
    - eapply Rle_trans; [apply Rabs_triang|]. rewrite (Rabs_right GG) by lra. lra. }
  assert (B2 : Rabs (GG * (G0 T - GG)) <= GG * 2 * / T).
  { rewrite Rabs_mult, (Rabs_right GG) by lra. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|exact L1]. }
  assert (B3 : Rabs (J k T - atan k) <= Rabs k * / T).
  { eapply Rle_trans; [exact L3|]. apply Rmult_le_compat_l; [apply Rabs_pos|exact L5]. }
  assert (B4 : Rabs (k * (Q k T - s*s)) <= Rabs k * / T).
  { rewrite Rabs_mult. apply Rmult_le_compat_l; [apply Rabs_pos|exact L2]. }
  assert (B5 : Rabs (s * (Q k T - s*s)) <= s * / T).
  { rewrite Rabs_mult, (Rabs_right s) by lra. apply Rmult_le_compat_l; [lra|exact L2]. }
  replace (W T - Winf) with
    (rho * (A1 + GG * (G0 T - GG) + (J k T - atan k) + k * (Q k T - s*s)) + s * (Q k T - s*s))
    by (unfold W, Winf, A1; ring).
  eapply Rle_trans; [apply Rabs_triang|]. unfold Rdiv. rewrite Rmult_plus_distr_r.
  apply Rplus_le_compat; [|exact B5]. rewrite Rabs_mult, Rmult_assoc.
  apply Rmult_le_compat_l; [apply Rabs_pos|]. rewrite 3!Rmult_plus_distr_r.
  repeat (eapply Rle_trans; [apply Rabs_triang|]; apply Rplus_le_compat; [|assumption]). exact B1.
Qed.

Lemma Winf_kappa1 : Winf = PI * kappa1 rho.
Proof.
  pose proof s_pos. pose proof s_sq as S. pose proof PIpos. unfold Winf. rewrite GG_sq.
  unfold kappa1. rewrite (asin_atan rho Hrho).
  replace (1 - Rsqr rho) with (1 - rho^2) by (unfold Rsqr; ring). fold s. fold k.
  replace (rho * (PI/2 + atan k + k * (s*s)) + s * (s*s))
    with (rho * (PI/2 + atan k) + s * (rho^2 + s * s)) by (unfold k; field; lra).
  rewrite S. field. lra.
Qed.

(** ** The identity for [kappa1]

    E[relu(u) relu(v)] = kappa1(rho)/2 for (u,v) = (x, rho x + sqrt(1-rho^2) z), x, z iid N(0,1),
    the expectation being the iterated improper integral over R x R. *)
Theorem gauss_cartesian :
  is_RInt_gen (fun x => / (2*PI) * (e x * relu x *
      RInt_gen (fun z => relu (rho * x + s * z) * e z) (Rbar_locally m_infty) (Rbar_locally p_infty)))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (kappa1 rho / 2).
Proof.
  pose proof PIpos as HP.
  set (F := fun x => / (2*PI) * (e x * relu x * RInt_gen (fun z => relu (rho * x + s * z) * e z)
       (Rbar_locally m_infty) (Rbar_locally p_infty))).
  assert (A : is_RInt_gen F (Rbar_locally m_infty) (at_point 0) 0).
  { apply gen_left_zero. intros x Hx. unfold F. rewrite relu_neg by lra. ring. }
  assert (B : is_RInt_gen F (at_point 0) (Rbar_locally p_infty) (/ (2*PI) * (Winf - W 0))).
  { apply (is_RInt_gen_ext (fun x => scal (/ (2*PI)) (w x))).
    - exists (fun y => y = 0) (fun y => 0 < y). reflexivity. exists 0; tauto.
      intros y y' -> Hy x. simpl. rewrite Rmin_left, Rmax_right by lra. intros Hx.
      unfold F. rewrite relu_pos by lra. rewrite (is_RInt_gen_unique _ _ (inner x)).
      unfold scal, w; simpl; unfold mult; simpl. ring.
    - apply (is_RInt_gen_scal (V := R_NormedModule) w). apply gen_right.
      exact is_derive_W. exact w_cont. exact W_lim. }
  pose proof (is_RInt_gen_Chasles _ _ _ _ A B) as C.
  replace (kappa1 rho / 2) with (plus 0 (/ (2*PI) * (Winf - W 0))). exact C.
  unfold plus; simpl. rewrite Winf_kappa1.
  assert (W0 : W 0 = 0).
  { unfold W, Q, J. rewrite RInt_point, Rmult_0_r, G0_0.
    replace (e 0) with 1 by (unfold e; replace (-(0*0)/2) with 0 by field; now rewrite exp_0).
    pose proof (den k). unfold zero; simpl. field. lra. }
  rewrite W0. field. lra.
Qed.

(** ** The identity for [kappa0]: E[step(u) step(v)] = kappa0(rho)/2 *)
Lemma inner_step x : is_RInt_gen (fun z => step (rho * x + s * z) * e z)
   (Rbar_locally m_infty) (Rbar_locally p_infty) (GG + G0 (k * x)).
Proof.
  pose proof s_pos as Hs. set (a := - (k * x)).
  assert (Ea : rho * x + s * a = 0) by (unfold a, k; field; lra).
  assert (A : is_RInt_gen (fun z => step (rho * x + s * z) * e z) (Rbar_locally m_infty) (at_point a) 0).
  { apply gen_left_zero. intros z Hz. rewrite step_neg. ring.
    pose proof (Rmult_lt_compat_l s z a Hs Hz). lra. }
  assert (B : is_RInt_gen (fun z => step (rho * x + s * z) * e z) (at_point a) (Rbar_locally p_infty)
     (GG - G0 a)).
  { apply (is_RInt_gen_ext e).
    - exists (fun y => y = a) (fun y => a < y). reflexivity. exists a; tauto.
      intros y y' -> Hy z. simpl. rewrite Rmin_left, Rmax_right by lra. intros Hz.
      rewrite step_pos. ring. pose proof (Rmult_lt_compat_l s a z Hs (proj1 Hz)). lra.
    - apply (gen_right G0 e a GG is_derive_G0 e_cont). apply (lim_bound _ _ 2 G0_lim). }
  pose proof (is_RInt_gen_Chasles _ _ _ _ A B) as C.
  replace (GG + G0 (k * x)) with (plus 0 (GG - G0 a)). exact C.
  unfold plus; simpl. unfold a. rewrite G0_odd. ring.
Qed.

Lemma J_lim : filterlim (J k) (Rbar_locally p_infty) (locally (atan k)).
Proof.
  apply (lim_bound _ _ (Rabs k)). intros T HT. eapply Rle_trans; [apply J_atan|].
  apply Rmult_le_compat_l; [apply Rabs_pos|now apply e_bound].
Qed.

Theorem gauss_step :
  is_RInt_gen (fun x => / (2*PI) * (e x * step x *
      RInt_gen (fun z => step (rho * x + s * z) * e z) (Rbar_locally m_infty) (Rbar_locally p_infty)))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (kappa0 rho / 2).
Proof.
  pose proof PIpos as HP.
  set (F := fun x => / (2*PI) * (e x * step x * RInt_gen (fun z => step (rho * x + s * z) * e z)
       (Rbar_locally m_infty) (Rbar_locally p_infty))).
  assert (A : is_RInt_gen F (Rbar_locally m_infty) (at_point 0) 0).
  { apply gen_left_zero. intros x Hx. unfold F. rewrite step_neg by lra. ring. }
  assert (B : is_RInt_gen F (at_point 0) (Rbar_locally p_infty) (/ (2*PI) * ((GG * GG + atan k) - (G0 0 * GG + J k 0)))).
  { apply (is_RInt_gen_ext (fun x => scal (/ (2*PI)) (e x * GG + e x * G0 (k * x)))).
    - exists (fun y => y = 0) (fun y => 0 < y). reflexivity. exists 0; tauto.
      intros y y' -> Hy x. simpl. rewrite Rmin_left, Rmax_right by lra. intros Hx.
      unfold F. rewrite step_pos by lra. rewrite (is_RInt_gen_unique _ _ (inner_step x)).
      unfold scal; simpl; unfold mult; simpl. ring.
    - apply (is_RInt_gen_scal (V := R_NormedModule) (fun x => e x * GG + e x * G0 (k * x))).
      apply (gen_right (fun T => G0 T * GG + J k T)).
      + intros T. apply (is_derive_plus (fun T => G0 T * GG) (J k)); [|apply is_derive_J_T].
        auto_derive; [exact I|]. ring.
      + intros T. apply (ex_derive_continuous (fun x => e x * GG + e x * G0 (k * x))).
        auto_derive. repeat split; exact I.
      + apply (filterlim_comp_2 (G := locally (GG * GG)) (H := locally (atan k))
                 (fun T => G0 T * GG) (J k) Rplus).
        * apply (lim_bound _ _ (2 * GG)). intros T HT. pose proof (G0_lim T HT) as L.
          pose proof GG_ge_1. replace (G0 T * GG - GG * GG) with ((G0 T - GG) * GG) by ring.
          rewrite Rabs_mult, (Rabs_right GG) by lra.
          replace (2 * GG / T) with (2 / T * GG) by (unfold Rdiv; ring).
          apply Rmult_le_compat_r; [lra|exact L].
        * exact J_lim.
        * apply (filterlim_plus (V := R_NormedModule) (GG * GG) (atan k)). }
  pose proof (is_RInt_gen_Chasles _ _ _ _ A B) as C.
  replace (kappa0 rho / 2) with (plus 0 (/ (2*PI) * ((GG * GG + atan k) - (G0 0 * GG + J k 0)))). exact C.
  assert (J0 : J k 0 = 0) by (unfold J; now rewrite RInt_point).
  rewrite J0, G0_0. unfold plus; simpl. unfold kappa0. rewrite (asin_atan rho Hrho).
  replace (1 - Rsqr rho) with (1 - rho^2) by (unfold Rsqr; ring). fold s. fold k.
  rewrite GG_sq. field. lra.
Qed.

(** ** Lemma 3.2 for general second moments (c = 2)

    (u, v) = (a x, b (rho x + sqrt(1-rho^2) z)) has second moments a^2, b^2 and correlation
    rho; the edge maps to sqrt 2 relu, and the limiting kernel is a b kappa1(rho) =
    sqrt(K_ii K_jj) kappa1(C_ij). *)
Theorem lemma_3_2_offdiagonal a b : 0 <= a -> 0 <= b ->
  is_RInt_gen (fun x => / (2*PI) * (e x * (sqrt 2 * relu (a * x)) *
      RInt_gen (fun z => sqrt 2 * relu (b * (rho * x + s * z)) * e z)
        (Rbar_locally m_infty) (Rbar_locally p_infty)))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (a * b * kappa1 rho).
Proof.
  intros Ha Hb.
  replace (a * b * kappa1 rho) with (scal (2 * (a * b)) (kappa1 rho / 2))
    by (unfold scal; simpl; unfold mult; simpl; field).
  eapply is_RInt_gen_ext; [|apply (is_RInt_gen_scal (V := R_NormedModule)); exact gauss_cartesian].
  apply filter_forall. intros [y y'] x _. unfold scal; simpl; unfold mult; simpl.
  assert (I2 : is_RInt_gen (fun z => sqrt 2 * relu (b * (rho * x + s * z)) * e z)
     (Rbar_locally m_infty) (Rbar_locally p_infty)
     (scal (sqrt 2 * b) (rho * x * (GG + G0 (k * x)) + s * e (k * x)))).
  { eapply is_RInt_gen_ext; [|apply (is_RInt_gen_scal (V := R_NormedModule)); exact (inner x)].
    apply filter_forall. intros [u u'] z _. unfold scal; simpl; unfold mult; simpl.
    rewrite relu_hom by assumption. ring. }
  rewrite (is_RInt_gen_unique _ _ I2), (is_RInt_gen_unique _ _ (inner x)).
  rewrite relu_hom by assumption. unfold scal; simpl; unfold mult; simpl.
  replace 2 with (sqrt 2 * sqrt 2) at 1 by (apply sqrt_sqrt; lra). ring.
Qed.
End Corr.

(** ** One Gaussian: second moment and mean *)

Lemma sqrt_2PI : sqrt (2 * PI) = 2 * GG.
Proof.
  pose proof PIpos. pose proof GG_ge_1. pose proof GG_sq.
  replace (2 * PI) with ((2 * GG) * (2 * GG)) by lra. apply sqrt_square. lra.
Qed.

Lemma glue_half (f g G : R -> R) l : (forall x, x < 0 -> f x = 0) -> (forall x, 0 < x -> f x = g x) ->
  (forall x, is_derive G x (g x)) -> (forall x, continuous g x) ->
  filterlim G (Rbar_locally p_infty) (locally l) ->
  is_RInt_gen f (Rbar_locally m_infty) (Rbar_locally p_infty) (l - G 0).
Proof.
  intros Z E D C L.
  assert (A : is_RInt_gen f (Rbar_locally m_infty) (at_point 0) 0) by now apply gen_left_zero.
  assert (B : is_RInt_gen f (at_point 0) (Rbar_locally p_infty) (l - G 0)).
  { apply (is_RInt_gen_ext g); [|now apply gen_right].
    exists (fun y => y = 0) (fun y => 0 < y). reflexivity. exists 0; tauto.
    intros y y' -> Hy x. simpl. rewrite Rmin_left, Rmax_right by lra. intros Hx.
    symmetry. now apply E. }
  pose proof (is_RInt_gen_Chasles _ _ _ _ A B) as X.
  unfold plus in X; simpl in X. now rewrite Rplus_0_l in X.
Qed.

(** The Gaussian mean of relu: int relu(x) exp(-x^2/2) dx = 1. *)
Lemma relu_mean_raw : is_RInt_gen (fun x => e x * relu x) (Rbar_locally m_infty) (Rbar_locally p_infty) 1.
Proof.
  replace 1 with (0 - - e 0) by (unfold e; replace (-(0*0)/2) with 0 by field; rewrite exp_0; ring).
  apply (glue_half _ (fun x => x * e x) (fun x => - e x)).
  - intros x Hx. rewrite relu_neg by lra. ring.
  - intros x Hx. rewrite relu_pos by lra. ring.
  - intros x. auto_derive; [exact I|]. ring.
  - intros x. apply (ex_derive_continuous (fun x => x * e x)). auto_derive. exact I.
  - apply (lim_bound _ _ 1). intros T HT. pose proof (e_bound T HT). pose proof (e_pos T).
    rewrite Rabs_left by lra. unfold Rdiv. lra.
Qed.

(** [lem3.2-mean]: for second moment K and c = 2 the coordinate mean of a parameterised
    edge's output, sqrt 2 E[relu(sqrt K x)], is sqrt(K / PI). *)
Theorem edge_mean K : 0 <= K ->
  is_RInt_gen (fun x => / sqrt (2*PI) * (e x * (sqrt 2 * relu (sqrt K * x))))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (sqrt (K / PI)).
Proof.
  intros HK. pose proof PIpos as HP.
  replace (sqrt (K / PI)) with (scal (/ sqrt (2*PI) * sqrt 2 * sqrt K) 1).
  - eapply is_RInt_gen_ext; [|apply (is_RInt_gen_scal (V := R_NormedModule)); exact relu_mean_raw].
    apply filter_forall. intros [y y'] x _. unfold scal; simpl; unfold mult; simpl.
    rewrite relu_hom by apply sqrt_pos. ring.
  - unfold scal; simpl; unfold mult; simpl. rewrite sqrt_div_alt by assumption.
    rewrite sqrt_mult by lra. pose proof (sqrt_lt_R0 2 ltac:(lra)). pose proof (sqrt_lt_R0 _ HP).
    field. lra.
Qed.

Corollary edge_mean_unit :
  is_RInt_gen (fun x => / sqrt (2*PI) * (e x * (sqrt 2 * relu x)))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (1 / sqrt PI).
Proof.
  pose proof PIpos as HP.
  replace (1 / sqrt PI) with (sqrt (1 / PI)) by (rewrite sqrt_div_alt, sqrt_1 by assumption; reflexivity).
  eapply is_RInt_gen_ext; [|exact (edge_mean 1 ltac:(lra))].
  apply filter_forall. intros [y y'] x _. now rewrite sqrt_1, Rmult_1_l.
Qed.

(** The value printed in Lemma 3.2, sqrt c / 2 with c = 2, is not the mean: refuted. *)
Theorem printed_mean_refuted : 1 / sqrt PI <> sqrt 2 / 2.
Proof.
  pose proof PIpos as HP. pose proof PI_gt_2 as H2. intros E.
  pose proof (sqrt_lt_R0 _ HP) as S. pose proof (sqrt_sqrt PI ltac:(lra)) as SS.
  pose proof (sqrt_sqrt 2 ltac:(lra)) as S2.
  assert (X : (1 / sqrt PI) * (1 / sqrt PI) = (sqrt 2 / 2) * (sqrt 2 / 2)) by now rewrite E.
  replace ((1 / sqrt PI) * (1 / sqrt PI)) with (1 / (sqrt PI * sqrt PI)) in X by (field; lra).
  rewrite SS in X. replace (sqrt 2 / 2 * (sqrt 2 / 2)) with (1/2) in X by lra.
  apply (f_equal (fun z => z * PI)) in X. unfold Rdiv in X.
  rewrite Rmult_assoc, Rinv_l in X by lra. lra.
Qed.
Corollary printed_mean_not_the_integral :
  ~ is_RInt_gen (fun x => / sqrt (2*PI) * (e x * (sqrt 2 * relu x)))
      (Rbar_locally m_infty) (Rbar_locally p_infty) (sqrt 2 / 2).
Proof.
  intros P. apply printed_mean_refuted.
  rewrite <- (is_RInt_gen_unique _ _ P). symmetry. apply is_RInt_gen_unique, edge_mean_unit.
Qed.

(** [eq2-variance], [lem3.2-diagonal]: with c = 2 the second moment is kept. *)
Theorem edge_second_moment K : 0 <= K ->
  is_RInt_gen (fun x => / sqrt (2*PI) * (e x * ((sqrt 2 * relu (sqrt K * x)) * (sqrt 2 * relu (sqrt K * x)))))
    (Rbar_locally m_infty) (Rbar_locally p_infty) K.
Proof.
  intros HK. pose proof PIpos as HP. pose proof GG_ge_1.
  evar_last.
  - eapply (is_RInt_gen_ext (fun x => scal (/ sqrt (2*PI) * 2 * K) (e x * (relu x * relu x)))); [|apply (is_RInt_gen_scal (V := R_NormedModule));
      apply (glue_half (fun x => e x * (relu x * relu x)) (fun x => x * x * e x) (fun x => G0 x - x * e x) GG)].
    + apply filter_forall. intros [y y'] x _. unfold scal; simpl; unfold mult; simpl.
      rewrite relu_hom by apply sqrt_pos. rewrite <- (sqrt_sqrt K) at 1 by assumption.
      replace 2 with (sqrt 2 * sqrt 2) at 2 by (apply sqrt_sqrt; lra). ring.
    + intros x Hx. rewrite relu_neg by lra. ring.
    + intros x Hx. rewrite relu_pos by lra. ring.
    + intros x. auto_derive; [repeat split; exact I|]. ring.
    + intros x. apply (ex_derive_continuous (fun x => x * x * e x)). auto_derive. exact I.
    + apply (lim_bound _ _ 3). intros T HT. pose proof (G0_lim T HT) as L. pose proof (Te_bound T HT).
      pose proof (e_pos T). replace (G0 T - T * e T - GG) with ((G0 T - GG) + - (T * e T)) by ring.
      eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp, (Rabs_right (T * e T)) by nra.
      unfold Rdiv in *. lra.
  - rewrite G0_0, sqrt_2PI. unfold scal; simpl; unfold mult; simpl. field. lra.
Qed.

(** ** Cross terms of the exact rule, from independence

    For two edges with independent weights the pre-activations u, v of one coordinate are
    independent Gaussians; the iterated integral of the product of the outputs is the product
    of the two means.  (That the finite-width inner product tends to this expectation as the
    width grows is assumed throughout: it is how the limit is defined, see README.md.) *)
Theorem cross_term_independent Ki Kj : 0 <= Ki -> 0 <= Kj ->
  is_RInt_gen (fun x => / sqrt (2*PI) * (e x * (sqrt 2 * relu (sqrt Ki * x)) *
      RInt_gen (fun z => / sqrt (2*PI) * (e z * (sqrt 2 * relu (sqrt Kj * z))))
        (Rbar_locally m_infty) (Rbar_locally p_infty)))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (sqrt (Ki / PI) * sqrt (Kj / PI)).
Proof.
  intros Hi Hj. rewrite (is_RInt_gen_unique _ _ (edge_mean Kj Hj)).
  replace (sqrt (Ki / PI) * sqrt (Kj / PI)) with (scal (sqrt (Kj / PI)) (sqrt (Ki / PI)))
    by (unfold scal; simpl; unfold mult; simpl; ring).
  eapply is_RInt_gen_ext; [|apply (is_RInt_gen_scal (V := R_NormedModule)); exact (edge_mean Ki Hi)].
  apply filter_forall. intros [y y'] x _. unfold scal; simpl; unfold mult; simpl. ring.
Qed.

(** ** The whole of Lemma 3.2: every correlation in [-1, 1] *)
Lemma G0_lim_left : filterlim G0 (Rbar_locally m_infty) (locally (- GG)).
Proof.
  intros P [eps HP]. exists (- Rmax 1 (2 / eps)). intros T HT. apply HP.
  change (Rabs (G0 T - - GG) < eps). pose proof (Rmax_l 1 (2 / eps)). pose proof (Rmax_r 1 (2 / eps)).
  replace T with (- (- T)) by ring. rewrite G0_odd.
  replace (- G0 (- T) - - GG) with (- (G0 (- T) - GG)) by ring. rewrite Rabs_Ropp.
  pose proof (G0_lim (- T) ltac:(lra)) as L. destruct eps as [eps He]. simpl in *.
  apply Rle_lt_trans with (1 := L). apply Rmult_lt_reg_r with (- T); [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
  assert (2 < - T * eps); [|lra]. apply Rmult_lt_reg_r with (/ eps); [now apply Rinv_0_lt_compat|].
  rewrite Rmult_assoc, Rinv_r by lra. unfold Rdiv in *. lra.
Qed.
(** The Gaussian integral over the line. *)
Theorem gauss_line : is_RInt_gen e (Rbar_locally m_infty) (Rbar_locally p_infty) (2 * GG).
Proof.
  apply (is_RInt_gen_ext (Derive G0)).
  { apply filter_forall. intros. apply is_derive_unique, is_derive_G0. }
  replace (2 * GG) with (GG - - GG) by ring. apply (is_RInt_gen_Derive G0 (- GG) GG).
  - apply filter_forall. intros. eexists. apply is_derive_G0.
  - apply filter_forall. intros ab x _. apply (continuous_ext e).
    intros y. symmetry. apply is_derive_unique, is_derive_G0. apply e_cont.
  - apply G0_lim_left.
  - apply (lim_bound _ _ 2 G0_lim).
Qed.

(** [lem3.2-offdiagonal]: for (u, v) Gaussian with second moments a^2, b^2 and any correlation in
    [-1, 1], end-points included, the kernel of the edge's outputs is a b kappa1(rho). *)
Theorem lemma_3_2_closed rho a b : corr rho -> 0 <= a -> 0 <= b ->
  is_RInt_gen (fun x => / (2*PI) * (e x * (sqrt 2 * relu (a * x)) *
      RInt_gen (fun z => sqrt 2 * relu (b * (rho * x + sqrt (1 - rho^2) * z)) * e z)
        (Rbar_locally m_infty) (Rbar_locally p_infty)))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (a * b * kappa1 rho).
Proof.
  intros C Ha Hb. destruct (Rlt_or_le (Rabs rho) 1) as [H|H].
  { apply Rabs_lt_between in H. now apply lemma_3_2_offdiagonal. }
  assert (E : rho = 1 \/ rho = -1).
  { unfold corr in C. revert H. unfold Rabs. destruct Rcase_abs; intros; [right|left]; lra. }
  assert (Z : 1 - rho^2 = 0) by (destruct E as [->| ->]; ring).
  rewrite Z, sqrt_0. pose proof PIpos as HP. pose proof GG_ge_1 as HG.
  assert (In : forall x, RInt_gen (fun z => sqrt 2 * relu (b * (rho * x + 0 * z)) * e z)
     (Rbar_locally m_infty) (Rbar_locally p_infty) = sqrt 2 * relu (b * (rho * x)) * (2 * GG)).
  { intros x. apply is_RInt_gen_unique.
    change (sqrt 2 * relu (b * (rho * x)) * (2 * GG)) with (scal (sqrt 2 * relu (b * (rho * x))) (2 * GG)).
    eapply is_RInt_gen_ext; [|apply (is_RInt_gen_scal (V := R_NormedModule)); exact gauss_line].
    apply filter_forall. intros [u u'] z _. unfold scal; simpl; unfold mult; simpl.
    rewrite Rmult_0_l, Rplus_0_r. reflexivity. }
  destruct E as [->| ->].
  - rewrite kappa1_1. change (a * b * 1) with (scal (a * b) 1). eapply is_RInt_gen_ext;
      [|apply (is_RInt_gen_scal (V := R_NormedModule)); exact (edge_second_moment 1 ltac:(lra))].
    apply filter_forall. intros [y y'] x _. rewrite In, sqrt_1, !Rmult_1_l.
    rewrite !relu_hom by assumption. unfold scal; simpl; unfold mult; simpl.
    rewrite sqrt_2PI. replace (2 * PI) with (2 * GG * (2 * GG)) by (rewrite <- (Rmult_assoc (2 * GG)); pose proof GG_sq; lra).
    field. lra.
  - rewrite kappa1_m1. replace (a * b * 0) with (scal 0 1) by (unfold scal; simpl; unfold mult; simpl; ring).
    eapply is_RInt_gen_ext; [|apply (is_RInt_gen_scal (V := R_NormedModule)); exact relu_mean_raw].
    apply filter_forall. intros [y y'] x _. rewrite In.
    unfold scal; simpl; unfold mult; simpl. rewrite Rmult_0_l.
    destruct (Rle_or_lt 0 x).
    + rewrite (relu_neg (b * (-1 * x))); [ring|]. nra.
    + rewrite (relu_neg (a * x)); [ring|]. nra.
Qed.

(** [corrected-lem3.2-mean]: the mean for any variance c. *)
Theorem edge_mean_general c K : 0 <= c -> 0 <= K ->
  is_RInt_gen (fun x => / sqrt (2*PI) * (e x * (sqrt c * relu (sqrt K * x))))
    (Rbar_locally m_infty) (Rbar_locally p_infty) (sqrt (c * K / (2 * PI))).
Proof.
  intros Hc HK. pose proof PIpos as HP.
  replace (sqrt (c * K / (2 * PI))) with (scal (/ sqrt (2*PI) * sqrt c * sqrt K) 1).
  - eapply is_RInt_gen_ext; [|apply (is_RInt_gen_scal (V := R_NormedModule)); exact relu_mean_raw].
    apply filter_forall. intros [y y'] x _. unfold scal; simpl; unfold mult; simpl.
    rewrite relu_hom by apply sqrt_pos. ring.
  - unfold scal; simpl; unfold mult; simpl. rewrite sqrt_div_alt by lra. rewrite (sqrt_mult c K) by lra.
    field. apply Rgt_not_eq, sqrt_lt_R0. lra.
Qed.

(** ** Expectations of Gaussians, by name *)
(** E[f(u)] = v for a standard Gaussian u. *)
Definition normal_mean (f : R -> R) (v : R) : Prop :=
  is_RInt_gen (fun x => / sqrt (2*PI) * (exp (- (x * x) / 2) * f x))
    (Rbar_locally m_infty) (Rbar_locally p_infty) v.
(** E[f(u) g(w)] = v for Gaussian u, w with second moments a^2 and b^2 and correlation rho:
    u = a x and w = b (rho x + sqrt(1 - rho^2) z) with x, z independent and standard. *)
Definition normal_pair_mean (a b rho : R) (f g : R -> R) (v : R) : Prop :=
  is_RInt_gen (fun x => / (2*PI) * (exp (- (x * x) / 2) * f (a * x) *
      RInt_gen (fun z => g (b * (rho * x + sqrt (1 - rho^2) * z)) * exp (- (z * z) / 2))
        (Rbar_locally m_infty) (Rbar_locally p_infty)))
    (Rbar_locally m_infty) (Rbar_locally p_infty) v.
(** The activation of a parameterised edge with variance c. *)
Definition edge_activation (c x : R) : R := sqrt c * relu x.
