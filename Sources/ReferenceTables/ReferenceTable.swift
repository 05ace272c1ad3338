import ExactArithmetic
import IntervalArithmetic

/// Correctly rounded values of functions at the points of a grid.
///
/// Guarantee: every value is the number of the table's type that rounding the exact value gives; a
/// table with a value about which that is not certain is not made.
package struct ReferenceTable: Sendable {
  /// The values of one function.
  package struct Column: Sendable {
    /// What the values are called.
    package let name: String
    /// The function.
    package let source: String
    /// One value for each point.
    package let values: [RoundedValue]
  }

  /// Lines of provenance, in their order.
  package let provenance: [(key: String, value: String)]
  /// The points.
  package let points: GridPoints
  /// The columns, at least one.
  package let columns: [Column]
  /// What the values are rounded to.
  package let target: RoundingTarget
  /// The SHA-256 of the lines `point,value[,value…]`, exact texts as in ``exactLine(_:)``.
  package let checksum: String

  /// Computes a table, or nil where `progress` stopped it. Throws ``ReferenceFailure`` where a value
  /// is undefined (unless the grid leaves such points out) or undecided.
  package init?(
    of functions: [ReferenceFunction], at points: GridPoints, target: RoundingTarget,
    provenance: [(key: String, value: String)], threads: Int,
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) throws(ReferenceFailure) {
    var all: [[RoundedValue?]] = []
    for (place, function) in functions.enumerated() {
      let evaluator = ReferenceEvaluator(
        function, largestPrecision: Precision((1 << 16) + 4 * target.type.significandBits))
      let before = place * points.count
      let answers = evaluator.answers(
        at: points, startingWith: target.type.significandBits + 24, threads: threads,
        progress: { progress(before + $0) },
        answer: { _, interval in target.rounded(interval) },
        exact: { _, value in target.rounded(value) })
      guard let answers else { return nil }
      var values: [RoundedValue?] = []
      values.reserveCapacity(points.count)
      for (index, answer) in answers.enumerated() {
        if case .decided(let value) = answer {
          values.append(value)
        } else if case .undefined = answer, points.skipsUndefined {
          values.append(nil)
        } else if let failure = evaluator.failure(answer, at: points.text(index)) {
          throw failure
        }
      }
      all.append(values)
    }
    var kept = points
    if points.skipsUndefined {
      let isKept = (0..<points.count).map { row in all.allSatisfy { $0[row] != nil } }
      kept = points.filtered(isKept)
      all = all.map { values in zip(values, isKept).filter(\.1).map(\.0) }
    }
    columns = zip(functions, all).map { function, values in
      Column(name: function.name, source: function.source, values: values.compactMap { $0 })
    }
    self.points = kept
    self.target = target
    self.provenance = provenance
    checksum = ReferenceTable.checksum(of: columns, at: kept, type: target.type)
  }

  /// How many rows there are.
  package var count: Int { points.count }

  /// The short decimal of a value: it reads back to the same number.
  package func text(_ value: RoundedValue) -> String {
    switch (value, target.type) {
    case (.bits(let bits), .binary(let format)): format.decimal(bits)
    case (.decimal(let text), _): text
    case (.bits(let bits), .decimal): "\(bits)"
    }
  }

  /// The exact text of a value: hexadecimal for binary types.
  package func exactText(_ value: RoundedValue) -> String {
    ReferenceTable.exactText(value, target.type)
  }

  /// `point,value[,value…]` of a row, exact texts: what the checksum is taken of, each line with a line
  /// feed.
  package func exactLine(_ row: Int) -> String {
    ReferenceTable.exactLine(row, of: columns, at: points, type: target.type)
  }

  private static func exactText(_ value: RoundedValue, _ type: NumberType) -> String {
    switch (value, type) {
    case (.bits(let bits), .binary(let format)): format.hexadecimal(bits)
    case (.decimal(let text), _): text
    case (.bits(let bits), .decimal): "\(bits)"
    }
  }

  private static func exactLine(
    _ row: Int, of columns: [Column], at points: GridPoints, type: NumberType
  ) -> String {
    columns.reduce(points.exactText(row)) { $0 + "," + exactText($1.values[row], type) }
  }

  private static func checksum(
    of columns: [Column], at points: GridPoints, type: NumberType
  ) -> String {
    var hash = SHA256()
    for row in 0..<points.count {
      hash.update((exactLine(row, of: columns, at: points, type: type) + "\n").utf8)
    }
    return "sha256:" + hash.finalized()
  }
}
