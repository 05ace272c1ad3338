(** * Identities of expressions.

    [normal] writes an expression as a polynomial with rational coefficients in atoms: variables,
    PI, functions of polynomials, and reciprocals.  Every step is an identity wherever Coq's total
    functions are defined, so that no side condition is left ([normal_correct]); that two normal
    forms differ shows nothing.  The variables may be replaced by polynomials on the way.

    Beyond sums and products: a positive number cancels against its reciprocal and is the square
    of its root, kappa1 (-y) = kappa1 y - y, kappa0 (-y) = 1 - kappa0 y, |-y| = |y|, and the values
    of functions at 0, 1 and -1. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Lia.
From KernelCalculator Require Import ArcCosine KernelTails KernelOrders Network PathBound
  Expression.
Import ListNotations.
Local Open Scope R_scope.

(** ** An order of expressions *)

(** The expression in prefix notation, in front of [rest]. *)
Fixpoint code (e : expr) (rest : list Z) : list Z :=
  match e with
  | Var n => 1 :: Z.of_nat n :: rest
  | Rat n d => 2 :: n :: Zpos d :: rest
  | Pi => 3 :: rest
  | Pow a n => 4 :: Zpos n :: code a rest
  | Neg a => 5 :: code a rest | Sqrt a => 6 :: code a rest | Abs a => 7 :: code a rest
  | Acos a => 8 :: code a rest | Asin a => 9 :: code a rest | Exp a => 10 :: code a rest
  | Log a => 11 :: code a rest | Sin a => 12 :: code a rest | Cos a => 13 :: code a rest
  | Atan a => 14 :: code a rest | Kappa1 a => 15 :: code a rest | Kappa0 a => 16 :: code a rest
  | Square a => 17 :: code a rest | Slope0 a => 18 :: code a rest
  | Add a b => 19 :: code a (code b rest) | Sub a b => 20 :: code a (code b rest)
  | Mul a b => 21 :: code a (code b rest) | Div a b => 22 :: code a (code b rest)
  | Min a b => 23 :: code a (code b rest) | Edge a b => 24 :: code a (code b rest)
  | Higher n a => 26 :: Z.of_nat n :: code a rest
  | _ => 25 :: rest
  end%Z.
Fixpoint lexicographic (a b : list Z) : comparison :=
  match a, b with
  | [], [] => Eq
  | [], _ => Lt
  | _, [] => Gt
  | x :: a, y :: b => match Z.compare x y with Eq => lexicographic a b | c => c end
  end.
Definition before (a b : expr) : bool :=
  match lexicographic (code a []) (code b []) with Lt => true | _ => false end.

(** ** Polynomials *)
Definition monomial := list expr.
Definition poly := list (monomial * Q).
Definition product (m : monomial) (x : nat -> R) : R := fold_right (fun a r => eval a x * r) 1 m.
Definition value (p : poly) (x : nat -> R) : R :=
  fold_right (fun t r => Q2R (snd t) * product (fst t) x + r) 0 p.

Lemma value_nil x : value [] x = 0. Proof. reflexivity. Qed.
Lemma value_cons m c p x : value ((m, c) :: p) x = Q2R c * product m x + value p x.
Proof. reflexivity. Qed.
Lemma product_cons a m x : product (a :: m) x = eval a x * product m x. Proof. reflexivity. Qed.
Lemma product_nil x : product [] x = 1. Proof. reflexivity. Qed.

Definition sum_Q a b := Qred (a + b)%Q.
Definition product_Q a b := Qred (a * b)%Q.
Lemma sum_Q_R a b : Q2R (sum_Q a b) = Q2R a + Q2R b.
Proof. unfold sum_Q. rewrite (Qeq_eqR _ _ (Qred_correct _)). apply Q2R_plus. Qed.
Lemma product_Q_R a b : Q2R (product_Q a b) = Q2R a * Q2R b.
Proof. unfold product_Q. rewrite (Qeq_eqR _ _ (Qred_correct _)). apply Q2R_mult. Qed.
Lemma Q2R_zero : Q2R 0 = 0. Proof. unfold Q2R; simpl. field. Qed.
Lemma Q2R_one : Q2R 1 = 1. Proof. unfold Q2R; simpl. field. Qed.
Lemma Q2R_equal a b : Qeq_bool a b = true -> Q2R a = Q2R b.
Proof. intros H. now apply Qeq_eqR, Qeq_bool_eq. Qed.
Lemma Q2R_Rat n d x : eval (Rat n d) x = Q2R (n # d).
Proof. rewrite eval_Rat. reflexivity. Qed.

Fixpoint same_monomial (m n : monomial) : bool :=
  match m, n with
  | [], [] => true
  | a :: m, b :: n => same a b && same_monomial m n
  | _, _ => false
  end.
Lemma same_monomial_eq m n : same_monomial m n = true -> m = n.
Proof.
  revert n. induction m; intros [|b n] H; cbn in H; try discriminate; [reflexivity|].
  apply andb_true_iff in H. destruct H as [A B]. apply same_eq in A. apply IHm in B. congruence.
Qed.
Definition codes (m : monomial) : list Z := fold_right code [] m.
Definition before_monomial (m n : monomial) : bool :=
  match lexicographic (codes m) (codes n) with Lt => true | _ => false end.

Fixpoint insert (m : monomial) (c : Q) (p : poly) : poly :=
  match p with
  | [] => if Qeq_bool c 0 then [] else [(m, c)]
  | (n, d) :: q =>
      if same_monomial m n then
        let s := sum_Q c d in if Qeq_bool s 0 then q else (n, s) :: q
      else if before_monomial m n then (m, c) :: p else (n, d) :: insert m c q
  end.
Lemma insert_value m c p x : value (insert m c p) x = Q2R c * product m x + value p x.
Proof.
  induction p as [|[n d] p IH]; cbn [insert].
  - destruct (Qeq_bool c 0) eqn:Z; [|reflexivity]. rewrite (Q2R_equal _ _ Z), Q2R_zero, value_nil. ring.
  - destruct (same_monomial m n) eqn:S.
    + apply same_monomial_eq in S. subst n. pose proof (sum_Q_R c d) as E.
      destruct (Qeq_bool _ 0) eqn:Z.
      * rewrite (Q2R_equal _ _ Z), Q2R_zero in E. rewrite value_cons.
        replace (Q2R c) with (- Q2R d) by lra. ring.
      * cbv zeta in E |- *. rewrite !value_cons, E. ring.
    + destruct (before_monomial m n); [reflexivity|]. rewrite !value_cons, IH. ring.
Qed.
Definition plus_poly (p q : poly) : poly := fold_right (fun t r => insert (fst t) (snd t) r) q p.
Lemma plus_value p q x : value (plus_poly p q) x = value p x + value q x.
Proof.
  induction p as [|[m c] p IH]; cbn [plus_poly fold_right fst snd]; [rewrite value_nil; ring|].
  rewrite insert_value. fold (plus_poly p q). rewrite IH, value_cons. ring.
Qed.
Definition scale (c : Q) (p : poly) : poly :=
  if Qeq_bool c 0 then [] else map (fun t => (fst t, product_Q c (snd t))) p.
Lemma scale_value c p x : value (scale c p) x = Q2R c * value p x.
Proof.
  unfold scale. destruct (Qeq_bool c 0) eqn:Z; [rewrite (Q2R_equal _ _ Z), Q2R_zero, value_nil; ring|].
  induction p as [|[m d] p IH]; cbn [map fst snd]; [rewrite value_nil; ring|].
  rewrite !value_cons, IH, product_Q_R. ring.
Qed.
Definition constant (c : Q) : poly := if Qeq_bool c 0 then [] else [([], Qred c)].
Lemma constant_value c x : value (constant c) x = Q2R c.
Proof.
  unfold constant. destruct (Qeq_bool c 0) eqn:Z; [rewrite (Q2R_equal _ _ Z), Q2R_zero; apply value_nil|].
  rewrite value_cons, value_nil, product_nil, (Qeq_eqR _ _ (Qred_correct c)). ring.
Qed.
Definition atom (e : expr) : poly := [([e], 1%Q)].
Lemma atom_value e x : value (atom e) x = eval e x.
Proof. unfold atom. rewrite value_cons, value_nil, product_cons, product_nil, Q2R_one. ring. Qed.
(** The number, if the polynomial is one. *)
Definition number (p : poly) : option Q :=
  match p with [] => Some 0%Q | [([], c)] => Some c | _ => None end.
Lemma number_value p c x : number p = Some c -> value p x = Q2R c.
Proof.
  destruct p as [|[[|a m] d] [|t p]]; cbn [number]; try discriminate; intros [= <-].
  - rewrite value_nil. symmetry. apply Q2R_zero.
  - rewrite value_cons, value_nil, product_nil. ring.
Qed.

(** *** As expressions, and back *)
Fixpoint factors (m : monomial) : expr :=
  match m with [] => int 1 | [a] => a | a :: m => Mul a (factors m) end.
Definition term (t : monomial * Q) : expr :=
  let c := Rat (Qnum (snd t)) (Qden (snd t)) in
  match fst t with [] => c | m => if Qeq_bool (snd t) 1 then factors m else Mul c (factors m) end.
Fixpoint back (p : poly) : expr :=
  match p with [] => int 0 | [t] => term t | t :: p => Add (term t) (back p) end.
Lemma factors_value m x : eval (factors m) x = product m x.
Proof.
  induction m as [|a [|b m] IH]; [reflexivity|cbn [factors]; rewrite product_cons, product_nil; ring|].
  change (eval a x * eval (factors (b :: m)) x = eval a x * product (b :: m) x). now rewrite IH.
Qed.
Lemma term_value t x : eval (term t) x = Q2R (snd t) * product (fst t) x.
Proof.
  destruct t as [m c]. unfold term. cbn [fst snd].
  assert (E : eval (Rat (Qnum c) (Qden c)) x = Q2R c) by (rewrite eval_Rat; reflexivity).
  destruct m as [|a m]; [rewrite E, product_nil; ring|].
  destruct (Qeq_bool c 1) eqn:O; [rewrite factors_value, (Q2R_equal _ _ O), Q2R_one; ring|].
  cbn [eval]. change (eval (Rat (Qnum c) (Qden c)) x * eval (factors (a :: m)) x =
    Q2R c * product (a :: m) x). now rewrite E, factors_value.
Qed.
Lemma back_value p x : eval (back p) x = value p x.
Proof.
  induction p as [|t [|u p] IH]; [reflexivity| |].
  { destruct t. cbn [back]. rewrite term_value, value_cons, value_nil. cbn [fst snd]. ring. }
  change (eval (term t) x + eval (back (u :: p)) x =
    Q2R (snd t) * product (fst t) x + value (u :: p) x). now rewrite IH, term_value.
Qed.

(** Certainly positive. *)
Fixpoint positive_shape (e : expr) : bool :=
  match e with
  | Rat n _ => Z.ltb 0 n
  | Pi | Exp _ => true
  | Sqrt a => positive_shape a
  | Add a b | Mul a b | Div a b => positive_shape a && positive_shape b
  | _ => false
  end.
Lemma positive_shape_correct e x : positive_shape e = true -> 0 < eval e x.
Proof.
  induction e; intros H; cbn [positive_shape] in H; try discriminate;
  try (apply andb_true_iff in H; destruct H).
  - apply Z.ltb_lt, IZR_lt in H. rewrite eval_Rat. apply Rdiv_lt_0_compat; [exact H|].
    apply IZR_lt. lia.
  - exact PIpos.
  - cbn [eval]. specialize (IHe1 H). specialize (IHe2 H0). lra.
  - cbn [eval]. now apply Rmult_lt_0_compat; auto.
  - cbn [eval]. now apply Rdiv_lt_0_compat; auto.
  - cbn [eval]. apply sqrt_lt_R0; auto.
  - apply exp_pos.
Qed.

Fixpoint insert_factor (a : expr) (m : monomial) : monomial :=
  match m with
  | [] => [a]
  | b :: n => if before a b then a :: m else b :: insert_factor a n
  end.
Lemma insert_factor_value a m x : product (insert_factor a m) x = eval a x * product m x.
Proof.
  induction m as [|b m IH]; [reflexivity|]. cbn [insert_factor]. destruct (before a b); [reflexivity|].
  rewrite !product_cons, IH. ring.
Qed.
Fixpoint without (a : expr) (m : monomial) : option monomial :=
  match m with
  | [] => None
  | b :: m => if same a b then Some m else option_map (cons b) (without a m)
  end.
Lemma without_value a m n x : without a m = Some n -> product m x = eval a x * product n x.
Proof.
  revert n. induction m as [|b m IH]; intros n; cbn [without]; [discriminate|].
  destruct (same a b) eqn:S; [apply same_eq in S; intros [= <-]; subst; reflexivity|].
  destruct (without a m) as [k|]; [|discriminate]. intros [= <-].
  change (eval b x * product m x = eval a x * (eval b x * product k x)).
  rewrite (IH k eq_refl). ring.
Qed.

Definition reciprocal (a : expr) : expr :=
  match a with Div (Rat 1 1) b => b | _ => Div (int 1) a end.
Lemma reciprocal_eval a x : eval (reciprocal a) x = / eval a x.
Proof.
  assert (D : reciprocal a = Div (int 1) a \/ a = Div (int 1) (reciprocal a)).
  { destruct a; auto. destruct a1; auto. destruct n as [|[]|]; auto. destruct d; auto. }
  set (b := reciprocal a) in *. clearbody b. destruct D as [->| ->]; cbn [eval int].
  - unfold Rdiv. ring.
  - unfold Rdiv. rewrite Rmult_1_l. symmetry. apply Rinv_inv.
Qed.
Lemma reciprocal_value a x : positive_shape a || positive_shape (reciprocal a) = true ->
  eval a x * eval (reciprocal a) x = 1.
Proof.
  intros H. rewrite reciprocal_eval. apply Rinv_r. intros Z. apply orb_true_iff in H.
  destruct H as [H|H]; apply (positive_shape_correct _ x) in H; [lra|].
  rewrite reciprocal_eval, Z, Rinv_0 in H. lra.
Qed.

(** Products.  [attach] multiplies a monomial by an atom; [fuel] bounds how often a root's square
    gives new factors. *)
Section Attach.
Variable attach : expr -> monomial -> poly.
Definition spread (a : expr) (p : poly) : poly :=
  fold_right (fun t r => plus_poly (scale (snd t) (attach a (fst t))) r) [] p.
Definition times_poly (p q : poly) : poly :=
  fold_right (fun t r => plus_poly (scale (snd t) (fold_right spread q (fst t))) r) [] p.
Variable x : nat -> R.
Hypothesis attach_value : forall a m, value (attach a m) x = eval a x * product m x.
Lemma spread_value a p : value (spread a p) x = eval a x * value p x.
Proof.
  induction p as [|[m c] p IH]; cbn [spread fold_right fst snd]; [rewrite value_nil; ring|].
  fold (spread a p). rewrite plus_value, scale_value, attach_value, IH, value_cons. ring.
Qed.
Lemma times_value p q : value (times_poly p q) x = value p x * value q x.
Proof.
  assert (M : forall m, value (fold_right spread q m) x = product m x * value q x).
  { induction m as [|a m IH]; cbn [fold_right]; [rewrite product_nil; ring|].
    rewrite spread_value, IH, product_cons. ring. }
  induction p as [|[m c] p IH]; cbn [times_poly fold_right fst snd]; [rewrite value_nil; ring|].
  fold (times_poly p q). rewrite plus_value, scale_value, M, IH, value_cons. ring.
Qed.
End Attach.

Definition plainly (a : expr) (m : monomial) : poly := [(insert_factor a m, 1%Q)].
Lemma plainly_value a m x : value (plainly a m) x = eval a x * product m x.
Proof.
  unfold plainly. rewrite value_cons, value_nil, insert_factor_value, Q2R_one. ring.
Qed.

(** The polynomial of an expression that [back] has made, or one that has the same value. *)
Fixpoint read (e : expr) : poly :=
  match e with
  | Rat n d => constant (n # d)
  | Add a b => plus_poly (read a) (read b)
  | Mul a b => times_poly plainly (read a) (read b)
  | _ => atom e
  end.
Lemma read_value e x : value (read e) x = eval e x.
Proof.
  induction e; cbn [read]; rewrite ?atom_value; try reflexivity.
  - rewrite constant_value. symmetry. apply Q2R_Rat.
  - rewrite plus_value, IHe1, IHe2. reflexivity.
  - rewrite times_value by (intros; apply plainly_value). rewrite IHe1, IHe2. reflexivity.
Qed.

Fixpoint attach (fuel : nat) (a : expr) (m : monomial) : poly :=
  match fuel with
  | O => plainly a m
  | S fuel =>
      match without (reciprocal a) m with
      | Some n => if positive_shape a || positive_shape (reciprocal a) then [(n, 1%Q)] else plainly a m
      | None =>
          match a with
          | Sqrt b => match without a m with
              | Some n => if positive_shape b
                  then times_poly (attach fuel) (read b) [(n, 1%Q)] else plainly a m
              | None => plainly a m end
          | _ => plainly a m
          end
      end
  end.
Lemma attach_value fuel a m x : value (attach fuel a m) x = eval a x * product m x.
Proof.
  revert a m. induction fuel as [|fuel IH]; intros a m; cbn [attach]; [apply plainly_value|].
  destruct (without (reciprocal a) m) as [n|] eqn:W.
  - destruct (_ || _) eqn:P; [|apply plainly_value].
    rewrite (without_value _ _ _ x W), value_cons, value_nil, Q2R_one.
    rewrite <- Rmult_assoc, (reciprocal_value a x P). ring.
  - destruct a; try apply plainly_value. destruct (without (Sqrt a) m) as [n|] eqn:V; [|apply plainly_value].
    destruct (positive_shape a) eqn:P; [|apply plainly_value].
    rewrite times_value by exact IH. rewrite read_value, (without_value _ _ _ x V).
    rewrite value_cons, value_nil, Q2R_one. cbn [eval].
    pose proof (sqrt_sqrt (eval a x) (Rlt_le _ _ (positive_shape_correct a x P))) as S.
    rewrite <- (Rmult_assoc (sqrt _)), S. ring.
Qed.
Definition times (p q : poly) : poly := times_poly (attach 8) p q.
Lemma times_correct p q x : value (times p q) x = value p x * value q x.
Proof. apply times_value. intros. apply attach_value. Qed.
Fixpoint power_poly (p : poly) (n : positive) : poly :=
  match n with
  | xH => p
  | xO n => let q := power_poly p n in times q q
  | xI n => let q := power_poly p n in times p (times q q)
  end.
Lemma power_value p n x : value (power_poly p n) x = value p x ^ Pos.to_nat n.
Proof.
  induction n; cbn [power_poly]; rewrite ?times_correct, ?IHn.
  - rewrite Pos2Nat.inj_xI. replace (S (2 * Pos.to_nat n)) with (1 + (Pos.to_nat n + Pos.to_nat n))%nat by lia.
    rewrite !pow_add. simpl. ring.
  - rewrite Pos2Nat.inj_xO. replace (2 * Pos.to_nat n)%nat with (Pos.to_nat n + Pos.to_nat n)%nat by lia.
    now rewrite pow_add.
  - change (Pos.to_nat 1) with 1%nat. simpl. ring.
Qed.

(** ** Normal forms *)
Definition negative_lead (p : poly) : bool :=
  match p with (_, c) :: _ => Z.ltb (Qnum c) 0 | [] => false end.
Definition is_number (p : poly) (c : Q) : bool :=
  match number p with Some d => Qeq_bool d c | None => false end.
Lemma is_number_value p c x : is_number p c = true -> value p x = Q2R c.
Proof.
  unfold is_number. destruct (number p) as [d|] eqn:N; [|discriminate]. intros E.
  rewrite (number_value _ _ x N). now apply Q2R_equal.
Qed.
Definition opposite (p : poly) : poly := scale (-1) p.
Lemma opposite_value p x : value (opposite p) x = - value p x.
Proof. unfold opposite. rewrite scale_value. replace (Q2R (-1)) with (-1) by (unfold Q2R; simpl; field). ring. Qed.

Lemma Q2R_inverse c : Q2R (/ c) = / Q2R c.
Proof.
  destruct (Qeq_dec c 0) as [Z|Z]; [|now apply Q2R_inv].
  apply Qeq_eqR in Z. rewrite Z, Q2R_zero, Rinv_0. destruct c as [[|n|n] d].
  - unfold Qinv; cbn. apply Q2R_zero.
  - exfalso. unfold Q2R in Z. cbn in Z. assert (0 < IZR (Zpos n)) by (apply IZR_lt; lia).
    assert (0 < / IZR (Zpos d)) by (apply Rinv_0_lt_compat, IZR_lt; lia). nra.
  - exfalso. unfold Q2R in Z. cbn in Z. assert (IZR (Zneg n) < 0) by (apply IZR_lt; lia).
    assert (0 < / IZR (Zpos d)) by (apply Rinv_0_lt_compat, IZR_lt; lia). nra.
Qed.

(** 1 / p. *)
Definition inverse_poly (p : poly) : poly :=
  match p with
  | [] => []
  | [(m, c)] => scale (Qinv c) (fold_right (fun a => spread (attach 8) (reciprocal a)) (constant 1) m)
  | (_, c) :: _ =>
      if Qeq_bool c 0 then atom (Div (int 1) (back p))
      else scale (Qinv c) (atom (Div (int 1) (back (scale (Qinv c) p))))
  end.
Lemma inverse_value p x : value (inverse_poly p) x = / value p x.
Proof.
  unfold inverse_poly. destruct p as [|[m c] [|t p]].
  - rewrite value_nil. now rewrite Rinv_0.
  - rewrite scale_value, Q2R_inverse. rewrite value_cons, value_nil, Rplus_0_r, Rinv_mult.
    f_equal. induction m as [|a m IH]; cbn [fold_right].
    + rewrite product_nil, constant_value, Q2R_one. symmetry. apply Rinv_1.
    + rewrite spread_value by (intros; apply attach_value). rewrite IH, reciprocal_eval, product_cons.
      now rewrite Rinv_mult.
  - set (q := (m, c) :: t :: p). destruct (Qeq_bool c 0) eqn:Z.
    { rewrite atom_value. cbn [eval int]. rewrite back_value. unfold Rdiv. ring. }
    rewrite scale_value, atom_value. cbn [eval int].
    rewrite back_value, scale_value, Q2R_inverse. unfold Rdiv. rewrite Rmult_1_l, Rinv_mult, Rinv_inv.
    rewrite <- Rmult_assoc, Rinv_l; [ring|]. rewrite <- Q2R_zero. intros E.
    apply eqR_Qeq, Qeq_eq_bool in E. congruence.
Qed.

(** [sigma] has what the variables stand for. *)
Section Normal.
Variable sigma : nat -> poly.
Definition of_argument (f : expr -> expr) (p : poly) (known : list (Q * poly)) : poly :=
  match number p with
  | Some c => match find (fun k => Qeq_bool c (fst k)) known with
      | Some (_, q) => q | None => atom (f (back p)) end
  | None => atom (f (back p))
  end.
(** The root of n / d is that of n d, divided by d; exact where n d is a square. *)
Definition root_of_number (c : Q) : poly :=
  let n := (Qnum c * Zpos (Qden c))%Z in let s := Z.sqrt n in
  if Z.ltb n 0 then atom (Sqrt (Rat (Qnum c) (Qden c)))
  else if Z.eqb (s * s) n then constant (s # Qden c)
  else scale (1 # Qden c) (atom (Sqrt (int n))).
Definition one_poly : poly := [([], 1%Q)].
Definition over_pi : poly := atom (Div (int 1) Pi).
Fixpoint normal (e : expr) : poly :=
  match e with
  | Var n => sigma n
  | Rat n d => constant (n # d)
  | Pi => atom Pi
  | Neg a => opposite (normal a)
  | Add a b => plus_poly (normal a) (normal b)
  | Sub a b => plus_poly (normal a) (opposite (normal b))
  | Mul a b => times (normal a) (normal b)
  | Div a b => times (normal a) (inverse_poly (normal b))
  | Pow a n => power_poly (normal a) n
  | Square a => times (normal a) (normal a)
  | Sqrt a => let p := normal a in
      match number p with Some c => root_of_number c | None => atom (Sqrt (back p)) end
  | Abs a => let p := normal a in
      match number p with
      | Some c => constant (Qabs.Qabs c)
      | None => atom (Abs (back (if negative_lead p then opposite p else p))) end
  | Kappa1 a => let p := normal a in
      if negative_lead p && negb (is_number p (-1)) then
        plus_poly (of_argument Kappa1 (opposite p) [(1%Q, one_poly)]) p
      else of_argument Kappa1 p [(0%Q, over_pi); (1%Q, one_poly); ((-1)%Q, [])]
  | Kappa0 a => let p := normal a in
      if negative_lead p && negb (is_number p (-1)) then
        plus_poly one_poly (opposite (of_argument Kappa0 (opposite p) [(1%Q, one_poly)]))
      else of_argument Kappa0 p [(0%Q, constant (1 # 2)); (1%Q, one_poly); ((-1)%Q, [])]
  | Higher n a => of_argument (Higher n) (normal a) [(1%Q, one_poly); ((-1)%Q, [])]
  | Slope0 a => let p := normal a in
      of_argument Slope0 (if negative_lead p then opposite p else p) [(0%Q, over_pi)]
  | Acos a => of_argument Acos (normal a) []
  | Asin a => of_argument Asin (normal a) []
  | Exp a => of_argument Exp (normal a) [(0%Q, one_poly)]
  | Log a => of_argument Log (normal a) [(1%Q, [])]
  | Sin a => of_argument Sin (normal a) [(0%Q, [])]
  | Cos a => of_argument Cos (normal a) [(0%Q, one_poly)]
  | Atan a => of_argument Atan (normal a) [(0%Q, [])]
  | Min a b => let p := normal a in let q := normal b in
      if match plus_poly p (opposite q) with [] => true | _ => false end then p
      else atom (Min (back p) (back q))
  | Edge a b => atom (Edge (back (normal a)) (back (normal b)))
  | Kii r net a => atom (Kii r net (back (normal a)))
  | Kij r net a => atom (Kij r net (back (normal a)))
  | Lambda2 r net a => atom (Lambda2 r net (back (normal a)))
  | Tangent q r net a => atom (Tangent q r net (back (normal a)))
  | Eq12 net a => atom (Eq12 net (back (normal a)))
  | Paths _ | Depth _ | Width _ | Tally _ _ => atom e
  end.

Variables (x y : nat -> R).
Hypothesis sigma_value : forall n, value (sigma n) x = y n.

Lemma of_argument_value f g p known : (forall e, eval (f e) x = g (eval e x)) ->
  (forall c q, In (c, q) known -> g (Q2R c) = value q x) ->
  value (of_argument f p known) x = g (value p x).
Proof.
  intros F K. assert (A : value (atom (f (back p))) x = g (value p x))
    by now rewrite atom_value, F, back_value.
  unfold of_argument. destruct (number p) as [c|] eqn:N; [|exact A].
  destruct (find _ known) as [[d q]|] eqn:S; [|exact A].
  apply find_some in S. destruct S as [I E]. cbn [fst] in E.
  rewrite (number_value p c x N), (Q2R_equal _ _ E). symmetry. now apply K.
Qed.
Lemma root_of_number_value c : value (root_of_number c) x = sqrt (Q2R c).
Proof.
  unfold root_of_number. set (n := (Qnum c * Zpos (Qden c))%Z). set (s := Z.sqrt n).
  assert (D : 0 < IZR (Zpos (Qden c))) by (apply IZR_lt; lia).
  destruct (Z.ltb_spec n 0) as [L|L].
  { rewrite atom_value. cbn [eval]. f_equal. exact (Q2R_Rat _ _ x). }
  assert (E : Q2R c = IZR n / (IZR (Zpos (Qden c)) * IZR (Zpos (Qden c)))).
  { unfold Q2R, n. rewrite mult_IZR. field. lra. }
  assert (S : sqrt (Q2R c) = sqrt (IZR n) / IZR (Zpos (Qden c))).
  { rewrite E, sqrt_div_alt by nra. now rewrite sqrt_square by lra. }
  rewrite S. destruct (Z.eqb_spec (s * s) n) as [Q|Q].
  - rewrite constant_value. unfold Q2R; cbn [Qnum Qden]. rewrite <- Q, mult_IZR, sqrt_square; [reflexivity|].
    apply IZR_le, Z.sqrt_nonneg.
  - rewrite scale_value, atom_value. unfold Q2R; cbn [Qnum Qden eval int]. unfold Rdiv. ring.
Qed.
Lemma over_pi_value : value over_pi x = / PI.
Proof. unfold over_pi. rewrite atom_value. cbn. field. pose proof PIpos; lra. Qed.
Lemma one_value : value one_poly x = 1.
Proof. unfold one_poly. rewrite value_cons, value_nil, product_nil, Q2R_one. ring. Qed.
Lemma Q2R_minus_one : Q2R (-1) = -1. Proof. unfold Q2R; simpl. field. Qed.

Lemma known_values f g p known : (forall e, eval (f e) x = g (eval e x)) ->
  Forall (fun k => g (Q2R (fst k)) = value (snd k) x) known ->
  value (of_argument f p known) x = g (value p x).
Proof.
  intros F K. apply of_argument_value; [exact F|]. intros c q I. rewrite Forall_forall in K.
  exact (K (c, q) I).
Qed.
Ltac known := repeat constructor; cbn [fst snd];
  rewrite ?value_nil, ?one_value, ?over_pi_value, ?constant_value, ?Q2R_zero, ?Q2R_one, ?Q2R_minus_one.

Theorem normal_correct e : value (normal e) x = eval e y.
Proof.
  induction e; cbn [normal];
  try (rewrite atom_value, ?eval_Kii, ?eval_Kij, ?eval_Lambda2; cbn [eval];
       rewrite ?back_value, ?IHe, ?IHe1, ?IHe2; reflexivity);
  cbv zeta; try (cbn [eval];
  rewrite ?plus_value, ?times_correct, ?opposite_value, ?inverse_value, ?power_value, ?IHe, ?IHe1, ?IHe2;
  reflexivity).
  - apply sigma_value.
  - rewrite constant_value. symmetry. apply Q2R_Rat.
  - cbn [eval]. destruct (number (normal e)) as [c|] eqn:N.
    + rewrite root_of_number_value. f_equal. rewrite <- IHe. symmetry. now apply number_value.
    + rewrite atom_value. cbn [eval]. now rewrite back_value, IHe.
  - cbn [eval]. destruct (number (normal e)) as [c|] eqn:N.
    + rewrite constant_value, <- IHe, (number_value _ _ x N). unfold Qabs.Qabs, Q2R. destruct c as [n d].
      cbn [Qnum Qden]. rewrite Rabs_mult, abs_IZR. f_equal. symmetry. apply Rabs_right.
      apply Rle_ge. left. apply Rinv_0_lt_compat, IZR_lt. lia.
    + rewrite atom_value. cbn [eval]. rewrite back_value.
      destruct (negative_lead _); rewrite ?opposite_value, ?Rabs_Ropp, IHe; reflexivity.
  - rewrite (known_values Acos acos) by (reflexivity || known). cbn [eval]. now rewrite IHe.
  - rewrite (known_values Asin asin) by (reflexivity || known). cbn [eval]. now rewrite IHe.
  - rewrite (known_values Exp exp); [cbn [eval]; now rewrite IHe|reflexivity|known]. apply exp_0.
  - rewrite (known_values Log ln); [cbn [eval]; now rewrite IHe|reflexivity|known]. apply ln_1.
  - rewrite (known_values Sin sin); [cbn [eval]; now rewrite IHe|reflexivity|known]. apply sin_0.
  - rewrite (known_values Cos cos); [cbn [eval]; now rewrite IHe|reflexivity|known]. apply cos_0.
  - rewrite (known_values Atan atan); [cbn [eval]; now rewrite IHe|reflexivity|known]. apply atan_0.
  - cbn [eval]. rewrite <- IHe. destruct (_ && _).
    + rewrite plus_value, (known_values Kappa1 kappa1); [|reflexivity|known; apply kappa1_1].
      rewrite opposite_value. symmetry. apply kappa1_opposite.
    + apply (known_values Kappa1 kappa1); [reflexivity|known].
      * apply kappa1_0.
      * apply kappa1_1.
      * apply kappa1_m1.
  - cbn [eval]. rewrite <- IHe. destruct (_ && _).
    + rewrite plus_value, one_value, opposite_value, (known_values Kappa0 kappa0);
        [|reflexivity|known; apply kappa0_1].
      rewrite opposite_value. symmetry. apply kappa0_opposite.
    + apply (known_values Kappa0 kappa0); [reflexivity|known].
      * rewrite kappa0_0. unfold Q2R; simpl. field.
      * apply kappa0_1.
      * apply kappa0_m1.
  - rewrite (known_values (Higher n) (kappa_order (S (S n))));
      [cbn [eval]; now rewrite IHe|reflexivity|known].
    + apply kappa_order_1.
    + apply kappa_order_m1.
  - cbn [eval]. destruct (plus_poly (normal e1) (opposite (normal e2))) as [|t p] eqn:Z.
    + assert (V : value (normal e1) x - value (normal e2) x = 0).
      { unfold Rminus. rewrite <- opposite_value, <- plus_value, Z. apply value_nil. }
      rewrite IHe1, IHe2 in *. rewrite Rmin_left; lra.
    + rewrite atom_value. cbn [eval]. now rewrite !back_value, IHe1, IHe2.
  - assert (G : forall t, 1 / (PI * sqrt (1 - - t * - t)) = 1 / (PI * sqrt (1 - t * t)))
      by (intros t; now replace (- t * - t) with (t * t) by ring).
    rewrite (known_values Slope0 (fun t => 1 / (PI * sqrt (1 - t * t)))); [|reflexivity|known].
    + cbn [eval]. destruct (negative_lead _); rewrite ?opposite_value, ?G, IHe; reflexivity.
    + replace (1 - 0 * 0) with 1 by ring. rewrite sqrt_1. field. pose proof PIpos; lra.
Qed.
End Normal.

Definition itself (n : nat) : poly := atom (Var n).
Lemma itself_value x n : value (itself n) x = x n.
Proof. apply atom_value. Qed.

(** 1 / (PI sqrt (1 - b^2)) written out where it occurs as a factor: so a difference may cancel that
    has it in both forms. *)
Definition is_slope (a : expr) : bool := match a with Slope0 _ => true | _ => false end.
Definition has_slope (p : poly) : bool := existsb (fun t => existsb is_slope (fst t)) p.
Definition slope_written (a : expr) : poly :=
  match a with
  | Slope0 b => normal itself (Div (int 1) (Mul Pi (Sqrt (Sub (int 1) (Mul b b)))))
  | _ => atom a
  end.
Definition slopes_written (p : poly) : poly :=
  fold_right (fun t r => plus_poly
    (scale (snd t) (fold_right (fun a q => times (slope_written a) q) one_poly (fst t))) r) [] p.
Lemma slope_written_value a x : value (slope_written a) x = eval a x.
Proof.
  destruct a; cbn [slope_written]; try apply atom_value.
  now rewrite (normal_correct itself x x (itself_value x)).
Qed.
Lemma slopes_written_value p x : value (slopes_written p) x = value p x.
Proof.
  induction p as [|[m c] p IH]; [reflexivity|]. unfold slopes_written. cbn [fold_right fst snd].
  fold (slopes_written p). rewrite plus_value, scale_value, IH, value_cons. f_equal. f_equal.
  induction m as [|a m IHm]; cbn [fold_right]; [apply one_value|].
  now rewrite times_correct, slope_written_value, IHm, product_cons.
Qed.

(** Whether an expression is 0 identically, whatever the variables are. *)
Definition is_zero (p : poly) : bool := match p with [] => true | _ => false end.
Definition vanishes (sigma : nat -> poly) (e : expr) : bool :=
  let p := normal sigma e in
  if is_zero p then true else if has_slope p then is_zero (slopes_written p) else false.
Lemma is_zero_value p x : is_zero p = true -> value p x = 0.
Proof. destruct p; [intros _; apply value_nil|discriminate]. Qed.
Theorem vanishes_correct sigma e x y : (forall n, value (sigma n) x = y n) ->
  vanishes sigma e = true -> eval e y = 0.
Proof.
  intros S. unfold vanishes. rewrite <- (normal_correct sigma x y S e).
  destruct (is_zero (normal sigma e)) eqn:Z; [intros _; now apply is_zero_value|].
  destruct (has_slope _); [|discriminate]. intros H. rewrite <- slopes_written_value.
  now apply is_zero_value.
Qed.
Definition identity (a b : expr) : bool := vanishes itself (Sub a b).
Theorem identity_correct a b x : identity a b = true -> eval a x = eval b x.
Proof.
  intros H. pose proof (vanishes_correct itself (Sub a b) x x (itself_value x) H) as V.
  cbn [eval] in V. lra.
Qed.
