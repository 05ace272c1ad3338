import ExactArithmetic

/// The rational numbers ±s·p/q of one sign and with the same s, which is a product of powers of some primes, p and q being
/// coprime positive integers without these primes, each of them always 1 or never.
package struct NumberKind: Hashable, Sendable {
  /// The exponents of the primes, those of the denominator with a minus sign.
  private let exponents: [Int]
  private let isNegative: Bool
  private let hasNumerator, hasDenominator: Bool

  /// p and q of a number.
  package struct Parts: Sendable {
    let numerator, denominator: Integer
  }

  /// The kind of a number that is not 0, and which of that kind it is; nil where p or q is as large as what
  /// stands for it.
  package static func of(
    _ value: Rational, primes: [Integer]
  ) -> (kind: NumberKind, parts: Parts)? {
    var (numerator, denominator) = (value.numerator.magnitude, value.denominator)
    if numerator.isZero { return nil }
    var exponents: [Int] = []
    for prime in primes {
      let (above, up) = numerator.removing(prime)
      let (below, down) = denominator.removing(prime)
      (numerator, denominator) = (above, below)
      exponents.append(up - down)
    }
    guard numerator < symbols.denominator, denominator < symbols.denominator else { return nil }
    let kind = NumberKind(
      exponents: exponents, isNegative: value.signum < 0, hasNumerator: numerator != .one,
      hasDenominator: denominator != .one)
    return (kind, Parts(numerator: numerator, denominator: denominator))
  }

  /// The primes 2¹²⁷ − 1 and 2⁶¹ − 1, which stand for p and q.
  ///
  /// Their quotient is so large that a sum of several monomials with coefficients below 2⁴⁰, not all of them
  /// divisible by P or all by Q, is not below 2⁴⁰, nor any quotient of it by powers of P and Q.
  private static let symbols = (
    numerator: Integer.one.shiftedLeft(127) - .one, denominator: Integer((1 << 61) - 1)
  )

  /// The number of the kind with primes for p and q that nobody types.
  package func representative(primes: [Integer]) -> Rational {
    var value = Rational(
      hasNumerator ? Self.symbols.numerator : .one,
      hasDenominator ? Self.symbols.denominator : .one)
    for (prime, exponent) in zip(primes, exponents) { value *= Rational(prime).power(exponent) }
    return isNegative ? -value : value
  }

  /// An integer c·pⁱ·qʲ.
  package struct Monomial: Hashable, Sendable {
    let coefficient: Integer
    let numerator, denominator: Int

    /// The monomial that a number is from which the representative was computed; nil where its c is so large that it
    /// must be something else, such as p + q.
    init?(_ value: Integer) {
      if value.bitWidth <= Self.longestCoefficient {
        (coefficient, numerator, denominator) = (value, 0, 0)
        return
      }
      var rest = value
      (rest, numerator) = rest.removing(symbols.numerator)
      (rest, denominator) = rest.removing(symbols.denominator)
      guard rest.bitWidth <= Self.longestCoefficient else { return nil }
      coefficient = rest
    }

    private static let longestCoefficient = 40

    /// Whether p or q is a factor.
    var isDependent: Bool { numerator > 0 || denominator > 0 }

    func value(at parts: Parts) -> Integer {
      var value = coefficient
      for _ in 0..<numerator { value *= parts.numerator }
      for _ in 0..<denominator { value *= parts.denominator }
      return value
    }
  }

  /// A quotient of such integers.
  package struct Quotient: Sendable {
    private let numerator, denominator: Monomial
    /// Whether p or q is a factor.
    package let isDependent: Bool
    /// The prime factors of the coefficients; nil where one of them is not known to be prime.
    var primes: [Integer]? {
      let factors = [numerator, denominator].filter { !$0.coefficient.isZero }
        .flatMap { $0.coefficient.magnitude.factoredByTrialDivision().map(\.factor) }
      // Without prime factors below 2¹⁰.
      return factors.allSatisfy { $0.bitWidth <= 20 } ? factors : nil
    }

    package init?(_ value: Rational) {
      guard let numerator = Monomial(value.numerator),
        let denominator = Monomial(value.denominator)
      else { return nil }
      self.numerator = numerator
      self.denominator = denominator
      isDependent = numerator.isDependent || denominator.isDependent
    }

    /// The value for other p and q.
    package func value(at parts: Parts) -> Rational {
      Rational(numerator.value(at: parts), denominator.value(at: parts))
    }
  }
}
