import ExactArithmetic
import SymbolicExpressions

/// σ(u) = u: a purely linear edge.
package struct IdentityActivation: DualActivation {
  /// The identity.
  package init() {}

  /// Where the formulas come from.
  package var reference: String { "linearity of the covariance" }

  /// cK.
  package func kernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries {
    inputs.map { variance * $0 }
  }

  /// 0: Gaussian weights have no mean.
  package func mean(diagonal: Expression, variance: Rational) -> Expression {
    diagonal.graph.integer(0)
  }

  /// c in every entry.
  package func derivativeKernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries? {
    inputs.map { $0.graph.rational(variance) }
  }
}
