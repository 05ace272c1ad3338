import ArchitectureSpaces
import ExactArithmetic
import ExactJSON
import NetworkGraphs
import Testing

@Suite struct SupernetJSONTests {
  @Test func formsOfAnEdge() throws {
    let supernet = try Supernet(
      json: """
        {"nodes": 3, "edges": [
          {"from": 0, "to": 1, "skip": "1/3", "parameterised": "2/3"},
          {"from": 0, "to": 2, "operations": ["none", "skip_connect", "nor_conv_3x3", "avg_pool_3x3"]},
          {"from": 1, "to": 2, "operations": {"skip_connect": 0.25, "nor_conv_1x1": "1/2"}}]}
        """)
    #expect(supernet.nodeCount == 3 && supernet.sources == 1 && supernet.outputs == [2])
    #expect(supernet.edges.map(\.skip) == [Rational(1, 3), Rational(1, 2), Rational(1, 4)])
    #expect(
      supernet.edges.map(\.parameterised) == [Rational(2, 3), Rational(1, 4), Rational(1, 2)])
    #expect(supernet.edges.map(\.absent) == [0, Rational(1, 4), Rational(1, 4)])
    // Paths 0→2 and 0→1→2: E[P] = 3/4 + 3/4, E[Σ d] = 1/4 + (2/3·1/4 + 1/3·1/2 + 2·2/3·1/2).
    let expected = supernet.expectedPathsBySource[0]
    #expect(expected.count == Rational(3, 2))
    #expect(expected.parameterisedEdges == Rational(5, 4))
    #expect(supernet.effectiveDepth == Rational(5, 6))
    let short = try Supernet(json: "{\"edges\": [{\"from\": 0, \"to\": 3, \"skip\": 1}]}")
    #expect(short.nodeCount == 4 && short.outputs == [3] && short.effectiveDepth == 0)
  }

  @Test func spacesNeedNoEdges() throws {
    let all = NetworkGraph.nasBench201Operations
    let list = "[" + all.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    let text =
      "{\"space\": \"nasbench201\", \"operations\": ["
      + Array(repeating: list, count: 6).joined(separator: ", ") + "]}"
    #expect(
      try Supernet(json: text)
        == Supernet.nasBench201(operations: Array(repeating: all, count: 6)))
    let darts =
      "{\"space\": \"darts\", \"operations\": ["
      + Array(repeating: "[\"sep_conv_3x3\", \"none\"]", count: 14).joined(separator: ", ") + "]}"
    #expect(
      try Supernet(json: darts)
        == Supernet.darts(operations: Array(repeating: ["sep_conv_3x3", "none"], count: 14)))
  }

  @Test(arguments: [
    ("{\"nodes\": 2}", 1, "has no \"edges\""), ("{\"nodes\": 1, \"edges\": []}", 11, "from 2 to"),
    ("{\"nodes\": 2, \"edges\": [], \"x\": 1}", 27, "unknown key \"x\""),
    ("{\"nodes\": 2, \"sources\": 2, \"edges\": []}", 25, "from 1 to 1"),
    ("{\"nodes\": 2, \"outputs\": [1, 1], \"edges\": []}", 29, "occurs twice"),
    ("{\"nodes\": 2, \"edges\": [{\"from\": 1, \"to\": 0}]}", 24, "does not lead forwards"),
    (
      "{\"nodes\": 2, \"edges\": [{\"from\": 0, \"to\": 1}, {\"from\": 0, \"to\": 1}]}", 46,
      "0 → 1 occurs twice"
    ),
    ("{\"nodes\": 2, \"edges\": [{\"from\": 0, \"to\": 1, \"skip\": 2}]}", 53, "from 0 to 1"),
    (
      "{\"nodes\": 2, \"edges\": [{\"from\": 0, \"to\": 1, \"skip\": 0.6, \"parameterised\": 0.5}]}",
      24,
      "add up to 11/10"
    ),
    (
      "{\"nodes\": 2, \"edges\": [{\"from\": 0, \"to\": 1, \"operations\": [\"conv9\"]}]}", 60,
      "unknown operation \"conv9\""
    ),
    (
      "{\"nodes\": 2, \"edges\": [{\"from\": 0, \"to\": 1, \"skip\": 1, \"operations\": []}]}", 24,
      "not both"
    ),
    ("{\"space\": \"nb\", \"operations\": []}", 11, "expected \"nasbench201\""),
    ("{\"space\": \"darts\", \"operations\": []}", 34, "there are operations for 0 edges"),
    ("[]", 1, "a supernet is an array"), ("{", 2, ""),
  ])
  func errorsAreLocated(_ text: String, _ column: Int, _ part: String) throws {
    let error = try #require(throws: JSONError.self) { try Supernet(json: text) }
    #expect(part.isEmpty || error.message.contains(part), "\(error)")
    #expect(error.location.line == 1 && error.location.column == column, "\(error)")
  }
}
