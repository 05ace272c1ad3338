import ExactArithmetic
import NetworkGraphs

/// The networks of a complete space up to equivalence (see `NetworkGraph.canonicalForm`).
package struct IsomorphismClasses: Sendable, Hashable {
  /// Equivalent networks.
  package struct Class: Sendable, Hashable {
    /// Their canonical form as a digit string; `0` for the networks without a path.
    package let digitString: String
    /// How many networks of the space are equivalent to it.
    package let multiplicity: Int
    /// Their path statistics.
    package let statistics: PathStatistics
  }

  /// The largest H that is enumerated (H = 6 only makes sense in shards: 10¹⁰ networks).
  package static let maximumNodes = 6

  /// The classes by number of nodes, then digit string.
  package let classes: [Class]

  /// The classes of `complete(nodes)`, or of one shard of it: the networks whose first H − 1 groups
  /// have a rank congruent to `shard` modulo `shards`. Multiplicities of shards add up. `progress` is
  /// told from time to time how many thousandths are done.
  ///
  /// - Precondition: 1 ≤ `nodes` ≤ ``maximumNodes``, 0 ≤ `shard` < `shards`.
  /// - Complexity: 3^{H(H+1)/2} networks, fractions of a microsecond each.
  package init(
    nodes: Int, shard: Int = 0, of shards: Int = 1,
    progress: (_ thousandths: Int) -> Void = { _ in }
  ) {
    precondition(1...IsomorphismClasses.maximumNodes ~= nodes && 0..<shards ~= shard)
    var counts: [UInt64: Int] = [:]
    IsomorphismClasses.forEach(nodes: nodes, shard: shard, of: shards, progress) { network in
      counts[IsomorphismClasses.key(network.canonical), default: 0] += 1
    }
    self.init(counts: counts)
  }

  /// The classes of several shards together.
  package init(merging parts: some Sequence<IsomorphismClasses>) {
    var merged: [String: Class] = [:]
    for part in parts {
      for entry in part.classes {
        let before = merged[entry.digitString]?.multiplicity ?? 0
        merged[entry.digitString] = Class(
          digitString: entry.digitString, multiplicity: before + entry.multiplicity,
          statistics: entry.statistics)
      }
    }
    classes = merged.values.sorted(by: IsomorphismClasses.precedes)
  }

  private init(counts: [UInt64: Int]) {
    classes = counts.map { key, multiplicity in
      let network = IsomorphismClasses.network(key)
      return Class(
        digitString: NetworkGraph(network, OperationTable()).digitString ?? "",
        multiplicity: multiplicity, statistics: network.pathCounts.statistics)
    }.sorted(by: IsomorphismClasses.precedes)
  }

  private static func precedes(_ a: Class, _ b: Class) -> Bool {
    (a.digitString.utf8.count, a.digitString) < (b.digitString.utf8.count, b.digitString)
  }

  /// The networks of a shard, each built from its digits in machine words.
  private static func forEach(
    nodes: Int, shard: Int, of shards: Int, _ progress: (Int) -> Void,
    _ body: (PackedNetwork) -> Void
  ) {
    /// `rows[t]`: every group of t digits as four-bit codes.
    var rows: [[UInt64]] = [[0]]
    for _ in 1...nodes {
      let shorter = rows[rows.count - 1]
      let shift = UInt64(4 * (rows.count - 1))
      rows.append(
        (0...2 as ClosedRange<UInt64>).flatMap { code in shorter.map { $0 | code << shift } })
    }
    let prefixes = (1..<nodes).reduce(1) { $0 * rows[$1].count }
    var network = PackedNetwork(nodeCount: nodes + 1)
    for prefix in stride(from: shard, to: prefixes, by: shards) {
      if prefix / shards % 256 == 0 { progress(1000 * prefix / prefixes) }
      var rest = prefix
      for node in 1..<nodes {
        network.rows[node] = rows[node][rest % rows[node].count]
        rest /= rows[node].count
      }
      for row in rows[nodes] {
        network.rows[nodes] = row
        body(network)
      }
    }
  }

  /// A network of at most seven nodes in one word: two bits an edge, the node count on top.
  private static func key(_ network: PackedNetwork) -> UInt64 {
    var key = UInt64(network.nodeCount)
    for target in 1..<network.nodeCount {
      for source in 0..<target { key = key << 2 | network.operation(source, target) }
    }
    return key
  }

  private static func network(_ key: UInt64) -> PackedNetwork {
    var (nodeCount, rest) = (2, key)
    while key >> UInt64(nodeCount * (nodeCount - 1)) != UInt64(nodeCount) { nodeCount += 1 }
    var network = PackedNetwork(nodeCount: nodeCount)
    for target in stride(from: nodeCount - 1, to: 0, by: -1) {
      for source in stride(from: target - 1, through: 0, by: -1) {
        network.rows[target] |= (rest & 3) << (4 * UInt64(source))
        rest >>= 2
      }
    }
    return network
  }
}
