import ExactArithmetic
import Testing
import _TestSupport

@testable import IntervalArithmetic

@Suite struct BigFloatTests {
  /// Every operation in every direction against exact arithmetic, or against an enclosure three
  /// times as precise where the result is irrational.
  @Test func directedRounding() {
    var generator = Generator(seed: 0x5EED_0050)
    var failures = Failures()
    for index in 0..<scaledCount(2000) {
      let x = generator.number(generator.precision(), .moderate)
      let y = generator.number(generator.precision(), .moderate)
      let p = Precision(generator.int(2...200))
      guard let a = x.affordableRational, let b = y.affordableRational else { continue }
      for rounding in Rounding.allCases {
        var results = [
          (x.adding(y, precision: p, rounding: rounding), a + b),
          (x.subtracting(y, precision: p, rounding: rounding), a - b),
          (x.multiplied(by: y, precision: p, rounding: rounding), a * b),
          (x.power(3, precision: p, rounding: rounding), a.power(3)),
          (x.rounded(to: p, rounding: rounding), a),
          (BigFloat(a / 7, precision: p, rounding: rounding), a / 7),
        ]
        if !b.isZero { results.append((x.divided(by: y, precision: p, rounding: rounding), a / b)) }
        for (result, exact) in results {
          failures.check(
            isRounded(result, exact, rounding),
            "seed \(generator.seed), case \(index): \(x.hexadecimal), \(y.hexadecimal), \(p.bits) "
              + "bits \(rounding): \(result.hexadecimal)")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Whether `result` is `exact`, rounded at the precision of the result.
  private func isRounded(_ result: BigFloat, _ exact: Rational, _ rounding: Rounding) -> Bool {
    guard let order = result.compared(to: exact) else { return false }
    if order == 0 { return true }
    // The neighbour on the other side of the exact value.
    let other = order < 0 ? result.nextUp : result.nextDown
    guard let value = result.exactRational, let beyond = other.exactRational else { return false }
    if other.compared(to: exact) != -order { return false }
    switch rounding {
    case .down: return order < 0
    case .up: return order > 0
    case .towardZero: return value.magnitude < exact.magnitude
    case .awayFromZero: return value.magnitude > exact.magnitude
    case .nearestEven: return (value - exact).magnitude <= (beyond - exact).magnitude
    }
  }

  @Test func specialValues() {
    let p = Precision(30)
    let infinity = BigFloat.infinity(precision: p)
    let zero = BigFloat.zero(precision: p)
    let nan = BigFloat.nan(precision: p)
    #expect(infinity.isInfinite && !infinity.isFinite && !infinity.isNaN && infinity.sign == 1)
    #expect(nan.isNaN && !nan.isFinite && !nan.isInfinite && nan.sign == 0)
    #expect(zero.isZero && zero.isFinite && zero.sign == 0 && zero.negated.isSignMinus)
    #expect(zero.exponent == .min && infinity.exponent == .max && nan.exponent == .max)
    #expect(BigFloat(1, precision: p, rounding: .down).exponent == 1)
    #expect(nan.exactRational == nil && infinity.exactRational == nil && zero.exactRational == 0)
    #expect(infinity.adding(infinity.negated, precision: p, rounding: .up).isNaN)
    #expect(infinity.multiplied(by: zero, precision: p, rounding: .up).isNaN)
    #expect(zero.divided(by: zero, precision: p, rounding: .up).isNaN)
    #expect(BigFloat(-1, precision: p, rounding: .up).squareRoot(precision: p, rounding: .up).isNaN)
    #expect(infinity.nextUp == infinity && infinity.nextDown.isFinite)
    #expect(zero.nextUp.sign == 1 && zero.nextDown.sign == -1)
    #expect(zero.nextUp.nextDown.isZero && infinity.nextDown.nextUp == infinity)
    #expect(infinity.negated.magnitude == infinity)
  }

  /// NaN < −∞ < … < −0 = +0 < … < +∞, and equal values hash alike at every precision.
  @Test func totalOrder() {
    let (p, q) = (Precision(60), Precision(700))
    let ascending = [
      BigFloat.nan(precision: p), BigFloat.infinity(precision: p).negated,
      BigFloat.infinity(precision: p).negated.nextUp, BigFloat(-1, precision: p, rounding: .up),
      BigFloat.zero(precision: p).nextDown, .zero(precision: p), BigFloat.zero(precision: p).nextUp,
      BigFloat(Rational(1, 3), precision: p, rounding: .down),
      BigFloat(Rational(1, 3), precision: p, rounding: .up),
      BigFloat(1, precision: p, rounding: .up), .infinity(precision: p),
    ]
    for (i, a) in ascending.enumerated() {
      for (j, b) in ascending.enumerated() {
        let other = b.rounded(to: q, rounding: .down)
        #expect((a < other) == (i < j) && (a == other) == (i == j) && (a <= other) == (i <= j))
        if i == j { #expect(a.hashValue == other.hashValue) }
      }
    }
    let zero = BigFloat.zero(precision: p)
    #expect(zero == zero.negated && zero.hashValue == zero.negated.hashValue)
    #expect(ascending[7].compared(to: Rational(1, 3)) == -1)
    #expect(ascending[8].compared(to: Rational(1, 3)) == 1)
    #expect(ascending[9].compared(to: Rational(1)) == 0)
    #expect(ascending[10].compared(to: Rational(1)) == 1)
    #expect(ascending[0].compared(to: Rational(1)) == nil)
  }

  @Test(arguments: [
    ("0x1.8p-3", "0x1.8p-3"), ("0.5", "0x1p-1"), ("-10", "-0x1.4p3"), ("0x0.00fp4", "0x1.ep-5"),
    ("0XFF", "0x1.fep7"), ("0", "0x0p0"), ("-0", "-0x0p0"), ("-0x0p5", "-0x0p0"), ("inf", "inf"),
    ("-inf", "-inf"), ("+inf", "inf"), ("1/3", "0x1.555555555p-2"), ("0x.8", "0x1p-1"),
    ("0x1p1073741822", "0x1p1073741822"), ("0x1p-1073741824", "0x1p-1073741824"),
    ("-0x1.8p1073741822", "-0x1.8p1073741822"), ("0x1p99999999999", "0x1.fffffffffp1073741822"),
    ("0x1p-99999999999", "0x0p0"), ("0x1.fffffffffffffp0", "0x1.fffffffffp0"),
  ])
  func hexadecimal(_ text: String, _ expected: String) throws {
    let x = try #require(BigFloat(text, precision: Precision(37), rounding: .towardZero))
    #expect(x.hexadecimal == expected)
  }

  @Test(arguments: [
    "", "x", "0x", "0x.", "0xp3", "0x1p", "0x1p1.5", "0xg", "0x1.2.3", "0x-1", "0x+1p2", "--0x1",
    "0x1p9999999999999", "nan", "Inf", "infinity", "1 ", "0x 1", "1x0", "0x1p٣",
  ])
  func badText(_ text: String) {
    #expect(BigFloat(text, precision: Precision(37), rounding: .down) == nil)
  }

  @Test func hexadecimalRoundTrip() {
    var generator = Generator(seed: 0x5EED_0051)
    var failures = Failures()
    for index in 0..<scaledCount(4000) {
      let x = generator.number(generator.precision(), .any)
      let read = BigFloat(x.hexadecimal, precision: x.precision, rounding: generator.rounding())
      failures.check(
        read == x && read?.isSignMinus == x.isSignMinus,
        "seed \(generator.seed), case \(index): \(x.hexadecimal)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// tan, which has no interval form, and π.
  @Test func otherFunctions() {
    let p = Precision(170)
    for text in ["1/3", "-1", "22/7", "1e10"] {
      guard let x = BigFloat(text, precision: p, rounding: .down) else { continue }
      let tangent = Interval(
        lower: x.tan(precision: p, rounding: .down), upper: x.tan(precision: p, rounding: .up))
      #expect(tangent.upper <= tangent.lower.nextUp)
      #expect(tangent.overlaps(Interval(x).sine / Interval(x).cosine))
    }
    let half = BigFloat(Rational(1, 2), precision: p, rounding: .down)
    let two = BigFloat(2, precision: p, rounding: .down)
    #expect(
      two.power(half, precision: p, rounding: .up) == two.squareRoot(precision: p, rounding: .up))
    let low = BigFloat.pi(precision: p, rounding: .down)
    #expect(low.nextUp == BigFloat.pi(precision: p, rounding: .up))
  }

  @Test func decimalPrecision() {
    for digits in [1, 2, 3, 15, 16, 17, 100, 1000, 1_000_000] {
      let bits = Precision.decimalDigits(digits).bits
      let power = Integer(10).power(UInt(digits))
      #expect(Integer.one.shiftedLeft(UInt(bits - 1)) > power)
      #expect(Integer.one.shiftedLeft(UInt(bits - 3)) < power)
    }
    for bits in [2, 3, 4, 10, 53, 64, 1000, 3322] {
      let digits = Precision(bits).decimalDigits
      #expect(Integer(10).power(UInt(digits)) <= Integer.one.shiftedLeft(UInt(max(bits, 4))))
      #expect(Integer(10).power(UInt(digits + 1)) > Integer.one.shiftedLeft(UInt(bits)))
    }
    #expect(Precision(53) < Precision(54))
  }

  @Test func truthTables() {
    let all = [Truth.yes, .no, .unknown]
    // Kleene: no < unknown < yes, and is the minimum, or the maximum.
    let rank: [Truth: Int] = [.no: 0, .unknown: 1, .yes: 2]
    for a in all {
      #expect(rank[a.not] == rank[a].map { 2 - $0 })
      for b in all {
        #expect(rank[a.and(b)] == [rank[a], rank[b]].compactMap { $0 }.min())
        #expect(rank[a.or(b)] == [rank[a], rank[b]].compactMap { $0 }.max())
      }
    }
    #expect(Truth(true) == .yes && Truth(false) == .no)
  }
}
