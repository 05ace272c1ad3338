(** forall x in (-1,1): kappa(2,x) > f(x)^2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Open (-1) 1), (Open 1 1))].
Definition statement : formula := (Greater (Higher 0 (Var 0)) (Pow (Kappa1 (Var 0)) 2)).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 0 1
(Split 0 (-1) 2
(Split 0 (-3) 4
(Split 0 (-7) 8
(Either (Toward 0 false 10 [Natural; Near_minus_one; Expand 0 false true 8]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 4; center := [(Rat (-1) 1)]; direction := [(Rat
  1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 2; center := [(Rat (-1)
  1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order :=
  1; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1)
  1)) |}; Along {| order := 3; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter :=
  (Sub (Var 0) (Rat (-1) 1)) |}; Factored {| order := 1; center := [(Rat (-1) 1)]; direction :=
  [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Near_minus_one; Expand 0 false true
  8]
[Fine 3; Natural; Means; Along {| order := 4; center := [(Rat (-1) 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 2; center := [(Rat (-1)
  1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order :=
  1; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1)
  1)) |}; Along {| order := 3; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter :=
  (Sub (Var 0) (Rat (-1) 1)) |}; Factored {| order := 1; center := [(Rat (-1) 1)]; direction :=
  [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 (-5) 8
(Leaf 3 [Natural])
(Leaf 3 [Natural])))
(Split 0 (-1) 4
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 1 2
(Split 0 1 4
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 3 4
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
  (Var 0) (Rat 1 1)) |}]))))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) < x < 1 -> (kappa_order 2 x) > ((kappa1 x) ^ 2).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 140) statement ranges hints evidence accepted).
  Qed.
