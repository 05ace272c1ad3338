import CLinearAlgebra
import IntervalArithmetic

/// Cholesky's factor of M − σI or of σI − M in double precision, to the left of the matrix's diagonal.
///
/// Guarantee: where factoring ends with positive pivots, λ_min of the shifted matrix is at least
/// −``backwardError``. Blocks of rows are worked on one after the other, but each entry is made in one way:
/// from a_ij the sums Σ l_ik l_jk over chunks of k are taken off, then single products, and the rest is
/// divided by l_jj, or its root is taken. With p roundings within a chunk and t subtractions, every product
/// carries at most m = p + t + 2 factors (1 + δ)^±1, |δ| ≤ u, when a_ij carries none (Higham 2002, lemma 8.4;
/// the two are those of the division or root), whatever the order of summation within a chunk, so that
///
///     |a_ij − Σ_{k≤j} l_ik l_jk| ≤ γ_m Σ_{k≤j} |l_ik||l_jk| ≤ γ_m ‖l_i‖‖l_j‖.
///
/// The diagonal gives ‖l_i‖² ≤ a_ii/(1 − γ_m). A matrix whose entries are at most √(a_ii a_jj) has at most the
/// norm tr A (Demmel 1989, Rump 2006), and L Lᵀ ⪰ 0, so that
///
///     λ_min(A) ≥ −γ_m/(1 − γ_m)·tr A.
///
/// Rump's constant for the textbook algorithm is the same with m = n + 1; chunks make it a tenth of that.
/// Underflow adds at most 2⁻¹⁰⁷³ an operation and product with a pivot, far less than the 2⁻⁹⁰⁰ n³(1 + max
/// a_ii) that are added; the rounding of m_ii − σ adds u·max|a_ii|.
struct FloatFactor {
  let gram: FloatGram
  let backwardError: Interval

  /// How many roundings a product takes part in.
  static func roundings(_ n: Int) -> Int {
    let chunk = Int(KCL_CHUNK)
    let within = chunk / 4 + 4
    let subtractions = (n + chunk - 1) / chunk + Int(KCL_BLOCK)
    return within + subtractions + 2
  }

  /// What factoring ±(M − σI) leaves uncertain; known beforehand.
  static func backwardError(_ gram: FloatGram, shift: Double, sign: Int) -> Interval {
    let scalar = MultiprecisionGram.scalarPrecision
    func point(_ value: Double) -> Interval {
      Interval(BigFloat(value, precision: scalar, rounding: .nearestEven))
    }
    let count = Interval(gram.count, precision: scalar)
    let trace = (gram.trace - count * point(shift)).magnitude
    let largest = point(gram.largestEntry) + point(shift).magnitude
    let gamma = RoundingConstants.gamma(roundings(gram.count), RoundingConstants.double)
    let one = Interval(1, precision: scalar)
    let unit = RoundingConstants.unit(RoundingConstants.double)
    let own = gamma / (one - gamma) * (trace + count * unit * largest) + unit * largest
    return own + count * count * count * (one + largest) * point(0x1p-900)
  }

  /// Factors M − σI (`sign` 1) or σI − M (−1); nil where a pivot is not positive.
  init?(_ gram: FloatGram, shift: Double, sign: Int = 1, threads: Int) {
    self.gram = gram
    backwardError = FloatFactor.backwardError(gram, shift: shift, sign: sign)
    let (count, stride, entries) = (gram.count, gram.stride, gram.entries)
    nonisolated(unsafe) let matrix = entries
    gram.mirror(threads: threads)
    for row in 0..<count {
      let start = matrix + row * stride
      if sign < 0 { for column in 0..<row { start[column] = -start[column] } }
      // The diagonal's places are the factor's until it is restored.
      start[row] = Double(sign) * (gram.diagonal[row] - shift)
    }
    let block = Int(KCL_BLOCK)
    var first = 0
    while first < count {
      let height = min(block, count - first)
      let corner = matrix + first * stride + first
      let own = matrix + first * stride
      // Only the lower triangle of the corner is wanted, and to its right stands M.
      for row in 0..<height {
        kcl_subtract_products(
          corner + row * stride, stride, own + row * stride, stride, own, stride, 1, row + 1, first)
      }
      if kcl_factor_block(corner, stride, height) == 0 { return nil }
      let below = first + height
      let parts = (count - below + block - 1) / block
      let (done, width) = (first, height)
      RowShares.forEach(below: parts, threads: threads) { part in
        let top = below + part * block
        let rows = min(block, count - top)
        let target = matrix + top * stride + done
        kcl_subtract_products(
          target, stride, matrix + top * stride, stride, matrix + done * stride, stride, rows,
          width, done)
        kcl_solve_block(target, stride, matrix + done * stride + done, stride, rows, width)
      }
      first = below
    }
  }

  /// An approximate solution of A x = b.
  func solve(_ right: [Double]) -> [Double] {
    var solution = right
    let (count, distance, entries) = (gram.count, gram.stride, gram.entries)
    solution.withUnsafeMutableBufferPointer { solution in
      guard let x = solution.baseAddress else { return }
      for row in 0..<count {
        let start = entries + row * distance
        x[row] = (x[row] - kcl_dot(start, x, row)) / start[row]
      }
      for row in stride(from: count - 1, through: 0, by: -1) {
        let start = entries + row * distance
        x[row] /= start[row]
        kcl_axpy(x, -x[row], start, row)
      }
    }
    return solution
  }
}
