import CFastKernels
import ExactArithmetic
import IntervalArithmetic
import Testing
import _TestSupport

@testable import FastKernels

/// Measured errors beside MPFR.
@Suite struct AccuracyTests {
  private static let bounds = [0.75, 0.65]

  private func value(_ order: Int, _ r: Double) -> Double {
    order == 0 ? FastKernel.kappa0(r) : FastKernel.kappa1(r)
  }

  private func value(_ order: Int, _ r: Float) -> Float {
    order == 0 ? FastKernel.kappa0(r) : FastKernel.kappa1(r)
  }

  private func check(_ order: Int, _ arguments: [Double]) {
    let truth = Truth(order: order)
    var failures = Failures()
    for r in arguments {
      let result = value(order, r)
      let error = truth.error(of: result, at: r)
      failures.check(
        error < AccuracyTests.bounds[order] && (0...1).contains(result),
        "κ\(order)(\(r)) = \(result): \(error) ULP")
    }
    #expect(!arguments.isEmpty && failures.isEmpty, "\(failures)")
  }

  @Test(arguments: [0, 1]) func `corner arguments are within the bound`(order: Int) {
    check(order, cornerArguments())
  }

  @Test(arguments: [0, 1]) func `random arguments are within the bound`(order: Int) {
    check(order, randomArguments(scaledCount(15_000), seed: UInt64(20 + order)))
  }

  #if !(os(macOS) && arch(x86_64))
    @Test(arguments: [0, 1]) func `every binary16 argument is within the bound`(order: Int) {
      let all = (0...UInt16.max).map { Double(Float16(bitPattern: $0)) }
      let inside = all.filter { $0.magnitude <= 1 }
      #expect(inside.count == 2 * (15 * 1024 + 1))
      check(order, inside)
      var failures = Failures()
      for r in inside {
        let single = value(order, Float(r))
        failures.check(single == Float(value(order, r)), "κ\(order)(\(r)) = \(single)")
      }
      for r in all where !(r.magnitude <= 1) {
        failures.check(value(order, r).isNaN && value(order, Float(r)).isNaN, "κ\(order)(\(r))")
      }
      #expect(failures.isEmpty, "\(failures)")
    }
  #endif

  /// Both that the errors are what the sweep found, and that they are within the bound.
  @Test func `worst cases are as recorded`() throws {
    let cases = try worstCases("float64.txt")
    #expect(cases.count >= 14)
    for words in cases {
      let order = words[0] == "kappa0" ? 0 : 1
      let r = try #require(Double(words[1]))
      let recorded = try #require(Double(words[2]))
      let error = Truth(order: order).error(of: value(order, r), at: r)
      #expect((error - recorded).magnitude < 0.0001 && error < AccuracyTests.bounds[order], "\(r)")
    }
  }

  /// With the sweep over all floats, which finds that no other argument is close to a middle, this
  /// makes every float result the nearest to the true value.
  @Test func `hard float arguments are correctly rounded`() throws {
    let cases = try worstCases("float32.txt")
    #expect(cases.count == 14)
    for words in cases {
      let order = words[0] == "kappa0" ? 0 : 1
      let r = try #require(Float(words[1]))
      let truth = try #require(Truth(order: order).nearestFloat(Double(r)))
      #expect(value(order, r) == truth, "κ\(order)(\(r))")
    }
  }

  @Test(arguments: [0, 1]) func `random float arguments are correctly rounded`(order: Int) {
    var failures = Failures()
    for r in (cornerArguments() + randomArguments(scaledCount(4_000), seed: 31)).map(Float.init) {
      let truth = Truth(order: order).nearestFloat(Double(r))
      failures.check(value(order, r) == truth, "κ\(order)(\(r)), not \(String(describing: truth))")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func `values at the ends and in the middle are exact or the nearest`() {
    #expect(FastKernel.kappa1(1.0) == 1 && FastKernel.kappa1(-1.0) == 0)
    #expect(FastKernel.kappa0(1.0) == 1 && FastKernel.kappa0(-1.0) == 0)
    #expect(FastKernel.kappa1(-1.0).sign == .plus && FastKernel.kappa0(-1.0).sign == .plus)
    #expect(FastKernel.kappa0(0.0) == 0.5 && FastKernel.kappa0(-0.0) == 0.5)
    #expect(FastKernel.kappa1(0.0) == kernelcalc_inverse_pi)
    #expect(FastKernel.kappa1(-0.0) == kernelcalc_inverse_pi)
  }

  @Test func `outside the interval the result is NaN`() {
    let outside: [Double] = [
      1 + 0x1p-52, 1 + 0x1p-23, 2, 1e9, .greatestFiniteMagnitude, .infinity, .nan,
    ]
    for r in outside + outside.map({ -$0 }) {
      #expect(FastKernel.kappa1(r).isNaN && FastKernel.kappa0(r).isNaN, "\(r)")
      let single = Float(r)
      if single.magnitude != 1 {
        #expect(FastKernel.kappa1(single).isNaN && FastKernel.kappa0(single).isNaN, "\(r)")
      }
    }
  }
}
