(** forall t in [0,1], x in [-1,1], y in [-1,1]: t*f(x)+(1-t)*f(y) > f(t*x+(1-t)*y)

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1)); ((Closed (-1) 1), (Closed 1 1));
  ((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (Greater (Add (Mul (Var 0) (Kappa1 (Var 1))) (Mul (Sub (Rat 1
  1) (Var 0)) (Kappa1 (Var 2)))) (Kappa1 (Add (Mul (Var 0) (Var 1)) (Mul (Sub (Rat 1 1) (Var
  0)) (Var 2))))).
Definition hints : list expr := [].
Definition evidence : list Q := [0 # 1; 0 # 1; 0 # 1]%Q.

Lemma accepted :
Boxes.Std.check_point (StdFloat.PtoP 70) false statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ (forall x : R, 0 <= x <= 1 -> forall y : R, (-1) <= y <= 1 -> forall z :
  R, (-1) <= z <= 1 -> ((x * (kappa1 y)) + ((1 - x) * (kappa1 z))) > (kappa1 ((x * y) + ((1 -
  x) * z)))).
Proof. exact (Boxes.Std.counterexample (StdFloat.PtoP 70) statement ranges hints evidence
  accepted). Qed.
