(** forall x in (-1,1]: f(x) > 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition statement : formula := (Greater (Kappa1 (Var 0)) (Rat 0 1)).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := Some (1, 1); denominator := 1; first := 0;
  cuts := [1]; to_one := None |}%Z.

Lemma accepted :
Std.check (StdFloat.PtoP 60) true statement (Open (-1) 1) (Closed 1 1) pieces = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) < x <= 1 -> (kappa1 x) > 0.
Proof. exact (Std.for_all (StdFloat.PtoP 60) statement (Open (-1) 1) (Closed 1 1) pieces
  accepted). Qed.
