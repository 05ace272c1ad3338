/// Steele, Lea and Flood's generator: small, fast, and the same numbers for the same seed,
/// everywhere.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var state: UInt64

  /// A generator that begins at `seed`, or behind the first numbers of one that does.
  package init(seed: UInt64, after count: UInt64 = 0) { state = seed &+ count &* Self.step }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= Self.step
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// An integer of any size, uniform on 0…`bound` − 1.
  ///
  /// - Precondition: `bound` > 0.
  package mutating func integer(below bound: Integer) -> Integer {
    precondition(bound.signum > 0, "SplitMix64: empty range")
    let bits = (bound - .one).bitWidth
    while true {
      var value = Integer.zero
      for _ in 0..<((bits + 63) / 64) { value = value.shiftedLeft(64) + Integer(next()) }
      value = value.shiftedRight(UInt((64 - bits % 64) % 64))
      if value < bound { return value }
    }
  }
}
