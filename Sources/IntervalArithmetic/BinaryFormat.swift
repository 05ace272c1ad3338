import ExactArithmetic

/// An IEEE 754 binary interchange format, or one that is built like them.
///
/// A number of the format is held as its bit pattern in the low bits of a `UInt64`.
package struct BinaryFormat: Hashable, Sendable {
  /// "binary64", "binary32", "binary16" or "bfloat16".
  package let name: String
  /// The bits of the significand with the hidden one.
  package let precision: Int
  /// The exponent of the smallest subnormal number, 2^quantum.
  package let quantum: Int
  /// The bit pattern of +∞, one above that of the largest finite number.
  package let infinity: UInt64
  /// The bit pattern of −0.
  package let signBit: UInt64

  /// IEEE 754's double precision.
  package static let binary64 = BinaryFormat(
    name: "binary64", precision: 53, quantum: -1074, infinity: 0x7FF0_0000_0000_0000,
    signBit: 1 << 63)
  /// IEEE 754's single precision.
  package static let binary32 = BinaryFormat(
    name: "binary32", precision: 24, quantum: -149, infinity: 0x7F80_0000, signBit: 1 << 31)
  /// IEEE 754's half precision.
  package static let binary16 = BinaryFormat(
    name: "binary16", precision: 11, quantum: -24, infinity: 0x7C00, signBit: 1 << 15)
  /// The upper half of binary32: eight bits of significand.
  package static let bfloat16 = BinaryFormat(
    name: "bfloat16", precision: 8, quantum: -133, infinity: 0x7F80, signBit: 1 << 15)

  /// All formats, the shortest significand first.
  package static let all: [BinaryFormat] = [.bfloat16, .binary16, .binary32, .binary64]

  /// The format of that name; nil where there is none.
  package init?(_ name: String) {
    guard let format = BinaryFormat.all.first(where: { $0.name == name }) else { return nil }
    self = format
  }

  private init(name: String, precision: Int, quantum: Int, infinity: UInt64, signBit: UInt64) {
    self.name = name
    self.precision = precision
    self.quantum = quantum
    self.infinity = infinity
    self.signBit = signBit
  }

  /// The bytes that a number takes: 2, 4 or 8.
  package var byteCount: Int { (signBit.trailingZeroBitCount + 1) / 8 }

  /// The bit pattern of a quiet NaN.
  package var quietNaN: UInt64 { infinity | 1 << UInt64(precision - 2) }

  /// The bit pattern without its sign.
  package func magnitude(_ bits: UInt64) -> UInt64 { bits & ~signBit }
  /// Whether the pattern is a NaN.
  package func isNaN(_ bits: UInt64) -> Bool { magnitude(bits) > infinity }
  /// Whether the pattern is a real number.
  package func isFinite(_ bits: UInt64) -> Bool { magnitude(bits) < infinity }

  /// The place of a number that is not NaN among all of the format in their order, 0 for both zeros;
  /// neighbours differ by 1.
  package func ordinal(_ bits: UInt64) -> Int {
    bits & signBit == 0 ? Int(bits) : -Int(magnitude(bits))
  }

  /// The number at a place; past the ends the infinity there.
  package func bits(ordinal: Int) -> UInt64 {
    let magnitude = min(UInt64(ordinal.magnitude), infinity)
    return ordinal < 0 ? magnitude | signBit : magnitude
  }

  /// The number as a `Double`, which is exact for every format here.
  package func double(_ bits: UInt64) -> Double {
    let sign: FloatingPointSign = bits & signBit == 0 ? .plus : .minus
    let magnitude = magnitude(bits)
    if magnitude > infinity { return .nan }
    if magnitude == infinity { return sign == .plus ? .infinity : -.infinity }
    let field = magnitude >> UInt64(precision - 1)
    let hidden: UInt64 = 1 << UInt64(precision - 1)
    let fraction = magnitude & (hidden - 1)
    return Double(
      sign: sign, exponent: quantum + max(Int(field), 1) - 1,
      significand: Double(field == 0 ? fraction : fraction | hidden))
  }

  /// The number, exactly, infinities and signed zeros included.
  package func bigFloat(_ bits: UInt64) -> BigFloat {
    BigFloat(double(bits), precision: Precision(53), rounding: .nearestEven)
  }

  /// The exact value; nil for NaN and the infinities.
  package func rational(_ bits: UInt64) -> Rational? { Rational(exactly: double(bits)) }

  /// The bit pattern of an exact number, rounded once; zero gives +0.
  package func bits(_ value: Rational, rounding: Rounding) -> UInt64 {
    if value.isZero { return 0 }
    let sign = value.signum < 0 ? signBit : 0
    let direction = rounding.forMagnitude(negative: value.signum < 0)
    let magnitude = value.magnitude
    let limit = direction == .towardZero ? infinity - 1 : infinity
    // 2^(exponent − 1) ≤ magnitude < 2^exponent.
    var exponent = magnitude.numerator.bitWidth - magnitude.denominator.bitWidth
    if Rational(1).scaled(byPowerOfTwo: exponent) <= magnitude { exponent += 1 }
    let unit = max(exponent - precision, quantum)
    let binades = UInt64(unit - quantum)
    guard binades <= infinity >> UInt64(precision - 1) else { return sign | limit }
    let scaled = magnitude.scaled(byPowerOfTwo: -unit)
    let (quotient, remainder) = scaled.numerator.flooredDivision(by: scaled.denominator)
    // At most 2^precision, and less than that before rounding.
    var significand = UInt64(quotient.asInt ?? 0)
    let half = (remainder + remainder).compared(to: scaled.denominator)
    switch direction {
    case .awayFromZero where !remainder.isZero: significand += 1
    case .nearestEven where half > 0 || (half == 0 && significand % 2 == 1): significand += 1
    default: break
    }
    return sign | min(significand + binades << UInt64(precision - 1), limit)
  }

  /// The number as a C99 hexadecimal number, "inf", "-inf" or "nan".
  package func hexadecimal(_ bits: UInt64) -> String { bigFloat(bits).hexadecimal }

  /// A short decimal that identifies the number: read as a number of the format (for bfloat16: of
  /// binary32) and rounded to nearest it gives the same one back.
  package func decimal(_ bits: UInt64) -> String {
    let value = double(bits)
    switch precision {
    case 53: return "\(value)"
    case 11:
      #if !(os(macOS) && arch(x86_64))
        return "\(Float16(value))"
      #else
        return "\(Float(value))"
      #endif
    default: return "\(Float(value))"
    }
  }

  /// The number that a text stands for: a decimal, fraction or hexadecimal number rounded to nearest,
  /// or inf or nan in the spellings of C; nil for anything else.
  package func bits(_ text: String) -> UInt64? {
    if precision == 53, !text.contains("/") {
      return Double(text)?.bitPattern
    }
    if let value = Double(text) {
      if value.isNaN { return quietNaN }
      if value == 0 { return value.sign == .minus ? signBit : 0 }
      if value.isInfinite && text.utf8.contains(where: { $0 == 0x6E || $0 == 0x4E }) {
        return value < 0 ? infinity | signBit : infinity
      }
    }
    guard let exact = Rational(text) else { return nil }
    let bits = bits(exact, rounding: .nearestEven)
    return exact.isZero && text.hasPrefix("-") ? signBit : bits
  }
}

extension Integer {
  fileprivate func compared(to other: Integer) -> Int { self < other ? -1 : self == other ? 0 : 1 }
}
