(** 4*atan(1/5) - atan(1/239) = pi/4

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Boxes Slopes Reductions.
Import ListNotations.

Definition ranges : domain := [].
Definition statement : formula := (Equal (Sub (Mul (Rat 4 1) (Atan (Rat 1 5))) (Atan (Rat 1
  239))) (Div Pi (Rat 4 1))).
Definition steps : list step := [Inverse 0 Arctangent (Rat 1 239) (Neg (Div (Sub (Sub (Mul (Rat
  4 1) (Atan (Rat 1 5))) (Rat 0 1)) (Div Pi (Rat 4 1))) (Sub (Sub (Sub (Mul (Rat 4 1) (Atan
  (Rat 1 5))) (Rat 1 1)) (Div Pi (Rat 4 1))) (Sub (Sub (Mul (Rat 4 1) (Atan (Rat 1 5))) (Rat 0
  1)) (Div Pi (Rat 4 1)))))) (Sub (Sub (Sub (Mul (Rat 4 1) (Atan (Rat 1 5))) (Rat 1 1)) (Div Pi
  (Rat 4 1))) (Sub (Sub (Mul (Rat 4 1) (Atan (Rat 1 5))) (Rat 0 1)) (Div Pi (Rat 4 1))))].
Definition hints : list expr := [].
Definition evidence : cover := (Leaf 3 [Natural; Lawful]).

Lemma accepted :
Reductions.check (StdFloat.PtoP 70) ranges statement steps hints evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ((4 * (atan (1 / 5))) - (atan (1 / 239))) = (PI / 4).
Proof. exact (Reductions.for_all (StdFloat.PtoP 70) ranges statement steps hints evidence
  accepted). Qed.
