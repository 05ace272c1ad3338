(** forall j in -4..4, x in [-1,1]: f(x) >= f(j/5) + d(f(t), t: j/5)*(x - j/5)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From Coquelicot Require Import Derive.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Differentiation.
Import ListNotations.

Module case_1.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa1 (Var
  0)) (Rat (-4) 5).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat (-4) 5) 1
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1
  t_1)) 1 ((-4) / 5)) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat (-4) 5) 1 (Kappa1 (Var
  0)) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat (-4) 5))
  (Mul derivative_1 (Sub (Var 0) (Rat (-4) 5))))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 (-4) 5
(Split 0 (-9) 10
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 (-17) 20
(Leaf 3 [Fine 3; Natural; Means])
(Either (Toward 0 true 10 [Natural; Expand 0 true false 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat (-4) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-4) 5)) |}; Along {| order := 1; center := [(Rat (-4)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-4) 5)) |}; Along {| order :=
  3; center := [(Rat (-4) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-4)
  5)) |}; Factored {| order := 1; center := [(Rat (-4) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-4) 5)) |}; Expand 0 true false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat (-4) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-4) 5)) |}; Along {| order := 1; center := [(Rat (-4)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-4) 5)) |}; Along {| order :=
  3; center := [(Rat (-4) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-4)
  5)) |}; Factored {| order := 1; center := [(Rat (-4) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-4) 5)) |}]))))
(Split 0 1 10
(Split 0 (-7) 20
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat (-4) 5)]; direction := [(Rat
  1 1)]; parameter := (Sub (Var 0) (Rat (-4) 5)) |}; Along {| order := 1; center := [(Rat (-4)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-4) 5)) |}; Along {| order :=
  3; center := [(Rat (-4) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-4)
  5)) |}; Factored {| order := 1; center := [(Rat (-4) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-4) 5)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat (-4) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-4) 5)) |}; Along {| order := 1; center := [(Rat (-4)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-4) 5)) |}; Along {| order :=
  3; center := [(Rat (-4) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-4)
  5)) |}; Factored {| order := 1; center := [(Rat (-4) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-4) 5)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means]))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 ((-4) / 5)) +
  ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 ((-4) / 5)) * (x - ((-4) / 5)))).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  140) statement ranges hints evidence accepted x Dx). Qed.
End case_1.

Module case_2.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa1 (Var
  0)) (Rat (-3) 5).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat (-3) 5) 1
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1
  t_1)) 1 ((-3) / 5)) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat (-3) 5) 1 (Kappa1 (Var
  0)) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat (-3) 5))
  (Mul derivative_1 (Sub (Var 0) (Rat (-3) 5))))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 (-3) 5
(Split 0 (-4) 5
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 (-7) 10
(Leaf 3 [Fine 3; Natural; Means])
(Either (Toward 0 true 10 [Natural; Expand 0 true false 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat (-3) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-3) 5)) |}; Along {| order := 1; center := [(Rat (-3)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-3) 5)) |}; Along {| order :=
  3; center := [(Rat (-3) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-3)
  5)) |}; Factored {| order := 1; center := [(Rat (-3) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-3) 5)) |}; Expand 0 true false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat (-3) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-3) 5)) |}; Along {| order := 1; center := [(Rat (-3)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-3) 5)) |}; Along {| order :=
  3; center := [(Rat (-3) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-3)
  5)) |}; Factored {| order := 1; center := [(Rat (-3) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-3) 5)) |}]))))
(Split 0 1 5
(Split 0 (-1) 5
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat (-3) 5)]; direction := [(Rat
  1 1)]; parameter := (Sub (Var 0) (Rat (-3) 5)) |}; Along {| order := 1; center := [(Rat (-3)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-3) 5)) |}; Along {| order :=
  3; center := [(Rat (-3) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-3)
  5)) |}; Factored {| order := 1; center := [(Rat (-3) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-3) 5)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat (-3) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-3) 5)) |}; Along {| order := 1; center := [(Rat (-3)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-3) 5)) |}; Along {| order :=
  3; center := [(Rat (-3) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-3)
  5)) |}; Factored {| order := 1; center := [(Rat (-3) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-3) 5)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means]))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 ((-3) / 5)) +
  ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 ((-3) / 5)) * (x - ((-3) / 5)))).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  140) statement ranges hints evidence accepted x Dx). Qed.
End case_2.

Module case_3.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa1 (Var
  0)) (Rat (-2) 5).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat (-2) 5) 1
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1
  t_1)) 1 ((-2) / 5)) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat (-2) 5) 1 (Kappa1 (Var
  0)) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat (-2) 5))
  (Mul derivative_1 (Sub (Var 0) (Rat (-2) 5))))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 (-2) 5
(Split 0 (-7) 10
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 (-11) 20
(Leaf 3 [Fine 3; Natural; Means])
(Either (Toward 0 true 10 [Natural; Expand 0 true false 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat (-2) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-2) 5)) |}; Along {| order := 1; center := [(Rat (-2)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-2) 5)) |}; Along {| order :=
  3; center := [(Rat (-2) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-2)
  5)) |}; Factored {| order := 1; center := [(Rat (-2) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-2) 5)) |}; Expand 0 true false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat (-2) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-2) 5)) |}; Along {| order := 1; center := [(Rat (-2)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-2) 5)) |}; Along {| order :=
  3; center := [(Rat (-2) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-2)
  5)) |}; Factored {| order := 1; center := [(Rat (-2) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-2) 5)) |}]))))
(Split 0 3 10
(Split 0 (-1) 20
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat (-2) 5)]; direction := [(Rat
  1 1)]; parameter := (Sub (Var 0) (Rat (-2) 5)) |}; Along {| order := 1; center := [(Rat (-2)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-2) 5)) |}; Along {| order :=
  3; center := [(Rat (-2) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-2)
  5)) |}; Factored {| order := 1; center := [(Rat (-2) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-2) 5)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat (-2) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-2) 5)) |}; Along {| order := 1; center := [(Rat (-2)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-2) 5)) |}; Along {| order :=
  3; center := [(Rat (-2) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-2)
  5)) |}; Factored {| order := 1; center := [(Rat (-2) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-2) 5)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means]))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 ((-2) / 5)) +
  ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 ((-2) / 5)) * (x - ((-2) / 5)))).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  140) statement ranges hints evidence accepted x Dx). Qed.
End case_3.

Module case_4.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa1 (Var
  0)) (Rat (-1) 5).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat (-1) 5) 1
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1
  t_1)) 1 ((-1) / 5)) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat (-1) 5) 1 (Kappa1 (Var
  0)) derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat (-1) 5))
  (Mul derivative_1 (Sub (Var 0) (Rat (-1) 5))))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 (-1) 5
(Split 0 (-3) 5
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 (-2) 5
(Leaf 3 [Fine 3; Natural; Means])
(Either (Toward 0 true 10 [Natural; Expand 0 true false 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat (-1) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-1) 5)) |}; Along {| order := 1; center := [(Rat (-1)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 5)) |}; Along {| order :=
  3; center := [(Rat (-1) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1)
  5)) |}; Factored {| order := 1; center := [(Rat (-1) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-1) 5)) |}; Expand 0 true false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat (-1) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-1) 5)) |}; Along {| order := 1; center := [(Rat (-1)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 5)) |}; Along {| order :=
  3; center := [(Rat (-1) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1)
  5)) |}; Factored {| order := 1; center := [(Rat (-1) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-1) 5)) |}]))))
(Split 0 2 5
(Split 0 1 10
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat (-1) 5)]; direction := [(Rat
  1 1)]; parameter := (Sub (Var 0) (Rat (-1) 5)) |}; Along {| order := 1; center := [(Rat (-1)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 5)) |}; Along {| order :=
  3; center := [(Rat (-1) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1)
  5)) |}; Factored {| order := 1; center := [(Rat (-1) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-1) 5)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat (-1) 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat (-1) 5)) |}; Along {| order := 1; center := [(Rat (-1)
  5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1) 5)) |}; Along {| order :=
  3; center := [(Rat (-1) 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat (-1)
  5)) |}; Factored {| order := 1; center := [(Rat (-1) 5)]; direction := [(Rat 1 1)]; parameter
  := (Sub (Var 0) (Rat (-1) 5)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means]))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 ((-1) / 5)) +
  ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 ((-1) / 5)) * (x - ((-1) / 5)))).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  140) statement ranges hints evidence accepted x Dx). Qed.
End case_4.

Module case_5.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa1 (Var
  0)) (Rat 0 1).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat 0 1) 1
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1
  t_1)) 1 0) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat 0 1) 1 (Kappa1 (Var 0))
  derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat 0 1)) (Mul
  derivative_1 (Sub (Var 0) (Rat 0 1))))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 0 1
(Split 0 (-1) 2
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 (-1) 4
(Leaf 3 [Fine 3; Natural; Means])
(Either (Toward 0 true 10 [Natural; Expand 0 true false 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat 0 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center := [(Rat 0 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 3;
  center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |};
  Factored {| order := 1; center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 0 1)) |}; Expand 0 true false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 0 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center := [(Rat 0 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 3;
  center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |};
  Factored {| order := 1; center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 0 1)) |}]))))
(Split 0 1 2
(Split 0 1 4
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat 0 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center := [(Rat 0 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 3;
  center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |};
  Factored {| order := 1; center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 0 1)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 0 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center := [(Rat 0 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 3;
  center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |};
  Factored {| order := 1; center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 0 1)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means]))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 0) + ((Derive_n (fun
  t_1 : R => (kappa1 t_1)) 1 0) * (x - 0))).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  140) statement ranges hints evidence accepted x Dx). Qed.
End case_5.

Module case_6.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa1 (Var
  0)) (Rat 1 5).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat 1 5) 1
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1
  t_1)) 1 (1 / 5)) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat 1 5) 1 (Kappa1 (Var 0))
  derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat 1 5)) (Mul
  derivative_1 (Sub (Var 0) (Rat 1 5))))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 1 5
(Split 0 (-2) 5
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 (-1) 10
(Leaf 3 [Fine 3; Natural; Means])
(Either (Toward 0 true 10 [Natural; Expand 0 true false 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat 1 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 5)) |}; Along {| order := 1; center := [(Rat 1 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 5)) |}; Along {| order := 3;
  center := [(Rat 1 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 5)) |};
  Factored {| order := 1; center := [(Rat 1 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 5)) |}; Expand 0 true false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 1 5)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 5)) |}; Along {| order := 1; center := [(Rat 1 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 5)) |}; Along {| order := 3;
  center := [(Rat 1 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 5)) |};
  Factored {| order := 1; center := [(Rat 1 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 5)) |}]))))
(Split 0 3 5
(Split 0 2 5
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat 1 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 5)) |}; Along {| order := 1; center := [(Rat 1 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 5)) |}; Along {| order := 3;
  center := [(Rat 1 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 5)) |};
  Factored {| order := 1; center := [(Rat 1 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 5)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 1 5)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 5)) |}; Along {| order := 1; center := [(Rat 1 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 5)) |}; Along {| order := 3;
  center := [(Rat 1 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 5)) |};
  Factored {| order := 1; center := [(Rat 1 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 5)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means]))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 (1 / 5)) +
  ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 (1 / 5)) * (x - (1 / 5)))).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  140) statement ranges hints evidence accepted x Dx). Qed.
End case_6.

Module case_7.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa1 (Var
  0)) (Rat 2 5).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat 2 5) 1
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1
  t_1)) 1 (2 / 5)) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat 2 5) 1 (Kappa1 (Var 0))
  derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat 2 5)) (Mul
  derivative_1 (Sub (Var 0) (Rat 2 5))))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 2 5
(Split 0 (-3) 10
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 1 20
(Leaf 3 [Fine 3; Natural; Means])
(Either (Toward 0 true 10 [Natural; Expand 0 true false 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat 2 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 2 5)) |}; Along {| order := 1; center := [(Rat 2 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 2 5)) |}; Along {| order := 3;
  center := [(Rat 2 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 2 5)) |};
  Factored {| order := 1; center := [(Rat 2 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 2 5)) |}; Expand 0 true false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 2 5)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 2 5)) |}; Along {| order := 1; center := [(Rat 2 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 2 5)) |}; Along {| order := 3;
  center := [(Rat 2 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 2 5)) |};
  Factored {| order := 1; center := [(Rat 2 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 2 5)) |}]))))
(Split 0 7 10
(Split 0 11 20
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat 2 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 2 5)) |}; Along {| order := 1; center := [(Rat 2 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 2 5)) |}; Along {| order := 3;
  center := [(Rat 2 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 2 5)) |};
  Factored {| order := 1; center := [(Rat 2 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 2 5)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 2 5)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 2 5)) |}; Along {| order := 1; center := [(Rat 2 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 2 5)) |}; Along {| order := 3;
  center := [(Rat 2 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 2 5)) |};
  Factored {| order := 1; center := [(Rat 2 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 2 5)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means]))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 (2 / 5)) +
  ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 (2 / 5)) * (x - (2 / 5)))).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  140) statement ranges hints evidence accepted x Dx). Qed.
End case_7.

Module case_8.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa1 (Var
  0)) (Rat 3 5).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat 3 5) 1
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1
  t_1)) 1 (3 / 5)) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat 3 5) 1 (Kappa1 (Var 0))
  derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat 3 5)) (Mul
  derivative_1 (Sub (Var 0) (Rat 3 5))))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 3 5
(Split 0 (-1) 5
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 1 5
(Leaf 3 [Fine 3; Natural; Means])
(Either (Toward 0 true 10 [Natural; Expand 0 true false 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat 3 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 3 5)) |}; Along {| order := 1; center := [(Rat 3 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 5)) |}; Along {| order := 3;
  center := [(Rat 3 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 5)) |};
  Factored {| order := 1; center := [(Rat 3 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 3 5)) |}; Expand 0 true false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 3 5)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 3 5)) |}; Along {| order := 1; center := [(Rat 3 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 5)) |}; Along {| order := 3;
  center := [(Rat 3 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 5)) |};
  Factored {| order := 1; center := [(Rat 3 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 3 5)) |}]))))
(Split 0 4 5
(Split 0 7 10
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat 3 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 3 5)) |}; Along {| order := 1; center := [(Rat 3 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 5)) |}; Along {| order := 3;
  center := [(Rat 3 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 5)) |};
  Factored {| order := 1; center := [(Rat 3 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 3 5)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 3 5)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 3 5)) |}; Along {| order := 1; center := [(Rat 3 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 5)) |}; Along {| order := 3;
  center := [(Rat 3 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 3 5)) |};
  Factored {| order := 1; center := [(Rat 3 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 3 5)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means]))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 (3 / 5)) +
  ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 (3 / 5)) * (x - (3 / 5)))).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  140) statement ranges hints evidence accepted x Dx). Qed.
End case_8.

Module case_9.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition derivative_1 : expr := Eval vm_compute in Differentiation.derivative 1 (Kappa1 (Var
  0)) (Rat 4 5).
Lemma derivative_1_accepted : Differentiation.check (StdFloat.PtoP 70) ranges (Rat 4 5) 1
  (Kappa1 (Var 0)) derivative_1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> (Derive_n (fun t_1 : R => (kappa1
  t_1)) 1 (4 / 5)) = eval derivative_1 (values [x]))%R.
Proof. exact (Differentiation.everywhere (StdFloat.PtoP 70) ranges (Rat 4 5) 1 (Kappa1 (Var 0))
  derivative_1 derivative_1_accepted). Qed.
Definition statement : formula := (GreaterEqual (Kappa1 (Var 0)) (Add (Kappa1 (Rat 4 5)) (Mul
  derivative_1 (Sub (Var 0) (Rat 4 5))))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 4 5
(Split 0 (-1) 10
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 7 20
(Leaf 3 [Fine 3; Natural; Means])
(Either (Toward 0 true 10 [Natural; Expand 0 true false 6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat 4 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 4 5)) |}; Along {| order := 1; center := [(Rat 4 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 4 5)) |}; Along {| order := 3;
  center := [(Rat 4 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 4 5)) |};
  Factored {| order := 1; center := [(Rat 4 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 4 5)) |}; Expand 0 true false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 4 5)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 4 5)) |}; Along {| order := 1; center := [(Rat 4 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 4 5)) |}; Along {| order := 3;
  center := [(Rat 4 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 4 5)) |};
  Factored {| order := 1; center := [(Rat 4 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 4 5)) |}]))))
(Split 0 9 10
(Split 0 17 20
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 2; center := [(Rat 4 5)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 4 5)) |}; Along {| order := 1; center := [(Rat 4 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 4 5)) |}; Along {| order := 3;
  center := [(Rat 4 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 4 5)) |};
  Factored {| order := 1; center := [(Rat 4 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 4 5)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 4 5)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 4 5)) |}; Along {| order := 1; center := [(Rat 4 5)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 4 5)) |}; Along {| order := 3;
  center := [(Rat 4 5)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 4 5)) |};
  Factored {| order := 1; center := [(Rat 4 5)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 4 5)) |}]))
(Leaf 3 [Fine 3; Natural; Means]))
(Leaf 3 [Fine 3; Natural; Means]))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 (4 / 5)) +
  ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 (4 / 5)) * (x - (4 / 5)))).
Proof. intros x Dx. rewrite ?(derivative_1_is x Dx). exact (Boxes.Fast.for_all (StdFloat.PtoP
  140) statement ranges hints evidence accepted x Dx). Qed.
End case_9.

Local Open Scope R_scope.
Theorem certified : (forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 ((-4) / 5)) +
  ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 ((-4) / 5)) * (x - ((-4) / 5))))) /\ (forall x :
  R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 ((-3) / 5)) + ((Derive_n (fun t_1 : R => (kappa1
  t_1)) 1 ((-3) / 5)) * (x - ((-3) / 5))))) /\ (forall x : R, (-1) <= x <= 1 -> (kappa1 x) >=
  ((kappa1 ((-2) / 5)) + ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 ((-2) / 5)) * (x - ((-2) /
  5))))) /\ (forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 ((-1) / 5)) + ((Derive_n
  (fun t_1 : R => (kappa1 t_1)) 1 ((-1) / 5)) * (x - ((-1) / 5))))) /\ (forall x : R, (-1) <= x
  <= 1 -> (kappa1 x) >= ((kappa1 0) + ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 0) * (x -
  0)))) /\ (forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 (1 / 5)) + ((Derive_n (fun
  t_1 : R => (kappa1 t_1)) 1 (1 / 5)) * (x - (1 / 5))))) /\ (forall x : R, (-1) <= x <= 1 ->
  (kappa1 x) >= ((kappa1 (2 / 5)) + ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 (2 / 5)) * (x -
  (2 / 5))))) /\ (forall x : R, (-1) <= x <= 1 -> (kappa1 x) >= ((kappa1 (3 / 5)) + ((Derive_n
  (fun t_1 : R => (kappa1 t_1)) 1 (3 / 5)) * (x - (3 / 5))))) /\ (forall x : R, (-1) <= x <= 1
  -> (kappa1 x) >= ((kappa1 (4 / 5)) + ((Derive_n (fun t_1 : R => (kappa1 t_1)) 1 (4 / 5)) * (x
  - (4 / 5))))).
Proof. split; [exact case_1.certified|]. split; [exact case_2.certified|]. split; [exact
  case_3.certified|]. split; [exact case_4.certified|]. split; [exact case_5.certified|].
  split; [exact case_6.certified|]. split; [exact case_7.certified|]. split; [exact
  case_8.certified|]. exact case_9.certified. Qed.
