import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

private func read(_ text: String, _ graph: ExpressionGraph) throws -> Expression {
  try TermReader(graph: graph, library: .kernels).read(text).expression
}

@Suite struct CanonicalFormTests {
  /// Pairs of texts that must give one node.
  @Test(arguments: [
    ("x + x", "2*x"), ("x - x", "0"), ("x + y - x", "y"), ("2*x + 3*x - 5*x", "0"),
    ("x*x", "x^2"), ("x*y*x", "y*x^2"), ("x/x", "1"), ("x^3/x", "x^2"), ("x^2*x^(-2)", "1"),
    ("2*(x+1)", "2*x+2"), ("(2*x+2)^2", "4*(x+1)^2"), ("(x/2+1/3)^2", "(3*x+2)^2/36"),
    ("(-x)^2", "x^2"), ("(-x)^3", "-(x^3)"), ("(1-x)^2", "(x-1)^2"), ("(1-x)^3", "-(x-1)^3"),
    ("x*(y+y)", "2*x*y"), ("-(-x)", "x"), ("1/(1/x)", "x"), ("0*x", "0"), ("x^0", "1"),
    ("(x^2)^3", "x^6"), ("(x^(1/2))^2", "x"), ("(x*y)^2", "x^2*y^2"),
    ("x + (y + (z - y)) - z", "x"), ("3/6", "1/2"), ("2^10", "1024"), ("(2/3)^(-2)", "9/4"),
    ("0.1 + 0.2", "3/10"), ("1e-3", "1/1000"),
  ]) func oneFormEach(_ left: String, _ right: String) throws {
    let graph = ExpressionGraph()
    #expect(try read(left, graph) == read(right, graph))
  }

  @Test(arguments: [
    ("sqrt(12)", "2*sqrt(3)"), ("sqrt(2/3)", "sqrt(2)*sqrt(3)/3"), ("sqrt(9/4)", "3/2"),
    ("sqrt(2)*sqrt(2)", "2"), ("sqrt(2)*sqrt(6)", "2*sqrt(3)"), ("1/sqrt(2)", "sqrt(2)/2"),
    ("8^(1/3)", "2"), ("2^(5/3)", "2*2^(2/3)"), ("4^(1/4)", "sqrt(2)"), ("sqrt(0)", "0"),
    ("sqrt(10^40)", "10^20"), ("sqrt(1000003^2)", "1000003"),
    (
      "sqrt(1/1000003^3)*1000003^2",
      "sqrt(1000003)"
    ), ("sqrt(pi)^2", "pi"), ("sqrt(4*pi)", "2*sqrt(pi)"),
    ("f(1)", "1"), ("f(0)", "1/pi"), ("f(-1)", "0"), ("f(1/2)", "sqrt(3)/(2*pi) + 1/3"),
    ("f(-1/2)", "sqrt(3)/(2*pi) - 1/6"), ("f(sqrt(2)/2)", "sqrt(2)/(2*pi)+3*sqrt(2)/8"),
    ("kappa(0, 0)", "1/2"), ("kappa(0, 1/2)", "2/3"), ("kappa(0, -1)", "0"), ("kappa(7, 1)", "1"),
    ("kappa(7, -1)", "0"), ("kappa(2, 0)", "1/6"), ("kappa(3, 0)", "4/(15*pi)"),
    ("acos(1)", "0"), ("acos(-1)", "pi"), ("acos(0)", "pi/2"), ("acos(sqrt(3)/2)", "pi/6"),
    ("acos(-sqrt(3)/2)", "5*pi/6"), ("acos(1/2)", "pi/3"), ("acos(-1/2)", "2*pi/3"),
    ("acos(1/sqrt(2))", "pi/4"), ("asin(1/2)", "pi/6"), ("asin(-1)", "-pi/2"),
    ("exp(0)", "1"), ("log(1)", "0"), ("atan(0)", "0"), ("|-3/2|", "3/2"), ("|-2*pi|", "2*pi"),
    ("|x|*0", "0"), ("|-x|", "|x|"), ("||x||", "|x|"), ("|x^2|", "x^2"), ("|-3*x|", "3*|x|"),
    ("cos(acos(x))", "x"), ("sin(acos(x))", "sqrt(1-x^2)"),
  ]) func exactConstants(_ text: String, _ closed: String) throws {
    let graph = ExpressionGraph()
    let expression = try read(text, graph)
    #expect(
      expression == (try read(closed, graph)), "\(expression.written(by: TextPrinter()) ?? "")")
  }

  /// sin and cos of kπ/12 wherever √2 and √3 express them: from the unit circle, not from the code.
  @Test func circularValues() throws {
    let graph = ExpressionGraph()
    let sines: [Int: String] = [
      0: "0", 2: "1/2", 3: "sqrt(2)/2", 4: "sqrt(3)/2", 6: "1", 8: "sqrt(3)/2", 9: "sqrt(2)/2",
      10: "1/2", 12: "0", 14: "-1/2", 15: "-sqrt(2)/2", 16: "-sqrt(3)/2", 18: "-1",
      20: "-sqrt(3)/2", 21: "-sqrt(2)/2", 22: "-1/2",
    ]
    for k in -48...48 {
      let angle = Rational(Integer(k), 12) * graph.pi
      let turn = ((k % 24) + 24) % 24
      if let value = sines[turn] { #expect(angle.sine == (try read(value, graph)), "sin \(k)π/12") }
      if let value = sines[(turn + 6) % 24] {
        #expect(angle.cosine == (try read(value, graph)), "cos \(k)π/12")
      }
    }
  }

  /// What holds for some real numbers only must not be simplified away.
  @Test(arguments: [
    ("(x^2)^(1/2)", "x"), ("(x^2)^(1/2)", "-x"), ("sqrt(x*y)", "sqrt(x)*sqrt(y)"), ("|x|", "x"),
    ("acos(cos(x))", "x"), ("log(exp(x))", "-x"), ("(x^4)^(1/2)", "x"), ("sin(2*x)", "2*sin(x)"),
    ("sqrt(x+y)", "sqrt(x)+sqrt(y)"), ("f(x)", "f(-x)"), ("(x^6)^(1/2)", "x^3"),
  ]) func notSimplified(_ left: String, _ right: String) throws {
    let graph = ExpressionGraph()
    #expect(try read(left, graph) != read(right, graph))
  }

  @Test func rootOfASquareIsTheMagnitude() throws {
    let graph = ExpressionGraph()
    let root = try read("(x^2)^(1/2)", graph).substituting(["x": -3])
    #expect(root.rationalValue == 3)
    #expect(try read("(x^6)^(1/2)", graph).substituting(["x": -2]).rationalValue == 8)
    // √y² for a quantity known not to be negative is that quantity.
    #expect(try read("sqrt(exp(x)^2)", graph) == read("exp(x)", graph))
    #expect(try read("sqrt(|x|^2)", graph) == read("|x|", graph))
  }

  /// One polynomial, evaluated with the operators in two orders, has one multiplied-out form, and
  /// that form has the value of the original.
  @Test func randomAlgebra() {
    for seed in 0..<UInt64(scaledCount(150)) {
      let graph = ExpressionGraph()
      var random = RandomExpression(graph, variables: ["x", "y", "z"], seed: seed)
      let a = random.polynomial(depth: 3)
      let b = random.polynomial(depth: 3)
      let c = random.polynomial(depth: 2)
      func flat(_ expression: Expression) -> Expression {
        expression.multipliedOut(limit: 100_000)
      }
      #expect(flat(a * (b + c)) == flat(c * a + b * a), "seed \(seed)")
      #expect(flat((a + b) * (a - b)) == flat(a * a - b.power(2)), "seed \(seed)")
      #expect(
        flat((a + c).power(3)) == flat(a.power(3) + 3 * (a * a * c + a * c * c) + c * c * c),
        "seed \(seed)")
      #expect(flat(a - a).isZero && flat(flat(a) - a).isZero, "seed \(seed)")
      let point = ["x": random.rational(), "y": random.rational(), "z": random.rational()]
      let difference = flat(a * b + c).substituting(point) - (a * b + c).substituting(point)
      #expect(flat(difference).isZero, "seed \(seed)")
    }
  }

  /// Whole powers of sums that come about while multiplying out are multiplied out too.
  @Test func rootsOfSumsMultiplyOut() throws {
    let graph = ExpressionGraph()
    let product = try read("(x*sqrt(1+pi)+1)*(sqrt(1+pi)+x)", graph).multipliedOut()
    #expect(product == (try read("2*x+x*pi+(x^2+1)*sqrt(1+pi)", graph).multipliedOut()))
    let cube = try read("(1+sqrt(2+x))^3", graph).multipliedOut()
    #expect(cube == (try read("7+3*x+5*sqrt(2+x)+x*sqrt(2+x)", graph).multipliedOut()))
  }

  @Test func sharingKeepsTreesSmall() {
    let graph = ExpressionGraph()
    var expression = graph.variable("x")
    for _ in 0..<200 { expression = (expression + expression.kappa1) * expression.cosine }
    #expect(graph.count < 2000)
    #expect(expression.treeSize == Int.max)
    #expect(expression.written(by: TextPrinter()) == nil)
    let same = expression.substituting(["x": graph.variable("x")])
    #expect(same == expression)
    #expect(expression.variables == ["x"])
  }

  @Test func movingBetweenGraphs() throws {
    let first = ExpressionGraph()
    let second = ExpressionGraph()
    _ = second.variable("unrelated") + 7
    let text = "sqrt(x^2+3)*f(x/2)-pi/(1+|y|)"
    let moved = try read(text, first).moved(to: second)
    #expect(moved == (try read(text, second)))
  }
}
