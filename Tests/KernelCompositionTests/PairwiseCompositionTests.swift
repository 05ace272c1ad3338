import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// Composition in numbers, straight from the definition: every node a combination of atoms, every pair
/// of atoms looked at on its own. It shares interval arithmetic with the package, and nothing of the
/// symbolic composition.
private struct PairwiseComposition {
  static let precision = Precision(160)
  /// An atom: its kernel entries at (i,i) and (i,j), tangent entries, and its mean.
  struct Atom {
    let ii: Interval
    let ij: Interval
    let tangentII: Interval
    let tangentIJ: Interval
    let mean: Interval
  }
  var diagonal: Interval
  var offDiagonal: Interval
  var tangentDiagonal: Interval
  var tangentOffDiagonal: Interval

  /// κ₁ and κ₀ from their formulas.
  private static func kappa1(_ x: Interval) -> Interval {
    let pi = Interval.pi(precision: x.precision)
    let one = Interval(1, precision: x.precision)
    return ((one - x * x).squareRoot + x * (pi - x.arccosine)) / pi
  }
  private static func kappa0(_ x: Interval) -> Interval {
    let pi = Interval.pi(precision: x.precision)
    return (pi - x.arccosine) / pi
  }

  /// Unit, centred inputs with correlation ρ under the exact rule, or the variance-only one.
  init(codes: [[Int]], rho: Rational, isExact: Bool) {
    let zero = Interval(0, precision: Self.precision)
    let one = Interval(1, precision: Self.precision)
    let pi = Interval.pi(precision: Self.precision)
    var atoms = [
      Atom(
        ii: one, ij: Interval(rho, precision: Self.precision), tangentII: zero, tangentIJ: zero,
        mean: zero)
    ]
    /// Each node as atom → coefficient; under the variance-only rule atoms are counted, not added up.
    var nodes: [[Int: Int]] = [[0: 1]]
    func entries(_ node: [Int: Int]) -> (Interval, Interval, Interval, Interval) {
      var sums = (zero, zero, zero, zero)
      for (a, c) in node {
        let weight = Interval(Rational(isExact ? c * c : c), precision: Self.precision)
        sums.2 = sums.2 + weight * atoms[a].tangentII
        sums.3 = sums.3 + weight * atoms[a].tangentIJ
        for (b, d) in node where isExact || a == b {
          let factor = Interval(Rational(isExact ? c * d : c), precision: Self.precision)
          let cross = atoms[a].mean * atoms[b].mean
          sums.0 = sums.0 + factor * (a == b ? atoms[a].ii : cross)
          sums.1 = sums.1 + factor * (a == b ? atoms[a].ij : cross)
        }
      }
      return sums
    }
    for group in codes {
      var node: [Int: Int] = [:]
      for (source, code) in group.enumerated() where code != 0 && !nodes[source].isEmpty {
        if code == 1 {
          for (atom, c) in nodes[source] { node[atom, default: 0] += c }
          continue
        }
        let k = entries(nodes[source])
        let correlation = k.1 / k.0
        let slope = Self.kappa0(correlation)
        node[atoms.count] = 1
        atoms.append(
          Atom(
            ii: k.0, ij: k.0 * Self.kappa1(correlation), tangentII: k.0 + k.2,
            tangentIJ: slope * (k.1 + k.3), mean: (k.0 / pi).squareRoot))
      }
      nodes.append(node)
    }
    (diagonal, offDiagonal, tangentDiagonal, tangentOffDiagonal) = entries(nodes[nodes.count - 1])
  }
}

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
        let other = PairwiseComposition(codes: codes, rho: rho, isExact: rule == .exact)
        let expected = [
          other.diagonal, other.offDiagonal, other.diagonal + other.tangentDiagonal,
          other.offDiagonal + other.tangentOffDiagonal,
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
