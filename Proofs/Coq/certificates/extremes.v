(** forall x in [-1,1], y in [-1,1]: min(x,y) <= (x+y)/2 <= max(x,y)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1)); ((Closed (-1) 1), (Closed 1
  1))].
Definition statement : formula := (And (LessEqual (Mul (Rat 1 2) (Sub (Add (Var 0) (Var 1))
  (Abs (Sub (Var 0) (Var 1))))) (Div (Add (Var 0) (Var 1)) (Rat 2 1))) (LessEqual (Div (Add
  (Var 0) (Var 1)) (Rat 2 1)) (Mul (Rat 1 2) (Add (Add (Var 0) (Var 1)) (Abs (Sub (Var 0) (Var
  1))))))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> forall y : R, (-1) <= y <= 1 -> ((minimum x
  y) <= ((x + y) / 2)) /\ (((x + y) / 2) <= (maximum x y)).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
