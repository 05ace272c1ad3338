import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

@Suite struct PairwiseCompositionTests {
  private static func networks(_ count: Int, seed: UInt64) -> [[[Int]]] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      (1...Int.random(in: 1...7, using: &generator)).map { group in
        (0..<group).map { _ in Int.random(in: 0...2, using: &generator) }
      }
    }
  }

  @Test(arguments: [PropagationRule.varianceOnly, .exact])
  func randomNetworks(_ rule: PropagationRule) throws {
    // |ρ| < 1: interval division may not leave [−1, 1] at the ends, where the formulas are undefined.
    let points = [Rational(0), Rational(1, 2), Rational(-9, 10), Rational(99, 100)]
    var compared = 0
    for codes in Self.networks(scaledCount(150), seed: 4) {
      let text = codes.map { $0.map(String.init).joined() }.joined(separator: "_")
      let network = try NetworkGraph(parsing: text)
      guard network.isConnected else { continue }
      for rho in points {
        let graph = ExpressionGraph()
        let kernels = try NetworkKernels(
          network, inputs: .unit(correlation: graph.rational(rho)), rule: rule)
        let ntk = try #require(kernels.ntk)
        let forms = [kernels.nngp.ii, kernels.nngp.ij, ntk.ii, ntk.ij]
        let values = Program(forms, inputs: []).evaluate([], precision: Precision(160))
        let one = PairwiseComposition.number(1)
        let other = PairwiseComposition(
          network, inputs: .init(ii: one, jj: one, ij: PairwiseComposition.number(rho)),
          means: .init { _ in PairwiseComposition.number(0) }, rule: rule)
        let expected = [
          other.kernel.ii, other.kernel.ij, other.kernel.ii + other.tangent.ii,
          other.kernel.ij + other.tangent.ij,
        ]
        for (value, expected) in zip(values, expected) {
          #expect(value.overlaps(expected), "\(text) at \(rho): \(value), \(expected)")
          #expect(expected.relativeAccuracyBits > 60 || expected.contains(Rational(0)), "\(text)")
        }
        compared += 1
      }
    }
    #expect(compared > 200)
  }

  /// f is homogeneous: inputs four times as large give kernels four times as large.
  @Test(arguments: [PropagationRule.varianceOnly, .exact, .exactWithoutMeans])
  func homogeneity(_ rule: PropagationRule) throws {
    for codes in Self.networks(30, seed: 9) {
      let text = codes.map { $0.map(String.init).joined() }.joined(separator: "_")
      let network = try NetworkGraph(parsing: text)
      let graph = ExpressionGraph()
      let rho = graph.rational(Rational(1, 3))
      let unit = try NetworkKernels(network, inputs: .unit(correlation: rho), rule: rule)
      let four = try NetworkKernels(
        network,
        inputs: .scaled(correlation: rho, squaredNorms: (4, 4), means: (0, 0)), rule: rule)
      for (a, b) in [(unit.nngp.ij, four.nngp.ij), (unit.nngp.ii, four.nngp.ii)] {
        let values = Program([4 * a, b], inputs: []).evaluate([], precision: Precision(200))
        #expect(values[0].overlaps(values[1]), "\(text)")
      }
    }
  }

  /// The values of the simplest networks, by hand: `1_11` doubles the input (kernel 4 exactly, 2 by
  /// variances), `2_21` adds two features whose means multiply.
  @Test func valuesByHand() throws {
    let graph = ExpressionGraph()
    let rho = graph.variable("rho")
    func kernels(_ text: String, _ rule: PropagationRule) throws -> NetworkKernels {
      try NetworkKernels(
        NetworkGraph(parsing: text), inputs: .unit(correlation: rho), rule: rule)
    }
    #expect(try kernels("1_11", .exact).nngp.ii.rationalValue == 4)
    #expect(try kernels("1_11", .varianceOnly).nngp.ii.rationalValue == 2)
    #expect(try kernels("1_11", .exact).nngp.ij == 4 * rho)
    let mixed = try kernels("2_21", .exact).nngp.ii
    #expect((mixed.inlined() ?? mixed) == 2 * graph.pi.reciprocal + 2)
    #expect(try kernels("2_21", .exactWithoutMeans).nngp.ii.rationalValue == 2)
    #expect(try kernels("0_00", .exact).nngp.ii.isZero)
  }
}
