/// What is wrong with a typed text, and where.
public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence.
  public let message: String
  /// 1-based; the column counts characters.
  public let line: Int
  /// The column, counted from 1, at which the text is wrong.
  public let column: Int

  /// An error at an offset in bytes of `source`.
  public init(_ message: String, at offset: Int, in source: String) {
    let utf8 = source.utf8
    let position = utf8.index(utf8.startIndex, offsetBy: min(offset, utf8.count))
    let before = source[..<position]
    let lineStart = before.lastIndex(where: \.isNewline).map { before.index(after: $0) }
    self.message = message
    line = 1 + before.reduce(0) { $0 + ($1.isNewline ? 1 : 0) }
    column = 1 + before[(lineStart ?? before.startIndex)...].count
  }

  /// What is printed.
  public var description: String {
    line == 1 ? "column \(column): \(message)" : "line \(line), column \(column): \(message)"
  }
}
