(** * The space of all cells with H nodes.

    [cells H] lists every cell, and so whoever shows something of each of its members shows it of
    every well-formed network with H nodes ([in_space]); those of NAS-Bench-201 are the ones with
    three nodes, some of them more than once ([in_nb201]). *)
From Coq Require Import List Arith Lia Bool.
From KernelCalculator Require Import Network EffectiveDepth.
Import ListNotations.

(** All lists of n operations. *)
Fixpoint words (n : nat) : list (list op) :=
  match n with
  | O => [[]]
  | S n => flat_map (fun o => map (cons o) (words n)) [Zero; Skip; Param]
  end.
(** All networks whose n nodes have t, t + 1, ... incoming operations. *)
Fixpoint cells_from (t n : nat) : list network :=
  match n with
  | O => [[]]
  | S n => flat_map (fun g => map (cons g) (cells_from (S t) n)) (words t)
  end.
Definition cells (nodes : nat) : list network := cells_from 1 nodes.

Lemma in_words w : In w (words (length w)).
Proof.
  induction w as [|o w IH]; [now left|]. cbn [words length]. apply in_flat_map. exists o.
  split; [destruct o; cbn; tauto|]. now apply in_map.
Qed.
Lemma in_cells_from net : forall t, well_formed_from t net -> In net (cells_from t (length net)).
Proof.
  induction net as [|g net IH]; intros t W; [now left|]. destruct W as [L W].
  cbn [cells_from length]. apply in_flat_map. exists g. split; [subst t; apply in_words|].
  apply in_map. now apply IH.
Qed.
Theorem in_cells net nodes : well_formed net -> length net = nodes -> In net (cells nodes).
Proof. intros [_ W] <-. now apply in_cells_from. Qed.

(** The cells that have the properties asked for. *)
Definition is_connected (net : network) : bool := Nat.ltb 0 (path_count net).
Definition is_parameterised (net : network) : bool := existsb (Nat.ltb 0) (depths net).
Definition among (nets : list network) (conditions : list (network -> bool)) : list network :=
  filter (fun net => forallb (fun p => p net) conditions) nets.
Definition space (nodes : nat) (conditions : list (network -> bool)) : list network :=
  among (cells nodes) conditions.
Lemma in_among net nets conditions : In net nets -> Forall (fun p => p net = true) conditions ->
  In net (among nets conditions).
Proof.
  intros I C. apply filter_In. split; [exact I|]. apply forallb_forall.
  intros p J. rewrite Forall_forall in C. now apply C.
Qed.
Theorem in_space net nodes conditions : well_formed net -> length net = nodes ->
  Forall (fun p => p net = true) conditions -> In net (space nodes conditions).
Proof. intros W L C. apply in_among; [now apply in_cells|exact C]. Qed.
Lemma connected_is net : connected net -> is_connected net = true.
Proof. intros H. now apply Nat.ltb_lt. Qed.

(** ** The cells of NAS-Bench-201 *)
Lemma nb201_has net : well_formed net -> length net = 3 -> In net nb201.
Proof.
  intros [_ W] L. destruct net as [|g1 [|g2 [|g3 [|? ?]]]]; try discriminate.
  destruct W as (L1 & L2 & L3 & _).
  destruct g1 as [|a [|? ?]]; try discriminate. destruct g2 as [|b [|c [|? ?]]]; try discriminate.
  destruct g3 as [|d [|e [|f [|? ?]]]]; try discriminate.
  assert (O : forall o, In o [Zero; Skip; Param; Param; Skip]) by (intros []; simpl; auto).
  unfold nb201, cells3. repeat (apply in_flat_map; eexists; split; [apply O|]).
  apply in_map_iff. eexists. split; [reflexivity|apply O].
Qed.
(** Without their operations' names these cells are all those with three nodes. *)
Theorem in_nb201 net : In net nb201 <-> well_formed net /\ length net = 3.
Proof.
  split; [|intros [W L]; now apply nb201_has]. unfold nb201, cells3. intros I.
  repeat (apply in_flat_map in I; destruct I as (? & _ & I)).
  apply in_map_iff in I. destruct I as (f & <- & _). repeat split. discriminate.
Qed.
Theorem in_nb201_space net conditions : In net nb201 ->
  Forall (fun p => p net = true) conditions -> In net (space 3 conditions).
Proof. intros I. apply in_nb201 in I. destruct I as [W L]. now apply in_space. Qed.
