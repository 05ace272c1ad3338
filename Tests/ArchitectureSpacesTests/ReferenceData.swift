import Foundation
import Testing

/// Reference files that are not part of the package: looked for in the directory that the
/// environment variable KERNELCALCULATOR_REFERENCE_DATA names, else in `../shared`.
enum ReferenceData {
  static let advice: Comment = "reference data absent; set KERNELCALCULATOR_REFERENCE_DATA"

  static func url(_ path: String) -> URL? {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let directory =
      ProcessInfo.processInfo.environment["KERNELCALCULATOR_REFERENCE_DATA"]
      .map { URL(filePath: $0) } ?? package.deletingLastPathComponent().appending(path: "shared")
    let url = directory.appending(path: path)
    return FileManager.default.fileExists(atPath: url.path()) ? url : nil
  }
}
