(** forall k >= 1, x in [0,1]: 0 <= iterate(t/2 + 1/4, t: x, k) <= 1

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction.
Import ListNotations.

Module start_1.
Definition statement : formula := (LessEqual (Rat 0 1) (Add (Div (Var 0) (Rat 2 1)) (Rat 1
  4))).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 1; first := 0; cuts :=
  [1]; to_one := None |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed 0 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> 0 <= ((x / 2) + (1 / 4)).
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed 0 1) (Closed 1 1)
  pieces accepted). Qed.
End start_1.

Module start_2.
Definition statement : formula := (LessEqual (Add (Div (Var 0) (Rat 2 1)) (Rat 1 4)) (Rat 1
  1)).
(* Cut points times 1, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 1; first := 0; cuts :=
  [1]; to_one := None |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed 0 1) (Closed 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 <= x <= 1 -> ((x / 2) + (1 / 4)) <= 1.
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed 0 1) (Closed 1 1)
  pieces accepted). Qed.
End start_2.

Local Open Scope R_scope.
Definition ranges : domain := [((Closed 0 1), (Closed 1 1))].
Definition quantity_ranges : domain := [((Closed 0 1), (Closed 1 1))].
Definition next : list expr := [(Add (Div (Var 1) (Rat 2 1)) (Rat 1 4)); (Add (Var 2) (Rat 1
  1))].
Definition claim : formula := (And (LessEqual (Rat 0 1) (Var 1)) (LessEqual (Var 1) (Rat 1
  1))).
Definition quantities (k : nat) (xs : list R) : list R := let x := values xs 0%nat in
  [(Nat.iter k (fun t_0 : R => ((t_0 / 2) + (1 / 4))) x); (IZR (Z.of_nat k))].
Definition evidence : list (list use * list nat * list expr * cover) := [
([Multiples []], [1%nat], [], (Leaf 3 [Natural]));
([Multiples []], [1%nat], [], (Leaf 3 [Natural]))].
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
  claim_facts D. in_domain. Qed.
Lemma start_is xs : length xs = 1%nat -> inside ranges (values xs) -> denote claim (state
  quantities 1 xs).
Proof. intros L I. destruct xs as [|x [|]]; try discriminate L. split; [pose proof
  (start_1.certified _ (I 0%nat _ _ eq_refl)) as S; start_from S|]. pose proof
  (start_2.certified _ (I 0%nat _ _ eq_refl)) as S; start_from S. Qed.
Theorem certified : forall k : nat, (1 <= k)%nat -> forall x : R, 0 <= x <= 1 -> (0 <=
  (Nat.iter k (fun t_0 : R => ((t_0 / 2) + (1 / 4))) x)) /\ ((Nat.iter k (fun t_0 : R => ((t_0
  / 2) + (1 / 4))) x) <= 1).
Proof. intros k K x Dx. refine (by_induction ranges quantity_ranges next 2 1 claim quantities
  (fun _ _ => eq_refl) next_is place_is range_is (Boxes.Fast.check (StdFloat.PtoP 140) true)
  (Boxes.Fast.check_correct (StdFloat.PtoP 140) true) evidence eq_refl accepted start_is k K
  [x] eq_refl _). in_domain. Qed.
