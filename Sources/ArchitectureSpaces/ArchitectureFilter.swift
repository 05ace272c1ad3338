import ExactArithmetic
import NetworkGraphs

/// The paper's filter (§5.3): keep a cell whose depth and width lie near the centre of its space.
public struct ArchitectureFilter: Sendable, Hashable {
  /// A range of exact numbers, bounds included; nil on a side where it has no bound.
  public struct Bounds: Sendable, Hashable {
    /// The smallest number in the range.
    public let lower: Rational?
    /// The largest number in the range.
    public let upper: Rational?

    /// The numbers from `lower` to `upper`; none where `lower` > `upper`.
    public init(lower: Rational?, upper: Rational?) {
      self.lower = lower
      self.upper = upper
    }

    /// Whether a number is in the range; an undefined one is only where nothing is bounded.
    public func contains(_ value: Rational?) -> Bool {
      if lower == nil && upper == nil { return true }
      guard let value else { return false }
      if let lower, value < lower { return false }
      if let upper, value > upper { return false }
      return true
    }
  }

  /// The depths that are kept.
  public let effectiveDepth: Bounds
  /// The widths that are kept.
  public let effectiveWidth: Bounds

  /// A filter with explicit ranges.
  public init(effectiveDepth: Bounds, effectiveWidth: Bounds) {
    self.effectiveDepth = effectiveDepth
    self.effectiveWidth = effectiveWidth
  }

  /// Keeps |d̄ − d̄*| ≤ radius · r_d and |m̄ − m̄*| ≤ radius · r_m, with the summary's centres and
  /// radii (max − min)/2; the paper's choice is ½.
  ///
  /// Returns nil where the summary has no extremes or `radius` is negative.
  public init?(_ summary: SpaceSummary, radius: Rational) {
    guard let depth = summary.effectiveDepth, let width = summary.effectiveWidth,
      radius.signum >= 0
    else { return nil }
    func range(_ extremes: Extremes) -> Bounds {
      let reach = radius * extremes.radius
      return Bounds(lower: extremes.center - reach, upper: extremes.center + reach)
    }
    self.init(effectiveDepth: range(depth), effectiveWidth: range(width))
  }

  /// Whether a cell is kept; one whose depth or width is undefined is not, where that is bounded.
  public func keeps(_ statistics: PathStatistics) -> Bool {
    keeps(depth: statistics.effectiveDepth, width: statistics.effectiveWidth)
  }

  /// Whether a cell with this depth and width is kept.
  public func keeps(depth: Rational?, width: Rational?) -> Bool {
    effectiveDepth.contains(depth) && effectiveWidth.contains(width)
  }
}
