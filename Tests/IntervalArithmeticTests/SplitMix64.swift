import Foundation

/// Steele, Lea and Flood's generator: a test names its seed, and fails with it.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The number of random cases: `count` times KERNELCALCULATOR_TEST_SCALE (1 where it is not set).
func scaledCount(_ count: Int) -> Int {
  let text = ProcessInfo.processInfo.environment["KERNELCALCULATOR_TEST_SCALE"]
  return max(1, Int(Double(count) * (text.flatMap { Double($0) } ?? 1)))
}

/// What went wrong in many cases, of which the first few are worth printing.
struct Failures: CustomStringConvertible {
  private(set) var count = 0
  private var first: [String] = []

  var isEmpty: Bool { count == 0 }
  var description: String { "\(count) failures:\n" + first.joined(separator: "\n") }

  mutating func check(_ condition: Bool, _ message: @autoclosure () -> String) {
    if condition { return }
    count += 1
    if first.count < 5 { first.append(message()) }
  }
}
