import ArchitectureSpaces
import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkAnalysis

/// Architectures with measured numbers, larger meaning better.
package struct AccuracyTable {
  /// Where the numbers come from.
  package let name: String
  /// The names of the columns.
  package let columns: [String]
  /// The architectures in their order.
  package let cells: [SpaceCell]
  /// `values[c][i]`: column c of architecture i.
  package let values: [[Double]]
  /// How many lines were passed over.
  package let skipped: Int

  package init(
    name: String, columns: [String], cells: [SpaceCell], values: [[Double]], skipped: Int
  ) {
    self.name = name
    self.columns = columns
    self.cells = cells
    self.values = values
    self.skipped = skipped
  }
}

/// What the accuracies say about depth, width and the certified quantities.
package struct AccuracyStudy {
  /// Cells with equal depth and width.
  package struct Group {
    package let depth: Rational?
    package let width: Rational?
    package var members: [Int] = []
  }

  /// A quantity's rank correlation with a column.
  package struct RankCorrelation {
    package let name: QuantityName
    /// How many architectures have the quantity.
    package let count: Int
    /// By column; nil where ranks are constant.
    package let coefficients: [Double?]
    /// How many architectures share a rank without being proved equal.
    package let undecided: Int
  }

  /// What a filter keeps.
  package struct Kept {
    /// The share of the radius, nil for all architectures.
    package let radius: Rational?
    package let members: [Int]
  }

  package let table: AccuracyTable
  package let rho: Correlation
  package let groups: [Group]
  /// R of each column on (d̄, m̄), over the architectures that have both.
  package let multiple: [Double?]
  package let multipleCount: Int
  package let correlations: [RankCorrelation]
  /// Whether no architecture has convolutions or poolings, whose kernels are others.
  package let areLiteral: Bool
  package let kept: [Kept]

  /// `progress` is told what is being derived. `scores` are quantities on data, which `score` gives.
  package init(
    _ table: AccuracyTable, at rho: Correlation, around: SpaceName?,
    scores: [QuantityName] = [], score: CertifiedClasses.Score? = nil,
    progress: (String) -> Void = { _ in }
  ) throws {
    self.table = table
    self.rho = rho
    groups = AccuracyStudy.groups(of: table.cells)

    let defined = table.cells.indices.filter { table.cells[$0].result.effectiveWidth != nil }
    func doubles(_ value: (CellEvaluator.Result) -> Rational?) -> [Double] {
      defined.map { value(table.cells[$0].result).map(\.nearestDouble) ?? 0 }
    }
    let (depths, widths) = (doubles(\.effectiveDepth), doubles(\.effectiveWidth))
    multiple = table.values.map { column in
      Statistics.multiple(defined.map { column[$0] }, on: depths, widths)
    }
    multipleCount = defined.count
    (correlations, areLiteral) = try AccuracyStudy.correlations(
      of: table, at: rho, scores: scores, score: score, progress: progress)

    var distribution = PathDistribution()
    for cell in table.cells { distribution.add(cell.result.statistics) }
    let summary = around.map { $0.space.summary() } ?? SpaceSummary(distribution)
    kept =
      [Kept(radius: nil, members: Array(table.cells.indices))]
      + [Rational(1), Rational(3, 4), Rational(1, 2), Rational(1, 4)].compactMap { radius in
        ArchitectureFilter(summary, radius: radius).map { filter in
          Kept(
            radius: radius,
            members: table.cells.indices.filter {
              let result = table.cells[$0].result
              return filter.keeps(depth: result.effectiveDepth, width: result.effectiveWidth)
            })
        }
      }
  }

  private static func groups(of cells: [SpaceCell]) -> [Group] {
    var places: [[Rational?]: Int] = [:]
    var groups: [Group] = []
    for (index, cell) in cells.enumerated() {
      let key = [cell.result.effectiveDepth, cell.result.effectiveWidth]
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append(Group(depth: key[0], width: key[1]))
      }
      groups[place].members.append(index)
    }
    // Undefined values come first.
    return groups.sorted { ($0.depth ?? -1, $0.width ?? -1) < ($1.depth ?? -1, $1.width ?? -1) }
  }

  private static func correlations(
    of table: AccuracyTable, at rho: Correlation, scores: [QuantityName],
    score: CertifiedClasses.Score?, progress: (String) -> Void
  ) throws -> ([RankCorrelation], areLiteral: Bool) {
    var classes = CertifiedClasses(at: rho)
    for cell in table.cells { try classes.add(cell) }
    let kernels = PropagationRule.compared.flatMap { rule in
      Kernel.allCases.flatMap { kernel in
        [RankedQuantity.lambda2, .ratio].map { QuantityName($0, of: kernel, under: rule) }
      }
    }
    let names =
      [RankedQuantity.depth, .width, .paths].map {
        QuantityName($0, of: .nngp, under: .exact)
      } + kernels + scores
    let correlations = try names.map { name in
      let values = try classes.values(of: name, score: score) {
        progress("\(name.title), class \($0 + 1)")
      }
      let weights = classes.weights
      let ranks = values.ranking.doubledRanks(weights: values.defined.map { weights[$0] })
      var rankOfClass = [Int?](repeating: nil, count: weights.count)
      for (place, index) in values.defined.enumerated() { rankOfClass[index] = ranks[place] }
      let members = table.cells.indices.filter { rankOfClass[classes.members[$0]] != nil }
      let own = members.map { rankOfClass[classes.members[$0]] ?? 0 }
      return RankCorrelation(
        name: name, count: members.count,
        coefficients: table.values.map { column in
          Statistics.spearman(ranks: own, Statistics.doubledRanks(members.map { column[$0] }))
        },
        undecided: values.ranking.levels.filter { !$0.isDecided }.reduce(0) { sum, level in
          sum + level.members.reduce(0) { $0 + weights[values.defined[$1]] }
        })
    }
    return (correlations, classes.areLiteral)
  }

  /// Mean and largest of a column over some architectures; nil for none.
  package func measures(_ column: Int, _ members: [Int]) -> (mean: Double, best: Double)? {
    guard let best = members.map({ table.values[column][$0] }).max() else { return nil }
    let sum = members.reduce(0) { $0 + table.values[column][$1] }
    return (sum / Double(members.count), best)
  }
}
