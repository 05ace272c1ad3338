import ExactArithmetic

/// A condition under which a sub-term, as it was typed, is defined.
///
/// Canonical construction may simplify a sub-term away (x/x is 1); its condition stays.
package struct DomainCondition {
  /// What has to lie in the domain.
  package let argument: Expression
  /// Where it has to lie.
  package let domain: Domain
  /// The sub-term in the source that is undefined where the condition fails.
  package let range: Range<Int>
  /// What the condition asks, for a message.
  package var requirement: String { ownRequirement ?? domain.requirement }
  private let ownRequirement: String?

  /// The condition that `argument` lie in `domain`, for the sub-term at `range`.
  package init(
    argument: Expression, domain: Domain, range: Range<Int>, requirement: String? = nil
  ) {
    self.argument = argument
    self.domain = domain
    self.range = range
    ownRequirement = requirement
  }
}

/// A typed term as an expression, with the conditions under which all of it is defined.
public struct ReadExpression {
  /// The text, taken apart.
  package let term: Term
  /// Its canonical form.
  public let expression: Expression
  /// Where the text is defined, each condition with its place.
  package let conditions: [DomainCondition]

  /// Whether the term has functions of activations in it, whose forms at points where a variance is 0 are
  /// not those that hold elsewhere.
  package var hasActivations: Bool {
    term.items.contains { item in
      if case .call(let name, _, _) = item.operation {
        Term.activationFunctions[name] != nil
      } else {
        false
      }
    }
  }
}

/// Turns a parsed term into an expression of a graph.
public struct TermReader {
  /// A value on the reader's stack.
  package enum Value {
    case expression(Expression)
    /// A bare name that is not a variable: an argument such as a rule's name.
    case name(String)
    case text(String)
    case activation(ActivationReference)
  }

  /// The graph that takes the expressions.
  public let graph: ExpressionGraph
  /// The functions that are known by name.
  public let library: FunctionLibrary
  /// Gives the meaning of a name; nil makes the name an error (with a suggestion).
  package let meaning: (String) -> Value?
  /// Functions with arguments that are not all expressions, by name.
  package let special:
    [String: (_ arguments: [Value], _ range: Range<Int>) throws(SyntaxError) -> Expression]

  /// A reader for which unknown names are variables, unless they look like a misspelt function: a name of
  /// four letters or more within two edits of a known one is an error with the suggestion, so that a slip
  /// does not turn a check into one of something else. `variables` are meant as they stand.
  public init(graph: ExpressionGraph, library: FunctionLibrary, variables: Set<String> = []) {
    self.init(graph: graph, library: library) { name in
      let isMisspelt = !variables.contains(name) && library.misspelt(name) != nil
      return isMisspelt ? nil : .expression(graph.variable(name))
    }
  }

  /// A reader into `graph` that knows the functions of `library`.
  package init(
    graph: ExpressionGraph, library: FunctionLibrary,
    special: [String: ([Value], Range<Int>) throws(SyntaxError) -> Expression] = [:],
    meaning: @escaping (String) -> Value?
  ) {
    self.graph = graph
    self.library = library
    self.special = special
    self.meaning = meaning
  }

  /// The same reader with numbers in place of variables.
  package func substituting(_ values: [String: Rational]) -> TermReader {
    TermReader(graph: graph, library: library, special: special) { name in
      values[name].map { .expression(graph.rational($0)) } ?? meaning(name)
    }
  }

  /// Reads `term`; errors name the sub-term and where it stands.
  package func read(_ term: Term) throws(SyntaxError) -> ReadExpression {
    let term = try term.expanded()
    var run = Run(reader: self, term: term)
    for item in term.items { try run.apply(item) }
    guard case .expression(let expression)? = run.result else {
      throw term.error("this is not an expression", 0..<term.source.utf8.count)
    }
    return ReadExpression(term: term, expression: expression, conditions: run.conditions)
  }

  /// Parses and reads `source`.
  public func read(_ source: String) throws(SyntaxError) -> ReadExpression {
    try read(TermParser.parse(source))
  }
}

/// The operands of a run of additions or multiplications, collected so that a long one makes one node
/// and not as many as it has operands.
private final class Operands {
  var items: [(expression: Expression, weight: Rational)]

  init(_ first: Expression) { items = [(first, 1)] }
}

/// The stack machine that interprets a postfix term.
private struct Run {
  enum Entry {
    case value(TermReader.Value)
    case sum(Operands)
    case product(Operands)
  }

  let reader: TermReader
  let term: Term
  var stack: [Entry] = []
  var conditions: [DomainCondition] = []

  init(reader: TermReader, term: Term) {
    self.reader = reader
    self.term = term
  }

  private var graph: ExpressionGraph { reader.graph }

  mutating func apply(_ item: Term.Item) throws(SyntaxError) {
    switch item.operation {
    case .number(let value): push(graph.rational(value))
    case .text(let text): stack.append(.value(.text(text)))
    case .name(let name): try pushMeaning(of: name, item.range)
    case .call(let name, let arguments, let iterations):
      try call(name, arguments, iterations, item.range)
    case .negate: push(-(try pop(item.range)))
    case .add: try addOperand(weight: 1, item.range)
    case .subtract: try addOperand(weight: -1, item.range)
    case .multiply: try multiplyOperand(exponent: 1, item.range)
    case .divide: try multiplyOperand(exponent: -1, item.range)
    case .power: try power(item.range)
    case .squareRoot: try pushSquareRoot(item.range)
    case .activation(let name, let count): try pushActivation(name, count, item.range)
    case .iterate(let name), .label(let name):
      throw term.error("'\(name)' has no meaning here", item.range)
    }
  }

  /// The value of a finished run.
  var result: TermReader.Value? { stack.count == 1 ? value(of: stack[0]) : nil }

  private func value(of entry: Entry) -> TermReader.Value {
    switch entry {
    case .value(let value): value
    case .sum(let operands):
      .expression(graph.sum(operands.items.map { ($0.weight, $0.expression) }))
    case .product(let operands):
      .expression(graph.product(operands.items.map { ($0.expression, $0.weight) }))
    }
  }

  private mutating func push(_ expression: Expression) {
    stack.append(.value(.expression(expression)))
  }

  private mutating func pop(_ range: Range<Int>) throws(SyntaxError) -> Expression {
    switch stack.popLast().map(value) {
    case .expression(let expression)?: return expression
    case .name(let name)?: throw term.error("'\(name)' is not a value here", range)
    case .text(let text)?: throw term.error("the text \"\(text)\" is not a value here", range)
    case .activation(let activation)?:
      throw term.error("the activation \(activation) is not a value here", range)
    case nil: throw term.error("a value is missing here", range)
    }
  }

  private mutating func addOperand(
    weight: Rational, _ range: Range<Int>
  ) throws(SyntaxError) {
    let right = try pop(range)
    let operands: Operands
    if case .sum(let started)? = stack.last {
      operands = started
    } else {
      operands = Operands(try pop(range))
      stack.append(.sum(operands))
    }
    operands.items.append((right, weight))
  }

  private mutating func multiplyOperand(
    exponent: Rational, _ range: Range<Int>
  ) throws(SyntaxError) {
    let right = try pop(range)
    let operands: Operands
    if case .product(let started)? = stack.last {
      operands = started
    } else {
      operands = Operands(try pop(range))
      stack.append(.product(operands))
    }
    if exponent.signum < 0 { try require(right, in: .nonzero, range) }
    operands.items.append((right, exponent))
  }

  private mutating func pushMeaning(of name: String, _ range: Range<Int>) throws(SyntaxError) {
    if name == "pi" { return push(graph.pi) }
    if reader.library[name] != nil || reader.special[name] != nil || name == "sqrt"
      || Term.extremeFunctions.contains(name)
      || Term.activationFunctions[name] != nil
    {
      throw term.error("'\(name)' is a function: it needs an argument in parentheses", range)
    }
    guard let value = reader.meaning(name) else {
      let hint = reader.library.suggestion(for: name).map { "; did you mean '\($0)'?" } ?? ""
      throw term.error("unknown name '\(name)'\(hint)", range)
    }
    stack.append(.value(value))
  }

  /// Records that `argument` must lie in `domain`, or fails at once where it is known not to.
  private mutating func require(
    _ argument: Expression, in domain: Domain, _ range: Range<Int>, requirement: String? = nil
  ) throws(SyntaxError) {
    if let value = argument.rationalValue {
      guard domain.contains(value) else {
        throw term.error(
          "\(term.excerpt(range)) is undefined: \(requirement ?? domain.requirement)", range)
      }
      return
    }
    if domain == .real || argument.isKnown(in: domain) { return }
    conditions.append(
      DomainCondition(argument: argument, domain: domain, range: range, requirement: requirement))
  }

  private mutating func pushSquareRoot(_ range: Range<Int>) throws(SyntaxError) {
    let argument = try pop(range)
    try require(argument, in: .nonnegative, range)
    push(argument.squareRoot)
  }

  private mutating func power(_ range: Range<Int>) throws(SyntaxError) {
    let exponent = try pop(range)
    let base = try pop(range)
    guard let number = exponent.rationalValue else {
      try require(base, in: .positive, range)
      return push((exponent * base.applying(.log)).applying(.exp))
    }
    switch (number.signum < 0, number.isInteger) {
    case (true, true): try require(base, in: .nonzero, range)
    case (true, false): try require(base, in: .positive, range)
    case (false, false): try require(base, in: .nonnegative, range)
    case (false, true): break
    }
    push(base.power(number))
  }

  private mutating func call(
    _ name: String, _ arguments: Int, _ iterations: Int, _ range: Range<Int>
  ) throws(SyntaxError) {
    if let special = reader.special[name], iterations == 1 {
      let values = stack.suffix(arguments).map(value)
      stack.removeLast(arguments)
      return push(try special(values, range))
    }
    if name == "sqrt", arguments == 1, iterations == 1 { return try pushSquareRoot(range) }
    if Term.activationFunctions[name] != nil {
      return try pushActivationFunction(name, numbers: arguments - 1, range)
    }
    if Term.extremeFunctions.contains(name) {
      guard arguments > 1, iterations == 1 else {
        throw term.error("'\(name)' takes two or more arguments, as in \(name)(x, y)", range)
      }
      let sign: Rational = name == "max" ? 1 : -1
      let values = try pop(count: arguments, range)
      return push(
        values.dropFirst().reduce(values[0]) { a, b in
          Rational(1, 2) * (a + b + sign * (a - b).magnitude)
        })
    }
    guard let family = reader.library[name] else {
      let hint = reader.library.suggestion(for: name).map { "; did you mean '\($0)'?" } ?? ""
      throw term.error("'\(name)' is not a function\(hint)", range)
    }
    guard arguments == family.parameters + 1 else {
      throw term.error(
        "'\(name)' takes \(family.parameters + 1) argument\(family.parameters == 0 ? "" : "s"), "
          + "not \(arguments)", range)
    }
    var argument = try pop(range)
    var parameters: [Int] = []
    for _ in 0..<family.parameters {
      let value = try pop(range)
      guard let number = value.rationalValue?.asInt else {
        throw term.error("'\(name)' needs whole numbers before its argument", range)
      }
      parameters.insert(number, at: 0)
    }
    guard let function = family.member(parameters) else {
      throw term.error("'\(name)' needs \(family.accepted)", range)
    }
    if iterations != 1, case .defined = function {
    } else if iterations != 1 {
      throw term.error(
        "\(name)^\(iterations)(…) is ambiguous: write \(name)(…)^\(iterations) for the power", range
      )
    }
    for _ in 0..<iterations {
      try require(argument, in: function.domain, range)
      argument = argument.applying(function)
    }
    push(argument)
  }

  // MARK: Functions of activations

  /// The values on top of the stack, the last `count` of them.
  private mutating func pop(
    count: Int, _ range: Range<Int>
  ) throws(SyntaxError) -> [Expression] {
    var values: [Expression] = []
    for _ in 0..<count { values.append(try pop(range)) }
    return values.reversed()
  }

  private mutating func pushActivation(
    _ name: String, _ count: Int, _ range: Range<Int>
  ) throws(SyntaxError) {
    var parameters: [Rational] = []
    for value in try pop(count: count, range) {
      guard let parameter = value.rationalValue else {
        throw term.error("the parameters of an activation are rational numbers", range)
      }
      parameters.append(parameter)
    }
    guard let reference = ActivationReference(name: name, parameters: parameters) else {
      let problem = ActivationReference.problem(name: name, parameters: parameters)
      throw term.error(problem ?? "'\(name)' is no activation", range)
    }
    stack.append(.value(.activation(reference)))
  }

  private mutating func pushActivationFunction(
    _ name: String, numbers: Int, _ range: Range<Int>
  ) throws(SyntaxError) {
    let arguments = try pop(count: numbers, range)
    let activation: ActivationReference
    switch stack.popLast().map(value) {
    case .activation(let reference)?: activation = reference
    case .text(let text)?:
      switch ActivationReference.reading(text) {
      case .success(let reference): activation = reference
      case .failure(let problem): throw term.error(problem.description, range)
      }
    default: throw term.error("'\(name)' needs an activation: \(name)(NAME; …)", range)
    }
    guard let function = reader.library.activationFunctions[name] else {
      throw term.error("'\(name)' is not a function that is known here", range)
    }
    switch function(activation, arguments) {
    case .failure(let problem): throw term.error(problem.description, range)
    case .success(let value):
      for condition in value.conditions {
        try require(
          condition.argument, in: condition.domain, range, requirement: condition.requirement)
      }
      push(value.expression())
    }
  }
}

extension Domain {
  /// Whether `value` belongs to the set.
  package func contains(_ value: Rational) -> Bool {
    switch self {
    case .real: true
    case .nonzero: !value.isZero
    case .nonnegative: value.signum >= 0
    case .positive: value.signum > 0
    case .closed(let low, let high): low <= value && value <= high
    }
  }

  /// What the domain asks, for a message.
  package var requirement: String {
    switch self {
    case .real: "it needs a real number"
    case .nonzero: "division by zero"
    case .nonnegative: "its argument is negative"
    case .positive: "its argument is not positive"
    case .closed(let low, let high): "its argument is outside [\(low), \(high)]"
    }
  }
}

extension Expression {
  /// Whether the expression is known, without evaluation, to lie in `domain` wherever it is defined.
  package func isKnown(in domain: Domain) -> Bool {
    switch domain {
    case .real: return true
    case .nonnegative: return graph.isKnownNonnegative(id)
    case .nonzero, .positive: return node == .pi
    case .closed(let low, let high):
      guard case .apply(let function, _) = node else { return false }
      switch function {
      case .sin, .cos: return low <= -1 && 1 <= high
      case .defined(let definition):
        guard let range = definition.range else { return false }
        return low <= range.lowerBound && range.upperBound <= high
      default: return false
      }
    }
  }
}
