import ExactArithmetic
import SourceText

/// Reads a short text byte by byte, with errors that say where.
struct TextCursor {
  let bytes: [UInt8]
  private(set) var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The byte that is next; nil at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func skipSpaces() {
    while let byte = next, isSpace(byte) { offset += 1 }
  }

  /// Moves past `symbol` where it is next.
  mutating func take(_ symbol: Character) -> Bool {
    guard next == symbol.asciiValue else { return false }
    offset += 1
    return true
  }

  /// The longest run of bytes that satisfy `condition`, as text.
  mutating func word(while condition: (UInt8) -> Bool) -> String {
    let start = offset
    while let byte = next, condition(byte) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// An error at `place`, by default at what is next.
  func failure(
    _ problem: String, expected: String? = nil, at place: Int? = nil
  ) -> NetworkFormatError {
    NetworkFormatError(
      problem, expected: expected, location: SourceLocation(offset: place ?? offset, in: bytes))
  }

  /// An error at what is next, which should have been something else.
  func unexpected(expected: String) -> NetworkFormatError {
    failure("unexpected \(quoted(bytes, at: offset))", expected: expected)
  }

  static func isDigit(_ byte: UInt8) -> Bool { 48...57 ~= byte }
  static func isLetter(_ byte: UInt8) -> Bool { 65...90 ~= byte || 97...122 ~= byte }
}
