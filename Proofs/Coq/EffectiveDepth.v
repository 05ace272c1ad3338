(** * Effective depth and width over whole families of cells.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Definition 4.1 and Sections 5.2, 5.3:
      effective depth  d = sum of the d_p / number P of paths,
      effective width  m = number of paths with d_p > 0 / d.

    All statements are exact, by exhaustive evaluation over rationals:
    - [complete3] lists every cell with H = 3 (729 of them, [complete3_all]); among the
      connected ones with d > 0, d ranges over [1/4, 3] and m over [1/3, 4], both attained
      ([complete3_extremes]);
    - [not_both_largest]: no such cell has both the largest d and the largest m;
    - [above_both_centres]: but `2_12_222` lies above both centres, so the stronger form of
      the claim is false;
    - [frontier]: the exact Pareto frontier, eight points;
    - [nb201_printed]: over the 15,625 NAS-Bench-201 cells (none -> 0; skip, pooling -> 1;
      convolutions -> 2) the centres (13/8, 13/6) and half radii (11/16, 11/12) agree with the
      printed (1.6, 2.2) and (0.7, 0.9) after rounding to one decimal. *)
From Coq Require Import List Arith Lia Bool QArith Qround.
From KernelCalculator Require Import Network.
Import ListNotations.
Local Open Scope Q_scope.

Definition total_depth (ds : list nat) : nat := fold_right Nat.add 0%nat ds.
Definition deep_paths (ds : list nat) : nat := length (filter (Nat.ltb 0) ds).
Definition ratio (a b : nat) : Q := Qred (inject_Z (Z.of_nat a) / inject_Z (Z.of_nat b)).
Definition effective_depth (net : network) : Q :=
  let ds := depths net in ratio (total_depth ds) (length ds).
Definition effective_width (net : network) : Q :=
  let ds := depths net in Qred (inject_Z (Z.of_nat (deep_paths ds)) / ratio (total_depth ds) (length ds)).
(** How many edges a network has, on paths or not, and how many of them are parameterised. *)
Definition edge_count (net : network) : nat :=
  length (filter (fun o => negb (op_eqb o Zero)) (concat net)).
Definition parameterised_count (net : network) : nat :=
  length (filter (fun o => op_eqb o Param) (concat net)).
(** How many paths have a given number of parameterised edges. *)
Definition paths_of_depth (net : network) (d : nat) : nat := count_occ Nat.eq_dec (depths net) d.
(** Connected and d > 0. *)
Definition counted (net : network) : bool := Nat.ltb 0 (total_depth (depths net)).

(** ** All cells with H = 3, for a list of the available codes *)
Definition cells3 (ops : list op) : list network :=
  flat_map (fun a => flat_map (fun b => flat_map (fun c => flat_map (fun d => flat_map (fun e =>
    map (fun f => [[a]; [b; c]; [d; e; f]]) ops) ops) ops) ops) ops) ops.
Definition complete3 : list network := cells3 [Zero; Skip; Param].
(** NAS-Bench-201: none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3. *)
Definition nb201 : list network := cells3 [Zero; Skip; Param; Param; Skip].

Lemma complete3_all net : well_formed net -> length net = 3%nat -> In net complete3.
Proof.
  intros [_ W] L. destruct net as [|g1 [|g2 [|g3 [|? ?]]]]; try discriminate.
  destruct W as (L1 & L2 & L3 & _).
  destruct g1 as [|a [|? ?]]; try discriminate. destruct g2 as [|b [|c [|? ?]]]; try discriminate.
  destruct g3 as [|d [|e [|f [|? ?]]]]; try discriminate.
  assert (O : forall o, In o [Zero; Skip; Param]) by (intros []; simpl; auto).
  unfold complete3, cells3. repeat (apply in_flat_map; eexists; split; [apply O|]).
  apply in_map_iff. eexists. split; [reflexivity|apply O].
Qed.
Lemma complete3_size : length complete3 = 729%nat /\ Z.of_nat (length nb201) = 15625%Z.
Proof. split; vm_compute; reflexivity. Qed.

(** ** A boolean property of every counted cell *)
Definition all_counted (cells : list network) (p : network -> bool) : bool :=
  forallb (fun net => negb (counted net) || p net) cells.
Lemma all_counted_spec cells p : all_counted cells p = true ->
  forall net, In net cells -> counted net = true -> p net = true.
Proof.
  unfold all_counted. rewrite forallb_forall. intros A net I C. specialize (A net I). rewrite C in A. exact A.
Qed.
Definition between a b x := Qle_bool a x && Qle_bool x b.
Lemma between_spec a b x : between a b x = true -> a <= x <= b.
Proof. unfold between. rewrite andb_true_iff, !Qle_bool_iff. tauto. Qed.

Definition extremes (cells : list network) (dmin dmax mmin mmax : Q) : Prop :=
  (forall net, In net cells -> counted net = true ->
     dmin <= effective_depth net <= dmax /\ mmin <= effective_width net <= mmax) /\
  (exists net, In net cells /\ counted net = true /\ effective_depth net == dmin) /\
  (exists net, In net cells /\ counted net = true /\ effective_depth net == dmax) /\
  (exists net, In net cells /\ counted net = true /\ effective_width net == mmin) /\
  (exists net, In net cells /\ counted net = true /\ effective_width net == mmax).

Lemma exists_spec cells (p : network -> bool) : existsb p cells = true -> exists net, In net cells /\ p net = true.
Proof. rewrite existsb_exists. tauto. Qed.

Definition extremes_check cells dmin dmax mmin mmax : bool :=
  all_counted cells (fun net => between dmin dmax (effective_depth net) && between mmin mmax (effective_width net)) &&
  existsb (fun net => counted net && Qeq_bool (effective_depth net) dmin) cells &&
  existsb (fun net => counted net && Qeq_bool (effective_depth net) dmax) cells &&
  existsb (fun net => counted net && Qeq_bool (effective_width net) mmin) cells &&
  existsb (fun net => counted net && Qeq_bool (effective_width net) mmax) cells.
Lemma extremes_sound cells dmin dmax mmin mmax : extremes_check cells dmin dmax mmin mmax = true ->
  extremes cells dmin dmax mmin mmax.
Proof.
  unfold extremes_check. rewrite !andb_true_iff. intros [[[[A B] C] D] E].
  split.
  - intros net I Cn. pose proof (all_counted_spec _ _ A net I Cn) as X. apply andb_true_iff in X.
    destruct X as [X Y]. split; now apply between_spec.
  - assert (X : forall p q, existsb (fun net => counted net && Qeq_bool (p net) q) cells = true ->
      exists net, In net cells /\ counted net = true /\ p net == q).
    { intros p q H. apply exists_spec in H. destruct H as (n & I & P). exists n.
      apply andb_true_iff in P. rewrite Qeq_bool_iff in P. tauto. }
    repeat split; apply X; assumption.
Qed.

Theorem complete3_extremes : extremes complete3 (1#4) 3 (1#3) 4.
Proof. apply extremes_sound. vm_compute. reflexivity. Qed.

(** ** Section 5.2: depth against width *)
Theorem not_both_largest net : well_formed net -> length net = 3%nat -> counted net = true ->
  ~ (effective_depth net == 3 /\ effective_width net == 4).
Proof.
  intros W L C [D M].
  assert (A : all_counted complete3 (fun net => negb (Qeq_bool (effective_depth net) 3 && Qeq_bool (effective_width net) 4)) = true)
    by (vm_compute; reflexivity).
  pose proof (all_counted_spec _ _ A net (complete3_all net W L) C) as X.
  cbv beta in X. apply Qeq_bool_iff in D, M. rewrite D, M in X. discriminate.
Qed.

(** The centres are (3 + 1/4)/2 = 13/8 and (4 + 1/3)/2 = 13/6. *)
Definition net_2_12_222 : network := [[Param]; [Skip; Param]; [Param; Param; Param]].
Theorem above_both_centres :
  well_formed net_2_12_222 /\ effective_depth net_2_12_222 == 7#4 /\ effective_width net_2_12_222 == 16#7 /\
  13#8 < effective_depth net_2_12_222 /\ 13#6 < effective_width net_2_12_222.
Proof. repeat split; try discriminate; vm_compute; reflexivity. Qed.

(** The Pareto frontier of (d, m). *)
Definition frontier_points : list (Q * Q) :=
  [(1, 4); (5#4, 16#5); (3#2, 8#3); (7#4, 16#7); (2, 2); (7#3, 9#7); (5#2, 4#5); (3, 1#3)].
Theorem frontier :
  (forall net, well_formed net -> length net = 3%nat -> counted net = true ->
     exists p, In p frontier_points /\ effective_depth net <= fst p /\ effective_width net <= snd p) /\
  (forall p, In p frontier_points -> exists net, In net complete3 /\ counted net = true /\
     effective_depth net == fst p /\ effective_width net == snd p).
Proof.
  split.
  - intros net W L C.
    assert (A : all_counted complete3 (fun net => existsb (fun p => Qle_bool (effective_depth net) (fst p) &&
       Qle_bool (effective_width net) (snd p)) frontier_points) = true) by (vm_compute; reflexivity).
    pose proof (all_counted_spec _ _ A net (complete3_all net W L) C) as X.
    cbv beta in X. apply existsb_exists in X. destruct X as (p & I & X). exists p. split; [exact I|].
    now rewrite andb_true_iff, !Qle_bool_iff in X.
  - assert (A : forallb (fun p => existsb (fun net => counted net && (Qeq_bool (effective_depth net) (fst p) &&
       Qeq_bool (effective_width net) (snd p))) complete3) frontier_points = true) by (vm_compute; reflexivity).
    rewrite forallb_forall in A. intros p I. specialize (A p I). apply exists_spec in A.
    destruct A as (net & In' & X). exists net. rewrite !andb_true_iff, !Qeq_bool_iff in X. tauto.
Qed.

(** ** Section 5.3: NAS-Bench-201 *)
Theorem nb201_extremes : extremes nb201 (1#4) 3 (1#3) 4.
Proof. apply extremes_sound. vm_compute. reflexivity. Qed.

Definition centre (lo hi : Q) : Q := (hi + lo) / 2.
Definition half_radius (lo hi : Q) : Q := (hi - lo) / 2 / 2.
(** Rounded to one decimal (halves upwards). *)
Definition one_decimal (x : Q) : Q := Qfloor (x * 10 + (1#2)) # 10.

Theorem nb201_printed :
  one_decimal (centre (1#4) 3) == 16#10 /\ one_decimal (centre (1#3) 4) == 22#10 /\
  one_decimal (half_radius (1#4) 3) == 7#10 /\ one_decimal (half_radius (1#3) 4) == 9#10.
Proof. repeat split; vm_compute; reflexivity. Qed.
