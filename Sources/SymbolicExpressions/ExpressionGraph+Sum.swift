import ExactArithmetic

extension ExpressionGraph {
  /// `constant + Σ coefficient · expression` in canonical form: nested sums are merged, like terms
  /// collected, and a sum of one plain term is that term.
  public func sum(
    _ summands: [(coefficient: Rational, expression: Expression)], constant: Rational = 0
  ) -> Expression {
    var constant = constant
    var terms: [Node.Term] = []
    terms.reserveCapacity(summands.count)
    for (coefficient, expression) in summands where !coefficient.isZero {
      switch self[expression.id] {
      case .rational(let value):
        constant += coefficient * value
      case .sum(let inner, let own):
        constant += coefficient * inner
        for term in own {
          terms.append(Node.Term(coefficient: coefficient * term.coefficient, base: term.base))
        }
      default:
        terms.append(Node.Term(coefficient: coefficient, base: expression.id))
      }
    }
    terms = Node.Term.collected(terms)
    if terms.isEmpty { return rational(constant) }
    if constant.isZero, terms.count == 1, terms[0].coefficient == 1 {
      return Expression(graph: self, id: terms[0].base)
    }
    return self.expression(.sum(constant: constant, terms: terms))
  }

  /// The expression as `coefficient · rest`, where the rest is no single scaled term.
  package func splitCoefficient(_ id: NodeID) -> (coefficient: Rational, rest: NodeID?) {
    switch self[id] {
    case .rational(let value): (value, nil)
    case .sum(let constant, let terms) where constant.isZero && terms.count == 1:
      (terms[0].coefficient, terms[0].base)
    default: (1, id)
    }
  }
}

extension Node.Term {
  /// Terms in the order of their bases, those of one base added up, and without zeros.
  package static func collected(_ terms: [Node.Term]) -> [Node.Term] {
    if terms.count < 2 { return terms.filter { !$0.coefficient.isZero } }
    var sums: [Node.Term] = []
    sums.reserveCapacity(terms.count)
    for term in terms.sorted(by: { $0.base < $1.base }) {
      guard let last = sums.last, last.base == term.base else {
        sums.append(term)
        continue
      }
      sums[sums.count - 1] = Node.Term(
        coefficient: last.coefficient + term.coefficient, base: term.base)
    }
    return sums.contains { $0.coefficient.isZero } ? sums.filter { !$0.coefficient.isZero } : sums
  }
}
