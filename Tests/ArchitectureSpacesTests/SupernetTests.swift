import ArchitectureSpaces
import ExactArithmetic
import NetworkGraphs
import Testing
import _TestSupport

@Suite struct SupernetTests {
  /// Probabilities of every path of a supernet, walked one by one as the authors' pruning does: at
  /// each edge a skip and a parameterised edge are different steps.
  private func reference(
    _ edges: [(source: Int, target: Int, skip: Rational, parameterised: Rational)], sources: Int,
    outputs: Set<Int>
  ) -> (depth: Rational?, width: Rational?) {
    var (depthSum, width, steps) = (Rational(0), Rational(0), 0)
    for source in 0..<sources {
      var paths: [(depth: Int, probability: Rational)] = []
      var stack = [(source, 0, Rational(1))]
      while let (node, depth, probability) = stack.popLast() {
        if outputs.contains(node) { paths.append((depth, probability)) }
        for edge in edges where edge.source == node {
          if edge.skip > 0 { stack.append((edge.target, depth, probability * edge.skip)) }
          if edge.parameterised > 0 {
            stack.append((edge.target, depth + 1, probability * edge.parameterised))
          }
        }
      }
      let total = paths.reduce(Rational(0)) { $0 + $1.probability }
      for path in paths {
        depthSum += Rational(path.depth) * path.probability / total * Rational(paths.count)
        width += path.depth > 0 ? path.probability : 0
      }
      steps += paths.count
    }
    if steps == 0 { return (nil, nil) }
    let depth = depthSum / Rational(steps)
    return (depth, depth == 0 ? nil : width / depth)
  }

  private func randomOperations(
    _ count: Int, _ all: [String], _ generator: inout SplitMix64
  ) -> [[String]] {
    (0..<count).map { _ in all.filter { _ in Bool.random(using: &generator) } }
  }

  private func shares(_ names: [String]) -> (skip: Rational, parameterised: Rational) {
    if names.isEmpty { return (0, 0) }
    let total = Rational(names.count)
    let convolutions = names.filter { $0.contains("conv") }.count
    let absent = names.filter { $0 == "none" }.count
    return (Rational(names.count - convolutions - absent) / total, Rational(convolutions) / total)
  }

  @Test func pruningComparesTheAuthorsNumbers() throws {
    for seed in 0..<40 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let cell = randomOperations(6, NetworkGraph.nasBench201Operations, &generator)
      let supernet = try #require(Supernet.nasBench201(operations: cell))
      let ends = [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]
      let expected = reference(
        zip(ends, cell).map { ($0.0, $0.1, shares($1).skip, shares($1).parameterised) },
        sources: 1, outputs: [3])
      #expect(supernet.effectiveDepth == expected.depth, "seed \(seed)")
      #expect(supernet.effectiveWidth == expected.width, "seed \(seed)")

      let darts = randomOperations(14, DARTSSpace.operations + ["none"], &generator)
      let dartsEnds = (2...5).flatMap { target in (0..<target).map { ($0, target) } }
      let dartsExpected = reference(
        zip(dartsEnds, darts).map { ($0.0, $0.1, shares($1).skip, shares($1).parameterised) },
        sources: 2, outputs: [2, 3, 4, 5])
      let dartsSupernet = try #require(Supernet.darts(operations: darts))
      #expect(dartsSupernet.effectiveDepth == dartsExpected.depth, "seed \(seed)")
      #expect(dartsSupernet.effectiveWidth == dartsExpected.width, "seed \(seed)")
    }
  }

  /// With every operation on every edge, expectations are means over the benchmark's cells.
  @Test func expectationsAreMeansOverCells() throws {
    let all = Array(repeating: NetworkGraph.nasBench201Operations, count: 6)
    let supernet = try #require(Supernet.nasBench201(operations: all))
    let distribution = NASBench201Space().pathDistribution()
    func mean(_ quantity: (PathStatistics) -> Rational?) -> Rational {
      var (sum, cells) = (Rational(0), Integer.zero)
      for (statistics, count) in distribution.counts {
        guard let value = quantity(statistics) else { continue }
        sum += value * Rational(count)
        cells += count
      }
      return sum / Rational(cells)
    }
    let expected = supernet.expectedPathsBySource[0]
    #expect(expected.count == mean { Rational($0.count) })
    #expect(expected.parameterisedCount == mean { Rational($0.parameterisedCount) })
    #expect(expected.parameterisedEdges == mean { Rational($0.parameterisedEdges) })
    #expect(supernet.effectiveDepth == expected.parameterisedEdges / expected.count)
    let means = supernet.meanDepthAndWidth()
    #expect(means.depth == mean(\.effectiveDepth) && means.width == mean(\.effectiveWidth))
    #expect(supernet.pathProbabilities().values.reduce(Rational(0), +) == 1)
  }

  @Test func drawsFollowTheProbabilities() throws {
    let edges = try [(0, 1), (0, 2), (1, 2)].map {
      try #require(
        Supernet.Edge(
          source: $0.0, target: $0.1, skip: Rational(1, 6), parameterised: Rational(1, 2)))
    }
    let supernet = try #require(Supernet(nodeCount: 3, outputs: [2], edges: edges))
    var generator = SplitMix64(seed: 3)
    var counts = [0, 0, 0]
    for _ in 0..<2_000 {
      let drawn = supernet.sample(using: &generator)
      let edge = drawn.edges[1]
      #expect([edge.absent, edge.skip, edge.parameterised].sorted() == [0, 0, 1])
      counts[edge.skip == 1 ? 1 : edge.parameterised == 1 ? 2 : 0] += 1
    }
    // Six standard deviations of a binomial with 2,000 draws are at most 135.
    #expect(zip(counts, [667, 333, 1_000]).allSatisfy { abs($0 - $1) < 135 }, "\(counts)")
  }

  @Test func invalidPartsAreRefused() throws {
    #expect(Supernet.nasBench201(operations: [["none"]]) == nil)
    #expect(Supernet.nasBench201(operations: Array(repeating: ["conv"], count: 6)) == nil)
    #expect(Supernet.Edge(source: 1, target: 1, skip: 0, parameterised: 0) == nil)
    #expect(Supernet.Edge(source: 0, target: 1, skip: 1, parameterised: Rational(1, 9)) == nil)
    #expect(Supernet.Edge(source: 0, target: 1, skip: -1, parameterised: 1) == nil)
    let edge = try #require(Supernet.Edge(source: 0, target: 1, skip: 1, parameterised: 0))
    #expect(Supernet(nodeCount: 2, outputs: [1], edges: [edge]) != nil)
    #expect(Supernet(nodeCount: 2, outputs: [1], edges: [edge, edge]) == nil)
    #expect(Supernet(nodeCount: 2, outputs: [2], edges: [edge]) == nil)
    #expect(Supernet(nodeCount: 2, sources: 2, outputs: [1], edges: [edge]) == nil)
    #expect(Supernet(nodeCount: 1, outputs: [0], edges: [edge]) == nil)
  }
}
