import ExactArithmetic
import IntervalArithmetic

/// A box of exact numbers: the product of closed intervals, one for each variable.
package struct Box: Hashable, Sendable {
  /// The lower end of each side.
  package var lower: [Rational]
  /// The upper end of each side.
  package var upper: [Rational]

  /// - Precondition: as many lower as upper ends, none above its partner.
  package init(lower: [Rational], upper: [Rational]) {
    self.lower = lower
    self.upper = upper
  }

  /// The enclosures of the sides.
  package func sides(_ precision: Precision) -> [Interval] {
    lower.indices.map { Interval(lower: lower[$0], upper: upper[$0], precision: precision) }
  }

  /// The middle of each side.
  package var midpoint: [Rational] { lower.indices.map { (lower[$0] + upper[$0]) / 2 } }

  /// The parts below and above `point` in one variable.
  package func split(_ variable: Int, at point: Rational) -> (Box, Box) {
    var (below, above) = (self, self)
    below.upper[variable] = point
    above.lower[variable] = point
    return (below, above)
  }
}
