(** forall a in {"2", "2_02"}, b in {"2_02_002", "chain(4)"}, rho in [-1,1]: lambda2(a, rho, exact) >= lambda2(b, rho, exact)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Module case_1.
Definition net_1 : network := [[Param]].
Definition net_2 : network := [[Param]; [Zero; Param]; [Zero; Zero; Param]].
Definition statement : formula := (GreaterEqual (Lambda2 ExactRule net_1 (Var 0)) (Lambda2
  ExactRule net_2 (Var 0))).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 1; first := (-1); cuts :=
  [0]; to_one := Some (1, 1) |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (lambda2 (exact_pair net_1 x)) >= (lambda2
  (exact_pair net_2 x)).
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed (-1) 1) (Closed 1 1)
  pieces accepted). Qed.
End case_1.

Module case_2.
Definition net_1 : network := [[Param]].
Definition net_2 : network := [[Param]; [Zero; Param]; [Zero; Zero; Param]; [Zero; Zero; Zero; Param]].
Definition statement : formula := (GreaterEqual (Lambda2 ExactRule net_1 (Var 0)) (Lambda2
  ExactRule net_2 (Var 0))).
(* Cut points times 64, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 64; first := (-64); cuts
  := [(-8); 20; 34; 41; 48]; to_one := Some (1, 2) |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (lambda2 (exact_pair net_1 x)) >= (lambda2
  (exact_pair net_2 x)).
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed (-1) 1) (Closed 1 1)
  pieces accepted). Qed.
End case_2.

Module case_3.
Definition net_1 : network := [[Param]; [Zero; Param]].
Definition net_2 : network := [[Param]; [Zero; Param]; [Zero; Zero; Param]].
Definition statement : formula := (GreaterEqual (Lambda2 ExactRule net_1 (Var 0)) (Lambda2
  ExactRule net_2 (Var 0))).
(* Cut points times 256, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 256; first := (-256);
  cuts := [(-32); 24; 80; 108; 136; 150; 164; 178; 185; 192]; to_one := Some (1, 2) |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (lambda2 (exact_pair net_1 x)) >= (lambda2
  (exact_pair net_2 x)).
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed (-1) 1) (Closed 1 1)
  pieces accepted). Qed.
End case_3.

Module case_4.
Definition net_1 : network := [[Param]; [Zero; Param]].
Definition net_2 : network := [[Param]; [Zero; Param]; [Zero; Zero; Param]; [Zero; Zero; Zero; Param]].
Definition statement : formula := (GreaterEqual (Lambda2 ExactRule net_1 (Var 0)) (Lambda2
  ExactRule net_2 (Var 0))).
(* Cut points times 64, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 64; first := (-64); cuts
  := [(-8); 20; 34; 41; 48]; to_one := Some (1, 2) |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (lambda2 (exact_pair net_1 x)) >= (lambda2
  (exact_pair net_2 x)).
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed (-1) 1) (Closed 1 1)
  pieces accepted). Qed.
End case_4.

Local Open Scope R_scope.
Theorem certified : (forall x : R, (-1) <= x <= 1 -> (lambda2 (exact_pair [[Param]] x)) >=
  (lambda2 (exact_pair [[Param]; [Zero; Param]; [Zero; Zero; Param]] x))) /\ (forall x : R,
  (-1) <= x <= 1 -> (lambda2 (exact_pair [[Param]] x)) >= (lambda2 (exact_pair [[Param]; [Zero;
  Param]; [Zero; Zero; Param]; [Zero; Zero; Zero; Param]] x))) /\ (forall x : R, (-1) <= x <= 1
  -> (lambda2 (exact_pair [[Param]; [Zero; Param]] x)) >= (lambda2 (exact_pair [[Param]; [Zero;
  Param]; [Zero; Zero; Param]] x))) /\ (forall x : R, (-1) <= x <= 1 -> (lambda2 (exact_pair
  [[Param]; [Zero; Param]] x)) >= (lambda2 (exact_pair [[Param]; [Zero; Param]; [Zero; Zero;
  Param]; [Zero; Zero; Zero; Param]] x))).
Proof. split; [exact case_1.certified|]. split; [exact case_2.certified|]. split; [exact
  case_3.certified|]. exact case_4.certified. Qed.
