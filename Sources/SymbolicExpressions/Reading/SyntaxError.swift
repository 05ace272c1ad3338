import SourceText

/// What is wrong with a typed text, and where.
public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence.
  public let message: String
  /// Where the text is wrong.
  public let location: SourceLocation

  /// An error at an offset in bytes of `source`.
  public init(_ message: String, at offset: Int, in source: String) {
    self.message = message
    location = SourceLocation(offset: offset, in: source.utf8)
  }

  /// What is printed; a text of one line needs no number of the line.
  public var description: String {
    location.line == 1 ? "column \(location.column): \(message)" : "\(location): \(message)"
  }
}
