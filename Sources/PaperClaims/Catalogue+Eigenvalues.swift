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
        positivity(.varianceOnly, Computations.singularSkipsVarianceOnly),
        positivity(.exact, Computations.singularSkipsExact),
      ]),
    Claim(
      id: "lem3.3-interlacing", source: "Lemma 3.3",
      text: "For N ≥ 2, λ_min(K) is at most the smallest eigenvalue of every 2×2 principal matrix.",
      rows: [
        Claim.Row(
          rule: .any,
          [
            Claim.Part(
              "", reading: "every real symmetric N×N matrix, N ≥ 2", role: .settles,
              .proving(
                """
                forall n (A : mat) i j m m2, symmetric n A -> (i < n)%nat -> (j < n)%nat -> i <> j -> \
                is_lmin n A m -> is_lmin 2 (principal2 A i j) m2 -> m <= m2
                """,
                by: """
                  intros n A i j m m2 S Hi Hj N. apply (SmallestEigenvalue.interlacing n); auto.
                  """)),
            Claim.Part(
              "exists",
              reading: "a smallest eigenvalue, as infimum of the Rayleigh quotient, exists",
              role: .settles,
              .proving(
                "forall n (A : mat), exists m, is_lmin (S n) A m",
                by: "exact PositiveDefinite.lmin_exists_always.")),
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
    _ rule: Claim.Rule, _ singular: @escaping @Sendable () throws -> Answer
  ) -> Claim.Row {
    let name = rule.suffix
    let kernel =
      rule == .exact ? "exact_kernel net (gram d x) centred" : "variance_kernel net (gram d x)"
    let positive = "exists m, is_lmin (S n) (\(kernel)) m /\\ 0 < m"
    return Claim.Row(
      rule: rule,
      [
        Claim.Part(
          "", reading: "every connected DAG: three inputs in the plane as a counterexample",
          role: .settles,
          .computation(singular),
          theorem: .refuting(
            """
            forall n d x net, none_parallel (S n) d x -> well_formed net -> connected net -> \(positive)
            """, by: "exact Positivity.lem3_1_refuted_\(name).")),
        positivityForAll(rule, key: "parameterised", .further),
        Claim.Part(
          "two-inputs", reading: "every connected DAG, two unit inputs", role: .further,
          .proving(
            "forall net r, connected net -> -1 < r < 1 -> 0 < lambda2 (\(name)_pair net r)",
            by: rule == .exact
              ? "exact ExactRule.lem3_1_two_inputs_exact."
              : "exact Ranking.lem3_1_two_inputs_variance.")),
        Claim.Part(
          "antiparallel", reading: "a path with d_p > 0, but antiparallel inputs allowed",
          role: .further,
          .refuting(
            """
            forall n d x net, none_same_direction (S n) d x -> parameterised net -> \(positive)
            """, by: "exact Positivity.lem3_1_antiparallel_refuted_\(name).")),
      ], proof: Proofs.positivity
    ) { d in
      """
      First reading, refuted: a DAG without parameterised path has K⁽ᴴ⁾ = m·K⁽⁰⁾ with a number m, and \
      K⁽⁰⁾ is singular for three vectors of a plane, however far from parallel: \(d.values()). This \
      concerns \(d.failures), exactly those without a parameterised path. Second reading, proved in \
      Coq for all N, all norms and every DAG with a path that has d_p > 0 (for N = 2 even skip-only \
      DAGs are positive). The hypothesis must exclude antiparallel inputs too: for `2` and the six \
      inputs ±(1, 0), ±(0, 1), ±(3/5, 4/5) the kernel is singular, and for a skip-only DAG a pair ±x \
      is enough.
      """
    }
  }

  /// Lemma 3.1 for every DAG with a path that has a parameterised edge, as a theorem.
  static func positivityForAll(
    _ rule: Claim.Rule, key: String, _ role: Claim.Role
  ) -> Claim.Part {
    let isExact = rule == .exact
    return Claim.Part(
      key,
      reading: "every DAG with a path that has d_p > 0, any N and norms"
        + (isExact ? ", any input means M⁽⁰⁾ with K⁽⁰⁾ − M⁽⁰⁾M⁽⁰⁾ᵀ positive semi-definite" : ""),
      role: role,
      .proving(
        isExact
          ? """
          forall n d x M0 net, none_parallel (S n) d x -> \
          psd (S n) (fun i j => gram d x i j - M0 i * M0 j) -> parameterised net -> \
          exists m, is_lmin (S n) (exact_kernel net (gram d x) M0) m /\\ 0 < m
          """
          : """
          forall n d x net, none_parallel (S n) d x -> parameterised net -> \
          exists m, is_lmin (S n) (variance_kernel net (gram d x)) m /\\ 0 < m
          """, by: "exact Positivity.lem3_1_inputs_\(rule.suffix)."))
  }
}

extension Computations {
  @Sendable static func singularSkipsVarianceOnly() throws -> Answer {
    try singularSkips(.varianceOnly)
  }
  @Sendable static func singularSkipsExact() throws -> Answer { try singularSkips(.exact) }
}
