(** * Means never make lambda2 smaller.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Remark 3.3 (the mean does not affect
    the analysis), which fails; this is what holds instead.

    Proved ([means_never_decrease_lambda2]): for two centred unit inputs and every network,
    lambda2 = K_ii - |K_ij| under the exact rule is at least what it is with every mean set to 0.
    A parameterised edge maps K_ij to a kappa1(K_ij / a), with a = K_ii, and K_ii - K_ij to
    [edge_gap]; both maps increase with both arguments ([edge_offdiagonal_incr],
    [edge_gap_incr]), and cross terms of means are the same in K_ii and K_ij. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Rcomplements.
From Coq Require Import List Lia Bool.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network PathBound ExactRule.
Import ListNotations.
Local Open Scope R_scope.

(** ** One parameterised edge *)
(** K_ii - K_ij behind a parameterised edge, from a = K_ii and g = K_ii - K_ij before it. *)
Definition edge_gap (a g : R) := a * (1 - kappa1 (1 - g / a)).
Lemma corr_ratio a g : 0 < a -> 0 <= g <= 2 * a -> corr (1 - g / a).
Proof.
  intros Ha Hg. replace (1 - g / a) with ((a - g) / a) by (field; lra).
  unfold corr; split; apply Rmult_le_reg_r with a; auto; unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra.
Qed.
Lemma edge_gap_incr a g a' g' : 0 < a <= a' -> 0 <= g <= g' -> g <= 2 * a -> g' <= 2 * a' -> edge_gap a g <= edge_gap a' g'.
Proof.
  intros Ha Hg L L'. unfold edge_gap.
  assert (C : corr (1 - g / a)) by (apply corr_ratio; lra).
  assert (C1 : corr (1 - g / a')) by (apply corr_ratio; lra).
  assert (C' : corr (1 - g' / a')) by (apply corr_ratio; lra).
  assert (M : kappa1 (1 - g' / a') <= kappa1 (1 - g / a')).
  { apply kappa1_incr; auto. unfold Rdiv. assert (0 < / a') by (apply Rinv_0_lt_compat; lra). nra. }
  set (w := a / a'). assert (W : 0 <= w <= 1).
  { unfold w; split; [apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|
    apply Rmult_le_reg_r with a'; [lra|]; unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra]. }
  pose proof (kappa1_convex (1 - g / a) 1 (1 - w) C ltac:(unfold corr; lra) ltac:(lra)) as V.
  replace ((1 - (1 - w)) * (1 - g / a) + (1 - w) * 1) with (1 - g / a') in V by (unfold w; field; lra).
  rewrite kappa1_1 in V.
  apply Rmult_le_compat_l with (r := a') in V; [|lra].
  replace (a' * ((1 - (1 - w)) * kappa1 (1 - g / a) + (1 - w) * 1)) with (a * kappa1 (1 - g / a) + (a' - a)) in V by (unfold w; field; lra).
  apply Rmult_le_compat_l with (r := a') in M; lra.
Qed.
Lemma edge_offdiagonal_incr a b a' b' : 0 < a <= a' -> b <= b' -> Rabs b <= a -> Rabs b' <= a' -> a * kappa1 (b / a) <= a' * kappa1 (b' / a').
Proof.
  intros Ha Hb B B'. apply Rabs_le_between in B, B'.
  assert (Q : forall x y, 0 < x -> -x <= y <= x -> corr (y / x)).
  { intros x y Hx Hy. replace (y / x) with (1 - (x - y) / x) by (field; lra). apply corr_ratio; lra. }
  pose proof (Q a b ltac:(lra) B) as C. pose proof (Q a' b ltac:(lra) ltac:(lra)) as C1. pose proof (Q a' b' ltac:(lra) B') as C'.
  assert (M : kappa1 (b / a') <= kappa1 (b' / a')).
  { apply kappa1_incr; auto. unfold Rdiv. assert (0 < / a') by (apply Rinv_0_lt_compat; lra). nra. }
  pose proof (kappa1_tangent (b / a) (b / a') C C1) as T.
  assert (K : (b / a) * kappa0 (b / a) <= kappa1 (b / a)).
  { pose proof PIpos. unfold kappa1, kappa0. pose proof (sqrt_pos (1 - (b/a)^2)).
    replace ((sqrt (1 - (b/a)^2) + b/a * (PI/2 + asin (b/a))) / PI) with (sqrt (1 - (b/a)^2) / PI + b/a * (1/2 + asin (b/a) / PI)) by (field; lra).
    assert (0 <= sqrt (1 - (b/a)^2) / PI) by (apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]). lra. }
  set (w := a / a') in *. assert (W : 0 <= w <= 1).
  { unfold w; split; [apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|
    apply Rmult_le_reg_r with a'; [lra|]; unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra]. }
  assert (E : b / a' = w * (b / a)) by (unfold w; field; lra).
  assert (X : w * kappa1 (b / a) <= kappa1 (b / a')).
  { apply Rle_trans with (2 := T). rewrite E at 1. nra. }
  apply Rmult_le_compat_l with (r := a') in X; [|lra]. replace (a' * (w * kappa1 (b / a))) with (a * kappa1 (b / a)) in X by (unfold w; field; lra).
  apply Rmult_le_compat_l with (r := a') in M; lra.
Qed.

(** ** Sums over related lists, term by term *)
Lemma related_sums_le {A B} (P : A -> B -> Prop) (u : A -> R) (v : B -> R) l l' : Forall2 P l l' -> (forall a b, P a b -> u a <= v b) ->
  sum_over l u <= sum_over l' v.
Proof. intros F H. induction F as [|x y m m' Hx F IH]; [simpl; lra|]. apply Rplus_le_compat; [now apply H|exact IH]. Qed.
Lemma double_sum_le {A B} (P : A -> B -> Prop) (f : A -> A -> R) (h : B -> B -> R) l l' :
  Forall2 P l l' -> (forall a b a' b', P a a' -> P b b' -> f a b <= h a' b') ->
  sum_over l (fun a => sum_over l (f a)) <= sum_over l' (fun a => sum_over l' (h a)).
Proof. intros F H. apply (related_sums_le P); auto. intros a a' Q. apply (related_sums_le P); auto. Qed.

(** ** The kernels with and without means *)
(** Two inputs with equal second moments, and an off-diagonal entry that is not larger. *)
Definition bounded_pair (K : mat) := exchangeable K /\ Rabs (K 0%nat 1%nat) <= K 0%nat 0%nat.
(** K' has the larger diagonal, off-diagonal entry and gap. *)
Definition dominated (K K' : mat) := K 0%nat 0%nat <= K' 0%nat 0%nat /\ K 0%nat 1%nat <= K' 0%nat 1%nat /\ K 0%nat 0%nat - K 0%nat 1%nat <= K' 0%nat 0%nat - K' 0%nat 1%nat.
(** Atoms without means and with means at the same place. *)
Definition below (a a' : atom) := origin a = origin a' /\ bounded_pair (second a) /\ bounded_pair (second a') /\ 0 < second a 0%nat 0%nat /\
  dominated (second a) (second a') /\ mean a 0%nat = 0 /\ mean a 1%nat = 0 /\ mean a' 0%nat = mean a' 1%nat /\ 0 <= mean a' 0%nat.
Lemma bounded_range K : bounded_pair K -> - K 0%nat 0%nat <= K 0%nat 1%nat <= K 0%nat 0%nat.
Proof. intros [_ H]. apply Rabs_le_between in H. lra. Qed.
Lemma sum_kernel_combination (c : R) l : sum_kernel l 0%nat 0%nat + c * sum_kernel l 0%nat 1%nat =
  sum_over l (fun a => sum_over l (fun b => inner_product a b 0%nat 0%nat + c * inner_product a b 0%nat 1%nat)).
Proof. unfold sum_kernel. rewrite <- sum_scal, <- sum_plus. apply sum_ext. intros. now rewrite sum_plus, sum_scal. Qed.
Lemma double_sum_nonneg {A} (l : list A) f : (forall x y, In x l -> In y l -> 0 <= f x y) -> 0 <= sum_over l (fun a => sum_over l (f a)).
Proof.
  intros H. assert (Z : forall X (k : list X) u, (forall x, In x k -> 0 <= u x) -> 0 <= sum_over k u).
  { intros X k u Hu. induction k as [|x k IH]; [simpl; lra|]. apply Rplus_le_le_0_compat; [apply Hu; now left|apply IH; intros; apply Hu; now right]. }
  apply Z. intros x I. apply Z. auto.
Qed.
Lemma bounded_sum l : (forall a, In a l -> bounded_pair (second a) /\ mean a 0%nat = mean a 1%nat /\ 0 <= mean a 0%nat) -> bounded_pair (sum_kernel l).
Proof.
  intros H. split.
  - apply sum_kernel_exchangeable. apply Forall_forall. intros a I. destruct (H a I) as ((E & _) & M & _). now split.
  - assert (0 <= sum_kernel l 0%nat 0%nat + 1 * sum_kernel l 0%nat 1%nat /\ 0 <= sum_kernel l 0%nat 0%nat + (-1) * sum_kernel l 0%nat 1%nat).
    { rewrite !sum_kernel_combination. split; apply double_sum_nonneg; intros a b I J; destruct (H a I) as (N & M & P), (H b J) as (N' & M' & P');
      unfold inner_product; pose proof (bounded_range _ N); destruct same_atom; try lra; rewrite <- ?M'; nra. }
    apply Rabs_le. lra.
Qed.
Lemma dominated_sum l l' : Forall2 below l l' -> dominated (sum_kernel l) (sum_kernel l').
Proof.
  intros F.
  assert (T : forall a b a' b', below a a' -> below b b' -> same_atom a b = same_atom a' b').
  { intros a b a' b' (E & _) (E' & _). unfold same_atom. now rewrite E, E'. }
  split; [|split].
  - apply (double_sum_le below (fun a b => inner_product a b 0%nat 0%nat) (fun a b => inner_product a b 0%nat 0%nat) _ _ F). intros a b a' b' Q Q'. unfold inner_product. rewrite (T _ _ _ _ Q Q').
    destruct Q as (_ & _ & _ & _ & D & M0 & M1 & M & P), Q' as (_ & _ & _ & _ & D' & M0' & M1' & M' & P'). unfold dominated in *.
    destruct same_atom; [lra|]. rewrite M0. nra.
  - apply (double_sum_le below (fun a b => inner_product a b 0%nat 1%nat) (fun a b => inner_product a b 0%nat 1%nat) _ _ F). intros a b a' b' Q Q'. unfold inner_product. rewrite (T _ _ _ _ Q Q').
    destruct Q as (_ & _ & _ & _ & D & M0 & M1 & M & P), Q' as (_ & _ & _ & _ & D' & M0' & M1' & M' & P'). unfold dominated in *.
    destruct same_atom; [lra|]. rewrite M0, <- M'. nra.
  - replace (sum_kernel l 0%nat 0%nat - sum_kernel l 0%nat 1%nat) with (sum_kernel l 0%nat 0%nat + (-1) * sum_kernel l 0%nat 1%nat) by ring.
    replace (sum_kernel l' 0%nat 0%nat - sum_kernel l' 0%nat 1%nat) with (sum_kernel l' 0%nat 0%nat + (-1) * sum_kernel l' 0%nat 1%nat) by ring.
    rewrite !sum_kernel_combination. apply (double_sum_le below (fun a b => inner_product a b 0%nat 0%nat + (-1) * inner_product a b 0%nat 1%nat) (fun a b => inner_product a b 0%nat 0%nat + (-1) * inner_product a b 0%nat 1%nat) _ _ F).
    intros a b a' b' Q Q'. unfold inner_product. rewrite (T _ _ _ _ Q Q').
    destruct Q as (_ & _ & _ & _ & D & M0 & M1 & M & P), Q' as (_ & _ & _ & _ & D' & M0' & M1' & M' & P'). unfold dominated in *.
    destruct same_atom; [lra|]. rewrite M0, <- M'. nra.
Qed.
Lemma bounded_param K : bounded_pair K -> 0 < K 0%nat 0%nat -> bounded_pair (param_kernel K) /\ param_kernel K 0%nat 0%nat = K 0%nat 0%nat /\
  param_kernel K 0%nat 1%nat = K 0%nat 0%nat * kappa1 (K 0%nat 1%nat / K 0%nat 0%nat).
Proof.
  intros N P. pose proof (bounded_range _ N). destruct N as [[D S] B].
  assert (C : corr (K 0%nat 1%nat / K 0%nat 0%nat)).
  { replace (K 0%nat 1%nat / K 0%nat 0%nat) with (1 - (K 0%nat 0%nat - K 0%nat 1%nat) / K 0%nat 0%nat) by (field; lra). apply corr_ratio; lra. }
  assert (E1 : param_kernel K 0%nat 0%nat = K 0%nat 0%nat) by (apply param_kernel_diag; lra).
  assert (E2 : param_kernel K 0%nat 1%nat = K 0%nat 0%nat * kappa1 (K 0%nat 1%nat / K 0%nat 0%nat)) by (apply param_kernel_equal; auto).
  split; [split|split]; auto. { apply param_exchangeable. now split. }
  rewrite E1, E2. pose proof (kappa1_range _ C). apply Rabs_le. nra.
Qed.
Lemma sum_kernel_pos l : l <> [] -> (forall a, In a l -> bounded_pair (second a) /\ mean a 0%nat = mean a 1%nat /\ 0 <= mean a 0%nat /\ 0 < second a 0%nat 0%nat) -> 0 < sum_kernel l 0%nat 0%nat.
Proof.
  intros N H. unfold sum_kernel. apply double_sum_pos; auto.
  - intros a b I J. destruct (H a I) as (_ & _ & A & B), (H b J) as (_ & _ & A' & B'). unfold inner_product. destruct same_atom; nra.
  - intros a I. destruct (H a I) as (_ & _ & A & B). unfold inner_product, same_atom. rewrite !Nat.eqb_refl. simpl. lra.
Qed.
Lemma Forall2_members {A B} (P : A -> B -> Prop) l l' : Forall2 P l l' -> (forall a, In a l -> exists b, P a b) /\ (forall b, In b l' -> exists a, P a b).
Proof. induction 1 as [|a b l l' H F [I J]]; split; simpl; intros x X; try easy; destruct X as [<-|X]; eauto. Qed.

Lemma below_all net rho : corr rho -> Forall2 below (exact_sum 0 net (pair_input rho) centred) (exact_sum 1 net (pair_input rho) centred).
Proof.
  intros C. unfold exact_sum. apply (propagate_rel _ _ [] (@app atom) (exact_edge 0) [] (@app atom) (exact_edge 1) (Forall2 below)).
  - constructor.
  - intros. now apply Forall2_app.
  - intros s t o l l' F. destruct o; simpl; [constructor|exact F|].
    destruct F as [|a a' m m' Q F]; [constructor|]. constructor; [|constructor].
    assert (FF : Forall2 below (a :: m) (a' :: m')) by now constructor.
    set (l := a :: m) in *. set (l' := a' :: m') in *. destruct (Forall2_members _ _ _ FF) as [I J].
    assert (H1 : forall x, In x l -> bounded_pair (second x) /\ mean x 0%nat = mean x 1%nat /\ 0 <= mean x 0%nat /\ 0 < second x 0%nat 0%nat).
    { intros x X. destruct (I x X) as (y & _ & Nx & Ny & Px & D & M0 & M1 & M & P). rewrite M0, M1. auto using Rle_refl. }
    assert (H2 : forall y, In y l' -> bounded_pair (second y) /\ mean y 0%nat = mean y 1%nat /\ 0 <= mean y 0%nat /\ 0 < second y 0%nat 0%nat).
    { intros y Y. destruct (J y Y) as (x & _ & Nx & Ny & Px & D & M0 & M1 & M & P). unfold dominated in D. split; [|split; [|split]]; auto. lra. }
    assert (P1 : 0 < sum_kernel l 0%nat 0%nat) by (apply sum_kernel_pos; [discriminate|exact H1]).
    assert (P2 : 0 < sum_kernel l' 0%nat 0%nat) by (apply sum_kernel_pos; [discriminate|exact H2]).
    assert (N1 : bounded_pair (sum_kernel l)) by (apply bounded_sum; intros x X; destruct (H1 x X) as (? & ? & ? & ?); auto).
    assert (N2 : bounded_pair (sum_kernel l')) by (apply bounded_sum; intros x X; destruct (H2 x X) as (? & ? & ? & ?); auto).
    pose proof (dominated_sum _ _ FF) as D.
    destruct (bounded_param _ N1 P1) as (Q1 & E1 & O1), (bounded_param _ N2 P2) as (Q2 & E2 & O2).
    split; [reflexivity|]. cbn [second mean edge_atom origin].
    split; [exact Q1|]. split; [exact Q2|]. split; [rewrite E1; exact P1|]. split.
    + unfold dominated in *. rewrite E1, E2, O1, O2. destruct D as (D0 & D1 & D2).
      pose proof (bounded_range _ N1). pose proof (bounded_range _ N2). split; [exact D0|]. split.
      * apply edge_offdiagonal_incr; auto; apply Rabs_le; lra.
      * pose proof (edge_gap_incr (sum_kernel l 0%nat 0%nat) (sum_kernel l 0%nat 0%nat - sum_kernel l 0%nat 1%nat) (sum_kernel l' 0%nat 0%nat) (sum_kernel l' 0%nat 0%nat - sum_kernel l' 0%nat 1%nat) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as X.
        unfold edge_gap in X.
        replace (1 - (sum_kernel l 0%nat 0%nat - sum_kernel l 0%nat 1%nat) / sum_kernel l 0%nat 0%nat) with (sum_kernel l 0%nat 1%nat / sum_kernel l 0%nat 0%nat) in X by (field; lra).
        replace (1 - (sum_kernel l' 0%nat 0%nat - sum_kernel l' 0%nat 1%nat) / sum_kernel l' 0%nat 0%nat) with (sum_kernel l' 0%nat 1%nat / sum_kernel l' 0%nat 0%nat) in X by (field; lra).
        lra.
    + rewrite !Rmult_0_l. rewrite Rmult_1_l, Rmult_1_l. split; [reflexivity|]. split; [reflexivity|]. split; [|apply sqrt_pos].
      now rewrite (proj1 (proj1 N2)).
  - assert (N : bounded_pair (pair_input rho)). { split; [split; reflexivity|]. unfold pair_input, M2, corr in *; simpl. apply Rabs_le; lra. }
    constructor; [|constructor]. unfold below, dominated; cbn [second mean input_atom]. unfold centred.
    repeat split; try apply N; try lra. unfold pair_input, M2; simpl; lra.
Qed.
(** [corrected-rem3.3]. *)
Theorem means_never_decrease_lambda2 net rho : corr rho -> lambda2 (mean_free_pair net rho) <= lambda2 (exact_pair net rho).
Proof.
  intros C. pose proof (dominated_sum _ _ (below_all net rho C)) as (A & B & D).
  unfold lambda2, mean_free_pair, exact_pair, exact_kernel, exact_kernel_mu.
  set (K := sum_kernel (exact_sum 0 _ _ _)) in *. set (L := sum_kernel (exact_sum 1 _ _ _)) in *.
  unfold Rabs. destruct (Rcase_abs (K 0%nat 1%nat)), (Rcase_abs (L 0%nat 1%nat)); lra.
Qed.
