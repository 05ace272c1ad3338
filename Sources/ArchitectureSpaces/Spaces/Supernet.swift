import ExactArithmetic
import NetworkGraphs

/// A network whose edges are chosen at random: each is, independently, absent, a skip or
/// parameterised with given probabilities. Pruning a supernet removes operations from edges.
package struct Supernet: Sendable, Hashable {
  /// An edge with the probabilities of its three classes, which sum to 1.
  package struct Edge: Sendable, Hashable {
    /// The node that the edge leaves.
    package let source: Int
    /// The node that the edge leads into.
    package let target: Int
    /// The probability that there is no edge.
    package let absent: Rational
    /// The probability of a skip.
    package let skip: Rational
    /// The probability of a parameterised edge.
    package let parameterised: Rational

    /// An edge, or nil where source ≥ target, a probability is negative, or `skip` and
    /// `parameterised` exceed 1 together; what they leave is the probability of absence.
    package init?(source: Int, target: Int, skip: Rational, parameterised: Rational) {
      let absent = 1 - skip - parameterised
      guard 0 <= source, source < target, skip.signum >= 0, parameterised.signum >= 0,
        absent.signum >= 0
      else { return nil }
      (self.source, self.target) = (source, target)
      (self.absent, self.skip, self.parameterised) = (absent, skip, parameterised)
    }

    /// An edge that has each of `operations` with the same probability, and is absent for sure
    /// where there are none; nil where source ≥ target or a name is unknown.
    package init?(source: Int, target: Int, operations: [String]) {
      var counts: [OperationClass: Int] = [:]
      for name in operations {
        guard let known = OperationClass(name: name) else { return nil }
        counts[known, default: 0] += 1
      }
      func share(_ operation: OperationClass) -> Rational {
        operations.isEmpty
          ? 0 : Rational(Integer(counts[operation] ?? 0), Integer(operations.count))
      }
      self.init(
        source: source, target: target, skip: share(.skip), parameterised: share(.parameterised))
    }
  }

  /// The number of nodes.
  package let nodeCount: Int
  /// The nodes 0…sources − 1 are sources.
  package let sources: Int
  /// The nodes whose sum is the output.
  package let outputs: [Int]
  /// The edges by target, then source; at most one for each pair of nodes.
  package let edges: [Edge]

  /// A supernet, or nil where an edge's end or an output is no node, an edge leads into a source or
  /// occurs twice, or an output occurs twice.
  package init?(nodeCount: Int, sources: Int = 1, outputs: [Int], edges: [Edge]) {
    let sorted = edges.sorted { ($0.target, $0.source) < ($1.target, $1.source) }
    guard sources >= 1, sources <= nodeCount, Set(outputs).count == outputs.count,
      outputs.allSatisfy({ 0..<nodeCount ~= $0 }),
      edges.allSatisfy({ sources..<max(nodeCount, sources) ~= $0.target }),
      zip(sorted, sorted.dropFirst()).allSatisfy({
        ($0.source, $0.target) != ($1.source, $1.target)
      })
    else { return nil }
    self.nodeCount = nodeCount
    self.sources = sources
    self.outputs = outputs
    self.edges = sorted
  }

  /// A NAS-Bench-201 supernet with the operations that remain on the edges 0→1, 0→2, 1→2, 0→3, 1→3,
  /// 2→3, or nil where there are not six lists of known names.
  package static func nasBench201(operations: [[String]]) -> Supernet? {
    let ends = (1...3).flatMap { target in (0..<target).map { ($0, target) } }
    return make(nodeCount: 4, sources: 1, outputs: [3], ends, operations)
  }

  /// A DARTS supernet with the operations that remain on its fourteen edges, by target and then
  /// source (0→2, 1→2, 0→3, 1→3, 2→3, …), or nil where there are not fourteen lists of known names.
  package static func darts(operations: [[String]]) -> Supernet? {
    let ends = (2...5).flatMap { target in (0..<target).map { ($0, target) } }
    return make(nodeCount: 6, sources: 2, outputs: [2, 3, 4, 5], ends, operations)
  }

  private static func make(
    nodeCount: Int, sources: Int, outputs: [Int], _ ends: [(Int, Int)], _ operations: [[String]]
  ) -> Supernet? {
    guard operations.count == ends.count else { return nil }
    let edges = zip(ends, operations).compactMap {
      Edge(source: $0.0, target: $0.1, operations: $1)
    }
    guard edges.count == ends.count else { return nil }
    return Supernet(nodeCount: nodeCount, sources: sources, outputs: outputs, edges: edges)
  }

  /// The supernet that one draw of a cell leaves: every edge certain.
  package func sample(using generator: inout some RandomNumberGenerator) -> Supernet {
    let drawn = edges.compactMap { edge -> Edge? in
      let common = edge.skip.denominator * edge.parameterised.denominator
      var bits = SplitMix64(seed: generator.next())
      let draw = Rational(bits.integer(below: common), common)
      return Edge(
        source: edge.source, target: edge.target, skip: draw < edge.skip ? 1 : 0,
        parameterised: draw >= edge.skip && draw < edge.skip + edge.parameterised ? 1 : 0)
    }
    return Supernet(
      nodeCount: nodeCount, sources: sources, outputs: outputs, edges: drawn) ?? self
  }
}

extension Supernet {
  /// Expected numbers of paths. A path uses every edge at most once, so that its probability is the
  /// product of its edges', and expectations follow from one pass like the numbers themselves.
  package struct ExpectedPaths: Sendable, Hashable {
    /// E[P]
    package var count: Rational = 0
    /// E[#{p : d_p > 0}]
    package var parameterisedCount: Rational = 0
    /// E[Σ_p d_p]
    package var parameterisedEdges: Rational = 0
    /// The number of paths that are possible, a path with a skip and one with a parameterised edge
    /// at the same place being different.
    package var possible: Integer = 0
  }

  /// The expected numbers of paths from each source to the output.
  package var expectedPathsBySource: [ExpectedPaths] {
    (0..<sources).map { source in
      var all = Array(repeating: ExpectedPaths(), count: nodeCount)
      var skips = Array(repeating: Rational(0), count: nodeCount)
      all[source].count = 1
      all[source].possible = 1
      skips[source] = 1
      for edge in edges {
        let from = all[edge.source]
        let present = edge.skip + edge.parameterised
        let kinds = edge.skip.signum + edge.parameterised.signum
        all[edge.target].count += from.count * present
        all[edge.target].parameterisedEdges +=
          from.parameterisedEdges * present + from.count * edge.parameterised
        all[edge.target].possible += from.possible * Integer(kinds)
        skips[edge.target] += skips[edge.source] * edge.skip
      }
      return outputs.reduce(into: ExpectedPaths()) { sum, node in
        sum.count += all[node].count
        sum.parameterisedCount += all[node].count - skips[node]
        sum.parameterisedEdges += all[node].parameterisedEdges
        sum.possible += all[node].possible
      }
    }
  }

  /// The depth that pruning compares: for one source E[Σ d_p] / E[P]; for several the mean of the
  /// sources' values, each weighted with its number of possible paths. Nil where no path is
  /// possible.
  package var effectiveDepth: Rational? {
    let parts = expectedPathsBySource.filter { !$0.possible.isZero }
    let possible = parts.reduce(Integer.zero) { $0 + $1.possible }
    if possible.isZero { return nil }
    return parts.reduce(Rational(0)) {
      $0 + Rational($1.possible) * $1.parameterisedEdges / $1.count
    } / Rational(possible)
  }

  /// The width that pruning compares: E[#{p : d_p > 0}] / ``effectiveDepth``; nil where that is
  /// undefined or zero.
  package var effectiveWidth: Rational? {
    guard let depth = effectiveDepth, !depth.isZero else { return nil }
    return expectedPathsBySource.reduce(Rational(0)) { $0 + $1.parameterisedCount } / depth
  }

  /// The probability of each path statistics, exact.
  ///
  /// - Complexity: cells with equal path counts at every node are carried on together, but their
  ///   number still grows exponentially with the edges; six or fourteen are no difficulty.
  /// - Precondition: at most 24 nodes.
  package func pathProbabilities() -> [PathStatistics: Rational] {
    precondition(nodeCount <= 24, "Supernet: too many nodes for a distribution")
    var propagation = PathPropagation(sources: sources, weight: Rational(1))
    for node in sources..<nodeCount {
      let incoming = edges.filter { $0.target == node }.map {
        (
          $0.source,
          OperationWeights(absent: $0.absent, skip: $0.skip, parameterised: $0.parameterised)
        )
      }
      propagation.addNode([(1, incoming)])
    }
    var result: [PathStatistics: Rational] = [:]
    for (counts, weight) in propagation.outputs(outputs) {
      result[counts.statistics] = (result[counts.statistics] ?? 0) + weight
    }
    return result
  }

  /// The expected d̄ and m̄ of a drawn cell, each given that it is defined: means of quotients, which
  /// ``effectiveDepth`` and ``effectiveWidth`` replace by quotients of means. Nil where it never is.
  package func meanDepthAndWidth() -> (depth: Rational?, width: Rational?) {
    func mean(_ quantity: (PathStatistics) -> Rational?) -> Rational? {
      var (sum, weight) = (Rational(0), Rational(0))
      for (statistics, probability) in pathProbabilities() {
        guard let value = quantity(statistics) else { continue }
        sum += value * probability
        weight += probability
      }
      return weight.isZero ? nil : sum / weight
    }
    return (mean(\.effectiveDepth), mean(\.effectiveWidth))
  }
}
