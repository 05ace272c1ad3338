(** Path sums of depths {0, 4} and {1, 1}: equal at x = 1 up to order 1 - x; on [0, 1). *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine Certificate.
Import ListNotations.

Definition left_side : expr := (Sub (Sub (Rat 2 1) Var) (Kappa1 (Kappa1 (Kappa1 (Kappa1 Var))))).
Definition right_side : expr := (Sub (Rat 2 1) (Mul (Rat 2 1) (Kappa1 Var))).
(* Cut points times 128, after the first one. *)
Definition cuts : list Z :=
  [3; 6; 12; 18; 24; 30; 36; 42; 48; 54; 60; 66; 69; 72; 75; 78; 81; 84; 87; 90; 93; 96]%Z.

Lemma accepted : Std.check_to_one (StdFloat.PtoP 60) left_side right_side 128 0 cuts 1 2 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 / 128 <= x < 1 ->
  ((2 - x) - (kappa1 (kappa1 (kappa1 (kappa1 x))))) < (2 - (2 * (kappa1 x))).
Proof. exact (Std.check_to_one_sound (StdFloat.PtoP 60) left_side right_side 128 0 cuts 1 2 accepted ltac:(discriminate)). Qed.
