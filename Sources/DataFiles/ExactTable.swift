import ExactArithmetic

/// A rectangular table of exact numbers, read from a data file.
///
/// Guarantee: every number is the one that the file holds, not rounded: a decimal or a fraction of a
/// CSV file as it is written, a floating-point number of a NumPy array as the binary fraction it is.
public struct ExactTable: Sendable {
  /// The numbers by rows, all of the same length.
  public let rows: [[Rational]]
  /// The names of the columns, where the file has a header.
  public let columnNames: [String]?

  /// The number of columns.
  public var columnCount: Int { rows.first?.count ?? columnNames?.count ?? 0 }

  /// A table of rows.
  ///
  /// - Precondition: the rows have equal lengths.
  public init(rows: [[Rational]], columnNames: [String]? = nil) {
    precondition(rows.allSatisfy { $0.count == rows.first?.count }, "rows of different lengths")
    self.rows = rows
    self.columnNames = columnNames
  }

  /// Reads a file: a NumPy array (`.npy`), an archive of them (`.npz`), or CSV text; which of them it
  /// is, is seen from its first bytes.
  ///
  /// `member` names the array of an archive; without it the archive has one array, or one called `X`,
  /// `x`, `inputs` or `data`. An array of more than two dimensions has one row for each index of the
  /// first; one of one dimension has one column.
  public init(file bytes: [UInt8], member: String? = nil) throws(DataFileError) {
    if NumPyArray.isBeginning(of: bytes) {
      guard member == nil else {
        throw DataFileError("an .npy file is one array; only an .npz archive has arrays by name")
      }
      try self.init(array: bytes[...])
    } else if ArchiveReader.isBeginning(of: bytes) {
      let archive = try ArchiveReader(bytes)
      try self.init(array: try archive.array(named: member)[...])
    } else {
      guard member == nil else { throw DataFileError("only an .npz archive has arrays by name") }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw DataFileError("neither CSV (it is not UTF-8 text) nor a NumPy array")
      }
      try self.init(csv: text)
    }
  }

  /// Reads CSV: one row a record, decimals (`0.1`, `-2.5e-3`) or fractions (`1/3`), with spaces around
  /// them where one likes; the first record is a header where none of its fields is a number.
  public init(csv text: String) throws(DataFileError) {
    let document: CSVDocument
    do { document = try CSVDocument(text) } catch { throw DataFileError("\(error)") }
    var records = document.records[...]
    var names: [String]?
    if let first = records.first, first.fields.allSatisfy({ Self.number($0) == nil }),
      !first.fields.contains(where: Self.isNonfinite)
    {
      names = first.fields.map { String(Self.trimmed($0)) }
      records = records.dropFirst()
    }
    var rows: [[Rational]] = []
    let width = names?.count ?? records.first?.fields.count ?? 0
    for record in records {
      guard record.fields.count == width else {
        throw DataFileError(
          "line \(record.line): \(record.fields.count) fields; the lines before have \(width)")
      }
      var row: [Rational] = []
      row.reserveCapacity(width)
      for (column, field) in record.fields.enumerated() {
        guard let number = Self.number(field) else {
          let name = names.map { " (\($0[column]))" } ?? ""
          let place = "line \(record.line), field \(column + 1)\(name)"
          let text = Self.trimmed(field)
          throw DataFileError(
            text.isEmpty
              ? "\(place): the field is empty"
              : Self.isNonfinite(field)
                ? "\(place): '\(text)' is no real number"
                : "\(place): '\(text.prefix(40))' is not a number; write a decimal or a fraction")
        }
        row.append(number)
      }
      rows.append(row)
    }
    guard !rows.isEmpty else { throw DataFileError("there are no rows of numbers") }
    self.init(rows: rows, columnNames: names)
  }

  /// Reads an `.npy` file.
  private init(array bytes: ArraySlice<UInt8>) throws(DataFileError) {
    let array: NumPyArray
    do { array = try NumPyArray(reading: bytes) } catch { throw DataFileError("\(error)") }
    guard let count = array.shape.first, count > 0 else {
      throw DataFileError("the array has the shape \(array.shape): there are no rows")
    }
    let width = array.shape.dropFirst().reduce(1, *)
    guard width > 0 else { throw DataFileError("the array has the shape \(array.shape)") }
    var rows: [[Rational]] = []
    rows.reserveCapacity(count)
    for row in 0..<count {
      var numbers: [Rational] = []
      numbers.reserveCapacity(width)
      for column in 0..<width {
        guard let number = array.rational(at: row * width + column) else {
          throw DataFileError("row \(row), column \(column) is NaN or infinite (counted from 0)")
        }
        numbers.append(number)
      }
      rows.append(numbers)
    }
    self.init(rows: rows)
  }

  private static func trimmed(_ field: String) -> Substring {
    var text = field[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  private static func number(_ field: String) -> Rational? {
    Rational(field) ?? Rational(String(trimmed(field)))
  }

  private static func isNonfinite(_ field: String) -> Bool {
    let word = trimmed(field).lowercased().drop { $0 == "-" || $0 == "+" }
    return ["nan", "inf", "infinity"].contains(word)
  }
}

/// Why a data file could not be read, and where it is wrong.
public struct DataFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence.
  public let description: String

  init(_ description: String) { self.description = description }
}
