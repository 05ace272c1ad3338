import CFastKernels
import Testing
import _TestSupport

@testable import FastKernels

/// Loops give what single values give, whatever instructions, threads and lengths.
@Suite struct ArrayTests {
  private let arguments =
    cornerArguments() + randomArguments(40_000, seed: 41) + [1.5, -.infinity, .nan]

  /// Bit patterns, with one for all NaN.
  private func bits(_ values: [Double]) -> [UInt64] {
    values.map { $0.isNaN ? .max : $0.bitPattern }
  }

  private func bits(_ values: [Float]) -> [UInt32] {
    values.map { $0.isNaN ? .max : $0.bitPattern }
  }

  @Test func `portable code and this processor's give the same bits`() {
    let best = kernelcalc_best_code().pointee
    let portable = kernelcalc_portable_code
    #expect(String(cString: portable.name) == "portable")
    let singles = arguments.map(Float.init)
    for (fast, plain) in [
      (best.kappa0_f64, portable.kappa0_f64), (best.kappa1_f64, portable.kappa1_f64),
    ] {
      var one = arguments
      var other = arguments
      fast(arguments, &one, arguments.count)
      plain(arguments, &other, arguments.count)
      #expect(bits(one) == bits(other))
    }
    for (fast, plain) in [
      (best.kappa0_f32, portable.kappa0_f32), (best.kappa1_f32, portable.kappa1_f32),
    ] {
      var one = singles
      var other = singles
      fast(singles, &one, singles.count)
      plain(singles, &other, singles.count)
      #expect(bits(one) == bits(other))
    }
    let firsts = arguments.prefix(20_000)
    #expect(bits(firsts.map(best.kappa0)) == bits(firsts.map(portable.kappa0)))
    #expect(bits(firsts.map(best.kappa1)) == bits(firsts.map(portable.kappa1)))
  }

  @Test(arguments: [1, 2, 3]) func `arrays in place are the values one by one`(threads: Int) {
    let expected1 = arguments.map { FastKernel.kappa1($0) }
    let expected0 = arguments.map { FastKernel.kappa0($0) }
    for count in [0, 1, 2, 3, 7, 8, 9, 31, arguments.count] {
      var one = Array(arguments.prefix(count))
      one.withUnsafeMutableBufferPointer { FastKernel.applyKappa1(inPlace: $0, threads: threads) }
      #expect(bits(one) == bits(Array(expected1.prefix(count))))
      var zero = Array(arguments.prefix(count))
      zero.withUnsafeMutableBufferPointer { FastKernel.applyKappa0(inPlace: $0, threads: threads) }
      #expect(bits(zero) == bits(Array(expected0.prefix(count))))
    }
    var singles = arguments.map(Float.init)
    let expected = singles.map { FastKernel.kappa1($0) }
    singles.withUnsafeMutableBufferPointer { FastKernel.applyKappa1(inPlace: $0, threads: threads) }
    #expect(bits(singles) == bits(expected))
    singles = arguments.map(Float.init)
    let expectedZero = singles.map { FastKernel.kappa0($0) }
    singles.withUnsafeMutableBufferPointer { FastKernel.applyKappa0(inPlace: $0, threads: threads) }
    #expect(bits(singles) == bits(expectedZero))
  }

  @Test func `the C interface is the same`() {
    var one = arguments
    kernelcalc_kappa1_f64(arguments, &one, arguments.count)
    #expect(bits(one) == bits(arguments.map { FastKernel.kappa1($0) }))
    kernelcalc_kappa1_f64(arguments, &one, 0)
  }
}
