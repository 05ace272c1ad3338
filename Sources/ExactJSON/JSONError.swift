/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was found and what would be accepted.
  public let message: String
  /// The line, counted from 1. A line ends with LF, CR LF or CR.
  public let line: Int
  /// The Unicode scalar within the line, counted from 1.
  public let column: Int

  /// An error at a place in a text.
  public init(_ message: String, line: Int, column: Int) {
    self.message = message
    self.line = line
    self.column = column
  }

  /// `line 3, column 14: …`
  public var description: String { "line \(line), column \(column): \(message)" }
}
