import ExactArithmetic
import SymbolicExpressions

/// σ(u) = u: a purely linear edge.
public struct IdentityActivation: DualActivation {
  /// The identity.
  public init() {}

  /// Where the formulas come from.
  public var reference: String { "linearity of the covariance" }

  /// cK.
  public func kernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries {
    inputs.map { variance * $0 }
  }

  /// 0: Gaussian weights have no mean.
  public func mean(diagonal: Expression, variance: Rational) -> Expression {
    diagonal.graph.integer(0)
  }

  /// c in every entry.
  public func derivativeKernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries? {
    inputs.map { $0.graph.rational(variance) }
  }
}
