extension NetworkGraph {
  /// A path from the input to the output.
  public struct Path: Sendable, Hashable {
    /// The indices of its nodes, input and output included.
    public let nodes: [Int]
    /// d_p: how many of its edges are parameterised.
    public let parameterisedEdges: Int
  }

  /// The first `limit` paths in lexicographic order of their nodes, and whether there are more.
  ///
  /// Nodes that do not lead to the output are never entered, so that every step belongs to a path;
  /// there is no recursion.
  public func paths(limit: Int) -> (paths: [Path], truncated: Bool) {
    let leads = leadsToOutput
    guard leads[input] else { return ([], false) }
    var outgoing = Array(repeating: [(target: Int, isParameterised: Bool)](), count: nodeCount)
    for edge in edges where leads[edge.target] {
      outgoing[edge.source].append((edge.target, edge.operation.isParameterised))
    }

    var paths: [Path] = []
    var nodes = [input]
    /// For each node of `nodes` which of its edges comes next, and d of the path up to it.
    var state = [(next: 0, depth: 0)]
    while let top = nodes.last {
      let (next, depth) = state[state.count - 1]
      if top == output {
        if paths.count >= limit { return (paths, true) }
        paths.append(Path(nodes: nodes, parameterisedEdges: depth))
      }
      if top == output || next == outgoing[top].count {
        nodes.removeLast()
        state.removeLast()
        continue
      }
      state[state.count - 1].next += 1
      let edge = outgoing[top][next]
      nodes.append(edge.target)
      state.append((0, depth + (edge.isParameterised ? 1 : 0)))
    }
    return (paths, false)
  }
}
