import ExactArithmetic
import IntervalArithmetic

/// A part of the line between two ends that are known as enclosures.
struct Panel {
  let lower, upper: Interval

  /// All of the panel.
  var range: Interval { lower.hull(with: upper) }
  /// A number in the middle.
  private var middle: Interval { Interval((lower + upper).scaled(by: Rational(1, 2)).midpoint) }

  var halves: [Panel] {
    let middle = middle
    return [Panel(lower: lower, upper: middle), Panel(lower: middle, upper: upper)]
  }

  /// The ellipse with this sum of semi-axes; nil where machine numbers do not do.
  func ellipse(_ parameter: Double) -> Ellipse? {
    let half = (upper - lower).scaled(by: Rational(1, 2)).upper.double(rounding: .up)
    let centre = middle.lower.double(rounding: .nearestEven)
    guard half > max(1e-280, abs(centre) * 1e-11), half < 1e280 else { return nil }
    return Ellipse(centre: centre, half: half, parameter: parameter)
  }

  /// A bound of the error of Gauss–Legendre quadrature on the panel with the first ellipse for which it is
  /// within the tolerance; nil where it is for none.
  func error(
    nodeCount: Int, tolerance: BigFloat,
    _ bound: (_ real: Interval, _ imaginary: Interval) -> BigFloat?
  ) -> BigFloat? {
    for parameter in Ellipse.parameters {
      guard let ellipse = ellipse(parameter) else { return nil }
      let factor = ellipse.ruleFactor(nodeCount: nodeCount)
      // One rectangle at which the bound is too large is enough.
      let largest = ellipse.largest(count: 1, depth: 2) { real, imaginary in
        bound(real, imaginary).flatMap { value in
          (Interval(value) * factor).upper <= tolerance ? [value] : nil
        }
      }
      if let largest { return (Interval(largest[0]) * factor).upper }
    }
    return nil
  }

  /// The nodes of a rule on the panel, with their weights.
  func nodes(_ rule: GaussLegendreRule) -> [(place: Interval, weight: Interval)] {
    let half = (upper - lower).scaled(by: Rational(1, 2))
    let centre = (upper + lower).scaled(by: Rational(1, 2))
    return zip(rule.nodes, rule.weights).map { (centre + half * $0, half * $1) }
  }

  /// Panels between successive edges on each of which the error is within the tolerance, with a bound of
  /// all errors; nil where there would be more than `limit`.
  static func plan(
    _ edges: [Interval], nodeCount: Int, tolerance: BigFloat, limit: Int,
    _ bound: (_ panel: Panel) -> ((_ real: Interval, _ imaginary: Interval) -> BigFloat?)?
  ) -> (panels: [Panel], error: Interval)? {
    var pending =
      zip(edges, edges.dropFirst()).map { Panel(lower: $0, upper: $1) }.reversed() as [Panel]
    var panels: [Panel] = []
    var total = Interval(0, precision: QuadraturePanel.precision)
    while let panel = pending.popLast() {
      if let bound = bound(panel),
        let error = panel.error(nodeCount: nodeCount, tolerance: tolerance, bound)
      {
        panels.append(panel)
        total = total + Interval(error)
        continue
      }
      guard panels.count + pending.count + 2 <= limit else { return nil }
      pending += panel.halves.reversed()
    }
    return (panels, total)
  }
}

extension Interval {
  /// Whether the ends are the same numbers.
  func isSame(as other: Interval) -> Bool { lower == other.lower && upper == other.upper }
}
