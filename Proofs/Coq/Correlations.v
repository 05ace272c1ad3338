(** * Derivatives of networks' kernels by the correlation.

    A statement may speak of [Derive_n (fun t => exact_pair net t 0 1) n a], also at a = 1.  The
    kernels of Network.v are defined for every number in place of the correlation, where kappa1 has
    a derivative everywhere (KernelTails.v), and what Inputs.v makes of them as expressions does
    not need a correlation.  [written] puts these expressions in place of kernels; what
    Differentiation.v says of the derivatives of the result holds of the kernels ([everywhere]). *)
From Coq Require Import ZArith QArith Reals Lra List Bool Lia.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network PathBound TangentKernel
  Expression Identities Certificate Boxes Differentiation.
From KernelCalculator Require Inputs.
Import ListNotations.
Local Open Scope R_scope.

Section Written.
Variable prec : Boxes.Std.I.precision.
Let box := Boxes.Std.sides prec (Boxes.Std.domain_box []).
(** Numbers that are seen not to be negative. *)
Let known := Boxes.Std.surely_nonnegative prec [] box.
Let never (_ : expr) := false.

(** The kernel as expressions of the correlation. *)
Definition kernel_forms (r : Expression.rule) (net : network) (a : expr) : Inputs.entries :=
  let K := {| Inputs.first_entry := int 1; Inputs.mixed_entry := a; Inputs.second_entry := int 1 |}
  in match r with
  | VarianceOnly => fst (Inputs.variance_forms known never net K)
  | _ => Inputs.kernel_sum
      (Inputs.exact_forms known never (Inputs.uses_means r) net K (int 0, int 0))
  end.
Lemma kernel_forms_show r net a x :
  Inputs.shows x (kernel_forms r net a) (pair_kernel r net (eval a x)).
Proof.
  assert (N : forall e, known e = true -> 0 <= eval e x).
  { intros e. pose proof (inside_nil x) as Y.
    apply (Boxes.Std.surely_nonnegative_correct prec [] box x); [|exact Y].
    exact (Boxes.Std.sides_correct prec _ _ (Boxes.Std.domain_box_correct prec [] x Y)). }
  assert (P : forall e, never e = true -> 0 < eval e x) by discriminate.
  set (K := {| Inputs.first_entry := int 1; Inputs.mixed_entry := a;
    Inputs.second_entry := int 1 |}).
  assert (HK : Inputs.shows x K (pair_input (eval a x)))
    by (intros i j [[-> ->]|[[-> ->]|[-> ->]]]; reflexivity).
  assert (E : forall b : bool, Forall2 (Inputs.shows_atom x)
    (Inputs.exact_forms known never b net K (int 0, int 0))
    (exact_tangent (mu_of b) net (pair_input (eval a x)) centred))
    by (intros b; apply (Inputs.exact_forms_show known never b x N P); [exact HK| |]; reflexivity).
  destruct r; cbn [kernel_forms pair_kernel].
  - pose proof (proj1 (Inputs.variance_forms_show known never x N P net K _ HK)) as H.
    rewrite variance_tangent_kernel in H. exact H.
  - pose proof (Inputs.kernel_sum_shows x _ _ (E true)) as H.
    rewrite exact_tangent_kernel in H. exact H.
  - pose proof (Inputs.kernel_sum_shows x _ _ (E false)) as H.
    rewrite exact_tangent_kernel in H. exact H.
Qed.
Definition entry_form (r : Expression.rule) (net : network) (j : nat) (a : expr) : expr :=
  Inputs.pick (kernel_forms r net a) 0 j.

(** The expression with others in place of its kernels. *)
Fixpoint written (e : expr) : expr :=
  match e with
  | Kii r net a => entry_form r net 0 (written a)
  | Kij r net a => entry_form r net 1 (written a)
  | Neg a => Neg (written a) | Pow a n => Pow (written a) n
  | Sqrt a => Sqrt (written a) | Abs a => Abs (written a)
  | Exp a => Exp (written a) | Log a => Log (written a)
  | Sin a => Sin (written a) | Cos a => Cos (written a) | Atan a => Atan (written a)
  | Kappa1 a => Kappa1 (written a) | Kappa0 a => Kappa0 (written a)
  | Add a b => Add (written a) (written b) | Sub a b => Sub (written a) (written b)
  | Mul a b => Mul (written a) (written b) | Div a b => Div (written a) (written b)
  | _ => e
  end.
Lemma written_value e x : eval (written e) x = eval e x.
Proof.
  assert (F : forall r net a, eval (entry_form r net 0 a) x = eval (Kii r net a) x).
  { intros r net a. unfold entry_form.
    rewrite (kernel_forms_show r net a x 0%nat 0%nat) by (unfold Inputs.upper; lia).
    now destruct r. }
  assert (G : forall r net a, eval (entry_form r net 1 a) x = eval (Kij r net a) x).
  { intros r net a. unfold entry_form.
    rewrite (kernel_forms_show r net a x 0%nat 1%nat) by (unfold Inputs.upper; lia).
    now destruct r. }
  induction e; cbn [written]; try reflexivity; rewrite ?F, ?G, ?eval_Kii, ?eval_Kij;
  cbn [eval]; rewrite ?IHe, ?IHe1, ?IHe2; reflexivity.
Qed.

(** What a check that evaluates to [true] proves: [result] is the derivative on the whole domain. *)
Definition check (dom : domain) (a : expr) (n : nat) (e result : expr) : bool :=
  Differentiation.check prec dom a n (written e) result.
Theorem everywhere dom a n e result : check dom a n e result = true ->
  every dom [] (fun xs => Derive_n (fun t => eval e (scope t (values xs))) n (eval a (values xs)) =
    eval result (values xs)).
Proof.
  intros H. apply Differentiation.everywhere in H.
  apply (every_intro _ dom []); [reflexivity|apply inside_nil|]. intros ys L Y.
  cbn [app] in *. rewrite <- (every_elim _ dom [] ys L) with (2 := H).
  - apply Derive_n_ext. intros t. symmetry. apply written_value.
  - intros n' l u N. exact (Y n' l u N).
Qed.
End Written.
