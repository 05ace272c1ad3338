import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// Weight and bias variances, several activations, normalised nodes and coherent skips, beside the
/// composition that is written straight from the definition.
@Suite struct GeneralEdgeTests {
  private typealias Reference = PairwiseComposition

  /// The activations that both know.
  private static let activations: [ActivationReference] = [
    "relu", "relu", "identity", "arc_cosine(0)", "arc_cosine(2)", "erf", "gelu", "sin(6/5, 3/10)",
    "gaussian(-1/3)", "abrelu(1/5, 1)",
  ].compactMap { ActivationReference($0) }.filter {
    NetworkKernels.problem(with: $0) == nil && ReferenceDual($0) != nil
  }

  /// A random network; scales of both signs, so that features that arrive twice may cancel.
  private static func network(
    _ generator: inout SplitMix64, of activations: [ActivationReference] = activations
  ) throws -> NetworkGraph {
    func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }
    let nodes = Int.random(in: 2...6, using: &generator)
    var edges: [NetworkGraph.Edge] = []
    var normalizations: [Int: Rational] = [:]
    for target in 0..<nodes {
      for source in 0..<target {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: continue
        case 1, 2:
          edges.append(
            .init(
              source: source, target: target,
              operation: .skip(scale: pick([1, 1, 1, -1, 2, Rational(1, 2)]))))
        default:
          edges.append(
            .init(
              source: source, target: target,
              operation: .parameterised(
                .init(
                  pick(activations), variance: pick([2, 1, Rational(3, 2)]),
                  weightVariance: pick([1, 1, Rational(13, 10), Rational(1, 2)]),
                  biasVariance: pick([0, 0, Rational(2, 5), 1])))))
        }
      }
      if Int.random(in: 0..<3, using: &generator) == 0 {
        normalizations[target] = pick([Rational(1, 20), 1, Rational(1, 1000)])
      }
    }
    return try NetworkGraph(
      nodeNames: (0..<nodes).map { "\($0)" }, input: 0, output: nodes - 1, edges: edges,
      normalizations: normalizations)
  }

  /// A network's kernels, and those of the definition, on inputs of unequal norms with means.
  private static func onGeneralInputs(
    _ network: NetworkGraph, _ rule: PropagationRule
  ) throws -> (kernels: NetworkKernels, reference: Reference) {
    // Norms, ⟨x_i, x_j⟩ and means, with K − MMᵀ positive definite.
    let data = [
      Rational(5, 4), Rational(3, 4), Rational(-2, 5), Rational(1, 2), Rational(-1, 3),
    ]
    let graph = ExpressionGraph()
    let numbers = data.map { graph.rational($0) }
    let kernels = try NetworkKernels(
      network,
      inputs: .init(
        kernel: .init(ii: numbers[0], jj: numbers[1], ij: numbers[2]),
        means: (numbers[3], numbers[4])), rule: rule)
    let values = data.map(Reference.number)
    let reference = Reference(
      network, inputs: .init(ii: values[0], jj: values[1], ij: values[2]),
      means: .init { $0 ? values[3] : values[4] }, rule: rule)
    return (kernels, reference)
  }

  @Test(arguments: PropagationRule.allCases) func randomNetworks(_ rule: PropagationRule) throws {
    var generator = SplitMix64(seed: 1607)
    var failures = Failures()
    var (compared, sharp) = (0, 0)
    for _ in 0..<scaledCount(60) {
      let network = try Self.network(&generator)
      guard network.isConnected else { continue }
      let text = try #require(network.edgeList)
      #expect(try NetworkGraph(parsing: text) == network)
      #expect(try NetworkGraph(parsing: network.json.text()) == network)
      let (kernels, reference) = try Self.onGeneralInputs(network, rule)
      var forms = [
        kernels.nngp.ii, kernels.nngp.jj, kernels.nngp.ij, kernels.means.i, kernels.means.j,
      ]
      var expected = [
        reference.kernel.ii, reference.kernel.jj, reference.kernel.ij, reference.mean.i,
        reference.mean.j,
      ]
      let isStep = { (edge: NetworkGraph.Edge) in
        if case .parameterised(let layer) = edge.operation {
          return layer.activation.arcCosineOrder == 0
        }
        return false
      }
      if let ntk = kernels.ntk {
        forms += [ntk.ii, ntk.jj, ntk.ij]
        expected += zip(
          expected, [reference.tangent.ii, reference.tangent.jj, reference.tangent.ij]
        )
        .map { $0 + $1 }
      } else {
        failures.check(network.edges.contains(where: isStep), "\(text): no tangent kernel")
      }
      let results = Program(forms, inputs: []).evaluate([], precision: Reference.precision)
      for (index, (result, expected)) in zip(results, expected).enumerated() {
        failures.check(
          result.overlaps(expected), "\(rule) \(text) \(index): \(result), \(expected)")
        let isSharp =
          result.relativeAccuracyBits > 60 && expected.relativeAccuracyBits > 60
          || (result.contains(Rational(0)) && expected.contains(Rational(0)))
        if isSharp { sharp += 1 }
        compared += 1
      }
      try Self.checkRecursion(kernels, text, &failures)
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(compared > 200 && sharp * 10 > compared * 9, "\(sharp) of \(compared)")
  }

  /// Edges with formulas and names without closed duals, beside the definition with expectations by quadrature in
  /// machine numbers: wrong by some 10⁻⁷ a layer, and a wrong weight, bias or mean is wrong by far more.
  @Test func formulasOnRandomNetworks() throws {
    let names = NumericDual.formulas.keys.sorted() + ["gelu", "relu"]
    let activations = try names.map {
      try #require(ActivationReference($0.filter { $0 != "\"" }))
    }
    var generator = SplitMix64(seed: 2111)
    var failures = Failures()
    var (compared, sharp) = (0, 0)
    for _ in 0..<scaledCount(10) {
      let network = try Self.network(&generator, of: activations)
      guard network.isConnected else { continue }
      let text = try #require(network.edgeList)
      let (kernels, reference) = try Self.onGeneralInputs(network, .exact)
      let ntk = try #require(kernels.ntk)
      let forms = [
        kernels.nngp.ii, kernels.nngp.jj, kernels.nngp.ij, kernels.means.i, kernels.means.j,
        ntk.ii, ntk.jj, ntk.ij,
      ]
      let (k, t) = (reference.kernel, reference.tangent)
      let expected = [
        k.ii, k.jj, k.ij, reference.mean.i, reference.mean.j, k.ii + t.ii, k.jj + t.jj, k.ij + t.ij,
      ]
      let results = Program(forms, inputs: []).evaluate([], precision: Precision(64))
      for (index, (result, expected)) in zip(results, expected).enumerated() {
        failures.check(result.overlaps(expected), "\(text) \(index): \(result), \(expected)")
        failures.check(result.isBounded, "\(text) \(index): \(result)")
        if expected.width.exponent < -8 { sharp += 1 }
        compared += 1
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(compared > 40 && sharp * 4 > compared * 3, "\(sharp) of \(compared)")
  }

  /// Reading the recursion's forms one after the other gives the output.
  private static func checkRecursion(
    _ kernels: NetworkKernels, _ text: String, _ failures: inout Failures
  ) throws {
    let precision = Precision(128)
    let values = try recursionValues(of: kernels, with: [:], precision: precision)
    guard let last = kernels.recursion.steps.last(where: { $0.quantity == .kij }),
      let value = values[last.name]
    else { return }
    let expected = Program([kernels.nngp.ij], inputs: []).evaluate([], precision: precision)[0]
    failures.check(value.overlaps(expected), "\(text): the recursion's K_ij is \(value)")
  }

  /// X₁ + relu-edge(LN(X₁)) + LN(X₁) over a ReLU edge X₁, as finite networks have it.
  @Test func aCoherentNormalisation() throws {
    let network = try NetworkGraph(
      parsing: "0-relu(w=13/10,b=2/5)>1 1-1>2 2:ln(1/20) 2-1>3 1-1>4 2-relu(w=1.3,b=0.4)>4 3-1>4")
    let graph = ExpressionGraph()
    let kernels = try NetworkKernels(
      network, inputs: .unit(correlation: graph.rational(Rational(3, 10))), rule: .exact)
    let ntk = try #require(kernels.ntk)
    let values = Program([kernels.nngp.ii, kernels.nngp.ij, ntk.ii, ntk.ij], inputs: [])
      .evaluate([], precision: Precision(100))
    for (value, expected) in zip(values, [7478, 4310, 17151, 7178]) {
      let limit = Interval(Rational(Integer(expected), 1000), precision: value.precision)
      let tolerance = Interval(Rational(1, 2000), precision: value.precision)
      #expect((value - limit).magnitude.isLess(than: tolerance) == .yes, "\(value)")
    }
  }

  /// A normalised node's features are the same whatever multiple of them is normalised, for ε = 0.
  @Test func epsilonZero() throws {
    func entry(_ text: String) throws -> Interval {
      let graph = ExpressionGraph()
      let kernels = try NetworkKernels(
        NetworkGraph(parsing: text), inputs: .unit(correlation: graph.rational(Rational(1, 3))),
        rule: .exact)
      return Program([kernels.nngp.ij], inputs: []).evaluate([], precision: Precision(100))[0]
    }
    let (plain, scaled) = (
      try entry("0-2>1 1-1>2 2:ln(0) 2-2>3"), try entry("0-2>1 1-skip(7)>2 2:ln(0) 2-2>3")
    )
    #expect(plain.overlaps(scaled) && plain.relativeAccuracyBits > 80)
    let graph = ExpressionGraph()
    #expect(throws: CompositionError.vanishingVariance(node: "2")) {
      try NetworkKernels(
        NetworkGraph(parsing: "0-1>1 0-1>2 1-skip(-1)>2 2:ln(0)"),
        inputs: .unit(correlation: graph.variable("rho")), rule: .exact)
    }
  }

  /// Features that cancel are 0, but with biases what follows is not.
  @Test func biasesAfterACancellation() throws {
    let graph = ExpressionGraph()
    func ii(_ edge: String) throws -> Rational? {
      try NetworkKernels(
        NetworkGraph(parsing: "0-1>1 0-1>2 1-skip(-1)>2 2-\(edge)>3"),
        inputs: .unit(correlation: graph.variable("rho")), rule: .exact
      ).nngp.ii.rationalValue
    }
    #expect(try ii("relu(b=3)") == 3)
    #expect(try ii("relu") == 0)
    #expect(try ii("identity(c=1)") == 0)
  }
}
