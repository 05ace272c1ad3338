/// The checksum of FIPS 180-4, for the integrity of tables.
package struct SHA256 {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB,
    0x5BE0_CD19,
  ]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0
  private var schedule = [UInt32](repeating: 0, count: 64)

  /// A checksum of nothing yet.
  package init() {}

  /// The checksum of `bytes`, 64 hexadecimal digits.
  package static func hexadecimal(of bytes: some Sequence<UInt8>) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalized()
  }

  /// Takes in more bytes.
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    if bytes.withContiguousStorageIfAvailable({ take(UnsafeRawBufferPointer($0)) }) == nil {
      Array(bytes).withUnsafeBytes { take($0) }
    }
  }

  /// Takes in the bytes of a text.
  package mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { take(UnsafeRawBufferPointer($0)) }
  }

  private mutating func take(_ bytes: UnsafeRawBufferPointer) {
    length &+= 8 &* UInt64(bytes.count)
    var start = 0
    while start < bytes.count {
      if pending.isEmpty && bytes.count - start >= 64 {
        compress(bytes, from: start)
        start += 64
        continue
      }
      let end = min(bytes.count, start + 64 - pending.count)
      pending.append(contentsOf: bytes[start..<end])
      start = end
      if pending.count == 64 {
        let block = pending
        block.withUnsafeBytes { compress($0, from: 0) }
        pending.removeAll(keepingCapacity: true)
      }
    }
  }

  /// The checksum of everything taken in, 64 hexadecimal digits.
  package consuming func finalized() -> String {
    let total = length
    var padding: [UInt8] = [0x80]
    padding += [UInt8](repeating: 0, count: (119 - pending.count) % 64)
    padding += (0..<8).map { UInt8(truncatingIfNeeded: total >> (56 - 8 * UInt64($0))) }
    update(padding)
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private mutating func compress(_ bytes: UnsafeRawBufferPointer, from start: Int) {
    for t in 0..<16 {
      schedule[t] = UInt32(
        bigEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * t, as: UInt32.self))
    }
    for t in 16..<64 {
      let (x, y) = (schedule[t - 15], schedule[t - 2])
      let small = x.rotatedRight(7) ^ x.rotatedRight(18) ^ (x >> 3)
      let large = y.rotatedRight(17) ^ y.rotatedRight(19) ^ (y >> 10)
      schedule[t] = schedule[t - 16] &+ small &+ schedule[t - 7] &+ large
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let large = e.rotatedRight(6) ^ e.rotatedRight(11) ^ e.rotatedRight(25)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ large &+ choice &+ SHA256.constants[t] &+ schedule[t]
      let small = a.rotatedRight(2) ^ a.rotatedRight(13) ^ a.rotatedRight(22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ small &+ majority)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes, computed.
  private static let constants: [UInt32] = {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < 64 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      // The largest r with r³ ≤ prime · 2^96, by its bits; only the low 32 are wanted.
      var root: UInt64 = 0
      for bit in (0..<36).reversed() {
        let trial = root | 1 << UInt64(bit)
        let square = trial.multipliedFullWidth(by: trial)
        // trial < 2^36, so that trial² < 2^72 and the cube is below 2^108.
        let low = square.low.multipliedFullWidth(by: trial)
        let high = square.high * trial + low.high
        if (high, low.low) <= (prime << 32, 0) { root = trial }
      }
      return UInt32(truncatingIfNeeded: root)
    }
  }()
}

extension UInt32 {
  fileprivate func rotatedRight(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
