import ArchitectureSpaces
import ExactArithmetic
import NetworkGraphs
import Testing
import _TestSupport

@Suite struct CanonicalFormTests {
  /// The part of a digit string that paths use, under every order of its inner nodes; the smallest
  /// text of all. Nodes on paths are found by listing the paths.
  private func smallestText(_ text: String) -> String {
    let nodes = Set(ExplicitPaths(text).nodes.flatMap { $0 }).sorted()
    guard nodes.count >= 2 else { return "0" }
    let groups = text.split(separator: "_").map { Array($0) }
    var best: String?
    for inner in permutations(Array(nodes.dropFirst().dropLast())) {
      let order = [nodes[0]] + inner + [nodes[nodes.count - 1]]
      let isForward = order.indices.allSatisfy { later in
        order[(later + 1)...].allSatisfy {
          $0 > order[later] || groups[order[later] - 1][$0] == "0"
        }
      }
      guard isForward else { continue }
      let candidate = (1..<order.count).map { target in
        String(
          (0..<target).map { source in
            order[source] < order[target] ? groups[order[target] - 1][order[source]] : "0"
          })
      }.joined(separator: "_")
      if best.map({ candidate < $0 }) ?? true { best = candidate }
    }
    return best ?? "0"
  }

  private func permutations(_ items: [Int]) -> [[Int]] {
    if items.isEmpty { return [[]] }
    return items.flatMap { first in permutations(items.filter { $0 != first }).map { [first] + $0 }
    }
  }

  @Test(arguments: 1...3)
  func classesAreThoseOfAllOrders(nodes: Int) throws {
    var byText: [String: Int] = [:]
    var forms: [String: String] = [:]
    for network in CompleteSpace(nodes: nodes) {
      let text = smallestText(try #require(network.digitString))
      byText[text, default: 0] += 1
      let form = try #require(network.canonicalForm?.digitString)
      #expect(forms.updateValue(form, forKey: text) ?? form == form)
    }
    #expect(Set(forms.values).count == forms.count)
    let classes = IsomorphismClasses(nodes: nodes).classes
    #expect(
      Dictionary(uniqueKeysWithValues: classes.map { ($0.digitString, $0.multiplicity) })
        == Dictionary(uniqueKeysWithValues: byText.map { (forms[$0] ?? "", $1) }))
  }

  @Test func classesOfFourNodesHaveKnownTotals() throws {
    let classes = IsomorphismClasses(nodes: 4)
    // Counted independently over all orders of the nodes.
    #expect(classes.classes.count == 15_657)
    #expect(classes.classes.reduce(0) { $0 + $1.multiplicity } == 59_049)
    #expect(classes.classes.first { $0.digitString == "0" }?.multiplicity == 2_471)
    let shards = (0..<3).map { IsomorphismClasses(nodes: 4, shard: $0, of: 3) }
    #expect(IsomorphismClasses(merging: shards) == classes)
    let distribution = PathDistribution(
      classes.classes.map { ($0.statistics, Integer($0.multiplicity)) })
    #expect(distribution == CompleteSpace(nodes: 4).pathDistribution())
    for entry in classes.classes.prefix(300) {
      let network = try NetworkGraph(parsing: entry.digitString)
      #expect(network.pathStatistics == entry.statistics)
      #expect(network.canonicalForm == network, "\(entry.digitString)")
    }
  }

  /// Renaming nodes, adding nodes off all paths and listing edges in another order changes nothing.
  @Test func equivalentNetworksShareTheirForm() throws {
    let operations: [EdgeOperation] = [
      .unitSkip, .relu, .skip(scale: Rational(1, 2)), .parameterised(.identity, variance: 1),
      .parameterised(.arcCosine(order: 2), variance: 2),
    ]
    for seed in 0..<200 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 3...9, using: &generator)
      var edges: [(Int, Int, EdgeOperation)] = []
      for target in 1..<count {
        for source in 0..<target where Int.random(in: 0..<3, using: &generator) > 0 {
          edges.append((source, target, operations.randomElement(using: &generator) ?? .relu))
        }
      }
      let network = try make(count, edges, order: Array(0..<count))
      let form = try #require(network.canonicalForm)
      #expect(form.pathPolynomial == network.pathPolynomial, "seed \(seed)")
      #expect(form.canonicalForm == form, "seed \(seed)")

      // Another topological order, with a dead end in between.
      var order = [0]
      var waiting = Set(1..<(count - 1))
      while !waiting.isEmpty {
        let ready = waiting.filter { node in
          !edges.contains { $0.1 == node && waiting.contains($0.0) }
        }.sorted()
        let next = ready.randomElement(using: &generator) ?? 0
        waiting.remove(next)
        order.append(next)
      }
      order += [count, count - 1]
      let dead = edges + [(0, count, .relu)]
      #expect(try make(count + 1, dead, order: order).canonicalForm == form, "seed \(seed)")

      // Another operation on one edge that is on a path is another network, unless a symmetry maps
      // one to the other: then the numbers of each operation still differ.
      if let place = edges.indices.randomElement(using: &generator) {
        var other = edges
        other[place].2 = .skip(scale: 7)
        let changed = try make(count, other, order: Array(0..<count))
        let isOnPath =
          network.removingUnreachableParts().edges.count > 0
          && network.paths(limit: .max).paths.contains { path in
            zip(path.nodes, path.nodes.dropFirst()).contains {
              ($0, $1) == (edges[place].0, edges[place].1)
            }
          }
        #expect((changed.canonicalForm != form) == isOnPath, "seed \(seed)")
      }
    }
  }

  private func make(
    _ count: Int, _ edges: [(Int, Int, EdgeOperation)], order: [Int]
  ) throws -> NetworkGraph {
    let position = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return try NetworkGraph(
      nodeNames: order.map { "n\($0)" }, input: 0, output: order.count - 1,
      edges: edges.map {
        .init(source: position[$0.0] ?? 0, target: position[$0.1] ?? 0, operation: $0.2)
      })
  }

  /// What is done to nodes belongs to the form, whatever the nodes' order.
  @Test func normalisedNodesAreTold() throws {
    func form(_ text: String) throws -> NetworkGraph? {
      try NetworkGraph(parsing: text).canonicalForm
    }
    let first = try #require(try form("0-2>1 0-relu(b=1)>2 1-2>3 2-1>3 1:ln(1/2) 0:ln(3)"))
    #expect(try form("0-2>2 0-relu(b=1)>1 2-2>3 1-1>3 2:ln(1/2) 0:ln(3)") == first)
    #expect(
      first.canonicalForm == first && Set(first.normalizations.values) == [Rational(1, 2), 3])
    for other in [
      "0-2>1 0-relu(b=1)>2 1-2>3 2-1>3 2:ln(1/2) 0:ln(3)",
      "0-2>1 0-relu(b=1)>2 1-2>3 2-1>3 1:ln(1/2)", "0-2>1 0-2>2 1-2>3 2-1>3 1:ln(1/2) 0:ln(3)",
      "0-2>1 0-relu(b=1)>2 1-2>3 2-1>3 1:ln(1/3) 0:ln(3)",
    ] {
      #expect(try form(other) != first, "\(other)")
    }
  }

  @Test func limitsAreStated() throws {
    let chain = { (nodes: Int) in
      (1...nodes).map { String(repeating: "0", count: $0 - 1) + "2" }.joined(separator: "_")
    }
    let longest = try NetworkGraph(parsing: chain(NetworkGraph.maximumCanonicalNodeCount - 1))
    #expect(longest.canonicalForm == longest)
    #expect(
      try NetworkGraph(parsing: chain(NetworkGraph.maximumCanonicalNodeCount)).canonicalForm == nil)
    #expect(try NetworkGraph(parsing: "2_20_200_0000").canonicalForm?.digitString == "0")
    // Fourteen interchangeable nodes: one order suffices.
    let wide = try NetworkGraph(
      parsing: (1...14).map { "2" + String(repeating: "0", count: $0 - 1) }.joined(separator: "_")
        + "_0" + String(repeating: "1", count: 14))
    #expect(wide.canonicalForm == wide)
  }
}
