import ExactArithmetic
import IntervalArithmetic
import ReferenceTables

/// The comparison of an implementation with the truth.
///
/// Truths are enclosures narrow enough to tell the correctly rounded result and the error to 2⁻²⁰ ULP,
/// and to decide whether it exceeds the limit.
package struct Regression {
  /// The truth.
  package let function: ReferenceFunction
  /// How errors are measured.
  package let measure: ErrorMeasure
  /// Whether reversals and values out of range fail.
  package let isStrict: Bool
  let threads: Int
  let progress: @Sendable (String) -> Bool
  private let evaluator: ReferenceEvaluator
  private var samples: [Int: Sample] = [:]
  private var crashes: [RegressionReport.Crash] = []
  private var tried: [(what: String, inputs: Int)] = []

  /// A comparison with `function`; `progress` is told what goes on, false stops it.
  package init(
    function: ReferenceFunction, measure: ErrorMeasure, isStrict: Bool, threads: Int,
    progress: @escaping @Sendable (String) -> Bool = { _ in true }
  ) {
    self.function = function
    self.measure = measure
    self.isStrict = isStrict
    self.threads = threads
    self.progress = progress
    evaluator = ReferenceEvaluator(
      function, largestPrecision: Precision((1 << 16) + 2 * -measure.format.quantum))
  }

  /// Compares results that are at hand with the truth at their inputs.
  ///
  /// Throws `ReferenceFailure` where the function is undefined or a truth undecided, and
  /// ``RegressionFailure``.
  ///
  /// - Precondition: as many results as inputs.
  package mutating func compare(
    _ inputs: [UInt64], with results: [UInt64], what: String
  ) throws {
    let points = GridPoints(inputs, format: measure.format)
    let (measure, progress) = (measure, progress)
    let answers = evaluator.answers(
      at: points, startingWith: measure.format.precision + 40, threads: threads,
      progress: { progress("\(what): \($0) of \(inputs.count) results compared") },
      answer: { index, truth in measure.discrepancy(of: results[index], from: truth) },
      exact: { index, truth in measure.discrepancy(of: results[index], fromExact: truth) })
    guard let answers else { throw RegressionFailure.interrupted }
    for (index, answer) in answers.enumerated() {
      guard case .decided(let discrepancy) = answer else {
        if let failure = evaluator.failure(answer, at: points.text(index)) { throw failure }
        continue
      }
      samples[place(inputs[index])] = Sample(
        input: inputs[index], actual: results[index], discrepancy: discrepancy)
    }
    tried.append((what, inputs.count))
  }

  /// The report on everything that was compared.
  package var report: RegressionReport {
    RegressionReport(
      function: function, measure: measure, isStrict: isStrict, samples: ordered,
      crashes: crashes, tried: tried)
  }

  /// Tries an implementation at points, then, round by round, where a search leads.
  ///
  /// Points at which the function is undefined are left out, and so is an input that makes the
  /// implementation crash, once it is found: it is part of the report. A crash that no single input
  /// causes, or the last of `mostCrashes`, ends the comparison.
  ///
  /// Throws ``RegressionFailure`` where nothing can be compared, and `ReferenceFailure` where a truth
  /// is undecided.
  package mutating func run(
    _ implementation: any Implementation, at points: [(what: String, inputs: [UInt64])],
    searchRounds: Int
  ) throws {
    for (what, inputs) in points where try !probe(implementation, at: inputs, what: what) { return }
    if samples.isEmpty && crashes.isEmpty { throw RegressionFailure.noInputs }
    let search = WorstCaseSearch(format: measure.format)
    for round in 0..<searchRounds {
      let proposal = search.proposal(ordered)
      if proposal.isEmpty { break }
      guard try probe(implementation, at: proposal, what: "search round \(round + 1)") else {
        return
      }
    }
  }

  /// How many crashes are looked into.
  static let mostCrashes = 3

  private var ordered: [Sample] { samples.sorted { $0.key < $1.key }.map(\.value) }

  /// The order of samples: that of their inputs, −0 before +0.
  private func place(_ input: UInt64) -> Int {
    input & measure.format.signBit == 0
      ? measure.format.ordinal(input) : measure.format.ordinal(input) - 1
  }

  /// Runs one batch and compares its results; false where a crash ends the comparison.
  private mutating func probe(
    _ implementation: any Implementation, at inputs: [UInt64], what: String
  ) throws -> Bool {
    let known = Set(crashes.compactMap(\.input))
    let new = inputs.filter { samples[place($0)] == nil && !known.contains($0) }
    let undefined = evaluator.isUndefined(at: GridPoints(new, format: measure.format))
    var batch = zip(new, undefined).filter { !$0.1 }.map(\.0)
    while !batch.isEmpty {
      guard progress("\(what): running \(batch.count) inputs") else {
        throw RegressionFailure.interrupted
      }
      let results: [UInt64]
      do {
        results = try implementation.results(at: batch)
      } catch {
        let crash = try crash(error, of: implementation, in: batch)
        crashes.append(crash)
        guard let input = crash.input, crashes.count < Regression.mostCrashes else { return false }
        batch.removeAll { $0 == input }
        continue
      }
      try compare(batch, with: results, what: what)
      return true
    }
    return true
  }

  /// What to report of a batch that failed: the smallest failing part that halving finds.
  ///
  /// A program that ends with an error for its first input alone is not testable at all.
  private func crash(
    _ failure: ImplementationFailure, of implementation: any Implementation, in batch: [UInt64]
  ) throws -> RegressionReport.Crash {
    if failure == .interrupted { throw RegressionFailure.interrupted }
    guard failure.isCrash else { throw RegressionFailure.untestable(failure) }
    if case .timedOut = failure { return RegressionReport.Crash(failure: failure, input: nil) }
    if case .died = failure {
      // A finding, even where every input causes it.
    } else if samples.isEmpty, let first = try outcome(of: implementation, at: [batch[0]]) {
      throw RegressionFailure.untestable(first)
    }
    var (part, last) = (batch, failure)
    while part.count > 1 {
      let half = part.count / 2
      var next: ([UInt64], ImplementationFailure)?
      for candidate in [Array(part[..<half]), Array(part[half...])] where next == nil {
        next = try outcome(of: implementation, at: candidate).map { (candidate, $0) }
      }
      guard let next else { return RegressionReport.Crash(failure: last, input: nil) }
      (part, last) = next
    }
    return RegressionReport.Crash(failure: last, input: part.first)
  }

  /// How a batch fails; nil where it does not.
  private func outcome(
    of implementation: any Implementation, at batch: [UInt64]
  ) throws -> ImplementationFailure? {
    guard progress("looking for the input of a crash among \(batch.count)") else {
      throw RegressionFailure.interrupted
    }
    do {
      _ = try implementation.results(at: batch)
      return nil
    } catch {
      return error
    }
  }
}

/// Why a comparison has no report.
package enum RegressionFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The implementation gives no results at all.
  case untestable(ImplementationFailure)
  /// The function is defined at none of the inputs.
  case noInputs
  /// Stopped from outside.
  case interrupted

  /// One sentence.
  package var description: String {
    switch self {
    case .untestable(let failure): "the implementation cannot be tested: \(failure)"
    case .noInputs: "the function is defined at none of the inputs"
    case .interrupted: "interrupted"
    }
  }
}
