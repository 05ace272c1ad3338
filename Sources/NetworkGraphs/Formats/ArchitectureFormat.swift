import ExactArithmetic

/// A text form of architectures.
package enum ArchitectureFormat: String, Sendable, CaseIterable {
  /// The paper's digit strings: `2_21_112`.
  case digits
  /// Edge lists: `0-2>1 1-2>2 0-1>2`.
  case edges
  /// Networks of any size by name, `resnet(8, skip: 2)`; they are read, not written.
  case family
  /// NAS-Bench-201 and NATS-Bench cells: `|nor_conv_3x3~0|+|none~0|skip_connect~1|+…`.
  case nasBench201 = "nasbench201"
  /// NAS-Bench-101 cells: `{"matrix": …, "ops": …}`.
  case nasBench101 = "nasbench101"
  /// DARTS genotypes, or the edge list of one cell, as Python prints them.
  case darts
  /// Networks with named nodes in JSON.
  case json
  /// Graphviz's language; it is written, not read.
  case dot

  /// The form that a text seems to have; whether it is valid is seen when it is read.
  package init(of text: String) {
    let start = text.utf8.first { !isSpace($0) }
    let head = text.prefix(200)
    func contains(_ marks: String...) -> Bool { marks.contains { head.contains($0) } }
    switch start {
    case UInt8(ascii: "["): self = .darts
    case UInt8(ascii: "{"):
      self =
        contains("\"matrix\"", "\"ops\"", "\"module_")
        ? .nasBench101 : contains("normal'", "normal\"") ? .darts : .json
    case UInt8(ascii: "|"): self = .nasBench201
    case .some(48...57), UInt8(ascii: "_"): self = NetworkGraph.isEdgeList(text) ? .edges : .digits
    default:
      let isWord = start.map { TextCursor.isLetter($0) } ?? false
      self =
        contains("Genotype(", "normal'")
        ? .darts : contains("~") ? .nasBench201 : isWord ? .family : .digits
    }
  }
}

/// Which of a genotype's two cells is meant where one network is.
package enum GenotypePart: String, Sendable, CaseIterable {
  case normal, reduce
}

extension ArchitectureText {
  /// The architecture in another form. Paths with their numbers of parameterised edges are kept, but
  /// not more where the form has no counterpart:
  ///
  /// * digit strings have no names of operations;
  /// * a NAS-Bench-201 cell writes other skips and poolings as `skip_connect` and `avg_pool_3x3`,
  ///   other parameterised edges as `nor_conv_3x3`;
  /// * a NAS-Bench-101 cell has an operation for each parameterised edge, `conv3x3-bn-relu` where it
  ///   has no name of the benchmark's; poolings, and paths that run in parallel by skips, pass a
  ///   `maxpool3x3`.
  ///
  /// Of a genotype `part` is taken, unless it is written as a genotype. Throws where the form cannot
  /// express the network: DARTS only its own cells, the others only unit skips and ReLU edges with
  /// variance 2 where the input comes first and the output last.
  package func written(
    as format: ArchitectureFormat, part: GenotypePart = .normal
  ) throws(NetworkFormatError) -> String {
    switch (format, self) {
    case (.darts, .genotype(let genotype)): return genotype.description
    case (.darts, .genotypeCell(let cell)): return cell.edgeList
    case (.nasBench101, .nasBench101(let cell)): return cell.description
    default: break
    }
    let network = network(part)
    switch format {
    case .json: return network.json.text()
    case .dot: return network.dot
    case .digits:
      guard let text = network.withoutLabels.digitString else {
        throw ArchitectureText.inexpressible("digit string", network)
      }
      return text
    case .edges:
      guard let text = network.withoutLabels.edgeList else {
        throw ArchitectureText.inexpressible("edge list", network)
      }
      return text
    case .nasBench201:
      guard let text = network.withNASBench201Names?.nasBench201 else {
        throw ArchitectureText.inexpressible("NAS-Bench-201 cell", network)
      }
      return text
    case .nasBench101:
      guard let cell = NASBench101Cell(network) else {
        throw ArchitectureText.inexpressible("NAS-Bench-101 cell", network)
      }
      return cell.description
    case .family:
      throw NetworkFormatError(
        "families are read, not written", expected: "digits, edges or json as the form")
    case .darts:
      throw NetworkFormatError(
        "this is no DARTS cell, and other networks have no such form",
        expected: "a genotype or the edge list of a cell")
    }
  }

  /// The network, of a genotype that of one cell.
  package func network(_ part: GenotypePart = .normal) -> NetworkGraph {
    let all = networks
    return (all.first { $0.name == part.rawValue } ?? all[0]).network
  }

  private static func inexpressible(_ form: String, _ network: NetworkGraph) -> NetworkFormatError {
    NetworkFormatError(
      "the network cannot be written as a \(form)",
      expected: "unit skips and ReLU edges with variance 2, the input first and the output last"
        + (form.contains("101")
          ? ", and at most \(NASBench101Cell.maximumVertexCount) vertices" : ""))
  }
}

extension NetworkGraph {
  /// Whether edges are unit skips and ReLU edges with variance 2, no node is normalised and the ends
  /// come first and last: what the benchmarks' forms can express.
  fileprivate var isPlain: Bool {
    input == 0 && output == nodeCount - 1 && normalizations.isEmpty
      && edges.allSatisfy { $0.operation == .unitSkip || $0.operation == .relu }
  }

  /// The same paths with NAS-Bench-201's operations; nil where the network is not plain.
  fileprivate var withNASBench201Names: NetworkGraph? {
    guard isPlain else { return nil }
    let known = NetworkGraph.nasBench201Operations.dropFirst()
    return NetworkGraph(
      validNodeNames: nodeNames, input: input, output: output,
      edges: edges.map { edge in
        let name: String?
        switch edge.operation {
        case .relu: name = edge.label.flatMap { known.contains($0) ? $0 : nil } ?? "nor_conv_3x3"
        default: name = edge.label?.contains("pool") == true ? "avg_pool_3x3" : nil
        }
        return Edge(
          source: edge.source, target: edge.target, operation: edge.operation, label: name)
      })
  }
}

extension NASBench101Cell {
  /// A cell with the paths of a network; nil where that is not plain or has too many edges.
  ///
  /// Each parameterised edge becomes a vertex. A node of the network is the list of the vertices
  /// whose sum it is; one that occurs twice in a list passes a pooling the second time.
  fileprivate init?(_ network: NetworkGraph) {
    guard network.isPlain else { return nil }
    var operations = ["input"]
    var sources: [[Int]] = [[]]
    /// Adds a vertex that sums `inputs`, of which it returns the number.
    func add(_ operation: String, _ inputs: [Int]) -> Int? {
      var distinct: [Int] = []
      for input in inputs {
        if distinct.contains(input) {
          operations.append("maxpool3x3")
          sources.append([input])
          distinct.append(operations.count - 1)
        } else {
          distinct.append(input)
        }
        if operations.count >= NASBench101Cell.maximumVertexCount { return nil }
      }
      operations.append(operation)
      sources.append(distinct)
      return operations.count > NASBench101Cell.maximumVertexCount ? nil : operations.count - 1
    }
    var sums: [[Int]] = [[0]]
    for node in 1..<network.nodeCount {
      var sum: [Int] = []
      for edge in network.incomingEdges(node) where !sums[edge.source].isEmpty {
        let isPooling = edge.label?.contains("pool") == true
        if edge.operation == .unitSkip && !isPooling {
          sum += sums[edge.source]
          // Beyond, the output alone would need too many vertices.
          if sum.count > 2 * NASBench101Cell.maximumVertexCount { return nil }
          continue
        }
        let known = NASBench101Cell.interiorOperations.first { $0 == edge.label }
        let name = isPooling ? "maxpool3x3" : known ?? "conv3x3-bn-relu"
        guard let vertex = add(name, sums[edge.source]) else { return nil }
        sum.append(vertex)
      }
      sums.append(sum)
    }
    guard add("output", sums[network.output]) != nil else { return nil }
    let count = operations.count
    self.init(
      matrix: (0..<count).map { source in
        (0..<count).map { sources[$0].contains(source) }
      }, operations: operations)
  }
}
