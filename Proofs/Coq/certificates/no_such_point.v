(** exists x in [-1,1]: f(x) < -1/1000

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition statement : formula := (Less (Kappa1 (Var 0)) (Rat (-1) 1000)).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 1; first := (-1); cuts :=
  [1]; to_one := None |}%Z.

Lemma accepted :
Std.check (StdFloat.PtoP 60) false statement (Closed (-1) 1) (Closed 1 1) pieces = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ (exists x : R, (-1) <= x <= 1 /\ ((kappa1 x) < ((-1) / 1000))).
Proof. exact (Std.for_none (StdFloat.PtoP 60) statement (Closed (-1) 1) (Closed 1 1) pieces
  accepted). Qed.
