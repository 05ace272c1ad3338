import ExactArithmetic
import Testing
import _TestSupport

@testable import IntervalArithmetic

/// A function of one interval, and what it is at a point.
struct UnaryCase: Sendable, CustomTestStringConvertible {
  let name: String
  var domain: Generator.Domain = .any
  let enclosure: @Sendable (Interval) -> Interval
  let value: @Sendable (BigFloat, Precision, Rounding) -> BigFloat
  /// Whether every member is in the domain of the function.
  var isDefined: @Sendable (Interval) -> Bool = { _ in true }

  var testDescription: String { name }

  /// The end of a value's own enclosure.
  static func end(_ value: Interval, _ rounding: Rounding) -> BigFloat {
    rounding == .up ? value.upper : value.lower
  }
  static func hasZero(_ x: Interval) -> Bool { x.contains(Rational(0)) }
  static func isWithinUnit(_ x: Interval) -> Bool {
    Interval(lower: Rational(-1), upper: Rational(1), precision: Precision(2)).contains(x)
  }
  static func power(_ n: Int) -> UnaryCase {
    UnaryCase(
      name: "power(\(n))", enclosure: { $0.power(n) },
      value: { $0.power(n, precision: $1, rounding: $2) },
      isDefined: { n >= 0 || !hasZero($0) })
  }
  static func scaled(_ text: String) -> UnaryCase {
    UnaryCase(
      name: "scaled(by: \(text))", enclosure: { $0.scaled(by: Rational(text) ?? 0) },
      value: { x, precision, rounding in
        // x·n exactly, far from overflow and underflow; then /d, rounded.
        let (n, d) = Rational(text).map { ($0.numerator, $0.denominator) } ?? (0, 1)
        let shift = x.exponent > 0 ? -500 : 500
        let wide = Precision(x.precision.bits + max(2, n.bitWidth))
        let product = x.scaled(byPowerOfTwo: shift, precision: wide, rounding: .down).multiplied(
          by: BigFloat(n, precision: wide, rounding: .down), precision: wide, rounding: .down)
        let divisor = BigFloat(d, precision: Precision(200), rounding: .down)
        return product.divided(by: divisor, precision: precision, rounding: rounding)
          .scaled(byPowerOfTwo: -shift, precision: precision, rounding: rounding)
      })
  }

  static let all: [UnaryCase] = [
    UnaryCase(name: "negation", enclosure: { -$0 }, value: { x, _, _ in x.negated }),
    UnaryCase(name: "magnitude", enclosure: \.magnitude, value: { x, _, _ in x.magnitude }),
    UnaryCase(
      name: "squared", enclosure: \.squared,
      value: { $0.multiplied(by: $0, precision: $1, rounding: $2) }),
    UnaryCase(
      name: "squareRoot", enclosure: \.squareRoot,
      value: { $0.squareRoot(precision: $1, rounding: $2) }, isDefined: { $0.lower.sign >= 0 }),
    UnaryCase(
      name: "sine", domain: .angle, enclosure: \.sine,
      value: { $0.sin(precision: $1, rounding: $2) }),
    UnaryCase(
      name: "cosine", domain: .angle, enclosure: \.cosine,
      value: { $0.cos(precision: $1, rounding: $2) }),
    UnaryCase(
      name: "arcsine", domain: .unit, enclosure: \.arcsine,
      value: { $0.asin(precision: $1, rounding: $2) }, isDefined: isWithinUnit),
    UnaryCase(
      name: "arccosine", domain: .unit, enclosure: \.arccosine,
      value: { $0.acos(precision: $1, rounding: $2) }, isDefined: isWithinUnit),
    UnaryCase(
      name: "arccosine of anything", domain: .moderate, enclosure: \.arccosine,
      value: { $0.acos(precision: $1, rounding: $2) }, isDefined: isWithinUnit),
    UnaryCase(
      name: "arctangent", enclosure: \.arctangent,
      value: { $0.atan(precision: $1, rounding: $2) }),
    UnaryCase(
      name: "errorFunction", enclosure: \.errorFunction,
      value: { end(Interval($0).rounded(to: $1).errorFunction, $2) }),
    UnaryCase(
      name: "complementaryErrorFunction", domain: .moderate,
      enclosure: \.complementaryErrorFunction,
      value: { end(Interval($0).rounded(to: $1).complementaryErrorFunction, $2) }),
    UnaryCase(
      name: "exponential", enclosure: \.exponential,
      value: { $0.exp(precision: $1, rounding: $2) }),
    UnaryCase(
      name: "logarithm", enclosure: \.logarithm,
      value: { $0.log(precision: $1, rounding: $2) }, isDefined: { $0.lower.sign > 0 }),
    UnaryCase(
      name: "rounded(to: 20)", enclosure: { $0.rounded(to: Precision(20)) },
      value: { x, _, _ in x }),
    power(0), power(1), power(2), power(3), power(8), power(-1), power(-2), power(-5),
    power(1_000_001),
    scaled("3"), scaled("-7"), scaled("1/3"), scaled("-22/7"), scaled("1e-40"),
  ]
}

/// A function of two intervals, and what it is at a pair of points.
struct BinaryCase: Sendable, CustomTestStringConvertible {
  let name: String
  let enclosure: @Sendable (Interval, Interval) -> Interval
  let value: @Sendable (BigFloat, BigFloat, Precision, Rounding) -> BigFloat
  /// The exact value.
  var exact: (@Sendable (Rational, Rational) -> Rational)?
  var isDefined: @Sendable (Interval, Interval) -> Bool = { _, _ in true }

  var testDescription: String { name }

  static let all: [BinaryCase] = [
    BinaryCase(
      name: "+", enclosure: { $0 + $1 }, value: { $0.adding($1, precision: $2, rounding: $3) },
      exact: { $0 + $1 }),
    BinaryCase(
      name: "-", enclosure: { $0 - $1 },
      value: { $0.subtracting($1, precision: $2, rounding: $3) }, exact: { $0 - $1 }),
    BinaryCase(
      name: "*", enclosure: { $0 * $1 },
      value: { $0.multiplied(by: $1, precision: $2, rounding: $3) }, exact: { $0 * $1 }),
    BinaryCase(
      name: "/", enclosure: { $0 / $1 },
      value: { $0.divided(by: $1, precision: $2, rounding: $3) }, exact: { $0 / $1 },
      isDefined: { !UnaryCase.hasZero($1) }),
    BinaryCase(
      name: "atan2", enclosure: { Interval.atan2($0, $1) },
      value: { BigFloat.atan2($0, $1, precision: $2, rounding: $3) },
      isDefined: { !UnaryCase.hasZero($0) || $1.lower.sign > 0 }),
    BinaryCase(
      name: "minimum", enclosure: { Interval.minimum($0, $1) },
      value: { x, y, _, _ in min(x, y) }, exact: { min($0, $1) }),
    BinaryCase(
      name: "maximum", enclosure: { Interval.maximum($0, $1) },
      value: { x, y, _, _ in max(x, y) }, exact: { max($0, $1) }),
    BinaryCase(
      name: "hull", enclosure: { $0.hull(with: $1) }, value: { x, _, _, _ in x },
      exact: { x, _ in x }),
  ]
}

/// No enclosure misses the value at three times the precision. That value is rounded down and up,
/// and both must be inside: a bound has fewer bits, so rounding cannot carry a value across it.
@Suite struct ContainmentTests {
  static let pointsPerCase = 4

  @Test(arguments: UnaryCase.all)
  func unary(_ function: UnaryCase) {
    var generator = Generator(seed: 0x5EED_0001)
    var failures = Failures()
    for index in 0..<scaledCount(2400) {
      let x = generator.interval(function.domain)
      let result = function.enclosure(x)
      lazy var place = "\(function.name), seed \(generator.seed), case \(index), \(x) → \(result)"
      guard function.isDefined(x) else {
        failures.check(result.isIndeterminate, "not indeterminate: " + place)
        continue
      }
      failures.check(!result.isIndeterminate && result.lower <= result.upper, place)
      failures.check(
        !x.isPoint || result.upper <= result.lower.nextUp, "not the tightest: " + place)
      let fine = Precision(3 * x.precision.bits + 32)
      for _ in 0..<ContainmentTests.pointsPerCase {
        let point = generator.member(of: x, function.domain)
        let value = Interval(
          lower: function.value(point, fine, .down), upper: function.value(point, fine, .up))
        failures.check(result.contains(value), "\(place) misses the value at \(point): \(value)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(arguments: BinaryCase.all, [Generator.Domain.any, .moderate])
  func binary(_ function: BinaryCase, _ domain: Generator.Domain) {
    var generator = Generator(seed: 0x5EED_0002)
    var failures = Failures()
    for index in 0..<scaledCount(2400) {
      let x = generator.interval(domain)
      let y = generator.interval(domain)
      let result = function.enclosure(x, y)
      lazy var place =
        "\(function.name), seed \(generator.seed), case \(index), \(x), \(y) → \(result)"
      guard function.isDefined(x, y) else {
        failures.check(result.isIndeterminate, "not indeterminate: " + place)
        continue
      }
      failures.check(!result.isIndeterminate && result.lower <= result.upper, place)
      failures.check(
        !(x.isPoint && y.isPoint) || result.upper <= result.lower.nextUp
          || function.name == "hull", "not the tightest: " + place)
      let fine = Precision(3 * max(x.precision, y.precision).bits + 32)
      for _ in 0..<ContainmentTests.pointsPerCase {
        let (a, b) = (generator.member(of: x, domain), generator.member(of: y, domain))
        let value = Interval(
          lower: function.value(a, b, fine, .down), upper: function.value(a, b, fine, .up))
        failures.check(result.contains(value), "\(place) misses \(value) at \(a), \(b)")
        if domain == .moderate, let exact = function.exact,
          let a = a.affordableRational, let b = b.affordableRational
        {
          failures.check(result.contains(exact(a, b)), "\(place) misses the exact value")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// {x + c} and {c·x} with rational c against exact arithmetic, and at huge exponents against MPFR.
  @Test func rationalCoefficients() {
    var generator = Generator(seed: 0x5EED_0003)
    var failures = Failures()
    for index in 0..<scaledCount(3000) {
      let x = generator.interval(.moderate)
      var c = Rational(
        generator.integer(bits: 80), generator.integer(bits: 80).magnitude + Integer.one)
      if index % 3 == 0, let near = generator.member(of: x, .moderate).affordableRational {
        c = -near + c.scaled(byPowerOfTwo: -generator.int(0...500))
      }
      let (sum, product) = (x.adding(c), x.scaled(by: c))
      lazy var place = "seed \(generator.seed), case \(index), \(x), \(c): \(sum), \(product)"
      failures.check(!x.isPoint || sum.upper <= sum.lower.nextUp, "not the tightest: " + place)
      failures.check(
        !x.isPoint || product.upper <= product.lower.nextUp, "not the tightest: " + place)
      for _ in 0..<ContainmentTests.pointsPerCase {
        guard let point = generator.member(of: x, .moderate).affordableRational else { continue }
        failures.check(sum.contains(point + c), place)
        failures.check(product.contains(point * c), place)
      }
      let far = generator.interval(.any)
      let reference = Interval(c, precision: Precision(far.precision.bits + 200))
      for point in [far.lower, far.upper] where point.isFinite {
        let fine = reference.precision
        let value = Interval(
          lower: point.adding(reference.lower, precision: fine, rounding: .down),
          upper: point.adding(reference.upper, precision: fine, rounding: .up))
        failures.check(far.adding(c).overlaps(value), "\(far) + \(c)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// lower^q ≤ x^p ≤ upper^q for the enclosure of x^(p/q), in exact arithmetic.
  @Test func rationalPowers() {
    var generator = Generator(seed: 0x5EED_0004)
    var failures = Failures()
    for index in 0..<scaledCount(3000) {
      let x = generator.interval(.moderate).magnitude.rounded(to: Precision(generator.int(2...99)))
      let q = generator.int(2...7)
      let p = generator.int(-9...9)
      let e = Rational(Integer(p), Integer(q))
      let result = x.power(e)
      lazy var place = "seed \(generator.seed), case \(index), \(x)^(\(e)) → \(result)"
      guard e.signum >= 0 || x.lower.sign > 0 else {
        failures.check(result.isIndeterminate, place)
        continue
      }
      failures.check(!result.isIndeterminate && result.lower.sign >= 0, place)
      failures.check(!x.isPoint || result.upper <= result.lower.nextUp.nextUp, place)
      for _ in 0..<ContainmentTests.pointsPerCase {
        guard let point = generator.member(of: x, .moderate).affordableRational,
          let lower = result.lower.affordableRational
        else { continue }
        if point.isZero {
          failures.check(result.contains(Rational(p == 0 ? 1 : 0)), place)
          continue
        }
        failures.check(lower.power(q) <= point.power(p), place + " at \(point)")
        if let upper = result.upper.affordableRational {
          failures.check(upper.power(q) >= point.power(p), place + " at \(point)")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Results that are exact must come out as points.
  @Test func exactResults() {
    let p = Precision(53)
    func point(_ text: String) -> Interval {
      Interval(text, precision: p) ?? .indeterminate(precision: p)
    }
    let cases: [(Interval, String)] = [
      (point("4").power(Rational(3, 2)), "8"), (point("8").power(Rational(1, 3)), "2"),
      (point("32").power(Rational(-3, 5)), "1/8"), (point("9/4").squareRoot, "3/2"),
      (point("1").arccosine, "0"), (point("0").cosine, "1"), (point("0").exponential, "1"),
      (point("1").logarithm, "0"), (point("-3/2").squared, "9/4"), (point("-2").power(3), "-8"),
      (point("-2").power(-2), "1/4"), (point("3") / point("8"), "3/8"),
      (point("4").power(Rational(1, 2)), "2"), (point("4").power(Rational(-1, 2)), "1/2"),
      (point("-8").power(-1), "-1/8"), (-point("3/8"), "-3/8"),
      (point("5").power(0), "1"), (point("0").power(0), "1"), (point("0").power(7), "0"),
      (point("1/4").scaled(by: Rational(4, 2)), "1/2"), (point("1/4").adding(Rational(3, 4)), "1"),
      (Interval.atan2(point("0"), point("2")), "0"), (point("[0, 0]") * .entire(precision: p), "0"),
    ]
    for (result, text) in cases {
      #expect(result.isPoint, "\(text): \(result)")
      #expect(result.lower.exactRational == Rational(text))
    }
  }

  /// Exponents that do not fit a machine word.
  @Test func enormousExponents() throws {
    let p = Precision(100)
    let huge = try #require(Rational("1e30"))
    let x = Interval(lower: Rational(1), upper: try #require(Rational("1.5")), precision: p)
    let power = x.power(huge)
    #expect(power.contains(Rational(1)))
    #expect(power.upper.isInfinite)
    let root = x.power(try #require(huge.reciprocal))
    #expect(root.contains(Rational(1)) && root.upper.sign > 0)
    #expect(root.width < BigFloat("1e-28", precision: p, rounding: .up) ?? .zero(precision: p))
    #expect(Interval(-1, precision: p).power(huge).isIndeterminate)
  }
}
