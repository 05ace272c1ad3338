import CMultiprecision

/// All results here are correctly rounded; NaN outside the domain.
extension BigFloat {
  /// The circle constant π.
  public static func pi(precision: Precision, rounding: Rounding) -> BigFloat {
    BigFloat(precision: precision) { _ = mpfr_const_pi($0, rounding.mpfr) }
  }

  /// sin self, in radians. The time grows with the exponent of a huge argument.
  public func sin(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(precision, rounding, mpfr_sin)
  }

  /// cos self, in radians. The time grows with the exponent of a huge argument.
  public func cos(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(precision, rounding, mpfr_cos)
  }

  /// tan self, in radians. The time grows with the exponent of a huge argument.
  public func tan(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(precision, rounding, mpfr_tan)
  }

  /// arcsin self in [−π/2, π/2], for −1 ≤ self ≤ 1.
  public func asin(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(precision, rounding, mpfr_asin)
  }

  /// arccos self in [0, π], for −1 ≤ self ≤ 1.
  public func acos(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(precision, rounding, mpfr_acos)
  }

  /// arctan self in [−π/2, π/2].
  public func atan(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(precision, rounding, mpfr_atan)
  }

  /// The angle of the point (x, y) in [−π, π], with C's conventions for signed zeros.
  public static func atan2(
    _ y: BigFloat, _ x: BigFloat, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    y.binary(x, precision, rounding, mpfr_atan2)
  }

  /// e^self.
  public func exp(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(precision, rounding, mpfr_exp)
  }

  /// The natural logarithm; −∞ at zero.
  public func log(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(precision, rounding, mpfr_log)
  }
}
