import ExactArithmetic
import NetworkGraphs
import Testing
import _TestSupport

@Suite struct CompleteSpaceTests {
  @Test func ranksFollowTheSequence() throws {
    let space = CompleteSpace(nodes: 3)
    var seen: Set<NetworkGraph> = []
    for (rank, network) in space.enumerated() {
      #expect(space.rank(of: network) == Integer(rank))
      #expect(space.network(rank: Integer(rank)) == network)
      seen.insert(network)
    }
    #expect(seen.count == 729)
    #expect(space.network(rank: -1) == nil && space.network(rank: space.count) == nil)
    #expect(space.network(rank: 0)?.digitString == "0_00_000")
    #expect(space.network(rank: 728)?.digitString == "2_22_222")
    #expect(space.network(rank: 1)?.digitString == "0_00_001")
  }

  @Test func largeSpacesAreIndexed() throws {
    let space = CompleteSpace(nodes: 40)
    #expect(space.count == Integer(3).power(820))
    for seed in 0..<20 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let text = randomDigitString(nodes: 40...40, &generator)
      let network = try NetworkGraph(parsing: text)
      let rank = try #require(space.rank(of: network))
      #expect(space.network(rank: rank) == network, "seed \(seed)")
    }
    #expect(space.rank(of: try NetworkGraph(parsing: "2_21_112")) == nil)
  }
}

@Suite struct DrawingTests {
  @Test(arguments: [
    ("2_02_002", "0\n●──▶ 1\n     ●──▶ 2\n          ●──▶ 3\n● parameterised (ReLU, c = 2)\n"),
    (
      "1_01_222",
      "0\n○──▶ 1\n│    ○──▶ 2\n●────●────●──▶ 3\n○ skip   ● parameterised (ReLU, c = 2)\n"
    ),
    ("0_10_100", "0\n│    1\n○───────▶ 2\n○────────────▶ 3\n○ skip\n"),
    ("0_12_010_1000", "0\n│    1\n○────●──▶ 2\n│    ○───────▶ 3\n○─────────────────▶ 4\n"),
  ])
  func triangles(_ text: String, _ expected: String) throws {
    #expect("\(TextDrawing(try NetworkGraph(parsing: text)))".hasPrefix(expected))
  }

  @Test(arguments: [1, 5, 15, 16, 25, 26, 60, 300])
  func linesFit(nodes: Int) throws {
    for seed in 0..<3 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let text = randomDigitString(nodes: nodes...nodes, &generator)
      let lines = TextDrawing(try NetworkGraph(parsing: text)).lines
      #expect(lines.allSatisfy { $0.count <= 80 } && lines.count <= 62, "seed \(seed)")
    }
  }

  @Test func otherOperationsAreInTheLegend() throws {
    let text = """
      {"input": "in", "output": "o\\u001b[2J", "edges": [
        {"from": "in", "to": "m", "op": "parameterised", "activation": {"arc_cosine": 2}},
        {"from": "m", "to": "o\\u001b[2J", "op": "skip", "scale": "1/2"}]}
      """
    let network = try NetworkGraph(parsing: text)
    #expect(
      "\(TextDrawing(network))" == """
        in
        a──▶ m
             b──▶ o·[2J
        a parameterised (arc_cosine(2), c = 2)   b skip × 1/2

        """)
  }

  @Test func dotIsEscaped() throws {
    let network = try NetworkGraph(
      nodeNames: ["a \"b\"", "c\\n"], input: 0, output: 1,
      edges: [.init(source: 0, target: 1, operation: .relu, label: "conv")])
    #expect(
      network.dot == #"""
        digraph network {
          rankdir=LR;
          node [shape=circle];
          n0 [label="a \"b\"", shape=box];
          n1 [label="c\\n", shape=box];
          n0 -> n1 [label="conv", style=bold];
        }

        """#)
  }
}
