import CMultiprecision
import ExactArithmetic

/// A total order of values, whatever their precisions: NaN first, equal to itself, then −∞, the
/// real numbers with −0 equal to +0, and +∞. (IEEE 754's comparison, which is no equivalence,
/// agrees with it wherever no NaN takes part.)
extension BigFloat: Hashable, Comparable {
  /// Whether the values are the same; also of two NaN.
  public static func == (a: BigFloat, b: BigFloat) -> Bool { a.compared(to: b) == 0 }
  /// Whether `a` comes before `b` in the total order.
  public static func < (a: BigFloat, b: BigFloat) -> Bool { a.compared(to: b) < 0 }

  private func compared(to other: BigFloat) -> Int32 {
    if isNaN || other.isNaN { return (isNaN ? 0 : 1) - (other.isNaN ? 0 : 1) }
    return withMPFR { x in other.withMPFR { y in mpfr_cmp3(x, y, 1) } }
  }

  /// The sign of self − `value`; nil for NaN.
  public func compared(to value: Rational) -> Int? {
    if isNaN { return nil }
    if let small = value.asInt {
      return Int(withMPFR { mpfr_cmp_si_2exp($0, small, 0) }).signum()
    }
    let order = withMPFR { x in
      value.numerator.withGMP { n in
        value.denominator.withGMP { d in kc_mpfr_cmp_quotient(x, n, d) }
      }
    }
    return Int(order).signum()
  }

  /// Hashes the value, the same way at every precision.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(sign)
    hasher.combine(exponent)
    guard isFinite, !isZero else {
      hasher.combine(isNaN)
      return
    }
    // From the most significant limb down to the last that is not zero: the same limbs at every
    // precision that holds the value.
    withMPFR { x in
      let count = (x.pointee._mpfr_prec + mp_limb_t.bitWidth - 1) / mp_limb_t.bitWidth
      let limbs = UnsafeBufferPointer(start: x.pointee._mpfr_d, count: count)
      for limb in limbs.drop(while: { $0 == 0 }).reversed() { hasher.combine(limb) }
    }
  }
}
