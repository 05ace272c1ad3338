import CertifiedDuals
import IntervalArithmetic
import SymbolicExpressions

extension GaussianDual {
  /// An interval that contains the expectation's values; indeterminate where the formula is not known
  /// to have them, or where they are not the derivative that they stand for. `isDiagonal` says that a, b and c are one
  /// number.
  func enclosure(
    of arguments: [Interval], isDiagonal: Bool = false, precision: Precision
  ) -> Interval {
    let value = try? value(at: arguments, isDiagonal: isDiagonal, precision: precision)
    return value ?? .indeterminate(precision: precision)
  }

  /// The same, or why there is none.
  func value(
    at arguments: [Interval], isDiagonal: Bool, precision: Precision
  ) throws(DualFailure) -> Interval {
    guard isKnownToExist else { throw .impulse }
    let formulas = formulas
    if isMean {
      return try GaussianExpectation.mean(
        formulas[0], variance: arguments[0], precision: precision)
    }
    if isDiagonal {
      return try GaussianExpectation.diagonal(
        formulas[0], formulas[1], variance: arguments[0], precision: precision)
    }
    return try GaussianExpectation.product(
      formulas[0], formulas[1], a: arguments[0], b: arguments[1], c: arguments[2],
      precision: precision)
  }
}
