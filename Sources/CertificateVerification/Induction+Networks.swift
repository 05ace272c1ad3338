import ExactArithmetic

// Networks of every length, on two unit inputs of a correlation.
extension Induction {
  /// `each`·k + `more` ReLU edges in a row, with skips of a scale around whole blocks of them, if any.
  struct Family {
    let each, more: Int
    let block: Int?
    let scale: Rational
  }

  /// What is known of a node: 1/K_ii, the mean over √K_ii, and K_ij, Θ_ij and Θ_ii over K_ii.
  struct Node {
    var inverse, mean, kernel, tangent, diagonal: Terms.Index

    /// The kernels over K_ii.
    func kernels(in terms: Terms) -> NodeKernels {
      let one = terms.number(1)
      return NodeKernels(
        kernel: [one, one, kernel], tangent: [diagonal, diagonal, tangent], means: [mean, mean])
    }
  }

  /// The output for a correlation.
  ///
  /// Between blocks it is a sum of features of different edges, so that what the rules say of the square of a sum
  /// (see `Network.kernels`) can be said of its last two parts.
  func output(
    of family: Family, for rho: Terms.Index, in interval: Interval?, _ rule: Rule
  ) throws(ReadingError) -> Node {
    let one = terms.number(1)
    var node = Node(inverse: one, mean: one, kernel: one, tangent: one, diagonal: one)
    let kind = family.block == nil ? 0 : rule == .exact ? 1 : 2
    let key = [family.each, family.block ?? 0, kind].map { terms.number(Rational($0)) }
    func find(
      _ part: WritableKeyPath<Node, Terms.Index>, _ place: Int, of sources: [Terms.Index] = [],
      in interval: Interval? = nil
    ) throws(ReadingError) {
      let (known, names) = (node, [terms.number(family.scale), terms.number(Rational(place))])
      node[keyPath: part] = try quantity(key + names + sources, of: sources, in: interval) {
        var now = known
        now[keyPath: part] = $0
        return longer(now, by: family.each, family, rule)[keyPath: part]
      }
    }
    let square = family.scale * family.scale
    let blocks = family.block.map { family.each / $0 } ?? 0
    // 1/√π behind every ReLU edge.
    node.mean =
      rule == .exact ? terms.power(terms.add(.pi), Rational(-1, 2)) : terms.number(0)
    if family.block == nil {
      node.kernel = try iterate(of: rho, each: family.each, in: interval)
    } else {
      let m = (1 / (1 + square)).power(blocks)
      if rule == .exact {
        let unit = Interval(lower: 0, upper: 1, includesLower: true, includesUpper: true)
        try find(\.mean, 1, in: unit)
        try find(\.inverse, 2, in: shrunk(by: m))
      } else {
        node.inverse = try shrinking(by: m)
      }
      let least = -square / (1 + square)
      try find(\.kernel, 3, of: [rho], in: correlations(from: interval, atLeast: least))
    }
    try find(\.tangent, 4, of: [rho])
    if rule == .exact && family.block != nil {
      // Θ_ii ≥ K_ii: D ≥ 1 remains so, as (a² + 1)·D + s + t ≥ N.
      let known = node
      let inverse = try quantity(
        key + [terms.number(family.scale), terms.number(5)], of: [], in: shrunk(by: 1)
      ) {
        var now = known
        now.diagonal = terms.power($0, -1)
        return terms.power(longer(now, by: family.each, family, rule).diagonal, -1)
      }
      node.diagonal = terms.power(inverse, -1)
    } else {
      let step = Rational(family.each) / (family.block == nil ? 1 : 1 + square)
      node.diagonal = terms.sum(one, terms.product(terms.number(step), number))
    }
    return longer(node, by: family.more, family, rule)
  }

  /// The node that is some edges behind one between blocks.
  private func longer(_ node: Node, by edges: Int, _ family: Family, _ rule: Rule) -> Node {
    var (node, left) = (node, edges)
    while left > 0 {
      let count = min(left, family.block ?? left)
      left -= count
      let part = Network(
        family: count == family.block ? "resnet" : "chain", length: count, skip: count,
        scale: family.scale)
      let end = part.kernels(of: node.kernels(in: terms), rule: rule, in: terms)
      let growth = end.kernel[0]
      func over(_ value: Terms.Index) -> Terms.Index { terms.quotient(value, growth) }
      node = Node(
        inverse: over(node.inverse),
        mean: terms.product(end.means[0], terms.power(growth, Rational(-1, 2))),
        kernel: over(end.kernel[2]), tangent: over(end.tangent[2]),
        diagonal: over(end.tangent[0]))
    }
    return node
  }
}
