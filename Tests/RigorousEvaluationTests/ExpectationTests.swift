import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing

@Suite("Gaussian expectations in expressions")
struct ExpectationTests {
  private func read(_ text: String) throws -> Expression {
    try TermReader(graph: ExpressionGraph(), library: .kernels).read(text).expression
  }

  /// dual(tanh; 1, 1, ρ) against its chord vanishes at ρ = 1, and is decided next to it by its series.
  @Test func contactAtTheEnd() throws {
    let form = try read("rho*dual(tanh; 1, 1, 1) - dual(tanh; 1, 1, rho)")
    var expansions = try ContactExpansions(
      in: "rho", lower: Rational(9) / 10, upper: 1, fromUpper: true, terms: 3,
      precision: Precision(80), constants: SeriesConstants(form.graph))
    #expect(try expansions.contact(of: form).sign == 1)
  }

  @Test func boxesHoldTheirMembers() throws {
    let form = try read("dual(silu; a, 1, c) - dual_mean(silu; a)*c")
    let function = BoxFunction(form, variables: ["a", "c"])
    let box = Box(
      lower: [Rational(1) / 2, Rational(1) / 5], upper: [Rational(3) / 5, Rational(1) / 4])
    let precision = Precision(64)
    let values = function.derivativeEnclosure(on: box, precision: precision)
    #expect(values.isBounded && values.width.exponent < 0)
    for a in [box.lower[0], box.midpoint[0], box.upper[0]] {
      for c in [box.lower[1], box.midpoint[1], box.upper[1]] {
        let point = Program([form.substituting(["a": a, "c": c])], inputs: [])
        #expect(values.contains(point.evaluate([], precision: precision)[0]))
      }
    }
  }

  /// What is not known to exist is indeterminate: the third derivative of elu has an impulse.
  @Test func derivativesThatJumpHaveNoValue() throws {
    var form = try read("dual(elu; 1, 1, c)")
    let half = Rational(1) / 2
    for order in 0..<4 {
      let value = Program([form.substituting(["c": half])], inputs: [])
        .evaluate([], precision: Precision(64))[0]
      #expect(value.isIndeterminate == (order == 3))
      form = form.derivative("c")
    }
  }

  /// σ″ of a σ with kinks is 0 between them, but not the derivative of σ′: E[|u − 1/3|] rises with the variance.
  @Test(arguments: [
    "dual_mean(\"|u-1/3|\"; a)", "dual(\"|u-1/3|\"; a, 1, 1/2)", "dual(\"max(u-1,0)\"; a, a, a/2)",
    "dual_derivative(\"|u-1/3|\"; 1, 1, a/2)",
  ])
  func derivativesAcrossKinksAreNotZero(_ text: String) throws {
    let form = try read(text)
    let slope = form.derivative("a")
    #expect(slope.provenRational(expanding: true) == nil)
    let box = Box(lower: [1], upper: [Rational(5) / 4])
    let precision = Precision(64)
    let values = BoxFunction(form, variables: ["a"]).derivativeEnclosure(
      on: box, precision: precision)
    for a in [box.lower[0], box.midpoint[0], box.upper[0]] {
      let point = Program([form.substituting(["a": a])], inputs: [])
        .evaluate([], precision: precision)[0]
      #expect(!values.isBounded || values.contains(point))
    }
  }

  /// v = −u: wherever max(u − 1, 0) is not 0, max(−u − 1, 0) is.
  @Test func oppositeArgumentsOfWhatIsZeroOnOneSide() throws {
    for text in ["dual(\"max(u-1,0)\"; pi, pi, -pi)", "dual_derivative(\"max(u-1,0)\"; a, a, -a)"] {
      #expect(try read(text).provenRational(expanding: false) == 0)
    }
    for text in ["dual(\"max(u+1,0)\"; pi, pi, -pi)", "dual(\"max(u-1,0)\"; pi, pi, pi)"] {
      let value = try Evaluator(digits: 20).decimal(read(text))
      #expect(value.description.hasPrefix("0"), "\(value)")
    }
  }

  @Test(arguments: [
    ("dual(\"exp(u^2/3)\"; 1, 1, 1/2)", "variances below 0.749"),
    ("dual_mean(\"exp(u^2/3)\"; 1)", "variances below 0.749"),
    ("dual(\"exp(u^2/3)\"; 1, 1/2, 1/2) + dual(\"tanh(u)^2\"; 1, 1, 1/2)", "exp(u^2/3)"),
  ])
  func failuresSayWhy(_ text: String, _ words: String) throws {
    let expression = try read(text)
    let failure = #expect(throws: EvaluationFailure.self) {
      try Evaluator(digits: 20).decimal(expression)
    }
    #expect(failure?.description.contains(words) == true, "\(failure.map { "\($0)" } ?? "none")")
  }
}
