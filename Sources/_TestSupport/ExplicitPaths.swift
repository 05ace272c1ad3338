/// Path counts by walking every path of a digit string: shares nothing with the package.
package struct ExplicitPaths {
  /// `depths[k]` is d of the k-th path.
  package private(set) var depths: [Int] = []
  /// The nodes of each path.
  package private(set) var nodes: [[Int]] = []

  /// The paths of a digit string.
  package init(_ digitString: String) {
    self.init(codes: digitString.split(separator: "_").map { $0.map { Int(String($0)) ?? 0 } })
  }

  /// `codes[t − 1][s]` is 0 (absent), 1 (skip) or 2 (parameterised) for the edge s → t.
  package init(codes: [[Int]]) { walk([0], 0, codes) }

  private mutating func walk(_ path: [Int], _ depth: Int, _ codes: [[Int]]) {
    let node = path[path.count - 1]
    if node == codes.count {
      depths.append(depth)
      nodes.append(path)
      return
    }
    for next in (node + 1)...codes.count where codes[next - 1][node] != 0 {
      walk(path + [next], depth + codes[next - 1][node] - 1, codes)
    }
  }

  /// How many paths there are of each depth.
  package var polynomial: [Int] {
    var result = Array(repeating: 0, count: (depths.max() ?? -1) + 1)
    for depth in depths { result[depth] += 1 }
    return result
  }

  /// Numerator and denominator of d̄, not reduced.
  package var depth: (Int, Int)? { depths.isEmpty ? nil : (depths.reduce(0, +), depths.count) }

  /// Numerator and denominator of m̄, not reduced.
  package var width: (Int, Int)? {
    let total = depths.reduce(0, +)
    return total == 0 ? nil : (depths.filter { $0 > 0 }.count * depths.count, total)
  }
}
