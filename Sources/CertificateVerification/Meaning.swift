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
    /// A chain that is longer by a number than every whole number says.
    case everyChain(Int)
  }

  let terms: Terms
  /// Where the terms read so far are defined.
  private(set) var conditions: [Condition] = []
  /// Where a step from k to k + 1 is defined, for k.
  private(set) var conditionsNow: [Condition] = []
  /// Expressions ≥ 0 with their slopes at points at which a derivative is taken: from one side at least all of
  /// them are ≥ 0 nearby.
  private(set) var approaches: [[(value: Terms.Index, slope: Terms.Index)]] = []
  /// The real variables, those that terms have of their own behind them.
  private var variables: [String]
  private let domainCount: Int
  /// The intervals of the real variables of the statement.
  private let domain: [StatementText.Domain.Interval]
  /// What other names stand for.
  private var values: [String: Value]
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

  private static let functions: [String: Function] = [
    "sin": .sin, "cos": .cos, "acos": .acos, "arccos": .acos, "asin": .asin, "arcsin": .asin,
    "atan": .atan, "arctan": .atan, "exp": .exp, "log": .log, "ln": .log, "abs": .abs,
    "f": .kappa(1), "h": .kappa(1),
  ]
  private static let kernelFunctions: Set<String> = [
    "lambda2", "ntk_lambda2", "Kii", "Kjj", "Kij", "K", "NTKii", "NTKjj", "NTKij", "mean", "mean_j",
  ]
  private static let otherNames: Set<String> = [
    "pi", "sqrt", "kappa", "eq12", "node", "inputs", "sum", "product", "chain", "dense", "resnet",
  ]

  /// Whether a name has a meaning of its own, and cannot be a variable's.
  static func isTaken(_ name: String) -> Bool {
    functions[name] != nil || kernelFunctions.contains(name) || Network.statistics.contains(name)
      || Rule(rawValue: name) != nil || otherNames.contains(name) || order(name) != nil
      || name.contains(".")
  }

  /// n of `kappan`.
  private static func order(_ name: String) -> Int? {
    guard name.hasPrefix("kappa"), let order = Int(name.dropFirst(5)), (0...99).contains(order),
      name == "kappa\(order)"
    else { return nil }
    return order
  }

  /// The step that computes a term.
  func term(_ text: TermText) throws(ReadingError) -> Terms.Index {
    try index(try value(text))
  }

  /// The same, for a text that is a term and nothing more.
  func term(_ text: String) throws(ReadingError) -> Terms.Index {
    let scanner = try Scanner(text)
    var place = 0
    let term = try TermText(scanner, &place)
    guard scanner.lexemes[place].lexeme == .end else { throw ReadingError("'\(text)' is no term") }
    return try self.term(term)
  }

  private func value(_ text: TermText) throws(ReadingError) -> Value? {
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

  private func index(_ value: Value?) throws(ReadingError) -> Terms.Index {
    switch value {
    case .term(let index): return index
    case .name(let name):
      if name == "pi" { return terms.add(.pi) }
      if case .term(let index)? = values[name] { return index }
      if let variable = variable(name) { return variable }
      throw ReadingError("'\(name)' is not a number")
    case .quoted(let text): throw ReadingError("\"\(text)\" is not a number")
    case .network, .edge, .inputs, .everyChain: throw ReadingError("a number is needed")
    case nil: throw ReadingError("a term is missing")
    }
  }

  /// The step of a variable by its name, the innermost if there are several.
  private func variable(_ name: String) -> Terms.Index? {
    if values[name] != nil { return nil }
    return variables.lastIndex(of: name).map { place in
      terms.add(.variable(place < domainCount ? place : Abstraction.firstVariable + place + 1))
    }
  }

  private func require(_ term: Terms.Index, _ sign: Sign) {
    let condition = Condition(term: term, sign: sign)
    if !conditions.contains(condition) { conditions.append(condition) }
  }

  /// Requires a term to lie in [−1, 1].
  private func requireUnit(_ term: Terms.Index) {
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
      let node: String
      if case .quoted(let name) = operands[1] {
        node = name
      } else {
        node = rational(try index(operands[1])).map { "\($0)" } ?? ""
      }
      return .network(try self.node(node, of: operands[0]))
    case .call("inputs", let count, nil) where count == 3 || count == 5:
      var numbers: [Terms.Index] = []
      for operand in operands { numbers.append(try index(operand)) }
      return .inputs(numbers)
    case .call(let name, let arguments, let iterations):
      let count = try iterations.map(count) ?? (isEvery: false, number: 1)
      if let induction, count.isEvery {
        guard Self.functions[name] == .kappa(1), arguments == 1 else {
          throw ReadingError("'\(name)' cannot be iterated every number of times")
        }
        let start = try index(operands[0])
        requireUnit(start)
        // Where the induction starts with 0 the start itself does not ask for that.
        if induction.first == 0 { conditionsNow += unit(start) }
        let value = try induction.iterate(of: start, in: interval(of: start))
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

  /// The whole number that a term is, which says how often something is done.
  private func whole(_ text: TermText) throws(ReadingError) -> Int {
    guard let value = rational(try term(text))?.asInt, value.magnitude <= TermText.deepest else {
      throw ReadingError("a whole number is needed")
    }
    return value
  }

  /// The same, or a whole number ≥ 0 besides every whole number k.
  private func count(_ text: TermText) throws(ReadingError) -> (isEvery: Bool, number: Int) {
    let operations = text.operations
    guard let induction, operations.first == .name(induction.name),
      case .term(induction.number)? = values[induction.name]
    else { return (false, try whole(text)) }
    // What changes with k is a variable, which is not differentiated.
    guard variables.count == domainCount else {
      throw ReadingError("'\(induction.name)' is no count within a term with a variable of its own")
    }
    if operations.count == 1 { return (true, 0) }
    guard operations.count == 3, operations[2] == .add, case .number(let number) = operations[1],
      let more = number.asInt, (0...100).contains(more)
    else { throw ReadingError("'\(induction.name)' may be followed by a whole number") }
    return (true, more)
  }

  /// Where a real variable or a number lies.
  private func interval(of step: Terms.Index) -> StatementText.Domain.Interval? {
    switch terms[step] {
    case .number(let value):
      StatementText.Domain.Interval(
        lower: value, upper: value, includesLower: true, includesUpper: true)
    case .variable(let variable): domain.indices.contains(variable) ? domain[variable] : nil
    default: nil
    }
  }

  // MARK: Functions

  private func call(
    _ name: String, _ operands: [Value], _ iterations: Int
  ) throws(ReadingError) -> Terms.Index {
    if let network = try networkCall(name, operands) {
      guard iterations == 1 else { throw ReadingError("'\(name)' cannot be iterated") }
      return network
    }
    var arguments: [Terms.Index] = []
    for operand in operands { arguments.append(try index(operand)) }
    if iterations == 1, let dual = dual(name, arguments) { return dual }
    var function = Self.functions[name] ?? Self.order(name).map { .kappa($0) }
    if name == "kappa", arguments.count == 2 {
      guard let order = rational(arguments[0])?.asInt, (0...Function.largestOrder).contains(order)
      else { throw ReadingError("'kappa' needs an order") }
      function = .kappa(order)
      arguments.removeFirst()
    }
    guard arguments.count == 1 else { throw ReadingError("'\(name)' takes one argument") }
    var argument = arguments[0]
    if name == "sqrt", iterations == 1 { return power(argument, Rational(1, 2)) }
    guard let function else { throw ReadingError("'\(name)' is not a function") }
    if iterations != 1 {
      guard case .kappa = function, iterations >= 0 else {
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

  /// Gaussian expectations of the activations that have short closed forms, for variances a, b > 0 and a covariance
  /// c with c² ≤ ab (see the article on the format).
  private func dual(_ name: String, _ numbers: [Terms.Index]) -> Terms.Index? {
    let half = Rational(1, 2)
    func number(_ value: Rational) -> Terms.Index { terms.number(value) }
    for variance in numbers.prefix(2) where name.contains(" ") { require(variance, .positive) }
    switch (name, numbers.count) {
    case ("dual_mean relu", 1):
      return terms.power(
        terms.quotient(numbers[0], terms.product(number(2), terms.add(.pi))), half)
    case ("dual_mean erf", 1): return number(0)
    case ("critical_weight relu", 1), ("critical_weight erf", 1), ("critical_bias relu", 1),
      ("critical_bias erf", 1):
      // w = 1/E[σ′(u)²], b = q − w·E[σ(u)²].
      let (q, activation) = (numbers[0], name.split(separator: " ")[1])
      guard let square = dual("dual_derivative \(activation)", [q, q, q]),
        let value = dual("dual \(activation)", [q, q, q])
      else { return nil }
      return name.hasPrefix("critical_weight")
        ? power(square, -1) : terms.difference(q, terms.product(value, power(square, -1)))
    case ("dual relu", 3), ("dual_derivative relu", 3), ("dual erf", 3), ("dual_derivative erf", 3):
      let (a, b, c) = (numbers[0], numbers[1], numbers[2])
      let determinant = terms.difference(terms.product(a, b), terms.product(c, c))
      require(determinant, .nonnegative)
      if name.hasSuffix("relu") {
        let norm = a == b ? a : terms.power(terms.product(a, b), half)
        let correlation = terms.add(.correlation(terms.quotient(c, norm)))
        return name == "dual relu"
          ? terms.product(
            terms.product(number(half), norm), terms.apply(.kappa(1), correlation))
          : terms.product(number(half), terms.apply(.kappa(0), correlation))
      }
      func shifted(_ a: Terms.Index) -> Terms.Index {
        terms.sum(number(1), terms.product(number(2), a))
      }
      let product = terms.product(shifted(a), shifted(b))
      let factor = terms.quotient(number(2), terms.add(.pi))
      if name == "dual erf" {
        let norm = a == b ? shifted(a) : terms.power(product, half)
        let correlation = terms.quotient(terms.product(number(2), c), norm)
        return terms.product(factor, terms.apply(.asin, terms.add(.correlation(correlation))))
      }
      let square = terms.product(number(4), terms.product(c, c))
      return terms.product(
        terms.product(number(2), factor),
        terms.power(terms.difference(product, square), -half))
    default: return nil
    }
  }

  // MARK: Networks

  func network(_ value: Value) throws(ReadingError) -> Network {
    switch value {
    case .network(let network): return network
    case .quoted(let text):
      guard text.contains("(") else { return try Network(text) }
      let scanner = try Scanner(text)
      var place = 0
      let term = try TermText(scanner, &place)
      guard scanner.lexemes[place].lexeme == .end, case .binder(.template) = term.operations.last,
        case .network(let network)? = try self.value(term)
      else { throw ReadingError("'\(text)' is no network") }
      return network
    case .name(let name):
      if case .network(let network)? = values[name] { return network }
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      if parts.count == 2 { return try node(parts[1], of: .name(parts[0])) }
      throw ReadingError("'\(name)' is no network")
    case .term, .edge, .inputs, .everyChain: throw ReadingError("a network is needed")
    }
  }

  private func node(_ name: String, of value: Value) throws(ReadingError) -> Network {
    let network = try network(value)
    guard let number = Int(name), name == "\(number)", let part = network.upTo(number) else {
      throw ReadingError("\(network.text) has no node '\(name)'")
    }
    return part
  }

  /// The value of a function of networks; nil where the name is that of no such function.
  private func networkCall(
    _ name: String, _ operands: [Value]
  ) throws(ReadingError) -> Terms.Index? {
    let isKernel = Self.kernelFunctions.contains(name)
    guard isKernel || name == "eq12" || Network.statistics.contains(name) else { return nil }
    let counts = isKernel ? 3...3 : name == "eq12" ? 2...2 : name == "paths" ? 1...2 : 1...1
    guard counts.contains(operands.count) else {
      throw ReadingError("'\(name)' has a wrong number of arguments")
    }
    if case .everyChain(let more) = operands[0] {
      return try chainCall(name, longerBy: more, Array(operands.dropFirst()))
    }
    let network = try network(operands[0])
    if isKernel { return try kernel(name, of: network, operands[1], operands[2]) }
    if name == "eq12" {
      let rho = try index(operands[1])
      requireUnit(rho)
      guard network.edges(absent: false).allSatisfy({ $0.connection.scale == 1 }) else {
        throw ReadingError("'eq12' is for plain skips and ReLU edges")
      }
      let counts = network.pathCounts
      var (bound, iterate) = (
        terms.number(Rational(counts.reduce(Integer.zero) { $0 + $1 })), rho
      )
      for count in counts {
        bound = terms.difference(bound, terms.product(terms.number(Rational(count)), iterate))
        iterate = terms.apply(.kappa(1), iterate)
      }
      return bound
    }
    if operands.count == 2 {
      guard let d = rational(try index(operands[1]))?.asInt, d >= 0 else {
        throw ReadingError("'paths' counts edges by whole numbers")
      }
      let counts = network.pathCounts
      return terms.number(counts.indices.contains(d) ? Rational(counts[d]) : 0)
    }
    guard let value = network.statistic(name) else {
      throw ReadingError("'\(name)' is undefined for \(network.text)")
    }
    return terms.number(value)
  }

  /// A function of chain(k + `more`) for every k, on unit inputs: K_ij is f^k(ρ), K_ii is 1 under every rule.
  private func chainCall(
    _ name: String, longerBy more: Int, _ operands: [Value]
  ) throws(ReadingError) -> Terms.Index {
    guard let induction else { throw ReadingError("there is no induction here") }
    let one = terms.number(1)
    let length = terms.sum(induction.number, terms.number(Rational(Integer(more))))
    if operands.isEmpty {
      switch name {
      case "paths": return one
      case "depth", "edge_count", "parameterised_count": return length
      default: throw ReadingError("'\(name)' is not known for every chain")
      }
    }
    if Self.kernelFunctions.contains(name) {
      guard case .name(let rule)? = operands.last, operands.count == 2, Rule(rawValue: rule) != nil
      else { throw ReadingError("'\(name)' needs a rule") }
    }
    let rho = try index(operands[0])
    requireUnit(rho)
    var kernel = try induction.iterate(of: rho, in: interval(of: rho))
    var tangent = try induction.tangent(of: rho, kernel)
    for _ in 0..<more {
      (kernel, tangent) = induction.next(kernel: kernel, tangent: tangent)
    }
    let diagonal = terms.sum(length, one)
    switch name {
    case "Kii", "Kjj": return one
    case "Kij", "K": return kernel
    case "lambda2": return terms.difference(one, terms.apply(.abs, kernel))
    case "eq12": return terms.difference(one, kernel)
    case "NTKii", "NTKjj": return diagonal
    case "NTKij": return tangent
    case "ntk_lambda2": return terms.difference(diagonal, terms.apply(.abs, tangent))
    default: throw ReadingError("'\(name)' is not known for every chain")
    }
  }

  private func kernel(
    _ name: String, of network: Network, _ inputs: Value, _ rule: Value
  ) throws(ReadingError) -> Terms.Index {
    guard case .name(let ruleName) = rule, let rule = Rule(rawValue: ruleName) else {
      throw ReadingError("'\(name)' needs a rule")
    }
    let (zero, one) = (terms.number(0), terms.number(1))
    var means = (i: zero, j: zero)
    let entries: NodeKernels.Entries
    if case .inputs(let numbers) = inputs {
      let (a, b, c) = (numbers[0], numbers[1], numbers[2])
      entries = NodeKernels.Entries(ii: a, jj: b, ij: c)
      if numbers.count == 5 { means = (numbers[3], numbers[4]) }
      func central(_ x: Terms.Index, _ m: Terms.Index, _ n: Terms.Index) -> Terms.Index {
        numbers.count == 3 ? x : terms.difference(x, terms.product(m, n))
      }
      // Second moments (and means) that a pair of inputs can have, neither of which is 0.
      require(a, .positive)
      require(b, .positive)
      let (p, q, r) = (
        central(a, means.i, means.i), central(b, means.j, means.j), central(c, means.i, means.j)
      )
      require(p, .nonnegative)
      require(q, .nonnegative)
      require(terms.difference(terms.product(p, q), terms.product(r, r)), .nonnegative)
    } else {
      entries = NodeKernels.Entries(ii: one, jj: one, ij: try index(inputs))
      requireUnit(entries.ij)
    }
    let output = network.kernels(of: entries, means: means, rule: rule, in: terms)
    let (kernel, tangent) = (output.kernel, output.tangent)
    let ntk = NodeKernels.Entries(
      ii: terms.sum(kernel.ii, tangent.ii), jj: terms.sum(kernel.jj, tangent.jj),
      ij: terms.sum(kernel.ij, tangent.ij))
    switch name {
    case "lambda2": return smallerEigenvalue(of: kernel)
    case "ntk_lambda2": return smallerEigenvalue(of: ntk)
    case "Kii": return kernel.ii
    case "Kjj": return kernel.jj
    case "NTKii": return ntk.ii
    case "NTKjj": return ntk.jj
    case "NTKij": return ntk.ij
    case "mean": return output.means.i
    case "mean_j": return output.means.j
    default: return kernel.ij
    }
  }

  /// (K_ii + K_jj)/2 − √(((K_ii − K_jj)/2)² + K_ij²), which is K_ii − |K_ij| for equal diagonals.
  private func smallerEigenvalue(of entries: NodeKernels.Entries) -> Terms.Index {
    if entries.ii == entries.jj {
      return terms.difference(entries.ii, terms.apply(.abs, entries.ij))
    }
    func half(_ a: Terms.Index) -> Terms.Index { terms.product(terms.number(Rational(1, 2)), a) }
    let squares = terms.sum(
      terms.power(half(terms.difference(entries.ii, entries.jj)), 2), terms.power(entries.ij, 2))
    return terms.difference(
      half(terms.sum(entries.ii, entries.jj)), terms.power(squares, Rational(1, 2)))
  }

  // MARK: Terms with variables of their own

  private func value(_ binder: TermText.Binder) throws(ReadingError) -> Value {
    switch binder {
    case .range(let isSum, let name, let from, let to, let body):
      let (first, last) = (try whole(from), try whole(to))
      let outer = values[name]
      defer { values[name] = outer }
      var result = terms.number(isSum ? 0 : 1)
      for value in stride(from: first, through: last, by: 1) {
        choose(.integer(value), for: name)
        let part = try term(body)
        result = isSum ? terms.sum(result, part) : terms.product(result, part)
      }
      return .term(result)
    case .iterate(let body, let name, let start, let count):
      var value = try term(start)
      let count = try self.count(count)
      guard count.number >= 0 else { throw ReadingError("'iterate' needs a count") }
      let map = try Abstraction(of: body, name, in: self) { body, _ in body }
      if let induction, count.isEvery {
        // Where it is defined for k must be known for k + 1.
        let key = [map.root, map.variable, value]
        value = try induction.quantity(key, of: [map.root, value], in: nil) {
          self.apply(map, to: $0, now: true)
        }
      }
      for _ in 0..<count.number { value = apply(map, to: value) }
      return .term(value)
    case .derivative(let body, let name, let point, let order):
      let order = try order.map(whole) ?? 1
      guard (0...40).contains(order) else { throw ReadingError("'d' needs an order up to 40") }
      func derivative(_ root: Terms.Index, by variable: Terms.Index) -> Terms.Index {
        (0..<order).reduce(root) { value, _ in self.derivative(of: value, by: variable) }
      }
      // d(term, x) is d(term, x: x); within an interval every point can be approached.
      let value: Terms.Index
      var isApproached = true
      if let point {
        value = try term(point)
      } else {
        guard let variable = variable(name) else {
          throw ReadingError("'d' differentiates by a real variable")
        }
        value = variable
        isApproached = interval(of: variable).map { $0.lower == $0.upper } ?? true
      }
      let map = try Abstraction(of: body, name, in: self, isApproached: isApproached, derivative)
      return .term(apply(map, to: value))
    case .template(let family, let length, let parameters):
      let count = try self.count(length)
      if count.isEvery, family == "chain", induction?.first ?? 0 >= 1, parameters.isEmpty {
        return .everyChain(count.number)
      }
      let (length, skip) = (count.number, try parameters["skip"].map(whole) ?? 2)
      let scale = try parameters["scale"].map { (text) throws(ReadingError) in
        rational(try term(text)) ?? 0
      }
      guard !count.isEvery, (1...Network.largest).contains(length), skip >= 2, scale ?? 1 > 0,
        family == "resnet" || parameters.isEmpty,
        parameters.keys.allSatisfy({ ["skip", "scale"].contains($0) })
      else { throw ReadingError("'\(family)' has other parameters") }
      return .network(Network(family: family, length: length, skip: skip, scale: scale ?? 1))
    }
  }

  /// A term with a variable of its own, and where it is defined.
  private struct Abstraction {
    /// Behind those of the statement.
    static let firstVariable = 1_000_000
    let variable, root: Terms.Index
    let conditions: [Condition]
    let approaches: [[(value: Terms.Index, slope: Terms.Index)]]

    /// What `change` makes of a term; if it is approached, it must be defined near its points, too, from one side.
    init(
      of body: TermText, _ name: String, in meaning: Meaning, isApproached: Bool = false,
      _ change: (Terms.Index, Terms.Index) -> Terms.Index
    ) throws(ReadingError) {
      let (outerValue, outerConditions) = (meaning.values[name], meaning.conditions)
      let outerApproaches = meaning.approaches
      meaning.values[name] = nil
      meaning.variables.append(name)
      meaning.conditions = []
      meaning.approaches = []
      let own = meaning.terms.add(.variable(Self.firstVariable + meaning.variables.count))
      variable = own
      defer {
        meaning.variables.removeLast()
        meaning.values[name] = outerValue
        meaning.conditions = outerConditions
        meaning.approaches = outerApproaches
      }
      root = change(try meaning.term(body), own)
      if isApproached {
        let sides = meaning.conditions.filter { $0.sign == .nonnegative }.map { condition in
          let slope = meaning.derivative(of: condition.term, by: own)
          return (value: condition.term, slope: slope)
        }
        meaning.approaches.append(sides)
      }
      conditions = meaning.conditions
      approaches = meaning.approaches
    }
  }

  /// The value of a term with a variable of its own, where that has a value.
  private func apply(
    _ map: Abstraction, to value: Terms.Index, now: Bool = false
  ) -> Terms.Index {
    func put(_ step: Terms.Index) -> Terms.Index {
      terms.replacing([map.variable: value], in: step)
    }
    for condition in map.conditions {
      let own = Condition(term: put(condition.term), sign: condition.sign)
      if now { conditionsNow.append(own) } else { require(own.term, own.sign) }
    }
    approaches += map.approaches.map { $0.map { (put($0.value), put($0.slope)) } }
    return put(map.root)
  }

  /// The derivative of a step by a variable, by the rules; what these divide by or take roots of becomes a
  /// condition. At an end of a function's domain it is the derivative from within.
  private func derivative(of root: Terms.Index, by variable: Terms.Index) -> Terms.Index {
    /// Of the steps that the variable occurs in.
    var slopes: [Terms.Index: Terms.Index] = [variable: terms.number(1)]
    func product(_ a: Terms.Index, _ slope: Terms.Index) -> Terms.Index {
      slope == terms.number(1) ? a : terms.product(a, slope)
    }
    for step in terms.program(for: [root]) where step != variable {
      switch terms[step] {
      case .number, .pi, .variable: break
      case .sum(let a, let b):
        if let x = slopes[a], let y = slopes[b] {
          slopes[step] = terms.sum(x, y)
        } else {
          slopes[step] = slopes[a] ?? slopes[b]
        }
      case .product(let a, let b):
        let parts = [
          slopes[a].map { product(b, $0) }, slopes[b].map { product(a, $0) },
        ].compactMap { $0 }
        slopes[step] = parts.dropFirst().reduce(parts.first) { sum, part in
          sum.map { terms.sum($0, part) }
        }
      case .power(let a, let exponent):
        guard let slope = slopes[a], !exponent.isZero else { continue }
        slopes[step] = product(terms.product(terms.number(exponent), power(a, exponent - 1)), slope)
      case .correlation(let a): slopes[step] = slopes[a]
      case .apply(let function, let a):
        slopes[step] = slopes[a].map { product(slope(of: function, at: a, value: step), $0) }
      }
    }
    return slopes[root] ?? terms.number(0)
  }

  private func slope(
    of function: Function, at a: Terms.Index, value: Terms.Index
  ) -> Terms.Index {
    func arc() -> Terms.Index {
      power(terms.difference(terms.number(1), terms.power(a, 2)), Rational(-1, 2))
    }
    switch function {
    case .sin: return terms.apply(.cos, a)
    case .cos: return terms.negative(terms.apply(.sin, a))
    case .asin: return arc()
    case .acos: return terms.negative(arc())
    case .atan: return power(terms.sum(terms.number(1), terms.power(a, 2)), -1)
    case .exp: return value
    case .log: return power(a, -1)
    case .abs: return terms.product(a, power(value, -1))
    case .kappa(0): return terms.product(arc(), terms.power(terms.add(.pi), -1))
    case .kappa(let n):
      // dκ_n/dx = n²/(2n − 1)·κ_{n−1}.
      let factor = Rational(Integer(n * n), Integer(2 * n - 1))
      return terms.product(terms.number(factor), terms.apply(.kappa(n - 1), a))
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
