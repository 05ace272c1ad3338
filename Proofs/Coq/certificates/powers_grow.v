(** forall k >= 0: 2^k >= k + 1

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction.
Import ListNotations.

Module start_1.
Definition statement : formula := (GreaterEqual (Rat 1 1) (Add (Rat 0 1) (Rat 1 1))).

Lemma accepted :
Certificate.Std.check_constant (StdFloat.PtoP 60) true statement = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : 1 >= (0 + 1).
Proof. exact (Certificate.Std.holds_constant (StdFloat.PtoP 60) statement accepted). Qed.
End start_1.

Local Open Scope R_scope.
Definition ranges : domain := [].
Definition quantity_ranges : domain := [((Open 0 1), (Closed 1 1))].
Definition next : list expr := [(Mul (Rat 1 2) (Var 0)); (Add (Var 1) (Rat 1 1))].
Definition claim : formula := (GreaterEqual (Div (Rat 1 1) (Var 0)) (Add (Var 1) (Rat 1 1))).
Definition quantities (k : nat) (xs : list R) : list R := [((1 / 2) ^ k); (IZR (Z.of_nat k))].
Definition evidence : list (list use * list nat * list expr * cover) := [
([Multiples [(0%nat, (Rat 1 1))]], [0%nat], [(Sub (Rat 1 1) (Var 0))], (Leaf 3 [Natural]))].
Lemma accepted : check_steps ranges quantity_ranges next 1 0 claim (Boxes.Fast.check
  (StdFloat.PtoP 140) true) (comparisons claim) evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma next_is k xs : (0 <= k)%nat -> length xs = 0%nat -> inside ranges (values xs) -> map (fun
  e => eval e (state quantities k xs)) next = quantities (S k) xs.
Proof. intros K L I. destruct xs as [|]; try discriminate L. unfold quantities, next. cbn
  [map]. rewrite natural_step. reflexivity. Qed.
Lemma place_is k xs : length xs = 0%nat -> state quantities k xs 1%nat = IZR (Z.of_nat k).
Proof. intros L. destruct xs as [|]; try discriminate L. reflexivity. Qed.
Lemma range_is k xs : (0 <= k)%nat -> length xs = 0%nat -> inside ranges (values xs) -> denote
  claim (state quantities k xs) -> inside (box_domain ranges quantity_ranges) (state quantities
  k xs).
Proof. intros K L I D. destruct xs as [|]; try discriminate L. claim_facts D. power_fact k (1 /
  2) 0%nat. in_domain. Qed.
Lemma start_is xs : length xs = 0%nat -> inside ranges (values xs) -> denote claim (state
  quantities 0 xs).
Proof. intros L I. destruct xs as [|]; try discriminate L. pose proof (start_1.certified) as S;
  rewrite ?(power_inverse 2 (1 / 2) k) in S by lra; start_from S. Qed.
Theorem certified : forall k : nat, (0 <= k)%nat -> (2 ^ k) >= ((IZR (Z.of_nat k)) + 1).
Proof. intros k K . rewrite ?(power_inverse 2 (1 / 2) k) by lra. refine (by_induction ranges
  quantity_ranges next 1 0 claim quantities (fun _ _ => eq_refl) next_is place_is range_is
  (Boxes.Fast.check (StdFloat.PtoP 140) true) (Boxes.Fast.check_correct (StdFloat.PtoP 140)
  true) evidence eq_refl accepted start_is k K [] eq_refl _). in_domain. Qed.
