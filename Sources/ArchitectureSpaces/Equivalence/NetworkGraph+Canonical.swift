import ExactArithmetic
import NetworkGraphs

extension NetworkGraph {
  /// The most nodes on paths from input to output for which ``canonicalForm`` is computed.
  package static let maximumCanonicalNodeCount = PackedNetwork.maximumNodeCount

  /// A network that two networks share exactly if they are equivalent: nodes on no path from input
  /// to output are dropped, and the others may be in any order. Nodes are named 0…H, and the order
  /// is the one whose rows of operations are smallest. Without a path the form is `0`.
  ///
  /// Nil beyond ``maximumCanonicalNodeCount`` nodes or 13 operations other than the digit strings'.
  package var canonicalForm: NetworkGraph? {
    let network = removingUnreachableParts()
    guard network.isConnected else {
      return NetworkGraph(validNodeNames: ["0", "1"], input: 0, output: 1, edges: [])
    }
    guard network.nodeCount <= PackedNetwork.maximumNodeCount else { return nil }
    let table = OperationTable(network)
    guard table.entries.count <= 15 else { return nil }
    var packed = PackedNetwork(nodeCount: network.nodeCount)
    for edge in network.edges {
      packed.rows[edge.target] |= table.number(edge, in: network) << (4 * edge.source)
    }
    return NetworkGraph(packed.canonical, table)
  }

  init(_ packed: PackedNetwork, _ table: OperationTable) {
    var edges: [Edge] = []
    var normalizations: [Int: Rational] = [:]
    for target in 1..<packed.nodeCount {
      for source in 0..<target {
        let number = Int(packed.operation(source, target))
        if number > 0 {
          let entry = table.entries[number - 1]
          edges.append(
            .init(source: source, target: target, operation: entry.operation, label: entry.label))
          normalizations[target] = entry.normalization
          if source == 0 { normalizations[0] = entry.inputNormalization }
        }
      }
    }
    self.init(
      validNodeNames: (0..<packed.nodeCount).map { "\($0)" }, input: 0,
      output: packed.nodeCount - 1, edges: edges, normalizations: normalizations)
  }
}

/// The operations of a network by number: 1 and 2 as in digit strings, others from 3 on in the
/// order of their text.
///
/// What is done to a node belongs to the operations of the edges into it, what is done to the input to
/// those of the edges that leave it.
struct OperationTable {
  struct Entry: Hashable {
    let operation: EdgeOperation
    var label: String?
    /// ε where the edge's target is normalised.
    var normalization: Rational?
    /// ε where the edge's source is the input and normalised.
    var inputNormalization: Rational?

    var text: String {
      [
        operation.description, label ?? "", normalization?.description ?? "",
        inputNormalization?.description ?? "",
      ].joined(separator: " ")
    }
  }

  private(set) var entries = [Entry(operation: .unitSkip), Entry(operation: .relu)]

  init() {}

  init(_ network: NetworkGraph) {
    let others = Set(network.edges.map { OperationTable.entry($0, in: network) })
      .subtracting(entries)
    entries += others.sorted { $0.text < $1.text }
  }

  func number(_ edge: NetworkGraph.Edge, in network: NetworkGraph) -> UInt64 {
    let entry = OperationTable.entry(edge, in: network)
    return UInt64((entries.firstIndex(of: entry) ?? -1) + 1)
  }

  private static func entry(_ edge: NetworkGraph.Edge, in network: NetworkGraph) -> Entry {
    let normalizations = network.normalizations
    return Entry(
      operation: edge.operation, label: edge.label, normalization: normalizations[edge.target],
      inputNormalization: edge.source == network.input ? normalizations[network.input] : nil)
  }
}
