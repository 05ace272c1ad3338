import Foundation
import Testing

/// Reference values computed by other arithmetic.
enum ReferenceFiles {
  /// The folder of this package's own reference values.
  private static let own = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Reference")

  /// The folder that the environment variable KERNELCALCULATOR_REFERENCE_DATA names, else `../shared`
  /// beside the package; not part of the package.
  private static let external: URL =
    ProcessInfo.processInfo.environment["KERNELCALCULATOR_REFERENCE_DATA"].map {
      URL(filePath: $0)
    }
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")

  static let advice: Comment = "reference data absent; set KERNELCALCULATOR_REFERENCE_DATA"

  static var hasOracle: Bool {
    ["arc_cosine", "iterates", "dags"].allSatisfy {
      FileManager.default.fileExists(
        atPath: external.appending(path: "oracle/\($0).json").path())
    }
  }

  static func values() throws -> JSONObject {
    try JSONObject(String(contentsOf: own.appending(path: "values.json"), encoding: .utf8))
  }

  /// The rows of an oracle file.
  static func oracle(_ name: String) throws -> [JSONObject] {
    let url = external.appending(path: "oracle/\(name).json")
    return try JSONObject(String(contentsOf: url, encoding: .utf8)).rows("rows")
  }
}

extension JSONObject {
  func rows(_ key: String) throws -> [JSONObject] {
    try #require(members[key] as? [[String: Any]], "no rows \(key)").map { JSONObject($0) }
  }
}
