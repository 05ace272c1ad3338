import ExactArithmetic

@testable import IntervalArithmetic
import _TestSupport

extension BigFloat {
  /// The exact value where it is not too long to compute with.
  var affordableRational: Rational? { isZero || exponent.magnitude < 10_000 ? exactRational : nil }
}

/// Random numbers and intervals that prefer the places where arithmetic goes wrong.
struct Generator {
  /// The arguments that make sense for a function.
  enum Domain { case any, moderate, unit, angle }

  var random: SplitMix64
  let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
    random = SplitMix64(seed: seed)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func bool() -> Bool { Bool.random(using: &random) }

  /// 2 to 2000 bits, small ones more often.
  mutating func precision() -> Precision {
    switch int(0...19) {
    case 0...4: Precision(int(2...12))
    case 5...14: Precision(int(13...130))
    case 15...18: Precision(int(131...400))
    default: Precision(int(401...2000))
    }
  }

  mutating func rounding() -> Rounding {
    Rounding.allCases[int(0...Rounding.allCases.count - 1)]
  }

  /// An integer of up to `bits` bits.
  mutating func integer(bits: Int) -> Integer {
    var result = Integer(0)
    for _ in 0...(bits / 64) { result = result.shiftedLeft(64) + Integer(random.next()) }
    result = result.shiftedRight(UInt(result.bitWidth - min(result.bitWidth, int(0...bits))))
    return bool() ? -result : result
  }

  /// ±2^exponent times a random number in [1, 2).
  mutating func number(exponent: Int, _ precision: Precision) -> BigFloat {
    let significand =
      integer(bits: precision.bits).magnitude
      + Integer.one.shiftedLeft(UInt(precision.bits))
    let value = BigFloat(
      bool() ? significand : -significand, precision: precision, rounding: .towardZero)
    return value.scaled(
      byPowerOfTwo: exponent - precision.bits, precision: precision, rounding: .towardZero)
  }

  mutating func number(_ precision: Precision, _ domain: Domain) -> BigFloat {
    func from(_ value: Rational) -> BigFloat {
      BigFloat(value, precision: precision, rounding: .nearestEven)
    }
    let sign = Rational(bool() ? 1 : -1)
    switch int(0...9) {
    case 0: return bool() ? from(0) : from(0).negated
    case 1: return from(sign)
    case 2, 3:
      // 1 − 2^−k and 1 + 2^−k, as far as the precision has them.
      let step = Rational(1).scaled(byPowerOfTwo: -int(1...precision.bits + 1))
      return from(sign * (domain == .unit || bool() ? Rational(1) - step : Rational(1) + step))
    case 4 where domain == .any:
      let edge = 1 << 30
      return number(
        exponent: bool() ? int(-edge...edge) : (bool() ? 1 : -1) * (edge - int(1...3)), precision)
    case 4, 5:
      let size = int(0...precision.bits + 100)
      return number(exponent: domain == .unit || bool() ? -size - 1 : size / 2, precision)
    case 6 where domain == .angle:
      // Next to a multiple of π/2.
      let pi = BigFloat.pi(precision: Precision(precision.bits + 64), rounding: rounding())
      return pi.multiplied(
        by: from(Rational(Integer(int(-100...100)), 2)), precision: precision,
        rounding: rounding())
    case 6 where domain != .unit: return from(Rational(int(-20...20)))
    default: return number(exponent: domain == .unit ? -int(1...4) : int(-4...4), precision)
    }
  }

  /// A point, a narrow, a wide, or (outside `unit`) an unbounded interval.
  mutating func interval(_ domain: Domain) -> Interval {
    let p = precision()
    let x = number(p, domain)
    switch int(0...9) {
    case 0, 1: return Interval(x)
    case 2: return Interval(lower: x, upper: x.rounded(to: Precision(p.bits + 1), rounding: .up))
    case 3, 4:
      var y = x
      for _ in 0..<int(1...4) { y = y.nextUp }
      if domain == .unit, y > BigFloat(1, precision: p, rounding: .up) { return Interval(x) }
      return Interval(lower: x, upper: y)
    case 5 where domain != .unit:
      switch int(0...2) {
      case 0: return Interval(lower: x, upper: .infinity(precision: p))
      case 1: return Interval(lower: BigFloat.infinity(precision: p).negated, upper: x)
      default: return .entire(precision: p)
      }
    default:
      let y = number(precision(), domain)
      return Interval(lower: min(x, y), upper: max(x, y))
    }
  }

  /// A real member: an end, the middle, or something in between.
  mutating func member(of interval: Interval, _ domain: Domain) -> BigFloat {
    let fine = Precision(interval.precision.bits + 8)
    switch int(0...4) {
    case 0 where interval.lower.isFinite: return interval.lower
    case 1 where interval.upper.isFinite: return interval.upper
    default:
      let other = number(interval.precision, domain)
      if interval.contains(Interval(other)) { return other }
      let distance = number(exponent: int(-9...40), fine).magnitude
      if interval.upper.isInfinite {
        return interval.lower.adding(distance, precision: fine, rounding: .up)
      }
      if interval.lower.isInfinite {
        return interval.upper.subtracting(distance, precision: fine, rounding: .down)
      }
      let share = BigFloat(
        Rational(Integer(int(0...1000)), 1000), precision: fine, rounding: .down)
      let offset = interval.width.multiplied(by: share, precision: fine, rounding: .down)
      let candidate = interval.lower.adding(offset, precision: fine, rounding: .down)
      return min(max(candidate, interval.lower), interval.upper)
    }
  }
}
