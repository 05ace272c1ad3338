import CLinearAlgebra
import CMultiprecision
import IntervalArithmetic

/// Bounds of the extreme eigenvalues of a matrix in MPFR arithmetic.
///
/// Guarantee: every bound holds for every symmetric matrix within ``MultiprecisionGram/errorNorm`` of
/// the numbers given. Approximate eigenvectors are searched for in any way that finds them; what is
/// returned was proved by a Rayleigh quotient on one side and a factorisation on the other.
struct MultiprecisionSpectrum {
  let gram: MultiprecisionGram
  let threads: Int
  /// How close bounds are to be, in relation to the eigenvalue.
  let relativeWidth: Double

  private var scalar: Precision { MultiprecisionGram.scalarPrecision }
  private var nought: BigFloat { .zero(precision: scalar) }
  /// Accuracy of the approximate vectors: the quotient's error is its square.
  private var vectorTolerance: Double { max(1e-13, relativeWidth.squareRoot() * 1e-3) }

  init(gram: MultiprecisionGram, threads: Int, relativeWidth: Double) {
    self.gram = gram
    self.threads = threads
    self.relativeWidth = relativeWidth
  }

  /// Bounds of the smallest eigenvalue of a positive semi-definite K: the lower one is at least 0, and
  /// 0 where the precision did not suffice for more.
  func smallest() -> Interval {
    let plain = MultiprecisionFactor(
      inPlace: gram.entries.copy(), count: gram.count, threads: threads, stopsAtNegative: false)
    guard let plain else { return Interval(lower: nought, upper: diagonalBound) }
    let start = array(
      plain.isPositive ? inverseVector(plain) : (0..<gram.count).map { 1 + Double($0 % 7) / 16 })
    let refined = refine(start, gram.rayleighQuotient(start))
    let upper = min((refined.quotient + gram.errorNorm).upper, diagonalBound)
    guard plain.isPositive else { return Interval(lower: nought, upper: max(upper, nought)) }
    let lower = provenLower(below: refined.quotient)
    return Interval(lower: max(lower, nought), upper: max(upper, lower))
  }

  /// Bounds of the largest eigenvalue of a positive semi-definite K.
  func largest() -> Interval {
    let dense = DoubleTriangle(gram)
    let ritz = Lanczos.largest(
      size: gram.count, steps: 300, tolerance: vectorTolerance, apply: dense.product)
    let start = array(ritz.vector)
    let refined = refine(start, gram.rayleighQuotient(start))
    let lower = (refined.quotient - gram.errorNorm).lower
    return Interval(lower: max(lower, nought), upper: provenUpper(above: refined.quotient))
  }

  /// No eigenvalue is below the smallest one's bound by a diagonal entry.
  private var diagonalBound: BigFloat {
    let entries = (0..<gram.count).map { gram.entries[MultiprecisionGram.start($0) + $0] }
    guard let least = entries.min() else { return .zero(precision: scalar) }
    return (Interval(least) + gram.errorNorm).upper
  }

  private func array(_ vector: [Double]) -> MultiprecisionArray {
    let result = MultiprecisionArray(count: vector.count, precision: gram.precision)
    for (index, value) in vector.enumerated() { result.set(index, value) }
    return result
  }

  private func inverseVector(_ factor: MultiprecisionFactor) -> [Double] {
    // K⁻¹ may be beyond the range of Double; its action on a vector is scaled by its largest part.
    var exponent: Int?
    return Lanczos.largest(size: gram.count, steps: 120, tolerance: vectorTolerance) { vector in
      let solution = factor.solve(array(vector))
      let largest = (0..<gram.count).map { solution[$0].exponent }.filter { $0 != .min }.max() ?? 0
      let scale = exponent ?? largest
      exponent = scale
      return (0..<gram.count).map { index in
        let number = solution.pointer + index
        mpfr_mul_2si(number, UnsafePointer(number), -scale, MPFR_RNDN)
        return solution.double(index)
      }
    }.vector
  }

  /// Rayleigh quotient iteration until the quotient stays.
  private func refine(
    _ start: MultiprecisionArray, _ first: Interval
  ) -> (vector: MultiprecisionArray, quotient: Interval) {
    var (vector, quotient) = (start, first)
    // A vector of doubles is off by 2⁻⁵³ of itself, and the quotient by λ_max times the square of that.
    let size = Interval(gram.count, precision: scalar) * gram.largestEntry
    let doubt = size * Interval(BigFloat(0x1p-98, precision: scalar, rounding: .up))
    let wanted = quotient.magnitude.lower.multiplied(
      by: BigFloat(relativeWidth, precision: scalar, rounding: .down), precision: scalar,
      rounding: .down)
    guard relativeWidth < 1e-10 || doubt.upper > wanted else { return (vector, quotient) }
    for _ in 0..<8 {
      let shifted = gram.shifted(by: quotient.midpoint, sign: 1)
      guard
        let factor = MultiprecisionFactor(
          inPlace: shifted, count: gram.count, threads: threads, stopsAtNegative: false)
      else { break }
      let next = factor.solve(vector)
      normalize(next)
      let value = gram.rayleighQuotient(next)
      guard value.isBounded else { break }
      let change = (value - quotient).magnitude.upper
      let wanted = Interval(BigFloat(relativeWidth / 64, precision: scalar, rounding: .down))
      let isSettled = change <= (value.magnitude * wanted).lower
      (vector, quotient) = (next, value)
      if isSettled { break }
    }
    return (vector, quotient)
  }

  private func normalize(_ x: MultiprecisionArray) {
    let largest = (0..<x.count).map { x[$0].exponent }.filter { $0 != .min }.max() ?? 0
    for index in 0..<x.count {
      mpfr_mul_2si(x.pointer + index, UnsafePointer(x.pointer + index), -largest, MPFR_RNDN)
    }
  }

  /// A proven lower bound of the smallest eigenvalue close to `quotient`; 0 where none was proved.
  private func provenLower(below quotient: Interval) -> BigFloat {
    for step in attempts {
      let shift = (quotient - quotient.magnitude * step).lower
      if shift.sign <= 0 { break }
      guard let proven = shiftedBound(shift, sign: 1) else { continue }
      return proven.lower
    }
    return .zero(precision: scalar)
  }

  /// A proven upper bound of the largest eigenvalue close to `quotient`; the norm of all entries where
  /// none was proved.
  private func provenUpper(above quotient: Interval) -> BigFloat {
    for step in attempts {
      let shift = (quotient + quotient.magnitude * step).upper
      guard let proven = shiftedBound(shift, sign: -1) else { continue }
      return proven.upper
    }
    return (gram.largestEntry * Interval(gram.count, precision: scalar) + gram.errorNorm).upper
  }

  /// How far from the quotient factorisation is tried, beside it.
  private var attempts: [Interval] {
    [0.125, 0.5, 4, 256, 65_536, 1e9, 1e14, 1e19].map {
      Interval(BigFloat(relativeWidth * $0, precision: scalar, rounding: .up))
    }
  }

  /// `shift` moved by everything that factoring ±(M − shift·I) leaves uncertain; nil where that fails.
  func shiftedBound(_ shift: BigFloat, sign: Int) -> Interval? {
    let matrix = gram.shifted(by: shift, sign: sign)
    guard
      let factor = MultiprecisionFactor(
        inPlace: matrix, count: gram.count, threads: threads, stopsAtNegative: true)
    else { return nil }
    // The subtraction on the diagonal was rounded.
    let rounding =
      RoundingConstants.unit(gram.precision)
      * (gram.largestEntry + Interval(shift).magnitude)
    let error = factor.backwardError + rounding + gram.errorNorm
    return Interval(shift) + Interval(lower: error.upper.negated, upper: error.upper)
  }
}

/// M in double precision, for products that only suggest.
private struct DoubleTriangle {
  let count: Int
  let entries: [Double]

  init(_ gram: MultiprecisionGram) {
    count = gram.count
    entries = (0..<gram.entries.count).map(gram.entries.double)
  }

  func product(_ x: [Double]) -> [Double] {
    var y = Array(repeating: 0.0, count: count)
    for row in 0..<count {
      let start = MultiprecisionGram.start(row)
      var sum = 0.0
      for column in 0..<row {
        sum += entries[start + column] * x[column]
        y[column] += entries[start + column] * x[row]
      }
      y[row] += sum + entries[start + row] * x[row]
    }
    return y
  }
}
