(** forall k >= 1, rho in [-1,1): f^k(rho) > rho

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith Lra Lia.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Induction.
Import ListNotations.

Module start_1.
Definition statement : formula := (Greater (Kappa1 (Var 0)) (Var 0)).
(* Cut points times 2, and v0 of the pieces next to -1 and 1. *)
Definition pieces : plan := {| from_minus_one := None; denominator := 2; first := (-2); cuts :=
  [(-1); 0]; to_one := Some (1, 1) |}%Z.

Lemma accepted :
Certificate.Std.check (StdFloat.PtoP 60) true statement (Closed (-1) 1) (Open 1 1) pieces =
  true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-1) <= x < 1 -> (kappa1 x) > x.
Proof. exact (Certificate.Std.for_all (StdFloat.PtoP 60) statement (Closed (-1) 1) (Open 1 1)
  pieces accepted). Qed.
End start_1.

Local Open Scope R_scope.
Definition ranges : domain := [((Closed (-1) 1), (Open 1 1))].
Definition quantity_ranges : domain := [((Closed 0 1), (Open 1 1))].
Definition next : list expr := [(Kappa1 (Var 1)); (Add (Var 2) (Rat 1 1))].
Definition claim : formula := (Greater (Var 1) (Var 0)).
Definition quantities (k : nat) (xs : list R) : list R := let x := values xs 0%nat in
  [(Nat.iter k kappa1 x); (IZR (Z.of_nat k))].
Definition evidence : list (list use * list nat * list expr * cover) := [
([Multiples [(0%nat, (Rat 1 1))]], [1%nat], [(Sub (Kappa1 (Var 0)) (Var 0))], (Leaf 3 [Fine 3;
  Natural; Means]))].
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
  claim_facts D. iterate_fact k kappa1_grows x. in_domain. Qed.
Lemma start_is xs : length xs = 1%nat -> inside ranges (values xs) -> denote claim (state
  quantities 1 xs).
Proof. intros L I. destruct xs as [|x [|]]; try discriminate L. pose proof (start_1.certified _
  (I 0%nat _ _ eq_refl)) as S; start_from S. Qed.
Theorem certified : forall k : nat, (1 <= k)%nat -> forall x : R, (-1) <= x < 1 -> (Nat.iter k
  kappa1 x) > x.
Proof. intros k K x Dx. refine (by_induction ranges quantity_ranges next 2 1 claim quantities
  (fun _ _ => eq_refl) next_is place_is range_is (Boxes.Fast.check (StdFloat.PtoP 140) true)
  (Boxes.Fast.check_correct (StdFloat.PtoP 140) true) evidence eq_refl accepted start_is k K
  [x] eq_refl _). in_domain. Qed.
