import CLinearAlgebra
import DataFiles
import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import Testing
import _TestSupport

@testable import KernelSpectra

@Suite("All eigenvalues in double precision")
struct AllFloatTests {
  private static let float = SpectrumOptions(digits: 6, arithmetic: .float64)

  @Test(arguments: ReferenceMatrix.all)
  func containTheTruth(reference: ReferenceMatrix) throws {
    let found = try reference.problem().allEigenvalues(Self.float)
    #expect(found.count == reference.eigenvalues.count)
    let most = try #require(Rational(reference.eigenvalues.last ?? ""))
    for (interval, truth) in zip(found, reference.eigenvalues) {
      #expect(interval.contains(decimal: truth), "\(interval), \(truth)")
      let width = try #require(interval.width.compared(to: most * Rational(1, 100_000_000_000)))
      #expect(width < 0, "\(interval)")
    }
  }

  /// Rows Q·diag(s) with Q a Hadamard matrix have the eigenvalues n·s_k²: a cluster of equal ones, one of
  /// near ones, and others.
  @Test(arguments: [1, 2, 8, 64, 256, 512])
  func knownEigenvalues(size: Int) throws {
    var random = SplitMix64(seed: UInt64(size))
    let scales = (0..<size).map { k in
      k % 3 == 0 ? 1000 : k % 3 == 1 ? 700 + k % 2 : Int(random.next() % 900) + 100
    }
    let rows = (0..<size).map { i in
      (0..<size).map { j in Rational((i & j).nonzeroBitCount % 2 == 0 ? scales[j] : -scales[j]) }
    }
    let problem = try SpectrumProblem(
      NetworkGraph(parsing: "1"), rule: .exact, kernel: .nngp,
      inputs: try KernelInputs(ExactTable(rows: rows)))
    let found = try problem.allEigenvalues(Self.float)
    for (interval, value) in zip(found, scales.map { size * $0 * $0 }.sorted()) {
      let truth = Rational(value)
      #expect((interval.lower.compared(to: truth) ?? 1) <= 0, "\(interval) \(truth)")
      #expect((interval.upper.compared(to: truth) ?? -1) >= 0, "\(interval) \(truth)")
      #expect(KernelSpectrum.isAccurate(interval, digits: 9), "\(interval)")
    }
  }

  /// Random networks on rows some of which are equal, opposite, parallel or 1e-12 apart.
  @Test func agreeWithMultiprecision() throws {
    var random = SplitMix64(seed: 31)
    for round in 0..<28 {
      let count = 3 + round % 14
      let dimension = 1 + round % 7
      var rows = (0..<count).map { _ in
        (0..<dimension).map { _ in Rational(Int(random.next() % 19) - 9) / Rational(1 + round % 3) }
      }
      for row in rows.indices where rows[row].allSatisfy(\.isZero) { rows[row][0] = 1 }
      if count > 6 {
        rows[1] = rows[0]
        rows[1][0] += Rational(1, 1_000_000_000_000)
        rows[2] = rows[3].map { -$0 }
        rows[4] = rows[3]
        rows[5] = rows[3].map { $0 * Rational(3, 2) }
      }
      let dag = ["1", "2", "2_02", "1_12", "2_21_112", "1_01_222", "2_22"][round % 7]
      let problem = try SpectrumProblem(
        NetworkGraph(parsing: dag), rule: round % 4 == 0 ? .varianceOnly : .exact,
        kernel: round % 2 == 0 ? .nngp : .ntk, inputs: try KernelInputs(ExactTable(rows: rows)))
      let fast = try problem.allEigenvalues(Self.float)
      let slow = try problem.allEigenvalues(
        SpectrumOptions(digits: 12, arithmetic: .multiprecision, largestPrecision: 400))
      for (k, (a, b)) in zip(fast, slow).enumerated() {
        #expect(a.overlaps(b), "round \(round), \(dag), λ_\(k + 1): \(a), \(b)")
      }
      let spectrum = try problem.spectrum(Self.float)
      #expect(fast[0].overlaps(spectrum.smallest) && fast[count - 1].overlaps(spectrum.largest))
      let narrowed = try problem.allEigenvalues(Self.float, knowing: spectrum)
      #expect(narrowed[count - 1].width <= spectrum.largest.width)
    }
  }

  /// Many eigenvalues far below the noise of doubles, next to each other there: rows in pairs 1e-9 apart, and
  /// rows of Hilbert's matrix, whose squared singular values fall to 1e-33.
  @Test func tinyEigenvalues() throws {
    var random = SplitMix64(seed: 6)
    let near = (0..<6).flatMap { _ -> [[Rational]] in
      let row = (0..<3).map { _ in Rational(Int(random.next() % 19) + 1) }
      let moved = row.map { $0 + Rational(Int(random.next() % 9) + 1) / 1_000_000_000 }
      return [row, moved]
    }
    let hilbert = (0..<12).map { i in (0..<12).map { Rational(1, Integer(i + $0 + 1)) } }
    for (dag, rows) in [("2_21_112", near), ("1", hilbert)] {
      let problem = try SpectrumProblem(
        NetworkGraph(parsing: dag), rule: .exact, kernel: .nngp,
        inputs: try KernelInputs(ExactTable(rows: rows)))
      let options = SpectrumOptions(digits: 6)
      let spectrum = try problem.spectrum(options)
      let found = try problem.allEigenvalues(options)
      #expect(KernelSpectrum.areAccurate(found, digits: 6), "\(dag)")
      #expect(found[0].overlaps(spectrum.smallest) && found[11].overlaps(spectrum.largest))
      let zero = Interval(0, precision: Precision(100))
      let scores = try problem.scores(spectrum, options)
      #expect(found.reduce(zero, +).overlaps(scores.trace))
      let determinant = try #require(scores.logDeterminant)
      #expect(found.reduce(zero) { $0 + $1.logarithm }.overlaps(determinant))
    }
  }

  @Test func automaticFallsBack() throws {
    let near = try problem("1", "1,0 1,1e-12")
    let found = try near.allEigenvalues(SpectrumOptions(digits: 6))
    #expect(KernelSpectrum.areAccurate(found, digits: 6))
    #expect(try !KernelSpectrum.areAccurate(near.allEigenvalues(Self.float), digits: 6))
    let many = try problem("2_02", "1,2 3,4 -1,5").allEigenvalues(SpectrumOptions(digits: 40))
    #expect(KernelSpectrum.areAccurate(many, digits: 40))
  }

  /// Whatever T and V are, what is said is true: wrong ones only make it say less.
  @Test func wrongFormsProveNothingFalse() throws {
    var random = SplitMix64(seed: 8)
    let size = 60
    let table = ExactTable(
      rows: (0..<size).map { _ in (0..<40).map { _ in Rational(Int(random.next() % 41) - 20) } })
    let problem = try SpectrumProblem(
      NetworkGraph(parsing: "2_02"), rule: .exact, kernel: .nngp,
      inputs: try KernelInputs(table, normalizing: true))
    let truth = try problem.allEigenvalues(SpectrumOptions(digits: 15))
    let gram = try FloatGram(problem, threads: 2) { _, _ in }
    let solver = FloatEigenvalues(gram: gram, threads: 2)
    func expectTrue(_ name: String, _ change: (inout [Double], inout [Double], FloatRows) -> Void)
      throws -> Double
    {
      let form = try FloatTridiagonal(gram, threads: 2)
      var (diagonal, offDiagonal) = (form.diagonal, form.offDiagonal)
      change(&diagonal, &offDiagonal, form.vectors)
      let found = solver.enclosures(
        FloatTridiagonal(diagonal: diagonal, offDiagonal: offDiagonal, vectors: form.vectors),
        nullity: 0)
      for (a, b) in zip(found, truth) { #expect(a.overlaps(b), "\(name): \(a), \(b)") }
      return found.map { $0.width.double(rounding: .up) }.max() ?? 0
    }
    #expect(try expectTrue("right") { _, _, _ in } < 1e-9)
    _ = try expectTrue("a diagonal entry") { diagonal, _, _ in diagonal[7] += 0.01 }
    _ = try expectTrue("all of the diagonal") { diagonal, _, _ in
      diagonal = diagonal.map { $0 + 0.5 }
    }
    _ = try expectTrue("beside the diagonal") { _, off, _ in off[20] *= 1.5 }
    _ = try expectTrue("a row too long") { _, _, vectors in
      for k in 0..<size { vectors.pointer[9 * gram.stride + k] *= 1.01 }
    }
    _ = try expectTrue("all rows too long") { _, _, vectors in
      for k in 0..<size * gram.stride { vectors.pointer[k] *= 1.2 }
    }
    _ = try expectTrue("two equal rows") { _, _, vectors in
      for k in 0..<size { vectors.pointer[k] = vectors.pointer[gram.stride + k] }
    }
    _ = try expectTrue("noise") { _, _, vectors in
      for k in 0..<size * gram.stride {
        vectors.pointer[k] += 1e-4 * (Double(random.next() >> 11) * 0x1p-53 - 0.5)
      }
    }
    for value in [Double.nan, .infinity, 1e200, 1e-200, 0] {
      _ = try expectTrue("\(value) in V") { _, _, vectors in vectors.pointer[5] = value }
      _ = try expectTrue("\(value) in T") { diagonal, off, _ in
        diagonal[3] = value
        off[30] = value
      }
    }
  }

  /// B's and G's entries have the error that is said: recomputed exactly, with more than one chunk.
  @Test(arguments: [1, 47, 256, 257, 700]) func roundings(length: Int) throws {
    var random = SplitMix64(seed: UInt64(length))
    func number() -> Double {
      (Double(random.next() >> 11) * 0x1p-53 - 0.3) * (random.next() % 5 == 0 ? 1e6 : 1)
    }
    let rows = 5
    let a = (0..<rows * length).map { _ in number() }
    let b = (0..<rows * length).map { _ in number() }
    var sums = Array(repeating: 0.0, count: rows * rows)
    kcl_subtract_products(&sums, rows, a, length, b, length, rows, rows, length)
    let precision = Precision(400)
    func exact(_ value: Double) -> Interval {
      Interval(BigFloat(value, precision: precision, rounding: .nearestEven))
    }
    let gamma = RoundingConstants.gamma(
      FloatEigenvalues.roundings(length), RoundingConstants.double)
    for i in 0..<rows {
      for j in 0..<rows {
        var (truth, magnitudes) = (exact(0), exact(0))
        for k in 0..<length {
          let product = exact(a[i * length + k]) * exact(b[j * length + k])
          truth = truth + product
          magnitudes = magnitudes + product.magnitude
        }
        let error = (truth + exact(sums[i * rows + j])).magnitude
        #expect(error.lower <= (gamma * magnitudes).upper, "\(i), \(j)")
      }
    }
  }

  /// The form does not depend on how many threads there are.
  @Test func threads() throws {
    var random = SplitMix64(seed: 4)
    let table = ExactTable(
      rows: (0..<300).map { _ in (0..<20).map { _ in Rational(Int(random.next() % 41) - 20) } })
    let problem = try SpectrumProblem(
      NetworkGraph(parsing: "2_02"), rule: .exact, kernel: .nngp, inputs: try KernelInputs(table))
    let gram = try FloatGram(problem, threads: 2) { _, _ in }
    let forms = try [1, 3].map { try FloatTridiagonal(gram, threads: $0) }
    #expect(forms[0].diagonal == forms[1].diagonal)
    #expect(forms[0].offDiagonal == forms[1].offDiagonal)
    for k in 0..<300 * gram.stride {
      #expect(forms[0].vectors.pointer[k] == forms[1].vectors.pointer[k])
    }
  }

  /// What is extreme: one input, equal inputs, opposite ones, very large and small numbers.
  @Test func extremes() throws {
    let one = try problem("2", "3,4").allEigenvalues(Self.float)
    #expect(one.count == 1 && one[0].contains(decimal: "25"))
    let zero = try problem("2", "0,0 0,0").allEigenvalues(Self.float)
    #expect(zero.count == 2 && zero.allSatisfy { $0.isPoint && $0.lower.isZero })
    let equal = try problem("2_21_112", "1,2 1,2 1,2").allEigenvalues(Self.float)
    #expect(equal.prefix(2).allSatisfy { $0.isPoint && $0.lower.isZero })
    #expect(KernelSpectrum.isAccurate(equal[2], digits: 10))
    for scale in ["1e50", "1e-50"] {
      let found = try problem("1", "\(scale),0 0,2\(scale.dropFirst())").allEigenvalues(Self.float)
      let unit = try #require(Rational(scale))
      for (interval, share) in zip(found, [1, 4]) {
        let truth = unit * unit * Rational(share)
        #expect((interval.lower.compared(to: truth) ?? 1) <= 0)
        #expect((interval.upper.compared(to: truth) ?? -1) >= 0)
        #expect(KernelSpectrum.isAccurate(interval, digits: 10))
      }
    }
  }
}

@Suite("Counting eigenvalues of tridiagonal matrices")
struct SturmCountTests {
  private static let precision = Precision(4_000)

  private static func exact(_ value: Double) -> Interval {
    Interval(BigFloat(value, precision: precision, rounding: .nearestEven))
  }

  /// How many eigenvalues are below a shift, by the recurrence with 4,000 bits; nil where a pivot is near 0.
  private static func count(
    _ diagonal: [Double], _ offDiagonal: [Double], below shift: Interval
  ) -> Int? {
    var count = 0
    var pivot = exact(1)
    for k in diagonal.indices {
      let beside = k == 0 ? exact(0) : exact(offDiagonal[k - 1]).squared
      pivot = exact(diagonal[k]) - shift - beside / pivot
      guard let sign = pivot.sign, sign != 0 else { return nil }
      if sign < 0 { count += 1 }
    }
    return count
  }

  /// The k-th eigenvalue is not below its enclosure's lower end, and below the upper one.
  private func expectEnclosed(_ diagonal: [Double], _ offDiagonal: [Double], _ name: String) throws
  {
    let counts = try #require(SturmCounts(diagonal, offDiagonal, tolerance: 0))
    let found = counts.enclosures(threads: 2)
    #expect(found.count == diagonal.count)
    var checked = 0
    for (k, interval) in found.enumerated() {
      for (end, isLower) in [(interval.lower, true), (interval.upper, false)] {
        let shift = Interval(end).rounded(to: Self.precision)
        guard let below = Self.count(diagonal, offDiagonal, below: shift) else { continue }
        checked += 1
        #expect(isLower ? below <= k : below > k, "\(name), λ_\(k + 1): \(interval)")
      }
      let size = (diagonal + offDiagonal).map(\.magnitude).max() ?? 0
      #expect(
        interval.width.double(rounding: .up) <= 1e-14 * size + 0x1p-380, "\(name): \(interval)")
    }
    #expect(checked >= diagonal.count, "\(name)")
  }

  @Test func enclosuresHold() throws {
    var random = SplitMix64(seed: 21)
    func number() -> Double { Double(random.next() >> 11) * 0x1p-52 - 1 }
    for size in [1, 2, 3, 8, 9, 40] {
      try expectEnclosed(
        (0..<size).map { _ in number() }, (1..<max(size, 1)).map { _ in number() }, "random \(size)"
      )
      try expectEnclosed(
        (0..<size).map { _ in number() }, (1..<max(size, 1)).map { _ in 0 }, "diagonal \(size)")
      try expectEnclosed(
        (0..<size).map { _ in 2 }, (1..<max(size, 1)).map { _ in -1 }, "difference \(size)")
      // Numbers of very different sizes, with pivots that overflow.
      try expectEnclosed(
        (0..<size).map { k in k % 3 == 0 ? 0 : number() * 0x1p-200 },
        (1..<max(size, 1)).map { k in [0x1p200, 0x1p-480, 1, 0][k % 4] * number() },
        "mixed \(size)")
      try expectEnclosed(
        (0..<size).map { _ in number() * 0x1p-400 },
        (1..<max(size, 1)).map { k in number() * (k % 3 == 0 ? 1 : 0x1p-400) },
        "large beside \(size)")
    }
    // Wilkinson's W⁺: pairs of eigenvalues that agree to the last bits of a double.
    try expectEnclosed(
      (0..<31).map { abs(Double($0) - 15) }, Array(repeating: 1, count: 30), "Wilkinson")
  }

  @Test func numbersOutOfRange() {
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(SturmCounts([1, value], [1], tolerance: 0) == nil)
      #expect(SturmCounts([1, 1], [value], tolerance: 0) == nil)
    }
  }
}
