/// A ZIP archive to be written piece by piece, whose entries are not compressed, with all dates at the format's first
/// day: its entries one after the other, then its end.
package struct StoredArchive {
  /// The largest archive in bytes: where the next entry begins is a number of 32 bits.
  package static let largest = Int(UInt32.max)

  private var size = 0
  private var directory: [UInt8] = []
  private var count = 0

  /// An archive without entries.
  package init() {}

  /// An entry.
  ///
  /// - Precondition: fewer than 65,536 entries and less than ``largest`` in all.
  package mutating func entry(_ name: String, _ contents: [UInt8]) -> [UInt8] {
    var checksum = CRC32()
    checksum.update(contents)
    return beginning(of: name, size: contents.count, checksum: checksum) + contents
  }

  /// What stands before the contents of an entry, `size` bytes with that checksum, which must follow.
  ///
  /// - Precondition: fewer than 65,536 entries and less than ``largest`` in all.
  package mutating func beginning(of name: String, size: Int, checksum: CRC32) -> [UInt8] {
    let offset = self.size
    // Version 2.0; flag 11: the name is UTF-8; method 0; 1 January 1980.
    var common = le(20, 2) + le(1 << 11, 2) + le(0, 2) + le(0, 2) + le(0x21, 2)
    common += le(Int(checksum.value), 4) + le(size, 4) + le(size, 4)
    common += le(name.utf8.count, 2) + le(0, 2)
    let header = le(0x0403_4B50, 4) + common + name.utf8
    directory += le(0x0201_4B50, 4) + le(20, 2) + common
    directory += le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(offset, 4) + name.utf8
    count += 1
    self.size += header.count + size
    precondition(count < 1 << 16 && self.size <= StoredArchive.largest)
    return header
  }

  /// What stands after all entries.
  package var end: [UInt8] {
    directory + le(0x0605_4B50, 4) + le(0, 4) + le(count, 2) + le(count, 2)
      + le(directory.count, 4) + le(size, 4) + le(0, 2)
  }

  /// `value` in `count` bytes, the lowest first.
  private func le(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

/// The checksum of ZIP: the polynomial 0xEDB88320, reflected.
package struct CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }

  private var state = UInt32.max

  /// The checksum of nothing yet.
  package init() {}

  /// Takes in more bytes.
  package mutating func update(_ bytes: [UInt8]) {
    state = CRC32.table.withUnsafeBufferPointer { table in
      bytes.reduce(state) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 0xFF)] }
    }
  }

  /// The checksum of what was taken in.
  package var value: UInt32 { ~state }

  /// The checksum of some bytes.
  package static func of(_ bytes: [UInt8]) -> UInt32 {
    var checksum = CRC32()
    checksum.update(bytes)
    return checksum.value
  }
}
