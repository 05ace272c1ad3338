import ExactArithmetic

/// The rank of a matrix of integers, exactly.
enum ExactRank {
  /// The dimension of the space that `rows` span.
  ///
  /// Elimination modulo a prime gives a lower bound, which is the rank where it is as large as a rank
  /// can be; otherwise fraction-free elimination (Bareiss) decides.
  static func rank(of rows: [[Integer]]) -> Int {
    guard let width = rows.first?.count, width > 0 else { return 0 }
    let columns = (0..<width).filter { column in rows.contains { !$0[column].isZero } }
    let largest = min(rows.count, columns.count)
    let reduced = rows.map { row in columns.map { row[$0] } }
    if modularRank(reduced) == largest { return largest }
    return bareiss(reduced)
  }

  /// A prime below 2³¹: products fit 64 bits.
  private static let prime = 2_147_483_629

  private static func modularRank(_ rows: [[Integer]]) -> Int {
    let modulus = Integer(prime)
    var matrix = rows.map { row in
      row.map { $0.flooredDivision(by: modulus).remainder.asInt ?? 0 }
    }
    guard let width = matrix.first?.count else { return 0 }
    var rank = 0
    for column in 0..<width where rank < matrix.count {
      guard let pivot = (rank..<matrix.count).first(where: { matrix[$0][column] != 0 }) else {
        continue
      }
      matrix.swapAt(rank, pivot)
      let inverse = power(matrix[rank][column], prime - 2)
      let pivotRow = matrix[rank]
      for row in rank + 1..<max(matrix.count, rank + 1) where matrix[row][column] != 0 {
        let ratio = prime - matrix[row][column] * inverse % prime
        matrix[row].withUnsafeMutableBufferPointer { target in
          for k in column..<width { target[k] = (target[k] + ratio * pivotRow[k]) % prime }
        }
      }
      rank += 1
    }
    return rank
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    var (result, square, rest) = (1, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square % prime }
      square = square * square % prime
      rest >>= 1
    }
    return result
  }

  private static func bareiss(_ rows: [[Integer]]) -> Int {
    var matrix = rows
    guard let width = matrix.first?.count else { return 0 }
    var rank = 0
    var previous = Integer.one
    for column in 0..<width where rank < matrix.count {
      guard let pivot = (rank..<matrix.count).first(where: { !matrix[$0][column].isZero }) else {
        continue
      }
      matrix.swapAt(rank, pivot)
      let pivotRow = matrix[rank]
      let head = pivotRow[column]
      for row in rank + 1..<max(matrix.count, rank + 1) {
        let factor = matrix[row][column]
        for k in column..<width {
          let value = matrix[row][k] * head - factor * pivotRow[k]
          matrix[row][k] = value.dividedExactly(by: previous)
        }
      }
      previous = head
      rank += 1
    }
    return rank
  }
}
