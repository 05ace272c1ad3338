/// A ZIP archive of NumPy arrays (`.npz`), as `numpy.savez` and `numpy.savez_compressed` write it.
package struct ArchiveReader {
  private struct Entry {
    let name: String
    /// 0 stored, 8 deflated.
    let method: Int
    let compressedSize: Int
    let size: Int
    let checksum: UInt32
    /// Where the local header begins.
    let offset: Int
  }

  private let bytes: [UInt8]
  private let entries: [Entry]

  /// Whether bytes begin as a ZIP archive does.
  static func isBeginning(of bytes: [UInt8]) -> Bool {
    // An archive without entries begins with its end.
    bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
  }

  package init(_ bytes: [UInt8]) throws(DataFileError) {
    self.bytes = bytes
    let damaged = DataFileError("the archive is damaged")
    func integer(_ start: Int, _ width: Int) throws(DataFileError) -> Int {
      guard start >= 0, start + width <= bytes.count else { throw damaged }
      return (0..<width).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }
    // The end record is 22 bytes and a comment of at most 65,535.
    let earliest = max(0, bytes.count - 22 - 65_535)
    guard
      let end = stride(from: bytes.count - 22, through: earliest, by: -1).first(where: {
        bytes[$0...].starts(with: [0x50, 0x4B, 5, 6])
      })
    else { throw damaged }
    let count = try integer(end + 10, 2)
    var place = try integer(end + 16, 4)
    guard count < 0xFFFF, place < 0xFFFF_FFFF else {
      throw DataFileError("archives of 4 GB and more (ZIP64) are not read; use .npy")
    }
    var entries: [Entry] = []
    for _ in 0..<count {
      guard try integer(place, 4) == 0x0201_4B50 else { throw damaged }
      let nameLength = try integer(place + 28, 2)
      let following = try integer(place + 30, 2) + integer(place + 32, 2)
      guard place + 46 + nameLength <= bytes.count else { throw damaged }
      entries.append(
        Entry(
          name: String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self),
          method: try integer(place + 10, 2), compressedSize: try integer(place + 20, 4),
          size: try integer(place + 24, 4), checksum: UInt32(try integer(place + 16, 4)),
          offset: try integer(place + 42, 4)))
      place += 46 + nameLength + following
    }
    self.entries = entries
  }

  /// The `.npy` file of one array.
  func array(named name: String?) throws(DataFileError) -> [UInt8] {
    let arrays = entries.filter { $0.name.hasSuffix(".npy") }
    let names = arrays.map { String($0.name.dropLast(4)) }
    guard let first = names.first else { throw DataFileError("the archive has no arrays") }
    let usual = ["X", "x", "inputs", "data"]
    let chosen = name ?? (names.count == 1 ? names[0] : usual.first(where: names.contains))
    guard let chosen else {
      throw DataFileError(
        "the archive has the arrays \(names.joined(separator: ", ")): name one, as in FILE.npz:\(first)"
      )
    }
    guard let index = names.firstIndex(of: chosen) else {
      throw DataFileError(
        "the archive has no array '\(chosen)'; it has \(names.joined(separator: ", "))")
    }
    return try contents(of: arrays[index])
  }

  /// An entry by its whole name.
  package func contents(named name: String) throws(DataFileError) -> [UInt8] {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw DataFileError("the archive has no entry '\(name)'")
    }
    return try contents(of: entry)
  }

  /// An entry's bytes, which have the checksum that the archive says.
  private func contents(of entry: Entry) throws(DataFileError) -> [UInt8] {
    let contents = try unpacked(entry)
    guard CRC32.of(contents) == entry.checksum else {
      throw DataFileError("the archive's entry \(entry.name) is damaged")
    }
    return contents
  }

  private func unpacked(_ entry: Entry) throws(DataFileError) -> [UInt8] {
    let damaged = DataFileError("the archive's entry \(entry.name) is damaged")
    let header = entry.offset
    guard header >= 0, header + 30 <= bytes.count,
      bytes[header...].starts(with: [0x50, 0x4B, 3, 4])
    else { throw damaged }
    let lengths =
      Int(bytes[header + 26]) | Int(bytes[header + 27]) << 8
    let extra = Int(bytes[header + 28]) | Int(bytes[header + 29]) << 8
    let start = header + 30 + lengths + extra
    guard start + entry.compressedSize <= bytes.count else { throw damaged }
    let data = bytes[start..<start + entry.compressedSize]
    switch entry.method {
    case 0: return Array(data)
    case 8:
      var inflater = Inflater(data, expectedCount: entry.size)
      guard let contents = inflater.run(), contents.count == entry.size else { throw damaged }
      return contents
    default:
      throw DataFileError("\(entry.name) is compressed in a way that NumPy does not use")
    }
  }
}
