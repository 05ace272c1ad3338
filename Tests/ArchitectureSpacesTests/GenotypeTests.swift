import ArchitectureSpaces
import ExactArithmetic
import NetworkGraphs
import SourceText
import Testing
import _TestSupport

@Suite struct GenotypeTests {
  static let second =
    "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), "
    + "('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), "
    + "('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5], reduce=[('max_pool_3x3', 0), "
    + "('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), "
    + "('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)], "
    + "reduce_concat=[2, 3, 4, 5])"

  @Test func writtenAsPythonDoes() throws {
    let genotype = try Genotype(GenotypeTests.second)
    #expect(genotype.normal.edges[7] == .init("dil_conv_3x3", 2))
    let asRange = GenotypeTests.second.replacing("[2, 3, 4, 5]", with: "range(2, 6)")
    #expect(try Genotype(asRange).description == asRange)
    #expect(genotype.description == GenotypeTests.second)
    let dictionary =
      "{\"normal\": [[\"none\", 1], [\"sep_conv_3x3\", 0]], \"normal_concat\": [2],\n"
      + "'reduce': (('skip_connect', 0), ('skip_connect', 0),), 'reduce_concat': [1, 2]}"
    #expect(
      try Genotype(dictionary).description
        == "Genotype(normal=[('none', 1), ('sep_conv_3x3', 0)], normal_concat=[2], "
        + "reduce=[('skip_connect', 0), ('skip_connect', 0)], reduce_concat=[1, 2])")
    #expect(try Genotype("DARTS_V2 = \n" + GenotypeTests.second) == genotype)
    #expect(try GenotypeCell(genotype.normal.edgeList).edges == genotype.normal.edges)
  }

  @Test func pathsAreTheCells() throws {
    let operations = DARTSSpace.operations + ["none"]
    for seed in 0..<200 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let edges = (0..<8).map { index in
        GenotypeCell.Edge(
          operations.randomElement(using: &generator) ?? "",
          Int.random(in: 0..<(index / 2 + 2), using: &generator))
      }
      let concat = (0..<6).filter { _ in Bool.random(using: &generator) } + []
      guard let cell = GenotypeCell(edges: edges, concat: concat.isEmpty ? [5] : concat) else {
        Issue.record("seed \(seed)")
        continue
      }
      for duplicates in GenotypeCell.Duplicates.allCases {
        var named = edges.enumerated().map { ($1.input, $0 / 2 + 2, $1.operation) }
        if duplicates == .lastWins {
          named = named.enumerated().filter { index, edge in
            index % 2 == 1 || named[index + 1].0 != edge.0
          }.map(\.element)
        }
        let explicit = MultigraphPaths(edges: named, sources: [0, 1], outputs: Set(cell.concat))
        #expect(
          cell.network(duplicates: duplicates).pathPolynomial
            == explicit.polynomial.map { Integer($0) },
          "seed \(seed), \(duplicates)")
      }
    }
  }

  @Test(arguments: [
    ("Genotype(normal=[('sep_conv_3x3', 2), ('none', 0)]", 1, 51, "unexpected end of the text"),
    (
      "Genotype(normal=[('sep_conv_3x3', 2), ('none', 0)], normal_concat=[2], reduce=[],"
        + " reduce_concat=[2])", 1, 35, "node 2: the input 2 is not an earlier node; expected 0…1"
    ),
    (
      "Genotype(normal=[('conv9', 1), ('none', 0)], normal_concat=[2], reduce=[],\nreduce_concat=[2])",
      1, 19, "unknown operation \"conv9\""
    ),
    (
      "Genotype(normal=[('none', 1), ('none', 0)], normal_concat=[2], reduce=[],\nreduce_concat=[2])",
      1, 71, "a cell is a list of edges"
    ),
    (
      "Genotype(normal=[('none', 1), ('none', 0)], normal_concat=range(2, 9), reduce=[],"
        + "reduce_concat=[2])", 1, 59, "expected range(2, 3)"
    ),
    ("Genotype(normal=[('none', 1)])", 1, 1, "the genotype is incomplete"),
    ("Genotype(foo=[('none', 1)])", 1, 14, "unknown or repeated part \"foo\""),
    ("[('none' 1)]", 1, 10, "unexpected \"1\"; expected \",\" or \")\""),
    ("[('none, 1)]", 1, 3, "no closing quote"),
    ("[3, 4]", 1, 2, "this is no edge"),
    ("[[[[[[[[[[[[[[[[[[[[", 1, 18, "nested"),
  ])
  func errorsAreLocated(_ text: String, _ line: Int, _ column: Int, _ part: String) throws {
    let error = try #require(throws: NetworkFormatError.self) {
      try ArchitectureText(parsing: text)
    }
    #expect(error.description.contains(part), "\(error)")
    #expect(error.location == SourceLocation(line: line, column: column), "\(error)")
  }

  @Test(arguments: ["[", "Genotype(", "{'normal':", "[('none', 1), "])
  func tenMegabytesOfGarbageAreAnError(_ unit: String) {
    let text = String(repeating: unit, count: 10_000_000 / unit.utf8.count)
    #expect(throws: NetworkFormatError.self) { try ArchitectureText(parsing: text) }
  }
}

@Suite struct NASBench101Tests {
  static let example =
    "{\"matrix\":[[0,1,1,1,0,1,0],[0,0,0,0,0,0,1],[0,0,0,0,0,0,1],[0,0,0,0,1,0,0],"
    + "[0,0,0,0,0,0,1],[0,0,0,0,0,0,1],[0,0,0,0,0,0,0]],\"ops\":[\"input\","
    + "\"conv1x1-bn-relu\",\"conv3x3-bn-relu\",\"conv3x3-bn-relu\",\"conv3x3-bn-relu\","
    + "\"maxpool3x3\",\"output\"]}"

  @Test func readAndWritten() throws {
    let cell = try NASBench101Cell(NASBench101Tests.example)
    #expect(cell.description == NASBench101Tests.example)
    #expect(cell.network.pathPolynomial == [1, 2, 1])
    let record = NASBench101Tests.example.replacing("\"matrix\"", with: "\"module_adjacency\"")
      .replacing("\"ops\"", with: "\"module_operations\"")
    #expect(try ArchitectureText(parsing: record) == .nasBench101(cell))
  }

  /// The number of paths by vertices: operations count where they stand.
  @Test func pathsAreTheCells() throws {
    for seed in 0..<200 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 2...8, using: &generator)
      let names =
        ["input"]
        + (1..<(count - 1)).map { _ in
          NASBench101Cell.interiorOperations.randomElement(using: &generator) ?? ""
        } + ["output"]
      let matrix = (0..<count).map { row in
        (0..<count).map { row < $0 && Bool.random(using: &generator) ? 1 : 0 }
      }
      let text =
        "{\"matrix\": \(matrix), \"ops\": [\(names.map { "\"\($0)\"" }.joined(separator: ","))]}"
      let cell = try NASBench101Cell(text)
      let edges = (0..<count).flatMap { source in
        (0..<count).filter { matrix[source][$0] == 1 }.map { (source, $0, names[$0]) }
      }
      let explicit = MultigraphPaths(edges: edges, sources: [0], outputs: [count - 1])
      #expect(
        cell.network.pathPolynomial == explicit.polynomial.map { Integer($0) }, "seed \(seed)")
    }
  }

  @Test(arguments: [
    ("{\"matrix\":[[0,1],[1,0]],\"ops\":[\"input\",\"output\"]}", 19, "edge 1 → 0 does not lead"),
    (
      "{\"matrix\":[[0,2],[0,0]],\"ops\":[\"input\",\"output\"]}", 15, "entry is 2; expected 0 or 1"
    ),
    ("{\"matrix\":[[0,1]],\"ops\":[\"input\",\"output\"]}", 11, "has 1 rows; expected 2"),
    ("{\"matrix\":[[0,1],[0]],\"ops\":[\"input\",\"output\"]}", 18, "the row has 1 entries"),
    ("{\"matrix\":[[0,1],[0,0]],\"ops\":[\"input\",\"input\"]}", 40, "expected output"),
    ("{\"matrix\":[],\"ops\":[]}", 20, "there are 0 vertices"),
    ("{\"ops\":[]}", 1, "keys matrix and ops"),
  ])
  func errorsAreLocated(_ text: String, _ column: Int, _ part: String) throws {
    let error = try #require(throws: NetworkFormatError.self) {
      try ArchitectureText(parsing: text)
    }
    #expect(error.description.contains(part), "\(error)")
    #expect(error.location == SourceLocation(line: 1, column: column), "\(error)")
  }
}
