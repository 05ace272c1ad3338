import ExactArithmetic
import NetworkGraphs

/// A value of a variable that ranges over finitely many: what a proof goes through one by one.
package enum Choice: Sendable, Hashable {
  case network(NetworkGraph)
  case integer(Int)
  case edge(NetworkGraph.Edge)
  /// Where an induction starts, for one of the comparisons, at the first k.
  case start(Int)
  /// The step from k to k + 1, for one of the comparisons, by one of the ways to show it.
  case step(Int, way: Int)

  /// The text by which certificates name the value: `2_21_112`, `7`, `0-2>1`.
  package var text: String {
    switch self {
    case .network(let network): network.certificateText
    case .integer(let value): "\(value)"
    case .edge(let edge): edge.text
    case .start(let index): "start \(index + 1)"
    case .step(let index, let way): "step \(index + 1)\(way == 0 ? "" : ".\(way)")"
    }
  }

  /// The same step by another way.
  package func by(_ way: Int) -> Choice {
    if case .step(let index, _) = self { .step(index, way: way) } else { self }
  }

  /// A measure by which small values come first where one of many is enough.
  package var size: Int {
    switch self {
    case .network(let network): network.edges.count
    case .integer, .edge, .start, .step: 0
    }
  }
}

extension NetworkGraph {
  /// The text by which certificates name a network.
  package var certificateText: String { digitString ?? nasBench201 ?? json.text() }

  /// The network without the edge between the ends of `edge`, if it has one.
  package func removing(_ edge: Edge) -> NetworkGraph {
    withEdges(edges.filter { $0.source != edge.source || $0.target != edge.target })
  }

  /// The network with `edge` where no edge joins the same nodes, else the network; nil where the edge
  /// does not fit: its ends must be nodes, and it must not lead into the input.
  package func adding(_ edge: Edge) -> NetworkGraph? {
    guard edge.target < nodeCount, edge.target != input else { return nil }
    if edges.contains(where: { $0.source == edge.source && $0.target == edge.target }) {
      return self
    }
    return NetworkGraph(
      validNodeNames: nodeNames, input: input, output: output, edges: edges + [edge],
      normalizations: normalizations)
  }

  /// The paper's edges (codes 1 and 2) between nodes that no edge joins.
  fileprivate var absentEdges: [Edge] {
    var present: Set<[Int]> = []
    for edge in edges { present.insert([edge.source, edge.target]) }
    var absent: [Edge] = []
    for target in 0..<nodeCount where target != input {
      for source in 0..<target where !present.contains([source, target]) {
        for operation in [EdgeOperation.unitSkip, .relu] {
          absent.append(Edge(source: source, target: target, operation: operation))
        }
      }
    }
    return absent
  }
}

extension NetworkGraph.Edge {
  /// `0-2>1`, as in edge lists; an operation that is not meant literally by its name.
  fileprivate var text: String {
    "\(source)-\(label.map { "(\($0))" } ?? operation.text)>\(target)"
  }
}

extension QuantifiedDomain {
  /// Whether the values can be gone through one by one.
  package var isFinite: Bool {
    if case .real = self { false } else { true }
  }

  /// How many values there are at most; nil where that depends on earlier variables and is small.
  package var largestCount: Integer? {
    switch self {
    case .networks(let domain): domain.count
    case .integers(let range): Integer(range.count)
    case .every(let every): Integer(2 * every.steps)
    case .real, .edges: nil
    }
  }

  /// The values in a fixed order, each once, where earlier variables have the values `chosen`; none for
  /// an interval. For every whole number they are what an induction consists of: where it starts, and the
  /// steps; where something is to be refuted, the first few numbers.
  package func choices(
    _ chosen: [String: Choice], toRefute: Bool = false
  ) -> AnySequence<Choice> {
    switch self {
    case .real: return AnySequence([])
    case .every(let every):
      if toRefute {
        return AnySequence((0..<EveryInteger.tried).map { .integer(every.first + $0) })
      }
      return AnySequence((0..<every.steps).flatMap { [.start($0), .step($0, way: 0)] })
    case .integers(let range): return AnySequence(range.lazy.map { Choice.integer($0) })
    case .edges(let owner, let isAbsent):
      guard case .network(let network)? = chosen[owner] else { return AnySequence([]) }
      let edges = isAbsent ? network.absentEdges : network.edges
      return AnySequence(edges.lazy.map { Choice.edge($0) })
    case .networks(let domain):
      let all = domain.networks().map { Choice.network($0) }
      guard case .list = domain.space else { return AnySequence(all) }
      var seen: Set<String> = []
      return AnySequence(Array(all).filter { seen.insert($0.text).inserted })
    }
  }
}
