import ExactArithmetic
import SymbolicExpressions

/// A polynomial in several variables with rational coefficients, and its range on boxes by
/// Bernstein's form.
///
/// On a box, mapped to the unit box, p = Σ b_i B_i with Bernstein's polynomials B_i ≥ 0, Σ B_i = 1, so
/// that its values lie between the least and the largest b_i; the b_i at the corners are the values
/// there. All of it is exact: where an extreme is at a corner, the range ends there.
struct BoxPolynomial: Sendable {
  /// The degree in each variable.
  private let degrees: [Int]
  /// The coefficients; that of Π x_i^(k_i) at Σ k_i·stride_i, the last variable's exponents together.
  private let coefficients: [Rational]

  /// The most coefficients that are worth the trouble.
  private static let largestCount = 128

  private init(degrees: [Int], coefficients: [Rational]) {
    self.degrees = degrees
    self.coefficients = coefficients
  }

  /// The polynomials among the nodes that `roots` are built from, by node.
  static func polynomials(
    in graph: ExpressionGraph, from roots: [NodeID], variables: [String]
  ) -> [NodeID: BoxPolynomial] {
    var found: [NodeID: BoxPolynomial] = [:]
    let one = BoxPolynomial(constant: 1, variableCount: variables.count)
    for id in graph.reachable(from: roots) {
      switch graph[id] {
      case .rational(let value):
        found[id] = one.scaled(by: value)
      case .variable(let name):
        guard let index = variables.firstIndex(of: name) else { continue }
        found[id] = BoxPolynomial(variable: index, variableCount: variables.count)
      case .sum(let constant, let terms):
        var total: BoxPolynomial? = one.scaled(by: constant)
        for term in terms {
          guard let summand = found[term.base]?.scaled(by: term.coefficient) else {
            total = nil
            break
          }
          total = total?.adding(summand)
        }
        found[id] = total
      case .product(let factors):
        var product: BoxPolynomial? = one
        for factor in factors {
          guard let base = found[factor.base], let exponent = factor.exponent.asInt,
            (1...BoxPolynomial.largestCount).contains(exponent)
          else {
            product = nil
            break
          }
          for _ in 0..<exponent { product = product?.multiplied(by: base) }
        }
        found[id] = product
      case .quantity(let value):
        found[id] = found[value]
      case .pi, .apply, .expectation:
        continue
      }
    }
    return found
  }

  private init(constant: Rational, variableCount: Int) {
    self.init(degrees: Array(repeating: 0, count: variableCount), coefficients: [constant])
  }

  private init(variable: Int, variableCount: Int) {
    var degrees = Array(repeating: 0, count: variableCount)
    degrees[variable] = 1
    self.init(degrees: degrees, coefficients: [0, 1])
  }

  private func scaled(by factor: Rational) -> BoxPolynomial {
    BoxPolynomial(degrees: degrees, coefficients: coefficients.map { factor * $0 })
  }

  private func adding(_ other: BoxPolynomial) -> BoxPolynomial? {
    let degrees = zip(degrees, other.degrees).map { max($0, $1) }
    guard let places = Places(degrees) else { return nil }
    var sum = Array(repeating: Rational(0), count: places.count)
    for polynomial in [self, other] {
      for (exponents, value) in polynomial.terms { sum[places[exponents]] += value }
    }
    return BoxPolynomial(degrees: degrees, coefficients: sum)
  }

  private func multiplied(by other: BoxPolynomial) -> BoxPolynomial? {
    let degrees = zip(degrees, other.degrees).map { $0 + $1 }
    guard let places = Places(degrees), longest + other.longest <= Self.mostBits else { return nil }
    var product = Array(repeating: Rational(0), count: places.count)
    for (a, x) in terms {
      for (b, y) in other.terms { product[places[zip(a, b).map { $0 + $1 }]] += x * y }
    }
    return BoxPolynomial(degrees: degrees, coefficients: product)
  }

  /// The most bits of products' coefficients.
  private static let mostBits = 1 << 16

  private var longest: Int {
    coefficients.reduce(0) { max($0, $1.numerator.bitWidth + $1.denominator.bitWidth) }
  }

  private var terms: [(exponents: [Int], value: Rational)] {
    coefficients.enumerated().compactMap { index, value in
      if value.isZero { return nil }
      var rest = index
      var exponents = degrees
      for variable in degrees.indices.reversed() {
        exponents[variable] = rest % (degrees[variable] + 1)
        rest /= degrees[variable] + 1
      }
      return (exponents, value)
    }
  }

  /// The place of each monomial among the coefficients.
  private struct Places {
    let degrees: [Int]
    let count: Int

    init?(_ degrees: [Int]) {
      var count = 1
      for degree in degrees {
        count *= degree + 1
        if count > BoxPolynomial.largestCount { return nil }
      }
      self.degrees = degrees
      self.count = count
    }

    subscript(exponents: [Int]) -> Int {
      zip(degrees, exponents).reduce(0) { $0 * ($1.0 + 1) + $1.1 }
    }
  }

  /// Rational bounds of the polynomial on a box.
  func range(on box: Box) -> (lower: Rational, upper: Rational) {
    var values = coefficients
    var stride = 1
    for variable in degrees.indices.reversed() {
      let degree = degrees[variable]
      if degree > 0 {
        let (low, width) = (box.lower[variable], box.upper[variable] - box.lower[variable])
        for start in values.indices where start / stride % (degree + 1) == 0 {
          let places = (0...degree).map { start + $0 * stride }
          let image = BoxPolynomial.bernstein(places.map { values[$0] }, low, width)
          for (place, value) in zip(places, image) { values[place] = value }
        }
      }
      stride *= degree + 1
    }
    return (values.min() ?? 0, values.max() ?? 0)
  }

  /// The coefficients of Σ a_k (low + width·s)^k, 0 ≤ s ≤ 1, in Bernstein's basis.
  private static func bernstein(
    _ coefficients: [Rational], _ low: Rational, _ width: Rational
  ) -> [Rational] {
    let degree = coefficients.count - 1
    var shifted = coefficients
    // Taylor's shift by Horner's rule, then the scaling.
    for first in 0..<degree {
      for k in (first..<degree).reversed() { shifted[k] += low * shifted[k + 1] }
    }
    var scale: Rational = 1
    var binomial: Rational = 1
    // a_k·widthᵏ/C(degree, k), then b_i = Σ_k C(i, k)·that, by repeated sums as in Pascal's triangle.
    for k in 0...degree {
      shifted[k] = shifted[k] * scale / binomial
      scale *= width
      binomial = binomial * Rational(degree - k) / Rational(k + 1)
    }
    for first in 0..<degree {
      for k in (first..<degree).reversed() { shifted[k + 1] += shifted[k] }
    }
    return shifted
  }
}
