import ExactArithmetic

/// A network of the paper on the nodes 0…H: the code of edge (s → t) is the s-th digit of the t-th group of
/// its text: 0 no edge, 1 a skip, 2 a linear map with a ReLU (variance 2).
package struct Network: Hashable, Sendable {
  /// By target from 1, then source.
  let codes: [[Int]]

  /// The text, such as `2_21_112`.
  package var text: String { codes.map { $0.map(String.init).joined() }.joined(separator: "_") }

  init(codes: [[Int]]) { self.codes = codes }

  /// Reads a digit string.
  package init(_ text: String) throws(ReadingError) {
    let groups = text.filter { !" \t\r\n".contains($0) }
      .split(separator: "_", omittingEmptySubsequences: false)
    let codes = groups.map { $0.utf8.map { Int($0) - 48 } }
    guard codes.indices.allSatisfy({ codes[$0].count == $0 + 1 }), codes.count <= 5000,
      codes.allSatisfy({ $0.allSatisfy { (0...2).contains($0) } })
    else {
      throw ReadingError(
        "'\(text.prefix(40))' is no digit string such as 2_21_112; this checker reads no other networks"
      )
    }
    self.codes = codes
  }

  /// All networks with H nodes besides the input, in the order of their digits.
  static func complete(_ nodes: Int) -> some Sequence<Network> {
    let count = nodes * (nodes + 1) / 2
    return sequence(state: Array(repeating: 0, count: count) as [Int]?) { state in
      guard var digits = state else { return nil }
      var codes: [[Int]] = []
      var start = 0
      for node in 1...nodes {
        codes.append(Array(digits[start..<start + node]))
        start += node
      }
      // Counting in base 3.
      if let place = digits.lastIndex(where: { $0 < 2 }) {
        digits[place] += 1
        for later in digits.indices where later > place { digits[later] = 0 }
        state = digits
      } else {
        state = nil
      }
      return Network(codes: codes)
    }
  }

  /// How many paths from the input to the output have d parameterised edges, at d.
  var pathCounts: [Integer] {
    var counts: [[Integer]] = [[1]]
    for group in codes {
      var here = Array(repeating: Integer.zero, count: codes.count + 1)
      for (source, code) in group.enumerated() where code != 0 {
        for (d, count) in counts[source].enumerated() where !count.isZero {
          here[d + code - 1] += count
        }
      }
      counts.append(here)
    }
    return counts[codes.count]
  }
}

/// How kernels pass through a network.
enum Rule: String {
  case varianceOnly = "variance-only"
  case exact
  case exactWithoutMeans = "exact-without-means"
}

/// K_ii = K_jj, K_ij and the tangent parts at a node, for two unit, centred inputs of correlation ρ.
struct NodeKernels {
  var diagonal: Terms.Index
  var product: Terms.Index
  var tangentDiagonal: Terms.Index
  var tangentProduct: Terms.Index
}

extension Network {
  /// The kernels at the output, from the definitions.
  ///
  /// A parameterised edge makes of K_ii, K_ij the entries K_ii and K_ii·κ₁(K_ij/K_ii), the mean √(K_ii/π)
  /// and the tangent entries κ₀(K_ij/K_ii)·(K + T). Variance-only: what arrives at a node is added. Exact:
  /// a node is Σ c_a φ_a over the input and one atom for each parameterised edge, with
  /// ⟨φ_a, φ_b⟩ = mean_a·mean_b for a ≠ b, and T = Σ c_a² T_a.
  func kernels(correlation rho: Terms.Index, rule: Rule, in terms: Terms) -> NodeKernels {
    let (zero, one) = (terms.number(0), terms.number(1))
    let nothing = NodeKernels(
      diagonal: zero, product: zero, tangentDiagonal: zero, tangentProduct: zero)
    func total(_ parts: [(Rational, Terms.Index)]) -> Terms.Index {
      parts.reduce(zero) { sum, part in
        terms.sum(sum, terms.product(terms.number(part.0), part.1))
      }
    }
    var atoms = [
      NodeKernels(diagonal: one, product: rho, tangentDiagonal: zero, tangentProduct: zero)
    ]
    var means = [zero]
    /// By node: how often each atom occurs in it; nil where no path from the input leads.
    var combinations: [[Int: Rational]?] = [[0: 1]]
    var nodes = [atoms[0]]
    for group in codes {
      var combination: [Int: Rational] = [:]
      for (source, code) in group.enumerated() where code != 0 {
        guard let arriving = combinations[source] else { continue }
        if code == 1 {
          for (atom, weight) in arriving { combination[atom, default: 0] += weight }
        } else {
          let from = nodes[source]
          let c = terms.add(.correlation(terms.quotient(from.product, from.diagonal)))
          let slope = terms.apply(.kappa(0), c)
          combination[atoms.count] = 1
          atoms.append(
            NodeKernels(
              diagonal: from.diagonal,
              product: terms.product(from.diagonal, terms.apply(.kappa(1), c)),
              tangentDiagonal: terms.sum(from.diagonal, from.tangentDiagonal),
              tangentProduct: terms.product(slope, terms.sum(from.product, from.tangentProduct))))
          means.append(
            rule == .exact
              ? terms.power(terms.quotient(from.diagonal, terms.add(.pi)), Rational(1, 2)) : zero)
        }
      }
      guard !combination.isEmpty else {
        combinations.append(nil)
        nodes.append(nothing)
        continue
      }
      let parts = combination.sorted { $0.key < $1.key }
      var cross: [(Rational, Terms.Index)] = []
      for (place, a) in parts.enumerated() where rule == .exact {
        for b in parts[(place + 1)...] {
          cross.append((2 * a.value * b.value, terms.product(means[a.key], means[b.key])))
        }
      }
      // Under the variance-only rule what arrives n times counts n-fold, coherently n²-fold.
      func weight(_ value: Rational) -> Rational { rule == .varianceOnly ? value : value * value }
      func entry(_ part: KeyPath<NodeKernels, Terms.Index>) -> [(Rational, Terms.Index)] {
        parts.map { (weight($0.value), atoms[$0.key][keyPath: part]) }
      }
      combinations.append(combination)
      nodes.append(
        NodeKernels(
          diagonal: total(entry(\.diagonal) + cross), product: total(entry(\.product) + cross),
          tangentDiagonal: total(entry(\.tangentDiagonal)),
          tangentProduct: total(entry(\.tangentProduct))))
    }
    return nodes[codes.count]
  }
}
