import ExactArithmetic
import IntervalArithmetic

extension SpectrumProblem {
  /// The extreme eigenvalues of the kernel matrix.
  ///
  /// Enclosures have `options.digits` significant digits where ``KernelSpectrum/isAccurate``; otherwise
  /// the limit of precision was reached, and they still contain the eigenvalues.
  public func spectrum(_ options: SpectrumOptions) throws(KernelInputError) -> KernelSpectrum {
    var matrix: FloatGram?
    return try spectrum(options, &matrix)
  }

  /// The extreme eigenvalues, the scores and, with `all`, all eigenvalues, by one evaluation of the matrix where
  /// double precision suffices; as ``spectrum(_:)``, ``scores(_:labels:_:)`` and ``allEigenvalues(_:knowing:)`` give
  /// them.
  package func findings(
    _ options: SpectrumOptions, labels: KernelLabels? = nil, all: SpectrumOptions? = nil
  ) throws(KernelInputError) -> (
    spectrum: KernelSpectrum, scores: KernelScores, eigenvalues: [Interval]?
  ) {
    var matrix: FloatGram?
    let spectrum = try spectrum(options, &matrix)
    let scores = try scores(spectrum, labels: labels, options, &matrix)
    guard let all else { return (spectrum, scores, nil) }
    return (spectrum, scores, try allEigenvalues(all, knowing: spectrum, &matrix))
  }

  /// The matrix in double precision: `matrix`, which is made where it is nil.
  func floatGram(
    _ options: SpectrumOptions, _ matrix: inout FloatGram?
  ) throws(KernelInputError) -> FloatGram {
    if let matrix { return matrix }
    let progress = options.progress
    let made = try FloatGram(self, threads: options.threads) { done, count in
      progress("kernel matrix: row \(done) of \(count)")
    }
    matrix = made
    return made
  }

  private func spectrum(
    _ options: SpectrumOptions, _ matrix: inout FloatGram?
  ) throws(KernelInputError) -> KernelSpectrum {
    switch options.arithmetic {
    case .multiprecision: return try multiprecisionSpectrum(options)
    case .float64: return spectrum(of: try floatGram(options, &matrix), options)
    case .automatic:
      guard options.digits <= SpectrumProblem.floatDigits else {
        return try multiprecisionSpectrum(options)
      }
      let spectrum = spectrum(of: try floatGram(options, &matrix), options)
      if spectrum.isAccurate || count > SpectrumProblem.largestMultiprecisionCount {
        return spectrum
      }
      return try multiprecisionSpectrum(options, from: spectrum)
    }
  }

  /// Up to how many digits double precision is tried.
  static let floatDigits = 10

  /// Up to how many inputs MPFR takes over without being asked to: its factorisations take minutes there.
  private static let largestMultiprecisionCount = 3_000

  /// Encloses the extreme eigenvalues by double precision arithmetic with proven error bounds.
  func spectrum(of gram: FloatGram, _ options: SpectrumOptions) -> KernelSpectrum {
    let zero = Interval(0, precision: MultiprecisionGram.scalarPrecision)
    let solver = FloatSpectrum(
      gram: gram, options: options, relativeWidth: SpectrumProblem.relativeWidth(options.digits))
    let largest = isZero ? zero : solver.largest()
    let smallest = singularity.nullity > 0 ? zero : solver.smallest()
    let bestPair =
      count > 1
      ? FloatPairBounds(problem: self, gram: gram, digits: options.digits).best() : nil
    return KernelSpectrum(
      problem: self, smallest: smallest, largest: largest, bestPair: bestPair,
      digits: options.digits, arithmetic: .float64,
      method: "factorisations in double precision with proven error bounds")
  }

  /// How close bounds are to be, in relation to the eigenvalue.
  static func relativeWidth(_ digits: Int) -> Double {
    Double(sign: .plus, exponent: max(-1000, -digits * 10 / 3), significand: 1)
  }
}

extension KernelSpectrum {
  /// What two enclosures and exact arithmetic say together.
  init(
    problem: SpectrumProblem, smallest: Interval, largest: Interval, bestPair: PairValue?,
    digits: Int, arithmetic: SpectrumArithmetic, method: String
  ) {
    let singularity = problem.singularity
    let isSingular = singularity.nullity > 0
    let isPositive = smallest.lower.sign > 0
    self.init(
      count: problem.count, smallest: smallest, largest: largest,
      singular: isSingular ? .proved : isPositive ? .excluded : .undecided,
      reason: singularity.reason, nullity: singularity.nullity,
      nullityIsExact: singularity.isExact || singularity.nullity == problem.count
        || (!isSingular && isPositive), bestPair: bestPair,
      isAccurate: [smallest, largest].allSatisfy { KernelSpectrum.isAccurate($0, digits: digits) },
      arithmetic: arithmetic, method: method)
  }
}
