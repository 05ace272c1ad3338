(** * Statements that are reduced to others before they are checked.

    A formula that is to hold everywhere is a list of goals;
      each [step] puts others in the place of
    one of them ([reduce_correct]):
    - [Rises], [Falls]: e >= 0 (or > 0) from what e is at an end of a variable's interval and
        from the
      sign of its slope ([Slopes.v]);
    - [Put]: a formula about a term u from the same about a variable that stands for it;
    - [Inverse]: f (u) = r, f an inverse function, from u = f^-1 (r), or sqrt u >= r from u >= r^2;
    - [Denominator]: e >= 0 from e D >= 0 and D >= 0, where the polynomial D may be 0;
    - [Affine]: e >= 0 (or > 0) from the same at both ends of a variable's interval;
    - [Terms]: a sum >= 0 from each of its terms >= 0; > 0, if one of them is > 0 besides.
    Goals are numbered in the order in which they come up, those that hold by their normal form
    being left out; steps that do not apply are passed over.
      What remains is checked as in [Boxes.v], each goal where the slopes' conditions
    hold. *)
From Coq Require Import ZArith QArith Qreals Reals Lra List Bool Arith Lia.
From KernelCalculator Require Import ArcCosine Network Expression Identities Laws Derivative
  Certificate
  Boxes Differentiation Slopes.
Import ListNotations.
Local Open Scope R_scope.

Record goal := { shown : formula; positive_there : list expr }.
Definition zero : expr := int 0.
Definition plain_goal (f : formula) : goal := {| shown := f; positive_there := [] |}.
(** Functions that have inverses. *)
Inductive invertible := Arccosine | Arctangent | Logarithm.
Inductive step :=
  | Rises (goal_number variable : nat) | Falls (goal_number variable : nat)
  (* The pattern, with the variable in place of the term. *)
  | Put (goal_number variable : nat) (term pattern : expr)
  (* The goal's expression is factor (f (argument) - other). *)
  | Inverse (goal_number : nat) (f : invertible) (argument other factor : expr)
  | Root (goal_number : nat) (argument other factor : expr)
  (* The product with the denominator. *)
  | Denominator (goal_number : nat) (product denominator : expr)
  (* The expression is affine in the variable. *)
  | Affine (goal_number variable : nat)
  (* The expression is the sum of the terms. *)
  | Terms (goal_number : nat) (terms : list expr).
Definition goal_of (s : step) : nat :=
  match s with
  | Rises i _ | Falls i _ | Put i _ _ _ | Inverse i _ _ _ _ | Root i _ _ _ | Denominator i _ _ |
    Affine i _ | Terms i _ => i
  end.

(** The comparisons of a conjunction, each with 0. *)
Fixpoint conjuncts (f : formula) : list formula :=
  match f with
  | And f g => conjuncts f ++ conjuncts g
  | Less a b => [Greater (Sub b a) zero]
  | LessEqual a b => [GreaterEqual (Sub b a) zero]
  | Greater a b => [Greater (Sub a b) zero]
  | GreaterEqual a b => [GreaterEqual (Sub a b) zero]
  | Equal a b => [Equal (Sub a b) zero]
  | _ => [f]
  end.
Lemma conjuncts_correct f x : (forall g, In g (conjuncts f) -> denote g x) -> denote f x.
Proof.
  induction f; cbn [conjuncts]; intros H;
  try (specialize (H _ (or_introl eq_refl)); cbn [denote eval zero int] in *; try exact H; lra).
  split; [apply IHf1|apply IHf2]; intros g G; apply H, in_or_app; auto.
Qed.

Lemma number_of_expression e x q : number (normal itself e) = Some q -> eval e x = Q2R q.
Proof.
  intros H. rewrite <- (normal_correct itself x x (itself_value x) e). now apply number_value.
Qed.
Definition compared (f : formula) : option (bool * expr) :=
  match f with
  | GreaterEqual e z => if same z zero then Some (false, e) else None
  | Greater e z => if same z zero then Some (true, e) else None
  | _ => None
  end.
Definition comparison (strict : bool) (e : expr) : formula :=
  if strict then Greater e zero else GreaterEqual e zero.
Lemma compared_eq f strict e : compared f = Some (strict, e) -> f = comparison strict e.
Proof.
  destruct f; cbn [compared]; try discriminate; destruct (same _ zero) eqn:S; try discriminate;
  intros [= <- <-]; apply same_eq in S; subst; reflexivity.
Qed.
Definition equated (f : formula) : option expr :=
  match f with Equal e z => if same z zero then Some e else None | _ => None end.
Lemma equated_eq f e : equated f = Some e -> f = Equal e zero.
Proof.
  destruct f; cbn [equated]; try discriminate. destruct (same _ zero) eqn:S; try discriminate.
  intros [= <-]. apply same_eq in S. now subst.
Qed.
(** Goals that hold by their normal form. *)
Definition plainly (g : goal) : bool :=
  match compared (shown g), equated (shown g) with
  | Some (strict, e), _ => match number (normal itself e) with
      | Some q => if strict then negb (Qle_bool q 0) else Qle_bool 0 q | None => false end
  | None, Some e => vanishes itself e
  | None, None => false
  end.
Lemma comparison_meaning strict e x : denote (comparison strict e) x <->
  if strict then 0 < eval e x else 0 <= eval e x.
Proof. destruct strict; cbn [comparison denote eval zero int]; lra. Qed.
Lemma plainly_correct g x : plainly g = true -> denote (shown g) x.
Proof.
  unfold plainly. destruct (compared (shown g)) as [[strict e]|] eqn:C.
  - rewrite (compared_eq _ _ _ C), comparison_meaning.
      destruct (number _) as [q|] eqn:N; [|discriminate].
    rewrite (number_of_expression e x q N). destruct strict; intros H.
    + apply negb_true_iff, Rle_bool_false_Q in H. now rewrite Q2R_zero in H.
    + apply Qle_bool_iff, Qle_Rle in H. now rewrite Q2R_zero in H.
  - destruct (equated (shown g)) as [e|] eqn:E; [|discriminate]. rewrite (equated_eq _ _ E).
    intros H. cbn [denote eval zero int]. exact (vanishes_correct itself e x x (itself_value x) H).
Qed.

Section Steps.
Variables (prec : Boxes.Std.I.precision) (dom : domain).
Let k := length dom.
Let side_of := Boxes.Std.sides prec (Boxes.Std.domain_box dom).
Let closed_side := Boxes.Std.sides prec (Boxes.Std.domain_box (closed_domain dom)).
(** Signs on the whole domain, and with its ends. *)
Definition nonnegative_everywhere := Boxes.Std.surely_nonnegative prec dom side_of.
Definition positive_everywhere := Boxes.Std.surely_positive prec dom [] side_of.
Definition positive_with_ends := Boxes.Std.surely_positive prec (closed_domain dom) [] closed_side.
Definition strictly_within (e : expr) : bool :=
  positive_with_ends (Sub (int 1) e) && positive_with_ends (Add (int 1) e).
Fixpoint steady_everywhere (e : expr) : bool :=
  without_variables e ||
  match e with
  | Var _ => true
  | Neg a | Square a | Exp a | Sin a | Cos a | Atan a | Kappa1 a | Kappa0 a | Higher _ a | Sqrt a
  | Abs a => steady_everywhere a
  | Add a b | Sub a b | Mul a b | Min a b => steady_everywhere a && steady_everywhere b
  | Div a b => steady_everywhere a && steady_everywhere b &&
      (positive_with_ends b || positive_with_ends (Neg b))
  | Log a => steady_everywhere a && positive_with_ends a
  | Slope0 a => steady_everywhere a && strictly_within a
  | _ => false
  end.
(** A point inside of the domain, near the middle, and not where variables are equal or 0. *)
Definition fraction_of (b : bound) : Q := bound_num b # bound_den b.
Fixpoint middle_from (n : positive) (d : domain) : list Q :=
  match d with
  | [] => []
  | (l, u) :: d => sum_Q (fraction_of l) (product_Q (Zpos (n + 2) # (2 * n + 5))
      (sum_Q (fraction_of u) (Qopp (fraction_of l)))) :: middle_from (Pos.succ n) d
  end.
Definition middle : list Q := middle_from 1 dom.
Definition not_zero_in_middle (e : expr) : bool :=
  match number (normal (Boxes.Std.at_values middle) e) with
  | Some q => negb (Qeq_bool q 0) | None => false end.
Definition product_of (ws : list expr) : expr := fold_right Mul (int 1) ws.
Definition at_end (up : bool) (n : nat) (s : bound * bound) (e : expr) : expr :=
  let b := end_of up s in
  substitute (fun m => if Nat.eqb m n then Rat (bound_num b) (bound_den b) else Var m) e.

(** What is compared with 0, without powers and functions of networks. *)
Definition expanded (e : expr) : option expr :=
  if proper (Boxes.Std.unit_variable dom) e then Some (expand true e) else None.
Definition compared_expanded (f : formula) : option (bool * expr) :=
  match compared f with
  | Some (strict, e) => option_map (pair strict) (expanded e)
  | None => None
  end.
Definition conditions_of (n : nat) (f : formula) : option (list expr) :=
  match compared_expanded f with Some (_, e) => conditions n e | None => None end.
Definition by_slope (up : bool) (n : nat) (g : goal) : option (list goal) :=
  match compared_expanded (shown g), nth_error dom n, conditions_of n (shown g) with
  | Some (strict, e), Some s, Some ws =>
      let slope := if up then partial k n e else Neg (partial k n e) in
      let open_end := strict && negb (closed (end_of up s)) in
      let remaining := filter (fun w => negb (positive_everywhere w)) ws in
      if Nat.eqb (length (positive_there g)) 0 && variables (moves k) e && steady_everywhere e
        && Boxes.Std.in_domain dom middle then
        if open_end then
          Some (map (fun w => plain_goal (Greater w zero)) remaining ++
            [plain_goal (GreaterEqual (at_end up n s e) zero); plain_goal (Greater slope zero)])
        else if forallb polynomial remaining && not_zero_in_middle (product_of remaining) then
          Some (map (fun w => plain_goal (GreaterEqual w zero))
              (filter (fun w => negb (nonnegative_everywhere w)) remaining)
            ++ [plain_goal (comparison strict (at_end up n s e));
                {| shown := GreaterEqual slope zero; positive_there := remaining |}])
        else None
      else None
  | _, _, _ => None
  end.
Definition agree (a b : expr) : bool :=
  identity a b || vanishes_by_laws nonnegative_everywhere positive_everywhere (Sub a b).
Definition put_goals (n : nat) (u h : expr) (g : goal) : option (list goal) :=
  match compared (shown g), nth_error dom n with
  | Some (strict, e), Some (l, r) =>
      let low := Sub u (Rat (bound_num l) (bound_den l)) in
      let high := Sub (Rat (bound_num r) (bound_den r)) u in
      if Nat.eqb (length (positive_there g)) 0 &&
        agree e (substitute (fun m => if Nat.eqb m n then u else Var m) h)
      then Some [plain_goal (comparison (negb (closed l)) low);
        plain_goal (comparison (negb (closed r)) high);
                 plain_goal (comparison strict h)]
      else None
  | _, _ => None
  end.
Definition inverse_goals (f : invertible) (u r c : expr) (g : goal) : option (list goal) :=
  let given e := {| shown := e; positive_there := positive_there g |} in
  match equated (shown g) with
  | Some e =>
      let function := match f with Arccosine => Acos u | Arctangent => Atan u | Logarithm => Log
        u end in
      if agree e (Mul c (Sub function r)) then
        Some match f with
          | Arccosine => [given (GreaterEqual r zero); given (GreaterEqual (Sub Pi r) zero);
            given (Equal (Sub u (Cos r)) zero)]
          | Arctangent => [given (Greater (Add r (Div Pi (int 2))) zero);
            given (Greater (Sub (Div Pi (int 2)) r) zero);
              given (Equal (Sub (Mul u (Cos r)) (Sin r)) zero)]
          | Logarithm => [given (Equal (Sub u (Exp r)) zero)]
          end
      else None
  | None => None
  end.
Definition root_goals (u r c : expr) (g : goal) : option (list goal) :=
  let given e := {| shown := e; positive_there := positive_there g |} in
  match compared (shown g) with
  | Some (false, e) =>
      if agree e (Mul c (Sub (Sqrt u) r)) then
        Some [given (GreaterEqual c zero); given (GreaterEqual (Sub u (Square r)) zero)]
      else None
  | _ => None
  end.
(** Positive wherever no variable is at an end of its interval. *)
Fixpoint positive_inside (e : expr) : bool :=
  Boxes.Std.surely_positive prec (open_domain dom) [] side_of e ||
  match e with
  | Sqrt a => positive_inside a
  | Add a b => positive_inside a && nonnegative_everywhere b || nonnegative_everywhere a &&
    positive_inside b
  | Mul a b => positive_inside a && positive_inside b
  | _ => false
  end.
Definition denominator_goals (product denominator : expr) (g : goal) : option (list goal) :=
  match compared_expanded (shown g) with
  | Some (false, e) =>
      if Nat.eqb (length (positive_there g)) 0 && agree (Mul e denominator) product &&
        variables (moves k) e
        && steady_everywhere e
        && (polynomial denominator && not_zero_in_middle denominator &&
          Boxes.Std.in_domain dom middle
            || positive_inside denominator && Boxes.Std.in_domain (open_domain dom) middle)
      then Some [plain_goal (GreaterEqual denominator zero);
        plain_goal (GreaterEqual product zero)]
      else None
  | _ => None
  end.
Definition affine_goals (n : nat) (g : goal) : option (list goal) :=
  match compared_expanded (shown g), nth_error dom n with
  | Some (strict, e), Some s =>
      let low := Rat (bound_num (fst s)) (bound_den (fst s)) in
      let high := Rat (bound_num (snd s)) (bound_den (snd s)) in
      let at_low := at_end true n s e in let at_high := at_end false n s e in
      if Nat.eqb (length (positive_there g)) 0 &&
        negb (Qle_bool (fraction_of (snd s)) (fraction_of (fst s)))
        && agree (Mul e (Sub high low)) (Add (Mul at_low (Sub high (Var n))) (Mul at_high (Sub
          (Var n) low)))
      then Some [plain_goal (comparison strict at_low);
        plain_goal (comparison strict at_high)] else None
  | _, _ => None
  end.
Definition terms_goals (terms : list expr) (g : goal) : option (list goal) :=
  let given e := {| shown := e; positive_there := positive_there g |} in
  match compared (shown g) with
  | Some (strict, e) =>
      if agree e (fold_right Add zero terms) then
        Some (map (fun t => given (GreaterEqual t zero)) terms ++ if strict
          then [given (fold_right (fun t f => Or (Greater t zero) f) (Greater zero zero) terms)]
          else [])
      else None
  | None => None
  end.
Definition replaced (s : step) (g : goal) : option (list goal) :=
  match s with
  | Rises _ n => by_slope true n g
  | Falls _ n => by_slope false n g
  | Put _ n u h => put_goals n u h g
  | Inverse _ f u r c => inverse_goals f u r c g
  | Root _ u r c => root_goals u r c g
  | Denominator _ p d => denominator_goals p d g
  | Affine _ n => affine_goals n g
  | Terms _ ts => terms_goals ts g
  end.

(** ** The steps are sound *)
Definition met (g : goal) : Prop := forall x, inside dom x -> given_at (positive_there g) x ->
  denote (shown g) x.

Lemma nonnegative_everywhere_correct e x : inside dom x -> nonnegative_everywhere e = true ->
  0 <= eval e x.
Proof.
  intros X. pose proof (Boxes.Std.sides_correct prec _ _ (Boxes.Std.domain_box_correct prec dom x
    X)) as C.
  now apply (Boxes.Std.surely_nonnegative_correct prec dom side_of x C X).
Qed.
Lemma positive_everywhere_correct e x : inside dom x -> positive_everywhere e = true ->
  0 < eval e x.
Proof.
  intros X. pose proof (Boxes.Std.sides_correct prec _ _ (Boxes.Std.domain_box_correct prec dom x
    X)) as C.
  now apply (Boxes.Std.surely_positive_correct prec dom [] side_of x C X (given_nothing x)).
Qed.
Lemma positive_with_ends_correct e x : inside (closed_domain dom) x ->
  positive_with_ends e = true -> 0 < eval e x.
Proof.
  intros X. pose proof (Boxes.Std.sides_correct prec _ _ (Boxes.Std.domain_box_correct prec _ x
    X)) as C.
  now apply (Boxes.Std.surely_positive_correct prec (closed_domain dom) [] closed_side x C X
    (given_nothing x)).
Qed.
Lemma steady_everywhere_correct e : steady_everywhere e = true ->
  forall x, inside (closed_domain dom) x ->
  steady without_variables e x.
Proof.
  intros H x X. induction e; cbn [steady_everywhere steady] in *; apply orb_true_iff in H;
  (destruct H as [H|H]; [now left|]); try discriminate; try (right; auto; fail);
  try (right; apply andb_true_iff in H; destruct H; auto; fail).
  - right. rewrite !andb_true_iff, orb_true_iff in H. destruct H as [[A B] [P|P]];
    apply (positive_with_ends_correct _ x X) in P; cbn [eval] in P; split; auto; split; auto; lra.
  - right. apply andb_true_iff in H. destruct H as [A P]. split; [auto|].
      now apply positive_with_ends_correct.
  - right. unfold strictly_within in H. rewrite !andb_true_iff in H. destruct H as [A [P Q]].
    apply (positive_with_ends_correct _ x X) in P, Q. cbn [eval int] in P, Q. split; [auto|lra].
Qed.
Lemma middle_inside : Boxes.Std.in_domain dom middle = true ->
  inside dom (values (map Q2R middle)).
Proof. intros H. exact (proj2 (Boxes.Std.in_domain_correct dom dom middle H)). Qed.
Lemma not_zero_correct e : not_zero_in_middle e = true -> eval e (values (map Q2R middle)) <> 0.
Proof.
  unfold not_zero_in_middle. destruct (number _) as [q|] eqn:N; [|discriminate]. intros H.
  rewrite <- (normal_correct (Boxes.Std.at_values middle) (fun _ => 0) _
    (Boxes.Std.at_values_correct middle _) e).
  rewrite (number_value _ _ _ N). intros Z. apply negb_true_iff in H. rewrite <- Q2R_zero in Z.
  apply eqR_Qeq, Qeq_eq_bool in Z. congruence.
Qed.
Lemma product_of_positive ws x : eval (product_of ws) x <> 0 -> (forall w, In w ws ->
  0 <= eval w x) ->
  given_at ws x.
Proof.
  induction ws as [|w ws IH]; cbn [product_of fold_right]; intros N P v V; [destruct V|].
  destruct V as [<-|V].
  - cbn [eval] in N. assert (eval w x <> 0) by (intros Z; apply N; rewrite Z; ring).
    specialize (P w (or_introl eq_refl)). lra.
  - apply IH; [|auto using in_cons|exact V]. cbn [eval] in N. intros Z. apply N.
    change (fold_right Mul (int 1) ws) with (product_of ws). rewrite Z. ring.
Qed.
Lemma product_of_polynomial ws : forallb polynomial ws = true -> polynomial (product_of ws) = true.
Proof.
  induction ws as [|w ws IH]; cbn; [reflexivity|]. intros H. apply andb_true_iff in H.
    destruct H as [A B].
  rewrite A. now apply IH.
Qed.
Lemma at_end_value up n s e x : eval (at_end up n s e) x = eval e (put_at n (end_value (end_of up
  s)) x).
Proof.
  unfold at_end. rewrite substitute_correct. apply eval_equal. intros m. unfold put_at.
  destruct (Nat.eqb m n); [apply eval_Rat|reflexivity].
Qed.
Lemma no_conditions g x : Nat.eqb (length (positive_there g)) 0 = true ->
  given_at (positive_there g) x.
Proof. intros H. apply Nat.eqb_eq in H.
  destruct (positive_there g); [apply given_nothing|discriminate]. Qed.

Lemma expanded_value e d x : inside dom x -> expanded e = Some d -> eval e x = eval d x.
Proof.
  unfold expanded. destruct (proper _ e) eqn:P; [|discriminate]. intros X [= <-]. symmetry.
  exact (expand_correct true _ e x P (Boxes.Std.unit_correct prec dom x X)).
Qed.
Lemma compared_expanded_meaning f strict d : compared_expanded f = Some (strict, d) ->
  forall x, inside dom x ->
  (if strict then 0 < eval d x else 0 <= eval d x) -> denote f x.
Proof.
  unfold compared_expanded. destruct (compared f) as [[s e]|] eqn:C; [|discriminate].
  destruct (expanded e) as [d'|] eqn:E; [|discriminate]. intros [= <- <-] x X H.
  rewrite (compared_eq _ _ _ C). apply comparison_meaning. now rewrite (expanded_value e d' x X E).
Qed.
Lemma by_slope_correct up n g gs : by_slope up n g = Some gs -> (forall h, In h gs -> met h) ->
  met g.
Proof.
  unfold by_slope, conditions_of.
    destruct (compared_expanded (shown g)) as [[strict e]|] eqn:C; [|discriminate].
  pose proof (compared_expanded_meaning _ _ _ C) as Mean.
  destruct (nth_error dom n) as [s|] eqn:S; [|discriminate].
  destruct (conditions n e) as [ws|] eqn:W; [|discriminate].
  set (slope := if up then partial k n e else Neg (partial k n e)).
  set (remaining := filter (fun w => negb (positive_everywhere w)) ws).
  destruct (_ && _ && _ && _) eqn:T; [|discriminate]. rewrite !andb_true_iff in T.
  destruct T as [[[G V] St] M].
  pose proof (steady_everywhere_correct e St) as Steady.
  assert (Slope : forall z, eval slope z = signed up (eval (partial k n e) z))
    by (intros z; unfold slope; destruct up; reflexivity).
  assert (Rest : forall z, inside dom z -> given_at remaining z -> given_at ws z).
  { intros z Z Gz w I. destruct (positive_everywhere w) eqn:P;
    [now apply positive_everywhere_correct|].
    apply Gz. unfold remaining. apply filter_In. now rewrite P. }
  destruct (strict && negb (closed (end_of up s))) eqn:O.
  - apply andb_true_iff in O. destruct O as [O1 O2]. apply negb_true_iff in O2.
    intros [= <-] H x X _. apply (Mean x X). rewrite O1.
    assert (Last : forall h, In h [plain_goal (GreaterEqual (at_end up n s e) zero);
      plain_goal (Greater slope zero)] ->
      met h) by (intros h I; apply H, in_or_app; now right).
    pose proof (Last _ (or_introl eq_refl) x X (given_nothing x)) as E.
      cbn [plain_goal shown] in E.
    change (denote (comparison false (at_end up n s e)) x) in E. apply comparison_meaning in E.
    rewrite at_end_value in E.
    assert (L : eval e (put_at n (end_value (end_of up s)) x) < eval e x); [|lra].
    apply (rises_strictly dom e n up s V Steady S); [|exact X|exact O2]. intros z Z. split.
    + apply (conditions_correct n e ws z W). apply Rest; [exact Z|]. intros w I.
      assert (Hw : met (plain_goal (Greater w zero)))
        by (apply H, in_or_app; left; exact (in_map (fun w => plain_goal (Greater w zero)) _ _ I)).
      pose proof (Hw z Z (given_nothing z)) as Pw. change (denote (comparison true w) z) in Pw.
      now apply comparison_meaning in Pw.
    + pose proof (Last _ (or_intror (or_introl eq_refl)) z Z (given_nothing z)) as P.
      change (denote (comparison true slope) z) in P. apply comparison_meaning in P.
        now rewrite Slope in P.
  - destruct (forallb polynomial remaining && _) eqn:Q; [|discriminate].
    apply andb_true_iff in Q. destruct Q as [Po Nz]. intros [= <-] H x X _. apply (Mean x X).
    assert (Last : forall h, In h [plain_goal (comparison strict (at_end up n s e));
        {| shown := GreaterEqual slope zero; positive_there := remaining |}] -> met h)
      by (intros h I; apply H, in_or_app; now right).
    pose proof (Last _ (or_introl eq_refl) x X (given_nothing x)) as E.
      cbn [plain_goal shown] in E.
    apply comparison_meaning in E. rewrite at_end_value in E.
    assert (L : eval e (put_at n (end_value (end_of up s)) x) <= eval e x); [|destruct strict;
      lra].
    apply (rises dom e V Steady (product_of remaining) (values (map Q2R middle))
      (product_of_polynomial _ Po) (not_zero_correct _ Nz) (middle_inside M) n up s S); [|exact X].
    intros z Z N. assert (Gz : given_at remaining z).
    { apply product_of_positive; [exact N|]. intros w I.
      destruct (nonnegative_everywhere w) eqn:P; [now apply nonnegative_everywhere_correct|].
      assert (Hw : met (plain_goal (GreaterEqual w zero))).
      { apply H, in_or_app. left. apply (in_map (fun w => plain_goal (GreaterEqual w zero))).
        apply filter_In. now rewrite P. }
      pose proof (Hw z Z (given_nothing z)) as Pw. change (denote (comparison false w) z) in Pw.
      now apply comparison_meaning in Pw. }
    split; [exact (conditions_correct n e ws z W (Rest z Z Gz))|].
    pose proof (Last _ (or_intror (or_introl eq_refl)) z Z Gz) as P.
    change (denote (comparison false slope) z) in P. apply comparison_meaning in P.
      now rewrite Slope in P.
Qed.
Lemma agree_correct a b x : inside dom x -> agree a b = true -> eval a x = eval b x.
Proof.
  intros X H. apply orb_true_iff in H. destruct H as [H|H]; [now apply identity_correct|].
  pose proof (vanishes_by_laws_correct _ _ x _ (fun e => nonnegative_everywhere_correct e x X)
    (fun e => positive_everywhere_correct e x X) H) as E. cbn [eval] in E. lra.
Qed.
Lemma put_goals_correct n u h g gs : put_goals n u h g = Some gs -> (forall h, In h gs ->
  met h) -> met g.
Proof.
  unfold put_goals. destruct (compared (shown g)) as [[strict e]|] eqn:C; [|discriminate].
  destruct (nth_error dom n) as [[l r]|] eqn:S; [|discriminate].
  destruct (_ && _) eqn:T; [|discriminate]. apply andb_true_iff in T. destruct T as [_ T].
  intros [= <-] H x X _. rewrite (compared_eq _ _ _ C). apply comparison_meaning.
  rewrite (agree_correct _ _ x X T), substitute_correct.
  rewrite (eval_equal h _ (put_at n (eval u x) x)) by (intros m; unfold put_at;
    destruct (Nat.eqb m n); reflexivity).
  assert (I : inside dom (put_at n (eval u x) x)).
  { apply inside_put; [exact X|]. intros l' r' N. rewrite S in N. injection N as <- <-.
    pose proof (H _ (or_introl eq_refl) x X (given_nothing x)) as A.
    pose proof (H _ (or_intror (or_introl eq_refl)) x X (given_nothing x)) as B.
    cbn [plain_goal shown] in A, B. apply comparison_meaning in A, B.
    change (eval (Sub u ?c) x) with (eval u x - eval c x) in A.
    change (eval (Sub ?c u) x) with (eval c x - eval u x) in B.
    rewrite eval_Rat in A, B. split.
    - destruct l; cbn [closed bound_num bound_den negb above] in *; rewrite eval_Rat; lra.
    - destruct r; cbn [closed bound_num bound_den negb below] in *; rewrite eval_Rat; lra. }
  pose proof (H _ (or_intror (or_intror (or_introl eq_refl))) _ I (given_nothing _)) as E.
  cbn [plain_goal shown] in E. now apply comparison_meaning in E.
Qed.
Lemma acos_unique r u : 0 <= r -> 0 <= PI - r -> u - cos r = 0 -> acos u = r.
Proof. intros A B E. replace u with (cos r) by lra. apply acos_cos. lra. Qed.
Lemma atan_unique r u : 0 < r + PI / 2 -> 0 < PI / 2 - r -> u * cos r - sin r = 0 -> atan u = r.
Proof.
  intros A B E. assert (P : 0 < cos r) by (apply cos_gt_0; lra).
  replace u with (tan r); [apply atan_tan; lra|]. unfold tan.
    apply Rmult_eq_reg_r with (cos r); [|lra].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
Lemma inverse_goals_correct f u r c g gs : inverse_goals f u r c g = Some gs ->
  (forall h, In h gs -> met h) -> met g.
Proof.
  unfold inverse_goals. cbv zeta. destruct (equated (shown g)) as [e|] eqn:C; [|discriminate].
  destruct (agree e _) eqn:T; [|discriminate]. intros [= <-] H x X Gx. rewrite (equated_eq _ _ C).
  cbn [denote eval zero int]. rewrite (agree_correct _ _ x X T). cbn [eval].
  assert (Given : forall e', In {| shown := e'; positive_there := positive_there g |}
      match f with
      | Arccosine => [{| shown := GreaterEqual r zero; positive_there := positive_there g |};
          {| shown := GreaterEqual (Sub Pi r) zero; positive_there := positive_there g |};
          {| shown := Equal (Sub u (Cos r)) zero; positive_there := positive_there g |}]
      | Arctangent => [{| shown := Greater (Add r (Div Pi (int 2))) zero;
        positive_there := positive_there g |};
          {| shown := Greater (Sub (Div Pi (int 2)) r) zero; positive_there := positive_there g |};
          {| shown := Equal (Sub (Mul u (Cos r)) (Sin r)) zero;
            positive_there := positive_there g |}]
      | Logarithm => [{| shown := Equal (Sub u (Exp r)) zero;
        positive_there := positive_there g |}]
      end -> denote e' x) by (intros e' I; exact (H _ I x X Gx)).
  destruct f; cbn [eval].
  - pose proof (Given _ (or_introl eq_refl)) as A.
      pose proof (Given _ (or_intror (or_introl eq_refl))) as B.
    pose proof (Given _ (or_intror (or_intror (or_introl eq_refl)))) as E.
      cbn [denote eval zero int] in A, B, E.
    rewrite (acos_unique (eval r x)) by lra. ring.
  - pose proof (Given _ (or_introl eq_refl)) as A.
      pose proof (Given _ (or_intror (or_introl eq_refl))) as B.
    pose proof (Given _ (or_intror (or_intror (or_introl eq_refl)))) as E.
      cbn [denote eval zero int] in A, B, E.
    rewrite (atan_unique (eval r x)) by lra. ring.
  - pose proof (Given _ (or_introl eq_refl)) as E. cbn [denote eval zero int] in E.
    replace (eval u x) with (exp (eval r x)) by lra. rewrite ln_exp. ring.
Qed.
Lemma root_goals_correct u r c g gs : root_goals u r c g = Some gs -> (forall h, In h gs ->
  met h) -> met g.
Proof.
  unfold root_goals. cbv zeta. destruct (compared (shown g)) as [[[|] e]|] eqn:C; try discriminate.
  destruct (agree e _) eqn:T; [|discriminate]. intros [= <-] H x X Gx.
    rewrite (compared_eq _ _ _ C).
  apply comparison_meaning. rewrite (agree_correct _ _ x X T). cbn [eval].
  pose proof (H _ (or_introl eq_refl) x X Gx) as A.
    pose proof (H _ (or_intror (or_introl eq_refl)) x X Gx) as B.
  cbn [shown denote eval zero int] in A, B. apply Rmult_le_pos; [lra|].
  assert (Rabs (eval r x) <= sqrt (eval u x)).
  { rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. unfold Rsqr. lra. }
  pose proof (Rle_abs (eval r x)). lra.
Qed.
Lemma inside_opened x : inside (open_domain dom) x -> inside dom x.
Proof.
  intros H n l u N. specialize (H n (opening l) (opening u)). unfold open_domain in H.
  rewrite nth_error_map, N in H. destruct (H eq_refl) as [A B]. cbn [opening above below] in A, B.
  rewrite eval_Rat in A, B. split; [now apply above_intro|now apply below_intro].
Qed.
Lemma positive_inside_correct e x : positive_inside e = true -> inside (open_domain dom) x ->
  0 < eval e x.
Proof.
  intros H I. pose proof (inside_opened x I) as X.
  assert (C := Boxes.Std.sides_correct prec _ _ (Boxes.Std.domain_box_correct prec dom x X)).
  induction e; cbn [positive_inside] in H; apply orb_true_iff in H;
  (destruct H as [H|H]; [now apply (Boxes.Std.surely_positive_correct prec (open_domain dom) []
    side_of x C I
    (given_nothing x))|]); try discriminate; cbn [eval].
  - rewrite orb_true_iff, !andb_true_iff in H. destruct H as [[A B]|[A B]].
    + apply (nonnegative_everywhere_correct _ x X) in B. specialize (IHe1 A). lra.
    + apply (nonnegative_everywhere_correct _ x X) in A. specialize (IHe2 B). lra.
  - apply andb_true_iff in H. destruct H. apply Rmult_lt_0_compat; auto.
  - apply sqrt_lt_R0. auto.
Qed.
Lemma denominator_goals_correct p d g gs : denominator_goals p d g = Some gs ->
  (forall h, In h gs -> met h) -> met g.
Proof.
  unfold denominator_goals. destruct (compared_expanded (shown g)) as [[[|] e]|] eqn:C;
    try discriminate.
  destruct (_ && _ && _ && _ && _) eqn:T; [|discriminate].
    rewrite !andb_true_iff, orb_true_iff in T.
  destruct T as [[[[_ I] V] St] D]. intros [= <-] H x X _.
  apply (compared_expanded_meaning _ _ _ C x X).
  assert (Near : exists c, inside dom c /\ exists r, 0 < r <= 1 /\
    forall t, 0 < t < r -> eval d (towards c x t) <> 0).
  { exists (values (map Q2R middle)). destruct D as [D|D]; rewrite !andb_true_iff in D.
    - destruct D as [[Po Nz] M]. split; [now apply middle_inside|].
      exact (not_zero_near dom d (values (map Q2R middle)) Po (not_zero_correct _ Nz) x X).
    - destruct D as [P M]. pose proof (proj2 (Boxes.Std.in_domain_correct dom _ middle M)) as Mo.
      split; [now apply inside_opened|]. exists 1. split; [lra|]. intros t T.
      assert (Q : 0 < eval d (towards (values (map Q2R middle)) x t)); [|lra].
      apply positive_inside_correct; [exact P|]. apply open_towards; [exact Mo|exact X|lra]. }
  destruct Near as [c [Ci Near]].
  apply (nonnegative_by_denominator dom e d p c x V (steady_everywhere_correct e St) Ci X Near).
  intros z Z. split; [exact (agree_correct _ _ z Z I)|].
  pose proof (H _ (or_introl eq_refl) z Z (given_nothing z)) as A.
  pose proof (H _ (or_intror (or_introl eq_refl)) z Z (given_nothing z)) as B.
  cbn [plain_goal shown denote eval zero int] in A, B. lra.
Qed.
Lemma affine_goals_correct n g gs : affine_goals n g = Some gs -> (forall h, In h gs -> met h) ->
  met g.
Proof.
  unfold affine_goals. destruct (compared_expanded (shown g)) as [[strict e]|] eqn:C;
    [|discriminate].
  destruct (nth_error dom n) as [[l r]|] eqn:S; [|discriminate]. cbn [fst snd].
  destruct (_ && _ && _) eqn:T; [|discriminate]. rewrite !andb_true_iff in T.
    destruct T as [[_ W] I].
  intros [= <-] H x X _. apply (compared_expanded_meaning _ _ _ C x X).
  pose proof (agree_correct _ _ x X I) as E. cbn [fst snd eval] in E.
  pose proof (H _ (or_introl eq_refl) x X (given_nothing x)) as A.
  pose proof (H _ (or_intror (or_introl eq_refl)) x X (given_nothing x)) as B.
  cbn [plain_goal shown] in A, B. apply comparison_meaning in A, B.
  apply negb_true_iff, Rle_bool_false_Q in W. destruct (X n l r S) as [L U].
  apply above_end in L. apply below_end in U. destruct L as [L _], U as [U _].
  rewrite end_value_Q in L, U. fold (fraction_of l) in L. fold (fraction_of r) in U.
  change (eval e x * (eval (Rat (bound_num r) (bound_den r)) x - eval (Rat (bound_num l)
    (bound_den l)) x) =
    eval (at_end true n (l, r) e) x * (eval (Rat (bound_num r) (bound_den r)) x - x n) +
    eval (at_end false n (l, r) e) x * (x n - eval (Rat (bound_num l) (bound_den l)) x)) in E.
  rewrite !Q2R_Rat in E. fold (fraction_of l) in E. fold (fraction_of r) in E.
  set (a := eval (at_end true n (l, r) e) x) in *.
    set (b := eval (at_end false n (l, r) e) x) in *.
  set (p := Q2R (fraction_of l)) in *. set (q := Q2R (fraction_of r)) in *.
  destruct strict.
  - assert (0 < eval e x * (q - p)); [|apply Rmult_lt_reg_r with (q - p); lra]. rewrite E.
    destruct (Req_dec (x n) p) as [Z|Z].
    + rewrite Z. assert (0 < a * (q - p)) by (apply Rmult_lt_0_compat; lra). lra.
    + assert (0 < b * (x n - p)) by (apply Rmult_lt_0_compat; lra).
      assert (0 <= a * (q - x n)) by (apply Rmult_le_pos; lra). lra.
  - assert (0 <= eval e x * (q - p)); [|apply Rmult_le_reg_r with (q - p); lra]. rewrite E.
    assert (0 <= b * (x n - p)) by (apply Rmult_le_pos; lra).
    assert (0 <= a * (q - x n)) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma terms_goals_correct ts g gs : terms_goals ts g = Some gs -> (forall h, In h gs -> met h) ->
  met g.
Proof.
  unfold terms_goals. cbv zeta. destruct (compared (shown g)) as [[strict e]|] eqn:C;
    [|discriminate].
  destruct (agree e _) eqn:T; [|discriminate]. intros [= <-] H x X Gx.
  rewrite (compared_eq _ _ _ C). apply comparison_meaning. rewrite (agree_correct _ _ x X T).
  assert (All : forall t, In t ts -> 0 <= eval t x).
  { intros t I. assert (M := H _ (in_or_app _ _ _ (or_introl (in_map (fun t =>
      {| shown := GreaterEqual t zero; positive_there := positive_there g |}) _ _ I))) x X Gx).
    cbn [shown denote eval zero int] in M. lra. }
  assert (Sum : forall l, incl l ts -> 0 <= eval (fold_right Add zero l) x).
  { induction l as [|t l IH]; intros L; cbn [fold_right eval zero int]; [lra|].
    pose proof (All t (L t (or_introl eq_refl))).
    specialize (IH (fun u U => L u (or_intror U))). lra. }
  destruct strict; [|exact (Sum ts (incl_refl ts))].
  assert (One := H _ (in_or_app _ _ _ (or_intror (in_eq _ _))) x X Gx).
  cbn [shown] in One. revert One Sum. clear H T. intros One Sum.
  assert (Strict : forall l, incl l ts ->
    denote (fold_right (fun t f => Or (Greater t zero) f) (Greater zero zero) l) x ->
    0 < eval (fold_right Add zero l) x).
  { induction l as [|t l IH]; intros L D; cbn [fold_right denote eval zero int] in *; [lra|].
    pose proof (All t (L t (or_introl eq_refl))).
    assert (L' : incl l ts) by (intros u U; apply L; now right). pose proof (Sum l L').
    destruct D as [D|D]; [|specialize (IH L' D)]; lra. }
  exact (Strict ts (incl_refl ts) One).
Qed.
Theorem replaced_correct s g gs : replaced s g = Some gs -> (forall h, In h gs -> met h) -> met g.
Proof.
  destruct s; cbn [replaced]; [apply by_slope_correct|apply by_slope_correct|apply
    put_goals_correct|
    apply inverse_goals_correct|apply root_goals_correct|apply denominator_goals_correct|
    apply affine_goals_correct|apply terms_goals_correct].
Qed.

(** ** Lists of steps *)
Definition numbered := (nat * goal)%type.
Fixpoint numbering (n : nat) (gs : list goal) : list numbered * nat :=
  match gs with
  | [] => ([], n)
  | g :: gs => if plainly g then numbering n gs
      else let (l, m) := numbering (S n) gs in ((n, g) :: l, m)
  end.
Fixpoint take (i : nat) (gs : list numbered) : option (goal * list numbered) :=
  match gs with
  | [] => None
  | (j, g) :: gs => if Nat.eqb i j then Some (g, gs)
      else option_map (fun r => (fst r, (j, g) :: snd r)) (take i gs)
  end.
Fixpoint reduce_goals (steps : list step) (gs : list numbered) (next : nat) : option (list goal) :=
  match steps with
  | [] => Some (map snd gs)
  | s :: steps =>
      match take (goal_of s) gs with
      | Some (g, others) => match replaced s g with
          | Some new => let (l, m) := numbering next new in reduce_goals steps (others ++ l) m
          | None => reduce_goals steps gs next end
      | None => reduce_goals steps gs next
      end
  end.
Definition goals_of (f : formula) (steps : list step) : option (list goal) :=
  let (l, m) := numbering 0 (map plain_goal (conjuncts f)) in reduce_goals steps l m.

Lemma numbering_correct gs : forall n l m, numbering n gs = (l, m) ->
  (forall g, In g (map snd l) -> met g) ->
  forall g, In g gs -> met g.
Proof.
  induction gs as [|h gs IH]; cbn [numbering]; intros n l m E H g G; [destruct G|].
  destruct (plainly h) eqn:P.
  - destruct G as [<-|G]; [|exact (IH n l m E H g G)]. intros x _ _. now apply plainly_correct.
  - destruct (numbering (S n) gs) as [l' m'] eqn:N. injection E as <- <-. cbn [map] in H.
    destruct G as [<-|G]; [apply H; now left|]. apply (IH (S n) l' m' N); [|exact G].
    intros g' I. apply H. now right.
Qed.
Lemma take_correct i gs g others : take i gs = Some (g, others) ->
  forall h, In h (map snd gs) -> h = g \/ In h (map snd others).
Proof.
  revert g others. induction gs as [|[j h] gs IH]; cbn [take]; intros g others E a A;
    [destruct A|].
  destruct (Nat.eqb i j).
  - injection E as <- <-. destruct A as [<-|A]; [now left|now right].
  - destruct (take i gs) as [[g' o']|]; [|discriminate]. injection E as <- <-.
      cbn [map snd fst] in *.
    destruct A as [<-|A]; [right; now left|].
      destruct (IH g' o' eq_refl a A) as [H|H]; [now left|right; now right].
Qed.
Lemma reduce_goals_correct steps : forall gs next final, reduce_goals steps gs next = Some final ->
  (forall g, In g final -> met g) -> forall g, In g (map snd gs) -> met g.
Proof.
  induction steps as [|s steps IH]; cbn [reduce_goals]; intros gs next final E H g G.
  - injection E as <-. now apply H.
  - destruct (take (goal_of s) gs) as [[g0 others]|] eqn:T; [|exact (IH _ _ _ E H g G)].
    destruct (replaced s g0) as [new|] eqn:R; [|exact (IH _ _ _ E H g G)].
    destruct (numbering next new) as [l m] eqn:N. pose proof (IH _ _ _ E H) as All.
    rewrite map_app in All.
    destruct (take_correct _ _ _ _ T g G) as [->|I].
    + apply (replaced_correct s g0 new R). intros h Hh.
        apply (numbering_correct new next l m N); [|exact Hh].
      intros h' I. apply All, in_or_app. now right.
    + apply All, in_or_app. now left.
Qed.
(** Each goal is checked by the same cover, where its conditions hold. *)
Definition check (f : formula) (steps : list step) (hints : list expr) (c : cover) : bool :=
  match goals_of f steps with
  | Some gs => forallb (fun g =>
      Boxes.Fast.check_given prec true (shown g) dom (positive_there g) hints c) gs
  | None => false
  end.
Theorem for_all f steps hints c : check f steps hints c = true ->
  every dom [] (fun xs => denote f (values xs)).
Proof.
  unfold check, goals_of. destruct (numbering 0 _) as [l m] eqn:N.
  destruct (reduce_goals steps l m) as [gs|] eqn:E; [|discriminate]. intros H.
  rewrite forallb_forall in H.
  assert (M : forall g, In g gs -> met g).
  { intros g G x X Gx.
    exact (Boxes.Fast.check_given_correct prec true (shown g) dom (positive_there g) hints x X Gx
      c (H g G)). }
  pose proof (reduce_goals_correct steps l m gs E M) as All.
  pose proof (numbering_correct _ _ _ _ N All) as First.
  apply (every_intro _ dom []); [reflexivity|apply inside_nil|]. intros ys _ Y.
  apply conjuncts_correct. intros g G.
  exact (First (plain_goal g) (in_map plain_goal _ _ G) (values ys) Y (given_nothing _)).
Qed.
End Steps.
