import ExactArithmetic
import NetworkGraphs

/// A finite set of cells that are numbered from 0.
public protocol ArchitectureSpace: Sendable {
  /// The space's name on the command line, such as `complete(4)`.
  var name: String { get }
  /// The number of cells.
  var count: Integer { get }
  /// The cell of rank `rank` in the space's own notation, or nil outside 0…`count` − 1.
  func text(rank: Integer) -> String?
  /// The cell of rank `rank` as a network, or nil outside 0…`count` − 1.
  func network(rank: Integer) -> NetworkGraph?
  /// The path statistics of all cells, with multiplicities.
  func pathDistribution() -> PathDistribution
}

extension ArchitectureSpace {
  /// Ranks drawn uniformly and independently; the same for the same seed, everywhere.
  public func sample(_ size: Int, seed: UInt64) -> [Integer] {
    var generator = SplitMix64(seed: seed)
    return (0..<size).map { _ in generator.integer(below: count) }
  }
}

extension CompleteSpace: ArchitectureSpace {
  /// `complete(H)`
  package var name: String { "complete(\(nodes))" }

  /// The digit string of rank `rank`.
  package func text(rank: Integer) -> String? { network(rank: rank)?.digitString }
}
