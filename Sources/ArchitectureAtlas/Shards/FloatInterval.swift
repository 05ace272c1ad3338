import ExactArithmetic
import FastKernels
import IntervalArithmetic

/// A closed interval of binary64 numbers, for the many values of an atlas.
///
/// Guarantee: an operation's result contains the true result for all numbers of its operands. Ends are
/// what rounding downwards and upwards gives: one operation is rounded to the nearest, and the sign of
/// what that left, which is computed exactly, tells whether the end has to move by one place. What is
/// not known is the whole line. Processors do not differ in a bit.
struct FloatInterval: Sendable, Hashable {
  let lower, upper: Double

  /// All real numbers: nothing is known.
  static let whole = FloatInterval(lower: -.infinity, upper: .infinity)
  static let zero = FloatInterval(point: 0)

  init(point value: Double) {
    lower = value
    upper = value
  }

  init(lower: Double, upper: Double) {
    // NaN comes from 0·∞ and ∞ − ∞: nothing is known.
    let isKnown = lower <= upper
    self.lower = isKnown ? lower : -.infinity
    self.upper = isKnown ? upper : .infinity
  }

  /// The smallest interval around a rational number.
  init(_ value: Rational) {
    let precision = Precision(53)
    self.init(
      lower: BigFloat(value, precision: precision, rounding: .down).double(rounding: .down),
      upper: BigFloat(value, precision: precision, rounding: .up).double(rounding: .up))
  }

  var isBounded: Bool { lower > -.infinity && upper < .infinity }

  static func + (a: FloatInterval, b: FloatInterval) -> FloatInterval {
    FloatInterval(
      lower: Directed.down(sum: a.lower, b.lower), upper: Directed.up(sum: a.upper, b.upper))
  }

  static func - (a: FloatInterval, b: FloatInterval) -> FloatInterval {
    FloatInterval(
      lower: Directed.down(sum: a.lower, -b.upper), upper: Directed.up(sum: a.upper, -b.lower))
  }

  static func * (a: FloatInterval, b: FloatInterval) -> FloatInterval {
    if a.lower >= 0 && b.lower >= 0 {
      return FloatInterval(
        lower: Directed.down(product: a.lower, b.lower),
        upper: Directed.up(product: a.upper, b.upper))
    }
    guard a.isBounded, b.isBounded else { return .whole }
    let pairs = [
      (a.lower, b.lower), (a.lower, b.upper), (a.upper, b.lower), (a.upper, b.upper),
    ]
    var (lower, upper) = (Double.infinity, -Double.infinity)
    for (x, y) in pairs {
      lower = min(lower, Directed.down(product: x, y))
      upper = max(upper, Directed.up(product: x, y))
    }
    return FloatInterval(lower: lower, upper: upper)
  }

  /// 1/x; the whole line where x may be 0.
  var reciprocal: FloatInterval {
    guard isBounded, lower > 0 || upper < 0 else { return .whole }
    return FloatInterval(
      lower: Directed.down(quotient: 1, upper), upper: Directed.up(quotient: 1, lower))
  }

  /// √x; the whole line where x may be negative.
  var squareRoot: FloatInterval {
    guard isBounded, lower >= 0 else { return .whole }
    return FloatInterval(lower: Directed.downRoot(lower), upper: Directed.upRoot(upper))
  }

  /// |x|.
  var magnitude: FloatInterval {
    if lower >= 0 { return self }
    if upper <= 0 { return FloatInterval(lower: -upper, upper: -lower) }
    return FloatInterval(lower: 0, upper: max(-lower, upper))
  }

  /// x^(halves/2).
  func power(halves: Int) -> FloatInterval {
    let isRoot = halves % 2 != 0
    let base = isRoot ? squareRoot : self
    let exponent = Int((isRoot ? halves : halves / 2).magnitude)
    var result = base
    for _ in 1..<max(1, exponent) { result = result * base }
    return halves < 0 ? result.reciprocal : result
  }

  /// The part within [−1, 1], for what is known to lie there.
  var clampedToCorrelations: FloatInterval {
    FloatInterval(lower: max(-1, lower), upper: min(1, upper))
  }

  /// κ₁(x): it increases. `FastKernels/FastKernel` errs by less than 0.75 units in the last place of the true
  /// value, which is less than two places of the computed one; its values at ±1 are exact.
  var kappa1: FloatInterval {
    guard lower >= -1, upper <= 1 else { return .whole }
    let below = FastKernel.kappa1(lower)
    let above = FastKernel.kappa1(upper)
    return FloatInterval(
      lower: lower == -1 || lower == 1 ? below : max(0, below.nextDown.nextDown),
      upper: upper == -1 || upper == 1 ? above : min(1, above.nextUp.nextUp))
  }
}

/// Operations on binary64 numbers rounded in one direction.
///
/// Sources: the two-sum of Knuth and Møller, and that a·b − p, a − q·b and a − s² are binary64 numbers for
/// the rounded p, q and s while nothing underflows. Beyond 2^±900 the end moves in any case.
private enum Directed {
  static func down(sum a: Double, _ b: Double) -> Double {
    let (sum, rest) = twoSum(a, b)
    return rest < 0 ? sum.nextDown : sum
  }

  static func up(sum a: Double, _ b: Double) -> Double {
    let (sum, rest) = twoSum(a, b)
    return rest > 0 ? sum.nextUp : sum
  }

  private static func twoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    let other = sum - a
    return (sum, (a - (sum - other)) + (b - other))
  }

  private static func isSafe(_ value: Double) -> Bool {
    value.magnitude > 0x1p-900 && value.magnitude < 0x1p900
  }

  static func down(product a: Double, _ b: Double) -> Double {
    if a == 0 || b == 0 { return 0 }
    let product = a * b
    if !isSafe(product) { return product.nextDown }
    return (-product).addingProduct(a, b) < 0 ? product.nextDown : product
  }

  static func up(product a: Double, _ b: Double) -> Double { -down(product: -a, b) }

  static func down(quotient a: Double, _ b: Double) -> Double {
    if a == 0 { return 0 }
    let quotient = a / b
    if !isSafe(quotient) || !isSafe(b) || !isSafe(a) { return quotient.nextDown }
    let rest = a.addingProduct(-quotient, b)
    return rest != 0 && (rest < 0) != (b < 0) ? quotient.nextDown : quotient
  }

  static func up(quotient a: Double, _ b: Double) -> Double { -down(quotient: -a, b) }

  static func downRoot(_ a: Double) -> Double {
    let root = a.squareRoot()
    if a == 0 { return 0 }
    if !isSafe(a) { return max(0, root.nextDown) }
    return a.addingProduct(-root, root) < 0 ? root.nextDown : root
  }

  static func upRoot(_ a: Double) -> Double {
    let root = a.squareRoot()
    if a == 0 { return 0 }
    if !isSafe(a) { return root.nextUp }
    return a.addingProduct(-root, root) > 0 ? root.nextUp : root
  }
}
