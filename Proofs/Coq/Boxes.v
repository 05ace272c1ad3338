(** * A reflexive checker for formulas in several real variables.

    Statements: for all x 0, x 1, ... in intervals with rational ends, open or closed, a [formula]
    holds; or it holds for none of them; or it holds, or fails, at some point.  A certificate is a
    subdivision of the domain ([cover]); on each of its boxes the formula follows from the signs of
    differences, and these are known
    - by interval arithmetic, of polynomials by their coefficients ([Bernstein.v]);
    - by an identity ([Identities.v]): a difference that vanishes identically, or is identical to
      an expression, given as a hint, that shows its sign, such as a square;
    - along segments ([rule]): x = c(x) + s(x) v(x), with c and s v given as expressions, checked
      to be an identity.  Taylor's theorem in s ([Derivative.v]): coefficients that vanish
      identically are left out, and what remains is enclosed.  With c a corner or the middle of the
      box and s = 1 this is the mean value theorem; with c on a line on which both sides agree it
      decides how they separate;
    - near 1 or -1, in one variable, by the models of [Certificate.v], as near as the box reaches;
    - at an end of a variable's interval, by the models of [Expansions.v].

    [for_all], [for_none], [witness], [counterexample] and, for every network of a list,
    [for_every], [for_no], [witness_for_every], [counterexample_for_every] say what a check that
    evaluates to [true] proves. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Arith Lia.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Raux.
From Interval Require Import Xreal Interval Sig Specific_ops Specific_stdz Float_full Primitive_ops.
From KernelCalculator Require Import ExactFloat ArcCosine Network Expression Identities Forms Laws
  Derivative Certificate Expansions Bernstein.
From KernelCalculator Require Export Gradients.
From Coq Require Ranalysis5.
Local Open Scope R_scope.
Import ListNotations.

(** Without the second part where the first decides: a virtual machine evaluates the arguments of
    functions, but not the branches that are not taken. *)
Local Notation "a && b" := (if a then b else false) : bool_scope.
Local Notation "a || b" := (if a then true else b) : bool_scope.
(** ** What a certificate gives *)

(** x n = center n + parameter * direction n, expressions of the variables. *)
Record rule := { order : nat; center : list expr; direction : list expr; parameter : expr }.
(** How the last derivative is written before it is enclosed: as it is, with the direction's coordinates
    in front of their coefficients, or with common factors in front and with squares. *)
Inductive style := Plain | By_direction | By_factors.
(** Several rules with one parameter: each difference by one of them. *)
Inductive leaf := Natural | Lawful | Along (r : rule) | Gathered (r : rule) | Factored (r : rule)
  | Along_any (g : style) (rs : list rule) | Near_one | Near_minus_one
  (* By the mean value theorem, from the middle of the box, its ends or corners: with the derivative
     written as an expression, or with its values alone, after up to so many bisections. *)
  | Means
  | Fine (bisections : nat)
  (* The variable is at the upper or the lower end of its side, or v away from it, or v^2. *)
  | Expand (variable : nat) (up squared : bool) (count : nat).
Inductive cover :=
  (* By one of some ways, after up to so many bisections. *)
  | Leaf (bisections : nat) (ways : list leaf)
  (* By one of some ways, or after up to so many bisections of one side, each time by them towards
     its upper or lower end, and by others in what is left. *)
  | Toward (variable : nat) (up : bool) (bisections : nat) (ways inner : list leaf)
  (* By one cover or the other. *)
  | Either (one other : cover)
  (* By one of some ways, or else by a cover. *)
  | First (ways : list leaf) (otherwise : cover)
  (* At n / d across a variable; the part below, the part above. *)
  | Split (variable : nat) (n : Z) (d : positive) (lower upper : cover).

(** ** The checker *)
Module Make (F : FloatOps with Definition radix := Zaux.radix2 with Definition sensible_format := true).
Module G := Gradients.Make F.
Module E := G.E.
Module C := G.C.
Module I := C.I.
Section Checker.
Variable prec : I.precision.
Let cont := C.cont.
Let pos := C.pos.
Let nonneg := C.nonneg.
Notation evalI := (C.evalI prec).
Notation negI := I.neg.
Let add := I.add prec.
Let mul := I.mul prec.
Let rational := G.rational prec.
Definition sides := G.sides prec.
Lemma rational_correct q : cont (rational q) (Q2R q).
Proof. apply G.rational_correct. Qed.
Lemma sides_correct b x : in_box b x -> C.env_in (sides b) x.
Proof. apply G.sides_correct. Qed.

(** The range of a polynomial of degree 1 on a box: without rounding. *)
Fixpoint linear_range (side : nat -> option (Q * Q)) (p : poly) : option (Q * Q) :=
  match p with
  | [] => Some (0%Q, 0%Q)
  | (m, a) :: p =>
      match linear_range side p with
      | Some (l, u) =>
          match m with
          | [] => Some (sum_Q l a, sum_Q u a)
          | [Var n] => match side n with
              | Some (x, y) =>
                  let b := product_Q a x in let c := product_Q a y in
                  Some (if Qle_bool 0 a then (sum_Q l b, sum_Q u c) else (sum_Q l c, sum_Q u b))
              | None => None end
          | _ => None end
      | None => None end
  end.
Definition on_side (side : nat -> option (Q * Q)) (x : nat -> R) : Prop :=
  forall n l u, side n = Some (l, u) -> Q2R l <= x n <= Q2R u.
Lemma linear_range_correct side p x : on_side side x -> forall l u,
  linear_range side p = Some (l, u) -> Q2R l <= value p x <= Q2R u.
Proof.
  intros S. induction p as [|[m a] p IH]; intros l u H; cbn [linear_range] in H.
  - injection H as <- <-. rewrite value_nil, Q2R_zero. split; lra.
  - destruct (linear_range side p) as [[l' u']|]; [|discriminate]. specialize (IH l' u' eq_refl).
    rewrite value_cons. destruct m as [|e [|e' m]].
    + injection H as <- <-. rewrite product_nil, !sum_Q_R. split; lra.
    + destruct e; try discriminate. rewrite product_cons, product_nil, Rmult_1_r. cbn [eval].
      destruct (side n) as [[b c]|] eqn:N; [|discriminate]. specialize (S n b c N).
      destruct (Qle_bool 0 a) eqn:A; injection H as <- <-; rewrite !sum_Q_R, !product_Q_R.
      * apply Qle_bool_iff, Qle_Rle in A. rewrite Q2R_zero in A.
        split; nra.
      * assert (Q2R a < 0).
        { rewrite <- Q2R_zero. apply Qlt_Rlt, Qnot_le_lt. intros Z. apply Qle_bool_iff in Z. congruence. }
        split; nra.
    + destruct e; discriminate.
Qed.

Notation has_sign := (C.has_sign).
Notation evalS := (C.evalS prec).
Notation evaluated := (C.evaluated prec).

(** *** Signs along a segment *)
Section Segment.
Variable k : nat.
Variable still : expr -> bool.
(** Enclosures of values along the segment. *)
Variable enclosed : expr -> I.type.
(** Rational bounds, where there are. *)
Variable reach_side : nat -> option (Q * Q).
(** The variables that move and begin strictly between -1 and 1. *)
Variable inner : nat -> bool.
(** Expressions that are positive along the segment. *)
Variable sure : expr -> bool.

Definition strictly_inside (e : expr) : bool :=
  let i := enclosed e in pos (add (I.fromZ prec 1) i) && pos (I.sub prec (I.fromZ prec 1) i).
Fixpoint steady_on (e : expr) : bool :=
  still e ||
  match e with
  | Var _ => true
  | Neg a | Square a | Exp a | Sin a | Cos a | Atan a | Kappa1 a | Kappa0 a | Higher _ a | Sqrt a
  | Abs a => steady_on a
  | Add a b | Sub a b | Mul a b | Min a b => steady_on a && steady_on b
  | Div a b => steady_on a && steady_on b && (has_sign (enclosed b) || sure b)
  | Log a => steady_on a && (pos (enclosed a) || sure a)
  | Slope0 a => steady_on a && strictly_inside a
  | _ => false
  end.
Definition in_unit (e : expr) : bool :=
  C.in_range (enclosed e) ||
  match linear_range reach_side (normal itself e) with
  | Some (l, u) => Qle_bool (-1) l && Qle_bool u 1 | None => false end.
(** Between -1 and 1, and monotone along the segment: strictly between inside of it. *)
Definition strict_by (smooth_on : expr -> bool) (a : expr) : bool :=
  smooth_on a && (strictly_inside a ||
    match a with Var n => moves k n && inner n && in_unit a | _ => false end ||
    in_unit a && steady_on a && has_sign (enclosed (slope k still a))).
Fixpoint smooth_on (e : expr) : bool :=
  still e ||
  match e with
  | Var _ => true
  | Neg a | Square a | Exp a | Sin a | Cos a | Atan a | Kappa1 a | Higher _ a => smooth_on a
  | Add a b | Sub a b | Mul a b => smooth_on a && smooth_on b
  | Div a b => smooth_on a && smooth_on b && (has_sign (enclosed b) || sure b)
  | Sqrt a | Log a => smooth_on a && (pos (enclosed a) || sure a)
  | Abs a => smooth_on a && has_sign (enclosed a)
  | Kappa0 a | Slope0 a => strict_by smooth_on a
  | _ => false
  end.
Fixpoint regular_on (e : expr) : bool :=
  match e with
  | Slope0 a => strict_by smooth_on a && regular_on a
  | Neg a | Pow a _ | Sqrt a | Abs a | Acos a | Asin a | Exp a | Log a | Sin a | Cos a | Atan a
  | Kappa1 a | Kappa0 a | Higher _ a | Square a => regular_on a
  | Add a b | Sub a b | Mul a b | Div a b | Min a b | Edge a b => regular_on a && regular_on b
  | _ => true
  end.

Variables (c v : nat -> R) (s : R).
Hypothesis Hs : 0 < s.
Hypothesis enclosed_correct : forall e t, 0 <= t <= s -> cont (enclosed e) (eval e (path k c v t)).
Hypothesis still_correct : forall e t u, still e = true ->
  eval e (path k c v t) = eval e (path k c v u).
Hypothesis reach_side_correct : forall t, 0 <= t <= s -> on_side reach_side (path k c v t).
Hypothesis inner_correct : forall n, moves k n = true -> inner n = true -> -1 < c n < 1.
Hypothesis sure_correct : forall e t, sure e = true -> 0 <= t <= s -> 0 < eval e (path k c v t).

Lemma strictly_inside_correct e t : strictly_inside e = true -> 0 <= t <= s ->
  -1 < eval e (path k c v t) < 1.
Proof.
  intros H T. apply and_true in H. destruct H as [P Q].
  pose proof (enclosed_correct e t T) as E.
  pose proof (C.pos_correct _ _ P (C.c_add prec _ _ _ _ (C.c_Z prec 1) E)).
  pose proof (C.pos_correct _ _ Q (C.c_sub prec _ _ _ _ (C.c_Z prec 1) E)). lra.
Qed.
Lemma divisor_correct e t : has_sign (enclosed e) || sure e = true -> 0 <= t <= s ->
  eval e (path k c v t) <> 0.
Proof.
  intros H T. apply or_true in H. destruct H as [H|H].
  - pose proof (C.has_sign_correct _ _ H (enclosed_correct e t T)). lra.
  - pose proof (sure_correct e t H T). lra.
Qed.
Lemma argument_correct e t : pos (enclosed e) || sure e = true -> 0 <= t <= s ->
  0 < eval e (path k c v t).
Proof.
  intros H T. apply or_true in H. destruct H as [H|H].
  - exact (C.pos_correct _ _ H (enclosed_correct e t T)).
  - exact (sure_correct e t H T).
Qed.

Lemma steady_on_correct e t : steady_on e = true -> 0 <= t <= s -> steady still e (path k c v t).
Proof.
  intros H T. induction e; cbn [steady_on steady] in *; apply or_true in H;
  (destruct H as [H|H]; [now left|right]); try discriminate; auto;
  repeat match goal with H : _ && _ = true |- _ => apply and_true in H; destruct H end; auto.
  - split; [auto|split; [auto|]]. now apply divisor_correct.
  - split; [auto|]. now apply argument_correct.
  - split; [auto|]. now apply strictly_inside_correct.
Qed.
Lemma in_unit_correct a : in_unit a = true -> forall u, 0 <= u <= s -> -1 <= eval a (path k c v u) <= 1.
Proof.
  intros In u U. apply or_true in In. destruct In as [In|In].
  - exact (C.range_corr _ _ In (enclosed_correct a u U)).
  - destruct (linear_range _ _) as [[l h]|] eqn:L; [|discriminate].
    apply and_true in In. destruct In as [I1 I2]. apply Qle_bool_iff, Qle_Rle in I1, I2.
    rewrite Q2R_minus_one in I1. rewrite Q2R_one in I2.
    pose proof (linear_range_correct _ _ _ (reach_side_correct u U) _ _ L) as B.
    rewrite (normal_correct itself _ _ (itself_value _)) in B. lra.
Qed.
(** From strictly inside towards a place that is not outside. *)
Lemma inner_path n t : moves k n = true -> inner n = true -> in_unit (Var n) = true -> 0 < t < s ->
  -1 < path k c v t n < 1.
Proof.
  intros M I U T. pose proof (inner_correct n M I) as B.
  pose proof (in_unit_correct (Var n) U s ltac:(lra)) as E. cbn [eval] in E. unfold path in *.
  rewrite M in *. assert (0 < t * / s < 1).
  { split; [apply Rmult_lt_0_compat; [lra|apply Rinv_0_lt_compat; lra]|].
    apply Rmult_lt_reg_r with s; [lra|]. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  set (w := t * / s) in *. replace (c n + t * v n) with ((1 - w) * c n + w * (c n + s * v n))
    by (unfold w; field; lra). split; nra.
Qed.
Lemma strict_by_correct a : strict_by smooth_on a = true ->
  (smooth_on a = true -> forall t, 0 < t < s -> smooth still a (path k c v t)) ->
  forall t, 0 < t < s -> smooth still a (path k c v t) /\ -1 < eval a (path k c v t) < 1.
Proof.
  intros H IH t T. apply and_true in H. destruct H as [S H]. specialize (IH S).
  split; [now apply IH|]. rewrite !or_true in H. destruct H as [[H|H]|H].
  { apply strictly_inside_correct; [exact H|lra]. }
  { destruct a; try discriminate. rewrite !and_true in H. destruct H as [[M I] U].
    now apply inner_path. }
  rewrite !and_true in H. destruct H as [[In St] Sg].
  set (f := fun t => eval a (path k c v t)). set (f' := fun t => eval (slope k still a) (path k c v t)).
  assert (Ends : forall u, 0 <= u <= s -> -1 <= f u <= 1) by (exact (in_unit_correct a In)).
  assert (D : forall u, 0 < u < s -> is_derive f u (f' u)).
  { intros u U. apply slope_correct; [exact still_correct|]. now apply IH. }
  assert (Cn : forall u, 0 <= u <= s -> continuous f u).
  { intros u U. apply (steady_correct k still); [exact still_correct|]. now apply steady_on_correct. }
  pose proof (Ends 0 ltac:(lra)). pose proof (Ends s ltac:(lra)). fold (f t).
  apply or_true in Sg. destruct Sg as [Sg|Sg].
  - assert (P : forall u, 0 < u < s -> 0 < f' u).
    { intros u U. exact (C.pos_correct _ _ Sg (enclosed_correct (slope k still a) u ltac:(lra))). }
    assert (f 0 < f t) by (apply (increases f f'); intros; [lra|apply D|apply Cn|apply P]; lra).
    assert (f t < f s) by (apply (increases f f'); intros; [lra|apply D|apply Cn|apply P]; lra). lra.
  - assert (P : forall u, 0 < u < s -> 0 < - f' u).
    { intros u U. exact (C.pos_correct _ _ Sg (C.c_neg _ _ (enclosed_correct (slope k still a) u ltac:(lra)))). }
    assert (D' : forall u, 0 < u < s -> is_derive (fun u => - f u) u (- f' u))
      by (intros u U; apply (is_derive_opp f u (f' u) (D u U))).
    assert (C' : forall u, 0 <= u <= s -> continuous (fun u => - f u) u)
      by (intros u U; apply (continuous_opp f u (Cn u U))).
    assert (- f 0 < - f t)
      by (apply (increases (fun u => - f u) (fun u => - f' u)); intros; [lra|apply D'|apply C'|apply P]; lra).
    assert (- f t < - f s)
      by (apply (increases (fun u => - f u) (fun u => - f' u)); intros; [lra|apply D'|apply C'|apply P]; lra).
    lra.
Qed.
Lemma smooth_on_correct e : smooth_on e = true -> forall t, 0 < t < s -> smooth still e (path k c v t).
Proof.
  induction e; intros H u T; cbn [smooth_on smooth] in *; apply or_true in H;
  (destruct H as [H|H]; [now left|right]); try discriminate; auto;
  try (apply (strict_by_correct e H IHe u T));
  repeat match goal with H : _ && _ = true |- _ => apply and_true in H; destruct H end; auto.
  - split; [auto|split; [auto|]]. apply divisor_correct; [assumption|lra].
  - split; [auto|]. apply argument_correct; [assumption|lra].
  - split; [auto|]. pose proof (C.has_sign_correct _ _ H0 (enclosed_correct e u ltac:(lra))). lra.
  - split; [auto|]. apply argument_correct; [assumption|lra].
Qed.
Lemma regular_on_correct e : regular_on e = true -> forall t, 0 < t < s ->
  C.regular e (path k c v t).
Proof.
  induction e; intros H u T; cbn [regular_on C.regular] in *; auto;
  repeat match goal with H : _ && _ = true |- _ => apply and_true in H; destruct H end; auto.
  split; [|auto]. apply (strict_by_correct e H (smooth_on_correct e) u T).
Qed.
End Segment.

(** *** Taylor coefficients and their signs *)
Definition value_in (i : option I.type) (y : R) : Prop :=
  match i with None => y = 0 | Some i => cont i y end.
(** Without coefficients that vanish: a power of s > 0 less. *)
Fixpoint strip (l : list (option I.type)) : list (option I.type) :=
  match l with None :: l => strip l | _ => l end.
Definition enclosure (i : option I.type) : I.type := match i with None => I.zero | Some i => i end.
Definition hornerI (l : list (option I.type)) (s : I.type) : I.type :=
  fold_right (fun i r => add (enclosure i) (mul s r)) I.zero l.
Definition positive_terms (s : I.type) (l : list (option I.type)) : bool :=
  let l := strip l in
  pos (hornerI l s) ||
  all (fun i => nonneg (enclosure i)) l && any (fun i => pos (enclosure i)) l.
Definition nonnegative_terms (s : I.type) (l : list (option I.type)) : bool :=
  let l := strip l in nonneg (hornerI l s) || all (fun i => nonneg (enclosure i)) l.

Lemma enclosure_correct i y : value_in i y -> cont (enclosure i) y.
Proof. destruct i; [auto|intros ->; apply C.c_zero]. Qed.
Section Signs.
Variables (s : R) (si : I.type).
Hypotheses (Hs : 0 < s) (Cs : cont si s).
Lemma hornerI_correct l ws : Forall2 value_in l ws -> cont (hornerI l si) (horner ws s).
Proof.
  induction 1; cbn [hornerI fold_right horner]; [apply C.c_zero|].
  apply C.c_add; [now apply enclosure_correct|]. apply C.c_mul; assumption.
Qed.
Lemma terms_nonnegative l ws : Forall2 value_in l ws ->
  all (fun i => nonneg (enclosure i)) l = true -> 0 <= horner ws s.
Proof.
  induction 1; cbn [horner all]; intros A; [lra|]. apply and_true in A. destruct A as [A B].
  pose proof (C.nonneg_correct _ _ A (enclosure_correct _ _ H)). specialize (IHForall2 B).
  assert (0 <= s * horner l' s) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma terms_positive l ws : Forall2 value_in l ws ->
  all (fun i => nonneg (enclosure i)) l = true ->
  any (fun i => pos (enclosure i)) l = true -> 0 < horner ws s.
Proof.
  induction 1; cbn [horner all any]; intros A E; [discriminate|].
  apply and_true in A. destruct A as [A B]. pose proof (enclosure_correct _ _ H) as Y.
  pose proof (C.nonneg_correct _ _ A Y). pose proof (terms_nonnegative _ _ H0 B).
  assert (0 <= s * horner l' s) by (apply Rmult_le_pos; lra).
  apply or_true in E. destruct E as [E|E].
  - pose proof (C.pos_correct _ _ E Y). lra.
  - specialize (IHForall2 B E). assert (0 < s * horner l' s) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
Lemma strip_correct l ws : Forall2 value_in l ws -> exists m vs,
  Forall2 value_in (strip l) vs /\ horner ws s = s ^ m * horner vs s.
Proof.
  induction 1 as [|[i|] w l ws H F IH]; cbn [strip].
  - exists 0%nat, []. split; [constructor|]. cbn. ring.
  - exists 0%nat, (w :: ws). split; [now constructor|]. ring.
  - destruct IH as (m & vs & V & E). exists (S m), vs. split; [exact V|].
    cbn in H. cbn [horner]. rewrite H, E. cbn. ring.
Qed.
Lemma positive_terms_correct l ws : Forall2 value_in l ws -> positive_terms si l = true ->
  0 < horner ws s.
Proof.
  intros H P. destruct (strip_correct l ws H) as (m & vs & V & ->).
  apply Rmult_lt_0_compat; [now apply pow_lt|]. apply or_true in P. destruct P as [P|P].
  - exact (C.pos_correct _ _ P (hornerI_correct _ _ V)).
  - apply and_true in P. destruct P as [P Q]. exact (terms_positive _ _ V P Q).
Qed.
Lemma nonnegative_terms_correct l ws : Forall2 value_in l ws -> nonnegative_terms si l = true ->
  0 <= horner ws s.
Proof.
  intros H P. destruct (strip_correct l ws H) as (m & vs & V & ->).
  apply Rmult_le_pos; [left; now apply pow_lt|]. apply or_true in P. destruct P as [P|P].
  - exact (C.nonneg_correct _ _ P (hornerI_correct _ _ V)).
  - exact (terms_nonnegative _ _ V P).
Qed.
End Signs.

(** *** A rule on a box *)
Section Rule.
Variables (k : nat) (b : box) (r : rule) (gathers : style).
(** Expressions that are positive on the whole segment. *)
Variable sure : expr -> bool.
Let xi := sides b.
(** What is enclosed on the whole segment, written in the style [gathers]. *)
Definition last_term (e : expr) : expr :=
  match gathers with
  | Plain => e
  | By_direction => gathered (seq k k) (normal itself e)
  | By_factors => factored (normal itself e)
  end.
Lemma last_term_value e x : eval (last_term e) x = eval e x.
Proof.
  unfold last_term. destruct gathers; [reflexivity|rewrite gathered_value|rewrite factored_value];
  apply normal_correct, itself_value.
Qed.
Definition points : list expr := center r ++ direction r.
Definition range_of (e : expr) : option (Q * Q) := linear_range (nth_error b) (normal itself e).
(** An enclosure, without rounding where the expression is linear. *)
Definition enclosed_point (e : expr) : I.type :=
  match range_of e with
  | Some (l, u) => I.join (rational l) (rational u)
  | None => evalI e xi
  end.
Definition at_center : nat -> I.type :=
  let l := map enclosed_point points in fun n => nth n l I.zero.
Definition on_reach : nat -> I.type :=
  let l := map enclosed_point points in
  fun n => if moves k n then I.join (nth n l I.zero) (xi n) else nth n l I.zero.
Definition on_reach_side : nat -> option (Q * Q) :=
  let l := map range_of (center r) in
  fun n => if moves k n then
      match nth n l None, nth_error b n with
      | Some (l, u), Some (l', u') => Some (if Qle_bool l l' then l else l', if Qle_bool u' u then u else u')
      | _, _ => None end
    else None.
Definition begins_inside (n : nat) : bool :=
  match range_of (nth n (center r) (int 1)) with
  | Some (l, u) => negb (Qle_bool l (-1)) && negb (Qle_bool 1 u)
  | None => false
  end.
Definition on_center : nat -> poly :=
  let l := map (normal itself) points in fun n => nth n l [].
(** The segment's points, with the variable 2 k for its parameter, and the direction where it is
    known to be a number. *)
Definition shifted : nat -> poly :=
  let l := map (fun e => match number (normal itself e) with Some q => Some (constant q) | None => None end)
    (direction r) in
  let toward n := match nth n l None with Some p => p | None => itself (k + n) end in
  fun n => if moves k n then plus_poly (itself n) (times (toward n) (itself (2 * k))) else toward (n - k)%nat.
(** Whether an expression depends on the parameter, where this is plain to see: then there is no need
    of a normal form. *)
Definition shifts : nat -> bool :=
  let l := map (fun e => is_number (normal itself e) 0) (direction r) in
  fun n => moves k n && negb (nth n l false).
Definition of_sum (a b : option bool) : option bool :=
  match a, b with
  | Some false, b => b
  | a, Some false => a
  | _, _ => None
  end.
Fixpoint shown_to_move (e : expr) : option bool :=
  match e with
  | Var n => Some (shifts n)
  | Rat _ _ | Pi => Some false
  | Neg a | Sqrt a | Exp a | Log a | Sin a | Cos a | Atan a | Kappa1 a | Kappa0 a | Higher _ a
  | Square a | Slope0 a => shown_to_move a
  | Add a b | Sub a b => of_sum (shown_to_move a) (shown_to_move b)
  | Mul a b | Div a b =>
      match of_sum (shown_to_move a) (shown_to_move b) with
      | Some true => if positive_shape a then Some true else if positive_shape b then Some true
          else None
      | c => c
      end
  | _ => None
  end.
Definition still (e : expr) : bool :=
  variables (fun n => negb (moves k n)) e ||
  match shown_to_move e with
  | Some true => false
  | _ => variables (fun n => Nat.ltb n (2 * k)) e &&
      variables (fun n => negb (Nat.eqb n (2 * k))) (back (normal shifted e))
  end.
Definition over_factorial (j : nat) (i : I.type) : I.type :=
  I.div prec i (I.fromZ prec (Z.of_nat (fact j))).
(** The coefficients of e in s up to the order of the rule, the last on the whole segment. *)
Fixpoint terms (n j : nat) (e : expr) : list (option I.type) :=
  match n with
  | O => [Some (over_factorial j (evalS sure true on_reach (last_term e)))]
  | S n =>
      (if vanishes on_center e then None else Some (over_factorial j (evalI e at_center)))
      :: terms n (S j) (slope k still e)
  end.
Fixpoint differentiable (n : nat) (e : expr) : bool :=
  match n with
  | O => let e := last_term e in
      regular_on k still (evaluated e on_reach) on_reach_side begins_inside sure e
  | S n => let enclosed := evaluated e on_reach in
      steady_on still enclosed sure e && smooth_on k still enclosed on_reach_side begins_inside sure e &&
      differentiable n (slope k still e)
  end.
Definition nonnegative_parameter : I.type := I.meet (evalI (parameter r) xi) (I.upper_extent I.zero).
Definition applies (e : expr) : bool := variables (moves k) e && differentiable (order r) e.
Definition along_positive (e : expr) : bool :=
  applies e && positive_terms nonnegative_parameter (terms (order r) 0 e).
Definition along_nonnegative (e : expr) : bool :=
  applies e && nonnegative_terms nonnegative_parameter (terms (order r) 0 e).
(** Numbers of variables, and that the rule describes the points of the box. *)
Definition fits : bool :=
  Nat.ltb 0 (order r) && Nat.eqb (length (center r)) k && Nat.eqb (length (direction r)) k &&
  all (fun n => identity (Var n)
    (Add (nth n (center r) (int 0)) (Mul (parameter r) (nth n (direction r) (int 0))))) (seq 0 k).

Variable x : nat -> R.
Hypothesis Bx : in_box b x.
Hypothesis Hf : fits = true.
Let s := eval (parameter r) x.
Let c (n : nat) := eval (nth n (center r) (int 0)) x.
Let v (n : nat) := eval (nth n (direction r) (int 0)) x.
Hypothesis sure_correct : 0 < s -> forall e t, sure e = true -> 0 <= t <= s ->
  0 < eval e (path k c v t).

Let Cx : C.env_in xi x.
Proof. exact (sides_correct b x Bx). Qed.
Lemma fits_correct : (0 < order r)%nat /\ length (center r) = k /\ length (direction r) = k /\
  forall n, moves k n = true -> x n = path k c v s n.
Proof.
  unfold fits in Hf. rewrite !and_true, Nat.ltb_lt, !Nat.eqb_eq, all_forall in Hf.
  destruct Hf as [[[O L] M] I]. repeat split; auto. intros n N. unfold path. rewrite N.
  unfold moves in N. apply Nat.ltb_lt in N.
  specialize (I n ltac:(apply in_seq; lia)). apply identity_correct with (x := x) in I.
  cbn [eval] in I. exact I.
Qed.
Lemma range_of_correct e l u : range_of e = Some (l, u) -> Q2R l <= eval e x <= Q2R u.
Proof.
  intros H. rewrite <- (normal_correct itself x x (itself_value x) e).
  apply (linear_range_correct (nth_error b)); [exact Bx|exact H].
Qed.
Lemma enclosed_point_correct e : cont (enclosed_point e) (eval e x).
Proof.
  unfold enclosed_point. destruct (range_of e) as [[l u]|] eqn:N; [|now apply C.evalI_correct].
  apply C.c_join with (Q2R l) (Q2R u); try apply rational_correct. now apply range_of_correct.
Qed.
Lemma still_correct e t u : still e = true -> eval e (path k c v t) = eval e (path k c v u).
Proof.
  intros H. apply or_true in H. destruct H as [H|H].
  { apply (eval_agree _ _ _ _ H). intros n N. unfold path. now destruct (moves k n). }
  assert (G : variables (fun n => Nat.ltb n (2 * k)) e = true /\
    variables (fun n => negb (Nat.eqb n (2 * k))) (back (normal shifted e)) = true)
    by (destruct (shown_to_move e) as [[]|]; [discriminate|now apply and_true..]).
  clear H. destruct G as [H2 H].
  set (z := fun t n => if Nat.eqb n (2 * k) then t else path k c v 0 n).
  assert (V : forall t n, (n < 2 * k)%nat -> value (shifted n) (z t) = path k c v t n).
  { destruct fits_correct as (_ & _ & M & _). clear t u H. intros t.
    assert (T : forall n, (n < 2 * k)%nat -> value (itself n) (z t) = path k c v 0 n).
    { intros n N. rewrite itself_value. unfold z. replace (Nat.eqb n (2 * k)) with false; [reflexivity|].
      symmetry. apply Nat.eqb_neq. lia. }
    set (g := fun e => match number (normal itself e) with Some q => Some (constant q) | None => None end).
    assert (W : forall n, (n < k)%nat -> value (match nth n (map g (direction r)) None with
        Some p => p | None => itself (k + n) end) (z t) = v n).
    { intros n N.
      rewrite (nth_indep _ None (g (int 0))) by (rewrite map_length; lia). rewrite (map_nth g). unfold g.
      destruct (number _) as [q|] eqn:Q.
      - rewrite constant_value, <- (number_value _ _ x Q). apply normal_correct, itself_value.
      - rewrite T by lia. unfold path, moves. replace (Nat.ltb (k + n) k) with false
          by (symmetry; apply Nat.ltb_ge; lia). f_equal. lia. }
    intros n N2. unfold shifted. fold g. unfold path at 1. destruct (moves k n) eqn:N.
    - assert (N' : (n < k)%nat) by (unfold moves in N; now apply Nat.ltb_lt in N).
      rewrite plus_value, times_correct, T by lia. rewrite W by exact N'.
      unfold path at 1. rewrite N. rewrite itself_value. unfold z. rewrite Nat.eqb_refl. ring.
    - assert (N' : (k <= n)%nat) by (unfold moves in N; now apply Nat.ltb_ge in N). apply W. lia. }
  assert (E : forall t, eval e (path k c v t) = value (normal shifted e) (z t)).
  { intros w. rewrite (normal_correct shifted (z w) (fun n => value (shifted n) (z w)) (fun n => eq_refl)).
    apply (eval_agree _ _ _ _ H2). intros n N. apply Nat.ltb_lt in N. symmetry. now apply V. }
  rewrite !E, <- !back_value.
  apply (eval_agree _ _ _ _ H). intros n N. unfold z. apply negb_true_iff in N. now rewrite N.
Qed.
Lemma point_enclosed n : cont (nth n (map enclosed_point points) I.zero)
  (if moves k n then c n else v (n - k)%nat).
Proof.
  destruct fits_correct as (_ & L & M & _).
  assert (E : (if moves k n then c n else v (n - k)%nat) = eval (nth n points (int 0)) x).
  { unfold points, c, v, moves. destruct (Nat.ltb_spec n k).
    - now rewrite app_nth1 by lia.
    - rewrite app_nth2 by lia. now rewrite L. }
  rewrite E. destruct (Nat.lt_ge_cases n (length points)) as [K|K].
  - rewrite (nth_indep _ I.zero (enclosed_point (int 0))) by (rewrite map_length; exact K).
    rewrite (map_nth enclosed_point). apply enclosed_point_correct.
  - rewrite !nth_overflow by (rewrite ?map_length; exact K). apply C.c_zero.
Qed.
Lemma at_center_correct : C.env_in at_center (path k c v 0).
Proof.
  intros n. pose proof (point_enclosed n) as P. unfold path. destruct (moves k n); [|exact P].
  rewrite Rmult_0_l, Rplus_0_r. exact P.
Qed.
Lemma on_center_value n : value (on_center n) x = path k c v 0 n.
Proof.
  destruct fits_correct as (_ & L & M & _).
  assert (E : path k c v 0 n = eval (nth n points (int 0)) x).
  { unfold path, points, c, v, moves. destruct (Nat.ltb_spec n k).
    - rewrite app_nth1 by lia. ring.
    - rewrite app_nth2 by lia. now rewrite L. }
  rewrite E. unfold on_center. destruct (Nat.lt_ge_cases n (length points)) as [K|K].
  - rewrite (nth_indep _ [] (normal itself (int 0))) by (rewrite map_length; exact K).
    rewrite (map_nth (normal itself)). apply normal_correct, itself_value.
  - rewrite !nth_overflow by (rewrite ?map_length; exact K). apply value_nil.
Qed.
Lemma on_reach_correct t : 0 < s -> 0 <= t <= s -> C.env_in on_reach (path k c v t).
Proof.
  intros S T n. pose proof (point_enclosed n) as P. unfold on_reach. unfold path.
  destruct (moves k n) eqn:N; [|exact P].
  destruct fits_correct as (_ & _ & _ & X). specialize (X n N). unfold path in X. rewrite N in X.
  pose proof (Cx n) as Q. rewrite X in Q.
  destruct (Rle_or_lt 0 (v n)) as [V|V].
  - apply (C.c_join _ _ _ _ _ P Q). nra.
  - unfold C.cont. apply (contains_connected _ (c n + s * v n) (c n)); [| |nra].
    + apply I.join_correct. right. exact Q.
    + apply I.join_correct. left. exact P.
Qed.

Lemma on_reach_side_correct t : 0 < s -> 0 <= t <= s -> on_side on_reach_side (path k c v t).
Proof.
  intros S T n l u H. unfold on_reach_side in H. destruct (moves k n) eqn:N; [|discriminate].
  destruct fits_correct as (_ & L & _ & X). specialize (X n N). unfold path in *. rewrite N in *.
  assert (K : (n < length (center r))%nat) by (unfold moves in N; apply Nat.ltb_lt in N; lia).
  destruct (nth n (map range_of (center r)) None) as [[l1 u1]|] eqn:E; [|discriminate].
  destruct (nth_error b n) as [[l2 u2]|] eqn:B; [|discriminate]. injection H as <- <-.
  rewrite (nth_indep _ None (range_of (int 0))) in E by (rewrite map_length; exact K).
  rewrite (map_nth range_of) in E. apply range_of_correct in E. fold (c n) in E.
  pose proof (Bx n l2 u2 B) as Q. rewrite X in Q.
  assert (Lo : Q2R (if Qle_bool l1 l2 then l1 else l2) <= Rmin (Q2R l1) (Q2R l2)).
  { destruct (Qle_bool l1 l2) eqn:W.
    - apply Qle_bool_iff, Qle_Rle in W. unfold Rmin. destruct Rle_dec; lra.
    - unfold Rmin. destruct Rle_dec; [|lra]. apply Rle_bool_false_Q in W. lra. }
  assert (Hi : Rmax (Q2R u1) (Q2R u2) <= Q2R (if Qle_bool u2 u1 then u1 else u2)).
  { destruct (Qle_bool u2 u1) eqn:W.
    - apply Qle_bool_iff, Qle_Rle in W. unfold Rmax. destruct Rle_dec; lra.
    - unfold Rmax. destruct Rle_dec; [lra|]. apply Rle_bool_false_Q in W. lra. }
  pose proof (Rmin_l (Q2R l1) (Q2R l2)). pose proof (Rmin_r (Q2R l1) (Q2R l2)).
  pose proof (Rmax_l (Q2R u1) (Q2R u2)). pose proof (Rmax_r (Q2R u1) (Q2R u2)).
  destruct (Rle_or_lt 0 (v n)); nra.
Qed.
Lemma begins_inside_correct n : moves k n = true -> begins_inside n = true -> -1 < c n < 1.
Proof.
  intros M H. unfold begins_inside in H. destruct fits_correct as (_ & L & _ & _).
  assert (K : (n < length (center r))%nat) by (unfold moves in M; apply Nat.ltb_lt in M; lia).
  rewrite (nth_indep _ _ (int 0)) in H by exact K.
  destruct (range_of _) as [[l u]|] eqn:R; [|discriminate]. apply range_of_correct in R. fold (c n) in R.
  apply and_true in H. destruct H as [A B]. apply negb_true_iff, Rle_bool_false_Q in A, B.
  rewrite Q2R_minus_one in A. rewrite Q2R_one in B. lra.
Qed.
Fixpoint slopes (j : nat) (e : expr) : expr := match j with O => e | S j => slopes j (slope k still e) end.
Lemma slopes_S j e : slopes (S j) e = slope k still (slopes j e).
Proof. revert e. induction j; intros e; [reflexivity|]. exact (IHj (slope k still e)). Qed.

Lemma terms_correct n : forall j e w,
  cont (evalS sure true on_reach (last_term (slopes n e))) w ->
  Forall2 value_in (terms n j e)
    (map (fun i => (if Nat.ltb i n then eval (slopes i e) (path k c v 0) else w) / INR (fact (j + i)))
      (seq 0 (S n))).
Proof.
  induction n as [|n IH]; intros j e w W.
  - cbn [terms seq map Nat.ltb Nat.leb]. rewrite Nat.add_0_r. constructor; [|constructor].
    cbn [value_in]. rewrite INR_IZR_INZ. apply C.c_div; [exact W|apply C.c_Z].
  - cbn [terms]. replace (seq 0 (S (S n))) with (0%nat :: map S (seq 0 (S n)))
      by (rewrite seq_shift; reflexivity).
    cbn [map]. rewrite map_map, Nat.add_0_r. constructor.
    + replace (Nat.ltb 0 (S n)) with true by reflexivity. cbn [slopes].
      destruct (vanishes on_center e) eqn:V.
      * cbn [value_in]. rewrite (vanishes_correct on_center e x _ on_center_value V).
        unfold Rdiv. ring.
      * cbn [value_in]. rewrite INR_IZR_INZ. apply C.c_div; [|apply C.c_Z].
        apply C.evalI_correct, at_center_correct.
    + specialize (IH (S j) (slope k still e) w W).
      replace (map (fun i => (if Nat.ltb (S i) (S n) then eval (slopes (S i) e) (path k c v 0) else w) /
          INR (fact (j + S i))) (seq 0 (S n)))
        with (map (fun i => (if Nat.ltb i n then eval (slopes i (slope k still e)) (path k c v 0) else w) /
          INR (fact (S j + i))) (seq 0 (S n))); [exact IH|].
      apply map_ext. intros i. now rewrite <- Nat.add_succ_comm.
Qed.

Lemma differentiable_correct n : forall e, differentiable n e = true -> 0 < s ->
  (forall j, (j < n)%nat ->
    (forall t, 0 <= t <= s -> steady still (slopes j e) (path k c v t)) /\
    (forall t, 0 < t < s -> smooth still (slopes j e) (path k c v t))) /\
  (forall t, 0 < t < s -> C.regular (last_term (slopes n e)) (path k c v t)).
Proof.
  assert (En : forall e d t, 0 < s -> 0 <= t <= s ->
      cont (evaluated e on_reach d) (eval d (path k c v t)))
    by (intros e d t S T; now apply C.evaluated_correct, on_reach_correct).
  induction n as [|n IH]; intros e H S; cbn [differentiable] in H.
  - split; [lia|]. exact (regular_on_correct k still _ on_reach_side begins_inside sure c v s S
      (fun d t => En _ d t S) still_correct (fun t T => on_reach_side_correct t S T)
      begins_inside_correct (sure_correct S) _ H).
  - cbv zeta in H. rewrite !and_true in H. destruct H as [[A B] D]. destruct (IH _ D S) as [E G].
    split; [|exact G]. intros [|j] J; [split|apply (E j); lia].
    + intros t. exact (steady_on_correct k still _ sure c v s (fun d t => En _ d t S)
        (sure_correct S) _ t A).
    + exact (smooth_on_correct k still _ on_reach_side begins_inside sure c v s S
        (fun d t => En _ d t S) still_correct (fun t T => on_reach_side_correct t S T)
        begins_inside_correct (sure_correct S) _ B).
Qed.

(** The value at x is a polynomial in s whose coefficients are enclosed. *)
Lemma along_correct e : applies e = true -> 0 < s -> exists ws,
  Forall2 value_in (terms (order r) 0 e) ws /\ eval e x = horner ws s.
Proof.
  intros H S. apply and_true in H. destruct H as [V D].
  destruct fits_correct as (N & _ & _ & X). set (n := order r) in *.
  destruct (differentiable_correct n e D S) as [Sm Rg].
  set (G := fun j t => eval (slopes j e) (path k c v t)).
  destruct (taylor_bounds n G s N S) as (w & E & Lo & Up).
  - intros j J t T. unfold G. rewrite slopes_S. apply slope_correct; [exact still_correct|].
    exact (proj2 (Sm j J) t T).
  - intros j J t T. apply (steady_correct k still); [exact still_correct|]. exact (proj1 (Sm j J) t T).
  - assert (W : cont (evalS sure true on_reach (last_term (slopes n e))) w).
    { assert (B : forall t, 0 < t < s ->
        cont (evalS sure true on_reach (last_term (slopes n e))) (G n t)).
      { intros t T. unfold G. rewrite <- last_term_value.
        apply C.evalS_correct; [apply on_reach_correct; lra|intros a A; apply (sure_correct S a t
          A); lra|]. intros _. now apply Rg. }
      unfold cont, C.cont in *. destruct (I.convert _) as [|l u]; [exact Logic.I|].
      unfold contains in *. split.
      - destruct l as [|l]; [exact Logic.I|]. apply Lo. intros t T. exact (proj1 (B t T)).
      - destruct u as [|u]; [exact Logic.I|]. apply Up. intros t T. exact (proj2 (B t T)). }
    eexists. split; [exact (terms_correct n 0 e w W)|].
    rewrite (eval_agree (moves k) e x (path k c v s) V X).
    change (eval e (path k c v s)) with (G 0%nat s). rewrite E, taylor_horner. reflexivity.
Qed.
Lemma nonnegative_parameter_correct : 0 < s -> cont nonnegative_parameter s.
Proof.
  intros S. apply C.c_meet; [now apply C.evalI_correct|].
  apply I.upper_extent_correct with 0; [apply C.c_zero|lra].
Qed.
Lemma along_positive_correct e : along_positive e = true -> 0 < s -> 0 < eval e x.
Proof.
  intros H S. apply and_true in H. destruct H as [A P].
  destruct (along_correct e A S) as (ws & W & ->).
  exact (positive_terms_correct s _ S (nonnegative_parameter_correct S) _ _ W P).
Qed.
Lemma along_nonnegative_correct e : along_nonnegative e = true -> 0 < s -> 0 <= eval e x.
Proof.
  intros H S. apply and_true in H. destruct H as [A P].
  destruct (along_correct e A S) as (ws & W & ->).
  exact (nonnegative_terms_correct s _ S (nonnegative_parameter_correct S) _ _ W P).
Qed.
End Rule.

(** The rule with s and the direction turned round. *)
Definition opposite_rule (r : rule) : rule :=
  {| order := order r; center := center r; direction := map Neg (direction r);
     parameter := Neg (parameter r) |}.

(** *** Formulas on boxes

    [given] are expressions that are positive wherever the formula is to be shown. *)
Section Formula.
Variables (truth : bool) (f : formula) (dom : domain) (given hints : list expr).
Let k := length dom.
Let rational_of (b : bound) : Q := bound_num b # bound_den b.

(** The variables that range within [-1, 1]. *)
Definition unit_variable (n : nat) : bool :=
  match nth_error dom n with
  | Some (l, u) => Qle_bool (-1) (rational_of l) && Qle_bool (rational_of u) 1
  | None => false
  end.

Lemma between_rational l u y : between l u y -> Q2R (rational_of l) <= y <= Q2R (rational_of u).
Proof.
  intros [A B]. apply C.above_value in A. apply C.below_value in B. unfold bound_value in *.
  unfold rational_of. rewrite !Q2R_fraction. tauto.
Qed.
Lemma unit_correct x : inside dom x -> within unit_variable x.
Proof.
  intros Hx n H. unfold unit_variable in H. destruct (nth_error dom n) as [[l u]|] eqn:N; [|discriminate].
  apply and_true in H. destruct H as [A B]. apply Qle_bool_iff, Qle_Rle in A, B.
  rewrite Q2R_minus_one in A. rewrite Q2R_one in B.
  pose proof (between_rational l u (x n) (Hx n l u N)). unfold corr. lra.
Qed.
(** The variables that range strictly between -1 and 1. *)
Definition strict_variable (n : nat) : bool :=
  match nth_error dom n with
  | Some (l, u) =>
      (if closed l then negb (Qle_bool (rational_of l) (-1)) else Qle_bool (-1) (rational_of l)) &&
      (if closed u then negb (Qle_bool 1 (rational_of u)) else Qle_bool (rational_of u) 1)
  | None => false
  end.
Lemma strict_correct x n : inside dom x -> strict_variable n = true -> -1 < x n < 1.
Proof.
  intros Hx H. unfold strict_variable in H. destruct (nth_error dom n) as [[l u]|] eqn:N; [|discriminate].
  apply and_true in H. destruct H as [A B]. destruct (Hx n l u N) as [L U].
  apply C.above_value in L. apply C.below_value in U. destruct L as [L L'], U as [U U'].
  assert (El : bound_value l = Q2R (rational_of l)) by (unfold bound_value, rational_of; now rewrite Q2R_fraction).
  assert (Eu : bound_value u = Q2R (rational_of u)) by (unfold bound_value, rational_of; now rewrite Q2R_fraction).
  rewrite El in L, L'. rewrite Eu in U, U'. split.
  - destruct (closed l).
    + apply negb_true_iff, Rle_bool_false_Q in A. rewrite Q2R_minus_one in A. lra.
    + specialize (L' eq_refl). apply Qle_bool_iff, Qle_Rle in A. rewrite Q2R_minus_one in A. lra.
  - destruct (closed u).
    + apply negb_true_iff, Rle_bool_false_Q in B. rewrite Q2R_one in B. lra.
    + specialize (U' eq_refl). apply Qle_bool_iff, Qle_Rle in B. rewrite Q2R_one in B. lra.
Qed.

(** The largest value of a product of variables that are nowhere negative, and whether it is not taken,
    as it is at an end that does not belong to the domain. *)
Fixpoint largest_value (m : monomial) : option (Q * bool) :=
  match m with
  | [] => Some (1%Q, false)
  | Var n :: m => match nth_error dom n, largest_value m with
      | Some (lo, up), Some (u, s) =>
          if Qle_bool 0 (rational_of lo) && negb (Qle_bool (rational_of up) 0)
          then Some (product_Q (rational_of up) u, s || negb (closed up)) else None
      | _, _ => None end
  | _ => None
  end.
(** Whether a polynomial is not negative on the domain, and then whether it is positive, because a
    number below its values is not negative, or is 0 and not taken: the sum of the least values of its
    terms, if they have one variable or are products of variables that are nowhere negative. *)
Fixpoint least_value (p : poly) : option (Q * bool) :=
  match p with
  | [] => Some (0%Q, false)
  | (m, a) :: p => match least_value p, m with
      | Some (l, s), [] => Some (sum_Q l a, s)
      | Some (l, s), [Var n] => match nth_error dom n with
          | Some (lo, up) => let e := if Qle_bool 0 a then lo else up in
              Some (sum_Q l (product_Q a (rational_of e)), s || negb (closed e) && negb (Qeq_bool a 0))
          | None => None end
      | Some (l, s), _ => match largest_value m with
          | Some (u, t) => Some (if Qle_bool 0 a then (l, s) else (sum_Q l (product_Q a u), s || t))
          | None => None end
      | None, _ => None
      end
  end.
Definition domain_low (p : poly) : option bool :=
  match least_value p with
  | Some (l, s) => if Qle_bool 0 l then Some (negb (Qle_bool l 0) || s) else None
  | None => None
  end.
Lemma bounds_of_variable x n lo up : inside dom x -> nth_error dom n = Some (lo, up) ->
  Q2R (rational_of lo) <= x n <= Q2R (rational_of up) /\
  (closed lo = false -> Q2R (rational_of lo) < x n) /\ (closed up = false -> x n < Q2R (rational_of up)).
Proof.
  intros Hx N. destruct (Hx n lo up N) as [L U]. apply C.above_value in L. apply C.below_value in U.
  assert (E : forall b, bound_value b = Q2R (rational_of b))
    by (intros b; unfold bound_value, rational_of; now rewrite Q2R_fraction).
  rewrite E in L, U. tauto.
Qed.
Lemma largest_value_correct x m : inside dom x -> forall u s, largest_value m = Some (u, s) ->
  0 <= product m x <= Q2R u /\ 0 < Q2R u /\ (s = true -> product m x < Q2R u).
Proof.
  intros Hx. induction m as [|e m IH]; intros u s H; cbn [largest_value] in H.
  - injection H as <- <-. rewrite product_nil, Q2R_one. repeat split; lra || discriminate.
  - destruct e; try discriminate. destruct (nth_error dom n) as [[lo up]|] eqn:N; [|discriminate].
    destruct (largest_value m) as [[u' s']|]; [|discriminate].
    destruct (IH u' s' eq_refl) as (P & U & S).
    destruct (bounds_of_variable x n lo up Hx N) as ([L H'] & _ & O).
    destruct (Qle_bool 0 (rational_of lo)) eqn:A; [|discriminate].
    destruct (Qle_bool (rational_of up) 0) eqn:B; [discriminate|]. injection H as <- <-.
    apply Qle_bool_iff, Qle_Rle in A. apply Rle_bool_false_Q in B. rewrite Q2R_zero in A, B.
    rewrite product_cons, product_Q_R. cbn [eval].
    set (h := Q2R (rational_of up)) in *. set (w := product m x) in *. set (v := Q2R u') in *.
    split; [split; [nra|apply Rmult_le_compat; lra]|]. split; [nra|]. intros T.
    apply or_true in T. destruct T as [T|T].
    + specialize (S T). nra.
    + apply negb_true_iff in T. specialize (O T). nra.
Qed.
Lemma least_value_correct x p : inside dom x -> forall l s, least_value p = Some (l, s) ->
  Q2R l <= value p x /\ (s = true -> Q2R l < value p x).
Proof.
  intros Hx. induction p as [|[m a] p IH]; intros l s H; cbn [least_value] in H.
  - injection H as <- <-. rewrite value_nil, Q2R_zero. split; [lra|discriminate].
  - destruct (least_value p) as [[l' s']|]; [|discriminate].
    destruct (IH l' s' eq_refl) as [A B]. rewrite value_cons.
    assert (Several : match largest_value m with
        | Some (u, t) => Some (if Qle_bool 0 a then (l', s') else (sum_Q l' (product_Q a u), s' || t))
        | None => None end = Some (l, s) -> Q2R l <= Q2R a * product m x + value p x /\
        (s = true -> Q2R l < Q2R a * product m x + value p x)).
    { clear H. intros H. destruct (largest_value m) as [[u t]|] eqn:M; [|discriminate].
      destruct (largest_value_correct x m Hx u t M) as (P & _ & T).
      destruct (Qle_bool 0 a) eqn:Z; injection H as <- <-.
      - apply Qle_bool_iff, Qle_Rle in Z. rewrite Q2R_zero in Z.
        assert (0 <= Q2R a * product m x) by (apply Rmult_le_pos; lra).
        split; [lra|]. intros S. specialize (B S). lra.
      - apply Rle_bool_false_Q in Z. rewrite Q2R_zero in Z. rewrite sum_Q_R, product_Q_R.
        assert (Q2R a * Q2R u <= Q2R a * product m x) by nra.
        split; [lra|]. intros S. apply or_true in S. destruct S as [S|S]; [specialize (B S); lra|].
        specialize (T S). assert (Q2R a * Q2R u < Q2R a * product m x) by nra. lra. }
    destruct m as [|e m].
    { injection H as <- <-. rewrite product_nil, sum_Q_R. split; [lra|]. intros S. specialize (B S). lra. }
    destruct e; try (now apply Several). destruct m; [|now apply Several].
    destruct (nth_error dom n) as [[lo up]|] eqn:N; [|discriminate].
    destruct (bounds_of_variable x n lo up Hx N) as ([L U] & L' & U').
    rewrite product_cons, product_nil. cbn [eval].
    injection H as <- <-. rewrite sum_Q_R, product_Q_R.
    assert (Low : Q2R a * Q2R (rational_of (if Qle_bool 0 a then lo else up)) <= Q2R a * x n /\
      (closed (if Qle_bool 0 a then lo else up) = false -> Qeq_bool a 0 = false ->
        Q2R a * Q2R (rational_of (if Qle_bool 0 a then lo else up)) < Q2R a * x n)).
    { destruct (Qle_bool 0 a) eqn:P.
      - apply Qle_bool_iff, Qle_Rle in P. rewrite Q2R_zero in P. split; [nra|]. intros O Z.
        specialize (L' O). destruct (Req_dec (Q2R a) 0) as [Q|Q]; [|nra]. rewrite <- Q2R_zero in Q.
        apply eqR_Qeq, Qeq_eq_bool in Q. congruence.
      - apply Rle_bool_false_Q in P. rewrite Q2R_zero in P. split; [nra|]. intros O Z.
        specialize (U' O). nra. }
    destruct Low as [Lo Lo']. split; [lra|]. intros S. apply or_true in S. destruct S as [S|S].
    + specialize (B S). lra.
    + apply and_true in S. destruct S as [O Z]. apply negb_true_iff in O, Z. specialize (Lo' O Z). lra.
Qed.
Lemma domain_low_correct x p s : inside dom x -> domain_low p = Some s ->
  0 <= value p x /\ (s = true -> 0 < value p x).
Proof.
  intros Hx H. unfold domain_low in H. destruct (least_value p) as [[l s']|] eqn:E; [|discriminate].
  destruct (least_value_correct x p Hx l s' E) as [A B].
  destruct (Qle_bool 0 l) eqn:Z; [|discriminate]. injection H as <-.
  apply Qle_bool_iff, Qle_Rle in Z. rewrite Q2R_zero in Z. split; [lra|]. intros S.
  apply or_true in S. destruct S as [S|S].
  - apply negb_true_iff, Rle_bool_false_Q in S. rewrite Q2R_zero in S. lra.
  - specialize (B S). lra.
Qed.

(** Signs of a difference: as typed, or of elements below it, of which some have a sign, vanish, are
    identical to a hint that has one, or have one by [extra]. A hint that is a product has a sign where
    its factors have signs, each in one of these ways. *)
Section Region.
Variable laws : bool.
Variables (xi : nat -> I.type) (extra_positive extra_nonnegative : expr -> bool).
(** Signs that the laws of Laws.v may use: by intervals, or by the domain. *)
Definition surely_nonnegative (e : expr) : bool :=
  nonneg (evalI e xi) || match domain_low (normal itself e) with Some _ => true | None => false end.
Definition surely_positive (e : expr) : bool :=
  pos (evalI e xi) || match domain_low (normal itself e) with Some s => s | None => false end ||
  any (same e) given.
Definition vanishes_here (m : expr) : bool :=
  vanishes itself m || laws && vanishes_by_laws surely_nonnegative surely_positive m.
Definition agrees (m h : expr) : bool :=
  identity m h || laws && vanishes_by_laws surely_nonnegative surely_positive (Sub m h).
(** The arguments of Slope0 are strictly between -1 and 1, by the domain or by their enclosures. *)
Definition strictly_between (e : expr) : bool :=
  match e with Var n => strict_variable n | _ => false end || strictly_inside (fun e => evalI e xi) e ||
  surely_positive (Sub (int 1) e) && surely_positive (Add (int 1) e).
Fixpoint regular_there (e : expr) : bool :=
  match e with
  | Slope0 a => strictly_between a && regular_there a
  | Neg a | Pow a _ | Sqrt a | Abs a | Acos a | Asin a | Exp a | Log a | Sin a | Cos a | Atan a
  | Kappa1 a | Kappa0 a | Higher _ a | Square a => regular_there a
  | Add a b | Sub a b | Mul a b | Div a b | Min a b | Edge a b => regular_there a && regular_there b
  | _ => true
  end.
Definition sure_there : expr -> bool := made_positive surely_positive surely_nonnegative.
Definition evalR (e : expr) : I.type := evalS sure_there (regular_there e) xi e.
Let positive_member m := pos (evalR m) || extra_positive m.
Let nonnegative_member m := nonneg (evalR m) || vanishes_here m || extra_nonnegative m.
Section Hints.
Variable test : expr -> bool.
(** e, or -e, or factors of it in a way that makes the product of their signs. *)
Fixpoint by_factors (deeper : expr -> bool) (s : bool) (e : expr) : bool :=
  deeper (if s then e else Neg e) ||
  match e with
  | Mul a b => by_factors deeper true a && by_factors deeper s b ||
      by_factors deeper false a && by_factors deeper (negb s) b
  | _ => false
  end.
Fixpoint hinted (depth : nat) (m : expr) : bool :=
  test m ||
  match depth with
  | O => false
  | S depth => any (fun h => if test h then agrees m h else
      match h with Mul _ _ => agrees m h && by_factors (hinted depth) true h | _ => false end) hints
  end.
Lemma by_factors_correct (P : R -> Prop) x deeper : (forall y z, P y -> P z -> P (y * z)) ->
  (forall m, deeper m = true -> P (eval m x)) ->
  forall e s, by_factors deeper s e = true -> P (signed s (eval e x)).
Proof.
  intros M D. assert (B : forall (s : bool) e, deeper (if s then e else Neg e) = true -> P (signed s (eval e x))).
  { intros s e H. apply D in H. now destruct s. }
  induction e; intros s H; cbn [by_factors] in H; apply or_true in H;
  (destruct H as [H|H]; [now apply B|]); try discriminate.
  apply or_true in H. destruct H as [H|H]; apply and_true in H; destruct H as [H1 H2];
  apply IHe1 in H1; apply IHe2 in H2; pose proof (M _ _ H1 H2) as H; destruct s; cbn [signed negb eval] in *;
  match goal with |- P ?a => match type of H with P ?b => replace a with b by ring; exact H end end.
Qed.
Lemma hinted_correct (P : R -> Prop) x : (forall y z, P y -> P z -> P (y * z)) ->
  (forall m h, agrees m h = true -> eval m x = eval h x) -> (forall m, test m = true -> P (eval m x)) ->
  forall depth m, hinted depth m = true -> P (eval m x).
Proof.
  intros M G T. induction depth as [|depth IH]; intros m H; cbn [hinted] in H; apply or_true in H;
  (destruct H as [H|H]; [now apply T|]); [discriminate|].
  apply any_exists in H. destruct H as (h & _ & H). destruct (test h) eqn:E.
  - rewrite (G m h H). now apply T.
  - destruct h; try discriminate. apply and_true in H. destruct H as [A B].
    rewrite (G m _ A). exact (by_factors_correct P x _ M IH _ true B).
Qed.
End Hints.
Definition positive_there (e : expr) : bool :=
  proper unit_variable e &&
  (pos (evalI (expand false e) xi) || by_lower_bounds (hinted positive_member 2) (expand true e) ||
   match cleared surely_positive surely_nonnegative (expand true e) with
   | Some n => by_lower_bounds (hinted positive_member 2) n | None => false end).
Definition nonnegative_there (e : expr) : bool :=
  proper unit_variable e &&
  (nonneg (evalI (expand false e) xi) || by_lower_bounds (hinted nonnegative_member 2) (expand
    true e) ||
   match cleared surely_positive surely_nonnegative (expand true e) with
   | Some n => by_lower_bounds (hinted nonnegative_member 2) n | None => false end).
Definition region : bool := establish positive_there nonnegative_there truth f || truth && tautology f.

Variable x : nat -> R.
Hypotheses (Cx : C.env_in xi x) (Hx : inside dom x) (Gx : given_at given x).
Lemma given_correct e : any (same e) given = true -> 0 < eval e x.
Proof.
  intros H. apply any_exists in H. destruct H as (w & I & S). apply same_eq in S. subst w. now apply Gx.
Qed.
Hypothesis extra_positive_correct : forall m, extra_positive m = true -> 0 < eval m x.
Hypothesis extra_nonnegative_correct : forall m, extra_nonnegative m = true -> 0 <= eval m x.
Let Ux : within unit_variable x := unit_correct x Hx.
Lemma surely_nonnegative_correct e : surely_nonnegative e = true -> 0 <= eval e x.
Proof.
  intros H. apply or_true in H. destruct H as [H|H].
  - exact (C.nonneg_correct _ _ H (C.evalI_correct prec e xi x Cx)).
  - destruct (domain_low _) as [s|] eqn:D; [|discriminate].
    apply (domain_low_correct x _ s Hx) in D. now rewrite (normal_correct itself _ _ (itself_value x)) in D.
Qed.
Lemma surely_positive_correct e : surely_positive e = true -> 0 < eval e x.
Proof.
  unfold surely_positive. rewrite !or_true. intros [[H|H]|H]; [| |now apply given_correct].
  - exact (C.pos_correct _ _ H (C.evalI_correct prec e xi x Cx)).
  - destruct (domain_low _) as [s|] eqn:D; [|discriminate].
    apply (domain_low_correct x _ s Hx) in D. rewrite (normal_correct itself _ _ (itself_value x)) in D.
    now apply D.
Qed.
Lemma strictly_between_correct e : strictly_between e = true -> -1 < eval e x < 1.
Proof.
  unfold strictly_between. rewrite !or_true. intros [[H|H]|H].
  - destruct e; try discriminate. now apply strict_correct.
  - apply and_true in H. destruct H as [P Q].
    pose proof (C.evalI_correct prec e xi x Cx) as E.
    pose proof (C.pos_correct _ _ P (C.c_add prec _ _ _ _ (C.c_Z prec 1) E)).
    pose proof (C.pos_correct _ _ Q (C.c_sub prec _ _ _ _ (C.c_Z prec 1) E)). lra.
  - apply and_true in H. destruct H as [P Q]. apply surely_positive_correct in P, Q.
    cbn [eval int] in P, Q. lra.
Qed.
Lemma regular_there_correct e : regular_there e = true -> C.regular e x.
Proof.
  induction e; intros H; cbn [regular_there C.regular] in *; auto;
  apply and_true in H; destruct H; auto. split; [now apply strictly_between_correct|auto].
Qed.
Lemma sure_there_correct e : sure_there e = true -> 0 < eval e x.
Proof. apply made_positive_correct; [exact surely_positive_correct|exact
  surely_nonnegative_correct]. Qed.
Lemma evalR_correct e : cont (evalR e) (eval e x).
Proof.
  apply C.evalS_correct; [exact Cx|exact sure_there_correct|apply regular_there_correct].
Qed.
Lemma vanishes_here_correct m : vanishes_here m = true -> eval m x = 0.
Proof.
  intros H. apply or_true in H. destruct H as [H|H].
  - exact (vanishes_correct itself m x x (itself_value x) H).
  - apply and_true in H. destruct H as [_ H].
    exact (vanishes_by_laws_correct _ _ x m surely_nonnegative_correct surely_positive_correct H).
Qed.
Lemma agrees_correct m h : agrees m h = true -> eval m x = eval h x.
Proof.
  intros H. apply or_true in H. destruct H as [H|H]; [now apply identity_correct|].
  apply and_true in H. destruct H as [_ H].
  pose proof (vanishes_by_laws_correct _ _ x _ surely_nonnegative_correct surely_positive_correct H) as E.
  cbn [eval] in E. lra.
Qed.
Lemma region_correct : region = true -> says truth f x.
Proof.
  intros R. apply or_true in R. destruct R as [R|R].
  2:{ apply and_true in R. destruct R as [T R]. pose proof (tautology_correct f x R).
    destruct truth; [exact H|discriminate]. }
  assert (Pos : forall e, by_lower_bounds (hinted positive_member 2) e = true -> 0 < eval e x).
  { intros e H.
    apply (by_lower_bounds_correct (fun y => 0 < y) _ _ _ ltac:(intros; lra)) with (2 := H).
    apply (hinted_correct _ (fun y => 0 < y));
      [intros; now apply Rmult_lt_0_compat|exact agrees_correct|]. clear H. intros m H.
    unfold positive_member in H. apply or_true in H. destruct H as [H|H]; [|auto].
    exact (C.pos_correct _ _ H (evalR_correct m)). }
  assert (Non : forall e, by_lower_bounds (hinted nonnegative_member 2) e = true -> 0 <= eval e x).
  { intros e H.
    apply (by_lower_bounds_correct (fun y => 0 <= y) _ _ _ ltac:(intros; lra)) with (2 := H).
    apply (hinted_correct _ (fun y => 0 <= y));
      [intros; now apply Rmult_le_pos|exact agrees_correct|]. clear H. intros m H.
    unfold nonnegative_member in H. rewrite !or_true in H. destruct H as [[H|H]|H]; [| |auto].
    + exact (C.nonneg_correct _ _ H (evalR_correct m)).
    + right. symmetry. now apply vanishes_here_correct. }
  pose proof (cleared_correct _ _ x surely_positive_correct surely_nonnegative_correct) as Clear.
  revert R. apply establish_correct; intros e H; apply and_true in H; destruct H as [P H];
  rewrite !or_true in H; destruct H as [[H|H]|H].
  - rewrite <- (expand_correct false _ e x P Ux).
    exact (C.pos_correct _ _ H (C.evalI_correct prec _ _ _ Cx)).
  - rewrite <- (expand_correct true _ e x P Ux). now apply Pos.
  - rewrite <- (expand_correct true _ e x P Ux). destruct (cleared _ _ _) as [n|] eqn:E;
    [|discriminate].
    apply (Clear _ _ E). now apply Pos.
  - rewrite <- (expand_correct false _ e x P Ux).
    exact (C.nonneg_correct _ _ H (C.evalI_correct prec _ _ _ Cx)).
  - rewrite <- (expand_correct true _ e x P Ux). now apply Non.
  - rewrite <- (expand_correct true _ e x P Ux). destruct (cleared _ _ _) as [n|] eqn:E;
    [|discriminate].
    apply (Clear _ _ E). now apply Non.
Qed.
End Region.

(** The rule's center lies on an end that does not belong to the domain. *)
Definition excluded (r : rule) : bool :=
  any (fun n => match nth_error dom n with
    | Some (l, u) => any (fun b => match b with
        | Open m d => identity (nth n (center r) (int 0)) (Rat m d) | Closed _ _ => false end) [l; u]
    | None => false end) (seq 0 k).
(** The rule's center belongs to the domain: then its segments do. *)
Definition center_in_domain (b : box) (r : rule) : bool :=
  all (fun n => match nth_error dom n, range_of b (nth n (center r) (int 0)) with
    | Some (lo, up), Some (l, u) =>
        (if closed lo then Qle_bool (rational_of lo) l else negb (Qle_bool l (rational_of lo))) &&
        (if closed up then Qle_bool u (rational_of up) else negb (Qle_bool (rational_of up) u))
    | _, _ => false end) (seq 0 k).
Definition sure_along (b : box) (r : rule) : expr -> bool :=
  if all (fun s => closed (fst s) && closed (snd s)) dom then fun _ => false
  else if center_in_domain b r then made_positive
    (fun e => match domain_low (normal itself e) with Some s => s | None => false end) (fun _ =>
      false)
  else fun _ => false.
Definition along_region (b : box) (rs : list rule) (gathers : style) : bool :=
  region false (sides b) (fun m => any (fun r => along_positive k b r gathers (sure_along b r) m)
    rs)
    (fun m => any (fun r => along_nonnegative k b r gathers (sure_along b r) m) rs).
Definition center_region (b : box) (rs : list rule) : bool :=
  region false (sides b)
    (fun m => variables (moves k) m && any (fun r => pos (evalI m (at_center b r))) rs)
    (fun m => variables (moves k) m &&
      any (fun r => vanishes (on_center r) m || nonneg (evalI m (at_center b r))) rs).
Definition near_end (b : bound) (q : Q) : bool :=
  negb (closed b) && Qeq_bool (rational_of b) q
  || C.at_point prec (fun _ => q) truth (expand_formula false f).
(** Rules whose parameters are the same. *)
Definition check_along (p : expr) (rs : list rule) (b : box) (gathers : style) : bool :=
  let s := evalI p (sides b) in
  all (fun r => same (parameter r) p && fits k r && fits k (opposite_rule r)) rs &&
  (nonneg (negI s) || along_region b rs gathers) &&
  (nonneg s || along_region b (map opposite_rule rs) gathers) &&
  (pos s || pos (negI s) || any excluded rs || center_region b rs).
(** The formula at the end of a side, unless it does not belong to the domain. *)
Definition at_side (i : nat) (up : bool) (e : Q) (b : box) : bool :=
  match nth_error dom i with
  | Some (l, u) => let w := if up then u else l in
      negb (closed w) && Qeq_bool (rational_of w) e
  | None => false
  end ||
  let xi := sides (replace_side i (e, e) b) in
  let there m := back (normal (fun n => if Nat.eqb n i then constant e else itself n) m) in
  region false xi (fun m => pos (evalI (there m) xi))
    (fun m => let m := there m in same m (int 0) || nonneg (evalI m xi)).
Definition check_expansion (i : nat) (up squared : bool) (n : nat) (b : box) : bool :=
  match nth_error b i with
  | Some (l, u) =>
      let e := if up then u else l in
      let away := I.join I.zero (rational (sum_Q u (Qopp l))) in
      let v := if squared then I.sqrt prec away else away in
      let change := [int (if up then -1 else 1)] in
      let moving := Rat (Qnum e) (Qden e) :: (if squared then int 0 :: change else change) in
      region false (sides b) (E.expansion_positive prec (sides b) v i moving n)
        (E.expansion_nonnegative prec (sides b) v i moving n) && at_side i up e b
  | None => false
  end.
(** With terms collected, and common factors in front. *)
Definition collected (b : box) (m : expr) : I.type := evalR (sides b) (factored (normal itself m)).
(** p with (p / [near_scale])^2 >= u - l. *)
Definition near_scale : Z := 2 ^ 20.
Definition reach (l u : Q) : Z :=
  let w := sum_Q u (Qopp l) in
  (Z.sqrt (Qnum w * (near_scale * near_scale) / Zpos (Qden w)) + 1)%Z.
Definition number_at (q : Q) : expr := Rat (Qnum q) (Qden q).
Definition from_point (c : Q) : rule :=
  {| order := 1; center := [number_at c]; direction := [int 1];
     parameter := Sub (Var 0) (number_at c) |}.
Definition from_all (c : list Q) : rule :=
  {| order := 1; center := map number_at c;
     direction := map (fun n => Sub (Var n) (number_at (nth n c 0%Q))) (seq 0 (length c));
     parameter := int 1 |}.
(** Sides of a box whose ends do not belong to the domain. *)
Definition starts_open (b : box) (n : nat) : bool :=
  match nth_error dom n, nth_error b n with
  | Some (lo, _), Some (l, _) => negb (closed lo) && Qle_bool l (rational_of lo)
  | _, _ => false end.
Definition ends_open (b : box) (n : nat) : bool :=
  match nth_error dom n, nth_error b n with
  | Some (_, up), Some (_, u) => negb (closed up) && Qle_bool (rational_of up) u
  | _, _ => false end.
Definition check_leaf (l : leaf) (b : box) : bool :=
  match l with
  | Expand i up squared n => check_expansion i up squared n b
  | Natural => region false (sides b)
      (fun m => pos (collected b m) || bernstein_positive b (starts_open b) (ends_open b) m)
      (fun m => nonneg (collected b m) || bernstein b m)
  | Lawful => region true (sides b) (fun _ => false) (fun _ => false)
  | Along r => check_along (parameter r) [r] b Plain
  | Gathered r => check_along (parameter r) [r] b By_direction
  | Factored r => check_along (parameter r) [r] b By_factors
  | Along_any g rs => match rs with r :: _ => check_along (parameter r) rs b g | [] => false end
  | Means =>
      match b with
      | [_] => any (fun c => let r := from_point (hd 0%Q c) in check_along (parameter r) [r] b Plain)
          (mean_centers b)
      | _ => any (fun c => let r := from_all c in check_along (parameter r) [r] b By_direction)
          (mean_centers b)
      end
  | Fine n => proper_formula unit_variable f &&
      G.bisected prec truth k n (G.differences (expand_formula true f)) b
  | Near_one =>
      match b, dom with
      | [(l, u)], [(_, end_)] => let p := reach l u in let q := near_scale in
          Z.leb 0 p && Z.ltb 0 q && Qle_bool u 1 &&
          Qle_bool (inject_Z (q * q - p * p)) (l * inject_Z (q * q)) &&
          formula_variables (Nat.eqb 0) f && proper_formula unit_variable f &&
          C.near_one prec p q truth (expand_formula false f) && near_end end_ 1
      | _, _ => false end
  | Near_minus_one =>
      match b, dom with
      | [(l, u)], [(end_, _)] => let p := reach l u in let q := near_scale in
          Z.leb 0 p && Z.ltb 0 q && Qle_bool (-1) l &&
          Qle_bool (u * inject_Z (q * q)) (inject_Z (p * p - q * q)) &&
          formula_variables (Nat.eqb 0) f && proper_formula unit_variable f &&
          C.near_minus_one prec p q truth (expand_formula false f) && near_end end_ (-1)
      | _, _ => false end
  end.
Fixpoint refine (n : nat) (ways : list leaf) (b : box) : bool :=
  any (fun l => check_leaf l b) ways ||
  match n with
  | O => false
  | S n =>
      let '(i, m, _) := longest b 0 in
      match nth_error b i with
      | Some (l, u) => refine n ways (replace_side i (l, m) b) && refine n ways (replace_side i (m, u) b)
      | None => false
      end
  end.
(** How often what is left beside the end may be bisected. *)
Definition inner_bisections : nat := 3.
Fixpoint toward (i : nat) (up : bool) (n : nat) (ways inner : list leaf) (b : box) : bool :=
  any (fun l => check_leaf l b) ways ||
  match n, nth_error b i with
  | S n, Some (l, u) => let m := middle (l, u) in
      let lower := replace_side i (l, m) b in let upper := replace_side i (m, u) b in
      toward i up n ways inner (if up then upper else lower) &&
      refine inner_bisections inner (if up then lower else upper)
  | _, _ => false
  end.
Fixpoint check_cover (c : cover) (b : box) : bool :=
  match c with
  | Leaf n ways => refine n ways b
  | Toward i up n ways inner => toward i up n ways inner b
  | Either one other => check_cover one b || check_cover other b
  | First ways otherwise => refine 0 ways b || check_cover otherwise b
  | Split i n d lower upper =>
      match nth_error b i with
      | Some (l, u) => check_cover lower (replace_side i (l, n # d) b) &&
          check_cover upper (replace_side i (n # d, u) b)
      | None => false
      end
  end.
Definition domain_box : box := map (fun s => (rational_of (fst s), rational_of (snd s))) dom.
Definition check (c : cover) : bool := check_cover c domain_box.

Section Correct.
Variable x : nat -> R.
Hypotheses (Hx : inside dom x) (Gx : given_at given x).

Lemma domain_box_correct : in_box domain_box x.
Proof.
  intros n l u H. unfold domain_box in H. rewrite nth_error_map in H.
  destruct (nth_error dom n) as [[a b]|] eqn:N; [|discriminate]. injection H as <- <-.
  exact (between_rational a b (x n) (Hx n a b N)).
Qed.
Lemma excluded_correct r : fits k r = true -> excluded r = true -> eval (parameter r) x <> 0.
Proof.
  intros F H Z. apply any_exists in H. destruct H as (n & I & H). apply in_seq in I.
  destruct (nth_error dom n) as [[l u]|] eqn:N; [|discriminate].
  destruct (fits_correct k r x F) as (_ & _ & _ & X).
  assert (M : moves k n = true) by (apply Nat.ltb_lt; lia). specialize (X n M).
  unfold path in X. rewrite M, Z, Rmult_0_l, Rplus_0_r in X.
  apply any_exists in H. destruct H as (b & B & H). destruct b as [|m d]; [discriminate|].
  rewrite (identity_correct _ _ x H), eval_Rat in X.
  destruct (Hx n l u N) as [A C]. destruct B as [->|[->|[]]].
  - cbn [above] in A. rewrite eval_Rat in A. lra.
  - cbn [below] in C. rewrite eval_Rat in C. lra.
Qed.
Lemma near_end_correct b q : near_end b q = true -> proper_formula unit_variable f = true ->
  within unit_variable (fun _ => Q2R q) ->
  (closed b = false /\ Q2R (rational_of b) = Q2R q) \/ says truth f (fun _ => Q2R q).
Proof.
  intros H P U. apply or_true in H. destruct H as [H|H]; [left|right].
  - apply and_true in H. destruct H as [A B]. split; [now apply negb_true_iff|now apply Q2R_equal].
  - apply C.at_point_correct in H. pose proof (expand_formula_correct false _ f _ P U).
    cbv beta in *. destruct truth; unfold says in *; tauto.
Qed.

Lemma strictly_above w a p q : 0 <= w <= 1 -> a < p -> a < q -> a < (1 - w) * p + w * q.
Proof.
  intros W P Q. destruct (Rle_lt_dec w (1 / 2)) as [L|L].
  - assert (0 < (1 - w) * (p - a)) by (apply Rmult_lt_0_compat; lra).
    assert (0 <= w * (q - a)) by (apply Rmult_le_pos; lra). lra.
  - assert (0 <= (1 - w) * (p - a)) by (apply Rmult_le_pos; lra).
    assert (0 < w * (q - a)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
Lemma value_above l y : bound_value l <= y -> (closed l = false -> bound_value l < y) -> above l y.
Proof.
  unfold bound_value. destruct l as [n d|n d]; cbn [above closed bound_num bound_den];
  rewrite eval_Rat; auto.
Qed.
Lemma value_below u y : y <= bound_value u -> (closed u = false -> y < bound_value u) -> below u y.
Proof.
  unfold bound_value. destruct u as [n d|n d]; cbn [below closed bound_num bound_den];
  rewrite eval_Rat; auto.
Qed.
Lemma sure_along_correct b r : in_box b x -> fits k r = true ->
  let c n := eval (nth n (center r) (int 0)) x in
  let v n := eval (nth n (direction r) (int 0)) x in
  forall e t, sure_along b r e = true -> 0 <= t <= eval (parameter r) x ->
  0 < eval e (path k c v t).
Proof.
  intros Bx F c v e t H T. unfold sure_along in H. destruct (all _ dom); [discriminate|].
  destruct (center_in_domain b r) eqn:Z; [|discriminate].
  assert (Y : inside dom (path k c v t)); [|revert H; apply made_positive_correct; [|discriminate];
    clear e; intros e H; destruct (domain_low (normal itself e)) as [s|] eqn:D; [|discriminate];
    subst s; rewrite <- (normal_correct itself _ _ (itself_value _) e);
    now apply (domain_low_correct _ _ _ Y D)].
  intros n lo up N. unfold center_in_domain in Z. rewrite all_forall in Z.
  assert (K : (n < k)%nat) by (apply nth_error_Some; congruence).
  specialize (Z n ltac:(apply in_seq; lia)). rewrite N in Z.
  destruct (range_of b _) as [[l u]|] eqn:Rg; [|discriminate].
  apply (range_of_correct b x Bx) in Rg. fold (c n) in Rg.
  destruct (fits_correct k r x F) as (_ & _ & _ & X).
  assert (M : moves k n = true) by (apply Nat.ltb_lt; exact K). specialize (X n M).
  fold c v in X. set (s := eval (parameter r) x) in *.
  destruct (Hx n lo up N) as [Lo Up]. apply C.above_value in Lo. apply C.below_value in Up.
  assert (E : forall w, bound_value w = Q2R (rational_of w))
    by (intros w; unfold bound_value, rational_of; now rewrite Q2R_fraction).
  apply and_true in Z. destruct Z as [Zl Zu].
  assert (Cl : bound_value lo <= c n /\ (closed lo = false -> bound_value lo < c n)).
  { rewrite E. destruct (closed lo).
    - apply Qle_bool_iff, Qle_Rle in Zl. split; [lra|discriminate].
    - apply negb_true_iff, Rle_bool_false_Q in Zl. split; intros; lra. }
  assert (Cu : c n <= bound_value up /\ (closed up = false -> c n < bound_value up)).
  { rewrite E. destruct (closed up).
    - apply Qle_bool_iff, Qle_Rle in Zu. split; [lra|discriminate].
    - apply negb_true_iff, Rle_bool_false_Q in Zu. split; intros; lra. }
  unfold path in *. rewrite M in *.
  assert (Y : exists w, 0 <= w <= 1 /\ c n + t * v n = (1 - w) * c n + w * x n).
  { destruct (Req_dec s 0) as [S0|S0].
    - exists 0. split; [lra|]. replace t with 0 by lra. ring.
    - exists (t / s). split; [split|rewrite X; field; exact S0].
      + apply Rmult_le_reg_r with s; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
      + apply Rmult_le_reg_r with s; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  destruct Y as (w & W & ->). set (p := c n) in *. set (q := x n) in *.
  destruct Lo as [Lo Lo'], Up as [Up Up'], Cl as [Cl Cl'], Cu as [Cu Cu'].
  split.
  - apply value_above; [nra|]. intros O. specialize (Lo' O). specialize (Cl' O).
    exact (strictly_above w _ p q W Cl' Lo').
  - apply value_below; [nra|]. intros O. specialize (Up' O). specialize (Cu' O).
    pose proof (strictly_above w (- bound_value up) (- p) (- q) W). lra.
Qed.
Lemma check_along_correct p rs b gathers : in_box b x -> check_along p rs b gathers = true ->
  says truth f x.
Proof.
  intros Bx H. unfold check_along in H. pose proof (sides_correct b x Bx) as Cx.
  set (xi := sides b) in *. rewrite !and_true in H. destruct H as [[[F A] B] O].
  rewrite all_forall in F.
  assert (F' : forall r, In r rs -> parameter r = p /\ fits k r = true /\ fits k (opposite_rule r) = true).
  { intros r I. specialize (F r I). rewrite !and_true in F. destruct F as [[S F1] F2].
    apply same_eq in S. now repeat split. }
  pose proof (C.evalI_correct prec p xi x Cx) as E.
  destruct (Rtotal_order (eval p x) 0) as [L|[Z|G]].
  - apply or_true in B. destruct B as [B|B].
    { pose proof (C.nonneg_correct _ _ B E). lra. }
    apply (region_correct _ _ _ _ x Cx Hx Gx) with (3 := B); intros m M; apply any_exists in M;
    destruct M as (r & I & M); apply in_map_iff in I; destruct I as (q & <- & I);
    destruct (F' q I) as (P & _ & F2).
    + apply (along_positive_correct k b (opposite_rule q) gathers _ x Bx F2
        (fun _ => sure_along_correct b _ Bx F2) m M).
      cbn [opposite_rule parameter eval]. rewrite P. lra.
    + apply (along_nonnegative_correct k b (opposite_rule q) gathers _ x Bx F2
        (fun _ => sure_along_correct b _ Bx F2) m M).
      cbn [opposite_rule parameter eval]. rewrite P. lra.
  - rewrite !or_true in O. destruct O as [[[O|O]|O]|O].
    + pose proof (C.pos_correct _ _ O E). lra.
    + pose proof (C.pos_correct _ _ O (C.c_neg _ _ E)). lra.
    + apply any_exists in O. destruct O as (r & I & O). destruct (F' r I) as (P & F1 & _).
      apply (excluded_correct r F1) in O. rewrite P in O. contradiction.
    + assert (K : forall r, In r rs -> forall m, variables (moves k) m = true ->
        eval m x = eval m (path k (fun n => eval (nth n (center r) (int 0)) x)
          (fun n => eval (nth n (direction r) (int 0)) x) 0)).
      { intros r I m V. destruct (F' r I) as (P & F1 & _). apply (eval_agree _ _ _ _ V). intros n N.
        destruct (fits_correct k r x F1) as (_ & _ & _ & X). rewrite (X n N), P, Z. reflexivity. }
      apply (region_correct _ _ _ _ x Cx Hx Gx) with (3 := O); intros m M;
      apply and_true in M; destruct M as [V M]; apply any_exists in M; destruct M as (r & I & M);
      destruct (F' r I) as (_ & F1 & _); rewrite (K r I m V).
      * exact (C.pos_correct _ _ M (C.evalI_correct prec m _ _ (at_center_correct k b r x Bx F1))).
      * apply or_true in M. destruct M as [M|M].
        -- right. symmetry. exact (vanishes_correct _ m x _ (on_center_value k r x F1) M).
        -- exact (C.nonneg_correct _ _ M (C.evalI_correct prec m _ _ (at_center_correct k b r x Bx F1))).
  - apply or_true in A. destruct A as [A|A].
    { pose proof (C.nonneg_correct _ _ A (C.c_neg _ _ E)). lra. }
    apply (region_correct _ _ _ _ x Cx Hx Gx) with (3 := A); intros m M; apply any_exists in M;
    destruct M as (r & I & M); destruct (F' r I) as (P & F1 & _).
    + apply (along_positive_correct k b r gathers _ x Bx F1
        (fun _ => sure_along_correct b _ Bx F1) m M). rewrite P. exact G.
    + apply (along_nonnegative_correct k b r gathers _ x Bx F1
        (fun _ => sure_along_correct b _ Bx F1) m M). rewrite P. exact G.
Qed.
Lemma at_side_correct i up e b : in_box b x -> x i = Q2R e -> at_side i up e b = true ->
  says truth f x.
Proof.
  intros Bx Xe H. apply or_true in H. destruct H as [H|H].
  - destruct (nth_error dom i) as [[l u]|] eqn:N; [|discriminate]. apply and_true in H.
    destruct H as [O Q]. apply negb_true_iff in O. apply Q2R_equal in Q. exfalso.
    destruct (Hx i l u N) as [L U]. apply C.above_value in L. apply C.below_value in U.
    unfold bound_value in *. unfold rational_of in Q. rewrite Q2R_fraction in Q.
    destruct up; [destruct U as [_ U]; specialize (U O)|destruct L as [_ L]; specialize (L O)];
      lra.
  - cbv zeta in H. pose proof (sides_correct _ x
      (replace_side_correct i (e, e) b x Bx ltac:(cbn [fst snd]; lra))) as Cx.
    set (there := fun n => if Nat.eqb n i then constant e else itself n) in *.
    assert (E : forall m, eval (back (normal there m)) x = eval m x).
    { intros m. rewrite back_value. apply normal_correct. intros n. unfold there.
      destruct (Nat.eqb_spec n i) as [->|N]; [now rewrite constant_value|apply itself_value]. }
    apply (region_correct _ _ _ _ x Cx Hx Gx) with (3 := H); intros m M; rewrite <- E.
    + exact (C.pos_correct _ _ M (C.evalI_correct prec _ _ x Cx)).
    + apply or_true in M. destruct M as [M|M].
      * apply same_eq in M. rewrite M. cbn. lra.
      * exact (C.nonneg_correct _ _ M (C.evalI_correct prec _ _ x Cx)).
Qed.
Lemma check_expansion_correct i up squared n b : in_box b x ->
  check_expansion i up squared n b = true -> says truth f x.
Proof.
  intros Bx H. unfold check_expansion in H.
  destruct (nth_error b i) as [[l u]|] eqn:N; [|discriminate]. cbv zeta in H.
  apply and_true in H. destruct H as [H A]. pose proof (Bx i l u N) as S.
  set (e := if up then u else l) in *. set (d := if up then Q2R u - x i else x i - Q2R l).
  assert (D : 0 <= d <= Q2R u - Q2R l) by (unfold d; destruct up; lra).
  destruct (Req_dec d 0) as [Z|Z].
  { apply (at_side_correct i up e b Bx); [unfold d, e in *; destruct up; lra|exact A]. }
  assert (Ed : cont (I.join I.zero (rational (sum_Q u (Qopp l)))) d).
  { apply (C.c_join _ _ _ _ _ C.c_zero (rational_correct _)). rewrite sum_Q_R, Q2R_opp. lra. }
  set (v := if squared then sqrt d else d).
  assert (V : 0 < v) by (unfold v; destruct squared; [apply sqrt_lt_R0|]; lra).
  assert (Cv : cont (if squared then I.sqrt prec (I.join I.zero (rational (sum_Q u (Qopp l))))
    else I.join I.zero (rational (sum_Q u (Qopp l)))) v)
    by (unfold v; destruct squared; [now apply C.c_sqrt|exact Ed]).
  assert (P : x i = fold_right (fun c r => eval c x + v * r) 0 (Rat (Qnum e) (Qden e) ::
    (if squared then [int 0; int (if up then -1 else 1)] else [int (if up then -1 else 1)]))).
  { assert (Sq : squared = true -> v * v = d)
      by (intros Q; unfold v; rewrite Q; apply sqrt_sqrt; lra).
    cbn [fold_right]. rewrite Q2R_Rat. replace (Qnum e # Qden e) with e by now destruct e.
    assert (T2 : forall a, Q2R e + v * (0 + v * (a + v * 0)) = Q2R e + a * (v * v))
      by (intros; ring).
    assert (T1 : forall a, Q2R e + v * (a + v * 0) = Q2R e + a * v) by (intros; ring).
    destruct squared; cbn [fold_right].
    - change (eval (int 0) x) with 0. rewrite T2, Sq by reflexivity.
      unfold d, e. destruct up; cbn [eval int]; lra.
    - rewrite T1. unfold v, d, e. destruct up; cbn [eval int]; lra. }
  pose proof (sides_correct b x Bx) as Cx.
  apply (region_correct _ _ _ _ x Cx Hx Gx) with (3 := H); intros m M.
  - apply (E.expansion_positive_correct prec _ _ _ _ n x v Cx Cv V P m M).
  - apply (E.expansion_nonnegative_correct prec _ _ _ _ n x v Cx Cv V P m M).
Qed.
Lemma starts_open_correct b n l u : nth_error b n = Some (l, u) -> starts_open b n = true ->
  Q2R l < x n.
Proof.
  unfold starts_open. intros N H. rewrite N in H. destruct (nth_error dom n) as [[lo up]|] eqn:D;
  [|discriminate]. apply and_true in H. destruct H as [O L]. apply negb_true_iff in O.
  destruct (Hx n lo up D) as [A _]. apply C.above_value in A. destruct A as [_ A]. specialize (A O).
  apply Qle_bool_iff, Qle_Rle in L. unfold bound_value in A. unfold rational_of in L.
  rewrite Q2R_fraction in L. lra.
Qed.
Lemma ends_open_correct b n l u : nth_error b n = Some (l, u) -> ends_open b n = true ->
  x n < Q2R u.
Proof.
  unfold ends_open. intros N H. rewrite N in H. destruct (nth_error dom n) as [[lo up]|] eqn:D;
  [|discriminate]. apply and_true in H. destruct H as [O L]. apply negb_true_iff in O.
  destruct (Hx n lo up D) as [_ A]. apply C.below_value in A. destruct A as [_ A]. specialize (A O).
  apply Qle_bool_iff, Qle_Rle in L. unfold bound_value in A. unfold rational_of in L.
  rewrite Q2R_fraction in L. lra.
Qed.
Lemma check_leaf_correct l b : in_box b x -> check_leaf l b = true -> says truth f x.
Proof.
  intros Bx H. pose proof (sides_correct b x Bx) as Cx. pose proof (unit_correct x Hx) as Ux.
  destruct l as [| |r|r|r|g rs| | | |n|i up squared n]; cbn [check_leaf] in H.
  - assert (N : forall m, cont (collected b m) (eval m x)).
    { intros m. rewrite <- (normal_correct itself x x (itself_value x) m), <- factored_value.
      exact (evalR_correct _ x Cx Hx Gx _). }
    apply (region_correct _ _ _ _ x Cx Hx Gx) with (3 := H); intros m M; apply or_true in M;
    destruct M as [M|M].
    + exact (C.pos_correct _ _ M (N m)).
    + exact (bernstein_positive_correct b _ _ x Bx (starts_open_correct b) (ends_open_correct b) m M).
    + exact (C.nonneg_correct _ _ M (N m)).
    + exact (bernstein_correct b x Bx m M).
  - now apply (region_correct _ _ _ _ x Cx Hx Gx) with (3 := H).
  - exact (check_along_correct _ _ b Plain Bx H).
  - exact (check_along_correct _ _ b By_direction Bx H).
  - exact (check_along_correct _ _ b By_factors Bx H).
  - destruct rs as [|r rs]; [discriminate|]. exact (check_along_correct _ _ b g Bx H).
  - destruct b as [|[l u] [|]]; try discriminate.
    destruct dom as [|[e0 e1] [|]] eqn:Dm; try discriminate. rewrite <- Dm in *. cbv zeta in H.
    revert H. generalize (reach l u), near_scale. intros p q H.
    rewrite !and_true, Z.leb_le, Z.ltb_lt in H.
    destruct H as [[[[[[[Hp Hq] U1] L1] V] P] N] En].
    specialize (Bx 0%nat l u eq_refl). apply Qle_bool_iff, Qle_Rle in U1, L1.
    rewrite Q2R_one in U1. rewrite Q2R_mult, !inject_Z_R, minus_IZR in L1.
    apply (says_agree _ truth f (fun _ => x 0%nat) x V).
    { intros n E. apply Nat.eqb_eq in E. now subst. }
    assert (D : between e0 e1 (x 0%nat)) by (apply (Hx 0%nat); now rewrite Dm).
    assert (U0 : unit_variable 0 = true -> corr (x 0%nat)) by (apply Ux).
    assert (Q0 : 0 < IZR (q * q)) by (apply IZR_lt; nia).
    assert (X1 : 1 - IZR (p * p) / IZR (q * q) <= x 0%nat).
    { apply Rmult_le_reg_r with (1 := Q0). 
      replace ((1 - IZR (p * p) / IZR (q * q)) * IZR (q * q)) with (IZR (q * q) - IZR (p * p))
        by (field; lra). nra. }
    assert (W : forall y, (unit_variable 0 = true -> corr y) -> within unit_variable (fun _ => y)).
    { intros y Y [|n] T; [now apply Y|]. unfold unit_variable in T. rewrite Dm in T.
      cbn in T. destruct n; discriminate. }
    destruct (Req_dec (x 0%nat) 1) as [E|NE].
    + rewrite E, <- Q2R_one. rewrite E, <- Q2R_one in U0.
      destruct (near_end_correct _ _ En P (W _ U0)) as [[Cl Q]|Sy]; [|exact Sy].
      destruct D as [_ D]. apply C.below_value in D. destruct D as [_ D]. specialize (D Cl).
      unfold bound_value in D. unfold rational_of in Q. rewrite Q2R_fraction, Q2R_one in Q. lra.
    + pose proof (C.near_one_correct prec p q truth _ (x 0%nat) Hp Hq N ltac:(split; lra)) as Sy.
      pose proof (expand_formula_correct false _ f _ P (W _ U0)).
      destruct truth; unfold says in *; tauto.
  - destruct b as [|[l u] [|]]; try discriminate.
    destruct dom as [|[e0 e1] [|]] eqn:Dm; try discriminate. rewrite <- Dm in *. cbv zeta in H.
    revert H. generalize (reach l u), near_scale. intros p q H.
    rewrite !and_true, Z.leb_le, Z.ltb_lt in H.
    destruct H as [[[[[[[Hp Hq] L1] U1] V] P] N] En].
    specialize (Bx 0%nat l u eq_refl). apply Qle_bool_iff, Qle_Rle in U1, L1.
    rewrite Q2R_minus_one in L1. rewrite Q2R_mult, !inject_Z_R, minus_IZR in U1.
    apply (says_agree _ truth f (fun _ => x 0%nat) x V).
    { intros n E. apply Nat.eqb_eq in E. now subst. }
    assert (D : between e0 e1 (x 0%nat)) by (apply (Hx 0%nat); now rewrite Dm).
    assert (U0 : unit_variable 0 = true -> corr (x 0%nat)) by (apply Ux).
    assert (Q0 : 0 < IZR (q * q)) by (apply IZR_lt; nia).
    assert (X1 : x 0%nat <= -1 + IZR (p * p) / IZR (q * q)).
    { apply Rmult_le_reg_r with (1 := Q0).
      replace ((-1 + IZR (p * p) / IZR (q * q)) * IZR (q * q)) with (IZR (p * p) - IZR (q * q))
        by (field; lra). nra. }
    assert (W : forall y, (unit_variable 0 = true -> corr y) -> within unit_variable (fun _ => y)).
    { intros y Y [|n] T; [now apply Y|]. unfold unit_variable in T. rewrite Dm in T.
      cbn in T. destruct n; discriminate. }
    destruct (Req_dec (x 0%nat) (-1)) as [E|NE].
    + rewrite E, <- Q2R_minus_one. rewrite E, <- Q2R_minus_one in U0.
      destruct (near_end_correct _ _ En P (W _ U0)) as [[Cl Q]|Sy]; [|exact Sy].
      destruct D as [D _]. apply C.above_value in D. destruct D as [_ D]. specialize (D Cl).
      unfold bound_value in D. unfold rational_of in Q. rewrite Q2R_fraction, Q2R_minus_one in Q. lra.
    + pose proof (C.near_minus_one_correct prec p q truth _ (x 0%nat) Hp Hq N ltac:(split; lra)) as Sy.
      pose proof (expand_formula_correct false _ f _ P (W _ U0)).
      destruct truth; unfold says in *; tauto.
  - destruct b as [|s [|t b]]; apply any_exists in H; destruct H as (c & _ & H);
    exact (check_along_correct _ _ _ _ Bx H).
  - rewrite !and_true in H. destruct H as [P H].
    pose proof (G.bisected_correct prec truth k x n _ b Bx H) as S.
    pose proof (G.differences_correct (expand_formula true f) x) as D.
    pose proof (expand_formula_correct true _ f x P Ux). destruct truth; unfold says in *; tauto.
  - exact (check_expansion_correct i up squared n b Bx H).
Qed.
Lemma refine_correct n ways : forall b, in_box b x -> refine n ways b = true -> says truth f x.
Proof.
  induction n as [|n IH]; intros b Bx H; cbn [refine] in H; apply or_true in H;
  (destruct H as [H|H]; [apply any_exists in H; destruct H as (l & _ & H);
    now apply (check_leaf_correct l b)|]); [discriminate|].
  destruct (longest b 0) as [[i m] w]. destruct (nth_error b i) as [[l u]|] eqn:N; [|discriminate].
  apply and_true in H. destruct H as [A B]. pose proof (Bx i l u N) as S.
  destruct (Rle_or_lt (x i) (Q2R m)) as [L|G].
  - apply (IH _ (replace_side_correct i (l, m) b x Bx ltac:(cbn; lra)) A).
  - apply (IH _ (replace_side_correct i (m, u) b x Bx ltac:(cbn; lra)) B).
Qed.
Lemma toward_correct i up n ways inner : forall b, in_box b x ->
  toward i up n ways inner b = true -> says truth f x.
Proof.
  induction n as [|n IH]; intros b Bx H; cbn [toward] in H; apply or_true in H;
  (destruct H as [H|H]; [apply any_exists in H; destruct H as (l & _ & H);
    now apply (check_leaf_correct l b)|]); [discriminate|].
  destruct (nth_error b i) as [[l u]|] eqn:N; [|discriminate]. cbv zeta in H.
  apply and_true in H. destruct H as [A B]. pose proof (Bx i l u N) as S.
  generalize dependent (middle (l, u)). intros m A B.
  assert (L : x i <= Q2R m -> in_box (replace_side i (l, m) b) x)
    by (intros G; exact (replace_side_correct i (l, m) b x Bx ltac:(cbn [fst snd]; lra))).
  assert (U : Q2R m <= x i -> in_box (replace_side i (m, u) b) x)
    by (intros G; exact (replace_side_correct i (m, u) b x Bx ltac:(cbn [fst snd]; lra))).
  destruct (Rle_or_lt (x i) (Q2R m)) as [G|G]; destruct up.
  - exact (refine_correct _ _ _ (L G) B).
  - exact (IH _ (L G) A).
  - exact (IH _ (U ltac:(lra)) A).
  - exact (refine_correct _ _ _ (U ltac:(lra)) B).
Qed.
Lemma check_cover_correct c : forall b, in_box b x -> check_cover c b = true -> says truth f x.
Proof.
  induction c as [n ways|i up n ways inner|c IHc d IHd|ways c IH|i n d lower IHl upper IHu];
  intros b Bx H; cbn [check_cover] in H.
  { now apply (refine_correct n ways b). }
  { now apply (toward_correct i up n ways inner b). }
  { apply or_true in H. destruct H as [H|H]; [now apply (IHc b)|now apply (IHd b)]. }
  { apply or_true in H. destruct H as [H|H]; [now apply (refine_correct 0 ways b)|now apply (IH b)]. }
  destruct (nth_error b i) as [[l u]|] eqn:N; [|discriminate].
  apply and_true in H. destruct H as [A B]. pose proof (Bx i l u N) as S.
  destruct (Rle_or_lt (x i) (Q2R (n # d))) as [L|G].
  - apply (IHl _ (replace_side_correct i (l, n # d) b x Bx ltac:(cbn; lra)) A).
  - apply (IHu _ (replace_side_correct i (n # d, u) b x Bx ltac:(cbn; lra)) B).
Qed.
Lemma check_correct c : check c = true -> says truth f x.
Proof. apply check_cover_correct. apply domain_box_correct. Qed.
End Correct.

(** *** Points *)
Definition fits_bounds (b : bound * bound) (q : Q) : bool :=
  let at_most (c : bool) (s t : Q) := if c then Qle_bool s t else negb (Qle_bool t s) in
  at_most (closed (fst b)) (rational_of (fst b)) q && at_most (closed (snd b)) q (rational_of (snd b)).
Fixpoint in_domain (d : domain) (p : list Q) : bool :=
  match d, p with
  | [], [] => true
  | b :: d, q :: p => fits_bounds b q && in_domain d p
  | _, _ => false
  end.
Lemma fits_bounds_correct b q : fits_bounds b q = true -> between (fst b) (snd b) (Q2R q).
Proof.
  destruct b as [l u]. unfold fits_bounds. cbn [fst snd]. rewrite and_true. intros [A B].
  split.
  - destruct l as [n d|n d]; cbn [closed bound_num bound_den above] in *; rewrite eval_Rat.
    + apply Qle_bool_iff, Qle_Rle in A. exact A.
    + apply negb_true_iff in A. apply (Qlt_Rlt (n # d) q), Qnot_le_lt. intros H.
      apply Qle_bool_iff in H. unfold rational_of in A. cbn in A. congruence.
  - destruct u as [n d|n d]; cbn [closed bound_num bound_den below] in *; rewrite eval_Rat.
    + apply Qle_bool_iff, Qle_Rle in B. exact B.
    + apply negb_true_iff in B. apply (Qlt_Rlt q (n # d)), Qnot_le_lt. intros H.
      apply Qle_bool_iff in H. unfold rational_of in B. cbn in B. congruence.
Qed.
Lemma in_domain_correct d p : in_domain d p = true ->
  length (map Q2R p) = length d /\
  forall n l u, nth_error d n = Some (l, u) -> between l u (nth n (map Q2R p) 0).
Proof.
  revert p. induction d as [|b d IH]; intros [|q p] H; cbn in H; try discriminate.
  - split; [reflexivity|]. intros [|n] l u N; discriminate.
  - apply and_true in H. destruct H as [A B]. destruct (IH p B) as [L P].
    split; [cbn in *; lia|]. intros [|n] l u N; cbn in *.
    + injection N as ->. exact (fits_bounds_correct _ _ A).
    + now apply P.
Qed.
Definition point_values (p : list Q) : nat -> I.type :=
  let l := map rational p in fun n => nth n l I.zero.
Definition at_values (p : list Q) : nat -> poly := let l := map constant p in fun n => nth n l [].
Definition known_sign (test : Z -> bool) (p : list Q) (m : expr) : bool :=
  match number (normal (at_values p) m) with Some c => test (Qnum c) | None => false end.
Definition shows_at (p : list Q) : bool :=
  in_domain dom p && region true (point_values p)
    (fun m => known_sign (Z.ltb 0) p m) (fun m => known_sign (Z.leb 0) p m).
Lemma point_values_correct p : C.env_in (point_values p) (values (map Q2R p)).
Proof.
  intros n. unfold point_values, values. destruct (Nat.lt_ge_cases n (length p)) as [K|K].
  - rewrite (nth_indep (map rational p) I.zero (rational 0)) by (rewrite map_length; exact K).
    rewrite (nth_indep (map Q2R p) 0 (Q2R 0)) by (rewrite map_length; exact K).
    rewrite !map_nth. apply rational_correct.
  - rewrite !nth_overflow by (rewrite map_length; exact K). apply C.c_zero.
Qed.
Lemma at_values_correct p x n : value (at_values p n) x = values (map Q2R p) n.
Proof.
  unfold at_values, values. destruct (Nat.lt_ge_cases n (length p)) as [K|K].
  - rewrite (nth_indep (map constant p) [] (constant 0)) by (rewrite map_length; exact K).
    rewrite (nth_indep (map Q2R p) 0 (Q2R 0)) by (rewrite map_length; exact K).
    rewrite !map_nth. apply constant_value.
  - rewrite !nth_overflow by (rewrite map_length; exact K). apply value_nil.
Qed.
Lemma known_sign_correct (P : R -> Prop) test p m : (forall c, test (Qnum c) = true -> P (Q2R c)) ->
  known_sign test p m = true -> P (eval m (values (map Q2R p))).
Proof.
  intros T H. unfold known_sign in H.
  rewrite <- (normal_correct (at_values p) (fun _ => 0) _ (at_values_correct p _) m).
  destruct (number _) as [c|] eqn:N; [|discriminate]. rewrite (number_value _ _ _ N). now apply T.
Qed.
Lemma shows_at_correct p : given = [] -> shows_at p = true ->
  length (map Q2R p) = length dom /\
  (forall n l u, nth_error dom n = Some (l, u) -> between l u (nth n (map Q2R p) 0)) /\
  says truth f (values (map Q2R p)).
Proof.
  intros Gn H. apply and_true in H. destruct H as [D H].
  assert (Gx : forall x, given_at given x) by (rewrite Gn; apply given_nothing).
  destruct (in_domain_correct _ _ D) as [L B]. split; [exact L|]. split; [exact B|].
  apply (region_correct _ _ _ _ _ (point_values_correct p) B (Gx _)) with (3 := H); intros m.
  - apply (known_sign_correct (fun y => 0 < y)). intros c T. apply Z.ltb_lt, IZR_lt in T.
    apply Rmult_lt_0_compat; [exact T|]. apply Rinv_0_lt_compat, IZR_lt. lia.
  - apply (known_sign_correct (fun y => 0 <= y)). intros c T. apply Z.leb_le, IZR_le in T.
    apply Rmult_le_pos; [exact T|]. left. apply Rinv_0_lt_compat, IZR_lt. lia.
Qed.

(** *** Roots

    On the segment from a point p to a point q of the domain an expression d is continuous and
    changes its sign: somewhere it vanishes.  There the formula holds, because the differences are
    multiples of d, by given cofactors, or have their signs on the whole segment. *)
Definition hull (p q : list Q) : box :=
  map (fun s => if Qle_bool (fst s) (snd s) then s else (snd s, fst s)) (combine p q).
Definition resting (e : expr) : bool := variables (fun n => negb (moves k n)) e.
Definition changes_sign (p q : list Q) (d : expr) : bool :=
  let a := evalI d (point_values p) in
  let b := evalI d (point_values q) in
  nonneg (negI a) && nonneg b || nonneg a && nonneg (negI b).
Definition multiple (xi : nat -> I.type) (d : expr) (cofactors : list expr) (m : expr) : bool :=
  any (fun c => agrees true xi m (Mul c d) || agrees true xi m (Neg (Mul c d))) cofactors.
Definition shows_at_root (p q : list Q) (divisor : expr) (cofactors : list expr) : bool :=
  let d := expand true divisor in
  let xi := sides (hull p q) in
  in_domain dom p && in_domain dom q && variables (moves k) d &&
  steady_on resting (evaluated d xi) (fun _ => false) d &&
  changes_sign p q d && region true xi (fun _ => false) (multiple xi d (map (expand true) cofactors)).

(** The point of the segment at t. *)
Definition blend (t : R) (p q : list Q) : list R :=
  map (fun s => Q2R (fst s) + t * (Q2R (snd s) - Q2R (fst s))) (combine p q).
Lemma blend_values t p q n : length p = length q ->
  values (blend t p q) n =
    values (map Q2R p) n + t * (values (map Q2R q) n - values (map Q2R p) n).
Proof.
  unfold values, blend. revert q n. induction p as [|a p IH]; intros [|b q] n L; try discriminate.
  - destruct n; cbn; ring.
  - destruct n as [|n]; [reflexivity|]. cbn in L. exact (IH q n ltac:(lia)).
Qed.
Lemma blend_hull t p q : 0 <= t <= 1 -> in_box (hull p q) (values (blend t p q)).
Proof.
  unfold in_box, hull, values, blend. intros T. generalize (combine p q). intros s.
  induction s as [|[a b] s IH]; intros n l u N; [now destruct n|].
  destruct n as [|n]; [|exact (IH n l u N)]. cbn [map nth_error nth fst snd] in *.
  destruct (Qle_bool a b) eqn:E; injection N as <- <-.
  - apply Qle_bool_iff, Qle_Rle in E. nra.
  - apply Rle_bool_false_Q in E. nra.
Qed.
Lemma blend_above l a b t : 0 <= t <= 1 -> l <= a -> l <= b -> l <= a + t * (b - a).
Proof. nra. Qed.
Lemma blend_strictly_above l a b t : 0 <= t <= 1 -> l < a -> l < b -> l < a + t * (b - a).
Proof.
  intros T A B. destruct (Req_dec t 0) as [->|N]; [lra|].
  assert (0 < t * (b - l)) by (apply Rmult_lt_0_compat; lra).
  assert (0 <= (1 - t) * (a - l)) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma between_convex l u a b t : 0 <= t <= 1 -> between l u a -> between l u b ->
  between l u (a + t * (b - a)).
Proof.
  intros T [A A'] [B B']. split.
  - destruct l; cbn [above] in *; rewrite eval_Rat in *;
    [now apply blend_above|now apply blend_strictly_above].
  - destruct u; cbn [below] in *; rewrite eval_Rat in *.
    + pose proof (blend_above (- (IZR n / IZR (Zpos d))) (- a) (- b) t T). lra.
    + pose proof (blend_strictly_above (- (IZR n / IZR (Zpos d))) (- a) (- b) t T). lra.
Qed.
Lemma crosses (g : R -> R) : (forall t, 0 <= t <= 1 -> continuous g t) -> g 0 <= 0 <= g 1 ->
  exists t, 0 <= t <= 1 /\ g t = 0.
Proof.
  intros C S. destruct (Ranalysis5.f_interv_is_interv g 0 1 0) as (t & T & Z); [lra|exact S| |].
  - intros t T. apply continuity_pt_filterlim. now apply C.
  - now exists t.
Qed.
Lemma shows_at_root_correct p q divisor cofactors : given = [] -> shows_at_root p q divisor cofactors = true ->
  exists ys, length ys = length dom /\
  (forall n l u, nth_error dom n = Some (l, u) -> between l u (nth n ys 0)) /\
  says truth f (values ys).
Proof.
  intros Gn. assert (Gx : forall x, given_at given x) by (rewrite Gn; apply given_nothing).
  unfold shows_at_root. set (d := expand true divisor). set (cs := map (expand true) cofactors).
  rewrite !and_true. intros [[[[[Ip Iq] V] St] Ch] Rg].
  destruct (in_domain_correct _ _ Ip) as [Lp Bp], (in_domain_correct _ _ Iq) as [Lq Bq].
  rewrite map_length in Lp, Lq. assert (L : length p = length q) by lia.
  set (g := fun t => eval d (values (blend t p q))).
  set (c := values (map Q2R p)). set (v := fun n => values (map Q2R q) n - values (map Q2R p) n).
  assert (E : forall t n, moves k n = true -> values (blend t p q) n = path k c v t n).
  { intros t n N. unfold path. rewrite N. exact (blend_values t p q n L). }
  assert (Cg : forall t, 0 <= t <= 1 -> continuous g t).
  { intros t T. apply continuous_ext with (fun t => eval d (path k c v t)).
    { intros u. symmetry. apply (eval_agree _ _ _ _ V). intros n N. now apply E. }
    apply (steady_correct k resting).
    - intros e t0 u H. apply (eval_agree _ _ _ _ H). intros n N. unfold path.
      apply negb_true_iff in N. now rewrite N.
    - apply (steady_on_correct k resting (evaluated d (sides (hull p q))) (fun _ => false) c v 1);
      [|discriminate|exact St|exact T].
      intros a u U. apply C.evaluated_correct. intros n. unfold path. destruct (moves k n) eqn:N.
      + pose proof (sides_correct _ _ (blend_hull u p q U) n) as S. rewrite (E u n N) in S.
        unfold path in S. now rewrite N in S.
      + unfold sides, G.sides. rewrite nth_overflow; [apply C.c_nai|].
        unfold moves in N. apply Nat.ltb_ge in N. unfold hull.
        rewrite !map_length, combine_length. unfold k in N. lia. }
  assert (At : forall p, C.cont (evalI d (point_values p)) (eval d (values (map Q2R p)))).
  { intros r. apply C.evalI_correct, point_values_correct. }
  assert (G0 : g 0 = eval d (values (map Q2R p))).
  { unfold g. apply (eval_agree _ _ _ _ V). intros n _. rewrite (blend_values 0 p q n L). ring. }
  assert (G1 : g 1 = eval d (values (map Q2R q))).
  { unfold g. apply (eval_agree _ _ _ _ V). intros n _. rewrite (blend_values 1 p q n L). ring. }
  assert (Z : exists t, 0 <= t <= 1 /\ g t = 0).
  { apply or_true in Ch. destruct Ch as [Ch|Ch]; apply and_true in Ch; destruct Ch as [P Q].
    - apply crosses; [exact Cg|]. rewrite G0, G1. pose proof (C.nonneg_correct _ _ Q (At q)).
      pose proof (C.nonneg_correct _ _ P (C.c_neg _ _ (At p))). lra.
    - destruct (crosses (fun t => - g t)) as (t & T & Z).
      + intros t T. apply (continuous_opp g t (Cg t T)).
      + rewrite G0, G1. pose proof (C.nonneg_correct _ _ P (At p)).
        pose proof (C.nonneg_correct _ _ Q (C.c_neg _ _ (At q))). lra.
      + exists t. split; [exact T|lra]. }
  destruct Z as (t & T & Z). exists (blend t p q). split; [|split].
  - unfold blend. rewrite map_length, combine_length. lia.
  - intros n l u N. pose proof (blend_values t p q n L) as W. unfold values in W. rewrite W.
    apply between_convex; [exact T|now apply Bp|now apply Bq].
  - assert (Ix : inside dom (values (blend t p q))).
    { intros n l u N. rewrite (blend_values t p q n L). unfold values.
      apply between_convex; [exact T|now apply Bp|now apply Bq]. }
    apply (region_correct _ _ _ _ _ (sides_correct _ _ (blend_hull t p q T)) Ix (Gx _)) with (3 := Rg).
    + discriminate.
    + intros m M. apply any_exists in M. destruct M as (w & _ & M). apply or_true in M.
      change (eval d (values (blend t p q)) = 0) in Z.
      destruct M as [M|M]; rewrite (agrees_correct _ _ _ (sides_correct _ _ (blend_hull t p q T)) Ix (Gx _) _ _ M);
      cbn [eval]; rewrite Z; lra.
Qed.
End Formula.

(** *** What a check that evaluates to [true] proves *)
Definition check_point (truth : bool) (f : formula) (dom : domain) (hints : list expr) :=
  shows_at truth f dom [] hints.
Definition check_root (truth : bool) (f : formula) (dom : domain) (hints : list expr) :=
  shows_at_root truth f dom [] hints.
Theorem for_all f dom hints c : check true f dom [] hints c = true ->
  every dom [] (fun xs => denote f (values xs)).
Proof.
  intros H. apply (every_intro _ dom []); [reflexivity|apply inside_nil|].
  intros ys _ I. exact (check_correct true f dom [] hints (values ys) I (given_nothing _) c H).
Qed.
Theorem for_none f dom hints c : check false f dom [] hints c = true ->
  ~ some dom [] (fun xs => denote f (values xs)).
Proof.
  intros H S. destruct (some_elim _ dom [] [] eq_refl (inside_nil _) S) as (ys & I & D).
  exact (check_correct false f dom [] hints (values ys) I (given_nothing _) c H D).
Qed.
Theorem witness f dom hints p : check_point true f dom hints p = true ->
  some dom [] (fun xs => denote f (values xs)).
Proof.
  intros H. destruct (shows_at_correct true f dom [] hints p eq_refl H) as (L & B & D).
  exact (some_intro _ dom [] (map Q2R p) L B D).
Qed.
Theorem counterexample f dom hints p : check_point false f dom hints p = true ->
  ~ every dom [] (fun xs => denote f (values xs)).
Proof.
  intros H E. destruct (shows_at_correct false f dom [] hints p eq_refl H) as (L & B & D).
  exact (D (every_elim _ dom [] (map Q2R p) L B E)).
Qed.

(** At a root between two points. *)
Theorem witness_root f dom hints p q d cofactors :
  check_root true f dom hints p q d cofactors = true ->
  some dom [] (fun xs => denote f (values xs)).
Proof.
  intros H. destruct (shows_at_root_correct true f dom [] hints p q d cofactors eq_refl H) as (ys & L & B & D).
  exact (some_intro _ dom [] ys L B D).
Qed.
Theorem counterexample_root f dom hints p q d cofactors :
  check_root false f dom hints p q d cofactors = true ->
  ~ every dom [] (fun xs => denote f (values xs)).
Proof.
  intros H E. destruct (shows_at_root_correct false f dom [] hints p q d cofactors eq_refl H) as (ys & L & B & D).
  exact (D (every_elim _ dom [] ys L B E)).
Qed.
End Checker.
End Make.

Module Prim := Make ExactFloat.
Module Std := Make Certificate.StdFloat.

(** *** Both arithmetics

    Each leaf by the machine's floating-point numbers, which are some hundred times faster, or else with
    integers and a precision.  The theorems are those of [Std]. *)
Module Fast.
Section Checker.
Variable prec : Std.I.precision.
Let machine : Prim.I.precision := ExactFloat.PtoP 53.
Section Formula.
Variables (truth : bool) (f : formula) (dom : domain) (given hints : list expr).
Fixpoint check_cover (c : cover) (b : box) : bool :=
  match c with
  | Leaf n ways => Prim.refine machine truth f dom given hints (2 + n) ways b ||
      Std.refine prec truth f dom given hints n ways b
  | Toward i up n ways inner => Prim.toward machine truth f dom given hints i up n ways inner b ||
      Std.toward prec truth f dom given hints i up n ways inner b
  | Either one other => Prim.check_cover machine truth f dom given hints c b ||
      check_cover one b || check_cover other b
  | First ways otherwise => Prim.refine machine truth f dom given hints 0 ways b || check_cover otherwise b ||
      Std.refine prec truth f dom given hints 0 ways b
  | Split i n d lower upper =>
      match nth_error b i with
      | Some (l, u) => check_cover lower (replace_side i (l, n # d) b) &&
          check_cover upper (replace_side i (n # d, u) b)
      | None => false
      end
  end.
Definition check_given (c : cover) : bool := check_cover c (Std.domain_box dom).
Variable x : nat -> R.
Hypotheses (Hx : inside dom x) (Gx : given_at given x).
Lemma check_cover_correct c : forall b, in_box b x -> check_cover c b = true -> says truth f x.
Proof.
  assert (P : forall n ways b, in_box b x ->
    Prim.refine machine truth f dom given hints n ways b = true -> says truth f x)
    by (intros n ways b Bx; exact (Prim.refine_correct machine truth f dom given hints x Hx Gx n ways b Bx)).
  assert (S : forall n ways b, in_box b x ->
    Std.refine prec truth f dom given hints n ways b = true -> says truth f x)
    by (intros n ways b Bx; exact (Std.refine_correct prec truth f dom given hints x Hx Gx n ways b Bx)).
  induction c as [n ways|i up n ways inner|c IHc d IHd|ways c IH|i n d lower IHl upper IHu];
  intros b Bx H; cbn [check_cover] in H.
  { apply or_true in H. destruct H as [H|H]; eauto. }
  { apply or_true in H. destruct H as [H|H].
    - exact (Prim.toward_correct machine truth f dom given hints x Hx Gx i up n ways inner b Bx H).
    - exact (Std.toward_correct prec truth f dom given hints x Hx Gx i up n ways inner b Bx H). }
  { rewrite !or_true in H. destruct H as [[H|H]|H]; [|now apply (IHc b)|now apply (IHd b)].
    exact (Prim.check_cover_correct machine truth f dom given hints x Hx Gx (Either c d) b Bx H). }
  { rewrite !or_true in H. destruct H as [[H|H]|H]; eauto. }
  destruct (nth_error b i) as [[l u]|] eqn:N; [|discriminate].
  apply and_true in H. destruct H as [A B]. pose proof (Bx i l u N) as T.
  destruct (Rle_or_lt (x i) (Q2R (n # d))) as [L|G].
  - apply (IHl _ (replace_side_correct i (l, n # d) b x Bx ltac:(cbn; lra)) A).
  - apply (IHu _ (replace_side_correct i (n # d, u) b x Bx ltac:(cbn; lra)) B).
Qed.
Lemma check_given_correct c : check_given c = true -> says truth f x.
Proof. apply check_cover_correct. exact (Std.domain_box_correct prec dom x Hx). Qed.
End Formula.

Definition check (truth : bool) (f : formula) (dom : domain) (hints : list expr) (c : cover) : bool :=
  check_given truth f dom [] hints c.
Lemma check_correct truth f dom hints x : inside dom x -> forall c,
  check truth f dom hints c = true -> says truth f x.
Proof. intros I c H. exact (check_given_correct truth f dom [] hints x I (given_nothing x) c H). Qed.
Theorem for_all f dom hints c : check true f dom hints c = true ->
  every dom [] (fun xs => denote f (values xs)).
Proof.
  intros H. apply (every_intro _ dom []); [reflexivity|apply inside_nil|].
  intros ys _ I. exact (check_correct true f dom hints (values ys) I c H).
Qed.
Theorem for_none f dom hints c : check false f dom hints c = true ->
  ~ some dom [] (fun xs => denote f (values xs)).
Proof.
  intros H S. destruct (some_elim _ dom [] [] eq_refl (inside_nil _) S) as (ys & I & D).
  exact (check_correct false f dom hints (values ys) I c H D).
Qed.
(** Spaces of networks: one certificate for each, in the order of the list. *)
Fixpoint each {E : Type} (ok : network -> E -> bool) (nets : list network) (evidence : list E) :=
  match nets, evidence with
  | [], [] => true
  | net :: nets, e :: evidence => ok net e && each ok nets evidence
  | _, _ => false
  end.
Lemma each_correct {E : Type} (ok : network -> E -> bool) nets : forall evidence,
  each ok nets evidence = true -> forall net, In net nets -> exists e, ok net e = true.
Proof.
  induction nets as [|n nets IH]; intros [|e evidence] H net I; cbn in H; try discriminate;
  [destruct I|]. apply and_true in H. destruct H as [A B]. destruct I as [<-|I].
  - now exists e.
  - now apply (IH evidence).
Qed.
(** A cover for each, or, with a point for each, some values of the variables. *)
Definition check_each (truth : bool) (f : network -> formula) (dom : domain) :=
  each (fun net (e : list expr * cover) => check truth (f net) dom (fst e) (snd e)).
Definition check_points (truth : bool) (f : network -> formula) (dom : domain) :=
  each (fun net (e : list expr * list Q) => Std.check_point prec truth (f net) dom (fst e) (snd e)).
Theorem for_every f dom nets evidence : check_each true f dom nets evidence = true ->
  forall net, In net nets -> every dom [] (fun xs => denote (f net) (values xs)).
Proof.
  intros H net I. destruct (each_correct _ _ _ H net I) as [e C]. exact (for_all _ _ _ _ C).
Qed.
Theorem for_no f dom nets evidence : check_each false f dom nets evidence = true ->
  forall net, In net nets -> ~ some dom [] (fun xs => denote (f net) (values xs)).
Proof.
  intros H net I. destruct (each_correct _ _ _ H net I) as [e C]. exact (for_none _ _ _ _ C).
Qed.
Theorem witness_for_every f dom nets evidence : check_points true f dom nets evidence = true ->
  forall net, In net nets -> some dom [] (fun xs => denote (f net) (values xs)).
Proof.
  intros H net I. destruct (each_correct _ _ _ H net I) as [e C]. exact (Std.witness _ _ _ _ _ C).
Qed.
Theorem counterexample_for_every f dom nets evidence :
  check_points false f dom nets evidence = true ->
  forall net, In net nets -> ~ every dom [] (fun xs => denote (f net) (values xs)).
Proof.
  intros H net I. destruct (each_correct _ _ _ H net I) as [e C].
  exact (Std.counterexample _ _ _ _ _ C).
Qed.
End Checker.
End Fast.
