(** forall dag in {"1_02"}, e in edges(dag): paths(dag - e) = 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Module case_1.
Definition net_1 : network := [[Zero]; [Zero; Param]].
Definition statement : formula := (Equal (Paths net_1) (Rat 0 1)).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (INR (path_count net_1)) = 0.
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_1.

Module case_2.
Definition net_1 : network := [[Skip]; [Zero; Zero]].
Definition statement : formula := (Equal (Paths net_1) (Rat 0 1)).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (INR (path_count net_1)) = 0.
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_2.

Local Open Scope R_scope.
Theorem certified : ((INR (path_count [[Zero]; [Zero; Param]])) = 0) /\ ((INR (path_count
  [[Skip]; [Zero; Zero]])) = 0).
Proof. split; [exact case_1.certified|]. exact case_2.certified. Qed.
