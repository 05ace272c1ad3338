import ExactArithmetic
import SymbolicExpressions

/// σ(u) = e^{βu}.
struct ExponentialActivation: ClosedDual {
  /// β.
  let rate: Rational

  var reference: String { "the moment generating function of u + v" }

  /// e^{β²((a + b)/2 + c)}.
  func value(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let square = rate * rate
    return a.graph.sum([(square / 2, a), (square / 2, b), (square, c)]).applying(.exp)
  }

  /// β² times the kernel.
  func derivative(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    rate * rate * value(a, b, c)
  }

  /// e^{β²a/2}.
  func mean(_ a: Expression) -> Expression { (rate * rate / 2 * a).applying(.exp) }
}
