import DataFiles
import ExactArithmetic
import Foundation
import IntervalArithmetic
import KernelSpectra
import KernelVocabulary
import NetworkGraphs

/// Eigenvalues that another program computed: `Reference/generate.py`.
struct ReferenceMatrix: Decodable, CustomStringConvertible {
  let name: String
  let dag: String
  let rule: String
  let kernel: String
  let rows: [[String]]
  /// In ascending order, to 40 digits.
  let eigenvalues: [String]

  var description: String { "\(name), \(dag), \(rule), \(kernel)" }

  private struct File: Decodable { let cases: [ReferenceMatrix] }

  static func url(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/\(name)")
  }

  static let all: [ReferenceMatrix] = {
    let data = try? Data(contentsOf: url("eigenvalues.json"))
    return data.flatMap { try? JSONDecoder().decode(File.self, from: $0).cases } ?? []
  }()

  func problem() throws -> SpectrumProblem {
    try SpectrumProblem(
      try NetworkGraph(parsing: dag), rule: try unwrapped(PropagationRule(rawValue: rule)),
      kernel: try unwrapped(Kernel(rawValue: kernel)),
      inputs: try KernelInputs(
        ExactTable(csv: rows.map { $0.joined(separator: ",") }.joined(separator: "\n"))))
  }
}

struct Missing: Error {}

func unwrapped<T>(_ value: T?) throws -> T {
  guard let value else { throw Missing() }
  return value
}

extension Interval {
  /// Whether the number that a 40-digit decimal stands for is inside, up to that decimal's rounding.
  func contains(decimal text: String) -> Bool {
    guard let value = Rational(text) else { return false }
    let doubt = max(value.magnitude, 1) * (Rational("1e-38") ?? 0)
    guard let below = lower.compared(to: value + doubt),
      let above = upper.compared(to: value - doubt)
    else { return false }
    return below <= 0 && above >= 0
  }
}

/// A problem from rows in text.
func problem(
  _ dag: String, _ rows: String, kernel: Kernel = .nngp, rule: PropagationRule = .exact,
  normalizing: Bool = false
) throws -> SpectrumProblem {
  try SpectrumProblem(
    try NetworkGraph(parsing: dag), rule: rule, kernel: kernel,
    inputs: try KernelInputs(
      ExactTable(csv: rows.replacing(" ", with: "\n")), normalizing: normalizing))
}
