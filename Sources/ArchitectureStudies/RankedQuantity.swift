import KernelVocabulary

/// A quantity by which architectures are ranked.
package enum RankedQuantity: String, CaseIterable, Sendable {
  case lambda2, ratio, depth, width, paths
  // Of the kernel matrix of given inputs.
  case smallest = "lambda-min"
  case condition, trace, mean
  case logDeterminant = "log-determinant"
  case complexity, alignment

  /// Whether the largest value is the first rank unless asked otherwise.
  package var largestFirst: Bool { ![.ratio, .condition, .complexity].contains(self) }
  /// Whether it is a property of the kernel of two inputs with some correlation.
  package var isOfPair: Bool { self == .lambda2 || self == .ratio }
  /// Whether it is a property of a kernel.
  package var isOfKernel: Bool { ![.depth, .width, .paths].contains(self) }
  /// Whether it is a property of the kernel matrix of given inputs.
  package var isOnData: Bool { isOfKernel && !isOfPair }
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
    case .smallest: "λ_min on the data, \(kernel.rawValue.uppercased()), \(rule.rawValue)"
    case .condition, .trace, .mean, .logDeterminant, .complexity, .alignment:
      "\(quantity.rawValue) on the data, \(kernel.rawValue.uppercased()), \(rule.rawValue)"
    }
  }
}
