import ExactArithmetic
import KernelComposition
import KernelVocabulary

/// A function of a network, by its name in a statement.
///
/// Kernels are those of two unit, centred inputs of correlation ρ at the network's output, or of two inputs
/// given by their second moments.
package enum NetworkFunction: String, Sendable, CaseIterable {
  /// The smaller eigenvalue of the 2×2 NNGP matrix; K_ii − |K_ij| for equal diagonals.
  case lambda2
  /// The NNGP entries; `K` is `Kij`.
  case kii = "Kii"
  case kjj = "Kjj"
  case kij = "Kij"
  case k = "K"
  /// The entries of the neural tangent kernel.
  case ntkii = "NTKii"
  case ntkjj = "NTKjj"
  case ntkij = "NTKij"
  /// The smaller eigenvalue of the 2×2 tangent kernel; Θ_ii − |Θ_ij| for equal diagonals.
  case ntkLambda2 = "ntk_lambda2"
  /// M_i and M_j, the means of a coordinate; 0 under the variance-only rule, which does not track means.
  case mean
  case meanj = "mean_j"
  /// P − Σ_p f^{d_p}(ρ), the paper's Eq. 12.
  case eq12
  /// P, the number of paths; with a number d those with d parameterised edges.
  case paths
  /// d̄ and m̄ of the paper's Definition 4.1.
  case depth
  case width
  /// The numbers of edges, and of parameterised ones.
  case edgeCount = "edge_count"
  case parameterisedCount = "parameterised_count"

  /// What an argument may be.
  enum Parameter {
    case network
    case correlation
    /// A correlation, or `inputs(a, b, c)`.
    case inputs
    case rule
    /// A number of parameterised edges; may be missing.
    case count

    /// What it is called in messages.
    var name: String {
      switch self {
      case .network: "network"
      case .correlation, .inputs: "correlation"
      case .rule: "rule"
      case .count: "number of parameterised edges"
      }
    }
  }

  /// The two inputs by their second moments a, b, c, or with their means: `inputs(a, b, c, m, n)`.
  package static let inputs = "inputs"

  /// The arguments that the function takes, in order.
  var parameters: [Parameter] {
    switch self {
    case .eq12: [.network, .correlation]
    case .paths: [.network, .count]
    case .depth, .width, .edgeCount, .parameterisedCount: [.network]
    default: [.network, .inputs, .rule]
    }
  }

  /// Whether the function is one of kernels under a rule.
  var takesKernels: Bool { parameters.last == .rule }
}

extension PropagationRule {
  /// `exact, variance-only or exact-without-means`
  static let choices = "exact, variance-only or exact-without-means"
}
