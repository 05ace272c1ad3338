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
