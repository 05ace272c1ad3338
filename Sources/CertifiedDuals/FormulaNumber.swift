import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// A kind of number on which an activation's formula can be run.
protocol FormulaNumber {
  static func + (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  /// The real number that `interval` encloses, as a number of the same kind as self.
  func constant(_ interval: Interval) -> Self
  /// self^exponent, for an exponent other than 0 and 1.
  func power(_ exponent: Int) -> Self
  /// The value of a function of one argument.
  func applying(_ function: ActivationFormula.Function) -> Self
  /// log(1 + e^x).
  func logarithmOfOnePlusExponential() -> Self
}

extension FormulaNumber {
  func logarithmOfOnePlusExponential() -> Self {
    let exponential = applying(.exp)
    return (exponential.constant(Interval(1, precision: Precision(64))) + exponential).applying(
      .log)
  }
}

extension ActivationFormula {
  /// The value at `u`, constants rounded to `precision`.
  func value<Number: FormulaNumber>(at u: Number, precision: Precision) -> Number {
    var values: [Number] = []
    values.reserveCapacity(steps.count)
    for step in steps {
      switch step {
      case .variable: values.append(u)
      case .constant(let value): values.append(u.constant(Interval(value, precision: precision)))
      case .pi: values.append(u.constant(.pi(precision: precision)))
      case .add(let x, let y): values.append(values[x] + values[y])
      case .multiply(let x, let y): values.append(values[x] * values[y])
      case .divide(let x, let y): values.append(values[x] / values[y])
      case .power(let x, let exponent): values.append(values[x].power(exponent))
      case .apply(.log, let x):
        if let inner = exponentOfOnePlusExponential(x) {
          values.append(values[inner].logarithmOfOnePlusExponential())
        } else {
          values.append(values[x].applying(.log))
        }
      case .apply(let function, let x): values.append(values[x].applying(function))
      }
    }
    return values[values.count - 1]
  }
}

/// Values on a set of real numbers. The sign of an interval with 0 inside is [−1, 1]: all its values
/// but that at 0, which integrals do not see.
extension Interval: FormulaNumber {
  func constant(_ interval: Interval) -> Interval { interval }

  /// log(1 + e^x), with z − z²/2 ≤ log(1 + z) ≤ z where z = e^x is so small that 1 + z forgets it.
  func logarithmOfOnePlusExponential() -> Interval {
    let z = exponential
    let sum = z.adding(1).logarithm
    guard z.upper.exponent < -precision.bits / 4, z.isBounded else { return sum }
    let small = Interval(lower: (z - z.squared).lower, upper: z.upper)
    return small.intersection(sum) ?? small
  }

  func applying(_ function: ActivationFormula.Function) -> Interval {
    switch function {
    case .exp: return exponential
    case .log: return logarithm
    case .sin: return sine
    case .cos: return cosine
    case .tanh: return hyperbolicTangent
    case .atan: return arctangent
    case .erf: return errorFunction
    case .sqrt: return squareRoot
    case .abs: return magnitude
    case .sign:
      if isIndeterminate { return self }
      let signs = (lower.sign > 0 ? 1 : -1, upper.sign < 0 ? -1 : 1)
      return Interval(lower: Rational(signs.0), upper: Rational(signs.1), precision: precision)
    }
  }
}
