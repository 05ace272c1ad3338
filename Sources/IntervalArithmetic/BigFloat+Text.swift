import CMultiprecision
import ExactArithmetic

extension BigFloat: CustomStringConvertible {
  /// Reads an integer, a fraction or a decimal (`3`, `-13/8`, `0.1`, `1e-30`), a hexadecimal
  /// number (`0x1.8p-3`), `inf` or `-inf`, and rounds once.
  ///
  /// Returns nil for anything else; see `Rational/init(_:)` for the limit of decimal exponents.
  public init?(_ text: String, precision: Precision, rounding: Rounding) {
    switch text {
    case "inf", "+inf": self = .infinity(precision: precision)
    case "-inf": self = BigFloat.infinity(precision: precision).negated
    default:
      if text.contains(where: { $0 == "x" || $0 == "X" }) {
        self.init(hexadecimal: text, precision: precision, rounding: rounding)
      } else {
        guard let value = Rational(text) else { return nil }
        self.init(value, precision: precision, rounding: rounding)
        if value.isZero && text.first == "-" { self = negated }
      }
    }
  }

  private init?(hexadecimal text: String, precision: Precision, rounding: Rounding) {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    guard rest.hasPrefix("0x") || rest.hasPrefix("0X") else { return nil }
    rest.removeFirst(2)
    var exponent = 0
    if let mark = rest.firstIndex(where: { $0 == "p" || $0 == "P" }) {
      guard let written = Int(rest[rest.index(after: mark)...]), written.magnitude < 1 << 40
      else { return nil }
      exponent = written
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? parts[1] : ""
    let digits = parts[0] + fraction
    guard digits.first != "-", digits.first != "+",
      let magnitude = Integer(digits, radix: 16)
    else { return nil }
    let significand = isNegative ? -magnitude : magnitude
    let unit = exponent - 4 * fraction.utf8.count
    self.init(precision: precision) { r in
      significand.withGMP { _ = mpfr_set_z_2exp(r, $0, unit, rounding.mpfr) }
    }
    if isZero && isNegative { self = negated }
  }

  /// The value to `digits` significant digits, correctly rounded: positional ("0.00125") where the
  /// exponent is from −6 to 20 or the digits cover it, scientific ("1.25e-30") elsewhere; "inf",
  /// "-inf" or "nan" where there are no digits.
  ///
  /// - Precondition: `digits` ≥ 1.
  public func decimal(digits: Int, rounding: Rounding) -> String {
    textOfSpecialValue ?? DecimalNumeral(self, digits: digits, rounding: rounding).text
  }

  /// The exact value as a C99 hexadecimal number such as "0x1.8p-3"; "inf", "-inf" or "nan".
  public var hexadecimal: String {
    if let special = textOfSpecialValue { return special }
    let sign = isSignMinus ? "-" : ""
    if isZero { return sign + "0x0p0" }
    let significand = integerSignificand.significand.magnitude
    // One digit before the point, and whole hexadecimal digits after it.
    let places = significand.bitWidth - 1
    let digits = significand.shiftedLeft(UInt(3 - (places + 3) % 4)).text(radix: 16)
    var fraction = digits.dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return sign + "0x1" + (fraction.isEmpty ? "" : "." + fraction) + "p\(exponent - 1)"
  }

  /// The value to the nearest decimal of as many digits as its precision carries.
  public var description: String {
    if let special = textOfSpecialValue { return special }
    return DecimalNumeral(self, digits: precision.decimalDigits, rounding: .nearestEven)
      .strippingZeros.text
  }

  private var textOfSpecialValue: String? {
    if isNaN { return "nan" }
    if isInfinite { return isSignMinus ? "-inf" : "inf" }
    return nil
  }
}
