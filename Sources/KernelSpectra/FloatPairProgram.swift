import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions

/// A network's kernel of two inputs as steps in double precision that carry error bounds.
///
/// Made from the recursion: what depends on one input alone, norms, means and their roots, is left to
/// interval arithmetic once a row (`PairKernel.rows`); what remains for a pair are sums, products and the
/// arc-cosine kernels κ₀ and κ₁. There is none for a network with other functions of a pair.
struct FloatPairProgram: Sendable {
  /// What a step reads.
  enum Operand: Sendable, Hashable {
    /// A function of x_i, one of x_j, a number, or the value of a step.
    case row(Int), column(Int), constant(Int), step(Int)
  }

  enum Step: Sendable {
    /// ⟨x_i, x_j⟩.
    case input
    case product(Operand, Operand)
    /// Σ weight·operand, the weights among the constants.
    case sum([(weight: Int, operand: Operand)])
    case kappa(order: Int, Operand)
  }

  let steps: [Step]
  /// The entry of the kernel.
  let result: Operand
  /// The numbers that occur.
  let constants: [FloatNumber]
  /// Where each step's value is kept while it is needed.
  let registers: [Int]
  let registerCount: Int

  init?(_ form: SeparatedEntry) {
    var builder = Builder(form)
    guard let result = builder.operand(of: form.pair) else { return nil }
    self.result = result
    steps = builder.steps
    let numbers = Program(builder.constants + [form.pair.graph.integer(1)], inputs: [])
    constants = numbers.evaluate([], precision: Precision(80)).map(FloatNumber.init)
    (registers, registerCount) = FloatPairProgram.allocated(builder.steps, result: result)
  }

  /// A register for each step, free again after the value's last use.
  private static func allocated(_ steps: [Step], result: Operand) -> ([Int], Int) {
    var lastUses = Array(steps.indices)
    for (index, step) in steps.enumerated() {
      for case .step(let used) in step.operands { lastUses[used] = index }
    }
    if case .step(let last) = result { lastUses[last] = steps.count }
    var endings = Array(repeating: [Int](), count: steps.count + 1)
    for (index, last) in lastUses.enumerated() { endings[last].append(index) }
    var registers: [Int] = []
    var free: [Int] = []
    var count = 0
    for index in steps.indices {
      // Taken before the operands' registers are free: no step writes what it reads.
      if let register = free.popLast() {
        registers.append(register)
      } else {
        registers.append(count)
        count += 1
      }
      free += endings[index].map { registers[$0] }
    }
    return (registers, count)
  }
}

extension FloatPairProgram.Step {
  var operands: [FloatPairProgram.Operand] {
    switch self {
    case .input: []
    case .product(let a, let b): [a, b]
    case .sum(let terms): terms.map(\.operand)
    case .kappa(_, let argument): [argument]
    }
  }
}

/// Makes steps of the nodes of a separated entry.
private struct Builder {
  typealias Operand = FloatPairProgram.Operand

  let graph: ExpressionGraph
  private(set) var steps: [FloatPairProgram.Step] = []
  private(set) var constants: [Expression] = []
  private var placeOfConstant: [NodeID: Int] = [:]
  /// The functions of one input by the variables that stand for them.
  private var operandOfVariable: [String: Operand] = [:]
  private var operands: [NodeID: Operand] = [:]

  init(_ form: SeparatedEntry) {
    graph = form.pair.graph
    for row in form.rows.indices {
      operandOfVariable[SeparatedEntry.variable(row, .i)] = .row(row)
      operandOfVariable[SeparatedEntry.variable(row, .j)] = .column(row)
    }
  }

  /// The operand that has an expression's value; nil where no step computes it.
  mutating func operand(of root: Expression) -> Operand? {
    var varies: Set<NodeID> = []
    for id in graph.reachable(from: [root.id]) {
      if case .variable = graph[id] { varies.insert(id) }
      if graph[id].children.contains(where: varies.contains) { varies.insert(id) }
      guard varies.contains(id) else { continue }
      guard let operand = operand(for: id, varies) else { return nil }
      operands[id] = operand
    }
    return operands[root.id] ?? .constant(constant(root))
  }

  private mutating func constant(_ form: Expression) -> Int {
    if let place = placeOfConstant[form.id] { return place }
    placeOfConstant[form.id] = constants.count
    constants.append(form)
    return constants.count - 1
  }

  private mutating func append(_ step: FloatPairProgram.Step) -> Operand {
    steps.append(step)
    return .step(steps.count - 1)
  }

  private mutating func operand(for id: NodeID, _ varies: Set<NodeID>) -> Operand? {
    switch graph[id] {
    case .rational, .pi: return nil
    case .variable(let name): return operandOfVariable[name] ?? append(.input)
    case .quantity(let value): return operands[value]
    case .apply(.defined(let function), let argument):
      if function == .correlation { return operands[argument] }
      guard function.name == "kappa", let order = function.parameters.first, order <= 1,
        let operand = operands[argument]
      else { return nil }
      return append(.kappa(order: order, operand))
    case .apply, .expectation: return nil
    case .product(let factors):
      let fixed = factors.filter { !varies.contains($0.base) }
      var parts: [Operand] = []
      if !fixed.isEmpty {
        let number = graph.product(
          fixed.map { (Expression(graph: graph, id: $0.base), $0.exponent) })
        parts.append(.constant(constant(number)))
      }
      for factor in factors {
        guard let operand = operands[factor.base] else { continue }
        guard factor.exponent == 1 || factor.exponent == 2 else { return nil }
        parts += factor.exponent == 1 ? [operand] : [operand, operand]
      }
      guard var product = parts.popLast() else { return nil }
      while let next = parts.popLast() { product = append(.product(next, product)) }
      return product
    case .sum(let number, let terms):
      let one = constant(graph.integer(1))
      var parts: [(weight: Int, operand: Operand)] = []
      if !number.isZero { parts.append((constant(graph.rational(number)), .constant(one))) }
      for term in terms {
        let operand =
          operands[term.base] ?? .constant(constant(Expression(graph: graph, id: term.base)))
        parts.append((constant(graph.rational(term.coefficient)), operand))
      }
      return append(.sum(parts))
    }
  }
}
