(** * Expansions at an end of a variable's interval.

    With x i = e -+ v, or e -+ v^2, and 0 < v <= v0, an expression gets a [model]
      c_0 + v (c_1 + v (... + v rho))
    with coefficients that are expressions in normal form and an interval for rho ([means]).  Sums,
    products, quotients and roots follow from algebraic identities, log from its integral, kappa1,
    kappa0 and acos at 1 and -1 from their two-sided expansions, elsewhere from Lagrange's
    remainder.  Leading coefficients that vanish identically are left out ([positive_from_correct]):
    so sides that meet at the end are told apart at any order. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Lia.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Raux.
From Interval Require Import Xreal Interval Sig Specific_ops Specific_stdz Float_full Primitive_ops.
From KernelCalculator Require Import ArcCosine KernelTails KernelOrders EndpointSeries Expression Sharing
  Identities Derivative Certificate.
Local Open Scope R_scope.
Import ListNotations.

(** ** The functions *)

(** Lagrange's remainder of the second order. *)
Lemma lagrange (g g1 g2 : R -> R) c u :
  (forall t, 0 <= t <= 1 -> is_derive g (c + t * u) (g1 (c + t * u))) ->
  (forall t, 0 <= t <= 1 -> is_derive g1 (c + t * u) (g2 (c + t * u))) ->
  exists t, 0 <= t <= 1 /\ g (c + u) = g c + g1 c * u + g2 (c + t * u) / 2 * (u * u).
Proof.
  intros D D1. set (K := g (c + u) - g c - g1 c * u).
  set (h := fun t => g (c + t * u) - (g1 c * (t * u) + K * (t * t))).
  assert (L : forall f f' t, is_derive f (c + t * u) (f' (c + t * u)) ->
    is_derive (fun t => f (c + t * u)) t (u * f' (c + t * u))).
  { intros f f' t F. apply (is_derive_comp f (fun t => c + t * u) t (f' (c + t * u)) u F).
    auto_derive; [exact Logic.I|ring]. }
  assert (Ch : forall f f' : R -> R, (forall t, 0 <= t <= 1 -> is_derive f t (f' t)) ->
    forall b, 0 < b <= 1 -> exists t, 0 <= t <= b /\ f b - f 0 = f' t * b).
  { intros f f' F b B. destruct (MVT_gen f 0 b f') as (t & T & E).
    - rewrite Rmin_left, Rmax_right by lra. intros t T. apply F. lra.
    - rewrite Rmin_left, Rmax_right by lra. intros t T. apply continuity_pt_filterlim.
      apply (@ex_derive_continuous R_AbsRing). eexists. apply F. lra.
    - rewrite Rmin_left, Rmax_right in T by lra. exists t. split; [exact T|].
      rewrite E. ring. }
  (* Rolle's theorem for h, whose values at 0 and 1 agree. *)
  destruct (Rle_lt_dec 1 0) as [?|_]; [lra|].
  destruct (MVT_cor2 h (fun t => u * g1 (c + t * u) - g1 c * u - K * (2 * t)) 0 1 ltac:(lra))
    as (s & E & S).
  { intros t T. apply is_derive_Reals. unfold h.
    replace (u * g1 (c + t * u) - g1 c * u - K * (2 * t))
      with (u * g1 (c + t * u) - (g1 c * u + K * (2 * t))) by ring.
    apply (is_derive_minus (fun t => g (c + t * u)) (fun t => g1 c * (t * u) + K * (t * t))).
    - apply L, D. lra.
    - auto_derive; [exact Logic.I|ring]. }
  unfold h in E. rewrite Rmult_1_l, Rmult_0_l, Rplus_0_r in E.
  assert (E' : u * g1 (c + s * u) - g1 c * u = 2 * K * s) by (unfold K in *; lra).
  destruct (Ch (fun t => g1 (c + t * u)) (fun t => u * g2 (c + t * u))) with (b := s)
    as (t & T & F); [intros t T; apply L, D1, T|lra|].
  rewrite Rmult_0_l, Rplus_0_r in F. exists t. split; [lra|].
  assert (K = g2 (c + t * u) / 2 * (u * u)); [|unfold K in *; lra].
  apply Rmult_eq_reg_l with (2 * s); [|lra]. nra.
Qed.

Lemma kappa0_acos y : corr y -> kappa0 y = 1 - acos y / PI.
Proof.
  intros Y. unfold kappa0. rewrite asin_acos by exact Y. field. pose proof PIpos. lra.
Qed.

(** What the coefficients of EndpointSeries.v and the factors of the recurrences are. *)
Fixpoint angle_number (j : nat) : Q :=
  match j with
  | O => 1%Q
  | S i => product_Q (angle_number i) (Z.of_nat ((2 * i + 1) * (2 * i + 1)) #
      Pos.of_succ_nat i * (4 * Pos.of_succ_nat (2 * i + 2)))
  end.
Definition slope_number (n : nat) : Q :=
  Z.of_nat ((n + 1) * (n + 1)) # Pos.of_succ_nat (2 * n).
Definition weight_number (n : nat) : Q :=
  Z.of_nat ((n + 1) * (n + 1)) # Pos.of_succ_nat (2 * n) * Pos.of_succ_nat (2 * n + 2).
Fixpoint end_number (n j : nat) : Q :=
  match n with
  | O => angle_number j
  | S m => product_Q (end_number m j)
      (product_Q (slope_number m) (2 # Pos.of_succ_nat (2 * m + 2 * j + 2)))
  end.
Lemma Q2R_quotient n d : Q2R (n # d) = IZR n / IZR (Zpos d).
Proof. reflexivity. Qed.
Lemma successor n : IZR (Zpos (Pos.of_succ_nat n)) = INR n + 1.
Proof. now rewrite Zpos_P_of_succ_nat, succ_IZR, <- INR_IZR_INZ. Qed.
Lemma angle_number_value j : Q2R (angle_number j) = angle_coefficient j.
Proof.
  induction j as [|j IH]; cbn [angle_number angle_coefficient]; [exact Q2R_one|].
  rewrite product_Q_R, IH, Q2R_quotient, !Pos2Z.inj_mul, !mult_IZR, !successor, <- INR_IZR_INZ.
  rewrite !mult_INR, !plus_INR, !mult_INR. change (IZR (Zpos 4)) with 4. cbn [INR].
  pose proof (pos_INR j). field. lra.
Qed.
Lemma slope_number_value n : Q2R (slope_number n) = order_slope n.
Proof.
  unfold slope_number, order_slope. rewrite Q2R_quotient, successor, <- INR_IZR_INZ.
  rewrite !mult_INR, plus_INR. cbn [INR]. pose proof (pos_INR n). field. lra.
Qed.
Lemma weight_number_value n : Q2R (weight_number n) = order_weight n.
Proof.
  unfold weight_number, order_weight.
  rewrite Q2R_quotient, !Pos2Z.inj_mul, mult_IZR, !successor, <- INR_IZR_INZ.
  rewrite !mult_INR, !plus_INR, !mult_INR. cbn [INR]. pose proof (pos_INR n). field. lra.
Qed.
Lemma end_number_value n j : Q2R (end_number n j) = end_coefficient n j.
Proof.
  induction n as [|n IH]; cbn [end_number end_coefficient]; [apply angle_number_value|].
  rewrite !product_Q_R, IH, slope_number_value, Q2R_quotient, successor.
  rewrite !plus_INR, !mult_INR. cbn [INR]. pose proof (pos_INR n). pose proof (pos_INR j).
  field. lra.
Qed.

(** ln (1 + u) = u L_1 (u), L_j (u) = 1 / j - u L_{j+1} (u). *)
Definition log_rest (j : nat) (u : R) : R := RInt (fun t => t ^ j / (1 + t * u)) 0 1.
Section Log.
Variable u : R.
Hypothesis U : 0 < 1 + u.
Lemma log_denominator t : 0 <= t <= 1 -> 0 < 1 + t * u.
Proof.
  intros T. replace (1 + t * u) with ((1 - t) + t * (1 + u)) by ring.
  assert (0 <= t * (1 + u)) by (apply Rmult_le_pos; lra). destruct (Rlt_le_dec t 1) as [L|L];
    [lra|].
  assert (0 < t * (1 + u)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
Lemma log_rest_exists j : ex_RInt (fun t => t ^ j / (1 + t * u)) 0 1.
Proof.
  apply (@ex_RInt_continuous R_CompleteNormedModule). intros t T.
  rewrite Rmin_left, Rmax_right in T by lra. pose proof (log_denominator t T).
  apply (@ex_derive_continuous R_AbsRing R_NormedModule). auto_derive. lra.
Qed.
Lemma log_rest_is j : is_RInt (fun t => t ^ j / (1 + t * u)) 0 1 (log_rest j u).
Proof. apply (@RInt_correct R_CompleteNormedModule), log_rest_exists. Qed.
Lemma log_first : ln (1 + u) = u * log_rest 0 u.
Proof.
  assert (H : is_RInt (fun t => u * (t ^ 0 / (1 + t * u))) 0 1 (ln (1 + 1 * u) - ln (1 + 0 * u))).
  { apply (is_RInt_derive (fun t => ln (1 + t * u))).
    - intros t T. rewrite Rmin_left, Rmax_right in T by lra. pose proof (log_denominator t T).
      auto_derive; [lra|]. simpl. field. lra.
    - intros t T. rewrite Rmin_left, Rmax_right in T by lra. pose proof (log_denominator t T).
      apply (@ex_derive_continuous R_AbsRing R_NormedModule). auto_derive. lra. }
  apply (@is_RInt_unique R_CompleteNormedModule) in H. rewrite Rmult_1_l, Rmult_0_l, Rplus_0_r,
    ln_1, Rminus_0_r in H.
  rewrite <- H. apply (@is_RInt_unique R_CompleteNormedModule).
  exact (is_RInt_scal (V := R_NormedModule) _ 0 1 u _ (log_rest_is 0)).
Qed.
Lemma power_integral j : is_RInt (fun t => t ^ j) 0 1 (/ INR (S j)).
Proof.
  assert (H : is_RInt (fun t => t ^ j) 0 1 (1 ^ S j / INR (S j) - 0 ^ S j / INR (S j))).
  { apply (is_RInt_derive (fun t => t ^ S j / INR (S j))).
    - intros t _. pose proof (lt_0_INR (S j) ltac:(lia)) as J.
      auto_derive; [exact Logic.I|]. replace (Nat.pred (S j)) with j by reflexivity.
      destruct j; simpl in *; field; lra.
    - intros t _. apply (@ex_derive_continuous R_AbsRing R_NormedModule). auto_derive. exact
      Logic.I. }
  rewrite pow1, pow_i in H by lia. unfold Rdiv in H.
  rewrite Rmult_1_l, Rmult_0_l, Rminus_0_r in H. exact H.
Qed.
Lemma log_next j : log_rest j u = / INR (S j) - u * log_rest (S j) u.
Proof.
  assert (H : is_RInt (fun t => t ^ j) 0 1 (log_rest j u + u * log_rest (S j) u)).
  { apply (is_RInt_ext (fun t => t ^ j / (1 + t * u) + u * (t ^ S j / (1 + t * u)))).
    - intros t T. rewrite Rmin_left, Rmax_right in T by lra.
      pose proof (log_denominator t ltac:(lra)). simpl. field. lra.
    - exact (is_RInt_plus (V := R_NormedModule) _ _ 0 1 _ _ (log_rest_is j)
        (is_RInt_scal (V := R_NormedModule) _ 0 1 u _ (log_rest_is (S j)))). }
  apply (@is_RInt_unique R_CompleteNormedModule) in H.
  pose proof (@is_RInt_unique R_CompleteNormedModule _ _ _ _ (power_integral j)) as E.
  rewrite E in H. lra.
Qed.
Lemma log_between j : exists w, Rmin 1 (/ (1 + u)) <= w <= Rmax 1 (/ (1 + u)) /\
  log_rest j u = / INR (S j) * w.
Proof.
  set (l := Rmin 1 (/ (1 + u))). set (m := Rmax 1 (/ (1 + u))).
  assert (B : forall t, 0 <= t <= 1 -> l <= / (1 + t * u) <= m).
  { intros t T. pose proof (log_denominator t T) as D.
    destruct (Rle_or_lt 0 u) as [N|N].
    - assert (A1 : / (1 + t * u) <= / 1) by (apply Rinv_le_contravar; nra).
      assert (A2 : / (1 + u) <= / (1 + t * u)) by (apply Rinv_le_contravar; nra).
      rewrite Rinv_1 in A1. split.
      + apply Rle_trans with (2 := A2). apply Rmin_r.
      + apply Rle_trans with (1 := A1). apply Rmax_l.
    - assert (A1 : / 1 <= / (1 + t * u)) by (apply Rinv_le_contravar; nra).
      assert (A2 : / (1 + t * u) <= / (1 + u)) by (apply Rinv_le_contravar; nra).
      rewrite Rinv_1 in A1. split.
      + apply Rle_trans with (2 := A1). apply Rmin_l.
      + apply Rle_trans with (1 := A2). apply Rmax_r. }
  pose proof (power_integral j) as P. pose proof (lt_0_INR (S j) ltac:(lia)) as J.
  assert (Sc : forall k : R, is_RInt (fun t => k * t ^ j) 0 1 (k * / INR (S j)))
    by (intros k; exact (is_RInt_scal (fun t => t ^ j) 0 1 k _ P)).
  assert (Lo : l * / INR (S j) <= log_rest j u).
  { rewrite <- (@is_RInt_unique R_CompleteNormedModule _ _ _ _ (Sc l)). apply RInt_le;
    [lra|eexists; apply Sc| |].
    - apply log_rest_exists.
    - intros t T. unfold Rdiv. rewrite Rmult_comm. apply Rmult_le_compat_l; [apply pow_le; lra|].
      apply B. lra. }
  assert (Up : log_rest j u <= m * / INR (S j)).
  { rewrite <- (@is_RInt_unique R_CompleteNormedModule _ _ _ _ (Sc m)). apply RInt_le; [lra|
    |eexists; apply Sc|].
    - apply log_rest_exists.
    - intros t T. unfold Rdiv. rewrite Rmult_comm. apply Rmult_le_compat_r; [apply pow_le; lra|].
      apply B. lra. }
  exists (log_rest j u * INR (S j)). split; [|field; lra].
  split; (apply Rmult_le_reg_r with (/ INR (S j)); [now apply Rinv_0_lt_compat|]);
  rewrite Rmult_assoc, Rinv_r by lra; lra.
Qed.
End Log.

(** ** Models *)
Module Make (F : FloatOps with Definition radix := Zaux.radix2 with Definition sensible_format :=
  true).
Module C := Certificate.Make F.
Module I := C.I.
Section Models.
Variable prec : I.precision.
Let cont := C.cont.
Let pos := C.pos.
Let nonneg := C.nonneg.
Notation evalI := (C.evalI prec).
Let add := I.add prec.
Let mul := I.mul prec.
Let sub := I.sub prec.
Let fromZ := I.fromZ prec.
(** The variables, and v. *)
Variables (xi : nat -> I.type) (vi : I.type).
(** The variable that is expanded, what it is, and the number of coefficients. *)
Variables (place : nat) (moving : list expr) (count : nat).

Definition model := (list expr * I.type)%type.
Definition tidy (e : expr) : expr := back (normal itself e).
Definition is_zero (c : expr) : bool := same c (int 0).
Definition zeros (n : nat) : list expr := repeat (int 0) n.
Definition unknown (i : I.type) : model := ([], i).
Fixpoint total_of (cs : list expr) (r : I.type) : I.type :=
  match cs with [] => r | c :: cs => add (evalI c xi) (mul vi (total_of cs r)) end.
Definition total (m : model) : I.type := total_of (fst m) (snd m).
Definition shift (m : model) : model := (int 0 :: fst m, snd m).
Definition coefficient (c : expr) (m : model) : model := (tidy c :: fst m, snd m).
Definition fixed (c : expr) : model := (tidy c :: zeros (count - 1), I.zero).
Definition scale (c : expr) (m : model) : model :=
  (map (fun d => tidy (Mul c d)) (fst m), mul (evalI c xi) (snd m)).
Definition negative (m : model) : model := scale (int (-1)) m.
Fixpoint plus_of (cs : list expr) (r : I.type) (ds : list expr) (s : I.type) : model :=
  match cs, ds with
  | [], _ => ([], add r (total_of ds s))
  | _, [] => ([], add (total_of cs r) s)
  | c :: cs, d :: ds => coefficient (Add c d) (plus_of cs r ds s)
  end.
Definition plus (m n : model) : model := plus_of (fst m) (snd m) (fst n) (snd n).
Fixpoint times_of (cs : list expr) (r : I.type) (m : model) : model :=
  match cs with
  | [] => ([], mul r (total m))
  | c :: cs => if is_zero c then shift (times_of cs r m)
      else plus (scale c m) (shift (times_of cs r m))
  end.
(** Zeros in front of the second factor are taken out first: they make the result more precise. *)
Fixpoint times_front (m : model) (ds : list expr) (s : I.type) : model :=
  match ds with
  | d :: ds' => if is_zero d then shift (times_front m ds' s) else times_of (fst m) (snd m) (ds, s)
  | [] => times_of (fst m) (snd m) (ds, s)
  end.
Definition times (m n : model) : model := times_front m (fst n) (snd n).
Fixpoint power (m : model) (n : nat) : model :=
  match n with O => fixed (int 1) | S O => m | S n => times m (power m n) end.
(** 1 / (c + v w), q being 1 / c. *)
Fixpoint inverse_of (n : nat) (q : expr) (w : model) (whole : I.type) : model :=
  match n with
  | O => unknown whole
  | S n => coefficient q (negative (scale q (times w (inverse_of n q w whole))))
  end.
Notation has_sign := C.has_sign.
Definition inverse (m : model) : model :=
  match fst m with
  | c :: cs =>
      let t := total m in
      if if has_sign (evalI c xi) then has_sign t else false
      then inverse_of (length (fst m)) (tidy (Div (int 1) c)) (cs, snd m) (I.div prec (fromZ 1) t)
      else unknown (I.div prec (fromZ 1) t)
  | [] => unknown (I.div prec (fromZ 1) (snd m))
  end.
Fixpoint quotient_of (cs : list expr) (r : I.type) (ds : list expr) (s : I.type) : model :=
  match cs, ds with
  | c :: cs', d :: ds' =>
      if if is_zero c then is_zero d else false then quotient_of cs' r ds' s
      else times (cs, r) (inverse (ds, s))
  | _, _ => times (cs, r) (inverse (ds, s))
  end.
Definition quotient (m n : model) : model := quotient_of (fst m) (snd m) (fst n) (snd n).
(** The root of c + v w, z being the root of c. *)
Fixpoint root_of (n : nat) (z : expr) (w : model) (whole : I.type) : model :=
  match n with
  | O => unknown whole
  | S n => coefficient z (quotient w (plus (fixed z) (root_of n z w whole)))
  end.
Fixpoint root_front (n : nat) (cs : list expr) (r : I.type) : model :=
  match n, cs with
  | S n, c :: (d :: cs'') as cs' =>
      if if is_zero c then is_zero d else false then shift (root_front n cs'' r)
      else if if pos (evalI c xi) then nonneg (total_of (c :: cs') r) else false
      then root_of (length (c :: cs')) (tidy (Sqrt c)) (cs', r) (I.sqrt prec (total_of (c :: cs')
        r))
      else unknown (I.sqrt prec (total_of (c :: cs') r))
  | _, _ => unknown (I.sqrt prec (total_of cs r))
  end.
Definition root (m : model) : model := root_front (length (fst m)) (fst m) (snd m).
(** L_{j+1} (v w). *)
Fixpoint logs (n j : nat) (w : model) (whole : I.type) : model :=
  match n with
  | O => unknown (I.div prec whole (fromZ (Z.of_nat (S j))))
  | S n => coefficient (Rat 1 (Pos.of_succ_nat j)) (negative (times w (logs n (S j) w whole)))
  end.
Definition logarithm (m : model) : model :=
  match fst m with
  | c :: cs =>
      let q := scale (Div (int 1) c) (cs, snd m) in
      let ratio := add (fromZ 1) (mul vi (total q)) in
      if if pos (evalI c xi) then pos ratio else false then
        plus (fixed (Log c)) (shift (times q (logs (length cs) 0 q
          (I.join (fromZ 1) (I.div prec (fromZ 1) ratio)))))
      else unknown (I.ln prec (total m))
  | [] => unknown (I.ln prec (snd m))
  end.
(** y = 1 - v^2 q or -1 + v^2 q with 0 <= v^2 q <= 2, or strictly between 1 and -1. *)
Inductive location := At_one (q : model) | At_minus_one (q : model) | Between | Elsewhere.
Definition small (q : model) : bool :=
  if nonneg (total q) then nonneg (sub (fromZ 2) (mul (mul vi vi) (total q))) else false.
Definition locate (m : model) : location :=
  match fst m with
  | c :: z :: cs =>
      if if is_zero z then same c (int 1) else false then
        let q := negative (cs, snd m) in if small q then At_one q else Elsewhere
      else if if is_zero z then same c (int (-1)) else false then
        let q := (cs, snd m) in if small q then At_minus_one q else Elsewhere
      else
        let hull := I.join (evalI c xi) (total m) in
        if if pos (add (fromZ 1) hull) then pos (sub (fromZ 1) hull) else false
        then Between else Elsewhere
  | _ => Elsewhere
  end.
Definition rational (q : Q) : expr := Rat (Qnum q) (Qden q).
(** v^(2 n) q^n m. *)
Fixpoint raised (n : nat) (q m : model) : model :=
  match n with O => m | S i => shift (shift (times q (raised i q m))) end.
(** What is left of kappa_order n (-1 + v^2 q) after j terms, by so many terms more. *)
Fixpoint ends (steps n j : nat) (q : model) (whole : I.type) : model :=
  match steps with
  | O => unknown (mul whole (evalI (rational (end_number n j)) xi))
  | S i => coefficient (rational (end_number n j))
      (shift (times q (ends i n (S j) q whole)))
  end.
(** kappa_order n (-1 + v^2 q): with two coefficients for each term, or, near 1, one term. *)
Definition tail (n : nat) (q : model) : model :=
  let e := mul (mul vi vi) (total q) in
  let series :=
    if nonneg (sub (fromZ 8) (mul (fromZ 5) e)) then
      ends (S (Nat.div2 (length (fst q) - 1))) n 0 q
        (I.join (fromZ 1) (I.div prec (fromZ 1) (sub (fromZ 1) (I.div prec e (fromZ 2)))))
    else ends 1 n 0 q (I.join (fromZ 1) (fromZ 5)) in
  scale (Div (Sqrt (int 2)) Pi) (raised n q (shift (times (root q) series))).
(** The recurrence of the kernels, from 1 and m: what kappa_order n is less a tail at 1. *)
Fixpoint recurrence (n : nat) (m : model) : model * model :=
  match n with
  | O => (fixed (int 1), m)
  | S k => let (a, b) := recurrence k m in
      (b, plus (times m b) (scale (rational (weight_number k))
        (times (plus (fixed (int 1)) (negative (times m m))) a)))
  end.
Definition hull_of (c : expr) (m : model) : I.type := I.join (evalI c xi) (total m).
Definition kernel_of (n : nat) (c : expr) : expr :=
  match n with O => Kappa0 c | S O => Kappa1 c | S (S k) => Higher k c end.
Definition kernel_on (n : nat) : I.type -> I.type :=
  match n with O => C.kappa0_on prec | S O => C.kappa1_on prec | _ => C.order_on prec n end.
(** The second derivative of order n + 1. *)
Definition second_on (n : nat) (i : I.type) : I.type :=
  match n with
  | O => C.slope0 prec false i
  | S k => mul (evalI (rational (slope_number (S k))) xi)
      (mul (evalI (rational (slope_number k)) xi) (kernel_on k i))
  end.
Definition kernel (n : nat) (m : model) : model :=
  match locate m, fst m with
  | At_one q, _ =>
      plus (fst (recurrence n m)) (if Nat.even n then negative (tail n q) else tail n q)
  | At_minus_one q, _ => tail n q
  | Between, c :: cs => let w := (cs, snd m) in
      coefficient (kernel_of n c) match n with
        | O => times w (unknown (C.slope0 prec false (hull_of c m)))
        | S k => plus (scale (Mul (rational (slope_number k)) (kernel_of k c)) w)
            (shift (times (times w w)
              (unknown (I.div prec (second_on k (hull_of c m)) (fromZ 2)))))
        end
  | _, _ => unknown (kernel_on n (total m))
  end.
(** The slope of kappa_order 0, strictly between 1 and -1. *)
Definition first_slope (m : model) : model :=
  match locate m, fst m with
  | Between, c :: cs => let hull := hull_of c m in let s := C.slope0 prec false hull in
      coefficient (Slope0 c) (times (cs, snd m) (unknown
        (mul (I.sqr prec (I.pi prec)) (mul hull (mul s (mul s s))))))
  | _, _ => unknown (C.slope0 prec false (total m))
  end.
Definition is_correlation (m : model) : bool :=
  match locate m with Elsewhere => C.in_range (total m) | _ => true end.
Definition arccosine (m : model) : model :=
  if is_correlation m then scale Pi (plus (fixed (int 1)) (negative (kernel 0 m)))
  else unknown I.nai.
(** The sign of what is left without zeros in front. *)
Fixpoint lead_of (cs : list expr) (r : I.type) : I.type :=
  match cs with
  | c :: cs' => if is_zero c then lead_of cs' r else total_of cs r
  | [] => r
  end.
Definition lead (m : model) : I.type := lead_of (fst m) (snd m).
Definition magnitude (m : model) : model :=
  if nonneg (lead m) then m else if nonneg (I.neg (lead m)) then negative m
  else unknown (I.abs (total m)).
Definition smaller (m n : model) : model :=
  let d := lead (plus m (negative n)) in
  if nonneg d then n else if nonneg (I.neg d) then m
  else unknown (C.min (total m) (total n)).
Definition edge (m n : model) : model :=
  let c := plus (fixed (int 1)) (negative (quotient n m)) in
  if is_correlation c then times m (plus (fixed (int 1)) (negative (kernel 1 c)))
  else unknown I.nai.
(** The model of an expression, from those of its operands; each is made once ([Sharing.v]). *)
Definition at_once (e : expr) : option model :=
  if variables (fun n => negb (Nat.eqb n place)) e then Some (fixed e) else
  match e with Var _ => Some (moving ++ zeros (count - length moving), I.zero) | _ => None end.
Definition of_none (e : expr) : model := unknown (evalI e xi).
Definition of_one (e : expr) (m : model) : model :=
  match e with
  | Neg _ => negative m
  | Square _ => times m m
  | Pow _ n => power m (Pos.to_nat n)
  | Sqrt _ => root m
  | Log _ => logarithm m
  | Kappa1 _ => kernel 1 m
  | Kappa0 _ => kernel 0 m
  | Higher n _ => kernel (S (S n)) m
  | Slope0 _ => first_slope m
  | Acos _ => arccosine m
  | Abs _ => magnitude m
  | _ => of_none e
  end.
Definition of_two (e : expr) (m n : model) : model :=
  match e with
  | Add _ _ => plus m n
  | Sub _ _ => plus m (negative n)
  | Mul _ _ => times m n
  | Div _ _ => quotient m n
  | Min _ _ => smaller m n
  | Edge _ _ => edge m n
  | _ => of_none e
  end.
Definition has_operands (e : expr) : bool := match operands e with [] => false | _ => true end.
Definition model_of (e : expr) : model := fold has_operands at_once of_none of_one of_two e.
(** What is left is positive as a whole, or one coefficient is not negative and then what follows is
    positive; and likewise not negative. *)
Fixpoint positive_from (cs : list expr) (r : I.type) : bool :=
  match cs with
  | [] => pos r
  | c :: cs' => if is_zero c then positive_from cs' r else if pos (total_of cs r) then true
      else if nonneg (evalI c xi) then positive_from cs' r else false
  end.
Fixpoint nonnegative_from (cs : list expr) (r : I.type) : bool :=
  match cs with
  | [] => nonneg r
  | c :: cs' => if is_zero c then nonnegative_from cs' r else if nonneg (total_of cs r) then true
      else if nonneg (evalI c xi) then nonnegative_from cs' r else false
  end.
Definition expansion_positive (e : expr) : bool :=
  let m := model_of e in positive_from (fst m) (snd m).
Definition expansion_nonnegative (e : expr) : bool :=
  let m := model_of e in nonnegative_from (fst m) (snd m).

(** ** What models say *)
Section Correct.
Variables (x : nat -> R) (v : R).
Hypotheses (Cx : C.env_in xi x) (Cv : cont vi v) (Hv : 0 < v).
Let ev (e : expr) : R := eval e x.
Let enclosed (e : expr) : cont (evalI e xi) (ev e) := C.evalI_correct prec e xi x Cx.

Fixpoint means_of (cs : list expr) (r : I.type) (y : R) : Prop :=
  match cs with
  | [] => cont r y
  | c :: cs => exists z, means_of cs r z /\ y = ev c + v * z
  end.
Definition means (m : model) (y : R) : Prop := means_of (fst m) (snd m) y.
Hypothesis Hplace : x place = fold_right (fun c r => ev c + v * r) 0 moving.

Lemma means_equal m y z : y = z -> means m y -> means m z.
Proof. now intros ->. Qed.
Lemma tidy_value e : ev (tidy e) = ev e.
Proof. unfold ev, tidy. rewrite back_value. apply normal_correct, itself_value. Qed.
Lemma is_zero_ev c : is_zero c = true -> ev c = 0.
Proof. intros H. apply same_eq in H. now subst. Qed.
Lemma total_of_correct cs r y : means_of cs r y -> cont (total_of cs r) y.
Proof.
  revert y. induction cs as [|c cs IH]; intros y; cbn [means_of total_of]; [trivial|].
  intros (z & Z & ->). apply C.c_add; [apply enclosed|]. apply C.c_mul; [exact Cv|now apply IH].
Qed.
Lemma total_correct m y : means m y -> cont (total m) y.
Proof. apply total_of_correct. Qed.
Lemma unknown_means i y : cont i y -> means (unknown i) y.
Proof. trivial. Qed.
Lemma shift_means m z : means m z -> means (shift m) (v * z).
Proof. intros H. exists z. split; [exact H|]. unfold ev. cbn. ring. Qed.
Lemma coefficient_means c m z : means m z -> means (coefficient c m) (ev c + v * z).
Proof. intros H. exists z. split; [exact H|]. now rewrite tidy_value. Qed.
Lemma zeros_means n : means_of (zeros n) I.zero 0.
Proof.
  induction n as [|n IH]; cbn; [apply C.c_zero|]. exists 0. split; [exact IH|]. unfold ev. cbn.
    ring.
Qed.
Lemma fixed_means c : means (fixed c) (ev c).
Proof.
  exists 0. split; [apply zeros_means|]. rewrite tidy_value. ring.
Qed.
Lemma scale_means c m y : means m y -> means (scale c m) (ev c * y).
Proof.
  destruct m as [cs r]. unfold scale, means. cbn [fst snd]. revert y.
  induction cs as [|d cs IH]; intros y; cbn [map means_of].
  - intros H. apply C.c_mul; [apply enclosed|exact H].
  - intros (z & Z & ->). exists (ev c * z). split; [now apply IH|].
    rewrite tidy_value. unfold ev. cbn. ring.
Qed.
Lemma negative_means m y : means m y -> means (negative m) (- y).
Proof.
  intros H. apply (scale_means (int (-1))) in H. revert H. apply means_equal. unfold ev. cbn. ring.
Qed.
Lemma plus_of_means cs r : forall ds s y z, means_of cs r y -> means_of ds s z ->
  means (plus_of cs r ds s) (y + z).
Proof.
  induction cs as [|c cs IH]; intros ds s y z Y Z.
  - apply C.c_add; [exact Y|]. now apply total_of_correct.
  - destruct ds as [|d ds]; [apply C.c_add; [now apply total_of_correct|exact Z]|].
    destruct Y as (y' & Y & ->), Z as (z' & Z & ->). cbn [plus_of].
    apply means_equal with (ev (Add c d) + v * (y' + z')); [unfold ev; cbn; ring|].
    apply coefficient_means. now apply IH.
Qed.
Lemma plus_means m n y z : means m y -> means n z -> means (plus m n) (y + z).
Proof. apply plus_of_means. Qed.
Lemma minus_means m n y z : means m y -> means n z -> means (plus m (negative n)) (y - z).
Proof. intros Y Z. apply plus_means; [exact Y|]. now apply negative_means. Qed.
Lemma times_of_means cs r m z : means m z -> forall y, means_of cs r y ->
  means (times_of cs r m) (y * z).
Proof.
  intros Z. induction cs as [|c cs IH]; intros y Y; cbn [times_of].
  - apply C.c_mul; [exact Y|]. now apply total_correct.
  - destruct Y as (w & W & ->). destruct (is_zero c) eqn:C0.
    + rewrite (is_zero_ev c C0). apply means_equal with (v * (w * z)); [ring|].
      apply shift_means. now apply IH.
    + apply means_equal with (ev c * z + v * (w * z)); [ring|].
      apply plus_means; [now apply scale_means|]. apply shift_means. now apply IH.
Qed.
Lemma times_means m n y z : means m y -> means n z -> means (times m n) (y * z).
Proof.
  intros Y. unfold times. destruct n as [ds s]. unfold means at 1. cbn [fst snd]. revert z.
  induction ds as [|d ds IH]; intros z Z; cbn [times_front].
  - now apply times_of_means.
  - destruct (is_zero d) eqn:D; [|now apply times_of_means].
    destruct Z as (w & W & ->). rewrite (is_zero_ev d D).
    apply means_equal with (v * (y * w)); [ring|]. apply shift_means. now apply IH.
Qed.
Lemma power_means m y n : means m y -> means (power m n) (y ^ n).
Proof.
  intros Y. induction n as [|n IH]; cbn [power]; [exact (fixed_means (int 1))|].
  destruct n as [|n]; [apply means_equal with y; [simpl; ring|exact Y]|].
  change (y ^ S (S n)) with (y * y ^ S n). now apply times_means.
Qed.
Lemma inverse_of_means q w whole c z : ev q = / c -> c <> 0 -> c + v * z <> 0 -> means w z ->
  cont whole (/ (c + v * z)) -> forall n, means (inverse_of n q w whole) (/ (c + v * z)).
Proof.
  intros Q C0 Y0 W H. induction n as [|n IH]; cbn [inverse_of]; [exact H|].
  apply means_equal with (ev q + v * (- (ev q * (z * / (c + v * z))))).
  - rewrite Q. field. now split.
  - apply coefficient_means, negative_means, scale_means. now apply times_means.
Qed.
Lemma has_sign_correct i y : has_sign i = true -> cont i y -> y <> 0.
Proof. intros H E. pose proof (C.has_sign_correct _ _ H E). lra. Qed.
Lemma inverse_means m y : means m y -> means (inverse m) (/ y).
Proof.
  intros Y. pose proof (total_correct m y Y) as T. unfold inverse.
  assert (D : forall i y, cont i y -> cont (I.div prec (fromZ 1) i) (/ y)).
  { intros i w W. pose proof (C.c_div prec _ _ _ _ (C.c_Z prec 1) W) as H. unfold Rdiv in H.
    now rewrite Rmult_1_l in H. }
  destruct m as [[|c cs] r]; cbn [fst snd]; [now apply unknown_means, D|].
  cbv zeta.
  destruct (has_sign (evalI c xi)) eqn:S0; [|now apply unknown_means, D].
  destruct (has_sign (total _)) eqn:S1; [|now apply unknown_means, D].
  destruct Y as (z & Z & ->). apply inverse_of_means.
  - rewrite tidy_value. unfold ev. cbn. unfold Rdiv. apply Rmult_1_l.
  - exact (has_sign_correct _ _ S0 (enclosed c)).
  - exact (has_sign_correct _ _ S1 T).
  - exact Z.
  - now apply D.
Qed.
Lemma quotient_means m n y z : means m y -> means n z -> means (quotient m n) (y / z).
Proof.
  destruct m as [cs r], n as [ds s]. unfold quotient. cbn [fst snd]. revert ds y z.
  assert (B : forall cs ds y z, means (cs, r) y -> means (ds, s) z ->
    means (times (cs, r) (inverse (ds, s))) (y / z)).
  { intros cs' ds y z Y Z. unfold Rdiv. apply times_means; [exact Y|]. now apply inverse_means. }
  induction cs as [|c cs IH]; intros ds y z Y Z; destruct ds as [|d ds]; cbn [quotient_of];
  try (now apply B).
  destruct (is_zero c) eqn:C0; [|now apply B]. destruct (is_zero d) eqn:D0; [|now apply B].
  destruct Y as (y' & Y & ->), Z as (z' & Z & ->).
  rewrite (is_zero_ev c C0), (is_zero_ev d D0). apply means_equal with (y' / z'); [|now apply IH].
  destruct (Req_dec z' 0) as [->|N].
  - replace (0 + v * 0) with 0 by ring. unfold Rdiv. rewrite Rinv_0. ring.
  - field. split; lra.
Qed.
Lemma root_of_means z w whole c u : ev z = sqrt c -> 0 < c -> 0 <= c + v * u -> means w u ->
  cont whole (sqrt (c + v * u)) -> forall n, means (root_of n z w whole) (sqrt (c + v * u)).
Proof.
  intros E C0 Y0 W H. induction n as [|n IH]; cbn [root_of]; [exact H|].
  set (y := sqrt (c + v * u)) in *. pose proof (sqrt_lt_R0 c C0) as S. pose proof (sqrt_pos (c + v
    * u)) as P.
  fold y in P. apply means_equal with (ev z + v * (u / (ev z + y))).
  - rewrite E. apply Rmult_eq_reg_r with (sqrt c + y); [|lra].
    replace ((sqrt c + v * (u / (sqrt c + y))) * (sqrt c + y))
      with (sqrt c * sqrt c + v * u + sqrt c * y) by (field; lra).
    rewrite sqrt_sqrt by lra. replace (y * (sqrt c + y)) with (y * y + sqrt c * y) by ring.
    unfold y at 2 3. rewrite sqrt_sqrt by exact Y0. ring.
  - apply coefficient_means. apply quotient_means; [exact W|].
    apply plus_means; [apply fixed_means|exact IH].
Qed.
Lemma root_means m y : means m y -> means (root m) (sqrt y).
Proof.
  destruct m as [cs r]. unfold root. cbn [fst snd]. generalize (length cs) as n. intros n.
  revert cs y. induction n as [|n IH]; intros cs y Y.
  { cbn [root_front]. apply unknown_means, C.c_sqrt. now apply total_of_correct. }
  pose proof (C.c_sqrt prec _ _ (total_of_correct cs r y Y)) as T.
  destruct cs as [|c [|d cs]]; cbn [root_front]; try exact T.
  destruct (if is_zero c then is_zero d else false) eqn:ZZ.
  - destruct (is_zero c) eqn:C0; [|discriminate]. destruct Y as (y1 & (y2 & Y & ->) & ->).
    rewrite (is_zero_ev c C0), (is_zero_ev d ZZ). apply means_equal with (v * sqrt y2).
    + replace (0 + v * (0 + v * y2)) with ((v * v) * y2) by ring.
      rewrite sqrt_mult_alt by nra. now rewrite sqrt_square by lra.
    + apply shift_means. now apply IH.
  - destruct (pos (evalI c xi)) eqn:P; [|exact T].
    destruct (nonneg (total_of (c :: d :: cs) r)) eqn:N; [|exact T].
    pose proof (C.nonneg_correct _ _ N (total_of_correct _ _ _ Y)) as Y0.
    destruct Y as (u & U & E). rewrite E in Y0 |- *. rewrite E in T. apply root_of_means.
    + apply tidy_value.
    + exact (C.pos_correct _ _ P (enclosed c)).
    + exact Y0.
    + exact U.
    + exact T.
Qed.
Lemma logs_means w whole u : 0 < 1 + v * u -> means w u ->
  (forall z, Rmin 1 (/ (1 + v * u)) <= z <= Rmax 1 (/ (1 + v * u)) -> cont whole z) ->
  forall n j, means (logs n j w whole) (log_rest j (v * u)).
Proof.
  intros P W H. induction n as [|n IH]; intros j; cbn [logs].
  - destruct (log_between (v * u) P j) as (z & Z & ->). apply unknown_means.
    apply (means_equal (unknown _) (z / IZR (Z.of_nat (S j)))).
    + rewrite <- INR_IZR_INZ. unfold Rdiv. ring.
    + apply C.c_div; [now apply H|apply C.c_Z].
  - rewrite (log_next (v * u) P j).
    apply means_equal with (ev (Rat 1 (Pos.of_succ_nat j)) + v * (- (u * log_rest (S j) (v * u)))).
    + unfold ev. rewrite eval_Rat, Zpos_P_of_succ_nat, <- Nat2Z.inj_succ, <- INR_IZR_INZ.
      unfold Rdiv. ring.
    + apply coefficient_means, negative_means. now apply times_means.
Qed.
Lemma hull_correct a b y z t : cont a y -> cont b z -> 0 <= t <= 1 ->
  cont (I.join a b) (y + t * (z - y)).
Proof.
  intros A B T. destruct (Rle_or_lt y z) as [L|L].
  - apply (C.c_join _ _ _ _ _ A B). nra.
  - unfold cont, C.cont. apply (contains_connected _ z y); [| |nra].
    + apply I.join_correct. right. exact B.
    + apply I.join_correct. left. exact A.
Qed.
Lemma logarithm_means m y : means m y -> means (logarithm m) (ln y).
Proof.
  intros Y. pose proof (total_correct m y Y) as T. unfold logarithm.
  destruct m as [[|c cs] r]; cbn [fst snd]; [now apply unknown_means, C.c_ln|]. cbv zeta.
  set (q := scale (Div (int 1) c) (cs, r)). set (ratio := add (fromZ 1) (mul vi (total q))).
  destruct (pos (evalI c xi)) eqn:P; [|now apply unknown_means, C.c_ln].
  destruct (pos ratio) eqn:Q; [|now apply unknown_means, C.c_ln].
  destruct Y as (z & Z & ->). pose proof (C.pos_correct _ _ P (enclosed c)) as C0.
  assert (W : means q (/ ev c * z)).
  { apply means_equal with (ev (Div (int 1) c) * z); [|now apply scale_means].
    unfold ev. cbn. unfold Rdiv. ring. }
  set (u := / ev c * z) in *.
  assert (R0 : cont ratio (1 + v * u)).
  { apply C.c_add; [apply C.c_Z|]. apply C.c_mul; [exact Cv|]. now apply total_correct. }
  pose proof (C.pos_correct _ _ Q R0) as U.
  apply (means_equal _ (ln (ev c) + v * (u * log_rest 0 (v * u)))).
  - rewrite <- Rmult_assoc, <- (log_first (v * u) U), <- ln_mult by lra. f_equal.
    unfold u. field. lra.
  - apply plus_means; [exact (fixed_means (Log c))|]. apply shift_means, times_means; [exact W|].
    apply logs_means; [exact U|exact W|]. intros t B.
    assert (Inv : cont (I.div prec (fromZ 1) ratio) (/ (1 + v * u))).
    { pose proof (C.c_div prec _ _ _ _ (C.c_Z prec 1) R0) as H. unfold Rdiv in H.
      now rewrite Rmult_1_l in H. }
    unfold cont, C.cont. eapply contains_connected; [| |exact B]; apply I.join_correct.
    + unfold Rmin. destruct Rle_dec; [left; apply C.c_Z|right; exact Inv].
    + unfold Rmax. destruct Rle_dec; [right; exact Inv|left; apply C.c_Z].
Qed.
Lemma small_correct q z : small q = true -> means q z -> 0 <= v * v * z <= 2.
Proof.
  unfold small. intros H Z. destruct (nonneg (total q)) eqn:N; [|discriminate].
  pose proof (C.nonneg_correct _ _ N (total_correct q z Z)).
  pose proof (C.nonneg_correct _ _ H (C.c_sub prec _ _ _ _ (C.c_Z prec 2)
    (C.c_mul prec _ _ _ _ (C.c_mul prec _ _ _ _ Cv Cv) (total_correct q z Z)))).
  split; [|lra]. apply Rmult_le_pos; [nra|assumption].
Qed.
Definition located (m : model) (y : R) (l : location) : Prop :=
  match l with
  | At_one q => exists z, means q z /\ 0 <= v * v * z <= 2 /\ y = 1 - v * v * z
  | At_minus_one q => exists z, means q z /\ 0 <= v * v * z <= 2 /\ y = -1 + v * v * z
  | Between => exists c cs z, fst m = c :: cs /\ means (cs, snd m) z /\ y = ev c + v * z /\
      (forall t, 0 <= t <= 1 -> cont (hull_of c m) (ev c + t * (v * z))) /\
      forall t, 0 <= t <= 1 -> -1 < ev c + t * (v * z) < 1
  | Elsewhere => True
  end.
Lemma locate_correct m y : means m y -> located m y (locate m).
Proof.
  intros Y. pose proof (total_correct m y Y) as T. destruct m as [[|c [|z cs]] r];
  cbn [locate fst snd]; try exact Logic.I.
  destruct (if is_zero z then same c (int 1) else false) eqn:O.
  { destruct (is_zero z) eqn:Z; [|discriminate]. apply same_eq in O. cbv zeta.
    destruct (small _) eqn:S; [|exact Logic.I]. destruct Y as (y1 & (y2 & Y & ->) & ->).
    change (means (cs, r) y2) in Y. apply negative_means in Y.
    exists (- y2). split; [exact Y|]. split; [exact (small_correct _ _ S Y)|].
    rewrite (is_zero_ev z Z), O. unfold ev. cbn. ring. }
  destruct (if is_zero z then same c (int (-1)) else false) eqn:N.
  { destruct (is_zero z) eqn:Z; [|discriminate]. apply same_eq in N. cbv zeta.
    destruct (small _) eqn:S; [|exact Logic.I]. destruct Y as (y1 & (y2 & Y & ->) & ->).
    exists y2. split; [exact Y|]. split; [exact (small_correct _ _ S Y)|].
    rewrite (is_zero_ev z Z), N. unfold ev. cbn. ring. }
  cbv zeta. destruct (pos (add _ _)) eqn:P; [|exact Logic.I].
  destruct (pos (sub _ _)) eqn:Q; [|exact Logic.I].
  assert (Z := Y). destruct Z as (u & U & ->).
  assert (H : forall t, 0 <= t <= 1 -> cont (hull_of c (c :: z :: cs, r)) (ev c + t * (v * u))).
  { intros t Ht. replace (v * u) with (ev c + v * u - ev c) by ring.
    apply hull_correct; [apply enclosed|exact T|exact Ht]. }
  exists c, (z :: cs), u. repeat split; auto.
  - pose proof (C.pos_correct _ _ P (C.c_add prec _ _ _ _ (C.c_Z prec 1) (H t H0))). lra.
  - pose proof (C.pos_correct _ _ Q (C.c_sub prec _ _ _ _ (C.c_Z prec 1) (H t H0))). lra.
Qed.

Lemma root_square z : sqrt (v * v * z) = v * sqrt z.
Proof. rewrite sqrt_mult_alt by nra. now rewrite sqrt_square by lra. Qed.
Lemma rational_value q : ev (rational q) = Q2R q.
Proof. unfold ev, rational. rewrite Q2R_Rat. now destruct q. Qed.
Lemma raised_means n q z m y : means q z -> means m y ->
  means (raised n q m) ((v * v * z) ^ n * y).
Proof.
  intros Z Y. induction n as [|n IH]; cbn [raised].
  - apply means_equal with y; [simpl; ring|exact Y].
  - apply means_equal with (v * (v * (z * ((v * v * z) ^ n * y)))); [simpl; ring|].
    do 2 apply shift_means. now apply times_means.
Qed.
Lemma ends_means q z n whole : means q z -> forall steps j,
  (exists w, cont whole w /\ end_rest n (steps + j) (v * v * z) = w * end_coefficient n (steps + j)) ->
  means (ends steps n j q whole) (end_rest n j (v * v * z)).
Proof.
  intros Z. induction steps as [|i IH]; intros j (w & W & E); cbn [ends].
  - change (0 + j)%nat with j in E. rewrite E. apply unknown_means, C.c_mul; [exact W|].
    rewrite <- end_number_value, <- rational_value. apply enclosed.
  - rewrite end_next, <- end_number_value, <- rational_value.
    apply means_equal with (ev (rational (end_number n j)) +
      v * (v * (z * end_rest n (S j) (v * v * z)))); [ring|].
    apply coefficient_means, shift_means, times_means; [exact Z|]. apply IH.
    exists w. split; [exact W|]. now rewrite Nat.add_succ_r.
Qed.
Lemma factor_of lo hi a c : 0 < c -> lo * c <= a <= hi * c -> exists w, lo <= w <= hi /\ a = w * c.
Proof.
  intros P B. exists (a / c). split; [|field; lra].
  split; apply Rmult_le_reg_r with (1 := P); unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra.
Qed.
Lemma tail_means n q z : means q z -> 0 <= v * v * z <= 2 ->
  means (tail n q) (kappa_order n (-1 + v * v * z)).
Proof.
  intros Z B. unfold tail. rewrite end_first by lra. rewrite root_square.
  set (e := mul (mul vi vi) (total q)).
  assert (Ee : cont e (v * v * z)).
  { apply C.c_mul; [now apply C.c_mul|now apply total_correct]. }
  apply means_equal with (ev (Div (Sqrt (int 2)) Pi) *
    ((v * v * z) ^ n * (v * (sqrt z * end_rest n 0 (v * v * z))))).
  { unfold ev, root_of_two_over_pi. cbn [eval int]. ring. }
  apply scale_means, raised_means; [exact Z|]. apply shift_means, times_means; [now apply root_means|].
  cbv zeta. destruct (nonneg _) eqn:S.
  - pose proof (C.nonneg_correct _ _ S (C.c_sub prec _ _ _ _ (C.c_Z prec 8)
      (C.c_mul prec _ _ _ _ (C.c_Z prec 5) Ee))) as S1.
    apply ends_means; [exact Z|]. set (j := (_ + 0)%nat).
    destruct (factor_of 1 (/ (1 - v * v * z / 2)) (end_rest n j (v * v * z)) (end_coefficient n j)
      (end_coefficient_pos n j)) as (w & W & E).
    { rewrite Rmult_1_l. apply end_between. lra. }
    exists w. split; [|exact E]. apply (C.c_join _ _ _ _ _ (C.c_Z prec 1)) with (2 := W).
    rewrite <- (Rmult_1_l (/ _)). apply (C.c_div prec); [apply C.c_Z|].
    apply C.c_sub; [apply C.c_Z|]. apply C.c_div; [exact Ee|apply C.c_Z].
  - apply ends_means; [exact Z|].
    destruct (factor_of 1 5 (end_rest n 1 (v * v * z)) (end_coefficient n 1)
      (end_coefficient_pos n 1)) as (w & W & E).
    { rewrite Rmult_1_l. now apply end_between_everywhere. }
    exists w. split; [|exact E].
    exact (C.c_join _ _ _ _ _ (C.c_Z prec 1) (C.c_Z prec 5) W).
Qed.
Lemma recurrence_means n m y : means m y ->
  means (fst (recurrence n m)) (order_polynomial n y) /\
  means (snd (recurrence n m)) (order_polynomial (S n) y).
Proof.
  intros Y. induction n as [|n [A B]]; [split; [exact (fixed_means (int 1))|exact Y]|].
  cbn [recurrence]. destruct (recurrence n m) as [a b]. cbn [fst snd] in *.
  split; [exact B|]. change (order_polynomial (S (S n)) y) with (y * order_polynomial (S n) y +
    order_weight n * ((1 - y * y) * order_polynomial n y)).
  rewrite <- weight_number_value, <- rational_value.
  apply plus_means; [now apply times_means|]. apply scale_means, times_means; [|exact A].
  apply minus_means; [exact (fixed_means (int 1))|now apply times_means].
Qed.
Lemma kernel_of_value n c : ev (kernel_of n c) = kappa_order n (ev c).
Proof. destruct n as [|[|n]]; reflexivity. Qed.
Lemma kernel_on_correct n i y : cont i y -> cont (kernel_on n i) (kappa_order n y).
Proof.
  intros H. destruct n as [|[|n]]; [now apply C.kappa0_on_correct|now apply C.kappa1_on_correct|].
  now apply C.order_on_correct.
Qed.
Definition second (n : nat) (y : R) : R :=
  match n with
  | O => 1 / (PI * sqrt (1 - y ^ 2))
  | S k => order_slope (S k) * (order_slope k * kappa_order k y)
  end.
Lemma order_slope_0 : order_slope 0 = 1.
Proof. unfold order_slope. simpl. field. Qed.
Lemma second_derivative n y : -1 < y < 1 ->
  is_derive (fun y => order_slope n * kappa_order n y) y (second n y).
Proof.
  intros Y. destruct n as [|n]; cbn [second].
  - apply (derivative_is _ _ _ _ (is_derive_scal _ y (order_slope 0) _ (is_derive_kappa0 y Y))).
    rewrite order_slope_0. ring.
  - apply (is_derive_scal (kappa_order (S n))), kappa_order_derivative.
Qed.
Lemma square_power y : y ^ 2 = y * y. Proof. ring. Qed.
Lemma second_on_correct n i y : cont i y -> cont (second_on n i) (second n y).
Proof.
  intros H. destruct n as [|n]; cbn [second second_on].
  - rewrite square_power. apply C.slope0_correct; [discriminate|exact H].
  - apply C.c_mul; [rewrite <- slope_number_value, <- rational_value; apply enclosed|].
    apply C.c_mul; [rewrite <- slope_number_value, <- rational_value; apply enclosed|].
    now apply kernel_on_correct.
Qed.
Lemma kernel_means n m y : means m y -> means (kernel n m) (kappa_order n y).
Proof.
  intros Y. pose proof (locate_correct m y Y) as L. pose proof (total_correct m y Y) as T.
  unfold kernel. destruct (locate m) as [q|q| |].
  - destruct L as (z & Z & B & E). rewrite order_opposite.
    replace (- y) with (-1 + v * v * z) by (rewrite E; ring).
    apply plus_means; [now apply recurrence_means|].
    pose proof (tail_means n q z Z B) as W. destruct (Nat.even n) eqn:P.
    + apply Nat.even_spec in P. destruct P as [k ->]. rewrite pow_1_odd.
      replace (-1 * kappa_order (2 * k) (-1 + v * v * z))
        with (- kappa_order (2 * k) (-1 + v * v * z)) by ring. now apply negative_means.
    + assert (O : Nat.odd n = true) by (unfold Nat.odd; now rewrite P).
      apply Nat.odd_spec in O. destruct O as [k ->].
      replace (S (2 * k + 1)) with (2 * S k)%nat by lia. rewrite pow_1_even, Rmult_1_l. exact W.
  - destruct L as (z & Z & B & ->). now apply tail_means.
  - destruct L as (c & cs & z & M & Z & -> & H & U). rewrite M. cbv zeta. destruct n as [|n].
    + destruct (MVT_gen (fun t => kappa0 (ev c + t * (v * z))) 0 1
        (fun t => v * z * second 0 (ev c + t * (v * z)))) as (t & Ht & E).
      * rewrite Rmin_left, Rmax_right by lra. intros t Ht.
        apply (is_derive_comp kappa0 (fun t => ev c + t * (v * z)) t _ (v * z)).
        -- apply is_derive_kappa0, U. lra.
        -- auto_derive; [exact Logic.I|ring].
      * rewrite Rmin_left, Rmax_right by lra. intros t Ht. apply continuity_pt_filterlim.
        apply (continuous_comp (fun t => ev c + t * (v * z)) kappa0); [|apply kappa0_continuous].
        apply (@ex_derive_continuous R_AbsRing). auto_derive. exact Logic.I.
      * rewrite Rmin_left, Rmax_right in Ht by lra.
        rewrite Rmult_1_l, Rmult_0_l, Rplus_0_r in E.
        set (w := second 0 (ev c + t * (v * z))) in *.
        apply means_equal with (ev (Kappa0 c) + v * (z * w)).
        { unfold ev in *. cbn [eval kappa_order]. lra. }
        apply coefficient_means, times_means; [exact Z|].
        apply unknown_means. exact (second_on_correct 0 _ _ (H t Ht)).
    + destruct (lagrange (kappa_order (S n)) (fun y => order_slope n * kappa_order n y) (second n)
        (ev c) (v * z)) as (t & Ht & ->).
      * intros t _. apply kappa_order_derivative.
      * intros t Ht. now apply second_derivative, U.
      * set (w := second n (ev c + t * (v * z))).
        apply means_equal with (ev (kernel_of (S n) c) + v *
          (ev (Mul (rational (slope_number n)) (kernel_of n c)) * z + v * (z * z * (w / 2)))).
        { rewrite kernel_of_value. unfold ev at 2. cbn [eval].
          change (eval (kernel_of n c) x) with (ev (kernel_of n c)).
          change (eval (rational (slope_number n)) x) with (ev (rational (slope_number n))).
          rewrite kernel_of_value, rational_value, slope_number_value. ring. }
        apply coefficient_means, plus_means; [now apply scale_means|].
        apply shift_means, times_means; [now apply times_means|].
        apply unknown_means, C.c_div; [now apply second_on_correct, H|apply C.c_Z].
  - assert (W : means (unknown (kernel_on n (total m))) (kappa_order n y))
      by now apply unknown_means, kernel_on_correct.
    destruct (fst m); exact W.
Qed.
Lemma first_slope_means m y : means m y ->
  means (first_slope m) (1 / (PI * sqrt (1 - y * y))).
Proof.
  intros Y. pose proof (locate_correct m y Y) as L. pose proof (total_correct m y Y) as T.
  assert (S0 : forall i a, cont i a -> cont (C.slope0 prec false i) (1 / (PI * sqrt (1 - a * a))))
    by (intros i a A; apply C.slope0_correct; [discriminate|exact A]).
  unfold first_slope. destruct (locate m) as [q|q| |];
  try (destruct (fst m); apply unknown_means, S0, T).
  destruct L as (c & cs & z & M & Z & -> & H & U). rewrite M. cbv zeta.
  set (g := fun a => 1 / (PI * sqrt (1 - a * a))).
  set (g' := fun a => PI * PI * (a * (g a * (g a * g a)))).
  assert (D : forall t, 0 <= t <= 1 ->
    is_derive (fun t => g (ev c + t * (v * z))) t (v * z * g' (ev c + t * (v * z)))).
  { intros t Ht. apply (is_derive_comp g (fun t => ev c + t * (v * z)) t _ (v * z)).
    - exact (slope0_derivative _ (U t Ht)).
    - auto_derive; [exact Logic.I|ring]. }
  destruct (MVT_gen (fun t => g (ev c + t * (v * z))) 0 1
    (fun t => v * z * g' (ev c + t * (v * z)))) as (t & Ht & E).
  - rewrite Rmin_left, Rmax_right by lra. intros t Ht.
    apply D. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros t Ht. apply continuity_pt_filterlim.
    apply (@ex_derive_continuous R_AbsRing R_NormedModule (fun t => g (ev c + t * (v * z)))).
    eexists. exact (D t Ht).
  - rewrite Rmin_left, Rmax_right in Ht by lra.
    rewrite Rmult_1_l, Rmult_0_l, Rplus_0_r in E.
    apply means_equal with (ev (Slope0 c) + v * (z * g' (ev c + t * (v * z)))).
    { change (g (ev c) + v * (z * g' (ev c + t * (v * z))) = g (ev c + v * z)).
      clearbody g g'. lra. }
    apply coefficient_means, times_means; [exact Z|]. apply unknown_means.
    pose proof (H t Ht) as Hc. unfold g'. apply C.c_mul.
    + apply C.c_sqr, C.c_pi.
    + apply C.c_mul; [exact Hc|]. apply C.c_mul; [|apply C.c_mul]; exact (S0 _ _ Hc).
Qed.
Lemma is_correlation_correct m y : is_correlation m = true -> means m y -> corr y.
Proof.
  intros H Y. pose proof (locate_correct m y Y) as L. unfold is_correlation in H.
  unfold corr. destruct (locate m) as [q|q| |].
  - destruct L as (z & _ & B & ->). lra.
  - destruct L as (z & _ & B & ->). lra.
  - destruct L as (c & cs & z & _ & _ & -> & _ & U). specialize (U 1 ltac:(lra)). lra.
  - exact (C.range_corr _ _ H (total_correct m y Y)).
Qed.
Lemma arccosine_means m y : means m y -> means (arccosine m) (acos y).
Proof.
  intros Y. unfold arccosine. destruct (is_correlation m) eqn:C1; [|apply C.c_nai].
  apply means_equal with (ev Pi * (1 - kappa0 y)).
  - rewrite kappa0_acos by exact (is_correlation_correct m y C1 Y). unfold ev. cbn. field.
    pose proof PIpos. lra.
  - apply scale_means, minus_means; [exact (fixed_means (int 1))|exact (kernel_means 0 m y Y)].
Qed.
Lemma lead_of_correct cs r : forall y, means_of cs r y ->
  exists n z, y = v ^ n * z /\ cont (lead_of cs r) z.
Proof.
  induction cs as [|c cs IH]; intros y Y; cbn [lead_of].
  - exists 0%nat, y. split; [simpl; ring|exact Y].
  - destruct (is_zero c) eqn:C0.
    + destruct Y as (w & W & ->). destruct (IH w W) as (n & z & -> & Z).
      exists (S n), z. split; [|exact Z]. rewrite (is_zero_ev c C0). simpl. ring.
    + exists 0%nat, y. split; [simpl; ring|]. exact (total_of_correct (c :: cs) r y Y).
Qed.
Lemma lead_nonnegative m y : nonneg (lead m) = true -> means m y -> 0 <= y.
Proof.
  intros N Y. destruct (lead_of_correct _ _ _ Y) as (n & z & -> & Z).
  apply Rmult_le_pos; [left; now apply pow_lt|exact (C.nonneg_correct _ _ N Z)].
Qed.
Lemma lead_nonpositive m y : nonneg (I.neg (lead m)) = true -> means m y -> y <= 0.
Proof.
  intros N Y. destruct (lead_of_correct _ _ _ Y) as (n & z & -> & Z).
  pose proof (C.nonneg_correct _ _ N (C.c_neg _ _ Z)). pose proof (pow_lt v n Hv). nra.
Qed.
Lemma magnitude_means m y : means m y -> means (magnitude m) (Rabs y).
Proof.
  intros Y. unfold magnitude. destruct (nonneg (lead m)) eqn:P.
  { rewrite Rabs_pos_eq by exact (lead_nonnegative m y P Y). exact Y. }
  destruct (nonneg (I.neg _)) eqn:N.
  { rewrite Rabs_left1 by exact (lead_nonpositive m y N Y). now apply negative_means. }
  apply unknown_means, C.c_abs. now apply total_correct.
Qed.
Lemma smaller_means m n y z : means m y -> means n z -> means (smaller m n) (Rmin y z).
Proof.
  intros Y Z. unfold smaller. cbv zeta. pose proof (minus_means _ _ _ _ Y Z) as D.
  destruct (nonneg (lead _)) eqn:P.
  { pose proof (lead_nonnegative _ _ P D). rewrite Rmin_right by lra. exact Z. }
  destruct (nonneg (I.neg _)) eqn:N.
  { pose proof (lead_nonpositive _ _ N D). rewrite Rmin_left by lra. exact Y. }
  apply unknown_means, C.c_min; now apply total_correct.
Qed.
Lemma edge_means m n K g : means m K -> means n g -> means (edge m n) (edge_gap K g).
Proof.
  intros M N. unfold edge. cbv zeta.
  pose proof (minus_means _ _ _ _ (fixed_means (int 1)) (quotient_means _ _ _ _ N M)) as D.
  change (ev (int 1)) with 1 in D. destruct (is_correlation _) eqn:H; [|apply C.c_nai].
  pose proof (is_correlation_correct _ _ H D) as U. unfold edge_gap. rewrite (clip_id _ U).
  apply times_means; [exact M|]. apply minus_means; [exact (fixed_means (int 1))|].
  exact (kernel_means 1 _ _ D).
Qed.
Lemma moving_means l n : means_of (l ++ zeros n) I.zero (fold_right (fun c r => ev c + v * r) 0 l).
Proof.
  induction l as [|c l IH]; cbn [app fold_right means_of]; [apply zeros_means|]. eexists. split;
    [exact IH|reflexivity].
Qed.
Theorem model_means e : means (model_of e) (ev e).
Proof.
  apply (fold_correct has_operands at_once of_none of_one of_two (fun e m => means m (ev e)));
  clear e.
  - intros e m O. unfold at_once in O. destruct (variables _ e) eqn:V.
    { injection O as <-. apply fixed_means. }
    destruct e; try discriminate O. injection O as <-.
    cbn [variables] in V. apply negb_false_iff, Nat.eqb_eq in V. subst n.
    change (ev (Var place)) with (x place). rewrite Hplace. apply moving_means.
  - intros e _. apply unknown_means, enclosed.
  - intros e a m O A. destruct e; try discriminate O; injection O as ->; cbn [of_one];
    try (apply unknown_means, enclosed).
    + now apply negative_means.
    + now apply power_means.
    + now apply root_means.
    + now apply magnitude_means.
    + now apply arccosine_means.
    + now apply logarithm_means.
    + exact (kernel_means 1 _ _ A).
    + exact (kernel_means 0 _ _ A).
    + exact (kernel_means (S (S n)) _ _ A).
    + now apply times_means.
    + now apply first_slope_means.
  - intros e a b m n O A B. destruct e; try discriminate O; injection O as -> ->; cbn [of_two].
    + now apply plus_means.
    + now apply minus_means.
    + now apply times_means.
    + now apply quotient_means.
    + now apply smaller_means.
    + now apply edge_means.
Qed.
Lemma positive_from_correct cs r : forall y, positive_from cs r = true -> means_of cs r y -> 0 < y.
Proof.
  induction cs as [|c cs IH]; intros y H Y; cbn [positive_from] in H;
  [exact (C.pos_correct _ _ H Y)|].
  assert (Z := Y). destruct Z as (z & Z & E). specialize (IH z). destruct (is_zero c) eqn:C0.
  { rewrite E, (is_zero_ev c C0), Rplus_0_l. apply Rmult_lt_0_compat; [exact Hv|auto]. }
  destruct (pos (total_of (c :: cs) r)) eqn:T.
  { exact (C.pos_correct _ _ T (total_of_correct _ _ _ Y)). }
  destruct (nonneg (evalI c xi)) eqn:N; [|discriminate].
  pose proof (C.nonneg_correct _ _ N (enclosed c)). specialize (IH H Z).
  assert (0 < v * z) by (apply Rmult_lt_0_compat; [exact Hv|exact IH]). lra.
Qed.
Lemma nonnegative_from_correct cs r : forall y, nonnegative_from cs r = true -> means_of cs r y ->
  0 <= y.
Proof.
  induction cs as [|c cs IH]; intros y H Y; cbn [nonnegative_from] in H;
  [exact (C.nonneg_correct _ _ H Y)|].
  assert (Z := Y). destruct Z as (z & Z & E). specialize (IH z). destruct (is_zero c) eqn:C0.
  { rewrite E, (is_zero_ev c C0), Rplus_0_l. apply Rmult_le_pos; [lra|auto]. }
  destruct (nonneg (total_of (c :: cs) r)) eqn:T.
  { exact (C.nonneg_correct _ _ T (total_of_correct _ _ _ Y)). }
  destruct (nonneg (evalI c xi)) eqn:N; [|discriminate].
  pose proof (C.nonneg_correct _ _ N (enclosed c)). specialize (IH H Z).
  assert (0 <= v * z) by (apply Rmult_le_pos; [lra|exact IH]). lra.
Qed.
Theorem expansion_positive_correct e : expansion_positive e = true -> 0 < eval e x.
Proof. intros H. exact (positive_from_correct _ _ _ H (model_means e)). Qed.
Theorem expansion_nonnegative_correct e : expansion_nonnegative e = true -> 0 <= eval e x.
Proof. intros H. exact (nonnegative_from_correct _ _ _ H (model_means e)). Qed.
End Correct.
End Models.
End Make.
