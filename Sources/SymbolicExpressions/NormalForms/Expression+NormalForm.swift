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
    simplification.flatMap { shortest(among: $0.candidates) } ?? self
  }

  /// What an expression's shortest form is chosen from.
  struct Simplification {
    /// The element that the expression is, as it was read and with canonical roots, each in its field.
    let read, canonical: (field: RadicalField, element: Fraction)
    /// In the order in which the first of the shortest is taken.
    let candidates: [Expression]
  }

  /// Nil where there is no normal form.
  var simplification: Simplification? {
    var reader = NormalFormReader(graph)
    guard let element = try? reader.read(self),
      let canonical = try? reader.field.withCanonicalRoots(element),
      let candidates = try? FractionWriter(field: canonical.0, graph: graph)
        .candidates(canonical.1)
    else { return nil }
    let isCanonical = reader.field.isConstant(element)
    return Simplification(
      read: (reader.field, element), canonical: canonical,
      candidates: (isCanonical ? [] : [overCommonDenominators, self]) + candidates)
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

  private func shortest(among candidates: [Expression]) -> Expression? {
    var best: (expression: Expression, length: Int)?
    for (candidate, text) in candidates.written(in: graph)
    where text.count < best?.length ?? .max {
      best = (candidate, text.count)
    }
    return best?.expression
  }
}

extension [Expression] {
  /// The texts of those expressions of a graph that are not too large, each expression once.
  func written(in graph: ExpressionGraph) -> [(expression: Expression, text: String)] {
    var seen: Set<NodeID> = []
    let texts = NodeTexts(graph, printer: TextPrinter())
    return compactMap { expression in
      guard seen.insert(expression.id).inserted,
        let text = texts.text(of: expression.id, limit: 2000)
      else { return nil }
      return (expression, text)
    }
  }
}
