import ExactArithmetic
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// A network of a family whose length every whole number k says: `each`·k + `more` parameterised edges in a row, with
/// skips of a scale around whole blocks of them, if any.
struct EveryNetwork: Hashable {
  let each, more: Int
  /// How many edges a skip is around; nil for chains.
  let block: Int?
  let scale: Rational

  /// Reads a text such as `resnet@k4 1 skip 2 scale 1/2` (see `Term.expanded`); nil where it is none, or of a family
  /// whose kernels have no recursion in k.
  init?(_ text: String) {
    let parts = text.split(separator: Term.everyMark, maxSplits: 1).map(String.init)
    guard parts.count == 2, let family = NetworkTemplate(rawValue: parts[0]) else { return nil }
    let words = parts[1].split(separator: " ").map(String.init)
    func value(_ label: String) -> Rational? {
      words.firstIndex(of: label).flatMap { Rational(words[$0 + 1]) }
    }
    guard words.count >= 2, let each = Int(words[0]), let more = Int(words[1]) else { return nil }
    (self.each, self.more) = (each, more)
    scale = value("scale") ?? 1
    switch family {
    case .chain: block = nil
    case .resnet:
      let block = value("skip").map { $0.asInt ?? 0 } ?? 2
      guard block >= 2, each.isMultiple(of: block), scale.signum > 0 else { return nil }
      self.block = block
    case .dense: return nil
    }
  }

  /// What a message says of texts that are none.
  static let requirement =
    "for every k there are chain(k) and, with a > 0 and whole blocks, resnet(s*k, skip: s, scale: a), such as "
    + "resnet(2*k, skip: 2)"
}

/// What is known of a node on two unit inputs of a correlation: 1/K_ii, the mean over √K_ii, and K_ij, Θ_ij and Θ_ii
/// over K_ii.
private struct Node {
  var inverse, mean, kernel, tangent, diagonal: Expression
}

extension Induction {
  /// A function of a network of every length on unit inputs; nil for functions of which there is no recursion.
  func value(
    of function: NetworkFunction, _ network: EveryNetwork, on numbers: [Expression],
    _ rule: PropagationRule?, _ domains: [String: QuantifiedDomain]
  ) -> Expression? {
    let number = graph.variable(variable)
    func count(_ every: Int, _ more: Int) -> Expression {
      Rational(every) * number + Rational(more)
    }
    let length = count(network.each, network.more)
    switch (function, network.block) {
    case (.paths, nil) where numbers.isEmpty: return graph.integer(1)
    case (.depth, nil), (.parameterisedCount, _), (.edgeCount, nil): return length
    case (.width, nil): return length.reciprocal
    case (.edgeCount, let block?):
      return length + count(network.each / block, network.more / block)
    default: break
    }
    guard numbers.count == 1, rule != nil || network.block == nil else { return nil }
    let node = output(of: network, for: numbers[0], rule ?? .exact, domains)
    let kernel = node.inverse.reciprocal
    switch function {
    case .kii, .kjj: return kernel
    case .kij, .k: return kernel * node.kernel
    case .lambda2:
      return kernel * (1 - (network.block == nil ? node.kernel : node.kernel.magnitude))
    case .eq12: return 1 - node.kernel
    case .ntkii, .ntkjj: return kernel * node.diagonal
    case .ntkij: return kernel * node.tangent
    case .ntkLambda2: return kernel * (node.diagonal - node.tangent.magnitude)
    case .mean, .meanj: return kernel.squareRoot * node.mean
    default: return nil
    }
  }

  /// The output for a correlation.
  ///
  /// Between blocks it is a sum of features of different edges, so that only the mean of what arrives is needed of
  /// the exact rule's coherence: with t = 2·a·mean/√π (0 where no means multiply), N = 1 + a² + t and f⁽ˢ⁾ for the
  /// block's edges, K_ij/K_ii becomes (a²·c + f⁽ˢ⁾(c) + t)/N, K_ii grows by N, and the mean over √K_ii is
  /// (a·mean + 1/√π)/√N; Θ = K + T of both entries as K_ij.
  private func output(
    of network: EveryNetwork, for rho: Expression, _ rule: PropagationRule,
    _ domains: [String: QuantifiedDomain]
  ) -> Node {
    let one = graph.integer(1)
    var node = Node(inverse: one, mean: one, kernel: one, tangent: one, diagonal: one)
    let edges = network.each == 1 ? variable : "\(network.each)*\(variable)"
    let name =
      network.block.map { "resnet(\(edges), skip: \($0), scale: \(network.scale))" }
      ?? "chain(\(edges))"
    func find(
      _ part: WritableKeyPath<Node, Expression>, _ key: String, in interval: RealInterval? = nil
    ) {
      let known = node
      node[keyPath: part] = state(key, interval) {
        var now = known
        now[keyPath: part] = $0
        return longer(now, by: network.each, network, rule)[keyPath: part]
      }
    }
    let isExact = rule == .exact
    let square = network.scale * network.scale
    node.mean = isExact ? layerMean : graph.integer(0)
    if let block = network.block {
      let m = (1 / (1 + square)).power(network.each / block)
      let suffix = isExact ? ", exact" : ""
      if isExact {
        find(\.mean, "mean(\(name))", in: RealInterval(lower: 0, upper: 1))
        find(\.inverse, "1/Kii(\(name))", in: shrunk(by: m))
      } else {
        node.inverse = shrinking(by: m)
      }
      find(
        \.kernel, "Kij/Kii(\(name), \(rho.shortText)\(suffix))",
        in: correlations(from: rho, atLeast: -square / (1 + square), domains))
      find(\.tangent, "NTKij/Kii(\(name), \(rho.shortText)\(suffix))")
      if isExact {
        // Θ_ii ≥ K_ii: D ≥ 1 remains so, as (a² + 1)·D + s + t ≥ N.
        let known = node
        let inverse = state("Kii/NTKii(\(name))", shrunk(by: 1)) {
          var now = known
          now.diagonal = $0.reciprocal
          return longer(now, by: network.each, network, rule).diagonal.reciprocal
        }
        node.diagonal = inverse.reciprocal
      } else {
        node.diagonal = Rational(network.each) / (1 + square) * graph.variable(variable) + 1
      }
    } else {
      node.kernel = kernelIterate(of: rho, each: network.each, domains)
      find(\.tangent, "NTKij(\(name), \(rho.shortText))")
      node.diagonal = Rational(network.each) * graph.variable(variable) + 1
    }
    return longer(node, by: network.more, network, rule)
  }

  /// 1/√π.
  private var layerMean: Expression { graph.pi.power(Rational(-1, 2)) }

  /// The node that is some edges behind one between blocks.
  private func longer(
    _ node: Node, by edges: Int, _ network: EveryNetwork, _ rule: PropagationRule
  ) -> Node {
    var (start, left) = (node, edges)
    while left > 0 {
      let count = min(left, network.block ?? left)
      left -= count
      var end = start
      for _ in 0..<count {
        let kernel = Self.kernel(1, end.kernel)
        end.tangent = kernel + Self.kernel(0, end.kernel) * end.tangent
        end.kernel = kernel
        end.diagonal = end.diagonal + 1
        end.mean = rule == .exact ? layerMean : graph.integer(0)
      }
      guard count == network.block else { return end }
      let (a, square) = (network.scale, network.scale * network.scale)
      let both = 2 * a * start.mean * end.mean
      let growth = both + (1 + square)
      func mixed(_ part: KeyPath<Node, Expression>) -> Expression {
        (square * start[keyPath: part] + end[keyPath: part] + both) / growth
      }
      start = Node(
        inverse: start.inverse / growth,
        mean: (a * start.mean + end.mean) * growth.power(Rational(-1, 2)),
        kernel: mixed(\.kernel), tangent: mixed(\.tangent), diagonal: mixed(\.diagonal))
    }
    return start
  }
}
