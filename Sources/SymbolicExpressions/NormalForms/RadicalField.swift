import ExactArithmetic

/// A quotient of polynomials: see ``RadicalField``.
struct Fraction: Hashable, Sendable {
  let numerator: Polynomial
  /// Not 0, without roots, its last coefficient positive.
  let denominator: Polynomial

  fileprivate init(_ numerator: Polynomial, _ denominator: Polynomial) {
    self.numerator = numerator
    self.denominator = denominator
  }

  var isZero: Bool { numerator.isZero }

  /// The value of a quotient of integers.
  var rationalValue: Rational? {
    guard let n = numerator.constantValue, let d = denominator.constantValue else { return nil }
    return Rational(n, d)
  }
}

/// Rational functions of π, of variables and of values of functions, with roots of such: the field in
/// which the normal forms of expressions are computed.
///
/// An element is a quotient of polynomials in the field's generators. Powers of a root y with yᵏ = r
/// stay below k, denominators are without roots, and what a denominator has in common with all
/// coefficients of the numerator's root monomials is cancelled. If no generator but π and square roots
/// occurs, and no root lies in the field of those before it, then the root monomials are linearly
/// independent over ℚ(π) (π being transcendental), so that an element is the number 0 exactly when its
/// numerator has no term. With other generators a numerator without terms still means 0, but not
/// conversely, since nothing is known of, say, exp(1) and π.
final class RadicalField {
  /// What a generator stands for.
  enum Kind {
    case pi
    /// A variable, or the value of a function.
    case opaque(Expression)
    /// The root of a polynomial in earlier generators; √ or ∛, …, never negative.
    case root(of: Polynomial, degree: Int)
    /// The magnitude of a polynomial in earlier generators, whose square is known.
    case magnitude(of: Polynomial)
    /// sin of something, with the square 1 − cos², a polynomial in earlier generators.
    case sine(Expression, square: Polynomial)
  }

  struct Generator {
    let kind: Kind
    /// Whether it is a number in the field of square roots over ℚ(π).
    let isConstant: Bool
    /// What is known of its sign, wherever it is defined.
    let sign: KnownSign

    /// What a power of the generator is, and which.
    var relation: (power: Int, value: Polynomial)? {
      get throws(NoNormalForm) {
        switch kind {
        case .pi, .opaque: nil
        case .root(let radicand, let degree): (degree, radicand)
        case .magnitude(let inner): (2, try inner * inner)
        case .sine(_, let square): (2, square)
        }
      }
    }
    var isAlgebraic: Bool {
      switch kind {
      case .pi, .opaque: false
      case .root, .magnitude, .sine: true
      }
    }
  }

  /// How many products of terms may be formed.
  static let mostWork = 100_000

  private(set) var generators: [Generator] = []
  private var relations: [(power: Int, value: Polynomial)?] = []
  private var work = 0
  /// π and roots as integers, by the number of binary digits: see `enclosure(of:bits:)`.
  var enclosures: [Int: [Int: (lower: Integer, upper: Integer)]] = [:]

  init() {}

  /// A new generator.
  func adjoin(
    _ kind: Kind, isConstant: Bool = false, sign: KnownSign
  ) throws(NoNormalForm) -> Fraction {
    guard generators.count < Monomial.mostGenerators else { throw NoNormalForm() }
    let generator = Generator(kind: kind, isConstant: isConstant, sign: sign)
    relations.append(try generator.relation)
    generators.append(generator)
    return Fraction(Polynomial(generator: generators.count - 1), .one)
  }

  private func spend(_ amount: Int) throws(NoNormalForm) {
    work += amount
    if work > RadicalField.mostWork || Interruption.isDue { throw NoNormalForm() }
  }

  // MARK: Elements

  func rational(_ value: Rational) -> Fraction {
    Fraction(Polynomial(value.numerator), Polynomial(value.denominator))
  }

  var one: Fraction { Fraction(.one, .one) }

  func polynomial(_ value: Polynomial) -> Fraction { Fraction(value, .one) }

  /// The polynomial with powers of roots replaced by what they are.
  func reduced(_ polynomial: Polynomial) throws(NoNormalForm) -> Polynomial {
    var result = polynomial
    for index in result.generators.reversed() {
      guard let (power, value) = relations[index], result.degree(in: index) >= power else {
        continue
      }
      // Radicands have earlier generators only.
      var sum = Polynomial()
      for (inner, coefficient) in result.coefficients(ofMonomialsIn: { $0 == index }) {
        let exponent = inner[index]
        var part = try coefficient * Polynomial(.one, Monomial(index, power: exponent % power))
        for _ in 0..<(exponent / power) {
          try spend(part.terms.count * value.terms.count)
          part = try part * value
        }
        sum = sum + part
      }
      // What came in may itself have powers to be replaced, of generators that are still to come.
      result = sum
    }
    return try result.generators.contains { result.degree(in: $0) >= relations[$0]?.power ?? .max }
      ? reduced(result) : result
  }

  /// `numerator / denominator` in lowest terms, without roots below.
  func fraction(
    _ numerator: Polynomial, _ denominator: Polynomial
  ) throws(NoNormalForm) -> Fraction {
    var n = try reduced(numerator)
    var d = try reduced(denominator)
    if d.isZero { throw NoNormalForm() }
    while let index = d.generators.last(where: { generators[$0].isAlgebraic }) {
      let factor = try conjugate(d, index)
      try spend((n.terms.count + d.terms.count) * factor.terms.count)
      n = try reduced(n * factor)
      d = try reduced(d * factor)
      if d.isZero { throw NoNormalForm() }
    }
    if n.isZero { return Fraction(n, .one) }
    var common = d
    for part in n.coefficients(ofMonomialsIn: { self.generators[$0].isAlgebraic }).values {
      if common.isOne { break }
      try spend(common.terms.count * part.terms.count)
      common = try Polynomial.gcd(common, part)
    }
    if d.leading.coefficient.signum != common.leading.coefficient.signum { common = -common }
    guard let upper = try n.quotient(by: common), let lower = try d.quotient(by: common) else {
      throw NoNormalForm()
    }
    return Fraction(upper, lower)
  }

  /// What multiplies `d` so that the root `index` goes away.
  private func conjugate(_ d: Polynomial, _ index: Int) throws(NoNormalForm) -> Polynomial {
    guard let (power, _) = relations[index] else { throw NoNormalForm() }
    let parts = d.coefficients(ofMonomialsIn: { $0 == index })
    if parts.count == 1, let exponent = parts.keys.first?[index] {
      return Polynomial(.one, Monomial(index, power: power - exponent))
    }
    guard power == 2 else { throw NoNormalForm() }
    var result = Polynomial()
    for (monomial, coefficient) in d.terms {
      result.add(monomial[index] == 1 ? -coefficient : coefficient, monomial)
    }
    return result
  }

  // MARK: Arithmetic

  func sum(_ a: Fraction, _ b: Fraction) throws(NoNormalForm) -> Fraction {
    if a.denominator == b.denominator {
      return try fraction(a.numerator + b.numerator, a.denominator)
    }
    try spend(a.numerator.terms.count * b.denominator.terms.count)
    try spend(b.numerator.terms.count * a.denominator.terms.count)
    return try fraction(
      a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
  }

  func difference(_ a: Fraction, _ b: Fraction) throws(NoNormalForm) -> Fraction {
    try sum(a, negative(b))
  }

  func negative(_ a: Fraction) -> Fraction { Fraction(-a.numerator, a.denominator) }

  func product(_ a: Fraction, _ b: Fraction) throws(NoNormalForm) -> Fraction {
    try spend(a.numerator.terms.count * b.numerator.terms.count)
    try spend(a.denominator.terms.count * b.denominator.terms.count)
    return try fraction(a.numerator * b.numerator, a.denominator * b.denominator)
  }

  func scaled(_ a: Fraction, by factor: Rational) throws(NoNormalForm) -> Fraction {
    try fraction(
      a.numerator.scaled(by: factor.numerator), a.denominator.scaled(by: factor.denominator))
  }

  func quotient(_ a: Fraction, _ b: Fraction) throws(NoNormalForm) -> Fraction {
    try product(a, fraction(b.denominator, b.numerator))
  }

  func power(_ a: Fraction, _ exponent: Int) throws(NoNormalForm) -> Fraction {
    guard exponent.magnitude <= Monomial.largestExponent else { throw NoNormalForm() }
    if exponent < 0 { return try quotient(one, power(a, -exponent)) }
    var result = one
    for _ in 0..<exponent { result = try product(result, a) }
    return result
  }

  // MARK: What is known

  /// Whether only π and square roots over ℚ(π) occur.
  func isConstant(_ a: Polynomial) -> Bool {
    a.generators.allSatisfy { generators[$0].isConstant }
  }

  func isConstant(_ a: Fraction) -> Bool { isConstant(a.numerator) && isConstant(a.denominator) }

  /// What shows of a polynomial's sign.
  func sign(of a: Polynomial) throws(NoNormalForm) -> KnownSign {
    if isConstant(a) { return KnownSign(try certifiedSign(of: a)) }
    let common = a.monomialContent
    let parts = a.divided(by: common).coefficients(ofMonomialsIn: {
      !self.generators[$0].isConstant
    })
    var total = KnownSign.zero
    for (monomial, coefficient) in parts {
      let sign = KnownSign(try certifiedSign(of: coefficient))
      total = total + sign * self.sign(of: monomial)
    }
    return total * sign(of: common)
  }

  private func sign(of monomial: Monomial) -> KnownSign {
    monomial.generators.reduce(.positive) { product, index in
      product * generators[index].sign.raised(to: Rational(monomial[index]))
    }
  }
}
