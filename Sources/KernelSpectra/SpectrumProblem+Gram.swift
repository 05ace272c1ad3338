import IntervalArithmetic

/// A kernel matrix in double precision, each entry with a proven bound of its error.
public struct KernelMatrix: Sendable {
  private let gram: FloatGram
  private let errors: FloatErrors

  init(_ gram: FloatGram, _ errors: FloatErrors) {
    self.gram = gram
    self.errors = errors
  }

  /// The number of inputs.
  public var count: Int { gram.count }
  /// At least every |K_ij − M_ij|.
  public var largestError: Double { gram.largestError }
  /// At least every |K_ij − M_ij|/√(K_ii K_jj).
  public var largestRelativeError: Double { gram.largestRelativeError }
  /// At least ‖K − M‖, the largest distance that an eigenvalue can have.
  public var errorNorm: Interval { gram.errorNorm }

  /// M_ij for all j.
  public func row(_ i: Int) -> [Double] {
    Array(UnsafeBufferPointer(start: gram.entries + i * gram.stride, count: gram.count))
  }
  /// The bounds of |K_ij − M_ij| for all j.
  public func errors(ofRow i: Int) -> [Float] { (0..<count).map { errors[i, $0] } }
}

extension SpectrumProblem {
  /// The kernel matrix in double precision.
  ///
  /// Throws where a kernel of two inputs does not exist, and where there is no memory: 12 bytes an entry.
  public func matrix(
    threads: Int, progress: @escaping @Sendable (Int, Int) -> Void
  ) throws(KernelInputError) -> KernelMatrix {
    let gram = try FloatGram(self, threads: threads, keepingErrors: true, progress: progress)
    gram.mirror(threads: threads)
    guard let errors = gram.errors else { preconditionFailure("errors were asked for") }
    return KernelMatrix(gram, errors)
  }

  /// Enclosures of K_ij for j ≥ i, row by row from the first, each handed to `body` in turn.
  ///
  /// Each has `digits` significant digits, or a width below 10^−`digits`·√(K_ii K_jj) where it is too near
  /// to 0 for that.
  public func forEachEnclosedRow(
    digits: Int, threads: Int, _ body: (Int, [Interval]) throws -> Void
  ) throws {
    let bits = Precision.decimalDigits(digits).bits + 24
    let levels = [0, 1, 2].map { evaluation.level(Precision(bits << $0)) }
    let atOnce = 4 * threads
    var first = 0
    while first < count {
      let rows = first..<min(count, first + atOnce)
      let results = RowResults(count: rows.count)
      RowShares.forEach(below: rows.count, threads: threads) { place in
        let row = rows.lowerBound + place
        results.set(place, (row..<count).map { enclosure(row, $0, digits, levels) })
      }
      for row in rows {
        let values = results[row - rows.lowerBound]
        if let bad = values.firstIndex(where: { !$0.isBounded }) {
          throw GramEvaluation.undefined(row, row + bad)
        }
        try body(row, values)
      }
      first = rows.upperBound
    }
  }

  private func enclosure(
    _ i: Int, _ j: Int, _ digits: Int, _ levels: [GramEvaluation.Level]
  ) -> Interval {
    var value = Interval.entire(precision: MultiprecisionGram.scalarPrecision)
    for level in levels {
      value = evaluation.entry(i, j, level)
      if value.isPoint || KernelSpectrum.isAccurate(value.magnitude, digits: digits) { break }
    }
    return value
  }
}
