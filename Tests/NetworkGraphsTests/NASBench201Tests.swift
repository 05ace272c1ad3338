import ExactArithmetic
import NetworkGraphs
import Testing
import _TestSupport

@Suite struct NASBench201Tests {
  /// Depth and width by the definition of the cells' authors: every route from node 0 to node 3
  /// that uses no `none`, its number of convolutions, their mean, and the routes with a convolution
  /// divided by it.
  static func reference(_ operations: [String]) -> (depth: Rational?, width: Rational?) {
    let index = ["01": 0, "02": 1, "12": 2, "03": 3, "13": 4, "23": 5]
    let routes = [["03"], ["01", "13"], ["02", "23"], ["01", "12", "23"]]
    let depths = routes.map { $0.map { operations[index[$0] ?? 0] } }
      .filter { !$0.contains("none") }
      .map { $0.filter { $0.hasPrefix("nor_conv") }.count }
    if depths.isEmpty { return (nil, nil) }
    let depth = Rational(depths.reduce(0, +)) / Rational(depths.count)
    return (depth, depth == 0 ? nil : Rational(depths.filter { $0 > 0 }.count) / depth)
  }

  @Test func everyCell() throws {
    let all = NetworkGraph.nasBench201Operations
    for number in 0..<15_625 {
      var rest = number
      let names = (0..<6).map { _ in
        defer { rest /= 5 }
        return all[rest % 5]
      }
      let text =
        "|\(names[0])~0|+|\(names[1])~0|\(names[2])~1|+"
        + "|\(names[3])~0|\(names[4])~1|\(names[5])~2|"
      let network = try NetworkGraph(parsing: text)
      let expected = NASBench201Tests.reference(names)
      guard network.nasBench201 == text, network.effectiveDepth == expected.depth,
        network.effectiveWidth == expected.width,
        network.hasLiteralOperations == names.allSatisfy({ $0 == "none" || $0 == "skip_connect" }),
        network.withoutLabels.digitString.map({ ExplicitPaths($0).polynomial })
          == network.pathPolynomial.map({ $0.asInt ?? -1 })
      else {
        Issue.record("\(text)")
        return
      }
    }
  }

  @Test(arguments: [
    "nor_conv_3x3~0+none~0|skip_connect~1+none~0|none~1|avg_pool_3x3~2",
    "  |nor_conv_3x3~0|+|skip_connect~1|none~0|+|avg_pool_3x3~2|none~0|none~1|\r\n",
  ])
  func variations(_ text: String) throws {
    let network = try NetworkGraph(parsing: text)
    #expect(
      network.nasBench201
        == "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|avg_pool_3x3~2|")
    #expect(network.edges.map(\.label) == ["nor_conv_3x3", nil, "avg_pool_3x3"])
    #expect(network.edges.map(\.operation) == [.relu, .unitSkip, .unitSkip])
    #expect(network.digitString == nil && network.withoutLabels.digitString == "2_01_001")
  }

  @Test func otherOperationsHaveNoCell() throws {
    #expect(try NetworkGraph(parsing: "2_01").nasBench201 == nil)
    #expect(
      try NetworkGraph(parsing: "1_01").nasBench201 == "|skip_connect~0|+|none~0|skip_connect~1|")
  }
}
