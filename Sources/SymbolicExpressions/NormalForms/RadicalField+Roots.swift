import ExactArithmetic

/// Magnitudes and roots of elements with variables or values of functions.
///
/// What is used of a root √r is r ≥ 0, which holds wherever it is defined. Equations hold at all points
/// at which both sides are defined, but for those where a divisor is 0: nowhere dense, so that they
/// hold on every interval on which both sides are defined and continuous.
extension RadicalField {
  /// |a|.
  func magnitude(_ a: Fraction) throws(NoNormalForm) -> Fraction {
    try quotient(magnitude(a.numerator), magnitude(a.denominator))
  }

  private func magnitude(_ a: Polynomial) throws(NoNormalForm) -> Fraction {
    switch try sign(of: a) {
    case .zero, .nonnegative, .positive: return polynomial(a)
    case .nonpositive, .negative: return polynomial(-a)
    case .unknown: break
    }
    let content = a.content
    let common = a.monomialContent
    var result = polynomial(Polynomial(content))
    for index in common.generators {
      result = try product(
        result, power(magnitude(ofGenerator: index), common[index]))
    }
    let rest = a.dividedExactly(by: content).divided(by: common).normalized
    if rest.isOne { return result }
    if rest.terms.count == 1, let index = rest.generators.first {
      return try product(result, magnitude(ofGenerator: index))
    }
    return try product(result, magnitudeGenerator(of: rest))
  }

  private func magnitude(ofGenerator index: Int) throws(NoNormalForm) -> Fraction {
    let generator = Polynomial(generator: index)
    switch generators[index].sign {
    case .zero, .nonnegative, .positive: return polynomial(generator)
    case .nonpositive, .negative: return polynomial(-generator)
    case .unknown: return try magnitudeGenerator(of: generator)
    }
  }

  private func magnitudeGenerator(of a: Polynomial) throws(NoNormalForm) -> Fraction {
    switch try sign(of: a) {
    case .zero, .nonnegative, .positive: return polynomial(a)
    case .nonpositive, .negative: return polynomial(-a)
    case .unknown: break
    }
    for (index, generator) in generators.enumerated() {
      if case .magnitude(a) = generator.kind { return polynomial(Polynomial(generator: index)) }
    }
    return try adjoin(.magnitude(of: a), sign: .nonnegative)
  }

  /// √a.
  func squareRoot(_ a: Fraction) throws(NoNormalForm) -> Fraction {
    if isConstant(a) { return try constantSquareRoot(a) }
    let radicand = try reduced(a.numerator * a.denominator)
    let below = try magnitude(polynomial(a.denominator))
    guard !radicand.generators.contains(where: { generators[$0].isAlgebraic }) else {
      let (square, rest) = try radicand.content.squareAndRest
      let inner = radicand.dividedExactly(by: radicand.content)
      let parts = try product(
        constantSquareRoot(polynomial(Polynomial(rest))), root(of: inner, degree: 2))
      return try quotient(scaled(parts, by: Rational(square)), below)
    }
    let (number, factors) = try radicand.squareFreeFactors()
    var result = try constantSquareRoot(polynomial(Polynomial(number.magnitude)))
    var rest = Polynomial(Integer(number.signum))
    for (factor, multiplicity) in factors {
      let known = try sign(of: factor)
      if multiplicity >= 2 {
        let half = multiplicity / 2
        let outside = half % 2 == 0 ? polynomial(factor) : try magnitude(factor)
        result = try product(result, power(outside, half))
      }
      guard multiplicity % 2 == 1 else { continue }
      switch known {
      case .positive: result = try product(result, root(ofPositive: factor))
      case .negative:
        rest = -rest
        result = try product(result, root(ofPositive: -factor))
      default: rest = try rest * factor
      }
    }
    if !rest.isOne { result = try product(result, variableRoot(of: rest)) }
    return try quotient(result, below)
  }

  private func root(ofPositive a: Polynomial) throws(NoNormalForm) -> Fraction {
    try isConstant(a) ? constantSquareRoot(polynomial(a)) : variableRoot(of: a)
  }

  /// √r for a square-free polynomial, from a product of known roots where r times their radicands is
  /// the square of something of known sign.
  private func variableRoot(of radicand: Polynomial) throws(NoNormalForm) -> Fraction {
    let known = generators.indices.compactMap { index -> (Int, Polynomial)? in
      guard !generators[index].isConstant, case .root(let inner, 2) = generators[index].kind,
        !inner.generators.contains(where: { generators[$0].isAlgebraic })
      else { return nil }
      return (index, inner)
    }
    if known.count <= 5 {
      for subset in 1..<max(1, 1 << known.count) {
        let chosen = known.indices.filter { subset >> $0 & 1 == 1 }.map { known[$0] }
        var square = radicand
        var divisor = Polynomial.one
        for (_, inner) in chosen {
          square = try square * inner
          divisor = try divisor * inner
        }
        guard let root = try square.squareRoot() else { continue }
        let factor = try fraction(root, divisor)
        guard try sign(of: factor.numerator) != .unknown,
          try sign(of: factor.denominator) != .unknown
        else { continue }
        var result = try magnitude(factor)
        for (index, _) in chosen {
          result = try product(result, polynomial(Polynomial(generator: index)))
        }
        return result
      }
    }
    return try root(of: radicand, degree: 2)
  }

  /// The root of a polynomial as a generator, the same for the same polynomial.
  func root(of radicand: Polynomial, degree: Int) throws(NoNormalForm) -> Fraction {
    if radicand.isOne || radicand.isZero { return polynomial(radicand) }
    for (index, generator) in generators.enumerated() {
      if case .root(radicand, degree) = generator.kind {
        return polynomial(Polynomial(generator: index))
      }
    }
    let known = try sign(of: radicand)
    if known == .negative { throw NoNormalForm() }
    return try adjoin(
      .root(of: radicand, degree: degree), sign: known == .positive ? .positive : .nonnegative)
  }
}
