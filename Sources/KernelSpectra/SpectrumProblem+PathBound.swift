import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions

/// The value of the paper's Eq. 12 on data.
public struct PathBound: Sendable {
  /// min over pairs of P − Σ_p f^{d_p}(ρ_ij).
  public let value: EnclosedDecimal
  /// The inputs that attain it: those of the largest correlation.
  public let pair: (Int, Int)
}

extension SpectrumProblem {
  /// Eq. 12's value, which the paper states to be an upper bound of λ_min(K); nil where the paper does
  /// not speak: inputs that are not unit or not centred, other edges than skips and ReLUs, a single
  /// input.
  ///
  /// Every f^d increases, so that the pair of the largest correlation attains the minimum: it is found
  /// in exact arithmetic.
  public func pathBound(digits: Int) throws(EvaluationFailure) -> PathBound? {
    guard count > 1, inputs.areUnit, inputs.means == .zero, network.isOfThePaper, !isZero else {
      return nil
    }
    guard let best = closestPair() else { return nil }
    let graph = ExpressionGraph()
    let root = graph.rational(best.correlation.magnitude).squareRoot
    let rho = best.correlation.signum < 0 ? -root : root
    let form = network.eq12(correlation: rho)
    return PathBound(
      value: try Evaluator(digits: digits).decimal(form), pair: (best.i, best.j))
  }

  /// The pair of the largest correlation ρ, with ρ·|ρ|: double precision leaves few candidates, between
  /// which exact arithmetic decides.
  private func closestPair() -> (i: Int, j: Int, correlation: Rational)? {
    let rows = FloatInputs(inputs, evaluation.level(Precision(80)))
    let doubt = rows.productError + 0x1p-48
    /// Calls `body` with approximate correlations of a row with those after it.
    func forEachRow(_ body: (Int, UnsafeMutablePointer<Double>) -> Void) {
      let atOnce = 4
      let buffer = UnsafeMutablePointer<Double>.allocate(capacity: atOnce * count)
      defer { buffer.deallocate() }
      for first in stride(from: 0, to: count, by: atOnce) {
        let some = first..<min(count, first + atOnce)
        rows.products(rows: some, columns: first..<count, into: buffer + first, stride: count)
        for row in some {
          let start = buffer + (row - first) * count
          for column in row + 1..<max(count, row + 1) {
            start[column] /= rows.norms[row] * rows.norms[column]
          }
          body(row, start)
        }
      }
    }
    var largest = -Double.infinity
    forEachRow { row, correlations in
      for column in row + 1..<max(count, row + 1) { largest = max(largest, correlations[column]) }
    }
    var best: (i: Int, j: Int, correlation: Rational)?
    forEachRow { row, correlations in
      for column in row + 1..<max(count, row + 1)
      where correlations[column] >= largest - 2 * doubt && best?.correlation != 1 {
        let correlation = inputs.signedSquaredCorrelation(row, column)
        if best.map({ correlation > $0.correlation }) ?? true { best = (row, column, correlation) }
      }
    }
    return best
  }
}
