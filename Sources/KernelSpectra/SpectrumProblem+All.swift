import IntervalArithmetic

extension SpectrumProblem {
  /// Enclosures of all eigenvalues in ascending order, those that are proved to be 0 first.
  ///
  /// Each has `options.digits` significant digits, unless the limit of precision was reached: then it still
  /// contains the eigenvalue. In MPFR arithmetic, with a few products of N×N matrices.
  public func allEigenvalues(_ options: SpectrumOptions) throws(KernelInputError) -> [Interval] {
    let zero = Interval(0, precision: MultiprecisionGram.scalarPrecision)
    if isZero { return Array(repeating: zero, count: count) }
    var best: [Interval] = []
    var bits =
      Precision.decimalDigits(options.digits).bits + 48 + 4
      * (Int.bitWidth - count.leadingZeroBitCount)
    let limit = max(bits, options.largestPrecision ?? SpectrumProblem.precisionLimit(count))
    func isEnough(_ values: [Interval]) -> Bool {
      values.allSatisfy { KernelSpectrum.isAccurate($0, digits: options.digits) }
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
