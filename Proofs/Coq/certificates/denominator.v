(** forall x in [-1, 1], y in [-1, 1], z in [-1, 1]: z^6 + x^4*y^2 + x^2*y^4 >= 3*x^2*y^2*z^2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Slopes Reductions.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1)); ((Closed (-1) 1), (Closed 1
  1)); ((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (GreaterEqual (Add (Add (Pow (Var 2) 6) (Mul (Pow (Var 0) 4)
  (Pow (Var 1) 2))) (Mul (Pow (Var 0) 2) (Pow (Var 1) 4))) (Mul (Mul (Mul (Rat 3 1) (Pow (Var
  0) 2)) (Pow (Var 1) 2)) (Pow (Var 2) 2))).
Definition steps : list step := [Denominator 0 (Add (Add (Add (Add (Add (Square (Sub (Mul (Mul
  (Var 2) (Square (Var 2))) (Var 0)) (Mul (Mul (Var 2) (Var 0)) (Square (Var 1))))) (Square
  (Sub (Mul (Mul (Var 2) (Square (Var 2))) (Var 1)) (Mul (Mul (Var 2) (Square (Var 0))) (Var
  1))))) (Square (Sub (Square (Square (Var 2))) (Mul (Square (Var 0)) (Square (Var 1)))))) (Mul
  (Rat 1 2) (Square (Sub (Mul (Mul (Square (Var 2)) (Var 0)) (Var 1)) (Mul (Var 0) (Mul (Var 1)
  (Square (Var 1)))))))) (Mul (Rat 1 2) (Square (Sub (Mul (Mul (Square (Var 2)) (Var 0)) (Var
  1)) (Mul (Mul (Var 0) (Square (Var 0))) (Var 1)))))) (Mul (Rat 2 1) (Square (Sub (Sub (Mul
  (Mul (Square (Var 2)) (Var 0)) (Var 1)) (Mul (Mul (Rat 1 2) (Mul (Var 0) (Square (Var 0))))
  (Var 1))) (Mul (Mul (Rat 1 2) (Var 0)) (Mul (Var 1) (Square (Var 1)))))))) (Add (Add (Square
  (Var 2)) (Square (Var 0))) (Square (Var 1)))].
Definition hints : list expr := [(Add (Add (Add (Add (Add (Square (Sub (Mul (Mul (Var 2)
  (Square (Var 2))) (Var 0)) (Mul (Mul (Var 2) (Var 0)) (Square (Var 1))))) (Square (Sub (Mul
  (Mul (Var 2) (Square (Var 2))) (Var 1)) (Mul (Mul (Var 2) (Square (Var 0))) (Var 1)))))
  (Square (Sub (Square (Square (Var 2))) (Mul (Square (Var 0)) (Square (Var 1)))))) (Mul (Rat 1
  2) (Square (Sub (Mul (Mul (Square (Var 2)) (Var 0)) (Var 1)) (Mul (Var 0) (Mul (Var 1)
  (Square (Var 1)))))))) (Mul (Rat 1 2) (Square (Sub (Mul (Mul (Square (Var 2)) (Var 0)) (Var
  1)) (Mul (Mul (Var 0) (Square (Var 0))) (Var 1)))))) (Mul (Rat 2 1) (Square (Sub (Sub (Mul
  (Mul (Square (Var 2)) (Var 0)) (Var 1)) (Mul (Mul (Rat 1 2) (Mul (Var 0) (Square (Var 0))))
  (Var 1))) (Mul (Mul (Rat 1 2) (Var 0)) (Mul (Var 1) (Square (Var 1))))))))].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Reductions.check (StdFloat.PtoP 70) ranges statement steps hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> forall y : R, (-1) <= y <= 1 -> forall z :
  R, (-1) <= z <= 1 -> (((z ^ 6) + ((x ^ 4) * (y ^ 2))) + ((x ^ 2) * (y ^ 4))) >= (((3 * (x ^
  2)) * (y ^ 2)) * (z ^ 2)).
Proof. exact (Reductions.for_all (StdFloat.PtoP 70) ranges statement steps hints evidence
  accepted). Qed.
