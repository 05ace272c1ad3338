(** forall x in [0,1/2]: f(f(x)) > 49/100

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition statement : formula := (Greater (Kappa1 (Kappa1 (Var 0))) (Rat 49 100)).
(* Cut points times 2, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 2; first := 0; cuts :=
  [1]; to_one := None |}%Z.

Lemma accepted :
Std.check (StdFloat.PtoP 60) true statement (Closed 0 1) (Closed 1 2) pieces = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= (1 / 2) -> (kappa1 (kappa1 x)) > (49 / 100).
Proof. exact (Std.for_all (StdFloat.PtoP 60) statement (Closed 0 1) (Closed 1 2) pieces
  accepted). Qed.
