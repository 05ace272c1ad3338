import ExactArithmetic

extension RadicalField {
  /// The same element with products of square roots of rational functions of π written √t·√g, t a
  /// square-free integer and g a primitive square-free polynomial in π, in a field of its own whose
  /// generators do not depend on how the element came about.
  ///
  /// The √t·√g are linearly independent over ℚ(π), so that the coefficients are unique. Elements with
  /// roots inside roots come back as they are.
  func withCanonicalRoots(_ a: Fraction) throws(NoNormalForm) -> (RadicalField, Fraction) {
    let used = Set(a.numerator.generators + a.denominator.generators)
    for index in used {
      if case .root(let radicand, _) = generators[index].kind,
        radicand.generators.contains(where: { generators[$0].isAlgebraic })
      {
        return (self, a)
      }
    }
    let target = RadicalField()
    let pi = try target.pi()
    var images: [Int: Fraction] = [:]
    for index in generators.indices {
      switch generators[index].kind {
      case .pi: images[index] = pi
      case .opaque, .magnitude, .sine, .root:
        guard used.contains(index) || !generators[index].isAlgebraic, !isFlatRoot(index) else {
          continue
        }
        images[index] = try target.adjoin(
          generators[index].kind, renaming: images, sign: generators[index].sign)
      }
    }
    var sums: [FlatRoot: Fraction] = [:]
    for (roots, part) in a.numerator.coefficients(ofMonomialsIn: { self.isFlatRoot($0) }) {
      let (factor, root) = try flatRoot(of: roots)
      let image = try target.product(
        target.image(of: part, images), target.image(of: factor, images))
      sums[root] = try target.sum(sums[root] ?? target.rational(0), image)
    }
    var total = target.rational(0)
    var adjoined: [Polynomial: Fraction] = [:]
    for (root, coefficient) in sums.sorted(by: { $0.key < $1.key }) {
      var term = coefficient
      for radicand in [Polynomial(root.number), root.polynomial] where !radicand.isOne {
        if adjoined[radicand] == nil {
          let image = try target.image(of: radicand, images)
          adjoined[radicand] = try target.adjoin(
            .root(of: image.numerator, degree: 2), isConstant: true, sign: .positive)
        }
        if let generator = adjoined[radicand] { term = try target.product(term, generator) }
      }
      total = try target.sum(total, term)
    }
    return (target, try target.quotient(total, target.image(of: a.denominator, images)))
  }

  private func isFlatRoot(_ index: Int) -> Bool {
    guard generators[index].isConstant, case .root(_, degree: 2) = generators[index].kind else {
      return false
    }
    return true
  }

  /// √number·√polynomial.
  private struct FlatRoot: Hashable {
    let number: Integer
    let polynomial: Polynomial

    static func < (a: FlatRoot, b: FlatRoot) -> Bool {
      if a.polynomial == b.polynomial { return a.number < b.number }
      let (left, right) = (a.polynomial.orderedTerms, b.polynomial.orderedTerms)
      for (x, y) in zip(left, right) where x != y {
        if x.monomial != y.monomial { return x.monomial < y.monomial }
        return x.coefficient < y.coefficient
      }
      return left.count < right.count
    }
  }

  /// A product of roots of polynomials in π as factor · √number · √polynomial.
  private func flatRoot(of roots: Monomial) throws(NoNormalForm) -> (Polynomial, FlatRoot) {
    var product = Polynomial.one
    for index in roots.generators {
      guard case .root(let radicand, _) = generators[index].kind else { throw NoNormalForm() }
      product = try product * radicand
    }
    let (number, factors) = try product.squareFreeFactors()
    let (square, rest) = try number.magnitude.squareAndRest
    var outside = Polynomial(square)
    var inside = Polynomial.one
    for (factor, multiplicity) in factors {
      let positive = try certifiedSign(of: factor) < 0 ? -factor : factor
      outside = try outside * positive.power(multiplicity / 2)
      if multiplicity % 2 == 1 { inside = try inside * positive }
    }
    return (outside, FlatRoot(number: rest, polynomial: inside))
  }

  /// A generator of another field, its inner generators renamed.
  private func adjoin(
    _ kind: Kind, renaming images: [Int: Fraction], sign: KnownSign
  ) throws(NoNormalForm) -> Fraction {
    switch kind {
    case .pi: return try pi()
    case .opaque: return try adjoin(kind, sign: sign)
    case .root(let radicand, let degree):
      return try adjoin(
        .root(of: image(of: radicand, images).numerator, degree: degree), sign: sign)
    case .magnitude(let inner):
      return try adjoin(.magnitude(of: image(of: inner, images).numerator), sign: sign)
    case .sine(let expression, let square):
      return try adjoin(
        .sine(expression, square: image(of: square, images).numerator), sign: sign)
    }
  }

  /// A polynomial of another field, its generators renamed to generators of this one.
  private func image(
    of a: Polynomial, _ images: [Int: Fraction]
  ) throws(NoNormalForm) -> Fraction {
    var result = Polynomial()
    for (monomial, coefficient) in a.terms {
      var renamed = Monomial.one
      for index in monomial.generators {
        guard let place = images[index]?.numerator.generators.first else { throw NoNormalForm() }
        renamed[place] = monomial[index]
      }
      result.add(coefficient, renamed)
    }
    return polynomial(result)
  }
}
