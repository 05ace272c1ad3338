import ExactArithmetic
import SymbolicExpressions

/// σ = Φ, the distribution function of N(0, 1): (1 + erf(u/√2))/2.
struct ProbitActivation: ClosedDual {
  var reference: String { "the orthant probability of (u − s, v − t), s and t standard normal" }

  /// 1/4 + asin(c/√((1+a)(1+b)))/(2π).
  func value(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let half = Rational(-1, 2)
    let norms = a.graph.product([(a + 1, half), (b + 1, half)])
    return (c * norms).asCorrelation.applying(.asin) / (2 * a.graph.pi) + Rational(1, 4)
  }

  /// 1/(2π√((1+a)(1+b) − c²)).
  func derivative(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    shiftedDeterminant(a, b, c, weight: 1).power(Rational(-1, 2)) / (2 * a.graph.pi)
  }

  /// 1/2, by symmetry.
  func mean(_ a: Expression) -> Expression { a.graph.rational(Rational(1, 2)) }
}
