(** forall k >= 1, rho in [-1,1]: Kij(resnet(2*k, skip: 2, scale: 1/2), rho, variance-only) <= Kii(resnet(2*k, skip: 2, scale: 1/2), rho, variance-only)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction Chains Residual Scaled.
Import ListNotations.

Module start_1.
Definition statement : formula := (LessEqual (Div (Div (Add (Mul (Mul (Rat 1 2) (Rat 1 2)) (Var
  0)) (Kappa1 (Kappa1 (Var 0)))) (Add (Mul (Rat 1 2) (Rat 1 2)) (Rat 1 1))) (Pow (Rat 4 5) 1))
  (Div (Rat 1 1) (Pow (Rat 4 5) 1))).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 1; first := (-1); cuts :=
  [0]; to_one := Some (1, 1) |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x <= 1 -> ((((((1 / 2) * (1 / 2)) * x) + (kappa1
  (kappa1 x))) / (((1 / 2) * (1 / 2)) + 1)) / ((4 / 5) ^ 1)) <= (1 / ((4 / 5) ^ 1)).
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed (-1) 1) (Closed 1 1)
  pieces accepted). Qed.
End start_1.

Local Open Scope R_scope.
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition quantity_ranges : domain := [((Open 0 1), (Closed 4 5)); ((Closed (-1) 5), (Closed 1
  1))].
Definition next : list expr := [(Mul (Rat 4 5) (Var 1)); (Div (Add (Mul (Mul (Rat 1 2) (Rat 1
  2)) (Var 2)) (Kappa1 (Kappa1 (Var 2)))) (Add (Mul (Rat 1 2) (Rat 1 2)) (Rat 1 1))); (Add (Var
  3) (Rat 1 1))].
Definition claim : formula := (LessEqual (Div (Var 2) (Var 1)) (Div (Rat 1 1) (Var 1))).
Definition quantities (k : nat) (xs : list R) : list R := let x := values xs 0%nat in [((4 / 5)
  ^ k); (Nat.iter k (scaled_map (1 / 2) 2) x); (IZR (Z.of_nat k))].
Definition evidence : list (list use * list nat * list expr * cover) := [
([Multiples []], [1%nat; 2%nat], [(Mul (Div (Rat 1 1) (Mul (Rat 4 5) (Var 0))) (Sub (Rat 1 1)
  (Div (Add (Mul (Mul (Rat 1 2) (Rat 1 2)) (Var 1)) (Kappa1 (Kappa1 (Var 1)))) (Add (Mul (Rat 1
  2) (Rat 1 2)) (Rat 1 1)))))], (Leaf 3 [Natural]))].
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
  claim_facts D. power_fact k (4 / 5) 1%nat. iterate_fact k (scaled_map_grows ((-1) / 5) (1 /
  2) 2 ltac:(lia) ltac:(lra)) x. in_domain. Qed.
Lemma start_is xs : length xs = 1%nat -> inside ranges (values xs) -> denote claim (state
  quantities 1 xs).
Proof. intros L I. destruct xs as [|x [|]]; try discriminate L. pose proof (start_1.certified _
  (I 0%nat _ _ eq_refl)) as S; scaled_values_in (1 / 2) (4 / 5) S; residual_values_in S;
  start_from S. Qed.
Theorem certified : forall k : nat, (1 <= k)%nat -> forall x : R, (-1) <= x <= 1 ->
  (scaled_variance_pair (1 / 2) (residual 2 k) x 0%nat 1%nat) <= (scaled_variance_pair (1 / 2)
  (residual 2 k) x 0%nat 0%nat).
Proof. intros k K x Dx. scaled_values (1 / 2) (4 / 5). residual_values. refine (by_induction
  ranges quantity_ranges next 3 1 claim quantities (fun _ _ => eq_refl) next_is place_is
  range_is (Boxes.Fast.check (StdFloat.PtoP 140) true) (Boxes.Fast.check_correct (StdFloat.PtoP
  140) true) evidence eq_refl accepted start_is k K [x] eq_refl _). in_domain. Qed.
