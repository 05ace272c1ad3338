(** * The path-sum bound of Eq. 12.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, "general rules" and Eq. 12: the
    diagonal of the output kernel is the number P of paths, and
      lambda_min(K) <= min over i <> j of ( P - sum over paths p of h^(d_p)(K0_ij) ).

    Proved for every network:
    - [variance_diagonal]: under the variance-only rule the diagonal is the number of paths;
    - [eq12_jensen]: under the variance-only rule K_ii - K_ij is *at least* Eq. 12's value
      (convexity of h, by induction over the nodes);
    - [eq12_equality_iff]: for rho < 1 equality holds exactly for balanced networks: every
      parameterised edge that leads on to the output starts at a node whose paths all have
      the same depth; [equal_depth_sufficient] gives the condition of equal depth at every
      intermediate node, [equal_depth_not_necessary] a network that violates it.

    Refuted:
    - [eq12_upper_bound_refuted]: Eq. 12 as an upper bound under the variance-only rule, by
      `2_11_002` at every rho in [-1, 1); no well-formed network with H <= 2 does it
      ([eq12_upper_bound_small]); it is one exactly for balanced networks ([eq12_upper_iff]);
    - [eq12_upper_bound_refuted_exact]: the same under the exact rule, by `1_11` at rho = 0;
    - [diagonal_rule_refuted_exact]: the diagonal rule under the exact rule, by `1_11`
      (diagonal 4, two paths) and by `2_21` (2 + 2/PI); H = 1 never does
      ([diagonal_rule_exact_H1]). *)
From Coq Require Import Reals Lra Psatz List Arith Lia Bool.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network.
Import ListNotations.
Local Open Scope R_scope.

(** ** Sums over lists *)
Lemma sum_app {X} (l l' : list X) f : sum_over (l ++ l') f = sum_over l f + sum_over l' f.
Proof. induction l; simpl; [ring|]. rewrite IHl. ring. Qed.
Lemma sum_map {X Y} (g : X -> Y) l f : sum_over (map g l) f = sum_over l (fun x => f (g x)).
Proof. induction l; simpl; [reflexivity|]. now rewrite IHl. Qed.
Lemma sum_ext {X} (l : list X) f g : (forall x, In x l -> f x = g x) -> sum_over l f = sum_over l g.
Proof. induction l; simpl; intros E; [reflexivity|]. rewrite E, IHl; auto. Qed.
Lemma sum_plus {X} (l : list X) f g : sum_over l (fun x => f x + g x) = sum_over l f + sum_over l g.
Proof. induction l; simpl; [ring|]. rewrite IHl; ring. Qed.
Lemma sum_scal {X} (l : list X) c f : sum_over l (fun x => c * f x) = c * sum_over l f.
Proof. induction l; simpl; [ring|]. rewrite IHl; ring. Qed.
Lemma sum_const {X} (l : list X) c : sum_over l (fun _ => c) = INR (length l) * c.
Proof. induction l; [simpl; ring|]. cbn [sum_over fold_right length]. fold (sum_over l (fun _ => c)).
  rewrite IHl, S_INR. ring. Qed.
Lemma sum_le {X} (l : list X) f g : (forall x, In x l -> f x <= g x) -> sum_over l f <= sum_over l g.
Proof. induction l; simpl; intros E; [lra|]. apply Rplus_le_compat; auto. Qed.
Lemma sum_lt {X} (l : list X) f g x : (forall x, In x l -> f x <= g x) -> In x l -> f x < g x ->
  sum_over l f < sum_over l g.
Proof.
  intros E I L. induction l; simpl in *; [easy|].
  assert (sum_over l f <= sum_over l g) by (apply sum_le; auto).
  destruct I as [->|I]; [lra|]. pose proof (E a (or_introl eq_refl)).
  specialize (IHl (fun x H => E x (or_intror H)) I). lra.
Qed.

(** ** Jensen's inequality for [kappa1] over a list *)
Section Jensen.
Variables (X : Type) (v : X -> R) (l : list X).
Hypothesis Hv : forall x, In x l -> corr (v x).
Hypothesis Hl : l <> [].
Let n := INR (length l).
Let m := sum_over l v / n.

Lemma length_pos : 0 < n.
Proof. unfold n. apply lt_0_INR. destruct l; [congruence|simpl; lia]. Qed.
Lemma mean_corr : corr m.
Proof.
  pose proof length_pos as P. unfold m, corr.
  assert (A : sum_over l (fun _ => -1) <= sum_over l v) by (apply sum_le; intros x I; apply (Hv x I)).
  assert (B : sum_over l v <= sum_over l (fun _ => 1)) by (apply sum_le; intros x I; apply (Hv x I)).
  rewrite sum_const in A, B. fold n in A, B. split; apply Rmult_le_reg_r with n; auto;
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.
Lemma tangent_sum : sum_over l (fun x => kappa1 m + kappa0 m * (v x - m)) = n * kappa1 m.
Proof.
  pose proof length_pos as P.
  rewrite (sum_ext l _ (fun x => kappa0 m * v x + (kappa1 m - kappa0 m * m))) by (intros; ring).
  rewrite sum_plus, sum_scal, sum_const. fold n.
  replace (sum_over l v) with (n * m) by (unfold m; field; lra). ring.
Qed.
Lemma jensen : n * kappa1 m <= sum_over l (fun x => kappa1 (v x)).
Proof.
  rewrite <- tangent_sum. apply sum_le. intros x I. apply kappa1_tangent; [apply mean_corr|auto].
Qed.
Lemma jensen_strict a b : In a l -> In b l -> v a <> v b ->
  n * kappa1 m < sum_over l (fun x => kappa1 (v x)).
Proof.
  intros Ia Ib N. rewrite <- tangent_sum.
  assert (E : exists x, In x l /\ v x <> m).
  { destruct (Req_dec (v a) m) as [E|E]; [exists b|exists a]; split; auto. congruence. }
  destruct E as (x & Ix & Nx). apply sum_lt with x; auto.
  - intros y Iy. apply kappa1_tangent; [apply mean_corr|auto].
  - apply kappa1_tangent_strict; [apply mean_corr|auto|assumption].
Qed.
End Jensen.

(** ** One parameterised edge on a pair with equal diagonals *)
Lemma param_kernel_equal K i j a : 0 < a -> K i i = a -> K j j = a ->
  param_kernel K i j = a * kappa1 (K i j / a).
Proof.
  intros Ha Ei Ej. unfold param_kernel. rewrite Ei, Ej, sqrt_square by lra. reflexivity.
Qed.
Lemma param_kernel_null K i j : K i i = 0 -> param_kernel K i j = 0.
Proof. intros E. unfold param_kernel. rewrite E, Rmult_0_l, sqrt_0. ring. Qed.
Lemma param_kernel_diag K i : 0 <= K i i -> param_kernel K i i = K i i.
Proof.
  intros [H|H]; [|rewrite param_kernel_null; auto].
  rewrite (param_kernel_equal K i i (K i i)) by auto.
  replace (K i i / K i i) with 1 by (field; lra). rewrite kappa1_1. ring.
Qed.

(** ** The diagonal under the variance-only rule *)
Theorem variance_diagonal_general net K0 i : 0 <= K0 i i ->
  variance_kernel net K0 i i = INR (path_count net) * K0 i i.
Proof.
  intros H0. unfold path_count. rewrite depths_propagate. unfold variance_kernel.
  apply (propagate_rel _ _ zero_mat add_mat variance_edge [] (@app nat) depth_step
    (fun K ds => K i i = INR (length ds) * K0 i i)).
  - unfold zero_mat; simpl; ring.
  - intros K K' ds ds' E E'. unfold add_mat. rewrite app_length, plus_INR, E, E'. ring.
  - intros s t o K ds E. destruct o; simpl; [unfold zero_mat; simpl; ring|exact E|].
    rewrite map_length, <- E. apply param_kernel_diag. rewrite E.
    apply Rmult_le_pos; [apply pos_INR|exact H0].
  - simpl. ring.
Qed.

(** [rules-diagonal], variance-only rule, every network and all unit inputs. *)
Corollary variance_diagonal net K0 i : K0 i i = 1 ->
  variance_kernel net K0 i i = INR (path_count net).
Proof. intros E. rewrite variance_diagonal_general by lra. rewrite E. ring. Qed.

(** ** Balanced networks *)
Definition all_equal (ds : list nat) : bool :=
  match ds with [] => true | d :: l => forallb (Nat.eqb d) l end.
(** Depths of the paths to a node, and whether the node is balanced: every incoming edge comes
    from a balanced node, every incoming parameterised edge from one whose paths all have
    the same depth. *)
Definition balance_none : list nat * bool := ([], true).
Definition balance_add (a b : list nat * bool) := (fst a ++ fst b, snd a && snd b).
Definition balance_edge (s t : nat) (o : op) (a : list nat * bool) : list nat * bool :=
  match o with
  | Zero => balance_none
  | Skip => a
  | Param => (map S (fst a), snd a && all_equal (fst a))
  end.
Definition balanced (net : network) : bool :=
  snd (propagate balance_none balance_add balance_edge net ([0%nat], true)).

Lemma all_equal_true ds : all_equal ds = true -> forall a b, In a ds -> In b ds -> a = b.
Proof.
  destruct ds as [|d l]; simpl; [easy|]. rewrite forallb_forall. intros E a b.
  intros [<-|Ia] [<-|Ib]; auto.
  - now apply Nat.eqb_eq, E. - symmetry; now apply Nat.eqb_eq, E.
  - apply E, Nat.eqb_eq in Ia. apply E, Nat.eqb_eq in Ib. congruence.
Qed.
Lemma all_equal_false ds : all_equal ds = false -> exists a b, In a ds /\ In b ds /\ (a < b)%nat.
Proof.
  destruct ds as [|d l]; simpl; [easy|]. intros E.
  assert (X : exists c, In c l /\ d <> c).
  { induction l as [|c l IH]; simpl in *; [easy|]. destruct (Nat.eqb d c) eqn:Q; simpl in E.
    - destruct (IH E) as (x & I & N). exists x; auto.
    - exists c. split; [auto|]. now apply Nat.eqb_neq. }
  destruct X as (c & I & N). destruct (lt_dec d c); [exists d, c|exists c, d]; repeat split; auto; lia.
Qed.

Section Bound.
Variables (rho : R) (K0 : mat) (i j : nat).
Hypothesis Hr : corr rho.
Hypotheses (Eii : K0 i i = 1) (Ejj : K0 j j = 1) (Eij : K0 i j = rho).

Let S_ (ds : list nat) := sum_over ds (fun d => iter d rho).

Definition bound_rel (K : mat) (a : list nat * bool) : Prop :=
  let n := INR (length (fst a)) in
  K i i = n /\ K j j = n /\ Rabs (K i j) <= n /\ K i j <= S_ (fst a) /\
  (snd a = true -> K i j = S_ (fst a)) /\ (rho < 1 -> snd a = false -> K i j < S_ (fst a)).

Lemma S_bound ds : S_ ds <= INR (length ds) * 1.
Proof. unfold S_. rewrite <- sum_const. apply sum_le. intros d _. apply (iter_corr d rho Hr). Qed.

Lemma bound_param s t K a : bound_rel K a -> bound_rel (param_kernel K) (balance_edge s t Param a).
Proof.
  destruct a as [ds b]. unfold bound_rel; simpl. rewrite map_length.
  set (n := INR (length ds)). intros (Di & Dj & A & L & T & F).
  assert (Hn : 0 <= n) by apply pos_INR.
  rewrite !param_kernel_diag by lra.
  assert (M : S_ (map S ds) = sum_over ds (fun d => kappa1 (iter d rho))) by (unfold S_; now rewrite sum_map).
  rewrite M. clear M.
  assert (Hd : ds = [] \/ ds <> []) by (destruct ds; [now left|right; discriminate]).
  destruct Hd as [->|Hne].
  { simpl in *. rewrite param_kernel_null by (unfold n in *; auto). rewrite Rabs_R0.
    repeat split; auto; try lra. intros Hr1 B. rewrite andb_true_r in B. subst b.
    specialize (F Hr1 eq_refl). unfold S_ in F. simpl in F.
    unfold n in A.
    assert (K i j = 0) by (pose proof (Rabs_pos (K i j)); destruct (Req_dec (K i j) 0); auto;
      pose proof (Rabs_pos_lt _ H0); unfold n in *; lra). lra. }
  assert (Pn : 0 < n) by (unfold n; apply lt_0_INR; destruct ds; [congruence|simpl; lia]).
  assert (Hv : forall d, In d ds -> corr (iter d rho)) by (intros; now apply iter_corr).
  rewrite (param_kernel_equal K i j n) by auto.
  assert (Hc : corr (K i j / n)).
  { unfold corr. pose proof (Rle_abs (K i j)). pose proof (Rle_abs (- K i j)) as X. rewrite Rabs_Ropp in X.
    split; apply Rmult_le_reg_r with n; auto; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra. }
  pose proof (mean_corr _ _ ds Hv Hne) as Hm. pose proof (jensen _ _ ds Hv Hne) as J.
  fold n in Hm, J. fold (S_ ds) in Hm, J.
  assert (Lm : K i j / n <= S_ ds / n).
  { apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|exact L]. }
  pose proof (kappa1_incr _ _ Hc Hm Lm) as I1.
  apply Rmult_le_compat_l with (r := n) in I1; [|lra].
  pose proof (kappa1_range _ Hc) as R1.
  repeat split; auto.
  - rewrite Rabs_right by (apply Rle_ge, Rmult_le_pos; lra). 
    apply Rle_trans with (n * 1); [apply Rmult_le_compat_l; lra|lra].
  - lra.
  - intros B. apply andb_true_iff in B. destruct B as [-> B]. rewrite (T eq_refl).
    destruct ds as [|d ds']; [congruence|].
    assert (E : forall x, In x (d :: ds') -> x = d) by (intros; apply (all_equal_true _ B); simpl; auto).
    assert (Es : forall g : nat -> R, sum_over (d :: ds') g = n * g d).
    { intros g. rewrite (sum_ext _ g (fun _ => g d)) by (intros x I; now rewrite (E x I)). apply sum_const. }
    unfold S_. rewrite !Es. f_equal. f_equal. field. lra.
  - intros Hr1 B. destruct b; simpl in B.
    + destruct (all_equal_false _ B) as (x & y & Ix & Iy & Lxy).
      assert (N : iter x rho <> iter y rho) by (pose proof (iter_lt_mono x y rho Hr Hr1 Lxy); lra).
      pose proof (jensen_strict _ _ ds Hv Hne x y Ix Iy N) as JS. fold n in JS. fold (S_ ds) in JS. lra.
    + specialize (F Hr1 eq_refl).
      assert (Ls : K i j / n < S_ ds / n).
      { apply Rmult_lt_compat_r; [now apply Rinv_0_lt_compat|exact F]. }
      pose proof (kappa1_strict_incr _ _ Hc Hm Ls) as I2.
      apply Rmult_lt_compat_l with (r := n) in I2; [|lra]. lra.
Qed.

Lemma bound_holds net : bound_rel (variance_kernel net K0)
  (propagate balance_none balance_add balance_edge net ([0%nat], true)).
Proof.
  unfold variance_kernel. apply propagate_rel.
  - unfold bound_rel, zero_mat, S_; simpl. rewrite Rabs_R0. repeat split; intros; try discriminate; lra.
  - intros K K' [ds b] [ds' b'] (A1 & A2 & A3 & A4 & A5 & A6) (B1 & B2 & B3 & B4 & B5 & B6).
    unfold bound_rel, add_mat, S_ in *; simpl in *. rewrite app_length, plus_INR, sum_app.
    repeat split; try lra.
    + eapply Rle_trans; [apply Rabs_triang|]. lra.
    + intros C. apply andb_true_iff in C. destruct C as [C C']. rewrite A5, B5 by assumption. reflexivity.
    + intros Hr1 C. destruct b; [|specialize (A6 Hr1 eq_refl); lra].
      simpl in C. specialize (B6 Hr1 C). lra.
  - intros s t o K a R. destruct o.
    + change (bound_rel zero_mat balance_none). unfold bound_rel, zero_mat, S_; simpl. rewrite Rabs_R0. repeat split; intros; try discriminate; lra.
    + exact R.
    + now apply (bound_param s t).
  - unfold bound_rel, S_; simpl. rewrite Eii, Ejj, Eij. destruct Hr.
    repeat split; intros; try discriminate; try lra; apply Rabs_le; lra.
Qed.

Lemma balance_depths net :
  fst (propagate balance_none balance_add balance_edge net ([0%nat], true)) = depths net.
Proof.
  rewrite depths_propagate.
  apply (propagate_rel _ _ balance_none balance_add balance_edge [] (@app nat) depth_step
    (fun a ds => fst a = ds)); try reflexivity.
  - intros [a b] [a' b'] ds ds' <- <-. reflexivity.
  - intros s t o [a b] ds <-. destruct o; reflexivity.
Qed.

Lemma bound_entries net : let K := variance_kernel net K0 in
  K i i = INR (path_count net) /\ Rabs (K i j) <= K i i /\
  INR (path_count net) - sum_over (depths net) (fun d => iter d rho) <= K i i - K i j /\
  (balanced net = true -> K i i - K i j = eq12 net rho) /\
  (rho < 1 -> balanced net = false -> eq12 net rho < K i i - K i j).
Proof.
  pose proof (bound_holds net) as (A & _ & C & D & E & F). rewrite balance_depths in *.
  fold (path_count net) in *. unfold S_ in *. unfold eq12, balanced. simpl. rewrite A.
  repeat split; try lra.
  - intros B. rewrite (E B). reflexivity.
  - intros H B. specialize (F H B). lra.
Qed.
End Bound.

(** [eq12-jensen]: every network, any number of unit inputs. *)
Theorem eq12_jensen net K0 i j : K0 i i = 1 -> K0 j j = 1 -> corr (K0 i j) ->
  eq12 net (K0 i j) <= variance_kernel net K0 i i - variance_kernel net K0 i j.
Proof. intros Ei Ej C. apply (bound_entries (K0 i j) K0 i j C Ei Ej eq_refl net). Qed.

Lemma variance_entries_bounded net K0 i j : K0 i i = 1 -> K0 j j = 1 -> corr (K0 i j) ->
  Rabs (variance_kernel net K0 i j) <= INR (path_count net).
Proof.
  intros Ei Ej C. pose proof (bound_entries (K0 i j) K0 i j C Ei Ej eq_refl net) as (A & B & _).
  now rewrite A in B.
Qed.

(** [eq12-equal-depth]: the exact condition for equality. *)
Theorem eq12_equality_iff net rho : -1 <= rho < 1 ->
  gap (variance_kernel net (pair_input rho)) = eq12 net rho <-> balanced net = true.
Proof.
  intros Hr. assert (C : corr rho) by (unfold corr; lra).
  pose proof (bound_entries rho (pair_input rho) 0 1 C eq_refl eq_refl eq_refl net) as (_ & _ & _ & D & E).
  unfold gap. split; [|exact D]. intros H. destruct (balanced net); [reflexivity|].
  specialize (E (proj2 Hr) eq_refl). lra.
Qed.

(** Balanced networks attain Eq. 12 at every correlation, 1 included. *)
Lemma eq12_equality_balanced net rho : corr rho -> balanced net = true ->
  gap (variance_kernel net (pair_input rho)) = eq12 net rho.
Proof.
  intros C B. unfold gap.
  apply (bound_entries rho (pair_input rho) 0 1 C eq_refl eq_refl eq_refl net). exact B.
Qed.

(** The condition "all paths from the input to an intermediate node have the same depth". *)
Definition equal_depth (net : network) : Prop :=
  forall t p q, (t < length net)%nat -> is_path net t p -> is_path net t q -> depth p = depth q.

Lemma gather_balanced s t g vals : (forall v, In v vals -> snd v = true /\ all_equal (fst v) = true) ->
  snd (gather balance_none balance_add balance_edge s t g vals) = true.
Proof.
  revert s g. induction vals as [|v vals IH]; intros s [|o g] H; simpl; auto.
  rewrite IH by (intros; apply H; now right). destruct (H v (or_introl eq_refl)) as [A B].
  destruct o; simpl; auto. now rewrite A. now rewrite A, B.
Qed.

Lemma pass_balanced net t vals : (forall v, In v vals -> snd v = true) ->
  (forall v, In v (removelast (pass balance_none balance_add balance_edge t net vals)) -> all_equal (fst v) = true) ->
  forall v, In v (pass balance_none balance_add balance_edge t net vals) -> snd v = true.
Proof.
  revert t vals. induction net as [|g net IH]; simpl; intros t vals Hb He; [exact Hb|].
  apply IH; [|exact He]. intros v. rewrite in_app_iff. intros [I|[<-|[]]]; [auto|].
  apply gather_balanced. intros v I. split; [auto|]. apply He.
  destruct (pass_prefix balance_none balance_add balance_edge net (S t)
    (vals ++ [gather balance_none balance_add balance_edge 0 t g vals])) as (w & E & _).
  rewrite E, <- app_assoc, removelast_app by discriminate. apply in_or_app. now left.
Qed.

Lemma nth_error_removelast {A} (l : list A) x : In x (removelast l) ->
  exists i, nth_error l i = Some x /\ (S i < length l)%nat.
Proof.
  destruct l as [|y l] using rev_ind; [easy|]. rewrite removelast_last, app_length. simpl. intros I.
  apply In_nth_error in I. destruct I as (i & E). exists i.
  assert (i < length l)%nat by (apply nth_error_Some; congruence).
  rewrite nth_error_app1 by assumption. split; [assumption|lia].
Qed.

Theorem equal_depth_sufficient net : well_formed net -> equal_depth net -> balanced net = true.
Proof.
  intros [N W] E. unfold balanced, propagate, node_values.
  set (pb := pass balance_none balance_add balance_edge 1 net [([0%nat], true)]).
  set (pp := pass [] (@app path) path_step 1 net [[[]]]).
  assert (F : Forall2 (fun ps a => map depth ps = fst a) pp pb).
  { apply (pass_rel (list path) (list nat * bool) [] (@app path) path_step balance_none balance_add balance_edge).
    - reflexivity.
    - intros a a' [b c] [b' c']; simpl; intros <- <-. apply map_app.
    - intros s t o a [b c] _; simpl; intros <-. destruct o; simpl; rewrite ?map_map; auto.
    - lia.
    - constructor; [reflexivity|constructor]. }
  destruct (pass_paths net net 1 [[[]]]) as [G L]; auto.
  { intros i ps H. destruct i as [|[|i]]; simpl in H; try discriminate. injection H as <-.
    split; [constructor; [easy|constructor]|]. intros p. split.
    + intros [<-|[]]. constructor.
    + intros P. inversion P; subst; [now left|lia]. }
  fold pp in G, L.
  assert (Lb : length pb = S (length net)) by (destruct (pass_prefix balance_none balance_add balance_edge net 1 [([0%nat], true)]) as (w & Ew & Lw);
        unfold pb; rewrite Ew, app_length, Lw; reflexivity).
  assert (X : forall v, In v pb -> snd v = true).
  { apply pass_balanced; [now intros v [<-|[]]|]. fold pb. intros v I.
    destruct (nth_error_removelast _ _ I) as (i & Ei & Li).
    destruct (nth_error pp i) as [ps|] eqn:Ep; [|apply nth_error_None in Ep; lia].
    assert (Q : map depth ps = fst v).
    { clear -F Ei Ep. revert i Ei Ep. induction F; intros [|i]; simpl; try discriminate.
      - intros. congruence. - apply IHF. }
    destruct (all_equal (fst v)) eqn:D; [reflexivity|].
    destruct (all_equal_false _ D) as (a & b & Ia & Ib & Lab). rewrite <- Q in Ia, Ib.
    apply in_map_iff in Ia, Ib. destruct Ia as (p & <- & Ip), Ib as (q & <- & Iq).
    apply (proj2 (G i ps Ep)) in Ip, Iq. pose proof (E i p q ltac:(lia) Ip Iq). lia. }
  apply X. destruct pb as [|y l] using rev_ind; [simpl in Lb; lia|]. rewrite last_last.
  apply in_or_app. right. now left.
Qed.

(** `2_12_001`: two paths of depths 0 and 2 meet at node 2, which feeds a skip only. *)
Definition net_2_12_001 : network := [[Param]; [Skip; Param]; [Zero; Zero; Skip]].
Theorem equal_depth_not_necessary :
  well_formed net_2_12_001 /\ balanced net_2_12_001 = true /\ ~ equal_depth net_2_12_001.
Proof.
  split; [split; [discriminate|repeat split]|]. split; [reflexivity|]. intros E.
  specialize (E 2%nat [(0, 2, Skip)%nat] [(1, 2, Param)%nat; (0, 1, Param)%nat]). simpl in E.
  assert (X : 0%nat = 2%nat); [|discriminate]. apply E; [lia| |].
  - apply (path_edge net_2_12_001 0 2); [lia|discriminate|constructor].
  - apply (path_edge net_2_12_001 1 2); [lia|discriminate|].
    apply (path_edge net_2_12_001 0 1); [lia|discriminate|constructor].
Qed.

(** ** Eq. 12 as an upper bound *)
Definition eq12_claim (rule : network -> R -> mat) : Prop :=
  forall net rho m, well_formed net -> connected net -> -1 <= rho < 1 ->
  is_lmin 2 (rule net rho) m -> m <= eq12 net rho.

(** Node 2 sums the input and a parameterised feature; a parameterised edge follows. *)
Definition net_2_11_002 : network := [[Param]; [Skip; Skip]; [Zero; Zero; Param]].

Lemma pair_diag rho i : pair_input rho i i = 1.
Proof. unfold pair_input, M2. destruct Nat.eq_dec; congruence. Qed.
Lemma param_pair rho i j : param_kernel (pair_input rho) i j = kappa1 (pair_input rho i j).
Proof.
  rewrite (param_kernel_equal _ i j 1) by (apply pair_diag || lra).
  replace (pair_input rho i j / 1) with (pair_input rho i j) by field. ring.
Qed.

Lemma net_2_11_002_entries rho : corr rho ->
  variance_pair net_2_11_002 rho 0%nat 0%nat = 2 /\
  variance_pair net_2_11_002 rho 0%nat 1%nat = 2 * kappa1 ((rho + kappa1 rho) / 2) /\
  eq12 net_2_11_002 rho = 2 - (kappa1 rho + kappa1 (kappa1 rho)).
Proof.
  intros Hr. unfold variance_pair. repeat split.
  - rewrite variance_diagonal by reflexivity. simpl. lra.
  - unfold variance_kernel, propagate, node_values, net_2_11_002; simpl.
    set (K2 := add_mat (pair_input rho) _).
    pose proof (param_pair rho) as Ep.
    assert (D : forall i, K2 i i = 2).
    { intros i. unfold K2, add_mat, zero_mat. rewrite Ep, pair_diag, kappa1_1. lra. }
    unfold add_mat at 1 2 3, zero_mat at 1 2 3. 
    rewrite (param_kernel_equal K2 0 1 2) by (auto; lra).
    replace (K2 0%nat 1%nat) with (rho + kappa1 rho).
    + unfold zero_mat. ring.
    + unfold K2, add_mat, zero_mat. rewrite Ep. unfold pair_input, M2; simpl. ring.
  - unfold eq12. simpl. ring.
Qed.

Theorem eq12_upper_bound_fails rho : -1 <= rho < 1 ->
  eq12 net_2_11_002 rho < lambda2 (variance_pair net_2_11_002 rho).
Proof.
  intros Hr. assert (C : corr rho) by (unfold corr; lra).
  destruct (net_2_11_002_entries rho C) as (A & B & E). unfold lambda2. rewrite A, B, E.
  pose proof (kappa1_gt rho C (proj2 Hr)) as G. pose proof (kappa1_corr rho C) as C1.
  pose proof (kappa1_midpoint_strict rho (kappa1 rho) C C1 ltac:(lra)) as M.
  assert (Cm : corr ((rho + kappa1 rho)/2)) by (unfold corr in *; lra).
  pose proof (kappa1_range _ Cm). rewrite Rabs_right by lra. lra.
Qed.

(** [eq12-upper-bound] is false under the variance-only rule, at every rho in [-1, 1). *)
Theorem eq12_upper_bound_refuted : ~ eq12_claim variance_pair.
Proof.
  intros C. assert (H0 : -1 <= 0 < 1) by lra. pose proof (eq12_upper_bound_fails 0 H0) as F.
  assert (X : lambda2 (variance_pair net_2_11_002 0) <= eq12 net_2_11_002 0); [|lra].
  apply C; [split; [discriminate|repeat split]| |exact H0|apply variance_pair_lmin].
  unfold connected, path_count. simpl. lia.
Qed.

(** It needs three nodes after the input: for H <= 2 Eq. 12 is an upper bound. *)
Theorem eq12_upper_bound_small net rho : well_formed net -> (length net <= 2)%nat -> -1 <= rho < 1 ->
  lambda2 (variance_pair net rho) <= eq12 net rho.
Proof.
  intros [N W] L Hr.
  assert (B : balanced net = true).
  { destruct net as [|g1 [|g2 [|g3 net]]]; simpl in *; try lia; [congruence| |];
    repeat match goal with H : _ /\ _ |- _ => destruct H end;
    destruct g1 as [|a [|? ?]]; try discriminate;
    [|destruct g2 as [|b [|c [|? ?]]]; try discriminate];
    repeat match goal with o : op |- _ => destruct o end; reflexivity. }
  rewrite <- (proj2 (eq12_equality_iff net rho Hr) B). unfold lambda2, gap.
  pose proof (Rle_abs (variance_pair net rho 0%nat 1%nat)). unfold variance_pair in *. lra.
Qed.

(** For rho >= 0 no entry is negative. *)
Lemma variance_nonneg net K0 i j : K0 i i = 1 -> K0 j j = 1 -> 0 <= K0 i j <= 1 -> 0 <= variance_kernel net K0 i j.
Proof.
  intros Ei Ej C. unfold variance_kernel.
  cut (let K := propagate zero_mat add_mat variance_edge net K0 in
       exists n, 0 <= n /\ K i i = n /\ K j j = n /\ 0 <= K i j <= n).
  { intros (n & _ & _ & _ & H). lra. }
  apply (propagate_inv zero_mat add_mat variance_edge (fun K => exists n, 0 <= n /\ K i i = n /\ K j j = n /\ 0 <= K i j <= n)).
  - exists 0. unfold zero_mat. lra.
  - intros K L (n & H0 & A & B & D) (m & H1 & A' & B' & D'). exists (n + m). unfold add_mat. lra.
  - intros s t o K (n & H0 & A & B & D). destruct o; simpl.
    + exists 0. unfold zero_mat. lra.
    + exists n. auto.
    + exists n. rewrite !param_kernel_diag by lra. repeat split; auto; destruct H0 as [H0|<-];
      try (rewrite param_kernel_null; lra);
      rewrite (param_kernel_equal K i j n) by auto;
      assert (Cc : corr (K i j / n)) by (unfold corr; split;
        [apply Rle_trans with 0; [lra|apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]]
        |apply Rmult_le_reg_r with n; auto; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra]);
      pose proof (kappa1_range _ Cc); nra.
  - exists 1. lra.
Qed.
(** [corrected-eq12], variance-only rule: Eq. 12 is an upper bound of lambda2 for all rho in [-1, 1)
    exactly for balanced networks. *)
Theorem eq12_upper_iff net : (forall rho, -1 <= rho < 1 -> lambda2 (variance_pair net rho) <= eq12 net rho) <-> balanced net = true.
Proof.
  split.
  - intros H. destruct (balanced net) eqn:B; [reflexivity|exfalso].
    specialize (H 0 ltac:(lra)).
    pose proof (bound_entries 0 (pair_input 0) 0 1 ltac:(unfold corr; lra) eq_refl eq_refl eq_refl net) as (_ & _ & _ & _ & E).
    specialize (E ltac:(lra) B).
    pose proof (variance_nonneg net (pair_input 0) 0 1 eq_refl eq_refl ltac:(unfold pair_input, M2; simpl; lra)) as N.
    unfold lambda2, variance_pair in H. rewrite Rabs_right in H by lra. lra.
  - intros B rho Hr. pose proof (proj2 (eq12_equality_iff net rho Hr) B) as E. unfold gap in E. unfold lambda2, variance_pair.
    pose proof (Rle_abs (variance_kernel net (pair_input rho) 0%nat 1%nat)). lra.
Qed.

(** ** The exact rule: the diagonal and Eq. 12 *)

(** `1_11`: the input reaches node 2 along two skip paths and is doubled. *)
Definition net_1_11 : network := [[Skip]; [Skip; Skip]].
(** `2_21`: two parameterised features with non-zero means meet. *)
Definition net_2_21 : network := [[Param]; [Param; Skip]].

Lemma net_1_11_kernel K0 M0 i j : exact_kernel net_1_11 K0 M0 i j = 4 * K0 i j.
Proof.
  unfold exact_kernel, exact_kernel_mu, exact_sum, propagate, node_values, sum_kernel, net_1_11; simpl.
  unfold inner_product; simpl. ring.
Qed.

Lemma single_atom_kernel a i j : sum_kernel [a] i j = second a i j.
Proof.
  unfold sum_kernel, inner_product, same_atom; simpl. rewrite !Nat.eqb_refl. simpl. ring.
Qed.
(** Two different atoms. *)
Lemma two_atom_kernel a b i j : same_atom a b = false -> same_atom b a = false ->
  sum_kernel [a; b] i j = second a i j + second b i j + mean a i * mean b j + mean b i * mean a j.
Proof.
  intros N N'. unfold sum_kernel, inner_product; simpl. rewrite N, N'.
  unfold same_atom. rewrite !Nat.eqb_refl. simpl. ring.
Qed.

Lemma net_2_21_diagonal K0 M0 i : K0 i i = 1 -> exact_kernel net_2_21 K0 M0 i i = 2 + 2 / PI.
Proof.
  intros E. unfold exact_kernel, exact_kernel_mu, exact_sum, propagate, node_values, net_2_21; simpl.
  rewrite two_atom_kernel by reflexivity. simpl.
  assert (S : sum_kernel [input_atom K0 M0] i i = 1) by (now rewrite single_atom_kernel).
  rewrite param_kernel_diag, S by lra. pose proof PIpos.
  replace (1 * sqrt (1 / PI) * (1 * sqrt (1 / PI))) with (sqrt (1/PI) * sqrt (1/PI)) by ring.
  rewrite sqrt_sqrt by (left; apply Rdiv_lt_0_compat; lra). field. lra.
Qed.

Definition diagonal_claim (rule : network -> mat -> vec -> mat) : Prop :=
  forall net K0 M0 i, well_formed net -> connected net -> K0 i i = 1 ->
  rule net K0 M0 i i = INR (path_count net).

(** [rules-diagonal] is false under the exact rule; both witnesses have H = 2. *)
Theorem diagonal_rule_refuted_exact :
  (forall K0 M0 i, K0 i i = 1 -> exact_kernel net_1_11 K0 M0 i i = 4) /\ path_count net_1_11 = 2%nat /\
  (forall K0 M0 i, K0 i i = 1 -> exact_kernel net_2_21 K0 M0 i i = 2 + 2/PI) /\ path_count net_2_21 = 2%nat /\
  ~ diagonal_claim exact_kernel.
Proof.
  assert (A : forall K0 M0 i, K0 i i = 1 -> exact_kernel net_1_11 K0 M0 i i = 4)
    by (intros K0 M0 i E; rewrite net_1_11_kernel, E; ring).
  split; [exact A|]. split; [reflexivity|]. split; [apply net_2_21_diagonal|]. split; [reflexivity|].
  intros C. specialize (C net_1_11 (pair_input 0) centred 0%nat). rewrite A in C by reflexivity.
  assert (X : 4 = INR 2) by (apply C; [split; [discriminate|repeat split]|unfold connected, path_count; simpl; lia|reflexivity]).
  simpl in X. lra.
Qed.

(** With H = 1 the diagonal rule holds, so H = 2 is smallest. *)
Theorem diagonal_rule_exact_H1 net K0 M0 i : well_formed net -> length net = 1%nat -> K0 i i = 1 ->
  exact_kernel net K0 M0 i i = INR (path_count net).
Proof.
  intros [N W] L E. destruct net as [|g [|? ?]]; try discriminate. destruct W as [W _].
  destruct g as [|o [|? ?]]; try discriminate.
  unfold exact_kernel, exact_kernel_mu, exact_sum, propagate, node_values; simpl.
  destruct o; simpl.
  - unfold path_count; simpl. unfold sum_kernel; simpl. ring.
  - rewrite single_atom_kernel. unfold path_count; simpl. exact E.
  - rewrite single_atom_kernel. unfold path_count; simpl.
    rewrite param_kernel_diag; rewrite single_atom_kernel; simpl; lra.
Qed.

(** [eq12-upper-bound] is false under the exact rule as well (`1_11` at rho = 0: 4 against 2). *)
Theorem eq12_upper_bound_refuted_exact : ~ eq12_claim exact_pair.
Proof.
  intros C. assert (H0 : -1 <= 0 < 1) by lra.
  assert (X : lambda2 (exact_pair net_1_11 0) <= eq12 net_1_11 0).
  { apply C; [split; [discriminate|repeat split]| |exact H0|apply exact_pair_lmin].
    unfold connected, path_count. simpl. lia. }
  unfold lambda2, exact_pair in X. rewrite !net_1_11_kernel in X.
  unfold eq12, path_count in X. simpl in X. unfold pair_input, M2 in X. simpl in X.
  rewrite Rmult_0_r, Rabs_R0 in X. lra.
Qed.
