(** forall rho in [0,1): 2 - rho - f^4(rho) < 2 - 2*f(rho)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition statement : formula := (Less (Sub (Sub (Rat 2 1) (Var 0)) (Kappa1 (Kappa1 (Kappa1
  (Kappa1 (Var 0)))))) (Sub (Rat 2 1) (Mul (Rat 2 1) (Kappa1 (Var 0))))).
(* Cut points times 128, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 128; first := 0; cuts :=
  [3; 6; 12; 18; 24; 30; 36; 42; 48; 54; 60; 66; 69; 72; 75; 78; 81; 84; 87; 90; 93; 96];
  to_one := Some (1, 2) |}%Z.

Lemma accepted :
Std.check (StdFloat.PtoP 60) true statement (Closed 0 1) (Open 1 1) pieces = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x < 1 -> ((2 - x) - (kappa1 (kappa1 (kappa1 (kappa1
  x))))) < (2 - (2 * (kappa1 x))).
Proof. exact (Std.for_all (StdFloat.PtoP 60) statement (Closed 0 1) (Open 1 1) pieces
  accepted). Qed.
