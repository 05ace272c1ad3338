(** * The arc-cosine kernels of every order.

    kappa_order n is the kernel of max(0, u)^n (Cho and Saul, 2009), divided by its value at 1:
    kappa_order 0 = kappa0, kappa_order 1 = kappa1, and the others by a recurrence of three terms.
    What makes them these kernels is proved: the derivative of the one of order n is
    n^2 / (2 n - 1) times that of order n - 1 ([kappa_order_derivative]), on the whole line, and
    the values at -1 and 1 are 0 and 1 ([kappa_order_m1], [kappa_order_1]). *)
From Coq Require Import Reals Lra Psatz Lia.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine KernelTails.
Local Open Scope R_scope.

(** The factor in the recurrence of order n + 2: (n + 1)^2 / ((2 n + 1) (2 n + 3)). *)
Definition order_weight (n : nat) : R :=
  (INR n + 1) * (INR n + 1) / ((2 * INR n + 1) * (2 * INR n + 3)).
(** The factor in the derivative of order n + 1: (n + 1)^2 / (2 n + 1). *)
Definition order_slope (n : nat) : R := (INR n + 1) * (INR n + 1) / (2 * INR n + 1).

Fixpoint kappa_order (n : nat) (x : R) : R :=
  match n with
  | O => kappa0 x
  | S O => kappa1 x
  | S (S k as m) => x * kappa_order m x + order_weight k * ((1 - x * x) * kappa_order k x)
  end.
Lemma kappa_order_step n x : kappa_order (S (S n)) x =
  x * kappa_order (S n) x + order_weight n * ((1 - x * x) * kappa_order n x).
Proof. reflexivity. Qed.

(** Two orders at a time. *)
Lemma order_induction (P : nat -> Prop) : P 0%nat -> P 1%nat ->
  (forall n, P n -> P (S n) -> P (S (S n))) -> forall n, P n.
Proof.
  intros A B H n. enough (P n /\ P (S n)) by tauto.
  induction n as [|n [I J]]; [now split|]. split; [exact J|now apply H].
Qed.

Theorem kappa_order_1 n : kappa_order n 1 = 1.
Proof.
  revert n. apply order_induction; [apply kappa0_1|apply kappa1_1|].
  intros n A B. rewrite kappa_order_step, A, B. ring.
Qed.
Lemma kappa_order_below n x : x <= -1 -> kappa_order n x = 0.
Proof.
  intros H. revert n. apply order_induction; [now apply kappa0_below|now apply kappa1_below|].
  intros n A B. rewrite kappa_order_step, A, B. ring.
Qed.
Theorem kappa_order_m1 n : kappa_order n (-1) = 0.
Proof. apply kappa_order_below. lra. Qed.

(** ** Derivatives *)
Lemma derivative_is (f : R -> R) (x l m : R) : is_derive f x l -> l = m -> is_derive f x m.
Proof. now intros D <-. Qed.

Lemma weighted_kappa0_at_end a : a * a = 1 ->
  is_derive (fun x => (1 - x * x) * kappa0 x) a (- (2 * a) * kappa0 a).
Proof.
  intros A. apply is_derive_Reals. intros eps He.
  pose proof (kappa0_continuous a) as C. apply continuity_pt_filterlim in C.
  destruct (C (eps / 4)) as (d & Hd & D); [lra|].
  assert (M : 0 < Rmin d (eps / 2)) by (apply Rmin_glb_lt; lra).
  exists (mkposreal _ M). intros h N B. cbn [pos] in B.
  pose proof (Rmin_l d (eps / 2)). pose proof (Rmin_r d (eps / 2)).
  assert (B1 : -1 <= a <= 1) by nra.
  replace (((1 - (a + h) * (a + h)) * kappa0 (a + h) - (1 - a * a) * kappa0 a) / h
      - - (2 * a) * kappa0 a)
    with (- (2 * a) * (kappa0 (a + h) - kappa0 a) - h * kappa0 (a + h)).
  2:{ replace (1 - (a + h) * (a + h)) with (1 - a * a - 2 * a * h - h * h) by ring.
      replace (1 - a * a) with 0 by lra. field. exact N. }
  assert (K : Rabs (kappa0 (a + h) - kappa0 a) < eps / 4).
  { apply (D (a + h)). split; [split; [exact I|lra]|]. unfold dist; simpl. unfold R_dist.
    replace (a + h - a) with h by ring. lra. }
  assert (U : 0 <= kappa0 (a + h) <= 1).
  { destruct (nearest (a + h)) as (y & Y & -> & _). now apply kappa0_range. }
  apply Rabs_def2 in K. apply Rabs_def1.
  - unfold Rabs in B. destruct (Rcase_abs h); nra.
  - unfold Rabs in B. destruct (Rcase_abs h); nra.
Qed.

Lemma weighted_kappa0_derivative r :
  is_derive (fun x => (1 - x * x) * kappa0 x) r (kappa1 r - 3 * r * kappa0 r).
Proof.
  destruct (Req_dec (r * r) 1) as [E|E].
  { apply derivative_is with (1 := weighted_kappa0_at_end r E).
    destruct (Rle_or_lt 0 r).
    - replace r with 1 by nra. rewrite kappa0_1, kappa1_1. ring.
    - replace r with (-1) by nra. rewrite kappa0_m1, kappa1_m1. ring. }
  destruct (Rle_or_lt r (-1)) as [L|L].
  { assert (P : 0 < -1 - r) by nra. rewrite kappa0_below, kappa1_below by exact L.
    apply is_derive_ext_loc with (fun _ => 0).
    - exists (mkposreal _ P). intros y B. change (Rabs (y - r) < -1 - r) in B.
      apply Rabs_lt_between in B. change (0 = (1 - y * y) * kappa0 y).
      rewrite kappa0_below by lra. ring.
    - apply (derivative_is _ _ 0); [apply @is_derive_const|ring]. }
  destruct (Rle_or_lt 1 r) as [G|G].
  { assert (P : 0 < r - 1) by nra. rewrite kappa0_beyond, kappa1_beyond by exact G.
    apply is_derive_ext_loc with (fun x => 1 - x * x).
    - exists (mkposreal _ P). intros y B. change (Rabs (y - r) < r - 1) in B.
      apply Rabs_lt_between in B. change (1 - y * y = (1 - y * y) * kappa0 y).
      rewrite kappa0_beyond by lra. ring.
    - auto_derive; [exact I|ring]. }
  assert (W : is_derive (fun x => 1 - x * x) r (- (2 * r))) by (auto_derive; [exact I|ring]).
  pose proof (is_derive_kappa0 r (conj L G)) as K.
  pose proof (is_derive_mult _ _ _ _ _ W K ltac:(intros; apply Rmult_comm)) as D.
  apply derivative_is with (1 := D). unfold Hierarchy.plus, mult; simpl. unfold mult; simpl.
  pose proof PIpos as P. pose proof (one_minus_sq_pos r (conj L G)) as Q.
  pose proof (sqrt_lt_R0 _ Q) as S. pose proof (sqrt_sqrt _ (Rlt_le _ _ Q)) as SS.
  assert (F : (1 - r * r) * (1 / (PI * sqrt (1 - r ^ 2))) = sqrt (1 - r ^ 2) / PI).
  { replace (1 - r * r) with (sqrt (1 - r ^ 2) * sqrt (1 - r ^ 2)) by (rewrite SS; ring).
    field. lra. }
  change (r * (r * 1)) with (r ^ 2). rewrite F. unfold kappa1, kappa0. field. lra.
Qed.

Lemma order_denominators n : 0 < 2 * INR n + 1 /\ 0 < 2 * INR n + 3 /\ 0 < INR n + 1.
Proof. pose proof (pos_INR n). lra. Qed.

(** The derivative of order n + 1 is (n + 1)^2 / (2 n + 1) times order n. *)
Theorem kappa_order_derivative n x :
  is_derive (kappa_order (S n)) x (order_slope n * kappa_order n x).
Proof.
  revert n. apply order_induction.
  - apply (derivative_is _ _ (kappa0 x)); [apply kappa1_derivative|].
    unfold order_slope. simpl. field.
  - assert (D : is_derive (fun y => y * kappa1 y + order_weight 0 * ((1 - y * y) * kappa0 y)) x
      (1 * kappa1 x + x * kappa0 x + order_weight 0 * (kappa1 x - 3 * x * kappa0 x))).
    { apply (is_derive_plus (fun y => y * kappa1 y)
        (fun y => order_weight 0 * ((1 - y * y) * kappa0 y))).
      - apply (is_derive_mult (fun y => y) kappa1 x 1 (kappa0 x) (is_derive_id x)
          (kappa1_derivative x)). intros; apply Rmult_comm.
      - apply (is_derive_scal _ x (order_weight 0) _ (weighted_kappa0_derivative x)). }
    apply derivative_is with (1 := D). unfold order_weight, order_slope. simpl. field.
  - intros n A B.
    set (k1 := kappa_order (S n)) in *. set (k2 := kappa_order (S (S n))) in *.
    assert (W : is_derive (fun y => 1 - y * y) x (- (2 * x))) by (auto_derive; [exact I|ring]).
    assert (D : is_derive (fun y => y * k2 y + order_weight (S n) * ((1 - y * y) * k1 y)) x
      (1 * k2 x + x * (order_slope (S n) * k1 x) +
        order_weight (S n) *
          (- (2 * x) * k1 x + (1 - x * x) * (order_slope n * kappa_order n x)))).
    { apply (is_derive_plus (fun y => y * k2 y)
        (fun y => order_weight (S n) * ((1 - y * y) * k1 y))).
      - apply (is_derive_mult (fun y => y) k2 x 1 _ (is_derive_id x) B).
        intros; apply Rmult_comm.
      - apply (is_derive_scal _ x (order_weight (S n))).
        apply (is_derive_mult _ k1 x _ _ W A). intros; apply Rmult_comm. }
    apply derivative_is with (1 := D).
    change (kappa_order (S (S n)) x) with (k2 x).
    assert (E : k2 x = x * k1 x + order_weight n * ((1 - x * x) * kappa_order n x))
      by apply kappa_order_step.
    set (k0 := kappa_order n x) in *. rewrite E.
    unfold order_weight, order_slope. rewrite !S_INR.
    pose proof (order_denominators n). field. lra.
Qed.
Lemma kappa_order_continuous n x : continuous (kappa_order n) x.
Proof.
  destruct n as [|n]; [apply kappa0_continuous|].
  apply @ex_derive_continuous. eexists. apply kappa_order_derivative.
Qed.

(** ** Monotone, and between 0 and 1 *)
Lemma order_slope_pos n : 0 < order_slope n.
Proof.
  pose proof (order_denominators n). unfold order_slope.
  apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; lra.
Qed.
Lemma kappa_order_monotone n : (forall x, 0 <= kappa_order n x) /\
  (forall a b, a <= b -> kappa_order n a <= kappa_order n b).
Proof.
  induction n as [|n [P _]]; [split; [exact kappa0_not_negative|exact kappa0_increases]|].
  assert (Inc : forall a b, a <= b -> kappa_order (S n) a <= kappa_order (S n) b).
  { intros a b [H|<-]; [|lra].
    destruct (MVT_gen (kappa_order (S n)) a b (fun x => order_slope n * kappa_order n x))
      as (c & _ & E).
    - intros x _. apply kappa_order_derivative.
    - intros x _. apply continuity_pt_filterlim. apply kappa_order_continuous.
    - assert (0 <= order_slope n * kappa_order n c)
        by (apply Rmult_le_pos; [left; apply order_slope_pos|apply P]).
      assert (0 <= order_slope n * kappa_order n c * (b - a)) by (apply Rmult_le_pos; lra). lra. }
  split; [|exact Inc]. intros x. destruct (Rle_or_lt x (-1)) as [L|L].
  - rewrite kappa_order_below by exact L. lra.
  - rewrite <- (kappa_order_m1 (S n)). apply Inc. lra.
Qed.
Theorem kappa_order_increases n a b : a <= b -> kappa_order n a <= kappa_order n b.
Proof. apply kappa_order_monotone. Qed.
Theorem kappa_order_not_negative n x : 0 <= kappa_order n x.
Proof. apply kappa_order_monotone. Qed.
Theorem kappa_order_unit n x : x <= 1 -> kappa_order n x <= 1.
Proof. intros H. rewrite <- (kappa_order_1 n). now apply kappa_order_increases. Qed.
