(** sqrt(1/pi) = sqrt(2)/2

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition statement : formula := (Equal (Sqrt (Div (Rat 1 1) Pi)) (Div (Sqrt (Rat 2 1)) (Rat 2
  1))).

Lemma accepted :
Std.check_constant (StdFloat.PtoP 60) false statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ ((sqrt (1 / PI)) = ((sqrt 2) / 2)).
Proof. exact (Std.fails_constant (StdFloat.PtoP 60) statement accepted). Qed.
