import ExactArithmetic
import Synchronization

/// An activation that is given by its formula, under the name by which terms call it.
package final class NamedFormula: Sendable {
  /// How the activation is written in `dual(NAME; a, b, c)`: a name, or the formula in quotes.
  package let name: String
  /// σ(u).
  package let formula: ActivationFormula
  /// How σ(−u) and σ(u) go together.
  package let parity: ActivationFormula.Parity
  private let derivatives = Mutex<[Int: ActivationFormula]>([:])
  private let differentiability = Mutex<[Int: Bool]>([:])

  /// An activation under a name.
  package init(name: String, formula: ActivationFormula) {
    self.name = name
    self.formula = formula
    parity = formula.parity
  }

  /// The derivative of an order, made once.
  package func derivative(order: Int) -> ActivationFormula {
    derivatives.withLock { known in
      if let formula = known[order] { return formula }
      let formula = formula.derivative(order: order)
      known[order] = formula
      return formula
    }
  }
}

extension NamedFormula {
  /// Whether the derivative of an order, taken piece by piece, is all of the derivative, as far as this shows: no
  /// derivative of a lower order jumps, by which there would be more at the jump.
  package func isDifferentiable(order: Int) -> Bool {
    if let known = differentiability.withLock({ $0[order] }) { return known }
    let isKnown = (0..<order).allSatisfy { derivative(order: $0).isKnownContinuous }
    differentiability.withLock { $0[order] = isKnown }
    return isKnown
  }
}

extension NamedFormula: Hashable {
  /// Activations are the same when their names and formulas are.
  package static func == (a: NamedFormula, b: NamedFormula) -> Bool {
    a === b || (a.name == b.name && a.formula == b.formula)
  }

  /// Hashes what equality compares.
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A Gaussian expectation of an activation σ without closed form, as a function of variances and
/// covariance: E[σ⁽ⁱ⁾(u)σ⁽ʲ⁾(v)] of (a, b, c) for (u, v) ~ N(0, [[a, c], [c, b]]), or E[σ⁽ⁱ⁾(u)] of a.
///
/// It is known by its enclosures alone, and by its derivatives, which are of the same kind
/// (Price's theorem): ∂/∂c raises both orders by one, ∂/∂a is half of what raises the first by two.
/// Where σ⁽ⁱ⁾ jumps the derivatives have no value, and evaluation gives none.
package struct GaussianDual: Hashable, Sendable {
  /// The activation.
  package let activation: NamedFormula
  /// How often σ is differentiated at u, and at v unless this is a mean.
  package let orders: [Int]

  /// The expectation with one order or two.
  package init(_ activation: NamedFormula, orders: [Int]) {
    precondition((1...2).contains(orders.count), "one order or two")
    self.activation = activation
    self.orders = orders
  }

  /// Whether this is E[σ⁽ⁱ⁾(u)], a function of the variance alone.
  package var isMean: Bool { orders.count == 1 }

  /// σ⁽ⁱ⁾ and σ⁽ʲ⁾.
  package var formulas: [ActivationFormula] {
    orders.map { activation.derivative(order: $0) }
  }

  /// Whether the formulas are what the orders say: the derivatives exist as functions.
  package var isKnownToExist: Bool { orders.allSatisfy { activation.isDifferentiable(order: $0) } }

  /// The value of the formula of an order, where it is constant and is that derivative.
  fileprivate func constant(order: Int) -> Rational? {
    guard let value = activation.derivative(order: order).constantValue else { return nil }
    return activation.isDifferentiable(order: order) ? value : nil
  }

  /// The beginning of the call by which terms write it: `dual(tanh; `.
  package var head: String {
    let name = activation.name
    switch orders {
    case [0]: return "dual_mean(\(name); "
    case [0, 0]: return "dual(\(name); "
    case [1, 1]: return "dual_derivative(\(name); "
    default:
      // Of derivatives alone: no term that is read.
      let list = orders.map(String.init).joined(separator: ", ")
      return "dual_of_derivatives(\(list); \(name); "
    }
  }

  /// The whole call.
  package func call(_ arguments: [String]) -> String {
    head + arguments.joined(separator: ", ") + ")"
  }

  fileprivate func raising(_ steps: [Int]) -> GaussianDual {
    GaussianDual(activation, orders: zip(orders, steps).map { $0 + $1 })
  }

  /// Whether the derivative of this order is an odd or an even function; nil for neither.
  fileprivate func sign(ofOrder order: Int) -> Int? {
    switch activation.parity {
    case .none: nil
    case .even: order.isMultiple(of: 2) ? 1 : -1
    case .odd: order.isMultiple(of: 2) ? -1 : 1
    }
  }
}

extension ExpressionGraph {
  /// The expectation at its arguments a, b, c (or a) in canonical form: what is known exactly is folded,
  /// and equal expectations that are written differently become one.
  package func expectation(_ dual: GaussianDual, _ arguments: [Expression]) -> Expression {
    precondition(arguments.count == (dual.isMean ? 1 : 3), "a, b and c, or a")
    if dual.isMean {
      let a = arguments[0]
      if dual.sign(ofOrder: dual.orders[0]) == -1 { return integer(0) }
      if let value = dual.constant(order: dual.orders[0]) { return rational(value) }
      if a.isZero, dual.isKnownToExist, let value = valueAtZero(dual.formulas[0]) { return value }
      return expression(.expectation(dual, [a.id]))
    }
    let (a, b, c) = (arguments[0], arguments[1], arguments[2])
    let means = {
      zip(dual.orders, [a, b]).map { order, variance in
        self.expectation(GaussianDual(dual.activation, orders: [order]), [variance])
      }
    }
    let isConstant = dual.orders.contains { dual.constant(order: $0) != nil }
    if c.isZero || a.isZero || b.isZero || isConstant {
      let factors = means()
      return factors[0] * factors[1]
    }
    // At a = b = −c, v is −u.
    if a.id == b.id, (a + c).isZero, dual.isKnownToExist,
      dual.formulas[0].multiplied(by: dual.formulas[1].reflected).isZeroOnEveryPiece
    {
      return integer(0)
    }
    // E[f(u)g(v)] at −c is E[f(u)g(−v)] at c.
    if let sign = dual.sign(ofOrder: dual.orders[1]), splitCoefficient(c.id).coefficient.signum < 0
    {
      return Rational(sign) * expectation(dual, [a, b, -c])
    }
    // The roles of u and v may be exchanged.
    let isSwapped =
      dual.orders[0] < dual.orders[1] || (dual.orders[0] == dual.orders[1] && b.id < a.id)
    if isSwapped {
      let swapped = GaussianDual(dual.activation, orders: dual.orders.reversed())
      return expression(.expectation(swapped, [b.id, a.id, c.id]))
    }
    return expression(.expectation(dual, [a.id, b.id, c.id]))
  }

  /// An expectation without closed form that `root` is built from, if there is one.
  package func firstExpectation(below root: NodeID) -> GaussianDual? {
    for id in reachable(from: [root]) {
      if case .expectation(let dual, _) = self[id] { return dual }
    }
    return nil
  }

  private func valueAtZero(_ formula: ActivationFormula) -> Expression? {
    let formula = formula.aroundZero
    // Where there is a jump the value at 0 may not exist.
    return formula.steps.contains(where: \.isKinked) ? nil : formula.expression(of: integer(0))
  }

  /// The derivative of an expectation, from those of its arguments (Price's theorem).
  func derivative(
    of dual: GaussianDual, at arguments: [Expression], slopes: [Expression]
  ) -> Expression {
    let directions: [([Int], Rational)] =
      dual.isMean
      ? [([2], Rational(1, 2))]
      : [([2, 0], Rational(1, 2)), ([0, 2], Rational(1, 2)), ([1, 1], 1)]
    let terms = zip(directions, slopes).compactMap { direction, slope -> (Rational, Expression)? in
      if slope.isZero { return nil }
      return (direction.1, expectation(dual.raising(direction.0), arguments) * slope)
    }
    return sum(terms)
  }
}
