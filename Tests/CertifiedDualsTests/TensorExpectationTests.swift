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

  /// Pairs of panels that are small have fewer bits, and of equal functions one of two pairs is made: nothing is lost.
  @Test(arguments: ["2/3", "-9/10"]) func manyDigitsAreFewDigitsAndMore(_ text: String) throws {
    let rho = try #require(Rational(text))
    for (name, b) in [("tanh", Rational(1)), ("tanh", 2), ("max(u-1,0)", 1), ("gelu+u", 1)] {
      let sigma = try formula(name == "gelu+u" ? "u*Phi(u)+u" : name)
      let bits = 600
      let point = Interval(rho, precision: Precision(bits + 96))
      let fine = try value(plane(sigma, sigma, 1, b, point, bits: bits))
      #expect(fine.width.exponent < 16 - bits, "\(name): \(fine.width)")
      for coarser in [96, 320] {
        let point = Interval(rho, precision: Precision(coarser + 96))
        let value = try value(plane(sigma, sigma, 1, b, point, bits: coarser))
        #expect(value.overlaps(fine) && value.width.exponent < 16 - coarser)
      }
      if name == "gelu+u" {
        let other = try product(sigma, sigma, 1, b, rho, digits: 60)
        #expect(other.overlaps(fine))
      }
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
    let plane = try plane(sigma, sigma, 1, 1, rho, bits: 64)
    #expect(throws: DualFailure.budget) { try value(plane) }
  }

  /// E[max(u − 1, 0)max(v − 1, 0)] where ρ is near −1: at most κ⁴·2^−1443 for ρ = −999/1000, because K is at most
  /// exp(−1/(1 + ρ))/(2πκ) where u, v ≥ 1 and falls as exp(−(u + v − 2)/(1 + ρ)).
  @Test func smallValuesAreKnownToAllTheirDigits() throws {
    let shifted = try formula("max(u-1,0)")
    let rho = Rational(-999, 1000)
    let digits = try product(shifted, shifted, 1, 1, rho, digits: 40)
    let precision = digits.precision
    #expect(digits.relativeAccuracyBits > 100)
    // ∫∫ (u−1)(v−1)K over u, v ≥ 1 by K = exp(−1/(1+ρ) − (s+t)/(1+ρ) − (s²−2ρst+t²)/(2κ²))/(2πκ), s = u − 1,
    // t = v − 1: at most the integral without the last term.
    let gap = Interval(1 + rho, precision: precision)
    let square = Interval(1 - rho * rho, precision: precision)
    let scale =
      (-(Interval(1, precision: precision) / gap)).exponential
      / (Interval.pi(precision: precision).scaled(by: 2) * square.squareRoot)
    let most = scale * gap.power(4)
    #expect(digits.upper < most.lower && digits.lower > most.scaled(by: Rational(9, 10)).upper)
    // The step: 2·E[1(u > 1)1(v > 1)] falls to the same order.
    let step = try product(shifted.derivative, shifted.derivative, 1, 1, rho, digits: 40)
    let bound = scale * gap.squared
    #expect(step.upper < bound.lower && step.lower > bound.scaled(by: Rational(9, 10)).upper)
    // And nothing is left at ρ = −1.
    #expect(try product(shifted, shifted, 1, 1, -1, digits: 30).isPoint)
    #expect(try product(shifted, shifted, 1, 4, -2, digits: 30).sign == 0)
    let relu = try formula("max(u,0)")
    #expect(try product(relu, relu, 2, 2, -2, digits: 30).sign == 0)
    #expect(try product(relu, relu, 2, 2, 2, digits: 30).contains(1))
    #expect(try product(shifted, shifted, 1, 1, 1, digits: 30).lower.sign > 0)
  }

  /// E[softplus(u)softplus(v)] at large variances of opposite signs is near what the integral over u = s + d,
  /// v = s − d leaves; values of both ways of integration, which must agree.
  @Test(arguments: [("10000", "-9999"), ("1000000", "-999999")])
  func largeOppositeInputsAreEnclosed(_ variance: String, _ covariance: String) throws {
    let sigma = try formula("softplus")
    let (a, c) = (try #require(Rational(variance)), try #require(Rational(covariance)))
    let box = [a, a, c].map { Interval($0, precision: Precision(256)) }
    let frame = try PlanarFrame(sigma, sigma, a: box[0], b: box[1], c: box[2], bits: 96)
    let sum = try #require(try frame.doubleSum())
    #expect(sum.relativeAccuracyBits > 60)
    let coarse = try PlanarFrame(sigma, sigma, a: box[0], b: box[1], c: box[2], bits: 64)
    let integral = try coarse.integral()
    #expect(integral.overlaps(sum) && integral.relativeAccuracyBits > 20)
  }

  /// Bounds of K in machine numbers are not below values of K, at random places, some of them complex.
  @Test func kernelBoundsHold() throws {
    var random = SplitMix64(seed: 41)
    var failures = Failures()
    let precision = Precision(128)
    func number(_ reach: Double) -> Double { Double.random(in: -reach...reach, using: &random) }
    func interval(_ x: Double) -> Interval {
      Interval(BigFloat(x, precision: precision, rounding: .nearestEven))
    }
    let one = Interval(1, precision: precision)
    for _ in 0..<scaledCount(400) {
      let rho = interval([0, 0.5, 0.9, 0.999, 0.999999].randomElement(using: &random) ?? 0)
      let square = one - rho.squared
      let bound = try #require(GaussianKernelBound(rho: rho, spread: square.squareRoot))
      let (p, q, y) = (number(6), number(1), number(6))
      let width = abs(number(1))
      // |exp(−θ(x² − 2ρxy + y²))| at x = p + iq.
      let (x, height, other) = (interval(p), interval(q), interval(y))
      let real =
        x.squared - height.squared - (rho * x * other).scaled(by: 2) + other.squared
      let size =
        (-(real / square.scaled(by: 2))).exponential
        / (Interval.pi(precision: precision).scaled(by: 2) * square.squareRoot)
      for (left, right) in [(0.0, 0.0), (width, 0), (0, width), (width / 2, width)] {
        let exponent = bound.exponent(
          Span(lower: p - left, upper: p + right), height: abs(q),
          Span(lower: y - right, upper: y + left))
        failures.check(
          size.lower.exponent <= exponent + 1
            && size.lower
              <= power(exponent).adding(
                power(exponent - 30), precision: precision, rounding: .up),
          "K at (\(p) + \(q)i, \(y)), \(rho): \(size), not at most 2^\(exponent)")
        if left == 0 && right == 0 && q == 0 {
          failures.check(size.upper.exponent >= exponent - 6, "a poor bound")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// log(1 + e^u) and tanh keep their relative size where they are small, on the line and beside it.
  @Test func smallValuesOfFormulasAreNotForgotten() throws {
    let low = Precision(64)
    for (text, reach) in [("softplus", 400), ("mish", 400)] {
      let sigma = try formula(text)
      let u = Interval(lower: Rational(-reach - 1), upper: Rational(-reach), precision: low)
      let value = sigma.value(at: u, precision: low)
      #expect(value.magnitude.upper.exponent < -500, "\(text): \(value)")
      let place = ComplexInterval(
        real: u, imaginary: Interval(lower: Rational(0), upper: Rational(1), precision: low))
      #expect(sigma.value(at: place, precision: low).magnitudeBound.exponent < -500)
    }
    // Against the same at many bits.
    let sigma = try formula("softplus")
    for n in 1...60 {
      let fine = sigma.value(
        at: Interval(Rational(-n), precision: Precision(512)), precision: Precision(512))
      let coarse = sigma.value(at: Interval(Rational(-n), precision: low), precision: low)
      #expect(coarse.contains(fine) && coarse.relativeAccuracyBits > 28)
    }
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
