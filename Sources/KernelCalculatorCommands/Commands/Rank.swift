import ArchitectureStudies
import ArgumentParser
import ExactJSON
import KernelCalculator

struct Rank: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "rank",
    abstract: "Rank architectures by certified eigenvalues, depth or width.",
    discussion: """
      Examples:
        kernelcalc rank --space 'complete(2)' --by lambda2 --at 1/2
        kernelcalc rank --space 'complete(3)' --by ratio --kernel ntk --top 5
        kernelcalc rank --space 'complete(2)' --rule exact --format csv
        kernelcalc space nasbench201 --sample 9 | kernelcalc rank - --by width

      lambda2 is K_ii − |K_ij|, the smaller eigenvalue of the kernel of two unit, centred inputs \
      with correlation ρ, ratio is (K_ii + |K_ij|)/(K_ii − |K_ij|), the quotient of the two; \
      --kernel chooses the NNGP kernel or the NTK, --rule how kernels propagate. The largest is \
      first, of ratios the smallest, unless --ascending or --descending says otherwise.

      lambda-min, condition, trace, mean, log-determinant and, with --labels, complexity and \
      alignment are scores of the kernel matrix of the inputs in --inputs (see kernelcalc compare), \
      enclosed to four digits fewer than --digits.

      The order is certified: enclosures are made narrower until they are apart, and architectures \
      share a rank where their closed forms are equal. Should some be neither separated nor proved \
      equal, they share a rank that is called undecided, and the exit code is 3. A ratio is ranked \
      only where λ₂ is proved positive.
      """)

  @Argument(help: "A file with one architecture a line; - for standard input.")
  var file: String?

  @Option(
    name: .long, help: "The cells of nasbench201, darts or complete(H).",
    completion: SpaceName.completion)
  var space: String?

  @Option(name: .long, help: "By which quantity.")
  var by: RankedQuantity = .lambda2

  @Option(name: .long, help: "Whose eigenvalues: those of the NNGP kernel or of the NTK.")
  var kernel: Kernel = .nngp

  @Option(name: .long, help: "Which propagation rule: variance-only or exact.")
  var rule: RuleChoice = .exact

  @Option(name: .long, parsing: .unconditional, help: "The correlation ρ in [-1, 1].")
  var at = "1/2"

  @Option(name: .long, parsing: .unconditional, help: "How many ranks to print.")
  var top: Int?

  @Flag(name: .long, help: "The smallest value first.")
  var ascending = false

  @Flag(name: .long, help: "The largest value first.")
  var descending = false

  @Option(name: .long, help: "ranks: one line a rank; csv: one line an architecture.")
  var format: Format = .ranks

  @Option(name: .long, parsing: .unconditional, help: "Significant digits of printed values.")
  var digits = 10

  @OptionGroup var data: OptionalDataOptions
  @OptionGroup var labels: LabelsOption
  @OptionGroup var lines: ArchitectureLineOptions
  @OptionGroup var output: JSONFlag

  enum Format: String, ExpressibleByArgument, CaseIterable { case ranks, csv }

  func run() throws { try lines.reading { try answer() } }

  private func answer() throws {
    let rho = try Correlation(argument: at)
    guard (1...1000).contains(digits) else {
      throw Failure("digits must be between 1 and 1000, not \(digits)")
    }
    if let top, top < 0 { throw Failure("the number of ranks must not be negative") }
    if ascending && descending { throw Failure("give --ascending or --descending, not both") }
    guard let only = rule.rules.first, rule.rules.count == 1 else {
      throw Failure("a ranking needs one rule: variance-only or exact")
    }
    let score = try DataScores(
      try data.read(), labels: labels, quantities: [by], rule: only, digits: max(6, digits - 4))
    let source = try ArchitectureSource(space: space, file: file, onError: lines.onError)
    let meter = Progress()
    var classes = CertifiedClasses(at: rho)
    var cells: [String] = []
    try source.forEachCell { cell in
      try classes.add(cell)
      cells.append(cell.text)
      meter.show("\(cells.count) architectures")
    }
    let name = QuantityName(by, of: kernel, under: only)
    let total = classes.classes.classes.count
    let values = try classes.values(of: name, score: score?.value) {
      meter.show("class \($0 + 1) of \(total)")
    }
    meter.clear()
    try source.reportSkipped()
    let largestFirst = descending || (by.largestFirst && !ascending)
    let table = RankTable(
      source: source, name: name, rho: rho, cells: cells, classes: classes, values: values,
      largestFirst: largestFirst, top: top ?? .max, digits: digits)
    switch (output.json, format) {
    case (true, _): Console.write(table.json.text() + "\n")
    case (false, .csv): table.writeCSV()
    case (false, .ranks): Console.write(table.text)
    }
    if table.undecided > 0 {
      throw Failure(
        "\(table.undecided) architectures share a rank without being proved equal", .undecided)
    }
  }
}

/// A ranking as it is printed.
struct RankTable {
  let source: ArchitectureSource
  let name: QuantityName
  let rho: Correlation
  let values: CertifiedClasses.Values
  let digits: Int
  private let levels: [RankLevel]
  private let ranked: Integer
  private let total: Integer
  private let areLiteral: Bool

  /// Architectures that share a rank.
  struct RankLevel {
    /// One more than how many architectures come before.
    let rank: Integer
    /// How many there are.
    let count: Integer
    /// Those that are listed.
    let cells: [String]
    /// The canonical form of the first one's network.
    let form: String
    let isDecided: Bool
    let value: EnclosedDecimal?
  }

  init(
    source: ArchitectureSource, name: QuantityName, rho: Correlation, cells: [String],
    classes: CertifiedClasses, values: CertifiedClasses.Values, largestFirst: Bool, top: Int,
    digits: Int
  ) {
    (self.source, self.name, self.rho, self.values) = (source, name, rho, values)
    self.digits = digits
    var cellsOfClass = [[String]](repeating: [], count: classes.classes.classes.count)
    for (cell, index) in zip(cells, classes.members) { cellsOfClass[index].append(cell) }
    var levels: [RankLevel] = []
    var before = Integer.zero
    let ordered = largestFirst ? values.ranking.levels.reversed() : values.ranking.levels
    for level in ordered {
      let indices = level.members.map { values.defined[$0] }
      let count = indices.reduce(Integer.zero) { $0 + classes.classes.classes[$1].multiplicity }
      if levels.count < top {
        levels.append(
          RankLevel(
            rank: before + .one, count: count, cells: indices.flatMap { cellsOfClass[$0] },
            form: indices.first.map { classes.classes.classes[$0].text } ?? "",
            isDecided: level.isDecided,
            value: level.members.first.flatMap { values.decimal($0, digits: digits) }))
      }
      before += count
    }
    self.levels = levels
    areLiteral = classes.areLiteral
    ranked = before
    total = classes.classes.classes.reduce(Integer.zero) { $0 + $1.multiplicity }
  }

  /// How many architectures share a rank without being proved equal.
  var undecided: Int {
    values.ranking.levels.filter { !$0.isDecided }.reduce(0) { $0 + $1.members.count }
  }

  private var point: String { name.quantity.isOfPair ? " at ρ = \(rho)" : "" }

  var text: String {
    var text = Console.bold("\(source.title) by \(name.title)\(point)") + "\n"
    text += "\(ranked) of \(total) architectures are ranked\n\n"
    let rows = levels.map { level in
      [
        "\(level.rank)", "\(level.count)",
        (level.value?.description ?? "?") + (level.isDecided ? "" : " (undecided)"),
        level.cells.first ?? "",
      ]
    }
    text += SpaceReport.table(
      [["rank", "architectures", "value", "the first"]] + rows, width: Console.width)
    return areLiteral || !name.quantity.isOfKernel
      ? text : text + Console.paragraph("", CertifiedClasses.note, indent: 0)
  }

  func writeCSV() {
    Console.write("cell,rank,value,error\n")
    for level in levels {
      for cell in level.cells {
        Console.write(
          "\(CellTable.field(cell)),\(level.rank),\(level.value?.text ?? ""),"
            + "\(level.value?.errorText ?? "")\n")
      }
    }
  }

  var json: JSON {
    let isOfKernel = name.quantity.isOfKernel
    return [
      "schema": JSON.schema, "source": .string(source.title),
      "by": .string(name.quantity.rawValue),
      "kernel": isOfKernel ? .string(name.kernel.rawValue) : .null,
      "rule": isOfKernel ? .string(name.rule.rawValue) : .null,
      "at": name.quantity.isOfPair ? .string("\(rho)") : .null,
      "architectures": .string("\(total)"), "ranked": .string("\(ranked)"),
      "undecided": .integer(undecided), "literal": .bool(areLiteral),
      "ranks": .array(
        levels.map { level in
          [
            "rank": .string("\(level.rank)"), "count": .string("\(level.count)"),
            "value": level.value.map { .string($0.text) } ?? .null,
            "error": level.value.map { .string($0.errorText) } ?? .null,
            "decided": .bool(level.isDecided), "dag": .string(level.form),
            "cells": .array(level.cells.map { .string($0) }),
          ]
        }),
    ]
  }
}

extension RankedQuantity: ExpressibleByArgument {}
extension Kernel: ExpressibleByArgument {}
