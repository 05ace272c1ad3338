import CLinearAlgebra
import CMultiprecision
import Dispatch
import IntervalArithmetic
import Synchronization

/// A = W D⁻¹ Wᵀ with W lower triangular and D its diagonal, in MPFR arithmetic without pivoting.
///
/// Guarantee: where ``isPositive``, λ_min(A) ≥ −``backwardError``. With w_ij = a_ij − Σ_{k<j} w_ik l_k,
/// l_k = w_jk/d_k, every product carries at most j + 1 roundings whatever the order of summation, so that
/// |a_ij − Σ_{k≤j} w_ik w_jk/d_k| ≤ γ_{n+1} Σ |w_ik||w_jk|/d_k. With r_ki = w_ik/√d_k that is Cholesky's
/// bound, the diagonal gives Σ_k r_ki² ≤ a_ii/(1 − γ_{n+1}), and |A − RᵀR| ≤ γ_{n+1}/(1 − γ_{n+1})·
/// √(a_ii a_jj) has at most the norm γ_{n+1}/(1 − γ_{n+1})·tr A = ½γ_{2(n+1)}·tr A (Demmel 1989, Rump
/// 2006). Where a pivot is negative nothing is guaranteed: the factor then serves to solve equations.
final class MultiprecisionFactor: Sendable {
  let count: Int
  private let factor: MultiprecisionArray
  private let diagonal: MultiprecisionArray
  /// Whether all pivots are positive.
  let isPositive: Bool
  /// How many pivots are negative: as a rule, how many eigenvalues are.
  let negativeCount: Int
  /// See above.
  let backwardError: Interval

  /// Factors the symmetric matrix whose lower triangle `matrix` holds, in its place.
  ///
  /// Returns nil where a pivot is zero or no number. With `stopsAtNegative`, factoring ends at the
  /// first pivot that is not positive.
  init?(
    inPlace matrix: MultiprecisionArray, count: Int, threads: Int, stopsAtNegative: Bool
  ) {
    let scalar = MultiprecisionGram.scalarPrecision
    var trace = Interval(0, precision: scalar)
    for row in 0..<count {
      trace = trace + Interval(matrix[MultiprecisionGram.start(row) + row]).rounded(to: scalar)
    }
    let pivots = MultiprecisionArray(count: max(count, 1), precision: matrix.precision)
    let ratios = MultiprecisionArray(count: max(count, 1), precision: matrix.precision)
    var negative = 0
    for column in 0..<count {
      let row = matrix.pointer + MultiprecisionGram.start(column)
      kcl_mpfr_ratios(ratios.pointer, row, pivots.pointer, column)
      kcl_mpfr_eliminate(row, ratios.pointer, column)
      let pivot = row + column
      mpfr_set(pivots.pointer + column, UnsafePointer(pivot), MPFR_RNDN)
      if kc_mpfr_nan_p(pivot) != 0 || kc_mpfr_zero_p(pivot) != 0 || kc_mpfr_inf_p(pivot) != 0 {
        return nil
      }
      if kc_mpfr_sgn(pivot) < 0 {
        negative += 1
        if stopsAtNegative { return nil }
      }
      MultiprecisionFactor.eliminate(matrix, ratios, column, count, threads)
    }
    self.count = count
    factor = matrix
    diagonal = pivots
    isPositive = negative == 0
    negativeCount = negative
    backwardError = RoundingConstants.factorization(count, matrix.precision) * trace.magnitude
  }

  private static func eliminate(
    _ matrix: MultiprecisionArray, _ ratios: MultiprecisionArray, _ column: Int, _ count: Int,
    _ threads: Int
  ) {
    let rows = count - column - 1
    // A thread costs more than a few hundred products.
    let parts = rows * column < 2_000 ? 1 : max(1, min(threads, rows))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      for row in (column + 1 + part * rows / parts)..<(column + 1 + (part + 1) * rows / parts) {
        kcl_mpfr_eliminate(
          matrix.pointer + MultiprecisionGram.start(row), ratios.pointer, column)
      }
    }
  }

  /// The pivots' natural logarithms, summed: enclosed as the real number that they give.
  var logarithmOfPivots: Interval {
    (0..<count).reduce(Interval(0, precision: factor.precision)) {
      $0 + Interval(diagonal[$1]).logarithm
    }
  }

  /// An approximate solution of A x = b.
  func solve(_ right: MultiprecisionArray) -> MultiprecisionArray {
    let x = right.copy()
    let work = MultiprecisionArray(count: 1, precision: factor.precision)
    for row in 0..<count {
      let start = factor.pointer + MultiprecisionGram.start(row)
      kcl_mpfr_dot(work.pointer, start, x.pointer, row)
      let target = x.pointer + row
      mpfr_sub(target, UnsafePointer(target), UnsafePointer(work.pointer), MPFR_RNDN)
      mpfr_div(target, UnsafePointer(target), diagonal.pointer + row, MPFR_RNDN)
    }
    // Wᵀ x = D y, row by row from the end: row i, once x_i is known, is taken off those before it.
    for row in 0..<count {
      let target = x.pointer + row
      mpfr_mul(target, UnsafePointer(target), diagonal.pointer + row, MPFR_RNDN)
    }
    for row in stride(from: count - 1, through: 0, by: -1) {
      let target = x.pointer + row
      mpfr_div(target, UnsafePointer(target), diagonal.pointer + row, MPFR_RNDN)
      mpfr_neg(work.pointer, UnsafePointer(target), MPFR_RNDN)
      kcl_mpfr_add(
        x.pointer, work.pointer, factor.pointer + MultiprecisionGram.start(row), row)
    }
    return x
  }
}
