(** forall k >= 1, rho in [-1,1]: Kij(resnet(2*k, skip: 2), rho, exact)/Kii(resnet(2*k, skip: 2), rho, exact) >= rho

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction Chains Residual.
Import ListNotations.

Module start_1.
Definition net_1 : network := [[Param]; [Skip; Param]].
Definition statement : formula := (GreaterEqual (Div (Kij ExactRule net_1 (Var 0)) (Kii
  ExactRule net_1 (Var 0))) (Var 0)).
(* Cut points times 4, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 4; first := (-4); cuts :=
  [(-2); (-1); 0]; to_one := Some (1, 1) |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> ((exact_pair net_1 x 0%nat 1%nat) /
  (exact_pair net_1 x 0%nat 0%nat)) >= x.
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed (-1) 1) (Closed 1 1)
  pieces accepted). Qed.
End start_1.

Local Open Scope R_scope.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition quantity_ranges : domain := [((Closed 0 1), (Closed 1 1)); ((Open 0 1), (Closed 1
  2)); ((Closed (-1) 2), (Closed 1 1)); ((Open 0 1), (Closed 1 1))].
Definition next : list expr := [(Div (Add (Var 1) (Div (Rat 1 1) (Sqrt Pi))) (Sqrt (Add (Rat 2
  1) (Mul (Rat 2 1) (Mul (Var 1) (Div (Rat 1 1) (Sqrt Pi))))))); (Div (Var 2) (Add (Rat 2 1)
  (Mul (Rat 2 1) (Mul (Var 1) (Div (Rat 1 1) (Sqrt Pi)))))); (Div (Add (Add (Var 3) (Kappa1
  (Kappa1 (Var 3)))) (Mul (Rat 2 1) (Mul (Var 1) (Div (Rat 1 1) (Sqrt Pi))))) (Add (Rat 2 1)
  (Mul (Rat 2 1) (Mul (Var 1) (Div (Rat 1 1) (Sqrt Pi)))))); (Var 4); (Add (Var 5) (Rat 1 1))].
Definition claim : formula := (GreaterEqual (Var 3) (Var 0)).
Definition quantities (k : nat) (xs : list R) : list R := let x := values xs 0%nat in
  [(residual_mean k); (residual_inverse k); (residual_correlation 2 k x); 1; (IZR (Z.of_nat
  k))].
Definition evidence : list (list use * list nat * list expr * cover) := [
([Multiples [(0%nat, (Rat 1 1))]], [1%nat; 3%nat], [], (Split 1 1 4
(Leaf 3 [Fine 3; Natural; Along {| order := 1; center := [(Rat 0 1); (Var 1)]; direction :=
  [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center
  := [(Rat 1 1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat
  1 1)) |}; Along {| order := 1; center := [(Var 0); (Rat (-1) 2)]; direction := [(Rat 0 1);
  (Rat 1 1)]; parameter := (Sub (Var 1) (Rat (-1) 2)) |}; Along {| order := 1; center := [(Var
  0); (Rat 1 4)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 4)) |};
  Gathered {| order := 1; center := [(Rat 1 2); (Rat (-1) 8)]; direction := [(Sub (Var 0) (Rat
  1 2)); (Sub (Var 1) (Rat (-1) 8))]; parameter := (Rat 1 1) |}])
(Split 0 1 2
(Split 1 5 8
(Split 0 1 4
(Leaf 3 [Fine 3; Natural; Along {| order := 1; center := [(Rat 0 1); (Var 1)]; direction :=
  [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center
  := [(Rat 1 4); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat
  1 4)) |}; Along {| order := 1; center := [(Var 0); (Rat 1 4)]; direction := [(Rat 0 1); (Rat
  1 1)]; parameter := (Sub (Var 1) (Rat 1 4)) |}; Along {| order := 1; center := [(Var 0); (Rat
  5 8)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 5 8)) |}; Gathered
  {| order := 1; center := [(Rat 1 8); (Rat 7 16)]; direction := [(Sub (Var 0) (Rat 1 8)); (Sub
  (Var 1) (Rat 7 16))]; parameter := (Rat 1 1) |}])
(Leaf 3 [Fine 3; Natural; Along {| order := 1; center := [(Rat 1 4); (Var 1)]; direction :=
  [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 4)) |}; Along {| order := 1; center
  := [(Rat 1 2); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat
  1 2)) |}; Along {| order := 1; center := [(Var 0); (Rat 1 4)]; direction := [(Rat 0 1); (Rat
  1 1)]; parameter := (Sub (Var 1) (Rat 1 4)) |}; Along {| order := 1; center := [(Var 0); (Rat
  5 8)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 5 8)) |}; Gathered
  {| order := 1; center := [(Rat 3 8); (Rat 7 16)]; direction := [(Sub (Var 0) (Rat 3 8)); (Sub
  (Var 1) (Rat 7 16))]; parameter := (Rat 1 1) |}]))
(Leaf 3 [Natural; Expand 1 true true 6; Factored {| order := 1; center := [(Var 0); (Rat 1 1)];
  direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {|
  order := 2; center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter :=
  (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 3; center := [(Var 0); (Rat 1 1)]; direction
  := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 4;
  center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var
  1) (Rat 1 1)) |}; Factored {| order := 5; center := [(Var 0); (Rat 1 1)]; direction := [(Rat
  0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 6; center :=
  [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1
  1)) |}; Along {| order := 1; center := [(Rat 0 1); (Var 1)]; direction := [(Rat 1 1); (Rat 0
  1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order := 1; center := [(Rat 1 2); (Var
  1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 2)) |}; Along {|
  order := 1; center := [(Var 0); (Rat 5 8)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter :=
  (Sub (Var 1) (Rat 5 8)) |}; Along {| order := 1; center := [(Var 0); (Rat 1 1)]; direction :=
  [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Gathered {| order := 1;
  center := [(Rat 1 4); (Rat 13 16)]; direction := [(Sub (Var 0) (Rat 1 4)); (Sub (Var 1) (Rat
  13 16))]; parameter := (Rat 1 1) |}]))
(Split 1 5 8
(Leaf 3 [Fine 3; Natural; Along {| order := 1; center := [(Rat 1 2); (Var 1)]; direction :=
  [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 2)) |}; Along {| order := 1; center
  := [(Rat 1 1); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat
  1 1)) |}; Along {| order := 1; center := [(Var 0); (Rat 1 4)]; direction := [(Rat 0 1); (Rat
  1 1)]; parameter := (Sub (Var 1) (Rat 1 4)) |}; Along {| order := 1; center := [(Var 0); (Rat
  5 8)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 5 8)) |}; Gathered
  {| order := 1; center := [(Rat 3 4); (Rat 7 16)]; direction := [(Sub (Var 0) (Rat 3 4)); (Sub
  (Var 1) (Rat 7 16))]; parameter := (Rat 1 1) |}])
(Leaf 3 [Natural; Expand 1 true true 6; Factored {| order := 1; center := [(Var 0); (Rat 1 1)];
  direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {|
  order := 2; center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter :=
  (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 3; center := [(Var 0); (Rat 1 1)]; direction
  := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 4;
  center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var
  1) (Rat 1 1)) |}; Factored {| order := 5; center := [(Var 0); (Rat 1 1)]; direction := [(Rat
  0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Factored {| order := 6; center :=
  [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1
  1)) |}; Along {| order := 1; center := [(Rat 1 2); (Var 1)]; direction := [(Rat 1 1); (Rat 0
  1)]; parameter := (Sub (Var 0) (Rat 1 2)) |}; Along {| order := 1; center := [(Rat 1 1); (Var
  1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {|
  order := 1; center := [(Var 0); (Rat 5 8)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter :=
  (Sub (Var 1) (Rat 5 8)) |}; Along {| order := 1; center := [(Var 0); (Rat 1 1)]; direction :=
  [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}; Gathered {| order := 1;
  center := [(Rat 3 4); (Rat 13 16)]; direction := [(Sub (Var 0) (Rat 3 4)); (Sub (Var 1) (Rat
  13 16))]; parameter := (Rat 1 1) |}])))))].
Lemma accepted : check_steps ranges quantity_ranges next 5 1 claim (Boxes.Fast.check
  (StdFloat.PtoP 140) true) (comparisons claim) evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma next_is k xs : (1 <= k)%nat -> length xs = 1%nat -> inside ranges (values xs) -> map (fun
  e => eval e (state quantities k xs)) next = quantities (S k) xs.
Proof. intros K L I. destruct xs as [|x [|]]; try discriminate L. unfold quantities, next. cbn
  [map]. rewrite natural_step. reflexivity. Qed.
Lemma place_is k xs : length xs = 1%nat -> state quantities k xs 5%nat = IZR (Z.of_nat k).
Proof. intros L. destruct xs as [|x [|]]; try discriminate L. reflexivity. Qed.
Lemma range_is k xs : (1 <= k)%nat -> length xs = 1%nat -> inside ranges (values xs) -> denote
  claim (state quantities k xs) -> inside (box_domain ranges quantity_ranges) (state quantities
  k xs).
Proof. intros K L I D. destruct xs as [|x [|]]; try discriminate L. variable_fact I 0%nat.
  claim_facts D. residual_fact k 1%nat. correlation_fact 2%nat k x. in_domain. Qed.
Lemma start_is xs : length xs = 1%nat -> inside ranges (values xs) -> denote claim (state
  quantities 1 xs).
Proof. intros L I. destruct xs as [|x [|]]; try discriminate L. pose proof (start_1.certified _
  (I 0%nat _ _ eq_refl)) as S; change start_1.net_1 with (residual 2 1) in S;
  residual_values_in S; start_from S. Qed.
Theorem certified : forall k : nat, (1 <= k)%nat -> forall x : R, (-1) <= x <= 1 ->
  ((exact_pair (residual 2 k) x 0%nat 1%nat) / (exact_pair (residual 2 k) x 0%nat 0%nat)) >= x.
Proof. intros k K x Dx. residual_values. refine (by_induction ranges quantity_ranges next 5 1
  claim quantities (fun _ _ => eq_refl) next_is place_is range_is (Boxes.Fast.check
  (StdFloat.PtoP 140) true) (Boxes.Fast.check_correct (StdFloat.PtoP 140) true) evidence
  eq_refl accepted start_is k K [x] eq_refl _). in_domain. Qed.
