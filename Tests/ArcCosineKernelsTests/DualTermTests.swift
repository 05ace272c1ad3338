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

/// What is said of a term that is refused.
private func refusal(_ text: String) -> String? {
  do {
    _ = try read(text)
    return nil
  } catch {
    return "\(error)"
  }
}

@Suite struct DualTermTests {
  private struct Row: Decodable {
    let activation, a, b, c, kernel, derivative, mean: String
    let digits: Int
  }

  /// Activations that have closed forms, against two-dimensional quadrature.
  @Test(.enabled(if: ReferenceData.hasOracle("duals"), "\(ReferenceData.advice)"))
  func referenceValues() throws {
    var failures = Failures()
    var checked = 0
    for row in try ReferenceData.rows("duals", as: Row.self) {
      let reference = try #require(ActivationReference(row.activation))
      guard case .success(.closed) = ActivationFamily.member(reference) else { continue }
      checked += 1
      let point = "\(row.activation); \(row.a), \(row.b), \(row.c)"
      let terms = [
        ("dual(\(point))", row.kernel), ("dual_derivative(\(point))", row.derivative),
        ("dual_mean(\(row.activation); \(row.a))", row.mean),
      ]
      for (term, printed) in terms {
        let value = try Evaluator(digits: row.digits + 5).decimal(read(term).expression)
        failures.check(agrees(value, withPrinted: printed), "\(term) = \(value), not \(printed)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(checked >= 12)
  }

  /// Means of odd activations are 0 by their form.
  @Test(arguments: [
    "identity", "erf", "sign", "sin(7/3, 0)", "abrelu(-2, -2)", "hermite(7)", "arc_cosine(1)",
    "polynomial(0, 1, 0, -5)", "abrelu(3, 3)",
  ])
  func meansOfOddActivations(_ name: String) throws {
    let mean = try read("dual_mean(\(name); x)").expression
    #expect(mean.isZero == (name != "arc_cosine(1)"))
  }

  /// A formula that is an activation with closed forms, or a named one, has its kernels.
  @Test(arguments: [
    ("max(u,0)", "relu"), ("relu(u)", "relu"), ("(u+|u|)/2", "relu"), ("abs(u)", "abrelu(-1, 1)"),
    ("max(u, 0) + 1/4*min(0, u)", "abrelu(1/4, 1)"), ("max(u,0)^3", "arc_cosine(3)"),
    ("u", "identity"), ("(u-1)*(u^2+1/2)", "polynomial(-1/2, 1/2, -1, 1)"),
    ("sin(6/5*u+3/10)", "sin(6/5, 3/10)"), ("cos(2*u)", "cos(2, 0)"), ("exp(-3*u)", "exp(-3)"),
    ("exp(-u^2)", "gaussian(-1)"), ("exp(-u*u/3)", "gaussian(-1/3)"), ("tanh(u)", "tanh"),
    ("log(1+exp(u))", "softplus"), ("u*tanh(log(1+exp(u)))", "mish"), ("erf(u)", "erf"),
    ("Phi(u)", "probit"), ("u*Phi(u)", "gelu"), ("u*(1 + erf(u/sqrt(2)))/2", "gelu"),
    ("exp(-2*u^2)*sin(u/3 + 1)", "gabor(-2, 1/3, 1)"),
  ])
  func formulasOfKnownActivationsAreThose(_ formula: String, _ name: String) throws {
    for (head, arguments) in [
      ("dual", "x, y, z"), ("dual_derivative", "2, 1/3, z"), ("dual_mean", "x"),
      ("dual", "1, 1, 1/3"),
    ] {
      let difference = "\(head)(\"\(formula)\"; \(arguments)) - \(head)(\(name); \(arguments))"
      #expect(try read(difference).expression.isZero, "\(difference)")
    }
  }

  /// What is close to a known activation is not taken for it.
  @Test(arguments: [
    ("max(u,0)", "abrelu(0, 2)"), ("max(u-1,0)", "relu"), ("exp(-u^2+u)", "gaussian(-1)"),
    ("sin(u^2)", "sin(1, 0)"), ("2*exp(u)", "exp(1)"), ("erf(u + 1)", "erf"), ("erf(2*u)", "erf"),
    ("exp(-2*u^2)*cos(u/3 + 1)", "gabor(-2, 1/3, 1)"), ("u*erf(u)", "gelu"),
    ("exp(-2*u^2)*sin(u^2)", "gabor(-2, 1, 0)"), ("u*sin(u)", "sin(1, 0)"),
    ("abs(u)+1", "abrelu(-1, 1)"),
  ])
  func formulasOfOthersAreNot(_ formula: String, _ name: String) throws {
    let point = "1, 1, 1/3"
    #expect(try !read("dual(\"\(formula)\"; \(point)) - dual(\(name); \(point))").expression.isZero)
  }

  /// Constants and proportional inputs, where some forms divide by a variance.
  @Test(arguments: [
    ("dual(relu; 0, 1, 0)", "0"), ("dual(relu; 0, 0, 0)", "0"), ("dual(relu; 2, 2, -2)", "0"),
    ("dual(relu; 4, 1, 2)", "1"), ("dual_derivative(relu; 3, 3, 3)", "1/2"),
    ("dual_derivative(relu; 4, 1, -2)", "0"), ("dual(arc_cosine(3); 0, 5, 0)", "0"),
    ("dual_derivative(arc_cosine(2); 0, 5, 0)", "0"), ("dual(erf; 0, 3, 0)", "0"),
    ("dual(erf; 0, 0, 0)", "0"), ("dual_derivative(erf; 0, 0, 0)*pi", "4"),
    ("dual(probit; 0, 7, 0)", "1/4"), ("dual(gelu; 0, 2, 0)", "0"),
    ("dual_derivative(gelu; 0, 0, 0)", "1/4"), ("dual(sin(2, 0); 0, 2, 0)", "0"),
    ("dual(cos(2, 0); 0, 0, 0)", "1"), ("dual(rbf(3); 2, 2, 2)", "1"),
    ("dual(exp(2); 1, 1, -1)", "1"), ("dual(gaussian(-1); 0, 0, 0)", "1"),
    ("dual(gaussian(-1); 4, 4, 4)", "1/sqrt(17)"), ("dual(abrelu(-1, 1); 2, 2, -2)", "2"),
    ("dual(abrelu(1, 3); 2, 2, 2)", "10"), ("dual(abrelu(1, 3); 0, 2, 0)", "0"),
    ("dual_derivative(abrelu(5, 5); 0, 0, 0)", "25"), ("dual(sign; 9, 4, 6)", "1"),
    ("dual(sign; 9, 4, -6)", "-1"), ("dual(sign; 2, 1, 1)", "1/2"),
    ("dual(polynomial(2, 1); 0, 1, 0)", "4"), ("dual(hermite(2); 1, 1, -1)", "1"),
    ("dual(hermite(100); 1, 1, 1)", "1"), ("dual(identity; 2, 8, -4)", "-4"),
    ("dual_mean(polynomial(1, 0, 1/2); 6)", "4"), ("dual_mean(abrelu(0, 1); 2*pi)", "1"),
    ("dual(erf; 1/2, 1/2, 1/2)", "1/3"), ("dual(hermite(1/2 + 5/2); 1, 1, 1/2)", "1/8"),
    ("dual(\"erf\"; 1/2, 1/2, 1/2)", "1/3"),
  ])
  func degenerateArguments(_ term: String, _ expected: String) throws {
    let difference = try read("(\(term)) - (\(expected))").expression
    #expect(difference.provenRational(expanding: true)?.isZero == true, "\(term)")
  }

  @Test(arguments: [
    ("dual(gelo; 1, 1, 0)", "did you mean 'gelu'"), ("dual(qqqqqqqq; 1, 1, 0)", "there are relu"),
    ("dual(sin(1); 1, 1, 0)", "sin(β, γ) takes 2 parameters, not 1"),
    ("dual(relu(1); 1, 1, 0)", "no parameter"), ("dual(exp; 1, 1, 0)", "one parameter, not 0"),
    ("dual(polynomial; 1, 1, 0)", "at least one parameter"),
    ("dual(gaussian(1/2); 1, 1, 0)", "needs β < 0"), ("dual(gaussian(0); 1, 1, 0)", "needs β < 0"),
    ("dual(rbf(0); 1, 1, 0)", "needs γ > 0"), ("dual(hermite(-1); 1, 1, 0)", "from 0 to 100"),
    ("dual(hermite(1/2); 1, 1, 0)", "whole number"), ("dual(hermite(101); 1, 1, 0)", "to 100"),
    ("dual(arc_cosine(401); 1, 1, 0)", "from 0 to 400"),
    ("dual(arc_cosine(-1); 1, 1, 0)", "must not be negative"),
    ("dual(exp(x); 1, 1, 0)", "rational numbers"), ("dual(erf, 1, 1, 0)", "expected ';'"),
    ("dual(erf; 1, 1)", "3 numbers"), ("dual(erf; 1, 1, 0, 0)", "3 numbers"),
    ("dual_mean(erf; 1, 1)", "1 number"), ("dual(; 1, 1, 0)", "expected an activation"),
    ("dual(2; 1, 1, 0)", "expected an activation"), ("dual()", "expected an activation"),
    ("dual(sin(; 1, 1, 0)", "expected a term"), ("dual(erf; 1, 1, 0", "not closed"),
    ("dual(sin(1, 2; 1, 1, 0)", "activation"), ("dual", "needs an argument"),
    ("dual^2(erf; 1, 1, 0)", "cannot be iterated"), ("f(1; 2)", "after an activation only"),
    ("dual(erf; 1, 1, 2)", "c² > ab"), ("dual(erf; 1, 1, -3/2)", "c² > ab"),
    ("dual(erf; 2, 8, 5)", "c² > ab"), ("dual(erf; 2, 3, 5/2)", "c² > ab"),
    ("dual(erf; -1, 1, 0)", "variance is negative"),
    ("dual(erf; 1, -1, 0)", "variance is negative"),
    ("dual_mean(erf; -1)", "variance is negative"), ("dual(sign; 0, 1, 0)", "not positive"),
    ("dual_derivative(relu; 1, 0, 0)", "not positive"),
    ("dual_derivative(sign; 1, 1, 0)", "no derivative"),
    ("dual_derivative(arc_cosine(0); 1, 1, 0)", "no derivative"),
    ("dual(\"u*v\"; 1, 1, 0)", "has v in it"), ("dual(\"2\"; 1, 1, 0)", "is neither"),
    ("dual(\"u +\"; 1, 1, 0)", "no activation"), ("dual(\"\"; 1, 1, 0)", "no activation"),
  ])
  func badInput(_ term: String, _ message: String) throws {
    let text = try #require(refusal(term), "\(term)")
    #expect(text.contains(message), "\(term): \(text)")
  }

  /// Where a term with variables is defined is asked at the point.
  @Test func definedness() throws {
    func check(_ text: String, _ values: [String: Rational]) throws {
      let reader = TermReader(graph: ExpressionGraph(), library: .kernels)
      _ = try Evaluator(digits: 10).instance(of: reader.read(text), at: values, reader: reader)
    }
    try check("dual(erf; a, b, c)", ["a": 2, "b": 3, "c": Rational(12, 5)])
    #expect(throws: (any Error).self) {
      try check("dual(erf; a, b, c)", ["a": 2, "b": 3, "c": Rational(5, 2)])
    }
    #expect(throws: (any Error).self) { try check("dual(erf; a, a, c)", ["a": 2, "c": 3]) }
    #expect(throws: (any Error).self) { try check("dual_mean(erf; a)", ["a": -1]) }
    // √2·√2 is what the irrational entries allow.
    try check("dual(relu; a*sqrt(2), a*sqrt(2), -2)", ["a": Rational(3, 2)])
    try check("dual(relu; x, 1, y)", ["x": 0, "y": 0])
  }

  /// On the edge of chaos q = w·E[σ²] + b and w·E[σ′²] = 1; ReLUs are critical for w = 2, b = 0 at every q.
  @Test(arguments: ["erf", "gelu", "sin(1, 0)", "abrelu(1/10, 1)", "relu", "exp(1/3)"])
  func edgeOfChaos(_ name: String) throws {
    let (w, b) = ("critical_weight(\(name); q)", "critical_bias(\(name); q)")
    for identity in [
      "\(w)*dual(\(name); q, q, q) + \(b) - q", "\(w)*dual_derivative(\(name); q, q, q) - 1",
    ] {
      #expect(try read(identity).expression.provenRational(expanding: true)?.isZero == true)
    }
    if name == "relu" {
      #expect(try read(w).expression.provenRational(expanding: true) == 2)
      #expect(try read(b).expression.provenRational(expanding: true) == 0)
    }
  }

  @Test(arguments: [
    ("critical_weight(sign; 1)", "no derivative"), ("critical_bias(relu; 0)", "not positive"),
    ("critical_weight(polynomial(2); 1)", "constant"), ("critical_bias(erf; -1)", "negative"),
    ("critical_weight(erf; 1, 1)", "1 number"),
  ])
  func badCriticalPoints(_ term: String, _ message: String) throws {
    let text = try #require(refusal(term), "\(term)")
    #expect(text.contains(message), "\(term): \(text)")
  }

  /// Names in the list are read, and each is one of a kind.
  @Test func everyFamily() throws {
    let names = ActivationFamily.all.map(\.name)
    #expect(Set(names).count == names.count)
    for family in ActivationFamily.all {
      let parameters: [Rational] =
        switch family.name {
        case "arc_cosine", "hermite": [3]
        case "gaussian": [-1]
        case "gabor": [-1, 2, 1]
        default: family.parameters.map { _ in Rational(1, 2) }
        }
      let reference = try #require(
        ActivationReference(name: family.name, parameters: parameters))
      guard case .success(let member) = ActivationFamily.member(reference) else {
        Issue.record("\(reference) is refused")
        continue
      }
      if case .closed(let activation) = member { #expect(!activation.reference.isEmpty) }
      #expect(ActivationReference(reference.description) == reference)
    }
  }
}
