import ExactArithmetic
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// Why a definition is refused: for the name or a parameter, or for what stands in the term.
package enum DefinitionError: Error {
  case name(String)
  case term(SyntaxError)

  /// What is wrong, in a sentence.
  package var message: String {
    switch self {
    case .name(let message): message
    case .term(let error): error.message
    }
  }
}

/// Names that statements may use for terms and networks, and the rule that kernels follow where they
/// name none.
package struct Definitions: Sendable {
  /// A term with parameters: `let gap(rho) = 3*(1 - f(rho))`.
  struct Function: Sendable {
    let parameters: [String]
    let term: Term
  }

  private var functions: [String: Function] = [:]
  /// Networks by name, each as a text that gives it back.
  package private(set) var networks: [String: String] = [:]
  /// The rule of `lambda2(dag, rho)` and of the other functions that take one.
  package var rule: PropagationRule?

  /// No definitions.
  package init() {}

  /// Whether nothing is defined.
  package var isEmpty: Bool { functions.isEmpty && networks.isEmpty && rule == nil }

  /// Whether `name` is defined here.
  package func defines(_ name: String) -> Bool {
    functions[name] != nil || networks[name] != nil
  }

  /// Defines a network.
  package mutating func define(network name: String, as text: String) throws(DefinitionError) {
    try checkIsFree(name)
    networks[name] = text
  }

  /// Defines a term; its names must be parameters or known.
  package mutating func define(
    _ name: String, parameters: [String], as term: Term
  ) throws(DefinitionError) {
    try checkIsFree(name)
    for (index, parameter) in parameters.enumerated() {
      if TermChecker.isTaken(parameter) || parameters[..<index].contains(parameter) {
        throw .name("'\(parameter)' cannot be a parameter here")
      }
    }
    let applied: Term
    do { applied = try self.applied(to: term.iterating(term.integerNames.union(parameters))) } catch
    {
      throw .term(error)
    }
    let bound = Set(parameters).union(applied.integerNames).union(applied.localVariables)
    for item in applied.items {
      if let called = item.operation.calledFunction, !TermChecker.isTaken(called),
        !Term.localFunctions.contains(called)
      {
        throw .term(term.error("'\(called)' is not a function that is known here", item.range))
      }
      guard case .name(let used) = item.operation, !bound.contains(used), used != "pi",
        !TermChecker.isTaken(used), networks[used] == nil
      else { continue }
      let hint = nearestSpelling(to: used, among: parameters).map { "; did you mean '\($0)'?" }
      throw .term(
        term.error(
          "unknown name '\(used)'\(hint ?? "; a definition speaks of its parameters only")",
          item.range))
    }
    functions[name] = Function(parameters: parameters, term: applied)
  }

  private func checkIsFree(_ name: String) throws(DefinitionError) {
    if TermChecker.isTaken(name) || Lexer.reservedWords.contains(name) {
      throw .name("'\(name)' has a meaning of its own; choose another name")
    }
    if defines(name) { throw .name("'\(name)' is defined twice") }
  }

  /// The term with f^k(x) as an iterate where f is defined here and k one of `counts`.
  func iterating(_ term: Term, _ counts: Set<String>) -> Term {
    let hasOwn = term.items.contains {
      if case .name(let name) = $0.operation {
        functions[name]?.parameters.count == 1
      } else {
        false
      }
    }
    return hasOwn ? term.iterating(counts) : term
  }

  /// The term with definitions written out, texts in place of networks' names and the default rule where
  /// none is given.
  func applied(to term: Term) throws(SyntaxError) -> Term {
    if isEmpty { return term }
    var stack: [[Term.Item]] = []
    var count = 0
    for item in term.items {
      let operands = Array(stack.suffix(item.operation.operandCount))
      stack.removeLast(operands.count)
      stack.append(try applied(item, operands, in: term))
      count += stack[stack.count - 1].count
      // Also an end to definitions that double what they are given, again and again.
      guard count <= 4 * Term.largestExpansion else {
        throw term.error("written out, this is too long", item.range)
      }
    }
    return Term(source: term.source, items: stack.flatMap { $0 })
  }

  private func applied(
    _ item: Term.Item, _ operands: [[Term.Item]], in term: Term
  ) throws(SyntaxError) -> [Term.Item] {
    let inner = operands.flatMap { $0 }
    func placed(_ operation: Term.Operation) -> Term.Item {
      Term.Item(operation: operation, range: item.range)
    }
    switch item.operation {
    case .name(let name):
      if let text = networks[name] { return [placed(.text(text))] }
      guard let function = functions[name] else { return [item] }
      guard function.parameters.isEmpty else {
        throw term.error(
          "'\(name)' takes (\(function.parameters.joined(separator: ", ")))", item.range)
      }
      return function.body(with: [], item.range)
    case .call(let name, let arguments, let iterations):
      // Short names are rather variables: k in g^k(x) counts.
      if functions[name] == nil, name.utf8.count >= 3, !TermChecker.isTaken(name),
        !Term.localFunctions.contains(name),
        let meant = nearestSpelling(to: name, among: functions.keys.sorted())
      {
        throw term.error("'\(name)' is not a function; did you mean '\(meant)'?", item.range)
      }
      if let function = functions[name] {
        guard function.parameters.count == arguments else {
          throw term.error(
            "'\(name)' takes (\(function.parameters.joined(separator: ", "))), not \(arguments) "
              + "arguments", item.range)
        }
        if let captured = function.captured(by: inner) {
          throw term.error(
            "'\(captured)' is bound within '\(name)', by a sum or a derivative; use another name",
            item.range)
        }
        guard iterations == 1 || arguments == 1 else {
          throw term.error("only functions of one argument can be iterated", item.range)
        }
        var result = operands
        for _ in 0..<iterations {
          result = [function.body(with: result, item.range)]
          guard result[0].count <= Term.largestExpansion else {
            throw term.error("written out, this is too long", item.range)
          }
        }
        return result.flatMap { $0 }
      }
      if let rule, let function = NetworkFunction(rawValue: name),
        function.parameters.last == .rule, function.parameters.count == arguments + 1
      {
        return inner + [
          placed(.name(rule.rawValue)),
          placed(.call(name, arguments: arguments + 1, iterations: iterations)),
        ]
      }
      return inner + [item]
    case .iterate(let name):
      guard let function = functions[name] else { return inner + [item] }
      guard function.parameters.count == 1 else {
        throw term.error("only functions of one argument can be iterated", item.range)
      }
      return function.body(with: [[placed(.name(function.parameters[0]))]], item.range)
        + operands[1] + [placed(.label(function.parameters[0]))] + operands[0]
        + [placed(.call(Term.iterationFunction, arguments: 3, iterations: 1))]
    default:
      return inner + [item]
    }
  }
}

extension Term.Operation {
  /// The function that is applied.
  fileprivate var calledFunction: String? {
    switch self {
    case .call(let name, _, _), .iterate(let name): name
    default: nil
    }
  }
}

extension Definitions.Function {
  /// The body with arguments in place of the parameters, as if all of it stood at `range`.
  fileprivate func body(with arguments: [[Term.Item]], _ range: Range<Int>) -> [Term.Item] {
    let values = Dictionary(uniqueKeysWithValues: zip(parameters, arguments))
    return term.items.flatMap { item -> [Term.Item] in
      if case .name(let name) = item.operation, let value = values[name] { return value }
      return [Term.Item(operation: item.operation, range: range)]
    }
  }

  /// An index of the body's sums that the arguments use as a name.
  fileprivate func captured(by arguments: [Term.Item]) -> String? {
    let bound = term.integerNames.union(term.localVariables)
    if bound.isEmpty { return nil }
    for item in arguments {
      if case .name(let name) = item.operation, bound.contains(name) { return name }
    }
    return nil
  }
}
