import ExactArithmetic
import NetworkGraphs

/// The extremes of a quantity over a space, with the paper's centre and half radius (§5.3).
public struct Extremes: Sendable, Hashable {
  /// The smallest value.
  public let minimum: Rational
  /// The largest value.
  public let maximum: Rational

  /// (max + min)/2
  public var center: Rational { (maximum + minimum) / 2 }
  /// (max − min)/2
  public var radius: Rational { (maximum - minimum) / 2 }
  /// (max − min)/4, the figure that the paper prints.
  public var halfRadius: Rational { radius / 2 }

  /// The extremes `minimum` ≤ `maximum`.
  public init(minimum: Rational, maximum: Rational) {
    self.minimum = minimum
    self.maximum = maximum
  }

  init?(_ values: some Sequence<Rational>) {
    guard let minimum = values.min(), let maximum = values.max() else { return nil }
    self.init(minimum: minimum, maximum: maximum)
  }
}

/// Depth and width over a whole space. Cells without a parameterised path (P = 0 or d̄ = 0) are
/// counted but do not take part in the extremes.
public struct SpaceSummary: Sendable, Hashable {
  /// A point (d̄, m̄) with the number of cells there.
  public struct Point: Sendable, Hashable {
    /// d̄
    public let depth: Rational
    /// m̄
    public let width: Rational
    /// How many cells have both.
    public let cells: Integer
  }

  /// The number of cells.
  public let cells: Integer
  /// The number of cells with at least one path from input to output.
  public let connected: Integer
  /// The number of cells with a path that has a parameterised edge (d̄ > 0).
  public let parameterised: Integer
  /// The extremes of d̄; nil where no cell has d̄ > 0.
  public let effectiveDepth: Extremes?
  /// The extremes of m̄; nil where no cell has d̄ > 0.
  public let effectiveWidth: Extremes?
  /// The cells that no other exceeds in d̄ and m̄ at once (equal in one and larger in the other
  /// counts as exceeding), by increasing d̄.
  public let frontier: [Point]

  /// The summary of a distribution.
  public init(_ distribution: PathDistribution) {
    var points: [[Rational]: Integer] = [:]
    for (statistics, count) in distribution.counts {
      if let depth = statistics.effectiveDepth, let width = statistics.effectiveWidth {
        points[[depth, width]] = (points[[depth, width]] ?? .zero) + count
      }
    }
    cells = distribution.cells
    connected = distribution.cells { !$0.count.isZero }
    parameterised = points.values.reduce(.zero, +)
    effectiveDepth = Extremes(points.keys.map { $0[0] })
    effectiveWidth = Extremes(points.keys.map { $0[1] })
    var frontier: [Point] = []
    let descending = points.sorted { ($0.key[0], $0.key[1]) > ($1.key[0], $1.key[1]) }
    for (point, count) in descending where frontier.allSatisfy({ $0.width < point[1] }) {
      frontier.append(Point(depth: point[0], width: point[1], cells: count))
    }
    self.frontier = frontier.reversed()
  }
}

extension ArchitectureSpace {
  /// Depth and width over the whole space, exact.
  public func summary() -> SpaceSummary { SpaceSummary(pathDistribution()) }
}
