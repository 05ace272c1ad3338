(** * Chains of every length.

    The kernels, tangent kernels and numbers of [chain k], the network of k parameterised edges one
    behind the other, for two centred unit inputs: K_ii is 1, K_ij the k-th iterate of kappa1, Theta_ii
    k + 1, and Theta_ij follows a recurrence.  What is said of every k is proved of these. *)
From Coq Require Import ZArith QArith Qreals Reals Lra List Bool Arith Lia FunctionalExtensionality.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network PathBound TangentKernel
  EffectiveDepth ClosedForms Induction.
Import ListNotations.
Local Open Scope R_scope.

(** ** One edge more *)
Section Step.
Context {A : Type} (none : A) (add : A -> A -> A) (edge : nat -> nat -> op -> A -> A).
Hypothesis zero_edge : forall s t a, edge s t Zero a = none.
Hypothesis add_left : forall a, add none a = a.
Hypothesis add_right : forall a, add a none = a.
Lemma gather_last vals a t : forall s,
  gather none add edge s t (repeat Zero (length vals) ++ [Param]) (vals ++ [a]) =
  edge (s + length vals)%nat t Param a.
Proof.
  induction vals as [|v vals IH]; intros s; cbn [length repeat app gather].
  - now rewrite add_right, Nat.add_0_r.
  - rewrite zero_edge, add_left, IH. f_equal. lia.
Qed.
Lemma pass_app net more : forall t vals,
  pass none add edge t (net ++ more) vals =
  pass none add edge (t + length net) more (pass none add edge t net vals).
Proof.
  induction net as [|g net IH]; intros t vals; cbn [app pass length].
  - now rewrite Nat.add_0_r.
  - rewrite IH. f_equal. lia.
Qed.
Lemma chain_length k : length (chain k) = k.
Proof. unfold chain. now rewrite map_length, seq_length. Qed.
Lemma chain_step k : chain (S k) = chain k ++ [repeat Zero k ++ [Param]].
Proof. unfold chain. now rewrite seq_S, map_app. Qed.
Lemma propagate_step k a : propagate none add edge (chain (S k)) a =
  edge k (S k) Param (propagate none add edge (chain k) a).
Proof.
  unfold propagate, node_values. rewrite chain_step, pass_app, chain_length. cbn [pass].
  pose proof (node_values_length none add edge (chain k) a) as L. unfold node_values in L.
  rewrite chain_length in L. generalize dependent (pass none add edge 1 (chain k) [a]). intros v L.
  destruct (exists_last (l := v)) as (u & w & ->); [now destruct v|]. rename u into v.
  rewrite app_length in L. cbn in L. assert (E : length v = k) by lia.
  rewrite !last_last, <- E, gather_last. reflexivity.
Qed.
Lemma propagate_start a : propagate none add edge (chain 0) a = a.
Proof. reflexivity. Qed.
End Step.

(** ** Numbers *)
Lemma chain_depths k : depths (chain k) = [k].
Proof.
  rewrite depths_propagate. induction k as [|k IH]; [reflexivity|].
  rewrite propagate_step by (intros; cbn; rewrite ?app_nil_r; reflexivity). now rewrite IH.
Qed.
Lemma chain_paths k : INR (path_count (chain k)) = 1.
Proof. unfold path_count. rewrite chain_depths. reflexivity. Qed.

Lemma chain_depth k : Q2R (effective_depth (chain k)) = IZR (Z.of_nat k).
Proof.
  unfold effective_depth, ratio. rewrite chain_depths, (Qeq_eqR _ _ (Qred_correct _)).
  unfold total_depth. cbn [fold_right length]. rewrite Nat.add_0_r. unfold Qdiv.
  rewrite Q2R_mult. unfold Q2R, Qinv, inject_Z. cbn. field.
Qed.

Lemma chain_eq12 k rho : eq12 (chain k) rho = 1 - Nat.iter k kappa1 rho.
Proof.
  unfold eq12. rewrite chain_paths, chain_depths. unfold sum_over. cbn [fold_right].
  rewrite Rplus_0_r. f_equal. f_equal. clear. induction k as [|k IH]; [reflexivity|].
  change (kappa1 (iter k rho) = kappa1 (Nat.iter k kappa1 rho)). now rewrite IH.
Qed.

(** ** Kernels of unit inputs *)
Lemma sum_one_kernel a : sum_kernel [a] = second a.
Proof.
  apply functional_extensionality. intros i. apply functional_extensionality. intros j.
  unfold sum_kernel, sum_over, inner_product, same_atom. cbn [fold_right].
  rewrite !Nat.eqb_refl. cbn [andb]. ring.
Qed.
Lemma add_zero_left K : add_mat zero_mat K = K.
Proof.
  apply functional_extensionality. intros i. apply functional_extensionality. intros j.
  unfold add_mat, zero_mat. ring.
Qed.
Lemma add_zero_right K : add_mat K zero_mat = K.
Proof.
  apply functional_extensionality. intros i. apply functional_extensionality. intros j.
  unfold add_mat, zero_mat. ring.
Qed.
Theorem chain_variance k rho : variance_pair (chain k) rho = M2 1 (Nat.iter k kappa1 rho).
Proof.
  unfold variance_pair, variance_kernel. induction k as [|k IH]; [reflexivity|].
  rewrite propagate_step by (intros; auto using add_zero_left, add_zero_right).
  rewrite IH. apply param_M2_unit.
Qed.
Lemma chain_atoms mu k rho : exists a, exact_sum mu (chain k) (pair_input rho) centred = [a] /\
  second a = M2 1 (Nat.iter k kappa1 rho).
Proof.
  unfold exact_sum. induction k as [|k (a & E & S)].
  - eexists. split; reflexivity.
  - rewrite propagate_step by (intros; cbn; rewrite ?app_nil_r; reflexivity). rewrite E.
    eexists. split; [reflexivity|]. cbn [second edge_atom]. rewrite sum_one_kernel, S.
    apply param_M2_unit.
Qed.
Lemma chain_exact_mu mu k rho : exact_kernel_mu mu (chain k) (pair_input rho) centred =
  M2 1 (Nat.iter k kappa1 rho).
Proof.
  unfold exact_kernel_mu. destruct (chain_atoms mu k rho) as (a & -> & S).
  now rewrite sum_one_kernel.
Qed.
Theorem chain_exact k rho : exact_pair (chain k) rho = M2 1 (Nat.iter k kappa1 rho).
Proof. apply chain_exact_mu. Qed.
Theorem chain_mean_free k rho : mean_free_pair (chain k) rho = M2 1 (Nat.iter k kappa1 rho).
Proof. apply chain_exact_mu. Qed.

(** ** Tangent kernels: Theta_ij of k + 1 edges from that of k *)
Fixpoint chain_tangent (k : nat) (rho : R) : R :=
  match k with
  | O => rho
  | S k => kappa1 (Nat.iter k kappa1 rho) + kappa0 (Nat.iter k kappa1 rho) * chain_tangent k rho
  end.
Lemma tangent_M2 c d t : param_tangent (M2 1 c) (M2 d t) = M2 (1 + d) (kappa0 c * (c + t)).
Proof.
  apply mat_ext. intros i j. unfold param_tangent. rewrite !M2_diag, Rmult_1_l, sqrt_1.
  unfold M2. destruct Nat.eq_dec.
  - replace (1 / 1) with 1 by field. rewrite kappa0_1. ring.
  - now replace (c / 1) with c by field.
Qed.
Definition later_tangent (k : nat) (rho : R) : R := chain_tangent k rho - Nat.iter k kappa1 rho.
Lemma later_tangent_step k rho : later_tangent (S k) rho =
  kappa0 (Nat.iter k kappa1 rho) * (Nat.iter k kappa1 rho + later_tangent k rho).
Proof. unfold later_tangent. cbn [chain_tangent Nat.iter nat_rect]. unfold Nat.iter. cbn. ring. Qed.
Lemma chain_variance_both k rho : variance_tangent (chain k) (pair_input rho) =
  (M2 1 (Nat.iter k kappa1 rho), M2 (INR k) (later_tangent k rho)).
Proof.
  unfold variance_tangent. induction k as [|k IH].
  - rewrite propagate_start. assert (Z : later_tangent 0 rho = 0) by (unfold later_tangent; cbn; ring).
    rewrite Z. cbn [INR]. now rewrite zero_M2.
  - rewrite propagate_step.
    + rewrite IH. cbn [variance_tangent_edge fst snd]. rewrite param_M2_unit, tangent_M2, later_tangent_step, S_INR.
      now rewrite Rplus_comm.
    + reflexivity.
    + intros [K T]. unfold both_add, both_zero. cbn [fst snd]. now rewrite !add_zero_left.
    + intros [K T]. unfold both_add, both_zero. cbn [fst snd]. now rewrite !add_zero_right.
Qed.
Lemma theta_sum k rho : add_mat (M2 1 (Nat.iter k kappa1 rho)) (M2 (INR k) (later_tangent k rho)) =
  M2 (IZR (Z.of_nat k) + 1) (chain_tangent k rho).
Proof.
  rewrite add_M2, INR_IZR_INZ. f_equal; [ring|]. unfold later_tangent. ring.
Qed.
Theorem chain_variance_tangent k rho : variance_tangent_pair (chain k) rho =
  M2 (IZR (Z.of_nat k) + 1) (chain_tangent k rho).
Proof. unfold variance_tangent_pair. rewrite chain_variance_both. apply theta_sum. Qed.
Lemma sum_one_tangent a T : sum_tangent [(a, T)] = T.
Proof.
  apply mat_ext. intros i j. unfold sum_tangent, sum_over, same_atom. cbn [fold_right fst snd].
  rewrite !Nat.eqb_refl. cbn [andb]. ring.
Qed.
Lemma chain_tangent_atoms mu k rho : exists a,
  exact_tangent mu (chain k) (pair_input rho) centred = [(a, M2 (INR k) (later_tangent k rho))] /\
  second a = M2 1 (Nat.iter k kappa1 rho).
Proof.
  unfold exact_tangent. induction k as [|k (a & E & S)].
  - exists (input_atom (pair_input rho) centred). split; [|reflexivity]. rewrite propagate_start.
    assert (Z : later_tangent 0 rho = 0) by (unfold later_tangent; cbn; ring).
    rewrite Z. cbn [INR]. now rewrite zero_M2.
  - rewrite propagate_step by (intros; cbn; rewrite ?app_nil_r; reflexivity). rewrite E.
    cbn [exact_tangent_edge map fst snd]. rewrite sum_one_kernel, sum_one_tangent, S.
    eexists. split.
    + rewrite tangent_M2, later_tangent_step, S_INR, Rplus_comm. reflexivity.
    + cbn [second edge_atom]. apply param_M2_unit.
Qed.
Lemma chain_tangent_mu mu k rho : tangent_pair_mu mu (chain k) rho =
  M2 (IZR (Z.of_nat k) + 1) (chain_tangent k rho).
Proof.
  unfold tangent_pair_mu. destruct (chain_tangent_atoms mu k rho) as (a & -> & S).
  cbn [map fst]. rewrite sum_one_kernel, sum_one_tangent, S. apply theta_sum.
Qed.
Theorem chain_exact_tangent k rho : exact_tangent_pair (chain k) rho =
  M2 (IZR (Z.of_nat k) + 1) (chain_tangent k rho).
Proof. apply chain_tangent_mu. Qed.
Theorem chain_mean_free_tangent k rho : mean_free_tangent_pair (chain k) rho =
  M2 (IZR (Z.of_nat k) + 1) (chain_tangent k rho).
Proof. apply chain_tangent_mu. Qed.

(** The entries, as they stand in statements. *)
Ltac chain_values := rewrite ?chain_variance, ?chain_exact, ?chain_mean_free, ?chain_variance_tangent,
  ?chain_exact_tangent, ?chain_mean_free_tangent, ?chain_paths, ?chain_depth, ?chain_eq12.
Ltac chain_values_in S := rewrite ?chain_variance, ?chain_exact, ?chain_mean_free,
  ?chain_variance_tangent, ?chain_exact_tangent, ?chain_mean_free_tangent, ?chain_paths, ?chain_depth,
  ?chain_eq12 in S.
