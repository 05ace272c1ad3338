(** forall x in [0,1]: acos(x) <= 1.6 and not x^2 > 1 and (x > 1/2 implies f(x)^3 > 1/8)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition statement : formula := (And (LessEqual (Acos (Var 0)) (Rat 8 5)) (And (Not (Greater
  (Pow (Var 0) 2) (Rat 1 1))) (Implies (Greater (Var 0) (Rat 1 2)) (Greater (Pow (Kappa1 (Var
  0)) 3) (Rat 1 8))))).
(* Cut points times 2, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 2; first := 0; cuts :=
  [1; 2]; to_one := None |}%Z.

Lemma accepted :
Std.check (StdFloat.PtoP 60) true statement (Closed 0 1) (Closed 1 1) pieces = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> ((acos x) <= (8 / 5)) /\ ((~ ((x ^ 2) > 1)) /\
  ((x > (1 / 2)) -> (((kappa1 x) ^ 3) > (1 / 8)))).
Proof. exact (Std.for_all (StdFloat.PtoP 60) statement (Closed 0 1) (Closed 1 1) pieces
  accepted). Qed.
