import ExactArithmetic
import ExactJSON
import Foundation
import NetworkGraphs
import Testing
import _TestSupport

@Suite struct PathTests {
  private func compare(_ text: String, _ network: NetworkGraph) {
    let explicit = ExplicitPaths(text)
    #expect(network.pathPolynomial == explicit.polynomial.map { Integer($0) }, "\(text)")
    #expect(network.pathCount == Integer(explicit.depths.count), "\(text)")
    #expect(
      network.effectiveDepth == explicit.depth.map { Rational(Integer($0.0), Integer($0.1)) },
      "\(text)")
    #expect(
      network.effectiveWidth == explicit.width.map { Rational(Integer($0.0), Integer($0.1)) },
      "\(text)")
    #expect(network.isConnected == !explicit.depths.isEmpty, "\(text)")
    let (paths, truncated) = network.paths(limit: .max)
    #expect(paths.map(\.nodes) == explicit.nodes && !truncated, "\(text)")
    #expect(paths.map(\.parameterisedEdges) == explicit.depths, "\(text)")
  }

  @Test(arguments: 1...3)
  func everySmallNetwork(nodes: Int) throws {
    var count = 0
    for network in CompleteSpace(nodes: nodes) {
      compare(try #require(network.digitString), network)
      count += 1
    }
    #expect(Integer(count) == CompleteSpace(nodes: nodes).count)
  }

  @Test func randomNetworks() throws {
    for seed in 0..<300 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let text = randomDigitString(nodes: 4...7, &generator)
      let network = try NetworkGraph(digitString: text)
      #expect(network.digitString == text, "seed \(seed)")
      compare(text, network)
      let pruned = network.removingUnreachableParts()
      #expect(pruned.pathPolynomial == network.pathPolynomial, "seed \(seed): \(text)")
      let isOnPath = Set(network.paths(limit: .max).paths.flatMap(\.nodes))
      #expect(
        Set(pruned.nodeNames) == Set(isOnPath.union([0, network.output]).map { "\($0)" }),
        "seed \(seed): \(text)")
    }
  }

  /// With every edge parameterised there are C(H−1, d−1) paths with d edges.
  @Test(arguments: [1, 2, 60, 64, 65, 500])
  func completeParameterisedNetwork(nodes: Int) throws {
    let text = (1...nodes).map { String(repeating: "2", count: $0) }.joined(separator: "_")
    let network = try NetworkGraph(parsing: text)
    let binomials = (1...nodes).map { Integer.binomial(UInt(nodes - 1), UInt($0 - 1)) }
    #expect(network.pathPolynomial == [.zero] + binomials)
    #expect(network.pathCount == Integer(2).power(UInt(nodes - 1)))
    #expect(network.effectiveDepth == Rational(Integer(nodes + 1), 2))
    let (paths, truncated) = network.paths(limit: 3)
    #expect(paths.count == min(3, 1 << min(nodes - 1, 10)) && truncated == (nodes > 2))
  }

  @Test func deadEndsAndNodesBeyondTheOutputDoNotCount() throws {
    typealias Edge = NetworkGraph.Edge
    let network = try NetworkGraph(
      nodeNames: ["lost", "in", "dead", "mid", "out", "after"], input: 1, output: 4,
      edges: [
        Edge(source: 4, target: 5, operation: .relu), Edge(source: 1, target: 2, operation: .relu),
        Edge(source: 0, target: 3, operation: .relu), Edge(source: 1, target: 3, operation: .relu),
        Edge(source: 3, target: 4, operation: .unitSkip),
        Edge(source: 0, target: 4, operation: .relu), Edge(source: 3, target: 5, operation: .relu),
      ])
    #expect(network.pathPolynomial == [0, 1])
    #expect(network.paths(limit: 9).paths.map(\.nodes) == [[1, 3, 4]])
    #expect(network.removingUnreachableParts().nodeNames == ["in", "mid", "out"])
    #expect(network.removingUnreachableParts().digitString == "2_01")
    #expect(network.digitString == nil)
    #expect(network.incomingEdges(3).map(\.source) == [0, 1])
    #expect(network.reachableFromInput == [false, true, true, true, true, true])
    #expect(network.leadsToOutput == [true, true, false, true, true, false])
  }

  @Test func noPathIsAResult() throws {
    let network = try NetworkGraph(parsing: "2_20_000")
    #expect(network.pathPolynomial.isEmpty && network.pathCount == 0 && !network.isConnected)
    #expect(network.effectiveDepth == nil && network.effectiveWidth == nil)
    #expect(network.paths(limit: 5) == ([], false))
    #expect(network.removingUnreachableParts().nodeNames == ["0", "3"])
    let skips = try NetworkGraph(parsing: "1_11")
    #expect(skips.effectiveDepth == 0 && skips.effectiveWidth == nil)
    #expect(skips.paths(limit: 0) == ([], true))
  }

  @Test(.enabled(if: ReferenceData.url("oracle/dags.json") != nil, "\(ReferenceData.advice)"))
  func agreesWithReferenceValues() throws {
    let url = try #require(ReferenceData.url("oracle/dags.json"))
    let json = try LocatedJSON.parse(String(contentsOf: url, encoding: .utf8))
    let rows = try #require(json["rows"]).array("rows")
    for row in rows {
      let text = try #require(row["dag"]).string("dag")
      let network = try NetworkGraph(parsing: text)
      var polynomial: [String: JSON] = [:]
      for (depth, count) in network.pathPolynomial.enumerated() where !count.isZero {
        polynomial["\(depth)"] = .number(count.description)
      }
      guard case .object(let members) = row["path_polynomial"]?.value else {
        Issue.record("no polynomial: \(text)")
        continue
      }
      #expect(
        polynomial == Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value.plain) }))
      #expect(row["paths"]?.plain == .number(network.pathCount.description), "\(text)")
      let expected = [row["effective_depth"]?.plain, row["effective_width"]?.plain]
      let computed = [network.effectiveDepth, network.effectiveWidth].map {
        JSON.string($0?.description ?? "None")
      }
      #expect(expected == computed, "\(text)")
    }
    #expect(rows.count > 50)
  }
}

func == (
  a: (paths: [NetworkGraph.Path], truncated: Bool), b: ([NetworkGraph.Path], Bool)
) -> Bool {
  a.paths == b.0 && a.truncated == b.1
}

func randomDigitString(nodes: ClosedRange<Int>, _ generator: inout SplitMix64) -> String {
  (1...Int.random(in: nodes, using: &generator)).map { group in
    (0..<group).map { _ in "\(Int.random(in: 0...2, using: &generator))" }.joined()
  }.joined(separator: "_")
}
