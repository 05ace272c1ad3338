import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// The sign of an expression by algebra: of a product from its factors, of a polynomial in one
/// sub-expression by Sturm's theorem, of a quadratic from its discriminant.
///
/// This is what decides (g − c)²·(…) ≥ 0 where the square is not written as one and the place of
/// contact is no rational number.
package struct AlgebraicSign {
  private indirect enum Rule: Sendable {
    case known(KnownSign)
    /// By enclosure.
    case function(BoxFunction)
    case product([(Rule, Rational)])
    /// A polynomial in a sub-expression.
    case polynomial(RationalPolynomial, BoxFunction)
    /// a·g² + b·g + c: the signs of a and of b² − 4ac.
    case quadratic(leading: Rule, discriminant: Rule)
    /// What all of these say together.
    case all([Rule])
  }

  private let rule: Rule
  /// How deep quadratics may nest.
  private static let deepest = 2

  /// Prepares the sign, or gives nil where there is no more to say than an enclosure does.
  package init?(_ expression: Expression, _ variables: [String]) {
    let builder = Builder(variables: variables)
    guard let rule = builder.rule(expression, Self.deepest) else { return nil }
    if case .known = rule { return nil }
    self.rule = rule
  }

  /// What is known of the sign on a box, on which the expression is defined.
  package func sign(on box: Box, precision: Precision) -> KnownSign {
    Self.sign(rule, box, precision)
  }

  private static func sign(_ rule: Rule, _ box: Box, _ precision: Precision) -> KnownSign {
    switch rule {
    case .known(let sign): return sign
    case .function(let function):
      return function.derivativeEnclosure(on: box, precision: precision).knownSign
    case .product(let factors):
      return factors.reduce(.positive) {
        $0 * sign($1.0, box, precision).raised(to: $1.1)
      }
    case .polynomial(let polynomial, let generator):
      let values = generator.derivativeEnclosure(on: box, precision: precision)
      guard values.isBounded, let low = values.lower.exactRational,
        let high = values.upper.exactRational
      else { return .unknown }
      return polynomial.sign(from: low, through: high)
    case .quadratic(let leading, let discriminant):
      let lead = sign(leading, box, precision)
      switch sign(discriminant, box, precision) {
      // 4a·(a·g² + b·g + c) = (2a·g + b)² − (b² − 4ac).
      case .negative: return lead == .positive || lead == .negative ? lead : .unknown
      case .zero, .nonpositive:
        return lead == .positive ? .nonnegative : lead == .negative ? .nonpositive : .unknown
      default: return .unknown
      }
    case .all(let rules):
      return rules.reduce(.unknown) { $0.meeting(sign($1, box, precision)) }
    }
  }

  // MARK: Preparation

  private struct Builder {
    let variables: [String]

    /// Nil where there is no more to say than an enclosure does.
    func rule(_ expression: Expression, _ depth: Int) -> Rule? {
      if expression.variables.isEmpty {
        return .known(expression.certifiedSign.map { KnownSign($0) } ?? .unknown)
      }
      if let (coefficient, base) = expression.multiple {
        guard let inner = rule(base, depth) else { return nil }
        let factors: [(Rule, Rational)] = [(.known(KnownSign(coefficient.signum)), 1), (inner, 1)]
        return .all([plain(expression), .product(factors)])
      }
      if case .product(let factors) = expression.node {
        let rules = factors.map { factor in
          let base = Expression(graph: expression.graph, id: factor.base)
          return (base: base, rule: rule(base, depth), exponent: factor.exponent)
        }
        if rules.allSatisfy({ $0.rule == nil }) { return nil }
        return .all([
          plain(expression), .product(rules.map { ($0.rule ?? plain($0.base), $0.exponent) }),
        ])
      }
      guard case .sum = expression.node else { return nil }
      let flat = expression.multipliedOut()
      let generators = flat.generators
      if generators.count == 1, let powers = generators[0].powers(in: flat),
        let polynomial = RationalPolynomial(constants: powers), polynomial.degree >= 2
      {
        let generator = BoxFunction(generators[0].expression, variables: variables)
        return .all([plain(expression), .polynomial(polynomial, generator)])
      }
      let quadratics = flat.generatorsAndPowers.compactMap { generator -> Rule? in
        guard depth > 0, let powers = generator.powers(in: flat), powers.count == 3 else {
          return nil
        }
        let discriminant = (powers[1] * powers[1] - 4 * (powers[0] * powers[2])).multipliedOut()
        return .quadratic(
          leading: ruleOrPlain(powers[2], depth - 1),
          discriminant: ruleOrPlain(discriminant, depth - 1))
      }
      return quadratics.isEmpty ? nil : .all([plain(expression)] + quadratics)
    }

    private func ruleOrPlain(_ expression: Expression, _ depth: Int) -> Rule {
      rule(expression, depth) ?? plain(expression)
    }

    private func plain(_ expression: Expression) -> Rule {
      .function(BoxFunction(expression, variables: variables))
    }
  }
}

/// A power of a sub-expression in which another is a polynomial: in x⁴ − 2x²y + y², x²; in x − √x, √x.
struct Generator {
  /// What is raised to powers.
  let base: Expression
  /// Every power of the base is a multiple of this one, which is positive.
  let unit: Rational

  var expression: Expression { base.power(unit) }

  /// The coefficients of the powers of the generator in a multiplied-out expression, from the constant
  /// term up, none of which contains it; nil where there is another dependence.
  func powers(in expression: Expression) -> [Expression]? {
    let graph = expression.graph
    var powers: [Int: [(Rational, Expression)]] = [:]
    for (coefficient, base) in expression.terms {
      var exponent = 0
      var rest = base
      let own = base.factors.first { $0.base == self.base.id }?.exponent ?? 0
      if !own.isZero {
        guard let whole = (own / unit).asInt, whole > 0 else { return nil }
        exponent = whole
        rest = base / self.base.power(own)
      }
      if graph.reachable(from: [rest.id]).contains(self.base.id) { return nil }
      powers[exponent, default: []].append((coefficient, rest))
    }
    guard let degree = powers.keys.max(), degree <= 64 else { return nil }
    return (0...degree).map { graph.sum(powers[$0] ?? []) }
  }
}

extension Expression {
  /// The summands with their coefficients.
  var terms: [(Rational, Expression)] {
    guard case .sum(let constant, let terms) = node else { return [(1, self)] }
    return [(constant, graph.integer(1))]
      + terms.map { ($0.coefficient, Expression(graph: graph, id: $0.base)) }
  }

  /// The factors of a rational multiple, such as (1/9)·(3x² − 1)².
  var multiple: (coefficient: Rational, base: Expression)? {
    guard case .sum(let constant, let terms) = node, constant.isZero, terms.count == 1 else {
      return nil
    }
    return (terms[0].coefficient, Expression(graph: graph, id: terms[0].base))
  }

  /// The factors, with their exponents.
  var factors: [(base: NodeID, exponent: Rational)] {
    if case .product(let factors) = node { return factors.map { ($0.base, $0.exponent) } }
    return [(id, 1)]
  }

  /// The variables and applied functions that are factors of summands, with what their exponents there
  /// have in common.
  var generators: [Generator] {
    var units: [NodeID: Rational] = [:]
    for factor in terms.flatMap(\.1.factors)
    where !Expression(graph: graph, id: factor.base).variables.isEmpty {
      let exponent = factor.exponent.magnitude
      units[factor.base] = units[factor.base].map { $0.gcd(exponent) } ?? exponent
    }
    return units.sorted { $0.key < $1.key }.map { base, unit in
      // Whole powers are those of the base itself.
      Generator(base: Expression(graph: graph, id: base), unit: unit.isInteger ? 1 : unit)
    }
  }

  /// The generators, and powers of them of which every occurrence is a whole power: x and x² of x⁴ + x².
  var generatorsAndPowers: [Generator] {
    generators.flatMap { generator -> [Generator] in
      let exponents = terms.flatMap(\.1.factors).filter { $0.base == generator.base.id }
        .compactMap { ($0.exponent / generator.unit).asInt }
      let common = exponents.reduce(0) { greatestCommonDivisor($0, $1) }
      if common <= 1 { return [generator] }
      return [
        generator, Generator(base: generator.base, unit: generator.unit * Rational(common)),
      ]
    }
  }
}

/// The greatest common divisor, not negative; that of 0 and b is |b|.
private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (abs(a), abs(b))
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

extension Rational {
  /// The largest number of which both positive numbers are whole multiples.
  func gcd(_ other: Rational) -> Rational {
    Rational(
      Integer.gcd(numerator * other.denominator, other.numerator * denominator),
      denominator * other.denominator)
  }
}

extension RationalPolynomial {
  /// The polynomial with these coefficients, if all are rational.
  fileprivate init?(constants: [Expression]) {
    let values = constants.compactMap(\.rationalValue)
    guard values.count == constants.count else { return nil }
    self.init(values)
  }
}

extension Interval {
  /// What the interval says of the sign of its members.
  package var knownSign: KnownSign {
    if isIndeterminate { return .unknown }
    if let sign { return KnownSign(sign) }
    if lower.sign >= 0 { return .nonnegative }
    return upper.sign <= 0 ? .nonpositive : .unknown
  }
}

extension KnownSign {
  /// What is known where both are.
  func meeting(_ other: KnownSign) -> KnownSign {
    func rank(_ sign: KnownSign) -> Int {
      switch sign {
      case .unknown: 0
      case .nonnegative, .nonpositive: 1
      case .positive, .negative, .zero: 2
      }
    }
    return rank(self) >= rank(other) ? self : other
  }
}
