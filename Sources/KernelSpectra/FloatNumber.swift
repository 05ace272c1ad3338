import IntervalArithmetic

/// A number in double precision with a bound of its error.
struct FloatNumber: Sendable {
  let value: Double
  /// |true − value| ≤ error; NaN or infinite where nothing is known.
  let error: Double

  init(value: Double, error: Double) {
    self.value = value
    self.error = error
  }

  /// The middle of an interval, and how far its ends are.
  init(_ interval: Interval) {
    guard interval.isBounded else {
      (value, error) = (.nan, .nan)
      return
    }
    value = interval.midpoint.double(rounding: .nearestEven)
    let middle = BigFloat(value, precision: interval.precision, rounding: .nearestEven)
    error = (interval - Interval(middle)).magnitude.upper.double(rounding: .up)
  }
}
