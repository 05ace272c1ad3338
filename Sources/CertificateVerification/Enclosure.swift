import ExactArithmetic
import IntervalArithmetic

extension Interval {
  /// What is known where nothing more is: nothing.
  static func unknown(_ precision: Precision) -> Interval { .indeterminate(precision: precision) }

  /// The numbers from `lower` on.
  static func from(_ lower: BigFloat) -> Interval {
    Interval(lower: lower, upper: .infinity(precision: lower.precision))
  }

  /// The part within [−1, 1]; unknown where there is none.
  var withinUnit: Interval {
    let unit = Interval(lower: -1, upper: 1, precision: precision)
    return intersection(unit) ?? .unknown(precision)
  }

  /// Values of a function on the interval, which must lie in its domain (else nothing is known).
  func applying(_ function: Function) -> Interval {
    switch function {
    case .sin: sine
    case .cos: cosine
    case .acos: arccosine
    case .asin: arcsine
    case .atan: arctangent
    case .exp: exponential
    case .log: logarithm
    case .abs: magnitude
    case .kappa(let order): kernel(order)
    }
  }

  /// κ_n increases on [−1, 1], from 0 to 1.
  private func kernel(_ order: Int) -> Interval {
    let (low, high) = (lower.compared(to: -1), upper.compared(to: 1))
    guard let low, let high, low >= 0, high <= 0 else { return .unknown(precision) }
    let first = Self.kernel(order, at: lower, precision)
    let last = lower == upper ? first : Self.kernel(order, at: upper, precision)
    return Interval(lower: first.lower, upper: last.upper)
  }

  /// κ_n(x) for one x in [−1, 1]: κ₀ and κ₁ in fixed-point arithmetic where that gives them, others by definition, with
  /// the precision raised where terms cancel.
  private static func kernel(_ order: Int, at x: BigFloat, _ precision: Precision) -> Interval {
    if x.compared(to: -1) == 0 { return Interval(0, precision: precision) }
    if x.compared(to: 1) == 0 { return Interval(1, precision: precision) }
    let unit = Interval(lower: 0, upper: 1, precision: precision)
    if let value = arcCosineKernel(order: order, at: x, precision: precision) {
      return value.intersection(unit) ?? .unknown(precision)
    }
    var bits = precision.bits + 24
    var value = Interval.unknown(precision)
    for _ in 0..<8 where value.relativeAccuracyBits < precision.bits {
      let field = Field.enclosures(Precision(bits))
      let c = Interval(x).rounded(to: Precision(bits))
      let sine = (field.number(1) - c.power(2)).squareRoot
      let complement = field.pi - c.arccosine
      value = (try? field.kernel(order, of: c, sine: sine, complement: complement)) ?? value
      bits *= 2
    }
    return value.rounded(to: precision).intersection(unit) ?? .unknown(precision)
  }
}

/// A closed box with rational ends, one side for each variable.
package struct Box: Hashable, Sendable {
  package var lower: [Rational]
  package var upper: [Rational]

  package init(lower: [Rational], upper: [Rational]) {
    self.lower = lower
    self.upper = upper
  }

  func sides(_ precision: Precision) -> [Interval] {
    lower.indices.map { Interval(lower: lower[$0], upper: upper[$0], precision: precision) }
  }
}

/// Enclosures of the steps of a straight-line program.
///
/// Guarantee: where the enclosure of a step is not unknown, the step is defined for all values of the
/// variables in the box, and the enclosure contains its values.
struct Evaluation {
  let terms: Terms
  let precision: Precision
  let sides: [Interval]
  /// Whether the steps are taken for defined: arguments are cut to what a function takes.
  let isDefined: Bool
  /// By step; unknown where not computed.
  private(set) var values: [Interval]

  /// Evaluates `program`, steps in order with all that they rest on. `ranges` are bounds that are known
  /// otherwise. With `isDefined` the values are those at the points where all steps are defined.
  init(
    _ terms: Terms, _ program: [Terms.Index], on sides: [Interval], _ precision: Precision,
    ranges: [Terms.Index: MultilinearForm] = [:], isDefined: Bool = false
  ) {
    self.isDefined = isDefined
    self.terms = terms
    self.precision = precision
    self.sides = sides
    values = Array(repeating: .unknown(precision), count: terms.operations.count)
    for step in program {
      var value = compute(step)
      if let known = ranges[step]?.range(on: sides, precision) {
        value = value.intersection(known) ?? value
      }
      values[step] = value
    }
  }

  private func compute(_ step: Terms.Index) -> Interval {
    switch terms[step] {
    case .number(let value): return Interval(value, precision: precision)
    case .pi: return .pi(precision: precision)
    case .variable(let variable): return sides[variable]
    case .sum(let a, let b): return values[a] + values[b]
    case .product(let a, let b):
      if a == b { return values[a].squared }
      if case .number(let factor) = terms[a] { return values[b].scaled(by: factor) }
      let value = values[a] * values[b]
      guard isDefined, !value.isBounded else { return value }
      return cutProduct(a, b) ?? cutProduct(b, a) ?? value
    case .power(let a, let exponent):
      let value = values[a].power(exponent)
      return isDefined && value.isIndeterminate ? cutPower(values[a], exponent) : value
    case .apply(let function, let a):
      let value = values[a].applying(function)
      return isDefined && value.isIndeterminate ? cutValue(function, values[a]) : value
    case .correlation(let a): return values[a].withinUnit
    }
  }

  /// Powers of the members that have one: of numbers ≥ 0 only, unless the exponent is a whole number; from
  /// that of the upper end on for a negative exponent.
  private func cutPower(_ base: Interval, _ exponent: Rational) -> Interval {
    let isSigned = exponent.isInteger && base.lower.sign < 0
    guard !base.isIndeterminate, base.upper.sign > 0, !isSigned else { return .unknown(precision) }
    let part = Interval(lower: .zero(precision: precision), upper: base.upper)
    if exponent.signum > 0 { return part.power(exponent) }
    return .from(Interval(base.upper).power(exponent).lower)
  }

  /// Values of products of xᵉ·log x, e > 0, with a few other factors, for the members x > 0 of an interval: w·log w of w = xᵉ falls up to w = 1/e,
  /// where it is −1/e, and increases from there.
  private func cutProduct(_ a: Terms.Index, _ b: Terms.Index, _ depth: Int = 4) -> Interval? {
    guard case .apply(.log, let x) = terms[b], depth > 0 else { return nil }
    if case .product(let k, let rest) = terms[a] {
      return cutProduct(rest, b, depth - 1).map { values[k] * $0 }
        ?? cutProduct(k, b, depth - 1).map { values[rest] * $0 }
    }
    var exponent: Rational = a == x ? 1 : 0
    if case .power(x, let own) = terms[a] { exponent = own }
    guard exponent.signum > 0, !values[x].isIndeterminate, values[x].upper.sign > 0 else {
      return nil
    }
    let top = Interval(values[x].upper).power(exponent)
    let last = top * top.logarithm
    let isFalling = (top.upper.compared(to: Rational(1, 3)) ?? 1) <= 0
    let least = isFalling ? last : -Interval(-1, precision: precision).exponential
    let zero = BigFloat.zero(precision: precision)
    let most = last.upper.sign > 0 ? last.upper : zero
    return Interval(lower: least.lower, upper: most).scaled(by: 1 / exponent)
  }

  /// Values of a function at the members that it takes.
  private func cutValue(_ function: Function, _ argument: Interval) -> Interval {
    switch function {
    case .acos, .asin, .kappa: return argument.withinUnit.applying(function)
    case .log:
      guard !argument.isIndeterminate, argument.upper.sign > 0 else { return .unknown(precision) }
      return -Interval.from((-Interval(argument.upper).logarithm).lower)
    default: return .unknown(precision)
    }
  }

  /// Enclosures of the partial derivatives of the steps, by step and variable; unbounded where a
  /// derivative may be infinite. For |x| they contain all slopes (|x| − |y|)/(x − y).
  func gradients(_ program: [Terms.Index]) -> [[Interval]] {
    let zero = Interval(0, precision: precision)
    var slopes = Array(repeating: [Interval](), count: values.count)
    func combine(_ a: Terms.Index, _ x: Interval, _ b: Terms.Index, _ y: Interval) -> [Interval] {
      zip(slopes[a], slopes[b]).map { $0 * x + $1 * y }
    }
    for step in program {
      switch terms[step] {
      case .number, .pi: slopes[step] = sides.map { _ in zero }
      case .variable(let variable):
        slopes[step] = sides.indices.map { Interval($0 == variable ? 1 : 0, precision: precision) }
      case .sum(let a, let b): slopes[step] = zip(slopes[a], slopes[b]).map { $0 + $1 }
      case .product(let a, let b): slopes[step] = combine(a, values[b], b, values[a])
      case .power(let a, let exponent):
        let slope = values[a].power(exponent - 1).scaled(by: exponent)
        slopes[step] = slopes[a].map { $0.isZero ? $0 : $0 * slope }
      case .apply(let function, let a):
        let slope = values[a].slope(of: function)
        slopes[step] = slopes[a].map { $0.isZero ? $0 : $0 * slope }
      case .correlation(let a): slopes[step] = slopes[a]
      }
    }
    return slopes
  }
}

extension Interval {
  var isZero: Bool { sign == 0 }

  /// Values of the derivative on the interval; of |x|, slopes between any two members.
  func slope(of function: Function) -> Interval {
    guard let (factor, isOverPi, slope) = function.derivative else {
      if let sign, sign != 0 { return Interval(sign, precision: precision) }
      return isIndeterminate ? self : Interval(lower: -1, upper: 1, precision: precision)
    }
    let value =
      switch slope {
      case .function(let other): applying(other)
      case .power(.variable, let exponent): power(exponent)
      case .power(.sumOfSquares, let exponent):
        (Interval(1, precision: precision) + power(2)).power(exponent)
      case .power(.differenceOfSquares, _): inverseSine
      }
    return (isOverPi ? value / .pi(precision: precision) : value).scaled(by: factor)
  }

  /// 1/√(1 − x²) inside (−1, 1), for an interval in [−1, 1]; without upper bound at the ends.
  var inverseSine: Interval {
    let square = power(2)
    guard let top = square.upper.compared(to: 1), top <= 0 else { return .unknown(precision) }
    let one = Interval(1, precision: precision)
    if top < 0 { return (one - square).power(Rational(-1, 2)) }
    return .from(
      (one - Interval(square.lower)).lower.sign > 0
        ? (one - Interval(square.lower)).power(Rational(-1, 2)).lower : one.lower)
  }
}

extension Function {
  /// Whether no value is negative.
  var isNonnegative: Bool {
    switch self {
    case .acos, .exp, .abs, .kappa: true
    case .sin, .cos, .asin, .atan, .log: false
    }
  }
  /// Whether it rises, or falls, throughout.
  var isMonotone: Bool { ![.sin, .cos, .abs].contains(self) }
}

/// A polynomial of degree at most 1 in each variable, which has its extremes at the corners of a box.
struct MultilinearForm {
  private let parts: [(coefficient: Rational, variables: [Int])]
  private let variables: [Int]

  /// The form of a polynomial; nil where it is none.
  init?(_ polynomial: Polynomial, in ring: Ring) {
    var parts: [(Rational, [Int])] = []
    for (monomial, coefficient) in polynomial.terms {
      var variables: [Int] = []
      for factor in monomial {
        guard case .variable(let variable) = ring.atoms[factor.atom], factor.exponent == 1 else {
          return nil
        }
        variables.append(variable)
      }
      parts.append((coefficient, variables))
    }
    let all = parts.flatMap(\.1)
    guard Set(all).count <= 6 else { return nil }
    self.parts = parts
    variables = Set(all).sorted()
  }

  func range(on sides: [Interval], _ precision: Precision) -> Interval? {
    let ends = variables.map { (sides[$0].lower.exactRational, sides[$0].upper.exactRational) }
    var values: [Rational] = []
    for corner in 0..<(1 << variables.count) {
      var point: [Int: Rational] = [:]
      for (place, variable) in variables.enumerated() {
        guard let low = ends[place].0, let high = ends[place].1 else { return nil }
        point[variable] = corner >> place & 1 == 0 ? low : high
      }
      values.append(
        parts.reduce(0) { sum, part in
          sum + part.variables.reduce(part.coefficient) { $0 * (point[$1] ?? 0) }
        })
    }
    guard let low = values.min(), let high = values.max() else { return nil }
    return Interval(lower: low, upper: high, precision: precision)
  }
}
