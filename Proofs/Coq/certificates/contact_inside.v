(** forall x in [-1,1]: f(x) >= f(1/3) + kappa(0,1/3)*(x-1/3)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate Boxes.
Import ListNotations.

Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat 1 3)) (Mul
  (Kappa0 (Rat 1 3)) (Sub (Var 0) (Rat 1 3))))).
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition hints : list expr := [].
Definition evidence : cover := (First [Along {| order := 2; center := [(Rat 1 3)]; direction :=
  [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 1; center := [(Rat 1
  3)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}]
(Split 0 0 1
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 1; center := [(Rat 0 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1;
  center := [(Rat (-1) 2)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 2))
  |}])
(Split 0 1 2
(Split 0 1 4
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 0 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center := [(Rat 1 4)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 4)) |}; Along {| order := 1;
  center := [(Rat 1 8)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 8)) |}])
(Split 0 3 8
(Split 0 5 16
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 1 4)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 4)) |}; Along {| order := 1; center := [(Rat 5 16)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 5 16)) |}; Along {| order := 1;
  center := [(Rat 9 32)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 9 32)) |}])
(Split 0 11 32
(Split 0 21 64
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 5 16)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 5 16)) |}; Along {| order := 1; center := [(Rat 21 64)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 21 64)) |}; Along {| order := 1;
  center := [(Rat 41 128)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 41 128))
  |}])
(Split 0 43 128
(Split 0 85 256
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 21 64)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 21 64)) |}; Along {| order := 1; center := [(Rat 85 256)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 85 256)) |}; Along {| order := 1;
  center := [(Rat 169 512)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 169 512))
  |}])
(Split 0 171 512
(Split 0 341 1024
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 85 256)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 85 256)) |}; Along {| order := 1; center := [(Rat 341 1024)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 341 1024)) |}; Along {| order := 1;
  center := [(Rat 681 2048)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 681
  2048)) |}])
(Split 0 683 2048
(Split 0 1 3
(Leaf 3 [Natural; Along {| order := 2; center := [(Rat 1 3)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 1; center := [(Rat 1 3)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 3;
  center := [(Rat 1 3)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}])
(Leaf 3 [Natural; Along {| order := 2; center := [(Rat 1 3)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 1; center := [(Rat 1 3)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 3;
  center := [(Rat 1 3)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}]))
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 683 2048)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 683 2048)) |}; Along {| order := 1; center := [(Rat 171 512)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 171 512)) |}; Along {| order := 1;
  center := [(Rat 1367 4096)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1367
  4096)) |}])))
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 171 512)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 171 512)) |}; Along {| order := 1; center := [(Rat 43 128)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 43 128)) |}; Along {| order := 1;
  center := [(Rat 343 1024)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 343
  1024)) |}])))
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 43 128)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 43 128)) |}; Along {| order := 1; center := [(Rat 11 32)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 11 32)) |}; Along {| order := 1;
  center := [(Rat 87 256)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 87 256))
  |}])))
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 11 32)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 11 32)) |}; Along {| order := 1; center := [(Rat 3 8)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 8)) |}; Along {| order := 1;
  center := [(Rat 23 64)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 23 64))
  |}])))
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 3 8)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 3 8)) |}; Along {| order := 1; center := [(Rat 1 2)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 2)) |}; Along {| order := 1;
  center := [(Rat 7 16)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 7 16))
  |}])))
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 1 2)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 2)) |}; Along {| order := 1; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1;
  center := [(Rat 3 4)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 4)) |}])))).

Lemma accepted :
Boxes.Std.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 (1 / 3)) + ((kappa0
  (1 / 3)) * (x - (1 / 3)))).
Proof. exact (Boxes.Std.for_all (StdFloat.PtoP 140) statement ranges hints evidence accepted).
  Qed.
