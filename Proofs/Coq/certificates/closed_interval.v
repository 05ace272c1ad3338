(** A value away from the end-point: h(h(x)) > 49/100 on [0, 1/2]. *)
From Coq Require Import ZArith Reals List.
From Interval Require Import Primitive_ops.
From KernelCalculator Require Import ArcCosine Certificate.
Import ListNotations.

Definition left_side : expr := (Rat 49 100).
Definition right_side : expr := (Kappa1 (Kappa1 Var)).
(* Cut points times 2, after the first one. *)
Definition cuts : list Z :=
  [1]%Z.

Lemma accepted : Prim.check (PrimitiveFloat.PtoP 53) left_side right_side 2 0 cuts = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, 0 / 2 <= x <= 1 / 2 ->
  (49 / 100) < (kappa1 (kappa1 x)).
Proof. exact (Prim.check_sound (PrimitiveFloat.PtoP 53) left_side right_side 2 0 cuts accepted ltac:(discriminate)). Qed.
