import ExactArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import Statements
import SymbolicExpressions

/// Turns the formula of a statement into a term of the Coq library's type `formula`.
struct CoqReader {
  /// The real variables.
  let variables: [String]
  /// Which of them range within [−1, 1].
  let correlations: Set<Int>
  /// What the bound networks are, by name; nil while only the form of the statement is looked at.
  let networks: [String: NetworkGraph]
  /// What the bound whole numbers are, by name, and the edges.
  let integers: [String: Int]
  let edges: [String: NetworkGraph.Edge]
  /// The name of what stands for every whole number.
  let every: String?
  /// What has names and has been met so far, and how many variables terms have had of their own.
  var named: [CoqNamed] = []
  /// What `k.1`, `k.2`, … are in the terms of an induction's step.
  var quantities: [CoqExpression?] = []
  var localCount = 0
  /// Whether the networks are written out, and not bound in Coq.
  let isFixed: Bool
  /// The networks met so far, in the order of their names net_1, net_2, …
  private(set) var met: [CoqNetwork] = []

  /// Terms that nest deeper are refused: Coq reads them with a bounded stack.
  static let deepest = 500
  /// Nor may they have more operations.
  static let largestSize = 20_000
  /// The largest exponent that is written.
  private static let largestExponent = 1000
  /// The largest order of an arc-cosine kernel: each makes one term more of a recurrence.
  private static let largestOrder = 64

  /// The most paths of a network; expanded kernels grow with their number.
  private static let mostPaths = 256

  init(
    variables: [String], correlations: Set<Int>, networks: [String: NetworkGraph],
    integers: [String: Int], edges: [String: NetworkGraph.Edge] = [:], every: String? = nil,
    isFixed: Bool = false
  ) {
    self.variables = variables
    self.correlations = correlations
    self.networks = networks
    self.integers = integers
    self.edges = edges
    self.every = every
    self.isFixed = isFixed
  }

  mutating func read(_ formula: Formula) throws(SyntaxError) -> CoqFormula {
    switch formula {
    case .comparison(let a, let relation, let b):
      return .comparison(try read(a), relation, try read(b))
    case .not(let inner): return .not(try read(inner))
    case .implies(let a, let b): return .implies(try read(a), try read(b))
    case .and(let parts), .or(let parts):
      var read: [CoqFormula] = []
      for part in parts { read.append(try self.read(part)) }
      let isConjunction = if case .and = formula { true } else { false }
      var result = read.removeLast()
      while let part = read.popLast() {
        result = isConjunction ? .and(part, result) : .or(part, result)
      }
      return result
    }
  }

  enum Value {
    case expression(CoqExpression, depth: Int)
    case name(String)
    case text(String)
    /// Second moments, and means, of two inputs.
    case inputs([CoqExpression])
    /// A network that a term makes of another; for the bound one with the Coq term for it.
    case network(NetworkGraph, bound: String?, nodes: Int?)
  }

  mutating func read(_ typed: Term) throws(SyntaxError) -> CoqExpression {
    let term = try typed.expanded(
      integers: integers, texts: NetworkTemplate.functions, every: every
    ).namingLocalVariables(after: &localCount)
    var stack: [Value] = []
    for item in term.items {
      let operands = Array(stack.suffix(item.operation.operandCount))
      stack.removeLast(operands.count)
      var depth = 1
      for operand in operands {
        if case .expression(_, let inner) = operand { depth = max(depth, inner + 1) }
      }
      if case .call(_, _, let iterations) = item.operation { depth += iterations - 1 }
      if depth > Self.deepest {
        throw term.error("a Coq certificate may nest \(Self.deepest) levels, not more", item.range)
      }
      switch item.operation {
      case .text(let text): stack.append(.text(text))
      case .activation(let name, parameters: 0): stack.append(.text(name))
      case .call(NetworkFunction.inputs, _, _):
        stack.append(
          .inputs(
            operands.compactMap { if case .expression(let value, _) = $0 { value } else { nil } }))
      case .name(let name)
      where name != "pi" && name != every && !variables.contains(name)
        && LocalFunction.number(of: name) == nil:
        stack.append(.name(name))
      case .add, .subtract, .call(Term.nodeFunction, 2, 1):
        if operands.count == 2, case .expression(.natural, _) = operands[0],
          case .text(let text) = operands[1]
        {
          guard let number = Int(text), quantities.indices.contains(number - 1),
            let quantity = quantities[number - 1]
          else { throw term.error("'\(text)' is no quantity of this step", item.range) }
          stack.append(.expression(quantity, depth: 1))
        } else if let network = try changedNetwork(item, operands, in: term) {
          stack.append(network)
        } else {
          stack.append(.expression(try expression(item, operands, in: term), depth: depth))
        }
      default:
        let value = try expression(item, operands, in: term)
        stack.append(.expression(value, depth: depth))
      }
    }
    guard case .expression(let result, _)? = stack.last else {
      throw term.error("a number is needed here", 0..<term.source.utf8.count)
    }
    return result
  }

  private mutating func expression(
    _ item: Term.Item, _ operands: [Value], in term: Term
  ) throws(SyntaxError) -> CoqExpression {
    func operand(_ index: Int) throws(SyntaxError) -> CoqExpression {
      guard index < operands.count, case .expression(let value, _) = operands[index] else {
        throw term.error("a number is needed here", item.range)
      }
      return value
    }
    switch item.operation {
    case .number(let value): return .rational(value)
    case .name(let name):
      if let number = LocalFunction.number(of: name) { return .local(number) }
      if name == every { return .natural }
      return variables.firstIndex(of: name).map { .variable($0) } ?? .pi
    case .negate:
      let inner = try operand(0)
      if case .rational(let value) = inner { return .rational(-value) }
      return .unary(.negate, inner)
    case .add: return .binary(.add, try operand(0), try operand(1))
    case .subtract: return .binary(.subtract, try operand(0), try operand(1))
    case .multiply:
      let (a, b) = (try operand(0), try operand(1))
      // Coq sees that a square is not negative, and means the same by it.
      return a == b && a.number == nil ? .unary(.square, a) : .binary(.multiply, a, b)
    case .divide:
      let quotient = CoqExpression.binary(.divide, try operand(0), try operand(1))
      return quotient.literal.map { .rational($0) } ?? quotient
    case .squareRoot: return .unary(.squareRoot, try operand(0))
    case .power: return try power(try operand(0), try operand(1), item, in: term)
    case .text, .iterate, .label, .activation:
      throw term.error("a number is needed here", item.range)
    case .call(let name, _, let iterations):
      if let function = NetworkFunction(rawValue: name) {
        return try networkFunction(function, operands, item, in: term)
      }
      if Term.activationFunctions[name] != nil {
        var numbers: [CoqExpression] = []
        for place in 1..<operands.count { numbers.append(try operand(place)) }
        guard case .text(let activation) = operands[0],
          let value = dual(name, of: activation, numbers)
        else { throw unsupported(name, item, in: term) }
        return value
      }
      switch name {
      case "max", "min":
        guard iterations == 1 else { break }
        var value = try operand(0)
        for place in operands.indices.dropFirst() {
          value = .extreme(value, try operand(place), isLargest: name == "max")
        }
        return value
      case Term.derivativeFunction, Term.derivativeFunction + LocalFunction.mark:
        var values: [CoqExpression] = []
        for index in operands.indices { values.append(try operand(index)) }
        return try derivative(values, isAtPoint: name.hasSuffix(LocalFunction.mark), item, in: term)
      case Term.iterationFunction + LocalFunction.mark,
        Term.iterationFunction + Term.everyMark + LocalFunction.mark:
        return try iterate(
          try operand(0), try operand(1), try operand(2), try operand(3).number?.asInt,
          isEvery: name.contains(Term.everyMark), item, in: term)
      case "f" + Term.everyMark, "h" + Term.everyMark:
        let each = operands.count == 1 ? 1 : try operand(1).number?.asInt
        guard let each, (1...Self.deepest).contains(each) else { break }
        return .sequence(.kernel(each, of: try operand(0)))
      case Term.powerFunction + Term.everyMark:
        return try power(
          try operand(0), each: try operand(1).number?.asInt, more: try operand(2).number?.asInt,
          item, in: term)
      default: break
      }
      return try call(name, iterations, try operand(operands.count - 1), operands, item, in: term)
    }
  }

  /// The power with the exponent each·k + more.
  private func power(
    _ base: CoqExpression, each: Int?, more: Int?, _ item: Term.Item, in term: Term
  ) throws(SyntaxError) -> CoqExpression {
    guard let each, let more, each.magnitude <= Self.largestExponent,
      more.magnitude <= Self.largestExponent, !base.hasLocal, !base.hasSequence, !base.hasNetwork
    else { throw unsupported(Term.powerFunction, item, in: term) }
    func power(_ exponent: Int) -> CoqExpression? {
      if let number = base.number, number.signum > 0 { return .rational(number.power(exponent)) }
      return exponent == 1 ? base : exponent > 1 ? .power(base, exponent) : nil
    }
    guard let factor = power(each), factor != .integer(1) else {
      throw unsupported(Term.powerFunction, item, in: term)
    }
    let every = CoqExpression.sequence(.power(factor))
    if more == 0 { return every }
    guard let first = power(more) else { throw unsupported(Term.powerFunction, item, in: term) }
    return .binary(.multiply, first, every)
  }

  private func power(
    _ base: CoqExpression, _ exponent: CoqExpression, _ item: Term.Item, in term: Term
  ) throws(SyntaxError) -> CoqExpression {
    if exponent.hasVariables {
      return .unary(.exponential, .binary(.multiply, exponent, .unary(.logarithm, base)))
    }
    var (base, exponent) = (base, exponent.number)
    // What has a power with the exponent n/2 has a root.
    if let value = exponent, value.denominator == 2 {
      (base, exponent) = (.unary(.squareRoot, base), 2 * value)
    }
    guard let number = exponent?.asInt, abs(number) <= Self.largestExponent else {
      throw term.error(
        "exponents in a Coq certificate are whole numbers up to \(Self.largestExponent) and halves of such",
        item.range)
    }
    if number == 0 { return .integer(1) }
    let power = abs(number) == 1 ? base : CoqExpression.power(base, abs(number))
    return number > 0 ? power : .binary(.divide, .integer(1), power)
  }

  private func call(
    _ name: String, _ iterations: Int, _ argument: CoqExpression, _ operands: [Value],
    _ item: Term.Item, in term: Term
  ) throws(SyntaxError) -> CoqExpression {
    let function: CoqExpression.Unary
    switch name {
    case "f", "h": function = .kappa1
    case "sqrt": function = .squareRoot
    case "abs": function = .magnitude
    case "acos", "arccos": function = .arccosine
    case "asin", "arcsin": function = .arcsine
    case "atan", "arctan": function = .arctangent
    case "exp": function = .exponential
    case "log", "ln": function = .logarithm
    case "sin": function = .sine
    case "cos": function = .cosine
    default:
      guard let order = order(of: name, operands), (0...Self.largestOrder).contains(order) else {
        throw unsupported(name, item, in: term)
      }
      if order > 1 {
        return (0..<iterations).reduce(argument) { inner, _ in .kernel(order: order, inner) }
      }
      function = order == 0 ? .kappa0 : .kappa1
    }
    return (0..<iterations).reduce(argument) { inner, _ in .unary(function, inner) }
  }

  /// The order of an arc-cosine kernel: `kappa2(x)` or `kappa(2, x)`.
  private func order(of name: String, _ operands: [Value]) -> Int? {
    guard name.hasPrefix("kappa") else { return nil }
    if name != "kappa" { return Int(name.dropFirst("kappa".count)) }
    guard case .expression(let order, _)? = operands.first else { return nil }
    return order.number?.asInt
  }

  private func unsupported(_ name: String, _ item: Term.Item, in term: Term) -> SyntaxError {
    term.error(
      "\(term.excerpt(item.range)) has no form in the Coq library; it has + - * / ^ sqrt abs max min pi, "
        + "elementary functions, f and kappa(n, ·), duals of relu and erf, and lambda2, Kii, Kij, NTKii, NTKij, ntk_lambda2, eq12, and numbers of paths and "
        + "edges of networks", item.range)
  }

  private mutating func networkFunction(
    _ function: NetworkFunction, _ operands: [Value], _ item: Term.Item, in term: Term
  ) throws(SyntaxError) -> CoqExpression {
    let network: CoqNetwork
    switch operands.first {
    case .text(let text): network = try self.network(text, nil, item, in: term)
    case .name(let name):
      network = try self.network(name, isFixed ? nil : name, item, in: term)
    case .network(let graph, let bound, let nodes):
      network = try self.network(graph, bound, nodes, item, in: term)
    default: throw term.error("a network is needed here", item.range)
    }
    switch function {
    case .paths where operands.count == 1: return .count(.paths, network)
    case .paths:
      if case .expression(let depth, _) = operands[1], let depth = depth.number?.asInt, depth >= 0 {
        return .count(.pathsOfDepth(depth), network)
      }
    case .depth: return .count(.depth, network)
    case .width: return .count(.width, network)
    case .edgeCount: return .count(.edges, network)
    case .parameterisedCount: return .count(.parameterised, network)
    default: break
    }
    if operands.count > 1, case .inputs(let inputs) = operands[1] {
      guard case .name(let word)? = operands.last, let rule = PropagationRule(rawValue: word),
        inputs.count == 3 || inputs.count == 5
      else { throw unsupported(function.rawValue, item, in: term) }
      return try quantity(function, of: network, rule, for: inputs, item, in: term)
    }
    guard operands.count > 1, case .expression(let correlation, _) = operands[1] else {
      throw unsupported(function.rawValue, item, in: term)
    }
    // What is differentiated is known for every number in place of the correlation.
    guard correlation.isCorrelation(where: correlations) || correlation.hasLocal else {
      throw term.error(
        "the correlation of a network's inputs in a Coq certificate is a variable or number in "
          + "[-1, 1], or f, kappa(0, ·) or the negative of such", item.range)
    }
    if function == .eq12 { return .network(.eq12, network, correlation) }
    guard case .name(let word)? = operands.last, let rule = PropagationRule(rawValue: word) else {
      throw unsupported(function.rawValue, item, in: term)
    }
    switch function {
    case .lambda2: return .network(.lambda2(rule), network, correlation)
    case .kii: return .network(.kii(rule), network, correlation)
    case .kij, .k: return .network(.kij(rule), network, correlation)
    case .ntkii: return .network(.tangent(.diagonal, rule), network, correlation)
    case .ntkij: return .network(.tangent(.offDiagonal, rule), network, correlation)
    case .ntkLambda2: return .network(.tangent(.smallest, rule), network, correlation)
    default: throw unsupported(function.rawValue, item, in: term)
    }
  }

  /// The network that a text, or a bound name, stands for; every choice is defined once.
  private mutating func network(
    _ text: String, _ bound: String?, _ item: Term.Item, in term: Term
  ) throws(SyntaxError) -> CoqNetwork {
    let graph: NetworkGraph?
    graph = networks[text] ?? (try? NetworkGraph(parsing: text))
    if every != nil, let family = CoqFamily(text) { return CoqNetwork(family) }
    guard let graph else { throw term.error("'\(text)' is not a known network", item.range) }
    return try network(graph, bound, nil, item, in: term)
  }

  /// The network, or the first nodes of the bound one.
  private mutating func network(
    _ graph: NetworkGraph, _ bound: String?, _ nodes: Int?, _ item: Term.Item, in term: Term
  ) throws(SyntaxError) -> CoqNetwork {
    if let bound, let nodes {
      let whole = try network(graph, bound, nil, item, in: term)
      return whole.upToNode(nodes)
    }
    let text = bound ?? graph.certificateText
    let next = "net_\(met.count + 1)"
    guard graph.isOfThePaper,
      let new = CoqNetwork(graph, name: next, variable: bound.map { _ in Self.boundNetwork })
    else {
      throw term.error(
        "a Coq certificate speaks of networks with plain skips and ReLU edges with c = 2, "
          + "not of \(text)", item.range)
    }
    guard graph.pathCount <= Integer(Self.mostPaths),
      NetworkQuantitySize(new).isWritable
    else {
      throw term.error("the kernels of \(text) are too large for a Coq certificate", item.range)
    }
    if let known = met.first(where: { $0.codes == new.codes && $0.isBound == (bound != nil) }) {
      return known
    }
    met.append(new)
    return new
  }

  /// How theorems call the one network that a statement may quantify.
  static let boundNetwork = "dag"
}

extension CoqNetwork {
  /// Whether the theorem speaks of a variable here.
  var isBound: Bool { variable != name }
}
