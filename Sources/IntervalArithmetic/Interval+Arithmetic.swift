import CMultiprecision
import ExactArithmetic

/// Where an interval lies relative to zero.
private enum Side {
  case nonnegative
  case nonpositive
  case bothSides
}

extension Interval {
  private var side: Side {
    if lower.sign >= 0 { return .nonnegative }
    return upper.sign <= 0 ? .nonpositive : .bothSides
  }

  /// Whether zero is a member.
  var containsZero: Bool { lower.sign <= 0 && upper.sign >= 0 && !isIndeterminate }

  /// {x + y}.
  public static func + (a: Interval, b: Interval) -> Interval {
    let p = max(a.precision, b.precision)
    return from((a.lower, b.lower), to: (a.upper, b.upper), p, mpfr_add)
  }

  /// {x − y}; the operands count as independent, so x − x need not be 0.
  public static func - (a: Interval, b: Interval) -> Interval {
    let p = max(a.precision, b.precision)
    return from((a.lower, b.upper), to: (a.upper, b.lower), p, mpfr_sub)
  }

  /// {−x}.
  public static prefix func - (a: Interval) -> Interval { a.decreasing(mpfr_neg) }

  /// {x · y}; the operands count as independent: write ``squared`` for x · x.
  public static func * (a: Interval, b: Interval) -> Interval {
    let p = max(a.precision, b.precision)
    if a.isIndeterminate || b.isIndeterminate { return .indeterminate(precision: p) }

    func bounds(_ x: (BigFloat, BigFloat), _ y: (BigFloat, BigFloat)) -> Interval {
      from(x, to: y, p) { result, a, b, rounding in
        let ternary = mpfr_mul(result, a, b, rounding)
        // An infinite bound stands for large real numbers, whose product with 0 is 0.
        if kc_mpfr_nan_p(result) != 0 { mpfr_set_zero(result, 1) }
        return ternary
      }
    }
    switch (a.side, b.side) {
    case (.nonnegative, .nonnegative): return bounds((a.lower, b.lower), (a.upper, b.upper))
    case (.nonnegative, .nonpositive): return bounds((a.upper, b.lower), (a.lower, b.upper))
    case (.nonnegative, .bothSides): return bounds((a.upper, b.lower), (a.upper, b.upper))
    case (.nonpositive, .nonnegative): return bounds((a.lower, b.upper), (a.upper, b.lower))
    case (.nonpositive, .nonpositive): return bounds((a.upper, b.upper), (a.lower, b.lower))
    case (.nonpositive, .bothSides): return bounds((a.lower, b.upper), (a.lower, b.lower))
    case (.bothSides, .nonnegative): return bounds((a.lower, b.upper), (a.upper, b.upper))
    case (.bothSides, .nonpositive): return bounds((a.upper, b.lower), (a.lower, b.lower))
    case (.bothSides, .bothSides):
      return bounds((a.lower, b.upper), (a.lower, b.lower))
        .hull(with: bounds((a.upper, b.lower), (a.upper, b.upper)))
    }
  }

  /// {x / y}; indeterminate where the divisor contains 0.
  public static func / (a: Interval, b: Interval) -> Interval {
    let p = max(a.precision, b.precision)
    if a.isIndeterminate || b.isIndeterminate || b.containsZero {
      return .indeterminate(precision: p)
    }

    // A bound that is infinite is divided by a finite one only: never ∞/∞.
    func bounds(_ x: (BigFloat, BigFloat), _ y: (BigFloat, BigFloat)) -> Interval {
      from(x, to: y, p, mpfr_div)
    }
    switch (a.side, b.side) {
    case (.nonnegative, .nonnegative): return bounds((a.lower, b.upper), (a.upper, b.lower))
    case (.nonpositive, .nonnegative): return bounds((a.lower, b.lower), (a.upper, b.upper))
    case (.bothSides, .nonnegative): return bounds((a.lower, b.lower), (a.upper, b.lower))
    case (.nonnegative, _): return bounds((a.upper, b.upper), (a.lower, b.lower))
    case (.nonpositive, _): return bounds((a.upper, b.lower), (a.lower, b.upper))
    case (.bothSides, _): return bounds((a.upper, b.upper), (a.lower, b.upper))
    }
  }

  /// {x + `value`}, with `value` not rounded beforehand.
  public func adding(_ value: Rational) -> Interval {
    if let small = value.asInt { return increasing { mpfr_add_si($0, $1, small, $2) } }
    let fine = Interval(value, precision: Precision(precision.bits + 64))
    if isStoredOnce && fine.isStoredOnce {
      return .from((lower, fine.lower), to: (upper, fine.upper), precision, mpfr_add)
    }
    func sum(_ x: BigFloat, _ bound: BigFloat, rounding: Rounding) -> BigFloat {
      // Where the sum is x itself or its neighbour, a bound of `value` gives the same result, and
      // `mpfr_add_q` would need as many bits as the exponents are apart.
      if fine.isStoredOnce || x.exponent > bound.exponent + fine.precision.bits {
        return x.binary(mpfr_add, bound, precision: precision, rounding: rounding)
      }
      return value.numerator.withGMP { n in
        value.denominator.withGMP { d in
          x.unary(
            { kc_mpfr_add_quotient($0, $1, n, d, $2) }, precision: precision, rounding: rounding)
        }
      }
    }
    return Interval(
      unchecked: sum(lower, fine.lower, rounding: .down), sum(upper, fine.upper, rounding: .up),
      precision)
  }

  /// {`value` · x}, with `value` not rounded beforehand.
  public func scaled(by value: Rational) -> Interval {
    if isIndeterminate { return self }
    if value.isZero { return Interval(0, precision: precision) }
    if let small = value.asInt {
      return small > 0
        ? increasing { mpfr_mul_si($0, $1, small, $2) }
        : decreasing { mpfr_mul_si($0, $1, small, $2) }
    }
    return value.numerator.withGMP { n in
      value.denominator.withGMP { d in
        value.signum > 0
          ? increasing { kc_mpfr_mul_quotient($0, $1, n, d, $2) }
          : decreasing { kc_mpfr_mul_quotient($0, $1, n, d, $2) }
      }
    }
  }

  /// {x²}: never below zero.
  public var squared: Interval { magnitude.increasing(mpfr_sqr) }

  /// {|x|}.
  public var magnitude: Interval {
    if isIndeterminate { return self }
    switch side {
    case .nonnegative: return self
    case .nonpositive: return -self
    case .bothSides:
      return Interval(
        unchecked: .zero(precision: precision), max(lower.negated, upper), precision)
    }
  }

  /// The image under a correctly rounded increasing function.
  @inline(__always)
  func increasing(_ operation: MPFRUnary) -> Interval {
    .from((lower, lower), to: (upper, upper), precision) { operation($0, $1, $3) }
  }

  /// The image under a correctly rounded decreasing function.
  @inline(__always)
  func decreasing(_ operation: MPFRUnary) -> Interval {
    .from((upper, upper), to: (lower, lower), precision) { operation($0, $1, $3) }
  }
}
