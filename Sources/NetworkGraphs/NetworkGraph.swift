import ExactArithmetic

/// A network cell: a directed acyclic graph whose nodes are feature vectors. Edges that meet at a
/// node are summed.
///
/// Guarantee: every edge leads from an earlier to a later node of ``nodeNames``, no two join the
/// same nodes, none leads into the input. A graph without a path from input to output is valid.
public struct NetworkGraph: Sendable, Hashable {
  /// The nodes' names, all different, in topological order.
  public let nodeNames: [String]
  /// The index of the input node.
  public let input: Int
  /// The index of the output node; it differs from the input.
  public let output: Int
  /// The edges by target, then source. Absent ("zero") edges are not stored.
  public let edges: [Edge]
  /// The nodes whose features are normalised, with ε ≥ 0: layer normalisation replaces the sum X of what
  /// the edges bring by (X − M)/√(K − M² + ε), with the mean M and the mean square K of its coordinates.
  /// The input's features may be normalised too. Where ε is 0 the variance K − M² must not vanish.
  public let normalizations: [Int: Rational]
  /// Where the edges into each node begin in `edges`; one more entry than there are nodes.
  private let firstIncoming: [Int]

  /// One edge between two nodes, given by their indices.
  public struct Edge: Sendable, Hashable {
    /// The index of the node that the edge leaves.
    public let source: Int
    /// The index of the node that the edge leads into.
    public let target: Int
    /// What happens to the source's features on the way.
    public let operation: EdgeOperation
    /// The operation's name in the space the network comes from where it is not literally
    /// `operation`: a convolution is counted as parameterised and a pooling as a skip, but their
    /// kernels differ. Nil where `operation` is meant as it stands.
    public let label: String?

    /// The edge source → target.
    public init(source: Int, target: Int, operation: EdgeOperation, label: String? = nil) {
      self.source = source
      self.target = target
      self.operation = operation
      self.label = label
    }
  }

  /// The most nodes that a network read from a text may have.
  public static let maximumNodeCount = 5_001
  /// The most edges that a network read from a text may have.
  public static let maximumEdgeCount = 2_000_000
  /// The longest text, in UTF-8 bytes, that is read as a network.
  public static let maximumTextLength = 64_000_000

  /// A network from its parts; the edges may come in any order.
  ///
  /// Throws a ``NetworkFormatError`` that names the node or edge where a name is empty or occurs
  /// twice, an index is out of range, an edge does not lead forwards, leads into the input or
  /// occurs twice, a skip's scale is zero, a variance is not positive, that of biases or a
  /// normalisation's ε is negative, or input and output are the same.
  public init(
    nodeNames: [String], input: Int, output: Int, edges: [Edge],
    normalizations: [Int: Rational] = [:]
  ) throws(NetworkFormatError) {
    var seen: Set<String> = []
    for name in nodeNames {
      if name.isEmpty { throw NetworkFormatError("a node's name is empty", node: "\"\"") }
      guard seen.insert(name).inserted else {
        throw NetworkFormatError("two nodes have this name", node: name)
      }
    }
    guard nodeNames.indices.contains(input), nodeNames.indices.contains(output) else {
      throw NetworkFormatError(
        "input \(input) or output \(output) is no node", expected: "0…\(nodeNames.count - 1)")
    }
    if input == output {
      throw NetworkFormatError("input and output are the same node", node: nodeNames[input])
    }
    for (node, epsilon) in normalizations.sorted(by: { $0.key < $1.key }) {
      guard nodeNames.indices.contains(node) else {
        throw NetworkFormatError(
          "the normalised node \(node) does not exist", expected: "0…\(nodeNames.count - 1)")
      }
      if let problem = NetworkGraph.problem(normalization: epsilon) {
        throw NetworkFormatError(problem, node: nodeNames[node])
      }
    }
    for edge in edges {
      guard nodeNames.indices.contains(edge.source), nodeNames.indices.contains(edge.target) else {
        throw NetworkFormatError(
          "an end of the edge is no node", expected: "0…\(nodeNames.count - 1)",
          edge: .init("\(edge.source)", "\(edge.target)"))
      }
      let ends = NetworkFormatError.Ends(nodeNames[edge.source], nodeNames[edge.target])
      if let problem = edge.operation.problem { throw NetworkFormatError(problem, edge: ends) }
      if edge.source >= edge.target {
        throw NetworkFormatError(
          "the edge does not lead from an earlier to a later node", edge: ends)
      }
      if edge.target == input {
        throw NetworkFormatError("the edge leads into the input", edge: ends)
      }
    }
    let sorted = edges.sorted { ($0.target, $0.source) < ($1.target, $1.source) }
    for (edge, next) in zip(sorted, sorted.dropFirst())
    where edge.source == next.source && edge.target == next.target {
      throw NetworkFormatError(
        "the edge occurs twice", edge: .init(nodeNames[edge.source], nodeNames[edge.target]))
    }
    self.init(
      nodeNames: nodeNames, input: input, output: output, sortedEdges: sorted,
      normalizations: normalizations)
  }

  /// A network from parts that are known to be valid, the edges in any order.
  package init(
    validNodeNames nodeNames: [String], input: Int, output: Int, edges: [Edge],
    normalizations: [Int: Rational] = [:]
  ) {
    self.init(
      nodeNames: nodeNames, input: input, output: output,
      sortedEdges: edges.sorted { ($0.target, $0.source) < ($1.target, $1.source) },
      normalizations: normalizations)
  }

  /// A network from parts that are known to be valid, the edges sorted by target, then source.
  package init(
    nodeNames: [String], input: Int, output: Int, sortedEdges: [Edge],
    normalizations: [Int: Rational] = [:]
  ) {
    self.nodeNames = nodeNames
    self.input = input
    self.output = output
    self.normalizations = normalizations
    edges = sortedEdges
    var first: [Int] = []
    first.reserveCapacity(nodeNames.count + 1)
    var next = 0
    for node in nodeNames.indices {
      first.append(next)
      while next < sortedEdges.count && sortedEdges[next].target == node { next += 1 }
    }
    first.append(next)
    firstIncoming = first
  }

  /// The number of nodes, H + 1 in the paper's notation.
  public var nodeCount: Int { nodeNames.count }

  /// The edges into `node`, by source.
  public func incomingEdges(_ node: Int) -> ArraySlice<Edge> {
    edges[firstIncoming[node]..<firstIncoming[node + 1]]
  }

  /// Whether every edge's operation is meant literally; where this is false only paths, depth and
  /// width describe the network, kernels do not.
  public var hasLiteralOperations: Bool { edges.allSatisfy { $0.label == nil } }

  /// The same network with every operation meant literally: the form that has the same paths.
  public var withoutLabels: NetworkGraph {
    withEdges(
      edges.map { Edge(source: $0.source, target: $0.target, operation: $0.operation) })
  }

  /// The same nodes with other edges, which are valid, sorted by target, then source.
  package func withEdges(_ sortedEdges: [Edge]) -> NetworkGraph {
    NetworkGraph(
      nodeNames: nodeNames, input: input, output: output, sortedEdges: sortedEdges,
      normalizations: normalizations)
  }

  /// What is wrong with the ε of a normalisation, or nil where nothing is.
  static func problem(normalization epsilon: Rational) -> String? {
    epsilon.signum >= 0 ? nil : "ε of the normalisation is \(epsilon); it must not be negative"
  }
}
