import ExactArithmetic

/// A function of one real variable that an expression may apply.
///
/// Elementary functions are evaluated by the arithmetic itself; a defined function brings everything
/// that evaluation and calculus need as data, so that no algorithm has a case for a particular one.
public enum FunctionSymbol: Hashable, Sendable {
  case sin, cos, acos, asin, atan, exp, log, abs
  case defined(FunctionDefinition)

  /// The name that the parser reads.
  public var name: String {
    switch self {
    case .sin: "sin"
    case .cos: "cos"
    case .acos: "acos"
    case .asin: "asin"
    case .atan: "atan"
    case .exp: "exp"
    case .log: "log"
    case .abs: "abs"
    case .defined(let definition): definition.name
    }
  }

  /// The functions of one argument that every reader of expressions knows.
  public static let elementary: [FunctionSymbol] = [
    .sin, .cos, .acos, .asin, .atan, .exp, .log, .abs,
  ]

  /// Where the function is defined.
  public var domain: Domain {
    switch self {
    case .sin, .cos, .atan, .exp, .abs: .real
    case .acos, .asin: .closed(-1, 1)
    case .log: .positive
    case .defined(let definition): definition.domain
    }
  }

  /// Whether every value of the function is ≥ 0.
  public var isNonnegative: Bool {
    switch self {
    case .acos, .exp, .abs: true
    case .defined(let definition): definition.range.map { $0.lowerBound.signum >= 0 } ?? false
    default: false
    }
  }
}

/// A set on which a function is defined.
public enum Domain: Hashable, Sendable {
  case real
  case nonzero
  case nonnegative
  case positive
  case closed(Rational, Rational)
}

/// What is known of a function beyond the elementary ones.
///
/// Guarantee asked of whoever writes one: each stated property is a theorem about the function that
/// `definition` defines, on the whole of `domain`.
public final class FunctionDefinition: Sendable {
  /// How values follow their arguments.
  public enum Monotonicity: Sendable { case increasing, decreasing, none }

  /// The name that identifies the function and that the parser reads with `parameters` in front of
  /// the argument: `kappa` and [2] for `kappa(2, x)`.
  public let name: String
  /// The integers that tell members of a family apart.
  public let parameters: [Int]
  /// Where the function is defined.
  public let domain: Domain
  /// A closed interval that holds every value, if one is known.
  public let range: ClosedRange<Rational>?
  /// Whether the function increases or decreases on its domain.
  public let monotonicity: Monotonicity
  /// A Lipschitz constant on the domain, if there is one.
  public let lipschitzConstant: Rational?
  /// Arguments at which the value is a known rational number.
  public let exactPoints: [Rational: Rational]
  /// The function in terms of elementary ones.
  public let definition: @Sendable (Expression) -> Expression
  /// The derivative.
  public let derivative: @Sendable (Expression) -> Expression
  /// The function of the angle: g with `f(cos t) = g(t)` for t ∈ [0, π], analytic on that interval
  /// also where f is not at ±1. Nil where that is no help.
  public let angleForm: (@Sendable (Expression) -> Expression)?
  /// The value at an argument where it has a closed form worth having.
  public let exactValue: @Sendable (Expression) -> Expression?
  /// A function that only states a property of its argument, and that printers leave out.
  public let isTransparent: Bool

  /// A function from what is known of it; each property has to be a theorem.
  public init(
    name: String, parameters: [Int] = [], domain: Domain, range: ClosedRange<Rational>? = nil,
    monotonicity: Monotonicity = .none, lipschitzConstant: Rational? = nil,
    isTransparent: Bool = false, exactPoints: [Rational: Rational] = [:],
    definition: @escaping @Sendable (Expression) -> Expression,
    derivative: @escaping @Sendable (Expression) -> Expression,
    angleForm: (@Sendable (Expression) -> Expression)? = nil,
    exactValue: @escaping @Sendable (Expression) -> Expression? = { _ in nil }
  ) {
    self.name = name
    self.parameters = parameters
    self.domain = domain
    self.range = range
    self.monotonicity = monotonicity
    self.lipschitzConstant = lipschitzConstant
    self.isTransparent = isTransparent
    self.exactPoints = exactPoints
    self.definition = definition
    self.derivative = derivative
    self.angleForm = angleForm
    self.exactValue = exactValue
  }

  /// A correlation K_ij/√(K_ii K_jj) of a positive semi-definite kernel: the identity, with the
  /// knowledge (Cauchy–Schwarz) that the value lies in [−1, 1] whatever its enclosure says.
  public static let correlation = FunctionDefinition(
    name: "correlation", domain: .real, range: -1...1, monotonicity: .increasing,
    lipschitzConstant: 1, isTransparent: true,
    definition: { $0 }, derivative: { $0.graph.integer(1) },
    exactValue: { argument in
      switch argument.node {
      case .rational, .variable, .apply: argument
      case .quantity(let value):
        if case .apply = argument.graph[value] { argument } else { nil }
      default: nil
      }
    })
}

extension FunctionDefinition: Hashable {
  /// Functions are the same when name and parameters are.
  public static func == (a: FunctionDefinition, b: FunctionDefinition) -> Bool {
    a === b || (a.name == b.name && a.parameters == b.parameters)
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(parameters)
  }
}
