import ExactArithmetic
import NetworkGraphs

/// The paper's filter (§5.3): keep a cell whose depth and width lie near the centre of its space.
public struct ArchitectureFilter: Sendable, Hashable {
  /// The depths that are kept, bounds included.
  public let effectiveDepth: ClosedRange<Rational>
  /// The widths that are kept, bounds included.
  public let effectiveWidth: ClosedRange<Rational>

  /// A filter with explicit ranges.
  public init(effectiveDepth: ClosedRange<Rational>, effectiveWidth: ClosedRange<Rational>) {
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
    func range(_ extremes: Extremes) -> ClosedRange<Rational> {
      let reach = radius * extremes.radius
      return (extremes.center - reach)...(extremes.center + reach)
    }
    self.init(effectiveDepth: range(depth), effectiveWidth: range(width))
  }

  /// Whether a cell is kept; one whose depth or width is undefined is not.
  public func keeps(_ statistics: PathStatistics) -> Bool {
    guard let depth = statistics.effectiveDepth, let width = statistics.effectiveWidth else {
      return false
    }
    return effectiveDepth.contains(depth) && effectiveWidth.contains(width)
  }
}
