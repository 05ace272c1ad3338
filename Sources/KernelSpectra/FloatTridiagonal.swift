import CLinearAlgebra

/// An approximate tridiagonal form of a kernel matrix: V M Vᵀ ≈ T with nearly orthonormal rows of V.
///
/// By Householder's method, from the last row to the first, to the left of the matrix's diagonal. Nothing is
/// guaranteed of T and V; they are suggestions that ``FloatEigenvalues`` proves bounds for.
struct FloatTridiagonal {
  /// T's diagonal.
  let diagonal: [Double]
  /// What stands beside it.
  let offDiagonal: [Double]
  /// V by rows, as far apart as the matrix's.
  let vectors: FloatRows

  /// Any T and V.
  init(diagonal: [Double], offDiagonal: [Double], vectors: FloatRows) {
    self.diagonal = diagonal
    self.offDiagonal = offDiagonal
    self.vectors = vectors
  }

  /// Throws where there is no memory for V.
  init(_ gram: FloatGram, threads: Int) throws(KernelInputError) {
    let vectors = try FloatRows(count: gram.count, stride: gram.stride)
    gram.mirror(threads: threads)
    var diagonal = Array(repeating: 0.0, count: gram.count)
    var offDiagonal = Array(repeating: 0.0, count: max(0, gram.count - 1))
    var factors = Array(repeating: 0.0, count: gram.count)
    FloatTridiagonal.reduce(gram, threads, &diagonal, &offDiagonal, &factors)
    FloatTridiagonal.accumulate(gram, factors, into: vectors, threads)
    gram.mirror(threads: threads)
    self.init(diagonal: diagonal, offDiagonal: offDiagonal, vectors: vectors)
  }

  /// Makes row by row tridiagonal by I − f v vᵀ, and leaves v in the row.
  private static func reduce(
    _ gram: FloatGram, _ threads: Int, _ diagonal: inout [Double], _ offDiagonal: inout [Double],
    _ factors: inout [Double]
  ) {
    let (count, stride) = (gram.count, gram.stride)
    nonisolated(unsafe) let matrix = gram.entries
    // Sums are made in one order whatever the threads; which cost more than short rows.
    let (mostParts, worthwhile) = (4, 256)
    nonisolated(unsafe) let work = UnsafeMutablePointer<Double>.allocate(
      capacity: (mostParts + 2) * count)
    work.initialize(repeating: 0, count: (mostParts + 2) * count)
    defer { work.deallocate() }
    // The row before the last reflection and what stands beside it in the update; 0 at first.
    nonisolated(unsafe) let w = work
    nonisolated(unsafe) var v = UnsafePointer(work + count)
    let sums = work + 2 * count
    for i in Swift.stride(from: count - 1, through: 0, by: -1) {
      let row = matrix + i * stride
      // The update of this row alone: the sums are of no interest.
      _ = kcl_reflect_row(row, i, v, w, work + count, sums)
      diagonal[i] = row[i]
      if i == 0 { break }
      let norm = kcl_dot(row, row, i).squareRoot()
      let last = row[i - 1]
      let isReduced = i == 1 || !(kcl_dot(row, row, i - 1) > 0) || !norm.isFinite
      let head = last < 0 ? norm : -norm
      offDiagonal[i - 1] = isReduced ? last : head
      let factor = isReduced ? 0 : 1 / (norm * norm - head * last)
      factors[i] = factor
      if isReduced {
        for k in 0..<i { row[k] = 0 }
      } else {
        row[i - 1] -= head
      }
      nonisolated(unsafe) let x = UnsafePointer(row)
      let parts = i < worthwhile ? 1 : mostParts
      nonisolated(unsafe) let before = v
      nonisolated(unsafe) let images = sums
      sums.update(repeating: 0, count: parts * count)
      RowShares.forEach(below: parts, threads: threads) { part in
        let y = images + part * count
        for r in share(part, parts, i)..<share(part + 1, parts, i) {
          y[r] += kcl_reflect_row(matrix + r * stride, r, before, w, x, y)
        }
      }
      for part in 1..<parts {
        for k in 0..<i { sums[k] += sums[part * count + k] }
      }
      // A − v wᵀ − w vᵀ = (I − f v vᵀ) A (I − f v vᵀ).
      for k in 0..<i { w[k] = factor * sums[k] }
      let half = factor * kcl_dot(w, x, i) / 2
      for k in 0..<i { w[k] -= half * x[k] }
      v = x
    }
  }

  /// Where the k-th of equal parts of a lower triangle begins.
  private static func share(_ k: Int, _ parts: Int, _ count: Int) -> Int {
    k == parts
      ? count : Int((Double(k) / Double(parts)).squareRoot() * Double(count))
  }

  /// V = H_1 ⋯ H_{n−1}, a block of rows after the other.
  private static func accumulate(
    _ gram: FloatGram, _ factors: [Double], into vectors: FloatRows, _ threads: Int
  ) {
    let (count, stride, entries) = (gram.count, gram.stride, gram.entries)
    nonisolated(unsafe) let matrix = entries
    let block = 32
    RowShares.forEach(below: (count + block - 1) / block, threads: threads) { part in
      let rows = part * block..<min(count, (part + 1) * block)
      for row in rows { vectors.pointer[row * stride + row] = 1 }
      for i in max(1, rows.lowerBound)..<max(count, 1) where factors[i] != 0 {
        let v = matrix + i * stride
        for row in rows.lowerBound..<min(rows.upperBound, i) {
          let target = vectors.pointer + row * stride
          kcl_axpy(target, -factors[i] * kcl_dot(target, v, i), v, i)
        }
      }
    }
  }
}

/// Rows of doubles.
final class FloatRows: @unchecked Sendable {
  // Sendable: threads write different rows.
  let pointer: UnsafeMutablePointer<Double>

  /// Zeros. Throws where there is no memory for them.
  init(count: Int, stride: Int) throws(KernelInputError) {
    guard let pointer = kcl_doubles_new(count * stride) else {
      throw KernelInputError(
        "no memory for a second matrix of \(count) rows (\(count * stride >> 17) MB)")
    }
    self.pointer = pointer
  }

  deinit { kcl_doubles_free(pointer) }
}
