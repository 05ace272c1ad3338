import AccuracyTesting
import ExactArithmetic
import IntervalArithmetic
import Testing

@Suite("Constants in code")
struct EmbeddedConstantsTests {
  private func doubles(_ numbers: [Rational]) -> [Double] {
    numbers.map { BigFloat($0, precision: Precision(53), rounding: .nearestEven) }
      .map { $0.double(rounding: .nearestEven) }
  }

  @Test func bitPatterns() {
    func bytes(_ bits: UInt64, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
    }
    let code =
      [1, 2, 3] + bytes((0.123456789).bitPattern, 8) + bytes((2.5).bitPattern, 8)
      + bytes(UInt64(Float(0.7).bitPattern), 4) + [9]
    let found = doubles(EmbeddedConstants.patterns(in: code, .binary64))
    #expect(found.contains(0.123456789) && !found.contains(2.5))
    let single = doubles(EmbeddedConstants.patterns(in: code, .binary32))
    #expect(single.contains(0.123456789) && single.contains(Double(Float(0.7))))
    #expect(EmbeddedConstants.patterns(in: [1, 2], .binary64).isEmpty)
  }

  @Test func literals() {
    let text = "if x > .25e-1 and x<0.123456789f: y = x-0.5 # 1.5, 0x1p-3, v0.75.1, 3, .."
    let found = doubles(EmbeddedConstants.literals(in: Array(text.utf8)))
    #expect(found == [0.025, 0.123456789, 0.5, 0.125])
  }
}
