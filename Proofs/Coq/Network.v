(** * Network cells, their paths, and the two propagation rules.

    Source: Chen et al., NeurIPS 2022, arXiv 2205.05662, Section 3 and Definition 4.1.

    A cell is a DAG whose nodes 0 .. H are in topological order; every pair s < t carries one
    operation: zero (0), skip (1), or linear + ReLU (2, "parameterised").  It is written as in
    the authors' code: one list of codes per node 1 .. H, the i-th code of node t being that
    of the edge (i -> t).

    One generic topological pass ([propagate]) is instantiated with
    - paths (lists of edges), their numbers of parameterised edges and their count;
    - the variance-only rule (the paper's): the kernels of the incoming edges add;
    - the exact rule: every node is a formal sum of atoms, the input or the output of one
      parameterised edge; a skip copies the sum, so the same feature reaching a node twice
      adds coherently, and two different parameterised atoms have as inner product the product
      of their means.
    A single lemma ([propagate_rel]) carries every induction over the nodes. *)
From Coq Require Import Reals Lra Psatz List Arith Lia Bool FinFun.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue.
Import ListNotations.
Local Open Scope R_scope.

(** ** Syntax *)
Inductive op := Zero | Skip | Param.
Definition op_eqb a b := match a, b with
  | Zero, Zero | Skip, Skip | Param, Param => true | _, _ => false end.

(** The codes of the edges (0 -> t), ..., (t-1 -> t) for t = 1 .. H. *)
Definition network := list (list op).

(** Node t has exactly t incoming codes. *)
Fixpoint well_formed_from (t : nat) (net : network) : Prop :=
  match net with [] => True | g :: net => length g = t /\ well_formed_from (S t) net end.
Definition well_formed (net : network) := net <> [] /\ well_formed_from 1 net.

Definition code (net : network) (s t : nat) : op :=
  match t with O => Zero | S t => nth s (nth t net []) Zero end.

(** ** The topological pass *)
Section Propagate.
Variables (A : Type) (none : A) (add : A -> A -> A) (edge : nat -> nat -> op -> A -> A).

(** Sum over the edges (s -> t), (s+1 -> t), ...; [vals] are the values of nodes s, s+1, ... *)
Fixpoint gather (s t : nat) (g : list op) (vals : list A) : A :=
  match g, vals with
  | o :: g, v :: vals => add (edge s t o v) (gather (S s) t g vals)
  | _, _ => none
  end.
Fixpoint pass (t : nat) (net : network) (vals : list A) : list A :=
  match net with
  | [] => vals
  | g :: net => pass (S t) net (vals ++ [gather 0 t g vals])
  end.
Definition node_values (net : network) (input : A) : list A := pass 1 net [input].
Definition propagate (net : network) (input : A) : A := last (node_values net input) none.
End Propagate.
Arguments gather {A}. Arguments pass {A}. Arguments node_values {A}. Arguments propagate {A}.

(** Two passes stay related if their operations do. *)
Section Relation.
Variables (A B : Type) (nA : A) (aA : A -> A -> A) (eA : nat -> nat -> op -> A -> A)
  (nB : B) (aB : B -> B -> B) (eB : nat -> nat -> op -> B -> B) (Rel : A -> B -> Prop).
Hypothesis Hn : Rel nA nB.
Hypothesis Ha : forall a a' b b', Rel a b -> Rel a' b' -> Rel (aA a a') (aB b b').
Hypothesis He : forall s t o a b, (0 < t)%nat -> Rel a b -> Rel (eA s t o a) (eB s t o b).

Lemma gather_rel s t g va vb : (0 < t)%nat -> Forall2 Rel va vb ->
  Rel (gather nA aA eA s t g va) (gather nB aB eB s t g vb).
Proof.
  intros T F. revert s g. induction F; intros s g; destruct g; simpl; auto.
Qed.
Lemma pass_rel net t va vb : (0 < t)%nat -> Forall2 Rel va vb ->
  Forall2 Rel (pass nA aA eA t net va) (pass nB aB eB t net vb).
Proof.
  revert t va vb. induction net; simpl; intros; [assumption|].
  apply IHnet; [lia|]. apply Forall2_app; [assumption|]. constructor; [|constructor].
  now apply gather_rel.
Qed.
Lemma last_rel va vb : Forall2 Rel va vb -> Rel (last va nA) (last vb nB).
Proof. induction 1; simpl; [assumption|]. inversion H0; subst; auto. Qed.
Lemma propagate_rel_edges net a b : Rel a b ->
  Rel (propagate nA aA eA net a) (propagate nB aB eB net b).
Proof. intros R. apply last_rel, pass_rel; [lia|]. constructor; [assumption|constructor]. Qed.
End Relation.
Lemma propagate_rel A B nA aA eA nB aB eB (Rel : A -> B -> Prop) : Rel nA nB ->
  (forall a a' b b', Rel a b -> Rel a' b' -> Rel (aA a a') (aB b b')) ->
  (forall s t o a b, Rel a b -> Rel (eA s t o a) (eB s t o b)) ->
  forall net a b, Rel a b -> Rel (propagate nA aA eA net a) (propagate nB aB eB net b).
Proof. intros Hn Ha He. apply propagate_rel_edges; auto. Qed.

(** An invariant of every node. *)
Lemma propagate_inv {A} none add edge (P : A -> Prop) net a : P none ->
  (forall a b, P a -> P b -> P (add a b)) -> (forall s t o a, P a -> P (edge s t o a)) ->
  P a -> P (propagate none add edge net a).
Proof.
  intros Hn Ha He Hi.
  refine (propagate_rel A unit none add edge tt (fun _ _ => tt) (fun _ _ _ _ => tt)
    (fun a _ => P a) Hn _ _ net a tt Hi); auto.
Qed.

(** *** The equation of a node

    A pass only adds values, so that the value of a node is gathered from the final values of
    the nodes before it. *)
Lemma pass_prefix {A} none add edge net t (vals : list A) :
  exists w, pass none add edge t net vals = vals ++ w /\ length w = length net.
Proof.
  revert t vals. induction net as [|g net IH]; simpl; intros t vals.
  - exists []. now rewrite app_nil_r.
  - destruct (IH (S t) (vals ++ [gather none add edge 0 t g vals])) as (w & E & L).
    eexists (_ :: w). rewrite E, <- app_assoc. simpl. split; [reflexivity|now rewrite L].
Qed.

Lemma pass_equation {A} none add edge net t (vals : list A) k g : length vals = t ->
  nth_error net k = Some g -> let all := pass none add edge t net vals in
  nth_error all (t + k) = Some (gather none add edge 0 (t + k) g (firstn (t + k) all)).
Proof.
  revert t vals k. induction net as [|g0 net IH]; intros t vals k L E; [now destruct k|].
  cbn [pass]. destruct k as [|k]; simpl in E.
  - injection E as ->. rewrite Nat.add_0_r.
    destruct (pass_prefix none add edge net (S t) (vals ++ [gather none add edge 0 t g vals]))
      as (w & -> & _).
    rewrite <- app_assoc. simpl. rewrite firstn_app, L, Nat.sub_diag, firstn_O, app_nil_r.
    rewrite firstn_all2 by lia. rewrite nth_error_app2, L, Nat.sub_diag by lia. reflexivity.
  - rewrite Nat.add_succ_r. apply (IH (S t)); [|exact E]. rewrite app_length; simpl; lia.
Qed.
Lemma node_equation {A} none add edge net (input : A) t g : nth_error net t = Some g ->
  let all := node_values none add edge net input in
  nth_error all (S t) = Some (gather none add edge 0 (S t) g (firstn (S t) all)).
Proof. apply (pass_equation none add edge net 1 [input] t g eq_refl). Qed.
Lemma node_values_length {A} none add edge net (input : A) :
  length (node_values none add edge net input) = S (length net).
Proof.
  unfold node_values. destruct (pass_prefix none add edge net 1 [input]) as (w & -> & L).
  simpl. now rewrite L.
Qed.
Lemma node_values_first {A} none add edge net (input : A) :
  nth_error (node_values none add edge net input) 0 = Some input.
Proof. unfold node_values. now destruct (pass_prefix none add edge net 1 [input]) as (w & -> & _). Qed.
Lemma propagate_last {A} none add edge net (input : A) :
  nth_error (node_values none add edge net input) (length net) =
  Some (propagate none add edge net input).
Proof.
  unfold propagate. pose proof (node_values_length none add edge net input) as L.
  set (v := node_values none add edge net input) in *. destruct v as [|x v] using rev_ind; [discriminate|].
  rewrite app_length in L. simpl in L. rewrite last_last, nth_error_app2 by lia.
  now replace (length net - length v)%nat with 0%nat by lia.
Qed.

(** Where the members of a gathered list come from. *)
Lemma in_gather {A} (edge : nat -> nat -> op -> list A -> list A) s t g vals a :
  In a (gather [] (@app A) edge s t g vals) ->
  exists i o v, nth_error g i = Some o /\ nth_error vals i = Some v /\ In a (edge (s + i)%nat t o v).
Proof.
  revert s g. induction vals as [|v vals IH]; intros s [|o g]; simpl; try easy.
  rewrite in_app_iff. intros [H|H].
  - exists 0%nat, o, v. now rewrite Nat.add_0_r.
  - destruct (IH (S s) g H) as (i & o' & v' & G & V & I). exists (S i), o', v'.
    rewrite Nat.add_succ_r. now repeat split.
Qed.

(** ** Paths *)
Definition edge_id := (nat * nat * op)%type.
Definition path := list edge_id.

(** A path from node 0 to node t: consecutive non-zero edges (the last one first). *)
Inductive is_path (net : network) : nat -> path -> Prop :=
  | path_nil : is_path net 0 []
  | path_edge s t p : (s < t)%nat -> code net s t <> Zero -> is_path net s p ->
      is_path net t ((s, t, code net s t) :: p).

Definition path_step (s t : nat) (o : op) (ps : list path) : list path :=
  match o with Zero => [] | _ => map (cons (s, t, o)) ps end.
(** All paths to the output node. *)
Definition paths (net : network) : list path := propagate [] (@app path) path_step net [[]].

Definition is_param (e : edge_id) : bool := op_eqb (snd e) Param.
(** d_p, the number of parameterised edges of the path p. *)
Definition depth (p : path) : nat := length (filter is_param p).
Definition depths (net : network) : list nat := map depth (paths net).
Definition path_count (net : network) : nat := length (depths net).
Definition connected (net : network) : Prop := (0 < path_count net)%nat.

(** The depths can be propagated without the paths. *)
Definition depth_step (s t : nat) (o : op) (ds : list nat) : list nat :=
  match o with Zero => [] | Skip => ds | Param => map S ds end.
Lemma depths_propagate net : depths net = propagate [] (@app nat) depth_step net [0%nat].
Proof.
  unfold depths, paths.
  apply (propagate_rel _ _ [] (@app path) path_step [] (@app nat) depth_step
    (fun ps ds => map depth ps = ds)); try reflexivity.
  - intros a a' b b' <- <-. apply map_app.
  - intros s t o a b <-. destruct o; simpl; rewrite ?map_map; auto.
Qed.

(** *** The list is complete and has no repetition *)
Lemma gather_paths s t g (vals : list (list path)) p :
  In p (gather [] (@app path) path_step s t g vals) <->
  exists i o ps q, nth_error g i = Some o /\ nth_error vals i = Some ps /\ o <> Zero /\ In q ps /\
    p = (s + i, t, o)%nat :: q.
Proof.
  revert s g. induction vals as [|v vals IH]; intros s g.
  - destruct g; simpl; (split; [easy|]); intros (i & o1 & ps & q & A & B & _); now destruct i.
  - destruct g as [|o g]; simpl.
    { split; [easy|]. intros (i & o1 & ps & q & A & _); now destruct i. }
    rewrite in_app_iff, IH. split.
    + intros [H|(i & o' & ps & q & A & B & C & D & E)].
      * exists 0%nat, o, v. destruct o; simpl in H; [easy| |]; apply in_map_iff in H;
        destruct H as (q & E & I); exists q; rewrite Nat.add_0_r; repeat split; auto; discriminate.
      * exists (S i), o', ps, q. rewrite Nat.add_succ_r. now repeat split.
    + intros (i & o' & ps & q & A & B & C & D & E). destruct i as [|i]; simpl in *.
      * left. injection A as ->. injection B as ->. rewrite Nat.add_0_r in E. subst p.
        destruct o'; [congruence| |]; simpl; now apply in_map.
      * right. exists i, o', ps, q. rewrite Nat.add_succ_r in E. now repeat split.
Qed.

Lemma gather_nodup s t g (vals : list (list path)) : (forall i ps, nth_error vals i = Some ps -> NoDup ps) ->
  NoDup (gather [] (@app path) path_step s t g vals).
Proof.
  revert s g. induction vals as [|v vals IH]; intros s g N.
  - destruct g; simpl; constructor.
  - destruct g as [|o g]; simpl; [constructor|].
    assert (R : NoDup (gather [] (@app path) path_step (S s) t g vals))
      by (apply IH; intros i ps H; now apply (N (S i) ps)).
    assert (L : NoDup (path_step s t o v)).
    { pose proof (N 0%nat v eq_refl). destruct o; simpl; [constructor| |];
      (apply Injective_map_NoDup; [|assumption]); intros x y; congruence. }

    clear IH. revert L. generalize (fun p => proj1 (gather_paths (S s) t g vals p)). intros G.
    assert (D : forall p, In p (path_step s t o v) -> ~ In p (gather [] (@app path) path_step (S s) t g vals)).
    { intros p H I. apply G in I. destruct I as (i & o' & ps & q & _ & _ & _ & _ & E). subst p.
      destruct o; simpl in H; [easy| |]; apply in_map_iff in H; destruct H as (q' & E & _);
      injection E; intros; lia. }
    revert D. generalize (path_step s t o v). intros l D. induction l; simpl; intros L; [assumption|].
    inversion L; subst. constructor.
    + rewrite in_app_iff. intros [?|?]; [easy|]. apply (D a); [now left|assumption].
    + apply IHl; [|assumption]. intros p I. apply D. now right.
Qed.

Definition good_prefix (net : network) (vals : list (list path)) : Prop :=
  forall i ps, nth_error vals i = Some ps -> NoDup ps /\ forall p, In p ps <-> is_path net i p.

Lemma pass_paths full net t vals : (1 <= t)%nat -> length vals = t -> well_formed_from t net ->
  (forall j, nth_error net j = nth_error full (t - 1 + j)) ->
  good_prefix full vals -> good_prefix full (pass [] (@app path) path_step t net vals) /\
  length (pass [] (@app path) path_step t net vals) = (t + length net)%nat.
Proof.
  revert t vals. induction net as [|g net IH]; simpl; intros t vals Ht L W E G.
  { split; [assumption|lia]. }
  destruct W as [Lg W].
  assert (Eg : nth_error full (t - 1) = Some g) by (specialize (E 0%nat); simpl in E; rewrite Nat.add_0_r in E; now symmetry).
  destruct (IH (S t) (vals ++ [gather [] (@app path) path_step 0 t g vals])) as [X Y].
  - lia.
  - rewrite app_length; simpl; lia.
  - assumption.
  - intros j. specialize (E (S j)). simpl in E. rewrite E. f_equal. lia.
  - intros i ps H. destruct (lt_dec i t) as [Hi|Hi].
    + rewrite nth_error_app1 in H by lia. now apply G.
    + assert (i = t).
      { assert (i < length (vals ++ [gather [] (@app path) path_step 0 t g vals]))%nat
          by (apply nth_error_Some; congruence). rewrite app_length in H0; simpl in H0; lia. }
      subst i. rewrite nth_error_app2 in H by lia. rewrite L, Nat.sub_diag in H. simpl in H.
      injection H as <-. split.
      * apply gather_nodup. intros i ps Hps. now apply (G i).
      * intros p. rewrite gather_paths.
        assert (C : forall i, code full i t = nth i g Zero).
        { intros i. unfold code. destruct t; [lia|]. replace (S t - 1)%nat with t in Eg by lia.
          now rewrite (nth_error_nth _ _ _ Eg). }
        split.
        -- intros (i & o & ps & q & A & B & Z & I & ->). simpl.
           assert (i < t)%nat by (rewrite <- L; apply nth_error_Some; congruence).
           assert (o = code full i t) by (rewrite C; symmetry; now apply nth_error_nth). subst o.
           constructor; [assumption|assumption|]. now apply (G i ps B).
        -- intros P. inversion P; subst; [lia|].
           destruct (nth_error vals s) as [ps|] eqn:B; [|apply nth_error_None in B; lia].
           exists s, (code full s (length vals)), ps, p0. simpl. repeat split; auto.
           ++ rewrite C. apply nth_error_nth'. lia.
           ++ now apply (G s ps B).
  - split; [exact X|]. rewrite Y. lia.
Qed.

Theorem paths_complete net : well_formed net ->
  NoDup (paths net) /\ forall p, In p (paths net) <-> is_path net (length net) p.
Proof.
  intros [N W]. destruct (pass_paths net net 1 [[[]]]) as [G L]; auto.
  - intros i ps H. destruct i as [|[|i]]; simpl in H; try discriminate. injection H as <-.
    split; [constructor; [easy|constructor]|]. intros p. split.
    + intros [<-|[]]. constructor.
    + intros P. inversion P; subst; [now left|lia].
  - unfold paths, propagate, node_values.
    set (v := pass [] (@app path) path_step 1 net [[[]]]) in *.
    assert (X : nth_error v (length net) = Some (last v [])).
    { destruct v as [|x v] using rev_ind; [discriminate|]. rewrite last_last.
      rewrite app_length in L; simpl in L. rewrite nth_error_app2 by lia.
      now replace (length net - length v)%nat with 0%nat by lia. }
    exact (G _ _ X).
Qed.

(** ** Kernels *)

(** One parameterised edge (Lemma 3.2): f(K)_ij = sqrt(K_ii K_jj) kappa1(C_ij). *)
Definition param_kernel (K : mat) : mat := fun i j =>
  sqrt (K i i * K j j) * kappa1 (K i j / sqrt (K i i * K j j)).

Definition zero_mat : mat := fun _ _ => 0.
Definition add_mat (K L : mat) : mat := fun i j => K i j + L i j.

(** *** The variance-only rule *)
Definition variance_edge (s t : nat) (o : op) (K : mat) : mat :=
  match o with Zero => zero_mat | Skip => K | Param => param_kernel K end.
Definition variance_kernel (net : network) (K0 : mat) : mat :=
  propagate zero_mat add_mat variance_edge net K0.

(** *** The exact rule *)
Record atom := { origin : nat * nat;       (* (s, t) for an edge, (0, 0) for the input *)
                 second : mat;             (* second moments over pairs of inputs *)
                 mean : vec }.             (* coordinate mean for every input *)
Definition same_atom (a b : atom) : bool :=
  Nat.eqb (fst (origin a)) (fst (origin b)) && Nat.eqb (snd (origin a)) (snd (origin b)).
Definition inner_product (a b : atom) : mat := fun i j =>
  if same_atom a b then second a i j else mean a i * mean b j.
Definition sum_over {X} (l : list X) (f : X -> R) : R := fold_right (fun x r => f x + r) 0 l.
(** The kernel of a formal sum (a list of atoms, with repetition). *)
Definition sum_kernel (l : list atom) : mat := fun i j =>
  sum_over l (fun a => sum_over l (fun b => inner_product a b i j)).

(** The mean of an edge's output is [edge_mean] of GaussianIntegral.v; the factor [mu] is 1,
    or 0 to switch all means off (Remark 3.3). *)
Definition edge_atom (mu : R) (s t : nat) (K : mat) : atom :=
  {| origin := (s, t); second := param_kernel K; mean := fun i => mu * sqrt (K i i / PI) |}.
Definition exact_edge (mu : R) (s t : nat) (o : op) (l : list atom) : list atom :=
  match o with Zero => [] | Skip => l
  | Param => match l with [] => [] | _ => [edge_atom mu s t (sum_kernel l)] end end.
Definition input_atom (K0 : mat) (M0 : vec) : atom := {| origin := (0, 0)%nat; second := K0; mean := M0 |}.
Definition exact_sum (mu : R) (net : network) (K0 : mat) (M0 : vec) : list atom :=
  propagate [] (@app atom) (exact_edge mu) net [input_atom K0 M0].
Definition exact_kernel_mu mu net K0 M0 := sum_kernel (exact_sum mu net K0 M0).
Definition exact_kernel := exact_kernel_mu 1.

(** *** Two centred unit inputs with correlation rho *)
Definition pair_input (rho : R) : mat := M2 1 rho.
Definition centred : vec := fun _ => 0.
(** K_ii - K_ij and lambda_2 = K_ii - |K_ij|. *)
Definition gap (K : mat) : R := (K 0%nat 0%nat - K 0%nat 1%nat).
Definition lambda2 (K : mat) : R := (K 0%nat 0%nat - Rabs (K 0%nat 1%nat)).
(** The value of Eq. 12: P - sum over the paths of h^(d_p)(rho). *)
Definition eq12 (net : network) (rho : R) : R :=
  INR (path_count net) - sum_over (depths net) (fun d => iter d rho).

(** For two inputs with equal second moments lambda_2 is the smallest eigenvalue. *)
Definition exchangeable (K : mat) : Prop :=
  K 0%nat 0%nat = K 1%nat 1%nat /\ K 0%nat 1%nat = K 1%nat 0%nat.
Lemma lambda2_is_lmin K : exchangeable K -> is_lmin 2 K (lambda2 K).
Proof. intros [D S]. unfold lambda2. apply lmin_equal_diagonal; auto. Qed.

Lemma param_exchangeable K : exchangeable K -> exchangeable (param_kernel K).
Proof.
  intros [D S]. unfold param_kernel. split; [now rewrite D|].
  now rewrite S, D.
Qed.
Lemma variance_exchangeable net K0 : exchangeable K0 -> exchangeable (variance_kernel net K0).
Proof.
  intros H. unfold variance_kernel. apply propagate_inv; auto.
  - split; reflexivity.
  - intros K L [A B] [C D]. unfold add_mat. split; [now rewrite A, C|now rewrite B, D].
  - intros s t o K E. destruct o; [split; reflexivity|exact E|now apply param_exchangeable].
Qed.

Definition atom_exchangeable (a : atom) : Prop := exchangeable (second a) /\ mean a 0%nat = mean a 1%nat.
Lemma sum_kernel_exchangeable l : Forall atom_exchangeable l -> exchangeable (sum_kernel l).
Proof.
  intros F.
  assert (G : forall l', Forall atom_exchangeable l' ->
    sum_over l' (fun a => sum_over l (fun b => inner_product a b 0%nat 0%nat)) =
    sum_over l' (fun a => sum_over l (fun b => inner_product a b 1%nat 1%nat)) /\
    sum_over l' (fun a => sum_over l (fun b => inner_product a b 0%nat 1%nat)) =
    sum_over l' (fun a => sum_over l (fun b => inner_product a b 1%nat 0%nat))).
  { induction 1 as [|a l' Ea _ IH]; simpl; [auto|]. destruct IH as [-> ->].
    destruct Ea as [[Da Sa] Ma]. split; f_equal; clear -F Da Sa Ma;
    (induction F as [|b l Eb _ IH]; simpl; [reflexivity|]; rewrite IH; f_equal;
     destruct Eb as [_ Mb]; unfold inner_product; rewrite ?Da, ?Sa, ?Ma, ?Mb; reflexivity). }
  exact (G l F).
Qed.
Lemma exact_exchangeable mu net K0 M0 : exchangeable K0 -> M0 0%nat = M0 1%nat ->
  exchangeable (exact_kernel_mu mu net K0 M0).
Proof.
  intros H HM. apply sum_kernel_exchangeable. unfold exact_sum. apply propagate_inv.
  - constructor.
  - intros a b. rewrite Forall_app. tauto.
  - intros s t o l F. destruct o; [constructor|exact F|]. destruct l; [constructor|].
    constructor; [|constructor]. pose proof (sum_kernel_exchangeable _ F) as E.
    split; [now apply param_exchangeable|]. simpl. now rewrite (proj1 E).
  - constructor; [|constructor]. split; assumption.
Qed.
Lemma pair_exchangeable rho : exchangeable (pair_input rho).
Proof. split; reflexivity. Qed.

Definition variance_pair net rho := variance_kernel net (pair_input rho).
Definition exact_pair net rho := exact_kernel net (pair_input rho) centred.
(** The exact rule with every mean set to 0 (Remark 3.3). *)
Definition mean_free_pair net rho := exact_kernel_mu 0 net (pair_input rho) centred.
Lemma variance_pair_lmin net rho : is_lmin 2 (variance_pair net rho) (lambda2 (variance_pair net rho)).
Proof. apply lambda2_is_lmin, variance_exchangeable, pair_exchangeable. Qed.
Lemma exact_pair_lmin net rho : is_lmin 2 (exact_pair net rho) (lambda2 (exact_pair net rho)).
Proof. apply lambda2_is_lmin, exact_exchangeable; [apply pair_exchangeable|reflexivity]. Qed.
