import ExactArithmetic
import IntervalArithmetic

/// A value of a table.
package enum RoundedValue: Hashable, Sendable {
  /// The bit pattern of a number of the table's binary format.
  case bits(UInt64)
  /// A decimal.
  case decimal(String)
}

/// A type of numbers with a direction of rounding.
package struct RoundingTarget: Hashable, Sendable {
  /// What is rounded to.
  package let type: NumberType
  /// In which direction; ties in `nearestEven` go to the even neighbour.
  package let rounding: Rounding

  /// Rounding to `type` in the direction `rounding`.
  package init(type: NumberType, rounding: Rounding) {
    self.type = type
    self.rounding = rounding
  }

  /// The correctly rounded value of the one number in `interval` that is meant, where all members
  /// round alike; nil where they do not.
  ///
  /// Rounding is monotone, so that only the two bounds count. A value that is exactly zero gives +0.
  package func rounded(_ interval: Interval) -> RoundedValue? {
    guard interval.isBounded else { return nil }
    if interval.isPoint { return rounded(interval.lower) }
    // Between a negative number and 0, which would give −0 and +0, nothing is decided.
    if interval.upper.isZero { return nil }
    let low = rounded(interval.lower)
    return low == rounded(interval.upper) ? low : nil
  }

  private func rounded(_ bound: BigFloat) -> RoundedValue {
    switch type {
    case .decimal(let digits): return .decimal(bound.decimal(digits: digits, rounding: rounding))
    case .binary(let format):
      return .bits(bound.isZero ? 0 : bound.bitPattern(format, rounding: rounding))
    }
  }

  /// `value`, rounded once; zero gives +0.
  package func rounded(_ value: Rational) -> RoundedValue {
    switch type {
    case .decimal(let digits): .decimal(value.decimal(digits: digits, rounding: rounding))
    case .binary(let format): .bits(format.bits(value, rounding: rounding))
    }
  }
}
