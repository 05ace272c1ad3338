import ExactArithmetic
import SymbolicExpressions

/// σ(u) = e^{βu²} for β < 0.
///
/// For β > 0 the mean exists only where 2βa < 1, which depends on the input: such activations are none
/// here.
struct GaussianActivation: ClosedDual {
  /// β, negative.
  let rate: Rational

  var reference: String { "the Gaussian integral of the matrix A⁻¹ − 2β" }

  /// D = (1−2βa)(1−2βb) − 4β²c².
  private func determinant(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    shiftedDeterminant(a, b, c, weight: -2 * rate)
  }

  /// D^{−1/2}.
  func value(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    determinant(a, b, c).power(Rational(-1, 2))
  }

  /// 4β²c·D^{−3/2}.
  func derivative(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    4 * rate * rate * (c * determinant(a, b, c).power(Rational(-3, 2)))
  }

  /// (1 − 2βa)^{−1/2}.
  func mean(_ a: Expression) -> Expression { (1 - 2 * rate * a).power(Rational(-1, 2)) }
}
