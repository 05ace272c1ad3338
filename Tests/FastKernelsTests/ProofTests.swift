import ExactArithmetic
import IntervalArithmetic
import Testing
import _TestSupport

@testable import FastKernels

/// The proof of the error bounds, step by step, in interval arithmetic.
@Suite struct ProofTests {
  /// The series of the proof are the functions: both enclose the same numbers, which here are known
  /// to 45 digits.
  @Test(arguments: [0, 1]) func `the power series are the kernels`(order: Int) {
    let precision = Precision(400)
    let series = ProvenBound.series(order: order, terms: 400)
    var failures = Failures()
    for index in 1...64 {
      let u = quotient(index, 64)
      var power: Rational = 1
      var sum: Rational = 0
      for c in series {
        sum += c * power
        power *= u
      }
      let x = Interval(u, precision: precision)
      let factor = order == 0 ? x.squareRoot : x * x.squareRoot
      let rest = Interval(lower: 0, upper: 2 * (series.last ?? 0), precision: precision)
      let value =
        factor * (Interval(sum, precision: precision) + rest) * ProvenBound.scale
      // u − 1 is a Double.
      let truth = Truth(order: order).enclosure(Double(index) / 64 - 1)
      failures.check(
        value.overlaps(truth) && value.relativeAccuracyBits > 150
          && truth.relativeAccuracyBits > 150, "u = \(u): \(value), \(truth)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(arguments: [0, 1]) func `the polynomials are within 2⁻⁵⁷ of their functions`(order: Int) {
    let bound = ProvenBound(order: order).approximationError()
    let limit = Rational(1).scaled(byPowerOfTwo: -57)
    #expect(bound.isLess(than: Interval(limit, precision: Precision(60))) == .yes, "\(bound)")
  }

  /// With half a unit for the last rounding: 0.65 for κ₁ and 0.75 for κ₀.
  @Test(arguments: [(0, quotient(1, 4)), (1, quotient(3, 20))])
  func `errors before the last rounding are small`(order: Int, limit: Rational) {
    let worst = ProvenBound(order: order).worst()
    #expect(
      worst.bound.isLess(than: Interval(limit, precision: Precision(60))) == .yes, "\(worst)")
  }

  /// The bound sees what it is there to see: without the correction it exceeds a unit.
  @Test func `a computation without compensation is not proved`() {
    let arithmetic = ErrorArithmetic()
    let u = Traced(
      ideal: Interval(
        lower: quotient(1, 4), upper: quotient(17, 64), precision: ErrorArithmetic.precision))
    let (s, v) = arithmetic.root(u)
    let (m, mLow) = arithmetic.productWithError(u, s)
    let compensated = arithmetic.fused(arithmetic.half(s), v, mLow)
    var whole = m.noise
    for (k, c) in compensated.noise { whole[k] = whole[k].map { $0 + c } ?? c }
    let plain = m.error.upper
    let better = Traced(ideal: m.ideal, noise: whole, rest: m.rest + compensated.rest).error.upper
    let tenth = better.scaled(byPowerOfTwo: 3, precision: Precision(60), rounding: .down)
    #expect(tenth < plain)
  }

  /// The steps of the proof are those of the C code.
  @Test func `steps and code agree bit by bit`() {
    let steps = KernelSteps(arithmetic: MachineArithmetic())
    var failures = Failures()
    for r in cornerArguments() + randomArguments(scaledCount(30_000), seed: 11) {
      let argument = MachineArithmetic.argument(r)
      let one = steps.kappa1(argument)
      let zero = steps.kappa0(argument)
      failures.check(
        FastKernel.kappa1(r).bitPattern == (one.0 + one.1).bitPattern
          && FastKernel.kappa0(r).bitPattern == (zero.0 + zero.1).bitPattern, "\(r)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }
}
