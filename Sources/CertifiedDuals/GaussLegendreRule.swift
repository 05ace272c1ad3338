import CMultiprecision
import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Synchronization

/// The nodes and weights of Gauss–Legendre quadrature on [−1, 1], enclosed.
struct GaussLegendreRule: Sendable {
  /// The roots of the Legendre polynomial P_m, increasing.
  let nodes: [Interval]
  /// w = 2(1 − x²)/(m P_{m−1}(x))² at each node x.
  let weights: [Interval]

  private struct Key: Hashable {
    let count: Int
    let precision: Precision
  }
  /// Rules made so far: a few, for the precisions in use.
  private static let made = Mutex<[Key: GaussLegendreRule]>([:])

  /// The rule with `count` nodes, enclosed to about `precision`.
  static func rule(_ count: Int, precision: Precision) -> GaussLegendreRule {
    let key = Key(count: count, precision: precision)
    if let known = made.withLock({ $0[key] }) { return known }
    let rule = GaussLegendreRule(count: count, precision: precision)
    made.withLock { made in
      if made.count >= 16 { made.removeAll() }
      made[key] = rule
    }
    return rule
  }

  private init(count: Int, precision: Precision) {
    let polynomial = LegendrePolynomial(degree: count)
    let half = (0..<count / 2).map { index in
      // Tricomi's approximation, from the largest root down.
      let angle = Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5)
      return polynomial.root(near: angle, precision)
    }
    let zero = Interval(0, precision: precision)
    let centre =
      count.isMultiple(of: 2)
      ? [] : [(root: zero, previous: polynomial.values(at: zero).previous)]
    let right = centre + half.reversed()
    nodes = half.map { -$0.root } + right.map(\.root)
    precondition(
      zip(nodes, nodes.dropFirst()).allSatisfy { $0.upper < $1.lower },
      "GaussLegendreRule: the roots are not told apart")
    // Even functions of the node.
    weights = (half + right).map { x, previous in
      ((1 - x.squared) / previous.scaled(by: Rational(count)).squared).scaled(by: 2)
        .rounded(to: precision)
    }
  }
}

/// P_m with P_{m−1}, by (k + 1)P_{k+1} = (2k + 1)xP_k − kP_{k−1}.
private struct LegendrePolynomial {
  let degree: Int

  /// The recurrence loses at most (1 + √2)^m of accuracy: 1.28 bits a step, and some more.
  private var loss: Int { degree * 13 / 10 + 40 }

  /// P_m and P_{m−1} on an interval.
  func values(at x: Interval) -> (value: Interval, previous: Interval) {
    var previous = Interval(1, precision: x.precision)
    var value = x
    for k in 1..<max(degree, 1) {
      let next =
        ((x * value).scaled(by: Rational(2 * k + 1)) - previous.scaled(by: Rational(k)))
        / Interval(k + 1, precision: x.precision)
      (previous, value) = (value, next)
    }
    return (value, previous)
  }

  /// P_m and P_{m−1} at a number of (−1, 1), the recurrence run in floating point of `precision`, w bits.
  ///
  /// A step rounds five times: P̃_{k+1} differs from what exact arithmetic makes of P̃_k and P̃_{k−1} by at most
  /// 4.1·2^−w(2|P̃_k| + |P̃_{k−1}|). Since |P_k| ≤ 1, the errors e_k, as long as they are below 1, satisfy
  /// e_{k+1} ≤ 2e_k + e_{k−1} + 25·2^−w with e₀ = e₁ = 0, and e_k ≤ 12.5·2^−w·(1 + √2)^k.
  private func values(
    at x: BigFloat, _ precision: Precision
  ) -> (value: Interval, previous: Interval) {
    let work = NumberArray(count: 3, precision: precision)
    var (previous, value) = (work[0], work[1])
    let term = work[2]
    x.withMPFR { x in
      mpfr_set_ui(previous, 1, MPFR_RNDN)
      mpfr_set(value, x, MPFR_RNDN)
      for k in 1..<max(degree, 1) {
        mpfr_mul(term, value, x, MPFR_RNDN)
        mpfr_mul_ui(term, term, UInt(2 * k + 1), MPFR_RNDN)
        mpfr_mul_ui(previous, previous, UInt(k), MPFR_RNDN)
        mpfr_sub(previous, term, previous, MPFR_RNDN)
        mpfr_div_ui(previous, previous, UInt(k + 1), MPFR_RNDN)
        swap(&previous, &value)
      }
    }
    let error = power(5 + degree * 13 / 10 - precision.bits)
    precondition(error.exponent < 0, "LegendrePolynomial: too few bits")
    return (
      Interval(BigFloat(copying: value)).widened(by: error),
      Interval(BigFloat(copying: previous)).widened(by: error)
    )
  }

  /// P′_m = m(P_{m−1} − xP_m)/(1 − x²).
  private func slope(
    at x: Interval, _ values: (value: Interval, previous: Interval)
  ) -> Interval {
    (values.previous - x * values.value).scaled(by: Rational(degree)) / (1 - x.squared)
  }

  /// The root near the cosine of an angle, with P_{m−1} there: Newton's method at rising precision, then one
  /// step of interval Newton, which proves that exactly one root is in what it returns.
  func root(near angle: Double, _ precision: Precision) -> (root: Interval, previous: Interval) {
    let target = precision.bits + loss
    var x = Interval(Rational(exactly: angle) ?? 0, precision: Precision(64)).cosine.midpoint
    // How many bits of x are right, nearly: Newton's method doubles them but for the curvature, m² at
    // most. The first few steps make them from what the approximation has.
    var (accurate, steps) = (0, 0)
    while accurate < target {
      let working = Precision(max(64, min(2 * accurate, target)) + loss)
      let point = x.rounded(to: working, rounding: .nearestEven)
      let values = values(at: point, working)
      x = (Interval(point) - values.value / slope(at: Interval(point), values)).midpoint
      steps += 1
      if steps == 6 { accurate = 56 }
      if steps > 6 { accurate = min(2 * accurate - 2 * degree.bitWidthUsed - 4, target) }
    }
    let working = Precision(target + loss)
    x = x.rounded(to: Precision(target), rounding: .nearestEven)
    let values = values(at: x, working)
    let size = Rational(1).scaled(byPowerOfTwo: -precision.bits - 16)
    let point = Interval(x)
    let around = point + Interval(lower: -size, upper: size, precision: working)
    // The slope is needed to a few bits only.
    let nearby = around.rounded(to: Precision(loss + 64))
    let image = point - values.value / slope(at: nearby, self.values(at: nearby))
    precondition(
      around.lower < image.lower && image.upper < around.upper,
      "GaussLegendreRule: a root is not isolated")
    // |P′_{m−1}| ≤ m²/2.
    let change = Interval((image - point).magnitude.upper).scaled(by: Rational(degree * degree))
    return (
      image.rounded(to: precision),
      values.previous.widened(by: change.upper).rounded(to: Precision(precision.bits + 16))
    )
  }
}

extension Int {
  fileprivate var bitWidthUsed: Int { Int.bitWidth - leadingZeroBitCount }
}

private func - (a: Int, b: Interval) -> Interval { Interval(a, precision: b.precision) - b }
