import Foundation

/// Values from other arithmetic that lie outside the package.
///
/// They are looked for in the directory KERNELCALCULATOR_REFERENCE_DATA, or in `shared/oracle` beside
/// the package. Tests that need them pass with a message where they are absent.
public enum ReferenceData {
  private struct Table<Row: Decodable>: Decodable {
    let rows: [Row]
  }

  private static var directory: URL {
    if let path = ProcessInfo.processInfo.environment["KERNELCALCULATOR_REFERENCE_DATA"] {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    // Sources/_TestSupport/ReferenceData.swift
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return root.deletingLastPathComponent().appendingPathComponent("shared/oracle")
  }

  /// The rows of the file `name`, or nil, with a message, where there is no such file.
  public static func rows<Row: Decodable>(_ name: String, as type: Row.Type) throws -> [Row]? {
    let file = directory.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else {
      print("skipped: no reference data at \(file.path)")
      return nil
    }
    return try JSONDecoder().decode(Table<Row>.self, from: Data(contentsOf: file)).rows
  }
}

/// By how much random tests are multiplied: KERNELCALCULATOR_TEST_SCALE, 1 by default.
public let testScale: Int =
  ProcessInfo.processInfo.environment["KERNELCALCULATOR_TEST_SCALE"].flatMap(Int.init) ?? 1
