import CLinearAlgebra
import CMultiprecision
import Dispatch
import ExactArithmetic
import IntervalArithmetic

/// All eigenvalues of a kernel matrix.
///
/// Guarantee: with V whatever an approximate computation gave, B = VᵀKV and G = VᵀV are enclosed. If ‖G − I‖ ≤ g
/// < 1, the k-th eigenvalue of K is that of B divided by a number within 1 ± g (Ostrowski). That of B is within
/// ‖B − D‖ of the k-th number of its diagonal D (Weyl), and, where D > 0, differs from it by a factor within 1 ±
/// ‖D^−½ B D^−½ − I‖, so that small eigenvalues are enclosed as narrowly as large ones.
///
/// V is found in double precision by Hestenes' method of orthogonalising Cholesky's factor, and then
/// refined by steps of Ogita and Aishima, each of which doubles the digits. What doubles could not tell
/// apart, eigenvalues far below their noise, is rotated first, in MPFR arithmetic (Jacobi).
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
      var images = current.mapRows(threads) { image($0) }
      if rotate(current, images) {
        images = current.mapRows(threads) { image($0) }
      }
      let (rows, rowImages) = (current, images)
      let products = table { kcl_mpfr_dot($2, rows[$0].pointer, rowImages[$1].pointer, count) }
      let norms = table { kcl_mpfr_dot($2, rows[$0].pointer, rows[$1].pointer, count) }
      let found = bounds(products, norms, vectors, nullity: nullity)
      best =
        best.isEmpty
        ? found : zip(best, found).map { $0.intersection($1) ?? $0 }
      if isEnough(best) { break }
      vectors = refined(vectors, products, norms)
    }
    return best
  }

  /// Rotates pairs of vectors, and their images under M with them, until no entry of B is large beside the
  /// distance of the two diagonal ones that it connects; whether anything was rotated.
  private func rotate(_ vectors: [MultiprecisionArray], _ images: [MultiprecisionArray]) -> Bool {
    let precision = gram.precision
    let one = BigFloat(1, precision: precision, rounding: .nearestEven)
    let work = MultiprecisionArray(count: 1, precision: precision)
    func product(_ i: Int, _ j: Int) -> BigFloat {
      kcl_mpfr_dot(work.pointer, vectors[i].pointer, images[j].pointer, count)
      return work[0]
    }
    func magnitude(_ x: BigFloat) -> BigFloat { Interval(x).magnitude.upper }
    func shear(_ i: Int, _ factor: BigFloat, _ j: Int) {
      work[0] = factor
      for rows in [vectors, images] {
        kcl_mpfr_add(rows[i].pointer, work.pointer, rows[j].pointer, count)
      }
    }
    var diagonal = (0..<count).map { product($0, $0) }
    var hasRotated = false
    for _ in 0..<12 {
      var isDone = true
      for p in 0..<count {
        for q in (p + 1)..<max(count, p + 1) {
          let b = product(p, q)
          if b.sign == 0 { continue }
          let gap = (Interval(diagonal[q]) - Interval(diagonal[p])).midpoint
          // Noise, or little enough for a step of refinement: 2⁻⁴ of the distance.
          if 2 * b.exponent <= diagonal[p].exponent + diagonal[q].exponent - 2
            * (precision.bits - 24)
            || (gap.sign != 0 && b.exponent + 4 < gap.exponent)
          {
            continue
          }
          (isDone, hasRotated) = (false, true)
          let zeta = (Interval(gap) / (Interval(b) + Interval(b))).midpoint
          let root = (Interval(one) + Interval(zeta).squared).squareRoot
          let t =
            ((zeta.sign < 0 ? Interval(one.negated) : Interval(one))
            / (Interval(magnitude(zeta)) + root)).midpoint
          let cosine = Interval(one) / (Interval(one) + Interval(t).squared).squareRoot
          let sine = cosine * Interval(t)
          // A rotation is three shears.
          let half = (sine / (Interval(one) + cosine)).midpoint.negated
          shear(p, half, q)
          shear(q, sine.midpoint, p)
          shear(p, half, q)
          diagonal[p] = product(p, p)
          diagonal[q] = product(q, q)
        }
      }
      if isDone { break }
    }
    return hasRotated
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
    let eighth = Interval(Rational(1, 8), precision: gram.precision)
    let least = (diagonal.map { $0.magnitude.upper }.max() ?? one.lower)
      .scaled(byPowerOfTwo: -gram.precision.bits / 2, precision: scalar, rounding: .up)
    return (0..<count).map { $0 }.mapRows(threads) { j in
      let result = vectors[j].copy()
      let factor = MultiprecisionArray(count: 1, precision: gram.precision)
      for i in 0..<count {
        let residual = (i == j ? one : one - one) - value(norms, i, j)
        var x = residual / (one + one)
        if i != j {
          let gap = diagonal[j] - diagonal[i]
          let entry = value(products, i, j) + diagonal[j] * residual
          // Otherwise too close for the entry to say more than noise.
          if gap.magnitude.lower > least, entry.magnitude.upper <= (gap.magnitude * eighth).lower {
            x = entry / gap
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
