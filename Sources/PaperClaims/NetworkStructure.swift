import ExactArithmetic
import NetworkGraphs

/// Structural properties of networks of skips and parameterised edges that are equivalent to
/// statements about their kernels. The proofs stand in the catalogue beside the claims.
struct NetworkStructure {
  /// A parameterised edge's output, or the input, as a feature that nodes combine.
  private struct Atom: Hashable {
    /// The edge, or nil for the input.
    let edge: NetworkGraph.Edge?
  }

  private let network: NetworkGraph
  /// For each node the numbers d of the paths to it, as a set.
  private let depths: [Set<Int>]
  /// For each node the atoms with their coefficients under the exact rule.
  private let combinations: [[Atom: Integer]]

  init(_ network: NetworkGraph) {
    self.network = network
    var depths = Array(repeating: Set<Int>(), count: network.nodeCount)
    var combinations = Array(repeating: [Atom: Integer](), count: network.nodeCount)
    depths[network.input] = [0]
    combinations[network.input] = [Atom(edge: nil): 1]
    for edge in network.edges where !depths[edge.source].isEmpty {
      if edge.operation.isParameterised {
        depths[edge.target].formUnion(depths[edge.source].map { $0 + 1 })
        combinations[edge.target][Atom(edge: edge)] = 1
      } else {
        depths[edge.target].formUnion(depths[edge.source])
        combinations[edge.target].merge(combinations[edge.source]) { $0 + $1 }
      }
    }
    self.depths = depths
    self.combinations = combinations
  }

  /// Whether at every intermediate node all paths from the input have the same d: the printed
  /// condition of `eq12-equal-depth`.
  var hasEqualDepths: Bool {
    network.nodeNames.indices.allSatisfy { $0 == network.output || depths[$0].count <= 1 }
  }

  /// Whether every node that a parameterised edge leaves on a path to the output has paths of one d
  /// only: the exact condition for K_ii − K_ij to equal Eq. 12 under the variance-only rule.
  var isBalanced: Bool {
    let leads = network.leadsToOutput
    return network.edges.allSatisfy { edge in
      !edge.operation.isParameterised || !leads[edge.target] || depths[edge.source].count <= 1
    }
  }

  /// Whether K_ii is the number of paths under the exact rule: the output, and every node that it
  /// depends on through parameterised edges, is a sum of different atoms of which at most one is
  /// parameterised.
  var keepsDiagonal: Bool { keepsDiagonal(at: network.output) }

  private func keepsDiagonal(at node: Int) -> Bool {
    let atoms = combinations[node]
    return atoms.values.allSatisfy { $0 == 1 } && atoms.keys.filter { $0.edge != nil }.count <= 1
      && atoms.keys.allSatisfy { $0.edge.map { keepsDiagonal(at: $0.source) } ?? true }
  }

  /// Whether K_ii − K_ij equals Eq. 12 under the exact rule.
  var isExactlyBalanced: Bool { isExactlyBalanced(at: network.output) }

  private func isExactlyBalanced(at node: Int) -> Bool {
    combinations[node].allSatisfy { atom, coefficient in
      guard let edge = atom.edge else { return coefficient == 1 }
      return coefficient == 1 && depths[edge.source].count == 1
        && keepsDiagonal(at: edge.source) && isExactlyBalanced(at: edge.source)
    }
  }
}

extension NetworkFamily.Condition {
  static let balanced = NetworkFamily.Condition(name: "the condition 'balanced'") {
    NetworkStructure($0).isBalanced
  }
  static let exactlyBalanced = NetworkFamily.Condition(name: "the condition 'exactly balanced'") {
    NetworkStructure($0).isExactlyBalanced
  }
  static let keepsDiagonal = NetworkFamily.Condition(name: "the condition 'plain'") {
    NetworkStructure($0).keepsDiagonal
  }
}
