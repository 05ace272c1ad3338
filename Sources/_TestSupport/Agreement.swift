import ExactArithmetic
import IntervalArithmetic

/// Whether an enclosed value agrees with a printed decimal to its last digit, which may be off by one:
/// the true value then lies within 1.5 units of that digit.
package func agrees(_ value: EnclosedDecimal, withPrinted text: String) -> Bool {
  guard let printed = Rational(text) else { return false }
  return (value.value - printed).magnitude + value.error <= Rational(3, 2) * lastUnit(of: text)
}

/// The unit of the last digit of a decimal such as "0.0125" or "1.25e-30".
private func lastUnit(of text: String) -> Rational {
  let parts = text.lowercased().split(separator: "e")
  let places = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
  let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
  return Rational(10).power(exponent - places)
}

extension Interval {
  /// Whether a number in the interval lies within the error of `value`.
  package func overlaps(_ value: EnclosedDecimal) -> Bool {
    overlaps(
      Interval(
        lower: value.value - value.error, upper: value.value + value.error, precision: precision))
  }
}
