import ExactArithmetic
import IntervalArithmetic

/// A sum of monomials with rational coefficients, none 0. A monomial is a product of rational powers of the
/// atoms of a ``Ring``, at most one of each.
struct Polynomial: Hashable {
  struct Factor: Hashable {
    let atom: Int
    let exponent: Rational
  }

  /// Factors by atom; none with exponent 0.
  typealias Monomial = [Factor]

  var terms: [Monomial: Rational]

  init(_ terms: [Monomial: Rational]) { self.terms = terms.filter { !$0.value.isZero } }
  init(_ value: Rational) { self.init([[]: value]) }
  init(atom: Int, _ exponent: Rational = 1) {
    self.init([exponent.isZero ? [] : [Factor(atom: atom, exponent: exponent)]: 1])
  }

  var isEmpty: Bool { terms.isEmpty }

  /// The value, if the polynomial is a number.
  var rational: Rational? {
    terms.isEmpty ? 0 : terms.count == 1 ? terms[[]] : nil
  }

  static func + (a: Polynomial, b: Polynomial) -> Polynomial {
    Polynomial(a.terms.merging(b.terms) { $0 + $1 })
  }

  func scaled(by value: Rational) -> Polynomial {
    value == 1 ? self : Polynomial(terms.mapValues { $0 * value })
  }

  static prefix func - (a: Polynomial) -> Polynomial { a.scaled(by: -1) }
  static func - (a: Polynomial, b: Polynomial) -> Polynomial { a + -b }

  /// The size of the first coefficient; 1 of the polynomial 0. Divided by it, c − c·X is 1 − X, which
  /// rounding leaves as it is.
  var content: Rational { sorted.first?.coefficient.magnitude ?? 1 }

  /// The monomials in a fixed order, with their coefficients.
  var sorted: [(monomial: Monomial, coefficient: Rational)] {
    terms.sorted { a, b in
      a.key.lexicographicallyPrecedes(b.key) { x, y in
        (x.atom, x.exponent) < (y.atom, y.exponent)
      }
    }.map { ($0.key, $0.value) }
  }
}

/// Exact arithmetic for identities: polynomials over ℚ in atoms, which are π, roots of whole numbers, the
/// variables, functions of polynomials, and polynomials that are raised to a power that is not expanded.
///
/// Every operation is an identity between real numbers wherever both of its sides are defined, so that a
/// polynomial whose terms all cancel is 0 there. Nothing is concluded from terms that stay.
final class Ring {
  enum Atom: Hashable {
    case pi
    /// A whole number > 1, to a power between 0 and 1.
    case root(Integer)
    case variable(Int)
    case apply(Function, Polynomial)
    case base(Polynomial)
  }

  /// A polynomial would have more terms than are worth while, or 0 is a divisor.
  struct TooLarge: Error {}

  private(set) var atoms: [Atom] = []
  /// The variables that have no negative value.
  private let nonnegative: Set<Int>
  /// Polynomials that are known to lie in [−1, 1].
  private(set) var correlations: Set<Polynomial> = []
  private var places: [Atom: Int] = [:]
  /// How deep the atoms nest.
  private var depths: [Int] = []
  /// How deep atoms may nest: recursion over them is safe.
  private static let deepest = 100
  private static let (mostTerms, mostProducts) = (1000, 40_000)

  init(nonnegative: Set<Int> = []) { self.nonnegative = nonnegative }

  func atom(_ atom: Atom) -> Int {
    if let known = places[atom] { return known }
    atoms.append(atom)
    switch atom {
    case .pi, .root, .variable: depths.append(0)
    case .apply(_, let inner), .base(let inner): depths.append(depth(inner) + 1)
    }
    places[atom] = atoms.count - 1
    return atoms.count - 1
  }

  private func depth(_ p: Polynomial) -> Int {
    p.terms.keys.joined().reduce(0) { max($0, depths[$1.atom]) }
  }

  /// Fails where an atom of this polynomial would nest too deep.
  private func requireShallow(_ p: Polynomial) throws(TooLarge) {
    guard depth(p) < Self.deepest else { throw TooLarge() }
  }

  var pi: Polynomial { Polynomial(atom: atom(.pi)) }

  // MARK: Products and powers

  func product(_ a: Polynomial, _ b: Polynomial) throws(TooLarge) -> Polynomial {
    if let value = a.rational { return b.scaled(by: value) }
    if let value = b.rational { return a.scaled(by: value) }
    guard a.terms.count * b.terms.count <= Self.mostProducts else { throw TooLarge() }
    var sum: [Polynomial.Monomial: Rational] = [:]
    for (m, x) in a.terms {
      for (n, y) in b.terms {
        for (monomial, z) in try product(m, n).terms { sum[monomial, default: 0] += x * y * z }
      }
    }
    let result = Polynomial(sum)
    guard result.terms.count <= Self.mostTerms else { throw TooLarge() }
    return result
  }

  /// Exponents add; a root, a polynomial or an absolute value that reaches a power which can be written
  /// out is.
  private func product(
    _ m: Polynomial.Monomial, _ n: Polynomial.Monomial
  ) throws(TooLarge) -> Polynomial {
    var exponents: [Int: Rational] = [:]
    for factor in m + n { exponents[factor.atom, default: 0] += factor.exponent }
    var expanded = Polynomial(1)
    for (atom, exponent) in exponents {
      switch atoms[atom] {
      case .root(let value):
        let whole = Rational(exponent.floor)
        expanded = expanded.scaled(by: Rational(value).power(whole.asInt ?? 0))
        exponents[atom] = exponent - whole
      case .base(let base) where exponent >= 1:
        let whole = exponent.floor
        expanded = try product(expanded, power(base, Rational(whole)))
        exponents[atom] = exponent - Rational(whole)
      case .apply(.abs, let inner) where exponent >= 2 && exponent.isInteger:
        let odd: Rational = exponent.numerator.isOdd ? 1 : 0
        expanded = try product(expanded, power(inner, exponent - odd))
        exponents[atom] = odd
      default: break
      }
    }
    let rest = exponents.filter { !$0.value.isZero }.sorted { $0.key < $1.key }
      .map { Polynomial.Factor(atom: $0.key, exponent: $0.value) }
    return try product(expanded, Polynomial([rest: 1]))
  }

  func power(_ p: Polynomial, _ exponent: Rational) throws(TooLarge) -> Polynomial {
    if exponent == 1 { return p }
    if let whole = exponent.asInt, (0...128).contains(whole) {
      var result = Polynomial(1)
      for _ in 0..<whole { result = try product(result, p) }
      return result
    }
    if p.isEmpty {
      if exponent.signum > 0 { return p }
      throw TooLarge()
    }
    let parts = p.sorted
    let scale = parts[0].coefficient.magnitude
    if parts.count == 1, exponent.isInteger || parts[0].coefficient.signum > 0 {
      let factors = parts[0].monomial
      if exponent.isInteger || factors.allSatisfy({ isNonnegative($0.atom) }) {
        var result = try power(of: parts[0].coefficient, exponent)
        for factor in factors {
          result = try product(result, power(ofAtom: factor.atom, factor.exponent * exponent))
        }
        return result
      }
    }
    try requireShallow(p)
    // A positive number goes in front.
    let base = p.scaled(by: 1 / scale)
    return try product(power(of: scale, exponent), power(ofAtom: atom(.base(base)), exponent))
  }

  private func power(ofAtom atom: Int, _ exponent: Rational) throws(TooLarge) -> Polynomial {
    try product([Polynomial.Factor(atom: atom, exponent: exponent)], [])
  }

  /// A power of a number that is positive, or not 0 where the exponent is a whole number.
  private func power(of value: Rational, _ exponent: Rational) throws(TooLarge) -> Polynomial {
    if let whole = exponent.asInt {
      guard whole.magnitude <= 10_000 else { throw TooLarge() }
      return Polynomial(value.power(whole))
    }
    var result = Polynomial(1)
    for (number, sign) in [(value.numerator, Rational(1)), (value.denominator, Rational(-1))] {
      var rest = number
      var divisor = 2
      while rest > 1, divisor < 1000 {
        let (quotient, multiplicity) = rest.removing(Integer(divisor))
        if multiplicity > 0 {
          result = try product(
            result,
            power(ofAtom: atom(.root(Integer(divisor))), sign * exponent * Rational(multiplicity)))
        }
        rest = quotient
        divisor += 1
      }
      if rest > 1 {
        result = try product(result, power(ofAtom: atom(.root(rest)), sign * exponent))
      }
    }
    return result
  }

  // MARK: Signs that show

  /// Whether an atom is nowhere negative.
  private func isNonnegative(_ place: Int) -> Bool {
    switch atoms[place] {
    case .pi, .root: true
    case .variable(let variable): nonnegative.contains(variable)
    case .apply(let function, _):
      switch function {
      case .acos, .exp, .abs, .kappa: true
      case .sin, .cos, .asin, .atan, .log: false
      }
    case .base(let inner): isNonnegative(inner)
    }
  }

  /// Whether a polynomial is nowhere negative because none of its terms is.
  func isNonnegative(_ p: Polynomial) -> Bool {
    p.terms.allSatisfy { monomial, coefficient in
      coefficient.signum > 0
        && monomial.allSatisfy { factor in
          isNonnegative(factor.atom)
            || (factor.exponent.isInteger && !factor.exponent.numerator.isOdd)
            || (!factor.exponent.isInteger)
        }
    }
  }

  // MARK: Functions

  /// arccos of numbers, as multiples of π.
  private lazy var knownArccosines: [(Polynomial, Rational)] = {
    let half = Rational(1, 2)
    let two = Polynomial(atom: atom(.root(2)), half)
    let three = Polynomial(atom: atom(.root(3)), half)
    let five = Polynomial(atom: atom(.root(5)), half)
    return [
      (Polynomial(1), 0), (three.scaled(by: half), Rational(1, 6)),
      ((five + Polynomial(1)).scaled(by: Rational(1, 4)), Rational(1, 5)),
      (two.scaled(by: half), Rational(1, 4)), (Polynomial(half), Rational(1, 3)),
      ((five - Polynomial(1)).scaled(by: Rational(1, 4)), Rational(2, 5)), (Polynomial(0), half),
    ]
  }()

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
      return isTurned ? -atomOf(plain) : atomOf(p)
    case .atan:
      if p.isEmpty { return p }
      if plain == Polynomial(1) { return pi.scaled(by: Rational(isTurned ? -1 : 1, 4)) }
      return isTurned ? -atomOf(plain) : atomOf(p)
    case .cos: return knownCosine(p) ?? atomOf(plain)
    case .exp: return p.isEmpty ? Polynomial(1) : argument(of: .log, p) ?? atomOf(p)
    case .log: return p == Polynomial(1) ? Polynomial(0) : argument(of: .exp, p) ?? atomOf(p)
    case .abs:
      if isNonnegative(p) { return p }
      return isNonnegative(-p) ? -p : atomOf(plain)
    case .acos:
      if let known = knownArccosine(p) { return known }
      return isTurned ? pi - atomOf(plain) : atomOf(p)
    case .asin:
      return try pi.scaled(by: Rational(1, 2)) - apply(.acos, p)
    case .kappa(let order):
      if p == Polynomial(1) { return p }
      if p == Polynomial(-1) { return Polynomial(0) }
      return knownArccosine(p) == nil ? atomOf(p) : try kernel(order, p)
    }
  }

  /// q where the polynomial is the function's value at q alone.
  private func argument(of function: Function, _ p: Polynomial) -> Polynomial? {
    guard p.terms.count == 1, let (monomial, coefficient) = p.terms.first, coefficient == 1,
      monomial.count == 1, monomial[0].exponent == 1,
      case .apply(function, let inner) = atoms[monomial[0].atom]
    else { return nil }
    return inner
  }

  /// κ_n(p) by its definition.
  private func kernel(_ order: Int, _ p: Polynomial) throws(TooLarge) -> Polynomial {
    let sine = try power(Polynomial(1) - product(p, p), Rational(1, 2))
    let complement = try pi - apply(.acos, p)
    var sum = Polynomial(0)
    for part in AngularFunction.of(order).parts {
      var term = try power(p, Rational(part.cosine)).scaled(by: part.coefficient)
      if part.hasSine { term = try product(term, sine) }
      if part.hasComplement { term = try product(term, complement) }
      sum = sum + term
    }
    return try product(sum, Polynomial(atom: atom(.pi), -1))
  }

  /// The same value with every κ_n written out.
  private func withKernelsExpanded(_ p: Polynomial) throws(TooLarge) -> Polynomial {
    var sum = Polynomial(0)
    for (monomial, coefficient) in p.terms {
      var term = Polynomial(coefficient)
      for factor in monomial {
        let value: Polynomial
        switch atoms[factor.atom] {
        case .apply(.kappa(let order), let inner):
          value = try kernel(order, withKernelsExpanded(inner))
        case .apply(let function, let inner):
          value = try apply(function, withKernelsExpanded(inner))
        case .base(let inner): value = try withKernelsExpanded(inner)
        case .pi, .root, .variable:
          term = try product(term, Polynomial(atom: factor.atom, factor.exponent))
          continue
        }
        term = try product(term, power(value, factor.exponent))
      }
      sum = sum + term
    }
    return sum
  }

  // MARK: Terms

  /// The polynomial that a step is, the variables being the given ones; nil where it would be too large.
  func polynomial(
    of root: Terms.Index, in terms: Terms, variables: [Polynomial]? = nil
  ) -> Polynomial? {
    var values: [Terms.Index: Polynomial] = [:]
    func value(_ step: Terms.Index) throws(TooLarge) -> Polynomial {
      guard let known = values[step] else { throw TooLarge() }
      return known
    }
    for step in terms.program(for: [root]) {
      do {
        switch terms[step] {
        case .number(let number): values[step] = Polynomial(number)
        case .pi: values[step] = pi
        case .variable(let variable):
          values[step] = variables?[variable] ?? Polynomial(atom: atom(.variable(variable)))
        case .sum(let a, let b): values[step] = try value(a) + value(b)
        case .product(let a, let b): values[step] = try product(value(a), value(b))
        case .power(let a, let exponent): values[step] = try power(value(a), exponent)
        case .apply(let function, let a): values[step] = try apply(function, value(a))
        case .correlation(let a):
          values[step] = try value(a)
          correlations.insert(try value(a))
        }
      } catch { return nil }
    }
    return values[root]
  }

  /// The step that computes a polynomial.
  func step(for p: Polynomial, in terms: Terms) -> Terms.Index {
    var sum: Terms.Index?
    for (monomial, coefficient) in p.sorted {
      var term: Terms.Index?
      for factor in monomial {
        let base: Terms.Index
        switch atoms[factor.atom] {
        case .pi: base = terms.add(.pi)
        case .root(let number): base = terms.number(Rational(number))
        case .variable(let variable): base = terms.add(.variable(variable))
        case .base(let inner): base = step(for: inner, in: terms)
        case .apply(let function, let inner):
          let argument = step(for: inner, in: terms)
          base = terms.apply(
            function, correlations.contains(inner) ? terms.add(.correlation(argument)) : argument)
        }
        let power = terms.power(base, factor.exponent)
        term = term.map { terms.product($0, power) } ?? power
      }
      let summand =
        coefficient == 1 && term != nil
        ? term : term.map { terms.product(terms.number(coefficient), $0) }
      let step = summand ?? terms.number(coefficient)
      sum = sum.map { terms.sum($0, step) } ?? step
    }
    return sum ?? terms.number(0)
  }

  // MARK: Identities

  /// Whether the polynomial is certainly 0 wherever it is defined; with `expanding`, by the definition of
  /// κ_n too.
  func isZero(_ p: Polynomial, expanding: Bool = false) -> Bool {
    do {
      if try cleared(p).isEmpty { return true }
      guard expanding else { return false }
      if try cleared(withMergedFactors(p)).isEmpty || isZeroByConjugate(p, depth: 6) { return true }
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
    guard depth > 0, isConstant(rest), let root = roots.map(\.atom).max() else { return false }
    let half = Polynomial.Factor(atom: root, exponent: Rational(1, 2))
    let a = Polynomial(rest.terms.filter { !$0.key.contains(half) })
    let b = rest - a
    let conjugate = a - b
    let value = enclosure(of: conjugate, variables: [], Precision(256))
    guard !value.isIndeterminate, !value.contains(0) else { return false }
    return try isZeroByConjugate(product(rest, conjugate), depth: depth - 1)
  }

  /// Whether no variable occurs.
  private func isConstant(_ p: Polynomial) -> Bool {
    p.terms.keys.joined().allSatisfy { factor in
      switch atoms[factor.atom] {
      case .variable: false
      case .pi, .root: true
      case .apply(_, let inner), .base(let inner): isConstant(inner)
      }
    }
  }

  /// The same value with 1 − cos² for sin², and one root of the product for a product of square roots.
  private func withMergedFactors(_ p: Polynomial) throws(TooLarge) -> Polynomial {
    var sum = Polynomial(0)
    for (monomial, coefficient) in p.terms {
      var term = Polynomial(coefficient)
      var radicand = Polynomial(1)
      for factor in monomial {
        switch atoms[factor.atom] {
        case .base(let inner) where factor.exponent == Rational(1, 2):
          radicand = try product(radicand, inner)
        case .apply(.sin, let inner) where factor.exponent.isInteger && factor.exponent >= 2:
          let odd: Rational = factor.exponent.numerator.isOdd ? 1 : 0
          let cosine = try apply(.cos, inner)
          let square = try Polynomial(1) - product(cosine, cosine)
          term = try product(term, power(square, (factor.exponent - odd) / 2))
          term = try product(term, Polynomial(atom: factor.atom, odd))
        default: term = try product(term, Polynomial(atom: factor.atom, factor.exponent))
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
      var least: [Int: Rational] = [:]
      for factor in rest.terms.keys.joined() where factor.exponent.signum < 0 {
        if case .base = atoms[factor.atom] {
          least[factor.atom] = min(least[factor.atom] ?? 0, factor.exponent)
        }
      }
      // What has come last may rest on what came before.
      guard let atom = least.keys.max(), let exponent = least[atom] else { return rest }
      let whole = Rational(-(exponent.floor))
      guard case .base(let base) = atoms[atom] else { return rest }
      var sum = Polynomial(0)
      for (monomial, coefficient) in rest.terms {
        let own = monomial.first { $0.atom == atom }?.exponent ?? 0
        let others = Polynomial([monomial.filter { $0.atom != atom }: coefficient])
        let raised = own + whole
        let floor = Rational(raised.floor)
        var term = try product(others, power(base, floor))
        term = try product(term, Polynomial(atom: atom, raised - floor))
        sum = sum + term
      }
      rest = sum
    }
    return rest
  }
}
