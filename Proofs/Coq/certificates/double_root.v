(** exists x in [0, 1]: x^3 - x/2 + sqrt(6)/18 = 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (Equal (Add (Sub (Pow (Var 0) 3) (Div (Var 0) (Rat 2 1)))
  (Div (Sqrt (Rat 6 1)) (Rat 18 1))) (Rat 0 1)).
Definition hints : list expr := [].
Definition lower : list Q := [7181979878155 # 17592186044416]%Q.
Definition upper : list Q := [28727919512621 # 70368744177664]%Q.
Definition divisor : expr := (Sub (Var 0) (Div (Mul (Sqrt (Rat 3 1)) (Sqrt (Rat 2 1))) (Rat 6
  1))).
Definition cofactors : list expr := [(Rat 1 1); (Sub (Div (Mul (Var 0) (Add (Mul (Rat 6 1) (Var
  0)) (Mul (Sqrt (Rat 3 1)) (Sqrt (Rat 2 1))))) (Rat 6 1)) (Rat 1 3))].

Lemma accepted :
Boxes.Std.check_root (StdFloat.PtoP 70) true statement ranges hints lower upper divisor
  cofactors = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : exists x : R, 0 <= x <= 1 /\ ((((x ^ 3) - (x / 2)) + ((sqrt 6) / 18)) = 0).
Proof. exact (Boxes.Std.witness_root (StdFloat.PtoP 70) statement ranges hints lower upper
  divisor cofactors accepted). Qed.
