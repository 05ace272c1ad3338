import ExactJSON

/// A NAS-Bench-101 cell: an upper triangular adjacency matrix and an operation on every vertex.
///
/// Text form: a JSON object `{"matrix": [[0, 1], [0, 0]], "ops": ["input", …, "output"]}`, or with
/// the benchmark's own keys `module_adjacency` and `module_operations`.
package struct NASBench101Cell: Sendable, Hashable {
  /// `matrix[u][v]` tells whether vertex u feeds vertex v.
  package let matrix: [[Bool]]
  /// The vertices' operations: `input`, …, `output`.
  package let operations: [String]

  /// The benchmark's operations for the vertices between input and output.
  package static let interiorOperations = ["conv3x3-bn-relu", "conv1x1-bn-relu", "maxpool3x3"]
  /// The most vertices that are read (the benchmark has at most 7).
  package static let maximumVertexCount = 100

  /// Reads the text form.
  ///
  /// Throws a located error where the matrix is not square, not upper triangular or holds anything
  /// but 0 and 1, or an operation is unknown or misplaced.
  package init(_ text: String) throws(NetworkFormatError) {
    let json: LocatedJSON
    do {
      json = try LocatedJSON.parse(text)
    } catch {
      throw NetworkFormatError(
        error.message, location: error.location)
    }
    try self.init(json: json)
  }

  /// Reads a JSON value that may be part of a larger text; see ``init(_:)``.
  package init(json: LocatedJSON) throws(NetworkFormatError) {
    do {
      try self.init(located: json)
    } catch {
      throw NetworkFormatError(
        error.message, location: error.location)
    }
  }

  /// A cell from parts that are known to be valid.
  init(matrix: [[Bool]], operations: [String]) {
    self.matrix = matrix
    self.operations = operations
  }

  private init(located json: LocatedJSON) throws(JSONError) {
    let isRecord = json["module_adjacency"] != nil
    let (matrixKey, operationsKey) =
      isRecord ? ("module_adjacency", "module_operations") : ("matrix", "ops")
    guard let matrixJSON = json[matrixKey], let operationsJSON = json[operationsKey] else {
      throw json.error("expected an object with the keys matrix and ops")
    }
    let operationValues = try operationsJSON.array(operationsKey)
    let count = operationValues.count
    guard 2...NASBench101Cell.maximumVertexCount ~= count else {
      throw operationsJSON.error(
        "there are \(count) vertices; expected 2 to \(NASBench101Cell.maximumVertexCount)")
    }
    var names: [String] = []
    for (vertex, value) in operationValues.enumerated() {
      let name = try value.string("an operation")
      let allowed =
        vertex == 0
        ? ["input"] : vertex == count - 1 ? ["output"] : NASBench101Cell.interiorOperations
      guard allowed.contains(name) else {
        throw value.error(
          "vertex \(vertex) has the operation \"\(name.prefix(40))\"; expected "
            + allowed.joined(separator: ", "))
      }
      names.append(name)
    }
    let rows = try matrixJSON.array(matrixKey)
    if rows.count != count {
      throw matrixJSON.error("the matrix has \(rows.count) rows; expected \(count)")
    }
    var flags: [[Bool]] = []
    for (source, row) in rows.enumerated() {
      let entries = try row.array("a row")
      if entries.count != count {
        throw row.error("the row has \(entries.count) entries; expected \(count)")
      }
      var rowFlags: [Bool] = []
      for (target, entry) in entries.enumerated() {
        switch entry.value {
        case .number("0"): rowFlags.append(false)
        case .number("1") where source < target: rowFlags.append(true)
        case .number("1"):
          throw entry.error(
            "edge \(source) → \(target) does not lead forwards; expected 0 on and below the diagonal"
          )
        default: throw entry.error("a matrix entry is \(entry.plain); expected 0 or 1")
        }
      }
      flags.append(rowFlags)
    }
    matrix = flags
    operations = names
  }

  /// The cell as JSON with the keys `matrix` and `ops`.
  package var json: JSON {
    [
      "matrix": .array(matrix.map { .array($0.map { $0 ? 1 : 0 }) }),
      "ops": .array(operations.map { .string($0) }),
    ]
  }

  /// The cell with its operations on edges: a vertex with several inputs becomes a node that sums
  /// them by skips, followed by an edge with the vertex's operation; with one input the operation
  /// stands on that edge. Paths and their numbers of convolutions are those of the cell.
  package var network: NetworkGraph {
    var names = ["input"]
    var edges: [NetworkGraph.Edge] = []
    var place = [0]
    for vertex in 1..<operations.count {
      let sources = (0..<vertex).filter { matrix[$0][vertex] }.map { place[$0] }
      let operation = operations[vertex]
      let isOutput = vertex == operations.count - 1
      var source = sources.first
      if isOutput || sources.count > 1 {
        edges += sources.map { .init(source: $0, target: names.count, operation: .unitSkip) }
        source = isOutput ? nil : names.count
        names.append(isOutput ? "output" : "sum \(vertex)")
      }
      if !isOutput {
        if let source,
          let edge = NetworkGraph.Edge(operation: operation, from: source, to: names.count)
        {
          edges.append(edge)
        }
        names.append("\(vertex)")
      }
      place.append(names.count - 1)
    }
    return NetworkGraph(
      validNodeNames: names, input: 0, output: names.count - 1, edges: edges)
  }
}

extension NASBench101Cell: CustomStringConvertible {
  /// Compact JSON.
  package var description: String { json.text() }
}
