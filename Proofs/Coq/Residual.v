(** * Residual networks of every length.

    [residual b k] has k blocks of b parameterised edges one behind the other, each with a skip
    around it.  For two centred unit inputs of correlation rho both rules' kernels are known for
    every k by sequences: under the variance-only rule K_ii is 2^k and the correlation is
    an iterate of t |-> (t + kappa1^b t) / 2; under the exact rule 1/K_ii, the mean over sqrt K_ii
    and the correlation follow [residual_inverse], [residual_mean], [residual_correlation].
    What is said of every k is proved of these. *)
From Coq Require Import ZArith QArith Qreals Reals Lra Psatz List Bool Arith Lia
  FunctionalExtensionality.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network PathBound TangentKernel
  EffectiveDepth ClosedForms Induction Chains.
Import ListNotations.
Local Open Scope R_scope.

(** ** The networks *)

(** The rows of one block: b parameterised edges from node s on, and a skip around them. *)
Definition block (b s : nat) : network :=
  map (fun j => repeat Zero (s + j) ++ [Param]) (seq 0 (b - 1)) ++
  [repeat Zero s ++ Skip :: repeat Zero (b - 2) ++ [Param]].
(** k blocks of b edges. *)
Definition residual (b k : nat) : network := flat_map (fun i => block b (i * b)) (seq 0 k).

Lemma block_length b s : (2 <= b)%nat -> length (block b s) = b.
Proof. intros B. unfold block. rewrite app_length, map_length, seq_length. cbn [length]. lia. Qed.
Lemma residual_step b k : residual b (S k) = residual b k ++ block b (k * b).
Proof. unfold residual. rewrite seq_S, flat_map_app. cbn. now rewrite app_nil_r. Qed.
Lemma residual_length b k : (2 <= b)%nat -> length (residual b k) = (k * b)%nat.
Proof.
  intros B. induction k as [|k IH]; [reflexivity|].
  rewrite residual_step, app_length, IH, block_length by exact B. lia.
Qed.

Section Step.
Context {A : Type} (none : A) (add : A -> A -> A) (edge : nat -> nat -> op -> A -> A).
Hypothesis zero_edge : forall s t a, edge s t Zero a = none.
Hypothesis add_left : forall a, add none a = a.
Hypothesis add_right : forall a, add a none = a.
(** n parameterised edges behind node s. *)
Fixpoint run (n s : nat) (a : A) : A :=
  match n with O => a | S n => edge (s + n)%nat (S (s + n)) Param (run n s a) end.
Lemma gather_zeros vals g more t : forall s,
  gather none add edge s t (repeat Zero (length vals) ++ g) (vals ++ more) =
  gather none add edge (s + length vals)%nat t g more.
Proof.
  induction vals as [|v vals IH]; intros s; cbn [length repeat app gather].
  - now rewrite Nat.add_0_r.
  - rewrite zero_edge, add_left, IH. f_equal. lia.
Qed.
Lemma pass_run n vals a : pass none add edge (S (length vals))
    (map (fun j => repeat Zero (length vals + j) ++ [Param]) (seq 0 n)) (vals ++ [a]) =
  vals ++ map (fun j => run j (length vals) a) (seq 0 (S n)).
Proof.
  induction n as [|n IH]; [reflexivity|].
  rewrite (seq_S n 0), map_app, (pass_app none add edge), map_length, seq_length, IH.
  cbn [map pass]. rewrite (seq_S (S n) 0), map_app, app_assoc. f_equal. cbn [map Nat.add].
  rewrite (seq_S n 0), map_app, app_assoc. cbn [map Nat.add].
  set (w := vals ++ map (fun j => run j (length vals) a) (seq 0 n)).
  assert (L : (length vals + n)%nat = length w)
    by (unfold w; now rewrite app_length, map_length, seq_length).
  assert (G : forall t, gather none add edge 0 t (repeat Zero (length vals + n) ++ [Param])
      (w ++ [run n (length vals) a]) = edge (length vals + n)%nat t Param (run n (length vals) a)).
  { intros t. rewrite L. apply (gather_last none add edge zero_edge add_left add_right). }
  cbn [Nat.add run]. rewrite G. reflexivity.
Qed.
Lemma propagate_block b k a : (2 <= b)%nat ->
  propagate none add edge (residual b (S k)) a =
  add (edge (k * b)%nat (S k * b)%nat Skip (propagate none add edge (residual b k) a))
    (run b (k * b) (propagate none add edge (residual b k) a)).
Proof.
  intros B. unfold propagate, node_values. rewrite residual_step, (pass_app none add edge).
  rewrite residual_length by exact B.
  pose proof (node_values_length none add edge (residual b k) a) as L. unfold node_values in L.
  rewrite residual_length in L by exact B.
  generalize dependent (pass none add edge 1 (residual b k) [a]). intros v L.
  destruct (exists_last (l := v)) as (u & w & ->); [now destruct v|]. rename u into v.
  rewrite app_length in L. cbn in L. assert (E : length v = (k * b)%nat) by lia.
  rewrite last_last. unfold block. rewrite (pass_app none add edge), map_length, seq_length.
  change (1 + k * b)%nat with (S (k * b)). rewrite <- E, pass_run.
  destruct b as [|[|c]]; try lia. cbn [Nat.sub]. rewrite !Nat.sub_0_r. cbn [pass].
  rewrite last_last. change (seq 0 (S (S c))) with (0%nat :: seq 1 (S c)).
  rewrite (seq_S c 1). cbn [map]. rewrite map_app. cbn [map Nat.add].
  set (ws := map (fun j => run j (length v) w) (seq 1 c)).
  assert (Lw : length ws = c) by (unfold ws; now rewrite map_length, seq_length).
  assert (G : forall t u, gather none add edge 0 t
      (repeat Zero (length v) ++ Skip :: repeat Zero c ++ [Param]) (v ++ w :: ws ++ [u]) =
    add (edge (length v) t Skip w) (edge (length v + S c)%nat t Param u)).
  { intros t u. rewrite gather_zeros. cbn [gather Nat.add]. rewrite <- Lw.
    rewrite (gather_last none add edge zero_edge add_left add_right).
    do 2 f_equal. lia. }
  rewrite G. cbn [run]. f_equal; f_equal; lia.
Qed.
End Step.

(** ** The variance-only rule *)
Definition residual_map (b : nat) (t : R) : R := (t + Nat.iter b kappa1 t) / 2.
Lemma residual_map_grows b : (1 <= b)%nat -> grows (-1 / 2) (residual_map b).
Proof.
  intros B. apply (mean_grows (Nat.iter b kappa1)).
  destruct b; [lia|]. exact (iterate_grows 0 kappa1 (S b) kappa1_grows).
Qed.
Lemma param_run D c n : 0 < D ->
  Nat.iter n param_kernel (M2 D (D * c)) = M2 D (D * Nat.iter n kappa1 c).
Proof.
  intros P. induction n as [|n IH]; [reflexivity|]. rewrite iterate_step.
  change (Nat.iter (S n) param_kernel (M2 D (D * c))) with
    (param_kernel (Nat.iter n param_kernel (M2 D (D * c)))). rewrite IH, param_M2 by exact P.
  now replace (D * Nat.iter n kappa1 c / D) with (Nat.iter n kappa1 c) by (field; lra).
Qed.
Lemma variance_run n s K : run variance_edge n s K = Nat.iter n param_kernel K.
Proof. induction n as [|n IH]; [reflexivity|]. cbn [run]. rewrite IH. reflexivity. Qed.
Theorem residual_variance b k rho : (2 <= b)%nat -> variance_pair (residual b k) rho =
  M2 (1 / (1 / 2) ^ k) (Nat.iter k (residual_map b) rho / (1 / 2) ^ k).
Proof.
  intros B. unfold variance_pair, variance_kernel. induction k as [|k IH].
  - unfold propagate, node_values. cbn. unfold pair_input. f_equal; field.
  - rewrite propagate_block by (intros; auto using add_zero_left, add_zero_right). rewrite IH.
    cbn [variance_edge]. rewrite variance_run.
    assert (P : 0 < (1 / 2) ^ k) by (apply pow_lt; lra).
    set (q := (1 / 2) ^ k) in *. set (c := Nat.iter k (residual_map b) rho).
    replace (c / q) with (1 / q * c) by (field; lra).
    rewrite param_run by (apply Rdiv_lt_0_compat; lra). rewrite add_M2, iterate_step.
    fold c. cbn [pow]. fold q. unfold residual_map. f_equal; field; lra.
Qed.
Lemma lambda2_quotient q c : 0 < q -> lambda2 (M2 (1 / q) (c / q)) = (1 - Rabs c) / q.
Proof.
  intros Q. rewrite lambda2_M2. unfold Rdiv. rewrite Rabs_mult, (Rabs_pos_eq (/ q)); [ring|].
  left. now apply Rinv_0_lt_compat.
Qed.

(** ** The exact rule *)
Definition edge_mean_factor : R := 1 / sqrt PI.
(** What a block makes of K_ii, given the mean over sqrt K_ii. *)
Definition block_growth (m : R) : R := 2 + 2 * (m * edge_mean_factor).
Fixpoint residual_mean (k : nat) : R :=
  match k with
  | O => 0
  | S k => (residual_mean k + edge_mean_factor) / sqrt (block_growth (residual_mean k))
  end.
Fixpoint residual_inverse (k : nat) : R :=
  match k with O => 1 | S k => residual_inverse k / block_growth (residual_mean k) end.
Fixpoint residual_correlation (b k : nat) (rho : R) : R :=
  match k with
  | O => rho
  | S k => let c := residual_correlation b k rho in
      (c + Nat.iter b kappa1 c + 2 * (residual_mean k * edge_mean_factor)) /
        block_growth (residual_mean k)
  end.

Lemma edge_mean_factor_square : edge_mean_factor * edge_mean_factor = 1 / PI.
Proof.
  unfold edge_mean_factor. pose proof PIpos. pose proof (sqrt_lt_R0 PI ltac:(lra)).
  replace (1 / sqrt PI * (1 / sqrt PI)) with (1 / (sqrt PI * sqrt PI)) by (field; lra).
  rewrite sqrt_sqrt by lra. reflexivity.
Qed.
Lemma edge_mean_factor_range : 0 < edge_mean_factor <= 1.
Proof.
  pose proof PIpos. pose proof PI2_1. unfold PI2 in *.
  assert (P : 0 < edge_mean_factor)
    by (apply Rdiv_lt_0_compat; [lra|apply sqrt_lt_R0; lra]).
  split; [exact P|]. pose proof edge_mean_factor_square as S.
  assert (1 / PI <= 1). { apply Rmult_le_reg_r with PI; [lra|]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l; lra. }
  nra.
Qed.
Lemma residual_mean_range k : 0 <= residual_mean k <= 1.
Proof.
  pose proof edge_mean_factor_range as A. pose proof edge_mean_factor_square as Q.
  induction k as [|k IH]; cbn [residual_mean]; [lra|].
  set (m := residual_mean k) in *. set (a := edge_mean_factor) in *.
  assert (G : 2 <= block_growth m) by (unfold block_growth; fold a; nra).
  assert (P : 0 < sqrt (block_growth m)) by (apply sqrt_lt_R0; lra). split.
  - apply Rmult_le_pos; [lra|]. left. now apply Rinv_0_lt_compat.
  - apply Rmult_le_reg_r with (1 := P). unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r,
      Rmult_1_l by lra.
    rewrite <- (sqrt_Rsqr (m + a)) by lra. apply sqrt_le_1_alt. unfold Rsqr, block_growth. fold a.
    nra.
Qed.
Lemma growth_at_least_2 k : 2 <= block_growth (residual_mean k).
Proof.
  pose proof edge_mean_factor_range. pose proof (residual_mean_range k). unfold block_growth. nra.
Qed.
Lemma residual_inverse_range n k : (n <= k)%nat -> 0 < residual_inverse k <= (1 / 2) ^ n.
Proof.
  assert (P : forall k, 0 < residual_inverse k).
  { clear. induction k as [|k IH]; cbn [residual_inverse]; [lra|].
    pose proof (growth_at_least_2 k). apply Rdiv_lt_0_compat; lra. }
  assert (S : forall k, residual_inverse (S k) <= residual_inverse k * (1 / 2)).
  { intros j. cbn [residual_inverse]. pose proof (growth_at_least_2 j). specialize (P j).
    unfold Rdiv. apply Rmult_le_compat_l; [lra|]. rewrite Rmult_1_l.
    apply Rinv_le_contravar; lra. }
  intros K. split; [apply P|]. clear - S P K. revert k K.
  assert (B : forall k, residual_inverse k <= (1 / 2) ^ k).
  { induction k as [|k IH]; [cbn; lra|]. specialize (S k). cbn [pow]. lra. }
  intros k K. pose proof (power_shrinks (1 / 2) n k ltac:(lra) K). specialize (B k). lra.
Qed.
Lemma residual_correlation_step b k rho : (1 <= b)%nat -> let c := residual_correlation b k rho in
  -1 <= c <= 1 -> c <= residual_correlation b (S k) rho <= 1 /\
  - 1 / 2 <= residual_correlation b (S k) rho /\ (c < 1 -> residual_correlation b (S k) rho < 1).
Proof.
  intros B c C. cbn [residual_correlation]. fold c.
  pose proof edge_mean_factor_range as A. pose proof (residual_mean_range k) as M.
  assert (W : 0 <= residual_mean k * edge_mean_factor) by (apply Rmult_le_pos; lra).
  unfold block_growth. set (w := residual_mean k * edge_mean_factor) in *.
  assert (F : grows 0 (Nat.iter b kappa1))
    by (destruct b; [lia|]; exact (iterate_grows 0 kappa1 (S b) kappa1_grows)).
  destruct (F c C) as (G & L & S). set (f := Nat.iter b kappa1 c) in *.
  assert (P : 0 < 2 + 2 * w) by lra.
  assert (E : forall u v, u * (2 + 2 * w) <= v -> u <= v / (2 + 2 * w)).
  { intros u v H. apply Rmult_le_reg_r with (1 := P). unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (D : forall u v, v <= u * (2 + 2 * w) -> v / (2 + 2 * w) <= u).
  { intros u v H. apply Rmult_le_reg_r with (1 := P). unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. lra. }
  split; [split; [apply E|apply D]; nra|]. split; [apply E; nra|]. intros L1. specialize (S L1).
  apply Rmult_lt_reg_r with (1 := P). unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
Lemma residual_correlation_range b k rho : (1 <= b)%nat -> -1 <= rho <= 1 ->
  rho <= residual_correlation b k rho <= 1.
Proof.
  intros B H. induction k as [|k IH]; [cbn; lra|].
  destruct (residual_correlation_step b k rho B ltac:(lra)) as (A & _ & _). lra.
Qed.
Lemma residual_correlation_low b k rho : (1 <= b)%nat -> (1 <= k)%nat -> -1 <= rho <= 1 ->
  - 1 / 2 <= residual_correlation b k rho.
Proof.
  intros B K H. destruct k as [|k]; [lia|].
  pose proof (residual_correlation_range b k rho B H).
  destruct (residual_correlation_step b k rho B ltac:(lra)) as (_ & A & _). exact A.
Qed.
Lemma residual_correlation_below b k rho : (1 <= b)%nat -> -1 <= rho < 1 ->
  residual_correlation b k rho < 1.
Proof.
  intros B H. induction k as [|k IH]; [cbn; lra|].
  pose proof (residual_correlation_range b k rho B ltac:(lra)).
  destruct (residual_correlation_step b k rho B ltac:(lra)) as (_ & _ & A). now apply A.
Qed.

(** *** The atoms *)
Definition origin_before (t : nat) (a : atom) : Prop := (snd (origin a) <= t)%nat.
Definition mean_sum (l : list atom) (i : nat) : R := sum_over l (fun a => mean a i).
Lemma sum_over_app {X} (l m : list X) f : sum_over (l ++ m) f = sum_over l f + sum_over m f.
Proof.
  unfold sum_over. induction l as [|x l IH]; cbn [app fold_right]; [ring|]. rewrite IH. ring.
Qed.
Lemma sum_over_cons {X} (x : X) l f : sum_over (x :: l) f = f x + sum_over l f.
Proof. reflexivity. Qed.
Lemma sum_over_snoc {X} (l : list X) x f : sum_over (l ++ [x]) f = sum_over l f + f x.
Proof. rewrite sum_over_app, sum_over_cons. unfold sum_over. cbn [fold_right]. ring. Qed.
Lemma inner_apart a b i j : same_atom a b = false -> inner_product a b i j = mean a i * mean b j.
Proof. intros E. unfold inner_product. now rewrite E. Qed.
Lemma same_atom_sym a b : same_atom a b = same_atom b a.
Proof. unfold same_atom. now rewrite (Nat.eqb_sym (fst _)), (Nat.eqb_sym (snd _)). Qed.
Lemma sum_kernel_snoc l a i j : Forall (fun x => same_atom x a = false) l ->
  sum_kernel (l ++ [a]) i j = sum_kernel l i j + mean_sum l i * mean a j +
    mean a i * mean_sum l j + second a i j.
Proof.
  intros D. unfold sum_kernel. rewrite !sum_over_snoc.
  assert (L : forall l', Forall (fun x => same_atom x a = false) l' ->
    sum_over l' (fun x => sum_over (l ++ [a]) (fun y => inner_product x y i j)) =
    sum_over l' (fun x => sum_over l (fun y => inner_product x y i j)) + mean_sum l' i * mean a j).
  { unfold mean_sum. induction 1 as [|x l' E _ IH]; [unfold sum_over; cbn; ring|].
    rewrite !sum_over_cons, IH, sum_over_snoc, (inner_apart x a) by exact E.  ring. }
  assert (M : sum_over l (fun b => inner_product a b i j) = mean a i * mean_sum l j).
  { clear L. unfold mean_sum. induction D as [|x l E _ IH]; [unfold sum_over; cbn; ring|].
    rewrite !sum_over_cons, IH, (inner_apart a x) by now rewrite same_atom_sym. ring. }
  rewrite (L l D), M. unfold inner_product at 2, same_atom. rewrite !Nat.eqb_refl. cbn [andb].
    ring.
Qed.
Lemma exact_run n s l : l <> [] -> exists a, run (exact_edge 1) (S n) s l = [a] /\
  origin a = ((s + n)%nat, S (s + n)) /\
  second a = param_kernel (Nat.iter n param_kernel (sum_kernel l)) /\
  mean a = (fun i => 1 * sqrt (Nat.iter n param_kernel (sum_kernel l) i i / PI)).
Proof.
  intros L. induction n as [|n (a & E & Oa & Sa & Ma)].
  - cbn [run]. destruct l as [|x l]; [contradiction|]. eexists. repeat split.
  - change (run (exact_edge 1) (S (S n)) s l) with
      (exact_edge 1 (s + S n) (S (s + S n)) Param (run (exact_edge 1) (S n) s l)).
    rewrite E. cbn [exact_edge]. eexists. split; [reflexivity|]. cbn [origin second mean
      edge_atom].
    rewrite sum_one_kernel, Sa. repeat split.
Qed.
(** What is known of the atoms behind k blocks. *)
Definition shows_residual (b k : nat) (rho : R) (l : list atom) : Prop :=
  l <> [] /\ Forall (origin_before (k * b)) l /\
  sum_kernel l = M2 (1 / residual_inverse k) (residual_correlation b k rho / residual_inverse k) /\
  forall i, mean_sum l i = residual_mean k / sqrt (residual_inverse k).
Lemma exact_residual_atoms b k rho : (2 <= b)%nat ->
  shows_residual b k rho (exact_sum 1 (residual b k) (pair_input rho) centred).
Proof.
  intros B. induction k as [|k (N & O & K & M)].
  - unfold exact_sum, propagate, node_values, shows_residual. cbn. split; [discriminate|].
    split; [repeat constructor|]. split.
    + rewrite sum_one_kernel. cbn. unfold pair_input. f_equal; field.
    + intros i. unfold mean_sum, sum_over, centred. cbn. field. rewrite sqrt_1. lra.
  - unfold exact_sum in *. rewrite propagate_block by (intros; cbn; rewrite ?app_nil_r; auto).
    set (l := propagate _ _ _ (residual b k) _) in *. cbn [exact_edge].
    destruct b as [|[|b]]; try lia. destruct (exact_run (S b) (k * S (S b)) l N) as (a & -> & Oa
      & Sa & Ma).
    pose proof (residual_inverse_range 0 k ltac:(lia)) as P. cbn in P.
    set (q := residual_inverse k) in *. set (c := residual_correlation (S (S b)) k rho) in *.
    replace (M2 (1 / q) (c / q)) with (M2 (1 / q) (1 / q * c)) in K by (f_equal; field; lra).
    rewrite K in Sa, Ma. rewrite param_run in Sa, Ma by (apply Rdiv_lt_0_compat; lra).
    rewrite param_M2 in Sa by (apply Rdiv_lt_0_compat; lra).
    replace (1 / q * Nat.iter (S b) kappa1 c / (1 / q)) with (Nat.iter (S b) kappa1 c) in Sa
      by (field; lra).
    pose proof (growth_at_least_2 k) as G. pose proof PIpos as Pi.
    assert (Q : 0 < sqrt q) by (apply sqrt_lt_R0; lra).
    assert (Mean : forall i, mean a i = edge_mean_factor / sqrt q).
    { intros i. rewrite Ma, M2_diag. unfold edge_mean_factor, Rdiv.
      rewrite !Rmult_1_l, sqrt_mult, !sqrt_inv by (try lra; left; apply Rinv_0_lt_compat; lra).
      ring. }
    assert (Apart : Forall (fun x => same_atom x a = false) l).
    { apply Forall_impl with (2 := O). intros x X. unfold origin_before in X. unfold same_atom.
      rewrite Oa. cbn [fst snd]. apply andb_false_iff. right. apply Nat.eqb_neq. lia. }
    unfold shows_residual. split; [now destruct l|]. split; [|split].
    + apply Forall_app. split; [|constructor; [unfold origin_before; rewrite Oa; cbn;
      lia|constructor]].
      apply Forall_impl with (2 := O). intros x X. unfold origin_before in *. cbn. lia.
    + apply mat_ext. intros i j. rewrite sum_kernel_snoc by exact Apart.
      rewrite K, Sa, !M, !Mean. cbn [residual_inverse residual_correlation]. fold q c.
      set (m := residual_mean k) in *. set (h := edge_mean_factor) in *.
      replace (m / sqrt q * (h / sqrt q)) with (m * h / q)
        by (rewrite <- (sqrt_sqrt q) at 1 by lra; field; lra).
      replace (h / sqrt q * (m / sqrt q)) with (m * h / q)
        by (rewrite <- (sqrt_sqrt q) at 1 by lra; field; lra).
      unfold M2, block_growth in *. fold h in G |- *. fold h.
      change (Nat.iter (S (S b)) kappa1 c) with (kappa1 (Nat.iter (S b) kappa1 c)).
      destruct (Nat.eq_dec i j); field; lra.
    + intros i. unfold mean_sum in *. rewrite sum_over_app, M. unfold sum_over. cbn [fold_right].
      rewrite Mean. cbn [residual_mean residual_inverse]. fold q.
      rewrite sqrt_div_alt by lra. assert (0 < sqrt (block_growth (residual_mean k)))
        by (apply sqrt_lt_R0; lra). field. lra.
Qed.
Theorem residual_exact b k rho : (2 <= b)%nat -> exact_pair (residual b k) rho =
  M2 (1 / residual_inverse k) (residual_correlation b k rho / residual_inverse k).
Proof. intros B. apply (exact_residual_atoms b k rho B). Qed.

(** ** Tangent kernels on the diagonal, variance-only *)
Lemma tangent_run n s (D : R) K T : 0 < D -> (forall i, K i i = D) ->
  let out := run variance_tangent_edge n s (K, T) in
  fst out = Nat.iter n param_kernel K /\ (forall i, fst out i i = D) /\
  forall i, snd out i i = T i i + IZR (Z.of_nat n) * D.
Proof.
  intros P E. cbn [run]. induction n as [|n (F & G & H)].
  - cbn. repeat split; auto. intros i. ring.
  - cbn [run]. destruct (run variance_tangent_edge n s (K, T)) as [L U]. cbn [fst snd] in *.
    cbn [variance_tangent_edge fst snd]. split; [now rewrite F|].
    assert (R1 : forall i, L i i / sqrt (L i i * L i i) = 1).
    { intros i. rewrite G, sqrt_square by lra. field. lra. }
    split; intros i.
    + unfold param_kernel. rewrite R1, G, sqrt_square, kappa1_1 by lra. ring.
    + unfold param_tangent. rewrite R1, kappa0_1, G, H, natural_step. ring.
Qed.
Lemma residual_variance_both b k rho : (2 <= b)%nat ->
  let out := variance_tangent (residual b k) (pair_input rho) in
  (forall i, fst out i i = 1 / (1 / 2) ^ k) /\
  forall i, snd out i i = IZR (Z.of_nat b) * IZR (Z.of_nat k) / 2 / (1 / 2) ^ k.
Proof.
  intros B. cbv zeta. unfold variance_tangent. induction k as [|k [F H]].
  - unfold propagate, node_values. cbn. split; intros i.
    + unfold pair_input. rewrite M2_diag. field.
    + unfold zero_mat. field.
  - rewrite propagate_block; [|reflexivity| | |exact B].
    + set (out := propagate _ _ _ (residual b k) _) in *.
      assert (P : 0 < (1 / 2) ^ k) by (apply pow_lt; lra).
      destruct out as [K T] eqn:Out. cbn [fst snd variance_tangent_edge] in *.
      destruct (tangent_run b (k * b) (1 / (1 / 2) ^ k) K T) as (_ & G & U);
        [apply Rdiv_lt_0_compat; lra|exact F|].
      unfold both_add, add_mat. cbn [fst snd]. split; intros i.
      * rewrite F, G. cbn [pow]. field. lra.
      * rewrite U, H, natural_step. cbn [pow]. field. lra.
    + intros [K T]. unfold both_add, both_zero. cbn [fst snd]. now rewrite !add_zero_left.
    + intros [K T]. unfold both_add, both_zero. cbn [fst snd]. now rewrite !add_zero_right.
Qed.
Theorem residual_variance_tangent b k rho i : (2 <= b)%nat ->
  variance_tangent_pair (residual b k) rho i i =
  (1 + IZR (Z.of_nat b) / 2 * IZR (Z.of_nat k)) / (1 / 2) ^ k.
Proof.
  intros B. unfold variance_tangent_pair, add_mat.
  destruct (residual_variance_both b k rho B) as [F H]. rewrite F, H.
  assert (P : 0 < (1 / 2) ^ k) by (apply pow_lt; lra). field. lra.
Qed.

(** ** Numbers *)
Lemma counted_zeros (p : op -> bool) n l : p Zero = false ->
  length (filter p (repeat Zero n ++ l)) = length (filter p l).
Proof. intros Z. induction n as [|n IH]; [reflexivity|]. cbn [repeat app filter]. now rewrite Z.
  Qed.
Lemma counted_block (p : op -> bool) b s : p Zero = false -> p Param = true -> (2 <= b)%nat ->
  length (filter p (concat (block b s))) = (b + if p Skip then 1 else 0)%nat.
Proof.
  intros Z P B. unfold block. rewrite concat_app, filter_app, app_length. cbn [concat].
  rewrite app_nil_r, counted_zeros by exact Z. cbn [filter].
  assert (L : forall n, length (filter p (concat
    (map (fun j => repeat Zero (s + j) ++ [Param]) (seq 0 n)))) = n).
  { induction n as [|n IH]; [reflexivity|]. rewrite seq_S, map_app, concat_app, filter_app,
    app_length, IH.
    cbn [map concat]. rewrite app_nil_r, counted_zeros by exact Z. cbn. rewrite P. cbn. lia. }
  rewrite L. assert (E : length (filter p (repeat Zero (b - 2) ++ [Param])) = 1%nat)
    by (rewrite counted_zeros by exact Z; cbn; now rewrite P).
  destruct (p Skip); cbn [length]; rewrite E; lia.
Qed.
Lemma counted_residual (p : op -> bool) b k : p Zero = false -> p Param = true -> (2 <= b)%nat ->
  length (filter p (concat (residual b k))) = ((b + if p Skip then 1 else 0) * k)%nat.
Proof.
  intros Z P B. induction k as [|k IH]; [cbn; lia|].
  rewrite residual_step, concat_app, filter_app, app_length, IH, counted_block by assumption. lia.
Qed.
Lemma residual_edges b k : (2 <= b)%nat ->
  INR (edge_count (residual b k)) = IZR (Z.of_nat (b + 1)) * IZR (Z.of_nat k).
Proof.
  intros B. unfold edge_count. rewrite counted_residual by (auto; reflexivity). cbn [op_eqb negb].
  now rewrite INR_IZR_INZ, Nat2Z.inj_mul, mult_IZR.
Qed.
Lemma residual_parameterised b k : (2 <= b)%nat ->
  INR (parameterised_count (residual b k)) = IZR (Z.of_nat b) * IZR (Z.of_nat k).
Proof.
  intros B. unfold parameterised_count. rewrite counted_residual by (auto; reflexivity). cbn
    [op_eqb].
  now rewrite Nat.add_0_r, INR_IZR_INZ, Nat2Z.inj_mul, mult_IZR.
Qed.

(** ** The entries, as they stand in statements *)
Lemma residual_inverse_positive k : 0 < residual_inverse k.
Proof. exact (proj1 (residual_inverse_range 0 k ltac:(lia))). Qed.
Lemma half_power_positive k : 0 < (1 / 2) ^ k.
Proof. apply pow_lt. lra. Qed.
Lemma first_entry a b : M2 a b 0%nat 0%nat = a.
Proof. reflexivity. Qed.
Lemma mixed_entry a b : M2 a b 0%nat 1%nat = b.
Proof. reflexivity. Qed.
Ltac residual_positive := first [apply residual_inverse_positive|apply half_power_positive].
Ltac residual_values :=
  rewrite ?residual_variance, ?residual_exact, ?residual_variance_tangent, ?residual_edges,
    ?residual_parameterised, ?lambda2_quotient, ?first_entry, ?mixed_entry, ?ratio_of_quotients
    by first [lia|residual_positive].
Ltac residual_values_in S :=
  rewrite ?residual_variance, ?residual_exact, ?residual_variance_tangent, ?residual_edges,
    ?residual_parameterised, ?lambda2_quotient, ?first_entry, ?mixed_entry, ?ratio_of_quotients
      in S
    by first [lia|residual_positive].
(** What is known of the sequences of the exact rule. *)
Ltac residual_fact k n :=
  pose proof (residual_mean_range k);
  let H := fresh in pose proof (residual_inverse_range n k ltac:(lia)) as H; cbn [pow] in H.
Ltac correlation_fact b k x :=
  pose proof (residual_correlation_range b k x ltac:(lia) ltac:(lra));
  try pose proof (residual_correlation_low b k x ltac:(lia) ltac:(lia) ltac:(lra));
  try pose proof (residual_correlation_below b k x ltac:(lia) ltac:(lra)).
