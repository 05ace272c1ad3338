import CMultiprecision
import ExactArithmetic

/// A decimal number d.ddd…·10^exponent in digits: what is printed. The first digit is not zero,
/// unless the number is zero itself, which is the single digit 0.
struct DecimalNumeral: Hashable, Sendable {
  var isNegative: Bool
  /// ASCII digits, at least one.
  var digits: [UInt8]
  /// The exponent of the first digit.
  var exponent: Int

  static let zero = DecimalNumeral(isNegative: false, digits: [0x30], exponent: 0)

  var isZero: Bool { digits == [0x30] }

  /// The same number without zeros at the end of its digits.
  var strippingZeros: DecimalNumeral {
    var result = self
    while result.digits.count > 1, result.digits.last == 0x30 { result.digits.removeLast() }
    return result
  }

  /// The integer of the digits, with the sign.
  var significand: Integer {
    let magnitude = Integer(String(decoding: digits, as: UTF8.self)) ?? .zero
    return isNegative ? -magnitude : magnitude
  }

  /// The power of ten that the significand is to be multiplied by.
  var significandExponent: Int { exponent - digits.count + 1 }

  /// The number itself.
  var rational: Rational { Rational(significand) * Rational(10).power(significandExponent) }

  /// Positional ("0.00125", "1250") where the exponent is from −6 to 20 or the digits cover it,
  /// scientific ("1.25e-30") elsewhere.
  var text: String {
    if exponent >= -6 && (exponent <= 20 || exponent < digits.count) { return positional }
    return scientific
  }

  /// "1.25e-30"; without an exponent where it is zero.
  var scientific: String {
    let sign = isNegative ? "-" : ""
    let head = String(decoding: digits.prefix(1), as: UTF8.self)
    let tail = String(decoding: digits.dropFirst(), as: UTF8.self)
    let power = exponent == 0 ? "" : "e\(exponent)"
    return sign + head + (tail.isEmpty ? "" : "." + tail) + power
  }

  private var positional: String {
    let sign = isNegative ? "-" : ""
    let all = String(decoding: digits, as: UTF8.self)
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + all }
    let whole = exponent + 1
    if whole >= digits.count {
      return sign + all + String(repeating: "0", count: whole - digits.count)
    }
    return sign + all.prefix(whole) + "." + all.dropFirst(whole)
  }
}

extension DecimalNumeral {
  /// `value` rounded to `digits` significant digits.
  ///
  /// - Precondition: `digits` ≥ 1 and `value` is finite.
  init(_ value: BigFloat, digits: Int, rounding: Rounding) {
    precondition(digits >= 1, "DecimalNumeral: at least one digit is needed")
    if value.isZero {
      self = .zero
      return
    }
    var exponent = 0
    let text = value.withMPFR { x -> [UInt8] in
      guard let string = kc_mpfr_get_str(&exponent, 10, digits, x, rounding.mpfr) else { return [] }
      defer { mpfr_free_str(string) }
      return Array(String(cString: string).utf8)
    }
    let isNegative = value.isSignMinus
    self.init(
      isNegative: isNegative, digits: isNegative ? Array(text.dropFirst()) : text,
      exponent: exponent - 1)
  }

  /// `value` rounded to `digits` significant digits, by integer arithmetic.
  ///
  /// - Precondition: `digits` ≥ 1.
  init(_ value: Rational, digits: Int, rounding: Rounding) {
    precondition(digits >= 1, "DecimalNumeral: at least one digit is needed")
    if value.isZero {
      self = .zero
      return
    }
    let magnitude = value.magnitude
    let direction = rounding.forMagnitude(negative: value.signum < 0)
    let bits = magnitude.numerator.bitWidth - magnitude.denominator.bitWidth
    // 10^exponent ≤ |value| needs at most one correction of this estimate either way.
    var exponent = bits * 30_103 / 100_000
    while Rational(10).power(exponent) > magnitude { exponent -= 1 }
    while Rational(10).power(exponent + 1) <= magnitude { exponent += 1 }
    let scaled = magnitude * Rational(10).power(digits - 1 - exponent)
    var significand = scaled.floor
    let rest = scaled - Rational(significand)
    let half = Rational(1, 2)
    switch direction {
    case .awayFromZero where !rest.isZero: significand += 1
    case .nearestEven where rest > half || (rest == half && significand.isOdd): significand += 1
    default: break
    }
    var text = Array(significand.text().utf8)
    if text.count > digits {
      text.removeLast()
      exponent += 1
    }
    self.init(isNegative: value.signum < 0, digits: text, exponent: exponent)
  }
}
