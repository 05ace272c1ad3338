import ExactArithmetic

/// What has been shown for some networks: others often have the same formula, which is not shown again.
///
/// Formulas are compared in a ring of their own. If the cases shared one, the order of its atoms, and with it what a
/// rule shows, would depend on the cases before.
struct ShownFormulas {
  /// What is to be shown of variables with the same domain, and what is said of it.
  private struct Content: Hashable {
    let formulas: [Formula]
    let signs: [Sign]
    let polynomials: [Polynomial]
    let evidence: ElaboratedCertificate.Case
  }

  private var ring = Ring()
  private var contents: Set<Content> = []

  /// Whether this is not yet shown as the case shows it; from now on it is.
  mutating func isNew(_ problem: Problem, _ entry: ElaboratedCertificate.Case) -> Bool {
    // Long expressions have no normal form.
    let own = problem.atoms.compactMap(\.polynomial)
    guard own.count == problem.atoms.count else { return true }
    if contents.count >= 1000 { self = ShownFormulas() }
    var (evidence, copies) = (entry, [Int: Int]())
    evidence.values = []
    let content = Content(
      formulas: [problem.formula, problem.definedness], signs: problem.atoms.map(\.sign),
      polynomials: own.map { ring.copy(of: $0, in: problem.ring, &copies) }, evidence: evidence)
    return contents.insert(content).inserted
  }
}

extension Ring {
  /// A polynomial of another ring in this one; `copies` are its atoms here.
  fileprivate func copy(
    of p: Polynomial, in other: Ring, _ copies: inout [Int: Int]
  ) -> Polynomial {
    var terms: [Polynomial.Monomial: Rational] = [:]
    for (monomial, coefficient) in p.terms {
      var factors: Polynomial.Monomial = []
      for factor in monomial {
        let known = copies[factor.atom]
        let own = known ?? atom(other.atoms[factor.atom].map { copy(of: $0, in: other, &copies) })
        copies[factor.atom] = own
        factors.append(Polynomial.Factor(atom: own, exponent: factor.exponent))
      }
      terms[factors.sorted { $0.atom < $1.atom }] = coefficient
    }
    return Polynomial(terms)
  }
}

extension Ring.Atom {
  fileprivate func map(_ copy: (Polynomial) -> Polynomial) -> Ring.Atom {
    switch self {
    case .pi, .root, .variable: self
    case .apply(let function, let p): .apply(function, copy(p))
    case .base(let p): .base(copy(p))
    case .whole(let p): .whole(copy(p))
    }
  }
}
