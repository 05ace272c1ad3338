(** * Neural tangent kernels of networks under both rules.

    With all weights and a linear read-out trained, the tangent kernel at a node is K + T: K is the
    node's kernel (Network.v), and T collects what the edges' weights add: it is 0 at the input, and
    behind a parameterised edge the entrywise product of kappa0 of the correlations and of K + T
    before it ([param_tangent]).  Under the variance-only rule T adds edge by edge, as K does;
    under the exact rule an atom that occurs c times in a sum counts c^2 times, and different
    atoms have no cross terms.  (In place of kappa0 stands the derivative of an edge's kernel:
    [kappa1_derivative].)  [variance_tangent_kernel] and [exact_tangent_kernel] say that the kernels
    that are carried along are those of Network.v. *)
From Coq Require Import Reals List.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network.
Import ListNotations.
Local Open Scope R_scope.

(** T behind a parameterised edge. *)
Definition param_tangent (K T : mat) : mat := fun i j =>
  kappa0 (K i j / sqrt (K i i * K j j)) * (K i j + T i j).

(** ** The variance-only rule: K and T *)
Definition both_zero : mat * mat := (zero_mat, zero_mat).
Definition both_add (a b : mat * mat) : mat * mat :=
  (add_mat (fst a) (fst b), add_mat (snd a) (snd b)).
Definition variance_tangent_edge (s t : nat) (o : op) (a : mat * mat) : mat * mat :=
  match o with
  | Zero => both_zero
  | Skip => a
  | Param => (param_kernel (fst a), param_tangent (fst a) (snd a))
  end.
Definition variance_tangent (net : network) (K0 : mat) : mat * mat :=
  propagate both_zero both_add variance_tangent_edge net (K0, zero_mat).

(** ** The exact rule: atoms with their T *)
Definition sum_tangent (l : list (atom * mat)) : mat := fun i j =>
  sum_over l (fun a => sum_over l (fun b =>
    if same_atom (fst a) (fst b) then snd a i j else 0)).
Definition exact_tangent_edge (mu : R) (s t : nat) (o : op) (l : list (atom * mat)) :
    list (atom * mat) :=
  match o with
  | Zero => []
  | Skip => l
  | Param => match l with
      | [] => []
      | _ => let K := sum_kernel (map fst l) in
          [(edge_atom mu s t K, param_tangent K (sum_tangent l))] end
  end.
Definition exact_tangent (mu : R) (net : network) (K0 : mat) (M0 : vec) : list (atom * mat) :=
  propagate [] (@app (atom * mat)) (exact_tangent_edge mu) net [(input_atom K0 M0, zero_mat)].

(** ** Two centred unit inputs with correlation rho *)
Definition variance_tangent_pair (net : network) (rho : R) : mat :=
  let a := variance_tangent net (pair_input rho) in add_mat (fst a) (snd a).
Definition tangent_pair_mu (mu : R) (net : network) (rho : R) : mat :=
  let l := exact_tangent mu net (pair_input rho) centred in
  add_mat (sum_kernel (map fst l)) (sum_tangent l).
Definition exact_tangent_pair := tangent_pair_mu 1.
(** The exact rule with every mean set to 0. *)
Definition mean_free_tangent_pair := tangent_pair_mu 0.

(** ** The kernels that are carried along are those of Network.v *)
Theorem variance_tangent_kernel net K0 : fst (variance_tangent net K0) = variance_kernel net K0.
Proof.
  unfold variance_tangent, variance_kernel.
  apply (propagate_rel _ _ both_zero both_add variance_tangent_edge zero_mat add_mat variance_edge
    (fun a K => fst a = K)); try reflexivity.
  - intros a b K L <- <-. reflexivity.
  - intros s t o a K <-. now destruct o.
Qed.
Theorem exact_tangent_kernel mu net K0 M0 :
  map fst (exact_tangent mu net K0 M0) = exact_sum mu net K0 M0.
Proof.
  unfold exact_tangent, exact_sum.
  apply (propagate_rel _ _ [] (@app (atom * mat)) (exact_tangent_edge mu) [] (@app atom)
    (exact_edge mu) (fun l m => map fst l = m)); try reflexivity.
  - intros a b l m <- <-. apply map_app.
  - intros s t o l m <-. destruct o; try reflexivity. now destruct l.
Qed.
