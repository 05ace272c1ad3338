import ExactArithmetic
import SymbolicExpressions

/// σ(u) = u: a purely linear edge.
public struct IdentityActivation: DualActivation {
  public init() {}

  public var reference: String { "linearity of the covariance" }

  public func kernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries {
    inputs.map { variance * $0 }
  }

  public func mean(diagonal: Expression, variance: Rational) -> Expression {
    diagonal.graph.integer(0)
  }

  public func derivativeKernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries? {
    inputs.map { $0.graph.rational(variance) }
  }
}
