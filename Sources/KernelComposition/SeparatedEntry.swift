import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions

/// An entry of a kernel matrix with what depends on one input alone separated from what depends on both.
///
/// The matrix of N inputs is N(N+1)/2 evaluations of one recursion; all that is a function of x_i, or of
/// x_j, has N values and need not be computed for every pair. Both inputs have the same functions, since a
/// kernel is symmetric in them.
package struct SeparatedEntry {
  /// Functions of one input, in the variables Kii and Mi.
  package let rows: [Expression]
  /// The entry at i ≠ j, in Kij and in the values of ``rows`` at the two inputs, which are the variables
  /// ``variable(_:_:)``.
  package let pair: Expression
  /// The entry at i = j, in Kii and Mi.
  package let diagonal: Expression

  /// One of the two inputs.
  package enum Side: String, Sendable { case i, j }

  /// The name that stands for the value of row function `row` at one of the inputs.
  package static func variable(_ row: Int, _ side: Side) -> String { "row\(row)_\(side.rawValue)" }

  /// Separates entries that were composed of `InputPair.symbolic`.
  package init(_ entries: KernelEntries) {
    var separation = Separation(graph: entries.ij.graph)
    pair = separation.separated(entries.ij)
    rows = separation.rows
    diagonal = entries.ii
  }
}

/// A forward pass over the nodes of an entry.
private struct Separation {
  /// Of which inputs an expression is a function.
  private struct Dependence: OptionSet {
    let rawValue: UInt8
    static let i = Dependence(rawValue: 1)
    static let j = Dependence(rawValue: 2)
    static let both: Dependence = [.i, .j]
  }

  let graph: ExpressionGraph
  private(set) var rows: [Expression] = []
  private var rowOfNode: [NodeID: Int] = [:]
  private var dependences: [NodeID: Dependence] = [:]
  /// What becomes of the nodes that depend on both.
  private var images: [NodeID: Expression] = [:]
  /// The functions of x_j as functions of x_i.
  private var mirrored: [NodeID: Expression] = [:]

  init(graph: ExpressionGraph) { self.graph = graph }

  mutating func separated(_ entry: Expression) -> Expression {
    for id in graph.reachable(from: [entry.id]) {
      let node = graph[id]
      let dependence = dependence(of: node)
      dependences[id] = dependence
      if dependence == .both { images[id] = image(of: node) }
      if dependence == .j { mirrored[id] = mirror(of: node) }
    }
    return value(entry)
  }

  private func dependence(of node: Node) -> Dependence {
    if case .variable(let name) = node {
      return name == "Kij" ? .both : name == "Kii" || name == "Mi" ? .i : .j
    }
    return node.children.reduce([]) { $0.union(dependences[$1] ?? []) }
  }

  private func mirror(of node: Node) -> Expression {
    if case .variable(let name) = node { return graph.variable(name == "Kjj" ? "Kii" : "Mi") }
    return graph.construct(node) { mirrored[$0] ?? Expression(graph: graph, id: $0) }
  }

  private mutating func image(of node: Node) -> Expression {
    switch node {
    case .sum(let constant, let terms):
      // Several summands of one input are one number there.
      var summands: [(Rational, Expression)] = []
      for side in [Dependence.i, .j] {
        let own = terms.filter { dependences[$0.base] == side }
        if own.count > 1 {
          let part = graph.sum(own.map { ($0.coefficient, Expression(graph: graph, id: $0.base)) })
          summands.append((1, rowVariable(part, side)))
        } else {
          summands += own.map { ($0.coefficient, value(Expression(graph: graph, id: $0.base))) }
        }
      }
      for term in terms where dependences[term.base] == .both || dependences[term.base] == [] {
        summands.append((term.coefficient, value(Expression(graph: graph, id: term.base))))
      }
      return graph.sum(summands, constant: constant)
    case .product(let factors):
      var parts: [(Expression, Rational)] = []
      for side in [Dependence.i, .j] {
        let own = factors.filter { dependences[$0.base] == side }
        if own.isEmpty { continue }
        let part = graph.product(own.map { (Expression(graph: graph, id: $0.base), $0.exponent) })
        parts.append((rowVariable(part, side), 1))
      }
      for factor in factors
      where dependences[factor.base] == .both || dependences[factor.base] == [] {
        parts.append((value(Expression(graph: graph, id: factor.base)), factor.exponent))
      }
      return graph.product(parts)
    case .rational, .pi, .variable, .apply, .expectation, .quantity:
      return graph.construct(node) { value(Expression(graph: graph, id: $0)) }
    }
  }

  /// What stands for a node in the separated entry.
  private mutating func value(_ expression: Expression) -> Expression {
    switch dependences[expression.id] ?? [] {
    case .both: images[expression.id] ?? expression
    case .i: rowVariable(expression, .i)
    case .j: rowVariable(expression, .j)
    default: expression
    }
  }

  /// The variable for a function of one input.
  private mutating func rowVariable(_ expression: Expression, _ side: Dependence) -> Expression {
    var function = expression
    if side == .j {
      // A part of a node is not among the nodes that have been mirrored.
      function =
        mirrored[expression.id]
        ?? graph.construct(expression.node) {
          mirrored[$0] ?? Expression(graph: graph, id: $0)
        }
    }
    let row = rowOfNode[function.id] ?? rows.count
    if row == rows.count {
      rows.append(function)
      rowOfNode[function.id] = row
    }
    return graph.variable(SeparatedEntry.variable(row, side == .i ? .i : .j))
  }
}
