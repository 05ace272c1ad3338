import ExactArithmetic

extension Expression {
  /// The derivative with respect to the variable `name`, by one pass over the shared nodes.
  ///
  /// |x|′ is written x/|x|, which is undefined at 0, as the derivative is.
  public func derivative(_ name: String) -> Expression {
    var derivatives: [NodeID: Expression] = [:]
    for id in graph.reachable(from: [id]) {
      derivatives[id] = localDerivative(of: id, name) { derivatives[$0] ?? graph.integer(0) }
    }
    return derivatives[id] ?? graph.integer(0)
  }

  private func localDerivative(
    of id: NodeID, _ name: String, _ inner: (NodeID) -> Expression
  ) -> Expression {
    switch graph[id] {
    case .rational, .pi:
      return graph.integer(0)
    case .variable(let variable):
      return graph.integer(variable == name ? 1 : 0)
    case .sum(_, let terms):
      return graph.sum(terms.map { ($0.coefficient, inner($0.base)) })
    case .product(let factors):
      let summands = factors.compactMap { factor -> (Rational, Expression)? in
        let slope = inner(factor.base)
        if slope.isZero { return nil }
        // d(b^e · rest) = e · b^(e−1) · rest · db
        let changed = factors.map { other in
          (
            Expression(graph: graph, id: other.base),
            other.base == factor.base ? other.exponent - 1 : other.exponent
          )
        }
        return (factor.exponent, graph.product(changed + [(slope, 1)]))
      }
      return graph.sum(summands)
    case .apply(let function, let argument):
      let slope = inner(argument)
      if slope.isZero { return slope }
      return function.derivative(at: Expression(graph: graph, id: argument)) * slope
    case .expectation(let dual, let arguments):
      return graph.derivative(
        of: dual, at: arguments.map { Expression(graph: graph, id: $0) },
        slopes: arguments.map(inner))
    case .quantity(let value):
      return inner(value).keptWhole
    }
  }

  /// The expression with variables replaced.
  public func substituting(_ values: [String: Expression]) -> Expression {
    let moved = values.mapValues { $0.moved(to: graph) }
    return graph.rebuild(id, into: graph) { node, _ in
      if case .variable(let name) = node { return moved[name] }
      return nil
    }
  }

  /// The expression with variables replaced by exact numbers.
  public func substituting(_ values: [String: Rational]) -> Expression {
    substituting(values.mapValues { graph.rational($0) })
  }

  /// The expression with variables replaced, or nil where that divides by what is then 0.
  ///
  /// A value that is not nil is that of the expression wherever its typed form is defined.
  public func instance(_ values: [String: Expression]) -> Expression? {
    let moved = values.mapValues { $0.moved(to: graph) }
    return instance { node, _ in
      if case .variable(let name) = node { moved[name] } else { nil }
    }
  }

  /// The expression with nodes replaced where `replacement` has something else for them, which may ask for what has become of
  /// children; nil where that divides by what is then 0.
  package func instance(
    _ replacement: (Node, _ image: (NodeID) -> Expression) -> Expression?
  ) -> Expression? {
    var images: [NodeID: Expression] = [:]
    for id in graph.reachable(from: [id]) {
      let image: (NodeID) -> Expression = { child in
        images[child] ?? Expression(graph: graph, id: child)
      }
      let node = graph[id]
      if let other = replacement(node, image) {
        images[id] = other
        continue
      }
      if case .product(let factors) = node,
        factors.contains(where: { $0.exponent.signum < 0 && image($0.base).isZero })
      {
        return nil
      }
      if node.children.contains(where: { images[$0] != nil }) {
        images[id] = graph.construct(node, image)
      }
    }
    return images[id] ?? self
  }

  /// The expression with variables replaced by exact numbers, or nil where that divides by 0.
  public func instance(_ values: [String: Rational]) -> Expression? {
    instance(values.mapValues { graph.rational($0) })
  }

  /// The expression with the nodes `parts` replaced, whole wherever one holds another.
  package func replacing(_ parts: [NodeID: Expression]) -> Expression {
    graph.rebuild(id, into: graph) { node, _ in graph.id(of: node).flatMap { parts[$0] } }
  }

  /// The expression with every occurrence of the sub-expression `part` replaced.
  public func replacing(_ part: Expression, with replacement: Expression) -> Expression {
    graph.rebuild(id, into: graph) { node, _ in
      node == part.node ? replacement : nil
    }
  }

  /// The expression with every defined function (κ_n) rewritten in terms of elementary ones.
  public var withDefinitionsExpanded: Expression {
    rewritingDefinitions { definition, argument in definition.definition(argument) }
  }

  /// The expression without the functions that only state a property of their argument.
  public var withoutAssertions: Expression {
    rewritingDefinitions { definition, argument in
      definition.isTransparent ? definition.definition(argument) : nil
    }
  }

  /// The value where canonical forms show it to be rational, assertions left out, quantities dissolved
  /// where the whole is not too large, and, if `expanding`, products multiplied out and normal forms
  /// computed (<doc:WhatIsRecognisedAsEqual>); nil decides nothing. `signs` says what is known of
  /// variables.
  public func provenRational(expanding: Bool = false) -> Rational? {
    provenRational(expanding: expanding, signs: [:])
  }

  /// The same with what is known of the signs of variables.
  package func provenRational(expanding: Bool, signs: [String: KnownSign]) -> Rational? {
    if let value = rationalValue { return value }
    let key = ExpressionGraph.ProvenValueKey(id: id, signs: signs)
    if expanding, let known = graph.provenValues[key] { return known }
    let plain = (inlined() ?? self).withoutAssertions
    if !expanding { return plain.rationalValue }
    let value = plain.rationalValue ?? plain.expandedRational(signs: signs)
    // What was interrupted has found nothing.
    if !Interruption.isDue { graph.provenValues[key] = .some(value) }
    return value
  }

  /// The value that products multiplied out and normal forms show.
  private func expandedRational(signs: [String: KnownSign]) -> Rational? {
    if let value = multipliedOut().rationalValue ?? normalRational(signs: signs) {
      return value
    }
    // An identity may hold for κ_n only by what they are, as f(x) − f(−x) = x does.
    let elementary = withDefinitionsExpanded
    return elementary == self ? nil : elementary.normalRational(signs: signs)
  }

  /// ``provenRational(expanding:)``, without expanding, of several expressions of one graph: their common
  /// parts are gone through once.
  package static func provenRationals(_ expressions: [Expression]) -> [Rational?] {
    guard let graph = expressions.first?.graph else { return [] }
    let roots = expressions.map(\.id)
    let sizes = graph.treeSizes(from: roots)
    let small = roots.filter { sizes[$0, default: 1] <= largestInlined }
    let inlined = graph.rebuild(small, into: graph) { node, image in
      if case .quantity(let value) = node { return image(value) }
      return nil
    }
    let closed = Dictionary(zip(small, inlined.map(\.id))) { first, _ in first }
    return graph.rebuild(roots.map { closed[$0] ?? $0 }, into: graph) { node, image in
      guard case .apply(.defined(let definition), let argument) = node, definition.isTransparent
      else { return nil }
      return definition.definition(image(argument))
    }.map(\.rationalValue)
  }

  private func rewritingDefinitions(
    _ rewrite: (FunctionDefinition, Expression) -> Expression?
  ) -> Expression {
    graph.rebuild(id, into: graph) { node, image in
      guard case .apply(.defined(let definition), let argument) = node else { return nil }
      return rewrite(definition, image(argument))
    }
  }

  /// The expression with products multiplied out over sums, and whole powers of sums with them.
  ///
  /// A product or power that would give more than `limit` terms is left as it is, and so is a divisor
  /// that turns out to be 0.
  public func multipliedOut(limit: Int = 1000) -> Expression {
    graph.rebuild(id, into: graph) { node, image in
      guard case .product(let factors) = node else { return nil }
      let product = graph.product(
        factors.map { factor in
          let base = image(factor.base)
          let isZeroDivisor = base.isZero && factor.exponent.signum < 0
          return (
            isZeroDivisor ? Expression(graph: graph, id: factor.base) : base, factor.exponent
          )
        })
      return product.withSumsDistributed(limit: limit) ?? product
    }
  }

  /// The expression with products of its summands distributed over whole powers of sums, or nil where
  /// that would give more than `limit` terms; sub-expressions are left as they are.
  ///
  /// It ends, because each step replaces a sum by the sums inside its terms, which are less deeply
  /// nested; past `Distribution.deepest` levels or too many products the result is nil, too.
  public func withSumsDistributed(limit: Int) -> Expression? {
    var distribution = Distribution(limit: limit)
    return distribution.distributed(self, depth: 0)
  }

  /// The expression as a list of scaled terms.
  package var summands: [(Rational, Expression)] {
    guard case .sum(let constant, let terms) = node else { return [(1, self)] }
    let scaled = terms.map { ($0.coefficient, Expression(graph: graph, id: $0.base)) }
    return constant.isZero ? scaled : [(constant, graph.integer(1))] + scaled
  }
}

extension FunctionSymbol {
  /// The derivative at `x`.
  func derivative(at x: Expression) -> Expression {
    switch self {
    case .sin: return x.cosine
    case .cos: return -x.sine
    case .acos: return -(1 - x * x).power(Rational(-1, 2))
    case .asin: return (1 - x * x).power(Rational(-1, 2))
    case .atan: return (x * x + 1).reciprocal
    case .exp: return x.applying(.exp)
    case .log: return x.reciprocal
    case .erf: return 2 * (-x * x).applying(.exp) / x.graph.pi.squareRoot
    case .erfc: return -FunctionSymbol.erf.derivative(at: x)
    case .abs: return x / x.magnitude
    case .defined(let definition): return definition.derivative(x)
    }
  }
}
