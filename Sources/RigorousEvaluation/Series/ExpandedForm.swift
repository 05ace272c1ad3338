import ExactArithmetic
import SymbolicExpressions

/// A constant as a multiplied-out sum of scaled products: the exact coefficients of a series.
///
/// Guarantee: ``expression`` has exactly the value that the operations define. Sums that cancel after
/// multiplying out are found to be 0; ``sign`` also looks for zeros behind common denominators.
package struct ExpandedForm: SeriesCoefficient {
  /// What the coefficients of one series share.
  package final class Ring {
    let graph: ExpressionGraph
    private let certifiedSign: (Expression) -> Int?
    private let unit: NodeID
    private var products: [UInt64: [Node.Term]] = [:]
    /// What has been multiplied out.
    private var forms: [NodeID: [Node.Term]] = [:]

    /// Expressions of `graph`; `sign` certifies the sign of a constant, nil where it cannot.
    package init(
      _ graph: ExpressionGraph, sign: @escaping (Expression) -> Int? = { $0.structuralSign }
    ) {
      self.graph = graph
      certifiedSign = sign
      unit = graph.integer(1).id
    }

    /// The number 1.
    package var one: ExpandedForm { rational(1) }

    /// A rational number.
    fileprivate func rational(_ value: Rational) -> ExpandedForm {
      let term = Node.Term(coefficient: value, base: unit)
      return ExpandedForm(ring: self, terms: value.isZero ? [] : [term])
    }

    /// An expression, multiplied out.
    package func form(_ expression: Expression) -> ExpandedForm {
      let moved = expression.moved(to: graph)
      if let known = forms[moved.id] { return ExpandedForm(ring: self, terms: known) }
      let form: ExpandedForm
      if case .quantity = moved.node {
        form = ExpandedForm(ring: self, terms: [Node.Term(coefficient: 1, base: moved.id)])
      } else {
        form = ExpandedForm(ring: self, collecting: expanded(moved.multipliedOut()))
      }
      forms[moved.id] = form.terms
      return form
    }

    fileprivate func sign(of expression: Expression) -> Int? { certifiedSign(expression) }

    /// The terms of the product of two bases.
    fileprivate func product(_ a: NodeID, _ b: NodeID) -> [Node.Term] {
      if a == unit { return [Node.Term(coefficient: 1, base: b)] }
      if b == unit { return [Node.Term(coefficient: 1, base: a)] }
      let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
      if let known = products[key] { return known }
      let pair = [a, b].map { (base: Expression(graph: graph, id: $0), exponent: Rational(1)) }
      let terms = expanded(graph.product(pair))
      products[key] = terms
      return terms
    }

    /// The terms of an expression, with whole powers of sums in its products multiplied out.
    fileprivate func expanded(_ expression: Expression) -> [Node.Term] {
      let flat =
        expression.withSumsDistributed(limit: ExpandedForm.largestTermCount) ?? expression
      return flat.summands.map { coefficient, base in
        guard let value = base.rationalValue else {
          return Node.Term(coefficient: coefficient, base: base.id)
        }
        return Node.Term(coefficient: coefficient * value, base: unit)
      }
    }

    private func isSum(_ id: NodeID) -> Bool {
      if case .sum = graph[id] { return true }
      return false
    }

    /// The powers of sums by which to multiply so that none is left in a denominator.
    fileprivate func denominators(_ terms: [Node.Term]) -> [(base: Expression, exponent: Rational)]
    {
      var exponents: [NodeID: Rational] = [:]
      for term in terms {
        guard case .product(let factors) = graph[term.base] else { continue }
        for factor in factors where factor.exponent.signum < 0 && isSum(factor.base) {
          exponents[factor.base] = max(exponents[factor.base, default: 0], -factor.exponent)
        }
      }
      return exponents.sorted { $0.key < $1.key }
        .map { (Expression(graph: graph, id: $0.key), $0.value) }
    }
  }

  /// A product with more terms than this is kept as a product.
  static let largestTermCount = 4000

  let ring: Ring
  /// In the order of their bases, each base once, with coefficients other than 0.
  let terms: [Node.Term]

  fileprivate init(ring: Ring, terms: [Node.Term]) {
    self.ring = ring
    self.terms = terms
  }

  fileprivate init(ring: Ring, collecting terms: [Node.Term]) {
    self.init(ring: ring, terms: Node.Term.collected(terms))
  }

  /// The constant as an expression.
  package var expression: Expression {
    ring.graph.sum(
      terms.map { ($0.coefficient, Expression(graph: ring.graph, id: $0.base)) })
  }

  /// A rational constant of the same ring.
  package func constant(_ value: Rational) -> ExpandedForm {
    ring.rational(value)
  }

  /// A constant expression of the same ring.
  package func constant(_ value: Expression) -> ExpandedForm { ring.form(value) }

  /// The sum.
  package static func + (a: ExpandedForm, b: ExpandedForm) -> ExpandedForm {
    if a.isZero { return b }
    return b.isZero ? a : ExpandedForm(ring: a.ring, collecting: a.terms + b.terms)
  }

  /// The product.
  package static func * (a: ExpandedForm, b: ExpandedForm) -> ExpandedForm {
    sumOfProducts([(a, b)])
  }

  /// The sum of the products of pairs.
  package static func sumOfProducts(_ pairs: [(ExpandedForm, ExpandedForm)]) -> ExpandedForm {
    let ring = pairs[0].0.ring
    var products: [Node.Term] = []
    for (a, b) in pairs where !a.isZero && !b.isZero {
      if a.terms.count * b.terms.count > largestTermCount {
        for (coefficient, base) in (a.expression * b.expression).summands {
          products.append(Node.Term(coefficient: coefficient, base: base.id))
        }
        continue
      }
      for x in a.terms {
        for y in b.terms {
          let scale = x.coefficient * y.coefficient
          for term in ring.product(x.base, y.base) {
            products.append(Node.Term(coefficient: scale * term.coefficient, base: term.base))
          }
        }
      }
    }
    return ExpandedForm(ring: ring, collecting: products)
  }

  /// The product with a rational number.
  package func scaled(by factor: Rational) -> ExpandedForm {
    if factor.isZero { return ExpandedForm(ring: ring, terms: []) }
    return ExpandedForm(
      ring: ring,
      terms: terms.map { Node.Term(coefficient: factor * $0.coefficient, base: $0.base) })
  }

  /// The power with a rational exponent.
  package func power(_ exponent: Rational) -> ExpandedForm {
    ExpandedForm(ring: ring, collecting: ring.expanded(expression.power(exponent)))
  }

  /// The value of a function.
  package func applying(_ function: FunctionSymbol) -> ExpandedForm {
    ExpandedForm(ring: ring, collecting: ring.expanded(expression.applying(function)))
  }

  /// A Gaussian expectation at its arguments.
  package static func expectation(
    _ dual: GaussianDual, _ arguments: [ExpandedForm]
  ) -> ExpandedForm {
    let first = arguments[0]
    let graph = first.expression.graph
    let value = graph.expectation(dual, arguments.map { $0.expression.moved(to: graph) })
    return ExpandedForm(ring: first.ring, collecting: first.ring.expanded(value))
  }

  /// The same value as one term (see `Expression.keptWhole`).
  package var keptWhole: ExpandedForm {
    let whole = expression.keptWhole
    return terms.count <= 1 && whole == expression ? self : ring.form(whole)
  }

  /// Whether the value is known to be exactly 0.
  package var isZero: Bool { terms.isEmpty }

  /// The sign, or nil where it could not be certified.
  package var sign: Int? {
    if let value = expression.rationalValue { return value.signum }
    return isZeroOverCommonDenominator ? 0 : ring.sign(of: expression)
  }

  private var isZeroOverCommonDenominator: Bool {
    var form = self
    // A denominator that is multiplied out may bring to light another inside it.
    for _ in 0..<4 where !form.isZero {
      let factors = ring.denominators(form.terms)
      if factors.isEmpty || form.terms.count > Self.largestTermCount { return false }
      form = ExpandedForm(
        ring: ring,
        collecting: form.terms.flatMap { term in
          let base = Expression(graph: ring.graph, id: term.base)
          return ring.expanded(
            ring.graph.product([(base, 1), (ring.graph.rational(term.coefficient), 1)] + factors))
        })
    }
    return form.isZero
  }

  /// What is printed.
  package var description: String {
    expression.written(by: TextPrinter(), limit: 200) ?? "a large constant"
  }
}
