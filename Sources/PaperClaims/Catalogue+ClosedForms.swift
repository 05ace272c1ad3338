// The three example DAGs: the paper's Eqs. 7, 9, 11 and the conclusion of its §3.3.
extension Catalogue {
  private static let dag1 = "\"2_02_002\""
  private static let dag2 = "\"1_01_222\""
  private static let dag3 = "\"2_21_112\""
  private static let printed1 = "1 - f^3(rho)"
  private static let printed2 = "3*(1 - f(rho))"
  private static let printed3 = "4 - rho - f(rho) - 2*f(f(rho))"

  static let closedFormClaims: [Claim] = [
    Claim(
      id: "eq7-dag1", source: "Eq. 7",
      text: "For DAG#1, 2_02_002, λ₂ = K_ii − |K_ij| is 1 − h³(ρ) for all ρ in [−1, 1).",
      rows: [.varianceOnly, .exact].map { rule in
        equality(
          under: rule, of: dag1, with: printed1,
          theorems: both("ClosedForms.eq7_dag1_\(rule.suffix)")
        ) { _ in
          """
          Proved for all ρ in [−1, 1). One path of three parameterised edges: no two features meet, so \
          that the rules agree; h³(ρ) ≥ 0, so that |K_ij| = K_ij, and the printed form is K_ii − K_ij \
          as well as λ₂.
          """
        }
      }),
    Claim(
      id: "eq9-dag2", source: "Eq. 9",
      text: "For DAG#2, 1_01_222, λ₂ is 3(1 − h(ρ)) for all ρ in [−1, 1).",
      rows: [.varianceOnly, .exact].map { rule in
        equality(
          under: rule, of: dag2, with: printed2,
          theorems: both("ClosedForms.eq9_dag2_\(rule.suffix)")
        ) { _ in
          rule == .exact
            ? """
            Proved for all ρ in [−1, 1), though not as the paper argues: the three parameterised features \
            have means, and K_ii = 3 + 6/π, K_ij = 3h(ρ) + 6/π, whose difference is the printed form; \
            K_ij > 0, so that this is λ₂.
            """
            : """
            Proved for all ρ in [−1, 1): K_ii = 3, K_ij = 3h(ρ) ≥ 0, so that the printed form is \
            K_ii − K_ij as well as λ₂.
            """
        }
      }),
    Claim(
      id: "eq11-dag3", source: "Eq. 11",
      text: "For DAG#3, 2_21_112, λ₂ is 4 − ρ − h(ρ) − 2h(h(ρ)) for all ρ in [−1, 1).",
      rows: [
        equality(
          under: .varianceOnly, of: dag3, with: printed3,
          theorems: (
            .refuting(
              by: """
                intros H. specialize (H (-1) ltac:(lra)). \
                pose proof ClosedForms.eq11_dag3_variance_refuted as (_ & _ & L). \
                apply Rlt_not_eq in L. exact (L H).
                """),
            .proving(by: "intros x _. exact (ClosedForms.eq11_dag3_variance_gap x).")
          ),
          more: [
            Claim.Part(
              "where", reading: "the printed form is λ₂ exactly where K_ij ≥ 0", role: .further,
              .proving(
                """
                forall r, lambda2 (variance_pair dag3 r) = printed3 r <-> \
                0 <= r + kappa1 r + 2 * kappa1 (kappa1 r)
                """, by: "exact ClosedForms.eq11_dag3_variance_lambda2_iff.")),
            Claim.Part(
              "positive", reading: "K_ij > 0 on [−29/40, 1)", role: .further,
              .statement("forall rho in [-29/40,1): rho + f(rho) + 2*f(f(rho)) > 0")),
            Claim.Part(
              "negative", reading: "K_ij < 0 on [−1, −363/500]", role: .further,
              .statement("forall rho in [-1,-363/500]: rho + f(rho) + 2*f(f(rho)) < 0")),
            Claim.Part(
              "root", reading: "K_ij = 0 for some ρ in between", role: .further,
              .statement(
                "exists rho in [-363/500,-29/40]: rho + f(rho) + 2*f(f(rho)) = 0")),
          ]
        ) { d in
          """
          Refuted, by \(d.values()): there λ₂ = 3 + 2/π and the printed form is 5 − 2/π. The printed \
          form is K_ii − K_ij for every ρ, and it is λ₂ exactly where K_ij = ρ + h(ρ) + 2h(h(ρ)) ≥ 0. \
          K_ij increases, is negative on [−1, −363/500] and positive on [−29/40, 1), so the printed \
          form is right for ρ ≥ ρ₀ and too large for ρ < ρ₀, with ρ₀ between −363/500 and −29/40.
          """
        },
        equality(
          under: .exact, of: dag3, with: printed3,
          theorems: (
            .refuting(
              by: """
                intros H. specialize (H 0 ltac:(lra)). \
                pose proof (ClosedForms.eq11_dag3_exact_refuted 0 ltac:(lra)) as [L _]. \
                apply Rgt_not_eq in L. exact (L H).
                """),
            .refuting(
              by: """
                intros H. specialize (H 0 ltac:(lra)). \
                pose proof (ClosedForms.dag3_exact_above_printed 0 ltac:(lra)) as L. \
                apply Rgt_not_eq in L. exact (L H).
                """)
          ),
          more: [
            Claim.Part(
              "above", reading: "λ₂ is larger than the printed form at every ρ in [−1, 1)",
              role: .further,
              .statement("forall rho in [-1,1): lambda2(\(dag3), rho, exact) > \(printed3)"),
              theorem: .proving(
                by: "intros x H. exact (proj1 (ClosedForms.eq11_dag3_exact_refuted x H)).")),
            Claim.Part(
              "lambda2-is-gap", reading: "λ₂ = K_ii − K_ij for all ρ in [−1, 1)", role: .further,
              .statement(
                "forall rho in [-1,1): lambda2(\(dag3), rho, exact) = \(gap(dag3, .exact))"),
              theorem: .proving(
                by: "intros x H. exact (proj2 (ClosedForms.eq11_dag3_exact_refuted x H)).")),
          ]
        ) { d in
          """
          Refuted at every ρ in [−1, 1); \(d.values()) is one. λ₂ and K_ii − K_ij are equal everywhere \
          (K_ij > 0) and lie strictly above the printed form, because the feature and its mean that \
          meet at node 2 make the argument of the last f larger. The printed form is a lower bound.
          """
        },
      ]),
    Claim(
      id: "sec3.3-ranking", source: "§3.3, conclusion",
      text: """
        λ₂(DAG#1) < λ₂(DAG#2) < λ₂(DAG#3) for all ρ in [−1, 1), and the same for the printed forms.
        """,
      rows: [.varianceOnly, .exact].map(ranking)),
  ]

  /// K_ii − K_ij.
  private static func gap(_ dag: String, _ rule: Claim.Rule) -> String {
    "Kii(\(dag), rho, \(rule.rawValue)) - Kij(\(dag), rho, \(rule.rawValue))"
  }

  /// A theorem of the library that says both.
  private static func both(_ name: String) -> (lambda2: CoqTheorem, gap: CoqTheorem) {
    func half(_ projection: String) -> CoqTheorem {
      .proving(by: "intros x H. exact (\(projection) (\(name) x ltac:(unfold corr; lra))).")
    }
    return (half("proj1"), half("proj2"))
  }

  /// That a printed form is λ₂, and that it is K_ii − K_ij.
  private static func equality(
    under rule: Claim.Rule, of dag: String, with printed: String,
    theorems: (lambda2: CoqTheorem, gap: CoqTheorem), more: [Claim.Part] = [],
    explanation: @escaping @Sendable (RowDecision) -> String
  ) -> Claim.Row {
    Claim.Row(
      rule: rule,
      [
        Claim.Part(
          "", reading: "the printed form is λ₂", role: .settles,
          .statement("forall rho in [-1,1): lambda2(\(dag), rho, \(rule.rawValue)) = \(printed)"),
          theorem: theorems.lambda2),
        Claim.Part(
          "gap", reading: "the printed form is K_ii − K_ij", role: .further,
          .statement("forall rho in [-1,1): \(gap(dag, rule)) = \(printed)"),
          theorem: theorems.gap),
      ] + more, explanation: explanation)
  }

  private static func ranking(_ rule: Claim.Rule) -> Claim.Row {
    let values = [dag1, dag2, dag3].map { "lambda2(\($0), rho, \(rule.rawValue))" }
    return Claim.Row(
      rule: rule,
      [
        Claim.Part(
          "", reading: "the three λ₂ are in this order", role: .settles,
          .statement(
            "forall rho in [-1,1): \(values[0]) < \(values[1]) and \(values[1]) < \(values[2])"),
          theorem: .proving(by: "exact Ranking.ranking_\(rule.suffix).")),
        Claim.Part(
          "printed", reading: "the printed forms are in this order", role: .settles,
          .statement(
            "forall rho in [-1,1): \(printed1) < \(printed2) and \(printed2) < \(printed3)"),
          theorem: .proving(by: "exact Ranking.ranking_printed.")),
      ]
    ) { _ in
      """
      Proved on the whole of [−1, 1), up to the end-point ρ = 1, where all three vanish: near it the \
      certificate expands the differences in √(1 − ρ) and takes the sign of the first coefficient \
      that does not vanish. The printed forms, which belong to no rule, are in the same order. Coq \
      has a proof by hand that uses convexity of h and π > 2 alone.
      """
    }
  }
}

extension Claim.Rule {
  /// How theorems of `Proofs/Coq` name the rule.
  var suffix: String {
    switch self {
    case .any: "any"
    case .varianceOnly: "variance"
    case .exact: "exact"
    }
  }
}
