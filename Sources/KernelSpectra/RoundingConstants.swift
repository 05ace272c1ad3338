import IntervalArithmetic

/// The constants of rounding error analysis, as enclosures whose upper ends are used.
enum RoundingConstants {
  /// That of `Double`.
  static let double = Precision(53)

  /// γ_k = ku/(1 − ku) with u = 2^−precision: what k roundings to the nearest amount to.
  ///
  /// - Precondition: ku < 1.
  static func gamma(_ k: Int, _ precision: Precision) -> Interval {
    let scalar = MultiprecisionGram.scalarPrecision
    let ku = Interval(k, precision: scalar) * unit(precision)
    return ku / (Interval(1, precision: scalar) - ku)
  }

  /// u = 2^−precision.
  static func unit(_ precision: Precision) -> Interval {
    let scalar = MultiprecisionGram.scalarPrecision
    let one = BigFloat(1, precision: scalar, rounding: .nearestEven)
    return Interval(
      one.scaled(byPowerOfTwo: -precision.bits, precision: scalar, rounding: .nearestEven))
  }

  /// ½γ_{2(n+1)}: a triangular factorisation of a symmetric n×n matrix A in floating point that runs to
  /// its end with positive pivots proves λ_min(A) ≥ −½γ_{2(n+1)}·tr A (but for underflow).
  static func factorization(_ n: Int, _ precision: Precision) -> Interval {
    let scalar = MultiprecisionGram.scalarPrecision
    return gamma(2 * (n + 1), precision)
      * Interval(
        BigFloat(0.5, precision: scalar, rounding: .nearestEven))
  }
}
