import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import CertifiedDuals

/// Kinks and steep activations next to ρ = ±1 and at large variances, where the Hermite series does not serve.
@Suite("Expectations as integrals over the plane")
struct PlanarExpectationTests {
  private static let precision = Precision(256)

  private static func ten(_ exponent: Int) -> Rational {
    let power = (0..<exponent.magnitude).reduce(Rational(1)) { product, _ in product * 10 }
    return exponent < 0 ? 1 / power : power
  }

  /// √(ab − c²) and the angle atan2(√(ab − c²), c).
  private static func angle(_ a: Rational, _ b: Rational, _ c: Rational) -> (Interval, Interval) {
    let height = Interval(a * b - c * c, precision: precision).squareRoot
    return (height, .atan2(height, Interval(c, precision: precision)))
  }

  @Test func reluAndItsStepAreTheArcCosineKernels() throws {
    let relu = try formula("max(u,0)")
    var random = SplitMix64(seed: 12)
    var failures = Failures()
    for _ in 0..<scaledCount(6) {
      let (s, t) = (
        Self.ten(Int.random(in: -3...3, using: &random)),
        Self.ten(Int.random(in: -3...3, using: &random))
      )
      let gap = Self.ten(-Int.random(in: 3...12, using: &random))
      let c = s * t * (Bool.random(using: &random) ? 1 - gap : gap - 1)
      let (a, b) = (s * s, t * t)
      let (height, angle) = Self.angle(a, b, c)
      let pi = Interval.pi(precision: Self.precision)
      let step = (pi - angle) / pi.scaled(by: 2)
      let kernel = height / pi.scaled(by: 2) + step.scaled(by: c)
      let place = "(\(a), \(b), \(c))"
      let slope = relu.derivative
      for (sigma, truth, what) in [(relu, kernel, "kernel"), (slope, step, "slope")] {
        let value = try product(sigma, sigma, a, b, c, digits: 20)
        failures.check(value.overlaps(truth), "\(what) at \(place): \(value), not \(truth)")
        let size = root(a * b)
        failures.check(
          value.width.exponent < (what == "kernel" ? size : 0) - 40, "\(what) at \(place) is wide")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// The binary exponent of √q.
  private func root(_ q: Rational) -> Int {
    BigFloat(q, precision: Precision(53), rounding: .up).exponent / 2
  }

  /// Values of composite Gauss–Legendre quadrature in machine numbers (NumPy), graded towards the kink
  /// line in both directions; good to ten digits.
  @Test(arguments: [
    ("mish", 0, "1000000", "1/10000", "-9999/1000", "-2.974147716609827"),
    ("elu", 1, "1", "25", "-99999999/20000000", "0.3384975968408797"),
    ("elu", 0, "10000", "490000", "-70000", "-319.1258253188265"),
    ("softplus", 0, "81", "81", "-8099999919/100000000", "0.10345447029077261"),
    ("softplus", 1, "3600", "6400", "4800", "0.4941333382726462"),
    ("tanh", 0, "25", "25", "9999999999/400000000", "0.842961759298278"),
    ("exp(-u^2)", 1, "9", "250000", "1500", "1.6969595472346243e-05"),
    ("sigmoid", 1, "1000000", "81/1000000", "9", "9.97354060358437e-05"),
    ("silu", 1, "1000000", "1000000", "1000000", "0.5000857623112095"),
    ("abs(u)", 1, "16", "64", "9999999/312500", "0.9997152949802607"),
    ("u*tanh(log(1+exp(u)))", 1, "64", "64", "64", "0.5087126037634918"),
  ])
  func valuesAreThoseOfAnotherProgram(
    _ text: String, _ order: Int, _ a: String, _ b: String, _ c: String, _ printed: String
  ) throws {
    let sigma = try formula(text).derivative(order: order)
    let (a, b, c) = (
      try #require(Rational(a)), try #require(Rational(b)), try #require(Rational(c))
    )
    let value = try product(sigma, sigma, a, b, c, digits: 15)
    let number = BigFloat(
      try #require(Double(printed)), precision: Precision(53), rounding: .nearestEven)
    #expect(value.relativeAccuracyBits >= 44)
    let ratio = (value / Interval(number)).adding(-1).magnitude
    #expect(ratio.upper.double(rounding: .up) < 1e-10, "\(value), not \(printed)")
  }

  @Test func bothWaysAgree() throws {
    var random = SplitMix64(seed: 77)
    for name in ["tanh", "silu", "elu", "mish"] {
      let sigma = try formula(name)
      func number() -> Rational { Rational(Int.random(in: 16...256, using: &random)) / 64 }
      let (a, b) = (number(), number())
      let c = min(a, b) * Rational(Int.random(in: -50...50, using: &random)) / 64
      let box = [a, b, c].map { Interval($0, precision: Precision(96)) }
      let series = try product(sigma, sigma, a, b, c, digits: 15)
      let plane = try PlanarExpectation.value(
        sigma, sigma, a: box[0], b: box[1], c: box[2], bits: 64)
      #expect(series.overlaps(plane), "\(name) at (\(a), \(b), \(c)): \(series), \(plane)")
      #expect(series.width.exponent < -48 && plane.width.exponent < -48)
    }
  }

  @Test func atTheBoundaryVariancesMayDiffer() throws {
    // E[(√a z)²·|√b z|/|√a z|]: |u| and |v| are proportional, E = √(ab).
    let absolute = try formula("abs(u)")
    let value = try product(absolute, absolute, 2, 18, -6, digits: 30)
    #expect(value.contains(6) && value.relativeAccuracyBits > 100)
    let shifted = try formula("abs(u-1)")
    // E|z − 1||2z − 1|, the same from the kinks at 1 and 1/2: by 2∫z² − 3z + 1 outside less inside.
    let wide = try product(shifted, shifted, 1, 4, 2, digits: 20)
    let finer = try product(shifted, shifted, 1, 4, 2, digits: 40)
    #expect(wide.overlaps(finer) && finer.relativeAccuracyBits > 130)
  }

  @Test func whatIsTooMuchIsRefused() throws {
    let elu = try formula("elu")
    let one = Interval(1, precision: Precision(2048))
    #expect(throws: DualFailure.budget) {
      try PlanarExpectation.value(
        elu, elu, a: one, b: one, c: one.scaled(by: Rational(9, 10)), bits: 2000)
    }
  }

  @Test(arguments: [4, 10, 32])
  func hermiteRulesIntegratePolynomials(_ count: Int) {
    let rule = GaussHermiteRule.rule(count, precision: Precision(128))
    var moment = Rational(1)
    for half in 0..<count {
      if half > 0 { moment = moment * Rational(2 * half - 1) }
      let pairs = zip(rule.nodes, rule.weights)
      let sum = pairs.reduce(Interval(0, precision: Precision(128))) {
        $0 + $1.1 * ($1.0.squared.power(half))
      }
      #expect(sum.contains(moment) && sum.relativeAccuracyBits > 60)
    }
  }

  @Test func kernelSumsEncloseWhatIntervalsGive() {
    var random = SplitMix64(seed: 3)
    let precision = Precision(160)
    func number() -> Interval {
      Interval(Rational(Int.random(in: -3000...3000, using: &random)) / 1001, precision: precision)
    }
    let nodes = (0..<50).map { _ in (place: number(), weight: number()) }
    let sum = GaussianKernelSum(nodes, bits: 80)
    for _ in 0..<10 {
      let x = number()
      let truth = nodes.reduce(Interval(0, precision: precision)) {
        $0 + $1.weight * (-($1.place - x).squared).exponential
      }
      let value = sum.value(at: x)
      #expect(value.contains(truth) && value.width.exponent < -70)
    }
  }
}
