import ArchitectureSpaces
import ExactArithmetic
import IntervalArithmetic
import NetworkGraphs
import Testing

@testable import ArchitectureStudies

/// Extremes over cells drawn at random.
@Suite struct SampleExtremesTests {
  private func statistics(_ counts: (Int, Int, Int)) -> PathStatistics {
    PathStatistics(
      count: Integer(counts.0), parameterisedCount: Integer(counts.1),
      parameterisedEdges: Integer(counts.2))
  }

  /// All samples of a few cells, one by one.
  @Test(arguments: [1, 2, 3]) func againstEnumeration(_ draws: Int) throws {
    let cells = [
      (statistics((1, 1, 1)), 3), (statistics((2, 1, 1)), 2), (statistics((2, 2, 3)), 1),
      (statistics((1, 0, 0)), 2), (statistics((0, 0, 0)), 1),
    ]
    let distribution = PathDistribution(cells.map { ($0.0, Integer($0.1)) })
    func isDepth(_ extremes: Extremes) -> Bool { extremes.center <= 1 && extremes.maximum >= 1 }
    func isWidth(_ extremes: Extremes) -> Bool { extremes.minimum < extremes.maximum || draws == 1 }
    var (hits, all) = (Integer.zero, Integer.zero)
    var samples: [(picked: [PathStatistics], weight: Int)] = [([], 1)]
    for _ in 0..<draws {
      samples = samples.flatMap { sample in
        cells.map { (sample.picked + [$0.0], sample.weight * $0.1) }
      }
    }
    for (picked, weight) in samples {
      all += Integer(weight)
      let depths = picked.filter { $0.effectiveWidth != nil }.compactMap(\.effectiveDepth)
      let widths = picked.compactMap(\.effectiveWidth)
      guard let low = depths.min(), let high = depths.max(), let left = widths.min(),
        let right = widths.max()
      else { continue }
      if isDepth(Extremes(minimum: low, maximum: high))
        && isWidth(Extremes(minimum: left, maximum: right))
      {
        hits += Integer(weight)
      }
    }
    let probability = SampleExtremes(distribution, draws: draws).probability(
      precision: Precision(128), depth: isDepth, width: isWidth)
    #expect(hits.signum > 0)
    #expect(probability.contains(Rational(hits, all)))
  }

  /// The same dynamic programme and inclusion and exclusion, written in Python with doubles: 0.061087643.
  @Test func printedValuesOfDARTS() throws {
    let extremes = SampleExtremes(DARTSRule.drawn.pathDistribution(), draws: 5_000)
    let probability = PrintedValues.darts.probability(of: extremes, precision: Precision(256))
    #expect(EnclosedDecimal(of: probability, digits: 6).text == "0.0610876")
  }
}
