import ExactArithmetic
import IntervalArithmetic

/// The models c − v²(a + r + v b) of expressions at x = 1 − v², 0 < v ≤ v₀, as the Coq library's
/// `model_of` computes them: exact c and a, an interval r or none, an interval b.
struct EndpointModels {
  let arithmetic: CheckerArithmetic
  private let v: Interval
  private let x: Interval
  private let zero: Interval

  struct Model {
    var constant: Rational
    var slope: Rational
    var rest: Interval?
    var next: Interval
  }

  init(_ arithmetic: CheckerArithmetic, start: Rational) {
    self.arithmetic = arithmetic
    v = Interval(lower: 0, upper: start, precision: arithmetic.precision)
    zero = Interval(0, precision: arithmetic.precision)
    x = Interval(1, precision: arithmetic.precision) - v.squared
  }

  // MARK: Signs

  func isPositive(_ expression: CoqExpression) -> Bool {
    if arithmetic.isPositive(expression, x) { return true }
    guard let model = model(of: expression) else { return false }
    if value(model).lower.sign > 0 { return true }
    guard model.constant.isZero else { return false }
    return total(model).upper.sign < 0
      || (model.slope.isZero && model.rest == nil && model.next.upper.sign < 0)
  }

  func isNonnegative(_ expression: CoqExpression) -> Bool {
    isPositive(expression) || arithmetic.isNonnegative(expression, x)
  }

  // MARK: Models

  private func number(_ value: Rational) -> Interval {
    Interval(value, precision: arithmetic.precision)
  }

  /// a + r + v b.
  private func total(_ m: Model) -> Interval { number(m.slope) + (m.rest ?? zero) + v * m.next }

  private func value(_ m: Model) -> Interval { number(m.constant) - v.squared * total(m) }

  private func constant(_ value: Rational) -> Model {
    Model(constant: value, slope: 0, rest: nil, next: zero)
  }

  private func negated(_ m: Model) -> Model {
    Model(constant: -m.constant, slope: -m.slope, rest: m.rest.map { -$0 }, next: -m.next)
  }

  private func sum(_ a: Interval?, _ b: Interval?) -> Interval? {
    guard let a, let b else { return a ?? b }
    return a + b
  }

  private func sum(_ m: Model, _ n: Model) -> Model {
    Model(
      constant: m.constant + n.constant, slope: m.slope + n.slope, rest: sum(m.rest, n.rest),
      next: m.next + n.next)
  }

  private func product(_ m: Model, _ n: Model) -> Model {
    let (c, d) = (number(m.constant), number(n.constant))
    return Model(
      constant: m.constant * n.constant,
      slope: m.constant * n.slope + n.constant * m.slope,
      rest: sum(n.rest.map { c * $0 }, m.rest.map { d * $0 }),
      next: c * n.next + d * m.next - v * (total(m) * total(n)))
  }

  private func scaled(_ m: Model, by factor: Interval) -> Model? {
    guard m.constant.isZero else { return nil }
    return Model(
      constant: 0, slope: 0, rest: factor * (number(m.slope) + (m.rest ?? zero)),
      next: factor * m.next)
  }

  private func model(of expression: CoqExpression) -> Model? {
    switch expression {
    case .variable: return Model(constant: 1, slope: 1, rest: nil, next: zero)
    case .rational(let value): return constant(value)
    case .pi, .kernel, .power, .network, .count, .local, .named, .natural, .sequence:
      return nil
    case .unary(let function, let argument):
      return model(of: argument).flatMap { model(function, $0) }
    case .binary(let operation, let a, let b): return model(operation, a, b)
    }
  }

  private func model(_ function: CoqExpression.Unary, _ m: Model) -> Model? {
    switch function {
    case .negate: return negated(m)
    case .square: return product(m, m)
    case .magnitude:
      let value = value(m)
      return value.lower.sign >= 0 ? m : value.upper.sign <= 0 ? negated(m) : nil
    case .kappa1: return kappa1(m)
    case .kappa0, .squareRoot, .arccosine, .arcsine, .exponential, .logarithm, .sine, .cosine,
      .arctangent:
      return nil
    }
  }

  private func model(
    _ operation: CoqExpression.Binary, _ a: CoqExpression, _ b: CoqExpression
  ) -> Model? {
    switch operation {
    case .add, .subtract:
      guard let m = model(of: a), let n = model(of: b) else { return nil }
      return sum(m, operation == .add ? n : negated(n))
    case .multiply:
      switch (model(of: a), model(of: b)) {
      case (let m?, let n?): return product(m, n)
      case (let m?, nil): return scaled(m, by: arithmetic.enclosure(b, x))
      case (nil, let n?): return scaled(n, by: arithmetic.enclosure(a, x))
      case (nil, nil): return nil
      }
    case .divide:
      guard let m = model(of: a) else { return nil }
      if let divisor = arithmetic.exact(b, nil, x) {
        return divisor.reciprocal.map { product(m, constant($0)) }
      }
      let factor = number(1) / arithmetic.enclosure(b, x)
      return factor.isIndeterminate ? nil : scaled(m, by: factor)
    case .edge: return model(of: b).flatMap { edge(a, $0) }
    case .minimum:
      if arithmetic.isNonnegative(.binary(.subtract, b, a), x) { return model(of: a) }
      return arithmetic.isNonnegative(.binary(.subtract, a, b), x) ? model(of: b) : nil
    }
  }

  /// Whether the value is 1 − v²T with T ≥ 0 and v²T ≤ 2.
  private func isBelowOne(_ m: Model) -> Bool {
    guard m.constant == 1 else { return false }
    let total = total(m)
    return total.lower.sign >= 0 && (number(2) - v.squared * total).lower.sign >= 0
  }

  /// 2√2/(3π).
  private var alpha: Interval {
    number(2) * number(2).squareRoot / (number(3) * Interval.pi(precision: arithmetic.precision))
  }

  /// κ₁(1 − ε) = 1 − ε + α ε^{3/2} q with q between 1 and 1 + ε/4; near −1, κ₁(y) = κ₁(−y) + y.
  private func kappa1(_ m: Model) -> Model? {
    if isBelowOne(negated(m)) { return kappa1AtOne(negated(m)).map { sum($0, m) } }
    return kappa1AtOne(m)
  }

  private func kappa1AtOne(_ m: Model) -> Model? {
    guard isBelowOne(m) else { return nil }
    let total = total(m)
    let low = alpha * (total * arithmetic.squareRoot(total))
    let high = low * (number(1) + v.squared * total / number(4))
    return Model(
      constant: 1, slope: m.slope, rest: m.rest, next: m.next - low.hull(with: high))
  }

  /// K(1 − κ₁(1 − g/K)) for a constant K.
  private func edge(_ diagonal: CoqExpression, _ m: Model) -> Model? {
    let k = arithmetic.enclosure(diagonal, x)
    if let contact = contact(k, m) { return contact }
    let exact = arithmetic.exact(diagonal, nil, x)
    let over: Model?
    if let inverse = exact?.reciprocal {
      over = product(m, constant(inverse))
    } else {
      let factor = number(1) / k
      over = factor.isIndeterminate ? nil : scaled(m, by: factor)
    }
    guard let correlation = over.map({ sum(constant(1), negated($0)) }), isInRange(correlation),
      let image = kappa1(correlation)
    else { return nil }
    let rest = sum(constant(1), negated(image))
    return exact.map { product(rest, constant($0)) } ?? scaled(rest, by: k)
  }

  /// The same where g = v²T vanishes at the end: g − v³ α T √(T/K) q, q between 1 and 1 + v²T/(4K).
  private func contact(_ k: Interval, _ m: Model) -> Model? {
    let total = -total(m)
    guard m.constant.isZero, k.lower.sign > 0, total.lower.sign >= 0 else { return nil }
    let epsilon = v.squared * total / k
    guard (number(2) - epsilon).lower.sign >= 0 else { return nil }
    let low = alpha * (total * arithmetic.squareRoot(total / k))
    let high = low * (number(1) + epsilon / number(4))
    return Model(constant: 0, slope: m.slope, rest: m.rest, next: m.next + low.hull(with: high))
  }

  private func isInRange(_ m: Model) -> Bool {
    let one = BigFloat(1, precision: arithmetic.precision, rounding: .down)
    let value = value(m)
    return isBelowOne(m) || isBelowOne(negated(m)) || (value.lower >= -one && value.upper <= one)
  }
}

extension BigFloat {
  fileprivate static prefix func - (a: BigFloat) -> BigFloat { a.negated }
}

extension CoqExpression {
  /// The expanded expression with −x for x.
  var reflected: CoqExpression {
    switch self {
    case .variable: .unary(.negate, self)
    case .unary(let function, let a): .unary(function, a.reflected)
    case .binary(let operation, let a, let b): .binary(operation, a.reflected, b.reflected)
    case .kernel(let order, let a): .kernel(order: order, a.reflected)
    case .rational, .pi, .power, .network, .count, .local, .named, .natural, .sequence: self
    }
  }
}
