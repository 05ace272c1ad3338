import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

private func read(_ text: String) throws -> ReadExpression {
  try TermReader(graph: ExpressionGraph(), library: .kernels).read(text)
}

@Suite("Duals without closed form, in terms")
struct FormulaActivationTests {
  private struct Row: Decodable {
    let activation, a, b, c, kernel, derivative, mean: String
    let digits: Int
  }

  @Test(.enabled(if: ReferenceData.hasOracle("duals"), "\(ReferenceData.advice)"))
  func referenceValues() throws {
    var failures = Failures()
    var checked = 0
    for row in try ReferenceData.rows("duals", as: Row.self) {
      guard
        case .success(.expression) = try ActivationFamily.member(
          #require(ActivationReference(row.activation)))
      else { continue }
      checked += 1
      let point = "\(row.activation); \(row.a), \(row.b), \(row.c)"
      for (term, printed) in [
        ("dual(\(point))", row.kernel), ("dual_derivative(\(point))", row.derivative),
        ("dual_mean(\(row.activation); \(row.a))", row.mean),
      ] {
        let value = try Evaluator(digits: row.digits + 5).decimal(read(term).expression)
        failures.check(agrees(value, withPrinted: printed), "\(term) = \(value), not \(printed)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(checked >= 8)
  }

  /// What is known exactly is folded, in every form that says it.
  @Test(arguments: [
    ("dual(tanh; 1, 1, 0)", "0"), ("dual_mean(tanh; x)", "0"),
    ("dual(tanh; a, b, -c)", "-dual(tanh; a, b, c)"),
    ("dual(sigmoid; a, b, c)", "dual(sigmoid; b, a, c)"),
    ("dual(sigmoid; 0, 0, 0)", "1/4"), ("dual_mean(softplus; 0)", "log(2)"),
    ("dual(silu; 1, 2, 0)", "dual_mean(silu; 1)*dual_mean(silu; 2)"),
    ("dual_derivative(elu; 0, 0, 0)", "1"), ("dual_mean(\"max(u - 1, 0) + 2\"; 0)", "2"),
    ("dual(\"max(u, 0) + |u - 3|\"; 0, 0, 0)", "9"),
    ("dual_derivative(\"2*u+1\"; a, b, c)", "4"),
    ("dual(\"tanh( u )\"; 1, 1, c)", "dual(\"tanh(u)\"; 1, 1, c)"),
  ])
  func exactValues(_ term: String, _ expected: String) throws {
    let difference = try read("(\(term)) - (\(expected))").expression
    #expect(difference.provenRational(expanding: true)?.isZero == true, "\(term)")
  }

  /// On c² = ab with irrational c, where the Hermite series of a kinked σ takes too many terms: an integral
  /// over one variable, by Gauss–Legendre quadrature of NumPy's numbers.
  @Test(arguments: [
    ("dual(elu; 2, 3, sqrt(6))", "1.4410415366913905"),
    ("dual(elu; 2, 3, -sqrt(6))", "-0.9807135377394833"),
    ("dual_derivative(elu; 2, 3, sqrt(6))", "0.6166712905167129"),
  ])
  func irrationalBoundaries(_ term: String, _ printed: String) throws {
    let value = try Evaluator(digits: 20).decimal(read(term).expression)
    let number = try #require(Rational(printed))
    #expect((value.value - number).magnitude < Rational(1).scaled(byPowerOfTwo: -40))
    #expect(value.error < Rational(1).scaled(byPowerOfTwo: -60))
  }

  /// Softplus has the slope 1/(1 + e^−u), also at variances that are large and no rationals, where the same
  /// function as e^u/(1 + e^u) is enclosed too widely to come to an end.
  @Test func slopesOfSoftplus() throws {
    let point = "18 + 1/pi, 18 + 1/pi, 18"
    let evaluator = Evaluator(digits: 12)
    let slope = try evaluator.decimal(read("dual_derivative(softplus; \(point))").expression)
    let sigmoid = try evaluator.decimal(read("dual(sigmoid; \(point))").expression)
    #expect(slope.value == sigmoid.value)
  }

  @Test(arguments: [
    ("dual(\"1/u\"; 1, 1, 0)", "could not show"), ("dual(\"log(u)\"; 1, 1, 0)", "has a value at u"),
    ("dual(\"u + foo(u)\"; 1, 1, 0)", "'foo' is not a function"),
    ("dual(\"sqrt(u^2)\"; 1, 1, 0)", "analytic near u"),
    ("dual_derivative(\"sign(u)\"; 1, 1, 0)", "no derivative"),
    ("dual(tanh; 1, 1, 2)", "c² > ab"), ("dual(tanh(1); 1, 1, 0)", "no parameter"),
  ])
  func badInput(_ term: String, _ message: String) {
    let error = #expect(throws: (any Error).self) { try read(term) }
    #expect(error.map { "\($0)".contains(message) } == true, "\(error.map { "\($0)" } ?? "")")
  }

  /// The printed form is read back as the same node; derivatives follow Price's theorem.
  @Test func printingAndDerivatives() throws {
    let graph = ExpressionGraph()
    let reader = TermReader(graph: graph, library: .kernels)
    for text in [
      "dual(tanh; a, b, c)", "dual_mean(\"exp(-u^4)\"; a)", "dual_derivative(mish; a, b, c)",
    ] {
      let form = try reader.read(text).expression
      let printed = try #require(form.written(by: TextPrinter()))
      #expect(printed == text)
      #expect(try reader.read(printed).expression == form)
    }
    let kernel = try reader.read("dual(tanh; a, b, c)").expression
    #expect(
      kernel.derivative("c") == (try reader.read("dual_derivative(tanh; a, b, c)").expression))
    // Differences of enclosures at 40 digits against the derivative's enclosure.
    for name in ["a", "b", "c"] {
      let slope = kernel.derivative(name)
      var values: [String: Rational] = ["a": 1, "b": Rational(3, 2), "c": Rational(1, 3)]
      let step = Rational(1).scaled(byPowerOfTwo: -40)
      let middle = try Evaluator(digits: 20).decimal(slope.substituting(values))
      values[name]? += step
      let high = kernel.substituting(values)
      values[name]? -= 2 * step
      let low = kernel.substituting(values)
      let quotient = try Evaluator(digits: 20).decimal((high - low) / (2 * step))
      #expect((quotient.value - middle.value).magnitude < Rational(1).scaled(byPowerOfTwo: -60))
    }
  }
}
