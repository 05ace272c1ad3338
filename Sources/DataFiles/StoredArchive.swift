/// A ZIP archive to be written, whose entries are not compressed, with all dates at the format's first day.
package struct StoredArchive {
  private var data: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An archive without entries.
  package init() {}

  /// Adds an entry.
  ///
  /// - Precondition: fewer than 65,536 entries and less than 4 GB in all.
  package mutating func add(_ name: String, _ contents: [UInt8]) {
    let offset = data.count
    let size = contents.count
    // Version 2.0; flag 11: the name is UTF-8; method 0; 1 January 1980.
    var common = le(20, 2) + le(1 << 11, 2) + le(0, 2) + le(0, 2) + le(0x21, 2)
    common += le(Int(CRC32.of(contents)), 4) + le(size, 4) + le(size, 4)
    common += le(name.utf8.count, 2) + le(0, 2)
    data += le(0x0403_4B50, 4) + common + name.utf8 + contents
    directory += le(0x0201_4B50, 4) + le(20, 2) + common
    directory += le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(offset, 4) + name.utf8
    count += 1
  }

  /// The archive.
  package var bytes: [UInt8] {
    data + directory + le(0x0605_4B50, 4) + le(0, 4) + le(count, 2) + le(count, 2)
      + le(directory.count, 4) + le(data.count, 4) + le(0, 2)
  }

  /// `value` in `count` bytes, the lowest first.
  private func le(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

/// The checksum of ZIP: the polynomial 0xEDB88320, reflected.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }

  static func of(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 0xFF)] }
  }
}
