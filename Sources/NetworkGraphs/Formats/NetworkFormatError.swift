import SourceText

/// Why a text, or a list of edges, does not describe a network.
public struct NetworkFormatError: Error, Sendable, Hashable {
  /// What is wrong.
  public let problem: String
  /// What would be accepted.
  public let expected: String?
  /// Where it stands in the text; nil for a network that did not come from a text.
  public let location: SourceLocation?
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
    _ problem: String, expected: String? = nil, location: SourceLocation? = nil, edge: Ends? = nil,
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
