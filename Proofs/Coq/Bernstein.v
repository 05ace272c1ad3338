(** * Polynomials on boxes, by their coefficients in Bernstein's basis.

    On a box x n = l n + (u n - l n) t, where 0 <= t <= 1, a polynomial of degree d n in x n is
      sum_k b_k prod_n t^(k n) (1 - t)^(d n - k n).
    It is not negative where no b_k is ([bernstein_correct]), and positive where besides the term of
    a positive b_k is ([bernstein_positive_correct]).  The coefficients come from writing
    s for 1 - t and multiplying each monomial with powers of t + s up to the full degrees.  So a
    polynomial of degree 1 in each variable is at least its least value at a corner, and contact at
    corners or along edges does no harm. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Arith Lia.
From KernelCalculator Require Import ArcCosine Expression Identities Derivative Domains.
Import ListNotations.
Local Open Scope R_scope.

Section Bernstein.
Variable sides : list (Q * Q).
Let k := length sides.
(** The variables, with t for the one of the same number and s for that k further on. *)
Definition moved (n : nat) : poly :=
  match nth_error sides n with
  | Some (l, u) => plus_poly (constant l) (scale (sum_Q u (Qopp l)) (itself n))
  | None => itself n
  end.
Definition factor_count (n : nat) (m : monomial) : nat :=
  length (filter (fun e => match e with Var j => Nat.eqb j n | _ => false end) m).
Definition degree (n : nat) (p : poly) : nat :=
  fold_right (fun t d => Nat.max (factor_count n (fst t)) d) 0%nat p.
Fixpoint filled (n j : nat) (p : poly) : poly :=
  match j with O => p | S i => times (plus_poly (itself n) (itself (k + n))) (filled n i p) end.
Fixpoint homogeneous (degrees : list nat) (n : nat) (m : monomial) (p : poly) : poly :=
  match degrees with
  | [] => p
  | d :: ds => filled n (d - factor_count n m) (homogeneous ds (S n) m p)
  end.
Definition coefficients (degrees : list nat) (p : poly) : poly :=
  fold_right (fun t q => plus_poly (homogeneous degrees 0 (fst t) [t]) q) [] p.
Definition of_parameters (t : monomial * Q) : bool :=
  forallb (fun e => match e with Var n => Nat.ltb n (k + k) | _ => false end) (fst t) &&
  Qle_bool 0 (snd t).
(** The variables that are known to be above the lower end, or below the upper end, of their sides. *)
Variables (above below : nat -> bool).
Definition strict_parameter (e : expr) : bool :=
  match e with Var n => if Nat.ltb n k then above n else below (n - k)%nat | _ => false end.
Definition strict_term (t : monomial * Q) : bool :=
  forallb strict_parameter (fst t) && negb (Qle_bool (snd t) 0).
(** Not too many coefficients. *)
Definition limit : nat := 64.
Fixpoint polynomial_shape (e : expr) : bool :=
  match e with
  | Var _ | Rat _ _ => true
  | Neg a | Square a | Pow a _ => polynomial_shape a
  | Add a b | Sub a b | Mul a b => polynomial_shape a && polynomial_shape b
  | _ => false
  end.
(** In Bernstein's basis, where it has not too many coefficients and none is negative. *)
Definition in_basis (e : expr) : option poly :=
  if polynomial_shape e then
    let p := normal moved e in
    let degrees := map (fun n => degree n p) (seq 0 k) in
    if Nat.leb (fold_right (fun d n => S d * n)%nat 1%nat degrees) limit then
      let q := coefficients degrees p in
      if variables (fun n => Nat.ltb n k) e && forallb of_parameters q then Some q else None
    else None
  else None.
Definition bernstein (e : expr) : bool :=
  match in_basis e with Some _ => true | None => false end.
(** Positive, because a term is. *)
Definition bernstein_positive (e : expr) : bool :=
  match in_basis e with Some q => existsb strict_term q | None => false end.

Variable x : nat -> R.
Hypothesis inside : forall n l u, nth_error sides n = Some (l, u) -> Q2R l <= x n <= Q2R u.
Hypothesis above_correct : forall n l u, nth_error sides n = Some (l, u) -> above n = true ->
  Q2R l < x n.
Hypothesis below_correct : forall n l u, nth_error sides n = Some (l, u) -> below n = true ->
  x n < Q2R u.
Definition share (n : nat) : R :=
  match nth_error sides n with
  | Some (l, u) => if Req_EM_T (Q2R l) (Q2R u) then 0 else (x n - Q2R l) / (Q2R u - Q2R l)
  | None => 0
  end.
Definition parameters (n : nat) : R :=
  if Nat.ltb n k then share n else 1 - share (n - k).
Lemma share_between n : 0 <= share n <= 1.
Proof.
  unfold share. destruct (nth_error sides n) as [[l u]|] eqn:N; [|lra].
  specialize (inside n l u N). destruct (Req_EM_T _ _) as [E|E]; [lra|].
  split; (apply Rmult_le_reg_r with (Q2R u - Q2R l); [lra|]);
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra.
Qed.
Lemma parameters_nonnegative n : 0 <= parameters n.
Proof.
  unfold parameters. pose proof (share_between n). pose proof (share_between (n - k)).
  destruct (Nat.ltb n k); lra.
Qed.
Lemma parameters_sum n : (n < k)%nat -> parameters n + parameters (k + n) = 1.
Proof.
  intros N. unfold parameters. rewrite (proj2 (Nat.ltb_lt n k) N).
  replace (Nat.ltb (k + n) k) with false by (symmetry; apply Nat.ltb_ge; lia).
  replace (k + n - k)%nat with n by lia. ring.
Qed.
Lemma moved_value n : (n < k)%nat -> value (moved n) parameters = x n.
Proof.
  intros N. unfold moved. destruct (nth_error sides n) as [[l u]|] eqn:E.
  - rewrite plus_value, constant_value, scale_value, itself_value, sum_Q_R, Q2R_opp.
    unfold parameters. rewrite (proj2 (Nat.ltb_lt n k) N). unfold share. rewrite E.
    specialize (inside n l u E). destruct (Req_EM_T _ _); [lra|]. field. lra.
  - apply nth_error_None in E. unfold k in N. lia.
Qed.
Lemma filled_value n j p : (n < k)%nat -> value (filled n j p) parameters = value p parameters.
Proof.
  intros N. induction j as [|j IH]; cbn [filled]; [reflexivity|].
  rewrite times_correct, plus_value, !itself_value, parameters_sum, IH by exact N. ring.
Qed.
Lemma homogeneous_value ds : forall n m p, (n + length ds <= k)%nat ->
  value (homogeneous ds n m p) parameters = value p parameters.
Proof.
  induction ds as [|d ds IH]; intros n m p N; cbn [homogeneous length] in *; [reflexivity|].
  rewrite filled_value by lia. apply IH. lia.
Qed.
Lemma coefficients_value ds p : length ds = k ->
  value (coefficients ds p) parameters = value p parameters.
Proof.
  intros L. induction p as [|[m c] p IH]; [reflexivity|].
  cbn [coefficients fold_right fst]. fold (coefficients ds p).
  rewrite plus_value, homogeneous_value, IH by lia. rewrite !value_cons, value_nil. ring.
Qed.
Lemma of_parameters_correct q : forallb of_parameters q = true -> 0 <= value q parameters.
Proof.
  induction q as [|[m c] q IH]; intros H; [rewrite value_nil; lra|].
  cbn [forallb] in H. apply andb_true_iff in H. destruct H as [A B]. rewrite value_cons.
  apply andb_true_iff in A. destruct A as [A C]. cbn [fst snd] in A, C.
  apply Qle_bool_iff, Qle_Rle in C. rewrite Q2R_zero in C.
  assert (P : 0 <= product m parameters).
  { clear C IH B. induction m as [|e m IH]; [rewrite product_nil; lra|]. cbn [forallb] in A.
    apply andb_true_iff in A. destruct A as [V A]. rewrite product_cons.
    apply Rmult_le_pos; [|now apply IH]. destruct e; try discriminate.
    apply parameters_nonnegative. }
  pose proof (Rmult_le_pos _ _ C P). specialize (IH B). lra.
Qed.
Lemma in_basis_correct e q : in_basis e = Some q -> eval e x = value q parameters /\
  forallb of_parameters q = true.
Proof.
  unfold in_basis. destruct (polynomial_shape e); [|discriminate]. cbv zeta.
  destruct (Nat.leb _ _); [|discriminate]. set (p := normal moved e).
  destruct (variables _ e && _) eqn:V; [|discriminate]. intros [= <-].
  apply andb_true_iff in V. destruct V as [V H]. split; [|exact H].
  rewrite coefficients_value by (rewrite map_length, seq_length; reflexivity). unfold p.
  rewrite (normal_correct moved parameters (fun n => value (moved n) parameters)) by reflexivity.
  apply (eval_agree (fun n => Nat.ltb n k) e x (fun n => value (moved n) parameters) V).
  intros n N. symmetry. apply moved_value. now apply Nat.ltb_lt.
Qed.
Theorem bernstein_correct e : bernstein e = true -> 0 <= eval e x.
Proof.
  unfold bernstein. destruct (in_basis e) as [q|] eqn:B; [|discriminate]. intros _.
  destruct (in_basis_correct e q B) as [-> H]. now apply of_parameters_correct.
Qed.
Lemma strict_parameter_correct n : strict_parameter (Var n) = true -> (n < k + k)%nat ->
  0 < parameters n.
Proof.
  cbn [strict_parameter]. unfold parameters. intros H N.
  assert (Some_side : forall j, (j < k)%nat -> exists l u, nth_error sides j = Some (l, u)).
  { intros j J. destruct (nth_error sides j) as [[l u]|] eqn:E; [now exists l, u|].
    apply nth_error_None in E. unfold k in J. lia. }
  destruct (Nat.ltb_spec n k) as [L|L].
  - destruct (Some_side n L) as (l & u & E). unfold share. rewrite E.
    pose proof (above_correct n l u E H). pose proof (inside n l u E).
    destruct (Req_EM_T _ _); [lra|]. apply Rdiv_lt_0_compat; lra.
  - destruct (Some_side (n - k)%nat ltac:(lia)) as (l & u & E). unfold share. rewrite E.
    pose proof (below_correct _ l u E H). pose proof (inside _ l u E).
    destruct (Req_EM_T _ _); [lra|].
    assert ((x (n - k)%nat - Q2R l) / (Q2R u - Q2R l) < 1); [|lra].
    apply Rmult_lt_reg_r with (Q2R u - Q2R l); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.
Theorem bernstein_positive_correct e : bernstein_positive e = true -> 0 < eval e x.
Proof.
  unfold bernstein_positive. destruct (in_basis e) as [q|] eqn:B; [|discriminate].
  destruct (in_basis_correct e q B) as [-> H]. clear B e. intros E.
  induction q as [|[m c] q IH]; [discriminate|]. cbn [forallb existsb] in H, E.
  apply andb_true_iff in H. destruct H as [A H].
  assert (O : 0 <= value [(m, c)] parameters)
    by (apply of_parameters_correct; cbn [forallb]; now rewrite A).
  rewrite value_cons, value_nil, Rplus_0_r in O. rewrite value_cons.
  pose proof (of_parameters_correct q H) as Q.
  apply orb_true_iff in E. destruct E as [E|E]; [|specialize (IH H E); lra].
  apply andb_true_iff in E. destruct E as [M P]. cbn [fst snd] in M, P.
  assert (Pc : 0 < Q2R c).
  { rewrite <- Q2R_zero. apply Qlt_Rlt, Qnot_le_lt. intros Z. apply Qle_bool_iff in Z.
    rewrite Z in P. discriminate. }
  assert (Pm : 0 < product m parameters).
  { apply andb_true_iff in A. destruct A as [A _]. cbn [fst] in A. clear - M A above_correct
      below_correct inside.
    induction m as [|a m IH]; [rewrite product_nil; lra|]. cbn [forallb] in M, A.
    apply andb_true_iff in M, A. destruct M as [M1 M2], A as [A1 A2]. rewrite product_cons.
    apply Rmult_lt_0_compat; [|now apply IH]. destruct a; try discriminate.
    apply strict_parameter_correct; [exact M1|]. now apply Nat.ltb_lt in A1. }
  pose proof (Rmult_lt_0_compat _ _ Pc Pm). lra.
Qed.
End Bernstein.
