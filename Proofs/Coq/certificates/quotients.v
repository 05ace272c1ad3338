(** forall x in [1, 2], y in [1, 2], z in [1, 2]: x/(y + z) + y/(z + x) + z/(x + y) >= 3/2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed 1 1), (Closed 2 1)); ((Closed 1 1), (Closed 2 1));
  ((Closed 1 1), (Closed 2 1))].
Definition statement : formula := (GreaterEqual (Add (Add (Div (Var 0) (Add (Var 1) (Var 2)))
  (Div (Var 1) (Add (Var 2) (Var 0)))) (Div (Var 2) (Add (Var 0) (Var 1)))) (Rat 3 2)).
Definition hints : list expr := [(Div (Add (Add (Add (Add (Add (Mul (Mul (Rat 1 2) (Var 0))
  (Square (Sub (Var 0) (Var 1)))) (Mul (Mul (Rat 1 2) (Var 0)) (Square (Sub (Var 0) (Var 2)))))
  (Mul (Mul (Rat 1 2) (Var 1)) (Square (Sub (Var 0) (Var 1))))) (Mul (Mul (Rat 1 2) (Var 1))
  (Square (Sub (Var 1) (Var 2))))) (Mul (Mul (Rat 1 2) (Var 2)) (Square (Sub (Var 0) (Var
  2))))) (Mul (Mul (Rat 1 2) (Var 2)) (Square (Sub (Var 1) (Var 2))))) (Mul (Mul (Add (Var 1)
  (Var 2)) (Add (Var 0) (Var 2))) (Add (Var 0) (Var 1))))].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 1 <= x <= 2 -> forall y : R, 1 <= y <= 2 -> forall z : R, 1
  <= z <= 2 -> (((x / (y + z)) + (y / (z + x))) + (z / (x + y))) >= (3 / 2).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
