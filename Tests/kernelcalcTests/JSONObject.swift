import ExactArithmetic
import Foundation
import Testing

/// A JSON object read by Foundation, which shares no code with the command.
struct JSONObject {
  let members: [String: Any]

  struct NotAnObject: Error { let text: String }

  init(_ text: String) throws {
    guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    else { throw NotAnObject(text: String(text.prefix(200))) }
    members = object
  }

  init(_ members: [String: Any]) { self.members = members }

  /// The object at a path of keys such as `rules.exact.nngp`.
  func object(_ path: String) throws -> JSONObject {
    var object = members
    for key in path.split(separator: ".") {
      object = try #require(object[String(key)] as? [String: Any], "no object \(path)")
    }
    return JSONObject(object)
  }

  /// The objects of an array at a path of keys.
  func objects(_ path: String) throws -> [JSONObject] {
    let keys = path.split(separator: ".").map(String.init)
    let parent = try object(keys.dropLast().joined(separator: "."))
    let key = try #require(keys.last)
    return try #require(parent.members[key] as? [[String: Any]], "no array \(path)").map {
      JSONObject($0)
    }
  }

  func string(_ key: String) throws -> String {
    try #require(members[key] as? String, "no string \(key)")
  }

  func integer(_ key: String) throws -> Int {
    try #require((members[key] as? NSNumber)?.intValue, "no integer \(key)")
  }

  func isNull(_ key: String) -> Bool { members[key] is NSNull }

  /// The enclosed decimal at a path.
  func enclosed(_ path: String) throws -> Enclosed { try Enclosed(object(path)) }

  /// The message of a failure object.
  func failure() throws -> String { try object("failure").string("message") }
}

/// `{"value": …, "error": …, "form": …}` with exact numbers.
struct Enclosed {
  let value: Rational
  let error: Rational
  let form: String?

  init(_ object: JSONObject) throws {
    value = try #require(Rational(try object.string("value")))
    error = try #require(Rational(try object.string("error")))
    form = object.members["form"] as? String
  }

  /// Whether the contract for `digits` significant digits holds: error ≤ 10^(1 − digits)·|value|.
  func isGood(to digits: Int) -> Bool {
    error <= value.magnitude * Rational("1e\(1 - digits)").orZero
  }

  /// Whether a reference with `digits` significant digits, the last of which may be off by one,
  /// agrees.
  func agrees(with reference: String, digits: Int) -> Bool {
    guard let expected = Rational(reference) else { return false }
    if expected.isZero || value.isZero { return expected == value }
    var unit: Rational = 1
    while unit > expected.magnitude { unit = unit / 10 }
    while unit * 10 <= expected.magnitude { unit = unit * 10 }
    return (value - expected).magnitude <= error + unit * Rational("1e\(1 - digits)").orZero
  }
}

extension Rational? {
  var orZero: Rational { self ?? 0 }
}
