import KernelComposition
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

extension ReferenceFunction {
  /// A quantity of `network`'s kernels at two unit, centred inputs, as a function of their correlation
  /// ρ ∈ [−1, 1]; nil where an activation has no tangent kernel.
  ///
  /// `isNamedByRule` puts the rule into the column's name.
  package static func quantity(
    _ quantity: KernelQuantity, of network: NetworkGraph, text: String, rule: PropagationRule,
    isNamedByRule: Bool
  ) throws(CompositionError) -> ReferenceFunction? {
    let graph = ExpressionGraph()
    let kernels = try NetworkKernels(
      network, inputs: .unit(correlation: graph.variable("rho")), rule: rule)
    let suffix = rule == .varianceOnly ? "_variance_only" : "_exact"
    return kernels[quantity].map { form in
      ReferenceFunction(
        name: quantity.rawValue + (isNamedByRule ? suffix : ""),
        source: "\(quantity.rawValue) of \(text), rule \(rule.rawValue)", expression: form,
        domain: .closed(-1, 1))
    }
  }
}
