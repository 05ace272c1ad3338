import ExactArithmetic
import IntervalArithmetic

/// Whether an enclosed value agrees with a printed decimal to its last digit, which may be off by one:
/// the true value then lies within 1.5 units of that digit.
public func agrees(_ value: EnclosedDecimal, withPrinted text: String) -> Bool {
  guard let printed = Rational(text), let center = Rational(value.value),
    let error = Rational(value.error)
  else { return false }
  return (center - printed).magnitude + error <= Rational(3, 2) * lastUnit(of: text)
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
  public func overlaps(_ value: EnclosedDecimal) -> Bool {
    guard let center = Rational(value.value), let error = Rational(value.error) else {
      return false
    }
    let decimal = Interval(
      lower: center - error, upper: center + error, precision: precision)
    return overlaps(decimal)
  }
}
