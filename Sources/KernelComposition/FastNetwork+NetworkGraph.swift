import ExactArithmetic
import FastKernels
import IntervalArithmetic
import NetworkGraphs

extension FastNetwork {
  /// The network `graph` with machine numbers for its scales and variances, of which those that no
  /// `Double` equals are rounded to the nearest: `isRounded` is then true, and error bounds hold
  /// for the exact ones.
  ///
  /// Throws where the activation of an edge is neither ReLU nor the identity, where an edge's
  /// operation is not meant literally (a convolution, a pooling), and where a number is out of the
  /// range of `Double`.
  public init(_ graph: NetworkGraph) throws(PlanError) {
    var isRounded = false
    var edges: [Edge] = []
    for edge in graph.edges {
      let name = "\(graph.nodeNames[edge.source]) → \(graph.nodeNames[edge.target])"
      if let label = edge.label {
        throw PlanError("edge \(name): '\(label)' has no kernel here; only paths are known of it")
      }
      func number(_ value: Rational) throws(PlanError) -> Double {
        let nearest = value.nearestDouble
        guard nearest.isNormal else {
          throw PlanError("edge \(name): \(value) is out of the range of numbers")
        }
        if Rational(exactly: nearest) != value { isRounded = true }
        return nearest
      }
      let operation: Operation
      switch edge.operation {
      case .skip(let scale): operation = .skip(scale: try number(scale))
      case .parameterised(.relu, let variance): operation = .relu(variance: try number(variance))
      case .parameterised(.identity, let variance):
        operation = .linear(variance: try number(variance))
      case .parameterised(let activation, _):
        throw PlanError("edge \(name): \(activation) is not propagated; relu and identity are")
      }
      edges.append(Edge(source: edge.source, target: edge.target, operation: operation))
    }
    try self.init(
      nodeCount: graph.nodeCount, input: graph.input, output: graph.output, edges: edges,
      isRounded: isRounded)
  }
}
