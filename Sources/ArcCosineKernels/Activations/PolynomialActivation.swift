import ExactArithmetic
import SymbolicExpressions

/// σ(u) = √s·Σ c_k u^k.
struct PolynomialActivation: ClosedDual {
  /// The largest degree.
  static let largestDegree = 100

  /// c_0, c_1, …
  let coefficients: [Rational]
  /// s.
  private let square: Rational

  var reference: String { "Isserlis, 1918" }

  /// Σ c_k u^k.
  init(coefficients: [Rational]) { self.init(coefficients: coefficients, square: 1) }

  private init(coefficients: [Rational], square: Rational) {
    self.coefficients = coefficients
    self.square = square
  }

  /// He_n(u)/√(n!), orthonormal for the standard normal distribution, from
  /// He_{n+1}(u) = u·He_n(u) − n·He_{n−1}(u).
  static func hermite(degree: Int) -> PolynomialActivation {
    var (before, polynomial): ([Rational], [Rational]) = ([], [1])
    for n in 0..<degree {
      var next = [0] + polynomial
      for (power, coefficient) in before.enumerated() { next[power] -= Rational(n) * coefficient }
      (before, polynomial) = (polynomial, next)
    }
    return PolynomialActivation(
      coefficients: polynomial, square: 1 / Rational(Integer.factorial(UInt(degree))))
  }

  /// The derivative σ′.
  private var slope: PolynomialActivation {
    PolynomialActivation(
      coefficients: coefficients.indices.dropFirst().map { Rational($0) * coefficients[$0] },
      square: square)
  }

  /// Σ_i c_{2i+l}·(2i+l)!/(2^i·i!·l!)·q^i: the sum over the powers of u in which i pairs of factors are
  /// joined among themselves and l are left over, by the number of ways to do so.
  private func joined(leaving l: Int, at q: Expression) -> Expression {
    // The coefficient at i + 1 is (2i+l+2)(2i+l+1)/(2(i+1)) times that at i.
    var ways: Rational = 1
    var terms: [(Rational, Expression)] = []
    for i in 0... where 2 * i + l < coefficients.count {
      let power = 2 * i + l
      terms.append((ways * coefficients[power], q.power(Rational(i))))
      ways *= Rational((power + 2) * (power + 1)) / Rational(2 * (i + 1))
      if power + 2 >= coefficients.count { break }
    }
    return q.graph.sum(terms)
  }

  /// s·Σ_l l!·c^l·P_l(a)·P_l(b): l factors of the one joined to l of the other in l! ways, the rest
  /// among themselves (Isserlis).
  func value(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let graph = a.graph
    return graph.sum(
      coefficients.indices.map { l in
        let product = graph.product([
          (c, Rational(l)), (joined(leaving: l, at: a), 1), (joined(leaving: l, at: b), 1),
        ])
        return (square * Rational(Integer.factorial(UInt(l))), product)
      })
  }

  /// The kernel of σ′.
  func derivative(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    slope.value(a, b, c)
  }

  /// √s·P_0(a).
  func mean(_ a: Expression) -> Expression {
    a.graph.rational(square).squareRoot * joined(leaving: 0, at: a)
  }
}
