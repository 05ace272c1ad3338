import ExactArithmetic
import SymbolicExpressions

/// A polynomial in one variable with rational coefficients, and its sign on intervals, decided exactly
/// by Sturm's theorem.
struct RationalPolynomial: Sendable {
  /// From the constant term up; the last is not 0. Empty for the polynomial 0.
  let coefficients: [Rational]

  init(_ coefficients: [Rational]) {
    let zeros = coefficients.reversed().prefix { $0.isZero }.count
    self.coefficients = Array(coefficients.dropLast(zeros))
  }

  var degree: Int { coefficients.count - 1 }
  var isZero: Bool { coefficients.isEmpty }

  func value(at x: Rational) -> Rational {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  var derivative: RationalPolynomial {
    RationalPolynomial(coefficients.enumerated().dropFirst().map { Rational($0) * $1 })
  }

  /// Quotient and remainder of the division by a polynomial that is not 0.
  func divided(
    by divisor: RationalPolynomial
  ) -> (quotient: RationalPolynomial, remainder: RationalPolynomial) {
    var rest = coefficients
    let lead = divisor.coefficients[divisor.degree]
    guard rest.count >= divisor.coefficients.count else { return (RationalPolynomial([]), self) }
    var quotient = Array(repeating: Rational(0), count: rest.count - divisor.degree)
    for place in quotient.indices.reversed() {
      let factor = rest[place + divisor.degree] / lead
      quotient[place] = factor
      for (k, value) in divisor.coefficients.enumerated() { rest[place + k] -= factor * value }
    }
    return (RationalPolynomial(quotient), RationalPolynomial(rest))
  }

  /// A greatest common divisor, with leading coefficient 1.
  func greatestCommonDivisor(_ other: RationalPolynomial) -> RationalPolynomial {
    var (a, b) = (self, other)
    while !b.isZero { (a, b) = (b, a.divided(by: b).remainder.monic) }
    return a.monic
  }

  private var monic: RationalPolynomial {
    guard let lead = coefficients.last else { return self }
    return RationalPolynomial(coefficients.map { $0 / lead })
  }

  /// Polynomials q_1, q_2, … without multiple roots with self = c·q_1·q_2²·q_3³·… (Yun's algorithm).
  var squareFreeFactors: [RationalPolynomial] {
    if degree < 1 { return [] }
    let slope = derivative
    let common = greatestCommonDivisor(slope)
    var (b, c) = (divided(by: common).quotient, slope.divided(by: common).quotient)
    var factors: [RationalPolynomial] = []
    while b.degree > 0 {
      let d = c.subtracting(b.derivative)
      let factor = d.isZero ? b.monic : b.greatestCommonDivisor(d)
      factors.append(factor)
      b = b.divided(by: factor).quotient
      c = d.divided(by: factor).quotient
    }
    return factors
  }

  private func subtracting(_ other: RationalPolynomial) -> RationalPolynomial {
    let count = max(coefficients.count, other.coefficients.count)
    return RationalPolynomial(
      (0..<count).map { k in
        (k < coefficients.count ? coefficients[k] : 0)
          - (k < other.coefficients.count ? other.coefficients[k] : 0)
      })
  }

  /// The number of distinct roots in (low, high], for a polynomial that is not 0 (Sturm's theorem).
  func rootCount(above low: Rational, through high: Rational) -> Int {
    if degree < 1 { return 0 }
    var chain = [self, derivative]
    while true {
      let rest = chain[chain.count - 2].divided(by: chain[chain.count - 1]).remainder
      if rest.isZero { break }
      chain.append(RationalPolynomial(rest.coefficients.map { -$0 }))
    }
    // At a multiple root all of the chain vanishes: its common divisor is taken out.
    let common = chain[chain.count - 1]
    if common.degree > 0 { chain = chain.map { $0.divided(by: common).quotient } }
    func changes(at x: Rational) -> Int {
      let signs = chain.map { $0.value(at: x).signum }.filter { $0 != 0 }
      return zip(signs, signs.dropFirst()).filter { $0 != $1 }.count
    }
    return changes(at: low) - changes(at: high)
  }

  /// What is known of the sign on [low, high].
  func sign(from low: Rational, through high: Rational) -> KnownSign {
    if isZero { return .zero }
    if low == high { return KnownSign(value(at: low).signum) }
    let factors = squareFreeFactors
    func haveRoot(_ part: some Sequence<RationalPolynomial>, inside: Bool) -> Bool {
      part.contains { factor in
        let atEnds = [low, high].map { factor.value(at: $0).isZero }
        let inHalfOpen = factor.rootCount(above: low, through: high)
        return inside ? inHalfOpen - (atEnds[1] ? 1 : 0) > 0 : inHalfOpen > 0 || atEnds[0]
      }
    }
    // Of factors with even exponents the sign does not change.
    let odd = factors.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    if haveRoot(odd, inside: true) { return .unknown }
    // There are no more roots than the degree.
    let samples = (1...(degree + 1)).map {
      low + (high - low) * Rational($0) / Rational(degree + 2)
    }
    let sign = samples.lazy.map { value(at: $0).signum }.first { $0 != 0 } ?? 0
    if !haveRoot(factors, inside: false) { return KnownSign(sign) }
    return sign > 0 ? .nonnegative : .nonpositive
  }
}
