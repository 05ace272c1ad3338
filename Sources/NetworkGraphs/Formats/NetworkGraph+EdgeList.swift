import SourceText

/// Edge lists, such as `0-2>1 1-2>2 0-1>2`: source, code of the operation, target, for each edge; the
/// nodes are numbered from the input, 0, to the output, the largest number that occurs.
///
/// Codes are the paper's: 0 absent, 1 (or `skip`) skip, 2 (or `relu`) parameterised (ReLU, c = 2). The
/// order of the edges is free; spaces separate them.
extension NetworkGraph {
  /// Whether a text that begins with a digit is an edge list rather than a digit string.
  static func isEdgeList(_ text: String) -> Bool {
    var cursor = TextCursor(text)
    cursor.skipSpaces()
    return !cursor.word(while: TextCursor.isDigit).isEmpty && cursor.next == UInt8(ascii: "-")
  }

  /// Reads an edge list.
  ///
  /// Throws a located error where an edge is malformed, does not lead to a larger number, or joins the
  /// same nodes as an earlier one, and where there are more than ``maximumNodeCount`` nodes or
  /// ``maximumEdgeCount`` edges.
  public init(edgeList text: String) throws(NetworkFormatError) {
    try checkLength(text)
    var cursor = TextCursor(text)
    var edges: [Edge] = []
    var seen: Set<[Int]> = []
    var output = 0
    cursor.skipSpaces()
    repeat {
      let start = cursor.offset
      let source = try cursor.node("the number of the edge's source")
      guard cursor.take("-") else { throw cursor.unexpected(expected: "- and the edge's code") }
      let operation = try cursor.operation()
      guard cursor.take(">") else { throw cursor.unexpected(expected: "> and the edge's target") }
      let target = try cursor.node("the number of the edge's target")
      guard source < target else {
        throw cursor.failure(
          "the edge \(source) → \(target) does not lead to a larger number",
          expected: "nodes in the order in which they are computed", at: start)
      }
      guard seen.insert([source, target]).inserted else {
        throw cursor.failure(
          "the edge \(source) → \(target) occurs twice", expected: "one edge between two nodes",
          at: start)
      }
      output = max(output, target)
      if let operation {
        edges.append(Edge(source: source, target: target, operation: operation))
      }
      guard seen.count <= NetworkGraph.maximumEdgeCount else {
        throw cursor.failure(
          "there are too many edges", expected: "at most \(NetworkGraph.maximumEdgeCount)",
          at: start)
      }
      if let byte = cursor.next, !isSpace(byte) {
        throw cursor.unexpected(expected: "a space between two edges")
      }
      cursor.skipSpaces()
    } while cursor.next != nil
    self.init(
      validNodeNames: (0...output).map { "\($0)" }, input: 0, output: output, edges: edges)
  }

  /// The network as an edge list, or nil where it has none: the input must come first and the output
  /// last, and every operation be the paper's. Node names are not kept.
  public var edgeList: String? {
    guard input == 0, output == nodeCount - 1 else { return nil }
    var words: [String] = []
    for edge in edges {
      guard edge.label == nil else { return nil }
      let code: Int
      switch edge.operation {
      case .unitSkip: code = 1
      case .relu: code = 2
      default: return nil
      }
      words.append("\(edge.source)-\(code)>\(edge.target)")
    }
    // Without an edge into it the output would not be seen.
    if edges.last?.target != output { words.append("0-0>\(output)") }
    return words.joined(separator: " ")
  }
}

extension TextCursor {
  fileprivate mutating func node(_ what: String) throws(NetworkFormatError) -> Int {
    let start = offset
    let digits = word(while: TextCursor.isDigit)
    guard !digits.isEmpty else { throw unexpected(expected: what) }
    guard let number = Int(digits), number < NetworkGraph.maximumNodeCount else {
      throw failure(
        "there is no node \(digits.prefix(40))",
        expected: "a number from 0 to \(NetworkGraph.maximumNodeCount - 1)", at: start)
    }
    return number
  }

  /// The operation, nil for an absent edge.
  fileprivate mutating func operation() throws(NetworkFormatError) -> EdgeOperation? {
    let start = offset
    let code = word { TextCursor.isDigit($0) || TextCursor.isLetter($0) }
    switch code {
    case "0": return nil
    case "1", "skip": return .unitSkip
    case "2", "relu": return .relu
    default:
      throw failure(
        code.isEmpty ? "the edge has no code" : "unknown code \"\(code.prefix(40))\"",
        expected: "0 (absent), 1 or skip, 2 or relu", at: start)
    }
  }
}
