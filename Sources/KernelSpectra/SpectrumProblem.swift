import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs

/// A network, a rule, a kernel and data: what a kernel matrix is made of.
public struct SpectrumProblem: Sendable {
  /// The network, its operations taken literally.
  public let network: NetworkGraph
  /// How kernels combine at a node.
  public let rule: PropagationRule
  /// Which kernel.
  public let kernel: Kernel
  /// The data.
  public let inputs: KernelInputs
  /// Which rows of the data lie on one line.
  public let coincidences: RowCoincidences
  let singularity: Singularity
  let structure: FeatureStructure
  let evaluation: GramEvaluation

  /// Composes the kernel and looks for coincidences of the data.
  ///
  /// Throws where an activation has no kernel, or no tangent kernel, and where a row is zero and an
  /// activation or a normalisation of the network has no value there.
  public init(
    _ network: NetworkGraph, rule: PropagationRule, kernel: Kernel, inputs: KernelInputs
  ) throws(KernelInputError) {
    let network = network.withoutLabels.removingUnreachableParts()
    self.network = network
    self.rule = rule
    self.kernel = kernel
    self.inputs = inputs
    coincidences = RowCoincidences(inputs)
    structure = FeatureStructure(network, rule: rule)
    let firstZero = structure.isZeroAtZero ? nil : coincidences.zeroRows.first
    let pair: PairKernel
    do {
      pair = try PairKernel(
        network, rule: rule, kernel: kernel, hasZeroInput: firstZero != nil)
    } catch {
      guard let firstZero else { throw error }
      throw KernelInputError("row \(firstZero) (counted from 0) is zero: \(error)")
    }
    singularity = Singularity(network, rule: rule, inputs: inputs, coincidences: coincidences)
    evaluation = GramEvaluation(inputs: inputs, kernel: pair, coincidences: coincidences)
  }

  /// The number of inputs.
  public var count: Int { inputs.count }

  /// Whether the kernel matrix is zero: no path leads to the output, or all inputs are zero.
  public var isZero: Bool {
    structure.kind == .zero || (structure.isZeroAtZero && coincidences.zeroRows.count == count)
  }

  /// Two inputs whose 2×2 matrix exact arithmetic says to be singular.
  var knownSingularPair: (Int, Int)? {
    guard count > 1 else { return nil }
    if structure.isZeroAtZero, let zero = coincidences.zeroRows.first {
      return zero == 0 ? (0, 1) : (0, zero)
    }
    switch structure.kind {
    case .zero: return (0, 1)
    case .linear:
      let line = coincidences.lines.first { $0.same.count + $0.opposite.count > 1 }
      return line.map { line in
        let rows = (line.same + line.opposite).sorted()
        return (rows[0], rows[1])
      }
    case .oneLayer, .general:
      for rows in coincidences.lines.flatMap({ [$0.same, $0.opposite] }) where rows.count > 1 {
        if structure.isProportionalOnRays || inputs.isNormalized { return (rows[0], rows[1]) }
      }
      return coincidences.equal.first.map { ($0[0], $0[1]) }
    }
  }
}

/// In which arithmetic a spectrum is computed; what is proved is the same.
public enum SpectrumArithmetic: String, Sendable, CaseIterable {
  /// Double precision with proven error bounds: fast, good for about eight digits.
  case float64
  /// MPFR, with as many bits as it takes.
  case multiprecision
  /// Double precision where it suffices, else MPFR.
  case automatic
}

/// How a spectrum is computed.
public struct SpectrumOptions: Sendable {
  /// Significant digits of the eigenvalues' enclosures.
  public var digits: Int
  /// In which arithmetic.
  public var arithmetic: SpectrumArithmetic
  /// The most threads.
  public var threads: Int
  /// Where raising the precision ends, in bits; nil for a limit that depends on the number of inputs.
  public var largestPrecision: Int?
  /// Told what is going on, for people.
  public var progress: @Sendable (String) -> Void

  /// Options.
  public init(
    digits: Int = 6, arithmetic: SpectrumArithmetic = .automatic, threads: Int = 2,
    largestPrecision: Int? = nil,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.digits = digits
    self.arithmetic = arithmetic
    self.threads = threads
    self.largestPrecision = largestPrecision
    self.progress = progress
  }
}
