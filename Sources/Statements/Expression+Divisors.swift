import ExactArithmetic
import SymbolicExpressions

extension Expression {
  /// A positive multiple without divisors that are seen to be positive, where variables are known to be ≥ 0.
  func withoutDivisors(nonnegative variables: Set<String>) -> Expression {
    guard let terms = withSumsDistributed(limit: 1000)?.summands else { return self }
    var least: [NodeID: Rational] = [:]
    for case .product(let factors) in terms.map(\.1.node) {
      for factor in factors where factor.exponent.signum < 0 {
        let base = Expression(graph: graph, id: factor.base)
        guard base.isSeenNonnegative(variables) else { continue }
        least[factor.base] = min(least[factor.base] ?? 0, factor.exponent)
      }
    }
    if least.isEmpty { return self }
    let inverse = graph.product(
      least.sorted { $0.key < $1.key }.map { (Expression(graph: graph, id: $0.key), -$0.value) })
    let product = graph.sum(terms.map { ($0.0, $0.1 * inverse) })
    return product.withSumsDistributed(limit: 1000) ?? product
  }

  private func isSeenNonnegative(_ variables: Set<String>) -> Bool {
    switch node {
    case .variable(let name): variables.contains(name)
    case .sum(let constant, _):
      constant.signum >= 0
        && summands.allSatisfy { $0.0.signum > 0 && $0.1.isSeenNonnegative(variables) }
    case .product(let factors):
      factors.allSatisfy {
        Expression(graph: graph, id: $0.base).isSeenNonnegative(variables)
      }
    default: isKnown(in: .nonnegative)
    }
  }
}
