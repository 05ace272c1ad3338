import ExactArithmetic
import SymbolicExpressions
import Testing

@testable import Statements

@Suite("What is read as a statement")
struct StatementParsingTests {
  /// Statements with their canonical spelling.
  static let accepted: [(source: String, canonical: String)] = [
    (
      "forall rho in [-1,1): 3*(1-f(rho)) < 4 - rho - f(rho) - 2*f(f(rho))",
      "forall rho in [-1, 1): 3*(1 - f(rho)) < 4 - rho - f(rho) - 2*f(f(rho))"
    ),
    ("∀ ρ ∈ [−1,1): f(ρ) ≥ ρ", "forall rho in [-1, 1): f(rho) >= rho"),
    ("f(1/2) > 3/5", "f(1/2) > 3/5"),
    ("1 == 1.0 and 0.10 ≠ .2", "1 = 1 and 0.1 != 0.2"),
    (
      "forall x, y in (0,1], z in [2,2]: x+y<z",
      "forall x in (0, 1], y in (0, 1], z in [2, 2]: x + y < z"
    ),
    (
      "forall k in 0..3, x in [-1,1]: dual( sin(6/5,3/10);1,1,x)<=dual_mean(\"gelu\" ;k)",
      "forall k in 0..3, x in [-1, 1]: dual(sin(6/5, 3/10); 1, 1, x) <= dual_mean(\"gelu\"; k)"
    ),
    (
      """
      forall dag in complete(3) where connected, rho in [-1,1):
        lambda2(dag, rho, exact) <= eq12(dag, rho)
      """,
      """
      forall dag in complete(3) where connected, rho in [-1, 1): \
      lambda2(dag, rho, exact) <= eq12(dag, rho)
      """
    ),
    (
      "forall x in [0,1]: exists y in [0,1]: x < y or x = 1",
      "forall x in [0, 1]: exists y in [0, 1]: x < y or x = 1"
    ),
    (
      "exists d in complete(2) where connected and parameterised and connected: paths(d) = 2",
      "exists d in complete(2) where connected and parameterised: paths(d) = 2"
    ),
    (
      "forall d in { \"2_02\" ,\"1_01\" }: K(d, 0, variance-only) >= 0",
      "forall d in {\"2_02\", \"1_01\"}: K(d, 0, variance-only) >= 0"
    ),
    (
      "NTKij(\"|nor_conv_3x3~0|\",1/2,exact-without-means) > 0",
      "NTKij(\"|nor_conv_3x3~0|\", 1/2, exact-without-means) > 0"
    ),
    ("forall x in [0,1]: 0 <= x <= 1 < 2", "forall x in [0, 1]: 0 <= x and x <= 1 and 1 < 2"),
    ("((1 < 2)) and (((1)) < (2))", "1 < 2 and 1 < 2"),
    ("not 1 < 2 or 1 < 2 and 3 < 4", "not (1 < 2) or 1 < 2 and 3 < 4"),
    ("not not (1 < 2)", "not (not (1 < 2))"),
    ("(1 < 2 or 2 < 3) and 3 < 4", "(1 < 2 or 2 < 3) and 3 < 4"),
    ("1 < 2 ∧ (2 < 3 and 3 < 4) ∨ ¬ 1 = 2", "1 < 2 and 2 < 3 and 3 < 4 or not (1 = 2)"),
    ("1<2∧2<3", "1 < 2 and 2 < 3"),
    (
      "forall k in 1..12, x in [0,1]: f^k(x)^2 <= f^(k + 1)(x)",
      "forall k in 1..12, x in [0, 1]: f^k(x)^2 <= f^(k + 1)(x)"
    ),
    // Without integers of the statement's own, sums are written out.
    ("sum(j = 1..3, f^j(0)) < product(i=1..2, i+1)", "f(0) + f^2(0) + f^3(0) < (1 + 1)*(2 + 1)"),
    ("sum(j = 2..1, f(j)) = 0 and product(j = 2..1, j) = 1", "0 = 0 and 1 = 1"),
    (
      "forall n in -1..2: sum(j = 0..n, kappa(j, 0)) >= n",
      "forall n in -1..2: sum(j = 0..n, kappa(j, 0)) >= n"
    ),
    (
      "forall d in complete(2), e in edges(d), g in absent(d): paths(d-e+g) >= 0",
      "forall d in complete(2), e in edges(d), g in absent(d): paths(d - e + g) >= 0"
    ),
    (
      "paths(resnet(2*3,skip: 3)) > paths(chain(2))",
      "paths(\"resnet(6, skip: 3)\") > paths(\"chain(2)\")"
    ),
    ("1 < 2 implies 2 < 3 ⇒ 3 < 4", "1 < 2 implies 2 < 3 implies 3 < 4"),
    ("(1 < 2 implies 2 < 3) implies 3 < 4", "(1 < 2 implies 2 < 3) implies 3 < 4"),
    (
      "forall x in [1, 2]: -x^2*2π + √x < |x| + κ₂(0)",
      "forall x in [1, 2]: -x^2*(2*pi) + sqrt(x) < abs(x) + kappa2(0)"
    ),
    ("forall x in [-1/2+1/4, f(1)]: x = x", "forall x in [-1/4, 1]: x = x"),
    ("forall x in [0, paths(\"1_11\")]: x >= 0", "forall x in [0, 2]: x >= 0"),
    (
      "forall x in [0,1]: f^3(x) >= x^2^3 - (x^2)^3",
      "forall x in [0, 1]: f^3(x) >= x^2^3 - (x^2)^3"
    ),
    (
      "forall a in [1,2]: a-(a-1)+a/(a/2)-(-a) > -(-a) - 1e-3",
      "forall a in [1, 2]: a - (a - 1) + a/(a/2) - -a > -(-a) - 0.001"
    ),
    (
      "forall a in [1,2]: 1e300 > 1230e-90*a - 12345678901234567890",
      "forall a in [1, 2]: 1e300 > 123e-89*a - 12345678901234567890"
    ),
  ]

  @Test("A network as JSON text, its quotes escaped")
  func readsJSON() throws {
    let source =
      #"paths("{\"input\": \"a\", \"output\": \"b\\\\\", \"edges\": [\n"#
      + #"{\"from\": \"a\", \"to\": \"b\\\\\", \"op\": \"skip\"}]}") = 1"#
    let statement = try Statement(source.replacing("\\n", with: "\n"))
    #expect(try Statement(statement.description) == statement)
    guard case .constant(true) = try statement.ground().formula else {
      Issue.record("one path expected")
      return
    }
  }

  @Test("Canonical spelling, which reads as the same statement", arguments: accepted)
  func accepts(source: String, canonical: String) throws {
    let statement = try Statement(source)
    #expect(statement.description == canonical)
    #expect(statement.source == source)
    let again = try Statement(canonical)
    #expect(again == statement)
    #expect(again.description == canonical)
  }

  @Test("Statements that differ are not equal")
  func distinguishes() throws {
    let statements = try [
      "forall x in [0,1]: x < 2", "forall x in [0,1): x < 2", "exists x in [0,1]: x < 2",
      "forall y in [0,1]: y < 2", "forall x in [0,1]: x <= 2", "forall x in [0,1]: 2 > x",
      "forall x in [0,1]: x < 2 and x < 2", "forall x in [0,1]: x < 2 or x < 2",
      "forall x in [0,1]: not x < 2", "forall x in [0,1]: x < 2 implies x < 2",
    ].map { try Statement($0) }
    for i in statements.indices {
      for j in statements.indices { #expect((statements[i] == statements[j]) == (i == j)) }
    }
  }

  @Test("Prefix and intervals")
  func prefix() throws {
    let statement = try Statement(
      "forall x, y in (-1/2, 0.5]: exists dag in complete(2): x < paths(dag)")
    #expect(statement.prefix.map(\.name) == ["x", "y", "dag"])
    #expect(statement.prefix.map(\.kind) == [.forall, .forall, .exists])
    let interval = try #require(
      RealInterval(
        lower: Rational(-1, 2), upper: Rational(1, 2), includesLower: false, includesUpper: true))
    #expect(statement.prefix[0].domain == .real(interval))
    #expect(statement.prefix[1].domain == .real(interval))
    #expect(!interval.contains(Rational(-1, 2)) && interval.contains(Rational(1, 2)))
    #expect(statement.finiteVariables.isEmpty && statement.innerVariables.map(\.name) == ["dag"])
  }

  /// Texts that are no statements: the column of the error and a part of its message.
  static let rejected: [(source: String, column: Int, message: String)] = [
    ("", 1, "expected a term, found the end"),
    ("1", 2, "expected a relation"),
    ("1 <", 4, "expected a term, found the end"),
    ("1 < 2 and", 10, "expected a term, found the end"),
    ("1 < 2 3 < 4", 7, "expected 'and', 'or', 'implies' or the end"),
    ("1 < 2)", 6, "closes nothing"),
    ("(1 < 2", 1, "not closed"),
    ("((1) < 2", 1, "not closed"),
    ("(1 < 2) < 3", 9, "a formula in parentheses cannot be compared"),
    ("1 < (2 < 3)", 5, "not closed"),
    ("f(1 < 2) < 3", 1, "not closed"),
    ("1 < 2 and and 2 < 3", 11, "found 'and'"),
    ("1 < not", 5, "found 'not'"),
    ("x < 1", 1, "unknown name 'x'; 'forall' or 'exists'"),
    ("forall rho in [-1,1]: rh < 1", 23, "did you mean 'rho'?"),
    ("forall rho in [-1,1]: roh < 1", 23, "did you mean 'rho'?"),
    ("forall rho in [-1,1]: xyzzy < 1", 23, "the names bound here are rho"),
    ("forall x in [0,1]: x < 1 and forall y in [0,1]: y < 1", 30, "quantifiers stand in front"),
    ("forall x in [0,1]: x < 1 forall y in [0,1]: y < 1", 26, "quantifiers stand in front"),
    ("forall", 7, "expected the name of a variable"),
    ("forall 1 in [0,1]: 1 < 2", 8, "expected the name of a variable"),
    ("forall x [0,1]: x < 2", 10, "expected 'in'"),
    ("forall x in [0,1] x < 2", 19, "expected ','"),
    ("forall x in 0: x < 2", 14, "expected '..' between the ends of the range"),
    ("forall x in [0;1]: x < 2", 15, "expected ',' between the ends"),
    ("forall x in [0 1]: x < 2", 16, "expected ',' between the ends"),
    ("forall x in [0,1: x < 2", 17, "expected ']' or ')'"),
    ("forall x in [1,0]: x < 2", 13, "reversed"),
    ("forall x in [1,1): x < 2", 13, "empty"),
    ("forall x in (1,1]: x < 2", 13, "empty"),
    ("forall x in (1,1): x < 2", 13, "empty"),
    ("forall x in [0,pi]: x < 2", 16, "must be rational"),
    ("forall x in [0,acos(pi)*0]: x < 2", 16, "must be rational"),
    ("forall x in [0,1], y in [0,x]: x < y", 28, "may not depend on 'x'"),
    ("forall x in [0,z]: x < 2", 16, "unknown name 'z'"),
    ("forall x in [0,1], x in [0,1]: x < 2", 20, "bound twice"),
    ("forall x, x in [0,1]: x < 2", 11, "bound twice"),
    ("forall f in [0,1]: f < 2", 8, "meaning of its own"),
    ("forall K in [0,1]: K < 2", 8, "meaning of its own"),
    ("forall pi in [0,1]: pi < 2", 8, "meaning of its own"),
    ("forall exact in [0,1]: 1 < 2", 8, "meaning of its own"),
    ("forall in in [0,1]: 1 < 2", 8, "found 'in'"),
    ("forall x in [0,1] where connected: x < 2", 19, "for networks only"),
    ("forall d in complete(0): paths(d) > 0", 22, "from 1 to 20"),
    ("forall d in complete(21): paths(d) > 0", 22, "from 1 to 20"),
    ("forall d in complete(1/2): paths(d) > 0", 23, "expected ')'"),
    ("forall d in complete: paths(d) > 0", 21, "expected '('"),
    ("forall d in complete(2) where conected: paths(d) > 0", 31, "did you mean 'connected'?"),
    ("forall d in complete(2) where: paths(d) > 0", 30, "expected a condition"),
    ("forall d in {}: paths(d) > 0", 14, "expected a network in quotes"),
    ("forall d in {\"2\", 1}: paths(d) > 0", 19, "expected a network in quotes"),
    ("forall d in {\"2\": paths(d) > 0", 17, "expected '}'"),
    ("forall d in {\"3\"}: paths(d) > 0", 14, "not a network"),
    ("forall d in {\"0\"} where connected: paths(d) > 0", 19, "no network of the list"),
    ("paths(\"2_2\") > 0", 7, "not a network: line 1, column 4"),
    ("paths(\"2_22) > 0", 7, "the quote is not closed"),
    ("forall d in complete(2): d > 0", 26, "'d' is a network"),
    ("forall d in complete(2): 1 + d > 0", 30, "'d' is a network"),
    ("forall d in complete(2): f(d) > 0", 28, "'d' is a network"),
    ("forall d in complete(2): d(1) > 0", 26, "is a variable, not a function"),
    ("exact > 0", 1, "'exact' is a propagation rule"),
    ("exact is > 0", 1, "'exact' is a propagation rule"),
    ("\"2\" > 0", 1, "names a network"),
    ("\"2\" + 1 > 0", 1, "names a network"),
    ("lambda2(\"2\", 0) > 0", 1, "takes (network, correlation, rule), not 2"),
    ("paths(\"2\", 0, 1) > 0", 1, "takes (network, number of parameterised edges), not 3"),
    ("lambda2(1, 0, exact) > 0", 9, "needs a network here"),
    ("lambda2(dag, 0, exact) > 0", 9, "unknown name 'dag'"),
    ("forall dag in complete(1): paths(dug) > 0", 34, "did you mean 'dag'?"),
    ("lambda2(\"2\", 0, exat) > 0", 17, "did you mean 'exact'?"),
    ("lambda2(\"2\", 0, variance-onyl) > 0", 17, "did you mean 'variance-only'?"),
    ("lambda2(\"2\", 0, variance) > 0", 17, "the rules are exact, variance-only"),
    ("lambda2(\"2\", 0, 1) > 0", 17, "needs a rule here"),
    ("lambda2(\"2\", \"2\", exact) > 0", 14, "names a network"),
    ("lambda2(\"2\", 2, exact) > 0", 1, "outside [-1, 1]"),
    ("lambda2^2(\"2\", 0, exact) > 0", 1, "cannot be iterated"),
    ("lambda3(\"2\", 0, exact) > 0", 1, "did you mean 'lambda2'?"),
    ("foo(1) > 0", 1, "'foo' is not a function"),
    ("f(1, 2) > 0", 1, "takes 1 argument"),
    ("K > 0", 1, "is a function"),
    ("depth(\"0\") > 0", 1, "depth is undefined for 0: no path leads"),
    ("width(\"1\") > 0", 1, "width is undefined for 1: no path with a parameterised edge"),
    ("1/0 < 1", 1, "division by zero"),
    ("1 < 2 and sqrt(-1) < 1", 11, "undefined"),
    ("acos(2) < 1", 1, "outside [-1, 1]"),
    ("1 < 2 # 3", 7, "unexpected character '#'"),
  ]

  @Test("Located errors", arguments: rejected)
  func rejects(source: String, column: Int, message: String) throws {
    let error = try #require(throws: SyntaxError.self) { try Statement(source) }
    #expect(error.location.line == 1)
    #expect(error.location.column == column, "\(error)")
    #expect(error.message.contains(message), "\(error)")
  }

  @Test("Lines are counted")
  func countsLines() throws {
    let error = try #require(throws: SyntaxError.self) {
      try Statement("forall x in [0, 1]:\n  x < 2 and\n  x < y")
    }
    #expect((error.location.line, error.location.column) == (3, 7))
  }
}
