import CMultiprecision
import ExactArithmetic

extension Interval {
  /// {√x}; indeterminate where a member is negative.
  public var squareRoot: Interval {
    if lower.sign < 0 { return .indeterminate(precision: precision) }
    return increasing(mpfr_sqrt)
  }

  /// {xⁿ} with x⁰ = 1 throughout; indeterminate for a negative exponent where 0 is a member.
  public func power(_ exponent: Int) -> Interval {
    if isIndeterminate || (exponent < 0 && containsZero) {
      return .indeterminate(precision: precision)
    }
    if exponent == 0 { return Interval(1, precision: precision) }
    if exponent == 1 { return rounded(to: precision) }
    if exponent == -1 { return decreasing { mpfr_ui_div($0, 1, $1, $2) } }
    let base = exponent % 2 == 0 ? magnitude : self
    let operation: MPFRUnary = { mpfr_pow_si($0, $1, exponent, $2) }
    return exponent > 0 ? base.increasing(operation) : base.decreasing(operation)
  }

  /// {x^`exponent`}, the real power that continuity gives: x^(p/q) = (x^(1/q))^p for x ≥ 0.
  ///
  /// Indeterminate where a member is negative and the exponent is not an integer (roots of
  /// negative numbers are not defined, odd ones neither), and where 0 is a member and the exponent
  /// negative. An exponent whose numerator or denominator does not fit `Int` needs positive
  /// members throughout.
  public func power(_ exponent: Rational) -> Interval {
    if let integer = exponent.asInt { return power(integer) }
    if isIndeterminate || lower.sign < 0 || (exponent.signum < 0 && containsZero) {
      return .indeterminate(precision: precision)
    }
    guard let p = exponent.numerator.asInt, let q = exponent.denominator.asInt else {
      let fine = rounded(to: Precision(precision.bits + 64))
      return fine.logarithm.scaled(by: exponent).exponential.rounded(to: precision)
    }
    if q == 2 && abs(p) == 1 { return p > 0 ? squareRoot : decreasing(mpfr_rec_sqrt) }
    // The p-th power multiplies the relative error of the root by |p|.
    let guardBits = 16 + Integer(p).bitWidth
    let root = rounded(to: Precision(precision.bits + guardBits))
      .increasing { q == 2 ? mpfr_sqrt($0, $1, $2) : mpfr_rootn_ui($0, $1, UInt(q), $2) }
    return root.power(p).rounded(to: precision)
  }
}
