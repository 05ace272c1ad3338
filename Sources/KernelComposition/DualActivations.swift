import ArcCosineKernels
import NetworkGraphs

/// The dual activations that networks may name.
enum DualActivations {
  /// The dual activation that `reference` names, or nil where none does.
  static func named(_ reference: ActivationReference) -> (any DualActivation)? {
    switch reference.name {
    case "relu": ArcCosineActivation(order: 1)
    case "identity": IdentityActivation()
    case "arc_cosine":
      reference.arcCosineOrder.flatMap { order in
        (0...ArcCosineDerivation.largestOrder).contains(order)
          ? ArcCosineActivation(order: order) : nil
      }
    default: nil
    }
  }
}

extension NetworkKernels {
  /// Why no kernel is known for an activation, in a sentence, or nil where one is.
  public static func problem(with reference: ActivationReference) -> String? {
    if DualActivations.named(reference) != nil { return nil }
    if let order = reference.arcCosineOrder, order > ArcCosineDerivation.largestOrder {
      return "arc-cosine orders go from 0 to \(ArcCosineDerivation.largestOrder), not \(order)"
    }
    return "no dual activation is known for '\(reference)'; known are relu, identity and "
      + "arc_cosine(n)"
  }
}

extension ActivationReference {
  /// Whether σ(0) = 0 is known, so that pre-activations of 0 make features of 0: for the activations that
  /// are homogeneous on half-lines. Of the step function and the sign, which have no value there, 0 is
  /// taken.
  package var vanishesAtZero: Bool {
    ["relu", "identity", "arc_cosine", "abrelu", "sign"].contains(name)
  }
}
