import ExactArithmetic

/// One reading of "the DARTS space" beside what the paper prints for it.
package struct DARTSReading: Sendable, Hashable {
  /// The reading.
  package let rule: DARTSRule
  /// Its depth and width.
  package let summary: SpaceSummary
  /// The printed values beside its own.
  package let comparison: [PrintedValues.Value]

  /// A reading with the path statistics of its cells.
  package init(_ rule: DARTSRule, _ distribution: PathDistribution) {
    self.rule = rule
    summary = SpaceSummary(distribution)
    comparison = PrintedValues.darts.comparison(with: summary)
  }

  /// Every reading; this takes seconds.
  package static func all() -> [DARTSReading] {
    zip(DARTSRule.all, DARTSRule.pathDistributions()).map { DARTSReading($0, $1) }
  }

  /// How many of the four printed values agree.
  package var agreements: Int { comparison.filter(\.agrees).count }

  /// Whether the printed extremes lie within the reading's, so that a sample of its cells may have
  /// had them.
  ///
  /// A printed centre c and half radius r stand for the extremes c ± 2r, each known to within three
  /// halves of the last printed place.
  package var mayBeSampled: Bool {
    PrintedValues.darts.mayBeSampled(from: summary)
  }
}

extension PrintedValues {
  /// Whether the extremes c ± 2r that the printed values stand for, rounded as they are, may all lie
  /// within the extremes of `summary`.
  package func mayBeSampled(from summary: SpaceSummary) -> Bool {
    func fit(center: String, halfRadius: String, within extremes: Extremes?) -> Bool {
      guard let extremes, let center = Rational(center), let halfRadius = Rational(halfRadius)
      else { return false }
      // Both have one place: c is off by at most 1/20, 2r by at most 1/10.
      let slack = Rational(3, 20)
      return extremes.minimum <= center - 2 * halfRadius + slack
        && center + 2 * halfRadius - slack <= extremes.maximum
    }
    return fit(
      center: depthCenter, halfRadius: depthHalfRadius, within: summary.effectiveDepth)
      && fit(center: widthCenter, halfRadius: widthHalfRadius, within: summary.effectiveWidth)
  }
}
