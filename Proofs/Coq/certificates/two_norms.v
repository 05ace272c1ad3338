(** forall a in [1, 2], b in [2, 3]: lambda2(chain(1), inputs(a, b, 1), exact) <= a

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Inputs.
Import ListNotations.

Definition net_1 : network := [[Param]].
Definition ranges : domain := [((Closed 1 1), (Closed 2 1)); ((Closed 2 1), (Closed 3 1))].
Definition quantity_1 : expr := Eval vm_compute in Inputs.form (StdFloat.PtoP 70) ranges
  KernelSmallest ExactRule net_1 (Var 0) (Var 1) (Rat 1 1) (Rat 0 1) (Rat 0 1).
Lemma quantity_1_accepted : Inputs.check (StdFloat.PtoP 70) ranges KernelSmallest ExactRule
  net_1 (Var 0) (Var 1) (Rat 1 1) (Rat 0 1) (Rat 0 1) quantity_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma quantity_1_is : (forall x : R, 1 <= x <= 2 -> forall y : R, 2 <= y <= 3 -> (smallest
  (kernel_at ExactRule net_1 (input_kernel x y 1) (input_means 0 0))) = eval quantity_1 (values
  [x; y]))%R.
Proof. exact (Inputs.everywhere (StdFloat.PtoP 70) ranges KernelSmallest ExactRule net_1 (Var
  0) (Var 1) (Rat 1 1) (Rat 0 1) (Rat 0 1) quantity_1 quantity_1_accepted). Qed.
Definition statement : formula := (LessEqual quantity_1 (Var 0)).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 3 2
(Split 1 5 2
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means])).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 1 <= x <= 2 -> forall y : R, 2 <= y <= 3 -> (smallest
  (kernel_at ExactRule net_1 (input_kernel x y 1) (input_means 0 0))) <= x.
Proof. intros x Dx y Dy. rewrite ?(quantity_1_is x Dx y Dy). exact (Boxes.Fast.for_all
  (StdFloat.PtoP 70) statement ranges hints evidence accepted x Dx y Dy). Qed.
