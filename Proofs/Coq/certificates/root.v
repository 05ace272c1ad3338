(** exists x in [-1,1]: f(x) = 1/2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (Equal (Kappa1 (Var 0)) (Rat 1 2)).
Definition hints : list expr := [].
Definition lower : list Q := [11564194043759 # 35184372088832]%Q.
Definition upper : list Q := [722762127735 # 2199023255552]%Q.
Definition divisor : expr := (Sub (Kappa1 (Var 0)) (Rat 1 2)).
Definition cofactors : list expr := [(Rat 1 1)].

Lemma accepted :
Boxes.Std.check_root (StdFloat.PtoP 70) true statement ranges hints lower upper divisor
  cofactors = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : exists x : R, (-1) <= x <= 1 /\ ((kappa1 x) = (1 / 2)).
Proof. exact (Boxes.Std.witness_root (StdFloat.PtoP 70) statement ranges hints lower upper
  divisor cofactors accepted). Qed.
