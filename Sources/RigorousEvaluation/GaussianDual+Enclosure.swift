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
    let formulas = formulas
    let value: Interval?
    if !isKnownToExist {
      value = nil
    } else if isMean {
      value = try? GaussianExpectation.mean(
        formulas[0], variance: arguments[0], precision: precision)
    } else if isDiagonal {
      value = try? GaussianExpectation.diagonal(
        formulas[0], formulas[1], variance: arguments[0], precision: precision)
    } else {
      value = try? GaussianExpectation.product(
        formulas[0], formulas[1], a: arguments[0], b: arguments[1], c: arguments[2],
        precision: precision)
    }
    return value ?? .indeterminate(precision: precision)
  }

  /// Whether derivatives of σ may be taken piece by piece: no derivative of lower order jumps.
  private var isKnownToExist: Bool {
    (0..<(orders.max() ?? 0)).allSatisfy {
      GaussianExpectation.isContinuous(activation.derivative(order: $0))
    }
  }
}
