(** * The arc-cosine kernels next to -1, to any order.

    For 0 <= e <= 2 and N
      kappa_order n (-1 + e) = sqrt 2 / PI e^n sqrt e (sum_{j < N} c_nj e^j + e^N rest),
    with positive rational coefficients ([end_coefficient]) and
      c_nN <= rest <= c_nN / (1 - e/2),
    for N = 1 also rest <= 5 c_n1 up to e = 2 ([end_first], [end_next], [end_between]).  Next to 1
    follows by reflection: kappa_order n x - (-1)^(n+1) kappa_order n (-x) is a polynomial
    ([order_opposite]).

    Order 0 is acos (1 - e) / PI, whose series comes from that of 1 / sqrt (1 - u), u = e/2; the
    others are integrals of it ([kappa_order_derivative]), and so are the bounds of the rest. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz Lia.
From Coquelicot Require Import Coquelicot.
From KernelCalculator Require Import ArcCosine EndpointExpansion KernelTails KernelOrders.
Local Open Scope R_scope.

(** ** The series of 1 / sqrt (1 - u) *)

(** (2 j choose j) / 4^j. *)
Fixpoint root_coefficient (j : nat) : R :=
  match j with O => 1 | S i => root_coefficient i * (2 * INR i + 1) / (2 * INR i + 2) end.
(** The sum of the first N terms, and its derivative. *)
Fixpoint partial_sum (a : nat -> R) (N : nat) (u : R) : R :=
  match N with O => 0 | S i => partial_sum a i u + a i * u ^ i end.
Fixpoint partial_slope (a : nat -> R) (N : nat) (u : R) : R :=
  match N with O => 0 | S i => partial_slope a i u + a i * (INR i * u ^ pred i) end.
Lemma partial_sum_derivative a N u : is_derive (partial_sum a N) u (partial_slope a N u).
Proof.
  induction N as [|N IH]; cbn [partial_sum partial_slope]; [apply @is_derive_const|].
  apply (is_derive_plus (partial_sum a N) (fun u => a N * u ^ N)); [exact IH|].
  apply (is_derive_scal (fun u => u ^ N)). auto_derive; [exact I|ring].
Qed.
Lemma root_coefficient_pos j : 0 < root_coefficient j.
Proof.
  induction j as [|j IH]; cbn [root_coefficient]; [lra|]. pose proof (pos_INR j).
  apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; lra.
Qed.
Lemma root_slope N u :
  2 * (1 - u) * partial_slope root_coefficient (S N) u - partial_sum root_coefficient (S N) u =
  - (2 * INR N + 1) * (root_coefficient N * u ^ N).
Proof.
  induction N as [|N IH].
  { cbn [partial_slope partial_sum root_coefficient]. simpl. ring. }
  set (s := partial_slope root_coefficient (S N) u) in *.
  set (t := partial_sum root_coefficient (S N) u) in *.
  cbn [partial_slope partial_sum] in *. fold s t. cbn [pred].
  assert (E : (2 * INR N + 2) * root_coefficient (S N) = (2 * INR N + 1) * root_coefficient N).
  { cbn [root_coefficient]. pose proof (pos_INR N). field. lra. }
  rewrite S_INR. change (u ^ S N) with (u * u ^ N). set (p := u ^ N) in *.
  set (b := root_coefficient (S N)) in *. set (b' := root_coefficient N) in *.
  replace (2 * (1 - u) * (s + b * ((INR N + 1) * p)) - (t + b * (u * p)))
    with ((2 * (1 - u) * s - t) + ((2 * INR N + 2) * b) * ((1 - u) * p) - b * (u * p)) by ring.
  rewrite IH, E. replace (2 * (INR N + 1) + 1) with ((2 * INR N + 2) + 1) by ring.
  replace (- (2 * INR N + 2 + 1) * (b * (u * p)))
    with (- (((2 * INR N + 2) * b) * (u * p)) - b * (u * p)) by ring.
  rewrite E. ring.
Qed.
Lemma root_sum_at_0 N : partial_sum root_coefficient (S N) 0 = 1.
Proof.
  induction N as [|N IH]; [cbn [partial_sum root_coefficient pow]; ring|].
  cbn [partial_sum] in *. rewrite (pow_i (S N)) by lia. lra.
Qed.
(** What grows from 0 is not negative. *)
Lemma grows (f f' : R -> R) E : 0 <= E -> f 0 = 0 ->
  (forall t, 0 < t < E -> is_derive f t (f' t)) -> (forall t, 0 <= t <= E -> continuous f t) ->
  (forall t, 0 < t < E -> 0 <= f' t) -> 0 <= f E.
Proof.
  intros [H|<-] Z D C P; [|lra].
  destruct (MVT_gen f 0 E (fun t => if Rlt_dec 0 t then if Rlt_dec t E then f' t else 0 else 0))
    as (c & _ & M).
  - rewrite Rmin_left, Rmax_right by lra. intros t T.
    destruct (Rlt_dec 0 t); [|lra]. destruct (Rlt_dec t E); [|lra]. now apply D.
  - rewrite Rmin_left, Rmax_right by lra. intros t T. apply continuity_pt_filterlim. now apply C.
  - rewrite Z, !Rminus_0_r in M. rewrite M. apply Rmult_le_pos; [|lra].
    destruct (Rlt_dec 0 c); [|lra]. destruct (Rlt_dec c E); [|lra]. now apply P.
Qed.
Section Root.
Variable N : nat.
Let P (u : R) := partial_sum root_coefficient (S N) u.
Lemma root_times_derivative (Q Q' : R -> R) u : u < 1 -> is_derive Q u (Q' u) ->
  is_derive (fun u => sqrt (1 - u) * Q u) u
    ((2 * (1 - u) * Q' u - Q u) / (2 * sqrt (1 - u))).
Proof.
  intros U D. assert (S0 : 0 < sqrt (1 - u)) by (apply sqrt_lt_R0; lra).
  assert (Ds : is_derive (fun u => sqrt (1 - u)) u (- / (2 * sqrt (1 - u)))).
  { apply (derivative_is _ _ (/ (2 * sqrt (1 - u)) * -1)); [|field; lra].
    evar_last; [apply (is_derive_comp sqrt (fun u => 1 - u)); [apply is_derive_Reals,
      derivable_pt_lim_sqrt; lra|auto_derive; [exact I|reflexivity]]|].
    unfold scal; simpl; unfold mult; simpl. ring. }
  pose proof (is_derive_mult _ Q u _ _ Ds D ltac:(intros; apply Rmult_comm)) as M.
  eapply is_derive_ext; [intros; reflexivity|]. cbv beta in M.
  match type of M with is_derive _ _ ?l => assert (E : (2 * (1 - u) * Q' u - Q u) /
    (2 * sqrt (1 - u)) = l); [|rewrite E; exact M] end.
  unfold plus, mult; simpl. unfold mult; simpl.
  assert (SS : sqrt (1 - u) * sqrt (1 - u) = 1 - u) by (apply sqrt_sqrt; lra).
  set (r := sqrt (1 - u)) in *. rewrite <- SS. field. lra.
Qed.
(** (1 - u)^(-1/2) lies between the sum of N + 1 terms and the same with the last over 1 - u. *)
Lemma root_sum_below u : 0 <= u < 1 -> sqrt (1 - u) * P u <= 1.
Proof.
  intros U. assert (0 <= 1 - sqrt (1 - u) * P u); [|lra].
  apply (grows (fun u => 1 - sqrt (1 - u) * P u)
    (fun u => (2 * INR N + 1) * (root_coefficient N * u ^ N) / (2 * sqrt (1 - u)))).
  - lra.
  - unfold P. rewrite Rminus_0_r, sqrt_1, root_sum_at_0. ring.
  - intros t T. evar_last.
    + apply (is_derive_minus (fun _ => 1) (fun u => sqrt (1 - u) * P u) t 0);
        [apply @is_derive_const|]. apply root_times_derivative; [lra|apply partial_sum_derivative].
    + change (minus 0 ?a) with (0 - a). unfold P. rewrite root_slope.
      pose proof (sqrt_lt_R0 (1 - t) ltac:(lra)). unfold minus, plus, opp; simpl. field. lra.
  - intros t T. apply (@ex_derive_continuous R_AbsRing). eexists.
    apply (is_derive_minus (fun _ => 1) (fun u => sqrt (1 - u) * P u) t 0);
      [apply @is_derive_const|]. apply root_times_derivative; [lra|apply partial_sum_derivative].
  - intros t T. pose proof (sqrt_lt_R0 (1 - t) ltac:(lra)). pose proof (pos_INR N).
    apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; lra].
    apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [left; apply root_coefficient_pos|].
    apply pow_le. lra.
Qed.
End Root.
Lemma root_sum_above N u : 0 <= u < 1 ->
  1 <= sqrt (1 - u) * (partial_sum root_coefficient N u + root_coefficient N * u ^ N / (1 - u)).
Proof.
  intros U. destruct N as [|N].
  { cbn [partial_sum root_coefficient pow].
    pose proof (sqrt_lt_R0 (1 - u) ltac:(lra)) as S0. pose proof (sqrt_sqrt (1 - u) ltac:(lra)) as SS.
    replace (sqrt (1 - u) * (0 + 1 * 1 / (1 - u))) with (/ sqrt (1 - u)).
    - rewrite <- Rinv_1 at 1. apply Rinv_le_contravar; [exact S0|]. rewrite <- sqrt_1 at 2.
      apply sqrt_le_1_alt. lra.
    - set (r := sqrt (1 - u)) in *. rewrite <- SS. field. lra. }
  set (b := root_coefficient (S N)).
  set (Q := fun u => partial_sum root_coefficient (S N) u + b * u ^ S N / (1 - u)).
  set (Q' := fun u => partial_slope root_coefficient (S N) u +
    b * ((INR N + 1) * u ^ N * (1 - u) + u ^ S N) / ((1 - u) * (1 - u))).
  assert (D : forall t, 0 <= t < 1 -> is_derive Q t (Q' t)).
  { intros t T. unfold Q, Q'.
    apply (is_derive_plus (partial_sum root_coefficient (S N)) (fun u => b * u ^ S N / (1 - u)));
      [apply partial_sum_derivative|]. auto_derive; [lra|].
    change (match N with O => 1 | S _ => INR N + 1 end) with (INR (S N)). rewrite S_INR.
    change (t ^ S N) with (t * t ^ N). field. lra. }
  assert (0 <= sqrt (1 - u) * Q u - 1); [|unfold Q in *; lra].
  apply (grows (fun u => sqrt (1 - u) * Q u - 1)
    (fun u => (2 * (1 - u) * Q' u - Q u) / (2 * sqrt (1 - u)))).
  - lra.
  - unfold Q. rewrite Rminus_0_r, sqrt_1, pow_i, root_sum_at_0 by lia. field.
  - intros t T. evar_last.
    + apply (is_derive_minus (fun u => sqrt (1 - u) * Q u) (fun _ => 1) t);
        [apply root_times_derivative; [lra|apply D; lra]|apply @is_derive_const].
    + unfold minus, plus, opp, zero; simpl. ring.
  - intros t T. apply (@ex_derive_continuous R_AbsRing). eexists.
    apply (is_derive_minus (fun u => sqrt (1 - u) * Q u) (fun _ => 1) t);
      [apply root_times_derivative; [lra|apply D; lra]|apply @is_derive_const].
  - intros t T. pose proof (sqrt_lt_R0 (1 - t) ltac:(lra)).
    apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; lra].
    assert (E : (2 * INR N + 2) * b = (2 * INR N + 1) * root_coefficient N).
    { unfold b. cbn [root_coefficient]. pose proof (pos_INR N). field. lra. }
    assert (F : 2 * (1 - t) * Q' t - Q t = b * (t * t ^ N / (1 - t))).
    { replace (2 * (1 - t) * Q' t - Q t)
        with ((2 * (1 - t) * partial_slope root_coefficient (S N) t -
          partial_sum root_coefficient (S N) t) + ((2 * INR N + 2) * b) * t ^ N + b * (t * t ^ N) / (1 - t)).
      - rewrite root_slope, E. field. lra.
      - unfold Q, Q'. change (t ^ S N) with (t * t ^ N). field. lra. }
    rewrite F. apply Rmult_le_pos; [left; apply root_coefficient_pos|].
    apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply pow_le; lra]|].
    left. apply Rinv_0_lt_compat. lra.
Qed.

(** ** The kernels *)

(** The angle from 1: acos (1 - e) = sqrt (2 e) (1 + d e), 0 <= d <= 5/12. *)
Lemma acos_expansion e : 0 <= e <= 2 -> exists d, 0 <= d <= 5 / 12 /\
  acos (1 - e) = sqrt 2 * sqrt e * (1 + d * e).
Proof.
  intros He. set (t := acos (1 - e)). pose proof (acos_bound (1 - e)) as T. fold t in T.
  assert (Ct : cos t = 1 - e) by (apply cos_acos; lra). pose proof PIpos as P.
  set (w := sin (t / 2)).
  assert (W : 0 <= w) by (apply sin_ge_0; lra).
  assert (E : e = 2 * (w * w)).
  { assert (Z : cos t = 1 - 2 * w * w)
      by (unfold w; rewrite <- cos_2a_sin; f_equal; field). lra. }
  assert (Q : sqrt 2 * sqrt e = 2 * w).
  { rewrite <- sqrt_mult by lra. replace (2 * e) with ((2 * w) * (2 * w)) by (rewrite E; ring).
    apply sqrt_square. lra. }
  pose proof (sin_le_id (t / 2) ltac:(lra)) as A. pose proof (id_le_sin (t / 2) ltac:(lra)) as B.
  fold w in A, B. destruct (Req_dec w 0) as [Z|Z].
  - exists 0. split; [lra|]. rewrite Q, Z in *. lra.
  - exists ((t / (2 * w) - 1) / e). rewrite Q.
    assert (Pw : 0 < w) by lra. assert (Pe : 0 < e) by (rewrite E; nra).
    assert (H : t / (2 * w) * (2 * w) = t) by (field; lra).
    assert (H1 : 1 <= t / (2 * w)) by (apply Rmult_le_reg_r with (2 * w); lra).
    assert (H2 : t / (2 * w) <= 1 + 5 / 12 * e).
    { apply Rmult_le_reg_r with (2 * w); [lra|]. rewrite H, E. simpl in B. lra. }
    split; [split|field; split; lra].
    + apply Rmult_le_reg_r with e; [exact Pe|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
      unfold Rdiv in H1. lra.
    + apply Rmult_le_reg_r with e; [exact Pe|]. unfold Rdiv at 1.
      rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** The coefficients of order 0, and of every order. *)
Fixpoint angle_coefficient (j : nat) : R :=
  match j with
  | O => 1
  | S i => angle_coefficient i * ((2 * INR i + 1) * (2 * INR i + 1) /
      (4 * (INR i + 1) * (2 * INR i + 3)))
  end.
Fixpoint end_coefficient (n j : nat) : R :=
  match n with
  | O => angle_coefficient j
  | S m => end_coefficient m j * (order_slope m * (2 / (2 * INR m + 2 * INR j + 3)))
  end.
Lemma end_coefficient_pos n j : 0 < end_coefficient n j.
Proof.
  revert j. induction n as [|n IH]; intros j.
  - cbn [end_coefficient]. induction j as [|j IH]; cbn [angle_coefficient]; [lra|].
    pose proof (pos_INR j). apply Rmult_lt_0_compat; [exact IH|].
    apply Rdiv_lt_0_compat; [|apply Rmult_lt_0_compat]; nra.
  - cbn [end_coefficient]. pose proof (pos_INR n). pose proof (pos_INR j).
    apply Rmult_lt_0_compat; [apply IH|]. apply Rmult_lt_0_compat; [apply order_slope_pos|].
    apply Rdiv_lt_0_compat; lra.
Qed.
Lemma angle_coefficient_root j :
  (2 * INR j + 1) * angle_coefficient j = root_coefficient j * (1 / 2) ^ j.
Proof.
  induction j as [|j IH]; [simpl; ring|].
  cbn [angle_coefficient root_coefficient]. pose proof (pos_INR j). rewrite S_INR.
  change ((1 / 2) ^ S j) with (1 / 2 * (1 / 2) ^ j).
  transitivity (((2 * INR j + 1) * angle_coefficient j) * (2 * INR j + 1) / (2 * (2 * INR j + 2))).
  - field. lra.
  - rewrite IH. field. lra.
Qed.

(** sqrt e e^n (sum_{j < N} c_nj e^j + m c_nN e^N). *)
Definition end_sum (n N : nat) (m e : R) : R :=
  sqrt e * (e ^ n * (partial_sum (end_coefficient n) N e + m * end_coefficient n N * e ^ N)).
Definition root_of_two_over_pi : R := sqrt 2 / PI.
Lemma root_of_two_over_pi_pos : 0 < root_of_two_over_pi.
Proof. apply Rdiv_lt_0_compat; [apply sqrt_lt_R0; lra|exact PIpos]. Qed.

(** Where an equation's type is the real numbers as a structure. *)
Ltac real_ring := match goal with |- @eq _ ?a ?b => change (@eq R a b) end; ring.
Lemma power_of_root_derivative p e : 0 < e ->
  is_derive (fun e => sqrt e * e ^ S p) e ((INR p + 3 / 2) * (sqrt e * e ^ p)).
Proof.
  intros E. pose proof (sqrt_lt_R0 e E) as S0. pose proof (sqrt_sqrt e (Rlt_le _ _ E)) as SS.
  pose proof (is_derive_mult sqrt (fun e => e ^ S p) e (/ (2 * sqrt e)) (INR (S p) * e ^ p)
    ltac:(apply is_derive_Reals, derivable_pt_lim_sqrt; lra)
    ltac:(auto_derive; [exact I|rewrite Rmult_1_l; reflexivity])
    ltac:(intros; apply Rmult_comm)) as M.
  apply (derivative_is _ _ _ _ M). unfold plus, mult; simpl AbelianGroup.plus; unfold mult; simpl.
  change (match p with O => 1 | S _ => INR p + 1 end) with (INR (S p)). rewrite S_INR.
  set (r := sqrt e) in *. rewrite <- SS. field. lra.
Qed.
Lemma sum_of_powers n a N e : sqrt e * (e ^ n * partial_sum a N e) =
  partial_sum (fun j => a j * (sqrt e * e ^ n)) N e.
Proof. induction N as [|N IH]; cbn [partial_sum]; [ring|]. rewrite <- IH. ring. Qed.
Lemma end_sum_derivative n N m e : 0 < e ->
  is_derive (end_sum (S n) N m) e (order_slope n * end_sum n N m e).
Proof.
  intros E.
  assert (T : forall j, is_derive (fun e => end_coefficient (S n) j * (sqrt e * e ^ S (n + j))) e
    (order_slope n * (end_coefficient n j * (sqrt e * e ^ (n + j))))).
  { intros j. pose proof (is_derive_scal _ e (end_coefficient (S n) j) _
      (power_of_root_derivative (n + j) e E)) as D.
    apply (derivative_is _ _ _ _ D). cbn [end_coefficient]. rewrite plus_INR.
    pose proof (pos_INR n). pose proof (pos_INR j). field. lra. }
  assert (U : is_derive (fun e => sqrt e * (e ^ S n * partial_sum (end_coefficient (S n)) N e)) e
    (order_slope n * (sqrt e * (e ^ n * partial_sum (end_coefficient n) N e)))).
  { induction N as [|N IH]; cbn [partial_sum].
    - apply is_derive_ext with (fun _ => 0); [intros; simpl; real_ring|].
      rewrite !Rmult_0_r. apply @is_derive_const.
    - apply is_derive_ext with (fun e =>
        sqrt e * (e ^ S n * partial_sum (end_coefficient (S n)) N e) +
        end_coefficient (S n) N * (sqrt e * e ^ S (n + N))).
      { intros t. change (t ^ S (n + N)) with (t ^ (S n + N)). rewrite pow_add. real_ring. }
      apply (derivative_is _ _ _ _ (is_derive_plus _ _ _ _ _ IH (T N))).
      unfold plus; simpl AbelianGroup.plus. rewrite pow_add. ring. }
  unfold end_sum.
  apply is_derive_ext with (fun e =>
    sqrt e * (e ^ S n * partial_sum (end_coefficient (S n)) N e) +
    m * (end_coefficient (S n) N * (sqrt e * e ^ S (n + N)))).
  { intros t. change (t ^ S (n + N)) with (t ^ (S n + N)). rewrite pow_add. real_ring. }
  apply (derivative_is _ _ _ _ (is_derive_plus _ _ _ _ _ U (is_derive_scal _ e m _ (T N)))).
  unfold plus; simpl AbelianGroup.plus. rewrite pow_add. ring.
Qed.
Lemma end_sum_continuous n N m e : continuous (end_sum n N m) e.
Proof.
  unfold end_sum. apply (continuous_mult (K := R_AbsRing) sqrt); [apply continuous_sqrt|].
  apply (@ex_derive_continuous R_AbsRing).
  apply (ex_derive_mult (fun e => e ^ n)); [auto_derive; exact I|].
  apply (ex_derive_plus (partial_sum (end_coefficient n) N)); [eexists; apply partial_sum_derivative|].
  auto_derive; exact I.
Qed.
Lemma end_sum_0 n N m : end_sum n N m 0 = 0.
Proof. unfold end_sum. rewrite sqrt_0. ring. Qed.

(** A bound of order n is one of order n + 1, by integration. *)
Lemma bound_integrates (s : R) n N m E : 0 <= E ->
  (forall e, 0 < e < E -> 0 <= s * (kappa_order n (-1 + e) - root_of_two_over_pi * end_sum n N m e)) ->
  forall e, 0 <= e <= E ->
  0 <= s * (kappa_order (S n) (-1 + e) - root_of_two_over_pi * end_sum (S n) N m e).
Proof.
  intros E0 H e He. apply (grows
    (fun e => s * (kappa_order (S n) (-1 + e) - root_of_two_over_pi * end_sum (S n) N m e))
    (fun e => order_slope n * (s * (kappa_order n (-1 + e) - root_of_two_over_pi * end_sum n N m e)))).
  - lra.
  - rewrite Rplus_0_r, kappa_order_m1, end_sum_0. ring.
  - intros t T. evar_last.
    + apply (is_derive_scal (fun e => kappa_order (S n) (-1 + e) - root_of_two_over_pi *
        end_sum (S n) N m e)).
      apply (is_derive_minus (fun e => kappa_order (S n) (-1 + e))).
      * apply (is_derive_comp (kappa_order (S n)) (fun e => -1 + e));
          [apply kappa_order_derivative|auto_derive; [exact I|reflexivity]].
      * apply is_derive_scal, end_sum_derivative. lra.
    + unfold minus, plus, opp, scal; simpl; unfold mult; simpl. ring.
  - intros t T. apply (continuous_scal_r s (fun e => kappa_order (S n) (-1 + e) -
      root_of_two_over_pi * end_sum (S n) N m e)).
    apply (continuous_minus (fun e => kappa_order (S n) (-1 + e))).
    + apply (continuous_comp (fun e => -1 + e) (kappa_order (S n))); [|apply kappa_order_continuous].
      apply (@ex_derive_continuous R_AbsRing). auto_derive. exact I.
    + apply (continuous_scal_r root_of_two_over_pi (end_sum (S n) N m)), end_sum_continuous.
  - intros t T. apply Rmult_le_pos; [left; apply order_slope_pos|]. apply H. lra.
Qed.
Lemma bound_of_every_order (s : R) N m E : 0 <= E ->
  (forall e, 0 < e <= E -> 0 <= s * (kappa_order 0 (-1 + e) - root_of_two_over_pi * end_sum 0 N m e)) ->
  forall n e, 0 < e <= E ->
  0 <= s * (kappa_order n (-1 + e) - root_of_two_over_pi * end_sum n N m e).
Proof.
  intros E0 H. induction n as [|n IH]; intros e He; [now apply H|].
  apply (bound_integrates s n N m E E0); [|lra]. intros t T. apply IH. lra.
Qed.

(** Order 0. *)
Lemma kappa0_angle e : 0 <= e <= 2 -> kappa_order 0 (-1 + e) = acos (1 - e) / PI.
Proof.
  intros E. cbn [kappa_order]. rewrite kappa0_opposite. unfold kappa0. 
  replace (- (-1 + e)) with (1 - e) by ring. rewrite asin_acos by lra. field. pose proof PIpos. lra.
Qed.
Lemma angle_sum_derivative N m e : 0 < e ->
  is_derive (end_sum 0 N m) e (/ (2 * sqrt e) *
    (partial_sum root_coefficient N (e / 2) + m * (root_coefficient N * (e / 2) ^ N))).
Proof.
  intros E. pose proof (sqrt_lt_R0 e E) as S0. pose proof (sqrt_sqrt e (Rlt_le _ _ E)) as SS.
  assert (Ds : is_derive sqrt e (/ (2 * sqrt e)))
    by (apply is_derive_Reals, derivable_pt_lim_sqrt; lra).
  assert (T : forall j, is_derive (fun e => angle_coefficient j * (sqrt e * e ^ j)) e
    (/ (2 * sqrt e) * (root_coefficient j * (e / 2) ^ j))).
  { intros j. replace (root_coefficient j * (e / 2) ^ j)
      with ((2 * INR j + 1) * angle_coefficient j * e ^ j).
    - destruct j as [|p].
      + apply is_derive_ext with (fun e => angle_coefficient 0 * sqrt e); [intros; simpl; real_ring|].
        apply (derivative_is _ _ _ _ (is_derive_scal _ e _ _ Ds)). simpl. field. lra.
      + apply (derivative_is _ _ _ _ (is_derive_scal _ e _ _ (power_of_root_derivative p e E))).
        rewrite S_INR. change (e ^ S p) with (e * e ^ p). set (r := sqrt e) in *. rewrite <- SS. field. lra.
    - rewrite angle_coefficient_root. unfold Rdiv. rewrite !Rpow_mult_distr, pow1. ring. }
  assert (U : is_derive (fun e => sqrt e * partial_sum angle_coefficient N e) e
    (/ (2 * sqrt e) * partial_sum root_coefficient N (e / 2))).
  { induction N as [|N IH]; cbn [partial_sum].
    - apply is_derive_ext with (fun _ => 0); [intros; simpl; real_ring|].
      rewrite !Rmult_0_r. apply @is_derive_const.
    - apply is_derive_ext with (fun e => sqrt e * partial_sum angle_coefficient N e +
        angle_coefficient N * (sqrt e * e ^ N)); [intros; real_ring|].
      apply (derivative_is _ _ _ _ (is_derive_plus _ _ _ _ _ IH (T N))).
      unfold plus; simpl AbelianGroup.plus. ring. }
  apply is_derive_ext with (fun e => sqrt e * partial_sum angle_coefficient N e +
    m * (angle_coefficient N * (sqrt e * e ^ N))).
  { intros t. unfold end_sum. change (end_coefficient 0) with angle_coefficient. cbn [pow]. real_ring. }
  apply (derivative_is _ _ _ _ (is_derive_plus _ _ _ _ _ U (is_derive_scal _ e m _ (T N)))).
  unfold plus; simpl AbelianGroup.plus. ring.
Qed.
Lemma angle_bound (s : R) N m E : 0 <= E <= 2 ->
  (forall e, 0 < e < E -> 0 <= s * (1 - sqrt (1 - e / 2) *
    (partial_sum root_coefficient N (e / 2) + m * (root_coefficient N * (e / 2) ^ N)))) ->
  forall e, 0 < e <= E ->
  0 <= s * (kappa_order 0 (-1 + e) - root_of_two_over_pi * end_sum 0 N m e).
Proof.
  intros E2 H e He. apply (grows
    (fun e => s * (kappa_order 0 (-1 + e) - root_of_two_over_pi * end_sum 0 N m e))
    (fun e => / (PI * sqrt 2 * sqrt e * sqrt (1 - e / 2)) * (s * (1 - sqrt (1 - e / 2) *
      (partial_sum root_coefficient N (e / 2) + m * (root_coefficient N * (e / 2) ^ N)))))).
  - lra.
  - rewrite Rplus_0_r, kappa_order_m1, end_sum_0. ring.
  - intros t T.
    assert (D : is_derive (fun e => kappa0 (-1 + e)) t
      (1 / (PI * (sqrt 2 * sqrt t * sqrt (1 - t / 2))))).
    { rewrite <- !sqrt_mult by lra. replace (2 * t * (1 - t / 2)) with (1 - (-1 + t) ^ 2) by field.
      apply (derivative_is _ _ (1 * (1 / (PI * sqrt (1 - (-1 + t) ^ 2))))); [|ring].
      apply (is_derive_comp kappa0 (fun e => -1 + e));
        [apply is_derive_kappa0; lra|auto_derive; [exact I|ring]]. }
    pose proof (is_derive_minus _ _ _ _ _ D (is_derive_scal _ t root_of_two_over_pi _
      (angle_sum_derivative N m t ltac:(lra)))) as M.
    apply (derivative_is _ _ _ _ (is_derive_scal _ t s _ M)).
    unfold minus, plus, opp; simpl AbelianGroup.plus; simpl AbelianGroup.opp.
    unfold root_of_two_over_pi.
    pose proof (sqrt_lt_R0 2 ltac:(lra)) as S2. pose proof (sqrt_lt_R0 t ltac:(lra)) as St.
    pose proof (sqrt_lt_R0 (1 - t / 2) ltac:(lra)) as Sr. pose proof (sqrt_sqrt 2 ltac:(lra)) as SS.
    pose proof PIpos as Pp. set (q := sqrt 2) in *.
    set (r := sqrt (1 - t / 2)) in *. set (w := sqrt t) in *.
    set (z := partial_sum _ _ _ + _).
    assert (0 < PI * q * w * r) by (repeat (assumption || apply Rmult_lt_0_compat)).
    apply Rmult_eq_reg_r with (PI * q * w * r); [|lra].
    transitivity (s * (1 - q * q / 2 * (r * z))); [field; lra|]. rewrite SS. field. lra.
  - intros t T. apply (continuous_scal_r s (fun e => kappa_order 0 (-1 + e) -
      root_of_two_over_pi * end_sum 0 N m e)).
    apply (continuous_minus (fun e => kappa_order 0 (-1 + e))).
    + apply (continuous_comp (fun e => -1 + e) (kappa_order 0)); [|apply kappa_order_continuous].
      apply (@ex_derive_continuous R_AbsRing). auto_derive. exact I.
    + apply (continuous_scal_r root_of_two_over_pi (end_sum 0 N m)), end_sum_continuous.
  - intros t T. apply Rmult_le_pos; [|apply H; lra]. left. apply Rinv_0_lt_compat.
    repeat (exact PIpos || apply Rmult_lt_0_compat); apply sqrt_lt_R0; lra.
Qed.
Lemma end_below n N e : 0 < e <= 2 ->
  root_of_two_over_pi * end_sum n N 1 e <= kappa_order n (-1 + e).
Proof.
  intros E. assert (0 <= 1 * (kappa_order n (-1 + e) - root_of_two_over_pi * end_sum n N 1 e)); [|lra].
  apply (bound_of_every_order 1 N 1 e ltac:(lra)); [|lra].
  intros t T. apply (angle_bound 1 N 1 e ltac:(lra)); [|exact T]. intros u U.
  pose proof (root_sum_below N (u / 2) ltac:(lra)) as B. cbn [partial_sum] in B. lra.
Qed.
Lemma end_above n N e : 0 < e < 2 ->
  kappa_order n (-1 + e) <= root_of_two_over_pi * end_sum n N (/ (1 - e / 2)) e.
Proof.
  intros E. set (m := / (1 - e / 2)).
  assert (0 <= -1 * (kappa_order n (-1 + e) - root_of_two_over_pi * end_sum n N m e)); [|lra].
  apply (bound_of_every_order (-1) N m e ltac:(lra)); [|lra].
  intros t T. apply (angle_bound (-1) N m e ltac:(lra)); [|exact T]. intros u U.
  pose proof (root_sum_above N (u / 2) ltac:(lra)) as B.
  pose proof (sqrt_pos (1 - u / 2)) as S.
  assert (M : root_coefficient N * (u / 2) ^ N / (1 - u / 2) <=
    m * (root_coefficient N * (u / 2) ^ N)).
  { unfold Rdiv at 1. rewrite Rmult_comm. apply Rmult_le_compat_r.
    - apply Rmult_le_pos; [left; apply root_coefficient_pos|apply pow_le; lra].
    - apply Rinv_le_contravar; lra. }
  set (a := partial_sum _ _ _) in *. set (b := root_coefficient N * (u / 2) ^ N / (1 - u / 2)) in *.
  set (d := m * _) in *. set (r := sqrt (1 - u / 2)) in *. nra.
Qed.
Lemma end_above_everywhere n e : 0 < e <= 2 ->
  kappa_order n (-1 + e) <= root_of_two_over_pi * end_sum n 1 5 e.
Proof.
  intros E. assert (0 <= -1 * (kappa_order n (-1 + e) - root_of_two_over_pi * end_sum n 1 5 e)); [|lra].
  apply (bound_of_every_order (-1) 1 5 e ltac:(lra)); [|lra].
  intros t T. rewrite kappa0_angle by lra. destruct (acos_expansion t ltac:(lra)) as (d & D & ->).
  unfold end_sum, root_of_two_over_pi. cbn [partial_sum end_coefficient angle_coefficient INR pow].
  pose proof (sqrt_lt_R0 2 ltac:(lra)). pose proof (sqrt_lt_R0 t ltac:(lra)). pose proof PIpos.
  set (q := sqrt 2) in *. set (w := sqrt t) in *.
  replace (-1 * (q * w * (1 + d * t) / PI - q / PI * (w * (1 * (0 + 1 * 1 + 5 * (1 * ((2 * 0 + 1) *
    (2 * 0 + 1) / (4 * (0 + 1) * (2 * 0 + 3)))) * (t * 1))))))
    with (q / PI * (w * ((5 / 12 - d) * t))) by (field; lra).
  apply Rmult_le_pos; [left; apply Rdiv_lt_0_compat; lra|].
  apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; lra.
Qed.

(** ** What is left after j terms *)
Definition end_rest (n j : nat) (e : R) : R :=
  if Req_EM_T e 0 then end_coefficient n j
  else (kappa_order n (-1 + e) / (root_of_two_over_pi * (sqrt e * e ^ n)) -
    partial_sum (end_coefficient n) j e) / e ^ j.
Theorem end_first n e : 0 <= e -> kappa_order n (-1 + e) =
  root_of_two_over_pi * (e ^ n * (sqrt e * end_rest n 0 e)).
Proof.
  intros E. unfold end_rest. destruct (Req_EM_T e 0) as [->|N].
  - rewrite Rplus_0_r, kappa_order_m1, sqrt_0. ring.
  - pose proof (sqrt_lt_R0 e ltac:(lra)). pose proof root_of_two_over_pi_pos.
    pose proof (pow_lt e n ltac:(lra)). cbn [partial_sum pow]. field. lra.
Qed.
Theorem end_next n j e : end_rest n j e = end_coefficient n j + e * end_rest n (S j) e.
Proof.
  unfold end_rest. destruct (Req_EM_T e 0) as [->|N]; [ring|].
  cbn [partial_sum]. pose proof (pow_nonzero e j N). change (e ^ S j) with (e * e ^ j).
  set (y := _ / _ - _) at 1. set (z := _ / (root_of_two_over_pi * _)) in *. unfold y.
  field. split; assumption.
Qed.
Lemma end_rest_sum n j m e : 0 < e ->
  kappa_order n (-1 + e) - root_of_two_over_pi * end_sum n j m e =
  root_of_two_over_pi * (sqrt e * e ^ n) * (e ^ j * (end_rest n j e - m * end_coefficient n j)).
Proof.
  intros E. unfold end_rest, end_sum. destruct (Req_EM_T e 0); [lra|].
  pose proof (sqrt_lt_R0 e E). pose proof root_of_two_over_pi_pos.
  pose proof (pow_lt e n E). pose proof (pow_lt e j E). field. lra.
Qed.
Lemma end_factor_pos n j e : 0 < e -> 0 < root_of_two_over_pi * (sqrt e * e ^ n) * e ^ j.
Proof.
  intros E. repeat (exact root_of_two_over_pi_pos || apply Rmult_lt_0_compat);
  auto using sqrt_lt_R0, pow_lt.
Qed.
Theorem end_between n j e : 0 <= e < 2 ->
  end_coefficient n j <= end_rest n j e <= / (1 - e / 2) * end_coefficient n j.
Proof.
  intros E. destruct (Req_dec e 0) as [->|N].
  - unfold end_rest. destruct (Req_EM_T 0 0); [|lra]. replace (/ (1 - 0 / 2)) with 1 by field. lra.
  - pose proof (end_factor_pos n j e ltac:(lra)) as F. split.
    + pose proof (end_below n j e ltac:(lra)) as B.
      pose proof (end_rest_sum n j 1 e ltac:(lra)) as S. nra.
    + pose proof (end_above n j e ltac:(lra)) as B.
      pose proof (end_rest_sum n j (/ (1 - e / 2)) e ltac:(lra)) as S. nra.
Qed.
Theorem end_between_everywhere n e : 0 <= e <= 2 ->
  end_coefficient n 1 <= end_rest n 1 e <= 5 * end_coefficient n 1.
Proof.
  intros E. pose proof (end_coefficient_pos n 1). destruct (Req_dec e 0) as [->|N].
  - unfold end_rest. destruct (Req_EM_T 0 0); lra.
  - pose proof (end_factor_pos n 1 e ltac:(lra)) as F. split.
    + pose proof (end_below n 1 e ltac:(lra)) as B.
      pose proof (end_rest_sum n 1 1 e ltac:(lra)) as S. nra.
    + pose proof (end_above_everywhere n e ltac:(lra)) as B.
      pose proof (end_rest_sum n 1 5 e ltac:(lra)) as S. nra.
Qed.

(** ** Reflection *)

(** The recurrence of the kernels, from 1 and x. *)
Fixpoint order_polynomial (n : nat) (x : R) : R :=
  match n with
  | O => 1
  | S O => x
  | S (S k as m) => x * order_polynomial m x + order_weight k * ((1 - x * x) * order_polynomial k x)
  end.
Theorem order_opposite n x : kappa_order n x = order_polynomial n x + (-1) ^ S n * kappa_order n (- x).
Proof.
  revert n. apply order_induction.
  - cbn [kappa_order order_polynomial pow]. rewrite kappa0_opposite. ring.
  - cbn [kappa_order order_polynomial pow]. rewrite kappa1_opposite. ring.
  - intros n A B. rewrite !kappa_order_step.
    change (order_polynomial (S (S n)) x) with (x * order_polynomial (S n) x +
      order_weight n * ((1 - x * x) * order_polynomial n x)).
    rewrite A, B. cbn [pow]. ring.
Qed.
