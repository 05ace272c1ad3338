import CMultiprecision

/// The direction in which a result that does not fit its precision is rounded.
public enum Rounding: Sendable, CaseIterable {
  /// Towards −∞.
  case down
  /// Towards +∞.
  case up
  /// To the value that is not greater in magnitude.
  case towardZero
  /// To the value that is not less in magnitude.
  case awayFromZero
  /// To the nearest value; from the middle to the one whose last digit is even.
  case nearestEven

  var mpfr: mpfr_rnd_t {
    switch self {
    case .down: MPFR_RNDD
    case .up: MPFR_RNDU
    case .towardZero: MPFR_RNDZ
    case .awayFromZero: MPFR_RNDA
    case .nearestEven: MPFR_RNDN
    }
  }

  /// The direction that rounds a magnitude as this one rounds a number of the given sign: one of
  /// `towardZero`, `awayFromZero` and `nearestEven`.
  func forMagnitude(negative: Bool) -> Rounding {
    switch self {
    case .down: negative ? .awayFromZero : .towardZero
    case .up: negative ? .towardZero : .awayFromZero
    case .towardZero, .awayFromZero, .nearestEven: self
    }
  }
}
