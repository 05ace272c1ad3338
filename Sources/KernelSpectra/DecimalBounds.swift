import IntervalArithmetic

extension Interval {
  /// The ends as decimals of `digits` significant digits, rounded outwards; "0" for an exact zero.
  package func decimalEnds(digits: Int) -> (lower: String, upper: String) {
    func text(_ end: BigFloat, _ rounding: Rounding) -> String {
      end.isZero ? "0" : end.decimal(digits: digits, rounding: rounding)
    }
    return (text(lower, .down), text(upper, .up))
  }
}
