import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

extension ActivationFormula {
  /// An upper bound of E[σ(√q z)²], z ~ N(0, 1), for every q of an interval of positive numbers:
  /// a sum over cells of width ¼ of the largest σ² times an upper bound of the mass, and the tail beyond z = Z
  /// from the growth of σ, Z being 16 or a multiple of it. It exceeds the truth by a moderate factor.
  func momentBound(variance q: Interval) throws(DualFailure) -> BigFloat {
    let precision = Precision(64)
    let q = q.rounded(to: precision)
    guard q.lower.sign >= 0, q.isBounded else { throw .budget }
    let root = q.squareRoot
    let parts = try PiecewiseFormula(self)
    var end = 16
    var tail = try parts.squaredTail(from: end, variance: q)
    while tail == nil && end < 1 << 12 {
      end *= 2
      tail = try parts.squaredTail(from: end, variance: q)
    }
    guard let tail else { throw .growth }
    var total = Interval(0, precision: precision)
    for index in 0..<4 * end {
      let edge = Rational(index) / 4
      let mass = Interval(-edge * edge / 2, precision: precision).exponential
      let cell = Interval(lower: edge, upper: edge + Rational(1, 4), precision: precision) * root
      for side in [cell, -cell] {
        total = total + mass * Interval(try parts.largestMagnitude(on: side, depth: 8)).squared
      }
    }
    // φ has 1/√(2π) in front, which is below 2/5.
    return (total.scaled(by: Rational(1, 4)) + tail).scaled(by: Rational(2, 5)).upper
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

extension PiecewiseFormula {
  /// A bound of ∫ σ(√q z)² exp(−z²/2) dz over |z| > Z; nil where Z is too small for one.
  ///
  /// With |σ(u)| ≤ exp(γ + λ|u| + μu²), ∫_Z^∞ exp(2γ + 2λ√q z + 2μq z² − z²/2) dz ≤ exp(…at Z)/(2βZ − 2λ√q),
  /// β = ½ − 2μq.
  fileprivate func squaredTail(
    from end: Int, variance q: Interval
  ) throws(DualFailure) -> Interval? {
    let root = q.squareRoot
    var total = Interval(0, precision: q.precision)
    for bound in try growth(from: root.scaled(by: Rational(end)).lower) {
      if let failure = bound.failure(variance: q) { throw failure }
      let slope = (bound.linear * root).scaled(by: 2)
      let curvature =
        Interval(Rational(1, 2), precision: q.precision) - (bound.square * q).scaled(by: 2)
      let decay = curvature.scaled(by: Rational(2 * end)) - slope
      guard decay.sign == 1 else { return nil }
      let exponent =
        bound.constant.scaled(by: 2) + slope.scaled(by: Rational(end))
        - curvature.scaled(by: Rational(end * end))
      total = total + exponent.exponential / decay
    }
    return total
  }
}
