import CFastKernels
import ExactArithmetic
import IntervalArithmetic

/// The error bounds of the float64 kernels, computed from the coefficients and steps that are used.
struct ProvenBound {
  let order: Int

  private static let precision = Precision(300)
  private static let terms = 180

  /// √2/π.
  static let scale = Interval(2, precision: precision).squareRoot / .pi(precision: precision)

  /// The power series of arccos(1−u)/(√2·√u) (order 0) or, its integral over u^(3/2), of
  /// π·κ₁(u−1)/(√2·u^(3/2)) (order 1): C(2k,k)/((2k+1)8^k), divided by k + 3/2 for order 1. Terms are
  /// positive and each is less than half the one before.
  static func series(order: Int, terms: Int) -> [Rational] {
    var result: [Rational] = []
    var b: Rational = 1
    for k in 0..<terms {
      result.append(order == 0 ? b : b / (Rational(k) + Rational(3, 2)))
      b *= quotient((2 * k + 1) * (2 * k + 1), 4 * (k + 1) * (2 * k + 3))
    }
    return result
  }

  /// A bound of |P(u) − G(u)| for 0 ≤ u ≤ 1, with P the polynomial that is used and G the function that
  /// it stands for.
  ///
  /// The difference is a power series; in Chebyshev polynomials of 2u − 1, which are at most 1,
  /// u^k = 2^(1−2k)·(C(2k,k)/2 + Σ_{j≥1} C(2k,k−j) T_j). The bound is the sum of the magnitudes of
  /// the coefficients.
  func approximationError() -> Interval {
    let precision = ProvenBound.precision
    let used = kernelCoefficients(order: order).map { Rational(exactly: $0) ?? 0 }
    let polynomial = [used[0] + used[1]] + used[2...]
    let exact = ProvenBound.series(order: order, terms: ProvenBound.terms)
    let difference = exact.enumerated().map { k, c in
      Interval(k < polynomial.count ? polynomial[k] : 0, precision: precision)
        - ProvenBound.scale.scaled(by: c)
    }
    // binomial[k] is C(2k, k−j).
    var binomials = (0..<exact.count).map { Rational(Integer.binomial(UInt(2 * $0), UInt($0))) }
    var total = Interval(0, precision: precision)
    for j in exact.indices {
      var coefficient = Interval(0, precision: precision)
      for k in j..<exact.count {
        coefficient =
          coefficient
          + difference[k].scaled(by: binomials[k].scaled(byPowerOfTwo: (j == 0 ? 0 : 1) - 2 * k))
        binomials[k] *= quotient(k - j, k + j + 1)
      }
      total = total + coefficient.magnitude
    }
    // What the series has beyond: less than twice the last term.
    let rest = ProvenBound.scale.scaled(by: 2 * (exact.last ?? 0))
    return Interval((total + rest).upper)
  }

  /// A bound, in units in the last place of the true value, of the error before the last rounding,
  /// for all u in the closed interval and, where u is rounded, all d; the last rounding adds half a
  /// unit.
  ///
  /// The result has the ideal part b ± u^(1/2 or 3/2)·P(u): its error is the noise and the
  /// polynomial's, and, as the true value is a function of u + d, what the term with d leaves.
  func bound(
    _ lower: Rational, _ upper: Rational, isNegative: Bool, uIsRounded: Bool,
    approximation: Interval
  ) -> Interval {
    let precision = ErrorArithmetic.precision
    let arithmetic = ErrorArithmetic()
    let u = Interval(lower: lower, upper: upper, precision: precision)
    let tiny = Rational(1).scaled(byPowerOfTwo: -54)
    let spread = uIsRounded ? Interval(lower: -tiny, upper: tiny, precision: precision) : nil
    let exactA = Interval(1, precision: precision) - u
    let a = Traced(ideal: spread.map { exactA + $0 } ?? exactA)
    let zero = arithmetic.constant(0)
    var d = zero
    let symbol = arithmetic.symbol()
    if uIsRounded { d.noise[symbol] = Interval(tiny, precision: precision) }
    let argument = KernelSteps<ErrorArithmetic>.Argument(
      a: a, u: Traced(ideal: u), d: d, isNegative: isNegative, b: isNegative ? zero : a)
    let steps = KernelSteps(arithmetic: arithmetic)
    let (high, low) = order == 0 ? steps.kappa0(argument) : steps.kappa1(argument)
    precondition(low.ideal.sign == 0, "the correction has no ideal part")

    var size = high.rest + low.rest
    var coefficients = high.noise
    for (k, c) in low.noise { coefficients[k] = coefficients[k].map { $0 + c } ?? c }
    if uIsRounded {
      let slope = self.slope(exactA.magnitude).scaled(by: tiny)
      let sign = order == 0 && !isNegative
      let own = coefficients[symbol] ?? ErrorArithmetic.zero
      coefficients[symbol] = sign ? own + slope : own - slope
      // The second derivative is below 1/2.
      size = size.adding(tiny * tiny)
    }
    for c in coefficients.values { size = size + c.magnitude }
    let power = order == 0 ? u.squareRoot : u * u.squareRoot
    size = size + power * approximation.rounded(to: precision)

    // The true value is the ideal part up to far less than 2⁻⁵⁰ of it.
    let smallest = high.ideal.scaled(by: 1 - Rational(1).scaled(byPowerOfTwo: -50)).lower
    let unit = Rational(1).scaled(byPowerOfTwo: smallest.exponent - 53)
    return Interval(size.upper).scaled(by: unit.reciprocal ?? 0)
  }

  /// The derivative of arccos(1−u)/π or of κ₁(u−1) by u, for a = 1 − u.
  private func slope(_ a: Interval) -> Interval {
    let pi = Interval.pi(precision: a.precision)
    if order == 1 { return a.arccosine / pi }
    let one = Interval(1, precision: a.precision)
    return one / (pi * (one - a.squared).squareRoot)
  }

  /// The largest bound over all arguments but ±1, and where it is reached.
  func worst() -> (bound: Interval, u: Rational, isNegative: Bool) {
    let approximation = approximationError()
    var result = (bound: ErrorArithmetic.zero, u: Rational(0), isNegative: false)
    // a < 1/2 gives a rounded u of 1/2 or more, and a ≥ 1/2 an exact one of 1/2 or less.
    // The smallest u other than 0 is 2⁻⁵³, of a = 1 − 2⁻⁵³.
    for exponent in 0..<53 {
      let binade = Rational(1).scaled(byPowerOfTwo: -exponent - 1)
      let parts = exponent == 0 ? 48 : 16
      for part in 0..<parts {
        let lower = binade + binade * quotient(part, parts)
        let upper = binade + binade * quotient(part + 1, parts)
        for isNegative in [true, false] {
          let bound = bound(
            lower, upper, isNegative: isNegative, uIsRounded: exponent == 0,
            approximation: approximation)
          if !(bound.upper <= result.bound.upper) { result = (bound, lower, isNegative) }
        }
      }
    }
    return result
  }
}

/// a/b.
func quotient(_ a: Int, _ b: Int) -> Rational { Rational(Integer(a), Integer(b)) }
