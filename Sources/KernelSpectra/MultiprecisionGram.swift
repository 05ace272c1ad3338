import CLinearAlgebra
import CMultiprecision
import IntervalArithmetic
import Synchronization

/// A kernel matrix as MPFR numbers.
///
/// Guarantee: |K_ij − M_ij| ≤ r_ij for the stored M and r, so that ‖K − M‖ ≤ ``errorNorm`` in the
/// spectral norm, which no row sum of r exceeds.
final class MultiprecisionGram: Sendable {
  let count: Int
  let precision: Precision
  /// The lower triangle of M by rows: row i begins at i(i + 1)/2.
  let entries: MultiprecisionArray
  /// The lower triangle of r.
  let radii: [Double]
  let errorNorm: Interval
  /// At least every |M_ij|.
  let largestEntry: Interval

  static func start(_ row: Int) -> Int { row * (row + 1) / 2 }

  /// A matrix from its lower triangle; the radii bound the distances from the true entries.
  init(count: Int, entries: MultiprecisionArray, radii: [Double]) {
    self.count = count
    precision = entries.precision
    self.entries = entries
    self.radii = radii
    var sums = Array(repeating: 0.0, count: count)
    var largest = 0
    for row in 0..<count {
      for column in 0...row {
        let index = MultiprecisionGram.start(row) + column
        sums[row] = (sums[row] + radii[index]).nextUp
        if column < row { sums[column] = (sums[column] + radii[index]).nextUp }
        if mpfr_cmpabs(entries.pointer + index, entries.pointer + largest) > 0 { largest = index }
      }
    }
    let scalar = MultiprecisionGram.scalarPrecision
    errorNorm = Interval(BigFloat(sums.max() ?? 0, precision: scalar, rounding: .up))
    largestEntry =
      count == 0
      ? Interval(0, precision: scalar)
      : Interval(entries[largest].magnitude).rounded(to: scalar)
  }

  /// What bounds are computed with.
  static let scalarPrecision = Precision(96)

  /// Encloses all entries of a kernel matrix with about `precision` bits beside √(K_ii K_jj).
  ///
  /// Throws where an entry is not known to exist. `progress` is told how many rows of how many are done.
  convenience init(
    _ evaluation: GramEvaluation, precision: Precision, threads: Int,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) throws(KernelInputError) {
    let count = evaluation.inputs.count
    let size = MultiprecisionGram.start(count)
    let entries = MultiprecisionArray(count: size, precision: precision)
    let levels = [0, 1, 2, 3].map { LazyLevel(evaluation, Precision(precision.bits << $0)) }
    let results = GramRadii(count: size)
    let bad = Mutex<(Int, Int)?>(nil)
    let done = Mutex(0)
    let diagonal = (0..<count).map { evaluation.entry($0, $0, levels[0].level) }
    for (row, value) in diagonal.enumerated() { try GramEvaluation.check(value, ofRow: row) }
    let sizes = diagonal.map { $0.upper.double(rounding: .up).squareRoot() }
    let unit = Double(sign: .plus, exponent: max(-1000, 12 - precision.bits), significand: 1)

    RowShares.forEach(
      below: count, threads: threads, isCancelled: { bad.withLock { $0 != nil } }
    ) { row in
      for column in 0...row {
        let index = MultiprecisionGram.start(row) + column
        var value = diagonal[row]
        if column < row {
          let tolerance = unit * sizes[row] * sizes[column]
          for level in levels {
            value = evaluation.entry(row, column, level.level)
            if value.isBounded && value.radius.double(rounding: .up) <= tolerance { break }
          }
        }
        guard value.isBounded else {
          bad.withLock { $0 = (row, column) }
          return
        }
        let middle = value.midpoint
        entries[index] = middle
        // The midpoint has at most the entries' precision unless it came from a higher level.
        let stored = Interval(entries[index])
        let distance = (value.rounded(to: value.precision) - stored).magnitude.upper
        results.pointer[index] = distance.double(rounding: .up)
      }
      progress(
        done.withLock {
          $0 += 1
          return $0
        }, count)
    }
    if let (row, column) = bad.withLock({ $0 }) {
      throw GramEvaluation.undefined(row, column)
    }
    self.init(count: count, entries: entries, radii: results.values)
  }

  /// ±(M − shift·I) as numbers to be factored: `sign` is 1 or −1.
  func shifted(by shift: BigFloat, sign: Int) -> MultiprecisionArray {
    let result = entries.copy()
    for row in 0..<count {
      let diagonal = result.pointer + MultiprecisionGram.start(row) + row
      shift.withMPFR { _ = mpfr_sub(diagonal, UnsafePointer(diagonal), $0, MPFR_RNDN) }
    }
    if sign < 0 {
      for index in 0..<result.count {
        _ = mpfr_neg(result.pointer + index, UnsafePointer(result.pointer + index), MPFR_RNDN)
      }
    }
    return result
  }

  /// Enclosures of the Rayleigh quotient xᵀMx/xᵀx, which lies between the extreme eigenvalues of M.
  ///
  /// Each sum of n products has a relative error of at most γ_{n+1} of the sum of the magnitudes, γ_k =
  /// ku/(1 − ku), and Σ_ij |x_i||M_ij||x_j| ≤ n·max|M_ij|·xᵀx.
  func rayleighQuotient(_ x: MultiprecisionArray) -> Interval {
    let scalar = MultiprecisionGram.scalarPrecision
    let work = MultiprecisionArray(count: 4, precision: precision)
    let (dot, form, norm, part) = (
      work.pointer, work.pointer + 1, work.pointer + 2, work.pointer + 3
    )
    for row in 0..<count {
      let start = MultiprecisionGram.start(row)
      kcl_mpfr_dot(dot, entries.pointer + start, x.pointer, row)
      _ = mpfr_mul_2si(dot, UnsafePointer(dot), 1, MPFR_RNDN)
      accumulate(dot, entries.pointer + start + row, x.pointer + row, part)
      accumulate(form, dot, x.pointer + row, part)
      accumulate(norm, x.pointer + row, x.pointer + row, part)
    }
    let gamma = RoundingConstants.gamma(2 * count + 8, precision)
    let fine = Precision(precision.bits + 32)
    let one = Interval(1, precision: fine)
    let spread = gamma * largestEntry * Interval(count, precision: scalar)
    let normValue = Interval(work[2]).rounded(to: fine)
    let exactNorm = normValue * (one + symmetric(gamma + gamma))
    let error = spread * exactNorm
    let value = Interval(work[1]).rounded(to: fine) + symmetric(error)
    return value / exactNorm
  }

  /// sum += x·y.
  private func accumulate(
    _ sum: UnsafeMutablePointer<__mpfr_struct>, _ x: UnsafePointer<__mpfr_struct>,
    _ y: UnsafePointer<__mpfr_struct>, _ product: UnsafeMutablePointer<__mpfr_struct>
  ) {
    mpfr_mul(product, x, y, MPFR_RNDN)
    mpfr_add(sum, UnsafePointer(sum), UnsafePointer(product), MPFR_RNDN)
  }

  private func symmetric(_ bound: Interval) -> Interval {
    Interval(lower: bound.upper.negated, upper: bound.upper)
  }
}

/// A level of evaluation that is made when it is first needed.
private final class LazyLevel: Sendable {
  private let evaluation: GramEvaluation
  private let precision: Precision
  private let made = Mutex<GramEvaluation.Level?>(nil)

  init(_ evaluation: GramEvaluation, _ precision: Precision) {
    self.evaluation = evaluation
    self.precision = precision
  }

  var level: GramEvaluation.Level {
    made.withLock { made in
      if let made { return made }
      let level = evaluation.level(precision)
      made = level
      return level
    }
  }
}

/// Radii that threads write, each its own.
private final class GramRadii: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Double>
  private let count: Int

  init(count: Int) {
    self.count = count
    pointer = .allocate(capacity: count)
    pointer.initialize(repeating: 0, count: count)
  }

  deinit { pointer.deallocate() }

  var values: [Double] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}
