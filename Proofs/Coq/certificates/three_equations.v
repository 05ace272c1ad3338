(** exists x in [0,1], y in [0,1], z in [0,1]: x+y+z = 1 and x*y = 1/20 and y = z^2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (And (And (LessEqual (Rat 0 1) (Div (Sub (Add (Add (Rat 0 1)
  (Pow (Var 0) 2)) (Var 0)) (Rat 1 1)) (Rat (-1) 1))) (LessEqual (Div (Sub (Add (Add (Rat 0 1)
  (Pow (Var 0) 2)) (Var 0)) (Rat 1 1)) (Rat (-1) 1)) (Rat 1 1))) (And (And (LessEqual (Rat 0 1)
  (Pow (Var 0) 2)) (LessEqual (Pow (Var 0) 2) (Rat 1 1))) (And (Equal (Add (Add (Div (Sub (Add
  (Add (Rat 0 1) (Pow (Var 0) 2)) (Var 0)) (Rat 1 1)) (Rat (-1) 1)) (Pow (Var 0) 2)) (Var 0))
  (Rat 1 1)) (And (Equal (Mul (Div (Sub (Add (Add (Rat 0 1) (Pow (Var 0) 2)) (Var 0)) (Rat 1
  1)) (Rat (-1) 1)) (Pow (Var 0) 2)) (Rat 1 20)) (Equal (Pow (Var 0) 2) (Pow (Var 0) 2)))))).
Definition hints : list expr := [].
Definition lower : list Q := [577530515 # 1073741824]%Q.
Definition upper : list Q := [577532563 # 1073741824]%Q.
Definition divisor : expr := (Sub (Mul (Div (Sub (Add (Add (Rat 0 1) (Pow (Var 0) 2)) (Var 0))
  (Rat 1 1)) (Rat (-1) 1)) (Pow (Var 0) 2)) (Rat 1 20)).
Definition cofactors : list expr := [(Rat 1 1); (Rat 0 1)].

Lemma accepted :
Boxes.Std.check_root (StdFloat.PtoP 70) true statement ranges hints lower upper divisor
  cofactors = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Lemma on_curve : exists x : R, 0 <= x <= 1 /\ (((0 <= ((((0 + (x ^ 2)) + x) - 1) / (-1))) /\
  (((((0 + (x ^ 2)) + x) - 1) / (-1)) <= 1)) /\ (((0 <= (x ^ 2)) /\ ((x ^ 2) <= 1)) /\
  ((((((((0 + (x ^ 2)) + x) - 1) / (-1)) + (x ^ 2)) + x) = 1) /\ (((((((0 + (x ^ 2)) + x) - 1)
  / (-1)) * (x ^ 2)) = (1 / 20)) /\ ((x ^ 2) = (x ^ 2)))))).
Proof. exact (Boxes.Std.witness_root (StdFloat.PtoP 70) statement ranges hints lower upper
  divisor cofactors accepted). Qed.
Theorem certified : exists x : R, 0 <= x <= 1 /\ (exists y : R, 0 <= y <= 1 /\ (exists z : R, 0
  <= z <= 1 /\ ((((x + y) + z) = 1) /\ (((x * y) = (1 / 20)) /\ (y = (z ^ 2)))))).
Proof. destruct on_curve as (x & D & D0 & D1 & H). exists ((((0 + (x ^ 2)) + x) - 1) / (-1)).
  split; [exact D0|]. exists (x ^ 2). split; [exact D1|]. exists x. split; [exact D|]. exact H.
  Qed.
