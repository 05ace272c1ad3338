import ExactJSON
import IntervalArithmetic

/// How a table is written.
package enum TableFormat: String, CaseIterable, Sendable {
  case csv, json, jsonl, npy, npz, c, swift, python

  /// Whether the bytes are not text.
  package var isBinary: Bool { self == .npy || self == .npz }
}

/// A table in bytes: the same ones on every run, machine and number of threads.
package struct TableWriter {
  let table: ReferenceTable
  /// What source code calls the table.
  let symbol: String

  /// A writer of `table`; `symbol` must be an identifier of C, Swift and Python.
  package init(_ table: ReferenceTable, symbol: String) {
    self.table = table
    self.symbol = symbol
  }

  /// The table's bytes. Throws where the format has no such numbers (NumPy arrays of decimals, or of
  /// exact fractions).
  package func bytes(_ format: TableFormat) throws(GridError) -> [UInt8] {
    switch format {
    case .csv: return Array(csv.utf8)
    case .json: return Array(json.utf8)
    case .jsonl: return Array(jsonLines.utf8)
    case .npy: return try npy()
    case .npz: return try npz()
    case .c: return Array(cSource.utf8)
    case .swift: return Array(swiftSource.utf8)
    case .python: return Array(pythonSource.utf8)
    }
  }

  /// Provenance and checksum as lines, each `key: value`.
  var header: [String] {
    (table.provenance + [("checksum", table.checksum)]).map { key, value in
      "\(key): \(value.map { $0.isNewline ? " " : String($0) }.joined())"
    }
  }

  /// Provenance and checksum as a JSON object.
  var provenance: JSON.Object {
    JSON.Object(
      [(key: "schema", value: .integer(1))]
        + (table.provenance + [("checksum", table.checksum)]).map { ($0, .string($1)) })
  }

  /// The provenance of a table that is in a file of its own: NumPy's single arrays have no place for it.
  package var provenanceText: String { JSON.object(provenance).text(pretty: true) + "\n" }

  private var isBinary: Bool { table.target.type.format != nil }

  /// The names of the columns of text: a decimal and, for binary numbers, a hexadecimal text each.
  private var titles: [String] {
    let x = table.points.format == nil ? ["x"] : ["x", "x_hex"]
    return x + table.columns.flatMap { isBinary ? [$0.name, $0.name + "_hex"] : [$0.name] }
  }

  private func cells(_ row: Int) -> [String] {
    let points = table.points
    let x = points.format == nil ? [points.text(row)] : [points.text(row), points.exactText(row)]
    return x
      + table.columns.flatMap { column in
        let value = column.values[row]
        return isBinary ? [table.text(value), table.exactText(value)] : [table.text(value)]
      }
  }

  private var csv: String {
    var text = header.map { "# \($0)\n" }.joined()
    text += titles.joined(separator: ",") + "\n"
    for row in 0..<table.count { text += cells(row).joined(separator: ",") + "\n" }
    return text
  }

  private func object(_ row: Int, _ titles: [String]) -> JSON {
    .members(zip(titles, cells(row)).map { ($0, .string($1)) })
  }

  private var json: String {
    let titles = titles
    var rows = JSONArrayStream(provenance, array: "rows", separator: "\n")
    var text = rows.beginning
    for row in 0..<table.count { text += rows.element(object(row, titles)) }
    return text + rows.end
  }

  private var jsonLines: String {
    let titles = titles
    var text = JSON.object(provenance).text() + "\n"
    for row in 0..<table.count { text += object(row, titles).text() + "\n" }
    return text
  }
}
