import ExactArithmetic
import SymbolicExpressions

/// The coefficients of a power series: expressions, enclosures, or both at once.
///
/// Guarantee asked of a conforming type: operations are those of real numbers, exactly or as
/// enclosures, and ``sign`` is certified.
package protocol SeriesCoefficient: CustomStringConvertible {
  /// The number `value`, in the ring (graph, precision) of this coefficient.
  func constant(_ value: Rational) -> Self
  /// The value of an expression that does not depend on the variable of the series.
  func constant(_ value: Expression) -> Self

  static func + (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  /// Σ a·b over at least one pair.
  static func sumOfProducts(_ pairs: [(Self, Self)]) -> Self
  func scaled(by factor: Rational) -> Self
  /// self^exponent, for a number that is not 0 where the exponent is negative, and above 0 where it
  /// is no integer.
  func power(_ exponent: Rational) -> Self
  func applying(_ function: FunctionSymbol) -> Self
  /// A Gaussian expectation at its arguments.
  static func expectation(_ dual: GaussianDual, _ arguments: [Self]) -> Self

  /// The same value as one term that later operations do not look into, as `Expression.keptWhole` is.
  var keptWhole: Self { get }

  /// Whether the coefficient is 0 in a way that shows.
  var isZero: Bool { get }
  /// The certified sign; nil where it is not decided.
  var sign: Int? { get }
}

extension SeriesCoefficient {
  /// The coefficient as it is: one number is a whole.
  package var keptWhole: Self { self }

  /// The sum of the products of pairs.
  package static func sumOfProducts(_ pairs: [(Self, Self)]) -> Self {
    pairs.dropFirst().reduce(pairs[0].0 * pairs[0].1) { $0 + $1.0 * $1.1 }
  }
}
