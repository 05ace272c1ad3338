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
  /// A number that counts paths or edges.
  case count(NetworkNumber, CoqNetwork)
  /// The variable of a term of its own, by its number.
  case local(Int)
  case named(CoqNamed)
  /// The whole number k of a statement about every k.
  case natural
  /// What changes with k.
  case sequence(CoqSequence)

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
    case tangent(TangentEntry, PropagationRule)
    case eq12
  }

  /// Θ_ii, Θ_ij and Θ_ii − |Θ_ij| of a tangent kernel Θ, by their constructors.
  enum TangentEntry: String {
    case diagonal = "Diagonal"
    case offDiagonal = "OffDiagonal"
    case smallest = "Smallest"
  }

  /// A number of a network: of its paths, all or those with so many parameterised edges, of its edges, all or
  /// the parameterised ones; its effective depth and width.
  enum NetworkNumber: Hashable {
    case paths, depth, width, edges, parameterised
    case pathsOfDepth(Int)
  }

  /// The larger or the smaller of two, ½(a + b ± |a − b|), as the library's `maximum` and `minimum` are.
  static func extreme(_ a: CoqExpression, _ b: CoqExpression, isLargest: Bool) -> CoqExpression {
    .binary(
      .multiply, .rational(Rational(1, 2)),
      .binary(
        isLargest ? .add : .subtract, .binary(.add, a, b),
        .unary(.magnitude, .binary(.subtract, a, b))))
  }

  /// The two of which it is the larger or the smaller, where it is written so.
  private var extreme: (a: CoqExpression, b: CoqExpression, isLargest: Bool)? {
    guard
      case .binary(.multiply, _, .binary(let sign, .binary(.add, let a, let b), _)) = self,
      self == .extreme(a, b, isLargest: sign == .add)
    else { return nil }
    return (a, b, sign == .add)
  }

  static func integer(_ value: Int) -> CoqExpression { .rational(Rational(value)) }

  /// The value of an expression of numbers by + − · /.
  var number: Rational? {
    switch self {
    case .rational(let value): return value
    case .unary(.negate, let a): return a.number.map { -$0 }
    case .binary(let operation, let a, let b):
      guard let a = a.number, let b = b.number else { return nil }
      switch operation {
      case .add: return a + b
      case .subtract: return a - b
      case .multiply: return a * b
      case .divide: return b.isZero ? nil : a / b
      case .minimum, .edge: return nil
      }
    default: return nil
    }
  }

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
      case .tangent(let entry, let rule):
        "(Tangent \(entry.rawValue) \(rule.coqRule) \(network.name) \(correlation.syntax))"
      case .eq12: "(Eq12 \(network.name) \(correlation.syntax))"
      }
    case .count(let number, let network): "(\(number.coqConstructor) \(network.name))"
    case .named(let named): named.name
    case .local, .natural, .sequence:
      preconditionFailure("\(self) has no form of type expr")
    }
  }

  /// The real number that `eval` gives, in Coq's notation.
  var realNumber: String {
    if let extreme {
      let name = extreme.isLargest ? "maximum" : "minimum"
      return "(\(name) \(extreme.a.realNumber) \(extreme.b.realNumber))"
    }
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
      func kernel(_ rule: PropagationRule, isTangent: Bool = false) -> String {
        if let scale = network.family?.scale, scale != 1, rule == .varianceOnly, !isTangent {
          return
            "scaled_variance_pair \(scale.coqNumber) \(network.variable) \(correlation.realNumber)"
        }
        return "\(rule.coqKernel(isTangent)) \(network.variable) \(correlation.realNumber)"
      }
      switch quantity {
      case .kii(let rule): return "(\(kernel(rule)) 0%nat 0%nat)"
      case .kij(let rule): return "(\(kernel(rule)) 0%nat 1%nat)"
      case .lambda2(let rule): return "(lambda2 (\(kernel(rule))))"
      case .tangent(let entry, let rule):
        let kernel = kernel(rule, isTangent: true)
        switch entry {
        case .diagonal: return "(\(kernel) 0%nat 0%nat)"
        case .offDiagonal: return "(\(kernel) 0%nat 1%nat)"
        case .smallest: return "(lambda2 (\(kernel)))"
        }
      case .eq12: return "(eq12 \(network.variable) \(correlation.realNumber))"
      }
    case .local(let number): return Self.name(ofLocal: number)
    case .named(let named): return named.realNumber
    case .natural: return "(IZR (Z.of_nat k))"
    case .sequence(let sequence): return sequence.realNumber
    case .count(.paths, let network): return "(INR (path_count \(network.variable)))"
    case .count(.depth, let network): return "(Q2R (effective_depth \(network.variable)))"
    case .count(.width, let network): return "(Q2R (effective_width \(network.variable)))"
    case .count(.edges, let network): return "(INR (edge_count \(network.variable)))"
    case .count(.parameterised, let network):
      return "(INR (parameterised_count \(network.variable)))"
    case .count(.pathsOfDepth(let depth), let network):
      return "(INR (paths_of_depth \(network.variable) \(depth)))"
    }
  }

  /// What theorems call a variable.
  static func name(ofVariable index: Int) -> String {
    index < 3 ? ["x", "y", "z"][index] : "x\(index)"
  }

  /// What theorems call a term's own variable.
  static func name(ofLocal number: Int) -> String { "t_\(number)" }

  /// Whether a tangent kernel or a derivative occurs.
  var hasTangent: Bool {
    switch self {
    case .variable, .rational, .pi, .count, .local, .natural, .sequence: false
    case .named: true
    case .unary(_, let a), .kernel(_, let a), .power(let a, _): a.hasTangent
    case .binary(_, let a, let b): a.hasTangent || b.hasTangent
    case .network(.tangent, _, _): true
    case .network(_, _, let a): a.hasTangent
    }
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

extension CoqExpression.NetworkNumber {
  /// The constructor of the type `expr`, with its first argument.
  fileprivate var coqConstructor: String {
    switch self {
    case .paths: "Paths"
    case .depth: "Depth"
    case .width: "Width"
    case .edges: "Tally Edges"
    case .parameterised: "Tally Parameterised"
    case .pathsOfDepth(let depth): "Tally (PathsOfDepth \(depth))"
    }
  }
}

extension PropagationRule {
  /// The constructor of the type `rule`.
  var coqRule: String {
    switch self {
    case .varianceOnly: "VarianceOnly"
    case .exact: "ExactRule"
    case .exactWithoutMeans: "ExactWithoutMeans"
    }
  }

  /// The kernel, or tangent kernel, of two centred unit inputs, a function of the network and their
  /// correlation.
  fileprivate func coqKernel(_ isTangent: Bool) -> String {
    let name =
      switch self {
      case .varianceOnly: "variance"
      case .exact: "exact"
      case .exactWithoutMeans: "mean_free"
      }
    return name + (isTangent ? "_tangent_pair" : "_pair")
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
