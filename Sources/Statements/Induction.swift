import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions

/// The quantities of a statement about every whole number k, as the step of an induction knows them: for
/// each a variable, with what it is one step later.
///
/// What is known of κ₁ = f without proof here: it increases on [−1, 1], f(x) ≥ x, f(x) ≥ 0, and f(x) < 1
/// exactly where x < 1 (theorems of the Coq library).
final class Induction {
  /// A quantity that changes with k.
  struct State {
    /// The variable that stands for it.
    let variable: String
    /// Its value for k + 1 in terms of the values for k.
    let next: Expression
    /// Where it is known to lie; nil where nothing is known but what the statement says.
    let interval: RealInterval?
  }

  /// The functions whose iterates f^k(x) are known.
  static let iterated = ["f", "h"]

  let graph: ExpressionGraph
  /// k.
  let variable: String
  /// The first value of k.
  let first: Int
  private(set) var states: [State] = []
  private var known: [String: Expression] = [:]

  init(graph: ExpressionGraph, variable: String, first: Int) {
    self.graph = graph
    self.variable = variable
    self.first = first
  }

  /// Whether a variable stands for a quantity.
  func isState(_ name: String) -> Bool { states.contains { $0.variable == name } }

  /// The expressions that take the step from k to k + 1.
  var nextValues: [String: Expression] {
    var values = [variable: graph.variable(variable) + 1]
    for state in states { values[state.variable] = state.next }
    return values
  }

  private func state(
    _ key: String, _ interval: RealInterval?, next: (Expression) -> Expression
  ) -> Expression {
    if let state = known[key] { return state }
    let state = graph.variable(key)
    known[key] = state
    states.append(State(variable: key, next: next(state), interval: interval))
    return state
  }

  // MARK: Iterates

  /// f^k(start).
  func kernelIterate(
    of start: Expression, _ domains: [String: QuantifiedDomain]
  ) -> Expression {
    var (lower, upper, includesUpper): (Rational, Rational, Bool) = (-1, 1, true)
    if case .variable(let name) = start.node, case .real(let interval)? = domains[name] {
      lower = max(lower, interval.lower)
      includesUpper = interval.contains(1)
    } else if let value = start.rationalValue {
      (lower, includesUpper) = (max(lower, value), value == 1)
    }
    if first > 0 { lower = max(lower, 0) }
    if !includesUpper, lower >= upper { upper = lower }
    let interval = RealInterval(
      lower: lower, upper: upper, includesUpper: includesUpper || lower == upper)
    return state("f^\(variable)(\(start.shortText))", interval) { Self.kernel(1, $0) }
  }

  /// The k-th iterate from `start` of the map that takes `local` to `term`.
  func state(
    ofIterating term: Expression, _ local: String, from start: Expression
  ) -> Expression {
    let variable = graph.variable("iterate")
    let map = term.instance([local: variable]) ?? term
    return state("iterate^\(self.variable) \(map.id) from \(start.id)", nil) {
      term.instance([local: $0]) ?? term
    }
  }

  private static func kernel(_ order: Int, _ argument: Expression) -> Expression {
    guard let function = FunctionLibrary.kernels.families["kappa"]?.member([order]) else {
      preconditionFailure("kappa is a family of functions")
    }
    return argument.applying(function)
  }

  // MARK: Chains

  /// A function of chain(k + `more`) on unit inputs, under either rule: Θ⁽ᵏ⁺¹⁾ = f^{k+1} + κ₀(f^k)·Θ⁽ᵏ⁾.
  /// Nil for functions that chains have no such recursion of here.
  func value(
    of function: NetworkFunction, chainLonger more: Int, on numbers: [Expression],
    _ domains: [String: QuantifiedDomain]
  ) -> Expression? {
    let length = graph.variable(variable) + Rational(more)
    switch function {
    case .paths where numbers.isEmpty: return graph.integer(1)
    case .depth, .edgeCount, .parameterisedCount: return length
    case .width: return length.reciprocal
    default: break
    }
    guard numbers.count == 1 else { return nil }
    var kernel = kernelIterate(of: numbers[0], domains)
    let first = kernel
    var tangent = state("NTKij(chain(\(variable)), \(numbers[0].shortText))", nil) { state in
      Self.kernel(1, first) + Self.kernel(0, first) * state
    }
    for _ in 0..<more {
      (kernel, tangent) = (
        Self.kernel(1, kernel), Self.kernel(1, kernel) + Self.kernel(0, kernel) * tangent
      )
    }
    switch function {
    case .kii, .kjj: return graph.integer(1)
    case .kij, .k: return kernel
    case .lambda2, .eq12:
      return function == .eq12 ? 1 - kernel : 1 - kernel.magnitude
    case .ntkii, .ntkjj: return length + 1
    case .ntkij: return tangent
    case .ntkLambda2: return length + 1 - tangent.magnitude
    default: return nil
    }
  }
}

extension Expression {
  /// A variable's name or a number, else the node's number.
  fileprivate var shortText: String {
    if case .variable(let name) = node { return name }
    return rationalValue.map { "\($0)" } ?? "#\(id)"
  }
}
