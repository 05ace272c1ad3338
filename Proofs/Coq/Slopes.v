(** * Monotone in a variable, apart from the zeros of a polynomial.

    An expression whose slope in one variable is not negative is at least what it is at the lower
      end
    of that variable's interval ([rises]).
      The slope may fail to exist where a polynomial W is 0, on
    the boundary for instance: a point x is then approached from places x + t (c - x), t > 0,
      where c
    is a point with W (c) <> 0.  On a line through such a place W has finitely many zeros,
      between which
    the slope decides, and t tends to 0 by continuity.
      The same argument proves e >= 0 from e D >= 0
    and D >= 0 where the polynomial D may be 0 ([nonnegative_by_denominator]). *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Arith Lia Classical.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine Network Expression Identities Derivative Certificate
  Boxes Differentiation.
Import ListNotations.
Local Open Scope R_scope.

(** ** Polynomials of one variable have finitely many zeros *)
Definition is_polynomial (f : R -> R) : Prop := exists l, forall t, f t = horner l t.
Lemma polynomial_constant a : is_polynomial (fun _ => a).
Proof. exists [a]. intros t. cbn. ring. Qed.
Lemma polynomial_affine a b : is_polynomial (fun t => a + t * b).
Proof. exists [a; b]. intros t. cbn. ring. Qed.
Lemma horner_sum l : forall m, exists n, forall t, horner l t + horner m t = horner n t.
Proof.
  induction l as [|a l IH]; intros m; [exists m; intros t; cbn; ring|].
  destruct m as [|b m]; [exists (a :: l); intros t; cbn; ring|].
  destruct (IH m) as [n N]. exists (a + b :: n). intros t. cbn. rewrite <- N. ring.
Qed.
Lemma horner_scaled a l t : a * horner l t = horner (map (Rmult a) l) t.
Proof. induction l as [|b l IH]; cbn; [ring|]. rewrite <- IH. ring. Qed.
Lemma horner_product l m : exists n, forall t, horner l t * horner m t = horner n t.
Proof.
  induction l as [|a l [n N]]; [exists []; intros t; cbn; ring|].
  destruct (horner_sum (map (Rmult a) m) (0 :: n)) as [k K]. exists k. intros t.
  rewrite <- K, <- horner_scaled. cbn. rewrite <- N. ring.
Qed.
Lemma polynomial_sum f g : is_polynomial f -> is_polynomial g ->
  is_polynomial (fun t => f t + g t).
Proof.
  intros [l L] [m M]. destruct (horner_sum l m) as [n N]. exists n. intros t. now rewrite L, M.
Qed.
Lemma polynomial_product f g : is_polynomial f -> is_polynomial g ->
  is_polynomial (fun t => f t * g t).
Proof.
  intros [l L] [m M]. destruct (horner_product l m) as [n N]. exists n. intros t. now rewrite L, M.
Qed.
Lemma polynomial_equal f g : (forall t, f t = g t) -> is_polynomial f -> is_polynomial g.
Proof. intros E [l L]. exists l. intros t. now rewrite <- E. Qed.
Lemma horner_divided l p : exists q, length q = pred (length l) /\
  forall u, horner l u = horner l p + (u - p) * horner q u.
Proof.
  induction l as [|a l [q [L Q]]].
  - exists []. split; [reflexivity|]. intros u. cbn. ring.
  - destruct l as [|b l].
    { exists []. split; [reflexivity|]. intros u. cbn. ring. }
    exists (horner (b :: l) p :: q). split; [cbn in *; now rewrite L|]. intros u.
    change (a + u * horner (b :: l) u =
      a + p * horner (b :: l) p + (u - p) * (horner (b :: l) p + u * horner q u)).
    rewrite (Q u). ring.
Qed.
Lemma zeros_of_horner n : forall l, length l = n -> (exists u, horner l u <> 0) ->
  exists zs, forall u, horner l u = 0 -> In u zs.
Proof.
  induction n as [|n IH]; intros l L [u0 U0].
  - destruct l; [|discriminate]. now cbn in U0.
  - destruct (classic (exists p, horner l p = 0)) as [[p P]|N].
    + destruct (horner_divided l p) as [q [Lq Q]]. rewrite L in Lq.
      destruct (IH q Lq) as [zs Z].
      { exists u0. intros E. apply U0. rewrite Q, P, E. ring. }
      exists (p :: zs). intros u U. destruct (Req_dec u p) as [E|E]; [now left|]. right. apply Z.
      rewrite Q, P, Rplus_0_l in U. apply Rmult_integral in U. destruct U as [U|U]; [lra|exact U].
    + exists []. intros u U. elim N. now exists u.
Qed.
Lemma finitely_many_zeros f u0 : is_polynomial f -> f u0 <> 0 ->
  exists zs, forall u, f u = 0 -> In u zs.
Proof.
  intros [l L] U. destruct (zeros_of_horner _ l eq_refl) as [zs Z]; [exists u0; now rewrite <- L|].
  exists zs. intros u E. apply Z. now rewrite <- L.
Qed.
(** Near 0 there is no member of a list but 0 itself. *)
Lemma apart_from_list zs : exists d, 0 < d <= 1 /\ forall t, 0 < t < d -> ~ In t zs.
Proof.
  induction zs as [|p zs [d [D N]]].
  - exists 1. split; [lra|]. intros t _ [].
  - destruct (Rlt_le_dec 0 p) as [P|P].
    + exists (Rmin d p). pose proof (Rmin_l d p). pose proof (Rmin_r d p).
      split; [split; [now apply Rmin_glb_lt|lra]|]. intros t T [E|I]; [lra|].
      apply (N t); [lra|exact I].
    + exists d. split; [exact D|]. intros t T [E|I]; [lra|]. now apply (N t).
Qed.
Lemma limit_nonnegative h d : continuous h 0 -> 0 < d -> (forall t, 0 < t < d -> 0 <= h t) ->
  0 <= h 0.
Proof.
  intros C D P. destruct (Rle_or_lt 0 (h 0)) as [L|L]; [exact L|]. exfalso.
  assert (O : locally (h 0) (fun y => y < 0)) by (exists (mkposreal (- h 0) ltac:(lra));
    intros y Y; unfold ball, AbsRing_ball, abs, minus, plus, opp in Y; cbn in Y;
      unfold AbsRing_ball, abs, minus, plus, opp in Y; cbn in Y;
    apply Rabs_def2 in Y; lra).
  destruct (C _ O) as [[r R] B]. set (t := Rmin (r / 2) (d / 2)).
  assert (T : 0 < t <= r / 2 /\ t <= d / 2).
  { unfold t. pose proof (Rmin_l (r / 2) (d / 2)). pose proof (Rmin_r (r / 2) (d / 2)).
    assert (0 < Rmin (r / 2) (d / 2)) by (apply Rmin_glb_lt; lra). lra. }
  assert (Q : h t < 0).
  { apply B. unfold ball; cbn; unfold AbsRing_ball, abs, minus, plus, opp; cbn.
    replace (t + - 0) with t by ring. rewrite Rabs_pos_eq; lra. }
  specialize (P t ltac:(lra)). lra.
Qed.
(** A function whose derivative is not negative but at finitely many places. *)
Lemma rises_off (g g' : R -> R) zs : forall a b, a <= b -> (forall u, a <= u <= b ->
  continuous g u) ->
  (forall u, a < u < b -> ~ In u zs -> is_derive g u (g' u) /\ 0 <= g' u) -> g a <= g b.
Proof.
  induction zs as [|p zs IH]; intros a b L C D.
  - destruct L as [L|<-]; [|lra].
    pose proof (not_below_start (fun u => g (a + u)) (fun u => g' (a + u)) (b - a)) as N.
    cbv beta in N. replace (a + 0) with a in N by ring. replace (a + (b - a)) with b in N by ring.
    apply N; [lra| | |].
    + intros u U. destruct (D (a + u) ltac:(lra) ltac:(intros [])) as [E _].
      evar_last; [apply (is_derive_comp g (fun u => a + u)); [exact E|]|].
      * instantiate (1 := 1). auto_derive; [exact I|ring].
      * unfold scal; cbn; unfold mult; cbn. ring.
    + intros u U. apply (continuous_comp (fun u => a + u) g); [|apply C; lra].
      apply @ex_derive_continuous. auto_derive. exact I.
    + intros u U. apply (D (a + u) ltac:(lra)). intros [].
  - destruct (Rlt_le_dec a p) as [A|A]; [destruct (Rlt_le_dec p b) as [B|B]|].
    + apply Rle_trans with (g p); apply IH; try lra; intros u U; try (apply C; lra);
      intros N; apply D; try lra; (intros [E|I]; [lra|contradiction]).
    + apply IH; [exact L|exact C|]. intros u U N. apply D; [exact U|].
        intros [E|I]; [lra|contradiction].
    + apply IH; [exact L|exact C|]. intros u U N. apply D; [exact U|].
        intros [E|I]; [lra|contradiction].
Qed.

(** ** Polynomial expressions *)
Fixpoint polynomial (e : expr) : bool :=
  match e with
  | Var _ | Rat _ _ => true
  | Neg a | Square a | Pow a _ => polynomial a
  | Add a b | Sub a b | Mul a b => polynomial a && polynomial b
  | _ => false
  end.
Lemma polynomial_correct e (x : R -> nat -> R) : polynomial e = true ->
  (forall n, is_polynomial (fun t => x t n)) -> is_polynomial (fun t => eval e (x t)).
Proof.
  intros H P. assert (Scaled : forall f, is_polynomial f -> is_polynomial (fun t => - f t)).
  { intros f F. apply (polynomial_equal (fun t => (-1) * f t)); [intros t; ring|].
    apply polynomial_product; [apply polynomial_constant|exact F]. }
  assert (Powers : forall f n, is_polynomial f -> is_polynomial (fun t => f t ^ n)).
  { intros f n F. induction n; cbn; [apply polynomial_constant|]. now apply polynomial_product. }
  induction e; cbn [polynomial] in H; try discriminate; try (apply andb_true_iff in H;
    destruct H as [H1 H2]).
  - apply P.
  - apply (polynomial_equal (fun _ => IZR n / IZR (Zpos d))); [intros t; symmetry;
      apply eval_Rat|].
    apply polynomial_constant.
  - apply Scaled. auto.
  - apply polynomial_sum; auto.
  - apply (polynomial_equal (fun t => eval e1 (x t) + - eval e2 (x t))); [intros t; cbn; ring|].
    apply polynomial_sum; auto.
  - apply polynomial_product; auto.
  - apply Powers. auto.
  - apply polynomial_product; auto.
Qed.

(** ** Lines *)
Definition put_at (n : nat) (u : R) (x : nat -> R) (m : nat) : R := if Nat.eqb m n then u else x m.
Definition towards (c x : nat -> R) (t : R) (n : nat) : R := x n + t * (c n - x n).
Lemma put_at_same n x m : put_at n (x n) x m = x m.
Proof. unfold put_at. destruct (Nat.eqb_spec m n) as [->|]; reflexivity. Qed.
Lemma eval_put_same e n x : eval e (put_at n (x n) x) = eval e x.
Proof.
  apply eval_equal. intros m. apply put_at_same.
Qed.

(** *** Slopes in one variable *)
Section Partial.
Variables (k n : nat).
Definition fixed (e : expr) : bool := variables (fun m => negb (Nat.eqb m n)) e.
Definition along_one (m : nat) : expr := if Nat.eqb m (k + n) then int 1 else Var m.
Definition partial (e : expr) : expr :=
  back (normal itself (substitute along_one (slope k fixed e))).
(** What must be positive so that the slope exists. *)
Fixpoint conditions (e : expr) : option (list expr) :=
  if fixed e then Some [] else
  let both a b := match conditions a, conditions b with
    | Some l, Some m => Some (l ++ m) | _, _ => None end in
  match e with
  | Var _ => Some []
  | Neg a | Square a | Exp a | Sin a | Cos a | Atan a | Kappa1 a | Higher _ a => conditions a
  | Add a b | Sub a b | Mul a b => both a b
  | Div a b => option_map (cons b) (both a b)
  | Sqrt a | Log a => option_map (cons a) (conditions a)
  | Acos a | Asin a | Kappa0 a | Slope0 a =>
      option_map (fun l => Sub (int 1) a :: Add (int 1) a :: l) (conditions a)
  | _ => None
  end.
Lemma conditions_correct e : forall l x, conditions e = Some l -> given_at l x -> smooth fixed e x.
Proof.
  assert (App : forall l m x, given_at (l ++ m) x -> given_at l x /\ given_at m x).
  { intros l m x H. split; intros w W; apply H; apply in_or_app; auto. }
  assert (Cons : forall w l x, given_at (w :: l) x -> 0 < eval w x /\ given_at l x).
  { intros w l x H. split; [apply H; now left|]. intros v V. apply H. now right. }
  induction e; intros l x H G; cbn [conditions smooth] in *;
  match goal with |- fixed ?e = true \/ _ => destruct (fixed e) eqn:F; [now left|right] end;
  try discriminate; try exact I; eauto;
  try (destruct (conditions e1) as [l1|]; [|discriminate]; destruct (conditions e2) as [l2|];
    [|discriminate];
    cbn [option_map] in H; injection H as <-);
  try (destruct (conditions e) as [l1|]; [|discriminate]; cbn [option_map] in H;
    injection H as <-).
  all: try (apply App in G; destruct G; split; eauto).
  - apply Cons in G. destruct G as [P G]. apply App in G. destruct G. split; [eauto|].
      split; [eauto|lra].
  all: apply Cons in G; destruct G as [P G].
  all: try (apply Cons in G; destruct G as [Q G]; cbn [eval int] in P, Q; split; [eauto|lra]).
  all: split; eauto.
Qed.
(** The path along the variable through x. *)
Let start (x : nat -> R) (m : nat) : R := if Nat.eqb m n then 0 else x m.
Let unit (m : nat) : R := if Nat.eqb m n then 1 else 0.
Hypothesis small : (n < k)%nat.
Lemma path_put x u m : moves k m = true -> path k (start x) unit u m = put_at n u x m.
Proof.
  intros M. unfold path, start, unit, put_at. rewrite M. destruct (Nat.eqb m n); ring.
Qed.
Lemma fixed_correct x e t u : fixed e = true ->
  eval e (path k (start x) unit t) = eval e (path k (start x) unit u).
Proof.
  intros H. apply (eval_agree _ _ _ _ H). intros m M. apply negb_true_iff in M. unfold path, unit.
  rewrite M. destruct (moves k m); [ring|reflexivity].
Qed.
Theorem partial_correct e x u : variables (moves k) e = true ->
  smooth fixed e (put_at n u x) ->
  is_derive (fun u => eval e (put_at n u x)) u (eval (partial e) (put_at n u x)).
Proof.
  intros V S.
  set (y := path k (start x) unit u).
  (* Beyond the variables that move nothing matters. *)
  assert (Out : forall e, variables (moves k) e = true ->
    forall w, eval e (path k (start x) unit w) = eval e (put_at n w x)).
  { intros e' V' w. apply (eval_agree _ _ _ _ V'). intros m M. now apply path_put. }
  assert (S' : smooth fixed e y).
  { clear - S V Out. unfold y. revert S V.
    assert (E : forall a, variables (moves k) a = true ->
      eval a (put_at n u x) = eval a (path k (start x) unit u))
      by (intros a A; symmetry; now apply Out).
    induction e; cbn [smooth variables]; intros [S|S] V; try (now left); right;
    repeat match goal with
      | H : _ && _ = true |- _ => apply andb_true_iff in H; destruct H
      | H : _ /\ _ |- _ => destruct H
    end; rewrite <- ?E by assumption; repeat split; auto. }
  apply is_derive_ext with (fun u => eval e (path k (start x) unit u)); [intros w; now apply Out|].
  replace (eval (partial e) (put_at n u x)) with (eval (slope k fixed e) y).
  - apply slope_correct; [|exact S']. intros e' t w. apply fixed_correct.
  - unfold partial. rewrite back_value, (normal_correct itself _ _ (itself_value _)),
      substitute_correct.
    set (z := fun m => eval (along_one m) (put_at n u x)).
    assert (Own : forall m, moves k m = true -> y m = z m).
    { intros m M. unfold y, z, along_one. destruct (Nat.eqb_spec m (k + n)) as [->|_].
      - unfold moves in M. apply Nat.ltb_lt in M. lia.
      - cbn [eval]. now apply path_put. }
    assert (Unit : y (k + n)%nat = z (k + n)%nat).
    { unfold y, z, along_one, path, moves, unit. rewrite Nat.eqb_refl.
      replace (Nat.ltb (k + n) k) with false by (symmetry; apply Nat.ltb_ge; lia).
      replace (k + n - k)%nat with n by lia. now rewrite Nat.eqb_refl. }
    assert (E : forall a, variables (moves k) a = true -> eval a y = eval a z)
      by (intros a A; exact (eval_agree _ a y z A Own)).
    clear S S' Out. clearbody y z.
    induction e; cbn [slope variables] in *;
    match goal with |- eval (if ?b then _ else _) _ = _ => destruct b eqn:F; [reflexivity|] end;
    try reflexivity;
    try (apply andb_true_iff in V; destruct V as [V1 V2]; specialize (IHe1 V1);
      specialize (IHe2 V2);
      pose proof (E e1 V1); pose proof (E e2 V2));
    try (specialize (IHe V); pose proof (E e V)).
    + rewrite V. cbn [eval]. assert (N : n0 = n).
      { unfold fixed in F. cbn in F. apply negb_false_iff, Nat.eqb_eq in F. exact F. }
      now subst n0.
    + cbn [eval]. congruence.
    + rewrite !eval_plus. congruence.
    + rewrite !eval_plus. destruct (zero_term (slope k fixed e2)); cbn [eval int]; congruence.
    + rewrite !eval_plus, !eval_times. congruence.
    + destruct (fixed e2); cbn [eval]; rewrite ?eval_times; congruence.
    all: try (cbn [eval int]; congruence).
    destruct n0; cbn [eval int]; congruence.
Qed.
End Partial.

(** ** On the domain of a statement *)
Definition closing (b : bound) : bound := Closed (bound_num b) (bound_den b).
Definition closed_domain (dom : domain) : domain := map (fun s => (closing (fst s),
  closing (snd s))) dom.
Lemma inside_closed dom x : inside dom x -> inside (closed_domain dom) x.
Proof.
  intros H n l u N. unfold closed_domain in N. rewrite nth_error_map in N.
  destruct (nth_error dom n) as [[a b]|] eqn:E; [|discriminate]. injection N as <- <-.
  destruct (H n a b E) as [A B]. split.
  - destruct a; cbn [closing above bound_num bound_den] in *; [exact A|now left].
  - destruct b; cbn [closing below bound_num bound_den] in *; [exact B|now left].
Qed.
Lemma inside_towards dom c x t : inside dom c -> inside dom x -> 0 <= t <= 1 ->
  inside dom (towards c x t).
Proof.
  intros C X T n l u N. unfold towards.
  exact (Boxes.Std.between_convex l u (x n) (c n) t T (X n l u N) (C n l u N)).
Qed.
Lemma inside_put dom n u x : inside dom x ->
  (forall l h, nth_error dom n = Some (l, h) -> between l h u) -> inside dom (put_at n u x).
Proof.
  intros X U m l h N. unfold put_at.
    destruct (Nat.eqb_spec m n) as [->|_]; [now apply U|now apply X].
Qed.
(** The end at which a monotone expression is least. *)
Definition end_of (up : bool) (s : bound * bound) : bound := if up then fst s else snd s.
Definition end_value (b : bound) : R := IZR (bound_num b) / IZR (Zpos (bound_den b)).
Lemma end_value_Q b : end_value b = Q2R (bound_num b # bound_den b).
Proof. reflexivity. Qed.
Lemma above_end b y : above b y -> end_value b <= y /\ (closed b = false -> end_value b < y).
Proof.
  unfold end_value. destruct b; cbn [above closed bound_num bound_den]; rewrite eval_Rat; intros H.
  - split; [exact H|discriminate].
  - split; [lra|intros _; exact H].
Qed.
Lemma below_end b y : below b y -> y <= end_value b /\ (closed b = false -> y < end_value b).
Proof.
  unfold end_value. destruct b; cbn [below closed bound_num bound_den]; rewrite eval_Rat; intros H.
  - split; [exact H|discriminate].
  - split; [lra|intros _; exact H].
Qed.
Lemma above_intro b y : end_value b < y -> above b y.
Proof. unfold end_value. destruct b; cbn [above bound_num bound_den]; intros H; rewrite eval_Rat;
  lra. Qed.
Lemma below_intro b y : y < end_value b -> below b y.
Proof. unfold end_value. destruct b; cbn [below bound_num bound_den]; intros H; rewrite eval_Rat;
  lra. Qed.
Lemma above_le b y z : above b y -> y <= z -> above b z.
Proof. destruct b; cbn [above]; rewrite !eval_Rat; intros; lra. Qed.
Lemma below_le b y z : below b y -> z <= y -> below b z.
Proof. destruct b; cbn [below]; rewrite !eval_Rat; intros; lra. Qed.

(** Without variables. *)
Definition without_variables (e : expr) : bool := variables (fun _ => false) e.
Lemma without_variables_correct e y z : without_variables e = true -> eval e y = eval e z.
Proof. intros H. apply (eval_agree _ _ _ _ H). discriminate. Qed.

Section Monotone.
Variables (dom : domain) (e : expr).
Let k := length dom.
Hypothesis own : variables (moves k) e = true.
Hypothesis steady_there : forall z, inside (closed_domain dom) z -> steady without_variables e z.

Lemma continuous_line c x t : inside (closed_domain dom) (towards c x t) ->
  continuous (fun t => eval e (towards c x t)) t.
Proof.
  intros I. set (v := fun n => c n - x n).
  assert (E : forall t, eval e (path k x v t) = eval e (towards c x t)).
  { intros u. apply (eval_agree _ _ _ _ own). intros m M. unfold path, towards, v. now rewrite M. }
  apply continuous_ext with (fun t => eval e (path k x v t)); [exact E|].
  apply (steady_correct k without_variables); [intros e' t' u'; apply without_variables_correct|].
  (* Beyond the variables nothing matters. *)
  assert (S := steady_there _ I). clear - S own.
  assert (A : forall a, variables (moves k) a = true ->
    eval a (path k x v t) = eval a (towards c x t)).
  { intros a V. apply (eval_agree _ _ _ _ V). intros m M. unfold path, towards, v. now rewrite M. }
  revert S own. induction e; cbn [steady variables]; intros [S|S] V; try (now left); right;
  repeat match goal with
    | H : _ && _ = true |- _ => apply andb_true_iff in H; destruct H
    | H : _ /\ _ |- _ => destruct H
  end; rewrite ?A by assumption; repeat split; auto.
Qed.
Lemma continuous_put n z u : inside (closed_domain dom) (put_at n u z) ->
  continuous (fun u => eval e (put_at n u z)) u.
Proof.
  intros I. set (a := put_at n 0 z). set (b := put_at n 1 z).
  assert (E : forall u, eval e (towards b a u) = eval e (put_at n u z)).
  { intros w. apply (eval_agree (fun _ => true) _ _ _ (all_variables e)). intros m _.
    unfold towards, a, b, put_at. destruct (Nat.eqb m n); ring. }
  apply continuous_ext with (fun u => eval e (towards b a u)); [exact E|]. apply continuous_line.
  intros m l h N. specialize (I m l h N). unfold towards, a, b, put_at in *.
    destruct (Nat.eqb m n).
  - now replace (0 + u * (1 - 0)) with u by ring.
  - now replace (z m + u * (z m - z m)) with (z m) by ring.
Qed.

(** *** Away from the zeros of a polynomial *)
Variables (W : expr) (c : nat -> R).
Hypotheses (W_polynomial : polynomial W = true) (W_center : eval W c <> 0) (center_inside :
  inside dom c).
Lemma towards_polynomial x n : is_polynomial (fun t => towards c x t n).
Proof. unfold towards. apply polynomial_affine. Qed.
Lemma not_zero_near x : inside dom x ->
  exists d, 0 < d <= 1 /\ forall t, 0 < t < d -> eval W (towards c x t) <> 0.
Proof.
  intros X. assert (One : forall n, towards c x 1 n = c n) by (intros n; unfold towards; ring).
  destruct (finitely_many_zeros (fun t => eval W (towards c x t)) 1) as [zs Z].
  { apply polynomial_correct; [exact W_polynomial|]. intros n. apply towards_polynomial. }
  { rewrite (eval_equal W _ c One). exact W_center. }
  destruct (apart_from_list zs) as [d [D A]]. exists d. split; [exact D|]. intros t T E.
    now apply (A t T), Z.
Qed.
(** *** By slopes *)
Variables (n : nat) (up : bool) (s : bound * bound).
Hypothesis side : nth_error dom n = Some s.
Let q := end_value (end_of up s).
Lemma variable_small : (n < k)%nat.
Proof. unfold k. apply nth_error_Some. congruence. Qed.
Lemma put_end z : inside dom z -> inside (closed_domain dom) (put_at n q z).
Proof.
  intros I. apply inside_put; [now apply inside_closed|]. intros l h N. unfold closed_domain in N.
  rewrite nth_error_map, side in N. injection N as <- <-.
  destruct (I n (fst s) (snd s)) as [A B]; [now destruct s|].
  apply above_end in A. apply below_end in B. destruct A as [A _], B as [B _].
  unfold q, end_of, between, closing. cbn [above below]. rewrite !eval_Rat.
  unfold end_value in *. destruct up; split; lra.
Qed.
(** Places between the end and z belong to the domain. *)
Lemma put_between z u : inside dom z -> (if up then q < u <= z n else z n <= u < q) ->
  inside dom (put_at n u z).
Proof.
  intros I U. apply inside_put; [exact I|]. intros l h N. rewrite side in N. injection N as E.
  destruct (I n (fst s) (snd s)) as [A B]; [now destruct s|].
  replace l with (fst s) by now rewrite E. replace h with (snd s) by now rewrite E.
  unfold q, end_of in U. destruct up; split.
  - apply above_intro. lra.
  - now apply below_le with (1 := B).
  - now apply above_le with (1 := A).
  - apply below_intro. lra.
Qed.
Lemma end_beyond z : inside dom z -> if up then q <= z n else z n <= q.
Proof.
  intros I. destruct (I n (fst s) (snd s)) as [A B]; [now destruct s|].
  unfold q, end_of. destruct up; [now apply above_end in A|now apply below_end in B].
Qed.
Let slope_in (z : nat -> R) : R := signed up (eval (partial k n e) z).
Lemma put_twice m u w z : put_at n u (put_at n w z) m = put_at n u z m.
Proof. unfold put_at. now destruct (Nat.eqb m n). Qed.

Hypothesis slopes_there : forall z, inside dom z -> eval W z <> 0 ->
  smooth (fixed n) e z /\ 0 <= slope_in z.
Theorem rises x : inside dom x -> eval e (put_at n q x) <= eval e x.
Proof.
  intros X. set (p := towards c x).
  set (h := fun t => eval e (p t) - eval e (put_at n q (p t))).
  assert (H0 : h 0 = eval e x - eval e (put_at n q x)).
  { unfold h, p. rewrite (eval_equal e (towards c x 0) x) by (intros m; unfold towards; ring).
    rewrite (eval_equal e (put_at n q (towards c x 0)) (put_at n q x)); [reflexivity|].
    intros m. unfold put_at, towards. destruct (Nat.eqb m n); [reflexivity|ring]. }
  assert (One : forall m, put_at n (c n) (p 1) m = c m).
  { intros m. unfold p, put_at, towards. destruct (Nat.eqb_spec m n) as [->|_]; ring. }
  destruct (finitely_many_zeros (fun t => eval W (put_at n (c n) (p t))) 1) as [zs Z].
  { apply polynomial_correct; [exact W_polynomial|]. intros m. unfold put_at.
    destruct (Nat.eqb m n); [apply polynomial_constant|apply towards_polynomial]. }
  { rewrite (eval_equal W _ c One). exact W_center. }
  destruct (apart_from_list zs) as [d [D A]].
  assert (G : 0 <= h 0).
  { apply (limit_nonnegative h d); [|lra|].
    - unfold h. apply (continuous_minus (fun t => eval e (p t))).
      + apply continuous_line. apply inside_closed, inside_towards; auto. lra.
      + apply continuous_ext with (fun t => eval e (towards (put_at n q c) (put_at n q x) t)).
        { intros t. apply (eval_agree (fun _ => true) _ _ _ (all_variables e)). intros m _.
          unfold p, towards, put_at. destruct (Nat.eqb m n); ring. }
        apply continuous_line. intros m l u N.
        pose proof (put_end x X m l u N) as B. unfold towards.
        now replace (put_at n q x m + 0 * (put_at n q c m - put_at n q x m)) with (put_at n q x
          m) by ring.
    - intros t T. set (z := p t). assert (I : inside dom z) by (apply inside_towards; auto; lra).
      assert (Wn : eval W (put_at n (c n) z) <> 0) by (intros E0; apply (A t T), Z; exact E0).
      destruct (finitely_many_zeros (fun u => eval W (put_at n u z)) (c n)) as [ws V];
        [|exact Wn|].
      { apply polynomial_correct; [exact W_polynomial|]. intros m. unfold put_at.
        destruct (Nat.eqb m n); [|apply polynomial_constant].
        apply (polynomial_equal (fun u => 0 + u * 1)); [intros u; ring|apply polynomial_affine]. }
      set (g := fun u => eval e (put_at n u z)).
      assert (Dg : forall u, (if up then q < u < z n else z n < u < q) -> ~ In u ws ->
        is_derive g u (eval (partial k n e) (put_at n u z)) /\ 0 <= slope_in (put_at n u z)).
      { intros u U Nu. assert (Iu : inside dom (put_at n u z)) by (apply put_between;
        [exact I|destruct up; lra]).
        destruct (slopes_there _ Iu) as [Sm Sl]; [intros E0; apply Nu, V; exact E0|].
        split; [|exact Sl]. apply partial_correct; auto. apply variable_small. }
      assert (Cg : forall u, (if up then q <= u <= z n else z n <= u <= q) -> continuous g u).
      { intros u U. apply continuous_put. destruct (Req_dec u q) as [->|Nq]; [now apply put_end|].
        apply inside_closed, put_between; [exact I|destruct up; lra]. }
      assert (Gz : g (z n) = eval e z) by apply eval_put_same.
      pose proof (end_beyond z I) as Bz. unfold h. fold z. rewrite <- Gz.
      change (eval e (put_at n q z)) with (g q). unfold slope_in, signed in Dg. destruct up.
      + assert (g q <= g (z n)); [|lra].
        apply (rises_off g (fun u => eval (partial k n e) (put_at n u z)) ws); auto.
      + assert (- g (z n) <= - g q); [|lra].
        apply (rises_off (fun u => - g u) (fun u => - eval (partial k n e) (put_at n u z)) ws);
          auto.
        * intros u U. apply (continuous_opp g u (Cg u U)).
        * intros u U Nu. destruct (Dg u U Nu) as [Du Su].
            split; [apply (is_derive_opp g u _ Du)|exact Su]. }
  lra.
Qed.
End Monotone.

(** ** By a denominator that may be 0 on the boundary *)
Theorem nonnegative_by_denominator dom e D N c x :
  variables (moves (length dom)) e = true ->
  (forall z, inside (closed_domain dom) z -> steady without_variables e z) ->
  inside dom c -> inside dom x ->
  (exists d, 0 < d <= 1 /\ forall t, 0 < t < d -> eval D (towards c x t) <> 0) ->
  (forall z, inside dom z -> eval e z * eval D z = eval N z /\ 0 <= eval D z /\ 0 <= eval N z) ->
  0 <= eval e x.
Proof.
  intros V St C X [d [B A]] H.
  rewrite <- (eval_equal e (towards c x 0) x) by (intros m; unfold towards; ring).
  apply (limit_nonnegative (fun t => eval e (towards c x t)) d); [|lra|].
  - apply (continuous_line dom e V St). apply inside_closed, inside_towards; auto. lra.
  - intros t T. assert (I : inside dom (towards c x t)) by (apply inside_towards; auto; lra).
    destruct (H _ I) as (E & Dp & Np). specialize (A t T).
    assert (P : 0 < eval D (towards c x t)) by lra.
    apply Rmult_le_reg_r with (1 := P). rewrite E. lra.
Qed.
(** The domain without its ends, in which all places between a point and one without ends lie. *)
Definition opening (b : bound) : bound := Open (bound_num b) (bound_den b).
Definition open_domain (dom : domain) : domain := map (fun s => (opening (fst s),
  opening (snd s))) dom.
Lemma open_towards dom c x t : inside (open_domain dom) c -> inside dom x -> 0 < t <= 1 ->
  inside (open_domain dom) (towards c x t).
Proof.
  intros C X T n l u N. pose proof (C n l u N) as [Cl Cu]. unfold open_domain in N.
  rewrite nth_error_map in N. destruct (nth_error dom n) as [[a b]|] eqn:E; [|discriminate].
  injection N as <- <-. destruct (X n a b E) as [A B]. apply above_end in A. apply below_end in B.
  unfold end_value in *. cbn [opening above below] in Cl, Cu. rewrite eval_Rat in Cl, Cu.
    unfold towards.
  destruct A as [A _], B as [B _]. split; cbn [opening above below]; rewrite eval_Rat.
  - assert (0 < t * (c n - IZR (bound_num a) / IZR (Zpos (bound_den a)))) by (apply
      Rmult_lt_0_compat; lra).
    assert (0 <= (1 - t) * (x n - IZR (bound_num a) / IZR (Zpos (bound_den a)))) by (apply
      Rmult_le_pos; lra). lra.
  - assert (0 < t * (IZR (bound_num b) / IZR (Zpos (bound_den b)) - c n)) by (apply
      Rmult_lt_0_compat; lra).
    assert (0 <= (1 - t) * (IZR (bound_num b) / IZR (Zpos (bound_den b)) - x n)) by (apply
      Rmult_le_pos; lra). lra.
Qed.

(** With a positive slope, and an end that does not belong to the domain. *)
Section Strict.
Variables (dom : domain) (e : expr) (n : nat) (up : bool) (s : bound * bound).
Let k := length dom.
Hypothesis own : variables (moves k) e = true.
Hypothesis steady_there : forall z, inside (closed_domain dom) z -> steady without_variables e z.
Hypothesis side : nth_error dom n = Some s.
Let q := end_value (end_of up s).
Hypothesis slopes_there : forall z, inside dom z ->
  smooth (fixed n) e z /\ 0 < signed up (eval (partial k n e) z).
Theorem rises_strictly x : inside dom x -> closed (end_of up s) = false ->
  eval e (put_at n q x) < eval e x.
Proof.
  intros X O. set (g := fun u => eval e (put_at n u x)).
  assert (Dg : forall u, (if up then q < u < x n else x n < u < q) ->
    is_derive g u (eval (partial k n e) (put_at n u x)) /\
      0 < signed up (eval (partial k n e) (put_at n u x))).
  { intros u U. assert (Iu : inside dom (put_at n u x))
      by (apply (put_between dom n up s side); [exact X|fold q; destruct up; lra]).
    destruct (slopes_there _ Iu) as [Sm Sl]. split; [|exact Sl]. apply partial_correct; auto.
    exact (variable_small dom n s side). }
  assert (Cg : forall u, (if up then q <= u <= x n else x n <= u <= q) -> continuous g u).
  { intros u U. apply (continuous_put dom e own steady_there).
    destruct (Req_dec u q) as [->|Nq]; [now apply (put_end dom n up s side)|].
    apply inside_closed, (put_between dom n up s side); [exact X|fold q; destruct up; lra]. }
  assert (Bz : if up then q < x n else x n < q).
  { destruct (X n (fst s) (snd s)) as [A B]; [rewrite side; now destruct s|].
    unfold q, end_of in *. destruct up.
    - apply above_end in A. exact (proj2 A O).
    - apply below_end in B. exact (proj2 B O). }
  rewrite <- (eval_put_same e n x). change (g q < g (x n)). unfold signed in Dg. destruct up.
  - apply (increases g (fun u => eval (partial k n e) (put_at n u x))); [exact Bz| |exact Cg|];
    intros u U; apply (Dg u U).
  - assert (- g (x n) < - g q); [|lra].
    apply (increases (fun u => - g u) (fun u => - eval (partial k n e) (put_at n u x)));
      [exact Bz| | |].
    + intros u U. apply (is_derive_opp g u _ (proj1 (Dg u U))).
    + intros u U. apply (continuous_opp g u (Cg u U)).
    + intros u U. apply (Dg u U).
Qed.
End Strict.
