(** forall k >= 1: Kii(resnet(2*k, skip: 2, scale: 1/2), 0, variance-only) = (5/4)^k

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction Chains Residual Scaled.
Import ListNotations.

Module start_1.
Definition statement : formula := (Equal (Div (Rat 1 1) (Pow (Rat 4 5) 1)) (Pow (Rat 5 4) 1)).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (1 / ((4 / 5) ^ 1)) = ((5 / 4) ^ 1).
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End start_1.

Local Open Scope R_scope.
Definition ranges : domain := [].
Definition quantity_ranges : domain := [((Open 0 1), (Closed 4 5)); ((Closed 0 1), (Open 1
  1))].
Definition next : list expr := [(Mul (Rat 4 5) (Var 0)); (Div (Add (Mul (Mul (Rat 1 2) (Rat 1
  2)) (Var 1)) (Kappa1 (Kappa1 (Var 1)))) (Add (Mul (Rat 1 2) (Rat 1 2)) (Rat 1 1))); (Add (Var
  2) (Rat 1 1))].
Definition claim : formula := (Equal (Div (Rat 1 1) (Var 0)) (Div (Rat 1 1) (Var 0))).
Definition quantities (k : nat) (xs : list R) : list R := [((4 / 5) ^ k); (Nat.iter k
  (scaled_map (1 / 2) 2) 0); (IZR (Z.of_nat k))].
Definition evidence : list (list use * list nat * list expr * cover) := [
([Multiples []; Multiples []], [0%nat], [], (Leaf 3 [Natural]))].
Lemma accepted : check_steps ranges quantity_ranges next 2 1 claim (Boxes.Fast.check
  (StdFloat.PtoP 140) true) (comparisons claim) evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma next_is k xs : (1 <= k)%nat -> length xs = 0%nat -> inside ranges (values xs) -> map (fun
  e => eval e (state quantities k xs)) next = quantities (S k) xs.
Proof. intros K L I. destruct xs as [|]; try discriminate L. unfold quantities, next. cbn
  [map]. rewrite natural_step. reflexivity. Qed.
Lemma place_is k xs : length xs = 0%nat -> state quantities k xs 2%nat = IZR (Z.of_nat k).
Proof. intros L. destruct xs as [|]; try discriminate L. reflexivity. Qed.
Lemma range_is k xs : (1 <= k)%nat -> length xs = 0%nat -> inside ranges (values xs) -> denote
  claim (state quantities k xs) -> inside (box_domain ranges quantity_ranges) (state quantities
  k xs).
Proof. intros K L I D. destruct xs as [|]; try discriminate L. claim_facts D. power_fact k (4 /
  5) 1%nat. iterate_fact k (scaled_map_grows ((-1) / 5) (1 / 2) 2 ltac:(lia) ltac:(lra)) 0.
  in_domain. Qed.
Lemma start_is xs : length xs = 0%nat -> inside ranges (values xs) -> denote claim (state
  quantities 1 xs).
Proof. intros L I. destruct xs as [|]; try discriminate L. pose proof (start_1.certified) as S;
  scaled_values_in (1 / 2) (4 / 5) S; residual_values_in S; rewrite ?(power_inverse (5 / 4) (4
  / 5) k) in S by lra; start_from S. Qed.
Theorem certified : forall k : nat, (1 <= k)%nat -> (scaled_variance_pair (1 / 2) (residual 2
  k) 0 0%nat 0%nat) = ((5 / 4) ^ k).
Proof. intros k K . scaled_values (1 / 2) (4 / 5). residual_values. rewrite ?(power_inverse (5
  / 4) (4 / 5) k) by lra. refine (by_induction ranges quantity_ranges next 2 1 claim quantities
  (fun _ _ => eq_refl) next_is place_is range_is (Boxes.Fast.check (StdFloat.PtoP 140) true)
  (Boxes.Fast.check_correct (StdFloat.PtoP 140) true) evidence eq_refl accepted start_is k K []
  eq_refl _). in_domain. Qed.
