(** forall k >= 1: edge_count(resnet(2*k, skip: 2)) = 3*k

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction Chains Residual.
Import ListNotations.

Module start_1.
Definition net_1 : network := [[Param]; [Skip; Param]].
Definition statement : formula := (Equal (Tally Edges net_1) (Mul (Rat 3 1) (Rat 1 1))).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : (INR (edge_count net_1)) = (3 * 1).
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End start_1.

Local Open Scope R_scope.
Definition ranges : domain := [].
Definition quantity_ranges : domain := [].
Definition next : list expr := [(Add (Var 0) (Rat 1 1))].
Definition claim : formula := (Equal (Mul (Rat 3 1) (Var 0)) (Mul (Rat 3 1) (Var 0))).
Definition quantities (k : nat) (xs : list R) : list R := [(IZR (Z.of_nat k))].
Definition evidence : list (list use * list nat * list expr * cover) := [
([Multiples []; Multiples []], [], [], (Leaf 3 [Natural]))].
Lemma accepted : check_steps ranges quantity_ranges next 0 1 claim (Boxes.Fast.check
  (StdFloat.PtoP 140) true) (comparisons claim) evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma next_is k xs : (1 <= k)%nat -> length xs = 0%nat -> inside ranges (values xs) -> map (fun
  e => eval e (state quantities k xs)) next = quantities (S k) xs.
Proof. intros K L I. destruct xs as [|]; try discriminate L. unfold quantities, next. cbn
  [map]. rewrite natural_step. reflexivity. Qed.
Lemma place_is k xs : length xs = 0%nat -> state quantities k xs 0%nat = IZR (Z.of_nat k).
Proof. intros L. destruct xs as [|]; try discriminate L. reflexivity. Qed.
Lemma range_is k xs : (1 <= k)%nat -> length xs = 0%nat -> inside ranges (values xs) -> denote
  claim (state quantities k xs) -> inside (box_domain ranges quantity_ranges) (state quantities
  k xs).
Proof. intros K L I D. destruct xs as [|]; try discriminate L. claim_facts D. in_domain. Qed.
Lemma start_is xs : length xs = 0%nat -> inside ranges (values xs) -> denote claim (state
  quantities 1 xs).
Proof. intros L I. destruct xs as [|]; try discriminate L. pose proof (start_1.certified) as S;
  change start_1.net_1 with (residual 2 1) in S; residual_values_in S; start_from S. Qed.
Theorem certified : forall k : nat, (1 <= k)%nat -> (INR (edge_count (residual 2 k))) = (3 *
  (IZR (Z.of_nat k))).
Proof. intros k K . residual_values. refine (by_induction ranges quantity_ranges next 0 1 claim
  quantities (fun _ _ => eq_refl) next_is place_is range_is (Boxes.Fast.check (StdFloat.PtoP
  140) true) (Boxes.Fast.check_correct (StdFloat.PtoP 140) true) evidence eq_refl accepted
  start_is k K [] eq_refl _). in_domain. Qed.
