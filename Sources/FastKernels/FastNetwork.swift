/// A network as propagation needs it: nodes in topological order, edges with machine numbers.
///
/// The neutral form that ``PropagationPlan`` is made of. The target KernelComposition makes one of a
/// `NetworkGraph`; nothing here knows graphs with exact numbers.
public struct FastNetwork: Sendable, Hashable {
  /// What an edge does to the feature vector X of its source.
  public enum Operation: Sendable, Hashable {
    /// scale · X.
    case skip(scale: Double)
    /// √(c/m) · W X with variance c.
    case linear(variance: Double)
    /// √(c/m) · max(0, W X) with variance c.
    case relu(variance: Double)
  }

  /// An edge between two nodes, given by their indices.
  public struct Edge: Sendable, Hashable {
    /// The index of the node that the edge leaves.
    public var source: Int
    /// The index of the node that the edge leads into.
    public var target: Int
    /// What happens on the way.
    public var operation: Operation

    /// The edge source → target.
    public init(source: Int, target: Int, operation: Operation) {
      self.source = source
      self.target = target
      self.operation = operation
    }
  }

  /// How many nodes there are.
  public let nodeCount: Int
  /// The node whose kernel is given.
  public let input: Int
  /// The node whose kernel is wanted.
  public let output: Int
  /// The edges, sorted by target, then source.
  public let edges: [Edge]
  /// Whether scales and variances stand for numbers of which they are the nearest `Double`; error
  /// bounds then hold for those numbers.
  public let isRounded: Bool

  /// Throws where an index is out of range, an edge does not lead forwards or leads into the input,
  /// two edges join the same nodes, or a scale or variance is zero, negative (a variance) or not
  /// finite.
  public init(
    nodeCount: Int, input: Int, output: Int, edges: [Edge], isRounded: Bool = false
  ) throws(PlanError) {
    let nodes = 0..<max(0, nodeCount)
    guard nodes.contains(input), nodes.contains(output) else {
      throw PlanError("input \(input) or output \(output) is not among \(nodeCount) nodes")
    }
    let sorted = edges.sorted { ($0.target, $0.source) < ($1.target, $1.source) }
    for (index, edge) in sorted.enumerated() {
      let name = "edge \(edge.source) → \(edge.target)"
      guard nodes.contains(edge.source), nodes.contains(edge.target) else {
        throw PlanError("\(name): an end is not among \(nodeCount) nodes")
      }
      if edge.source >= edge.target { throw PlanError("\(name) does not lead forwards") }
      if edge.target == input { throw PlanError("\(name) leads into the input") }
      if let next = sorted.dropFirst(index + 1).first, next.source == edge.source,
        next.target == edge.target
      {
        throw PlanError("\(name) occurs twice")
      }
      if let problem = edge.operation.problem { throw PlanError("\(name): \(problem)") }
    }
    self.nodeCount = nodeCount
    self.input = input
    self.output = output
    self.edges = sorted
    self.isRounded = isRounded
  }

  /// A chain of `depth` ReLU edges with c = 2: the fully connected network of that depth.
  public static func chain(depth: Int) throws(PlanError) -> FastNetwork {
    try FastNetwork(
      nodeCount: depth + 1, input: 0, output: depth,
      edges: (0..<max(0, depth)).map {
        Edge(source: $0, target: $0 + 1, operation: .relu(variance: 2))
      })
  }
}

extension FastNetwork.Operation {
  /// What is wrong with the number, or nil.
  var problem: String? {
    switch self {
    case .skip(let scale):
      scale.isFinite && scale != 0 ? nil : "the scale \(scale) is not a number other than zero"
    case .linear(let variance), .relu(let variance):
      variance.isFinite && variance > 0 ? nil : "the variance \(variance) is not positive"
    }
  }
}

/// Why a network cannot be propagated, in a sentence.
public struct PlanError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The message.
  public let description: String

  /// An error with this message.
  public init(_ description: String) { self.description = description }
}
