import ExactArithmetic
import NetworkGraphs
import SymbolicExpressions
import Testing
import _TestSupport

@testable import Statements

/// A random formula over polynomials and absolute values, written out and evaluated exactly side by
/// side: the evaluation never sees the text.
private struct RandomFormula {
  let text: String
  let holds: @Sendable ([String: Rational]) -> Bool

  struct RandomTerm {
    let text: String
    let value: @Sendable ([String: Rational]) -> Rational
  }

  static func term(_ depth: Int, _ random: inout SplitMix64) -> RandomTerm {
    if depth == 0 || Int.random(in: 0..<4, using: &random) == 0 {
      if Bool.random(using: &random) {
        let name = ["x", "y"][Int.random(in: 0..<2, using: &random)]
        return RandomTerm(text: name) { $0[name] ?? 0 }
      }
      let number = Int.random(in: 0...3, using: &random)
      return RandomTerm(text: "\(number)") { _ in Rational(number) }
    }
    let a = term(depth - 1, &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1: return RandomTerm(text: "|\(a.text)|") { a.value($0).magnitude }
    case 2: return RandomTerm(text: "-(\(a.text))") { -a.value($0) }
    case 3: return RandomTerm(text: "(\(a.text))^2") { a.value($0) * a.value($0) }
    case 4:
      let b = term(depth - 1, &random)
      return RandomTerm(text: "(\(a.text))*(\(b.text))") { a.value($0) * b.value($0) }
    case 5:
      let b = term(depth - 1, &random)
      return RandomTerm(text: "\(a.text) - (\(b.text))") { a.value($0) - b.value($0) }
    default:
      let b = term(depth - 1, &random)
      return RandomTerm(text: "(\(a.text) + \(b.text))/2") { (a.value($0) + b.value($0)) / 2 }
    }
  }

  typealias Comparison = @Sendable (Rational, Rational) -> Bool

  static func relation(_ random: inout SplitMix64) -> (String, Comparison) {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: ("<", { $0 < $1 })
    case 1: ("<=", { $0 <= $1 })
    case 2: (">", { $0 > $1 })
    case 3: (">=", { $0 >= $1 })
    case 4: ("=", { $0 == $1 })
    default: ("!=", { $0 != $1 })
    }
  }

  static func formula(_ depth: Int, _ random: inout SplitMix64) -> RandomFormula {
    if depth == 0 || Int.random(in: 0..<3, using: &random) == 0 {
      let a = term(3, &random)
      let b = term(3, &random)
      let (symbol, holds) = relation(&random)
      if Int.random(in: 0..<4, using: &random) > 0 {
        return RandomFormula(text: "\(a.text) \(symbol) \(b.text)") {
          holds(a.value($0), b.value($0))
        }
      }
      let c = term(1, &random)
      let (second, holdsToo) = relation(&random)
      return RandomFormula(text: "\(a.text) \(symbol) \(b.text) \(second) \(c.text)") {
        holds(a.value($0), b.value($0)) && holdsToo(b.value($0), c.value($0))
      }
    }
    let a = formula(depth - 1, &random)
    let b = formula(depth - 1, &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return RandomFormula(text: "not (\(a.text))") { !a.holds($0) }
    case 1:
      return RandomFormula(text: "(\(a.text)) and (\(b.text))") { a.holds($0) && b.holds($0) }
    case 2: return RandomFormula(text: "(\(a.text)) or (\(b.text))") { a.holds($0) || b.holds($0) }
    default:
      return RandomFormula(text: "(\(a.text)) implies (\(b.text))") { !a.holds($0) || b.holds($0) }
    }
  }
}

extension Proposition {
  /// The truth at a rational point at which every expression is rational.
  fileprivate func holds(at point: [String: Rational]) throws -> Bool {
    switch self {
    case .constant(let value): return value
    case .and(let parts): return try parts.allSatisfy { try $0.holds(at: point) }
    case .or(let parts): return try parts.contains { try $0.holds(at: point) }
    case .atom(let atom):
      let value = try #require(atom.expression.substituting(point).rationalValue)
      return atom.relation.holds(for: value)
    }
  }

  /// The atoms, from left to right.
  fileprivate var atoms: [Atom] {
    switch self {
    case .constant: []
    case .atom(let atom): [atom]
    case .and(let parts), .or(let parts): parts.flatMap(\.atoms)
    }
  }

  /// Whether `and` and `or` hold at least two parts, none constant, none of the same kind.
  fileprivate var isNormal: Bool {
    switch self {
    case .constant, .atom: return true
    case .and(let parts):
      return parts.count > 1
        && parts.allSatisfy {
          switch $0 {
          case .and, .constant: false
          default: $0.isNormal
          }
        }
    case .or(let parts):
      return parts.count > 1
        && parts.allSatisfy {
          switch $0 {
          case .or, .constant: false
          default: $0.isNormal
          }
        }
    }
  }
}

@Suite("What a statement means")
struct GroundFormulaTests {
  @Test("Random formulas, against exact evaluation at random points", arguments: UInt64(0)..<4)
  func randomFormulas(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<150 {
      let formula = RandomFormula.formula(2, &random)
      let text = "forall x, y in [-2, 2]: " + formula.text
      let statement = try Statement(text)
      #expect(try Statement(statement.description) == statement, "seed \(seed): \(text)")
      let ground = try statement.ground()
      #expect(ground.conditions.isEmpty)
      #expect(ground.formula.isNormal, "seed \(seed): \(text)")
      for _ in 0..<12 {
        // Few different values, so that both sides are often equal and signs change.
        let point = [
          "x": Rational(Int.random(in: -4...4, using: &random)) / 2,
          "y": Rational(Int.random(in: -4...4, using: &random)) / 2,
        ]
        let expected = formula.holds(point)
        #expect(
          try ground.formula.holds(at: point) == expected, "seed \(seed): \(text) at \(point)")
      }
    }
  }

  /// Comparisons with the numbers of atoms that they come to and of absolute values left.
  static let magnitudes: [(source: String, atoms: Int, left: Int)] = [
    ("|x| < 1", 2, 0),
    ("1 < |x|", 2, 0),
    ("|x| = 1", 4, 0),
    ("|x| != 1", 4, 0),
    ("|x| = |x|", 0, 0),
    ("||x| - 1| < |y|", 8, 0),
    ("|x|/π + 2√2*|y| > x", 4, 0),
    ("x*|y| > 1", 1, 1),
    ("|x|^3 > 1", 1, 1),
    ("1 - |x*|y|| > 0", 2, 2),
    ("|x| + |y| + |x^2-2| + |y^2-2| + |x-y^3| + |x*y-1| < 9", 64, 0),
    ("|x| + |y| + |x^2-2| + |y^2-2| + |x-y^3| + |x*y-1| + |x+1| < 9", 1, 7),
    ("|x| + |y| + |x+y| < 9", 6, 0),
    ("|x| >= x", 0, 0),
    ("x^2 = |x^2|", 0, 0),
  ]

  @Test("Absolute values are taken apart where they stand linearly", arguments: magnitudes)
  func takesMagnitudesApart(source: String, atoms: Int, left: Int) throws {
    let ground = try Statement("forall x, y in [-2, 2]: " + source).ground()
    let found = ground.formula.atoms
    #expect(found.count == atoms)
    var magnitudes = 0
    for atom in found {
      for id in ground.graph.reachable(from: [atom.expression.id]) {
        if case .apply(.abs, _) = ground.graph[id] { magnitudes += 1 }
      }
    }
    #expect(magnitudes == left)
  }

  @Test(
    "Constants are folded",
    arguments: [
      ("1 < 2 and 2 < 3", true), ("1 < 2 and 3 < 3", false), ("f(1) = 1", true),
      ("f(0) = 1/π", true), ("f(1/2) = √3/(2π) + 1/3", true),
      ("forall x in [0, 1]: (x+1)^2 = x^2 + 2*x + 1", true),
      ("forall x in [0, 1]: (x+1)^2 > x^2 + 2*x + 1", false),
      ("forall x in [0, 1]: x < x or 1 < 2", true), ("paths(\"2_21_112\") = 4", true),
      ("depth(\"2_21_112\") = 5/4", true), ("width(\"2_21_112\") = 12/5", true),
      ("Kii(\"2_21_112\", 0, variance-only) = 4", true), ("Kii(\"0\", 0, exact) = 0", true),
      ("lambda2(\"1_11\", -1, exact) = 0", true), ("not (1 < 2 implies 2 < 1)", true),
    ])
  func folds(source: String, expected: Bool) throws {
    guard case .constant(let value) = try Statement(source).ground().formula else {
      Issue.record("not folded: \(source)")
      return
    }
    #expect(value == expected)
  }

  /// Statements with the typed sub-terms whose definedness remains open.
  static let conditions: [(source: String, excerpts: [String])] = [
    ("forall x in [-1, 1]: f(x) < 2", []),
    ("forall x in [-1, 2]: f(x) < 2 and acos(x) > 0", ["f(x)"]),
    ("forall x in (0, 1]: 1/x > log(x)", []),
    ("forall x in [0, 1]: 1/x > log(x)", ["1/x", "log(x)"]),
    ("forall x in [-1, 0): x/x = 1", []),
    ("forall x in [-1, 1]: x/x = 1 and sqrt(1 - x^2) >= 0", ["x/x", "sqrt(1 - x^2)"]),
    ("forall x in [0, 1]: f(f(x)) <= lambda2(\"2_02\", x, exact)", []),
    (
      "forall x in [0, 1]: K(\"2_02\", 2*x, exact) = eq12(\"2_02\", 2*x) + eq12(\"2\", x)",
      ["K(\"2_02\", 2*x, exact)"]
    ),
  ]

  @Test("Conditions under which the typed terms are defined", arguments: conditions)
  func recordsConditions(source: String, excerpts: [String]) throws {
    let ground = try Statement(source).ground()
    let found = ground.conditions.map { condition in
      ground.error(at: condition) { "\($0) may be undefined" }.message
    }
    #expect(found == excerpts.map { "\($0) may be undefined" })
    for condition in ground.conditions { #expect(condition.argument.graph === ground.graph) }
  }

  @Test("Variables keep their order, intervals and quantifiers")
  func variables() throws {
    let ground = try Statement(
      "forall x in [0, 1): forall dag in complete(1): exists y in [2, 3]: x + paths(dag) < y"
    ).ground(["dag": .network(try NetworkGraph(digitString: "2"))])
    #expect(ground.variables.map(\.name) == ["x", "y"])
    #expect(ground.variables.map(\.kind) == [.forall, .exists])
    #expect(ground.variables.map(\.interval.description) == ["[0, 1)", "[2, 3]"])
    #expect(try ground.formula.holds(at: ["x": 0, "y": 2]))
    #expect(try !ground.formula.holds(at: ["x": 1, "y": 2]))
  }

  @Test("A network for which a sub-term is undefined is named")
  func namesNetworks() throws {
    let statement = try Statement(
      "forall dag in complete(2): paths(dag) > 0 implies width(dag) >= 1")
    let error = try #require(throws: GroundingError.self) {
      try statement.ground(["dag": .network(try NetworkGraph(digitString: "1_01"))])
    }
    #expect(error.choices == ["dag": "1_01"])
    #expect(error.cause.location.column == 51)
    #expect("\(error)".hasPrefix("with dag = 1_01: column 51: width is undefined for 1_01"))
    let step = try NetworkGraph(
      nodeNames: ["a", "b"], input: 0, output: 1,
      edges: [
        .init(
          source: 0, target: 1, operation: .parameterised(.arcCosine(order: 0), variance: 2))
      ])
    #expect(throws: GroundingError.self) {
      try Statement("forall d in complete(1): NTKii(d, 0, exact) > 0").ground(["d": .network(step)])
    }
    #expect(throws: GroundingError.self) {
      try Statement("forall d in complete(1): eq12(d, 0) > 0").ground(["d": .network(step)])
    }
  }

  @Test("Domains of networks")
  func networkDomains() throws {
    func domain(_ text: String) throws -> NetworkDomain {
      let variable = try #require(
        Statement("forall d in \(text): paths(d) >= 0").finiteVariables.first)
      guard case .networks(let domain) = variable.domain else { throw NoNetworks() }
      return domain
    }
    let all = try domain("complete(2)")
    #expect(all.count == 27)
    #expect(all.networks().map(\.digitString) == CompleteSpace(nodes: 2).map(\.digitString))
    let connected = try domain("complete(2) where connected")
    #expect(
      connected.networks().map(\.digitString)
        == CompleteSpace(nodes: 2).filter { $0.pathCount > 0 }.map(\.digitString))
    let parameterised = try domain("complete(2) where parameterised")
    #expect(
      parameterised.networks().map(\.digitString)
        == CompleteSpace(nodes: 2).filter { $0.effectiveWidth != nil }.map(\.digitString))
    let list = try domain("{\"2_02\", \"0\", \"2\"} where connected")
    #expect(list.networks().map(\.digitString) == ["2_02", "2"])
    #expect(list.count == 3)
    #expect(try domain("complete(20)").networks().first { _ in true }?.edges.count == 0)
  }
}

private struct NoNetworks: Error {}
