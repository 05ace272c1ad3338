import ArcCosineKernels
import ExactArithmetic
import Foundation
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// An activation as a function of machine numbers, written down without the package.
private struct PlainActivation: CustomTestStringConvertible, Sendable {
  let name: String
  let value, slope: @Sendable (Double) -> Double

  init(
    _ name: String, _ value: @escaping @Sendable (Double) -> Double,
    slope: @escaping @Sendable (Double) -> Double
  ) {
    (self.name, self.value, self.slope) = (name, value, slope)
  }

  var testDescription: String { name }

  static func normalDistribution(_ u: Double) -> Double { erfc(-u / 2.0.squareRoot()) / 2 }
  static func normalDensity(_ u: Double) -> Double { exp(-u * u / 2) / (2 * .pi).squareRoot() }

  /// Analytic ones, for which the trapezoidal rule converges fast.
  static let analytic: [PlainActivation] = [
    PlainActivation("identity", { $0 }, slope: { _ in 1 }),
    PlainActivation("erf", { erf($0) }, slope: { 2 / Double.pi.squareRoot() * exp(-$0 * $0) }),
    PlainActivation("probit", normalDistribution, slope: normalDensity),
    PlainActivation(
      "gelu", { $0 * normalDistribution($0) },
      slope: { normalDistribution($0) + $0 * normalDensity($0) }),
    PlainActivation(
      "sin(6/5, 3/10)", { sin(1.2 * $0 + 0.3) }, slope: { 1.2 * cos(1.2 * $0 + 0.3) }),
    PlainActivation("cos(-3/2, 1)", { cos(-1.5 * $0 + 1) }, slope: { 1.5 * sin(-1.5 * $0 + 1) }),
    PlainActivation("exp(3/5)", { exp(0.6 * $0) }, slope: { 0.6 * exp(0.6 * $0) }),
    PlainActivation("exp(-1/2)", { exp(-0.5 * $0) }, slope: { -0.5 * exp(-0.5 * $0) }),
    PlainActivation(
      "gaussian(-4/5)", { exp(-0.8 * $0 * $0) }, slope: { -1.6 * $0 * exp(-0.8 * $0 * $0) }),
    PlainActivation(
      "polynomial(1/2, -1, 0, 1/3)", { 0.5 - $0 + $0 * $0 * $0 / 3 }, slope: { $0 * $0 - 1 }),
    PlainActivation(
      "hermite(3)", { ($0 * $0 * $0 - 3 * $0) / 6.0.squareRoot() },
      slope: { (3 * $0 * $0 - 3) / 6.0.squareRoot() }),
    PlainActivation(
      "gabor(-1, 1, 0)", { exp(-$0 * $0) * sin($0) },
      slope: { exp(-$0 * $0) * (cos($0) - 2 * $0 * sin($0)) }),
    PlainActivation(
      "\"1/2 - 3*exp(-u^2/2)*cos(2*u - 3/10)\"",
      { 0.5 - 3 * exp(-$0 * $0 / 2) * cos(2 * $0 - 0.3) },
      slope: { 3 * exp(-$0 * $0 / 2) * (2 * sin(2 * $0 - 0.3) + $0 * cos(2 * $0 - 0.3)) }),
    PlainActivation(
      "\"1/2 + erf(3/7*u)/2\"", { 0.5 + erf($0 * 3 / 7) / 2 },
      slope: { exp(-pow($0 * 3 / 7, 2)) * 3 / 7 / Double.pi.squareRoot() }),
    PlainActivation(
      "rbf(3/4)", { 2.0.squareRoot() * sin(1.5.squareRoot() * $0 + .pi / 4) },
      slope: { 3.0.squareRoot() * cos(1.5.squareRoot() * $0 + .pi / 4) }),
  ]

  /// Homogeneous ones, with the degree of homogeneity.
  static let homogeneous: [(activation: PlainActivation, degree: Int)] = [
    (PlainActivation("relu", { max(0, $0) }, slope: { $0 > 0 ? 1 : 0 }), 1),
    (PlainActivation("abrelu(-1, 1)", { abs($0) }, slope: { $0 > 0 ? 1 : -1 }), 1),
    (
      PlainActivation("abrelu(1/100, 1)", { max($0, 0.01 * $0) }, slope: { $0 > 0 ? 1 : 0.01 }), 1
    ),
    (
      PlainActivation("abrelu(3, -2)", { $0 > 0 ? -2 * $0 : 3 * $0 }, slope: { $0 > 0 ? -2 : 3 }), 1
    ),
    (
      PlainActivation("arc_cosine(2)", { $0 > 0 ? $0 * $0 : 0 }, slope: { $0 > 0 ? 2 * $0 : 0 }), 2
    ),
    (PlainActivation("sign", { $0 > 0 ? 1 : -1 }, slope: { _ in 0 }), 0),
  ]
}

/// A pair of inputs: √a, √b and the correlation as exact numbers, with √(1 − ρ²) as a machine number.
private struct Moments {
  let rootA, rootB, rho: Rational

  /// Random, half of them close to ρ = ±1 or there.
  init(_ generator: inout SplitMix64) {
    rootA = Rational(Integer(Int.random(in: 1...16, using: &generator)), 8)
    rootB = Rational(Integer(Int.random(in: 1...16, using: &generator)), 8)
    let sign = Rational(Bool.random(using: &generator) ? 1 : -1)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: rho = sign
    case 1...3:
      let distance = Rational(1).scaled(byPowerOfTwo: -Int.random(in: 2...50, using: &generator))
      rho = sign * (1 - distance)
    default: rho = Rational(Integer(Int.random(in: -99...99, using: &generator)), 100)
    }
  }

  var point: String { "\(rootA * rootA), \(rootB * rootB), \(rho * rootA * rootB)" }
  var machine: (a: Double, b: Double, cosine: Double, sine: Double) {
    (number(rootA), number(rootB), number(rho), number(1 - rho * rho).squareRoot())
  }
}

private func number(_ value: Rational) -> Double {
  Interval(value, precision: Precision(80)).midpoint.double(rounding: .nearestEven)
}

@Suite("Closed duals against numerical integration")
struct DualIntegrationTests {
  private func value(_ term: String) throws -> Double {
    let read = try TermReader(graph: ExpressionGraph(), library: .kernels).read(term)
    return number(try Evaluator(digits: 20).decimal(read.expression).value)
  }

  /// E[F(u)·F(v)] by the trapezoidal rule in two dimensions, for analytic F.
  private func expectation(_ f: (Double) -> Double, _ moments: Moments) -> Double {
    let (a, b, cosine, sine) = moments.machine
    let step = 0.125
    var sum = 0.0
    for i in -96...96 {
      let x = Double(i) * step
      let left = f(a * x) * PlainActivation.normalDensity(x)
      for j in -96...96 {
        let y = Double(j) * step
        sum += left * f(b * (cosine * x + sine * y)) * PlainActivation.normalDensity(y)
      }
    }
    return sum * step * step
  }

  @Test(arguments: PlainActivation.analytic)
  private func analytic(_ activation: PlainActivation) throws {
    var generator = SplitMix64(seed: 2016)
    var failures = Failures()
    for _ in 0..<scaledCount(12) {
      let moments = Moments(&generator)
      let (a, _, _, _) = moments.machine
      for (function, f) in [("dual", activation.value), ("dual_derivative", activation.slope)] {
        let term = "\(function)(\(activation.name); \(moments.point))"
        let (found, expected) = (try value(term), expectation(f, moments))
        failures.check(
          abs(found - expected) <= 1e-12 * max(1, abs(expected)),
          "\(term) = \(found), not \(expected)")
      }
      var mean = 0.0
      for i in -96...96 {
        let x = Double(i) / 8
        mean += activation.value(a * x) * PlainActivation.normalDensity(x) / 8
      }
      let term = "dual_mean(\(activation.name); \(moments.rootA * moments.rootA))"
      let found = try value(term)
      failures.check(
        abs(found - mean) <= 1e-12 * max(1, abs(mean)), "\(term) = \(found), not \(mean)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// For σ(ru) = rⁿσ(u): E[σ(u)σ(v)] = (ab)^{n/2}·2ⁿn!·(1/2π)∫σ(cos ψ)σ(cos(ψ − θ))dψ over a circle, by the
  /// midpoint rule, whose error is at most the variation of the integrand over its points.
  @Test func homogeneous() throws {
    var generator = SplitMix64(seed: 2017)
    var failures = Failures()
    let points = 40_000
    func average(_ f: (Double) -> Double, _ degree: Int, _ moments: Moments) -> Double {
      let (a, b, cosine, sine) = moments.machine
      var sum = 0.0
      for k in 0..<points {
        let angle = 2 * Double.pi * (Double(k) + 0.5) / Double(points)
        let (x, y) = (cos(angle), sin(angle))
        sum += f(x) * f(cosine * x + sine * y)
      }
      let factor = (1...max(degree, 1)).reduce(1.0) { $0 * Double(2 * $1) }
      return pow(a * b, Double(degree)) * (degree == 0 ? 1 : factor) * sum / Double(points)
    }
    for (activation, degree) in PlainActivation.homogeneous {
      for _ in 0..<scaledCount(12) {
        let moments = Moments(&generator)
        var cases = [("dual", activation.value, degree)]
        if degree > 0 { cases.append(("dual_derivative", activation.slope, degree - 1)) }
        for (function, f, degree) in cases {
          let term = "\(function)(\(activation.name); \(moments.point))"
          let (found, expected) = (try value(term), average(f, degree, moments))
          // The largest |σ| on the unit circle is 3, at most four jumps of at most 18 each.
          failures.check(abs(found - expected) <= 4e-3, "\(term) = \(found), not \(expected)")
          if degree > 0 {
            failures.check(
              abs(found - expected) <= 1e-6 * max(1, abs(expected)),
              "\(term) = \(found), not \(expected)")
          }
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Enclosures are narrow and defined up to the boundary c² = ab itself, where c and √(ab) are irrational.
  @Test func irrationalBoundary() throws {
    for activation in PlainActivation.analytic.map(\.name) + ["relu", "abrelu(-1, 2)", "sign"] {
      for sign in ["", "-"] {
        let term = "dual(\(activation); 2, 2*sqrt(3), \(sign)2*3^(1/4))"
        let read = try TermReader(graph: ExpressionGraph(), library: .kernels).read(term)
        try Evaluator(digits: 30).checkDefined(read, at: [:])
        #expect(throws: Never.self, "\(term)") {
          try Evaluator(digits: 30).decimal(read.expression)
        }
      }
    }
  }
}
