import AccuracyTesting
import ExactArithmetic
import IntervalArithmetic
import ReferenceTables
import Testing

/// An implementation inside the test.
private struct ClosureImplementation: Implementation {
  let function: @Sendable (Double) -> Double

  func results(at inputs: [UInt64]) throws(ImplementationFailure) -> [UInt64] {
    inputs.map { function(Double(bitPattern: $0)).bitPattern }
  }
}

/// κ₁ to 160 bits by the half-angle, rounded: what faults are sown into.
private func kappa1(_ x: Double) -> Double {
  let p = Precision(160)
  let rho = BigFloat(x, precision: p, rounding: .nearestEven)
  let one = BigFloat(1, precision: p, rounding: .nearestEven)
  let s = one.subtracting(rho, precision: p, rounding: .nearestEven)
    .squareRoot(precision: p, rounding: .nearestEven)
  let c = one.adding(rho, precision: p, rounding: .nearestEven)
    .squareRoot(precision: p, rounding: .nearestEven)
  let rest = BigFloat.atan2(c, s, precision: p, rounding: .nearestEven)
    .scaled(byPowerOfTwo: 1, precision: p, rounding: .nearestEven)
  return s.multiplied(by: c, precision: p, rounding: .nearestEven)
    .adding(
      rho.multiplied(by: rest, precision: p, rounding: .nearestEven), precision: p,
      rounding: .nearestEven
    )
    .divided(by: .pi(precision: p, rounding: .nearestEven), precision: p, rounding: .nearestEven)
    .double(rounding: .nearestEven)
}

@Suite("Sown faults")
struct FaultTests {
  private func report(
    _ function: String = "kappa1(x)", limit: Rational = 1, rounds: Int = 4,
    at grids: [Grid] = [.random(500, seed: 1), .nearEnds(53), .list([-1, Rational(1, 4), 1])],
    near place: Double? = nil, _ implementation: @escaping @Sendable (Double) -> Double
  ) throws -> RegressionReport {
    var regression = Regression(
      function: try ReferenceFunction(function),
      measure: ErrorMeasure(format: .binary64, limit: limit), isStrict: false, threads: 2)
    let points = try Grid.points(of: grids, format: .binary64)
    let inputs = try #require(points.bits).filter { input in
      place.map { (Double(bitPattern: input) - $0).magnitude < 1e-3 } ?? true
    }
    try regression.run(
      ClosureImplementation(function: implementation), at: [("points", inputs)],
      searchRounds: rounds)
    return regression.report
  }

  @Test func aRightImplementationPasses() throws {
    let report = try report(limit: Rational(501, 1000), at: [.structured]) { kappa1($0) }
    #expect(report.passed)
    #expect(report.total.compared > 15_000)
    #expect(report.total.maxULP > 0.49 && report.total.maxULP < 0.501)
    #expect(report.reversals.count == 0 && report.outOfRange.count == 0)
    #expect(report.regions.map(\.region) == [.nearMinusOne, .nearZero, .nearOne, .bulk])
    #expect(report.regions.map(\.summary.compared).reduce(0, +) == report.total.compared)
  }

  @Test func aBiasOfOneULP() throws {
    let report = try report { min(kappa1($0).nextUp, 1) }
    #expect(!report.passed)
    #expect(report.total.bias > 0.7 && report.total.bias < 1.3)
    #expect(report.total.maxULP > 1.49 && report.total.maxULP < 1.51)
    let worst = try #require(report.total.worst)
    #expect(
      Double(bitPattern: worst.actual) == Double(bitPattern: worst.discrepancy.expected).nextUp)
  }

  /// Beside a fraction, below a decimal and in a corner; the smallest wrong result is 4 ULP off.
  @Test(
    arguments: [
      (0.7, 0.7 + 1e-12), (0.999 - 1e-12, 0.999), (-1.0, -1 + 1e-12), (1 - 1e-12, 1.0),
    ])
  func aWrongBranchOnANarrowInterval(_ low: Double, _ high: Double) throws {
    let report = try report(rounds: 8, at: [.structured], near: low) { x in
      let right = kappa1(x)
      return x > low && x < high ? right + 4 * right.ulp : right
    }
    #expect(!report.passed)
    let worst = Double(bitPattern: try #require(report.total.worst).input)
    #expect(worst > low && worst < high)
    // The search has divided the branch, of which the points met a handful.
    if low == 0.7 {
      #expect(report.total.exceeding > 40)
    }
  }

  @Test func aNaNAtOne() throws {
    let report = try report { $0 == 1 ? .nan : kappa1($0) }
    #expect(!report.passed)
    #expect(report.total.nonfinite == 1)
    #expect(report.total.worst?.input == (1.0).bitPattern)
    #expect(report.nonfinite.map(\.input) == [(1.0).bitPattern])
    #expect(report.total.maxULP < 0.51, "the others are right")
  }

  @Test func anIntermediateInSinglePrecision() throws {
    let report = try report { Double(Float(kappa1($0))) }
    #expect(!report.passed)
    #expect(report.total.maxULP > 1e8)
    #expect(report.total.worst != nil)
  }

  /// κ₂'s closed form with 2ρ² + 1 turned into ρ² + 2.
  @Test func aSwappedCoefficient() throws {
    let report = try report("kappa(2, x)") { x in
      let (s, angle) = (((1 - x) * (1 + x)).squareRoot(), kappa0(x) * Double.pi)
      return (3 * x * s + angle * (x * x + 2)) / (3 * Double.pi)
    }
    #expect(!report.passed)
    #expect(report.total.maxAbsolute > 0.1)
  }

  /// π − arccos ρ over π.
  private func kappa0(_ x: Double) -> Double {
    let big = BigFloat(x, precision: Precision(53), rounding: .nearestEven)
    let angle = big.acos(precision: Precision(80), rounding: .nearestEven)
    let pi = BigFloat.pi(precision: Precision(80), rounding: .nearestEven)
    return pi.subtracting(angle, precision: Precision(80), rounding: .nearestEven)
      .divided(by: pi, precision: Precision(80), rounding: .nearestEven)
      .double(rounding: .nearestEven)
  }

  @Test func disorderAndValuesOutOfRange() throws {
    // A negative value at −1, and a dip of four units.
    let around = (-8...8).map { Rational(1, 4) + Rational($0).scaled(byPowerOfTwo: -54) }
    let report = try report(limit: 1_000_000_000, rounds: 0, at: [.list(around + [-1])]) { x in
      x == 0.25 ? kappa1(x).nextDown.nextDown.nextDown.nextDown : x == -1 ? -0x1p-60 : kappa1(x)
    }
    #expect(report.outOfRange.count == 1 && report.outOfRange.first?.input == (-1.0).bitPattern)
    #expect(
      report.reversals.count >= 1 && report.reversals.first?.second.input == (0.25).bitPattern)
  }
}
