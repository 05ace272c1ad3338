import ExactArithmetic

extension ExpressionGraph {
  /// The largest size in bits of a rational power that is computed instead of kept as a power.
  static let largestFoldedPower = 1 << 16

  /// `Π base^exponent` in canonical form.
  ///
  /// Exponents of one base are added, rational factors are multiplied out and stand in front, roots
  /// of rationals are reduced (√12 = 2√3, √(2/3) = √6/3 as √2·√3/3). A fractional power is split over
  /// a product only where the factors are known to be non-negative.
  ///
  /// - Precondition: no rational 0 to a negative exponent.
  public func product(_ powers: [(base: Expression, exponent: Rational)]) -> Expression {
    var product = PendingProduct(graph: self)
    for (base, exponent) in powers { product.multiply(by: base.id, to: exponent) }
    return product.expression()
  }

  /// Whether `node`, whose children are nodes of this graph, is known to be ≥ 0 wherever it is
  /// defined.
  func isKnownNonnegative(_ node: Node) -> Bool {
    switch node {
    case .rational(let value): value.signum >= 0
    case .pi: true
    case .variable: false
    case .sum(let constant, let terms):
      constant.signum >= 0
        && terms.allSatisfy { $0.coefficient.signum > 0 && isKnownNonnegative($0.base) }
    case .product(let factors):
      factors.allSatisfy { factor in
        !factor.exponent.isInteger || !factor.exponent.numerator.isOdd
          || isKnownNonnegative(factor.base)
      }
    case .apply(let function, let argument):
      switch function {
      case .defined(let definition) where definition.isTransparent: isKnownNonnegative(argument)
      default: function.isNonnegative
      }
    case .expectation: false
    case .quantity(let value): isKnownNonnegative(value)
    }
  }
}

/// A product under construction: `coefficient · Π base^exponent`.
private struct PendingProduct {
  let graph: ExpressionGraph
  var coefficient: Rational = 1
  var exponents = Exponents()

  /// Exponents by base, in the order of the bases: products mostly have few factors.
  struct Exponents {
    private(set) var factors: [Node.Factor] = []

    /// The exponent of a base, 0 where there is none.
    subscript(base: NodeID) -> Rational {
      get {
        let place = place(of: base)
        return isHeld(base, at: place) ? factors[place].exponent : 0
      }
      set {
        let place = place(of: base)
        let held = isHeld(base, at: place) ? place..<(place + 1) : place..<place
        let factor = Node.Factor(base: base, exponent: newValue)
        factors.replaceSubrange(held, with: newValue.isZero ? [] : [factor])
      }
    }

    private func isHeld(_ base: NodeID, at place: Int) -> Bool {
      place < factors.count && factors[place].base == base
    }

    /// The place of a base, or that which it would have.
    private func place(of base: NodeID) -> Int {
      var (low, high) = (0, factors.count)
      while low < high {
        let middle = (low + high) / 2
        if factors[middle].base < base { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  mutating func multiply(by id: NodeID, to exponent: Rational) {
    if exponent.isZero { return }
    switch graph[id] {
    case .rational(let value):
      multiply(byRational: value, to: exponent)
    case .product(let factors):
      // (Π b^p)^q = Π b^(pq) for every real b where q is an integer; otherwise only factors known to
      // be non-negative may leave the product.
      var rest: [(Expression, Rational)] = []
      for factor in factors {
        if exponent.isInteger || !factor.exponent.isInteger
          || graph.isKnownNonnegative(factor.base)
        {
          multiply(by: factor.base, to: factor.exponent * exponent)
        } else {
          rest.append((Expression(graph: graph, id: factor.base), factor.exponent))
        }
      }
      if !rest.isEmpty { add(exponent, to: graph.product(rest).id) }
    case .sum(let constant, let terms)
    where constant.isZero && terms.count == 1
      && (exponent.isInteger || terms[0].coefficient.signum > 0):
      multiply(byRational: terms[0].coefficient, to: exponent)
      multiply(by: terms[0].base, to: exponent)
    case .sum(let constant, let terms):
      let content = content(constant, terms)
      if content == 1 { return add(exponent, to: id) }
      multiply(byRational: content, to: exponent)
      multiply(by: (Expression(graph: graph, id: id) / content).id, to: exponent)
    default:
      add(exponent, to: id)
    }
  }

  private mutating func add(_ exponent: Rational, to base: NodeID) {
    exponents[base] += exponent
  }

  /// The positive number by which a sum is divided to have coprime integer coefficients.
  private func content(_ constant: Rational, _ terms: [Node.Term]) -> Rational {
    var numerator = constant.numerator
    var denominator = constant.denominator
    for term in terms {
      numerator = Integer.gcd(numerator, term.coefficient.numerator)
      let common = Integer.gcd(denominator, term.coefficient.denominator)
      denominator = denominator.dividedExactly(by: common) * term.coefficient.denominator
    }
    return Rational(numerator, denominator).magnitude
  }

  /// Of a sum S and −S at most one stays a factor: 1 − x and π − θ rather than their negatives, but a
  /// sum with a fractional exponent, which is not negative, takes the whole powers of the other.
  private mutating func orient() {
    for factor in exponents.factors {
      let (base, exponent) = (factor.base, factor.exponent)
      guard case .sum(let constant, let terms) = graph[base] else { continue }
      let leading =
        constant.isZero
        ? (terms.first { graph[$0.base] == .pi } ?? terms[0]).coefficient : constant
      if leading.signum > 0 { continue }
      let opposite = (-Expression(graph: graph, id: base)).id
      if exponent.isInteger {
        if exponent.numerator.isOdd { coefficient = -coefficient }
        exponents[base] = 0
        multiply(by: opposite, to: exponent)
        continue
      }
      let other = exponents[opposite]
      if !other.isZero, other.isInteger {
        if other.numerator.isOdd { coefficient = -coefficient }
        exponents[opposite] = 0
        add(other, to: base)
      }
      // Both fractional: the value is 0 or undefined, whatever is written.
    }
  }

  /// Products whose exponents have become whole again, √(a²)·√(a²), are taken apart.
  private mutating func flatten() {
    for factor in exponents.factors where factor.exponent.isInteger {
      guard case .product = graph[factor.base] else { continue }
      exponents[factor.base] = 0
      multiply(by: factor.base, to: factor.exponent)
    }
  }

  /// value^exponent: the rational part goes to the coefficient, roots of integers to the factors.
  private mutating func multiply(byRational value: Rational, to exponent: Rational) {
    if value == 1 { return }
    if value.isZero {
      precondition(exponent.signum > 0, "product: zero to a negative power")
      coefficient = 0
      return
    }
    if let integer = exponent.asInt {
      let size = max(value.numerator.bitWidth, value.denominator.bitWidth)
      if integer.magnitude <= max(1, UInt(ExpressionGraph.largestFoldedPower / size)) {
        coefficient *= value.power(integer)
        return
      }
    } else if value.signum > 0, exponent.denominator.asInt != nil {
      multiplyRoots(of: value.numerator, to: exponent)
      multiplyRoots(of: value.denominator, to: -exponent)
      return
    }
    // A power too large to write out, or of a negative number: kept as it is.
    add(exponent, to: graph.rational(value).id)
  }

  /// integer^exponent for a positive integer: whole powers out, prime bases with exponents in (0, 1).
  private mutating func multiplyRoots(of integer: Integer, to exponent: Rational) {
    for (prime, multiplicity) in integer.factoredByTrialDivision() {
      let id = graph.rational(Rational(prime)).id
      let total = exponents[id] + exponent * Rational(multiplicity)
      let whole = total.floor
      exponents[id] = total - Rational(whole)
      guard let power = whole.asInt,
        abs(power) <= ExpressionGraph.largestFoldedPower / prime.bitWidth
      else {
        exponents[id] = total
        continue
      }
      coefficient *= Rational(prime).power(power)
    }
  }

  /// The finished product.
  consuming func expression() -> Expression {
    flatten()
    orient()
    if coefficient.isZero { return graph.rational(0) }
    let factors = exponents.factors
    if factors.isEmpty { return graph.rational(coefficient) }
    let body: Expression
    if factors.count == 1, factors[0].exponent == 1 {
      body = Expression(graph: graph, id: factors[0].base)
    } else {
      body = graph.expression(.product(factors))
    }
    return graph.sum([(coefficient, body)])
  }
}

extension Integer {
  /// The prime factors below 2¹⁰ with their multiplicities, then what is left as one factor (its
  /// perfect powers taken out); for a positive integer.
  func factoredByTrialDivision() -> [(factor: Integer, multiplicity: Int)] {
    var rest = self
    var factors: [(Integer, Int)] = []
    for prime in Integer.smallPrimes {
      if rest == .one { return factors }
      let (quotient, multiplicity) = rest.removing(prime)
      rest = quotient
      if multiplicity > 0 { factors.append((prime, multiplicity)) }
    }
    if rest == .one { return factors }
    if rest.bitWidth > ExpressionGraph.largestFoldedPower { return factors + [(rest, 1)] }
    var multiplicity = 1
    for degree in [2, 3, 5, 7] as [UInt] {
      while let root = rest.exactRoot(degree) {
        rest = root
        multiplicity *= Int(degree)
      }
    }
    factors.append((rest, multiplicity))
    return factors
  }

  private static let smallPrimes: [Integer] = {
    var primes: [Int] = []
    for candidate in 2..<1024 {
      let divisors = primes.prefix { $0 * $0 <= candidate }
      if divisors.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
    }
    return primes.map { Integer($0) }
  }()
}
