(** * Expressions and formulas that certificates speak of.

    [expr]: real functions of variables x 0, x 1, ... built from rational numbers, PI, arithmetic,
    [sqrt], [acos], the absolute value, [kappa1] (the map h of Chen et al., NeurIPS 2022, arXiv
    2205.05662, Lemma 3.2), [kappa0] (its derivative), and the kernels of a given network at its
    output node, under a given rule, for two centred unit inputs of a given correlation.
    [formula]: comparisons of them, and their combinations.  [eval] and [denote] say what they
    mean; everything that a certificate's theorem says is said by these two definitions.

    [expand] replaces the kernels of networks by elementary expressions.  It is the composition
    of a network's kernels, done symbolically; [expand_correct] proves that it does not change
    the value, from the definitions of both rules in Network.v.

    A node is represented by its second moment K_ii and by K_ii - K_ij, not by K_ij: under both
    rules the latter is a sum over the atoms, or edges, of terms K (1 - kappa1 (C)); means do not
    occur in it, and it vanishes without rounding where both inputs agree. *)
From Coq Require Import ZArith Reals Lra Psatz List Bool Lia.
From Coq Require Import QArith Qreals.
From KernelCalculator Require Import ArcCosine KernelOrders SmallestEigenvalue Network PathBound
  EffectiveDepth TangentKernel.
Import ListNotations.
Local Open Scope R_scope.

(** ** Expressions *)
Inductive rule := VarianceOnly | ExactRule | ExactWithoutMeans.

(** The tangent kernel of two centred unit inputs, and its entries. *)
Definition tangent_kernel (r : rule) (net : network) (rho : R) : mat :=
  match r with
  | VarianceOnly => variance_tangent_pair net rho
  | ExactRule => exact_tangent_pair net rho
  | ExactWithoutMeans => mean_free_tangent_pair net rho
  end.
Inductive entry := Diagonal | OffDiagonal | Smallest.
Definition entry_of (q : entry) (K : mat) : R :=
  match q with
  | Diagonal => K 0%nat 0%nat
  | OffDiagonal => K 0%nat 1%nat
  | Smallest => lambda2 K
  end.

(** What is counted in a network. *)
Inductive tally := PathsOfDepth (d : nat) | Edges | Parameterised.
Definition tally_of (t : tally) (net : network) : nat :=
  match t with
  | PathsOfDepth d => paths_of_depth net d
  | Edges => edge_count net
  | Parameterised => parameterised_count net
  end.

Inductive expr :=
  | Var (n : nat) | Rat (n : Z) (d : positive) | Pi
  | Neg (e : expr) | Add (a b : expr) | Sub (a b : expr) | Mul (a b : expr) | Div (a b : expr)
  | Pow (e : expr) (n : positive) | Sqrt (e : expr) | Abs (e : expr) | Acos (e : expr)
  | Asin (e : expr) | Exp (e : expr) | Log (e : expr) | Sin (e : expr) | Cos (e : expr) | Atan (e : expr)
  | Kappa1 (e : expr) | Kappa0 (e : expr)
  (* The arc-cosine kernel of order n + 2. *)
  | Higher (n : nat) (e : expr)
  (* A product with itself. *)
  | Square (e : expr)
  (* Only used by [expand]: the smaller of two, and K_ii - K_ij behind a parameterised edge, given
     K_ii and K_ii - K_ij before it; and, in derivatives, that of kappa0. *)
  | Min (a b : expr) | Edge (K g : expr) | Slope0 (e : expr)
  (* Functions of a network; the expression is the correlation of the inputs. *)
  | Kii (r : rule) (net : network) (e : expr) | Kij (r : rule) (net : network) (e : expr)
  | Lambda2 (r : rule) (net : network) (e : expr)
  | Tangent (q : entry) (r : rule) (net : network) (e : expr)
  | Eq12 (net : network) (e : expr) | Paths (net : network)
  | Depth (net : network) | Width (net : network) | Tally (t : tally) (net : network).

(** The nearest number in [-1, 1]. *)
Definition clip (y : R) : R := Rmax (-1) (Rmin 1 y).
(** K (1 - kappa1 (1 - g / K)). *)
Definition edge_gap (K g : R) : R := K * (1 - kappa1 (clip (1 - g / K))).

(** The larger and the smaller of two numbers, as expressions have them. *)
Definition maximum (a b : R) : R := 1 / 2 * (a + b + Rabs (a - b)).
Definition minimum (a b : R) : R := 1 / 2 * (a + b - Rabs (a - b)).
Theorem maximum_is a b : maximum a b = Rmax a b.
Proof. unfold maximum, Rmax, Rabs. destruct Rle_dec, Rcase_abs; lra. Qed.
Theorem minimum_is a b : minimum a b = Rmin a b.
Proof. unfold minimum, Rmin, Rabs. destruct Rle_dec, Rcase_abs; lra. Qed.

(** The value, the variables' being x 0, x 1, ... *)
Fixpoint eval (e : expr) (x : nat -> R) : R :=
  match e with
  | Var n => x n
  | Rat n 1 => IZR n
  | Rat n d => IZR n / IZR (Zpos d)
  | Pi => PI
  | Neg e => - eval e x
  | Add a b => eval a x + eval b x
  | Sub a b => eval a x - eval b x
  | Mul a b => eval a x * eval b x
  | Div a b => eval a x / eval b x
  | Pow e n => (eval e x) ^ (Pos.to_nat n)
  | Sqrt e => sqrt (eval e x)
  | Abs e => Rabs (eval e x)
  | Acos e => acos (eval e x)
  | Asin e => asin (eval e x)
  | Exp e => exp (eval e x)
  | Log e => ln (eval e x)
  | Sin e => sin (eval e x)
  | Cos e => cos (eval e x)
  | Atan e => atan (eval e x)
  | Kappa1 e => kappa1 (eval e x)
  | Kappa0 e => kappa0 (eval e x)
  | Higher n e => kappa_order (S (S n)) (eval e x)
  | Square e => eval e x * eval e x
  | Min a b => Rmin (eval a x) (eval b x)
  | Edge K g => edge_gap (eval K x) (eval g x)
  | Slope0 e => 1 / (PI * sqrt (1 - eval e x * eval e x))
  | Kii VarianceOnly net e => variance_pair net (eval e x) 0%nat 0%nat
  | Kii ExactRule net e => exact_pair net (eval e x) 0%nat 0%nat
  | Kii ExactWithoutMeans net e => mean_free_pair net (eval e x) 0%nat 0%nat
  | Kij VarianceOnly net e => variance_pair net (eval e x) 0%nat 1%nat
  | Kij ExactRule net e => exact_pair net (eval e x) 0%nat 1%nat
  | Kij ExactWithoutMeans net e => mean_free_pair net (eval e x) 0%nat 1%nat
  | Lambda2 VarianceOnly net e => lambda2 (variance_pair net (eval e x))
  | Lambda2 ExactRule net e => lambda2 (exact_pair net (eval e x))
  | Lambda2 ExactWithoutMeans net e => lambda2 (mean_free_pair net (eval e x))
  | Tangent q r net e => entry_of q (tangent_kernel r net (eval e x))
  | Eq12 net e => eq12 net (eval e x)
  | Paths net => INR (path_count net)
  | Depth net => Q2R (effective_depth net)
  | Width net => Q2R (effective_width net)
  | Tally (PathsOfDepth d) net => INR (paths_of_depth net d)
  | Tally Edges net => INR (edge_count net)
  | Tally Parameterised net => INR (parameterised_count net)
  end.

Lemma eval_Rat n d x : eval (Rat n d) x = IZR n / IZR (Zpos d).
Proof. simpl. destruct d; try reflexivity. unfold Rdiv. rewrite Rinv_1. ring. Qed.

(** Obviously a correlation whenever those variables are that [unit] names. *)
Fixpoint correlation (unit : nat -> bool) (e : expr) : bool :=
  match e with
  | Var n => unit n
  | Rat n d => Z.leb (Z.abs n) (Zpos d)
  | Neg e => correlation unit e
  | Kappa1 e | Kappa0 e | Higher _ e => correlation unit e
  | _ => false
  end.

Lemma kappa0_corr r : corr r -> corr (kappa0 r).
Proof. intros H. pose proof (kappa0_range r H). unfold corr; lra. Qed.
Lemma clip_corr y : corr (clip y).
Proof. unfold clip, corr, Rmax, Rmin. repeat destruct Rle_dec; lra. Qed.
Lemma clip_id y : corr y -> clip y = y.
Proof. unfold clip, corr, Rmax, Rmin. intros. repeat destruct Rle_dec; lra. Qed.

(** The variables that [unit] names are correlations. *)
Definition within (unit : nat -> bool) (x : nat -> R) : Prop := forall n, unit n = true -> corr (x n).

Lemma correlation_corr unit e x : correlation unit e = true -> within unit x -> corr (eval e x).
Proof.
  induction e; intros C Hx; try discriminate; try (exact (Hx _ C)).
  - rewrite eval_Rat. cbn [correlation] in C. apply Z.leb_le in C. unfold corr.
    assert (P : 0 < IZR (Zpos d)) by (apply IZR_lt; lia).
    assert (A : IZR (- Zpos d) <= IZR n <= IZR (Zpos d)) by (split; apply IZR_le; lia).
    rewrite opp_IZR in A.
    split; apply Rmult_le_reg_r with (IZR (Zpos d)); auto;
    unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
  - simpl in *. specialize (IHe C Hx). unfold corr in *; lra.
  - apply kappa1_corr; auto.
  - apply kappa0_corr; auto.
  - cbn [correlation] in C. specialize (IHe C Hx). cbn [eval]. unfold corr in *.
    pose proof (kappa_order_not_negative (S (S n)) (eval e x)).
    pose proof (kappa_order_unit (S (S n)) (eval e x)). lra.
Qed.

(** ** Constructors that leave out zeros *)
Definition int (z : Z) : expr := Rat z 1.
Definition zero_term (e : expr) : bool := match e with Rat 0 _ => true | _ => false end.
Definition plus (a b : expr) : expr := if zero_term a then b else if zero_term b then a else Add a b.
Definition times (a b : expr) : expr := if zero_term a || zero_term b then int 0 else Mul a b.

Lemma zero_term_eval e x : zero_term e = true -> eval e x = 0.
Proof.
  destruct e; try discriminate. destruct n; try discriminate. intros _. rewrite eval_Rat. unfold Rdiv. ring.
Qed.
Lemma eval_plus a b x : eval (plus a b) x = eval a x + eval b x.
Proof.
  unfold plus. destruct (zero_term a) eqn:A; [rewrite (zero_term_eval a x A); ring|].
  destruct (zero_term b) eqn:B; [rewrite (zero_term_eval b x B); ring|reflexivity].
Qed.
Lemma eval_times a b x : eval (times a b) x = eval a x * eval b x.
Proof.
  unfold times. destruct (zero_term a) eqn:A; [rewrite (zero_term_eval a x A); simpl; ring|].
  destruct (zero_term b) eqn:B; [rewrite (zero_term_eval b x B); simpl; ring|reflexivity].
Qed.

(** ** A parameterised edge *)

(** K_ii - K_ij behind a parameterised edge, as one operation or, [plain], written out, without
    clipping a correlation that is one. *)
Definition edge (plain : bool) (K g : expr) : expr :=
  if zero_term K then int 0
  else if plain then Sub K (Mul K (Kappa1 (Sub (int 1) (Div g K)))) else Edge K g.
Lemma eval_edge plain K g x : 0 <= eval g x <= 2 * eval K x ->
  eval (edge plain K g) x = edge_gap (eval K x) (eval g x).
Proof.
  intros G. unfold edge. destruct (zero_term K) eqn:Z.
  { rewrite (zero_term_eval K x Z). unfold edge_gap. simpl. ring. }
  destruct plain; [|reflexivity]. cbn [eval int]. unfold edge_gap. set (k := eval K x) in *.
  destruct (Req_dec k 0) as [->|N]; [ring|]. rewrite clip_id; [ring|].
  assert (Hk : 0 < k) by lra. unfold corr.
  assert (0 <= eval g x / k <= 2); [|lra].
  split; [apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]|].
  apply Rmult_le_reg_r with k; [exact Hk|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by exact N. lra.
Qed.

(** What is known of the kernel of two inputs of equal norm: K_ii = k >= 0, |K_ij| <= k. *)
Definition pair_of (k g : R) (K : mat) : Prop :=
  K 0%nat 0%nat = k /\ K 1%nat 1%nat = k /\ K 0%nat 1%nat = k - g /\ 0 <= g <= 2 * k.

Lemma param_pair_of k g K : pair_of k g K ->
  pair_of k (edge_gap k g) (param_kernel K).
Proof.
  unfold edge_gap. intros (D & D' & O & G). destruct (Req_dec k 0) as [->|N].
  - rewrite Rmult_0_l. rewrite <- D in D'. unfold pair_of.
    rewrite !param_kernel_null by (rewrite ?D'; exact D). repeat split; lra.
  - assert (Hk : 0 < k) by lra.
    assert (E : 1 - g / k = (k - g) / k) by (field; lra).
    assert (C : corr ((k - g) / k)).
    { unfold corr. split; apply Rmult_le_reg_r with k; auto; unfold Rdiv;
      rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra; lra. }
    rewrite E, clip_id by exact C. pose proof (kappa1_range _ C) as R.
    unfold pair_of. rewrite (param_kernel_equal K 0 0 k), (param_kernel_equal K 1 1 k),
      (param_kernel_equal K 0 1 k), D, D', O by assumption.
    replace (k / k) with 1 by (field; lra). rewrite kappa1_1.
    set (h := kappa1 ((k - g) / k)) in *. repeat split; nra.
Qed.

(** ** The variance-only rule: number of paths and K_ii - K_ij *)
Section Plain.
Variable plain : bool.

Definition variance_form := (N * expr)%type.
Definition variance_form_edge (s t : nat) (o : op) (a : variance_form) : variance_form :=
  match o with
  | Zero => (0%N, int 0)
  | Skip => a
  | Param => (fst a, edge plain (int (Z.of_N (fst a))) (snd a))
  end.
Definition variance_form_of (net : network) (r : expr) : variance_form :=
  propagate (0%N, int 0) (fun a b => ((fst a + fst b)%N, plus (snd a) (snd b))) variance_form_edge
    net (1%N, Sub (int 1) r).

Definition count (n : N) : R := IZR (Z.of_N n).
Lemma variance_form_correct net r x : corr (eval r x) ->
  pair_of (count (fst (variance_form_of net r))) (eval (snd (variance_form_of net r)) x)
    (variance_pair net (eval r x)).
Proof.
  intros Hr. unfold variance_pair, variance_kernel, variance_form_of.
  apply (propagate_rel _ _ (0%N, int 0) _ variance_form_edge zero_mat add_mat variance_edge
    (fun a K => pair_of (count (fst a)) (eval (snd a) x) K)).
  - unfold pair_of, count, zero_mat; simpl. repeat split; lra.
  - intros [n g] [m f] K L (A & B & C & D) (A' & B' & C' & D'). cbn [fst snd] in *.
    unfold pair_of, add_mat. rewrite eval_plus, A, B, C, A', B', C'.
    replace (count (n + m)) with (count n + count m)
      by (unfold count; rewrite N2Z.inj_add, plus_IZR; reflexivity).
    repeat split; lra.
  - intros s t o [n g] K H. destruct o; cbn [variance_form_edge variance_edge fst snd] in *.
    + unfold pair_of, count, zero_mat; simpl. repeat split; lra.
    + exact H.
    + rewrite eval_edge by (destruct H as (_ & _ & _ & H); exact H). exact (param_pair_of _ _ _ H).
  - unfold pair_of, count, pair_input, M2; simpl. unfold corr in Hr. repeat split; lra.
Qed.

(** ** The exact rule: formal sums of atoms *)
Record atom_form := { form_origin : nat * nat; moment : expr; difference : expr; mean_form : expr }.

Definition same_form (a b : atom_form) : bool :=
  Nat.eqb (fst (form_origin a)) (fst (form_origin b)) &&
  Nat.eqb (snd (form_origin a)) (snd (form_origin b)).
Definition moment_product (a b : atom_form) : expr :=
  if same_form a b then moment a else times (mean_form a) (mean_form b).
Definition difference_product (a b : atom_form) : expr :=
  if same_form a b then difference a else int 0.
Definition sum_form {X} (l : list X) (f : X -> expr) : expr :=
  fold_right (fun x e => plus (f x) e) (int 0) l.
Definition double_sum (f : atom_form -> atom_form -> expr) (l : list atom_form) : expr :=
  sum_form l (fun a => sum_form l (f a)).

Definition edge_form (means : bool) (s t : nat) (l : list atom_form) : atom_form :=
  let K := double_sum moment_product l in
  {| form_origin := (s, t);
     moment := K;
     difference := edge plain K (double_sum difference_product l);
     mean_form := if means then Sqrt (Div K Pi) else int 0 |}.
Definition exact_form_edge (means : bool) (s t : nat) (o : op) (l : list atom_form) : list atom_form :=
  match o with
  | Zero => []
  | Skip => l
  | Param => match l with [] => [] | _ => [edge_form means s t l] end
  end.
Definition exact_form_of (means : bool) (net : network) (r : expr) : list atom_form :=
  propagate [] (@app atom_form) (exact_form_edge means) net
    [{| form_origin := (0, 0)%nat; moment := int 1; difference := Sub (int 1) r; mean_form := int 0 |}].

Section Exact.
Variable x : nat -> R.

Definition atom_rel (a : atom_form) (b : atom) : Prop :=
  form_origin a = origin b /\ pair_of (eval (moment a) x) (eval (difference a) x) (second b) /\
  mean b 0%nat = eval (mean_form a) x /\ mean b 1%nat = eval (mean_form a) x /\
  0 <= eval (mean_form a) x.

Lemma pair_of_add k g K k' g' K' L :
  pair_of k g K -> pair_of k' g' K' -> (forall i j, L i j = K i j + K' i j) -> pair_of (k + k') (g + g') L.
Proof.
  intros (A & B & C & D) (A' & B' & C' & D') E. unfold pair_of. rewrite !E, A, B, C, A', B', C'.
  repeat split; lra.
Qed.

Lemma product_rel a b a' b' : atom_rel a a' -> atom_rel b b' ->
  pair_of (eval (moment_product a b) x) (eval (difference_product a b) x) (inner_product a' b').
Proof.
  intros (O & S & M0 & M1 & P) (O' & S' & M0' & M1' & P').
  unfold moment_product, difference_product, pair_of, inner_product, same_form, same_atom.
  rewrite O, O'. destruct (_ && _); [exact S|].
  rewrite M0, M1, M0', M1', eval_times. simpl.
  pose proof (Rmult_le_pos _ _ P P'). repeat split; lra.
Qed.

Lemma row_rel a a' l l' : atom_rel a a' -> Forall2 atom_rel l l' ->
  pair_of (eval (sum_form l (moment_product a)) x) (eval (sum_form l (difference_product a)) x)
    (fun i j => sum_over l' (fun b => inner_product a' b i j)).
Proof.
  intros A. induction 1 as [|b b' l l' B _ IH]; simpl.
  - unfold pair_of; simpl. repeat split; lra.
  - rewrite !eval_plus. exact (pair_of_add _ _ _ _ _ _ _ (product_rel _ _ _ _ A B) IH (fun _ _ => eq_refl)).
Qed.

Lemma double_sum_rel l l' : Forall2 atom_rel l l' ->
  pair_of (eval (double_sum moment_product l) x) (eval (double_sum difference_product l) x) (sum_kernel l').
Proof.
  intros F. unfold double_sum, sum_kernel.
  assert (G : forall m m', Forall2 atom_rel m m' ->
    pair_of (eval (sum_form m (fun a => sum_form l (moment_product a))) x)
      (eval (sum_form m (fun a => sum_form l (difference_product a))) x)
      (fun i j => sum_over m' (fun a => sum_over l' (fun b => inner_product a b i j)))).
  { induction 1 as [|a a' m m' A _ IH]; simpl.
    - unfold pair_of; simpl. repeat split; lra.
    - rewrite !eval_plus. exact (pair_of_add _ _ _ _ _ _ _ (row_rel _ _ _ _ A F) IH (fun _ _ => eq_refl)). }
  exact (G l l' F).
Qed.

Definition mu_of (means : bool) : R := if means then 1 else 0.
Lemma edge_form_rel means s t l l' : Forall2 atom_rel l l' ->
  atom_rel (edge_form means s t l) (edge_atom (mu_of means) s t (sum_kernel l')).
Proof.
  intros F. pose proof (double_sum_rel l l' F) as D.
  pose proof (param_pair_of _ _ _ D) as E. destruct D as (D0 & D1 & _ & G).
  split; [reflexivity|]. split; [|].
  - cbn [moment difference edge_form second edge_atom]. rewrite eval_edge by exact G. exact E.
  - cbn [mean_form edge_form mean edge_atom]. rewrite D0, D1.
    destruct means; cbn [mu_of eval int]; [rewrite Rmult_1_l|rewrite Rmult_0_l].
    + repeat split; try reflexivity. apply sqrt_pos.
    + repeat split; lra.
Qed.
Lemma input_form_rel r : corr (eval r x) ->
  atom_rel {| form_origin := (0, 0)%nat; moment := int 1; difference := Sub (int 1) r;
    mean_form := int 0 |} (input_atom (pair_input (eval r x)) centred).
Proof.
  intros Hr. unfold corr in Hr.
  repeat split; simpl; unfold pair_input, M2, centred; simpl; lra.
Qed.
Lemma exact_form_correct means net r : corr (eval r x) ->
  Forall2 atom_rel (exact_form_of means net r)
    (exact_sum (mu_of means) net (pair_input (eval r x)) centred).
Proof.
  intros Hr. unfold exact_form_of, exact_sum.
  apply (propagate_rel _ _ [] (@app atom_form) (exact_form_edge means) [] (@app atom)
    (exact_edge (mu_of means)) (Forall2 atom_rel)).
  - constructor.
  - intros. now apply Forall2_app.
  - intros s t o l l' F. destruct o; simpl; [constructor|exact F|].
    pose proof (edge_form_rel means s t l l' F) as E.
    destruct F; [constructor|]. constructor; [exact E|constructor].
  - constructor; [|constructor]. now apply input_form_rel.
Qed.
End Exact.

(** ** Expansion *)

(** K_ii and K_ii - K_ij at the output of a network. *)
Definition kernel_form (r : rule) (net : network) (e : expr) : expr * expr :=
  match r with
  | VarianceOnly => let '(n, g) := variance_form_of net e in (int (Z.of_N n), g)
  | _ => let l := exact_form_of (match r with ExactRule => true | _ => false end) net e in
      (double_sum moment_product l, double_sum difference_product l)
  end.
Definition pair_kernel (r : rule) (net : network) (rho : R) : mat :=
  match r with
  | VarianceOnly => variance_pair net rho
  | ExactRule => exact_pair net rho
  | ExactWithoutMeans => mean_free_pair net rho
  end.

Lemma kernel_form_correct r net e x : corr (eval e x) ->
  let '(k, g) := kernel_form r net e in pair_of (eval k x) (eval g x) (pair_kernel r net (eval e x)).
Proof.
  intros H. destruct r; cbn [kernel_form pair_kernel].
  - pose proof (variance_form_correct net e x H) as V.
    destruct (variance_form_of net e) as [n g]. exact V.
  - exact (double_sum_rel x _ _ (exact_form_correct x true net e H)).
  - exact (double_sum_rel x _ _ (exact_form_correct x false net e H)).
Qed.

(** *** Tangent kernels: T_ii and T_ii - T_ij *)
Definition tangent_form := (expr * expr)%type.
Definition no_tangent : tangent_form := (int 0, int 0).
Definition add_tangent (f g : tangent_form) : tangent_form :=
  (plus (fst f) (fst g), plus (snd f) (snd g)).
(** Behind a parameterised edge, from K_ii and K_ii - K_ij before it. *)
Definition edge_tangent (K g : expr) (f : tangent_form) : tangent_form :=
  let both := plus K (fst f) in
  (both, Sub both (Mul (Kappa0 (Sub (int 1) (Div g K))) (Sub both (plus g (snd f))))).

Section Tangent.
Variable x : nat -> R.
Definition tangent_of (f : tangent_form) (T : mat) : Prop :=
  T 0%nat 0%nat = eval (fst f) x /\ T 1%nat 1%nat = eval (fst f) x /\
  T 0%nat 1%nat = eval (fst f) x - eval (snd f) x.
Lemma tangent_of_none T : (forall i j, T i j = 0) -> tangent_of no_tangent T.
Proof. intros Z. unfold tangent_of. rewrite !Z. simpl. lra. Qed.
Lemma tangent_of_add f g T U V : tangent_of f T -> tangent_of g U ->
  (forall i j, V i j = T i j + U i j) -> tangent_of (add_tangent f g) V.
Proof.
  intros (A & B & C) (A' & B' & C') E. unfold tangent_of, add_tangent. cbn [fst snd].
  rewrite !eval_plus, !E, A, B, C, A', B', C'. lra.
Qed.
Lemma edge_tangent_correct K g f A T : 0 < eval K x -> pair_of (eval K x) (eval g x) A ->
  tangent_of f T -> tangent_of (edge_tangent K g f) (param_tangent A T).
Proof.
  intros P (D & D' & O & _) (U & U' & V).
  unfold tangent_of, param_tangent, edge_tangent. cbn [fst snd eval int]. rewrite !eval_plus.
  rewrite D, D', O, U, U', V. generalize dependent (eval K x). intros k P D D' O.
  generalize (eval g x), (eval (fst f) x), (eval (snd f) x). intros h t u.
  rewrite sqrt_square by lra. replace (k / k) with 1 by (field; lra).
  replace ((k - h) / k) with (1 - h / k) by (field; lra).
  rewrite kappa0_1. repeat split; ring.
Qed.
Lemma pair_of_total f k g K T : pair_of (eval k x) (eval g x) K -> tangent_of f T ->
  tangent_of (plus k (fst f), plus g (snd f)) (add_mat K T).
Proof.
  intros (A & B & C & _) (A' & B' & C'). unfold tangent_of, add_mat. cbn [fst snd].
  rewrite !eval_plus, A, B, C, A', B', C'. lra.
Qed.

(** The variance-only rule. *)
Definition both_form := (variance_form * tangent_form)%type.
Definition both_form_zero : both_form := ((0%N, int 0), no_tangent).
Definition both_form_add (a b : both_form) : both_form :=
  (((fst (fst a) + fst (fst b))%N, plus (snd (fst a)) (snd (fst b))),
   add_tangent (snd a) (snd b)).
Definition both_form_edge (s t : nat) (o : op) (a : both_form) : both_form :=
  match o with
  | Zero => both_form_zero
  | Skip => a
  | Param => (variance_form_edge s t Param (fst a),
      if N.eqb (fst (fst a)) 0 then no_tangent
      else edge_tangent (int (Z.of_N (fst (fst a)))) (snd (fst a)) (snd a))
  end.
Definition both_form_of (net : network) (r : expr) : both_form :=
  propagate both_form_zero both_form_add both_form_edge net ((1%N, Sub (int 1) r), no_tangent).
Definition both_rel (a : both_form) (b : mat * mat) : Prop :=
  pair_of (count (fst (fst a))) (eval (snd (fst a)) x) (fst b) /\ tangent_of (snd a) (snd b) /\
  (fst (fst a) = 0%N -> eval (fst (snd a)) x = 0 /\ eval (snd (snd a)) x = 0).
Lemma count_add n m : count (n + m) = count n + count m.
Proof. unfold count. rewrite N2Z.inj_add, plus_IZR. reflexivity. Qed.
Lemma both_form_correct net r : corr (eval r x) ->
  both_rel (both_form_of net r) (variance_tangent net (pair_input (eval r x))).
Proof.
  intros Hr. unfold both_form_of, variance_tangent.
  assert (Zr : both_rel both_form_zero both_zero).
  { repeat split; unfold both_zero, zero_mat, count; simpl; lra. }
  apply (propagate_rel _ _ both_form_zero both_form_add both_form_edge both_zero both_add
    variance_tangent_edge both_rel); [exact Zr| | |].
  - intros a b A B (P & T & N) (P' & T' & N'). split; [|split].
    + cbn [both_form_add both_add fst snd]. rewrite count_add, eval_plus.
      exact (pair_of_add _ _ _ _ _ _ _ P P' (fun _ _ => eq_refl)).
    + exact (tangent_of_add _ _ _ _ _ T T' (fun _ _ => eq_refl)).
    + cbn [both_form_add add_tangent fst snd]. rewrite !eval_plus. intros E.
      destruct (N ltac:(lia)), (N' ltac:(lia)). lra.
  - intros s t o [[n g] f] [A T] R. destruct o; cbn [both_form_edge variance_tangent_edge fst snd];
    [exact Zr|exact R|]. destruct R as (P & U & N). cbn [fst snd] in *.
    split; [|split]; cbn [fst snd variance_form_edge].
    + rewrite eval_edge by (destruct P as (_ & _ & _ & P); exact P). exact (param_pair_of _ _ _ P).
    + destruct (N.eqb_spec n 0) as [->|Z].
      * destruct (N eq_refl) as [N1 N2]. destruct P as (P1 & P2 & P3 & P4), U as (U1 & U2 & U3).
        unfold count in *. simpl in P1, P2, P3, P4. rewrite N1 in *. rewrite N2 in U3.
        unfold tangent_of, param_tangent. rewrite P1, P2, P3, U1, U2, U3. simpl.
        assert (G : eval g x = 0) by lra. rewrite G. repeat split; ring.
      * apply edge_tangent_correct; [|exact P|exact U]. cbn [eval int]. apply IZR_lt. lia.
    + destruct (N.eqb_spec n 0); [intros _; simpl; lra|contradiction].
  - split; [|split]; cbn [fst snd].
    + unfold pair_of, count, pair_input, M2; simpl. unfold corr in Hr. repeat split; lra.
    + now apply tangent_of_none.
    + discriminate.
Qed.

(** The exact rule. *)
Definition tangent_atom := (atom_form * tangent_form)%type.
Definition shared_tangent (a b : tangent_atom) : tangent_form :=
  if same_form (fst a) (fst b) then snd a else no_tangent.
Definition sum_tangent_form {X} (l : list X) (f : X -> tangent_form) : tangent_form :=
  fold_right (fun a s => add_tangent (f a) s) no_tangent l.
Definition double_tangent (l : list tangent_atom) : tangent_form :=
  sum_tangent_form l (fun a => sum_tangent_form l (shared_tangent a)).
Definition exact_tangent_form_edge (means : bool) (s t : nat) (o : op) (l : list tangent_atom) :
    list tangent_atom :=
  match o with
  | Zero => []
  | Skip => l
  | Param => match l with
      | [] => []
      | _ => let K := map fst l in
          [(edge_form means s t K, edge_tangent (double_sum moment_product K)
            (double_sum difference_product K) (double_tangent l))] end
  end.
Definition exact_tangent_form_of (means : bool) (net : network) (r : expr) : list tangent_atom :=
  propagate [] (@app tangent_atom) (exact_tangent_form_edge means) net
    [({| form_origin := (0, 0)%nat; moment := int 1; difference := Sub (int 1) r;
         mean_form := int 0 |}, no_tangent)].
Definition tangent_rel (a : tangent_atom) (b : atom * mat) : Prop :=
  atom_rel x (fst a) (fst b) /\ tangent_of (snd a) (snd b) /\ 1 <= eval (moment (fst a)) x.
Lemma tangent_rel_atoms l m : Forall2 tangent_rel l m ->
  Forall2 (atom_rel x) (map fst l) (map fst m).
Proof. induction 1 as [|a b l m (A & _) _ IH]; cbn [map]; [constructor|]. now constructor. Qed.
Lemma double_tangent_correct l m : Forall2 tangent_rel l m ->
  tangent_of (double_tangent l) (sum_tangent m).
Proof.
  intros F.
  assert (Row : forall a a' p q, tangent_rel a a' -> Forall2 tangent_rel p q ->
    tangent_of (sum_tangent_form p (shared_tangent a))
      (fun i j => sum_over q (fun b => if same_atom (fst a') (fst b) then snd a' i j else 0))).
  { intros a a' p q (A & T & _). induction 1 as [|b b' p q (B & _) _ IH].
    - now apply tangent_of_none.
    - refine (tangent_of_add (shared_tangent a b) _
        (fun i j => if same_atom (fst a') (fst b') then snd a' i j else 0) _ _ _ IH
        (fun _ _ => eq_refl)).
      unfold shared_tangent, same_form, same_atom. rewrite (proj1 A), (proj1 B).
      destruct (_ && _); [exact T|now apply tangent_of_none]. }
  unfold double_tangent, sum_tangent.
  assert (G : forall p q, Forall2 tangent_rel p q ->
    tangent_of (sum_tangent_form p (fun a => sum_tangent_form l (shared_tangent a)))
      (fun i j => sum_over q (fun a => sum_over m (fun b =>
        if same_atom (fst a) (fst b) then snd a i j else 0)))).
  { induction 1 as [|a a' p q A _ IH]; [now apply tangent_of_none|].
    exact (tangent_of_add _ _ _ _ _ (Row a a' l m A F) IH (fun _ _ => eq_refl)). }
  exact (G l m F).
Qed.
Lemma moments_at_least_one l m : Forall2 (atom_rel x) l m -> l <> [] ->
  Forall (fun a => 1 <= eval (moment a) x) l -> 1 <= eval (double_sum moment_product l) x.
Proof.
  intros F N M.
  assert (Row : forall a a' p q, atom_rel x a a' -> Forall2 (atom_rel x) p q ->
    0 <= eval (sum_form p (moment_product a)) x).
  { intros a a' p q A P. destruct (row_rel x a a' p q A P) as (_ & _ & _ & R). lra. }
  assert (Rows : forall p q, Forall2 (atom_rel x) p q ->
    0 <= eval (sum_form p (fun a => sum_form l (moment_product a))) x).
  { induction 1 as [|a a' p q A _ IH]; cbn [sum_form fold_right]; [simpl; lra|].
    rewrite eval_plus. pose proof (Row a a' l m A F). unfold sum_form in *. lra. }
  destruct F as [|a a' p q A F]; [congruence|]. inversion M as [|? ? M1 _]; subst.
  unfold double_sum. cbn [sum_form fold_right] in *. rewrite eval_plus.
  pose proof (Rows p q F) as Rest. pose proof (Row a a' p q A F) as First.
  unfold sum_form in *. rewrite eval_plus.
  assert (S : moment_product a a = moment a)
    by (unfold moment_product, same_form; now rewrite !Nat.eqb_refl).
  rewrite S. lra.
Qed.
Lemma exact_tangent_form_correct means net r : corr (eval r x) ->
  Forall2 tangent_rel (exact_tangent_form_of means net r)
    (exact_tangent (mu_of means) net (pair_input (eval r x)) centred).
Proof.
  intros Hr. unfold exact_tangent_form_of, exact_tangent.
  apply (propagate_rel _ _ [] (@app tangent_atom) (exact_tangent_form_edge means) []
    (@app (atom * mat)) (exact_tangent_edge (mu_of means)) (Forall2 tangent_rel)).
  - constructor.
  - intros. now apply Forall2_app.
  - intros s t o l m F. destruct o; simpl; [constructor|exact F|].
    pose proof (tangent_rel_atoms l m F) as Fa.
    assert (M : Forall (fun a => 1 <= eval (moment a) x) (map fst l)).
    { clear Fa. induction F as [|a b l m (_ & _ & H) _ IH]; cbn [map]; constructor; assumption. }
    pose proof (edge_form_rel x means s t _ _ Fa) as E.
    pose proof (double_sum_rel x _ _ Fa) as D. pose proof (double_tangent_correct l m F) as T.
    assert (P : l <> [] -> 1 <= eval (double_sum moment_product (map fst l)) x).
    { intros N. apply moments_at_least_one with (map fst m); [exact Fa| |exact M].
      intros Z. now apply map_eq_nil in Z. }
    destruct F as [|a b l m A F]; [constructor|]. constructor; [|constructor].
    specialize (P ltac:(discriminate)). split; [exact E|split; [|exact P]].
    apply edge_tangent_correct; [apply Rlt_le_trans with (2 := P); lra|exact D|exact T].
  - constructor; [|constructor]. split; [now apply input_form_rel|].
    split; [now apply tangent_of_none|simpl; lra].
Qed.
End Tangent.

(** The diagonal entry, and its difference from the other. *)
Definition tangent_entries (r : rule) (net : network) (e : expr) : expr * expr :=
  match r with
  | VarianceOnly => let '((n, g), (t, u)) := both_form_of net e in
      (plus (int (Z.of_N n)) t, plus g u)
  | _ => let l := exact_tangent_form_of
        (match r with ExactRule => true | _ => false end) net e in
      let K := map fst l in let f := double_tangent l in
      (plus (double_sum moment_product K) (fst f), plus (double_sum difference_product K) (snd f))
  end.
Lemma tangent_entries_correct r net e x : corr (eval e x) ->
  tangent_of x (tangent_entries r net e) (tangent_kernel r net (eval e x)).
Proof.
  intros H.
  assert (Ex : forall means, tangent_of x
    (plus (double_sum moment_product (map fst (exact_tangent_form_of means net e)))
       (fst (double_tangent (exact_tangent_form_of means net e))),
     plus (double_sum difference_product (map fst (exact_tangent_form_of means net e)))
       (snd (double_tangent (exact_tangent_form_of means net e))))
    (tangent_pair_mu (mu_of means) net (eval e x))).
  { intros means. pose proof (exact_tangent_form_correct x means net e H) as F.
    exact (pair_of_total x _ _ _ _ _ (double_sum_rel x _ _ (tangent_rel_atoms x _ _ F))
      (double_tangent_correct x _ _ F)). }
  destruct r; cbn [tangent_entries tangent_kernel].
  - pose proof (both_form_correct x net e H) as V. destruct (both_form_of net e) as [[n g] [t u]].
    destruct V as (P & T & _). cbn [fst snd] in *.
    exact (pair_of_total x (t, u) (int (Z.of_N n)) g _ _ P T).
  - exact (Ex true).
  - exact (Ex false).
Qed.

End Plain.

Fixpoint power (e : expr) (n : positive) : expr :=
  match n with
  | xH => e
  | xO n => Square (power e n)
  | xI n => Mul e (Square (power e n))
  end.
Fixpoint iterate (n : nat) (e : expr) : expr := match n with O => e | S n => Kappa1 (iterate n e) end.

(** *** Equal expressions, rules and networks, as far as they are compared *)
Fixpoint same (a b : expr) : bool :=
  match a, b with
  | Var n, Var m => Nat.eqb n m
  | Rat n d, Rat m k => Z.eqb n m && Pos.eqb d k
  | Pi, Pi => true
  | Pow a n, Pow b m => if Pos.eqb n m then same a b else false
  | Higher n a, Higher m b => if Nat.eqb n m then same a b else false
  | Neg a, Neg b | Sqrt a, Sqrt b | Abs a, Abs b | Acos a, Acos b | Asin a, Asin b | Exp a, Exp b
  | Log a, Log b | Sin a, Sin b | Cos a, Cos b | Atan a, Atan b | Kappa1 a, Kappa1 b
  | Kappa0 a, Kappa0 b | Square a, Square b | Slope0 a, Slope0 b => same a b
  | Add a c, Add b d | Sub a c, Sub b d | Mul a c, Mul b d | Div a c, Div b d | Min a c, Min b d
  | Edge a c, Edge b d => if same a b then same c d else false
  | _, _ => false
  end.
Lemma same_eq a b : same a b = true -> a = b.
Proof.
  revert b. induction a; intros b H; destruct b; cbn [same] in H; try discriminate;
  repeat match goal with
    | H : _ && _ = true |- _ => apply andb_true_iff in H; destruct H
    | H : (if ?c then _ else false) = true |- _ => destruct c eqn:?; [|discriminate]
    | H : Nat.eqb _ _ = true |- _ => apply Nat.eqb_eq in H
    | H : Z.eqb _ _ = true |- _ => apply Z.eqb_eq in H
    | H : Pos.eqb _ _ = true |- _ => apply Pos.eqb_eq in H
    | IH : forall b, same ?a b = true -> _, H : same ?a _ = true |- _ => apply IH in H
  end; congruence.
Qed.

Definition same_rule (r s : rule) : bool :=
  match r, s with
  | VarianceOnly, VarianceOnly | ExactRule, ExactRule | ExactWithoutMeans, ExactWithoutMeans => true
  | _, _ => false
  end.
Fixpoint same_list {X} (f : X -> X -> bool) (l m : list X) : bool :=
  match l, m with
  | [], [] => true
  | a :: l, b :: m => f a b && same_list f l m
  | _, _ => false
  end.
Definition same_network : network -> network -> bool := same_list (same_list op_eqb).
Lemma same_rule_eq r s : same_rule r s = true -> r = s.
Proof. now destruct r, s. Qed.
Lemma same_list_eq {X} (f : X -> X -> bool) : (forall a b, f a b = true -> a = b) ->
  forall l m, same_list f l m = true -> l = m.
Proof.
  intros E. induction l as [|a l IH]; intros [|b m] H; cbn in H; try discriminate; [reflexivity|].
  apply andb_true_iff in H. destruct H as [A B]. apply E in A. apply IH in B. congruence.
Qed.
Lemma same_network_eq : forall n m, same_network n m = true -> n = m.
Proof. apply same_list_eq, same_list_eq. intros a b H. now destruct a, b. Qed.
(** K_ij of the same network as K_ii, by the same rule and of the same inputs. *)
Definition is_partner (r : rule) (net : network) (e f : expr) : bool :=
  match f with
  | Kij s other g => same_rule r s && same_network net other && same e g
  | _ => false
  end.
Definition is_tangent_partner (r : rule) (net : network) (e f : expr) : bool :=
  match f with
  | Tangent OffDiagonal s other g => same_rule r s && same_network net other && same e g
  | _ => false
  end.
Lemma is_partner_eq r net e f : is_partner r net e f = true -> f = Kij r net e.
Proof.
  destruct f; try discriminate. cbn [is_partner]. rewrite !andb_true_iff. intros [[A B] C].
  apply same_rule_eq in A. apply same_network_eq in B. apply same_eq in C. congruence.
Qed.
Lemma is_tangent_partner_eq r net e f : is_tangent_partner r net e f = true ->
  f = Tangent OffDiagonal r net e.
Proof.
  destruct f; try discriminate. destruct q; try discriminate. cbn [is_tangent_partner].
  rewrite !andb_true_iff. intros [[A B] C].
  apply same_rule_eq in A. apply same_network_eq in B. apply same_eq in C. congruence.
Qed.

Section Expand.
Variable plain : bool.
Fixpoint expand (e : expr) : expr :=
  match e with
  | Var _ | Rat _ _ | Pi => e
  | Neg a => Neg (expand a)
  | Add a b => Add (expand a) (expand b)
  | Sub a b =>
      (* K_ii - K_ij without K_ii. *)
      match a with
      | Kii r net c =>
          if is_partner r net c b then snd (kernel_form plain r net (expand c))
          else Sub (expand a) (expand b)
      | Tangent Diagonal r net c =>
          if is_tangent_partner r net c b then snd (tangent_entries plain r net (expand c))
          else Sub (expand a) (expand b)
      | _ => Sub (expand a) (expand b)
      end
  | Mul a b => Mul (expand a) (expand b)
  | Div a b => Div (expand a) (expand b)
  | Pow a n => power (expand a) n
  | Sqrt a => Sqrt (expand a)
  | Abs a => Abs (expand a)
  | Acos a => Mul Pi (Sub (int 1) (Kappa0 (expand a)))
  | Asin a => Mul Pi (Sub (Kappa0 (expand a)) (Rat 1 2))
  | Exp a => Exp (expand a)
  | Log a => Log (expand a)
  | Sin a => Sin (expand a)
  | Cos a => Cos (expand a)
  | Atan a => Atan (expand a)
  | Kappa1 a => Kappa1 (expand a)
  | Kappa0 a => Kappa0 (expand a)
  | Higher n a => Higher n (expand a)
  | Square a => Square (expand a)
  | Min a b => Min (expand a) (expand b)
  | Edge a b => Edge (expand a) (expand b)
  | Slope0 a => Slope0 (expand a)
  | Kii r net a => fst (kernel_form plain r net (expand a))
  | Kij r net a => let '(k, g) := kernel_form plain r net (expand a) in Sub k g
  | Lambda2 r net a => let '(k, g) := kernel_form plain r net (expand a) in Min g (Sub (Mul (int 2) k) g)
  | Tangent q r net a =>
      let '(k, w) := tangent_entries plain r net (expand a) in
      match q with
      | Diagonal => k
      | OffDiagonal => Sub k w
      | Smallest => Min w (Sub (Mul (int 2) k) w)
      end
  | Eq12 net a => sum_form (depths net) (fun d => Sub (int 1) (iterate d (expand a)))
  | Paths net => int (Z.of_nat (path_count net))
  | Depth net => let q := effective_depth net in Rat (Qnum q) (Qden q)
  | Width net => let q := effective_width net in Rat (Qnum q) (Qden q)
  | Tally t net => int (Z.of_nat (tally_of t net))
  end.

(** The correlations of networks' inputs have to be correlations by their shape. *)
Fixpoint proper (unit : nat -> bool) (e : expr) : bool :=
  match e with
  | Var _ | Rat _ _ | Pi | Paths _ | Depth _ | Width _ | Tally _ _ => true
  | Neg a | Pow a _ | Sqrt a | Abs a | Acos a | Asin a | Exp a | Log a | Sin a | Cos a | Atan a
  | Kappa1 a | Kappa0 a | Higher _ a | Square a | Slope0 a | Eq12 _ a => proper unit a
  | Add a b | Sub a b | Mul a b | Div a b | Min a b | Edge a b => proper unit a && proper unit b
  | Kii _ _ a | Kij _ _ a | Lambda2 _ _ a | Tangent _ _ _ a => correlation unit a && proper unit a
  end.

Lemma eval_power e n x : eval (power e n) x = eval e x ^ (Pos.to_nat n).
Proof.
  induction n; cbn [power eval].
  - rewrite IHn, Pos2Nat.inj_xI.
    replace (S (2 * Pos.to_nat n)) with (1 + (Pos.to_nat n + Pos.to_nat n))%nat by lia.
    rewrite !pow_add. simpl. ring.
  - rewrite IHn, Pos2Nat.inj_xO. 
    replace (2 * Pos.to_nat n)%nat with (Pos.to_nat n + Pos.to_nat n)%nat by lia.
    now rewrite pow_add.
  - change (Pos.to_nat 1) with 1%nat. simpl. ring.
Qed.
Lemma eval_iterate n e x : eval (iterate n e) x = iter n (eval e x).
Proof. induction n; simpl; [reflexivity|]. now rewrite IHn. Qed.
Lemma acos_total y : acos y = PI * (1 - kappa0 y).
Proof.
  unfold kappa0. pose proof PIpos. replace (PI * (1 - (1/2 + asin y / PI))) with (PI / 2 - asin y) by (field; lra).
  destruct (Rle_dec y (-1)) as [L|L]; [|destruct (Rle_dec 1 y) as [G|G]].
  - unfold acos, asin. destruct Rle_dec; [lra|contradiction].
  - unfold acos, asin. destruct (Rle_dec y (-1)); [lra|]. destruct Rle_dec; [lra|contradiction].
  - apply acos_asin. lra.
Qed.
Lemma asin_total y : asin y = PI * (kappa0 y - 1 / 2).
Proof. unfold kappa0. pose proof PIpos. field. lra. Qed.
Lemma min_form k g : k - Rabs (k - g) = Rmin g (2 * k - g).
Proof. unfold Rabs, Rmin. destruct Rcase_abs, Rle_dec; lra. Qed.

Lemma eval_Kii r net e x : eval (Kii r net e) x = pair_kernel r net (eval e x) 0%nat 0%nat.
Proof. destruct r; reflexivity. Qed.
Lemma eval_Kij r net e x : eval (Kij r net e) x = pair_kernel r net (eval e x) 0%nat 1%nat.
Proof. destruct r; reflexivity. Qed.
Lemma eval_Lambda2 r net e x : eval (Lambda2 r net e) x = lambda2 (pair_kernel r net (eval e x)).
Proof. destruct r; reflexivity. Qed.

(** The networks' own part of [expand_correct]. *)
Lemma difference_correct r net a e x : corr (eval a x) -> eval a x = eval e x ->
  eval (snd (kernel_form plain r net a)) x = eval (Sub (Kii r net e) (Kij r net e)) x.
Proof.
  intros C E. pose proof (kernel_form_correct plain r net a x C) as K.
  destruct (kernel_form _ _ _) as [k g]. destruct K as (A & _ & B & _).
  cbn [eval snd]. rewrite E in *. change (eval g x = eval (Kii r net e) x - eval (Kij r net e) x).
  rewrite eval_Kii, eval_Kij, A, B. lra.
Qed.
Lemma tangent_difference_correct r net a e x : corr (eval a x) -> eval a x = eval e x ->
  eval (snd (tangent_entries plain r net a)) x =
    eval (Sub (Tangent Diagonal r net e) (Tangent OffDiagonal r net e)) x.
Proof.
  intros C E. pose proof (tangent_entries_correct plain r net a x C) as K.
  destruct (tangent_entries _ _ _ _) as [k w]. destruct K as (A & _ & B).
  cbn [eval snd fst entry_of] in *. rewrite <- E, A, B. lra.
Qed.

(** What the entries of a network's kernels are taken at. *)
Definition argument (e : expr) : expr :=
  match e with Kii _ _ a | Tangent _ _ _ a => a | _ => int 0 end.
Lemma expand_correct_both unit e x : proper unit e = true -> within unit x ->
  eval (expand e) x = eval e x /\ eval (expand (argument e)) x = eval (argument e) x.
Proof.
  intros P Hx. induction e; cbn [proper] in P; try (apply andb_true_iff in P; destruct P);
  try (destruct IHe as [IHe _]; [assumption|]);
  try (destruct IHe1 as [IHe1 IHa]; [assumption|]; destruct IHe2 as [IHe2 _]; [assumption|]);
  (split; [|first [reflexivity|exact IHe]]);
  try match goal with |- eval (expand (Sub ?a ?b)) x = _ =>
    assert (D : eval (Sub (expand a) (expand b)) x = eval (Sub a b) x)
      by (cbn [eval]; rewrite IHe1, IHe2; reflexivity);
    destruct a; try exact D; try (destruct q; try exact D); cbn [expand argument] in *
  end;
  try (cbn [expand eval]; rewrite ?eval_power, ?IHe, ?IHe1, ?IHe2; reflexivity).
  - destruct (is_partner _ _ _ _) eqn:I; [apply is_partner_eq in I; subst|exact D].
    cbn [proper] in *. apply andb_true_iff in H. destruct H as [C _].
    apply difference_correct; [|exact IHa]. rewrite IHa. now apply (correlation_corr unit).
  - destruct (is_tangent_partner _ _ _ _) eqn:I; [apply is_tangent_partner_eq in I; subst|exact D].
    cbn [proper] in *. apply andb_true_iff in H. destruct H as [C _].
    apply tangent_difference_correct; [|exact IHa]. rewrite IHa. now apply (correlation_corr unit).
  - cbn [expand eval int]. rewrite IHe. now rewrite acos_total.
  - cbn [expand eval int]. rewrite IHe. now rewrite asin_total.
  - rewrite eval_Kii. cbn [expand]. rewrite <- IHe.
    assert (C : corr (eval (expand e) x)) by (rewrite IHe; apply (correlation_corr unit e x); assumption).
    pose proof (kernel_form_correct plain r net (expand e) x C) as K. destruct (kernel_form _ _ _).
    symmetry. exact (proj1 K).
  - rewrite eval_Kij. cbn [expand]. rewrite <- IHe.
    assert (C : corr (eval (expand e) x)) by (rewrite IHe; apply (correlation_corr unit e x); assumption).
    pose proof (kernel_form_correct plain r net (expand e) x C) as K. destruct (kernel_form _ _ _) as [k g].
    destruct K as (_ & _ & K & _). now rewrite K.
  - rewrite eval_Lambda2. cbn [expand]. rewrite <- IHe.
    assert (C : corr (eval (expand e) x)) by (rewrite IHe; apply (correlation_corr unit e x); assumption).
    pose proof (kernel_form_correct plain r net (expand e) x C) as K. destruct (kernel_form _ _ _) as [k g].
    destruct K as (K & _ & K' & _). unfold lambda2. rewrite K, K'. cbn [eval int]. now rewrite min_form.
  - cbn [expand eval]. rewrite <- IHe.
    assert (C : corr (eval (expand e) x)) by (rewrite IHe; apply (correlation_corr unit e x); assumption).
    pose proof (tangent_entries_correct plain r net (expand e) x C) as K.
    destruct (tangent_entries _ _ _ _) as [k w]. destruct K as (K & _ & K'). cbn [fst snd] in *.
    destruct q; cbn [entry_of eval int].
    + now rewrite K.
    + now rewrite K'.
    + unfold lambda2. rewrite K, K'. now rewrite min_form.
  - cbn [expand eval]. unfold eq12, path_count. rewrite <- IHe.
    generalize (depths net). intros l.
    induction l as [|d l IH]; [simpl; ring|].
    cbn [sum_form fold_right]. rewrite eval_plus. fold (sum_form l (fun d => Sub (int 1) (iterate d (expand e)))).
    rewrite IH. cbn [eval int]. rewrite eval_iterate. cbn [length sum_over fold_right]. rewrite S_INR.
    unfold sum_over. ring.
  - cbn [expand eval int]. now rewrite <- INR_IZR_INZ.
  - cbn [expand]. rewrite eval_Rat. reflexivity.
  - cbn [expand]. rewrite eval_Rat. reflexivity.
  - destruct t; cbn [expand eval int tally_of]; now rewrite <- INR_IZR_INZ.
Qed.
Theorem expand_correct unit e x : proper unit e = true -> within unit x ->
  eval (expand e) x = eval e x.
Proof. intros P Hx. exact (proj1 (expand_correct_both unit e x P Hx)). Qed.
End Expand.

(** ** Reflection *)

(** e with -x for every variable x. *)
Fixpoint reflect (e : expr) : expr :=
  match e with
  | Var _ => Neg e
  | Rat _ _ | Pi | Paths _ | Depth _ | Width _ | Tally _ _ => e
  | Neg a => Neg (reflect a)
  | Add a b => Add (reflect a) (reflect b)
  | Sub a b => Sub (reflect a) (reflect b)
  | Mul a b => Mul (reflect a) (reflect b)
  | Div a b => Div (reflect a) (reflect b)
  | Pow a n => Pow (reflect a) n
  | Sqrt a => Sqrt (reflect a)
  | Abs a => Abs (reflect a)
  | Acos a => Acos (reflect a)
  | Asin a => Asin (reflect a)
  | Exp a => Exp (reflect a)
  | Log a => Log (reflect a)
  | Sin a => Sin (reflect a)
  | Cos a => Cos (reflect a)
  | Atan a => Atan (reflect a)
  | Kappa1 a => Kappa1 (reflect a)
  | Kappa0 a => Kappa0 (reflect a)
  | Higher n a => Higher n (reflect a)
  | Square a => Square (reflect a)
  | Min a b => Min (reflect a) (reflect b)
  | Edge a b => Edge (reflect a) (reflect b)
  | Slope0 a => Slope0 (reflect a)
  | Kii r net a => Kii r net (reflect a)
  | Kij r net a => Kij r net (reflect a)
  | Lambda2 r net a => Lambda2 r net (reflect a)
  | Tangent q r net a => Tangent q r net (reflect a)
  | Eq12 net a => Eq12 net (reflect a)
  end.
Lemma eval_reflect e x : eval (reflect e) x = eval e (fun n => - x n).
Proof.
  induction e; cbn [reflect]; rewrite ?eval_Kii, ?eval_Kij, ?eval_Lambda2, ?eval_Rat; cbn [eval];
  rewrite ?IHe, ?IHe1, ?IHe2; reflexivity.
Qed.

(** ** Formulas *)
Inductive formula :=
  | Less (a b : expr) | LessEqual (a b : expr) | Greater (a b : expr) | GreaterEqual (a b : expr)
  | Equal (a b : expr) | NotEqual (a b : expr)
  | And (f g : formula) | Or (f g : formula) | Implies (f g : formula) | Not (f : formula).

Fixpoint denote (f : formula) (x : nat -> R) : Prop :=
  match f with
  | Less a b => eval a x < eval b x
  | LessEqual a b => eval a x <= eval b x
  | Greater a b => eval a x > eval b x
  | GreaterEqual a b => eval a x >= eval b x
  | Equal a b => eval a x = eval b x
  | NotEqual a b => eval a x <> eval b x
  | And f g => denote f x /\ denote g x
  | Or f g => denote f x \/ denote g x
  | Implies f g => denote f x -> denote g x
  | Not f => ~ denote f x
  end.

(** An end of an interval: a rational number that belongs to it or not. *)
Inductive bound := Closed (n : Z) (d : positive) | Open (n : Z) (d : positive).
Definition above (l : bound) (x : R) : Prop :=
  match l with
  | Closed n d => eval (Rat n d) (fun _ => x) <= x
  | Open n d => eval (Rat n d) (fun _ => x) < x end.
Definition below (u : bound) (x : R) : Prop :=
  match u with
  | Closed n d => x <= eval (Rat n d) (fun _ => x)
  | Open n d => x < eval (Rat n d) (fun _ => x) end.
Definition between (l u : bound) (x : R) : Prop := above l x /\ below u x.

(** The differences of both sides, expanded, and whether a formula holds if the signs of these
    are known: [positive e] and [nonnegative e] say what is known of e. *)
Section Establish.
Variables positive nonnegative : expr -> bool.
Fixpoint establish (truth : bool) (f : formula) : bool :=
  match f with
  | Less a b | Greater b a => if truth then positive (Sub b a) else nonnegative (Sub a b)
  | LessEqual a b | GreaterEqual b a => if truth then nonnegative (Sub b a) else positive (Sub a b)
  | Equal a b => if truth then nonnegative (Sub a b) && nonnegative (Sub b a)
      else positive (Sub a b) || positive (Sub b a)
  | NotEqual a b => if truth then positive (Sub a b) || positive (Sub b a)
      else nonnegative (Sub a b) && nonnegative (Sub b a)
  | And f g => if truth then establish true f && establish true g
      else establish false f || establish false g
  | Or f g => if truth then establish true f || establish true g
      else establish false f && establish false g
  | Implies f g => if truth then establish false f || establish true g
      else establish true f && establish false g
  | Not f => establish (negb truth) f
  end.

Variable x : nat -> R.
Hypothesis positive_correct : forall e, positive e = true -> 0 < eval e x.
Hypothesis nonnegative_correct : forall e, nonnegative e = true -> 0 <= eval e x.
Definition says (truth : bool) (f : formula) (x : nat -> R) : Prop := if truth then denote f x else ~ denote f x.

Lemma establish_correct f : forall truth, establish truth f = true -> says truth f x.
Proof.
  induction f; intros truth H; destruct truth; cbn [establish negb] in H; unfold says; cbn [denote];
  repeat (apply andb_true_iff in H; destruct H);
  try (apply orb_true_iff in H; destruct H);
  repeat match goal with
    | P : positive _ = true |- _ => apply positive_correct in P; cbn [eval] in P
    | P : nonnegative _ = true |- _ => apply nonnegative_correct in P; cbn [eval] in P
    | P : establish true ?f = true, IH : forall t, establish t ?f = true -> _ |- _ => apply (IH true) in P; cbn [says] in P
    | P : establish false ?f = true, IH : forall t, establish t ?f = true -> _ |- _ => apply (IH false) in P; cbn [says] in P
    end; try lra; try tauto.
Qed.
End Establish.

Fixpoint expand_formula (plain : bool) (f : formula) : formula :=
  match f with
  | Less a b => Less (expand plain a) (expand plain b)
  | LessEqual a b => LessEqual (expand plain a) (expand plain b)
  | Greater a b => Greater (expand plain a) (expand plain b)
  | GreaterEqual a b => GreaterEqual (expand plain a) (expand plain b)
  | Equal a b => Equal (expand plain a) (expand plain b)
  | NotEqual a b => NotEqual (expand plain a) (expand plain b)
  | And f g => And (expand_formula plain f) (expand_formula plain g)
  | Or f g => Or (expand_formula plain f) (expand_formula plain g)
  | Implies f g => Implies (expand_formula plain f) (expand_formula plain g)
  | Not f => Not (expand_formula plain f)
  end.
Fixpoint proper_formula (unit : nat -> bool) (f : formula) : bool :=
  match f with
  | Less a b | LessEqual a b | Greater a b | GreaterEqual a b | Equal a b | NotEqual a b =>
      proper unit a && proper unit b
  | And f g | Or f g | Implies f g => proper_formula unit f && proper_formula unit g
  | Not f => proper_formula unit f
  end.
Theorem expand_formula_correct plain unit f x : proper_formula unit f = true -> within unit x ->
  denote (expand_formula plain f) x <-> denote f x.
Proof.
  intros P Hx. induction f; cbn [proper_formula] in P; try (apply andb_true_iff in P; destruct P);
  cbn [expand_formula denote]; rewrite ?(expand_correct plain unit) by assumption; tauto.
Qed.
