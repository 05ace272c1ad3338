import DataFiles
import IntervalArithmetic

/// Tables as NumPy arrays: `.npy`, version 1.0, and `.npz`, a ZIP archive of stored entries.
extension TableWriter {
  /// The values: of shape (rows) for one column, (rows, columns) for several.
  func npy() throws(GridError) -> [UInt8] {
    let format = try numericFormat()
    let columns = table.columns.map { $0.values.map(bits) }
    if columns.count == 1 { return NumPyArray(columns[0], format: format).bytes }
    let interleaved = (0..<table.count).flatMap { row in columns.map { $0[row] } }
    return NumPyArray(interleaved, shape: [table.count, columns.count], format: format).bytes
  }

  /// The arrays `x` and one for each column, and the provenance as `provenance.json`.
  func npz() throws(GridError) -> [UInt8] {
    let format = try numericFormat()
    guard let inputs = table.points.format, let points = table.points.bits else {
      throw GridError("NumPy arrays hold no exact fractions; give a binary --input type")
    }
    var archive = StoredArchive()
    archive.add("provenance.json", Array(provenanceText.utf8))
    archive.add("x.npy", NumPyArray(points, format: inputs).bytes)
    for column in table.columns {
      archive.add("\(column.name).npy", NumPyArray(column.values.map(bits), format: format).bytes)
    }
    return archive.bytes
  }

  private func numericFormat() throws(GridError) -> BinaryFormat {
    guard let format = table.target.type.format else {
      throw GridError("NumPy arrays hold no decimals; choose a binary --type")
    }
    return format
  }

  private func bits(_ value: RoundedValue) -> UInt64 {
    if case .bits(let bits) = value { bits } else { 0 }
  }
}
