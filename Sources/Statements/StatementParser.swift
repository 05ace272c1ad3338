import ExactArithmetic
import NetworkGraphs
import SymbolicExpressions

/// Reads a statement: its quantifiers here, its formula in `StatementParser+Formula.swift`.
struct StatementParser {
  let source: String
  let tokens: [Token]
  var index = 0
  let definitions: Definitions
  private(set) var prefix: [Quantified] = []
  var checker = TermChecker()

  init(_ source: String, definitions: Definitions) throws(SyntaxError) {
    self.source = source
    self.definitions = definitions
    tokens = try Lexer.tokens(of: source)
  }

  var token: Token { tokens[index] }

  func error(_ message: String, _ token: Token) -> SyntaxError {
    SyntaxError(message, at: token.range.lowerBound, in: source)
  }

  func isWord(_ word: String) -> Bool { token.kind == .identifier(word) }

  /// Reads the quantifiers into ``prefix`` and gives the formula after them.
  mutating func readStatement() throws(SyntaxError) -> Formula {
    while let kind = quantifierKind {
      index += 1
      try readVariables(kind)
    }
    return try readFormula()
  }

  var quantifierKind: QuantifierKind? {
    guard case .identifier(let word) = token.kind else { return nil }
    return QuantifierKind(rawValue: word)
  }

  /// Moves past `symbol`, which must stand here.
  mutating func expect(_ symbol: String, _ purpose: String = "") throws(SyntaxError) {
    guard token.isSymbol(symbol) else {
      throw error("expected '\(symbol)'\(purpose), found \(token.spelling(in: source))", token)
    }
    index += 1
  }

  /// Reads `x in [0, 1], y, z in (0, 1), dag in complete(3) where connected:`.
  private mutating func readVariables(_ kind: QuantifierKind) throws(SyntaxError) {
    while true {
      var names = [try readName(kind)]
      while token.isSymbol(",") {
        index += 1
        names.append(try readName(kind))
      }
      let isEvery = token.isSymbol(">=")
      guard isEvery || isWord("in") else {
        throw error(
          "expected 'in' and what \(names[names.count - 1].name) ranges over, found "
            + token.spelling(in: source), token)
      }
      index += 1
      let domain = isEvery ? try readEvery(kind, names) : try readDomain()
      for (name, token) in names {
        guard checker.domains.updateValue(domain, forKey: name) == nil else {
          throw error("'\(name)' is bound twice", token)
        }
        prefix.append(Quantified(kind: kind, name: name, domain: domain))
      }
      if token.isSymbol(":") { break }
      guard token.isSymbol(",") else {
        throw error(
          "expected ',' and a further variable, or ':' and what is said of them, found "
            + token.spelling(in: source), token)
      }
      index += 1
    }
    index += 1
  }

  /// Reads the first number of `k >= 1`.
  private mutating func readEvery(
    _ kind: QuantifierKind, _ names: [(name: String, token: Token)]
  ) throws(SyntaxError) -> QuantifiedDomain {
    let name = names[names.count - 1]
    guard kind == .forall, names.count == 1, prefix.allSatisfy({ $0.domain.every == nil }) else {
      throw error("one variable may be every whole number, 'forall k >= 1, …'", name.token)
    }
    guard prefix.allSatisfy({ $0.domain.isFinite }) else {
      throw error(
        "'\(name.name) >= …' stands in front of the real variables: forall k >= 1, rho in [-1, 1): …",
        name.token)
    }
    return .every(EveryInteger(first: try readInteger()))
  }

  /// The quantifiers, with how many steps an induction has.
  func prefixForInduction(_ formula: Formula) throws(SyntaxError) -> [Quantified] {
    guard let place = prefix.firstIndex(where: { $0.domain.every != nil }),
      var every = prefix[place].domain.every
    else { return prefix }
    let name = prefix[place].name
    guard let comparisons = formula.comparisons, prefix[place...].allSatisfy({ $0.kind == .forall })
    else {
      throw SyntaxError(
        "what is said of every \(name) is a comparison, or several joined by 'and', in front of "
          + "which there is 'forall' only", at: 0, in: source)
    }
    every.steps = comparisons.count
    var result = prefix
    result[place] = Quantified(kind: .forall, name: name, domain: .every(every))
    return result
  }

  private mutating func readName(
    _ kind: QuantifierKind
  ) throws(SyntaxError) -> (name: String, token: Token) {
    let current = token
    guard case .identifier(let name) = current.kind, !Lexer.reservedWords.contains(name) else {
      throw error(
        "expected the name of a variable after '\(kind.rawValue)' or ',', found "
          + current.spelling(in: source), current)
    }
    if TermChecker.isTaken(name) || definitions.defines(name) {
      throw error("'\(name)' has a meaning of its own; choose another name", current)
    }
    index += 1
    return (name, current)
  }

  private mutating func readDomain() throws(SyntaxError) -> QuantifiedDomain {
    let domain: QuantifiedDomain
    switch token.kind {
    case .symbol("["), .symbol("("):
      domain = .real(try readInterval())
      if isWord("where") { throw error("'where' is for networks only", token) }
    case .symbol("{"): domain = .networks(try readConditions(.list(try readList())))
    case .identifier("complete"):
      domain = .networks(try readConditions(.complete(try readCompleteSpace())))
    case .identifier("nasbench201"):
      index += 1
      domain = .networks(try readConditions(.nasBench201))
    case .identifier("edges"): domain = try readEdges(isAbsent: false)
    case .identifier("absent"): domain = try readEdges(isAbsent: true)
    case .number, .symbol("-"): domain = .integers(try readRange())
    default:
      throw error(
        "expected an interval such as [-1, 1), a space (complete(3) or nasbench201), a list such as "
          + "{\"2_02\", \"1_01\"}, a range such as 1..12, edges(dag) or absent(dag), found "
          + token.spelling(in: source), token)
    }
    return domain
  }

  // MARK: Integers and edges

  /// The most integers that a range may have.
  private static let largestRange = 1_000_000

  private mutating func readRange() throws(SyntaxError) -> ClosedRange<Int> {
    let start = token
    let lower = try readInteger()
    try expect("..", " between the ends of the range")
    let upper = try readInteger()
    guard lower <= upper else {
      throw error("the range is reversed: \(lower) is greater than \(upper)", start)
    }
    guard upper - lower < Self.largestRange else {
      throw error("a range has at most \(Self.largestRange) integers", start)
    }
    return lower...upper
  }

  private mutating func readInteger() throws(SyntaxError) -> Int {
    let isNegative = token.isSymbol("-")
    if isNegative { index += 1 }
    guard case .number(let value) = token.kind, let integer = value.asInt,
      integer <= Self.largestRange
    else {
      throw error(
        "expected a whole number up to \(Self.largestRange), found "
          + token.spelling(in: source), token)
    }
    index += 1
    return isNegative ? -integer : integer
  }

  private mutating func readEdges(isAbsent: Bool) throws(SyntaxError) -> QuantifiedDomain {
    index += 1
    try expect("(", " and a network")
    guard case .identifier(let name) = token.kind, case .networks? = checker.domains[name] else {
      throw error(
        "expected a network that an earlier quantifier binds, found "
          + token.spelling(in: source), token)
    }
    index += 1
    try expect(")")
    return .edges(of: name, isAbsent: isAbsent)
  }

  // MARK: Intervals

  private mutating func readInterval() throws(SyntaxError) -> RealInterval {
    let opening = token
    index += 1
    let advice = "; write a + (b - a)*t with t in [0, 1] for a number between a and b"
    let lower = try readEnd("the ends of an interval", advice)
    try expect(",", " between the ends of the interval")
    let upper = try readEnd("the ends of an interval", advice)
    let closing = token
    guard closing.isSymbol("]") || closing.isSymbol(")") else {
      throw error(
        "expected ']' or ')' after the interval's ends, found \(closing.spelling(in: source))",
        closing)
    }
    index += 1
    let interval = RealInterval(
      lower: lower, upper: upper, includesLower: opening.isSymbol("["),
      includesUpper: closing.isSymbol("]"))
    guard let interval else {
      throw error(
        lower == upper
          ? "the interval is empty: its ends are equal and not both included"
          : "the interval is reversed: \(lower) is greater than \(upper)", opening)
    }
    return interval
  }

  /// A rational number, which is `what`; `advice` is what to do where it is not.
  private mutating func readEnd(
    _ what: String, _ advice: String = ""
  ) throws(SyntaxError) -> Rational {
    let start = token
    let term = try TermParser.parse(tokens, from: &index, of: source)
    for item in term.items {
      if case .name(let name) = item.operation, checker.domains[name] != nil {
        throw term.error("\(what) may not depend on '\(name)'", item.range)
      }
    }
    let meaning = Meaning(checker, source: source)
    let expression = try meaning.read(term)
    guard meaning.conditions.isEmpty, let value = expression.provenRational(expanding: true) else {
      throw error("\(what) must be rational\(advice)", start)
    }
    return value
  }

  // MARK: Networks

  private mutating func readCompleteSpace() throws(SyntaxError) -> CompleteSpace {
    index += 1
    try expect("(", " after 'complete'")
    let range = 1...NetworkDomain.largestCompleteSpace
    guard case .number(let value) = token.kind, let nodes = value.asInt, range.contains(nodes)
    else {
      throw error(
        "complete(H) needs a whole number H from 1 to \(range.upperBound), found "
          + token.spelling(in: source), token)
    }
    index += 1
    try expect(")")
    return CompleteSpace(nodes: nodes)
  }

  private mutating func readList() throws(SyntaxError) -> [NetworkDomain.Listed] {
    var networks: [NetworkDomain.Listed] = []
    repeat {
      index += 1
      let text: String
      switch token.kind {
      case .text(let quoted): text = quoted
      case .identifier(let name) where definitions.networks[name] != nil:
        text = definitions.networks[name] ?? name
      default:
        throw error(
          "expected a network in quotes, such as \"2_21_112\", found "
            + token.spelling(in: source), token)
      }
      let network = try checker.network(text, at: token.range, in: source)
      networks.append(NetworkDomain.Listed(text: text, network: network))
      index += 1
    } while token.isSymbol(",")
    try expect("}", " or ',' in the list of networks")
    return networks
  }

  private mutating func readConditions(
    _ space: NetworkDomain.Space
  ) throws(SyntaxError) -> NetworkDomain {
    var conditions: [NetworkDomain.Condition] = []
    let start = token
    if isWord("where") {
      repeat {
        index += 1
        conditions.append(try readCondition())
      } while isWord("and")
    }
    var distinct: [NetworkDomain.Condition] = []
    for condition in conditions where !distinct.contains(condition) { distinct.append(condition) }
    let domain = NetworkDomain(space: space, conditions: distinct)
    if case .list = space, !domain.networks().contains(where: { _ in true }) {
      throw error("no network of the list meets the condition", start)
    }
    return domain
  }

  private mutating func readCondition() throws(SyntaxError) -> NetworkDomain.Condition {
    let words = NetworkDomain.Condition.words
    let statistics = NetworkStatistic.allCases.map(\.rawValue)
    let all =
      words.keys.sorted().joined(separator: ", ") + ", and comparisons of "
      + statistics.joined(separator: ", ") + " with a number, such as paths >= 4"
    guard case .identifier(let word) = token.kind, !Lexer.reservedWords.contains(word) else {
      throw error(
        "expected a condition, found \(token.spelling(in: source)); there are \(all)", token)
    }
    if let condition = words[word] {
      index += 1
      return condition
    }
    guard let statistic = NetworkStatistic(rawValue: word) else {
      let known = words.keys.sorted() + statistics
      let nearest = nearestSpelling(to: word, among: known).map { "; did you mean '\($0)'?" }
      throw error("unknown condition '\(word)'\(nearest ?? ""); there are \(all)", token)
    }
    index += 1
    guard let relation = relationHere else {
      throw error(
        "expected a relation and a number after '\(word)', such as \(word) >= 2, found "
          + token.spelling(in: source), token)
    }
    index += 1
    return .comparison(statistic, relation, try readEnd("a condition's bound"))
  }
}
