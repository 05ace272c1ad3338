import IntervalArithmetic

/// Bounds of the extreme eigenvalues of a matrix in double precision.
///
/// Guarantee: every bound holds for every symmetric matrix whose entries are within the bounds of
/// ``FloatGram``. Approximate eigenvectors are searched for in any way that finds them; what is returned
/// was proved by a Rayleigh quotient on one side and, on the other, by a factorisation or, for λ_max of a
/// matrix without negative entries, by Collatz and Wielandt's bound max (Mx)_i/x_i for any x > 0.
struct FloatSpectrum {
  let gram: FloatGram
  let options: SpectrumOptions
  /// How close bounds are to be, in relation to the eigenvalue.
  let relativeWidth: Double

  private var scalar: Precision { MultiprecisionGram.scalarPrecision }
  private var zero: Interval { Interval(0, precision: scalar) }
  private var threads: Int { options.threads }

  private func point(_ value: Double) -> Interval {
    Interval(BigFloat(value, precision: scalar, rounding: .nearestEven))
  }

  /// Bounds of the smallest eigenvalue of a positive semi-definite K: the lower one is at least 0, and 0
  /// where double precision did not suffice for more.
  func smallest() -> Interval {
    let doubt = FloatFactor.backwardError(gram, shift: 0, sign: 1) + gram.errorNorm
    guard let vector = smallestVector(doubt.upper.double(rounding: .up)) else {
      return Interval(lower: zero.lower, upper: diagonalBound)
    }
    let quotient = gram.rayleighQuotient(vector, threads: threads).rounded(to: scalar)
    let upper = min((quotient + gram.errorNorm).upper, diagonalBound)
    guard upper.sign > 0 else { return zero }
    var lower = zero.lower
    options.progress("smallest eigenvalue: proof of the lower bound")
    for step in [0.125, 0.5, 4, 256] {
      // Below the quotient by what is wanted, or by what a factorisation is off where that is more.
      let margin = quotient.magnitude * point(relativeWidth * step)
      let shift = (quotient - margin - doubt * point(step * 0.01)).lower.double(rounding: .down)
      guard shift > 0 else { break }
      guard let factor = FloatFactor(gram, shift: shift, threads: threads) else { continue }
      lower = max(lower, (point(shift) - factor.backwardError - gram.errorNorm).lower)
      break
    }
    return Interval(lower: lower, upper: max(upper, lower))
  }

  /// An approximate eigenvector, by Lanczos' method for the inverse.
  private func smallestVector(_ doubt: Double) -> [Double]? {
    options.progress("smallest eigenvalue: factorisation")
    for shift in [0, -doubt, -16 * doubt] {
      guard let factor = FloatFactor(gram, shift: shift, threads: threads) else { continue }
      options.progress("smallest eigenvalue: vector")
      return Lanczos.largest(
        size: gram.count, steps: 160, tolerance: relativeWidth.squareRoot() * 1e-3,
        apply: factor.solve
      ).vector
    }
    return nil
  }

  /// No eigenvalue is below the smallest one's bound by a diagonal entry.
  private var diagonalBound: BigFloat {
    (point(gram.diagonal.min() ?? 0) + gram.errorNorm).upper
  }

  /// Bounds of the largest eigenvalue of a positive semi-definite K.
  func largest() -> Interval {
    options.progress("largest eigenvalue")
    let tolerance = max(1e-14, relativeWidth * 1e-2 / Double(gram.count).squareRoot())
    var vector = Lanczos.largest(
      size: gram.count, steps: 300, tolerance: gram.isNonnegative ? tolerance : 1e-8
    ) { gram.product($0, threads: threads) }.vector
    if (vector.first ?? 0) < 0 { vector = vector.map { -$0 } }
    let quotient = gram.rayleighQuotient(vector, threads: threads).rounded(to: scalar)
    let lower = max((quotient - gram.errorNorm).lower, zero.lower)
    var upper = rowSumBound(vector)
    if (upper - lower).upper <= (quotient.magnitude * point(relativeWidth * 4)).lower {
      return Interval(lower: lower, upper: upper.upper)
    }
    options.progress("largest eigenvalue: proof of the upper bound")
    let doubt =
      FloatFactor.backwardError(gram, shift: quotient.upper.double(rounding: .up), sign: -1)
    for step in [0.125, 0.5, 4, 256] {
      let margin = quotient.magnitude * point(relativeWidth * step)
      let shift = (quotient + margin + doubt * point(step * 0.01)).upper.double(rounding: .up)
      guard let factor = FloatFactor(gram, shift: shift, sign: -1, threads: threads) else {
        continue
      }
      let proven = point(shift) + factor.backwardError + gram.errorNorm
      if proven.upper < upper.upper { upper = proven }
      break
    }
    return Interval(lower: lower, upper: max(upper.upper, lower))
  }

  /// max (Mx)_i/x_i + ‖K − M‖ for x > 0 and M ≥ 0, else n·max|M_ij| + ‖K − M‖: at least λ_max.
  private func rowSumBound(_ x: [Double]) -> Interval {
    let trivial = Interval(gram.count, precision: scalar) * point(gram.largestEntry)
    guard gram.isNonnegative, x.allSatisfy({ $0 > 1e-100 }) else {
      return trivial + gram.errorNorm
    }
    let product = gram.product(x, threads: threads)
    let gamma = RoundingConstants.gamma(2 * gram.count + 64, RoundingConstants.double)
    var largest = 0.0
    for index in x.indices { largest = max(largest, (product[index] / x[index]).nextUp) }
    guard largest.isFinite else { return trivial + gram.errorNorm }
    // The last number is more than products below the least positive number can lose.
    return point(largest) * (Interval(1, precision: scalar) + gamma) + gram.errorNorm
      + point(1e-200)
  }
}

extension Interval {
  /// An enclosure of the difference from a number.
  fileprivate static func - (a: Interval, b: BigFloat) -> Interval { a - Interval(b) }
}
