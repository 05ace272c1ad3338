/// An order of nodes in which every edge leads forwards, or a cycle that prevents one.
enum TopologicalOrder {
  /// The nodes in order.
  case order([Int])
  /// Indices of edges that form a cycle, each edge's target being the next one's source.
  case cycle([Int])

  /// Kahn's algorithm: of the nodes all of whose predecessors are placed, the one with the smallest
  /// priority comes next.
  init(priorities: [Int], edges: [(source: Int, target: Int)]) {
    var missing = Array(repeating: 0, count: priorities.count)
    var outgoing = Array(repeating: [Int](), count: priorities.count)
    for edge in edges {
      missing[edge.target] += 1
      outgoing[edge.source].append(edge.target)
    }
    var ready = MinimumHeap()
    for node in priorities.indices where missing[node] == 0 {
      ready.insert((priorities[node], node))
    }
    var order: [Int] = []
    while let (_, node) = ready.removeMinimum() {
      order.append(node)
      for target in outgoing[node] {
        missing[target] -= 1
        if missing[target] == 0 { ready.insert((priorities[target], target)) }
      }
    }
    self =
      order.count == priorities.count
      ? .order(order)
      : .cycle(TopologicalOrder.cycle(among: missing.map { $0 > 0 }, edges: edges))
  }

  /// A cycle among nodes each of which has a predecessor among them.
  private static func cycle(
    among isLeft: [Bool], edges: [(source: Int, target: Int)]
  ) -> [Int] {
    var incoming: [Int?] = Array(repeating: nil, count: isLeft.count)
    for (index, edge) in edges.enumerated() where isLeft[edge.source] && isLeft[edge.target] {
      incoming[edge.target] = incoming[edge.target] ?? index
    }
    var visited: [Int: Int] = [:]
    var backwards: [Int] = []
    var node = isLeft.firstIndex(of: true) ?? 0
    while visited[node] == nil, let edge = incoming[node] {
      visited[node] = backwards.count
      backwards.append(edge)
      node = edges[edge].source
    }
    return backwards[(visited[node] ?? 0)...].reversed()
  }
}

/// A binary heap of (priority, node) pairs.
private struct MinimumHeap {
  private var entries: [(priority: Int, node: Int)] = []

  mutating func insert(_ entry: (priority: Int, node: Int)) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0, entries[child] < entries[(child - 1) / 2] {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeMinimum() -> (priority: Int, node: Int)? {
    guard let minimum = entries.first else { return nil }
    let last = entries.removeLast()
    if entries.isEmpty { return minimum }
    entries[0] = last
    var parent = 0
    while true {
      var smallest = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child] < entries[smallest] {
        smallest = child
      }
      if smallest == parent { return minimum }
      entries.swapAt(smallest, parent)
      parent = smallest
    }
  }
}
