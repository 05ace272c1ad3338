import ArcCosineKernels
import SymbolicExpressions

extension ActivationReference {
  /// Whether σ(0) = 0 is known, so that features of 0 stay 0.
  package var vanishesAtZero: Bool {
    guard case .success(let dual) = dual, !dual.kernelNeedsVariance else { return false }
    let zero = ExpressionGraph().integer(0)
    return dual.kernel(of: KernelEntries(ii: zero, jj: zero, ij: zero), variance: 1).ii.isZero
  }

  /// Whether features of 0 count as 0 after the activation: where σ(0) = 0, and by convention where σ has
  /// no value at 0, as the step function and the sign.
  package var isZeroWithoutVariance: Bool {
    guard case .success(let dual) = dual else { return false }
    return dual.kernelNeedsVariance || vanishesAtZero
  }
}
