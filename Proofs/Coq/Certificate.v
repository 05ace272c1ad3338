(** * A reflexive checker for inequalities in one real variable.

    Statements: for all x in a rational interval inside [-1, 1],  L(x) < R(x),  with L and R
    built from x, rational numbers, PI, +, -, *, /, sqrt, |.|, [kappa1] (the map h of Chen et
    al., NeurIPS 2022, arXiv 2205.05662, Lemma 3.2) and [kappa0] (its derivative).

    Two ingredients, both decided by one evaluation of a boolean function:
    - sub-intervals: interval arithmetic on every interval between neighbouring cut points;
      [kappa1] and [kappa0] are enclosed through their values at the two end-points
      (monotonicity), and always clipped to [0, 1];
    - the end-point x = 1, where both sides may meet: with x = 1 - v^2, every expression gets
      a model  c - v^2 (a + r + v b)  with exact rational c, a and intervals r, b over
      0 < v <= v0; [kappa1] of a model with c = 1 is obtained from the two-sided expansion of
      EndpointExpansion.v.  L - R < 0 on the whole half-open piece follows when c = 0 and
      a + r + v b > 0, or c = a = 0, no r, and b > 0 (a tie at order 1 - x that separates
      at order (1 - x)^(3/2)).

    [check_sound] and [check_to_one_sound] say that a check that evaluates to [true] proves
    the statement.  The checker is generic in the floating-point implementation: [Prim] uses
    the machine's, [Std] integers of the standard library only (slower, no primitive types). *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Lia.
From Flocq Require Import Raux.
From Interval Require Import Xreal Interval Sig Specific_ops Specific_stdz Float_full Primitive_ops.
From KernelCalculator Require Import ArcCosine EndpointExpansion.
Local Open Scope R_scope.
Import ListNotations.

(** ** Expressions *)
Inductive expr :=
  | Var | Rat (n : Z) (d : positive) | Pi
  | Neg (e : expr) | Add (a b : expr) | Sub (a b : expr) | Mul (a b : expr) | Div (a b : expr)
  | Sqrt (e : expr) | Abs (e : expr) | Kappa1 (e : expr) | Kappa0 (e : expr).

Fixpoint eval (e : expr) (x : R) : R :=
  match e with
  | Var => x
  | Rat n 1 => IZR n
  | Rat n d => IZR n / IZR (Zpos d)
  | Pi => PI
  | Neg e => - eval e x
  | Add a b => eval a x + eval b x
  | Sub a b => eval a x - eval b x
  | Mul a b => eval a x * eval b x
  | Div a b => eval a x / eval b x
  | Sqrt e => sqrt (eval e x)
  | Abs e => Rabs (eval e x)
  | Kappa1 e => kappa1 (eval e x)
  | Kappa0 e => kappa0 (eval e x)
  end.

Lemma eval_Rat n d x : eval (Rat n d) x = IZR n / IZR (Zpos d).
Proof. simpl. destruct d; try reflexivity. unfold Rdiv. rewrite Rinv_1. ring. Qed.

(** Obviously a correlation whenever x is one (so that rounding at 1 does no harm). *)
Fixpoint correlation (e : expr) : bool :=
  match e with
  | Var => true
  | Rat n d => Z.leb (Z.abs n) (Zpos d)
  | Neg e => correlation e
  | Kappa1 e | Kappa0 e => correlation e
  | _ => false
  end.

Lemma kappa0_corr r : corr r -> corr (kappa0 r).
Proof. intros H. pose proof (kappa0_range r H). unfold corr; lra. Qed.

Lemma correlation_corr e x : correlation e = true -> corr x -> corr (eval e x).
Proof.
  induction e; intros C Hx; try discriminate; try exact Hx.
  - rewrite eval_Rat. cbn [correlation] in C. apply Z.leb_le in C. unfold corr.
    assert (P : 0 < IZR (Zpos d)) by (apply IZR_lt; lia).
    assert (A : IZR (- Zpos d) <= IZR n <= IZR (Zpos d)) by (split; apply IZR_le; lia).
    rewrite opp_IZR in A.
    split; apply Rmult_le_reg_r with (IZR (Zpos d)); auto;
    unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
  - simpl in *. specialize (IHe C Hx). unfold corr in *; lra.
  - apply kappa1_corr; auto.
  - apply kappa0_corr; auto.
Qed.

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
Definition frac a b := I.div prec (I.fromZ prec a) (I.fromZ prec b).
Lemma c_frac a b : cont (frac a b) (IZR a / IZR b).
Proof. apply c_div; apply c_Z. Qed.

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

(** Enclosure of an increasing function with values in [0, 1] through the end-points. *)
Section Monotone.
Variables (k_at : I.type -> I.type) (k : R -> R).
Hypothesis k_at_correct : forall xi x, -1 < x <= 1 -> cont xi x -> cont (k_at xi) (k x).
Hypothesis k_incr : forall a b, corr a -> corr b -> a <= b -> k a <= k b.
Hypothesis k_range : forall r, corr r -> 0 <= k r <= 1.

Definition inside (p : I.type) : bool := pos (I.add prec one p) && nonneg (I.sub prec one p).
Definition monotone (xi : I.type) : I.type :=
  if I.lower_bounded xi && I.upper_bounded xi then
    let l := I.singleton (I.lower xi) in
    let u := I.singleton (I.upper xi) in
    let from_below := if inside l then I.upper_extent (k_at l) else unit in
    let from_above := if inside u then I.lower_extent (k_at u) else unit in
    I.meet unit (I.meet from_below from_above)
  else unit.

Lemma monotone_correct xi x : corr x -> cont xi x -> cont (monotone xi) (k x).
Proof.
  intros Hx C. pose proof (c_unit _ (k_range x Hx)) as U. unfold monotone.
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
  apply c_meet; [exact U|]. apply c_meet.
  - destruct (inside _) eqn:P; [|exact U]. specialize (In _ pl P Sl).
    apply I.upper_extent_correct with (k pl); [now apply k_at_correct|].
    apply k_incr; unfold corr in *; lra.
  - destruct (inside (I.singleton (I.upper xi))) eqn:P; [|exact U]. specialize (In _ pu P Su).
    apply I.lower_extent_correct with (k pu); [now apply k_at_correct|].
    apply k_incr; unfold corr in *; lra.
Qed.
End Monotone.

(** ** Interval evaluation of expressions *)
Definition in_range (v : I.type) : bool := nonneg (I.add prec one v) && nonneg (I.sub prec one v).

Fixpoint evalI (e : expr) (x : I.type) : I.type :=
  match e with
  | Var => x
  | Rat n d => frac n (Zpos d)
  | Pi => ipi
  | Neg e => I.neg (evalI e x)
  | Add a b => I.add prec (evalI a x) (evalI b x)
  | Sub a b => I.sub prec (evalI a x) (evalI b x)
  | Mul a b => I.mul prec (evalI a x) (evalI b x)
  | Div a b => I.div prec (evalI a x) (evalI b x)
  | Sqrt e => I.sqrt prec (evalI e x)
  | Abs e => I.abs (evalI e x)
  | Kappa1 e => let v := evalI e x in
      if correlation e || in_range v then monotone kappa1_at v else I.nai
  | Kappa0 e => let v := evalI e x in
      if correlation e || in_range v then monotone kappa0_at v else I.nai
  end.

Lemma c_nai x : cont I.nai x.
Proof. unfold cont. now rewrite I.nai_correct. Qed.

Lemma range_corr e v x : correlation e || in_range v = true -> corr x -> cont v (eval e x) -> corr (eval e x).
Proof.
  intros H Hx C. apply orb_true_iff in H. destruct H as [H|H]; [now apply correlation_corr|].
  apply andb_true_iff in H. destruct H as [P Q].
  pose proof (nonneg_correct _ _ P (c_add _ _ _ _ (c_Z 1) C)).
  pose proof (nonneg_correct _ _ Q (c_sub _ _ _ _ (c_Z 1) C)). unfold corr; lra.
Qed.

Lemma evalI_correct e xi x : corr x -> cont xi x -> cont (evalI e xi) (eval e x).
Proof.
  intros Hx C. induction e; try rewrite eval_Rat; cbn [evalI eval]; try exact C.
  - apply c_frac.
  - apply c_pi.
  - now apply c_neg.
  - now apply c_add.
  - now apply c_sub.
  - now apply c_mul.
  - now apply c_div.
  - now apply c_sqrt.
  - now apply c_abs.
  - destruct (_ || _) eqn:H; [|apply c_nai].
    apply monotone_correct; auto using kappa1_at_correct, kappa1_incr, kappa1_range.
    now apply (range_corr e (evalI e xi)).
  - destruct (_ || _) eqn:H; [|apply c_nai].
    apply monotone_correct; auto using kappa0_at_correct, kappa0_incr, kappa0_range.
    now apply (range_corr e (evalI e xi)).
Qed.

(** ** Sub-intervals *)
Definition box (L R : expr) (D a b : Z) : bool :=
  pos (evalI (Sub R L) (I.join (frac a D) (frac b D))).
Fixpoint boxes (L R : expr) (D a : Z) (cuts : list Z) : bool :=
  match cuts with [] => true | b :: cuts => box L R D a b && boxes L R D b cuts end.
(** The whole check: common denominator D, first cut point, further cut points. *)
Definition check (L R : expr) (D a : Z) (cuts : list Z) : bool :=
  Z.ltb 0 D && Z.leb (- D) a && Z.leb (last cuts a) D && boxes L R D a cuts.

Lemma boxes_correct L R D cuts : forall a x, boxes L R D a cuts = true -> corr x ->
  cuts <> [] -> IZR a / IZR D <= x <= IZR (last cuts a) / IZR D -> eval L x < eval R x.
Proof.
  induction cuts as [|b cuts IH]; intros a x B Hx N T; [congruence|].
  simpl in B. apply andb_true_iff in B. destruct B as [B Bs].
  destruct (Rle_or_lt x (IZR b / IZR D)) as [Le|Gt].
  - assert (C : cont (I.join (frac a D) (frac b D)) x).
    { apply c_join with (IZR a / IZR D) (IZR b / IZR D); try apply c_frac. lra. }
    pose proof (pos_correct _ _ B (evalI_correct (Sub R L) _ x Hx C)) as P. simpl in P. lra.
  - destruct cuts as [|c cuts]; [simpl in T; lra|].
    apply (IH b x Bs Hx); [discriminate|]. split; [lra|]. 
    replace (last (c :: cuts) b) with (last (b :: c :: cuts) a); [tauto|].
    change (last (b :: c :: cuts) a) with (last (c :: cuts) a).
    clear. revert c. induction cuts; intros c; [reflexivity|]. exact (IHcuts a0).
Qed.

Lemma grid_corr D a b x : (0 < D)%Z -> (- D <= a)%Z -> (b <= D)%Z ->
  IZR a / IZR D <= x <= IZR b / IZR D -> corr x.
Proof.
  intros HD Ha Hb [A B]. assert (P : 0 < IZR D) by now apply IZR_lt.
  apply IZR_le in Ha, Hb. rewrite opp_IZR in Ha.
  apply Rmult_le_compat_r with (r := IZR D) in A; [|lra]. apply Rmult_le_compat_r with (r := IZR D) in B; [|lra].
  unfold Rdiv in A, B. rewrite Rmult_assoc, Rinv_l, Rmult_1_r in A, B by lra.
  split; apply Rmult_le_reg_r with (IZR D); lra.
Qed.

Theorem check_sound L R D a cuts : check L R D a cuts = true -> cuts <> [] ->
  forall x, IZR a / IZR D <= x <= IZR (last cuts a) / IZR D -> eval L x < eval R x.
Proof.
  unfold check. rewrite !andb_true_iff, Z.ltb_lt, !Z.leb_le. intros [[[A B] C] E] N x T.
  apply (boxes_correct L R D cuts a x E); auto. now apply (grid_corr D a (last cuts a)).
Qed.

(** ** The end-point 1 *)
Definition model := (Q * Q * option I.type * I.type)%type.
Section EndPoint.
Variables (p q : Z).   (* v0 = p / q *)
Let vI := I.join I.zero (frac p q).
Let xI := I.sub prec one (I.sqr prec vI).

Definition IQ (c : Q) : I.type := frac (Qnum c) (Zpos (Qden c)).
Lemma c_Q c : cont (IQ c) (Q2R c).
Proof. apply c_frac. Qed.

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

Definition qadd a b := Qred (a + b)%Q.
Definition qmul a b := Qred (a * b)%Q.
Lemma qadd_R a b : Q2R (qadd a b) = Q2R a + Q2R b.
Proof. unfold qadd. rewrite (Qeq_eqR _ _ (Qred_correct _)). apply Q2R_plus. Qed.
Lemma qmul_R a b : Q2R (qmul a b) = Q2R a * Q2R b.
Proof. unfold qmul. rewrite (Qeq_eqR _ _ (Qred_correct _)). apply Q2R_mult. Qed.

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
Definition mKappa1 (m : model) : option model :=
  let '(c, a, r, b) := m in
  let T := total m in
  let v2T := I.mul prec (I.sqr prec vI) T in
  if Qeq_bool c 1 && nonneg T && nonneg (I.sub prec two v2T) then
    let lo := I.mul prec alphaI (I.mul prec T (I.sqrt prec T)) in
    let hi := I.mul prec lo (I.add prec one (I.div prec v2T (I.fromZ prec 4))) in
    Some (1%Q, a, r, I.sub prec b (I.join lo hi))
  else None.

(** |y| is y or -y when y keeps its sign. *)
Definition value (m : model) : I.type :=
  let '(c, a, r, b) := m in I.sub prec (IQ c) (I.mul prec (I.sqr prec vI) (total m)).
Definition mAbs (m : model) : option model :=
  if nonneg (value m) then Some m else if nonneg (I.neg (value m)) then Some (mNeg m) else None.

Fixpoint model_of (e : expr) : option model :=
  match e with
  | Var => Some mVar
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
      | Some m => mScale (I.div prec one (evalI b xI)) m | None => None end
  | Abs e => match model_of e with Some m => mAbs m | None => None end
  | Kappa1 e => match model_of e with Some m => mKappa1 m | None => None end
  | _ => None
  end.

Section Correct.
Variable v : R.
Hypothesis Hv : 0 < v <= IZR p / IZR q.
Let x := 1 - v * v.
Hypothesis Hx : corr x.

Lemma c_v : cont vI v.
Proof. apply c_join with 0 (IZR p / IZR q); [apply c_zero|apply c_frac|lra]. Qed.
Lemma c_x : cont xI x.
Proof. apply c_sub; [apply c_Z|apply c_sqr, c_v]. Qed.

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
Lemma Q2R_0 : Q2R 0 = 0. Proof. unfold Q2R; simpl. field. Qed.
Lemma Q2R_1 : Q2R 1 = 1. Proof. unfold Q2R; simpl. field. Qed.
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

Lemma mKappa1_correct m m' y : mKappa1 m = Some m' -> holds m v y -> holds m' v (kappa1 y).
Proof.
  destruct m as [[[c a] r] b]. cbn [mKappa1]. destruct (_ && _) eqn:Z; [|discriminate].
  rewrite !andb_true_iff in Z. destruct Z as [[Z P] S].
  apply Qeq_bool_eq, Qeq_eqR in Z. rewrite Q2R_1 in Z. intros [= <-] (rho & beta & A & B & E).
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
    + rewrite Rmult_comm. apply (mScale_correct _ _ _ _ _ M); auto. apply evalI_correct; [exact Hx|apply c_x].
    + apply (mScale_correct _ _ _ _ _ M); auto. apply evalI_correct; [exact Hx|apply c_x].
  - destruct (model_of e1) as [n1|]; try discriminate.
    replace (eval e1 x / eval e2 x) with (1 / eval e2 x * eval e1 x) by (unfold Rdiv; ring).
    apply (mScale_correct _ _ _ _ _ M); auto. apply c_div; [apply c_Z|].
    apply evalI_correct; [exact Hx|apply c_x].
  - destruct (model_of e) as [n|]; [|discriminate]. apply (mAbs_correct n); auto.
  - destruct (model_of e) as [n|]; [|discriminate]. apply (mKappa1_correct n); auto.
Qed.
End Correct.

(** L - R = - v^2 (a + r + v b) < 0. *)
Definition end_check (L R : expr) : bool :=
  match model_of (Sub L R) with
  | Some (c, a, r, b) =>
      Qeq_bool c 0 &&
      (pos (total (c, a, r, b)) ||
       (Qeq_bool a 0 && match r with None => true | _ => false end && pos b))
  | None => false
  end.

Lemma end_correct L R v : 0 < v <= IZR p / IZR q -> corr (1 - v * v) -> end_check L R = true ->
  eval L (1 - v * v) < eval R (1 - v * v).
Proof.
  intros Hv Hx. unfold end_check. destruct (model_of (Sub L R)) as [[[[c a] r] b]|] eqn:M; [|discriminate].
  intros C. apply andb_true_iff in C. destruct C as [Z C]. apply Qeq_bool_eq, Qeq_eqR in Z. rewrite Q2R_0 in Z.
  destruct (model_correct v Hv Hx (Sub L R) _ M) as (rho & beta & A & B & E). simpl in E. rewrite Z in E.
  assert (P : 0 < Q2R a + rho + v * beta).
  { apply orb_true_iff in C. destruct C as [C|C].
    - apply (pos_correct _ _ C). now apply total_correct.
    - rewrite !andb_true_iff in C. destruct C as [[C1 C2] C3]. destruct r; [discriminate|].
      apply Qeq_bool_eq, Qeq_eqR in C1. rewrite Q2R_0 in C1. simpl in A. subst rho. rewrite C1.
      pose proof (pos_correct _ _ C3 B). assert (0 < v * beta) by (apply Rmult_lt_0_compat; lra). lra. }
  assert (0 < v * v) by (apply Rmult_lt_0_compat; lra).
  assert (0 < v * v * (Q2R a + rho + v * beta)) by now apply Rmult_lt_0_compat. lra.
Qed.
End EndPoint.

(** Sub-intervals up to the last cut point, the end-point model from there to 1. *)
Definition check_to_one (L R : expr) (D a : Z) (cuts : list Z) (p q : Z) : bool :=
  check L R D a cuts && Z.leb 0 p && Z.ltb 0 q &&
  Z.leb ((q * q - p * p) * D) (last cuts a * (q * q)) && end_check p q L R.

Theorem check_to_one_sound L R D a cuts p q : check_to_one L R D a cuts p q = true -> cuts <> [] ->
  forall x, IZR a / IZR D <= x < 1 -> eval L x < eval R x.
Proof.
  unfold check_to_one. rewrite !andb_true_iff, Z.ltb_lt, !Z.leb_le. intros [[[[C P] Hq] G] E] N x T.
  destruct (Rle_or_lt x (IZR (last cuts a) / IZR D)) as [Le|Gt]; [apply (check_sound L R D a cuts C N); lra|].
  pose proof C as C'. unfold check in C'. rewrite !andb_true_iff, Z.ltb_lt, !Z.leb_le in C'.
  destruct C' as [[[HD Ha] Hl] _].
  assert (PD : 0 < IZR D) by now apply IZR_lt. assert (Pq : 0 < IZR q) by now apply IZR_lt.
  assert (Pp : 0 <= IZR p) by now apply IZR_le.
  apply IZR_le in G. rewrite !mult_IZR, minus_IZR, !mult_IZR in G.
  set (u := IZR p / IZR q). assert (U : 0 <= u) by (apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]).
  assert (Eu : IZR p = u * IZR q) by (unfold u; field; lra).
  assert (GX : 1 - u * u <= IZR (last cuts a) / IZR D).
  { apply Rmult_le_reg_r with (IZR D * (IZR q * IZR q)); [apply Rmult_lt_0_compat; [lra|nra]|].
    replace (IZR (last cuts a) / IZR D * (IZR D * (IZR q * IZR q))) with (IZR (last cuts a) * (IZR q * IZR q)) by (field; lra).
    rewrite Eu in G. lra. }
  assert (Sx : sqrt (1 - x) * sqrt (1 - x) = 1 - x) by (apply sqrt_sqrt; lra).
  assert (Hc : corr x).
  { split; [|lra]. apply IZR_le in Ha. rewrite opp_IZR in Ha. destruct T as [T _].
    apply Rmult_le_compat_r with (r := IZR D) in T; [|lra]. unfold Rdiv in T.
    rewrite Rmult_assoc, Rinv_l, Rmult_1_r in T by lra. apply Rmult_le_reg_r with (IZR D); lra. }
  set (v := sqrt (1 - x)) in *. assert (Ex : 1 - v * v = x) by lra.
  assert (Hv : 0 < v <= u).
  { split; [apply sqrt_lt_R0; lra|]. apply Rsqr_incr_0; unfold Rsqr; [lra|apply sqrt_pos|exact U]. }
  pose proof (end_correct p q L R v Hv) as Q. rewrite Ex in Q. exact (Q Hc E).
Qed.

End Checker.
End Make.

Module Prim := Make PrimitiveFloat.
Module StdFloat := SpecificFloat StdZRadix2.
Module Std := Make StdFloat.
