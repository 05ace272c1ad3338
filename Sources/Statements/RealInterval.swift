import ExactArithmetic
import SymbolicExpressions

/// An interval of real numbers with rational ends, each included or not. It has at least one point.
package struct RealInterval: Sendable, Hashable {
  /// The lower end.
  package let lower: Rational
  /// The upper end.
  package let upper: Rational
  /// Whether the lower end belongs to the interval.
  package let includesLower: Bool
  /// Whether the upper end belongs to the interval.
  package let includesUpper: Bool

  /// The interval between two ends, or nil where it has no point: ends in the wrong order, or equal
  /// ends that are not both included.
  package init?(
    lower: Rational, upper: Rational, includesLower: Bool = true, includesUpper: Bool = true
  ) {
    guard lower < upper || (lower == upper && includesLower && includesUpper) else { return nil }
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }

  /// Whether `value` lies in the interval.
  package func contains(_ value: Rational) -> Bool {
    (lower < value || (includesLower && lower == value))
      && (value < upper || (includesUpper && upper == value))
  }

  /// Whether every point of the interval belongs to `domain`.
  func isContained(in domain: Domain) -> Bool {
    let isPositive = lower.signum > 0 || (lower.isZero && !includesLower)
    let isNegative = upper.signum < 0 || (upper.isZero && !includesUpper)
    return switch domain {
    case .real: true
    case .nonzero: isPositive || isNegative
    case .nonnegative: lower.signum >= 0
    case .positive: isPositive
    case .closed(let low, let high): low <= lower && upper <= high
    }
  }
}

extension RealInterval: CustomStringConvertible {
  /// `[-1, 1)`
  package var description: String {
    "\(includesLower ? "[" : "(")\(lower), \(upper)\(includesUpper ? "]" : ")")"
  }
}
