(** exists k in 1..3: k^2 = 4

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Module case_2.
Definition statement : formula := (Equal (Pow (Rat 2 1) 2) (Rat 4 1)).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (2 ^ 2) = 4.
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_2.

Local Open Scope R_scope.
Theorem certified : ((1 ^ 2) = 4) \/ ((2 ^ 2) = 4) \/ ((3 ^ 2) = 4).
Proof. right. left. exact case_2.certified. Qed.
