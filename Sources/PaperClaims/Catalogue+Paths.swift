// The "general rules" and Eq. 12 of the paper.
extension Catalogue {
  static let pathClaims: [Claim] = [
    Claim(
      id: "rules-diagonal", source: "\"General rules\" before Eq. 12",
      text:
        "For unit inputs the diagonal of K⁽ᴴ⁾ is P, the number of paths, for every connected DAG.",
      rows: [
        diagonal(
          under: .varianceOnly, exactlyWhen: nil, role: .confirms, theorem: nil,
          more: [
            Claim.Part(
              "all", reading: "every network, all unit inputs", role: .settles,
              .proving(
                """
                forall net (K0 : mat) i, K0 i i = 1 -> \
                variance_kernel net K0 i i = INR (path_count net)
                """, by: "exact PathBound.variance_diagonal."))
          ]
        ) { d in
          """
          Proved for every network and all unit inputs; the certificate confirms \(d.share).
          """
        },
        diagonal(
          under: .exact, exactlyWhen: .keepsDiagonal, role: .settles,
          theorem: .refuting(
            """
            forall net (K0 : mat) i, well_formed net -> connected net -> K0 i i = 1 -> \
            exact_kernel net K0 centred i i = INR (path_count net)
            """,
            by: """
              intros H. assert (X : 4 = INR 2); [|simpl in X; lra]. \
              rewrite <- (proj1 PathBound.diagonal_rule_refuted_exact (pair_input 0) centred 0%nat \
              eq_refl). apply (H net_1_11); [split; [discriminate|repeat split]|\
              unfold connected, path_count; simpl; lia|reflexivity].
              """),
          more: [
            Claim.Part(
              "h1", reading: "for H = 1 it holds", role: .further,
              .proving(
                """
                forall net (K0 : mat) M0 i, well_formed net -> length net = 1%nat -> K0 i i = 1 -> \
                exact_kernel net K0 M0 i i = INR (path_count net)
                """, by: "exact PathBound.diagonal_rule_exact_H1."))
          ]
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
          under: .varianceOnly, exactlyWhen: .balanced,
          more: [
            Claim.Part(
              "everywhere", reading: "for 2_11_002 it fails at every ρ in [−1, 1)", role: .further,
              .proving(
                """
                forall rho, -1 <= rho < 1 -> \
                eq12 net_2_11_002 rho < lambda2 (variance_pair net_2_11_002 rho)
                """, by: "exact PathBound.eq12_upper_bound_fails.")),
            Claim.Part(
              "small", reading: "it holds for H ≤ 2 and two inputs", role: .further,
              .proving(
                """
                forall net rho, well_formed net -> (length net <= 2)%nat -> -1 <= rho < 1 -> \
                lambda2 (variance_pair net rho) <= eq12 net rho
                """, by: "exact PathBound.eq12_upper_bound_small.")),
          ]
        ) { d in
          """
          Refuted, already for two inputs: it fails for \(d.failures), the smallest found being \
          \(d.values()). For the other \(d.counts?.holds ?? 0), the balanced ones, it holds for every N \
          and all unit inputs: λ_min is at most λ₂ of each pair (lem3.3-interlacing). Jensen's inequality goes the other way: Eq. 12 is a lower \
          bound of K_ii − K_ij (eq12-jensen), and an upper bound of λ₂ exactly for balanced DAGs \
          (corrected-eq12).
          """
        },
        upperBound(under: .exact, exactlyWhen: .exactlyBalanced, more: []) { d in
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
          rule: .varianceOnly,
          [
            Claim.Part(
              "", reading: "every DAG, every ρ in [−1, 1], any number of unit inputs",
              role: .settles,
              jensen),
            Claim.Part(
              "h3", reading: "connected DAGs with H = 3", role: .confirms,
              .family(
                NetworkFamily("\(gap(.varianceOnly)) >= eq12(dag, rho)", for: "rho in [-1,1]"))),
          ], proof: Proofs.pathBound
        ) { d in
          """
          Proved in Coq for every network, of any size; corrected-eq12 says the same of the exact rule. \
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
          rule: .varianceOnly,
          [
            Claim.Part(
              "", reading: "the condition is sufficient, for every DAG and ρ in [−1, 1]",
              role: .settles,
              .proving(
                """
                forall net rho, well_formed net -> equal_depth net -> corr rho -> \
                gap (variance_pair net rho) = eq12 net rho
                """,
                by: """
                  intros net rho W E C. apply PathBound.eq12_equality_balanced; [exact C|]. \
                  now apply PathBound.equal_depth_sufficient.
                  """)),
            Claim.Part(
              "sufficient-h3", reading: "connected DAGs with H = 3 that meet the condition",
              role: .confirms,
              .computation(Computations.equalDepthImpliesBalanced)),
            Claim.Part(
              "necessary", reading: "it is necessary: no DAG that violates it attains equality",
              role: .further,
              .statement(
                "forall rho in [-1,1): Kii(\"2_12_001\", rho, variance-only) - "
                  + "Kij(\"2_12_001\", rho, variance-only) != eq12(\"2_12_001\", rho)"),
              theorem: .refuting(
                """
                forall net, well_formed net -> \
                (forall rho, -1 <= rho < 1 -> gap (variance_pair net rho) = eq12 net rho) -> \
                equal_depth net
                """,
                by: """
                  intros H. destruct PathBound.equal_depth_not_necessary as (W & B & N). \
                  apply N, (H _ W). intros rho Hr. now apply PathBound.eq12_equality_iff.
                  """)),
            attained(.varianceOnly, key: "exact-condition", .settles),
            Claim.Part(
              "equality-h3", reading: "equality for all ρ in [−1, 1), connected DAGs with H = 3",
              role: .further,
              .family(
                NetworkFamily(
                  "\(gap(.varianceOnly)) = eq12(dag, rho)", for: "rho in [-1,1)",
                  exactlyWhen: .balanced))),
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

  /// Eq. 12 as a lower bound, under the variance-only rule.
  static let jensen = CoqTheorem.proving(
    """
    forall net (K0 : mat) i j, K0 i i = 1 -> K0 j j = 1 -> corr (K0 i j) -> \
    eq12 net (K0 i j) <= variance_kernel net K0 i i - variance_kernel net K0 i j
    """, by: "exact PathBound.eq12_jensen.")

  /// Which DAGs attain Eq. 12.
  static func attained(_ rule: Claim.Rule, key: String, _ role: Claim.Role) -> Claim.Part {
    let isExact = rule == .exact
    return Claim.Part(
      key,
      reading: "for each ρ in [−1, 1) K_ii − K_ij equals Eq. 12 exactly for "
        + (isExact ? "exactly balanced DAGs" : "balanced DAGs"), role: role,
      .proving(
        """
        forall net rho, -1 <= rho < 1 -> (gap (\(rule.suffix)_pair net rho) = eq12 net rho <-> \
        \(isExact ? "exactly_balanced" : "balanced") net = true)
        """,
        by: isExact
          ? "exact ExactBounds.eq12_equality_exact_iff." : "exact PathBound.eq12_equality_iff."))
  }

  private static func diagonal(
    under rule: Claim.Rule, exactlyWhen condition: NetworkFamily.Condition?, role: Claim.Role,
    theorem: CoqTheorem?, more: [Claim.Part],
    explanation: @escaping @Sendable (RowDecision) -> String
  ) -> Claim.Row {
    Claim.Row(
      rule: rule,
      [
        Claim.Part(
          "", reading: "K_ii = P, connected DAGs with H = 3", role: role,
          .family(
            NetworkFamily(
              "Kii(dag, 0, \(rule.rawValue)) = paths(dag)", exactlyWhen: condition)),
          theorem: theorem)
      ] + more, proof: Proofs.diagonal, explanation: explanation)
  }

  private static func upperBound(
    under rule: Claim.Rule, exactlyWhen condition: NetworkFamily.Condition, more: [Claim.Part],
    explanation: @escaping @Sendable (RowDecision) -> String
  ) -> Claim.Row {
    let isExact = rule == .exact
    let bound =
      """
      unit_inputs n d x -> (i < n)%nat -> (j < n)%nat -> i <> j -> \
      is_lmin n (\(isExact ? "exact_kernel net (gram d x) centred" : "variance_kernel net (gram d x)")) m -> \
      m <= eq12 net (gram d x i j)
      """
    return Claim.Row(
      rule: rule,
      [
        Claim.Part(
          "", reading: "λ₂ ≤ P − Σ_p h^{d_p}(ρ) for all ρ in [−1, 1), connected DAGs with H = 3",
          role: .settles,
          .family(
            NetworkFamily(
              "lambda2(dag, rho, \(rule.rawValue)) <= eq12(dag, rho)", for: "rho in [-1,1)",
              exactlyWhen: condition)),
          theorem: .refuting(
            "forall net n d x i j m, well_formed net -> connected net -> \(bound)",
            by: "exact SomeInputs.eq12_refuted_\(rule.suffix).")),
        Claim.Part(
          "balanced",
          reading:
            "it holds for \(isExact ? "exactly balanced" : "balanced") DAGs, every N and all unit inputs",
          role: .further,
          .proving(
            """
            forall net n d x i j m, \(isExact ? "exactly_balanced" : "balanced") net = true -> \(bound)
            """, by: "exact SomeInputs.eq12_balanced_\(rule.suffix).")),
      ] + more, proof: Proofs.pathBound, explanation: explanation)
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
