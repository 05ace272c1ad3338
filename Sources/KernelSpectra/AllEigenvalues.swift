import CLinearAlgebra
import CMultiprecision
import Dispatch
import IntervalArithmetic

/// All eigenvalues of a kernel matrix.
///
/// Guarantee: with V whatever an approximate computation gave, B = VᵀKV and G = VᵀV are enclosed. If ‖G − I‖ ≤ g
/// < 1, the k-th eigenvalue of K is that of B divided by a number within 1 ± g (Ostrowski). That of B is within
/// ‖B − D‖ of the k-th number of its diagonal D (Weyl), and, where D > 0, differs from it by a factor within 1 ±
/// ‖D^−½ B D^−½ − I‖, so that small eigenvalues are enclosed as narrowly as large ones.
///
/// V is found in double precision by Hestenes' method of orthogonalising Cholesky's factor, and then
/// refined by steps of Ogita and Aishima, each of which doubles the digits.
struct AllEigenvalues {
  let gram: MultiprecisionGram
  let threads: Int

  private var count: Int { gram.count }
  private var scalar: Precision { MultiprecisionGram.scalarPrecision }

  /// Approximate eigenvectors, by rows, from the lower triangle of a matrix in double precision; their
  /// order is arbitrary.
  static func vectors(_ lower: [Double], count: Int) -> [[Double]] {
    // Rows of Lᵀ: K = L Lᵀ, and the left singular vectors of L are K's eigenvectors.
    var columns = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    var matrix = lower
    let size = (0..<count).map { lower[MultiprecisionGram.start($0) + $0] }.max() ?? 0
    for j in 0..<count {
      for i in j..<count {
        var sum = matrix[MultiprecisionGram.start(i) + j]
        for k in 0..<j { sum -= columns[k][i] * columns[k][j] }
        matrix[MultiprecisionGram.start(i) + j] = sum
        if i == j {
          // Below the noise of doubles the vector is any; what is proved does not rest on it.
          columns[j][j] = max(sum, 0x1p-52 * size).squareRoot()
        } else {
          columns[j][i] = sum / columns[j][j]
        }
      }
    }
    for _ in 0..<30 {
      var rotated = false
      for p in 0..<count {
        for q in (p + 1)..<max(count, p + 1) {
          let a = Lanczos.dot(columns[p], columns[p])
          let b = Lanczos.dot(columns[q], columns[q])
          let c = Lanczos.dot(columns[p], columns[q])
          if c.magnitude <= 1e-15 * (a * b).squareRoot() { continue }
          rotated = true
          let zeta = (b - a) / (2 * c)
          let t = (zeta < 0 ? -1 : 1) / (zeta.magnitude + (1 + zeta * zeta).squareRoot())
          let cosine = 1 / (1 + t * t).squareRoot()
          let sine = cosine * t
          columns.withUnsafeMutableBufferPointer { columns in
            for k in 0..<count {
              let (x, y) = (columns[p][k], columns[q][k])
              columns[p][k] = cosine * x - sine * y
              columns[q][k] = sine * x + cosine * y
            }
          }
        }
      }
      if !rotated { break }
    }
    return columns.map { column in
      let norm = Lanczos.dot(column, column).squareRoot()
      return norm > 0 ? column.map { $0 / norm } : column
    }
  }

  /// Enclosures of all eigenvalues in ascending order, at least `nullity` of which are known to be 0; after
  /// each step of refinement until `isEnough`.
  func enclosures(nullity: Int, isEnough: ([Interval]) -> Bool) -> [Interval] {
    let start = AllEigenvalues.vectors(
      (0..<gram.entries.count).map(gram.entries.double), count: count)
    var vectors = start.map { row -> MultiprecisionArray in
      let array = MultiprecisionArray(count: max(1, count), precision: gram.precision)
      for (index, value) in row.enumerated() { array.set(index, value) }
      return array
    }
    var best: [Interval] = []
    for _ in 0..<6 {
      let current = vectors
      let images = current.mapRows(threads) { image($0) }
      let products = table { kcl_mpfr_dot($2, current[$0].pointer, images[$1].pointer, count) }
      let norms = table { kcl_mpfr_dot($2, current[$0].pointer, current[$1].pointer, count) }
      let found = bounds(products, norms, vectors, nullity: nullity)
      best =
        best.isEmpty
        ? found : zip(best, found).map { $0.intersection($1) ?? $0 }
      if isEnough(best) { break }
      vectors = refined(vectors, products, norms)
    }
    return best
  }

  /// M v, each entry with at most n + 1 roundings a product.
  private func image(_ vector: MultiprecisionArray) -> MultiprecisionArray {
    let result = MultiprecisionArray(count: max(1, count), precision: gram.precision)
    for row in 0..<count {
      let start = gram.entries.pointer + MultiprecisionGram.start(row)
      kcl_mpfr_add(result.pointer, vector.pointer + row, start, row)
      let work = MultiprecisionArray(count: 1, precision: gram.precision)
      kcl_mpfr_dot(work.pointer, start, vector.pointer, row + 1)
      let target = result.pointer + row
      mpfr_add(target, UnsafePointer(target), UnsafePointer(work.pointer), MPFR_RNDN)
    }
    return result
  }

  /// A symmetric table of numbers, its lower triangle.
  private func table(
    _ entry: @Sendable (Int, Int, UnsafeMutablePointer<__mpfr_struct>) -> Void
  ) -> MultiprecisionArray {
    let result = MultiprecisionArray(
      count: max(1, MultiprecisionGram.start(count)), precision: gram.precision)
    withoutActuallyEscaping(entry) { entry in
      RowShares.forEach(below: count, threads: threads) { i in
        for j in 0...i { entry(i, j, result.pointer + MultiprecisionGram.start(i) + j) }
      }
    }
    return result
  }

  private func bounds(
    _ products: MultiprecisionArray, _ norms: MultiprecisionArray, _ vectors: [MultiprecisionArray],
    nullity: Int
  ) -> [Interval] {
    let one = Interval(1, precision: scalar)
    let size = Interval(count, precision: scalar)
    let gamma = RoundingConstants.gamma(2 * count + 4, gram.precision)
    func value(_ array: MultiprecisionArray, _ i: Int, _ j: Int) -> Interval {
      Interval(array[MultiprecisionGram.start(max(i, j)) + min(i, j)]).rounded(to: fine)
    }
    // ‖v‖² of the computed vectors is at most this; and Σ|v_k| at most √n·‖v‖.
    let largestNorm = (0..<count).map { value(norms, $0, $0).upper }.max() ?? one.upper
    let norm = Interval(largestNorm).rounded(to: scalar) * (one + gamma + gamma)
    // Two roundings of inner products each: Σ|v_ik||M_kl||v_jl| ≤ n·max|M|·‖v_i‖‖v_j‖.
    let rounding = gamma * (one + one) * size * gram.largestEntry * norm
    let doubt = (rounding + gram.errorNorm * norm).magnitude
    let normDoubt = gamma * norm
    func largestRowSum(_ term: (Int, Int) -> Interval) -> Interval {
      let sums = (0..<count).map { i in
        (0..<count).reduce(Interval(0, precision: scalar)) { $0 + term(i, $1).rounded(to: scalar) }
          .upper
      }
      return Interval(sums.max() ?? one.upper)
    }
    let g = largestRowSum { i, j in
      (i == j ? value(norms, i, i) - one : value(norms, i, j)).magnitude + normDoubt
    }
    let diagonal = (0..<count).map { value(products, $0, $0) }
    let order = diagonal.indices.sorted { diagonal[$0].lower < diagonal[$1].lower }
    let zero = Interval(0, precision: scalar)
    let everything = Interval(
      lower: zero.lower, upper: (size * gram.largestEntry + gram.errorNorm).upper)
    guard (one - g).lower.sign > 0 else {
      return order.indices.map { $0 < nullity ? zero : everything }
    }
    // Within 1 ± g to as many digits as the eigenvalues are to have.
    let fineOne = Interval(1, precision: fine)
    let scale = Interval(lower: (fineOne - g).lower, upper: (fineOne + g).upper)
    let weyl = largestRowSum { i, j in i == j ? doubt : value(products, i, j).magnitude + doubt }
    let isPositive = diagonal.allSatisfy { $0.lower.sign > 0 }
    let roots = isPositive ? diagonal.map(\.squareRoot) : []
    let relative =
      isPositive
      ? largestRowSum { i, j in
        (i == j ? doubt : value(products, i, j).magnitude + doubt) / (roots[i] * roots[j])
      } : one
    return order.enumerated().map { place, index in
      if place < nullity { return zero }
      let d = diagonal[index]
      var found = (d + Interval(lower: weyl.upper.negated, upper: weyl.upper)) / scale
      if (one - relative).lower.sign > 0 {
        let factor = Interval(
          lower: (fineOne - relative).lower, upper: (fineOne + relative).upper)
        found = found.intersection(d * factor / scale) ?? found
      }
      return found.intersection(everything) ?? everything
    }
  }

  private var fine: Precision { Precision(gram.precision.bits + 32) }

  /// V(I + X): Ogita and Aishima 2018, with the symmetric choice where eigenvalues are too close.
  private func refined(
    _ vectors: [MultiprecisionArray], _ products: MultiprecisionArray, _ norms: MultiprecisionArray
  ) -> [MultiprecisionArray] {
    @Sendable func value(_ array: MultiprecisionArray, _ i: Int, _ j: Int) -> Interval {
      Interval(array[MultiprecisionGram.start(max(i, j)) + min(i, j)])
    }
    let one = Interval(1, precision: gram.precision)
    let diagonal = (0..<count).map { value(products, $0, $0) / value(norms, $0, $0) }
    let largest = diagonal.map { $0.magnitude.upper.double(rounding: .up) }.max() ?? 0
    return (0..<count).map { $0 }.mapRows(threads) { j in
      let result = vectors[j].copy()
      let factor = MultiprecisionArray(count: 1, precision: gram.precision)
      for i in 0..<count {
        let residual = (i == j ? one : one - one) - value(norms, i, j)
        var x = residual / (one + one)
        if i != j {
          let gap = diagonal[j] - diagonal[i]
          // Too close for the off-diagonal entry to say more than noise.
          if gap.magnitude.lower.double(rounding: .down) > largest * 1e-12 {
            x = (value(products, i, j) + diagonal[j] * residual) / gap
          }
        }
        factor[0] = x.midpoint
        kcl_mpfr_add(result.pointer, factor.pointer, vectors[i].pointer, count)
      }
      return result
    }
  }
}

extension Array where Element: Sendable {
  /// The images of all elements, made on several threads.
  fileprivate func mapRows<Result: Sendable>(
    _ threads: Int, _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    nonisolated(unsafe) let results = UnsafeMutablePointer<Result?>.allocate(capacity: count)
    results.initialize(repeating: nil, count: count)
    defer {
      results.deinitialize(count: count)
      results.deallocate()
    }
    withoutActuallyEscaping(transform) { transform in
      RowShares.forEach(below: count, threads: threads) { results[$0] = transform(self[$0]) }
    }
    return (0..<count).compactMap { results[$0] }
  }
}
