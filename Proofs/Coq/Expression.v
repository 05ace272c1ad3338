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
  EffectiveDepth.
Import ListNotations.
Local Open Scope R_scope.

(** ** Expressions *)
Inductive rule := VarianceOnly | ExactRule | ExactWithoutMeans.

Inductive expr :=
  | Var (n : nat) | Rat (n : Z) (d : positive) | Pi
  | Neg (e : expr) | Add (a b : expr) | Sub (a b : expr) | Mul (a b : expr) | Div (a b : expr)
  | Pow (e : expr) (n : positive) | Sqrt (e : expr) | Abs (e : expr) | Acos (e : expr)
  | Asin (e : expr) | Exp (e : expr) | Log (e : expr) | Sin (e : expr) | Cos (e : expr) | Atan (e : expr)
  | Kappa1 (e : expr) | Kappa0 (e : expr)
  (* The arc-cosine kernel of order n + 2. *)
  | Higher (n : nat) (e : expr)
  (* Only used by [expand]: the square, the smaller of two, and K_ii - K_ij behind a parameterised
     edge, given K_ii and K_ii - K_ij before it; and, in derivatives, that of kappa0. *)
  | Square (e : expr) | Min (a b : expr) | Edge (K g : expr) | Slope0 (e : expr)
  (* Functions of a network; the expression is the correlation of the inputs. *)
  | Kii (r : rule) (net : network) (e : expr) | Kij (r : rule) (net : network) (e : expr)
  | Lambda2 (r : rule) (net : network) (e : expr)
  | Eq12 (net : network) (e : expr) | Paths (net : network)
  | Depth (net : network) | Width (net : network).

(** The nearest number in [-1, 1]. *)
Definition clip (y : R) : R := Rmax (-1) (Rmin 1 y).
(** K (1 - kappa1 (1 - g / K)). *)
Definition edge_gap (K g : R) : R := K * (1 - kappa1 (clip (1 - g / K))).

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
  | Eq12 net e => eq12 net (eval e x)
  | Paths net => INR (path_count net)
  | Depth net => Q2R (effective_depth net)
  | Width net => Q2R (effective_width net)
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
    pose proof (double_sum_rel l l' F) as D.
    destruct F as [|a b m m' _ _]; [constructor|]. constructor; [|constructor].
    set (l := a :: m) in *. set (l' := b :: m') in *.
    pose proof (param_pair_of _ _ _ D) as E. destruct D as (D0 & D1 & _ & G).
    split; [reflexivity|]. split; [|].
    + cbn [moment difference edge_form second edge_atom]. rewrite eval_edge by exact G. exact E.
    + cbn [mean_form edge_form mean edge_atom]. rewrite D0, D1.
      destruct means; cbn [mu_of eval int]; [rewrite Rmult_1_l|rewrite Rmult_0_l].
      * repeat split; try reflexivity. apply sqrt_pos.
      * repeat split; lra.
  - constructor; [|constructor]. unfold corr in Hr.
    repeat split; simpl; unfold pair_input, M2, centred; simpl; lra.
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

End Plain.

Fixpoint power (e : expr) (n : positive) : expr :=
  match n with
  | xH => e
  | xO n => Square (power e n)
  | xI n => Mul e (Square (power e n))
  end.
Fixpoint iterate (n : nat) (e : expr) : expr := match n with O => e | S n => Kappa1 (iterate n e) end.

Section Expand.
Variable plain : bool.
Fixpoint expand (e : expr) : expr :=
  match e with
  | Var _ | Rat _ _ | Pi => e
  | Neg a => Neg (expand a)
  | Add a b => Add (expand a) (expand b)
  | Sub a b => Sub (expand a) (expand b)
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
  | Eq12 net a => sum_form (depths net) (fun d => Sub (int 1) (iterate d (expand a)))
  | Paths net => int (Z.of_nat (path_count net))
  | Depth net => let q := effective_depth net in Rat (Qnum q) (Qden q)
  | Width net => let q := effective_width net in Rat (Qnum q) (Qden q)
  end.

(** The correlations of networks' inputs have to be correlations by their shape. *)
Fixpoint proper (unit : nat -> bool) (e : expr) : bool :=
  match e with
  | Var _ | Rat _ _ | Pi | Paths _ | Depth _ | Width _ => true
  | Neg a | Pow a _ | Sqrt a | Abs a | Acos a | Asin a | Exp a | Log a | Sin a | Cos a | Atan a
  | Kappa1 a | Kappa0 a | Higher _ a | Square a | Slope0 a | Eq12 _ a => proper unit a
  | Add a b | Sub a b | Mul a b | Div a b | Min a b | Edge a b => proper unit a && proper unit b
  | Kii _ _ a | Kij _ _ a | Lambda2 _ _ a => correlation unit a && proper unit a
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

Theorem expand_correct unit e x : proper unit e = true -> within unit x -> eval (expand e) x = eval e x.
Proof.
  intros P Hx. induction e; cbn [proper] in P; try (apply andb_true_iff in P; destruct P);
  try (cbn [expand eval]; rewrite ?eval_power, ?IHe, ?IHe1, ?IHe2 by assumption; reflexivity).
  - cbn [expand eval int]. rewrite IHe by assumption. now rewrite acos_total.
  - cbn [expand eval int]. rewrite IHe by assumption. now rewrite asin_total.
  - rewrite eval_Kii. cbn [expand]. specialize (IHe H0). rewrite <- IHe.
    assert (C : corr (eval (expand e) x)) by (rewrite IHe; now apply (correlation_corr unit)).
    pose proof (kernel_form_correct plain r net (expand e) x C) as K. destruct (kernel_form _ _ _).
    symmetry. exact (proj1 K).
  - rewrite eval_Kij. cbn [expand]. specialize (IHe H0). rewrite <- IHe.
    assert (C : corr (eval (expand e) x)) by (rewrite IHe; now apply (correlation_corr unit)).
    pose proof (kernel_form_correct plain r net (expand e) x C) as K. destruct (kernel_form _ _ _) as [k g].
    destruct K as (_ & _ & K & _). now rewrite K.
  - rewrite eval_Lambda2. cbn [expand]. specialize (IHe H0). rewrite <- IHe.
    assert (C : corr (eval (expand e) x)) by (rewrite IHe; now apply (correlation_corr unit)).
    pose proof (kernel_form_correct plain r net (expand e) x C) as K. destruct (kernel_form _ _ _) as [k g].
    destruct K as (K & _ & K' & _). unfold lambda2. rewrite K, K'. cbn [eval int]. now rewrite min_form.
  - cbn [expand eval]. unfold eq12, path_count. rewrite <- IHe by assumption.
    generalize (depths net). intros l.
    induction l as [|d l IH]; [simpl; ring|].
    cbn [sum_form fold_right]. rewrite eval_plus. fold (sum_form l (fun d => Sub (int 1) (iterate d (expand e)))).
    rewrite IH. cbn [eval int]. rewrite eval_iterate. cbn [length sum_over fold_right]. rewrite S_INR.
    unfold sum_over. ring.
  - cbn [expand eval int]. now rewrite <- INR_IZR_INZ.
  - cbn [expand]. rewrite eval_Rat. reflexivity.
  - cbn [expand]. rewrite eval_Rat. reflexivity.
Qed.
End Expand.

(** ** Reflection *)

(** e with -x for every variable x. *)
Fixpoint reflect (e : expr) : expr :=
  match e with
  | Var _ => Neg e
  | Rat _ _ | Pi | Paths _ | Depth _ | Width _ => e
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
