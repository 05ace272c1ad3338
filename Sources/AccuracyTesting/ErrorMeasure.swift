import ExactArithmetic
import IntervalArithmetic
import ReferenceTables

/// How far one result is from the truth.
///
/// The error in ULP is |actual − true value| / u, a real number, where u is the distance of
/// neighbouring numbers in the binade of the correctly rounded result (of the smallest numbers where
/// that is 0 or subnormal, of the largest where it is infinite). A correctly rounded result has at most
/// 1/2. Bounds beyond the largest binary64 number are cut off there.
package struct Discrepancy: Sendable {
  /// The correctly rounded result.
  package let expected: UInt64
  /// Whether the result is NaN, or infinite where the truth is not.
  package let isNonfinite: Bool
  /// (actual − true value)/u, to about six digits; 0 where not finite.
  package let signedULP: Double
  /// An upper bound of the error in ULP, at most 2⁻²⁰ of itself (or of 1) too large.
  package let ulp: Double
  /// An upper bound of |actual − true value|.
  package let absolute: Double
  /// An upper bound of |actual − true value| / |true value|; nil where the truth is 0 and missed.
  package let relative: Double?
  /// Whether the error is more than the limit: certified either way.
  package let exceedsLimit: Bool
}

/// Measures results of one format against enclosures of the truth.
package struct ErrorMeasure: Sendable {
  /// The format of the results.
  package let format: BinaryFormat
  /// The largest error in ULP that is allowed; nil for any.
  package let limit: Rational?
  private let target: RoundingTarget

  /// A measure for results of `format`.
  package init(format: BinaryFormat, limit: Rational?) {
    self.format = format
    self.limit = limit
    target = RoundingTarget(type: .binary(format), rounding: .nearestEven)
  }

  /// The discrepancy of `actual`, or nil where the enclosure is too wide to tell.
  func discrepancy(of actual: UInt64, from truth: Interval) -> Discrepancy? {
    guard case .bits(let expected)? = target.rounded(truth) else { return nil }
    if let special = special(actual, expected) { return special }
    let errors = errors(of: actual, expecting: expected, truth: truth)
    let (low, high) = (errors.ulp.lower, errors.ulp.upper)
    let slack = max(1, high.double(rounding: .up)) * 0x1p-20
    guard errors.ulp.width.double(rounding: .up) <= slack else { return nil }
    var exceeds = false
    if let limit {
      guard let below = high.compared(to: limit), let above = low.compared(to: limit) else {
        return nil
      }
      if below > 0 && above <= 0 { return nil }
      exceeds = above > 0
    }
    return result(errors, expecting: expected, exceedsLimit: exceeds)
  }

  /// The discrepancy of `actual` from a value that is known exactly.
  func discrepancy(of actual: UInt64, fromExact truth: Rational) -> Discrepancy {
    let expected = format.bits(truth, rounding: .nearestEven)
    if let special = special(actual, expected) { return special }
    let difference = ((format.rational(actual) ?? 0) - truth).magnitude
    let ulps = difference.scaled(byPowerOfTwo: -unitExponent(expected))
    let errors = errors(
      of: actual, expecting: expected, truth: Interval(truth, precision: Precision(256)))
    return result(errors, expecting: expected, exceedsLimit: limit.map { ulps > $0 } ?? false)
  }

  /// The discrepancy of results that are not finite, or that are rightly infinite.
  private func special(_ actual: UInt64, _ expected: UInt64) -> Discrepancy? {
    if format.isFinite(actual) { return nil }
    return Discrepancy(
      expected: expected, isNonfinite: actual != expected, signedULP: 0, ulp: 0, absolute: 0,
      relative: 0, exceedsLimit: actual != expected)
  }

  private struct Errors {
    let signed: Double
    let ulp: Interval
    let absolute: Interval
    let relative: Interval
  }

  private func errors(of actual: UInt64, expecting expected: UInt64, truth: Interval) -> Errors {
    let difference = Interval(format.bigFloat(actual)) - truth
    let scale = -unitExponent(expected)
    let scaled = Interval(
      lower: difference.lower.scaled(
        byPowerOfTwo: scale, precision: difference.precision, rounding: .down),
      upper: difference.upper.scaled(
        byPowerOfTwo: scale, precision: difference.precision, rounding: .up))
    return Errors(
      signed: scaled.midpoint.double(rounding: .towardZero), ulp: scaled.magnitude,
      absolute: difference.magnitude, relative: difference.magnitude / truth.magnitude)
  }

  private func result(
    _ errors: Errors, expecting expected: UInt64, exceedsLimit exceeds: Bool
  ) -> Discrepancy {
    func bound(_ interval: Interval) -> Double {
      min(interval.upper.double(rounding: .up), .greatestFiniteMagnitude)
    }
    let relative: Double? =
      errors.absolute.sign == 0
      ? 0 : errors.relative.isIndeterminate ? nil : bound(errors.relative)
    return Discrepancy(
      expected: expected, isNonfinite: false, signedULP: errors.signed, ulp: bound(errors.ulp),
      absolute: bound(errors.absolute), relative: relative, exceedsLimit: exceeds)
  }

  /// The e with 2^e the distance of neighbours in the binade of a number.
  private func unitExponent(_ bits: UInt64) -> Int {
    let field = Int(
      min(format.magnitude(bits), format.infinity - 1) >> UInt64(format.precision - 1))
    return format.quantum + max(field, 1) - 1
  }
}
