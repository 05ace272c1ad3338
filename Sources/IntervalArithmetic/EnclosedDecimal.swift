import ExactArithmetic

/// A decimal number with a guarantee: |true value − ``value``| ≤ ``error``.
///
/// Both are numbers; ``text`` and ``errorText`` are what is printed of them.
public struct EnclosedDecimal: Sendable, Hashable {
  private let numeral: DecimalNumeral
  /// A single significant digit, or zero.
  private let bound: DecimalNumeral

  /// The decimal as the exact number it is.
  public var value: Rational { numeral.rational }
  /// What the true value differs by at most; 0 where ``value`` is exact.
  public var error: Rational { bound.rational }
  /// Whether ``value`` is the true value.
  public var isExact: Bool { bound.isZero }

  /// The sign of the true value; nil where the enclosure has members of two signs.
  public var sign: Int? {
    if isExact || value.magnitude > error {
      return numeral.isZero ? 0 : numeral.isNegative ? -1 : 1
    }
    return nil
  }

  /// ``value`` as a plain ("0.3183", "120000") or scientific ("1.25e-30") decimal, with a minus sign
  /// where negative. `Rational(_:)` reads it, as do Python's `Decimal` and mpmath.
  public var text: String { numeral.text }
  /// ``error`` with a single significant digit ("5e-51"); "0" where the value is exact.
  public var errorText: String { bound.scientific }

  /// The midpoint of `interval`, rounded to `digits` significant digits, with an upper bound of its
  /// distance to every member.
  ///
  /// Returns nil unless the error is at most 10^(1 − digits) · |value|: the caller then raises its
  /// precision. That includes indeterminate and unbounded intervals, and all that contain 0,
  /// except that [0, 0] gives 0 with the error 0.
  public init?(_ interval: Interval, digits: Int) {
    guard digits >= 1, interval.isBounded else { return nil }
    let (value, error) = EnclosedDecimal.rounded(interval, digits: digits)
    if !error.isZero {
      // |value| = d.ddd·10^k and error = c·10^j: the condition is c·10^j ≤ d.ddd·10^unit.
      let unit = value.exponent + 1 - digits
      if value.isZero || error.exponent > unit { return nil }
      if error.exponent == unit && error.digits[0] > value.digits[0] { return nil }
    }
    self.init(value, error)
  }

  /// `interval` in decimal, whatever its error.
  package init(of interval: Interval, digits: Int) {
    let (value, error) = EnclosedDecimal.rounded(interval, digits: digits)
    self.init(value, error)
  }

  /// `exact`, rounded to `digits` significant digits; the error is 0 where that is exact.
  ///
  /// - Precondition: `digits` ≥ 1.
  public init(exact: Rational, digits: Int) {
    let value = DecimalNumeral(exact, digits: digits, rounding: .nearestEven)
    self.init(
      value, DecimalNumeral((exact - value.rational).magnitude, digits: 1, rounding: .up))
  }

  private init(_ value: DecimalNumeral, _ error: DecimalNumeral) {
    numeral = error.isZero ? value.strippingZeros : value
    bound = error
  }

  /// - Precondition: `interval` is bounded.
  private static func rounded(
    _ interval: Interval, digits: Int
  ) -> (value: DecimalNumeral, error: DecimalNumeral) {
    let value = DecimalNumeral(interval.midpoint, digits: digits, rounding: .nearestEven)
    // The printed number, enclosed 64 bits more tightly than its own last digit.
    let precision = max(
      interval.precision, Precision(Precision.decimalDigits(digits).bits + 64))
    let ten = Interval(10, precision: precision)
    let significand = Interval(Rational(value.significand), precision: precision)
    let places = value.significandExponent
    let printed =
      places >= 0 ? significand * ten.power(places) : significand / ten.power(-places)
    let difference = (interval - printed).magnitude.upper
    return (value, DecimalNumeral(difference, digits: 1, rounding: .up))
  }
}

extension EnclosedDecimal: CustomStringConvertible {
  /// "0.3183 ± 5e-5"; the value alone where it is exact.
  public var description: String { isExact ? text : text + " ± " + errorText }
}
