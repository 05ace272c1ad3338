/// The answer to a question that a computation may leave open (Kleene's strong three-valued logic).
///
/// There is deliberately no conversion to `Bool`: an unknown is neither true nor false, and the
/// caller says what it does with one.
public enum Truth: Sendable, Hashable {
  /// Proved true.
  case yes
  /// Proved false.
  case no
  /// Not decided.
  case unknown

  /// `yes` or `no`.
  public init(_ value: Bool) { self = value ? .yes : .no }

  /// `no` as soon as one side is `no`; `yes` where both are.
  public func and(_ other: Truth) -> Truth {
    switch (self, other) {
    case (.no, _), (_, .no): .no
    case (.yes, .yes): .yes
    default: .unknown
    }
  }

  /// `yes` as soon as one side is `yes`; `no` where both are.
  public func or(_ other: Truth) -> Truth { not.and(other.not).not }

  /// `yes` and `no` exchanged; `unknown` stays.
  public var not: Truth {
    switch self {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }
}
