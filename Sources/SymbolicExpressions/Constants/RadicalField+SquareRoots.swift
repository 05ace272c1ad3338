import ExactArithmetic

extension RadicalField {
  /// How many square roots of numbers there may be: the search for a root tries every product.
  private static let mostConstantRoots = 7

  /// The generators that are square roots of numbers, in order.
  private var constantRoots: [(index: Int, radicand: Polynomial)] {
    generators.indices.compactMap { index in
      guard generators[index].isConstant, case .root(let radicand, 2) = generators[index].kind
      else { return nil }
      return (index, radicand)
    }
  }

  /// π, adjoined when it is first asked for.
  func pi() throws(NoNormalForm) -> Fraction {
    for index in generators.indices {
      if case .pi = generators[index].kind { return polynomial(Polynomial(generator: index)) }
    }
    return try adjoin(.pi, isConstant: true, sign: .positive)
  }

  /// The square root ≥ 0 of a number ≥ 0 of the field of square roots over ℚ(π).
  ///
  /// In the field if there is one; else of the shape (x + y√d)/√q with q in a smaller field, where
  /// √(x + y√d) denests; else a new generator. So no root is ever adjoined that the field has, and
  /// zero has one form.
  func constantSquareRoot(_ a: Fraction) throws(NoNormalForm) -> Fraction {
    let sign = try certifiedSign(of: a)
    if sign == 0 { return a }
    if sign < 0 { throw NoNormalForm() }
    if let root = try flatSquareRoot(a) { return root }
    if let root = try squareRoot(of: a, among: constantRoots[...]) { return try positive(root) }
    if let root = try denested(a) { return root }
    // √(n/d) = √(n·d)/d, with squares out of the common content.
    let product = try reduced(a.numerator * a.denominator)
    let (square, rest) = try product.content.squareAndRest
    let radicand = product.dividedExactly(by: product.content).scaled(by: rest)
    let root = try newRoot(of: radicand)
    return try self.product(root, fraction(Polynomial(square), a.denominator).positive(in: self))
  }

  /// The value or its negative, whichever is positive.
  func positive(_ a: Fraction) throws(NoNormalForm) -> Fraction {
    try certifiedSign(of: a) < 0 ? negative(a) : a
  }

  private func newRoot(of radicand: Polynomial) throws(NoNormalForm) -> Fraction {
    guard constantRoots.count < RadicalField.mostConstantRoots else { throw NoNormalForm() }
    return try adjoin(.root(of: radicand, degree: 2), isConstant: true, sign: .positive)
  }

  // MARK: Roots of rational functions of π

  /// The root of a positive element of ℚ(π): |q|·√(r₁)·√(r₂)… with r₁, r₂, … primes and square-free
  /// polynomials; nil for other elements.
  private func flatSquareRoot(_ a: Fraction) throws(NoNormalForm) -> Fraction? {
    guard
      !(a.numerator.generators + a.denominator.generators).contains(where: {
        generators[$0].isAlgebraic
      })
    else { return nil }
    let (number, factors) = try (a.numerator * a.denominator).squareFreeFactors()
    let (square, rest) = try number.magnitude.squareAndRest
    var result = try fraction(Polynomial(square), a.denominator)
    for (prime, _) in rest.factoredByTrialDivision() {
      result = try product(result, flatRoot(of: Polynomial(prime)))
    }
    for (factor, multiplicity) in factors {
      let positive = try certifiedSign(of: factor) < 0 ? -factor : factor
      result = try product(result, polynomial(positive.power(multiplicity / 2)))
      if multiplicity % 2 == 1 { result = try product(result, flatRoot(of: positive)) }
    }
    return try self.positive(result)
  }

  /// √r for a square-free polynomial r > 0 in π, from the roots that there are or as a new one.
  private func flatRoot(of radicand: Polynomial) throws(NoNormalForm) -> Fraction {
    for (index, known) in constantRoots where known == radicand {
      return polynomial(Polynomial(generator: index))
    }
    if let root = try squareRoot(of: polynomial(radicand), among: constantRoots[...]) {
      return try positive(root)
    }
    return try newRoot(of: radicand)
  }

  // MARK: Roots in the field

  /// An element whose square is `a`, in the field of the given roots; nil where there is none.
  ///
  /// With a = b + c√d over the field of the roots but the last: for c = 0, b or b/d must be a square
  /// there. Else √a = x + y√d has x² = (b ± s)/2 and 2xy = c, where s² = b² − c²d.
  private func squareRoot(
    of a: Fraction, among roots: ArraySlice<(index: Int, radicand: Polynomial)>
  ) throws(NoNormalForm) -> Fraction? {
    guard let (index, radicand) = roots.last else {
      let (n, d) = (a.numerator, a.denominator)
      guard !n.generators.contains(where: { generators[$0].isAlgebraic }),
        let root = try (n * d).squareRoot()
      else { return nil }
      return try fraction(root, d)
    }
    let lower = roots.dropLast()
    let root = polynomial(Polynomial(generator: index))
    let (b, c) = try parts(of: a, by: index)
    if c.isZero {
      if let root = try squareRoot(of: b, among: lower) { return root }
      let rest = try quotient(b, polynomial(radicand))
      guard let factor = try squareRoot(of: rest, among: lower) else { return nil }
      return try product(factor, root)
    }
    let norm = try difference(
      product(b, b), product(product(c, c), polynomial(radicand)))
    guard let s = try squareRoot(of: norm, among: lower) else { return nil }
    for signed in [s, negative(s)] {
      let half = try scaled(sum(b, signed), by: Rational(1, 2))
      guard !half.isZero, let x = try squareRoot(of: half, among: lower) else { continue }
      let y = try quotient(c, scaled(x, by: 2))
      return try sum(x, product(y, root))
    }
    return nil
  }

  /// b and c in a = b + c·y for the generator y.
  private func parts(
    of a: Fraction, by index: Int
  ) throws(NoNormalForm) -> (Fraction, Fraction) {
    let parts = a.numerator.coefficients(ofMonomialsIn: { $0 == index })
    return (
      try fraction(parts[.one] ?? Polynomial(), a.denominator),
      try fraction(parts[Monomial(index)] ?? Polynomial(), a.denominator)
    )
  }

  /// √a for a = b + c√d > 0 where b² − c²d = s² for an s without √d: then 2(b + s)·a = (b + s + c√d)².
  ///
  /// If √a is in any field of square roots of elements without √d, then there is such an s.
  private func denested(_ a: Fraction) throws(NoNormalForm) -> Fraction? {
    guard
      let place = constantRoots.lastIndex(where: { root in
        a.numerator.generators.contains(root.index)
      })
    else { return nil }
    let (index, radicand) = constantRoots[place]
    let (b, c) = try parts(of: a, by: index)
    let norm = try difference(product(b, b), product(product(c, c), polynomial(radicand)))
    guard try certifiedSign(of: norm) > 0,
      let s = try squareRoot(of: norm, among: constantRoots[..<place])
    else { return nil }
    let shifted = try sum(b, s)
    let root = try constantSquareRoot(scaled(shifted, by: 2))
    let top = try sum(shifted, product(c, polynomial(Polynomial(generator: index))))
    return try positive(quotient(top, root))
  }
}

extension Fraction {
  fileprivate func positive(in field: RadicalField) throws(NoNormalForm) -> Fraction {
    try field.positive(self)
  }
}

extension Integer {
  /// s and a square-free r with s²·r = self, for a positive integer whose part without prime factors
  /// below 2¹⁰ is a power of a number below 10⁹, so that it is known to be free of squares.
  var squareAndRest: (square: Integer, rest: Integer) {
    get throws(NoNormalForm) {
      var square = Integer.one
      var rest = Integer.one
      for (factor, multiplicity) in factoredByTrialDivision() {
        // Without prime factors below 2¹⁰ and below 2³⁰ it has at most two, which differ.
        guard factor.bitWidth <= 30 else { throw NoNormalForm() }
        square *= factor.power(UInt(multiplicity / 2))
        if multiplicity % 2 == 1 { rest *= factor }
      }
      return (square, rest)
    }
  }
}
