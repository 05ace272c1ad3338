(** * Statements about every whole number.

    What is said of every k >= n is shown by induction.  Its inequalities speak of real variables,
    of k, and of quantities that change with k: iterates of a map, kernels of [chain k].  In an
    [inductive_step] these quantities are variables; [next] has what they are for k + 1.  Either
    the inequalities for k + 1 follow, on the box where the variables are known to lie, from those
    for k; or, with multipliers m >= 0, what is left of them after m times the inequalities for k
    is not negative there.  [by_induction] says what checked steps prove. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Arith Lia.
From Coquelicot Require Import Hierarchy Continuity Derive.
From KernelCalculator Require Import ArcCosine KernelTails KernelOrders Network TangentKernel
  Expression Identities
  Derivative Certificate Domains Boxes Differentiation Slopes.
Import ListNotations.
Local Open Scope R_scope.

(** ** What changes with k *)

(** The chain of k parameterised edges. *)
Definition chain (k : nat) : network := map (fun i => repeat Zero i ++ [Param]) (seq 0 k).

Lemma iterate_step (f : R -> R) k x : Nat.iter (S k) f x = f (Nat.iter k f x).
Proof. reflexivity. Qed.
Lemma natural_step k : IZR (Z.of_nat (S k)) = IZR (Z.of_nat k) + 1.
Proof. now rewrite Nat2Z.inj_succ, succ_IZR. Qed.
Lemma natural_at_least n k : (n <= k)%nat -> IZR (Z.of_nat n) <= IZR (Z.of_nat k).
Proof. intros H. apply IZR_le. lia. Qed.

(** *** Powers *)
Lemma power_positive m k : 0 < m -> 0 < m ^ k.
Proof. intros M. now apply pow_lt. Qed.
Lemma power_shrinks m n k : 0 < m <= 1 -> (n <= k)%nat -> 0 < m ^ k <= m ^ n.
Proof.
  intros M K. split; [apply pow_lt; lra|]. induction K as [|k K IH]; [lra|]. cbn [pow].
  assert (0 < m ^ k) by (apply pow_lt; lra). nra.
Qed.
Lemma power_unit x k : 0 <= x <= 1 -> 0 <= x ^ k <= 1.
Proof.
  intros X. induction k as [|k IH]; cbn [pow]; [lra|]. split; [apply Rmult_le_pos; lra|].
  assert (x * x ^ k <= 1 * 1) by (apply Rmult_le_compat; lra). lra.
Qed.
(** What grows is the reciprocal of what shrinks. *)
Lemma power_inverse b c k : b * c = 1 -> b ^ k = 1 / c ^ k.
Proof.
  intros E. assert (c <> 0) by (intros ->; lra). assert (c ^ k <> 0) by now apply pow_nonzero.
  apply Rmult_eq_reg_r with (c ^ k); [|assumption].
  rewrite <- Rpow_mult_distr, E, pow1. now field.
Qed.
Lemma ratio_of_quotients a q : 0 < q -> a / q / (1 / q) = a.
Proof. intros Q. field. lra. Qed.

(** *** Maps under which correlations grow *)

(** What lies in [-1, 1] does not fall, is at least [low], and stays below 1. *)
Definition grows (low : R) (f : R -> R) : Prop := forall t, -1 <= t <= 1 ->
  t <= f t <= 1 /\ low <= f t /\ (t < 1 -> f t < 1).
Lemma kappa1_grows : grows 0 kappa1.
Proof.
  intros t T. assert (C : corr t) by exact T. pose proof (kappa1_range t C).
  pose proof (kappa1_ge t C). split; [lra|]. split; [lra|]. intros L. now apply kappa1_lt_1.
Qed.
Lemma identity_grows : grows (-1) (fun t : R => t).
Proof. intros t T. split; [lra|]. split; [lra|]. intros L. exact L. Qed.
Lemma composition_grows (low other : R) (f g : R -> R) : grows low f -> grows other g -> grows
  low (fun t : R => f (g t)).
Proof.
  intros F G t T. destruct (G t T) as (A & B & S).
  assert (-1 <= g t <= 1) by lra. destruct (F (g t) ltac:(assumption)) as (A' & B' & S').
  split; [lra|]. split; [lra|]. intros L. apply S', S, L.
Qed.
Lemma iterate_grows (low : R) (f : R -> R) (n : nat) : grows low f -> grows (if n then -1 else
  low) (Nat.iter n f).
Proof.
  intros F. induction n as [|n IH]; [exact identity_grows|].
  exact (composition_grows low _ f (Nat.iter n f) F IH).
Qed.
Lemma mean_grows f : grows 0 f -> grows (-1 / 2) (fun t => (t + f t) / 2).
Proof. intros F t T. destruct (F t T) as (A & B & S). split; [lra|]. split; [lra|]. intros L.
  specialize (S L). lra. Qed.
Lemma grown_range low f k x : grows low f -> -1 <= x <= 1 -> x <= Nat.iter k f x <= 1.
Proof.
  intros F X. destruct (iterate_grows low f k F x X) as (A & _ & _). exact A.
Qed.
Lemma grown_low low f k x : grows low f -> (1 <= k)%nat -> -1 <= x <= 1 ->
  low <= Nat.iter k f x.
Proof.
  intros F K X. destruct (iterate_grows low f k F x X) as (_ & B & _).
  destruct k; [lia|exact B].
Qed.
Lemma grown_below low f k x : grows low f -> -1 <= x < 1 -> Nat.iter k f x < 1.
Proof.
  intros F X. destruct (iterate_grows low f k F x ltac:(lra)) as (_ & _ & S). apply S. lra.
Qed.
(** Many steps at once. *)
Lemma kappa1_power_grows n : grows 0 (fun t => Nat.iter (S n) kappa1 t).
Proof. exact (iterate_grows 0 kappa1 (S n) kappa1_grows). Qed.
Lemma iter_multiple {A} (f : A -> A) n k x :
  Nat.iter (n * k) f x = Nat.iter k (fun t => Nat.iter n f t) x.
Proof.
  induction k as [|k IH]; [now rewrite Nat.mul_0_r|].
  replace (n * S k)%nat with (n + n * k)%nat by lia.
  change (Nat.iter (S k) (fun t => Nat.iter n f t) x) with
    (Nat.iter n f (Nat.iter k (fun t : A => Nat.iter n f t) x)). rewrite <- IH.
  unfold Nat.iter. now rewrite nat_rect_plus.
Qed.

(** ** Inequalities *)

(** Whether a formula is a conjunction of comparisons other than <>; these; what they say. *)
Fixpoint is_conjunction (f : formula) : bool :=
  match f with
  | Less _ _ | LessEqual _ _ | Greater _ _ | GreaterEqual _ _ | Equal _ _ => true
  | And f g => is_conjunction f && is_conjunction g
  | _ => false
  end.
Fixpoint comparisons (f : formula) : list formula :=
  match f with And f g => comparisons f ++ comparisons g | _ => [f] end.
(** e >= 0, or, [true], e > 0. *)
Definition inequality := (expr * bool)%type.
Definition holds (x : nat -> R) (i : inequality) : Prop :=
  if snd i then 0 < eval (fst i) x else 0 <= eval (fst i) x.
Definition inequalities (f : formula) : list inequality :=
  match f with
  | Less a b => [(Sub b a, true)] | LessEqual a b => [(Sub b a, false)]
  | Greater a b => [(Sub a b, true)] | GreaterEqual a b => [(Sub a b, false)]
  | Equal a b => [(Sub a b, false); (Sub b a, false)]
  | _ => []
  end.
Definition as_formula (i : inequality) : formula :=
  if snd i then Greater (fst i) (int 0) else GreaterEqual (fst i) (int 0).
Lemma as_formula_correct i x : denote (as_formula i) x <-> holds x i.
Proof. destruct i as [e []]; unfold as_formula, holds; cbn; lra. Qed.
Lemma comparisons_correct f x : denote f x <-> Forall (fun g => denote g x) (comparisons f).
Proof.
  induction f; cbn [comparisons denote];
  try (split; [intros H; constructor; [exact H|constructor]|intros H; now inversion H]).
  rewrite Forall_app, IHf1, IHf2. tauto.
Qed.
Lemma comparisons_shape f g : is_conjunction f = true -> In g (comparisons f) ->
  is_conjunction g = true /\ forall x, denote g x <-> Forall (holds x) (inequalities g).
Proof.
  induction f; cbn [comparisons is_conjunction]; intros C I; try discriminate;
  [| | | | |apply andb_true_iff in C; apply in_app_or in I; destruct C as [C D], I as [I|I]; auto];
  destruct I as [<-|[]]; (split; [reflexivity|]); intros x; cbn [inequalities denote];
  rewrite ?Forall_cons_iff; unfold holds; cbn [fst snd eval];
  (split; intros H; [repeat split; try apply Forall_nil; lra|decompose [and] H; lra]).
Qed.

(** ** Fewer variables *)

(** A formula that depends on few variables is checked on their sides of the box alone: the i-th
    of [used] is called i. *)
Fixpoint mapped (g : expr -> expr) (f : formula) : formula :=
  match f with
  | Less a b => Less (g a) (g b) | LessEqual a b => LessEqual (g a) (g b)
  | Greater a b => Greater (g a) (g b) | GreaterEqual a b => GreaterEqual (g a) (g b)
  | Equal a b => Equal (g a) (g b) | NotEqual a b => NotEqual (g a) (g b)
  | And a b => And (mapped g a) (mapped g b) | Or a b => Or (mapped g a) (mapped g b)
  | Implies a b => Implies (mapped g a) (mapped g b) | Not a => Not (mapped g a)
  end.
Lemma mapped_correct g f x y : (forall e, eval (g e) y = eval e x) ->
  denote (mapped g f) y <-> denote f x.
Proof. intros E. induction f; cbn [mapped denote]; rewrite ?E; tauto. Qed.
Fixpoint place_in (used : list nat) (n : nat) : nat :=
  match used with [] => O | m :: used => if Nat.eqb n m then O else S (place_in used n) end.
Definition among_used (used : list nat) (n : nat) : bool := existsb (Nat.eqb n) used.
Definition called (used : list nat) (e : expr) : expr :=
  substitute (fun n => Var (place_in used n)) e.
Definition support (size : nat) (f : formula) : list nat :=
  filter (fun n => negb (formula_variables (fun m => negb (Nat.eqb m n)) f)) (seq 0 size).
Definition sides_of (box : domain) (used : list nat) : domain :=
  map (fun n => nth n box (Closed 0 1, Closed 0 1)) used.
Lemma place_in_correct used n (x : nat -> R) : among_used used n = true ->
  nth (place_in used n) (map x used) 0 = x n.
Proof.
  induction used as [|m used IH]; cbn; [discriminate|]. destruct (Nat.eqb_spec n m) as [->|_];
  [reflexivity|exact IH].
Qed.
Lemma called_correct used f x : formula_variables (among_used used) f = true ->
  denote (mapped (called used) f) (values (map x used)) -> denote f x.
Proof.
  intros V D. apply (denote_agree (among_used used) f
    (fun n => values (map x used) (place_in used n)) x V).
  - intros n N. now apply place_in_correct.
  - revert D. apply mapped_correct. intros e. unfold called. now rewrite substitute_correct.
Qed.
Lemma sides_of_inside box used x : forallb (fun n => Nat.ltb n (length box)) used = true ->
  inside box x -> inside (sides_of box used) (values (map x used)).
Proof.
  intros H I n l u N. unfold sides_of in N. rewrite nth_error_map in N.
  destruct (nth_error used n) as [m|] eqn:M; [|discriminate]. injection N as N.
  unfold values. rewrite (nth_error_nth (map x used) n 0 (x := x m))
    by (rewrite nth_error_map, M; reflexivity).
  apply I. rewrite <- N. apply nth_error_nth'. apply nth_error_In in M.
  rewrite forallb_forall in H. now apply Nat.ltb_lt, H.
Qed.
(** From both ends of each side, along it. *)
Definition along_side (size n : nat) (b : bound) : leaf :=
  let e := Rat (bound_num b) (bound_den b) in
  Along {| order := 1; center := map (fun i => if Nat.eqb i n then e else Var i) (seq 0 size);
    direction := map (fun i => if Nat.eqb i n then int 1 else int 0) (seq 0 size);
    parameter := Sub (Var n) e |}.
Definition by_sides (box : domain) : cover :=
  Leaf 2 (Natural :: flat_map (fun n => match nth_error box n with
    | Some s => [along_side (length box) n (fst s); along_side (length box) n (snd s)] | None =>
      [] end)
    (seq 0 (length box))).
Section Projection.
Variable check : formula -> domain -> list expr -> cover -> bool.
Hypothesis check_correct : forall f dom hints x, inside dom x -> forall c, check f dom hints c =
  true ->
  denote f x.
Definition check_on (used : list nat) (f : formula) (box : domain) (hints : list expr) (c :
  cover) :
    bool :=
  if forallb (fun n => Nat.ltb n (length box)) used && formula_variables (among_used used) f
  then check (mapped (called used) f) (sides_of box used) hints c else false.
(** With the variables, hints and cover given; where others occur, along the sides. *)
Definition check_few (used : list nat) (f : formula) (box : domain) (hints : list expr) (c :
  cover) :
    bool :=
  if check_on used f box hints c then true
  else let own := support (length box) f in check_on own f box [] (by_sides (sides_of box own)).
Lemma check_on_correct used f box hints c x : check_on used f box hints c = true -> inside box x ->
  denote f x.
Proof.
  unfold check_on. destruct (_ && _) eqn:H; [|discriminate]. intros C I. apply andb_true_iff in H.
  destruct H as [L V]. apply (called_correct used f x V).
  exact (check_correct _ _ hints _ (sides_of_inside box used x L I) c C).
Qed.
Lemma check_few_correct used f box hints c x : check_few used f box hints c = true -> inside box
  x ->
  denote f x.
Proof.
  unfold check_few. destruct (check_on used f box hints c) eqn:E; [intros _|cbv zeta; intros H];
  now apply check_on_correct with (1 := ltac:(eassumption)).
Qed.
End Projection.

(** ** A step *)
Section Step.
(** The real variables; where the first quantities lie; all quantities for k + 1; the place of k
    among the variables and its first value. *)
Variables (dom : domain) (ranges : domain) (next : list expr) (place : nat) (first : nat).
Variable claim : formula.
Let m := length dom.
Definition box_domain : domain := dom ++ ranges.
Definition later_variable (n : nat) : expr :=
  if Nat.ltb n m then Var n else nth (n - m) next (Var n).
Definition later (e : expr) : expr := substitute later_variable e.
Definition bounded (n : nat) : bool := Nat.ltb n (length box_domain).
Definition premises : list inequality :=
  flat_map inequalities (comparisons claim) ++ [(Sub (Var place) (int (Z.of_nat first)), false)].
Definition premise (n : nat) : inequality := nth n premises (int 0, false).

(** How the inequality for k + 1 that [goal] is for k follows: without multipliers; with pairs of
    the number of a premise and its multiplier; or, where a premise says that x >= e (or x <= e:
    [false]) for a variable x in which the inequality's expression is monotone, from the same with
    e, or the end of the variable's interval, in place of x. *)
Inductive use :=
  | Multiples (l : list (nat * expr))
  | Bound (number variable : nat) (up : bool) (value : expr).
Definition without_multipliers (goal : inequality) (l : list inequality) : formula :=
  fold_right (fun h f => if variables bounded (fst h) then Implies (as_formula h) f else f)
    (as_formula (later (fst goal), snd goal)) l.
Definition rest (goal : inequality) (l : list (nat * expr)) : expr :=
  fold_right (fun t r => Sub r (Mul (snd t) (fst (premise (fst t))))) (later (fst goal)) l.
Definition with_multipliers (goal : inequality) (l : list (nat * expr)) : formula :=
  let r := reduced (rest goal l) in
  let weak := fold_right (fun t f => And (as_formula (snd t, false)) f) (as_formula (r, false)) l
    in
  if snd goal then
    And weak (fold_right (fun t f =>
        if snd (premise (fst t)) then Or (as_formula (snd t, true)) f else f)
      (as_formula (r, true)) l)
  else weak.
(** Without absolute values of what is never negative by its shape. *)
Fixpoint unsigned (e : expr) : expr :=
  match e with
  | Neg a => Neg (unsigned a) | Add a b => Add (unsigned a) (unsigned b)
  | Sub a b => Sub (unsigned a) (unsigned b) | Mul a b => Mul (unsigned a) (unsigned b)
  | Div a b => Div (unsigned a) (unsigned b)
  | Abs (Kappa1 a) => Kappa1 a | Abs (Kappa0 a) => Kappa0 a
  | _ => e
  end.
Definition put (n : nat) (v e : expr) : expr :=
  substitute (fun i => if Nat.eqb i n then v else Var i) e.
Definition signed_expr (up : bool) (e : expr) : expr := if up then e else Neg e.
(** That e lies within the variable's interval, as far as the premise does not say so. *)
Definition within_end (up : bool) (s : bound * bound) (e : expr) : formula :=
  let b := end_of up s in
  as_formula (signed_expr up (Sub e (Rat (bound_num b) (bound_den b))), negb (closed b)).
Definition at_bound (goal : inequality) (n : nat) (up : bool) (s : bound * bound) (e : expr) :
    formula :=
  let b := end_of up s in
  let at_value v := as_formula (reduced (put n v (unsigned (later (fst goal)))), snd goal) in
  let inner := And (within_end up s e) (at_value e) in
  if closed b then Or (at_value (Rat (bound_num b) (bound_den b))) inner else inner.
(** What the premise is multiplied with: it is c (x - e). *)
Definition factor_of (h : expr) (n : nat) : expr := Sub (put n (int 1) h) (put n (int 0) h).
Definition with_bound (goal : inequality) (i n : nat) (up : bool) (e : expr) : list formula :=
  let h := fst (premise i) in
  let p := reduced (unsigned (later (fst goal))) in
  let c := factor_of h n in
  let never := [Less (int 0) (int 0)] in
  match nth_error box_domain n, conditions n p with
  | Some s, Some l =>
      if fixed n e && variables bounded p && variables bounded e &&
        vanishes itself (Sub h (Mul c (Sub (Var n) e)))
      then map (fun w => Greater w (int 0)) l ++
        [Greater (signed_expr up c) (int 0);
         GreaterEqual (signed_expr up (partial (length box_domain) n p)) (int 0);
         at_bound goal n up s e]
      else never
  | _, _ => never
  end.
(** Each of these is to hold on the box. *)
Definition goal_formulas (goal : inequality) (u : use) : list formula :=
  match u with
  | Multiples [] => [if variables bounded (later (fst goal)) then without_multipliers goal premises
      else with_multipliers goal []]
  | Multiples l => [with_multipliers goal l]
  | Bound i n up e => with_bound goal i n up e
  end.
(** All inequalities of a comparison. *)
Fixpoint step_formulas (goals : list inequality) (l : list use) : list formula :=
  match goals with
  | [] => []
  | g :: goals => goal_formulas g (hd (Multiples []) l) ++ step_formulas goals (tl l)
  end.

Section Meaning.
Variable x : nat -> R.
Hypothesis Hp : Forall (holds x) premises.
Lemma premise_holds n : holds x (premise n).
Proof.
  unfold premise. destruct (Nat.lt_ge_cases n (length premises)) as [L|L].
  - rewrite Forall_forall in Hp. apply Hp. now apply nth_In.
  - rewrite nth_overflow by exact L. unfold holds. cbn. lra.
Qed.
Lemma without_multipliers_correct goal l : Forall (holds x) l ->
  denote (without_multipliers goal l) x -> holds x (later (fst goal), snd goal).
Proof.
  induction 1 as [|h l H F IH]; cbn [without_multipliers fold_right]; intros D.
  - now apply as_formula_correct.
  - destruct (variables _ _); [|now apply IH]. cbn [denote] in D. apply IH, D.
    now apply as_formula_correct.
Qed.
Definition total (l : list (nat * expr)) : R :=
  fold_right (fun t r => eval (snd t) x * eval (fst (premise (fst t))) x + r) 0 l.
Lemma rest_value goal l : eval (rest goal l) x = eval (later (fst goal)) x - total l.
Proof.
  unfold rest, total. induction l as [|t l IH]; cbn [fold_right]; [ring|]. cbn [eval]. rewrite
    IH. ring.
Qed.
Lemma premise_sign n : 0 <= eval (fst (premise n)) x /\
  (snd (premise n) = true -> 0 < eval (fst (premise n)) x).
Proof.
  pose proof (premise_holds n) as H. unfold holds in H. destruct (snd (premise n)); split;
  intros; try discriminate; lra.
Qed.
Lemma weak_correct r l :
  denote (fold_right (fun t f => And (as_formula (snd t, false)) f) (as_formula (r, false)) l) x ->
  0 <= eval r x /\ 0 <= total l /\ Forall (fun t => 0 <= eval (snd t) x) l.
Proof.
  induction l as [|t l IH]; cbn [fold_right denote total]; intros D.
  - apply as_formula_correct in D. unfold holds in D. cbn in D. repeat split; [exact
    D|lra|constructor].
  - destruct D as [A D]. apply as_formula_correct in A. unfold holds in A. cbn [fst snd] in A.
    destruct (IH D) as (R & T & F). repeat split; [exact R| |now constructor].
    pose proof (Rmult_le_pos _ _ A (proj1 (premise_sign (fst t)))). fold (total l). lra.
Qed.
Lemma strict_correct r l : 0 <= eval r x -> Forall (fun t => 0 <= eval (snd t) x) l ->
  denote (fold_right (fun t f =>
      if snd (premise (fst t)) then Or (as_formula (snd t, true)) f else f)
    (as_formula (r, true)) l) x -> 0 < eval r x + total l.
Proof.
  intros Z. induction 1 as [|t l H F IH]; cbn [fold_right denote total]; intros D.
  - apply as_formula_correct in D. unfold holds in D. cbn in D. lra.
  - fold (total l). destruct (premise_sign (fst t)) as [P Q].
    pose proof (Rmult_le_pos _ _ H P) as M. destruct (snd (premise (fst t))).
    + cbn [denote] in D. destruct D as [D|D]; [|specialize (IH D); lra].
      apply as_formula_correct in D. unfold holds in D. cbn [fst snd] in D.
      pose proof (Rmult_lt_0_compat _ _ D (Q eq_refl)).
      assert (0 <= total l); [|lra]. clear - F Hp. induction F as [|u l A F IH]; cbn; [lra|].
      pose proof (Rmult_le_pos _ _ A (proj1 (premise_sign (fst u)))). fold (total l). lra.
    + specialize (IH D). lra.
Qed.
Lemma with_multipliers_correct goal ts : denote (with_multipliers goal ts) x ->
  holds x (later (fst goal), snd goal).
Proof.
  unfold with_multipliers. intros D.
  assert (W : eval (later (fst goal)) x = eval (reduced (rest goal ts)) x + total ts)
    by (rewrite reduced_value, rest_value; ring).
  unfold holds. cbn [fst snd]. rewrite W. destruct (snd goal).
  - cbn [denote] in D. destruct D as [A B]. destruct (weak_correct _ _ A) as (Z & _ & F).
    exact (strict_correct _ _ Z F B).
  - destruct (weak_correct _ _ D) as (Z & T & _). lra.
Qed.
Lemma put_correct n v e y : eval (put n v e) y = eval e (put_at n (eval v y) y).
Proof.
  unfold put. rewrite substitute_correct. apply eval_equal. intros i. unfold put_at.
  now destruct (Nat.eqb i n).
Qed.
Lemma eval_difference a b y : eval (Sub a b) y = eval a y - eval b y.
Proof. reflexivity. Qed.
Lemma signed_expr_value up e y : eval (signed_expr up e) y = signed up (eval e y).
Proof. now destruct up. Qed.
Hypothesis Ix : inside box_domain x.
(** Between two places in the variable's interval a monotone expression is so. *)
Lemma monotone_between p n s up u : nth_error box_domain n = Some s ->
  variables (moves (length box_domain)) p = true ->
  (forall z, inside box_domain z -> smooth (fixed n) p z /\
    0 <= signed up (eval (partial (length box_domain) n p) z)) ->
  between (fst s) (snd s) u -> (if up then u <= x n else x n <= u) ->
  eval p (put_at n u x) <= eval p x.
Proof.
  intros N V S U O. set (g := fun t => eval p (put_at n t x)).
  assert (L : (n < length box_domain)%nat) by (apply nth_error_Some; congruence).
  pose proof (Ix n (fst s) (snd s) ltac:(rewrite N; now destruct s)) as X.
  assert (I : forall t, (if up then u <= t <= x n else x n <= t <= u) ->
    inside box_domain (put_at n t x)).
  { intros t T. apply inside_put; [exact Ix|]. intros a b E. rewrite N in E.
    replace a with (fst s) by (injection E as ->; reflexivity).
    replace b with (snd s) by (injection E as ->; reflexivity).
    destruct U as [Ua Ub], X as [Xa Xb]. destruct up; split.
    - apply above_le with u; [exact Ua|lra].
    - apply below_le with (x n); [exact Xb|lra].
    - apply above_le with (x n); [exact Xa|lra].
    - apply below_le with u; [exact Ub|lra]. }
  assert (D : forall t, (if up then u <= t <= x n else x n <= t <= u) ->
    is_derive g t (eval (partial (length box_domain) n p) (put_at n t x)) /\
    0 <= signed up (eval (partial (length box_domain) n p) (put_at n t x))).
  { intros t T. destruct (S _ (I t T)) as [A B]. split; [|exact B].
    now apply partial_correct. }
  assert (C : forall t, (if up then u <= t <= x n else x n <= t <= u) -> continuous g t).
  { intros t T. apply @ex_derive_continuous. eexists. apply (D t T). }
  rewrite <- (eval_put_same p n x). change (g u <= g (x n)). unfold signed in D. destruct up.
  - apply (rises_off g (fun t => eval (partial (length box_domain) n p) (put_at n t x)) []); auto.
    intros t T _. apply D. lra.
  - assert (- g (x n) <= - g u); [|lra].
    apply (rises_off (fun t => - g t)
      (fun t => - eval (partial (length box_domain) n p) (put_at n t x)) []); [lra| |].
    + intros t T. apply (continuous_opp g t (C t T)).
    + intros t T _. destruct (D t ltac:(lra)) as [A B].
      split; [apply (is_derive_opp g t _ A)|exact B].
Qed.
Lemma unsigned_value e y : eval (unsigned e) y = eval e y.
Proof.
  induction e; cbn [unsigned eval]; try congruence; try reflexivity.
  destruct e; try reflexivity; cbn [eval].
  - symmetry. apply Rabs_pos_eq, kappa1_not_negative.
  - symmetry. apply Rabs_pos_eq, kappa0_not_negative.
Qed.
Lemma with_bound_correct goal i n up e :
  (forall f, In f (with_bound goal i n up e) -> forall z, inside box_domain z -> denote f z) ->
  holds x (later (fst goal), snd goal).
Proof.
  unfold with_bound. set (h := fst (premise i)). set (p := reduced (unsigned (later (fst goal)))).
  intros H. assert (Never : holds x (later (fst goal), snd goal) \/ exists s l,
    nth_error box_domain n = Some s /\ conditions n p = Some l /\ (fixed n e &&
      variables bounded p && variables bounded e &&
      vanishes itself (Sub h (Mul (factor_of h n) (Sub (Var n) e))) = true)).
  { destruct (nth_error box_domain n) as [s|]; [destruct (conditions n p) as [l|]; [|left]|left];
    [destruct (_ && _ && _ && _); [right; eauto|left]| |];
    exfalso; pose proof (H _ (or_introl eq_refl) x Ix) as F; cbn in F; lra. }
  destruct Never as [Done|(s & l & N & Cn & T)]; [exact Done|].
  rewrite N, Cn, T in H. rewrite !andb_true_iff in T. destruct T as [[[Fe Vp] Ve] Vh].
  apply (vanishes_correct itself _ x x (itself_value x)) in Vh. cbn [eval] in Vh.
  assert (M : forall f, In f [Greater (signed_expr up (factor_of h n)) (int 0);
      GreaterEqual (signed_expr up (partial (length box_domain) n p)) (int 0);
      at_bound goal n up s e] -> forall z, inside box_domain z -> denote f z)
    by (intros f I; apply H, in_or_app; now right).
  pose proof (M _ (or_introl eq_refl) x Ix) as Pc. cbn [denote eval int] in Pc.
  rewrite signed_expr_value in Pc.
  pose proof (proj1 (premise_sign i)) as Ph. fold h in Ph.
  assert (Order : if up then eval e x <= x n else x n <= eval e x).
  { unfold signed in Pc. destruct up; apply Rnot_lt_le; intros O; nra. }
  assert (Smooth : forall z, inside box_domain z -> smooth (fixed n) p z /\
    0 <= signed up (eval (partial (length box_domain) n p) z)).
  { intros z Z. split.
    - apply (conditions_correct n p l z Cn). intros w W.
      pose proof (H _ (in_or_app _ _ _ (or_introl (in_map (fun w => Greater w (int 0)) _ _ W))) z
        Z)
        as D. cbn [denote eval int] in D. lra.
    - pose proof (M _ (or_intror (or_introl eq_refl)) z Z) as D. cbn [denote eval int] in D.
      rewrite signed_expr_value in D. lra. }
  pose proof (Ix n (fst s) (snd s) ltac:(rewrite N; now destruct s)) as X.
  assert (Value : forall v,
    denote (as_formula (reduced (put n v (unsigned (later (fst goal)))), snd goal)) x ->
    between (fst s) (snd s) (eval v x) -> (if up then eval v x <= x n else x n <= eval v x) ->
    holds x (later (fst goal), snd goal)).
  { intros v D B O. apply as_formula_correct in D. unfold holds in *. cbn [fst snd] in *.
    rewrite reduced_value, put_correct, unsigned_value in D.
    pose proof (monotone_between p n s up (eval v x) N Vp Smooth B O) as Q. unfold p in Q.
    rewrite !reduced_value, !unsigned_value in Q. destruct (snd goal); lra. }
  pose proof (M _ (or_intror (or_intror (or_introl eq_refl))) x Ix) as D.
  unfold at_bound in D. cbv zeta in D.
  assert (Inner : denote (And (within_end up s e)
      (as_formula (reduced (put n e (unsigned (later (fst goal)))), snd goal))) x ->
    holds x (later (fst goal), snd goal)).
  { intros [W G]. apply (Value e G); [|exact Order]. unfold within_end in W.
    apply as_formula_correct in W. unfold holds in W. cbn [fst snd] in W.
    rewrite signed_expr_value, eval_difference, eval_Rat in W. destruct X as [Xa Xb].
    destruct up; cbn [end_of signed] in W; split.
    - destruct (fst s); cbn [closed negb above bound_num bound_den] in *; rewrite eval_Rat; lra.
    - now apply below_le with (x n).
    - now apply above_le with (x n).
    - destruct (snd s); cbn [closed negb below bound_num bound_den] in *; rewrite eval_Rat; lra. }
  destruct (closed (end_of up s)) eqn:Cl; [|exact (Inner D)].
  destruct D as [D|D]; [|exact (Inner D)]. apply (Value _ D).
  - destruct X as [Xa Xb]. destruct up; cbn [end_of] in *; split.
    + destruct (fst s); [|discriminate]. cbn [above bound_num bound_den]. rewrite !eval_Rat. lra.
    + apply below_le with (1 := Xb). destruct (fst s); [|discriminate].
      cbn [above bound_num bound_den] in *. rewrite eval_Rat in *. lra.
    + apply above_le with (1 := Xa). destruct (snd s); [|discriminate].
      cbn [below bound_num bound_den] in *. rewrite eval_Rat in *. lra.
    + destruct (snd s); [|discriminate]. cbn [below bound_num bound_den]. rewrite !eval_Rat. lra.
  - destruct X as [Xa Xb]. destruct up; cbn [end_of] in *;
    [destruct (fst s)|destruct (snd s)]; cbn [closed above below bound_num bound_den] in *;
    rewrite ?eval_Rat in *; first [discriminate|lra].
Qed.
Lemma goal_correct goal u :
  (forall f, In f (goal_formulas goal u) -> forall z, inside box_domain z -> denote f z) ->
  holds x (later (fst goal), snd goal).
Proof.
  destruct u as [[|t l]|i n up e]; cbn [goal_formulas]; intros H.
  - pose proof (H _ (or_introl eq_refl) x Ix) as D.
    destruct (variables _ _) in D; [exact (without_multipliers_correct goal _ Hp D)|].
    exact (with_multipliers_correct goal [] D).
  - exact (with_multipliers_correct goal _ (H _ (or_introl eq_refl) x Ix)).
  - exact (with_bound_correct goal i n up e H).
Qed.
Lemma step_correct goals : forall l,
  (forall f, In f (step_formulas goals l) -> forall z, inside box_domain z -> denote f z) ->
  Forall (fun g => holds x (later (fst g), snd g)) goals.
Proof.
  induction goals as [|g goals IH]; intros l D; [constructor|]. cbn [step_formulas] in D.
  constructor.
  - apply goal_correct with (hd (Multiples []) l). intros f F. apply D, in_or_app. now left.
  - apply IH with (tl l). intros f F. apply D, in_or_app. now right.
Qed.
End Meaning.

(** For each comparison the uses of its inequalities, the variables of which hints and a cover of
    the box, which [check] looks at. *)
Fixpoint check_steps (check : formula -> domain -> list expr -> cover -> bool) (l : list formula)
    (evidence : list (list use * list nat * list expr * cover)) : bool :=
  match l, evidence with
  | [], [] => true
  | f :: l, (uses, used, hints, c) :: evidence =>
      forallb (fun s => check_few check used s box_domain hints c)
        (step_formulas (inequalities f) uses) && check_steps check l evidence
  | _, _ => false
  end.

Lemma variables_all e : variables (fun _ => true) e = true.
Proof. induction e; cbn; rewrite ?IHe, ?IHe1, ?IHe2; reflexivity. Qed.

(** The quantities that change with k, for values of the real variables. *)
Variable quantities : nat -> list R -> list R.
Definition state (k : nat) (xs : list R) : nat -> R := values (xs ++ quantities k xs).
Hypothesis quantities_length : forall k xs, length (quantities k xs) = length next.
Hypothesis quantities_next : forall k xs, (first <= k)%nat -> length xs = m ->
  inside dom (values xs) ->
  map (fun e => eval e (state k xs)) next = quantities (S k) xs.
Hypothesis quantities_place : forall k xs, length xs = m ->
  state k xs place = IZR (Z.of_nat k).
Hypothesis quantities_range : forall k xs, (first <= k)%nat -> length xs = m ->
  inside dom (values xs) -> denote claim (state k xs) -> inside box_domain (state k xs).

Lemma later_correct k xs e : (first <= k)%nat -> length xs = m -> inside dom (values xs) ->
  eval (later e) (state k xs) = eval e (state (S k) xs).
Proof.
  intros K L I. unfold later. rewrite substitute_correct.
  apply (eval_agree _ _ _ _ (variables_all e)). intros n _. unfold later_variable.
  pose proof (quantities_next k xs K L I) as Q. unfold state, values in *.
  destruct (Nat.ltb_spec n m) as [N|N]; cbn [eval].
  - now rewrite !app_nth1 by lia.
  - rewrite (app_nth2 xs (quantities (S k) xs)) by lia. rewrite L, <- Q.
    destruct (Nat.lt_ge_cases (n - m) (length next)) as [J|J].
    + rewrite (nth_indep _ 0 ((fun e => eval e (fun n => nth n (xs ++ quantities k xs) 0)) (Var
      n)))
        by (rewrite map_length; exact J).
      rewrite (map_nth (fun e => eval e (fun n => nth n (xs ++ quantities k xs) 0))). reflexivity.
    + rewrite (nth_overflow next) by lia. cbn [eval].
      rewrite (nth_overflow (xs ++ _)) by (rewrite app_length, quantities_length; lia).
      rewrite nth_overflow by (rewrite map_length; lia). reflexivity.
Qed.

Variable check : formula -> domain -> list expr -> cover -> bool.
Hypothesis check_correct : forall f dom hints x, inside dom x -> forall c, check f dom hints c =
  true ->
  denote f x.
Lemma check_steps_correct k xs : (first <= k)%nat -> length xs = m -> inside dom (values xs) ->
  denote claim (state k xs) -> is_conjunction claim = true ->
  forall l evidence, incl l (comparisons claim) -> check_steps check l evidence = true ->
  Forall (fun f => denote f (state (S k) xs)) l.
Proof.
  intros K L I D C. assert (P : Forall (holds (state k xs)) premises).
  { apply Forall_app. split.
    - apply Forall_flat_map. apply comparisons_correct in D. rewrite Forall_forall in *.
      intros f F. now apply (comparisons_shape claim f C F), D.
    - constructor; [|constructor]. unfold holds. cbn [fst snd eval int].
      rewrite (quantities_place k xs L). pose proof (natural_at_least first k K). lra. }
  induction l as [|f l IH]; intros [|[[[uses used] hints] c] evidence] Inc H; cbn in H;
  try discriminate; [constructor|].
  apply andb_true_iff in H. destruct H as [H Rest]. rewrite forallb_forall in H.
  constructor; [|apply (IH evidence); [intros g G; apply Inc; now right|exact Rest]].
  assert (F : In f (comparisons claim)) by (apply Inc; now left).
  apply (comparisons_shape claim f C F).
  assert (S : Forall (fun g => holds (state k xs) (later (fst g), snd g)) (inequalities f)).
  { apply (step_correct _ P (quantities_range k xs K L I D) _ uses). intros s Sin z Z.
    exact (check_few_correct check check_correct used s box_domain hints c z (H s Sin) Z). }
  rewrite Forall_forall in *. intros g G. specialize (S g G).
  unfold holds in *. cbn [fst snd] in S. now rewrite later_correct in S.
Qed.

(** What checked steps prove, with a start. *)
Theorem by_induction evidence : is_conjunction claim = true ->
  check_steps check (comparisons claim) evidence = true ->
  (forall xs, length xs = m -> inside dom (values xs) -> denote claim (state first xs)) ->
  forall k, (first <= k)%nat -> forall xs, length xs = m -> inside dom (values xs) ->
  denote claim (state k xs).
Proof.
  intros C H Start. induction 1 as [|k K IH]; [exact Start|]. intros xs L I.
  apply comparisons_correct.
  exact (check_steps_correct k xs K L I (IH xs L I) C _ evidence (incl_refl _) H).
Qed.
End Step.

(** ** What files say of their quantities *)

Lemma absolute_between a b : Rabs a <= b -> - b <= a <= b.
Proof. unfold Rabs. destruct (Rcase_abs a); lra. Qed.

(** That numbers lie in a domain: from hypotheses about each, or by linear arithmetic. *)
Ltac in_domain :=
  let n := fresh in let N := fresh in
  intros n ? ? N; cbn in N;
  repeat (destruct n as [|n]; [injection N as <- <-; first [assumption|split; cbn; lra]|cbn in N]);
  destruct n; discriminate N.
(** What the n-th variable's domain says of it. *)
Ltac variable_fact I n := let H := fresh in pose proof (I n _ _ eq_refl) as H; unfold between in
  H; cbn in H.
(** What is known of an iterate of a map that [grows], as far as it is known where it starts. *)
Ltac iterate_fact k grown x :=
  let H := fresh in pose proof (grown_range _ _ k x grown ltac:(lra)) as H; cbn in H;
  try (let L := fresh in pose proof (grown_low _ _ k x grown ltac:(lia) ltac:(lra)) as L; cbn in
    L);
  try (let B := fresh in pose proof (grown_below _ _ k x grown ltac:(lra)) as B; cbn in B).
(** Of m^k for a number 0 < m <= 1, where n <= k; and for a number of [0, 1]. *)
Ltac power_fact k m n :=
  let H := fresh in pose proof (power_shrinks m n k ltac:(lra) ltac:(lia)) as H; cbn [pow] in H.
Ltac unit_power_fact k m := pose proof (power_unit m k ltac:(lra)).
(** The inequalities of a claim. *)
Ltac claim_facts D :=
  cbn in D; decompose [and] D;
  repeat match goal with H : Rabs _ <= _ |- _ => apply absolute_between in H end;
  repeat match goal with H : Rabs _ < _ |- _ => apply Rabs_def2 in H end.
(** What is said of the first k in another way: from a comparison S with equal sides. *)
Ltac equal_numbers := first [reflexivity|lra|field; lra].
Ltac start_from S :=
  first [exact S|cbn in S |- *; first [exact S|lra|
    match type of S with ?r ?a ?b => match goal with |- ?r ?c ?d =>
      replace c with a by equal_numbers; replace d with b by equal_numbers; exact S end end]].
