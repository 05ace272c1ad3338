import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// c₀ + c₁x + c₂x² as an upper bound for all x ≥ U, with c₁, c₂ ≥ 0; only upper ends of the
/// coefficients matter.
struct QuadraticBound {
  var constant: Interval
  var linear: Interval
  var square: Interval

  init(_ constant: Interval, _ linear: Interval? = nil, _ square: Interval? = nil) {
    let zero = Interval(0, precision: constant.precision)
    self.constant = constant
    self.linear = linear ?? zero
    self.square = square ?? zero
  }

  static func + (a: Self, b: Self) -> Self {
    Self(a.constant + b.constant, a.linear + b.linear, a.square + b.square)
  }

  /// Why exp of the bound, squared, is not known to have an expectation at a variance q: nil where it has one,
  /// which is where 4q times the coefficient of x² is below 1.
  func failure(variance q: Interval) -> DualFailure? {
    let one = Interval(1, precision: q.precision)
    let rate = Interval(square.upper)
    if (one - (rate * q).scaled(by: 4)).sign == 1 { return nil }
    guard rate.isBounded, rate.sign == 1 else { return .growth }
    return .steep(
      rate: rate.upper.decimal(digits: 3, rounding: .up),
      limit: (one / rate.scaled(by: 4)).lower.decimal(digits: 3, rounding: .down))
  }

  func adding(_ value: Interval) -> Self { Self(constant + value, linear, square) }

  func scaled(by factor: Interval) -> Self {
    Self(constant * factor, linear * factor, square * factor)
  }

  /// A bound of the larger of both.
  func maximum(with other: Self) -> Self {
    Self(
      .maximum(constant, other.constant), .maximum(linear, other.linear),
      .maximum(square, other.square))
  }
}

/// What is known of a function on the half-line where |u| = x ≥ U: enough to bound what its Gaussian
/// expectation misses there.
///
/// A function is bounded by |v| ≤ exp(quadratic), and by |v| ≤ quadratic where the formula shows such a
/// bound; nil where neither shows.
struct GrowthBound: FormulaNumber {
  /// Where the half-line begins.
  private let start: Interval
  /// The values.
  let range: Interval
  /// log|v| is at most this.
  let logarithm: QuadraticBound?
  /// |v| is at most this.
  private let magnitude: QuadraticBound?

  /// The variable u on [start, ∞), or on (−∞, −start].
  init(from start: Rational, isNegative: Bool, precision: Precision) {
    let zero = Interval(0, precision: precision)
    let infinity = BigFloat.infinity(precision: precision)
    let first = Interval(start, precision: precision)
    let halfLine = Interval(lower: first.lower, upper: infinity)
    self.init(
      start: first, range: isNegative ? -halfLine : halfLine,
      magnitude: QuadraticBound(zero, Interval(1, precision: precision)), logarithm: nil)
  }

  private init(
    start: Interval, range: Interval, magnitude: QuadraticBound?, logarithm: QuadraticBound?
  ) {
    self.start = start
    self.range = range
    if range.isBounded {
      let size = Interval(range.magnitude.upper)
      self.magnitude = QuadraticBound(size)
      // log 0 is −∞; any number will do.
      let tiny = Interval(Rational(1).scaled(byPowerOfTwo: -1_000_000), precision: size.precision)
      self.logarithm = QuadraticBound(Interval.maximum(size, tiny).logarithm)
    } else if range.isIndeterminate {
      self.magnitude = nil
      self.logarithm = nil
    } else {
      self.magnitude = magnitude
      self.logarithm = logarithm ?? magnitude.map { GrowthBound.logarithm(of: $0, from: start) }
    }
  }

  /// b₀ + b₁x + b₂x² ≤ B(1 + x)² with B = max(|b₀|, b₁, b₂), and 1 + x for the square where b₂ = 0;
  /// log(1 + x) ≤ log(1 + U) + x/(1 + U).
  private static func logarithm(of bound: QuadraticBound, from start: Interval) -> QuadraticBound {
    let one = Interval(1, precision: start.precision)
    let size = Interval.maximum(
      one, .maximum(bound.constant.magnitude, .maximum(bound.linear, bound.square)))
    let degree = Rational(bound.square.sign == 0 ? 1 : 2)
    return QuadraticBound(
      size.logarithm + (one + start).logarithm.scaled(by: degree),
      (one / (one + start)).scaled(by: degree))
  }

  private func result(
    _ range: Interval, magnitude: QuadraticBound? = nil, logarithm: QuadraticBound? = nil
  ) -> GrowthBound {
    GrowthBound(start: start, range: range, magnitude: magnitude, logarithm: logarithm)
  }

  func constant(_ interval: Interval) -> GrowthBound { result(interval) }

  static func + (a: Self, b: Self) -> Self {
    let two = Interval(2, precision: a.start.precision)
    return a.result(
      a.range + b.range, magnitude: combined(a.magnitude, b.magnitude) { $0 + $1 },
      logarithm: combined(a.logarithm, b.logarithm) {
        $0.maximum(with: $1).adding(two.logarithm)
      })
  }

  static func * (a: Self, b: Self) -> Self {
    a.result(
      a.range * b.range, magnitude: combined(a.magnitude, b.magnitude) { product($0, $1) },
      logarithm: combined(a.logarithm, b.logarithm) { $0 + $1 })
  }

  static func / (a: Self, b: Self) -> Self {
    guard let least = b.leastMagnitude else { return a.unknown }
    let one = Interval(1, precision: a.start.precision)
    return a.result(
      a.range / b.range, magnitude: a.magnitude?.scaled(by: one / least),
      logarithm: a.logarithm?.adding(-least.logarithm))
  }

  private var unknown: GrowthBound { result(.indeterminate(precision: start.precision)) }

  /// A positive lower bound of |v|.
  private var leastMagnitude: Interval? {
    guard let sign = range.sign, sign != 0 else { return nil }
    return Interval(range.magnitude.lower)
  }

  private static func combined(
    _ a: QuadraticBound?, _ b: QuadraticBound?,
    _ body: (QuadraticBound, QuadraticBound) -> QuadraticBound?
  ) -> QuadraticBound? {
    guard let a, let b else { return nil }
    return body(a, b)
  }

  /// The product, where it is a quadratic polynomial.
  private static func product(_ a: QuadraticBound, _ b: QuadraticBound) -> QuadraticBound? {
    let cubic = [a.linear * b.square, a.square * b.linear, a.square * b.square]
    guard cubic.allSatisfy({ $0.sign == 0 }) else { return nil }
    return QuadraticBound(
      a.constant * b.constant, a.constant * b.linear + a.linear * b.constant,
      a.constant * b.square + a.linear * b.linear + a.square * b.constant)
  }

  func power(_ exponent: Int) -> GrowthBound {
    let range = range.power(exponent)
    if exponent < 0 { return result(range) }
    let factor = Interval(exponent, precision: start.precision)
    return result(
      range, magnitude: exponent == 2 ? magnitude.flatMap { Self.product($0, $0) } : nil,
      logarithm: logarithm?.scaled(by: factor))
  }

  func applying(_ function: ActivationFormula.Function) -> GrowthBound {
    let values = range.applying(function)
    switch function {
    case .exp:
      let bound = range.upper.isFinite ? QuadraticBound(Interval(range.upper)) : magnitude
      return result(values, logarithm: bound)
    case .log:
      guard let least = leastMagnitude, range.sign == 1 else { return unknown }
      let zero = Interval(0, precision: start.precision)
      let bound = logarithm.map {
        $0.maximum(with: QuadraticBound(zero)).adding(least.logarithm.magnitude)
      }
      return result(values, magnitude: bound)
    case .sqrt:
      let half = Interval(Rational(1, 2), precision: start.precision)
      return result(values, logarithm: logarithm?.scaled(by: half))
    case .abs: return result(values, magnitude: magnitude, logarithm: logarithm)
    case .sin, .cos, .tanh, .atan, .erf, .sign: return result(values)
    }
  }
}
