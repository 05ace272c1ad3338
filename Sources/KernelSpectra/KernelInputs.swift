import DataFiles
import ExactArithmetic

/// N inputs of a network, as exact numbers.
///
/// Guarantee: row i of the data is `factor` times a vector of integers without common divisor, both
/// exact, so that inner products, directions and coincidences of rows are decided, not estimated. A row
/// is *zero* where all its numbers are.
public struct KernelInputs: Sendable {
  /// What M⁽⁰⁾ is.
  public enum Means: String, Sendable, CaseIterable {
    /// M⁽⁰⁾ = 0: the data enter through a random linear embedding.
    case zero
    /// M⁽⁰⁾_i = (1/√d) Σ_k x_ik: the data are the coordinates.
    case data
  }

  /// One input, x = factor · integers.
  struct Row: Sendable {
    /// Integers without common divisor; all zero for a zero row.
    let integers: [Integer]
    /// The same where they are small enough for every inner product to fit `Int`.
    let small: [Int]
    /// Positive; 1 for a zero row.
    let factor: Rational
    /// ⟨integers, integers⟩.
    let squaredNorm: Integer

    var isZero: Bool { squaredNorm.isZero }
  }

  /// The rows in the file's order.
  let rows: [Row]
  /// The number of coordinates, d.
  public let dimension: Int
  /// Whether every row was divided by its norm, so that K⁽⁰⁾_ii = 1 exactly.
  public let isNormalized: Bool
  /// What M⁽⁰⁾ is.
  public let means: Means
  private let areSmall: Bool

  /// The number of inputs, N.
  public var count: Int { rows.count }

  /// The rows of a table; with `centering` each column's mean is subtracted first, exactly.
  ///
  /// Throws where rows are to be normalised and one of them is zero.
  public init(
    _ table: ExactTable, normalizing: Bool = false, centering: Bool = false, means: Means = .zero
  ) throws(KernelInputError) {
    var data = table.rows
    if centering { KernelInputs.center(&data) }
    dimension = table.columnCount
    isNormalized = normalizing
    self.means = means
    let primitive = data.map(KernelInputs.primitive)
    let largest = primitive.lazy.flatMap(\.integers).map(\.bitWidth).max() ?? 0
    let isSmall = 2 * largest + dimension.bitWidth - dimension.leadingZeroBitCount < 62
    areSmall = isSmall
    rows = primitive.map { row in
      Row(
        integers: row.integers, small: isSmall ? row.integers.map { $0.asInt ?? 0 } : [],
        factor: row.factor,
        squaredNorm: row.integers.reduce(Integer.zero) { $0 + $1 * $1 })
    }
    if normalizing, let zero = rows.firstIndex(where: \.isZero) {
      throw KernelInputError(
        "row \(zero) (counted from 0) is zero\(centering ? " after centring" : "") and has no "
          + "direction: it cannot be normalised")
    }
  }

  /// Subtracts from each column its mean.
  private static func center(_ data: inout [[Rational]]) {
    guard let width = data.first?.count else { return }
    for column in 0..<width {
      let mean = data.reduce(Rational(0)) { $0 + $1[column] } / Rational(data.count)
      for row in data.indices { data[row][column] -= mean }
    }
  }

  /// `row` as a positive factor times integers without common divisor.
  private static func primitive(_ row: [Rational]) -> (integers: [Integer], factor: Rational) {
    var denominator = Integer.one
    for number in row where number.denominator != denominator {
      let common = Integer.gcd(denominator, number.denominator)
      denominator = denominator * number.denominator.dividedExactly(by: common)
    }
    let scaled = row.map { number in
      number.numerator * denominator.dividedExactly(by: number.denominator)
    }
    let divisor = scaled.reduce(Integer.zero) { Integer.gcd($0, $1) }
    if divisor.isZero { return (scaled, 1) }
    return (
      scaled.map { $0.dividedExactly(by: divisor) }, Rational(divisor, denominator)
    )
  }

  /// ⟨integers_i, integers_j⟩.
  func product(_ i: Int, _ j: Int) -> Integer {
    if i == j { return rows[i].squaredNorm }
    if areSmall {
      let (x, y) = (rows[i].small, rows[j].small)
      var sum = 0
      for k in x.indices { sum &+= x[k] &* y[k] }
      return Integer(sum)
    }
    let (x, y) = (rows[i].integers, rows[j].integers)
    var sum = Integer.zero
    for k in x.indices where !x[k].isZero && !y[k].isZero { sum += x[k] * y[k] }
    return sum
  }

  /// Σ_k of the integers of row i.
  func coordinateSum(_ i: Int) -> Integer { rows[i].integers.reduce(Integer.zero, +) }

  /// K⁽⁰⁾_ii, exactly.
  public func squaredNorm(_ i: Int) -> Rational {
    if isNormalized { return 1 }
    let row = rows[i]
    return row.factor * row.factor * Rational(row.squaredNorm)
  }

  /// Whether every K⁽⁰⁾_ii is 1: the paper's setting.
  public var areUnit: Bool { isNormalized || rows.indices.allSatisfy { squaredNorm($0) == 1 } }

  /// ρ_ij·|ρ_ij|, exactly, which orders pairs as their correlations do.
  ///
  /// - Precondition: neither row is zero.
  func signedSquaredCorrelation(_ i: Int, _ j: Int) -> Rational {
    let product = product(i, j)
    let square = Rational(product * product, rows[i].squaredNorm * rows[j].squaredNorm)
    return product.signum < 0 ? -square : square
  }
}

/// Why data cannot be the inputs of a kernel.
public struct KernelInputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence.
  public let description: String

  init(_ description: String) { self.description = description }
}
