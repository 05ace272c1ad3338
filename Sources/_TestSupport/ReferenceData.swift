import Foundation

/// Reference values that are not part of the package: looked for in the directory that the
/// environment variable KERNELCALCULATOR_REFERENCE_DATA names, else in `shared` beside the package.
///
/// Tests that need them are skipped, with ``advice``, where they are absent.
package enum ReferenceData {
  /// What to say of a skipped test.
  package static let advice = "reference data absent; set KERNELCALCULATOR_REFERENCE_DATA"

  /// The file at `path`, such as `oracle/dags.json`, or nil where there is none.
  package static func url(_ path: String) -> URL? {
    let named = ProcessInfo.processInfo.environment["KERNELCALCULATOR_REFERENCE_DATA"]
    // Sources/_TestSupport/ReferenceData.swift
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let directory =
      named.map { URL(filePath: $0) }
      ?? package.deletingLastPathComponent().appending(path: "shared")
    let url = directory.appending(path: path)
    return FileManager.default.fileExists(atPath: url.path()) ? url : nil
  }

  /// Whether the files `oracle/NAME.json` are all there.
  package static func hasOracle(_ names: String...) -> Bool {
    names.allSatisfy { url("oracle/\($0).json") != nil }
  }

  /// The rows of `oracle/NAME.json`. Throws where the file is absent or of another form.
  package static func rows<Row: Decodable>(_ name: String, as type: Row.Type) throws -> [Row] {
    guard let file = url("oracle/\(name).json") else { throw CocoaError(.fileNoSuchFile) }
    return try JSONDecoder().decode(Table<Row>.self, from: Data(contentsOf: file)).rows
  }

  /// One row of `oracle/dags.json`: the kernels of a network at ρ under both rules, as decimals.
  package struct KernelRow: Decodable, Sendable {
    /// The kernels under one rule.
    package struct Kernels: Decodable, Sendable {
      /// The entries as they are printed.
      package let diagonal, offdiagonal, lambda2x2, ntkDiagonal, ntkOffdiagonal: String

      enum CodingKeys: String, CodingKey {
        case diagonal, offdiagonal, lambda2x2
        case ntkDiagonal = "ntk_diagonal"
        case ntkOffdiagonal = "ntk_offdiagonal"
      }
    }
    /// The network, ρ and Eq. 12 there.
    package let dag, rho, eq12: String
    /// The kernels under the two rules.
    package let varianceOnly, exact: Kernels

    enum CodingKeys: String, CodingKey {
      case dag, rho, eq12, exact
      case varianceOnly = "variance_only"
    }
  }

  private struct Table<Row: Decodable>: Decodable {
    let rows: [Row]
  }
}
