import ArchitectureStudies
import KernelCalculator

/// Scores of many networks on the same data, each network's computed once.
final class DataScores {
  private let inputs: KernelInputs
  private let labels: KernelLabels?
  private let rule: PropagationRule
  private let options: SpectrumOptions
  private var known: [Int: (KernelSpectrum, KernelScores?)] = [:]

  /// Nil where no quantity is a property of data; fails where data or labels that are needed are missing,
  /// or given without need.
  init?(
    _ inputs: KernelInputs?, labels: LabelsOption, quantities: [RankedQuantity],
    rule: PropagationRule, digits: Int
  ) throws {
    let onData = quantities.filter(\.isOnData)
    guard let first = onData.first else {
      if inputs != nil { throw Failure("--inputs is for scores on data, such as --by lambda-min") }
      if labels.labels != nil { throw Failure("--labels is for scores on data") }
      return nil
    }
    guard let inputs else { throw Failure("\(first.rawValue) needs --inputs") }
    let labelled = onData.first { SpectrumScore(rawValue: $0.rawValue)?.needsLabels == true }
    self.inputs = inputs
    self.labels = try labels.read(
      count: inputs.count, for: labelled.flatMap { SpectrumScore(rawValue: $0.rawValue) })
    self.rule = rule
    options = SpectrumOptions(digits: min(digits, 30), threads: BatchOptions.cores)
  }

  /// What there is to be correlated.
  static func quantities(withLabels: Bool) -> [RankedQuantity] {
    RankedQuantity.allCases.filter { quantity in
      SpectrumScore(rawValue: quantity.rawValue).map { withLabels || !$0.needsLabels } ?? false
    }
  }

  /// A class's quantity; nil where it is not known to exist.
  func value(_ index: Int, _ network: NetworkGraph, _ name: QuantityName) throws -> Interval? {
    guard let score = SpectrumScore(rawValue: name.quantity.rawValue) else { return nil }
    if let (spectrum, scores) = known[index], scores != nil || !score.needsScores {
      return score.value(spectrum, scores)
    }
    let problem = try SpectrumProblem(network, rule: rule, kernel: name.kernel, inputs: inputs)
    let spectrum = try known[index]?.0 ?? problem.spectrum(options)
    let scores = score.needsScores ? try problem.scores(spectrum, labels: labels, options) : nil
    known[index] = (spectrum, scores)
    return score.value(spectrum, scores)
  }
}
