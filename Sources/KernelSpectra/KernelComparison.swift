import IntervalArithmetic
import KernelVocabulary
import SymbolicExpressions

/// A number by which networks are compared on data.
public enum SpectrumScore: String, Sendable, CaseIterable {
  /// λ_min: with one step for all networks, the rate of Theorem 3.1.
  case smallest = "lambda-min"
  /// λ_max/λ_min: with the largest step for each network, what the rate depends on.
  case condition
  case trace
  /// The mean of the entries.
  case mean
  case logDeterminant = "log-determinant"
  /// yᵀK⁻¹y, for labels y.
  case complexity
  /// ⟨K, yyᵀ⟩/(‖K‖‖yyᵀ‖), for labels y.
  case alignment

  /// Whether a network with a larger one is said to train faster, or better.
  public var largestFirst: Bool { self != .condition && self != .complexity }
  /// Whether ``KernelScores`` are needed.
  public var needsScores: Bool { self != .smallest && self != .condition }
  /// Whether labels are needed.
  public var needsLabels: Bool { self == .complexity || self == .alignment }

  /// The enclosure among those of a network; nil where it is not known to exist.
  public func value(_ spectrum: KernelSpectrum, _ scores: KernelScores?) -> Interval? {
    switch self {
    case .smallest: spectrum.smallest
    case .condition: spectrum.smallest.lower.sign > 0 ? spectrum.largest / spectrum.smallest : nil
    case .trace: scores?.trace
    case .mean: scores?.mean
    case .logDeterminant: scores?.logDeterminant
    case .complexity: scores?.complexity
    case .alignment: scores?.alignment
    }
  }
}

extension SpectrumProblem {
  /// An enclosure of a score; nil where it is not known to exist, as no condition number does where λ_min
  /// is 0.
  public func score(
    _ score: SpectrumScore, labels: KernelLabels?, _ options: SpectrumOptions
  ) throws(KernelInputError) -> Interval? {
    let spectrum = try spectrum(options)
    let scores = score.needsScores ? try scores(spectrum, labels: labels, options) : nil
    return score.value(spectrum, scores)
  }

  /// Whether the other network's kernel is the same function of two inputs: true is a proof, false
  /// decides nothing.
  public func hasSameKernel(as other: SpectrumProblem) -> Bool {
    guard kernel == other.kernel else { return false }
    let graph = ExpressionGraph()
    let forms = [self, other].map { problem in
      try? PairKernel.entries(
        problem.network, inputs: .symbolic(in: graph), rule: problem.rule, kernel: kernel)
    }
    guard let first = forms[0]?.ij, let second = forms[1]?.ij else { return false }
    return first == second
      || (first.inlined(limit: 2_000).flatMap { a in second.inlined(limit: 2_000).map { a == $0 } }
        ?? false)
  }
}
