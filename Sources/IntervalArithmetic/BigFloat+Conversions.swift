import CMultiprecision

/// Conversions to machine numbers. Each is rounded once, from the exact value to the format,
/// subnormal numbers included; what is too large becomes an infinity or the largest finite number
/// as the direction says, and what is too small keeps its sign in a zero.
extension BigFloat {
  /// The value as an IEEE binary64 number.
  public func double(rounding: Rounding) -> Double {
    Double(bitPattern: bitPattern(.binary64, rounding: rounding))
  }

  /// The value as an IEEE binary32 number.
  public func float(rounding: Rounding) -> Float {
    Float(bitPattern: UInt32(bitPattern(.binary32, rounding: rounding)))
  }

  #if !(os(macOS) && arch(x86_64))
    /// The value as an IEEE binary16 number.
    public func float16(rounding: Rounding) -> Float16 {
      Float16(bitPattern: UInt16(bitPattern(.binary16, rounding: rounding)))
    }
  #endif

  /// The bit pattern of the value as a bfloat16 number: the upper half of a binary32's.
  public func bfloat16(rounding: Rounding) -> UInt16 {
    UInt16(bitPattern(.bfloat16, rounding: rounding))
  }

  /// The bit pattern of the value in any binary format.
  package func bitPattern(_ format: BinaryFormat, rounding: Rounding) -> UInt64 {
    if isNaN { return format.quietNaN }
    let signBit = isSignMinus ? format.signBit : 0
    if isZero { return signBit }
    if isInfinite { return signBit | format.infinity }
    return signBit | magnitudePattern(format, rounding.forMagnitude(negative: isSignMinus))
  }

  /// Patterns count the representable magnitudes upwards from zero, so a carry out of the
  /// significand ends in the right place by itself.
  private func magnitudePattern(_ format: BinaryFormat, _ rounding: Rounding) -> UInt64 {
    // |self| = m·2^unit, and m rounded to an integer has the format's precision.
    let unit = max(exponent - format.precision, format.quantum)
    let binades = UInt64(unit - format.quantum)
    let limit = rounding == .towardZero ? format.infinity - 1 : format.infinity
    guard binades <= format.infinity >> UInt64(format.precision - 1) else { return limit }
    // Far below the quantum only the fact that it is not zero matters.
    let shift = max(-unit, -2 - exponent)
    let scaled = magnitude.scaled(
      byPowerOfTwo: shift, precision: precision, rounding: .nearestEven)
    let significand = UInt64(scaled.withMPFR { mpfr_get_ui($0, rounding.mpfr) })
    return min(significand + binades << UInt64(format.precision - 1), limit)
  }
}
