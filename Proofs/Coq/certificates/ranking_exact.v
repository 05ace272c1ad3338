(** Exact rule, K_ii - K_ij: DAG#2 below DAG#3 on [-1, 1). *)
From Coq Require Import ZArith Reals List.
From Interval Require Import Primitive_ops.
From KernelCalculator Require Import ArcCosine Certificate.
Import ListNotations.

Definition left_side : expr := (Mul (Rat 3 1) (Sub (Rat 1 1) (Kappa1 Var))).
Definition right_side : expr := (Add (Add (Sub (Rat 1 1) Var) (Sub (Rat 1 1) (Kappa1 Var))) (Mul (Add (Rat 2 1) (Div (Rat 2 1) Pi)) (Sub (Rat 1 1) (Kappa1 (Add (Kappa1 Var) (Mul (Div (Div (Rat 2 1) Pi) (Add (Rat 2 1) (Div (Rat 2 1) Pi))) (Sub (Rat 1 1) (Kappa1 Var)))))))).
(* Cut points times 128, after the first one. *)
Definition cuts : list Z :=
  [(-72); (-16); 12; 40; 54; 68; 82; 89; 96]%Z.

Lemma accepted : Prim.check_to_one (PrimitiveFloat.PtoP 53) left_side right_side 128 (-128) cuts 1 2 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, (-128) / 128 <= x < 1 ->
  (3 * (1 - (kappa1 x))) < (((1 - x) + (1 - (kappa1 x))) + ((2 + (2 / PI)) * (1 - (kappa1 ((kappa1 x) + (((2 / PI) / (2 + (2 / PI))) * (1 - (kappa1 x)))))))).
Proof. exact (Prim.check_to_one_sound (PrimitiveFloat.PtoP 53) left_side right_side 128 (-128) cuts 1 2 accepted ltac:(discriminate)). Qed.
