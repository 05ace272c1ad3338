(** * Formulas, and the domains that they are checked on.

    What does not depend on how numbers are enclosed: minima and absolute values in sums,
      expressions
    that are positive by what they are made of and fractions of such, formulas that leave no number
    out, and domains: intervals with rational ends, open or closed, one for each variable. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Arith Lia.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine KernelTails Network Expression Identities Derivative
  Certificate.
Local Open Scope R_scope.
Import ListNotations.

(** Without the second part where the first decides: a virtual machine evaluates the arguments of
    functions, but not the branches that are not taken. *)
Local Notation "a && b" := (if a then b else false) : bool_scope.
Local Notation "a || b" := (if a then true else b) : bool_scope.
Lemma and_true (a b : bool) : (if a then b else false) = true <-> a = true /\ b = true.
Proof. destruct a; intuition discriminate. Qed.
Lemma or_true (a b : bool) : (if a then true else b) = true <-> a = true \/ b = true.
Proof. destruct a; intuition discriminate. Qed.
Section Lists.
Context {X : Type} (f : X -> bool).
Fixpoint any (l : list X) : bool := match l with [] => false | a :: l => f a || any l end.
Fixpoint all (l : list X) : bool := match l with [] => true | a :: l => f a && all l end.
Lemma any_exists l : any l = true <-> exists a, In a l /\ f a = true.
Proof.
  change (any l) with (existsb f l). exact (existsb_exists f l).
Qed.
Lemma all_forall l : all l = true <-> forall a, In a l -> f a = true.
Proof. change (all l) with (forallb f l). exact (forallb_forall f l). Qed.
End Lists.

(** ** Minima and absolute values in sums

    Every member of [lower_bounds true e] has an element that is at most e, everywhere; of
    [lower_bounds false e] one that is at most -e. *)
Definition meet (l m : list (list expr)) : list (list expr) :=
  flat_map (fun a => map (fun b => a ++ b) m) l.
Definition sums (l m : list (list expr)) : list (list expr) :=
  flat_map (fun a => map (fun b => flat_map (fun x => map (fun y => plus x y) b) a) m) l.
Fixpoint lower_bounds (s : bool) (e : expr) : list (list expr) :=
  match e with
  | Min a b => if s then meet (lower_bounds true a) (lower_bounds true b)
      else lower_bounds false a ++ lower_bounds false b
  | Abs a => if s then lower_bounds true a ++ lower_bounds false a
      else meet (lower_bounds true a) (lower_bounds false a)
  | Add a b => sums (lower_bounds s a) (lower_bounds s b)
  | Sub a b => sums (lower_bounds s a) (lower_bounds (negb s) b)
  | Neg a => lower_bounds (negb s) a
  | Mul (Rat n d) a => map (map (Mul (Rat (Z.abs n) d)))
      (lower_bounds (if Z.leb 0 n then s else negb s) a)
  | _ => [[if s then e else Neg e]]
  end.
Definition signed (s : bool) (y : R) : R := if s then y else - y.
Lemma in_meet l m a : In a (meet l m) -> exists (b c : list expr), In b l /\ In c m /\ a = b ++ c.
Proof.
  unfold meet. rewrite in_flat_map. intros (b & B & C). apply in_map_iff in C.
  destruct C as (c & <- & C). now exists b, c.
Qed.
Lemma lower_bounds_correct e x : forall s a, In a (lower_bounds s e) ->
  exists m, In m a /\ eval m x <= signed s (eval e x).
Proof.
  assert (One : forall (s : bool) e a, In a [[if s then e else Neg e]] ->
    exists m, In m a /\ eval m x <= signed s (eval e x)).
  { intros s f a [<-|[]]. exists (if s then f else Neg f). split; [now left|].
    destruct s; cbn; lra. }
  assert (Sums : forall (l m : list (list expr)) (y z : R),
    (forall a, In a l -> exists f, In f a /\ eval f x <= y) ->
    (forall a, In a m -> exists f, In f a /\ eval f x <= z) ->
    forall a, In a (sums l m) -> exists f, In f a /\ eval f x <= y + z).
  { intros l m y z L M a I. unfold sums in I. apply in_flat_map in I. destruct I as (b & B & C).
    apply in_map_iff in C. destruct C as (c & <- & C). destruct (L b B) as (f & F & Hf).
    destruct (M c C) as (g & G & Hg). exists (plus f g). split; [|rewrite eval_plus; lra].
    apply in_flat_map. exists f. split; [exact F|]. apply in_map_iff. now exists g. }
  induction e; intros s a I; cbn [lower_bounds] in I; try (apply One; exact I).
  4:{ destruct e1; try (apply One; exact I). apply in_map_iff in I. destruct I as (b & <- & I).
    apply IHe2 in I. destruct I as (m & M & L). exists (Mul (Rat (Z.abs n) d) m).
    split; [now apply in_map|].
    change (eval (Rat (Z.abs n) d) x * eval m x <= signed s (eval (Rat n d) x * eval e2 x)).
    rewrite !eval_Rat, abs_IZR. assert (D : 0 < / IZR (Zpos d)) by (apply Rinv_0_lt_compat,
      IZR_lt; lia).
    unfold Rdiv. set (q := / IZR (Zpos d)) in *. destruct (Z.leb_spec 0 n) as [N|N].
    - apply IZR_le in N. rewrite Rabs_pos_eq by exact N.
      pose proof (Rmult_le_compat_l _ _ _ (Rmult_le_pos _ _ N (Rlt_le _ _ D)) L).
      destruct s; cbn [signed] in *; nra.
    - apply IZR_lt in N. rewrite Rabs_left by exact N.
      pose proof (Rmult_le_compat_l (- IZR n * q) _ _ ltac:(nra) L).
      destruct s; cbn [signed negb] in *; nra. }
  - destruct (IHe _ _ I) as (m & M & L). exists m. split; [exact M|]. destruct s; cbn in *; lra.
  - apply (Sums _ _ _ _ (IHe1 s) (IHe2 s)) in I. destruct I as (f & F & L). exists f.
    split; [exact F|]. destruct s; cbn in *; lra.
  - apply (Sums _ _ _ _ (IHe1 s) (IHe2 (negb s))) in I. destruct I as (f & F & L). exists f.
    split; [exact F|]. destruct s; cbn in *; lra.
  - pose proof (Rle_abs (eval e x)) as A1. pose proof (Rle_abs (- eval e x)) as A2.
    rewrite Rabs_Ropp in A2. destruct s.
    + apply in_app_or in I. destruct I as [I|I]; apply IHe in I; destruct I as (m & M & L);
      exists m; split; auto; cbn in *; lra.
    + apply in_meet in I. destruct I as (b & c & B & C & ->). apply IHe in B, C.
      destruct B as (m & M & L), C as (n & N & K). cbn in *.
      unfold Rabs in *. destruct (Rcase_abs (eval e x)).
      * exists m. split; [apply in_or_app; now left|lra].
      * exists n. split; [apply in_or_app; now right|lra].
  - pose proof (Rmin_l (eval e1 x) (eval e2 x)). pose proof (Rmin_r (eval e1 x) (eval e2 x)).
    destruct s.
    + apply in_meet in I. destruct I as (b & c & B & C & ->). apply IHe1 in B. apply IHe2 in C.
      destruct B as (m & M & L), C as (n & N & K). cbn in *. unfold Rmin in *.
      destruct (Rle_dec _ _).
      * exists m. split; [apply in_or_app; now left|lra].
      * exists n. split; [apply in_or_app; now right|lra].
    + apply in_app_or in I. destruct I as [I|I]; [apply IHe1 in I|apply IHe2 in I];
      destruct I as (m & M & L); exists m; split; auto; cbn in *; lra.
Qed.

(** A sign of e from signs of such elements. *)
Definition by_lower_bounds (test : expr -> bool) (e : expr) : bool :=
  test e || any (fun a => all test a) (lower_bounds true e).
Lemma by_lower_bounds_correct (P : R -> Prop) test e x :
  (forall y z, P y -> y <= z -> P z) -> (forall m, test m = true -> P (eval m x)) ->
  by_lower_bounds test e = true -> P (eval e x).
Proof.
  intros Up T H. apply or_true in H. destruct H as [H|H]; [now apply T|].
  apply any_exists in H. destruct H as (a & A & F).
  destruct (lower_bounds_correct e x true a A) as (m & M & L). rewrite all_forall in F.
  exact (Up _ _ (T m (F m M)) L).
Qed.

Lemma Q2R_fraction n d : Q2R (n # d) = IZR n / IZR (Zpos d).
Proof. reflexivity. Qed.

Lemma inject_Z_R z : Q2R (inject_Z z) = IZR z.
Proof. unfold inject_Z. rewrite Q2R_fraction. unfold Rdiv. rewrite Rinv_1. ring. Qed.

Lemma Rle_bool_false_Q a b : Qle_bool a b = false -> Q2R b < Q2R a.
Proof.
  intros H. apply Qlt_Rlt, Qnot_le_lt. intros Z. apply Qle_bool_iff in Z. congruence.
Qed.

(** ** Expressions that are positive by what they are made of *)
Section Made.
Variables positive nonnegative : expr -> bool.
(** a < 1, from 1 - a > 0; kappa1 leaves such numbers below 1, and so do means. *)
Fixpoint below_one (a : expr) : bool :=
  positive (Sub (int 1) a) ||
  match a with
  | Kappa1 b => below_one b
  | Add (Mul (Rat n d) b) (Mul (Rat m k) c) =>
      Z.leb 0 n && Z.leb 0 m && Z.leb (n * Zpos k + m * Zpos d) (Zpos d * Zpos k) &&
      below_one b && below_one c
  | _ => false
  end.
Fixpoint made_positive (e : expr) : bool :=
  positive e ||
  match e with
  | Mul a b | Div a b => made_positive a && made_positive b
  | Add a b => made_positive a && (made_positive b || nonnegative b) ||
      nonnegative a && made_positive b
  | Sqrt a => made_positive a
  | Sub a (Kappa0 b) => same a (int 1) && below_one b
  | _ => false
  end.
(** A numerator and a denominator, which is positive; constant divisors stay. *)
Definition multiple (a b : expr) : expr := if same a (int 1) then b else if same b (int 1) then a
  else Mul a b.
Fixpoint fraction (e : expr) : expr * expr :=
  match e with
  | Neg a => let '(n, d) := fraction a in (Neg n, d)
  | Add a b => let '(n, d) := fraction a in let '(m, k) := fraction b in
      if same d k then (Add n m, d) else (Add (multiple k n) (multiple d m), multiple d k)
  | Sub a b => let '(n, d) := fraction a in let '(m, k) := fraction b in
      if same d k then (Sub n m, d) else (Sub (multiple k n) (multiple d m), multiple d k)
  | Mul a b => let '(n, d) := fraction a in let '(m, k) := fraction b in
      (Mul n m, multiple d k)
  | Div a b => let '(n, d) := fraction a in
      if variables (fun _ => false) b then (Div n b, d) else
      let '(m, k) := fraction b in
      if negb (made_positive m) then (e, int 1)
      else if same d k then (n, m) else (multiple k n, multiple d m)
  | _ => (e, int 1)
  end.
(** A positive multiple without divisors, if there are any. *)
Definition cleared (e : expr) : option expr :=
  let '(n, d) := fraction e in if same d (int 1) then None else Some (back (normal itself n)).
Variable x : nat -> R.
Hypotheses (P : forall e, positive e = true -> 0 < eval e x)
  (N : forall e, nonnegative e = true -> 0 <= eval e x).
Lemma mean_below_one n d m k y z : (0 <= n)%Z -> (0 <= m)%Z ->
  (n * Zpos k + m * Zpos d <= Zpos d * Zpos k)%Z -> y < 1 -> z < 1 ->
  IZR n / IZR (Zpos d) * y + IZR m / IZR (Zpos k) * z < 1.
Proof.
  intros N0 M0 S Y Z. apply IZR_le in N0, M0, S. rewrite plus_IZR, !mult_IZR in S.
  assert (D : 0 < IZR (Zpos d)) by now apply IZR_lt.
  assert (K : 0 < IZR (Zpos k)) by now apply IZR_lt.
  set (v := IZR n / IZR (Zpos d)). set (w := IZR m / IZR (Zpos k)).
  assert (V : 0 <= v) by (apply Rmult_le_pos; [exact N0|now apply Rlt_le, Rinv_0_lt_compat]).
  assert (W : 0 <= w) by (apply Rmult_le_pos; [exact M0|now apply Rlt_le, Rinv_0_lt_compat]).
  assert (T : v + w <= 1).
  { apply Rmult_le_reg_r with (IZR (Zpos d) * IZR (Zpos k)); [now apply Rmult_lt_0_compat|].
    replace ((v + w) * (IZR (Zpos d) * IZR (Zpos k))) with
      (IZR n * IZR (Zpos k) + IZR m * IZR (Zpos d)) by (unfold v, w; field; lra). lra. }
  clearbody v w. destruct (Req_dec v 0) as [->|Nv]; [destruct (Req_dec w 0) as [->|Nw]|].
  - lra.
  - assert (0 < w * (1 - z)) by (apply Rmult_lt_0_compat; lra). lra.
  - assert (0 < v * (1 - y)) by (apply Rmult_lt_0_compat; lra).
    assert (0 <= w * (1 - z)) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma below_one_correct a : below_one a = true -> eval a x < 1.
Proof.
  enough (G : forall a, (below_one a = true -> eval a x < 1) /\
    forall n d b, a = Mul (Rat n d) b -> below_one b = true -> eval b x < 1) by apply G.
  clear a. induction a; (split; [|try (intros; discriminate)]); cbn [below_one];
  try (intros H; apply or_true in H;
    destruct H as [H|H]; [apply P in H; cbn [eval int] in *; lra|try discriminate]).
  - destruct a1; try discriminate. destruct a1_1; try discriminate.
    destruct a2; try discriminate. destruct a2_1; try discriminate.
    rewrite !and_true, !Z.leb_le in H. destruct H as [[[[U V] S] B] C].
    apply (proj2 IHa1 _ _ _ eq_refl) in B. apply (proj2 IHa2 _ _ _ eq_refl) in C.
    pose proof (mean_below_one _ _ _ _ _ _ U V S B C). cbn [eval] in *.
    change (eval (Rat n d) x * eval a1_2 x + eval (Rat n0 d0) x * eval a2_2 x < 1).
    now rewrite !eval_Rat.
  - intros n d b [= -> ->]. apply IHa2.
  - apply (proj1 IHa) in H. cbn [eval]. destruct (Rle_lt_dec (-1) (eval a x)) as [L|L].
    + apply kappa1_lt_1; [unfold corr|]; lra.
    + rewrite kappa1_below by lra. lra.
Qed.
Lemma kappa0_below_one y : y < 1 -> kappa0 y < 1.
Proof.
  intros Y. destruct (Rle_lt_dec y (-1)) as [L|L]; [rewrite kappa0_below by lra; lra|].
  unfold kappa0. pose proof (asin_bound_lt y ltac:(lra)). pose proof PI_RGT_0.
  assert (asin y / PI < 1 / 2); [|lra]. apply Rmult_lt_reg_r with PI; [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
Lemma made_positive_correct e : made_positive e = true -> 0 < eval e x.
Proof.
  induction e; cbn [made_positive]; intros H; apply or_true in H;
  (destruct H as [H|H]; [now apply P|]); try discriminate; cbn [eval].
  - apply or_true in H. rewrite !and_true, or_true in H. destruct H as [[A [B|B]]|[A B]];
    [specialize (IHe1 A); specialize (IHe2 B)|specialize (IHe1 A); apply N in B|
     apply N in A; specialize (IHe2 B)]; lra.
  - destruct e2; try discriminate. apply and_true in H. destruct H as [A B].
    apply same_eq in A. subst e1. apply below_one_correct, kappa0_below_one in B.
    cbn [eval int]. lra.
  - apply and_true in H. destruct H. apply Rmult_lt_0_compat; auto.
  - apply and_true in H. destruct H. apply Rdiv_lt_0_compat; auto.
  - apply sqrt_lt_R0. auto.
Qed.
Lemma multiple_value a b : eval (multiple a b) x = eval a x * eval b x.
Proof.
  unfold multiple. destruct (same a (int 1)) eqn:A; [apply same_eq in A; subst a; cbn; ring|].
  destruct (same b (int 1)) eqn:B; [apply same_eq in B; subst b; cbn; ring|reflexivity].
Qed.
Lemma fraction_correct e : 0 < eval (snd (fraction e)) x /\
  eval e x = eval (fst (fraction e)) x / eval (snd (fraction e)) x.
Proof.
  assert (One : forall e, 0 < eval (int 1) x /\ eval e x = eval e x / eval (int 1) x)
    by (intros; cbn; split; [lra|field]).
  induction e; cbn [fraction]; try apply One;
  repeat match goal with |- context [fraction ?a] => destruct (fraction a) as [? ?] end;
  cbn [fst snd] in *;
  repeat match goal with H : _ /\ _ |- _ => destruct H end.
  - cbn [eval]. split; [assumption|]. rewrite H0. field. lra.
  - destruct (same _ _) eqn:S; cbn [fst snd eval]; rewrite ?multiple_value.
    + apply same_eq in S. subst. split; [assumption|]. rewrite H0, H2. field. lra.
    + split; [now apply Rmult_lt_0_compat|]. rewrite H0, H2. field. lra.
  - destruct (same _ _) eqn:S; cbn [fst snd eval]; rewrite ?multiple_value.
    + apply same_eq in S. subst. split; [assumption|]. rewrite H0, H2. field. lra.
    + split; [now apply Rmult_lt_0_compat|]. rewrite H0, H2. field. lra.
  - cbn [eval]. rewrite multiple_value. split; [now apply Rmult_lt_0_compat|].
    rewrite H0, H2. field. lra.
  - destruct (variables _ e2).
    { cbn [fst snd eval]. split; [assumption|].
      match goal with E : eval e1 x = _ |- _ => rewrite E end. unfold Rdiv. ring. }
    destruct (made_positive _) eqn:M; cbn [negb]; [|apply One].
    apply made_positive_correct in M. destruct (same _ _) eqn:S; cbn [fst snd eval].
    + apply same_eq in S. subst. split; [assumption|]. rewrite H0, H2. field. lra.
    + rewrite !multiple_value. split; [now apply Rmult_lt_0_compat|]. rewrite H0, H2. field. lra.
Qed.
Lemma cleared_correct e n : cleared e = Some n ->
  (0 < eval n x -> 0 < eval e x) /\ (0 <= eval n x -> 0 <= eval e x).
Proof.
  unfold cleared. pose proof (fraction_correct e) as F. destruct (fraction e) as [m d].
  cbn [fst snd] in F. destruct F as [D ->]. destruct (same d (int 1)); [discriminate|].
  intros [= <-]. rewrite back_value, (normal_correct itself _ _ (itself_value x)).
  pose proof (Rinv_0_lt_compat _ D). split; intros H0; unfold Rdiv.
  - now apply Rmult_lt_0_compat.
  - apply Rmult_le_pos; lra.
Qed.
End Made.

(** ** Formulas that leave no number out *)
(** a >= b, or a > b. *)
Definition order_of (f : formula) : option (expr * expr * bool) :=
  match f with
  | Less a b => Some (b, a, false) | LessEqual a b => Some (b, a, true)
  | Greater a b => Some (a, b, false) | GreaterEqual a b => Some (a, b, true)
  | _ => None
  end.
Definition negation_of (o : option (expr * expr * bool)) : option (expr * expr * bool) :=
  match o with Some (a, b, weak) => Some (b, a, negb weak) | None => None end.
Definition complementary (o p : option (expr * expr * bool)) : bool :=
  match o, p with
  | Some (a, b, s), Some (c, d, t) => same a d && same b c && (s || t)
  | _, _ => false
  end.
Fixpoint tautology (f : formula) : bool :=
  match f with
  | And f g => tautology f && tautology g
  | Or f g => complementary (order_of f) (order_of g) || tautology f || tautology g
  | Implies f g => complementary (negation_of (order_of f)) (order_of g) || tautology g
  | _ => false
  end.
Definition order_meaning (o : option (expr * expr * bool)) (x : nat -> R) : Prop :=
  match o with
  | Some (a, b, weak) => if weak then eval a x >= eval b x else eval a x > eval b x
  | None => False
  end.
Lemma order_of_correct f x : order_of f <> None -> denote f x <-> order_meaning (order_of f) x.
Proof. destruct f; cbn [order_of order_meaning denote]; intros H; try congruence; lra. Qed.
Lemma complementary_correct o p x : complementary o p = true -> order_meaning o x \/ order_meaning
  p x.
Proof.
  unfold complementary. destruct o as [[[a b] s]|]; [|discriminate]. destruct p as [[[c d] t]|];
    [|discriminate].
  rewrite !and_true. intros [[A B] W]. apply same_eq in A, B. subst c d. apply or_true in W. cbn
    [order_meaning].
  destruct (Rtotal_order (eval a x) (eval b x)) as [L|[E|G]].
  - right. destruct t; lra.
  - destruct W as [S|S]; [left|right]; rewrite S; lra.
  - left. destruct s; lra.
Qed.
Lemma tautology_correct f x : tautology f = true -> denote f x.
Proof.
  induction f; cbn [tautology denote]; try discriminate; rewrite ?or_true, ?and_true.
  - intros [A B]. auto.
  - intros [[C|A]|B]; auto. assert (N : order_of f1 <> None /\ order_of f2 <> None)
      by (split; intros E; rewrite E in C; destruct (order_of f1) as [[[? ?] ?]|]; discriminate).
    destruct N as [N1 N2]. rewrite (order_of_correct f1 x N1), (order_of_correct f2 x N2).
    now apply complementary_correct.
  - intros [C|B] H; auto. assert (N : order_of f1 <> None /\ order_of f2 <> None)
      by (split; intros E; rewrite E in C; destruct (order_of f1) as [[[? ?] ?]|]; discriminate).
    destruct N as [N1 N2]. apply (order_of_correct f1 x N1) in H. apply (order_of_correct f2 x N2).
    destruct (complementary_correct _ _ x C) as [D|D]; [|exact D].
    destruct (order_of f1) as [[[a b] s]|]; [|easy]. cbn [negation_of order_meaning] in *.
      destruct s; cbn in *; lra.
Qed.

(** ** Domains *)
Definition domain := list (bound * bound).
Definition inside (dom : domain) (x : nat -> R) : Prop :=
  forall n l u, nth_error dom n = Some (l, u) -> between l u (x n).
(** The variables' values. *)
Definition values (xs : list R) (n : nat) : R := nth n xs 0.
(** For all, or some, values in a domain; [xs] are those chosen so far. *)
Fixpoint every (dom : domain) (xs : list R) (P : list R -> Prop) : Prop :=
  match dom with
  | [] => P xs
  | (l, u) :: dom => forall x, between l u x -> every dom (xs ++ [x]) P
  end.
Fixpoint some (dom : domain) (xs : list R) (P : list R -> Prop) : Prop :=
  match dom with
  | [] => P xs
  | (l, u) :: dom => exists x, between l u x /\ some dom (xs ++ [x]) P
  end.
Lemma inside_extend (done : domain) (xs : list R) l u x : length xs = length done -> inside done
  (values xs) ->
  between l u x -> inside (done ++ [(l, u)]) (values (xs ++ [x])).
Proof.
  intros L I B n a b N. unfold values. destruct (Nat.lt_ge_cases n (length done)) as [K|K].
  - rewrite nth_error_app1 in N by exact K. rewrite app_nth1 by lia. exact (I n a b N).
  - rewrite nth_error_app2 in N by exact K. rewrite app_nth2 by lia. rewrite L.
    destruct (n - length done)%nat as [|m]; [injection N as <- <-; exact B|now destruct m].
Qed.
Lemma every_intro (P : list R -> Prop) dom : forall (done : domain) xs, length xs = length done ->
  inside done (values xs) ->
  (forall ys, length ys = length (done ++ dom) -> inside (done ++ dom) (values ys) -> P ys) ->
  every dom xs P.
Proof.
  induction dom as [|[l u] dom IH]; intros done xs L I H; cbn [every].
  - rewrite app_nil_r in H. now apply H.
  - intros x B. apply (IH (done ++ [(l, u)])).
    + rewrite !app_length. cbn. lia.
    + now apply inside_extend.
    + intros ys Ly Iy. rewrite <- app_assoc in *. now apply H.
Qed.
Lemma some_elim (P : list R -> Prop) dom : forall (done : domain) xs, length xs = length done ->
  inside done (values xs) -> some dom xs P ->
  exists ys, inside (done ++ dom) (values ys) /\ P ys.
Proof.
  induction dom as [|[l u] dom IH]; intros done xs L I H; cbn [some] in H.
  - exists xs. rewrite app_nil_r. now split.
  - destruct H as (x & B & H).
    destruct (IH (done ++ [(l, u)]) (xs ++ [x])) as (ys & Y & Q); auto.
    + rewrite !app_length. cbn. lia.
    + now apply inside_extend.
    + exists ys. now rewrite <- app_assoc in Y.
Qed.
Lemma inside_nil x : inside [] x.
Proof. intros [|n] l u H; discriminate. Qed.
Lemma some_intro (P : list R -> Prop) dom : forall xs ys, length ys = length dom ->
  (forall n l u, nth_error dom n = Some (l, u) -> between l u (nth n ys 0)) ->
  P (xs ++ ys) -> some dom xs P.
Proof.
  induction dom as [|[l u] dom IH]; intros xs ys L B H; destruct ys as [|y ys]; try discriminate.
  - now rewrite app_nil_r in H.
  - cbn [some]. exists y. split; [exact (B 0%nat l u eq_refl)|].
    apply (IH _ ys); [cbn in L; lia| |now rewrite <- app_assoc].
    intros n a b N. exact (B (S n) a b N).
Qed.
Lemma every_elim (P : list R -> Prop) dom : forall xs ys, length ys = length dom ->
  (forall n l u, nth_error dom n = Some (l, u) -> between l u (nth n ys 0)) ->
  every dom xs P -> P (xs ++ ys).
Proof.
  induction dom as [|[l u] dom IH]; intros xs ys L B H; destruct ys as [|y ys]; try discriminate.
  - now rewrite app_nil_r.
  - cbn [every] in H. replace (xs ++ y :: ys) with ((xs ++ [y]) ++ ys) by now rewrite <- app_assoc.
    apply IH; [cbn in L; lia| |exact (H y (B 0%nat l u eq_refl))].
    intros n a b N. exact (B (S n) a b N).
Qed.

Fixpoint formula_variables (p : nat -> bool) (f : formula) : bool :=
  match f with
  | Less a b | LessEqual a b | Greater a b | GreaterEqual a b | Equal a b | NotEqual a b =>
      variables p a && variables p b
  | And f g | Or f g | Implies f g => formula_variables p f && formula_variables p g
  | Not f => formula_variables p f
  end.
Lemma denote_agree p f x y : formula_variables p f = true -> (forall n, p n = true -> x n = y n) ->
  denote f x <-> denote f y.
Proof.
  intros V A. induction f; cbn [formula_variables] in V; try (apply and_true in V; destruct V as
    [V W]);
  cbn [denote]; try (specialize (IHf1 V); specialize (IHf2 W); tauto); try (specialize (IHf V);
    tauto);
  rewrite (eval_agree p a x y V A), (eval_agree p b x y W A); tauto.
Qed.
Lemma says_agree p truth f x y : formula_variables p f = true ->
  (forall n, p n = true -> x n = y n) -> says truth f x -> says truth f y.
Proof.
  intros V A. pose proof (denote_agree p f x y V A). destruct truth; unfold says; tauto.
Qed.

(** A function with a positive derivative. *)
Lemma increases (f f' : R -> R) a b : a < b ->
  (forall u, a < u < b -> is_derive f u (f' u)) -> (forall u, a <= u <= b -> continuous f u) ->
  (forall u, a < u < b -> 0 < f' u) -> f a < f b.
Proof.
  intros T D C P.
  set (g := fun u => if Rlt_dec a u then if Rlt_dec u b then f' u else 1 else 1).
  assert (G : forall u, 0 < g u).
  { intros u. unfold g. destruct (Rlt_dec a u); [|lra]. destruct (Rlt_dec u b); [|lra]. apply P;
    lra. }
  destruct (MVT_gen f a b g) as (w & _ & E).
  - rewrite Rmin_left, Rmax_right by lra. intros u U. unfold g.
    destruct (Rlt_dec a u); [|lra]. destruct (Rlt_dec u b); [|lra]. now apply D.
  - rewrite Rmin_left, Rmax_right by lra. intros u U. apply continuity_pt_filterlim. now apply C.
  - pose proof (G w). assert (0 < g w * (b - a)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(** Polynomials in s. *)
Fixpoint horner (l : list R) (s : R) : R := match l with [] => 0 | a :: l => a + s * horner l s
  end.
Lemma horner_app l m s : horner (l ++ m) s = horner l s + s ^ length l * horner m s.
Proof. induction l as [|a l IH]; cbn; [ring|]. rewrite IH. ring. Qed.
Lemma taylor_horner n a s :
  taylor n a s = horner (map (fun j => a j / INR (fact j)) (seq 0 (S n))) s.
Proof.
  unfold taylor. induction n as [|n IH]; [cbn; unfold Rdiv; ring|].
  rewrite tech5, IH. rewrite (seq_S (S n) 0).
  rewrite map_app, horner_app, map_length, seq_length, Nat.add_0_l. cbn [map horner]. unfold Rdiv.
    ring.
Qed.

(** Expressions that are positive. *)
Definition given_at (given : list expr) (x : nat -> R) : Prop := forall w, In w given -> 0 < eval
  w x.
Lemma given_nothing x : given_at [] x.
Proof. intros w []. Qed.
