(** forall x in [-1/2,1/2], a in [1,2]: d(asin(t/a) + acos(t/a), t: x) = 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From Coquelicot Require Import Derive.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Differentiation.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 2), (Closed 1 2)); ((Closed 1 1), (Closed 2 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Add (Asin
  (Div (Var 0) (Var 3))) (Acos (Div (Var 0) (Var 3)))) (Var 0).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Var 0) 1 (Add
  (Asin (Div (Var 0) (Var 3))) (Acos (Div (Var 0) (Var 3)))) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, ((-1) / 2) <= x <= (1 / 2) -> forall y : R, 1 <= y <= 2
  -> (Derive_n (fun t_1 : R => ((asin (t_1 / y)) + (acos (t_1 / y)))) 1 x) = eval derivative_1
  (values [x; y]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Var 0) 1 (Add (Asin (Div
  (Var 0) (Var 3))) (Acos (Div (Var 0) (Var 3)))) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Equal derivative_1 (Rat 0 1)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, ((-1) / 2) <= x <= (1 / 2) -> forall y : R, 1 <= y <= 2 ->
  (Derive_n (fun t_1 : R => ((asin (t_1 / y)) + (acos (t_1 / y)))) 1 x) = 0.
Proof. intros x Dx y Dy. rewrite ?(derivative_1_is x Dx y Dy). exact (Boxes.Fast.for_all
  (StdFloat.PtoP 70) statement ranges hints evidence accepted x Dx y Dy). Qed.
