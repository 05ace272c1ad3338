import ExactArithmetic

extension Expression {
  /// The sign of a constant or function where it shows without evaluation, at all points where the
  /// expression is defined: products of quantities of known sign, sums of terms of one sign.
  ///
  /// Nil decides nothing.
  public var structuralSign: Int? {
    var signs: [NodeID: KnownSign] = [:]
    for id in graph.reachable(from: [id]) {
      signs[id] = knownSign(of: id) { signs[$0] ?? .unknown }
    }
    switch signs[id] ?? .unknown {
    case .negative: return -1
    case .zero: return 0
    case .positive: return 1
    case .nonnegative, .nonpositive, .unknown: return nil
    }
  }

  private func knownSign(of id: NodeID, _ inner: (NodeID) -> KnownSign) -> KnownSign {
    switch graph[id] {
    case .rational(let value): return KnownSign(value.signum)
    case .pi: return .positive
    case .variable: return .unknown
    case .sum(let constant, let terms):
      return terms.reduce(KnownSign(constant.signum)) { sum, term in
        sum + (term.coefficient.signum > 0 ? inner(term.base) : inner(term.base).negated)
      }
    case .product(let factors):
      return factors.reduce(.positive) { product, factor in
        product * inner(factor.base).raised(to: factor.exponent)
      }
    case .apply(let function, let argument):
      switch function {
      case .exp: return .positive
      case .abs: return inner(argument).magnitude
      case .asin, .atan: return inner(argument)
      case .defined(let definition):
        if definition.isTransparent { return inner(argument) }
        guard let low = definition.range?.lowerBound, low.signum >= 0 else { return .unknown }
        return low.signum > 0 ? .positive : .nonnegative
      default: return function.isNonnegative ? .nonnegative : .unknown
      }
    }
  }
}

private enum KnownSign {
  case negative, nonpositive, zero, nonnegative, positive, unknown

  init(_ signum: Int) { self = signum < 0 ? .negative : signum > 0 ? .positive : .zero }

  var negated: KnownSign {
    switch self {
    case .negative: .positive
    case .nonpositive: .nonnegative
    case .nonnegative: .nonpositive
    case .positive: .negative
    case .zero, .unknown: self
    }
  }

  var magnitude: KnownSign {
    switch self {
    case .negative, .positive: .positive
    case .zero: .zero
    case .nonpositive, .nonnegative, .unknown: .nonnegative
    }
  }

  private var isAtLeastZero: Bool { [.zero, .nonnegative, .positive].contains(self) }

  static func + (a: KnownSign, b: KnownSign) -> KnownSign {
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

  static func * (a: KnownSign, b: KnownSign) -> KnownSign {
    if a == .zero || b == .zero { return .zero }
    if a == .unknown || b == .unknown { return .unknown }
    let product: KnownSign =
      a.magnitude == .positive && b.magnitude == .positive ? .positive : .nonnegative
    return a.isAtLeastZero == b.isAtLeastZero ? product : product.negated
  }

  func raised(to exponent: Rational) -> KnownSign {
    if exponent.signum < 0 {
      // Where the power is defined the base is not 0.
      return self == .zero ? .unknown : nonzero.raised(to: -exponent)
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
