(** forall x in [0, 1], y in [0, 1]: sqrt(x) + sqrt(y) >= sqrt(x + y)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Slopes Reductions.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1)); ((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (GreaterEqual (Add (Sqrt (Var 0)) (Sqrt (Var 1))) (Sqrt (Add
  (Var 0) (Var 1)))).
Definition steps : list step := [Denominator 0 (Add (Mul (Sqrt (Var 0)) (Sqrt (Var 1))) (Mul
  (Rat 1 2) (Square (Add (Sub (Neg (Sqrt (Var 0))) (Sqrt (Var 1))) (Sqrt (Add (Var 0) (Var
  1))))))) (Add (Sqrt (Var 0)) (Sqrt (Var 1)))].
Definition hints : list expr := [(Add (Mul (Sqrt (Var 0)) (Sqrt (Var 1))) (Mul (Rat 1 2)
  (Square (Add (Sub (Neg (Sqrt (Var 0))) (Sqrt (Var 1))) (Sqrt (Add (Var 0) (Var 1)))))))].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Reductions.check (StdFloat.PtoP 70) ranges statement steps hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> forall y : R, 0 <= y <= 1 -> ((sqrt x) + (sqrt
  y)) >= (sqrt (x + y)).
Proof. exact (Reductions.for_all (StdFloat.PtoP 70) ranges statement steps hints evidence
  accepted). Qed.
