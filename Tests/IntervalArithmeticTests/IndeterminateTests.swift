import ExactArithmetic
import IntervalArithmetic
import Testing

/// Outside the domain of a function: never a trap, never a clamp, never NaN in print.
@Suite struct IndeterminateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    let function: @Sendable (Interval) -> Interval

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "squareRoot", arguments: ["-1", "[-1e-30, 4]", "[-inf, inf]", "[-inf, -3]"]) {
      $0.squareRoot
    },
    Case(name: "logarithm", arguments: ["0", "-1", "[0, 1]", "[-1, 2]", "[0, inf]"]) {
      $0.logarithm
    },
    Case(
      name: "arccosine", arguments: ["1.0000001", "-2", "[0, 1.5]", "[-1.5, 0]", "[0, inf]", "2"]
    ) { $0.arccosine },
    Case(name: "arcsine", arguments: ["1.0000001", "-2", "[0, 1.5]", "[-1.5, 0]", "[-inf, 1]"]) {
      $0.arcsine
    },
    Case(name: "1/x", arguments: ["0", "[0, 1]", "[-1, 0]", "[-1, 1]", "[-inf, inf]"]) {
      Interval(1, precision: $0.precision) / $0
    },
    Case(name: "0/x", arguments: ["0", "[-1, 1]"]) { Interval(0, precision: $0.precision) / $0 },
    Case(name: "power(-1)", arguments: ["0", "[0, 1]", "[-1, 1]"]) { $0.power(-1) },
    Case(name: "power(-2)", arguments: ["0", "[0, 1]", "[-1, 1]"]) { $0.power(-2) },
    Case(name: "power(1/2)", arguments: ["-1", "[-1, 1]", "[-1e-99, 5]"]) {
      $0.power(Rational(1, 2))
    },
    Case(name: "power(1/3)", arguments: ["-8", "[-1, 1]"]) { $0.power(Rational(1, 3)) },
    Case(name: "power(-1/2)", arguments: ["0", "[0, 1]", "-4"]) { $0.power(Rational(-1, 2)) },
    Case(name: "power(-2)", arguments: ["0", "[-1, 1]"]) { $0.power(Rational(-2)) },
    Case(name: "atan2(x, -1)", arguments: ["0", "[0, 1]", "[-1, 0]", "[-1, 1]", "[-inf, inf]"]) {
      Interval.atan2($0, Interval(-1, precision: $0.precision))
    },
    Case(name: "atan2(x, 0)", arguments: ["0", "[0, 1]", "[-1, 0]", "[-1, 1]"]) {
      Interval.atan2($0, Interval(0, precision: $0.precision))
    },
    Case(name: "atan2(0, x)", arguments: ["0", "-1", "[-1, 2]", "[0, 1]", "[-inf, inf]"]) {
      Interval.atan2(Interval(0, precision: $0.precision), $0)
    },
  ]

  @Test(arguments: cases)
  func outsideTheDomain(_ test: Case) throws {
    for precision in [Precision(2), Precision(53), Precision(300)] {
      // At 2 bits the smallest excesses would be rounded outwards: the cases are read at 53.
      for text in test.arguments {
        let x = try #require(Interval(text, precision: max(precision, Precision(53))))
        let result = test.function(x)
        #expect(result.isIndeterminate, "\(test.name) of \(x): \(result)")
        #expect(result.description == "indeterminate")
        #expect(result.midpointDescription == "indeterminate")
      }
    }
  }

  /// Just inside the domain the same functions have values.
  @Test func insideTheDomain() throws {
    let p = Precision(100)
    func interval(_ text: String) throws -> Interval {
      try #require(Interval(text, precision: p))
    }
    #expect(try !interval("[0, 1]").squareRoot.isIndeterminate)
    #expect(try !interval("[-1, 1]").arccosine.isIndeterminate)
    #expect(try !interval("[-1, 1]").arcsine.isIndeterminate)
    #expect(try !interval("[0, 1]").power(Rational(1, 3)).isIndeterminate)
    #expect(try !interval("[-8, 8]").power(3).isIndeterminate)
    #expect(try !interval("[1e-90, 1]").logarithm.isIndeterminate)
    #expect(try interval("[1e-90, inf]").logarithm.upper.isInfinite)
    #expect(try !Interval.atan2(interval("[0, 1]"), interval("[1e-90, 1]")).isIndeterminate)
    #expect(try !Interval.atan2(interval("[1e-90, 1]"), interval("[-1, 1]")).isIndeterminate)
  }

  /// Whatever is computed from an indeterminate interval is indeterminate.
  @Test func propagation() throws {
    let p = Precision(60)
    let nothing = Interval.indeterminate(precision: p)
    let one = Interval(1, precision: p)
    let results: [Interval] = [
      nothing + one, one + nothing, nothing - one, one - nothing, nothing * one, one * nothing,
      nothing / one, one / nothing, -nothing, nothing.adding(Rational(1, 3)), nothing.adding(1),
      nothing.scaled(by: 0), nothing.scaled(by: 3), nothing.scaled(by: Rational(1, 3)),
      nothing.squared, nothing.magnitude, nothing.power(0), nothing.power(2), nothing.power(-3),
      nothing.power(Rational(1, 2)), nothing.power(Rational(0)), nothing.squareRoot, nothing.sine,
      nothing.cosine, nothing.arccosine, nothing.arcsine, nothing.arctangent, nothing.exponential,
      nothing.logarithm, Interval.atan2(nothing, one), Interval.atan2(one, nothing),
      nothing.hull(with: one), one.hull(with: nothing), Interval.minimum(one, nothing),
      Interval.maximum(nothing, one), nothing.rounded(to: Precision(10)), nothing.bisected.0,
      nothing.bisected.1, Interval(nothing.midpoint),
      try #require(one.intersection(nothing)), try #require(nothing.intersection(one)),
      Interval(lower: nothing.lower, upper: one.upper),
      Interval(lower: one.lower, upper: nothing.upper),
    ]
    for (index, result) in results.enumerated() {
      #expect(result.isIndeterminate, "result \(index): \(result)")
      #expect(result.lower.isNaN && result.upper.isNaN)
    }
  }

  /// No question about an indeterminate interval is answered.
  @Test func questions() {
    let p = Precision(60)
    let nothing = Interval.indeterminate(precision: p)
    let one = Interval(1, precision: p)
    #expect(nothing.sign == nil)
    #expect(!nothing.isPoint && !nothing.isBounded)
    #expect(nothing.isLess(than: one) == .unknown && one.isLess(than: nothing) == .unknown)
    #expect(nothing.isLessOrEqual(to: one) == .unknown)
    #expect(nothing.isEqual(to: nothing) == .unknown)
    #expect(!nothing.contains(Rational(0)) && !nothing.contains(one) && !one.contains(nothing))
    #expect(!nothing.overlaps(one) && !one.overlaps(nothing))
    #expect(nothing.relativeAccuracyBits <= 0)
    #expect(nothing.radius.isInfinite && nothing.width.isInfinite)
  }

  /// Bounds that enclose no real number.
  @Test func noRealNumber() {
    let p = Precision(60)
    let infinity = BigFloat.infinity(precision: p)
    let one = BigFloat(1, precision: p, rounding: .down)
    #expect(Interval(lower: Rational(2), upper: Rational(1), precision: p).isIndeterminate)
    #expect(Interval(lower: one, upper: one.negated).isIndeterminate)
    #expect(Interval(lower: infinity, upper: infinity).isIndeterminate)
    #expect(Interval(lower: infinity.negated, upper: infinity.negated).isIndeterminate)
    #expect(Interval(infinity).isIndeterminate)
    #expect(!Interval(lower: infinity.negated, upper: infinity).isIndeterminate)
  }
}
