// The rate of Theorem 3.1 and the depth asymptotics.
extension Catalogue {
  static let trainingClaims: [Claim] = [
    Claim(
      id: "thm3.1-rate", source: "Theorem 3.1, for its rate",
      text: """
        For loss ½‖·‖², kernel K⁽ᴴ⁾ and 0 < η ≤ 1/λ_max, (1 − ηλ_min/2)^k dominates kernel gradient \
        descent's exact decay of ‖y − X‖²; up to which ηλ does that stay true?
        """,
      rows: [
        Claim.Row(
          rule: .any,
          [
            Claim.Part(
              "", reading: "every symmetric positive semi-definite kernel, every k", role: .settles,
              .proving(
                """
                forall n (A : mat) eta lmin lmax x k, symmetric n A -> is_lmin n A lmin -> \
                is_lmax n A lmax -> 0 <= lmin -> 0 < eta -> eta * lmax <= 1 -> \
                dot n (gd n A eta k x) (gd n A eta k x) <= (1 - eta * lmin / 2)^k * dot n x x
                """, by: "exact GradientDescent.thm3_1_rate.")),
            Claim.Part(
              "spectrum",
              reading: "(1 − z)² ≤ 1 − x/2 for x = ηλ_min ≤ z = ηλ ≤ 1, written z = x + s(1 − x)",
              role: .confirms,
              .statement("forall x in [0,1], s in [0,1]: (1-(x+s*(1-x)))^2 <= 1 - x/2")),
            Claim.Part(
              "up-to", reading: "one eigenvalue: the rate holds for ηλ ≤ 3/2", role: .further,
              .statement("forall x in [0,3/2]: (1-x)^2 <= 1 - x/2")),
            Claim.Part(
              "beyond", reading: "one eigenvalue: it fails for 3/2 < ηλ ≤ 2", role: .further,
              .statement("forall x in (3/2,2]: (1-x)^2 > 1 - x/2")),
            Claim.Part(
              "limit",
              reading:
                "every symmetric kernel: exactly for ηλ_min ≤ 3/2 and ηλ_max ≤ 1 + √(1 − ηλ_min/2)",
              role: .further,
              .proving(
                """
                forall n (A : mat) eta lmin lmax, (0 < n)%nat -> symmetric n A -> 0 < eta -> \
                0 <= lmin -> is_lmin n A lmin -> is_lmax n A lmax -> \
                (forall x k, dot n (gd n A eta k x) (gd n A eta k x) <= \
                (1 - eta * lmin / 2)^k * dot n x x) <-> \
                eta * lmin <= 3/2 /\\ eta * lmax <= 1 + sqrt (1 - eta * lmin / 2)
                """, by: "exact GradientDescent.rate_limit.")),
            Claim.Part(
              "sharp", reading: "the rate holds even with (1 − ηλ_min)^k", role: .further,
              .proving(
                """
                forall n (A : mat) eta lmin x k, symmetric n A -> 0 < eta -> 0 <= lmin -> \
                eta * lmin <= 1 -> is_lmin n A lmin -> (forall x, eta * quad n A x <= dot n x x) -> \
                dot n (gd n A eta k x) (gd n A eta k x) <= (1 - eta * lmin)^k * dot n x x
                """,
                by: """
                  intros n A eta lmin x k S He Hl H1 [L _] U. \
                  now apply GradientDescent.gd_rate_sharp.
                  """)),
          ], proof: Proofs.rate
        ) { _ in
          """
          Proved, even with (1 − ηλ_min)^k. In the direction of one eigenvalue λ the printed rate stays \
          true exactly up to ηλ = 3/2; for a whole spectrum it is true exactly for ηλ_min ≤ 3/2 and \
          ηλ_max ≤ 1 + √(1 − ηλ_min/2), so for every η ≤ 1/λ_max and somewhat beyond. This decides the \
          rate of the linearised dynamics. The theorem's width and step conditions are O(·) and Ω(·) \
          without constants, and nothing is claimed of them here.
          """
        }
      ]),
    Claim(
      id: "asymptotic-depth", source: "the paper's reference on signal propagation",
      text: """
        For each fixed ρ in [−1, 1), (1 − h^k(ρ))·2k²/(9π²) → 1 as k → ∞; with explicit two-sided \
        bounds for finite k.
        """,
      rows: [
        Claim.Row(
          rule: .any,
          [
            Claim.Part(
              "", reading: "the limit, for every ρ in [−1, 1)", role: .settles,
              .proving(
                """
                forall rho, -1 <= rho < 1 -> \
                is_lim_seq (fun k => (1 - iter k rho) * (2 * INR k^2) / (9 * PI^2)) 1
                """, by: "exact DepthAsymptotics.asymptotic_depth.")),
            depthTheorem(key: "bounds", "the bounds, for every k ≥ 0 and ρ in [−1, 1)"),
          ] + depthBounds([1, 2, 4]), proof: Proofs.depth
        ) { _ in
          """
          Proved in Coq, with explicit bounds for every k. With u = √2/(3π) and s = √(1 − ρ): \
          1 − h^k(ρ) ≤ s²/(1 + kus)², in particular < 9π²/(2k²), and \
          1 − h^k(ρ) ≥ s²/(1 + kus + s(s + ln(1 + kus)/u)/4)². The ratio of the bounds tends to 1 like \
          1 + O(log k/k). Certificates confirm both for k = 1, 2, 4 and all ρ in [−1, 1).
          """
        }
      ]),
  ]

  /// Both bounds of 1 − h^k for every k, as a theorem.
  static func depthTheorem(key: String, _ reading: String) -> Claim.Part {
    Claim.Part(
      key, reading: reading, role: .settles,
      .proving(
        """
        forall rho k, -1 <= rho < 1 -> let s := sqrt (1 - rho) in let u := sqrt 2 / (3 * PI) in \
        s^2 / (1 + INR k * u * s + s * (s + ln (1 + INR k * u * s) / u) / 4)^2 <= 1 - iter k rho <= \
        s^2 / (1 + INR k * u * s)^2
        """, by: "exact DepthAsymptotics.depth_bounds."))
  }

  /// Both bounds of 1 − h^k for some k, as statements.
  static func depthBounds(_ depths: [Int]) -> [Claim.Part] {
    depths.flatMap { k in
      let root = "sqrt(1-rho)"
      let growth = "\(k)*sqrt(2)/(3*pi)*\(root)"
      let correction = "\(root)*(\(root) + log(1 + \(growth))*3*pi/sqrt(2))/4"
      return [
        Claim.Part(
          "upper-\(k)", reading: "the upper bound for k = \(k)", role: .confirms,
          .statement(
            "forall rho in [-1,1): 1 - f^\(k)(rho) <= (1-rho)/(1 + \(growth))^2")),
        Claim.Part(
          "lower-\(k)", reading: "the lower bound for k = \(k)", role: .confirms,
          .statement(
            "forall rho in [-1,1): 1 - f^\(k)(rho) >= (1-rho)/(1 + \(growth) + \(correction))^2")),
      ]
    }
  }
}
