extension Expression {
  /// The expression as a quantity: a part that constructors keep whole (see `Node.quantity`).
  ///
  /// Numbers, variables and quantities are whole already and come back as they are, and so do products
  /// of powers of such: a factor of a quantity must still cancel against the same factor elsewhere,
  /// `K/√K` being √K.
  public var keptWhole: Expression {
    switch node {
    case .rational, .pi, .variable, .quantity: return self
    case .product(let factors) where factors.allSatisfy({ isWhole($0.base) }): return self
    case .sum(let constant, let terms)
    where constant.isZero && terms.count == 1 && isMonomial(terms[0].base): return self
    case .sum, .product, .apply, .expectation: return graph.expression(.quantity(id))
    }
  }

  /// ``keptWhole``, and so too where the expression is a product of quantities, or a multiple of one: for
  /// functions in which no factor of it could cancel.
  package var keptAsArgument: Expression {
    let (coefficient, rest) = graph.splitCoefficient(id)
    guard let rest, case .product(let factors) = graph[rest],
      factors.contains(where: { if case .quantity = graph[$0.base] { true } else { false } })
    else { return keptWhole }
    return coefficient * graph.expression(.quantity(rest))
  }

  private func isWhole(_ id: NodeID) -> Bool {
    switch graph[id] {
    case .rational, .pi, .variable, .quantity: true
    case .sum, .product, .apply, .expectation: false
    }
  }

  private func isMonomial(_ id: NodeID) -> Bool {
    if case .product(let factors) = graph[id] { return factors.allSatisfy { isWhole($0.base) } }
    return isWhole(id)
  }

  /// Whether the expression has quantities that ``inlined(limit:)`` would dissolve.
  public var hasQuantities: Bool {
    graph.reachable(from: [id]).contains { if case .quantity = graph[$0] { true } else { false } }
  }

  /// The expression with its quantities dissolved, those in `kept` left whole with all that is below them.
  package func dissolvingQuantities(keeping kept: Set<NodeID>) -> Expression {
    var images: [NodeID: Expression] = [:]
    for next in nodes(downTo: { kept.contains($0) }) {
      let image: (NodeID) -> Expression = { images[$0] ?? Expression(graph: graph, id: $0) }
      if next != id && kept.contains(next) {
        images[next] = Expression(graph: graph, id: next)
      } else if case .quantity(let value) = graph[next] {
        images[next] = image(value)
      } else if graph[next].children.contains(where: { image($0).id != $0 }) {
        images[next] = graph.construct(graph[next], image)
      }
    }
    return images[id] ?? self
  }

  /// The nodes that the expression is built from, children first, without those below leaves; the
  /// expression itself is none.
  func nodes(downTo isLeaf: (NodeID) -> Bool) -> [NodeID] {
    var seen: Set<NodeID> = [id]
    var pending = [id]
    while let next = pending.popLast() {
      if next != id && isLeaf(next) { continue }
      for child in graph[next].children where seen.insert(child).inserted { pending.append(child) }
    }
    return seen.sorted()
  }

  /// How many nodes a closed form may have, written out as a tree, where nothing else is said.
  public static let largestInlined = 20_000

  /// The closed form: the expression with every quantity dissolved into what it stands for, terms
  /// collected anew; nil where that would take more than `limit` nodes, written out as a tree.
  ///
  /// A recursion of a few steps is often a short closed form, one of many steps hardly ever: each step
  /// that is used twice doubles the size.
  public func inlined(limit: Int = largestInlined) -> Expression? {
    if !hasQuantities { return self }
    guard treeSize <= limit else { return nil }
    return graph.rebuild(id, into: graph) { node, image in
      if case .quantity(let value) = node { return image(value) }
      return nil
    }
  }
}
