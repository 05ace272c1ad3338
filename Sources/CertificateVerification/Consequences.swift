import ExactArithmetic
import IntervalArithmetic

// What a certificate adds: formulas from which an atom follows.
extension Problem {
  /// Does what a line of a certificate says of an atom.
  package func add(_ line: ElaboratedCertificate.Addition) throws(ReadingError) {
    switch line.kind {
    case .form: try addForm(line.text, over: line.denominator, toAtom: line.atom)
    case .factors: try replace(line.atom, by: signsOfFactors(line.text, line.atom))
    case .terms: try replace(line.atom, by: signsOfTerms(line.text, line.atom))
    case .inverse: try replace(line.atom, by: comparisonOfInverses(line.text, line.atom))
    case .rises, .falls, .put:
      let parts = line.text.split(separator: " ", maxSplits: 1)
      guard let variable = parts.first.flatMap(ElaboratedCertificate.number),
        parts.count == (line.kind == .put ? 2 : 1)
      else { throw ReadingError("'\(line.kind.rawValue)' needs a variable's place") }
      if line.kind == .put {
        return try replaceBySubstitution(line.atom, variable, String(parts[1]))
      }
      try replaceBySlope(line.atom, variable, isRising: line.kind == .rises)
    }
  }

  /// Whether an atom says that its expression is 0.
  package func isEquation(_ atom: Int) -> Bool { atoms[atom].sign == .zero }

  /// The step of a text in the variables, and that all its terms are defined.
  private func stated(
    _ text: String
  ) throws(ReadingError) -> (step: Terms.Index, isDefined: Formula) {
    let meaning = Meaning(variables: variables, domain: domain, terms: terms)
    let step = try meaning.term(text)
    guard meaning.approaches.isEmpty else { throw ReadingError("'\(text)' has derivatives") }
    let conditions = meaning.conditions.filter { !holdsInside($0) }
    return (step, .all(conditions.map { compared($0.term, $0.sign) }))
  }

  /// The same of a text that is identically the expression of an atom, whose sign is given.
  private func identical(
    _ text: String, _ atom: Int
  ) throws(ReadingError) -> (step: Terms.Index, isDefined: Formula, sign: Sign) {
    let (step, isDefined) = try stated(text)
    guard atoms.indices.contains(atom), let own = atoms[atom].polynomial,
      let other = ring.polynomial(of: step, in: terms), ring.isZero(own - other, expanding: true)
    else { throw ReadingError("atom \(atom) is not identically \(text)") }
    return (step, isDefined, atoms[atom].sign)
  }

  /// The signs of two factors from which that of an atom follows, whose expression is identically their
  /// product.
  private func signsOfFactors(_ text: String, _ atom: Int) throws(ReadingError) -> Formula {
    let (step, isDefined, sign) = try identical(text, atom)
    guard case .product(let a, let b) = terms[step] else {
      throw ReadingError("'\(text)' is no product")
    }
    func both(_ x: Terms.Index, _ y: Terms.Index) -> Formula {
      .all([compared(x, sign), compared(y, sign)])
    }
    let signs: Formula =
      switch sign {
      case .positive, .nonnegative: any([both(a, b), both(terms.negative(a), terms.negative(b))])
      case .zero: .any([compared(a, sign), compared(b, sign)])
      case .nonzero: both(a, b)
      }
    return .all([isDefined, signs])
  }

  /// That no term is negative, and for a strict sign that one is positive, of a sum that is identically an atom's
  /// expression.
  private func signsOfTerms(_ text: String, _ atom: Int) throws(ReadingError) -> Formula {
    let (step, isDefined, sign) = try identical(text, atom)
    var (parts, open) = ([Terms.Index](), [step])
    while let next = open.popLast() {
      if case .sum(let a, let b) = terms[next] { open += [b, a] } else { parts.append(next) }
    }
    guard [.positive, .nonnegative].contains(sign), (2...8).contains(parts.count) else {
      throw ReadingError("'\(text)' is no sum of few terms")
    }
    let weak = Formula.all([isDefined] + parts.map { compared($0, .nonnegative) })
    return sign == .nonnegative ? weak : .all([weak, any(parts.map { compared($0, .positive) })])
  }

  /// For an atom that compares c·X with c·R, X = A(u) being a root or a value of acos, atan, exp or log: what
  /// says the same of u and of the inverse of A at R. The text names X.
  private func comparisonOfInverses(_ text: String, _ atom: Int) throws(ReadingError) -> Formula {
    let (step, isDefined) = try stated(text)
    guard atoms.indices.contains(atom), let own = atoms[atom].polynomial,
      let factor = ring.polynomial(of: step, in: terms).flatMap({ ring.onlyFunction(in: $0) }),
      let (isPositive, c, rest) = ring.isolating(factor, in: own),
      let r = try? ring.product(-rest, ring.power(c, -1)),
      let (difference, range) = try? ring.inverse(of: factor, comparedWith: r)
    else { throw ReadingError("atom \(atom) does not compare \(text)") }
    let sign = atoms[atom].sign
    func isNot(below bound: Polynomial?) -> [Formula] {
      bound.map { [compared(r - $0, range.isOpen ? .positive : .nonnegative)] } ?? []
    }
    func isNot(above bound: Polynomial?) -> [Formula] {
      bound.map { [compared($0 - r, .nonnegative)] } ?? []
    }
    let comparison: Formula
    switch (sign, isPositive) {
    case (.zero, _):
      comparison = .all(
        isNot(below: range.least) + isNot(above: range.most) + [compared(difference, sign)])
    case (.nonzero, _): throw ReadingError("inverses are compared by <, ≤ and =")
    case (_, true):
      // X ≥ R where R is no more than all values of A, or where it is one, and u is on the right side.
      let strict = range.isOpen ? isNot(below: range.least) : []
      comparison = any(
        (range.least.map { [compared($0 - r, sign)] } ?? [])
          + [.all(strict + isNot(above: range.most) + [compared(difference, sign)])])
    case (_, false):
      comparison = any(
        (range.most.map { [compared(r - $0, sign)] } ?? [])
          + [.all(isNot(below: range.least) + [compared(-difference, sign)])])
    }
    return .all([isDefined, comparison])
  }
}

extension Ring {
  /// The only power of a function, a variable or a polynomial that occurs besides numbers, if there is one.
  func onlyFunction(in p: Polynomial) -> Polynomial.Factor? {
    let factors = Set(p.terms.keys.joined()).filter { factor in
      switch atoms[factor.atom] {
      case .pi, .root: false
      case .variable, .apply, .base, .whole: true
      }
    }
    return factors.count == 1 ? factors.first : nil
  }

  /// What has the sign of X − R, where R is in the range of A, for a factor X = A(u); and the range: closed,
  /// unless it is said to be open below.
  ///
  /// u − Rᵏ for the k-th root, u − exp R for log u, u − log R for exp u, cos R − u for arccos u, and u·cos R − sin R for
  /// arctan u, also where R is ±π/2, which arctan u is not.
  func inverse(
    of factor: Polynomial.Factor, comparedWith r: Polynomial
  ) throws(TooLarge) -> (
    difference: Polynomial, range: (least: Polynomial?, most: Polynomial?, isOpen: Bool)
  ) {
    let zero = Polynomial(0)
    switch (atoms[factor.atom], factor.exponent) {
    case (.base(let u), let exponent) where exponent.numerator == 1:
      return (u - (try power(r, 1 / exponent)), (zero, nil, false))
    case (.variable, let exponent) where exponent.numerator == 1 && exponent < 1:
      return (Polynomial(atom: factor.atom) - (try power(r, 1 / exponent)), (zero, nil, false))
    case (.apply(.log, let u), 1): return (u - (try apply(.exp, r)), (nil, nil, false))
    case (.apply(.exp, let u), 1): return (u - (try apply(.log, r)), (zero, nil, true))
    case (.apply(.acos, let u), 1): return (try apply(.cos, r) - u, (zero, pi, false))
    case (.apply(.atan, let u), 1):
      let half = pi.scaled(by: Rational(1, 2))
      return (try product(u, apply(.cos, r)) - apply(.sin, r), (-half, half, false))
    default: throw TooLarge()
    }
  }
}
