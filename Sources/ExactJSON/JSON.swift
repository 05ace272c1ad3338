/// A JSON value to be written (RFC 8259): numbers are text, so that they stay exact, and the
/// members of an object keep their order.
///
/// ``text(pretty:)`` writes it, ``LocatedJSON/parse(_:)-(String)`` followed by
/// ``LocatedJSON/plain`` reads it back unchanged.
package enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number as RFC 8259 spells it, such as `-12`, `0.5` or `1e-30`; see ``isNumber(_:)``.
  ///
  /// Text that is not such a number is written as a string, so that the output is always JSON.
  case number(String)
  case string(String)
  case array([JSON])
  case object(Object)

  /// The members of an object in the order in which they are written.
  ///
  /// Two objects are equal if they have equal members in the same order. Keys ought to differ;
  /// ``append(_:_:)`` replaces the value of a key that is there already.
  package struct Object: Sendable, Hashable {
    /// One key with its value.
    package struct Member: Sendable, Hashable {
      /// The member's name.
      package let key: String
      /// What the key stands for.
      package let value: JSON

      /// The member `"key": value`.
      package init(key: String, value: JSON) {
        self.key = key
        self.value = value
      }
    }

    /// The members in writing order.
    package private(set) var members: [Member]

    /// An object with the members given, in their order; of equal keys the last value stays, in
    /// the place of the first.
    package init(_ members: [(key: String, value: JSON)] = []) {
      var places: [String: Int] = [:]
      self.members = []
      for (key, value) in members {
        if let place = places[key] {
          self.members[place] = Member(key: key, value: value)
        } else {
          places[key] = self.members.count
          self.members.append(Member(key: key, value: value))
        }
      }
    }

    /// The value of `key`, or nil where there is none.
    package subscript(key: String) -> JSON? { members.first { $0.key == key }?.value }

    /// Adds a member at the end, or gives a key that is there already a new value.
    package mutating func append(_ key: String, _ value: JSON) {
      if let place = members.firstIndex(where: { $0.key == key }) {
        members[place] = Member(key: key, value: value)
      } else {
        members.append(Member(key: key, value: value))
      }
    }
  }

  /// The number `value`.
  package static func integer(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

  /// An object with the members given, in their order.
  package static func members(_ members: [(key: String, value: JSON)]) -> JSON {
    .object(Object(members))
  }

  /// Whether `text` is a number in RFC 8259's grammar: `-? (0 | [1-9][0-9]*) (.[0-9]+)?
  /// ([eE][+-]?[0-9]+)?`.
  package static func isNumber(_ text: String) -> Bool {
    var scanner = NumberScanner()
    for byte in text.utf8 where !scanner.accept(byte) { return false }
    return scanner.isComplete
  }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// `null`.
  package init(nilLiteral: ()) { self = .null }
  /// `true` or `false`.
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A string.
  package init(stringLiteral value: String) { self = .string(value) }
  /// An integer.
  package init(integerLiteral value: Int) { self = .integer(value) }
  /// An array.
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object with its members in the order written.
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .members(elements.map { (key: $0.0, value: $0.1) })
  }
}
