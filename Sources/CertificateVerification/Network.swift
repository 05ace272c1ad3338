import ExactArithmetic

/// A network of the paper on the nodes 0…H, the first its input and the last its output.
package struct Network: Hashable, Sendable {
  /// A skip, times a number, or a linear map with a ReLU (variance 2).
  struct Connection: Hashable, Sendable {
    var isParameterised = false
    var scale: Rational = 1

    /// The code in a network's text.
    var text: String { isParameterised ? "2" : scale == 1 ? "1" : "(\(scale))" }

    static let codes: [Connection?] = [nil, Connection(), Connection(isParameterised: true)]
  }

  /// An edge by its ends.
  package struct Edge: Hashable, Sendable {
    package let source, target: Int
    let connection: Connection
    package var isParameterised: Bool { connection.isParameterised }

    /// `0-2>1`: a ReLU edge from node 0 to node 1.
    package var text: String { "\(source)-\(connection.text)>\(target)" }
  }

  /// What joins two nodes, by the target from 1, then the source.
  let groups: [[Connection?]]

  /// The text, such as `2_21_112`: the code of edge (s → t) is the s-th digit of the t-th group; 0 is none.
  package var text: String {
    groups.map { $0.map { $0?.text ?? "0" }.joined() }.joined(separator: "_")
  }

  init(groups: [[Connection?]]) { self.groups = groups }

  /// The largest number of nodes besides the input.
  static let largest = 5000

  /// Reads a digit string.
  package init(_ text: String) throws(ReadingError) {
    let codes = text.utf8.filter { ![9, 10, 13, 32].contains($0) }
      .split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
      .map { $0.map { Int($0) - 48 } }
    guard codes.indices.allSatisfy({ codes[$0].count == $0 + 1 }), codes.count <= Self.largest,
      codes.allSatisfy({ $0.allSatisfy { (0...2).contains($0) } })
    else {
      throw ReadingError(
        "'\(text.prefix(40))' is no digit string such as 2_21_112; this checker reads no other networks"
      )
    }
    groups = codes.map { $0.map { Connection.codes[$0] } }
  }

  /// The member with a length of a family: a chain of ReLU edges; one with a skip of some scale around each
  /// whole block of `skip` edges; or ReLU edges from each node to each later one.
  init(family: String, length: Int, skip: Int = 2, scale: Rational = 1) {
    groups = (1...length).map { target in
      (0..<target).map { source in
        if source == target - 1 || family == "dense" { return Connection(isParameterised: true) }
        let isAround = family == "resnet" && target % skip == 0 && source == target - skip
        return isAround ? Connection(scale: scale) : nil
      }
    }
  }

  /// All networks with H nodes besides the input, in the order of their digits.
  static func complete(_ nodes: Int) -> some Sequence<Network> {
    let count = nodes * (nodes + 1) / 2
    return sequence(state: Array(repeating: 0, count: count) as [Int]?) { state in
      guard let digits = state else { return nil }
      var groups: [[Connection?]] = []
      var start = 0
      for node in 1...nodes {
        groups.append(digits[start..<start + node].map { Connection.codes[$0] })
        start += node
      }
      // Counting in base 3.
      state = digits.lastIndex { $0 < 2 }.map {
        digits[..<$0] + [digits[$0] + 1] + digits[($0 + 1)...].map { _ in 0 }
      }
      return Network(groups: groups)
    }
  }

  // MARK: Edges and nodes

  /// The edges, or the skips and ReLU edges that there could be where there is none.
  func edges(absent: Bool) -> [Edge] {
    groups.enumerated().flatMap { place, group in
      group.enumerated().flatMap { source, connection in
        let all = absent ? (connection == nil ? Connection.codes : []) : [connection]
        return all.compactMap { $0 }.map {
          Edge(source: source, target: place + 1, connection: $0)
        }
      }
    }
  }

  /// The network without what joins the ends of an edge, or with the edge where nothing joins them; nil where it
  /// has no such nodes.
  func changed(_ edge: Edge, isAdded: Bool) -> Network? {
    guard edge.target <= groups.count else { return nil }
    var changed = groups
    let old = groups[edge.target - 1][edge.source]
    changed[edge.target - 1][edge.source] = isAdded ? old ?? edge.connection : nil
    return Network(groups: changed)
  }

  /// The network up to a node, with the edges alone that lie on paths from the input to it.
  func upTo(_ node: Int) -> Network? {
    guard (0...groups.count).contains(node) else { return nil }
    var isReached = [true]
    for group in groups {
      isReached.append(zip(group, isReached).contains { $0 != nil && $1 })
    }
    var leads = Set([node])
    for target in stride(from: node, to: 0, by: -1) where leads.contains(target) {
      for source in 0..<target where groups[target - 1][source] != nil { leads.insert(source) }
    }
    return Network(
      groups: groups.prefix(node).enumerated().map { place, group in
        group.enumerated().map { isReached[$0] && leads.contains(place + 1) ? $1 : nil }
      })
  }

  // MARK: Numbers

  /// How many paths from the input to the output have d parameterised edges, at d.
  var pathCounts: [Integer] {
    var counts: [[Integer]] = [[1]]
    for group in groups {
      var here = Array(repeating: Integer.zero, count: groups.count + 1)
      for (source, connection) in group.enumerated() {
        guard let connection else { continue }
        for (d, count) in counts[source].enumerated() where !count.isZero {
          here[d + (connection.isParameterised ? 1 : 0)] += count
        }
      }
      counts.append(here)
    }
    return counts[groups.count]
  }

  /// The names of a network's numbers.
  static let statistics: Set<String> = [
    "paths", "depth", "width", "edge_count", "parameterised_count",
  ]

  /// A number of the network: P, d̄ = Σ d/P over the paths, m̄ = P₊/d̄ with P₊ the number of paths with a
  /// parameterised edge, or how many edges there are; nil where it is undefined.
  func statistic(_ name: String) -> Rational? {
    let counts = pathCounts
    let paths = counts.reduce(Integer.zero) { $0 + $1 }
    let depths = counts.indices.reduce(Integer.zero) { $0 + Integer($1) * counts[$1] }
    switch name {
    case "paths": return Rational(paths)
    case "depth": return paths.isZero ? nil : Rational(depths, paths)
    case "width": return depths.isZero ? nil : Rational((paths - counts[0]) * paths, depths)
    default:
      let all = edges(absent: false)
      let isAll = name == "edge_count"
      return Rational(Integer(all.count { isAll || $0.connection.isParameterised }))
    }
  }
}

/// How kernels pass through a network.
enum Rule: String {
  case varianceOnly = "variance-only"
  case exact
  case exactWithoutMeans = "exact-without-means"
}

/// What is known of a node for two inputs i and j: the entries ii, jj and ij of its kernel and of its neural
/// tangent kernel, and its means, 0 where the rule knows none.
struct NodeKernels {
  var kernel, tangent: [Terms.Index]
  var means: [Terms.Index]

  /// The inputs of an entry.
  static let pairs = [(0, 0), (1, 1), (0, 1)]
}

extension Network {
  /// The kernels at the output, from the definitions.
  ///
  /// A parameterised edge makes of K_ii, K_jj, K_ij the entries K_ii, K_jj and √(K_ii K_jj)·κ₁(c) with
  /// c = K_ij/√(K_ii K_jj), the means √(K_ii/π), √(K_jj/π) and the tangent entries K_ii + Θ_ii, K_jj + Θ_jj and, with its
  /// own K_ij, K_ij + κ₀(c)·Θ_ij. Variance-only: what arrives at a node is added, times the square of the skips' scales.
  /// Exact: a node is Σ c_a φ_a over the input and one atom for each parameterised edge, with
  /// ⟨φ_a, φ_b⟩ = mean_a·mean_b for a ≠ b, in K as in Θ.
  func kernels(of input: NodeKernels, rule: Rule, in terms: Terms) -> NodeKernels {
    func total(_ parts: [(Rational, Terms.Index)]) -> Terms.Index {
      parts.reduce(terms.number(0)) { sum, part in
        terms.sum(sum, terms.product(terms.number(part.0), part.1))
      }
    }
    var atoms = [input]
    if rule != .exact { atoms[0].means = [terms.number(0), terms.number(0)] }
    /// By node: how often each atom occurs in it; none where no path from the input leads.
    var combinations: [[Int: Rational]] = [[0: 1]]
    var nodes = [atoms[0]]
    for group in groups {
      var combination: [Int: Rational] = [:]
      for (source, connection) in group.enumerated() {
        guard let connection, !combinations[source].isEmpty else { continue }
        if connection.isParameterised {
          combination[atoms.count] = 1
          atoms.append(nodes[source].afterLayer(rule, in: terms))
        } else {
          let scale = connection.scale * (rule == .varianceOnly ? connection.scale : 1)
          for (atom, weight) in combinations[source] {
            combination[atom, default: 0] += weight * scale
          }
        }
      }
      let parts = combination.sorted { $0.key < $1.key }.map { ($0.value, atoms[$0.key]) }
      func entries(_ kind: KeyPath<NodeKernels, [Terms.Index]>) -> [Terms.Index] {
        NodeKernels.pairs.enumerated().map { entry, pair in
          // Under the variance-only rule what arrives n times counts n-fold, coherently n²-fold.
          var summands = parts.map {
            (rule == .varianceOnly ? $0 : $0 * $0, $1[keyPath: kind][entry])
          }
          for (place, (a, one)) in parts.enumerated() where rule == .exact {
            for (b, two) in parts[(place + 1)...] {
              let ways = [pair, (pair.1, pair.0)].map {
                terms.product(one.means[$0.0], two.means[$0.1])
              }
              summands += ways[0] == ways[1] ? [(2 * a * b, ways[0])] : ways.map { (a * b, $0) }
            }
          }
          return total(summands)
        }
      }
      combinations.append(combination)
      nodes.append(
        NodeKernels(
          kernel: entries(\.kernel), tangent: entries(\.tangent),
          means: [0, 1].map { place in total(parts.map { ($0, $1.means[place]) }) }))
    }
    return nodes[groups.count]
  }
}

extension NodeKernels {
  /// What a ReLU layer of variance 2 makes of a node.
  fileprivate func afterLayer(_ rule: Rule, in terms: Terms) -> NodeKernels {
    let (ii, jj) = (kernel[0], kernel[1])
    let norm = terms.norm(ii, jj)
    let c = terms.add(.correlation(terms.quotient(kernel[2], norm)))
    let ij = terms.product(norm, terms.apply(.kappa(1), c))
    return NodeKernels(
      kernel: [ii, jj, ij],
      tangent: [
        terms.sum(ii, tangent[0]), terms.sum(jj, tangent[1]),
        terms.sum(ij, terms.product(terms.apply(.kappa(0), c), tangent[2])),
      ],
      means: [ii, jj].map {
        rule == .exact ? terms.root(terms.quotient($0, terms.add(.pi))) : terms.number(0)
      })
  }
}
