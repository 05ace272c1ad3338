import ExactArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import RigorousEvaluation

/// A real number about which everything is known: a rational one, or ±√n with n no square.
private struct KnownRoot: Hashable {
  let isNegative: Bool
  /// The square of the number.
  let square: Rational
  let rational: Rational?

  init(_ value: Rational) {
    (isNegative, square, rational) = (value.signum < 0, value * value, value)
  }

  init(rootOf square: Int, isNegative: Bool) {
    (self.isNegative, self.square, rational) = (isNegative, Rational(square), nil)
  }

  /// The sign of self − x.
  func compared(with x: Rational) -> Int {
    if let rational { return (rational - x).signum }
    if isNegative { return x.signum >= 0 ? -1 : (x * x - square).signum }
    return x.signum <= 0 ? 1 : (square - x * x).signum
  }
}

/// A polynomial made of factors whose roots are known.
private struct KnownPolynomial {
  var polynomial = RationalPolynomial([1])
  /// The real roots with their multiplicities.
  var roots: [KnownRoot: Int] = [:]
  /// The sign of the leading coefficient: all factors have leading coefficient 1 but a constant.
  var contentSign = 1

  mutating func multiply(by factor: RationalPolynomial, _ found: [KnownRoot], times: Int) {
    for _ in 0..<times { polynomial = polynomial * factor }
    for root in found { roots[root, default: 0] += times }
  }

  /// One with up to `factors` different factors, among them such without a real root.
  init(factors: Int, ends: [Rational], _ generator: inout SplitMix64) {
    for _ in 0..<factors {
      let times = Int.random(in: 1...3, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0, 1:
        let value = ends.randomElement(using: &generator) ?? 0
        multiply(by: RationalPolynomial([-value, 1]), [KnownRoot(value)], times: times)
      case 2, 3:
        let value = Rational(
          Integer(Int.random(in: -30...30, using: &generator)),
          Integer(Int.random(in: 1...10, using: &generator)))
        multiply(by: RationalPolynomial([-value, 1]), [KnownRoot(value)], times: times)
      case 4:
        let square = [2, 3, 5, 7].randomElement(using: &generator) ?? 2
        let pair = [true, false].map { KnownRoot(rootOf: square, isNegative: $0) }
        multiply(by: RationalPolynomial([-Rational(square), 0, 1]), pair, times: times)
      default:
        // (x − a)² + b with b > 0, as small as 1/1000.
        let a = Rational(Integer(Int.random(in: -9...9, using: &generator)), 3)
        let b = Rational(1, Integer(Int.random(in: 1...1000, using: &generator)))
        multiply(by: RationalPolynomial([a * a + b, -2 * a, 1]), [], times: times)
      }
    }
    let content = Rational(Integer(Int.random(in: 1...99, using: &generator)), 7)
    contentSign = Bool.random(using: &generator) ? 1 : -1
    polynomial = polynomial * RationalPolynomial([Rational(contentSign) * content])
  }

  func count(above low: Rational, through high: Rational) -> Int {
    roots.keys.filter { $0.compared(with: low) > 0 && $0.compared(with: high) <= 0 }.count
  }

  /// The sign on [low, high] by the roots alone.
  func sign(from low: Rational, through high: Rational) -> KnownSign {
    if low == high {
      if roots.keys.contains(where: { $0.compared(with: low) == 0 }) { return .zero }
      let above = roots.filter { $0.key.compared(with: low) > 0 && $0.value % 2 == 1 }.count
      return KnownSign(contentSign * (above % 2 == 0 ? 1 : -1))
    }
    var sign = contentSign
    var vanishes = false
    for (root, multiplicity) in roots {
      let (left, right) = (root.compared(with: low), root.compared(with: high))
      if left > 0 && right < 0 && multiplicity % 2 == 1 { return .unknown }
      if left >= 0 && right <= 0 { vanishes = true }
      // On (low, high) the factor x − root is negative where the root is not below high.
      if right >= 0 && multiplicity % 2 == 1 { sign = -sign }
    }
    if !vanishes { return KnownSign(sign) }
    return sign > 0 ? .nonnegative : .nonpositive
  }
}

extension RationalPolynomial {
  fileprivate static func * (a: RationalPolynomial, b: RationalPolynomial) -> RationalPolynomial {
    var product = Array(repeating: Rational(0), count: max(a.degree + b.degree + 1, 0))
    for (i, x) in a.coefficients.enumerated() {
      for (j, y) in b.coefficients.enumerated() { product[i + j] += x * y }
    }
    return RationalPolynomial(product)
  }

  fileprivate static func random(degree: Int, _ generator: inout SplitMix64) -> RationalPolynomial {
    RationalPolynomial(
      (0...degree).map { _ in
        Rational(
          Integer(Int.random(in: -9...9, using: &generator)),
          Integer(Int.random(in: 1...4, using: &generator)))
      })
  }
}

@Suite struct RationalPolynomialTests {
  private static let ends: [Rational] = [-3, -1, Rational(-1, 2), 0, Rational(1, 3), 1, 2]

  private static func interval(_ generator: inout SplitMix64) -> (Rational, Rational) {
    let places = (0..<2).map { _ in ends.randomElement(using: &generator) ?? 0 }.sorted()
    return (places[0], places[1])
  }

  /// The numbers of roots of polynomials with known ones, many of them at the ends and multiple.
  @Test func rootCounts() {
    var generator = SplitMix64(seed: 1829)
    var failures = Failures()
    for _ in 0..<scaledCount(400) {
      let known = KnownPolynomial(
        factors: Int.random(in: 0...4, using: &generator), ends: Self.ends, &generator)
      let (low, high) = Self.interval(&generator)
      let count = known.polynomial.rootCount(above: low, through: high)
      failures.check(
        count == known.count(above: low, through: high),
        "\(known.polynomial.coefficients) in (\(low), \(high)]: \(count)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// The sign is claimed where it exists, and only there.
  @Test func signs() {
    var generator = SplitMix64(seed: 1835)
    var failures = Failures()
    var seen: Set<KnownSign> = []
    for _ in 0..<scaledCount(600) {
      let known = KnownPolynomial(
        factors: Int.random(in: 0...4, using: &generator), ends: Self.ends, &generator)
      let (low, high) = Self.interval(&generator)
      let sign = known.polynomial.sign(from: low, through: high)
      seen.insert(sign)
      failures.check(
        sign == known.sign(from: low, through: high),
        "\(known.polynomial.coefficients) on [\(low), \(high)]: \(sign)")
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(seen.count == 6)
  }

  @Test func theZeroPolynomial() {
    let zero = RationalPolynomial([0, 0])
    #expect(zero.isZero && zero.degree == -1)
    #expect(zero.sign(from: -1, through: 1) == .zero)
    #expect(zero.squareFreeFactors.isEmpty)
    #expect(RationalPolynomial([-2]).sign(from: -1, through: 1) == .negative)
    #expect(RationalPolynomial([0, 1]).sign(from: 0, through: 0) == .zero)
    // (x − 1/4)²: a point that might be looked at is the root.
    let square = RationalPolynomial([Rational(1, 16), Rational(-1, 2), 1])
    #expect(square.sign(from: 0, through: 1) == .nonnegative)
  }

  /// A divisor times the quotient, and the remainder, are the dividend.
  @Test func division() {
    var generator = SplitMix64(seed: 3)
    for _ in 0..<scaledCount(200) {
      let a = RationalPolynomial.random(
        degree: Int.random(in: 0...6, using: &generator), &generator)
      let b = RationalPolynomial.random(
        degree: Int.random(in: 0...4, using: &generator), &generator)
      if b.isZero { continue }
      let (quotient, remainder) = a.divided(by: b)
      #expect(remainder.degree < b.degree)
      let product = quotient * b
      for x in Self.ends {
        #expect(product.value(at: x) + remainder.value(at: x) == a.value(at: x))
      }
    }
  }

  /// What a product has in common with another is what was put into both.
  @Test func greatestCommonDivisors() {
    let linear = { (root: Int) in RationalPolynomial([Rational(-root), 1]) }
    let a = linear(1) * linear(2) * linear(2) * RationalPolynomial([3])
    let b = linear(2) * linear(5) * RationalPolynomial([Rational(-1, 2)])
    #expect(a.greatestCommonDivisor(b).coefficients == linear(2).coefficients)
    #expect(a.greatestCommonDivisor(linear(7)).coefficients == [1])
    #expect(a.greatestCommonDivisor(RationalPolynomial([])).coefficients.last == 1)
  }

  /// Π q_k^k is the polynomial up to a constant, with the k-th factor's roots those of multiplicity k.
  @Test func squareFreeFactors() {
    var generator = SplitMix64(seed: 5)
    var failures = Failures()
    for _ in 0..<scaledCount(150) {
      let known = KnownPolynomial(factors: 3, ends: Self.ends, &generator)
      let factors = known.polynomial.squareFreeFactors
      var product = RationalPolynomial([known.polynomial.coefficients.last ?? 1])
      for (index, factor) in factors.enumerated() {
        for _ in 0...index { product = product * factor }
        failures.check(
          factor.greatestCommonDivisor(factor.derivative).degree == 0,
          "\(factor.coefficients) has a multiple root")
        for (root, multiplicity) in known.roots {
          guard let value = root.rational else { continue }
          failures.check(
            factor.value(at: value).isZero == (multiplicity == index + 1),
            "factor \(index + 1) of \(known.polynomial.coefficients) at \(value)")
        }
      }
      failures.check(
        product.coefficients == known.polynomial.coefficients, "\(known.polynomial.coefficients)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }
}
