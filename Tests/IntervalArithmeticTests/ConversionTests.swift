import ExactArithmetic
import Testing
import _TestSupport

@testable import IntervalArithmetic

/// A binary format, described independently of the conversion: what each bit pattern means.
struct FormatCase: Sendable, CustomTestStringConvertible {
  let name: String
  let exponentBits: Int
  let fractionBits: Int
  /// The bit pattern that the conversion gives.
  let pattern: @Sendable (BigFloat, Rounding) -> UInt64

  var testDescription: String { name }
  var infinity: UInt64 { ((1 << UInt64(exponentBits)) - 1) << UInt64(fractionBits) }
  var signBit: UInt64 { 1 << UInt64(exponentBits + fractionBits) }

  /// The value of a non-negative pattern; of infinity's, what the next number would be.
  func value(_ pattern: UInt64) -> Rational {
    let fraction = Integer(pattern & ((1 << UInt64(fractionBits)) - 1))
    let exponent = Int(pattern >> UInt64(fractionBits))
    let bias = 1 << (exponentBits - 1) - 1
    let hidden = exponent == 0 ? Integer(0) : Integer.one.shiftedLeft(UInt(fractionBits))
    return Rational(hidden + fraction)
      .scaled(byPowerOfTwo: max(exponent, 1) - bias - fractionBits)
  }

  static let binary16 = FormatCase(name: "binary16", exponentBits: 5, fractionBits: 10) {
    UInt64($0.float16(rounding: $1).bitPattern)
  }
  static let bfloat16 = FormatCase(name: "bfloat16", exponentBits: 8, fractionBits: 7) {
    UInt64($0.bfloat16(rounding: $1))
  }
  static let binary32 = FormatCase(name: "binary32", exponentBits: 8, fractionBits: 23) {
    UInt64($0.float(rounding: $1).bitPattern)
  }
  static let binary64 = FormatCase(name: "binary64", exponentBits: 11, fractionBits: 52) {
    $0.double(rounding: $1).bitPattern
  }
}

@Suite struct ConversionTests {
  /// The pattern and its neighbours, the middle between two of them, and points just beside it,
  /// rounded in every direction, with both signs.
  private func check(
    _ format: FormatCase, _ pattern: UInt64, beside: Rational, _ failures: inout Failures
  ) {
    let low = format.value(pattern)
    let high = format.value(pattern + 1)
    let middle = (low + high) * Rational(1, 2)
    let even = pattern % 2 == 0 ? pattern : pattern + 1
    let step = (high - low) * beside
    let points: [(Rational, exact: Bool, nearest: UInt64)] = [
      (low, true, pattern), (low + step, false, pattern), (middle - step, false, pattern),
      (middle, false, even), (middle + step, false, pattern + 1),
      (high - step, false, pattern + 1),
    ]
    let precision = Precision(5000)
    for (point, exact, nearest) in points {
      for negative in [false, true] {
        let sign = negative ? format.signBit : 0
        let magnitude = BigFloat(point, precision: precision, rounding: .down)
        let x = negative ? magnitude.negated : magnitude
        func expect(_ rounding: Rounding, _ expected: UInt64) {
          let actual = format.pattern(x, rounding)
          failures.check(
            actual == sign | expected,
            "\(format.name) of \(x.hexadecimal) \(rounding): \(actual), not \(sign | expected)")
        }
        let (inner, outer) = exact ? (pattern, pattern) : (pattern, pattern + 1)
        expect(.towardZero, inner)
        expect(.awayFromZero, outer)
        expect(.down, negative ? outer : inner)
        expect(.up, negative ? inner : outer)
        expect(.nearestEven, nearest)
      }
    }
  }

  /// Every number of the 16-bit formats.
  @Test(arguments: [FormatCase.binary16, .bfloat16])
  func allNeighbours(_ format: FormatCase) {
    var failures = Failures()
    for pattern in 0..<format.infinity {
      check(format, pattern, beside: Rational(1).scaled(byPowerOfTwo: -70), &failures)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(arguments: [FormatCase.binary32, .binary64])
  func neighbours(_ format: FormatCase) {
    var failures = Failures()
    var generator = Generator(seed: 0x5EED_0010)
    let normal = UInt64(1) << UInt64(format.fractionBits)
    var patterns: [UInt64] = [
      0, 1, 2, 3, normal - 2, normal - 1, normal, normal + 1, 2 * normal - 1, 2 * normal,
      format.infinity - 2, format.infinity - 1,
    ]
    for _ in 0..<scaledCount(2000) {
      patterns.append(UInt64.random(in: 0..<format.infinity, using: &generator.random))
      patterns.append(UInt64.random(in: 0..<4 * normal, using: &generator.random))
    }
    for pattern in patterns {
      let distance = generator.int(2...2000)
      check(format, pattern, beside: Rational(1).scaled(byPowerOfTwo: -distance), &failures)
    }
    #expect(failures.isEmpty, "seed \(generator.seed): \(failures)")
  }

  @Test(arguments: [FormatCase.binary16, .bfloat16, .binary32, .binary64])
  func extremes(_ format: FormatCase) {
    let p = Precision(30)
    for exponent in [-1 << 29, -5000, 5000, 1 << 29] {
      let x = BigFloat(3, precision: p, rounding: .down)
        .scaled(byPowerOfTwo: exponent, precision: p, rounding: .down)
      let (inner, outer) = exponent < 0 ? (0, 1) : (format.infinity - 1, format.infinity)
      #expect(format.pattern(x, .down) == inner)
      #expect(format.pattern(x, .towardZero) == inner)
      #expect(format.pattern(x, .up) == outer)
      #expect(format.pattern(x, .awayFromZero) == outer)
      #expect(format.pattern(x, .nearestEven) == (exponent < 0 ? inner : outer))
      #expect(format.pattern(x.negated, .up) == format.signBit | inner)
      #expect(format.pattern(x.negated, .down) == format.signBit | outer)
    }
    for rounding in Rounding.allCases {
      #expect(format.pattern(.zero(precision: p), rounding) == 0)
      #expect(format.pattern(BigFloat.zero(precision: p).negated, rounding) == format.signBit)
      #expect(format.pattern(.infinity(precision: p), rounding) == format.infinity)
      #expect(
        format.pattern(BigFloat.infinity(precision: p).negated, rounding)
          == format.signBit | format.infinity)
      let quiet = format.infinity + 1 << UInt64(format.fractionBits - 1)
      #expect(format.pattern(.nan(precision: p), rounding) == quiet)
    }
  }

  /// All 65536 patterns of both 16-bit formats, through `Double`.
  @Test func roundTrips() {
    var failures = Failures()
    let p = Precision(53)
    for bits in UInt16.min...UInt16.max {
      let half = Float16(bitPattern: bits)
      let brain = Float(bitPattern: UInt32(bits) << 16)
      for rounding in Rounding.allCases {
        let x = BigFloat(Double(half), precision: p, rounding: rounding)
        let y = x.float16(rounding: rounding)
        failures.check(half.isNaN ? y.isNaN : y.bitPattern == bits, "binary16 \(bits)")
        let u = BigFloat(Double(brain), precision: p, rounding: rounding)
        let v = u.bfloat16(rounding: rounding)
        failures.check(brain.isNaN ? u.isNaN && v == 0x7FC0 : v == bits, "bfloat16 \(bits)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func doublesRoundTrip() {
    var random = SplitMix64(seed: 0x5EED_0011)
    var failures = Failures()
    for _ in 0..<scaledCount(20_000) {
      let double = Double(bitPattern: random.next())
      guard !double.isNaN else { continue }
      let x = BigFloat(double, precision: Precision(53), rounding: .down)
      failures.check(x.double(rounding: .up).bitPattern == double.bitPattern, "\(double)")
      failures.check(x.exactRational == Rational(exactly: double), "\(double)")
    }
    #expect(failures.isEmpty, "seed 0x5EED0011: \(failures)")
  }
}
