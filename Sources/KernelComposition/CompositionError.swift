import NetworkGraphs
import SymbolicExpressions

/// Why the kernels of a network could not be composed.
public enum CompositionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No dual activation of that name is known.
  case unknownActivation(ActivationReference, edge: String)

  /// What is printed.
  public var description: String {
    switch self {
    case .unknownActivation(let reference, let edge):
      "edge \(edge): \(NetworkKernels.problem(with: reference) ?? "\(reference) is unknown")"
    }
  }
}
