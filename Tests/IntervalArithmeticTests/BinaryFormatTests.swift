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

  /// A fraction is rounded by integers alone; MPFR, with more bits than the fraction of two words can
  /// need to be told from a border, gives the same.
  @Test(arguments: BinaryFormat.all, [Rounding.down, .up, .towardZero, .nearestEven])
  func fractionsRoundAsLongNumbersDo(_ format: BinaryFormat, _ rounding: Rounding) {
    var generator = SplitMix64(seed: 12)
    var failures = Failures()
    for _ in 0..<scaledCount(400) {
      let numerator = Int(truncatingIfNeeded: generator.next())
      let denominator = Integer(generator.next() | 1)
      let shift = Int(generator.next() % 2400) - 1200
      let value = Rational(Integer(numerator), denominator).scaled(byPowerOfTwo: shift)
      let long = BigFloat(value, precision: Precision(1000), rounding: .towardZero)
      // Truncated, but never onto a border: then a fraction with an odd denominator above 1 would be one.
      let sticky =
        long.compared(to: value) == 0 ? long : (long.sign < 0 ? long.nextDown : long.nextUp)
      let expected = [long, sticky].map { $0.bitPattern(format, rounding: rounding) }
      let found = format.bits(value, rounding: rounding)
      failures.check(expected.contains(found), "\(value) \(rounding): \(found)")
      if expected[0] != expected[1] {
        failures.check(rounding != .nearestEven, "\(value) lies at a middle")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }
}
