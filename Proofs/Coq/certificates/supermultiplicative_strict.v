(** forall x in [0,1), y in [0,1): f(x*y) > f(x)*f(y)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Slopes Reductions.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Open 1 1)); ((Closed 0 1), (Open 1 1))].
Definition statement : formula := (Greater (Kappa1 (Mul (Var 0) (Var 1))) (Mul (Kappa1 (Var 0))
  (Kappa1 (Var 1)))).
Definition steps : list step := [Falls 0 0; Falls 1 1].
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 1 2
(Split 1 1 2
(Leaf 3 [Natural; Lawful])
(Split 0 1 4
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 0 1); (Var 1)]; direction := [(Rat 1 1);
  (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center := [(Rat 1
  1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Expand 1 true true 6; Factored {| order := 1; center := [(Var 0); (Rat 1 1)]; direction :=
  [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 2;
  center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var
  1) (Rat 1 1)) |}; Factored {| order := 3; center := [(Var 0); (Rat 1 1)]; direction := [(Rat
  0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 4; center :=
  [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1
  1)) |}; Factored {| order := 5; center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat
  1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 6; center := [(Var 0);
  (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |};
  Means; Lawful])
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 0 1); (Var 1)]; direction := [(Rat 1 1);
  (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center := [(Rat 1
  1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Expand 1 true true 6; Factored {| order := 1; center := [(Var 0); (Rat 1 1)]; direction :=
  [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 2;
  center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var
  1) (Rat 1 1)) |}; Factored {| order := 3; center := [(Var 0); (Rat 1 1)]; direction := [(Rat
  0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 4; center :=
  [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1
  1)) |}; Factored {| order := 5; center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat
  1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 6; center := [(Var 0);
  (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |};
  Means; Lawful])))
(Split 1 1 2
(Split 0 3 4
(Leaf 3 [Fine 3; Natural; Means; Lawful])
(Leaf 3 [Natural; Along {| order := 1; center := [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1);
  (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |}; Along {| order := 1; center := [(Var 0);
  (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |};
  Expand 0 true true 6; Factored {| order := 1; center := [(Rat 1 1); (Var 1)]; direction :=
  [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Factored {| order := 2;
  center := [(Rat 1 1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var
  0) (Rat 1 1)) |}; Factored {| order := 3; center := [(Rat 1 1); (Var 1)]; direction := [(Rat
  1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Factored {| order := 4; center :=
  [(Rat 1 1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1
  1)) |}; Factored {| order := 5; center := [(Rat 1 1); (Var 1)]; direction := [(Rat 1 1); (Rat
  0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Factored {| order := 6; center := [(Rat 1 1);
  (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Means; Lawful]))
(Split 0 3 4
(Split 1 3 4
(Leaf 3 [Natural; Lawful])
(Leaf 3 [Fine 3; Natural; Means; Lawful]))
(Split 1 3 4
(Leaf 3 [Fine 3; Natural; Means; Lawful])
(Split 0 7 8
(Leaf 3 [Natural; Lawful])
(Leaf 3 [Natural; Along {| order := 1; center := [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1);
  (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |}; Along {| order := 1; center := [(Var 0);
  (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |};
  Expand 0 true true 6; Factored {| order := 1; center := [(Rat 1 1); (Var 1)]; direction :=
  [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Factored {| order := 2;
  center := [(Rat 1 1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var
  0) (Rat 1 1)) |}; Factored {| order := 3; center := [(Rat 1 1); (Var 1)]; direction := [(Rat
  1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Factored {| order := 4; center :=
  [(Rat 1 1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1
  1)) |}; Factored {| order := 5; center := [(Rat 1 1); (Var 1)]; direction := [(Rat 1 1); (Rat
  0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Factored {| order := 6; center := [(Rat 1 1);
  (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Means; Lawful])))))).

Lemma accepted :
Reductions.check (StdFloat.PtoP 140) ranges statement steps hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x < 1 -> forall y : R, 0 <= y < 1 -> (kappa1 (x * y)) >
  ((kappa1 x) * (kappa1 y)).
Proof. exact (Reductions.for_all (StdFloat.PtoP 140) ranges statement steps hints evidence
  accepted). Qed.
