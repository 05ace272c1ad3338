import ExactArithmetic
import KernelComposition
import KernelVocabulary

/// A term of the type `expr` of the Coq library (`Proofs/Coq/Expression.v`).
///
/// The text that a theorem has to have (``realNumber``) is what `eval` of the term (``syntax``) computes
/// to; Coq compares the two, so that neither is trusted.
indirect enum CoqExpression: Hashable {
  /// A real variable of the statement, by its place among them.
  case variable(Int)
  case rational(Rational)
  case pi
  case unary(Unary, CoqExpression)
  case binary(Binary, CoqExpression, CoqExpression)
  /// The arc-cosine kernel of an order above 1.
  case kernel(order: Int, CoqExpression)
  /// A power with a positive exponent.
  case power(CoqExpression, Int)
  case network(NetworkQuantity, CoqNetwork, CoqExpression)
  /// A number that counts paths.
  case count(PathNumber, CoqNetwork)

  /// The functions of one argument, by their constructors. The last one occurs in expanded expressions
  /// only.
  enum Unary: String {
    case negate = "Neg"
    case squareRoot = "Sqrt"
    case magnitude = "Abs"
    case arccosine = "Acos"
    case arcsine = "Asin"
    case exponential = "Exp"
    case logarithm = "Log"
    case sine = "Sin"
    case cosine = "Cos"
    case arctangent = "Atan"
    case kappa1 = "Kappa1"
    case kappa0 = "Kappa0"
    case square = "Square"
  }

  /// The operations, by their constructors. The last two occur in expanded expressions only.
  enum Binary: String {
    case add = "Add"
    case subtract = "Sub"
    case multiply = "Mul"
    case divide = "Div"
    case minimum = "Min"
    /// K(1 − κ₁(1 − g/K)), what a parameterised edge makes of g = K_ii − K_ij.
    case edge = "Edge"
  }

  enum NetworkQuantity: Hashable {
    case kii(PropagationRule)
    case kij(PropagationRule)
    case lambda2(PropagationRule)
    case eq12
  }

  /// The number of paths, and the effective depth and width, by their constructors.
  enum PathNumber: String {
    case paths = "Paths"
    case depth = "Depth"
    case width = "Width"
  }

  static func integer(_ value: Int) -> CoqExpression { .rational(Rational(value)) }

  /// The value of a number that was typed, with its sign.
  var literal: Rational? {
    switch self {
    case .rational(let value): value
    case .unary(.negate, let inner): inner.literal.map { -$0 }
    case .binary(.divide, let a, let b):
      a.literal.flatMap { a in b.literal.flatMap { $0.isZero ? nil : a / $0 } }
    default: nil
    }
  }
}

extension CoqExpression {
  /// The Coq term of type `expr`.
  var syntax: String {
    switch self {
    case .variable(let index): "(Var \(index))"
    case .rational(let value):
      "(Rat \(value.numerator.coq) \(value.denominator))"
    case .pi: "Pi"
    case .unary(let function, let a): "(\(function.rawValue) \(a.syntax))"
    case .binary(let operation, let a, let b): "(\(operation.rawValue) \(a.syntax) \(b.syntax))"
    case .kernel(let order, let a): "(Higher \(order - 2) \(a.syntax))"
    case .power(let a, let exponent): "(Pow \(a.syntax) \(exponent))"
    case .network(let quantity, let network, let correlation):
      switch quantity {
      case .kii(let rule): "(Kii \(rule.coqRule) \(network.name) \(correlation.syntax))"
      case .kij(let rule): "(Kij \(rule.coqRule) \(network.name) \(correlation.syntax))"
      case .lambda2(let rule): "(Lambda2 \(rule.coqRule) \(network.name) \(correlation.syntax))"
      case .eq12: "(Eq12 \(network.name) \(correlation.syntax))"
      }
    case .count(let number, let network): "(\(number.rawValue) \(network.name))"
    }
  }

  /// The real number that `eval` gives, in Coq's notation.
  var realNumber: String {
    switch self {
    case .variable(let index): return Self.name(ofVariable: index)
    case .rational(let value): return value.coqNumber
    case .pi: return "PI"
    case .unary(let function, let a):
      switch function {
      case .negate: return "(- \(a.realNumber))"
      case .squareRoot: return "(sqrt \(a.realNumber))"
      case .magnitude: return "(Rabs \(a.realNumber))"
      case .arccosine: return "(acos \(a.realNumber))"
      case .arcsine: return "(asin \(a.realNumber))"
      case .exponential: return "(exp \(a.realNumber))"
      case .logarithm: return "(ln \(a.realNumber))"
      case .sine: return "(sin \(a.realNumber))"
      case .cosine: return "(cos \(a.realNumber))"
      case .arctangent: return "(atan \(a.realNumber))"
      case .kappa1: return "(kappa1 \(a.realNumber))"
      case .kappa0: return "(kappa0 \(a.realNumber))"
      case .square: return "(\(a.realNumber) * \(a.realNumber))"
      }
    case .binary(let operation, let a, let b):
      let (a, b) = (a.realNumber, b.realNumber)
      switch operation {
      case .add: return "(\(a) + \(b))"
      case .subtract: return "(\(a) - \(b))"
      case .multiply: return "(\(a) * \(b))"
      case .divide: return "(\(a) / \(b))"
      case .minimum: return "(Rmin \(a) \(b))"
      case .edge: return "(edge_gap \(a) \(b))"
      }
    case .kernel(let order, let a): return "(kappa_order \(order) \(a.realNumber))"
    case .power(let a, let exponent): return "(\(a.realNumber) ^ \(exponent))"
    case .network(let quantity, let network, let correlation):
      func kernel(_ rule: PropagationRule) -> String {
        "\(rule.coqKernel) \(network.variable) \(correlation.realNumber)"
      }
      switch quantity {
      case .kii(let rule): return "(\(kernel(rule)) 0%nat 0%nat)"
      case .kij(let rule): return "(\(kernel(rule)) 0%nat 1%nat)"
      case .lambda2(let rule): return "(lambda2 (\(kernel(rule))))"
      case .eq12: return "(eq12 \(network.variable) \(correlation.realNumber))"
      }
    case .count(.paths, let network): return "(INR (path_count \(network.variable)))"
    case .count(.depth, let network): return "(Q2R (effective_depth \(network.variable)))"
    case .count(.width, let network): return "(Q2R (effective_width \(network.variable)))"
    }
  }

  /// What theorems call a variable.
  static func name(ofVariable index: Int) -> String {
    index < 3 ? ["x", "y", "z"][index] : "x\(index)"
  }

  /// Whether the term is seen, by its shape, to be a correlation where these variables are;
  /// `correlation` of the Coq library.
  func isCorrelation(where correlations: Set<Int>) -> Bool {
    switch self {
    case .variable(let index): correlations.contains(index)
    case .rational(let value): value.magnitude <= 1
    case .kernel(_, let a): a.isCorrelation(where: correlations)
    case .unary(let function, let a):
      switch function {
      case .negate, .kappa1, .kappa0: a.isCorrelation(where: correlations)
      default: false
      }
    default: false
    }
  }
}

extension PropagationRule {
  /// The constructor of the type `rule`.
  fileprivate var coqRule: String {
    switch self {
    case .varianceOnly: "VarianceOnly"
    case .exact: "ExactRule"
    case .exactWithoutMeans: "ExactWithoutMeans"
    }
  }

  /// The kernel of two centred unit inputs, a function of the network and their correlation.
  fileprivate var coqKernel: String {
    switch self {
    case .varianceOnly: "variance_pair"
    case .exact: "exact_pair"
    case .exactWithoutMeans: "mean_free_pair"
    }
  }
}

extension Integer {
  /// In Coq's notation, ready to be an argument.
  var coq: String { signum < 0 ? "(\(self))" : "\(self)" }
}

extension Rational {
  /// What `eval` of the rational number is: `n` or `(n / d)`.
  var coqNumber: String { isInteger ? numerator.coq : "(\(numerator.coq) / \(denominator))" }
}
