import ExactArithmetic

/// What typed terms mean once the variables with finitely many values are chosen: steps of one
/// straight-line program.
final class Meaning {
  /// What a name stands for, or a part of a term.
  enum Value {
    case term(Terms.Index)
    case name(String)
    case quoted(String)
    case network(Network)
    case edge(Network.Edge)
    case inputs([Terms.Index])
    /// A network of a family, whose length every whole number says.
    case everyMember(Induction.Family)
  }

  let terms: Terms
  /// Where the terms read so far are defined.
  var conditions: [Condition] = []
  /// Where a step from k to k + 1 is defined, for k.
  var conditionsNow: [Condition] = []
  /// Expressions ≥ 0 with their slopes at points at which a derivative is taken: from one side at least all of
  /// them are ≥ 0 nearby.
  var approaches: [[(value: Terms.Index, slope: Terms.Index)]] = []
  /// The real variables, those that terms have of their own behind them.
  var variables: [String]
  let domainCount: Int
  /// The intervals of the real variables of the statement.
  private let domain: [StatementText.Domain.Interval]
  /// What other names stand for.
  var values: [String: Value]
  /// How many terms have been read, and how many may be.
  private var readings = 0
  private static let mostReadings = 1_000_000
  /// What is known of every whole number, in the step of an induction.
  private(set) var induction: Induction?

  init(
    variables: [String], domain: [StatementText.Domain.Interval] = [],
    choices: [String: ChosenValue] = [:], induction: Induction? = nil, terms: Terms = Terms()
  ) {
    self.terms = terms
    self.variables = variables
    domainCount = variables.count
    self.domain = domain
    self.induction = induction
    values = [:]
    for (name, choice) in choices { choose(choice, for: name) }
    if let induction { values[induction.name] = .term(induction.number) }
  }

  /// Gives a name to a value.
  func choose(_ choice: ChosenValue, for name: String) {
    values[name] =
      switch choice {
      case .network(let network): .network(network)
      case .edge(let edge): .edge(edge)
      case .integer(let value): .term(terms.number(Rational(Integer(value))))
      case .start, .step: nil
      }
  }

  static let functions: [String: Function] = [
    "sin": .sin, "cos": .cos, "acos": .acos, "arccos": .acos, "asin": .asin, "arcsin": .asin,
    "atan": .atan, "arctan": .atan, "exp": .exp, "log": .log, "ln": .log, "abs": .abs,
    "f": .kappa(1), "h": .kappa(1),
  ]
  static let kernelFunctions: Set<String> = [
    "lambda2", "ntk_lambda2", "Kii", "Kjj", "Kij", "K", "NTKii", "NTKjj", "NTKij", "mean", "mean_j",
  ]
  private static let otherNames: Set<String> = [
    "pi", "sqrt", "kappa", "eq12", "node", "inputs", "sum", "product", "chain", "dense", "resnet",
    "max", "min",
  ]

  /// Whether a name has a meaning of its own, and cannot be a variable's.
  static func isTaken(_ name: String) -> Bool {
    functions[name] != nil || kernelFunctions.contains(name) || Network.statistics.contains(name)
      || Rule(rawValue: name) != nil || otherNames.contains(name) || order(name) != nil
      || name.contains(".")
  }

  /// n of `kappan`.
  static func order(_ name: String) -> Int? {
    guard name.hasPrefix("kappa"), let order = Int(name.dropFirst(5)), name == "kappa\(order)",
      (0...Function.largestOrder).contains(order)
    else { return nil }
    return order
  }

  /// The step that computes a term.
  func term(_ text: TermText) throws(ReadingError) -> Terms.Index {
    try index(try value(text))
  }

  /// The same, for a text that is a term and nothing more.
  func term(_ text: String) throws(ReadingError) -> Terms.Index {
    try term(try TermText(text))
  }

  func value(_ text: TermText) throws(ReadingError) -> Value? {
    readings += 1
    guard max(readings, terms.operations.count) <= Self.mostReadings else {
      throw ReadingError("the terms are too many")
    }
    var stack: [Value] = []
    for operation in text.operations {
      let operands = Array(stack.suffix(operation.operandCount))
      stack.removeLast(operands.count)
      stack.append(try value(operation, operands))
    }
    return stack.last
  }

  func index(_ value: Value?) throws(ReadingError) -> Terms.Index {
    switch value {
    case .term(let index): return index
    case .name(let name):
      if name == "pi" { return terms.add(.pi) }
      if case .term(let index)? = values[name] { return index }
      if let variable = variable(name) { return variable }
      throw ReadingError("'\(name)' is not a number")
    case .quoted(let text): throw ReadingError("\"\(text)\" is not a number")
    case .network, .edge, .inputs, .everyMember: throw ReadingError("a number is needed")
    case nil: throw ReadingError("a term is missing")
    }
  }

  /// The step of a variable by its name, the innermost if there are several.
  func variable(_ name: String) -> Terms.Index? {
    if values[name] != nil { return nil }
    return variables.lastIndex(of: name).map { place in
      terms.add(.variable(place < domainCount ? place : Abstraction.firstVariable + place + 1))
    }
  }

  func require(_ term: Terms.Index, _ sign: Sign) {
    let condition = Condition(term: term, sign: sign)
    if !conditions.contains(condition) { conditions.append(condition) }
  }

  /// Requires a term to lie in [−1, 1].
  func requireUnit(_ term: Terms.Index) {
    for condition in unit(term) { require(condition.term, condition.sign) }
  }

  private func unit(_ term: Terms.Index) -> [Condition] {
    let one = terms.number(1)
    return [terms.difference(one, term), terms.sum(one, term)].map {
      Condition(term: $0, sign: .nonnegative)
    }
  }

  private func value(
    _ operation: TermText.Operation, _ operands: [Value]
  ) throws(ReadingError) -> Value {
    switch operation {
    case .number(let value): return .term(terms.number(value))
    case .name(let name): return .name(name)
    case .quoted(let text): return .quoted(text)
    case .binder(let binder): return try value(binder)
    case .call("node", 2, nil):
      let node =
        if case .quoted(let name) = operands[1] { name } else {
          terms.value(try index(operands[1])).map { "\($0)" } ?? ""
        }
      return .network(try self.node(node, of: operands[0]))
    case .call("inputs", let count, nil) where count == 3 || count == 5:
      var numbers: [Terms.Index] = []
      for operand in operands { numbers.append(try index(operand)) }
      return .inputs(numbers)
    case .call(let name, let arguments, let iterations):
      let count = try iterations.map(count) ?? (each: 0, number: 1)
      if let induction, count.each > 0 {
        guard Self.functions[name] == .kappa(1), arguments == 1 else {
          throw ReadingError("'\(name)' cannot be iterated every number of times")
        }
        let start = try index(operands[0])
        requireUnit(start)
        // Where the induction starts with 0 the start itself does not ask for that.
        if induction.first == 0 { conditionsNow += unit(start) }
        let value = try induction.iterate(
          of: start, each: count.each, in: interval(of: start))
        return .term(try call(name, [.term(value)], count.number))
      }
      return .term(try call(name, operands, count.number))
    case .negate: return .term(terms.negative(try index(operands[0])))
    case .root: return .term(power(try index(operands[0]), Rational(1, 2)))
    case .add, .subtract:
      if case .name(let name) = operands[1], case .edge(let edge)? = values[name] {
        guard let changed = try network(operands[0]).changed(edge, isAdded: operation == .add)
        else { throw ReadingError("the network has no nodes for \(edge.text)") }
        return .network(changed)
      }
      let (a, b) = (try index(operands[0]), try index(operands[1]))
      return .term(operation == .add ? terms.sum(a, b) : terms.difference(a, b))
    case .multiply: return .term(terms.product(try index(operands[0]), try index(operands[1])))
    case .divide:
      return .term(terms.product(try index(operands[0]), power(try index(operands[1]), -1)))
    case .power:
      let (base, exponent) = (try index(operands[0]), try index(operands[1]))
      if let number = terms.value(exponent) { return .term(power(base, number)) }
      if let induction, let (each, more) = try everyCount(exponent) {
        return .term(
          try induction.power(
            of: base, each: each, more: more, in: interval(of: base)))
      }
      require(base, .positive)
      return .term(
        terms.apply(.exp, terms.product(exponent, terms.apply(.log, base))))
    }
  }

  func power(_ base: Terms.Index, _ exponent: Rational) -> Terms.Index {
    switch (exponent.signum < 0, exponent.isInteger) {
    case (true, true): require(base, .nonzero)
    case (true, false): require(base, .positive)
    case (false, false): require(base, .nonnegative)
    case (false, true): break
    }
    return terms.power(base, exponent)
  }

  /// The whole number that a term is, which says how often something is done.
  func whole(_ text: TermText) throws(ReadingError) -> Int {
    guard let value = terms.value(try term(text))?.asInt, value.magnitude <= TermText.deepest else {
      throw ReadingError("a whole number is needed")
    }
    return value
  }

  /// The same, or A·k + B for every whole number k and whole numbers A > 0 and B ≥ 0.
  func count(_ text: TermText) throws(ReadingError) -> (each: Int, number: Int) {
    guard let (each, more) = try everyCount(try term(text)) else { return (0, try whole(text)) }
    guard each > 0, more >= 0 else {
      throw ReadingError("a count is a positive multiple of every whole number and one ≥ 0")
    }
    return (each, more)
  }

  /// A and B of A·k + B for every whole number k; nil where k does not occur.
  private func everyCount(
    _ step: Terms.Index
  ) throws(ReadingError) -> (each: Int, more: Int)? {
    guard let induction, terms.program(for: [step]).contains(induction.number) else { return nil }
    let ring = Ring()
    guard let k = ring.polynomial(of: induction.number, in: terms),
      let (start, slope) = ring.polynomial(of: step, in: terms)?.affine(in: k),
      let each = slope.asInt, let more = start.asInt, each != 0, each.magnitude <= 100,
      more.magnitude <= 100
    else { throw ReadingError("'\(induction.name)' is a count times a number, and plus one") }
    // What changes with k is a variable, which is not differentiated.
    guard variables.count == domainCount else {
      throw ReadingError("'\(induction.name)' is no count within a term with a variable of its own")
    }
    return (each, more)
  }

  /// Where a real variable or a number lies.
  func interval(of step: Terms.Index) -> StatementText.Domain.Interval? {
    switch terms[step] {
    case .number(let value):
      StatementText.Domain.Interval(
        lower: value, upper: value, includesLower: true, includesUpper: true)
    case .variable(let variable): domain.indices.contains(variable) ? domain[variable] : nil
    default: nil
    }
  }
}
