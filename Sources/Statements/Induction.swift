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

  // MARK: Iterates

  /// f^(`each`·k)(start).
  func kernelIterate(
    of start: Expression, each: Int = 1, _ domains: [String: QuantifiedDomain]
  ) -> Expression {
    let count = each == 1 ? variable : "(\(each)*\(variable))"
    let interval = correlations(from: start, atLeast: first > 0 ? 0 : -1, domains)
    return state("f^\(count)(\(start.shortText))", interval) { value in
      (0..<each).reduce(value) { old, _ in Self.kernel(1, old) }
    }
  }

  /// Where a quantity lies that grows from a start and is less than 1 where the start is.
  func correlations(
    from start: Expression, atLeast least: Rational, _ domains: [String: QuantifiedDomain]
  ) -> RealInterval? {
    var (lower, includesUpper): (Rational, Bool) = (least, true)
    if case .variable(let name) = start.node, case .real(let interval)? = domains[name] {
      lower = max(lower, interval.lower)
      includesUpper = interval.contains(1)
    } else if let value = start.rationalValue {
      (lower, includesUpper) = (max(lower, value), value == 1)
    }
    lower = min(lower, 1)
    return RealInterval(lower: lower, upper: 1, includesUpper: includesUpper || lower == 1)
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

  static func kernel(_ order: Int, _ argument: Expression) -> Expression {
    guard let function = FunctionLibrary.kernels["kappa"]?.member([order]) else {
      preconditionFailure("kappa is a family of functions")
    }
    return argument.applying(function)
  }

  // MARK: Powers

  /// base^(each·k + more): for a number m = base^each other than 1 by what of mᵏ and m⁻ᵏ is less than 1; nil where it has
  /// no meaning for every k.
  func power(
    of base: Expression, each: Int, more: Int, _ domains: [String: QuantifiedDomain]
  ) -> Expression? {
    guard first >= 0 else { return nil }
    if let value = base.rationalValue, !value.isZero,
      value.numerator.bitWidth + value.denominator.bitWidth <= 1000,
      case let m = value.power(each), m.signum > 0
    {
      let factor = graph.rational(value.power(more))
      if m == 1 { return factor }
      let part = shrinking(by: m < 1 ? m : 1 / m)
      return factor * (m < 1 ? part : part.reciprocal)
    }
    guard each > 0, more >= 0 else { return nil }
    var unit: RealInterval?
    if case .variable(let name) = base.node, case .real(let interval)? = domains[name],
      interval.lower >= 0, interval.upper <= 1
    {
      unit = RealInterval(lower: 0, upper: 1)
    }
    if let value = base.rationalValue, value.isZero { unit = RealInterval(lower: 0, upper: 1) }
    let factor = base.power(Rational(each))
    let part = state("\(base.shortText)^(\(each)*\(variable))", unit) { factor * $0 }
    return part * base.power(Rational(more))
  }

  /// mᵏ for a number 0 < m < 1.
  func shrinking(by m: Rational) -> Expression {
    state("(\(m))^\(variable)", shrunk(by: m)) { m * $0 }
  }

  /// Where what begins at 1 and is multiplied by m or less again and again is from the first k on.
  func shrunk(by m: Rational) -> RealInterval? {
    RealInterval(
      lower: 0, upper: m.power(max(0, min(first, 16))), includesLower: false, includesUpper: true)
  }

  func state(
    _ key: String, _ interval: RealInterval?, next: (Expression) -> Expression
  ) -> Expression {
    if let state = known[key] { return state }
    let state = graph.variable(key)
    known[key] = state
    states.append(State(variable: key, next: next(state), interval: interval))
    return state
  }
}

extension Expression {
  /// A variable's name or a number, else the node's number.
  var shortText: String {
    if case .variable(let name) = node { return name }
    return rationalValue.map { "\($0)" } ?? "#\(id)"
  }
}
