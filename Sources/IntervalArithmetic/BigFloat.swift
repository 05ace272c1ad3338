import CMultiprecision
import ExactArithmetic

/// A binary floating-point number of any precision.
///
/// Guarantee: every operation is correctly rounded by MPFR. It returns the number nearest to the
/// exact result, in the direction and at the precision that the caller names; there are no
/// operators, because an operator would have to hide both. Exponents reach ±2³⁰; beyond them a
/// result overflows to an infinity or to the largest finite number, and underflows to a zero or to
/// the smallest number, as the rounding direction says. An operation without a value (∞ − ∞, √−1)
/// gives NaN, never a trap.
///
/// A value is immutable and lives in one allocation, shared by its copies, and by both bounds of an interval.
public struct BigFloat: @unchecked Sendable {
  /// One number or two, and their significands.
  private typealias Storage = ManagedBuffer<(__mpfr_struct, __mpfr_struct), mp_limb_t>

  // Sendable: the storage is written only while it is created, and never again.
  private let storage: Storage
  /// Which number of the storage this is: 0 or 1.
  private let place: UInt8
}

extension BigFloat {
  @inline(__always)
  private static func allocated(_ count: Int, _ precision: Precision) -> Storage {
    let limbs = (precision.bits + mp_limb_t.bitWidth - 1) / mp_limb_t.bitWidth
    return Storage.create(minimumCapacity: count * limbs) { buffer in
      var header = (__mpfr_struct(), __mpfr_struct())
      buffer.withUnsafeMutablePointerToElements {
        kc_mpfr_custom_init(&header.0, precision.bits, $0)
        if count > 1 { kc_mpfr_custom_init(&header.1, precision.bits, $0 + limbs) }
      }
      return header
    }
  }

  /// The number that `body` writes to the MPFR number it is given (NaN at first).
  @inline(__always)
  init(precision: Precision, _ body: (UnsafeMutablePointer<__mpfr_struct>) -> Void) {
    self.init(storage: Self.allocated(1, precision), place: 0)
    storage.withUnsafeMutablePointerToHeader { body(&$0.pointee.0) }
  }

  /// The two numbers that `body` writes, in one allocation.
  @inline(__always)
  static func pair(
    precision: Precision,
    _ body: (UnsafeMutablePointer<__mpfr_struct>, UnsafeMutablePointer<__mpfr_struct>) -> Void
  ) -> (BigFloat, BigFloat) {
    let storage = allocated(2, precision)
    storage.withUnsafeMutablePointerToHeader { body(&$0.pointee.0, &$0.pointee.1) }
    return (BigFloat(storage: storage, place: 0), BigFloat(storage: storage, place: 1))
  }

  /// Calls `body` with the value as an MPFR number that is valid for the call only.
  @inline(__always)
  public func withMPFR<R>(_ body: (UnsafePointer<__mpfr_struct>) throws -> R) rethrows -> R {
    try storage.withUnsafeMutablePointerToHeader { header in
      // A tuple of equal members is laid out as an array.
      let first = UnsafeRawPointer(header).assumingMemoryBound(to: __mpfr_struct.self)
      return try body(first + Int(place))
    }
  }

  /// Whether both are one and the same stored number; much cheaper than `==`.
  @inline(__always)
  func isSameStorage(as other: BigFloat) -> Bool {
    storage === other.storage && place == other.place
  }

  /// `value`, rounded.
  public init(_ value: Int, precision: Precision, rounding: Rounding) {
    self.init(precision: precision) { _ = mpfr_set_si($0, value, rounding.mpfr) }
  }

  /// `value`, rounded.
  public init(_ value: Integer, precision: Precision, rounding: Rounding) {
    self.init(precision: precision) { r in
      value.withGMP { _ = mpfr_set_z(r, $0, rounding.mpfr) }
    }
  }

  /// `value`, rounded.
  public init(_ value: Rational, precision: Precision, rounding: Rounding) {
    self.init(precision: precision) { r in
      if let small = value.asInt {
        _ = mpfr_set_si(r, small, rounding.mpfr)
        return
      }
      value.numerator.withGMP { n in
        value.denominator.withGMP { d in
          _ = kc_mpfr_set_quotient(r, n, d, rounding.mpfr)
        }
      }
    }
  }

  /// `value` with all its bits, rounded; infinities, signed zeros and NaN stay what they are.
  public init(_ value: Double, precision: Precision, rounding: Rounding) {
    self.init(precision: precision) { _ = mpfr_set_d($0, value, rounding.mpfr) }
  }

  /// A copy of an MPFR number, at its precision.
  package init(copying number: UnsafePointer<__mpfr_struct>) {
    self.init(precision: Precision(number.pointee._mpfr_prec)) {
      _ = mpfr_set($0, number, MPFR_RNDN)
    }
  }

  /// Not a number.
  public static func nan(precision: Precision) -> BigFloat {
    BigFloat(precision: precision) { _ in }
  }

  /// +∞.
  public static func infinity(precision: Precision) -> BigFloat {
    BigFloat(precision: precision) { mpfr_set_inf($0, 1) }
  }

  /// +0.
  public static func zero(precision: Precision) -> BigFloat {
    BigFloat(precision: precision) { mpfr_set_zero($0, 1) }
  }

  /// The number of bits of the significand.
  public var precision: Precision { Precision(withMPFR { $0.pointee._mpfr_prec }) }

  /// Whether there is no value.
  public var isNaN: Bool { withMPFR { kc_mpfr_nan_p($0) } != 0 }
  /// Whether the value is +∞ or −∞.
  public var isInfinite: Bool { withMPFR { kc_mpfr_inf_p($0) } != 0 }
  /// Whether the value is a real number.
  public var isFinite: Bool { !isNaN && !isInfinite }
  /// Whether the value is +0 or −0.
  public var isZero: Bool { withMPFR { kc_mpfr_zero_p($0) } != 0 }

  /// −1, 0 (also for NaN) or 1.
  public var sign: Int { isNaN ? 0 : Int(withMPFR { kc_mpfr_sgn($0) }).signum() }

  /// Whether the sign bit is set, as it is for −0.
  public var isSignMinus: Bool { withMPFR { kc_mpfr_signbit($0) } != 0 }

  /// The e with 2^(e−1) ≤ |self| < 2^e; `Int.min` for zero, `Int.max` for infinities and NaN.
  public var exponent: Int {
    if isZero { return .min }
    return isFinite ? withMPFR { kc_mpfr_get_exp($0) } : .max
  }

  /// The exact value; nil for NaN and the infinities.
  ///
  /// It takes as many bits as the exponent is large: up to 128 MB at the end of the range.
  public var exactRational: Rational? {
    guard isFinite else { return nil }
    if isZero { return 0 }
    let (significand, exponent) = integerSignificand
    return Rational(significand).scaled(byPowerOfTwo: exponent)
  }

  /// The m and e with self = m·2^e.
  ///
  /// - Precondition: finite and not zero.
  var integerSignificand: (significand: Integer, exponent: Int) {
    var exponent = 0
    let significand = Integer.withResult { r in
      exponent = withMPFR { mpfr_get_z_2exp(r, $0) }
    }
    return (significand, exponent)
  }

  /// −self, exactly.
  public var negated: BigFloat { copied { mpfr_neg($0, $1, MPFR_RNDN) } }

  /// |self|, exactly.
  public var magnitude: BigFloat {
    isSignMinus ? copied { mpfr_abs($0, $1, MPFR_RNDN) } : self
  }

  /// The least number above self at its precision; +∞ stays.
  public var nextUp: BigFloat {
    copied {
      let ternary = mpfr_set($0, $1, MPFR_RNDN)
      mpfr_nextabove($0)
      return ternary
    }
  }

  /// The greatest number below self at its precision; −∞ stays.
  public var nextDown: BigFloat {
    copied {
      let ternary = mpfr_set($0, $1, MPFR_RNDN)
      mpfr_nextbelow($0)
      return ternary
    }
  }

  /// self at another precision, rounded.
  public func rounded(to precision: Precision, rounding: Rounding) -> BigFloat {
    if precision == self.precision { return self }
    return unary(mpfr_set, precision: precision, rounding: rounding)
  }

  /// ⌊self⌋.
  ///
  /// - Precondition: finite.
  var floor: Integer {
    Integer.withResult { r in _ = withMPFR { mpfr_get_z(r, $0, MPFR_RNDD) } }
  }

  private func copied(
    _ body: (UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>) -> Int32
  ) -> BigFloat {
    BigFloat(precision: precision) { r in withMPFR { _ = body(r, $0) } }
  }
}
