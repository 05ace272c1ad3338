import ExactArithmetic
import SymbolicExpressions

/// σ = sign, which is 2·(step function) − 1 but at 0.
struct SignActivation: DualActivation {
  var reference: String { "Sheppard, 1899; Cho & Saul, 2009, Eq. 1 for n = 0" }

  var kernelNeedsVariance: Bool { true }

  /// 2κ₀(ρ) − 1 = (2/π)·asin ρ.
  func kernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries {
    ArcCosineActivation(order: 0).kernel(of: inputs, variance: 4 * variance).map { $0 - variance }
  }

  /// 0, as the sign is odd.
  func mean(diagonal: Expression, variance: Rational) -> Expression { diagonal.graph.integer(0) }

  /// None: the derivative is 0 but at one point.
  func derivativeKernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries? { nil }
}
