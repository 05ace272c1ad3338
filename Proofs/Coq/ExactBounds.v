(** * The diagonal and Eq. 12 under the exact rule.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, "general rules" and Eq. 12, which fail
    under the exact rule; this is what holds instead, for every network and unit, centred
    inputs with correlation rho:

    - [exact_diagonal_ge], [exact_diagonal_iff]: K_ii is at least the number P of paths, and equal to
      it exactly for networks that keep the diagonal: the output, and every node that it depends on
      through parameterised edges, is a sum of different features of which at most one is
      parameterised ([keeps_the_diagonal]);
    - [eq12_lower_exact], [eq12_equality_exact_iff]: Eq. 12 is at most K_ii - K_ij, and for
      rho < 1 equal to it exactly for exactly balanced networks: the output is a sum of
      different features, and the source of each parameterised one keeps the diagonal, has paths
      of one depth only, and is exactly balanced itself ([exactly_balanced]);
    - [eq12_upper_exact_iff]: Eq. 12 is an upper bound of lambda2 for all rho in [-1, 1) exactly
      for these networks.

    The conditions are computed from the shape of a network alone, by the same topological pass
    as the kernels ([shapes]). *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Rcomplements.
From Coq Require Import List Arith Lia Bool.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network PathBound ClosedForms
  ExactRule MeanComparison.
Import ListNotations.
Local Open Scope R_scope.

(** ** Shapes *)
(** What is known of an atom without any number. *)
Record shape := {
  place : nat * nat;            (* the edge, (0, 0) for the input *)
  is_input : bool;
  path_depths : list nat;       (* depths of the paths that end with it *)
  plain : bool;                 (* its second moment is the number of these paths *)
  even : bool                   (* its share of K_ii - K_ij is theirs in Eq. 12 *)
}.
Definition same_place (a b : shape) : bool :=
  Nat.eqb (fst (place a)) (fst (place b)) && Nat.eqb (snd (place a)) (snd (place b)).
(** Different features. *)
Definition apart_from (a b : shape) : bool := negb (same_place a b).
(** Different features, not both parameterised. *)
Definition meets_freely (a b : shape) : bool := apart_from a b && (is_input a || is_input b).
(** Every two members of the list are related. *)
Fixpoint pairwise (r : shape -> shape -> bool) (l : list shape) : bool :=
  match l with [] => true | a :: l => forallb (r a) l && pairwise r l end.
Definition depths_of (l : list shape) : list nat := concat (map path_depths l).
(** The conditions at a node, which is a sum of features. *)
Definition keeps_diagonal_at (l : list shape) : bool := pairwise meets_freely l && forallb plain l.
Definition exactly_balanced_at (l : list shape) : bool := pairwise apart_from l && forallb even l.

Definition shape_edge (s t : nat) (o : op) (l : list shape) : list shape :=
  match o with
  | Zero => []
  | Skip => l
  | Param => match l with
    | [] => []
    | _ => [{| place := (s, t); is_input := false; path_depths := map S (depths_of l);
               plain := keeps_diagonal_at l;
               even := all_equal (depths_of l) && keeps_diagonal_at l && exactly_balanced_at l |}]
    end
  end.
Definition input_shape : shape :=
  {| place := (0, 0)%nat; is_input := true; path_depths := [0%nat]; plain := true; even := true |}.
Definition shapes (net : network) : list shape :=
  propagate [] (@app shape) shape_edge net [input_shape].
(** The network's conditions are those of its output. *)
Definition keeps_the_diagonal (net : network) : bool := keeps_diagonal_at (shapes net).
Definition exactly_balanced (net : network) : bool := exactly_balanced_at (shapes net).

Lemma depths_of_app l m : depths_of (l ++ m) = depths_of l ++ depths_of m.
Proof. unfold depths_of. now rewrite map_app, concat_app. Qed.
Lemma shapes_depths net : depths_of (shapes net) = depths net.
Proof.
  rewrite depths_propagate. unfold shapes.
  apply (propagate_rel _ _ [] (@app shape) shape_edge [] (@app nat) depth_step
    (fun l ds => depths_of l = ds)); try reflexivity.
  - intros l l' ds ds' <- <-. apply depths_of_app.
  - intros s t o l ds <-. destruct o; simpl; try reflexivity.
    destruct l; [reflexivity|]. unfold depths_of at 1. simpl. now rewrite app_nil_r.
Qed.

(** ** Sums over pairs of atoms *)
Definition cross (a b : atom) : mat := fun i j => inner_product a b i j + inner_product b a i j.
Lemma sum_kernel_cons a l i j : sum_kernel (a :: l) i j =
  second a i j + sum_over l (fun b => cross a b i j) + sum_kernel l i j.
Proof.
  unfold sum_kernel, cross. simpl. rewrite !sum_plus. unfold inner_product at 1, same_atom.
  rewrite !Nat.eqb_refl. simpl. ring.
Qed.
Lemma same_atom_sym a b : same_atom a b = same_atom b a.
Proof. unfold same_atom. now rewrite (Nat.eqb_sym (fst (origin a))), (Nat.eqb_sym (snd (origin a))). Qed.

(** A sum of numbers that are not negative vanishes if each does. *)
Lemma related_sum_zero {A B} (P : A -> B -> Prop) (f : A -> R) (r : B -> bool) l m : Forall2 P l m ->
  (forall a b, P a b -> 0 <= f a /\ (f a = 0 <-> r b = true)) ->
  0 <= sum_over l f /\ (sum_over l f = 0 <-> forallb r m = true).
Proof.
  intros F H. induction F as [|a b l m Q F [IH E]]; simpl; [split; [lra|tauto]|].
  destruct (H a b Q) as [G D]. split; [lra|]. rewrite andb_true_iff, <- D, <- E. split; lra.
Qed.

(** ** The diagonal *)
Definition diagonal_fit i (a : atom) (s : shape) : Prop :=
  origin a = place s /\ 0 <= mean a i /\ (is_input s = true -> mean a i = 0) /\
  (is_input s = false -> 0 < mean a i) /\ (0 < length (path_depths s))%nat /\
  INR (length (path_depths s)) <= second a i i /\
  (second a i i = INR (length (path_depths s)) <-> plain s = true).

Lemma fit_same_place i a b s t : diagonal_fit i a s -> diagonal_fit i b t ->
  same_atom a b = same_place s t.
Proof. intros [E _] [F _]. unfold same_atom, same_place. now rewrite E, F. Qed.

Lemma cross_diagonal i a b s t : diagonal_fit i a s -> diagonal_fit i b t ->
  0 <= cross a b i i /\ (cross a b i i = 0 <-> meets_freely s t = true).
Proof.
  intros A B. pose proof (fit_same_place i a b s t A B) as E.
  destruct A as (_ & M & Mi & Mp & L & S & _), B as (_ & M' & Mi' & Mp' & L' & S' & _).
  apply lt_INR in L, L'. simpl in L, L'.
  unfold cross, inner_product, meets_freely, apart_from. rewrite (same_atom_sym b a), E.
  destruct (same_place s t); simpl.
  - split; [lra|]. split; [lra|discriminate].
  - destruct (is_input s); [|destruct (is_input t)]; simpl.
    + rewrite (Mi eq_refl). split; [lra|]. split; [reflexivity|intros; ring].
    + rewrite (Mi' eq_refl). split; [lra|]. split; [reflexivity|intros; ring].
    + specialize (Mp eq_refl). specialize (Mp' eq_refl).
      pose proof (Rmult_lt_0_compat _ _ Mp Mp'). split; [lra|]. split; [lra|discriminate].
Qed.

Lemma diagonal_sum i l m : Forall2 (diagonal_fit i) l m ->
  INR (length (depths_of m)) <= sum_kernel l i i /\
  (sum_kernel l i i = INR (length (depths_of m)) <-> keeps_diagonal_at m = true).
Proof.
  intros F. unfold keeps_diagonal_at. induction F as [|a s l m A F [IH E]].
  - unfold sum_kernel; simpl. split; [lra|tauto].
  - rewrite sum_kernel_cons. unfold depths_of in *. simpl. rewrite app_length, plus_INR.
    destruct (related_sum_zero (diagonal_fit i) (fun b => cross a b i i) (meets_freely s) l m F
      (fun b t B => cross_diagonal i a b s t A B)) as [C D].
    destruct A as (_ & _ & _ & _ & _ & S & P). split; [lra|].
    rewrite !andb_true_iff in *. rewrite <- D, <- P. split.
    + intros H. assert (K : sum_kernel l i i = INR (length (concat (map path_depths m)))) by lra.
      apply E in K. repeat split; try lra; tauto.
    + intros ((X & Y) & Z & W). rewrite X, Z. rewrite (proj2 E) by tauto. lra.
Qed.

Lemma depths_of_pos i l m : Forall2 (diagonal_fit i) l m -> l <> [] -> (0 < length (depths_of m))%nat.
Proof.
  intros F N. destruct F as [|a s l m A F]; [congruence|]. unfold depths_of. simpl.
  rewrite app_length. destruct A as (_ & _ & _ & _ & L & _). lia.
Qed.

Lemma diagonal_edge i s t l m : Forall2 (diagonal_fit i) l m -> l <> [] ->
  diagonal_fit i (edge_atom 1 s t (sum_kernel l))
    {| place := (s, t); is_input := false; path_depths := map S (depths_of m);
       plain := keeps_diagonal_at m;
       even := all_equal (depths_of m) && keeps_diagonal_at m && exactly_balanced_at m |}.
Proof.
  intros F N. destruct (diagonal_sum i l m F) as [A B]. pose proof (depths_of_pos i l m F N) as L.
  assert (P : 0 < sum_kernel l i i) by (apply lt_INR in L; simpl in L; lra).
  pose proof PIpos as HP. unfold diagonal_fit. cbn [origin mean second place is_input path_depths plain edge_atom].
  rewrite map_length, Rmult_1_l, param_kernel_diag by lra.
  assert (Q : 0 < sqrt (sum_kernel l i i / PI)) by (apply sqrt_lt_R0, Rdiv_lt_0_compat; assumption).
  repeat split; try lra; try exact L; try discriminate; apply B.
Qed.

Lemma diagonal_fits i net K0 M0 : K0 i i = 1 -> M0 i = 0 ->
  Forall2 (diagonal_fit i) (exact_sum 1 net K0 M0) (shapes net).
Proof.
  intros E M. unfold exact_sum, shapes.
  apply (propagate_rel _ _ [] (@app atom) (exact_edge 1) [] (@app shape) shape_edge
    (Forall2 (diagonal_fit i))).
  - constructor.
  - intros. now apply Forall2_app.
  - intros s t o l m F. destruct o; simpl; [constructor|exact F|].
    destruct F as [|a x l m A F]; [constructor|]. constructor; [|constructor].
    apply (diagonal_edge i s t (a :: l) (x :: m)); [now constructor|discriminate].
  - constructor; [|constructor]. unfold diagonal_fit. simpl. rewrite E, M.
    repeat split; try lra; try lia; try discriminate; reflexivity.
Qed.

(** [corrected-rules-diagonal]: K_ii is at least the number of paths, ... *)
Theorem exact_diagonal_ge net K0 M0 i : K0 i i = 1 -> M0 i = 0 ->
  INR (path_count net) <= exact_kernel net K0 M0 i i.
Proof.
  intros E M. destruct (diagonal_sum i _ _ (diagonal_fits i net K0 M0 E M)) as [A _].
  rewrite shapes_depths in A. exact A.
Qed.
(** ... with equality exactly for networks that keep the diagonal. *)
Theorem exact_diagonal_iff net K0 M0 i : K0 i i = 1 -> M0 i = 0 ->
  exact_kernel net K0 M0 i i = INR (path_count net) <-> keeps_the_diagonal net = true.
Proof.
  intros E M. destruct (diagonal_sum i _ _ (diagonal_fits i net K0 M0 E M)) as [_ A].
  rewrite shapes_depths in A. exact A.
Qed.

(** ** K_ii - K_ij *)
(** The value of Eq. 12 for a list of depths. *)
Definition path_gap (rho : R) (ds : list nat) : R := sum_over ds (fun d => 1 - iter d rho).
Lemma path_gap_eq12 net rho : path_gap rho (depths net) = eq12 net rho.
Proof.
  unfold path_gap, eq12, path_count.
  rewrite (sum_ext (depths net) (fun d => 1 - iter d rho) (fun d => 1 + (-1) * iter d rho))
    by (intros; ring).
  rewrite sum_plus, sum_scal, sum_const. ring.
Qed.

(** [edge_gap] increases strictly with both arguments. *)
Lemma edge_gap_strict a g a' g' : 0 < a <= a' -> 0 < g <= g' -> g <= 2 * a -> g' <= 2 * a' ->
  a < a' \/ g < g' -> edge_gap a g < edge_gap a' g'.
Proof.
  intros Ha Hg L L' [X|X].
  - apply Rlt_le_trans with (edge_gap a' g); [|apply edge_gap_incr; lra].
    unfold edge_gap. pose proof (corr_ratio a g ltac:(lra) ltac:(lra)) as C.
    assert (P : 0 < g / a) by (apply Rdiv_lt_0_compat; lra).
    assert (W : 0 < 1 - a / a' < 1).
    { assert (0 < a / a') by (apply Rdiv_lt_0_compat; lra).
      assert (a / a' < 1); [|lra]. apply Rmult_lt_reg_r with a'; [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
    pose proof (kappa1_chord_to_1_strict (1 - g / a) (1 - a / a') C ltac:(lra) W) as K.
    replace ((1 - (1 - a / a')) * (1 - g / a) + (1 - a / a')) with (1 - g / a') in K by (field; lra).
    apply Rmult_lt_compat_l with (r := a') in K; [|lra].
    replace (a' * ((1 - (1 - a / a')) * kappa1 (1 - g / a) + (1 - a / a')))
      with (a * kappa1 (1 - g / a) + (a' - a)) in K by (field; lra). lra.
  - apply Rle_lt_trans with (edge_gap a' g); [apply edge_gap_incr; lra|].
    unfold edge_gap. apply Rmult_lt_compat_l; [lra|].
    assert (Q : g / a' < g' / a').
    { apply Rmult_lt_compat_r; [apply Rinv_0_lt_compat; lra|exact X]. }
    pose proof (kappa1_strict_incr (1 - g' / a') (1 - g / a') (corr_ratio a' g' ltac:(lra) ltac:(lra))
      (corr_ratio a' g ltac:(lra) ltac:(lra)) ltac:(lra)). lra.
Qed.

Section Gap.
Variable rho : R.
Hypothesis Hr : -1 <= rho < 1.
Let C : corr rho. Proof. unfold corr. lra. Qed.

Lemma iter_below d : iter d rho < 1.
Proof. induction d; simpl; [lra|]. apply kappa1_lt_1; [now apply iter_corr|exact IHd]. Qed.
Lemma path_gap_range ds : 0 <= path_gap rho ds <= 2 * INR (length ds).
Proof.
  unfold path_gap. split.
  - rewrite <- (Rmult_0_r (INR (length ds))), <- sum_const. apply sum_le. intros d _.
    pose proof (iter_below d). lra.
  - rewrite Rmult_comm, <- sum_const. apply sum_le. intros d _.
    pose proof (iter_corr d rho C) as H. unfold corr in H. lra.
Qed.
Lemma path_gap_pos ds : ds <> [] -> 0 < path_gap rho ds.
Proof.
  intros N. destruct ds as [|d ds]; [congruence|]. unfold path_gap. simpl.
  pose proof (proj1 (path_gap_range ds)) as P. unfold path_gap in P. pose proof (iter_below d). lra.
Qed.

(** Jensen's inequality: one edge more on each path. *)
Lemma path_gap_edge ds : ds <> [] ->
  path_gap rho (map S ds) <= edge_gap (INR (length ds)) (path_gap rho ds) /\
  (path_gap rho (map S ds) = edge_gap (INR (length ds)) (path_gap rho ds) <-> all_equal ds = true).
Proof.
  intros N. set (n := INR (length ds)).
  assert (P : 0 < n) by (apply lt_0_INR; destruct ds; [congruence|simpl; lia]).
  assert (Hv : forall d, In d ds -> corr (iter d rho)) by (intros; now apply iter_corr).
  assert (E : path_gap rho ds = n - sum_over ds (fun d => iter d rho)).
  { unfold path_gap. rewrite (sum_ext ds _ (fun d => 1 + (-1) * iter d rho)) by (intros; ring).
    rewrite sum_plus, sum_scal, sum_const. fold n. ring. }
  assert (E' : path_gap rho (map S ds) = n - sum_over ds (fun d => kappa1 (iter d rho))).
  { unfold path_gap. rewrite sum_map.
    rewrite (sum_ext ds _ (fun d => 1 + (-1) * kappa1 (iter d rho))) by (intros; simpl; ring).
    rewrite sum_plus, sum_scal, sum_const. fold n. ring. }
  assert (G : edge_gap n (path_gap rho ds) =
    n - n * kappa1 (sum_over ds (fun d => iter d rho) / n)).
  { unfold edge_gap. rewrite E.
    replace (1 - (n - sum_over ds (fun d => iter d rho)) / n) with (sum_over ds (fun d => iter d rho) / n)
      by (field; lra). ring. }
  rewrite G, E'. pose proof (jensen nat (fun d => iter d rho) ds Hv N) as J. fold n in J.
  split; [lra|]. split.
  - intros Q. destruct (all_equal ds) eqn:A; [reflexivity|exfalso].
    destruct (all_equal_false ds A) as (a & b & Ia & Ib & L).
    pose proof (jensen_strict nat (fun d => iter d rho) ds Hv N a b Ia Ib) as JS. fold n in JS.
    cbv beta in JS. pose proof (iter_lt_mono a b rho C (proj2 Hr) L). specialize (JS ltac:(lra)). lra.
  - intros A. destruct ds as [|d ds']; [congruence|].
    assert (Q : forall x, In x (d :: ds') -> x = d) by (intros; apply (all_equal_true _ A); simpl; auto).
    assert (Es : forall g : nat -> R, sum_over (d :: ds') g = n * g d).
    { intros g. rewrite (sum_ext _ g (fun _ => g d)) by (intros x I; now rewrite (Q x I)).
      apply sum_const. }
    rewrite !Es. replace (n * iter d rho / n) with (iter d rho) by (field; lra). ring.
Qed.

Definition gap_fit (a : atom) (s : shape) : Prop :=
  diagonal_fit 0 a s /\ bounded_pair (second a) /\ mean a 0%nat = mean a 1%nat /\
  0 < gap (second a) /\ path_gap rho (path_depths s) <= gap (second a) /\
  (gap (second a) = path_gap rho (path_depths s) <-> even s = true).

Lemma path_gap_app ds ds' : path_gap rho (ds ++ ds') = path_gap rho ds + path_gap rho ds'.
Proof. apply sum_app. Qed.

Lemma gap_cross a b s t : gap_fit a s -> gap_fit b t ->
  0 <= gap (cross a b) /\ (gap (cross a b) = 0 <-> apart_from s t = true).
Proof.
  intros (A & _ & M & P & _) (B & _ & M' & P' & _).
  pose proof (fit_same_place 0 a b s t A B) as E. unfold gap in *.
  unfold cross, inner_product, apart_from. rewrite (same_atom_sym b a), E.
  destruct (same_place s t); simpl.
  - split; [lra|]. split; [lra|discriminate].
  - rewrite <- M, <- M'. split; [lra|]. split; [reflexivity|intros; ring].
Qed.

Lemma gap_sum l m : Forall2 gap_fit l m ->
  path_gap rho (depths_of m) <= gap (sum_kernel l) /\
  (gap (sum_kernel l) = path_gap rho (depths_of m) <-> exactly_balanced_at m = true) /\
  (l <> [] -> 0 < gap (sum_kernel l)).
Proof.
  intros F. unfold exactly_balanced_at. induction F as [|a s l m A F (IH & E & Q)].
  - unfold gap, sum_kernel, path_gap; simpl. split; [lra|]. split; [|congruence]. split; [reflexivity|intros; ring].
  - assert (X : gap (sum_kernel (a :: l)) =
      gap (second a) + sum_over l (fun b => gap (cross a b)) + gap (sum_kernel l)).
    { unfold gap. rewrite !sum_kernel_cons.
      rewrite (sum_ext l (fun b => cross a b 0%nat 0%nat - cross a b 0%nat 1%nat)
        (fun b => cross a b 0%nat 0%nat + (-1) * cross a b 0%nat 1%nat)) by (intros; ring).
      rewrite sum_plus, sum_scal. ring. }
    rewrite X. unfold depths_of in *. simpl. rewrite path_gap_app.
    destruct (related_sum_zero gap_fit (fun b => gap (cross a b)) (apart_from s) l m F
      (fun b t B => gap_cross a b s t A B)) as [D D'].
    destruct A as (_ & _ & _ & P & G & V). split; [lra|].
    pose proof (proj1 (path_gap_range (concat (map path_depths m)))).
    split; [|intros _; lra].
    rewrite !andb_true_iff in *. rewrite <- D', <- V. split.
    + intros H'. assert (K : gap (sum_kernel l) = path_gap rho (concat (map path_depths m))) by lra.
      apply E in K. repeat split; try lra; tauto.
    + intros ((Y & Z) & W & U). rewrite Y, W. rewrite (proj2 E) by tauto. lra.
Qed.

Lemma Forall2_impl {A B} (P Q : A -> B -> Prop) l m : (forall a b, P a b -> Q a b) ->
  Forall2 P l m -> Forall2 Q l m.
Proof. intros H. induction 1; constructor; auto. Qed.

Lemma gap_edge s t l m : Forall2 gap_fit l m -> l <> [] ->
  gap_fit (edge_atom 1 s t (sum_kernel l))
    {| place := (s, t); is_input := false; path_depths := map S (depths_of m);
       plain := keeps_diagonal_at m;
       even := all_equal (depths_of m) && keeps_diagonal_at m && exactly_balanced_at m |}.
Proof.
  intros F N.
  assert (FD : Forall2 (diagonal_fit 0) l m) by (apply (Forall2_impl gap_fit _ l m (fun a s H => proj1 H) F)).
  pose proof (diagonal_edge 0 s t l m FD N) as DE. destruct (diagonal_sum 0 l m FD) as [A A'].
  destruct (gap_sum l m F) as (G & G' & Gp). specialize (Gp N).
  pose proof (depths_of_pos 0 l m FD N) as L.
  destruct (Forall2_members _ _ _ F) as [I _].
  assert (NP : bounded_pair (sum_kernel l)).
  { apply bounded_sum. intros a Ia. destruct (I a Ia) as (x & D & B & M & _).
    split; [exact B|]. split; [exact M|]. apply D. }
  set (K := sum_kernel l) in *. set (ds := depths_of m) in *.
  assert (P : 0 < K 0%nat 0%nat) by (apply lt_INR in L; simpl in L; lra).
  destruct (bounded_param K NP P) as (B & E1 & E2). pose proof (bounded_range K NP) as Rg.
  assert (Nd : ds <> []) by (intros Z; rewrite Z in L; simpl in L; lia).
  assert (V : gap (param_kernel K) = edge_gap (K 0%nat 0%nat) (gap K)).
  { unfold gap. rewrite E1, E2. unfold edge_gap.
    replace (1 - (K 0%nat 0%nat - K 0%nat 1%nat) / K 0%nat 0%nat) with (K 0%nat 1%nat / K 0%nat 0%nat)
      by (field; lra). ring. }
  assert (Gr : gap K <= 2 * K 0%nat 0%nat) by (unfold gap; lra).
  pose proof (path_gap_range ds) as PR. pose proof (path_gap_pos ds Nd) as PP.
  assert (Ln : 0 < INR (length ds)) by (apply lt_INR in L; exact L).
  destruct (path_gap_edge ds Nd) as [J J'].
  pose proof (edge_gap_incr (INR (length ds)) (path_gap rho ds) (K 0%nat 0%nat) (gap K)
    ltac:(lra) ltac:(lra) ltac:(lra) Gr) as Mo.
  split; [exact DE|]. cbn [second mean edge_atom path_depths even]. split; [exact B|].
  split; [now rewrite (proj1 (proj1 NP))|]. rewrite V. split; [|split].
  - unfold edge_gap. assert (Q : 0 < gap K / K 0%nat 0%nat) by (apply Rdiv_lt_0_compat; lra).
    pose proof (kappa1_lt_1 _ (corr_ratio (K 0%nat 0%nat) (gap K) P ltac:(lra)) ltac:(lra)).
    apply Rmult_lt_0_compat; lra.
  - lra.
  - rewrite !andb_true_iff. rewrite <- J', <- A', <- G'. split.
    + intros H. assert (X : ~ (INR (length ds) < K 0%nat 0%nat \/ path_gap rho ds < gap K)).
      { intros O. pose proof (edge_gap_strict (INR (length ds)) (path_gap rho ds) (K 0%nat 0%nat) (gap K)
          ltac:(lra) ltac:(lra) ltac:(lra) Gr O). lra. }
      assert (~ INR (length ds) < K 0%nat 0%nat) by tauto. assert (~ path_gap rho ds < gap K) by tauto.
      repeat split; lra.
    + intros ((X & Y) & Z). rewrite X, Y, Z. reflexivity.
Qed.

Lemma gap_fits net : Forall2 gap_fit (exact_sum 1 net (pair_input rho) centred) (shapes net).
Proof.
  unfold exact_sum, shapes.
  apply (propagate_rel _ _ [] (@app atom) (exact_edge 1) [] (@app shape) shape_edge (Forall2 gap_fit)).
  - constructor.
  - intros. now apply Forall2_app.
  - intros s t o l m F. destruct o; simpl; [constructor|exact F|].
    destruct F as [|a x l m A F]; [constructor|]. constructor; [|constructor].
    apply (gap_edge s t (a :: l) (x :: m)); [now constructor|discriminate].
  - constructor; [|constructor]. unfold gap_fit, diagonal_fit, bounded_pair, exchangeable, gap, path_gap.
    simpl. unfold centred, pair_input, M2. simpl.
    repeat split; try lra; try lia; try discriminate; try reflexivity. apply Rabs_le; lra.
Qed.
End Gap.

(** [corrected-eq12], exact rule: Eq. 12 is at most K_ii - K_ij, ... *)
Theorem eq12_lower_exact net rho : corr rho -> eq12 net rho <= gap (exact_pair net rho).
Proof.
  intros C. destruct (Req_dec rho 1) as [->|N].
  - assert (E : eq12 net 1 = 0).
    { rewrite <- path_gap_eq12. unfold path_gap. rewrite (sum_ext _ _ (fun _ => 0)), sum_const by
        (intros; rewrite iter_1; ring). ring. }
    rewrite E. destruct (Forall2_members _ _ _ (below_all net 1 C)) as [_ J].
    assert (B : bounded_pair (exact_pair net 1)).
    { apply bounded_sum. intros a I. destruct (J a I) as (x & _ & _ & B & _ & _ & _ & _ & M & P). auto. }
    pose proof (bounded_range _ B). unfold gap. lra.
  - assert (Hr : -1 <= rho < 1) by (unfold corr in C; lra).
    destruct (gap_sum rho Hr _ _ (gap_fits rho Hr net)) as [A _].
    rewrite shapes_depths, path_gap_eq12 in A. exact A.
Qed.
(** ... with equality for rho < 1 exactly for exactly balanced networks. *)
Theorem eq12_equality_exact_iff net rho : -1 <= rho < 1 ->
  gap (exact_pair net rho) = eq12 net rho <-> exactly_balanced net = true.
Proof.
  intros Hr. destruct (gap_sum rho Hr _ _ (gap_fits rho Hr net)) as (_ & A & _).
  rewrite shapes_depths, path_gap_eq12 in A. exact A.
Qed.

(** For rho >= 0 no entry is negative. *)
Lemma exact_pair_nonneg net rho : 0 <= rho <= 1 -> 0 <= exact_pair net rho 0%nat 1%nat.
Proof.
  intros Hr.
  assert (F : Forall (fun a => bounded_pair (second a) /\ 0 < second a 0%nat 0%nat /\ 0 <= second a 0%nat 1%nat /\
    mean a 0%nat = mean a 1%nat /\ 0 <= mean a 0%nat) (exact_sum 1 net (pair_input rho) centred)).
  { unfold exact_sum. apply propagate_inv.
    - constructor.
    - intros a b. rewrite Forall_app. tauto.
    - intros s t o l F. destruct o; [constructor|exact F|]. destruct l as [|a l]; [constructor|].
      constructor; [|constructor]. rewrite Forall_forall in F.
      assert (B : bounded_pair (sum_kernel (a :: l))).
      { apply bounded_sum. intros b I. destruct (F b I) as (X & _ & _ & Y & Z). auto. }
      assert (P : 0 < sum_kernel (a :: l) 0%nat 0%nat).
      { apply sum_kernel_pos; [discriminate|]. intros b I. destruct (F b I) as (X & Y & _ & Z & W). auto. }
      destruct (bounded_param _ B P) as (B' & E1 & E2). pose proof (bounded_range _ B).
      cbn [second mean edge_atom]. split; [exact B'|]. rewrite E1, E2, !Rmult_1_l.
      split; [exact P|]. split; [|split; [now rewrite (proj1 (proj1 B))|apply sqrt_pos]].
      apply Rmult_le_pos; [lra|]. apply kappa1_nonneg.
      replace (sum_kernel (a :: l) 0%nat 1%nat / sum_kernel (a :: l) 0%nat 0%nat)
        with (1 - (sum_kernel (a :: l) 0%nat 0%nat - sum_kernel (a :: l) 0%nat 1%nat) / sum_kernel (a :: l) 0%nat 0%nat)
        by (field; lra). apply corr_ratio; lra.
    - constructor; [|constructor]. unfold bounded_pair, exchangeable. simpl.
      unfold centred, pair_input, M2. simpl. repeat split; try lra. apply Rabs_le; lra. }
  rewrite Forall_forall in F. unfold exact_pair, exact_kernel, exact_kernel_mu, sum_kernel.
  apply double_sum_nonneg. intros a b I J. destruct (F a I) as (_ & _ & A & M & P), (F b J) as (_ & _ & B & M' & P').
  unfold inner_product. destruct same_atom; [exact A|]. rewrite <- M'. apply Rmult_le_pos; assumption.
Qed.

(** [corrected-eq12], exact rule: an upper bound of lambda2 exactly for the networks that attain it. *)
Theorem eq12_upper_exact_iff net :
  (forall rho, -1 <= rho < 1 -> lambda2 (exact_pair net rho) <= eq12 net rho) <->
  exactly_balanced net = true.
Proof.
  split.
  - intros H. destruct (exactly_balanced net) eqn:B; [reflexivity|exfalso].
    assert (H0 : -1 <= 0 < 1) by lra. specialize (H 0 H0).
    pose proof (eq12_lower_exact net 0 ltac:(unfold corr; lra)) as L.
    assert (E : gap (exact_pair net 0) <> eq12 net 0).
    { intros E. apply (eq12_equality_exact_iff net 0 H0) in E. congruence. }
    pose proof (exact_pair_nonneg net 0 ltac:(lra)). unfold lambda2, gap in *.
    rewrite Rabs_right in H by lra. lra.
  - intros B rho Hr. rewrite <- (proj2 (eq12_equality_exact_iff net rho Hr) B).
    unfold lambda2, gap. pose proof (Rle_abs (exact_pair net rho 0%nat 1%nat)). lra.
Qed.
