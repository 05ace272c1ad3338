(** exists x in [-1,1], y in [-1,1]: f(x)+f(y) < x+y

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1)); ((Closed (-1) 1), (Closed 1
  1))].
Definition statement : formula := (Less (Add (Kappa1 (Var 0)) (Kappa1 (Var 1))) (Add (Var 0)
  (Var 1))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Fine 3; Natural; Means]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) false statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ (exists x : R, (-1) <= x <= 1 /\ (exists y : R, (-1) <= y <= 1 /\
  (((kappa1 x) + (kappa1 y)) < (x + y)))).
Proof. exact (Boxes.Fast.for_none (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
