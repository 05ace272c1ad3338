import ExactArithmetic
import SymbolicExpressions

/// σ(u) = α·τ(βu) + γ for an activation τ in closed form.
///
/// E[σ(u)σ(v)] = α²·E[τ(βu)τ(βv)] + αγ·(E[τ(βu)] + E[τ(βv)]) + γ², and (βu, βv) has β² times the covariance
/// of (u, v).
struct AffineActivation: ClosedDual {
  private let base: any ClosedDual
  /// α and γ.
  private let factor, offset: Rational
  /// β².
  private let squaredScale: Rational
  var reference: String { base.reference + ", for a multiple with a constant added" }

  init(_ base: any ClosedDual, factor: Rational, scale: Rational = 1, offset: Rational) {
    (self.base, self.factor, self.offset) = (base, factor, offset)
    squaredScale = scale * scale
  }

  func value(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let (x, y, z) = (squaredScale * a, squaredScale * b, squaredScale * c)
    return a.graph.sum(
      [
        (factor * factor, base.value(x, y, z)), (factor * offset, base.mean(x)),
        (factor * offset, base.mean(y)),
      ], constant: offset * offset)
  }

  /// α²β²·E[τ′(βu)τ′(βv)].
  func derivative(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    factor * factor * squaredScale
      * base.derivative(squaredScale * a, squaredScale * b, squaredScale * c)
  }

  func mean(_ a: Expression) -> Expression { factor * base.mean(squaredScale * a) + offset }
}
