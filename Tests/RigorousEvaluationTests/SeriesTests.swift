import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

private struct SeriesCase: CustomTestStringConvertible, Sendable {
  let text: String
  let coefficients: [String]
  var testDescription: String { text }
}

/// Whether two constants are the same after multiplying out.
private func isSame(_ a: Expression, _ b: Expression) -> Bool { (a - b).multipliedOut().isZero }

@Suite struct AngleExpansionTests {
  /// In t, after rho = cos t; derived by hand from h(cos t) = (sin t + (π − t) cos t)/π.
  fileprivate static let cases: [SeriesCase] = [
    SeriesCase(text: "rho", coefficients: ["1", "0", "-1/2", "0", "1/24"]),
    SeriesCase(text: "f(rho)", coefficients: ["1", "0", "-1/2", "1/(3pi)", "1/24", "-1/(30pi)"]),
    SeriesCase(
      text: "acos(f(rho))", coefficients: ["0", "1", "-1/(3pi)", "-1/(18pi^2)"]),
    SeriesCase(text: "acos(f(f(rho)))", coefficients: ["0", "1", "-2/(3pi)"]),
    SeriesCase(text: "sqrt(1-rho^2)", coefficients: ["0", "1", "0", "-1/6", "0", "1/120"]),
    SeriesCase(text: "acos(rho)", coefficients: ["0", "1", "0", "0", "0"]),
    SeriesCase(text: "acos(-rho)", coefficients: ["pi", "-1", "0", "0"]),
    SeriesCase(text: "asin(rho)", coefficients: ["pi/2", "-1", "0", "0"]),
    SeriesCase(text: "kappa(0, rho)", coefficients: ["1", "-1/pi", "0", "0"]),
    SeriesCase(text: "kappa(0, f(rho))", coefficients: ["1", "-1/pi", "1/(3pi^2)"]),
    SeriesCase(text: "f(-rho)", coefficients: ["0", "0", "0", "1/(3pi)", "0", "-1/(30pi)"]),
    SeriesCase(text: "f(rho/2)", coefficients: ["sqrt(3)/(2pi)+1/3", "0", "-1/6", "0"]),
    SeriesCase(text: "f(rho-1)", coefficients: ["1/pi", "0", "-1/4", "0", "1/48+1/(8pi)"]),
    SeriesCase(text: "(1-f(rho))/(1-rho)", coefficients: ["1", "-2/(3pi)", "0", "1/(90pi)"]),
    SeriesCase(text: "|1-f(rho)|", coefficients: ["0", "0", "1/2", "-1/(3pi)"]),
    SeriesCase(text: "|f(rho)-1|", coefficients: ["0", "0", "1/2", "-1/(3pi)"]),
    SeriesCase(text: "log(rho)", coefficients: ["0", "0", "-1/2", "0", "-1/12"]),
    SeriesCase(text: "exp(1-rho)", coefficients: ["1", "0", "1/2", "0", "1/12"]),
    SeriesCase(text: "atan(1-rho)", coefficients: ["0", "0", "1/2", "0", "-1/24", "0", "-29/720"]),
    SeriesCase(
      text: "erf(1-rho)",
      coefficients: [
        "0", "0", "1/sqrt(pi)", "0", "-1/(12*sqrt(pi))", "0", "-29/(360*sqrt(pi))",
      ]),
    SeriesCase(text: "erfc(rho)", coefficients: ["erfc(1)", "0", "exp(-1)/sqrt(pi)"]),
    SeriesCase(text: "sin(acos(f(rho)))^2+f(rho)^2", coefficients: ["1", "0", "0", "0", "0"]),
    SeriesCase(text: "2+pi", coefficients: ["2+pi", "0", "0"]),
  ]

  @Test(arguments: cases) fileprivate func knownCoefficients(_ test: SeriesCase) throws {
    let graph = ExpressionGraph()
    let found = try read(test.text, graph)
      .angleExpansion(of: "rho", order: test.coefficients.count - 1)
    for (power, expected) in test.coefficients.enumerated() {
      let text = found[power].written(by: TextPrinter()) ?? ""
      #expect(isSame(found[power], try read(expected, graph)), "t^\(power): \(text)")
    }
  }

  /// κ_n(cos t) = J_n(t)/J_n(0): the coefficients are the derivatives of the angular polynomial.
  @Test(arguments: 0...6) func derivativesOfTheAngularFunction(order n: Int) throws {
    let graph = ExpressionGraph()
    let found = try graph.variable("rho").applying(.kappa(n)).angleExpansion(of: "rho", order: 10)
    let derivation = ArcCosineDerivation(order: n)
    var angular = derivation.angular
    var factorial: Rational = 1
    for k in 0...10 {
      if k > 0 { factorial *= Rational(k) }
      let value = graph.sum(
        angular.valueAtZero.enumerated().map { power, coefficient in
          (coefficient / factorial, graph.pi.power(Rational(power)))
        })
      #expect(isSame(found[k] * graph.pi * graph.rational(derivation.normalization), value))
      angular = angular.derivative
    }
  }

  /// The angle of f^k(cos t) starts t − k t²/(3π), whence 1 − f^k(cos t) = t²/2 − k t³/(3π) + ….
  @Test(arguments: [1, 2, 5, 10, 40]) func iterates(k: Int) throws {
    let graph = ExpressionGraph()
    let iterate = try read("f^\(k)(rho)", graph)
    let found = try iterate.angleExpansion(of: "rho", order: k == 10 ? 12 : 3)
    #expect(found[0].rationalValue == 1)
    #expect(found[1].isZero)
    #expect(found[2].rationalValue == Rational(-1, 2))
    #expect(found[3] == Rational(Integer(k), 3) * graph.pi.reciprocal)
    // Powers of 1/π of one parity up to the power of t less 2.
    #expect(found.allSatisfy { $0.treeSize < 200 })
  }

  /// What two series have in common cancels exactly, whatever the roots and denominators.
  @Test(arguments: [
    "1/(1+f(rho)) + f(rho)/(1+f(rho)) - 1",
    "sqrt(2+f(rho))*sqrt(2+f(rho)) - 2 - f(rho)",
    "f(sqrt(1-sqrt(1-rho^2)^2)) - f(rho)",
    "1/(pi+sqrt(2)+1-rho) - 1/(pi+sqrt(2)+1-f(rho)) + (f(rho)-rho)"
      + "/((pi+sqrt(2)+1-rho)*(pi+sqrt(2)+1-f(rho)))",
  ]) func identicallyZero(_ text: String) throws {
    let graph = ExpressionGraph()
    let ring = ExpandedForm.Ring(graph) { $0.certifiedSign }
    let expansion = SeriesExpansion(ring: SeriesRing(one: ring.one), end: 9)
    let series = try expansion.expand(
      try read(text, graph), replacing: "rho", by: expansion.cosine)
    #expect(series.end >= 7)
    for power in 0..<series.end {
      #expect(series[power]?.sign == 0, "t^\(power): \(series[power]?.description ?? "")")
    }
  }

  @Test func failuresAreTyped() throws {
    let graph = ExpressionGraph()
    func failure(_ text: String) -> SeriesFailure? {
      do throws(SeriesFailure) {
        guard let expression = try? read(text, graph) else { return nil }
        _ = try expression.angleExpansion(of: "rho", order: 3)
        return nil
      } catch {
        return error
      }
    }
    #expect(failure("1/(1-rho)") == .pole)
    #expect(failure("sqrt(sqrt(1-rho^2))") == .notAnalytic)
    #expect(failure("f(kappa(0, rho))") == .notAnalytic)
    #expect(failure("log(1-rho)") == .notAnalytic)
    #expect(failure("acos(2-rho)") == .undefined("a root of a negative number"))
    #expect(failure("sqrt(rho-1)") == .undefined("a root of a negative number"))
    #expect(failure("log(-rho)") == .undefined("the logarithm of a negative number"))
    guard case .vanishing = failure("sqrt(rho^2-1+(1-rho)*(1+rho))") else {
      Issue.record("a series that vanishes identically")
      return
    }
    // The sign of π − 22/7 does not show: without a certified sign it is not guessed.
    guard case .undecidedSign = failure("sqrt(22/7-pi+1-rho)") else {
      Issue.record("an undecided sign")
      return
    }
    let decided = try read("sqrt(22/7-pi+1-rho)", graph)
      .angleExpansion(of: "rho", order: 2) { $0.certifiedSign }
    #expect(isSame(decided[0], try read("sqrt(22/7-pi)", graph)))
  }

  /// Nested inside points need the sign of 1 − f(1/2).
  @Test func regularPointsInsideAnIterate() throws {
    let graph = ExpressionGraph()
    let found = try read("f(f(rho/2))", graph).angleExpansion(of: "rho", order: 2) {
      $0.certifiedSign
    }
    let slope = try read("-kappa(0, f(1/2))*kappa(0, 1/2)/4", graph)
    #expect(found[0] == (try read("f(f(1/2))", graph)))
    #expect((found[2] - slope).withDefinitionsExpanded.certifiedSign != 1)
    let difference = try Evaluator(digits: 1).decimals([found[2], slope])
    #expect(difference[0] == difference[1])
  }
}

@Suite struct TaylorTests {
  @Test(arguments: [
    "f(x)", "kappa(3, x)", "kappa(0, x)", "sqrt(1-x^2)", "acos(x)", "asin(x)*exp(x)", "atan(x)^3",
    "log(2+x)/(1+x^2)", "sin(x)*cos(3*x)", "f(f(x))", "(1+x)^(5/3)", "|x-2|*(1+x)^(-2)",
    "f(sin(x))^2/(3+x)",
  ]) func coefficientsAreDerivatives(_ text: String) throws {
    let graph = ExpressionGraph()
    let expression = try read(text, graph)
    for point in [Rational(1, 3), Rational(-2, 7)] {
      let found = try expression.taylorCoefficients(
        in: "x", at: graph.rational(point), order: 5
      ) { $0.certifiedSign }
      var derivative = expression
      var factorial: Rational = 1
      for k in 0...5 {
        if k > 0 {
          derivative = derivative.derivative("x")
          factorial *= Rational(k)
        }
        let exact = derivative.substituting(["x": point]) / factorial
        let values = Program([found[k], exact], inputs: [])
          .evaluate([], precision: Precision(200))
        #expect(values[0].overlaps(values[1]), "\(k) at \(point)")
        #expect(values[0].relativeAccuracyBits > 150 || values[0].width.exponent < -150)
      }
    }
  }

  @Test func otherVariablesAreConstants() throws {
    let graph = ExpressionGraph()
    let found = try read("(x+a)^3*sin(b*x)", graph)
      .taylorCoefficients(in: "x", at: graph.integer(0), order: 2)
    #expect(isSame(found[0], graph.integer(0)))
    #expect(isSame(found[1], try read("a^3*b", graph)))
    #expect(isSame(found[2], try read("3*a^2*b", graph)))
  }
}

@Suite struct RemainderTests {
  /// f^k(cos t) lies in Σ c_k t^k with the last coefficient's enclosure, for t in [0, δ].
  @Test(arguments: [
    "f(rho)", "f(f(f(rho)))", "kappa(2, f(rho))", "acos(f(rho))", "f(-f(rho))", "f(-rho)",
    "f(f(rho/2))", "(1-f(rho))/(1-rho)", "sqrt(2-f(rho))", "4-rho-f(rho)-2*f(f(rho))",
    "log(rho)*exp(rho)", "atan(f(rho))", "|rho-f(rho)|",
  ]) func valuesLieInside(_ text: String) throws {
    let graph = ExpressionGraph()
    let expression = try read(text, graph)
    let precision = Precision(160)
    let width = Rational(1, 8)
    let expansion = SeriesExpansion(
      ring: SeriesValue.ring(
        over: SeriesConstants(graph), width: width, precision: precision), end: 7)
    let series = try expansion.expand(expression, replacing: "rho", by: expansion.cosine)
    #expect(series.end >= 5)
    let t = graph.variable("t")
    let program = Program([expression.substituting(["rho": t.cosine])], inputs: ["t"])
    var generator = SplitMix64(seed: 20)
    for trial in 0..<40 {
      let numerator = trial == 0 ? 1 << 20 : Int.random(in: 1...(1 << 20), using: &generator)
      let point = width * Rational(Integer(numerator), Integer(1 << 20))
      let time = Interval(point, precision: precision)
      var value = Interval(0, precision: precision)
      for power in series.valuation..<series.end {
        if let coefficient = series[power] {
          value = value + coefficient.enclosure * time.power(power)
        }
      }
      let truth = program.evaluate([time], precision: precision)[0]
      #expect(value.contains(truth), "t = \(point)")
      // Sharp enough to be of use: the remainder is of the order of t^6.
      #expect(value.width.exponent < -10)
    }
  }
}
