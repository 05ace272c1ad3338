import ExactArithmetic
import ExactJSON
import NetworkGraphs
import SourceText
import Testing
import _TestSupport

@Suite struct FormatTests {
  /// Text, line, column, and a part of the error's description.
  static let malformed: [(String, Int, Int, String)] = [
    ("", 1, 1, "the text is empty"),
    (" \n\t", 2, 2, "the text is empty"),
    (
      "hello", 1, 1,
      "there is no network \"hello\"; expected chain(k), resnet(k, skip: s, scale: a)"
    ),
    ("#", 1, 1, "does not begin with \"#\"; expected a digit string such as 2_21_112"),
    // Edge lists.
    ("0-2>1 1-3>2", 1, 9, "unknown code \"3\"; expected 0 (absent), 1 or skip, 2 or relu"),
    ("0-2>1 1->2", 1, 9, "the edge has no code"),
    ("0-2>1 1-2", 1, 10, "unexpected end of the text; expected > and the edge's target"),
    ("0-2>1\n1-2>", 2, 5, "unexpected end of the text; expected the number of the edge's target"),
    ("0-2>1 2-2>2", 1, 7, "the edge 2 → 2 does not lead to a larger number"),
    ("0-2>1 0-1>1", 1, 7, "the edge 0 → 1 occurs twice"),
    ("0-2>1,1-2>2", 1, 6, "unexpected \",\"; expected a space between two edges"),
    ("0-2>99999", 1, 5, "there is no node 99999; expected a number from 0 to 5000"),
    ("0-2>1 x", 1, 7, "unexpected \"x\"; expected the number of the edge's source"),
    // Families.
    ("chain", 1, 6, "unexpected end of the text; expected chain(k)"),
    ("chain()", 1, 7, "a whole number is missing"),
    ("chain(0)", 1, 7, "0 is out of range; expected a whole number from 1 to 5000 in chain(k)"),
    ("chain(3", 1, 8, "unexpected end of the text; expected \")\" or a parameter"),
    ("chain(3) 1", 1, 10, "unexpected \"1\"; expected the end of the text"),
    ("chain(3, skip: 2)", 1, 10, "chain has no parameter \"skip\""),
    ("resnet(8, skip: 1)", 1, 17, "1 is out of range; expected a whole number from 2 to 5000"),
    ("resnet(8, skip: 2, skip: 2)", 1, 20, "skip is given twice"),
    ("resnet(8, scale: 0)", 1, 18, "the scale \"0\" is no number other than 0"),
    ("resnet(8, depth: 2)", 1, 11, "resnet has no parameter \"depth\""),
    ("dense(3000)", 1, 1, "dense(3000) has 4501500 edges; expected at most 2000000"),
    ("resnt(8)", 1, 1, "there is no network \"resnt\""),
    ("\u{feff}2", 1, 1, "does not begin with \"\u{feff}\""),
    ("[1]", 1, 1, "does not begin with \"[\""),
    // Digit strings.
    ("22", 1, 2, "node 1: group 1 has more than 1 digit; expected \"_\""),
    ("2_2_222", 1, 4, "node 2: group 2 has 1 digit; expected 2 digits"),
    ("2_222", 1, 5, "group 2 has more than 2 digits"),
    ("2_21_", 1, 6, "node 3: group 3 has 0 digits; expected 3 digits"),
    ("_2", 1, 1, "group 1 has 0 digits"),
    ("2__222", 1, 3, "group 2 has 0 digits"),
    ("\n 2_23_112", 2, 5, "edge 1 → 2: unexpected \"3\"; expected 0 (absent), 1 (skip) or 2"),
    ("2_2é_112", 1, 4, "edge 1 → 2: unexpected \"é\""),
    ("2-21", 1, 3, "unknown code \"21\"; expected 0 (absent), 1 or skip"),
    ("2_21_112 2", 1, 9, "unexpected \" \""),
    ("2_2\u{0}", 1, 4, "control character 0x0"),
    // NAS-Bench-201.
    ("|nor_conv_3x3~0|+|none~0|", 1, 26, "edge 1 → 2: group 2 has no operation"),
    ("|conv~0|", 1, 2, "node 1: unknown operation \"conv\"; expected one of none, skip_connect"),
    ("|none~1|", 1, 7, "not before node 1; expected 0"),
    ("|none~0|+|none~0|none~2|", 1, 23, "not before node 2; expected a number from 0 to 1"),
    ("|none~0|+|none~0|none~0|", 1, 18, "edge 0 → 2: the edge has two operations"),
    ("|none~|", 1, 7, "source is missing"),
    ("|none|", 1, 6, "unexpected \"|\" in group 1; expected \"~\""),
    ("|none", 1, 6, "the text ends within group 1"),
    ("|none~0|,85.86", 1, 9, "unexpected \",\""),
    ("|none~0||+|none~0|none~1|", 1, 9, "unexpected \"|\" in group 1"),
    ("|none~0|+", 1, 10, "the text ends within group 2"),
    ("|none~99999999999999999999|", 1, 7, "not before node 1"),
    ("|none~0x|", 1, 8, "unexpected \"x\"; expected \"|\""),
    // JSON.
    ("{", 1, 2, "ends early"),
    ("{}", 1, 1, "the network has no \"input\""),
    ("{\"inputs\": 1}", 1, 2, "unknown key \"inputs\" in the network; expected nodes, input"),
    (json("[]", nodes: "[\"a\", \"b\", \"a\"]"), 1, 21, "two nodes have the name \"a\""),
    (json("[]", nodes: "[\"a\", \"\"]"), 1, 16, "a node's name is empty"),
    (json("[]", nodes: "[\"a\"]"), 1, 37, "unknown node \"b\"; expected one of a"),
    (json("[]", nodes: "[1]"), 1, 11, "a node's name is a number; expected a string"),
    ("{\"input\":\"a\",\"output\":\"a\",\"edges\":[]}", 1, 23, "input and output are the same"),
    (json("3"), 3, 1, "edges is a number; expected an array"),
    (json("[3]"), 3, 2, "the edge is a number; expected an object"),
    (json("[{\"from\": \"a\"}]"), 3, 2, "the edge has no \"to\""),
    (edges("\"c\"", "\"b\"", nodes: "[\"a\", \"b\"]"), 3, 11, "unknown node \"c\""),
    (edges("\"c\"", "\"c\""), 3, 2, "the edge c → c leads from a node to itself"),
    (edges("\"c\"", "\"a\""), 3, 22, "the edge c → a leads into the input"),
    (edges("\"a\"", "\"b\"", ", \"weight\": 2"), 3, 41, "unknown key \"weight\" in the edge"),
    (
      edges("\"a\"", "\"b\"", ", \"scale\": \"0\""), 3, 50,
      "edge a → b: the scale of the skip is zero"
    ),
    (
      edges("\"a\"", "\"b\"", ", \"scale\": \"1/0\""), 3, 50,
      "\"scale\" is \"1/0\"; expected a number"
    ),
    (edges("\"a\"", "\"b\"", ", \"scale\": true"), 3, 50, "\"scale\" is true or false"),
    (edges("\"a\"", "\"b\"", ", \"variance\": 2"), 3, 53, "does not belong to the operation skip"),
    (parameterised("\"variance\": 0"), 3, 62, "the variance is 0; it must be positive"),
    (parameterised("\"variance\": \"-1/2\""), 3, 62, "the variance is -1/2"),
    (parameterised("\"scale\": 2"), 3, 59, "does not belong to the operation parameterised"),
    (parameterised("\"activation\": {\"arc_cosine\": -1}"), 3, 64, "order of arc_cosine is -1"),
    (parameterised("\"activation\": {\"arc_cosine\": 0.5}"), 3, 64, "its order, an integer"),
    (parameterised("\"activation\": \"relu(1)\""), 3, 64, "relu takes no parameter"),
    (parameterised("\"activation\": \"relu(\""), 3, 64, "\"relu(\" is no activation"),
    (parameterised("\"activation\": \"tänh\""), 3, 64, "neither a name nor an expression"),
    (parameterised("\"activation\": \"tanh\""), 3, 64, "unknown here"),
    (parameterised("\"activation\": 1"), 3, 64, "the activation is a number"),
    (json("[\(edge("a", "b", "conv"))]"), 3, 29, "edge a → b: unknown operation \"conv\""),
    (
      json("[\(edge("a", "b", "skip")),\n \(edge("a", "b", "zero"))]"), 4, 2,
      "the edge a → b occurs twice; it first stands at line 3, column 2"
    ),
    (
      json(
        "[\(edge("a", "x", "skip")),\n\(edge("x", "y", "skip")),\n\(edge("z", "x", "skip")),\n"
          + "\(edge("y", "z", "skip")),\(edge("z", "b", "skip"))]"), 6, 1,
      "edge y → z: the edges form a cycle: "
    ),
  ]

  static func json(_ edges: String, nodes: String? = nil) -> String {
    let list = nodes.map { "\"nodes\":\($0)," } ?? ""
    return "{\(list)\"input\":\"a\",\"output\":\"b\",\n\"edges\":\n\(edges)}"
  }
  static func edge(_ from: String, _ to: String, _ operation: String) -> String {
    "{\"from\":\"\(from)\",\"to\":\"\(to)\",\"op\": \"\(operation)\"}"
  }
  static func edges(
    _ from: String, _ to: String, _ rest: String = "", nodes: String? = nil
  ) -> String {
    json("[{\"from\": \(from), \"to\": \(to), \"op\": \"skip\"\(rest)}]", nodes: nodes)
  }
  static func parameterised(_ rest: String) -> String {
    json("[{\"from\": \"a\", \"to\": \"b\", \"op\": \"parameterised\", \(rest)}]")
  }

  @Test(arguments: malformed)
  func errorsAreLocated(_ text: String, _ line: Int, _ column: Int, _ part: String) throws {
    let error = try #require(throws: NetworkFormatError.self) {
      try NetworkGraph(parsing: text) {
        $0.name == "tanh" ? "the activation \($0) is unknown here" : nil
      }
    }
    #expect(error.location == SourceLocation(line: line, column: column), "\(error)")
    #expect(error.description.contains(part), "\(error)")
  }

  @Test(arguments: ["2", "0", "2_02_002", "2_21_112\n", " 1_01_222 ", "0_00_000_0000"])
  func digitStringsAreWrittenBack(_ text: String) throws {
    let network = try NetworkGraph(parsing: text)
    #expect(network.digitString == text.filter { $0.isNumber || $0 == "_" })
    #expect(network.nasBench201 == nil || !text.contains("2"))
  }

  @Test func largeDigitStringsAreWrittenBackOrRefused() throws {
    var generator = SplitMix64(seed: 7)
    let text = randomDigitString(nodes: 400...400, &generator)
    #expect(try NetworkGraph(parsing: text).digitString == text)

    let chain = { (nodes: Int) in
      (1...nodes).map { String(repeating: "0", count: $0 - 1) + "2" }.joined(separator: "_")
    }
    let longest = NetworkGraph.maximumNodeCount - 1
    let network = try NetworkGraph(parsing: chain(longest))
    #expect(network.effectiveDepth == Rational(longest))
    #expect(network.paths(limit: 1).paths[0].nodes.count == longest + 1)
    #expect(TextDrawing(network).lines.count < 70)
    let error = try #require(throws: NetworkFormatError.self) {
      try NetworkGraph(parsing: chain(longest + 1))
    }
    #expect(error.description.contains("more than \(longest) groups") && error.location != nil)
    let dense = (1...2_001).map { String(repeating: "1", count: $0) }.joined(separator: "_")
    let edges = try #require(throws: NetworkFormatError.self) { try NetworkGraph(parsing: dense) }
    #expect(edges.description.contains("more than \(NetworkGraph.maximumEdgeCount) edges"))
  }

  @Test(arguments: ["2", "2_", "|", "{", "{\"", "x", "\u{1F600}", "|none~0", "1_11_", "[", "~"])
  func tenMegabytesOfGarbageAreAnError(_ unit: String) {
    let text = String(repeating: unit, count: 10_000_000 / unit.utf8.count)
    #expect(throws: NetworkFormatError.self) { try NetworkGraph(parsing: text) }
  }

  @Test func overlongTextsAreRefused() throws {
    let text = String(repeating: " ", count: NetworkGraph.maximumTextLength) + "2"
    let error = try #require(throws: NetworkFormatError.self) { try NetworkGraph(parsing: text) }
    #expect(error.description.contains("expected at most"))
  }

  @Test func invalidPartsAreRefused() {
    typealias Edge = NetworkGraph.Edge
    func problem(_ names: [String], _ input: Int, _ output: Int, _ edges: [Edge]) -> String? {
      let result = Result { () throws(NetworkFormatError) in
        try NetworkGraph(nodeNames: names, input: input, output: output, edges: edges)
      }
      guard case .failure(let error) = result else { return nil }
      return error.description
    }
    let names = ["a", "b", "c"]
    let skip = { Edge(source: $0, target: $1, operation: .unitSkip) }
    #expect(problem(names, 0, 2, [skip(1, 2), skip(0, 1)]) == nil)
    #expect(problem(["a", "a"], 0, 1, []) == "node a: two nodes have this name")
    #expect(problem(["a", ""], 0, 1, [])?.contains("name is empty") == true)
    #expect(problem(names, 0, 3, [])?.contains("is no node; expected 0…2") == true)
    #expect(problem(names, 1, 1, [])?.contains("same node") == true)
    #expect(problem(names, 0, 2, [skip(0, 3)])?.contains("is no node") == true)
    #expect(problem(names, 0, 2, [skip(2, 1)])?.hasPrefix("edge c → b: ") == true)
    #expect(problem(names, 0, 2, [skip(1, 1)])?.contains("earlier to a later") == true)
    #expect(problem(names, 1, 2, [skip(0, 1)])?.contains("into the input") == true)
    #expect(problem(names, 0, 2, [skip(0, 1), skip(0, 1)])?.contains("occurs twice") == true)
    let bad = Edge(source: 0, target: 1, operation: .parameterised(.relu, variance: -1))
    #expect(problem(names, 0, 2, [bad]) == "edge a → b: the variance is -1; it must be positive")
  }
}
