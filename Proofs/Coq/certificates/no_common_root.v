(** forall x in [0,1], y in [0,1]: exp(-x) != y or x*y != 1/5

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (Implies (And (LessEqual (Rat 0 1) (Exp (Neg (Var 0))))
  (LessEqual (Exp (Neg (Var 0))) (Rat 1 1))) (Or (NotEqual (Exp (Neg (Var 0))) (Exp (Neg (Var
  0)))) (NotEqual (Mul (Var 0) (Exp (Neg (Var 0)))) (Rat 1 5)))).
Definition hints : list expr := [].
Definition lower : list Q := [278281827 # 1073741824]%Q.
Definition upper : list Q := [278283875 # 1073741824]%Q.
Definition divisor : expr := (Sub (Mul (Var 0) (Exp (Neg (Var 0)))) (Rat 1 5)).
Definition cofactors : list expr := [(Rat 1 1); (Rat 0 1)].

Lemma accepted :
Boxes.Std.check_root (StdFloat.PtoP 70) false statement ranges hints lower upper divisor
  cofactors = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Lemma on_curve : ~ (forall x : R, 0 <= x <= 1 -> ((0 <= (exp (- x))) /\ ((exp (- x)) <= 1)) ->
  (((exp (- x)) <> (exp (- x))) \/ ((x * (exp (- x))) <> (1 / 5)))).
Proof. exact (Boxes.Std.counterexample_root (StdFloat.PtoP 70) statement ranges hints lower
  upper divisor cofactors accepted). Qed.
Theorem certified : ~ (forall x : R, 0 <= x <= 1 -> forall y : R, 0 <= y <= 1 -> ((exp (- x))
  <> y) \/ ((x * y) <> (1 / 5))).
Proof. intros H. apply on_curve. intros x D D1. exact (H x D (exp (- x)) D1). Qed.
