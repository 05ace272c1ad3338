import ExactArithmetic
import Testing
import _TestSupport

@testable import IntervalArithmetic

/// Decimal output against exact rational arithmetic.
@Suite struct DecimalTests {
  /// `value` rounded to `digits` digits, from the definition.
  private func rounded(_ value: Rational, _ digits: Int, _ rounding: Rounding) -> Rational {
    if value.isZero { return 0 }
    var unit = Rational(1)
    // 10^(digits−1) ≤ |value| / unit < 10^digits.
    let top = Rational(Integer(10).power(UInt(digits)))
    while value.magnitude / unit >= top { unit *= 10 }
    while value.magnitude / unit * 10 < top { unit /= 10 }
    let quotient = value / unit
    let floor = Rational(quotient.floor)
    if floor == quotient { return value }
    let inner = value.signum > 0 ? floor : floor + 1
    let outer = value.signum > 0 ? floor + 1 : floor
    let result: Rational
    switch rounding {
    case .down: result = floor
    case .up: result = floor + 1
    case .towardZero: result = inner
    case .awayFromZero: result = outer
    case .nearestEven:
      let twice = (quotient - floor) * 2
      let isUp = twice > 1 || (twice == 1 && floor.numerator.isOdd)
      result = isUp ? floor + 1 : floor
    }
    return result * unit
  }

  @Test func decimalOfBigFloat() {
    var generator = Generator(seed: 0x5EED_0020)
    var failures = Failures()
    for index in 0..<scaledCount(4000) {
      let p = Precision(generator.int(2...150))
      // Short significands with small exponents have exact middles in decimal.
      let exponent = index % 2 == 0 ? generator.int(-8...8) : generator.int(-120...120)
      let x =
        index % 50 == 0 ? generator.number(p, .unit) : generator.number(exponent: exponent, p)
      guard let exact = x.exactRational else { continue }
      let digits = generator.int(1...30)
      let rounding = generator.rounding()
      let text = x.decimal(digits: digits, rounding: rounding)
      failures.check(
        Rational(text) == rounded(exact, digits, rounding),
        "seed \(generator.seed), case \(index): \(x.hexadecimal) \(digits) \(rounding): \(text)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(arguments: Rounding.allCases)
  func ties(_ rounding: Rounding) {
    // 0.125, 0.375, 2.5, 0.5, 95 and their negatives: each in the middle at some length.
    let middles = [("0.125", 2), ("0.375", 2), ("2.5", 1), ("0.5", 1), ("95", 1), ("9.5", 1)]
    for (text, digits) in middles {
      for sign in ["", "-"] {
        guard let exact = Rational(sign + text) else { continue }
        let x = BigFloat(exact, precision: Precision(24), rounding: .down)
        #expect(
          Rational(x.decimal(digits: digits, rounding: rounding))
            == rounded(exact, digits, rounding))
        #expect(
          Rational(DecimalNumeral(exact, digits: digits, rounding: rounding).text)
            == rounded(exact, digits, rounding))
      }
    }
  }

  @Test func layout() throws {
    let p = Precision(80)
    func text(_ input: String, _ digits: Int) throws -> String {
      try #require(BigFloat(input, precision: p, rounding: .nearestEven))
        .decimal(digits: digits, rounding: .nearestEven)
    }
    #expect(try text("0.5", 3) == "0.500")
    #expect(try text("-1234.5", 3) == "-1230")
    #expect(try text("-1234.5", 6) == "-1234.50")
    #expect(try text("1e20", 2) == "100000000000000000000")
    #expect(try text("1e21", 2) == "1.0e21")
    #expect(try text("1e21", 22) == "1000000000000000000000")
    #expect(try text("0.00000125", 3) == "0.00000125")
    #expect(try text("0.000000125", 3) == "1.25e-7")
    #expect(try text("1e30", 1) == "1e30")
    #expect(try text("0", 5) == "0")
    #expect(try text("-inf", 5) == "-inf")
    #expect(BigFloat.nan(precision: p).decimal(digits: 3, rounding: .up) == "nan")
    #expect(try text("99.96", 3) == "100")
    #expect(BigFloat("0.1", precision: Precision(53), rounding: .up)?.description == "0.1")
  }

  /// The error is a bound, the bound has one digit, and the value is worth its digits.
  @Test func enclosedIntervals() {
    var generator = Generator(seed: 0x5EED_0021)
    var failures = Failures()
    var successes = 0
    for index in 0..<scaledCount(4000) {
      let p = Precision(generator.int(20...200))
      let middle = generator.number(exponent: generator.int(-90...90), p)
      let x: Interval
      if index % 10 == 0 {
        x = generator.interval(.moderate)
      } else {
        let r = generator.number(exponent: middle.exponent - generator.int(2...p.bits), p).magnitude
        x = Interval(
          lower: middle.subtracting(r, precision: p, rounding: .down),
          upper: middle.adding(r, precision: p, rounding: .up))
      }
      guard let lower = x.lower.affordableRational, let upper = x.upper.affordableRational
      else { continue }
      let digits = generator.int(1...50)
      lazy var place = "seed \(generator.seed), case \(index), \(x), \(digits) digits"
      let center = (lower + upper) * Rational(1, 2)
      let tolerance =
        rounded(center, digits, .nearestEven).magnitude
        * Rational(10).power(1 - digits)
      guard let decimal = EnclosedDecimal(x, digits: digits) else {
        // A tenth of the tolerance, with up to half of it lost to rounding, must do.
        failures.check((upper - lower) * 10 > tolerance, "nil: " + place)
        continue
      }
      successes += 1
      let (value, error) = (decimal.value, decimal.error)
      guard Rational(decimal.text) == value, Rational(decimal.errorText) == error else {
        failures.check(false, "unreadable \(decimal): " + place)
        continue
      }
      let distance = max((upper - value).magnitude, (lower - value).magnitude)
      failures.check(distance <= error, "\(decimal) is wrong: " + place)
      failures.check(
        error <= value.magnitude * Rational(10).power(1 - digits), "\(decimal): " + place)
      failures.check(
        decimal.isExact ? upper == lower : decimal.errorText.prefix { $0 != "e" }.count == 1,
        "\(decimal): " + place)
      failures.check(
        error <= distance * 2 || error.isZero, "\(decimal) has too large an error: " + place)
    }
    #expect(successes > scaledCount(4000) / 4)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func enclosedRationals() {
    var generator = Generator(seed: 0x5EED_0022)
    var failures = Failures()
    for index in 0..<scaledCount(4000) {
      let exact = Rational(
        generator.integer(bits: 90),
        index % 3 == 0
          ? Integer(10).power(UInt(generator.int(0...60)))
          : generator.integer(bits: 90).magnitude + Integer.one)
      let digits = generator.int(1...40)
      let decimal = EnclosedDecimal(exact: exact, digits: digits)
      lazy var place = "seed \(generator.seed), case \(index), \(exact), \(digits): \(decimal)"
      let nearest = rounded(exact, digits, .nearestEven)
      let (value, error) = (decimal.value, decimal.error)
      guard Rational(decimal.text) == value, Rational(decimal.errorText) == error else {
        failures.check(false, place)
        continue
      }
      failures.check(value == nearest, place)
      failures.check(error == rounded((exact - nearest).magnitude, 1, .up), place)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func enclosedTexts() throws {
    let p = Precision(200)
    let x = try #require(EnclosedDecimal(Interval.pi(precision: p), digits: 30))
    #expect(x.text == "3.14159265358979323846264338328")
    #expect(x.errorText == "5e-31" && x.sign == 1)
    #expect(x.description == "3.14159265358979323846264338328 ± 5e-31")
    let zero = try #require(EnclosedDecimal(Interval(0, precision: p), digits: 10))
    #expect(zero.text == "0" && zero.errorText == "0" && zero.sign == 0 && zero.description == "0")
    let eighth = try #require(EnclosedDecimal(Interval(Rational(1, 8), precision: p), digits: 20))
    #expect(eighth.text == "0.125" && eighth.isExact)
    #expect(EnclosedDecimal(exact: Rational(-1, 8), digits: 2).description == "-0.12 ± 5e-3")
    #expect(EnclosedDecimal(exact: Rational(1, 3), digits: 3).description == "0.333 ± 4e-4")
    #expect(EnclosedDecimal(exact: Rational(123_456), digits: 2).description == "120000 ± 4e3")
    #expect(EnclosedDecimal(exact: 0, digits: 2).description == "0")
    #expect(EnclosedDecimal(exact: Rational(95, 10), digits: 1).description == "10 ± 5e-1")
    #expect(EnclosedDecimal(exact: Rational(11), digits: 1).description == "10 ± 1")
    #expect(EnclosedDecimal(.pi(precision: p), digits: 0) == nil)
    #expect(EnclosedDecimal(.pi(precision: Precision(20)), digits: 10) == nil)
    #expect(EnclosedDecimal(.indeterminate(precision: p), digits: 1) == nil)
    #expect(EnclosedDecimal(.entire(precision: p), digits: 1) == nil)
    #expect(EnclosedDecimal(try #require(Interval("[-1, 1]", precision: p)), digits: 1) == nil)
    #expect(EnclosedDecimal(try #require(Interval("[0, 1e-9]", precision: p)), digits: 1) == nil)
    let tiny = try #require(Interval("[-1e-30, 1e-30]", precision: p))
    #expect(EnclosedDecimal(tiny, digits: 1) == nil)
  }

  /// Huge and tiny exponents take no more memory than others.
  @Test func enclosedExtremes() throws {
    let p = Precision(200)
    let x = Interval(2, precision: p).power(1_000_000_000)
    let decimal = try #require(EnclosedDecimal(x, digits: 20))
    // 10⁹·log₁₀ 2 = 301029995.66398119…, and 10^0.66398119… = 4.612976…
    #expect(decimal.text.hasPrefix("4.6129") && decimal.text.hasSuffix("e301029995"))
    let y = Interval(2, precision: p).power(-1_000_000_000)
    #expect(EnclosedDecimal(y, digits: 20)?.text.hasSuffix("e-301029996") == true)
  }
}
