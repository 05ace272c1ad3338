import ExactArithmetic
import IntervalArithmetic
import ReferenceTables

/// What a comparison with the truth found.
package struct RegressionReport: Sendable {
  /// A batch at which the implementation failed altogether.
  package struct Crash: Sendable {
    /// What happened.
    package let failure: ImplementationFailure
    /// A single input at which it happens alone; nil where none was found.
    package let input: UInt64?
  }

  /// Two inputs near each other whose true values are certified to be in one order and whose results
  /// are in the other.
  package struct Reversal: Sendable {
    /// The point with the smaller input.
    package let first: Sample
    /// Its neighbour above.
    package let second: Sample
  }

  /// The function, as it was asked for.
  package let function: String
  /// The format of inputs and results.
  package let format: BinaryFormat
  /// The limit in ULP; nil for none.
  package let limit: Rational?
  /// Whether reversals and values out of range fail too.
  package let isStrict: Bool
  /// All samples together.
  package let total: ErrorSummary
  /// The samples by region, those without samples left out.
  package let regions: [(region: Region, summary: ErrorSummary)]
  /// The worst inputs, the worst first, none next to another.
  package let worst: [Sample]
  /// The first inputs with results that are not finite.
  package let nonfinite: [Sample]
  /// Results outside the interval in which all values lie.
  package let outOfRange: (count: Int, first: Sample?)
  /// Results in the wrong order: how many have a partner shortly before them, and the first pair.
  package let reversals: (count: Int, first: Reversal?)
  /// The crashes met.
  package let crashes: [Crash]
  /// What was tried: a description, how many inputs.
  package let tried: [(what: String, inputs: Int)]

  /// Whether no result is over the limit, none fails to be finite, nothing crashed and, where the
  /// report is strict, there are no reversals and no values out of range.
  package var passed: Bool {
    crashes.isEmpty && total.compared > 0 && total.nonfinite == 0 && total.exceeding == 0
      && (!isStrict || (outOfRange.count == 0 && reversals.count == 0))
  }

  /// What the comparison amounts to: without a limit errors were measured, and nothing was passed.
  package enum Outcome: String, Sendable {
    case passed, measured, failed

    /// As reports for people begin.
    var title: String { self == .failed ? "FAILED" : rawValue }
  }

  /// What the comparison amounts to.
  package var outcome: Outcome { passed ? (limit == nil ? .measured : .passed) : .failed }

  /// Whether no result at all is a number: rather a call that went wrong than an inaccurate function.
  var hasNoResult: Bool {
    total.compared > 0 && total.nonfinite == total.compared
  }

  init(
    function: ReferenceFunction, measure: ErrorMeasure, isStrict: Bool, samples: [Sample],
    crashes: [Crash], tried: [(what: String, inputs: Int)]
  ) {
    let format = measure.format
    self.function = function.source
    self.format = format
    limit = measure.limit
    self.isStrict = isStrict
    self.crashes = crashes
    self.tried = tried
    var total = ErrorSummary()
    var regions: [Region: ErrorSummary] = [:]
    for sample in samples {
      total.add(sample)
      regions[Region(format.double(sample.input)), default: ErrorSummary()].add(sample)
    }
    self.total = total
    self.regions = Region.allCases.compactMap { region in regions[region].map { (region, $0) } }
    worst = RegressionReport.worst(samples, format)
    nonfinite = Array(samples.lazy.filter(\.discrepancy.isNonfinite).prefix(10))
    let outside = samples.filter { sample in
      guard let range = function.range, let value = format.rational(sample.actual) else {
        return false
      }
      return !range.contains(value)
    }
    outOfRange = (outside.count, outside.first)
    reversals = RegressionReport.reversals(samples, format)
  }

  private static func worst(_ samples: [Sample], _ format: BinaryFormat) -> [Sample] {
    var chosen: [Sample] = []
    for sample in samples.sorted(by: { $0.badness > $1.badness }).prefix(2000) {
      let place = format.ordinal(sample.input)
      // One of a cluster is enough.
      if chosen.allSatisfy({ format.ordinal($0.input).ordinalDistance(to: place) > 16 }) {
        chosen.append(sample)
      }
      if chosen.count == 8 { break }
    }
    return chosen
  }

  /// Samples are in the order of their inputs. Where the correctly rounded values differ, so do the
  /// true ones, in the same direction. Each sample is compared with the eight before it, because next
  /// neighbours often round to one number.
  private static func reversals(
    _ samples: [Sample], _ format: BinaryFormat
  ) -> (count: Int, first: Reversal?) {
    var count = 0
    var first: Reversal?
    for (index, b) in samples.enumerated() where format.isFinite(b.actual) {
      let reversed = samples[max(0, index - 8)..<index].last { a in
        let truth = (format.ordinal(a.discrepancy.expected), format.ordinal(b.discrepancy.expected))
        let found = (format.ordinal(a.actual), format.ordinal(b.actual))
        let isReversed =
          (truth.0 < truth.1 && found.0 > found.1) || (truth.0 > truth.1 && found.0 < found.1)
        return format.isFinite(a.actual) && isReversed
      }
      guard let reversed else { continue }
      count += 1
      if first == nil { first = Reversal(first: reversed, second: b) }
    }
    return (count, first)
  }
}
