(** forall x in (-1,1): kappa(3,x) > kappa(4,x)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Open (-1) 1), (Open 1 1))].
Definition statement : formula := (Greater (Higher 1 (Var 0)) (Higher 2 (Var 0))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 0 1
(Split 0 (-1) 2
(Split 0 (-3) 4
(Split 0 (-7) 8
(Split 0 (-15) 16
(Split 0 (-31) 32
(Split 0 (-63) 64
(Split 0 (-127) 128
(Split 0 (-255) 256
(Leaf 3 [Natural; Near_minus_one 257 4096; Near_minus_one 182 4096; Near_minus_one 129 4096;
  Near_minus_one 91 4096; Expand 0 false true 6; Along {| order := 2; center := [(Rat (-1) 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 1;
  center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1))
  |}; Along {| order := 3; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter :=
  (Sub (Var 0) (Rat (-1) 1)) |}; Factored {| order := 1; center := [(Rat (-1) 1)]; direction :=
  [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}])
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat (-13) 16)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat (-13) 16)) |}; Along {| order := 1; center := [(Rat (-7) 8)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-7) 8)) |}; Along {| order := 1;
  center := [(Rat (-3) 4)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-3) 4))
  |}]))
(Split 0 (-5) 8
(Leaf 3 [Natural])
(Leaf 3 [Natural])))
(Split 0 (-1) 4
(Split 0 (-3) 8
(Leaf 3 [Natural])
(Leaf 3 [Natural]))
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat (-1) 8)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat (-1) 8)) |}; Along {| order := 1; center := [(Rat (-1) 4)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 4)) |}; Along {| order := 1;
  center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}])))
(Split 0 1 2
(Split 0 1 4
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 1 8)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 8)) |}; Along {| order := 1; center := [(Rat 0 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1;
  center := [(Rat 1 4)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 4)) |}])
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 3 8)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 3 8)) |}; Along {| order := 1; center := [(Rat 1 4)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 4)) |}; Along {| order := 1;
  center := [(Rat 1 2)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 2)) |}]))
(Split 0 3 4
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 5 8)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 5 8)) |}; Along {| order := 1; center := [(Rat 1 2)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 2)) |}; Along {| order := 1;
  center := [(Rat 3 4)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 4)) |}])
(Split 0 7 8
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 13 16)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 13 16)) |}; Along {| order := 1; center := [(Rat 3 4)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 4)) |}; Along {| order := 1;
  center := [(Rat 7 8)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 7 8)) |}])
(Leaf 3 [Natural; Near_one 1449 4096; Near_one 1025 4096; Near_one 725 4096; Near_one 513 4096;
  Expand 0 true true 6; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Factored {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 1)) |}]))))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 270) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) < x < 1 -> (kappa_order 3 x) > (kappa_order 4 x).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 270) statement ranges hints evidence accepted).
  Qed.
