extension JSON {
  /// The value as JSON text, without a line break at the end.
  ///
  /// Compact text has no white space at all. Pretty text indents by two spaces and writes an array
  /// or object without nested ones on a single line where that ends before column 80. Only `"`,
  /// `\` and control characters are escaped; everything else is written as UTF-8.
  ///
  /// - Complexity: linear in the length of the text; recursion as deep as the value is nested.
  package func text(pretty: Bool = false) -> String {
    var writer = JSONWriter(pretty: pretty)
    writer.write(self, indentation: 0)
    return writer.text
  }
}

extension JSON: CustomStringConvertible {
  /// Compact text.
  package var description: String { text() }
}

private struct JSONWriter {
  let pretty: Bool
  var text = ""
  /// Where the current line begins, in UTF-8 offsets of `text`.
  private var lineStart = 0

  init(pretty: Bool) { self.pretty = pretty }

  mutating func write(_ value: JSON, indentation: Int) {
    switch value {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .number(let number):
      if JSON.isNumber(number) { text += number } else { write(string: number) }
    case .string(let string): write(string: string)
    case .array(let elements):
      let isShort = elements.allSatisfy(\.isScalar)
      writeContainer(
        opening: "[", closing: "]", elements: elements, isShort: isShort, indentation: indentation
      ) { $0.write($1, indentation: $2) }
    case .object(let object):
      let isShort = object.members.allSatisfy(\.value.isScalar)
      writeContainer(
        opening: "{", closing: "}", elements: object.members, isShort: isShort,
        indentation: indentation
      ) { writer, member, inner in
        writer.write(string: member.key)
        writer.text += writer.pretty ? ": " : ":"
        writer.write(member.value, indentation: inner)
      }
    }
  }

  private mutating func writeContainer<Element>(
    opening: String, closing: String, elements: [Element], isShort: Bool,
    indentation: Int, writeElement: (inout JSONWriter, Element, Int) -> Void
  ) {
    guard pretty, !elements.isEmpty else {
      text += opening
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        writeElement(&self, element, indentation)
      }
      text += closing
      return
    }
    if isShort {
      var line = JSONWriter(pretty: true)
      for (index, element) in elements.enumerated() {
        if index > 0 { line.text += ", " }
        writeElement(&line, element, indentation)
        if line.text.utf8.count > 80 { break }
      }
      // One column each for the brackets and for a comma that may follow.
      if text.utf8.count - lineStart + line.text.utf8.count + 3 <= 80 {
        text += opening + line.text + closing
        return
      }
    }
    text += opening
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      breakLine(indentation + 2)
      writeElement(&self, element, indentation + 2)
    }
    breakLine(indentation)
    text += closing
  }

  private mutating func breakLine(_ indentation: Int) {
    text += "\n"
    lineStart = text.utf8.count
    text += String(repeating: " ", count: indentation)
  }

  private mutating func write(string: String) {
    text += "\""
    defer { text += "\"" }
    guard string.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else {
      text += string
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{8}": text += "\\b"
      case "\u{c}": text += "\\f"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension JSON {
  fileprivate var isScalar: Bool {
    switch self {
    case .array(let elements): elements.isEmpty
    case .object(let object): object.members.isEmpty
    default: true
    }
  }
}
