(** forall rho in [-1,1): lambda2("2_21_112", rho, variance-only) = 4 - rho - f(rho) - 2*f(f(rho))

    Refuted.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth Expression
  Certificate.
Import ListNotations.

Definition net_1 : network := [[Param]; [Param; Skip]; [Skip; Skip; Param]].
Definition statement : formula := (Equal (Lambda2 VarianceOnly net_1 (Var 0)) (Sub (Sub (Sub
  (Rat 4 1) (Var 0)) (Kappa1 (Var 0))) (Mul (Rat 2 1) (Kappa1 (Kappa1 (Var 0)))))).

Lemma accepted :
Std.check_point (StdFloat.PtoP 60) false statement (Closed (-1) 1) (Open 1 1) (-1) 1 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : ~ (forall x : R, (-1) <= x < 1 -> (lambda2 (variance_pair net_1 x)) = (((4
  - x) - (kappa1 x)) - (2 * (kappa1 (kappa1 x))))).
Proof. exact (Std.counterexample (StdFloat.PtoP 60) statement (Closed (-1) 1) (Open 1 1) (-1) 1
  accepted). Qed.
