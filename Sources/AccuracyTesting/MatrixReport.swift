import DataFiles
import ExactArithmetic
import ExactJSON
import IntervalArithmetic
import KernelVocabulary
import ReferenceTables

/// What can be said for certain of a matrix that is meant to be a kernel's: its entries are taken as
/// the exact numbers they are.
package struct MatrixReport: Sendable {
  /// The matrix's name.
  package let name: String
  /// The number of rows and columns.
  package let size: Int
  /// Entries that are NaN or infinite, and the first.
  package let nonfinite: (count: Int, first: (row: Int, column: Int)?)
  /// Pairs K_ij ≠ K_ji, and the one with the largest difference (rounded to nearest).
  package let asymmetric: (count: Int, worst: (row: Int, column: Int, difference: Double)?)
  /// Whether (K + Kᵀ)/2 is positive semi-definite; nil where entries are not finite.
  package let definiteness: Definiteness?

  /// Examines a square array. Throws `NumPyError` for other shapes.
  package init(_ array: NumPyArray, name: String) throws(NumPyError) {
    guard array.shape.count == 2, array.shape[0] == array.shape[1], array.shape[0] > 0 else {
      throw NumPyError("a kernel matrix is square, not of shape \(array.shape)")
    }
    let n = array.shape[0]
    guard let format = array.format else {
      throw NumPyError("a kernel matrix holds floating-point numbers")
    }
    let entries = array.elements.map(format.double)
    var bad: (count: Int, first: (row: Int, column: Int)?) = (0, nil)
    for (index, entry) in entries.enumerated() where !entry.isFinite {
      if bad.first == nil { bad.first = (index / n, index % n) }
      bad.count += 1
    }
    var pairs: (count: Int, worst: (row: Int, column: Int, difference: Double)?) = (0, nil)
    for row in 0..<n {
      for column in 0..<row where entries[row * n + column] != entries[column * n + row] {
        let difference = (entries[row * n + column] - entries[column * n + row]).magnitude
        pairs.count += 1
        if pairs.worst.map({ difference > $0.difference }) ?? true {
          pairs.worst = (row, column, difference)
        }
      }
    }
    self.name = name
    size = n
    nonfinite = bad
    asymmetric = pairs
    definiteness = bad.count > 0 ? nil : Definiteness(of: entries, size: n)
  }

  /// Whether the matrix is what it is meant to be.
  package var verdict: Verdict {
    if nonfinite.count > 0 || asymmetric.count > 0 { return .refuted }
    return definiteness?.verdict ?? .undecided
  }

  /// The verdict as the outcome of a test.
  private var outcome: String {
    switch verdict {
    case .proved: "passed"
    case .refuted: "FAILED"
    case .undecided: "undecided"
    }
  }

  /// The report for people.
  package var text: String {
    var lines = [
      "\(name), \(size) × \(size): \(outcome)", "",
    ]
    lines.append("NaN or infinite entries: \(nonfinite.count)")
    if let first = nonfinite.first { lines.append("  first at (\(first.row), \(first.column))") }
    lines.append("Asymmetric pairs: \(asymmetric.count)")
    if let worst = asymmetric.worst {
      lines.append("  worst at (\(worst.row), \(worst.column)), difference \(worst.difference)")
    }
    if let definiteness {
      lines.append("Positive semi-definite: \(definiteness.verdict.rawValue)")
      lines.append("  \(definiteness.reason)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report for programs.
  package var json: JSON {
    let place: ((row: Int, column: Int)) -> JSON = { [.integer($0.row), .integer($0.column)] }
    return [
      "schema": 1, "matrix": .string(name), "size": .integer(size),
      "nonfinite": .integer(nonfinite.count),
      "nonfinite_first": nonfinite.first.map(place) ?? .null,
      "asymmetric": .integer(asymmetric.count),
      "asymmetric_worst": asymmetric.worst.map { place(($0.row, $0.column)) } ?? .null,
      "semidefinite": definiteness.map { .string($0.verdict.rawValue) } ?? .null,
      "reason": definiteness.map { .string($0.reason) } ?? .null,
      "eigenvalue_below": definiteness?.eigenvalueBound.map { .string($0) } ?? .null,
      "passed": .bool(verdict == .proved),
    ]
  }

  /// The report as a suite of test cases.
  package var junit: JUnitReport {
    var report = JUnitReport(suite: "kernelcalc regress \(name)")
    report.add("finite", failure: nonfinite.count > 0 ? "\(nonfinite.count) entries" : nil)
    report.add("symmetric", failure: asymmetric.count > 0 ? "\(asymmetric.count) pairs" : nil)
    let isProved = definiteness?.verdict == .proved
    report.add(
      "positive semi-definite", failure: isProved ? nil : definiteness?.reason ?? "not examined")
    return report
  }
}
