import ArchitectureSpaces
import ExactArithmetic
import Foundation
import NetworkGraphs
import Testing
import _TestSupport

@Suite struct SpaceTests {
  @Test func nasBench201HasTheBenchmarksOrder() throws {
    let space = NASBench201Space()
    let known = [
      0: "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+"
        + "|nor_conv_1x1~0|skip_connect~1|skip_connect~2|",
      9: "|avg_pool_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|",
      123: "|avg_pool_3x3~0|+|avg_pool_3x3~0|nor_conv_1x1~1|+"
        + "|none~0|avg_pool_3x3~1|nor_conv_3x3~2|",
      15_624: "|nor_conv_1x1~0|+|none~0|nor_conv_1x1~1|+"
        + "|none~0|nor_conv_1x1~1|nor_conv_1x1~2|",
    ]
    for (index, text) in known { #expect(space.text(rank: Integer(index)) == text) }
    #expect(space.text(rank: -1) == nil && space.text(rank: 15_625) == nil)
    var seen: Set<String> = []
    for rank in stride(from: 0, to: 15_625, by: 1) {
      seen.insert(try #require(space.text(rank: Integer(rank))))
      if rank % 97 == 0 {
        let network = try #require(space.network(rank: Integer(rank)))
        #expect(space.rank(of: network) == Integer(rank))
      }
    }
    #expect(seen.count == 15_625)
  }

  @Test(.enabled(if: ReferenceData.url("data/nasbench201.csv") != nil, "\(ReferenceData.advice)"))
  func nasBench201EqualsTheReferenceList() throws {
    let url = try #require(ReferenceData.url("data/nasbench201.csv"))
    let text = try String(contentsOf: url, encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "," }) }
    let space = NASBench201Space()
    #expect((0..<15_625).map { space.text(rank: Integer($0)) } == rows)
  }

  @Test func nasBench201SummaryIsThePapers() throws {
    let space = NASBench201Space()
    let summary = space.summary()
    #expect(summary.cells == 15_625)
    #expect(summary.effectiveDepth == Extremes(minimum: Rational(1, 4), maximum: 3))
    #expect(summary.effectiveWidth == Extremes(minimum: Rational(1, 3), maximum: 4))
    let comparison = PrintedValues.nasBench201.comparison(with: summary)
    #expect(
      comparison.map(\.exact) == [
        Rational(13, 8), Rational(11, 16), Rational(13, 6), Rational(11, 12),
      ])
    #expect(comparison.map(\.printed) == ["1.6", "0.7", "2.2", "0.9"])
    #expect(comparison.map(\.agrees) == [true, true, true, true])
  }

  /// The distribution, by merging equal states, against every cell on the general path.
  @Test func nasBench201DistributionIsTheSumOfItsCells() throws {
    let space = NASBench201Space()
    let evaluator = CellEvaluator()
    var expected = PathDistribution()
    for rank in 0..<15_625 {
      expected.add(try evaluator.evaluate(try #require(space.text(rank: Integer(rank)))).statistics)
    }
    #expect(space.pathDistribution() == expected)
  }

  @Test(arguments: 1...4)
  func completeDistributionIsTheSumOfItsNetworks(nodes: Int) {
    let space = CompleteSpace(nodes: nodes)
    let expected = PathDistribution(space.lazy.map { ($0.pathStatistics, .one) })
    #expect(space.pathDistribution() == expected)
  }

  @Test func completeFiveHasKnownTotals() {
    let summary = CompleteSpace(nodes: 5).summary()
    #expect(summary.cells == 14_348_907)
    #expect(summary.effectiveDepth == Extremes(minimum: Rational(1, 16), maximum: 5))
    #expect(summary.effectiveWidth == Extremes(minimum: Rational(1, 5), maximum: 16))
  }

  @Test func frontierIsWhatNoCellExceeds() {
    let distribution = CompleteSpace(nodes: 3).pathDistribution()
    let points = distribution.counts.keys.compactMap { statistics in
      statistics.effectiveWidth.flatMap { width in
        statistics.effectiveDepth.map { [$0, width] }
      }
    }
    let maximal = Set(points).filter { point in
      !points.contains { $0 != point && $0[0] >= point[0] && $0[1] >= point[1] }
    }
    let frontier = SpaceSummary(distribution).frontier
    #expect(Set(frontier.map { [$0.depth, $0.width] }) == maximal)
    #expect(frontier.map(\.depth) == frontier.map(\.depth).sorted())
    #expect(frontier.map(\.cells) == [3, 5, 5, 3, 1, 1, 2, 1])
  }

  @Test func dartsIsIndexed() throws {
    let space = DARTSSpace()
    #expect(space.count == Integer(180) * Integer(7).power(8))
    #expect(space.text(rank: space.count) == nil && space.text(rank: -1) == nil)
    for rank in [0, space.count - 1] + space.sample(300, seed: 5) {
      let cell = try #require(space.cell(rank: rank))
      #expect(space.rank(of: cell) == rank)
      let text = try #require(space.text(rank: rank))
      #expect(try space.rank(of: GenotypeCell(text)) == rank)
    }
    #expect(space.sample(3, seed: 5) == Array(space.sample(9, seed: 5).prefix(3)))
    #expect(space.sample(3, seed: 5) != space.sample(3, seed: 6))
  }

  /// All 180 topologies with each edge a skip or a convolution, walked path by path.
  @Test func dartsDistributionIsTheSumOfItsCells() {
    var expected = PathDistribution()
    let pairs = (2...5).map { node in
      (0..<node).flatMap { first in ((first + 1)..<node).map { (first, $0) } }
    }
    for first in pairs[1] {
      for second in pairs[2] {
        for third in pairs[3] {
          let sources = [0, 1, first.0, first.1, second.0, second.1, third.0, third.1]
          for codes in stride(from: 0, to: 256, by: 1) {
            var counts = [[1, 1, 0], [1, 1, 0]]
            for node in 0..<4 {
              var sum = [0, 0, 0]
              for edge in [2 * node, 2 * node + 1] {
                let from = counts[sources[edge]]
                let isConvolution = codes >> edge & 1 == 1
                sum[0] += from[0]
                sum[1] += isConvolution ? 0 : from[1]
                sum[2] += from[2] + (isConvolution ? from[0] : 0)
              }
              counts.append(sum)
            }
            let total = (0..<3).map { part in counts[2...].reduce(0) { $0 + $1[part] } }
            let convolutions = codes.nonzeroBitCount
            expected.add(
              PathStatistics(
                count: Integer(total[0]), parameterisedCount: Integer(total[0] - total[1]),
                parameterisedEdges: Integer(total[2])),
              count: Integer(4).power(UInt(convolutions))
                * Integer(3).power(UInt(8 - convolutions)))
          }
        }
      }
    }
    #expect(DARTSSpace().pathDistribution() == expected)
    #expect(expected.cells == DARTSSpace().count)
  }

  @Test func dartsSummaryIsNotThePapers() {
    let summary = DARTSSpace().summary()
    #expect(summary.effectiveDepth == Extremes(minimum: Rational(1, 16), maximum: Rational(22, 9)))
    #expect(summary.effectiveWidth == Extremes(minimum: Rational(88, 15), maximum: 18))
    #expect(PrintedValues.darts.comparison(with: summary).allSatisfy { !$0.agrees })
  }

  /// None of the readings gives the printed values; their extremes over listed cells are known for
  /// one with `none` and inputs that may coincide, by hand: a single path of one edge has m̄ = 1, and
  /// pairs that always coincide double the paths at each node, 2 + 4 + 8 + 16.
  @Test func readingsAreComparedWithThePaper() throws {
    let distributions = DARTSRule.pathDistributions()
    #expect(distributions.count == DARTSRule.all.count)
    let readings = zip(DARTSRule.all, distributions).map { DARTSReading($0, $1) }
    #expect(readings.allSatisfy { $0.agreements < 4 })
    let standard = try #require(readings.first { $0.rule == .standard })
    #expect(standard.summary == DARTSSpace().summary() && !standard.mayBeSampled)
    let sampled = readings.filter(\.mayBeSampled)
    #expect(
      sampled.map(\.rule) == [DARTSRule(inputs: .anyPairs, output: .nodes, allowsNone: true)])
    #expect(sampled[0].summary.effectiveWidth == Extremes(minimum: 1, maximum: 30))
  }

  /// Random cells of each reading, by the general path, lie in its distribution.
  @Test(arguments: [DARTSRule.Inputs.differentPairs, .anyPairs, .lastWins], [false, true])
  func dartsRulesContainTheirCells(inputs: DARTSRule.Inputs, allowsNone: Bool) throws {
    let operations = DARTSSpace.operations + (allowsNone ? ["none"] : [])
    let rules = DARTSRule.Output.allCases.map {
      DARTSRule(inputs: inputs, output: $0, allowsNone: allowsNone)
    }
    let pairs = { (node: Int) in
      inputs == .differentPairs ? node * (node - 1) / 2 : node * (node + 1) / 2
    }
    let distributions = rules.map { $0.pathDistribution() }
    for distribution in distributions {
      #expect(
        distribution.cells
          == (2...5).reduce(Integer.one) {
            $0 * Integer(pairs($1)) * Integer(operations.count * operations.count)
          })
    }
    var generator = SplitMix64(seed: 11)
    for _ in 0..<50 {
      let edges = (0..<8).map { index -> GenotypeCell.Edge in
        .init(
          operations.randomElement(using: &generator) ?? "",
          inputs == .differentPairs
            ? index % 2 : Int.random(in: 0..<(index / 2 + 2), using: &generator))
      }
      for (rule, distribution) in zip(rules, distributions) {
        let concat =
          switch rule.output {
          case .nodes: [2, 3, 4, 5]
          case .lastNode: [5]
          case .nodesAndSources: [0, 1, 2, 3, 4, 5]
          }
        let cell = try #require(GenotypeCell(edges: edges, concat: concat))
        let network = cell.network(duplicates: inputs == .lastWins ? .lastWins : .parallel)
        #expect(distribution.counts[network.pathStatistics] != nil, "\(rule): \(edges)")
      }
    }
    #expect(DARTSRule.all.count == 24 && Set(DARTSRule.all).count == 24)
  }

  @Test(arguments: [
    ("13/8", "1.6", true), ("13/8", "1.7", false), ("1.65", "1.7", true), ("1.65", "1.6", false),
    ("-1.65", "-1.7", true), ("2", "2", true), ("2.5", "3", true), ("0", "0.0", true),
    ("1", "one", false),
  ])
  func printedDigits(_ value: String, _ printed: String, _ expected: Bool) throws {
    let exact = try #require(Rational(value))
    #expect((PrintedDecimal(printed)?.isRounded(exact) ?? false) == expected)
  }

  @Test func filterKeepsTheMiddle() throws {
    let space = NASBench201Space()
    let (distribution, summary) = (space.pathDistribution(), space.summary())
    let half = try #require(ArchitectureFilter(summary, radius: Rational(1, 2)))
    #expect(half.effectiveDepth == .init(lower: Rational(15, 16), upper: Rational(37, 16)))
    #expect(half.effectiveWidth == .init(lower: Rational(5, 4), upper: Rational(37, 12)))
    let kept = [Rational(1), Rational(3, 4), Rational(1, 2), Rational(1, 4), 0].map { radius in
      ArchitectureFilter(summary, radius: radius).map { distribution.cells(where: $0.keeps) }
    }
    #expect(kept[0] == summary.parameterised)
    let expected = distribution.counts.reduce(Integer.zero) { sum, entry in
      guard let depth = entry.key.effectiveDepth, let width = entry.key.effectiveWidth,
        (depth - Rational(13, 8)).magnitude <= Rational(11, 16),
        (width - Rational(13, 6)).magnitude <= Rational(11, 12)
      else { return sum }
      return sum + entry.value
    }
    #expect(kept[2] == expected && expected > 0)
    #expect(zip(kept, kept.dropFirst()).allSatisfy { ($0 ?? 0) >= ($1 ?? 0) })
    #expect(ArchitectureFilter(summary, radius: -1) == nil)
    #expect(ArchitectureFilter(SpaceSummary(PathDistribution()), radius: 1) == nil)
    #expect(!half.keeps(PathStatistics(count: 0, parameterisedCount: 0, parameterisedEdges: 0)))
    // A quantity that is not bounded need not be defined.
    let shallow = ArchitectureFilter(
      effectiveDepth: .init(lower: nil, upper: 1), effectiveWidth: .init(lower: nil, upper: nil))
    #expect(shallow.keeps(depth: 0, width: nil) && !shallow.keeps(depth: 2, width: 1))
    #expect(!shallow.keeps(depth: nil, width: nil))
  }
}
