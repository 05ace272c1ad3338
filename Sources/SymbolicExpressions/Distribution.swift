import ExactArithmetic

/// The multiplying out of one expression's products of sums.
struct Distribution {
  /// How deep sums may lie in each other's roots.
  static let deepest = 100

  /// The most terms that a sum may get.
  let limit: Int
  /// How many products may still be formed.
  private var products: Int

  /// A distribution into sums of at most `limit` terms, by at most 64 times as many products.
  init(limit: Int) {
    self.limit = limit
    products = 64 * limit
  }

  /// The expression with the products among its summands distributed over whole powers of sums; nil
  /// where a bound is exceeded.
  mutating func distributed(_ expression: Expression, depth: Int) -> Expression? {
    guard depth <= Self.deepest else { return nil }
    var terms: [(Rational, Expression)] = []
    for (coefficient, base) in expression.summands {
      guard let distributed = product(base, depth: depth) else { return nil }
      terms.append((coefficient, distributed))
    }
    return expression.graph.sum(terms)
  }

  private mutating func product(_ expression: Expression, depth: Int) -> Expression? {
    let graph = expression.graph
    guard case .product(let factors) = expression.node else { return expression }
    var sums: [(base: Expression, count: Int)] = []
    for factor in factors where factor.exponent >= 1 {
      guard case .sum = graph[factor.base] else { continue }
      guard let count = factor.exponent.floor.asInt else { return nil }
      sums.append((Expression(graph: graph, id: factor.base), count))
    }
    if sums.isEmpty { return expression }
    var result = graph.product(
      [(expression, 1)] + sums.map { ($0.base, Rational(-$0.count)) })
    for (base, count) in sums {
      for _ in 0..<count {
        guard let product = multiplied(result, base, depth: depth) else { return nil }
        result = product
      }
    }
    return result
  }

  private mutating func multiplied(
    _ a: Expression, _ b: Expression, depth: Int
  ) -> Expression? {
    let (left, right) = (a.summands, b.summands)
    products -= left.count * right.count
    guard left.count * right.count <= limit, products >= 0, !Interruption.isDue else { return nil }
    var terms: [(Rational, Expression)] = []
    for (first, x) in left {
      for (second, y) in right {
        // Two roots of one sum may have made a whole power of it.
        guard let product = distributed(x * y, depth: depth + 1) else { return nil }
        terms.append((first * second, product))
      }
    }
    return a.graph.sum(terms)
  }
}
