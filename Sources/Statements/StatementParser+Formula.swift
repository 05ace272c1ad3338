import NetworkGraphs
import SymbolicExpressions

extension StatementParser {
  /// Reads the formula up to the end of the text.
  ///
  /// An operator-precedence parser with an explicit stack: parentheses cost no stack of the machine.
  mutating func readFormula() throws(SyntaxError) -> Formula {
    let opensFormula = formulaParentheses()
    let meaning = Meaning(checker, source: source)
    var stack = FormulaStack(source: source)
    var isComplete = false
    while !isComplete {
      if isWord("not") {
        stack.open(.not, token)
        index += 1
      } else if opensFormula.contains(index) {
        stack.open(.parenthesis, token)
        index += 1
      } else {
        stack.push(try readComparison(meaning))
        isComplete = try !readConnective(&stack)
      }
    }
    guard token.kind == .end else { throw unexpected(token) }
    checker = meaning.checker
    return try stack.finish(token)
  }

  /// Reads closing parentheses and one connective; false where there is none.
  private mutating func readConnective(_ stack: inout FormulaStack) throws(SyntaxError) -> Bool {
    while token.isSymbol(")") {
      try stack.close(token)
      index += 1
    }
    guard case .identifier(let word) = token.kind, let connective = Connective(word) else {
      return false
    }
    try stack.join(connective, token)
    index += 1
    return true
  }

  private func unexpected(_ token: Token) -> SyntaxError {
    let found = token.spelling(in: source)
    if QuantifierKind(rawValue: String(found.dropFirst().dropLast())) != nil {
      return error("quantifiers stand in front of the whole formula", token)
    }
    if case .symbol(let symbol) = token.kind, Relation(rawValue: symbol) != nil {
      return error("a formula in parentheses cannot be compared", token)
    }
    return error("unexpected \(found); expected 'and', 'or', 'implies' or the end", token)
  }

  /// The indices of the parentheses that open a formula and not a term: those around a relation or a
  /// connective.
  private func formulaParentheses() -> Set<Int> {
    var result: Set<Int> = []
    // The = of a sum's index says nothing of a formula: arguments of functions hold none.
    var open: [(index: Int, isCall: Bool, holdsFormula: Bool)] = []
    for index in index..<tokens.count {
      switch tokens[index].kind {
      case .symbol("("):
        var isCall = false
        if index > self.index, case .identifier(let word) = tokens[index - 1].kind {
          isCall = !Lexer.reservedWords.contains(word)
        }
        open.append((index, isCall, false))
      case .symbol(")"):
        guard let inner = open.popLast() else { continue }
        if inner.holdsFormula, !inner.isCall {
          result.insert(inner.index)
          if !open.isEmpty { open[open.count - 1].holdsFormula = true }
        }
      case .symbol(let symbol) where Relation(rawValue: symbol) != nil:
        if !open.isEmpty { open[open.count - 1].holdsFormula = true }
      case .identifier(let word) where Lexer.reservedWords.contains(word):
        if !open.isEmpty { open[open.count - 1].holdsFormula = true }
      default: break
      }
    }
    // Parentheses that are never closed.
    var holdsFormula = false
    for outer in open.reversed() {
      holdsFormula = holdsFormula || outer.holdsFormula
      if holdsFormula { result.insert(outer.index) }
    }
    return result
  }

  /// Reads `a < b <= c`: adjacent terms compared, all of which must hold.
  private mutating func readComparison(_ meaning: Meaning) throws(SyntaxError) -> [Formula] {
    if quantifierKind != nil { throw unexpected(token) }
    var comparisons: [Formula] = []
    var left = try readTerm(meaning)
    while let relation = relationHere {
      index += 1
      let right = try readTerm(meaning)
      comparisons.append(.comparison(left, relation, right))
      left = right
    }
    if comparisons.isEmpty {
      let relations = Relation.allCases.map(\.rawValue).joined(separator: " ")
      throw error(
        "expected a relation (\(relations)), found \(token.spelling(in: source))", token)
    }
    return comparisons
  }

  var relationHere: Relation? {
    guard case .symbol(let symbol) = token.kind else { return nil }
    return Relation(rawValue: symbol)
  }

  /// Reads a term and checks that it means something.
  private mutating func readTerm(_ meaning: Meaning) throws(SyntaxError) -> Term {
    let integers = checker.domains.filter { $0.value.isOfIntegers }.map(\.key)
    let parsed = try TermParser.parse(tokens, from: &index, of: source)
    let term = try definitions.applied(to: definitions.iterating(parsed, Set(integers)))
    _ = try meaning.read(term)
    // What no integer decides is written out once for all.
    return !integers.isEmpty ? term : try term.expanded(texts: NetworkTemplate.functions)
  }
}

/// A connective between two formulas, weakest first.
private enum Connective: Int {
  case implies, or, and

  init?(_ word: String) {
    switch word {
    case "implies": self = .implies
    case "or": self = .or
    case "and": self = .and
    default: return nil
    }
  }
}

/// The stacks of the formula parser: formulas read, and what waits for its right side.
private struct FormulaStack {
  enum Opening { case not, parenthesis }
  private enum Pending {
    case opening(Opening)
    case connective(Connective)
  }

  /// A formula under construction: parts of one `and` or `or`, or a single part.
  private struct Operand {
    var parts: [Formula]
    var connective: Connective?
    /// The depth of the deepest part.
    var partDepth: Int

    var depth: Int { connective == nil ? partDepth : partDepth + 1 }

    var formula: Formula {
      switch connective {
      case .and: .and(parts)
      case .or: .or(parts)
      default: parts[0]
      }
    }

    mutating func append(_ other: Operand, _ joining: Connective) {
      if connective != joining {
        self = Operand(parts: [formula], connective: joining, partDepth: depth)
      }
      if other.connective == joining {
        parts += other.parts
        partDepth = max(partDepth, other.partDepth)
      } else {
        parts.append(other.formula)
        partDepth = max(partDepth, other.depth)
      }
    }
  }

  private let source: String
  private var operands: [Operand] = []
  private var pending: [(Pending, Token)] = []

  init(source: String) { self.source = source }

  mutating func open(_ opening: Opening, _ token: Token) {
    pending.append((.opening(opening), token))
  }

  /// Adds comparisons that must all hold.
  mutating func push(_ comparisons: [Formula]) {
    operands.append(
      Operand(
        parts: comparisons, connective: comparisons.count > 1 ? .and : nil, partDepth: 1))
  }

  /// `and` and `or` group to the left (which does not matter), `implies` to the right.
  mutating func join(_ connective: Connective, _ token: Token) throws(SyntaxError) {
    try reduce(above: connective == .implies ? connective.rawValue + 1 : connective.rawValue)
    pending.append((.connective(connective), token))
  }

  mutating func close(_ token: Token) throws(SyntaxError) {
    try reduce(above: 0)
    guard pending.popLast() != nil else {
      throw SyntaxError(
        "this parenthesis closes nothing", at: token.range.lowerBound, in: source)
    }
  }

  mutating func finish(_ end: Token) throws(SyntaxError) -> Formula {
    try reduce(above: 0)
    if let (_, token) = pending.last {
      throw SyntaxError(
        "this parenthesis is not closed", at: token.range.lowerBound, in: source)
    }
    return operands[0].formula
  }

  /// Applies what binds at least as strongly as `strength`, back to the innermost open parenthesis.
  private mutating func reduce(above strength: Int) throws(SyntaxError) {
    while let (waiting, token) = pending.last {
      switch waiting {
      case .opening(.parenthesis): return
      case .opening(.not):
        let inner = operands.removeLast()
        operands.append(
          Operand(parts: [.not(inner.formula)], connective: nil, partDepth: inner.depth + 1))
      case .connective(let connective):
        if connective.rawValue < strength { return }
        let right = operands.removeLast()
        if connective == .implies {
          let left = operands.removeLast()
          operands.append(
            Operand(
              parts: [.implies(left.formula, right.formula)], connective: nil,
              partDepth: max(left.depth, right.depth) + 1))
        } else {
          operands[operands.count - 1].append(right, connective)
        }
      }
      pending.removeLast()
      guard operands[operands.count - 1].depth <= Formula.deepest else {
        throw SyntaxError(
          "formulas nest deeper than \(Formula.deepest) levels", at: token.range.lowerBound,
          in: source)
      }
    }
  }
}
