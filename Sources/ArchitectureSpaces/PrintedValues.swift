import ExactArithmetic

/// The centres and half radii that the paper prints in §5.3 for a space.
package struct PrintedValues: Sendable, Hashable {
  /// One printed decimal.
  package struct Value: Sendable, Hashable {
    /// What it is: `effective depth, center`, …
    package let name: String
    /// The decimal as printed.
    package let printed: String
    /// The exact value.
    package let exact: Rational
    /// Whether the exact value, rounded to the printed digits (ties away from zero), is the printed
    /// one.
    package let agrees: Bool
  }

  /// The space's name.
  package let space: String
  /// The printed centre of d̄.
  package let depthCenter: String
  /// The printed half radius of d̄.
  package let depthHalfRadius: String
  /// The printed centre of m̄.
  package let widthCenter: String
  /// The printed half radius of m̄.
  package let widthHalfRadius: String

  /// NAS-Bench-201: centres (1.6, 2.2), half radii (0.7, 0.9).
  package static let nasBench201 = PrintedValues(
    space: "nasbench201", depthCenter: "1.6", depthHalfRadius: "0.7", widthCenter: "2.2",
    widthHalfRadius: "0.9")
  /// DARTS: centres (1.5, 10.5), half radii (0.7, 4.8).
  package static let darts = PrintedValues(
    space: "darts", depthCenter: "1.5", depthHalfRadius: "0.7", widthCenter: "10.5",
    widthHalfRadius: "4.8")

  /// The printed values beside the exact ones of a summary; empty where the summary has none.
  package func comparison(with summary: SpaceSummary) -> [Value] {
    guard let depth = summary.effectiveDepth, let width = summary.effectiveWidth else { return [] }
    return [
      ("effective depth, center", depthCenter, depth.center),
      ("effective depth, half radius", depthHalfRadius, depth.halfRadius),
      ("effective width, center", widthCenter, width.center),
      ("effective width, half radius", widthHalfRadius, width.halfRadius),
    ].map { name, printed, exact in
      Value(
        name: name, printed: printed, exact: exact,
        agrees: PrintedDecimal(printed)?.isRounded(exact) ?? false)
    }
  }
}

/// A decimal as it is printed: the values that round to it, ties away from zero.
package struct PrintedDecimal: Sendable {
  private let sign: Int
  private let low: Rational
  private let high: Rational

  /// nil for what is no number.
  package init?(_ text: String) {
    guard let value = Rational(text) else { return nil }
    let places = text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    let half = Rational(1, 2 * Integer(10).power(UInt(places)))
    (sign, low, high) = (value.signum, value - half, value + half)
  }

  /// Whether `exact`, rounded to as many places, is this decimal.
  package func isRounded(_ exact: Rational) -> Bool {
    (sign > 0 ? low <= exact : low < exact) && (sign < 0 ? exact <= high : exact < high)
  }
}
