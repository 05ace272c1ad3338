import KernelCalculator

/// What `--version` prints.
package enum Version {
  package static let number = "0.1.0"
  package static let text =
    "kernelcalc \(number) (GMP \(MultiprecisionRuntime.gmp), MPFR \(MultiprecisionRuntime.mpfr))"
}
