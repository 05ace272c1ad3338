import ExactArithmetic
import SymbolicExpressions

/// σ(u) = αu for u < 0 and βu for u ≥ 0: leaky ReLU, absolute value.
///
/// σ(u) = αu + (β−α)·max(0, u), and E[u·max(0, v)] = c/2.
struct TwoSlopeActivation: DualActivation {
  /// α and β.
  let negative, positive: Rational

  var reference: String { "Cho & Saul, 2009, for the ReLU part; Stein's identity for the rest" }

  var derivativeNeedsVariance: Bool { negative != positive }

  private var jump: Rational { positive - negative }

  /// αβ·c + (β−α)²·E[max(0, u)·max(0, v)].
  func kernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries {
    ArcCosineActivation(order: 1).kernel(of: inputs, variance: jump * jump * variance)
      .combined(with: inputs) { $0 + (negative * positive * variance) * $1 }
  }

  /// (β−α)·√(a/2π).
  func mean(diagonal: Expression, variance: Rational) -> Expression {
    jump * ArcCosineActivation(order: 1).mean(diagonal: diagonal, variance: variance)
  }

  /// αβ + (β−α)²·P(u > 0, v > 0).
  func derivativeKernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries? {
    if jump.isZero {
      return inputs.map { $0.graph.rational(negative * negative * variance) }
    }
    return ArcCosineActivation(order: 1)
      .derivativeKernel(of: inputs, variance: jump * jump * variance)?
      .map { $0 + negative * positive * variance }
  }
}
