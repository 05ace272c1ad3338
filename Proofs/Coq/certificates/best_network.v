(** paths("1_11_121") = 4 and depth("1_11_121") = 1/4

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate.
Import ListNotations.

Definition net_1 : network := [[Skip]; [Skip; Skip]; [Skip; Param; Skip]].
Definition statement : formula := (And (Equal (Paths net_1) (Rat 4 1)) (Equal (Depth net_1)
  (Rat 1 4))).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((INR (path_count net_1)) = 4) /\ ((Q2R (effective_depth net_1)) = (1 /
  4)).
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
