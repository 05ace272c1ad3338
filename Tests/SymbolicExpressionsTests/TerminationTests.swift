import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

/// Simplification comes to an end, whatever is simplified.
@Suite struct TerminationTests {
  private func read(_ text: String, _ graph: ExpressionGraph) throws -> Expression {
    try TermReader(graph: graph, library: .kernels).read(text).expression
  }

  /// Powers above 1 of sums with a negative leading constant: what is taken out of such a power is
  /// the sum itself, not its negative.
  @Test(arguments: ["3/2", "4/3", "5/2", "7/3", "9/2", "1/2", "-1/2", "-3/2"])
  func powersOfSumsWithNegativeConstants(exponent: String) throws {
    let graph = ExpressionGraph()
    for base in ["pi-3", "x-1", "3-pi", "x-y", "sqrt(2)-1", "x-sqrt(x-1)", "-1-x"] {
      let power = try read("(\(base))^(\(exponent))", graph)
      let flat = power.multipliedOut()
      // Multiplied out in two ways: the powers of one sum meet.
      let square = try read("((\(base))^(\(exponent)))^2", graph)
      #expect((flat * flat).multipliedOut() == square.multipliedOut(), "\(base)")
      let inverse = try read("(\(base))^(-(\(exponent)))", graph)
      #expect((power * inverse).rationalValue == 1, "\(base)")
    }
  }

  @Test(arguments: [
    ("(x-1)^(3/2)", "(x-1)*sqrt(x-1)"), ("(x-1)^(3/2)", "-(1-x)*sqrt(x-1)"),
    ("(x-1)^(3/2)*(1-x)^2", "(x-1)^(7/2)"), ("(x-1)^(1/2)*(1-x)^3", "-((x-1)^(7/2))"),
    ("(x-1)^(3/2)/(1-x)", "-sqrt(x-1)"), ("sqrt(2)*sqrt(pi-4)*sqrt(pi-4)", "sqrt(2)*(pi-4)"),
    ("sqrt(x^2)*sqrt(x^2)*y", "x^2*y"), ("(x-y)^(3/2)*(y-x)", "-((x-y)^(5/2))"),
  ]) func oneFormEach(_ left: String, _ right: String) throws {
    let graph = ExpressionGraph()
    #expect(try read(left, graph) == read(right, graph))
  }

  /// Roots in roots, each with a whole power to be multiplied out, many deep.
  @Test func deepRoots() throws {
    let graph = ExpressionGraph()
    var expression = graph.variable("x")
    for level in 0..<20 {
      expression = (expression + Rational(level % 2 == 0 ? -1 : 2)).power(Rational(3, 2))
    }
    let flat = expression.multipliedOut()
    #expect(flat.variables == ["x"])
    // Past the bound there is no result, rather than one that takes for ever.
    #expect((expression - 1).power(8).withSumsDistributed(limit: 100) == nil)
  }

  /// Random nested texts with every operation: what is read can be simplified in every way.
  @Test func randomTexts() {
    var read = 0
    for seed in 0..<UInt64(scaledCount(1000)) {
      var random = RandomText(generator: SplitMix64(seed: seed))
      let text = random.term(depth: 1 + Int(seed % 6))
      let graph = ExpressionGraph()
      guard let expression = try? self.read(text, graph) else { continue }
      read += 1
      let flat = expression.multipliedOut(limit: 200)
      _ = expression.withDefinitionsExpanded.provenRational(expanding: true)
      _ = flat.derivative("x").multipliedOut(limit: 200)
      _ = expression.instance(["x": Rational(1, 3), "y": -2])?.multipliedOut(limit: 200)
      _ = (expression - flat).provenRational(expanding: true)
      _ = expression.structuralSign
    }
    #expect(read > scaledCount(1000) / 4)
  }
}

/// Texts of terms, not all of them defined.
private struct RandomText {
  var generator: SplitMix64

  private mutating func choice(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

  mutating func term(depth: Int) -> String {
    if depth == 0 {
      return ["0", "1", "2", "3", "pi", "x", "y", "7/5", "x", "pi"][choice(10)]
    }
    let inner = term(depth: depth - 1)
    let other = term(depth: choice(depth))
    let exponent = ["2", "3/2", "-1", "1/2", "-5/2", "4/3", "5", "-2/3", "1/3"][choice(9)]
    let function = ["sin", "cos", "acos", "asin", "atan", "exp", "log", "abs", "f"][choice(9)]
    switch choice(10) {
    case 0: return "(\(inner) + \(other))"
    case 1, 2: return "(\(inner) - \(other))"
    case 3: return "\(inner)*(\(other))"
    case 4: return "(\(inner))/(\(other))"
    case 5: return "\(function)(\(inner))"
    case 6: return "sqrt(\(inner))"
    case 7: return "(\(inner) - \(choice(4)))^(\(exponent))"
    default: return "(\(inner))^(\(exponent))"
    }
  }
}
