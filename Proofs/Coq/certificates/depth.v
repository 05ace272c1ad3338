(** exists dag in complete(2) where connected: depth(dag) = 2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition net_1 : network := [[Param]; [Zero; Param]].
Definition statement : formula := (Equal (Depth net_1) (Rat 2 1)).

Lemma accepted :
Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Lemma instance : (Q2R (effective_depth net_1)) = 2.
Proof. exact (Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
Theorem certified : exists dag : network, well_formed dag /\ length dag = 2%nat /\ connected
  dag /\ ((Q2R (effective_depth dag)) = 2).
Proof. exists net_1. split; [split; [discriminate|repeat split]|]. split; [reflexivity|].
  split; [vm_compute; repeat constructor|]. exact instance. Qed.
