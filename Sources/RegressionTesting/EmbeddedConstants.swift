import ExactArithmetic
import IntervalArithmetic

/// Numbers in the bytes of a compiled file that may be the thresholds of branches.
///
/// A branch on an interval of width 1e-12 is invisible to whoever does not happen to try a point in it;
/// but its ends stand in the code. Both binary64 and binary32 constants count, at every byte offset.
public enum EmbeddedConstants {
  /// How many are taken at most, the ones met most often being no better than others: in order.
  static let largestCount = 1500

  /// The numbers strictly between −1 and 1, away from 0, whose bit patterns occur in `bytes`.
  ///
  /// Aligned ones come first. Random bytes rarely look like such a number, so that a few hundred of
  /// the constants found are accidental.
  public static func find(in bytes: [UInt8], _ format: BinaryFormat) -> [Rational] {
    var seen: Set<UInt64> = []
    var aligned: [Rational] = []
    var others: [Rational] = []
    for source in [BinaryFormat.binary64, .binary32] where source.precision >= format.precision {
      let width = source.byteCount
      guard bytes.count >= width else { continue }
      for start in 0...(bytes.count - width) {
        var bits: UInt64 = 0
        for place in 0..<width { bits |= UInt64(bytes[start + place]) << UInt64(8 * place) }
        let value = source.double(bits)
        guard value.magnitude < 1, value.magnitude > 0x1p-20,
          seen.insert(value.bitPattern).inserted, let exact = Rational(exactly: value)
        else { continue }
        if start % width == 0 { aligned.append(exact) } else { others.append(exact) }
      }
    }
    return Array((aligned + others).prefix(largestCount))
  }
}
