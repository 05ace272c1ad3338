import ExactArithmetic
import SymbolicExpressions

/// A dual activation in closed form, by its three functions of second moments.
///
/// Each form stays defined where u or v is constant (variance 0) and where they are proportional
/// (covariance² = product of variances).
protocol ClosedDual: DualActivation {
  /// E[σ(u)σ(v)] for (u, v) Gaussian with variances `a`, `b` and covariance `c`.
  func value(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression
  /// E[σ′(u)σ′(v)].
  func derivative(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression
  /// E[σ(u)] for u of variance `a`.
  func mean(_ a: Expression) -> Expression
}

extension ClosedDual {
  package func kernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries {
    entries(of: inputs, variance, value)
  }

  package func mean(diagonal: Expression, variance: Rational) -> Expression {
    diagonal.graph.rational(variance).squareRoot * mean(diagonal.keptAsArgument)
  }

  package func derivativeKernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries? {
    entries(of: inputs, variance, derivative)
  }

  private func entries(
    of k: KernelEntries, _ variance: Rational,
    _ function: (Expression, Expression, Expression) -> Expression
  ) -> KernelEntries {
    func entry(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
      variance * function(a, b, c).keptWhole
    }
    let k = k.map(\.keptAsArgument)
    return KernelEntries(
      ii: entry(k.ii, k.ii, k.ii), jj: entry(k.jj, k.jj, k.jj), ij: entry(k.ii, k.jj, k.ij))
  }
}

/// det(1 + wA) = (1 + wa)(1 + wb) − w²c² for A = [[a, c], [c, b]] and w > 0, with ab − c² as one summand, so
/// that it is seen to be at least 1.
func shiftedDeterminant(
  _ a: Expression, _ b: Expression, _ c: Expression, weight w: Rational
) -> Expression {
  a.graph.sum([(w, a), (w, b), (w * w, a * b), (-w * w, c * c)], constant: 1)
}

extension Expression {
  /// The expression, with the knowledge that its value lies in [−1, 1].
  var asCorrelation: Expression { applying(.defined(.correlation)) }
}
