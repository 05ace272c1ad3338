import ExactArithmetic
import IntervalArithmetic

/// A Bernstein ellipse in machine numbers, a little larger than the true one: by 10⁻⁹ of its half-length
/// and 10⁻¹⁴ of its centre, which outweighs all roundings of the geometry.
struct Ellipse {
  let centre, half, parameter: Double
  private var slack: Double { abs(centre) * 1e-14 }
  var semiMajor: Double { half * (parameter + 1 / parameter) / 2 * (1 + 1e-9) + slack }
  var semiMinor: Double { half * (parameter - 1 / parameter) / 2 * (1 + 1e-9) + slack }

  /// log₂ of the parameter, nearly.
  var binaryLogarithm: Double {
    BigFloat(parameter, precision: Precision(53), rounding: .nearestEven).binaryLogarithm
  }

  /// The sums of the semi-axes, in half-lengths, that are tried, the largest first.
  static let parameters: [Double] = [9, 6, 4.25, 3.25, 2.5, 2, 1.625]

  /// Whether the rectangle [x₁, x₂] × [y₁, ∞), y₁ ≥ 0, certainly does not meet the ellipse.
  private func excludes(_ x: (Double, Double), _ y: Double) -> Bool {
    let nearest = min(max(centre, x.0), x.1) - centre
    let (a, b) = (nearest / semiMajor, y / semiMinor)
    return a * a + b * b > 1 + 1e-9
  }

  /// The largest of the bounds that `bound` gives on rectangles which cover the upper half of the ellipse,
  /// each of `count` bounds by itself; nil where it gives none on rectangles halved `depth` times.
  ///
  /// What is real on the real line mirrors the upper half in the lower one.
  func largest(
    count: Int, depth: Int = 3, _ bound: (_ real: Interval, _ imaginary: Interval) -> [BigFloat]?
  ) -> [BigFloat]? {
    var result = Array(repeating: BigFloat.zero(precision: QuadraturePanel.precision), count: count)
    let columns = (0...6).map { centre + semiMajor * (Double($0) / 3 - 1) }
    let rows = [0, semiMinor / 2, semiMinor]
    var pending: [(x: (Double, Double), y: (Double, Double), depth: Int)] = []
    for x in zip(columns, columns.dropFirst()) {
      for y in zip(rows, rows.dropFirst()) { pending.append((x, y, depth)) }
    }
    while let (x, y, depth) = pending.popLast() {
      if excludes(x, y.0) { continue }
      if let values = bound(interval(x), interval(y)), values.allSatisfy(\.isFinite) {
        result = zip(result, values).map { max($0, $1) }
        continue
      }
      if depth == 0 { return nil }
      let middle = ((x.0 + x.1) / 2, (y.0 + y.1) / 2)
      for part in [(x.0, middle.0), (middle.0, x.1)] {
        for side in [(y.0, middle.1), (middle.1, y.1)] { pending.append((part, side, depth - 1)) }
      }
    }
    return result
  }

  private func interval(_ ends: (Double, Double)) -> Interval {
    let point = { (value: Double) in
      BigFloat(value, precision: QuadraturePanel.precision, rounding: .down)
    }
    return Interval(lower: point(ends.0), upper: point(ends.1))
  }

  /// H·(64/15)·r^(−2m)/(1 − r^(−2)), H the half-length and r the sum of the semi-axes in units of H: with
  /// |F| ≤ M on the ellipse in which F is analytic, Gauss–Legendre quadrature with m nodes is in error by at
  /// most M times this (Trefethen, *Approximation Theory and Approximation Practice*, Theorem 19.3).
  func ruleFactor(nodeCount: Int) -> Interval {
    let precision = QuadraturePanel.precision
    let r = Interval(BigFloat(parameter, precision: precision, rounding: .down))
    let half = Interval(BigFloat(self.half * (1 + 1e-9), precision: precision, rounding: .up))
    let one = Interval(1, precision: precision)
    return half.scaled(by: Rational(64, 15)) * r.power(-2 * nodeCount) / (one - r.power(-2))
  }
}
