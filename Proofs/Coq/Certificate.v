(** * A reflexive checker for statements in one real variable.

    Statements: for all x in an interval inside [-1, 1] with rational ends, open or closed, a
    [formula] (see Expression.v) holds; that it holds for none; that it holds, or fails, at some
    point.  What decides is one evaluation of a boolean function:
    - kernels of networks are expanded into elementary expressions ([expand]);
    - sub-intervals: interval arithmetic on every interval between neighbouring cut points;
      [kappa1] and [kappa0] are enclosed through their values at the two end-points
      (monotonicity), and always clipped to [0, 1];
    - the end-point 1, where two sides may meet: with x = 1 - v^2, an expression gets a model
      c - v^2 (a + r + v b)  with exact rational c, a and intervals r, b over 0 < v <= v0;
      [kappa1] of a model with c = 1 is obtained from the two-sided expansion of
      EndpointExpansion.v, and of a model with c = -1 by reflection.  Its sign is known when
      c = 0 and a + r + v b has one sign, or c = a = 0, no r, and b has one (sides that agree up
      to the order 1 - x and separate at the order (1 - x)^(3/2));
    - the end-point -1: the same for x = -y;
    - single rational points: interval arithmetic, and exact rational values where there are.

    [for_all], [for_none], [witness], [counterexample], [holds_constant] and [fails_constant] say
    what a check that evaluates to [true] proves.  The checker is generic in the floating-point
    implementation: [Prim] uses the machine's, [Std] integers of the standard library only
    (slower, no primitive types). *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Lia.
From Flocq Require Import Raux.
From Interval Require Import Xreal Interval Sig Specific_ops Specific_stdz Float_full Primitive_ops.
From KernelCalculator Require Import ExactFloat ArcCosine EndpointExpansion Expression Sharing
  KernelTails KernelOrders.
Local Open Scope R_scope.
Import ListNotations.

(** [kappa1] and [kappa0] with one occurrence of the arc tangent, valid on (-1, 1]. *)
Lemma acos_atan_half r : -1 < r <= 1 -> acos r = 2 * atan (sqrt (2 / (1 + r) - 1)).
Proof.
  intros Hr. pose proof PIpos.
  destruct (angle r ltac:(unfold corr; lra)) as (t & Ht & E). rewrite <- E, acos_cos by assumption.
  assert (Hw : t < PI). { destruct (proj2 Ht) as [|E']; [assumption|]. rewrite E', cos_PI in E. lra. }
  set (w := t/2). assert (Hc : 0 < cos w) by (apply cos_gt_0; unfold w; lra).
  assert (Hs : 0 <= sin w) by (apply sin_ge_0; unfold w; lra).
  pose proof (sin2_cos2 w) as P. unfold Rsqr in P.
  replace (2 / (1 + cos t) - 1) with (Rsqr (tan w)).
  - assert (0 <= tan w).
    { unfold tan. apply Rmult_le_pos; [assumption|]. left. now apply Rinv_0_lt_compat. }
    rewrite sqrt_Rsqr by assumption. rewrite atan_tan by (unfold w; lra). unfold w; field.
  - replace t with (2*w) by (unfold w; field). rewrite cos_2a_cos. unfold tan, Rsqr.
    replace (sin w / cos w * (sin w / cos w)) with ((sin w * sin w) / (cos w * cos w)) by (field; lra).
    replace (sin w * sin w) with (1 - cos w * cos w) by lra.
    assert (0 < cos w * cos w) by (apply Rmult_lt_0_compat; lra).
    field. split; intro Z; lra.
Qed.
Lemma kappa1_atan_half r : -1 < r <= 1 ->
  kappa1 r = (sqrt (1 - r^2) + r * (PI - 2 * atan (sqrt (2 / (1 + r) - 1)))) / PI.
Proof. intros Hr. rewrite <- acos_atan_half by assumption. apply kappa1_acos_form. unfold corr; lra. Qed.
Lemma kappa0_atan_half r : -1 < r <= 1 ->
  kappa0 r = (PI - 2 * atan (sqrt (2 / (1 + r) - 1))) / PI.
Proof. intros Hr. rewrite <- acos_atan_half by assumption. apply kappa0_acos_form. unfold corr; lra. Qed.

(** ** What a certificate gives *)

(** The pieces of the interval: closed sub-intervals between neighbouring cut points
    first / denominator, ..., and, where both sides of a comparison may meet at -1 or 1, the parts
    within v0^2 of it, each with its v0 = p / q. *)
Record plan := {
  from_minus_one : option (Z * Z);
  denominator : Z; first : Z; cuts : list Z;
  to_one : option (Z * Z) }.

Definition closed (b : bound) : bool := match b with Closed _ _ => true | Open _ _ => false end.
Definition bound_num (b : bound) : Z := match b with Closed n _ | Open n _ => n end.
Definition bound_den (b : bound) : positive := match b with Closed _ d | Open _ d => d end.
Definition bound_value (b : bound) : R := IZR (bound_num b) / IZR (Zpos (bound_den b)).

Lemma kappa0_m1 : kappa0 (-1) = 0.
Proof.
  unfold kappa0. replace (-1) with (-(1)) by reflexivity. rewrite asin_opp, asin_1. field.
  pose proof PIpos; lra.
Qed.

Module Make (F : FloatOps with Definition radix := Zaux.radix2 with Definition sensible_format := true).
Module I := FloatIntervalFull F.
Section Checker.
Variable prec : I.precision.

(** ** Interval operations *)
Definition cont i x := contains (I.convert i) (Xreal x).
Let one := I.fromZ prec 1.
Let two := I.fromZ prec 2.
Let ipi := I.pi prec.
Let unit := I.join I.zero one.

Lemma c_add a b x y : cont a x -> cont b y -> cont (I.add prec a b) (x + y).
Proof. exact (I.add_correct prec a b (Xreal x) (Xreal y)). Qed.
Lemma c_sub a b x y : cont a x -> cont b y -> cont (I.sub prec a b) (x - y).
Proof. exact (I.sub_correct prec a b (Xreal x) (Xreal y)). Qed.
Lemma c_mul a b x y : cont a x -> cont b y -> cont (I.mul prec a b) (x * y).
Proof. exact (I.mul_correct prec a b (Xreal x) (Xreal y)). Qed.
Lemma c_neg a x : cont a x -> cont (I.neg a) (- x).
Proof. exact (I.neg_correct a (Xreal x)). Qed.
Lemma c_abs a x : cont a x -> cont (I.abs a) (Rabs x).
Proof. exact (I.abs_correct a (Xreal x)). Qed.
Lemma c_sqr a x : cont a x -> cont (I.sqr prec a) (x * x).
Proof. exact (I.sqr_correct prec a (Xreal x)). Qed.
Lemma c_sqrt a x : cont a x -> cont (I.sqrt prec a) (sqrt x).
Proof. exact (I.sqrt_correct prec a (Xreal x)). Qed.
Lemma c_atan a x : cont a x -> cont (I.atan prec a) (atan x).
Proof. exact (I.atan_correct prec a (Xreal x)). Qed.
Lemma c_exp a x : cont a x -> cont (I.exp prec a) (exp x).
Proof. exact (I.exp_correct prec a (Xreal x)). Qed.
Lemma c_sin a x : cont a x -> cont (I.sin prec a) (sin x).
Proof. exact (I.sin_correct prec a (Xreal x)). Qed.
Lemma c_cos a x : cont a x -> cont (I.cos prec a) (cos x).
Proof. exact (I.cos_correct prec a (Xreal x)). Qed.
Lemma c_ln a x : cont a x -> cont (I.ln prec a) (ln x).
Proof.
  intros A. pose proof (I.ln_correct prec a (Xreal x) A) as D. unfold cont. cbn in D.
  unfold Xln' in D. destruct (is_positive_spec x); [exact D|].
  destruct (I.convert (I.ln prec a)); [exact Logic.I|contradiction].
Qed.
Lemma c_div a b x y : cont a x -> cont b y -> cont (I.div prec a b) (x / y).
Proof.
  intros A B. pose proof (I.div_correct prec a b (Xreal x) (Xreal y) A B) as D.
  unfold Xbind2, Xdiv', is_zero in D. unfold cont. destruct (Req_dec y 0) as [->|N].
  - rewrite (Req_bool_true 0 0 eq_refl) in D. now destruct (I.convert (I.div prec a b)).
  - now rewrite (Req_bool_false y 0 N) in D.
Qed.
Lemma c_Z z : cont (I.fromZ prec z) (IZR z).
Proof. exact (I.fromZ_correct prec z). Qed.
Lemma c_pi : cont ipi PI.
Proof. exact (I.pi_correct prec). Qed.
Lemma c_zero : cont I.zero 0.
Proof. unfold cont. rewrite I.zero_correct. simpl. lra. Qed.
Lemma c_join a b x y z : cont a x -> cont b y -> x <= z <= y -> cont (I.join a b) z.
Proof.
  intros A B L. unfold cont.
  apply (contains_connected (I.convert (I.join a b)) x y); [| |exact L].
  - apply I.join_correct. now left.
  - apply I.join_correct. now right.
Qed.
Lemma c_meet a b x : cont a x -> cont b x -> cont (I.meet a b) x.
Proof. exact (I.meet_correct a b (Xreal x)). Qed.
Lemma c_unit x : 0 <= x <= 1 -> cont unit x.
Proof. apply c_join; [apply c_zero|apply c_Z]. Qed.

Definition pos i := match I.sign_strict i with Xgt => true | _ => false end.
Lemma pos_correct i x : pos i = true -> cont i x -> 0 < x.
Proof.
  unfold pos, cont. intros P C. pose proof (I.sign_strict_correct i) as S.
  destruct (I.sign_strict i); try discriminate. exact (proj2 (S _ C)).
Qed.
Definition nonneg i := match I.sign_large i with Xgt | Xeq => true | _ => false end.
Lemma nonneg_correct i x : nonneg i = true -> cont i x -> 0 <= x.
Proof.
  unfold nonneg, cont. intros P C. pose proof (I.sign_large_correct i) as S.
  destruct (I.sign_large i); try discriminate.
  - specialize (S _ C). injection S as ->. lra.
  - exact (proj2 (S _ C)).
Qed.
(** a / b, without rounding where it is a whole number. *)
Definition frac a b :=
  if (Z.ltb 0 b && Z.eqb (a mod b) 0)%bool then I.fromZ prec (a / b)
  else I.div prec (I.fromZ prec a) (I.fromZ prec b).
Lemma c_frac a b : cont (frac a b) (IZR a / IZR b).
Proof.
  unfold frac. destruct (Z.ltb_spec 0 b) as [B|B]; [|apply c_div; apply c_Z].
  destruct (Z.eqb_spec (a mod b) 0) as [M|M]; [|apply c_div; apply c_Z]. cbn [andb].
  rewrite (Z.div_mod a b) at 2 by lia. rewrite M, Z.add_0_r, mult_IZR. apply IZR_lt in B.
  replace (IZR b * IZR (a / b) / IZR b) with (IZR (a / b)) by (field; lra). apply c_Z.
Qed.

(** ** The two kernels on intervals *)

(** pi - acos. *)
Definition coangle (x : I.type) : I.type :=
  I.sub prec ipi (I.mul prec two (I.atan prec (I.sqrt prec (I.sub prec (I.div prec two (I.add prec one x)) one)))).
Definition kappa1_at (x : I.type) : I.type :=
  I.div prec (I.add prec (I.sqrt prec (I.sub prec one (I.sqr prec x))) (I.mul prec x (coangle x))) ipi.
Definition kappa0_at (x : I.type) : I.type := I.div prec (coangle x) ipi.

Lemma c_coangle xi x : cont xi x -> cont (coangle xi) (PI - 2 * atan (sqrt (2 / (1 + x) - 1))).
Proof.
  intros C. apply c_sub; [apply c_pi|]. apply c_mul; [apply c_Z|].
  apply c_atan, c_sqrt, c_sub; [|apply c_Z]. apply c_div; [apply c_Z|].
  apply c_add; [apply c_Z|exact C].
Qed.
Lemma kappa1_at_correct xi x : -1 < x <= 1 -> cont xi x -> cont (kappa1_at xi) (kappa1 x).
Proof.
  intros Hx C. rewrite kappa1_atan_half by assumption. replace (x^2) with (x*x) by ring.
  apply c_div; [|apply c_pi].
  apply c_add; [apply c_sqrt, c_sub; [apply c_Z|now apply c_sqr]|].
  apply c_mul; [exact C|now apply c_coangle].
Qed.
Lemma kappa0_at_correct xi x : -1 < x <= 1 -> cont xi x -> cont (kappa0_at xi) (kappa0 x).
Proof.
  intros Hx C. rewrite kappa0_atan_half by assumption. apply c_div; [now apply c_coangle|apply c_pi].
Qed.

(** Enclosure of an increasing function through the end-points: 0 up to -1, and, from 1 on, at most
    [above] of the upper end. *)
Section Monotone.
Variables (k_at above : I.type -> I.type) (k : R -> R).
Hypothesis k_at_correct : forall xi x, -1 < x <= 1 -> cont xi x -> cont (k_at xi) (k x).
Hypothesis k_incr : forall a b, a <= b -> k a <= k b.
Hypothesis k_range : forall r, 0 <= k r.
Hypothesis k_below : forall r, r <= -1 -> k r = 0.
Hypothesis above_correct : forall xi x, 1 <= x -> cont xi x -> cont (above xi) (k x).
Hypothesis k_unit : forall r, r <= 1 -> k r <= 1.

Definition inside (p : I.type) : bool := pos (I.add prec one p) && nonneg (I.sub prec one p).
Definition monotone (xi : I.type) : I.type :=
  if I.lower_bounded xi && I.upper_bounded xi then
    let l := I.singleton (I.lower xi) in
    let u := I.singleton (I.upper xi) in
    let from_below := if inside l then I.upper_extent (k_at l) else I.upper_extent I.zero in
    let from_above := if inside u then I.meet (I.lower_extent one) (I.lower_extent (k_at u))
      else if nonneg (I.sub prec (I.fromZ prec (-1)) u) then I.zero
      else I.lower_extent (I.join one (above u)) in
    I.meet from_below from_above
  else I.upper_extent I.zero.

Lemma monotone_correct xi x : cont xi x -> cont (monotone xi) (k x).
Proof.
  intros C.
  assert (U : cont (I.upper_extent I.zero) (k x))
    by (apply I.upper_extent_correct with 0; [apply c_zero|apply k_range]).
  unfold monotone.
  destruct (I.lower_bounded xi) eqn:Lb; [|exact U]. destruct (I.upper_bounded xi) eqn:Ub; [|exact U].
  simpl andb. cbv iota.
  destruct (I.lower_bounded_correct _ Lb) as [El Bl]. destruct (I.upper_bounded_correct _ Ub) as [Eu Bu].
  assert (NE : not_empty (I.convert xi)) by (exists x; exact C).
  specialize (Bl NE). pose proof C as C'. unfold cont in C'. rewrite Bl, El, Eu in C'. simpl in C'.
  pose proof (I.singleton_correct (I.lower xi)) as Sl. pose proof (I.singleton_correct (I.upper xi)) as Su.
  change (I.convert_bound (I.lower xi)) with (I.F.toX (I.lower xi)) in Sl.
  change (I.convert_bound (I.upper xi)) with (I.F.toX (I.upper xi)) in Su.
  set (pl := proj_val (I.F.toX (I.lower xi))) in *. set (pu := proj_val (I.F.toX (I.upper xi))) in *.
  assert (In : forall p v, inside p = true -> cont p v -> -1 < v <= 1).
  { intros p v P Cv. apply andb_true_iff in P. destruct P as [P Q].
    pose proof (pos_correct _ (1 + v) P (c_add _ _ _ _ (c_Z 1) Cv)).
    pose proof (nonneg_correct _ (1 - v) Q (c_sub _ _ _ _ (c_Z 1) Cv)). lra. }
  apply c_meet.
  - destruct (inside _) eqn:P; [|exact U]. specialize (In _ pl P Sl).
    apply I.upper_extent_correct with (k pl); [now apply k_at_correct|]. apply k_incr; lra.
  - destruct (inside (I.singleton (I.upper xi))) eqn:P.
    + specialize (In _ pu P Su). apply c_meet.
      * apply I.lower_extent_correct with 1; [apply (c_Z 1)|]. apply k_unit. lra.
      * apply I.lower_extent_correct with (k pu); [now apply k_at_correct|]. apply k_incr; lra.
    + destruct (nonneg _) eqn:Q.
      * pose proof (nonneg_correct _ _ Q (c_sub _ _ _ _ (c_Z (-1)) Su)).
        rewrite k_below by lra. apply c_zero.
      * destruct (Rle_or_lt pu 1) as [L|G].
        -- apply I.lower_extent_correct with 1.
           ++ unfold cont. apply I.join_correct. left. apply (c_Z 1).
           ++ apply k_unit. lra.
        -- apply I.lower_extent_correct with (k pu).
           ++ unfold cont. apply I.join_correct. right. apply above_correct; [lra|exact Su].
           ++ apply k_incr; lra.
Qed.
End Monotone.
Definition kappa1_on : I.type -> I.type := monotone kappa1_at (fun u => u).
Definition kappa0_on : I.type -> I.type := monotone kappa0_at (fun _ => one).
Lemma kappa1_on_correct xi x : cont xi x -> cont (kappa1_on xi) (kappa1 x).
Proof.
  apply monotone_correct.
  - exact kappa1_at_correct.
  - exact kappa1_increases.
  - exact kappa1_not_negative.
  - exact kappa1_below.
  - intros ui u U Cu. now rewrite kappa1_beyond.
  - intros r U. rewrite <- kappa1_1. now apply kappa1_increases.
Qed.
Lemma kappa0_on_correct xi x : cont xi x -> cont (kappa0_on xi) (kappa0 x).
Proof.
  apply monotone_correct.
  - exact kappa0_at_correct.
  - exact kappa0_increases.
  - exact kappa0_not_negative.
  - exact kappa0_below.
  - intros ui u U Cu. rewrite kappa0_beyond by exact U. apply (c_Z 1).
  - intros r U. rewrite <- kappa0_1. now apply kappa0_increases.
Qed.

(** Orders n and n + 1 by the recurrence, from orders 0 and 1. *)
Definition order_weightI (n : nat) : I.type :=
  frac ((Z.of_nat n + 1) * (Z.of_nat n + 1)) ((2 * Z.of_nat n + 1) * (2 * Z.of_nat n + 3)).
Fixpoint order_pair (n : nat) (x k0 k1 : I.type) : I.type * I.type :=
  match n with
  | O => (k0, k1)
  | S n => let '(a, b) := order_pair n x k0 k1 in
      (b, I.add prec (I.mul prec x b)
        (I.mul prec (order_weightI n) (I.mul prec (I.sub prec one (I.sqr prec x)) a)))
  end.
Definition order_at (n : nat) (x : I.type) : I.type :=
  fst (order_pair n x (kappa0_at x) (kappa1_at x)).
Definition order_beyond (n : nat) (x : I.type) : I.type := fst (order_pair n x one x).
Definition order_on (n : nat) : I.type -> I.type := monotone (order_at n) (order_beyond n).
Lemma order_weightI_correct n : cont (order_weightI n) (order_weight n).
Proof.
  unfold order_weight. rewrite INR_IZR_INZ.
  replace ((IZR (Z.of_nat n) + 1) * (IZR (Z.of_nat n) + 1) /
      ((2 * IZR (Z.of_nat n) + 1) * (2 * IZR (Z.of_nat n) + 3)))
    with (IZR ((Z.of_nat n + 1) * (Z.of_nat n + 1)) /
      IZR ((2 * Z.of_nat n + 1) * (2 * Z.of_nat n + 3)));
    [apply c_frac|now rewrite !mult_IZR, !plus_IZR, !mult_IZR].
Qed.
Lemma order_pair_correct n xi x k0 k1 : cont xi x -> cont k0 (kappa0 x) -> cont k1 (kappa1 x) ->
  cont (fst (order_pair n xi k0 k1)) (kappa_order n x) /\
  cont (snd (order_pair n xi k0 k1)) (kappa_order (S n) x).
Proof.
  intros X A B. induction n as [|n [L U]]; [now split|]. cbn [order_pair].
  destruct (order_pair n xi k0 k1) as [a b]. cbn [fst snd] in *. split; [exact U|].
  rewrite kappa_order_step. apply c_add; [now apply c_mul|].
  apply c_mul; [apply order_weightI_correct|]. apply c_mul; [|exact L].
  apply c_sub; [apply c_Z|now apply c_sqr].
Qed.
Lemma order_on_correct n xi x : cont xi x -> cont (order_on n xi) (kappa_order n x).
Proof.
  apply monotone_correct.
  - intros yi y Y C. apply order_pair_correct; [exact C|now apply kappa0_at_correct|].
    now apply kappa1_at_correct.
  - apply kappa_order_increases.
  - apply kappa_order_not_negative.
  - apply kappa_order_below.
  - intros ui u U C. apply order_pair_correct; [exact C| |].
    + rewrite kappa0_beyond by exact U. apply (c_Z 1).
    + now rewrite kappa1_beyond.
  - apply kappa_order_unit.
Qed.

(** ** Interval evaluation of expressions *)

(** The smaller of two numbers is one of them and not above either. *)
Definition min (a b : I.type) : I.type :=
  I.meet (I.join a b) (I.meet (I.lower_extent a) (I.lower_extent b)).
Lemma c_min a b x y : cont a x -> cont b y -> cont (min a b) (Rmin x y).
Proof.
  intros A B. apply c_meet; [|apply c_meet].
  - unfold Rmin. unfold cont. apply I.join_correct. destruct Rle_dec; [left|right]; assumption.
  - apply I.lower_extent_correct with x; [exact A|apply Rmin_l].
  - apply I.lower_extent_correct with y; [exact B|apply Rmin_r].
Qed.

Let minus_one := I.fromZ prec (-1).
Definition clipped (a : I.type) : I.type :=
  I.meet (I.join minus_one one)
    (I.meet (I.upper_extent (I.join a one)) (I.lower_extent (I.join a minus_one))).
Lemma c_clipped a y : cont a y -> cont (clipped a) (clip y).
Proof.
  intros A. pose proof (clip_corr y) as C. unfold corr in C. apply c_meet; [|apply c_meet].
  - apply c_join with (-1) 1; [apply (c_Z (-1))|apply (c_Z 1)|exact C].
  - apply I.upper_extent_correct with (Rmin y 1).
    + unfold Rmin. apply I.join_correct. destruct Rle_dec; [left; exact A|right; apply (c_Z 1)].
    + unfold clip, Rmax, Rmin. repeat destruct Rle_dec; lra.
  - apply I.lower_extent_correct with (Rmax y (-1)).
    + unfold Rmax. apply I.join_correct. destruct Rle_dec; [right; apply (c_Z (-1))|left; exact A].
    + unfold clip, Rmax, Rmin. repeat destruct Rle_dec; lra.
Qed.

(** Within [-1, 1]; compared, not calculated, so that rounding does no harm. *)
Definition unit_range : I.type := I.bnd (I.F.fromZ (-1)) (I.F.fromZ 1).
Definition in_range (v : I.type) : bool := I.subset v unit_range.

Lemma c_nai x : cont I.nai x.
Proof. unfold cont. now rewrite I.nai_correct. Qed.

(** 1 / (PI sqrt (1 - a^2)); where a may be 1 or -1, a lower bound that holds strictly between, and
    only if a is known to be there. *)
Definition slope0 (open : bool) (a : I.type) : I.type :=
  let root := I.sqrt prec (I.sub prec one (I.sqr prec a)) in
  if pos (I.sub prec one (I.sqr prec a)) then I.div prec one (I.mul prec ipi root)
  else if open && I.upper_bounded root
    then I.upper_extent (I.div prec one (I.mul prec ipi (I.singleton (I.upper root))))
  else I.nai.
Lemma slope0_correct open ai a : (open = true -> -1 < a < 1) -> cont ai a ->
  cont (slope0 open ai) (1 / (PI * sqrt (1 - a * a))).
Proof.
  intros O C. unfold slope0.
  pose proof (c_sqrt _ _ (c_sub _ _ _ _ (c_Z 1) (c_sqr _ _ C))) as CR.
  set (root := I.sqrt prec (I.sub prec one (I.sqr prec ai))) in *. fold one in CR. fold root in CR.
  destruct (pos _); [apply c_div; [apply c_Z|apply c_mul; [apply c_pi|exact CR]]|].
  destruct open; [|apply c_nai]. specialize (O eq_refl). simpl andb.
  destruct (I.upper_bounded root) eqn:U; [|apply c_nai].
  destruct (I.upper_bounded_correct _ U) as [Eu Bu]. specialize (Bu (ex_intro _ _ CR)).
  pose proof (I.singleton_correct (I.upper root)) as S.
  change (I.convert_bound (I.upper root)) with (I.F.toX (I.upper root)) in S.
  set (u := proj_val (I.F.toX (I.upper root))) in *.
  assert (P : 0 < sqrt (1 - a * a)) by (apply sqrt_lt_R0; nra).
  assert (L : sqrt (1 - a * a) <= u).
  { unfold cont in CR. rewrite Bu, Eu in CR. simpl in CR. destruct (I.F.toX (I.lower root)); tauto. }
  pose proof PIpos as Pp.
  apply I.upper_extent_correct with (1 / (PI * u)).
  - apply c_div; [apply c_Z|apply c_mul; [apply c_pi|exact S]].
  - unfold Rdiv. rewrite !Rmult_1_l. apply Rinv_le_contravar; [now apply Rmult_lt_0_compat|].
    apply Rmult_le_compat_l; lra.
Qed.

(** Slope0 is applied only to numbers strictly between -1 and 1. *)
Fixpoint regular (e : expr) (x : nat -> R) : Prop :=
  match e with
  | Slope0 a => -1 < eval a x < 1 /\ regular a x
  | Neg a | Pow a _ | Sqrt a | Abs a | Acos a | Asin a | Exp a | Log a | Sin a | Cos a | Atan a
  | Kappa1 a | Kappa0 a | Higher _ a | Square a => regular a x
  | Add a b | Sub a b | Mul a b | Div a b | Min a b | Edge a b => regular a x /\ regular b x
  | _ => True
  end.

Lemma small_number n : (Z.abs n <= 256)%Z ->
  I.F.toX (I.F.fromZ n) = Xreal (IZR n) /\ I.F.classify (I.F.fromZ n) = Freal.
Proof.
  intros H. pose proof (I.F.fromZ_correct n H) as E. split; [exact E|].
  pose proof (I.F.real_correct (I.F.fromZ n)) as Re. rewrite E in Re.
  rewrite I.F.classify_correct in Re. now destruct (I.F.classify _).
Qed.
Lemma range_corr v y : in_range v = true -> cont v y -> corr y.
Proof.
  intros H C. pose proof (I.subset_correct _ _ _ C H) as J.
  destruct (small_number (-1) ltac:(lia)) as [E1 R1]. destruct (small_number 1 ltac:(lia)) as [E2 R2].
  unfold unit_range in J. rewrite I.bnd_correct in J.
  - rewrite E1, E2 in J. exact J.
  - unfold I.valid_lb. now rewrite I.F.valid_lb_correct, R1.
  - unfold I.valid_ub. now rewrite I.F.valid_ub_correct, R2.
Qed.

(** The variables' values are enclosed. *)
Definition env_in (xi : nat -> I.type) (x : nat -> R) : Prop := forall n, cont (xi n) (x n).

(** ** Evaluation

    What takes time is evaluated once in an expression ([Sharing.v]). *)

(** Where a divisor, or the argument of a logarithm, is positive, there are bounds on one side even
    where its enclosure reaches 0. *)
Definition has_sign (i : I.type) : bool := if pos i then true else pos (I.neg i).
Definition log_below (i : I.type) : I.type :=
  if I.upper_bounded i then I.lower_extent (I.ln prec (I.singleton (I.upper i))) else I.nai.
Definition inverse_above (i : I.type) : I.type :=
  if I.upper_bounded i then I.upper_extent (I.div prec one (I.singleton (I.upper i))) else I.nai.
Lemma has_sign_correct i y : has_sign i = true -> cont i y -> 0 < y \/ y < 0.
Proof.
  unfold has_sign. destruct (pos i) eqn:P; intros H E.
  - left. exact (pos_correct _ _ P E).
  - right. pose proof (pos_correct _ _ H (c_neg _ _ E)). lra.
Qed.
Lemma upper_value i y : I.upper_bounded i = true -> cont i y ->
  exists u, cont (I.singleton (I.upper i)) u /\ y <= u.
Proof.
  intros U H. destruct (I.upper_bounded_correct _ U) as [E B].
  specialize (B (ex_intro _ _ H)). exists (proj_val (I.F.toX (I.upper i))). split.
  - exact (I.singleton_correct (I.upper i)).
  - unfold cont in H. rewrite B, E in H. simpl in H. destruct (I.F.toX (I.lower i)); tauto.
Qed.
Lemma log_below_correct i y : 0 < y -> cont i y -> cont (log_below i) (ln y).
Proof.
  intros P H. unfold log_below. destruct (I.upper_bounded i) eqn:U; [|apply c_nai].
  destruct (upper_value i y U H) as (u & S & L). apply I.lower_extent_correct with (ln u).
  - now apply c_ln.
  - apply Rcomplements.ln_le; assumption.
Qed.
Lemma inverse_above_correct i y : 0 < y -> cont i y -> cont (inverse_above i) (/ y).
Proof.
  intros P H. unfold inverse_above. destruct (I.upper_bounded i) eqn:U; [|apply c_nai].
  destruct (upper_value i y U H) as (u & S & L). apply I.upper_extent_correct with (1 / u).
  - apply c_div; [apply (c_Z 1)|exact S].
  - unfold Rdiv. rewrite Rmult_1_l. now apply Rinv_le_contravar.
Qed.

Section Evaluation.
(** What is known to be positive; whether what Slope0 is applied to is strictly between -1 and 1; and
    the variables' enclosures. *)
Variables (sure : expr -> bool) (open : bool) (xi : nat -> I.type).

(** The value of an expression, from those of its operands. *)
Definition of_none (e : expr) : I.type :=
  match e with Var n => xi n | Rat n d => frac n (Zpos d) | Pi => ipi | _ => I.nai end.
Definition of_one (e : expr) (i : I.type) : I.type :=
  match e with
  | Neg _ => I.neg i
  | Abs _ => I.abs i
  | Square _ => I.sqr prec i
  | Sqrt _ => I.sqrt prec i
  | Exp _ => I.exp prec i
  | Log a => if pos i then I.ln prec i else if sure a then log_below i else I.ln prec i
  | Sin _ => I.sin prec i
  | Cos _ => I.cos prec i
  | Atan _ => I.atan prec i
  | Kappa1 _ => kappa1_on i
  | Kappa0 _ => kappa0_on i
  | Higher n _ => order_on (S (S n)) i
  | Slope0 _ => slope0 open i
  | _ => I.nai
  end.
Definition of_two (e : expr) (i j : I.type) : I.type :=
  match e with
  | Add _ _ => I.add prec i j
  | Sub _ _ => I.sub prec i j
  | Mul _ _ => I.mul prec i j
  | Div _ b => if has_sign j then I.div prec i j
      else if sure b then I.mul prec i (inverse_above j) else I.div prec i j
  | Min _ _ => min i j
  | Edge _ _ =>
      I.mul prec i (I.sub prec one (kappa1_on (clipped (I.sub prec one (I.div prec j i)))))
  | _ => I.nai
  end.

(** What takes time. *)
Definition is_dear (e : expr) : bool :=
  match e with
  | Sqrt _ | Exp _ | Log _ | Sin _ | Cos _ | Atan _ | Kappa1 _ | Kappa0 _ | Higher _ _
  | Slope0 _ | Edge _ _ => true
  | _ => false
  end.
Definition value_from (e : expr) (m : memory) : I.type * memory :=
  fold_from is_dear (fun _ => None) of_none of_one of_two e m.
Definition evalS (e : expr) : I.type := fst (value_from e []).

Variable x : nat -> R.
Definition encloses (e : expr) (i : I.type) : Prop := (open = true -> regular e x) -> cont i (eval e x).
Hypotheses (Cx : env_in xi x) (Sx : forall a, sure a = true -> 0 < eval a x).
Lemma value_from_correct e m : valid encloses m -> sound encloses e (value_from e m).
Proof.
  revert m. apply fold_from_correct; clear e; unfold encloses.
  - discriminate.
  - intros e O _. destruct e; try discriminate O; cbn [of_none]; try apply c_nai;
    try rewrite eval_Rat; cbn [eval]; [exact (Cx _)|apply c_frac|apply c_pi].
  - intros e a i O A G. destruct e; try discriminate O; injection O as ->; cbn [of_one];
    try apply c_nai; cbn [regular] in G; specialize (A ltac:(intros U; specialize (G U); tauto));
    cbn [eval].
    + now apply c_neg.
    + now apply c_sqrt.
    + now apply c_abs.
    + now apply c_exp.
    + destruct (pos i); [now apply c_ln|]. destruct (sure a) eqn:P; [|now apply c_ln].
      apply log_below_correct; [now apply Sx|assumption].
    + now apply c_sin.
    + now apply c_cos.
    + now apply c_atan.
    + now apply kappa1_on_correct.
    + now apply kappa0_on_correct.
    + now apply order_on_correct.
    + now apply c_sqr.
    + apply slope0_correct; [|assumption]. intros U. exact (proj1 (G U)).
  - intros e a b i j O A B G. destruct e; try discriminate O; injection O as -> ->;
    cbn [of_two]; cbn [regular] in G;
    specialize (A ltac:(intros U; specialize (G U); tauto));
    specialize (B ltac:(intros U; specialize (G U); tauto)); cbn [eval].
    + now apply c_add.
    + now apply c_sub.
    + now apply c_mul.
    + destruct (has_sign j); [now apply c_div|]. destruct (sure b) eqn:P; [|now apply c_div].
      apply c_mul; [assumption|]. apply inverse_above_correct; [now apply Sx|assumption].
    + now apply c_min.
    + apply c_mul; [assumption|]. apply c_sub; [apply c_Z|].
      apply kappa1_on_correct.
      apply c_clipped, c_sub; [apply c_Z|]. now apply c_div.
Qed.
Lemma evalS_correct e : (open = true -> regular e x) -> cont (evalS e) (eval e x).
Proof. intros G. apply value_from_correct; [intros d i []|exact G]. Qed.
End Evaluation.

Notation unsure := (fun _ : expr => false).
Definition evalI (e : expr) (xi : nat -> I.type) : I.type := evalS unsure false xi e.
Lemma evalI_correct e xi x : env_in xi x -> cont (evalI e xi) (eval e x).
Proof. intros C. apply evalS_correct; [exact C|discriminate|discriminate]. Qed.

(** The same for parts of an expression, of which what takes time is evaluated once. *)
Definition evaluated (e : expr) (xi : nat -> I.type) : expr -> I.type :=
  let m := snd (value_from unsure false xi e []) in
  fun d => fst (value_from unsure false xi d m).
Lemma evaluated_correct e d xi x : env_in xi x -> cont (evaluated e xi d) (eval d x).
Proof.
  intros C. apply (value_from_correct unsure false xi x); try assumption; try discriminate.
  apply value_from_correct; [exact C|discriminate|intros c i []].
Qed.

(** ** Values that are rational numbers *)
Definition qadd a b := Qred (a + b)%Q.
Definition qmul a b := Qred (a * b)%Q.
Lemma qadd_R a b : Q2R (qadd a b) = Q2R a + Q2R b.
Proof. unfold qadd. rewrite (Qeq_eqR _ _ (Qred_correct _)). apply Q2R_plus. Qed.
Lemma qmul_R a b : Q2R (qmul a b) = Q2R a * Q2R b.
Proof. unfold qmul. rewrite (Qeq_eqR _ _ (Qred_correct _)). apply Q2R_mult. Qed.
Lemma Q2R_0 : Q2R 0 = 0. Proof. unfold Q2R; simpl. field. Qed.
Lemma Q2R_1 : Q2R 1 = 1. Proof. unfold Q2R; simpl. field. Qed.
Lemma Q2R_m1 : Q2R (-1) = -1. Proof. unfold Q2R; simpl. field. Qed.
Lemma Q2R_eq a b : Qeq_bool a b = true -> Q2R a = Q2R b.
Proof. intros H. now apply Qeq_eqR, Qeq_bool_eq. Qed.
Lemma Q2R_make n d : Q2R (n # d) = IZR n / IZR (Zpos d).
Proof. reflexivity. Qed.

Definition IQ (c : Q) : I.type := frac (Qnum c) (Zpos (Qden c)).
Lemma c_Q c : cont (IQ c) (Q2R c).
Proof. apply c_frac. Qed.

(** The value of an expression where it is found to be rational; [q] has those of the variables,
    where they have one, and [xi] encloses them. *)
Fixpoint exact (q : nat -> option Q) (xi : nat -> I.type) (e : expr) : option Q :=
  let both a b (f : Q -> Q -> option Q) := match exact q xi a, exact q xi b with
    | Some s, Some t => f s t | _, _ => None end in
  match e with
  | Var n => q n
  | Rat n d => Some (Qred (n # d))
  | Neg a => option_map Qopp (exact q xi a)
  | Add a b => both a b (fun s t => Some (qadd s t))
  | Sub a b => both a b (fun s t => Some (qadd s (Qopp t)))
  | Mul a b => match exact q xi a, exact q xi b with
      | Some s, Some t => Some (qmul s t)
      | Some s, None | None, Some s => if Qeq_bool s 0 then Some 0%Q else None
      | None, None => None end
  | Div a b => both a b (fun s t => if Qeq_bool t 0 then None else Some (qmul s (Qinv t)))
  | Square a => option_map (fun s => qmul s s) (exact q xi a)
  | Abs a => match exact q xi a with
      | Some s => Some (if Qle_bool 0 s then s else Qopp s) | None => None end
  | Min a b => if nonneg (evalI (Sub b a) xi) then exact q xi a
      else if nonneg (evalI (Sub a b) xi) then exact q xi b else None
  | Edge K g => match exact q xi g with
      | Some s => if Qeq_bool s 0 then Some 0%Q else match exact q xi K with
          | Some k => if negb (Qeq_bool k 0) && Qeq_bool s (qmul 2 k) then Some k else None
          | None => None end
      | None => None end
  | Kappa1 a => match exact q xi a with
      | Some s => if Qeq_bool s 1 then Some 1%Q else if Qeq_bool s (-1) then Some 0%Q else None
      | None => None end
  | Kappa0 a | Higher _ a => match exact q xi a with
      | Some s => if Qeq_bool s 1 then Some 1%Q else if Qeq_bool s (-1) then Some 0%Q else None
      | None => None end
  | _ => None
  end.

Lemma exact_correct q xi x : env_in xi x -> (forall n s, q n = Some s -> x n = Q2R s) ->
  forall e s, exact q xi e = Some s -> eval e x = Q2R s.
Proof.
  intros C Hq. induction e; intros s E; cbn [exact] in E; try discriminate; cbn [eval];
  try (destruct (exact q xi e) as [t|] eqn:Ee; [|discriminate]; cbn [option_map] in E;
       rewrite (IHe t eq_refl));
  lazymatch goal with
  | |- Rmin _ _ = _ => idtac
  | |- edge_gap _ _ = _ => idtac
  | _ => try (destruct (exact q xi e1) as [t1|] eqn:E1, (exact q xi e2) as [t2|] eqn:E2; try discriminate;
       rewrite ?(IHe1 t1 eq_refl), ?(IHe2 t2 eq_refl))
  end.
  - now apply Hq.
  - assert (F : s = Qred (n # d)) by congruence. rewrite F, (Qeq_eqR _ _ (Qred_correct (n # d))), Q2R_make.
    apply (eval_Rat n d x).
  - injection E as <-. symmetry. apply Q2R_opp.
  - injection E as <-. symmetry. apply qadd_R.
  - injection E as <-. rewrite qadd_R, Q2R_opp. reflexivity.
  - injection E as <-. symmetry. apply qmul_R.
  - destruct (Qeq_bool t1 0) eqn:Z; [|discriminate]. injection E as <-.
    rewrite (Q2R_eq _ _ Z), Q2R_0. ring.
  - destruct (Qeq_bool t2 0) eqn:Z; [|discriminate]. injection E as <-.
    rewrite (Q2R_eq _ _ Z), Q2R_0. ring.
  - destruct (Qeq_bool t2 0) eqn:Z; [discriminate|]. injection E as <-.
    rewrite qmul_R, Q2R_inv; [reflexivity|]. intros Q. apply Qeq_eq_bool in Q. congruence.
  - injection E as <-. destruct (Qle_bool 0 t) eqn:L.
    + apply Qle_bool_iff, Qle_Rle in L. rewrite Q2R_0 in L. apply Rabs_right. lra.
    + rewrite Q2R_opp. apply Rabs_left. rewrite <- Q2R_0. apply Qlt_Rlt, Qnot_le_lt.
      intros Q. apply Qle_bool_iff in Q. congruence.
  - destruct (Qeq_bool t 1) eqn:A; [|destruct (Qeq_bool t (-1)) eqn:B; [|discriminate]]; injection E as <-.
    + rewrite (Q2R_eq _ _ A), Q2R_1. apply kappa1_1.
    + rewrite (Q2R_eq _ _ B), Q2R_0. replace (Q2R (-1)) with (-1) by (unfold Q2R; simpl; field). apply kappa1_m1.
  - destruct (Qeq_bool t 1) eqn:A; [|destruct (Qeq_bool t (-1)) eqn:B; [|discriminate]]; injection E as <-.
    + rewrite (Q2R_eq _ _ A), Q2R_1. unfold kappa0. rewrite asin_1. field. pose proof PIpos; lra.
    + rewrite (Q2R_eq _ _ B), Q2R_0. replace (Q2R (-1)) with (-(1)) by (unfold Q2R; simpl; field).
      unfold kappa0. rewrite asin_opp, asin_1. field. pose proof PIpos; lra.
  - destruct (Qeq_bool t 1) eqn:A; [|destruct (Qeq_bool t (-1)) eqn:B; [|discriminate]];
    injection E as <-.
    + rewrite (Q2R_eq _ _ A), Q2R_1. apply kappa_order_1.
    + rewrite (Q2R_eq _ _ B), Q2R_0, Q2R_m1. apply kappa_order_m1.
  - injection E as <-. symmetry. apply qmul_R.
  - destruct (nonneg (evalI (Sub e2 e1) xi)) eqn:P;
    [|destruct (nonneg (evalI (Sub e1 e2) xi)) eqn:P2; [|discriminate]].
    + pose proof (nonneg_correct _ _ P (evalI_correct (Sub e2 e1) xi x C)) as N. cbn [eval] in N.
      rewrite Rmin_left by lra. auto.
    + pose proof (nonneg_correct _ _ P2 (evalI_correct (Sub e1 e2) xi x C)) as N. cbn [eval] in N.
      rewrite Rmin_right by lra. auto.
  - destruct (exact q xi e2) as [t|] eqn:E2; [|discriminate]. rewrite (IHe2 t eq_refl). unfold edge_gap.
    destruct (Qeq_bool t 0) eqn:Z.
    + injection E as <-. rewrite (Q2R_eq _ _ Z), Q2R_0. unfold Rdiv. rewrite Rmult_0_l, Rminus_0_r.
      rewrite clip_id by (unfold corr; lra). rewrite kappa1_1. ring.
    + destruct (exact q xi e1) as [k|]; [|discriminate]. rewrite (IHe1 k eq_refl).
      destruct (_ && _) eqn:W; [|discriminate]. apply andb_true_iff in W. destruct W as [N W].
      injection E as <-. apply Q2R_eq in W. rewrite qmul_R in W.
      assert (NZ : Q2R k <> 0).
      { intros Q. apply negb_true_iff in N. rewrite <- Q2R_0 in Q. apply eqR_Qeq, Qeq_eq_bool in Q. congruence. }
      replace (1 - Q2R t / Q2R k) with (-1)
        by (rewrite W; replace (Q2R 2) with 2 by (unfold Q2R; simpl; field); field; exact NZ).
      rewrite clip_id by (unfold corr; lra). rewrite kappa1_m1. ring.
Qed.

(** ** The end-point 1 *)
Definition model := (Q * Q * option I.type * I.type)%type.
Section EndPoint.
Variables (p q : Z).   (* v0 = p / q *)
Let vI := I.join I.zero (frac p q).
Let xI (n : nat) := I.sub prec one (I.sqr prec vI).
Let unknown (n : nat) : option Q := None.

Definition opt_val (r : option I.type) (y : R) : Prop := match r with None => y = 0 | Some i => cont i y end.
Definition opt_I (r : option I.type) : I.type := match r with None => I.zero | Some i => i end.
Definition opt_map (f : I.type -> I.type) (r : option I.type) : option I.type := match r with None => None | Some i => Some (f i) end.
Definition opt_add (r s : option I.type) := match r, s with
  | None, s => s | r, None => r | Some i, Some j => Some (I.add prec i j) end.
Lemma c_opt r y : opt_val r y -> cont (opt_I r) y.
Proof. destruct r; simpl; [auto|intros ->; apply c_zero]. Qed.
Lemma opt_add_val r s y z : opt_val r y -> opt_val s z -> opt_val (opt_add r s) (y + z).
Proof.
  destruct r, s; simpl; intros A B; subst; rewrite ?Rplus_0_l, ?Rplus_0_r; auto. now apply c_add.
Qed.

Definition holds (m : model) (v y : R) : Prop :=
  let '(c, a, r, b) := m in
  exists rho beta, opt_val r rho /\ cont b beta /\ y = Q2R c - v * v * (Q2R a + rho + v * beta).
Definition total (m : model) : I.type :=
  let '(c, a, r, b) := m in I.add prec (I.add prec (IQ a) (opt_I r)) (I.mul prec vI b).

Definition mVar : model := (1%Q, 1%Q, None, I.zero).
Definition mRat (c : Q) : model := (c, 0%Q, None, I.zero).
Definition mNeg (m : model) : model :=
  let '(c, a, r, b) := m in (Qopp c, Qopp a, opt_map I.neg r, I.neg b).
Definition mAdd (m n : model) : model :=
  let '(c, a, r, b) := m in let '(c', a', r', b') := n in
  (qadd c c', qadd a a', opt_add r r', I.add prec b b').
Definition mMul (m n : model) : model :=
  let '(c, a, r, b) := m in let '(c', a', r', b') := n in
  (qmul c c', qadd (qmul c a') (qmul c' a),
   opt_add (opt_map (I.mul prec (IQ c)) r') (opt_map (I.mul prec (IQ c')) r),
   I.sub prec (I.add prec (I.mul prec (IQ c) b') (I.mul prec (IQ c') b))
     (I.mul prec vI (I.mul prec (total m) (total n)))).
(** Product with a factor known by an enclosure only. *)
Definition mScale (k : I.type) (m : model) : option model :=
  let '(c, a, r, b) := m in
  if Qeq_bool c 0 then
    Some (0%Q, 0%Q, Some (I.mul prec k (I.add prec (IQ a) (opt_I r))), I.mul prec k b)
  else None.
Definition alphaI := I.div prec (I.mul prec two (I.sqrt prec two)) (I.mul prec (I.fromZ prec 3) ipi).
(** The value is 1 - v^2 T and seen to lie in [-1, 1]. *)
Definition below_one (m : model) : bool :=
  let '(c, a, r, b) := m in
  Qeq_bool c 1 && nonneg (total m) && nonneg (I.sub prec two (I.mul prec (I.sqr prec vI) (total m))).
Definition mKappa1_at_one (m : model) : option model :=
  let '(c, a, r, b) := m in
  let T := total m in
  if below_one m then
    let lo := I.mul prec alphaI (I.mul prec T (I.sqrt prec T)) in
    let hi := I.mul prec lo (I.add prec one (I.div prec (I.mul prec (I.sqr prec vI) T) (I.fromZ prec 4))) in
    Some (1%Q, a, r, I.sub prec b (I.join lo hi))
  else None.
(** Near -1: kappa1 y = kappa1 (-y) + y. *)
Definition mKappa1 (m : model) : option model :=
  if below_one (mNeg m) then option_map (fun n => mAdd n m) (mKappa1_at_one (mNeg m))
  else mKappa1_at_one m.

(** |y| is y or -y when y keeps its sign. *)
Definition value (m : model) : I.type :=
  let '(c, a, r, b) := m in I.sub prec (IQ c) (I.mul prec (I.sqr prec vI) (total m)).
Definition mAbs (m : model) : option model :=
  if nonneg (value m) then Some m else if nonneg (I.neg (value m)) then Some (mNeg m) else None.

(** Product with a constant k, exact or enclosed. *)
Definition mTimes (k : option Q) (ki : I.type) (m : model) : option model :=
  match k with Some t => Some (mMul m (mRat t)) | None => mScale ki m end.
Definition inverse (k : option Q) : option Q :=
  match k with Some t => if Qeq_bool t 0 then None else Some (Qinv t) | None => None end.
(** K (1 - kappa1 (1 - g / K)) where g = v^2 T vanishes at the end: the first coefficient is that of
    g, whatever K is, and the next one changes by alpha T sqrt (T / K) [1, 1 + v^2 T / (4 K)]. *)
Definition mEdge_contact (ki : I.type) (m : model) : option model :=
  let '(c, a, r, b) := m in
  let T := I.neg (total m) in
  let v2TK := I.div prec (I.mul prec (I.sqr prec vI) T) ki in
  if Qeq_bool c 0 && pos ki && nonneg T && nonneg (I.sub prec two v2TK) then
    let lo := I.mul prec alphaI (I.mul prec T (I.sqrt prec (I.div prec T ki))) in
    let hi := I.mul prec lo (I.add prec one (I.div prec v2TK (I.fromZ prec 4))) in
    Some (0%Q, a, r, I.add prec b (I.join lo hi))
  else None.
Definition mClip (m : model) : option model :=
  if below_one m || below_one (mNeg m) || in_range (value m) then Some m else None.
Definition mEdge (k : option Q) (ki : I.type) (m : model) : option model :=
  match mEdge_contact ki m with
  | Some n => Some n
  | None =>
      let over := match inverse k with
        | Some t => Some (mMul m (mRat t)) | None => mScale (I.div prec one ki) m end in
      match over with
      | Some n => match mClip (mAdd (mRat 1) (mNeg n)) with
        | Some n => match mKappa1 n with
          | Some n => mTimes k ki (mAdd (mRat 1) (mNeg n))
          | None => None end
        | None => None end
      | None => None end
  end.

Fixpoint model_of (e : expr) : option model :=
  match e with
  | Var _ => Some mVar
  | Rat n d => Some (mRat (Qred (n # d)))
  | Neg e => option_map mNeg (model_of e)
  | Add a b => match model_of a, model_of b with Some m, Some n => Some (mAdd m n) | _, _ => None end
  | Sub a b => match model_of a, model_of b with Some m, Some n => Some (mAdd m (mNeg n)) | _, _ => None end
  | Mul a b => match model_of a, model_of b with
      | Some m, Some n => Some (mMul m n)
      | Some m, None => mScale (evalI b xI) m
      | None, Some n => mScale (evalI a xI) n
      | None, None => None
      end
  | Div a b => match model_of a with
      | Some m => match exact unknown xI b with
        | Some t => if Qeq_bool t 0 then None else Some (mMul m (mRat (Qinv t)))
        | None => mScale (I.div prec one (evalI b xI)) m
        end
      | None => None end
  | Square a => match model_of a with Some m => Some (mMul m m) | None => None end
  | Min a b => if nonneg (evalI (Sub b a) xI) then model_of a
      else if nonneg (evalI (Sub a b) xI) then model_of b else None
  | Edge K g => match model_of g with
      | Some m => mEdge (exact unknown xI K) (evalI K xI) m | None => None end
  | Abs e => match model_of e with Some m => mAbs m | None => None end
  | Kappa1 e => match model_of e with Some m => mKappa1 m | None => None end
  | _ => None
  end.

Section Correct.
Variable v : R.
Hypothesis Hv : 0 < v <= IZR p / IZR q.
Let x (n : nat) := 1 - v * v.

Lemma c_v : cont vI v.
Proof. apply c_join with 0 (IZR p / IZR q); [apply c_zero|apply c_frac|lra]. Qed.
Lemma c_x : env_in xI x.
Proof. intros n. apply c_sub; [apply c_Z|apply c_sqr, c_v]. Qed.

Lemma total_correct c a r b rho beta : opt_val r rho -> cont b beta ->
  cont (total (c, a, r, b)) (Q2R a + rho + v * beta).
Proof.
  intros A B. apply c_add; [apply c_add; [apply c_Q|now apply c_opt]|apply c_mul; [apply c_v|exact B]].
Qed.

Lemma mNeg_correct m y : holds m v y -> holds (mNeg m) v (- y).
Proof.
  destruct m as [[[c a] r] b]. intros (rho & beta & A & B & E).
  exists (- rho), (- beta). repeat split.
  - destruct r; simpl in *; [now apply c_neg|subst; ring].
  - now apply c_neg.
  - rewrite !Q2R_opp, E. ring.
Qed.
Lemma mAdd_correct m n y z : holds m v y -> holds n v z -> holds (mAdd m n) v (y + z).
Proof.
  destruct m as [[[c a] r] b], n as [[[c' a'] r'] b']. intros (rho & beta & A & B & E) (rho' & beta' & A' & B' & E').
  exists (rho + rho'), (beta + beta'). split; [now apply opt_add_val|]. split; [now apply c_add|].
  rewrite !qadd_R, E, E'. ring.
Qed.
Lemma value_correct m y : holds m v y -> cont (value m) y.
Proof.
  destruct m as [[[c a] r] b]. intros (rho & beta & A & B & ->).
  exact (c_sub _ _ _ _ (c_Q c) (c_mul _ _ _ _ (c_sqr _ _ c_v) (total_correct c a r b rho beta A B))).
Qed.
Lemma mAbs_correct m m' y : mAbs m = Some m' -> holds m v y -> holds m' v (Rabs y).
Proof.
  intros M H. pose proof (value_correct m y H) as C. unfold mAbs in M.
  destruct (nonneg (value m)) eqn:P.
  - injection M as <-. rewrite Rabs_right; [exact H|]. apply Rle_ge. exact (nonneg_correct _ _ P C).
  - destruct (nonneg (I.neg (value m))) eqn:N; [|discriminate]. injection M as <-.
    pose proof (nonneg_correct _ _ N (c_neg _ _ C)). rewrite Rabs_left1 by lra. now apply mNeg_correct.
Qed.
Lemma mMul_correct m n y z : holds m v y -> holds n v z -> holds (mMul m n) v (y * z).
Proof.
  destruct m as [[[c a] r] b], n as [[[c' a'] r'] b']. intros (rho & beta & A & B & E) (rho' & beta' & A' & B' & E').
  exists (Q2R c * rho' + Q2R c' * rho),
    (Q2R c * beta' + Q2R c' * beta - v * ((Q2R a + rho + v * beta) * (Q2R a' + rho' + v * beta'))).
  split; [|split].
  - apply opt_add_val.
    + destruct r'; simpl in *; [apply c_mul; [apply c_Q|exact A']|subst; ring].
    + destruct r; simpl in *; [apply c_mul; [apply c_Q|exact A]|subst; ring].
  - apply c_sub.
    + apply c_add; apply c_mul; auto using c_Q.
    + apply c_mul; [apply c_v|]. apply c_mul; now apply total_correct.
  - rewrite !qadd_R, !qmul_R, E, E'. ring.
Qed.
Lemma mScale_correct k m m' y z : mScale k m = Some m' -> cont k y -> holds m v z -> holds m' v (y * z).
Proof.
  destruct m as [[[c a] r] b]. simpl. destruct (Qeq_bool c 0) eqn:Z; [|discriminate].
  apply Qeq_bool_eq, Qeq_eqR in Z. rewrite Q2R_0 in Z. intros [= <-] K (rho & beta & A & B & E).
  exists (y * (Q2R a + rho)), (y * beta). split; [|split].
  - simpl. apply c_mul; [exact K|]. apply c_add; [apply c_Q|now apply c_opt].
  - now apply c_mul.
  - rewrite Q2R_0, E, Z. ring.
Qed.
Lemma c_alpha : cont alphaI alpha.
Proof. unfold alpha. apply c_div; apply c_mul; try apply c_Z; [apply c_sqrt, c_Z|apply c_pi]. Qed.

Lemma below_one_corr m y : below_one m = true -> holds m v y -> corr y.
Proof.
  destruct m as [[[c a] r] b]. cbn [below_one]. rewrite !andb_true_iff.
  intros [[Z P] S] (rho & beta & A & B & E). apply Q2R_eq in Z. rewrite Q2R_1 in Z. rewrite Z in E.
  pose proof (total_correct c a r b rho beta A B) as CT.
  pose proof (nonneg_correct _ _ P CT) as TP.
  pose proof (c_mul _ _ _ _ (c_sqr _ _ c_v) CT) as CV.
  pose proof (nonneg_correct _ _ S (c_sub _ _ _ _ (c_Z 2) CV)) as SP.
  assert (0 <= v * v) by apply Rle_0_sqr. pose proof (Rmult_le_pos _ _ H TP). unfold corr. lra.
Qed.
Lemma mClip_correct m m' y : mClip m = Some m' -> holds m v y -> holds m' v (clip y).
Proof.
  unfold mClip. destruct (_ || _) eqn:R; [|discriminate]. intros [= <-] H.
  rewrite clip_id; [exact H|]. rewrite !orb_true_iff in R. destruct R as [[R|R]|R].
  - exact (below_one_corr m y R H).
  - pose proof (below_one_corr _ _ R (mNeg_correct _ _ H)) as N. unfold corr in *. lra.
  - exact (range_corr _ _ R (value_correct m y H)).
Qed.

Lemma mKappa1_at_one_correct m m' y : mKappa1_at_one m = Some m' -> holds m v y -> holds m' v (kappa1 y).
Proof.
  destruct m as [[[c a] r] b]. cbn [mKappa1_at_one]. destruct (below_one _) eqn:Z; [|discriminate].
  cbn [below_one] in Z. rewrite !andb_true_iff in Z. destruct Z as [[Z P] S].
  apply Q2R_eq in Z. rewrite Q2R_1 in Z. intros [= <-] (rho & beta & A & B & E).
  set (T := Q2R a + rho + v * beta) in *. rewrite Z in E.
  pose proof (total_correct c a r b rho beta A B) as CT. fold T in CT.
  pose proof (nonneg_correct _ _ P CT) as TP.
  pose proof (c_mul _ _ _ _ (c_sqr _ _ c_v) CT) as CV.
  pose proof (nonneg_correct _ _ S (c_sub _ _ _ _ (c_Z 2) CV)) as SP.
  assert (V2 : 0 < v * v) by (apply Rmult_lt_0_compat; lra).
  set (e := v * v * T) in *. assert (He : 0 <= e <= 2) by (split; [apply Rmult_le_pos; lra|lra]).
  pose proof (expansion_lower e He) as EL. pose proof (expansion_upper e He) as EU.
  assert (Sq : sqrt e = v * sqrt T).
  { unfold e. rewrite sqrt_mult by lra. rewrite sqrt_square by lra. reflexivity. }
  rewrite Sq in EL, EU.
  assert (V3 : 0 < v * v * v) by (apply Rmult_lt_0_compat; lra).
  set (g := (kappa1 (1 - e) - (1 - e)) / (v * v * v)).
  assert (Eg : kappa1 (1 - e) - (1 - e) = v * v * v * g) by (unfold g; field; lra).
  rewrite Eg in EL, EU.
  assert (GL : alpha * (T * sqrt T) <= g).
  { apply Rmult_le_reg_l with (1 := V3). unfold e in EL.
    replace (v*v*v * (alpha * (T * sqrt T))) with (alpha * (v * v * T * (v * sqrt T))) by ring. exact EL. }
  assert (GU : g <= alpha * (T * sqrt T) * (1 + e / 4)).
  { apply Rmult_le_reg_l with (1 := V3).
    replace (v*v*v * (alpha * (T * sqrt T) * (1 + e/4))) with (alpha * (v * v * T * (v * sqrt T)) * (1 + e/4)) by ring.
    exact EU. }
  exists rho, (beta - g). split; [exact A|]. split.
  - apply c_sub; [exact B|].
    assert (CL : cont (I.mul prec alphaI (I.mul prec (total (c, a, r, b)) (I.sqrt prec (total (c, a, r, b)))))
       (alpha * (T * sqrt T))) by (apply c_mul; [apply c_alpha|apply c_mul; [exact CT|now apply c_sqrt]]).
    exact (c_join _ _ _ _ _ CL (c_mul _ _ _ _ CL (c_add _ _ _ _ (c_Z 1) (c_div _ _ _ _ CV (c_Z 4))))
      (conj GL GU)).
  - rewrite Q2R_1, E. fold e. replace (kappa1 (1 - e)) with (1 - e + v * v * v * g) by lra.
    unfold e, T. ring.
Qed.

Lemma kappa1_reflected y : kappa1 y = kappa1 (- y) + y.
Proof.
  unfold kappa1. rewrite asin_opp. replace ((- y)^2) with (y^2) by ring. field. pose proof PIpos; lra.
Qed.
Lemma mKappa1_correct m m' y : mKappa1 m = Some m' -> holds m v y -> holds m' v (kappa1 y).
Proof.
  unfold mKappa1. destruct (below_one (mNeg m)); [|apply mKappa1_at_one_correct].
  destruct (mKappa1_at_one (mNeg m)) as [n|] eqn:N; [|discriminate]. intros [= <-] H.
  rewrite kappa1_reflected. apply mAdd_correct; [|exact H].
  exact (mKappa1_at_one_correct _ _ _ N (mNeg_correct _ _ H)).
Qed.

Lemma mRat_correct c : holds (mRat c) v (Q2R c).
Proof. exists 0, 0. split; [reflexivity|]. split; [apply c_zero|]. rewrite Q2R_0. ring. Qed.
Lemma mEdge_contact_correct ki m m' K y : mEdge_contact ki m = Some m' -> cont ki K -> holds m v y ->
  holds m' v (edge_gap K y).
Proof.
  destruct m as [[[c a] r] b]. cbn [mEdge_contact]. destruct (_ && _) eqn:Z; [|discriminate].
  rewrite !andb_true_iff in Z. destruct Z as [[[Z PK] P] S].
  apply Q2R_eq in Z. rewrite Q2R_0 in Z. intros [= <-] CK (rho & beta & A & B & E). rewrite Z in E.
  pose proof (pos_correct _ _ PK CK) as HK.
  pose proof (c_neg _ _ (total_correct c a r b rho beta A B)) as CT.
  set (T := - (Q2R a + rho + v * beta)) in *.
  pose proof (nonneg_correct _ _ P CT) as TP.
  pose proof (c_div _ _ _ _ (c_mul _ _ _ _ (c_sqr _ _ c_v) CT) CK) as CV.
  pose proof (nonneg_correct _ _ S (c_sub _ _ _ _ (c_Z 2) CV)) as SP.
  assert (V2 : 0 < v * v) by (apply Rmult_lt_0_compat; lra).
  assert (TK : 0 <= T / K) by (apply Rmult_le_pos; [exact TP|left; now apply Rinv_0_lt_compat]).
  set (e := v * v * T / K) in *.
  assert (Ee : e = v * v * (T / K)) by (unfold e; field; lra).
  assert (He : 0 <= e <= 2) by (split; [rewrite Ee; apply Rmult_le_pos; lra|lra]).
  pose proof (expansion_lower e He) as EL. pose proof (expansion_upper e He) as EU.
  assert (Sq : sqrt e = v * sqrt (T / K)).
  { rewrite Ee, sqrt_mult by lra. rewrite sqrt_square by lra. reflexivity. }
  rewrite Sq in EL, EU.
  assert (V3 : 0 < v * v * v / K) by (apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra|exact HK]).
  set (g := (kappa1 (1 - e) - (1 - e)) * K / (v * v * v)).
  assert (Eg : kappa1 (1 - e) - (1 - e) = v * v * v / K * g) by (unfold g; field; lra).
  rewrite Eg in EL, EU.
  assert (Em : e * (v * sqrt (T / K)) = v * v * v / K * (T * sqrt (T / K))) by (unfold e; field; lra).
  assert (GL : alpha * (T * sqrt (T / K)) <= g).
  { apply Rmult_le_reg_l with (1 := V3).
    replace (v * v * v / K * (alpha * (T * sqrt (T / K)))) with (alpha * (v * v * v / K * (T * sqrt (T / K)))) by ring.
    rewrite <- Em. exact EL. }
  assert (GU : g <= alpha * (T * sqrt (T / K)) * (1 + e / 4)).
  { apply Rmult_le_reg_l with (1 := V3).
    replace (v * v * v / K * (alpha * (T * sqrt (T / K)) * (1 + e / 4)))
      with (alpha * (v * v * v / K * (T * sqrt (T / K))) * (1 + e / 4)) by ring.
    rewrite <- Em. exact EU. }
  exists rho, (beta + g). split; [exact A|]. split.
  - apply c_add; [exact B|].
    assert (CL : cont (I.mul prec alphaI (I.mul prec (I.neg (total (c, a, r, b)))
        (I.sqrt prec (I.div prec (I.neg (total (c, a, r, b))) ki)))) (alpha * (T * sqrt (T / K))))
      by (apply c_mul; [apply c_alpha|apply c_mul; [exact CT|now apply c_sqrt, c_div]]).
    exact (c_join _ _ _ _ _ CL (c_mul _ _ _ _ CL (c_add _ _ _ _ (c_Z 1) (c_div _ _ _ _ CV (c_Z 4))))
      (conj GL GU)).
  - unfold edge_gap. assert (Ey : y = v * v * T) by (unfold T; rewrite E; ring).
    replace (1 - y / K) with (1 - e) by (unfold e; rewrite Ey; reflexivity).
    rewrite clip_id by (unfold corr; lra).
    replace (kappa1 (1 - e)) with (1 - e + v * v * v / K * g) by lra.
    rewrite Q2R_0. unfold e, T. field. lra.
Qed.
Lemma mTimes_correct k ki K m m' y : mTimes k ki m = Some m' -> (forall s, k = Some s -> K = Q2R s) ->
  cont ki K -> holds m v y -> holds m' v (K * y).
Proof.
  unfold mTimes. destruct k as [t|]; intros M Hk C H.
  - injection M as <-. rewrite (Hk t eq_refl), Rmult_comm. apply mMul_correct; [exact H|apply mRat_correct].
  - exact (mScale_correct _ _ _ _ _ M C H).
Qed.
Lemma mEdge_correct k ki m m' K y : mEdge k ki m = Some m' -> (forall s, k = Some s -> K = Q2R s) ->
  cont ki K -> holds m v y -> holds m' v (edge_gap K y).
Proof.
  unfold mEdge. intros M Hk C H. destruct (mEdge_contact ki m) as [n|] eqn:N.
  { injection M as <-. exact (mEdge_contact_correct _ _ _ _ _ N C H). }
  destruct (match inverse k with Some t => _ | None => _ end) as [n1|] eqn:O; [|discriminate].
  assert (H1 : holds n1 v (y / K)).
  { replace (y / K) with (1 / K * y) by (unfold Rdiv; ring).
    destruct (inverse k) as [t|] eqn:I.
    - injection O as <-. rewrite Rmult_comm. apply mMul_correct; [exact H|].
      unfold inverse in I. destruct k as [s|]; [|discriminate].
      destruct (Qeq_bool s 0) eqn:Z; [discriminate|]. injection I as <-.
      replace (1 / K) with (Q2R (/ s)); [apply mRat_correct|].
      rewrite (Hk s eq_refl), Q2R_inv; [unfold Rdiv; ring|].
      intros Q. apply Qeq_eq_bool in Q. congruence.
    - apply (mScale_correct _ _ _ _ _ O); [|exact H]. apply c_div; [apply c_Z|exact C]. }
  destruct (mClip _) as [n2|] eqn:L; [|discriminate].
  assert (H0 : holds (mAdd (mRat 1) (mNeg n1)) v (1 - y / K)).
  { apply mAdd_correct; [|now apply mNeg_correct]. rewrite <- Q2R_1. apply mRat_correct. }
  pose proof (mClip_correct _ _ _ L H0) as H2.
  destruct (mKappa1 n2) as [n3|] eqn:Kp; [|discriminate].
  pose proof (mKappa1_correct _ _ _ Kp H2) as H3.
  apply (mTimes_correct k ki K _ _ _ M Hk C).
  apply mAdd_correct; [|now apply mNeg_correct]. rewrite <- Q2R_1. apply mRat_correct.
Qed.

Lemma model_correct e : forall m, model_of e = Some m -> holds m v (eval e x).
Proof.
  induction e; intros m M; try rewrite eval_Rat; cbn [model_of eval] in *; try discriminate.
  - injection M as <-. exists 0, 0. split; [reflexivity|]. split; [apply c_zero|].
    rewrite Q2R_1. unfold x. ring.
  - injection M as <-. exists 0, 0. split; [reflexivity|]. split; [apply c_zero|].
    change (IZR n / IZR (Zpos d) = Q2R (Qred (n # d)) - v * v * (Q2R 0 + 0 + v * 0)).
    rewrite (Qeq_eqR _ _ (Qred_correct (n # d))), Q2R_0. unfold Q2R, Rdiv. cbn [Qnum Qden]. ring.
  - destruct (model_of e) as [n|]; [|discriminate]. injection M as <-. now apply mNeg_correct, IHe.
  - destruct (model_of e1) as [n1|], (model_of e2) as [n2|]; try discriminate. injection M as <-.
    apply mAdd_correct; auto.
  - destruct (model_of e1) as [n1|], (model_of e2) as [n2|]; try discriminate. injection M as <-.
    apply mAdd_correct; auto. apply mNeg_correct; auto.
  - destruct (model_of e1) as [n1|], (model_of e2) as [n2|]; try discriminate.
    + injection M as <-. apply mMul_correct; auto.
    + rewrite Rmult_comm. apply (mScale_correct _ _ _ _ _ M); auto. apply evalI_correct, c_x.
    + apply (mScale_correct _ _ _ _ _ M); auto. apply evalI_correct, c_x.
  - destruct (model_of e1) as [n1|]; try discriminate.
    destruct (exact unknown xI e2) as [t|] eqn:T.
    { destruct (Qeq_bool t 0) eqn:Z; [discriminate|]. injection M as <-.
      rewrite (exact_correct unknown xI x c_x ltac:(discriminate) e2 t T).
      apply mMul_correct; auto. exists 0, 0. split; [reflexivity|]. split; [apply c_zero|].
      rewrite Q2R_inv, Q2R_0; [ring|]. intros Q. apply Qeq_eq_bool in Q. congruence. }
    replace (eval e1 x / eval e2 x) with (1 / eval e2 x * eval e1 x) by (unfold Rdiv; ring).
    apply (mScale_correct _ _ _ _ _ M); auto. apply c_div; [apply c_Z|].
    apply evalI_correct, c_x.
  - destruct (model_of e) as [n|]; [|discriminate]. apply (mAbs_correct n); auto.
  - destruct (model_of e) as [n|]; [|discriminate]. apply (mKappa1_correct n); auto.
  - destruct (model_of e) as [n|]; [|discriminate]. injection M as <-. apply mMul_correct; auto.
  - destruct (nonneg (evalI (Sub e2 e1) xI)) eqn:P;
    [|destruct (nonneg (evalI (Sub e1 e2) xI)) eqn:P2; [|discriminate]].
    + pose proof (nonneg_correct _ _ P (evalI_correct (Sub e2 e1) xI x c_x)) as N. cbn [eval] in N.
      rewrite Rmin_left by lra. auto.
    + pose proof (nonneg_correct _ _ P2 (evalI_correct (Sub e1 e2) xI x c_x)) as N. cbn [eval] in N.
      rewrite Rmin_right by lra. auto.
  - destruct (model_of e2) as [n|]; [|discriminate].
    apply (mEdge_correct (exact unknown xI e1) (evalI e1 xI) n); auto.
    + intros s E. exact (exact_correct unknown xI x c_x ltac:(discriminate) e1 s E).
    + apply evalI_correct, c_x.
Qed.
End Correct.

(** Positive on 1 - v0^2 <= x < 1: for c = 0 the value is - v^2 (a + r + v b). *)
Definition end_positive (e : expr) : bool :=
  pos (evalI e xI) ||
  match model_of e with
  | Some (c, a, r, b) =>
      pos (value (c, a, r, b)) ||
      Qeq_bool c 0 &&
      (pos (I.neg (total (c, a, r, b))) ||
       (Qeq_bool a 0 && match r with None => true | _ => false end && pos (I.neg b)))
  | None => false
  end.
Definition end_nonnegative (e : expr) : bool := end_positive e || nonneg (evalI e xI).

Lemma end_positive_correct v e : 0 < v <= IZR p / IZR q -> 
  end_positive e = true -> 0 < eval e (fun _ => 1 - v * v).
Proof.
  intros Hv C. apply orb_true_iff in C. destruct C as [C|C].
  { apply (pos_correct _ _ C). now apply evalI_correct, c_x. }
  destruct (model_of e) as [[[[c a] r] b]|] eqn:M; [|discriminate].
  pose proof (model_correct v Hv e _ M) as Hm.
  apply orb_true_iff in C. destruct C as [C|C].
  { apply (pos_correct _ _ C). now apply (value_correct v Hv). }
  apply andb_true_iff in C. destruct C as [Z C]. apply Q2R_eq in Z. rewrite Q2R_0 in Z.
  destruct Hm as (rho & beta & A & B & E). rewrite Z in E.
  assert (P : 0 < - (Q2R a + rho + v * beta)).
  { apply orb_true_iff in C. destruct C as [C|C].
    - apply (pos_correct _ _ C). apply c_neg. now apply (total_correct v Hv).
    - rewrite !andb_true_iff in C. destruct C as [[C1 C2] C3]. destruct r; [discriminate|].
      apply Q2R_eq in C1. rewrite Q2R_0 in C1. simpl in A. subst rho. rewrite C1.
      pose proof (pos_correct _ _ C3 (c_neg _ _ B)).
      assert (0 < v * - beta) by (apply Rmult_lt_0_compat; lra). lra. }
  assert (0 < v * v) by (apply Rmult_lt_0_compat; lra).
  pose proof (Rmult_lt_0_compat _ _ H P). lra.
Qed.
Lemma end_nonnegative_correct v e : 0 < v <= IZR p / IZR q -> 
  end_nonnegative e = true -> 0 <= eval e (fun _ => 1 - v * v).
Proof.
  intros Hv C. apply orb_true_iff in C. destruct C as [C|C].
  - left. now apply (end_positive_correct v).
  - apply (nonneg_correct _ _ C). now apply evalI_correct, c_x.
Qed.
End EndPoint.

(** ** Formulas on pieces of the interval *)
Definition on_box (i : nat -> I.type) (truth : bool) (f : formula) : bool :=
  establish (fun e => pos (evalI e i)) (fun e => nonneg (evalI e i)) truth f.
Definition at_point (q : nat -> Q) (truth : bool) (f : formula) : bool :=
  let xi n := IQ (q n) in
  let value e := exact (fun n => Some (q n)) xi e in
  establish
    (fun e => pos (evalI e xi) || match value e with Some s => Z.ltb 0 (Qnum s) | None => false end)
    (fun e => nonneg (evalI e xi) || match value e with Some s => Z.leb 0 (Qnum s) | None => false end)
    truth f.
Definition near_one (p q : Z) (truth : bool) (f : formula) : bool :=
  establish (end_positive p q) (end_nonnegative p q) truth f.
Definition near_minus_one (p q : Z) (truth : bool) (f : formula) : bool :=
  establish (fun e => end_positive p q (reflect e)) (fun e => end_nonnegative p q (reflect e)) truth f.

Lemma on_box_correct i truth f x : on_box i truth f = true -> env_in i x -> says truth f x.
Proof.
  intros H C. refine (establish_correct _ _ x _ _ f truth H).
  - intros e P. exact (pos_correct _ _ P (evalI_correct e i x C)).
  - intros e P. exact (nonneg_correct _ _ P (evalI_correct e i x C)).
Qed.
Lemma at_point_correct q truth f : at_point q truth f = true -> says truth f (fun n => Q2R (q n)).
Proof.
  intros H. set (x := fun n => Q2R (q n)). set (xi := fun n => IQ (q n)).
  assert (C : env_in xi x) by (intros n; apply c_Q).
  assert (V : forall e s, exact (fun n => Some (q n)) xi e = Some s -> eval e x = Q2R s).
  { intros e s. apply (exact_correct (fun n => Some (q n)) xi x C). now intros n t [= <-]. }
  assert (D : forall s : Q, 0 < / IZR (Zpos (Qden s))) by (intros s; apply Rinv_0_lt_compat, IZR_lt; lia).
  refine (establish_correct _ _ _ _ _ f truth H); intros e P; apply orb_true_iff in P; destruct P as [P|P].
  - exact (pos_correct _ _ P (evalI_correct e _ _ C)).
  - fold xi in P. destruct (exact _ xi e) as [s|] eqn:E; [|discriminate]. rewrite (V e s E).
    apply Z.ltb_lt, IZR_lt in P. apply Rmult_lt_0_compat; auto.
  - exact (nonneg_correct _ _ P (evalI_correct e _ _ C)).
  - fold xi in P. destruct (exact _ xi e) as [s|] eqn:E; [|discriminate]. rewrite (V e s E).
    apply Z.leb_le, IZR_le in P. apply Rmult_le_pos; [exact P|]. now left.
Qed.

(** x lies within v0^2 of 1, v0 = p / q. *)
Lemma near p q x : (0 <= p)%Z -> (0 < q)%Z -> 1 - IZR (p * p) / IZR (q * q) <= x < 1 ->
  let v := sqrt (1 - x) in 0 < v <= IZR p / IZR q /\ 1 - v * v = x.
Proof.
  intros Hp Hq [L U] v. apply IZR_le in Hp. apply IZR_lt in Hq. rewrite !mult_IZR in L.
  assert (S : v * v = 1 - x) by (apply sqrt_sqrt; lra).
  split; [|lra]. split; [apply sqrt_lt_R0; lra|].
  apply Rsqr_incr_0; [|apply sqrt_pos|].
  - unfold Rsqr. rewrite S. replace (IZR p / IZR q * (IZR p / IZR q)) with (IZR p * IZR p / (IZR q * IZR q)) by (field; lra).
    lra.
  - apply Rmult_le_pos; [lra|]. left. now apply Rinv_0_lt_compat.
Qed.
Lemma near_one_correct p q truth f x : (0 <= p)%Z -> (0 < q)%Z -> near_one p q truth f = true ->
  1 - IZR (p * p) / IZR (q * q) <= x < 1 -> says truth f (fun _ => x).
Proof.
  intros Hp Hq H B. destruct (near p q x Hp Hq B) as [V E]. set (v := sqrt (1 - x)) in *.
  rewrite <- E in *. refine (establish_correct _ _ _ _ _ f truth H).
  - intros e. now apply (end_positive_correct p q v).
  - intros e. now apply (end_nonnegative_correct p q v).
Qed.
Lemma near_minus_one_correct p q truth f x : (0 <= p)%Z -> (0 < q)%Z -> near_minus_one p q truth f = true ->
  -1 < x <= -1 + IZR (p * p) / IZR (q * q) -> says truth f (fun _ => x).
Proof.
  intros Hp Hq H B. destruct (near p q (- x) Hp Hq ltac:(lra)) as [V E]. set (v := sqrt (1 - - x)) in *.
  replace x with (- (1 - v * v)) by lra. refine (establish_correct _ _ _ _ _ f truth H).
  - intros e P. change (0 < eval e (fun n => - (fun _ => 1 - v * v) n)). rewrite <- eval_reflect.
    now apply (end_positive_correct p q v).
  - intros e P. change (0 <= eval e (fun n => - (fun _ => 1 - v * v) n)). rewrite <- eval_reflect.
    now apply (end_nonnegative_correct p q v).
Qed.

(** ** Certificates *)

Fixpoint boxes (truth : bool) (f : formula) (D a : Z) (cuts : list Z) : bool :=
  match cuts with
  | [] => true
  | b :: cuts => on_box (fun _ => I.join (frac a D) (frac b D)) truth f && boxes truth f D b cuts
  end.
Definition lower_end truth f (l : bound) (m : plan) : bool :=
  match from_minus_one m with
  | None => Z.leb (first m * Zpos (bound_den l)) (bound_num l * denominator m)
  | Some (p, q) => Z.leb 0 p && Z.ltb 0 q &&
      Z.leb (first m * (q * q)) ((p * p - q * q) * denominator m) &&
      near_minus_one p q truth f && (negb (closed l) || at_point (fun _ => (-1)%Q) truth f)
  end.
Definition upper_end truth f (u : bound) (m : plan) : bool :=
  let last_cut := last (cuts m) (first m) in
  match to_one m with
  | None => Z.leb (bound_num u * denominator m) (last_cut * Zpos (bound_den u))
  | Some (p, q) => Z.leb 0 p && Z.ltb 0 q &&
      Z.leb ((q * q - p * p) * denominator m) (last_cut * (q * q)) &&
      near_one p q truth f && (negb (closed u) || at_point (fun _ => 1%Q) truth f)
  end.
Definition check (truth : bool) (f : formula) (l u : bound) (m : plan) : bool :=
  let f' := expand_formula false f in
  proper_formula (fun _ => true) f && Z.leb (- Zpos (bound_den l)) (bound_num l) && Z.leb (bound_num u) (Zpos (bound_den u)) &&
  Z.ltb 0 (denominator m) && match cuts m with [] => false | _ => true end &&
  lower_end truth f' l m && upper_end truth f' u m && boxes truth f' (denominator m) (first m) (cuts m).

Lemma boxes_correct truth f D cuts : forall a x, boxes truth f D a cuts = true ->
  cuts <> [] -> IZR a / IZR D <= x <= IZR (last cuts a) / IZR D -> says truth f (fun _ => x).
Proof.
  induction cuts as [|b cuts IH]; intros a x B N T; [congruence|].
  simpl in B. apply andb_true_iff in B. destruct B as [B Bs].
  destruct (Rle_or_lt x (IZR b / IZR D)) as [Le|Gt].
  - apply (on_box_correct _ _ _ _ B). intros n. apply c_join with (IZR a / IZR D) (IZR b / IZR D); try apply c_frac. lra.
  - destruct cuts as [|c cuts]; [simpl in T; lra|].
    apply (IH b x Bs); [discriminate|]. split; [lra|].
    replace (last (c :: cuts) b) with (last (b :: c :: cuts) a); [tauto|].
    change (last (b :: c :: cuts) a) with (last (c :: cuts) a).
    clear. revert c. induction cuts; intros c; [reflexivity|]. exact (IHcuts a0).
Qed.

Lemma above_value l x : above l x -> bound_value l <= x /\ (closed l = false -> bound_value l < x).
Proof.
  unfold bound_value. destruct l as [n d|n d]; cbn [above closed bound_num bound_den];
  rewrite eval_Rat; intros H; split; try discriminate; intros; lra.
Qed.
Lemma below_value u x : below u x -> x <= bound_value u /\ (closed u = false -> x < bound_value u).
Proof.
  unfold bound_value. destruct u as [n d|n d]; cbn [below closed bound_num bound_den];
  rewrite eval_Rat; intros H; split; try discriminate; intros; lra.
Qed.
(** Fractions compared by integers. *)
Lemma fraction_le a b c d : (0 < b)%Z -> (0 < d)%Z -> (a * d <= c * b)%Z -> IZR a / IZR b <= IZR c / IZR d.
Proof.
  intros Hb Hd H. apply IZR_lt in Hb, Hd. apply IZR_le in H. rewrite !mult_IZR in H.
  apply Rmult_le_reg_r with (IZR b * IZR d); [now apply Rmult_lt_0_compat|].
  replace (IZR a / IZR b * (IZR b * IZR d)) with (IZR a * IZR d) by (field; lra).
  replace (IZR c / IZR d * (IZR b * IZR d)) with (IZR c * IZR b) by (field; lra). exact H.
Qed.

Lemma check_correct truth f l u m : check truth f l u m = true ->
  forall x, between l u x -> says truth f (fun _ => x).
Proof.
  unfold check. rewrite !andb_true_iff, !Z.leb_le, Z.ltb_lt.
  intros [[[[[[[Pf Hl] Hu] HD] N] Lo] Up] B] x [A Be].
  apply above_value in A. apply below_value in Be. destruct A as [A A'], Be as [Be Be'].
  assert (Ml : -1 <= bound_value l).
  { unfold bound_value. replace (-1) with (IZR (-1) / IZR 1) by (simpl; field). apply fraction_le; lia. }
  assert (Mu : bound_value u <= 1).
  { unfold bound_value. replace 1 with (IZR 1 / IZR 1) by (simpl; field). apply fraction_le; lia. }
  assert (Hx : corr x) by (unfold corr; lra).
  assert (G : says truth (expand_formula false f) (fun _ => x)).
  2:{ pose proof (expand_formula_correct false _ f (fun _ => x) Pf ltac:(intros n _; exact Hx)) as E. destruct truth; unfold says in *; tauto. }
  set (f' := expand_formula false f) in *. set (D := denominator m) in *.
  destruct (Rlt_or_le x (IZR (first m) / IZR D)) as [Lt|Ge].
  { unfold lower_end in Lo. destruct (from_minus_one m) as [[p q]|].
    - rewrite !andb_true_iff, !Z.leb_le, Z.ltb_lt in Lo. destruct Lo as [[[[Hp Hq] C] M] Pt].
      destruct (Req_dec x (-1)) as [->|Ne].
      + apply orb_true_iff in Pt. destruct Pt as [Pt|Pt].
        * apply negb_true_iff in Pt. specialize (A' Pt). lra.
        * apply at_point_correct in Pt. cbv beta in Pt. now rewrite Q2R_m1 in Pt.
      + apply (near_minus_one_correct p q); auto. split; [unfold corr in Hx; lra|].
        apply Rle_trans with (IZR (first m) / IZR D); [lra|].
        replace (-1 + IZR (p * p) / IZR (q * q)) with (IZR (p * p - q * q) / IZR (q * q)).
        * apply fraction_le; [exact HD|nia|exact C].
        * rewrite minus_IZR. field. apply IZR_lt in Hq. rewrite mult_IZR. nra.
    - apply Z.leb_le in Lo. exfalso.
      assert (IZR (first m) / IZR D <= bound_value l) by (apply fraction_le; [exact HD|lia|exact Lo]). lra. }
  destruct (Rle_or_lt x (IZR (last (cuts m) (first m)) / IZR D)) as [Le|Gt].
  { apply (boxes_correct truth f' D (cuts m) (first m) x B); [destruct (cuts m); [discriminate|discriminate]|lra]. }
  unfold upper_end in Up. destruct (to_one m) as [[p q]|].
  - rewrite !andb_true_iff, !Z.leb_le, Z.ltb_lt in Up. destruct Up as [[[[Hp Hq] C] M] Pt].
    destruct (Req_dec x 1) as [->|Ne].
    + apply orb_true_iff in Pt. destruct Pt as [Pt|Pt].
      * apply negb_true_iff in Pt. specialize (Be' Pt). lra.
      * apply at_point_correct in Pt. cbv beta in Pt. now rewrite Q2R_1 in Pt.
    + apply (near_one_correct p q); auto. split; [|unfold corr in Hx; lra].
      apply Rle_trans with (IZR (last (cuts m) (first m)) / IZR D); [|lra].
      replace (1 - IZR (p * p) / IZR (q * q)) with (IZR (q * q - p * p) / IZR (q * q)).
      * apply fraction_le; [nia|exact HD|exact C].
      * rewrite minus_IZR. field. apply IZR_lt in Hq. rewrite mult_IZR. nra.
  - apply Z.leb_le in Up. exfalso.
    assert (bound_value u <= IZR (last (cuts m) (first m)) / IZR D) by (apply fraction_le; [lia|exact HD|exact Up]). lra.
Qed.

(** *** What a check that evaluates to [true] proves *)
Theorem for_all f l u m : check true f l u m = true -> forall x, between l u x -> denote f (fun _ => x).
Proof. exact (check_correct true f l u m). Qed.
Theorem for_none f l u m : check false f l u m = true -> ~ exists x, between l u x /\ denote f (fun _ => x).
Proof. intros C (x & B & H). exact (check_correct false f l u m C x B H). Qed.

(** A rational point n / d of the interval. *)
Definition check_point (truth : bool) (f : formula) (l u : bound) (n : Z) (d : positive) : bool :=
  let fits (b : bound) low high := if closed b then Z.leb low high else Z.ltb low high in
  proper_formula (fun _ => true) f && Z.leb (Z.abs n) (Zpos d) &&
  fits l (bound_num l * Zpos d)%Z (n * Zpos (bound_den l))%Z &&
  fits u (n * Zpos (bound_den u))%Z (bound_num u * Zpos d)%Z &&
  at_point (fun _ => n # d) truth (expand_formula false f).
Lemma fraction_lt a b c d : (0 < b)%Z -> (0 < d)%Z -> (a * d < c * b)%Z -> IZR a / IZR b < IZR c / IZR d.
Proof.
  intros Hb Hd H. apply IZR_lt in Hb, Hd, H. rewrite !mult_IZR in H.
  apply Rmult_lt_reg_r with (IZR b * IZR d); [now apply Rmult_lt_0_compat|].
  replace (IZR a / IZR b * (IZR b * IZR d)) with (IZR a * IZR d) by (field; lra).
  replace (IZR c / IZR d * (IZR b * IZR d)) with (IZR c * IZR b) by (field; lra). exact H.
Qed.
Lemma check_point_correct truth f l u n d : check_point truth f l u n d = true ->
  exists x, between l u x /\ says truth f (fun _ => x).
Proof.
  unfold check_point. rewrite !andb_true_iff, Z.leb_le. intros [[[[Pf R] L] U] P].
  set (x := IZR n / IZR (Zpos d)). exists x.
  assert (Hx : corr x) by (unfold x; rewrite <- eval_Rat with (x := fun _ => 0);
    apply (correlation_corr (fun _ => false)); [now apply Z.leb_le|discriminate]).
  split; [split|].
  - unfold x. destruct l; cbn [closed bound_num bound_den above] in *; rewrite eval_Rat;
    [apply Z.leb_le in L; apply fraction_le|apply Z.ltb_lt in L; apply fraction_lt]; lia.
  - unfold x. destruct u; cbn [closed bound_num bound_den below] in *; rewrite eval_Rat;
    [apply Z.leb_le in U; apply fraction_le|apply Z.ltb_lt in U; apply fraction_lt]; lia.
  - pose proof (at_point_correct _ truth _ P) as S. cbv beta in S. rewrite Q2R_make in S. fold x in S.
    pose proof (expand_formula_correct false _ f (fun _ => x) Pf ltac:(intros k _; exact Hx)).
    destruct truth; unfold says in *; tauto.
Qed.
Theorem witness f l u n d : check_point true f l u n d = true -> exists x, between l u x /\ denote f (fun _ => x).
Proof. exact (check_point_correct true f l u n d). Qed.
Theorem counterexample f l u n d : check_point false f l u n d = true ->
  ~ forall x, between l u x -> denote f (fun _ => x).
Proof.
  intros C A. destruct (check_point_correct false f l u n d C) as (x & B & H). exact (H (A x B)).
Qed.

(** Statements without a variable. *)
Definition check_constant (truth : bool) (f : formula) : bool :=
  proper_formula (fun _ => false) f && at_point (fun _ => 0%Q) truth (expand_formula false f).
Lemma check_constant_correct truth f : check_constant truth f = true -> says truth f (fun _ => 0).
Proof.
  unfold check_constant. rewrite andb_true_iff. intros [P C].
  pose proof (at_point_correct _ truth _ C) as S. cbv beta in S. rewrite Q2R_0 in S.
  pose proof (expand_formula_correct false _ f (fun _ => 0) P ltac:(discriminate)).
  destruct truth; unfold says in *; tauto.
Qed.
Theorem holds_constant f : check_constant true f = true -> denote f (fun _ => 0).
Proof. exact (check_constant_correct true f). Qed.
Theorem fails_constant f : check_constant false f = true -> ~ denote f (fun _ => 0).
Proof. exact (check_constant_correct false f). Qed.

End Checker.
End Make.

Module Prim := Make ExactFloat.
Module StdFloat := SpecificFloat StdZRadix2.
Module Std := Make StdFloat.
