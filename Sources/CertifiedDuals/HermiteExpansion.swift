import CMultiprecision
import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// The first coefficients a_k = E[σ(√q z)h_k(z)] of σ(√q z) in orthonormal Hermite polynomials, with
/// the mass that is left in the others.
///
/// All a_k come from one pass over the samples, with He_{k+1} = z·He_k − k·He_{k−1} at each node in
/// floating point of P bits and a_k = Σ s_j He_k(z_j)/√k!. What rounding does is bounded once and for
/// all: every computed term is a sum of products of the recurrence's coefficients, each with at most
/// m = 6(k + 1) + N + 8 factors 1 + δ, |δ| ≤ 2^−P (N nodes), so that the error is at most 2m·2^−P times
/// the same sum of absolute values,
///
///     Σ_j |s_j| |h_k(i z_j)| ≤ S·√e·k^(1/4)·2^(k/2),   S = Σ_j |s_j| exp(z_j²/2)
///
/// because |h_k(iz)| ≤ √k!·exp(tz + t²/2)/t^k for every t > 0 (the generating function has positive
/// coefficients), here with t² = k/2, and k! ≤ e√k (k/e)^k. So P has k/2 bits to spare, and those of S.
struct HermiteExpansion: Sendable {
  /// a_0 … a_n.
  let coefficients: [Interval]
  /// Upper bounds of Σ_{k > m} a_k², for m = 0 … n.
  let tails: [BigFloat]
  /// E[σ(√q z)²].
  let secondMoment: Interval

  /// The coefficients up to a_`count`.
  ///
  /// - Precondition: `count` ≤ `samples.largestIndex`.
  init(_ samples: GaussianSamples, count: Int) throws(DualFailure) {
    precondition(count <= samples.largestIndex, "the samples serve fewer coefficients")
    let output = Precision(samples.bits + 64)
    let sizes = samples.sizes
    let hasSize = sizes.majorant.isFinite && !sizes.majorant.isZero
    let excess = hasSize ? max(0, sizes.majorant.exponent - samples.scale) : 0
    let working = Precision(samples.bits + count / 2 + 96 + excess)
    let sums = try HermiteSums(samples, count: count, precision: working)

    var factorial = Interval(1, precision: output)
    var values: [Interval] = []
    for k in 0...count {
      if k > 0 { factorial = factorial.scaled(by: Rational(k)) }
      guard samples.parity.allows(k) else {
        values.append(Interval(0, precision: output))
        continue
      }
      let sum = Interval(sums[k]).rounded(to: output) / factorial.squareRoot
      let factors = 2 * (6 * (k + 1) + samples.positions.count + 8)
      // √e·k^(1/4)·2^(k/2) ≤ 2^growth.
      let growth = 2 + (k + 1) / 2 + (Int.bitWidth - k.leadingZeroBitCount) / 4
      let rounding = Interval(sizes.majorant).scaled(by: Rational(factors))
        .scaled(by: Rational(1).scaled(byPowerOfTwo: growth - working.bits))
      let error = (rounding + Interval(sizes.uncertainty) + Interval(samples.coefficientError))
        .upper
      values.append(sum.widened(by: error))
    }
    coefficients = values

    secondMoment = samples.secondMoment.rounded(to: output)
    var rest = secondMoment
    let zero = BigFloat.zero(precision: output)
    tails = values.map { value in
      rest = rest - value.squared
      return max(rest.upper, zero)
    }
  }
}

extension ActivationFormula.Parity {
  /// Whether the k-th coefficient may be other than 0.
  func allows(_ k: Int) -> Bool {
    switch self {
    case .none: true
    case .even: k.isMultiple(of: 2)
    case .odd: !k.isMultiple(of: 2)
    }
  }
}

/// Σ_j s_j He_k(z_j) for k = 0 … n, in floating point.
private final class HermiteSums {
  private let sums: NumberArray
  subscript(k: Int) -> BigFloat { BigFloat(copying: sums[k]) }

  init(_ samples: GaussianSamples, count: Int, precision: Precision) throws(DualFailure) {
    sums = NumberArray(count: count + 1, precision: precision)
    // s_even, s_odd, z, He_k, He_{k−1} and the product.
    let work = NumberArray(count: 6, precision: precision)
    let (even, odd, z, product) = (work[0], work[1], work[2], work[5])
    let root = Interval(samples.variance).rounded(to: precision).squareRoot
    for (index, position) in samples.positions.enumerated() {
      if Interruption.isDue { throw .interrupted }
      HermiteSums.set(even, odd, samples.values(at: index).map(\.midpoint), samples.parity)
      let place = Interval(position).rounded(to: precision) / root
      place.midpoint.withMPFR { _ = mpfr_set(z, $0, MPFR_RNDN) }
      var (current, previous) = (work[3], work[4])
      mpfr_set_ui(current, 1, MPFR_RNDN)
      mpfr_set_ui(previous, 0, MPFR_RNDN)
      for k in 0...count {
        if samples.parity.allows(k) {
          mpfr_mul(product, current, k.isMultiple(of: 2) ? even : odd, MPFR_RNDN)
          mpfr_add(sums[k], sums[k], product, MPFR_RNDN)
        }
        mpfr_mul(product, z, current, MPFR_RNDN)
        mpfr_mul_ui(previous, previous, UInt(k), MPFR_RNDN)
        mpfr_sub(previous, product, previous, MPFR_RNDN)
        swap(&current, &previous)
      }
    }
  }

  /// s(z) + s(−z) and s(z) − s(−z).
  private static func set(
    _ even: NumberArray.Number, _ odd: NumberArray.Number, _ values: [BigFloat],
    _ parity: ActivationFormula.Parity
  ) {
    values[0].withMPFR { right in
      if parity == .none {
        values[1].withMPFR { left in
          mpfr_add(even, right, left, MPFR_RNDN)
          mpfr_sub(odd, right, left, MPFR_RNDN)
        }
      } else {
        for sum in [even, odd] { mpfr_mul_ui(sum, right, 2, MPFR_RNDN) }
      }
    }
  }
}

extension GaussianSamples {
  /// Upper bounds of S = Σ_j |s_j| exp(z_j²/2), and of what the uncertainty of the s_j does to any a_k, with
  /// |h_k(z)| ≤ 1.09·exp(z²/4).
  fileprivate var sizes: (majorant: BigFloat, uncertainty: BigFloat) {
    let precision = Precision(64)
    let inverse =
      Interval(1, precision: precision) / Interval(variance).rounded(to: precision)
    var majorant = Interval(0, precision: precision)
    var uncertainty = Interval(0, precision: precision)
    for (index, position) in positions.enumerated() {
      let square = Interval(position).rounded(to: precision).squared * inverse
      let growth = square.scaled(by: Rational(1, 4)).exponential
      for value in values(at: index) {
        majorant = majorant + value.magnitude.rounded(to: precision) * growth.squared
        let radius = Interval(value.radius).rounded(to: precision)
        uncertainty = uncertainty + radius.scaled(by: Rational(109, 100)) * growth
      }
    }
    return (majorant.upper, uncertainty.upper)
  }

  /// The values at u and −u of the node of this index, each with its weight.
  func values(at index: Int) -> [Interval] {
    switch parity {
    case .none: [right[index], left[index]]
    case .even: [right[index], right[index]]
    case .odd: [right[index], -right[index]]
    }
  }
}
