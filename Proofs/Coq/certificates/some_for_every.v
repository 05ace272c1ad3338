(** forall a in complete(1): exists b in complete(1): paths(a) + paths(b) >= 1

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Module case_2.
Definition net_1 : network := [[Zero]].
Definition net_2 : network := [[Skip]].
Definition statement : formula := (GreaterEqual (Add (Paths net_1) (Paths net_2)) (Rat 1 1)).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((INR (path_count net_1)) + (INR (path_count net_2))) >= 1.
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_2.

Module case_4.
Definition net_1 : network := [[Skip]].
Definition net_2 : network := [[Zero]].
Definition statement : formula := (GreaterEqual (Add (Paths net_1) (Paths net_2)) (Rat 1 1)).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((INR (path_count net_1)) + (INR (path_count net_2))) >= 1.
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_4.

Module case_7.
Definition net_1 : network := [[Param]].
Definition net_2 : network := [[Zero]].
Definition statement : formula := (GreaterEqual (Add (Paths net_1) (Paths net_2)) (Rat 1 1)).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((INR (path_count net_1)) + (INR (path_count net_2))) >= 1.
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_7.

Local Open Scope R_scope.
Theorem certified : ((((INR (path_count [[Zero]])) + (INR (path_count [[Zero]]))) >= 1) \/
  (((INR (path_count [[Zero]])) + (INR (path_count [[Skip]]))) >= 1) \/ (((INR (path_count
  [[Zero]])) + (INR (path_count [[Param]]))) >= 1)) /\ ((((INR (path_count [[Skip]])) + (INR
  (path_count [[Zero]]))) >= 1) \/ (((INR (path_count [[Skip]])) + (INR (path_count [[Skip]])))
  >= 1) \/ (((INR (path_count [[Skip]])) + (INR (path_count [[Param]]))) >= 1)) /\ ((((INR
  (path_count [[Param]])) + (INR (path_count [[Zero]]))) >= 1) \/ (((INR (path_count
  [[Param]])) + (INR (path_count [[Skip]]))) >= 1) \/ (((INR (path_count [[Param]])) + (INR
  (path_count [[Param]]))) >= 1)).
Proof. split. { right. left. exact case_2.certified. } split. { left. exact case_4.certified. }
  left. exact case_7.certified. Qed.
