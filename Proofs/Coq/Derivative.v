(** * Derivatives of expressions along a segment, and Taylor's theorem with bounds.

    A segment leads from c in the direction v: at t the first k variables are c n + t v n, and the
    variables from k on are v 0, v 1, ....  [slope] is the derivative with respect to t, again an
    expression ([slope_correct]).  kappa1 is differentiable everywhere, kappa0 strictly between -1
    and 1. *)
From Coq Require Import ZArith Reals Lra Psatz List Bool Arith Lia.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine KernelTails KernelOrders Network PathBound Expression
  Identities.
Import ListNotations.
Local Open Scope R_scope.

(** ** Derivatives of expressions *)

(** Whether all variables that occur have a property. *)
Fixpoint variables (p : nat -> bool) (e : expr) : bool :=
  match e with
  | Var n => p n
  | Rat _ _ | Pi | Paths _ | Depth _ | Width _ | Tally _ _ => true
  | Neg a | Pow a _ | Sqrt a | Abs a | Acos a | Asin a | Exp a | Log a | Sin a | Cos a | Atan a
  | Kappa1 a | Kappa0 a | Higher _ a | Square a | Slope0 a | Kii _ _ a | Kij _ _ a | Lambda2 _ _ a
  | Tangent _ _ _ a | Eq12 _ a => variables p a
  | Add a b | Sub a b | Mul a b | Div a b | Min a b | Edge a b => variables p a && variables p b
  end.
Lemma eval_agree p e x y : variables p e = true -> (forall n, p n = true -> x n = y n) ->
  eval e x = eval e y.
Proof.
  intros V A. induction e; cbn [variables] in V; try (apply andb_true_iff in V; destruct V);
  rewrite ?eval_Kii, ?eval_Kij, ?eval_Lambda2, ?eval_Rat; cbn [eval];
  rewrite ?IHe, ?IHe1, ?IHe2 by assumption; auto.
Qed.

Section Direction.
Variable k : nat.
Definition moves (n : nat) : bool := Nat.ltb n k.
Definition path (c v : nat -> R) (t : R) (n : nat) : R :=
  if moves n then c n + t * v n else v (n - k)%nat.

(** Expressions known not to change along the segment. *)
Variable still : expr -> bool.

Fixpoint slope (e : expr) : expr :=
  if still e then int 0 else
  match e with
  | Var n => if moves n then Var (k + n) else int 0
  | Neg a => Neg (slope a)
  | Add a b => Expression.plus (slope a) (slope b)
  | Sub a b => Expression.plus (slope a) (if zero_term (slope b) then int 0 else Neg (slope b))
  | Mul a b => Expression.plus (Expression.times (slope a) b) (Expression.times a (slope b))
  | Div a b =>
      if still b then Div (slope a) b
      else Div (Sub (Expression.times (slope a) b) (Expression.times a (slope b))) (Square b)
  | Square a => Mul (Mul (int 2) a) (slope a)
  | Sqrt a => Div (slope a) (Mul (int 2) (Sqrt a))
  | Abs a => Mul (Div a (Abs a)) (slope a)
  | Exp a => Mul (Exp a) (slope a)
  | Log a => Div (slope a) a
  | Sin a => Mul (Cos a) (slope a)
  | Cos a => Mul (Neg (Sin a)) (slope a)
  | Atan a => Div (slope a) (Add (int 1) (Square a))
  | Asin a => Mul (Mul Pi (Slope0 a)) (slope a)
  | Acos a => Mul (Neg (Mul Pi (Slope0 a))) (slope a)
  | Kappa1 a => Mul (Kappa0 a) (slope a)
  | Kappa0 a => Mul (Slope0 a) (slope a)
  | Higher n a =>
      let m := Pos.of_succ_nat n in
      Mul (Mul (Rat (Zpos (Pos.succ m * Pos.succ m)) (Pos.succ (2 * m)))
        (match n with O => Kappa1 a | S n => Higher n a end)) (slope a)
  | Slope0 a =>
      Mul (Mul (Square Pi) (Mul a (Mul (Slope0 a) (Square (Slope0 a))))) (slope a)
  | _ => int 0
  end.

(** Where [slope] is the derivative. *)
Fixpoint smooth (e : expr) (x : nat -> R) : Prop :=
  still e = true \/
  match e with
  | Var _ => True
  | Neg a | Square a | Exp a | Sin a | Cos a | Atan a | Kappa1 a | Higher _ a => smooth a x
  | Add a b | Sub a b | Mul a b => smooth a x /\ smooth b x
  | Div a b => smooth a x /\ smooth b x /\ eval b x <> 0
  | Sqrt a | Log a => smooth a x /\ 0 < eval a x
  | Abs a => smooth a x /\ eval a x <> 0
  | Acos a | Asin a | Kappa0 a | Slope0 a => smooth a x /\ -1 < eval a x < 1
  | _ => False
  end.
(** Where the value depends continuously on the variables that move. *)
Fixpoint steady (e : expr) (x : nat -> R) : Prop :=
  still e = true \/
  match e with
  | Var _ => True
  | Neg a | Square a | Exp a | Sin a | Cos a | Atan a | Kappa1 a | Kappa0 a | Higher _ a | Sqrt a
  | Abs a => steady a x
  | Add a b | Sub a b | Mul a b | Min a b => steady a x /\ steady b x
  | Div a b => steady a x /\ steady b x /\ eval b x <> 0
  | Log a => steady a x /\ 0 < eval a x
  | Slope0 a => steady a x /\ -1 < eval a x < 1
  | _ => False
  end.

Section Path.
Variables (c v : nat -> R) (t : R).
Let at_t (e : expr) (t : R) := eval e (path c v t).
Hypothesis still_correct : forall e t u, still e = true -> eval e (path c v t) = eval e (path c v u).

Lemma still_derivative e : still e = true -> is_derive (at_t e) t 0.
Proof.
  intros F. apply is_derive_ext with (fun _ => at_t e t); [intros u; now apply still_correct|].
  apply @is_derive_const.
Qed.
Lemma derivative_comp e (f : R -> R) (l m : R) : is_derive f (at_t e t) l -> is_derive (at_t e) t m ->
  is_derive (fun t => f (at_t e t)) t (l * m).
Proof.
  intros A B. evar_last; [exact (is_derive_comp f (at_t e) t l m A B)|].
  unfold scal; simpl; unfold mult; simpl. ring.
Qed.
Lemma slope0_derivative a : -1 < a < 1 -> is_derive (fun a => 1 / (PI * sqrt (1 - a * a))) a
  (PI * PI * (a * (1 / (PI * sqrt (1 - a * a)) *
    (1 / (PI * sqrt (1 - a * a)) * (1 / (PI * sqrt (1 - a * a))))))).
Proof.
  intros H. pose proof PIpos as P. assert (S : 0 < 1 - a * a) by nra.
  pose proof (sqrt_lt_R0 _ S) as Q. auto_derive.
  - repeat split; [exact S|]. apply Rgt_not_eq. apply Rmult_lt_0_compat; [exact P|exact Q].
  - change (1 + - (a * a)) with (1 - a * a). field. split; apply Rgt_not_eq; assumption.
Qed.

Lemma asin_derivative a : -1 < a < 1 -> is_derive asin a (PI * (1 / (PI * sqrt (1 - a * a)))).
Proof.
  intros H. pose proof PIpos as P. pose proof (is_derive_asin a H) as D.
  assert (S : 0 < sqrt (1 - a * a)) by (apply sqrt_lt_R0; nra).
  replace (PI * (1 / (PI * sqrt (1 - a * a)))) with (1 / sqrt (1 - a ^ 2)); [exact D|].
  replace (a ^ 2) with (a * a) by ring. field. split; apply Rgt_not_eq; assumption.
Qed.
Lemma acos_derivative a : -1 < a < 1 -> is_derive acos a (- (PI * (1 / (PI * sqrt (1 - a * a))))).
Proof.
  intros H. apply is_derive_ext_loc with (fun a => PI / 2 - asin a).
  { apply (locally_interval _ a (-1) 1); simpl; try lra. intros u L U. rewrite asin_acos by lra. ring. }
  evar_last;
  [apply (is_derive_minus (fun _ => PI / 2) asin a 0); [apply @is_derive_const|exact (asin_derivative a H)]|].
  unfold minus, plus, opp, zero; simpl. apply Rplus_0_l.
Qed.

Lemma derivative_equal (f : R -> R) (l m : R) : is_derive f t l -> l = m -> is_derive f t m.
Proof. now intros D <-. Qed.
Lemma power_2_derivative (f : R -> R) (l : R) : is_derive f t l -> is_derive (fun t => f t * f t) t (2 * f t * l).
Proof.
  intros D. apply (derivative_equal _ (l * f t + f t * l)); [|ring].
  apply (is_derive_mult f f t l l); [exact D|exact D|]. intros. apply Rmult_comm.
Qed.
Lemma divided_derivative (f g : R -> R) (l m : R) : is_derive f t l -> is_derive g t m -> g t <> 0 ->
  is_derive (fun t => f t / g t) t ((l * g t - f t * m) / (g t * g t)).
Proof.
  intros F G N. apply (derivative_equal _ _ _ (is_derive_div f g t l m F G N)). field. exact N.
Qed.

(** The factor in the derivative of the kernel of order n + 2, as [slope] writes it. *)
Lemma higher_slope n x :
  eval (Rat (Zpos (Pos.succ (Pos.of_succ_nat n) * Pos.succ (Pos.of_succ_nat n)))
    (Pos.succ (2 * Pos.of_succ_nat n))) x = order_slope (S n).
Proof.
  rewrite eval_Rat. unfold order_slope. rewrite S_INR, INR_IZR_INZ.
  set (z := Z.of_nat n). assert (E : Zpos (Pos.of_succ_nat n) = (z + 1)%Z) by (unfold z; lia).
  replace (Zpos (Pos.succ (Pos.of_succ_nat n) * Pos.succ (Pos.of_succ_nat n)))
    with ((z + 2) * (z + 2))%Z by lia.
  replace (Zpos (Pos.succ (2 * Pos.of_succ_nat n))) with (2 * z + 3)%Z by lia.
  rewrite mult_IZR, !plus_IZR, mult_IZR. f_equal; ring.
Qed.

Theorem slope_correct e : smooth e (path c v t) ->
  is_derive (at_t e) t (eval (slope e) (path c v t)).
Proof.
  assert (Z : forall e, still e = true -> is_derive (at_t e) t (eval (slope e) (path c v t))).
  { intros e' F. replace (eval (slope e') _) with 0; [now apply still_derivative|].
    destruct e'; cbn [slope]; rewrite F; reflexivity. }
  induction e; intros S;
  match goal with |- is_derive (at_t ?e) _ _ => destruct (still e) eqn:F; [apply Z; exact F|] end;
  cbn [smooth] in S; (destruct S as [S|S]; [congruence|]); try contradiction;
  cbn [slope]; rewrite F; unfold at_t in *; cbn [eval].
  - destruct (moves n) eqn:M; cbn [eval int].
    + replace (path c v t (k + n)) with (v n).
      2:{ unfold path, moves. replace (Nat.ltb (k + n) k) with false
            by (symmetry; apply Nat.ltb_ge; lia). now replace (k + n - k)%nat with n by lia. }
      apply is_derive_ext with (fun t => c n + t * v n); [intros u; unfold path; now rewrite M|].
      auto_derive; [exact I|ring].
    + apply is_derive_ext with (fun _ => v (n - k)%nat); [intros u; unfold path; now rewrite M|].
      apply @is_derive_const.
  - apply (is_derive_opp _ _ _ (IHe S)).
  - rewrite eval_plus. apply (is_derive_plus _ _ _ _ _ (IHe1 (proj1 S)) (IHe2 (proj2 S))).
  - rewrite eval_plus.
    replace (eval (if zero_term (slope e2) then int 0 else Neg (slope e2)) (path c v t))
      with (- eval (slope e2) (path c v t)).
    + apply (is_derive_minus _ _ _ _ _ (IHe1 (proj1 S)) (IHe2 (proj2 S))).
    + destruct (zero_term _) eqn:E; [rewrite (zero_term_eval _ _ E)|]; cbn [eval int]; ring.
  - rewrite eval_plus, !eval_times.
    apply (is_derive_mult _ _ t _ _ (IHe1 (proj1 S)) (IHe2 (proj2 S))). intros. apply Rmult_comm.
  - destruct S as (S1 & S2 & N). pose proof (divided_derivative _ _ _ _ (IHe1 S1) (IHe2 S2) N) as D.
    destruct (still e2) eqn:F2.
    + apply (derivative_equal _ _ _ D). cbn [eval].
      assert (E : eval (slope e2) (path c v t) = 0) by (destruct e2; cbn [slope]; rewrite F2; reflexivity).
      rewrite E. field. exact N.
    + apply (derivative_equal _ _ _ D). cbn [eval]. now rewrite !eval_times.
  - destruct S as [S P]. apply (derivative_equal _ _ _ (derivative_comp e sqrt _ _
      (is_derive_sqrt _ _ _ (is_derive_id _) P) (IHe S))).
    unfold one; simpl. unfold at_t. field. apply Rgt_not_eq, sqrt_lt_R0, P.
  - destruct S as [S N]. apply (derivative_equal _ _ _ (derivative_comp e Rabs _ _
      (is_derive_Rabs (fun x => x) _ _ (is_derive_id _) N) (IHe S))).
    unfold one; simpl. unfold at_t. f_equal.
    rewrite Rmult_1_r. destruct (Rlt_or_le 0 (eval e (path c v t))) as [P|P].
    + rewrite sign_eq_1, Rabs_right by lra. field. lra.
    + rewrite sign_eq_m1, Rabs_left by lra. field. lra.
  - destruct S as [S P].
    apply (derivative_equal _ _ _ (derivative_comp e acos _ _ (acos_derivative _ P) (IHe S))). reflexivity.
  - destruct S as [S P].
    apply (derivative_equal _ _ _ (derivative_comp e asin _ _ (asin_derivative _ P) (IHe S))). reflexivity.
  - apply (derivative_equal _ _ _ (derivative_comp e exp _ _ (is_derive_exp _) (IHe S))). reflexivity.
  - destruct S as [S P]. apply (derivative_equal _ _ _ (derivative_comp e ln _ _ (is_derive_ln _ P) (IHe S))).
    unfold at_t. field. lra.
  - apply (derivative_equal _ _ _ (derivative_comp e sin _ _ (is_derive_sin _) (IHe S))). reflexivity.
  - apply (derivative_equal _ _ _ (derivative_comp e cos _ _ (is_derive_cos _) (IHe S))). reflexivity.
  - apply (derivative_equal _ _ _ (derivative_comp e atan _ _ (is_derive_atan _) (IHe S))).
    unfold at_t. set (y := eval e (path c v t)). assert (0 < 1 + y * y) by nra.
    unfold Rsqr. cbn. field; repeat split; nra.
  - apply (derivative_equal _ _ _ (derivative_comp e kappa1 _ _ (kappa1_derivative _) (IHe S))). reflexivity.
  - destruct S as [S P].
    apply (derivative_equal _ _ _ (derivative_comp e kappa0 _ _ (is_derive_kappa0 _ P) (IHe S))).
    unfold at_t. f_equal. f_equal. f_equal. f_equal. ring.
  - apply (derivative_equal _ _ _ (derivative_comp e (kappa_order (2 + n)) _ _
      (kappa_order_derivative (1 + n) _) (IHe S))). unfold at_t.
    set (y := path c v t).
    set (lower := match n with O => Kappa1 e | Datatypes.S n => Higher n e end).
    assert (E : eval lower y = kappa_order (1 + n) (eval e y))
      by (unfold lower; destruct n; reflexivity).
    transitivity (eval (Rat (Zpos (Pos.succ (Pos.of_succ_nat n) * Pos.succ (Pos.of_succ_nat n)))
      (Pos.succ (2 * Pos.of_succ_nat n))) y * eval lower y * eval (slope e) y); [|reflexivity].
    now rewrite higher_slope, E.
  - apply (power_2_derivative _ _ (IHe S)).
  - destruct S as [S P].
    apply (derivative_equal _ _ _ (derivative_comp e _ _ _ (slope0_derivative _ P) (IHe S))). reflexivity.
Qed.

Theorem steady_correct e : steady e (path c v t) -> continuous (at_t e) t.
Proof.
  assert (Z : forall e, still e = true -> continuous (at_t e) t).
  { intros e' F. apply @ex_derive_continuous. eexists. now apply still_derivative. }
  induction e; intros S;
  match goal with |- continuous (at_t ?e) _ => destruct (still e) eqn:F; [apply Z; exact F|] end;
  cbn [steady] in S; (destruct S as [S|S]; [congruence|]); try contradiction;
  unfold at_t in *; cbn [eval].
  - destruct (moves n) eqn:M.
    + apply continuous_ext with (fun t => c n + t * v n); [intros u; unfold path; now rewrite M|].
      apply @ex_derive_continuous. auto_derive. exact I.
    + apply continuous_ext with (fun _ => v (n - k)%nat); [intros u; unfold path; now rewrite M|].
      apply continuous_const.
  - apply (continuous_opp _ _ (IHe S)).
  - apply (continuous_plus _ _ _ (IHe1 (proj1 S)) (IHe2 (proj2 S))).
  - apply (continuous_minus _ _ _ (IHe1 (proj1 S)) (IHe2 (proj2 S))).
  - apply (continuous_mult _ _ _ (IHe1 (proj1 S)) (IHe2 (proj2 S))).
  - destruct S as (S1 & S2 & N). unfold Rdiv.
    apply (continuous_mult _ _ _ (IHe1 S1)). apply continuous_Rinv_comp; [apply IHe2; exact S2|exact N].
  - apply (continuous_sqrt_comp _ _ (IHe S)).
  - apply (continuous_Rabs_comp _ _ (IHe S)).
  - apply (continuous_comp _ exp _ (IHe S)). apply continuous_exp.
  - destruct S as [S P]. apply (continuous_comp _ ln _ (IHe S)). now apply continuous_ln.
  - apply (continuous_comp _ sin _ (IHe S)). apply continuous_sin.
  - apply (continuous_comp _ cos _ (IHe S)). apply continuous_cos.
  - apply (continuous_comp _ atan _ (IHe S)). apply continuous_atan.
  - apply (continuous_comp _ kappa1 _ (IHe S)). apply kappa1_continuous.
  - apply (continuous_comp _ kappa0 _ (IHe S)). apply kappa0_continuous.
  - apply (continuous_comp _ (kappa_order (2 + n)) _ (IHe S)). apply kappa_order_continuous.
  - apply (continuous_mult _ _ _ (IHe S) (IHe S)).
  - apply continuous_ext with (fun t => / 2 * (eval e1 (path c v t) + eval e2 (path c v t)
      - Rabs (eval e1 (path c v t) - eval e2 (path c v t)))).
    { intros u. unfold Rmin, Rabs. destruct Rle_dec, Rcase_abs; lra. }
    pose proof (IHe1 (proj1 S)) as A. pose proof (IHe2 (proj2 S)) as B.
    apply (continuous_mult (fun _ => / 2)); [apply continuous_const|].
    apply (continuous_minus (fun u => eval e1 (path c v u) + eval e2 (path c v u))).
    + apply (continuous_plus _ _ _ A B).
    + apply (continuous_Rabs_comp (fun u => eval e1 (path c v u) - eval e2 (path c v u))).
      apply (continuous_minus _ _ _ A B).
  - destruct S as [S P]. apply (continuous_comp _ (fun a => 1 / (PI * sqrt (1 - a * a))) _ (IHe S)).
    apply @ex_derive_continuous. eexists. now apply slope0_derivative.
Qed.
End Path.
End Direction.

(** ** Taylor's theorem with bounds of the last derivative *)

(** A function that does not decrease. *)
Lemma not_below_start (f f' : R -> R) t : 0 < t ->
  (forall u, 0 < u < t -> is_derive f u (f' u)) -> (forall u, 0 <= u <= t -> continuous f u) ->
  (forall u, 0 < u < t -> 0 <= f' u) -> f 0 <= f t.
Proof.
  intros T D C P.
  set (g := fun u => if Rlt_dec 0 u then if Rlt_dec u t then f' u else 0 else 0).
  assert (G : forall u, 0 <= g u).
  { intros u. unfold g. destruct (Rlt_dec 0 u); [|lra]. destruct (Rlt_dec u t); [|lra]. apply P; lra. }
  destruct (MVT_gen f 0 t g) as (w & _ & E).
  - rewrite Rmin_left, Rmax_right by lra. intros u U. unfold g.
    destruct (Rlt_dec 0 u); [|lra]. destruct (Rlt_dec u t); [|lra]. now apply D.
  - rewrite Rmin_left, Rmax_right by lra. intros u U. apply continuity_pt_filterlim. now apply C.
  - pose proof (G w). assert (0 <= g w * (t - 0)) by (apply Rmult_le_pos; lra). lra.
Qed.

(** The sum of a j t^j / j! for j from 0 to n. *)
Definition taylor (n : nat) (a : nat -> R) (t : R) : R :=
  sum_f_R0 (fun j => a j * t ^ j / INR (fact j)) n.
Lemma taylor_start n a : taylor n a 0 = a 0%nat.
Proof.
  unfold taylor. induction n; [simpl; field|]. rewrite tech5, IHn. rewrite pow_i by lia. unfold Rdiv. ring.
Qed.
Lemma monomial_derivative (a b : R) p t :
  is_derive (fun t => a * t ^ p / b) t (a * (INR p * t ^ pred p) / b).
Proof. auto_derive; [exact I|]. unfold Rdiv. ring. Qed.
Lemma taylor_derivative n a t : is_derive (taylor (S n) a) t (taylor n (fun j => a (S j)) t).
Proof.
  unfold taylor. induction n.
  - simpl. auto_derive; [exact I|]. field.
  - rewrite tech5. apply is_derive_ext with
      (fun t => sum_f_R0 (fun j => a j * t ^ j / INR (fact j)) (S n) + a (S (S n)) * t ^ S (S n) / INR (fact (S (S n)))).
    { intros u. now rewrite (tech5 _ (S n)). }
    apply (is_derive_plus _ _ _ _ _ IHn). evar_last; [apply monomial_derivative|].
    rewrite (fact_simpl (S n)), mult_INR. cbn [pred].
    pose proof (INR_fact_neq_0 (S n)). assert (INR (S (S n)) <> 0) by (apply not_0_INR; lia).
    field. split; assumption.
Qed.

(** The derivatives of G 0 are G 1, G 2, ...; G n is at least l. *)
Lemma taylor_below n : forall (G : nat -> R -> R) s l, (0 < n)%nat ->
  (forall j, (j < n)%nat -> forall t, 0 < t < s -> is_derive (G j) t (G (S j) t)) ->
  (forall j, (j < n)%nat -> forall t, 0 <= t <= s -> continuous (G j) t) ->
  (forall t, 0 < t < s -> l <= G n t) ->
  forall t, 0 < t <= s -> taylor n (fun j => if Nat.ltb j n then G j 0 else l) t <= G 0%nat t.
Proof.
  induction n as [|n IH]; intros G s l N D C L t T; [lia|].
  set (b := fun j => if Nat.ltb j (S n) then G j 0 else l).
  assert (H : G 0%nat 0 - taylor (S n) b 0 <= G 0%nat t - taylor (S n) b t).
  { apply (not_below_start (fun u => G 0%nat u - taylor (S n) b u)
      (fun u => G 1%nat u - taylor n (fun j => b (S j)) u)); [lra| | |].
    - intros u U. apply (is_derive_minus _ _ _ _ _ (D 0%nat ltac:(lia) u ltac:(lra))).
      apply taylor_derivative.
    - intros u U. apply (continuous_minus _ _ _ (C 0%nat ltac:(lia) u ltac:(lra))).
      apply @ex_derive_continuous. eexists. apply taylor_derivative.
    - intros u U. destruct n as [|n].
      + assert (E : taylor 0 (fun j => b (S j)) u = l) by (unfold taylor, b; cbn; field).
        rewrite E. specialize (L u ltac:(lra)). lra.
      + assert (B : taylor (S n) (fun j => if Nat.ltb j (S n) then G (S j) 0 else l) u <= G 1%nat u).
        { apply (IH (fun j => G (S j)) s l); [lia| | |exact L|lra].
          - intros j J. apply (D (S j)). lia.
          - intros j J. apply (C (S j)). lia. }
        change (taylor (S n) (fun j => b (S j)) u <= G 1%nat u) in B. lra. }
  change (taylor (S n) b t <= G 0%nat t). rewrite taylor_start in H.
  change (b 0%nat) with (G 0%nat 0) in H. lra.
Qed.

(** With the last coefficient r between the bounds of G n. *)
Theorem taylor_bounds n (G : nat -> R -> R) s : (0 < n)%nat -> 0 < s ->
  (forall j, (j < n)%nat -> forall t, 0 < t < s -> is_derive (G j) t (G (S j) t)) ->
  (forall j, (j < n)%nat -> forall t, 0 <= t <= s -> continuous (G j) t) ->
  exists r, G 0%nat s = taylor n (fun j => if Nat.ltb j n then G j 0 else r) s /\
    (forall l, (forall t, 0 < t < s -> l <= G n t) -> l <= r) /\
    (forall u, (forall t, 0 < t < s -> G n t <= u) -> r <= u).
Proof.
  intros N S D C. set (b := fun r j => if Nat.ltb j n then G j 0 else r).
  set (w := s ^ n / INR (fact n)).
  assert (W : 0 < w).
  { apply Rdiv_lt_0_compat; [now apply pow_lt|]. apply INR_fact_lt_0. }
  assert (E : forall r, taylor n (b r) s = taylor n (b 0) s + r * w).
  { intros r. unfold taylor. destruct n as [|m]; [lia|]. rewrite !tech5.
    replace (sum_f_R0 (fun j => b r j * s ^ j / INR (fact j)) m)
      with (sum_f_R0 (fun j => b 0 j * s ^ j / INR (fact j)) m).
    - unfold b, w. rewrite Nat.ltb_irrefl. unfold Rdiv. ring.
    - apply sum_eq. intros i I. unfold b. replace (Nat.ltb i (Datatypes.S m)) with true; [reflexivity|].
      symmetry. apply Nat.ltb_lt. lia. }
  exists ((G 0%nat s - taylor n (b 0) s) / w). fold (b ((G 0%nat s - taylor n (b 0) s) / w)).
  split; [|split].
  - change (G 0%nat s = taylor n (b ((G 0%nat s - taylor n (b 0) s) / w)) s).
    rewrite E. field. lra.
  - intros l L. pose proof (taylor_below n G s l N D C L s ltac:(lra)) as B.
    change (taylor n (b l) s <= G 0%nat s) in B. rewrite E in B.
    apply Rmult_le_reg_r with w; [exact W|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
  - intros u U.
    assert (B : taylor n (fun j => if Nat.ltb j n then - G j 0 else - u) s <= - G 0%nat s).
    { apply (taylor_below n (fun j t => - G j t) s (- u) N); [| | |lra].
      - intros j J t T. apply (is_derive_opp _ _ _ (D j J t T)).
      - intros j J t T. apply (continuous_opp _ _ (C j J t T)).
      - intros t T. specialize (U t T). lra. }
    assert (F : taylor n (fun j => if Nat.ltb j n then - G j 0 else - u) s = - taylor n (b u) s).
    { unfold taylor. replace (- sum_f_R0 (fun j => b u j * s ^ j / INR (fact j)) n)
        with (-1 * sum_f_R0 (fun j => b u j * s ^ j / INR (fact j)) n) by ring.
      rewrite scal_sum. apply sum_eq. intros i _. unfold b. destruct (Nat.ltb i n); unfold Rdiv; ring. }
    rewrite F, E in B.
    apply Rmult_le_reg_r with w; [exact W|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
