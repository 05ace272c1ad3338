import ExactArithmetic

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
  init(_ value: Rational) { terms = value.isZero ? [:] : [[]: value] }
  init(_ factor: Factor) { terms = [factor.exponent.isZero ? [] : [factor]: 1] }
  init(atom: Int, _ exponent: Rational = 1) {
    self.init(Factor(atom: atom, exponent: exponent))
  }

  var isEmpty: Bool { terms.isEmpty }

  /// The value, if the polynomial is a number.
  var rational: Rational? {
    isEmpty ? 0 : terms.count == 1 && terms.keys.first == [] ? terms.values.first : nil
  }

  /// The numbers of start + slope·x, x being a variable; nil of other polynomials.
  func affine(in x: Polynomial) -> (start: Rational, slope: Rational)? {
    let (start, slope) = (terms[[]] ?? 0, x.terms.keys.first.flatMap { terms[$0] } ?? 0)
    return self == x.scaled(by: slope) + Polynomial(start) ? (start, slope) : nil
  }

  /// Adds a multiple of a monomial.
  mutating func add(_ value: Rational, _ monomial: Monomial) {
    let sum = terms[monomial].map { $0 + value } ?? value
    terms[monomial] = sum.isZero ? nil : sum
  }

  static func + (a: Polynomial, b: Polynomial) -> Polynomial {
    if a.terms.count < b.terms.count { return b + a }
    var sum = a
    for (monomial, value) in b.terms { sum.add(value, monomial) }
    return sum
  }

  func scaled(by value: Rational) -> Polynomial {
    if isEmpty || value == 1 { return self }
    var result = Polynomial(0)
    if !value.isZero { result.terms = terms.mapValues { $0 * value } }
    return result
  }

  static prefix func - (a: Polynomial) -> Polynomial { a.scaled(by: -1) }
  static func - (a: Polynomial, b: Polynomial) -> Polynomial { a + -b }

  /// The largest number of which the coefficients are whole multiples; 1 of the polynomial 0. Divided by it,
  /// c − c·X is 1 − X, which rounding leaves as it is.
  var content: Rational {
    let numerator = terms.values.reduce(Integer.zero) { Integer.gcd($0, $1.numerator) }
    let denominator = terms.values.reduce(Integer(1)) { all, value in
      all * value.denominator.dividedExactly(by: Integer.gcd(all, value.denominator))
    }
    return terms.isEmpty ? 1 : Rational(numerator, denominator)
  }

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
    /// A polynomial that no operation looks into.
    case whole(Polynomial)
  }

  /// A polynomial would have more terms than are worth while, or 0 is a divisor.
  struct TooLarge: Error {}

  private(set) var atoms: [Atom] = []
  /// The intervals of the variables.
  let bounds: [(lower: Rational, upper: Rational)]
  /// Polynomials that are known to lie in [−1, 1].
  private(set) var correlations: Set<Polynomial> = []
  private var places: [Atom: Int] = [:]
  /// What is known of each atom: how deep it nests, what occurs in it, and whether it is nowhere negative.
  private(set) var traits: [(depth: Int, variables: Set<Int>, isNonnegative: Bool)] = []
  /// The steps that compute polynomials.
  private var steps: [Polynomial: Terms.Index] = [:]
  /// The polynomials that steps are, of the variables as they are; nil where too large.
  private var polynomials: [Terms.Index: Polynomial?] = [:]
  /// How deep atoms may nest: recursion over them is safe.
  private static let deepest = 600
  private static let (mostTerms, mostProducts, mostWrittenOut) = (1000, 40_000, 128)
  /// How long numbers may become.
  private static let mostBits = 1 << 20

  init(bounds: [(lower: Rational, upper: Rational)] = []) { self.bounds = bounds }

  func atom(_ atom: Atom) -> Int {
    if let known = places[atom] { return known }
    switch atom {
    case .pi, .root: traits.append((0, [], true))
    case .variable(let variable):
      let isNonnegative = bounds.indices.contains(variable) && bounds[variable].lower.signum >= 0
      traits.append((0, [variable], isNonnegative))
    case .apply(let function, let inner):
      let isNonnegative = function == .sin ? isHalfTurn(inner) : function.isNonnegative
      traits.append((depth(inner) + 1, variables(of: inner), isNonnegative))
    case .base(let inner), .whole(let inner):
      traits.append((depth(inner) + 1, variables(of: inner), isNonnegative(inner)))
    }
    atoms.append(atom)
    places[atom] = atoms.count - 1
    return atoms.count - 1
  }

  /// How deep atoms nest.
  func depth(_ p: Polynomial) -> Int {
    p.terms.keys.joined().reduce(0) { max($0, traits[$1.atom].depth) }
  }

  /// The variables that occur.
  func variables(of p: Polynomial) -> Set<Int> {
    p.terms.keys.joined().reduce(into: []) { $0.formUnion(traits[$1.atom].variables) }
  }

  /// Fails where an atom of this polynomial would nest too deep.
  func requireShallow(_ p: Polynomial) throws(TooLarge) {
    guard depth(p) < Self.deepest else { throw TooLarge() }
  }

  var pi: Polynomial { Polynomial(atom: atom(.pi)) }

  /// The same value as one term; equal polynomials, up to a positive factor, are the same atom.
  func whole(_ p: Polynomial) throws(TooLarge) -> Polynomial {
    if p.terms.count <= 1 { return p }
    try requireShallow(p)
    let scale = p.content
    return Polynomial(atom: atom(.whole(p.scaled(by: 1 / scale)))).scaled(by: scale)
  }

  // MARK: Products and powers

  /// The length of the longest coefficient.
  private func bits(_ p: Polynomial) -> Int {
    p.terms.values.reduce(0) { max($0, $1.numerator.bitWidth + $1.denominator.bitWidth) }
  }

  func product(_ a: Polynomial, _ b: Polynomial) throws(TooLarge) -> Polynomial {
    guard a.terms.count * b.terms.count <= Self.mostProducts,
      bits(a) + bits(b) <= Self.mostBits
    else { throw TooLarge() }
    if let value = a.rational { return b.scaled(by: value) }
    if let value = b.rational { return a.scaled(by: value) }
    var result = Polynomial(0)
    for (m, x) in a.terms {
      for (n, y) in b.terms {
        if let monomial = plainProduct(m, n) {
          result.add(x * y, monomial)
        } else {
          for (monomial, z) in try product(m, n).terms { result.add(x * y * z, monomial) }
        }
      }
    }
    guard result.terms.count <= Self.mostTerms else { throw TooLarge() }
    return result
  }

  /// The product, where it is one monomial because nothing of both can be written out.
  private func plainProduct(
    _ m: Polynomial.Monomial, _ n: Polynomial.Monomial
  ) -> Polynomial.Monomial? {
    if m.isEmpty || n.isEmpty { return m + n }
    var result: Polynomial.Monomial = []
    var rest = n[...]
    for factor in m {
      while let next = rest.first, next.atom < factor.atom { result.append(rest.removeFirst()) }
      guard let next = rest.first, next.atom == factor.atom else {
        result.append(factor)
        continue
      }
      switch atoms[factor.atom] {
      case .root, .base, .apply(.abs, _): return nil
      case .pi, .variable, .apply, .whole: break
      }
      let exponent = factor.exponent + rest.removeFirst().exponent
      if !exponent.isZero {
        result.append(Polynomial.Factor(atom: factor.atom, exponent: exponent))
      }
    }
    return result + rest
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
        guard let whole = exponent.floor.asInt, whole.magnitude <= 10_000 else { throw TooLarge() }
        expanded = expanded.scaled(by: Rational(value).power(whole))
        exponents[atom] = exponent - Rational(whole)
      case .base(let base) where exponent >= 1 && exponent < Rational(Self.mostWrittenOut + 1):
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

  /// The product with powers of atoms, which are written out where they can be.
  func product(_ p: Polynomial, _ factors: Polynomial.Monomial) throws(TooLarge) -> Polynomial {
    var sum = Polynomial(0)
    for (monomial, coefficient) in p.terms {
      sum = try sum + product(monomial, factors).scaled(by: coefficient)
    }
    return sum
  }

  func power(_ p: Polynomial, _ exponent: Rational) throws(TooLarge) -> Polynomial {
    if exponent == 1 { return p }
    if let whole = exponent.asInt, whole >= 0, whole <= Self.mostWrittenOut {
      var result = Polynomial(1)
      for _ in 0..<whole { result = try product(result, p) }
      return result
    }
    if p.isEmpty {
      if exponent.signum > 0 { return p }
      throw TooLarge()
    }
    if !exponent.isInteger, let square = squareOfSine(p) { return try power(square, exponent) }
    // (N·d)^e = N^e·d^e where d > 0.
    if p.terms.count > 1 {
      let (rest, divisor) = try withoutDivisor(p)
      if !divisor.isEmpty {
        return try product(power(rest, exponent), power(Polynomial([divisor: 1]), exponent))
      }
    }
    let parts = p.sorted
    let scale = parts[0].coefficient.magnitude
    if parts.count == 1, exponent.isInteger || parts[0].coefficient.signum > 0 {
      let factors = parts[0].monomial
      func isPlain(_ factor: Polynomial.Factor) -> Bool {
        exponent.isInteger || traits[factor.atom].isNonnegative
      }
      // (x²ᵏ)^e is |x|^(2ke).
      if factors.allSatisfy({ isPlain($0) || ($0.exponent / 2).isInteger }) {
        var result = try power(of: parts[0].coefficient, exponent)
        for factor in factors {
          let base =
            isPlain(factor) ? factor.atom : atom(.apply(.abs, Polynomial(atom: factor.atom)))
          result = try product(result, power(ofAtom: base, factor.exponent * exponent))
        }
        return result
      }
    }
    try requireShallow(p)
    // A positive number goes in front.
    let base = p.scaled(by: 1 / scale)
    return try product(power(of: scale, exponent), power(ofAtom: atom(.base(base)), exponent))
  }

  /// The polynomial as a product with powers < 0 of atoms that are nowhere negative, such that no term has smaller
  /// ones.
  func withoutDivisor(_ p: Polynomial) throws(TooLarge) -> (Polynomial, Polynomial.Monomial) {
    var least: [Int: Rational] = [:]
    for factor in p.terms.keys.joined()
    where factor.exponent.signum < 0 && traits[factor.atom].isNonnegative {
      least[factor.atom] = min(least[factor.atom] ?? 0, factor.exponent)
    }
    if least.isEmpty { return (p, []) }
    let divisor = least.sorted { $0.key < $1.key }
      .map { Polynomial.Factor(atom: $0.key, exponent: $0.value) }
    let inverse = divisor.map { Polynomial.Factor(atom: $0.atom, exponent: -$0.exponent) }
    return (try product(p, inverse), divisor)
  }

  /// A positive multiple of a polynomial, without such divisors.
  func multiple(of p: Polynomial) -> Polynomial { (try? withoutDivisor(p).0) ?? p }

  private func power(ofAtom atom: Int, _ exponent: Rational) throws(TooLarge) -> Polynomial {
    try product([Polynomial.Factor(atom: atom, exponent: exponent)], [])
  }

  /// A power of a number that is positive, or not 0 where the exponent is a whole number.
  private func power(of value: Rational, _ exponent: Rational) throws(TooLarge) -> Polynomial {
    if let whole = exponent.asInt {
      guard whole.magnitude <= 10_000,
        bits(Polynomial(value)) <= Self.mostBits / max(1, Int(whole.magnitude))
      else { throw TooLarge() }
      return Polynomial(value.power(whole))
    }
    var result = Polynomial(1)
    for (prime, multiplicity) in Self.primes(of: value) {
      result = try product(result, power(ofAtom: atom(.root(prime)), exponent * multiplicity))
    }
    return result
  }

  /// A positive number as a product of powers of whole numbers > 1, which are primes if below 1000.
  static func primes(of value: Rational) -> [(number: Integer, exponent: Rational)] {
    var result: [(Integer, Rational)] = []
    for (number, sign) in [(value.numerator, Rational(1)), (value.denominator, Rational(-1))] {
      var rest = number
      var divisor = 2
      while rest > 1, divisor < 1000 {
        let (quotient, multiplicity) = rest.removing(Integer(divisor))
        if multiplicity > 0 { result.append((Integer(divisor), sign * Rational(multiplicity))) }
        rest = quotient
        divisor += 1
      }
      if rest > 1 { result.append((rest, sign)) }
    }
    return result
  }

  // MARK: Values that are known

  /// arccos of numbers, as multiples of π.
  private(set) lazy var knownArccosines: [(Polynomial, Rational)] = {
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

  // MARK: Terms

  /// The polynomial that a step is, the variables being the given ones; nil where it would be too large.
  func polynomial(
    of root: Terms.Index, in terms: Terms, variables: [Polynomial]? = nil
  ) -> Polynomial? {
    var values: [Terms.Index: Polynomial?] = variables == nil ? polynomials : [:]
    defer { if variables == nil { polynomials = values } }
    func value(_ step: Terms.Index) throws(TooLarge) -> Polynomial {
      guard let known = values[step] ?? nil else { throw TooLarge() }
      return known
    }
    for step in terms.program(for: [root]) where values[step] == nil {
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
      } catch { values[step] = .some(nil) }
    }
    return values[root] ?? nil
  }

  /// The step that computes a polynomial.
  func step(for p: Polynomial, in terms: Terms) -> Terms.Index {
    if let known = steps[p] { return known }
    var sum: Terms.Index?
    for (monomial, coefficient) in p.sorted {
      var term: Terms.Index?
      for factor in monomial {
        let base: Terms.Index
        switch atoms[factor.atom] {
        case .pi: base = terms.add(.pi)
        case .root(let number): base = terms.number(Rational(number))
        case .variable(let variable): base = terms.add(.variable(variable))
        case .base(let inner), .whole(let inner): base = step(for: inner, in: terms)
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
    steps[p] = sum ?? terms.number(0)
    return sum ?? terms.number(0)
  }
}
