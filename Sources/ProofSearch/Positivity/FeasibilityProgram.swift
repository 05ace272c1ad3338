import ExactArithmetic

/// Looks for numbers c ≥ 0 with Σ c_j·A_j = b, for columns A_j of which there may be more and more.
///
/// The primal simplex method in machine numbers: the sum of the residuals |b_i − …| is made as small as
/// possible, and what it is then tells by its multipliers which further columns would make it smaller.
/// Nothing here is rigorous. What is found is solved for once more exactly.
struct FeasibilityProgram {
  /// The rows at which a column is not 0.
  typealias Column = [(row: Int, value: Double)]

  /// The smallest number that is taken for different from 0.
  private static let tolerance = 1e-9

  private let rowCount: Int
  /// How many columns have been taken into the basis.
  private(set) var steps = 0
  private(set) var columns: [Column] = []
  /// The column that each row of the inverse belongs to; nil where it is the row's residual.
  private(set) var basis: [Int?]
  /// The values of the columns of the basis.
  private(set) var values: [Double]
  private var inverse: [[Double]]
  private var isBasic: [Bool] = []
  private let goal: [Double]

  init(goal: [Double]) {
    self.goal = goal
    rowCount = goal.count
    basis = Array(repeating: nil, count: goal.count)
    values = goal.map { abs($0) }
    inverse = goal.indices.map { row in
      goal.indices.map { $0 == row ? (goal[row] < 0 ? -1 : 1) : 0 }
    }
  }

  /// Adds a column; its place.
  @discardableResult
  mutating func add(_ column: Column) -> Int {
    columns.append(column)
    isBasic.append(false)
    return columns.count - 1
  }

  /// What remains of b.
  var residual: Double {
    basis.indices.reduce(0) { basis[$1] == nil ? $0 + values[$1] : $0 }
  }

  /// The residual's rate by the entries of b: a column with a positive product makes it smaller.
  var multipliers: [Double] {
    var sum = Array(repeating: 0.0, count: rowCount)
    for row in basis.indices where basis[row] == nil {
      for place in sum.indices { sum[place] += inverse[row][place] }
    }
    return sum
  }

  static func product(_ column: Column, _ vector: [Double]) -> Double {
    column.reduce(0) { $0 + $1.value * vector[$1.row] }
  }

  /// Makes the residual as small as the columns allow, in a bounded number of steps.
  mutating func minimise(steps count: Int) {
    for step in 0..<count {
      steps += 1
      if step % 64 == 63 {
        refactor()
        if Interruption.isDue { return }
      }
      if residual < Self.tolerance { return }
      let multipliers = multipliers
      var entering: Int?
      var best = 1e-7
      for (place, column) in columns.enumerated() where !isBasic[place] {
        let gain = Self.product(column, multipliers)
        if gain > best { (entering, best) = (place, gain) }
      }
      guard let entering, enter(entering) else { return }
    }
  }

  /// Takes a column into the basis; false where nothing would leave it.
  private mutating func enter(_ entering: Int) -> Bool {
    let column = columns[entering]
    let direction = inverse.map { row in
      column.reduce(0) { $0 + row[$1.row] * $1.value }
    }
    var (leaving, ratio, pivot) = (-1, Double.infinity, 0.0)
    for row in direction.indices where direction[row] > Self.tolerance {
      let own = max(0, values[row]) / direction[row]
      // Of rows that leave at once the one with the largest pivot, residuals first.
      let isBetter =
        own < ratio - Self.tolerance
        || (own < ratio + Self.tolerance
          && (direction[row] > pivot || (basis[row] == nil && direction[row] > pivot / 8)))
      if isBetter { (leaving, ratio, pivot) = (row, min(own, ratio), direction[row]) }
    }
    guard leaving >= 0 else { return false }
    let scale = 1 / direction[leaving]
    for place in inverse[leaving].indices { inverse[leaving][place] *= scale }
    let pivotRow = inverse[leaving]
    for row in direction.indices where row != leaving && direction[row] != 0 {
      let factor = direction[row]
      for place in pivotRow.indices { inverse[row][place] -= factor * pivotRow[place] }
      values[row] = max(0, values[row] - factor * ratio)
    }
    values[leaving] = ratio
    if let old = basis[leaving] { isBasic[old] = false }
    basis[leaving] = entering
    isBasic[entering] = true
    return true
  }

  /// The inverse and the values anew, from the columns of the basis; as they are where that fails.
  private mutating func refactor() {
    var matrix = goal.indices.map { row in
      goal.indices.map { $0 == row && basis[row] == nil ? (goal[row] < 0 ? -1.0 : 1) : 0 }
    }
    for (place, column) in basis.enumerated() {
      guard let column else { continue }
      for (row, value) in columns[column] { matrix[row][place] = value }
    }
    var result = goal.indices.map { row in goal.indices.map { $0 == row ? 1.0 : 0 } }
    for place in goal.indices {
      let rest = place..<rowCount
      guard let pivot = rest.max(by: { abs(matrix[$0][place]) < abs(matrix[$1][place]) }),
        abs(matrix[pivot][place]) > 1e-12
      else { return }
      matrix.swapAt(place, pivot)
      result.swapAt(place, pivot)
      let scale = 1 / matrix[place][place]
      for k in goal.indices {
        matrix[place][k] *= scale
        result[place][k] *= scale
      }
      for row in goal.indices where row != place && matrix[row][place] != 0 {
        let factor = matrix[row][place]
        for k in goal.indices {
          matrix[row][k] -= factor * matrix[place][k]
          result[row][k] -= factor * result[place][k]
        }
      }
    }
    inverse = result
    values = inverse.map { row in max(0, zip(row, goal).reduce(0) { $0 + $1.0 * $1.1 }) }
  }
}
