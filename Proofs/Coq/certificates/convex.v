(** forall x in (-1,1): d(kappa(0, x), x) > 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From Coquelicot Require Import Derive.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Differentiation.
Import ListNotations.

Definition ranges : domain := [((Open (-1) 1), (Open 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa0 (Var
  0)) (Var 0).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Var 0) 1 (Kappa0
  (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) < x < 1 -> (Derive_n (fun t_1 : R => (kappa0 t_1))
  1 x) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Var 0) 1 (Kappa0 (Var 0))
  derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (Greater derivative_1 (Rat 0 1)).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 0 1
(Split 0 (-1) 2
(Split 0 (-3) 4
(Either (Toward 0 false 10 [Natural; Near_minus_one; Expand 0 false true 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat (-1) 1)]; direction := [(Rat
  1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 1; center := [(Rat (-1)
  1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order :=
  3; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1)
  1)) |}; Factored {| order := 1; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-1) 1)) |}; Near_minus_one; Expand 0 false true 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat (-1) 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order := 1; center := [(Rat (-1)
  1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 1)) |}; Along {| order :=
  3; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1)
  1)) |}; Factored {| order := 1; center := [(Rat (-1) 1)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-1) 1)) |}]))
(Leaf 3 [Natural]))
(Leaf 3 [Natural]))
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
Theorem certified : forall x : R, (-1) < x < 1 -> (Derive_n (fun t_1 : R => (kappa0 t_1)) 1 x)
  > 0.
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  140) statement ranges hints evidence accepted x Dx). Qed.
