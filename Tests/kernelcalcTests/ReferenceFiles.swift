import Foundation
import Testing
import _TestSupport

/// Reference values computed by other arithmetic.
enum ReferenceFiles {
  /// The folder of this package's own reference values.
  private static let own = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Reference")

  static func values() throws -> JSONObject {
    try JSONObject(String(contentsOf: own.appending(path: "values.json"), encoding: .utf8))
  }

  /// The rows of an oracle file.
  static func oracle(_ name: String) throws -> [JSONObject] {
    let url = try #require(ReferenceData.url("oracle/\(name).json"))
    return try JSONObject(String(contentsOf: url, encoding: .utf8)).rows("rows")
  }
}

extension JSONObject {
  func rows(_ key: String) throws -> [JSONObject] {
    try #require(members[key] as? [[String: Any]], "no rows \(key)").map { JSONObject($0) }
  }
}
