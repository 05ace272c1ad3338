import ExactArithmetic
import Testing
import _TestSupport

@testable import IntervalArithmetic

@Suite struct RelationTests {
  static let p = Precision(40)

  private func interval(_ text: String) throws -> Interval {
    try #require(Interval(text, precision: RelationTests.p))
  }

  @Test(arguments: [
    ("[0, 1]", "[2, 3]", Truth.yes, Truth.yes, Truth.no),
    ("[2, 3]", "[0, 1]", .no, .no, .no),
    ("[0, 1]", "[1, 2]", .unknown, .yes, .unknown),
    ("[1, 2]", "[0, 1]", .no, .unknown, .unknown),
    ("[0, 2]", "[1, 3]", .unknown, .unknown, .unknown),
    ("1", "1", .no, .yes, .yes),
    ("1", "2", .yes, .yes, .no),
    ("[0, 1]", "[0, 1]", .unknown, .unknown, .unknown),
    ("[-inf, 0]", "[1, inf]", .yes, .yes, .no),
    ("[-inf, inf]", "0", .unknown, .unknown, .unknown),
  ])
  func order(_ a: String, _ b: String, _ less: Truth, _ lessOrEqual: Truth, _ equal: Truth) throws {
    let (x, y) = (try interval(a), try interval(b))
    #expect(x.isLess(than: y) == less)
    #expect(x.isLessOrEqual(to: y) == lessOrEqual)
    #expect(x.isEqual(to: y) == equal)
    #expect(y.isEqual(to: x) == equal)
  }

  @Test func signs() throws {
    #expect(try interval("[1e-300, 2]").sign == 1)
    #expect(try interval("[-2, -1e-300]").sign == -1)
    #expect(try interval("0").sign == 0)
    #expect(try interval("[0, 1]").sign == nil)
    #expect(try interval("[-1, 0]").sign == nil)
    #expect(try interval("[-1, 1]").sign == nil)
    let zero = BigFloat.zero(precision: RelationTests.p)
    #expect(Interval(lower: zero.negated, upper: zero).sign == 0)
    #expect(Interval(lower: zero, upper: zero.negated).sign == 0)
  }

  @Test func sets() throws {
    let (a, b, c) = (try interval("[0, 2]"), try interval("[1, 3]"), try interval("[5, 6]"))
    #expect(a.overlaps(b) && !a.overlaps(c))
    #expect(try a.overlaps(interval("[2, 9]")))
    #expect(a.hull(with: c).description == "[0, 6]")
    #expect(a.intersection(b)?.description == "[1, 2]")
    #expect(a.intersection(c) == nil)
    #expect(try a.contains(interval("[0, 2]")) && a.contains(interval("1")) && !a.contains(b))
    #expect(a.contains(Rational(2)) && !a.contains(Rational(201, 100)))
    #expect(Interval.minimum(a, b).description == "[0, 2]")
    #expect(Interval.maximum(a, b).description == "[1, 3]")
    #expect(try Interval.minimum(interval("[0, 9]"), b).description == "[0, 3]")
    #expect(try Interval.entire(precision: RelationTests.p).contains(interval("[-inf, 4]")))
  }

  /// The midpoint is a member, midpoint ± radius and the halves cover the interval.
  @Test func measures() {
    var generator = Generator(seed: 0x5EED_0040)
    var failures = Failures()
    for index in 0..<scaledCount(4000) {
      let x = generator.interval(index % 2 == 0 ? .any : .moderate)
      lazy var place = "seed \(generator.seed), case \(index): \(x)"
      let middle = x.midpoint
      failures.check(middle.isFinite && x.contains(Interval(middle)), "midpoint: " + place)
      let (left, right) = x.bisected
      failures.check(left.hull(with: right).contains(x) && left.overlaps(right), place)
      failures.check(x.contains(left) && x.contains(right), place)
      let outer = Interval(
        lower: middle.subtracting(x.radius, precision: x.precision, rounding: .down),
        upper: middle.adding(x.radius, precision: x.precision, rounding: .up))
      failures.check(outer.contains(x), "radius: " + place)
      failures.check(x.isBounded || (x.width.isInfinite && x.radius.isInfinite), place)
      let rounded = x.rounded(to: Precision(generator.int(2...60)))
      failures.check(rounded.contains(x), "rounded: " + place)
      if let low = x.lower.affordableRational, let high = x.upper.affordableRational {
        let bits = x.relativeAccuracyBits
        if x.isPoint {
          failures.check(bits == .max, place)
        } else if x.contains(Rational(0)) {
          failures.check(bits <= 0, place)
        } else {
          // The documented bound, and no more than four times too pessimistic.
          let least = min(low.magnitude, high.magnitude)
          let most = least.scaled(byPowerOfTwo: 1 - bits)
          failures.check(high - low < most, "\(bits) bits: " + place)
          failures.check((high - low) * 8 > most, "\(bits) bits: " + place)
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func bisectionEnds() throws {
    let p = RelationTests.p
    let x = BigFloat(1, precision: p, rounding: .down)
    let thin = Interval(lower: x, upper: x.nextUp)
    #expect(thin.bisected.0.isPoint != thin.bisected.1.isPoint)
    let largest = BigFloat.infinity(precision: p).nextDown
    let wide = Interval(lower: largest.negated, upper: largest)
    #expect(wide.midpoint.isZero)
    #expect(Interval(lower: largest.nextDown, upper: largest).midpoint.isFinite)
    #expect(Interval.entire(precision: p).midpoint.isZero)
    #expect(try interval("[3, inf]").midpoint == largest)
    #expect(try interval("[-inf, 3]").midpoint == largest.negated)
  }

  /// Results carry the larger of the operands' precisions.
  @Test func precisions() {
    let (a, b) = (Interval(3, precision: Precision(20)), Interval(7, precision: Precision(90)))
    for result in [a + b, b - a, a * b, b / a, Interval.atan2(a, b), a.hull(with: b)] {
      #expect(result.precision == Precision(90))
    }
    #expect((b / a).lower.precision == Precision(90))
    #expect(a.squareRoot.precision == Precision(20))
    #expect(a.power(Rational(1, 3)).precision == Precision(20))
    #expect(a.power(Rational(1, 3)).lower.precision == Precision(20))
  }

  /// Wide arguments of the circular functions, with every combination of extrema inside: a dense
  /// sample stays in the result and comes close to its bounds.
  @Test(arguments: [
    "[0, 1]", "[1, 2]", "[0, 4]", "[4, 8]", "[-1, 1]", "[2, 4]", "[-4, -2]", "[0, 100]", "[-2, 3]",
    "[5, 7]", "[0, 6.28]", "[-3, 0]", "[3.1, 3.2]", "[1.5, 1.6]", "[-1.6, 1.6]", "[-5, -4]",
    "[1000, 1003]", "[1e30, 1e30]", "[-7, 0.001]",
  ])
  func circularExtrema(_ text: String) throws {
    let x = try interval(text)
    let low = try #require(x.lower.exactRational)
    let high = try #require(x.upper.exactRational)
    let samples = (0...1000).map {
      Interval(low + (high - low) * Rational(Integer($0), 1000), precision: Precision(300))
    }
    for function in [\Interval.sine, \Interval.cosine] {
      let result = x[keyPath: function]
      let values = samples.map { $0[keyPath: function] }
      var failures = Failures()
      for value in values { failures.check(result.contains(value), "\(value)") }
      #expect(failures.isEmpty, "\(result): \(failures)")
      let nearLower = result.lower.adding(
        BigFloat(Rational(1, 100), precision: x.precision, rounding: .up),
        precision: x.precision, rounding: .up)
      let nearUpper = result.upper.subtracting(
        BigFloat(Rational(1, 100), precision: x.precision, rounding: .up),
        precision: x.precision, rounding: .down)
      #expect(values.contains { $0.lower <= nearLower }, "\(result)")
      #expect(values.contains { $0.upper >= nearUpper }, "\(result)")
    }
  }

  /// Arguments that cannot be reduced have the whole range, at once.
  @Test func circularHugeArguments() throws {
    let p = RelationTests.p
    let unit = Interval(lower: Rational(-1), upper: Rational(1), precision: p)
    let huge = Interval(2, precision: p).power(1_000_000_000)
    for x in [huge, -huge, .entire(precision: p), try interval("[0, inf]"), huge + huge] {
      #expect(x.sine.contains(unit) && unit.contains(x.sine))
      #expect(x.cosine.contains(unit) && unit.contains(x.cosine))
    }
    // 2^100000 is still reduced.
    let large = Interval(2, precision: p).power(100_000)
    #expect((large.sine.squared + large.cosine.squared).contains(Rational(1)))
    #expect(large.sine.relativeAccuracyBits > 30)
    let wide = large.hull(with: large.adding(Rational(1)))
    #expect(unit.contains(wide.sine))
  }
}
