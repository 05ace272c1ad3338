import ExactArithmetic

/// What typed terms mean once the networks are chosen: steps of one straight-line program.
final class Meaning {
  let terms: Terms
  /// Where the terms read so far are defined.
  private(set) var conditions: [Condition] = []
  private let variables: [String]
  private let networks: [String: Network]

  init(variables: [String], networks: [String: Network], terms: Terms = Terms()) {
    self.terms = terms
    self.variables = variables
    self.networks = networks
  }

  private static let functions: [String: Function] = [
    "sin": .sin, "cos": .cos, "acos": .acos, "arccos": .acos, "asin": .asin, "arcsin": .asin,
    "atan": .atan, "arctan": .atan, "exp": .exp, "log": .log, "ln": .log, "abs": .abs,
    "f": .kappa(1), "h": .kappa(1),
  ]
  private static let networkFunctions: [String: Int] = [
    "lambda2": 3, "Kii": 3, "Kij": 3, "K": 3, "NTKii": 3, "NTKij": 3, "eq12": 2, "paths": 1,
    "depth": 1, "width": 1,
  ]

  /// Whether a name has a meaning of its own, and cannot be a variable's.
  static func isTaken(_ name: String) -> Bool {
    functions[name] != nil || networkFunctions[name] != nil || Rule(rawValue: name) != nil
      || ["pi", "sqrt", "kappa"].contains(name) || order(name) != nil
  }

  /// n of `kappan`.
  private static func order(_ name: String) -> Int? {
    guard name.hasPrefix("kappa"), let order = Int(name.dropFirst(5)), (0...99).contains(order),
      name == "kappa\(order)"
    else { return nil }
    return order
  }

  private enum Value {
    case term(Terms.Index)
    case name(String)
    case quoted(String)
  }

  /// The step that computes a term.
  func term(_ text: TermText) throws(ReadingError) -> Terms.Index {
    var stack: [Value] = []
    for operation in text.operations {
      let operands = Array(stack.suffix(operation.operandCount))
      stack.removeLast(operands.count)
      stack.append(try value(operation, operands))
    }
    return try index(stack.last)
  }

  private func index(_ value: Value?) throws(ReadingError) -> Terms.Index {
    switch value {
    case .term(let index): return index
    case .name(let name):
      if name == "pi" { return terms.add(.pi) }
      if let variable = variables.firstIndex(of: name) { return terms.add(.variable(variable)) }
      throw ReadingError("'\(name)' is not a number")
    case .quoted(let text): throw ReadingError("\"\(text)\" is not a number")
    case nil: throw ReadingError("a term is missing")
    }
  }

  private func require(_ term: Terms.Index, _ sign: Sign) {
    let condition = Condition(term: term, sign: sign)
    if !conditions.contains(condition) { conditions.append(condition) }
  }

  /// Requires a term to lie in [−1, 1].
  private func requireUnit(_ term: Terms.Index) {
    require(terms.difference(terms.number(1), term), .nonnegative)
    require(terms.sum(terms.number(1), term), .nonnegative)
  }

  private func value(
    _ operation: TermText.Operation, _ operands: [Value]
  ) throws(ReadingError) -> Value {
    switch operation {
    case .number(let value): return .term(terms.number(value))
    case .name(let name): return .name(name)
    case .quoted(let text): return .quoted(text)
    case .call(let name, _, let iterations):
      return .term(try call(name, operands, iterations))
    case .negate: return .term(terms.negative(try index(operands[0])))
    case .root: return .term(power(try index(operands[0]), Rational(1, 2)))
    case .add: return .term(terms.sum(try index(operands[0]), try index(operands[1])))
    case .subtract: return .term(terms.difference(try index(operands[0]), try index(operands[1])))
    case .multiply: return .term(terms.product(try index(operands[0]), try index(operands[1])))
    case .divide:
      return .term(terms.product(try index(operands[0]), power(try index(operands[1]), -1)))
    case .power:
      let (base, exponent) = (try index(operands[0]), try index(operands[1]))
      if let number = rational(exponent) { return .term(power(base, number)) }
      require(base, .positive)
      return .term(
        terms.apply(.exp, terms.product(exponent, terms.apply(.log, base))))
    }
  }

  private func power(_ base: Terms.Index, _ exponent: Rational) -> Terms.Index {
    switch (exponent.signum < 0, exponent.isInteger) {
    case (true, true): require(base, .nonzero)
    case (true, false): require(base, .positive)
    case (false, false): require(base, .nonnegative)
    case (false, true): break
    }
    return terms.power(base, exponent)
  }

  private func call(
    _ name: String, _ operands: [Value], _ iterations: Int
  ) throws(ReadingError) -> Terms.Index {
    if Self.networkFunctions[name] != nil {
      guard iterations == 1 else { throw ReadingError("'\(name)' cannot be iterated") }
      return try networkCall(name, operands)
    }
    var function = Self.functions[name] ?? Self.order(name).map { .kappa($0) }
    var arguments = operands
    if name == "kappa", operands.count == 2 {
      guard let order = rational(try index(operands[0]))?.asInt,
        (0...Function.largestOrder).contains(order)
      else { throw ReadingError("'kappa' needs an order") }
      function = .kappa(order)
      arguments = [operands[1]]
    }
    guard arguments.count == 1 else { throw ReadingError("'\(name)' takes one argument") }
    var argument = try index(arguments[0])
    if name == "sqrt", iterations == 1 { return power(argument, Rational(1, 2)) }
    guard let function else { throw ReadingError("'\(name)' is not a function") }
    if iterations != 1 {
      guard case .kappa = function else {
        throw ReadingError("'\(name)^\(iterations)' is ambiguous")
      }
    }
    for _ in 0..<iterations {
      switch function {
      case .acos, .asin, .kappa: requireUnit(argument)
      case .log: require(argument, .positive)
      case .sin, .cos, .atan, .exp, .abs: break
      }
      argument = terms.apply(function, argument)
    }
    return argument
  }

  private func networkCall(
    _ name: String, _ operands: [Value]
  ) throws(ReadingError) -> Terms.Index {
    guard operands.count == Self.networkFunctions[name] else {
      throw ReadingError("'\(name)' has a wrong number of arguments")
    }
    let network: Network
    switch operands[0] {
    case .quoted(let text): network = try Network(text)
    case .name(let bound):
      guard let chosen = networks[bound] else { throw ReadingError("'\(bound)' is no network") }
      network = chosen
    case .term: throw ReadingError("'\(name)' needs a network")
    }
    let counts = network.pathCounts
    let paths = counts.reduce(Integer.zero) { $0 + $1 }
    if operands.count == 1 {
      let edges = counts.indices.reduce(Integer.zero) { $0 + Integer($1) * counts[$1] }
      if name == "paths" { return terms.number(Rational(paths)) }
      guard !paths.isZero, name == "depth" || !edges.isZero else {
        throw ReadingError("'\(name)' is undefined for \(network.text)")
      }
      return terms.number(
        name == "depth" ? Rational(edges, paths) : Rational((paths - counts[0]) * paths, edges))
    }
    let rho = try index(operands[1])
    requireUnit(rho)
    if name == "eq12" {
      var (bound, iterate) = (terms.number(Rational(paths)), rho)
      for count in counts {
        bound = terms.difference(bound, terms.product(terms.number(Rational(count)), iterate))
        iterate = terms.apply(.kappa(1), iterate)
      }
      return bound
    }
    guard case .name(let ruleName) = operands[2], let rule = Rule(rawValue: ruleName) else {
      throw ReadingError("'\(name)' needs a rule")
    }
    let kernels = network.kernels(correlation: rho, rule: rule, in: terms)
    switch name {
    case "lambda2": return terms.difference(kernels.diagonal, terms.apply(.abs, kernels.product))
    case "Kii": return kernels.diagonal
    case "NTKii": return terms.sum(kernels.diagonal, kernels.tangentDiagonal)
    case "NTKij": return terms.sum(kernels.product, kernels.tangentProduct)
    default: return kernels.product
    }
  }

  /// The value of a step that is computed from numbers by +, · and whole powers alone.
  func rational(_ index: Terms.Index) -> Rational? {
    var values: [Terms.Index: Rational] = [:]
    for step in terms.program(for: [index]) {
      switch terms[step] {
      case .number(let value): values[step] = value
      case .sum(let a, let b), .product(let a, let b):
        guard let x = values[a], let y = values[b] else { return nil }
        values[step] = if case .sum = terms[step] { x + y } else { x * y }
      case .power(let a, let exponent):
        guard let x = values[a], let whole = exponent.asInt, whole.magnitude <= 10_000,
          whole >= 0 || !x.isZero
        else { return nil }
        values[step] = x.power(whole)
      case .pi, .variable, .apply, .correlation: return nil
      }
    }
    return values[index]
  }
}
