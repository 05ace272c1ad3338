import NetworkGraphs
import SymbolicExpressions

/// Why the kernels of a network could not be composed.
public enum CompositionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No dual activation of that name is known.
  case unknownActivation(ActivationReference, edge: String)
  /// A node is normalised with ε = 0, and its variance K_ii − M_i² is 0.
  case vanishingVariance(node: String)
  /// An activation without a value at 0, or without a slope there, meets an input with pre-activations of 0.
  case needsVariance(ActivationReference, edge: String)
  /// The work is not wanted any more.
  case interrupted

  /// What is printed.
  public var description: String {
    switch self {
    case .unknownActivation(let reference, let edge):
      "edge \(edge): \(NetworkKernels.problem(with: reference) ?? "\(reference) is unknown")"
    case .vanishingVariance(let node):
      "node \(node): its variance is 0, so that it can be normalised with ε > 0 only"
    case .needsVariance(let reference, let edge):
      "edge \(edge): pre-activations are 0, where \(reference) has no value"
    case .interrupted: "interrupted"
    }
  }
}
