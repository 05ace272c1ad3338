(** exists cell in nasbench201 where parameterised and paths = 4: width(cell) = 4

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces.
Import ListNotations.

Definition net_1 : network := [[Skip]; [Param; Skip]; [Param; Skip; Skip]].
Definition statement : formula := (And (Equal (Paths net_1) (Rat 4 1)) (Equal (Width net_1)
  (Rat 4 1))).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Lemma instance : ((INR (path_count net_1)) = 4) /\ ((Q2R (effective_width net_1)) = 4).
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
Theorem certified : exists dag : network, In dag nb201 /\ existsb (Nat.ltb 0) (depths dag) =
  true /\ (((INR (path_count dag)) = 4) /\ ((Q2R (effective_width dag)) = 4)).
Proof. exists net_1. split; [apply in_nb201; repeat split; discriminate|]. split; [vm_compute;
  reflexivity|]. exact instance. Qed.
