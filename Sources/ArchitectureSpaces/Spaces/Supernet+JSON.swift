import ExactArithmetic
import ExactJSON
import NetworkGraphs

/// Supernets as JSON:
///
///     {"nodes": 3, "sources": 1, "outputs": [2], "edges": [
///       {"from": 0, "to": 1, "skip": "1/3", "parameterised": "2/3"},
///       {"from": 0, "to": 2, "operations": ["none", "skip_connect", "nor_conv_3x3"]},
///       {"from": 1, "to": 2, "operations": {"skip_connect": 0.25, "nor_conv_1x1": 0.75}}]}
///
/// An edge gives the probabilities of its classes, what they leave being that of absence; or the
/// operations that remain on it, each equally probable; or operations with their probabilities.
/// `sources` (1 unless given) nodes come first; `outputs` is the last node unless given, and `nodes`
/// as many as the edges lead to. The usual spaces need no edges:
///
///     {"space": "nasbench201", "operations": [["none", "skip_connect"], …]}
///
/// with the operations (in either form) of the edges 0→1, 0→2, 1→2, 0→3, 1→3, 2→3; or `darts`
/// with those of its fourteen edges 0→2, 1→2, 0→3, 1→3, 2→3, … Numbers are read exactly.
///
/// Operations of one's own are declared with their class, in either form:
///
///     "classes": {"mbconv": "parameterised", "blur": "skip", "drop": "zero"}
extension Supernet {
  /// The most nodes that are read.
  package static let maximumNodeCount = 1_000

  /// Reads the JSON form; throws a located error for anything else.
  package init(json text: String) throws(JSONError) {
    let json = try LocatedJSON.parse(text)
    var declared = OperationClass.declared
    if let classes = json["classes"] {
      guard case .object(let entries) = classes.value else {
        throw classes.error("\"classes\" must be an object: each operation's name with its class")
      }
      for entry in entries {
        let text = try entry.value.string("the class of \(entry.key.prefix(40))")
        if let problem = OperationClass.problem(declaring: entry.key, as: text) {
          throw entry.value.error(problem)
        }
        declared[entry.key] = OperationClass(rawValue: text)
      }
    }
    self = try OperationClass.$declared.withValue(declared) {
      Result { () throws(JSONError) in try Supernet(json) }
    }.get()
  }

  private init(_ json: LocatedJSON) throws(JSONError) {
    if json["space"] != nil {
      self = try Supernet.ofSpace(json)
      return
    }
    let members = try json.members(
      "a supernet", keys: ["nodes", "sources", "outputs", "edges", "classes"],
      required: ["edges"])
    var nodes = 2
    if let given = members["nodes"] {
      nodes = try given.integer("\"nodes\"", in: 2...Supernet.maximumNodeCount)
    } else {
      for edge in try members["edges"]?.array("\"edges\"") ?? [] {
        let target = try edge["to"]?.integer("\"to\"", in: 1...(Supernet.maximumNodeCount - 1))
        nodes = max(nodes, (target ?? 0) + 1)
      }
    }
    let sources = try members["sources"]?.integer("\"sources\"", in: 1...(nodes - 1)) ?? 1
    var outputs: [Int] = []
    for output in try members["outputs"]?.array("\"outputs\"") ?? [] {
      let node = try output.integer("an output", in: 0...(nodes - 1))
      if outputs.contains(node) { throw output.error("the output \(node) occurs twice") }
      outputs.append(node)
    }
    var edges: [Edge] = []
    var seen: Set<[Int]> = []
    for edge in try members["edges"]?.array("\"edges\"") ?? [] {
      let ends = try edge.members(
        "an edge", keys: ["from", "to", "skip", "parameterised", "operations"],
        required: ["from", "to"])
      let source = try ends["from"]?.integer("\"from\"", in: 0...(nodes - 1)) ?? 0
      let target = try ends["to"]?.integer("\"to\"", in: 0...(nodes - 1)) ?? 0
      if source >= target || target < sources {
        throw edge.error(
          "the edge \(source) → \(target) does not lead forwards to a node that is no source")
      }
      if !seen.insert([source, target]).inserted {
        throw edge.error("the edge \(source) → \(target) occurs twice")
      }
      edges.append(try Supernet.edge(from: source, to: target, ends, at: edge))
    }
    guard
      let supernet = Supernet(
        nodeCount: nodes, sources: sources, outputs: outputs.isEmpty ? [nodes - 1] : outputs,
        edges: edges)
    else { throw json.error("this is no supernet") }
    self = supernet
  }

  private static func ofSpace(_ json: LocatedJSON) throws(JSONError) -> Supernet {
    let members = try json.members(
      "a supernet", keys: ["space", "operations", "classes"], required: ["space", "operations"])
    let space = try members["space"]?.string("\"space\"") ?? ""
    let name = SpaceName(space)
    guard name == .nasBench201 || name == .darts else {
      throw (members["space"] ?? json).error("expected \"nasbench201\" or \"darts\"")
    }
    let isDARTS = name == .darts
    let ends = (isDARTS ? 2...5 : 1...3).flatMap { target in
      (0..<target).map { (source: $0, target: target) }
    }
    let lists = try members["operations"]?.array("\"operations\"") ?? []
    guard lists.count == ends.count else {
      throw (members["operations"] ?? json).error(
        "there are operations for \(lists.count) edges; \(space) has \(ends.count)")
    }
    var edges: [Edge] = []
    for (place, list) in zip(ends, lists) {
      edges.append(try edge(from: place.source, to: place.target, ["operations": list], at: list))
    }
    guard
      let supernet = Supernet(
        nodeCount: isDARTS ? 6 : 4, sources: isDARTS ? 2 : 1,
        outputs: isDARTS ? [2, 3, 4, 5] : [3], edges: edges)
    else { throw json.error("this is no supernet") }
    return supernet
  }

  private static func edge(
    from source: Int, to target: Int, _ members: [String: LocatedJSON], at place: LocatedJSON
  ) throws(JSONError) -> Edge {
    var shares: [OperationClass: Rational] = [:]
    if let operations = members["operations"] {
      guard members["skip"] == nil, members["parameterised"] == nil else {
        throw place.error("give \"operations\" or probabilities of the classes, not both")
      }
      var given: [(name: LocatedJSON, text: String, share: Rational)] = []
      switch operations.value {
      case .object(let entries):
        for entry in entries {
          let share = try entry.value.probability("the probability of \(entry.key)")
          given.append((entry.value, entry.key, share))
        }
      default:
        let names = try operations.array("\"operations\"")
        for name in names {
          let text = try name.string("an operation")
          given.append((name, text, Rational(1, Integer(names.count))))
        }
      }
      for (name, text, share) in given {
        guard let known = OperationClass(name: text) else {
          throw name.error(
            "unknown operation \"\(text.prefix(40))\"; \(OperationClass.hint(for: text)) "
              + "(\"classes\" declares others)")
        }
        shares[known, default: 0] += share
      }
    } else {
      shares[.skip] = try members["skip"]?.probability("\"skip\"")
      shares[.parameterised] = try members["parameterised"]?.probability("\"parameterised\"")
    }
    let total = shares.values.reduce(Rational(0), +)
    guard total <= 1,
      let edge = Edge(
        source: source, target: target, skip: shares[.skip] ?? 0,
        parameterised: shares[.parameterised] ?? 0)
    else {
      throw place.error(
        "the probabilities on the edge \(source) → \(target) add up to \(total), more than 1")
    }
    return edge
  }
}

extension LocatedJSON {
  /// An integer in a range.
  fileprivate func integer(_ name: String, in range: ClosedRange<Int>) throws(JSONError) -> Int {
    guard case .number(let text) = value, let number = Rational(text)?.asInt, range ~= number
    else {
      throw error("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// An exact number from 0 to 1.
  fileprivate func probability(_ name: String) throws(JSONError) -> Rational {
    let text: String? =
      switch value {
      case .number(let text), .string(let text): text
      default: nil
      }
    guard let number = text.flatMap({ Rational($0) }), (0...1).contains(number) else {
      throw error("\(name) must be a number from 0 to 1, such as 0.25 or \"1/3\"")
    }
    return number
  }
}
