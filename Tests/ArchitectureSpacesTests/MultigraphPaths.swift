/// Walks every path of a multigraph whose edges are named: shares nothing with the package.
struct MultigraphPaths {
  private(set) var depths: [Int] = []

  /// `edges` are (source, target, operation); convolutions count.
  init(
    edges: [(Int, Int, String)], sources: [Int], outputs: Set<Int>
  ) {
    var stack = sources.map { ($0, 0) }
    while let (node, depth) = stack.popLast() {
      if outputs.contains(node) { depths.append(depth) }
      for (source, target, operation) in edges where source == node && operation != "none" {
        stack.append((target, depth + (operation.contains("conv") ? 1 : 0)))
      }
    }
  }

  var polynomial: [Int] {
    var result = Array(repeating: 0, count: (depths.max() ?? -1) + 1)
    for depth in depths { result[depth] += 1 }
    return result
  }
}
