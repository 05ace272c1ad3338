(** * Kernel gradient descent against the rate of Theorem 3.1.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Theorem 3.1: the squared error after
    k steps is at most (1 - eta lambda_min / 2)^k times the initial one.

    For the loss 1/2 |y - X|^2 and a constant kernel K the error of kernel gradient descent
    obeys e(k+1) = (I - eta K) e(k).  Proved:
    - per eigen-direction, x = eta lambda: (1 - x)^2 <= 1 - x/2 exactly for 0 <= x <= 3/2
      ([step_factor_iff]), hence the decay (1-x)^(2k) is below (1-x/2)^k there
      ([direction_rate]) and above it just beyond 3/2 ([direction_rate_fails]);
    - for a symmetric matrix with Rayleigh quotients between lambda_min >= 0 and 1/eta, the
      squared error contracts by 1 - eta lambda_min at each step ([gd_step_contraction]), a
      stronger rate than the printed one, which follows ([gd_rate]).  No spectral theorem is
      used;
    - for a symmetric matrix given by its eigenvalues, the exact condition for the printed
      rate to hold for every error: (1 - eta l)^2 <= 1 - eta lmin/2 for all eigenvalues l
      ([diagonal_rate_iff]), that is, eta lmin <= 3/2 and
      eta lmax <= 1 + sqrt(1 - eta lmin/2) ([diagonal_rate_limit]). *)
From Coq Require Import Reals Lra Psatz Arith Lia.
From KernelCalculator Require Import SmallestEigenvalue.
Local Open Scope R_scope.

(** ** One direction *)
Theorem step_factor_iff x : (1 - x)^2 <= 1 - x/2 <-> 0 <= x <= 3/2.
Proof. split; [intros; split; nra|intros; nra]. Qed.

Theorem direction_rate x k : 0 <= x <= 3/2 -> (1 - x)^(2*k) <= (1 - x/2)^k.
Proof. intros Hx. rewrite pow_mult. apply pow_incr. split; [apply pow2_ge_0|now apply step_factor_iff]. Qed.

Theorem direction_rate_fails x k : 3/2 < x <= 2 -> (1 <= k)%nat -> (1 - x/2)^k < (1 - x)^(2*k).
Proof.
  intros Hx Hk. rewrite pow_mult.
  assert (B : 0 <= 1 - x/2 < (1-x)^2) by (split; nra).
  destruct k as [|k]; [lia|]. clear Hk. induction k.
  - simpl in *. lra.
  - rewrite <- (tech_pow_Rmult _ (S k)), <- (tech_pow_Rmult ((1-x)^2) (S k)).
    apply Rmult_le_0_lt_compat; try lra. apply pow_le; lra.
Qed.

(** ** Matrices *)
Lemma rsum_plus n f g : rsum n (fun i => f i + g i) = rsum n f + rsum n g.
Proof. induction n; simpl; [ring|]. rewrite IHn; ring. Qed.
Lemma rsum_swap n m f : rsum n (fun i => rsum m (fun j => f i j)) = rsum m (fun j => rsum n (fun i => f i j)).
Proof.
  induction n; simpl. now rewrite rsum_zero. rewrite IHn. symmetry. apply rsum_plus.
Qed.
Lemma rsum_le n f g : (forall i, (i < n)%nat -> f i <= g i) -> rsum n f <= rsum n g.
Proof. induction n; simpl; intros E; [lra|]. apply Rplus_le_compat; auto. Qed.
Lemma rsum_nonneg n f : (forall i, (i < n)%nat -> 0 <= f i) -> 0 <= rsum n f.
Proof. intros E. rewrite <- (rsum_zero n). now apply rsum_le. Qed.

Definition symmetric n (A : mat) := forall i j, (i < n)%nat -> (j < n)%nat -> A i j = A j i.

Lemma dot_comm n x y : dot n x y = dot n y x.
Proof. apply rsum_ext. intros; ring. Qed.
Lemma dot_mv n A x y : symmetric n A -> dot n x (mv n A y) = dot n (mv n A x) y.
Proof.
  intros S. unfold dot, mv.
  rewrite (rsum_ext n _ (fun i => rsum n (fun j => A i j * x i * y j))).
  2:{ intros i _. rewrite <- rsum_scal. apply rsum_ext. intros; ring. }
  rewrite rsum_swap. apply rsum_ext. intros j Hj.
  rewrite (Rmult_comm _ (y j)), <- rsum_scal. apply rsum_ext. intros i Hi.
  rewrite (S i j) by assumption. ring.
Qed.
Lemma mv_lin n A x y c i : mv n A (fun k => x k + c * y k) i = mv n A x i + c * mv n A y i.
Proof.
  unfold mv. rewrite <- rsum_scal, <- rsum_plus. apply rsum_ext. intros; ring.
Qed.
Lemma dot_lin n x y z c : dot n z (fun k => x k + c * y k) = dot n z x + c * dot n z y.
Proof. unfold dot. rewrite <- rsum_scal, <- rsum_plus. apply rsum_ext. intros; ring. Qed.
Lemma dot_self_nonneg n x : 0 <= dot n x x.
Proof. apply rsum_nonneg. intros. apply Rle_0_sqr. Qed.

(** One step of kernel gradient descent on the error. *)
Definition gd_step n (A : mat) eta (x : vec) : vec := fun i => x i + (- eta) * mv n A x i.
Fixpoint gd n A eta k x := match k with O => x | S k => gd_step n A eta (gd n A eta k x) end.

(** |A x|^2 <= L x'Ax for 0 <= A <= L (Cauchy-Schwarz for the form of A, with t = 1/L). *)
Lemma square_below_form n A L x : symmetric n A -> 0 < L -> ray_lb n A 0 ->
  (forall x, quad n A x <= L * dot n x x) ->
  dot n (mv n A x) (mv n A x) <= L * quad n A x.
Proof.
  intros S HL P U. set (y := mv n A x). set (t := / L).
  assert (Ht : 0 < t) by now apply Rinv_0_lt_compat.
  (* 0 <= q(x - t y) = q x - 2 t y.y + t^2 q y <= q x - 2 t y.y + t y.y *)
  pose proof (P (fun k => x k + (- t) * y k)) as Q. rewrite Rmult_0_l in Q.
  assert (E : quad n A (fun k => x k + - t * y k) =
              quad n A x - 2 * t * dot n y y + t * t * quad n A y).
  { unfold quad.
    unfold dot at 1.
    rewrite (rsum_ext n (fun i => (x i + - t * y i) * mv n A (fun k => x k + - t * y k) i)
       (fun i => x i * mv n A x i + (-t) * (y i * mv n A x i) + ((-t) * (x i * mv n A y i) + t*t*(y i * mv n A y i)))).
    2:{ intros i _. rewrite mv_lin. ring. }
    rewrite !rsum_plus, !rsum_scal.
    change (rsum n (fun i => x i * mv n A y i)) with (dot n x (mv n A y)).
    rewrite (dot_mv n A x y S). fold y. unfold dot. ring. }
  rewrite E in Q. pose proof (U y) as Uy.
  assert (B : t * t * quad n A y <= t * dot n y y).
  { apply Rle_trans with (t * t * (L * dot n y y)).
    - apply Rmult_le_compat_l; [nra|exact Uy].
    - right. unfold t. field. lra. }
  apply Rmult_le_reg_l with t; [exact Ht|].
  replace (t * (L * quad n A x)) with (quad n A x) by (unfold t; field; lra). lra.
Qed.

(** Each step contracts the squared error by 1 - eta lambda. *)
Theorem gd_step_contraction n A eta lam x : symmetric n A -> 0 < eta -> 0 <= lam ->
  ray_lb n A lam -> (forall x, eta * quad n A x <= dot n x x) ->
  dot n (gd_step n A eta x) (gd_step n A eta x) <= (1 - eta * lam) * dot n x x.
Proof.
  intros S He Hl R U.
  assert (P : ray_lb n A 0).
  { intros z. rewrite Rmult_0_l. pose proof (R z). pose proof (dot_self_nonneg n z). nra. }
  assert (E : dot n (gd_step n A eta x) (gd_step n A eta x) =
     dot n x x - 2 * eta * quad n A x + eta * eta * dot n (mv n A x) (mv n A x)).
  { unfold gd_step, quad, dot.
    rewrite (rsum_ext n _ (fun i => x i * x i + (- (2 * eta)) * (x i * mv n A x i) + (eta * eta) * (mv n A x i * mv n A x i)))
      by (intros; ring).
    rewrite !rsum_plus, !rsum_scal. ring. }
  assert (He' : 0 < / eta) by now apply Rinv_0_lt_compat.
  assert (U' : forall z, quad n A z <= / eta * dot n z z).
  { intros z. apply Rmult_le_reg_l with eta; [exact He|]. rewrite <- Rmult_assoc, Rinv_r by lra.
    rewrite Rmult_1_l. apply U. }
  pose proof (square_below_form n A (/ eta) x S He' P U') as Q.
  apply Rmult_le_compat_l with (r := eta * eta) in Q; [|nra].
  replace (eta * eta * (/ eta * quad n A x)) with (eta * quad n A x) in Q by (field; lra).
  pose proof (R x) as Rx. apply Rmult_le_compat_l with (r := eta) in Rx; [|lra]. lra.
Qed.

Theorem gd_rate_sharp n A eta lam x k : symmetric n A -> 0 < eta -> 0 <= lam -> eta * lam <= 1 ->
  ray_lb n A lam -> (forall x, eta * quad n A x <= dot n x x) ->
  dot n (gd n A eta k x) (gd n A eta k x) <= (1 - eta * lam)^k * dot n x x.
Proof.
  intros S He Hl H1 R U. induction k; simpl; [lra|].
  eapply Rle_trans; [apply (gd_step_contraction n A eta lam); assumption|].
  rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|exact IHk].
Qed.

(** [thm3.1-rate]: 0 < eta <= 1/lambda_max (the hypothesis says: eta x'Ax <= x'x). *)
Theorem gd_rate n A eta lam x k : symmetric n A -> 0 < eta -> 0 <= lam -> eta * lam <= 1 ->
  ray_lb n A lam -> (forall x, eta * quad n A x <= dot n x x) ->
  dot n (gd n A eta k x) (gd n A eta k x) <= (1 - eta * lam / 2)^k * dot n x x.
Proof.
  intros S He Hl H1 R U. eapply Rle_trans; [apply gd_rate_sharp; eassumption|].
  apply Rmult_le_compat_r; [apply dot_self_nonneg|]. apply pow_incr.
  pose proof (Rmult_le_pos _ _ (Rlt_le _ _ He) Hl). split; lra.
Qed.

(** ** Exactly when the printed rate holds, for a kernel given by its eigenvalues *)
Definition diag_gd eta (l : vec) k (x : vec) : vec := fun i => (1 - eta * l i)^k * x i.

Theorem diagonal_rate_iff n l eta lmin : 
  (forall x k, dot n (diag_gd eta l k x) (diag_gd eta l k x) <= (1 - eta * lmin / 2)^k * dot n x x)
  <-> (forall i, (i < n)%nat -> (1 - eta * l i)^2 <= 1 - eta * lmin / 2).
Proof.
  split.
  - intros P i Hi. specialize (P (fun k => if Nat.eq_dec k i then 1 else 0) 1%nat).
    assert (D : forall f m, dot m (fun k => f k * (if Nat.eq_dec k i then 1 else 0))
       (fun k => f k * (if Nat.eq_dec k i then 1 else 0)) = if le_lt_dec m i then 0 else f i * f i).
    { intros f. induction m; unfold dot in *; simpl rsum.
      - destruct le_lt_dec; [reflexivity|lia].
      - rewrite IHm. destruct (le_lt_dec m i), (le_lt_dec (S m) i), (Nat.eq_dec m i); subst; try lia; ring. }
    unfold diag_gd in P. rewrite (D (fun k => (1 - eta * l k)^1) n) in P.
    pose proof (D (fun _ => 1) n) as D1.
    replace (dot n (fun k => if Nat.eq_dec k i then 1 else 0) (fun k => if Nat.eq_dec k i then 1 else 0))
      with (if le_lt_dec n i then 0 else 1 * 1) in P.
    2:{ rewrite <- D1. unfold dot. apply rsum_ext. intros. now rewrite Rmult_1_l. }
    destruct le_lt_dec in P; [lia|]. simpl in *. lra.
  - intros P x k. unfold dot. rewrite <- rsum_scal. apply rsum_le. intros i Hi. unfold diag_gd.
    replace ((1 - eta * l i)^k * x i * ((1 - eta * l i)^k * x i))
      with (((1 - eta * l i)^2)^k * (x i * x i)).
    + apply Rmult_le_compat_r; [apply Rle_0_sqr|]. apply pow_incr. split; [apply pow2_ge_0|auto].
    + rewrite <- pow_mult. replace (2 * k)%nat with (k + k)%nat by lia. rewrite pow_add. ring.
Qed.

(** In terms of the extreme eigenvalues. *)
Theorem diagonal_rate_limit n l eta lmin lmax : 0 <= eta -> 0 <= lmin ->
  (forall i, (i < n)%nat -> lmin <= l i <= lmax) ->
  (exists i, (i < n)%nat /\ l i = lmin) -> (exists i, (i < n)%nat /\ l i = lmax) ->
  (forall x k, dot n (diag_gd eta l k x) (diag_gd eta l k x) <= (1 - eta * lmin / 2)^k * dot n x x)
  <-> eta * lmin <= 3/2 /\ eta * lmax <= 1 + sqrt (1 - eta * lmin / 2).
Proof.
  intros He Hl B (i0 & I0 & E0) (i1 & I1 & E1). rewrite diagonal_rate_iff.
  assert (M : 0 <= eta * lmin) by now apply Rmult_le_pos.
  split.
  - intros P. pose proof (P i0 I0) as P0. pose proof (P i1 I1) as P1. rewrite E0 in P0. rewrite E1 in P1.
    apply step_factor_iff in P0. split; [apply P0|].
    apply sqrt_le_1_alt in P1. pose proof (Rle_abs (eta * lmax - 1)).
    replace ((1 - eta * lmax)^2) with (Rsqr (eta * lmax - 1)) in P1 by (unfold Rsqr; ring).
    rewrite sqrt_Rsqr_abs in P1. lra.
  - intros [A C] i Hi. specialize (B i Hi).
    assert (L : eta * lmin <= eta * l i) by (apply Rmult_le_compat_l; lra).
    assert (U : eta * l i <= eta * lmax) by (apply Rmult_le_compat_l; lra).
    destruct (Rle_or_lt (eta * l i) 1).
    + apply Rle_trans with ((1 - eta * lmin)^2); [apply pow_incr; lra|]. apply step_factor_iff. lra.
    + replace ((1 - eta * l i)^2) with ((eta * l i - 1)^2) by ring.
      apply Rle_trans with (sqrt (1 - eta * lmin / 2) ^ 2); [apply pow_incr; lra|].
      rewrite pow2_sqrt; lra.
Qed.

(** ** Exactly when the printed rate holds, for every symmetric kernel *)
(** The largest eigenvalue, as the least upper bound of the Rayleigh quotient. *)
Definition is_lmax n A m := (forall x, quad n A x <= m * dot n x x) /\
  forall m', (forall x, quad n A x <= m' * dot n x x) -> m <= m'.

Lemma dot_shift n x y c : dot n (fun i => x i + c * y i) (fun i => x i + c * y i) =
  dot n x x + 2 * c * dot n x y + c * c * dot n y y.
Proof.
  unfold dot. rewrite <- !rsum_scal, <- !rsum_plus. apply rsum_ext. intros; ring.
Qed.
Lemma quad_shift n A x y c : symmetric n A -> quad n A (fun i => x i + c * y i) =
  quad n A x + 2 * c * dot n y (mv n A x) + c * c * quad n A y.
Proof.
  intros S. unfold quad. unfold dot at 1.
  rewrite (rsum_ext n _ (fun i => x i * mv n A x i +
    (c * (y i * mv n A x i) + (c * (x i * mv n A y i) + c * c * (y i * mv n A y i)))))
    by (intros i _; rewrite mv_lin; ring).
  rewrite !rsum_plus, !rsum_scal.
  change (rsum n (fun i => x i * mv n A y i)) with (dot n x (mv n A y)).
  rewrite (dot_mv n A x y S), (dot_comm n (mv n A x) y). unfold dot. ring.
Qed.
Lemma cauchy_schwarz n x y : dot n x y * dot n x y <= dot n x x * dot n y y.
Proof.
  apply disc_nonneg. intros p q.
  pose proof (dot_self_nonneg n (fun i => p * x i + q * y i)) as P.
  replace (dot n (fun i => p * x i + q * y i) (fun i => p * x i + q * y i))
    with (dot n x x * p * p + 2 * dot n x y * p * q + dot n y y * q * q) in P; [exact P|].
  transitivity (p * p * dot n x x + ((2 * p * q) * dot n x y + q * q * dot n y y)); [ring|].
  unfold dot. rewrite <- !rsum_scal, <- !rsum_plus. apply rsum_ext. intros; ring.
Qed.

(** A symmetric map whose form is at most r |x|^2 in size does not stretch by more than r. *)
Lemma step_bounded n A eta r : symmetric n A -> 0 <= r ->
  (forall x, - r * dot n x x <= dot n x x - eta * quad n A x <= r * dot n x x) ->
  forall x, dot n (gd_step n A eta x) (gd_step n A eta x) <= r * r * dot n x x.
Proof.
  intros S Hr B x. set (y := gd_step n A eta x). set (q := dot n y y). set (p := dot n x x).
  assert (Q : forall c, 4 * c * q <= 2 * r * (p + c * c * q)).
  { intros c. pose proof (B (fun i => x i + c * y i)) as U. pose proof (B (fun i => x i + (- c) * y i)) as L.
    rewrite dot_shift, quad_shift in U, L by assumption.
    assert (E : dot n y x - eta * dot n y (mv n A x) = q).
    { unfold q. replace (dot n y x - eta * dot n y (mv n A x)) with (dot n y x + (- eta) * dot n y (mv n A x)) by ring.
      rewrite <- dot_lin. reflexivity. }
    rewrite (dot_comm n x y) in U, L. fold p q in U, L.
    assert (F : dot n y x = q + eta * dot n y (mv n A x)) by lra. rewrite F in U, L. lra. }
  pose proof (dot_self_nonneg n y) as Pq. fold q in Pq. pose proof (dot_self_nonneg n x) as Pp. fold p in Pp.
  destruct Hr as [Hr|<-].
  - pose proof (Q (/ r)) as X. apply Rmult_le_reg_l with (/ r); [now apply Rinv_0_lt_compat|].
    replace (2 * r * (p + / r * / r * q)) with (2 * (r * p) + 2 * (/ r * q)) in X by (field; lra).
    replace (/ r * (r * r * p)) with (r * p) by (field; lra). lra.
  - pose proof (Q 1). lra.
Qed.

(** [thm3.1-rate], its limit: for every symmetric kernel and eta > 0 the printed rate holds for all
    errors and all k exactly if eta lmin <= 3/2 and eta lmax <= 1 + sqrt(1 - eta lmin/2). *)
Theorem rate_limit n A eta lmin lmax : (0 < n)%nat -> symmetric n A -> 0 < eta -> 0 <= lmin ->
  is_lmin n A lmin -> is_lmax n A lmax ->
  (forall x k, dot n (gd n A eta k x) (gd n A eta k x) <= (1 - eta * lmin / 2)^k * dot n x x)
  <-> eta * lmin <= 3/2 /\ eta * lmax <= 1 + sqrt (1 - eta * lmin / 2).
Proof.
  intros Hn S He Hl [L1 L2] [U1 U2]. assert (M : 0 <= eta * lmin) by (apply Rmult_le_pos; lra).
  assert (D1 : exists x, 0 < dot n x x).
  { exists (fun _ => 1). unfold dot. destruct n as [|n]; [lia|]. simpl.
    assert (0 <= rsum n (fun _ => 1 * 1)) by (apply rsum_nonneg; intros; lra). lra. }
  split.
  - intros P. set (c := 1 - eta * lmin / 2) in *.
    assert (Hc : 0 <= c).
    { destruct D1 as (x & Hx). pose proof (P x 1%nat) as X. simpl in X.
      pose proof (dot_self_nonneg n (gd_step n A eta x)). nra. }
    assert (F : forall x, (1 - sqrt c) * dot n x x <= eta * quad n A x <= (1 + sqrt c) * dot n x x).
    { intros x. pose proof (P x 1%nat) as X. simpl in X. rewrite Rmult_1_r in X.
      pose proof (cauchy_schwarz n x (gd_step n A eta x)) as CS.
      assert (E : dot n x (gd_step n A eta x) = dot n x x - eta * quad n A x).
      { unfold gd_step. rewrite dot_lin. unfold quad. ring. }
      rewrite E in CS. set (p := dot n x x) in *. set (f := p - eta * quad n A x) in *.
      pose proof (dot_self_nonneg n x) as Pp. fold p in Pp. pose proof (sqrt_sqrt c Hc) as R.
      pose proof (sqrt_pos c) as R0.
      assert (Q : Rsqr f <= Rsqr (sqrt c * p)).
      { unfold Rsqr. replace (sqrt c * p * (sqrt c * p)) with (sqrt c * sqrt c * p * p) by ring.
        rewrite R. apply Rle_trans with (1 := CS). rewrite (Rmult_comm p). apply Rmult_le_compat_r; lra. }
      apply Rsqr_le_abs_0 in Q. rewrite (Rabs_right (sqrt c * p)) in Q by (apply Rle_ge, Rmult_le_pos; lra).
      pose proof (Rle_abs f). pose proof (Rle_abs (- f)) as G. rewrite Rabs_Ropp in G.
      unfold f in *. lra. }
    assert (Lo : 1 - sqrt c <= eta * lmin).
    { assert (X : (1 - sqrt c) / eta <= lmin).
      { apply L2. intros x. destruct (F x) as [Y _]. apply Rmult_le_reg_l with eta; [exact He|].
        replace (eta * ((1 - sqrt c) / eta * dot n x x)) with ((1 - sqrt c) * dot n x x) by (field; lra). exact Y. }
      apply Rmult_le_compat_l with (r := eta) in X; [|lra].
      replace (eta * ((1 - sqrt c) / eta)) with (1 - sqrt c) in X by (field; lra). exact X. }
    assert (Up : eta * lmax <= 1 + sqrt c).
    { assert (X : lmax <= (1 + sqrt c) / eta).
      { apply U2. intros x. destruct (F x) as [_ Y]. apply Rmult_le_reg_l with eta; [exact He|].
        replace (eta * ((1 + sqrt c) / eta * dot n x x)) with ((1 + sqrt c) * dot n x x) by (field; lra). exact Y. }
      apply Rmult_le_compat_l with (r := eta) in X; [|lra].
      replace (eta * ((1 + sqrt c) / eta)) with (1 + sqrt c) in X by (field; lra). exact X. }
    assert (Le : lmin <= lmax).
    { destruct D1 as (x & Hx). pose proof (L1 x). pose proof (U1 x). apply Rmult_le_reg_r with (dot n x x); lra. }
    split; [|exact Up]. apply Rmult_le_compat_l with (r := eta) in Le; [|lra].
    pose proof (sqrt_sqrt c Hc) as R.
    assert (X : (1 - eta * lmin)^2 <= 1 - eta * lmin / 2).
    { fold c. rewrite <- R. replace ((1 - eta * lmin)^2) with (Rsqr (1 - eta * lmin)) by (unfold Rsqr; ring).
      change (sqrt c * sqrt c) with (Rsqr (sqrt c)). apply Rsqr_le_abs_1.
      rewrite (Rabs_right (sqrt c)) by (apply Rle_ge, sqrt_pos). apply Rabs_le. lra. }
    now apply step_factor_iff in X.
  - intros [A1 A2] x k. set (c := 1 - eta * lmin / 2) in *. assert (Hc : 0 <= c) by (unfold c; lra).
    pose proof (sqrt_sqrt c Hc) as R. pose proof (sqrt_pos c) as R0.
    assert (X : 1 - eta * lmin <= sqrt c).
    { assert (Y : (1 - eta * lmin)^2 <= c) by (apply step_factor_iff; lra).
      destruct (Rle_or_lt (1 - eta * lmin) (sqrt c)) as [|Z]; [assumption|exfalso].
      assert (sqrt c * sqrt c < (1 - eta * lmin) * (1 - eta * lmin)) by (apply Rmult_le_0_lt_compat; lra).
      simpl in Y. lra. }
    assert (B : forall z, dot n (gd_step n A eta z) (gd_step n A eta z) <= sqrt c * sqrt c * dot n z z).
    { apply step_bounded; auto. intros z. pose proof (dot_self_nonneg n z) as Pz.
      pose proof (L1 z) as Lz. pose proof (U1 z) as Uz.
      apply Rmult_le_compat_l with (r := eta) in Lz, Uz; [|lra|lra]. nra. }
    induction k as [|k IH]; [simpl; lra|]. change (gd n A eta (Datatypes.S k) x) with (gd_step n A eta (gd n A eta k x)).
    apply Rle_trans with (1 := B _). rewrite R. simpl. rewrite Rmult_assoc. apply Rmult_le_compat_l; [exact Hc|exact IH].
Qed.

(** [thm3.1-rate]: for every symmetric positive semi-definite kernel and 0 < eta <= 1/lmax. *)
Theorem thm3_1_rate n A eta lmin lmax x k : symmetric n A -> is_lmin n A lmin -> is_lmax n A lmax ->
  0 <= lmin -> 0 < eta -> eta * lmax <= 1 ->
  dot n (gd n A eta k x) (gd n A eta k x) <= (1 - eta * lmin / 2)^k * dot n x x.
Proof.
  intros S [L _] [U _] Hl He Hm. destruct n as [|n]; [unfold dot; simpl; lra|].
  apply gd_rate; auto.
  - assert (D : 0 < dot (Datatypes.S n) (fun _ => 1) (fun _ => 1)).
    { unfold dot. simpl. assert (0 <= rsum n (fun _ => 1 * 1)) by (apply rsum_nonneg; intros; lra). lra. }
    pose proof (L (fun _ => 1)) as Lx. pose proof (U (fun _ => 1)) as Ux.
    assert (lmin <= lmax) by (apply Rmult_le_reg_r with (1 := D); lra). nra.
  - intros z. pose proof (U z) as Uz. apply Rmult_le_compat_l with (r := eta) in Uz; [|lra].
    pose proof (dot_self_nonneg (Datatypes.S n) z). nra.
Qed.
