import KernelVocabulary

/// A quantity by which architectures are ranked.
package enum RankedQuantity: String, CaseIterable, Sendable {
  case lambda2, ratio, depth, width, paths

  /// Whether the largest value is the first rank unless asked otherwise.
  package var largestFirst: Bool { self != .ratio }
  /// Whether it is a property of a kernel.
  package var isOfKernel: Bool { self == .lambda2 || self == .ratio }
}

/// Which quantity exactly.
package struct QuantityName: Hashable, Sendable {
  package let quantity: RankedQuantity
  package let kernel: Kernel
  package let rule: PropagationRule

  package init(_ quantity: RankedQuantity, of kernel: Kernel, under rule: PropagationRule) {
    self.quantity = quantity
    self.kernel = kernel
    self.rule = rule
  }

  /// What people read.
  package var title: String {
    switch quantity {
    case .lambda2: "λ₂, \(kernel.rawValue.uppercased()), \(rule.rawValue)"
    case .ratio: "ratio, \(kernel.rawValue.uppercased()), \(rule.rawValue)"
    case .depth: "effective depth d̄"
    case .width: "effective width m̄"
    case .paths: "paths P"
    }
  }
}
