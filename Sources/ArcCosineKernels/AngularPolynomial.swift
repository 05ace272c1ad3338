import ExactArithmetic
import SymbolicExpressions

/// A polynomial in sin θ, cos θ and w = π − θ with rational coefficients, in normal form.
///
/// sin²θ is rewritten 1 − cos²θ, so that equal functions have equal representations:
/// `a(c) + s·b(c) + w·(a'(c) + s·b'(c)) + …`.
package struct AngularPolynomial: Hashable, Sendable {
  /// The power of w and whether one factor sin θ stands in front of a polynomial in cos θ.
  struct Part: Hashable, Sendable {
    var complement: Int
    var hasSine: Bool
  }

  /// Coefficients of cosᵏθ by part; no part is identically zero, no list ends in zero.
  private(set) var parts: [Part: [Rational]] = [:]

  init() {}

  private init(_ part: Part, _ coefficients: [Rational]) {
    add(part, coefficients)
  }

  /// A constant.
  package static func constant(_ value: Rational) -> AngularPolynomial {
    AngularPolynomial(Part(complement: 0, hasSine: false), [value])
  }
  /// sin θ.
  package static let sine = AngularPolynomial(Part(complement: 0, hasSine: true), [1])
  /// cos θ.
  package static let cosine = AngularPolynomial(Part(complement: 0, hasSine: false), [0, 1])
  /// w = π − θ.
  package static let complement = AngularPolynomial(Part(complement: 1, hasSine: false), [1])

  private mutating func add(_ part: Part, _ coefficients: [Rational]) {
    var sum = parts[part] ?? []
    for (power, coefficient) in coefficients.enumerated() {
      if power < sum.count { sum[power] += coefficient } else { sum.append(coefficient) }
    }
    while sum.last?.isZero == true { sum.removeLast() }
    parts[part] = sum.isEmpty ? nil : sum
  }

  /// The sum.
  package static func + (a: AngularPolynomial, b: AngularPolynomial) -> AngularPolynomial {
    var sum = a
    for (part, coefficients) in b.parts { sum.add(part, coefficients) }
    return sum
  }

  /// The difference.
  package static func - (a: AngularPolynomial, b: AngularPolynomial) -> AngularPolynomial {
    a + AngularPolynomial.constant(-1) * b
  }

  /// The product.
  package static func * (a: AngularPolynomial, b: AngularPolynomial) -> AngularPolynomial {
    var product = AngularPolynomial()
    for (p, x) in a.parts {
      for (q, y) in b.parts {
        var coefficients = [Rational](repeating: 0, count: x.count + y.count - 1)
        for i in x.indices where !x[i].isZero {
          for j in y.indices { coefficients[i + j] += x[i] * y[j] }
        }
        let part = Part(
          complement: p.complement + q.complement, hasSine: p.hasSine != q.hasSine)
        product.add(part, coefficients)
        if p.hasSine && q.hasSine { product.add(part, [0, 0] + coefficients.map { -$0 }) }
      }
    }
    return product
  }

  /// self^exponent.
  func power(_ exponent: Int) -> AngularPolynomial {
    (0..<exponent).reduce(.constant(1)) { product, _ in product * self }
  }

  /// d/dθ, from (cos)′ = −sin, (sin)′ = cos, w′ = −1.
  package var derivative: AngularPolynomial {
    var result = AngularPolynomial()
    for (part, coefficients) in parts {
      let body = AngularPolynomial(part, coefficients)
      if part.complement > 0 {
        var lower = part
        lower.complement -= 1
        result.add(lower, coefficients.map { Rational(-part.complement) * $0 })
      }
      let slope = coefficients.indices.dropFirst().map { -Rational($0) * coefficients[$0] }
      if !slope.isEmpty {
        result = result + AngularPolynomial(part, slope) * .sine
      }
      if part.hasSine {
        var cosineOnly = part
        cosineOnly.hasSine = false
        result = result + AngularPolynomial(cosineOnly, body.parts[part] ?? []) * .cosine
      }
    }
    return result
  }

  /// The value at θ = 0, as a multiple of powers of π: coefficient of πᵏ at index k.
  package var valueAtZero: [Rational] {
    var value: [Rational] = []
    for (part, coefficients) in parts where !part.hasSine {
      while value.count <= part.complement { value.append(0) }
      value[part.complement] += coefficients.reduce(0, +)
    }
    return value
  }

  /// The polynomial with expressions for sin θ, cos θ and π − θ put in.
  package func expression(sine: Expression, cosine: Expression, complement: Expression)
    -> Expression
  {
    let graph = cosine.graph
    let ordered = parts.sorted {
      ($0.key.complement, $0.key.hasSine ? 1 : 0) < ($1.key.complement, $1.key.hasSine ? 1 : 0)
    }
    return graph.sum(
      ordered.map { part, coefficients in
        let polynomial = graph.sum(
          coefficients.enumerated().map { power, coefficient in
            (coefficient, cosine.power(Rational(power)))
          })
        var factors = [(polynomial, Rational(1)), (complement, Rational(part.complement))]
        if part.hasSine { factors.append((sine, 1)) }
        return (1, graph.product(factors))
      })
  }
}
