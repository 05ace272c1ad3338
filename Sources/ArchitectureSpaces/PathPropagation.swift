import ExactArithmetic
import NetworkGraphs

/// What probabilities and multiplicities have in common.
protocol Weight: Sendable {
  static func + (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  var isZero: Bool { get }
}
extension Integer: Weight {}
extension Rational: Weight {}

/// How an edge's operation is distributed: numbers of choices, or probabilities.
struct OperationWeights<W: Weight> {
  let absent: W
  let skip: W
  let parameterised: W
}

/// Path statistics at one node: numbers of paths from the sources, of those without parameterised
/// edge, and of parameterised edges on all of them.
struct PathCounts: Hashable, Comparable, Sendable {
  var paths: Int32 = 0
  var skipPaths: Int32 = 0
  var parameterisedEdges: Int32 = 0

  static func + (a: PathCounts, b: PathCounts) -> PathCounts {
    PathCounts(
      paths: a.paths + b.paths, skipPaths: a.skipPaths + b.skipPaths,
      parameterisedEdges: a.parameterisedEdges + b.parameterisedEdges)
  }

  static func - (a: PathCounts, b: PathCounts) -> PathCounts {
    PathCounts(
      paths: a.paths - b.paths, skipPaths: a.skipPaths - b.skipPaths,
      parameterisedEdges: a.parameterisedEdges - b.parameterisedEdges)
  }

  static func < (a: PathCounts, b: PathCounts) -> Bool {
    (a.paths, a.skipPaths, a.parameterisedEdges) < (b.paths, b.skipPaths, b.parameterisedEdges)
  }

  /// The same paths with one more parameterised edge.
  var afterParameterisedEdge: PathCounts {
    PathCounts(paths: paths, skipPaths: 0, parameterisedEdges: parameterisedEdges + paths)
  }

  var statistics: PathStatistics {
    PathStatistics(
      count: Integer(Int(paths)), parameterisedCount: Integer(Int(paths - skipPaths)),
      parameterisedEdges: Integer(Int(parameterisedEdges)))
  }
}

/// The joint distribution of the path counts at all nodes, built node by node: cells that agree in
/// them are carried on together, with their weight. Counts fit 32 bits up to 24 nodes.
struct PathPropagation<W: Weight> {
  private(set) var states: [[PathCounts]: W]
  private(set) var nodeCount: Int

  /// The nodes 0…sources − 1, each a source with one path to itself.
  init(sources: Int, weight: W) {
    let source = PathCounts(paths: 1, skipPaths: 1, parameterisedEdges: 0)
    states = [Array(repeating: source, count: sources): weight]
    nodeCount = sources
  }

  typealias Choice = (weight: W, edges: [(source: Int, operation: OperationWeights<W>)])

  /// Appends a node whose incoming edges are one of `choices`.
  ///
  /// Where neither these nor what follows tells the nodes apart, their order may be dropped: states that
  /// differ in it alone are then one.
  mutating func addNode(_ choices: [Choice], inAnyOrder: Bool = false) {
    var next: [[PathCounts]: W] = [:]
    for (state, weight) in states {
      for (counts, more) in PathPropagation.incoming(state, choices) {
        let product = weight * more
        let key = inAnyOrder ? (state + [counts]).sorted() : state + [counts]
        next[key] = next[key].map { $0 + product } ?? product
      }
    }
    states = next
    nodeCount += 1
  }

  /// The distribution of a new node's counts.
  static func incoming(_ state: [PathCounts], _ choices: [Choice]) -> [PathCounts: W] {
    var result: [PathCounts: W] = [:]
    for choice in choices {
      var sums: [PathCounts: W] = [PathCounts(): choice.weight]
      for (source, operation) in choice.edges {
        sums = PathPropagation.adding(state[source], operation, to: sums)
      }
      result.merge(sums) { $0 + $1 }
    }
    return result
  }

  /// The distribution of sums that had one more edge from a node with counts `counts`.
  static func adding(
    _ counts: PathCounts, _ operation: OperationWeights<W>, to sums: [PathCounts: W]
  ) -> [PathCounts: W] {
    let outcomes = [
      (PathCounts(), operation.absent), (counts, operation.skip),
      (counts.afterParameterisedEdge, operation.parameterised),
    ].filter { !$0.1.isZero }
    var result: [PathCounts: W] = [:]
    for (sum, weight) in sums {
      for (more, factor) in outcomes {
        let product = weight * factor
        result[sum + more] = result[sum + more].map { $0 + product } ?? product
      }
    }
    return result
  }

  /// The distributions of the `count` results that `outputs` makes of the nodes so far and of a last one, whose
  /// incoming edges are one of `choices`.
  func outputs(
    adding choices: [Choice], count: Int,
    _ outputs: ([PathCounts], _ last: PathCounts) -> [PathCounts]
  ) -> [[PathCounts: W]] {
    var result = [[PathCounts: W]](repeating: [:], count: count)
    for (state, weight) in states {
      for (counts, more) in PathPropagation.incoming(state, choices) {
        let product = weight * more
        for (place, key) in outputs(state, counts).enumerated() {
          result[place][key] = result[place][key].map { $0 + product } ?? product
        }
      }
    }
    return result
  }

  /// The distribution at an output that sums the nodes of `output`.
  func outputs(_ output: [Int]) -> [PathCounts: W] {
    var result: [PathCounts: W] = [:]
    for (state, weight) in states {
      let sum = output.reduce(PathCounts()) { $0 + state[$1] }
      result[sum] = result[sum].map { $0 + weight } ?? weight
    }
    return result
  }
}

extension PathPropagation where W == Integer {
  /// The distribution at an output that sums the nodes of `output`.
  func distribution(output: [Int]) -> PathDistribution {
    PathDistribution(outputs(output).map { ($0.statistics, $1) })
  }
}
