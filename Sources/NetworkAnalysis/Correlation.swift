import ExactArithmetic

/// ρ, the correlation of two unit, centred inputs: an exact number in [−1, 1].
public struct Correlation: Hashable, Sendable, CustomStringConvertible {
  /// The number.
  public let value: Rational

  /// Nil outside [−1, 1].
  public init?(_ value: Rational) {
    guard (-1...1).contains(value) else { return nil }
    self.value = value
  }

  /// The number as a fraction.
  public var description: String { "\(value)" }
}
