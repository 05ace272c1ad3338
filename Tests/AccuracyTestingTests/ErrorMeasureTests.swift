import AccuracyTesting
import ExactArithmetic
import IntervalArithmetic
import ReferenceTables
import Testing

/// Results given in advance: the ULP is counted by hand.
@Suite("Errors in ULP")
struct ErrorMeasureTests {
  private func report(
    _ source: String, _ format: BinaryFormat, _ pairs: [(Double, Double)], limit: Rational? = nil
  ) throws -> RegressionReport {
    var regression = Regression(
      function: try ReferenceFunction(source), measure: ErrorMeasure(format: format, limit: limit),
      isStrict: false, threads: 1)
    let bits: (Double) throws -> UInt64 = { value in
      value.isNaN ? format.quietNaN : try #require(format.bits("\(value)"))
    }
    try regression.compare(
      pairs.map { try bits($0.0) }, with: pairs.map { try bits($0.1) }, what: "given")
    return regression.report
  }

  @Test func wholeAndHalfULPs() throws {
    // 1 + 2⁻⁵² in place of 1 is one unit of the binade above 1; below 1 the unit is half as large.
    #expect(try report("x", .binary64, [(1, 1.0.nextUp)]).total.maxULP == 1)
    #expect(try report("x", .binary64, [(1, 1.0.nextDown)]).total.maxULP == 0.5)
    #expect(try report("x", .binary64, [(0.75, 0.75.nextDown)]).total.maxULP == 1)
    #expect(try report("x", .binary64, [(0.5, 0.5)]).total.maxULP == 0)
    // The middle of two numbers is half a unit from either.
    #expect(try report("1 + x", .binary64, [(0x1p-53, 1)]).total.maxULP == 0.5)
    #expect(try report("1 + x", .binary64, [(0x1p-53, 1.0.nextUp)]).total.maxULP == 0.5)
    // 1/3 in binary32: a third of a unit below 0x1.555556p-2.
    let third = try report("x/3", .binary32, [(1, Double(Float(1) / 3))])
    #expect(third.total.maxULP >= 1.0 / 3 && third.total.maxULP < 0.33334)
  }

  @Test func theLimitIsDecidedExactly() throws {
    let tie: [(Double, Double)] = [(0x1p-53, 1.0.nextUp)]
    #expect(try report("1 + x", .binary64, tie, limit: Rational(1, 2)).passed)
    let less = Rational(1, 2) - Rational(1).scaled(byPowerOfTwo: -200)
    #expect(try !report("1 + x", .binary64, tie, limit: less).passed)
    #expect(try report("x", .binary64, [(1, 1)], limit: 0).passed)
  }

  @Test func subnormalAndInfiniteTruths() throws {
    // Near zero the unit is the smallest number.
    #expect(try report("x^2", .binary64, [(0x1p-600, 0)]).total.maxULP < 1e-30)
    #expect(try report("x/2", .binary64, [(0x1p-1074, 0)]).total.maxULP == 0.5)
    let over = try report("exp(1000*x)", .binary64, [(1, .infinity)])
    #expect(over.passed && over.total.maxULP == 0)
    #expect(try !report("exp(x)", .binary64, [(1, .infinity)]).passed)
    #expect(try !report("exp(1000*x)", .binary64, [(1, -.infinity)]).passed)
    let saturated = try report("exp(1000*x)", .binary64, [(1, .greatestFiniteMagnitude)])
    #expect(saturated.total.nonfinite == 0 && saturated.total.maxULP > 1e50)
    #expect(try report("x", .binary64, [(0, -0.0)]).total.maxULP == 0)
  }

  @Test func relativeErrorOfAMissedZero() throws {
    let report = try report("x - x", .binary64, [(0.5, 0x1p-1074)])
    #expect(report.total.missedZeros == 1)
    #expect(report.total.maxULP == 1)
    #expect(report.text.contains("inf"))
  }
}
