import SourceText

/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was found and what would be accepted.
  public let message: String
  /// Where it stands in the text.
  public let location: SourceLocation

  /// An error at a place in a text.
  public init(_ message: String, at location: SourceLocation) {
    self.message = message
    self.location = location
  }

  /// `line 3, column 14: …`
  public var description: String { "\(location): \(message)" }
}
