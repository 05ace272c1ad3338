import CMultiprecision

extension Interval {
  /// {eˣ}.
  public var exponential: Interval { increasing(mpfr_exp) }

  /// {ln x}; indeterminate where a member is zero or negative.
  public var logarithm: Interval {
    if lower.sign <= 0 { return .indeterminate(precision: precision) }
    return increasing(mpfr_log)
  }

  /// {arccos x}, in [0, π]; indeterminate where a member is outside [−1, 1].
  public var arccosine: Interval {
    isWithinUnit ? decreasing(mpfr_acos) : .indeterminate(precision: precision)
  }

  /// {arcsin x}, in [−π/2, π/2]; indeterminate where a member is outside [−1, 1].
  public var arcsine: Interval {
    isWithinUnit ? increasing(mpfr_asin) : .indeterminate(precision: precision)
  }

  /// {arctan x}, in (−π/2, π/2).
  public var arctangent: Interval { increasing(mpfr_atan) }

  /// {tanh x}, in (−1, 1).
  package var hyperbolicTangent: Interval { increasing(mpfr_tanh) }

  /// {erf x} = {(2/√π)·∫₀ˣ e^(−t²) dt}, in [−1, 1].
  public var errorFunction: Interval { increasing(mpfr_erf) }

  /// {erfc x} = {1 − erf x}, in [0, 2], relatively narrow also where it is small.
  public var complementaryErrorFunction: Interval { decreasing(mpfr_erfc) }

  private var isWithinUnit: Bool {
    !isIndeterminate && lower.withMPFR { mpfr_cmp_si_2exp($0, -1, 0) } >= 0
      && upper.withMPFR { mpfr_cmp_si_2exp($0, 1, 0) } <= 0
  }

  /// {the angle of the point (x, y)}, in (−π, π).
  ///
  /// Indeterminate where the box meets the origin, which has no angle, or the negative x-axis,
  /// where the angle jumps.
  public static func atan2(_ y: Interval, _ x: Interval) -> Interval {
    let p = max(y.precision, x.precision)
    if y.isIndeterminate || x.isIndeterminate { return .indeterminate(precision: p) }
    // The angle is monotone along each side of the box, so its extremes are at corners. The corner
    // (∞, ∞), where MPFR would take y = x, is never among the ones chosen.
    func bounds(_ low: (y: BigFloat, x: BigFloat), _ high: (y: BigFloat, x: BigFloat)) -> Interval {
      from(low, to: high, p, mpfr_atan2)
    }
    if y.lower.sign > 0 {
      return bounds(
        (x.upper.sign > 0 ? y.lower : y.upper, x.upper),
        (x.lower.sign > 0 ? y.upper : y.lower, x.lower))
    }
    if y.upper.sign < 0 {
      return bounds(
        (x.lower.sign > 0 ? y.lower : y.upper, x.lower),
        (x.upper.sign > 0 ? y.upper : y.lower, x.upper))
    }
    guard x.lower.sign > 0 else { return .indeterminate(precision: p) }
    return bounds((y.lower, x.lower), (y.upper, x.lower))
  }
}
