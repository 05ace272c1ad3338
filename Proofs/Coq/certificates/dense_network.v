(** forall rho in [-1,1]: Kij(dense(5), rho, exact) <= Kii(dense(5), rho, exact)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition net_1 : network := [[Param]; [Param; Param]; [Param; Param; Param]; [Param; Param; Param; Param]; [Param; Param; Param; Param; Param]].
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (LessEqual (Kij ExactRule net_1 (Var 0)) (Kii ExactRule net_1
  (Var 0))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 0 1
(Leaf 3 [Natural])
(Split 0 1 2
(Leaf 3 [Natural])
(Split 0 3 4
(Leaf 3 [Natural])
(Either (Toward 0 true 10 [Natural; Near_one; Expand 0 true true 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Factored {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 1)) |}; Near_one; Expand 0 true true 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Factored {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 1)) |}]))))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (exact_pair net_1 x 0%nat 1%nat) <=
  (exact_pair net_1 x 0%nat 0%nat).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 140) statement ranges hints evidence accepted).
  Qed.
