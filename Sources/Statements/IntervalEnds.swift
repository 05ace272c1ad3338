import ExactArithmetic
import SymbolicExpressions

/// Reduces a sign on a whole domain to signs at ends of intervals, where that is enough.
///
/// An expression that is affine in a variable, or in a monotone function of it that is all there is of the
/// variable, is nowhere less than at one of the ends of the variable's interval.
struct IntervalEnds {
  /// The variables with their intervals.
  let intervals: [(name: String, interval: RealInterval)]

  /// What, if it holds on the domain, says that `expression` has the relation to 0 there.
  func proposition(
    _ expression: Expression, _ relation: AtomRelation, _ meaning: Meaning
  ) -> Proposition {
    .all(ends(of: expression).map { meaning.sign(of: $0, relation) })
  }

  /// Expressions that are all ≥ 0, or > 0, only if this one is for all values of its variables.
  private func ends(of expression: Expression) -> [Expression] {
    for (name, interval) in intervals
    where interval.lower < interval.upper && expression.variables.contains(name)
      && expression.variables.count > 1 && isMonotone(expression, in: name)
    {
      guard let low = expression.instance([name: interval.lower]),
        let high = expression.instance([name: interval.upper])
      else { continue }
      return ends(of: low) + ends(of: high)
    }
    return [expression]
  }

  /// Whether the expression is affine in the variable, or in a monotone function of it.
  private func isMonotone(_ expression: Expression, in name: String) -> Bool {
    let graph = expression.graph
    if !expression.derivative(name).variables.contains(name) { return true }
    let variable = graph.variable(name)
    for id in graph.reachable(from: [expression.id]) {
      guard case .apply(let function, let argument) = graph[id], argument == variable.id,
        function.isMonotone
      else { continue }
      let stand = graph.variable("\(name)′")
      let replaced = expression.replacing(Expression(graph: graph, id: id), with: stand)
      return !replaced.variables.contains(name)
        && !replaced.derivative("\(name)′").variables.contains("\(name)′")
    }
    return false
  }
}

extension FunctionSymbol {
  /// Whether the function increases on its whole domain, or decreases.
  fileprivate var isMonotone: Bool {
    switch self {
    case .acos, .asin, .atan, .exp, .log, .erf, .erfc: true
    case .sin, .cos, .abs: false
    case .defined(let definition): definition.monotonicity != .none
    }
  }
}
