import ExactArithmetic
import Testing
import _TestSupport

@testable import ProofSearch

@Suite struct SimplestRationalTests {
  /// By trying denominators one after the other, and for each the numerators from 0 outwards.
  private static func slow(between lower: Rational, and upper: Rational) -> Rational {
    var denominator = 1
    while true {
      let scale = Rational(denominator)
      // The numerators n with lower·d < n < upper·d.
      let first = (lower * scale).floor + 1
      let last = -((-upper * scale).floor + 1)
      if first <= last {
        let nearest = first.signum > 0 ? first : last.signum < 0 ? last : Integer(0)
        return Rational(nearest, Integer(denominator))
      }
      denominator += 1
    }
  }

  @Test func randomIntervals() {
    var generator = SplitMix64(seed: 1858)
    var failures = Failures()
    for _ in 0..<scaledCount(3000) {
      let bound = [3, 10, 60].randomElement(using: &generator) ?? 3
      let ends = (0..<2).map { _ in
        Rational(
          Integer(Int.random(in: -2 * bound...2 * bound, using: &generator)),
          Integer(Int.random(in: 1...bound, using: &generator)))
      }.sorted()
      if ends[0] == ends[1] { continue }
      let found = Rational.simplest(between: ends[0], and: ends[1])
      failures.check(
        found == Self.slow(between: ends[0], and: ends[1]), "(\(ends[0]), \(ends[1])): \(found)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// The interval is open: neither end is taken, however simple.
  @Test func openEnds() {
    #expect(Rational.simplest(between: 0, and: 1) == Rational(1, 2))
    #expect(Rational.simplest(between: -1, and: 0) == Rational(-1, 2))
    #expect(Rational.simplest(between: 1, and: 2) == Rational(3, 2))
    #expect(Rational.simplest(between: 1, and: 3) == 2)
    #expect(Rational.simplest(between: 0, and: Rational(1, 2)) == Rational(1, 3))
    #expect(Rational.simplest(between: -1, and: 1) == 0)
    #expect(Rational.simplest(between: 2, and: 9) == 3)
    let third = Rational(1, 3)
    let tiny = Rational(1, Integer(10).power(40))
    #expect(Rational.simplest(between: third - tiny, and: third + tiny) == third)
    let near = Rational.simplest(between: third, and: third + tiny)
    #expect(near > third && near < third + tiny)
  }

  /// Convergents of π.
  @Test func famousFractions() {
    let pi = Rational(Integer(314_159_265_358_979), Integer(10).power(14))
    func near(_ places: Int) -> Rational {
      let error = Rational(10).power(-places)
      return Rational.simplest(between: pi - error, and: pi + error)
    }
    #expect(near(2) == Rational(22, 7))
    #expect(near(6) == Rational(355, 113))
  }
}
