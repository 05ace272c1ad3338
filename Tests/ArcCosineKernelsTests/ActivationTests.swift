import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing

private func isSame(_ a: Expression, _ b: Expression) -> Bool { (a - b).multipliedOut().isZero }

@Suite struct ActivationTests {
  private func unit(_ graph: ExpressionGraph) -> KernelEntries {
    let one = graph.integer(1)
    return KernelEntries(ii: one, jj: one, ij: graph.variable("rho"))
  }

  /// Unit inputs: (c/2)(2n−1)!!·κ_n(ρ), with κ_n = 1 on the diagonal.
  @Test(arguments: 0...5) func unitInputs(order n: Int) {
    let graph = ExpressionGraph()
    let kernel = ArcCosineActivation(order: n).kernel(of: unit(graph), variance: Rational(3, 2))
    let factor = Rational(3, 4) * Rational(Integer.doubleFactorial(2 * n - 1))
    #expect(kernel.ii.rationalValue == factor && kernel.jj.rationalValue == factor)
    let form = kernel.ij.inlined()?.withoutAssertions
    #expect(form == factor * graph.variable("rho").applying(.kappa(n)))
    // Equal inputs give the diagonal.
    #expect(kernel.ij.substituting(["rho": 1]).rationalValue == factor)
    #expect(kernel.ij.substituting(["rho": -1]).isZero)
  }

  /// The ReLU with c = 2 keeps the diagonal.
  @Test func reluKeepsTheSecondMoment() {
    let graph = ExpressionGraph()
    let (a, b, k) = (graph.variable("Kii"), graph.variable("Kjj"), graph.variable("Kij"))
    let kernel = ArcCosineActivation(order: 1)
      .kernel(of: KernelEntries(ii: a, jj: b, ij: k), variance: 2)
    #expect(kernel.ii == a && kernel.jj == b)
    let slope = ArcCosineActivation(order: 1)
      .derivativeKernel(of: KernelEntries(ii: a, jj: b, ij: k), variance: 2)
    #expect(slope?.ii.rationalValue == 1)
  }

  /// φ_n is homogeneous of degree n: the kernel of 4K is 4ⁿ times that of K.
  @Test(arguments: 0...4) func homogeneity(order n: Int) throws {
    let graph = ExpressionGraph()
    let activation = ArcCosineActivation(order: n)
    let k = KernelEntries(
      ii: graph.integer(3), jj: graph.integer(5), ij: graph.integer(2))
    let scaled = activation.kernel(of: k.map { 4 * $0 }, variance: 2)
    let plain = activation.kernel(of: k, variance: 2)
    let power = Rational(4).power(n)
    #expect(isSame(scaled.ii, power * plain.ii) && isSame(scaled.jj, power * plain.jj))
    #expect(isSame(scaled.ij, power * plain.ij))
    let means = (
      activation.mean(diagonal: 4 * k.ii, variance: 2), activation.mean(diagonal: k.ii, variance: 2)
    )
    #expect(isSame(means.0, Rational(2).power(n) * means.1))
  }

  /// √c·E[max(0, u)ⁿ]: the moments m_n = (n−1)·m_{n−2} of the half line with m_0 = 1/2 and
  /// m_1 = 1/√(2π), by parts.
  @Test func meansAreHalfMoments() {
    let graph = ExpressionGraph()
    var moments = [graph.rational(Rational(1, 2)), (2 * graph.pi).power(Rational(-1, 2))]
    for n in 2...9 { moments.append(Rational(n - 1) * moments[n - 2]) }
    for n in 0...9 {
      let mean = ArcCosineActivation(order: n)
        .mean(diagonal: graph.integer(9), variance: 5)
      let expected = Rational(3).power(n) * (graph.rational(5).squareRoot * moments[n])
      #expect(isSame(mean, expected), "order \(n)")
    }
  }

  /// c·E[σ′(u)σ′(v)] with φ_n′ = n·φ_{n−1}.
  @Test func derivativeKernels() throws {
    let graph = ExpressionGraph()
    let k = unit(graph)
    #expect(ArcCosineActivation(order: 0).derivativeKernel(of: k, variance: 2) == nil)
    for n in 1...5 {
      let slope = try #require(
        ArcCosineActivation(order: n).derivativeKernel(of: k, variance: 2))
      let lower = ArcCosineActivation(order: n - 1).kernel(of: k, variance: 2)
      let square = Rational(n * n)
      #expect(slope.ij == square * lower.ij && slope.ii == square * lower.ii)
    }
    // For unit inputs the derivative kernel is the derivative of the kernel.
    for n in 1...5 {
      let activation = ArcCosineActivation(order: n)
      let slope = try #require(activation.derivativeKernel(of: k, variance: 2))
      let kernel = activation.kernel(of: k, variance: 2)
      let form = try #require(kernel.ij.inlined()).withoutAssertions
      #expect(isSame(form.derivative("rho"), try #require(slope.ij.inlined()).withoutAssertions))
    }
  }

  @Test func identity() {
    let graph = ExpressionGraph()
    let k = KernelEntries(
      ii: graph.variable("a"), jj: graph.variable("b"), ij: graph.variable("k"))
    let activation = IdentityActivation()
    let kernel = activation.kernel(of: k, variance: 3)
    #expect(kernel.ii == 3 * k.ii && kernel.jj == 3 * k.jj && kernel.ij == 3 * k.ij)
    #expect(activation.mean(diagonal: k.ii, variance: 3).isZero)
    #expect(activation.derivativeKernel(of: k, variance: 3)?.ij.rationalValue == 3)
    #expect(!activation.reference.isEmpty)
  }
}
