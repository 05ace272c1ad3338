import ExactArithmetic
import Testing
import _TestSupport

/// Random integers of 0 to 1000 bits that prefer small ones and the border between machine words
/// and GMP.
struct IntegerGenerator {
  var random: SplitMix64
  let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
    random = SplitMix64(seed: seed)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func integer() -> Integer {
    switch int(0...5) {
    case 0: return Integer(int(-3...3))
    case 1: return Integer([Int.min, Int.min + 1, Int.max - 1, Int.max][int(0...3)])
    case 2:
      let border = Integer.one.shiftedLeft(UInt([31, 32, 62, 63, 64, 65, 127, 128][int(0...7)]))
      let value = border + Integer(int(-2...2))
      return int(0...1) == 0 ? value : -value
    case 3: return Integer(Int(bitPattern: UInt(random.next())))
    default:
      var value = Integer.zero
      for _ in 0...int(0...15) { value = value.shiftedLeft(64) + Integer(random.next()) }
      return int(0...1) == 0 ? value : -value
    }
  }

  mutating func rational() -> Rational {
    var denominator = integer()
    while denominator.isZero { denominator = integer() }
    return Rational(integer(), denominator)
  }
}

@Suite struct IntegerTests {
  @Test func ringLaws() {
    var generator = IntegerGenerator(seed: 0xE4AC_0001)
    var failures = Failures()
    for index in 0..<scaledCount(20_000) {
      let (a, b, c) = (generator.integer(), generator.integer(), generator.integer())
      lazy var place = "seed \(generator.seed), case \(index): \(a), \(b), \(c)"
      failures.check(a + b == b + a && a * b == b * a, "commutative: " + place)
      failures.check((a + b) + c == a + (b + c), "associative sum: " + place)
      failures.check((a * b) * c == a * (b * c), "associative product: " + place)
      failures.check(a * (b + c) == a * b + a * c, "distributive: " + place)
      failures.check(a + .zero == a && a * .one == a && a * .zero == .zero, "neutral: " + place)
      failures.check((a - b) + b == a && a - a == .zero && -(-a) == a, "subtraction: " + place)
      failures.check((a + b) * (a - b) == a * a - b * b, "binomial: " + place)
      failures.check(a.magnitude.signum >= 0 && a.magnitude * Integer(a.signum) == a, place)
      var sum = a
      sum += b
      sum -= c
      sum *= b
      failures.check(sum == (a + b - c) * b, "in place: " + place)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func division() {
    var generator = IntegerGenerator(seed: 0xE4AC_0002)
    var failures = Failures()
    for index in 0..<scaledCount(20_000) {
      let (a, b) = (generator.integer(), generator.integer())
      if b.isZero { continue }
      lazy var place = "seed \(generator.seed), case \(index): \(a), \(b)"
      let (quotient, remainder) = a.flooredDivision(by: b)
      failures.check(quotient * b + remainder == a, "division: " + place)
      failures.check(
        remainder.isZero || (remainder.signum == b.signum && remainder.magnitude < b.magnitude),
        "remainder: " + place)
      failures.check((a * b).dividedExactly(by: b) == a, "exact: " + place)
      let gcd = Integer.gcd(a, b)
      failures.check(gcd.signum > 0, "gcd: " + place)
      failures.check(
        a.flooredDivision(by: gcd).remainder.isZero && b.flooredDivision(by: gcd).remainder.isZero,
        "gcd divides: " + place)
      failures.check(
        Integer.gcd(a.dividedExactly(by: gcd), b.dividedExactly(by: gcd)) == .one,
        "gcd is greatest: " + place)
      failures.check(Integer.gcd(a * b, b * b) == gcd * b.magnitude, "gcd of multiples: " + place)
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(Integer.gcd(.zero, .zero) == .zero)
    #expect(Integer.gcd(Integer(Int.min), .zero) == Integer.one.shiftedLeft(63))
    #expect(Integer(Int.min).flooredDivision(by: -1).quotient == Integer.one.shiftedLeft(63))
    #expect(Integer(Int.min).dividedExactly(by: -1) == Integer.one.shiftedLeft(63))
  }

  @Test(arguments: [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (6, -3, -2, 0)])
  func floorDivision(_ a: Int, _ b: Int, _ quotient: Int, _ remainder: Int) {
    let small = Integer(a).flooredDivision(by: Integer(b))
    #expect(small.quotient == Integer(quotient) && small.remainder == Integer(remainder))
    // The same at a size that GMP computes.
    let scale = Integer.one.shiftedLeft(100)
    let big = (Integer(a) * scale).flooredDivision(by: Integer(b) * scale)
    #expect(big.quotient == Integer(quotient) && big.remainder == Integer(remainder) * scale)
  }

  @Test func orderAndHashing() {
    var generator = IntegerGenerator(seed: 0xE4AC_0003)
    var failures = Failures()
    for index in 0..<scaledCount(10_000) {
      let (a, b) = (generator.integer(), generator.integer())
      lazy var place = "seed \(generator.seed), case \(index): \(a), \(b)"
      failures.check((a < b) == ((a - b).signum < 0) && (a == b) == (a - b).isZero, place)
      // The same value reached through GMP is represented the same way.
      let far = Integer.one.shiftedLeft(200)
      let again = (a + far) - far
      failures.check(again == a && again.hashValue == a.hashValue, "canonical: " + place)
      failures.check((again.asInt == nil) == (a.bitWidth > 63 && a != Integer(Int.min)), place)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func bits() {
    var generator = IntegerGenerator(seed: 0xE4AC_0004)
    var failures = Failures()
    for index in 0..<scaledCount(10_000) {
      let a = generator.integer()
      let count = UInt(generator.int(0...200))
      lazy var place = "seed \(generator.seed), case \(index): \(a), \(count)"
      let power = Integer(2).power(count)
      failures.check(a.shiftedLeft(count) == a * power, "left: " + place)
      failures.check(
        a.shiftedRight(count) == a.flooredDivision(by: power).quotient, "right: " + place)
      failures.check(a.isOdd == !a.flooredDivision(by: 2).remainder.isZero, "odd: " + place)
      if a.isZero {
        failures.check(a.bitWidth == 0 && a.trailingZeroBitCount == 0, place)
        continue
      }
      let width = UInt(a.bitWidth)
      failures.check(
        Integer(2).power(width - 1) <= a.magnitude && a.magnitude < Integer(2).power(width),
        "width: " + place)
      let zeros = UInt(a.trailingZeroBitCount)
      failures.check(a.shiftedRight(zeros).isOdd, "zeros: " + place)
      failures.check(a.shiftedRight(zeros).shiftedLeft(zeros) == a, "zeros: " + place)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func powersAndRoots() {
    var generator = IntegerGenerator(seed: 0xE4AC_0005)
    var failures = Failures()
    for index in 0..<scaledCount(5_000) {
      let a = generator.integer()
      let n = UInt(generator.int(1...9))
      lazy var place = "seed \(generator.seed), case \(index): \(a), \(n)"
      let power = a.power(n)
      failures.check(power == (0..<n).reduce(Integer.one) { product, _ in product * a }, place)
      let root = power.exactRoot(n)
      failures.check(n % 2 == 0 ? root == a.magnitude : root == a, "root: " + place)
      if n > 1 && a.magnitude > .one {
        failures.check((power + .one).exactRoot(n) == nil, "no root: " + place)
        failures.check((power - .one).exactRoot(n) == nil, "no root: " + place)
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(Integer(0).power(0) == 1 && Integer(-8).exactRoot(3) == -2)
    #expect(Integer(-4).exactRoot(2) == nil && Integer(0).exactRoot(5) == 0)
  }

  @Test func text() {
    var generator = IntegerGenerator(seed: 0xE4AC_0006)
    var failures = Failures()
    for index in 0..<scaledCount(5_000) {
      let a = generator.integer()
      let radix = generator.int(2...36)
      lazy var place = "seed \(generator.seed), case \(index): \(a), \(radix)"
      let text = a.text(radix: radix)
      failures.check(Integer(text, radix: radix) == a, place)
      failures.check(Integer(text.uppercased(), radix: radix) == a, place)
      failures.check(Integer(a.description) == a, place)
      // Horner's rule, digit by digit.
      let value = text.drop { $0 == "-" }.reduce(Integer.zero) {
        $0 * Integer(radix) + Integer($1.hexDigitValue ?? 10 + Int($1.asciiValue ?? 0) - 97)
      }
      failures.check(value == a.magnitude, "digits: " + place)
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(Integer("+5") == 5 && Integer("-0") == 0 && Integer("000012") == 12)
    #expect(Integer("ff", radix: 16) == 255 && Integer("-Zz", radix: 36) == -1295)
  }

  @Test(arguments: [
    "", "+", "-", "--1", "+-1", " 1", "1 ", "1_000", "1.0", "0x10", "1e3", "a", "٣", "１", "1\0",
    "99999999999999999999999999999999999x", "1-", "−1", "1\u{301}",
  ])
  func badText(_ text: String) {
    #expect(Integer(text) == nil)
  }

  @Test func badDigits() {
    #expect(Integer("2", radix: 2) == nil && Integer("8", radix: 8) == nil)
    #expect(Integer("g", radix: 16) == nil && Integer("12345678901234567890g", radix: 16) == nil)
  }

  /// Values from tables, not from GMP.
  @Test func knownValues() {
    #expect(
      Integer(2).power(200).description
        == "1606938044258990275541962092341162602522202993782792835301376")
    #expect(
      Integer.factorial(30).description == "265252859812191058636308480000000")
    #expect(Integer.factorial(0) == 1 && Integer.factorial(1) == 1)
    #expect(
      Integer(3).power(100).description == "515377520732011331036461129765621272702107522001")
    #expect(
      Integer.binomial(100, 50).description == "100891344545564193334812497256")
    #expect(Integer.binomial(5, 0) == 1 && Integer.binomial(5, 6) == 0)
    #expect((-3...1).allSatisfy { Integer.doubleFactorial($0) == 1 })
    #expect((2...9).map { Integer.doubleFactorial($0) } == [2, 3, 8, 15, 48, 105, 384, 945])
    // F(300), by addition alone.
    var (a, b) = (Integer.zero, Integer.one)
    for _ in 0..<300 { (a, b) = (b, a + b) }
    #expect(
      a.description == "222232244629420445529739893461909967206666939096499764990979600")
    // Both are prime.
    let (p, q) = (Integer(2).power(89) - 1, Integer(2).power(61) - 1)
    #expect(Integer.gcd(p * q, p * 12) == p)
    #expect(p.description == "618970019642690137449562111")
  }
}
