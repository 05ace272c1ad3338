(** forall rho in [-1,1): lambda2("2_02_002", rho, exact) < lambda2("1_01_222", rho, exact) and lambda2("1_01_222", rho, exact) < lambda2("2_21_112", rho, exact)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition net_1 : network := [[Param]; [Zero; Param]; [Zero; Zero; Param]].
Definition net_2 : network := [[Skip]; [Zero; Skip]; [Param; Param; Param]].
Definition net_3 : network := [[Param]; [Param; Skip]; [Skip; Skip; Param]].
Definition statement : formula := (And (Less (Lambda2 ExactRule net_1 (Var 0)) (Lambda2
  ExactRule net_2 (Var 0))) (Less (Lambda2 ExactRule net_2 (Var 0)) (Lambda2 ExactRule net_3
  (Var 0)))).
(* Cut points times 2, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 2; first := (-2); cuts :=
  [(-1); 0]; to_one := Some (1, 1) |}%Z.

Lemma accepted :
Std.check (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Open 1 1) pieces = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x < 1 -> ((lambda2 (exact_pair net_1 x)) < (lambda2
  (exact_pair net_2 x))) /\ ((lambda2 (exact_pair net_2 x)) < (lambda2 (exact_pair net_3 x))).
Proof. exact (Std.for_all (StdFloat.PtoP 60) statement (Closed (-1) 1) (Open 1 1) pieces
  accepted). Qed.
