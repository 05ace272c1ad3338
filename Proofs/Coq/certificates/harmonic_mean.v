(** forall x in (0,1], y in (0,1]: 2/(1/x+1/y) <= (x+y)/2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Open 0 1), (Closed 1 1)); ((Open 0 1), (Closed 1 1))].
Definition statement : formula := (LessEqual (Div (Rat 2 1) (Add (Div (Rat 1 1) (Var 0)) (Div
  (Rat 1 1) (Var 1)))) (Div (Add (Var 0) (Var 1)) (Rat 2 1))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Along {| order := 2; center := [(Add (Mul (Rat
  1 1) (Var 0)) (Mul (Rat 0 1) (Var 1))); (Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var
  1)))]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Var 0)) |}; Factored
  {| order := 2; center := [(Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1))); (Add (Mul
  (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1)))]; direction := [(Rat 0 1); (Rat 1 1)]; parameter
  := (Sub (Var 1) (Var 0)) |}; Along {| order := 1; center := [(Add (Mul (Rat 1 1) (Var 0))
  (Mul (Rat 0 1) (Var 1))); (Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1)))]; direction
  := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Var 0)) |}; Factored {| order := 1;
  center := [(Add (Mul (Rat 1 1) (Var 0)) (Mul (Rat 0 1) (Var 1))); (Add (Mul (Rat 1 1) (Var
  0)) (Mul (Rat 0 1) (Var 1)))]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1)
  (Var 0)) |}]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 < x <= 1 -> forall y : R, 0 < y <= 1 -> (2 / ((1 / x) + (1
  / y))) <= ((x + y) / 2).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
