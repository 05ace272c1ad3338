import ExactArithmetic

/// A term as it was typed: its operations in postfix order.
struct TermText: Sendable {
  enum Operation: Hashable, Sendable {
    case number(Rational)
    case name(String)
    case quoted(String)
    case call(String, arguments: Int, iterations: Int)
    case negate, add, subtract, multiply, divide, power, root

    var operandCount: Int {
      switch self {
      case .number, .name, .quoted: 0
      case .call(_, let count, _): count
      case .negate, .root: 1
      case .add, .subtract, .multiply, .divide, .power: 2
      }
    }
  }

  private(set) var operations: [Operation] = []

  private enum Pending {
    case operation(Operation, strength: Int)
    case bracket(name: String?, iterations: Int, arguments: Int)
    case bar
  }

  /// How deep brackets may nest.
  static let deepest = 20_000

  /// Reads the longest term that begins at `place`.
  ///
  /// Strengths: + − 1, * / 2, a minus sign in front 3, a number directly before a name, a root or a
  /// parenthesis 4, ^ 6 (to the right), √ 7.
  init(_ scanner: Scanner, _ place: inout Int) throws(ReadingError) {
    var pending: [Pending] = []
    var reader = (scanner: scanner, place: place)
    func fail(_ message: String) -> ReadingError {
      ReadingError(message, at: scanner.lexemes[reader.place].offset, in: scanner.bytes)
    }
    func here() -> Lexeme { scanner.lexemes[reader.place].lexeme }
    func reduce(_ strength: Int) {
      while case .operation(let operation, let own)? = pending.last, own >= strength {
        pending.removeLast()
        operations.append(operation)
      }
    }
    func push(_ operation: Operation, _ strength: Int) {
      reduce(operation == .power ? strength + 1 : strength)
      pending.append(.operation(operation, strength: strength))
    }
    func open(_ bracket: Pending) throws(ReadingError) {
      guard pending.count < Self.deepest else { throw fail("nested too deep") }
      pending.append(bracket)
    }
    /// Whether a bracket or bar is open, and no operation above the innermost.
    func innermost() -> Pending? {
      pending.last { if case .operation = $0 { false } else { true } }
    }

    reading: while true {
      // One operand, with what stands before it.
      operand: while true {
        let lexeme = here()
        reader.place += 1
        switch lexeme {
        case .number(let value):
          operations.append(.number(value))
          if scanner.lexemes[reader.place].isSpaced { break operand }
          switch here() {
          case .name(let name) where Scanner.reserved.contains(name): break operand
          case .name, .symbol("("), .symbol("√"):
            if case .operation(.divide, _)? = pending.last {
              throw fail("ambiguous after '/': write a/(2π) or (a/2)·π")
            }
            push(.multiply, 4)
          default: break operand
          }
        case .quoted(let text):
          operations.append(.quoted(text))
          break operand
        case .name(let name) where !Scanner.reserved.contains(name):
          if here() == .symbol("(") {
            reader.place += 1
            try open(.bracket(name: name, iterations: 1, arguments: 1))
            continue
          }
          let next = scanner.lexemes.dropFirst(reader.place).prefix(3).map { $0 }
          if next.count == 3, next[0].lexeme == .symbol("^"),
            case .number(let count) = next[1].lexeme,
            next[2].lexeme == .symbol("("), !next[2].isSpaced
          {
            guard let iterations = count.asInt, (0...Self.deepest).contains(iterations) else {
              throw fail("an iterate needs a whole number")
            }
            reader.place += 3
            try open(.bracket(name: name, iterations: iterations, arguments: 1))
            continue
          }
          operations.append(.name(name))
          break operand
        case .symbol("("): try open(.bracket(name: nil, iterations: 1, arguments: 1))
        case .symbol("|"): try open(.bar)
        case .symbol("-"): try open(.operation(.negate, strength: 3))
        case .symbol("√"): try open(.operation(.root, strength: 7))
        case .symbol("+"): continue
        default:
          reader.place -= 1
          throw fail("expected a term")
        }
      }
      // Closing brackets, and one operator.
      while true {
        switch here() {
        case .symbol("+"): push(.add, 1)
        case .symbol("-"): push(.subtract, 1)
        case .symbol("*"): push(.multiply, 2)
        case .symbol("/"): push(.divide, 2)
        case .symbol("^"): push(.power, 6)
        case .symbol(","):
          guard case .bracket(let name?, let iterations, let arguments)? = innermost() else {
            break reading
          }
          reduce(0)
          pending[pending.count - 1] = .bracket(
            name: name, iterations: iterations, arguments: arguments + 1)
        case .symbol(")"):
          guard pending.contains(where: { if case .bracket = $0 { true } else { false } }) else {
            break reading
          }
          reduce(0)
          guard case .bracket(let name, let iterations, let arguments)? = pending.popLast() else {
            throw fail("a '|' is still open here")
          }
          if let name {
            operations.append(.call(name, arguments: arguments, iterations: iterations))
          }
          reader.place += 1
          continue
        case .symbol("|"):
          guard case .bar? = innermost() else { break reading }
          reduce(0)
          pending.removeLast()
          operations.append(.call("abs", arguments: 1, iterations: 1))
          reader.place += 1
          continue
        default: break reading
        }
        reader.place += 1
        break
      }
    }
    reduce(0)
    guard pending.isEmpty else { throw fail("a bracket is not closed") }
    place = reader.place
  }
}
