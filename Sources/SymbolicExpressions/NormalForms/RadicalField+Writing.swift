import ExactArithmetic

extension RadicalField {
  /// An element as an expression: the numerator multiplied out over the factors of the denominator.
  func expression(_ a: Fraction, in graph: ExpressionGraph) throws(NoNormalForm) -> Expression {
    try FractionWriter(field: self, graph: graph).expanded(a)
  }
}

/// The ways of writing an element of a field.
final class FractionWriter {
  private let field: RadicalField
  private let graph: ExpressionGraph
  /// Whether √(π² + π) is written π·√(1 + 1/π).
  private let dividesRadicands: Bool
  /// The generators that have been written.
  private var written: [Int: Expression] = [:]
  /// Quotients of monomials that have been written.
  private var quotients: [Quotient: Expression] = [:]

  private struct Quotient: Hashable {
    let monomial, divisor: Monomial
  }

  init(field: RadicalField, graph: ExpressionGraph, dividesRadicands: Bool = false) {
    self.field = field
    self.graph = graph
    self.dividesRadicands = dividesRadicands
  }

  /// Expressions of the element, which follow from it alone: multiplied out, with the terms over like
  /// denominators together or not, collected by roots, by powers of π and of other generators, and
  /// factored.
  func candidates(_ a: Fraction) throws(NoNormalForm) -> [Expression] {
    var all = try candidatesWithRadicandsAsTheyAre(a)
    if a.numerator.generators.contains(where: { halfDegree(ofRadicand: $0) != nil }) {
      let other = FractionWriter(field: field, graph: graph, dividesRadicands: true)
      all += try other.candidatesWithRadicandsAsTheyAre(a)
    }
    return all
  }

  private func candidatesWithRadicandsAsTheyAre(
    _ a: Fraction
  ) throws(NoNormalForm) -> [Expression] {
    let expanded = try expanded(a)
    let all = [expanded.overCommonDenominators, expanded, try factored(a)]
    if a.numerator.terms.count == 1 { return all }
    let above = a.numerator.generators
    let generators = Set(above + a.denominator.generators)
    var ways: [Set<Int>] = [
      generators.filter { field.generators[$0].isAlgebraic },
      generators.filter { !field.generators[$0].isConstant },
    ]
    if above.count > 1 {
      for index in above { ways += [[index], generators.subtracting([index])] }
    }
    var tried: Set<Set<Int>> = [generators]
    return try all
      + ways.filter { tried.insert($0).inserted }.map { inner throws(NoNormalForm) in
        try collected(a) { inner.contains($0) }
      }
  }

  /// Every term by itself, or over one denominator that is a sum.
  func expanded(_ a: Fraction) throws(NoNormalForm) -> Expression {
    try collected(a) { _ in true }
  }

  /// The sum over the monomials in the generators that `isInner` names, each with a coefficient that is
  /// a sum multiplied out.
  private func collected(
    _ a: Fraction, by isInner: (Int) -> Bool
  ) throws(NoNormalForm) -> Expression {
    let (number, monomial, rest) = split(a.denominator)
    var terms: [(Rational, Expression)] = []
    for (inner, coefficient) in ordered(a.numerator.coefficients(ofMonomialsIn: isInner)) {
      var powers: [(base: Expression, exponent: Rational)] = []
      // What is not collected stays with the coefficient, where powers of π below cancel.
      var summands: [(Rational, Expression)] = []
      for (outer, value) in coefficient.orderedTerms {
        summands.append(
          (Rational(value), product(outer, over: coefficientShare(monomial, isInner))))
      }
      powers.append((graph.sum(summands), 1))
      powers.append((product(inner, over: innerShare(monomial, isInner)), 1))
      terms.append((Rational(.one, number), try product(powers)))
    }
    let sum = graph.sum(terms)
    if rest.isOne { return sum }
    return try product([(sum, 1)] + factors(of: rest, power: -1))
  }

  private func coefficientShare(_ monomial: Monomial, _ isInner: (Int) -> Bool) -> Monomial {
    var share = monomial
    for index in monomial.generators where isInner(index) { share[index] = 0 }
    return share
  }

  private func innerShare(_ monomial: Monomial, _ isInner: (Int) -> Bool) -> Monomial {
    var share = monomial
    for index in monomial.generators where !isInner(index) { share[index] = 0 }
    return share
  }

  private func ordered(
    _ parts: [Monomial: Polynomial]
  ) -> [(Monomial, Polynomial)] {
    parts.sorted { $1.key < $0.key }.map { ($0.key, $0.value) }
  }

  /// Content times square-free factors over the same.
  private func factored(_ a: Fraction) throws(NoNormalForm) -> Expression {
    let parts = a.numerator.coefficients(ofMonomialsIn: { field.generators[$0].isAlgebraic })
    var common = Polynomial()
    for part in parts.values { common = try Polynomial.gcd(common, part) }
    if common.isZero { return graph.integer(0) }
    guard let inner = try a.numerator.quotient(by: common) else { throw NoNormalForm() }
    var powers = try factors(of: common, power: 1) + factors(of: a.denominator, power: -1)
    let algebraic = inner.isOne ? [] : inner.orderedTerms
    if !algebraic.isEmpty {
      powers.append(
        (
          graph.sum(algebraic.map { (Rational($0.coefficient), product($0.monomial, over: .one)) }),
          1
        ))
    }
    return try product(powers)
  }

  private func factors(
    of a: Polynomial, power: Rational
  ) throws(NoNormalForm) -> [(base: Expression, exponent: Rational)] {
    let (number, factors) = try a.squareFreeFactors()
    var powers: [(base: Expression, exponent: Rational)] = [
      (graph.rational(Rational(number)), power)
    ]
    for (factor, multiplicity) in factors {
      let written = graph.sum(
        factor.orderedTerms.map { (Rational($0.coefficient), product($0.monomial, over: .one)) })
      powers.append((written, power * Rational(multiplicity)))
    }
    return powers
  }

  /// A product of powers, none of them of a base that turns out to be 0 with a negative exponent.
  private func product(
    _ powers: [(base: Expression, exponent: Rational)]
  ) throws(NoNormalForm) -> Expression {
    if powers.contains(where: { $0.base.isZero && $0.exponent.signum < 0 }) { throw NoNormalForm() }
    return graph.product(powers)
  }

  /// The polynomial as number · monomial · rest.
  private func split(_ a: Polynomial) -> (Integer, Monomial, Polynomial) {
    let number = a.content
    let monomial = a.monomialContent
    return (number, monomial, a.dividedExactly(by: number).divided(by: monomial))
  }

  // MARK: Monomials

  private func product(_ monomial: Monomial, over divisor: Monomial) -> Expression {
    let quotient = Quotient(monomial: monomial, divisor: divisor)
    if let known = quotients[quotient] { return known }
    var powers: [(Expression, Rational)] = []
    for index in Monomial.lcm(monomial, divisor).generators {
      let exponent = monomial[index] - divisor[index]
      if exponent == 0 { continue }
      if dividesRadicands, let half = halfDegree(ofRadicand: index) {
        powers.append((graph.pi, Rational(half * exponent)))
      }
      powers.append((generator(index), Rational(exponent)))
    }
    let expression = graph.product(powers)
    quotients[quotient] = expression
    return expression
  }

  private func generator(_ index: Int) -> Expression {
    if let known = written[index] { return known }
    let expression = writtenGenerator(index)
    written[index] = expression
    return expression
  }

  private func writtenGenerator(_ index: Int) -> Expression {
    switch field.generators[index].kind {
    case .pi: graph.pi
    case .opaque(let expression): expression.moved(to: graph)
    case .sine(let expression, _): expression.moved(to: graph)
    case .root(let radicand, let degree):
      if dividesRadicands, let half = halfDegree(ofRadicand: index) {
        (polynomial(radicand) * graph.pi.power(Rational(-2 * half))).multipliedOut().squareRoot
      } else {
        polynomial(radicand).power(Rational(1, Integer(degree)))
      }
    case .magnitude(let inner): polynomial(inner).magnitude
    }
  }

  /// Half the degree in π, rounded up, of what a square root of a polynomial in π alone is of.
  private func halfDegree(ofRadicand index: Int) -> Int? {
    guard case .root(let radicand, degree: 2) = field.generators[index].kind,
      let first = radicand.generators.first, radicand.generators.count == 1,
      case .pi = field.generators[first].kind, radicand.terms.count > 1
    else { return nil }
    return (radicand.degree(in: first) + 1) / 2
  }

  private func polynomial(_ a: Polynomial) -> Expression {
    graph.sum(a.orderedTerms.map { (Rational($0.coefficient), product($0.monomial, over: .one)) })
  }
}
