import DataFiles
import ExactArithmetic
import IntervalArithmetic

/// How far a matrix's finite entries are from the true ones.
package struct EntryErrors: Sendable {
  /// An entry with its error.
  package struct Entry: Sendable {
    /// Its place, counted from 0.
    package let row: Int, column: Int
    /// Its bit pattern.
    package let actual: UInt64
    /// How far it is from the truth.
    package let discrepancy: Discrepancy
  }

  /// The entries' format.
  package let format: BinaryFormat
  /// The largest error in ULP that is allowed; nil for any.
  package let limit: Rational?
  /// How many entries were compared.
  package private(set) var compared = 0
  /// How many are certified to exceed the limit.
  package private(set) var exceeding = 0
  /// The places whose truth is not known well enough to say how large the error is.
  package private(set) var undecided: [(row: Int, column: Int)] = []
  /// The entry with the largest error in ULP.
  package private(set) var worst: Entry?
  /// An upper bound of the largest absolute error.
  package private(set) var maxAbsolute = 0.0

  private let array: NumPyArray
  private let measure: ErrorMeasure

  /// No entry compared yet. Throws `NumPyError` where the array holds no floating-point numbers.
  package init(_ array: NumPyArray, limit: Rational?) throws(NumPyError) {
    self.array = array
    format = try MatrixReport.shape(array).format
    self.limit = limit
    measure = ErrorMeasure(format: format, limit: limit)
  }

  /// Compares the entry at a place with an enclosure of the truth. An entry that is not finite is a
  /// finding of ``MatrixReport`` and no error.
  package mutating func compare(row: Int, column: Int, with truth: Interval) {
    let actual = array.elements[row * array.shape[1] + column]
    guard format.isFinite(actual) else { return }
    guard let discrepancy = measure.discrepancy(of: actual, from: truth) else {
      undecided.append((row, column))
      return
    }
    compared += 1
    if discrepancy.exceedsLimit { exceeding += 1 }
    maxAbsolute = max(maxAbsolute, discrepancy.absolute)
    if worst.map({ discrepancy.ulp > $0.discrepancy.ulp }) ?? true {
      worst = Entry(row: row, column: column, actual: actual, discrepancy: discrepancy)
    }
  }

  /// The lines of a report for people.
  var lines: [String] {
    var lines = ["Entries compared with the truth: \(compared)"]
    if let limit { lines.append("  over \(limit) ULP: \(exceeding)") }
    if let first = undecided.first {
      lines.append(
        "  undecided: \(undecided.count), first at (\(first.row), \(first.column)): the truth is too "
          + "near to halfway between two numbers")
    }
    if let worst {
      lines += [
        "  worst at (\(worst.row), \(worst.column)): \(RegressionReport.bound(worst.discrepancy.ulp)) "
          + "ULP, absolute \(RegressionReport.bound(maxAbsolute)) at most",
        "    expected = \(format.hexadecimal(worst.discrepancy.expected)) "
          + "(\(format.decimal(worst.discrepancy.expected)))",
        "    actual   = \(format.hexadecimal(worst.actual)) (\(format.decimal(worst.actual)))",
      ]
    }
    return lines
  }
}
