/// Matsumoto and Nishimura's MT19937 seeded and read as Python's `random` does, so that an order
/// that Python shuffled can be recomputed.
struct MersenneTwister {
  private var state = [UInt32](repeating: 0, count: 624)
  private var position = 624

  /// Python's `random.seed(seed)` for a seed below 2³².
  init(pythonSeed seed: UInt32) {
    state[0] = 19_650_218
    for i in 1..<624 { state[i] = 1_812_433_253 &* mixed(i - 1) &+ UInt32(i) }
    var i = 1
    for _ in 0..<624 {
      state[i] = (state[i] ^ mixed(i - 1) &* 1_664_525) &+ seed
      i = successor(of: i)
    }
    for _ in 0..<623 {
      state[i] = (state[i] ^ mixed(i - 1) &* 1_566_083_941) &- UInt32(i)
      i = successor(of: i)
    }
    state[0] = 0x8000_0000
  }

  private func mixed(_ i: Int) -> UInt32 { state[i] ^ state[i] >> 30 }

  /// The next index of the seeding loops, which carry the last word over to the first.
  private mutating func successor(of i: Int) -> Int {
    if i < 623 { return i + 1 }
    state[0] = state[623]
    return 1
  }

  mutating func next() -> UInt32 {
    if position == 624 {
      for i in 0..<624 {
        let mixed = state[i] & 0x8000_0000 | state[(i + 1) % 624] & 0x7FFF_FFFF
        state[i] = state[(i + 397) % 624] ^ mixed >> 1 ^ (mixed & 1) &* 0x9908_B0DF
      }
      position = 0
    }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= word << 7 & 0x9D2C_5680
    word ^= word << 15 & 0xEFC6_0000
    return word ^ word >> 18
  }

  /// Python's `random.shuffle`.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      let bits = UInt32(Int.bitWidth - (last + 1).leadingZeroBitCount)
      var choice: Int
      repeat { choice = Int(next() >> (32 - bits)) } while choice > last
      elements.swapAt(last, choice)
    }
  }
}
