import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// The kernels of a network as one writes them in a paper: equations for named quantities, node by
/// node, each in terms of earlier ones.
///
/// The names are identifiers that the calculator reads as variables (`Kij_2`, the K_ij of node 2), so
/// that reading the forms one after the other, each value kept under its name, gives all values.
public struct KernelRecursion {
  /// One equation: `name` = `value`.
  public struct Step {
    /// The step's place among the steps, from 0.
    public let index: Int
    /// The index of the node whose quantity it is.
    public let node: Int
    /// The node's name.
    public let nodeName: String
    /// Which quantity it is.
    public let quantity: KernelQuantity
    /// The identifier that later steps use.
    public let name: String
    /// What it is, built from the values of earlier steps.
    public let value: Expression
  }

  /// The equations in the order of evaluation; the nodes are those on paths from input to output.
  public let steps: [Step]
  /// The first step that has each value: what later forms refer to instead of taking it apart.
  private let firstSteps: [NodeID: Int]

  init(
    network: NetworkGraph, states: [NodeState?],
    intermediates: [(quantity: KernelQuantity, value: Expression, node: Int)], output: NodeState
  ) {
    var writer = Writer(network: network)
    for part in intermediates { writer.offer(part.value, part.quantity, of: part.node) }
    let isLive = network.leadsToOutput
    for (node, state) in states.enumerated() {
      guard let state, isLive[node] else { continue }
      if !state.kernel.ii.isZero && !state.kernel.jj.isZero {
        writer.offer(state.kernel.correlation, .cij, of: node)
      }
      let correlation = state.kernel.ii.isZero ? nil : state.kernel.correlation
      if node == network.input, let correlation, case .variable = correlation.node,
        correlation != state.kernel.ij
      {
        // Inputs of other norms: everything else is in terms of their correlation.
        writer.emit(.cij, correlation, of: node)
      }
      for (quantity, value) in Self.quantities(of: state) { writer.emit(quantity, value, of: node) }
      guard let ntk = state.ntk else { continue }
      let entries: [(KernelQuantity, Expression)] = [
        (.ntkii, ntk.ii), (.ntkjj, ntk.jj), (.ntkij, ntk.ij),
      ]
      for (quantity, value) in entries where quantity != .ntkjj || ntk.ii != ntk.jj {
        if node == network.output {
          writer.emit(quantity, value, of: node)
        } else {
          writer.offer(value, quantity, of: node)
        }
      }
    }
    if states[network.output] != nil {
      writer.emit(.lambda2, output.kernel.smallestEigenvalue, of: network.output)
    }
    steps = writer.steps
    firstSteps = writer.firstSteps
  }

  private static func quantities(of state: NodeState) -> [(KernelQuantity, Expression)] {
    // The kernel of many features is written with the mean.
    var all: [(KernelQuantity, Expression)] = []
    if !(state.means.i.isZero && state.means.j.isZero) {
      all.append((.mi, state.means.i))
      if state.means.i != state.means.j { all.append((.mj, state.means.j)) }
    }
    all.append((.kii, state.kernel.ii))
    if state.kernel.ii != state.kernel.jj { all.append((.kjj, state.kernel.jj)) }
    all.append((.kij, state.kernel.ij))
    if let tangent = state.tangent {
      all.append((.tii, tangent.ii))
      if tangent.ii != tangent.jj { all.append((.tjj, tangent.jj)) }
      all.append((.tij, tangent.ij))
    }
    return all
  }
}

/// A recursion under construction.
private struct Writer {
  let network: NetworkGraph
  private(set) var steps: [KernelRecursion.Step] = []
  private(set) var firstSteps: [NodeID: Int] = [:]
  /// Quantities that become a step when something refers to them.
  private var offered: [NodeID: (node: Int, quantity: KernelQuantity)] = [:]
  /// How often a name would have been given.
  private var used: [String: Int] = [:]
  private let labels: [String]

  init(network: NetworkGraph) {
    self.network = network
    let areIdentifiers = network.nodeNames.allSatisfy { name in
      name.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
      }
    }
    labels = areIdentifiers ? network.nodeNames : network.nodeNames.indices.map(String.init)
  }

  mutating func offer(_ value: Expression, _ quantity: KernelQuantity, of node: Int) {
    guard case .quantity = value.node, offered[value.id] == nil else { return }
    offered[value.id] = (node, quantity)
  }

  mutating func emit(_ quantity: KernelQuantity, _ value: Expression, of node: Int) {
    for part in namelessQuantities(in: value) {
      guard let (node, quantity) = offered[part] else { continue }
      append(quantity, Expression(graph: value.graph, id: part), of: node)
    }
    append(quantity, value, of: node)
  }

  private mutating func append(_ quantity: KernelQuantity, _ value: Expression, of node: Int) {
    let plain = "\(quantity.rawValue)_\(labels[node])"
    used[plain, default: 0] += 1
    let count = used[plain, default: 1]
    let name = count == 1 ? plain : "\(plain)_\(count)"
    steps.append(
      KernelRecursion.Step(
        index: steps.count, node: node, nodeName: network.nodeNames[node], quantity: quantity,
        name: name, value: value))
    switch value.node {
    case .rational, .pi: break
    case .variable, .sum, .product, .apply, .expectation, .quantity:
      if firstSteps[value.id] == nil { firstSteps[value.id] = steps.count - 1 }
    }
  }

  /// The offered quantities below `value` that have no name yet, children first.
  private func namelessQuantities(in value: Expression) -> [NodeID] {
    if firstSteps[value.id] != nil { return [] }
    let graph = value.graph
    var seen: Set<NodeID> = [value.id]
    var pending = [value.id]
    while let id = pending.popLast() {
      for child in graph[id].children where firstSteps[child] == nil && seen.insert(child).inserted
      {
        pending.append(child)
      }
    }
    seen.remove(value.id)
    return seen.filter { offered[$0] != nil }.sorted()
  }
}

extension KernelRecursion {
  /// The form of a step, in which earlier steps stand by their names.
  package func form(of step: Step, by printer: some ExpressionPrinter = TextPrinter()) -> String {
    func name(_ id: NodeID) -> String? {
      guard let first = firstSteps[id], first < step.index else { return nil }
      return steps[first].name
    }
    return name(step.value.id) ?? step.value.written(by: printer, naming: name)
  }
}
