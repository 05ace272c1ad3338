import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// The behaviour of a function of one variable on a closed interval, seen from one of its ends.
package struct ContactExpansion: Sendable {
  /// The function is t^order · q(t) with q of one sign on the interval; order 0 where the function
  /// does not vanish at the end.
  package let order: Int
  /// The sign of q: that of the function everywhere on the interval except, if order > 0, at the end.
  package let sign: Int
}

/// The expansions of functions of one variable on a closed interval from one of its ends; what several functions
/// have in common is expanded once.
///
/// The variable is replaced by end ± t, or, at the ends ±1 of [−1, 1], by ±cos t, in which arc-cosine
/// kernels are analytic up to the end; functions are expanded in t ≥ 0 with a remainder that is
/// enclosed on the whole interval. It belongs to the thread of the functions' graph.
package struct ContactExpansions {
  private typealias Expansion = SeriesExpansion<SeriesValue>

  private let name: String
  private let expansion: Expansion
  private let path: Expansion.Series
  private var images = Expansion.Images()

  /// Expands from the lower or the upper end of [`lower`, `upper`] in the one variable `name`.
  ///
  /// `terms` coefficients are used, the last as the remainder. `constants` keeps the exact ones for later
  /// expansions in the same graph. Fails where the interval has no angle.
  ///
  /// - Precondition: lower < upper, terms ≥ 1.
  package init(
    in name: String, lower: Rational, upper: Rational, fromUpper: Bool, terms: Int,
    precision: Precision, constants: SeriesConstants
  ) throws(SeriesFailure) {
    let isAngle =
      (fromUpper && upper == 1 && lower >= -1) || (!fromUpper && lower == -1 && upper <= 1)
    let length: Rational
    if isAngle {
      let far = Interval(fromUpper ? lower : -upper, precision: precision).arccosine
      guard let bound = far.upper.exactRational else { throw .undefined("the angle") }
      length = bound
    } else {
      length = upper - lower
    }
    self.name = name
    let ring = SeriesValue.ring(over: constants, width: length, precision: precision)
    expansion = SeriesExpansion(ring: ring, end: terms, angleForms: constants.angleForms)
    path =
      isAngle
      ? expansion.cosine(sign: fromUpper ? 1 : -1)
      : expansion.line(from: fromUpper ? upper : lower, direction: fromUpper ? -1 : 1)
  }

  /// The behaviour of `expression`. Throws where the sign is not decided: try more terms, a higher precision or a
  /// shorter interval.
  ///
  /// - Precondition: it belongs to the graph of the constants.
  package mutating func contact(
    of expression: Expression
  ) throws(SeriesFailure) -> ContactExpansion {
    let series = try expansion.expand(expression, replacing: name, by: path, &images)
    let (order, sign) = try expansion.leadingSign(of: series)
    return ContactExpansion(order: order, sign: sign)
  }
}
