import ExactArithmetic
import NetworkGraphs

/// A finite set of networks: a space or a list, narrowed by conditions.
package struct NetworkDomain: Sendable, Equatable {
  /// Where the networks come from before conditions are applied.
  package enum Space: Sendable, Equatable {
    /// All labelled networks on the nodes 0…H, in the order of `CompleteSpace`; `complete(3)`.
    case complete(CompleteSpace)
    /// Networks given one by one; `{"2_02_002", "1_01_222"}`.
    case list([Listed])
  }

  /// A network with the text that it was read from.
  package struct Listed: Sendable, Equatable {
    /// The network as the statement writes it.
    package let text: String
    /// The network.
    package let network: NetworkGraph
  }

  /// A property that `where` may ask for, by its word.
  package enum Condition: String, Sendable, CaseIterable {
    /// At least one path leads from the input to the output: P > 0.
    case connected
    /// Some path has a parameterised edge: d̄ > 0.
    case parameterised

    /// Whether `network` has the property.
    package func holds(for network: NetworkGraph) -> Bool {
      switch self {
      case .connected: network.isConnected
      case .parameterised: network.pathStatistics.parameterisedCount.signum > 0
      }
    }
  }

  /// Where the networks come from.
  package let space: Space
  /// The conditions, all of which a network must meet; none twice.
  package let conditions: [Condition]

  /// The largest H for which `complete(H)` may be written. (Its size is 3^(H(H+1)/2); it is never
  /// stored.)
  package static let largestCompleteSpace = 20

  /// The number of networks in the space, before conditions are applied.
  package var count: Integer {
    switch space {
    case .complete(let space): space.count
    case .list(let networks): Integer(networks.count)
    }
  }

  /// Whether `network` meets the conditions. (Whether it lies in the space is not asked.)
  package func meetsConditions(_ network: NetworkGraph) -> Bool {
    conditions.allSatisfy { $0.holds(for: network) }
  }

  /// The networks of the space that meet the conditions, found one at a time in a fixed order.
  package func networks() -> some Sequence<NetworkGraph> {
    var complete: CompleteSpace.Iterator?
    var list: [Listed] = []
    switch space {
    case .complete(let space): complete = space.makeIterator()
    case .list(let networks): list = networks
    }
    let all = sequence(state: (complete: complete, list: list.makeIterator())) { state in
      state.complete?.next() ?? state.list.next()?.network
    }
    return all.lazy.filter { meetsConditions($0) }
  }
}

extension NetworkDomain: CustomStringConvertible {
  /// `complete(3) where connected`
  package var description: String {
    let all =
      switch space {
      case .complete(let space): "complete(\(space.nodes))"
      case .list(let networks): "{" + networks.map(\.text.quoted).joined(separator: ", ") + "}"
      }
    return conditions.isEmpty
      ? all : all + " where " + conditions.map(\.rawValue).joined(separator: " and ")
  }
}

extension NetworkGraph {
  /// The shortest text that gives the network back, but for names of nodes that are not numbers.
  var shortText: String { digitString ?? nasBench201 ?? edgeList ?? "\(json)" }
}
