import SymbolicExpressions

/// How a function behaves along segments on which one variable moves and the others stay, where this
/// shows without evaluation.
extension Expression {
  /// Whether the function, wherever it is defined on such a segment with its ends, has `order` − 1
  /// continuous derivatives there, and one more inside.
  ///
  /// Built from sums, whole powers and functions that have `order` − 1 continuous derivatives on their
  /// domain and are analytic inside it, such as κ_n with n ≥ order − 1. Their arguments are
  /// α + β·`variable`, or again such functions that keep the interior of their domain: these reach its
  /// ends at the ends of the segment only, or all along it. What does not contain the variable may be
  /// anything.
  func isSmooth(along variable: String, order: Int) -> Bool {
    let moving = nodes(containing: variable)
    return moving.allSatisfy { id in
      switch graph[id] {
      case .variable, .sum, .quantity: return true
      case .product(let factors):
        return factors.allSatisfy { factor in
          !moving.contains(factor.base)
            || (factor.exponent.isInteger && factor.exponent.signum > 0)
        }
      case .apply(.defined(let definition), let argument):
        guard let smoothness = definition.smoothness, smoothness.isAnalyticInside else {
          return false
        }
        return smoothness.derivatives >= order - 1
          && (moving.contains(argument) && keepsInterior(argument)
            || Expression(graph: graph, id: argument).isAffine(in: variable, moving))
      case .apply, .expectation, .rational, .pi: return false
      }
    }
  }

  private func keepsInterior(_ id: NodeID) -> Bool {
    switch graph[id] {
    case .apply(.defined(let definition), _): definition.keepsInterior
    case .quantity(let value): keepsInterior(value)
    default: false
    }
  }

  /// The applied functions that keep the interior of [−1, 1], such as κ_n, and whose arguments are inside (−1, 1) within every such segment, its ends apart: those of
  /// α + β·`variable` with a rational β ≠ 0, and those of such functions.
  func innerFunctions(along variable: String) -> Set<NodeID> {
    let moving = nodes(containing: variable)
    return moving.sorted().reduce(into: []) { inner, id in
      if case .quantity(let value) = graph[id], inner.contains(value) { inner.insert(id) }
      guard keepsInterior(id), case .apply(_, let argument) = graph[id] else { return }
      if inner.contains(argument) || isAffine(argument) { inner.insert(id) }
    }

    func isAffine(_ argument: NodeID) -> Bool {
      switch graph[argument] {
      case .variable: return true
      case .sum(_, let terms):
        return terms.allSatisfy { term in
          !moving.contains(term.base) || graph[term.base] == .variable(variable)
        }
      default: return false
      }
    }
  }

  private func nodes(containing variable: String) -> Set<NodeID> {
    var moving: Set<NodeID> = []
    for id in graph.reachable(from: [id])
    where graph[id] == .variable(variable)
      || graph[id].children.contains(where: { moving.contains($0) })
    {
      moving.insert(id)
    }
    return moving
  }

  /// Whether the expression is α + β·variable with α and β free of the variable.
  private func isAffine(in variable: String, _ moving: Set<NodeID>) -> Bool {
    func isLinear(_ id: NodeID) -> Bool {
      switch graph[id] {
      case .variable: return true
      case .product(let factors):
        // Distinct bases: one of them only may move.
        let moved = factors.filter { moving.contains($0.base) }
        return moved.count == 1 && moved[0].exponent == 1 && isLinear(moved[0].base)
      case .sum(_, let terms):
        return terms.allSatisfy { !moving.contains($0.base) || isLinear($0.base) }
      case .quantity(let value): return isLinear(value)
      default: return false
      }
    }
    return !moving.contains(id) || isLinear(id)
  }
}

extension KnownSign {
  /// Whether all numbers of which this is known have one sign in the weak sense.
  var isDefinite: Bool { isAtLeastZero || negated.isAtLeastZero }
}
