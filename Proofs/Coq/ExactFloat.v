(** * The machine's floating-point numbers, exact where this is easily seen.

    [PrimitiveFloat] rounds outwards even where a result is one of these numbers: 1 - 1 is an
    interval around 0, and what is 0 at an end of its range has no sign.  Here x - x = 0, x + 0 = x,
    0 x = 0, 1 x = x, x / 1 = x, 0 / x = 0, and halves of what is not small, are exact, and so are
    the roots of 0 and 1; the rest is as there. *)
From Coq Require Import ZArith Reals Lra Lia Bool.
From Flocq Require Import Zaux Raux.
From Interval Require Import Xreal Basic Sig Primitive_ops.
Local Open Scope R_scope.

Module ExactFloat <: FloatOps with Definition radix := radix2
  with Definition sensible_format := true.
Module P := PrimitiveFloat.
Definition radix := radix2.
Definition sensible_format := true.
Definition type := P.type.
Definition toF : type -> float radix := P.toF.
Definition convert (x : type) : ExtendedR := P.convert x.
Definition toX (x : type) : ExtendedR := P.toX x.
Definition toR (x : type) : R := P.toR x.
Definition precision := P.precision.
Definition sfactor := P.sfactor.
Definition prec := P.prec.
Definition PtoP := P.PtoP.
Definition ZtoS := P.ZtoS.
Definition StoZ := P.StoZ.
Definition incr_prec := P.incr_prec.
Definition zero := P.zero.
Definition nan := P.nan.
Definition fromZ := P.fromZ.
Definition fromZ_DN := P.fromZ_DN.
Definition fromZ_UP := P.fromZ_UP.
Definition fromF := P.fromF.
Definition classify := P.classify.
Definition real := P.real.
Definition is_nan := P.is_nan.
Definition mag := P.mag.
Definition valid_ub := P.valid_ub.
Definition valid_lb := P.valid_lb.
Definition cmp := P.cmp.
Definition min := P.min.
Definition max := P.max.
Definition neg := P.neg.
Definition abs := P.abs.
Definition scale := P.scale.
Definition div2 := P.div2.
Definition pow2_UP := P.pow2_UP.
Definition nearbyint_UP := P.nearbyint_UP.
Definition nearbyint_DN := P.nearbyint_DN.
Definition midpoint := P.midpoint.
Definition is_non_neg := P.is_non_neg.
Definition is_pos := P.is_pos.
Definition is_non_pos := P.is_non_pos.
Definition is_neg := P.is_neg.
Definition is_non_neg_real := P.is_non_neg_real.
Definition is_pos_real := P.is_pos_real.
Definition is_non_pos_real := P.is_non_pos_real.
Definition is_neg_real := P.is_neg_real.
Definition zero_correct := P.zero_correct.
Definition nan_correct := P.nan_correct.
Definition ZtoS_correct := P.ZtoS_correct.
Definition fromZ_correct := P.fromZ_correct.
Definition fromZ_DN_correct := P.fromZ_DN_correct.
Definition fromZ_UP_correct := P.fromZ_UP_correct.
Definition classify_correct := P.classify_correct.
Definition real_correct := P.real_correct.
Definition is_nan_correct := P.is_nan_correct.
Definition valid_lb_correct := P.valid_lb_correct.
Definition valid_ub_correct := P.valid_ub_correct.
Definition cmp_correct := P.cmp_correct.
Definition min_correct := P.min_correct.
Definition max_correct := P.max_correct.
Definition neg_correct := P.neg_correct.
Definition abs_correct := P.abs_correct.
Definition div2_correct := P.div2_correct.
Definition pow2_UP_correct := P.pow2_UP_correct.
Definition nearbyint_UP_correct := P.nearbyint_UP_correct.
Definition nearbyint_DN_correct := P.nearbyint_DN_correct.
Definition midpoint_correct := P.midpoint_correct.

(** ** Comparisons *)
Definition is (x y : type) : bool := match cmp x y with Xeq => real x | _ => false end.
Definition one : type := fromZ 1.
Lemma real_value x : real x = true -> exists r, toX x = Xreal r.
Proof.
  intros H. pose proof (real_correct x) as E. unfold real in *. rewrite H in E.
  unfold toX. destruct (P.toX x) as [|r]; [discriminate|now exists r].
Qed.
Lemma value_real x r : toX x = Xreal r -> classify x = Freal /\ real x = true.
Proof.
  intros H. pose proof (real_correct x) as E. pose proof (classify_correct x) as C.
  unfold toX in H. rewrite H in E. unfold classify, real in *. rewrite E in C.
  destruct (P.classify x); try discriminate. now split.
Qed.
Lemma real_valid x : real x = true -> valid_ub x = true /\ valid_lb x = true.
Proof.
  intros H. rewrite valid_ub_correct, valid_lb_correct.
  destruct (real_value x H) as [r E]. destruct (value_real x r E) as [C _].
  unfold classify in C. now rewrite C.
Qed.
Lemma is_value x y : is x y = true -> exists r, toX x = Xreal r /\ toX y = Xreal r.
Proof.
  unfold is. intros H. pose proof (cmp_correct x y) as E. unfold cmp in *.
  destruct (P.cmp x y); try discriminate. destruct (real_value x H) as [r X].
  destruct (value_real x r X) as [C _]. unfold classify in *. rewrite C in E.
  destruct (P.classify y) eqn:D; try discriminate. unfold toX in *. rewrite X in E.
  pose proof (P.classify_correct y) as Ry. rewrite D in Ry.
  destruct (real_value y Ry) as [s Y]. unfold toX in Y. rewrite Y in E. cbn [Xcmp] in E.
  exists r. split; [exact X|]. unfold toX. rewrite Y. f_equal.
  destruct (Rcompare_spec r s); try discriminate. now symmetry.
Qed.
Lemma one_value : toX one = Xreal 1.
Proof. apply (fromZ_correct 1). discriminate. Qed.
Lemma is_zero_value x : is x zero = true -> toX x = Xreal 0.
Proof.
  intros H. destruct (is_value _ _ H) as (r & X & Z). pose proof zero_correct as E.
  unfold toX, zero in *. rewrite E in Z. now injection Z as <-.
Qed.
Lemma is_one_value x : is x one = true -> toX x = Xreal 1.
Proof.
  intros H. destruct (is_value _ _ H) as (r & X & Z). rewrite one_value in Z.
  now injection Z as <-.
Qed.
Lemma neg_value x r : toX x = Xreal r -> toX (neg x) = Xreal (- r).
Proof.
  intros X. destruct (value_real x r X) as [C _]. pose proof (neg_correct x) as N.
  unfold classify, toX, neg in *. rewrite C, X in N. exact N.
Qed.
Lemma neg_neg_value x r : toX (neg x) = Xreal r -> toX x = Xreal (- r).
Proof.
  intros X. destruct (value_real _ r X) as [C _]. pose proof (neg_correct x) as N.
  unfold classify, toX, neg in *. destruct (P.classify x) eqn:D; try congruence.
  pose proof (P.classify_correct x) as Rx. rewrite D in Rx.
  destruct (real_value x Rx) as [s S]. unfold toX in S. rewrite S in *. cbn [Xbind] in N.
  rewrite X in N. injection N as ->. f_equal. ring.
Qed.
Lemma upper_equal v x : valid_ub x = true -> v = toX x -> valid_ub x = true /\ le_upper v (toX x).
Proof. intros V ->. split; [exact V|]. destruct (toX x); [exact I|apply Rle_refl]. Qed.
Lemma lower_equal v x : valid_lb x = true -> v = toX x -> valid_lb x = true /\ le_lower (toX x) v.
Proof. intros V ->. split; [exact V|]. unfold le_lower. destruct (toX x); [exact I|cbn; lra]. Qed.
Lemma zero_valid : valid_ub zero = true /\ valid_lb zero = true.
Proof. apply real_valid, (value_real zero 0). exact zero_correct. Qed.

(** ** Halves *)
Fixpoint part (n : nat) : type := match n with O => one | S n => div2 (part n) end.
Definition small : type := part 8.
Definition large (x : type) : bool :=
  real x && match cmp small (abs x) with Xlt | Xeq => true | _ => false end.
Lemma div2_value x r : toX x = Xreal r -> 1 / 256 <= Rabs r -> toX (div2 x) = Xreal (r / 2).
Proof.
  intros X L. pose proof (div2_correct x eq_refl) as D. unfold toX, div2 in *.
  unfold P.toR in D. fold P.toX in D. rewrite X in D. cbn [proj_val] in D. rewrite (D L). cbn.
  unfold Xdiv'. now rewrite is_zero_false by lra.
Qed.
Lemma part_value n : (n <= 8)%nat -> toX (part n) = Xreal (/ 2 ^ n).
Proof.
  induction n as [|n IH]; intros L; [cbn [part pow]; rewrite one_value, Rinv_1; reflexivity|].
  cbn [part]. specialize (IH ltac:(lia)). apply div2_value in IH.
  - rewrite IH. f_equal. cbn [pow]. field. apply pow_nonzero. lra.
  - assert (P : 0 < 2 ^ n) by (apply pow_lt; lra).
    rewrite Rabs_pos_eq by (left; now apply Rinv_0_lt_compat).
    assert (2 ^ n <= 2 ^ 8) by (apply Rle_pow; [lra|lia]).
    apply Rle_trans with (/ 2 ^ 8); [lra|]. now apply Rinv_le_contravar.
Qed.
Lemma large_value x : large x = true -> exists r, toX x = Xreal r /\ 1 / 256 <= Rabs r.
Proof.
  unfold large. intros H. apply andb_prop in H. destruct H as [H C].
  destruct (real_value x H) as [r X]. exists r. split; [exact X|].
  pose proof (proj1 (abs_correct x)) as A. pose proof (part_value 8 (le_n 8)) as S. fold small in S.
  pose proof (cmp_correct small (abs x)) as E. unfold toX, cmp, abs in *.
  rewrite X in A. cbn [Xbind] in A.
  destruct (value_real _ _ S) as [Cs _]. destruct (value_real _ _ A) as [Ca _].
  unfold classify, small in *. rewrite Cs, Ca, S, A in E. cbn [Xcmp] in E. rewrite E in C.
  destruct (Rcompare_spec (/ 2 ^ 8) (Rabs r)); try discriminate; lra.
Qed.
(** x / y by halving both, where y is a power of 2. *)
Fixpoint halves (n : nat) (x y : type) : option type :=
  if is y one then if real x then Some x else None
  else match n with
  | O => None
  | S n => if large x && match cmp one y with Xlt => large y | _ => false end
      then halves n (div2 x) (div2 y) else None
  end.
Lemma halves_value n : forall x y q, halves n x y = Some q -> exists a b,
  toX x = Xreal a /\ toX y = Xreal b /\ b <> 0 /\ toX q = Xreal (a / b) /\ real q = true.
Proof.
  induction n as [|n IH]; intros x y q H; cbn [halves] in H;
  destruct (is y one) eqn:O; try discriminate;
  try (destruct (real x) eqn:Rx; [|discriminate]; injection H as <-;
    destruct (real_value x Rx) as [a A]; exists a, 1; rewrite (is_one_value y O), A;
    repeat split; [lra|f_equal; field|exact Rx]).
  destruct (large x) eqn:Lx; [|discriminate]. destruct (cmp one y); try discriminate.
  destruct (large y) eqn:Ly; [|discriminate]. cbn [andb] in H.
  destruct (large_value x Lx) as (a & A & A'). destruct (large_value y Ly) as (b & B & B').
  destruct (IH _ _ _ H) as (a2 & b2 & A2 & B2 & N & Q & Rq).
  rewrite (div2_value x a A A') in A2. rewrite (div2_value y b B B') in B2.
  injection A2 as <-. injection B2 as <-. exists a, b. repeat split; auto.
  - intros ->. apply N. lra.
  - rewrite Q. f_equal. field. intros ->. apply N. lra.
Qed.

(** ** Operations *)

(** The result where it is known. *)
Definition sum (x y : type) : option type :=
  if is x zero then if real y then Some y else None
  else if is y zero then if real x then Some x else None
  else if is x (neg y) then Some zero else None.
Definition half (x : type) : option type := if large x then Some (div2 x) else None.
Definition multiple (x y : type) : option type :=
  if is x zero then if real y then Some zero else None
  else if is x one then if real y then Some y else None
  else if is x (part 1) then half y else None.
Definition prod (x y : type) : option type :=
  match multiple x y with Some z => Some z | None => multiple y x end.
Definition ratio (x y : type) : option type :=
  if is x zero then if real y && negb (is y zero) then Some zero else None else halves 10 x y.
Definition root (x : type) : option type :=
  if is x zero then Some zero else if is x one then Some one else None.
Lemma sum_value x y z : sum x y = Some z ->
  real z = true /\ Xbind2 (fun a b => Xreal (a + b)) (toX x) (toX y) = toX z.
Proof.
  unfold sum. destruct (is x zero) eqn:X.
  { destruct (real y) eqn:Y; [|discriminate]. intros [= <-]. split; [exact Y|].
    destruct (real_value y Y) as [b ->]. rewrite (is_zero_value x X). cbn. f_equal. ring. }
  destruct (is y zero) eqn:Y.
  { destruct (real x) eqn:Rx; [|discriminate]. intros [= <-]. split; [exact Rx|].
    destruct (real_value x Rx) as [a ->]. rewrite (is_zero_value y Y). cbn. f_equal. ring. }
  destruct (is x (neg y)) eqn:N; [|discriminate]. intros [= <-].
  destruct (is_value _ _ N) as (r & A & B). rewrite A, (neg_neg_value y r B).
  split; [exact (proj2 (value_real zero 0 zero_correct))|].
  change (toX zero) with (P.toX P.zero). rewrite P.zero_correct. cbn. f_equal. ring.
Qed.
Lemma difference_value x y z : sum x (neg y) = Some z ->
  Xbind2 (fun a b => Xreal (a - b)) (toX x) (toX y) =
    Xbind2 (fun a b => Xreal (a + b)) (toX x) (toX (neg y)).
Proof.
  intros H. destruct (sum_value _ _ _ H) as [Rz S]. destruct (real_value z Rz) as [r Z].
  rewrite Z in S. destruct (toX x) as [|a]; [discriminate|].
  destruct (toX (neg y)) as [|b] eqn:N; [discriminate|].
  rewrite (neg_neg_value y b N). cbn. f_equal. ring.
Qed.
Lemma multiple_value x y z : multiple x y = Some z ->
  real z = true /\ Xbind2 (fun a b => Xreal (a * b)) (toX x) (toX y) = toX z.
Proof.
  unfold multiple, half. destruct (is x zero) eqn:X.
  { destruct (real y) eqn:Y; [|discriminate]. intros [= <-].
    destruct (real_value y Y) as [b ->]. rewrite (is_zero_value x X).
    split; [exact (proj2 (value_real zero 0 zero_correct))|].
    change (toX zero) with (P.toX P.zero). rewrite P.zero_correct. cbn. f_equal. ring. }
  destruct (is x one) eqn:O.
  { destruct (real y) eqn:Y; [|discriminate]. intros [= <-]. split; [exact Y|].
    destruct (real_value y Y) as [b ->]. rewrite (is_one_value x O). cbn. f_equal. ring. }
  destruct (is x (part 1)) eqn:T; [|discriminate]. destruct (large y) eqn:L; [|discriminate].
  intros [= <-]. destruct (is_value _ _ T) as (r & A & B). rewrite part_value in B by lia.
  injection B as <-. destruct (large_value y L) as (b & Y & Y').
  pose proof (div2_value y b Y Y') as D. split; [exact (proj2 (value_real _ _ D))|].
  rewrite A, Y, D. cbn. f_equal. field.
Qed.
Lemma prod_value x y z : prod x y = Some z ->
  real z = true /\ Xbind2 (fun a b => Xreal (a * b)) (toX x) (toX y) = toX z.
Proof.
  unfold prod. destruct (multiple x y) eqn:A; [intros [= <-]; now apply multiple_value|].
  intros B. apply multiple_value in B. destruct B as [Rz E]. split; [exact Rz|]. rewrite <- E.
  destruct (toX x), (toX y); cbn; try reflexivity. f_equal. ring.
Qed.
Lemma ratio_value x y z : ratio x y = Some z ->
  real z = true /\ Xbind2 Xdiv' (toX x) (toX y) = toX z.
Proof.
  unfold ratio. destruct (is x zero) eqn:X.
  - destruct (real y) eqn:Y; [|discriminate]. destruct (is y zero) eqn:Z; [discriminate|].
    intros [= <-]. split; [exact (proj2 (value_real zero 0 zero_correct))|].
    destruct (real_value y Y) as [b B]. rewrite B, (is_zero_value x X).
    assert (N : b <> 0).
    { intros ->. unfold is in Z. pose proof (cmp_correct y zero) as E. unfold cmp in *.
      pose proof zero_correct as E0. destruct (value_real _ _ B) as [Cy _].
      destruct (value_real _ _ E0) as [C0 _]. unfold classify, toX, zero in *.
      rewrite Cy, C0, B, E0 in E. cbn [Xcmp] in E. rewrite E in Z.
      rewrite (Rcompare_Eq 0 0 eq_refl) in Z. congruence. }
    change (toX zero) with (P.toX P.zero). rewrite P.zero_correct. cbn. unfold Xdiv'.
    rewrite is_zero_false by exact N. f_equal. now field.
  - intros H. destruct (halves_value _ _ _ _ H) as (a & b & -> & -> & N & -> & Rz).
    split; [exact Rz|]. cbn. unfold Xdiv'. now rewrite is_zero_false.
Qed.
Lemma root_value x z : root x = Some z -> real z = true /\ Xbind Xsqrt' (toX x) = toX z.
Proof.
  unfold root. destruct (is x zero) eqn:X.
  - intros [= <-]. split; [exact (proj2 (value_real zero 0 zero_correct))|].
    rewrite (is_zero_value x X). change (toX zero) with (P.toX P.zero). rewrite P.zero_correct.
    cbn [Xbind]. unfold Xsqrt'. now rewrite sqrt_0.
  - destruct (is x one) eqn:O; [|discriminate]. intros [= <-].
    split; [exact (proj2 (value_real one 1 one_value))|].
    rewrite (is_one_value x O), one_value. cbn [Xbind]. unfold Xsqrt'. now rewrite sqrt_1.
Qed.
Definition add_UP (p : precision) (x y : type) : type :=
  match sum x y with Some z => z | None => P.add_UP p x y end.
Definition add_DN (p : precision) (x y : type) : type :=
  match sum x y with Some z => z | None => P.add_DN p x y end.
Definition sub_UP (p : precision) (x y : type) : type :=
  match sum x (neg y) with Some z => z | None => P.sub_UP p x y end.
Definition sub_DN (p : precision) (x y : type) : type :=
  match sum x (neg y) with Some z => z | None => P.sub_DN p x y end.
Definition mul_UP (p : precision) (x y : type) : type :=
  match prod x y with Some z => z | None => P.mul_UP p x y end.
Definition mul_DN (p : precision) (x y : type) : type :=
  match prod x y with Some z => z | None => P.mul_DN p x y end.
Definition div_UP (p : precision) (x y : type) : type :=
  match ratio x y with Some z => z | None => P.div_UP p x y end.
Definition div_DN (p : precision) (x y : type) : type :=
  match ratio x y with Some z => z | None => P.div_DN p x y end.
Definition sqrt_UP (p : precision) (x : type) : type :=
  match root x with Some z => z | None => P.sqrt_UP p x end.
Definition sqrt_DN (p : precision) (x : type) : type :=
  match root x with Some z => z | None => P.sqrt_DN p x end.
Lemma add_UP_correct (p : precision) (x y : type) : valid_ub x = true ->
  valid_ub y = true ->
  valid_ub (add_UP p x y) = true /\
  le_upper (Xbind2 (fun x y => Xreal (x + y)) (toX x) (toX y)) (toX (add_UP p x y)).
Proof.
  intros H0 H1. unfold add_UP. destruct (sum x y) as [z|] eqn:E;
  [|now apply P.add_UP_correct].
  destruct (sum_value _ _ _ E) as [Rz S].
  apply upper_equal; [exact (proj1 (real_valid z Rz))|exact S].
Qed.
Lemma add_DN_correct (p : precision) (x y : type) : valid_lb x = true ->
  valid_lb y = true ->
  valid_lb (add_DN p x y) = true /\
  le_lower (toX (add_DN p x y)) (Xbind2 (fun x y => Xreal (x + y)) (toX x) (toX y)).
Proof.
  intros H0 H1. unfold add_DN. destruct (sum x y) as [z|] eqn:E;
  [|now apply P.add_DN_correct].
  destruct (sum_value _ _ _ E) as [Rz S].
  apply lower_equal; [exact (proj2 (real_valid z Rz))|exact S].
Qed.
Lemma sub_UP_correct (p : precision) (x y : type) : valid_ub x = true ->
  valid_lb y = true ->
  valid_ub (sub_UP p x y) = true /\
  le_upper (Xbind2 (fun x y => Xreal (x - y)) (toX x) (toX y)) (toX (sub_UP p x y)).
Proof.
  intros H0 H1. unfold sub_UP. destruct (sum x (neg y)) as [z|] eqn:E;
  [|now apply P.sub_UP_correct].
  destruct (sum_value _ _ _ E) as [Rz S]. apply upper_equal; [exact (proj1 (real_valid z Rz))|].
  rewrite <- S. now apply difference_value with z.
Qed.
Lemma sub_DN_correct (p : precision) (x y : type) : valid_lb x = true ->
  valid_ub y = true ->
  valid_lb (sub_DN p x y) = true /\
  le_lower (toX (sub_DN p x y)) (Xbind2 (fun x y => Xreal (x - y)) (toX x) (toX y)).
Proof.
  intros H0 H1. unfold sub_DN. destruct (sum x (neg y)) as [z|] eqn:E;
  [|now apply P.sub_DN_correct].
  destruct (sum_value _ _ _ E) as [Rz S]. apply lower_equal; [exact (proj2 (real_valid z Rz))|].
  rewrite <- S. now apply difference_value with z.
Qed.
Lemma mul_UP_correct (p : precision) (x y : type) :
  is_non_neg x /\ is_non_neg y \/ is_non_pos x /\ is_non_pos y \/
    is_non_pos_real x /\ is_non_neg_real y \/ is_non_neg_real x /\ is_non_pos_real y ->
  valid_ub (mul_UP p x y) = true /\
  le_upper (Xbind2 (fun x y => Xreal (x * y)) (toX x) (toX y)) (toX (mul_UP p x y)).
Proof.
  intros H0. unfold mul_UP. destruct (prod x y) as [z|] eqn:E;
  [|now apply P.mul_UP_correct].
  destruct (prod_value _ _ _ E) as [Rz S].
  apply upper_equal; [exact (proj1 (real_valid z Rz))|exact S].
Qed.
Lemma mul_DN_correct (p : precision) (x y : type) :
  is_non_neg_real x /\ is_non_neg_real y \/ is_non_pos_real x /\ is_non_pos_real y \/
    is_non_neg x /\ is_non_pos y \/ is_non_pos x /\ is_non_neg y ->
  valid_lb (mul_DN p x y) = true /\
  le_lower (toX (mul_DN p x y)) (Xbind2 (fun x y => Xreal (x * y)) (toX x) (toX y)).
Proof.
  intros H0. unfold mul_DN. destruct (prod x y) as [z|] eqn:E;
  [|now apply P.mul_DN_correct].
  destruct (prod_value _ _ _ E) as [Rz S].
  apply lower_equal; [exact (proj2 (real_valid z Rz))|exact S].
Qed.
Lemma div_UP_correct (p : precision) (x y : type) :
  is_non_neg x /\ is_pos_real y \/ is_non_pos x /\ is_neg_real y \/
    is_non_neg_real x /\ is_neg_real y \/ is_non_pos_real x /\ is_pos_real y ->
  valid_ub (div_UP p x y) = true /\
  le_upper (Xbind2 Xdiv' (toX x) (toX y)) (toX (div_UP p x y)).
Proof.
  intros H0. unfold div_UP. destruct (ratio x y) as [z|] eqn:E;
  [|now apply P.div_UP_correct].
  destruct (ratio_value _ _ _ E) as [Rz S].
  apply upper_equal; [exact (proj1 (real_valid z Rz))|exact S].
Qed.
Lemma div_DN_correct (p : precision) (x y : type) :
  is_non_neg x /\ is_neg_real y \/ is_non_pos x /\ is_pos_real y \/
    is_non_neg_real x /\ is_pos_real y \/ is_non_pos_real x /\ is_neg_real y ->
  valid_lb (div_DN p x y) = true /\
  le_lower (toX (div_DN p x y)) (Xbind2 Xdiv' (toX x) (toX y)).
Proof.
  intros H0. unfold div_DN. destruct (ratio x y) as [z|] eqn:E;
  [|now apply P.div_DN_correct].
  destruct (ratio_value _ _ _ E) as [Rz S].
  apply lower_equal; [exact (proj2 (real_valid z Rz))|exact S].
Qed.
Lemma sqrt_UP_correct (p : precision) (x : type) : valid_ub (sqrt_UP p x) = true /\
  le_upper (Xbind Xsqrt' (toX x)) (toX (sqrt_UP p x)).
Proof.
  unfold sqrt_UP. destruct (root x) as [z|] eqn:E;
  [|now apply P.sqrt_UP_correct].
  destruct (root_value _ _ E) as [Rz S].
  apply upper_equal; [exact (proj1 (real_valid z Rz))|exact S].
Qed.
Lemma sqrt_DN_correct (p : precision) (x : type) : valid_lb x = true ->
  valid_lb (sqrt_DN p x) = true /\
  le_lower (toX (sqrt_DN p x)) (Xbind Xsqrt' (toX x)).
Proof.
  intros H0. unfold sqrt_DN. destruct (root x) as [z|] eqn:E;
  [|now apply P.sqrt_DN_correct].
  destruct (root_value _ _ E) as [Rz S].
  apply lower_equal; [exact (proj2 (real_valid z Rz))|exact S].
Qed.
End ExactFloat.
