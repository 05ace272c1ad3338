extension NetworkGraph {
  /// For each node whether a path leads from the input to it; the input itself counts.
  public var reachableFromInput: [Bool] {
    var reachable = Array(repeating: false, count: nodeCount)
    reachable[input] = true
    for edge in edges where reachable[edge.source] { reachable[edge.target] = true }
    return reachable
  }

  /// For each node whether a path leads from it to the output; the output itself counts.
  public var leadsToOutput: [Bool] {
    var leads = Array(repeating: false, count: nodeCount)
    leads[output] = true
    for edge in edges.reversed() where leads[edge.target] { leads[edge.source] = true }
    return leads
  }

  /// Whether at least one path leads from the input to the output (P > 0).
  public var isConnected: Bool { reachableFromInput[output] }

  /// The part that paths from input to output run through: nodes on no such path are dropped with
  /// their edges; input and output stay.
  public func removingUnreachableParts() -> NetworkGraph {
    let onPath = zip(reachableFromInput, leadsToOutput).map { $0 && $1 }
    var newIndex = Array(repeating: 0, count: nodeCount)
    var names: [String] = []
    for node in nodeNames.indices where onPath[node] || node == input || node == output {
      newIndex[node] = names.count
      names.append(nodeNames[node])
    }
    let kept = edges.filter { onPath[$0.source] && onPath[$0.target] }.map {
      Edge(
        source: newIndex[$0.source], target: newIndex[$0.target], operation: $0.operation,
        label: $0.label)
    }
    let normalized = normalizations.filter { onPath[$0.key] || $0.key == input || $0.key == output }
    return NetworkGraph(
      nodeNames: names, input: newIndex[input], output: newIndex[output], sortedEdges: kept,
      normalizations: Dictionary(
        uniqueKeysWithValues: normalized.map { (newIndex[$0.key], $0.value) }))
  }
}
