(** forall k >= 1, rho in [-1,1): lambda2(resnet(3*k, skip: 3, scale: 2), rho, variance-only) > 0

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction Chains Residual Scaled.
Import ListNotations.

Module start_1.
Definition statement : formula := (Greater (Div (Sub (Rat 1 1) (Abs (Div (Add (Mul (Mul (Rat 2
  1) (Rat 2 1)) (Var 0)) (Kappa1 (Kappa1 (Kappa1 (Var 0))))) (Add (Mul (Rat 2 1) (Rat 2 1))
  (Rat 1 1))))) (Pow (Rat 1 5) 1)) (Rat 0 1)).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 1; first := (-1); cuts :=
  [0]; to_one := Some (1, 1) |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Open 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x < 1 -> ((1 - (Rabs ((((2 * 2) * x) + (kappa1
  (kappa1 (kappa1 x)))) / ((2 * 2) + 1)))) / ((1 / 5) ^ 1)) > 0.
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed (-1) 1) (Open 1 1)
  pieces accepted). Qed.
End start_1.

Local Open Scope R_scope.
Definition ranges : domain := [((Closed (-1) 1), (Open 1 1))].
Definition quantity_ranges : domain := [((Open 0 1), (Closed 1 5)); ((Closed (-4) 5), (Open 1
  1))].
Definition next : list expr := [(Mul (Rat 1 5) (Var 1)); (Div (Add (Mul (Mul (Rat 2 1) (Rat 2
  1)) (Var 2)) (Kappa1 (Kappa1 (Kappa1 (Var 2))))) (Add (Mul (Rat 2 1) (Rat 2 1)) (Rat 1 1)));
  (Add (Var 3) (Rat 1 1))].
Definition claim : formula := (Greater (Div (Sub (Rat 1 1) (Abs (Var 2))) (Var 1)) (Rat 0 1)).
Definition quantities (k : nat) (xs : list R) : list R := let x := values xs 0%nat in [((1 / 5)
  ^ k); (Nat.iter k (scaled_map 2 3) x); (IZR (Z.of_nat k))].
Definition evidence : list (list use * list nat * list expr * cover) := [
([Multiples []], [1%nat; 2%nat], [], (Split 1 1 10
(Leaf 3 [Natural])
(Split 1 11 20
(Leaf 3 [Natural])
(Leaf 3 [Natural; Expand 0 true true 6; Expand 1 true true 6; Factored {| order := 1; center :=
  [(Rat 1 5); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 1
  5)) |}; Factored {| order := 2; center := [(Rat 1 5); (Var 1)]; direction := [(Rat 1 1); (Rat
  0 1)]; parameter := (Sub (Var 0) (Rat 1 5)) |}; Factored {| order := 1; center := [(Var 0);
  (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |};
  Factored {| order := 2; center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)];
  parameter := (Sub (Var 1) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 0 1); (Var 1)];
  direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub (Var 0) (Rat 0 1)) |}; Along {| order
  := 1; center := [(Rat 1 5); (Var 1)]; direction := [(Rat 1 1); (Rat 0 1)]; parameter := (Sub
  (Var 0) (Rat 1 5)) |}; Along {| order := 1; center := [(Var 0); (Rat 11 20)]; direction :=
  [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var 1) (Rat 11 20)) |}; Along {| order := 1;
  center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); (Rat 1 1)]; parameter := (Sub (Var
  1) (Rat 1 1)) |}; Gathered {| order := 1; center := [(Rat 1 10); (Rat 31 40)]; direction :=
  [(Sub (Var 0) (Rat 1 10)); (Sub (Var 1) (Rat 31 40))]; parameter := (Rat 1 1) |}]))))].
Lemma accepted : check_steps ranges quantity_ranges next 3 1 claim (Boxes.Fast.check
  (StdFloat.PtoP 140) true) (comparisons claim) evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma next_is k xs : (1 <= k)%nat -> length xs = 1%nat -> inside ranges (values xs) -> map (fun
  e => eval e (state quantities k xs)) next = quantities (S k) xs.
Proof. intros K L I. destruct xs as [|x [|]]; try discriminate L. unfold quantities, next. cbn
  [map]. rewrite natural_step. reflexivity. Qed.
Lemma place_is k xs : length xs = 1%nat -> state quantities k xs 3%nat = IZR (Z.of_nat k).
Proof. intros L. destruct xs as [|x [|]]; try discriminate L. reflexivity. Qed.
Lemma range_is k xs : (1 <= k)%nat -> length xs = 1%nat -> inside ranges (values xs) -> denote
  claim (state quantities k xs) -> inside (box_domain ranges quantity_ranges) (state quantities
  k xs).
Proof. intros K L I D. destruct xs as [|x [|]]; try discriminate L. variable_fact I 0%nat.
  claim_facts D. power_fact k (1 / 5) 1%nat. iterate_fact k (scaled_map_grows ((-4) / 5) 2 3
  ltac:(lia) ltac:(lra)) x. in_domain. Qed.
Lemma start_is xs : length xs = 1%nat -> inside ranges (values xs) -> denote claim (state
  quantities 1 xs).
Proof. intros L I. destruct xs as [|x [|]]; try discriminate L. pose proof (start_1.certified _
  (I 0%nat _ _ eq_refl)) as S; scaled_values_in 2 (1 / 5) S; residual_values_in S; start_from
  S. Qed.
Theorem certified : forall k : nat, (1 <= k)%nat -> forall x : R, (-1) <= x < 1 -> (lambda2
  (scaled_variance_pair 2 (residual 3 k) x)) > 0.
Proof. intros k K x Dx. scaled_values 2 (1 / 5). residual_values. refine (by_induction ranges
  quantity_ranges next 3 1 claim quantities (fun _ _ => eq_refl) next_is place_is range_is
  (Boxes.Fast.check (StdFloat.PtoP 140) true) (Boxes.Fast.check_correct (StdFloat.PtoP 140)
  true) evidence eq_refl accepted start_is k K [x] eq_refl _). in_domain. Qed.
