import ExactArithmetic
import NetworkGraphs

/// A network of at most 16 nodes in machine words: for exhaustive work, where `NetworkGraph` would
/// spend its time on memory. Node 0 is the input, the last one the output.
///
/// Four bits of `rows[t]` give the operation of each edge s → t: 0 absent, 1 skip, 2 parameterised;
/// other operations have numbers that a table outside explains.
struct PackedNetwork: Hashable {
  static let maximumNodeCount = 16

  var nodeCount: Int
  var rows: SIMD16<UInt64>

  /// A network without edges.
  init(nodeCount: Int) {
    self.nodeCount = nodeCount
    rows = .zero
  }

  func operation(_ source: Int, _ target: Int) -> UInt64 { rows[target] >> (4 * source) & 15 }

  /// The nodes on paths from input to output as a bit mask; zero where there is no path.
  var nodesOnPaths: UInt16 {
    var reached: UInt16 = 1
    for target in 1..<nodeCount where rows[target] & PackedNetwork.nibbles(reached) != 0 {
      reached |= 1 << target
    }
    guard reached >> (nodeCount - 1) & 1 == 1 else { return 0 }
    var leads: UInt16 = 1 << (nodeCount - 1)
    for node in stride(from: nodeCount - 1, to: 0, by: -1) where leads >> node & 1 == 1 {
      leads |= PackedNetwork.mask(rows[node])
    }
    return reached & leads
  }

  /// All bits of the four-bit groups that `mask` selects.
  private static func nibbles(_ mask: UInt16) -> UInt64 {
    var x = UInt64(mask)
    x = (x | x << 24) & 0x0000_00FF_0000_00FF
    x = (x | x << 12) & 0x000F_000F_000F_000F
    x = (x | x << 6) & 0x0303_0303_0303_0303
    x = (x | x << 3) & 0x1111_1111_1111_1111
    return x &* 15
  }

  /// The four-bit groups that are not zero.
  private static func mask(_ row: UInt64) -> UInt16 {
    var x = row | row >> 1
    x = (x | x >> 2) & 0x1111_1111_1111_1111
    x = (x | x >> 3) & 0x0303_0303_0303_0303
    x = (x | x >> 6) & 0x000F_000F_000F_000F
    x = (x | x >> 12) & 0x0000_00FF_0000_00FF
    return UInt16(truncatingIfNeeded: x | x >> 24)
  }

  /// The canonical form of the part that paths from input to output run through: equal for two
  /// networks exactly if those parts are isomorphic. Without a path it has two nodes and no edge.
  ///
  /// Among all orders of the nodes in which edges lead forwards, it is the one that, node by node,
  /// has the smallest row. Candidates with the smallest row are all tried, except that of nodes
  /// with equal edges, which are interchangeable, one suffices.
  var canonical: PackedNetwork {
    let kept = nodesOnPaths
    if kept == 0 { return PackedNetwork(nodeCount: 2) }
    var search = CanonicalSearch(self, kept: kept)
    search.place(at: 1)
    return search.best
  }

  /// Path counts at the output, code 2 being the parameterised one.
  var pathCounts: PathCounts {
    var counts = [PathCounts(paths: 1, skipPaths: 1, parameterisedEdges: 0)]
    for target in 1..<nodeCount {
      var sum = PathCounts()
      for source in 0..<target {
        switch operation(source, target) {
        case 0: break
        case 2: sum = sum + counts[source].afterParameterisedEdge
        default: sum = sum + counts[source]
        }
      }
      counts.append(sum)
    }
    return counts[nodeCount - 1]
  }
}

/// The search for the canonical order of a network's nodes.
private struct CanonicalSearch {
  private let network: PackedNetwork
  /// `outgoing[u]`: the operations of edges u → v in four bits each.
  private var outgoing: SIMD16<UInt64> = .zero
  /// The nodes not placed yet, without the output.
  private var waiting: UInt16
  /// How many edges into each node come from nodes not placed yet.
  private var missing: SIMD16<UInt8> = .zero
  /// Each waiting node's row in the order so far.
  private var partial: SIMD16<UInt64> = .zero
  private let output: Int
  private var current: PackedNetwork
  private(set) var best: PackedNetwork
  private var hasBest = false

  init(_ network: PackedNetwork, kept: UInt16) {
    self.network = network
    output = network.nodeCount - 1
    waiting = kept & ~(1 | 1 << output)
    current = PackedNetwork(nodeCount: kept.nonzeroBitCount)
    best = current
    for target in 1..<network.nodeCount where kept >> target & 1 == 1 {
      for source in 0..<target where kept >> source & 1 == 1 {
        let operation = network.operation(source, target)
        if operation != 0 {
          outgoing[source] |= operation << (4 * target)
          missing[target] += 1
        }
      }
    }
    settle(0, at: 0)
  }

  /// Records in the nodes that `node` leads to that it stands at `position`.
  private mutating func settle(_ node: Int, at position: Int) {
    var edges = outgoing[node]
    while edges != 0 {
      let target = edges.trailingZeroBitCount / 4
      partial[target] |= (edges >> (4 * target) & 15) << (4 * position)
      missing[target] -= 1
      edges &= ~(15 << (4 * target))
    }
  }

  /// Places the nodes from `position` on in every way that may lead to the smallest rows.
  mutating func place(at position: Int) {
    if waiting == 0 {
      current.rows[position] = partial[output]
      if !hasBest || precedes(upTo: position) {
        best = current
        hasBest = true
      }
      return
    }
    var smallest = UInt64.max
    var candidates: UInt16 = 0
    for node in 1..<output where waiting >> node & 1 == 1 && missing[node] == 0 {
      if partial[node] < smallest {
        smallest = partial[node]
        candidates = 0
      }
      if partial[node] == smallest { candidates |= 1 << node }
    }
    current.rows[position] = smallest
    if hasBest && exceeds(upTo: position) { return }
    if candidates.nonzeroBitCount == 1 {
      let node = candidates.trailingZeroBitCount
      waiting &= ~(1 << node)
      settle(node, at: position)
      place(at: position + 1)
      return
    }
    let (savedWaiting, savedMissing, savedPartial) = (waiting, missing, partial)
    var tried: UInt16 = 0
    for node in 1..<output where candidates >> node & 1 == 1 {
      let isTwin = (1..<node).contains { tried >> $0 & 1 == 1 && outgoing[$0] == outgoing[node] }
      if isTwin { continue }
      tried |= 1 << node
      waiting &= ~(1 << node)
      settle(node, at: position)
      place(at: position + 1)
      (waiting, missing, partial) = (savedWaiting, savedMissing, savedPartial)
    }
  }

  private func precedes(upTo position: Int) -> Bool {
    for index in 1...position where current.rows[index] != best.rows[index] {
      return current.rows[index] < best.rows[index]
    }
    return false
  }

  private func exceeds(upTo position: Int) -> Bool {
    for index in 1...position where current.rows[index] != best.rows[index] {
      return current.rows[index] > best.rows[index]
    }
    return false
  }
}
