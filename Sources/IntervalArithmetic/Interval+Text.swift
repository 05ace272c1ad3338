import ExactArithmetic

extension Interval: CustomStringConvertible {
  /// Reads a number ("0.1", "1/3", "0x1.8p-3"), a pair of bounds ("[0.1, 0.2]", "[0, inf]") or a
  /// number with its error ("0.3183 ± 5e-5", "0.3183 +/- 5e-5"), and returns the tightest interval
  /// that contains the exact numbers so written.
  ///
  /// Returns nil for anything else, for bounds the wrong way round and for a negative error. White
  /// space is allowed around each number.
  public init?(_ text: String, precision: Precision) {
    let trimmed = Interval.trimmed(text[...])
    if trimmed.first == "[" {
      guard trimmed.last == "]", trimmed.count > 2 else { return nil }
      let parts = trimmed.dropFirst().dropLast().split(
        separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 2,
        let lower = BigFloat(
          String(Interval.trimmed(parts[0])), precision: precision, rounding: .down),
        let upper = BigFloat(
          String(Interval.trimmed(parts[1])), precision: precision, rounding: .up)
      else { return nil }
      self.init(lower: lower, upper: upper)
      if isIndeterminate { return nil }
      return
    }
    for mark in ["±", "+/-"] {
      if let range = Interval.firstRange(of: mark, in: trimmed) {
        guard let middle = Rational(String(Interval.trimmed(trimmed[..<range.lowerBound]))),
          let error = Rational(String(Interval.trimmed(trimmed[range.upperBound...]))),
          error.signum >= 0
        else { return nil }
        self.init(lower: middle - error, upper: middle + error, precision: precision)
        return
      }
    }
    guard let value = Rational(String(trimmed)) else { return nil }
    self.init(value, precision: precision)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var result = text.drop { $0.isWhitespace }
    while result.last?.isWhitespace == true { result.removeLast() }
    return result
  }

  private static func firstRange(
    of mark: String, in text: Substring
  ) -> Range<Substring.Index>? {
    text.indices.lazy
      .filter { text[$0...].hasPrefix(mark) }
      .map { $0..<text.index($0, offsetBy: mark.count) }
      .first
  }

  /// "[lower, upper]", rounded outwards to the digits that the precision carries; "indeterminate".
  public var description: String {
    if isIndeterminate { return "indeterminate" }
    return
      "[\(Interval.text(lower, precision: precision, rounding: .down)), \(Interval.text(upper, precision: precision, rounding: .up))]"
  }

  private static func text(
    _ bound: BigFloat, precision: Precision, rounding: Rounding
  ) -> String {
    if bound.isInfinite { return bound.description }
    return DecimalNumeral(bound, digits: precision.decimalDigits, rounding: rounding)
      .strippingZeros.text
  }

  /// "mid ± error" with the digits that are known and an error that bounds the distance from the
  /// printed number to every member. An interval with an infinite bound prints as `description`.
  public var midpointDescription: String {
    guard isBounded else { return description }
    let known = relativeAccuracyBits
    let digits =
      known >= precision.bits
      ? precision.decimalDigits : max(1, Precision(max(known, 2)).decimalDigits + 1)
    let decimal = EnclosedDecimal(of: self, digits: digits)
    return decimal.text + " ± " + decimal.errorText
  }
}
