import ExactArithmetic
import NetworkGraphs

/// A cell of a space as it is listed: one line, standing for one or more cells.
public struct SpaceCell: Sendable, Hashable {
  /// The cell in the space's own notation.
  public let text: String
  /// What is known of its paths.
  public let result: CellEvaluator.Result
  /// For how many cells of the space, all with the same paths, it stands.
  public let multiplicity: Integer

  /// A cell.
  public init(text: String, result: CellEvaluator.Result, multiplicity: Integer = .one) {
    self.text = text
    self.result = result
    self.multiplicity = multiplicity
  }
}

extension ArchitectureSpace {
  /// Calls `body` with one cell after the other, by rank.
  public func forEachCell<Failure>(
    _ body: (SpaceCell) throws(Failure) -> Void
  ) throws(Failure) {
    var rank = Integer.zero
    while let text = text(rank: rank), let network = network(rank: rank) {
      try body(SpaceCell(text: text, result: .init(network.pathStatistics)))
      rank += .one
    }
  }
}

extension SpaceName {
  /// Calls `body` with every cell, in a fixed order. Cells of DARTS that differ only in which
  /// convolution or which pooling an edge has are listed once, with their number.
  public func forEachCell<Failure>(
    _ body: (SpaceCell) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .nasBench201: try NASBench201Space().forEachCell(body)
    case .darts: try DARTSSpace().forEachCell(body)
    case .complete(let nodes): try CompleteSpace(nodes: nodes).forEachCell(body)
    }
  }

  /// How many lines ``forEachCell(_:)`` lists.
  public var listedCount: Integer {
    switch self {
    case .darts: Integer(DARTSSpace.listedCount)
    default: space.count
    }
  }
}

extension NASBench201Space {
  /// Calls `body` with the cells in the benchmark's order.
  package func forEachCell<Failure>(
    _ body: (SpaceCell) throws(Failure) -> Void
  ) throws(Failure) {
    let evaluator = CellEvaluator()
    for index in 0..<NASBench201Space.cellCount {
      let names = operations(index: index)
      let result = evaluator.result(classes: names.map { OperationClass(name: $0) ?? .absent })
      try body(SpaceCell(text: NASBench201Space.text(operations: names), result: result))
    }
  }
}

extension CompleteSpace {
  /// Calls `body` with the networks' digit strings by rank, at a fraction of a microsecond each.
  ///
  /// - Precondition: H ≤ 23, beyond which no list would end.
  package func forEachCell<Failure>(
    _ body: (SpaceCell) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(nodes <= 23, "CompleteSpace: too many nodes for a list")
    var listing = CompleteListing(nodes: nodes)
    try listing.list(target: 1, source: 0, sum: PathCounts(), body)
  }
}

/// The depth-first walk over the digits of a complete space's networks.
private struct CompleteListing {
  let nodes: Int
  /// The digit string so far, and the place of each edge's digit in it.
  private var text: [UInt8] = []
  private var offsets: [[Int]] = []
  /// The path counts of the nodes that are finished.
  private var counts: [PathCounts]
  /// The results by path counts: there are few.
  private var results: [PathCounts: CellEvaluator.Result] = [:]

  init(nodes: Int) {
    self.nodes = nodes
    counts = Array(repeating: PathCounts(), count: nodes + 1)
    counts[0] = PathCounts(paths: 1, skipPaths: 1, parameterisedEdges: 0)
    for target in 1...nodes {
      if target > 1 { text.append(UInt8(ascii: "_")) }
      offsets.append(Array(text.count..<(text.count + target)))
      text += Array(repeating: UInt8(ascii: "0"), count: target)
    }
  }

  mutating func list<Failure>(
    target: Int, source: Int, sum: PathCounts, _ body: (SpaceCell) throws(Failure) -> Void
  ) throws(Failure) {
    if source == target {
      counts[target] = sum
      if target < nodes {
        try list(target: target + 1, source: 0, sum: PathCounts(), body)
      } else {
        try body(SpaceCell(text: String(decoding: text, as: UTF8.self), result: result(of: sum)))
      }
      return
    }
    let place = offsets[target - 1][source]
    for code in 0...2 as ClosedRange<UInt8> {
      text[place] = UInt8(ascii: "0") + code
      let more =
        switch code {
        case 0: PathCounts()
        case 1: counts[source]
        default: counts[source].afterParameterisedEdge
        }
      try list(target: target, source: source + 1, sum: sum + more, body)
    }
  }

  private mutating func result(of counts: PathCounts) -> CellEvaluator.Result {
    if let known = results[counts] { return known }
    let result = CellEvaluator.Result(counts.statistics)
    results[counts] = result
    return result
  }
}

extension DARTSSpace {
  /// 180 choices of inputs, each edge parameterised or not.
  static let listedCount =
    (2..<(nodeCount + 2)).reduce(1) { $0 * pairs(of: $1).count } << (2 * nodeCount)

  /// Calls `body` with one cell for each choice of inputs and of the edges that are parameterised,
  /// with `sep_conv_3x3` for the four convolutions and `skip_connect` for skips and poolings; the
  /// multiplicities add up to ``count``.
  package func forEachCell<Failure>(
    _ body: (SpaceCell) throws(Failure) -> Void
  ) throws(Failure) {
    let nodes = Array(2..<(DARTSSpace.nodeCount + 2))
    let pairs = nodes.map { DARTSSpace.pairs(of: $0) }
    for topology in 0..<(DARTSSpace.listedCount >> (2 * DARTSSpace.nodeCount)) {
      var rest = topology
      var inputs: [Int] = []
      for choices in pairs.reversed() {
        inputs = choices[rest % choices.count] + inputs
        rest /= choices.count
      }
      for codes in 0..<(1 << inputs.count) {
        let edges = inputs.enumerated().map { place, input in
          let isParameterised = codes >> (inputs.count - 1 - place) & 1 == 1
          return GenotypeCell.Edge(isParameterised ? "sep_conv_3x3" : "skip_connect", input)
        }
        guard let cell = GenotypeCell(edges: edges, concat: nodes) else { continue }
        let parameterised = codes.nonzeroBitCount
        try body(
          SpaceCell(
            text: cell.edgeList, result: .init(cell.network().pathStatistics),
            multiplicity: Integer(4).power(UInt(parameterised))
              * Integer(3).power(UInt(inputs.count - parameterised))))
      }
    }
  }
}
