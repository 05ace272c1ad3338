(** * The exact rule, derived from Gaussian features.

    What is assumed of a network of infinite width is one statement, [wide_limit]: a coordinate of
    each feature is a random variable, and

    - means are linear, and that of a square is not negative;
    - the input has the second moments K0 and the means M0;
    - the two outputs of an edge from a node whose features have second moments K are
      sqrt 2 relu of a Gaussian pair with covariance K: their product has the mean that the
      iterated Gaussian integral gives, and each output the mean that its integral gives;
    - outputs of different edges, and the input, are independent: their products have the
      products of the means as means.

    Everything else of the exact rule is proved ([exact_rule_derived]): that a node's features are
    sums, so that one feature that arrives along several skips adds coherently and different ones
    add the products of their means, that Gaussian integrals have the closed forms of Lemma 3.2,
    and that the second moments of the output are [exact_kernel].  (E is written as a total
    function; for a law it is any linear extension of the mean.) *)
From Coq Require Import Reals Lra Psatz Arith Lia Bool FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Coq Require Import List.
From KernelCalculator Require Import ArcCosine GaussianPolar GaussianIntegral SmallestEigenvalue
  Network PathBound ExactRule.
Import ListNotations.
Local Open Scope R_scope.

Lemma lists_equal {A} (l m : list A) : (forall p, nth_error l p = nth_error m p) -> l = m.
Proof.
  revert m. induction l as [|x l IH]; intros [|y m] H; try reflexivity;
    try (specialize (H 0%nat); discriminate).
  pose proof (H 0%nat) as H0. injection H0 as ->. f_equal. apply IH. intros p. exact (H (S p)).
Qed.
Lemma nth_error_firstn_below {A} k (w : list A) p : (p < k)%nat ->
  nth_error (firstn k w) p = nth_error w p.
Proof.
  revert k p. induction w as [|x w IH]; intros k p L; [now rewrite firstn_nil|].
  destruct k; [lia|]. destruct p; [reflexivity|]. simpl. apply IH. lia.
Qed.
Lemma nth_error_firstn {A} k i (w : list A) v : nth_error (firstn k w) i = Some v ->
  (i < k)%nat /\ nth_error w i = Some v.
Proof.
  intros H. assert (L : (i < k)%nat).
  { assert (X : (i < length (firstn k w))%nat) by (apply nth_error_Some; rewrite H; discriminate).
    rewrite firstn_length in X. lia. }
  rewrite nth_error_firstn_below in H by assumption. now split.
Qed.

Section Limit.
(** Random variables, with a mean. *)
Variables (outcome : Type) (E : (outcome -> R) -> R).
(** The coordinate of a feature for an input: of the edge (s, t), or of the input for (0, 0). *)
Variable feature : nat * nat -> nat -> outcome -> R.
Variables (net : network) (K0 : mat) (M0 : vec).

(** ** Features of nodes *)
(** The features that a node sums, with repetition: a skip passes them on, a parameterised edge makes
    one of its own, unless nothing arrives. *)
Definition feature_edge (s t : nat) (o : op) (l : list (nat * nat)) : list (nat * nat) :=
  match o with Zero => [] | Skip => l | Param => match l with [] => [] | _ => [(s, t)] end end.
Definition node_features : list (list (nat * nat)) :=
  node_values [] (@app (nat * nat)) feature_edge net [(0, 0)%nat].
Definition sum_of (l : list (nat * nat)) (i : nat) (w : outcome) : R :=
  sum_over l (fun f => feature f i w).
(** Second moments of a node's sum. *)
Definition moments (l : list (nat * nat)) : mat := fun i j => E (fun w => sum_of l i w * sum_of l j w).

(** An edge (s, t) that carries a feature: it leaves a node where something arrives. *)
Definition carries (f : nat * nat) : Prop := (fst f < snd f)%nat /\
  exists l, nth_error node_features (fst f) = Some l /\ l <> [].

(** ** The assumption *)
Record wide_limit : Prop := {
  mean_zero : E (fun _ => 0) = 0;
  mean_plus : forall x y, E (fun w => x w + y w) = E x + E y;
  mean_scal : forall c x, E (fun w => c * x w) = c * E x;
  mean_square : forall x, 0 <= E (fun w => x w * x w);
  input_second : forall i j, E (fun w => feature (0, 0)%nat i w * feature (0, 0)%nat j w) = K0 i j;
  input_mean : forall i, E (feature (0, 0)%nat i) = M0 i;
  edge_second : forall s t l i j, carries (s, t) -> nth_error node_features s = Some l ->
    let K := moments l in
    normal_pair_mean (sqrt (K i i)) (sqrt (K j j)) (K i j / sqrt (K i i * K j j))
      (edge_activation 2) (edge_activation 2)
      (E (fun w => feature (s, t) i w * feature (s, t) j w));
  edge_first : forall s t l i, carries (s, t) -> nth_error node_features s = Some l ->
    normal_mean (fun x => edge_activation 2 (sqrt (moments l i i) * x)) (E (feature (s, t) i));
  independent : forall f g i j, f <> g -> (f = (0, 0)%nat \/ carries f) -> (g = (0, 0)%nat \/ carries g) ->
    E (fun w => feature f i w * feature g j w) = E (feature f i) * E (feature g j)
}.

Hypothesis limit : wide_limit.

Lemma mean_sum {X} (l : list X) (h : X -> outcome -> R) :
  E (fun w => sum_over l (fun f => h f w)) = sum_over l (fun f => E (h f)).
Proof.
  induction l as [|f l IH]; simpl; [apply (mean_zero limit)|].
  now rewrite (mean_plus limit (h f) (fun w => sum_over l (fun f => h f w))), IH.
Qed.
Lemma mean_ext x y : (forall w, x w = y w) -> E x = E y.
Proof. intros H. f_equal. now apply functional_extensionality. Qed.
Lemma moments_expand l i j : moments l i j =
  sum_over l (fun f => sum_over l (fun g => E (fun w => feature f i w * feature g j w))).
Proof.
  unfold moments. rewrite (mean_ext _ (fun w => sum_over l (fun f => sum_over l
    (fun g => feature f i w * feature g j w)))).
  - rewrite (mean_sum l (fun f w => sum_over l (fun g => feature f i w * feature g j w))).
    apply sum_ext. intros f _. apply (mean_sum l (fun g w => feature f i w * feature g j w)).
  - intros w. unfold sum_of. generalize l at 2 4 as m. intros m.
    induction l as [|f k IH]; simpl; [ring|]. rewrite <- IH, sum_scal. ring.
Qed.

(** Second moments are those of a covariance. *)
Lemma moments_diagonal l i : 0 <= moments l i i.
Proof. apply (mean_square limit). Qed.
Lemma moments_corr l i j : corr (moments l i j / sqrt (moments l i i * moments l j j)).
Proof.
  set (x := sum_of l i). set (y := sum_of l j).
  assert (D : moments l i j * moments l i j <= moments l i i * moments l j j).
  { apply disc_nonneg. intros p q.
    pose proof (mean_square limit (fun w => p * x w + q * y w)) as P.
    rewrite (mean_ext _ (fun w => p * p * (x w * x w) + (2 * p * q * (x w * y w) + q * q * (y w * y w)))) in P
      by (intros; ring).
    rewrite (mean_plus limit (fun w => p * p * (x w * x w))
      (fun w => 2 * p * q * (x w * y w) + q * q * (y w * y w))) in P.
    rewrite (mean_plus limit (fun w => 2 * p * q * (x w * y w)) (fun w => q * q * (y w * y w))) in P.
    rewrite (mean_scal limit (p * p) (fun w => x w * x w)) in P.
    rewrite (mean_scal limit (2 * p * q) (fun w => x w * y w)) in P.
    rewrite (mean_scal limit (q * q) (fun w => y w * y w)) in P.
    unfold moments. fold x y. lra. }
  pose proof (moments_diagonal l i) as Pi. pose proof (moments_diagonal l j) as Pj.
  set (k := moments l i j) in *. set (n := moments l i i * moments l j j) in *.
  assert (N : 0 <= n) by (apply Rmult_le_pos; assumption).
  pose proof (sqrt_pos n) as S0. pose proof (sqrt_sqrt n N) as S.
  destruct S0 as [S0|S0].
  - unfold corr. assert (B : - sqrt n <= k <= sqrt n).
    { assert (Q : Rsqr k <= Rsqr (sqrt n)) by (unfold Rsqr; lra). apply Rsqr_le_abs_0 in Q.
      rewrite (Rabs_right (sqrt n)) in Q by lra. now apply Rabs_le_between in Q. }
    split; apply Rmult_le_reg_r with (sqrt n); auto; unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra.
  - rewrite <- S0. unfold corr, Rdiv. rewrite Rinv_0. lra.
Qed.

(** ** The derivation *)
(** An atom of the exact rule has the moments of the feature that it stands for. *)
Definition faithful (a : atom) : Prop := (origin a = (0, 0)%nat \/ carries (origin a)) /\
  (forall i j, E (fun w => feature (origin a) i w * feature (origin a) j w) = second a i j) /\
  forall i, E (feature (origin a) i) = mean a i.

Lemma same_atom_origin a b : same_atom a b = true <-> origin a = origin b.
Proof.
  unfold same_atom. destruct (origin a) as [s t], (origin b) as [s' t']. simpl.
  rewrite andb_true_iff, !Nat.eqb_eq. split; [intros [-> ->]; reflexivity|].
  intros H. injection H as -> ->. now split.
Qed.
(** Coherence and independence: the moments of a sum are the exact rule's. *)
Lemma moments_of_atoms la i j : Forall faithful la -> moments (map origin la) i j = sum_kernel la i j.
Proof.
  intros F. rewrite Forall_forall in F. rewrite moments_expand, sum_map. unfold sum_kernel.
  apply sum_ext. intros a Ia. rewrite sum_map. apply sum_ext. intros b Ib.
  destruct (F a Ia) as (Oa & Sa & Ma), (F b Ib) as (Ob & Sb & Mb). unfold inner_product.
  destruct (same_atom a b) eqn:Q.
  - apply same_atom_origin in Q. rewrite <- Q. apply Sa.
  - rewrite (independent limit); [now rewrite Ma, Mb| |exact Oa|exact Ob].
    intros H. apply same_atom_origin in H. congruence.
Qed.

Lemma edge_faithful s t la : (s < t)%nat -> nth_error node_features s = Some (map origin la) ->
  la <> [] -> Forall faithful la -> faithful (edge_atom 1 s t (sum_kernel la)).
Proof.
  intros L Ns Ne F.
  assert (C : carries (s, t)).
  { split; [exact L|]. exists (map origin la). split; [exact Ns|]. now destruct la. }
  assert (M : forall i j, moments (map origin la) i j = sum_kernel la i j)
    by (intros; now apply moments_of_atoms).
  split; [now right|]. cbn [origin second mean edge_atom]. split.
  - intros i j. pose proof (edge_second limit s t _ i j C Ns) as G. cbv zeta in G.
    pose proof (moments_corr (map origin la) i j) as Co. pose proof (moments_diagonal (map origin la) i) as Di.
    pose proof (moments_diagonal (map origin la) j) as Dj.
    rewrite (M i i) in G, Co, Di. rewrite (M j j) in G, Co, Dj. rewrite (M i j) in G, Co.
    pose proof (edge_pair_mean (sum_kernel la) i j Di Dj Co) as H.
    unfold normal_pair_mean in G, H.
    rewrite <- (is_RInt_gen_unique _ _ G). exact (is_RInt_gen_unique _ _ H).
  - intros i. pose proof (edge_first limit s t _ i C Ns) as G. rewrite M in G.
    pose proof (moments_diagonal (map origin la) i) as D. rewrite M in D.
    pose proof (edge_mean (sum_kernel la i i) D) as H.
    unfold normal_mean, edge_activation in G.
    rewrite <- (is_RInt_gen_unique _ _ G). rewrite Rmult_1_l. exact (is_RInt_gen_unique _ _ H).
Qed.

Lemma gather_faithful t g va : forall k, (k + length va <= t)%nat ->
  (forall p la, nth_error va p = Some la ->
    nth_error node_features (k + p) = Some (map origin la) /\ Forall faithful la) ->
  map origin (gather [] (@app atom) (exact_edge 1) k t g va) =
    gather [] (@app (nat * nat)) feature_edge k t g (map (map origin) va) /\
  Forall faithful (gather [] (@app atom) (exact_edge 1) k t g va).
Proof.
  revert g. induction va as [|la va IH]; intros g k L H.
  - destruct g; simpl; split; auto.
  - destruct g as [|o g]; simpl; [split; auto|].
    destruct (H 0%nat la eq_refl) as [N F]. rewrite Nat.add_0_r in N. simpl in L.
    destruct (IH g (S k) ltac:(lia)) as [E1 F1].
    { intros p lp Hp. specialize (H (S p) lp Hp). now rewrite Nat.add_succ_r in H. }
    rewrite map_app, E1, Forall_app. destruct o; simpl.
    + now split.
    + now split.
    + destruct la as [|a la]; simpl; [now split|]. split; [reflexivity|]. split; [|exact F1].
      constructor; [|constructor]. apply edge_faithful; [lia|exact N|discriminate|exact F].
Qed.

Let atoms := node_values [] (@app atom) (exact_edge 1) net [input_atom K0 M0].

Lemma nodes_faithful t : (t <= length net)%nat -> exists la, nth_error atoms t = Some la /\
  nth_error node_features t = Some (map origin la) /\ Forall faithful la.
Proof.
  induction t as [t IH] using lt_wf_ind. intros L. destruct t as [|t].
  - exists [input_atom K0 M0]. unfold atoms, node_features. rewrite !node_values_first.
    repeat split. constructor; [|constructor]. split; [now left|].
    split; [apply (input_second limit)|apply (input_mean limit)].
  - destruct (nth_error net t) as [g|] eqn:G; [|apply nth_error_None in G; lia].
    pose proof (node_equation [] (@app atom) (exact_edge 1) net [input_atom K0 M0] t g G) as QA.
    pose proof (node_equation [] (@app (nat * nat)) feature_edge net [(0, 0)%nat] t g G) as QF.
    cbv zeta in QA, QF. fold atoms in QA. fold node_features in QF.
    set (va := firstn (S t) atoms) in *.
    assert (Lv : length va = S t).
    { unfold va. rewrite firstn_length. unfold atoms. rewrite node_values_length. lia. }
    assert (P : forall p la, nth_error va p = Some la -> (p < S t)%nat /\
      nth_error node_features p = Some (map origin la) /\ Forall faithful la).
    { intros p la Hp. apply nth_error_firstn in Hp. destruct Hp as [Lp Hp].
      destruct (IH p Lp ltac:(lia)) as (lb & A & B & C). rewrite A in Hp. injection Hp as <-. now split. }
    assert (W : firstn (S t) node_features = map (map origin) va).
    { apply lists_equal. intros p. rewrite nth_error_map.
      destruct (nth_error va p) as [la|] eqn:Q; cbn [option_map].
      - destruct (P p la Q) as (Lp & N & _). now rewrite nth_error_firstn_below.
      - apply nth_error_None in Q. apply nth_error_None. rewrite firstn_length. lia. }
    rewrite W in QF. eexists. split; [exact QA|].
    destruct (gather_faithful (S t) g va 0) as [E1 F1]; [lia|intros p la Hp; apply (P p la Hp)|].
    split; [|exact F1]. rewrite QF. now rewrite E1.
Qed.

(** The second moments of the output's features are the kernel of the exact rule. *)
Theorem exact_rule_derived i j :
  moments (propagate [] (@app (nat * nat)) feature_edge net [(0, 0)%nat]) i j =
  exact_kernel net K0 M0 i j.
Proof.
  destruct (nodes_faithful (length net) (le_n _)) as (la & A & F & H).
  unfold atoms in A. rewrite propagate_last in A. injection A as A.
  unfold node_features in F. rewrite propagate_last in F. injection F as F.
  rewrite F, moments_of_atoms by assumption. unfold exact_kernel, exact_kernel_mu, exact_sum.
  now rewrite A.
Qed.
End Limit.
