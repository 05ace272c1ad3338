/// A value that says how it is written as JSON.
package protocol JSONRepresentable {
  /// The value as JSON.
  var json: JSON { get }
}

extension JSON: JSONRepresentable {
  package var json: JSON { self }
}

extension JSON {
  /// The value where there is one, else null.
  package static func optional(_ value: (some JSONRepresentable)?) -> JSON { value?.json ?? .null }
}

/// A JSON object written piece by piece: some members, and at last an array whose elements come one
/// after the other, so that they need not all be in memory.
package struct JSONArrayStream {
  private let members: JSON.Object
  private let key: String
  private let separator: String
  private var isFirst = true

  /// An object with these members and then the array `key`; `separator` stands around elements, white
  /// space only.
  package init(_ members: JSON.Object, array key: String, separator: String = "") {
    precondition(separator.allSatisfy(\.isWhitespace), "only white space may stand around elements")
    self.members = members
    self.key = key
    self.separator = separator
  }

  /// What comes before the first element.
  package var beginning: String {
    let written = members.members.map { "\(JSON.string($0.key).text()):\($0.value.text())," }
    return "{" + written.joined() + "\(JSON.string(key).text()):[" + separator
  }

  /// The next element's text, what separates it from the one before included.
  package mutating func element(_ element: some JSONRepresentable) -> String {
    defer { isFirst = false }
    return (isFirst ? "" : "," + separator) + element.json.text()
  }

  /// What comes after the last element.
  package var end: String { (isFirst ? "" : separator) + "]}\n" }
}
