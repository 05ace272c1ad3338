import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs

/// A network, a rule, a kernel and data: what a kernel matrix is made of.
package struct SpectrumProblem: Sendable {
  /// The network, its operations taken literally.
  package let network: NetworkGraph
  /// How kernels combine at a node.
  package let rule: PropagationRule
  /// Which kernel.
  package let kernel: Kernel
  /// The data.
  package let inputs: KernelInputs
  /// Which rows of the data lie on one line.
  package let coincidences: RowCoincidences
  let singularity: Singularity
  let structure: FeatureStructure
  let evaluation: GramEvaluation

  /// Composes the kernel and looks for coincidences of the data.
  ///
  /// Throws where an activation has no kernel, or no tangent kernel, and where a row is zero and an
  /// activation has no value there.
  package init(
    _ network: NetworkGraph, rule: PropagationRule, kernel: Kernel, inputs: KernelInputs
  ) throws(KernelInputError) {
    let network = network.withoutLabels.removingUnreachableParts()
    self.network = network
    self.rule = rule
    self.kernel = kernel
    self.inputs = inputs
    coincidences = RowCoincidences(inputs)
    structure = FeatureStructure(network, rule: rule)
    let pair = try PairKernel(network, rule: rule, kernel: kernel)
    if let zero = coincidences.zeroRows.first, !pair.isZeroAtZero {
      throw KernelInputError(
        "row \(zero) (counted from 0) is zero, where an activation of this network has no kernel")
    }
    singularity = Singularity(network, rule: rule, inputs: inputs, coincidences: coincidences)
    evaluation = GramEvaluation(inputs: inputs, kernel: pair, coincidences: coincidences)
  }

  /// The number of inputs.
  package var count: Int { inputs.count }

  /// Whether the kernel matrix is zero, because no path leads to the output.
  package var isZero: Bool { structure.kind == .zero }

  /// Whether the 2×2 matrix of two inputs is singular, as far as exact arithmetic says so.
  func isKnownSingular(_ i: Int, _ j: Int) -> Bool {
    let (x, y) = (inputs.rows[i], inputs.rows[j])
    switch structure.kind {
    case .zero: return true
    case .linear: return x.isZero || y.isZero || isOnLine(x.integers, y.integers)
    case .oneLayer, .general:
      if x.isZero || y.isZero { return true }
      guard x.integers == y.integers else { return false }
      return structure.degree != nil || inputs.isNormalized || x.factor == y.factor
    }
  }

  private func isOnLine(_ x: [Integer], _ y: [Integer]) -> Bool {
    x == y || zip(x, y).allSatisfy { $0 == -$1 }
  }
}

/// How a spectrum is computed.
package struct SpectrumOptions: Sendable {
  /// Significant digits of the eigenvalues' enclosures.
  package var digits: Int
  /// The most threads.
  package var threads: Int
  /// Where raising the precision ends, in bits; nil for a limit that depends on the number of inputs.
  package var largestPrecision: Int?
  /// Told what is going on, for people.
  package var progress: @Sendable (String) -> Void

  /// Options.
  package init(
    digits: Int = 6, threads: Int = 2, largestPrecision: Int? = nil,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.digits = digits
    self.threads = threads
    self.largestPrecision = largestPrecision
    self.progress = progress
  }
}
