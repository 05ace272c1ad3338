import DataFiles
import IntervalArithmetic

/// Where the values of a table are kept, in blocks, until they are written.
package protocol TableStore: AnyObject {
  /// How many blocks are there.
  var count: Int { get }
  /// Keeps one more.
  func append(_ block: [UInt8]) throws
  /// One that is there.
  func block(_ index: Int) throws -> [UInt8]
}

/// Values that are kept in memory.
package final class MemoryStore: TableStore {
  private var blocks: [[UInt8]] = []

  /// A store of nothing yet.
  package init() {}

  package var count: Int { blocks.count }
  package func append(_ block: [UInt8]) { blocks.append(block) }
  package func block(_ index: Int) -> [UInt8] { blocks[index] }
}

/// The values of one block of a table, without its points.
package struct TableBlock: Sendable {
  /// Where its points stand among the table's.
  let places: Range<Int>
  /// Which of the points are rows; nil where all are.
  let isKept: [Bool]?
  /// The values of each column, one for each row.
  package let values: [[RoundedValue]]

  /// How many rows there are.
  package var count: Int { values.first?.count ?? 0 }

  init(places: Range<Int>, isKept: [Bool]?, values: [[RoundedValue]]) {
    self.places = places
    self.isKept = isKept
    self.values = values
  }

  /// The rows that have all their values; points without one are left out if `skipsUndefined`.
  init(_ values: [[RoundedValue?]], at places: Range<Int>, skipsUndefined: Bool) {
    guard skipsUndefined else {
      self.init(places: places, isKept: nil, values: values.map { $0.compactMap { $0 } })
      return
    }
    let isKept = (0..<places.count).map { row in values.allSatisfy { $0[row] != nil } }
    self.init(
      places: places, isKept: isKept,
      values: values.map { zip($0, isKept).filter(\.1).compactMap(\.0) })
  }
}

/// Values of one block as bytes: column after column; numbers of a binary format take its bytes, the lowest first,
/// decimals a line each. Where points may be left out, a byte for each point stands before, 1 if it is a row.
struct BlockCoding {
  let type: NumberType
  let columns: Int
  let skipsUndefined: Bool

  func bytes(_ block: TableBlock) -> [UInt8] {
    var bytes: [UInt8] = (block.isKept ?? []).map { $0 ? 1 : 0 }
    for column in block.values {
      switch type {
      case .binary(let format):
        for case .bits(let bits) in column { bits.append(to: &bytes, count: format.byteCount) }
      case .decimal:
        for case .decimal(let text) in column { bytes += text.utf8 + [10] }
      }
    }
    return bytes
  }

  /// What ``bytes(_:)`` wrote; nil where the bytes are none of so many points.
  func block(_ bytes: [UInt8], at places: Range<Int>) -> TableBlock? {
    var rest = bytes[...]
    var isKept: [Bool]?
    var count = places.count
    if skipsUndefined {
      guard rest.count >= count else { return nil }
      let kept = rest.prefix(count).map { $0 == 1 }
      isKept = kept
      rest = rest.dropFirst(count)
      count = kept.count { $0 }
    }
    var values: [RoundedValue] = []
    values.reserveCapacity(count * columns)
    switch type {
    case .binary(let format):
      let width = format.byteCount
      guard rest.count == count * columns * width else { return nil }
      rest.withUnsafeBytes { buffer in
        for start in stride(from: 0, to: buffer.count, by: width) {
          var bits: UInt64 = 0
          for place in 0..<width { bits |= UInt64(buffer[start + place]) << UInt64(8 * place) }
          values.append(.bits(bits))
        }
      }
    case .decimal:
      for line in rest.split(separator: 10) {
        values.append(.decimal(String(decoding: line, as: UTF8.self)))
      }
      guard values.count == count * columns else { return nil }
    }
    return TableBlock(
      places: places, isKept: isKept,
      values: (0..<columns).map { Array(values[$0 * count..<($0 + 1) * count]) })
  }
}
