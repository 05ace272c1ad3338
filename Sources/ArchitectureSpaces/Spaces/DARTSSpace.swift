import ExactArithmetic
import NetworkGraphs

/// The cells of DARTS: two sources, four nodes, each of which sums two operations on different
/// earlier nodes; the output sums the four. 180 choices of inputs and 7⁸ of operations.
package struct DARTSSpace: ArchitectureSpace {
  /// The search space's operations, without `none`.
  package static var operations: [String] { GenotypeCell.operations }

  /// The number of nodes that sum two operations.
  static let nodeCount = 4

  /// The space.
  package init() {}

  /// `darts`
  package var name: String { "darts" }

  /// 180 · 7⁸ = 1,037,664,180
  package var count: Integer {
    (0..<DARTSSpace.nodeCount).reduce(.one) { $0 * Integer(DARTSSpace.choices(node: $1 + 2)) }
  }

  /// How many ways a node has to choose two of `earlier` nodes and their operations.
  private static func choices(node earlier: Int) -> Int {
    earlier * (earlier - 1) / 2 * operations.count * operations.count
  }

  /// The pairs of earlier nodes, lexicographically.
  static func pairs(of earlier: Int) -> [[Int]] {
    (0..<earlier).flatMap { first in ((first + 1)..<earlier).map { [first, $0] } }
  }

  /// The cell of rank `rank`: the choices of the last node vary fastest, and within a node the
  /// second operation, then the first, then the inputs.
  package func cell(rank: Integer) -> GenotypeCell? {
    guard rank.signum >= 0, rank < count, var rest = rank.asInt else { return nil }
    let operations = DARTSSpace.operations
    var edges: [GenotypeCell.Edge] = []
    for node in (2..<(DARTSSpace.nodeCount + 2)).reversed() {
      let choice = rest % DARTSSpace.choices(node: node)
      rest /= DARTSSpace.choices(node: node)
      let (pair, first, second) = (
        DARTSSpace.pairs(of: node)[choice / (operations.count * operations.count)],
        choice / operations.count % operations.count, choice % operations.count
      )
      edges =
        [.init(operations[first], pair[0]), .init(operations[second], pair[1])] + edges
    }
    return GenotypeCell(edges: edges, concat: Array(2..<(DARTSSpace.nodeCount + 2)))
  }

  /// The rank of a cell, whichever order its nodes' edges have; nil where it is not in the space.
  package func rank(of cell: GenotypeCell) -> Integer? {
    let count = DARTSSpace.nodeCount
    guard cell.edges.count == 2 * count, cell.concat.sorted() == Array(2..<(count + 2)) else {
      return nil
    }
    var rank = 0
    for node in 2..<(count + 2) {
      let edges = cell.edges[(2 * node - 4)..<(2 * node - 2)].sorted { $0.input < $1.input }
      guard let pair = DARTSSpace.pairs(of: node).firstIndex(of: edges.map(\.input)) else {
        return nil
      }
      rank = rank * DARTSSpace.pairs(of: node).count + pair
      for edge in edges {
        guard let place = DARTSSpace.operations.firstIndex(of: edge.operation) else { return nil }
        rank = rank * DARTSSpace.operations.count + place
      }
    }
    return Integer(rank)
  }

  /// The edge list of the cell of rank `rank`, as Python prints it.
  package func text(rank: Integer) -> String? { cell(rank: rank)?.edgeList }

  /// The cell of rank `rank` as a network.
  package func network(rank: Integer) -> NetworkGraph? { cell(rank: rank)?.network() }

  /// The path statistics of all cells.
  package func pathDistribution() -> PathDistribution { DARTSRule.standard.pathDistribution() }
}

/// A reading of "the DARTS space". The paper does not say over which cells its extremes were taken,
/// so that its printed values are compared with every reading.
package struct DARTSRule: Sendable, Hashable {
  /// Which earlier nodes a node's edges come from.
  package enum Inputs: String, Sendable, CaseIterable {
    /// Two different ones, as DARTS derives its cells.
    case differentPairs = "two different inputs"
    /// Two, which may coincide; both edges count.
    case anyPairs = "two inputs that may coincide"
    /// Two, which may coincide; then the second edge replaces the first, as in an adjacency matrix.
    case lastWins = "two inputs, the last edge of a pair counts"
    /// Two, drawn one after the other with replacement; both edges count. The cells are those of ``anyPairs``, with
    /// other weights.
    case drawn = "two inputs drawn with replacement"
    /// All of them: the supernet's edges.
    case all = "every earlier node"
  }

  /// What the output sums.
  package enum Output: String, Sendable, CaseIterable {
    case nodes = "the four nodes"
    case lastNode = "the last node"
    case nodesAndSources = "the four nodes and both sources"
  }

  /// Which earlier nodes a node's edges come from.
  package let inputs: Inputs
  /// What the output sums.
  package let output: Output
  /// Whether `none` is one of the operations.
  package let allowsNone: Bool

  /// A reading of the space.
  package init(inputs: Inputs, output: Output, allowsNone: Bool) {
    self.inputs = inputs
    self.output = output
    self.allowsNone = allowsNone
  }

  /// Two different inputs, the output sums the four nodes, no `none`: ``DARTSSpace``.
  package static let standard = DARTSRule(
    inputs: .differentPairs, output: .nodes, allowsNone: false)

  /// Cells drawn at random: each of the four nodes draws two inputs with replacement, and two of the eight operations,
  /// `none` among them; the output sums the four nodes.
  package static let drawn = DARTSRule(inputs: .drawn, output: .nodes, allowsNone: true)

  /// Every reading; those that differ in weights alone once.
  package static var all: [DARTSRule] {
    Inputs.allCases.filter { $0 != .drawn }.flatMap { inputs in
      [false, true].flatMap { allowsNone in
        Output.allCases.map { DARTSRule(inputs: inputs, output: $0, allowsNone: allowsNone) }
      }
    }
  }

  /// The path statistics of all cells of the reading; edges' operations and, where they matter,
  /// inputs are counted with their multiplicities.
  package func pathDistribution() -> PathDistribution { distributions(of: [output])[0] }

  /// The path statistics of every reading, in the order of ``all``.
  package static func pathDistributions() -> [PathDistribution] {
    // What differs in the output alone stands together.
    let (rules, count) = (all, Output.allCases.count)
    return stride(from: 0, to: rules.count, by: count).flatMap { start in
      rules[start].distributions(of: rules[start..<(start + count)].map(\.output))
    }
  }

  /// The joint distribution of the path counts at all nodes but the last, in any order: the choices treat
  /// all earlier nodes alike, and what the output sums does not change them.
  private var propagation: PathPropagation<Integer> {
    var propagation = PathPropagation(sources: 2, weight: Integer.one)
    for node in 2..<(DARTSSpace.nodeCount + 1) {
      propagation.addNode(choices(of: node), inAnyOrder: true)
    }
    return propagation
  }

  /// The path statistics of all cells with each of some outputs in place of the reading's.
  private func distributions(of outputs: [Output]) -> [PathDistribution] {
    let source = PathCounts(paths: 1, skipPaths: 1, parameterisedEdges: 0)
    let choices = choices(of: DARTSSpace.nodeCount + 1)
    return propagation.outputs(adding: choices, count: outputs.count) { state, last in
      let all = state.reduce(last, +)
      return outputs.map { output in
        switch output {
        case .lastNode: last
        case .nodes: all - source - source
        case .nodesAndSources: all
        }
      }
    }.map { PathDistribution($0.map { ($0.statistics, $1) }) }
  }

  /// The ways in which a node may get its edges, with their weights.
  private func choices(of node: Int) -> [PathPropagation<Integer>.Choice] {
    let weights = OperationWeights<Integer>(
      absent: allowsNone ? 1 : 0, skip: 3, parameterised: 4)
    let operationCount: Integer = allowsNone ? 8 : 7
    let same = (0..<node).map { [$0, $0] }
    let selections: [(Integer, [Int])] =
      switch inputs {
      case .differentPairs: DARTSSpace.pairs(of: node).map { (.one, $0) }
      case .anyPairs: (DARTSSpace.pairs(of: node) + same).map { (.one, $0) }
      case .drawn:
        DARTSSpace.pairs(of: node).map { (2, $0) } + same.map { (.one, $0) }
      case .lastWins:
        DARTSSpace.pairs(of: node).map { (.one, $0) } + same.map { (operationCount, [$0[0]]) }
      case .all: [(.one, Array(0..<node))]
      }
    return selections.map { weight, sources in (weight, sources.map { ($0, weights) }) }
  }
}
