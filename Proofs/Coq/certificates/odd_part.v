(** forall rho in [-1, 1]: NTKij("2", rho, exact) - NTKij("2", -rho, exact) = 2*rho

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition net_1 : network := [[Param]].
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (Equal (Sub (Tangent OffDiagonal ExactRule net_1 (Var 0))
  (Tangent OffDiagonal ExactRule net_1 (Neg (Var 0)))) (Mul (Rat 2 1) (Var 0))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> ((exact_tangent_pair net_1 x 0%nat 1%nat) -
  (exact_tangent_pair net_1 (- x) 0%nat 1%nat)) = (2 * x).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
