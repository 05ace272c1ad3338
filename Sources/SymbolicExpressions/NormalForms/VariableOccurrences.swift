import ExactArithmetic

/// How a variable x occurs in expressions of a graph: by itself, and in sums c + w·x + ⋯ with a constant c, which
/// are w·(x + t) + ⋯ with t = c/w.
package struct VariableOccurrences: Sendable {
  /// The t, 0 where x occurs by itself.
  package let shifts: [Rational]
  private let variable: NodeID

  /// Nil where there are more than kinds of numbers can tell apart.
  package init?(of variable: String, in expressions: [Expression]) {
    guard let graph = expressions.first?.graph, let id = graph.id(of: .variable(variable)) else {
      return nil
    }
    self.variable = id
    var shifts: Set<Rational> = []
    for node in graph.reachable(from: expressions.map(\.id)).map({ graph[$0] })
    where node.children.contains(id) {
      shifts.insert(Self.shift(of: id, in: node)?.by ?? 0)
    }
    guard !shifts.isEmpty, shifts.count <= NumberKind.mostShifts else { return nil }
    self.shifts = shifts.sorted()
  }

  /// The differences of the t, and these themselves.
  var differences: [Rational] {
    shifts + shifts.indices.flatMap { i in shifts[..<i].map { shifts[i] - $0 } }
  }

  /// t and w of a sum.
  private static func shift(
    of variable: NodeID, in node: Node
  ) -> (by: Rational, weight: Rational)? {
    guard case .sum(let constant, let terms) = node, !constant.isZero,
      let weight = terms.first(where: { $0.base == variable })?.coefficient
    else { return nil }
    return (constant / weight, weight)
  }

  /// The expression with numbers for the x + t, which need not be those of one x; nil where that divides by 0.
  package func instance(of expression: Expression, _ numbers: [Rational]) -> Expression? {
    let graph = expression.graph
    let values = Dictionary(uniqueKeysWithValues: zip(shifts, numbers))
    return expression.instance { node, image in
      if node == graph[variable] { return values[0].map(graph.rational) }
      guard let (shift, weight) = Self.shift(of: variable, in: node), let number = values[shift],
        case .sum(_, let terms) = node
      else { return nil }
      return graph.sum(
        terms.filter { $0.base != variable }.map { ($0.coefficient, image($0.base)) },
        constant: weight * number)
    }
  }
}
