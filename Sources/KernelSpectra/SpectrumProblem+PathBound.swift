import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions

/// The value of the paper's Eq. 12 on data.
package struct PathBound: Sendable {
  /// min over pairs of P − Σ_p f^{d_p}(ρ_ij).
  package let value: EnclosedDecimal
  /// The inputs that attain it: those of the largest correlation.
  package let pair: (Int, Int)
}

extension SpectrumProblem {
  /// Eq. 12's value, which the paper states to be an upper bound of λ_min(K); nil where the paper does
  /// not speak: inputs that are not unit or not centred, other edges than skips and ReLUs, a single
  /// input.
  ///
  /// Every f^d increases, so that the pair of the largest correlation attains the minimum: it is found
  /// in exact arithmetic.
  package func pathBound(digits: Int) throws(EvaluationFailure) -> PathBound? {
    guard count > 1, inputs.areUnit, inputs.means == .zero, network.isOfThePaper, !isZero else {
      return nil
    }
    var best = (i: 0, j: 1, correlation: inputs.signedSquaredCorrelation(0, 1))
    for j in 1..<count {
      for i in 0..<j {
        let correlation = inputs.signedSquaredCorrelation(i, j)
        if correlation > best.correlation { best = (i, j, correlation) }
      }
    }
    let graph = ExpressionGraph()
    let root = graph.rational(best.correlation.magnitude).squareRoot
    let rho = best.correlation.signum < 0 ? -root : root
    let form = network.eq12(correlation: rho)
    return PathBound(
      value: try Evaluator(digits: digits).decimal(form), pair: (best.i, best.j))
  }
}
