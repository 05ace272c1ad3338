import ExactArithmetic

extension Interval {
  /// The certified sign: −1, 1, or 0 for [0, 0] only; nil where it is not decided.
  public var sign: Int? {
    if isIndeterminate { return nil }
    if lower.sign > 0 { return 1 }
    if upper.sign < 0 { return -1 }
    return lower.isZero && upper.isZero ? 0 : nil
  }

  /// Whether x < y for all members (`yes`), for none (`no`), or that is open (`unknown`).
  public func isLess(than other: Interval) -> Truth {
    if isIndeterminate || other.isIndeterminate { return .unknown }
    if upper < other.lower { return .yes }
    return lower >= other.upper ? .no : .unknown
  }

  /// Whether x ≤ y for all members (`yes`), for none (`no`), or that is open (`unknown`).
  public func isLessOrEqual(to other: Interval) -> Truth { other.isLess(than: self).not }

  /// Whether x = y for all members (`yes`: two equal points), for none (`no`: disjoint intervals),
  /// or that is open (`unknown`).
  public func isEqual(to other: Interval) -> Truth {
    if isIndeterminate || other.isIndeterminate { return .unknown }
    if !overlaps(other) { return .no }
    return isPoint && other.isPoint ? .yes : .unknown
  }

  /// Whether `value` is a member.
  public func contains(_ value: Rational) -> Bool {
    guard let low = lower.compared(to: value), let high = upper.compared(to: value) else {
      return false
    }
    return low <= 0 && high >= 0
  }

  /// Whether every member of `other` is a member.
  public func contains(_ other: Interval) -> Bool {
    !isIndeterminate && !other.isIndeterminate && lower <= other.lower && upper >= other.upper
  }

  /// Whether there is a common member.
  public func overlaps(_ other: Interval) -> Bool {
    !isIndeterminate && !other.isIndeterminate && lower <= other.upper && other.lower <= upper
  }

  /// The smallest interval that contains both; indeterminate where one of them is.
  public func hull(with other: Interval) -> Interval {
    combined(with: other) { (min($0.lower, $1.lower), max($0.upper, $1.upper)) }
  }

  /// The common members, nil where there are none; indeterminate where an operand is.
  public func intersection(_ other: Interval) -> Interval? {
    if isIndeterminate || other.isIndeterminate || overlaps(other) {
      return combined(with: other) { (max($0.lower, $1.lower), min($0.upper, $1.upper)) }
    }
    return nil
  }

  /// {min(x, y)}.
  public static func minimum(_ a: Interval, _ b: Interval) -> Interval {
    a.combined(with: b) { (min($0.lower, $1.lower), min($0.upper, $1.upper)) }
  }

  /// {max(x, y)}.
  public static func maximum(_ a: Interval, _ b: Interval) -> Interval {
    a.combined(with: b) { (max($0.lower, $1.lower), max($0.upper, $1.upper)) }
  }

  private func combined(
    with other: Interval, _ bounds: (Interval, Interval) -> (BigFloat, BigFloat)
  ) -> Interval {
    let p = max(precision, other.precision)
    if isIndeterminate || other.isIndeterminate { return .indeterminate(precision: p) }
    let (low, high) = bounds(self, other)
    return Interval(unchecked: low, high, p)
  }
}
