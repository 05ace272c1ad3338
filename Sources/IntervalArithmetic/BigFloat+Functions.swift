import CMultiprecision

/// All results here are correctly rounded; NaN outside the domain.
extension BigFloat {
  /// The circle constant π.
  public static func pi(precision: Precision, rounding: Rounding) -> BigFloat {
    BigFloat(precision: precision) { _ = mpfr_const_pi($0, rounding.mpfr) }
  }

  /// sin self, in radians. The time grows with the exponent of a huge argument.
  public func sin(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(mpfr_sin, precision: precision, rounding: rounding)
  }

  /// cos self, in radians. The time grows with the exponent of a huge argument.
  public func cos(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(mpfr_cos, precision: precision, rounding: rounding)
  }

  /// tan self, in radians. The time grows with the exponent of a huge argument.
  public func tan(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(mpfr_tan, precision: precision, rounding: rounding)
  }

  /// arcsin self in [−π/2, π/2], for −1 ≤ self ≤ 1.
  public func asin(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(mpfr_asin, precision: precision, rounding: rounding)
  }

  /// arccos self in [0, π], for −1 ≤ self ≤ 1.
  public func acos(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(mpfr_acos, precision: precision, rounding: rounding)
  }

  /// arctan self in [−π/2, π/2].
  public func atan(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(mpfr_atan, precision: precision, rounding: rounding)
  }

  /// The angle of the point (x, y) in [−π, π], with C's conventions for signed zeros.
  public static func atan2(
    _ y: BigFloat, _ x: BigFloat, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    y.binary(mpfr_atan2, x, precision: precision, rounding: rounding)
  }

  /// e^self.
  public func exp(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(mpfr_exp, precision: precision, rounding: rounding)
  }

  /// The natural logarithm; −∞ at zero.
  public func log(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(mpfr_log, precision: precision, rounding: rounding)
  }
}
