import ExactArithmetic
import ExactJSON
import SourceText
import SymbolicExpressions

/// Networks with named nodes as JSON:
///
///     {"nodes": ["in", "mid", "out"], "input": "in", "output": "out",
///      "edges": [{"from": "in", "to": "mid", "op": "parameterised", "activation": "relu",
///                 "variance": "2"},
///                {"from": "mid", "to": "out", "op": "skip", "scale": "1/2"}]}
///
/// `nodes` may be left out: then the names come from the edges. The order of nodes and edges is
/// free. A node is a name, or {"name": …, "normalize": ε} where its features are normalised. `op` is
/// `skip` (with an optional `scale`), `parameterised` (with an optional `activation`, relu, and optional
/// numbers `variance` c, 2, `weight_variance` w, 1, and `bias_variance` b, 0: see ``EdgeOperation/Layer``),
/// `relu` (`parameterised` without an activation) or `zero`; `label` names an operation that is not meant
/// literally. Numbers are JSON numbers or strings such as "1/2" and are read exactly. An activation is
/// a string such as "relu" or "arc_cosine(2)", or an object such as {"arc_cosine": 2}.
extension NetworkGraph {
  /// Reads a network from JSON text.
  ///
  /// Nodes are put into topological order: the input first, the output as late as possible,
  /// otherwise as they stand in the text. Throws a located error for malformed JSON, unknown keys,
  /// names and operations, duplicate names and edges, cycles (which it names), edges into the
  /// input, zero scales, variances that are not positive, negative variances of biases and negative ε,
  /// and activations in which
  /// `ActivationReference.problem(name:parameters:)` or `activationProblem` finds fault; give the
  /// latter to have unknown activations reported at their place.
  public init(
    json text: String,
    activationProblem: @escaping (ActivationReference) -> String? = { _ in nil }
  ) throws(NetworkFormatError) {
    try checkLength(text)
    let json: LocatedJSON
    do {
      json = try LocatedJSON.parse(text)
    } catch {
      throw NetworkFormatError(error)
    }
    try self.init(json: json, activationProblem: activationProblem)
  }

  /// Reads a network from a JSON value that may be part of a larger text; see
  /// ``init(json:activationProblem:)-(String,_)``.
  package init(
    json: LocatedJSON,
    activationProblem: @escaping (ActivationReference) -> String? = { _ in nil }
  ) throws(NetworkFormatError) {
    var reader = NetworkReader(activationProblem: activationProblem)
    do {
      try reader.read(json)
    } catch {
      throw NetworkFormatError(error)
    }
    self = try reader.network()
  }

  /// The network as JSON; defaults (scale 1, ReLU, variances 2, 1 and 0) are left out.
  /// ``init(json:activationProblem:)-(LocatedJSON,_)`` reads it back, to an equal network where the
  /// nodes are in the order that it gives them.
  package var json: JSON {
    [
      "nodes": .array(
        nodeNames.enumerated().map { node, name in
          normalizations[node].map {
            ["name": .string(name), "normalize": .string($0.description)]
          } ?? .string(name)
        }),
      "input": .string(nodeNames[input]),
      "output": .string(nodeNames[output]),
      "edges": .array(
        edges.map { edge in
          var members: [(key: String, value: JSON)] = [
            ("from", .string(nodeNames[edge.source])), ("to", .string(nodeNames[edge.target])),
          ]
          switch edge.operation {
          case .skip(let scale):
            members.append(("op", "skip"))
            if scale != 1 { members.append(("scale", .string(scale.description))) }
          case .parameterised(let layer):
            members.append(("op", "parameterised"))
            if layer.activation != .relu {
              members.append(("activation", .string(layer.activation.description)))
            }
            for (number, value) in layer.settings {
              members.append((number.rawValue, .string(value.description)))
            }
          }
          if let label = edge.label { members.append(("label", .string(label))) }
          return .members(members)
        }),
    ]
  }
}

/// Collects nodes and edges, then orders them.
private struct NetworkReader {
  struct PlacedEdge {
    var source: Int
    var target: Int
    var operation: EdgeOperation?
    var label: String?
    var location: SourceLocation
  }

  /// The keys of a layer's numbers c, w and b.
  private static let variances = EdgeOperation.Layer.Number.allCases.map(\.rawValue)
  private static let settings = ["scale", "activation"] + variances + ["label"]

  let activationProblem: (ActivationReference) -> String?
  private var names: [String] = []
  private var indices: [String: Int] = [:]
  private var edges: [PlacedEdge] = []
  private var input = 0
  private var output = 0
  private var places: [[Int]: SourceLocation] = [:]
  private var normalizations: [Int: Rational] = [:]

  init(activationProblem: @escaping (ActivationReference) -> String?) {
    self.activationProblem = activationProblem
  }

  mutating func read(_ json: LocatedJSON) throws(JSONError) {
    let members = try json.members(
      "the network", keys: ["nodes", "input", "output", "edges"],
      required: ["input", "output", "edges"])
    if let nodes = members["nodes"] {
      for node in try nodes.array("nodes") {
        try readNode(node)
      }
    }
    let isOpen = members["nodes"] == nil
    guard let inputJSON = members["input"], let outputJSON = members["output"],
      let edgesJSON = members["edges"]
    else { return }
    input = try index(of: inputJSON, "input", isOpen)
    output = try index(of: outputJSON, "output", isOpen)
    if input == output { throw outputJSON.error("input and output are the same node") }
    for edge in try edgesJSON.array("edges") {
      edges.append(try readEdge(edge, isOpen))
      if edges.count > NetworkGraph.maximumEdgeCount {
        throw edge.error("there are more than \(NetworkGraph.maximumEdgeCount) edges")
      }
    }
  }

  /// A name, or an object with a name and what is done to the node.
  private mutating func readNode(_ json: LocatedJSON) throws(JSONError) {
    var nameJSON = json
    var normalization: LocatedJSON?
    if case .object = json.value {
      let members = try json.members("the node", keys: ["name", "normalize"], required: ["name"])
      nameJSON = members["name"] ?? json
      normalization = members["normalize"]
    }
    let name = try nameJSON.string("a node's name")
    if indices[name] != nil { throw nameJSON.error("two nodes have the name \"\(name)\"") }
    let node = try add(name, nameJSON)
    guard let normalization else { return }
    let epsilon = try readNumber(normalization, "\"normalize\"")
    if let problem = NetworkGraph.problem(normalization: epsilon) {
      throw normalization.error("node \(name): \(problem)")
    }
    normalizations[node] = epsilon
  }

  private mutating func add(_ name: String, _ json: LocatedJSON) throws(JSONError) -> Int {
    if name.isEmpty { throw json.error("a node's name is empty") }
    if names.count == NetworkGraph.maximumNodeCount {
      throw json.error("there are more than \(NetworkGraph.maximumNodeCount) nodes")
    }
    indices[name] = names.count
    names.append(name)
    return names.count - 1
  }

  private mutating func index(
    of json: LocatedJSON, _ role: String, _ isOpen: Bool
  ) throws(JSONError) -> Int {
    let name = try json.string("\"\(role)\"")
    if let index = indices[name] { return index }
    if isOpen { return try add(name, json) }
    throw json.error(
      "unknown node \"\(name)\"; expected one of \(names.prefix(20).joined(separator: ", "))")
  }

  private mutating func readEdge(
    _ json: LocatedJSON, _ isOpen: Bool
  ) throws(JSONError) -> PlacedEdge {
    let members = try json.members(
      "the edge", keys: ["from", "to", "op"] + NetworkReader.settings,
      required: ["from", "to", "op"])
    guard let from = members["from"], let to = members["to"], let op = members["op"] else {
      throw json.error("the edge is incomplete")
    }
    let source = try index(of: from, "from", isOpen)
    let target = try index(of: to, "to", isOpen)
    let ends = "\(names[source]) → \(names[target])"
    if source == target { throw json.error("the edge \(ends) leads from a node to itself") }
    if target == input { throw to.error("the edge \(ends) leads into the input") }
    if let first = places[[source, target]] {
      throw json.error("the edge \(ends) occurs twice; it first stands at \(first)")
    }
    let location = json.location
    places[[source, target]] = location

    let name = try op.string("\"op\"")
    let allowed: [String]
    switch name {
    case "skip": allowed = ["scale", "label"]
    case "parameterised": allowed = ["activation", "label"] + NetworkReader.variances
    case "relu": allowed = ["label"] + NetworkReader.variances
    case "zero": allowed = []
    default:
      throw op.error(
        "edge \(ends): unknown operation \"\(name)\"; expected skip, parameterised, relu or zero")
    }
    for key in NetworkReader.settings where !allowed.contains(key) {
      if let member = members[key] {
        throw member.error("edge \(ends): \"\(key)\" does not belong to the operation \(name)")
      }
    }
    let operation = try readOperation(name, members, ends)
    let label: String?
    if let member = members["label"] { label = try member.string("\"label\"") } else { label = nil }
    return PlacedEdge(
      source: source, target: target, operation: operation, label: label, location: location)
  }

  private func readOperation(
    _ name: String, _ members: [String: LocatedJSON], _ ends: String
  ) throws(JSONError) -> EdgeOperation? {
    func number(
      _ key: String, _ problem: (Rational) -> String?
    ) throws(JSONError) -> Rational? {
      guard let member = members[key] else { return nil }
      let value = try readNumber(member, "\"\(key)\"")
      if let problem = problem(value) { throw member.error("edge \(ends): \(problem)") }
      return value
    }
    switch name {
    case "skip":
      return .skip(scale: try number("scale", EdgeOperation.problem(scale:)) ?? 1)
    case "parameterised", "relu":
      var activation = ActivationReference.relu
      if let member = members["activation"] { activation = try readActivation(member) }
      var numbers: [EdgeOperation.Layer.Number: Rational] = [:]
      for kind in EdgeOperation.Layer.Number.allCases {
        numbers[kind] = try number(kind.rawValue, kind.problem)
      }
      return .parameterised(.init(activation, numbers))
    default:
      return nil
    }
  }

  private func readNumber(_ json: LocatedJSON, _ name: String) throws(JSONError) -> Rational {
    switch json.value {
    case .number(let text), .string(let text):
      guard let number = Rational(text) else {
        throw json.error(
          "\(name) is \"\(text.prefix(40))\"; expected a number such as 2, 0.5 or \"1/2\"")
      }
      return number
    default:
      throw json.error("\(name) is \(json.kind); expected a number such as 2, 0.5 or \"1/2\"")
    }
  }

  private func readActivation(_ json: LocatedJSON) throws(JSONError) -> ActivationReference {
    let result: Result<ActivationReference, ActivationReference.Problem>
    switch json.value {
    case .string(let text):
      result = ActivationReference.read(text, problem: activationProblem)
    case .object(let members) where members.count == 1:
      let name = members[0].key
      let parameters: [Rational]
      if case .array(let elements) = members[0].value.value {
        var numbers: [Rational] = []
        for element in elements { numbers.append(try readNumber(element, "a parameter")) }
        parameters = numbers
      } else {
        parameters = [try readNumber(members[0].value, "the parameter of \(name)")]
      }
      result = ActivationReference.read(
        name: name, parameters: parameters, problem: activationProblem)
    default:
      throw json.error(
        "the activation is \(json.kind); expected a form such as \"relu\", \"identity\" or "
          + "{\"arc_cosine\": 2}")
    }
    switch result {
    case .success(let activation): return activation
    case .failure(let problem): throw json.error(problem.description)
    }
  }

  /// The network in topological order.
  func network() throws(NetworkFormatError) -> NetworkGraph {
    var priorities = Array(names.indices)
    priorities[input] = -1
    priorities[output] = names.count
    let edges = edges.filter { $0.operation != nil }
    let ends = edges.map { (source: $0.source, target: $0.target) }
    switch TopologicalOrder(priorities: priorities, edges: ends) {
    case .order(let order):
      var position = Array(repeating: 0, count: names.count)
      for (index, node) in order.enumerated() { position[node] = index }
      let sorted = edges.compactMap { edge in
        edge.operation.map {
          NetworkGraph.Edge(
            source: position[edge.source], target: position[edge.target], operation: $0,
            label: edge.label)
        }
      }.sorted { ($0.target, $0.source) < ($1.target, $1.source) }
      return NetworkGraph(
        nodeNames: order.map { names[$0] }, input: position[input], output: position[output],
        sortedEdges: sorted,
        normalizations: Dictionary(
          uniqueKeysWithValues: normalizations.map { (position[$0.key], $0.value) }))
    case .cycle(let cycle):
      let closing = cycle.max() ?? 0
      var shown = cycle.map { names[edges[$0].source] }.prefix(10).map { $0 }
      if cycle.count > 10 { shown.append("…") }
      shown.append(names[edges[cycle[0]].source])
      let edge = edges[closing]
      throw NetworkFormatError(
        "the edges form a cycle: \(shown.joined(separator: " → "))",
        expected: "a directed graph without cycles", location: edge.location,
        edge: .init(names[edge.source], names[edge.target]))
    }
  }
}

extension NetworkFormatError {
  /// A JSON error as an error about the network that the JSON was to describe.
  fileprivate init(_ error: JSONError) {
    self.init(error.message, location: error.location)
  }
}
