import ExactArithmetic

/// Which inputs lie on one line through the origin: found exactly.
public struct RowCoincidences: Sendable {
  /// Rows on one line: positive multiples of one vector, and of its negative.
  struct Line: Sendable {
    /// Rows in the direction of the first one.
    var same: [Int]
    /// Rows in the opposite direction.
    var opposite: [Int] = []
  }

  /// Indices of rows that are zero.
  public let zeroRows: [Int]
  /// Groups of two or more equal rows.
  public let equal: [[Int]]
  /// Groups of two or more rows that are positive multiples of each other, not all equal.
  public let parallel: [[Int]]
  /// Pairs of groups of opposite directions.
  public let antiparallel: [(rows: [Int], opposite: [Int])]
  /// The lines, by their first rows.
  let lines: [Line]

  /// Looks for coincidences; after normalisation parallel rows are equal.
  public init(_ inputs: KernelInputs) {
    var places: [[Integer]: Int] = [:]
    var lines: [Line] = []
    var zeros: [Int] = []
    for (index, row) in inputs.rows.enumerated() {
      if row.isZero {
        zeros.append(index)
      } else if let place = places[row.integers] {
        lines[place].same.append(index)
      } else if let place = places[row.integers.map { -$0 }] {
        lines[place].opposite.append(index)
      } else {
        places[row.integers] = lines.count
        lines.append(Line(same: [index]))
      }
    }
    self.lines = lines
    zeroRows = zeros
    var equal: [[Int]] = zeros.count > 1 ? [zeros] : []
    var parallel: [[Int]] = []
    for direction in lines.flatMap({ [$0.same, $0.opposite] }) where direction.count > 1 {
      let byLength = Dictionary(grouping: direction) { row in
        inputs.isNormalized ? Rational(1) : inputs.rows[row].factor
      }
      equal += byLength.values.filter { $0.count > 1 }
      if byLength.count > 1 { parallel.append(direction) }
    }
    self.equal = equal.sorted { $0[0] < $1[0] }
    self.parallel = parallel
    antiparallel = lines.filter { !$0.opposite.isEmpty }.map { ($0.same, $0.opposite) }
  }

  /// Whether no two rows lie on one line and none is zero: the lemma 3.1's condition.
  public var areNone: Bool {
    zeroRows.isEmpty && lines.allSatisfy { $0.same.count + $0.opposite.count == 1 }
  }
}
