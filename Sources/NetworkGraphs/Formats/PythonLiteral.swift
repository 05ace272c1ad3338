import SourceText

/// A value as Python prints it: integers, strings, lists, tuples, dictionaries with string keys, and
/// calls such as `range(2, 6)` or `Genotype(normal=[…])`. JSON arrays and objects of these are
/// included. Each value knows the byte at which it begins.
struct PythonLiteral {
  indirect enum Value {
    case integer(Int)
    case string(String)
    /// A list or a tuple.
    case sequence([PythonLiteral])
    /// A call's arguments, or a dictionary's entries (`name` is then empty); positional arguments
    /// have no key.
    case call(name: String, arguments: [(key: String?, value: PythonLiteral)])
  }

  let value: Value
  let offset: Int

  /// Reads a text that holds one value, optionally preceded by `name =`.
  static func parse(_ text: String) throws(NetworkFormatError) -> PythonLiteral {
    var parser = PythonParser(bytes: Array(text.utf8))
    return try parser.parseDocument()
  }
}

/// An error at a byte of a text.
func failure(
  _ problem: String, expected: String? = nil, at offset: Int, in text: String,
  node: String? = nil
) -> NetworkFormatError {
  NetworkFormatError(
    problem, expected: expected, location: SourceLocation(offset: offset, in: Array(text.utf8)),
    node: node)
}

private struct PythonParser {
  /// How deep values may be nested.
  static let maximumDepth = 16

  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func parseDocument() throws(NetworkFormatError) -> PythonLiteral {
    skipSpace()
    let start = offset
    if word() != nil {
      skipSpace()
      if take("=") { skipSpace() } else { offset = start }
    }
    let value = try parseValue(depth: 0)
    skipSpace()
    if offset < bytes.count { throw unexpected("the end of the text") }
    return value
  }

  private mutating func parseValue(depth: Int) throws(NetworkFormatError) -> PythonLiteral {
    if depth > PythonParser.maximumDepth {
      throw error("values are nested more than \(PythonParser.maximumDepth) deep")
    }
    let start = offset
    if take("[") { return .init(value: .sequence(try items("]", depth)), offset: start) }
    if take("(") { return .init(value: .sequence(try items(")", depth)), offset: start) }
    if take("{") {
      return .init(value: .call(name: "", arguments: try entries(depth)), offset: start)
    }
    if let quote = current, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
      return .init(value: .string(try parseString(quote)), offset: start)
    }
    if let number = integer() { return .init(value: .integer(number), offset: start) }
    if let name = word() {
      skipSpace()
      guard take("(") else { throw unexpected("\"(\" after \(name)") }
      return .init(value: .call(name: name, arguments: try arguments(depth)), offset: start)
    }
    throw unexpected("a list, a tuple, a string, an integer or a call")
  }

  private mutating func items(
    _ closing: Unicode.Scalar, _ depth: Int
  ) throws(NetworkFormatError) -> [PythonLiteral] {
    var items: [PythonLiteral] = []
    while true {
      skipSpace()
      if take(closing) { return items }
      items.append(try parseValue(depth: depth + 1))
      try separator(closing)
    }
  }

  private mutating func arguments(
    _ depth: Int
  ) throws(NetworkFormatError) -> [(key: String?, value: PythonLiteral)] {
    var arguments: [(key: String?, value: PythonLiteral)] = []
    while true {
      skipSpace()
      if take(")") { return arguments }
      let start = offset
      var key = word()
      skipSpace()
      if key != nil {
        if take("=") {
          skipSpace()
        } else {
          (key, offset) = (nil, start)
        }
      }
      arguments.append((key, try parseValue(depth: depth + 1)))
      try separator(")")
    }
  }

  private mutating func entries(
    _ depth: Int
  ) throws(NetworkFormatError) -> [(key: String?, value: PythonLiteral)] {
    var entries: [(key: String?, value: PythonLiteral)] = []
    while true {
      skipSpace()
      if take("}") { return entries }
      guard let quote = current, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
        throw unexpected("a key in quotes")
      }
      let key = try parseString(quote)
      skipSpace()
      guard take(":") else { throw unexpected("\":\" after a key") }
      skipSpace()
      entries.append((key, try parseValue(depth: depth + 1)))
      try separator("}")
    }
  }

  /// A comma, or the closing bracket ahead.
  private mutating func separator(_ closing: Unicode.Scalar) throws(NetworkFormatError) {
    skipSpace()
    if current != UInt8(ascii: closing) && !take(",") {
      throw unexpected("\",\" or \"\(closing)\"")
    }
  }

  private mutating func parseString(_ quote: UInt8) throws(NetworkFormatError) -> String {
    let start = offset
    offset += 1
    while let byte = current, byte != quote {
      if byte < 32 || byte == UInt8(ascii: "\\") { throw unexpected("a name in quotes") }
      offset += 1
    }
    if current == nil {
      offset = start
      throw error("the string that begins here has no closing quote")
    }
    offset += 1
    return String(decoding: bytes[(start + 1)..<(offset - 1)], as: UTF8.self)
  }

  private mutating func integer() -> Int? {
    let start = offset
    while let byte = current, 48...57 ~= byte { offset += 1 }
    guard let value = Int(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
      offset = start
      return nil
    }
    return value
  }

  private mutating func word() -> String? {
    let start = offset
    while let byte = current,
      byte == 95 || 65...90 ~= byte || 97...122 ~= byte || (offset > start && 48...57 ~= byte)
    {
      offset += 1
    }
    return offset > start ? String(decoding: bytes[start..<offset], as: UTF8.self) : nil
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = current, isSpace(byte) { offset += 1 }
  }

  private func error(_ problem: String, expected: String? = nil) -> NetworkFormatError {
    NetworkFormatError(
      problem, expected: expected, location: SourceLocation(offset: offset, in: bytes))
  }

  private func unexpected(_ expected: String) -> NetworkFormatError {
    error("unexpected \(quoted(bytes, at: offset))", expected: expected)
  }
}
