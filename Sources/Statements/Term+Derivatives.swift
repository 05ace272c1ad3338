import ExactArithmetic
import SymbolicExpressions

/// A derivative at a given point, `d(term, x: a)`, after its variable has been given a name of its own.
enum LocalDerivative {
  /// The function that such derivatives become; its arguments are the term, the variable, the point and
  /// perhaps the order.
  static let function = "d@"

  /// Whether a name is that of a variable which only the term of a derivative knows.
  static func isLocal(_ name: String) -> Bool { name.contains("@") }
}

extension Term {
  /// How a derivative is written, for messages.
  static let derivativeForms =
    "(term, variable), (term, variable, order), (term, variable: point) or "
    + "(term, variable: point, order)"

  /// The variables that derivatives at a point bind.
  var derivativeVariables: Set<String> {
    var names: Set<String> = []
    var stack: [Int] = []
    for (index, item) in items.enumerated() {
      let operands = Array(stack.suffix(item.operation.operandCount))
      stack.removeLast(operands.count)
      stack.append(index)
      if case .call(Term.derivativeFunction, 2...3, 1) = item.operation,
        case .label(let name) = items[operands[1]].operation
      {
        names.insert(name)
      }
    }
    return names
  }

  /// The term with derivatives at a point as calls of ``LocalDerivative/function``, each with a variable of
  /// its own; `count` is how many have been named before.
  func namingLocalVariables(after count: inout Int) -> Term {
    if derivativeVariables.isEmpty { return self }
    var result: [Item] = []
    /// For each value on the stack where its items begin.
    var stack: [Int] = []
    for item in items {
      let operands = Array(stack.suffix(item.operation.operandCount))
      stack.removeLast(operands.count)
      let first = operands.first ?? result.count
      defer { stack.append(first) }
      guard case .call(Term.derivativeFunction, let arguments, 1) = item.operation,
        arguments == 2 || arguments == 3
      else {
        result.append(item)
        continue
      }
      let labelPlace = (arguments == 3 ? operands[2] : result.count) - 1
      guard case .label(let variable) = result[labelPlace].operation else {
        result.append(item)
        continue
      }
      count += 1
      let local = Operation.name("\(variable)@\(count)")
      let place = result[labelPlace].range
      result.remove(at: labelPlace)
      for index in operands[0]..<operands[1] where result[index].operation == .name(variable) {
        result[index] = Item(operation: local, range: result[index].range)
      }
      result.insert(Item(operation: local, range: place), at: operands[1])
      result.append(
        Item(
          operation: .call(LocalDerivative.function, arguments: arguments + 1, iterations: 1),
          range: item.range))
    }
    return Term(source: source, items: result)
  }
}

extension Expression {
  /// Where the expression has a value, as far as its canonical form shows: no divisor is 0, no root is
  /// taken of a negative number, and functions get arguments of their domains. Nil where an expectation
  /// without closed form is in it, of which that is not known.
  func definednessConditions(_ range: Range<Int>) -> [DomainCondition]? {
    var conditions: [DomainCondition] = []
    func require(_ argument: Expression, in domain: Domain) {
      if argument.rationalValue == nil, domain != .real, !argument.isKnown(in: domain) {
        conditions.append(DomainCondition(argument: argument, domain: domain, range: range))
      }
    }
    for id in graph.reachable(from: [id]) {
      switch graph[id] {
      case .rational, .pi, .variable, .sum, .quantity: break
      case .product(let factors):
        for factor in factors {
          let base = Expression(graph: graph, id: factor.base)
          switch (factor.exponent.signum < 0, factor.exponent.isInteger) {
          case (true, true): require(base, in: .nonzero)
          case (true, false): require(base, in: .positive)
          case (false, false): require(base, in: .nonnegative)
          case (false, true): break
          }
        }
      case .apply(let function, let argument):
        require(Expression(graph: graph, id: argument), in: function.domain)
      case .expectation: return nil
      }
    }
    return conditions
  }
}

/// The derivatives of a term by one variable.
struct Differentiation {
  /// The largest order.
  static let largestOrder = 40
  /// The most nodes that a derivative may have.
  private static let largestSize = 200_000

  let term: Expression
  let variable: String
  let order: Int
  /// The place of the whole in the text.
  let range: Range<Int>

  /// The derivative, and where it is one: there the term is differentiable as often as was asked, from one
  /// side at an end of its domain.
  ///
  /// The rules of differentiation give the derivative wherever what they give has a value and the term is
  /// continuous: a continuous function has the limit of its derivative for a derivative.
  func derivative() -> Result<(value: Expression, conditions: [DomainCondition]), Failure> {
    var value = term
    var conditions: [DomainCondition] = []
    for _ in 0..<order {
      value = value.derivative(variable)
      guard value.graph.reachable(from: [value.id]).count <= Self.largestSize else {
        return .failure(Failure(message: "the derivative is too large"))
      }
      guard let more = value.definednessConditions(range) else {
        return .failure(
          Failure(message: "no derivative is known of an expectation without closed form"))
      }
      conditions += more
    }
    return .success((value, conditions))
  }

  /// Why there is no derivative.
  struct Failure: Error {
    let message: String
  }
}
