(** forall x in [0,1): abs(kappa(0, x) - 1/2) <= 0.5 and kappa(0, x) != 2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition statement : formula := (And (LessEqual (Abs (Sub (Kappa0 (Var 0)) (Rat 1 2))) (Rat 1
  2)) (NotEqual (Kappa0 (Var 0)) (Rat 2 1))).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 1; first := 0; cuts :=
  [1]; to_one := None |}%Z.

Lemma accepted :
Std.check (StdFloat.PtoP 60) true statement (Closed 0 1) (Open 1 1) pieces = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x < 1 -> ((Rabs ((kappa0 x) - (1 / 2))) <= (1 / 2)) /\
  ((kappa0 x) <> 2).
Proof. exact (Std.for_all (StdFloat.PtoP 60) statement (Closed 0 1) (Open 1 1) pieces
  accepted). Qed.
