import ExactArithmetic
import SymbolicExpressions

/// An expression as a quotient N/D, where N is a polynomial with rational coefficients in *generators*:
/// variables, functions of them, roots, and constants that are no rational numbers.
package struct GeneratorPolynomial {
  /// What N is a polynomial in; every one a power of an atom of the expression.
  package let generators: [Expression]
  /// The coefficients of N, not 0, by the exponents of the generators.
  package let coefficients: [[Int]: Rational]
  /// D; nil where it is 1.
  package let denominator: Expression?
  /// What holds between the generators.
  package let relations: [Relation]

  /// That a power of a generator is a polynomial in others: a root's, or the square of a cosine.
  package struct Relation {
    /// The generator, by its place.
    package let generator: Int
    /// Which power of it.
    package let exponent: Int
    /// What the power is.
    package let value: [[Int]: Rational]
    /// Whether the generator is nowhere negative.
    package let isRoot: Bool
  }

  /// The largest degree in one generator.
  private static let largestDegree = 64
  private static let mostGenerators = 8
  private typealias Monomial = (Rational, [NodeID: Rational])

  /// The quotient, or nil where the expression is no such one. `isPositive` is asked of what is divided by,
  /// `isNonnegative` of what stands under a root.
  package init?(
    _ expression: Expression, isPositive: (Expression) -> Bool,
    isNonnegative: (Expression) -> Bool
  ) {
    let graph = expression.graph
    var numerator = expression.multipliedOut()
    var denominator = graph.integer(1)
    // What a denominator is multiplied out to may have denominators.
    for _ in 0..<4 {
      var least: [NodeID: Rational] = [:]
      for factor in numerator.terms.flatMap(\.1.factors) where factor.exponent.signum < 0 {
        least[factor.base] = min(least[factor.base] ?? 0, factor.exponent)
      }
      if least.isEmpty { break }
      var divisor = graph.integer(1)
      for (base, exponent) in least.sorted(by: { $0.key < $1.key }) {
        let base = Expression(graph: graph, id: base)
        guard isPositive(base) else { return nil }
        divisor = divisor * base.power(-exponent)
      }
      denominator = denominator * divisor
      numerator = graph.sum(numerator.terms.map { ($0.0, $0.1 * divisor) }).multipliedOut()
    }
    let monomials = numerator.terms.map { coefficient, base -> Monomial in
      (coefficient, Self.powers(of: base, isNonnegative))
    }
    var units: [NodeID: Rational] = [:]
    var values: [(generator: NodeID, exponent: Rational, value: [Monomial], isRoot: Bool)] = []
    var open = [monomials]
    while let next = open.popLast() {
      for (base, exponent) in next.flatMap(\.1).sorted(by: { $0.key < $1.key }) {
        guard exponent.signum > 0, units.count <= Self.mostGenerators else { return nil }
        let isNew = units[base] == nil
        units[base] = units[base].map { $0.gcd(exponent) } ?? exponent
        let whole = Expression(graph: graph, id: base)
        if case .sum = graph[base], !exponent.isInteger,
          !values.contains(where: { $0.generator == base })
        {
          let parts = whole.multipliedOut().terms.map {
            ($0.0, Self.powers(of: $0.1, isNonnegative))
          }
          if parts.contains(where: { $0.1.values.contains { $0.signum < 0 } }) { continue }
          values.append((base, 1, parts, true))
          open.append(parts)
        } else if isNew, case .apply(.cos, let argument) = graph[base] {
          let sine = graph.apply(.sin, Expression(graph: graph, id: argument))
          let parts: [Monomial] = [(1, [:]), (-1, [sine.id: 2])]
          values.append((base, 2, parts, false))
          open.append([(1, [sine.id: 1])])
        }
      }
    }
    // Whole powers are those of the base itself.
    let bases = units.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value.isInteger ? Rational(1) : $0.value) }
    func polynomial(_ monomials: [Monomial]) -> [[Int]: Rational]? {
      var coefficients: [[Int]: Rational] = [:]
      for (coefficient, powers) in monomials {
        var exponents: [Int] = []
        for (id, unit) in bases {
          guard let whole = ((powers[id] ?? 0) / unit).asInt, whole <= Self.largestDegree else {
            return nil
          }
          exponents.append(whole)
        }
        coefficients[exponents, default: 0] += coefficient
      }
      return coefficients.filter { !$0.value.isZero }
    }
    guard let coefficients = polynomial(monomials) else { return nil }
    self.coefficients = coefficients
    relations = values.compactMap { base, exponent, value, isRoot in
      guard let place = bases.firstIndex(where: { $0.0 == base }), let value = polynomial(value),
        let power = (exponent / bases[place].1).asInt, power > 1
      else { return nil }
      return Relation(generator: place, exponent: power, value: value, isRoot: isRoot)
    }
    generators = bases.map { Expression(graph: graph, id: $0).power($1) }
    self.denominator = denominator.rationalValue == 1 ? nil : denominator
  }

  /// A product as powers of what is no product: √(xy) as √x·√y where x, y ≥ 0.
  private static func powers(
    of expression: Expression, _ isNonnegative: (Expression) -> Bool
  ) -> [NodeID: Rational] {
    let graph = expression.graph
    var result: [NodeID: Rational] = [:]
    for factor in expression.factors where graph[factor.base] != .rational(1) {
      let inner = Expression(graph: graph, id: factor.base)
      let parts = inner.factors.map { ($0.base, $0.exponent) }
      let isSplit =
        parts.count > 1 && parts.allSatisfy { isNonnegative(Expression(graph: graph, id: $0.0)) }
      for (base, exponent) in isSplit ? parts : [(factor.base, Rational(1))] {
        result[base, default: 0] += exponent * factor.exponent
      }
    }
    return result
  }
}
