import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// A function seen from one end of an interval, with what is known of it: derived by hand.
struct ContactCase: CustomTestStringConvertible, Sendable {
  let text: String
  let lower: Rational
  let upper: Rational
  let fromUpper: Bool
  let order: Int
  let sign: Int
  var testDescription: String { "\(text) on [\(lower), \(upper)]" }

  init(
    _ text: String, _ lower: Rational, _ upper: Rational, fromUpper: Bool, order: Int, sign: Int
  ) {
    (self.text, self.lower, self.upper) = (text, lower, upper)
    (self.fromUpper, self.order, self.sign) = (fromUpper, order, sign)
  }
}

@Suite struct ContactExpansionTests {
  private static func expansion(
    _ expression: Expression, _ lower: Rational, _ upper: Rational, fromUpper: Bool, terms: Int,
    bits: Int = 128
  ) -> ContactExpansion? {
    var expansions = try? ContactExpansions(
      in: "x", lower: lower, upper: upper, fromUpper: fromUpper, terms: terms,
      precision: Precision(bits), constants: SeriesConstants(expression.graph))
    return try? expansions?.contact(of: expression)
  }

  /// At the ends ±1 of [−1, 1] orders are those in the angle.
  static let cases = [
    ContactCase("f(x) - x", Rational(1, 2), 1, fromUpper: true, order: 3, sign: 1),
    ContactCase("x - f(x)", Rational(1, 2), 1, fromUpper: true, order: 3, sign: -1),
    ContactCase("1 - f(x)", Rational(1, 2), 1, fromUpper: true, order: 2, sign: 1),
    ContactCase("f(x)", -1, Rational(-1, 2), fromUpper: false, order: 3, sign: 1),
    ContactCase("kappa(0,x) - 1", Rational(1, 2), 1, fromUpper: true, order: 1, sign: -1),
    ContactCase("1 - x", -1, 1, fromUpper: true, order: 2, sign: 1),
    ContactCase("1 - x", -2, 1, fromUpper: true, order: 1, sign: 1),
    ContactCase("2 - x", 0, 2, fromUpper: true, order: 1, sign: 1),
    ContactCase("1 + x", -1, 2, fromUpper: false, order: 1, sign: 1),
    ContactCase("1 + x", -1, Rational(1, 2), fromUpper: false, order: 2, sign: 1),
    ContactCase("sqrt(1-x^2)", Rational(1, 2), 1, fromUpper: true, order: 1, sign: 1),
    ContactCase("x^3", 0, 2, fromUpper: false, order: 3, sign: 1),
    ContactCase("x^3", -2, 0, fromUpper: true, order: 3, sign: -1),
    ContactCase("x^2*(x-2)", 0, Rational(3, 2), fromUpper: false, order: 2, sign: -1),
    ContactCase("x - sin(x)", 0, 1, fromUpper: false, order: 3, sign: 1),
    ContactCase("exp(x) - 1 - x - x^2/2", -1, 0, fromUpper: true, order: 3, sign: -1),
    ContactCase("2 + x", 0, Rational(1, 2), fromUpper: false, order: 0, sign: 1),
    ContactCase("log(1+x) - x", 0, Rational(1, 2), fromUpper: false, order: 2, sign: -1),
  ]

  @Test(arguments: cases) func knownContacts(_ test: ContactCase) throws {
    let found = try #require(
      Self.expansion(
        try read(test.text), test.lower, test.upper, fromUpper: test.fromUpper, terms: 8))
    #expect(found.order == test.order)
    #expect(found.sign == test.sign)
  }

  /// What several functions have in common is expanded once; it says the same of each of them.
  @Test func commonParts() throws {
    let graph = ExpressionGraph()
    let texts = [
      "f(x) - x", "f(f(x)) - f(x)", "1 - f(f(x))", "pi*(1 - x) - 3*(1 - f(x))", "2*pi - x*f(x)",
      "pi - 3",
      "f(x) - x",
    ]
    let expressions = try texts.map { try read($0, graph) }
    var common = try ContactExpansions(
      in: "x", lower: Rational(3, 4), upper: 1, fromUpper: true, terms: 7,
      precision: Precision(128), constants: SeriesConstants(graph))
    for (text, expression) in zip(texts, expressions) {
      let alone = Self.expansion(
        try read(text), Rational(3, 4), 1, fromUpper: true, terms: 7)
      let found = try common.contact(of: expression)
      #expect(found.order == alone?.order && found.sign == alone?.sign, "\(text)")
    }
  }

  /// What changes sign on the interval, however near to the end or to the other one, is not certified.
  @Test(arguments: [
    "(x-1)^2*(x-1/2)", "(1-x)*(x-999/1000)", "(f(x)-x)*(x-1/3)", "(1-f(x))*(x-1/1000)",
    "(1-x)^3*(x^2-1/2)", "x - 999999/1000000", "1 - f(x) - (1-x)*101/100",
  ]) func falseSigns(_ text: String) throws {
    let expression = try read(text)
    for terms in [1, 2, 4, 7] {
      for bits in [24, 200] {
        #expect(
          Self.expansion(expression, 0, 1, fromUpper: true, terms: terms, bits: bits) == nil,
          "\(terms) terms, \(bits) bits")
      }
    }
  }

  @Test func zeroIsNotCertified() throws {
    for text in ["x - x", "sin(x)^2 + cos(x)^2 - 1", "exp(log(1+x)) - 1 - x"] {
      #expect(Self.expansion(try read(text), 0, 1, fromUpper: false, terms: 8) == nil, "\(text)")
    }
  }

  /// Random functions with and without contact: what is certified agrees with values at many points,
  /// most of them close to the end, and the order with the growth there.
  @Test(arguments: 0..<4) func randomContacts(_ block: Int) {
    var failures = Failures()
    var certified = 0
    let count = scaledCount(30)
    for case_ in 0..<count {
      let graph = ExpressionGraph()
      var random = RandomExpression(
        graph, variables: ["x"], seed: UInt64(7_000_000 + 10_000 * block + case_))
      let (x, fromUpper) = (graph.variable("x"), case_ % 2 == 0)
      let (lower, upper): (Rational, Rational) =
        [(0, 1), (Rational(7, 8), 1), (-1, Rational(-2, 3)), (Rational(1, 2), Rational(3, 4))][
          block]
      let end = fromUpper ? upper : lower
      let inner = lower + (upper - lower) * Rational(Integer(1 + case_ % 7), 8)
      var function =
        random.expression(depth: 2) * (x - end).power(Rational(1 + case_ % 3))
      if case_ % 3 == 0 { function = function * (x - inner) }
      guard function.variables == ["x"],
        let found = Self.expansion(function, lower, upper, fromUpper: fromUpper, terms: 7)
      else { continue }
      certified += 1
      let signs = SampledSigns(function, ["x"])
      let box = Box(lower: [lower], upper: [upper])
      for _ in 0..<40 {
        let point = box.point(&random.generator)
        if point[0] == end { continue }
        failures.check(
          signs.sign(at: point).map { $0 == found.sign } ?? true,
          "\(function) at \(point[0]): \(found.sign) from \(end)")
      }
      // |f| falls to 2^−order of itself when the distance is halved; in the angle t with
      // t²/2 ≈ distance, to 2^−(order/2).
      let isAngle =
        fromUpper && upper == 1 && lower >= -1 || !fromUpper && lower == -1 && upper <= 1
      let step = Rational(1).scaled(byPowerOfTwo: -120)
      let values = [step, step / 2].map { signs.value(at: [fromUpper ? end - $0 : end + $0]) }
      let quotient = values[0] / values[1]
      let growth = isAngle ? quotient.squared : quotient
      let expected = Rational(1).scaled(byPowerOfTwo: found.order)
      let ratio = growth.scaled(by: 1 / expected)
      failures.check(
        ratio.isIndeterminate
          || Interval(
            lower: Rational(99, 100), upper: Rational(101, 100), precision: ratio.precision
          ).contains(ratio), "\(function): order \(found.order) at \(end), growth \(growth)")
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(certified > count / 4)
  }
}

/// Series with a remainder, which contact expansions are read off.
@Suite struct SeriesRemainderTests {
  /// Σ c_k tᵏ with the last coefficient's enclosure contains the function, all over [0, δ].
  private func check<C: SeriesCoefficient>(
    _ ring: SeriesRing<C>, width: Rational, seeds: Range<UInt64>,
    _ enclosure: (C) -> Interval
  ) -> (failures: Failures, expanded: Int) {
    var failures = Failures()
    var expanded = 0
    for seed in seeds {
      let graph = ExpressionGraph()
      var random = RandomExpression(graph, variables: ["x"], seed: seed)
      let function = random.expression(depth: 3)
      let start = random.rational() / 40
      let direction: Rational = seed % 2 == 0 ? 1 : -1
      let expansion = SeriesExpansion(ring: ring, end: 2 + Int(seed % 6))
      guard function.variables == ["x"],
        let series = try? expansion.expand(
          function, replacing: "x", by: expansion.line(from: start, direction: direction)),
        series.valuation >= 0
      else { continue }
      expanded += 1
      let exact = SampledSigns(function, ["x"], bits: 400)
      for step in [0, 1, 2, 7, 15, 16] as [Rational] {
        let t = width * step / 16
        let sum = series.coefficients.enumerated().reduce(Interval(0, precision: Precision(200))) {
          $0 + enclosure($1.element).scaled(by: t.power(series.valuation + $1.offset))
        }
        let value = exact.value(at: [start + direction * t])
        failures.check(
          sum.isIndeterminate || value.isIndeterminate || sum.overlaps(value),
          "seed \(seed): \(function) at \(start) + \(direction * t): \(sum) misses \(value)")
      }
    }
    return (failures, expanded)
  }

  @Test(arguments: [Rational(1, 1000), Rational(1, 8), 1]) func exactThenEnclosed(
    _ width: Rational
  ) {
    let count = UInt64(scaledCount(50))
    let ring = SeriesValue.ring(
      over: SeriesConstants(ExpressionGraph()), width: width, precision: Precision(150))
    let (failures, expanded) = check(ring, width: width, seeds: 500..<(500 + count)) {
      $0.enclosure
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(expanded > Int(count) / 4)
  }

  @Test(arguments: [Rational(1, 1000), Rational(1, 8), 1]) func enclosed(_ width: Rational) {
    let count = UInt64(scaledCount(50))
    let precision = Precision(150)
    let ring = SeriesRing(
      one: Interval(1, precision: precision),
      domain: Interval(lower: 0, upper: width, precision: precision))
    let (failures, expanded) = check(ring, width: width, seeds: 900..<(900 + count)) { $0 }
    #expect(failures.isEmpty, "\(failures)")
    #expect(expanded > Int(count) / 4)
  }

  /// Taylor coefficients as enclosures contain the exact ones, and all but the last of a series with a
  /// remainder are those.
  @Test func coefficientsAgree() throws {
    let precision = Precision(200)
    for text in ["f(x)", "exp(x)*sin(x)", "1/(2+x)", "sqrt(3+x^2)", "kappa(0,x/2)", "atan(x)^2"] {
      let graph = ExpressionGraph()
      let function = try read(text, graph)
      let start = graph.rational(Rational(1, 3))
      let exact = try function.taylorCoefficients(
        in: "x", at: start, order: 6, sign: { $0.certifiedSign })
      let enclosed = SeriesExpansion(
        ring: SeriesRing(one: Interval(1, precision: precision)), end: 7)
      let series = try enclosed.expand(
        function, replacing: "x", by: enclosed.line(from: Rational(1, 3), direction: 1))
      let ring = SeriesValue.ring(
        over: SeriesConstants(graph), width: Rational(1, 4), precision: precision)
      let remaining = SeriesExpansion(ring: ring, end: 7)
      let both = try remaining.expand(
        function, replacing: "x", by: remaining.line(from: Rational(1, 3), direction: 1))
      for power in 0..<6 {
        let value = Interval(0, precision: Precision(300)).constant(exact[power])
        #expect(try #require(series[power]).overlaps(value), "\(text): t^\(power)")
        let coefficient = try #require(both[power]?.exact, "\(text): t^\(power)")
        #expect(
          (coefficient.moved(to: graph) - exact[power]).provenRational(expanding: true) == 0,
          "\(text): t^\(power)")
      }
    }
  }

  @Test func constantsWithVariablesAreNotEnclosed() {
    let one = Interval(1, precision: Precision(64))
    let graph = ExpressionGraph()
    #expect(one.constant(graph.variable("x")).isIndeterminate)
    #expect(one.constant(graph.pi).contains(.pi(precision: Precision(200))))
    #expect(one.applying(.log).isZero && !one.isZero)
    #expect(!Interval(lower: 0, upper: 1, precision: Precision(64)).isZero)
  }
}
