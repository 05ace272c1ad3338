import SourceText

/// A recursive-descent reader whose recursion is bounded by ``LocatedJSON/maximumDepth``.
struct JSONParser {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var column = 1
  private var location: SourceLocation { SourceLocation(line: line, column: column) }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func parseDocument() throws(JSONError) -> LocatedJSON {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw error("the text begins with a byte order mark; expected UTF-8 without one")
    }
    skipWhiteSpace()
    let value = try parseValue(depth: 0)
    skipWhiteSpace()
    if current != nil { throw unexpected("the end of the text after the value") }
    return value
  }

  // MARK: Values

  private mutating func parseValue(depth: Int) throws(JSONError) -> LocatedJSON {
    let start = location
    guard let first = current else { throw unexpected("a value") }
    let value: LocatedJSON.Value
    switch first {
    case UInt8(ascii: "{"): value = .object(try parseObject(depth: depth + 1))
    case UInt8(ascii: "["): value = .array(try parseArray(depth: depth + 1))
    case UInt8(ascii: "\""): value = .string(try parseString())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      value = .number(try parseNumber())
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      value = try parseWord()
    default: throw unexpected("a value")
    }
    return LocatedJSON(location: start, value: value)
  }

  private mutating func parseArray(depth: Int) throws(JSONError) -> [LocatedJSON] {
    try check(depth: depth)
    advance()
    skipWhiteSpace()
    var elements: [LocatedJSON] = []
    if take("]") { return elements }
    while true {
      elements.append(try parseValue(depth: depth))
      skipWhiteSpace()
      if take("]") { return elements }
      guard take(",") else { throw unexpected("\",\" or \"]\"") }
      skipWhiteSpace()
    }
  }

  private mutating func parseObject(depth: Int) throws(JSONError) -> [LocatedJSON.Member] {
    try check(depth: depth)
    advance()
    skipWhiteSpace()
    var members: [LocatedJSON.Member] = []
    var places: [String: Int] = [:]
    if take("}") { return members }
    while true {
      let start = location
      guard current == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
      let key = try parseString()
      if let first = places.updateValue(members.count, forKey: key).map({ members[$0] }) {
        throw JSONError(
          "duplicate key \"\(key)\"; it first stands at \(first.location)",
          at: start)
      }
      skipWhiteSpace()
      guard take(":") else { throw unexpected("\":\" after a key") }
      skipWhiteSpace()
      let value = try parseValue(depth: depth)
      members.append(.init(key: key, location: start, value: value))
      skipWhiteSpace()
      if take("}") { return members }
      guard take(",") else { throw unexpected("\",\" or \"}\"") }
      skipWhiteSpace()
    }
  }

  private mutating func parseWord() throws(JSONError) -> LocatedJSON.Value {
    let words: [(String, LocatedJSON.Value)] = [
      ("null", .null), ("true", .bool(true)), ("false", .bool(false)),
    ]
    for (word, value) in words where bytes[offset...].starts(with: word.utf8) {
      let start = error("unknown word; expected null, true or false")
      for _ in word.utf8 { advance() }
      if let next = current, isLetterOrDigit(next) { throw start }
      return value
    }
    throw error("unknown word; expected null, true or false")
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 95, 97...122: true
    default: false
    }
  }

  private mutating func parseNumber() throws(JSONError) -> String {
    let start = offset
    var scanner = NumberScanner()
    while let byte = current, scanner.accept(byte) { advance() }
    guard scanner.isComplete else { throw unexpected("a digit of a number") }
    if let byte = current,
      isLetterOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
        || byte == UInt8(ascii: "-")
    {
      throw unexpected("the end of a number (such as -12, 0.5 or 1e-30)")
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  // MARK: Strings

  private mutating func parseString() throws(JSONError) -> String {
    let unterminated = error("the string that begins here has no closing quote")
    let invalid = error("the string that begins here is not valid UTF-8")
    advance()
    var content: [UInt8] = []
    var chunk = offset
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        content += bytes[chunk..<offset]
        advance()
        guard let string = String(validating: content, as: UTF8.self) else { throw invalid }
        return string
      case UInt8(ascii: "\\"):
        content += bytes[chunk..<offset]
        content += String(try parseEscape()).utf8
        chunk = offset
      case 0..<0x20:
        throw error("control character in a string; expected an escape such as \\n or \\u0000")
      default:
        advance()
      }
    }
    throw unterminated
  }

  /// Reads an escape sequence, a surrogate pair included.
  private mutating func parseEscape() throws(JSONError) -> Unicode.Scalar {
    let start = error(
      "unknown escape; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four digits")
    advance()
    guard let byte = current else { throw start }
    advance()
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw start
    }
    let lone = JSONError(
      "half of a surrogate pair; expected \\uD800…\\uDBFF followed by \\uDC00…\\uDFFF",
      at: start.location)
    let first = try parseFourDigits(start)
    guard (0xD800...0xDFFF).contains(first) else {
      guard let scalar = Unicode.Scalar(first) else { throw lone }
      return scalar
    }
    guard first < 0xDC00, take("\\"), take("u") else { throw lone }
    let second = try parseFourDigits(start)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw lone }
    return scalar
  }

  private mutating func parseFourDigits(_ problem: JSONError) throws(JSONError) -> UInt32 {
    var result: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw problem
      }
      result = result << 4 | UInt32(digit)
      advance()
    }
    return result
  }

  // MARK: Bytes

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Steps over one byte and keeps count of lines and columns.
  private mutating func advance() {
    let byte = bytes[offset]
    offset += 1
    if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && current != UInt8(ascii: "\n")) {
      line += 1
      column = 1
    } else if byte & 0b1100_0000 != 0b1000_0000 {
      column += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    advance()
    return true
  }

  private mutating func skipWhiteSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      advance()
    }
  }

  private func check(depth: Int) throws(JSONError) {
    if depth > LocatedJSON.maximumDepth {
      throw error(
        "arrays and objects are nested more than \(LocatedJSON.maximumDepth) deep")
    }
  }

  private func error(_ message: String) -> JSONError {
    JSONError(message, at: location)
  }

  private func unexpected(_ expected: String) -> JSONError {
    guard let byte = current else { return error("the text ends early; expected \(expected)") }
    let found: String
    switch byte {
    case 0x21...0x7E: found = "\"\(Character(Unicode.Scalar(byte)))\""
    case 0x80...:
      var decoder = UTF8()
      var rest = bytes[offset...].prefix(4).makeIterator()
      if case .scalarValue(let scalar) = decoder.decode(&rest) {
        found = "\"\(scalar)\""
      } else {
        found = "a byte that is not UTF-8 (0x\(String(byte, radix: 16)))"
      }
    default: found = "the control character 0x\(String(byte, radix: 16))"
    }
    return error("unexpected \(found); expected \(expected)")
  }
}
