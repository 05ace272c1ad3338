import ExactArithmetic
import SymbolicExpressions

/// σ = φ_n: u ↦ max(0, u)ⁿ, the ReLU for n = 1 and the step function for n = 0.
package struct ArcCosineActivation: DualActivation {
  /// n; 1 is the ReLU.
  package let order: Int

  /// max(0, u)ⁿ for an order from 0 to ``ArcCosineDerivation/largestOrder``.
  package init(order: Int) { self.order = order }

  /// Where the formulas come from.
  package var reference: String { "Cho & Saul, Kernel Methods for Deep Learning, 2009, Eqs. 1–4" }

  package var kernelNeedsVariance: Bool { order == 0 }
  package var derivativeNeedsVariance: Bool { order <= 1 }

  /// (c/2)·(2n−1)!!·(K_ii K_jj)^{n/2}·κ_n(K_ij/√(K_ii K_jj)).
  package func kernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries {
    entries(inputs, order: order, factor: variance / 2)
  }

  /// √c·K_ii^{n/2}·2^{(n−1)/2}·Γ((n+1)/2)/√(2π); √(c K_ii/(2π)) for the ReLU.
  package func mean(diagonal: Expression, variance: Rational) -> Expression {
    let graph = diagonal.graph
    // Γ((n+1)/2) = ((n−1)/2)! for odd n and (n−1)!!·√π/2^{n/2} for even n.
    let isOdd = order % 2 == 1
    let gamma =
      isOdd
      ? Rational(Integer.factorial(UInt(order / 2)))
      : Rational(Integer.doubleFactorial(order - 1)).scaled(byPowerOfTwo: -order / 2)
    return graph.product([
      (graph.rational(gamma), 1),
      (graph.pi, isOdd ? 0 : Rational(1, 2)),
      (graph.rational(variance), Rational(1, 2)),
      (diagonal, Rational(Integer(order), 2)),
      (graph.integer(2), Rational(Integer(order - 1), 2)),
      (2 * graph.pi, Rational(-1, 2)),
    ])
  }

  /// (c n²/2)·(2n−3)!!·(K_ii K_jj)^{(n−1)/2}·κ_{n−1}(K_ij/√(K_ii K_jj)), as φ_n′ = n φ_{n−1}. The step
  /// function has derivative 0 almost everywhere and no tangent kernel.
  package func derivativeKernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries? {
    order == 0
      ? nil
      : entries(inputs, order: order - 1, factor: variance / 2 * Rational(order * order))
  }

  private func entries(_ k: KernelEntries, order: Int, factor: Rational) -> KernelEntries {
    let graph = k.ij.graph
    let scale = factor * Rational(Integer.doubleFactorial(2 * order - 1))
    return KernelEntries(
      ii: scale * k.ii.power(Rational(order)),
      jj: scale * k.jj.power(Rational(order)),
      ij: scale
        * graph.product(
          k.norms(to: Rational(order)) + [(k.correlation.applying(.kappa(order)).keptWhole, 1)]))
  }
}
