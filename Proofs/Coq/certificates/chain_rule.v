(** forall x in [-1,1]: d(f(f(x)), x) = kappa(0, f(x))*kappa(0, x)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From Coquelicot Require Import Derive.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Differentiation.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa1
  (Kappa1 (Var 0))) (Var 0).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Var 0) 1 (Kappa1
  (Kappa1 (Var 0))) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1
  (kappa1 t_1))) 1 x) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Var 0) 1 (Kappa1 (Kappa1
  (Var 0))) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Equal derivative_1 (Mul (Kappa0 (Kappa1 (Var 0))) (Kappa0
  (Var 0)))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1 (kappa1
  t_1))) 1 x) = ((kappa0 (kappa1 x)) * (kappa0 x)).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  70) statement ranges hints evidence accepted x Dx). Qed.
