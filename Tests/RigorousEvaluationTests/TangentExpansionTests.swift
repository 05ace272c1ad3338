import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

@Suite struct TangentExpansionTests {
  private static let precision = Precision(128)

  private static func expansion(
    _ text: String, _ variables: [String], at point: [String]
  ) throws -> TangentExpansion? {
    let graph = ExpressionGraph()
    return TangentExpansion(
      try read(text, graph), variables, at: try point.map { try read($0, graph) })
  }

  private static func box(_ lower: [Rational], _ upper: [Rational]) -> Box {
    Box(lower: lower, upper: upper)
  }

  @Test func knownContacts() throws {
    let cases: [(text: String, point: String, order: Int, sign: Int)] = [
      ("(x-sqrt(2)/2)^2*(3+x)", "sqrt(2)/2", 2, 1),
      ("-(x-1/pi)^4*(1+x^2)", "1/pi", 4, -1),
      ("(x-1/2)^8", "1/2", 8, 1),
      ("cos(x) - 1", "0", 2, -1),
      ("exp(x-1/2) - x - 1/2", "1/2", 2, 1),
      ("f(x) - f(sqrt(2)/3) - kappa(0,sqrt(2)/3)*(x-sqrt(2)/3)", "sqrt(2)/3", 2, 1),
    ]
    for (text, point, order, sign) in cases {
      let found = try #require(try Self.expansion(text, ["x"], at: [point]), "\(text)")
      #expect(found.order == order, "\(text)")
      let near: [String: Rational] = ["sqrt(2)/2": Rational(5, 7), "1/pi": Rational(1, 3)]
      let centre = near[point] ?? Rational(point) ?? Rational(1, 2)
      let box = Self.box([centre - Rational(1, 16)], [centre + Rational(1, 16)])
      #expect(found.sign(on: box, precision: Self.precision) == sign, "\(text)")
      // A box without the point says nothing.
      let away = Self.box([centre + Rational(1, 32)], [centre + Rational(1, 16)])
      #expect(found.sign(on: away, precision: Self.precision) == 0, "\(text)")
    }
  }

  /// No contact, one of odd order, one of an order that is not tried, a point that only looks like one,
  /// and a point with variables.
  @Test func noContact() throws {
    let cases: [(String, String)] = [
      ("x^2", "1/2"), ("(x-1/2)^3", "1/2"), ("x - 1/2", "1/2"), ("x^10", "0"), ("x^3*(1+x)", "0"),
      ("(x-sqrt(2)/2)^2", "70710678118654752440084436210485/10^32"), ("(x-y)^2", "y"), ("x-x", "0"),
    ]
    for (text, point) in cases {
      #expect(try Self.expansion(text, ["x"], at: [point]) == nil, "\(text) at \(point)")
    }
    #expect(try Self.expansion("x^2+y^2", ["x", "y"], at: ["0"]) == nil)
    #expect(try Self.expansion("x^2+y", ["x", "y"], at: ["0", "0"]) == nil)
    #expect(try Self.expansion("x^2+y^2+1", ["x", "y"], at: ["0", "0"]) == nil)
  }

  /// Quadratic forms around a point: definite exactly where Sylvester's minors say so.
  @Test(arguments: 2...4) func quadraticForms(_ size: Int) throws {
    var generator = SplitMix64(seed: UInt64(size))
    var seen: Set<Int> = []
    for _ in 0..<scaledCount(60) {
      let graph = ExpressionGraph()
      let names = Array(["x", "y", "z", "w"].prefix(size))
      let centre = try ["1/3", "sqrt(2)/4", "1/pi", "0"].prefix(size).map { try read($0, graph) }
      var matrix = Array(repeating: Array(repeating: Rational(0), count: size), count: size)
      let overall: Rational = Bool.random(using: &generator) ? 1 : -1
      for i in 0..<size {
        for j in 0...i {
          let entry = Int.random(in: i == j ? 1...9 : -3...3, using: &generator)
          matrix[i][j] = overall * Rational(entry)
          matrix[j][i] = matrix[i][j]
        }
      }
      let shifted = zip(names, centre).map { graph.variable($0) - $1 }
      var form = graph.integer(0)
      for i in 0..<size {
        for j in 0..<size { form = form + matrix[i][j] * (shifted[i] * shifted[j]) }
      }
      let expansion = try #require(TangentExpansion(form, names, at: centre))
      let box = Self.box(
        Array(repeating: -1, count: size), Array(repeating: 1, count: size))
      let expected =
        Self.isDefinite(matrix) ? 1 : Self.isDefinite(matrix.map { $0.map { -$0 } }) ? -1 : 0
      seen.insert(expected)
      #expect(expansion.sign(on: box, precision: Self.precision) == expected, "\(matrix)")
    }
    #expect(seen == [1, -1, 0])
  }

  /// All leading principal minors are positive (Sylvester), by Laplace's expansion.
  private static func isDefinite(_ matrix: [[Rational]]) -> Bool {
    func determinant(_ rows: [[Rational]]) -> Rational {
      if rows.isEmpty { return 1 }
      return rows.indices.reduce(0) { total, row in
        let rest = rows.indices.filter { $0 != row }.map { Array(rows[$0].dropFirst()) }
        return total + (row % 2 == 0 ? 1 : -1) * rows[row][0] * determinant(rest)
      }
    }
    return matrix.indices.allSatisfy { last in
      determinant(matrix[...last].map { Array($0[...last]) }).signum > 0
    }
  }

  /// Random functions with a contact inside: what is claimed holds at many points.
  @Test(arguments: [1, 2]) func randomContacts(_ size: Int) throws {
    var failures = Failures()
    var claimed = 0
    let count = scaledCount(200)
    for case_ in 0..<count {
      let graph = ExpressionGraph()
      let names = Array(["x", "y"].prefix(size))
      var random = RandomExpression(graph, variables: names, seed: UInt64(31_000 + case_))
      let centre = try ["1/3", "sqrt(2)/4"].prefix(size).map { try read($0, graph) }
      let shifted = zip(names, centre).map { graph.variable($0) - $1 }
      var function = graph.integer(0)
      for shift in shifted {
        function = function + shift.power(Rational(2 + case_ % 3)) * random.expression(depth: 1)
      }
      function =
        function + shifted[0] * shifted[0] * shifted[size - 1] * random.polynomial(depth: 2)
      guard let expansion = TangentExpansion(function, names, at: centre) else { continue }
      let box = Self.box(
        Array(repeating: Rational(1, 4), count: size),
        Array(repeating: Rational(1, Integer(2 - case_ % 8 / 7)), count: size))
      let sign = expansion.sign(on: box, precision: Self.precision)
      if sign == 0 { continue }
      claimed += 1
      let signs = SampledSigns(function, names)
      for _ in 0..<40 {
        let point = box.point(&random.generator)
        failures.check(
          signs.sign(at: point).map { $0 == sign } ?? true, "\(function) at \(point): \(sign)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(claimed > count / 15)
  }
}
