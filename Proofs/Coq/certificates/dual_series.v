(** d(dual(relu; 1, 1, x), x: 0, 4)/24 = 1/(48*pi)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From Coquelicot Require Import Derive.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Differentiation.
Import ListNotations.

Definition ranges : domain := [].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 4 (Div (Kappa1
  (Var 0)) (Rat 2 1)) (Rat 0 1).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat 0 1) 4 (Div
  (Kappa1 (Var 0)) (Rat 2 1)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : ((Derive_n (fun t_1 : R => ((kappa1 t_1) / 2)) 4 0) = eval derivative_1
  (values []))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat 0 1) 4 (Div (Kappa1
  (Var 0)) (Rat 2 1)) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Equal (Div derivative_1 (Rat 24 1)) (Div (Rat 1 1) (Mul (Rat
  48 1) Pi))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 0 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((Derive_n (fun t_1 : R => ((kappa1 t_1) / 2)) 4 0) / 24) = (1 / (48 *
  PI)).
Proof. rewrite ?(derivative_1_is ). exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement
  ranges hints evidence accepted). Qed.
