import CMultiprecision
import ExactArithmetic
import IntervalArithmetic

/// x ↦ Σ w_j exp(−(y_j − x)²) for fixed nodes and weights, in floating point with one bound of what all
/// roundings do.
///
/// The derivative of exp(−d²) is below 1 in size, so that wrong places of x and y_j do at most what they
/// are wrong by. With p bits d(1 + δ) is computed for d, then d²(1 + η), |η| ≤ 3.1·2^−p, and
/// t·e^−t ≤ 1/e: exp(−d²) and its product with w_j are wrong by less than 5·2^−p (times |w_j|) in all.
final class GaussianKernelSum {
  let count: Int
  private let places, weights: NumberArray
  private let precision: Precision
  private let sumPrecision: Precision
  /// What the roundings do at most, and Σ |w_j|.
  private let error, mass: Interval

  /// With about `bits` bits.
  init(_ nodes: [(place: Interval, weight: Interval)], bits: Int) {
    count = nodes.count
    precision = Precision(bits + 48)
    sumPrecision = nodes.first?.place.precision ?? precision
    let places = NumberArray(count: count, precision: sumPrecision)
    let weights = NumberArray(count: count, precision: sumPrecision)
    let low = Precision(64)
    var (radius, size) = (BigFloat.zero(precision: low), BigFloat.zero(precision: low))
    var mass = Interval(0, precision: low)
    var uncertainty = Interval(0, precision: low)
    for (index, node) in nodes.enumerated() {
      node.place.midpoint.withMPFR { _ = mpfr_set(places[index], $0, MPFR_RNDN) }
      node.weight.midpoint.withMPFR { _ = mpfr_set(weights[index], $0, MPFR_RNDN) }
      radius = max(radius, node.place.radius.rounded(to: low, rounding: .up))
      size = max(size, node.place.magnitude.upper.rounded(to: low, rounding: .up))
      mass = mass + node.weight.magnitude.rounded(to: low)
      uncertainty = uncertainty + Interval(node.weight.radius.rounded(to: low, rounding: .up))
    }
    let unit = Interval(Rational(1).scaled(byPowerOfTwo: -precision.bits), precision: low)
    let sum = Interval(
      Rational(2 * count + 4).scaled(byPowerOfTwo: -sumPrecision.bits), precision: low)
    (self.places, self.weights, self.mass) = (places, weights, mass)
    // Midpoints are rounded to the sum's precision, too.
    error =
      mass * (Interval(radius) + unit.scaled(by: 6) + sum * Interval(size).adding(1)) + uncertainty
  }

  func value(at x: Interval) -> Interval {
    let work = NumberArray(count: 1, precision: precision)
    let sums = NumberArray(count: 1, precision: sumPrecision)
    let (term, sum) = (work[0], sums[0])
    x.midpoint.withMPFR { x in
      for index in 0..<count {
        mpfr_sub(term, places[index], x, MPFR_RNDN)
        mpfr_sqr(term, term, MPFR_RNDN)
        mpfr_neg(term, term, MPFR_RNDN)
        mpfr_exp(term, term, MPFR_RNDN)
        mpfr_fma(sum, term, weights[index], sum, MPFR_RNDN)
      }
    }
    let displacement = mass * Interval(x.radius).rounded(to: mass.precision).scaled(by: 2)
    return Interval(BigFloat(copying: sum)).widened(by: (error + displacement).upper)
  }
}
