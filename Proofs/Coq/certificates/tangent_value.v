(** abs(NTKij("2_21_112", 1/3, exact) - 5.363977964543) < 1e-11 and abs(NTKij("2_21_112", 1/3, variance-only) - 3.20286782617) < 1e-10

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition net_1 : network := [[Param]; [Param; Skip]; [Skip; Skip; Param]].
Definition ranges : domain := [].
Definition statement : formula := (And (Less (Abs (Sub (Tangent OffDiagonal ExactRule net_1
  (Rat 1 3)) (Rat 5363977964543 1000000000000))) (Rat 1 100000000000)) (Less (Abs (Sub (Tangent
  OffDiagonal VarianceOnly net_1 (Rat 1 3)) (Rat 320286782617 100000000000))) (Rat 1
  10000000000))).
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 0 [Natural; Lawful]).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((Rabs ((exact_tangent_pair net_1 (1 / 3) 0%nat 1%nat) - (5363977964543 /
  1000000000000))) < (1 / 100000000000)) /\ ((Rabs ((variance_tangent_pair net_1 (1 / 3) 0%nat
  1%nat) - (320286782617 / 100000000000))) < (1 / 10000000000)).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
