import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

private func read(_ text: String, _ graph: ExpressionGraph) throws(SyntaxError) -> ReadExpression {
  try TermReader(graph: graph, library: .kernels).read(text)
}

private func failure(_ text: String) -> SyntaxError? {
  do throws(SyntaxError) {
    _ = try read(text, ExpressionGraph())
    return nil
  } catch {
    return error
  }
}

@Suite struct ParserTests {
  /// One letter is not a misspelling of another one.
  @Test func offersNoOtherLetter() {
    #expect(nearestSpelling(to: "g", among: ["f", "K"]) == nil)
    #expect(nearestSpelling(to: "k", among: ["f", "K"]) == "K")
    #expect(nearestSpelling(to: "ff", among: ["f", "K"]) == "f")
  }

  @Test(arguments: [
    ("2pi", "2*pi"), ("2π", "2*pi"), ("3√2", "3*sqrt(2)"), ("√2·√3", "sqrt(6)"),
    ("2(x+1)", "2*(x+1)"), ("2x", "2*x"), ("3f(x)", "3*f(x)"), ("1/(2π)", "1/2/pi"),
    ("x²", "x*x"), ("x⁻²", "1/(x*x)"), ("x¹²", "x^12"), ("2³", "8"), ("ρ", "rho"), ("θ", "theta"),
    ("κ₁(x)", "f(x)"), ("κ₁₂(x)", "kappa(12, x)"), ("κ(2, x)", "kappa(2, x)"),
    ("kappa3(x)", "kappa(3, x)"), ("h(x)", "f(x)"), ("6·x×2−1", "12*x-1"), ("ln(x)", "log(x)"),
    ("arccos(x)", "acos(x)"), ("arcsin(x)", "asin(x)"), ("arctan(x)", "atan(x)"),
    ("f^0(x)", "x"), ("f^3(x)", "f(f(f(x)))"), ("f^2(x)^2", "f(f(x))^2"), ("f(x)^2", "f(x)*f(x)"),
    ("-x^2", "-(x*x)"), ("2^3^2", "512"), ("2^-2", "1/4"), ("--x", "x"), ("+x", "x"),
    ("-2^2", "-4"), ("1-2-3", "-4"), ("8/2/2", "2"), ("2*-3", "-6"), ("1--1", "2"),
    ("|x|", "abs(x)"), ("|x-|y||", "abs(x-abs(y))"), ("|x|*|y|", "abs(x)*abs(y)"),
    ("0.5", "1/2"), (".5", "1/2"), ("1.25e2", "125"), ("1E-2", "1/100"), ("2.", "2"),
    ("x^y", "exp(y*log(x))"), ("√(x+1)", "(x+1)^(1/2)"), ("√x²", "x"), ("√4^3", "8"),
    (" 1\t+\n\r 2 ", "3"), ("kappa(1+1, x)", "kappa(2, x)"), ("sqrt(x)", "x^(1/2)"),
    ("f^2(1/3)+1", "1+f(f(1/3))"), ("10 000".replacing(" ", with: ""), "10^4"),
  ]) func reads(_ text: String, _ plain: String) throws {
    let graph = ExpressionGraph()
    let found = try read(text, graph).expression
    #expect(
      found == (try read(plain, graph).expression), "\(found.written(by: TextPrinter()) ?? "")")
  }

  /// Text, column, a part of the message.
  @Test(arguments: [
    ("", 1, "expected a term"), ("  ", 3, "expected a term"), ("1 +", 4, "the end"),
    ("(1", 1, "not closed"), ("1)", 2, "unexpected ')'"), ("x y", 3, "unexpected 'y'"),
    ("2 x", 3, "unexpected 'x'"), ("f(", 3, "expected a term"), ("f()", 3, "found ')'"),
    ("1+f(1,2)", 3, "takes 1 argument, not 2"), ("kappa(x)", 1, "takes 2 arguments, not 1"),
    ("kappa(1/2, x)", 1, "whole numbers"), ("kappa(-1, x)", 1, "an order from 0"),
    ("kappa(10^9, x)", 1, "an order from 0"), ("2+1/0", 3, "1/0 is undefined: division by zero"),
    ("x/(1-1)", 1, "division by zero"), ("1/(x-x)", 1, "1/(x-x) is undefined"),
    ("1+sqrt(-1)", 3, "sqrt(-1) is undefined: its argument is negative"),
    ("acos(2)", 1, "outside [-1, 1]"), ("f(1.0000000001)", 1, "outside [-1, 1]"),
    ("f(f(3))", 3, "f(3) is undefined"), ("f^3(-2)", 1, "outside"), ("log(0)", 1, "not positive"),
    ("0^(-1)", 1, "division by zero"), ("(-8)^(1/3)", 1, "negative"), ("√-1", 1, "negative"),
    ("foo(3)", 1, "'foo' is not a function"), ("1+kapa(1, x)", 3, "did you mean 'kappa'?"),
    ("f", 1, "needs an argument"), ("1+sqrt", 3, "needs an argument"),
    ("1..2", 2, "unexpected '..'"), ("1e99999999999", 1, "is not a number"),
    ("max(1)", 1, "two or more arguments"), ("max^2(1, 2)", 1, "two or more arguments"),
    ("1 + min", 5, "needs an argument"),
    ("|x", 1, "not closed"), ("(|x)", 4, "'|' is still open"), ("x|", 2, "unexpected '|'"),
    ("3 $ 4", 3, "unexpected character '$'"), ("x ^", 4, "expected a term"),
    ("1/2π", 3, "ambiguous"), ("sin^2(x)", 1, "ambiguous"), ("f^1.5(x)", 3, "whole number"),
    ("f^99999(x)", 3, "whole number from 0 to"), ("\"abc", 1, "the quote is not closed"),
    ("\"abc\"", 1, "not an expression"), ("1+\"a\"", 1, "is not a value"),
    ("x, y", 2, "unexpected ','"), ("(x, y)", 3, "a comma only separates"),
    ("ρρ + é", 6, "unexpected character 'é'"), ("x\u{1F600}", 2, "unexpected character"),
    ("x⁻", 2, "unexpected '⁻'"), ("√", 2, "expected a term"), ("f(x))", 5, "unexpected ')'"),
    ("[1]", 1, "found '['"), ("x = 1", 3, "unexpected '='"), ("x <= 1", 3, "unexpected '<='"),
    ("a*(b+(c-)*d)", 9, "found ')'"),
  ]) func errorsAreLocated(_ text: String, _ column: Int, _ message: String) throws {
    let error = try #require(failure(text))
    #expect(error.location.line == 1)
    #expect(error.location.column == column, "\(error)")
    #expect(error.message.contains(message), "\(error)")
  }

  @Test func errorsKnowTheirLine() throws {
    let error = try #require(failure("1 +\n  2 +\r\n  π·* 3"))
    #expect((error.location.line, error.location.column) == (3, 5))
    #expect(error.description.hasPrefix("line 3, column 5: "))
  }

  /// Conditions of sub-terms stay also where canonical construction simplifies the sub-term away.
  @Test func conditionsAreKept() throws {
    let graph = ExpressionGraph()
    let quotient = try read("x/x", graph)
    #expect(quotient.expression.rationalValue == 1)
    #expect(quotient.conditions.map(\.domain) == [.nonzero])
    let difference = try read("acos(x) - acos(x) + 0*log(y)", graph)
    #expect(difference.expression.isZero)
    #expect(difference.conditions.map(\.domain) == [.closed(-1, 1), .closed(-1, 1), .positive])
    #expect(
      difference.conditions.map { difference.term.excerpt($0.range) }
        == ["acos(x)", "acos(x)", "log(y)"])
    // Nothing is asked where the domain is certain.
    #expect(
      try read("f(f(1/3)) + sqrt(exp(x)) + acos(cos(x)) + 1/pi + sqrt(|x|)", graph)
        .conditions.isEmpty)
    #expect(try read("f(f(x))", graph).conditions.count == 1)
  }

  @Test func namesAndSpecialFunctions() throws {
    let graph = ExpressionGraph()
    let reader = TermReader(
      graph: graph, library: .kernels,
      special: [
        "entry": { (values: [TermReader.Value], range: Range<Int>) throws(SyntaxError) in
          guard case .text(let text)? = values.first, case .name(let rule)? = values.last else {
            throw SyntaxError("entry needs a text and a name", at: range.lowerBound, in: "")
          }
          return graph.integer(text.count + rule.count)
        }
      ]
    ) { name in
      switch name {
      case "rho": .expression(graph.variable("rho"))
      case "exact": .name("exact")
      default: nil
      }
    }
    #expect(try reader.read("2*entry(\"2_21\", exact)+rho-rho").expression.rationalValue == 18)
    #expect(throws: SyntaxError.self) { try reader.read("rho + x") }
    #expect(throws: SyntaxError.self) { try reader.read("1 + exact") }
    #expect(throws: SyntaxError.self) { try reader.read("entry(1, exact)") }
  }
}

@Suite struct LimitTests {
  private func nested(_ open: String, _ close: String, _ depth: Int) -> String {
    String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
  }

  @Test(arguments: [
    ("(", ")"), ("f(", ")"), ("|1+", "|"), ("sqrt(1+", ")"), ("1/(2+", ")"), ("-(3-", ")"),
    ("(", "^3+1)"), ("abs((", "+pi)^3)"), ("x*(1+", ")"),
  ]) func deepNesting(_ open: String, _ close: String) throws {
    let depth = 4000
    let graph = ExpressionGraph()
    let expression = try read(nested(open, close, depth), graph).expression
    #expect(expression.variables == ["x"])
    #expect(expression.substituting(["x": graph.variable("y")]).variables == ["y"])
    _ = expression.magnitude.squareRoot
    // A text that is read back is the same node.
    let named = expression.writtenWithNames(by: TextPrinter())
    #expect(!named.text.isEmpty)
  }

  @Test func theLimitOfNestingIsAnError() throws {
    let limit = TermParser.deepestNesting
    let graph = ExpressionGraph()
    #expect(try read(nested("(", ")", limit), graph).expression == graph.variable("x"))
    let error = try #require(failure(nested("f(", ")", limit + 1)))
    #expect(error.message.contains("nested deeper than"))
    #expect(error.location.column == 2 * (limit + 1))
    #expect(failure(String(repeating: "(", count: 100_000)) != nil)
    #expect(failure(String(repeating: ")", count: 100_000)) != nil)
    #expect(failure(String(repeating: "|", count: 100_000)) != nil)
  }

  @Test func deepDerivatives() throws {
    let graph = ExpressionGraph()
    let chain = try read("f^400(x)", graph).expression
    let slope = chain.derivative("x")
    // Σ over the chain: one factor a level.
    #expect(graph.count < 4000)
    #expect(slope.variables == ["x"])
    #expect(chain.derivative("y").isZero)
  }

  @Test func longTermsStayLinear() throws {
    let graph = ExpressionGraph()
    let sum = (1...20_000).map { "sin(\($0))" }.joined(separator: "+")
    #expect(try read(sum, graph).expression.treeSize == 40_001)
    #expect(graph.count <= 3 * 20_000)
    let product = (1...2_000).map { "(x+\($0))" }.joined(separator: "/")
    #expect(try read(product, graph).conditions.count == 1_999)
    #expect(
      try read(String(repeating: "-", count: 10_001) + "x", graph).expression
        == -graph.variable("x"))
    #expect(try read(String(repeating: "2^", count: 10_000) + "1", graph).expression.treeSize > 0)
  }

  @Test func largeNumbers() throws {
    let graph = ExpressionGraph()
    // Powers too large to write out are kept, and still cancel.
    #expect(try read("2^(10^30)*2^(-10^30)", graph).expression.rationalValue == 1)
    #expect(try read("(1/3)^1000000000", graph).expression.rationalValue == nil)
    #expect(try read("sqrt(1e200000)", graph).expression.treeSize <= 5)
    #expect(try read("1e10000000*1e-10000000", graph).expression.rationalValue == 1)
    #expect(failure("1e10000001") != nil)
  }

  /// Ten megabytes of anything are read or refused with a place.
  @Test func garbage() {
    var generator = SplitMix64(seed: 99)
    let alphabet = Array("0123456789abcxyz+-*/^()|,.πρ√ \n\"<=f_".utf8)
    for trial in 0..<40 {
      let bytes = (0..<500).map { _ in
        trial % 2 == 0
          ? UInt8.random(in: 0...255, using: &generator)
          : alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      let error = failure(String(decoding: bytes, as: UTF8.self))
      #expect(error != nil && (error?.location.line ?? 0) >= 1, "trial \(trial)")
    }
    #expect(failure(String(repeating: "§", count: 5_000_000)) != nil)
    #expect(failure(String(repeating: "xyz", count: 3_333_333) + "$") != nil)
    for text in ["\n", "(", "x+", "| ", "1 1 "] {
      #expect(failure(String(repeating: text, count: 50_000) + "$") != nil, "\(text)")
    }
    #expect(failure(String(repeating: "1", count: Lexer.largestSource + 1)) != nil)
  }

  @Test func manyShortGarbageTexts() {
    var generator = SplitMix64(seed: 7)
    let pieces = [
      "1", "x", "+", "-", "*", "/", "^", "(", ")", "|", ",", "f(", "sqrt", "√", "²", "π", " ",
      "kappa(2,", "acos(", "0", "1/2", "f^3(", "\"", "e5", ".",
    ]
    for _ in 0..<(scaledCount(3000)) {
      let text = (0..<Int.random(in: 1...12, using: &generator))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
      if let error = failure(text) {
        #expect(
          error.location.column >= 1 && error.location.column <= text.count + 1, "\(text): \(error)"
        )
        #expect(!error.message.isEmpty)
      }
    }
  }
}

@Suite struct RoundTripTests {
  /// What is printed reads back as the same node.
  @Test func textReadsBack() throws {
    for seed in 0..<UInt64(scaledCount(1500)) {
      let graph = ExpressionGraph()
      var random = RandomExpression(graph, variables: ["x", "y", "rho"], seed: seed)
      let expression =
        seed % 3 == 0 ? random.polynomial(depth: 4) : random.expression(depth: 5)
      guard let text = expression.written(by: TextPrinter()) else { continue }
      let back = try read(text, graph).expression
      #expect(back == expression, "seed \(seed): \(text)")
      #expect(back.written(by: TextPrinter()) == text, "seed \(seed)")
    }
  }

  /// Named parts, read one after the other, give the expression again.
  @Test func namedPartsReadBack() throws {
    for seed in 0..<UInt64(scaledCount(200)) {
      let graph = ExpressionGraph()
      var random = RandomExpression(graph, variables: ["x"], seed: seed)
      let part = random.expression(depth: 3)
      let expression = (part.sine + part * part) * (part + 1).cosine + random.expression(depth: 3)
      let printed = expression.writtenWithNames(by: TextPrinter())
      var values: [String: Expression] = [:]
      for definition in printed.definitions {
        values[definition.name] = try read(definition.text, graph).expression.substituting(values)
      }
      let back = try read(printed.text, graph).expression.substituting(values)
      #expect(back == expression, "seed \(seed): \(printed)")
    }
  }
}
