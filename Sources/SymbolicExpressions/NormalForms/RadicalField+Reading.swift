import ExactArithmetic

/// Expressions as elements of a field.
struct NormalFormReader {
  /// How many nodes an expression may have.
  static let mostNodes = 600

  let field = RadicalField()
  let graph: ExpressionGraph
  /// What is known of variables.
  let signs: [String: KnownSign]
  private var elements: [NodeID: Fraction] = [:]
  /// Applications by function and argument.
  private var applications: [Application: Fraction] = [:]

  private struct Application: Hashable {
    let function: FunctionSymbol
    let argument: Fraction
  }

  init(_ graph: ExpressionGraph, signs: [String: KnownSign] = [:]) {
    self.graph = graph
    self.signs = signs
  }

  /// The element that an expression is.
  mutating func read(_ expression: Expression) throws(NoNormalForm) -> Fraction {
    let order = graph.reachable(from: [expression.id])
    guard order.count <= NormalFormReader.mostNodes else { throw NoNormalForm() }
    for id in order where elements[id] == nil { elements[id] = try element(id) }
    return try element(at: expression.id)
  }

  private func element(at id: NodeID) throws(NoNormalForm) -> Fraction {
    guard let element = elements[id] else { throw NoNormalForm() }
    return element
  }

  private mutating func element(_ id: NodeID) throws(NoNormalForm) -> Fraction {
    switch graph[id] {
    case .rational(let value): return field.rational(value)
    case .pi: return try field.pi()
    case .variable(let name):
      return try field.adjoin(
        .opaque(Expression(graph: graph, id: id)), sign: signs[name] ?? .unknown)
    case .sum(let constant, let terms):
      var total = field.rational(constant)
      for term in terms {
        total = try field.sum(total, field.scaled(element(at: term.base), by: term.coefficient))
      }
      return total
    case .product(let factors):
      var total = field.one
      for factor in factors {
        total = try field.product(total, power(element(at: factor.base), factor.exponent))
      }
      return total
    case .expectation:
      return try field.adjoin(.opaque(Expression(graph: graph, id: id)), sign: .unknown)
    case .quantity(let inner): return try element(at: inner)
    case .apply(let function, let argument): return try value(of: function, element(at: argument))
    }
  }

  private func power(
    _ base: Fraction, _ exponent: Rational
  ) throws(NoNormalForm) -> Fraction {
    guard let numerator = exponent.numerator.asInt, let degree = exponent.denominator.asInt,
      degree <= 12
    else { throw NoNormalForm() }
    if degree == 1 { return try field.power(base, numerator) }
    if base.isZero { return base }
    if degree.nonzeroBitCount == 1 {
      // √√a, so that it is known what its square is.
      var root = base
      for _ in 0..<degree.trailingZeroBitCount { root = try field.squareRoot(root) }
      return try field.power(root, numerator)
    }
    // Other roots of polynomials without a denominator only.
    guard base.denominator.isOne else { throw NoNormalForm() }
    return try field.power(field.root(of: base.numerator, degree: degree), numerator)
  }

  // MARK: Functions

  private mutating func value(
    of function: FunctionSymbol, _ x: Fraction
  ) throws(NoNormalForm) -> Fraction {
    switch function {
    case .abs: return try field.magnitude(x)
    case .cos: return try cosine(x)
    case .sin: return try sine(x)
    case .acos: return try arccosine(x)
    case .asin: return try field.difference(halfTurn, arccosine(x))
    case .atan: return try arctangent(x)
    case .exp: return try exponential(x)
    case .log: return try logarithm(x)
    case .erf: return try errorFunction(x)
    case .erfc: return try field.difference(field.one, errorFunction(x))
    case .defined(let definition):
      if definition.isTransparent { return x }
      if let value = x.rationalValue.flatMap({ definition.exactPoints[$0] }) {
        return field.rational(value)
      }
      return try application(function, x)
    }
  }

  private var halfTurn: Fraction {
    get throws(NoNormalForm) { try field.scaled(field.pi(), by: Rational(1, 2)) }
  }

  /// The value as a generator, the same for equal arguments.
  private mutating func application(
    _ function: FunctionSymbol, _ x: Fraction
  ) throws(NoNormalForm) -> Fraction {
    let key = Application(function: function, argument: x)
    if let known = applications[key] { return known }
    var written = try field.expression(x, in: graph).applying(function)
    // An odd function of what is written with a minus sign.
    let isReflected = if case .apply(function, _) = (-written).node { true } else { false }
    if isReflected { written = -written }
    // Folded to something else, such as κ₁(1/2): a generator must not be what others express.
    guard case .apply(function, _) = written.node else { throw NoNormalForm() }
    let sign: KnownSign =
      function == .exp ? .positive : function.isNonnegative ? .nonnegative : .unknown
    let generator = try field.adjoin(.opaque(written), sign: sign)
    let value = isReflected ? field.negative(generator) : generator
    applications[key] = value
    return value
  }

  /// Whether the first coefficient is negative, so that a function of −x is written instead.
  private func isNegative(_ x: Fraction) -> Bool {
    x.numerator.leading.coefficient.signum < 0
  }

  /// k and y in x = kπ/2 + y, y without a rational multiple of π of that kind.
  private func quarterTurns(
    _ x: Fraction
  ) throws(NoNormalForm) -> (count: Rational, rest: Fraction) {
    let pi = try field.pi()
    guard let monomial = pi.numerator.terms.keys.first,
      let coefficient = x.numerator.terms[monomial],
      let denominator = x.denominator.constantValue
    else { return (0, x) }
    let multiple = Rational(coefficient, denominator)
    // All of it where nothing else is left.
    let whole = x.numerator.terms.count == 1 ? multiple : Rational((multiple * 2).floor) / 2
    return (whole * 2, try field.difference(x, field.scaled(pi, by: whole)))
  }

  private mutating func cosine(_ x: Fraction) throws(NoNormalForm) -> Fraction {
    let (count, rest) = try quarterTurns(x)
    if rest.isZero {
      if let value = try field.cosine(ofTurnHalves: count / 2) { return value }
      return try application(.cos, x)
    }
    switch count.asInt.map({ ($0 % 4 + 4) % 4 }) {
    case 0?: break
    case 1?: return field.negative(try sine(rest))
    case 2?: return field.negative(try cosine(rest))
    case 3?: return try sine(rest)
    default: throw NoNormalForm()
    }
    if isNegative(rest) { return try cosine(field.negative(rest)) }
    if let inner = argument(of: .acos, rest) { return inner }
    return try application(.cos, rest)
  }

  private mutating func sine(_ x: Fraction) throws(NoNormalForm) -> Fraction {
    let (count, rest) = try quarterTurns(x)
    if rest.isZero {
      if let value = try field.cosine(ofTurnHalves: Rational(1, 2) - count / 2) { return value }
      return try application(.sin, x)
    }
    switch count.asInt.map({ ($0 % 4 + 4) % 4 }) {
    case 0?: break
    case 1?: return try cosine(rest)
    case 2?: return field.negative(try sine(rest))
    case 3?: return field.negative(try cosine(rest))
    default: throw NoNormalForm()
    }
    if isNegative(rest) { return field.negative(try sine(field.negative(rest))) }
    let key = Application(function: .sin, argument: rest)
    if let known = applications[key] { return known }
    let cosine = try cosine(rest)
    let square = try field.difference(field.one, field.product(cosine, cosine))
    let value: Fraction
    if argument(of: .acos, rest) != nil {
      value = try field.squareRoot(square)
    } else if square.denominator.isOne {
      let written = try field.expression(rest, in: graph).sine
      value = try field.adjoin(.sine(written, square: square.numerator), sign: .unknown)
    } else {
      throw NoNormalForm()
    }
    applications[key] = value
    return value
  }

  /// The u of a value that is the application of the function to u.
  private func argument(of function: FunctionSymbol, _ x: Fraction) -> Fraction? {
    applications.first { $0.key.function == function && $0.value == x }?.key.argument
  }

  private mutating func arccosine(_ x: Fraction) throws(NoNormalForm) -> Fraction {
    if field.isConstant(x), let q = try field.arccosineInTurnHalves(x) {
      return try field.scaled(field.pi(), by: q)
    }
    if isNegative(x) {
      return try field.difference(field.pi(), arccosine(field.negative(x)))
    }
    return try application(.acos, x)
  }

  private mutating func arctangent(_ x: Fraction) throws(NoNormalForm) -> Fraction {
    if field.isConstant(x), let q = try field.arctangentInTurnHalves(x) {
      return try field.scaled(field.pi(), by: q)
    }
    if isNegative(x) { return field.negative(try arctangent(field.negative(x))) }
    return try application(.atan, x)
  }

  private mutating func errorFunction(_ x: Fraction) throws(NoNormalForm) -> Fraction {
    if isNegative(x) { return field.negative(try errorFunction(field.negative(x))) }
    return try application(.erf, x)
  }

  /// exp of a sum as a product: exp(c·log u) is uᶜ, and exp(m·p/q) the p-th power of exp(m/q).
  private mutating func exponential(_ x: Fraction) throws(NoNormalForm) -> Fraction {
    guard let denominator = x.denominator.constantValue else { return try application(.exp, x) }
    var total = field.one
    for (monomial, coefficient) in x.numerator.orderedTerms {
      let factor = Rational(coefficient, denominator)
      let base = field.polynomial(Polynomial(.one, monomial))
      if let inner = argument(of: .log, base) {
        total = try field.product(total, power(inner, factor))
      } else {
        guard let count = factor.numerator.asInt else { throw NoNormalForm() }
        let unit = try field.scaled(base, by: Rational(.one, factor.denominator))
        total = try field.product(total, field.power(application(.exp, unit), count))
      }
    }
    return total
  }

  /// log of a product as a sum, as far as factors are known to be positive where it is defined.
  private mutating func logarithm(_ x: Fraction) throws(NoNormalForm) -> Fraction {
    if x.isZero { throw NoNormalForm() }
    var total = field.rational(0)
    var rest = field.one
    for (part, sign) in [(x.numerator, Rational(1)), (x.denominator, Rational(-1))] {
      let common = part.monomialContent
      var inner = part.divided(by: common).dividedExactly(by: part.content)
      for (prime, multiplicity) in part.content.factoredByTrialDivision() {
        let value = try application(.log, field.rational(Rational(prime)))
        total = try field.sum(
          total, field.scaled(value, by: sign * Rational(multiplicity)))
      }
      for index in common.generators {
        let power = Rational(common[index])
        let generator = Polynomial(generator: index)
        let value: Fraction
        if field.generators[index].sign.isAtLeastZero {
          value = try logarithm(ofGenerator: generator)
        } else if common[index] % 2 == 0 {
          value = try application(.log, field.magnitude(field.polynomial(generator)))
        } else {
          inner = try inner * Polynomial(.one, Monomial(index, power: common[index]))
          continue
        }
        total = try field.sum(total, field.scaled(value, by: sign * power))
      }
      rest =
        try sign.signum > 0
        ? field.product(rest, field.polynomial(inner))
        : field.quotient(rest, field.polynomial(inner))
    }
    if (try field.difference(rest, field.one)).isZero { return total }
    return try field.sum(total, application(.log, rest))
  }

  private mutating func logarithm(
    ofGenerator generator: Polynomial
  ) throws(NoNormalForm) -> Fraction {
    let value = field.polynomial(generator)
    if let inner = argument(of: .exp, value) { return inner }
    if let index = generator.generators.first,
      case .root(let radicand, let degree) = field.generators[index].kind
    {
      return try field.scaled(
        logarithm(field.polynomial(radicand)), by: Rational(1, Integer(degree)))
    }
    return try application(.log, value)
  }
}
