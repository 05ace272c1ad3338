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
/// interval arithmetic once a row (``rows``, ``columns``); what remains for a pair are sums, products and the
/// arc-cosine kernels κ₀ and κ₁. There is none for a network with other functions of a pair.
struct FloatPairProgram: Sendable {
  /// What a step reads.
  enum Operand: Sendable, Hashable {
    /// A number of the row i, of the column j, or the value of a step.
    case row(Int), column(Int), step(Int)
  }

  enum Step: Sendable {
    /// ⟨x_i, x_j⟩.
    case input
    case product(Operand, Operand)
    /// Σ weight·operand, the weights numbers of the row.
    case sum([(weight: Int, operand: Operand)])
    case kappa(order: Int, Operand)
  }

  let steps: [Step]
  /// The entry of the kernel.
  let result: Operand
  /// Numbers of a row as functions of Kii and Mi.
  let rows: Program
  /// Numbers of a column as functions of Kjj and Mj.
  let columns: Program
  /// Where each step's value is kept while it is needed.
  let registers: [Int]
  let registerCount: Int

  init?(_ network: NetworkGraph, rule: PropagationRule, kernel: Kernel) {
    let graph = ExpressionGraph()
    guard
      let entries = try? PairKernel.entries(
        network, inputs: .symbolic(in: graph), rule: rule, kernel: kernel)
    else { return nil }
    var builder = Builder(graph: graph)
    guard let result = builder.operand(of: entries.ij) else { return nil }
    self.result = result
    steps = builder.steps
    rows = Program(builder.rowForms + [graph.integer(1)], inputs: ["Kii", "Mi"])
    columns = Program(builder.columnForms + [graph.integer(1)], inputs: ["Kjj", "Mj"])
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

/// Sorts an expression's nodes by what they depend on and makes steps of those that need both inputs.
private struct Builder {
  typealias Operand = FloatPairProgram.Operand

  let graph: ExpressionGraph
  private(set) var steps: [FloatPairProgram.Step] = []
  private(set) var rowForms: [Expression] = []
  private(set) var columnForms: [Expression] = []
  private var rowPlaces: [NodeID: Int] = [:]
  private var columnPlaces: [NodeID: Int] = [:]

  /// On which of the two inputs a node depends.
  private struct Dependence: OptionSet {
    let rawValue: Int
    static let i = Dependence(rawValue: 1)
    static let j = Dependence(rawValue: 2)
    static let both: Dependence = [.i, .j]
  }

  init(graph: ExpressionGraph) { self.graph = graph }

  /// The operand that has an expression's value; nil where no step computes it.
  mutating func operand(of root: Expression) -> Operand? {
    var dependence: [NodeID: Dependence] = [:]
    var operands: [NodeID: Operand] = [:]
    // Nodes below an expression of one input are no steps of their own.
    let order = graph.reachable(from: [root.id])
    for id in order {
      dependence[id] =
        switch graph[id] {
        case .variable("Kij"): .both
        case .variable(let name): name.last == "j" ? .j : .i
        default: graph[id].children.reduce([]) { $0.union(dependence[$1] ?? []) }
        }
    }
    func isPair(_ id: NodeID) -> Bool { dependence[id] == .both }
    for id in order where isPair(id) {
      guard let made = step(for: id, dependence, operands) else { return nil }
      operands[id] = made
    }
    return isPair(root.id) ? operands[root.id] : unary(root, dependence[root.id] ?? [])
  }

  /// The operand for an expression of one input or none.
  private mutating func unary(_ form: Expression, _ dependence: Dependence) -> Operand {
    if dependence == .j {
      if let place = columnPlaces[form.id] { return .column(place) }
      columnPlaces[form.id] = columnForms.count
      columnForms.append(form)
      return .column(columnForms.count - 1)
    }
    return .row(row(form))
  }

  private mutating func row(_ form: Expression) -> Int {
    if let place = rowPlaces[form.id] { return place }
    rowPlaces[form.id] = rowForms.count
    rowForms.append(form)
    return rowForms.count - 1
  }

  private mutating func append(_ step: FloatPairProgram.Step) -> Operand {
    steps.append(step)
    return .step(steps.count - 1)
  }

  private mutating func step(
    for id: NodeID, _ dependence: [NodeID: Dependence], _ operands: [NodeID: Operand]
  ) -> Operand? {
    switch graph[id] {
    case .rational, .pi: return nil
    case .variable: return append(.input)
    case .quantity(let value): return operands[value]
    case .apply(.defined(let function), let argument):
      if function == .correlation { return operands[argument] }
      guard function.name == "kappa", let order = function.parameters.first, order <= 1,
        let operand = operands[argument]
      else { return nil }
      return append(.kappa(order: order, operand))
    case .apply, .expectation: return nil
    case .product(let factors):
      var parts: [Operand] = []
      for side: Dependence in [[], .i, .j] {
        let own = factors.filter { dependence[$0.base] == side }
        if own.isEmpty { continue }
        parts.append(
          unary(
            graph.product(own.map { (Expression(graph: graph, id: $0.base), $0.exponent) }), side))
      }
      for factor in factors where dependence[factor.base] == .both {
        guard factor.exponent == 1 || factor.exponent == 2, let operand = operands[factor.base]
        else { return nil }
        parts += factor.exponent == 1 ? [operand] : [operand, operand]
      }
      guard var product = parts.popLast() else { return nil }
      while let next = parts.popLast() { product = append(.product(next, product)) }
      return product
    case .sum(let constant, let terms):
      var parts: [(weight: Int, operand: Operand)] = []
      if !constant.isZero {
        parts.append((row(graph.integer(1)), .row(row(graph.rational(constant)))))
      }
      for term in terms {
        let side = dependence[term.base] ?? []
        let operand =
          side == .both
          ? operands[term.base] : unary(Expression(graph: graph, id: term.base), side)
        guard let operand else { return nil }
        parts.append((row(graph.rational(term.coefficient)), operand))
      }
      return append(.sum(parts))
    }
  }
}
