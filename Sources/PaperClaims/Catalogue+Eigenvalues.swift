// Smallest eigenvalues: the paper's Lemma 3.1 and Lemma 3.3.
extension Catalogue {
  static let eigenvalueClaims: [Claim] = [
    Claim(
      id: "lem3.1-relu", source: "Lemma 3.1, with σ = ReLU",
      text: """
        Non-zero inputs of which none is a real multiple of another give λ_min(K⁽ᴴ⁾) > 0, for every \
        connected DAG; second reading: for every DAG with a path that has d_p > 0.
        """,
      rows: [
        positivity(
          .varianceOnly, Computations.singularSkipsVarianceOnly,
          coq: ["Ranking.lem3_1_skip_refuted", "Ranking.lem3_1_two_inputs_variance"]),
        positivity(
          .exact, Computations.singularSkipsExact,
          coq: ["Ranking.lem3_1_skip_refuted", "ExactRule.lem3_1_two_inputs_exact"]),
      ]),
    Claim(
      id: "lem3.3-interlacing", source: "Lemma 3.3",
      text: "For N ≥ 2, λ_min(K) is at most the smallest eigenvalue of every 2×2 principal matrix.",
      rows: [
        Claim.Row(
          .any,
          [
            Claim.Part(
              "", "every real symmetric N×N matrix, N ≥ 2", .settles, .theorem(.proved, .coq))
          ],
          coq: [
            "SmallestEigenvalue.interlacing", "SmallestEigenvalue.lmin2_is_lmin",
            "SmallestEigenvalue.lmin_2x2",
          ],
          proof: """
            λ_min(K) is the minimum of xᵀKx over unit vectors x. A unit vector y of the plane spanned by \
            e_i and e_j is a unit vector of ℝᴺ with zeros elsewhere, and yᵀKy is the quadratic form of \
            the principal matrix {i, j} at y. So the minimum over all x is at most the minimum over the \
            plane, which is the principal matrix's λ_min. For equal diagonals a and off-diagonal b that \
            is a − |b|, attained at (e_i ∓ e_j)/√2.
            """
        ) { _ in
          """
          Proved for every real symmetric matrix, positive or not, by restricting the Rayleigh quotient \
          to a coordinate plane.
          """
        }
      ]),
  ]

  /// The two readings of Lemma 3.1 under a rule.
  private static func positivity(
    _ rule: Claim.Rule, _ singular: @escaping @Sendable () throws -> Answer, coq: [String]
  ) -> Claim.Row {
    Claim.Row(
      rule,
      [
        Claim.Part(
          "", "every connected DAG: three inputs in the plane as a counterexample", .settles,
          .computation(singular)),
        Claim.Part(
          "parameterised", "every DAG with a path that has d_p > 0, any N", .further,
          .theorem(.proved, .argument)),
        Claim.Part(
          "two-inputs", "every connected DAG, N = 2", .further, .theorem(.proved, .coq)),
        Claim.Part(
          "antiparallel", "a path with d_p > 0, but antiparallel inputs allowed", .further,
          .theorem(.refuted, .argument)),
      ], coq: coq, proof: Proofs.positivity
    ) { d in
      """
      First reading, refuted: a DAG without parameterised path has K⁽ᴴ⁾ = m·K⁽⁰⁾ with a number m, and \
      K⁽⁰⁾ is singular for three vectors of a plane, however far from parallel: \(d.values()). This \
      concerns \(d.failures), exactly those without a parameterised path. Second reading, proved for \
      all N, all norms and every DAG with a path that has d_p > 0, by the written proof (in Coq for \
      N = 2, where even skip-only DAGs are positive). The hypothesis must exclude antiparallel inputs \
      too: for `2` and the six inputs ±(1, 0), ±(0, 1), ±(3/5, 4/5) the kernel is singular, and for a \
      skip-only DAG a pair ±x is enough.
      """
    }
  }
}

extension Computations {
  @Sendable static func singularSkipsVarianceOnly() throws -> Answer {
    try singularSkips(.varianceOnly)
  }
  @Sendable static func singularSkipsExact() throws -> Answer { try singularSkips(.exact) }
}
