extension Rational: CustomStringConvertible, LosslessStringConvertible {
  /// `"13/8"`, or `"3"` for an integer; `Rational(_:)` reads it back.
  public var description: String {
    isInteger ? numerator.description : "\(numerator)/\(denominator)"
  }

  /// The largest decimal exponent that text may carry (a longer one would only fill memory).
  public static let largestDecimalExponent = 10_000_000

  /// Reads an integer, a fraction or a decimal, each exactly: `3`, `-13/8`, `0.125`, `.5`, `1e-30`,
  /// `0x1.8p-3`.
  ///
  /// Returns nil for anything else: white space, a zero denominator, a bare point, an exponent
  /// beyond ``largestDecimalExponent``.
  public init?(_ text: String) {
    if let slash = text.firstIndex(of: "/") {
      guard let numerator = Rational(decimal: text[..<slash]),
        let denominator = Rational(decimal: text[text.index(after: slash)...]),
        numerator.isInteger, denominator.isInteger, !denominator.isZero,
        text[..<slash].utf8.allSatisfy(Rational.isFractionByte),
        text[text.index(after: slash)...].utf8.allSatisfy(Rational.isDigit)
      else { return nil }
      self = numerator / denominator
    } else {
      self.init(decimal: text[...])
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  private static func isFractionByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == 45 || byte == 43
  }

  /// A decimal or hexadecimal numeral without a fraction bar.
  private init?(decimal text: Substring) {
    if let plain = Int(text) {
      self.init(plain)
      return
    }
    var rest = text
    var negative = false
    if rest.first == "-" || rest.first == "+" { negative = rest.removeFirst() == "-" }
    let hexadecimal = rest.hasPrefix("0x") || rest.hasPrefix("0X")
    if hexadecimal { rest = rest.dropFirst(2) }
    let marks: Set<Character> = hexadecimal ? ["p", "P"] : ["e", "E"]

    var exponent = 0
    if let mark = rest.firstIndex(where: { marks.contains($0) }) {
      guard let written = Int(rest[rest.index(after: mark)...]),
        written.magnitude <= UInt(Rational.largestDecimalExponent)
      else { return nil }
      exponent = written
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? parts[1] : ""
    let radix = hexadecimal ? 16 : 10
    let digits = parts[0] + fraction
    guard digits.first != "-", digits.first != "+",
      let significand = Integer(digits, radix: radix)
    else { return nil }

    let magnitude = Rational(negative ? -significand : significand)
    if hexadecimal {
      self = magnitude.scaled(byPowerOfTwo: exponent - 4 * fraction.utf8.count)
    } else {
      self = magnitude * Rational(10).power(exponent - fraction.utf8.count)
    }
  }
}
