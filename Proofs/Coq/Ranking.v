(** * The ranking of the three cells, and positivity for two inputs.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, conclusion of Section 3.3:
    lambda(DAG#1) < lambda(DAG#2) < lambda(DAG#3); Lemma 3.1.

    Proved on the whole of [-1, 1), with no interval arithmetic (only convexity of h and
    PI > 2):
    - [ranking_printed]: for the printed forms;
    - [ranking_variance]: for lambda2 = K_ii - |K_ij| under the variance-only rule (where the
      printed form of DAG#3 is not always lambda2);
    - [ranking_exact]: for lambda2 under the exact rule.
    With s = h(r), the chord h(s) <= s + (1 - s)/PI gives
    L3 - L2 >= (1 - 2/PI)(1 - h(r)) + (h(r) - r).

    Lemma 3.1 for ReLU ([lem3.1-relu]): [lem3_1_skip_refuted], for a skip-only cell three unit
    inputs in the plane, no two of them parallel, have a singular kernel; and for two
    inputs [lem3_1_two_inputs_variance]: every connected cell has lambda2 > 0 when
    -1 < rho < 1, under the variance-only rule. *)
From Coq Require Import Reals Lra Psatz List Arith Lia.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network PathBound ClosedForms.
Import ListNotations.
Local Open Scope R_scope.

Lemma two_over_PI : 0 < 1 - 2/PI.
Proof.
  pose proof PI_gt_2. pose proof PIpos. apply Rmult_lt_reg_r with PI; auto.
  unfold Rdiv. rewrite Rmult_0_l, Rmult_minus_distr_r, Rmult_assoc, Rinv_l; lra.
Qed.

(** ** The printed forms *)
Theorem printed1_lt_printed2 r : corr r -> r < 1 -> printed1 r < printed2 r.
Proof.
  intros Hr L. unfold printed1, printed2.
  pose proof (kappa1_corr r Hr) as H1. pose proof (kappa1_corr _ H1) as H2.
  pose proof (kappa1_ge _ H1). pose proof (kappa1_ge _ H2). pose proof (kappa1_lt_1 r Hr L). lra.
Qed.

(** Quantitative: the gap is at least (1-2/PI)(1 - h r) + (h r - r). *)
Theorem printed3_minus_printed2 r : corr r ->
  (1 - 2/PI) * (1 - kappa1 r) + (kappa1 r - r) <= printed3 r - printed2 r.
Proof.
  intros Hr. unfold printed2, printed3. pose proof (kappa1_chord (kappa1 r) (kappa1_range r Hr)) as C.
  replace ((1 - 2/PI) * (1 - kappa1 r)) with (1 - kappa1 r - 2 * ((1 - kappa1 r) / PI))
    by (field; pose proof PIpos; lra).
  lra.
Qed.

Theorem printed2_lt_printed3 r : corr r -> r < 1 -> printed2 r < printed3 r.
Proof.
  intros Hr L. pose proof (printed3_minus_printed2 r Hr) as Q. pose proof two_over_PI.
  pose proof (kappa1_lt_1 r Hr L). pose proof (kappa1_ge r Hr).
  pose proof (Rmult_lt_0_compat (1 - 2/PI) (1 - kappa1 r) ltac:(lra) ltac:(lra)). lra.
Qed.

Theorem ranking_printed r : -1 <= r < 1 -> printed1 r < printed2 r < printed3 r.
Proof. intros [? ?]. split; [apply printed1_lt_printed2 | apply printed2_lt_printed3]; unfold corr; lra. Qed.

(** ** lambda2 under the variance-only rule *)
Theorem ranking_variance r : -1 <= r < 1 ->
  lambda2 (variance_pair dag1 r) < lambda2 (variance_pair dag2 r) < lambda2 (variance_pair dag3 r).
Proof.
  intros Hr. assert (C : corr r) by (unfold corr; lra).
  rewrite (proj1 (eq7_dag1_variance r C)), (proj1 (eq9_dag2_variance r C)).
  destruct (ranking_printed r Hr) as [A B]. split; [exact A|].
  rewrite dag3_variance, lambda2_M2. unfold printed2, printed3 in *.
  pose proof (kappa1_nonneg r C) as K1. pose proof (kappa1_gt_0 (kappa1 r) (kappa1_corr r C) ltac:(lra)) as K2.
  unfold Rabs. destruct Rcase_abs; lra.
Qed.

(** ** lambda2 under the exact rule *)
Theorem ranking_exact r : -1 <= r < 1 ->
  lambda2 (exact_pair dag1 r) < lambda2 (exact_pair dag2 r) < lambda2 (exact_pair dag3 r).
Proof.
  intros Hr. assert (C : corr r) by (unfold corr; lra).
  rewrite (proj1 (eq7_dag1_exact r C)), (proj1 (eq9_dag2_exact r C)).
  destruct (ranking_printed r Hr) as [A B]. split; [exact A|].
  pose proof (eq11_dag3_exact_refuted r Hr). lra.
Qed.

(** ** Lemma 3.1 for ReLU *)

(** The Gram matrix of three unit vectors in the plane at angles of 120 degrees. *)
Definition triangle : mat := fun i j => if Nat.eq_dec i j then 1 else -1/2.
Definition skip_only : network := [[Skip]].

(** The Gram matrix of (1, 0), (-1/2, sqrt 3/2), (-1/2, -sqrt 3/2). *)
Definition triangle_x (i : nat) : R := match i with O => 1 | _ => -1/2 end.
Definition triangle_y (i : nat) : R := match i with O => 0 | 1%nat => sqrt 3 / 2 | _ => - sqrt 3 / 2 end.
Lemma triangle_gram i j : (i < 3)%nat -> (j < 3)%nat ->
  triangle i j = triangle_x i * triangle_x j + triangle_y i * triangle_y j.
Proof.
  intros Hi Hj. pose proof (sqrt_sqrt 3 ltac:(lra)) as S.
  destruct i as [|[|[|i]]]; try lia; destruct j as [|[|[|j]]]; try lia;
  unfold triangle; simpl; lra.
Qed.
Lemma triangle_not_parallel i j : (i < 3)%nat -> (j < 3)%nat -> i <> j ->
  forall l, ~ (triangle_x i = l * triangle_x j /\ triangle_y i = l * triangle_y j).
Proof.
  intros Hi Hj N l [X Y]. pose proof (sqrt_lt_R0 3 ltac:(lra)) as S.
  destruct i as [|[|[|i]]]; try lia; destruct j as [|[|[|j]]]; try lia; simpl in *; nra.
Qed.

(** [lem3.1-relu], first claim: false.  The skip-only cell keeps the Gram matrix, which is
    singular as soon as there are more inputs than dimensions. *)
Theorem lem3_1_skip_refuted :
  well_formed skip_only /\ connected skip_only /\
  is_lmin 3 (variance_kernel skip_only triangle) 0 /\
  is_lmin 3 (exact_kernel skip_only triangle centred) 0.
Proof.
  split; [split; [discriminate|repeat split]|]. split; [apply Nat.lt_0_1|].
  assert (L : is_lmin 3 triangle 0).
  { apply eig_lmin with (v := fun _ => 1).
    - split; [unfold dot; simpl; lra|]. intros i Hi. unfold mv, triangle. simpl.
      destruct i as [|[|[|i]]]; try lia; simpl; lra.
    - intros x. unfold quad, dot, mv, triangle. simpl.
      pose proof (Rle_0_sqr (x 0%nat - x 1%nat)). pose proof (Rle_0_sqr (x 1%nat - x 2%nat)).
      pose proof (Rle_0_sqr (x 0%nat - x 2%nat)). unfold Rsqr in *. lra. }
  split.
  - replace (variance_kernel skip_only triangle) with triangle; [exact L|].
    apply mat_ext. intros. unfold variance_kernel, propagate, node_values; simpl.
    unfold add_mat, zero_mat. ring.
  - replace (exact_kernel skip_only triangle centred) with triangle; [exact L|].
    apply mat_ext. intros. unfold exact_kernel, exact_kernel_mu, exact_sum, propagate, node_values; simpl.
    now rewrite single_atom_kernel.
Qed.

(** Two inputs, not parallel: every connected cell separates them (variance-only rule). *)
Theorem lem3_1_two_inputs_variance net r : connected net -> -1 < r < 1 ->
  0 < lambda2 (variance_pair net r).
Proof.
  intros Hc Hr. unfold variance_pair.
  assert (R : let K := variance_kernel net (pair_input r) in let n := INR (length (depths net)) in
    K 0%nat 0%nat = n /\ K 1%nat 1%nat = n /\ (0 < n -> Rabs (K 0%nat 1%nat) < n) /\ (n = 0 -> K 0%nat 1%nat = 0)).
  { simpl. rewrite depths_propagate. unfold variance_kernel.
    apply (propagate_rel _ _ zero_mat add_mat variance_edge [] (@app nat) depth_step
      (fun K ds => let n := INR (length ds) in K 0%nat 0%nat = n /\ K 1%nat 1%nat = n /\
        (0 < n -> Rabs (K 0%nat 1%nat) < n) /\ (n = 0 -> K 0%nat 1%nat = 0))).
    - simpl. unfold zero_mat. repeat split; lra.
    - intros K L ds ds'. simpl. rewrite app_length, plus_INR. pose proof (pos_INR (length ds)) as P1.
      pose proof (pos_INR (length ds')) as P2. intros (A1 & A2 & A3 & A4) (B1 & B2 & B3 & B4).
      unfold add_mat. rewrite A1, A2, B1, B2. split; [lra|]. split; [lra|]. split.
      + intros P. pose proof (Rabs_triang (K 0%nat 1%nat) (L 0%nat 1%nat)).
        destruct P1 as [P1|P1], P2 as [P2|P2].
        * specialize (A3 P1). specialize (B3 P2). lra.
        * rewrite (B4 (eq_sym P2)), Rplus_0_r. specialize (A3 P1). lra.
        * rewrite (A4 (eq_sym P1)), Rplus_0_l. specialize (B3 P2). lra.
        * lra.
      + intros Z. rewrite (A4 ltac:(lra)), (B4 ltac:(lra)). ring.
    - intros s t o K ds. simpl. intros (A1 & A2 & A3 & A4). destruct o; simpl.
      + unfold zero_mat. repeat split; lra.
      + repeat split; auto.
      + rewrite map_length. set (n := INR (length ds)) in *. pose proof (pos_INR (length ds)) as P1. fold n in P1.
        rewrite !param_kernel_diag by lra. split; [exact A1|]. split; [exact A2|]. split.
        * intros P. specialize (A3 P). rewrite (param_kernel_equal K 0 1 n) by auto.
          pose proof (Rle_abs (K 0%nat 1%nat)). pose proof (Rle_abs (- K 0%nat 1%nat)) as X. rewrite Rabs_Ropp in X.
          assert (B : -1 < K 0%nat 1%nat / n < 1).
          { split; apply Rmult_lt_reg_r with n; auto; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra. }
          assert (C : corr (K 0%nat 1%nat / n)) by (unfold corr; lra).
          pose proof (kappa1_lt_1 _ C (proj2 B)). pose proof (kappa1_nonneg _ C).
          rewrite Rabs_right by (apply Rle_ge, Rmult_le_pos; lra).
          apply Rlt_le_trans with (n * 1); [apply Rmult_lt_compat_l; lra|lra].
        * intros Z. apply param_kernel_null. lra.
    - simpl. repeat split; try lra. intros _. apply Rabs_def1; unfold pair_input, M2; simpl; lra. }
  simpl in R. destruct R as (A & _ & B & _). unfold lambda2. rewrite A.
  assert (P : 0 < INR (length (depths net))) by (apply lt_0_INR; exact Hc).
  specialize (B P). lra.
Qed.
