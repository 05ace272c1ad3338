(** forall x in [-1, 1], a in [0, 1]: (1 - a)*(f(x) - x) >= 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Slopes Reductions.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1)); ((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (GreaterEqual (Mul (Sub (Rat 1 1) (Var 1)) (Sub (Kappa1 (Var
  0)) (Var 0))) (Rat 0 1)).
Definition steps : list step := [Affine 0 1].
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Fine 3; Natural; Means; Lawful]).

Lemma accepted :
Reductions.check (StdFloat.PtoP 70) ranges statement steps hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> forall y : R, 0 <= y <= 1 -> ((1 - y) *
  ((kappa1 x) - x)) >= 0.
Proof. exact (Reductions.for_all (StdFloat.PtoP 70) ranges statement steps hints evidence
  accepted). Qed.
