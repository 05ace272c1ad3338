(** * Polynomials written in other ways, before they are enclosed.

    What a normal form ([Identities.v]) is worth to interval arithmetic depends on how it is written:
    [gathered] by the coordinates of a direction, [factored] with common factors and squares. *)
From Coq Require Import ZArith QArith Qreals Reals Lra List Bool Lia.
From KernelCalculator Require Import Network Expression Identities.
Import ListNotations.
Local Open Scope R_scope.

(** ** Sums by a direction's coordinates

    [gathered] writes a polynomial in directions v n and other atoms as a sum of the v n times their
    coefficients, so that v n occurs once: x v - v is enclosed worse than (x - 1) v. *)
Fixpoint split_by (v : expr) (p : poly) : poly * poly :=
  match p with
  | [] => ([], [])
  | (m, c) :: p =>
      let (a, b) := split_by v p in
      match without v m with Some n => ((n, c) :: a, b) | None => (a, (m, c) :: b) end
  end.
Fixpoint gathered (vs : list nat) (p : poly) : expr :=
  match vs with
  | [] => back p
  | n :: vs => let (a, b) := split_by (Var n) p in
      match a with [] => gathered vs b | _ => Add (Mul (Var n) (back a)) (gathered vs b) end
  end.
Lemma split_by_value v p x :
  value p x = eval v x * value (fst (split_by v p)) x + value (snd (split_by v p)) x.
Proof.
  induction p as [|[m c] p IH]; cbn [split_by]; [cbn [fst snd]; rewrite value_nil; ring|].
  destruct (split_by v p) as [a b]. cbn [fst snd] in IH.
  destruct (without v m) as [n|] eqn:W; cbn [fst snd]; rewrite !value_cons, IH;
  [rewrite (without_value _ _ _ x W)|]; ring.
Qed.
Lemma gathered_value vs p x : eval (gathered vs p) x = value p x.
Proof.
  revert p. induction vs as [|n vs IH]; intros p; cbn [gathered]; [apply back_value|].
  rewrite (split_by_value (Var n) p x). destruct (split_by (Var n) p) as [a b]. cbn [fst snd].
  destruct a as [|t a].
  - rewrite IH, value_nil. ring.
  - cbn [eval]. rewrite back_value, IH. reflexivity.
Qed.

(** ** Common factors and squares

    [factored] writes a polynomial as the product of what divides all its monomials and of the rest, with
    squares of factors that occur twice: v v is not negative, whatever the sign of v. *)
Fixpoint squares (m : monomial) : expr :=
  match m with
  | a :: (b :: n) as k => if same a b then
      match n with [] => Square a | _ => Mul (Square a) (squares n) end
      else Mul a (squares k)
  | [a] => a
  | [] => int 1
  end.
Fixpoint divided (m n : monomial) : option monomial :=
  match n with
  | [] => Some m
  | a :: n => match without a m with Some k => divided k n | None => None end
  end.
Fixpoint common (m n : monomial) : monomial :=
  match m with
  | [] => []
  | a :: m => match without a n with Some k => a :: common m k | None => common m n end
  end.
Definition square_term (t : monomial * Q) : expr :=
  let c := Rat (Qnum (snd t)) (Qden (snd t)) in
  match fst t with [] => c | m => if Qeq_bool (snd t) 1 then squares m else Mul c (squares m) end.
Fixpoint square_sum (p : poly) : expr :=
  match p with [] => int 0 | [t] => square_term t | t :: p => Add (square_term t) (square_sum p) end.
Fixpoint all_divided (p : poly) (n : monomial) : option poly :=
  match p with
  | [] => Some []
  | (m, c) :: p => match divided m n, all_divided p n with
      | Some k, Some q => Some ((k, c) :: q) | _, _ => None end
  end.
Definition factored_monomials (p : poly) : expr :=
  match p with
  | [] => int 0
  | (m, _) :: q =>
      match fold_left (fun n t => common n (fst t)) q m with
      | [] => square_sum p
      | n => match all_divided p n with
          | Some r => Mul (squares n) (square_sum r) | None => square_sum p end
      end
  end.
Lemma squares_value m x : eval (squares m) x = product m x.
Proof.
  assert (H : forall k m, (length m <= k)%nat -> eval (squares m) x = product m x).
  { clear m. induction k as [|k IH]; intros m L.
    { destruct m; [reflexivity|cbn in L; lia]. }
    destruct m as [|a [|b n]]; [reflexivity|cbn [squares]; rewrite product_cons, product_nil; ring|].
    cbn [squares]. cbn [length] in L. destruct (same a b) eqn:E.
    - apply same_eq in E. subst b. rewrite !product_cons. destruct n as [|c n].
      + cbn [eval]. rewrite product_nil. ring.
      + cbn [eval]. rewrite (IH (c :: n)) by (cbn [length] in *; lia). ring.
    - change (eval a x * eval (squares (b :: n)) x = product (a :: b :: n) x).
      rewrite (IH (b :: n)) by (cbn [length]; lia). now rewrite product_cons. }
  exact (H (length m) m (le_n _)).
Qed.
Lemma divided_value n : forall m k x, divided m n = Some k -> product m x = product n x * product k x.
Proof.
  induction n as [|a n IH]; intros m k x H; cbn [divided] in H.
  - injection H as ->. rewrite product_nil. ring.
  - destruct (without a m) as [l|] eqn:W; [|discriminate].
    rewrite (without_value _ _ _ x W), (IH l k x H), product_cons. ring.
Qed.
Lemma square_term_value t x : eval (square_term t) x = Q2R (snd t) * product (fst t) x.
Proof.
  destruct t as [m c]. unfold square_term. cbn [fst snd].
  assert (E : eval (Rat (Qnum c) (Qden c)) x = Q2R c) by (rewrite eval_Rat; reflexivity).
  destruct m as [|a m]; [rewrite E, product_nil; ring|].
  destruct (Qeq_bool c 1) eqn:O; [rewrite squares_value, (Q2R_equal _ _ O), Q2R_one; ring|].
  change (eval (Rat (Qnum c) (Qden c)) x * eval (squares (a :: m)) x = Q2R c * product (a :: m) x).
  now rewrite E, squares_value.
Qed.
Lemma square_sum_value p x : eval (square_sum p) x = value p x.
Proof.
  induction p as [|t [|u p] IH]; [reflexivity| |].
  { destruct t. cbn [square_sum]. rewrite square_term_value, value_cons, value_nil. cbn [fst snd]. ring. }
  change (eval (square_term t) x + eval (square_sum (u :: p)) x =
    Q2R (snd t) * product (fst t) x + value (u :: p) x). now rewrite IH, square_term_value.
Qed.
Lemma all_divided_value n x : forall p q, all_divided p n = Some q -> value p x = product n x * value q x.
Proof.
  induction p as [|[m c] p IH]; intros q H; cbn [all_divided] in H.
  - injection H as <-. rewrite !value_nil. ring.
  - destruct (divided m n) as [k|] eqn:D; [|discriminate]. destruct (all_divided p n) as [r|]; [|discriminate].
    injection H as <-. rewrite !value_cons, (IH r eq_refl), (divided_value _ _ _ x D). ring.
Qed.
(** With whole numbers as coefficients, which are not rounded. *)
Definition denominators (p : poly) : positive :=
  fold_left (fun d t => Pos.mul d (Z.to_pos (Z.div (Zpos (Qden (snd t))) (Z.gcd (Zpos (Qden (snd t))) (Zpos d))))) p 1%positive.
Definition factored (p : poly) : expr :=
  let d := denominators p in
  if Pos.eqb d 1 then factored_monomials p
  else Mul (Rat 1 d) (factored_monomials (scale (Zpos d # 1) p)).
Lemma factored_monomials_value p x : eval (factored_monomials p) x = value p x.
Proof.
  destruct p as [|[m c] q]; [reflexivity|]. unfold factored_monomials.
  destruct (fold_left _ q m) as [|a n]; [apply square_sum_value|].
  destruct (all_divided _ _) as [r|] eqn:D; [|apply square_sum_value].
  cbn [eval]. now rewrite squares_value, square_sum_value, (all_divided_value _ _ _ _ D).
Qed.
Lemma factored_value p x : eval (factored p) x = value p x.
Proof.
  unfold factored. destruct (Pos.eqb _ 1); [apply factored_monomials_value|].
  set (d := denominators p). change (eval (Rat 1 d) x * eval (factored_monomials (scale (Zpos d # 1) p)) x = value p x).
  rewrite factored_monomials_value, scale_value, eval_Rat. unfold Q2R. cbn [Qnum Qden].
  assert (0 < IZR (Zpos d)) by (apply IZR_lt; lia). field. lra.
Qed.
