import ExactArithmetic
import Testing
import _TestSupport

@Suite struct RationalTests {
  @Test func fieldLaws() {
    var generator = IntegerGenerator(seed: 0xE4AC_0010)
    var failures = Failures()
    for index in 0..<scaledCount(5_000) {
      let (a, b, c) = (generator.rational(), generator.rational(), generator.rational())
      lazy var place = "seed \(generator.seed), case \(index): \(a), \(b), \(c)"
      failures.check(a + b == b + a && a * b == b * a, "commutative: " + place)
      failures.check((a + b) + c == a + (b + c), "associative sum: " + place)
      failures.check((a * b) * c == a * (b * c), "associative product: " + place)
      failures.check(a * (b + c) == a * b + a * c, "distributive: " + place)
      failures.check(a - a == 0 && (a - b) + b == a && -(-a) == a, "subtraction: " + place)
      for value in [a, a + b, a * b, a - b] {
        failures.check(
          value.denominator.signum > 0
            && Integer.gcd(value.numerator, value.denominator) == .one, "lowest terms: " + place)
      }
      failures.check(a.numerator.isZero == a.isZero && a.signum == a.numerator.signum, place)
      if !b.isZero {
        failures.check(a / b * b == a && b.reciprocal.map { $0 * b } == 1, "division: " + place)
      }
      var value = a
      value += b
      value *= c
      value -= a
      failures.check(value == (a + b) * c - a, "in place: " + place)
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(Rational(0).reciprocal == nil)
  }

  @Test func order() {
    var generator = IntegerGenerator(seed: 0xE4AC_0011)
    var failures = Failures()
    for index in 0..<scaledCount(5_000) {
      let (a, b) = (generator.rational(), generator.rational())
      lazy var place = "seed \(generator.seed), case \(index): \(a), \(b)"
      failures.check((a < b) == ((b - a).signum > 0) && (a == b) == (a - b).isZero, place)
      let floor = Rational(a.floor)
      failures.check(floor <= a && a < floor + 1, "floor: " + place)
      failures.check(a.magnitude == max(a, -a), "magnitude: " + place)
      failures.check((a + b - b).hashValue == a.hashValue, "hash: " + place)
      let shift = generator.int(-90...90)
      failures.check(
        a.scaled(byPowerOfTwo: shift) == a * Rational(2).power(shift), "scaled: " + place)
      let n = generator.int(-5...5)
      if n >= 0 || !a.isZero {
        let product = (0..<n.magnitude).reduce(Rational(1)) { result, _ in result * a }
        failures.check(
          a.power(n) == (n < 0 ? product.reciprocal : product), "power \(n): " + place)
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(Rational(0).power(0) == 1)
  }

  @Test func textRoundTrip() {
    var generator = IntegerGenerator(seed: 0xE4AC_0012)
    var failures = Failures()
    for index in 0..<scaledCount(5_000) {
      let a = generator.rational()
      failures.check(
        Rational(a.description) == a, "seed \(generator.seed), case \(index): \(a)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(arguments: [
    ("3", 3, 1), ("-13/8", -13, 8), ("+6/4", 3, 2), ("0.125", 1, 8), (".5", 1, 2), ("-.5", -1, 2),
    ("5.", 5, 1), ("1e3", 1000, 1), ("1E-3", 1, 1000), ("12.5e1", 125, 1), ("1.50", 3, 2),
    ("0x1.8p-3", 3, 16), ("0x10", 16, 1), ("-0X.8P1", -1, 1), ("0x1p4", 16, 1),
    ("0xffp-4", 255, 16), ("0/5", 0, 1), ("-0", 0, 1), ("0.000", 0, 1), ("0e5", 0, 1),
    ("1e+2", 100, 1),
    ("0003/0006", 1, 2),
  ])
  func reading(_ text: String, _ numerator: Int, _ denominator: Int) {
    #expect(Rational(text) == Rational(Integer(numerator), Integer(denominator)))
  }

  @Test(arguments: [
    "", " ", ".", "-", "+", "e5", "1e", "1e+", "1e1.5", "1/", "/2", "1/0", "1/2/3", "1.5/2",
    "1/1e2", "1/-2", "--1", "+-1", " 1", "1 ", "1 /2", "1_000", "0x", "0x.", "0xg", "0x1p",
    "0x1e-3x", "nan",
    "inf", "1.2.3", "1e99999999999999999999", "1e10000001", "1e-10000001", "0x1p10000001", "٣", "½",
    "1,5", "1e5e5", "- 1", "0x-1", "0b1", "1f", "1p3", "1.−5", "1e٣",
  ])
  func badText(_ text: String) {
    #expect(Rational(text) == nil)
  }

  @Test func doubles() {
    var generator = IntegerGenerator(seed: 0xE4AC_0013)
    var failures = Failures()
    for _ in 0..<scaledCount(5_000) {
      let double = Double(bitPattern: generator.random.next())
      guard double.isFinite else { continue }
      // significand · 2^exponent, with the significand an integer of 53 bits.
      let significand = Int(double.significand * 0x1p52)
      let expected = Rational(significand) * Rational(2).power(Int(double.exponent) - 52)
      failures.check(
        Rational(exactly: double) == (double < 0 ? -expected : expected), "\(double)")
    }
    #expect(failures.isEmpty, "seed \(generator.seed): \(failures)")
    #expect(Rational(exactly: 0.1)?.description == "3602879701896397/36028797018963968")
    #expect(Rational(exactly: -0.0) == 0)
    #expect(Rational(exactly: Double.leastNonzeroMagnitude) == Rational(2).power(-1074))
    #expect(Rational(exactly: Double.nan) == nil && Rational(exactly: Double.infinity) == nil)
    #expect(Rational(exactly: UInt64.max) == Rational(2).power(64) - 1)
  }

  /// Sums from tables.
  @Test func knownValues() {
    let harmonic = (1...50).reduce(Rational(0)) { $0 + Rational(1, Integer($1)) }
    #expect(harmonic.description == "13943237577224054960759/3099044504245996706400")
    // B₃₀, from Σ C(n+1, k) B_k = 0.
    var bernoulli = [Rational(1)]
    for n in 1...30 {
      let sum = (0..<n).reduce(Rational(0)) {
        $0 + Rational(.binomial(UInt(n + 1), UInt($1))) * bernoulli[$1]
      }
      bernoulli.append(-sum / Rational(n + 1))
    }
    #expect(bernoulli[30].description == "8615841276005/14322")
    #expect(bernoulli[29].isZero)
    #expect(Rational(6, -4).description == "-3/2" && Rational(-7, 2).floor == -4)
    #expect(Rational(4).asInt == 4 && Rational(1, 2).asInt == nil)
  }
}
