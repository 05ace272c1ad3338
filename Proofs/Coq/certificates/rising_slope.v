(** forall x in [0, 1], y in [0, 1]: sin(x*y) >= x*sin(y)/2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Slopes Reductions.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1)); ((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (GreaterEqual (Sin (Mul (Var 0) (Var 1))) (Div (Mul (Var 0)
  (Sin (Var 1))) (Rat 2 1))).
Definition steps : list step := [Rises 0 0; Falls 1 0].
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 1 2
(Leaf 3 [Natural; Expand 0 false false 6; Expand 1 false false 6; Factored {| order := 1;
  center := [(Rat 0 1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var
  0) (Rat 0 1)) |}; Factored {| order := 2; center := [(Rat 0 1); (Var 1)]; direction := [(Rat
  1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Factored {| order := 1; center :=
  [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0
  1)) |}; Factored {| order := 2; center := [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1); (Rat
  1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |}; Means; Lawful])
(Leaf 3 [Natural; Expand 0 false false 6; Expand 1 false false 6; Factored {| order := 1;
  center := [(Rat 1 2); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var
  0) (Rat 1 2)) |}; Factored {| order := 2; center := [(Rat 1 2); (Var 1)]; direction := [(Rat
  1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 2)) |}; Factored {| order := 1; center :=
  [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 0
  1)) |}; Factored {| order := 2; center := [(Var 0); (Rat 0 1)]; direction := [(Rat 0 1); (Rat
  1 1)]; parameter := (Sub (Var 1) (Rat 0 1)) |}; Means; Lawful])).

Lemma accepted :
Reductions.check (StdFloat.PtoP 70) ranges statement steps hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> forall y : R, 0 <= y <= 1 -> (sin (x * y)) >=
  ((x * (sin y)) / 2).
Proof. exact (Reductions.for_all (StdFloat.PtoP 70) ranges statement steps hints evidence
  accepted). Qed.
