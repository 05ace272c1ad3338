(** forall k in 1..5: (1 + sum(j = 1..k, j))*2 = k*(k + 1) + 2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Module case_1.
Definition statement : formula := (Equal (Mul (Add (Rat 1 1) (Rat 1 1)) (Rat 2 1)) (Add (Mul
  (Rat 1 1) (Add (Rat 1 1) (Rat 1 1))) (Rat 2 1))).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((1 + 1) * 2) = ((1 * (1 + 1)) + 2).
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_1.

Module case_2.
Definition statement : formula := (Equal (Mul (Add (Rat 1 1) (Add (Rat 1 1) (Rat 2 1))) (Rat 2
  1)) (Add (Mul (Rat 2 1) (Add (Rat 2 1) (Rat 1 1))) (Rat 2 1))).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((1 + (1 + 2)) * 2) = ((2 * (2 + 1)) + 2).
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_2.

Module case_3.
Definition statement : formula := (Equal (Mul (Add (Rat 1 1) (Add (Add (Rat 1 1) (Rat 2 1))
  (Rat 3 1))) (Rat 2 1)) (Add (Mul (Rat 3 1) (Add (Rat 3 1) (Rat 1 1))) (Rat 2 1))).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((1 + ((1 + 2) + 3)) * 2) = ((3 * (3 + 1)) + 2).
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_3.

Module case_4.
Definition statement : formula := (Equal (Mul (Add (Rat 1 1) (Add (Add (Add (Rat 1 1) (Rat 2
  1)) (Rat 3 1)) (Rat 4 1))) (Rat 2 1)) (Add (Mul (Rat 4 1) (Add (Rat 4 1) (Rat 1 1))) (Rat 2
  1))).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((1 + (((1 + 2) + 3) + 4)) * 2) = ((4 * (4 + 1)) + 2).
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_4.

Module case_5.
Definition statement : formula := (Equal (Mul (Add (Rat 1 1) (Add (Add (Add (Add (Rat 1 1) (Rat
  2 1)) (Rat 3 1)) (Rat 4 1)) (Rat 5 1))) (Rat 2 1)) (Add (Mul (Rat 5 1) (Add (Rat 5 1) (Rat 1
  1))) (Rat 2 1))).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((1 + ((((1 + 2) + 3) + 4) + 5)) * 2) = ((5 * (5 + 1)) + 2).
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End case_5.

Local Open Scope R_scope.
Theorem certified : (((1 + 1) * 2) = ((1 * (1 + 1)) + 2)) /\ (((1 + (1 + 2)) * 2) = ((2 * (2 +
  1)) + 2)) /\ (((1 + ((1 + 2) + 3)) * 2) = ((3 * (3 + 1)) + 2)) /\ (((1 + (((1 + 2) + 3) + 4))
  * 2) = ((4 * (4 + 1)) + 2)) /\ (((1 + ((((1 + 2) + 3) + 4) + 5)) * 2) = ((5 * (5 + 1)) + 2)).
Proof. split; [exact case_1.certified|]. split; [exact case_2.certified|]. split; [exact
  case_3.certified|]. split; [exact case_4.certified|]. exact case_5.certified. Qed.
