(** * Effective depth and width over the cells of DARTS.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Section 5.3: for DARTS the paper prints
    the centres (1.5, 10.5) and the half radii (0.7, 4.8), without saying over which cells.

    A cell that DARTS derives has two inputs and four nodes, each of which sums two of the
    operations' outputs from two different earlier nodes; the output sums the four.  Of the
    seven operations without none the four convolutions are parameterised, two poolings and
    skip are not, so that 180 * 7^8 cells have 180 * 2^8 = 46,080 patterns of paths ([darts]).
    Both inputs are nodes that node 0 feeds by a skip: a path from node 0 is one from either.

    By exhaustive evaluation ([darts_extremes]) depth ranges over [1/16, 22/9] and width over
    [88/15, 18]; the centres are (361/288, 179/15), the half radii (343/576, 91/30), and none
    of the four printed values agrees ([darts_printed_refuted]). *)
From Coq Require Import List Arith Lia Bool QArith Qround.
From KernelCalculator Require Import Network EffectiveDepth.
Import ListNotations.
Local Open Scope Q_scope.

(** Two different nodes before node t, not the cell's node 0. *)
Definition sources (t : nat) : list (nat * nat) :=
  flat_map (fun j => map (fun i => (i, j)) (seq 1 (j - 1))) (seq 2 (t - 2)).
Definition two_edges (t : nat) (ends : nat * nat) (a b : op) : list op :=
  map (fun s => if Nat.eqb s (fst ends) then a else if Nat.eqb s (snd ends) then b else Zero)
    (seq 0 t).
Definition node_choices (t : nat) : list (list op) :=
  flat_map (fun ends => flat_map (fun a => map (two_edges t ends a) [Skip; Param]) [Skip; Param])
    (sources t).
Definition darts : list network :=
  flat_map (fun a => flat_map (fun b => flat_map (fun c => map (fun d =>
    [[Skip]; [Skip; Zero]; a; b; c; d; [Zero; Zero; Zero; Skip; Skip; Skip; Skip]])
    (node_choices 6)) (node_choices 5)) (node_choices 4)) (node_choices 3).
Lemma darts_size : Z.of_nat (length darts) = 46080%Z.
Proof. vm_compute. reflexivity. Qed.

Theorem darts_extremes : extremes darts (1#16) (22#9) (88#15) 18.
Proof. apply extremes_sound. vm_cast_no_check (eq_refl true). Qed.

(** [sec5.3-darts]: refuted for these cells, by the centre of the depth, and by each value. *)
Theorem darts_printed_refuted :
  ~ one_decimal (centre (1#16) (22#9)) == 15#10 /\ ~ one_decimal (centre (88#15) 18) == 105#10 /\
  ~ one_decimal (half_radius (1#16) (22#9)) == 7#10 /\ ~ one_decimal (half_radius (88#15) 18) == 48#10.
Proof. repeat split; vm_compute; discriminate. Qed.
