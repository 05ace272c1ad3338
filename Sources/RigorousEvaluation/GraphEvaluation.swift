import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// Enclosures of the expressions of one graph at fixed numbers for its variables.
///
/// Guarantee: as for ``Program``. Each node is evaluated once at a precision, however many
/// expressions share it and however late they are built: made for thousands of expressions that are
/// built of the same parts. Like the graph it belongs to one thread.
package final class GraphEvaluation {
  /// The graph whose expressions are evaluated.
  package let graph: ExpressionGraph
  /// The variables' values.
  package let values: [String: Rational]
  private let names: [String]
  private var definitions: [FunctionDefinition: DefinedFunction] = [:]
  private var passes: [Precision: Pass] = [:]

  /// What has been evaluated at one precision.
  private final class Pass {
    let inputs: [Interval]
    var slots: [Interval] = []
    var slotOfNode: [NodeID: Int] = [:]

    init(_ inputs: [Interval]) { self.inputs = inputs }
  }

  /// - Precondition: every variable that is going to occur has a value.
  package init(_ graph: ExpressionGraph, at values: [String: Rational]) {
    self.graph = graph
    self.values = values
    names = values.keys.sorted()
  }

  /// An interval that contains the value of `expression`, computed at `precision`; indeterminate
  /// where it is not known to be defined.
  ///
  /// - Precondition: `expression` belongs to ``graph``, and its variables are among ``values``.
  package func enclosure(of expression: Expression, precision: Precision) -> Interval {
    precondition(expression.graph === graph, "an expression of another graph")
    let pass = pass(precision)
    for id in missingNodes(under: expression.id, pass) {
      if case .quantity(let value) = graph[id] {
        pass.slotOfNode[id] = pass.slotOfNode[value]
        continue
      }
      let instruction = Program.instruction(
        for: graph[id], inputs: names, definitions: &definitions
      ) { child in
        guard let slot = pass.slotOfNode[child] else {
          preconditionFailure("child after its parent")
        }
        return slot
      }
      let value = Program.run(instruction, pass.slots, pass.inputs, precision)
      pass.slotOfNode[id] = pass.slots.count
      pass.slots.append(value)
    }
    return pass.slotOfNode[expression.id].map { pass.slots[$0] }
      ?? .indeterminate(precision: precision)
  }

  private func pass(_ precision: Precision) -> Pass {
    if let known = passes[precision] { return known }
    let pass = Pass(names.map { Interval(values[$0] ?? 0, precision: precision) })
    passes[precision] = pass
    return pass
  }

  /// The nodes still to be evaluated, children first.
  private func missingNodes(under root: NodeID, _ pass: Pass) -> [NodeID] {
    if pass.slotOfNode[root] != nil { return [] }
    var seen: Set<NodeID> = [root]
    var pending = [root]
    while let id = pending.popLast() {
      for child in graph[id].children
      where pass.slotOfNode[child] == nil && seen.insert(child).inserted {
        pending.append(child)
      }
    }
    // Children have smaller indices than their parents.
    return seen.sorted()
  }
}
