import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import CertifiedDuals

/// Activations whose duals are elementary go the general way, and the values must be the elementary ones.
@Suite("Certified duals against closed forms")
struct ClosedFormTests {
  private struct Case {
    let text: String
    /// E[σσ], E[σ′σ′] and E[σ].
    let kernel, slope: (_ a: Interval, _ b: Interval, _ c: Interval) -> Interval
    let mean: (_ a: Interval) -> Interval
  }

  private static var cases: [Case] {
    [
      // σ = sin(6/5·u + 3/10): ½(e^{β²(c − s/2)} ∓ cos 2γ e^{−β²(c + s/2)}), s = a + b.
      Case(
        text: "sin(6/5*u+3/10)",
        kernel: { a, b, c in waves(a, b, c, sign: -1) },
        slope: { a, b, c in waves(a, b, c, sign: 1).scaled(by: Rational(36, 25)) },
        mean: { a in
          Interval(Rational(3, 10), precision: a.precision).sine
            * a.scaled(by: Rational(-18, 25)).exponential
        }),
      // σ = exp(−4/5·u²): D^(−1/2), D = (1 + 8a/5)(1 + 8b/5) − 64c²/25.
      Case(
        text: "exp(-4/5*u^2)",
        kernel: { a, b, c in one(a) / bell(a, b, c).squareRoot },
        slope: { a, b, c in
          (c / bell(a, b, c).power(Rational(3, 2))).scaled(by: Rational(64, 25))
        },
        mean: { a in one(a) / a.scaled(by: Rational(8, 5)).adding(1).squareRoot }),
      Case(
        text: "exp(3/5*u)",
        kernel: { a, b, c in exponential(a, b, c) },
        slope: { a, b, c in exponential(a, b, c).scaled(by: Rational(9, 25)) },
        mean: { a in a.scaled(by: Rational(9, 50)).exponential }),
      // σ = u³/3 − u + ½: E = ¼ + (a−1)(b−1)c + 2c³/3, E′ = (a−1)(b−1) + 2c².
      Case(
        text: "u^3/3-u+1/2",
        kernel: { a, b, c in
          (a.adding(-1) * b.adding(-1) * c + c.power(3).scaled(by: Rational(2, 3))).adding(
            Rational(1, 4))
        },
        slope: { a, b, c in a.adding(-1) * b.adding(-1) + c.squared.scaled(by: 2) },
        mean: { a in Interval(Rational(1, 2), precision: a.precision) }),
    ]
  }

  private static func one(_ a: Interval) -> Interval { Interval(1, precision: a.precision) }

  private static func waves(_ a: Interval, _ b: Interval, _ c: Interval, sign: Int) -> Interval {
    let half = (a + b).scaled(by: Rational(1, 2))
    let square = Rational(36, 25)
    let cosine = Interval(Rational(3, 5), precision: a.precision).cosine
    return
      ((c - half).scaled(by: square).exponential
      + (cosine * (-(c + half)).scaled(by: square).exponential).scaled(by: Rational(sign)))
      .scaled(by: Rational(1, 2))
  }

  private static func bell(_ a: Interval, _ b: Interval, _ c: Interval) -> Interval {
    let factor = Rational(8, 5)
    return a.scaled(by: factor).adding(1) * b.scaled(by: factor).adding(1)
      - c.squared.scaled(by: Rational(64, 25))
  }

  private static func exponential(_ a: Interval, _ b: Interval, _ c: Interval) -> Interval {
    ((a + b).scaled(by: Rational(1, 2)) + c).scaled(by: Rational(9, 25)).exponential
  }

  /// Variances 1/100 … 10 and covariances within them, some on or next to the boundary c² = ab.
  static func arguments(_ random: inout SplitMix64) -> (a: Rational, b: Rational, c: Rational) {
    // Squares of rationals, so that the boundary has rational points.
    let roots = (Rational(1, 10), Rational(1, 2), Rational(1), Rational(3, 2), Rational(3))
    let choices = [roots.0, roots.1, roots.2, roots.3, roots.4]
    let s = choices[Int.random(in: 0..<5, using: &random)]
    let t = choices[Int.random(in: 0..<5, using: &random)]
    let rho: Rational
    switch Int.random(in: 0..<4, using: &random) {
    case 0: rho = 1
    case 1: rho = -1 + Rational(1).scaled(byPowerOfTwo: -Int.random(in: 4..<40, using: &random))
    default: rho = Rational(Int.random(in: -999...999, using: &random)) / 1000
    }
    return (s * s, t * t, s * t * rho)
  }

  @Test func valuesAreTheElementaryOnes() throws {
    var random = SplitMix64(seed: 16)
    var failures = Failures()
    for index in 0..<scaledCount(24) {
      let test = Self.cases[index % Self.cases.count]
      let sigma = try formula(test.text)
      let (a, b, c) = Self.arguments(&random)
      let precision = Precision(200)
      let box = [a, b, c].map { Interval($0, precision: precision) }
      let place = "\(test.text) at (\(a), \(b), \(c))"
      func check(_ value: Interval, _ truth: Interval, _ what: String) {
        failures.check(value.overlaps(truth), "\(what) of \(place): \(value), not \(truth)")
        // Absolutely: a value may be small by cancellation.
        let size = max(value.magnitude.upper.exponent, -40)
        failures.check(
          value.width.isZero || value.width.exponent < size - 60,
          "\(what) of \(place) is wide: \(value)")
      }
      check(
        try product(sigma, sigma, a, b, c, digits: 30), test.kernel(box[0], box[1], box[2]),
        "kernel")
      let slope = sigma.derivative
      check(
        try product(slope, slope, a, b, c, digits: 30), test.slope(box[0], box[1], box[2]), "slope")
      check(try mean(sigma, a, digits: 30), test.mean(box[0]), "mean")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func kinksAreIntegratedPieceByPiece() throws {
    // relu: E = √(ab)κ₁(ρ)/2, E′ = κ₀(ρ)/2; at ρ = 1/2 and −1, at three variances.
    let relu = try formula("max(u,0)")
    let precision = Precision(160)
    let pi = Interval.pi(precision: precision)
    let root = Interval(3, precision: precision).squareRoot
    // κ₁(½) = √3/(2π) + 1/3, κ₀(½) = 2/3.
    let kernel = (root / pi).scaled(by: Rational(1, 2)).adding(Rational(1, 3))
    for a in [Rational(1, 4), 1, 4] {
      let value = try product(relu, relu, a, a, a / 2, digits: 30)
      #expect(value.overlaps(kernel.scaled(by: a / 2)))
      #expect(value.relativeAccuracyBits > 90)
      let slope = try product(relu.derivative, relu.derivative, a, a, a / 2, digits: 20)
      #expect(slope.contains(Rational(1, 3)))
      #expect(slope.relativeAccuracyBits > 60)
      let opposite = try product(relu, relu, a, a, -a, digits: 30)
      #expect(opposite.contains(0) && opposite.width.exponent < -90)
    }
    // A kink away from 0: |u − 1/3| at ρ = 1 is a variance plus 1/9.
    let distance = try formula("|u-1/3|")
    #expect(try product(distance, distance, 1, 1, 1, digits: 30).contains(Rational(10, 9)))
  }

  @Test func doubledPrecisionLiesWithin() throws {
    var random = SplitMix64(seed: 3)
    var failures = Failures()
    for name in ["tanh", "sigmoid", "softplus", "silu", "mish", "elu"] {
      let sigma = try formula(name)
      for _ in 0..<scaledCount(2) {
        var (a, b, c) = Self.arguments(&random)
        // Next to the boundary large variances and kinks take thousands of coefficients.
        if name == "elu" || a > 2 || b > 2 { c = c / 2 }
        for tau in [sigma, sigma.derivative] {
          let coarse = try product(tau, tau, a, b, c, digits: 12)
          let fine = try product(tau, tau, a, b, c, digits: 24)
          let place = "\(name) at (\(a), \(b), \(c))"
          failures.check(coarse.overlaps(fine), "\(place): \(coarse) against \(fine)")
          failures.check(fine.width.exponent < -60, "\(place): wide, \(fine)")
        }
        let means = (try mean(sigma, a, digits: 12), try mean(sigma, a, digits: 24))
        failures.check(means.0.overlaps(means.1), "mean of \(name) at \(a)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }
}
