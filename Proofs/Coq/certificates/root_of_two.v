(** exists x in [-1,1], y in [-1,1]: x^2 + f(y) = 2/3

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1)); ((Closed (-1) 1), (Closed 1
  1))].
Definition statement : formula := (Equal (Add (Pow (Var 0) 2) (Kappa1 (Var 1))) (Rat 2 3)).
Definition hints : list expr := [].
Definition lower : list Q := [(-1297902163283) # 2199023255552; 0 # 1]%Q.
Definition upper : list Q := [(-5191608653131) # 8796093022208; 0 # 1]%Q.
Definition divisor : expr := (Sub (Add (Pow (Var 0) 2) (Kappa1 (Var 1))) (Rat 2 3)).
Definition cofactors : list expr := [(Rat 1 1)].

Lemma accepted :
Boxes.Std.check_root (StdFloat.PtoP 70) true statement ranges hints lower upper divisor
  cofactors = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : exists x : R, (-1) <= x <= 1 /\ (exists y : R, (-1) <= y <= 1 /\ (((x ^ 2)
  + (kappa1 y)) = (2 / 3))).
Proof. exact (Boxes.Std.witness_root (StdFloat.PtoP 70) statement ranges hints lower upper
  divisor cofactors accepted). Qed.
