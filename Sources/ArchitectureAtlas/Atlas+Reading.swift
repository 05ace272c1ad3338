import GRDB

/// A value in a row of an atlas.
package enum AtlasValue: Sendable, Hashable, CustomStringConvertible {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)

  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let value): self = .integer(value)
    case .double(let value): self = .real(value)
    case .string(let text): self = .text(text)
    case .blob(let data):
      self = .text(data.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }
  }

  /// The value as text; a real number with the fewest digits that identify it, NULL as nothing.
  package var description: String {
    switch self {
    case .null: ""
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let text): text
    }
  }
}

extension Atlas {
  /// Writes everything in the atlas as text, in an order that depends on the content alone: equal
  /// atlases give equal bytes, however they were built.
  ///
  /// A line for each table, `# name` and its columns, then one for each row; fields are separated by
  /// tabs, real numbers have the digits that identify them, NULL is `\N`.
  package func dump(_ write: (String) throws -> Void) throws {
    for (table, key) in AtlasSchema.tables {
      try forEachRow(of: "SELECT * FROM \(table) ORDER BY \(key)") { columns in
        try write("# \(table)\t\(columns.joined(separator: "\t"))\n")
      } row: { values in
        let fields = values.map { $0 == .null ? "\\N" : $0.description }
        try write(fields.joined(separator: "\t") + "\n")
      }
    }
  }

  /// The rows that one SQL query gives, with the names of its columns first. The query cannot change
  /// anything.
  package func forEachRow(
    of sql: String, _ arguments: [any DatabaseValueConvertible] = [],
    columns: ([String]) throws -> Void, row: ([AtlasValue]) throws -> Void
  ) throws {
    try Atlas.reporting(path) {
      try queue.read { db in
        let statement = try db.makeStatement(sql: sql)
        // ATTACH and VACUUM INTO have no columns; they would make files.
        guard statement.isReadonly, statement.columnCount > 0 else {
          throw AtlasError("only queries that read are possible, such as SELECT")
        }
        try columns(statement.columnNames)
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        while let next = try rows.next() { try row(next.databaseValues.map { AtlasValue($0) }) }
      }
    }
  }
}
