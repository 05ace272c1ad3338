(** forall q in [1/10, 10]: 2*dual_derivative(erf; q, q, q)/(q*d(dual_derivative(erf; q, q, x), x: q)) = (1 + 4*q)/(2*q^2)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From Coquelicot Require Import Derive.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Differentiation.
Import ListNotations.

Definition ranges : domain := [((Closed 1 10), (Closed 10 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Div (Div
  (Rat 4 1) Pi) (Sqrt (Sub (Mul (Add (Rat 1 1) (Mul (Rat 2 1) (Var 2))) (Add (Rat 1 1) (Mul
  (Rat 2 1) (Var 2)))) (Mul (Rat 4 1) (Pow (Var 0) 2))))) (Var 0).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Var 0) 1 (Div
  (Div (Rat 4 1) Pi) (Sqrt (Sub (Mul (Add (Rat 1 1) (Mul (Rat 2 1) (Var 2))) (Add (Rat 1 1)
  (Mul (Rat 2 1) (Var 2)))) (Mul (Rat 4 1) (Pow (Var 0) 2))))) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (1 / 10) <= x <= 10 -> (Derive_n (fun t_1 : R => ((4 /
  PI) / (sqrt (((1 + (2 * x)) * (1 + (2 * x))) - (4 * (t_1 ^ 2)))))) 1 x) = eval derivative_1
  (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Var 0) 1 (Div (Div (Rat 4
  1) Pi) (Sqrt (Sub (Mul (Add (Rat 1 1) (Mul (Rat 2 1) (Var 2))) (Add (Rat 1 1) (Mul (Rat 2 1)
  (Var 2)))) (Mul (Rat 4 1) (Pow (Var 0) 2))))) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Equal (Div (Mul (Rat 2 1) (Div (Div (Rat 4 1) Pi) (Sqrt (Sub
  (Mul (Add (Rat 1 1) (Mul (Rat 2 1) (Var 0))) (Add (Rat 1 1) (Mul (Rat 2 1) (Var 0)))) (Mul
  (Rat 4 1) (Pow (Var 0) 2)))))) (Mul (Var 0) derivative_1)) (Div (Add (Rat 1 1) (Mul (Rat 4 1)
  (Var 0))) (Mul (Rat 2 1) (Pow (Var 0) 2)))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (1 / 10) <= x <= 10 -> ((2 * ((4 / PI) / (sqrt (((1 + (2 *
  x)) * (1 + (2 * x))) - (4 * (x ^ 2)))))) / (x * (Derive_n (fun t_1 : R => ((4 / PI) / (sqrt
  (((1 + (2 * x)) * (1 + (2 * x))) - (4 * (t_1 ^ 2)))))) 1 x))) = ((1 + (4 * x)) / (2 * (x ^
  2))).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  70) statement ranges hints evidence accepted x Dx). Qed.
