import ExactArithmetic

/// All labelled networks on the nodes 0…H: each of the H(H+1)/2 edges absent, skip or
/// parameterised.
///
/// They are ordered as their digit strings read as numbers in base 3: rank 0 has no edge.
package struct CompleteSpace: Sendable, Hashable {
  /// H, the number of nodes besides the input.
  package let nodes: Int

  /// The space for H = `nodes`.
  ///
  /// - Precondition: 1 ≤ `nodes` < ``NetworkGraph/maximumNodeCount``.
  package init(nodes: Int) {
    precondition(
      nodes >= 1 && nodes < NetworkGraph.maximumNodeCount, "CompleteSpace: nodes out of range")
    self.nodes = nodes
  }

  /// H(H+1)/2, the number of edges that may be present.
  package var edgeCount: Int { nodes * (nodes + 1) / 2 }

  /// 3^{H(H+1)/2}.
  package var count: Integer { Integer(3).power(UInt(edgeCount)) }

  /// The network of rank `rank`, or nil outside 0…``count`` − 1.
  package func network(rank: Integer) -> NetworkGraph? {
    guard rank.signum >= 0, rank < count else { return nil }
    let digits = Array(rank.text(radix: 3).utf8).map { $0 - 48 }
    return network(digits: Array(repeating: 0, count: edgeCount - digits.count) + digits)
  }

  /// The rank of a network, or nil where it is not in the space.
  package func rank(of network: NetworkGraph) -> Integer? {
    guard network.nodeCount == nodes + 1, let text = network.digitString else { return nil }
    return Integer(text.filter { $0 != "_" }, radix: 3)
  }

  /// The network whose edges, by target and then source, have the codes `digits`.
  func network(digits: [UInt8]) -> NetworkGraph {
    var edges: [NetworkGraph.Edge] = []
    var index = 0
    for target in 1...nodes {
      for source in 0..<target {
        if digits[index] != 0 {
          edges.append(
            .init(
              source: source, target: target, operation: digits[index] == 1 ? .unitSkip : .relu))
        }
        index += 1
      }
    }
    return NetworkGraph(
      nodeNames: (0...nodes).map { "\($0)" }, input: 0, output: nodes, sortedEdges: edges)
  }
}

extension CompleteSpace: Sequence {
  /// Steps through the space by rank.
  package struct Iterator: IteratorProtocol {
    private let space: CompleteSpace
    private var digits: [UInt8]?

    init(_ space: CompleteSpace) {
      self.space = space
      digits = Array(repeating: 0, count: space.edgeCount)
    }

    /// The network of the next rank, or nil after the last.
    package mutating func next() -> NetworkGraph? {
      guard var current = digits else { return nil }
      let network = space.network(digits: current)
      digits = nil
      if let place = current.lastIndex(where: { $0 < 2 }) {
        current[place] += 1
        for later in current.indices[(place + 1)...] { current[later] = 0 }
        digits = current
      }
      return network
    }
  }

  /// An iterator that begins at rank 0.
  package func makeIterator() -> Iterator { Iterator(self) }
}
