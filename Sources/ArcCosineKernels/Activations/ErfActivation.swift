import ExactArithmetic
import SymbolicExpressions

/// σ = erf.
struct ErfActivation: ClosedDual {
  var reference: String { "Williams, Computing with Infinite Networks, 1996" }

  /// (2/π)·asin(2c/√((1+2a)(1+2b))).
  func value(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let half = Rational(-1, 2)
    let norms = a.graph.product([(2 * a + 1, half), (2 * b + 1, half)])
    return 2 * (2 * c * norms).asCorrelation.applying(.asin) / a.graph.pi
  }

  /// (4/π)/√((1+2a)(1+2b) − 4c²).
  func derivative(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    4 * shiftedDeterminant(a, b, c, weight: 2).power(Rational(-1, 2)) / a.graph.pi
  }

  /// 0, as erf is odd.
  func mean(_ a: Expression) -> Expression { a.graph.integer(0) }
}
