import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// The behaviour of a function of one variable on a closed interval, seen from one of its ends.
///
/// The variable is replaced by end ± t, or, at the ends ±1 of [−1, 1], by ±cos t, in which arc-cosine
/// kernels are analytic up to the end; the function is expanded in t ≥ 0 with a remainder that is
/// enclosed on the whole interval.
package struct ContactExpansion: Sendable {
  /// The function is t^order · q(t) with q of one sign on the interval; order 0 where the function
  /// does not vanish at the end.
  package let order: Int
  /// The sign of q: that of the function everywhere on the interval except, if order > 0, at the end.
  package let sign: Int

  /// Expands `expression`, in the one variable `name`, from the lower or the upper end of
  /// [`lower`, `upper`].
  ///
  /// `terms` coefficients are used, the last as the remainder. `constants` keeps the exact ones for later
  /// expansions in the same graph. Throws where the sign is not decided:
  /// try more terms, a higher precision or a shorter interval.
  ///
  /// - Precondition: lower < upper, terms ≥ 1.
  package init(
    _ expression: Expression, of name: String, lower: Rational, upper: Rational, fromUpper: Bool,
    terms: Int, precision: Precision, constants: SeriesConstants
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
    let ring = SeriesValue.ring(over: constants, width: length, precision: precision)
    let expansion = SeriesExpansion(
      ring: ring, end: terms, angleForms: constants.angleForms)
    let path =
      isAngle
      ? expansion.cosine(sign: fromUpper ? 1 : -1)
      : expansion.line(from: fromUpper ? upper : lower, direction: fromUpper ? -1 : 1)
    let series = try expansion.expand(expression, replacing: name, by: path)
    (order, sign) = try expansion.leadingSign(of: series)
  }
}
