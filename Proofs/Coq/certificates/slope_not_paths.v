(** forall dag in complete(2) where connected: d(Kij(dag, x, exact), x: 1) = paths(dag)

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From Coquelicot Require Import Derive.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Differentiation.
From KernelCalculator Require Correlations.
Import ListNotations.

Definition net_1 : network := [[Skip]; [Skip; Skip]].
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
Definition statement : formula := (Equal derivative_1 (Paths net_1)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 0 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) false statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Lemma instance : ~ ((Derive_n (fun t_1 : R => (exact_pair net_1 t_1 0%nat 1%nat)) 1 1) = (INR
  (path_count net_1))).
Proof. intros H. rewrite ?(derivative_1_is ) in H. exact (Boxes.Fast.for_none (StdFloat.PtoP
  70) statement ranges hints evidence accepted H). Qed.
Theorem certified : ~ forall dag : network, well_formed dag -> length dag = 2%nat -> connected
  dag -> ((Derive_n (fun t_1 : R => (exact_pair dag t_1 0%nat 1%nat)) 1 1) = (INR (path_count
  dag))).
Proof. intros H. exact (instance (H net_1 ltac:(split; [discriminate|repeat split])
  ltac:(reflexivity) ltac:(vm_compute; repeat constructor))). Qed.
