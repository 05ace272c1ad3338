import ExactArithmetic

/// The rational numbers x of which x + t, for each of some t, has one sign and is s·r/q with the same s, a product of powers
/// of some primes, q and the r being positive integers without these primes and without common factors, each of them
/// always 1 or never.
///
/// The primes have to be among them that are in the t and in their differences: a prime that divides two of x + t, x + u and q divides
/// the numerator of t − u or the denominator of t.
package struct NumberKind: Hashable, Sendable {
  /// What is the same of x + t for all numbers of the kind.
  private struct Shape: Hashable {
    /// The exponents of the primes, those of the denominator with a minus sign.
    let exponents: [Int]
    let isNegative: Bool
    /// Whether r is not 1.
    let hasNumerator: Bool
  }

  private let shapes: [Shape]
  private let hasDenominator: Bool

  /// q and the r of a number, in the order of the t.
  package struct Parts: Sendable {
    fileprivate let values: [Integer]
  }

  /// The most t.
  package static let mostShifts = symbols.count - 1

  /// The kind of a number by some t, no −t, and which of that kind it is; nil where q or an r is as large as what
  /// stands for it.
  package static func of(
    _ value: Rational, shifts: [Rational] = [0], primes: [Integer]
  ) -> (kind: NumberKind, parts: Parts)? {
    var values: [Integer] = [.one]
    var shapes: [Shape] = []
    for shifted in shifts.map({ value + $0 }) {
      var (numerator, denominator) = (shifted.numerator.magnitude, shifted.denominator)
      if numerator.isZero { return nil }
      var exponents: [Int] = []
      for prime in primes {
        let (above, up) = numerator.removing(prime)
        let (below, down) = denominator.removing(prime)
        (numerator, denominator) = (above, below)
        exponents.append(up - down)
      }
      guard shapes.isEmpty || values[0] == denominator else { return nil }
      values[0] = denominator
      values.append(numerator)
      shapes.append(
        Shape(
          exponents: exponents, isNegative: shifted.signum < 0, hasNumerator: numerator != .one))
    }
    guard zip(values, symbols).allSatisfy({ $0 < $1 }) else { return nil }
    let kind = NumberKind(shapes: shapes, hasDenominator: values[0] != .one)
    return (kind, Parts(values: values))
  }

  /// The primes 2⁶¹ − 1, which stands for q, and 2¹²⁷ − 1, 2⁵²¹ − 1 and 2⁶⁰⁷ − 1, which stand for the r.
  ///
  /// With q and one r all numbers are homogeneous in both, and a sum of several monomials with coefficients below 2⁴⁰, not all of
  /// them divisible by q or all by r, is dominated by that with the highest power of r, and no such monomial itself. With several r
  /// sums that look like monomials need coefficients made for it: whoever uses a pattern compares it with
  /// the expression at one point.
  private static let symbols = [61, 127, 521, 607].map { Integer.one.shiftedLeft($0) - .one }

  /// The values of x + t for a number of the kind with primes for q and r that nobody types: each is what it is for
  /// some number of the kind, all together for none.
  package func representatives(primes: [Integer]) -> [Rational] {
    zip(shapes, Self.symbols.dropFirst()).map { shape, symbol in
      var value = Rational(
        shape.hasNumerator ? symbol : .one, hasDenominator ? Self.symbols[0] : .one)
      for (prime, exponent) in zip(primes, shape.exponents) {
        value *= Rational(prime).power(exponent)
      }
      return shape.isNegative ? -value : value
    }
  }

  /// An integer c·qⁱ·r₁ʲ·….
  package struct Monomial: Hashable, Sendable {
    let coefficient: Integer
    /// Of q and the r; empty where all are 0.
    private let exponents: [Int]

    /// The monomial that a number is from which representatives were computed; nil where its c is so large that it
    /// must be something else, such as q + r.
    init?(_ value: Integer) {
      if value.bitWidth <= Self.longestCoefficient {
        (coefficient, exponents) = (value, [])
        return
      }
      var rest = value
      exponents = symbols.map { symbol in
        let (without, exponent) = rest.removing(symbol)
        rest = without
        return exponent
      }
      guard rest.bitWidth <= Self.longestCoefficient else { return nil }
      coefficient = rest
    }

    private static let longestCoefficient = 40

    /// Whether q or an r is a factor.
    var isDependent: Bool { !exponents.isEmpty }

    func value(at parts: Parts) -> Integer {
      var value = coefficient
      for (part, exponent) in zip(parts.values, exponents) {
        for _ in 0..<exponent { value *= part }
      }
      return value
    }
  }

  /// A quotient of such integers.
  package struct Quotient: Sendable {
    private let numerator, denominator: Monomial
    /// Whether q or an r is a factor.
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

    /// The value for other q and r.
    package func value(at parts: Parts) -> Rational {
      Rational(numerator.value(at: parts), denominator.value(at: parts))
    }
  }
}
