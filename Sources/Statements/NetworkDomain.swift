import ArchitectureSpaces
import ExactArithmetic
import NetworkGraphs

/// A finite set of networks: a space or a list, narrowed by conditions.
package struct NetworkDomain: Sendable, Equatable {
  /// Where the networks come from before conditions are applied.
  package enum Space: Sendable, Equatable {
    /// All labelled networks on the nodes 0…H, in the order of `CompleteSpace`; `complete(3)`.
    case complete(CompleteSpace)
    /// The 15,625 cells of NAS-Bench-201 in the benchmark's order; `nasbench201`.
    case nasBench201
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

  /// A property that `where` may ask for.
  package enum Condition: Sendable, Hashable {
    /// At least one path leads from the input to the output: P > 0.
    case connected
    /// Some path has a parameterised edge: d̄ > 0.
    case parameterised
    /// A number of the network compared with another; false where it is undefined.
    case comparison(NetworkStatistic, Relation, Rational)

    /// The conditions that are words.
    package static let words: [String: Condition] = [
      "connected": .connected, "parameterised": .parameterised,
    ]

    /// Whether `network` has the property.
    package func holds(for network: NetworkGraph) -> Bool {
      switch self {
      case .connected: network.isConnected
      case .parameterised: network.pathStatistics.parameterisedCount.signum > 0
      case .comparison(let statistic, let relation, let bound):
        statistic.value(of: network).map { relation.holds($0, bound) } ?? false
      }
    }
  }

  /// Where the networks come from.
  package let space: Space
  /// The conditions, all of which a network must meet; none twice.
  package let conditions: [Condition]

  package init(space: Space, conditions: [Condition]) {
    (self.space, self.conditions) = (space, conditions)
  }

  /// The largest H for which `complete(H)` may be written. (Its size is 3^(H(H+1)/2); it is never
  /// stored.)
  package static let largestCompleteSpace = 20

  /// The number of networks in the space, before conditions are applied.
  package var count: Integer {
    switch space {
    case .complete(let space): space.count
    case .nasBench201: Self.nasBench201.count
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
    var ranks = 0..<0
    switch space {
    case .complete(let space): complete = space.makeIterator()
    case .nasBench201: ranks = 0..<(Self.nasBench201.count.asInt ?? 0)
    case .list(let networks): list = networks
    }
    let state = (complete: complete, list: list.makeIterator(), ranks: ranks.makeIterator())
    let all = sequence(state: state) { state in
      state.complete?.next() ?? state.list.next()?.network
        ?? state.ranks.next().flatMap { Self.nasBench201.network(rank: Integer($0)) }
    }
    return all.lazy.filter { meetsConditions($0) }
  }

  private static let nasBench201 = NASBench201Space()
}

extension NetworkDomain: CustomStringConvertible {
  /// `complete(3) where connected`
  package var description: String {
    let all =
      switch space {
      case .complete(let space): "complete(\(space.nodes))"
      case .nasBench201: "nasbench201"
      case .list(let networks): "{" + networks.map(\.text.quoted).joined(separator: ", ") + "}"
      }
    return conditions.isEmpty
      ? all : all + " where " + conditions.map(\.description).joined(separator: " and ")
  }
}

extension NetworkDomain.Condition: CustomStringConvertible {
  /// `connected`, `paths >= 4`
  package var description: String {
    switch self {
    case .connected: "connected"
    case .parameterised: "parameterised"
    case .comparison(let statistic, let relation, let bound):
      "\(statistic.rawValue) \(relation.rawValue) \(bound)"
    }
  }
}

extension NetworkGraph {
  /// The shortest text that gives the network back, but for names of nodes that are not numbers.
  var shortText: String { digitString ?? nasBench201 ?? edgeList ?? "\(json)" }
}
