(** * Networks on any pair of inputs.

    The kernels of Network.v are defined for any second moments and means of the inputs; the
    expressions of Expression.v speak of centred unit inputs of a given correlation.  Here the two
    inputs have second moments a, b and c (of the first, of the second,
      and of both) and means m and n,
    all given as expressions: [quantity_form] composes the network's kernels,
      tangent kernels and means
    as expressions, and [everywhere] says that they are these on the whole domain of a statement.
      *)
From Coq Require Import ZArith QArith Reals Lra List Bool Lia.
From KernelCalculator Require Import ArcCosine SmallestEigenvalue Network PathBound TangentKernel
  Expression Identities Boxes.
Import ListNotations.
Local Open Scope R_scope.

(** ** What statements speak of *)
Definition input_kernel (a b c : R) : mat := fun i j =>
  match i, j with O, O => a | S _, S _ => b | _, _ => c end.
Definition input_means (m n : R) : vec := fun i => match i with O => m | S _ => n end.

Definition means_used (r : Expression.rule) : R := match r with ExactRule => 1 | _ => 0 end.
Definition means_of (r : Expression.rule) (M0 : vec) : vec := match r with ExactRule => M0 | _ =>
  centred end.
(** The kernel at the output, the tangent kernel, and the features' means. *)
Definition kernel_at (r : Expression.rule) (net : network) (K0 : mat) (M0 : vec) : mat :=
  match r with
  | VarianceOnly => variance_kernel net K0
  | _ => exact_kernel_mu (means_used r) net K0 (means_of r M0)
  end.
Definition tangent_at (r : Expression.rule) (net : network) (K0 : mat) (M0 : vec) : mat :=
  match r with
  | VarianceOnly => let a := variance_tangent net K0 in add_mat (fst a) (snd a)
  | _ => let l := exact_tangent (means_used r) net K0 (means_of r M0) in
      add_mat (sum_kernel (map fst l)) (sum_tangent l)
  end.
Definition mean_at (net : network) (K0 : mat) (M0 : vec) : vec := fun i =>
  sum_over (exact_sum 1 net K0 M0) (fun a => mean a i).
(** The smallest eigenvalue for two inputs ([lmin2_is_lmin]). *)
Definition smallest (K : mat) : R := lmin2 (K 0%nat 0%nat) (K 0%nat 1%nat) (K 1%nat 1%nat).

Inductive quantity := KernelEntry (i j : nat) | TangentEntry (i j : nat) | MeanEntry (i : nat)
  | KernelSmallest | TangentSmallest.
Definition quantity_of (q : quantity) (r : Expression.rule) (net : network) (K0 : mat) (M0 : vec)
  : R :=
  match q with
  | KernelEntry i j => kernel_at r net K0 M0 i j
  | TangentEntry i j => tangent_at r net K0 M0 i j
  | MeanEntry i => mean_at net K0 M0 i
  | KernelSmallest => smallest (kernel_at r net K0 M0)
  | TangentSmallest => smallest (tangent_at r net K0 M0)
  end.

(** ** As expressions *)
Record entries := { first_entry : expr; mixed_entry : expr; second_entry : expr }.
Definition pick (e : entries) (i j : nat) : expr :=
  match i, j with O, O => first_entry e | S _, S _ => second_entry e | _, _ => mixed_entry e end.
Definition all_entries (f : nat -> nat -> expr) : entries :=
  {| first_entry := f 0%nat 0%nat; mixed_entry := f 0%nat 1%nat; second_entry := f 1%nat 1%nat |}.
Record general_form :=
  { place : nat * nat; second_form : entries; mean_forms : expr * expr; tangent_forms : entries }.
Definition mean_pick (f : general_form) (i : nat) : expr :=
  match i with O => fst (mean_forms f) | S _ => snd (mean_forms f) end.
Definition same_place (f g : general_form) : bool :=
  Nat.eqb (fst (place f)) (fst (place g)) && Nat.eqb (snd (place f)) (snd (place g)).

Section Forms.
(** Seen not to be negative, or to be positive. *)
Variables sure_nonneg sure_positive : expr -> bool.
Variable means : bool.
Definition root_product (a b : expr) : expr :=
  if same a b && sure_nonneg a then a else Sqrt (Mul a b).
Definition edge_entry (K : entries) (i j : nat) : expr :=
  let a := pick K i i in let b := pick K j j in
  if zero_term a || zero_term b then int 0
  else if Nat.eqb i j && sure_nonneg a then a
  else Mul (root_product a b) (Kappa1 (Div (pick K i j) (root_product a b))).
Definition edge_tangent_entry (K T : entries) (i j : nat) : expr :=
  let a := pick K i i in let b := pick K j j in
  let both := Expression.plus (pick K i j) (pick T i j) in
  if Nat.eqb i j && sure_positive a then both
  else Expression.times (Kappa0 (Div (pick K i j) (root_product a b))) both.
Definition form_product (i j : nat) (f g : general_form) : expr :=
  if same_place f g then pick (second_form f) i j else Expression.times (mean_pick f i)
    (mean_pick g j).
Definition form_tangent (i j : nat) (f g : general_form) : expr :=
  if same_place f g then pick (tangent_forms f) i j else int 0.
Definition double (h : general_form -> general_form -> expr) (l : list general_form) : expr :=
  sum_form l (fun f => sum_form l (h f)).
Definition kernel_sum (l : list general_form) : entries :=
  all_entries (fun i j => double (form_product i j) l).
Definition tangent_sum (l : list general_form) : entries :=
  all_entries (fun i j => double (form_tangent i j) l).
Definition edge_of (s t : nat) (l : list general_form) : general_form :=
  let K := kernel_sum l in let T := tangent_sum l in
  let mean i := if means then Sqrt (Div (pick K i i) Pi) else int 0 in
  {| place := (s, t); second_form := all_entries (edge_entry K);
    mean_forms := (mean 0%nat, mean 1%nat);
     tangent_forms := all_entries (edge_tangent_entry K T) |}.
Definition exact_step (s t : nat) (o : op) (l : list general_form) : list general_form :=
  match o with Zero => [] | Skip => l | Param => match l with [] => [] | _ => [edge_of s t l] end
    end.
Definition no_entries : entries := all_entries (fun _ _ => int 0).
Definition exact_forms (net : network) (K : entries) (m : expr * expr) : list general_form :=
  propagate [] (@app general_form) exact_step net
    [{| place := (0, 0)%nat; second_form := K; mean_forms := m; tangent_forms := no_entries |}].

(** The variance-only rule: K and T, which add. *)
Definition add_entries (e f : entries) : entries :=
  all_entries (fun i j => Expression.plus (pick e i j) (pick f i j)).
Definition variance_step (s t : nat) (o : op) (f : entries * entries) : entries * entries :=
  match o with
  | Zero => (no_entries, no_entries)
  | Skip => f
  | Param => (all_entries (edge_entry (fst f)), all_entries (edge_tangent_entry (fst f) (snd f)))
  end.
Definition variance_forms (net : network) (K : entries) : entries * entries :=
  propagate (no_entries, no_entries)
    (fun f g => (add_entries (fst f) (fst g), add_entries (snd f) (snd g))) variance_step net
    (K, no_entries).

Variable x : nat -> R.
Hypothesis nonneg_correct : forall e, sure_nonneg e = true -> 0 <= eval e x.
Hypothesis positive_correct : forall e, sure_positive e = true -> 0 < eval e x.

(** The three entries that are carried along. *)
Definition upper (i j : nat) : Prop := (i = 0 /\ j = 0 \/ i = 0 /\ j = 1 \/ i = 1 /\ j = 1)%nat.
Definition shows (e : entries) (K : mat) : Prop := forall i j, upper i j ->
  eval (pick e i j) x = K i j.
Lemma pick_all f i j : upper i j -> pick (all_entries f) i j = f i j.
Proof. intros [[-> ->]|[[-> ->]|[-> ->]]]; reflexivity. Qed.
Lemma upper_diagonal i j : upper i j -> upper i i /\ upper j j.
Proof. unfold upper. lia. Qed.
Lemma shows_none K : (forall i j, K i j = 0) -> shows no_entries K.
Proof. intros Z i j U. unfold no_entries. rewrite pick_all by exact U. now rewrite Z. Qed.

Lemma root_product_value a b : eval (root_product a b) x = sqrt (eval a x * eval b x).
Proof.
  unfold root_product. destruct (same a b) eqn:S; cbn [andb]; [|reflexivity].
  destruct (sure_nonneg a) eqn:N; [|reflexivity]. apply same_eq in S. subst b.
  apply nonneg_correct in N. symmetry. now apply sqrt_square.
Qed.
Lemma shows_edge e K : shows e K -> shows (all_entries (edge_entry e)) (param_kernel K).
Proof.
  intros H i j U. destruct (upper_diagonal i j U) as [Ui Uj]. rewrite pick_all by exact U.
  unfold edge_entry, param_kernel. rewrite <- (H i i Ui), <- (H j j Uj), <- (H i j U).
  destruct (zero_term (pick e i i) || zero_term (pick e j j)) eqn:Z.
  { replace (eval (pick e i i) x * eval (pick e j j) x) with 0; [rewrite sqrt_0; cbn; ring|].
    apply orb_true_iff in Z. destruct Z as [Z|Z]; rewrite (zero_term_eval _ x Z); ring. }
  destruct (Nat.eqb i j && sure_nonneg (pick e i i)) eqn:N.
  - apply andb_true_iff in N. destruct N as [E N]. apply Nat.eqb_eq in E. subst j.
    apply nonneg_correct in N. rewrite sqrt_square by exact N. set (k := eval (pick e i i) x) in *.
    destruct (Req_dec k 0) as [Z0|Z0]; [rewrite Z0; ring|].
    replace (k / k) with 1 by (field; exact Z0). rewrite kappa1_1. ring.
  - cbn [eval]. now rewrite root_product_value.
Qed.
Lemma shows_edge_tangent e f K T : shows e K -> shows f T ->
  shows (all_entries (edge_tangent_entry e f)) (param_tangent K T).
Proof.
  intros H G i j U. destruct (upper_diagonal i j U) as [Ui Uj]. rewrite pick_all by exact U.
  unfold edge_tangent_entry, param_tangent.
  rewrite <- (H i i Ui), <- (H j j Uj), <- (H i j U), <- (G i j U).
  destruct (Nat.eqb i j && sure_positive (pick e i i)) eqn:N.
  - apply andb_true_iff in N. destruct N as [E N]. apply Nat.eqb_eq in E. subst j.
    apply positive_correct in N. rewrite sqrt_square by lra. set (k := eval (pick e i i) x) in *.
    replace (k / k) with 1 by (field; lra). rewrite kappa0_1, eval_plus. fold k. ring.
  - rewrite eval_times, eval_plus. cbn [eval]. now rewrite root_product_value.
Qed.

(** *** The exact rule *)
Definition shows_atom (f : general_form) (a : Network.atom * mat) : Prop :=
  place f = origin (fst a) /\ shows (second_form f) (second (fst a)) /\
  (forall i, (i < 2)%nat -> eval (mean_pick f i) x = mean (fst a) i) /\
  shows (tangent_forms f) (snd a).
Lemma sum_form_shows {X Y} (Rel : X -> Y -> Prop) l m f g : Forall2 Rel l m ->
  (forall a b, Rel a b -> eval (f a) x = g b) -> eval (sum_form l f) x = sum_over m g.
Proof.
  intros F H. induction F as [|a b l m A _ IH]; cbn; [reflexivity|].
  rewrite eval_plus. unfold sum_form, sum_over in IH. now rewrite IH, (H a b A).
Qed.
Lemma same_place_origin f g a b : shows_atom f a -> shows_atom g b ->
  same_place f g = same_atom (fst a) (fst b).
Proof. intros (A & _) (B & _). unfold same_place, same_atom. now rewrite A, B. Qed.
Lemma kernel_sum_shows l m : Forall2 shows_atom l m ->
  shows (kernel_sum l) (sum_kernel (map fst m)).
Proof.
  intros F i j U. unfold kernel_sum. rewrite pick_all by exact U. unfold double, sum_kernel.
  assert (M : forall g : Network.atom ->
    R, sum_over (map fst m) g = sum_over m (fun a => g (fst a))).
  { intros g. clear. induction m as [|a m IH]; [reflexivity|]. cbn. unfold sum_over in IH.
    now rewrite IH. }
  rewrite M. apply (sum_form_shows shows_atom _ _ _ _ F). intros f a A. rewrite M.
  apply (sum_form_shows shows_atom _ _ _ _ F). intros g b B.
  unfold form_product, inner_product. rewrite (same_place_origin f g a b A B).
  destruct A as (_ & S & Ma & _), B as (_ & _ & Mb & _).
  destruct (same_atom _ _); [now apply S|].
    rewrite eval_times, Ma, Mb; [reflexivity| |]; unfold upper in U; lia.
Qed.
Lemma tangent_sum_shows l m : Forall2 shows_atom l m -> shows (tangent_sum l) (sum_tangent m).
Proof.
  intros F i j U. unfold tangent_sum. rewrite pick_all by exact U. unfold double, sum_tangent.
  apply (sum_form_shows shows_atom _ _ _ _ F). intros f a A.
  apply (sum_form_shows shows_atom _ _ _ _ F). intros g b B.
  unfold form_tangent. rewrite (same_place_origin f g a b A B).
  destruct A as (_ & _ & _ & T). destruct (same_atom _ _); [now apply T|reflexivity].
Qed.
Lemma edge_of_shows s t l m : Forall2 shows_atom l m ->
  let K := sum_kernel (map fst m) in
  shows_atom (edge_of s t l) (edge_atom (mu_of means) s t K, param_tangent K (sum_tangent m)).
Proof.
  intros F K. pose proof (kernel_sum_shows l m F) as H. pose proof (tangent_sum_shows l m F) as T.
  split; [reflexivity|]. split; [now apply shows_edge|]. split; [|now apply shows_edge_tangent].
  intros i I. cbn [edge_atom mean fst].
  assert (Ui : upper i i) by (unfold upper; lia). specialize (H i i Ui). fold K in H. rewrite <- H.
  destruct i as [|[|]]; [| |lia]; unfold mean_pick, edge_of; cbn [mean_forms fst snd];
  (destruct means; cbn [mu_of eval int]; ring).
Qed.
Lemma exact_forms_show net K m K0 M0 : shows K K0 ->
  eval (fst m) x = M0 0%nat -> eval (snd m) x = M0 1%nat ->
  Forall2 shows_atom (exact_forms net K m) (exact_tangent (mu_of means) net K0 M0).
Proof.
  intros HK M M'. unfold exact_forms, exact_tangent.
  apply (propagate_rel _ _ [] (@app general_form) exact_step [] (@app (Network.atom * mat))
    (exact_tangent_edge (mu_of means)) (Forall2 shows_atom)).
  - constructor.
  - intros. now apply Forall2_app.
  - intros s t o l l' F. destruct o; cbn; [constructor|exact F|].
    pose proof (edge_of_shows s t l l' F) as E. cbn zeta in E.
    destruct F as [|f a l l' A F]; [constructor|]. constructor; [exact E|constructor].
  - constructor; [|constructor]. split; [reflexivity|]. split; [exact HK|]. split.
    + intros [|[|i]] I; cbn; [exact M|exact M'|lia].
    + apply shows_none. reflexivity.
Qed.
(** *** The variance-only rule *)
Lemma add_entries_show e f K L : shows e K -> shows f L -> shows (add_entries e f) (add_mat K L).
Proof.
  intros H G i j U. unfold add_entries, add_mat. rewrite pick_all by exact U. rewrite eval_plus.
  now rewrite (H i j U), (G i j U).
Qed.
Lemma variance_forms_show net K K0 : shows K K0 ->
  shows (fst (variance_forms net K)) (fst (variance_tangent net K0)) /\
  shows (snd (variance_forms net K)) (snd (variance_tangent net K0)).
Proof.
  intros HK. unfold variance_forms, variance_tangent.
  apply (propagate_rel _ _ _ _ variance_step both_zero both_add variance_tangent_edge
    (fun f a => shows (fst f) (fst a) /\ shows (snd f) (snd a))).
  - split; now apply shows_none.
  - intros f g a b [A A'] [B B']. split; now apply add_entries_show.
  - intros s t o f a [A A']. destruct o; cbn; [split; now apply shows_none|now split|].
    split; [now apply shows_edge|now apply shows_edge_tangent].
  - split; [exact HK|]. now apply shows_none.
Qed.
End Forms.

(** ** The quantities *)
Definition smallest_form (e : entries) : expr :=
  let (a, b, c) := e in
  if same a c then Sub a (Abs b)
  else Sub (Div (Add a c) (int 2)) (Sqrt (Add (Square (Div (Sub a c) (int 2))) (Square b))).
Lemma smallest_form_value e K x : shows x e K -> eval (smallest_form e) x = smallest K.
Proof.
  intros H. unfold smallest. destruct e as [a b c].
  assert (A : eval a x = K 0%nat 0%nat) by (apply (H 0%nat 0%nat); unfold upper; lia).
  assert (B : eval b x = K 0%nat 1%nat) by (apply (H 0%nat 1%nat); unfold upper; lia).
  assert (C : eval c x = K 1%nat 1%nat) by (apply (H 1%nat 1%nat); unfold upper; lia).
  unfold smallest_form. destruct (same a c) eqn:S.
  - apply same_eq in S. subst c. cbn [eval]. now rewrite <- A, <- B, <- C, lmin2_eqdiag.
  - cbn [eval int]. rewrite A, B, C. unfold lmin2.
    replace ((K 0%nat 0%nat - K 1%nat 1%nat) / 2 * ((K 0%nat 0%nat - K 1%nat 1%nat) / 2) +
      K 0%nat 1%nat * K 0%nat 1%nat) with
      ((/ 2 * / 2) * ((K 0%nat 0%nat - K 1%nat 1%nat) ^ 2 + 4 * K 0%nat 1%nat ^ 2)) by field.
    rewrite sqrt_mult_alt, sqrt_square by lra. field.
Qed.
Definition uses_means (r : Expression.rule) : bool := match r with ExactRule => true | _ => false
  end.
Section Quantities.
Variables sure_nonneg sure_positive : expr -> bool.
(** Kernel, tangent part and means. *)
Definition output_forms (r : Expression.rule) (net : network) (K : entries) (m : expr * expr) :
    entries * entries * (expr * expr) :=
  match r with
  | VarianceOnly => (variance_forms sure_nonneg sure_positive net K, (int 0, int 0))
  | _ =>
      let l := exact_forms sure_nonneg sure_positive (uses_means r) net K
        (if uses_means r then m else (int 0, int 0)) in
      (kernel_sum l, tangent_sum l,
        (sum_form l (fun f => mean_pick f 0%nat), sum_form l (fun f => mean_pick f 1%nat)))
  end.
Definition quantity_form (q : quantity) (r : Expression.rule) (net : network) (a b c m n : expr)
  : expr :=
  let '(K, T, (u, v)) := output_forms r net
    {| first_entry := a; mixed_entry := c; second_entry := b |} (m, n) in
  match q with
  | KernelEntry i j => pick K i j
  | TangentEntry i j => pick (add_entries K T) i j
  | MeanEntry i => match i with O => u | S _ => v end
  | KernelSmallest => smallest_form K
  | TangentSmallest => smallest_form (add_entries K T)
  end.
(** Which quantities have forms: upper entries, and means under the exact rule. *)
Definition has_form (q : quantity) (r : Expression.rule) : bool :=
  match q with
  | KernelEntry i j | TangentEntry i j =>
      Nat.eqb i 0 && Nat.eqb j 0 || Nat.eqb i 0 && Nat.eqb j 1 || Nat.eqb i 1 && Nat.eqb j 1
  | MeanEntry i => Nat.ltb i 2 && uses_means r
  | _ => true
  end.
Variable x : nat -> R.
Hypothesis nonneg_correct : forall e, sure_nonneg e = true -> 0 <= eval e x.
Hypothesis positive_correct : forall e, sure_positive e = true -> 0 < eval e x.
Theorem quantity_form_correct q r net a b c m n : has_form q r = true ->
  eval (quantity_form q r net a b c m n) x =
    quantity_of q r net (input_kernel (eval a x) (eval b x) (eval c x)) (input_means (eval m x)
      (eval n x)).
Proof.
  intros Hq. set (K0 := input_kernel _ _ _). set (M0 := input_means _ _).
  set (K := {| first_entry := a; mixed_entry := c; second_entry := b |}).
  assert (HK : shows x K K0) by (intros i j [[-> ->]|[[-> ->]|[-> ->]]]; reflexivity).
  assert (O : forall r, r <> VarianceOnly -> Forall2 (shows_atom x)
      (exact_forms sure_nonneg sure_positive (uses_means r) net K (if uses_means r then (m,
        n) else (int 0, int 0)))
      (exact_tangent (means_used r) net K0 (means_of r M0))).
  { intros r0 N. assert (E : means_used r0 = mu_of (uses_means r0)) by now destruct r0. rewrite E.
    apply exact_forms_show; auto; destruct r0; try congruence; reflexivity. }
  assert (KT : let '(k, t, _) := output_forms r net K (m, n) in
    shows x k (kernel_at r net K0 M0) /\ shows x (add_entries k t) (tangent_at r net K0 M0)).
  { destruct r.
    - cbn [output_forms kernel_at tangent_at].
      destruct (variance_forms_show sure_nonneg sure_positive x nonneg_correct positive_correct
        net K K0 HK) as [A B].
      destruct (variance_forms _ _ net K) as [k t]. cbn [fst snd] in *.
      split; [now rewrite <- variance_tangent_kernel|]. now apply add_entries_show.
    - cbn [output_forms kernel_at tangent_at]. specialize (O ExactRule ltac:(discriminate)).
      pose proof (kernel_sum_shows x _ _ O) as A. pose proof (tangent_sum_shows x _ _ O) as B.
      split; [unfold exact_kernel_mu; now rewrite <- exact_tangent_kernel|].
        now apply add_entries_show.
    - cbn [output_forms kernel_at tangent_at].
        specialize (O ExactWithoutMeans ltac:(discriminate)).
      pose proof (kernel_sum_shows x _ _ O) as A. pose proof (tangent_sum_shows x _ _ O) as B.
      split; [unfold exact_kernel_mu; now rewrite <- exact_tangent_kernel|].
        now apply add_entries_show. }
  assert (Up : forall i j, has_form (KernelEntry i j) r = true -> upper i j).
  { intros i j H. unfold upper. cbn [has_form] in H.
    rewrite !orb_true_iff, !andb_true_iff, !Nat.eqb_eq in H. lia. }
  destruct q; cbn [quantity_form quantity_of].
  - unfold quantity_form. fold K. destruct (output_forms r net K (m, n)) as [[k t] [u v]].
    apply KT. now apply Up.
  - unfold quantity_form. fold K. destruct (output_forms r net K (m, n)) as [[k t] [u v]].
    apply KT. now apply Up.
  - cbn [has_form] in Hq. apply andb_true_iff in Hq. destruct Hq as [I Hr]. apply Nat.ltb_lt in I.
    destruct r; try discriminate. specialize (O ExactRule ltac:(discriminate)).
    cbn [means_used means_of uses_means] in O. unfold quantity_form. fold K.
    cbn [output_forms uses_means]. unfold mean_at. rewrite <- exact_tangent_kernel.
    assert (M : forall (l : list (Network.atom * mat)) g,
      sum_over (map fst l) g = sum_over l (fun a => g (fst a))).
    { intros l g. induction l as [|u l IH]; [reflexivity|]. cbn. unfold sum_over in IH.
      now rewrite IH. }
    rewrite M. destruct i as [|[|]]; [| |lia]; apply (sum_form_shows x (shows_atom x) _ _ _ _ O);
    intros f u (_ & _ & Mf & _); apply Mf; lia.
  - unfold quantity_form. fold K. destruct (output_forms r net K (m, n)) as [[k t] [u v]].
    apply smallest_form_value, KT.
  - unfold quantity_form. fold K. destruct (output_forms r net K (m, n)) as [[k t] [u v]].
    apply smallest_form_value, KT.
Qed.
End Quantities.

(** ** On a domain, whose signs are found by interval arithmetic *)
Section Domain.
Variables (prec : Boxes.Std.I.precision) (dom : domain).
Let box := Boxes.Std.sides prec (Boxes.Std.domain_box dom).
Let not_negative := Boxes.Std.surely_nonnegative prec dom box.
Let above_zero := Boxes.Std.surely_positive prec dom [] box.
Definition form (q : quantity) (r : Expression.rule) (net : network) (a b c m n : expr) : expr :=
  quantity_form not_negative above_zero q r net a b c m n.
Definition check (q : quantity) (r : Expression.rule) (net : network) (a b c m n result : expr) :
  bool :=
  has_form q r && same (form q r net a b c m n) result.
(** What a check that evaluates to [true] proves: [result] is the quantity on the whole domain. *)
Theorem everywhere q r net a b c m n result : check q r net a b c m n result = true ->
  every dom [] (fun xs => let x := values xs in
    quantity_of q r net (input_kernel (eval a x) (eval b x) (eval c x)) (input_means (eval m x)
      (eval n x)) =
      eval result x).
Proof.
  intros H. apply andb_true_iff in H. destruct H as [F R]. apply same_eq in R. subst result.
  apply (every_intro _ dom []); [reflexivity|apply inside_nil|]. intros ys _ Y. symmetry.
  pose proof (Boxes.Std.sides_correct prec _ _ (Boxes.Std.domain_box_correct prec dom (values ys)
    Y)) as C.
  apply quantity_form_correct; [| |exact F].
  - intros e. now apply Boxes.Std.surely_nonnegative_correct.
  - intros e. now apply (Boxes.Std.surely_positive_correct prec dom [] box _ C Y (given_nothing
      _)).
Qed.
End Domain.
