import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// A rectangle of complex numbers, with sides parallel to the axes, or indeterminate.
///
/// Guarantee: where a result is not indeterminate, the operation is analytic on the rectangles that it
/// was given (principal branches, cut along the negative real axis), and the result contains all its
/// values there. So a formula that has a value on a set of rectangles is analytic on their union.
struct ComplexInterval: FormulaNumber {
  var real: Interval
  var imaginary: Interval
  /// A lower bound of |w| where more is known than the rectangle says: that of an exponential, whatever its
  /// argument's imaginary part.
  private var least: BigFloat?

  init(real: Interval, imaginary: Interval) {
    self.init(real: real, imaginary: imaginary, least: nil)
  }

  private init(real: Interval, imaginary: Interval, least: BigFloat?) {
    self.real = real
    self.imaginary = imaginary
    self.least = least
  }

  private var precision: Precision { max(real.precision, imaginary.precision) }

  private static func indeterminate(_ precision: Precision) -> ComplexInterval {
    let nothing = Interval.indeterminate(precision: precision)
    return ComplexInterval(real: nothing, imaginary: nothing)
  }

  /// Whether nothing is known.
  var isIndeterminate: Bool { real.isIndeterminate || imaginary.isIndeterminate }

  /// {|w|²}.
  private var squaredMagnitude: Interval { real.squared + imaginary.squared }

  /// An upper bound of |w|; +∞ where there is none.
  var magnitudeBound: BigFloat {
    let square = squaredMagnitude
    return square.isBounded ? square.squareRoot.upper : .infinity(precision: precision)
  }

  func constant(_ interval: Interval) -> ComplexInterval {
    ComplexInterval(real: interval, imaginary: Interval(0, precision: precision))
  }

  static func + (a: ComplexInterval, b: ComplexInterval) -> ComplexInterval {
    let least = a.leastBeyond(b) ?? b.leastBeyond(a)
    return ComplexInterval(
      real: a.real + b.real, imaginary: a.imaginary + b.imaginary, least: least)
  }

  /// |a| − |b| where a's own bound makes it positive.
  private func leastBeyond(_ other: ComplexInterval) -> BigFloat? {
    guard let least, least.isFinite else { return nil }
    let size = other.magnitudeBound
    guard size < least else { return nil }
    return least.subtracting(size, precision: precision, rounding: .down)
  }

  static prefix func - (a: ComplexInterval) -> ComplexInterval {
    ComplexInterval(real: -a.real, imaginary: -a.imaginary, least: a.least)
  }

  static func * (a: ComplexInterval, b: ComplexInterval) -> ComplexInterval {
    ComplexInterval(
      real: a.real * b.real - a.imaginary * b.imaginary,
      imaginary: a.real * b.imaginary + a.imaginary * b.real)
  }

  static func / (a: ComplexInterval, b: ComplexInterval) -> ComplexInterval { a * b.reciprocal }

  /// {1/w}; indeterminate where 0 is a member.
  var reciprocal: ComplexInterval {
    let square = squaredMagnitude
    guard square.sign == 1 else {
      guard let least, least.sign > 0 else { return .indeterminate(precision) }
      let size = (Interval(1, precision: precision) / Interval(least)).upper
      let side = Interval(lower: size.negated, upper: size)
      return ComplexInterval(real: side, imaginary: side)
    }
    return ComplexInterval(real: real / square, imaginary: -imaginary / square)
  }

  private var square: ComplexInterval {
    ComplexInterval(
      real: real.squared - imaginary.squared, imaginary: (real * imaginary).scaled(by: 2))
  }

  func power(_ exponent: Int) -> ComplexInterval {
    var result: ComplexInterval?
    var factor = self
    var rest = exponent.magnitude
    while rest > 0 {
      if rest & 1 == 1 { result = result.map { $0 * factor } ?? factor }
      rest >>= 1
      if rest > 0 { factor = factor.square }
    }
    let power = result ?? self
    return exponent < 0 ? power.reciprocal : power
  }

  private var exponential: ComplexInterval {
    let size = real.exponential
    return ComplexInterval(
      real: size * imaginary.coarseCosine, imaginary: size * imaginary.coarseSine,
      least: size.lower)
  }

  /// The principal logarithm; indeterminate where the rectangle meets (−∞, 0].
  private var logarithm: ComplexInterval {
    let half = Rational(1, 2)
    if isIndeterminate { return self }
    let size = squaredMagnitude.logarithm.scaled(by: half)
    let angle: Interval
    if real.sign == 1 {
      angle = .atan2(imaginary, real)
    } else if let side = imaginary.sign, side != 0 {
      // A quarter turn away from the cut: arg w = ±π/2 − arctan(Re w/Im w).
      let quarter = Interval.pi(precision: precision).scaled(by: Rational(side) / 2)
      angle = quarter - (real / imaginary).arctangent
    } else {
      return .indeterminate(precision)
    }
    return ComplexInterval(real: size, imaginary: angle)
  }

  func applying(_ function: ActivationFormula.Function) -> ComplexInterval {
    if isIndeterminate { return .indeterminate(precision) }
    let one = constant(Interval(1, precision: precision))
    switch function {
    case .exp: return exponential
    case .log: return logarithm
    case .sqrt:
      let half = constant(Interval(Rational(1, 2), precision: precision))
      return (logarithm * half).exponential
    case .sin, .cos:
      // sin(x + iy) = sin x cosh y + i cos x sinh y; cos(x + iy) = cos x cosh y − i sin x sinh y.
      let (rise, fall) = (imaginary.exponential, (-imaginary).exponential)
      let half = Rational(1, 2)
      let cosh = (rise + fall).scaled(by: half)
      let sinh = (rise - fall).scaled(by: half)
      return function == .sin
        ? ComplexInterval(real: real.coarseSine * cosh, imaginary: real.coarseCosine * sinh)
        : ComplexInterval(real: real.coarseCosine * cosh, imaginary: -(real.coarseSine * sinh))
    case .tanh:
      // 2/(1 + e^(−2w)) − 1, from the side on which the exponential is small.
      let isRight = real.lower.sign + real.upper.sign >= 0
      let doubled = constantScaled(isRight ? -2 : 2)
      let quotient = (one + doubled.exponential).reciprocal.constantScaled(2) + -one
      let value = isRight ? quotient : -quotient
      // |tanh w − w| ≤ tan|w| − |w| ≤ |w|³ for |w| ≤ 1/2.
      let size = magnitudeBound
      guard size.exponent < -8, !value.isIndeterminate else { return value }
      return widened(by: Interval(size).power(3).upper).intersection(value)
    case .atan:
      // (log(1 + iw) − log(1 − iw))/(2i): its cuts are on the imaginary axis, from ±i outwards.
      let turned = ComplexInterval(real: -imaginary, imaginary: real)
      let difference = (one + turned).logarithm + -((one + -turned).logarithm)
      let half = Rational(1, 2)
      return ComplexInterval(
        real: difference.imaginary.scaled(by: half),
        imaginary: -difference.real.scaled(by: half))
    case .erf: return errorFunction
    case .abs, .sign:
      return .indeterminate(precision)
    }
  }

  /// erf(x + iy) − erf x = (2i/√π)·∫₀^y e^(−(x + it)²) dt, which is at most (2/√π)·|y|·e^(y² − x²) in size.
  private var errorFunction: ComplexInterval {
    let height = Interval(imaginary.magnitude.upper)
    let exponent = height.squared - Interval(real.magnitude.lower).squared
    let factor = Interval(2, precision: precision) / Interval.pi(precision: precision).squareRoot
    let distance = (factor * height * exponent.exponential).upper
    let around = Interval(lower: distance.negated, upper: distance)
    return ComplexInterval(real: real.errorFunction + around, imaginary: around)
  }

  /// log(1 + e^w): the function that is real on the real line, analytic on both half-planes Re w > 0 and
  /// Re w < 0 and where |Im w| < π. It is w + log(1 + e^(−w)) with the principal logarithm on the right, and
  /// log(1 + e^w) elsewhere; both agree where both are defined and |Im w| < π.
  func logarithmOfOnePlusExponential() -> ComplexInterval {
    if isIndeterminate { return .indeterminate(precision) }
    let one = constant(Interval(1, precision: precision))
    if real.sign == 1 { return self + (one + (-self).exponential).logarithm }
    let power = exponential
    let sum = (one + power).logarithm
    // |log(1 + z) − z| ≤ |z|² for |z| ≤ 1/2.
    let size = power.magnitudeBound
    guard size.exponent < -8 else { return sum }
    return power.widened(by: Interval(size).squared.upper).intersection(sum)
  }

  /// All numbers whose parts are at most `error` away from a member's.
  private func widened(by error: BigFloat) -> ComplexInterval {
    ComplexInterval(real: real.widened(by: error), imaginary: imaginary.widened(by: error))
  }

  /// The members of both, which enclose the same number.
  private func intersection(_ other: ComplexInterval) -> ComplexInterval {
    ComplexInterval(
      real: real.intersection(other.real) ?? real,
      imaginary: imaginary.intersection(other.imaginary) ?? imaginary)
  }

  private func constantScaled(_ factor: Int) -> ComplexInterval {
    let factor = Rational(factor)
    return ComplexInterval(
      real: real.scaled(by: factor), imaginary: imaginary.scaled(by: factor))
  }
}

extension Interval {
  /// Whether the numbers are so large that to know where on the circle they are takes far more bits than there are.
  private var isFarOut: Bool { !isBounded || magnitude.upper.exponent > precision.bits }
  private var circle: Interval { Interval(lower: -1, upper: 1, precision: precision) }

  /// The cosine and the sine, or all of their values where the reduction of the argument would take long.
  fileprivate var coarseCosine: Interval { isFarOut ? circle : cosine }
  fileprivate var coarseSine: Interval { isFarOut ? circle : sine }
}
