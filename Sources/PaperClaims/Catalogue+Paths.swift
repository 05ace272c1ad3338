// The "general rules" and Eq. 12 of the paper.
extension Catalogue {
  static let pathClaims: [Claim] = [
    Claim(
      id: "rules-diagonal", source: "\"General rules\" before Eq. 12",
      text:
        "For unit inputs the diagonal of K⁽ᴴ⁾ is P, the number of paths, for every connected DAG.",
      rows: [
        diagonal(
          .varianceOnly, nil, coq: ["PathBound.variance_diagonal"]
        ) { d in
          """
          Proved for every network and all unit inputs; the certificate confirms \(d.share).
          """
        },
        diagonal(
          .exact, .keepsDiagonal,
          coq: ["PathBound.diagonal_rule_refuted_exact", "PathBound.diagonal_rule_exact_H1"]
        ) { d in
          """
          Refuted: it holds for \(d.share) and fails for \(d.counts?.fails ?? 0), the smallest found \
          being \(d.values()). A feature that arrives along two skip paths counts four times, and the \
          means of two parameterised features that meet multiply. Centred unit inputs. What is true \
          instead: K_ii ≥ P, with equality exactly for the DAGs described in corrected-rules-diagonal.
          """
        },
      ]),
    Claim(
      id: "eq12-upper-bound", source: "Eq. 12",
      text: """
        λ_min(K⁽ᴴ⁾) ≤ min over i ≠ j of P − Σ_p h^{d_p}(ρ_ij), for every N, all unit inputs and every \
        connected DAG.
        """,
      rows: [
        upperBound(
          .varianceOnly, .balanced,
          coq: [
            "PathBound.eq12_upper_bound_refuted", "PathBound.eq12_upper_bound_fails",
            "PathBound.eq12_upper_bound_small",
          ]
        ) { d in
          """
          Refuted, already for two inputs: it fails for \(d.failures), the smallest found being \
          \(d.values()). For the other \(d.counts?.holds ?? 0) it holds for every N and all unit inputs: \
          λ_min is at most λ₂ of each pair (lem3.3-interlacing), the certificate covers ρ in [−1, 1), \
          and for ρ = 1 both sides are 0. Jensen's inequality goes the other way: Eq. 12 is a lower \
          bound of K_ii − K_ij (eq12-jensen), and an upper bound of λ₂ exactly for balanced DAGs \
          (corrected-eq12).
          """
        },
        upperBound(
          .exact, .exactlyBalanced, coq: ["PathBound.eq12_upper_bound_refuted_exact"]
        ) { d in
          """
          Refuted, already for two centred inputs: it fails for \(d.failures), the smallest found being \
          \(d.values()), and holds for the other \(d.counts?.holds ?? 0) (for every N, as under the \
          variance-only rule). More DAGs fail than under the variance-only rule because coherence and \
          means make K_ii − K_ij larger; see corrected-eq12 for exactly which.
          """
        },
      ]),
    Claim(
      id: "eq12-jensen", source: "ours; corrects the use of Jensen's inequality for Eq. 12",
      text: """
        Under the variance-only rule K_ii − K_ij ≥ P − Σ_p h^{d_p}(ρ), for every DAG and every ρ in \
        [−1, 1].
        """,
      rows: [
        Claim.Row(
          .varianceOnly,
          [
            Claim.Part(
              "", "every DAG, every ρ in [−1, 1], any number of unit inputs", .settles,
              .theorem(.proved, .coq)),
            Claim.Part(
              "h3", "connected DAGs with H = 3", .confirms,
              .family(
                NetworkFamily("\(gap(.varianceOnly)) >= eq12(dag, rho)", for: "rho in [-1,1]"))),
          ], coq: ["PathBound.eq12_jensen"], proof: Proofs.pathBound
        ) { d in
          """
          Proved in Coq for every network, of any size; the written proof covers the exact rule too. \
          The certificate confirms it for \(d.share), on the closed interval.
          """
        }
      ]),
    Claim(
      id: "eq12-equal-depth", source: "a later paper of the same group, for Eq. 12",
      text: """
        Equality holds in eq12-jensen if at every intermediate node all paths from the input have the \
        same number of parameterised edges. Is that necessary, and what is the exact condition?
        """,
      rows: [
        Claim.Row(
          .varianceOnly,
          [
            Claim.Part(
              "", "the condition is sufficient, for every DAG", .settles,
              .theorem(.proved, .coq)),
            Claim.Part(
              "sufficient-h3", "connected DAGs with H = 3 that meet the condition", .confirms,
              .computation(Computations.equalDepthImpliesBalanced)),
            Claim.Part(
              "necessary", "it is necessary: no DAG that violates it attains equality", .further,
              .statement(
                "forall rho in [-1,1): Kii(\"2_12_001\", rho, variance-only) - "
                  + "Kij(\"2_12_001\", rho, variance-only) != eq12(\"2_12_001\", rho)")),
            Claim.Part(
              "exact-condition", "equality holds exactly for balanced DAGs", .further,
              .theorem(.proved, .coq)),
            Claim.Part(
              "equality-h3", "equality for all ρ in [−1, 1), connected DAGs with H = 3", .further,
              .family(
                NetworkFamily(
                  "\(gap(.varianceOnly)) = eq12(dag, rho)", for: "rho in [-1,1)",
                  exactlyWhen: .balanced))),
          ],
          coq: [
            "PathBound.equal_depth_sufficient", "PathBound.equal_depth_not_necessary",
            "PathBound.eq12_equality_iff",
          ], proof: Proofs.pathBound
        ) { d in
          let equal = d.answer("equality-h3").counts
          return """
            Sufficient: proved. Not necessary: 2_12_001 violates the condition at node 2, whose paths \
            have d = 0 and d = 2, but only a skip leaves node 2, and both sides are equal for all ρ. The \
            exact condition is that the DAG is *balanced*: every parameterised edge on a path to the \
            output leaves a node whose paths from the input have one d. \
            \(d.answer("sufficient-h3").details.joined(separator: " ")) The sides are equal for \
            \(equal?.holds ?? 0) of the \(equal?.checked ?? 0) connected DAGs with H = 3, exactly the \
            balanced ones.
            """
        }
      ]),
  ]

  /// K_ii − K_ij of the bound network.
  static func gap(_ rule: Claim.Rule) -> String {
    "Kii(dag, rho, \(rule.rawValue)) - Kij(dag, rho, \(rule.rawValue))"
  }

  private static func diagonal(
    _ rule: Claim.Rule, _ condition: NetworkFamily.Condition?, coq: [String],
    _ explanation: @escaping @Sendable (RowDecision) -> String
  ) -> Claim.Row {
    Claim.Row(
      rule,
      [
        Claim.Part(
          "", "K_ii = P, connected DAGs with H = 3", .settles,
          .family(
            NetworkFamily(
              "Kii(dag, 0, \(rule.rawValue)) = paths(dag)", exactlyWhen: condition)))
      ]
        + (rule == .varianceOnly
          ? [
            Claim.Part(
              "all", "every network, all unit inputs", .settles, .theorem(.proved, .coq))
          ] : []),
      coq: coq, proof: Proofs.diagonal, explanation)
  }

  private static func upperBound(
    _ rule: Claim.Rule, _ condition: NetworkFamily.Condition, coq: [String],
    _ explanation: @escaping @Sendable (RowDecision) -> String
  ) -> Claim.Row {
    Claim.Row(
      rule,
      [
        Claim.Part(
          "", "λ₂ ≤ P − Σ_p h^{d_p}(ρ) for all ρ in [−1, 1), connected DAGs with H = 3",
          .settles,
          .family(
            NetworkFamily(
              "lambda2(dag, rho, \(rule.rawValue)) <= eq12(dag, rho)", for: "rho in [-1,1)",
              exactlyWhen: condition)))
      ], coq: coq, proof: Proofs.pathBound, explanation)
  }
}

extension Computations {
  /// Whether equal depths imply balance, over the connected networks with H = 3, and how many have
  /// which property.
  @Sendable static func equalDepthImpliesBalanced() -> Answer {
    var (both, balancedOnly, wrong) = (0, 0, 0)
    for network in NetworkFamily.networks(nodes: 3) {
      let structure = NetworkStructure(network)
      switch (structure.hasEqualDepths, structure.isBalanced) {
      case (true, true): both += 1
      case (false, true): balancedOnly += 1
      case (true, false): wrong += 1
      case (false, false): break
      }
    }
    return Answer(
      wrong == 0 ? .proved : .refuted,
      details: [
        "\(both) of the connected DAGs with H = 3 meet the printed condition, \(balancedOnly) more "
          + "are balanced."
      ])
  }
}
