/// A place in a text, counted from 1.
public struct TextLocation: Sendable, Hashable, CustomStringConvertible {
  /// The line; a line ends with LF, CR LF or CR.
  public let line: Int
  /// The Unicode scalar within the line.
  public let column: Int

  /// The place at a line and column, both counted from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place of the byte at `offset` of UTF-8 text (its end included).
  package init(offset: Int, in bytes: some RandomAccessCollection<UInt8>) {
    var (line, column) = (1, 1)
    var previous: UInt8 = 0
    for byte in bytes.prefix(offset) {
      let isSecondOfPair = previous == UInt8(ascii: "\r") && byte == UInt8(ascii: "\n")
      if !isSecondOfPair && (byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")) {
        (line, column) = (line + 1, 1)
      } else if !isSecondOfPair && byte & 0b1100_0000 != 0b1000_0000 {
        column += 1
      }
      previous = byte
    }
    self.init(line: line, column: column)
  }

  /// `line 1, column 7`
  public var description: String { "line \(line), column \(column)" }
}

/// Why a text, or a list of edges, does not describe a network.
public struct NetworkFormatError: Error, Sendable, Hashable {
  /// What is wrong.
  public let problem: String
  /// What would be accepted.
  public let expected: String?
  /// Where it stands in the text; nil for a network that did not come from a text.
  public let location: TextLocation?
  /// The edge concerned, by the names of its ends.
  public let edge: Ends?
  /// The node concerned, by its name.
  public let node: String?

  /// The two ends of an edge.
  public struct Ends: Sendable, Hashable, CustomStringConvertible {
    /// The name of the node that the edge leaves.
    public let source: String
    /// The name of the node that the edge leads into.
    public let target: String

    /// The ends of the edge source → target.
    public init(_ source: String, _ target: String) {
      self.source = source
      self.target = target
    }

    /// `0 → 2`
    public var description: String { "\(source) → \(target)" }
  }

  /// An error about a text (where `location` is known), an edge or a node.
  public init(
    _ problem: String, expected: String? = nil, location: TextLocation? = nil, edge: Ends? = nil,
    node: String? = nil
  ) {
    self.problem = problem
    self.expected = expected
    self.location = location
    self.edge = edge
    self.node = node
  }
}

extension NetworkFormatError: CustomStringConvertible {
  /// `line 1, column 5, edge 0 → 2: unknown operation "3"; expected 0, 1 or 2`
  public var description: String {
    var place: [String] = []
    if let location { place.append("\(location)") }
    if let edge { place.append("edge \(edge)") }
    if let node { place.append("node \(node)") }
    let subject = place.isEmpty ? "" : place.joined(separator: ", ") + ": "
    return subject + problem + (expected.map { "; expected \($0)" } ?? "")
  }
}
