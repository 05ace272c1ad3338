(** forall x in [0,1], y in [0,1], z in [0,1]: (1-x)*(1-y)*(1-z) >= 1-x-y-z

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1)); ((Closed 0 1), (Closed 1 1));
  ((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (GreaterEqual (Mul (Mul (Sub (Rat 1 1) (Var 0)) (Sub (Rat 1
  1) (Var 1))) (Sub (Rat 1 1) (Var 2))) (Sub (Sub (Sub (Rat 1 1) (Var 0)) (Var 1)) (Var 2))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> forall y : R, 0 <= y <= 1 -> forall z : R, 0
  <= z <= 1 -> (((1 - x) * (1 - y)) * (1 - z)) >= (((1 - x) - y) - z).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
