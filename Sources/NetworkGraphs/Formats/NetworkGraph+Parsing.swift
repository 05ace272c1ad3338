import SourceText
import SymbolicExpressions

extension NetworkGraph {
  /// Reads a network in whichever form the text has: a JSON object, a NAS-Bench-201 cell, a member of a
  /// ``NetworkTemplate``, an edge list, or else a digit string.
  ///
  /// Throws a located error; see the readers. `activationProblem` is for JSON and edge lists.
  public init(
    parsing text: String,
    activationProblem: @escaping (ActivationReference) -> String? = { _ in nil }
  ) throws(NetworkFormatError) {
    try checkLength(text)
    let first = text.utf8.first { !isSpace($0) }
    switch first {
    case UInt8(ascii: "{"):
      try self.init(json: text, activationProblem: activationProblem)
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")) where NetworkGraph.isEdgeList(text):
      try self.init(edgeList: text, activationProblem: activationProblem)
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "_"):
      try self.init(digitString: text)
    case UInt8(ascii: "|"):
      try self.init(nasBench201: text)
    case .some where text.utf8.prefix(64).contains(UInt8(ascii: "~")):
      try self.init(nasBench201: text)
    case .some(UInt8(ascii: "a")...UInt8(ascii: "z")), .some(UInt8(ascii: "A")...UInt8(ascii: "Z")):
      try self.init(template: text)
    default:
      let bytes = Array(text.utf8.prefix(1000))
      let offset = bytes.firstIndex { !isSpace($0) } ?? bytes.count
      throw NetworkFormatError(
        first == nil
          ? "the text is empty" : "a network does not begin with \(quoted(bytes, at: offset))",
        expected: "a digit string such as 2_21_112, an edge list such as 0-2>1 1-2>2, "
          + NetworkTemplate.allCases.map(\.form).joined(separator: ", ")
          + ", a NAS-Bench-201 cell such as |nor_conv_3x3~0|+|none~0|skip_connect~1|+…, "
          + "or a JSON object",
        location: SourceLocation(offset: offset, in: bytes))
    }
  }
}
