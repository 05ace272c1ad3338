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
  /// The n with X(λx) = λⁿ X(x) for λ > 0, or nil where there is none.
  let degree: Integer?

  /// An atom, or a node's features.
  private struct Features {
    var kind: Kind
    var degree: Integer?
  }

  init(_ network: NetworkGraph, rule: PropagationRule) {
    var atoms = [Features(kind: .linear, degree: .one)]
    /// Coefficients by atom. The variance-only rule adds squares, which never cancel.
    var nodes = Array(repeating: [Int: Rational](), count: network.nodeCount)
    nodes[network.input] = [0: 1]

    func features(_ combination: [Int: Rational]) -> Features {
      let present = combination.filter { !$0.value.isZero }.map { atoms[$0.key] }
      guard let first = present.first else { return Features(kind: .zero, degree: nil) }
      return Features(
        kind: present.map(\.kind).max() ?? .zero,
        degree: present.allSatisfy { $0.degree == first.degree } ? first.degree : nil)
    }
    for node in 0..<network.nodeCount where node != network.input {
      for edge in network.incomingEdges(node) {
        switch edge.operation {
        case .skip(let scale):
          let factor = rule == .varianceOnly ? scale * scale : scale
          for (atom, coefficient) in nodes[edge.source] {
            nodes[node][atom, default: 0] += factor * coefficient
          }
        case .parameterised(let activation, _):
          let source = features(nodes[edge.source])
          if source.kind == .zero { continue }
          nodes[node][atoms.count] = 1
          atoms.append(FeatureStructure.atom(of: activation, source))
        }
      }
    }
    let output = features(nodes[network.output])
    kind = output.kind
    degree = output.degree
  }

  private static func atom(of activation: ActivationReference, _ source: Features) -> Features {
    if activation == .identity { return source }
    guard let order = activation.arcCosineOrder else {
      return Features(kind: .general, degree: nil)
    }
    let isOneLayer = order == 1 && source.kind == .linear
    return Features(
      kind: isOneLayer ? .oneLayer : .general,
      degree: source.degree.map { $0 * Integer(order) })
  }
}
