import IntervalArithmetic
import Synchronization

/// The values of those instructions of a program that are the same for all inputs, evaluated once for each
/// precision.
final class ProgramConstants: Sendable {
  private let isConstant: [Bool]
  /// Those of the last precision, by instruction.
  private let last = Mutex<(precision: Precision, values: [Interval?])?>(nil)

  /// Nil where nothing but numbers is constant; instructions at some places may be others for every evaluation.
  init?(_ instructions: [Program.Instruction], varying: Set<Int>) {
    var isConstant: [Bool] = []
    var isWorthwhile = false
    for (place, instruction) in instructions.enumerated() {
      let operands = varying.contains(place) ? nil : instruction.operands
      let own = operands?.allSatisfy { isConstant[$0] } ?? false
      isConstant.append(own)
      if own, case .rational = instruction { continue }
      isWorthwhile = isWorthwhile || own
    }
    guard isWorthwhile else { return nil }
    self.isConstant = isConstant
  }

  /// By instruction, nil for those that are not constant.
  func values(of program: Program, precision: Precision) -> [Interval?] {
    if let known = last.withLock({ $0 }), known.precision == precision { return known.values }
    var slots: [Interval] = []
    let values = zip(program.instructions, isConstant).map { instruction, isConstant in
      // What is not constant is no operand of what is.
      let value = isConstant ? Program.run(instruction, slots, [], precision) : nil
      slots.append(value ?? .indeterminate(precision: precision))
      return value
    }
    last.withLock { $0 = (precision, values) }
    return values
  }
}

extension Program.Instruction {
  /// The slots that are read; nil for an input, and for expectations, on which work may be interrupted.
  fileprivate var operands: [Int]? {
    switch self {
    case .rational, .pi: []
    case .input, .expectation: nil
    case .sum(_, let terms): terms.map(\.slot)
    case .product(let factors): factors.map(\.slot)
    case .elementary(_, let slot), .defined(_, let slot): [slot]
    }
  }
}
