import SourceText

/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was found and what would be accepted.
  package let message: String
  /// Where it stands in the text.
  package let location: SourceLocation

  /// An error at a place in a text.
  package init(_ message: String, at location: SourceLocation) {
    self.message = message
    self.location = location
  }

  /// `line 3, column 14: …`
  package var description: String { "\(location): \(message)" }
}
