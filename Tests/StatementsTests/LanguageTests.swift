import SymbolicExpressions
import Testing

@testable import Statements

/// Integers, edges, sums and definitions: what is refused, and what they stand for.
@Suite struct LanguageTests {
  @Test(arguments: [
    ("forall k in 3..1: k > 0", 13, "the range is reversed: 3 is greater than 1"),
    ("forall k in 1..9999999: k > 0", 16, "expected a whole number up to 1000000"),
    ("forall k in 1..1/2: k > 0", 17, "expected ','"),
    ("forall k in 1..x: k > 0", 16, "expected a whole number"),
    ("forall e in edges(dag): 1 > 0", 19, "expected a network that an earlier quantifier binds"),
    ("forall x in [0,1], e in edges(x): 1 > 0", 31, "expected a network"),
    ("forall d in complete(1), e in edges(d): e > 0", 41, "'e' is an edge"),
    ("forall d in complete(1), e in edges(d): paths(e - d) > 0", 47, "'e' is an edge"),
    ("forall d in complete(1), e in edges(d): paths(3 - e) > 0", 47, "to a network only"),
    ("forall d in complete(1), e in edges(d): paths(e) > 0", 47, "'paths' needs a network"),
    ("sum(j = 1..3) > 0", 13, "'sum' takes a range and a term"),
    ("sum(j = 1, j) > 0", 10, "expected '..'"),
    ("sum(3, j) > 0", 5, "expected a range such as j = 1..k after 'sum('"),
    ("sum(j = 1..1/2, j) > 0", 12, "the upper end is 1/2, not a whole number"),
    ("forall x in [0,1]: sum(j = 1..x, j) > 0", 31, "'x' is not a number that is known here"),
    ("sum(j = 1..2000000, j) > 0", 9, "too long"),
    ("sum(j = 1..1000000, f(j)) > 0", 1, "more than 1000000 operations"),
    ("max(1..2) > 0", 6, "a range stands in 'sum"),
    ("forall x in [0,1]: f^x(x) > 0", 22, "'x' is a variable, not a function"),
    ("f^(0-1)(1/2) > 0", 4, "an iterate needs a whole number from 0"),
    ("f^(1/2)(1/2) > 0", 4, "the count of iterations is 1/2"),
    ("f^(2)(1/2, 3) > 0", 10, "an iterate has one argument"),
    ("paths(chain(0)) > 0", 7, "0 is out of range"),
    ("paths(resnet(4, 2)) > 0", 7, "parameters after k are given by name"),
    ("paths(resnet(4, skp: 2)) > 0", 7, "resnet has no parameter \"skp\""),
    ("f(skip: 1/2) > 0", 3, "'skip:' names no argument here"),
    ("forall sum in [0,1]: sum > 0", 8, "'sum' has a meaning of its own"),
    ("forall n in 0..2: kappa(n - 1, 0) > 0", 19, "'kappa' needs"),
  ])
  func errorsAreLocated(_ source: String, _ column: Int, _ message: String) throws {
    let error = try #require(throws: SyntaxError.self) { try Statement(source) }
    #expect(error.location.column == column, "\(error)")
    #expect(error.message.contains(message), "\(error)")
  }

  @Test func definitionsAreWrittenOut() throws {
    var definitions = Definitions()
    definitions.rule = .exact
    try definitions.define(network: "base", as: "2_12")
    try definitions.define("gap", parameters: ["x"], as: TermParser.parse("1 - f(x)"))
    try definitions.define("twice", parameters: ["y"], as: TermParser.parse("gap(y) + gap(-y)"))
    try definitions.define("c", parameters: [], as: TermParser.parse("2/pi"))
    try definitions.define(
      "gain", parameters: ["d", "x"], as: TermParser.parse("lambda2(d, x) - c"))
    let statement = try Statement(
      "forall rho in [0,1], d in {base, \"2\"}: twice(rho/2) > gain(d, rho) and gap^2(rho) > lambda2(base, rho)",
      definitions: definitions)
    let expected =
      "forall rho in [0, 1], d in {\"2_12\", \"2\"}: 1 - f(rho/2) + (1 - f(-(rho/2))) > "
      + "lambda2(d, rho, exact) - 2/pi and 1 - f(1 - f(rho)) > lambda2(\"2_12\", rho, exact)"
    #expect(statement.source == expected)
    #expect(try Statement(expected) == statement)
  }

  @Test func wrongDefinitionsAreRefused() throws {
    var definitions = Definitions()
    #expect(throws: DefinitionError.self) {
      try definitions.define("f", parameters: ["x"], as: TermParser.parse("x"))
    }
    #expect(throws: DefinitionError.self) {
      try definitions.define("g", parameters: ["x"], as: TermParser.parse("x + rho"))
    }
    #expect(throws: DefinitionError.self) {
      try definitions.define("g", parameters: ["x", "x"], as: TermParser.parse("x"))
    }
    try definitions.define("g", parameters: ["x"], as: TermParser.parse("sum(j = 1..2, x^j)"))
    #expect(throws: DefinitionError.self) {
      try definitions.define("g", parameters: ["x"], as: TermParser.parse("x"))
    }
    // The argument's j would be taken for the sum's.
    #expect(throws: SyntaxError.self) {
      try Statement("sum(j = 1..2, g(j)) > 0", definitions: definitions)
    }
    #expect(throws: SyntaxError.self) { try Statement("g(1, 2) > 0", definitions: definitions) }
    #expect(throws: SyntaxError.self) {
      try Statement("forall g in [0,1]: g > 0", definitions: definitions)
    }
    // Each definition doubles the one before.
    var text = "x"
    for level in 0..<40 {
      do {
        try definitions.define(
          "h\(level)", parameters: ["x"], as: TermParser.parse("(\(text)) + (\(text))"))
      } catch { return }
      text = "h\(level)(x)"
    }
    Issue.record("definitions grow without bound")
  }
}
