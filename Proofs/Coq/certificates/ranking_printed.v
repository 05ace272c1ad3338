(** forall rho in [-1,1): 1 - f^3(rho) < 3*(1 - f(rho)) and 3*(1 - f(rho)) < 4 - rho - f(rho) - 2*f(f(rho))

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition statement : formula := (And (Less (Sub (Rat 1 1) (Kappa1 (Kappa1 (Kappa1 (Var 0)))))
  (Mul (Rat 3 1) (Sub (Rat 1 1) (Kappa1 (Var 0))))) (Less (Mul (Rat 3 1) (Sub (Rat 1 1) (Kappa1
  (Var 0)))) (Sub (Sub (Sub (Rat 4 1) (Var 0)) (Kappa1 (Var 0))) (Mul (Rat 2 1) (Kappa1 (Kappa1
  (Var 0))))))).
(* Cut points times 2, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 2; first := (-2); cuts :=
  [(-1); 0]; to_one := Some (1, 1) |}%Z.

Lemma accepted :
Std.check (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Open 1 1) pieces = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x < 1 -> ((1 - (kappa1 (kappa1 (kappa1 x)))) < (3 *
  (1 - (kappa1 x)))) /\ ((3 * (1 - (kappa1 x))) < (((4 - x) - (kappa1 x)) - (2 * (kappa1
  (kappa1 x))))).
Proof. exact (Std.for_all (StdFloat.PtoP 60) statement (Closed (-1) 1) (Open 1 1) pieces
  accepted). Qed.
