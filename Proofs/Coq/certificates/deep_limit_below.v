(** forall rho in [-1,1): 1 - f^2(rho) >= (1-rho)/(1 + 2*sqrt(2)/(3*pi)*sqrt(1-rho) + sqrt(1-rho)*(sqrt(1-rho) + log(1 + 2*sqrt(2)/(3*pi)*sqrt(1-rho))*3*pi/sqrt(2))/4)^2

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes.
Import ListNotations.

Definition ranges : domain := [((Closed (-1) 1), (Open 1 1))].
Definition statement : formula := (GreaterEqual (Sub (Rat 1 1) (Kappa1 (Kappa1 (Var 0)))) (Div
  (Sub (Rat 1 1) (Var 0)) (Pow (Add (Add (Rat 1 1) (Mul (Div (Mul (Rat 2 1) (Sqrt (Rat 2 1)))
  (Mul (Rat 3 1) Pi)) (Sqrt (Sub (Rat 1 1) (Var 0))))) (Div (Mul (Sqrt (Sub (Rat 1 1) (Var 0)))
  (Add (Sqrt (Sub (Rat 1 1) (Var 0))) (Div (Mul (Mul (Log (Add (Rat 1 1) (Mul (Div (Mul (Rat 2
  1) (Sqrt (Rat 2 1))) (Mul (Rat 3 1) Pi)) (Sqrt (Sub (Rat 1 1) (Var 0)))))) (Rat 3 1)) Pi)
  (Sqrt (Rat 2 1))))) (Rat 4 1))) 2))).
Definition hints : list expr := [].
Definition evidence : cover := (Split 0 0 1
(Split 0 (-1) 2
(Leaf 3 [Natural])
(Leaf 3 [Natural]))
(Split 0 1 2
(Split 0 1 4
(Leaf 3 [Natural])
(Leaf 3 [Natural]))
(Split 0 3 4
(Split 0 5 8
(Leaf 3 [Natural])
(Leaf 3 [Fine 3; Natural; Means]))
(Either (Toward 0 true 10 [Natural; Near_one; Expand 0 true true 8]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 4; center := [(Rat 1 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 2; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Along {| order := 3; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var
  0) (Rat 1 1)) |}; Factored {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 1)) |}; Near_one; Expand 0 true true 8]
[Fine 3; Natural; Means; Along {| order := 4; center := [(Rat 1 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 2; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Along {| order := 3; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var
  0) (Rat 1 1)) |}; Factored {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 1)) |}]))))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x < 1 -> (1 - (kappa1 (kappa1 x))) >= ((1 - x) / (((1
  + (((2 * (sqrt 2)) / (3 * PI)) * (sqrt (1 - x)))) + (((sqrt (1 - x)) * ((sqrt (1 - x)) +
  ((((ln (1 + (((2 * (sqrt 2)) / (3 * PI)) * (sqrt (1 - x))))) * 3) * PI) / (sqrt 2)))) / 4)) ^
  2)).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 140) statement ranges hints evidence accepted).
  Qed.
