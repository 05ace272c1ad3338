(** forall k in 1..3: d(Kij(chain(k), x, exact), x: 1) = 1

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From Coquelicot Require Import Derive.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Differentiation.
From KernelCalculator Require Correlations.
Import ListNotations.

Module case_1.
Definition net_1 : network := [[Param]].
Definition ranges : domain := [].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1
  (Correlations.written (StdFloat.PtoP 70) (Kij ExactRule net_1 (Var 0))) (Rat 1 1).
Lemma derivative_1_accepted : Correlations.check (StdFloat.PtoP 70) ranges (Rat 1 1) 1 (Kij
  ExactRule net_1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : ((Derive_n (fun t_1 : R => (exact_pair net_1 t_1 0%nat 1%nat)) 1 1) =
  eval derivative_1 (values []))%R.
Proof. exact (Correlations.everywhere (StdFloat.PtoP 70) ranges (Rat 1 1) 1 (Kij ExactRule
  net_1 (Var 0)) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Equal derivative_1 (Rat 1 1)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 0 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (Derive_n (fun t_1 : R => (exact_pair net_1 t_1 0%nat 1%nat)) 1 1) = 1.
Proof. rewrite ?(derivative_1_is ). exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement
  ranges hints evidence accepted). Qed.
End case_1.

Module case_2.
Definition net_1 : network := [[Param]; [Zero; Param]].
Definition ranges : domain := [].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1
  (Correlations.written (StdFloat.PtoP 70) (Kij ExactRule net_1 (Var 0))) (Rat 1 1).
Lemma derivative_1_accepted : Correlations.check (StdFloat.PtoP 70) ranges (Rat 1 1) 1 (Kij
  ExactRule net_1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : ((Derive_n (fun t_1 : R => (exact_pair net_1 t_1 0%nat 1%nat)) 1 1) =
  eval derivative_1 (values []))%R.
Proof. exact (Correlations.everywhere (StdFloat.PtoP 70) ranges (Rat 1 1) 1 (Kij ExactRule
  net_1 (Var 0)) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Equal derivative_1 (Rat 1 1)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 0 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (Derive_n (fun t_1 : R => (exact_pair net_1 t_1 0%nat 1%nat)) 1 1) = 1.
Proof. rewrite ?(derivative_1_is ). exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement
  ranges hints evidence accepted). Qed.
End case_2.

Module case_3.
Definition net_1 : network := [[Param]; [Zero; Param]; [Zero; Zero; Param]].
Definition ranges : domain := [].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1
  (Correlations.written (StdFloat.PtoP 70) (Kij ExactRule net_1 (Var 0))) (Rat 1 1).
Lemma derivative_1_accepted : Correlations.check (StdFloat.PtoP 70) ranges (Rat 1 1) 1 (Kij
  ExactRule net_1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : ((Derive_n (fun t_1 : R => (exact_pair net_1 t_1 0%nat 1%nat)) 1 1) =
  eval derivative_1 (values []))%R.
Proof. exact (Correlations.everywhere (StdFloat.PtoP 70) ranges (Rat 1 1) 1 (Kij ExactRule
  net_1 (Var 0)) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Equal derivative_1 (Rat 1 1)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 0 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (Derive_n (fun t_1 : R => (exact_pair net_1 t_1 0%nat 1%nat)) 1 1) = 1.
Proof. rewrite ?(derivative_1_is ). exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement
  ranges hints evidence accepted). Qed.
End case_3.

Local Open Scope R_scope.
Theorem certified : ((Derive_n (fun t_1 : R => (exact_pair [[Param]] t_1 0%nat 1%nat)) 1 1) =
  1) /\ ((Derive_n (fun t_1 : R => (exact_pair [[Param]; [Zero; Param]] t_1 0%nat 1%nat)) 1 1)
  = 1) /\ ((Derive_n (fun t_1 : R => (exact_pair [[Param]; [Zero; Param]; [Zero; Zero; Param]]
  t_1 0%nat 1%nat)) 1 1) = 1).
Proof. split; [exact case_1.certified|]. split; [exact case_2.certified|]. exact
  case_3.certified. Qed.
