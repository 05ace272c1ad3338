import CLinearAlgebra
import IntervalArithmetic
import Synchronization

/// A kernel matrix in double precision with a proven error bound of each entry.
///
/// Guarantee: |K_ij − M_ij| ≤ e_ij, and ‖K − M‖ ≤ ``errorNorm`` in the spectral norm, which no row sum of e
/// exceeds. What lies to the right of the diagonal holds M, and ``diagonal`` the rest; the diagonal's places
/// and those to its left are free for a factor.
final class FloatGram: @unchecked Sendable {
  // Sendable: whoever writes to the left of the diagonal does so alone, or by rows.
  let count: Int
  /// The distance between rows.
  let stride: Int
  let entries: UnsafeMutablePointer<Double>
  /// M_ii.
  let diagonal: [Double]
  /// The error bounds, by rows, rounded upwards; of the diagonal and to its right. Nil unless asked for.
  let errors: FloatErrors?
  let errorNorm: Interval
  /// At least every e_ij.
  let largestError: Double
  /// At least every e_ij/√(K_ii K_jj).
  let largestRelativeError: Double
  /// At least every |M_ij|.
  let largestEntry: Double
  /// Whether no M_ij is negative.
  let isNonnegative: Bool
  /// tr M.
  let trace: Interval

  /// Evaluates all entries.
  ///
  /// Throws where an entry is not known to exist, and where there is no memory. `progress` is told how
  /// many rows of how many are done.
  init(
    _ problem: SpectrumProblem, threads: Int, keepingErrors: Bool = false,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) throws(KernelInputError) {
    let count = problem.count
    self.count = count
    // Rows begin at multiples of 64 bytes, and not a power of two apart, where caches have few places.
    let padded = (count + 7) / 8 * 8
    stride = padded % 256 == 0 ? padded + 8 : padded
    guard let memory = kcl_doubles_new(count * stride) else {
      throw KernelInputError(
        "no memory for a matrix of \(count) rows (\(count * stride >> 17) MB)")
    }
    entries = memory
    errors = keepingErrors ? try FloatErrors(count: count) : nil
    let evaluation = try FloatGramEvaluation(problem)
    diagonal = evaluation.diagonal.map(\.value)
    let sums = try evaluation.fill(
      entries, stride: stride, errors: errors, threads: threads, progress: progress)
    let scalar = MultiprecisionGram.scalarPrecision
    errorNorm = Interval(BigFloat(sums.rows.max() ?? 0, precision: scalar, rounding: .up))
    largestError = sums.largest
    largestRelativeError = sums.largestRelative
    largestEntry = max(sums.largestEntry, diagonal.max() ?? 0)
    isNonnegative = sums.isNonnegative
    trace = diagonal.reduce(Interval(0, precision: scalar)) {
      $0 + Interval(BigFloat($1, precision: scalar, rounding: .nearestEven))
    }
  }

  deinit { kcl_doubles_free(entries) }

  /// M_ij.
  func entry(_ i: Int, _ j: Int) -> Double {
    i == j ? diagonal[i] : entries[min(i, j) * stride + max(i, j)]
  }

  /// Makes the whole matrix of the numbers to the right of the diagonal, and of those on it.
  func mirror(threads: Int) {
    let tile = 64
    let parts = (count + tile - 1) / tile
    RowShares.forEach(below: parts, threads: threads) { part in
      let first = part * tile
      let rows = min(tile, self.count - first)
      kcl_copy_upper_to_lower(self.entries, self.stride, first, rows)
      for row in first..<first + rows {
        self.entries[row * self.stride + row] = self.diagonal[row]
      }
    }
  }

  /// M x up to rounding, for a search; with x ≥ 0 and M ≥ 0 each entry has a relative error of at most
  /// γ_{2n+64}: n products of one row and n of one column are summed in some order by some threads.
  func product(_ x: [Double], threads: Int) -> [Double] {
    let workers = count < 256 ? 1 : max(1, min(threads, 64))
    let total = Mutex(Array(repeating: 0.0, count: count))
    let next = Atomic(0)
    let part = 64
    RowShares.forEach(below: workers, threads: workers) { _ in
      var sum = Array(repeating: 0.0, count: self.count)
      sum.withUnsafeMutableBufferPointer { sum in
        x.withUnsafeBufferPointer { x in
          guard let y = sum.baseAddress, let x = x.baseAddress else { return }
          while true {
            let first = next.add(1, ordering: .relaxed).oldValue * part
            if first >= self.count { break }
            for row in first..<min(self.count, first + part) {
              let start = self.entries + row * self.stride
              let rest = self.count - row - 1
              y[row] +=
                kcl_dot(start + row + 1, x + row + 1, rest) + self.diagonal[row] * x[row]
              kcl_axpy(y + row + 1, x[row], start + row + 1, rest)
            }
          }
        }
      }
      total.withLock { total in
        for index in sum.indices { total[index] += sum[index] }
      }
    }
    return total.withLock { $0 }
  }

  /// An enclosure of xᵀMx/xᵀx, which lies between the extreme eigenvalues of M.
  ///
  /// Products with a row are summed with their exact errors (`kcl_dot_twice`), the rest is interval
  /// arithmetic. Σ_ij |x_i||M_ij||x_j| ≤ n·max|M_ij|·xᵀx.
  func rayleighQuotient(_ x: [Double], threads: Int) -> Interval {
    let precision = Precision(160)
    let parts = Mutex<[(form: Interval, norm: Interval)]>([])
    let part = 64
    @Sendable func exact(_ number: Double) -> Interval {
      Interval(BigFloat(number, precision: precision, rounding: .nearestEven))
    }
    RowShares.forEach(below: (count + part - 1) / part, threads: threads) { index in
      var form = Interval(0, precision: precision)
      var norm = form
      var sum = (0.0, 0.0)
      x.withUnsafeBufferPointer { vector in
        guard let start = vector.baseAddress else { return }
        for row in index * part..<min(self.count, (index + 1) * part) {
          withUnsafeMutableBytes(of: &sum) { bytes in
            guard let two = bytes.assumingMemoryBound(to: Double.self).baseAddress else { return }
            kcl_dot_twice(
              self.entries + row * self.stride + row + 1, start + row + 1, self.count - row - 1, two
            )
          }
          let own = exact(x[row])
          let others = exact(sum.0) + exact(sum.1)
          form = form + own * (exact(self.diagonal[row]) * own + others + others)
          norm = norm + own.squared
        }
      }
      let result = (form, norm)
      parts.withLock { $0.append(result) }
    }
    let sums = parts.withLock { $0 }
    let zero = Interval(0, precision: precision)
    let form = sums.reduce(zero) { $0 + $1.form }
    let norm = sums.reduce(zero) { $0 + $1.norm }
    let size = Interval(count + 8, precision: precision)
    let share = Interval(BigFloat(0x1p-103, precision: precision, rounding: .up))
    let error = (size * size * size * share * exact(largestEntry) * norm).upper
    return (form + Interval(lower: error.negated, upper: error)) / norm
  }
}

/// Error bounds as single precision numbers, rounded upwards.
final class FloatErrors: @unchecked Sendable {
  // Sendable: threads write different rows.
  let count: Int
  let values: UnsafeMutablePointer<Float>

  init(count: Int) throws(KernelInputError) {
    self.count = count
    values = .allocate(capacity: max(1, count * count))
    values.initialize(repeating: 0, count: count * count)
  }

  deinit { values.deallocate() }

  func set(_ i: Int, _ j: Int, _ error: Double) {
    let nearest = Float(error)
    values[i * count + j] = Double(nearest) < error ? nearest.nextUp : nearest
  }

  subscript(i: Int, j: Int) -> Float { values[min(i, j) * count + max(i, j)] }
}
