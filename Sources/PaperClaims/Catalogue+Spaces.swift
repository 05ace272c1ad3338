import KernelVocabulary

// Depth and width over whole spaces: the paper's §5.2 and §5.3.
extension Catalogue {
  static let spaceClaims: [Claim] = [
    Claim(
      id: "sec5.3-nb201", source: "§5.3",
      text: "NAS-Bench-201: centres (d̄*, m̄*) = (1.6, 2.2), half radii (0.7, 0.9).",
      rows: [
        Claim.Row(
          .any,
          [
            Claim.Part(
              "", "the printed values agree to their digits, over the 15,625 cells", .settles,
              .computation(Computations.nasBench201))
          ], coq: ["EffectiveDepth.nb201_extremes", "EffectiveDepth.nb201_printed"]
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
          .any,
          [
            Claim.Part(
              "",
              "the cells that DARTS derives: four nodes with two different inputs each, no none, the "
                + "output sums the four", .settles, .computation(Computations.darts)),
            Claim.Part(
              "readings", "some reading of the space has all four printed values", .further,
              .computation(Computations.dartsReadings)),
            Claim.Part(
              "sample",
              "in some reading the printed values can be the extremes of a sample of the cells",
              .further, .computation(Computations.dartsSamples)),
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
          .any,
          [
            Claim.Part(
              "", "no DAG has both d̄ = 3 and m̄ = 4", .settles,
              .statement(
                "forall dag in complete(3) where parameterised: "
                  + "not (depth(dag) = 3 and width(dag) = 4)")),
            Claim.Part(
              "largest", "3 and 4 are upper bounds", .settles,
              .statement(
                "forall dag in complete(3) where parameterised: depth(dag) <= 3 and width(dag) <= 4"
              )),
            Claim.Part(
              "depth-attained", "d̄ = 3 is attained", .settles,
              .statement("exists dag in complete(3) where parameterised: depth(dag) = 3")),
            Claim.Part(
              "width-attained", "m̄ = 4 is attained", .settles,
              .statement("exists dag in complete(3) where parameterised: width(dag) = 4")),
            Claim.Part(
              "centres", "none lies above both centres (13/8, 13/6)", .further,
              .statement(
                "forall dag in complete(3) where parameterised: "
                  + "depth(dag) <= 13/8 or width(dag) <= 13/6")),
            Claim.Part(
              "frontier", "the frontier does not contain both maxima", .confirms,
              .computation(Computations.frontier)),
          ],
          coq: [
            "EffectiveDepth.not_both_largest", "EffectiveDepth.complete3_extremes",
            "EffectiveDepth.above_both_centres", "EffectiveDepth.frontier",
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
}
