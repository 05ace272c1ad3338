/// A DARTS architecture: a normal and a reduction cell, as Python prints it:
///
///     Genotype(normal=[('sep_conv_3x3', 1), ('skip_connect', 0), …], normal_concat=range(2, 6),
///              reduce=[…], reduce_concat=range(2, 6))
package struct Genotype: Sendable, Hashable {
  /// The cell that keeps the resolution.
  package let normal: GenotypeCell
  /// The cell that halves the resolution.
  package let reduce: GenotypeCell

  /// An architecture from its two cells.
  package init(normal: GenotypeCell, reduce: GenotypeCell) {
    self.normal = normal
    self.reduce = reduce
  }

  /// Reads a genotype as Python prints it (optionally preceded by `name =`), or the dictionary form
  /// `{'normal': […], 'normal_concat': […], 'reduce': …}`, which is also JSON.
  ///
  /// Throws a located error for anything else, an unknown operation, or an input that is not an
  /// earlier node.
  package init(_ text: String) throws(NetworkFormatError) {
    let literal = try PythonLiteral.parse(text)
    let keys = ["normal", "normal_concat", "reduce", "reduce_concat"]
    guard case .call(let name, let arguments) = literal.value,
      name.isEmpty || name == "Genotype"
    else {
      throw failure(
        "this is no genotype", expected: "Genotype(normal=[…], normal_concat=…, …)",
        at: literal.offset, in: text)
    }
    var values: [String: PythonLiteral] = [:]
    for (index, (key, value)) in arguments.enumerated() {
      let key = key ?? (index < keys.count ? keys[index] : "")
      guard keys.contains(key), values.updateValue(value, forKey: key) == nil else {
        throw failure(
          "unknown or repeated part \"\(key)\"", expected: keys.joined(separator: ", "),
          at: value.offset, in: text)
      }
    }
    guard let normal = values["normal"], let reduce = values["reduce"],
      let normalConcat = values["normal_concat"], let reduceConcat = values["reduce_concat"]
    else {
      throw failure(
        "the genotype is incomplete", expected: keys.joined(separator: ", "), at: literal.offset,
        in: text)
    }
    self.normal = try GenotypeCell(normal, concat: normalConcat, in: text)
    self.reduce = try GenotypeCell(reduce, concat: reduceConcat, in: text)
  }
}

extension Genotype: CustomStringConvertible {
  /// The text that Python prints.
  package var description: String {
    "Genotype(normal=\(normal.edgeList), normal_concat=\(normal.concatText), "
      + "reduce=\(reduce.edgeList), reduce_concat=\(reduce.concatText))"
  }
}

/// One cell of a genotype. Nodes 0 and 1 are the outputs of the two cells before; node 2 + i sums
/// the results of edges 2i and 2i + 1.
package struct GenotypeCell: Sendable, Hashable {
  /// DARTS's operations, without `none`.
  package static let operations = [
    "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3",
    "dil_conv_5x5",
  ]

  /// An operation on the output of an earlier node.
  package struct Edge: Sendable, Hashable {
    /// The operation's name.
    package let operation: String
    /// The node that it is applied to.
    package let input: Int

    /// The operation on node `input`.
    package init(_ operation: String, _ input: Int) {
      self.operation = operation
      self.input = input
    }
  }

  /// What becomes of two edges of a node that have the same input.
  package enum Duplicates: Sendable, Hashable, CaseIterable {
    /// Both count: two parallel paths.
    case parallel
    /// The later one replaces the earlier one, as where cells are held as adjacency matrices.
    case lastWins
  }

  /// The edges, two for each node.
  package let edges: [Edge]
  /// The nodes whose sum is the cell's output.
  package let concat: [Int]
  /// Whether `concat` is written as a range.
  private let concatIsRange: Bool

  /// A cell, or nil where an operation is unknown, an input is not an earlier node, the number of
  /// edges is odd or zero, or `concat` names no or an unknown node.
  package init?(edges: [Edge], concat: [Int]) {
    guard !edges.isEmpty, edges.count % 2 == 0, !concat.isEmpty,
      edges.enumerated().allSatisfy({ 0..<($0.offset / 2 + 2) ~= $0.element.input }),
      edges.allSatisfy({ OperationClass(name: $0.operation) != nil }),
      concat.allSatisfy({ 0..<(edges.count / 2 + 2) ~= $0 }), Set(concat).count == concat.count
    else { return nil }
    self.edges = edges
    self.concat = concat
    concatIsRange = concat.count > 1 && zip(concat, concat.dropFirst()).allSatisfy { $0 + 1 == $1 }
  }

  /// Reads a list of edges as Python prints it; the output sums all nodes.
  ///
  /// Throws a located error where ``Genotype/init(_:)`` does.
  package init(_ text: String) throws(NetworkFormatError) {
    try self.init(PythonLiteral.parse(text), concat: nil, in: text)
  }

  init(
    _ list: PythonLiteral, concat: PythonLiteral?, in text: String
  ) throws(NetworkFormatError) {
    guard case .sequence(let items) = list.value, !items.isEmpty, items.count % 2 == 0 else {
      throw failure(
        "a cell is a list of edges, two for each node", expected: "[('sep_conv_3x3', 1), …]",
        at: list.offset, in: text)
    }
    if items.count > 1_000 {
      throw failure(
        "the cell has \(items.count) edges", expected: "at most 1000", at: list.offset, in: text)
    }
    var edges: [Edge] = []
    for (index, item) in items.enumerated() {
      let node = index / 2 + 2
      guard case .sequence(let pair) = item.value, pair.count == 2,
        case .string(let operation) = pair[0].value, case .integer(let input) = pair[1].value
      else {
        throw failure(
          "this is no edge", expected: "('operation', input)", at: item.offset, in: text,
          node: "\(node)")
      }
      guard OperationClass(name: operation) != nil else {
        throw failure(
          "unknown operation \"\(operation.prefix(40))\"",
          expected: "one of \(OperationClass.known)",
          at: pair[0].offset, in: text, node: "\(node)")
      }
      guard input < node else {
        throw failure(
          "the input \(input) is not an earlier node", expected: "0…\(node - 1)",
          at: pair[1].offset, in: text, node: "\(node)")
      }
      edges.append(Edge(operation, input))
    }
    self.edges = edges
    let nodeCount = edges.count / 2 + 2
    if let concat {
      (self.concat, concatIsRange) = try GenotypeCell.concat(
        concat, nodeCount: nodeCount, in: text)
    } else {
      (self.concat, concatIsRange) = (Array(2..<nodeCount), true)
    }
  }

  private static func concat(
    _ literal: PythonLiteral, nodeCount: Int, in text: String
  ) throws(NetworkFormatError) -> (nodes: [Int], isRange: Bool) {
    var nodes: [Int] = []
    var isRange = false
    switch literal.value {
    case .sequence(let items):
      for case .integer(let node) in items.map(\.value) { nodes.append(node) }
      if nodes.count != items.count { nodes = [] }
    case .call("range", let arguments):
      var bounds: [Int] = []
      for case .integer(let bound) in arguments.map(\.value.value) { bounds.append(bound) }
      if bounds.count == 2, bounds[0] < bounds[1], bounds[1] <= nodeCount {
        (nodes, isRange) = (Array(bounds[0]..<bounds[1]), true)
      }
    default: break
    }
    guard !nodes.isEmpty, nodes.allSatisfy({ $0 < nodeCount }), Set(nodes).count == nodes.count
    else {
      throw failure(
        "this is no list of the cell's nodes",
        expected: "range(2, \(nodeCount)) or different numbers from 0 to \(nodeCount - 1)",
        at: literal.offset, in: text)
    }
    return (nodes, isRange)
  }

  /// The edges as Python prints them; `GenotypeCell(_:)` reads them back where the output sums all
  /// nodes.
  package var edgeList: String {
    "[\(edges.map { "('\($0.operation)', \($0.input))" }.joined(separator: ", "))]"
  }

  /// `concat` as Python prints it.
  var concatText: String {
    if concatIsRange, let first = concat.first, let last = concat.last {
      return "range(\(first), \(last + 1))"
    }
    return "[\(concat.map(String.init).joined(separator: ", "))]"
  }
}

extension GenotypeCell {
  /// The label of the edges from a network's one input to a cell's two.
  package static let inputLabel = "cell input"

  /// The cell as a network that has the same paths: one input that is skipped to the two sources
  /// (these edges are labelled `cell input`), and an output that sums the nodes of ``concat``.
  ///
  /// The second of two parallel edges runs through a node of its own and a skip.
  package func network(duplicates: Duplicates = .parallel) -> NetworkGraph {
    var names = ["in", "c_{k-2}", "c_{k-1}"]
    var graphEdges = [1, 2].map {
      NetworkGraph.Edge(source: 0, target: $0, operation: .unitSkip, label: GenotypeCell.inputLabel)
    }
    /// The network's node of each of the cell's nodes.
    var place = [1, 2]
    for node in 0..<(edges.count / 2) {
      var incoming: [NetworkGraph.Edge] = []
      let (first, second) = (edges[2 * node], edges[2 * node + 1])
      let coincide = first.input == second.input
      if coincide && duplicates == .parallel,
        let extra = NetworkGraph.Edge(
          operation: first.operation, from: place[first.input], to: names.count)
      {
        graphEdges.append(extra)
        incoming.append(.init(source: names.count, target: 0, operation: .unitSkip))
        names.append("\(node)'")
      }
      for edge in coincide ? [second] : [first, second] {
        if let edge = NetworkGraph.Edge(operation: edge.operation, from: place[edge.input], to: 0) {
          incoming.append(edge)
        }
      }
      graphEdges += incoming.map {
        .init(source: $0.source, target: names.count, operation: $0.operation, label: $0.label)
      }
      place.append(names.count)
      names.append("\(node)")
    }
    graphEdges += concat.map {
      .init(source: place[$0], target: names.count, operation: .unitSkip)
    }
    names.append("c_{k}")
    return NetworkGraph(
      validNodeNames: names, input: 0, output: names.count - 1, edges: graphEdges)
  }
}
