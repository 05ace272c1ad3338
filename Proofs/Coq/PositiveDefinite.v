(** * Positive definite matrices and Schur's product theorem.

    A matrix is positive definite here if a positive number is a lower bound of its Rayleigh
    quotient ([positive_definite]); then its smallest eigenvalue exists and is positive
    ([positive_definite_lmin]).  No spectral theorem is used: a positive semi-definite
    matrix is a sum of squares v v^T ([gram_decomposition], by elimination), from which the
    entrywise product of two such matrices is one ([schur_product]), and so are entrywise
    powers ([psd_power]).  A matrix with ones on the diagonal and small entries elsewhere is
    positive definite ([diagonally_dominant]). *)
From Coq Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Rcomplements.
From KernelCalculator Require Import SmallestEigenvalue GradientDescent.
Local Open Scope R_scope.

(** Positive semi-definite. *)
Definition psd n (A : mat) := symmetric n A /\ ray_lb n A 0.
(** Positive definite. *)
Definition positive_definite n (A : mat) := exists c, 0 < c /\ ray_lb n A c.
(** Entrywise product, and entrywise powers. *)
Definition entrywise (A B : mat) : mat := fun i j => A i j * B i j.
Definition power k (A : mat) : mat := fun i j => A i j ^ k.

(** The smallest eigenvalue of a positive definite matrix exists and is positive. *)
Theorem positive_definite_lmin n A : positive_definite (S n) A ->
  exists m, is_lmin (S n) A m /\ 0 < m.
Proof.
  intros (c & Hc & B). destruct (lmin_exists n A) as (m & L & _).
  - intros x. pose proof (B x). pose proof (dot_self_nonneg (S n) x). nra.
  - exists m. split; [exact L|]. pose proof (proj2 L c B). lra.
Qed.

Lemma quad_ext n A B x : (forall i j, (i < n)%nat -> (j < n)%nat -> A i j = B i j) ->
  quad n A x = quad n B x.
Proof.
  intros E. unfold quad, dot, mv. apply rsum_ext. intros i Hi. f_equal. apply rsum_ext.
  intros j Hj. now rewrite E.
Qed.
Lemma quad_sum n A x : quad n A x = rsum n (fun i => rsum n (fun j => A i j * x i * x j)).
Proof.
  unfold quad, dot, mv. apply rsum_ext. intros i _. rewrite <- rsum_scal. apply rsum_ext.
  intros j _. ring.
Qed.
Lemma quad_scaled n A (d x : vec) :
  quad n (fun i j => d i * d j * A i j) x = quad n A (fun i => d i * x i).
Proof. rewrite !quad_sum. apply rsum_ext. intros i _. apply rsum_ext. intros j _. ring. Qed.
Lemma quad_plus n A B x : quad n (fun i j => A i j + B i j) x = quad n A x + quad n B x.
Proof.
  rewrite !quad_sum, <- rsum_plus. apply rsum_ext. intros i _. rewrite <- rsum_plus.
  apply rsum_ext. intros j _. ring.
Qed.
Lemma quad_scal n c A x : quad n (fun i j => c * A i j) x = c * quad n A x.
Proof.
  rewrite !quad_sum, <- rsum_scal. apply rsum_ext. intros i _. rewrite <- rsum_scal.
  apply rsum_ext. intros j _. ring.
Qed.
Lemma rsum_product n (f : vec) : rsum n f * rsum n f = rsum n (fun i => rsum n (fun j => f i * f j)).
Proof. rewrite <- rsum_scal. apply rsum_ext. intros i _. rewrite rsum_scal. ring. Qed.
(** The form of v v^T is a square. *)
Lemma quad_square n (v x : vec) :
  quad n (fun i j => v i * v j) x = rsum n (fun i => v i * x i) * rsum n (fun i => v i * x i).
Proof.
  rewrite quad_sum, rsum_product. apply rsum_ext. intros i _. apply rsum_ext. intros j _. ring.
Qed.
Lemma quad_rsum n m (A : nat -> mat) x :
  quad n (fun i j => rsum m (fun k => A k i j)) x = rsum m (fun k => quad n (A k) x).
Proof.
  induction m; simpl.
  - rewrite quad_sum, (rsum_ext n _ (fun _ => 0)), rsum_zero; [reflexivity|]. intros i _.
    rewrite (rsum_ext n _ (fun _ => 0)), rsum_zero; [reflexivity|]. intros; ring.
  - now rewrite quad_plus, IHm.
Qed.

(** One more row and column. *)
Lemma quad_bordered n A x : symmetric (S n) A -> quad (S n) A x =
  quad n A x + 2 * x n * rsum n (fun i => A i n * x i) + A n n * x n * x n.
Proof.
  intros S. unfold quad, dot, mv; simpl.
  rewrite (rsum_ext n (fun i => x i * (rsum n (fun j => A i j * x j) + A i n * x n))
    (fun i => x i * rsum n (fun j => A i j * x j) + x n * (A i n * x i))) by (intros; ring).
  rewrite rsum_plus, rsum_scal.
  rewrite (rsum_ext n (fun j => A n j * x j) (fun i => A i n * x i)).
  - ring. - intros i Hi. rewrite (S n i) by lia. reflexivity.
Qed.

(** The vector with one more entry. *)
Definition extended n (x : vec) y : vec := fun i => if Nat.ltb i n then x i else y.
Lemma extended_below n x y i : (i < n)%nat -> extended n x y i = x i.
Proof. intros H. unfold extended. now rewrite (proj2 (Nat.ltb_lt i n) H). Qed.
Lemma extended_at n x y : extended n x y n = y.
Proof. unfold extended. now rewrite Nat.ltb_irrefl. Qed.
Lemma quad_extended n A x y : symmetric (S n) A -> quad (S n) A (extended n x y) =
  quad n A x + 2 * y * rsum n (fun i => A i n * x i) + A n n * y * y.
Proof.
  intros S. rewrite (quad_bordered n A) by assumption. rewrite extended_at.
  assert (E : quad n A (extended n x y) = quad n A x).
  { rewrite !quad_sum. apply rsum_ext. intros i Hi. apply rsum_ext. intros j Hj.
    now rewrite !extended_below. }
  rewrite E. do 2 f_equal. f_equal. apply rsum_ext. intros i Hi. now rewrite extended_below.
Qed.

(** A positive semi-definite matrix is a sum of squares. *)
Theorem gram_decomposition n A : psd n A ->
  exists m (v : nat -> vec), forall i j, (i < n)%nat -> (j < n)%nat ->
    A i j = rsum m (fun k => v k i * v k j).
Proof.
  revert A. induction n as [|n IH]; intros A [Sy P].
  { exists 0%nat, (fun _ _ => 0). intros i j H. lia. }
  assert (S' : symmetric n A) by (intros i j Hi Hj; apply Sy; lia).
  assert (Q : forall x y, 0 <= quad n A x + 2 * y * rsum n (fun i => A i n * x i) + A n n * y * y).
  { intros x y. rewrite <- quad_extended by assumption. pose proof (P (extended n x y)). lra. }
  assert (a0 : 0 <= A n n).
  { pose proof (Q (fun _ => 0) 1) as X. rewrite quad_sum in X.
    rewrite (rsum_ext n (fun i => rsum n _) (fun _ => 0)), rsum_zero in X;
      [|intros; rewrite (rsum_ext n _ (fun _ => 0)), rsum_zero; intros; ring].
    rewrite (rsum_ext n (fun i => A i n * 0) (fun _ => 0)), rsum_zero in X by (intros; ring). lra. }
  destruct a0 as [a0|a0].
  - (* Eliminate the last row. *)
    set (a := A n n) in *. set (B := fun i j => A i j - A i n * A j n / a).
    destruct (IH B) as (m & v & E).
    { split.
      - intros i j Hi Hj. unfold B. rewrite (S' i j Hi Hj). field. lra.
      - intros x. set (s := rsum n (fun i => A i n * x i)).
        pose proof (Q x (- s / a)) as X. fold s in X.
        assert (EB : quad n B x = quad n A x + (- / a) * quad n (fun i j => A i n * A j n) x).
        { rewrite <- quad_scal, <- quad_plus. apply quad_ext. intros. unfold B. field. lra. }
        rewrite EB, (quad_square n (fun i => A i n)). fold s.
        replace (quad n A x + - / a * (s * s))
          with (quad n A x + 2 * (- s / a) * s + a * (- s / a) * (- s / a)) by (field; lra). lra. }
    exists (S m), (fun k => if Nat.ltb k m then extended n (v k) 0 else fun i => A i n / sqrt a).
    intros i j Hi Hj. cbn [rsum]. rewrite Nat.ltb_irrefl.
    pose proof (sqrt_lt_R0 a a0) as Rp. pose proof (sqrt_sqrt a ltac:(lra)) as R.
    replace (A i n / sqrt a * (A j n / sqrt a)) with (A i n * A j n / a)
      by (rewrite <- R at 1; field; lra).
    rewrite (rsum_ext m _ (fun k => extended n (v k) 0 i * extended n (v k) 0 j))
      by (intros k Hk; now rewrite (proj2 (Nat.ltb_lt k m) Hk)).
    destruct (Nat.eq_dec i n) as [->|Ni]; [|destruct (Nat.eq_dec j n) as [->|Nj]].
    + rewrite (rsum_ext m _ (fun _ => 0)), rsum_zero by (intros; rewrite extended_at; ring).
      fold a. rewrite (Sy n j Hi Hj). field. lra.
    + rewrite (rsum_ext m _ (fun _ => 0)), rsum_zero by (intros; rewrite extended_at; ring).
      fold a. field. lra.
    + rewrite (rsum_ext m _ (fun k => v k i * v k j)) by (intros; now rewrite !extended_below by lia).
      rewrite <- E by lia. unfold B. ring.
  - (* The last row is zero. *)
    destruct (IH A) as (m & v & E).
    { split; [exact S'|]. intros x. pose proof (Q x 0). lra. }
    assert (Z : forall i, (i < n)%nat -> A i n = 0).
    { intros i Hi.
      assert (X : A i n * A i n <= A i i * A n n).
      { apply disc_nonneg. intros x y. pose proof (P (two i n x y)) as X.
        rewrite quad_two in X by (lia || (apply Sy; lia)). lra. }
      rewrite <- a0 in X. nra. }
    exists m, (fun k => extended n (v k) 0). intros i j Hi Hj.
    destruct (Nat.eq_dec i n) as [->|Ni]; [|destruct (Nat.eq_dec j n) as [->|Nj]].
    + rewrite (rsum_ext m _ (fun _ => 0)), rsum_zero by (intros; rewrite extended_at; ring).
      destruct (Nat.eq_dec j n) as [->|Nj]; [now rewrite a0|]. rewrite (Sy n j) by lia. apply Z. lia.
    + rewrite (rsum_ext m _ (fun _ => 0)), rsum_zero by (intros; rewrite extended_at; ring).
      apply Z. lia.
    + rewrite (rsum_ext m _ (fun k => v k i * v k j)) by (intros; now rewrite !extended_below by lia).
      apply E; lia.
Qed.

(** Schur's product theorem. *)
Theorem schur_product n A B : psd n A -> psd n B -> psd n (entrywise A B).
Proof.
  intros PA [SB PB]. split.
  { intros i j Hi Hj. unfold entrywise. now rewrite (proj1 PA i j), (SB i j). }
  destruct (gram_decomposition n A PA) as (m & v & E). intros x. rewrite Rmult_0_l.
  rewrite (quad_ext n _ (fun i j => rsum m (fun k => v k i * v k j * B i j))).
  - rewrite (quad_rsum n m (fun k i j => v k i * v k j * B i j)). apply rsum_nonneg. intros k _.
    rewrite (quad_scaled n B (v k)). pose proof (PB (fun i => v k i * x i)). lra.
  - intros i j Hi Hj. unfold entrywise. rewrite E, Rmult_comm, <- rsum_scal by assumption.
    apply rsum_ext. intros; ring.
Qed.

Lemma psd_ones n : psd n (fun _ _ => 1).
Proof.
  split; [intros i j _ _; reflexivity|]. intros x. rewrite Rmult_0_l.
  rewrite (quad_ext n _ (fun i j => 1 * 1)), (quad_square n (fun _ => 1)) by (intros; ring).
  apply Rle_0_sqr.
Qed.
(** Entrywise powers of a positive semi-definite matrix are positive semi-definite. *)
Theorem psd_power n k A : psd n A -> psd n (power k A).
Proof.
  intros P. induction k; [apply psd_ones|]. exact (schur_product n A (power k A) P IHk).
Qed.

Lemma rsum_const n c : rsum n (fun _ => c) = INR n * c.
Proof. induction n; [simpl; ring|]. rewrite S_INR. simpl rsum. rewrite IHn. ring. Qed.
Lemma rsum_delta n i f : (i < n)%nat -> rsum n (fun j => if Nat.eq_dec i j then f j else 0) = f i.
Proof.
  induction n; intros Hi; [lia|]. simpl. destruct (Nat.eq_dec i n) as [->|N].
  - rewrite (rsum_ext n _ (fun _ => 0)), rsum_zero; [ring|].
    intros j Hj. destruct Nat.eq_dec; [lia|reflexivity].
  - rewrite IHn by lia. ring.
Qed.

(** Ones on the diagonal, entries up to r elsewhere. *)
Theorem diagonally_dominant n A r : 0 <= r -> (forall i, (i < n)%nat -> A i i = 1) ->
  (forall i j, (i < n)%nat -> (j < n)%nat -> i <> j -> Rabs (A i j) <= r) ->
  ray_lb n A (1 - INR n * r).
Proof.
  intros Hr D O x. rewrite quad_sum.
  apply Rle_trans with (rsum n (fun i => rsum n (fun j =>
    (if Nat.eq_dec i j then x j * x j else 0) + (- r / 2) * (x i * x i + x j * x j)))).
  - right. rewrite (rsum_ext n (fun i => rsum n _)
      (fun i => x i * x i + (- r / 2) * (INR n * (x i * x i) + dot n x x))).
    + rewrite rsum_plus, rsum_scal, rsum_plus, rsum_scal, rsum_const. unfold dot. field.
    + intros i Hi. rewrite rsum_plus, rsum_scal, rsum_plus, rsum_const.
      now rewrite (rsum_delta n i (fun j => x j * x j) Hi).
  - apply rsum_le. intros i Hi. apply rsum_le. intros j Hj. destruct Nat.eq_dec as [<-|N].
    + rewrite D by assumption. pose proof (Rle_0_sqr (x i)). unfold Rsqr in *. nra.
    + pose proof (O i j Hi Hj N) as B. apply Rabs_le_between in B.
      pose proof (Rle_0_sqr (x i + x j)). pose proof (Rle_0_sqr (x i - x j)). unfold Rsqr in *.
      replace (A i j * x i * x j) with (A i j * (x i * x j)) by ring. nra.
Qed.

(** Finitely many numbers below 1 have a common bound below 1. *)
Lemma common_bound n (A : mat) :
  (forall i j, (i < n)%nat -> (j < n)%nat -> i <> j -> Rabs (A i j) < 1) ->
  exists r, 0 <= r < 1 /\ forall i j, (i < n)%nat -> (j < n)%nat -> i <> j -> Rabs (A i j) <= r.
Proof.
  intros H.
  assert (R : forall m (f : nat -> R), (forall k, (k < m)%nat -> f k < 1) ->
    exists r, 0 <= r < 1 /\ forall k, (k < m)%nat -> f k <= r).
  { induction m as [|m IH]; intros f F; [exists 0; split; [lra|intros; lia]|].
    destruct (IH f ltac:(intros; apply F; lia)) as (r & Hr & B).
    exists (Rmax r (f m)). pose proof (F m ltac:(lia)). split.
    - split; [apply Rle_trans with r; [lra|apply Rmax_l]|apply Rmax_lub_lt; lra].
    - intros k Hk. destruct (Nat.eq_dec k m) as [->|N]; [apply Rmax_r|].
      apply Rle_trans with r; [apply B; lia|apply Rmax_l]. }
  destruct (R (n * n)%nat (fun k => if Nat.eq_dec (k / n) (k mod n) then 0
    else Rabs (A (k / n)%nat (k mod n)))) as (r & Hr & B).
  - intros k Hk. destruct n as [|n]; [simpl in Hk; lia|]. destruct Nat.eq_dec as [|N]; [lra|].
    apply H; [|apply Nat.mod_upper_bound; lia|exact N]. apply Nat.div_lt_upper_bound; lia.
  - exists r. split; [exact Hr|]. intros i j Hi Hj N.
    specialize (B (i * n + j)%nat ltac:(nia)). simpl in B.
    rewrite Nat.div_add_l, Nat.div_small, Nat.add_0_r in B by lia.
    rewrite Nat.add_comm, Nat.mod_add, Nat.mod_small in B by lia.
    destruct Nat.eq_dec in B; [congruence|exact B].
Qed.

(** High entrywise powers of a correlation matrix without parallel rows are positive definite. *)
Theorem power_dominant n A : (forall i, (i < n)%nat -> A i i = 1) ->
  (forall i j, (i < n)%nat -> (j < n)%nat -> i <> j -> Rabs (A i j) < 1) ->
  exists k c, (0 < k)%nat /\ 0 < c /\ ray_lb n (power (2 * k) A) c.
Proof.
  intros D H. destruct (common_bound n A H) as (r & Hr & B).
  assert (E : exists k, (0 < k)%nat /\ INR n * r ^ (2 * k) < 1).
  { pose proof (pos_INR n) as Pn. assert (Hp : 0 < / (INR n + 1)) by (apply Rinv_0_lt_compat; lra).
    assert (Hr1 : Rabs r < 1) by (rewrite Rabs_right; lra).
    destruct (pow_lt_1_zero r Hr1 _ Hp) as (k & K). exists (S k). split; [lia|].
    specialize (K (2 * S k)%nat ltac:(lia)). pose proof (pow_le r (2 * S k) ltac:(lra)) as P.
    rewrite Rabs_right in K by lra.
    apply Rle_lt_trans with (INR n * / (INR n + 1)).
    - apply Rmult_le_compat_l; lra.
    - apply Rmult_lt_reg_r with (INR n + 1); [lra|]. rewrite Rmult_assoc, Rinv_l; lra. }
  destruct E as (k & Hk & E). exists k, (1 - INR n * r ^ (2 * k)). split; [exact Hk|]. split; [lra|].
  apply diagonally_dominant.
  - apply pow_le. lra.
  - intros i Hi. unfold power. rewrite D by assumption. apply pow1.
  - intros i j Hi Hj N. unfold power. rewrite <- RPow_abs. apply pow_incr.
    split; [apply Rabs_pos|now apply B].
Qed.

(** Every matrix has a smallest eigenvalue in the variational sense: claims about [is_lmin] are
    not empty. *)
Theorem lmin_exists_always n A : exists m, is_lmin (S n) A m.
Proof.
  set (b := rsum (S n) (fun i => rsum (S n) (fun j => Rabs (A i j)))).
  set (B := fun i j => A i j + (if Nat.eq_dec i j then b else 0)).
  assert (E : forall x, quad (S n) B x = quad (S n) A x + b * dot (S n) x x).
  { intros x. unfold B. rewrite quad_plus. f_equal. rewrite quad_sum. unfold dot.
    rewrite <- rsum_scal. apply rsum_ext. intros i Hi.
    rewrite (rsum_ext (S n) _ (fun j => if Nat.eq_dec i j then (fun j => b * (x j * x j)) j else 0)).
    - now rewrite rsum_delta.
    - intros j _. destruct Nat.eq_dec as [->|]; ring. }
  assert (P : ray_lb (S n) B 0).
  { intros x. rewrite Rmult_0_l, E. rewrite quad_sum.
    assert (X : forall i, (i < S n)%nat -> x i * x i <= dot (S n) x x).
    { intros i Hi. unfold dot. rewrite <- (rsum_delta (S n) i (fun i => x i * x i) Hi).
      apply rsum_le. intros j _. destruct Nat.eq_dec; [lra|apply Rle_0_sqr]. }
    assert (Y : rsum (S n) (fun i => rsum (S n) (fun j => - dot (S n) x x * Rabs (A i j))) <=
      rsum (S n) (fun i => rsum (S n) (fun j => A i j * x i * x j))).
    { apply rsum_le. intros i Hi. apply rsum_le. intros j Hj. pose proof (X i Hi). pose proof (X j Hj).
      assert (Z : Rabs (x i * x j) <= dot (S n) x x).
      { apply Rabs_le. pose proof (Rle_0_sqr (x i + x j)). pose proof (Rle_0_sqr (x i - x j)).
        unfold Rsqr in *. lra. }
      pose proof (Rabs_pos (A i j)) as W.
      assert (V : Rabs (A i j * (x i * x j)) <= Rabs (A i j) * dot (S n) x x).
      { rewrite Rabs_mult. now apply Rmult_le_compat_l. }
      apply Rabs_le_between in V. lra. }
    rewrite (rsum_ext (S n) _ (fun i => - dot (S n) x x * rsum (S n) (fun j => Rabs (A i j)))) in Y
      by (intros; apply rsum_scal).
    rewrite rsum_scal in Y. fold b in Y. lra. }
  destruct (lmin_exists n B P) as (m & [R G] & _). exists (m - b). split.
  - intros x. pose proof (R x) as X. rewrite E in X. lra.
  - intros m' R'. assert (m' + b <= m); [|lra]. apply G. intros x. rewrite E. pose proof (R' x). lra.
Qed.
