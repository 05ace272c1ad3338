import ExactArithmetic
import SymbolicExpressions

/// σ(u) = u·Φ(u), with Φ the distribution function of N(0, 1).
///
/// With p₁ = (1+a)(1+b), p = ab, δ² = p₁ − c² = 1 + a + b + (ab − c²) ≥ 1 and α = atan(c/δ).
struct GELUActivation: ClosedDual {
  var reference: String {
    "Tsuchida, Pearce, van der Heide, Roosta & Gallagher, Avoiding Kernel Fixed Points, 2021"
  }

  private struct Parts {
    let pi, product, delta, angle: Expression

    init(_ a: Expression, _ b: Expression, _ c: Expression) {
      pi = a.graph.pi
      product = (a + 1) * (b + 1)
      delta = shiftedDeterminant(a, b, c, weight: 1).squareRoot
      angle = (c / delta).applying(.atan)
    }
  }

  /// c/4 + (cα + (c² + pδ²)/(p₁δ))/(2π).
  func value(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let parts = Parts(a, b, c)
    let algebraic =
      c * c / (parts.product * parts.delta) + a * b * parts.delta / parts.product
    return c / 4 + (c * parts.angle + algebraic) / (2 * parts.pi)
  }

  /// 1/4 + α/(2π) + (c/(2πδ))·(1/δ² + (1 − p)/p₁ + 1).
  func derivative(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let parts = Parts(a, b, c)
    let bracket = parts.delta.power(-2) + (1 - a * b) / parts.product + 1
    return (parts.angle + c * bracket / parts.delta) / (2 * parts.pi) + Rational(1, 4)
  }

  /// a/√(2π(1+a)).
  func mean(_ a: Expression) -> Expression {
    a * (2 * a.graph.pi).power(Rational(-1, 2)) * (a + 1).power(Rational(-1, 2))
  }
}
