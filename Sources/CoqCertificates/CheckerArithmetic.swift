import ExactArithmetic
import IntervalArithmetic

/// Interval evaluation that follows the one of the Coq library's checker (`evalI` and `exact` of
/// `Certificate.v`) operation by operation, at a lower precision.
///
/// Nothing is proved here: Coq evaluates again. The lower precision makes it likely that what is
/// accepted here is accepted there.
struct CheckerArithmetic {
  let precision: Precision
  private let pi: Interval
  private let one: Interval
  private let unit: Interval
  private let correlations: Interval
  private let entire: Interval

  init(precision: Precision) {
    self.precision = precision
    pi = Interval.pi(precision: precision)
    one = Interval(1, precision: precision)
    unit = Interval(lower: 0, upper: 1, precision: precision)
    correlations = Interval(lower: -1, upper: 1, precision: precision)
    entire = Interval.entire(precision: precision)
  }

  /// An enclosure of what `expression`, which is expanded, is for x ∈ `x`; all numbers where nothing
  /// is known.
  func enclosure(_ expression: CoqExpression, _ x: Interval) -> Interval {
    switch expression {
    case .variable: return x
    case .rational(let value): return Interval(value, precision: precision)
    case .pi: return pi
    case .unary(let function, let argument):
      let value = enclosure(argument, x)
      switch function {
      case .negate: return -value
      case .squareRoot: return squareRoot(value)
      case .magnitude: return value.magnitude
      case .square: return value.squared
      case .kappa1, .kappa0:
        let isInRange = correlations.contains(value) && value.isBounded
        guard argument.isCorrelation(where: [0]) || isInRange else { return entire }
        return monotone(value, function == .kappa1 ? kappa1 : kappa0)
      case .arccosine, .arcsine, .exponential, .logarithm, .sine, .cosine, .arctangent:
        return entire
      }
    case .binary(let operation, let a, let b):
      let (a, b) = (enclosure(a, x), enclosure(b, x))
      switch operation {
      case .add: return a + b
      case .subtract: return a - b
      case .multiply: return a * b
      case .divide: return known(a / b)
      case .minimum: return Interval.minimum(a, b)
      case .edge: return a * (one - monotone(clipped(one - known(b / a)), kappa1))
      }
    case .kernel(let order, let argument): return kappa(order, enclosure(argument, x))
    case .power, .network, .count, .local, .named, .natural, .sequence: return entire
    }
  }

  /// What is indeterminate here is "all numbers" there.
  private func known(_ value: Interval) -> Interval { value.isIndeterminate ? entire : value }

  /// The root of what is not negative.
  func squareRoot(_ value: Interval) -> Interval {
    let zero = BigFloat.zero(precision: precision)
    let positive = Interval(lower: max(value.lower, zero), upper: max(value.upper, zero))
    return known(positive.squareRoot)
  }

  private func clipped(_ value: Interval) -> Interval {
    Interval.minimum(Interval.maximum(value, -one), one)
  }

  // MARK: The kernels

  /// π − arccos.
  private func coangle(_ r: Interval) -> Interval {
    let two = Interval(2, precision: precision)
    return pi - two * squareRoot(two / (one + r) - one).arctangent
  }

  private func kappa1(_ r: Interval) -> Interval {
    (squareRoot(one - r.squared) + r * coangle(r)) / pi
  }

  private func kappa0(_ r: Interval) -> Interval { coangle(r) / pi }

  /// The kernel of an order above 1, by the recurrence of the orders, where the argument is a correlation.
  private func kappa(_ order: Int, _ value: Interval) -> Interval {
    guard correlations.contains(value) && value.isBounded else { return entire }
    return monotone(value) { r in
      var (below, current) = (kappa0(r), kappa1(r))
      for n in 0..<order - 1 {
        let weight = Rational(Integer((n + 1) * (n + 1)), Integer((2 * n + 1) * (2 * n + 3)))
        let factor = Interval(weight, precision: precision) * ((one - r.squared) * below)
        (below, current) = (current, r * current + factor)
      }
      return current
    }
  }

  /// The values of an increasing function between 0 and 1, known where it is evaluated.
  private func monotone(_ value: Interval, _ function: (Interval) -> Interval) -> Interval {
    func isInside(_ end: BigFloat) -> Bool { end > -one.upper && end <= one.upper }
    guard value.isBounded else { return unit }
    let low = isInside(value.lower) ? function(Interval(value.lower)).lower : unit.lower
    let high =
      isInside(value.upper)
      ? function(Interval(value.upper)).upper : value.upper <= -one.upper ? unit.lower : unit.upper
    return Interval(lower: max(low, unit.lower), upper: min(high, unit.upper))
  }

  // MARK: Exact values

  /// The value where it is found to be rational; `point` is that of the variable, if it has one, and
  /// `x` encloses it.
  func exact(_ expression: CoqExpression, _ point: Rational?, _ x: Interval) -> Rational? {
    func value(_ expression: CoqExpression) -> Rational? { exact(expression, point, x) }
    switch expression {
    case .variable: return point
    case .rational(let number): return number
    case .pi, .power, .network, .count, .local, .named, .natural, .sequence: return nil
    case .kernel(_, let argument):
      let a = value(argument)
      return a == 1 ? 1 : a == -1 ? 0 : nil
    case .unary(let function, let argument):
      guard let a = value(argument) else { return nil }
      switch function {
      case .negate: return -a
      case .magnitude: return a.magnitude
      case .square: return a * a
      case .kappa1, .kappa0: return a == 1 ? 1 : a == -1 ? 0 : nil
      case .squareRoot, .arccosine, .arcsine, .exponential, .logarithm, .sine, .cosine, .arctangent:
        return nil
      }
    case .binary(let operation, let first, let second):
      if operation == .minimum {
        if isNonnegative(.binary(.subtract, second, first), x) { return value(first) }
        return isNonnegative(.binary(.subtract, first, second), x) ? value(second) : nil
      }
      let (a, b) = (value(first), value(second))
      if operation == .edge {
        if b?.isZero == true { return 0 }
        return a.flatMap { a in !a.isZero && b == 2 * a ? a : nil }
      }
      if operation == .multiply, (a ?? b)?.isZero == true, a == nil || b == nil { return 0 }
      guard let a, let b else { return nil }
      switch operation {
      case .add: return a + b
      case .subtract: return a - b
      case .multiply: return a * b
      case .divide: return b.isZero ? nil : a / b
      case .minimum, .edge: return nil
      }
    }
  }

  func isNonnegative(_ expression: CoqExpression, _ x: Interval) -> Bool {
    enclosure(expression, x).lower.sign >= 0
  }

  func isPositive(_ expression: CoqExpression, _ x: Interval) -> Bool {
    enclosure(expression, x).lower.sign > 0
  }
}

extension BigFloat {
  fileprivate static prefix func - (a: BigFloat) -> BigFloat { a.negated }
}
