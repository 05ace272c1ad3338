(** * The smallest eigenvalue of a symmetric matrix.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Lemma 3.3.

    The smallest eigenvalue is taken variationally, as the greatest lower bound of the
    Rayleigh quotient ([is_lmin]); a bound that is an eigenvalue is this number
    ([eig_lmin]), every eigenvalue is above it ([lmin_le_eig]), and it exists for every
    positive semi-definite matrix ([lmin_exists], by completeness of the reals, no spectral
    theorem).  Proved: the 2x2 formula for all diagonals ([lmin2_is_lmin]), [a - |b|] for
    equal diagonals ([lmin_2x2], [lmin_equal_diagonal]) with its eigenvector ([eig_2x2]),
    and Lemma 3.3 ([interlacing]).  Vectors and matrices are functions on [nat] of which the
    first n values count. *)
From Coq Require Import Reals Lra Psatz Arith Lia.
Local Open Scope R_scope.

Fixpoint rsum (n : nat) (f : nat -> R) : R :=
  match n with O => 0 | S k => rsum k f + f k end.
Definition vec := nat -> R.
Definition mat := nat -> nat -> R.
Definition dot n (x y : vec) := rsum n (fun i => x i * y i).
Definition mv n (A : mat) (x : vec) : vec := fun i => rsum n (fun j => A i j * x j).
Definition quad n A x := dot n x (mv n A x).

(** m is a lower bound of the Rayleigh quotient. *)
Definition ray_lb n A m := forall x, m * dot n x x <= quad n A x.
(** lambda_min, variational: the greatest lower bound of the Rayleigh quotient. *)
Definition is_lmin n A m := ray_lb n A m /\ forall m', ray_lb n A m' -> m' <= m.
Definition eigpair n A m v := 0 < dot n v v /\ forall i, (i < n)%nat -> mv n A v i = m * v i.

Lemma rsum_ext n f k : (forall i, (i < n)%nat -> f i = k i) -> rsum n f = rsum n k.
Proof. induction n; simpl; intros E; [reflexivity|]. rewrite IHn, E; auto. Qed.
Lemma rsum_scal n c f : rsum n (fun i => c * f i) = c * rsum n f.
Proof. induction n; simpl; [ring|]. rewrite IHn; ring. Qed.
Lemma rsum_zero n : rsum n (fun _ => 0) = 0.
Proof. induction n; simpl; [|rewrite IHn]; ring. Qed.

(** v = x e_i + y e_j *)
Definition two i j (x y : R) : vec :=
  fun k => if Nat.eq_dec k i then x else if Nat.eq_dec k j then y else 0.
Lemma rsum_two n i j x y f : (i < n)%nat -> (j < n)%nat -> i <> j ->
  rsum n (fun k => f k * two i j x y k) = f i * x + f j * y.
Proof.
  intros Hi Hj N.
  assert (Z : forall p, (forall k, (k < p)%nat -> k <> i) -> (forall k, (k < p)%nat -> k <> j) ->
     rsum p (fun k => f k * two i j x y k) = 0).
  { intros p A B. rewrite (rsum_ext _ _ (fun _ => 0)). apply rsum_zero.
    intros k Hk. unfold two. destruct Nat.eq_dec. now elim (A k Hk).
    destruct Nat.eq_dec. now elim (B k Hk). ring. }
  assert (O1 : forall p a b z, a <> b -> (a < p)%nat -> (p <= b)%nat ->
     rsum p (fun k => f k * (if Nat.eq_dec k a then z else 0)) = f a * z).
  { induction p; intros a b z Nab La Lb. lia. simpl.
    destruct (Nat.eq_dec p a) as [->|Np].
    - rewrite (rsum_ext _ _ (fun _ => 0)). rewrite rsum_zero; ring.
      intros k Hk. destruct Nat.eq_dec; [lia|ring].
    - rewrite (IHp a b z) by lia. ring. }
  revert i j Hi Hj N Z O1. induction n; intros; [lia|]. simpl.
  destruct (Nat.eq_dec n i) as [->|Ni]; [|destruct (Nat.eq_dec n j) as [->|Nj]].
  - rewrite (rsum_ext _ _ (fun k => f k * (if Nat.eq_dec k j then y else 0))).
    rewrite (O1 i j i y) by lia. unfold two. destruct (Nat.eq_dec i i); [|lia]. ring.
    intros k Hk. unfold two. destruct (Nat.eq_dec k i); [lia|reflexivity].
  - rewrite (rsum_ext _ _ (fun k => f k * (if Nat.eq_dec k i then x else 0))).
    rewrite (O1 j i j x) by lia. unfold two.
    destruct (Nat.eq_dec j i); [lia|]. destruct (Nat.eq_dec j j); [|lia]. ring.
    intros k Hk. unfold two. destruct (Nat.eq_dec k i); [reflexivity|].
    destruct (Nat.eq_dec k j); [lia|reflexivity].
  - rewrite (IHn i j) by (lia || assumption). unfold two.
    destruct (Nat.eq_dec n i); [lia|]. destruct (Nat.eq_dec n j); [lia|]. ring.
Qed.

Lemma two_i i j x y : two i j x y i = x.
Proof. unfold two. now destruct (Nat.eq_dec i i). Qed.
Lemma two_j i j x y : i <> j -> two i j x y j = y.
Proof. intros N. unfold two. destruct (Nat.eq_dec j i); [congruence|]. now destruct (Nat.eq_dec j j). Qed.

Lemma dot_two n i j x y : (i < n)%nat -> (j < n)%nat -> i <> j ->
  dot n (two i j x y) (two i j x y) = x * x + y * y.
Proof. intros. unfold dot. rewrite rsum_two, two_i, two_j by assumption. ring. Qed.

Lemma quad_two n A i j x y : (i < n)%nat -> (j < n)%nat -> i <> j -> A j i = A i j ->
  quad n A (two i j x y) = A i i * x * x + 2 * A i j * x * y + A j j * y * y.
Proof.
  intros Hi Hj N S. unfold quad, dot.
  rewrite (rsum_ext _ _ (fun k => mv n A (two i j x y) k * two i j x y k)) by (intros; ring).
  rewrite rsum_two by assumption. unfold mv. rewrite 2!rsum_two by assumption. rewrite S. ring.
Qed.

(** Smaller eigenvalue of [[a,b],[b,c]]. *)
Definition lmin2 a b c := ((a + c) - sqrt ((a - c)^2 + 4 * b^2)) / 2.

Lemma lmin2_eqdiag a b : lmin2 a b a = a - Rabs b.
Proof.
  unfold lmin2. replace ((a - a)^2 + 4 * b^2) with (Rsqr (2 * b)) by (unfold Rsqr; ring).
  rewrite sqrt_Rsqr_abs, Rabs_mult, (Rabs_right 2) by lra. lra.
Qed.

Lemma disc_nonneg p q b : (forall x y, 0 <= p*x*x + 2*b*x*y + q*y*y) -> b*b <= p*q.
Proof.
  intros F. pose proof (F 1 0) as F1. pose proof (F 0 1) as F2.
  assert (Hp : 0 <= p) by lra. assert (Hq : 0 <= q) by lra.
  destruct Hp as [Hp|<-].
  - pose proof (F (-b) p) as X. apply Rmult_le_reg_l with p; [exact Hp|]. lra.
  - destruct (Req_dec b 0) as [->|Nb]; [lra|exfalso].
    pose proof (F (-(q + 1) / (2 * b)) 1) as Y.
    replace (2 * b * (-(q + 1) / (2*b)) * 1) with (-(q+1)) in Y by (field; lra). lra.
Qed.

Lemma form2_bound a b c m :
  (forall x y, m * (x*x + y*y) <= a*x*x + 2*b*x*y + c*y*y) -> m <= lmin2 a b c.
Proof.
  intros F. unfold lmin2. set (s := sqrt _).
  assert (Hd : 0 <= (a - c)^2 + 4 * b^2) by (pose proof (pow2_ge_0 (a-c)); pose proof (pow2_ge_0 b); lra).
  assert (Hs : s * s = (a-c)^2 + 4*b^2) by (apply sqrt_sqrt, Hd).
  assert (H0 : 0 <= s) by apply sqrt_pos.
  pose proof (F 1 0) as F1. pose proof (F 0 1) as F2.
  assert (Q : b*b <= (a-m)*(c-m)).
  { apply disc_nonneg. intros x y. pose proof (F x y). lra. }
  assert (s <= a + c - 2*m); [|lra].
  apply Rsqr_incr_0; unfold Rsqr; lra.
Qed.

Theorem lmin_le_principal n A m i j : (i < n)%nat -> (j < n)%nat -> i <> j -> A j i = A i j ->
  ray_lb n A m -> m <= lmin2 (A i i) (A i j) (A j j).
Proof.
  intros Hi Hj N S R. apply form2_bound. intros x y.
  pose proof (R (two i j x y)) as X. rewrite dot_two, quad_two in X by assumption. exact X.
Qed.

(** The statement used: unit diagonal correlation matrix. *)
Corollary lmin_le_unit_diag n A m i j : (i < n)%nat -> (j < n)%nat -> i <> j -> A j i = A i j ->
  A i i = 1 -> A j j = 1 -> is_lmin n A m -> m <= 1 - Rabs (A i j).
Proof.
  intros Hi Hj N S Di Dj [R _]. rewrite <- lmin2_eqdiag. rewrite <- Di at 1. rewrite <- Dj.
  rewrite Dj at 1. rewrite <- Di. pose proof (lmin_le_principal n A m i j Hi Hj N S R) as X.
  rewrite Di, Dj in *. exact X.
Qed.

(** An eigenvalue below the Rayleigh quotient IS lambda_min; every eigenvalue is above it. *)
Lemma quad_eig n A m v : eigpair n A m v -> quad n A v = m * dot n v v.
Proof.
  intros [_ E]. unfold quad, dot. rewrite <- rsum_scal. apply rsum_ext.
  intros i Hi. rewrite E by assumption. ring.
Qed.
Lemma eig_lmin n A m v : eigpair n A m v -> ray_lb n A m -> is_lmin n A m.
Proof.
  intros E R. split; [exact R|]. intros m' R'. pose proof (R' v) as X.
  rewrite (quad_eig _ _ _ _ E) in X. destruct E as [P _]. apply Rmult_le_reg_r with (2 := X). exact P.
Qed.
Lemma lmin_le_eig n A m mu v : is_lmin n A m -> eigpair n A mu v -> m <= mu.
Proof.
  intros [R _] E. pose proof (R v) as X. rewrite (quad_eig _ _ _ _ E) in X.
  destruct E as [P _]. apply Rmult_le_reg_r with (2 := X). exact P.
Qed.

(** Existence for a positive semi-definite matrix (completeness of R, no spectral theorem). *)
Theorem lmin_exists n A : ray_lb (S n) A 0 -> exists m, is_lmin (S n) A m /\ 0 <= m.
Proof.
  intros P.
  assert (B : bound (ray_lb (S n) A)).
  { exists (quad (S n) A (fun k => if Nat.eq_dec k n then 1 else 0)). intros m R.
    pose proof (R (fun k => if Nat.eq_dec k n then 1 else 0)) as X.
    replace (dot (S n) (fun k => if Nat.eq_dec k n then 1 else 0)
               (fun k => if Nat.eq_dec k n then 1 else 0)) with 1 in X. lra.
    unfold dot. simpl. rewrite (rsum_ext _ _ (fun _ => 0)). rewrite rsum_zero.
    destruct (Nat.eq_dec n n); [ring|lia].
    intros i Hi. destruct (Nat.eq_dec i n); [lia|ring]. }
  destruct (completeness _ B (ex_intro _ 0 P)) as [m [U L]].
  exists m. split; [split|].
  - intros x. destruct (Rle_or_lt (m * dot (S n) x x) (quad (S n) A x)) as [|C]; [assumption|exfalso].
    assert (Dp : 0 <= dot (S n) x x).
    { unfold dot. generalize (S n). induction n0; simpl; [lra|]. pose proof (Rle_0_sqr (x n0)).
      unfold Rsqr in *; lra. }
    assert (D0 : 0 < dot (S n) x x).
    { destruct Dp as [|Z]; [assumption|]. rewrite <- Z in C. pose proof (P x). lra. }
    assert (m <= quad (S n) A x / dot (S n) x x); [|].
    { apply L. intros m' R'. pose proof (R' x). apply Rmult_le_reg_r with (1 := D0).
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
    apply Rmult_le_compat_r with (r := dot (S n) x x) in H; [|lra].
    unfold Rdiv in H. rewrite Rmult_assoc, Rinv_l in H; lra.
  - intros m' R'. now apply U.
  - now apply U.
Qed.

(** The 2x2 matrix itself. *)
Definition M2 a b : mat := fun i j => if Nat.eq_dec i j then a else b.
Theorem lmin_2x2 a b : is_lmin 2 (M2 a b) (a - Rabs b).
Proof.
  assert (HM : M2 a b 0%nat 0%nat = a /\ M2 a b 0%nat 1%nat = b /\
     M2 a b 1%nat 0%nat = b /\ M2 a b 1%nat 1%nat = a) by (repeat split).
  destruct HM as (M00 & M01 & M10 & M11). split.
  - intros x. unfold quad, dot, mv. simpl. rewrite M00, M01, M10, M11.
    pose proof (Rle_0_sqr (x 0%nat - x 1%nat)) as P. pose proof (Rle_0_sqr (x 0%nat + x 1%nat)) as P'.
    unfold Rsqr in *. destruct (Rcase_abs b).
    + rewrite Rabs_left by assumption. pose proof (Rmult_le_pos (-b) _ ltac:(lra) P). lra.
    + rewrite Rabs_right by assumption. pose proof (Rmult_le_pos b _ ltac:(lra) P'). lra.
  - intros m' R'. rewrite <- lmin2_eqdiag. rewrite <- M00 at 1. rewrite <- M01, <- M11.
    apply (lmin_le_principal 2); auto.
Qed.
Theorem eig_2x2 a b : eigpair 2 (M2 a b) (a - Rabs b) (fun k => if Nat.eq_dec k 0 then 1 else if Rle_dec 0 b then -1 else 1).
Proof.
  split; [unfold dot; simpl; destruct Rle_dec; lra|].
  intros i Hi. unfold mv, M2. simpl.
  assert (i = 0 \/ i = 1)%nat as [-> | ->] by lia; simpl;
  destruct Rle_dec; [rewrite Rabs_right|rewrite Rabs_left|rewrite Rabs_right|rewrite Rabs_left]; lra.
Qed.

(** ** The general 2x2 case, and Lemma 3.3 as a statement about smallest eigenvalues *)

(** The principal 2x2 submatrix of rows and columns i, j. *)
Definition principal2 (A : mat) (i j : nat) : mat :=
  fun p q => A (if Nat.eq_dec p 0 then i else j) (if Nat.eq_dec q 0 then i else j).

Lemma lmin2_root a b c : (a - lmin2 a b c) * (c - lmin2 a b c) = b * b /\
  0 <= a - lmin2 a b c /\ 0 <= c - lmin2 a b c.
Proof.
  unfold lmin2. set (s := sqrt _).
  assert (Hd : 0 <= (a - c)^2 + 4 * b^2) by (pose proof (pow2_ge_0 (a-c)); pose proof (pow2_ge_0 b); lra).
  assert (Hs : s * s = (a-c)^2 + 4*b^2) by (apply sqrt_sqrt, Hd).
  assert (H0 : 0 <= s) by apply sqrt_pos.
  assert (Rabs (a - c) <= s).
  { unfold s. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. unfold Rsqr.
    pose proof (pow2_ge_0 b). lra. }
  pose proof (Rle_abs (a-c)). pose proof (Rle_abs (-(a-c))) as H'. rewrite Rabs_Ropp in H'. repeat split; lra.
Qed.

Lemma psd2 p q b x y : 0 <= p -> 0 <= q -> p * q = b * b -> 0 <= p*x*x + 2*b*x*y + q*y*y.
Proof.
  intros Hp Hq E. destruct Hp as [Hp|<-].
  - apply Rmult_le_reg_l with p; [exact Hp|]. rewrite Rmult_0_r.
    replace (p * (p*x*x + 2*b*x*y + q*y*y)) with (Rsqr (p*x + b*y) + (p*q - b*b) * (y*y))
      by (unfold Rsqr; ring). rewrite E. pose proof (Rle_0_sqr (p*x + b*y)). lra.
  - assert (b = 0) as -> by nra. pose proof (Rle_0_sqr y). unfold Rsqr in *. nra.
Qed.

Theorem lmin2_is_lmin A : A 1%nat 0%nat = A 0%nat 1%nat ->
  is_lmin 2 A (lmin2 (A 0 0)%nat (A 0 1)%nat (A 1 1)%nat).
Proof.
  intros S. split.
  - intros x. unfold quad, dot, mv. simpl. rewrite S.
    destruct (lmin2_root (A 0 0)%nat (A 0 1)%nat (A 1 1)%nat) as (E & P & Q).
    pose proof (psd2 _ _ _ (x 0%nat) (x 1%nat) P Q E). lra.
  - intros m' R'. apply (lmin_le_principal 2); auto.
Qed.

(** Lemma 3.3: the smallest eigenvalue is at most that of every 2x2 principal submatrix. *)
Theorem interlacing n A i j m m2 : (i < n)%nat -> (j < n)%nat -> i <> j -> A j i = A i j ->
  is_lmin n A m -> is_lmin 2 (principal2 A i j) m2 -> m <= m2.
Proof.
  intros Hi Hj N S [R _] [_ G2].
  assert (E : is_lmin 2 (principal2 A i j) (lmin2 (A i i) (A i j) (A j j))).
  { apply (lmin2_is_lmin (principal2 A i j)). exact S. }
  apply Rle_trans with (1 := lmin_le_principal n A m i j Hi Hj N S R). apply G2, E.
Qed.

(** For equal diagonals the 2x2 value is K_ii - |K_ij|. *)
Corollary lmin_equal_diagonal A a b :
  A 0%nat 0%nat = a -> A 1%nat 1%nat = a -> A 0%nat 1%nat = b -> A 1%nat 0%nat = b ->
  is_lmin 2 A (a - Rabs b).
Proof.
  intros E0 E1 E2 E3. rewrite <- lmin2_eqdiag. rewrite <- E0 at 1. rewrite <- E1, <- E2.
  apply lmin2_is_lmin. congruence.
Qed.

Lemma is_lmin_unique n A m m' : is_lmin n A m -> is_lmin n A m' -> m = m'.
Proof. intros [R G] [R' G']. apply Rle_antisym; auto. Qed.
