import ExactArithmetic
import KernelComposition
import KernelVocabulary

/// A function of a network, by its name in a statement.
///
/// Kernels are those of two unit, centred inputs of correlation ρ at the network's output.
package enum NetworkFunction: String, Sendable, CaseIterable {
  /// K_ii − |K_ij|, the smaller eigenvalue of the 2×2 NNGP matrix.
  case lambda2
  /// The NNGP entries; `K` is `Kij`.
  case kii = "Kii"
  case kij = "Kij"
  case k = "K"
  /// The entries of the neural tangent kernel.
  case ntkii = "NTKii"
  case ntkij = "NTKij"
  /// Θ_ii − |Θ_ij|, the smaller eigenvalue of the 2×2 tangent kernel.
  case ntkLambda2 = "ntk_lambda2"
  /// M_i, the mean of a coordinate; 0 under the variance-only rule, which does not track means.
  case mean
  /// P − Σ_p f^{d_p}(ρ), the paper's Eq. 12.
  case eq12
  /// P, the number of paths.
  case paths
  /// d̄ and m̄ of the paper's Definition 4.1.
  case depth
  case width

  /// What an argument may be.
  enum Parameter: String {
    case network
    case correlation
    case rule
  }

  /// The arguments that the function takes, in order.
  var parameters: [Parameter] {
    switch self {
    case .lambda2, .kii, .kij, .k, .ntkii, .ntkij, .ntkLambda2, .mean:
      [.network, .correlation, .rule]
    case .eq12: [.network, .correlation]
    case .paths, .depth, .width: [.network]
    }
  }
}

extension PropagationRule {
  /// `exact, variance-only or exact-without-means`
  static let choices = "exact, variance-only or exact-without-means"
}
