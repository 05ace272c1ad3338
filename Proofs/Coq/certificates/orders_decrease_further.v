(** forall x in (-1,1): kappa(7,x) > kappa(8,x)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Open (-1) 1), (Open 1 1))].
Definition statement : formula := (Greater (Higher 5 (Var 0)) (Higher 6 (Var 0))).
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
(Split 0 (-511) 512
(Split 0 (-1023) 1024
(Split 0 (-2047) 2048
(Split 0 (-4095) 4096
(Split 0 (-8191) 8192
(Split 0 (-16383) 16384
(Split 0 (-32767) 32768
(Split 0 (-65535) 65536
(Split 0 (-131071) 131072
(Split 0 (-262143) 262144
(Split 0 (-524287) 524288
(Either (Toward 0 false 10 [Natural; Near_minus_one; Expand 0 false true 8]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 9; center := [(Rat (-1) 1)]; direction := [(Rat
  1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 8; center := [(Rat (-1)
  1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order :=
  7; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1)
  1)) |}; Along {| order := 6; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter :=
  (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 5; center := [(Rat (-1) 1)]; direction :=
  [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 4; center := [(Rat
  (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {|
  order := 2; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0)
  (Rat (-1) 1)) |}; Along {| order := 1; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 3; center := [(Rat (-1) 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Factored {| order := 1;
  center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1))
  |}; Near_minus_one; Expand 0 false true 8]
[Fine 3; Natural; Means; Along {| order := 9; center := [(Rat (-1) 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 8; center := [(Rat (-1)
  1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order :=
  7; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1)
  1)) |}; Along {| order := 6; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter :=
  (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 5; center := [(Rat (-1) 1)]; direction :=
  [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 4; center := [(Rat
  (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {|
  order := 2; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0)
  (Rat (-1) 1)) |}; Along {| order := 1; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 3; center := [(Rat (-1) 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Factored {| order := 1;
  center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1))
  |}]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 (-125) 128
(Leaf 3 [Natural])
(Leaf 3 [Natural])))
(Split 0 (-61) 64
(Leaf 3 [Natural])
(Leaf 3 [Natural])))
(Split 0 (-29) 32
(Leaf 3 [Natural])
(Leaf 3 [Natural])))
(Split 0 (-13) 16
(Split 0 (-27) 32
(Leaf 3 [Natural])
(Leaf 3 [Natural]))
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 (-5) 8
(Split 0 (-11) 16
(Leaf 3 [Natural])
(Leaf 3 [Natural]))
(Split 0 (-9) 16
(Leaf 3 [Natural])
(Leaf 3 [Natural]))))
(Split 0 (-1) 4
(Split 0 (-3) 8
(Split 0 (-7) 16
(Leaf 3 [Natural])
(Leaf 3 [Natural]))
(Split 0 (-5) 16
(Leaf 3 [Natural])
(Leaf 3 [Natural])))
(Split 0 (-1) 8
(Split 0 (-3) 16
(Leaf 3 [Natural])
(Leaf 3 [Natural]))
(Split 0 (-1) 16
(Leaf 3 [Natural])
(Leaf 3 [Natural])))))
(Split 0 1 2
(Split 0 1 4
(Split 0 1 8
(Split 0 1 16
(Leaf 3 [Natural])
(Leaf 3 [Natural]))
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 3 8
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 3 4
(Split 0 5 8
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 7 8
(Split 0 13 16
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 15 16
(Leaf 3 [Fine 3; Natural; Means])
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
  (Var 0) (Rat 1 1)) |}]))))))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 180) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) < x < 1 -> (kappa_order 7 x) > (kappa_order 8 x).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 180) statement ranges hints evidence accepted).
  Qed.
