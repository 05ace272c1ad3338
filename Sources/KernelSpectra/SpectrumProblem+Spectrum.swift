import ExactArithmetic
import IntervalArithmetic

extension SpectrumProblem {
  /// The extreme eigenvalues of the kernel matrix.
  ///
  /// Enclosures have `options.digits` significant digits where ``KernelSpectrum/isAccurate``; otherwise
  /// the limit of precision was reached, and they still contain the eigenvalues.
  package func spectrum(_ options: SpectrumOptions) throws(KernelInputError) -> KernelSpectrum {
    try multiprecisionSpectrum(options)
  }
}
