import ExactArithmetic

/// Signs that show, and values at the ends of intervals.
extension Ring {
  /// Whether a polynomial is nowhere negative because none of its terms is; or because it is affine in a variable or a
  /// value of κ_n, apart from what else occurs of it, and so nowhere negative at both ends of the interval of that.
  func isNonnegative(_ p: Polynomial) -> Bool {
    let hasSigns = p.terms.allSatisfy { monomial, coefficient in
      coefficient.signum > 0
        && monomial.allSatisfy { factor in
          traits[factor.atom].isNonnegative || !factor.exponent.isInteger
            || !factor.exponent.numerator.isOdd
        }
    }
    guard !hasSigns, p.terms.count <= 4 else { return hasSigns }
    let factors = p.sorted.flatMap(\.monomial)
    for factor in factors where factor.exponent == 1 {
      let ends: (lower: Rational, upper: Rational)?
      switch atoms[factor.atom] {
      case .variable(let v): ends = bounds.indices.contains(v) ? bounds[v] : nil
      case .apply(.kappa, _): ends = (0, 1)
      default: ends = nil
      }
      guard let ends else { continue }
      return [ends.lower, ends.upper].allSatisfy { end in
        (try? replacing(factor, by: Polynomial(end), in: p)).map(isNonnegative) ?? false
      }
    }
    return false
  }

  /// Whether it is a polynomial with rational coefficients in powers > 0 of the variables, and not 0: it is
  /// different from 0 on a dense set of the points at which these powers are defined.
  func isPolynomial(_ p: Polynomial) -> Bool {
    !p.isEmpty
      && p.terms.keys.joined().allSatisfy { factor in
        guard case .variable = atoms[factor.atom] else { return false }
        return factor.exponent.signum > 0
      }
  }

  /// The polynomial at values of a variable, where it is c + d·x, or c + d·g(u) with a continuous and monotone g and u of
  /// the same kind, and neither c nor d depends on x: it is monotone in x. Nil where it is not.
  func faces(of p: Polynomial, _ variable: Int, at values: [Rational]) -> [Polynomial]? {
    let factors = Set(p.terms.keys.joined().filter { traits[$0.atom].variables.contains(variable) })
    let x = atom(.variable(variable))
    guard let factor = factors.first, factors.count == 1, factor.exponent == 1 else { return nil }
    return try? values.map { end in
      if factor.atom == x { return try replacing(factor, by: Polynomial(end), in: p) }
      guard case .apply(let function, let inner) = atoms[factor.atom], function.isMonotone,
        let face = faces(of: inner, variable, at: [end])?.first
      else { throw TooLarge() }
      return try replacing(factor, by: apply(function, face), in: p)
    }
  }

  private func replacing(
    _ factor: Polynomial.Factor, by value: Polynomial, in p: Polynomial
  ) throws(TooLarge) -> Polynomial {
    try replacingFactors(of: p) { $0 == factor ? value : Polynomial($0) }
  }
}
