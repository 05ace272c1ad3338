(** * Kernels of some of the inputs, and what two of them say of all.

    The entries of a network's kernel for some inputs depend on the entries of K0 (and the means)
    for these inputs alone, under both rules ([variance_some_inputs], [exact_some_inputs]).  So
    theorems about two unit inputs hold for each pair of any number of them
    ([exact_pair_of]); and with interlacing (Lemma 3.3):

    - [lmin_2x2_variance], [lmin_2x2_exact]: for unit inputs, of equal means under the exact rule,
      the smallest eigenvalue of the kernel of n inputs is at most K_ii - |K_ij| for every pair, which
      is the smallest eigenvalue of the pair's own kernel;
    - [eq12_upper_variance], [eq12_upper_exact]: Eq. 12 as printed, for any number of unit, centred
      inputs, for balanced and for exactly balanced networks. *)
From Coq Require Import Reals Lra Psatz List Arith Lia Bool.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network PathBound ClosedForms
  GradientDescent PositiveDefinite ExactRule Positivity MeanComparison ExactBounds.
Import ListNotations.
Local Open Scope R_scope.

Section Renamed.
(** Input p of the first kernels is input [name p] of the second, for p < n. *)
Variables (n : nat) (name : nat -> nat).
Definition renamed (K' K : mat) : Prop :=
  forall p q, (p < n)%nat -> (q < n)%nat -> K' p q = K (name p) (name q).
Definition renamed_atom (a' a : atom) : Prop := origin a' = origin a /\
  renamed (second a') (second a) /\ forall p, (p < n)%nat -> mean a' p = mean a (name p).

Lemma renamed_param K' K : renamed K' K -> renamed (param_kernel K') (param_kernel K).
Proof. intros E p q Hp Hq. unfold param_kernel. now rewrite !E. Qed.
Theorem variance_some_inputs net K0' K0 : renamed K0' K0 ->
  renamed (variance_kernel net K0') (variance_kernel net K0).
Proof.
  intros E. unfold variance_kernel. apply propagate_rel.
  - intros p q _ _. reflexivity.
  - intros K' K L' L A B p q Hp Hq. unfold add_mat. now rewrite A, B.
  - intros s t o K' K A. destruct o; [intros p q _ _; reflexivity|exact A|now apply renamed_param].
  - exact E.
Qed.

Lemma related_sums_eq {A B} (P : A -> B -> Prop) (f : A -> R) (g : B -> R) l m : Forall2 P l m ->
  (forall a b, P a b -> f a = g b) -> sum_over l f = sum_over m g.
Proof. intros F H. induction F; simpl; [reflexivity|]. now rewrite (H _ _ H0), IHF. Qed.
Lemma renamed_sum l' l : Forall2 renamed_atom l' l -> renamed (sum_kernel l') (sum_kernel l).
Proof.
  intros F p q Hp Hq. unfold sum_kernel. apply (related_sums_eq renamed_atom _ _ _ _ F).
  intros a' a (O & E & M). apply (related_sums_eq renamed_atom _ _ _ _ F).
  intros b' b (O' & E' & M'). unfold inner_product, same_atom. rewrite O, O', E, M, M' by assumption.
  reflexivity.
Qed.
Theorem exact_some_inputs mu net K0' M0' K0 M0 : renamed K0' K0 ->
  (forall p, (p < n)%nat -> M0' p = M0 (name p)) ->
  renamed (exact_kernel_mu mu net K0' M0') (exact_kernel_mu mu net K0 M0).
Proof.
  intros E M. unfold exact_kernel_mu. apply renamed_sum. unfold exact_sum.
  apply (propagate_rel _ _ [] (@app atom) (exact_edge mu) [] (@app atom) (exact_edge mu)
    (Forall2 renamed_atom)).
  - constructor.
  - intros. now apply Forall2_app.
  - intros s t o l' l F. destruct o; [constructor|exact F|]. destruct F as [|a' a l' l A F]; [constructor|].
    constructor; [|constructor].
    pose proof (renamed_sum (a' :: l') (a :: l) ltac:(now constructor)) as S.
    split; [reflexivity|]. split; [now apply renamed_param|]. intros p Hp. simpl. now rewrite S.
  - constructor; [|constructor]. repeat split; assumption.
Qed.
End Renamed.

(** ** A pair of inputs *)
Definition pair_names (i j : nat) : nat -> nat := fun p => if Nat.eq_dec p 0 then i else j.

Lemma unit_pair_renamed K0 i j : K0 i i = 1 -> K0 j j = 1 -> K0 j i = K0 i j ->
  renamed 2 (pair_names i j) (pair_input (K0 i j)) K0.
Proof.
  intros Ei Ej S p q Hp Hq. unfold pair_names, pair_input, M2.
  destruct p as [|[|p]]; try lia; destruct q as [|[|q]]; try lia; simpl; congruence.
Qed.
(** Two of any number of unit inputs, variance-only rule. *)
Theorem variance_pair_of net K0 i j : K0 i i = 1 -> K0 j j = 1 -> K0 j i = K0 i j ->
  let K := variance_kernel net K0 in let P := variance_pair net (K0 i j) in
  K i i = P 0%nat 0%nat /\ K i j = P 0%nat 1%nat /\ K j i = P 1%nat 0%nat /\ K j j = P 1%nat 1%nat.
Proof.
  intros Ei Ej S. pose proof (variance_some_inputs 2 (pair_names i j) net _ _ (unit_pair_renamed K0 i j Ei Ej S)) as R.
  unfold variance_pair. repeat split; symmetry; apply R; lia.
Qed.
(** Two of any number of unit, centred inputs, exact rule. *)
Theorem exact_pair_of net K0 M0 i j : K0 i i = 1 -> K0 j j = 1 -> K0 j i = K0 i j ->
  M0 i = 0 -> M0 j = 0 -> let K := exact_kernel net K0 M0 in let P := exact_pair net (K0 i j) in
  K i i = P 0%nat 0%nat /\ K i j = P 0%nat 1%nat /\ K j i = P 1%nat 0%nat /\ K j j = P 1%nat 1%nat.
Proof.
  intros Ei Ej S Mi Mj.
  assert (R : renamed 2 (pair_names i j) (exact_pair net (K0 i j)) (exact_kernel net K0 M0)).
  { apply exact_some_inputs; [now apply unit_pair_renamed|]. intros p Hp. unfold centred, pair_names.
    destruct Nat.eq_dec; congruence. }
  repeat split; symmetry; apply R; lia.
Qed.

(** ** The smallest eigenvalue against that of a pair *)
Lemma lmin_pair n K m i j : (i < n)%nat -> (j < n)%nat -> i <> j -> K j i = K i j -> K j j = K i i ->
  is_lmin n K m -> m <= K i i - Rabs (K i j) /\ is_lmin 2 (principal2 K i j) (K i i - Rabs (K i j)).
Proof.
  intros Hi Hj N S D L.
  assert (P : is_lmin 2 (principal2 K i j) (K i i - Rabs (K i j))).
  { apply lmin_equal_diagonal; unfold principal2; simpl; auto. }
  split; [|exact P]. exact (interlacing n K i j m _ Hi Hj N S L P).
Qed.
(** [corrected-eq12-2x2], variance-only rule. *)
Theorem lmin_2x2_variance net n K0 m i j : (i < n)%nat -> (j < n)%nat -> i <> j ->
  K0 i i = 1 -> K0 j j = 1 -> K0 j i = K0 i j -> let K := variance_kernel net K0 in
  is_lmin n K m ->
  m <= K i i - Rabs (K i j) /\ is_lmin 2 (principal2 K i j) (K i i - Rabs (K i j)).
Proof.
  intros Hi Hj N Ei Ej S K L. destruct (variance_pair_of net K0 i j Ei Ej S) as (A & B & C & D).
  destruct (variance_exchangeable net _ (pair_exchangeable (K0 i j))) as [X Y].
  apply (lmin_pair n); auto; unfold K; [now rewrite B, C|now rewrite A, D].
Qed.
(** [corrected-eq12-2x2], exact rule: for inputs of equal means. *)
Theorem lmin_2x2_exact net n K0 M0 m i j : (i < n)%nat -> (j < n)%nat -> i <> j ->
  K0 i i = 1 -> K0 j j = 1 -> K0 j i = K0 i j -> M0 i = M0 j -> let K := exact_kernel net K0 M0 in
  is_lmin n K m ->
  m <= K i i - Rabs (K i j) /\ is_lmin 2 (principal2 K i j) (K i i - Rabs (K i j)).
Proof.
  intros Hi Hj N Ei Ej S M K L.
  assert (R : renamed 2 (pair_names i j) (exact_kernel net (pair_input (K0 i j)) (fun _ => M0 i)) K).
  { apply exact_some_inputs; [now apply unit_pair_renamed|]. intros p Hp. unfold pair_names.
    destruct Nat.eq_dec; congruence. }
  destruct (exact_exchangeable 1 net _ (fun _ => M0 i) (pair_exchangeable (K0 i j)) eq_refl) as [X Y].
  fold (exact_kernel net (pair_input (K0 i j)) (fun _ => M0 i)) in X, Y.
  rewrite !R in X, Y by lia. unfold pair_names in X, Y. simpl in X, Y.
  apply (lmin_pair n); auto.
Qed.

(** ** Eq. 12 as an upper bound for any number of inputs *)
Theorem eq12_upper_variance net n K0 m i j : balanced net = true -> (i < n)%nat -> (j < n)%nat ->
  i <> j -> K0 i i = 1 -> K0 j j = 1 -> K0 j i = K0 i j -> corr (K0 i j) ->
  is_lmin n (variance_kernel net K0) m -> m <= eq12 net (K0 i j).
Proof.
  intros B Hi Hj N Ei Ej S C L.
  destruct (lmin_2x2_variance net n K0 m i j Hi Hj N Ei Ej S L) as [X _].
  pose proof (bound_entries (K0 i j) K0 i j C Ei Ej eq_refl net) as (_ & _ & _ & E & _).
  rewrite <- (E B). pose proof (Rle_abs (variance_kernel net K0 i j)). lra.
Qed.
Lemma exact_gap_at_one net : gap (exact_pair net 1) = 0.
Proof.
  assert (R : renamed 2 (fun _ => 0%nat) (exact_pair net 1) (exact_pair net 1)).
  { apply exact_some_inputs; [|reflexivity]. intros p q _ _. unfold pair_input, M2.
    now destruct (Nat.eq_dec p q). }
  unfold gap. rewrite (R 0%nat 1%nat) by lia. ring.
Qed.
Theorem eq12_upper_exact net n K0 M0 m i j : exactly_balanced net = true -> (i < n)%nat ->
  (j < n)%nat -> i <> j -> K0 i i = 1 -> K0 j j = 1 -> K0 j i = K0 i j -> corr (K0 i j) ->
  M0 i = 0 -> M0 j = 0 -> is_lmin n (exact_kernel net K0 M0) m -> m <= eq12 net (K0 i j).
Proof.
  intros B Hi Hj N Ei Ej S C Mi Mj L.
  destruct (lmin_2x2_exact net n K0 M0 m i j Hi Hj N Ei Ej S ltac:(congruence) L) as [X _].
  destruct (exact_pair_of net K0 M0 i j Ei Ej S Mi Mj) as (E1 & E2 & _). rewrite E1, E2 in X.
  pose proof (Rle_abs (exact_pair net (K0 i j) 0%nat 1%nat)).
  destruct (Req_dec (K0 i j) 1) as [E|E].
  - rewrite E in *. pose proof (exact_gap_at_one net) as G. pose proof (eq12_lower_exact net 1 C) as Lo.
    assert (Z : eq12 net 1 = 0).
    { rewrite <- path_gap_eq12. unfold path_gap. rewrite (sum_ext _ _ (fun _ => 0)), sum_const
        by (intros; rewrite iter_1; ring). ring. }
    unfold gap in G. lra.
  - assert (Hr : -1 <= K0 i j < 1) by (unfold corr in C; lra).
    rewrite <- (proj2 (eq12_equality_exact_iff net (K0 i j) Hr) B). unfold gap. lra.
Qed.

(** ** Inputs as vectors *)
(** Vectors of length 1. *)
Definition unit_inputs n d (x : nat -> vec) : Prop := forall i, (i < n)%nat -> gram d x i i = 1.
Lemma unit_correlation n d x i j : unit_inputs n d x -> (i < n)%nat -> (j < n)%nat ->
  corr (gram d x i j).
Proof.
  intros U Hi Hj. pose proof (cauchy_schwarz d (x i) (x j)) as C.
  change (gram d x i j * gram d x i j <= gram d x i i * gram d x j j) in C.
  rewrite (U i Hi), (U j Hj) in C. unfold corr. split; nra.
Qed.
Lemma gram_symmetric d x i j : gram d x j i = gram d x i j.
Proof. apply dot_comm. Qed.

(** [corrected-eq12-2x2] for n unit vectors, variance-only rule. *)
Theorem lmin_pair_variance net n d x i j m : unit_inputs n d x -> (i < n)%nat -> (j < n)%nat -> i <> j ->
  let K := variance_kernel net (gram d x) in is_lmin n K m ->
  m <= K i i - Rabs (K i j) /\ is_lmin 2 (principal2 K i j) (K i i - Rabs (K i j)).
Proof. intros U Hi Hj N. apply lmin_2x2_variance; auto. apply gram_symmetric. Qed.
(** [corrected-eq12-2x2] for n unit vectors of equal means, exact rule. *)
Theorem lmin_pair_exact net n d x M0 i j m : unit_inputs n d x -> (i < n)%nat -> (j < n)%nat -> i <> j ->
  M0 i = M0 j -> let K := exact_kernel net (gram d x) M0 in is_lmin n K m ->
  m <= K i i - Rabs (K i j) /\ is_lmin 2 (principal2 K i j) (K i i - Rabs (K i j)).
Proof. intros U Hi Hj N M. apply lmin_2x2_exact; auto. apply gram_symmetric. Qed.

(** Eq. 12 for n unit vectors: true for balanced networks, ... *)
Theorem eq12_balanced_variance net n d x i j m : balanced net = true -> unit_inputs n d x ->
  (i < n)%nat -> (j < n)%nat -> i <> j -> is_lmin n (variance_kernel net (gram d x)) m ->
  m <= eq12 net (gram d x i j).
Proof.
  intros B U Hi Hj N. apply eq12_upper_variance; auto; [apply gram_symmetric|].
  now apply (unit_correlation n).
Qed.
Theorem eq12_balanced_exact net n d x i j m : exactly_balanced net = true -> unit_inputs n d x ->
  (i < n)%nat -> (j < n)%nat -> i <> j -> is_lmin n (exact_kernel net (gram d x) centred) m ->
  m <= eq12 net (gram d x i j).
Proof.
  intros B U Hi Hj N. apply eq12_upper_exact; auto; [apply gram_symmetric|].
  now apply (unit_correlation n).
Qed.
(** ... and false in general, by two orthogonal inputs. *)
Definition orthogonal : nat -> vec := fun i k => if Nat.eq_dec i k then 1 else 0.
Lemma orthogonal_unit : unit_inputs 2 2 orthogonal.
Proof. intros i Hi. unfold gram, dot, orthogonal. destruct i as [|[|i]]; try lia; simpl; lra. Qed.
Lemma orthogonal_pair : gram 2 orthogonal 0%nat 1%nat = 0.
Proof. unfold gram, dot, orthogonal. simpl. ring. Qed.

Lemma is_lmin_ext n A B m : (forall i j, (i < n)%nat -> (j < n)%nat -> A i j = B i j) ->
  is_lmin n A m -> is_lmin n B m.
Proof.
  intros E [R G]. split.
  - intros x. rewrite <- (quad_ext n A B x E). apply R.
  - intros m' R'. apply G. intros x. rewrite (quad_ext n A B x E). apply R'.
Qed.
Lemma variance_orthogonal net p q : (p < 2)%nat -> (q < 2)%nat ->
  variance_pair net 0 p q = variance_kernel net (gram 2 orthogonal) p q.
Proof.
  intros Hp Hq. destruct (variance_pair_of net (gram 2 orthogonal) 0%nat 1%nat) as (A & B & C & D);
    try (apply orthogonal_unit; lia); [apply gram_symmetric|]. rewrite orthogonal_pair in A, B, C, D.
  destruct p as [|[|p]]; try lia; destruct q as [|[|q]]; try lia; auto.
Qed.
Lemma exact_orthogonal net p q : (p < 2)%nat -> (q < 2)%nat ->
  exact_pair net 0 p q = exact_kernel net (gram 2 orthogonal) centred p q.
Proof.
  intros Hp Hq.
  destruct (exact_pair_of net (gram 2 orthogonal) centred 0%nat 1%nat) as (A & B & C & D);
    try (apply orthogonal_unit; lia); try reflexivity; [apply gram_symmetric|].
  rewrite orthogonal_pair in A, B, C, D.
  destruct p as [|[|p]]; try lia; destruct q as [|[|q]]; try lia; auto.
Qed.
(** [eq12-upper-bound], any number of unit vectors, both rules. *)
Theorem eq12_refuted_variance :
  ~ (forall net n d x i j m, well_formed net -> connected net -> unit_inputs n d x ->
     (i < n)%nat -> (j < n)%nat -> i <> j -> is_lmin n (variance_kernel net (gram d x)) m ->
     m <= eq12 net (gram d x i j)).
Proof.
  intros H. pose proof (eq12_upper_bound_fails 0 ltac:(lra)) as F.
  assert (X : lambda2 (variance_pair net_2_11_002 0) <= eq12 net_2_11_002 (gram 2 orthogonal 0%nat 1%nat)).
  { apply (H net_2_11_002 2%nat 2%nat orthogonal 0%nat 1%nat); try lia.
    - split; [discriminate|repeat split]. - unfold connected, path_count. simpl. lia.
    - apply orthogonal_unit.
    - apply (is_lmin_ext 2 (variance_pair net_2_11_002 0)); [|apply variance_pair_lmin].
      intros p q Hp Hq. now apply variance_orthogonal. }
  rewrite orthogonal_pair in X. lra.
Qed.
Theorem eq12_refuted_exact :
  ~ (forall net n d x i j m, well_formed net -> connected net -> unit_inputs n d x ->
     (i < n)%nat -> (j < n)%nat -> i <> j -> is_lmin n (exact_kernel net (gram d x) centred) m ->
     m <= eq12 net (gram d x i j)).
Proof.
  intros H.
  assert (X : lambda2 (exact_pair net_1_11 0) <= eq12 net_1_11 (gram 2 orthogonal 0%nat 1%nat)).
  { apply (H net_1_11 2%nat 2%nat orthogonal 0%nat 1%nat); try lia.
    - split; [discriminate|repeat split]. - unfold connected, path_count. simpl. lia.
    - apply orthogonal_unit.
    - apply (is_lmin_ext 2 (exact_pair net_1_11 0)); [|apply exact_pair_lmin].
      intros p q Hp Hq. now apply exact_orthogonal. }
  rewrite orthogonal_pair in X. unfold lambda2, exact_pair in X. rewrite !net_1_11_kernel in X.
  unfold eq12, path_count in X. simpl in X. unfold pair_input, M2 in X. simpl in X.
  rewrite Rmult_0_r, Rabs_R0 in X. lra.
Qed.
