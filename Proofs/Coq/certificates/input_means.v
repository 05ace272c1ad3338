(** forall m in [-1/2, 1/2]: Kii("1_12", inputs(1, 1, m^2, m, m), exact) = 2 + 2*m/sqrt(pi)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Inputs.
Import ListNotations.

Definition net_1 : network := [[Skip]; [Skip; Param]].
Definition ranges : domain := [((Closed (-1) 2), (Closed 1 2))].
Definition quantity_1 : expr := Eval vm_compute in Inputs.form (StdFloat.PtoP 70) ranges
  (KernelEntry 0 0) ExactRule net_1 (Rat 1 1) (Rat 1 1) (Pow (Var 0) 2) (Var 0) (Var 0).
Lemma quantity_1_accepted : Inputs.check (StdFloat.PtoP 70) ranges (KernelEntry 0 0) ExactRule
  net_1 (Rat 1 1) (Rat 1 1) (Pow (Var 0) 2) (Var 0) (Var 0) quantity_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma quantity_1_is : (forall x : R, ((-1) / 2) <= x <= (1 / 2) -> (kernel_at ExactRule net_1
  (input_kernel 1 1 (x ^ 2)) (input_means x x) 0%nat 0%nat) = eval quantity_1 (values [x]))%R.
Proof. exact (Inputs.everywhere (StdFloat.PtoP 70) ranges (KernelEntry 0 0) ExactRule net_1
  (Rat 1 1) (Rat 1 1) (Pow (Var 0) 2) (Var 0) (Var 0) quantity_1 quantity_1_accepted). Qed.
Definition statement : formula := (Equal quantity_1 (Add (Rat 2 1) (Div (Mul (Rat 2 1) (Var 0))
  (Sqrt Pi)))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, ((-1) / 2) <= x <= (1 / 2) -> (kernel_at ExactRule net_1
  (input_kernel 1 1 (x ^ 2)) (input_means x x) 0%nat 0%nat) = (2 + ((2 * x) / (sqrt PI))).
Proof. intros x Dx. rewrite ?(quantity_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP 70)
  statement ranges hints evidence accepted x Dx). Qed.
