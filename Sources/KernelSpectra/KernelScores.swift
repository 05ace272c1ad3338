import CLinearAlgebra
import DataFiles
import ExactArithmetic
import IntervalArithmetic

/// What is made of a kernel matrix to judge a network without training it, each number enclosed.
///
/// Sources: trace (NASI), condition number (TE-NAS), mean of the entries (KNAS), the logarithm of the
/// determinant (NASWOT), yᵀK⁻¹y (the complexity of labels, Arora et al. 2019) and the alignment ⟨K, YYᵀ⟩/(‖K‖
/// ‖YYᵀ‖) in Frobenius norms (Cristianini et al. 2001).
public struct KernelScores: Sendable {
  /// tr K.
  public let trace: Interval
  /// 1ᵀK1/N².
  public let mean: Interval
  /// λ_max/λ_min; nil where λ_min is not known to be positive, and so the next two.
  public let condition: Interval?
  /// log det K.
  public let logDeterminant: Interval?
  /// tr YᵀK⁻¹Y; nil without labels.
  public let complexity: Interval?
  /// ⟨K, YYᵀ⟩/(‖K‖‖YYᵀ‖); nil without labels, and where K or Y is 0.
  public let alignment: Interval?
}

/// The labels of the inputs, one row each: a number, or a vector such as a class as a unit vector.
public struct KernelLabels: Sendable {
  /// Y by columns.
  let columns: [[Rational]]

  /// Throws where there are not as many rows as inputs.
  public init(_ table: ExactTable, count: Int) throws(KernelInputError) {
    guard table.rows.count == count else {
      throw KernelInputError("\(table.rows.count) labels for \(count) inputs")
    }
    columns = (0..<table.columnCount).map { column in table.rows.map { $0[column] } }
  }

  /// ‖YYᵀ‖² = ‖YᵀY‖² in Frobenius norms.
  var squaredNorm: Rational {
    var sum = Rational(0)
    for a in columns {
      for b in columns {
        let product = zip(a, b).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
        sum += product * product
      }
    }
    return sum
  }
}

extension SpectrumProblem {
  /// The scores of the kernel matrix, in the arithmetic that `options` say.
  ///
  /// They are enclosed as narrowly as the arithmetic gives; with ``SpectrumArithmetic/automatic`` in double
  /// precision where the spectrum was enclosed in it to the digits asked for.
  public func scores(
    _ spectrum: KernelSpectrum, labels: KernelLabels? = nil, _ options: SpectrumOptions
  ) throws(KernelInputError) -> KernelScores {
    var matrix: FloatGram?
    return try scores(spectrum, labels: labels, options, &matrix)
  }

  func scores(
    _ spectrum: KernelSpectrum, labels: KernelLabels?, _ options: SpectrumOptions,
    _ matrix: inout FloatGram?
  ) throws(KernelInputError) -> KernelScores {
    let isFloat =
      options.arithmetic == .float64
      || (options.arithmetic == .automatic && spectrum.arithmetic == .float64)
    if isFloat {
      let gram = try floatGram(options, &matrix)
      return scores(of: FloatScoring(gram, threads: options.threads), spectrum, labels)
    }
    let bits =
      Precision.decimalDigits(options.digits).bits + 48
      + 2 * max(0, spectrum.largest.upper.exponent - max(-10_000, spectrum.smallest.lower.exponent))
    let gram = try gram(
      Precision(min(bits, SpectrumProblem.precisionLimit(count))), options)
    return scores(of: MultiprecisionScoring(gram, threads: options.threads), spectrum, labels)
  }

  private func scores(
    of matrix: some ScoredMatrix, _ spectrum: KernelSpectrum, _ labels: KernelLabels?
  ) -> KernelScores {
    let precision = Precision(160)
    let size = Interval(count, precision: precision)
    let isPositive = spectrum.smallest.lower.sign > 0
    var complexity: Interval?
    var alignment: Interval?
    let error = matrix.errorNorm
    let zero = Interval(0, precision: precision)
    func symmetric(_ bound: Interval) -> Interval {
      Interval(lower: bound.upper.negated, upper: bound.upper)
    }
    func sum(_ terms: [Interval]) -> Interval { terms.reduce(zero, +) }
    func squaredNorm(_ x: [Interval]) -> Interval { sum(x.map(\.squared)) }
    /// xᵀKx for the true K.
    func form(_ x: [Interval], _ image: [Interval]) -> Interval {
      sum(zip(x, image).map { $0 * $1 }) + symmetric(error * squaredNorm(x))
    }
    if let labels {
      let columns = labels.columns.map { column in
        column.map { Interval($0, precision: precision) }
      }
      if isPositive {
        // yᵀK⁻¹y = yᵀx + xᵀr + rᵀK⁻¹r with r = y − Kx, for any x.
        complexity = sum(
          columns.map { y in
            let x = matrix.solve(y)
            let image = matrix.product(x)
            let residual = zip(y, image).map { $0 - $1 }
            let doubt = error * squaredNorm(x).squareRoot
            let norm = squaredNorm(residual).squareRoot + doubt
            let rest = norm.squared / spectrum.smallest
            return sum(zip(y, x).map { $0 * $1 }) + sum(zip(x, residual).map { $0 * $1 })
              + symmetric(doubt * squaredNorm(x).squareRoot)
              + Interval(lower: zero.lower, upper: rest.upper)
          })
      }
      let norm = matrix.frobeniusNorm + symmetric(error * size.squareRoot)
      let target = Interval(labels.squaredNorm, precision: precision).squareRoot
      if norm.lower.sign > 0 && target.lower.sign > 0 {
        alignment = sum(columns.map { form($0, matrix.product($0)) }) / (norm * target)
      }
    }
    let ones = Array(repeating: Interval(1, precision: precision), count: count)
    var logDeterminant: Interval?
    if isPositive, let pivots = matrix.logarithmOfPivots() {
      // det(K + Δ) with ‖Δ‖ ≤ δ < λ_min: each eigenvalue is changed by a factor within 1 ± δ/λ_min.
      let share = (pivots.backwardError + error) / Interval(spectrum.smallest.lower)
      let one = Interval(1, precision: precision)
      if (one - share).lower.sign > 0 {
        logDeterminant = pivots.value + symmetric(size * (one - share).logarithm.magnitude)
      }
    }
    return KernelScores(
      trace: matrix.trace + symmetric(error * size),
      mean: form(ones, matrix.product(ones)) / size.squared,
      condition: isPositive ? spectrum.largest / spectrum.smallest : nil,
      logDeterminant: logDeterminant, complexity: complexity, alignment: alignment)
  }
}

/// A matrix M near K with what scores need of it.
private protocol ScoredMatrix {
  /// At least ‖K − M‖.
  var errorNorm: Interval { get }
  /// tr M.
  var trace: Interval { get }
  /// The Frobenius norm of M.
  var frobeniusNorm: Interval { get }
  /// M x.
  func product(_ x: [Interval]) -> [Interval]
  /// Points near M⁻¹y.
  func solve(_ y: [Interval]) -> [Interval]
  /// log det(M + Δ) with ‖Δ‖ at most the second; nil where the factorisation fails.
  func logarithmOfPivots() -> (value: Interval, backwardError: Interval)?
}

private struct FloatScoring: ScoredMatrix {
  let gram: FloatGram
  let threads: Int
  private let precision = Precision(160)

  init(_ gram: FloatGram, threads: Int) {
    self.gram = gram
    self.threads = threads
  }

  var errorNorm: Interval { gram.errorNorm }
  var trace: Interval { gram.trace }

  private func exact(_ value: Double) -> Interval {
    Interval(BigFloat(value, precision: precision, rounding: .nearestEven))
  }

  /// The exact inner product of row i with numbers, by ``kcl_dot_twice``.
  private func dot(_ i: Int, _ x: UnsafePointer<Double>, _ magnitude: Interval) -> Interval {
    let sum = UnsafeMutablePointer<Double>.allocate(capacity: 2)
    defer { sum.deallocate() }
    kcl_dot_twice(gram.entries + i * gram.stride, x, gram.count, sum)
    let size = Interval(gram.count + 8, precision: precision)
    let bound = (size * size * exact(0x1p-105) * magnitude + exact(1e-290)).upper
    return exact(sum[0]) + exact(sum[1]) + Interval(lower: bound.negated, upper: bound)
  }

  var frobeniusNorm: Interval {
    gram.mirror(threads: threads)
    let size = exact(gram.largestEntry)
    let squares = (0..<gram.count).reduce(exact(0)) {
      $0
        + dot(
          $1, gram.entries + $1 * gram.stride,
          size * size * Interval(gram.count, precision: precision))
    }
    return squares.squareRoot
  }

  func product(_ x: [Interval]) -> [Interval] {
    gram.mirror(threads: threads)
    let (points, radii) = (x.map { $0.midpoint.double(rounding: .nearestEven) }, x)
    // What the numbers differ from doubles counts at most Σ_j max|M|·|difference|.
    let rest = zip(points, radii).reduce(exact(0)) { $0 + ($1.1 - exact($1.0)).magnitude }
    let doubt = (rest * exact(gram.largestEntry)).upper
    let sum = points.reduce(exact(0)) { $0 + exact($1.magnitude) }
    return points.withUnsafeBufferPointer { points in
      guard let start = points.baseAddress else { return [] }
      return (0..<gram.count).map {
        dot($0, start, sum * exact(gram.largestEntry))
          + Interval(lower: doubt.negated, upper: doubt)
      }
    }
  }

  func solve(_ y: [Interval]) -> [Interval] {
    guard let factor = FloatFactor(gram, shift: 0, threads: threads) else { return y }
    return factor.solve(y.map { $0.midpoint.double(rounding: .nearestEven) }).map(exact)
  }

  func logarithmOfPivots() -> (value: Interval, backwardError: Interval)? {
    guard let factor = FloatFactor(gram, shift: 0, threads: threads) else { return nil }
    let sum = (0..<gram.count).reduce(exact(0)) {
      $0 + exact(gram.entries[$1 * gram.stride + $1]).logarithm
    }
    return (sum.scaled(by: 2), factor.backwardError)
  }
}

private struct MultiprecisionScoring: ScoredMatrix {
  let gram: MultiprecisionGram
  let threads: Int

  init(_ gram: MultiprecisionGram, threads: Int) {
    self.gram = gram
    self.threads = threads
  }

  var errorNorm: Interval { gram.errorNorm }
  private var zero: Interval { Interval(0, precision: gram.precision) }
  private func entry(_ i: Int, _ j: Int) -> Interval {
    Interval(gram.entries[MultiprecisionGram.start(max(i, j)) + min(i, j)])
  }

  var trace: Interval { (0..<gram.count).reduce(zero) { $0 + entry($1, $1) } }

  var frobeniusNorm: Interval {
    var sum = zero
    for i in 0..<gram.count {
      for j in 0..<i { sum = sum + entry(i, j).squared.scaled(by: 2) }
      sum = sum + entry(i, i).squared
    }
    return sum.squareRoot
  }

  func product(_ x: [Interval]) -> [Interval] {
    (0..<gram.count).map { i in
      (0..<gram.count).reduce(zero) { $0 + entry(i, $1) * x[$1] }
    }
  }

  private var factor: MultiprecisionFactor? {
    MultiprecisionFactor(
      inPlace: gram.entries.copy(), count: gram.count, threads: threads, stopsAtNegative: true)
  }

  func solve(_ y: [Interval]) -> [Interval] {
    guard let factor else { return y }
    let right = MultiprecisionArray(count: max(1, gram.count), precision: gram.precision)
    for (index, value) in y.enumerated() { right[index] = value.midpoint }
    let solution = factor.solve(right)
    return (0..<gram.count).map { Interval(solution[$0]) }
  }

  func logarithmOfPivots() -> (value: Interval, backwardError: Interval)? {
    factor.map { ($0.logarithmOfPivots, $0.backwardError) }
  }
}
