import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// What lies beyond |u| = U, from bounds |σ(u)| ≤ exp(γ + λ|u| + μu²) there.
struct GaussianTail {
  let variance: Interval
  let unit: Rational
  let halves: [QuadraticBound]

  init(_ formula: ActivationFormula, variance: Interval, unit: Rational) throws(DualFailure) {
    self.variance = variance
    self.unit = unit
    halves = try PiecewiseFormula(formula).growth(
      from: BigFloat(8 * unit, precision: variance.precision, rounding: .down))
  }

  /// The first U (a multiple of 2 units) beyond which the rest of the integrals of |σ h_k|φ_q and σ²φ_q
  /// is at most 2^`coefficient` and 2^`moment`, with bounds of both rests.
  ///
  /// With Cramér's |h_k(z)| ≤ 1.09·exp(z²/4) the first integrand is at most 1.09·exp(g(u))/√(2πq),
  /// g(u) = γ + λu − βu², β = 1/(4q) − μ, and the second one exp(2g(u))/√(2πq); and
  /// ∫_U^∞ e^g ≤ e^{g(U)}/(2βU − λ).
  func cut(
    coefficient: Int? = nil, moment: Int
  ) throws(DualFailure) -> (end: Rational, coefficient: BigFloat, moment: BigFloat) {
    let precision = variance.precision
    for bound in halves {
      if let failure = bound.failure(variance: variance) { throw failure }
    }
    let quarter = Interval(Rational(1, 4), precision: precision) / variance
    let norm = (Interval.pi(precision: precision).scaled(by: 2) * variance).squareRoot
    var step = 4
    while step <= 1 << 17 {
      let end = unit * Rational(2 * step)
      var rests = (Interval(0, precision: precision), Interval(0, precision: precision))
      for bound in halves {
        let beta = quarter - bound.square
        let decay = beta.scaled(by: 2 * end) - bound.linear
        guard decay.sign == 1 else {
          rests = (.indeterminate(precision: precision), .indeterminate(precision: precision))
          break
        }
        let exponent = bound.constant + bound.linear.scaled(by: end) - beta.scaled(by: end * end)
        rests.0 = rests.0 + exponent.exponential / decay / norm
        rests.1 = rests.1 + (exponent.scaled(by: 2)).exponential / decay.scaled(by: 2) / norm
      }
      let (first, second) = (rests.0.scaled(by: Rational(109, 100)).upper, rests.1.upper)
      if coefficient.map({ first <= power($0) }) ?? true, second <= power(moment), !first.isNaN {
        return (end, first, second)
      }
      step += step < 64 ? 1 : step / 8
    }
    throw .growth
  }

  /// The first U beyond which the rest of E[σ(u)²] is at most 2^`moment`, with a bound of that rest.
  static func cut(
    _ formula: ActivationFormula, _ variance: Interval, moment: Int
  ) throws(DualFailure) -> (end: Rational, moment: BigFloat) {
    let variance = variance.rounded(to: QuadraturePanel.precision)
    let tail = try GaussianTail(formula, variance: variance, unit: unit(of: variance.lower))
    let cut = try tail.cut(moment: moment)
    return (cut.end, cut.moment)
  }

  /// A power of two of the order of √q.
  static func unit(of variance: BigFloat) -> Rational {
    Rational(1).scaled(byPowerOfTwo: Int((Double(variance.exponent) / 2).rounded(.down)))
  }
}

/// 2^exponent.
func power(_ exponent: Int) -> BigFloat {
  BigFloat(1, precision: QuadraturePanel.precision, rounding: .nearestEven)
    .scaled(byPowerOfTwo: exponent, precision: QuadraturePanel.precision, rounding: .nearestEven)
}
