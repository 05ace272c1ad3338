import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

private func read(_ text: String, _ graph: ExpressionGraph) throws -> Expression {
  try TermReader(graph: graph, library: .kernels).read(text).expression
}

private func difference(_ a: String, _ b: String) throws -> Expression {
  let graph = ExpressionGraph()
  return try read(a, graph) - read(b, graph)
}

@Suite struct NormalFormTests {
  /// Equal constants: recognised, and written alike.
  @Test(arguments: [
    ("(pi^2-1)/(pi-1)", "pi+1"), ("1/(1/pi+1)+1/(pi+1)", "1"),
    ("sqrt(2)+sqrt(3)", "sqrt(5+2*sqrt(6))"), ("cos(pi/5)", "(1+sqrt(5))/4"),
    ("atan(1)", "pi/4"), ("|pi-3|", "pi-3"), ("|3-pi|", "pi-3"), ("1/(sqrt(2)-1)", "1+sqrt(2)"),
    ("(1+1/pi)*pi/(pi+1)", "1"), ("sqrt(1/pi+1)", "sqrt(pi+1)/sqrt(pi)"),
    ("sqrt(3+2*sqrt(2))", "1+sqrt(2)"), ("sqrt(3-2*sqrt(2))", "sqrt(2)-1"),
    ("sqrt(pi^2-6*pi+9)", "pi-3"), ("sqrt(7+4*sqrt(3))", "2+sqrt(3)"),
    ("cos(pi/12)", "(sqrt(6)+sqrt(2))/4"), ("sin(pi/10)", "(sqrt(5)-1)/4"),
    ("cos(2*pi/5)+cos(4*pi/5)", "-1/2"), ("sin(pi/5)^2", "(5-sqrt(5))/8"),
    ("cos(pi/8)*sin(pi/8)", "sqrt(2)/4"), ("acos((1+sqrt(5))/4)", "pi/5"),
    ("asin((sqrt(6)-sqrt(2))/4)", "pi/12"), ("atan(2-sqrt(3))", "pi/12"),
    ("sqrt(2+sqrt(2))*sqrt(2-sqrt(2))", "sqrt(2)"), ("sqrt(2+sqrt(2))", "2*cos(pi/8)"),
    ("sqrt(10+2*sqrt(10)+2*sqrt(15)+2*sqrt(6))", "sqrt(2)+sqrt(3)+sqrt(5)"),
    ("sqrt(pi+1+2*sqrt(pi))", "1+sqrt(pi)"), ("sqrt((pi+1)*(pi+2))", "sqrt(pi+1)*sqrt(pi+2)"),
    ("sqrt(pi^2-9)/sqrt(pi+3)", "sqrt(pi-3)"), ("2/sqrt(6)", "sqrt(2)/sqrt(3)"),
    ("4/pi+2*sqrt(2)*sqrt(1/pi+1)/pi-2*(1/pi+1)/pi+2/pi^2+4", "4+2/pi+2*sqrt(2)*sqrt(1/pi+1)/pi"),
    ("1/(1+sqrt(2)+sqrt(3))", "(2+sqrt(2)-sqrt(6))/4"), ("cos(pi/5-pi)", "-(1+sqrt(5))/4"),
    ("sqrt(1000000007)^2", "1000000007"), ("(pi-3)^(3/2)*sqrt(pi-3)", "pi^2-6*pi+9"),
  ]) func equalConstants(_ a: String, _ b: String) throws {
    let zero = try difference(a, b)
    #expect(zero.normalRational() == 0, "\(a) − (\(b))")
    let graph = ExpressionGraph()
    let (left, right) = (try read(a, graph), try read(b, graph))
    #expect(
      left.simplified == right.simplified, "\(left.simplified.written(by: TextPrinter()) ?? "")")
    #expect((zero + Rational(1, 1_000_000_007)).normalRational() == Rational(1, 1_000_000_007))
  }

  /// Numbers that lie close together, and are not equal.
  @Test(arguments: [
    ("pi", "355/113"), ("sqrt(2)+sqrt(3)", "pi"), ("sqrt(10)+sqrt(17)", "sqrt(5)+sqrt(26)"),
    (
      "sqrt(1000000)+sqrt(1000025)+sqrt(1000031)+sqrt(1000084)",
      "sqrt(1000001)+sqrt(1000021)+sqrt(1000037)+sqrt(1000081)"
    ),
    ("sqrt(5+2*sqrt(6))", "sqrt(2)+sqrt(3)+1/10^60"), ("cos(pi/5)", "sqrt(5)/4+1/4+1/10^100"),
    ("sqrt(2+sqrt(2))", "sqrt(2)+sqrt(2)/4"), ("sqrt(pi)", "sqrt(3)"), ("atan(1)", "3/4"),
  ]) func unequalConstants(_ a: String, _ b: String) throws {
    #expect(try difference(a, b).normalRational() != 0)
  }

  /// Equal functions: wherever both are defined.
  @Test(arguments: [
    ("(x^2-1)/(x-1)", "x+1"), ("1/x+1/(x+1)", "(2*x+1)/(x*(x+1))"), ("|x|^2", "x^2"),
    ("sqrt(1-x)*sqrt(1+x)", "sqrt(1-x^2)"), ("asin(x)+acos(x)", "pi/2"),
    ("sin(x)^2+cos(x)^2", "1"), ("exp(log(x))", "x"), ("log(exp(x))", "x"),
    ("log(2*pi)", "log(2)+log(pi)"), ("log(6*exp(x))", "log(2)+log(3)+x"),
    ("exp(x+y)", "exp(x)*exp(y)"), ("exp(2*log(x)+y)", "x^2*exp(y)"), ("sqrt(x^2)", "|x|"),
    ("sqrt(4*x)", "2*sqrt(x)"), ("sqrt(x^3)", "|x|*sqrt(x)"),
    ("f((x^2-1)/(x-1)-1)", "f(x)"), ("cos(pi-x)", "-cos(x)"), ("sin(pi/2-x)", "cos(x)"),
    ("(x^3-y^3)/(x-y)", "x^2+x*y+y^2"), ("1/(sqrt(x)-1)", "(sqrt(x)+1)/(x-1)"),
    ("sqrt(x^2-2*x+1)", "|1-x|"), ("|x*y|", "|x|*|y|"), ("|x/y|", "|x|/|y|"),
    ("sqrt(f(x)^2)", "f(x)"), ("sin(acos(x))*sin(acos(y))", "sqrt((1-x)*(1+x)*(1-y^2))"),
    ("sqrt(2*x+2*sqrt(2)*x)", "sqrt(2)*sqrt(x+sqrt(2)*x)"), ("x^(2/3)*x^(1/3)", "x"),
    ("sqrt(1+1/pi)*x*sqrt(pi)", "x*sqrt(pi+1)"), ("log(x^2)", "2*log(|x|)"),
    ("erf(-x)", "-erf(x)"), ("erf(x) + erfc(x)", "1"), ("erfc(x) + erfc(-x)", "2"),
    ("Phi(x) + Phi(-x)", "1"), ("2*Phi(sqrt(2)*x) - 1", "erf(x)"), ("erfc(x - x)", "1"),
    ("erf((x^2 - 1)/(x - 1))", "erf(x + 1)"),
  ]) func equalFunctions(_ a: String, _ b: String) throws {
    #expect(try difference(a, b).normalRational() == 0)
  }

  /// What holds for some numbers only is not recognised; nor what is false.
  @Test(arguments: [
    ("erf(x)", "erfc(x)"), ("Phi(x)", "erf(x)"), ("erfc(-x)", "-erfc(x)"),
    ("sqrt(x^2)", "x"), ("sqrt(x*y)", "sqrt(x)*sqrt(y)+1"), ("acos(cos(x))", "x"),
    ("asin(sin(x))", "x"), ("sqrt(x+1)", "sqrt(x)+1"), ("log(x*y)", "log(x)+log(y)+1"),
    ("f(x)", "f(-x)"), ("sin(2*x)", "2*sin(x)"), ("exp(x*y)", "exp(x)*exp(y)"),
    ("|x+y|", "|x|+|y|"),
    ("(x^2-1)/(x-1)", "x-1"), ("atan(1/x)", "pi/2-atan(x)"),
  ]) func unequalFunctions(_ a: String, _ b: String) throws {
    #expect(try difference(a, b).normalRational() != 0)
  }

  /// What is undefined, or folds where its parts are rewritten, has no normal form, and no trap.
  @Test(arguments: [
    "log(x-x+0*y)", "exp(log(sqrt(2)+sqrt(3)-sqrt(5+2*sqrt(6))))",
    "1/(sqrt(2)+sqrt(3)-sqrt(5+2*sqrt(6)))", "sqrt(pi-4)", "acos(pi)", "f(cos(pi/3))-f(1/2)",
    "1/(f(cos(2*pi/5)+1/4-sqrt(5)/4)-1/pi)", "log(pi-4)", "(pi-4)^(1/3)", "asin(sqrt(5))",
    "1/(|x|-sqrt(x^2))", "x^60*x^60*y^61/(x+y)^40", "(x+y+pi+1)^40", "sqrt(10^40+1)", "2^100000",
  ]) func nothingTraps(_ text: String) throws {
    guard let expression = try? read(text, ExpressionGraph()) else { return }
    _ = expression.provenRational(expanding: true)
    _ = expression.simplified
  }

  @Test func knownSignsOfVariables() throws {
    let zero = try difference("sqrt(x^2)", "x")
    #expect(zero.normalRational(signs: ["x": .nonnegative]) == 0)
    #expect(zero.normalRational(signs: ["x": .nonpositive]) == nil)
    #expect(try difference("sqrt(x^2)", "-x").normalRational(signs: ["x": .nonpositive]) == 0)
    #expect(
      try difference("sqrt(x^2*y^2*(x+y)^2)", "x*y*(x+y)")
        .normalRational(signs: ["x": .nonnegative, "y": .nonnegative]) == 0)
  }

  /// κ₁ in elementary functions, as the paper has it and reflected.
  @Test func firstKernel() throws {
    for text in [
      "f(x)-f(-x)-x", "f(x)-(2*x*asin(x)+2*sqrt(1-x^2)+pi*x)/(2*pi)",
      "f(x)-(sqrt(1-x)*sqrt(1+x)+x*(pi-acos(x)))/pi", "kappa(0,x)-(1/2+asin(x)/pi)",
    ] {
      let zero = try read(text, ExpressionGraph())
      #expect(zero.withDefinitionsExpanded.normalRational() == 0, "\(text)")
    }
  }
}
