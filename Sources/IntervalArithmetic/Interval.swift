import CMultiprecision
import ExactArithmetic

/// A closed interval of real numbers, or *indeterminate*.
///
/// Guarantee (enclosure): the result of an operation contains every value that the operation takes
/// on members of its operands. It need not be the smallest such interval, but with operands that
/// are points it is: the bounds are then correctly rounded, or equal where the result is
/// representable.
///
/// A bound may be infinite; the interval then contains all real numbers on that side, but not the
/// infinity. Overflow and underflow are rounded outwards like everything else.
///
/// An operation outside its domain, for a single member already, gives *indeterminate*: the
/// statement that nothing is known, not even that a value exists. It is neither a trap nor a
/// clamp, and whatever is computed from it is indeterminate too. Every Boolean question about an
/// indeterminate interval is answered `false`, every three-valued one `unknown`.
///
/// Results have the larger of the operands' precisions.
public struct Interval: Sendable {
  /// The lower bound, less than +∞; NaN where indeterminate.
  public let lower: BigFloat
  /// The upper bound, greater than −∞ and not below `lower`; NaN where indeterminate.
  public let upper: BigFloat
  /// The precision of results computed from this interval alone.
  public let precision: Precision

  init(unchecked lower: BigFloat, _ upper: BigFloat, _ precision: Precision) {
    self.lower = lower
    self.upper = upper
    self.precision = precision
  }

  /// The tightest enclosure of the number that `operation` computes with correct rounding.
  @inline(__always)
  static func enclosing(
    _ precision: Precision,
    _ operation: (UnsafeMutablePointer<__mpfr_struct>, mpfr_rnd_t) -> Int32
  ) -> Interval {
    var isExact = false
    let (lower, upper) = BigFloat.pair(precision: precision) { lower, upper in
      isExact = operation(lower, MPFR_RNDD) == 0
      if isExact { return }
      // Rounded down: the number lies below the successor.
      mpfr_set(upper, lower, MPFR_RNDN)
      mpfr_nextabove(upper)
    }
    return Interval(unchecked: lower, isExact ? lower : upper, precision)
  }

  /// From x.0 ∘ x.1 rounded down to y.0 ∘ y.1 rounded up; x and y may be the same two numbers.
  @inline(__always)
  static func from(
    _ x: (BigFloat, BigFloat), to y: (BigFloat, BigFloat), _ precision: Precision,
    _ map: MPFRBinary
  ) -> Interval {
    if x.0.isSameStorage(as: y.0) && x.1.isSameStorage(as: y.1) {
      return x.0.withMPFR { a in x.1.withMPFR { b in enclosing(precision) { map($0, a, b, $1) } } }
    }
    let (lower, upper) = BigFloat.pair(precision: precision) { lower, upper in
      x.0.withMPFR { a in x.1.withMPFR { b in _ = map(lower, a, b, MPFR_RNDD) } }
      y.0.withMPFR { a in y.1.withMPFR { b in _ = map(upper, a, b, MPFR_RNDU) } }
    }
    return Interval(unchecked: lower, upper, precision)
  }

  /// The tightest enclosure of `value`.
  public init(_ value: Rational, precision: Precision) {
    if let small = value.asInt {
      self.init(small, precision: precision)
      return
    }
    self = value.numerator.withGMP { n in
      value.denominator.withGMP { d in
        Interval.enclosing(precision) { kc_mpfr_set_quotient($0, n, d, $1) }
      }
    }
  }

  /// The tightest enclosure of `value`.
  public init(_ value: Int, precision: Precision) {
    self = Interval.enclosing(precision) { mpfr_set_si($0, value, $1) }
  }

  /// The tightest enclosure of all numbers from `lower` to `upper`; indeterminate where they are
  /// the wrong way round.
  public init(lower: Rational, upper: Rational, precision: Precision) {
    guard lower <= upper else {
      self = .indeterminate(precision: precision)
      return
    }
    self.init(
      unchecked: BigFloat(lower, precision: precision, rounding: .down),
      BigFloat(upper, precision: precision, rounding: .up), precision)
  }

  /// The numbers from `lower` to `upper`, at the larger of their precisions; indeterminate where
  /// there is no real number between them.
  public init(lower: BigFloat, upper: BigFloat) {
    let precision = max(lower.precision, upper.precision)
    let isOrdered = !lower.isNaN && !upper.isNaN && lower <= upper
    if isOrdered && !(lower.isInfinite && lower.sign > 0)
      && !(upper.isInfinite && upper.sign < 0)
    {
      self.init(unchecked: lower, upper, precision)
    } else {
      self = .indeterminate(precision: precision)
    }
  }

  /// The interval of the one number `point`; indeterminate for NaN and the infinities.
  public init(_ point: BigFloat) { self.init(lower: point, upper: point) }

  /// The tightest enclosure of π.
  public static func pi(precision: Precision) -> Interval {
    enclosing(precision) { mpfr_const_pi($0, $1) }
  }

  /// The interval of which nothing is known.
  public static func indeterminate(precision: Precision) -> Interval {
    let nan = BigFloat.nan(precision: precision)
    return Interval(unchecked: nan, nan, precision)
  }

  /// All real numbers.
  public static func entire(precision: Precision) -> Interval {
    let infinity = BigFloat.infinity(precision: precision)
    return Interval(unchecked: infinity.negated, infinity, precision)
  }

  /// Whether nothing is known.
  public var isIndeterminate: Bool { lower.isNaN }

  /// Whether the interval is one number.
  public var isPoint: Bool { isStoredOnce || (!isIndeterminate && lower == upper) }

  /// Whether both bounds are one stored number, so that one evaluation serves both.
  var isStoredOnce: Bool { lower.isSameStorage(as: upper) && !lower.isNaN }

  /// Whether both bounds are real numbers.
  public var isBounded: Bool { lower.isFinite && upper.isFinite }

  /// An enclosure at another precision, rounded outwards.
  public func rounded(to precision: Precision) -> Interval {
    if precision == self.precision, precision == lower.precision, precision == upper.precision {
      return self
    }
    return .from((lower, lower), to: (upper, upper), precision) { mpfr_set($0, $1, $3) }
  }
}
