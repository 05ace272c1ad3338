import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import RigorousEvaluation

/// Compiled terms answer what the expression itself answers, or nothing.
@Suite struct CompiledFormTests {
  private static func compiled(_ text: String) -> CompiledForm? {
    CompiledForm { try TermReader(graph: ExpressionGraph(), library: .kernels).read(text) }
  }

  /// What the term's own expression gives; nil where it is undefined or undecided.
  private static func expected(
    _ text: String, at point: Rational, digits: Int
  ) -> (decimal: EnclosedDecimal, form: String)? {
    let reader = TermReader(graph: ExpressionGraph(), library: .kernels)
    let evaluator = Evaluator(digits: digits)
    guard let read = try? reader.read(text),
      let form = try? evaluator.instance(of: read, at: ["x": point], reader: reader).simplified,
      let decimal = try? evaluator.decimal(form)
    else { return nil }
    return (decimal, form.written(by: TextPrinter()) ?? "")
  }

  /// A point such as people and tables have them: a multiple of a thousandth, or with any denominator.
  private static func point(_ random: inout SplitMix64) -> Rational {
    let n = Bool.random(using: &random) ? 1000 : Int.random(in: 1...5000, using: &random)
    return Rational(Integer(Int.random(in: -n...n, using: &random)), Integer(n))
  }

  /// How many of the points have an answer; what differs is in `failures`.
  private static func answers(
    _ text: String, points: Int, _ random: inout SplitMix64, _ failures: inout Failures
  ) -> Int {
    guard let compiled = compiled(text) else { return 0 }
    var answers = 0
    for _ in 0..<points {
      let point = point(&random)
      let digits = Int.random(in: 1...40, using: &random)
      guard let value = compiled.value(at: point, digits: digits) else { continue }
      answers += 1
      let own = expected(text, at: point, digits: digits)
      failures.check(
        value.form == own?.form && value.decimal == own?.decimal,
        "\(text) at \(point): \(value) is not \(own.debugDescription)")
    }
    return answers
  }

  @Test(arguments: [
    "x + f(x) + 2*f(f(x))", "f(x)/3 + x^2*kappa(0, x)/7 - 5", "1 - f(x)", "f(x)^2*x*pi - x/2",
    "x + f(x) + x*kappa(0,x) + 2*f(f(x)) + 2*kappa(0,f(x))*(f(x) + x*kappa(0,x))",
    "x + f(x) + (2 + 2/pi)*f((2*f(x) + 2/pi)/(2 + 2/pi)) + 2/pi*sqrt(2 + 2/pi)",
    "(x*sqrt(2) + f(x))*pi", "kappa(2, x)*x^3/sqrt(pi)", "f(x/2) + f(-x) - 4*x",
    "1 - x + f(x)", "(1 + x)/2 + f((1 + x)/2)", "f((1 + x)/2)*(3*x - 2)/pi + f(f(x))",
    "kappa(1, (2*x + 1)/3)*x + kappa(0, (x - 1)/2)/sqrt(2)", "f(x)*(x + 1/6) - f((x + 1/3)/2)",
  ])
  func answersAsTheExpression(_ text: String) {
    var random = SplitMix64(seed: 15)
    var failures = Failures()
    let points = scaledCount(150)
    let answers = Self.answers(text, points: points, &random, &failures)
    #expect(failures.isEmpty, "\(failures)")
    // A kind has to come twice, and there are more kinds where several numbers are added.
    #expect(answers > points / 5, "\(text): \(answers) answers")
  }

  @Test func randomTermsAnswerAsTheirExpressions() {
    var random = SplitMix64(seed: 16)
    var failures = Failures()
    var answers = 0
    for _ in 0..<scaledCount(120) {
      let text = Self.term(2, &random)
      answers += Self.answers(text, points: 30, &random, &failures)
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(answers > 3 * scaledCount(120), "\(answers) answers")
  }

  private static func term(_ depth: Int, _ random: inout SplitMix64) -> String {
    let count = Int.random(in: 1...3, using: &random)
    return (0..<count).map { _ in
      (0..<Int.random(in: 1...2, using: &random)).map { _ in factor(depth, &random) }
        .joined(separator: "*")
    }.joined(separator: Bool.random(using: &random) ? " + " : " - ")
  }

  private static func factor(_ depth: Int, _ random: inout SplitMix64) -> String {
    let arguments = [
      "x", "x", "x", "f(x)", "x/2", "-x", "x^2", "(x + 1)/2", "(1 - x)/2", "(f(x) + x)/2",
      "(f(x) + 1)/2",
    ]
    let argument = arguments.randomElement(using: &random) ?? "x"
    let numbers = ["2", "3", "1/2", "5/6", "pi", "2/pi", "sqrt(2)", "sqrt(2 + 2/pi)", "sqrt(3)/4"]
    let others = [
      "abs(x)", "acos(x)", "sqrt(1 - x^2)", "sqrt(x^2)", "exp(x)", "log(2 + x)", "sin(pi*x)",
      "(x + 1)^2", "(1 - x)", "(x/3 + 2)", "1/(x + 2)", "sqrt(2 + x)", "f(2/3)", "sqrt(pi*abs(x))",
      "asin(x)",
    ]
    switch Int.random(in: 0..<12, using: &random) {
    case 0..<2: return "x"
    case 2..<6: return "f(\(argument))"
    case 6..<8: return "kappa(\(Int.random(in: 0...3, using: &random)), \(argument))"
    case 8 where depth > 0: return "(\(term(depth - 1, &random)))"
    case 9: return others.randomElement(using: &random) ?? "x"
    default: return numbers.randomElement(using: &random) ?? "2"
    }
  }

  /// Numbers that would be mistaken for what stands for numerators and denominators, and terms that are no functions
  /// of one variable.
  @Test(arguments: [
    "x", "1/3", "f(x*y)", "x + 2305843009213693951*f(x)",
    "x*f(x)/170141183460469231731687303715884105727", "dual(relu; 1, 1, x)",
  ])
  func otherTermsAreNotCompiled(_ text: String) {
    #expect(Self.compiled(text) == nil)
  }

  /// Exact values, points outside the domain, 0 and long numbers are left to the expression.
  @Test func somePointsAreLeftToTheExpression() throws {
    let compiled = try #require(Self.compiled("x + f(x) + 2*f(f(x))"))
    for k in 1...300 { _ = compiled.value(at: Rational(Integer(k), 1001), digits: 10) }
    #expect(compiled.value(at: Rational(5, 1001), digits: 10) != nil)
    let long = Rational(1, 10).power(1200)
    for point in [0, 1, -1, Rational(1, 2), Rational(3, 2), -5, long] {
      #expect(compiled.value(at: point, digits: 10) == nil, "\(point)")
    }
  }
}
