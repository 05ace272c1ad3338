(** Variance-only rule, lambda2 = K_ii - |K_ij|: DAG#2 below DAG#3 on [-1, 1). *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine Certificate.
Import ListNotations.

Definition left_side : expr := (Mul (Rat 3 1) (Sub (Rat 1 1) (Kappa1 Var))).
Definition right_side : expr := (Sub (Rat 4 1) (Abs (Add (Add Var (Kappa1 Var)) (Mul (Rat 2 1) (Kappa1 (Kappa1 Var)))))).
(* Cut points times 128, after the first one. *)
Definition cuts : list Z :=
  [(-72); (-16); 12; 40; 54; 68; 82; 89; 96]%Z.

Lemma accepted : Std.check_to_one (StdFloat.PtoP 60) left_side right_side 128 (-128) cuts 1 2 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-128) / 128 <= x < 1 ->
  (3 * (1 - (kappa1 x))) < (4 - (Rabs ((x + (kappa1 x)) + (2 * (kappa1 (kappa1 x)))))).
Proof. exact (Std.check_to_one_sound (StdFloat.PtoP 60) left_side right_side 128 (-128) cuts 1 2 accepted ltac:(discriminate)). Qed.
