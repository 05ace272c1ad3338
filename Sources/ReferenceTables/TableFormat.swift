import DataFiles
import ExactJSON
import IntervalArithmetic

/// How a table is written.
package enum TableFormat: String, CaseIterable, Sendable {
  case csv, json, jsonl, npy, npz, c, swift, python

  /// Whether the bytes are not text.
  package var isBinary: Bool { self == .npy || self == .npz }

  /// Throws where the format has no such numbers, or no place for so many: `points` is the format of the points, nil
  /// for exact ones.
  package func check(
    points: BinaryFormat?, type: NumberType, columns: Int, rows: Int
  ) throws(GridError) {
    guard isBinary else { return }
    guard let width = type.format?.byteCount else {
      throw GridError("NumPy arrays hold no decimals; choose a binary --type")
    }
    guard self == .npz else { return }
    guard let points else {
      throw GridError("NumPy arrays hold no exact fractions; give a binary --input type")
    }
    // 1 MiB is more than the provenance and the names take.
    guard rows * (points.byteCount + columns * width) < StoredArchive.largest - (1 << 20) else {
      throw GridError("\(rows) rows are more than an archive holds, 4 GiB; npy has no limit")
    }
  }
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

  /// Hands the table's bytes to `next`, a piece at a time. Throws before the first where the format has no such
  /// numbers (NumPy arrays of decimals, or archives of exact fractions) or no place for so many.
  package func write(
    _ format: TableFormat, threads: Int, to next: ([UInt8]) throws -> Void
  ) throws {
    try format.check(
      points: table.points.format, type: table.target.type, columns: table.columns.count,
      rows: table.count)
    switch format {
    case .npy: try writeArray(to: next)
    case .npz: try writeArchive(threads: threads, to: next)
    case .csv: try write(csv, threads: threads, to: next)
    case .json: try write(json, threads: threads, to: next)
    case .jsonl: try write(jsonLines, threads: threads, to: next)
    case .c: try write(cSource, threads: threads, to: next)
    case .swift: try write(swiftSource, threads: threads, to: next)
    case .python: try write(pythonSource, threads: threads, to: next)
    }
  }

  /// A format of text.
  struct Layout {
    /// What stands before the rows.
    var beginning: String
    /// A row.
    var row: @Sendable (TableRows, Int) -> String
    /// What stands between two rows.
    var separator = ""
    /// What stands after them.
    var end = ""
  }

  private func write(
    _ layout: Layout, threads: Int, to next: ([UInt8]) throws -> Void
  ) throws {
    try next(Array(layout.beginning.utf8))
    var isFirst = true
    try table.forEachBlock { block in
      let rows = table.rows(of: block, threads: threads)
      var bytes: [UInt8] = []
      for texts in rows.texts(threads: threads, { layout.row(rows, $0) }) {
        for text in texts {
          if !isFirst { bytes += layout.separator.utf8 }
          bytes += text.utf8
          isFirst = false
        }
      }
      try next(bytes)
    }
    try next(Array(layout.end.utf8))
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

  /// The names of the columns of text: a decimal and, for binary numbers, a hexadecimal text each.
  private var titles: [String] {
    let names = ["x"] + table.columns.map(\.name)
    return zip(names, table.cellFormats).flatMap { $1 == nil ? [$0] : [$0, $0 + "_hex"] }
  }

  private var csv: Layout {
    let type = table.target.type
    return Layout(
      beginning: header.map { "# \($0)\n" }.joined() + titles.joined(separator: ",") + "\n",
      row: { $0.cells($1, type).joined(separator: ",") + "\n" })
  }

  private var json: Layout {
    let (titles, type) = (titles, table.target.type)
    var rows = JSONArrayStream(provenance, array: "rows", separator: "\n")
    let beginning = rows.beginning
    // What ends a list depends on whether it has elements.
    if table.count > 0 { _ = rows.element(JSON.null) }
    return Layout(
      beginning: beginning, row: { $0.object($1, titles, type).text() }, separator: ",\n",
      end: rows.end)
  }

  private var jsonLines: Layout {
    let (titles, type) = (titles, table.target.type)
    return Layout(
      beginning: JSON.object(provenance).text() + "\n",
      row: { $0.object($1, titles, type).text() + "\n" })
  }
}

extension TableRows {
  /// A row's texts: a decimal and, for binary numbers, a hexadecimal text each.
  fileprivate func cells(_ row: Int, _ type: NumberType) -> [String] {
    let x = points.format == nil ? [points.text(row)] : [points.text(row), points.exactText(row)]
    return x
      + values.flatMap { column in
        type.format == nil
          ? [type.text(column[row])] : [type.text(column[row]), type.exactText(column[row])]
      }
  }

  fileprivate func object(_ row: Int, _ titles: [String], _ type: NumberType) -> JSON {
    .members(zip(titles, cells(row, type)).map { ($0, .string($1)) })
  }
}
