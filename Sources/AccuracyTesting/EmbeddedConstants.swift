import ExactArithmetic
import IntervalArithmetic

/// Numbers in a file of code that may be the thresholds of branches.
///
/// A branch on an interval of width 1e-12 is invisible to whoever does not happen to try a point in it;
/// but its ends stand in the code: as bit patterns where it is compiled, as literals where it is a
/// script. Numbers count that lie strictly between −1 and 1 and are larger than 2⁻²⁰.
package enum EmbeddedConstants {
  /// How many numbers are taken at most, the first ones.
  static let largestCount = 1500
  /// Up to which size a compiled file is looked at at every byte offset, not only at aligned ones.
  static let smallFile = 4 << 20

  /// The numbers whose bit patterns, in binary64 or binary32, occur in compiled code.
  ///
  /// Random bytes rarely look like such a number, so that only some of those found are accidental.
  package static func patterns(in bytes: [UInt8], _ format: BinaryFormat) -> [Rational] {
    var found = Found()
    for source in [BinaryFormat.binary64, .binary32] where source.precision >= format.precision {
      let width = source.byteCount
      func take(_ start: Int) {
        var bits: UInt64 = 0
        for place in 0..<width { bits |= UInt64(bytes[start + place]) << UInt64(8 * place) }
        found.add(source.double(bits))
      }
      let starts = 0..<max(0, bytes.count - width + 1)
      for start in starts where start % width == 0 && !found.isFull { take(start) }
      if bytes.count > smallFile { continue }
      for start in starts where start % width != 0 && !found.isFull { take(start) }
    }
    return found.numbers
  }

  /// The numbers that are written, in decimal or hexadecimal, in a text.
  package static func literals(in bytes: [UInt8]) -> [Rational] {
    var found = Found()
    var start = 0
    while start < bytes.count, !found.isFull {
      guard isDigit(bytes[start]) || bytes[start] == 0x2E else {
        start += 1
        continue
      }
      var end = start + 1
      while end < bytes.count, isPart(bytes[end], after: bytes[end - 1]) { end += 1 }
      // A suffix such as C's f is no part of the number.
      let word = String(decoding: bytes[start..<end], as: UTF8.self)
      if let value = Double(word) ?? Double(word.dropLast()) { found.add(value) }
      start = end
    }
    return found.numbers
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isPart(_ byte: UInt8, after previous: UInt8) -> Bool {
    // A sign belongs to a number behind e, E, p or P.
    if byte == 0x2B || byte == 0x2D { return [0x65, 0x45, 0x70, 0x50].contains(previous) }
    let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    return isDigit(byte) || isLetter || byte == 0x2E
  }

  private struct Found {
    private(set) var numbers: [Rational] = []
    private var seen: Set<Double> = []

    var isFull: Bool { numbers.count >= largestCount }

    mutating func add(_ value: Double) {
      guard value.magnitude < 1, value.magnitude > 0x1p-20, seen.insert(value).inserted,
        let exact = Rational(exactly: value)
      else { return }
      numbers.append(exact)
    }
  }
}
