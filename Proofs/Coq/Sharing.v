(** * Folds over expressions that do what is repeated once.

    Expressions of networks, and derivatives even more so, have the same parts over and over again:
    the smaller eigenvalue of the tangent kernel of six edges on four nodes has 48 values of kappa0
    and kappa1, of which 6 are different.  What is found of a dear part is kept with it, and found
    again by comparing expressions, which takes next to nothing beside interval arithmetic.

    [fold_correct]: what holds of parts, and passes from operands to operations, holds of the whole. *)
From Coq Require Import List Bool.
From KernelCalculator Require Import Expression.
Import ListNotations.

(** The parts of an expression from which its value is made; functions of networks have none. *)
Definition operands (e : expr) : list expr :=
  match e with
  | Neg a | Pow a _ | Sqrt a | Abs a | Acos a | Asin a | Exp a | Log a | Sin a | Cos a | Atan a
  | Kappa1 a | Kappa0 a | Higher _ a | Square a | Slope0 a => [a]
  | Add a b | Sub a b | Mul a b | Div a b | Min a b | Edge a b => [a; b]
  | _ => []
  end.

Section Sharing.
Context {V : Type}.
(** What is kept; what is known at once; and what is made of no, one and two operands. *)
Variables (is_dear : expr -> bool) (at_once : expr -> option V).
Variables (of_none : expr -> V) (of_one : expr -> V -> V) (of_two : expr -> V -> V -> V).

Definition memory := list (expr * V).
Fixpoint recall (e : expr) (m : memory) : option V :=
  match m with [] => None | (d, v) :: m => if same e d then Some v else recall e m end.
Definition known (e : expr) (m : memory) : option V :=
  match at_once e with
  | Some v => Some v
  | None => if is_dear e then recall e m else None
  end.
Definition kept (e : expr) (v : V) (m : memory) : V * memory :=
  (v, if is_dear e then (e, v) :: m else m).
Fixpoint fold_from (e : expr) (m : memory) {struct e} : V * memory :=
  match known e m with
  | Some v => (v, m)
  | None =>
      match e with
      | Neg a | Pow a _ | Sqrt a | Abs a | Acos a | Asin a | Exp a | Log a | Sin a | Cos a | Atan a
      | Kappa1 a | Kappa0 a | Higher _ a | Square a | Slope0 a =>
          let (v, m) := fold_from a m in kept e (of_one e v) m
      | Add a b | Sub a b | Mul a b | Div a b | Min a b | Edge a b =>
          let (v, m) := fold_from a m in let (w, m) := fold_from b m in kept e (of_two e v w) m
      | _ => (of_none e, m)
      end
  end.
Definition fold (e : expr) : V := fst (fold_from e []).

Variable P : expr -> V -> Prop.
Hypotheses (At_once : forall e v, at_once e = Some v -> P e v)
  (Of_none : forall e, operands e = [] -> P e (of_none e))
  (Of_one : forall e a v, operands e = [a] -> P a v -> P e (of_one e v))
  (Of_two : forall e a b v w, operands e = [a; b] -> P a v -> P b w -> P e (of_two e v w)).
Definition valid (m : memory) : Prop := forall e v, In (e, v) m -> P e v.
Definition sound (e : expr) (found : V * memory) : Prop := P e (fst found) /\ valid (snd found).
Lemma known_correct e m v : valid m -> known e m = Some v -> P e v.
Proof.
  intros M K. unfold known in K. destruct (at_once e) eqn:O.
  { injection K as ->. now apply At_once. }
  destruct (is_dear e); [|discriminate]. induction m as [|[d w] m IH]; [discriminate|].
  cbn [recall] in K. destruct (same e d) eqn:E.
  - apply same_eq in E. injection K as ->. subst d. apply M. now left.
  - apply IH; [|exact K]. intros c u I. apply M. now right.
Qed.
Lemma kept_correct e v m : valid m -> P e v -> sound e (kept e v m).
Proof.
  intros M H. split; [exact H|]. cbn [kept snd]. destruct (is_dear e); [|exact M].
  intros d w [E|I]; [|now apply M]. injection E as <- <-. exact H.
Qed.
Lemma fold_from_correct e : forall m, valid m -> sound e (fold_from e m).
Proof.
  induction e; intros m M; cbn [fold_from];
  (destruct (known _ m) eqn:K; [split; [exact (known_correct _ _ _ M K)|exact M]|]);
  try (split; [now apply Of_none|exact M]);
  repeat match goal with
    | IH : forall m, valid m -> sound ?e (fold_from ?e m) |- context [fold_from ?e ?m] =>
        let A := fresh "A" in let W := fresh "W" in
        destruct (IH m ltac:(assumption)) as [A W]; destruct (fold_from e m) as [? ?];
        cbn [fst snd] in A, W; clear IH
    end;
  (apply kept_correct; [assumption|]);
  first [eapply Of_one; [reflexivity|eassumption]
    |eapply Of_two; [reflexivity|eassumption|eassumption]].
Qed.
Theorem fold_correct e : P e (fold e).
Proof. apply fold_from_correct. intros d v []. Qed.
End Sharing.
