import Foundation

/// The number of random cases: `count` times KERNELCALCULATOR_TEST_SCALE (1 where it is not set).
package func scaledCount(_ count: Int) -> Int {
  let text = ProcessInfo.processInfo.environment["KERNELCALCULATOR_TEST_SCALE"]
  return max(1, Int(Double(count) * (text.flatMap { Double($0) } ?? 1)))
}

/// What went wrong in many cases, of which the first few are worth printing.
package struct Failures: CustomStringConvertible {
  /// How many checks failed.
  package private(set) var count = 0
  private var first: [String] = []

  /// No failures yet.
  package init() {}

  /// Whether every check held.
  package var isEmpty: Bool { count == 0 }
  /// The number of failures and the first messages.
  package var description: String { "\(count) failures:\n" + first.joined(separator: "\n") }

  /// Counts a failure where the condition does not hold.
  package mutating func check(_ condition: Bool, _ message: @autoclosure () -> String) {
    if condition { return }
    count += 1
    if first.count < 5 { first.append(message()) }
  }
}
