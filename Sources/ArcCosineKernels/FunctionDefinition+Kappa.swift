import ExactArithmetic
import SymbolicExpressions

extension FunctionDefinition {
  /// The normalised arc-cosine kernel κ_n of order n on [−1, 1] (Cho & Saul, 2009).
  ///
  /// κ_n(−1) = 0, κ_n(1) = 1, increasing; κ_n′ = n²/(2n−1) · κ_{n−1} for n ≥ 1 and
  /// κ_0′ = 1/(π√(1−ρ²)). As κ_{n−1} ≤ 1, n²/(2n−1) is a Lipschitz constant for n ≥ 1; κ_0 has none.
  /// Hence κ_n has n continuous derivatives on [−1, 1]; inside it is analytic, with values inside
  /// (0, 1).
  ///
  /// - Precondition: 0 ≤ order ≤ ``ArcCosineDerivation/largestOrder``.
  package static func kappa(_ order: Int) -> FunctionDefinition {
    let slope = order == 0 ? nil : Rational(order * order) / Rational(2 * order - 1)
    let combination: @Sendable (Expression, Expression, Expression) -> Expression = {
      ArcCosineDerivation(order: order).normalizedKernel($0, kappa0: $1, kappa1: $2)
    }
    return FunctionDefinition(
      name: "kappa", parameters: [order], domain: .closed(-1, 1), range: 0...1,
      monotonicity: .increasing, lipschitzConstant: slope,
      smoothness: Smoothness(derivatives: order, isAnalyticInside: true), keepsInterior: true,
      arcCosineOrder: order,
      arcCosineCombination: order < 2 ? nil : combination,
      notation: Notation(
        text: order == 1 ? "f" : "κ" + subscripted(order), latex: "\\kappa", letter: "κ"),
      exactPoints: [-1: 0, 1: 1],
      definition: { ArcCosineDerivation(order: order).normalizedKernel($0) },
      derivative: { rho in
        guard let slope else {
          return (1 - rho * rho).power(Rational(-1, 2)) / rho.graph.pi
        }
        return slope * rho.applying(.kappa(order - 1))
      },
      angleForm: { angle in
        let derivation = ArcCosineDerivation(order: order)
        return derivation.angularFunction(angle) / (derivation.normalization * angle.graph.pi)
      },
      exactValue: { rho in
        guard rho.graph.exactArccosine(rho) != nil else { return nil }
        return ArcCosineDerivation(order: order).normalizedKernel(rho).multipliedOut()
      })
  }
}

/// A number in subscript digits.
private func subscripted(_ number: Int) -> String {
  // From U+2080 on.
  "\(number)".unicodeScalars.reduce(into: "") { text, digit in
    Unicode.Scalar(digit.value - 0x30 + 0x2080).map { text.unicodeScalars.append($0) }
  }
}

extension FunctionSymbol {
  /// κ_n as a function symbol.
  public static func kappa(_ order: Int) -> FunctionSymbol { .defined(.kappa(order)) }
}

extension Expression {
  /// f = κ₁, the map of correlations by one ReLU layer (the paper's Lemma 3.2).
  public var kappa1: Expression { applying(.kappa(1)) }
}
