import ExactArithmetic
import SourceText

/// NAS-Bench-201 and NATS-Bench cells: `|op~0|+|op~0|op~1|+|op~0|op~1|op~2|`, one group of
/// operations for each node 1…H, the number after the tilde being the edge's source. The benchmark
/// has H = 3; any H is read.
///
/// `skip_connect` is a skip, convolutions count as parameterised (ReLU, c = 2) and
/// `avg_pool_3x3` as a skip, both with their name as the edge's label.
extension NetworkGraph {
  /// The benchmark's operations in its own order; the first means that the edge is absent.
  public static let nasBench201Operations = [
    "none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3",
  ]

  /// Reads a cell; white space around it is ignored, and the bars at the ends of a group, as well
  /// as the order of its operations, do not matter.
  ///
  /// Throws a located error for anything that is not such a text: each group names each earlier
  /// node exactly once.
  public init(nasBench201 text: String) throws(NetworkFormatError) {
    try checkLength(text)
    var scanner = CellScanner(bytes: Array(text.utf8))
    let (nodeCount, edges) = try scanner.cell()
    self.init(
      nodeNames: (0..<nodeCount).map { "\($0)" }, input: 0, output: nodeCount - 1,
      sortedEdges: edges)
  }

  /// The cell's text, or nil where the network is not made of the benchmark's operations, has normalised
  /// nodes, or the input is not first and the output last, or where the cell, which names every pair of
  /// nodes, would have more than ``maximumEdgeCount`` entries. Node names are not kept.
  public var nasBench201: String? {
    guard input == 0, output == nodeCount - 1, normalizations.isEmpty,
      nodeCount * (nodeCount - 1) / 2 <= NetworkGraph.maximumEdgeCount
    else { return nil }
    var groups: [String] = []
    for node in 1..<nodeCount {
      var names = Array(repeating: NetworkGraph.nasBench201Operations[0], count: node)
      for edge in incomingEdges(node) {
        let name = edge.label ?? "skip_connect"
        guard NetworkGraph.nasBench201Operations.dropFirst().contains(name),
          Edge(operation: name, from: edge.source, to: edge.target) == edge
        else { return nil }
        names[edge.source] = name
      }
      groups.append("|" + names.enumerated().map { "\($1)~\($0)|" }.joined())
    }
    return groups.joined(separator: "+")
  }
}

private struct CellScanner {
  private let bytes: [UInt8]
  private let end: Int
  private var offset: Int

  init(bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.firstIndex { !isSpace($0) } ?? 0
    end = (bytes.lastIndex { !isSpace($0) } ?? -1) + 1
  }

  mutating func cell() throws(NetworkFormatError) -> (nodeCount: Int, edges: [NetworkGraph.Edge]) {
    var edges: [NetworkGraph.Edge] = []
    var target = 1
    while true {
      edges += try group(target)
      if edges.count > NetworkGraph.maximumEdgeCount {
        throw failure("there are more than \(NetworkGraph.maximumEdgeCount) edges")
      }
      guard current == UInt8(ascii: "+") else { break }
      offset += 1
      target += 1
      if target >= NetworkGraph.maximumNodeCount {
        throw failure("there are more than \(NetworkGraph.maximumNodeCount - 1) groups")
      }
    }
    return (target + 1, edges)
  }

  /// Reads one group up to the plus sign or the end.
  private mutating func group(_ target: Int) throws(NetworkFormatError) -> [NetworkGraph.Edge] {
    var operations: [String?] = Array(repeating: nil, count: target)
    skipBar()
    repeat {
      let start = offset
      let name = try operation(target)
      let source = try source(target)
      if operations[source] != nil {
        throw failure(
          "the edge has two operations", edge: .init("\(source)", "\(target)"), at: start)
      }
      operations[source] = name
      if let byte = current, byte != UInt8(ascii: "|"), byte != UInt8(ascii: "+") {
        throw failure(
          "unexpected \(quoted(bytes, at: offset))", expected: "\"|\", \"+\" or the end of the text"
        )
      }
      skipBar()
    } while current != nil && current != UInt8(ascii: "+")

    var edges: [NetworkGraph.Edge] = []
    for (source, name) in operations.enumerated() {
      guard let name else {
        throw failure(
          "group \(target) has no operation for the edge",
          expected: "one operation for each of the nodes 0…\(target - 1)",
          edge: .init("\(source)", "\(target)"))
      }
      if let edge = NetworkGraph.Edge(operation: name, from: source, to: target) {
        edges.append(edge)
      }
    }
    return edges
  }

  private mutating func operation(_ target: Int) throws(NetworkFormatError) -> String {
    let start = offset
    let known = NetworkGraph.nasBench201Operations.joined(separator: ", ")
    while let byte = current, byte != UInt8(ascii: "~") {
      guard 48...57 ~= byte || 65...90 ~= byte || byte == 95 || byte == 45 || 97...122 ~= byte
      else {
        throw failure(
          "unexpected \(quoted(bytes, at: offset)) in group \(target)",
          expected: offset == start ? "one of \(known)" : "\"~\" and the edge's source",
          node: "\(target)")
      }
      offset += 1
    }
    let name = String(decoding: bytes[start..<offset], as: UTF8.self)
    if current == nil {
      throw failure(
        "the text ends within group \(target)", expected: "operation~source", node: "\(target)")
    }
    guard
      NetworkGraph.nasBench201Operations.contains(name) || OperationClass.declared[name] != nil
    else {
      throw failure(
        "unknown operation \"\(name.prefix(40))\"", expected: "one of \(known)", node: "\(target)",
        at: start)
    }
    offset += 1
    return name
  }

  private mutating func source(_ target: Int) throws(NetworkFormatError) -> Int {
    let start = offset
    var source = 0
    while let byte = current, 48...57 ~= byte, source < NetworkGraph.maximumNodeCount {
      source = 10 * source + Int(byte - 48)
      offset += 1
    }
    guard offset > start, source < target else {
      throw failure(
        offset > start
          ? "the edge's source is not before node \(target)" : "the edge's source is missing",
        expected: target == 1 ? "0" : "a number from 0 to \(target - 1)", node: "\(target)",
        at: start)
    }
    return source
  }

  private var current: UInt8? { offset < end ? bytes[offset] : nil }

  private mutating func skipBar() {
    if current == UInt8(ascii: "|") { offset += 1 }
  }

  private func failure(
    _ problem: String, expected: String? = nil, edge: NetworkFormatError.Ends? = nil,
    node: String? = nil, at place: Int? = nil
  ) -> NetworkFormatError {
    NetworkFormatError(
      problem, expected: expected,
      location: SourceLocation(offset: place ?? offset, in: bytes), edge: edge, node: node)
  }
}
