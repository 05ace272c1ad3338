(** forall x in [0,1], y in [0,1]: f(x)*f(y) >= x*y

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Slopes Reductions.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1)); ((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (GreaterEqual (Mul (Kappa1 (Var 0)) (Kappa1 (Var 1))) (Mul
  (Var 0) (Var 1))).
Definition steps : list step := [Terms 0 [(Mul (Kappa1 (Var 0)) (Sub (Kappa1 (Var 1)) (Var
  1))); (Mul (Var 1) (Sub (Kappa1 (Var 0)) (Var 0)))]].
Definition hints : list expr := [(Mul (Kappa1 (Var 0)) (Sub (Kappa1 (Var 1)) (Var 1))); (Mul
  (Var 1) (Sub (Kappa1 (Var 0)) (Var 0)))].
Definition evidence : cover := (Leaf 3 [Fine 3; Natural; Means; Lawful]).

Lemma accepted :
Reductions.check (StdFloat.PtoP 70) ranges statement steps hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> forall y : R, 0 <= y <= 1 -> ((kappa1 x) *
  (kappa1 y)) >= (x * y).
Proof. exact (Reductions.for_all (StdFloat.PtoP 70) ranges statement steps hints evidence
  accepted). Qed.
