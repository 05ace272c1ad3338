import ExactArithmetic

/// A function of one real variable that an expression may apply.
///
/// Elementary functions are evaluated by the arithmetic itself; a defined function brings everything
/// that evaluation and calculus need as data, so that no algorithm has a case for a particular one.
public enum FunctionSymbol: Hashable, Sendable {
  case sin, cos, acos, asin, atan, exp, log, abs
  /// erf x = (2/√π)·∫₀ˣ e^(−t²) dt, and erfc x = 1 − erf x.
  case erf, erfc
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
    case .erf: "erf"
    case .erfc: "erfc"
    case .defined(let definition): definition.name
    }
  }

  /// The functions of one argument that every reader of expressions knows.
  public static let elementary: [FunctionSymbol] = [
    .sin, .cos, .acos, .asin, .atan, .exp, .log, .abs, .erf, .erfc,
  ]

  /// Where the function is defined.
  package var domain: Domain {
    switch self {
    case .sin, .cos, .atan, .exp, .abs, .erf, .erfc: .real
    case .acos, .asin: .closed(-1, 1)
    case .log: .positive
    case .defined(let definition): definition.domain
    }
  }

  /// Whether every value of the function is ≥ 0.
  public var isNonnegative: Bool {
    switch self {
    case .acos, .exp, .abs, .erfc: true
    case .defined(let definition): definition.range.map { $0.lowerBound.signum >= 0 } ?? false
    default: false
    }
  }
}

/// A set on which a function is defined.
package enum Domain: Hashable, Sendable {
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
  package enum Monotonicity: Sendable { case increasing, decreasing, none }

  /// How often the function can be differentiated.
  package struct Smoothness: Sendable {
    /// How many continuous derivatives there are on the whole domain, its ends included.
    package let derivatives: Int
    /// Whether the function is analytic inside the domain.
    package let isAnalyticInside: Bool

    /// Each has to be a theorem.
    package init(derivatives: Int, isAnalyticInside: Bool) {
      self.derivatives = derivatives
      self.isAnalyticInside = isAnalyticInside
    }
  }

  /// How the function is written in mathematics.
  package struct Notation: Sendable {
    /// The name in text, parameters included: `f`, `κ₂`.
    package let text: String
    /// The name without parameters in LaTeX, and as a character: `\kappa`, `κ`.
    package let latex, letter: String

    /// A notation; each text as it is printed.
    package init(text: String, latex: String, letter: String) {
      self.text = text
      self.latex = latex
      self.letter = letter
    }
  }

  /// The name that identifies the function and that the parser reads with `parameters` in front of
  /// the argument: `kappa` and [2] for `kappa(2, x)`.
  package let name: String
  /// The integers that tell members of a family apart.
  package let parameters: [Int]
  /// Where the function is defined.
  package let domain: Domain
  /// A closed interval that holds every value, if one is known.
  package let range: ClosedRange<Rational>?
  /// Whether the function increases or decreases on its domain.
  package let monotonicity: Monotonicity
  /// A Lipschitz constant on the domain, if there is one.
  package let lipschitzConstant: Rational?
  /// How smooth the function is; nil where nothing is stated.
  package let smoothness: Smoothness?
  /// Whether values at points inside the domain [−1, 1] lie inside it too.
  package let keepsInterior: Bool
  /// The n of a function that is the arc-cosine kernel κ_n, for which the arithmetic may have an
  /// algorithm of its own.
  package let arcCosineOrder: Int?
  /// The value from the argument and the values of κ₀ and κ₁ there, for which the arithmetic has algorithms.
  package let arcCosineCombination:
    (@Sendable (_ argument: Expression, _ kappa0: Expression, _ kappa1: Expression) -> Expression)?
  /// How the function is written; nil for its name as it is.
  package let notation: Notation?
  /// Arguments at which the value is a known rational number.
  package let exactPoints: [Rational: Rational]
  /// The function in terms of elementary ones.
  package let definition: @Sendable (Expression) -> Expression
  /// The derivative.
  package let derivative: @Sendable (Expression) -> Expression
  /// The function of the angle: g with `f(cos t) = g(t)` for t ∈ [0, π], analytic on that interval
  /// also where f is not at ±1. Nil where that is no help.
  package let angleForm: (@Sendable (Expression) -> Expression)?
  /// The value at an argument where it has a closed form worth having.
  package let exactValue: @Sendable (Expression) -> Expression?
  /// A function that only states a property of its argument, and that printers leave out.
  package let isTransparent: Bool

  /// A function from what is known of it; each property has to be a theorem.
  package init(
    name: String, parameters: [Int] = [], domain: Domain, range: ClosedRange<Rational>? = nil,
    monotonicity: Monotonicity = .none, lipschitzConstant: Rational? = nil,
    smoothness: Smoothness? = nil, keepsInterior: Bool = false,
    arcCosineOrder: Int? = nil,
    arcCosineCombination: (@Sendable (Expression, Expression, Expression) -> Expression)? = nil,
    notation: Notation? = nil,
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
    self.smoothness = smoothness
    self.keepsInterior = keepsInterior
    self.arcCosineOrder = arcCosineOrder
    self.arcCosineCombination = arcCosineCombination
    self.notation = notation
    self.isTransparent = isTransparent
    self.exactPoints = exactPoints
    self.definition = definition
    self.derivative = derivative
    self.angleForm = angleForm
    self.exactValue = exactValue
  }

  /// A correlation K_ij/√(K_ii K_jj) of a positive semi-definite kernel: the identity, with the
  /// knowledge (Cauchy–Schwarz) that the value lies in [−1, 1] whatever its enclosure says.
  package static let correlation = FunctionDefinition(
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

extension FunctionDefinition {
  /// Φ(x) = erfc(−x/√2)/2, the distribution function of N(0, 1): a name for that expression, which stands in
  /// its place from the start.
  package static let normalDistribution = FunctionDefinition(
    name: "Phi", domain: .real, range: 0...1, monotonicity: .increasing,
    lipschitzConstant: Rational(2, 5),
    smoothness: Smoothness(derivatives: .max, isAnalyticInside: true),
    definition: { normalDistribution(at: $0) }, derivative: { normalDensity(at: $0) },
    exactValue: { normalDistribution(at: $0) })

  private static func normalDistribution(at x: Expression) -> Expression {
    (-x / x.graph.integer(2).squareRoot).applying(.erfc) / 2
  }

  private static func normalDensity(at x: Expression) -> Expression {
    (-x * x / 2).applying(.exp) * (2 * x.graph.pi).power(Rational(-1, 2))
  }
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
