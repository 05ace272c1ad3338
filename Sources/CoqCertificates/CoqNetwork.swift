import ExactArithmetic
import NetworkGraphs

/// A network of the paper (plain skips, ReLU edges with c = 2) as the Coq library writes it.
struct CoqNetwork: Hashable {
  /// The operations that an edge may have, by their constructors.
  enum Code: String {
    case zero = "Zero"
    case skip = "Skip"
    case parameterised = "Param"
  }

  /// The name under which the file defines the network, or the whole of which it is the first nodes.
  private let ownName: String
  private let ownVariable: String
  /// How many nodes these are.
  private let nodes: Int?
  /// For each node 1…H the codes of the edges from nodes 0, 1, …
  let codes: [[Code]]
  /// The family whose length k says; nil where the network is one.
  let family: CoqFamily?

  private init(
    _ name: String, _ variable: String, _ codes: [[Code]], nodes: Int?, family: CoqFamily? = nil
  ) {
    ownName = name
    ownVariable = variable
    self.nodes = nodes
    self.codes = nodes.map { Array(codes.prefix($0)) } ?? codes
    self.family = family
  }

  /// The network of a family for every k.
  init(_ family: CoqFamily) {
    self.init(family.name, family.name, [], nodes: nil, family: family)
  }

  /// The network that ends with its node of this number.
  func upToNode(_ number: Int) -> CoqNetwork {
    CoqNetwork(ownName, ownVariable, codes, nodes: number)
  }

  /// The same network under other names.
  func renamed(_ name: String, variable: String) -> CoqNetwork {
    family == nil ? CoqNetwork(name, variable, codes, nodes: nodes) : self
  }

  /// The network, or the part of it, by the name that the file defines.
  var name: String { part(of: ownName) }
  /// How the theorem refers to it: by its name, or by a variable that it is one choice for.
  var variable: String { part(of: ownVariable) }
  /// The network by its name.
  var named: CoqNetwork { renamed(ownName, variable: ownName) }

  private func part(of whole: String) -> String {
    nodes.map { "(firstn \($0) \(whole))" } ?? whole
  }

  /// The network, or nil where it is not one of the paper's, or its nodes are not in the order of a
  /// digit string.
  init?(_ network: NetworkGraph, name: String, variable: String? = nil) {
    guard let digits = network.digitString else { return nil }
    ownName = name
    ownVariable = variable ?? name
    nodes = nil
    family = nil
    codes = digits.split(separator: "_", omittingEmptySubsequences: false).map { group in
      group.map { $0 == "2" ? .parameterised : $0 == "1" ? .skip : .zero }
    }
  }

  /// The term of type `network`.
  var syntax: String {
    let groups = codes.map { "[" + $0.map(\.rawValue).joined(separator: "; ") + "]" }
    return "[" + groups.joined(separator: "; ") + "]"
  }

  /// The network written out in place of its name.
  var writtenOut: CoqNetwork { renamed(ownName, variable: syntax) }

  /// The numbers of parameterised edges of the paths to the output, in the order of the library's
  /// `depths`.
  var depths: [Int] {
    output(of: [0], none: [], adding: +) { _, _, code, source in
      switch code {
      case .zero: []
      case .skip: source
      case .parameterised: source.map { $0 + 1 }
      }
    }
  }

  /// A number; 0 where it is undefined, as in Coq's library.
  func value(of number: CoqExpression.NetworkNumber) -> Rational {
    let depths = depths
    let total = depths.reduce(0, +)
    switch number {
    case .paths: return Rational(depths.count)
    case .pathsOfDepth(let depth): return Rational(depths.count { $0 == depth })
    case .edges: return Rational(codes.joined().count { $0 != .zero })
    case .parameterised: return Rational(codes.joined().count { $0 == .parameterised })
    case .depth: return depths.isEmpty ? 0 : Rational(Integer(total), Integer(depths.count))
    case .width:
      let deep = depths.count { $0 > 0 }
      return total == 0 ? 0 : Rational(Integer(deep * depths.count), Integer(total))
    }
  }

  /// One pass over the nodes, as `propagate` of the library makes it.
  func output<Value>(
    of input: Value, none: Value, adding: (Value, Value) -> Value,
    edge: (_ source: Int, _ target: Int, Code, Value) -> Value
  ) -> Value {
    var values = [input]
    for (index, group) in codes.enumerated() {
      let incoming = zip(group, values).enumerated().map { source, pair in
        edge(source, index + 1, pair.0, pair.1)
      }
      values.append(incoming.reversed().reduce(none) { adding($1, $0) })
    }
    return values[values.count - 1]
  }
}
