/// RFC 8259's grammar of numbers as an automaton over bytes; reader and writer share it.
struct NumberScanner {
  private enum State {
    case start, minus, zero, integer, point, fraction, exponentMark, exponentSign, exponent
  }

  private var state = State.start

  /// Whether the bytes accepted so far are a whole number.
  var isComplete: Bool {
    switch state {
    case .zero, .integer, .fraction, .exponent: true
    default: false
    }
  }

  /// Takes one more byte if a number may go on with it.
  mutating func accept(_ byte: UInt8) -> Bool {
    guard let next = NumberScanner.next(state, byte) else { return false }
    state = next
    return true
  }

  private static func next(_ state: State, _ byte: UInt8) -> State? {
    let digit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    switch (state, byte) {
    case (.start, UInt8(ascii: "-")): return .minus
    case (.start, UInt8(ascii: "0")), (.minus, UInt8(ascii: "0")): return .zero
    case (.start, _) where digit, (.minus, _) where digit: return .integer
    case (.integer, _) where digit: return .integer
    case (.zero, UInt8(ascii: ".")), (.integer, UInt8(ascii: ".")): return .point
    case (.point, _) where digit, (.fraction, _) where digit: return .fraction
    case (.zero, UInt8(ascii: "e")), (.zero, UInt8(ascii: "E")),
      (.integer, UInt8(ascii: "e")), (.integer, UInt8(ascii: "E")),
      (.fraction, UInt8(ascii: "e")), (.fraction, UInt8(ascii: "E")):
      return .exponentMark
    case (.exponentMark, UInt8(ascii: "+")), (.exponentMark, UInt8(ascii: "-")):
      return .exponentSign
    case (.exponentMark, _) where digit, (.exponentSign, _) where digit,
      (.exponent, _) where digit:
      return .exponent
    default: return nil
    }
  }
}
