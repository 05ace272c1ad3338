(** forall rho in [-1,1]: NTKij("2_21_112",rho,exact) <= NTKii("2_21_112",rho,exact)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition net_1 : network := [[Param]; [Param; Skip]; [Skip; Skip; Param]].
Definition statement : formula := (LessEqual (Tangent OffDiagonal ExactRule net_1 (Var 0))
  (Tangent Diagonal ExactRule net_1 (Var 0))).
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 0 1
(Leaf 3 [Natural])
(Split 0 1 2
(Leaf 3 [Natural])
(Leaf 3 [Natural; Near_one 2897 4096; Near_one 2049 4096; Near_one 1449 4096; Near_one 1025
  4096; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}]))).

Lemma accepted :
Boxes.Std.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (exact_tangent_pair net_1 x 0%nat 1%nat) <=
  (exact_tangent_pair net_1 x 0%nat 0%nat).
Proof. exact (Boxes.Std.for_all (StdFloat.PtoP 140) statement ranges hints evidence accepted).
  Qed.
