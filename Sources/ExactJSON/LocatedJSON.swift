import SourceText

/// A JSON value that knows where in its text it stands.
///
/// Reading is strict (RFC 8259): one value, UTF-8 without a byte order mark, no comments, no
/// trailing commas, no duplicate keys, no lone surrogates. Numbers stay the text that was written.
/// Nesting beyond ``maximumDepth`` is an error.
package struct LocatedJSON: Sendable, Hashable {
  /// The place of the value's first character.
  package let location: SourceLocation
  /// The value itself.
  package let value: Value

  /// A value whose parts have places of their own.
  package enum Value: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number exactly as it was written, such as `1.50` or `1e3`.
    case number(String)
    case string(String)
    case array([LocatedJSON])
    /// The members in their order; no two have the same key.
    case object([Member])
  }

  /// One member of an object.
  package struct Member: Sendable, Hashable {
    /// The member's name, escapes resolved.
    package let key: String
    /// The place of the key's opening quote.
    package let location: SourceLocation
    /// What the key stands for.
    package let value: LocatedJSON

    /// An error at the key.
    package func error(_ message: String) -> JSONError {
      JSONError(message, at: location)
    }
  }

  /// How deep arrays and objects may be nested.
  package static let maximumDepth = 512

  /// Reads a text that holds one JSON value.
  package static func parse(_ text: String) throws(JSONError) -> LocatedJSON {
    try parse(utf8: Array(text.utf8))
  }

  /// Reads bytes that hold one JSON value in UTF-8; bytes that are not UTF-8 are an error.
  package static func parse(utf8 bytes: [UInt8]) throws(JSONError) -> LocatedJSON {
    var parser = JSONParser(bytes)
    return try parser.parseDocument()
  }
}

extension LocatedJSON {
  /// The value without its places.
  package var plain: JSON {
    switch value {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .number(let number): .number(number)
    case .string(let string): .string(string)
    case .array(let elements): .array(elements.map(\.plain))
    case .object(let members): .members(members.map { ($0.key, $0.value.plain) })
    }
  }

  /// What kind of value this is, for messages: "a number", "an object", …
  package var kind: String {
    switch value {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// An error at this value.
  package func error(_ message: String) -> JSONError {
    JSONError(message, at: location)
  }

  /// The string; anything else is an error that calls the value `name`.
  package func string(_ name: String) throws(JSONError) -> String {
    guard case .string(let string) = value else {
      throw error("\(name) is \(kind); expected a string")
    }
    return string
  }

  /// The elements of the array; anything else is an error that calls the value `name`.
  package func array(_ name: String) throws(JSONError) -> [LocatedJSON] {
    guard case .array(let elements) = value else {
      throw error("\(name) is \(kind); expected an array")
    }
    return elements
  }

  /// The object's values by key; anything but an object, a key that is not in `keys`, and a missing
  /// key of `required` are errors that call the value `name`.
  package func members(
    _ name: String, keys: [String], required: [String] = []
  ) throws(JSONError) -> [String: LocatedJSON] {
    guard case .object(let members) = value else {
      throw error("\(name) is \(kind); expected an object")
    }
    var values: [String: LocatedJSON] = [:]
    for member in members {
      guard keys.contains(member.key) else {
        throw member.error(
          "unknown key \"\(member.key)\" in \(name); expected \(keys.joined(separator: ", "))")
      }
      values[member.key] = member.value
    }
    for key in required where values[key] == nil {
      throw error("\(name) has no \"\(key)\"")
    }
    return values
  }

  /// The value of `key`, or nil where this is not an object with that key.
  package subscript(key: String) -> LocatedJSON? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }
}
