import ExactArithmetic

/// Systems of linear equations, solved exactly.
package enum LinearSystem {
  /// The one solution of Σ x_j·column_j = goal; nil where there is none, or more than one, or where numbers
  /// come up that are longer than `bits`.
  package static func solution(
    _ columns: [[Rational]], _ goal: [Rational], bits: Int = 100_000
  ) -> [Rational]? {
    var rows = goal.indices.map { row in columns.map { $0[row] } + [goal[row]] }
    guard columns.count <= rows.count else { return nil }
    for place in columns.indices {
      guard let pivot = (place..<rows.count).first(where: { !rows[$0][place].isZero }),
        !Interruption.isDue
      else { return nil }
      rows.swapAt(place, pivot)
      let scale = rows[place][place]
      guard scale.numerator.bitWidth + scale.denominator.bitWidth <= bits else { return nil }
      rows[place] = rows[place].map { $0.isZero ? $0 : $0 / scale }
      for row in rows.indices where row != place && !rows[row][place].isZero {
        let factor = rows[row][place]
        for k in place...columns.count where !rows[place][k].isZero {
          rows[row][k] -= factor * rows[place][k]
        }
      }
    }
    guard rows.dropFirst(columns.count).allSatisfy({ $0.allSatisfy(\.isZero) }) else { return nil }
    return rows.prefix(columns.count).map { $0[columns.count] }
  }

  /// Whether the columns of a square matrix are linearly independent.
  package static func isRegular(_ columns: [[Rational]]) -> Bool {
    columns.allSatisfy { $0.count == columns.count }
      && solution(columns, Array(repeating: 0, count: columns.count)) != nil
  }
}
