/// Layout of Coq files.
enum CoqText {
  /// Long lines are broken at spaces before this column.
  private static let columns = 95

  /// The statement's text inside a comment.
  static func commented(_ source: String) -> String {
    var text = ""
    for character in source.split(whereSeparator: \.isNewline).joined(separator: "\n    ") {
      if let last = text.last,
        (last == "(" && character == "*") || (last == "*" && character == ")")
      {
        text.append(" ")
      }
      text.append(character)
    }
    return text
  }

  /// The text, broken at spaces into lines that are not too long.
  static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty && line.count + 1 + word.count > columns {
        lines.append(line)
        line = "  " + word
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}
