import ExactArithmetic

extension Polynomial {
  /// The size in bits of the integers that may stand for polynomials.
  private static let largestImage = 1 << 15

  /// The greatest common divisor, with a positive last coefficient.
  ///
  /// By values at a large integer (Char, Geddes & Gonnet, *GCDHEU*, 1989): the gcd of the values,
  /// written in that base, gives a polynomial, which is the gcd if it divides both; division decides.
  static func gcd(_ a: Polynomial, _ b: Polynomial) throws(NoNormalForm) -> Polynomial {
    if a.isZero { return b.normalized }
    if b.isZero { return a.normalized }
    let content = Integer.gcd(a.content, b.content)
    let monomial = Monomial.gcd(a.monomialContent, b.monomialContent)
    let rest = try primitiveGCD(
      a.dividedExactly(by: a.content).divided(by: a.monomialContent),
      b.dividedExactly(by: b.content).divided(by: b.monomialContent))
    return try (rest * Polynomial(content, monomial)).normalized
  }

  /// The polynomial or its negative, the coefficient of the last term being positive.
  var normalized: Polynomial { leading.coefficient.signum < 0 ? -self : self }

  /// The gcd of polynomials that no integer but 1 and no generator divides.
  private static func primitiveGCD(
    _ a: Polynomial, _ b: Polynomial
  ) throws(NoNormalForm) -> Polynomial {
    if a.constantValue != nil || b.constantValue != nil { return .one }
    if a == b { return a }
    let (left, right) = (a.generators, b.generators)
    // A generator of one of them only cannot be in the gcd, which divides the coefficients then.
    for (polynomial, other, others) in [(a, b, right), (b, a, left)] {
      if let alone = polynomial.generators.first(where: { !others.contains($0) }) {
        var common = other
        for part in polynomial.coefficients(ofMonomialsIn: { $0 == alone }).values {
          common = try gcd(common, part)
          if common.isOne { break }
        }
        return common
      }
    }
    let generator = left[left.count - 1]
    let size = min(a.height, b.height)
    var point = size + size + Integer(29)
    for _ in 0..<12 {
      let degree = max(a.degree(in: generator), b.degree(in: generator))
      guard point.bitWidth * (degree + 1) <= largestImage else { break }
      let image = try gcd(a.value(at: point, of: generator), b.value(at: point, of: generator))
      let candidate = try image.expanded(in: generator, base: point)
      let primitive = candidate.dividedExactly(by: candidate.content).normalized
      if try a.quotient(by: primitive) != nil, try b.quotient(by: primitive) != nil {
        return primitive
      }
      // Another base, with the usual ratio, which shares no structure with the one before.
      point = (point * Integer(73794)).flooredDivision(by: Integer(27011)).quotient
    }
    throw NoNormalForm()
  }

  /// The largest coefficient in absolute value.
  private var height: Integer {
    terms.values.reduce(Integer.zero) { max($0, $1.magnitude) }
  }

  /// The polynomial with a number in place of a generator.
  func value(at number: Integer, of generator: Int) -> Polynomial {
    var powers = [Integer.one]
    var result = Polynomial()
    for (monomial, coefficient) in terms {
      while powers.count <= monomial[generator] { powers.append(powers[powers.count - 1] * number) }
      var rest = monomial
      rest[generator] = 0
      result.add(coefficient * powers[monomial[generator]], rest)
    }
    return result
  }

  /// The polynomial in `generator` with coefficients of at most half the base in absolute value that
  /// has this value at the base.
  private func expanded(in generator: Int, base: Integer) throws(NoNormalForm) -> Polynomial {
    let half = base.flooredDivision(by: Integer(2)).quotient
    var result = Polynomial()
    for (monomial, coefficient) in terms {
      var rest = coefficient
      var power = 0
      while !rest.isZero {
        var (quotient, digit) = rest.flooredDivision(by: base)
        if half < digit {
          digit -= base
          quotient += .one
        }
        guard power < Monomial.largestExponent else { throw NoNormalForm() }
        var shifted = monomial
        shifted[generator] += power
        result.add(digit, shifted)
        rest = quotient
        power += 1
      }
    }
    return result
  }

  /// A polynomial whose square this one is, or nil where there is none.
  func squareRoot() throws(NoNormalForm) -> Polynomial? {
    if isZero { return self }
    let (monomial, coefficient) = leading
    var half = Monomial.one
    for generator in monomial.generators {
      guard monomial[generator] % 2 == 0 else { return nil }
      half[generator] = monomial[generator] / 2
    }
    guard let number = coefficient.exactRoot(2) else { return nil }
    var root = Polynomial(number, half)
    var last = half
    var rest = self - Polynomial(coefficient, monomial)
    let double = number + number
    while !rest.isZero {
      // The next term t of the root is what 2·(first term)·t must cancel.
      let (next, value) = rest.leading
      let (quotient, remainder) = value.flooredDivision(by: double)
      guard half.divides(next), remainder.isZero, next.divided(by: half) < last else { return nil }
      last = next.divided(by: half)
      let term = Polynomial(quotient, last)
      rest = try rest - root * term.scaled(by: Integer(2)) - term * term
      root = root + term
      guard root.terms.count <= Polynomial.mostTerms else { throw NoNormalForm() }
    }
    return root
  }

  /// The factors by multiplicity of a polynomial that is not 0: `number · Π factorᵏ`, the factors
  /// primitive, free of squares and without common divisors.
  func squareFreeFactors() throws(NoNormalForm) -> (
    number: Integer, factors: [(factor: Polynomial, multiplicity: Int)]
  ) {
    let common = monomialContent
    var number = content
    var rest = dividedExactly(by: number).divided(by: common)
    if rest.leading.coefficient.signum < 0 { (rest, number) = (-rest, -number) }
    var factors = common.generators.map { (Polynomial(generator: $0), common[$0]) }
    // What is left of the product of the factors with multiplicity k and above, for k = 1, 2, …
    var radical = try rest.radical()
    var multiplicity = 1
    while !radical.isOne {
      guard let next = try rest.quotient(by: radical) else { throw NoNormalForm() }
      let higher = try next.radical()
      guard let factor = try radical.quotient(by: higher) else { throw NoNormalForm() }
      if !factor.isOne { factors.append((factor, multiplicity)) }
      (rest, radical) = (next, higher)
      multiplicity += 1
    }
    return (number, factors)
  }

  /// The product of the prime factors, each once, of a primitive polynomial.
  private func radical() throws(NoNormalForm) -> Polynomial {
    if constantValue != nil { return .one }
    var common = self
    for generator in generators {
      common = try Polynomial.gcd(common, derivative(by: generator))
      if common.isOne { return self }
    }
    guard let radical = try quotient(by: common) else { throw NoNormalForm() }
    return radical.normalized
  }
}
