import ExactArithmetic
import NetworkGraphs

/// The 15,625 cells of NAS-Bench-201 (NATS-Bench's topology space) in the benchmark's order.
///
/// The benchmark lists the cells lexicographically — the operations in the order of
/// `NetworkGraph.nasBench201Operations`, edges by target and then source — and shuffles the list
/// with Python's generator seeded with 88.
package struct NASBench201Space: ArchitectureSpace {
  /// 5⁶
  static let cellCount = 15_625
  /// `lexicographic[i]` is the lexicographic number of the benchmark's cell i.
  private let lexicographic: [Int]
  /// The benchmark's index of each lexicographic number.
  private let indices: [Int]

  /// The space; its order is computed.
  package init() {
    var order = Array(0..<NASBench201Space.cellCount)
    var generator = MersenneTwister(pythonSeed: 88)
    generator.shuffle(&order)
    lexicographic = order
    var inverse = order
    for (index, number) in order.enumerated() { inverse[number] = index }
    indices = inverse
  }

  /// `nasbench201`
  package var name: String { "nasbench201" }

  /// 15,625
  package var count: Integer { Integer(lexicographic.count) }

  /// The operations of the benchmark's cell `index` on the edges 0→1, 0→2, 1→2, 0→3, 1→3, 2→3.
  ///
  /// - Precondition: 0 ≤ `index` < 15,625.
  package func operations(index: Int) -> [String] {
    var rest = lexicographic[index]
    var names: [String] = []
    for _ in 0..<6 {
      names.append(NetworkGraph.nasBench201Operations[rest % 5])
      rest /= 5
    }
    return names.reversed()
  }

  /// The benchmark's text of its cell `rank`.
  package func text(rank: Integer) -> String? {
    guard let index = rank.asInt, lexicographic.indices.contains(index) else { return nil }
    return NASBench201Space.text(operations: operations(index: index))
  }

  /// The benchmark's text of a cell with six operations.
  static func text(operations names: [String]) -> String {
    "|\(names[0])~0|+|\(names[1])~0|\(names[2])~1|+"
      + "|\(names[3])~0|\(names[4])~1|\(names[5])~2|"
  }

  /// The benchmark's cell `rank`.
  package func network(rank: Integer) -> NetworkGraph? {
    text(rank: rank).flatMap { try? NetworkGraph(nasBench201: $0) }
  }

  /// The benchmark's index of a cell, or nil where the network is not one of its cells.
  package func rank(of network: NetworkGraph) -> Integer? {
    guard network.nodeCount == 4, let text = network.nasBench201 else { return nil }
    var number = 0
    for item in text.split(whereSeparator: { $0 == "|" || $0 == "+" }) {
      let name = item.prefix { $0 != "~" }
      guard let place = NetworkGraph.nasBench201Operations.firstIndex(of: String(name)) else {
        return nil
      }
      number = 5 * number + place
    }
    return Integer(indices[number])
  }

  /// The path statistics of the 15,625 cells.
  ///
  /// Only the class of each operation matters: one cell is absent, two are skips and two are
  /// parameterised of the five operations on each edge.
  package func pathDistribution() -> PathDistribution {
    var propagation = PathPropagation(sources: 1, weight: Integer.one)
    let choices = OperationWeights<Integer>(absent: 1, skip: 2, parameterised: 2)
    for node in 1...3 {
      propagation.addNode([(.one, (0..<node).map { ($0, choices) })])
    }
    return propagation.distribution(output: [3])
  }
}
