import ExactArithmetic
import IntervalArithmetic

/// Whether a polynomial vanishes wherever it is defined.
extension Ring {
  /// Whether the polynomial is certainly 0 wherever it is defined; with `expanding`, by the definition of
  /// κ_n too.
  func isZero(_ p: Polynomial, expanding: Bool = false) -> Bool {
    do {
      if try cleared(p).isEmpty { return true }
      guard expanding else { return false }
      let simple = try withMergedFactors(withAdditionFormulas(p))
      if try cleared(simple).isEmpty || isZeroByConjugate(p, depth: 6) { return true }
      guard atoms.contains(where: { if case .apply(.kappa, _) = $0 { true } else { false } })
      else { return false }
      return try cleared(withMergedFactors(withKernelsExpanded(p))).isEmpty
    } catch { return false }
  }

  /// Whether a number a + b√X is 0 because a² − b²X is, and a − b√X is not.
  private func isZeroByConjugate(_ p: Polynomial, depth: Int) throws(TooLarge) -> Bool {
    let rest = try cleared(p)
    if rest.isEmpty { return true }
    let roots = rest.terms.keys.joined().filter { factor in
      guard case .base = atoms[factor.atom] else { return false }
      return factor.exponent == Rational(1, 2)
    }
    guard depth > 0, variables(of: rest).isEmpty, let root = roots.map(\.atom).max() else {
      return false
    }
    let half = Polynomial.Factor(atom: root, exponent: Rational(1, 2))
    let a = Polynomial(rest.terms.filter { !$0.key.contains(half) })
    let b = rest - a
    let conjugate = a - b
    let value = Valuation(self, variables: [], Precision(256)).enclosure(of: conjugate)
    guard !value.isIndeterminate, !value.contains(0) else { return false }
    return try isZeroByConjugate(product(rest, conjugate), depth: depth - 1)
  }

  // MARK: Addition formulas

  /// The same value with functions of single terms for sin, cos and exp of sums and of multiples.
  private func withAdditionFormulas(_ p: Polynomial) throws(TooLarge) -> Polynomial {
    try replacingFactors(of: p) { factor throws(TooLarge) in
      switch atoms[factor.atom] {
      case .apply(.sin, let inner): return try power(angle(inner).sine, factor.exponent)
      case .apply(.cos, let inner): return try power(angle(inner).cosine, factor.exponent)
      case .apply(.exp, let inner):
        // exp(Σ cᵢmᵢ) is Π exp(mᵢ)^cᵢ.
        var powers = Polynomial(1)
        for (part, multiple) in inner.terms {
          powers = try product(powers, power(apply(.exp, Polynomial([part: 1])), multiple))
        }
        return try power(powers, factor.exponent)
      default: return Polynomial(factor)
      }
    }
  }

  /// cos and sin of a sum of terms, by those of the terms; of n·u/d by those of u/d, where n is small.
  private func angle(_ p: Polynomial) throws(TooLarge) -> (cosine: Polynomial, sine: Polynomial) {
    var total = (cosine: Polynomial(1), sine: Polynomial(0))
    func add(_ unit: Polynomial) throws(TooLarge) {
      let (cosine, sine) = (try apply(.cos, unit), try apply(.sin, unit))
      total = (
        try product(total.cosine, cosine) - product(total.sine, sine),
        try product(total.sine, cosine) + product(total.cosine, sine)
      )
    }
    for (monomial, coefficient) in p.sorted {
      let part = Polynomial([monomial: coefficient])
      guard let multiple = coefficient.numerator.magnitude.asInt, multiple <= 16,
        monomial != pi.terms.keys.first
      else {
        try add(part)
        continue
      }
      for _ in 0..<multiple { try add(part.scaled(by: Rational(1, Integer(multiple)))) }
    }
    return total
  }

  /// The same value with 1 − cos² for sin², and one root of the product for a product of square roots.
  private func withMergedFactors(_ p: Polynomial) throws(TooLarge) -> Polynomial {
    var sum = Polynomial(0)
    for (monomial, coefficient) in p.terms {
      var radicand = Polynomial(1)
      let term = try replacingFactors(of: Polynomial([monomial: coefficient])) {
        factor throws(TooLarge) in
        let exponent = factor.exponent
        switch atoms[factor.atom] {
        case .base(let inner) where exponent == Rational(1, 2):
          radicand = try product(radicand, inner)
          return Polynomial(1)
        case .variable where exponent.denominator == 2:
          // Powers of what may be negative are no variables.
          radicand = try product(radicand, Polynomial(atom: factor.atom))
          return Polynomial(atom: factor.atom, exponent - Rational(1, 2))
        case .apply(.sin, let inner) where exponent.isInteger && exponent >= 2:
          let odd: Rational = exponent.numerator.isOdd ? 1 : 0
          let cosine = try apply(.cos, inner)
          let square = try Polynomial(1) - product(cosine, cosine)
          return try product(
            power(square, (exponent - odd) / 2), Polynomial(atom: factor.atom, odd))
        default: return Polynomial(factor)
        }
      }
      sum = try sum + product(term, power(radicand, Rational(1, 2)))
    }
    return sum
  }

  /// The polynomial times powers of the polynomials that it is divided by, which are not 0.
  private func cleared(_ p: Polynomial) throws(TooLarge) -> Polynomial {
    var rest = p
    for _ in 0..<32 {
      let divisors = rest.terms.keys.joined().filter {
        if case .base = atoms[$0.atom] { $0.exponent.signum < 0 } else { false }
      }
      // What has come last may rest on what came before.
      guard let atom = divisors.map(\.atom).max(),
        let least = divisors.filter({ $0.atom == atom }).map(\.exponent).min()
      else { return rest }
      let whole = Polynomial.Factor(atom: atom, exponent: Rational(-least.floor))
      rest = try product(rest, [whole])
    }
    return rest
  }
}
