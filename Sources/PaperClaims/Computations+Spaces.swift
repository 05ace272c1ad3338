import ArchitectureSpaces
import ArchitectureStudies
import ExactArithmetic
import IntervalArithmetic

// The printed centres and half radii of the paper's §5.3.
extension Computations {
  /// The printed centres and half radii of NAS-Bench-201.
  @Sendable static func nasBench201() -> Answer {
    let space = NASBench201Space()
    let values = PrintedValues.nasBench201.comparison(with: space.summary())
    return Answer(
      values.allSatisfy(\.agrees) && !values.isEmpty ? .proved : .refuted,
      details: values.map(\.line))
  }

  /// The printed centres and half radii of DARTS for the cells that DARTS derives.
  @Sendable static func darts() -> Answer {
    let summary = SpaceSummary(DARTSRule.standard.pathDistribution())
    let values = PrintedValues.darts.comparison(with: summary)
    let wrong = values.filter { !$0.agrees }
    return Answer(
      wrong.isEmpty && !values.isEmpty ? .proved : .refuted,
      counterexample: wrong.first.map { "\($0.name) is \($0.exact), printed \($0.printed)" },
      details: values.map(\.line))
  }

  /// Every reading, computed once.
  private static let everyReading = DARTSReading.all()

  /// Whether some reading of "the DARTS space" has the printed values.
  @Sendable static func dartsReadings() -> Answer {
    var agreeing: [String] = []
    var lines: [String] = []
    for reading in everyReading {
      let (values, count) = (reading.comparison, reading.agreements)
      if count == values.count, !values.isEmpty { agreeing.append(reading.rule.words) }
      let numbers = values.map { "\($0.exact)" }.joined(separator: ", ")
      lines.append("\(reading.rule.words): \(numbers): \(count) of \(values.count) agree")
    }
    return Answer(agreeing.isEmpty ? .refuted : .proved, details: lines)
  }

  /// The probability that 5,000 cells drawn at random have the printed values.
  private static var drawnProbability: String {
    let extremes = SampleExtremes(DARTSRule.drawn.pathDistribution(), draws: 5_000)
    let probability = PrintedValues.darts.probability(of: extremes, precision: Precision(256))
    return EnclosedDecimal(of: probability, digits: 4).text
  }

  /// Whether extremes of some of a reading's cells, not of all, can have the printed values.
  @Sendable static func dartsSamples() -> Answer {
    let possible = everyReading.filter { reading in
      guard let depth = reading.summary.effectiveDepth, let width = reading.summary.effectiveWidth
      else {
        return false
      }
      let printed = PrintedValues.darts
      return depth.contains(center: printed.depthCenter, halfRadius: printed.depthHalfRadius)
        && width.contains(center: printed.widthCenter, halfRadius: printed.widthHalfRadius)
    }
    return Answer(
      possible.isEmpty ? .refuted : .proved,
      details: [
        possible.isEmpty
          ? "In no reading does the range of all cells contain extremes with the printed values."
          : "The range of all cells contains extremes with the printed values, which a sample of "
            + "cells might have shown, in \(possible.count) of the readings: "
            + possible.map(\.rule.words).joined(separator: " | ") + ".",
        "For cells drawn at random as those of NDS were (each of the four nodes draws two inputs with "
          + "replacement and two of the eight operations, none among them, both edges count), the extremes of a "
          + "sample of 5,000 have all four printed values with the probability \(drawnProbability).",
      ])
  }
}

extension Extremes {
  /// Whether numbers a ≤ b of the range exist whose centre (a + b)/2 and half radius (b − a)/4 agree,
  /// rounded, with printed decimals.
  fileprivate func contains(center: String, halfRadius: String) -> Bool {
    guard let c = Rational(center), let r = Rational(halfRadius) else { return false }
    // With one printed digit: c − 1/20 ≤ centre < c + 1/20, and likewise for the half radius, whose
    // smallest value leaves the centre the most room.
    let half = Rational(1, 20)
    let reach = 2 * (r - half)
    let (low, high) = (max(c - half, minimum + reach), maximum - reach)
    return low <= high && low < c + half
  }
}

extension PrintedValues.Value {
  /// `effective depth, center: 13/8, printed 1.6, agrees`
  fileprivate var line: String {
    "\(name): \(exact), printed \(printed), \(agrees ? "agrees" : "differs")"
  }
}

extension DARTSRule {
  /// The reading in words.
  fileprivate var words: String {
    "inputs of a node: \(inputs.rawValue); output: \(output.rawValue); "
      + (allowsNone ? "with none" : "without none")
  }
}
