import SymbolicExpressions

/// The runs f(f(…f(x)…)) of one function in expressions, whose inner values nothing else needs: each run
/// is evaluated as one function.
struct Iterates {
  /// The nodes that have to be evaluated, children first.
  let nodes: [NodeID]
  /// The outermost applications of the runs.
  let last: [NodeID: (function: DefinedFunction, argument: NodeID)]

  init(_ graph: ExpressionGraph, results: [NodeID]) {
    let reachable = graph.reachable(from: results)
    var uses: [NodeID: Int] = [:]
    for id in results { uses[id, default: 0] += 1 }
    for id in reachable { for child in graph[id].children { uses[child, default: 0] += 1 } }
    // Runs by their outermost application so far.
    var runs: [NodeID: (definition: FunctionDefinition, count: Int, argument: NodeID)] = [:]
    var inner: Set<NodeID> = []
    for id in reachable {
      guard case .apply(.defined(let definition), let argument) = graph[id], definition.isIterable
      else { continue }
      // A quantity is its value under another name.
      var below = argument
      var passed: [NodeID] = []
      while uses[below] == 1, case .quantity(let value) = graph[below] {
        passed.append(below)
        below = value
      }
      if uses[below] == 1, let run = runs[below], run.definition == definition {
        runs[below] = nil
        runs[id] = (definition, run.count + 1, run.argument)
        inner.formUnion(passed + [below])
      } else {
        runs[id] = (definition, 1, argument)
      }
    }
    nodes = reachable.filter { !inner.contains($0) }
    last = runs.filter { $0.value.count > 1 }.mapValues {
      (DefinedFunction($0.definition, iterations: $0.count), $0.argument)
    }
  }
}
