import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// The steps of a recursion are read back as a program would read them: form after form, each value kept
/// under its name.
@Suite struct RecursionTests {
  private static let precision = Precision(200)

  private func network(from generator: inout SplitMix64) throws -> NetworkGraph {
    let count = Int.random(in: 2...7, using: &generator)
    var edges: [NetworkGraph.Edge] = []
    for target in 1..<count {
      for source in 0..<target {
        switch Int.random(in: 0..<7, using: &generator) {
        case 0, 1: break
        case 2:
          let scale = Rational(Integer(Int.random(in: 1...3, using: &generator)), 2)
          edges.append(.init(source: source, target: target, operation: .skip(scale: scale)))
        case 3: edges.append(.init(source: source, target: target, operation: .unitSkip))
        case 4:
          let order = Int.random(in: 1...2, using: &generator)
          edges.append(
            .init(
              source: source, target: target,
              operation: .parameterised(
                .arcCosine(order: order), variance: 1)))
        default:
          edges.append(
            .init(
              source: source, target: target,
              operation: .parameterised(.relu, variance: 2)))
        }
      }
    }
    return try NetworkGraph(
      nodeNames: (0..<count).map { "\($0)" }, input: 0, output: count - 1, edges: edges)
  }

  @Test(arguments: PropagationRule.allCases)
  func readingTheFormsGivesTheValues(_ rule: PropagationRule) throws {
    var generator = SplitMix64(seed: 20)
    var compared = 0
    for round in 0..<60 {
      let network = try network(from: &generator)
      guard network.isConnected else { continue }
      let graph = ExpressionGraph()
      let rho = graph.variable("rho")
      let inputs: InputPair
      var known: [String: Interval] = ["rho": Interval(Rational(2, 7), precision: Self.precision)]
      switch round % 3 {
      case 0: inputs = .unit(correlation: rho)
      case 1:
        inputs = .scaled(
          correlation: rho, squaredNorms: (2, 3), means: (Rational(1, 2), Rational(-1, 3)))
      default:
        inputs = .symbolic(in: graph)
        for (name, value) in [
          ("Kii", Rational(2)), ("Kjj", 3), ("Kij", Rational(1, 2)), ("Mi", Rational(1, 2)),
          ("Mj", Rational(-1, 3)),
        ] {
          known[name] = Interval(value, precision: Self.precision)
        }
      }
      let kernels = try NetworkKernels(network, inputs: inputs, rule: rule)
      let read = try recursionValues(of: kernels, with: known)
      let quantities: [KernelQuantity] = [.kii, .kij, .ntkii, .ntkij, .lambda2]
      for quantity in quantities {
        guard let form = kernels[quantity] else { continue }
        let names = form.variables
        let value = Program([form], inputs: names).evaluate(
          names.map { known[$0] ?? .indeterminate(precision: Self.precision) },
          precision: Self.precision)[0]
        let name = "\(quantity.rawValue)_\(network.nodeNames[network.output])"
        let step = try #require(read[name], "\(name)")
        #expect(step.overlaps(value), "\(name) of round \(round): \(step), \(value)")
        #expect(value.relativeAccuracyBits > 100 || value.contains(Rational(0)))
        // The closed form has the same value.
        let closed = try #require(form.inlined(limit: 1_000_000))
        #expect(!closed.hasQuantities)
        let closedValue = Program([closed], inputs: names).evaluate(
          names.map { known[$0] ?? .indeterminate(precision: Self.precision) },
          precision: Self.precision)[0]
        #expect(closedValue.overlaps(value), "\(name) of round \(round) closed")
        compared += 1
      }
    }
    #expect(compared > 150)
  }

  /// X⁽ᵗ⁺¹⁾ = edge(X⁽ᵗ⁾) + X⁽ᵗ⁻¹⁾.
  private func residualChain(_ blocks: Int) throws -> NetworkGraph {
    var edges: [NetworkGraph.Edge] = []
    for node in 0..<blocks {
      let edge = EdgeOperation.parameterised(.relu, variance: 2)
      edges.append(.init(source: node, target: node + 1, operation: edge))
      if node > 0 {
        edges.append(.init(source: node - 1, target: node + 1, operation: .unitSkip))
      }
    }
    return try NetworkGraph(
      nodeNames: (0...blocks).map { "\($0)" }, input: 0, output: blocks, edges: edges)
  }

  private func size(_ network: NetworkGraph, _ rule: PropagationRule) throws -> (
    nodes: Int, text: Int
  ) {
    let graph = ExpressionGraph()
    let kernels = try NetworkKernels(
      network, inputs: .unit(correlation: graph.variable("rho")), rule: rule)
    // Integer constants that double from node to node have digits in proportion to their place.
    let text = kernels.recursion.steps.reduce(0) { total, step in
      total + kernels.recursion.form(of: step).filter { !$0.isNumber }.count
    }
    return (graph.count, text)
  }

  /// Twice the blocks are twice the program and twice the text.
  @Test(arguments: [PropagationRule.varianceOnly, .exact]) func residualChainsAreLinear(
    _ rule: PropagationRule
  ) throws {
    let (small, large) = (try size(residualChain(100), rule), try size(residualChain(200), rule))
    #expect(large.nodes < small.nodes * 21 / 10)
    #expect(large.text < small.text * 23 / 10)
  }

  /// Every edge parameterised: of the order of the number of edges, under either rule.
  @Test(arguments: [PropagationRule.varianceOnly, .exact]) func completeNetworksAreLinearInEdges(
    _ rule: PropagationRule
  ) throws {
    func complete(_ nodes: Int) throws -> NetworkGraph {
      try NetworkGraph(
        parsing: (1...nodes).map { String(repeating: "2", count: $0) }.joined(separator: "_"))
    }
    let (small, large) = (try size(complete(20), rule), try size(complete(40), rule))
    #expect(large.text < small.text * 9 / 2)
    #expect(large.nodes < small.nodes * 9 / 2)
  }

  /// The names are identifiers whatever the nodes are called.
  @Test func namesAreIdentifiers() throws {
    let network = try NetworkGraph(
      nodeNames: ["in put", "a+b", "out"], input: 0, output: 2,
      edges: [
        .init(source: 0, target: 1, operation: .parameterised(.relu, variance: 2)),
        .init(source: 1, target: 2, operation: .unitSkip),
        .init(source: 0, target: 2, operation: .unitSkip),
      ])
    let graph = ExpressionGraph()
    let kernels = try NetworkKernels(
      network, inputs: .unit(correlation: graph.variable("rho")), rule: .exact)
    #expect(kernels.recursion.steps.contains { $0.name == "Kij_2" && $0.nodeName == "out" })
    _ = try recursionValues(
      of: kernels, with: ["rho": Interval(Rational(1, 3), precision: Self.precision)])
  }

  /// A normalised node's K and q are steps, which the activations behind it are written with.
  @Test func behindANormalisedNode() throws {
    func forms(_ activation: String) throws -> (people: String, programs: String) {
      let dag = "0-gelu(c=1,b=1/10)>1 1:ln(1/100) 1-\(activation)(c=1)>2"
      let kernels = try NetworkKernels(
        NetworkGraph(parsing: dag), inputs: .unit(correlation: ExpressionGraph().variable("rho")),
        rule: .exact)
      let form = kernels.nngp.ij
      let readable = ReadableRecursion(kernels.recursion, for: [form])
      #expect(Set(readable.steps.map(\.symbol.text)).isSuperset(of: ["V₁ᵢᵢ", "q₁", "K₁"]))
      let last = try #require(kernels.recursion.steps.last { $0.quantity == .kij })
      return (readable.text(readable.form(form)), kernels.recursion.form(of: last))
    }
    #expect(try forms("tanh") == ("dual(tanh; q₁, q₁, K₁)", "dual(tanh; Kii_1, Kii_1, Kij_1)"))
    let gelu = try forms("gelu")
    #expect(gelu.people.contains("K₁") && gelu.people.contains("q₁") && !gelu.people.contains("V"))
    #expect(gelu.programs.contains("Kij_1") && !gelu.programs.contains("V"))
  }

  /// What is written for people: nodes that are used once are part of what uses them.
  @Test func readable() throws {
    let graph = ExpressionGraph()
    let kernels = try NetworkKernels(
      NetworkGraph(parsing: "2_12_002_0012"), inputs: .unit(correlation: graph.variable("rho")),
      rule: .varianceOnly)
    let form = kernels.nngp.ij
    let readable = ReadableRecursion(kernels.recursion, for: [form])
    let lines = readable.steps.map { "\($0.symbol.text) = \(readable.text($0.form))" }
    #expect(lines == ["K₂ = ρ + f(f(ρ))"])
    #expect(readable.text(readable.form(form)) == "K₂ + 2f(f(K₂/2))")
  }
}
