import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import CertifiedDuals

@Suite("Activations that are hard or have no dual")
struct AdversarialTests {
  @Test(arguments: [
    // A pole, a logarithm of negative numbers, a root of them, and growth without an expectation.
    "1/u", "log(u)", "sqrt(u)", "1/(u-1/3)^2", "exp(u^2)", "exp(1/3*u^2)", "sinh(u^3)",
    // A pole so near to the line that no affordable panel reaches it.
    "1/(u-10)", "tan(u)",
  ])
  func haveNoDual(_ text: String) throws {
    let sigma = try formula(text)
    #expect(throws: DualFailure.self) {
      try product(sigma, sigma, 1, 1, Rational(1, 3), digits: 20)
    }
  }

  @Test func polesNearTheLineCostPanelsOnly() throws {
    // E[1/(1 + 100u²)] = √(π/2)·10⁻¹·e^(1/200)·erfc(1/(10√2)), from another program.
    let sigma = try formula("1/(1+100*u^2)")
    let value = try mean(sigma, 1, digits: 20)
    let decimal = try #require(EnclosedDecimal(value, digits: 20))
    #expect(agrees(decimal, withPrinted: "0.11592623996187363287"))
    let kernel = try product(sigma, sigma, 1, 1, Rational(1, 3), digits: 12)
    let finer = try product(sigma, sigma, 1, 1, Rational(1, 3), digits: 24)
    #expect(kernel.overlaps(finer) && finer.relativeAccuracyBits > 70)
  }

  @Test func growthUpToTheLimitIsEnclosed() throws {
    // E[exp(u²/5)²] at variance 1 is (1 − 4/5)^(−1/2) = √5.
    let sigma = try formula("exp(u^2/5)")
    let value = try product(sigma, sigma, 1, 1, 1, digits: 20)
    #expect(value.squared.contains(5) && value.relativeAccuracyBits > 50)
    // exp(u²/3) at variances ½ and covariance ¼: ((1 − 1/3)² − 1/36)^(−1/2) = (5/12)^(−1/2).
    let steep = try formula("exp(u^2/3)")
    let half = Rational(1) / 2
    let product = try product(steep, steep, half, half, half / 2, digits: 30)
    #expect(product.squared.contains(Rational(12) / 5) && product.relativeAccuracyBits > 90)
  }

  /// What does not depend on u, next to ρ = 1; and exponentials of exponentials, whose values on wide ellipses are so
  /// large that no argument can be reduced.
  @Test func constantsAndExtremeEllipses() throws {
    let constant = try formula("Phi(Phi(0*u))")
    let rho = Rational(1) - Rational(1).scaled(byPowerOfTwo: -50)
    let value = try product(constant, constant, 1, 1, rho, digits: 30)
    let root = try mean(constant, 2, digits: 30)
    #expect(root.squared.overlaps(value) && value.relativeAccuracyBits > 100)
    let nested = try formula("exp(-(exp(-(u-2)^2))^2)")
    let kernel = try product(nested, nested, Rational(1, 100_000), 1_000_000, -2, digits: 15)
    let means = try (
      mean(nested, Rational(1, 100_000), digits: 15), mean(nested, 1_000_000, digits: 15)
    )
    // Far from 2 the function is nearly 1.
    #expect(kernel.relativeAccuracyBits > 40)
    #expect((kernel - means.0 * means.1).magnitude.upper.exponent < -10)
  }

  /// E[e^(tu)max(u, 0)] at variance 1 is e^(t²/2)(tΦ(t) + φ(t)), whose mass is far out.
  @Test(arguments: [10, 20]) func steepExponentialsHaveMeans(_ rate: Int) throws {
    let sigma = try formula("exp(\(rate)*u)*max(u,0)")
    // √E[σ²] is e^(t²/2) times as large.
    let value = try mean(sigma, 1, digits: 20 + rate * rate / 4)
    let t = Interval(rate, precision: value.precision)
    let half = Rational(1) / 2
    let root = Interval(2, precision: value.precision).squareRoot
    let share = (-t / root).complementaryErrorFunction.scaled(by: half)
    let density =
      t.squared.scaled(by: -half).exponential
      / Interval.pi(precision: value.precision).scaled(by: 2).squareRoot
    #expect(value.overlaps(t.squared.scaled(by: half).exponential * (t * share + density)))
    #expect(value.relativeAccuracyBits > 60)
  }

  @Test(arguments: [
    ("u+", "expected a term"), ("v*u", "unknown name 'v'"), ("foo(u)", "'foo' is not a function"),
    ("max(u)", "takes 2 arguments"), ("|sin(u)|", "must be linear in u"),
    ("1/0*u", "divides by zero"),
    ("exp^2(u)", "for a power"), ("u^100000", "too large"), ("\"u\"", "no meaning"),
  ])
  func badFormulasAreLocatedErrors(_ text: String, _ message: String) {
    let error = #expect(throws: SyntaxError.self) { try ActivationFormula(parsing: text) }
    #expect(error?.message.contains(message) == true, "\(error.map { "\($0)" } ?? "none")")
  }

  /// erf in formulas without closed duals: E[erf(u)²] = (2/π)·asin(2a/(1 + 2a)) by the general way, and
  /// E[u·erf(u)] = 2a/√(π(1 + 2a)).
  @Test func errorFunctionsInFormulas() throws {
    let erf = try formula("erf(u)")
    for a in [Rational(1, 10_000), Rational(3, 2), 400] {
      let value = try product(erf, erf, a, a, a, digits: 30)
      let ratio = 2 * a / (1 + 2 * a)
      let pi = Interval.pi(precision: value.precision)
      let truth = Interval(ratio, precision: value.precision).arcsine.scaled(by: 2) / pi
      #expect(value.overlaps(truth) && value.relativeAccuracyBits > 80, "at \(a)")
      let mixed = try mean(formula("u*erf(u)"), a, digits: 30)
      let square = Interval(4 * a * a / (1 + 2 * a), precision: value.precision) / pi
      #expect(mixed.squared.overlaps(square) && mixed.relativeAccuracyBits > 80)
    }
    let composed = try formula("tanh(erf(u) + u/3)")
    #expect(composed.parity == .odd)
    let coarse = try product(composed, composed, 1, 2, 1, digits: 12)
    let finer = try product(composed, composed, 1, 2, 1, digits: 30)
    #expect(coarse.overlaps(finer) && finer.relativeAccuracyBits > 90)
  }

  @Test func parityIsFoundSymbolically() throws {
    for text in ["tanh(u)", "exp(u)-exp(-u)", "u*cos(u)", "atan(u^3)", "1/(1+exp(-u))-1/2"] {
      #expect(try formula(text).parity == .odd, "\(text)")
      #expect(try mean(formula(text), 2, digits: 20).sign == 0, "\(text)")
    }
    for text in ["cosh(u)", "exp(-u^2)", "u*tanh(u)", "|u|"] {
      #expect(try formula(text).parity == .even, "\(text)")
    }
    #expect(try formula("silu").parity == .none)
  }

  @Test func whatTheBudgetDoesNotReachIsWideAndRight() throws {
    // elu's series converges slowly next to ρ = 1.
    let elu = try formula("elu")
    let rho = Rational(1) - Rational(1).scaled(byPowerOfTwo: -20)
    let value = try product(elu, elu, 1, 1, rho, digits: 40)
    let limit = try product(elu, elu, 1, 1, 1, digits: 40)
    #expect(value.isBounded)
    #expect(value.lower < limit.upper)
    #expect(value.width.exponent < -15)
    #expect(limit.relativeAccuracyBits > 130)
  }

  @Test func intervalsOfArgumentsHoldTheValuesOfTheirMembers() throws {
    var random = SplitMix64(seed: 5)
    let precision = Precision(64)
    var failures = Failures()
    for name in ["tanh", "silu", "elu", "sin(6/5*u+3/10)"] {
      let sigma = try formula(name)
      for _ in 0..<scaledCount(6) {
        func number(_ low: Int, _ high: Int) -> Rational {
          Rational(Int.random(in: low...high, using: &random)) / 64
        }
        let (a, b) = (number(16, 128), number(16, 128))
        let c = min(a, b) * number(-60, 60) / 64
        let radius = Rational(1).scaled(byPowerOfTwo: -Int.random(in: 2..<40, using: &random))
        func around(_ x: Rational, _ scale: Rational) -> Interval {
          let reach = radius * scale
          return Interval(
            lower: x - reach * number(0, 64), upper: x + reach * number(0, 64),
            precision: precision)
        }
        let box = (around(a, a / 2), around(b, b / 2), around(c, 1))
        let wide = try GaussianExpectation.product(
          sigma, sigma, a: box.0, b: box.1, c: box.2, precision: precision)
        let value = try product(sigma, sigma, a, b, c, digits: 10)
        failures.check(wide.overlaps(value), "\(name) at (\(box)): \(wide), not \(value)")
        let means = try GaussianExpectation.mean(sigma, variance: box.0, precision: precision)
        failures.check(
          means.overlaps(try mean(sigma, a, digits: 10)), "mean of \(name) at \(box.0)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }
}
