import ArchitectureSpaces
import ExactArithmetic
import NetworkGraphs
import Testing
import _TestSupport

@Suite struct ConversionTests {
  /// Every network of complete(3) keeps its paths in every form that can express it.
  @Test(arguments: [ArchitectureFormat.digits, .edges, .nasBench201, .nasBench101, .json])
  func pathsAreKept(format: ArchitectureFormat) throws {
    var failures = Failures()
    for network in CompleteSpace(nodes: 3) {
      let digits = try #require(network.digitString)
      let text = try ArchitectureText.network(network).written(as: format)
      failures.check(ArchitectureFormat(of: text) == format, "\(digits): \(text)")
      let back = try ArchitectureText(parsing: text).network()
      let expected = ExplicitPaths(digits).polynomial.map { Integer($0) }
      failures.check(back.pathPolynomial == expected, "\(digits): \(text)")
      if format != .nasBench101 {
        failures.check(back.withoutLabels.digitString == digits, "\(digits): \(text)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Random cells of every space, into every form.
  @Test(arguments: [SpaceName.nasBench201, .darts, .complete(nodes: 5)])
  func cellsOfSpacesKeepTheirPaths(space: SpaceName) throws {
    for rank in space.space.sample(60, seed: 4) {
      let text = try #require(space.space.text(rank: rank))
      let architecture = try ArchitectureText(parsing: text)
      let polynomial = architecture.network().pathPolynomial
      for format in [ArchitectureFormat.digits, .nasBench201, .nasBench101, .json] {
        let written = try architecture.written(as: format)
        let back = try ArchitectureText(parsing: written).network()
        #expect(back.pathPolynomial == polynomial, "\(text) as \(format)")
      }
      #expect(try architecture.written(as: .dot).hasPrefix("digraph"))
    }
  }

  @Test func namesOfTheFormAreKept() throws {
    let cell = "|avg_pool_3x3~0|+|none~0|nor_conv_1x1~1|"
    let architecture = try ArchitectureText(parsing: cell)
    #expect(try architecture.written(as: .nasBench201) == cell)
    #expect(try architecture.written(as: .digits) == "1_02")
    let json = try ArchitectureText(parsing: architecture.written(as: .json))
    #expect(try json.written(as: .nasBench201) == cell)
    let other = try ArchitectureText(parsing: architecture.written(as: .nasBench101))
    guard case .nasBench101(let read) = other else {
      Issue.record("not a NAS-Bench-101 cell")
      return
    }
    #expect(read.operations == ["input", "maxpool3x3", "conv3x3-bn-relu", "output"])
  }

  @Test func genotypesAreWrittenBack() throws {
    let genotype = try ArchitectureText(parsing: GenotypeTests.second)
    #expect(try genotype.written(as: .darts) == GenotypeTests.second)
    let parts = try GenotypePart.allCases.map { try genotype.written(as: .digits, part: $0) }
    #expect(
      try parts == genotype.networks.map { try #require($0.network.withoutLabels.digitString) })
    #expect(Set(parts).count == 2)
  }

  @Test func whatAFormCannotExpressIsAnError() throws {
    let scaled = try ArchitectureText(
      parsing: "{\"input\": \"a\", \"output\": \"b\", \"edges\": "
        + "[{\"from\": \"a\", \"to\": \"b\", \"op\": \"skip\", \"scale\": 2}]}")
    for format in [ArchitectureFormat.digits, .nasBench201, .nasBench101, .darts] {
      let error = try #require(throws: NetworkFormatError.self) {
        try scaled.written(as: format)
      }
      #expect(error.expected != nil, "\(error)")
    }
    #expect(try scaled.written(as: .edges) == "0-skip(2)>1")
    // 2¹² parallel skip paths would need as many poolings.
    let wide = (1...13).map { String(repeating: "1", count: $0) }.joined(separator: "_")
    #expect(throws: NetworkFormatError.self) {
      try ArchitectureText(parsing: wide).written(as: .nasBench101)
    }
  }

  @Test(arguments: [
    ("2_21", ArchitectureFormat.digits), (" _", .digits), (" 0-2>1", .edges), ("dense(2)", .family),
    ("|none~0|", .nasBench201),
    ("none~0", .nasBench201), ("[('none', 0)]", .darts), ("Genotype(", .darts),
    ("X = Genotype(normal=", .darts), ("{'normal': []}", .darts),
    ("{\"matrix\": []}", .nasBench101), ("{\"module_adjacency\": []}", .nasBench101),
    ("{\"input\": 1}", .json), ("", .digits),
  ])
  func formsAreRecognised(_ text: String, _ format: ArchitectureFormat) {
    #expect(ArchitectureFormat(of: text) == format)
  }
}
