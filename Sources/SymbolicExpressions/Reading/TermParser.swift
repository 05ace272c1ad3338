import ExactArithmetic

/// Reads terms: numbers, names, calls, + − * / ^, parentheses, |…| for absolute value, and a number
/// directly followed by a name, root or parenthesis as a product (2π, 3√2); f^3(x) and f^(k−1)(x) as
/// iteration, `sum(j = a..b, …)` and `product(j = a..b, …)` with j, a, b and the rest as four arguments,
/// `dual(NAME; a, b, c)` with an activation's name, or an expression in quotes, as its first argument.
///
/// An operator-precedence parser with an explicit stack: nesting is limited by ``deepestNesting``, not
/// by the machine's stack.
package struct TermParser {
  /// How deep parentheses and calls may nest.
  package static let deepestNesting = 20_000

  private enum Pending {
    case operation(Term.Operation, precedence: Int, start: Int)
    /// An open parenthesis, call or absolute value, with where its inner values begin.
    case group(name: String?, iterations: Int, start: Int, arguments: Int)
    /// The parenthesis around k − 1 in f^(k − 1)(x), and that around x.
    case count(name: String, start: Int)
    case iterate(name: String, start: Int)
    /// The parenthesis around the parameters of an activation.
    case activation(name: String, start: Int, parameters: Int)
    case bar(start: Int)

    /// Where the bracket stands; nil for an operation.
    var bracketStart: Int? {
      switch self {
      case .operation: nil
      case .group(_, _, let start, _), .count(_, let start), .iterate(_, let start),
        .activation(_, let start, _), .bar(let start):
        start
      }
    }
  }

  private let source: String
  private let tokens: [Token]
  private var index: Int
  private var items: [Term.Item] = []
  private var pending: [Pending] = []
  private var depth = 0
  /// The source ranges of the values that the items so far leave on the stack.
  private var operands: [Range<Int>] = []

  /// Reads a whole text as one term.
  package static func parse(_ source: String) throws(SyntaxError) -> Term {
    let tokens = try Lexer.tokens(of: source)
    var index = 0
    let term = try parse(tokens, from: &index, of: source)
    guard tokens[index].kind == .end else {
      throw SyntaxError(
        "unexpected \(tokens[index].spelling(in: source))", at: tokens[index].range.lowerBound,
        in: source)
    }
    return term
  }

  /// Reads the longest term that starts at `tokens[index]` and moves the index past it.
  package static func parse(
    _ tokens: [Token], from index: inout Int, of source: String
  ) throws(SyntaxError) -> Term {
    var parser = TermParser(source: source, tokens: tokens, index: index)
    try parser.run()
    index = parser.index
    return Term(source: source, items: parser.items)
  }

  private init(source: String, tokens: [Token], index: Int) {
    self.source = source
    self.tokens = tokens
    self.index = index
  }

  private var token: Token { tokens[index] }

  private func error(_ message: String, _ token: Token) -> SyntaxError {
    SyntaxError(message, at: token.range.lowerBound, in: source)
  }

  private mutating func run() throws(SyntaxError) {
    while true {
      try readOperand()
      guard try readOperator() else { break }
    }
    if let start = pending.lazy.compactMap(\.bracketStart).last {
      throw SyntaxError(
        "this bracket is not closed (found \(token.spelling(in: source)))", at: start, in: source)
    }
    reduce(above: 0)
  }

  /// Reads prefix operators and opening brackets up to and including one number, name or text.
  private mutating func readOperand() throws(SyntaxError) {
    while true {
      let current = token
      index += 1
      switch current.kind {
      case .number(let value):
        append(.number(value), current.range)
        guard continuesAsProduct(current) else { return }
        if case .operation(.divide, _, _)? = pending.last {
          throw error("ambiguous after '/': write a/(2π) or (a/2)·π with parentheses", current)
        }
        push(.multiply, precedence: 4)
      case .text(let text):
        append(.text(text), current.range)
        return
      case .identifier(let name) where !Lexer.reservedWords.contains(name):
        if openLabel(name, current) { continue }
        if try openCall(name, current) { continue }
        appendName(name, current.range)
        return
      case .symbol("("):
        try open(.group(name: nil, iterations: 1, start: current.range.lowerBound, arguments: 1))
      case .symbol("|"):
        try open(.bar(start: current.range.lowerBound))
      case .symbol("-"):
        pending.append(.operation(.negate, precedence: 3, start: current.range.lowerBound))
      case .symbol("+"):
        break
      case .symbol("√"):
        pending.append(.operation(.squareRoot, precedence: 7, start: current.range.lowerBound))
      default:
        index -= 1
        throw error("expected a term, found \(current.spelling(in: source))", current)
      }
    }
  }

  /// Whether the token after a number continues it as a product: `2π`, `2(x+1)`, `3√2`.
  private func continuesAsProduct(_ number: Token) -> Bool {
    guard !token.isSpaced, token.range.lowerBound == number.range.upperBound else { return false }
    switch token.kind {
    case .identifier(let name): return !Lexer.reservedWords.contains(name)
    case .symbol("("), .symbol("√"): return true
    default: return false
    }
  }

  /// Takes `skip:` in front of an argument for its name.
  private mutating func openLabel(_ name: String, _ current: Token) -> Bool {
    guard token.isSymbol(":"), case .group(.some, _, _, _)? = pending.last else { return false }
    index += 1
    pending.append(.operation(.label(name), precedence: 0, start: current.range.lowerBound))
    return true
  }

  /// Opens a call where a parenthesis follows the name, with `^3` or `^(k − 1)` between them as
  /// iteration, or a sum or product over a range.
  private mutating func openCall(_ name: String, _ current: Token) throws(SyntaxError) -> Bool {
    let start = current.range.lowerBound
    if token.isSymbol("(") {
      index += 1
      try open(.group(name: name, iterations: 1, start: start, arguments: 1))
      if Term.rangeOperations.contains(name) { try readIndex(of: name) }
      if Term.activationFunctions[name] != nil { try readActivation(of: name) }
      return true
    }
    if token.isSymbol("^"), index + 1 < tokens.count, tokens[index + 1].isSymbol("("),
      let close = closingParentheses[index + 1], tokens[close + 1].isSymbol("("),
      !tokens[close + 1].isSpaced
    {
      index += 2
      try open(.count(name: name, start: start))
      return true
    }
    if token.isSymbol("^"), index + 2 < tokens.count,
      case .number(let power) = tokens[index + 1].kind,
      tokens[index + 2].isSymbol("("), !tokens[index + 2].isSpaced
    {
      if Term.activationFunctions[name] != nil {
        throw error("'\(name)' cannot be iterated", current)
      }
      guard let iterations = power.asInt, (0...TermParser.deepestNesting).contains(iterations)
      else {
        throw error(
          "an iterate needs a whole number from 0 to \(TermParser.deepestNesting)",
          tokens[index + 1])
      }
      index += 3
      try open(.group(name: name, iterations: iterations, start: start, arguments: 1))
      return true
    }
    return false
  }

  /// Reads `j =` at the beginning of `sum(j = 1..k, …)`.
  private mutating func readIndex(of name: String) throws(SyntaxError) {
    guard case .identifier(let variable) = token.kind, !Lexer.reservedWords.contains(variable),
      tokens[index + 1].isSymbol("=")
    else {
      throw error("expected a range such as j = 1..k after '\(name)('", token)
    }
    append(.name(variable), token.range)
    index += 2
    pending[pending.count - 1] = .group(
      name: name, iterations: 1, start: tokens[index - 4].range.lowerBound, arguments: 2)
  }

  /// Reads `NAME;` or `"expression";` at the beginning of `dual(NAME; a, b, c)`, and of a name with
  /// parameters only the opening parenthesis.
  private mutating func readActivation(of function: String) throws(SyntaxError) {
    let current = token
    index += 1
    switch current.kind {
    case .text(let text): append(.text(text), current.range)
    case .identifier(let name) where !Lexer.reservedWords.contains(name):
      if token.isSymbol("(") {
        index += 1
        return try open(
          .activation(name: name, start: current.range.lowerBound, parameters: 1))
      }
      append(.activation(name, parameters: 0), current.range)
    default:
      throw error(
        "expected an activation such as erf, sin(1, 0) or \"u*exp(-u^2)\" after '\(function)('",
        current)
    }
    try endActivation(current.range)
  }

  /// Moves past the `;` between an activation, which has been read, and the numbers.
  private mutating func endActivation(_ range: Range<Int>) throws(SyntaxError) {
    guard case .group(let name?, _, let start, _)? = pending.last else { return }
    guard token.isSymbol(";") else {
      let spelling = source.excerpt(range)
      throw error(
        "expected ';' after the activation, '\(name)(\(spelling); …)', found "
          + token.spelling(in: source), token)
    }
    index += 1
    pending[pending.count - 1] = .group(name: name, iterations: 1, start: start, arguments: 2)
  }

  /// The index of the parenthesis that closes each one, by the index of that.
  private lazy var closingParentheses: [Int: Int] = {
    var open: [Int] = []
    var result: [Int: Int] = [:]
    for index in tokens.indices {
      if tokens[index].isSymbol("(") { open.append(index) }
      if tokens[index].isSymbol(")"), let opening = open.popLast() { result[opening] = index }
    }
    return result
  }()

  private mutating func open(_ bracket: Pending) throws(SyntaxError) {
    depth += 1
    if depth > TermParser.deepestNesting {
      throw error(
        "nested deeper than \(TermParser.deepestNesting) levels", tokens[max(index - 1, 0)])
    }
    pending.append(bracket)
  }

  /// Reads closing brackets and one binary operator; false where the term ends.
  private mutating func readOperator() throws(SyntaxError) -> Bool {
    while true {
      switch token.kind {
      case .symbol("+"): push(.add, precedence: 1)
      case .symbol("-"): push(.subtract, precedence: 1)
      case .symbol("*"): push(.multiply, precedence: 2)
      case .symbol("/"): push(.divide, precedence: 2)
      case .symbol("^"):
        // Right-associative, and above a minus sign in front: −x^2 is −(x^2).
        push(.power, precedence: 6)
      case .symbol(")"):
        switch try close() {
        case .nothing: return false
        case .value: continue
        // What stands next has been passed already.
        case .operandDue: return true
        }
      case .symbol(","), .symbol(".."):
        guard try nextArgument() else { return false }
      case .symbol(";") where pending.contains(where: { $0.bracketStart != nil }):
        throw error("';' stands after an activation only, as in dual(NAME; a, b, c)", token)
      case .symbol("|"):
        guard closeBar() else { return false }
        continue
      default:
        return false
      }
      index += 1
      return true
    }
  }

  private mutating func push(_ operation: Term.Operation, precedence: Int) {
    reduce(above: operation == .power ? precedence + 1 : precedence)
    let start = operands.last?.lowerBound ?? 0
    pending.append(.operation(operation, precedence: precedence, start: start))
  }

  private enum Closed { case nothing, value, operandDue }

  /// Closes the innermost parenthesis, if one is open.
  private mutating func close() throws(SyntaxError) -> Closed {
    guard pending.contains(where: { if case .bar = $0 { false } else { $0.bracketStart != nil } })
    else { return .nothing }
    reduce(above: 0)
    guard let bracket = pending.last, let start = bracket.bracketStart else { return .nothing }
    let range = start..<token.range.upperBound
    switch bracket {
    case .operation, .bar: throw error("a '|' is still open here", token)
    case .count(let name, let start):
      pending[pending.count - 1] = .iterate(name: name, start: start)
      index += 2
      return .operandDue
    case .iterate(let name, _):
      operands.removeLast(2)
      append(.iterate(name), range)
    case .activation(let name, _, let parameters):
      operands.removeLast(parameters)
      append(.activation(name, parameters: parameters), range)
      pending.removeLast()
      depth -= 1
      index += 1
      try endActivation(range)
      return .operandDue
    case .group(let name?, let iterations, _, let arguments):
      if let numbers = Term.activationFunctions[name], arguments != numbers + 1 {
        throw error(
          "'\(name)' takes an activation and \(numbers) number\(numbers == 1 ? "" : "s"): "
            + "\(name)(NAME; \(numbers == 1 ? "a" : "a, b, c"))", token)
      }
      if Term.rangeOperations.contains(name), arguments != 4 {
        throw error("'\(name)' takes a range and a term: \(name)(j = 1..k, …)", token)
      }
      operands.removeLast(arguments)
      let isRoot = name == "sqrt" && arguments == 1 && iterations == 1
      append(
        isRoot ? .squareRoot : .call(name, arguments: arguments, iterations: iterations), range)
    case .group(nil, _, _, _):
      operands[operands.count - 1] = range
    }
    pending.removeLast()
    depth -= 1
    index += 1
    return .value
  }

  /// Ends an argument at a comma, or the lower end of a range at its points.
  private mutating func nextArgument() throws(SyntaxError) -> Bool {
    guard let open = pending.lastIndex(where: { $0.bracketStart != nil }) else { return false }
    let isRange = token.isSymbol("..")
    if case .activation(let name, let start, let parameters) = pending[open], !isRange {
      reduce(above: 0)
      pending[pending.count - 1] = .activation(
        name: name, start: start, parameters: parameters + 1)
      return true
    }
    guard case .group(let name, let iterations, let start, let arguments) = pending[open] else {
      if case .bar = pending[open] { return false }
      throw error("an iterate has one argument", token)
    }
    guard let name else { throw error("a comma only separates arguments of a function", token) }
    let isRangeDue = Term.rangeOperations.contains(name) && arguments == 2
    guard isRange == isRangeDue else {
      throw error(
        isRange
          ? "a range stands in 'sum(j = 1..k, …)' and 'product(j = 1..k, …)' only"
          : "expected '..' and the upper end of the range", token)
    }
    reduce(above: 0)
    pending[pending.count - 1] = .group(
      name: name, iterations: iterations, start: start, arguments: arguments + 1)
    return true
  }

  private mutating func closeBar() -> Bool {
    guard let open = pending.lastIndex(where: { $0.bracketStart != nil }),
      case .bar(let start) = pending[open]
    else { return false }
    reduce(above: 0)
    pending.removeLast()
    depth -= 1
    operands.removeLast()
    append(.call("abs", arguments: 1, iterations: 1), start..<token.range.upperBound)
    index += 1
    return true
  }

  /// Applies the operators on top of the stack that bind at least as strongly as `precedence`.
  private mutating func reduce(above precedence: Int) {
    while case .operation(let operation, let strength, let start)? = pending.last,
      strength >= precedence
    {
      pending.removeLast()
      guard let right = operands.popLast() else { return }
      if operation.operandCount == 2 { operands.removeLast() }
      append(operation, start..<right.upperBound)
    }
  }

  /// A name, or a network's node by its name: `dag.2` is `node(dag, "2")`.
  private mutating func appendName(_ name: String, _ range: Range<Int>) {
    guard let point = name.firstIndex(of: ".") else { return append(.name(name), range) }
    append(.name(String(name[..<point])), range)
    append(.text(String(name[name.index(after: point)...])), range)
    operands.removeLast(2)
    append(.call(Term.nodeFunction, arguments: 2, iterations: 1), range)
  }

  private mutating func append(_ operation: Term.Operation, _ range: Range<Int>) {
    items.append(Term.Item(operation: operation, range: range))
    operands.append(range)
  }
}

extension Token {
  /// How the token is named in a message.
  package func spelling(in source: String) -> String {
    if kind == .end { return "the end" }
    let text = String(decoding: Array(source.utf8)[range], as: UTF8.self)
    return "'\(text.prefix(40))'"
  }
}
