(** * Lemma 3.1 for ReLU, any number of inputs.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Lemma 3.1: no two inputs parallel
    implies lambda_min(K) > 0 at the output.  For ReLU, which is not analytic:

    - [lem3_1_variance]: under the variance-only rule, for every network with a path that has a
      parameterised edge and any inputs of which no two are parallel;
    - [lem3_1_exact]: the same under the exact rule, for any input means M0 that belong to some
      law, that is, with K0 - M0 M0^T positive semi-definite;
    - [lem3_1_inputs_variance], [lem3_1_inputs_exact]: for the Gram matrix of vectors;
    - [lem3_1_antiparallel_refuted]: antiparallel inputs must be excluded: the kernel of the
      network `2` is singular for the six vectors ±(1, 0), ±(0, 1), ±(3/5, 4/5).

    One parameterised edge makes a positive definite matrix out of one without parallel rows, by
    the power series of the kernel ([edge_positive]); later edges and sums keep it so. *)
From Coq Require Import Reals Lra Psatz List Arith Lia Bool.
From Coquelicot Require Import Rcomplements.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue GradientDescent PositiveDefinite
  KernelSeries Network PathBound Ranking ExactRule.
Import ListNotations.
Local Open Scope R_scope.

(** A kernel of inputs of which none vanishes and no two are parallel. *)
Definition non_parallel n (K : mat) := psd n K /\ (forall i, (i < n)%nat -> 0 < K i i) /\
  forall i j, (i < n)%nat -> (j < n)%nat -> i <> j -> K i j * K i j < K i i * K j j.

(** ** Sums *)
Lemma psd_plus n A B : psd n A -> psd n B -> psd n (fun i j => A i j + B i j).
Proof.
  intros [S P] [S' P']. split.
  - intros i j Hi Hj. now rewrite (S i j), (S' i j).
  - intros x. rewrite quad_plus. pose proof (P x). pose proof (P' x). lra.
Qed.
Lemma positive_definite_plus n A B : positive_definite n A -> psd n B ->
  positive_definite n (fun i j => A i j + B i j).
Proof.
  intros (c & Hc & R) [_ P]. exists c. split; [exact Hc|]. intros x. rewrite quad_plus.
  pose proof (R x). pose proof (P x). lra.
Qed.
Lemma positive_definite_ext n A B : (forall i j, (i < n)%nat -> (j < n)%nat -> A i j = B i j) ->
  positive_definite n A -> positive_definite n B.
Proof. intros E (c & Hc & R). exists c. split; [exact Hc|]. intros x. rewrite <- (quad_ext n A B x E). apply R. Qed.
Lemma positive_definite_psd n A : symmetric n A -> positive_definite n A -> psd n A.
Proof.
  intros S (c & Hc & R). split; [exact S|]. intros x. pose proof (R x).
  pose proof (dot_self_nonneg n x). nra.
Qed.
Lemma strict_plus k k1 k2 l l1 l2 : 0 < k1 -> 0 < k2 -> 0 < l1 -> 0 < l2 ->
  k * k < k1 * k2 -> l * l < l1 * l2 -> (k + l) * (k + l) < (k1 + l1) * (k2 + l2).
Proof.
  intros P1 P2 Q1 Q2 A B. set (s := k1 * l2 + k2 * l1). assert (S : 0 < s) by (unfold s; nra).
  assert (C : (k * k) * (l * l) <= (k1 * k2) * (l1 * l2)).
  { pose proof (Rle_0_sqr k). pose proof (Rle_0_sqr l). unfold Rsqr in *.
    apply Rmult_le_compat; lra. }
  assert (D : 4 * ((k1 * k2) * (l1 * l2)) <= s * s).
  { pose proof (Rle_0_sqr (k1 * l2 - k2 * l1)). unfold Rsqr, s in *. lra. }
  assert (E : 2 * (k * l) <= s).
  { destruct (Rle_or_lt (2 * (k * l)) s) as [|X]; [assumption|exfalso].
    assert (s * s < 2 * (k * l) * (2 * (k * l))) by (apply Rmult_le_0_lt_compat; lra). lra. }
  unfold s in E. lra.
Qed.
Lemma non_parallel_plus n K L : non_parallel n K -> non_parallel n L -> non_parallel n (add_mat K L).
Proof.
  intros (P & D & S) (P' & D' & S'). split; [now apply psd_plus|]. unfold add_mat. split.
  - intros i Hi. specialize (D i Hi). specialize (D' i Hi). lra.
  - intros i j Hi Hj N. apply strict_plus; auto.
Qed.
(** A positive definite matrix has no parallel rows. *)
Lemma positive_definite_non_parallel n K : symmetric n K -> positive_definite n K -> non_parallel n K.
Proof.
  intros S P. pose proof (positive_definite_psd n K S P) as Q. destruct P as (c & Hc & R).
  assert (Z : forall i, (i < n)%nat -> c <= K i i).
  { intros i Hi. pose proof (R (fun j => if Nat.eq_dec i j then 1 else 0)) as X.
    assert (E1 : dot n (fun j => if Nat.eq_dec i j then 1 else 0) (fun j => if Nat.eq_dec i j then 1 else 0) = 1).
    { unfold dot. rewrite (rsum_ext n _ (fun j => if Nat.eq_dec i j then (fun _ => 1) j else 0)).
      - now rewrite rsum_delta. - intros j _. destruct Nat.eq_dec; ring. }
    assert (E2 : quad n K (fun j => if Nat.eq_dec i j then 1 else 0) = K i i).
    { rewrite quad_sum.
      rewrite (rsum_ext n _ (fun a => if Nat.eq_dec i a then (fun a => K a i) a else 0)).
      - now rewrite rsum_delta.
      - intros a _. destruct (Nat.eq_dec i a) as [<-|N].
        + rewrite (rsum_ext n _ (fun b => if Nat.eq_dec i b then (fun b => K i b) b else 0)).
          * now rewrite rsum_delta. * intros b _. destruct Nat.eq_dec; ring.
        + rewrite (rsum_ext n _ (fun _ => 0)), rsum_zero; [reflexivity|]. intros; ring. }
    rewrite E1, E2 in X. lra. }
  split; [exact Q|]. split.
  - intros i Hi. specialize (Z i Hi). lra.
  - intros i j Hi Hj N.
    assert (X : K i j * K i j <= (K i i - c) * (K j j - c)).
    { apply disc_nonneg. intros x y. pose proof (R (two i j x y)) as X.
      rewrite dot_two, quad_two in X by auto. lra. }
    pose proof (Z i Hi). pose proof (Z j Hj). nra.
Qed.

(** ** One parameterised edge *)
Lemma common_minimum n (f : vec) : (forall i, (i < n)%nat -> 0 < f i) ->
  exists m, 0 < m /\ forall i, (i < n)%nat -> m <= f i.
Proof.
  induction n as [|n IH]; intros H; [exists 1; split; [lra|intros; lia]|].
  destruct IH as (m & Hm & B); [auto|]. exists (Rmin m (f n)). pose proof (H n ltac:(lia)). split.
  - now apply Rmin_pos.
  - intros i Hi. destruct (Nat.eq_dec i n) as [->|N]; [apply Rmin_r|].
    apply Rle_trans with m; [apply Rmin_l|apply B; lia].
Qed.

(** The form of an edge's kernel exceeds that of its constant term by a positive definite one. *)
Theorem edge_positive n K : non_parallel n K -> exists c, 0 < c /\ forall x,
  c * dot n x x + rsum n (fun i => sqrt (K i i) * x i) * rsum n (fun i => sqrt (K i i) * x i) <=
  PI * quad n (param_kernel K) x.
Proof.
  intros ([S P] & D & O). set (d := fun i => sqrt (K i i)).
  assert (Dp : forall i, (i < n)%nat -> 0 < d i) by (intros; apply sqrt_lt_R0; auto).
  assert (Dd : forall i, (i < n)%nat -> d i * d i = K i i).
  { intros i Hi. apply sqrt_sqrt. left. auto. }
  set (C := fun i j => / d i * / d j * K i j).
  assert (E : forall i j, (i < n)%nat -> (j < n)%nat -> param_kernel K i j = d i * d j * kappa1 (C i j)).
  { intros i j Hi Hj. unfold param_kernel. rewrite sqrt_mult_alt by (left; auto). fold (d i) (d j).
    do 2 f_equal. unfold C. pose proof (Dp i Hi). pose proof (Dp j Hj). field. lra. }
  assert (PC : psd n C).
  { split.
    - intros i j Hi Hj. unfold C. rewrite (S i j Hi Hj). ring.
    - intros x. unfold C. rewrite (quad_scaled n K (fun i => / d i)). pose proof (P (fun i => / d i * x i)). lra. }
  destruct (kappa1_positive_definite n C PC) as (c & Hc & B).
  - intros i Hi. unfold C. rewrite <- (Dd i Hi). pose proof (Dp i Hi). field. lra.
  - intros i j Hi Hj N. pose proof (Dp i Hi) as Pi. pose proof (Dp j Hj) as Pj.
    assert (X : C i j * C i j < 1).
    { replace (C i j * C i j) with (K i j * K i j * / (K i i * K j j))
        by (unfold C; rewrite <- (Dd i Hi), <- (Dd j Hj); field; lra).
      assert (0 < K i i * K j j) by (apply Rmult_lt_0_compat; auto).
      apply Rmult_lt_reg_r with (K i i * K j j); [assumption|].
      rewrite Rmult_assoc, Rinv_l by lra. pose proof (O i j Hi Hj N). lra. }
    apply Rabs_def1; nra.
  - destruct (common_minimum n (fun i => K i i) D) as (m & Hm & M).
    exists (c * m). split; [now apply Rmult_lt_0_compat|]. intros x.
    pose proof (B (fun i => d i * x i)) as X.
    rewrite (quad_ext n (param_kernel K) (fun i j => d i * d j * kappa1 (C i j)) x E).
    rewrite (quad_scaled n (fun i j => kappa1 (C i j)) d). eapply Rle_trans; [|exact X].
    apply Rplus_le_compat_r. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
    unfold dot. rewrite <- rsum_scal. apply rsum_le. intros i Hi.
    replace (d i * x i * (d i * x i)) with (d i * d i * (x i * x i)) by ring. rewrite Dd by assumption.
    apply Rmult_le_compat_r; [apply Rle_0_sqr|auto].
Qed.

Lemma param_symmetric n K : symmetric n K -> symmetric n (param_kernel K).
Proof. intros S i j Hi Hj. unfold param_kernel. now rewrite (S i j Hi Hj), (Rmult_comm (K j j)). Qed.
Lemma param_positive n K : non_parallel n K -> positive_definite n (param_kernel K).
Proof.
  intros H. destruct (edge_positive n K H) as (c & Hc & B). pose proof PIpos as P.
  exists (c / PI). split; [now apply Rdiv_lt_0_compat|]. intros x. specialize (B x).
  pose proof (Rle_0_sqr (rsum n (fun i => sqrt (K i i) * x i))) as Q. unfold Rsqr in Q.
  apply Rmult_le_reg_l with PI; [exact P|].
  replace (PI * (c / PI * dot n x x)) with (c * dot n x x) by (field; lra). lra.
Qed.
Lemma param_non_parallel n K : non_parallel n K -> non_parallel n (param_kernel K).
Proof.
  intros H. apply positive_definite_non_parallel; [|now apply param_positive].
  apply param_symmetric. apply H.
Qed.

(** ** The variance-only rule *)
Definition parameterised (net : network) : Prop := exists d, In d (depths net) /\ (0 < d)%nat.

Definition variance_state n (K : mat) (ds : list nat) : Prop :=
  (ds = [] /\ forall i j, (i < n)%nat -> (j < n)%nat -> K i j = 0) \/
  (ds <> [] /\ non_parallel n K /\ ((exists d, In d ds /\ (0 < d)%nat) -> positive_definite n K)).

Lemma non_parallel_ext n K L : (forall i j, (i < n)%nat -> (j < n)%nat -> K i j = L i j) ->
  non_parallel n K -> non_parallel n L.
Proof.
  intros E ([S P] & D & O). split; [split|split].
  - intros i j Hi Hj. rewrite <- !E by assumption. auto.
  - intros x. rewrite <- (quad_ext n K L x E). apply P.
  - intros i Hi. rewrite <- E by assumption. auto.
  - intros i j Hi Hj N. rewrite <- !E by assumption. auto.
Qed.

Lemma variance_states n net K0 : non_parallel n K0 ->
  variance_state n (variance_kernel net K0) (depths net).
Proof.
  intros H0. rewrite depths_propagate. unfold variance_kernel.
  apply (propagate_rel _ _ zero_mat add_mat variance_edge [] (@app nat) depth_step (variance_state n)).
  - left. split; [reflexivity|]. intros; reflexivity.
  - intros K L ds ds' [[-> Z]|(N & A & B)] [[-> Z']|(N' & A' & B')].
    + left. split; [reflexivity|]. intros. unfold add_mat. rewrite Z, Z' by assumption. ring.
    + right. split; [exact N'|].
      assert (E : forall i j, (i < n)%nat -> (j < n)%nat -> L i j = add_mat K L i j)
        by (intros; unfold add_mat; rewrite Z by assumption; ring).
      split; [now apply (non_parallel_ext n L)|]. intros D. apply (positive_definite_ext n L); auto.
    + right. rewrite app_nil_r. split; [exact N|].
      assert (E : forall i j, (i < n)%nat -> (j < n)%nat -> K i j = add_mat K L i j)
        by (intros; unfold add_mat; rewrite Z' by assumption; ring).
      split; [now apply (non_parallel_ext n K)|]. intros D. apply (positive_definite_ext n K); auto.
    + right. split; [now destruct ds|]. split; [now apply non_parallel_plus|].
      intros (d & I & P). apply in_app_iff in I. destruct I as [I|I].
      * apply positive_definite_plus; [apply B; now exists d|apply A'].
      * apply (positive_definite_ext n (fun i j => L i j + K i j));
          [intros; unfold add_mat; ring|]. apply positive_definite_plus; [apply B'; now exists d|apply A].
  - intros s t o K ds H. destruct o; simpl.
    + left. split; [reflexivity|]. intros; reflexivity.
    + exact H.
    + destruct H as [[-> Z]|(N & A & _)].
      * left. split; [reflexivity|]. intros i j Hi Hj. apply param_kernel_null. now apply Z.
      * right. split; [now destruct ds|]. split; [now apply param_non_parallel|].
        intros _. now apply param_positive.
  - right. split; [discriminate|]. split; [exact H0|]. intros (d & [<-|[]] & P). lia.
Qed.

(** Lemma 3.1 for ReLU, variance-only rule, every number of inputs. *)
Theorem lem3_1_variance n net K0 : non_parallel (S n) K0 -> parameterised net ->
  exists m, is_lmin (S n) (variance_kernel net K0) m /\ 0 < m.
Proof.
  intros H0 P. apply positive_definite_lmin.
  destruct (variance_states (S n) net K0 H0) as [[E _]|(_ & _ & B)]; [|now apply B].
  destruct P as (d & I & _). rewrite E in I. destruct I.
Qed.

(** ** The exact rule *)
(** What an atom's second moments exceed the product of its means by. *)
Definition covariance (a : atom) : mat := fun i j => second a i j - mean a i * mean a j.
Definition total (l : list atom) : vec := fun i => sum_over l (fun a => mean a i).

Lemma sum_swap {X Y} (l : list X) (m : list Y) f :
  sum_over l (fun a => sum_over m (f a)) = sum_over m (fun b => sum_over l (fun a => f a b)).
Proof.
  induction l; simpl; [now rewrite (sum_const m 0), Rmult_0_r|].
  rewrite IHl. symmetry. apply sum_plus.
Qed.
Lemma same_atom_refl a : same_atom a a = true.
Proof. unfold same_atom. now rewrite !Nat.eqb_refl. Qed.

Lemma sum_kernel_split l : (forall a b, In a l -> In b l -> same_atom a b = true -> a = b) ->
  forall i j, sum_kernel l i j =
    sum_over l (fun a => sum_over l (fun b => if same_atom a b then covariance a i j else 0)) +
    total l i * total l j.
Proof.
  intros C i j. unfold sum_kernel, total.
  assert (E : forall (l m : list atom), sum_over l (fun a => mean a i) * sum_over m (fun a => mean a j) =
    sum_over l (fun a => sum_over m (fun b => mean a i * mean b j))).
  { intros p q. induction p; simpl; [ring|]. rewrite <- IHp, sum_scal. ring. }
  rewrite E, <- sum_plus. apply sum_ext. intros a Ia. rewrite <- sum_plus. apply sum_ext. intros b Ib.
  unfold inner_product, covariance. destruct (same_atom a b) eqn:Q; [|ring].
  rewrite (C a b Ia Ib Q). ring.
Qed.

Lemma quad_sum_over {X} n (l : list X) (A : X -> mat) x :
  quad n (fun i j => sum_over l (fun a => A a i j)) x = sum_over l (fun a => quad n (A a) x).
Proof.
  induction l; simpl.
  - rewrite quad_sum, (rsum_ext n _ (fun _ => 0)), rsum_zero; [reflexivity|]. intros i _.
    rewrite (rsum_ext n _ (fun _ => 0)), rsum_zero; [reflexivity|]. intros; ring.
  - now rewrite quad_plus, IHl.
Qed.

Section Exact.
Variables (n : nat) (mu : R) (net : network) (K0 : mat) (M0 : vec).
Hypothesis Hmu : 0 <= mu <= 1.
Hypothesis H0 : non_parallel n K0.
Hypothesis HM : psd n (fun i j => K0 i j - M0 i * M0 j).

Let values := node_values [] (@app atom) (exact_edge mu) net [input_atom K0 M0].

(** An atom is the input, or the output of an edge that leads to node k at most. *)
Definition of_edge k (a : atom) : Prop := exists s t l, (s < t <= k)%nat /\
  nth_error values s = Some l /\ l <> [] /\ a = edge_atom mu s t (sum_kernel l).
Definition of_network k (a : atom) : Prop := a = input_atom K0 M0 \/ of_edge k a.

Lemma of_network_later k k' a : (k <= k')%nat -> of_network k a -> of_network k' a.
Proof.
  intros L [->|(s & t & l & B & E)]; [now left|]. right. exists s, t, l. split; [lia|exact E].
Qed.
Lemma nth_error_firstn {A} k i (w : list A) v : nth_error (firstn k w) i = Some v ->
  (i < k)%nat /\ nth_error w i = Some v.
Proof.
  revert i w. induction k; intros i w; [now destruct i|]. destruct w; [now destruct i|].
  destruct i; simpl; [split; [lia|assumption]|]. intros E. apply IHk in E. split; [lia|apply E].
Qed.

Lemma atoms_of_network t : forall l, nth_error values t = Some l ->
  forall a, In a l -> of_network t a.
Proof.
  induction t as [t IH] using lt_wf_ind. intros l E a I. destruct t as [|t].
  - unfold values in E. rewrite node_values_first in E. injection E as <-.
    destruct I as [<-|[]]. now left.
  - assert (L : (S t < length values)%nat) by (apply nth_error_Some; rewrite E; discriminate).
    unfold values in L. rewrite node_values_length in L.
    destruct (nth_error net t) as [g|] eqn:G; [|apply nth_error_None in G; lia].
    pose proof (node_equation [] (@app atom) (exact_edge mu) net [input_atom K0 M0] t g G) as Q.
    cbv zeta in Q. fold values in Q. rewrite E in Q. apply (f_equal (fun o => match o with Some l => l | None => [] end)) in Q.
    cbv beta iota in Q. rewrite Q in I. clear Q.
    destruct (in_gather _ _ _ _ _ _ I) as (i & o & v & _ & V & J).
    apply nth_error_firstn in V. destruct V as [Hi V].
    destruct o; simpl in J; [easy| |].
    + apply (of_network_later i); [lia|]. now apply (IH i Hi v V).
    + destruct v as [|b v]; [easy|]. destruct J as [<-|[]]. right.
      exists i, (S t), (b :: v). repeat split; auto; try lia; discriminate.
Qed.
Lemma atoms_determined k k' a b : of_network k a -> of_network k' b -> same_atom a b = true -> a = b.
Proof.
  unfold same_atom. intros [->|(s & t & l & L & E & N & ->)] [->|(s' & t' & l' & L' & E' & N' & ->)] Q;
  apply andb_true_iff in Q; destruct Q as [Q1 Q2]; apply Nat.eqb_eq in Q1, Q2; simpl in Q1, Q2; try lia.
  - reflexivity.
  - subst s' t'. rewrite E in E'. injection E' as <-. reflexivity.
Qed.

(** The covariance of an edge's output is positive definite. *)
Lemma edge_covariance s t K : non_parallel n K -> positive_definite n (covariance (edge_atom mu s t K)).
Proof.
  intros H. destruct (edge_positive n K H) as (c & Hc & B). pose proof PIpos as P.
  exists (c / PI). split; [now apply Rdiv_lt_0_compat|]. intros x. specialize (B x).
  set (q := rsum n (fun i => sqrt (K i i) * x i)) in *.
  assert (E : quad n (covariance (edge_atom mu s t K)) x =
    quad n (param_kernel K) x + (- (mu * mu / PI)) * (q * q)).
  { unfold q. rewrite <- (quad_square n (fun i => sqrt (K i i))), <- quad_scal, <- quad_plus.
    apply quad_ext. intros i j Hi Hj. unfold covariance. simpl.
    rewrite !sqrt_div_alt by exact P. pose proof (sqrt_lt_R0 PI P) as R.
    pose proof (sqrt_sqrt PI ltac:(lra)) as RR.
    replace (mu * mu / PI) with (mu * mu / (sqrt PI * sqrt PI)) by now rewrite RR. field. lra. }
  rewrite E. apply Rmult_le_reg_l with PI; [exact P|].
  replace (PI * (c / PI * dot n x x)) with (c * dot n x x) by (field; lra).
  replace (PI * (quad n (param_kernel K) x + - (mu * mu / PI) * (q * q)))
    with (PI * quad n (param_kernel K) x - mu * mu * (q * q)) by (field; lra).
  assert (mu * mu <= 1) by nra. pose proof (Rle_0_sqr q). unfold Rsqr in *. nra.
Qed.

Definition sound k (l : list atom) : Prop := l <> [] -> non_parallel n (sum_kernel l) /\
  ((exists a, In a l /\ of_edge k a) -> positive_definite n (sum_kernel l)).

(** Covariances are symmetric and positive semi-definite, those of edges definite. *)
Definition fit k (a : atom) : Prop :=
  psd n (covariance a) /\ (of_edge k a -> positive_definite n (covariance a)).

Lemma sum_nonneg {X} (l : list X) f : (forall x, In x l -> 0 <= f x) -> 0 <= sum_over l f.
Proof.
  intros H. apply Rle_trans with (sum_over l (fun _ => 0)); [rewrite sum_const; lra|now apply sum_le].
Qed.
Lemma sum_member {X} (l : list X) f a : (forall x, In x l -> 0 <= f x) -> In a l -> f a <= sum_over l f.
Proof.
  induction l as [|b l IH]; intros P I; [easy|]. simpl. destruct I as [->|I].
  - pose proof (sum_nonneg l f (fun x Hx => P x (or_intror Hx))). lra.
  - pose proof (IH (fun x Hx => P x (or_intror Hx)) I). pose proof (P b (or_introl eq_refl)). lra.
Qed.

Lemma sound_sum k l : (forall a, In a l -> of_network k a) -> (forall a, In a l -> fit k a) -> sound k l.
Proof.
  intros N V Ne.
  assert (C : forall a b, In a l -> In b l -> same_atom a b = true -> a = b)
    by (intros; eapply atoms_determined; eauto).
  pose proof (sum_kernel_split l C) as Split.
  assert (Form : forall x, quad n (sum_kernel l) x =
    sum_over l (fun a => sum_over l (fun b => if same_atom a b then quad n (covariance a) x else 0)) +
    rsum n (fun i => total l i * x i) * rsum n (fun i => total l i * x i)).
  { intros x. rewrite (quad_ext n _ _ x (fun i j _ _ => Split i j)), quad_plus, quad_square.
    f_equal. rewrite (quad_sum_over n l (fun a i j =>
      sum_over l (fun b => if same_atom a b then covariance a i j else 0))).
    apply sum_ext. intros a _.
    rewrite (quad_sum_over n l (fun b i j => if same_atom a b then covariance a i j else 0)).
    apply sum_ext. intros b _. destruct (same_atom a b); [reflexivity|].
    rewrite quad_sum, (rsum_ext n _ (fun _ => 0)), rsum_zero; [reflexivity|]. intros i _.
    rewrite (rsum_ext n _ (fun _ => 0)), rsum_zero; [reflexivity|]. intros; ring. }
  assert (Sym : symmetric n (sum_kernel l)).
  { intros i j Hi Hj. rewrite !Split. f_equal; [|ring]. apply sum_ext. intros a Ia. apply sum_ext.
    intros b _. destruct (same_atom a b); [|reflexivity]. now apply (V a Ia). }
  assert (Low : forall a x, In a l -> quad n (covariance a) x <= quad n (sum_kernel l) x).
  { intros a x Ia. rewrite Form.
    assert (Z : forall b, In b l -> 0 <= quad n (covariance b) x).
    { intros b Ib. pose proof (proj2 (proj1 (V b Ib)) x). lra. }
    assert (Z2 : forall b c, In b l -> 0 <= if same_atom b c then quad n (covariance b) x else 0).
    { intros b c Ib. destruct (same_atom b c); [now apply Z|lra]. }
    pose proof (sum_member l (fun a => sum_over l (fun b => if same_atom a b then quad n (covariance a) x else 0))
      a (fun b Ib => sum_nonneg l _ (fun c _ => Z2 b c Ib)) Ia) as A1.
    pose proof (sum_member l (fun b => if same_atom a b then quad n (covariance a) x else 0)
      a (fun c _ => Z2 a c Ia) Ia) as A2.
    cbv beta in A1, A2. rewrite same_atom_refl in A2.
    pose proof (Rle_0_sqr (rsum n (fun i => total l i * x i))). unfold Rsqr in *. lra. }
  assert (Def : (exists a, In a l /\ of_edge k a) -> positive_definite n (sum_kernel l)).
  { intros (a & Ia & Ea). destruct (proj2 (V a Ia) Ea) as (c & Hc & R). exists c. split; [exact Hc|].
    intros x. pose proof (R x). pose proof (Low a x Ia). lra. }
  split; [|exact Def].
  assert (Cases : (exists a, In a l /\ of_edge k a) \/ forall a, In a l -> a = input_atom K0 M0).
  { clear - N. induction l as [|a l IH]; [right; easy|].
    destruct (N a (or_introl eq_refl)) as [->|E]; [|left; exists a; split; [now left|exact E]].
    destruct IH as [(b & I & E)|A]; [intros b I; apply N; now right| |].
    - left. exists b. split; [now right|exact E].
    - right. intros b [<-|I]; auto. }
  destruct Cases as [E|A]; [now apply positive_definite_non_parallel; [|apply Def]|].
  assert (Q : forall i j, sum_kernel l i j = INR (length l) * INR (length l) * K0 i j).
  { intros i j. unfold sum_kernel. rewrite (sum_ext l _ (fun _ => INR (length l) * K0 i j)).
    - rewrite sum_const. ring.
    - intros a Ia. rewrite (sum_ext l _ (fun _ => K0 i j)); [apply sum_const|].
      intros b Ib. rewrite (A a Ia), (A b Ib). reflexivity. }
  assert (P : 0 < INR (length l)) by (apply lt_0_INR; destruct l; [congruence|simpl; lia]).
  set (c := INR (length l) * INR (length l)) in *. assert (Hc : 0 < c) by (unfold c; nra).
  apply (non_parallel_ext n (fun i j => c * K0 i j)); [intros; now rewrite Q|].
  destruct H0 as ([S0 P0] & D0 & O0). split; [split|split].
  - intros i j Hi Hj. now rewrite (S0 i j).
  - intros x. rewrite quad_scal. pose proof (P0 x). nra.
  - intros i Hi. specialize (D0 i Hi). nra.
  - intros i j Hi Hj Nij. specialize (O0 i j Hi Hj Nij).
    replace (c * K0 i j * (c * K0 i j)) with (c * c * (K0 i j * K0 i j)) by ring.
    replace (c * K0 i i * (c * K0 j j)) with (c * c * (K0 i i * K0 j j)) by ring.
    apply Rmult_lt_compat_l; [nra|exact O0].
Qed.

Lemma nodes_sound t : forall l, nth_error values t = Some l -> sound t l.
Proof.
  induction t as [t IH] using lt_wf_ind. intros l E.
  apply sound_sum; [now apply (atoms_of_network t)|]. intros a I.
  destruct (atoms_of_network t l E a I) as [->|Ed].
  - split; [exact HM|]. intros (s & t' & l' & B & _ & _ & X). exfalso.
    apply (f_equal (fun a => snd (origin a))) in X. simpl in X. lia.
  - destruct Ed as (s & t' & l' & B & Es & Ns & ->).
    destruct (IH s ltac:(lia) l' Es Ns) as [NP _].
    pose proof (edge_covariance s t' _ NP) as PD. split; [|now intros _].
    apply positive_definite_psd; [|exact PD]. intros i j Hi Hj. unfold covariance. simpl.
    rewrite (param_symmetric n _ (proj1 (proj1 NP)) i j Hi Hj). ring.
Qed.

Lemma output_positive : parameterised net -> positive_definite n (exact_kernel_mu mu net K0 M0).
Proof.
  intros (d & Id & Hd).
  assert (R : exists a, In a (exact_sum mu net K0 M0) /\ (0 < snd (origin a))%nat).
  { cut ((exact_sum mu net K0 M0 = [] <-> depths net = []) /\
      ((exists d, In d (depths net) /\ (0 < d)%nat) ->
       exists a, In a (exact_sum mu net K0 M0) /\ (0 < snd (origin a))%nat)).
    { intros [_ B]. apply B. now exists d. }
    rewrite depths_propagate. unfold exact_sum.
    apply (propagate_rel_edges _ _ [] (@app atom) (exact_edge mu) [] (@app nat) depth_step
      (fun l ds => (l = [] <-> ds = []) /\ ((exists d, In d ds /\ (0 < d)%nat) ->
        exists a, In a l /\ (0 < snd (origin a))%nat))).
    - split; [tauto|]. intros (? & [] & _).
    - intros l l' ds ds' [[A A'] B] [[C C'] D]. split.
      + split; intros E; apply app_eq_nil in E; destruct E as [E E'].
        * now rewrite A, C. * now rewrite A', C'.
      + intros (e & I & P). apply in_app_iff in I. destruct I as [I|I].
        * destruct B as (a & Ia & X); [now exists e|]. exists a. split; [apply in_app_iff; now left|exact X].
        * destruct D as (a & Ia & X); [now exists e|]. exists a. split; [apply in_app_iff; now right|exact X].
    - intros s t o l ds Ht [[A A'] B]. destruct o; simpl.
      + split; [tauto|]. intros (? & [] & _).
      + split; [tauto|exact B].
      + destruct l as [|b l].
        * rewrite (A eq_refl). simpl. split; [tauto|]. intros (? & [] & _).
        * split; [split; [discriminate|]; intros E; destruct ds; [discriminate (A' eq_refl)|discriminate]|].
          intros _. eexists. split; [now left|exact Ht].
    - split; [split; discriminate|]. intros (e & [<-|[]] & P). lia. }
  destruct R as (a & Ia & Ta).
  pose proof (propagate_last [] (@app atom) (exact_edge mu) net [input_atom K0 M0]) as L.
  fold values (exact_sum mu net K0 M0) in L.
  assert (Ne : exact_sum mu net K0 M0 <> []) by (intros E; rewrite E in Ia; exact Ia).
  destruct (nodes_sound (length net) _ L Ne) as [_ Def]. unfold exact_kernel_mu. apply Def.
  exists a. split; [exact Ia|]. destruct (atoms_of_network _ _ L a Ia) as [->|X]; [|exact X].
  simpl in Ta. lia.
Qed.
End Exact.

(** Lemma 3.1 for ReLU, exact rule, every number of inputs and any means that belong to a law. *)
Theorem lem3_1_exact n net K0 M0 : non_parallel (S n) K0 ->
  psd (S n) (fun i j => K0 i j - M0 i * M0 j) -> parameterised net ->
  exists m, is_lmin (S n) (exact_kernel net K0 M0) m /\ 0 < m.
Proof.
  intros H0 HM P. apply positive_definite_lmin. apply (output_positive (S n) 1); auto. lra.
Qed.

(** ** Inputs as vectors *)
(** The kernel of inputs x_0, x_1, ... in dimension d: the inner products of their rows. *)
Definition gram d (x : nat -> vec) : mat := fun i j => dot d (x i) (x j).
(** No input vanishes, and none is a real multiple of another. *)
Definition none_parallel n d (x : nat -> vec) : Prop :=
  (forall i, (i < n)%nat -> exists k, (k < d)%nat /\ x i k <> 0) /\
  (forall i j, (i < n)%nat -> (j < n)%nat -> i <> j ->
    forall l, exists k, (k < d)%nat /\ x i k <> l * x j k).

Lemma dot_positive d (v : vec) : (exists k, (k < d)%nat /\ v k <> 0) -> 0 < dot d v v.
Proof.
  intros (k & Hk & N). induction d as [|d IH]; [lia|]. unfold dot in *. simpl.
  pose proof (dot_self_nonneg d v) as P. unfold dot in P.
  destruct (Nat.eq_dec k d) as [->|Nk].
  - pose proof (Rlt_0_sqr (v d) N). unfold Rsqr in *. lra.
  - pose proof (Rle_0_sqr (v d)). unfold Rsqr in *. specialize (IH ltac:(lia)). lra.
Qed.
Theorem gram_non_parallel n d x : none_parallel n d x -> non_parallel n (gram d x).
Proof.
  intros [N0 N]. split; [split|split].
  - intros i j _ _. apply dot_comm.
  - intros y. rewrite (quad_ext n _ (fun i j => rsum d (fun k => x i k * x j k)) y)
      by (intros; reflexivity).
    rewrite (quad_rsum n d (fun k i j => x i k * x j k)), Rmult_0_l. apply rsum_nonneg. intros k _.
    rewrite (quad_square n (fun i => x i k)). apply Rle_0_sqr.
  - intros i Hi. now apply dot_positive, N0.
  - intros i j Hi Hj Nij. unfold gram.
    pose proof (dot_positive d (x j) (N0 j Hj)) as Pj. set (q := dot d (x j) (x j)) in *.
    set (l := dot d (x i) (x j) / q).
    assert (P : 0 < dot d (fun k => x i k + - l * x j k) (fun k => x i k + - l * x j k)).
    { apply dot_positive. destruct (N i j Hi Hj Nij l) as (k & Hk & E). exists k. split; [exact Hk|lra]. }
    rewrite dot_lin, !(dot_comm d (fun k => x i k + - l * x j k)), !dot_lin in P. fold q in P.
    rewrite (dot_comm d (x j) (x i)) in P. set (p := dot d (x i) (x j)) in *.
    assert (El : l * q = p) by (unfold l; field; lra).
    assert (X : p * p < dot d (x i) (x i) * q); [|exact X].
    apply Rmult_lt_compat_r with (r := q) in P; [|exact Pj]. rewrite Rmult_0_l in P.
    replace ((dot d (x i) (x i) + - l * p + - l * (p + - l * q)) * q)
      with (dot d (x i) (x i) * q - 2 * (l * q) * p + (l * q) * (l * q)) in P by ring.
    rewrite El in P. lra.
Qed.

(** Lemma 3.1 for ReLU and vectors, variance-only rule. *)
Theorem lem3_1_inputs_variance n d x net : none_parallel (S n) d x -> parameterised net ->
  exists m, is_lmin (S n) (variance_kernel net (gram d x)) m /\ 0 < m.
Proof. intros N P. apply lem3_1_variance; [now apply gram_non_parallel|exact P]. Qed.
(** Lemma 3.1 for ReLU and vectors, exact rule. *)
Theorem lem3_1_inputs_exact n d x M0 net : none_parallel (S n) d x ->
  psd (S n) (fun i j => gram d x i j - M0 i * M0 j) -> parameterised net ->
  exists m, is_lmin (S n) (exact_kernel net (gram d x) M0) m /\ 0 < m.
Proof. intros N HM P. apply lem3_1_exact; [now apply gram_non_parallel|exact HM|exact P]. Qed.

(** ** What the hypotheses are needed for *)
Lemma kappa1_odd_part r : corr r -> kappa1 r - kappa1 (- r) = r.
Proof.
  intros H. pose proof PIpos. unfold kappa1. rewrite asin_opp.
  replace ((- r) ^ 2) with (r ^ 2) by ring. field. lra.
Qed.
(** Six unit vectors of the plane, each with its antipode. *)
Definition antipodal (i : nat) : vec := fun k =>
  match i, k with
  | 0%nat, 0%nat => 1 | 1%nat, 1%nat => 1 | 2%nat, 0%nat => 3/5 | 2%nat, 1%nat => 4/5
  | 3%nat, 0%nat => -1 | 4%nat, 1%nat => -1 | 5%nat, 0%nat => -3/5 | 5%nat, 1%nat => -4/5
  | _, _ => 0 end.
(** The network `2`: one parameterised edge. *)
Definition one_edge : network := [[Param]].

Lemma antipodal_gram i k : (i < 6)%nat -> (k < 3)%nat ->
  corr (gram 2 antipodal i k) /\ gram 2 antipodal i (k + 3)%nat = - gram 2 antipodal i k.
Proof.
  intros Hi Hk. unfold gram, dot, corr, antipodal. simpl.
  destruct i as [|[|[|[|[|[|i]]]]]]; try lia; destruct k as [|[|[|k]]]; try lia; simpl; lra.
Qed.
Lemma antipodal_unit i : (i < 6)%nat -> gram 2 antipodal i i = 1.
Proof.
  intros Hi. unfold gram, dot, antipodal. simpl.
  destruct i as [|[|[|[|[|[|i]]]]]]; try lia; simpl; lra.
Qed.
Definition antipodal_kernel : mat := param_kernel (gram 2 antipodal).
(** 3 x_0 + 4 x_1 - 5 x_2 = 0 makes (3, 4, -5, -3, -4, 5) a vector of the kernel's null space. *)
Lemma antipodal_singular m : is_lmin 6 antipodal_kernel m -> m <= 0.
Proof.
  intros L. apply (lmin_le_eig 6 antipodal_kernel m 0
    (fun i => match i with 0%nat => 3 | 1%nat => 4 | 2%nat => -5 | 3%nat => -3 | 4%nat => -4 | _ => 5 end));
    [exact L|].
  split; [unfold dot; simpl; lra|]. intros i Hi. unfold mv, antipodal_kernel. simpl.
  rewrite !(param_kernel_equal _ i _ 1) by (lra || (apply antipodal_unit; lia)).
  unfold Rdiv. rewrite Rinv_1, !Rmult_1_r, !Rmult_1_l.
  destruct (antipodal_gram i 0 Hi ltac:(lia)) as [C0 E0]. destruct (antipodal_gram i 1 Hi ltac:(lia)) as [C1 E1].
  destruct (antipodal_gram i 2 Hi ltac:(lia)) as [C2 E2]. simpl in E0, E1, E2. rewrite E0, E1, E2.
  pose proof (kappa1_odd_part _ C0). pose proof (kappa1_odd_part _ C1). pose proof (kappa1_odd_part _ C2).
  assert (Z : 3 * gram 2 antipodal i 0%nat + 4 * gram 2 antipodal i 1%nat -
    5 * gram 2 antipodal i 2%nat = 0).
  { unfold gram, dot. simpl. field. }
  lra.
Qed.

(** No input vanishes, and none is a positive multiple of another: antiparallel ones are allowed. *)
Definition none_same_direction n d (x : nat -> vec) : Prop :=
  (forall i, (i < n)%nat -> exists k, (k < d)%nat /\ x i k <> 0) /\
  (forall i j, (i < n)%nat -> (j < n)%nat -> i <> j ->
    forall l, 0 < l -> exists k, (k < d)%nat /\ x i k <> l * x j k).
Lemma antipodal_directions : none_same_direction 6 2 antipodal.
Proof.
  assert (Z : forall i j l, (i < 6)%nat -> (j < 6)%nat -> i <> j -> 0 < l ->
    ~ (antipodal i 0%nat = l * antipodal j 0%nat /\ antipodal i 1%nat = l * antipodal j 1%nat)).
  { intros i j l Hi Hj N Hl [X Y].
    destruct i as [|[|[|[|[|[|i]]]]]]; try lia; destruct j as [|[|[|[|[|[|j]]]]]]; try lia;
    simpl in X, Y; lra. }
  split.
  - intros i Hi. destruct i as [|[|[|[|[|[|i]]]]]]; try lia;
    ((exists 0%nat; split; [lia|intros E; unfold antipodal in E; simpl in E; lra]) ||
     (exists 1%nat; split; [lia|intros E; unfold antipodal in E; simpl in E; lra])).
  - intros i j Hi Hj N l Hl.
    destruct (Req_dec (antipodal i 0%nat) (l * antipodal j 0%nat)) as [X|X]; [|exists 0%nat; split; [lia|exact X]].
    destruct (Req_dec (antipodal i 1%nat) (l * antipodal j 1%nat)) as [Y|Y]; [|exists 1%nat; split; [lia|exact Y]].
    now destruct (Z i j l Hi Hj N Hl).
Qed.

(** Antiparallel inputs must be excluded, under both rules. *)
Theorem lem3_1_antiparallel_refuted_variance :
  ~ (forall n d x net, none_same_direction (S n) d x -> parameterised net ->
     exists m, is_lmin (S n) (variance_kernel net (gram d x)) m /\ 0 < m).
Proof.
  intros H. destruct (H 5%nat 2%nat antipodal one_edge antipodal_directions) as (m & L & P).
  - exists 1%nat. split; [now left|lia].
  - pose proof (antipodal_singular m) as S. assert (m <= 0); [|lra]. apply S.
    assert (E : forall i j, variance_kernel one_edge (gram 2 antipodal) i j = antipodal_kernel i j).
    { intros i j. unfold variance_kernel, propagate, node_values; simpl.
      unfold add_mat, zero_mat, antipodal_kernel. ring. }
    destruct L as [R G]. split.
    + intros x. rewrite <- (quad_ext 6 _ _ x (fun i j _ _ => E i j)). apply R.
    + intros m' R'. apply G. intros x. rewrite (quad_ext 6 _ _ x (fun i j _ _ => E i j)). apply R'.
Qed.
Theorem lem3_1_antiparallel_refuted_exact :
  ~ (forall n d x net, none_same_direction (S n) d x -> parameterised net ->
     exists m, is_lmin (S n) (exact_kernel net (gram d x) centred) m /\ 0 < m).
Proof.
  intros H. destruct (H 5%nat 2%nat antipodal one_edge antipodal_directions) as (m & L & P).
  - exists 1%nat. split; [now left|lia].
  - pose proof (antipodal_singular m) as S. assert (m <= 0); [|lra]. apply S.
    assert (E : forall i j, exact_kernel one_edge (gram 2 antipodal) centred i j = antipodal_kernel i j).
    { intros i j. unfold exact_kernel, exact_kernel_mu, exact_sum, propagate, node_values; simpl.
      rewrite single_atom_kernel. simpl. unfold antipodal_kernel, param_kernel.
      now rewrite !single_atom_kernel. }
    destruct L as [R G]. split.
    + intros x. rewrite <- (quad_ext 6 _ _ x (fun i j _ _ => E i j)). apply R.
    + intros m' R'. apply G. intros x. rewrite (quad_ext 6 _ _ x (fun i j _ _ => E i j)). apply R'.
Qed.

(** A path with a parameterised edge must be asked for: a skip-only network keeps the kernel of
    three unit vectors of the plane, which is singular. *)
Definition triangle_inputs (i : nat) : vec := fun k =>
  match k with 0%nat => triangle_x i | 1%nat => triangle_y i | _ => 0 end.
Lemma triangle_inputs_gram i j : (i < 3)%nat -> (j < 3)%nat -> gram 2 triangle_inputs i j = triangle i j.
Proof. intros Hi Hj. rewrite triangle_gram by assumption. unfold gram, dot, triangle_inputs. simpl. ring. Qed.
Lemma triangle_none_parallel : none_parallel 3 2 triangle_inputs.
Proof.
  split.
  - intros i Hi. exists 0%nat. split; [lia|]. unfold triangle_inputs, triangle_x. destruct i; lra.
  - intros i j Hi Hj N l. pose proof (triangle_not_parallel i j Hi Hj N l) as P.
    destruct (Req_dec (triangle_x i) (l * triangle_x j)) as [X|X]; [|exists 0%nat; split; [lia|exact X]].
    destruct (Req_dec (triangle_y i) (l * triangle_y j)) as [Y|Y]; [|exists 1%nat; split; [lia|exact Y]].
    now destruct P.
Qed.
Lemma triangle_singular K m : (forall i j, (i < 3)%nat -> (j < 3)%nat -> K i j = triangle i j) ->
  is_lmin 3 K m -> m <= 0.
Proof.
  intros E L. apply (lmin_le_eig 3 K m 0 (fun _ => 1)); [exact L|]. split; [unfold dot; simpl; lra|].
  intros i Hi. unfold mv. simpl. rewrite !E by lia. unfold triangle.
  destruct i as [|[|[|i]]]; try lia; simpl; lra.
Qed.
(** [lem3.1-relu], first reading: false under both rules. *)
Theorem lem3_1_refuted_variance :
  ~ (forall n d x net, none_parallel (S n) d x -> well_formed net -> connected net ->
     exists m, is_lmin (S n) (variance_kernel net (gram d x)) m /\ 0 < m).
Proof.
  intros H. destruct lem3_1_skip_refuted as (W & Cn & _).
  destruct (H 2%nat 2%nat triangle_inputs skip_only triangle_none_parallel W Cn) as (m & L & P).
  assert (m <= 0); [|lra]. apply (triangle_singular _ m) in L; [exact L|]. intros i j Hi Hj.
  rewrite <- triangle_inputs_gram by assumption.
  unfold variance_kernel, propagate, node_values; simpl. unfold add_mat, zero_mat. ring.
Qed.
Theorem lem3_1_refuted_exact :
  ~ (forall n d x net, none_parallel (S n) d x -> well_formed net -> connected net ->
     exists m, is_lmin (S n) (exact_kernel net (gram d x) centred) m /\ 0 < m).
Proof.
  intros H. destruct lem3_1_skip_refuted as (W & Cn & _).
  destruct (H 2%nat 2%nat triangle_inputs skip_only triangle_none_parallel W Cn) as (m & L & P).
  assert (m <= 0); [|lra]. apply (triangle_singular _ m) in L; [exact L|]. intros i j Hi Hj.
  rewrite <- triangle_inputs_gram by assumption.
  unfold exact_kernel, exact_kernel_mu, exact_sum, propagate, node_values; simpl.
  now rewrite single_atom_kernel.
Qed.
