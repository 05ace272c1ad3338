(** forall a in [1/2, 2], b in [1/2, 2], r in [-1, 1]: Kij(chain(1), inputs(a, b, r*sqrt(a*b)), exact) = sqrt(a*b)*f(r)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Inputs.
Import ListNotations.

Definition net_1 : network := [[Param]].
Definition ranges : domain := [((Closed 1 2), (Closed 2 1)); ((Closed 1 2), (Closed 2 1));
  ((Closed (-1) 1), (Closed 1 1))].
Definition quantity_1 : expr := Eval vm_compute in Inputs.form (StdFloat.PtoP 70) ranges
  (KernelEntry 0 1) ExactRule net_1 (Var 0) (Var 1) (Mul (Var 2) (Sqrt (Mul (Var 0) (Var 1))))
  (Rat 0 1) (Rat 0 1).
Lemma quantity_1_accepted : Inputs.check (StdFloat.PtoP 70) ranges (KernelEntry 0 1) ExactRule
  net_1 (Var 0) (Var 1) (Mul (Var 2) (Sqrt (Mul (Var 0) (Var 1)))) (Rat 0 1) (Rat 0 1)
  quantity_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma quantity_1_is : (forall x : R, (1 / 2) <= x <= 2 -> forall y : R, (1 / 2) <= y <= 2 ->
  forall z : R, (-1) <= z <= 1 -> (kernel_at ExactRule net_1 (input_kernel x y (z * (sqrt (x *
  y)))) (input_means 0 0) 0%nat 1%nat) = eval quantity_1 (values [x; y; z]))%R.
Proof. exact (Inputs.everywhere (StdFloat.PtoP 70) ranges (KernelEntry 0 1) ExactRule net_1
  (Var 0) (Var 1) (Mul (Var 2) (Sqrt (Mul (Var 0) (Var 1)))) (Rat 0 1) (Rat 0 1) quantity_1
  quantity_1_accepted). Qed.
Definition statement : formula := (Equal quantity_1 (Mul (Sqrt (Mul (Var 0) (Var 1))) (Kappa1
  (Var 2)))).
Definition hints : list expr := [(Add (Add (Add (Add (Mul (Mul (Mul (Rat 1 25) (Sub (Rat 2 1)
  (Var 0))) (Sub (Rat 2 1) (Var 1))) (Sub (Rat 1 1) (Square (Var 2)))) (Mul (Mul (Mul (Rat 16
  25) (Sub (Var 0) (Rat 1 2))) (Sub (Var 1) (Rat 1 2))) (Sub (Rat 1 1) (Square (Var 2))))) (Mul
  (Mul (Rat 4 25) (Sub (Rat 1 1) (Square (Var 2)))) (Square (Add (Var 0) (Var 1))))) (Mul (Mul
  (Mul (Rat 4 25) (Sub (Var 0) (Rat 1 2))) (Sub (Rat 2 1) (Var 0))) (Sub (Rat 1 1) (Square (Var
  2))))) (Mul (Mul (Mul (Rat 4 25) (Sub (Var 1) (Rat 1 2))) (Sub (Rat 2 1) (Var 1))) (Sub (Rat
  1 1) (Square (Var 2)))))].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (1 / 2) <= x <= 2 -> forall y : R, (1 / 2) <= y <= 2 ->
  forall z : R, (-1) <= z <= 1 -> (kernel_at ExactRule net_1 (input_kernel x y (z * (sqrt (x *
  y)))) (input_means 0 0) 0%nat 1%nat) = ((sqrt (x * y)) * (kappa1 z)).
Proof. intros x Dx y Dy z Dz. rewrite ?(quantity_1_is x Dx y Dy z Dz). exact
  (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted x Dx y Dy z
  Dz). Qed.
