(** forall x in [-1,1]: 8*f(f(x))^3 - 4*f(f(x))^2 - 2*f(f(x)) + 1 >= 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (GreaterEqual (Add (Sub (Sub (Mul (Rat 8 1) (Pow (Kappa1
  (Kappa1 (Var 0))) 3)) (Mul (Rat 4 1) (Pow (Kappa1 (Kappa1 (Var 0))) 2))) (Mul (Rat 2 1)
  (Kappa1 (Kappa1 (Var 0))))) (Rat 1 1)) (Rat 0 1)).
Definition hints : list expr := [(Mul (Add (Mul (Rat 2 1) (Kappa1 (Kappa1 (Var 0)))) (Rat 1 1))
  (Square (Sub (Rat 1 1) (Mul (Rat 2 1) (Kappa1 (Kappa1 (Var 0)))))))].
Definition evidence : cover := (Leaf 3 [Natural]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> ((((8 * ((kappa1 (kappa1 x)) ^ 3)) - (4 *
  ((kappa1 (kappa1 x)) ^ 2))) - (2 * (kappa1 (kappa1 x)))) + 1) >= 0.
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
