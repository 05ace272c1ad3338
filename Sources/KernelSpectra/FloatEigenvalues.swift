import CLinearAlgebra
import IntervalArithmetic
import Synchronization

/// All eigenvalues of a matrix in double precision.
///
/// Guarantee: with whatever V and tridiagonal T an approximate computation gave, B = V M Vᵀ and G = V Vᵀ are
/// computed (the mean c of M's entries apart, as c·(V1)(V1)ᵀ, without which rounding errors would be those of numbers
/// as large as λ_max), and T's eigenvalues enclosed by Sturm counts. If ‖G − I‖ ≤ g < 1, the k-th eigenvalue of M is that
/// of B divided by a number within 1 ± g (Ostrowski); that of B is within ‖B − T‖ of T's, and that of the true K
/// within ‖K − M‖ of M's (Weyl). The article on verified double precision derives what rounding adds.
struct FloatEigenvalues {
  let gram: FloatGram
  let threads: Int

  private var count: Int { gram.count }
  private var scalar: Precision { MultiprecisionGram.scalarPrecision }

  /// Sums of squares, each times a number within 1 ± 2⁻²⁰ for fewer than 2¹⁶ rows.
  private struct Sums {
    /// ‖fl(G) − I‖².
    var defect = 0.0
    /// ‖fl(B) − T‖².
    var residual = 0.0
    /// ‖M − c‖² as it was rounded.
    var matrix = 0.0
    /// ‖fl(B)‖².
    var image = 0.0
    /// Σ fl(G)_kk.
    var norms = 0.0

    mutating func add(_ other: Sums) {
      defect += other.defect
      residual += other.residual
      matrix += other.matrix
      image += other.image
      norms += other.norms
    }
  }

  /// How many roundings a product of ``sums(_:)`` takes part in: those of a chunk, and one for each.
  static func roundings(_ n: Int) -> Int {
    let chunk = Int(KCL_CHUNK)
    return chunk / 4 + 4 + (n + chunk - 1) / chunk
  }

  /// Enclosures of all eigenvalues of a positive semi-definite K in ascending order, at least `nullity` of
  /// which are known to be 0.
  ///
  /// Throws where there is no memory for a second matrix.
  func enclosures(
    nullity: Int, progress: @escaping @Sendable (String) -> Void
  ) throws(KernelInputError) -> [Interval] {
    progress("all eigenvalues: tridiagonal form")
    let form = try FloatTridiagonal(gram, threads: threads)
    progress("all eigenvalues: proof")
    return enclosures(form, nullity: nullity)
  }

  /// The same by a form that is there; its matrix is complete, on both sides of the diagonal.
  func enclosures(_ form: FloatTridiagonal, nullity: Int) -> [Interval] {
    let zero = Interval(0, precision: scalar)
    let everything = Interval(
      lower: zero.lower,
      upper: (Interval(count, precision: scalar) * point(gram.largestEntry) + gram.errorNorm).upper)
    guard count < 1 << 16, let bounds = errors(form),
      let values = SturmCounts(form, tolerance: bounds.absolute.upper.double(rounding: .up) / 16)?
        .enclosures(threads: threads)
    else { return (0..<count).map { $0 < nullity ? zero : everything } }
    let one = Interval(1, precision: scalar)
    let scale = Interval(lower: (one - bounds.defect).lower, upper: (one + bounds.defect).upper)
    let spread = Interval(lower: bounds.absolute.upper.negated, upper: bounds.absolute.upper)
    let own = Interval(lower: gram.errorNorm.upper.negated, upper: gram.errorNorm.upper)
    return values.enumerated().map { index, value in
      if index < nullity { return zero }
      let found = (value + spread) / scale + own
      return found.intersection(everything) ?? everything
    }
  }

  private func point(_ value: Double) -> Interval {
    Interval(BigFloat(value, precision: scalar, rounding: .nearestEven))
  }

  /// ‖G − I‖ and ‖B − T‖ for the exact G and B; nil where they are too large to say anything.
  private func errors(_ form: FloatTridiagonal) -> (defect: Interval, absolute: Interval)? {
    let mean = mean
    let rowSums = rowSums(form.vectors)
    let sums = sums(form, mean, rowSums)
    let rowSum = rowSums.reduce(0) { $0 + $1 * $1 }
    guard
      [mean, sums.defect, sums.residual, sums.matrix, sums.image, sums.norms, rowSum]
        .allSatisfy(\.isFinite)
    else { return nil }
    let one = Interval(1, precision: scalar)
    let gamma = RoundingConstants.gamma(Self.roundings(count), RoundingConstants.double)
    /// At least the root of a sum; the last number is more than squares lose that are too small.
    func root(_ sum: Double) -> Interval {
      let larger = one + point(0x1p-20)
      return Interval((point(sum) * larger).squareRoot.upper) + point(0x1p-480)
    }
    // Σ‖v_k‖² and its root.
    let norms = point(sums.norms) * (one + point(0x1p-20)) / (one - gamma)
    let size = norms.squareRoot
    let defect = root(sums.defect) + gamma * norms
    guard (one - defect).lower.sign > 0 else { return nil }
    let length = (one + defect).squareRoot
    let rounding = gamma * size * root(sums.matrix) * (length + length + gamma * size)
    let unit = RoundingConstants.unit(RoundingConstants.double)
    let subtraction = (one + defect) * unit * root(sums.matrix)
    // c·(V1)(V1)ᵀ: V1 is off by δ, the products and the sum with the rest are rounded.
    let n = Interval(count + 8, precision: scalar)
    let ones = root(rowSum)
    let off = unit * ones + n * n * n.squareRoot * point(0x1p-104) * size
    let magnitude = point(mean).magnitude
    let product = RoundingConstants.gamma(2, RoundingConstants.double) * ones.squared
    let apart = magnitude * (off * (ones + ones + off) + product) + unit * root(sums.image)
    let root2 = Interval(2, precision: scalar).squareRoot
    return (defect, root(sums.residual) + root2 * (rounding + subtraction + apart))
  }

  /// About the mean of M's entries.
  private var mean: Double {
    let sum = gram.product(Array(repeating: 1, count: count), threads: 1).reduce(0, +)
    return sum / Double(count) / Double(count)
  }

  /// V1, each number off by at most u of itself and (n + 8)²·2⁻¹⁰⁵·√n·‖v_i‖.
  private func rowSums(_ vectors: FloatRows) -> [Double] {
    let ones = Array(repeating: 1.0, count: count)
    return (0..<count).map { row in
      var sum = [0.0, 0.0]
      kcl_dot_twice(vectors.pointer + row * gram.stride, ones, count, &sum)
      return sum[0] + sum[1]
    }
  }

  /// Computes B and G by blocks of rows.
  private func sums(_ form: FloatTridiagonal, _ mean: Double, _ rowSums: [Double]) -> Sums {
    let (count, stride, block) = (gram.count, gram.stride, Int(KCL_BLOCK))
    nonisolated(unsafe) let matrix = gram.entries
    let vectors = form.vectors.pointer
    nonisolated(unsafe) let v = vectors
    // Added in one order, whatever the threads.
    let blocks = (count + block - 1) / block
    let parts = Mutex(Array(repeating: Sums(), count: blocks))
    RowShares.forEach(below: blocks, threads: threads) { part in
      let first = part * block
      let rows = min(block, count - first)
      // −V (M − c) for these rows.
      let images = UnsafeMutablePointer<Double>.allocate(capacity: rows * stride)
      let shifted = UnsafeMutablePointer<Double>.allocate(capacity: block * stride)
      let tile = UnsafeMutablePointer<Double>.allocate(capacity: rows * block)
      defer {
        images.deallocate()
        shifted.deallocate()
        tile.deallocate()
      }
      images.initialize(repeating: 0, count: rows * stride)
      var sums = Sums()
      for left in Swift.stride(from: 0, to: count, by: block) {
        let height = min(block, count - left)
        kcl_subtract_number(
          shifted, stride, matrix + left * stride, stride, mean, height, count)
        kcl_subtract_products(
          images + left, stride, v + first * stride, stride, shifted, stride, rows, height, count)
        if left == first {
          for row in 0..<height {
            sums.matrix += kcl_dot(shifted + row * stride, shifted + row * stride, count)
          }
        }
      }
      for left in Swift.stride(from: 0, through: first, by: block) {
        let columns = min(block, count - left)
        tile.initialize(repeating: 0, count: rows * block)
        kcl_subtract_products(
          tile, block, images, stride, v + left * stride, stride, rows, columns, count)
        for row in 0..<rows {
          for column in 0..<columns {
            tile[row * block + column] += mean * rowSums[first + row] * rowSums[left + column]
          }
        }
        sums.image += squares(tile, first, rows, left, columns) { _, _ in 0 }
        sums.residual += squares(tile, first, rows, left, columns) { i, j in
          i == j ? form.diagonal[i] : i == j + 1 ? form.offDiagonal[j] : 0
        }
        tile.initialize(repeating: 0, count: rows * block)
        kcl_subtract_products(
          tile, block, v + first * stride, stride, v + left * stride, stride, rows, columns, count)
        sums.defect += squares(tile, first, rows, left, columns) { i, j in i == j ? -1 : 0 }
        if left == first { for row in 0..<rows { sums.norms -= tile[row * block + row] } }
      }
      let own = sums
      parts.withLock { $0[part] = own }
    }
    return parts.withLock { parts in
      parts.reduce(into: Sums()) { $0.add($1) }
    }
  }

  /// The sum of the squares of a symmetric matrix's tile, but for `expected`, on the diagonal and to its left,
  /// and once more what is to its right.
  private func squares(
    _ tile: UnsafePointer<Double>, _ top: Int, _ rows: Int, _ left: Int, _ columns: Int,
    _ expected: (Int, Int) -> Double
  ) -> Double {
    var sum = 0.0
    for row in 0..<rows {
      for column in 0..<columns where left + column <= top + row {
        let isNear = top + row <= left + column + 1
        let value =
          tile[row * Int(KCL_BLOCK) + column]
          - (isNear ? expected(top + row, left + column) : 0)
        sum += (left + column == top + row ? 1 : 2) * value * value
      }
    }
    return sum
  }
}

/// Enclosures of the eigenvalues of a tridiagonal matrix by counting those below a shift.
///
/// Guarantee: computed pivots p_k = (a_k − σ) − b²_{k−1}/p_{k−1}, with five roundings at most, have the signs of the
/// exact ones for another matrix of which only the b_k differ, by a factor within 1 ± γ_5 each (Kahan; Demmel
/// 1997, §5.3.4), and so the eigenvalues by at most 2γ_5·max|b_k|. The matrix is divided by a power of two, so
/// that its numbers are at most 1; then pivots of 0, overflow and underflow change it by less than 2⁻⁴⁰⁰.
struct SturmCounts {
  private let diagonal: [Double]
  private let squares: [Double]
  private let tolerance: Double
  /// The power of two by which all numbers were divided.
  private let exponent: Int
  /// How far counts may be off, of the divided matrix.
  private let doubt: Interval

  /// Nil where numbers are not finite.
  init?(_ form: FloatTridiagonal, tolerance: Double) {
    self.init(form.diagonal, form.offDiagonal, tolerance: tolerance)
  }

  /// Of the matrix with this diagonal and these numbers beside it; bisection ends at `tolerance`.
  init?(_ diagonal: [Double], _ offDiagonal: [Double], tolerance: Double) {
    let all = diagonal + offDiagonal
    guard all.allSatisfy(\.isFinite), let most = all.lazy.map(\.magnitude).max() else { return nil }
    let exponent = most > 0 ? Int(most.exponent) + 1 : 0
    func scaled(_ value: Double) -> Double {
      Double(sign: .plus, exponent: -exponent, significand: value)
    }
    self.exponent = exponent
    self.diagonal = diagonal.map(scaled)
    // What is too small for a square to be a normal number is left out.
    let beside = offDiagonal.map(scaled).map { $0.magnitude < 0x1p-500 ? 0 : $0 }
    squares = beside.map { $0 * $0 } + [0]
    self.tolerance = scaled(tolerance)
    let scalar = MultiprecisionGram.scalarPrecision
    func point(_ value: Double) -> Interval {
      Interval(BigFloat(value, precision: scalar, rounding: .nearestEven))
    }
    doubt =
      RoundingConstants.gamma(5, RoundingConstants.double)
      * point(2 * (beside.map(\.magnitude).max() ?? 0)) + point(0x1p-390)
  }

  /// How many computed pivots are negative, for KCL_SHIFTS shifts.
  private func counts(_ shifts: [Double]) -> [Int] {
    var counts = Array(repeating: 0, count: Int(KCL_SHIFTS))
    kcl_sturm_counts(diagonal, squares, diagonal.count, shifts, &counts)
    return counts
  }

  /// In ascending order.
  func enclosures(threads: Int) -> [Interval] {
    let atOnce = Int(KCL_SHIFTS)
    let groups = (diagonal.count + atOnce - 1) / atOnce
    let results = RowResults(count: groups)
    RowShares.forEach(below: groups, threads: threads) { group in
      let first = group * atOnce
      let size = min(atOnce, diagonal.count - first)
      results.set(group, bisected(first).prefix(size).map(enclosure))
    }
    return (0..<groups).flatMap { results[$0] }
  }

  private func enclosure(_ ends: (lower: Double, upper: Double)) -> Interval {
    let scalar = MultiprecisionGram.scalarPrecision
    func exact(_ value: Double) -> BigFloat {
      BigFloat(value, precision: scalar, rounding: .nearestEven)
    }
    let found =
      Interval(lower: exact(ends.lower), upper: exact(ends.upper))
      + Interval(lower: doubt.upper.negated, upper: doubt.upper)
    return Interval(
      lower: found.lower.scaled(byPowerOfTwo: exponent, precision: scalar, rounding: .down),
      upper: found.upper.scaled(byPowerOfTwo: exponent, precision: scalar, rounding: .up))
  }

  /// Ends between which the eigenvalues from the one with index `first` on are, up to `doubt`.
  private func bisected(_ first: Int) -> [(lower: Double, upper: Double)] {
    let indices = 0..<Int(KCL_SHIFTS)
    // No eigenvalue is larger than the sum of three numbers of a row.
    var ends = indices.map { _ in (lower: -4.0, upper: 4.0) }
    for _ in 0..<1_100 {
      let middles = ends.map { $0.lower + ($0.upper - $0.lower) / 2 }
      let open = indices.filter {
        ends[$0].upper - ends[$0].lower > tolerance && middles[$0] > ends[$0].lower
          && middles[$0] < ends[$0].upper
      }
      if open.isEmpty { break }
      let found = counts(middles)
      // As many below as there are before the eigenvalue: it is not below.
      for k in open {
        if found[k] <= first + k {
          ends[k].lower = middles[k]
        } else {
          ends[k].upper = middles[k]
        }
      }
    }
    return ends
  }
}
