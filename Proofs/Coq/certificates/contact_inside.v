(** forall x in [-1,1]: f(x) >= f(1/3) + kappa(0,1/3)*(x-1/3)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat 1 3)) (Mul
  (Kappa0 (Rat 1 3)) (Sub (Var 0) (Rat 1 3))))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 1 3
(Split 0 (-1) 3
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 0 1
(Leaf 3 [Fine 3; Natural; Means])
(Either (Toward 0 true 10 [Natural; Expand 0 true false 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat 1 3)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 1; center := [(Rat 1 3)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 3;
  center := [(Rat 1 3)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |};
  Factored {| order := 1; center := [(Rat 1 3)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 3)) |}; Expand 0 true false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 1 3)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 1; center := [(Rat 1 3)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 3;
  center := [(Rat 1 3)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |};
  Factored {| order := 1; center := [(Rat 1 3)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 3)) |}]))))
(Split 0 2 3
(Split 0 1 2
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat 1 3)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 1; center := [(Rat 1 3)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 3;
  center := [(Rat 1 3)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |};
  Factored {| order := 1; center := [(Rat 1 3)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 3)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 1 3)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 1; center := [(Rat 1 3)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |}; Along {| order := 3;
  center := [(Rat 1 3)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 3)) |};
  Factored {| order := 1; center := [(Rat 1 3)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 3)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means]))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 (1 / 3)) + ((kappa0
  (1 / 3)) * (x - (1 / 3)))).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 140) statement ranges hints evidence accepted).
  Qed.
