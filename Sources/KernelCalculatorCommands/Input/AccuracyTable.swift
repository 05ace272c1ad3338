import KernelCalculator

/// Architectures with measured numbers: a CSV whose first column is the architecture.
struct AccuracyTable {
  let name: String
  /// The names of the columns after the first.
  let columns: [String]
  /// The architectures in their order.
  private(set) var cells: [SpaceCell] = []
  /// `values[c][i]`: column c of architecture i.
  private(set) var values: [[Double]]
  let skipped: Int

  /// Reads a file; "-" is standard input. Without a header the columns are numbered.
  init(_ path: String, onError: ArchitectureLines.ErrorPolicy) throws {
    let file = try ArchitectureFile(path, onError: onError)
    name = file.name
    var columns: [String]?
    var values: [[Double]] = []
    var badRows = 0
    while let line = try file.next() {
      let fields = AccuracyTable.fields(line.text).dropFirst().map { $0.trimmed }
      if columns == nil {
        let names = file.header.map { AccuracyTable.fields($0).dropFirst().map(\.trimmed) }
        columns = names ?? fields.indices.map { "column \($0 + 2)" }
        values = Array(repeating: [], count: columns?.count ?? 0)
        if values.isEmpty {
          throw Failure(
            "\(file.name): there are no accuracies; every line is an architecture and numbers, "
              + "separated by commas")
        }
      }
      let numbers = fields.compactMap { Double($0) }.filter(\.isFinite)
      guard numbers.count == values.count, fields.count == values.count else {
        if onError == .skip {
          badRows += 1
          continue
        }
        let bad = fields.first { Double($0)?.isFinite != true }
        throw Failure(
          "\(file.name): line \(line.number): "
            + (fields.count == values.count
              ? "'\(bad?.prefix(40) ?? "")' is not a number"
              : "\(fields.count) numbers follow the architecture; expected \(values.count)"))
      }
      cells.append(line.cell)
      for (column, number) in numbers.enumerated() { values[column].append(number) }
    }
    guard let columns, !cells.isEmpty else { throw Failure("\(file.name): there are no rows") }
    file.reportSkipped()
    if badRows > 0 {
      Console.warn("\(file.name): skipped \(badRows) lines whose numbers could not be read")
    }
    self.columns = columns
    self.values = values
    skipped = file.skippedCount + badRows
  }

  /// The fields of a CSV line: the first may be quoted.
  private static func fields(_ line: String) -> [String] {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        fields.append(field)
        field = ""
      default: field.append(character)
      }
    }
    return fields + [field]
  }
}

/// What the accuracies say about depth, width and the certified quantities.
struct AccuracyStudy {
  /// Cells with equal depth and width.
  struct Group {
    let depth: Rational?
    let width: Rational?
    var members: [Int] = []
  }

  /// A quantity's rank correlation with a column.
  struct RankCorrelation {
    let name: QuantityName
    /// How many architectures have the quantity.
    let count: Int
    /// By column; nil where ranks are constant.
    let coefficients: [Double?]
    /// How many architectures share a rank without being proved equal.
    let undecided: Int
  }

  /// What a filter keeps.
  struct Kept {
    /// The share of the radius, nil for all architectures.
    let radius: Rational?
    let members: [Int]
  }

  let table: AccuracyTable
  let rho: Rational
  let groups: [Group]
  /// R of each column on (d̄, m̄), over the architectures that have both.
  let multiple: [Double?]
  let multipleCount: Int
  let correlations: [RankCorrelation]
  /// Whether no architecture has convolutions or poolings, whose kernels are others.
  let areLiteral: Bool
  let kept: [Kept]

  init(_ table: AccuracyTable, at rho: Rational, around: SpaceName?) throws {
    self.table = table
    self.rho = rho
    groups = AccuracyStudy.groups(of: table.cells)

    let defined = table.cells.indices.filter { table.cells[$0].result.effectiveWidth != nil }
    func doubles(_ value: (CellEvaluator.Result) -> Rational?) -> [Double] {
      defined.map { value(table.cells[$0].result).map(\.nearestDouble) ?? 0 }
    }
    let (depths, widths) = (doubles(\.effectiveDepth), doubles(\.effectiveWidth))
    multiple = table.values.map { column in
      Correlation.multiple(defined.map { column[$0] }, on: depths, widths)
    }
    multipleCount = defined.count
    (correlations, areLiteral) = try AccuracyStudy.correlations(table, rho)

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
    _ table: AccuracyTable, _ rho: Rational
  ) throws -> ([RankCorrelation], areLiteral: Bool) {
    let meter = Progress()
    defer { meter.clear() }
    var classes = CertifiedClasses(at: rho)
    for cell in table.cells { try classes.add(cell) }
    let kernels = PropagationRule.compared.flatMap { rule in
      Kernel.allCases.flatMap { kernel in
        [RankedQuantity.lambda2, .ratio].map {
          QuantityName(quantity: $0, kernel: kernel, rule: rule)
        }
      }
    }
    let names =
      [RankedQuantity.depth, .width, .paths].map {
        QuantityName(quantity: $0, kernel: .nngp, rule: .exact)
      } + kernels
    let correlations = try names.map { name in
      let values = try classes.values(of: name) { meter.show("\(name.title), class \($0 + 1)") }
      let weights = classes.weights
      let ranks = values.ranking.doubledRanks(weights: values.defined.map { weights[$0] })
      var rankOfClass = [Int?](repeating: nil, count: weights.count)
      for (place, index) in values.defined.enumerated() { rankOfClass[index] = ranks[place] }
      let members = table.cells.indices.filter { rankOfClass[classes.members[$0]] != nil }
      let own = members.map { rankOfClass[classes.members[$0]] ?? 0 }
      return RankCorrelation(
        name: name, count: members.count,
        coefficients: table.values.map { column in
          Correlation.spearman(ranks: own, Correlation.doubledRanks(members.map { column[$0] }))
        },
        undecided: values.ranking.levels.filter { !$0.isDecided }.reduce(0) { sum, level in
          sum + level.members.reduce(0) { $0 + weights[values.defined[$1]] }
        })
    }
    return (correlations, classes.areLiteral)
  }

  /// Mean and largest of a column over some architectures; nil for none.
  func measures(_ column: Int, _ members: [Int]) -> (mean: Double, best: Double)? {
    guard let best = members.map({ table.values[column][$0] }).max() else { return nil }
    let sum = members.reduce(0) { $0 + table.values[column][$1] }
    return (sum / Double(members.count), best)
  }
}
