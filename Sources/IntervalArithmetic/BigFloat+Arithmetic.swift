import CMultiprecision

typealias MPFRUnary = (
  UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>, mpfr_rnd_t
) -> Int32

typealias MPFRBinary = (
  UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>,
  UnsafePointer<__mpfr_struct>, mpfr_rnd_t
) -> Int32

/// All results here are correctly rounded.
extension BigFloat {
  @inline(__always)
  func unary(
    _ operation: MPFRUnary, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    BigFloat(precision: precision) { r in withMPFR { _ = operation(r, $0, rounding.mpfr) } }
  }

  @inline(__always)
  func binary(
    _ operation: MPFRBinary, _ other: BigFloat, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    BigFloat(precision: precision) { r in
      withMPFR { x in other.withMPFR { y in _ = operation(r, x, y, rounding.mpfr) } }
    }
  }

  /// self + other.
  public func adding(
    _ other: BigFloat, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    binary(mpfr_add, other, precision: precision, rounding: rounding)
  }

  /// self − other.
  public func subtracting(
    _ other: BigFloat, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    binary(mpfr_sub, other, precision: precision, rounding: rounding)
  }

  /// self · other; NaN for 0 · ∞.
  public func multiplied(
    by other: BigFloat, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    binary(mpfr_mul, other, precision: precision, rounding: rounding)
  }

  /// self / other; NaN for 0/0 and ∞/∞, an infinity for other quotients by zero.
  public func divided(
    by other: BigFloat, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    binary(mpfr_div, other, precision: precision, rounding: rounding)
  }

  /// self · 2^exponent: exact at the precision of self, unless the exponent leaves its range.
  public func scaled(
    byPowerOfTwo exponent: Int, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    unary({ mpfr_mul_2si($0, $1, exponent, $2) }, precision: precision, rounding: rounding)
  }

  /// √self; NaN below zero.
  public func squareRoot(precision: Precision, rounding: Rounding) -> BigFloat {
    unary(mpfr_sqrt, precision: precision, rounding: rounding)
  }

  /// self^exponent with 0⁰ = 1; an infinity for zero to a negative power.
  public func power(
    _ exponent: Int, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    unary({ mpfr_pow_si($0, $1, exponent, $2) }, precision: precision, rounding: rounding)
  }

  /// self^exponent, as C's `pow` in the special cases: NaN for a negative base with an exponent
  /// that is not an integer.
  public func power(
    _ exponent: BigFloat, precision: Precision, rounding: Rounding
  ) -> BigFloat {
    binary(mpfr_pow, exponent, precision: precision, rounding: rounding)
  }
}
