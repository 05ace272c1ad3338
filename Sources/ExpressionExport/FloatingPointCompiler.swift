import ExactArithmetic
import SymbolicExpressions

/// Turns the nodes of an expression into operations, equal ones once.
struct FloatingPointCompiler {
  typealias Instruction = FloatingPointProgram.Instruction

  let graph: ExpressionGraph
  let inputs: [String]
  let functions: [FunctionDefinition]
  private(set) var instructions: [Instruction] = []
  private var known: [Instruction: Int] = [:]
  private var slots: [NodeID: Int] = [:]

  init(graph: ExpressionGraph, inputs: [String], functions: [FunctionDefinition]) {
    self.graph = graph
    self.inputs = inputs
    self.functions = functions
  }

  /// The index of the expression's value.
  mutating func compile(_ expression: Expression) -> Int {
    for id in graph.reachable(from: [expression.id]) {
      // What a sum without cancellation does not need is left out by the source and costs nothing here.
      slots[id] = compile(graph[id])
    }
    let result = slot(expression.id)
    return removeUnused(keeping: result)
  }

  private mutating func emit(_ instruction: Instruction) -> Int {
    if let index = known[instruction] { return index }
    instructions.append(instruction)
    known[instruction] = instructions.count - 1
    return instructions.count - 1
  }

  private func slot(_ id: NodeID) -> Int {
    guard let slot = slots[id] else { preconditionFailure("child after its parent") }
    return slot
  }

  private mutating func compile(_ node: Node) -> Int {
    switch node {
    case .rational(let value): return number(value)
    case .pi: return emit(.pi)
    case .variable(let name):
      guard let index = inputs.firstIndex(of: name) else {
        preconditionFailure("variable \(name) is not among the inputs")
      }
      return emit(.input(index))
    case .sum(let constant, let terms): return sum(constant, terms)
    case .product:
      guard let id = graph.id(of: node) else { preconditionFailure("node of another graph") }
      return term(PrintableTerm(1, id, in: graph))
    case .apply(.defined(let definition), let argument):
      if definition.isTransparent {
        guard let range = definition.range else { return slot(argument) }
        return emit(
          .clamped(
            slot(argument), low: range.lowerBound.nearestDouble,
            high: range.upperBound.nearestDouble))
      }
      guard let index = functions.firstIndex(of: definition) else {
        preconditionFailure("\(definition.identifier) is not among the functions")
      }
      return emit(.call(index, slot(argument)))
    case .apply(let function, let argument): return emit(.elementary(function, slot(argument)))
    case .expectation(let dual, _):
      preconditionFailure("the dual of \(dual.activation.name) has no form in machine numbers")
    case .quantity(let value): return slot(value)
    }
  }

  // MARK: Numbers

  /// A fraction: a division where numerator and denominator are exact, else the nearest number.
  private mutating func number(_ value: Rational) -> Int {
    let top = Rational(value.numerator).nearestDouble
    let bottom = Rational(value.denominator).nearestDouble
    if value.isInteger || value.denominator == 2 || !isExact(top, value.numerator)
      || !isExact(bottom, value.denominator)
    {
      return emit(.constant(value.nearestDouble))
    }
    let numerator = emit(.constant(top))
    return emit(.quotient(numerator, emit(.constant(bottom))))
  }

  private func isExact(_ value: Double, _ integer: Integer) -> Bool {
    Rational(exactly: value) == Rational(integer)
  }

  // MARK: Sums and products

  private mutating func sum(_ constant: Rational, _ terms: [Node.Term]) -> Int {
    if let stable = withoutCancellation(constant, terms) { return stable }
    let signed = PrintableTerm.terms(constant: constant, terms, in: graph, isName: { _ in false })
    var total = term(signed[0])
    if signed[0].isNegative { total = emit(.negated(total)) }
    for next in signed.dropFirst() {
      let value = term(next)
      total = emit(next.isNegative ? .difference(total, value) : .sum(total, value))
    }
    return total
  }

  /// 1 − x² as (1 − x)(1 + x) and π − acos x as acos(−x).
  private mutating func withoutCancellation(_ constant: Rational, _ terms: [Node.Term]) -> Int? {
    if constant == 1, terms.count == 1, terms[0].coefficient == -1,
      case .product(let factors) = graph[terms[0].base], factors.count == 1,
      factors[0].exponent == 2
    {
      let one = emit(.constant(1))
      let x = slot(factors[0].base)
      let difference = emit(.difference(one, x))
      return emit(.product(difference, emit(.sum(one, x))))
    }
    guard constant.isZero, terms.count == 2, let pi = terms.first(where: { graph[$0.base] == .pi }),
      let other = terms.first(where: { graph[$0.base] != .pi }), pi.coefficient == 1,
      other.coefficient == -1, case .apply(.acos, let argument) = graph[other.base]
    else { return nil }
    return emit(.elementary(.acos, emit(.negated(slot(argument)))))
  }

  /// The term without its sign.
  private mutating func term(_ term: PrintableTerm) -> Int {
    if term.upper.isEmpty && term.lower.isEmpty {
      return number(Rational(term.numerator, term.denominator))
    }
    let upper = product(term.numerator, term.upper)
    if term.denominator == .one && term.lower.isEmpty { return upper }
    return emit(.quotient(upper, product(term.denominator, term.lower)))
  }

  private mutating func product(_ integer: Integer, _ factors: [Node.Factor]) -> Int {
    var total = integer == .one && !factors.isEmpty ? nil : number(Rational(integer))
    for factor in factors {
      let value = power(slot(factor.base), factor.exponent)
      total = total.map { emit(.product($0, value)) } ?? value
    }
    return total ?? emit(.constant(1))
  }

  private mutating func power(_ base: Int, _ exponent: Rational) -> Int {
    if exponent == 1 { return base }
    if exponent == 2 { return emit(.product(base, base)) }
    if exponent == Rational(1, 2) { return emit(.squareRoot(base)) }
    return emit(.power(base, number(exponent)))
  }

  // MARK: Cleaning up

  /// Drops what `result` does not need; gives its new index.
  private mutating func removeUnused(keeping result: Int) -> Int {
    var isUsed = Array(repeating: false, count: instructions.count)
    isUsed[result] = true
    for index in instructions.indices.reversed() where isUsed[index] {
      for operand in instructions[index].operands { isUsed[operand] = true }
    }
    var places: [Int] = []
    var kept: [Instruction] = []
    for (index, instruction) in instructions.enumerated() {
      places.append(kept.count)
      if isUsed[index] { kept.append(instruction.mapped { places[$0] }) }
    }
    instructions = kept
    return places[result]
  }
}

extension FloatingPointProgram.Instruction {
  /// The earlier results that the operation takes.
  var operands: [Int] {
    switch self {
    case .constant, .pi, .input: []
    case .negated(let a), .squareRoot(let a), .elementary(_, let a), .call(_, let a),
      .clamped(let a, _, _):
      [a]
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .quotient(let a, let b), .power(let a, let b):
      [a, b]
    }
  }

  /// The same operation on other operands.
  func mapped(_ place: (Int) -> Int) -> FloatingPointProgram.Instruction {
    switch self {
    case .constant, .pi, .input: self
    case .negated(let a): .negated(place(a))
    case .squareRoot(let a): .squareRoot(place(a))
    case .elementary(let function, let a): .elementary(function, place(a))
    case .call(let function, let a): .call(function, place(a))
    case .clamped(let a, let low, let high): .clamped(place(a), low: low, high: high)
    case .sum(let a, let b): .sum(place(a), place(b))
    case .difference(let a, let b): .difference(place(a), place(b))
    case .product(let a, let b): .product(place(a), place(b))
    case .quotient(let a, let b): .quotient(place(a), place(b))
    case .power(let a, let b): .power(place(a), place(b))
    }
  }
}
