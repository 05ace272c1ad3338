// One parameterised edge: the paper's Eq. 2 and Lemma 3.2, and Remark 3.3.
extension Catalogue {
  static let edgeClaims: [Claim] = [
    Claim(
      id: "eq2-variance", source: "Eq. 2",
      text: "With c = 2 a parameterised edge keeps the second moment K_ii.",
      rows: [
        Claim.Row(
          rule: .any,
          [
            Claim.Part(
              "", reading: "E[(√2 ReLU(u))²] = K_ii for u ~ N(0, K_ii), every K_ii ≥ 0",
              role: .settles,
              .proving(
                """
                forall K : R, 0 <= K -> normal_mean (fun x => edge_activation 2 (sqrt K * x) * \
                edge_activation 2 (sqrt K * x)) K
                """, by: "exact GaussianIntegral.edge_second_moment.")),
            Claim.Part(
              "closed-form",
              reading: "the derived kernel's diagonal is K_ii, for inputs of any norm",
              role: .confirms, .computation(Computations.reluDiagonal)),
            Claim.Part(
              "unit", reading: "unit inputs, both rules", role: .confirms,
              .statement(
                "forall rho in [-1,1]: Kii(\"2\", rho, variance-only) = 1 "
                  + "and Kii(\"2\", rho, exact) = 1")),
          ]
        ) { _ in
          """
          For u ~ N(0, K_ii) the second moment of √2·ReLU(u) is 2·½·K_ii = K_ii, because u² is \
          symmetric and half of its mass lies on u > 0. Proved in Coq as an improper integral for \
          every K_ii ≥ 0, and found again by the calculator's own derivation from the Gaussian \
          integral. No propagation rule enters: the claim is about one edge.
          """
        }
      ]),
    Claim(
      id: "lem3.2-diagonal", source: "Lemma 3.2", text: "f(K)_ii = K_ii.",
      rows: [
        Claim.Row(
          rule: .any,
          [
            Claim.Part(
              "", reading: "f(K)_ii = K_ii for every K_ii ≥ 0", role: .settles,
              .proving(
                "forall (K : mat) i, 0 <= K i i -> param_kernel K i i = K i i",
                by: "exact PathBound.param_kernel_diag.")),
            Claim.Part(
              "closed-form",
              reading: "the derived kernel's diagonal is K_ii, for inputs of any norm",
              role: .confirms, .computation(Computations.reluDiagonal)),
            Claim.Part("unit", reading: "h(1) = 1", role: .confirms, .statement("f(1) = 1")),
          ]
        ) { _ in
          """
          f(K)_ii = K_ii·h(1) = K_ii for every K_ii ≥ 0: the same statement as eq2-variance, here for \
          the printed closed form h, whose value at 1 is 1.
          """
        }
      ]),
    Claim(
      id: "lem3.2-offdiagonal", source: "Lemma 3.2",
      text: "f(K)_ij = √(K_ii K_jj)·h(C_ij), and h equals κ₁ derived from the Gaussian integral.",
      rows: [
        Claim.Row(
          rule: .any,
          [
            Claim.Part(
              "",
              reading:
                "E[√2 ReLU(u)·√2 ReLU(v)] = √(K_ii K_jj)·h(C_ij), all K_ii, K_jj ≥ 0 and every C_ij in "
                + "[−1, 1]", role: .settles,
              .proving(
                """
                forall (K : mat) i j, 0 <= K i i -> 0 <= K j j -> \
                let C := K i j / sqrt (K i i * K j j) in corr C -> \
                normal_pair_mean (sqrt (K i i)) (sqrt (K j j)) C (edge_activation 2) \
                (edge_activation 2) (param_kernel K i j) /\\ \
                param_kernel K i j = sqrt (K i i * K j j) * kappa1 C
                """,
                by: """
                  intros K i j Hi Hj C H. split; [exact (ExactRule.edge_pair_mean K i j Hi Hj H)|\
                  reflexivity].
                  """)),
            Claim.Part(
              "printed", reading: "h is the printed (2ρ arcsin ρ + 2√(1 − ρ²) + πρ)/(2π)",
              role: .settles,
              .proving(
                """
                forall r, corr r -> kappa1 r = (2 * r * asin r + 2 * sqrt (1 - r^2) + PI * r) / (2 * PI)
                """, by: "exact ArcCosine.kappa1_paper_form.")),
            Claim.Part(
              "derivation", reading: "two derivations of κ₁ agree with each other and with h",
              role: .confirms,
              .computation(Computations.reluKernel)),
            Claim.Part(
              "kappa", reading: "f is κ₁ on [−1, 1]", role: .confirms,
              .statement("forall rho in [-1,1]: f(rho) = kappa(1, rho)")),
          ]
        ) { _ in
          """
          Proved for every correlation in [−1, 1], end-points included, and all norms. The calculator derives κ₁ from the \
          Gaussian integral by a differential recurrence and by exact integration in polar \
          coordinates, compares the two as polynomials in sin θ, cos θ and π − θ, and gets \
          (√(1 − ρ²) + ρ(π − arccos ρ))/π. That this is the printed \
          (2ρ arcsin ρ + 2√(1 − ρ²) + πρ)/(2π) is arcsin ρ = π/2 − arccos ρ. In Coq the integral \
          itself is proved too.
          """
        }
      ]),
    Claim(
      id: "lem3.2-mean", source: "Lemma 3.2",
      text: "For K_ii = 1 the mean of a parameterised edge's output is √c/2 (c = 2).",
      rows: [
        Claim.Row(
          rule: .any,
          [
            Claim.Part(
              "", reading: "the derived mean for K_ii = 1 equals √2/2", role: .settles,
              .computation(Computations.reluMean),
              theorem: .refuting(
                "normal_mean (edge_activation 2) (sqrt 2 / 2)",
                by: "exact GaussianIntegral.printed_mean_not_the_integral.")),
            Claim.Part(
              "value", reading: "1/√π = √2/2", role: .further, .statement("1/sqrt(pi) = sqrt(2)/2"),
              theorem: .refuting(by: "exact GaussianIntegral.printed_mean_refuted.")),
          ]
        ) { _ in
          """
          The mean of √2·ReLU(u), u ~ N(0, 1), is √2/√(2π) = 1/√π ≈ 0.5642, not √2/2 ≈ 0.7071. The \
          printed value would be the mean if E[ReLU(u)] were ½; it is 1/√(2π). Correct, for any c and \
          norm: √(c K_ii/(2π)); see corrected-lem3.2-mean.
          """
        }
      ]),
    Claim(
      id: "rem3.3-mean-irrelevant", source: "Remark 3.3",
      text: """
        Setting every mean to 0 in the exact rule, with coherence kept, leaves λ₂ = K_ii − |K_ij| as \
        it is, for every connected DAG and every ρ in [−1, 1); unit, centred inputs.
        """,
      rows: [
        Claim.Row(
          rule: .exact,
          [
            Claim.Part(
              "", reading: "λ₂ with means equals λ₂ without, for all ρ in [−1, 1)", role: .settles,
              .family(
                NetworkFamily(
                  "lambda2(dag, rho, exact) = lambda2(dag, rho, exact-without-means)",
                  for: "rho in [-1,1)")),
              theorem: .refuting(
                """
                forall net rho, well_formed net -> connected net -> -1 <= rho < 1 -> \
                lambda2 (exact_pair net rho) = lambda2 (mean_free_pair net rho)
                """,
                by: """
                  intros H. pose proof (ClosedForms.rem3_3_refuted 0 ltac:(lra)) as L. \
                  rewrite H in L; [lra|split; [discriminate|repeat split]|\
                  unfold connected, path_count; simpl; lia|lra].
                  """)),
            Claim.Part(
              "dag3", reading: "DAG#3 of the paper, every ρ in [0, 1): λ₂ with means is larger",
              role: .further,
              .statement(
                "forall rho in [0,1): lambda2(\"2_21_112\", rho, exact-without-means) "
                  + "< lambda2(\"2_21_112\", rho, exact)"),
              theorem: .proving(by: "exact ClosedForms.rem3_3_refuted.")),
          ]
        ) { d in
          """
          Refuted: it fails for \(d.failures), and holds for the other \(d.counts?.holds ?? 0) for all \
          ρ in [−1, 1). The smallest DAG found is \(d.values()). Means add the same constant to K_ii \
          and K_ij at a node, which leaves K_ii − K_ij as it is there, but not behind the next \
          parameterised edge, because f is not linear; and |K_ij| feels the constant where K_ij < 0. \
          For the paper's DAG#3 λ₂ is larger with means at every ρ in [0, 1). What is true instead: \
          means never make λ₂ smaller (corrected-rem3.3). Under the variance-only rule there are no \
          means, and nothing to decide.
          """
        }
      ]),
  ]
}
