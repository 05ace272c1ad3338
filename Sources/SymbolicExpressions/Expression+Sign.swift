import ExactArithmetic

extension Expression {
  /// The sign of a constant or function where it shows without evaluation, at all points where the
  /// expression is defined: products of quantities of known sign, sums of terms of one sign.
  ///
  /// Nil decides nothing.
  public var structuralSign: Int? {
    switch knownSign() {
    case .negative: -1
    case .zero: 0
    case .positive: 1
    case .nonnegative, .nonpositive, .unknown: nil
    }
  }

  /// What shows of the sign without evaluation, at all points where the expression is defined and
  /// the functions `inside` (nodes of the graph) take no value at the ends of their ranges.
  package func knownSign(inside: Set<NodeID> = []) -> KnownSign {
    var signs: [NodeID: KnownSign] = [:]
    for id in graph.reachable(from: [id]) {
      signs[id] = knownSign(of: id, inside) { signs[$0] ?? .unknown }
    }
    return signs[id] ?? .unknown
  }

  private func knownSign(
    of id: NodeID, _ inside: Set<NodeID>, _ inner: (NodeID) -> KnownSign
  ) -> KnownSign {
    switch graph[id] {
    case .rational(let value): return KnownSign(value.signum)
    case .pi: return .positive
    case .variable: return .unknown
    case .sum(let constant, let terms):
      let plain = terms.reduce(KnownSign(constant.signum)) { $0 + inner($1.base).scaled($1) }
      if plain != .unknown || inside.isEmpty { return plain }
      // c − d·g = (c − d) + d·(1 − g) for a function g below 1, and the like.
      let above = sumSign(constant, terms, inside, complementing: 1, inner)
      return above != .unknown
        ? above : sumSign(constant, terms, inside, complementing: -1, inner)
    case .product(let factors):
      return factors.reduce(.positive) { product, factor in
        product * inner(factor.base).raised(to: factor.exponent)
      }
    case .apply(let function, let argument):
      switch function {
      case .exp, .erfc: return .positive
      case .abs: return inner(argument).magnitude
      case .asin, .atan, .erf: return inner(argument)
      case .defined(let definition):
        if definition.isTransparent { return inner(argument) }
        guard let low = definition.range?.lowerBound, low.signum >= 0 else { return .unknown }
        return low.signum > 0 || inside.contains(id) ? .positive : .nonnegative
      default: return function.isNonnegative ? .nonnegative : .unknown
      }
    case .expectation: return .unknown
    case .quantity(let value): return inner(value)
    }
  }

  /// The sign of a sum in which every term d·g with d of the sign −`side`, for a function g known to
  /// be inside its range, is written d·(upper end) − d·(upper end − g).
  private func sumSign(
    _ constant: Rational, _ terms: [Node.Term], _ inside: Set<NodeID>, complementing side: Int,
    _ inner: (NodeID) -> KnownSign
  ) -> KnownSign {
    var constant = constant
    var sign = KnownSign.zero
    for term in terms {
      if term.coefficient.signum != side, inside.contains(term.base),
        case .apply(.defined(let definition), _) = graph[term.base],
        let upper = definition.range?.upperBound
      {
        constant += term.coefficient * upper
        sign = sign + (side > 0 ? .positive : .negative)
      } else {
        sign = sign + inner(term.base).scaled(term)
      }
    }
    return sign + KnownSign(constant.signum)
  }
}

/// What is known of the sign of a number or of all values of a function.
package enum KnownSign: Sendable {
  case negative, nonpositive, zero, nonnegative, positive, unknown

  /// The sign −1, 0 or 1 of a number.
  package init(_ signum: Int) { self = signum < 0 ? .negative : signum > 0 ? .positive : .zero }

  /// The sign of the term with this sign for its base.
  fileprivate func scaled(_ term: Node.Term) -> KnownSign {
    term.coefficient.signum > 0 ? self : negated
  }

  /// What is known of −x.
  package var negated: KnownSign {
    switch self {
    case .negative: .positive
    case .nonpositive: .nonnegative
    case .nonnegative: .nonpositive
    case .positive: .negative
    case .zero, .unknown: self
    }
  }

  fileprivate var magnitude: KnownSign {
    switch self {
    case .negative, .positive: .positive
    case .zero: .zero
    case .nonpositive, .nonnegative, .unknown: .nonnegative
    }
  }

  /// Whether x ≥ 0 is known.
  package var isAtLeastZero: Bool { [.zero, .nonnegative, .positive].contains(self) }

  /// What is known of x + y.
  package static func + (a: KnownSign, b: KnownSign) -> KnownSign {
    if a == .zero { return b }
    if b == .zero { return a }
    if a.isAtLeastZero && b.isAtLeastZero {
      return a == .positive || b == .positive ? .positive : .nonnegative
    }
    if a.negated.isAtLeastZero && b.negated.isAtLeastZero {
      return a == .negative || b == .negative ? .negative : .nonpositive
    }
    return .unknown
  }

  /// What is known of x·y.
  package static func * (a: KnownSign, b: KnownSign) -> KnownSign {
    if a == .zero || b == .zero { return .zero }
    if a == .unknown || b == .unknown { return .unknown }
    let product: KnownSign =
      a.magnitude == .positive && b.magnitude == .positive ? .positive : .nonnegative
    return a.isAtLeastZero == b.isAtLeastZero ? product : product.negated
  }

  /// What is known of x^exponent.
  package func raised(to exponent: Rational) -> KnownSign {
    if exponent.signum < 0 {
      // Where the power is defined the base is not 0; an even root in it is then positive.
      if self == .zero { return .unknown }
      let isMagnitude = !exponent.isInteger || !exponent.numerator.isOdd
      return isMagnitude ? .positive : nonzero.raised(to: -exponent)
    }
    if !exponent.isInteger || !exponent.numerator.isOdd { return magnitude }
    return self
  }

  /// What is known besides once 0 is excluded.
  private var nonzero: KnownSign {
    switch self {
    case .nonnegative: .positive
    case .nonpositive: .negative
    default: self
    }
  }
}
