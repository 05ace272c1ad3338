import CLinearAlgebra
import ExactArithmetic
import IntervalArithmetic

/// The rows of the data in double precision, for inner products with a proven error.
///
/// Guarantee: row i of the true data is `scales[i]` times a vector y_i, whose stored coordinates are exact
/// or rounded once, and what ``products(rows:columns:into:stride:)`` gives for ⟨y_i, y_j⟩ is off by at most
/// ``productError`` times ‖y_i‖‖y_j‖: with at most m roundings a product, those of the coordinates included,
/// the error is γ_m Σ|y_ik||y_jk|, and Cauchy and Schwarz do the rest.
final class FloatInputs: @unchecked Sendable {
  // Sendable: written in the initialiser alone.
  let count: Int
  private let dimension: Int
  private let coordinates: UnsafeMutablePointer<Double>
  /// What makes a row of its y_i.
  let scales: [Interval]
  /// At least ‖y_i‖.
  let norms: [Double]
  /// 0 where inner products are exact.
  let productError: Double

  init(_ inputs: KernelInputs, _ level: GramEvaluation.Level) {
    count = inputs.count
    dimension = inputs.dimension
    coordinates = .allocate(capacity: max(1, count * dimension))
    // Integers whose squares sum to less than 2⁵³ have exact inner products.
    let limit = Integer(1 << 53)
    let areExact = inputs.rows.allSatisfy { $0.squaredNorm < limit }
    productError =
      areExact
      ? 0
      : RoundingConstants.gamma(dimension / 4 + 8, RoundingConstants.double).upper.double(
        rounding: .up)
    var scales: [Interval] = []
    var norms: [Double] = []
    for (index, row) in inputs.rows.enumerated() {
      let target = coordinates + index * dimension
      let bits = areExact ? 0 : row.integers.lazy.map(\.bitWidth).max() ?? 0
      for k in 0..<dimension {
        target[k] =
          areExact
          ? Double(row.integers[k].asInt ?? 0)
          : BigFloat(row.integers[k], precision: RoundingConstants.double, rounding: .nearestEven)
            .scaled(
              byPowerOfTwo: -bits, precision: RoundingConstants.double, rounding: .nearestEven
            )
            .double(rounding: .nearestEven)
      }
      let power = Rational(2).power(bits)
      scales.append(level.rows[index].factor.scaled(by: power))
      let squared = Interval(Rational(row.squaredNorm), precision: level.precision)
      norms.append(
        (squared.squareRoot.scaled(by: 1 / power)).upper.double(rounding: .up))
    }
    self.scales = scales
    self.norms = norms
  }

  deinit { coordinates.deallocate() }

  /// Inner products of some rows with others, by rows of length `stride`.
  func products(
    rows: Range<Int>, columns: Range<Int>, into target: UnsafeMutablePointer<Double>, stride: Int
  ) {
    kcl_products(
      target, stride, coordinates + rows.lowerBound * dimension, dimension,
      coordinates + columns.lowerBound * dimension, dimension, rows.count, columns.count, dimension)
  }
}
