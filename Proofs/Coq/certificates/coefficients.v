(** forall n in 1..3: d(f(t), t: 0, 2*n) = product(j = 1..n-1, 2*j-1)^2/pi

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From Coquelicot Require Import Derive.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Differentiation.
Import ListNotations.

Module case_1.
Definition ranges : domain := [].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 2 (Kappa1 (Var
  0)) (Rat 0 1).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat 0 1) 2
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : ((Derive_n (fun t_1 : R => (kappa1 t_1)) 2 0) = eval derivative_1
  (values []))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat 0 1) 2 (Kappa1 (Var 0))
  derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Equal derivative_1 (Div (Pow (Rat 1 1) 2) Pi)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 0 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (Derive_n (fun t_1 : R => (kappa1 t_1)) 2 0) = ((1 ^ 2) / PI).
Proof. rewrite ?(derivative_1_is ). exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement
  ranges hints evidence accepted). Qed.
End case_1.

Module case_2.
Definition ranges : domain := [].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 4 (Kappa1 (Var
  0)) (Rat 0 1).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat 0 1) 4
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : ((Derive_n (fun t_1 : R => (kappa1 t_1)) 4 0) = eval derivative_1
  (values []))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat 0 1) 4 (Kappa1 (Var 0))
  derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Equal derivative_1 (Div (Pow (Sub (Mul (Rat 2 1) (Rat 1 1))
  (Rat 1 1)) 2) Pi)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 0 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (Derive_n (fun t_1 : R => (kappa1 t_1)) 4 0) = ((((2 * 1) - 1) ^ 2) / PI).
Proof. rewrite ?(derivative_1_is ). exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement
  ranges hints evidence accepted). Qed.
End case_2.

Module case_3.
Definition ranges : domain := [].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 6 (Kappa1 (Var
  0)) (Rat 0 1).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat 0 1) 6
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : ((Derive_n (fun t_1 : R => (kappa1 t_1)) 6 0) = eval derivative_1
  (values []))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat 0 1) 6 (Kappa1 (Var 0))
  derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Equal derivative_1 (Div (Pow (Mul (Sub (Mul (Rat 2 1) (Rat 1
  1)) (Rat 1 1)) (Sub (Mul (Rat 2 1) (Rat 2 1)) (Rat 1 1))) 2) Pi)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 0 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (Derive_n (fun t_1 : R => (kappa1 t_1)) 6 0) = (((((2 * 1) - 1) * ((2 * 2)
  - 1)) ^ 2) / PI).
Proof. rewrite ?(derivative_1_is ). exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement
  ranges hints evidence accepted). Qed.
End case_3.

Local Open Scope R_scope.
Theorem certified : ((Derive_n (fun t_1 : R => (kappa1 t_1)) 2 0) = ((1 ^ 2) / PI)) /\
  ((Derive_n (fun t_1 : R => (kappa1 t_1)) 4 0) = ((((2 * 1) - 1) ^ 2) / PI)) /\ ((Derive_n
  (fun t_1 : R => (kappa1 t_1)) 6 0) = (((((2 * 1) - 1) * ((2 * 2) - 1)) ^ 2) / PI)).
Proof. split; [exact case_1.certified|]. split; [exact case_2.certified|]. exact
  case_3.certified. Qed.
