import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import RigorousEvaluation

/// Compiled compositions answer what the expression itself answers, or nothing.
@Suite struct ComposedKernelsTests {
  private static func read(_ text: String) throws -> ReadExpression {
    try TermReader(graph: ExpressionGraph(), library: .kernels).read(text)
  }

  @Test(arguments: ["f(x)", "f^64(rho)", "kappa(0, x)", "κ₀(f(f(x)))", "f(kappa(3, f(t)))"])
  func answersAsTheExpression(_ text: String) throws {
    let read = try Self.read(text)
    let composed = try #require(ComposedKernels(read))
    var random = SplitMix64(seed: 77)
    var failures = Failures()
    for _ in 0..<scaledCount(60) {
      let n = Int.random(in: 2...3000, using: &random)
      let point = Rational(Integer(Int.random(in: -n...n, using: &random)), Integer(n))
      let digits = Int.random(in: 1...60, using: &random)
      guard let value = try composed.value(at: point, digits: digits) else {
        let isExact = [0, 1, -1, Rational(1, 2), Rational(-1, 2)].contains(point)
        failures.check(isExact, "nothing at \(point)")
        continue
      }
      let form = read.expression.substituting([composed.variable: point])
      failures.check(
        value.form == form.written(by: TextPrinter(), limit: 1000),
        "\(value.form) is not \(form)")
      let decimal = try Evaluator(digits: digits).decimal(form)
      failures.check(
        value.decimal.text == decimal.text,
        "\(value.decimal) at \(point) is not \(decimal)")
    }
    #expect(failures.isEmpty, "\(failures)")
    // Exact values, points outside, and forms that are long are left to the expression.
    let long = Rational(1, 10).power(1200)
    for point in [0, 1, -1, Rational(1, 2), Rational(3, 2), -5, long] {
      #expect(try composed.value(at: point, digits: 10) == nil)
    }
  }

  @Test(arguments: [
    "x", "1/3", "f(1/3)", "f(x) + 1", "f(2x)", "f(x^2)", "acos(f(x))", "f(abs(x))", "f(x)*f(x)",
    "f(x) - f(x)", "f(x*y)", "0*f(y) + f(x)",
  ])
  func otherTermsAreNotCompositions(_ text: String) throws {
    #expect(ComposedKernels(try Self.read(text)) == nil)
  }
}
