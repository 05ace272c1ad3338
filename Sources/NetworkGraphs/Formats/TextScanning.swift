import SourceText

/// Helpers that the text formats share.

/// Space, tab and line ends.
package func isSpace(_ byte: UInt8) -> Bool { byte == 32 || 9...13 ~= byte }

/// `1 digit`, `2 digits`.
func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

/// The character at `offset` of UTF-8 text, in quotes, for a message.
package func quoted(_ bytes: [UInt8], at offset: Int) -> String {
  guard offset < bytes.count else { return "end of the text" }
  var start = offset
  while start > 0 && bytes[start] & 0b1100_0000 == 0b1000_0000 { start -= 1 }
  let character = String(decoding: bytes[start..<min(start + 4, bytes.count)], as: UTF8.self)
    .unicodeScalars.first
  guard let character, character.value >= 32, character.value != 127 else {
    return "control character 0x\(String(bytes[offset], radix: 16))"
  }
  return "\"\(Character(character))\""
}

/// Refuses a text that is longer than any network's.
func checkLength(_ text: String) throws(NetworkFormatError) {
  if text.utf8.count > NetworkGraph.maximumTextLength {
    throw NetworkFormatError(
      "the text has \(text.utf8.count) bytes",
      expected: "at most \(NetworkGraph.maximumTextLength)",
      location: SourceLocation(line: 1, column: 1))
  }
}
