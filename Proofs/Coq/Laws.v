(** * Identities that rest on signs.

    The normal form of Identities.v has no side conditions.
      That of this file, [strong], is told of
    some expressions that they are not negative, or sure_positive ([Laws]),
      and takes roots together,
    cancels, and knows the laws of exp, log, sin, cos and their inverses:
    sqrt a sqrt b = sqrt (a b), sqrt (a a b) = |a| sqrt b, exp a exp b = exp (a + b),
    exp (n/2 log a) = sqrt a ^ n, log (a b) = log a + log b, the addition formulas of sin and cos,
    sin^2 = 1 - cos^2, cos (acos a) = a, sin (acos a) = sqrt (1 - a^2), acos (cos a) = a.
    [clear] multiplies with divisors that are not 0.
      [vanishes_by_laws_correct] is what it is for. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network Expression Identities Forms.
Import ListNotations.
Local Open Scope R_scope.

(** ** Numbers *)

(** A number whose square divides n. *)
Fixpoint square_factor (fuel : nat) (d n s : Z) : Z :=
  match fuel with
  | O => s
  | S fuel =>
      if Z.eqb (Z.modulo n (d * d)) 0 then square_factor fuel d (n / (d * d)) (s * d)
      else square_factor fuel (d + 1) n s
  end%Z.
(** Factors of n, the small ones prime. *)
Fixpoint factorise (fuel : nat) (d n : Z) : list Z :=
  match fuel with
  | O => [n]
  | S fuel =>
      if Z.leb n 1 then [] else if Z.ltb n (d * d) then [n]
      else if Z.eqb (Z.modulo n d) 0 then d :: factorise fuel d (n / d)
      else factorise fuel (d + 1) n
  end%Z.
Definition log_number (n : Z) : poly :=
  let l := factorise 1000 2 n in
  if Z.eqb (fold_right Z.mul 1%Z l) n && forallb (Z.ltb 0) l
  then fold_right (fun q p => plus_poly (atom (Log (int q))) p) [] l
  else atom (Log (int n)).
Lemma log_product l x : forallb (Z.ltb 0) l = true ->
  0 < IZR (fold_right Z.mul 1%Z l) /\
  value (fold_right (fun q p => plus_poly (atom (Log (int q))) p) [] l) x =
    ln (IZR (fold_right Z.mul 1%Z l)).
Proof.
  induction l as [|q l IH]; intros H; cbn [fold_right].
  - rewrite value_nil, ln_1. split; lra.
  - apply andb_true_iff in H. destruct H as [Q H]. destruct (IH H) as [P E].
    apply Z.ltb_lt, IZR_lt in Q. rewrite mult_IZR, plus_value, E, atom_value. cbn [eval int].
    split; [now apply Rmult_lt_0_compat|]. now rewrite ln_mult.
Qed.
Lemma log_number_value n x : value (log_number n) x = ln (IZR n).
Proof.
  unfold log_number. destruct (_ && _) eqn:H; [|now rewrite atom_value].
  apply andb_true_iff in H. destruct H as [E H]. apply Z.eqb_eq in E.
  rewrite (proj2 (log_product _ x H)). now rewrite E.
Qed.

(** The root of y is s/d times that of y d^2/s^2. *)
Lemma scaled_root s d y :
  sqrt y = Q2R (Zpos s # d) * sqrt (Q2R (Zpos (d * d) # (s * s)) * y).
Proof.
  assert (S : 0 < IZR (Zpos s)) by (apply IZR_lt; lia).
  assert (D : 0 < IZR (Zpos d)) by (apply IZR_lt; lia).
  assert (E : Q2R (Zpos (d * d) # (s * s)) =
    (IZR (Zpos d) / IZR (Zpos s)) * (IZR (Zpos d) / IZR (Zpos s))).
  { unfold Q2R. cbn [Qnum Qden]. rewrite !Pos2Z.inj_mul, !mult_IZR. field. lra. }
  rewrite E, sqrt_mult_alt by (apply Rle_0_sqr). rewrite sqrt_square.
  - unfold Q2R. cbn [Qnum Qden]. field. lra.
  - left. now apply Rdiv_lt_0_compat.
Qed.
Definition root_number (c : Q) : poly :=
  match square_factor 60 2 (Qnum c * Zpos (Qden c)) 1 with
  | Zpos s => scale (Zpos s # Qden c)
      (root_of_number (product_Q (Zpos (Qden c * Qden c) # (s * s)) c))
  | _ => root_of_number c
  end.
Lemma root_number_value c x : value (root_number c) x = sqrt (Q2R c).
Proof.
  unfold root_number. destruct (square_factor _ _ _ _) as [|s|s]; try apply root_of_number_value.
  rewrite scale_value, root_of_number_value, product_Q_R. symmetry. apply scaled_root.
Qed.

(** The factors that all terms have. *)
Definition common_atoms (p : poly) : monomial :=
  match p with [] => [] | (m, _) :: q => fold_left (fun n t => common n (fst t)) q m end.
(** An atom whose square divides all terms, and the quotient. *)
Fixpoint find_square (among : monomial) (p : poly) : option (expr * poly) :=
  match among with
  | [] => None
  | a :: among => match all_divided p [a;
    a] with Some q => Some (a, q) | None => find_square among p end
  end.
Lemma find_square_value among p a q x : find_square among p = Some (a, q) ->
  value p x = eval a x * eval a x * value q x.
Proof.
  induction among as [|b among IH]; cbn [find_square]; [discriminate|].
  destruct (all_divided p [b; b]) as [r|] eqn:D; [|exact IH]. intros [= <- <-].
  rewrite (all_divided_value _ x _ _ D), !product_cons, product_nil. ring.
Qed.
(** The numerators' greatest common divisor. *)
Definition numerators (p : poly) : Z := fold_left (fun g t => Z.gcd g (Qnum (snd t))) p 0%Z.

(** b, if the polynomial is 1 - cos^2 b. *)
Definition sine_of (p : poly) : option expr :=
  match p with
  | [([], c); ([Cos a; Cos b], d)] =>
      if same a b && Qeq_bool c 1 && Qeq_bool d (-1) then Some a else None
  | _ => None
  end.
Lemma sine_of_value p b x : sine_of p = Some b -> value p x = sin (eval b x) * sin (eval b x).
Proof.
  unfold sine_of. destruct p as [|[[|] c] [|[[|a1 [|a2 [|]]] d] [|]]]; try discriminate;
  destruct a1; try discriminate; destruct a2; try discriminate.
  destruct (same a1 a2) eqn:S; [|discriminate]. destruct (Qeq_bool c 1) eqn:C; [|discriminate].
  destruct (Qeq_bool d (-1)) eqn:D; [|discriminate]. intros [= <-]. apply same_eq in S. subst a2.
  rewrite !value_cons, value_nil, !product_cons, product_nil, (Q2R_equal _ _ C),
    (Q2R_equal _ _ D), Q2R_one,
    Q2R_minus_one. cbn [eval]. pose proof (sin2_cos2 (eval a1 x)) as T. unfold Rsqr in T. lra.
Qed.

(** A rotation by the sum of two angles; angles are given as cos and sin. *)
Definition pair_value (a : poly * poly) (t : R) (x : nat -> R) : Prop :=
  value (fst a) x = cos t /\ value (snd a) x = sin t.

(** What 1 is divided by. *)
Definition divisor_in (a : expr) : option expr :=
  match a with Div (Rat 1 1) b => Some b | _ => None end.
Lemma divisor_in_eq a b : divisor_in a = Some b -> a = Div (int 1) b.
Proof.
  destruct a; cbn [divisor_in]; try discriminate. destruct a1; try discriminate.
  destruct n as [|[]|]; try discriminate. destruct d; try discriminate. now intros [= ->].
Qed.
Lemma divisor_in_value a b x : divisor_in a = Some b -> eval a x = / eval b x.
Proof. intros H. rewrite (divisor_in_eq a b H). cbn [eval int]. unfold Rdiv. ring. Qed.

Section Laws.
Variables sure_nonneg sure_positive : expr -> bool.
Definition nonzero (e : expr) : bool := sure_positive e || sure_positive (Neg e).
Definition within_unit (e : expr) : bool :=
  sure_nonneg (Sub (int 1) e) && sure_nonneg (Add (int 1) e).
Definition within_half_turn (e : expr) : bool := sure_nonneg e && sure_nonneg (Sub Pi e).
Definition magnitude (a : expr) : poly :=
  if sure_nonneg a then atom a else if sure_nonneg (Neg a) then opposite (atom a) else atom (Abs
    a).

(** ** Roots *)
Fixpoint find_divisor (among : monomial) (p : poly) : option (expr * expr * poly) :=
  match among with
  | [] => None
  | a :: among => match divisor_in a, all_divided p [a] with
      | Some b, Some q => if sure_positive b then Some (a, b, q) else find_divisor among p
      | _, _ => find_divisor among p end
  end.
Fixpoint root_inner (fuel : nat) (p : poly) : poly :=
  match fuel with
  | O => atom (Sqrt (back p))
  | S fuel =>
      match number p with
      | Some c => root_number c
      | None =>
          match find_square (common_atoms p) p with
          | Some (a, q) => times (magnitude a) (root_inner fuel q)
          | None =>
              match sine_of p with
              | Some b => if within_half_turn b then atom (Sin b) else atom (Abs (Sin b))
              | None =>
              match find_divisor (common_atoms p) p with
              | Some (a, b, q) => times (atom a) (root_inner fuel (times (read b) q))
              | None => atom (Sqrt (back p))
              end
              end
          end
      end
  end.
Definition root (p : poly) : poly :=
  match number p with
  | Some c => root_number c
  | None =>
      let d := denominators p in
      match square_factor 60 2 (numerators (scale (Zpos d # 1) p) * Zpos d) 1 with
      | Zpos s => scale (Zpos s # d) (root_inner 8 (scale (Zpos (d * d) # (s * s)) p))
      | _ => root_inner 8 p
      end
  end.

(** ** Exponentials *)
Definition inverse_atom (a : expr) : poly :=
  match a with
  | Exp b => atom (Exp (back (opposite (read b))))
  | Sqrt b => times (atom (Sqrt b)) (inverse_poly (read b))
  | _ => atom (reciprocal a)
  end.
Definition inverse (p : poly) : poly :=
  match p with
  | [(m, c)] => scale (Qinv c) (fold_right (fun a q => times (inverse_atom a) q) one_poly m)
  | _ => inverse_poly p
  end.
(** y^(n/2) from exp (n/2 log y). *)
Definition power_of (base : poly) (n : Z) : poly :=
  match n with
  | Z0 => one_poly
  | Zpos n => power_poly base n
  | Zneg n => inverse (power_poly base n)
  end.
Definition from_logarithm (m : monomial) (c : Q) : option poly :=
  match m with
  | [Log y] =>
      if sure_positive y && Z.leb (Z.abs (Qnum c)) 20 then
        if Pos.eqb (Qden c) 1 then Some (power_of (read y) (Qnum c))
        else if Pos.eqb (Qden c) 2 then Some (power_of (root (read y)) (Qnum c)) else None
      else None
  | _ => None
  end.
Fixpoint powers (p : poly) : poly * poly :=
  match p with
  | [] => (one_poly, [])
  | (m, c) :: p => let (f, r) := powers p in
      match from_logarithm m c with
      | Some q => (times q f, r)
      | None => (f, (m, c) :: r) end
  end.
Definition exponential (p : poly) : poly :=
  let (f, r) := powers p in
  match r with [] => f | _ => times f (atom (Exp (back r))) end.

(** ** Logarithms *)
Definition log_plain (a : expr) : poly :=
  match a with
  | Rat n 1 => log_number n
  | Exp b => read b
  | Sqrt (Rat n 1) => scale (1 # 2) (log_number n)
  | Sqrt b => scale (1 # 2) (atom (Log b))
  | _ => atom (Log a)
  end.
Definition log_atom (a : expr) : option poly :=
  match divisor_in a with
  | Some b => if sure_positive b then Some (opposite (log_plain b)) else None
  | None => if sure_positive a then Some (log_plain a) else None
  end.
Fixpoint log_monomial (m : monomial) : option poly :=
  match m with
  | [] => Some []
  | a :: m => match log_atom a, log_monomial m with
      | Some p, Some q => Some (plus_poly p q) | _, _ => None end
  end.
Definition log_fraction (c : Q) : poly :=
  plus_poly (log_number (Qnum c)) (opposite (log_number (Zpos (Qden c)))).
Definition logarithm (p : poly) : poly :=
  let plain := atom (Log (back p)) in
  match p with
  | [(m, c)] => if Z.ltb 0 (Qnum c) then match log_monomial m with
      | Some q => plus_poly (log_fraction c) q | None => plain end else plain
  | _ =>
      let d := denominators p in
      let c := Qred (numerators (scale (Zpos d # 1) p) # d) in
      if Z.ltb 0 (Qnum c) && sure_positive (back p)
      then plus_poly (log_fraction c) (atom (Log (back (scale (Qinv c) p)))) else plain
  end.

(** ** Products *)
Fixpoint gather_roots (m : monomial) : nat * poly * monomial :=
  match m with
  | [] => (0%nat, one_poly, [])
  | a :: m => let '(n, r, k) := gather_roots m in
      match a with
      | Sqrt b => if sure_nonneg b then (S n, times (read b) r, k) else (n, r, a :: k)
      | _ => (n, r, a :: k) end
  end.
Fixpoint gather_exponentials (m : monomial) : nat * poly * monomial :=
  match m with
  | [] => (0%nat, [], [])
  | a :: m => let '(n, r, k) := gather_exponentials m in
      match a with
      | Exp b => (S n, plus_poly (read b) r, k)
      | _ => (n, r, a :: k) end
  end.
(** A sine twice, and what is left. *)
Fixpoint find_sines (m : monomial) : option (expr * monomial) :=
  match m with
  | [] => None
  | a :: m =>
      let other := match find_sines m with Some (b, k) => Some (b, a :: k) | None => None end in
      match a with
      | Sin b => match without a m with Some k => Some (b, k) | None => other end
      | _ => other end
  end.
(** A root twice, and what is left. *)
Fixpoint find_roots (m : monomial) : option (expr * monomial) :=
  match m with
  | [] => None
  | a :: m =>
      let other := match find_roots m with Some (b, k) => Some (b, a :: k) | None => None end in
      match a with
      | Sqrt b => match without a m with
          | Some k => if sure_nonneg b then Some (b, k) else other
          | None => other end
      | _ => other end
  end.
(** A factor and its reciprocal. *)
Fixpoint find_reciprocal (m : monomial) : option monomial :=
  match m with
  | [] => None
  | a :: m =>
      let other := match find_reciprocal m with Some k => Some (a :: k) | None => None end in
      match without (reciprocal a) m with
      | Some k => if nonzero a || nonzero (reciprocal a) then Some k else other
      | None => other end
  end.
Definition merge (m : monomial) : option poly :=
  match find_reciprocal m with
  | Some k => Some [(k, 1%Q)]
  | None =>
  match find_roots m with
  | Some (b, k) => Some (times (read b) [(k, 1%Q)])
  | None =>
      let '(n, r, k) := gather_roots m in
      if Nat.ltb 1 n then Some (times (root r) [(k, 1%Q)])
      else
        let '(n, r, k) := gather_exponentials m in
        if Nat.ltb 1 n then Some (times (exponential r) [(k, 1%Q)])
        else match find_sines m with
          | Some (b, k) => Some (plus_poly [(k, 1%Q)]
              (opposite (times (atom (Cos b)) (times (atom (Cos b)) [(k, 1%Q)]))))
          | None => None end
  end
  end.
Fixpoint reduce (fuel : nat) (p : poly) : poly :=
  match fuel with
  | O => p
  | S fuel => fold_right (fun t r => plus_poly
      match merge (fst t) with None => [t] | Some q => scale (snd t) (reduce fuel q) end r) [] p
  end.
Definition multiplied (p q : poly) : poly := reduce 6 (times p q).
Fixpoint multiplied_power (p : poly) (n : positive) : poly :=
  match n with
  | xH => p
  | xO n => let q := multiplied_power p n in multiplied q q
  | xI n => let q := multiplied_power p n in multiplied p (multiplied q q)
  end.

(** ** Angles *)
Definition rest_of_unit (a : expr) : poly :=
  root (plus_poly one_poly (opposite (times (read a) (read a)))).
Definition plain_angle (m : monomial) (c : Q) : poly * poly :=
  if Z.ltb (Qnum c) 0 then let t := back [(m, Qopp c)] in (atom (Cos t), opposite (atom (Sin t)))
  else let t := back [(m, c)] in (atom (Cos t), atom (Sin t)).
Definition base_angle (m : monomial) (d : positive) : poly * poly :=
  match m with
  | [Pi] => match d with
      | 1 => (constant (-1), [])
      | 2 => ([], one_poly)
      | 3 => (constant (1 # 2), scale (1 # 2) (atom (Sqrt (int 3))))
      | 4 => let c := scale (1 # 2) (atom (Sqrt (int 2))) in (c, c)
      | 6 => (scale (1 # 2) (atom (Sqrt (int 3))), constant (1 # 2))
      | _ => plain_angle m (1 # d) end%positive
  | [Acos a] => if Pos.eqb d 1 && within_unit a then (read a, rest_of_unit a)
      else plain_angle m (1 # d)
  | [Asin a] => if Pos.eqb d 1 && within_unit a then (rest_of_unit a, read a)
      else plain_angle m (1 # d)
  | [Atan a] => if Pos.eqb d 1 then
        let c := inverse (root (plus_poly one_poly (times (read a) (read a)))) in (c,
          times (read a) c)
      else plain_angle m (1 # d)
  | _ => plain_angle m (1 # d)
  end.
Definition turned (a b : poly * poly) : poly * poly :=
  (plus_poly (multiplied (fst a) (fst b)) (opposite (multiplied (snd a) (snd b))),
   plus_poly (multiplied (snd a) (fst b)) (multiplied (fst a) (snd b))).
Fixpoint turns (n : nat) (a : poly * poly) : poly * poly :=
  match n with O => (one_poly, []) | S n => turned a (turns n a) end.
Definition angle_term (m : monomial) (c : Q) : poly * poly :=
  match m with
  | [] => plain_angle m c
  | _ =>
      if Z.leb (Z.abs (Qnum c)) 12 then
        let (a, b) := turns (Z.abs_nat (Qnum c)) (base_angle m (Qden c)) in
        if Z.ltb (Qnum c) 0 then (a, opposite b) else (a, b)
      else plain_angle m c
  end.
Fixpoint angle (p : poly) : poly * poly :=
  match p with
  | [] => (one_poly, [])
  | [(m, c)] => angle_term m c
  | (m, c) :: p => turned (angle_term m c) (angle p)
  end.
Definition arccosine (p : poly) : poly :=
  match p with
  | [([Cos b], c)] => if Qeq_bool c 1 && within_half_turn b then read b
      else of_argument Acos p []
  | _ => if negative_lead p then plus_poly (atom Pi) (opposite (of_argument Acos (opposite p)
        [(1 # 2, scale (1 # 3) (atom Pi)); (1, [])]%Q))
      else of_argument Acos p [(0, scale (1 # 2) (atom Pi)); (1 # 2, scale (1 # 3) (atom Pi));
        (1, [])]%Q
  end.
Definition arcsine (p : poly) : poly :=
  plus_poly (scale (1 # 2) (atom Pi)) (opposite (arccosine p)).
Definition arctangent (p : poly) : poly :=
  if negative_lead p then opposite (of_argument Atan (opposite p) [(1, scale (1 # 4) (atom Pi))]%Q)
  else of_argument Atan p [(0, []); (1, scale (1 # 4) (atom Pi))]%Q.

(** ** Divisors *)
Fixpoint divisor_of (m : monomial) : option (expr * expr) :=
  match m with
  | [] => None
  | a :: m => match divisor_in a with
      | Some b => if nonzero b then Some (a, b) else divisor_of m
      | None => divisor_of m end
  end.
Fixpoint first_divisor (p : poly) : option (expr * expr) :=
  match p with
  | [] => None
  | (m, _) :: p => match divisor_of m with Some d => Some d | None => first_divisor p end
  end.
(** The polynomial times b; a is 1 / b. *)
Definition cleared (a b : expr) (p : poly) : poly :=
  fold_right (fun t r => plus_poly
    match without a (fst t) with
    | Some n => [(n, snd t)]
    | None => scale (snd t) (times (read b) [(fst t, 1%Q)]) end r) [] p.
(** As a fraction, if something is divided by a sum. *)
Definition as_fraction (p : poly) : poly :=
  match first_divisor p with
  | Some (a, b) => times (reduce 6 (cleared a b p)) (atom a)
  | None => p
  end.

(** ** The normal form; [unfolds] writes kappa0 and kappa1 out *)
Variable unfolds : bool.
Definition inner_unit (p : poly) : poly := root (plus_poly one_poly (opposite (multiplied p p))).
Definition inverse_pi : poly := atom (Div (int 1) Pi).
Fixpoint strong (e : expr) : poly :=
  match e with
  | Neg a => opposite (strong a)
  | Add a b => plus_poly (strong a) (strong b)
  | Sub a b => plus_poly (strong a) (opposite (strong b))
  | Mul a b => multiplied (strong a) (strong b)
  | Div a b => multiplied (strong a) (inverse (strong b))
  | Square a => let p := strong a in multiplied p p
  | Pow a n => multiplied_power (strong a) n
  | Sqrt a => root (strong a)
  | Abs a => let p := strong a in
      if sure_nonneg (back p) then p else if sure_nonneg (Neg (back p)) then opposite p
      else normal itself (Abs (back p))
  | Exp a => exponential (strong a)
  | Log a => logarithm (strong a)
  | Sin a => snd (angle (strong a))
  | Cos a => fst (angle (strong a))
  | Acos a => arccosine (strong a)
  | Asin a => arcsine (strong a)
  | Atan a => arctangent (strong a)
  | Kappa1 a => let p := as_fraction (strong a) in
      if unfolds then multiplied inverse_pi (plus_poly (inner_unit p)
        (multiplied p (plus_poly (scale (1 # 2) (atom Pi)) (arcsine p))))
      else normal itself (Kappa1 (back p))
  | Kappa0 a => let p := as_fraction (strong a) in
      if unfolds then plus_poly (constant (1 # 2)) (multiplied inverse_pi (arcsine p))
      else normal itself (Kappa0 (back p))
  | Slope0 a => inverse (multiplied (atom Pi) (inner_unit (strong a)))
  | Higher n a => normal itself (Higher n (back (as_fraction (strong a))))
  | Min a b => normal itself (Min (back (strong a)) (back (strong b)))
  | _ => normal itself e
  end.

Fixpoint clear (fuel : nat) (p : poly) : bool :=
  if is_zero p then true else
  match fuel with
  | O => false
  | S fuel => match first_divisor p with
      | Some (a, b) => clear fuel (reduce 6 (cleared a b p))
      | None => false end
  end.
Definition vanishes_in_this_way (e : expr) : bool := clear 12 (reduce 6 (strong e)).

(** ** All of this keeps the value *)
Variable x : nat -> R.
Hypothesis nonneg_correct : forall e, sure_nonneg e = true -> 0 <= eval e x.
Hypothesis positive_correct : forall e, sure_positive e = true -> 0 < eval e x.

Lemma nonzero_correct e : nonzero e = true -> eval e x <> 0.
Proof.
  intros H. apply orb_true_iff in H.
    destruct H as [H|H]; apply positive_correct in H; cbn [eval] in H; lra.
Qed.
Lemma within_unit_correct e : within_unit e = true -> -1 <= eval e x <= 1.
Proof.
  intros H. apply andb_true_iff in H. destruct H as [A B]. apply nonneg_correct in A, B.
  cbn [eval int] in A, B. lra.
Qed.
Lemma within_half_turn_correct e : within_half_turn e = true -> 0 <= eval e x <= PI.
Proof.
  intros H. apply andb_true_iff in H. destruct H as [A B]. apply nonneg_correct in A, B.
  cbn [eval] in B. lra.
Qed.
Lemma magnitude_value a : value (magnitude a) x = Rabs (eval a x).
Proof.
  unfold magnitude. destruct (sure_nonneg a) eqn:A; [|destruct (sure_nonneg (Neg a)) eqn:B].
  - rewrite atom_value, Rabs_pos_eq; [reflexivity|now apply nonneg_correct].
  - rewrite opposite_value, atom_value. apply nonneg_correct in B. cbn [eval] in B.
    rewrite Rabs_left1; lra.
  - now rewrite atom_value.
Qed.
Lemma singleton_value m c : value [(m, c)] x = Q2R c * product m x.
Proof. rewrite value_cons, value_nil. ring. Qed.
Lemma monomial_value m : value [(m, 1%Q)] x = product m x.
Proof. rewrite singleton_value, Q2R_one. ring. Qed.

Lemma find_divisor_value among p a b q : find_divisor among p = Some (a, b, q) ->
  0 < eval b x /\ eval a x = / eval b x /\ value p x = eval a x * value q x.
Proof.
  induction among as [|c among IH]; cbn [find_divisor]; [discriminate|].
  destruct (divisor_in c) as [d|] eqn:D; [|exact IH].
  destruct (all_divided p [c]) as [r|] eqn:A; [|exact IH].
  destruct (sure_positive d) eqn:P; [|exact IH]. intros [= <- <- <-].
  split; [now apply positive_correct|]. split; [now apply divisor_in_value|].
  rewrite (all_divided_value _ x _ _ A), product_cons, product_nil. ring.
Qed.
Lemma root_inner_value fuel : forall p, value (root_inner fuel p) x = sqrt (value p x).
Proof.
  assert (Plain : forall p, value (atom (Sqrt (back p))) x = sqrt (value p x)).
  { intros p. rewrite atom_value. cbn [eval]. now rewrite back_value. }
  induction fuel as [|fuel IH]; intros p; cbn [root_inner]; [apply Plain|].
  destruct (number p) as [c|] eqn:N; [rewrite root_number_value; f_equal; symmetry;
    now apply number_value|].
  destruct (find_square _ p) as [[a q]|] eqn:S.
  { rewrite times_correct, magnitude_value, IH, (find_square_value _ _ _ _ x S).
    rewrite sqrt_mult_alt by apply Rle_0_sqr. f_equal. symmetry.
      apply (sqrt_Rsqr_abs (eval a x)). }
  destruct (sine_of p) as [b|] eqn:Si.
  { rewrite (sine_of_value p b x Si).
    destruct (within_half_turn b) eqn:W; rewrite atom_value; cbn [eval].
    - apply within_half_turn_correct in W. symmetry. apply sqrt_square. now apply sin_ge_0.
    - symmetry. apply (sqrt_Rsqr_abs (sin (eval b x))). }
  destruct (find_divisor _ p) as [[[a b] q]|] eqn:D; [|apply Plain].
  destruct (find_divisor_value _ _ _ _ _ D) as (B & A & E).
  rewrite times_correct, atom_value, IH, times_correct, read_value, E, A.
  assert (I : 0 < / eval b x) by now apply Rinv_0_lt_compat.
  replace (/ eval b x * value q x) with ((/ eval b x * / eval b x) * (eval b x * value q x))
    by (field; lra).
  rewrite (sqrt_mult_alt (/ eval b x * / eval b x)) by apply Rle_0_sqr.
  f_equal. symmetry. apply sqrt_square. lra.
Qed.
Lemma root_value p : value (root p) x = sqrt (value p x).
Proof.
  unfold root. destruct (number p) as [c|] eqn:N.
  { rewrite root_number_value. f_equal. symmetry. now apply number_value. }
  destruct (square_factor _ _ _ _) as [|s|s]; try apply root_inner_value.
  rewrite scale_value, root_inner_value, scale_value. symmetry. apply scaled_root.
Qed.

Lemma inverse_atom_value a : value (inverse_atom a) x = / eval a x.
Proof.
  destruct a; cbn [inverse_atom]; try (rewrite atom_value; apply reciprocal_eval).
  - rewrite times_correct, atom_value, inverse_value, read_value. cbn [eval].
    destruct (Rle_or_lt (eval a x) 0) as [L|L].
    + rewrite sqrt_neg_0 by exact L. rewrite Rinv_0. ring.
    + pose proof (sqrt_lt_R0 _ L). rewrite <- (sqrt_sqrt (eval a x)) at 2 by lra. field. lra.
  - rewrite atom_value. cbn [eval]. rewrite back_value, opposite_value, read_value. apply exp_Ropp.
Qed.
Lemma inverse_value_strong p : value (inverse p) x = / value p x.
Proof.
  unfold inverse. destruct p as [|[m c] [|t p]]; try apply inverse_value.
  rewrite scale_value, Q2R_inverse, singleton_value, Rinv_mult. f_equal.
  induction m as [|a m IH]; cbn [fold_right].
  - rewrite one_value, product_nil. symmetry. apply Rinv_1.
  - now rewrite times_correct, inverse_atom_value, IH, product_cons, Rinv_mult.
Qed.
Lemma power_of_value base n t : 0 < value base x -> value base x = exp t ->
  value (power_of base n) x = exp (IZR n * t).
Proof.
  intros P E. assert (W : forall k, exp t ^ k = exp (INR k * t)).
  { induction k as [|m IH]; [cbn; now rewrite Rmult_0_l, exp_0|].
    cbn [pow]. rewrite IH, <- exp_plus. f_equal. rewrite S_INR. ring. }
  destruct n as [|n|n]; cbn [power_of].
  - now rewrite one_value, Rmult_0_l, exp_0.
  - rewrite power_value, E, W. f_equal. now rewrite INR_IZR_INZ, positive_nat_Z.
  - rewrite inverse_value_strong, power_value, E, W, <- exp_Ropp. f_equal.
    rewrite INR_IZR_INZ, positive_nat_Z, <- Pos2Z.opp_pos, opp_IZR. ring.
Qed.
Lemma from_logarithm_value m c q : from_logarithm m c = Some q ->
  value q x = exp (Q2R c * product m x).
Proof.
  unfold from_logarithm. destruct m as [|a [|]]; try discriminate; destruct a; try discriminate.
  rename a into y. destruct (_ && _) eqn:P; [|discriminate]. apply andb_true_iff in P.
    destruct P as [P _].
  apply positive_correct in P. rewrite product_cons, product_nil. cbn [eval]. rewrite Rmult_1_r.
  destruct (Pos.eqb_spec (Qden c) 1) as [D|_].
  { intros [= <-]. rewrite (power_of_value _ _ (ln (eval y x))).
    - f_equal. unfold Q2R. rewrite D. field.
    - now rewrite read_value.
    - now rewrite read_value, exp_ln. }
  destruct (Pos.eqb_spec (Qden c) 2) as [D|_]; [|discriminate].
  intros [= <-]. rewrite (power_of_value _ _ (ln (eval y x) / 2)).
  - f_equal. unfold Q2R. rewrite D. field.
  - rewrite root_value, read_value. now apply sqrt_lt_R0.
  - rewrite root_value, read_value. apply sqrt_lem_1; [lra|left; apply exp_pos|].
    rewrite <- exp_plus. replace (ln (eval y x) / 2 + ln (eval y x) / 2) with (ln (eval y x)) by
      field.
    now apply exp_ln.
Qed.
Lemma powers_value p : value (fst (powers p)) x * exp (value (snd (powers p)) x) = exp (value p x).
Proof.
  induction p as [|[m c] p IH]; cbn [powers].
  - cbn [fst snd]. rewrite one_value, value_nil. ring.
  - destruct (powers p) as [f r]. cbn [fst snd] in IH. rewrite value_cons, exp_plus, <- IH.
    destruct (from_logarithm m c) as [q|] eqn:F; cbn [fst snd].
    + rewrite times_correct, (from_logarithm_value m c q F). ring.
    + rewrite value_cons, exp_plus. ring.
Qed.
Lemma exponential_value p : value (exponential p) x = exp (value p x).
Proof.
  pose proof (powers_value p) as E. unfold exponential. destruct (powers p) as [f r].
  cbn [fst snd] in E. rewrite <- E. destruct r.
  - rewrite value_nil, exp_0. ring.
  - rewrite times_correct, atom_value. cbn [eval]. now rewrite back_value.
Qed.

Lemma log_plain_value a : 0 < eval a x -> value (log_plain a) x = ln (eval a x).
Proof.
  assert (Plain : forall a, value (atom (Log a)) x = ln (eval a x)) by (intros b;
    now rewrite atom_value).
  assert (Half : forall y, 0 < sqrt y -> ln (sqrt y) = / 2 * ln y).
  { intros y H. assert (P : 0 < y).
    { destruct (Rle_or_lt y 0) as [L|L]; [rewrite sqrt_neg_0 in H by exact L; lra|exact L]. }
    rewrite <- (sqrt_sqrt y) at 2 by lra. rewrite ln_mult by exact H. field. }
  assert (Q : Q2R (1 # 2) = / 2) by (unfold Q2R; cbn; field).
  destruct a; cbn [log_plain]; intros P; try apply Plain.
  - destruct d; try apply Plain. rewrite log_number_value, eval_Rat. f_equal. field.
  - assert (E : value (scale (1 # 2) (atom (Log a))) x = ln (eval (Sqrt a) x)).
    { rewrite scale_value, Q, atom_value. symmetry. now apply Half. }
    destruct a; try exact E. destruct d; try exact E.
    rewrite scale_value, Q, log_number_value. cbn [eval]. symmetry. now apply Half.
  - rewrite read_value. cbn [eval]. now rewrite ln_exp.
Qed.
Lemma log_atom_value a p : log_atom a = Some p -> 0 < eval a x /\ value p x = ln (eval a x).
Proof.
  unfold log_atom. destruct (divisor_in a) as [b|] eqn:D.
  - destruct (sure_positive b) eqn:P; [|discriminate]. intros [= <-]. apply positive_correct in P.
    rewrite opposite_value, (divisor_in_value a b x D), log_plain_value by exact P.
    split; [now apply Rinv_0_lt_compat|]. now rewrite ln_Rinv.
  - destruct (sure_positive a) eqn:P; [|discriminate]. intros [= <-]. apply positive_correct in P.
    split; [exact P|]. now apply log_plain_value.
Qed.
Lemma log_monomial_value m : forall p, log_monomial m = Some p ->
  0 < product m x /\ value p x = ln (product m x).
Proof.
  induction m as [|a m IH]; cbn [log_monomial]; intros p H.
  - injection H as <-. rewrite product_nil, value_nil, ln_1. split; lra.
  - destruct (log_atom a) as [q|] eqn:A; [|discriminate].
    destruct (log_monomial m) as [r|]; [|discriminate]. injection H as <-.
    destruct (log_atom_value a q A) as [P E]. destruct (IH r eq_refl) as [R F].
    rewrite product_cons, plus_value, E, F. split; [now apply Rmult_lt_0_compat|].
      now rewrite ln_mult.
Qed.
Lemma log_fraction_value c : Z.ltb 0 (Qnum c) = true ->
  0 < Q2R c /\ value (log_fraction c) x = ln (Q2R c).
Proof.
  intros H. apply Z.ltb_lt, IZR_lt in H.
    assert (D : 0 < IZR (Zpos (Qden c))) by (apply IZR_lt; lia).
  assert (I : 0 < / IZR (Zpos (Qden c))) by now apply Rinv_0_lt_compat.
  unfold log_fraction. rewrite plus_value, opposite_value, !log_number_value. unfold Q2R.
  split; [now apply Rmult_lt_0_compat|]. now rewrite ln_mult, ln_Rinv.
Qed.
Lemma logarithm_value p : value (logarithm p) x = ln (value p x).
Proof.
  assert (Plain : value (atom (Log (back p))) x = ln (value p x)).
  { rewrite atom_value. cbn [eval]. now rewrite back_value. }
  assert (Content : forall c : Q, value (if Z.ltb 0 (Qnum c) && sure_positive (back p)
      then plus_poly (log_fraction c) (atom (Log (back (scale (Qinv c) p))))
      else atom (Log (back p))) x = ln (value p x)).
  { intros c. destruct (_ && _) eqn:H; [|exact Plain]. apply andb_true_iff in H.
    destruct H as [C P].
    destruct (log_fraction_value c C) as [Pc E]. apply positive_correct in P.
      rewrite back_value in P.
    rewrite plus_value, E, atom_value. cbn [eval]. rewrite back_value, scale_value, Q2R_inverse.
    rewrite <- ln_mult.
    - f_equal. field. lra.
    - exact Pc.
    - apply Rmult_lt_0_compat; [now apply Rinv_0_lt_compat|exact P]. }
  unfold logarithm. destruct p as [|[m c] [|t p]]; try apply Content.
  destruct (Z.ltb 0 (Qnum c)) eqn:C; [|exact Plain].
  destruct (log_monomial m) as [q|] eqn:M; [|exact Plain].
  destruct (log_fraction_value c C) as [Pc E]. destruct (log_monomial_value m q M) as [Pm F].
  rewrite plus_value, E, F, singleton_value. now rewrite ln_mult.
Qed.

Lemma gather_roots_value m : forall n r k, gather_roots m = (n, r, k) ->
  0 <= value r x /\ product m x = sqrt (value r x) * product k x.
Proof.
  induction m as [|a m IH]; cbn [gather_roots]; intros n r k H.
  - injection H as <- <- <-. rewrite one_value, sqrt_1, product_nil. split; lra.
  - destruct (gather_roots m) as [[n' r'] k']. destruct (IH n' r' k' eq_refl) as [P E].
    assert (Keep : (n', r', a :: k') = (n, r, k) ->
      0 <= value r x /\ product (a :: m) x = sqrt (value r x) * product k x).
    { intros [= _ <- <-]. split; [exact P|]. rewrite !product_cons, E. ring. }
    destruct a; try (now apply Keep). destruct (sure_nonneg a) eqn:S; [|now apply Keep].
    injection H as _ <- <-. apply nonneg_correct in S.
    rewrite times_correct, read_value, product_cons, E. cbn [eval].
    split; [now apply Rmult_le_pos|]. rewrite sqrt_mult by assumption. ring.
Qed.
Lemma gather_exponentials_value m : forall n r k, gather_exponentials m = (n, r, k) ->
  product m x = exp (value r x) * product k x.
Proof.
  induction m as [|a m IH]; cbn [gather_exponentials]; intros n r k H.
  - injection H as <- <- <-. rewrite value_nil, exp_0, product_nil. ring.
  - destruct (gather_exponentials m) as [[n' r'] k']. specialize (IH n' r' k' eq_refl).
    assert (Keep : (n', r', a :: k') = (n, r, k) ->
      product (a :: m) x = exp (value r x) * product k x).
    { intros [= _ <- <-]. rewrite !product_cons, IH. ring. }
    destruct a; try (now apply Keep). injection H as _ <- <-.
    rewrite plus_value, read_value, exp_plus, product_cons, IH. cbn [eval]. ring.
Qed.
Lemma find_sines_value m : forall b k, find_sines m = Some (b, k) ->
  product m x = sin (eval b x) * sin (eval b x) * product k x.
Proof.
  induction m as [|a m IH]; cbn [find_sines]; intros b k H; [discriminate|].
  assert (Other : match find_sines m with Some (b, k) => Some (b,
    a :: k) | None => None end = Some (b, k) ->
    product (a :: m) x = sin (eval b x) * sin (eval b x) * product k x).
  { destruct (find_sines m) as [[b' k']|]; [|discriminate]. intros [= <- <-].
    rewrite !product_cons, (IH b' k' eq_refl). ring. }
  destruct a; try (now apply Other).
    destruct (without (Sin a) m) as [l|] eqn:W; [|now apply Other].
  injection H as <- <-. rewrite product_cons, (without_value _ _ _ x W). cbn [eval]. ring.
Qed.
Lemma find_roots_value m : forall b k, find_roots m = Some (b, k) ->
  product m x = eval b x * product k x.
Proof.
  induction m as [|a m IH]; cbn [find_roots]; intros b k H; [discriminate|].
  assert (Other : match find_roots m with Some (b, k) => Some (b,
    a :: k) | None => None end = Some (b, k) ->
    product (a :: m) x = eval b x * product k x).
  { destruct (find_roots m) as [[b' k']|]; [|discriminate]. intros [= <- <-].
    rewrite !product_cons, (IH b' k' eq_refl). ring. }
  destruct a; try (now apply Other).
    destruct (without (Sqrt a) m) as [l|] eqn:W; [|now apply Other].
  destruct (sure_nonneg a) eqn:N; [|now apply Other]. apply nonneg_correct in N.
  injection H as <- <-. rewrite product_cons, (without_value _ _ _ x W). cbn [eval].
  rewrite <- (sqrt_sqrt (eval a x) N) at 3. ring.
Qed.
Lemma find_reciprocal_value m : forall k, find_reciprocal m = Some k -> product m x = product k x.
Proof.
  induction m as [|a m IH]; cbn [find_reciprocal]; intros k H; [discriminate|].
  assert (Other : match find_reciprocal m with Some k => Some (a :: k) | None => None end = Some
    k ->
    product (a :: m) x = product k x).
  { destruct (find_reciprocal m) as [l|]; [|discriminate]. intros [= <-].
    now rewrite !product_cons, (IH l eq_refl). }
  destruct (without (reciprocal a) m) as [l|] eqn:W; [|now apply Other].
  destruct (nonzero a || nonzero (reciprocal a)) eqn:N; [|now apply Other]. injection H as <-.
  rewrite product_cons, (without_value _ _ _ x W), <- Rmult_assoc, reciprocal_eval.
  rewrite Rinv_r; [ring|]. intros Z. apply orb_true_iff in N.
  destruct N as [N|N]; apply nonzero_correct in N; [easy|].
  rewrite reciprocal_eval, Z, Rinv_0 in N. easy.
Qed.
Lemma merge_value m p : merge m = Some p -> value p x = product m x.
Proof.
  unfold merge. destruct (find_reciprocal m) as [k|] eqn:R.
  { intros [= <-]. rewrite monomial_value. symmetry. now apply find_reciprocal_value. }
  destruct (find_roots m) as [[b k]|] eqn:T.
  { intros H. apply (f_equal (fun o => match o with Some q => value q x | None => 0 end)) in H.
    rewrite <- H, times_correct, read_value, monomial_value. symmetry.
      now apply find_roots_value. }
  destruct (gather_roots m) as [[n r] k] eqn:G. destruct (Nat.ltb 1 n).
  { intros [= <-]. rewrite times_correct, root_value, monomial_value.
    symmetry. exact (proj2 (gather_roots_value m n r k G)). }
  destruct (gather_exponentials m) as [[n' r'] k'] eqn:E. destruct (Nat.ltb 1 n').
  { intros [= <-]. rewrite times_correct, exponential_value, monomial_value.
    symmetry. exact (gather_exponentials_value m n' r' k' E). }
  destruct (find_sines m) as [[b l]|] eqn:S; [|discriminate]. intros H.
  apply (f_equal (fun o => match o with Some q => value q x | None => 0 end)) in H. rewrite <- H.
  rewrite plus_value, opposite_value, !times_correct, atom_value, monomial_value.
  rewrite (find_sines_value m b l S). cbn [eval]. pose proof (sin2_cos2 (eval b x)) as U.
  unfold Rsqr in U. replace (sin (eval b x) * sin (eval b x)) with (1 - cos (eval b x) * cos
    (eval b x)) by lra.
  ring.
Qed.
Lemma reduce_value fuel : forall p, value (reduce fuel p) x = value p x.
Proof.
  induction fuel as [|fuel IH]; intros p; cbn [reduce]; [reflexivity|].
  induction p as [|[m c] p IHp]; cbn [fold_right fst snd]; [reflexivity|].
  rewrite plus_value, IHp, value_cons. f_equal. destruct (merge m) as [q|] eqn:M.
  - now rewrite scale_value, IH, (merge_value m q M).
  - apply singleton_value.
Qed.
Lemma multiplied_value p q : value (multiplied p q) x = value p x * value q x.
Proof. unfold multiplied. now rewrite reduce_value, times_correct. Qed.
Lemma multiplied_power_value p n : value (multiplied_power p n) x = value p x ^ Pos.to_nat n.
Proof.
  induction n as [n IH|n IH|]; cbn [multiplied_power]; rewrite ?multiplied_value, ?IH.
  - rewrite Pos2Nat.inj_xI. replace (S (2 * Pos.to_nat n)) with (1 + (Pos.to_nat n + Pos.to_nat
      n))%nat by lia.
    rewrite !pow_add. simpl. ring.
  - rewrite Pos2Nat.inj_xO. replace (2 * Pos.to_nat n)%nat with (Pos.to_nat n + Pos.to_nat n)%nat
      by lia.
    now rewrite pow_add.
  - change (Pos.to_nat 1) with 1%nat. simpl. ring.
Qed.

Lemma rest_of_unit_value a : value (rest_of_unit a) x = sqrt (1 - (eval a x)²).
Proof.
  unfold rest_of_unit. rewrite root_value, plus_value, opposite_value, times_correct,
    !read_value, one_value.
  unfold Rsqr. first [reflexivity|f_equal; ring].
Qed.
Lemma plain_angle_value m c : pair_value (plain_angle m c) (Q2R c * product m x) x.
Proof.
  unfold plain_angle, pair_value. destruct (Z.ltb _ 0); cbn [fst snd];
  rewrite ?opposite_value, !atom_value; cbn [eval]; rewrite back_value, singleton_value;
    [|now split].
  rewrite Q2R_opp, Ropp_mult_distr_l_reverse, cos_neg, sin_neg. split; ring.
Qed.
Lemma base_angle_value m d : pair_value (base_angle m d) (Q2R (1 # d) * product m x) x.
Proof.
  assert (P := plain_angle_value m (1 # d)).
  assert (H3 : value (scale (1 # 2) (atom (Sqrt (int 3)))) x = sqrt 3 / 2).
  { rewrite scale_value, atom_value. cbn [eval int]. unfold Q2R; cbn. field. }
  assert (H4 : value (scale (1 # 2) (atom (Sqrt (int 2)))) x = 1 / sqrt 2).
  { rewrite scale_value, atom_value. cbn [eval int]. pose proof (sqrt_lt_R0 2 ltac:(lra)).
    assert (S : sqrt 2 * sqrt 2 = 2) by (apply sqrt_sqrt; lra).
    replace (1 / sqrt 2) with (sqrt 2 * sqrt 2 / 2 / sqrt 2) by (rewrite S; field; lra).
    unfold Q2R; cbn. field. lra. }
  assert (H2 : value (constant (1 # 2)) x = 1 / 2).
  { rewrite constant_value. unfold Q2R; cbn. field. }
  unfold base_angle. destruct m as [|a m]; [exact P|].
    destruct a; try exact P; destruct m; try exact P.
  - unfold pair_value in *. rewrite product_cons, product_nil. cbn [eval]. rewrite Rmult_1_r.
    rewrite product_cons, product_nil in P. cbn [eval] in P. rewrite Rmult_1_r in P.
    destruct d as [[p|p|]|[[p|p|]|[p|p|]|]|]; try exact P; cbn [fst snd];
    rewrite ?H2, ?H3, ?H4, ?constant_value, ?one_value, ?value_nil; unfold Q2R; cbn [Qnum Qden].
    + replace (1 * / 3 * PI) with (PI / 3) by field. now rewrite cos_PI3, sin_PI3.
    + replace (1 * / 6 * PI) with (PI / 6) by field. now rewrite cos_PI6, sin_PI6.
    + replace (1 * / 4 * PI) with (PI / 4) by field. now rewrite cos_PI4, sin_PI4.
    + replace (1 * / 2 * PI) with (PI / 2) by field. now rewrite cos_PI2, sin_PI2.
    + replace (1 * / 1 * PI) with PI by field. rewrite cos_PI, sin_PI. split; field.
  - destruct (_ && _) eqn:W; [|exact P]. apply andb_true_iff in W. destruct W as [D W].
    apply Pos.eqb_eq in D. subst d. apply within_unit_correct in W. unfold pair_value.
      cbn [fst snd].
    rewrite product_cons, product_nil, read_value, rest_of_unit_value. cbn [eval].
    replace (Q2R (1 # 1) * (acos (eval a x) * 1)) with (acos (eval a x)) by (unfold Q2R; cbn;
      field).
    now rewrite cos_acos, sin_acos.
  - destruct (_ && _) eqn:W; [|exact P]. apply andb_true_iff in W. destruct W as [D W].
    apply Pos.eqb_eq in D. subst d. apply within_unit_correct in W. unfold pair_value.
      cbn [fst snd].
    rewrite product_cons, product_nil, read_value, rest_of_unit_value. cbn [eval].
    replace (Q2R (1 # 1) * (asin (eval a x) * 1)) with (asin (eval a x)) by (unfold Q2R; cbn;
      field).
    now rewrite cos_asin, sin_asin.
  - destruct (Pos.eqb_spec d 1) as [->|_]; [|exact P]. unfold pair_value. cbn [fst snd].
    rewrite product_cons, product_nil, times_correct, inverse_value_strong, root_value,
      plus_value, one_value,
      times_correct, !read_value. cbn [eval].
    replace (Q2R (1 # 1) * (atan (eval a x) * 1)) with (atan (eval a x)) by (unfold Q2R; cbn;
      field).
    rewrite cos_atan, sin_atan. unfold Rsqr, Rdiv. split; ring.
Qed.
Lemma turned_value a b s t : pair_value a s x -> pair_value b t x ->
  pair_value (turned a b) (s + t) x.
Proof.
  intros [A B] [C D]. unfold pair_value, turned. cbn [fst snd].
  cbn [fst snd] in *. split; rewrite plus_value, ?opposite_value, !multiplied_value, A, B, C, D,
    ?cos_plus, ?sin_plus; ring.
Qed.
Lemma turns_value n a t : pair_value a t x -> pair_value (turns n a) (INR n * t) x.
Proof.
  intros A. induction n as [|n IH]; cbn [turns].
  - unfold pair_value. cbn [fst snd]. rewrite one_value, value_nil. cbn [INR].
    now rewrite Rmult_0_l, cos_0, sin_0.
  - rewrite S_INR. replace ((INR n + 1) * t) with (t + INR n * t) by ring. now apply turned_value.
Qed.
Lemma angle_term_value m c : pair_value (angle_term m c) (Q2R c * product m x) x.
Proof.
  unfold angle_term. destruct m as [|a m]; [apply plain_angle_value|].
  destruct (Z.leb _ 12); [|apply plain_angle_value].
  pose proof (turns_value (Z.abs_nat (Qnum c)) _ _ (base_angle_value (a :: m) (Qden c))) as T.
  destruct (turns _ _) as [u v]. destruct T as [Tu Tv]. cbn [fst snd] in Tu, Tv.
  assert (E : INR (Z.abs_nat (Qnum c)) * (Q2R (1 # Qden c) * product (a :: m) x) =
    Rabs (IZR (Qnum c)) * / IZR (Zpos (Qden c)) * product (a :: m) x).
  { rewrite INR_IZR_INZ, Zabs2Nat.id_abs, abs_IZR. unfold Q2R. cbn [Qnum Qden]. ring. }
  rewrite E in Tu, Tv. unfold pair_value, Q2R.
    destruct (Z.ltb_spec (Qnum c) 0) as [L|L]; cbn [fst snd].
  - apply IZR_lt in L. rewrite Rabs_left in Tu, Tv by exact L.
    rewrite opposite_value, Tu, Tv, !Ropp_mult_distr_l_reverse, cos_neg, sin_neg. split; ring.
  - apply IZR_le in L. rewrite Rabs_pos_eq in Tu, Tv by exact L. now split.
Qed.
Lemma angle_value p : pair_value (angle p) (value p x) x.
Proof.
  induction p as [|[m c] [|t p] IH]; cbn [angle].
  - unfold pair_value. cbn [fst snd]. now rewrite one_value, value_nil, cos_0, sin_0.
  - rewrite singleton_value. apply angle_term_value.
  - rewrite value_cons. apply turned_value; [apply angle_term_value|exact IH].
Qed.
Lemma acos_0_value : acos 0 = / 2 * PI. Proof. rewrite acos_0. field. Qed.
Lemma acos_half : acos (1 * / 2) = / 3 * PI.
Proof.
  rewrite <- (acos_cos (/ 3 * PI)); [|pose proof PIpos; lra].
  replace (/ 3 * PI) with (PI / 3) by field. rewrite cos_PI3. reflexivity.
Qed.
Lemma part_of_pi d : value (scale (1 # d) (atom Pi)) x = / IZR (Zpos d) * PI.
Proof. rewrite scale_value, atom_value. unfold Q2R. cbn [Qnum Qden eval]. ring. Qed.
Lemma arccosine_value p : value (arccosine p) x = acos (value p x).
Proof.
  assert (Known : forall known, incl known [(0, scale (1 # 2) (atom Pi));
    (1 # 2, scale (1 # 3) (atom Pi)); (1, [])]%Q ->
    forall p, value (of_argument Acos p known) x = acos (value p x)).
  { intros known K q. apply of_argument_value; [reflexivity|]. intros c r I. apply K in I.
    destruct I as [I|[I|[I|[]]]]; injection I as <- <-; rewrite ?part_of_pi, ?value_nil;
      unfold Q2R; cbn [Qnum Qden].
    - rewrite Rmult_0_l. apply acos_0_value.
    - apply acos_half.
    - rewrite Rinv_1, Rmult_1_r. apply acos_1. }
  assert (All : forall p, value (if negative_lead p then plus_poly (atom Pi) (opposite
      (of_argument Acos (opposite p) [(1 # 2, scale (1 # 3) (atom Pi)); (1, [])]%Q))
      else of_argument Acos p [(0, scale (1 # 2) (atom Pi)); (1 # 2, scale (1 # 3) (atom Pi));
        (1, [])]%Q) x =
    acos (value p x)).
  { intros q. destruct (negative_lead q).
    - rewrite plus_value, opposite_value, Known by (intros u; cbn; tauto).
      rewrite opposite_value, acos_opp, atom_value. cbn [eval]. ring.
    - apply Known. intros u U. exact U. }
  unfold arccosine. destruct p as [|[[|[] [|]] c] [|]]; try apply All.
  destruct (_ && _) eqn:H.
  - apply andb_true_iff in H. destruct H as [C W]. apply within_half_turn_correct in W.
    rewrite read_value, singleton_value, (Q2R_equal _ _ C), Q2R_one, product_cons, product_nil.
      cbn [eval].
    rewrite Rmult_1_l, Rmult_1_r. symmetry. now apply acos_cos.
  - apply Known. intros u [].
Qed.
Lemma asin_total y : asin y = / 2 * PI - acos y.
Proof.
  unfold asin, acos. destruct (Rle_dec y (-1)); [lra|]. destruct (Rle_dec 1 y); lra.
Qed.
Lemma arcsine_value p : value (arcsine p) x = asin (value p x).
Proof.
  unfold arcsine. rewrite plus_value, opposite_value, arccosine_value, part_of_pi. symmetry.
    apply asin_total.
Qed.
Lemma arctangent_value p : value (arctangent p) x = atan (value p x).
Proof.
  assert (Known : forall known, incl known [(0, []); (1, scale (1 # 4) (atom Pi))]%Q ->
    forall p, value (of_argument Atan p known) x = atan (value p x)).
  { intros known K q. apply of_argument_value; [reflexivity|]. intros c r I. apply K in I.
    destruct I as [I|[I|[]]]; injection I as <- <-; rewrite ?part_of_pi, ?value_nil; unfold Q2R;
      cbn [Qnum Qden].
    - rewrite Rmult_0_l. apply atan_0.
    - rewrite Rinv_1, Rmult_1_r, atan_1. field. }
  unfold arctangent. destruct (negative_lead p).
  - rewrite opposite_value, Known by (intros u; cbn; tauto). rewrite opposite_value, atan_opp.
      ring.
  - apply Known. intros u U. exact U.
Qed.
Lemma inner_unit_value p : value (inner_unit p) x = sqrt (1 - value p x * value p x).
Proof.
  unfold inner_unit. rewrite root_value, plus_value, opposite_value, multiplied_value, one_value.
  reflexivity.
Qed.
Lemma inverse_pi_value : value inverse_pi x = / PI.
Proof. unfold inverse_pi. rewrite atom_value. cbn. field. pose proof PIpos; lra. Qed.

Lemma divisor_of_value m a b : divisor_of m = Some (a, b) ->
  eval b x <> 0 /\ eval a x = / eval b x.
Proof.
  induction m as [|c m IH]; cbn [divisor_of]; [discriminate|].
  destruct (divisor_in c) as [d|] eqn:D; [|exact IH]. destruct (nonzero d) eqn:N; [|exact IH].
  intros [= <- <-]. split; [now apply nonzero_correct|now apply divisor_in_value].
Qed.
Lemma first_divisor_value p a b : first_divisor p = Some (a, b) ->
  eval b x <> 0 /\ eval a x = / eval b x.
Proof.
  induction p as [|[m c] p IH]; cbn [first_divisor]; [discriminate|].
  destruct (divisor_of m) as [d|] eqn:D; [|exact IH]. intros [= ->].
    now apply divisor_of_value in D.
Qed.
Lemma cleared_value a b p : eval b x <> 0 -> eval a x = / eval b x ->
  value (cleared a b p) x = value p x * eval b x.
Proof.
  intros N E. induction p as [|[m c] p IH]; [unfold cleared; cbn; ring|].
  unfold cleared. cbn [fold_right fst snd]. fold (cleared a b p).
    rewrite plus_value, IH, value_cons.
  destruct (without a m) as [k|] eqn:W.
  - rewrite singleton_value, (without_value _ _ _ x W), E. field. exact N.
  - rewrite scale_value, times_correct, read_value, monomial_value. ring.
Qed.
Lemma as_fraction_value p : value (as_fraction p) x = value p x.
Proof.
  unfold as_fraction. destruct (first_divisor p) as [[a b]|] eqn:F; [|reflexivity].
  destruct (first_divisor_value p a b F) as [N E].
  rewrite times_correct, reduce_value, cleared_value, atom_value, E by assumption. field. exact N.
Qed.

Theorem strong_correct e : value (strong e) x = eval e x.
Proof.
  assert (Own : forall e, value (normal itself e) x = eval e x)
    by (intros a; apply normal_correct, itself_value).
  pose proof PIpos as Pi0.
  induction e; cbn [strong]; cbv zeta; try apply Own;
  rewrite ?plus_value, ?opposite_value, ?multiplied_value, ?inverse_value_strong,
    ?multiplied_power_value,
    ?root_value, ?exponential_value, ?logarithm_value, ?arccosine_value, ?arcsine_value,
      ?arctangent_value,
    ?IHe, ?IHe1, ?IHe2; try reflexivity.
  - destruct (sure_nonneg _) eqn:N; [|destruct (sure_nonneg (Neg _)) eqn:M].
    + apply nonneg_correct in N. rewrite back_value, IHe in N. cbn [eval].
        now rewrite IHe, Rabs_pos_eq.
    + apply nonneg_correct in M. cbn [eval] in M. rewrite back_value, IHe in M.
      rewrite opposite_value, IHe. cbn [eval]. rewrite Rabs_left1; lra.
    + rewrite Own. cbn [eval]. now rewrite back_value, ?as_fraction_value, IHe.
  - rewrite (proj2 (angle_value (strong e))), IHe. reflexivity.
  - rewrite (proj1 (angle_value (strong e))), IHe. reflexivity.
  - destruct unfolds.
    + rewrite multiplied_value, plus_value, multiplied_value, plus_value, inverse_pi_value,
        inner_unit_value,
        part_of_pi, arcsine_value, as_fraction_value, IHe. cbn [eval]. unfold kappa1.
      replace (1 - eval e x ^ 2) with (1 - eval e x * eval e x) by ring. field. lra.
    + rewrite Own. cbn [eval]. now rewrite back_value, ?as_fraction_value, IHe.
  - destruct unfolds.
    + rewrite plus_value, multiplied_value, constant_value, inverse_pi_value, arcsine_value,
        as_fraction_value, IHe.
      cbn [eval]. unfold kappa0, Q2R. cbn [Qnum Qden]. field. lra.
    + rewrite Own. cbn [eval]. now rewrite back_value, ?as_fraction_value, IHe.
  - rewrite Own. cbn [eval]. now rewrite back_value, ?as_fraction_value, IHe.
  - rewrite Own. cbn [eval]. now rewrite !back_value, IHe1, IHe2.
  - rewrite multiplied_value, inner_unit_value, atom_value, IHe. cbn [eval]. unfold Rdiv. ring.
Qed.

Lemma clear_correct fuel : forall p, clear fuel p = true -> value p x = 0.
Proof.
  induction fuel as [|fuel IH]; intros p; cbn [clear]; destruct (is_zero p) eqn:Z;
  try (intros _; now apply is_zero_value); [discriminate|].
  destruct (first_divisor p) as [[a b]|] eqn:F; [|discriminate]. intros H. apply IH in H.
  destruct (first_divisor_value p a b F) as [N E].
    rewrite reduce_value, (cleared_value a b p N E) in H.
  now apply Rmult_integral in H as [H|H].
Qed.
Lemma vanishes_in_this_way_correct e : vanishes_in_this_way e = true -> eval e x = 0.
Proof.
  intros H. apply clear_correct in H. now rewrite reduce_value, strong_correct in H.
Qed.
End Laws.

(** Whether an expression is 0 wherever the expressions that are said to have signs have them. *)
Definition vanishes_by_laws (sure_nonneg sure_positive : expr -> bool) (e : expr) : bool :=
  if vanishes_in_this_way sure_nonneg sure_positive false e then true
  else vanishes_in_this_way sure_nonneg sure_positive true e.
Theorem vanishes_by_laws_correct sure_nonneg sure_positive x e :
  (forall e, sure_nonneg e = true -> 0 <= eval e x) ->
  (forall e, sure_positive e = true -> 0 < eval e x) ->
  vanishes_by_laws sure_nonneg sure_positive e = true -> eval e x = 0.
Proof.
  intros N P. unfold vanishes_by_laws.
  destruct (vanishes_in_this_way _ _ false e) eqn:V; intros H;
  eapply vanishes_in_this_way_correct; eauto.
Qed.
