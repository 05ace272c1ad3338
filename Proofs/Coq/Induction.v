(** * Statements about every whole number.

    What is said of every k >= n is shown by induction.  Its inequalities speak of real variables,
    of k, and of quantities that change with k: iterates of a map, kernels of [chain k].  In an
    [inductive_step] these quantities are variables; [next] has what they are for k + 1.  Either
    the inequalities for k + 1 follow, on the box where the variables are known to lie, from those
    for k; or, with multipliers m >= 0, what is left of them after m times the inequalities for k
    is not negative there.  [by_induction] says what checked steps prove. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Arith Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network TangentKernel Expression Identities
  Derivative Certificate Boxes Differentiation.
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

(** Iterates of kappa1. *)
Lemma kernel_iterate_range k x : -1 <= x <= 1 -> x <= Nat.iter k kappa1 x <= 1.
Proof.
  intros H. induction k as [|k IH]; [simpl; lra|]. rewrite iterate_step.
  pose proof (kappa1_ge (Nat.iter k kappa1 x) ltac:(unfold corr; lra)).
  pose proof (kappa1_range (Nat.iter k kappa1 x) ltac:(unfold corr; lra)). lra.
Qed.
Lemma kernel_iterate_positive k x : (1 <= k)%nat -> -1 <= x <= 1 -> 0 <= Nat.iter k kappa1 x.
Proof.
  intros K H. destruct k as [|k]; [lia|]. rewrite iterate_step. apply kappa1_nonneg.
  pose proof (kernel_iterate_range k x H). unfold corr. lra.
Qed.
Lemma kernel_iterate_below k x : -1 <= x < 1 -> Nat.iter k kappa1 x < 1.
Proof.
  intros H. induction k as [|k IH]; [simpl; lra|]. rewrite iterate_step.
  pose proof (kernel_iterate_range k x ltac:(lra)). apply kappa1_lt_1; [unfold corr|]; lra.
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

(** The inequality for k + 1 that [goal] is for k; without multipliers, or with pairs of the number
    of a premise and its multiplier. *)
Definition without_multipliers (goal : inequality) (l : list inequality) : formula :=
  fold_right (fun h f => if variables bounded (fst h) then Implies (as_formula h) f else f)
    (as_formula (later (fst goal), snd goal)) l.
Definition rest (goal : inequality) (l : list (nat * expr)) : expr :=
  fold_right (fun t r => Sub r (Mul (snd t) (fst (premise (fst t))))) (later (fst goal)) l.
Definition with_multipliers (goal : inequality) (l : list (nat * expr)) : formula :=
  let r := reduced (rest goal l) in
  let weak := fold_right (fun t f => And (as_formula (snd t, false)) f) (as_formula (r, false)) l in
  if snd goal then
    And weak (fold_right (fun t f =>
        if snd (premise (fst t)) then Or (as_formula (snd t, true)) f else f)
      (as_formula (r, true)) l)
  else weak.
Definition goal_formula (goal : inequality) (l : list (nat * expr)) : formula :=
  match l with
  | [] => if variables bounded (later (fst goal)) then without_multipliers goal premises
      else with_multipliers goal []
  | _ => with_multipliers goal l
  end.
(** All inequalities of a comparison. *)
Fixpoint step_formula (goals : list inequality) (l : list (list (nat * expr))) : formula :=
  match goals with
  | [] => GreaterEqual (int 0) (int 0)
  | g :: goals => And (goal_formula g (hd [] l)) (step_formula goals (tl l))
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
  unfold rest, total. induction l as [|t l IH]; cbn [fold_right]; [ring|]. cbn [eval]. rewrite IH. ring.
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
  - apply as_formula_correct in D. unfold holds in D. cbn in D. repeat split; [exact D|lra|constructor].
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
Lemma goal_correct goal l : denote (goal_formula goal l) x -> holds x (later (fst goal), snd goal).
Proof.
  unfold goal_formula. destruct l as [|t l]; [|apply with_multipliers_correct].
  destruct (variables _ _); [apply without_multipliers_correct; exact Hp|apply with_multipliers_correct].
Qed.
Lemma step_correct goals : forall l, denote (step_formula goals l) x ->
  Forall (fun g => holds x (later (fst g), snd g)) goals.
Proof.
  induction goals as [|g goals IH]; intros l D; [constructor|]. destruct D as [A B].
  constructor; [now apply goal_correct with (hd [] l)|now apply IH with (tl l)].
Qed.
End Meaning.

(** For each comparison the multipliers of its inequalities, hints and a cover of the box, which
    [check] looks at. *)
Fixpoint check_steps (check : formula -> domain -> list expr -> cover -> bool) (l : list formula)
    (evidence : list (list (list (nat * expr)) * list expr * cover)) : bool :=
  match l, evidence with
  | [], [] => true
  | f :: l, (multipliers, hints, c) :: evidence =>
      let s := step_formula (inequalities f) multipliers in
      formula_variables bounded s && check s box_domain hints c && check_steps check l evidence
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
    + rewrite (nth_indep _ 0 ((fun e => eval e (fun n => nth n (xs ++ quantities k xs) 0)) (Var n)))
        by (rewrite map_length; exact J).
      rewrite (map_nth (fun e => eval e (fun n => nth n (xs ++ quantities k xs) 0))). reflexivity.
    + rewrite (nth_overflow next) by lia. cbn [eval].
      rewrite (nth_overflow (xs ++ _)) by (rewrite app_length, quantities_length; lia).
      rewrite nth_overflow by (rewrite map_length; lia). reflexivity.
Qed.

Variable check : formula -> domain -> list expr -> cover -> bool.
Hypothesis check_correct : forall f dom hints x, inside dom x -> forall c, check f dom hints c = true ->
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
  induction l as [|f l IH]; intros [|[[multipliers hints] c] evidence] Inc H; cbn in H;
  try discriminate; [constructor|].
  apply andb_true_iff in H. destruct H as [H Rest]. apply andb_true_iff in H. destruct H as [V H].
  constructor; [|apply (IH evidence); [intros g G; apply Inc; now right|exact Rest]].
  assert (F : In f (comparisons claim)) by (apply Inc; now left).
  apply (comparisons_shape claim f C F).
  pose proof (check_correct _ box_domain hints (state k xs) (quantities_range k xs K L I D) c H) as S.
  apply (step_correct _ P) in S. rewrite Forall_forall in *. intros g G. specialize (S g G).
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
Ltac variable_fact I n := let H := fresh in pose proof (I n _ _ eq_refl) as H; unfold between in H; cbn in H.
(** What is known of an iterate of kappa1, as far as it is known where it starts. *)
Ltac iterate_fact k x :=
  pose proof (kernel_iterate_range k x ltac:(lra));
  try pose proof (kernel_iterate_positive k x ltac:(lia) ltac:(lra));
  try pose proof (kernel_iterate_below k x ltac:(lra)).
(** The inequalities of a claim. *)
Ltac claim_facts D :=
  cbn in D; decompose [and] D;
  repeat match goal with H : Rabs _ <= _ |- _ => apply absolute_between in H end;
  repeat match goal with H : Rabs _ < _ |- _ => apply Rabs_def2 in H end.
