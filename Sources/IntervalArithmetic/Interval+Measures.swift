import CMultiprecision

extension Interval {
  /// The number in the middle, rounded to the nearest: always a member. Of an interval with one
  /// infinite bound the largest finite number on that side, of the whole line 0; NaN where
  /// indeterminate.
  public var midpoint: BigFloat {
    if isStoredOnce || isIndeterminate { return lower }
    switch (lower.isInfinite, upper.isInfinite) {
    case (true, true): return .zero(precision: precision)
    case (true, false): return BigFloat.infinity(precision: precision).negated.nextUp
    case (false, true): return BigFloat.infinity(precision: precision).nextDown
    case (false, false): break
    }
    let sum = lower.adding(upper, precision: precision, rounding: .nearestEven)
    if sum.isFinite {
      return sum.scaled(byPowerOfTwo: -1, precision: precision, rounding: .nearestEven)
    }
    let halves = [lower, upper].map {
      $0.scaled(byPowerOfTwo: -1, precision: precision, rounding: .nearestEven)
    }
    return halves[0].adding(halves[1], precision: precision, rounding: .nearestEven)
  }

  /// An upper bound of the distance from the midpoint to any member; +∞ where unbounded or
  /// indeterminate.
  public var radius: BigFloat {
    isBounded ? largestDistance(to: midpoint) : .infinity(precision: precision)
  }

  /// An upper bound of the distance from a number between the bounds to any member.
  package func largestDistance(to middle: BigFloat) -> BigFloat {
    max(
      upper.subtracting(middle, precision: precision, rounding: .up),
      middle.subtracting(lower, precision: precision, rounding: .up))
  }

  /// upper − lower, rounded up; +∞ where unbounded or indeterminate.
  public var width: BigFloat {
    guard isBounded else { return .infinity(precision: precision) }
    return upper.subtracting(lower, precision: precision, rounding: .up)
  }

  /// How many leading bits are known: width / |x| < 2^(1 − this) for every member x. `Int.max` for
  /// a point; 0 or less where 0 is a member, where unbounded, and where indeterminate.
  public var relativeAccuracyBits: Int {
    if isPoint { return .max }
    guard isBounded, !containsZero else { return 0 }
    return min(lower.exponent, upper.exponent) - width.exponent
  }

  /// The two halves, which share the midpoint. Where no number at this precision lies between the
  /// bounds, one of them is a point.
  public var bisected: (Interval, Interval) {
    let middle = midpoint
    return (
      Interval(unchecked: lower, middle, precision), Interval(unchecked: middle, upper, precision)
    )
  }
}
