import ExactArithmetic
import IntervalArithmetic

extension SpectrumProblem {
  /// The matrix in MPFR arithmetic at one precision.
  func gram(
    _ precision: Precision, _ options: SpectrumOptions
  ) throws(KernelInputError) -> MultiprecisionGram {
    let progress = options.progress
    return try MultiprecisionGram(
      evaluation, precision: precision, threads: options.threads
    ) { done, count in
      progress("kernel matrix, \(precision.bits) bits: row \(done) of \(count)")
    }
  }

  /// Encloses the extreme eigenvalues by MPFR arithmetic of rising precision; what is known already
  /// is kept.
  func multiprecisionSpectrum(
    _ options: SpectrumOptions, from known: KernelSpectrum? = nil
  ) throws(KernelInputError) -> KernelSpectrum {
    let scalar = MultiprecisionGram.scalarPrecision
    let zero = Interval(0, precision: scalar)
    let isSingular = singularity.nullity > 0
    let relativeWidth = SpectrumProblem.relativeWidth(options.digits)
    var smallest = known?.smallest ?? (isSingular ? zero : Interval.entire(precision: scalar))
    var largest = known?.largest ?? (isZero ? zero : Interval.entire(precision: scalar))
    var bestPair: KernelSpectrum.PairValue?
    var bits =
      Precision.decimalDigits(options.digits).bits + 48
      + 2 * (Int.bitWidth - count.leadingZeroBitCount)
    let limit = max(bits, options.largestPrecision ?? SpectrumProblem.precisionLimit(count))
    var used = bits
    while true {
      used = bits
      let matrix = try gram(Precision(bits), options)
      let solver = MultiprecisionSpectrum(
        gram: matrix, threads: options.threads, relativeWidth: relativeWidth)
      if !KernelSpectrum.isAccurate(largest, digits: options.digits) {
        options.progress("largest eigenvalue, \(bits) bits")
        largest = largest.intersection(solver.largest()) ?? largest
      }
      if !KernelSpectrum.isAccurate(smallest, digits: options.digits) {
        options.progress("smallest eigenvalue, \(bits) bits")
        smallest = smallest.intersection(solver.smallest()) ?? smallest
      }
      if count > 1 { bestPair = PairBounds(problem: self, gram: matrix).best() }
      let isDone =
        [smallest, largest].allSatisfy { KernelSpectrum.isAccurate($0, digits: options.digits) }
        && (bestPair.map { KernelSpectrum.isAccurate($0.value, digits: options.digits) } ?? true)
      if isDone || bits >= limit { break }
      bits = min(2 * bits, limit)
    }
    return KernelSpectrum(
      problem: self, smallest: smallest, largest: largest, bestPair: bestPair,
      digits: options.digits, arithmetic: .multiprecision,
      method: "factorisations in MPFR arithmetic of \(used) bits")
  }

  /// Where raising the precision ends: a factorisation takes a time of N³.
  static func precisionLimit(_ count: Int) -> Int {
    count <= 64 ? 16_384 : count <= 256 ? 4_096 : count <= 1024 ? 1_024 : 384
  }
}
