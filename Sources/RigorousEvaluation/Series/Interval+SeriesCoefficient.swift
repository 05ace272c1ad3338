import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// Enclosures as coefficients of power series. A coefficient that is 0 is seen to be so only where the
/// arithmetic gives the interval [0, 0]: see ``SeriesValue`` for series that start from exact values.
extension Interval: SeriesCoefficient {
  /// A rational constant of the same ring.
  package func constant(_ value: Rational) -> Interval { Interval(value, precision: precision) }

  /// The enclosure of a constant expression; indeterminate where it has a variable.
  package func constant(_ value: Expression) -> Interval {
    guard value.variables.isEmpty else { return .indeterminate(precision: precision) }
    return Program([value], inputs: []).evaluate([], precision: precision)[0]
  }

  /// The value of a function.
  package func applying(_ function: FunctionSymbol) -> Interval {
    if case .defined(let definition) = function {
      return DefinedFunction(definition).enclosure(of: self, precision: precision)
    }
    return function.enclosure(of: self)
  }

  /// A Gaussian expectation at its arguments.
  package static func expectation(_ dual: GaussianDual, _ arguments: [Interval]) -> Interval {
    dual.enclosure(of: arguments, precision: arguments.map(\.precision).max() ?? Precision(64))
  }

  /// Whether the value is known to be exactly 0.
  package var isZero: Bool { sign == 0 }
}
