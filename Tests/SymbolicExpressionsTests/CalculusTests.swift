import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

private func read(_ text: String, _ graph: ExpressionGraph) throws -> Expression {
  try TermReader(graph: graph, library: .kernels).read(text).expression
}

@Suite struct DerivativeTests {
  @Test(arguments: [
    ("7", "0"), ("y", "0"), ("x", "1"), ("x^3", "3*x^2"), ("1/x", "-1/x^2"),
    ("sqrt(x)", "1/(2*sqrt(x))"), ("x^(5/3)", "5/3*x^(2/3)"), ("sin(2*x)", "2*cos(2*x)"),
    ("cos(x)", "-sin(x)"), ("exp(x^2)", "2*x*exp(x^2)"), ("log(x)", "1/x"),
    ("acos(x)", "-1/sqrt(1-x^2)"), ("asin(x)", "1/sqrt(1-x^2)"), ("atan(x)", "1/(1+x^2)"),
    ("|x|", "x/|x|"), ("x*y*sin(x)", "y*sin(x)+x*y*cos(x)"), ("f(x)", "kappa(0, x)"),
    ("f(f(x))", "kappa(0, f(x))*kappa(0, x)"), ("kappa(2, x)", "4/3*f(x)"),
    ("kappa(3, x)", "9/5*kappa(2, x)"), ("kappa(0, x)", "1/(pi*sqrt(1-x^2))"),
    ("f(y)", "0"), ("x^2/y+y", "2*x/y"),
  ]) func knownDerivatives(_ text: String, _ slope: String) throws {
    let graph = ExpressionGraph()
    let found = try read(text, graph).derivative("x")
    #expect(found == (try read(slope, graph)), "\(found.written(by: TextPrinter()) ?? "")")
  }

  /// κ_n′ = n²/(2n−1)·κ_{n−1}, compared with the derivative of the closed form.
  @Test(arguments: 0...8) func kernelRecurrence(order n: Int) throws {
    let graph = ExpressionGraph()
    let rho = graph.variable("rho")
    let kappa = rho.applying(.kappa(n))
    let slope = kappa.derivative("rho")
    if n > 0 {
      let lower = rho.applying(.kappa(n - 1))
      #expect(slope == Rational(Integer(n * n), Integer(2 * n - 1)) * lower)
    }
    let closed = kappa.withDefinitionsExpanded.derivative("rho")
    let program = Program([slope, closed], inputs: ["rho"])
    for k in -9...9 {
      let point = Interval(Rational(Integer(k), 10), precision: Precision(200))
      let values = program.evaluate([point], precision: Precision(200))
      #expect(values[0].overlaps(values[1]), "ρ = \(k)/10")
      #expect(values[1].width.exponent < -100)
    }
  }

  /// The mean value theorem: f(b) − f(a) is (b − a) times a value of f′ on [a, b].
  @Test func meanValueTheorem() {
    var decided = 0
    for seed in 0..<UInt64(scaledCount(400)) {
      let graph = ExpressionGraph()
      var random = RandomExpression(graph, variables: ["x"], seed: seed)
      let expression = random.expression(depth: 5)
      let program = Program([expression, expression.derivative("x")], inputs: ["x"])
      let precision = Precision(256)
      let start = random.rational()
      let width = Rational(1).scaled(byPowerOfTwo: -20)
      let a = Interval(start, precision: precision)
      let b = Interval(start + width, precision: precision)
      let line = Interval(lower: start, upper: start + width, precision: precision)
      let rise =
        program.evaluate([b], precision: precision)[0]
        - program.evaluate([a], precision: precision)[0]
      let slopes = program.evaluate([line], precision: precision)[1]
      if slopes.isIndeterminate { continue }
      #expect(slopes.scaled(by: width).overlaps(rise), "seed \(seed)")
      if slopes.width.exponent < -8 { decided += 1 }
    }
    // Most enclosures are narrow enough to tell a wrong derivative from a right one.
    #expect(decided > scaledCount(200))
  }

  @Test func rulesOfDifferentiation() {
    for seed in 0..<UInt64(scaledCount(100)) {
      let graph = ExpressionGraph()
      var random = RandomExpression(graph, variables: ["x", "y"], seed: seed)
      let u = random.polynomial(depth: 3)
      let v = random.polynomial(depth: 3)
      func d(_ expression: Expression) -> Expression { expression.derivative("x") }
      func isSame(_ a: Expression, _ b: Expression) -> Bool {
        (a - b).multipliedOut(limit: 100_000).isZero
      }
      #expect(isSame(d(u + v), d(u) + d(v)), "seed \(seed)")
      #expect(isSame(d(u * v), d(u) * v + u * d(v)), "seed \(seed)")
      #expect(isSame(d(u.sine), u.cosine * d(u)), "seed \(seed)")
      #expect(isSame(d(d(u.power(2))), 2 * (d(u) * d(u) + u * d(d(u)))), "seed \(seed)")
      #expect(
        isSame(d(u).derivative("y"), d(u.derivative("y"))), "mixed derivatives, seed \(seed)")
      let chained = u.substituting(["x": v])
      #expect(isSame(d(chained), d(u).substituting(["x": v]) * d(v)), "seed \(seed)")
    }
  }
}

@Suite struct SubstitutionTests {
  @Test func substitutionIsSimultaneous() throws {
    let graph = ExpressionGraph()
    let expression = try read("x - 2*y + f(x*y)", graph)
    let swapped = expression.substituting(["x": graph.variable("y"), "y": graph.variable("x")])
    #expect(swapped == (try read("y - 2*x + f(x*y)", graph)))
  }

  @Test func exactValuesFold() throws {
    let graph = ExpressionGraph()
    let expression = try read("f(x)*pi + acos(x)", graph)
    #expect(expression.substituting(["x": 1]) == graph.pi)
    #expect(
      try expression.substituting(["x": Rational(1, 2)])
        == read("pi*(sqrt(3)/(2*pi)+1/3)+pi/3", graph))
  }

  @Test func definitionsExpand() throws {
    let graph = ExpressionGraph()
    let expanded = try read("f(rho)", graph).withDefinitionsExpanded
    #expect(
      (expanded - (try read("(sqrt(1-rho^2)+rho*(pi-acos(rho)))/pi", graph)))
        .multipliedOut().isZero)
    let nested = try read("kappa(2, f(rho)/2)", graph).withDefinitionsExpanded
    let program = Program([nested, try read("kappa(2, f(rho)/2)", graph)], inputs: ["rho"])
    let values = program.evaluate(
      [Interval(Rational(-1, 3), precision: Precision(150))], precision: Precision(150))
    #expect(values[0].overlaps(values[1]))
  }
}
