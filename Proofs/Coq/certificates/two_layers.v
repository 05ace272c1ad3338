(** forall k >= 1, rho in [-1,1): 3*pi/acos(f^(2*k)(rho)) >= 2*k + 3*pi/acos(rho)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction.
Import ListNotations.

Module start_1.
Definition ranges : domain := [((Closed (-1) 1), (Open 1 1))].
Definition statement : formula := (GreaterEqual (Div (Mul (Rat 3 1) Pi) (Acos (Kappa1 (Kappa1
  (Var 0))))) (Add (Mul (Rat 2 1) (Rat 1 1)) (Div (Mul (Rat 3 1) Pi) (Acos (Var 0))))).
Definition hints : list expr := [(Sub (Sub (Div (Mul (Rat 3 1) Pi) (Mul Pi (Sub (Rat 1 1)
  (Kappa0 (Kappa1 (Kappa1 (Var 0))))))) (Div (Mul (Rat 3 1) Pi) (Mul Pi (Sub (Rat 1 1) (Kappa0
  (Var 0)))))) (Rat 2 1))].
Definition evidence : cover := (Split 0 0 1
(Split 0 (-1) 2
(Leaf 3 [Natural; Lawful])
(Leaf 3 [Fine 3; Natural; Means; Lawful]))
(Split 0 1 2
(Split 0 1 4
(Leaf 3 [Fine 3; Natural; Means; Lawful])
(Leaf 3 [Fine 3; Natural; Means; Lawful]))
(Split 0 3 4
(Split 0 5 8
(Leaf 3 [Fine 3; Natural; Means; Lawful])
(Split 0 11 16
(Leaf 3 [Fine 3; Natural; Means; Lawful])
(Leaf 3 [Fine 3; Natural; Means; Lawful])))
(Either (Toward 0 true 10 [Natural; Near_one; Expand 0 true true 6; Lawful]
[Fine 3; Natural; Means; Lawful])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Factored {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 1)) |}; Near_one; Expand 0 true true 6; Lawful]
[Fine 3; Natural; Means; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Factored {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 1)) |}; Lawful]))))).

Lemma accepted :
Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x < 1 -> ((3 * PI) / (acos (kappa1 (kappa1 x)))) >=
  ((2 * 1) + ((3 * PI) / (acos x))).
Proof. exact (Boxes.Fast.for_all (StdFloat.PtoP 140) statement ranges hints evidence accepted).
  Qed.
End start_1.

Local Open Scope R_scope.
Definition ranges : domain := [((Closed (-1) 1), (Open 1 1))].
Definition quantity_ranges : domain := [((Closed 0 1), (Open 1 1))].
Definition next : list expr := [(Kappa1 (Kappa1 (Var 1))); (Add (Var 2) (Rat 1 1))].
Definition claim : formula := (GreaterEqual (Div (Mul (Rat 3 1) Pi) (Acos (Var 1))) (Add (Mul
  (Rat 2 1) (Var 2)) (Div (Mul (Rat 3 1) Pi) (Acos (Var 0))))).
Definition quantities (k : nat) (xs : list R) : list R := let x := values xs 0%nat in
  [(Nat.iter k (fun t : R => Nat.iter 2 kappa1 t) x); (IZR (Z.of_nat k))].
Definition evidence : list (list use * list nat * list expr * cover) := [
([Multiples [(0%nat, (Rat 1 1))]], [1%nat], [(Sub (Sub (Mul (Mul (Rat 3 1) Pi) (Mul Pi (Sub
  (Rat 1 1) (Kappa0 (Var 0))))) (Mul (Mul (Rat 2 1) (Mul Pi (Sub (Rat 1 1) (Kappa0 (Var 0)))))
  (Mul Pi (Sub (Rat 1 1) (Kappa0 (Kappa1 (Kappa1 (Var 0)))))))) (Mul (Mul (Rat 3 1) Pi) (Mul Pi
  (Sub (Rat 1 1) (Kappa0 (Kappa1 (Kappa1 (Var 0))))))))], (Split 0 1 2
(Either (Toward 0 false 10 [Natural; Expand 0 false false 6]
[Fine 3; Natural; Means])
(Toward 0 false 10 [Natural; Along {| order := 4; center := [(Rat 0 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 2; center := [(Rat 0 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1;
  center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |};
  Along {| order := 3; center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var
  0) (Rat 0 1)) |}; Factored {| order := 1; center := [(Rat 0 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 0 1)) |}; Expand 0 false false 6]
[Fine 3; Natural; Means; Along {| order := 4; center := [(Rat 0 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 2; center := [(Rat 0 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1;
  center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |};
  Along {| order := 3; center := [(Rat 0 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var
  0) (Rat 0 1)) |}; Factored {| order := 1; center := [(Rat 0 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 0 1)) |}]))
(Split 0 3 4
(Split 0 5 8
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 11 16
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
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
  (Var 0) (Rat 1 1)) |}])))))].
Lemma accepted : check_steps ranges quantity_ranges next 2 1 claim (Boxes.Fast.check
  (StdFloat.PtoP 140) true) (comparisons claim) evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma next_is k xs : (1 <= k)%nat -> length xs = 1%nat -> inside ranges (values xs) -> map (fun
  e => eval e (state quantities k xs)) next = quantities (S k) xs.
Proof. intros K L I. destruct xs as [|x [|]]; try discriminate L. unfold quantities, next. cbn
  [map]. rewrite natural_step. reflexivity. Qed.
Lemma place_is k xs : length xs = 1%nat -> state quantities k xs 2%nat = IZR (Z.of_nat k).
Proof. intros L. destruct xs as [|x [|]]; try discriminate L. reflexivity. Qed.
Lemma range_is k xs : (1 <= k)%nat -> length xs = 1%nat -> inside ranges (values xs) -> denote
  claim (state quantities k xs) -> inside (box_domain ranges quantity_ranges) (state quantities
  k xs).
Proof. intros K L I D. destruct xs as [|x [|]]; try discriminate L. variable_fact I 0%nat.
  claim_facts D. iterate_fact k (kappa1_power_grows 1) x. in_domain. Qed.
Lemma start_is xs : length xs = 1%nat -> inside ranges (values xs) -> denote claim (state
  quantities 1 xs).
Proof. intros L I. destruct xs as [|x [|]]; try discriminate L. pose proof (start_1.certified _
  (I 0%nat _ _ eq_refl)) as S; rewrite ?iter_multiple in S; start_from S. Qed.
Theorem certified : forall k : nat, (1 <= k)%nat -> forall x : R, (-1) <= x < 1 -> ((3 * PI) /
  (acos (Nat.iter (2 * k) kappa1 x))) >= ((2 * (IZR (Z.of_nat k))) + ((3 * PI) / (acos x))).
Proof. intros k K x Dx. rewrite ?iter_multiple. refine (by_induction ranges quantity_ranges
  next 2 1 claim quantities (fun _ _ => eq_refl) next_is place_is range_is (Boxes.Fast.check
  (StdFloat.PtoP 140) true) (Boxes.Fast.check_correct (StdFloat.PtoP 140) true) evidence
  eq_refl accepted start_is k K [x] eq_refl _). in_domain. Qed.
