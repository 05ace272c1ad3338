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

  fileprivate(set) var operations: [Operation] = []

  /// How deep brackets may nest, and terms in binders.
  static let (deepest, deepestBinder) = (20_000, 40)

  /// Reads a text that is a term and nothing more.
  init(_ text: String) throws(ReadingError) {
    var reader = try Reader(text)
    self = try reader.readTerm()
    guard reader.here == .end else { throw ReadingError("'\(text)' is no term") }
  }

  fileprivate init(operations: [Operation]) { self.operations = operations }
}

/// What is not yet written behind its operands.
private enum Pending {
  case operation(TermText.Operation, strength: Int)
  case bracket(name: String?, iterations: TermText?, arguments: Int)
  case bar

  var isOperation: Bool { if case .operation = self { true } else { false } }
  var isBracket: Bool { if case .bracket = self { true } else { false } }
}

extension Reader {
  /// The functions that take an activation by its name, as `dual(relu; a, b, c)`.
  private static let ofActivations: Set<String> = [
    "dual", "dual_derivative", "dual_mean", "critical_weight", "critical_bias",
  ]
  /// The operators between two operands.
  private static let operators: [String: (operation: TermText.Operation, strength: Int)] = [
    "+": (.add, 1), "-": (.subtract, 1), "*": (.multiply, 2), "/": (.divide, 2), "^": (.power, 6),
  ]

  /// Reads the longest term that begins here.
  ///
  /// Strengths: + − 1, * / 2, a minus sign in front 3, a number directly before a name, a root or a
  /// parenthesis 4, ^ 6 (to the right), √ 7.
  mutating func readTerm(depth: Int = 0) throws(ReadingError) -> TermText {
    guard depth < TermText.deepestBinder else { throw fail("nested too deep") }
    var pending: [Pending] = []
    var operations: [TermText.Operation] = []
    func reduce(_ strength: Int) {
      while case .operation(let operation, let own)? = pending.last, own >= strength {
        pending.removeLast()
        operations.append(operation)
      }
    }
    func push(_ operation: TermText.Operation, _ strength: Int) {
      reduce(operation == .power ? strength + 1 : strength)
      pending.append(.operation(operation, strength: strength))
    }

    reading: while true {
      // One operand, with what stands before it.
      operand: while true {
        guard pending.count < TermText.deepest else { throw fail("nested too deep") }
        let lexeme = here
        place += 1
        switch lexeme {
        case .number(let value):
          operations.append(.number(value))
          guard !isSpaced, beginsFactor else { break operand }
          if case .operation(.divide, _)? = pending.last {
            throw fail("ambiguous after '/': write a/(2π) or (a/2)·π")
          }
          push(.multiply, 4)
        case .quoted(let text):
          operations.append(.quoted(text))
          break operand
        case .name(let name) where !Scanner.reserved.contains(name):
          if skip(.symbol("(")) {
            if let binder = try readBinder(name, depth) {
              operations.append(.binder(binder))
              break operand
            }
            let activation = Self.ofActivations.contains(name) ? try readActivation() : ""
            pending.append(.bracket(name: name + activation, iterations: nil, arguments: 1))
          } else if here == .symbol("^"), let count = try readIterations(depth) {
            pending.append(.bracket(name: name, iterations: count, arguments: 1))
          } else {
            operations.append(.name(name))
            break operand
          }
        case .symbol("("): pending.append(.bracket(name: nil, iterations: nil, arguments: 1))
        case .symbol("|"): pending.append(.bar)
        case .symbol("-"): pending.append(.operation(.negate, strength: 3))
        case .symbol("√"): pending.append(.operation(.root, strength: 7))
        case .symbol("+"): break
        default:
          place -= 1
          throw fail("expected a term")
        }
      }
      // Closing brackets, and one operator.
      while true {
        guard case .symbol(let symbol) = here else { break reading }
        if let (operation, strength) = Self.operators[symbol] {
          push(operation, strength)
          place += 1
          break
        }
        // The innermost bracket or bar that is open.
        let innermost = pending.last { !$0.isOperation }
        switch (symbol, innermost) {
        case (",", .bracket(let name?, let iterations, let arguments)):
          reduce(0)
          pending[pending.count - 1] = .bracket(
            name: name, iterations: iterations, arguments: arguments + 1)
        case (")", _) where pending.contains(where: \.isBracket):
          reduce(0)
          guard case .bracket(let name, let iterations, let arguments)? = pending.popLast() else {
            throw fail("a '|' is still open here")
          }
          if let name {
            operations.append(.call(name, arguments: arguments, iterations: iterations))
          }
          place += 1
          continue
        case ("|", .bar):
          reduce(0)
          pending.removeLast()
          operations.append(.call("abs", arguments: 1, iterations: nil))
          place += 1
          continue
        default: break reading
        }
        place += 1
        break
      }
    }
    reduce(0)
    guard pending.isEmpty else { throw fail("a bracket is not closed") }
    return TermText(operations: operations)
  }

  /// Whether what stands here is multiplied by a number directly before it.
  private var beginsFactor: Bool {
    switch here {
    case .name(let name): !Scanner.reserved.contains(name)
    case .symbol("("), .symbol("√"): true
    default: false
    }
  }

  private mutating func readActivation() throws(ReadingError) -> String {
    guard case .name(let activation) = here else {
      throw fail("this checker reads activations by their names")
    }
    place += 1
    try expect(";")
    return " " + activation
  }

  /// Reads `^3(`, `^k(` and `^(k - 1)(`, by which functions are iterated; nil, and nothing is read, where what stands here
  /// is no such thing.
  private mutating func readIterations(_ depth: Int) throws(ReadingError) -> TermText? {
    let start = place + 1
    var (end, count) = (start + 1, TermText?.none)
    switch scanner.lexemes[start].lexeme {
    case .number(let value): count = TermText(operations: [.number(value)])
    case .name(let name) where !Meaning.isTaken(name) && !Scanner.reserved.contains(name):
      count = TermText(operations: [.name(name)])
    case .symbol("("):
      var open = 1
      while open > 0 && end < scanner.lexemes.count - 1 {
        if scanner.lexemes[end].lexeme == .symbol("(") { open += 1 }
        if scanner.lexemes[end].lexeme == .symbol(")") { open -= 1 }
        end += 1
      }
    default: return nil
    }
    guard scanner.lexemes[end].lexeme == .symbol("("), !scanner.lexemes[end].isSpaced else {
      return nil
    }
    place = count == nil ? start + 1 : end
    if count == nil {
      count = try readTerm(depth: depth + 1)
      try expect(")")
    }
    guard place == end else { throw fail("expected ')'") }
    place += 1
    return count
  }

  /// Reads what stands behind `name(`, up to the closing parenthesis; nil where that is an ordinary function.
  private mutating func readBinder(
    _ name: String, _ depth: Int
  ) throws(ReadingError) -> TermText.Binder? {
    let binder: TermText.Binder
    let depth = depth + 1
    switch name {
    case "sum", "product":
      let variable = try readName()
      try expect("=")
      let from = try readTerm(depth: depth)
      try expect("..")
      let to = try readTerm(depth: depth)
      try expect(",")
      binder = .range(
        isSum: name == "sum", variable: variable, from: from, to: to,
        term: try readTerm(depth: depth))
    case "iterate":
      let body = try readTerm(depth: depth)
      try expect(",")
      let variable = try readName()
      try expect(":")
      let start = try readTerm(depth: depth)
      try expect(",")
      binder = .iterate(
        body, variable: variable, start: start, count: try readTerm(depth: depth))
    case "d":
      let body = try readTerm(depth: depth)
      try expect(",")
      let variable = try readName()
      let point = skip(.symbol(":")) ? try readTerm(depth: depth) : nil
      let order = skip(.symbol(",")) ? try readTerm(depth: depth) : nil
      binder = .derivative(body, variable: variable, point: point, order: order)
    case "chain", "dense", "resnet":
      let length = try readTerm(depth: depth)
      var parameters: [String: TermText] = [:]
      while skip(.symbol(",")) {
        let label = try readName()
        try expect(":")
        guard parameters.updateValue(try readTerm(depth: depth), forKey: label) == nil else {
          throw fail("'\(label)' is given twice")
        }
      }
      binder = .template(name, length, parameters)
    default: return nil
    }
    try expect(")")
    return binder
  }
}
