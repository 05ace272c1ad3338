(** forall x in [0, 1], y in [0, 1]: log(1 + x)*log(1 + y) <= log(1 + x*y)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Slopes Reductions.
Import ListNotations.

Definition ranges : domain := [((Closed 0 1), (Closed 1 1)); ((Closed 0 1), (Closed 1 1))].
Definition statement : formula := (LessEqual (Mul (Log (Add (Rat 1 1) (Var 0))) (Log (Add (Rat
  1 1) (Var 1)))) (Log (Add (Rat 1 1) (Mul (Var 0) (Var 1))))).
Definition steps : list step := [Rises 0 0; Rises 1 1].
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 1 2
(Leaf 3 [Natural; Gathered {| order := 1; center := [(Rat 1 4); (Rat 1 2)]; direction := [(Sub
  (Var 0) (Rat 1 4)); (Sub (Var 1) (Rat 1 2))]; parameter := (Rat 1 1) |}; Gathered {| order :=
  1; center := [(Rat 0 1); (Rat 0 1)]; direction := [(Sub (Var 0) (Rat 0 1)); (Sub (Var 1) (Rat
  0 1))]; parameter := (Rat 1 1) |}; Gathered {| order := 1; center := [(Rat 0 1); (Rat 1 1)];
  direction := [(Sub (Var 0) (Rat 0 1)); (Sub (Var 1) (Rat 1 1))]; parameter := (Rat 1 1) |};
  Gathered {| order := 1; center := [(Rat 1 2); (Rat 0 1)]; direction := [(Sub (Var 0) (Rat 1
  2)); (Sub (Var 1) (Rat 0 1))]; parameter := (Rat 1 1) |}; Gathered {| order := 1; center :=
  [(Rat 1 2); (Rat 1 1)]; direction := [(Sub (Var 0) (Rat 1 2)); (Sub (Var 1) (Rat 1 1))];
  parameter := (Rat 1 1) |}; Lawful])
(Split 1 1 2
(Leaf 3 [Natural; Gathered {| order := 1; center := [(Rat 3 4); (Rat 1 4)]; direction := [(Sub
  (Var 0) (Rat 3 4)); (Sub (Var 1) (Rat 1 4))]; parameter := (Rat 1 1) |}; Gathered {| order :=
  1; center := [(Rat 1 2); (Rat 0 1)]; direction := [(Sub (Var 0) (Rat 1 2)); (Sub (Var 1) (Rat
  0 1))]; parameter := (Rat 1 1) |}; Gathered {| order := 1; center := [(Rat 1 2); (Rat 1 2)];
  direction := [(Sub (Var 0) (Rat 1 2)); (Sub (Var 1) (Rat 1 2))]; parameter := (Rat 1 1) |};
  Gathered {| order := 1; center := [(Rat 1 1); (Rat 0 1)]; direction := [(Sub (Var 0) (Rat 1
  1)); (Sub (Var 1) (Rat 0 1))]; parameter := (Rat 1 1) |}; Gathered {| order := 1; center :=
  [(Rat 1 1); (Rat 1 2)]; direction := [(Sub (Var 0) (Rat 1 1)); (Sub (Var 1) (Rat 1 2))];
  parameter := (Rat 1 1) |}; Lawful])
(Split 0 3 4
(Leaf 3 [Natural; Gathered {| order := 1; center := [(Rat 5 8); (Rat 3 4)]; direction := [(Sub
  (Var 0) (Rat 5 8)); (Sub (Var 1) (Rat 3 4))]; parameter := (Rat 1 1) |}; Gathered {| order :=
  1; center := [(Rat 1 2); (Rat 1 2)]; direction := [(Sub (Var 0) (Rat 1 2)); (Sub (Var 1) (Rat
  1 2))]; parameter := (Rat 1 1) |}; Gathered {| order := 1; center := [(Rat 1 2); (Rat 1 1)];
  direction := [(Sub (Var 0) (Rat 1 2)); (Sub (Var 1) (Rat 1 1))]; parameter := (Rat 1 1) |};
  Gathered {| order := 1; center := [(Rat 3 4); (Rat 1 2)]; direction := [(Sub (Var 0) (Rat 3
  4)); (Sub (Var 1) (Rat 1 2))]; parameter := (Rat 1 1) |}; Gathered {| order := 1; center :=
  [(Rat 3 4); (Rat 1 1)]; direction := [(Sub (Var 0) (Rat 3 4)); (Sub (Var 1) (Rat 1 1))];
  parameter := (Rat 1 1) |}; Lawful])
(Leaf 3 [Natural; Factored {| order := 1; center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0
  1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 2; center :=
  [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1
  1)) |}; Factored {| order := 3; center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat
  1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 4; center := [(Var 0);
  (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |};
  Factored {| order := 5; center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)];
  parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 6; center := [(Var 0); (Rat 1
  1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Gathered
  {| order := 1; center := [(Rat 7 8); (Rat 3 4)]; direction := [(Sub (Var 0) (Rat 7 8)); (Sub
  (Var 1) (Rat 3 4))]; parameter := (Rat 1 1) |}; Gathered {| order := 1; center := [(Rat 3 4);
  (Rat 1 2)]; direction := [(Sub (Var 0) (Rat 3 4)); (Sub (Var 1) (Rat 1 2))]; parameter :=
  (Rat 1 1) |}; Gathered {| order := 1; center := [(Rat 3 4); (Rat 1 1)]; direction := [(Sub
  (Var 0) (Rat 3 4)); (Sub (Var 1) (Rat 1 1))]; parameter := (Rat 1 1) |}; Gathered {| order :=
  1; center := [(Rat 1 1); (Rat 1 2)]; direction := [(Sub (Var 0) (Rat 1 1)); (Sub (Var 1) (Rat
  1 2))]; parameter := (Rat 1 1) |}; Gathered {| order := 1; center := [(Rat 1 1); (Rat 1 1)];
  direction := [(Sub (Var 0) (Rat 1 1)); (Sub (Var 1) (Rat 1 1))]; parameter := (Rat 1 1) |};
  Lawful])))).

Lemma accepted :
Reductions.check (StdFloat.PtoP 140) ranges statement steps hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> forall y : R, 0 <= y <= 1 -> ((ln (1 + x)) *
  (ln (1 + y))) <= (ln (1 + (x * y))).
Proof. exact (Reductions.for_all (StdFloat.PtoP 140) ranges statement steps hints evidence
  accepted). Qed.
