import ExactArithmetic
import IntervalArithmetic

/// Functions of polynomials, with the values and symmetries that are identities.
extension Ring {
  /// cos(tπ) for the turns t of the table, and those that differ from them by symmetry.
  private func knownCosine(_ p: Polynomial) -> Polynomial? {
    guard p.isEmpty || (p.terms.count == 1 && p.terms.keys.first == pi.terms.keys.first) else {
      return nil
    }
    let turns = (p.terms.values.first ?? 0).magnitude
    let part = turns - 2 * Rational((turns / 2).floor)
    let half = part > 1 ? 2 - part : part
    for (value, turn) in knownArccosines {
      if half == turn { return value }
      if half == 1 - turn { return -value }
    }
    return nil
  }

  private func knownArccosine(_ p: Polynomial) -> Polynomial? {
    for (value, turn) in knownArccosines {
      if p == value { return pi.scaled(by: turn) }
      if p == -value { return pi.scaled(by: 1 - turn) }
    }
    return nil
  }

  func apply(_ function: Function, _ p: Polynomial) throws(TooLarge) -> Polynomial {
    try requireShallow(p)
    let isTurned = p.sorted.last.map { $0.coefficient.signum < 0 } ?? false
    let plain = isTurned ? -p : p
    func atomOf(_ argument: Polynomial) -> Polynomial {
      Polynomial(atom: atom(.apply(function, argument)))
    }
    switch function {
    case .sin:
      if let known = knownCosine(pi.scaled(by: Rational(1, 2)) - p) { return known }
      if let cosine = argument(of: plain, .acos) {
        let sine = try power(Polynomial(1) - product(cosine, cosine), Rational(1, 2))
        return isTurned ? -sine : sine
      }
      if let tangent = argument(of: plain, .atan) {
        let sine = try product(tangent, apply(.cos, plain))
        return isTurned ? -sine : sine
      }
      return isTurned ? -atomOf(plain) : atomOf(p)
    case .atan:
      if p.isEmpty { return p }
      if plain == Polynomial(1) { return pi.scaled(by: Rational(isTurned ? -1 : 1, 4)) }
      return isTurned ? -atomOf(plain) : atomOf(p)
    case .cos:
      if let tangent = argument(of: plain, .atan) {
        return try power(Polynomial(1) + product(tangent, tangent), Rational(-1, 2))
      }
      return knownCosine(p) ?? argument(of: plain, .acos) ?? atomOf(plain)
    case .exp:
      // exp(r·log q + …) is q^r·exp(…).
      var (rest, powers) = (p, Polynomial(1))
      for (monomial, coefficient) in p.terms where monomial.map(\.exponent) == [1] {
        guard case .apply(.log, let inner) = atoms[monomial[0].atom] else { continue }
        powers = try product(powers, power(inner, coefficient))
        rest.terms[monomial] = nil
      }
      return rest.isEmpty ? powers : try product(powers, atomOf(rest))
    case .log:
      if let known = argument(of: p, .exp) { return known }
      if let sum = try logarithm(p) { return sum }
      return atomOf(p)
    case .abs:
      if isNonnegative(p) { return p }
      return isNonnegative(-p) ? -p : atomOf(plain)
    case .acos:
      if let known = knownArccosine(p) { return known }
      if let angle = argument(of: plain, .cos), isHalfTurn(angle) {
        return isTurned ? pi - angle : angle
      }
      return isTurned ? pi - atomOf(plain) : atomOf(p)
    case .asin:
      return try pi.scaled(by: Rational(1, 2)) - apply(.acos, p)
    case .kappa(let order):
      if p == Polynomial(1) { return p }
      if p == Polynomial(-1) { return Polynomial(0) }
      return knownArccosine(p) == nil ? atomOf(p) : try kernel(order, p)
    }
  }

  /// Whether the values of a polynomial in the variables are certainly in [0, π].
  func isHalfTurn(_ p: Polynomial) -> Bool {
    guard variables(of: p).allSatisfy(bounds.indices.contains) else { return false }
    let precision = Precision(64)
    let sides = bounds.map { Interval(lower: $0.lower, upper: $0.upper, precision: precision) }
    let values = Valuation(self, variables: sides, precision)
    return [p, pi - p].allSatisfy { values.enclosure(of: $0).satisfies(.nonnegative) }
  }

  /// c·sin²u for c − c·cos²u.
  func squareOfSine(_ p: Polynomial) -> Polynomial? {
    guard p.terms.count == 2, let c = p.terms[[]],
      let other = p.terms.first(where: { $0.key != [] }),
      other.value == -c, other.key.count == 1, other.key[0].exponent == 2,
      case .apply(.cos, let angle) = atoms[other.key[0].atom]
    else { return nil }
    return Polynomial(atom: atom(.apply(.sin, angle)), 2).scaled(by: c)
  }

  /// q where the polynomial is the function of q.
  private func argument(of p: Polynomial, _ function: Function) -> Polynomial? {
    guard p.terms.count == 1, let (monomial, coefficient) = p.terms.first, coefficient == 1,
      monomial.count == 1, monomial[0].exponent == 1,
      case .apply(function, let inner) = atoms[monomial[0].atom]
    else { return nil }
    return inner
  }

  /// Σ eᵢ·log aᵢ for a positive number times powers of atoms without negative values, and perhaps a sum; nil of other
  /// polynomials, and where this is the logarithm itself.
  private func logarithm(_ p: Polynomial) throws(TooLarge) -> Polynomial? {
    if p.terms.count > 1 {
      let (rest, divisor) = try withoutDivisor(p)
      let scale = rest.content
      if scale == 1 && divisor.isEmpty { return nil }
      let front = Polynomial([divisor: scale])
      return try apply(.log, front) + apply(.log, rest.scaled(by: 1 / scale))
    }
    guard p.terms.count == 1, let (monomial, coefficient) = p.terms.first, coefficient.signum > 0,
      monomial.allSatisfy({ isNonnegative(Polynomial(atom: $0.atom)) })
    else { return nil }
    var parts = Self.primes(of: coefficient).map { (Polynomial(Rational($0)), $1) }
    for factor in monomial {
      switch atoms[factor.atom] {
      case .root(let number): parts.append((Polynomial(Rational(number)), factor.exponent))
      case .base(let inner): parts.append((inner, factor.exponent))
      default: parts.append((Polynomial(atom: factor.atom), factor.exponent))
      }
    }
    if parts.count == 1, parts[0].1 == 1 { return nil }
    var sum = Polynomial(0)
    for (base, exponent) in parts { sum = try sum + apply(.log, base).scaled(by: exponent) }
    return sum
  }

  /// κ_n(p) by its definition.
  private func kernel(_ order: Int, _ p: Polynomial) throws(TooLarge) -> Polynomial {
    try Field.exact(self).kernel(
      order, of: p, sine: power(Polynomial(1) - product(p, p), Rational(1, 2)),
      complement: pi - apply(.acos, p))
  }

  /// The sum of the terms with something else in place of each factor.
  func replacingFactors(
    of p: Polynomial, _ change: (Polynomial.Factor) throws(TooLarge) -> Polynomial
  ) throws(TooLarge) -> Polynomial {
    var sum = Polynomial(0)
    for (monomial, coefficient) in p.terms {
      var term = Polynomial(coefficient)
      for factor in monomial { term = try product(term, change(factor)) }
      sum = sum + term
    }
    return sum
  }

  /// The same value with every κ_n written out.
  func withKernelsExpanded(_ p: Polynomial) throws(TooLarge) -> Polynomial {
    try replacingFactors(of: p) { factor throws(TooLarge) in
      let value: Polynomial
      switch atoms[factor.atom] {
      case .apply(.kappa(let order), let inner):
        value = try kernel(order, withKernelsExpanded(inner))
      case .apply(let function, let inner):
        value = try apply(function, withKernelsExpanded(inner))
      case .base(let inner), .whole(let inner): value = try withKernelsExpanded(inner)
      case .pi, .root, .variable: return Polynomial(factor)
      }
      return try power(value, factor.exponent)
    }
  }

  // MARK: Magnitudes

  /// c and r where the polynomial is c·X + r for a factor X, c being a sum of numbers times powers of π and
  /// of roots, all of one sign.
  func isolating(
    _ factor: Polynomial.Factor, in p: Polynomial
  ) -> (isPositive: Bool, coefficient: Polynomial, rest: Polynomial)? {
    let own = p.terms.filter { $0.key.contains(factor) }
    let isConstant = own.keys.joined().allSatisfy { other in
      switch atoms[other.atom] {
      case .pi, .root: true
      case .variable, .apply, .base, .whole: other == factor
      }
    }
    let signs = Set(own.values.map(\.signum))
    guard isConstant, signs.count == 1 else { return nil }
    let c = own.map { ($0.key.filter { $0 != factor }, $0.value) }
    return (
      signs == [1], Polynomial(Dictionary(uniqueKeysWithValues: c)), p - Polynomial(own)
    )
  }

  /// c|X| + r with X and with −X in place of |X|.
  func magnitude(
    in p: Polynomial
  ) -> (isPositive: Bool, inner: Polynomial, plus: Polynomial, minus: Polynomial)? {
    for factor in p.sorted.flatMap(\.monomial) where factor.exponent == 1 {
      guard case .apply(.abs, let inner) = atoms[factor.atom],
        let (isPositive, c, rest) = isolating(factor, in: p), let part = try? product(c, inner)
      else { continue }
      return (isPositive, inner, rest + part, rest - part)
    }
    return nil
  }

  /// The polynomials that are ≥ 0 where one is: several where it is r − c|X|.
  func parts(of p: Polynomial) -> [Polynomial] {
    guard let magnitude = magnitude(in: p), !magnitude.isPositive else { return [p] }
    return [magnitude.plus, magnitude.minus].flatMap { parts(of: $0) }
  }
}
