import ExactArithmetic
import IntervalArithmetic

extension SpectrumProblem {
  /// The extreme eigenvalues of the kernel matrix.
  ///
  /// Enclosures have `options.digits` significant digits where ``KernelSpectrum/isAccurate``; otherwise
  /// the limit of precision was reached, and they still contain the eigenvalues.
  public func spectrum(_ options: SpectrumOptions) throws(KernelInputError) -> KernelSpectrum {
    switch options.arithmetic {
    case .multiprecision: return try multiprecisionSpectrum(options)
    case .float64: return try floatSpectrum(options)
    case .automatic:
      guard options.digits <= SpectrumProblem.floatDigits else {
        return try multiprecisionSpectrum(options)
      }
      let spectrum = try floatSpectrum(options)
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
  func floatSpectrum(_ options: SpectrumOptions) throws(KernelInputError) -> KernelSpectrum {
    let progress = options.progress
    let gram = try FloatGram(self, threads: options.threads) { done, count in
      progress("kernel matrix: row \(done) of \(count)")
    }
    return spectrum(of: gram, options)
  }

  /// The same for a matrix that is there already.
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
      nullityIsExact: singularity.isExact || (!isSingular && isPositive), bestPair: bestPair,
      isAccurate: [smallest, largest].allSatisfy { KernelSpectrum.isAccurate($0, digits: digits) },
      arithmetic: arithmetic, method: method)
  }
}
