(** * Derivatives that statements speak of.

    A statement may say something of the n-th derivative of a term by a variable of the term's own,
    at a point: [Derive_n (fun t => e) n a].  [derivative n e a] is an expression for it, made by
    [slope] of Derivative.v, with a normal form after each step so that it does not grow; [check]
    shows by interval arithmetic that the term is differentiable as often at every point that is
    asked for, and [everywhere] says that the two are then equal on the domain. *)
From Coq Require Import ZArith QArith Qreals Reals Lra List Bool Arith Lia.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine KernelOrders Network Expression Identities Derivative
  Certificate Boxes.
Import ListNotations.
Local Open Scope R_scope.

(** The variables of such a term: its own, the number 1 (the direction along which [slope]
    differentiates), and then those of the statement. *)
Definition scope (t : R) (x : nat -> R) (n : nat) : R :=
  match n with O => t | S O => 1 | S (S n) => x n end.

(** What does not depend on the term's own variable. *)
Definition constant_term (e : expr) : bool := variables (fun n => negb (moves 1 n)) e.
Definition reduced (e : expr) : expr := back (normal itself e).
Fixpoint derived (n : nat) (e : expr) : expr :=
  match n with O => e | S n => slope 1 constant_term (reduced (derived n e)) end.

(** The expression with others in place of its variables. *)
Section Substitution.
Variable s : nat -> expr.
Fixpoint substitute (e : expr) : expr :=
  match e with
  | Var n => s n
  | Rat _ _ | Pi | Paths _ | Depth _ | Width _ | Tally _ _ => e
  | Neg a => Neg (substitute a) | Pow a n => Pow (substitute a) n
  | Sqrt a => Sqrt (substitute a) | Abs a => Abs (substitute a)
  | Acos a => Acos (substitute a) | Asin a => Asin (substitute a)
  | Exp a => Exp (substitute a) | Log a => Log (substitute a)
  | Sin a => Sin (substitute a) | Cos a => Cos (substitute a) | Atan a => Atan (substitute a)
  | Kappa1 a => Kappa1 (substitute a) | Kappa0 a => Kappa0 (substitute a)
  | Higher n a => Higher n (substitute a)
  | Square a => Square (substitute a) | Slope0 a => Slope0 (substitute a)
  | Add a b => Add (substitute a) (substitute b) | Sub a b => Sub (substitute a) (substitute b)
  | Mul a b => Mul (substitute a) (substitute b) | Div a b => Div (substitute a) (substitute b)
  | Min a b => Min (substitute a) (substitute b) | Edge a b => Edge (substitute a) (substitute b)
  | Kii r net a => Kii r net (substitute a) | Kij r net a => Kij r net (substitute a)
  | Lambda2 r net a => Lambda2 r net (substitute a)
  | Tangent q r net a => Tangent q r net (substitute a)
  | Eq12 net a => Eq12 net (substitute a)
  end.
Lemma substitute_correct e x : eval (substitute e) x = eval e (fun n => eval (s n) x).
Proof.
  induction e; cbn [substitute]; rewrite ?eval_Kii, ?eval_Kij, ?eval_Lambda2, ?eval_Rat;
  cbn [eval]; rewrite ?IHe, ?IHe1, ?IHe2; reflexivity.
Qed.
End Substitution.
Lemma all_variables e : variables (fun _ => true) e = true.
Proof. induction e; cbn; rewrite ?IHe, ?IHe1, ?IHe2; reflexivity. Qed.
Lemma eval_equal e x y : (forall n, x n = y n) -> eval e x = eval e y.
Proof. intros E. apply (eval_agree (fun _ => true) _ _ _ (all_variables e)). auto. Qed.
Definition in_scope (a : expr) (n : nat) : expr :=
  match n with O => a | S O => int 1 | S (S n) => Var n end.

(** The n-th derivative of e at a. *)
Definition derivative (n : nat) (e a : expr) : expr :=
  reduced (substitute (in_scope a) (derived n e)).

Section Derivative.
Variable x : nat -> R.
Let c (n : nat) : R := 0.
Let v (n : nat) : R := match n with O => 1 | S n => x n end.
Lemma scope_path t n : path 1 c v t n = scope t x n.
Proof. destruct n as [|[|n]]; unfold path, moves, c; cbn; ring. Qed.
Lemma eval_scope e t : eval e (path 1 c v t) = eval e (scope t x).
Proof.
  apply eval_equal. intros n. apply scope_path.
Qed.
Lemma constant_term_correct e t u : constant_term e = true ->
  eval e (path 1 c v t) = eval e (path 1 c v u).
Proof.
  intros H. apply (eval_agree _ _ _ _ H). intros n N. unfold path. apply negb_true_iff in N.
  now rewrite N.
Qed.
Let g (e : expr) (t : R) := eval e (path 1 c v t).
Let smooth_at (e : expr) (t : R) := smooth constant_term e (path 1 c v t).
Lemma smooth_derivative e t : smooth_at e t -> is_derive (g e) t (g (slope 1 constant_term e) t).
Proof. intros S. apply slope_correct; [exact constant_term_correct|exact S]. Qed.
Lemma smooth_continuous e t : smooth_at e t -> continuous (g e) t.
Proof. intros S. apply @ex_derive_continuous. eexists. now apply smooth_derivative. Qed.

(** The conditions of differentiability hold in a neighbourhood where they hold at a point. *)
Lemma smooth_locally e t : smooth_at e t -> locally t (smooth_at e).
Proof.
  assert (Near : forall a (P : R -> Prop), open P -> smooth_at a t -> P (g a t) ->
    locally t (fun u => P (g a u))).
  { intros a P O S H. exact (smooth_continuous a t S P (O _ H)). }
  unfold smooth_at.
  induction e; cbn [smooth]; (intros [S|S]; [apply filter_forall; now left|]); try contradiction;
  repeat match goal with H : _ /\ _ |- _ => destruct H end;
  repeat match goal with
    | IH : smooth _ ?a _ -> locally _ _, S : smooth _ ?a _ |- _ => pose proof (IH S); clear IH
  end;
  try (apply filter_forall; right; exact I);
  try (match goal with L : locally _ _ |- _ =>
    apply (filter_imp _ _ (fun u S => or_intror S) L) end);
  try (match goal with L : locally _ _, M : locally _ _ |- _ =>
    apply (filter_imp _ _ (fun u S => or_intror S) (filter_and _ _ L M)) end).
  - pose proof (Near e2 (fun y => y <> 0) (open_neq 0) H0 H1) as N.
    apply (filter_imp _ _ (fun u S => or_intror S) (filter_and _ _ H3 (filter_and _ _ H2 N))).
  all: first
    [ pose proof (Near e (fun y => 0 < y) (open_gt 0) H H0) as N
    | pose proof (Near e (fun y => y <> 0) (open_neq 0) H H0) as N
    | pose proof (Near e (fun y => -1 < y < 1) (open_and _ _ (open_gt (-1)) (open_lt 1)) H
        (conj H0 H1)) as N ];
    first
    [ apply (filter_imp _ _ (fun u S => or_intror S) (filter_and _ _ H1 N))
    | apply (filter_imp _ _ (fun u S => or_intror S) (filter_and _ _ H2 N)) ].
Qed.

Lemma reduced_value e y : eval (reduced e) y = eval e y.
Proof. unfold reduced. rewrite back_value. apply normal_correct, itself_value. Qed.

Lemma derived_correct n e t : (forall j, (j < n)%nat -> smooth_at (reduced (derived j e)) t) ->
  locally t (fun u => Derive_n (g e) n u = g (derived n e) u).
Proof.
  induction n as [|n IH]; intros S; [apply filter_forall; reflexivity|].
  pose proof (IH (fun j J => S j (Nat.lt_lt_succ_r _ _ J))) as L. apply locally_locally in L.
  pose proof (smooth_locally _ _ (S n (Nat.lt_succ_diag_r n))) as Sm.
  refine (filter_imp _ _ _ (filter_and _ _ L Sm)). intros u [E D]. cbn [Derive_n derived].
  rewrite (Derive_ext_loc _ (g (reduced (derived n e)))).
  - apply is_derive_unique, smooth_derivative. exact D.
  - refine (filter_imp _ _ _ E). intros w W. rewrite W. unfold g. now rewrite reduced_value.
Qed.
Theorem derivative_correct n e a :
  (forall j, (j < n)%nat -> smooth_at (reduced (derived j e)) (eval a x)) ->
  Derive_n (fun t => eval e (scope t x)) n (eval a x) = eval (derivative n e a) x.
Proof.
  intros S. pose proof (locally_singleton _ _ (derived_correct n e _ S)) as D.
  rewrite (Derive_n_ext (fun t => eval e (scope t x)) (g e)).
  - rewrite D. unfold derivative, g. rewrite reduced_value, substitute_correct, eval_scope.
    apply eval_equal. intros [|[|m]]; reflexivity.
  - intros t. symmetry. apply eval_scope.
Qed.
End Derivative.

(** ** Where a term is differentiable, by interval arithmetic *)
Module C := Boxes.Std.C.
Section Checker.
Variables (prec : Boxes.Std.I.precision) (dom : domain) (a : expr).
Let evalI := C.evalI prec.
Let box := Boxes.Std.domain_box dom.
Definition enclosures : nat -> C.I.type :=
  let xi := Boxes.Std.sides prec box in
  let ai := evalI a xi in
  let one := C.I.fromZ prec 1 in
  fun n => match n with O => ai | S O => one | S (S n) => xi n end.

(** Certainly above, or below, a number: by interval arithmetic, on the whole domain or on parts of
    it, or as a variable that ranges over an interval to which its end does not belong. *)
Definition shown (f : formula) : bool := Boxes.Std.refine prec true f dom [] [] 8 [Natural] box.
Definition side (n : nat) : option (bound * bound) :=
  match n with
  | O => match a with Var m => nth_error dom m | _ => None end
  | S O => None
  | S (S n) => nth_error dom n
  end.
Definition bound_fraction (b : bound) : Q := bound_num b # bound_den b.
Definition exceeds (z : Z) (e : expr) : bool :=
  C.pos (C.I.sub prec (evalI e enclosures) (C.I.fromZ prec z)) ||
  shown (Less (Rat z 1) (substitute (in_scope a) e)) ||
  match e with
  | Var n => match side n with
      | Some (l, _) => negb (closed l) && Qle_bool (inject_Z z) (bound_fraction l)
      | None => false end
  | _ => false end.
Definition falls_below (z : Z) (e : expr) : bool :=
  C.pos (C.I.sub prec (C.I.fromZ prec z) (evalI e enclosures)) ||
  shown (Less (substitute (in_scope a) e) (Rat z 1)) ||
  match e with
  | Var n => match side n with
      | Some (_, u) => negb (closed u) && Qle_bool (bound_fraction u) (inject_Z z)
      | None => false end
  | _ => false end.
Definition not_zero (e : expr) : bool := exceeds 0 e || falls_below 0 e.
Fixpoint smooth_there (e : expr) : bool :=
  constant_term e ||
  match e with
  | Var _ => true
  | Neg a | Square a | Exp a | Sin a | Cos a | Atan a | Kappa1 a | Higher _ a => smooth_there a
  | Add a b | Sub a b | Mul a b => smooth_there a && smooth_there b
  | Div a b => smooth_there a && smooth_there b && not_zero b
  | Sqrt a | Log a => smooth_there a && exceeds 0 a
  | Abs a => smooth_there a && not_zero a
  | Acos a | Asin a | Kappa0 a | Slope0 a => smooth_there a && exceeds (-1) a && falls_below 1 a
  | _ => false
  end.
(** Whether [result] is the n-th derivative of e at a, wherever the variables are. *)
Definition check (n : nat) (e result : expr) : bool :=
  forallb (fun j => smooth_there (reduced (derived j e))) (seq 0 n) &&
  same (derivative n e a) result.

Section Correct.
Variable x : nat -> R.
Hypothesis Hx : inside dom x.
Let t := eval a x.
Lemma enclosures_correct : C.env_in enclosures (scope t x).
Proof.
  pose proof (Boxes.Std.sides_correct prec box x (Boxes.Std.domain_box_correct prec dom x Hx)) as S.
  intros [|[|n]]; cbn [enclosures scope].
  - apply C.evalI_correct. exact S.
  - apply C.c_Z.
  - apply S.
Qed.
Lemma side_correct n l u : side n = Some (l, u) -> between l u (scope t x n).
Proof.
  destruct n as [|[|n]]; cbn [side scope]; try discriminate.
  - unfold t. destruct a; try discriminate. apply Hx.
  - apply Hx.
Qed.
Lemma shown_correct f : shown f = true -> denote f x.
Proof.
  exact (Boxes.Std.refine_correct prec true f dom [] [] x Hx (given_nothing x) 8 [Natural] box
    (Boxes.Std.domain_box_correct prec dom x Hx)).
Qed.
Lemma in_scope_correct e : eval (substitute (in_scope a) e) x = eval e (scope t x).
Proof.
  rewrite substitute_correct. apply eval_equal. intros [|[|n]]; reflexivity.
Qed.
Lemma exceeds_correct z e : exceeds z e = true -> IZR z < eval e (scope t x).
Proof.
  intros H. apply orb_true_iff in H. destruct H as [H|H]; [apply orb_true_iff in H; destruct H as [H|H]|].
  - pose proof (C.pos_correct _ _ H (C.c_sub prec _ _ _ _
      (C.evalI_correct prec e _ _ enclosures_correct) (C.c_Z prec z))). lra.
  - apply shown_correct in H. cbn [denote] in H. rewrite in_scope_correct in H. exact H.
  - destruct e; try discriminate. destruct (side n) as [[l u]|] eqn:S; [|discriminate].
    apply andb_true_iff in H. destruct H as [O B]. apply negb_true_iff in O.
    apply side_correct in S. destruct S as [S _]. apply C.above_value in S.
    destruct S as [_ S]. specialize (S O).
    apply Qle_bool_iff, Qle_Rle in B. rewrite inject_Z_R in B. cbn [eval].
    unfold bound_fraction in B. rewrite Q2R_fraction in B. unfold bound_value in S. lra.
Qed.
Lemma falls_below_correct z e : falls_below z e = true -> eval e (scope t x) < IZR z.
Proof.
  intros H. apply orb_true_iff in H. destruct H as [H|H]; [apply orb_true_iff in H; destruct H as [H|H]|].
  - pose proof (C.pos_correct _ _ H (C.c_sub prec _ _ _ _ (C.c_Z prec z)
      (C.evalI_correct prec e _ _ enclosures_correct))). lra.
  - apply shown_correct in H. cbn [denote] in H. rewrite in_scope_correct in H. exact H.
  - destruct e; try discriminate. destruct (side n) as [[l u]|] eqn:S; [|discriminate].
    apply andb_true_iff in H. destruct H as [O B]. apply negb_true_iff in O.
    apply side_correct in S. destruct S as [_ S]. apply C.below_value in S.
    destruct S as [_ S]. specialize (S O).
    apply Qle_bool_iff, Qle_Rle in B. rewrite inject_Z_R in B. cbn [eval].
    unfold bound_fraction in B. rewrite Q2R_fraction in B. unfold bound_value in S. lra.
Qed.
Lemma not_zero_correct e : not_zero e = true -> eval e (scope t x) <> 0.
Proof.
  intros H. apply orb_true_iff in H. destruct H as [H|H].
  - apply exceeds_correct in H. lra.
  - apply falls_below_correct in H. lra.
Qed.
Let point := path 1 (fun _ => 0) (fun n => match n with O => 1 | S n => x n end) t.
Lemma smooth_there_correct e : smooth_there e = true -> smooth constant_term e point.
Proof.
  assert (E : forall e, eval e point = eval e (scope t x)) by (intros f; apply eval_scope).
  induction e; cbn [smooth_there smooth]; intros H; apply orb_true_iff in H;
  (destruct H as [H|H]; [now left|right]); try discriminate; auto;
  repeat match goal with H : _ && _ = true |- _ => apply andb_true_iff in H; destruct H end;
  rewrite ?E; auto using exceeds_correct, not_zero_correct.
  all: split; [auto|]; split; [now apply exceeds_correct|now apply falls_below_correct].
Qed.
End Correct.

(** What a check that evaluates to [true] proves: [result] is the derivative on the whole domain. *)
Theorem everywhere n e result : check n e result = true ->
  every dom [] (fun xs => Derive_n (fun t => eval e (scope t (values xs))) n (eval a (values xs)) =
    eval result (values xs)).
Proof.
  intros H. apply andb_true_iff in H. destruct H as [S R]. apply same_eq in R. subst result.
  apply (every_intro _ dom []); [reflexivity|apply inside_nil|]. intros ys _ Y.
  apply derivative_correct. intros j J. rewrite forallb_forall in S.
  apply (smooth_there_correct (values ys) Y). apply S, in_seq. lia.
Qed.
End Checker.
