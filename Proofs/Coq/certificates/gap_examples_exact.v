(** forall dag in {"2_21_112", "1_11_222", "1_12_002", "2_11_002", "2_21_002", "2_22_222"}, rho in [-1,1]: Kii(dag, rho, exact) - Kij(dag, rho, exact) >= eq12(dag, rho)

    Proved.  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)
From Coq Require Import ZArith Reals List QArith.
From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth
  TangentKernel Expression Certificate Spaces Boxes.
Import ListNotations.

Definition member_1 : network := [[Param]; [Param; Skip]; [Skip; Skip; Param]].
Definition member_2 : network := [[Skip]; [Skip; Skip]; [Param; Param; Param]].
Definition member_3 : network := [[Skip]; [Skip; Param]; [Zero; Zero; Param]].
Definition member_4 : network := [[Param]; [Skip; Skip]; [Zero; Zero; Param]].
Definition member_5 : network := [[Param]; [Param; Skip]; [Zero; Zero; Param]].
Definition member_6 : network := [[Param]; [Param; Param]; [Param; Param; Param]].
Definition statement (dag : network) : formula := (GreaterEqual (Sub (Kii ExactRule dag (Var
  0)) (Kij ExactRule dag (Var 0))) (Eq12 dag (Var 0))).
Definition networks : list network := among [member_1; member_2; member_3; member_4; member_5;
  member_6] [].
Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1))].
Definition shown_1 : list expr * cover := ([], (Split 0 0 1
(Split 0 (-1) 2
(Split 0 (-3)
  4
(Leaf 3 [Natural])
(Leaf 3 [Natural]))
(Split 0 (-1) 4
(Leaf 3 [Fine 3; Natural;
  Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 1 2
(Split 0 1 4
(Leaf 3 [Fine 3;
  Natural; Means])
(Split 0 3 8
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural;
  Means])))
(Split 0 3 4
(Split 0 5 8
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 11 16
(Leaf 3
  [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 7 8
(Split 0 13
  16
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 27 32
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3
  [Fine 3; Natural; Means])))
(Either (Toward 0 true 10 [Natural; Near_one; Expand 0 true true
  6]
[Fine 3; Natural; Means])
(Toward 0 true 10 [Natural; Along {| order := 2; center := [(Rat
  1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order :=
  1; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Along {| order := 3; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var
  0) (Rat 1 1)) |}; Factored {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)];
  parameter := (Sub (Var 0) (Rat 1 1)) |}; Near_one; Expand 0 true true 6]
[Fine 3; Natural;
  Means; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter :=
  (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Factored {| order := 1;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1))
  |}]))))))).
Definition shown_2 : list expr * cover := ([], (Split 0 0 1
(Split 0 (-1) 2
(Split 0 (-3)
  4
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 (-1) 4
(Split
  0 (-3) 8
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 (-1)
  8
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))))
(Split 0 1 2
(Split
  0 1 4
(Split 0 1 8
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 3 16
(Leaf 3 [Fine 3; Natural;
  Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 3 8
(Split 0 5 16
(Leaf 3 [Fine 3;
  Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 7 16
(Leaf 3 [Fine 3; Natural;
  Means])
(Split 0 15 32
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural;
  Means])))))
(Split 0 3 4
(Split 0 5 8
(Split 0 9 16
(Split 0 17 32
(Leaf 3 [Fine 3; Natural;
  Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 19 32
(Leaf 3 [Fine 3; Natural;
  Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 11 16
(Split 0 21 32
(Split 0 41
  64
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 43 64
(Leaf
  3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 23 32
(Split 0 45
  64
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 47 64
(Leaf
  3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))))
(Split 0 7 8
(Split 0 13
  16
(Split 0 25 32
(Split 0 49 64
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 99 128
(Leaf 3
  [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 51 64
(Split 0 101
  128
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 103
  128
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))))
(Split 0 27
  32
(Split 0 53 64
(Split 0 105 128
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3;
  Natural; Means]))
(Split 0 107 128
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3;
  Natural; Means])))
(Split 0 55 64
(Split 0 109 128
(Leaf 3 [Fine 3; Natural; Means])
(Split 0
  219 256
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 111
  128
(Split 0 221 256
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural;
  Means]))
(Split 0 223 256
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural;
  Means]))))))
(Split 0 15 16
(Split 0 29 32
(Split 0 57 64
(Split 0 113 128
(Split 0 225
  256
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 227
  256
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 115
  128
(Split 0 229 256
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural;
  Means]))
(Split 0 231 256
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 463 512
(Leaf 3 [Fine 3;
  Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))))
(Split 0 59 64
(Split 0 117 128
(Split
  0 233 256
(Split 0 465 512
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural;
  Means]))
(Split 0 467 512
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural;
  Means])))
(Split 0 235 256
(Split 0 469 512
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine
  3; Natural; Means]))
(Split 0 471 512
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3;
  Natural; Means]))))
(Split 0 119 128
(Split 0 237 256
(Split 0 473 512
(Leaf 3 [Fine 3;
  Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 475 512
(Leaf 3 [Fine 3;
  Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 239 256
(Split 0 477 512
(Leaf
  3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))
(Split 0 479 512
(Leaf 3 [Fine
  3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means]))))))
(Either (Toward 0 true 10
  [Natural; Near_one; Expand 0 true true 8]
[Fine 3; Natural; Means])
(Toward 0 true 10
  [Natural; Along {| order := 4; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter :=
  (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Factored {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 1)) |}; Near_one; Expand 0 true true 8]
[Fine 3; Natural; Means; Along {|
  order := 4; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1
  1)) |}; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter :=
  (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Factored {| order := 1;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1))
  |}])))))))).
Definition evidence : list (list expr * cover) := [shown_1; ([], (Leaf 3 [Natural])); shown_2;
  shown_2; shown_1; ([], (Split 0 0 1
(Split 0 (-1) 2
(Split 0 (-3) 4
(Leaf 3 [Natural])
(Leaf
  3 [Natural]))
(Split 0 (-1) 4
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural;
  Means])))
(Split 0 1 2
(Split 0 1 4
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 3 8
(Leaf 3
  [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Split 0 3 4
(Split 0 5 8
(Leaf
  3 [Fine 3; Natural; Means])
(Split 0 11 16
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3;
  Natural; Means])))
(Split 0 7 8
(Split 0 13 16
(Leaf 3 [Fine 3; Natural; Means])
(Split 0 27
  32
(Leaf 3 [Fine 3; Natural; Means])
(Leaf 3 [Fine 3; Natural; Means])))
(Either (Toward 0
  true 10 [Natural; Near_one; Expand 0 true true 8]
[Fine 3; Natural; Means])
(Toward 0 true 10
  [Natural; Along {| order := 4; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter :=
  (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |};
  Factored {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub
  (Var 0) (Rat 1 1)) |}; Near_one; Expand 0 true true 8]
[Fine 3; Natural; Means; Along {|
  order := 4; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1
  1)) |}; Along {| order := 2; center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter :=
  (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 1; center := [(Rat 1 1)]; direction := [(Rat 1
  1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Along {| order := 3; center := [(Rat 1 1)];
  direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1)) |}; Factored {| order := 1;
  center := [(Rat 1 1)]; direction := [(Rat 1 1)]; parameter := (Sub (Var 0) (Rat 1 1))
  |}])))))))].

Lemma accepted :
Boxes.Fast.check_each (StdFloat.PtoP 140) true statement ranges networks evidence = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall dag : network, In dag [member_1; member_2; member_3; member_4;
  member_5; member_6] -> (forall x : R, (-1) <= x <= 1 -> ((exact_pair dag x 0%nat 0%nat) -
  (exact_pair dag x 0%nat 1%nat)) >= (eq12 dag x)).
Proof. intros dag C0. refine (Boxes.Fast.for_every (StdFloat.PtoP 140) statement ranges
  networks evidence accepted dag _). apply in_among; try assumption. repeat apply Forall_cons;
  try apply Forall_nil; first [assumption|now apply connected_is]. Qed.
