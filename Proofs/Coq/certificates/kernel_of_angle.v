(** forall t in [0, 3]: f(cos(t)) = (sin(t) + (pi - t)*cos(t))/pi

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 3 1))].
Definition statement : formula := (Equal (Kappa1 (Cos (Var 0))) (Div (Add (Sin (Var 0)) (Mul
  (Sub Pi (Var 0)) (Cos (Var 0)))) Pi)).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 3 -> (kappa1 (cos x)) = (((sin x) + ((PI - x) *
  (cos x))) / PI).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
