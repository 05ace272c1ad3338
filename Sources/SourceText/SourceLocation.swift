/// A place in a text, line and column counted from 1: the one way in which errors say where.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
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
  package init(offset: Int, in bytes: some Collection<UInt8>) {
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
