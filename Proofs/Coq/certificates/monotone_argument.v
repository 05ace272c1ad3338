(** forall a in [0,1], x in [0,1]: f(f(a*x)) <= f(f(x))

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1)); ((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (LessEqual (Kappa1 (Kappa1 (Mul (Var 0) (Var 1)))) (Kappa1
  (Kappa1 (Var 1)))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 1 2
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 0 1); (Var 1)]; direction := [(Rat 1 1);
  (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center := [(Rat 1
  1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Expand 1 false false 6; Factored {| order := 1; center := [(Var 0); (Rat 0 1)]; direction :=
  [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |}; Factored {| order := 2;
  center := [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var
  1) (Rat 0 1)) |}; Factored {| order := 3; center := [(Var 0); (Rat 0 1)]; direction := [(Rat
  0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |}; Factored {| order := 4; center :=
  [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0
  1)) |}; Factored {| order := 5; center := [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1); (Rat
  1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |}; Factored {| order := 6; center := [(Var 0);
  (Rat 0 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |};
  Means])
(Leaf 3 [Natural; Along {| order := 1; center := [(Rat 0 1); (Var 1)]; direction := [(Rat 1 1);
  (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center := [(Rat 1
  1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Expand 1 false false 6; Factored {| order := 1; center := [(Var 0); (Rat 0 1)]; direction :=
  [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |}; Factored {| order := 2;
  center := [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var
  1) (Rat 0 1)) |}; Factored {| order := 3; center := [(Var 0); (Rat 0 1)]; direction := [(Rat
  0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |}; Factored {| order := 4; center :=
  [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0
  1)) |}; Factored {| order := 5; center := [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1); (Rat
  1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |}; Factored {| order := 6; center := [(Var 0);
  (Rat 0 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |};
  Means])).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> forall y : R, 0 <= y <= 1 -> (kappa1 (kappa1
  (x * y))) <= (kappa1 (kappa1 y)).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence accepted).
  Qed.
