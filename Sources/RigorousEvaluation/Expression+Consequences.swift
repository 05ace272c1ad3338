import ExactArithmetic
import SymbolicExpressions

/// A way in which the sign of an expression follows from those of others, for a certificate to say.
package struct SignConsequence {
  /// A product of two factors, or else a function's value of which the expression is a multiple, plus a rest.
  package let isProduct: Bool
  /// The product, or the value.
  package let expression: Expression
  /// The factors of the product, which `expression` need not show as such.
  package let factors: [Expression]
  /// Expressions of which signs are then asked.
  package let parts: [Expression]

  package init(
    isProduct: Bool, expression: Expression, factors: [Expression], parts: [Expression]
  ) {
    self.isProduct = isProduct
    self.expression = expression
    self.factors = factors
    self.parts = parts
  }
}

extension Expression {
  /// Ways in which the sign may follow from that of others: as products, and by inverse functions.
  package var consequences: [SignConsequence] {
    products.map {
      SignConsequence(isProduct: true, expression: self, factors: $0, parts: $0)
    } + inverses
  }

  /// Ways to write A·B − C·D, A and C being what one variable alone occurs in, as A·(B − D) + D·(A − C), or
  /// C·(B − D) + B·(A − C): the factors of both terms.
  package var splitProducts: [[[Expression]]] {
    let terms = summands.sorted { $0.0 > $1.0 }
    guard terms.count == 2, terms[0].0.signum > 0, terms[1].0.signum < 0 else { return [] }
    let (scale, first) = (graph.rational(terms[0].0), terms[0].1)
    let second = -terms[1].0 / terms[0].0 * terms[1].1
    return variables.compactMap { name -> [[[Expression]]]? in
      func parts(_ product: Expression) -> (Expression, Expression) {
        let factors = product.multiple?.base.factors ?? product.factors
        let own = factors.map { (Expression(graph: graph, id: $0.base), $0.exponent) }
        let part = graph.product(own.filter { $0.0.variables == [name] })
        return (part, product / part)
      }
      let ((a, b), (c, d)) = (parts(first), parts(second))
      guard a != c, b != d else { return nil }
      return [
        [[scale * a, b - d], [scale * d, a - c]], [[scale * c, b - d], [scale * b, a - c]],
      ]
    }.flatMap { $0 }
  }

  // MARK: Products

  private var products: [[Expression]] {
    var result: [[Expression]] = []
    let (coefficient, base) = multiple ?? (1, self)
    if case .product(let factors) = base.node, factors.count > 1 {
      for factor in factors {
        let own = graph.product([(Expression(graph: graph, id: factor.base), factor.exponent)])
        if !own.variables.isEmpty { result.append([own, coefficient * (base / own)]) }
      }
      return result
    }
    guard case .sum = base.node else { return [] }
    let whole = multipliedOut()
    // What variables are divided by.
    var least: [NodeID: Rational] = [:]
    for factor in whole.terms.flatMap(\.1.factors) {
      guard case .variable = graph[factor.base], factor.exponent.signum < 0 else { continue }
      least[factor.base] = min(least[factor.base] ?? 0, factor.exponent)
    }
    if !least.isEmpty {
      let poles = graph.product(
        least.sorted { $0.key < $1.key }.map { (Expression(graph: graph, id: $0.key), $0.value) })
      return [[(whole / poles).multipliedOut(), poles]]
    }
    for generator in whole.generators {
      guard let powers = generator.powers(in: whole) else { continue }
      let g = generator.expression
      // (g + q)·A for A·g + B with B = q·A.
      if powers.count == 2, !powers[1].variables.isEmpty, !powers[0].isZero,
        let q = (powers[0] / powers[1]).provenRational(expanding: true)
      {
        result.append([g + q, powers[1]])
      }
    }
    return result
      + divisions.dropFirst().map { [$0.divisor.power(Rational($0.power)), $0.cofactor] }
      .filter { $0.allSatisfy { !$0.variables.isEmpty } }
  }

  // MARK: Inverse functions

  /// Values X of functions of which the expression is a constant multiple, plus a rest; the largest first.
  private var inverses: [SignConsequence] {
    var found: [(size: Int, SignConsequence)] = []
    for (coefficient, base) in terms {
      for (own, value, inverse) in base.functionValues {
        let c = coefficient * (base / own)
        guard c.variables.isEmpty else { continue }
        let rest = -(self - coefficient * base) / c
        let parts = inverse.map { argument, exponent in
          let difference = (argument - rest.power(exponent)).multipliedOut()
          return [rest, difference, -difference]
        }
        let size = graph.treeSizes(from: [value.id])[value.id] ?? 0
        found.append(
          (
            size,
            SignConsequence(isProduct: false, expression: value, factors: [], parts: parts ?? [])
          )
        )
      }
    }
    return found.sorted { $0.size > $1.size }.map(\.1)
  }

  /// Functions' values among the factors, with the names of what is inverted (arccos for arcsin); of roots what
  /// they are of, and which power gives it back.
  private var functionValues:
    [(own: Expression, named: Expression, inverse: (Expression, Rational)?)]
  {
    return factors.compactMap { factor in
      let base = Expression(graph: graph, id: factor.base)
      guard !base.variables.isEmpty || factor.exponent == 1 else { return nil }
      if factor.exponent.numerator == 1, factor.exponent < 1 {
        let root = base.power(factor.exponent)
        return (root, root, (base, 1 / factor.exponent))
      }
      guard factor.exponent == 1, case .apply(let function, let argument) = base.node else {
        return nil
      }
      switch function {
      case .acos, .atan, .log, .exp: return (base, base, nil)
      case .asin: return (base, graph.apply(.acos, Expression(graph: graph, id: argument)), nil)
      default: return nil
      }
    }
  }
}
