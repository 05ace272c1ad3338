import ExactArithmetic

extension Expression {
  /// The value where the normal form shows it to be rational; nil decides nothing.
  ///
  /// See <doc:WhatIsRecognisedAsEqual>. `signs` says what is known of variables. The result holds wherever
  /// the expression is defined and continuous.
  package func normalRational(signs: [String: KnownSign] = [:]) -> Rational? {
    if let value = rationalValue { return value }
    if isSeenToVary(signs: signs) { return nil }
    var reader = NormalFormReader(graph, signs: signs)
    return (try? reader.read(self))?.rationalValue
  }

  /// The shortest form that follows from the normal form, where there is one: equal numbers of the class
  /// have one and the same.
  public var simplified: Expression {
    var reader = NormalFormReader(graph)
    guard let element = try? reader.read(self),
      let (field, value) = try? reader.field.withCanonicalRoots(element),
      let candidates = try? FractionWriter(field: field, graph: graph).candidates(value)
    else { return self }
    let isCanonical = reader.field.isConstant(element)
    return shortest(among: (isCanonical ? [] : [overCommonDenominators, self]) + candidates)
  }

  /// The sum with the terms over the same denominator written over it together: (2 + 4√2)/π + ρ for
  /// 2/π + 4√2/π + ρ.
  var overCommonDenominators: Expression {
    guard case .sum(let constant, let terms) = node else { return self }
    var numerators: [NodeID: [(Rational, Expression)]] = [:]
    var order: [Expression] = []
    var rest: [(Rational, Expression)] = []
    for term in terms {
      guard case .product(let factors) = graph[term.base],
        case let lower = factors.filter({ $0.exponent.signum < 0 }), !lower.isEmpty
      else {
        rest.append((term.coefficient, Expression(graph: graph, id: term.base)))
        continue
      }
      let powers = { (factors: [Node.Factor]) in
        self.graph.product(
          factors.map { (Expression(graph: self.graph, id: $0.base), $0.exponent) })
      }
      let denominator = powers(lower)
      if numerators[denominator.id] == nil { order.append(denominator) }
      numerators[denominator.id, default: []].append(
        (term.coefficient, powers(factors.filter { $0.exponent.signum > 0 })))
    }
    let groups = order.map { denominator in
      (Rational(1), graph.sum(numerators[denominator.id] ?? []) * denominator)
    }
    return graph.sum(rest + groups, constant: constant)
  }

  private func shortest(among candidates: [Expression]) -> Expression {
    var best = (expression: self, length: Int.max)
    var seen: Set<NodeID> = []
    let texts = NodeTexts(graph, printer: TextPrinter())
    for candidate in candidates where seen.insert(candidate.id).inserted {
      guard let text = texts.text(of: candidate.id, limit: 2000) else { continue }
      if text.count < best.length { best = (candidate, text.count) }
    }
    return best.expression
  }
}
