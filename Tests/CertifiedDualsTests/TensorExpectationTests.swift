import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import CertifiedDuals

@Suite("Expectations as double sums")
struct TensorExpectationTests {
  private func plane(
    _ first: ActivationFormula, _ second: ActivationFormula, _ a: Rational, _ b: Rational,
    _ rho: Interval, bits: Int
  ) throws -> GaussianPlane {
    let precision = Precision(bits + 96)
    let rho = rho.rounded(to: precision)
    let one = Interval(1, precision: precision)
    return try GaussianPlane(
      first, second,
      variances: (Interval(a, precision: precision), Interval(b, precision: precision)),
      rho: rho, spread: (one - rho.squared).squareRoot, bits: bits)
  }

  private func value(_ plane: GaussianPlane) throws -> Interval {
    try #require(TensorExpectation(plane), "there is no double sum").value()
  }

  /// Values of other programs' two-dimensional quadrature are in `OracleTests`; here what is elementary.
  @Test(arguments: ["0", "1/2", "-9/10", "99/100", "999/1000"])
  func elementaryExpectationsAreEnclosed(_ text: String) throws {
    let rho = try #require(Rational(text))
    let bits = 160
    let point = Interval(rho, precision: Precision(bits + 96))
    let pi = Interval.pi(precision: point.precision)
    let height = (Interval(1, precision: point.precision) - point.squared).squareRoot
    let angle = Interval.atan2(height, point)
    // κ₁(ρ)/2 and κ₀(ρ)/2.
    let step = (pi - angle) / pi.scaled(by: 2)
    let relu = try formula("max(u,0)")
    let kernel = try value(plane(relu, relu, 1, 1, point, bits: bits))
    #expect(kernel.overlaps(height / pi.scaled(by: 2) + step * point))
    #expect(kernel.width.exponent < 8 - bits)
    let slope = try value(plane(relu.derivative, relu.derivative, 3, 1, point, bits: bits))
    #expect(slope.overlaps(step) && slope.width.exponent < 8 - bits)
    // E[sin(6/5·u) sin(6/5·v)] = ½(e^(β²(c − s/2)) − e^(−β²(c + s/2))) and E[e^(u/2)e^(v/2)], a = 1, b = 4.
    let sine = try formula("sin(6/5*u)")
    let waves = [1, -1].map { sign in
      point.scaled(by: Rational(2 * sign)).adding(Rational(-5, 2)).scaled(by: Rational(36, 25))
        .exponential
    }
    let sines = try value(plane(sine, sine, 1, 4, point, bits: bits))
    #expect(sines.overlaps((waves[0] - waves[1]).scaled(by: Rational(1, 2))))
    #expect(sines.width.exponent < 8 - bits)
    let growth = try formula("exp(u/2)")
    let exponentials = try value(plane(growth, growth, 1, 4, point, bits: bits))
    let truth = point.scaled(by: 2).adding(Rational(5, 2)).scaled(by: Rational(1, 4)).exponential
    #expect(exponentials.overlaps(truth) && exponentials.width.exponent < 12 - bits)
  }

  /// The double sum is the integral panel by panel and the Hermite series.
  @Test(arguments: [
    ("tanh", 0), ("elu", 1), ("mish", 0), ("silu", 1), ("exp(-4/5*u^2)", 0), ("max(u-1,0)", 1),
    ("|u-1/3|+sin(3*u)", 0), ("u*tanh(log(1+exp(u)))", 1),
  ])
  func agreesWithTheOtherWays(_ text: String, _ order: Int) throws {
    let sigma = try formula(text).derivative(order: order)
    for (a, b, rho) in [
      (Rational(1), Rational(1), Rational(2, 3)), (2, Rational(1, 3), Rational(-3, 5)),
    ] {
      let point = Interval(rho, precision: Precision(160))
      let sum = try value(plane(sigma, sigma, a, b, point, bits: 64))
      #expect(sum.width.exponent < -48, "\(text): \(sum)")
      let finer = try value(plane(sigma, sigma, a, b, point, bits: 128))
      #expect(sum.overlaps(finer) && finer.width.exponent < -108, "\(text): \(finer)")
      let planar = try PlanarExpectation(plane(sigma, sigma, a, b, point, bits: 48)).value()
      #expect(planar.overlaps(finer) && planar.width.exponent < -32, "\(text): \(planar)")
    }
  }

  @Test func intervalsOfCorrelationsHoldTheirMembers() throws {
    let sigma = try formula("elu")
    let precision = Precision(160)
    let radius = Rational(1).scaled(byPowerOfTwo: -50)
    let rho = Interval(
      lower: Rational(3, 4) - radius, upper: Rational(3, 4) + radius, precision: precision)
    let wide = try value(plane(sigma, sigma, 1, 1, rho, bits: 96))
    for end in [rho.lower, rho.upper] {
      let value = try value(plane(sigma, sigma, 1, 1, Interval(end), bits: 96))
      #expect(wide.lower < value.lower && value.upper < wide.upper)
    }
    #expect(wide.width.exponent < -44)
  }

  @Test func tooManyPanelsAreRefused() throws {
    let sigma = try formula("elu")
    let rho = Interval(
      Rational(1) - Rational(1).scaled(byPowerOfTwo: -40), precision: Precision(160))
    #expect(TensorExpectation(try plane(sigma, sigma, 1, 1, rho, bits: 64)) == nil)
  }

  @Test(arguments: [2, 3, 10, 31, 88])
  func legendreRulesIntegratePolynomials(_ count: Int) {
    let rule = GaussLegendreRule.rule(count, precision: Precision(192))
    #expect(rule.nodes.count == count && rule.weights.count == count)
    for exponent in stride(from: 0, to: 2 * count, by: max(1, count / 3)) {
      let terms = zip(rule.nodes, rule.weights).map { node, weight in
        exponent == 0 ? weight : weight * node.power(exponent)
      }
      let sum = terms.reduce(Interval(0, precision: Precision(192)), +)
      let truth = exponent.isMultiple(of: 2) ? Rational(2) / Rational(exponent + 1) : 0
      #expect(sum.contains(truth) && sum.width.exponent < -150, "\(count), \(exponent): \(sum)")
    }
  }
}
