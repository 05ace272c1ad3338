import KernelCalculator

/// What `--version` prints.
enum Version {
  static let number = "0.1.0"
  static let text =
    "kernelcalc \(number) (GMP \(MultiprecisionRuntime.gmp), MPFR \(MultiprecisionRuntime.mpfr))"
}
