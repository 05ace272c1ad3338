import ExactArithmetic

/// A term as it was typed: its operations in postfix order.
struct TermText: Hashable, Sendable {
  enum Operation: Hashable, Sendable {
    case number(Rational)
    case name(String)
    case quoted(String)
    /// A function, applied as often as another term says.
    case call(String, arguments: Int, iterations: TermText?)
    case binder(Binder)
    case negate, add, subtract, multiply, divide, power, root

    var operandCount: Int {
      switch self {
      case .number, .name, .quoted, .binder: 0
      case .call(_, let count, _): count
      case .negate, .root: 1
      case .add, .subtract, .multiply, .divide, .power: 2
      }
    }
  }

  /// What is made of whole terms, which may have a variable of their own.
  enum Binder: Hashable, Sendable {
    /// `sum(j = a..b, term)`, `product(j = a..b, term)`.
    case range(isSum: Bool, variable: String, from: TermText, to: TermText, term: TermText)
    /// `iterate(term, x: start, count)`.
    case iterate(TermText, variable: String, start: TermText, count: TermText)
    /// `d(term, x)`, `d(term, x: point)`, both perhaps with an order behind.
    case derivative(TermText, variable: String, point: TermText?, order: TermText?)
    /// `chain(k)`, `dense(k)`, `resnet(k, skip: s, scale: a)`.
    case template(String, TermText, [String: TermText])
  }

  private(set) var operations: [Operation] = []

  private enum Pending {
    case operation(Operation, strength: Int)
    case bracket(name: String?, iterations: TermText?, arguments: Int)
    case bar
  }

  /// How deep brackets may nest, and terms in binders.
  static let (deepest, deepestBinder) = (20_000, 40)
  /// The functions that take an activation by its name, as `dual(relu; a, b, c)`.
  private static let ofActivations: Set<String> = [
    "dual", "dual_derivative", "dual_mean", "critical_weight", "critical_bias",
  ]

  /// Reads a text that is a term and nothing more.
  init(_ text: String) throws(ReadingError) {
    let scanner = try Scanner(text)
    var place = 0
    self = try TermText(scanner, &place)
    guard scanner.lexemes[place].lexeme == .end else { throw ReadingError("'\(text)' is no term") }
  }

  /// Reads the longest term that begins at `place`.
  ///
  /// Strengths: + − 1, * / 2, a minus sign in front 3, a number directly before a name, a root or a
  /// parenthesis 4, ^ 6 (to the right), √ 7.
  init(_ scanner: Scanner, _ place: inout Int, depth: Int = 0) throws(ReadingError) {
    guard depth < Self.deepestBinder else {
      throw ReadingError(
        "nested too deep", at: scanner.lexemes[place].offset, in: scanner.bytes)
    }
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
            if let binder = try Binder(name, scanner, &reader.place, depth) {
              operations.append(.binder(binder))
              break operand
            }
            var function = name
            if Self.ofActivations.contains(name) {
              guard case .name(let activation) = here() else {
                throw fail("this checker reads activations by their names")
              }
              reader.place += 1
              guard here() == .symbol(";") else { throw fail("expected ';'") }
              reader.place += 1
              function += " " + activation
            }
            try open(.bracket(name: function, iterations: nil, arguments: 1))
            continue
          }
          if here() == .symbol("^"),
            let count = try Self.iterations(scanner, &reader.place, depth)
          {
            try open(.bracket(name: name, iterations: count, arguments: 1))
            continue
          }
          operations.append(.name(name))
          break operand
        case .symbol("("): try open(.bracket(name: nil, iterations: nil, arguments: 1))
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
          operations.append(.call("abs", arguments: 1, iterations: nil))
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

  /// Reads `^3(`, `^k(` and `^(k - 1)(`, by which functions are iterated; nil, and `place` as it was, where
  /// what stands here is no such thing.
  private static func iterations(
    _ scanner: Scanner, _ place: inout Int, _ depth: Int
  ) throws(ReadingError) -> TermText? {
    var (end, next) = (place + 1, scanner.lexemes[place + 1])
    switch next.lexeme {
    case .number: end += 1
    case .name(let name) where !Meaning.isTaken(name) && !Scanner.reserved.contains(name): end += 1
    case .symbol("("):
      var open = 0
      repeat {
        if scanner.lexemes[end].lexeme == .symbol("(") { open += 1 }
        if scanner.lexemes[end].lexeme == .symbol(")") { open -= 1 }
        end += 1
      } while open > 0 && end < scanner.lexemes.count - 1
    default: return nil
    }
    next = scanner.lexemes[end]
    guard next.lexeme == .symbol("("), !next.isSpaced else { return nil }
    place += 1
    let count: TermText
    if case .number(let value) = scanner.lexemes[place].lexeme {
      count = TermText(operations: [.number(value)])
      place += 1
    } else if case .name(let name) = scanner.lexemes[place].lexeme {
      count = TermText(operations: [.name(name)])
      place += 1
    } else {
      place += 1
      count = try TermText(scanner, &place, depth: depth + 1)
      place += 1
    }
    guard place == end else {
      throw ReadingError("expected ')'", at: next.offset, in: scanner.bytes)
    }
    place += 1
    return count
  }

  private init(operations: [Operation]) { self.operations = operations }
}

extension TermText.Binder {
  /// Reads what stands behind `name(`, up to the closing parenthesis; nil where that is an ordinary function.
  init?(_ name: String, _ scanner: Scanner, _ place: inout Int, _ depth: Int) throws(ReadingError) {
    var reader = place
    func fail(_ message: String) -> ReadingError {
      ReadingError(message, at: scanner.lexemes[reader].offset, in: scanner.bytes)
    }
    func skip(_ symbol: String) -> Bool {
      guard scanner.lexemes[reader].lexeme == .symbol(symbol) else { return false }
      reader += 1
      return true
    }
    func expect(_ symbol: String) throws(ReadingError) {
      guard skip(symbol) else { throw fail("expected '\(symbol)'") }
    }
    func word() throws(ReadingError) -> String {
      guard case .name(let word) = scanner.lexemes[reader].lexeme,
        !Scanner.reserved.contains(word), !Meaning.isTaken(word)
      else { throw fail("expected a variable's name") }
      reader += 1
      return word
    }
    func term() throws(ReadingError) -> TermText {
      try TermText(scanner, &reader, depth: depth + 1)
    }
    switch name {
    case "sum", "product":
      let variable = try word()
      try expect("=")
      let from = try term()
      try expect("..")
      let to = try term()
      try expect(",")
      self = .range(
        isSum: name == "sum", variable: variable, from: from, to: to, term: try term())
    case "iterate":
      let body = try term()
      try expect(",")
      let variable = try word()
      try expect(":")
      let start = try term()
      try expect(",")
      self = .iterate(body, variable: variable, start: start, count: try term())
    case "d":
      let body = try term()
      try expect(",")
      let variable = try word()
      let point = skip(":") ? try term() : nil
      self = .derivative(
        body, variable: variable, point: point, order: skip(",") ? try term() : nil)
    case "chain", "dense", "resnet":
      let length = try term()
      var parameters: [String: TermText] = [:]
      while skip(",") {
        let label = try word()
        try expect(":")
        guard parameters.updateValue(try term(), forKey: label) == nil else {
          throw fail("'\(label)' is given twice")
        }
      }
      self = .template(name, length, parameters)
    default: return nil
    }
    try expect(")")
    place = reader
  }
}
