import ExactArithmetic
import NetworkGraphs

/// The name of a space that can be enumerated: `nasbench201`, `darts` or `complete(H)`.
public enum SpaceName: Sendable, Hashable {
  /// The 15,625 cells of NAS-Bench-201.
  case nasBench201
  /// The cells of DARTS.
  case darts
  /// All labelled networks on the nodes 0…`nodes`.
  case complete(nodes: Int)

  /// The names as a person may write them.
  public static let examples = ["nasbench201", "darts", "complete(4)"]

  /// Reads a name; upper and lower case and spaces do not matter, nor do `-` and `_` in a
  /// benchmark's name.
  ///
  /// Returns nil for an unknown name and for an H outside 1…``maximumNodes``.
  public init?(_ text: String) {
    let plain = text.lowercased().filter { $0 != " " }
    switch plain.filter({ $0 != "-" && $0 != "_" }) {
    case "nasbench201": self = .nasBench201
    case "darts": self = .darts
    default:
      guard plain.hasPrefix("complete("), plain.hasSuffix(")"),
        let nodes = Int(plain.dropFirst(9).dropLast()), 1...SpaceName.maximumNodes ~= nodes
      else { return nil }
      self = .complete(nodes: nodes)
    }
  }

  /// The largest H of `complete(H)` that is accepted.
  public static let maximumNodes = 100

  /// The space.
  public var space: any ArchitectureSpace {
    switch self {
    case .nasBench201: NASBench201Space()
    case .darts: DARTSSpace()
    case .complete(let nodes): CompleteSpace(nodes: nodes)
    }
  }

  /// What the paper prints for the space, where it does.
  package var printedValues: PrintedValues? {
    switch self {
    case .nasBench201: .nasBench201
    case .darts: .darts
    case .complete: nil
    }
  }

  /// Why the distribution of path statistics is not computed, or nil where it is.
  public var distributionProblem: String? {
    guard case .complete(let nodes) = self, nodes > CompleteSpace.maximumDistributionNodes else {
      return nil
    }
    return "complete(\(nodes)) is too large for statistics of the whole space; up to "
      + "complete(\(CompleteSpace.maximumDistributionNodes)) they are computed"
  }
}

extension SpaceName: CustomStringConvertible {
  /// The name that ``init(_:)`` reads.
  public var description: String {
    switch self {
    case .nasBench201: "nasbench201"
    case .darts: "darts"
    case .complete(let nodes): "complete(\(nodes))"
    }
  }
}

extension SpaceName {
  /// The rank of an architecture, or nil where it is not a cell of the space; of a genotype that of
  /// the normal cell.
  package func rank(of architecture: ArchitectureText) -> Integer? {
    switch (self, architecture) {
    case (.darts, .genotypeCell(let cell)): DARTSSpace().rank(of: cell)
    case (.darts, .genotype(let genotype)): DARTSSpace().rank(of: genotype.normal)
    case (.nasBench201, .network(let network)): NASBench201Space().rank(of: network)
    case (.complete(let nodes), .network(let network)):
      CompleteSpace(nodes: nodes).rank(of: network)
    default: nil
    }
  }
}
