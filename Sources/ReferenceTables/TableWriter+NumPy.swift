import DataFiles
import IntervalArithmetic

/// Tables as NumPy arrays: `.npy`, version 1.0, and `.npz`, a ZIP archive of stored entries.
extension TableWriter {
  /// The values: of shape (rows) for one column, (rows, columns) for several.
  func writeArray(to next: ([UInt8]) throws -> Void) throws {
    guard let format = table.target.type.format else { return }
    let shape = [table.count] + (table.columns.count == 1 ? [] : [table.columns.count])
    try next(NumPyArray.header(shape: shape, format: format))
    try table.forEachBlock { block in
      var bytes: [UInt8] = []
      for row in 0..<block.count {
        for column in block.values { bits(column[row]).append(to: &bytes, count: format.byteCount) }
      }
      try next(bytes)
    }
  }

  /// The arrays `x` and one for each column, and the provenance as `provenance.json`.
  func writeArchive(threads: Int, to next: ([UInt8]) throws -> Void) throws {
    guard let format = table.target.type.format, let inputs = table.points.format else { return }
    var archive = StoredArchive()
    try next(archive.entry("provenance.json", Array(provenanceText.utf8)))
    try write("x", inputs, in: &archive, to: next) {
      table.points(of: $0, threads: threads).bits ?? []
    }
    for (index, column) in table.columns.enumerated() {
      try write(column.name, format, in: &archive, to: next) { $0.values[index].map(bits) }
    }
    try next(archive.end)
  }

  /// An array, which is gone through twice: its checksum stands before it.
  private func write(
    _ name: String, _ format: BinaryFormat, in archive: inout StoredArchive,
    to next: ([UInt8]) throws -> Void, _ elements: (TableBlock) -> [UInt64]
  ) throws {
    func pieces(_ body: ([UInt8]) throws -> Void) throws {
      try body(NumPyArray.header(shape: [table.count], format: format))
      try table.forEachBlock { block in
        var bytes: [UInt8] = []
        for element in elements(block) { element.append(to: &bytes, count: format.byteCount) }
        try body(bytes)
      }
    }
    var (checksum, size) = (CRC32(), 0)
    try pieces {
      checksum.update($0)
      size += $0.count
    }
    try next(archive.beginning(of: "\(name).npy", size: size, checksum: checksum))
    try pieces(next)
  }

  private func bits(_ value: RoundedValue) -> UInt64 {
    if case .bits(let bits) = value { bits } else { 0 }
  }
}
