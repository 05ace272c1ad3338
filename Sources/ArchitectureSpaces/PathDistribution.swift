import ExactArithmetic
import NetworkGraphs

/// How many cells of a space have which path statistics.
public struct PathDistribution: Sendable, Hashable {
  /// The number of cells with given statistics; never zero.
  public private(set) var counts: [PathStatistics: Integer] = [:]

  /// No cells.
  public init() {}

  /// Cells with given statistics; entries with equal statistics are added.
  public init(_ entries: some Sequence<(PathStatistics, Integer)>) {
    for (statistics, count) in entries { add(statistics, count: count) }
  }

  /// Adds `count` cells.
  public mutating func add(_ statistics: PathStatistics, count: Integer = .one) {
    guard !count.isZero else { return }
    counts[statistics] = (counts[statistics] ?? .zero) + count
  }

  /// Adds the cells of another distribution.
  public mutating func merge(_ other: PathDistribution) {
    for (statistics, count) in other.counts { add(statistics, count: count) }
  }

  /// The number of cells.
  public var cells: Integer { counts.values.reduce(.zero, +) }

  /// The number of cells that satisfy a condition.
  public func cells(where condition: (PathStatistics) -> Bool) -> Integer {
    counts.reduce(.zero) { condition($1.key) ? $0 + $1.value : $0 }
  }
}

extension CompleteSpace {
  /// The largest H for which ``pathDistribution()`` is computed; beyond, its intermediate results
  /// do not fit common memories.
  package static let maximumDistributionNodes = 6

  /// The path statistics of all 3^{H(H+1)/2} networks.
  ///
  /// Networks whose nodes have, up to order, the same path counts are carried on together; nodes
  /// without a path from the input only multiply the number by 3 for each later node.
  ///
  /// - Precondition: H ≤ ``maximumDistributionNodes``.
  /// - Complexity: H = 5 takes a fraction of a second, H = 6 minutes.
  package func pathDistribution() -> PathDistribution {
    precondition(
      nodes <= CompleteSpace.maximumDistributionNodes,
      "CompleteSpace: too many nodes for a distribution")
    let source = PathCounts(paths: 1, skipPaths: 1, parameterisedEdges: 0)
    var states: [[PathCounts]: Integer] = [[source]: .one]
    for node in 1..<nodes {
      var next: [[PathCounts]: Integer] = [:]
      for (state, weight) in states {
        let lost = Integer(3).power(UInt(node - state.count))
        for (counts, more) in CompleteSpace.sums(state) {
          var key = state
          if counts.paths > 0 {
            key.insert(counts, at: key.firstIndex { counts < $0 } ?? key.count)
          }
          next[key] = (next[key] ?? .zero) + weight * more * lost
        }
      }
      states = next
    }
    var result: [PathCounts: Integer] = [:]
    for (state, weight) in states {
      let lost = Integer(3).power(UInt(nodes - state.count))
      for (counts, more) in CompleteSpace.sums(state) {
        result[counts] = (result[counts] ?? .zero) + weight * more * lost
      }
    }
    return PathDistribution(result.map { ($0.statistics, $1) })
  }

  /// The counts of a node that may take any edge from the nodes of `state`.
  private static func sums(_ state: [PathCounts]) -> [PathCounts: Integer] {
    let any = OperationWeights<Integer>(absent: 1, skip: 1, parameterised: 1)
    return state.reduce([PathCounts(): .one]) {
      PathPropagation.adding($1, any, to: $0)
    }
  }
}
