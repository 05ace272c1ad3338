import IntervalArithmetic

extension SpectrumProblem {
  /// Enclosures of all eigenvalues in ascending order, those that are proved to be 0 first.
  ///
  /// Each has `options.digits` significant digits, unless the limit of
  /// the arithmetic was reached: then it still contains the eigenvalue. In double precision with proven bounds that
  /// takes about ten factorisations and the memory of a second matrix, in MPFR arithmetic some products of matrices.
  ///
  /// `spectrum`, where it is known, narrows the first and the last.
  ///
  /// Throws where a kernel of two inputs does not exist, and where there is no memory.
  public func allEigenvalues(
    _ options: SpectrumOptions, knowing spectrum: KernelSpectrum? = nil
  ) throws(KernelInputError) -> [Interval] {
    var matrix: FloatGram?
    return try allEigenvalues(options, knowing: spectrum, &matrix)
  }

  func allEigenvalues(
    _ options: SpectrumOptions, knowing spectrum: KernelSpectrum?, _ matrix: inout FloatGram?
  ) throws(KernelInputError) -> [Interval] {
    var found = try allEigenvalues(options, &matrix)
    if let spectrum, let first = found.first, let last = found.last {
      found[0] = first.intersection(spectrum.smallest) ?? first
      found[count - 1] = (count == 1 ? found[0] : last).intersection(spectrum.largest) ?? last
    }
    return found
  }

  private func allEigenvalues(
    _ options: SpectrumOptions, _ matrix: inout FloatGram?
  ) throws(KernelInputError) -> [Interval] {
    let zero = Interval(0, precision: MultiprecisionGram.scalarPrecision)
    if isZero { return Array(repeating: zero, count: count) }
    switch options.arithmetic {
    case .float64: return try allFloatEigenvalues(options, &matrix)
    case .multiprecision: return try allMultiprecisionEigenvalues(options, from: [])
    case .automatic:
      guard options.digits <= SpectrumProblem.floatDigits else {
        return try allMultiprecisionEigenvalues(options, from: [])
      }
      let found = try allFloatEigenvalues(options, &matrix)
      if KernelSpectrum.areAccurate(found, digits: options.digits)
        || count > SpectrumProblem.largestMultiprecisionAllCount
      {
        return found
      }
      return try allMultiprecisionEigenvalues(options, from: found)
    }
  }

  /// Up to how many inputs MPFR takes over without being asked to: beyond, it takes more than some minutes.
  private static let largestMultiprecisionAllCount = 1_000

  private func allFloatEigenvalues(
    _ options: SpectrumOptions, _ matrix: inout FloatGram?
  ) throws(KernelInputError) -> [Interval] {
    let gram = try floatGram(options, &matrix)
    return try FloatEigenvalues(gram: gram, threads: options.threads)
      .enclosures(nullity: singularity.nullity, progress: options.progress)
  }

  /// At rising precision; what is known already is kept.
  private func allMultiprecisionEigenvalues(
    _ options: SpectrumOptions, from known: [Interval]
  ) throws(KernelInputError) -> [Interval] {
    var best = known
    var bits =
      Precision.decimalDigits(options.digits).bits + 48 + 4
      * (Int.bitWidth - count.leadingZeroBitCount)
    let limit = max(bits, options.largestPrecision ?? SpectrumProblem.precisionLimit(count))
    func isEnough(_ values: [Interval]) -> Bool {
      KernelSpectrum.areAccurate(values, digits: options.digits)
    }
    while true {
      let gram = try gram(Precision(bits), options)
      options.progress("all eigenvalues, \(bits) bits")
      let found = AllEigenvalues(gram: gram, threads: options.threads).enclosures(
        nullity: singularity.nullity, isEnough: isEnough)
      best = best.isEmpty ? found : zip(best, found).map { $0.intersection($1) ?? $0 }
      if isEnough(best) || bits >= limit { return best }
      bits = min(2 * bits, limit)
    }
  }
}
