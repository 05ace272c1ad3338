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
    let half = (0..<count / 2).map { index in
      // Tricomi's approximation, from the largest root down.
      let angle = Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5)
      return GaussLegendreRule.root(near: angle, count, precision)
    }
    let centre = count.isMultiple(of: 2) ? [] : [Interval(0, precision: precision)]
    nodes = half.map { -$0 } + centre + half.reversed()
    precondition(
      zip(nodes, nodes.dropFirst()).allSatisfy { $0.upper < $1.lower },
      "GaussLegendreRule: the roots are not told apart")
    weights = nodes.map { x in
      let value = GaussLegendreRule.legendre(count, at: x).previous.scaled(by: Rational(count))
      return ((1 - x.squared) / value.squared).scaled(by: 2)
    }
  }

  /// P_m and P_{m−1} at x, by (k + 1)P_{k+1} = (2k + 1)xP_k − kP_{k−1}.
  private static func legendre(
    _ count: Int, at x: Interval
  ) -> (value: Interval, previous: Interval) {
    var previous = Interval(1, precision: x.precision)
    var value = x
    for k in 1..<max(count, 1) {
      let next =
        ((x * value).scaled(by: Rational(2 * k + 1)) - previous.scaled(by: Rational(k)))
        / Interval(k + 1, precision: x.precision)
      (previous, value) = (value, next)
    }
    return (value, previous)
  }

  /// P′_m = m(P_{m−1} − xP_m)/(1 − x²).
  private static func slope(
    _ count: Int, at x: Interval, _ values: (value: Interval, previous: Interval)
  ) -> Interval {
    (values.previous - x * values.value).scaled(by: Rational(count)) / (1 - x.squared)
  }

  /// The root near the cosine of an angle: Newton's method at rising precision, then one step of
  /// interval Newton, which proves that exactly one root is in what it returns.
  private static func root(near angle: Double, _ count: Int, _ precision: Precision) -> Interval {
    // The recurrence loses at most (1 + √2)^m of an interval's accuracy: 1.28 bits a step.
    let loss = count * 13 / 10 + 40
    let target = precision.bits + loss
    var x = Interval(Rational(exactly: angle) ?? 0, precision: Precision(64)).cosine.midpoint
    // How many bits of x are right, nearly: Newton's method doubles them but for the curvature, m² at
    // most. The first few steps make them from what the approximation has.
    var (accurate, steps) = (0, 0)
    while true {
      let working = Precision(max(64, min(2 * accurate, target)) + loss)
      let point = Interval(x.rounded(to: working, rounding: .nearestEven))
      let values = legendre(count, at: point)
      if accurate < target {
        x = (point - values.value / slope(count, at: point, values)).midpoint
        steps += 1
        if steps == 6 { accurate = 56 }
        if steps > 6 { accurate = min(2 * accurate - 2 * Integer(count).bitWidth - 4, target) }
        continue
      }
      let size = Rational(1).scaled(byPowerOfTwo: -precision.bits - 16)
      let around = point + Interval(lower: -size, upper: size, precision: working)
      let image = point - values.value / slope(count, at: around, legendre(count, at: around))
      precondition(
        around.lower < image.lower && image.upper < around.upper,
        "GaussLegendreRule: a root is not isolated")
      return image
    }
  }
}

private func - (a: Int, b: Interval) -> Interval { Interval(a, precision: b.precision) - b }
