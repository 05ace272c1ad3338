(** forall k in 1..3, x in [0,1]: 0 <= f^k(x) <= 1

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Module case_1.
Definition statement : formula := (And (LessEqual (Rat 0 1) (Kappa1 (Var 0))) (LessEqual
  (Kappa1 (Var 0)) (Rat 1 1))).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 1; first := 0; cuts :=
  [1]; to_one := None |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed 0 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> (0 <= (kappa1 x)) /\ ((kappa1 x) <= 1).
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed 0 1) (Closed 1 1)
  pieces accepted). Qed.
End case_1.

Module case_2.
Definition statement : formula := (And (LessEqual (Rat 0 1) (Kappa1 (Kappa1 (Var 0))))
  (LessEqual (Kappa1 (Kappa1 (Var 0))) (Rat 1 1))).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 1; first := 0; cuts :=
  [1]; to_one := None |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed 0 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> (0 <= (kappa1 (kappa1 x))) /\ ((kappa1 (kappa1
  x)) <= 1).
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed 0 1) (Closed 1 1)
  pieces accepted). Qed.
End case_2.

Module case_3.
Definition statement : formula := (And (LessEqual (Rat 0 1) (Kappa1 (Kappa1 (Kappa1 (Var 0)))))
  (LessEqual (Kappa1 (Kappa1 (Kappa1 (Var 0)))) (Rat 1 1))).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 1; first := 0; cuts :=
  [1]; to_one := None |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed 0 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> (0 <= (kappa1 (kappa1 (kappa1 x)))) /\
  ((kappa1 (kappa1 (kappa1 x))) <= 1).
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed 0 1) (Closed 1 1)
  pieces accepted). Qed.
End case_3.

Local Open Scope R_scope.
Theorem certified : (forall x : R, 0 <= x <= 1 -> (0 <= (kappa1 x)) /\ ((kappa1 x) <= 1)) /\
  (forall x : R, 0 <= x <= 1 -> (0 <= (kappa1 (kappa1 x))) /\ ((kappa1 (kappa1 x)) <= 1)) /\
  (forall x : R, 0 <= x <= 1 -> (0 <= (kappa1 (kappa1 (kappa1 x)))) /\ ((kappa1 (kappa1 (kappa1
  x))) <= 1)).
Proof. split; [exact case_1.certified|]. split; [exact case_2.certified|]. exact
  case_3.certified. Qed.
