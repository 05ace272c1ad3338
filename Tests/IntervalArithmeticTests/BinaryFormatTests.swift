import ExactArithmetic
import IntervalArithmetic
import Testing
import _TestSupport

@Suite("Binary formats")
struct BinaryFormatTests {
  @Test(arguments: BinaryFormat.all)
  func textsAndPlacesConvertBackAndForth(_ format: BinaryFormat) throws {
    for ordinal in [-5, 0, 1, 77, Int(format.infinity) - 1, Int(format.infinity)] {
      let bits = format.bits(ordinal: ordinal)
      #expect(format.ordinal(bits) == ordinal)
      #expect(format.bits(format.hexadecimal(bits)) == bits)
      #expect(format.bits(format.decimal(bits)) == bits)
      if let exact = format.rational(bits) {
        #expect(format.bits(exact, rounding: .nearestEven) == bits)
        #expect(format.bigFloat(bits).bitPattern(format, rounding: .up) == bits)
      }
    }
    #expect(format.bits("nan").map(format.isNaN) == true)
    #expect(format.bits("-inf") == format.infinity | format.signBit)
    #expect(format.bits("-0") == format.signBit)
    #expect(format.bits("1/3") == format.bits(Rational(1, 3), rounding: .nearestEven))
    for text in ["", "x", "1..2", "0x", "1e", "--1", "1/0"] { #expect(format.bits(text) == nil) }
  }

  /// Values against Swift's own types, which the processor implements.
  @Test func valuesAreThoseOfSwiftTypes() {
    var generator = SplitMix64(seed: 11)
    for _ in 0..<scaledCount(2000) {
      let word = generator.next()
      let single = Float(bitPattern: UInt32(truncatingIfNeeded: word))
      let half = Float16(bitPattern: UInt16(truncatingIfNeeded: word))
      let pairs = [
        (BinaryFormat.binary64.double(word), Double(bitPattern: word)),
        (BinaryFormat.binary32.double(UInt64(single.bitPattern)), Double(single)),
        (BinaryFormat.binary16.double(UInt64(half.bitPattern)), Double(half)),
      ]
      for (value, expected) in pairs {
        #expect(value == expected || (value.isNaN && expected.isNaN))
        #expect(value.isNaN || value.sign == expected.sign)
      }
    }
  }

  /// A fraction is rounded by integers alone. A bound of it to 1000 bits, from either side, rounds to
  /// the same number through MPFR unless the fraction itself is a border, which 1000 bits hold exactly.
  @Test(arguments: BinaryFormat.all, [Rounding.down, .up, .towardZero, .nearestEven])
  func fractionsRoundAsLongNumbersDo(_ format: BinaryFormat, _ rounding: Rounding) {
    var generator = SplitMix64(seed: 12)
    var failures = Failures()
    for _ in 0..<scaledCount(400) {
      let numerator = Int(truncatingIfNeeded: generator.next())
      let denominator = Integer(generator.next() >> (generator.next() % 64) | 1)
      let shift = Int(generator.next() % 2400) - 1200
      let value = Rational(Integer(numerator), denominator).scaled(byPowerOfTwo: shift)
      let found = format.bits(value, rounding: rounding)
      for side in [Rounding.down, .up] {
        let long = BigFloat(value, precision: Precision(1000), rounding: side)
        let expected = long.bitPattern(format, rounding: rounding)
        failures.check(expected == found, "\(value) \(rounding): \(found), not \(expected)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }
}
