/// Relative errors and what becomes of them.
///
/// An error e of x̂ beside a size σ ≥ |x̂| means |x̂ − x| ≤ e·σ. The functions evaluate bounds in `Double`
/// without directed rounding; a plan's bound is enlarged at its end for that (`PlanBounds.enlarged`).
enum ErrorFactors {
  /// 2⁻⁵³: the error of one rounding to the nearest.
  static let rounding = 0x1p-53

  /// The error of a product of numbers with these errors, (1 + a)(1 + b)… − 1; infinite, never NaN, where
  /// one is not known.
  static func combined(_ errors: Double...) -> Double {
    let result = errors.reduce(0) { $0 + $1 + $0 * $1 }
    return result.isNaN ? .infinity : result
  }

  /// What `count` roundings amount to.
  static func roundings(_ count: Int) -> Double { Double(count) * rounding * (1 + 0x1p-20) }

  /// The error of a square root, |√(1 + e) − 1|; infinite for e ≥ ½.
  static func root(_ error: Double) -> Double {
    error < 0.5 ? error / 2 * (1 + error) : .infinity
  }

  /// The error of a reciprocal, 1/(1 − e) − 1; infinite for e ≥ ½.
  static func reciprocal(_ error: Double) -> Double {
    error < 0.5 ? error / (1 - error) : .infinity
  }

  /// A bound of |κ₀(ĉ) − κ₀(c)| for |ĉ − c| ≤ `error` and |ĉ| ≤ `largest`.
  ///
  /// κ₀′ = 1/(π√(1 − c²)), and anywhere on [−1, 1] κ₀ changes over a length of δ by no more than at its
  /// ends, (arccos(1 − δ))/π ≤ √(2δ)·(1 + δ)/π for δ ≤ 1.
  static func kappa0(_ error: Double, largest: Double) -> Double {
    if error == 0 { return 0 }
    if !(error <= 1) { return 1 }
    let atEnds = (2 * error).squareRoot() * (1 + error) / .pi
    let reach = largest + error
    guard reach < 1 else { return atEnds }
    let inside = error / (.pi * ((1 - reach) * (1 + reach)).squareRoot())
    return min(atEnds, inside)
  }
}
