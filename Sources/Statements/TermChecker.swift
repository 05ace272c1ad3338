import ArcCosineKernels
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// Checks that a term's names are bound and that its functions get arguments of the right kinds.
struct TermChecker {
  /// What the names bound so far stand for.
  var domains: [String: QuantifiedDomain] = [:]
  /// The networks that occur as texts in the terms checked so far.
  private(set) var constants: [String: NetworkGraph] = [:]

  init(domains: [String: QuantifiedDomain] = [:], constants: [String: NetworkGraph] = [:]) {
    self.domains = domains
    self.constants = constants
  }

  /// The kind of a sub-term's value.
  private enum Kind {
    case number
    case network(String)
    case edge(String)
    case rule
    case text(String)
    case activation
    case inputs
    case unknown(String)
  }

  private struct Value {
    let kind: Kind
    let range: Range<Int>

    var isEdge: Bool { if case .edge = kind { true } else { false } }
  }

  /// Whether `name` has a meaning of its own, and cannot be that of a variable.
  static func isTaken(_ name: String) -> Bool {
    name == "pi" || isFunction(name) || PropagationRule(rawValue: name) != nil
      || name.contains(".")
  }

  private static func isFunction(_ name: String) -> Bool {
    name == "sqrt" || Term.rangeOperations.contains(name) || Term.extremeFunctions.contains(name)
      || Term.activationFunctions[name] != nil || NetworkFunction(rawValue: name) != nil
      || NetworkTemplate(rawValue: name) != nil
      || name == Term.nodeFunction || name == NetworkFunction.inputs
      || FunctionLibrary.kernels[name] != nil
  }

  /// Checks `term`, and remembers the networks in it.
  mutating func check(_ term: Term) throws(SyntaxError) {
    var stack: [Value] = []
    for item in term.items {
      let operands = stack.suffix(item.operation.operandCount)
      let kind: Kind
      switch item.operation {
      case .number: kind = .number
      case .text(let text): kind = .text(text)
      case .name(let name): kind = self.kind(of: name)
      case .call(let name, _, let iterations):
        if Term.activationFunctions[name] != nil {
          // That the first operand is an activation is a matter of the grammar.
          for operand in operands.dropFirst() { try requireNumber(operand, in: term) }
        } else if let function = NetworkFunction(rawValue: name) {
          if iterations != 1 {
            throw term.error("'\(name)' cannot be iterated", item.range)
          }
          try check(Array(operands), of: function, item.range, in: term)
        } else if name == Term.nodeFunction || name == NetworkFunction.inputs {
          kind = try self.kind(ofCall: name, Array(operands), item.range, in: term)
          break
        } else {
          try checkFunction(name, arguments: operands.count, item.range, in: term)
          for operand in operands { try requireNumber(operand, in: term) }
        }
        kind = .number
      case .activation:
        for operand in operands { try requireNumber(operand, in: term) }
        kind = .activation
      case .add where operands.last?.isEdge == true,
        .subtract where operands.last?.isEdge == true:
        let place = operands.startIndex
        kind = try edited(operands[place], by: operands[place + 1], item.range, in: term)
      default:
        for operand in operands { try requireNumber(operand, in: term) }
        kind = .number
      }
      stack.removeLast(operands.count)
      stack.append(Value(kind: kind, range: item.range))
    }
    for value in stack { try requireNumber(value, in: term) }
  }

  /// The kind of `node(dag, j)` or `inputs(a, b, c)`.
  private mutating func kind(
    ofCall name: String, _ operands: [Value], _ range: Range<Int>, in term: Term
  ) throws(SyntaxError) -> Kind {
    if name == Term.nodeFunction {
      guard operands.count == 2, case .text = operands[1].kind else {
        throw term.error("'node' takes (network, node), as in node(dag, 2) or dag.2", range)
      }
      try checkNetwork(operands[0], of: name, in: term)
      return .network(term.excerpt(range))
    }
    guard operands.count == 3 || operands.count == 5 else {
      throw term.error(
        "'inputs' takes second moments (a, b, c) of two inputs, or (a, b, c, m, n) with their means, "
          + "not \(operands.count) arguments", range)
    }
    for operand in operands { try requireNumber(operand, in: term) }
    return .inputs
  }

  private func kind(of name: String) -> Kind {
    if LocalFunction.isLocal(name) { return .number }
    switch domains[name] {
    case .real?, .integers?, .every?: return .number
    case .networks?: return .network(name)
    case .edges?: return .edge(name)
    case nil: break
    }
    if PropagationRule(rawValue: name) != nil { return .rule }
    // That a function's name needs arguments is said when the term is read.
    return TermChecker.isTaken(name) ? .number : .unknown(name)
  }

  private func requireNumber(_ value: Value, in term: Term) throws(SyntaxError) {
    switch value.kind {
    case .number: return
    case .network(let name):
      throw term.error("'\(name)' is a network; a number is needed here", value.range)
    case .edge(let name):
      throw term.error(
        "'\(name)' is an edge; it can be removed from a network, 'dag - \(name)', or added",
        value.range)
    case .rule:
      throw term.error(
        "'\(term.excerpt(value.range))' is a propagation rule; a number is needed here",
        value.range)
    case .text:
      throw term.error("a text names a network; a number is needed here", value.range)
    case .activation:
      throw term.error("an activation stands here; a number is needed", value.range)
    case .inputs:
      throw term.error(
        "'inputs' stands in functions of networks, in place of the correlation: "
          + "Kij(dag, inputs(a, b, c), rule)", value.range)
    case .unknown(let name):
      let rule = PropagationRule.allCases.map(\.rawValue).first { $0.hasPrefix(name + "-") }
      let bound = domains.keys.sorted()
      let suggestion = rule ?? nearestSpelling(to: name, among: bound + ["pi"])
      let known =
        bound.isEmpty
        ? "; 'forall' or 'exists' in front would bind it"
        : "; the names bound here are " + bound.prefix(6).joined(separator: ", ")
          + (bound.count > 6 ? ", …" : "")
      // What is left of 2_21_112 behind its first digit.
      let isNetwork =
        name.hasPrefix("_") && name.dropFirst().allSatisfy { $0.isNumber || $0 == "_" }
      throw term.error(
        "unknown name '\(name)'"
          + (isNetwork
            ? "; a network stands in quotes, as \"2_21_112\""
            : suggestion == nil ? known : hint(suggestion)),
        value.range)
    }
  }

  /// The kind of `dag - e`.
  private mutating func edited(
    _ network: Value, by edge: Value, _ range: Range<Int>, in term: Term
  ) throws(SyntaxError) -> Kind {
    switch network.kind {
    case .network: return network.kind
    case .text:
      try checkNetwork(network, of: term.excerpt(range), in: term)
      return .network(term.excerpt(range))
    default:
      throw term.error(
        "'\(term.excerpt(edge.range))' is an edge; it can be removed from or added to a network only",
        range)
    }
  }

  private func checkFunction(
    _ name: String, arguments: Int, _ range: Range<Int>, in term: Term
  ) throws(SyntaxError) {
    if TermChecker.isFunction(name) || LocalFunction.isLocal(name) { return }
    if name == Term.derivativeFunction, arguments > 1 || domains[name] == nil {
      if (2...3).contains(arguments) { return }
      throw term.error("'d' takes \(Term.derivativeForms)", range)
    }
    if name == Term.iterationFunction {
      throw term.error("'iterate' takes (term, variable: start, count)", range)
    }
    if domains[name] != nil {
      throw term.error("'\(name)' is a variable, not a function; write \(name)*(…)", range)
    }
    let candidates =
      Term.rangeOperations.sorted() + NetworkFunction.allCases.map(\.rawValue)
      + [Term.nodeFunction, NetworkFunction.inputs] + Term.localFunctions.sorted()
      + NetworkTemplate.allCases.map(\.rawValue)
      + FunctionLibrary.kernels.names
      + Term.activationFunctions.keys.sorted() + ["sqrt"] + Term.extremeFunctions.sorted()
    let nearest = nearestSpelling(to: name, among: candidates)
    throw term.error(
      "'\(name)' is not a function"
        + (nearest == nil
          ? "; functions are \(candidates.joined(separator: ", "))" : hint(nearest)),
      range)
  }

  private mutating func check(
    _ arguments: [Value], of function: NetworkFunction, _ range: Range<Int>, in term: Term
  ) throws(SyntaxError) {
    let name = function.rawValue
    let isCountMissing =
      function.parameters.last == .count && arguments.count == function.parameters.count - 1
    guard arguments.count == function.parameters.count || isCountMissing else {
      let accepted = function.parameters.map(\.name).joined(separator: ", ")
      throw term.error("'\(name)' takes (\(accepted)), not \(arguments.count) arguments", range)
    }
    for (parameter, argument) in zip(function.parameters, arguments) {
      switch parameter {
      case .inputs:
        if case .inputs = argument.kind { continue }
        try requireNumber(argument, in: term)
      case .correlation, .count: try requireNumber(argument, in: term)
      case .network: try checkNetwork(argument, of: name, in: term)
      case .rule: try checkRule(argument, of: name, in: term)
      }
    }
  }

  private mutating func checkNetwork(
    _ argument: Value, of function: String, in term: Term
  ) throws(SyntaxError) {
    switch argument.kind {
    case .network: return
    case .text(let text):
      if constants[text] != nil || EveryNetwork(text) != nil { return }
      if text.contains(Term.everyMark) {
        throw term.error(EveryNetwork.requirement, argument.range)
      }
      constants[text] = try network(text, at: argument.range, in: term.source)
    case .unknown(let name):
      let bound = domains.filter { if case .networks = $0.value { true } else { false } }
      throw term.error(
        "unknown name '\(name)'" + hint(nearestSpelling(to: name, among: bound.keys.sorted()))
          + "; '\(function)' needs a bound network or a text such as \"2_21_112\" here",
        argument.range)
    case .number, .rule, .edge, .activation, .inputs:
      throw term.error(
        "'\(function)' needs a network here: a bound name or a text such as \"2_21_112\"",
        argument.range)
    }
  }

  private func checkRule(
    _ argument: Value, of function: String, in term: Term
  ) throws(SyntaxError) {
    switch argument.kind {
    case .rule: return
    case .unknown(let name):
      let rules = PropagationRule.allCases.map(\.rawValue)
      throw term.error(
        "unknown rule '\(name)'" + hint(nearestSpelling(to: name, among: rules))
          + "; the rules are \(PropagationRule.choices)", argument.range)
    default:
      throw term.error(
        "'\(function)' needs a rule here: \(PropagationRule.choices)", argument.range)
    }
  }

  /// Reads a quoted network; `range` is that of the text with its quotes.
  func network(
    _ text: String, at range: Range<Int>, in source: String
  ) throws(SyntaxError) -> NetworkGraph {
    do {
      return try NetworkGraph(parsing: text, activationProblem: NetworkKernels.problem)
    } catch {
      throw SyntaxError("this text is not a network: \(error)", at: range.lowerBound, in: source)
    }
  }
}

private func hint(_ suggestion: String?) -> String {
  suggestion.map { "; did you mean '\($0)'?" } ?? ""
}
