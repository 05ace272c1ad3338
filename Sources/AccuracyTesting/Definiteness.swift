import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary

/// Whether the symmetric part S = (K + Kᵀ)/2 of a matrix of exact binary64 numbers is positive
/// semi-definite, with what proves it. (xᵀKx = xᵀSx, so that nothing else can be asked of K.)
///
/// Floating-point Cholesky factorisation only suggests; what is said rests on one of
/// 1. a vector x with xᵀSx < 0, evaluated in interval arithmetic: refuted;
/// 2. Cholesky of S − cI, c above the a-priori bound of the factorisation's error, runs to its end
///    (Demmel 1989; Rump, "Verification of positive definiteness", 2006): proved;
/// 3. elimination in interval arithmetic at rising precision: all pivots positive (proved) or a
///    negative one (refuted);
/// 4. elimination in exact rational arithmetic, which also decides singular matrices.
package struct Definiteness: Sendable {
  /// Whether the matrix is positive semi-definite.
  package let verdict: Verdict
  /// How it was found.
  package let reason: String
  /// An upper bound of the smallest eigenvalue, below zero, where a vector shows one.
  package let eigenvalueBound: String?

  /// Up to which size interval and exact elimination are tried.
  static let intervalLimit = 160
  static let exactLimit = 48

  private init(_ verdict: Verdict, _ reason: String, bound: String? = nil) {
    self.verdict = verdict
    self.reason = reason
    eigenvalueBound = bound
  }

  /// Whether λ_min(S) ≥ −`tolerance`.
  ///
  /// Where S itself is not semi-definite, S + τI is asked for with the diagonal rounded down, which
  /// proves, or up, which refutes; what lies between the two is undecided.
  /// - Precondition: `entries` are n² finite numbers, row by row.
  init(of entries: [Double], size n: Int, tolerance: Double) {
    let exact = Definiteness(of: entries, size: n)
    guard tolerance > 0, exact.verdict != .proved else {
      self = exact
      return
    }
    func shifted(_ isUp: Bool) -> Definiteness {
      var entries = entries
      for row in 0..<n {
        let diagonal = entries[row * (n + 1)]
        let sum = diagonal + tolerance
        // What rounding to nearest took from the sum, exactly (Knuth's two-sum).
        let added = sum - diagonal
        let rest = (diagonal - (sum - added)) + (tolerance - added)
        entries[row * (n + 1)] =
          isUp ? (rest > 0 ? sum.nextUp : sum) : (rest < 0 ? sum.nextDown : sum)
      }
      return Definiteness(of: entries, size: n)
    }
    let proof = shifted(false)
    if proof.verdict == .proved {
      self.init(
        .proved, "K + τI with the tolerance τ: " + proof.reason, bound: exact.eigenvalueBound)
      return
    }
    let refutation = shifted(true)
    guard refutation.verdict == .refuted else {
      self.init(.undecided, exact.reason, bound: exact.eigenvalueBound)
      return
    }
    self.init(
      .refuted, exact.verdict == .refuted ? exact.reason : refutation.reason,
      bound: exact.eigenvalueBound)
  }

  /// - Precondition: `entries` are n² finite numbers, row by row.
  init(of entries: [Double], size n: Int) {
    let matrix = SymmetricPart(entries, n)
    if let direction = matrix.descentDirection(),
      let bound = matrix.negativeRayleighQuotient(direction)
    {
      self.init(
        .refuted, "xᵀKx < 0 for a vector x: the smallest eigenvalue is at most \(bound)",
        bound: bound)
    } else if matrix.isCertifiedByShiftedCholesky {
      self.init(
        .proved, "Cholesky factorisation of K − cI with c above its own error bound exists")
    } else if n <= Definiteness.intervalLimit, let sign = matrix.signByIntervalElimination() {
      self.init(
        sign ? .proved : .refuted,
        sign
          ? "all pivots of elimination in interval arithmetic are positive"
          : "a pivot of elimination in interval arithmetic is negative")
    } else if n <= Definiteness.exactLimit {
      let sign = matrix.signByExactElimination()
      self.init(
        sign ? .proved : .refuted,
        sign
          ? "exact elimination: no pivot is negative, and the matrix is singular"
          : "exact elimination finds a negative direction")
    } else {
      self.init(
        .undecided,
        "too near to singular for floating-point bounds, and too large for exact elimination")
    }
  }
}

/// The matrix K + Kᵀ, of which half is meant.
private struct SymmetricPart {
  let n: Int
  /// K itself, row by row.
  let entries: [Double]
  /// (K + Kᵀ)/2, each entry rounded to nearest.
  let rounded: [Double]
  let isSymmetric: Bool

  init(_ entries: [Double], _ n: Int) {
    self.n = n
    self.entries = entries
    var rounded = entries
    var isSymmetric = true
    for row in 0..<n {
      for column in 0..<row where entries[row * n + column] != entries[column * n + row] {
        isSymmetric = false
        let mean = entries[row * n + column] / 2 + entries[column * n + row] / 2
        rounded[row * n + column] = mean
        rounded[column * n + row] = mean
      }
    }
    self.rounded = rounded
    self.isSymmetric = isSymmetric
  }

  /// Cholesky's L, row by row, of `rounded` − shift·I; where a pivot is not positive, the row.
  private func cholesky(shift: Double) -> (factor: [Double], failed: Int?) {
    var l = [Double](repeating: 0, count: n * n)
    let failed = l.withUnsafeMutableBufferPointer { l -> Int? in
      rounded.withUnsafeBufferPointer { a -> Int? in
        for row in 0..<n {
          for column in 0...row {
            var sum = a[row * n + column]
            if row == column { sum -= shift }
            let (x, y) = (row * n, column * n)
            for k in 0..<column { sum -= l[x + k] * l[y + k] }
            if row == column {
              guard sum > 0, sum.isFinite else { return row }
              l[x + row] = sum.squareRoot()
            } else {
              l[x + column] = sum / l[y + column]
            }
          }
        }
        return nil
      }
    }
    return (l, failed)
  }

  /// A vector x for which xᵀSx is likely to be negative: (−S₁₁⁻¹s, 1, 0, …) at the row where Cholesky's
  /// factorisation breaks down.
  func descentDirection() -> [Double]? {
    let (l, failed) = cholesky(shift: 0)
    guard let row = failed else { return nil }
    // L₁₁ y = s was solved on the way: y is the row itself. L₁₁ᵀ z = y remains.
    var x = [Double](repeating: 0, count: n)
    x[row] = 1
    for k in stride(from: row - 1, through: 0, by: -1) {
      var sum = -l[row * n + k]
      for j in k + 1..<row { sum -= l[j * n + k] * x[j] }
      x[k] = sum / l[k * n + k]
    }
    return x.allSatisfy(\.isFinite) ? x : nil
  }

  /// An upper bound of xᵀKx / xᵀx in decimal, if that is certified to be negative.
  func negativeRayleighQuotient(_ x: [Double]) -> String? {
    let point: (Double) -> Interval = {
      Interval(BigFloat($0, precision: Precision(53), rounding: .nearestEven))
    }
    let support = x.indices.filter { x[$0] != 0 }
    for precision in Ziv(from: Precision(128), through: Precision(1024)) {
      let zero = Interval(0, precision: precision)
      var form = zero
      var norm = zero
      let vector = x.map { point($0).rounded(to: precision) }
      for row in support {
        var product = zero
        for column in support {
          product = product + point(entries[row * n + column]) * vector[column]
        }
        form = form + product * vector[row]
        norm = norm + vector[row].squared
      }
      switch form.sign {
      case -1: return (form / norm).upper.decimal(digits: 4, rounding: .up)
      case .some: return nil
      case nil: continue
      }
    }
    return nil
  }

  /// Whether Cholesky's factorisation of S − cI exists in floating point for a c that exceeds every
  /// error made on the way.
  ///
  /// If it exists for a symmetric B, then λ_min(B) ≥ −γ/(1 − γ)·tr B − (underflow), γ = γ_{n+1} with unit
  /// u = 2⁻⁵³. To that come the rounding of the diagonal, at most u·max S_ii an entry and so in norm,
  /// and for an asymmetric K the rounding of S, at most n·u·max|S_ij| in norm. The c below is twice a sum
  /// that has u doubled in every term, which pays for its own rounding and for 1/(1 − γ), n < 2²⁰.
  var isCertifiedByShiftedCholesky: Bool {
    guard n < 1 << 20 else { return false }
    var trace = 0.0
    for row in 0..<n {
      let diagonal = rounded[row * n + row]
      guard diagonal >= 0 else { return false }
      trace += diagonal
    }
    let largest = rounded.lazy.map(\.magnitude).max() ?? 0
    guard trace.isFinite, largest < 0x1p500 else { return false }
    let size = Double(n)
    let underflow = size * size * (1 + largest) * 0x1p-1000
    let shift = 2 * ((size + 3) * 0x1p-52 * trace + size * 0x1p-52 * largest + underflow)
    return cholesky(shift: shift).failed == nil
  }

  /// Whether all pivots of interval elimination are positive, or (false) one is negative; nil where
  /// one cannot be told from zero.
  func signByIntervalElimination() -> Bool? {
    for precision in Ziv(from: Precision(96), through: Precision(768)) {
      if let sign = intervalElimination(precision) { return sign }
    }
    return nil
  }

  private func intervalElimination(_ precision: Precision) -> Bool? {
    let half = Rational(1, 2)
    var s = entries.indices.map { index -> Interval in
      let (row, column) = (index / n, index % n)
      let points = [entries[index], entries[column * n + row]].map {
        Interval(BigFloat($0, precision: precision, rounding: .nearestEven))
      }
      return isSymmetric ? points[0] : (points[0] + points[1]).scaled(by: half)
    }
    for k in 0..<n {
      let pivot = s[k * n + k]
      guard let sign = pivot.sign, sign != 0 else { return nil }
      if sign < 0 { return false }
      for row in k + 1..<max(n, k + 1) {
        let ratio = s[row * n + k] / pivot
        for column in k + 1...row {
          let value = s[row * n + column] - ratio * s[column * n + k]
          s[row * n + column] = value
        }
      }
    }
    return true
  }

  /// Whether S is positive semi-definite, by elimination with rational numbers.
  func signByExactElimination() -> Bool {
    var s = entries.indices.map { index -> Rational in
      let mirrored = entries[index % n * n + index / n]
      return ((Rational(exactly: entries[index]) ?? 0) + (Rational(exactly: mirrored) ?? 0)) / 2
    }
    for k in 0..<n {
      let pivot = s[k * n + k]
      if pivot.signum < 0 { return false }
      if pivot.isZero {
        // A zero on the diagonal of a semi-definite matrix has a zero column.
        if (k + 1..<max(n, k + 1)).contains(where: { !s[$0 * n + k].isZero }) { return false }
        continue
      }
      for row in k + 1..<max(n, k + 1) {
        let ratio = s[row * n + k] / pivot
        if ratio.isZero { continue }
        for column in k + 1...row {
          s[row * n + column] = s[row * n + column] - ratio * s[column * n + k]
        }
      }
    }
    return true
  }
}
