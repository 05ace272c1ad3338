import ArcCosineKernels
import ExactArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

// Functions of networks.
extension Meaning {
  /// A network as a term names it.
  private enum Reference: Hashable {
    case bound(String)
    case text(String)
  }

  /// The network itself and not its name, which stands for one network after the other.
  struct KernelKey: Hashable {
    let network: NetworkGraph
    let inputs: [NodeID]
    let rule: PropagationRule
  }

  /// How many nodes a recursion may have, written out, to be read as a closed form.
  private static let largestClosedForm = 500

  /// The value of a function; `arguments` are a network, then numbers (a correlation, or what `inputs`
  /// was given), then perhaps a rule.
  func value(
    of function: NetworkFunction, _ arguments: [TermReader.Value], _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    let reference = reference(arguments[0])
    var numbers: [Expression] = []
    for case .expression(let number) in arguments { numbers.append(number) }
    var rule: PropagationRule?
    if case .name(let name)? = arguments.last { rule = PropagationRule(rawValue: name) }
    if function.takesKernels { try requireInputs(numbers, range) }
    if case .text(let text) = reference, let every = EveryNetwork(text) {
      try requireUnchanging(numbers, range)
      guard let induction,
        let value = induction.value(of: function, every, on: numbers, rule, checker.domains)
      else {
        throw error("\(function.rawValue) is not known for networks of every length", range)
      }
      return value
    }
    guard let network = network(reference) else {
      let parts = numbers.map { "#\($0.id)" } + [rule?.rawValue].compactMap { $0 }
      return graph.variable("\(function.rawValue) \(reference) \(parts)")
    }
    if let rule, function.takesKernels {
      return try entry(function, of: kernels(of: network, on: numbers, rule, range), range)
    }
    if function == .eq12 {
      guard network.isOfThePaper else {
        throw error(
          "eq12 is for plain skips and ReLU edges with c = 2, not for \(network.shortText)", range)
      }
      return network.eq12(correlation: numbers[0])
    }
    return graph.rational(try statistic(function, of: network, numbers.first, range))
  }

  // MARK: Networks

  private func reference(_ value: TermReader.Value) -> Reference {
    switch value {
    case .name(let name): .bound(name)
    case .text(let text): .text(text)
    case .expression, .activation:
      preconditionFailure("an expression where a network was checked to be")
    }
  }

  private func reference(_ item: Term.Item) -> Reference {
    switch item.operation {
    case .name(let name): .bound(name)
    case .text(let text): .text(text)
    default: preconditionFailure("an expression where a network was checked to be")
    }
  }

  private func isEveryNetwork(_ item: Term.Item) -> Bool {
    if case .text(let text) = item.operation { EveryNetwork(text) != nil } else { false }
  }

  private func network(_ reference: Reference) -> NetworkGraph? {
    switch reference {
    case .bound(let name):
      if case .network(let network)? = choices[name] { network } else { nil }
    case .text(let text): edited[text] ?? checker.constants[text]
    }
  }

  /// The term with texts in place of `dag - e`, `dag + e` and `node(dag, j)`, which stand for ``edited``
  /// networks; with the network alone where it is open.
  func withEditedNetworks(_ term: Term) throws(SyntaxError) -> Term {
    var items: [Term.Item] = []
    for item in term.items {
      if item.operation.operandCount == 2, items.count > 1, isEveryNetwork(items[items.count - 2]) {
        if case .call = item.operation,
          item.operation != .call(Term.nodeFunction, arguments: 2, iterations: 1)
        {
        } else {
          throw error("networks of every length have no nodes or edges by name", item.range)
        }
      }
      switch (item.operation, items.last?.operation) {
      case (.add, .name(let name)?), (.subtract, .name(let name)?):
        guard case .edges? = checker.domains[name] else { break }
        items.removeLast()
        guard case .edge(let edge)? = choices[name], let old = items.last,
          let network = network(reference(old))
        else { continue }
        let isRemoval = item.operation == .subtract
        guard let changed = isRemoval ? network.removing(edge) : network.adding(edge) else {
          throw error("\(network.shortText) has no nodes for \(Choice.edge(edge).text)", item.range)
        }
        replaceLast(of: &items, by: changed, item.range)
        continue
      case (.call(Term.nodeFunction, 2, 1), .text(let name)?):
        items.removeLast()
        guard let old = items.last, let network = network(reference(old)) else { continue }
        guard let part = network.upToNode(name) else {
          let isNumber = name.allSatisfy(\.isNumber)
          let nearest = isNumber ? nil : nearestSpelling(to: name, among: network.nodeNames)
          let hint = nearest.map { "; did you mean '\($0)'?" }
          let names = network.nodeNames
          throw error(
            "\(network.shortText) has no node '\(name)'\(hint ?? ""); its nodes are "
              + names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : ""),
            item.range)
        }
        replaceLast(of: &items, by: part, item.range)
        continue
      default: break
      }
      items.append(item)
    }
    return Term(source: term.source, items: items)
  }

  private func replaceLast(
    of items: inout [Term.Item], by network: NetworkGraph, _ range: Range<Int>
  ) {
    // Not the network's own text: the statement may name a network so that means another by it.
    let text = "edited \(network.certificateText)"
    edited[text] = network
    items[items.count - 1] = Term.Item(operation: .text(text), range: range)
  }

  // MARK: Kernels

  /// Records what inputs must be: a correlation in [−1, 1], or second moments (and means) that a pair of
  /// non-zero inputs can have.
  private func requireInputs(
    _ numbers: [Expression], _ range: Range<Int>
  ) throws(SyntaxError) {
    if numbers.count == 1 { return try require(numbers[0], in: .closed(-1, 1), range) }
    let (a, b, c) = (numbers[0], numbers[1], numbers[2])
    try require(a, in: .positive, range)
    try require(b, in: .positive, range)
    if numbers.count == 3 {
      return try require(a * b - c * c, in: .nonnegative, range)
    }
    let (m, n) = (numbers[3], numbers[4])
    let (p, q, r) = (a - m * m, b - n * n, c - m * n)
    try require(p, in: .nonnegative, range)
    try require(q, in: .nonnegative, range)
    try require(p * q - r * r, in: .nonnegative, range)
  }

  private func kernels(
    of network: NetworkGraph, on numbers: [Expression], _ rule: PropagationRule,
    _ range: Range<Int>
  ) throws(SyntaxError) -> NetworkKernels {
    let key = KernelKey(network: network, inputs: numbers.map(\.id), rule: rule)
    if let known = kernels[key] { return known }
    let zero = graph.integer(0)
    let inputs =
      numbers.count == 1
      ? InputPair.unit(correlation: numbers[0])
      : InputPair(
        kernel: KernelEntries(ii: numbers[0], jj: numbers[1], ij: numbers[2]),
        means: numbers.count == 5 ? (numbers[3], numbers[4]) : (zero, zero))
    do {
      let new = try NetworkKernels(network.removingUnreachableParts(), inputs: inputs, rule: rule)
      kernels[key] = new
      return new
    } catch {
      throw self.error("\(error)", range)
    }
  }

  private func entry(
    _ function: NetworkFunction, of kernels: NetworkKernels, _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    // Short recursions are closed forms, in which equal parts of different networks meet.
    func form(_ expression: Expression) -> Expression {
      expression.inlined(limit: Self.largestClosedForm) ?? expression
    }
    switch function {
    case .lambda2: return form(kernels.smallestEigenvalue)
    case .kii: return form(kernels.nngp.ii)
    case .kjj: return form(kernels.nngp.jj)
    case .kij, .k: return form(kernels.nngp.ij)
    case .mean: return form(kernels.means.i)
    case .meanj: return form(kernels.means.j)
    default:
      guard let ntk = kernels.ntk else {
        throw error(
          "\(function.rawValue) is undefined: the step function has no tangent kernel", range)
      }
      switch function {
      case .ntkii: return form(ntk.ii)
      case .ntkjj: return form(ntk.jj)
      case .ntkij: return form(ntk.ij)
      default: return form(ntk.smallestEigenvalue)
      }
    }
  }

  // MARK: Statistics

  private func statistic(
    _ function: NetworkFunction, of network: NetworkGraph, _ number: Expression?,
    _ range: Range<Int>
  ) throws(SyntaxError) -> Rational {
    if let number {
      guard let depth = number.rationalValue?.asInt, depth >= 0 else {
        throw error(
          "paths(dag, d) counts paths with d parameterised edges, d a whole number", range)
      }
      let counts = network.pathPolynomial
      return counts.indices.contains(depth) ? Rational(counts[depth]) : 0
    }
    if let value = NetworkStatistic(rawValue: function.rawValue)?.value(of: network) {
      return value
    }
    throw error(
      "\(function.rawValue) is undefined for \(network.shortText): "
        + (network.isConnected ? "no path with a parameterised edge leads" : "no path leads")
        + " from the input to the output", range)
  }
}

extension NetworkGraph {
  /// The network up to the node called `name`, its output being that node; nil where there is none.
  package func upToNode(_ name: String) -> NetworkGraph? {
    guard let node = nodeNames.firstIndex(of: name) else { return nil }
    return NetworkGraph(
      validNodeNames: nodeNames, input: input, output: node, edges: edges,
      normalizations: normalizations
    ).removingUnreachableParts()
  }
}

extension Term {
  /// The term as it is read: with what `inputs` was given as arguments of the functions that it stands in, and
  /// derivatives under a name that no variable has.
  var readable: Term {
    var items: [Item] = []
    /// For each value on the stack how many arguments it is.
    var widths: [Int] = []
    for item in self.items {
      let operands = Array(widths.suffix(item.operation.operandCount))
      widths.removeLast(operands.count)
      let width = operands.reduce(0, +)
      if case .call(NetworkFunction.inputs, _, _) = item.operation {
        widths.append(width)
        continue
      }
      widths.append(1)
      if case .call(Term.derivativeFunction, let arguments, 1) = item.operation {
        let call = Operation.call(LocalFunction.derivative, arguments: arguments, iterations: 1)
        items.append(Item(operation: call, range: item.range))
      } else if case .call(let name, let arguments, let iterations) = item.operation,
        width != arguments
      {
        items.append(
          Item(
            operation: .call(name, arguments: width, iterations: iterations), range: item.range))
      } else {
        items.append(item)
      }
    }
    return Term(source: source, items: items)
  }
}
