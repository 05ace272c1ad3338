import ExactArithmetic
import ExactJSON
import NetworkGraphs
import SourceText
import SymbolicExpressions
import Testing
import _TestSupport

@Suite struct JSONFormatTests {
  @Test func everyFeatureIsRead() throws {
    let text = """
      {"output": "out", "input": "in", "edges": [
        {"from": "b", "to": "out", "op": "skip", "scale": -0.25},
        {"from": "in", "to": "b", "op": "parameterised", "activation": {"arc_cosine": 3},
         "variance": 1e-1},
        {"from": "in", "to": "a", "op": "parameterised", "activation": "arc_cosine(1)"},
        {"from": "a", "to": "b", "op": "zero"},
        {"from": "a", "to": "out", "op": "parameterised", "activation": "identity",
         "variance": "3/7", "label": "conv"},
        {"from": "in", "to": "out", "op": "parameterised", "activation": {"abrelu": [-1, "1/2"]}}
      ]}
      """
    let network = try NetworkGraph(parsing: text)
    typealias Edge = NetworkGraph.Edge
    let general = try #require(
      ActivationReference(name: "abrelu", parameters: [-1, Rational(1, 2)]))
    // The input is first and the output last; "b" precedes "a", as in the text: the edge a → b is
    // absent.
    #expect(network.nodeNames == ["in", "b", "a", "out"])
    let (a, b) = (2, 1)
    #expect(network.input == 0 && network.output == 3)
    #expect(
      Set(network.edges) == [
        Edge(source: b, target: 3, operation: .skip(scale: Rational(-1, 4))),
        Edge(
          source: 0, target: b,
          operation: .parameterised(.arcCosine(order: 3), variance: Rational(1, 10))),
        Edge(source: 0, target: a, operation: .relu),
        Edge(
          source: a, target: 3, operation: .parameterised(.identity, variance: Rational(3, 7)),
          label: "conv"),
        Edge(source: 0, target: 3, operation: .parameterised(general, variance: 2)),
      ])
    #expect(try NetworkGraph(parsing: network.json.text()) == network)
    #expect(try NetworkGraph(parsing: network.json.text(pretty: true)) == network)
  }

  @Test func orderIsStableAndTopological() throws {
    let text = """
      {"nodes": ["z", "out", "y", "x", "in", "w"], "input": "in", "output": "out", "edges": [
        {"from": "z", "to": "out", "op": "skip"}, {"from": "w", "to": "z", "op": "skip"},
        {"from": "in", "to": "w", "op": "skip"}, {"from": "out", "to": "x", "op": "skip"}]}
      """
    #expect(try NetworkGraph(parsing: text).nodeNames == ["in", "y", "w", "z", "out", "x"])
  }

  @Test func cyclesAreNamed() throws {
    let text = """
      {"input": "i", "output": "o", "edges": [{"from": "a", "to": "b", "op": "skip"},
        {"from": "b", "to": "c", "op": "skip"}, {"from": "c", "to": "a", "op": "skip"},
        {"from": "i", "to": "a", "op": "skip"}, {"from": "c", "to": "o", "op": "skip"}]}
      """
    let error = try #require(throws: NetworkFormatError.self) { try NetworkGraph(parsing: text) }
    #expect(error.location == SourceLocation(line: 2, column: 43))
    let cycles = ["a → b → c → a", "b → c → a → b", "c → a → b → c"]
    #expect(cycles.contains { error.problem == "the edges form a cycle: \($0)" }, "\(error)")
    #expect(error.edge == .init("c", "a"))
  }

  @Test func longCyclesAreFoundWithoutRecursion() throws {
    let edges = (0..<5_000).map { index in
      JSON.members([
        ("from", "n\(index)"), ("to", "n\((index + 1) % 5_000)"), ("op", "skip"),
      ])
    }
    let json: JSON = ["nodes": nil, "input": "n0", "output": "n1", "edges": .array(edges)]
    var object = json.text()
    object.replace("\"nodes\":null,", with: "\"nodes\":[\"a\",\"n0\",\"n1\"],")
    #expect(throws: NetworkFormatError.self) { try NetworkGraph(parsing: object) }
    let ring: JSON = [
      "input": "in", "output": "out",
      "edges": .array(edges.dropLast(4) + [["from": "n4996", "to": "n0", "op": "skip"]]),
    ]
    let error = try #require(throws: NetworkFormatError.self) {
      try NetworkGraph(parsing: ring.text())
    }
    #expect(error.problem.contains("cycle") && error.problem.utf8.count < 200, "\(error)")
  }

  @Test func randomNetworksAreWrittenBack() throws {
    for seed in 0..<100 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let network = try NetworkGraph(digitString: randomDigitString(nodes: 1...9, &generator))
      #expect(try NetworkGraph(parsing: network.json.text()) == network, "seed \(seed)")
    }
  }
}
