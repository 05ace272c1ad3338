import ExactArithmetic
import NetworkGraphs
import SourceText
import SymbolicExpressions
import Testing
import _TestSupport

/// Edge lists and families, against digit strings written by hand.
@Suite struct TypedNetworkTests {
  @Test(arguments: [
    ("0-2>1 0-1>2 1-2>2", "2_12"), ("0-relu>1 1-skip>2 0-0>2", "2_01"), ("0-0>2", "0_00"),
    ("1-2>2\n 0-2>1 ", "2_02"), ("chain(1)", "2"), (" chain( 3 ) ", "2_02_002"),
    ("resnet(1)", "2"), ("resnet(2)", "2_12"), ("resnet(5)", "2_12_002_0012_00002"),
    ("resnet(4, skip: 3)", "2_02_102_0002"), ("resnet(4, scale: 1, skip: 2)", "2_12_002_0012"),
    ("dense(3)", "2_22_222"),
  ])
  func aNetworkIs(_ text: String, _ digits: String) throws {
    let network = try NetworkGraph(parsing: text)
    #expect(network.digitString == digits)
    #expect(network == (try NetworkGraph(digitString: digits)))
  }

  @Test func aScaleIsThatOfTheSkips() throws {
    let network = try NetworkGraph(parsing: "resnet(4, skip: 2, scale: 1/2)")
    #expect(network.edges.filter { $0.operation == .skip(scale: Rational(1, 2)) }.count == 2)
    #expect(network.edges.filter { $0.operation == .relu }.count == 4)
    #expect(network.digitString == nil)
    #expect(network.edgeList?.hasPrefix("0-2>1 0-skip(1/2)>2 1-2>2") == true)
  }

  @Test func generalEdgesAndNormalisedNodes() throws {
    let text = """
      0-tanh(c=1,w=3/2,b=1/10)>1 0-sin(6/5,3/10,b=1/4)>2 1-skip(-1/2)>2 1-arc_cosine(2)>3 2-1>3 \
      0:ln(1/5) 2:ln(0)
      """
    let network = try NetworkGraph(parsing: text)
    #expect(network.edgeList == text)
    #expect(network.normalizations == [0: Rational(1, 5), 2: 0])
    let tanh = try #require(ActivationReference("tanh"))
    #expect(
      network.edges[0].operation
        == .parameterised(
          .init(
            tanh, variance: 1, weightVariance: Rational(3, 2), biasVariance: Rational(1, 10))))
    #expect(network.digitString == nil && network.nasBench201 == nil)
    #expect(try NetworkGraph(parsing: network.json.text()) == network)
    let loose =
      "2:ln(0) 0-tanh( b = 0.1, c=1.0 , w=1.5 )>1 0-sin(1.2, 0.3,b=0.25)>2 0:ln(0.2) "
      + "2-skip>3 1-skip(-0.5)>2 1-arc_cosine(2,c=2)>3"
    #expect(try NetworkGraph(parsing: loose) == network)
    #expect(
      try NetworkGraph(parsing: "0-relu(c=2,w=1,b=0)>1 1-arc_cosine(1)>2").digitString == "2_02")
  }

  @Test(arguments: [
    ("0-tanh(c=1>1", 13, "unexpected end of the text"), ("0-relu(c=0)>1", 8, "must be positive"),
    ("0-relu(w=0)>1", 8, "weight variance is 0"), ("0-relu(b=-1)>1", 8, "must not be negative"),
    ("0-relu(c=1,c=2)>1", 12, "c is given twice"), ("0-relu(d=1)>1", 8, "no setting"),
    ("0-relu(1)>1", 3, "takes no parameter"), ("0-relu(c=1,2)>1", 12, "no setting"),
    ("0-relu()>1", 3, "no activation"), ("0-skip(0)>1", 3, "other than 0"),
    ("0-skip(1,2)>1", 3, "other than 0"), ("0-skip(c=1)>1", 3, "other than 0"),
    ("0-\"tanh>1", 10, "no closing quote"), ("0-2>1 1:ln(-1)", 9, "must not be negative"),
    ("0-2>1 1:ln", 9, "no property"), ("0-2>1 1:ln(x)", 9, "no number"),
    ("0-2>1 2:ln(1)", 7, "no edge ends"), ("0:ln(1)", 1, "no edge ends"),
    ("0-2>1 1:ln(1) 1:ln(1)", 15, "normalised twice"), ("0-2>1 1:ln(1)0-0>2", 14, "a space"),
    ("0-relu(c=nan)>1", 8, "no setting"), ("0-relu(c=1/0)>1", 8, "no setting"),
  ])
  func isRefused(_ text: String, _ column: Int, _ message: String) throws {
    let error = try #require(throws: NetworkFormatError.self) { try NetworkGraph(parsing: text) }
    #expect(error.location == SourceLocation(line: 1, column: column), "\(text): \(error)")
    #expect("\(error)".contains(message), "\(text): \(error)")
  }

  @Test(arguments: [
    (#"{"name": "b", "normalize": -1}"#, "", "must not be negative"),
    (#"{"name": "b", "normalise": 1}"#, "", "unknown key"),
    (#"{"normalize": 1}"#, "", "has no \"name\""), (#"{"name": "a"}"#, "", "two nodes"),
    (#"{"name": "b", "normalize": "x"}"#, "", "expected a number"),
    (#""b""#, #", "weight_variance": 0"#, "edge a → b: the weight variance is 0"),
    (#""b""#, #", "bias_variance": "-1/2""#, "edge a → b: the bias variance is -1/2"),
    (#""b""#, #", "bias_variance": true"#, "expected a number"),
  ])
  func isRefusedInJSON(_ node: String, _ setting: String, _ message: String) throws {
    let text =
      #"{"nodes": ["a", \#(node)], "input": "a", "output": "b", "edges": "#
      + #"[{"from": "a", "to": "b", "op": "parameterised"\#(setting)}]}"#
    let error = try #require(throws: NetworkFormatError.self) { try NetworkGraph(parsing: text) }
    #expect(error.location?.line == 1 && "\(error)".contains(message), "\(error)")
  }

  @Test func generalEdgesAreDrawn() throws {
    let network = try NetworkGraph(parsing: "0-relu(w=3/2,b=1)>1 0-1>2 1-2>2 1:ln(1/10)")
    #expect(
      "\(TextDrawing(network))" == """
        0
        b──▶ 1 ⟨a⟩
        ○────●──▶ 2
        a layer normalisation, ε = 1/10   b parameterised (relu, c = 2, w = 3/2, b = 1)
        ○ skip   ● parameterised (ReLU, c = 2)

        """)
    #expect(network.dot.contains(#"n1 [label="1\nlayer normalisation, ε = 1/10"]"#))
    #expect(network.dot.contains(#"[label="relu, w = 3/2, b = 1", style=bold]"#))
  }

  @Test func partsKeepTheirNormalisation() throws {
    let network = try NetworkGraph(parsing: "0-2>1 0-2>2 2-2>3 1:ln(1) 2:ln(2) 0:ln(3)")
    let part = network.removingUnreachableParts()
    #expect(part.nodeNames == ["0", "2", "3"] && part.normalizations == [0: 3, 1: 2])
    #expect(network.withoutLabels == network)
    #expect(throws: NetworkFormatError.self) {
      try NetworkGraph(
        nodeNames: ["0", "1"], input: 0, output: 1, edges: [], normalizations: [2: 1])
    }
    #expect(throws: NetworkFormatError.self) {
      try NetworkGraph(
        nodeNames: ["0", "1"], input: 0, output: 1, edges: [], normalizations: [1: -1])
    }
  }

  @Test func everySmallNetworkHasAnEdgeList() throws {
    var failures = Failures()
    for network in CompleteSpace(nodes: 3) {
      let text = try #require(network.edgeList)
      failures.check(try NetworkGraph(parsing: text) == network, text)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func reluIsAnOperationInJSON() throws {
    let text = #"""
      {"input": "a", "output": "b", "edges": [{"from": "a", "to": "b", "op": "relu", "variance": 1}]}
      """#
    let edge = try #require(try NetworkGraph(parsing: text).edges.first)
    #expect(edge.operation == .parameterised(.relu, variance: 1))
  }
}
