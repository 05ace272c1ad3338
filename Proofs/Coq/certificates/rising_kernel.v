(** forall x in [0,1]: d(Kij("2_21_112", x, exact), x) >= 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From Coquelicot Require Import Derive.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Differentiation.
From KernelCalculator Require Correlations.
Import ListNotations.

Definition net_1 : network := [[Param]; [Param; Skip]; [Skip; Skip; Param]].
Definition ranges : domain := [((Closed 0 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1
  (Correlations.written (StdFloat.PtoP 70) (Kij ExactRule net_1 (Var 0))) (Var 0).
Lemma derivative_1_accepted : Correlations.check (StdFloat.PtoP 70) ranges (Var 0) 1 (Kij
  ExactRule net_1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, 0 <= x <= 1 -> (Derive_n (fun t_1 : R => (exact_pair
  net_1 t_1 0%nat 1%nat)) 1 x) = eval derivative_1 (values [x]))%R.
Proof. exact (Correlations.everywhere (StdFloat.PtoP 70) ranges (Var 0) 1 (Kij ExactRule net_1
  (Var 0)) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (GreaterEqual derivative_1 (Rat 0 1)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> (Derive_n (fun t_1 : R => (exact_pair net_1
  t_1 0%nat 1%nat)) 1 x) >= 0.
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  70) statement ranges hints evidence accepted x Dx). Qed.
