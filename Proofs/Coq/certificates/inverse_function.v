(** forall x in [0, 1]: log(x^2 + 2*x + 1) = 2*log(x + 1)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Slopes Reductions.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (Equal (Log (Add (Add (Pow (Var 0) 2) (Mul (Rat 2 1) (Var
  0))) (Rat 1 1))) (Mul (Rat 2 1) (Log (Add (Var 0) (Rat 1 1))))).
Definition steps : list step := [Inverse 0 Logarithm (Add (Add (Pow (Var 0) 2) (Mul (Rat 2 1)
  (Var 0))) (Rat 1 1)) (Neg (Div (Sub (Rat 0 1) (Mul (Rat 2 1) (Log (Add (Var 0) (Rat 1 1)))))
  (Sub (Sub (Rat 1 1) (Mul (Rat 2 1) (Log (Add (Var 0) (Rat 1 1))))) (Sub (Rat 0 1) (Mul (Rat 2
  1) (Log (Add (Var 0) (Rat 1 1)))))))) (Sub (Sub (Rat 1 1) (Mul (Rat 2 1) (Log (Add (Var 0)
  (Rat 1 1))))) (Sub (Rat 0 1) (Mul (Rat 2 1) (Log (Add (Var 0) (Rat 1 1))))))].
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Reductions.check (StdFloat.PtoP 70) ranges statement steps hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> (ln (((x ^ 2) + (2 * x)) + 1)) = (2 * (ln (x +
  1))).
Proof. exact (Reductions.for_all (StdFloat.PtoP 70) ranges statement steps hints evidence
  accepted). Qed.
