import CMultiprecision

/// The number of bits of a significand.
public struct Precision: Hashable, Comparable, Sendable {
  /// At least 2.
  public let bits: Int

  /// The largest precision that is accepted: two thousand million bits, far beyond any memory but
  /// small enough for the doubling of a precision to stay representable.
  public static let largest = Precision(unchecked: 1 << 31)

  /// A precision of `bits` bits.
  ///
  /// - Precondition: 2 ≤ `bits` ≤ ``largest``.
  public init(_ bits: Int) {
    precondition(
      bits >= 2 && bits <= Precision.largest.bits, "Precision: \(bits) bits is out of range")
    self.bits = bits
  }

  private init(unchecked bits: Int) { self.bits = bits }

  /// A precision at which every decimal of `digits` significant digits survives the way to binary
  /// and back: ⌈digits · log₂ 10⌉ + 1 bits, or one bit more.
  ///
  /// - Precondition: 1 ≤ `digits` ≤ 600,000,000.
  public static func decimalDigits(_ digits: Int) -> Precision {
    precondition(
      digits >= 1 && digits <= 600_000_000, "Precision: \(digits) digits is out of range")
    // log₂ 10 < 3.321928095.
    return Precision(digits * 3_321_928_095 / 1_000_000_000 + 2)
  }

  /// How many decimal digits the precision carries: ⌊bits · log₁₀ 2⌋, and at least 1.
  public var decimalDigits: Int { max(1, bits * 30_102_999 / 100_000_000) }

  /// Whether `a` has fewer bits.
  public static func < (a: Precision, b: Precision) -> Bool { a.bits < b.bits }
}
