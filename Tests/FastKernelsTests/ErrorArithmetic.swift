import ExactArithmetic
import IntervalArithmetic

/// Numbers of a floating-point computation, for all arguments of a short interval at once, in terms
/// of its rounding errors.
///
/// A number is I + Σ c_k ε_k + ρ: `ideal` encloses I, what the number would be without rounding;
/// each |ε_k| ≤ 1 stands for one rounding, and `noise[k]` encloses c_k; `rest` bounds |ρ|, what is of
/// second order. A rounding adds a term with half a unit in the last place of the largest possible
/// magnitude. The error of an operation that a theorem says is computed exactly is minus that term, so
/// that compensation cancels as it does in the machine.
struct Traced {
  var ideal: Interval
  var noise: [Int: Interval] = [:]
  var rest: Interval = ErrorArithmetic.zero

  /// Encloses Σ c_k ε_k + ρ.
  var error: Interval {
    var size = rest.magnitude
    for c in noise.values { size = size + c.magnitude }
    return Interval(lower: size.upper.negated, upper: size.upper)
  }

  /// Encloses the number.
  var range: Interval { noise.isEmpty && rest.upper.isZero ? ideal : ideal + error }
}

/// See ``Traced``. The theorems are those on the errors of additions (Dekker, Knuth), products and
/// square roots (with a fused multiplication), which hold without overflow and underflow: numbers here
/// lie between 2⁻⁴⁰⁰ and 2⁴⁰⁰ or are 0.
final class ErrorArithmetic: KernelArithmetic {
  static let precision = Precision(120)
  static let zero = Interval(0, precision: precision)
  private var symbols = 0

  /// A new ε.
  func symbol() -> Int {
    symbols += 1
    return symbols
  }

  /// Half a unit in the last place of the largest number in `range`; 0 for 0 only.
  private func halfUnit(_ range: Interval) -> Interval {
    let size = range.magnitude.upper
    guard !size.isZero else { return ErrorArithmetic.zero }
    // 2^(e−1) ≤ size < 2^e has the unit 2^(e−53).
    return Interval(1, precision: ErrorArithmetic.precision)
      .scaled(by: Rational(1).scaled(byPowerOfTwo: size.exponent - 54))
  }

  /// The number, rounded, and the symbol of the rounding with its size.
  private func rounding(_ x: Traced) -> (Traced, Int, Interval) {
    let size = halfUnit(x.range)
    let own = symbol()
    var result = x
    if size.sign != 0 { result.noise[own] = size }
    return (result, own, size)
  }

  private func rounded(_ x: Traced) -> Traced { rounding(x).0 }

  private func roundedWithError(_ x: Traced) -> (Traced, Traced) {
    let (result, own, size) = rounding(x)
    var error = Traced(ideal: ErrorArithmetic.zero)
    if size.sign != 0 { error.noise[own] = -size }
    return (result, error)
  }

  private func exactSum(_ x: Traced, _ y: Traced) -> Traced {
    var result = Traced(ideal: x.ideal + y.ideal, noise: x.noise, rest: x.rest + y.rest)
    for (k, c) in y.noise {
      let total = result.noise[k].map { $0 + c } ?? c
      result.noise[k] = total.sign == 0 ? nil : total
    }
    return result
  }

  private func exactProduct(_ x: Traced, _ y: Traced) -> Traced {
    var result = Traced(ideal: x.ideal * y.ideal)
    for (k, c) in x.noise { result.noise[k] = c * y.ideal }
    for (k, c) in y.noise {
      let term = c * x.ideal
      result.noise[k] = result.noise[k].map { $0 + term } ?? term
    }
    let second =
      x.error.magnitude * y.error.magnitude + x.rest.magnitude * y.ideal.magnitude
      + y.rest.magnitude * x.ideal.magnitude
    result.rest = Interval(second.upper)
    return result
  }

  func constant(_ value: Double) -> Traced {
    Traced(
      ideal: Interval(
        BigFloat(value, precision: ErrorArithmetic.precision, rounding: .nearestEven)))
  }

  func negated(_ x: Traced) -> Traced {
    Traced(ideal: -x.ideal, noise: x.noise.mapValues { -$0 }, rest: x.rest)
  }

  func half(_ x: Traced) -> Traced { exactProduct(constant(0.5), x) }
  func sum(_ x: Traced, _ y: Traced) -> Traced { rounded(exactSum(x, y)) }
  func product(_ x: Traced, _ y: Traced) -> Traced { rounded(exactProduct(x, y)) }

  func fused(_ x: Traced, _ y: Traced, _ z: Traced) -> Traced {
    rounded(exactSum(exactProduct(x, y), z))
  }

  /// Of a number without an ideal part, as the error of a root is.
  func quotient(_ x: Traced, _ y: Traced) -> Traced {
    let reciprocal = Interval(1, precision: ErrorArithmetic.precision) / y.range
    precondition(x.ideal.sign == 0)
    return rounded(
      Traced(
        ideal: x.ideal, noise: x.noise.mapValues { $0 * reciprocal },
        rest: x.rest.magnitude * reciprocal.magnitude))
  }

  /// u has no error, so that s = √u + ε and u − s² = −2√u·ε − ε².
  func root(_ u: Traced) -> (Traced, Traced) {
    precondition(u.noise.isEmpty)
    let exact = Traced(ideal: u.ideal.squareRoot)
    let (s, own, size) = rounding(exact)
    let remainder = Traced(
      ideal: ErrorArithmetic.zero, noise: [own: -(exact.ideal + exact.ideal) * size],
      rest: size.squared)
    return (s, remainder)
  }

  func productWithError(_ x: Traced, _ y: Traced) -> (Traced, Traced) {
    roundedWithError(exactProduct(x, y))
  }

  func orderedSumWithError(_ x: Traced, _ y: Traced) -> (Traced, Traced) {
    precondition(x.range.magnitude.lower >= y.range.magnitude.upper)
    return roundedWithError(exactSum(x, y))
  }

  func sumWithError(_ x: Traced, _ y: Traced) -> (Traced, Traced) {
    roundedWithError(exactSum(x, y))
  }
}
