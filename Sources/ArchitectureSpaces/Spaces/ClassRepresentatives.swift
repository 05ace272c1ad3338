import ExactArithmetic
import NetworkGraphs

/// One network of every class of `complete(H)` (see `NetworkGraph.canonicalForm`), in an order that
/// is made for work in pieces: no table of the classes met so far is needed, because a network
/// stands for its class exactly if it is its own canonical form.
///
/// The places 0 ..< ``count`` go through complete(1), complete(2), …, complete(H) by rank; a class
/// has the place of its canonical form, whose nodes all lie on paths. The first place is that of the
/// class of all networks without a path.
package struct ClassRepresentatives: Sendable, Hashable {
  /// H.
  package let nodes: Int

  /// The largest H: 3²⁸ labelled networks are beyond enumeration, but their ranks still fit a word.
  package static let maximumNodes = 7

  /// The classes of `complete(nodes)`.
  ///
  /// - Precondition: 1 ≤ `nodes` ≤ ``maximumNodes``.
  package init(nodes: Int) {
    precondition(1...ClassRepresentatives.maximumNodes ~= nodes, "nodes out of range")
    self.nodes = nodes
  }

  /// The number of places, Σ_{h ≤ H} 3^{h(h+1)/2}.
  package var count: Int { (1...nodes).reduce(0) { $0 + ClassRepresentatives.size($1) } }

  /// The number of labelled networks in the space, 3^{H(H+1)/2}.
  package var labelledCount: Int { ClassRepresentatives.size(nodes) }

  /// Calls `body` with each class whose place is in `places`, in their order.
  ///
  /// - Precondition: `places` lie in 0 ..< ``count``.
  /// - Complexity: fractions of a microsecond a place.
  package func forEach(in places: Range<Int>, _ body: (Representative) throws -> Void) rethrows {
    precondition(places.lowerBound >= 0 && places.upperBound <= count, "places out of range")
    var start = 0
    for h in 1...nodes {
      let size = ClassRepresentatives.size(h)
      let ranks = places.clamped(to: start..<(start + size))
      var network = PackedNetwork(nodeCount: h + 1, rank: ranks.lowerBound - start)
      for place in ranks {
        if network.canonical == network {
          try body(
            Representative(
              place: place, network: NetworkGraph(network, OperationTable()),
              multiplicity: network.labelledFormCount
                * ClassRepresentatives.surroundings(of: h, in: nodes)))
        }
        network.advance()
      }
      start += size
    }
  }

  /// The canonical form of a class.
  package struct Representative: Sendable, Hashable {
    /// Its place in the order.
    package let place: Int
    /// The canonical form.
    package let network: NetworkGraph
    /// How many labelled networks of the space are in the class.
    package let multiplicity: Int
  }

  private static func size(_ h: Int) -> Int { (0..<(h * (h + 1) / 2)).reduce(1) { n, _ in 3 * n } }

  /// In how many ways `h` + 1 nodes that all lie on paths can be surrounded by H − h further nodes
  /// that lie on none, with labels 0…H: every choice of the labels, and of the edges of the further
  /// nodes.
  ///
  /// A further node is *reached* from the input, *leads* to the output, or neither; never both. Its
  /// edges from the kept nodes and from reached ones decide whether it is reached, those to kept
  /// nodes and to leading ones whether it leads; the others are free.
  static func surroundings(of h: Int, in nodes: Int) -> Int {
    // A label is that of a kept node or of a further one in one of three states.
    enum Label: CaseIterable { case kept, reached, leading, neither }
    func ways(_ labels: [Label]) -> Int {
      var product = 1
      for (index, label) in labels.enumerated() {
        let before = labels[..<index]
        let after = labels[(index + 1)...]
        switch label {
        case .kept: break
        case .reached:
          product *= power(before.count { $0 == .kept || $0 == .reached }) - 1
        case .leading:
          product *= power(after.count { $0 == .kept || $0 == .leading }) - 1
        case .neither: break
        }
        // Edges to later further nodes that decide nothing.
        if label == .leading || label == .neither {
          product *= power(after.count { $0 == .reached || $0 == .neither })
        }
      }
      return product
    }
    func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { n, _ in 3 * n } }
    func sum(_ labels: [Label], kept: Int) -> Int {
      if labels.count == nodes { return kept == h ? ways(labels + [.kept]) : 0 }
      return Label.allCases.reduce(0) { total, label in
        total + sum(labels + [label], kept: kept + (label == .kept ? 1 : 0))
      }
    }
    // The input comes first and the output last.
    return sum([.kept], kept: 1)
  }
}

extension PackedNetwork {
  /// The network of a rank in `CompleteSpace`.
  init(nodeCount: Int, rank: Int) {
    self.init(nodeCount: nodeCount)
    var rest = rank
    for target in stride(from: nodeCount - 1, to: 0, by: -1) {
      for source in stride(from: target - 1, through: 0, by: -1) {
        rows[target] |= UInt64(rest % 3) << UInt64(4 * source)
        rest /= 3
      }
    }
  }

  /// Goes on to the network of the next rank; after the last one to that of rank 0.
  mutating func advance() {
    for target in stride(from: nodeCount - 1, to: 0, by: -1) {
      for source in stride(from: target - 1, through: 0, by: -1) {
        let digit = UInt64(1) << UInt64(4 * source)
        if operation(source, target) < 2 {
          rows[target] += digit
          return
        }
        rows[target] -= 2 * digit
      }
    }
  }

  /// How many different networks arise when the nodes are numbered in all topological orders: the
  /// number of those orders over that of the automorphisms.
  ///
  /// - Precondition: every node lies on a path, or there is no edge at all.
  var labelledFormCount: Int {
    var forms: Set<PackedNetwork> = []
    var order = [0]
    func place(_ network: PackedNetwork) {
      if order.count == nodeCount {
        forms.insert(network)
        return
      }
      for node in 1..<nodeCount where !order.contains(node) {
        let sources = (0..<node).filter { operation($0, node) != 0 }
        guard sources.allSatisfy({ order.contains($0) }) else { continue }
        var next = network
        for (position, source) in order.enumerated() where source < node {
          next.rows[order.count] |= operation(source, node) << UInt64(4 * position)
        }
        // The output waits for every other node.
        if node == nodeCount - 1 && order.count < nodeCount - 1 { continue }
        order.append(node)
        place(next)
        order.removeLast()
      }
    }
    place(PackedNetwork(nodeCount: nodeCount))
    return forms.count
  }
}
