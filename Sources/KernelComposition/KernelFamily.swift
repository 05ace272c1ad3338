import ArcCosineKernels
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// The NNGP kernels of many networks one after the other, of which neighbours mostly differ in the edges into
/// their last node alone: what is before it is composed once for all of them.
///
/// Guarantee: the entries are those of `NetworkKernels`, expression for expression.
package struct KernelFamily {
  private let inputs: InputPair
  private let rule: PropagationRule
  /// All nodes but the last one of a network, with the edges into them.
  private var beginning: (composition: Composition, edges: [NetworkGraph.Edge])?

  /// The kernels on two inputs under one rule.
  package init(inputs: InputPair, rule: PropagationRule) {
    self.inputs = inputs
    self.rule = rule
  }

  /// The kernel of a network whose output is its last node.
  ///
  /// - Precondition: the output is the last node, and no node is normalised.
  package mutating func kernel(of network: NetworkGraph) throws(CompositionError) -> KernelEntries {
    let last = network.nodeNames.count - 1
    precondition(network.output == last && network.normalizations.isEmpty)
    let edges = network.edges.filter { $0.target != last }
    var composition: Composition
    if let beginning, beginning.edges == edges,
      beginning.composition.network.nodeNames.count == last + 1
    {
      composition = beginning.composition
    } else {
      composition = try composed(network)
      beginning = (composition, edges)
    }
    composition.network = network
    try composition.run(last)
    return composition.state(of: last).kernel
  }

  private func composed(_ network: NetworkGraph) throws(CompositionError) -> Composition {
    var composition = Composition(
      network: network, inputs: inputs, rule: rule, hasTangent: false)
    try composition.begin()
    let last = network.nodeNames.count - 1
    for node in 0..<last {
      if node != network.input { try composition.run(node) }
      try composition.prepare(.init(source: node, target: last, operation: .relu))
    }
    return composition
  }
}
