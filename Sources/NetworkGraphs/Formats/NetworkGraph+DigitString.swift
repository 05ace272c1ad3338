import ExactArithmetic
import SourceText

/// The paper's digit strings, such as `2_21_112`: one group for each node t = 1…H, separated by
/// underscores; the i-th digit of group t (i = 0…t−1) is the code of edge i → t: 0 absent, 1 skip,
/// 2 parameterised (ReLU, c = 2).
extension NetworkGraph {
  /// Reads a digit string; white space around it is ignored.
  ///
  /// Throws a located error where a character is not a digit 0…2 or an underscore, a group has the
  /// wrong length, or there are more nodes than ``maximumNodeCount``.
  public init(digitString text: String) throws(NetworkFormatError) {
    try checkLength(text)
    let bytes = Array(text.utf8)
    var offset = bytes.firstIndex { !isSpace($0) } ?? 0
    let end = (bytes.lastIndex { !isSpace($0) } ?? -1) + 1
    func failure(
      _ problem: String, expected: String? = nil, edge: NetworkFormatError.Ends? = nil,
      node: String? = nil
    ) -> NetworkFormatError {
      NetworkFormatError(
        problem, expected: expected, location: SourceLocation(offset: offset, in: bytes),
        edge: edge,
        node: node)
    }
    if offset >= end {
      throw failure("the digit string is empty", expected: "a text such as 2_21_112")
    }

    var edges: [Edge] = []
    var (group, position) = (1, 0)
    while true {
      let byte = offset < end ? bytes[offset] : nil
      if byte == nil || byte == UInt8(ascii: "_") {
        if position < group {
          throw failure(
            "group \(group) has \(count(position, "digit"))",
            expected: "\(count(group, "digit")), one for each edge into node \(group)",
            node: "\(group)")
        }
        if byte == nil { break }
        (group, position) = (group + 1, 0)
        if group >= NetworkGraph.maximumNodeCount {
          throw failure("there are more than \(NetworkGraph.maximumNodeCount - 1) groups")
        }
      } else {
        if let byte, position == group, 48...57 ~= byte {
          throw failure(
            "group \(group) has more than \(count(group, "digit"))",
            expected: "\"_\" or the end of the text", node: "\(group)")
        }
        switch byte {
        case UInt8(ascii: "0"): break
        case UInt8(ascii: "1"):
          edges.append(Edge(source: position, target: group, operation: .unitSkip))
        case UInt8(ascii: "2"):
          edges.append(Edge(source: position, target: group, operation: .relu))
        default:
          throw failure(
            "unexpected \(quoted(bytes, at: offset))",
            expected: position == group
              ? "\"_\" or the end of the text"
              : "0 (absent), 1 (skip) or 2 (parameterised)",
            edge: position < group ? .init("\(position)", "\(group)") : nil)
        }
        if edges.count > NetworkGraph.maximumEdgeCount {
          throw failure("there are more than \(NetworkGraph.maximumEdgeCount) edges")
        }
        position += 1
      }
      offset += 1
    }
    self.init(
      nodeNames: (0...group).map { "\($0)" }, input: 0, output: group, sortedEdges: edges)
  }

  /// The canonical digit string, or nil where the network has none: the input must come first and
  /// the output last, every operation be the paper's, and no node normalised. Node names are not kept.
  public var digitString: String? {
    guard input == 0, output == nodeCount - 1, normalizations.isEmpty else { return nil }
    var bytes: [UInt8] = []
    for node in 1..<nodeCount {
      if node > 1 { bytes.append(UInt8(ascii: "_")) }
      let start = bytes.count
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: node))
      for edge in incomingEdges(node) {
        guard edge.label == nil else { return nil }
        switch edge.operation {
        case .unitSkip: bytes[start + edge.source] = UInt8(ascii: "1")
        case .relu: bytes[start + edge.source] = UInt8(ascii: "2")
        default: return nil
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
