import ExactArithmetic
import NetworkGraphs
import SymbolicExpressions
import Testing

@testable import Statements

/// Derivatives, nodes, inputs, conditions on numbers, and every k: what is read, printed and refused.
@Suite struct ExtendedLanguageTests {
  @Test(arguments: [
    ("forall x in [0,1]: d(f(x),x) = 1", "forall x in [0, 1]: d(f(x), x) = 1"),
    ("d(x^2, x: 3) = 6", "d(x^2, x: 3) = 6"), ("d(t^3, t: 1/2, 2) = 3", "d(t^3, t: 1/2, 2) = 3"),
    (
      "forall dag in complete(2), x in [0,1]: K(dag.1, x, exact) >= 0",
      "forall dag in complete(2), x in [0, 1]: K(node(dag, \"1\"), x, exact) >= 0"
    ),
    (
      "forall dag in complete(3) where paths>=4 and connected and depth!=1/2: width(dag) > 0",
      "forall dag in complete(3) where paths >= 4 and connected and depth != 1/2: width(dag) > 0"
    ),
    (
      "forall dag in nasbench201 where edge_count = 6: paths(dag, 1) >= 0",
      "forall dag in nasbench201 where edge_count = 6: paths(dag, 1) >= 0"
    ),
    (
      "forall k>=1, x in [0,1]: f^k(x) >= iterate(f(t), t: x, k)",
      "forall k >= 1, x in [0, 1]: f^(k)(x) >= iterate(f(t), t: x, k)"
    ),
    (
      "forall a in [1,2]: Kii(\"2\", inputs(a,1,0), exact) = a",
      "forall a in [1, 2]: Kii(\"2\", inputs(a, 1, 0), exact) = a"
    ),
  ])
  func canonicalSpelling(_ source: String, _ canonical: String) throws {
    let statement = try Statement(source)
    let again = try Statement(statement.description)
    #expect(again == statement)
    #expect(again.description == statement.description)
    let spelled = statement.description.replacingOccurrences("f^k(x)", with: "f^(k)(x)")
    #expect(spelled == canonical)
  }

  @Test(arguments: [
    ("d(x, x) = 1", "unknown name 'x'"), ("d(2) = 1", "'d' takes (term, variable)"),
    ("forall x in [0,1]: d(x, 2) = 1", "'d' differentiates by a real variable"),
    ("forall x in [0,1]: d(x, x, 1/2) = 1", "a whole number from 0 to 40"),
    ("forall x in [0,1]: d(abs(t), t: 0) = 1", "division by zero"),
    ("forall x in [0,1]: d(sqrt(t), t: 0) = 1", "undefined"),
    ("d(tanh(t), t: 0) = 1", "'tanh' is not a function"),
    ("d(dual(tanh; 1, 1, t), t: 0) = 1", "no derivative is known of an expectation"),
    ("Kij(node(\"2_02\", 7), 0, exact) = 1", "2_02 has no node '7'; its nodes are 0, 1, 2"),
    ("Kij(node(0, 1), 0, exact) = 1", "needs a network here"),
    ("inputs(1, 1, 0) = 1", "'inputs' stands in functions of networks"),
    ("Kij(\"2\", inputs(1, 1), exact) = 1", "'inputs' takes second moments (a, b, c)"),
    ("Kij(\"2\", inputs(1, 1, 2), exact) = 1", "undefined"),
    ("Kij(\"2\", inputs(0, 1, 0), exact) = 1", "undefined"),
    ("eq12(\"2\", inputs(1, 1, 0)) = 1", "'inputs' stands in functions of networks"),
    ("forall a in complete(2) where path > 1: paths(a) = 1", "did you mean 'paths'?"),
    ("forall a in complete(2) where paths: paths(a) = 1", "expected a relation and a number"),
    ("forall a in complete(2) where paths > sqrt(2): paths(a) = 1", "must be rational"),
    ("paths(\"2\", 1/2) = 1", "a whole number"), ("iterate(t, 1) = 1", "'iterate' takes"),
    ("Kij(resnett(4, skip: 2), 0, exact) = 1", "did you mean 'resnet'?"),
    ("exists k >= 1: f^k(0) > 1", "'forall k >= 1"),
    ("forall k >= 1, j >= 1: f^k(0) > 1", "one variable may be every whole number"),
    ("forall x in [0,1], k >= 1: f^k(x) > 1", "stands in front of the real variables"),
    ("forall k >= 1: f^k(0) > 1 or 1 > 0", "joined by 'and'"),
    ("forall k >= 1: exists x in [0,1]: f^k(x) > 1", "'forall' only"),
    ("forall x.y in [0,1]: 1 > 0", "choose another name"),
  ])
  func refused(_ source: String, _ message: String) throws {
    let error = try #require(throws: (any Error).self) {
      let statement = try Statement(source)
      _ = try statement.ground()
    }
    #expect("\(error)".contains(message), "\(error)")
  }

  /// The step of every kind of comparison, as the formula that it comes down to.
  @Test(arguments: [
    ("forall k >= 1, rho in [-1,1): f^k(rho) > rho", ["f^k(rho)"]),
    ("forall k >= 1, x in [0,1]: f^k(x) > 1/2", ["f^k(x)"]),
    ("forall k >= 0, x in [-1,1]: iterate(t + 2, t: x, k) = x + 2*k", []),
    ("forall k >= 1, x in [0,1]: 0 <= iterate(t/2, t: x, k) <= 1", ["iterate"]),
    (
      "forall k >= 1, rho in [-1,1): NTKij(chain(k), rho, exact) <= 3*pi/(4*acos(f^k(rho)))",
      ["f^k(rho)"]
    ),
  ])
  func steps(_ source: String, _ variables: [String]) throws {
    let statement = try Statement(source)
    #expect(statement.hasSupportedPrefix)
    let ground = try statement.ground(["k": .step(0, way: 0)])
    #expect(ground.variables.count == variables.count)
    for (variable, name) in zip(ground.variables, variables) {
      #expect(variable.name.hasPrefix(name))
    }
    // Where the induction starts the real variables are what they are.
    #expect(
      try statement.ground(["k": .start(0)]).variables.map(\.name)
        == statement.prefix.dropFirst().map(\.name))
  }

  @Test(arguments: [
    ("forall k >= 1: f^k(0) < 2*k^2", "not linear in k"),
    ("forall k >= 1: f^(k*k)(0) < 1", "is not a number that is known here"),
    ("forall k >= 3: f^(k - 2)(0) < 1", "this has to be k, k + 1, 2*k"),
    ("forall k >= 1: lambda2(resnet(k), 0, exact) > 0", "such as resnet(2*k, skip: 2)"),
    ("forall k >= 1: lambda2(dense(k), 0, exact) > 0", "such as resnet(2*k, skip: 2)"),
    ("forall k >= 1: paths(resnet(2*k)) > 1", "not known for networks of every length"),
    ("forall k >= -1: 2^k > 0", "of powers with every k"),
    ("forall k >= 0, x in [1,2]: x^(-k) <= 1", "of powers with every k"),
    ("forall k >= 1: iterate(t^2, t: 1/2, k) < 1", "not linear in iterate"),
    ("forall k >= 1: Kij(node(chain(k), 1), 0, exact) >= 0", "no nodes or edges by name"),
    ("forall k >= 1: sum(j = 1..k, j) >= 0", "is not a number that is known here"),
  ])
  func thereIsNoStep(_ source: String, _ reason: String) throws {
    let statement = try Statement(source)
    let error = try #require(throws: GroundingError.self) {
      try statement.ground(["k": .step(0, way: 0)])
    }
    #expect("\(error)".contains(reason), "\(error)")
  }

  @Test func conditionsNarrowSpaces() throws {
    func count(_ text: String) throws -> Int {
      let statement = try Statement("forall dag in \(text): paths(dag) >= 0")
      return Array(statement.prefix[0].domain.choices([:])).count
    }
    #expect(try count("complete(3) where connected") == 662)
    #expect(try count("complete(3) where paths > 0") == 662)
    // Undefined for those without a path, and for skips alone.
    #expect(try count("complete(3) where depth >= 0") == 662)
    #expect(try count("complete(3) where depth > 0") == count("complete(3) where parameterised"))
    #expect(try count("complete(3) where edge_count = 6") == 64)
    #expect(try count("complete(3) where parameterised_count = 6") == 1)
    #expect(try count("nasbench201") == 15_625)
  }

  @Test func nodesAreNetworks() throws {
    let statement = try Statement(
      "paths(node(\"1_11_111\", 2)) = 2 and depth(node(\"2_02\", 1)) = 1")
    guard case .constant(true) = try statement.ground().formula else {
      Issue.record("not true")
      return
    }
  }
}

extension String {
  fileprivate func replacingOccurrences(_ text: String, with other: String) -> String {
    split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
  }
}
