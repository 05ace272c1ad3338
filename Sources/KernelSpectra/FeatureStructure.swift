import ExactArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// What the features at a network's output are as functions of the input, as far as it decides
/// exactly which kernel matrices are singular.
///
/// In the infinite-width limit the features are Σ_a c_a φ_a with atoms φ_a: the input itself, and one
/// per parameterised edge. Coefficients are exact; an atom whose coefficient cancels does not count.
struct FeatureStructure: Sendable {
  /// The kinds of functions that the features are, each containing the one before.
  enum Kind: Int, Comparable, Sendable {
    /// Identically zero: no path leads to the output, or all of them cancel.
    case zero
    /// (Random) linear functions of the input.
    case linear
    /// Linear functions of the input and of ReLUs of linear functions of the input.
    case oneLayer
    /// Anything else.
    case general

    static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
  }

  /// What the output's features are.
  let kind: Kind
  /// Whether X(λx) is known to be a positive multiple of X(x) for every λ > 0.
  let isProportionalOnRays: Bool
  /// Whether the features of a zero input are known to be zero.
  let isZeroAtZero: Bool

  /// An atom, or a node's features.
  private struct Features {
    var kind: Kind
    /// How they grow on rays; nil where they need not be proportional.
    var growth: Growth?
  }

  /// X(λx) = g^exponent·X(x) for λ > 0, where g is λ, or what the sum at a normalised node becomes larger by.
  private struct Growth: Hashable {
    var normalizedNode: Int?
    var exponent: Integer
  }

  init(_ network: NetworkGraph, rule: PropagationRule) {
    var atoms = [Features(kind: .linear, growth: Growth(exponent: .one))]
    /// Coefficients by atom. The variance-only rule adds squares, which never cancel.
    var nodes = Array(repeating: [Int: Rational](), count: network.nodeCount)
    let isReached = network.reachableFromInput

    func features(_ combination: [Int: Rational]) -> Features {
      let present = combination.filter { !$0.value.isZero }.map { atoms[$0.key] }
      guard let first = present.first else { return Features(kind: .zero, growth: nil) }
      return Features(
        kind: present.map(\.kind).max() ?? .zero,
        growth: present.allSatisfy { $0.growth == first.growth } ? first.growth : nil)
    }
    func add(_ atom: Features, to node: Int) {
      nodes[node][atoms.count] = 1
      atoms.append(atom)
    }
    for node in 0..<network.nodeCount {
      if node == network.input { nodes[node] = [0: 1] }
      for edge in network.incomingEdges(node) where isReached[edge.source] {
        switch edge.operation {
        case .skip(let scale):
          let factor = rule == .varianceOnly ? scale * scale : scale
          for (atom, coefficient) in nodes[edge.source] {
            nodes[node][atom, default: 0] += factor * coefficient
          }
        case .parameterised(let layer):
          let atom = FeatureStructure.atom(of: layer, features(nodes[edge.source]))
          if atom.kind != .zero { add(atom, to: node) }
        }
      }
      let sum = features(nodes[node])
      if network.normalizations[node] != nil, sum.kind != .zero {
        // Divided by a norm, and no longer a combination of the same atoms.
        nodes[node] = [:]
        let growth = sum.growth.map { _ in Growth(normalizedNode: node, exponent: .one) }
        add(Features(kind: .general, growth: growth), to: node)
      }
    }
    let output = features(nodes[network.output])
    isZeroAtZero =
      output.kind < .general
      || network.normalizations.values.allSatisfy { $0.signum > 0 }
        && network.edges.allSatisfy { edge in
          switch edge.operation {
          case .skip: true
          case .parameterised(let layer):
            layer.biasVariance.isZero && layer.activation.vanishesAtZero
          }
        }
    kind = output.kind
    isProportionalOnRays = output.growth != nil
  }

  private static func atom(of layer: EdgeOperation.Layer, _ source: Features) -> Features {
    let general = Features(kind: .general, growth: nil)
    guard layer.biasVariance.isZero else { return general }
    if source.kind == .zero { return layer.activation.isZeroWithoutVariance ? source : general }
    if layer.activation == .identity { return source }
    guard let degree = degree(of: layer.activation) else { return general }
    let isOneLayer = layer.activation == .relu && source.kind == .linear
    var growth = source.growth
    growth?.exponent *= Integer(degree)
    if degree == 0 { growth?.normalizedNode = nil }
    return Features(kind: isOneLayer ? .oneLayer : .general, growth: growth)
  }

  /// The n with σ(tu) = tⁿ σ(u) for t > 0, or nil where none is known.
  private static func degree(of activation: ActivationReference) -> Int? {
    switch activation.name {
    case "identity", "abrelu": 1
    case "sign": 0
    default: activation.arcCosineOrder
    }
  }
}
