import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

extension ActivationFormula {
  /// An upper bound of E[σ(√q z)²], z ~ N(0, 1), for every q of an interval of positive numbers:
  /// a sum over cells of width ¼ of the largest σ² times an upper bound of the mass, and the tail
  /// beyond z = 16 from the growth of σ. It exceeds the truth by a moderate factor.
  func momentBound(variance q: Interval) throws(DualFailure) -> BigFloat {
    let precision = Precision(64)
    let q = q.rounded(to: precision)
    guard q.lower.sign >= 0, q.isBounded else { throw .budget }
    let root = q.squareRoot
    let parts = try PiecewiseFormula(self)
    let end = 16
    var total = Interval(0, precision: precision)
    for index in 0..<4 * end {
      let edge = Rational(index) / 4
      let mass = Interval(-edge * edge / 2, precision: precision).exponential
      let cell = Interval(lower: edge, upper: edge + Rational(1, 4), precision: precision) * root
      for side in [cell, -cell] {
        total = total + mass * Interval(try parts.largestMagnitude(on: side, depth: 8)).squared
      }
    }
    total = total.scaled(by: Rational(1, 4))
    let halves = try parts.growth(from: root.scaled(by: Rational(end)).lower)
    for bound in halves {
      // ∫_Z^∞ exp(2γ + 2λ√q z + 2μq z² − z²/2) dz ≤ exp(…at Z)/(2βZ − 2λ√q), β = ½ − 2μq.
      let slope = (bound.linear * root).scaled(by: 2)
      let curvature =
        Interval(Rational(1, 2), precision: precision) - (bound.square * q).scaled(by: 2)
      let decay = curvature.scaled(by: Rational(2 * end)) - slope
      guard decay.sign == 1 else { throw .growth }
      let exponent =
        bound.constant.scaled(by: 2) + slope.scaled(by: Rational(end))
        - curvature.scaled(by: Rational(end * end))
      total = total + exponent.exponential / decay
    }
    // φ has 1/√(2π) in front, which is below 2/5.
    return total.scaled(by: Rational(2, 5)).upper
  }

  /// Fails unless σ has a value wherever |u| ≤ `end`, and is bounded by the growth of some exp(μu²) beyond.
  func checkValues(within end: Int) throws(DualFailure) {
    let precision = Precision(64)
    let parts = try PiecewiseFormula(self)
    for index in -4 * end..<4 * end {
      let cell = Interval(
        lower: Rational(index) / 4, upper: Rational(index + 1) / 4, precision: precision)
      _ = try parts.largestMagnitude(on: cell, depth: 12)
    }
    _ = try parts.growth(from: BigFloat(end, precision: precision, rounding: .down))
  }
}
