(** * The mean value theorem with derivatives that are intervals

    [jet] encloses an expression and its derivative along a segment in one pass, without writing the
    derivative: where it gives a result the expression is differentiable ([jet_correct]).  From the
    middle and the ends, or corners, of a box to its points this bounds the value ([mean_correct]).
    It is cheap, so that boxes may be small. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Arith Lia.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Xreal Interval Sig Specific_ops Specific_stdz Float_full Primitive_ops.
From KernelCalculator Require Import ArcCosine KernelTails KernelOrders Expression Identities Forms Derivative
  Certificate Expansions.
From KernelCalculator Require Export Domains.
Local Open Scope R_scope.
Import ListNotations.
Local Notation "a && b" := (if a then b else false) : bool_scope.
Local Notation "a || b" := (if a then true else b) : bool_scope.

(** ** Boxes *)
Definition box := list (Q * Q).
Definition in_box (b : box) (x : nat -> R) : Prop :=
  forall n l u, nth_error b n = Some (l, u) -> Q2R l <= x n <= Q2R u.
Fixpoint replace_side (n : nat) (s : Q * Q) (b : box) : box :=
  match b, n with
  | [], _ => []
  | _ :: b, O => s :: b
  | t :: b, S n => t :: replace_side n s b
  end.
Lemma replace_side_correct i s b x : in_box b x -> Q2R (fst s) <= x i <= Q2R (snd s) ->
  in_box (replace_side i s b) x.
Proof.
  revert i x. induction b as [|t b IH]; intros [|i] x H Hs [|n] l u N; cbn in N; try discriminate.
  - injection N as ->. exact Hs.
  - exact (H (S n) l u N).
  - exact (H 0%nat l u N).
  - exact (IH i (fun n => x (S n)) (fun m => H (S m)) Hs n l u N).
Qed.
Definition middle (s : Q * Q) : Q := product_Q (1 # 2) (fst s + snd s)%Q.
(** The place and the middle of a longest side. *)
Fixpoint longest (b : box) (n : nat) : nat * Q * Q :=
  match b with
  | [] => (0%nat, 0%Q, 0%Q)
  | (l, u) :: b =>
      let '(i, m, width) := longest b (S n) in
      let own := sum_Q u (Qopp l) in
      if Qle_bool width own then (n, middle (l, u), own) else (i, m, width)
  end.
(** The middle of the box, and its ends or, in two variables, corners. *)
Definition mean_centers (b : box) : list (list Q) :=
  map middle b ::
  match b with
  | [(l, u)] => [[l]; [u]]
  | (l, u) :: (l', u') :: rest => let others := map middle rest in
      [l :: l' :: others; l :: u' :: others; u :: l' :: others; u :: u' :: others]
  | [] => []
  end.

Module Make (F : FloatOps with Definition radix := Zaux.radix2 with Definition sensible_format := true).
Module E := Expansions.Make F.
Module C := E.C.
Module I := C.I.
Section Checker.
Variable prec : I.precision.
Let cont := C.cont.
Let pos := C.pos.
Let nonneg := C.nonneg.
Notation evalI := (C.evalI prec).
Let add := I.add prec.
Let sub := I.sub prec.
Let mul := I.mul prec.
Let div := I.div prec.
Let number (z : Z) := I.fromZ prec z.
Definition rational (q : Q) : I.type := C.frac prec (Qnum q) (Zpos (Qden q)).
Lemma rational_correct q : cont (rational q) (Q2R q).
Proof. apply C.c_frac. Qed.
Definition sides (b : box) : nat -> I.type :=
  let l := map (fun s => I.join (rational (fst s)) (rational (snd s))) b in fun n => nth n l I.nai.
Lemma sides_correct b x : in_box b x -> C.env_in (sides b) x.
Proof.
  intros H n. unfold sides. destruct (nth_error b n) as [[l u]|] eqn:N.
  - erewrite nth_error_nth by (rewrite nth_error_map, N; reflexivity). cbn [fst snd].
    apply C.c_join with (Q2R l) (Q2R u); try apply rational_correct. exact (H n l u N).
  - rewrite nth_overflow; [apply C.c_nai|]. rewrite map_length. now apply nth_error_None.
Qed.

(** ** Values with derivatives *)
Section Jet.
(** The variables that move, and enclosures of the segment's points. *)
Variables (k : nat) (reach : nat -> I.type).
Definition fixed (e : expr) : bool := match e with Rat _ _ | Pi => true | _ => false end.
Definition inside_unit (i : I.type) : bool := pos (add (number 1) i) && pos (sub (number 1) i).
Definition any_value (_ : I.type) : bool := true.
Fixpoint zip {A : Type} (f : A -> A -> A) (l m : list A) : list A :=
  match l, m with a :: l, b :: m => f a b :: zip f l m | _, _ => [] end.
(** f a, where f' is enclosed for the values of a. *)
Definition chained (f f' : I.type -> I.type) (ok : I.type -> bool) (a : option (I.type * list I.type)) :=
  match a with
  | Some (i, j) => if ok i then let d := f' i in Some (f i, map (mul d) j) else None
  | None => None
  end.
(** The value, and what the coordinates of the direction are multiplied by in the derivative. *)
Fixpoint jet (e : expr) : option (I.type * list I.type) :=
  match e with
  | Var n => if moves k n
      then Some (reach n, map (fun m => if Nat.eqb m n then number 1 else I.zero) (seq 0 k)) else None
  | Rat n d => Some (C.frac prec n (Zpos d), repeat I.zero k)
  | Pi => Some (evalI Pi reach, repeat I.zero k)
  | Neg a => match jet a with Some (i, j) => Some (I.neg i, map I.neg j) | None => None end
  | Add a b => match jet a, jet b with
      | Some (i, j), Some (i', j') => Some (add i i', zip add j j') | _, _ => None end
  | Sub a b => match jet a, jet b with
      | Some (i, j), Some (i', j') => Some (sub i i', zip sub j j') | _, _ => None end
  | Mul a b => match jet a, jet b with
      | Some (i, j), Some (i', j') => Some (mul i i', zip add (map (mul i') j) (map (mul i) j'))
      | _, _ => None end
  | Div a b => match jet a, jet b with
      | Some (i, j), Some (i', j') =>
          if pos i' || pos (I.neg i') then
            let q := div i i' in Some (q, map (fun d => div d i') (zip sub j (map (mul q) j')))
          else None
      | _, _ => None end
  | Square a => chained (I.sqr prec) (fun i => mul (number 2) i) any_value (jet a)
  | Sqrt a => chained (I.sqrt prec) (fun i => div (number 1) (mul (number 2) (I.sqrt prec i))) pos (jet a)
  | Exp a => chained (I.exp prec) (I.exp prec) any_value (jet a)
  | Log a => chained (I.ln prec) (fun i => div (number 1) i) pos (jet a)
  | Sin a => chained (I.sin prec) (I.cos prec) any_value (jet a)
  | Cos a => chained (I.cos prec) (fun i => I.neg (I.sin prec i)) any_value (jet a)
  | Atan a => chained (I.atan prec) (fun i => div (number 1) (add (number 1) (I.sqr prec i))) any_value (jet a)
  | Kappa1 a => chained (C.kappa1_on prec) (C.kappa0_on prec) any_value (jet a)
  | Kappa0 a => chained (C.kappa0_on prec) (C.slope0 prec false) inside_unit (jet a)
  | Higher n a =>
      let m := Pos.of_succ_nat n in
      chained (C.order_on prec (S (S n)))
        (fun i => mul (C.frac prec (Zpos (Pos.succ m * Pos.succ m)) (Zpos (Pos.succ (2 * m))))
          (match n with O => C.kappa1_on prec i | S n => C.order_on prec (S (S n)) i end))
        any_value (jet a)
  | _ => None
  end.

Variable y : nat -> R.
Hypothesis Hy : forall n, moves k n = true -> cont (reach n) (y n).
Let dy (e : expr) := eval (slope k fixed e) y.
(** Sums of multiples of the direction's coordinates. *)
Definition direction : list R := map (fun n => y (k + n)%nat) (seq 0 k).
Fixpoint dot (ws vs : list R) : R :=
  match ws, vs with w :: ws, v :: vs => w * v + dot ws vs | _, _ => 0 end.
Definition linear (j : list I.type) (r : R) : Prop :=
  exists ws, Forall2 cont j ws /\ length ws = k /\ r = dot ws direction.
Lemma dot_map (f : R -> R) (a : R) ws vs : (forall w v, f w * v = a * (w * v)) ->
  dot (map f ws) vs = a * dot ws vs.
Proof.
  intros F. revert vs. induction ws as [|w ws IH]; intros [|v vs]; cbn [dot map]; try ring.
  rewrite IH, F. ring.
Qed.
Lemma dot_zip (f : R -> R -> R) (a b : R) vs : (forall w z v, f w z * v = a * (w * v) + b * (z * v)) ->
  forall ws zs, length ws = length zs -> dot (zip f ws zs) vs = a * dot ws vs + b * dot zs vs.
Proof.
  intros F. induction vs as [|v vs IH]; intros [|w ws] [|z zs] L; cbn [dot zip]; try discriminate; try ring.
  rewrite IH by (cbn in L; lia). rewrite F. ring.
Qed.
Lemma zip_length {A} (f : A -> A -> A) l m n : length l = n -> length m = n -> length (zip f l m) = n.
Proof.
  revert m n. induction l as [|a l IH]; intros [|b m] n L M; cbn in *; try lia.
  rewrite (IH m (pred n)); lia.
Qed.
Lemma zip_values f g j j' ws zs : (forall i i' w z, cont i w -> cont i' z -> cont (f i i') (g w z)) ->
  Forall2 cont j ws -> Forall2 cont j' zs -> Forall2 cont (zip f j j') (zip g ws zs).
Proof.
  intros F H. revert j' zs. induction H; intros j' zs K; cbn [zip]; [constructor|].
  destruct K; constructor; auto.
Qed.
Lemma map_values f g j ws : (forall i w, cont i w -> cont (f i) (g w)) ->
  Forall2 cont j ws -> Forall2 cont (map f j) (map g ws).
Proof. intros F. induction 1; cbn [map]; constructor; auto. Qed.
Lemma linear_map f g a j r : (forall i w, cont i w -> cont (f i) (g w)) ->
  (forall w v, g w * v = a * (w * v)) -> linear j r -> linear (map f j) (a * r).
Proof.
  intros F G (ws & W & L & ->). exists (map g ws). split; [now apply (map_values f g)|].
  split; [now rewrite map_length|]. symmetry. now apply dot_map.
Qed.
Lemma linear_zip f g a b j j' r r' : (forall i i' w z, cont i w -> cont i' z -> cont (f i i') (g w z)) ->
  (forall w z v, g w z * v = a * (w * v) + b * (z * v)) -> linear j r -> linear j' r' ->
  linear (zip f j j') (a * r + b * r').
Proof.
  intros F G (ws & W & L & ->) (zs & Z & M & ->). exists (zip g ws zs).
  split; [now apply (zip_values f g)|]. split; [now apply zip_length|].
  symmetry. apply dot_zip; [exact G|congruence].
Qed.
Lemma linear_add j j' r r' : linear j r -> linear j' r' -> linear (zip add j j') (r + r').
Proof.
  intros A B. replace (r + r') with (1 * r + 1 * r') by ring.
  apply (linear_zip add Rplus); [intros; now apply C.c_add|intros; ring|exact A|exact B].
Qed.
Lemma linear_sub j j' r r' : linear j r -> linear j' r' -> linear (zip sub j j') (r - r').
Proof.
  intros A B. replace (r - r') with (1 * r + -1 * r') by ring.
  apply (linear_zip sub Rminus); [intros; now apply C.c_sub|intros; ring|exact A|exact B].
Qed.
Lemma linear_scaled i z j r : cont i z -> linear j r -> linear (map (mul i) j) (z * r).
Proof. intros Z. apply (linear_map _ (Rmult z)); [intros; now apply C.c_mul|intros; ring]. Qed.
Lemma linear_zero : linear (repeat I.zero k) 0.
Proof.
  exists (repeat 0 k). split; [|split; [apply repeat_length|]].
  - generalize k. intros n. induction n; cbn; constructor; [exact C.c_zero|assumption].
  - generalize k, direction. intros n. induction n as [|n IH]; intros [|v vs]; cbn [repeat dot]; try reflexivity.
    rewrite <- IH. ring.
Qed.
Lemma linear_unit n : moves k n = true ->
  linear (map (fun m => if Nat.eqb m n then number 1 else I.zero) (seq 0 k)) (y (k + n)%nat).
Proof.
  intros M. apply Nat.ltb_lt in M. exists (map (fun m => if Nat.eqb m n then 1 else 0) (seq 0 k)).
  split; [|split; [now rewrite map_length, seq_length|]].
  - induction (seq 0 k) as [|m l IH]; cbn; constructor; [|exact IH].
    destruct (Nat.eqb m n); [apply C.c_Z|apply C.c_zero].
  - unfold direction. change (y (k + n)%nat) with ((fun n => y (k + n)%nat) n).
    generalize (fun n => y (k + n)%nat). intros u.
    assert (G : forall l a, dot (map (fun m => if Nat.eqb m n then 1 else 0) (seq a l)) (map u (seq a l)) =
      if Nat.leb a n && Nat.ltb n (a + l) then u n else 0).
    { clear M. induction l as [|l IH]; intros a; cbn [seq map dot].
      - destruct (Nat.leb_spec a n), (Nat.ltb_spec n (a + 0)); try lia; reflexivity.
      - rewrite IH. destruct (Nat.eqb_spec a n) as [->|N].
        + destruct (Nat.leb_spec (S n) n); [lia|]. destruct (Nat.leb_spec n n); [|lia].
          destruct (Nat.ltb_spec n (n + S l)); [ring|lia].
        + destruct (Nat.leb_spec (S a) n), (Nat.leb_spec a n); try lia;
          destruct (Nat.ltb_spec n (S a + l)), (Nat.ltb_spec n (a + S l)); try lia; ring. }
    rewrite G. destruct (Nat.leb_spec 0 n); [|lia]. destruct (Nat.ltb_spec n (0 + k)); [reflexivity|lia].
Qed.
Lemma chained_correct e a f f' ok (g : R -> R) (d : R) :
  (forall i z, cont i z -> cont (f i) (g z)) -> (forall i, ok i = true -> cont i (eval a y) -> cont (f' i) d) ->
  eval e y = g (eval a y) -> dy e = d * dy a ->
  (forall i, ok i = true -> cont i (eval a y) -> smooth fixed a y -> smooth fixed e y) ->
  (forall i j, jet a = Some (i, j) -> cont i (eval a y) /\ smooth fixed a y /\ linear j (dy a)) ->
  forall i j, chained f f' ok (jet a) = Some (i, j) ->
    cont i (eval e y) /\ smooth fixed e y /\ linear j (dy e).
Proof.
  intros Hf Hd E D S IH i j H. unfold chained in H. destruct (jet a) as [[i1 j1]|]; [|discriminate].
  destruct (ok i1) eqn:O; [|discriminate]. injection H as <- <-.
  destruct (IH i1 j1 eq_refl) as (A & B & G). rewrite E, D. split; [now apply Hf|]. split.
  - exact (S i1 O A B).
  - apply linear_scaled; [now apply Hd|exact G].
Qed.
Lemma inside_unit_correct i z : inside_unit i = true -> cont i z -> -1 < z < 1.
Proof.
  intros H Z. apply and_true in H. destruct H as [P Q].
  pose proof (C.pos_correct _ _ P (C.c_add prec _ _ _ _ (C.c_Z prec 1) Z)).
  pose proof (C.pos_correct _ _ Q (C.c_sub prec _ _ _ _ (C.c_Z prec 1) Z)). lra.
Qed.
Theorem jet_correct e : forall i j, jet e = Some (i, j) ->
  cont i (eval e y) /\ smooth fixed e y /\ linear j (dy e).
Proof.
  unfold dy. induction e; intros i j H; cbn [jet] in H; try discriminate.
  - destruct (moves k n) eqn:M; [|discriminate]. injection H as <- <-. split; [exact (Hy n M)|].
    split; [right; exact Logic.I|]. cbn [slope fixed]. rewrite M. now apply linear_unit.
  - injection H as <- <-. split; [rewrite eval_Rat; apply C.c_frac|]. split; [now left|exact linear_zero].
  - injection H as <- <-. split; [apply C.c_pi|]. split; [now left|exact linear_zero].
  - destruct (jet e) as [[i1 j1]|]; [|discriminate]. injection H as <- <-.
    destruct (IHe _ _ eq_refl) as (A & B & D). split; [now apply C.c_neg|]. split; [now right|].
    cbn [slope fixed eval]. replace (- eval (slope k fixed e) y) with (-1 * eval (slope k fixed e) y) by ring.
    apply (linear_map _ Ropp); [intros; now apply C.c_neg|intros; ring|exact D].
  - destruct (jet e1) as [[i1 j1]|]; [|discriminate]. destruct (jet e2) as [[i2 j2]|]; [|discriminate].
    injection H as <- <-. destruct (IHe1 _ _ eq_refl) as (A & B & D), (IHe2 _ _ eq_refl) as (A' & B' & D').
    split; [now apply C.c_add|]. split; [now right|]. cbn [slope fixed]. rewrite eval_plus. now apply linear_add.
  - destruct (jet e1) as [[i1 j1]|]; [|discriminate]. destruct (jet e2) as [[i2 j2]|]; [|discriminate].
    injection H as <- <-. destruct (IHe1 _ _ eq_refl) as (A & B & D), (IHe2 _ _ eq_refl) as (A' & B' & D').
    split; [now apply C.c_sub|]. split; [now right|]. cbn [slope fixed]. rewrite eval_plus.
    replace (eval (if zero_term (slope k fixed e2) then int 0 else Neg (slope k fixed e2)) y)
      with (- eval (slope k fixed e2) y).
    + now apply linear_sub.
    + destruct (zero_term _) eqn:Z; [rewrite (zero_term_eval _ _ Z)|]; cbn [eval int]; ring.
  - destruct (jet e1) as [[i1 j1]|]; [|discriminate]. destruct (jet e2) as [[i2 j2]|]; [|discriminate].
    injection H as <- <-. destruct (IHe1 _ _ eq_refl) as (A & B & D), (IHe2 _ _ eq_refl) as (A' & B' & D').
    split; [now apply C.c_mul|]. split; [now right|]. cbn [slope fixed]. rewrite eval_plus, !eval_times.
    apply linear_add; [rewrite Rmult_comm|]; now apply linear_scaled.
  - destruct (jet e1) as [[i1 j1]|]; [|discriminate]. destruct (jet e2) as [[i2 j2]|]; [|discriminate].
    destruct (if pos i2 then true else pos (I.neg i2)) eqn:P; [|discriminate].
    injection H as <- <-. destruct (IHe1 _ _ eq_refl) as (A & B & D), (IHe2 _ _ eq_refl) as (A' & B' & D').
    assert (N : eval e2 y <> 0).
    { apply or_true in P. destruct P as [P|P].
      - pose proof (C.pos_correct _ _ P A'). lra.
      - pose proof (C.pos_correct _ _ P (C.c_neg _ _ A')). lra. }
    assert (Q : cont (div i1 i2) (eval e1 y / eval e2 y)) by now apply C.c_div.
    split; [exact Q|]. split; [now right|].
    assert (T : linear (map (fun d => div d i2) (zip sub j1 (map (mul (div i1 i2)) j2)))
      (/ eval e2 y * (eval (slope k fixed e1) y - eval e1 y / eval e2 y * eval (slope k fixed e2) y))).
    { apply (linear_map _ (fun w => w / eval e2 y)); [intros; now apply C.c_div|intros; unfold Rdiv; ring|].
      apply linear_sub; [exact D|]. now apply linear_scaled. }
    replace (eval (slope k fixed (Div e1 e2)) y)
      with (/ eval e2 y * (eval (slope k fixed e1) y - eval e1 y / eval e2 y * eval (slope k fixed e2) y));
      [exact T|].
    cbn [slope]. change (fixed (Div e1 e2)) with false. cbv iota. destruct (fixed e2) eqn:Fx.
    + assert (Z : eval (slope k fixed e2) y = 0) by (destruct e2; try discriminate; reflexivity).
      cbn [eval]. rewrite Z. field. exact N.
    + cbn [eval]. rewrite !eval_times. field. exact N.
  - apply (chained_correct (Sqrt e) e _ _ _ sqrt (1 / (2 * sqrt (eval e y)))) with (7 := H); auto.
    + intros; now apply C.c_sqrt.
    + intros i0 P A. apply C.c_div; [apply C.c_Z|]. apply C.c_mul; [apply C.c_Z|now apply C.c_sqrt].
    + unfold dy. cbn [slope fixed eval]. change (eval (int 2) y) with (IZR 2). unfold Rdiv. ring.
    + intros i0 P A S. right. split; [exact S|exact (C.pos_correct _ _ P A)].
  - apply (chained_correct (Exp e) e _ _ _ exp (exp (eval e y))) with (7 := H); auto.
    + intros; now apply C.c_exp.
    + intros; now apply C.c_exp.
    + intros; now right.
  - apply (chained_correct (Log e) e _ _ _ ln (1 / eval e y)) with (7 := H); auto.
    + intros; now apply C.c_ln.
    + intros i0 P A. apply C.c_div; [apply C.c_Z|exact A].
    + unfold dy. cbn [slope fixed eval]. unfold Rdiv. ring.
    + intros i0 P A S. right. split; [exact S|exact (C.pos_correct _ _ P A)].
  - apply (chained_correct (Sin e) e _ _ _ sin (cos (eval e y))) with (7 := H); auto.
    + intros; now apply C.c_sin.
    + intros; now apply C.c_cos.
    + intros; now right.
  - apply (chained_correct (Cos e) e _ _ _ cos (- sin (eval e y))) with (7 := H); auto.
    + intros; now apply C.c_cos.
    + intros. now apply C.c_neg, C.c_sin.
    + intros; now right.
  - apply (chained_correct (Atan e) e _ _ _ atan (1 / (1 + eval e y * eval e y))) with (7 := H); auto.
    + intros; now apply C.c_atan.
    + intros i0 _ A. apply C.c_div; [apply C.c_Z|]. apply C.c_add; [apply C.c_Z|now apply C.c_sqr].
    + unfold dy. cbn [slope fixed eval]. change (eval (int 1) y) with (IZR 1). unfold Rdiv. ring.
    + intros; now right.
  - apply (chained_correct (Kappa1 e) e _ _ _ kappa1 (kappa0 (eval e y))) with (7 := H); auto.
    + intros; now apply C.kappa1_on_correct.
    + intros; now apply C.kappa0_on_correct.
    + intros; now right.
  - apply (chained_correct (Kappa0 e) e _ _ _ kappa0
      (1 / (PI * sqrt (1 - eval e y * eval e y)))) with (7 := H); auto.
    + intros; now apply C.kappa0_on_correct.
    + intros. now apply C.slope0_correct.
    + intros i0 P A S. right. split; [exact S|exact (inside_unit_correct _ _ P A)].
  - apply (chained_correct (Higher n e) e _ _ _ (kappa_order (2 + n))
      (order_slope (S n) * kappa_order (1 + n) (eval e y))) with (7 := H); auto.
    + intros; now apply C.order_on_correct.
    + intros i0 _ A. rewrite <- (higher_slope n y), eval_Rat. apply C.c_mul; [apply C.c_frac|].
      destruct n; [now apply C.kappa1_on_correct|now apply C.order_on_correct].
    + unfold dy. cbn [slope fixed].
      set (lower := match n with O => Kappa1 e | S n => Higher n e end).
      assert (L : eval lower y = kappa_order (1 + n) (eval e y)) by (unfold lower; destruct n; reflexivity).
      change (eval (Rat (Zpos (Pos.succ (Pos.of_succ_nat n) * Pos.succ (Pos.of_succ_nat n)))
        (Pos.succ (2 * Pos.of_succ_nat n))) y * eval lower y * eval (slope k fixed e) y =
        order_slope (S n) * kappa_order (1 + n) (eval e y) * eval (slope k fixed e) y).
      now rewrite higher_slope, L.
    + intros; now right.
  - apply (chained_correct (Square e) e _ _ _ (fun z => z * z) (2 * eval e y)) with (7 := H); auto.
    + intros; now apply C.c_sqr.
    + intros. apply C.c_mul; [apply C.c_Z|assumption].
    + intros; now right.
Qed.
End Jet.

(** ** From a point of a box to its points *)
Section Means.
Variables (k : nat) (b : box).
Definition number_of (c : list Q) (n : nat) : Q := nth n c 0%Q.
Definition at_numbers (c : list Q) : nat -> I.type :=
  let l := map rational c in fun n => nth n l I.nai.
(** The differences between the box and c, and their products with derivatives. *)
Definition away (c : list Q) (n : nat) : I.type :=
  match nth_error b n with
  | Some (l, u) => let q := Qopp (number_of c n) in I.join (rational (sum_Q l q)) (rational (sum_Q u q))
  | None => I.nai
  end.
Fixpoint change (j : list I.type) (c : list Q) (n : nat) : I.type :=
  match j with [] => I.zero | d :: j => add (mul d (away c n)) (change j c (S n)) end.
Definition belongs (c : list Q) : bool :=
  all (fun n => match nth_error b n with
    | Some (l, u) => Qle_bool l (number_of c n) && Qle_bool (number_of c n) u
    | None => false end) (seq 0 k).
Definition from_center (test : I.type -> bool) (e : expr) (j : list I.type) (c : list Q) : bool :=
  belongs c && Nat.eqb (length c) k &&
  (let i := evalI e (at_numbers c) in let d := change j c 0 in
    test (add i d) || (test i && nonneg d)).
Definition mean_test (test : I.type -> bool) (e : expr) : bool :=
  test (evalI e (sides b)) || variables (moves k) e &&
  match jet k (sides b) e with
  | Some (_, j) => any (from_center test e j) (mean_centers b)
  | None => false
  end.

Variable x : nat -> R.
Hypothesis Bx : in_box b x.
Lemma away_correct c n : cont (away c n) (x n - Q2R (number_of c n)).
Proof.
  unfold away. destruct (nth_error b n) as [[l u]|] eqn:E; [|apply C.c_nai].
  pose proof (Bx n l u E). cbv zeta.
  apply (C.c_join _ _ _ _ _ (rational_correct _) (rational_correct _)). rewrite !sum_Q_R, Q2R_opp. lra.
Qed.
Lemma change_correct c j ws : Forall2 cont j ws -> forall n,
  cont (change j c n) (dot ws (map (fun n => x n - Q2R (number_of c n)) (seq n (length ws)))).
Proof.
  induction 1 as [|d w j ws D F IH]; intros n; cbn [change length seq map dot]; [exact C.c_zero|].
  apply C.c_add; [apply C.c_mul; [exact D|apply away_correct]|apply IH].
Qed.
Lemma mean_value e c : belongs c = true -> length c = k -> variables (moves k) e = true ->
  forall i j, jet k (sides b) e = Some (i, j) ->
  exists w, cont (change j c 0) w /\ eval e x = eval e (fun n => Q2R (number_of c n)) + w.
Proof.
  intros B L V i j J. set (q := fun n => Q2R (number_of c n)). set (v := fun n => x n - q n).
  unfold belongs in B. rewrite all_forall in B.
  assert (R : forall t, 0 <= t <= 1 -> C.env_in (fun n => if moves k n then sides b n else I.nai)
    (path k q v t)).
  { intros t T n. unfold path. destruct (moves k n) eqn:M; [|apply C.c_nai].
    assert (N : (n < k)%nat) by (now apply Nat.ltb_lt in M).
    specialize (B n ltac:(apply in_seq; lia)). destruct (nth_error b n) as [[l u]|] eqn:E; [|discriminate].
    apply and_true in B. destruct B as [B1 B2]. apply Qle_bool_iff, Qle_Rle in B1, B2.
    pose proof (Bx n l u E) as X. unfold sides.
    erewrite nth_error_nth by (rewrite nth_error_map, E; reflexivity). cbn [fst snd].
    apply C.c_join with (Q2R l) (Q2R u); try apply rational_correct. unfold v, q. split; nra. }
  assert (St : forall e t u, fixed e = true -> eval e (path k q v t) = eval e (path k q v u))
    by (intros e0 t u F; destruct e0; try discriminate; reflexivity).
  set (g := fun t => eval e (path k q v t)).
  set (g' := fun t => eval (slope k fixed e) (path k q v t)).
  assert (K : forall t, 0 <= t <= 1 -> smooth fixed e (path k q v t) /\ linear k (path k q v t) j (g' t)).
  { intros t T. apply (jet_correct k (sides b) (path k q v t)) with i; [|exact J].
    intros n M. specialize (R t T n). cbv beta in R. now rewrite M in R. }
  assert (D : forall t, 0 <= t <= 1 -> is_derive g t (g' t)).
  { intros t T. apply slope_correct; [intros; now apply St|]. now apply K. }
  destruct (MVT_gen g 0 1 g') as (t & T & M).
  - rewrite Rmin_left, Rmax_right by lra. intros t T. apply D. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros t T. apply continuity_pt_filterlim.
    apply (@ex_derive_continuous R_AbsRing). eexists. apply D. lra.
  - rewrite Rmin_left, Rmax_right in T by lra. exists (g' t). split.
    + destruct (K t T) as (_ & ws & W & Lw & E). pose proof (change_correct c j ws W 0) as H.
      rewrite E. rewrite Lw in H. unfold direction.
      replace (map (fun n => path k q v t (k + n)%nat) (seq 0 k)) with
        (map (fun n => x n - Q2R (number_of c n)) (seq 0 k)); [exact H|].
      apply map_ext. intros n. unfold path, moves.
      replace (Nat.ltb (k + n) k) with false by (symmetry; apply Nat.ltb_ge; lia).
      now replace (k + n - k)%nat with n by lia.
    + assert (G1 : g 1 = eval e x).
      { apply (eval_agree _ _ _ _ V). intros n N. unfold path. rewrite N. unfold v. ring. }
      assert (G0 : g 0 = eval e q).
      { apply (eval_agree _ _ _ _ V). intros n N. unfold path. rewrite N. ring. }
      rewrite <- G1, <- G0. lra.
Qed.
Lemma at_numbers_correct c e : length c = k -> variables (moves k) e = true ->
  cont (evalI e (at_numbers c)) (eval e (fun n => Q2R (number_of c n))).
Proof.
  intros L V. apply C.evalI_correct. intros n. unfold at_numbers, number_of.
  destruct (Nat.lt_ge_cases n (length c)) as [N|N].
  - rewrite (nth_indep _ I.nai (rational 0)) by (rewrite map_length; exact N).
    rewrite (map_nth rational). apply rational_correct.
  - rewrite nth_overflow by (rewrite map_length; exact N). apply C.c_nai.
Qed.
(** [test] shows P, which larger numbers have too. *)
Theorem mean_correct (P : R -> Prop) test e :
  (forall i z, test i = true -> cont i z -> P z) -> (forall z w, P z -> z <= w -> P w) ->
  mean_test test e = true -> P (eval e x).
Proof.
  intros T U H. apply or_true in H. destruct H as [H|H].
  { exact (T _ _ H (C.evalI_correct prec e _ x (sides_correct b x Bx))). }
  apply and_true in H. destruct H as [V H].
  destruct (jet k (sides b) e) as [[i j]|] eqn:J; [|discriminate].
  apply any_exists in H. destruct H as (c & _ & H).
  unfold from_center in H. rewrite !and_true, Nat.eqb_eq in H. destruct H as [[B L] H]. cbv zeta in H.
  destruct (mean_value e c B L V i j J) as (w & W & ->).
  pose proof (at_numbers_correct c e L V) as A. apply or_true in H. destruct H as [H|H].
  - exact (T _ _ H (C.c_add prec _ _ _ _ A W)).
  - apply and_true in H. destruct H as [H1 H2]. apply (U _ _ (T _ _ H1 A)).
    pose proof (C.nonneg_correct _ _ H2 W). lra.
Qed.
End Means.

(** ** Formulas *)

(** Differences in normal form, in which equal terms are taken together, against 0. *)
Definition simplified (e : expr) : expr := factored (normal itself e).
Fixpoint differences (f : formula) : formula :=
  match f with
  | Less a b => Less (int 0) (simplified (Sub b a))
  | Greater a b => Less (int 0) (simplified (Sub a b))
  | LessEqual a b => LessEqual (int 0) (simplified (Sub b a))
  | GreaterEqual a b => LessEqual (int 0) (simplified (Sub a b))
  | Equal a b => Equal (int 0) (simplified (Sub a b))
  | NotEqual a b => NotEqual (int 0) (simplified (Sub a b))
  | And f g => And (differences f) (differences g)
  | Or f g => Or (differences f) (differences g)
  | Implies f g => Implies (differences f) (differences g)
  | Not f => Not (differences f)
  end.
Lemma simplified_value e x : eval (simplified e) x = eval e x.
Proof. unfold simplified. rewrite factored_value. apply normal_correct, itself_value. Qed.
Lemma differences_correct f x : denote (differences f) x <-> denote f x.
Proof.
  induction f; cbn [differences denote]; rewrite ?simplified_value; cbn [eval];
  change (eval (int 0) x) with 0; try lra; try tauto; split; intros H; try lra; intros E; apply H; lra.
Qed.
Section Formula.
Variables (truth : bool) (k : nat).
Definition bounded_below (test : expr -> bool) (e : expr) : bool :=
  any (fun a => all test a) (lower_bounds true e).
Lemma bounded_below_correct test e : bounded_below test e = true -> by_lower_bounds test e = true.
Proof. intros H. apply or_true. now right. Qed.
(** A formula without quantities of networks, on a box. *)
Definition mean_holds (f : formula) (b : box) : bool :=
  establish (bounded_below (mean_test k b pos)) (bounded_below (mean_test k b nonneg)) truth f.
Fixpoint bisected (n : nat) (f : formula) (b : box) : bool :=
  mean_holds f b ||
  match n with
  | O => false
  | S n =>
      let '(i, m, _) := longest b 0 in
      match nth_error b i with
      | Some (l, u) => bisected n f (replace_side i (l, m) b) && bisected n f (replace_side i (m, u) b)
      | None => false
      end
  end.
Variable x : nat -> R.
Lemma mean_holds_correct f b : in_box b x -> mean_holds f b = true -> says truth f x.
Proof.
  intros Bx. apply establish_correct; intros e H; apply bounded_below_correct in H.
  - apply (by_lower_bounds_correct (fun y => 0 < y) _ _ _ ltac:(intros; lra)) with (2 := H). intros m M.
    apply (mean_correct k b x Bx (fun y => 0 < y) pos m) with (3 := M); [|intros; lra].
    exact C.pos_correct.
  - apply (by_lower_bounds_correct (fun y => 0 <= y) _ _ _ ltac:(intros; lra)) with (2 := H). intros m M.
    apply (mean_correct k b x Bx (fun y => 0 <= y) nonneg m) with (3 := M); [|intros; lra].
    exact C.nonneg_correct.
Qed.
Lemma bisected_correct n f : forall b, in_box b x -> bisected n f b = true -> says truth f x.
Proof.
  induction n as [|n IH]; intros b Bx H; cbn [bisected] in H; apply or_true in H;
  (destruct H as [H|H]; [now apply (mean_holds_correct f b)|]); [discriminate|].
  destruct (longest b 0) as [[i m] w]. destruct (nth_error b i) as [[l u]|] eqn:N; [|discriminate].
  apply and_true in H. destruct H as [A B]. pose proof (Bx i l u N) as S.
  destruct (Rle_or_lt (x i) (Q2R m)) as [L|G].
  - apply (IH _ (replace_side_correct i (l, m) b x Bx ltac:(cbn; lra)) A).
  - apply (IH _ (replace_side_correct i (m, u) b x Bx ltac:(cbn; lra)) B).
Qed.
End Formula.
End Checker.
End Make.
