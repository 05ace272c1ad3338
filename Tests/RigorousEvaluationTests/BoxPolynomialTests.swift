import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import RigorousEvaluation

/// A polynomial as a list of terms: what the tests compute with.
private struct Terms {
  var terms: [(coefficient: Rational, exponents: [Int])]

  static func random(variables: Int, degree: Int, _ generator: inout SplitMix64) -> Terms {
    var found: [[Int]: Rational] = [:]
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      let exponents = (0..<variables).map { _ in Int.random(in: 0...degree, using: &generator) }
      found[exponents] = Rational(
        Integer(Int.random(in: -20...20, using: &generator)),
        Integer(Int.random(in: 1...6, using: &generator)))
    }
    return Terms(
      terms: found.filter { !$0.value.isZero }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        .map { ($0.value, $0.key) })
  }

  func expression(_ graph: ExpressionGraph, _ variables: [String]) -> Expression {
    terms.reduce(graph.integer(0)) { sum, term in
      let product = zip(variables, term.exponents).reduce(graph.integer(1)) {
        $1.1 == 0 ? $0 : $0 * graph.variable($1.0).power(Rational($1.1))
      }
      return sum + term.coefficient * product
    }
  }

  func value(at point: [Rational]) -> Rational {
    terms.reduce(0) { sum, term in
      sum + zip(point, term.exponents).reduce(term.coefficient) { $0 * $1.0.power($1.1) }
    }
  }

  /// All Bernstein coefficients on a box, by polar forms: that with index i is the symmetric
  /// multi-affine form of the polynomial at n − i times the lower and i times the upper end.
  func bernstein(on box: Box) -> [Rational] {
    let degrees = box.lower.indices.map { index in terms.map { $0.exponents[index] }.max() ?? 0 }
    let places = degrees.reduce([[Int]]([[]])) { lists, degree in
      lists.flatMap { list in (0...degree).map { list + [$0] } }
    }
    return places.map { place in
      terms.reduce(0) { sum, term in
        sum
          + degrees.indices.reduce(term.coefficient) { product, index in
            let arguments =
              Array(repeating: box.lower[index], count: degrees[index] - place[index])
              + Array(repeating: box.upper[index], count: place[index])
            return product * Self.polarForm(of: term.exponents[index], at: arguments)
          }
      }
    }
  }

  /// The polar form of xᵏ: the mean of the products of k of the arguments.
  private static func polarForm(of k: Int, at arguments: [Rational]) -> Rational {
    var symmetric: [Rational] = [1] + Array(repeating: 0, count: k)
    var subsets: [Rational] = symmetric
    for argument in arguments where k > 0 {
      for size in (1...k).reversed() {
        symmetric[size] += argument * symmetric[size - 1]
        subsets[size] += subsets[size - 1]
      }
    }
    return symmetric[k] / subsets[k]
  }
}

@Suite struct BoxPolynomialTests {
  private static let names = ["x", "y", "z"]

  private static func box(_ variables: Int, _ generator: inout SplitMix64) -> Box {
    let sides = (0..<variables).map { _ in
      (0..<2).map { _ in
        Rational(
          Integer(Int.random(in: -6...6, using: &generator)),
          Integer(Int.random(in: 1...3, using: &generator)))
      }.sorted()
    }
    return Box(lower: sides.map { $0[0] }, upper: sides.map { $0[1] })
  }

  private static func polynomial(_ expression: Expression, _ variables: [String]) -> BoxPolynomial?
  {
    BoxPolynomial.polynomials(
      in: expression.graph, from: [expression.id], variables: variables)[expression.id]
  }

  /// The range is exactly that of the Bernstein coefficients, which are computed in another way, and
  /// contains every value.
  @Test(arguments: 1...3) func ranges(_ variables: Int) throws {
    var generator = SplitMix64(seed: UInt64(variables))
    var failures = Failures()
    for _ in 0..<scaledCount(120) {
      let terms = Terms.random(variables: variables, degree: 5 - variables, &generator)
      let names = Array(Self.names.prefix(variables))
      let box = Self.box(variables, &generator)
      let polynomial = try #require(
        Self.polynomial(terms.expression(ExpressionGraph(), names), names))
      let range = polynomial.range(on: box)
      let exact = terms.bernstein(on: box)
      failures.check(
        range.lower == exact.min() && range.upper == exact.max(),
        "\(terms.terms) on \(box): \(range)")
      for _ in 0..<10 {
        let point = box.lower.indices.map { index in
          box.lower[index] + (box.upper[index] - box.lower[index])
            * Rational(Integer(Int.random(in: 0...8, using: &generator)), 8)
        }
        let value = terms.value(at: point)
        failures.check(range.lower <= value && value <= range.upper, "\(terms.terms) at \(point)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// A power of a sum, multiplied out on the way, is the same polynomial as its terms.
  @Test func nestedPolynomials() throws {
    let graph = ExpressionGraph()
    let (x, y) = (graph.variable("x"), graph.variable("y"))
    let terms = Terms(terms: [
      (1, [3, 0]), (6, [2, 1]), (12, [1, 2]), (8, [0, 3]), (Rational(-1, 2), [1, 0]),
    ])
    let nested = (x + 2 * y).power(3) - Rational(1, 2) * x
    let polynomial = try #require(Self.polynomial(nested, ["x", "y"]))
    let box = Box(lower: [-1, Rational(1, 3)], upper: [2, Rational(7, 5)])
    let exact = terms.bernstein(on: box)
    let range = polynomial.range(on: box)
    #expect(range.lower == exact.min() && range.upper == exact.max())
  }

  @Test func points() throws {
    var generator = SplitMix64(seed: 9)
    for _ in 0..<20 {
      let terms = Terms.random(variables: 2, degree: 3, &generator)
      let point = [Rational(-7, 3), Rational(5, 2)]
      let polynomial = try #require(
        Self.polynomial(terms.expression(ExpressionGraph(), ["x", "y"]), ["x", "y"]))
      let range = polynomial.range(on: Box(lower: point, upper: point))
      #expect(range.lower == terms.value(at: point) && range.upper == range.lower)
    }
  }

  /// What is no polynomial with rational coefficients in the variables is not taken for one, nor is
  /// one with more coefficients than are worth it.
  @Test func others() {
    let graph = ExpressionGraph()
    let x = graph.variable("x")
    let others = [
      x.squareRoot, x.reciprocal, graph.pi * x, x.cosine, x.power(Rational(5, 2)),
      x + graph.variable("w"), x.power(128), (x + 1).power(64) * (x - 3).power(64),
    ]
    for other in others { #expect(Self.polynomial(other, ["x"]) == nil, "\(other)") }
    #expect(Self.polynomial(x.power(127), ["x"]) != nil)
    #expect(Self.polynomial(graph.rational(Rational(2, 3)), ["x"]) != nil)
  }
}
