import KernelVocabulary

// Depth and width over whole spaces: the paper's §5.2 and §5.3.
extension Catalogue {
  static let spaceClaims: [Claim] = [
    Claim(
      id: "sec5.3-nb201", source: "§5.3",
      text: "NAS-Bench-201: centres (d̄*, m̄*) = (1.6, 2.2), half radii (0.7, 0.9).",
      rows: [
        Claim.Row(
          rule: .any,
          [
            Claim.Part(
              "", reading: "the printed values agree to their digits, over the 15,625 cells",
              role: .settles,
              .computation(Computations.nasBench201),
              theorem: .proving(
                """
                (extremes nb201 (1#4) 3 (1#3) 4 /\\ \
                one_decimal (centre (1#4) 3) == 16#10 /\\ one_decimal (centre (1#3) 4) == 22#10 /\\ \
                one_decimal (half_radius (1#4) 3) == 7#10 /\\ \
                one_decimal (half_radius (1#3) 4) == 9#10)%Q
                """,
                by: "exact (conj EffectiveDepth.nb201_extremes EffectiveDepth.nb201_printed)."))
          ]
        ) { d in
          """
          Proved by exact enumeration of all cells with d̄ > 0: \
          \(d.answer("").details.joined(separator: "; ")). Also in Coq.
          """
        }
      ]),
    Claim(
      id: "sec5.3-darts", source: "§5.3",
      text: "DARTS: centres (d̄*, m̄*) = (1.5, 10.5), half radii (0.7, 4.8).",
      rows: [
        Claim.Row(
          rule: .any,
          [
            Claim.Part(
              "",
              reading:
                "the cells that DARTS derives: four nodes with two different inputs each, no none, the "
                + "output sums the four", role: .settles, .computation(Computations.darts),
              theorem: .refuting(
                """
                (forall dmin dmax mmin mmax, extremes darts dmin dmax mmin mmax -> \
                one_decimal (centre dmin dmax) == 15#10 /\\ \
                one_decimal (centre mmin mmax) == 105#10 /\\ \
                one_decimal (half_radius dmin dmax) == 7#10 /\\ \
                one_decimal (half_radius mmin mmax) == 48#10)%Q
                """,
                by: """
                  intros H. exact (proj1 Darts.darts_printed_refuted \
                  (proj1 (H _ _ _ _ Darts.darts_extremes))).
                  """)),
            Claim.Part(
              "readings", reading: "some reading of the space has all four printed values",
              role: .further,
              .computation(Computations.dartsReadings)),
            Claim.Part(
              "sample",
              reading:
                "in some reading the printed values can be the extremes of a sample of the cells",
              role: .further, .computation(Computations.dartsSamples)),
          ]
        ) { d in
          """
          Refuted for the 180·7⁸ = 1,037,664,180 cells that DARTS derives (two sources, four nodes with \
          two different inputs each, the output sums the four): \
          \(d.answer("").details.joined(separator: "; ")). The paper does not say over which cells its \
          extremes were taken. \(d.answer("readings").details.count) readings were enumerated exactly, \
          by how a node's two inputs are chosen, what the output sums and whether none is an \
          operation; \
          \(d.answer("readings").verdict == .refuted ? "none of them has" : "some of them have") all \
          four printed values. \(d.answer("sample").details.joined(separator: " "))
          """
        }
      ]),
    Claim(
      id: "sec5.2-not-both", source: "§5.2",
      text: """
        No DAG of complete(3) attains both the largest d̄ and the largest m̄; separately: none lies \
        above both centres.
        """,
      rows: [
        Claim.Row(
          rule: .any,
          [
            Claim.Part(
              "", reading: "no DAG has both d̄ = 3 and m̄ = 4", role: .settles,
              .statement(
                "forall dag in complete(3) where parameterised: "
                  + "not (depth(dag) = 3 and width(dag) = 4)"),
              theorem: .proving(
                "(\(everyCell) ~ (effective_depth net == 3 /\\ effective_width net == 4))%Q",
                by: "exact EffectiveDepth.not_both_largest.")),
            Claim.Part(
              "largest", reading: "3 and 4 are upper bounds", role: .settles,
              .statement(
                "forall dag in complete(3) where parameterised: depth(dag) <= 3 and width(dag) <= 4"
              ),
              theorem: .proving(
                "(\(everyCell) effective_depth net <= 3 /\\ effective_width net <= 4)%Q",
                by: """
                  intros net W L C. destruct EffectiveDepth.complete3_extremes as (E & _). \
                  destruct (E net (EffectiveDepth.complete3_all net W L) C) as [[_ D] [_ M]]. now split.
                  """)),
            Claim.Part(
              "depth-attained", reading: "d̄ = 3 is attained", role: .settles,
              .statement("exists dag in complete(3) where parameterised: depth(dag) = 3"),
              theorem: .proving(
                "(\(someCell) effective_depth net == 3)%Q",
                by: """
                  exists [[Param]; [Zero; Param]; [Zero; Zero; Param]]. \
                  repeat split; try discriminate; vm_compute; reflexivity.
                  """)),
            Claim.Part(
              "width-attained", reading: "m̄ = 4 is attained", role: .settles,
              .statement("exists dag in complete(3) where parameterised: width(dag) = 4"),
              theorem: .proving(
                "(\(someCell) effective_width net == 4)%Q",
                by: """
                  exists [[Skip]; [Skip; Skip]; [Param; Param; Param]]. \
                  repeat split; try discriminate; vm_compute; reflexivity.
                  """)),
            Claim.Part(
              "centres", reading: "none lies above both centres (13/8, 13/6)", role: .further,
              .statement(
                "forall dag in complete(3) where parameterised: "
                  + "depth(dag) <= 13/8 or width(dag) <= 13/6"),
              theorem: .refuting(
                "(\(everyCell) effective_depth net <= 13#8 \\/ effective_width net <= 13#6)%Q",
                by: """
                  intros H. destruct EffectiveDepth.above_both_centres as (W & _ & _ & D & M). \
                  destruct (H _ W eq_refl eq_refl) as [X|X]; \
                  [exact (Qlt_not_le _ _ D X)|exact (Qlt_not_le _ _ M X)].
                  """)),
            Claim.Part(
              "frontier", reading: "the frontier does not contain both maxima", role: .confirms,
              .computation(Computations.frontier),
              theorem: .proving(
                """
                ((\(everyCell) exists p, In p frontier_points /\\ effective_depth net <= fst p /\\ \
                effective_width net <= snd p) /\\ \
                (forall p, In p frontier_points -> exists net, In net complete3 /\\ \
                counted net = true /\\ effective_depth net == fst p /\\ effective_width net == snd p) \
                /\\ ~ In (3, 4) frontier_points)%Q
                """,
                by: """
                  destruct EffectiveDepth.frontier as [A B]. split; [exact A|]. split; [exact B|]. \
                  intros H. simpl in H. repeat (destruct H as [H|H]; [discriminate H|]). exact H.
                  """)),
          ]
        ) { d in
          """
          The first claim is proved: over the DAGs with d̄ > 0 the largest d̄ is 3 and the largest m̄ is \
          4, both attained, never by one DAG. The second is refuted, by \(d.values("centres")). \
          Exactly: \(d.answer("frontier").details.joined(separator: "; ")) (the points that no other \
          exceeds).
          """
        }
      ]),
  ]

  /// For every, or some, cell with H = 3 that has a path with a parameterised edge.
  private static let everyCell =
    "forall net, well_formed net -> length net = 3%nat -> counted net = true ->"
  private static let someCell =
    "exists net, well_formed net /\\ length net = 3%nat /\\ counted net = true /\\"
}
