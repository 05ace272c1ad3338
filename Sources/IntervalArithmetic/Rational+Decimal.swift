import ExactArithmetic

extension Rational {
  /// The number to `digits` significant digits, correctly rounded, in the spelling of
  /// ``BigFloat/decimal(digits:rounding:)``.
  ///
  /// - Precondition: `digits` ≥ 1.
  public func decimal(digits: Int, rounding: Rounding) -> String {
    DecimalNumeral(self, digits: digits, rounding: rounding).text
  }
}

extension Rational {
  /// The nearest binary64 number, ties to even; infinite where the number is beyond all of them.
  public var nearestDouble: Double {
    Double(bitPattern: BinaryFormat.binary64.bits(self, rounding: .nearestEven))
  }
}
