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
  /// Whether (K + Kᵀ)/2 is positive semi-definite up to ``tolerance``; nil where entries are not
  /// finite.
  package let definiteness: Definiteness?
  /// The τ with which λ_min ≥ −τ is enough; 0 where the report is strict.
  package let tolerance: Double
  /// The entries' errors; nil where no truth was given.
  package let errors: EntryErrors?

  /// The shape of a square array and the format of its numbers.
  static func shape(_ array: NumPyArray) throws(NumPyError) -> (size: Int, format: BinaryFormat) {
    guard array.shape.count == 2, array.shape[0] == array.shape[1], array.shape[0] > 0 else {
      throw NumPyError("a kernel matrix is square, not of shape \(array.shape)")
    }
    guard let format = array.format else {
      throw NumPyError("a kernel matrix holds floating-point numbers")
    }
    return (array.shape[0], format)
  }

  private static func double(_ limit: Rational) -> Double {
    Interval(limit, precision: Precision(64)).lower.double(rounding: .down)
  }

  /// Examines a square array. Throws `NumPyError` for other shapes.
  ///
  /// A strict report asks for λ_min ≥ 0 of the entries as they are. Otherwise λ_min ≥ −τ is enough,
  /// with the most that errors of e ULP can take from a semi-definite K: where |E_ij| ≤ 2·u·e·|K_ij|, u
  /// the format's unit roundoff, |K_ij| ≤ √(K_ii·K_jj) gives ‖E‖₂ ≤ 2·u·e·tr K = τ. The e is the
  /// errors' limit, and 1/2, that of rounding, where there is none or a smaller one.
  package init(
    _ array: NumPyArray, name: String, isStrict: Bool = false, errors: EntryErrors? = nil
  ) throws(NumPyError) {
    let (n, format) = try MatrixReport.shape(array)
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
    self.errors = errors
    let limit = max(0.5, errors?.limit.map(MatrixReport.double) ?? 0.5)
    let trace = (0..<n).reduce(0.0) { $0 + entries[$1 * (n + 1)] }
    let unit = Double(sign: .plus, exponent: -format.precision, significand: 1)
    tolerance = isStrict || bad.count > 0 ? 0 : max(0, 2 * unit * limit * trace)
    definiteness =
      bad.count > 0 ? nil : Definiteness(of: entries, size: n, tolerance: tolerance)
  }

  /// Whether the matrix is what it is meant to be.
  package var verdict: Verdict {
    if nonfinite.count > 0 || asymmetric.count > 0 || (errors?.exceeding ?? 0) > 0 {
      return .refuted
    }
    guard let definiteness, definiteness.verdict == .proved else {
      return definiteness?.verdict ?? .undecided
    }
    return errors?.undecided.isEmpty ?? true ? .proved : .undecided
  }

  /// Whether errors were measured that nothing limits.
  private var isMeasured: Bool { verdict == .proved && errors != nil && errors?.limit == nil }

  /// The verdict as the outcome of a test.
  private var outcome: String {
    switch verdict {
    case .proved: isMeasured ? "measured" : "passed"
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
      let within = tolerance > 0 ? " up to \(RegressionReport.bound(tolerance))" : ""
      lines.append("Positive semi-definite\(within): \(definiteness.verdict.rawValue)")
      lines.append("  \(definiteness.reason)")
    }
    if let errors {
      if errors.limit == nil {
        lines.append("No limit was given (--max-ulp): errors of no size fail.")
      }
      lines += errors.lines
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report for programs.
  package var json: JSON {
    let place: ((row: Int, column: Int)) -> JSON = { [.integer($0.row), .integer($0.column)] }
    var members: [(key: String, value: JSON)] = [
      ("schema", 1), ("matrix", .string(name)), ("size", .integer(size)),
      ("nonfinite", .integer(nonfinite.count)),
      ("nonfinite_first", nonfinite.first.map(place) ?? .null),
      ("asymmetric", .integer(asymmetric.count)),
      ("asymmetric_worst", asymmetric.worst.map { place(($0.row, $0.column)) } ?? .null),
      ("semidefinite", definiteness.map { .string($0.verdict.rawValue) } ?? .null),
      ("tolerance", .string("\(tolerance)")),
      ("reason", definiteness.map { .string($0.reason) } ?? .null),
      ("eigenvalue_below", definiteness?.eigenvalueBound.map { .string($0) } ?? .null),
      ("passed", isMeasured ? .null : .bool(verdict == .proved)),
      ("outcome", .string(outcome.lowercased())),
    ]
    if let errors {
      members += [
        ("compared", .integer(errors.compared)),
        ("limit", errors.limit.map { .string("\($0)") } ?? .null),
        ("over_limit", .integer(errors.exceeding)),
        ("undecided", .integer(errors.undecided.count)),
        ("max_ulp", errors.worst.map { RegressionReport.number($0.discrepancy.ulp) } ?? .null),
        ("max_absolute", RegressionReport.number(errors.maxAbsolute)),
        ("worst", errors.worst.map { place(($0.row, $0.column)) } ?? .null),
      ]
    }
    return .members(members)
  }

  /// The report as a suite of test cases.
  package var junit: JUnitReport {
    var report = JUnitReport(suite: "kernelcalc regress \(name)")
    report.add("finite", failure: nonfinite.count > 0 ? "\(nonfinite.count) entries" : nil)
    report.add("symmetric", failure: asymmetric.count > 0 ? "\(asymmetric.count) pairs" : nil)
    let isProved = definiteness?.verdict == .proved
    report.add(
      "positive semi-definite", failure: isProved ? nil : definiteness?.reason ?? "not examined")
    if let errors {
      let worst = errors.worst.map {
        ", at most \(RegressionReport.bound($0.discrepancy.ulp)) ULP, worst at (\($0.row), \($0.column))"
      }
      report.add(
        "entries",
        failure: errors.exceeding > 0
          ? "\(errors.exceeding) of \(errors.compared) entries over the limit\(worst ?? "")"
          : errors.undecided.isEmpty ? nil : "\(errors.undecided.count) entries undecided")
    }
    return report
  }
}
