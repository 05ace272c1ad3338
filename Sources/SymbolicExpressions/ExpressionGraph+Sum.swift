import ExactArithmetic

extension ExpressionGraph {
  /// `constant + Σ coefficient · expression` in canonical form: nested sums are merged, like terms
  /// collected, and a sum of one plain term is that term.
  public func sum(
    _ summands: [(coefficient: Rational, expression: Expression)], constant: Rational = 0
  ) -> Expression {
    var constant = constant
    var coefficients: [NodeID: Rational] = [:]
    coefficients.reserveCapacity(summands.count)
    func add(_ coefficient: Rational, _ base: NodeID) {
      coefficients[base, default: 0] += coefficient
    }
    for (coefficient, expression) in summands where !coefficient.isZero {
      switch self[expression.id] {
      case .rational(let value):
        constant += coefficient * value
      case .sum(let inner, let terms):
        constant += coefficient * inner
        for term in terms { add(coefficient * term.coefficient, term.base) }
      default:
        add(coefficient, expression.id)
      }
    }
    let terms = coefficients.filter { !$0.value.isZero }
      .map { Node.Term(coefficient: $0.value, base: $0.key) }
      .sorted { $0.base < $1.base }
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
