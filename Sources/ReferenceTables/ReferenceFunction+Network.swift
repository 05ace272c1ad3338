import KernelComposition
import NetworkGraphs
import SymbolicExpressions

/// An entry of a network's kernels on two unit, centred inputs with correlation ρ.
public enum KernelEntry: String, CaseIterable, Sendable {
  case kij, kii, lambda2
  case ntkij = "ntk-ij"
  case ntkii = "ntk-ii"

  /// The name of a column: an identifier.
  var identifier: String {
    rawValue == "ntk-ij" ? "ntk_ij" : rawValue == "ntk-ii" ? "ntk_ii" : rawValue
  }
}

extension ReferenceFunction {
  /// The entry of `network`'s kernels as a function of ρ ∈ [−1, 1]; nil where an activation has no
  /// tangent kernel.
  ///
  /// `isNamedByRule` puts the rule into the column's name.
  public static func entry(
    _ entry: KernelEntry, of network: NetworkGraph, text: String, rule: PropagationRule,
    isNamedByRule: Bool
  ) throws(CompositionError) -> ReferenceFunction? {
    let graph = ExpressionGraph()
    let kernels = try NetworkKernels(
      network, inputs: .unit(correlation: graph.variable("rho")), rule: rule)
    let form: Expression?
    switch entry {
    case .kij: form = kernels.nngp.ij
    case .kii: form = kernels.nngp.ii
    case .lambda2: form = kernels.smallestEigenvalue
    case .ntkij: form = kernels.ntk?.ij
    case .ntkii: form = kernels.ntk?.ii
    }
    let suffix = rule == .varianceOnly ? "_variance_only" : "_exact"
    return form.map { form in
      ReferenceFunction(
        name: entry.identifier + (isNamedByRule ? suffix : ""),
        source: "\(entry.rawValue) of \(text), rule \(rule.rawValue)", expression: form,
        domain: .closed(-1, 1))
    }
  }
}
